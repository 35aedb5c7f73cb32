//! The numbers of one modality for many events, packed into bytes. One byte per number is enough for pictures, which are drawn in
//! bytes, and for spectrograms: 80 dB in 256 steps are 0.31 dB per step. That is a third of the smallest difference in loudness
//! that a person hears, and a fiftieth of the standard deviation by which the model divides. 16 bits would double the memory
//! without changing predictions.

use std::sync::Arc;

/// Numbers of one modality, `[event, …]`, the same count for every event.
#[derive(Clone, Debug, PartialEq)]
pub enum Packed {
    /// a byte a number
    Bytes(ByteRows),
    /// as they were given
    Floats(Vec<f32>),
}

/// A byte a number, 0…255 over a range; values outside it were clipped. A clone shares the bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct ByteRows {
    /// `[event, word]`: four numbers a word, the first in the lowest byte; the last word of an event is filled up with zeros. A
    /// device reads them like that, and the CPU's shares them.
    words: Arc<Vec<i32>>,
    /// of an event, at least 1
    numbers: usize,
    range: [f32; 2],
}

impl ByteRows {
    /// No events of `numbers` numbers over `range`, with room for `events` of them.
    pub fn new(range: [f32; 2], numbers: usize, events: usize) -> ByteRows {
        ByteRows { words: Arc::new(Vec::with_capacity(events * numbers.div_ceil(4))), numbers, range }
    }

    /// Appends an event's bytes.
    ///
    /// # Panics
    /// When their number is not that of an event.
    pub fn push(&mut self, bytes: &[u8]) {
        assert_eq!(bytes.len(), self.numbers, "every event has as many numbers");
        let word = |four: &[u8]| four.iter().rev().fold(0, |word, byte| word << 8 | i32::from(*byte));
        Arc::make_mut(&mut self.words).extend(bytes.chunks(4).map(word));
    }

    /// `[event, word]`, shared.
    pub fn words(&self) -> Arc<Vec<i32>> {
        self.words.clone()
    }

    /// What bytes 0 and 255 stand for.
    pub fn range(&self) -> [f32; 2] {
        self.range
    }

    /// How many events there are.
    pub fn events(&self) -> usize {
        self.words.len() / self.numbers.div_ceil(4)
    }

    /// As many numbers of one event from number `first` of all events on.
    fn stretch(&self, first: usize, numbers: usize) -> &[u8] {
        let (event, at) = (first / self.numbers, first % self.numbers);
        // the lowest byte of a word comes first in memory, wherever this runs
        let bytes: &[u8] = bytemuck::cast_slice(&self.words[..]);
        &bytes[event * 4 * self.numbers.div_ceil(4) + at..][..numbers]
    }
}

impl Packed {
    /// No events of `numbers` numbers over `range`, a byte each, with room for `events` of them.
    pub fn bytes(range: [f32; 2], numbers: usize, events: usize) -> Packed {
        Packed::Bytes(ByteRows::new(range, numbers, events))
    }

    /// Appends an event's numbers; zeros where there is nothing to see.
    pub fn push(&mut self, view: Option<&[f32]>, numbers: usize) {
        match (self, view) {
            (Packed::Bytes(rows), Some(view)) => {
                let range = rows.range;
                rows.push(&view.iter().map(|value| byte(*value, range)).collect::<Vec<u8>>());
            }
            (Packed::Bytes(rows), None) => rows.push(&vec![0; numbers]),
            (Packed::Floats(floats), Some(view)) => floats.extend(view),
            (Packed::Floats(floats), None) => floats.resize(floats.len() + numbers, 0.0),
        }
    }

    /// All of them as floats.
    pub fn to_floats(&self) -> Vec<f32> {
        match self {
            Packed::Bytes(rows) => {
                let values = values(rows.range);
                let bytes = (0..rows.events()).flat_map(|event| rows.stretch(event * rows.numbers, rows.numbers));
                bytes.map(|byte| values[*byte as usize]).collect()
            }
            Packed::Floats(floats) => floats.clone(),
        }
    }

    /// The `nth` stretch of `numbers` as bytes over `range`. No stretch goes beyond one event.
    pub fn bytes_of(&self, nth: usize, numbers: usize, range: [f32; 2]) -> Vec<u8> {
        match self {
            Packed::Bytes(rows) => rows.stretch(nth * numbers, numbers).to_vec(),
            Packed::Floats(floats) => floats[nth * numbers..][..numbers].iter().map(|value| byte(*value, range)).collect(),
        }
    }

    /// The sum of the `nth` stretch of `numbers`, and the sum of their squares.
    pub fn sums_of(&self, nth: usize, numbers: usize) -> (f64, f64) {
        let add = |(sum, squares): (f64, f64), value: f64| (sum + value, squares + value * value);
        match self {
            Packed::Bytes(rows) => {
                let values = values(rows.range);
                let bytes = rows.stretch(nth * numbers, numbers);
                bytes.iter().map(|byte| f64::from(values[*byte as usize])).fold((0.0, 0.0), add)
            }
            Packed::Floats(floats) => {
                floats[nth * numbers..][..numbers].iter().map(|value| f64::from(*value)).fold((0.0, 0.0), add)
            }
        }
    }
}

/// The nearest of the 256 steps from `low` to `high`.
pub fn byte(value: f32, [low, high]: [f32; 2]) -> u8 {
    // half a step up and cut off, by way of 32 bits: to round would be a call in WebAssembly, and this is four at a time
    ((value - low) * (255.0 / (high - low)) + 0.5).clamp(0.0, 255.0) as i32 as u8
}

/// The number that each byte stands for: the inverse of [`byte`].
pub fn values([low, high]: [f32; 2]) -> [f32; 256] {
    std::array::from_fn(|byte| low + (high - low) * (byte as f32 / 255.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_the_nearest_step() {
        let range = [-80.0, 0.0];
        assert_eq!([-100.0, -80.0, -40.0, 0.0, 9.0].map(|v| byte(v, range)), [0, 0, 128, 255, 255]);
        assert!(values(range).iter().enumerate().all(|(i, value)| byte(*value, range) == i as u8));
    }

    #[test]
    fn an_event_whose_numbers_do_not_fill_its_last_word_comes_back_whole() {
        let mut rows = ByteRows::new([0.0, 255.0], 6, 2);
        rows.push(&[1, 2, 3, 4, 5, 6]);
        rows.push(&[7, 8, 9, 10, 11, 12]);
        assert_eq!((rows.events(), rows.words().len(), rows.words()[0]), (2, 4, 0x0403_0201));
        let packed = Packed::Bytes(rows);
        assert_eq!(packed.to_floats(), (1..=12).map(|v| v as f32).collect::<Vec<f32>>());
        assert_eq!(packed.bytes_of(1, 6, [0.0, 255.0]), [7, 8, 9, 10, 11, 12]);
        assert_eq!(packed.sums_of(3, 3), (10.0 + 11.0 + 12.0, 100.0 + 121.0 + 144.0));
    }
}

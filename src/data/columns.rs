//! The events of a data set in columns, as small as they can be without losing what a model could use.
//!
//! Pictures and spectrograms take a byte a number. Pictures are drawn in bytes to begin with. A spectrogram's 80 dB in 256
//! steps are 0.31 dB each: a third of the smallest difference in loudness that a person hears, and a fiftieth of the spread
//! that standardisation divides by; 16 bits would double the memory and change no prediction. 20,000 events of the default size
//! take 0.15 GB. Tables are kept as they are, because their columns differ by orders of magnitude.

use super::event::{Event, Schema};
use super::modality::{Modality, ModalitySet};
use crate::worlds::latent::Causes;

/// Numbers of one modality, `[event, …]`, the same count for every event.
#[derive(Clone, Debug, PartialEq)]
pub enum Packed {
    /// 0…255 over `range`; what lies outside was clipped
    Bytes { bytes: Vec<u8>, range: [f32; 2] },
    /// as they were given
    Floats(Vec<f32>),
}

/// Everything that is kept of the events, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// `[event]`, what training is told: an index into [`Schema::classes`]
    pub labels: Vec<u8>,
    /// `[event]`, what made the views; another than the label where that is wrong
    pub classes: Vec<u8>,
    /// `[event]`, each `[modality]`
    pub causes: Vec<Causes>,
    /// `[event]`
    pub present: Vec<ModalitySet>,
    /// `[event, feature]`, zeros where the modality is missing, and so for the other two
    pub tables: Vec<f32>,
    /// `[event, channel, height, width]`
    pub images: Packed,
    /// `[event, mel, frame]`
    pub spectrograms: Packed,
}

impl Columns {
    /// Columns without events, with room for `events` of them.
    pub fn new(schema: &Schema, events: usize) -> Columns {
        Columns {
            labels: Vec::with_capacity(events),
            classes: Vec::with_capacity(events),
            causes: Vec::with_capacity(events),
            present: Vec::with_capacity(events),
            tables: Vec::with_capacity(events * schema.features.len()),
            images: Packed::bytes(schema.image.range, events * schema.image.numbers()),
            spectrograms: Packed::bytes(schema.audio.range, events * schema.audio.numbers()),
        }
    }

    /// The columns of these events, which have this schema.
    pub fn of(events: impl IntoIterator<Item = Event>, schema: &Schema) -> Columns {
        let mut columns = Columns::new(schema, 0);
        events.into_iter().for_each(|event| columns.push(&event, schema));
        columns
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Whether some event lacks a modality.
    pub fn some_missing(&self) -> bool {
        self.present.iter().any(|present| *present != ModalitySet::ALL)
    }

    /// Appends an event of this schema.
    pub fn push(&mut self, event: &Event, schema: &Schema) {
        self.labels.push(event.label as u8);
        self.classes.push(event.class as u8);
        self.causes.push(event.causes);
        self.present.push(event.present);
        match event.view(Modality::Tabular) {
            Some(table) => self.tables.extend(table),
            None => self.tables.extend(vec![0.0; schema.features.len()]),
        }
        self.images.push(event.view(Modality::Image), schema.image.numbers());
        self.spectrograms.push(event.view(Modality::Audio), schema.audio.numbers());
    }
}

impl Packed {
    fn bytes(range: [f32; 2], numbers: usize) -> Packed {
        Packed::Bytes { bytes: Vec::with_capacity(numbers), range }
    }

    fn push(&mut self, view: Option<&[f32]>, numbers: usize) {
        match (self, view) {
            (Packed::Bytes { bytes, range }, Some(view)) => bytes.extend(view.iter().map(|value| byte(*value, *range))),
            (Packed::Bytes { bytes, .. }, None) => bytes.resize(bytes.len() + numbers, 0),
            (Packed::Floats(floats), Some(view)) => floats.extend(view),
            (Packed::Floats(floats), None) => floats.resize(floats.len() + numbers, 0.0),
        }
    }

    /// All of them as floats.
    pub fn to_floats(&self) -> Vec<f32> {
        match self {
            Packed::Bytes { bytes, range } => {
                let values = values(*range);
                bytes.iter().map(|byte| values[*byte as usize]).collect()
            }
            Packed::Floats(floats) => floats.clone(),
        }
    }

    /// The `nth` stretch of `numbers` as bytes over `range`.
    pub fn bytes_of(&self, nth: usize, numbers: usize, range: [f32; 2]) -> Vec<u8> {
        let stretch = nth * numbers..(nth + 1) * numbers;
        match self {
            Packed::Bytes { bytes, .. } => bytes[stretch].to_vec(),
            Packed::Floats(floats) => floats[stretch].iter().map(|value| byte(*value, range)).collect(),
        }
    }

    /// The sum of the `nth` stretch of `numbers`, and the sum of their squares.
    pub fn sums_of(&self, nth: usize, numbers: usize) -> (f64, f64) {
        let add = |(sum, squares): (f64, f64), value: f64| (sum + value, squares + value * value);
        let stretch = nth * numbers..(nth + 1) * numbers;
        match self {
            Packed::Bytes { bytes, range } => {
                let values = values(*range);
                bytes[stretch].iter().map(|byte| f64::from(values[*byte as usize])).fold((0.0, 0.0), add)
            }
            Packed::Floats(floats) => floats[stretch].iter().map(|value| f64::from(*value)).fold((0.0, 0.0), add),
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
    use crate::config::{Config, World};
    use crate::worlds::source;

    fn packed(config: &Config, events: u32) -> (Vec<Event>, Columns) {
        let source = source(config);
        let events: Vec<Event> = (0..events).map(|index| source.event(index)).collect();
        let mut columns = Columns::new(source.schema(), events.len());
        events.iter().for_each(|event| columns.push(event, source.schema()));
        (events, columns)
    }

    #[test]
    fn bytes_come_back_as_the_nearest_step() {
        let range = [-80.0, 0.0];
        assert_eq!([-100.0, -80.0, -40.0, 0.0, 9.0].map(|v| byte(v, range)), [0, 0, 128, 255, 255]);
        assert!(values(range).iter().enumerate().all(|(i, value)| byte(*value, range) == i as u8));
    }

    #[test]
    fn what_is_stored_is_the_event_to_within_half_a_step() {
        for world in [World::Story, World::Noise] {
            let (events, columns) = packed(&Config { world, ..Config::default() }, 6);
            let (images, spectrograms) = (columns.images.to_floats(), columns.spectrograms.to_floats());
            let agree = |given: Vec<f32>, kept: &[f32], range: [f32; 2]| {
                let half = (range[1] - range[0]) / 255.0 * 0.501;
                assert!(given.iter().zip(kept).all(|(g, k)| (g.clamp(range[0], range[1]) - k).abs() <= half));
            };
            let schema = source(&Config { world, ..Config::default() }).schema().clone();
            agree(events.iter().flat_map(|e| e.image.clone()).collect(), &images, schema.image.range);
            agree(events.iter().flat_map(|e| e.spectrogram.clone()).collect(), &spectrograms, schema.audio.range);
            assert_eq!(columns.tables, events.iter().flat_map(|e| e.table.clone()).collect::<Vec<f32>>());
        }
    }

    #[test]
    fn a_missing_modality_is_zeros_and_known_to_be_missing() {
        let config = Config { missing_table: 0.4, missing_image: 0.4, missing_audio: 0.4, ..Config::default() };
        let (events, columns) = packed(&config, 40);
        assert!(columns.some_missing());
        for (i, event) in events.iter().enumerate() {
            assert_eq!(columns.present[i], event.present);
            let [image, audio] = [Modality::Image, Modality::Audio].map(|m| event.present.contains(m));
            assert!(image || columns.images.bytes_of(i, 3072, [0.0, 1.0]).iter().all(|byte| *byte == 0));
            assert!(audio || columns.spectrograms.sums_of(i, 4096).0 == 4096.0 * -80.0);
            assert!(event.present.contains(Modality::Tabular) || columns.tables[10 * i..][..10] == [0.0; 10]);
        }
    }

    #[test]
    fn twenty_thousand_default_events_take_less_than_a_fifth_of_a_gigabyte() {
        let (_, columns) = packed(&Config::default(), 2);
        let Packed::Bytes { bytes: pixels, .. } = &columns.images else { panic!("pictures are bytes") };
        let Packed::Bytes { bytes: levels, .. } = &columns.spectrograms else { panic!("spectrograms are bytes") };
        let event = (pixels.len() + levels.len() + 4 * columns.tables.len()) / 2 + 6;
        assert!(20_000 * event < 200_000_000, "{event} bytes an event");
    }
}

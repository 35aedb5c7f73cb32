//! Pictures in the layout that the convolution kernels read: channels last, framed by one zero pixel. It uses plain numbers, no
//! tensors.

/// A batch of pictures, `[batch][height + 2][width + 2][channels]`, and [`SLACK`] zeros behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Padded {
    pub batch: usize,
    pub channels: usize,
    pub height: usize,
    pub width: usize,
}

/// Zeros behind the last picture, so that its last pixel can be read in whole vectors.
pub const SLACK: usize = 4;

/// Where the numbers of a tensor `[batch, channel, y, x]` lie in a buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub offset: usize,
    pub strides: [usize; 4],
}

impl Place {
    /// Without gaps, in the order of the dimensions.
    pub fn channels_first([_, channels, height, width]: [usize; 4]) -> Place {
        Place { offset: 0, strides: [channels * height * width, height * width, width, 1] }
    }

    pub fn at(&self, batch: usize, channel: usize, y: usize, x: usize) -> usize {
        let [b, c, i, j] = self.strides;
        self.offset + batch * b + channel * c + y * i + x * j
    }
}

impl Padded {
    /// `[batch, channel, height, width]`
    pub fn shape(self) -> [usize; 4] {
        [self.batch, self.channels, self.height, self.width]
    }

    /// Numbers in a row of pixels.
    pub fn row(self) -> usize {
        (self.width + 2) * self.channels
    }

    /// Numbers in a picture.
    pub fn picture(self) -> usize {
        (self.height + 2) * self.row()
    }

    /// Numbers in all.
    pub fn len(self) -> usize {
        self.batch * self.picture() + SLACK
    }

    /// Where the pictures without their frames lie.
    pub fn place(self) -> Place {
        Place { offset: self.row() + self.channels, strides: [self.picture(), 1, self.row(), self.channels] }
    }

    /// Copies the pictures that lie at `from` in `values`.
    pub fn copy(self, values: &[f32], from: Place) -> Vec<f32> {
        let (mut copy, to) = (vec![0.0; self.len()], self.place());
        for (b, y, c) in self.rows() {
            for x in 0..self.width {
                copy[to.at(b, c, y, x)] = values[from.at(b, c, y, x)];
            }
        }
        copy
    }

    /// Every row of every channel, as (batch, y, channel).
    fn rows(self) -> impl Iterator<Item = (usize, usize, usize)> {
        let rows = move |b| (0..self.height).flat_map(move |y| (0..self.channels).map(move |c| (b, y, c)));
        (0..self.batch).flat_map(rows)
    }

    /// Whether `values` holds such pictures, and every number of their frames is zero.
    pub fn is_framed(self, values: &[f32]) -> bool {
        // ORs all bits but the signs: a loop that could stop early would not be vectorised
        let zero = |numbers: &[f32]| numbers.iter().fold(0, |bits, v| bits | v.to_bits() << 1) == 0;
        let (row, edge) = (self.row(), self.channels);
        values.len() == self.len()
            && zero(&values[self.batch * self.picture()..])
            && values.chunks_exact(self.picture().max(1)).take(self.batch).all(|picture| {
                let (first, rest) = picture.split_at(row);
                let (inner, last) = rest.split_at(rest.len() - row);
                zero(first) && zero(last) && inner.chunks_exact(row).all(|r| zero(&r[..edge]) && zero(&r[row - edge..]))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_frames_every_pixel_with_zeros_and_keeps_its_place() {
        let padded = Padded { batch: 2, channels: 3, height: 2, width: 4 };
        let values: Vec<f32> = (1..=48).map(|v| v as f32).collect();
        let from = Place::channels_first([2, 3, 2, 4]);
        let copy = padded.copy(&values, from);
        assert!(padded.is_framed(&copy));
        assert_eq!(copy.iter().filter(|v| **v != 0.0).count(), 48);
        let (to, there) = (padded.place(), [1, 2, 1, 3]);
        let [b, c, y, x] = there;
        assert_eq!(copy[to.at(b, c, y, x)], values[from.at(b, c, y, x)]);
    }

    #[test]
    fn a_frame_that_is_not_zero_is_noticed() {
        let padded = Padded { batch: 2, channels: 1, height: 3, width: 3 };
        let clean = padded.copy(&[1.0; 18], Place::channels_first([2, 1, 3, 3]));
        for at in [0, 4, 5, 9, 24, 25, 49, clean.len() - 1] {
            let mut dirty = clean.clone();
            dirty[at] = f32::MIN_POSITIVE;
            assert!(!padded.is_framed(&dirty), "{at}");
        }
    }
}

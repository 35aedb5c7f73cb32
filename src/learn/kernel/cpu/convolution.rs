//! The convolution block forward: 3×3 convolution with padding 1, bias, ReLU, 2×2 max-pool, in one pass over the picture.
//!
//! Both ways to convolve are Winograd's: `single_channel.rs` for pictures of one channel, `winograd.rs` for all others.

use wide::f32x4;

use super::block::BlockShape;
use super::lanes::{EightLanes, LANES};
use super::padded::{Padded, SLACK};
use super::pooled::{Output, PooledWindow};
use super::single_channel::SingleChannel;
use super::winograd::{TILES, Winograd};

/// Writes the pooled pictures to `out` and, where they are asked for, the winners. `x` is padded, `weight` is
/// `[output, channel, 3, 3]`, `bias` `[output]`. NaN and infinity come out as NaN in every window that sees them; from two
/// channels on, other windows of a tile of 2×2 that sees them can be NaN as well.
pub fn forward(x: &[f32], weight: &[f32], bias: &[f32], block: BlockShape, mut out: Output) {
    let mut prepared = Prepared::new(weight, bias, block);
    for (b, picture) in pictures(x, block).enumerate() {
        out.begin(b);
        let finite = out.winners.is_none() && prepared.bound(largest(picture)).is_some();
        prepared.run(finite, picture, b, &mut out);
    }
}

/// The same for two blocks in a row, without the winners. Each picture goes through both before the next one starts, so that
/// the numbers between the blocks stay in the cache.
pub fn forward_both(x: &[f32], [mut first, mut second]: [Prepared; 2], mut out: Output) {
    let between = Padded { batch: 1, ..second.block.input };
    let mut values = vec![0.0; between.len()];
    for (b, picture) in pictures(x, first.block).enumerate() {
        out.begin(b);
        let finite = first.bound(largest(picture)).and_then(|largest| second.bound(largest)).is_some();
        first.run(finite, picture, 0, &mut Output { values: &mut values, place: between.place(), winners: None });
        second.run(finite, &values, b, &mut out);
    }
}

/// A batch, picture by picture, each with the [`SLACK`] behind it.
fn pictures(x: &[f32], block: BlockShape) -> impl Iterator<Item = &[f32]> {
    let Padded { batch, .. } = block.input;
    (0..batch).map(move |b| &x[b * block.input.picture()..][..block.input.picture() + SLACK])
}

/// The largest magnitude; NaN where there is one.
fn largest(values: &[f32]) -> f32 {
    // as bits, which compare alike, NaN above all, and in vectors
    f32::from_bits(values.iter().fold(0, |largest, value| (value.to_bits() << 1).max(largest)) >> 1)
}

/// As long as inputs, weights and outputs are below this, nothing overflows: Winograd's intermediate results are at most 1500
/// times as large.
const SAFE: f32 = 1e30;

/// One block's weights made ready, and room for a row of windows or two.
pub struct Prepared {
    block: BlockShape,
    /// `[output / 8]`
    bias: Vec<EightLanes>,
    /// `Σ |weight|` and `Σ |bias|`
    sums: [f32; 2],
    algorithm: Algorithm,
    rows: [Vec<PooledWindow>; 2],
}

enum Algorithm {
    /// goes over all windows, a row at a time
    Windows(SingleChannel),
    /// over four tiles of 2×2 windows at a time; those beyond the picture's edge are pooled too, and not stored
    Tiles(Box<Winograd>),
}

impl Prepared {
    /// `weight` and `bias` as for [`forward`].
    pub fn new(weight: &[f32], bias: &[f32], block: BlockShape) -> Prepared {
        let sums = [weight, bias].map(|numbers| numbers.iter().map(|number| number.abs()).sum());
        let weight = pack(weight, block);
        let algorithm = match block.input.channels {
            1 => Algorithm::Windows(SingleChannel::new(&weight, block)),
            _ => Algorithm::Tiles(Box::new(Winograd::new(&weight, block))),
        };
        let rows = [0, 1].map(|_| PooledWindow::row(block.pooled()[1].next_multiple_of(2 * TILES)));
        Prepared { block, bias: lanes(bias), sums, algorithm, rows }
    }

    /// A bound for the outputs where no input is larger than `largest`; `None` where some intermediate result may overflow.
    fn bound(&self, largest: f32) -> Option<f32> {
        let [weights, biases] = self.sums;
        let bound = largest * weights + biases;
        // NaN is not below anything
        [largest, weights, bound].iter().all(|number| *number < SAFE).then_some(bound)
    }

    /// Computes picture `b` of `out` from the first of `pictures`. Faster where all intermediate results are known to be `finite`,
    /// but then without winners.
    fn run(&mut self, finite: bool, pictures: &[f32], b: usize, out: &mut Output) {
        if finite {
            self.sweep::<false>(pictures, b, out);
        } else {
            self.sweep::<true>(pictures, b, out);
        }
    }

    fn sweep<const WINNERS: bool>(&mut self, pictures: &[f32], b: usize, out: &mut Output) {
        let (block, [height, width]) = (self.block, self.block.pooled());
        match &mut self.algorithm {
            Algorithm::Windows(windows) => {
                let row = &mut self.rows[0][..width];
                for y in 0..height {
                    windows.read(pictures, y);
                    for (group, bias) in self.bias.iter().enumerate() {
                        windows.multiply(group);
                        pool_windows::<WINNERS>(windows, bias, row);
                        out.store(row, [b, group, y], block);
                    }
                }
            }
            Algorithm::Tiles(tiles) => {
                for y in (0..height).step_by(2) {
                    tiles.read(pictures, y / 2);
                    for (group, bias) in self.bias.iter().enumerate() {
                        for x in (0..width).step_by(2 * TILES) {
                            tiles.multiply(x / (2 * TILES), group);
                            for (lower, row) in self.rows.iter_mut().enumerate() {
                                pool_tiles::<WINNERS>(tiles, lower, bias, &mut row[x..][..2 * TILES]);
                            }
                        }
                        for (y, row) in (y..height).zip(&self.rows) {
                            out.store(&row[..width], [b, group, y], block);
                        }
                    }
                }
            }
        }
    }
}

/// Pools a row of windows.
#[inline(always)]
fn pool_windows<const WINNERS: bool>(filter: &SingleChannel, bias: &EightLanes, row: &mut [PooledWindow]) {
    for (x, window) in row.iter_mut().enumerate() {
        for (half, bias) in bias.iter().enumerate() {
            window.pool::<WINNERS>(half, filter.pixels(x, half), *bias);
        }
    }
}

/// Pools the upper or lower windows of four tiles.
#[inline(always)]
fn pool_tiles<const WINNERS: bool>(filter: &Winograd, lower: usize, bias: &EightLanes, windows: &mut [PooledWindow]) {
    for (tile, windows) in windows.chunks_exact_mut(2).enumerate() {
        for (half, bias) in bias.iter().enumerate() {
            let [[p, q, r, s], [t, u, v, w]] = filter.rows(tile, half, lower);
            windows[0].pool::<WINNERS>(half, [p, q, t, u], *bias);
            windows[1].pool::<WINNERS>(half, [r, s, v, w], *bias);
        }
    }
}

/// `[output, channel, ky, kx]` as `[output / 8][ky][kx][channel]` of eight lanes, with zeros for outputs that are not there.
fn pack(weight: &[f32], block: BlockShape) -> Vec<EightLanes> {
    let channels = block.input.channels;
    let value = |output: usize, tap: usize, channel: usize| {
        if output < block.outputs { weight[(output * channels + channel) * 9 + tap] } else { 0.0 }
    };
    let mut packed = Vec::with_capacity(block.outputs.div_ceil(LANES) * 9 * channels);
    for group in 0..block.outputs.div_ceil(LANES) {
        for tap in 0..9 {
            for channel in 0..channels {
                packed.push([0, 4].map(|half| f32x4::new([0, 1, 2, 3].map(|i| value(group * LANES + half + i, tap, channel)))));
            }
        }
    }
    packed
}

fn lanes(bias: &[f32]) -> Vec<EightLanes> {
    let value = |i: usize| bias.get(i).copied().unwrap_or(0.0);
    (0..bias.len()).step_by(LANES).map(|at| [0, 4].map(|half| f32x4::new([0, 1, 2, 3].map(|i| value(at + half + i))))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::padded::Place;
    use super::*;

    /// The pooled outputs, `[output][y][x]`, of ones with `pixel` in row `i` and column `j` of the last channel.
    fn with_a_pixel(pixel: f32, [i, j]: [usize; 2], block: BlockShape) -> Vec<f32> {
        let Padded { channels, height, width, .. } = block.input;
        let shape = [1, channels, height, width];
        let mut x = block.input.copy(&vec![1.0; channels * height * width], Place::channels_first(shape));
        x[block.input.place().at(0, channels - 1, i, j)] = pixel;
        outputs(&x, &vec![0.5; block.outputs * channels * 9], &vec![0.0; block.outputs], block)
    }

    fn outputs(x: &[f32], weight: &[f32], bias: &[f32], block: BlockShape) -> Vec<f32> {
        let [rows, columns] = block.pooled();
        let mut values = Vec::new();
        let place = Place::channels_first([1, block.outputs, rows, columns]);
        forward(x, weight, bias, block, Output { values: &mut values, place, winners: None });
        values
    }

    #[test]
    fn a_pixel_that_is_no_number_spoils_the_windows_that_see_it_and_none_beyond_their_tiles() {
        for (channels, tile) in [(1, 1), (2, 2), (3, 2)] {
            let block = BlockShape { input: Padded { batch: 1, channels, height: 14, width: 11 }, outputs: 5 };
            let [height, width] = block.pooled();
            let near = |window: usize, pixel: usize| (2 * window..2 * window + 4).contains(&(pixel + 1));
            let tile_near = |window: usize, pixel: usize| (0..tile).any(|i| near(window / tile * tile + i, pixel));
            for (pixel, [i, j]) in [(f32::NAN, [2, 2]), (f32::INFINITY, [4, 7]), (f32::NEG_INFINITY, [13, 10])] {
                for (at, value) in with_a_pixel(pixel, [i, j], block).iter().enumerate() {
                    let (y, x) = (at / width % height, at % width);
                    assert!(!(near(y, i) && near(x, j)) || value.is_nan(), "{channels} {pixel} {y} {x}: {value}");
                    assert!((tile_near(y, i) && tile_near(x, j)) || value.is_finite(), "{channels} {pixel} {y} {x}: {value}");
                }
            }
        }
    }

    #[test]
    fn a_weight_or_bias_that_is_no_number_spoils_its_output_and_an_overflow_every_output() {
        for channels in [1, 2, 3] {
            let block = BlockShape { input: Padded { batch: 1, channels, height: 4, width: 4 }, outputs: 2 };
            let x = |value| block.input.copy(&vec![value; 16 * channels], Place::channels_first([1, channels, 4, 4]));
            let weight = |value, last| [vec![value; 18 * channels - 1], vec![last]].concat();
            for broken in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                let [weights, biases] =
                    [(broken, 0.0), (1.0, broken)].map(|(last, bias)| outputs(&x(0.0), &weight(1.0, last), &[0.0, bias], block));
                for values in [weights, biases] {
                    assert!(values[..4].iter().all(|v| *v == 0.0), "{channels} {broken}: {values:?}");
                    assert!(values[4..].iter().all(|v| v.is_nan()), "{channels} {broken}: {values:?}");
                }
            }
            for (pixel, value) in [(1e25, 1e15), (1e38, 1e-12), (0.0, 3e38)] {
                let overflown = outputs(&x(pixel), &weight(value, value), &[0.0; 2], block);
                let right = |v: f32| (v / (9.0 * channels as f32 * pixel * value) - 1.0).abs() < 1e-5;
                assert!(overflown.iter().all(|v| right(*v) || !v.is_finite()), "{channels} {pixel} {value}: {overflown:?}");
            }
        }
    }

    #[test]
    fn what_is_too_large_between_two_blocks_is_noticed_though_the_second_makes_it_small() {
        let input = Padded { batch: 1, channels: 1, height: 4, width: 4 };
        let first = BlockShape { input, outputs: 1 };
        let second = BlockShape { input: first.output(), outputs: 1 };
        let x = input.copy(&[1e25; 16], Place::channels_first([1, 1, 4, 4]));
        let prepared = [Prepared::new(&[1e15; 9], &[0.0], first), Prepared::new(&[1e-30; 9], &[0.0], second)];
        let mut values = Vec::new();
        let place = Place::channels_first([1, 1, 1, 1]);
        forward_both(&x, prepared, Output { values: &mut values, place, winners: None });
        assert!(!values[0].is_finite(), "{values:?}");
    }
}

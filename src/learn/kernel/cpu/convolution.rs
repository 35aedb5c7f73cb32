//! The convolution block forward: 3×3 convolution with padding 1, bias, ReLU, 2×2 max-pool, in one pass over the picture.
//!
//! Both ways to convolve are Winograd's: `single_channel.rs` for pictures of one channel, `winograd.rs` for all others.

use wide::f32x4;

use super::padded::Padded;
use super::pooled::{Output, Window};
use super::single_channel::SingleChannel;
use super::winograd::{TILES, Winograd};

/// The shape of a block: what goes in, and how many channels come out.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    pub input: Padded,
    pub outputs: usize,
}

/// Output channels whose weights lie together.
pub const LANES: usize = 8;
pub type Lanes = [f32x4; 2];

impl Block {
    /// Height and width of what comes out; an odd last row or column is dropped.
    pub fn pooled(&self) -> [usize; 2] {
        [self.input.height / 2, self.input.width / 2]
    }

    /// Weights that meet one row of a kernel.
    pub fn run(&self) -> usize {
        3 * self.input.channels
    }
}

/// Writes the pooled pictures to `out` and, where they are asked for, the winners. `x` is padded, `weight` is
/// `[output, channel, 3, 3]`, `bias` `[output]`. NaN and infinity come out as NaN in every window that sees them; from two channels
/// on, other windows of a tile of 2×2 that sees them can be NaN as well.
pub fn forward(x: &[f32], weight: &[f32], bias: &[f32], block: Block, out: Output) {
    match out.winners {
        Some(_) => choose::<true>(x, weight, bias, block, out),
        None => choose::<false>(x, weight, bias, block, out),
    }
}

fn choose<const WINNERS: bool>(x: &[f32], weight: &[f32], bias: &[f32], block: Block, mut out: Output) {
    let (weight, bias) = (pack(weight, block), lanes(bias));
    match block.input.channels {
        1 => sweep_windows::<WINNERS>(x, &weight, &bias, block, &mut out),
        _ => sweep_tiles::<WINNERS>(x, &weight, &bias, block, &mut out),
    }
}

/// Goes over all windows, one at a time.
fn sweep_windows<const WINNERS: bool>(x: &[f32], weight: &[Lanes], bias: &[Lanes], block: Block, output: &mut Output) {
    let [height, width] = block.pooled();
    let (mut filter, mut row) = (SingleChannel::new(weight, block), Window::row(width));
    for b in 0..block.input.batch {
        for y in 0..height {
            filter.read(&x[b * block.input.picture()..], y);
            for (group, bias) in bias.iter().enumerate() {
                for (x, window) in row.iter_mut().enumerate() {
                    filter.multiply(x, group);
                    for (half, bias) in bias.iter().enumerate() {
                        window.pool::<WINNERS>(half, filter.pixels(half), *bias);
                    }
                }
                output.store(&row, [b, group, y], block);
            }
        }
    }
}

/// Goes over all windows, four tiles of 2×2 windows at a time; those beyond the picture's edge are pooled too, and not stored.
fn sweep_tiles<const WINNERS: bool>(x: &[f32], weight: &[Lanes], bias: &[Lanes], block: Block, output: &mut Output) {
    let [height, width] = block.pooled();
    let mut filter = Winograd::new(weight, block);
    let mut rows = [0, 1].map(|_| Window::row(width.next_multiple_of(2 * TILES)));
    for b in 0..block.input.batch {
        for y in (0..height).step_by(2) {
            filter.read(&x[b * block.input.picture()..], y / 2);
            for (group, bias) in bias.iter().enumerate() {
                for x in (0..width).step_by(2 * TILES) {
                    filter.multiply(x / (2 * TILES), group);
                    for (i, row) in rows.iter_mut().enumerate() {
                        pool_tiles::<WINNERS>(&filter, i, bias, &mut row[x..][..2 * TILES]);
                    }
                }
                for (y, row) in (y..height).zip(&rows) {
                    output.store(&row[..width], [b, group, y], block);
                }
            }
        }
    }
}

/// Pools the upper or lower windows of four tiles.
#[inline(always)]
fn pool_tiles<const WINNERS: bool>(filter: &Winograd, lower: usize, bias: &Lanes, windows: &mut [Window]) {
    for (tile, windows) in windows.chunks_exact_mut(2).enumerate() {
        for (half, bias) in bias.iter().enumerate() {
            let [[p, q, r, s], [t, u, v, w]] = filter.rows(tile, half, lower);
            windows[0].pool::<WINNERS>(half, [p, q, t, u], *bias);
            windows[1].pool::<WINNERS>(half, [r, s, v, w], *bias);
        }
    }
}

/// `[output, channel, ky, kx]` as `[output / 8][ky][kx][channel]` of eight lanes, with zeros for outputs that are not there.
fn pack(weight: &[f32], block: Block) -> Vec<Lanes> {
    let channels = block.input.channels;
    let value = |output: usize, tap: usize, channel: usize| match output < block.outputs {
        true => weight[(output * channels + channel) * 9 + tap],
        false => 0.0,
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

fn lanes(bias: &[f32]) -> Vec<Lanes> {
    let value = |i: usize| bias.get(i).copied().unwrap_or(0.0);
    (0..bias.len()).step_by(LANES).map(|at| [0, 4].map(|half| f32x4::new([0, 1, 2, 3].map(|i| value(at + half + i))))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::padded::Place;
    use super::*;

    /// The pooled outputs, `[output][y][x]`, of ones with `pixel` in row `i` and column `j` of the last channel.
    fn with_a_pixel(pixel: f32, [i, j]: [usize; 2], block: Block) -> Vec<f32> {
        let Padded { channels, height, width, .. } = block.input;
        let shape = [1, channels, height, width];
        let mut x = block.input.copy(&vec![1.0; channels * height * width], Place::channels_first(shape));
        x[block.input.place().at(0, channels - 1, i, j)] = pixel;
        let [rows, columns] = block.pooled();
        let mut values = vec![0.0; block.outputs * rows * columns];
        let place = Place::channels_first([1, block.outputs, rows, columns]);
        let (weight, bias) = (vec![0.5; block.outputs * channels * 9], vec![0.0; block.outputs]);
        forward(&x, &weight, &bias, block, Output { values: &mut values, place, winners: None });
        values
    }

    #[test]
    fn a_pixel_that_is_no_number_spoils_the_windows_that_see_it_and_none_beyond_their_tiles() {
        for (channels, tile) in [(1, 1), (2, 2), (3, 2)] {
            let block = Block { input: Padded { batch: 1, channels, height: 14, width: 11 }, outputs: 5 };
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
}

//! The convolution block forward: 3×3 convolution with padding 1, bias, ReLU, 2×2 max-pool, in one pass over the picture.
//!
//! What the pool drops is never written. Pictures of one or two channels are convolved here, a pooling window and eight output
//! channels at a time; those of more channels take fewer multiplications next door in `winograd.rs`.

use wide::f32x4;

use super::padded::{Padded, Place};
use super::winograd::{TILES, Winograd};

/// The shape of a block: what goes in, and how many channels come out.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    pub input: Padded,
    pub outputs: usize,
}

/// Which pixel of a window won, counted row by row, when ReLU let it through; else [`DEAD`].
pub type Winner = u8;
pub const DEAD: Winner = 4;

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
/// `[output, channel, 3, 3]`, `bias` `[output]`. NaN and infinity come out as NaN in every window that sees them; from three
/// channels on, other windows of a tile of 2×2 that sees them can be NaN as well.
pub fn forward(x: &[f32], weight: &[f32], bias: &[f32], block: Block, out: Output) {
    match out.winners {
        Some(_) => choose::<true>(x, weight, bias, block, out),
        None => choose::<false>(x, weight, bias, block, out),
    }
}

/// Where a block writes.
pub struct Output<'a> {
    /// the pooled pictures, at `place`
    pub values: &'a mut [f32],
    pub place: Place,
    /// `[batch][y][x][output channel]`; `None` where no gradient will be asked for
    pub winners: Option<&'a mut [Winner]>,
}

fn choose<const WINNERS: bool>(x: &[f32], weight: &[f32], bias: &[f32], block: Block, mut out: Output) {
    let (weight, bias) = (pack(weight, block), lanes(bias));
    match block.input.channels {
        1 | 2 => sweep::<WINNERS>(x, &weight, &bias, block, &mut out),
        _ => sweep_tiles::<WINNERS>(x, &weight, &bias, block, &mut out),
    }
}

/// Goes over all windows, one at a time.
fn sweep<const WINNERS: bool>(x: &[f32], weight: &[Lanes], bias: &[Lanes], block: Block, output: &mut Output) {
    let ([height, width], row) = (block.pooled(), block.input.row());
    for (b, picture) in x.chunks_exact(block.input.picture()).take(block.input.batch).enumerate() {
        for y in 0..height {
            for (group, (weight, bias)) in weight.chunks_exact(3 * block.run()).zip(bias).enumerate() {
                for x in 0..width {
                    let window = &picture[2 * y * row + 2 * x * block.input.channels..];
                    let sums = convolve(window, row, block.input.channels, weight);
                    for (half, channel) in (group * LANES..block.outputs).step_by(4).take(2).enumerate() {
                        output.put::<WINNERS>([b, channel, y, x], block, sums.map(|sum| sum[half]), bias[half]);
                    }
                }
            }
        }
    }
}

/// Goes over all windows, four tiles of 2×2 windows at a time.
fn sweep_tiles<const WINNERS: bool>(x: &[f32], weight: &[Lanes], bias: &[Lanes], block: Block, output: &mut Output) {
    let [height, width] = block.pooled();
    let mut winograd = Winograd::new(weight, block);
    for b in 0..block.input.batch {
        for y in (0..height).step_by(2) {
            winograd.read(&x[b * block.input.picture()..], y / 2);
            for (group, bias) in bias.iter().enumerate() {
                for x in (0..width).step_by(2 * TILES) {
                    winograd.multiply(x / (2 * TILES), group);
                    output.put_tiles::<WINNERS>(&winograd, [b, group, y, x], block, *bias);
                }
            }
        }
    }
}

impl Output<'_> {
    /// Writes the tiles whose first window is `[y, x]`, as far as the picture and the output channels go.
    #[inline(always)]
    fn put_tiles<const WINNERS: bool>(&mut self, winograd: &Winograd, [b, group, y, x]: [usize; 4], block: Block, bias: Lanes) {
        let [height, width] = block.pooled();
        for (half, channel) in (group * LANES..block.outputs).step_by(4).take(2).enumerate() {
            for (tile, x) in (x..width).step_by(2).take(TILES).enumerate() {
                for (i, y) in (y..height).take(2).enumerate() {
                    let [[p, q, r, s], [t, u, v, w]] = winograd.rows(tile, half, i);
                    self.put::<WINNERS>([b, channel, y, x], block, [p, q, t, u], bias[half]);
                    if x + 1 < width {
                        self.put::<WINNERS>([b, channel, y, x + 1], block, [r, s, v, w], bias[half]);
                    }
                }
            }
        }
    }

    /// Pools a window for the four output channels from `channel` on and stores what is there of them.
    #[inline(always)]
    fn put<const WINNERS: bool>(&mut self, [b, channel, y, x]: [usize; 4], block: Block, sums: [f32x4; 4], bias: f32x4) {
        let ([height, width], lanes) = (block.pooled(), (block.outputs - channel).min(4));
        let sums = sums.map(|sum| sum + bias);
        let values = match &mut self.winners {
            Some(all) if WINNERS => {
                let (values, won) = pool(sums);
                store(&mut all[((b * height + y) * width + x) * block.outputs + channel..], won, lanes, 1);
                values
            }
            _ => pool_values(sums),
        };
        store(&mut self.values[self.place.at(b, channel, y, x)..], values, lanes, self.place.strides[1]);
    }
}

/// Writes the first `lanes` of four values, `stride` apart.
#[inline(always)]
fn store<T: Copy>(to: &mut [T], values: [T; 4], lanes: usize, stride: usize) {
    // a length that the compiler knows becomes a single store
    if lanes == 4 && stride == 1 {
        to[..4].copy_from_slice(&values);
        return;
    }
    for (lane, value) in values[..lanes].iter().enumerate() {
        to[lane * stride] = *value;
    }
}

/// The four pixels of a window for eight output channels; `picture` begins at the window and has `row` numbers in a row. One tap
/// is a turn of the loop: of unrolled ones V8 loads all numbers first, and spills them, which takes up to twice the time.
#[inline(always)]
fn convolve(picture: &[f32], row: usize, channels: usize, weight: &[Lanes]) -> [Lanes; 4] {
    let mut sums = [[f32x4::ZERO; 2]; 4];
    let run = 3 * channels;
    for (ky, weight) in weight.chunks_exact(run).enumerate() {
        let upper = &picture[ky * row..][..run + channels];
        let lower = &picture[(ky + 1) * row..][..run + channels];
        for (tap, [low, high]) in weight.iter().enumerate() {
            let pixels = [upper[tap], upper[tap + channels], lower[tap], lower[tap + channels]];
            for (sum, pixel) in sums.iter_mut().zip(pixels) {
                let pixel = f32x4::splat(pixel);
                sum[0] += pixel * *low;
                sum[1] += pixel * *high;
            }
        }
    }
    sums
}

/// ReLU and max-pool of a window's four pixels, in four channels: values and winners.
#[inline(always)]
fn pool([a, b, c, d]: [f32x4; 4]) -> ([f32; 4], [Winner; 4]) {
    // a winner's number travels as bits, which are selected and never computed with
    let number = |winner: Winner| f32x4::splat(f32::from_bits(winner.into()));
    let (right, below) = (b.simd_gt(a), d.simd_gt(c));
    let (upper, lower) = (right.bitselect(b, a), below.bitselect(d, c));
    let down = lower.simd_gt(upper);
    let largest = down.bitselect(lower, upper);
    let (upper, lower) = (right.bitselect(number(1), number(0)), below.bitselect(number(3), number(2)));
    let alive = largest.simd_gt(f32x4::ZERO);
    let winner = alive.bitselect(down.bitselect(lower, upper), number(DEAD));
    // comparisons lose a NaN; this is NaN where a pixel is NaN or infinite, else 0
    let poison = ((a + b) + (c + d)) * f32x4::ZERO;
    let value = alive.bitselect(largest, f32x4::ZERO) + poison;
    (value.to_array(), winner.to_array().map(|w| w.to_bits() as Winner))
}

/// The same without the winners.
#[inline(always)]
fn pool_values([a, b, c, d]: [f32x4; 4]) -> [f32; 4] {
    let largest = a.fast_max(b).fast_max(c.fast_max(d)).fast_max(f32x4::ZERO);
    let poison = ((a + b) + (c + d)) * f32x4::ZERO;
    (largest + poison).to_array()
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
    use super::*;

    #[test]
    fn a_pixel_that_is_no_number_spoils_the_windows_that_see_it_and_none_beyond_their_tiles() {
        let input = Padded { batch: 1, channels: 3, height: 14, width: 11 };
        let block = Block { input, outputs: 5 };
        let [height, width] = block.pooled();
        let place = Place::channels_first([1, 5, height, width]);
        let near = |window: usize, pixel: usize| (2 * window..2 * window + 4).contains(&(pixel + 1));
        for (pixel, [i, j]) in [(f32::NAN, [2, 2]), (f32::INFINITY, [4, 7]), (f32::NEG_INFINITY, [13, 10])] {
            let (mut x, mut values) = (input.copy(&[1.0; 3 * 14 * 11], Place::channels_first([1, 3, 14, 11])), vec![0.0; 5 * 35]);
            x[input.place().at(0, 1, i, j)] = pixel;
            let out = Output { values: &mut values, place, winners: None };
            forward(&x, &[0.5; 5 * 27], &[0.0; 5], block, out);
            for (at, value) in values.iter().enumerate() {
                let (y, x) = (at / width % height, at % width);
                let tile = |window: usize, pixel: usize| near(window / 2 * 2, pixel) || near(window / 2 * 2 + 1, pixel);
                assert!(!(near(y, i) && near(x, j)) || value.is_nan(), "{pixel} {y} {x}: {value}");
                assert!((tile(y, i) && tile(x, j)) || value.is_finite(), "{pixel} {y} {x}: {value}");
            }
        }
    }
}

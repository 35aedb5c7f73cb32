//! The convolution block forward: 3×3 convolution with padding 1, bias, ReLU, 2×2 max-pool, in one pass over the picture.
//!
//! One turn of the inner loop computes the four pixels of a pooling window for eight output channels: eight sums of four
//! lanes stay in registers (with more, V8 spills). What the pool drops is never written. Blocks of many channels multiply less,
//! next door in `winograd.rs`.

use wide::f32x4;

use super::padded::{Padded, Place};
use super::winograd::Winograd;

/// The shape of a block: what goes in, and how many channels come out.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    pub input: Padded,
    pub outputs: usize,
}

/// Which pixel of a window won, counted row by row, when ReLU let it through; else [`DEAD`].
pub type Winner = u8;
pub const DEAD: Winner = 4;

/// Output channels computed at once.
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
/// `[output, channel, 3, 3]`, `bias` `[output]`. NaN and infinity come out as NaN.
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
    // a channel count that the compiler knows is unrolled
    match block.input.channels {
        _ if Winograd::suits(block) => sweep_tiles::<WINNERS>(x, &weight, &bias, block, &mut out),
        1 => sweep::<1, WINNERS>(x, &weight, &bias, block, &mut out),
        3 => sweep::<3, WINNERS>(x, &weight, &bias, block, &mut out),
        _ => sweep::<0, WINNERS>(x, &weight, &bias, block, &mut out),
    }
}

/// Goes over all windows. `CHANNELS` is the input's, or 0 where it is not known.
fn sweep<const CHANNELS: usize, const WINNERS: bool>(
    x: &[f32],
    weight: &[Lanes],
    bias: &[Lanes],
    block: Block,
    output: &mut Output,
) {
    let [height, width] = block.pooled();
    for (b, picture) in x.chunks_exact(block.input.picture()).take(block.input.batch).enumerate() {
        for y in 0..height {
            for (group, (weight, bias)) in weight.chunks_exact(3 * block.run()).zip(bias).enumerate() {
                for x in 0..width {
                    let sums = convolve::<CHANNELS>(picture, weight, *bias, block, [y, x]);
                    let winners = ((b * height + y) * width + x) * block.outputs;
                    output.put::<WINNERS>(sums, group * LANES, output.place.at(b, group * LANES, y, x), winners, block.outputs);
                }
            }
        }
    }
}

/// Goes over all windows, a row of tiles at a time.
fn sweep_tiles<const WINNERS: bool>(x: &[f32], weight: &[Lanes], bias: &[Lanes], block: Block, output: &mut Output) {
    let [height, width] = block.pooled();
    let mut winograd = Winograd::new(weight, block);
    for (b, picture) in x.chunks_exact(block.input.picture()).take(block.input.batch).enumerate() {
        for y in 0..height {
            winograd.row(picture, y);
            for (group, bias) in bias.iter().enumerate() {
                for x in 0..width {
                    let winners = ((b * height + y) * width + x) * block.outputs;
                    let at = output.place.at(b, group * LANES, y, x);
                    output.put::<WINNERS>(winograd.window(x, group, *bias), group * LANES, at, winners, block.outputs);
                }
            }
        }
    }
}

impl Output<'_> {
    /// Pools a window for the output channels from `channel` on and stores what is there of them.
    #[inline(always)]
    fn put<const WINNERS: bool>(&mut self, sums: [Lanes; 4], channel: usize, at: usize, winners: usize, outputs: usize) {
        let stride = self.place.strides[1];
        for half in [0, 4] {
            let lanes = outputs.saturating_sub(channel + half).min(4);
            if lanes == 0 {
                break; // the group is half full
            }
            let sums = sums.map(|sum| sum[half / 4]);
            let values = match &mut self.winners {
                Some(all) if WINNERS => {
                    let (values, won) = pool(sums);
                    store(&mut all[winners + channel + half..], won, lanes, 1);
                    values
                }
                _ => pool_values(sums),
            };
            store(&mut self.values[at + half * stride..], values, lanes, stride);
        }
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

/// The four pixels under window `[y, x]` for eight output channels. `CHANNELS` is the input's, or 0 where it is not known.
#[inline(always)]
fn convolve<const CHANNELS: usize>(
    picture: &[f32],
    weight: &[Lanes],
    bias: Lanes,
    block: Block,
    [y, x]: [usize; 2],
) -> [Lanes; 4] {
    let channels = if CHANNELS > 0 { CHANNELS } else { block.input.channels };
    let (row, run) = ((block.input.width + 2) * channels, 3 * channels);
    let mut sums = [bias; 4];
    for (ky, weight) in weight.chunks_exact(run).enumerate() {
        let start = (2 * y + ky) * row + 2 * x * channels;
        let upper = &picture[start..][..run + channels];
        let lower = &picture[start + row..][..run + channels];
        let weight = &weight[..run];
        // by index, with one pointer for two pixels: iterators of their own would cost an addition each
        for tap in 0..run {
            let [low, high] = weight[tap];
            let pixels = [upper[tap], upper[channels + tap], lower[tap], lower[channels + tap]];
            for (sum, pixel) in sums.iter_mut().zip(pixels) {
                let pixel = f32x4::splat(pixel);
                sum[0] += pixel * low;
                sum[1] += pixel * high;
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

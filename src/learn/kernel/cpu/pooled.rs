//! The last part of a convolution block: bias, ReLU and 2×2 max-pool of a window, and how a row of windows is stored. The
//! pixels that pooling drops are never written.

use wide::f32x4;

use super::block::BlockShape;
use super::lanes::{EightLanes, LANES};
use super::padded::Place;

/// Which pixel of a window won, counted row by row, when ReLU let it through; else [`DEAD`].
pub type Winner = u8;
pub const DEAD: Winner = 4;

/// Where a block writes.
pub struct Output<'a> {
    /// the pooled pictures, at `place`, which lies without gaps along its channels or along x; made whole beforehand, or picture
    /// by picture by [`Output::begin`]
    pub values: &'a mut Vec<f32>,
    pub place: Place,
    /// `[batch][y][x][output channel]`; `None` where no gradient will be asked for
    pub winners: Option<&'a mut [Winner]>,
}

/// A pooled window in eight output channels.
#[derive(Clone, Copy)]
pub struct PooledWindow {
    values: EightLanes,
    winners: [[Winner; 4]; 2],
}

impl PooledWindow {
    /// `width` windows with nothing in them.
    pub fn row(width: usize) -> Vec<PooledWindow> {
        vec![PooledWindow { values: [f32x4::ZERO; 2], winners: [[DEAD; 4]; 2] }; width]
    }

    /// Bias, ReLU and max-pool of four pixels, row by row, in the first or second four channels. Without `WINNERS` all numbers must
    /// be finite.
    #[inline(always)]
    pub fn pool<const WINNERS: bool>(&mut self, half: usize, pixels: [f32x4; 4], bias: f32x4) {
        if WINNERS {
            (self.values[half], self.winners[half]) = pool(pixels, bias);
        } else {
            self.values[half] = pool_values(pixels, bias);
        }
    }

    /// The same four channels of four windows, by channel.
    fn by_channel([a, b, c, d]: &[PooledWindow; 4], half: usize) -> [f32x4; 4] {
        f32x4::transpose([a.values[half], b.values[half], c.values[half], d.values[half]])
    }
}

impl Output<'_> {
    /// Appends zeros for picture `b`. Call it right before the picture is written, so that it stays in the cache.
    pub fn begin(&mut self, b: usize) {
        self.values.resize((b + 1) * self.place.strides[0], 0.0);
    }

    /// Writes row `y` of picture `b` in the output channels of `group`, as far as there are any.
    #[inline(never)]
    pub fn store(&mut self, row: &[PooledWindow], [b, group, y]: [usize; 3], block: BlockShape) {
        let ([height, width], first) = (block.pooled(), group * LANES);
        let lanes = (block.outputs - first).min(LANES);
        match self.place.strides {
            [_, channel, _, 1] => {
                for (half, channels) in (first..first + lanes).step_by(4).enumerate() {
                    let lines = (lanes - 4 * half).min(4);
                    self.store_lines(row, half, self.place.at(b, channels, y, 0), channel, lines);
                }
            }
            [.., step] => {
                let to = self.values[self.place.at(b, first, y, 0)..].chunks_mut(step);
                to.zip(row).for_each(|(to, window)| copy(to, window.values.map(f32x4::to_array).as_flattened(), lanes));
            }
        }
        if let Some(winners) = &mut self.winners {
            let to = winners[(b * height + y) * width * block.outputs..].chunks_mut(block.outputs);
            to.zip(row).for_each(|(to, window)| copy(&mut to[first..], window.winners.as_flattened(), lanes));
        }
    }

    /// Writes the first `lines` of four channels from `at` on, `stride` apart, each a line of numbers.
    fn store_lines(&mut self, row: &[PooledWindow], half: usize, at: usize, stride: usize, lines: usize) {
        let (fours, rest) = row.as_chunks::<4>();
        for (x, four) in fours.iter().enumerate() {
            for (lane, line) in PooledWindow::by_channel(four, half).iter().take(lines).enumerate() {
                self.values[at + lane * stride + 4 * x..][..4].copy_from_slice(line.as_array());
            }
        }
        for (x, window) in (row.len() - rest.len()..).zip(rest) {
            for (lane, value) in window.values[half].as_array().iter().take(lines).enumerate() {
                self.values[at + lane * stride + x] = *value;
            }
        }
    }
}

/// Copies the first `lanes` of eight. A copy of constant length compiles to plain stores.
#[inline(always)]
fn copy<T: Copy>(to: &mut [T], from: &[T], lanes: usize) {
    match lanes {
        LANES => to[..LANES].copy_from_slice(&from[..LANES]),
        _ => to[..lanes].copy_from_slice(&from[..lanes]),
    }
}

/// ReLU and max-pool of a window's four pixels, in four channels: values and winners.
#[inline(always)]
fn pool([a, b, c, d]: [f32x4; 4], bias: f32x4) -> (f32x4, [Winner; 4]) {
    // a winner's number is carried in the bits of a float, which are selected and never computed with
    let number = |winner: Winner| f32x4::splat(f32::from_bits(winner.into()));
    let (right, below) = (b.simd_gt(a), d.simd_gt(c));
    let (upper, lower) = (right.bitselect(b, a), below.bitselect(d, c));
    let down = lower.simd_gt(upper);
    let largest = down.bitselect(lower, upper) + bias;
    let (upper, lower) = (right.bitselect(number(1), number(0)), below.bitselect(number(3), number(2)));
    let alive = largest.simd_gt(f32x4::ZERO);
    let winner = alive.bitselect(down.bitselect(lower, upper), number(DEAD));
    let value = alive.bitselect(largest, f32x4::ZERO) + poison([a, b, c, d], bias);
    (value, winner.to_array().map(|w| w.to_bits() as Winner))
}

/// The values alone, of numbers that are finite.
#[inline(always)]
fn pool_values([a, b, c, d]: [f32x4; 4], bias: f32x4) -> f32x4 {
    let largest = a.fast_max(b).fast_max(c.fast_max(d)) + bias;
    largest.fast_max(f32x4::ZERO)
}

/// Comparisons lose a NaN; this is NaN where a pixel or the bias is NaN or infinite, else 0.
#[inline(always)]
fn poison([a, b, c, d]: [f32x4; 4], bias: f32x4) -> f32x4 {
    ((a + b) + (c + d) + bias) * f32x4::ZERO
}

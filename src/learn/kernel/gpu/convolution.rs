//! The convolution block forward on a GPU: one unit computes one pooling window for four output channels, in registers.
//! Tensors lie channels first; the winners of four channels share a `u32`, `[batch, output / 4, height / 2, width / 2]`.

use cubecl::prelude::*;

use super::patch::{Window, at, window};

/// `units` is `batch × output / 4 × height / 2 × width / 2`.
#[cube(launch_unchecked)]
pub fn forward(
    x: &[f32],
    weight: &[f32],
    bias: &[f32],
    output: &mut [f32],
    winners: &mut [u32],
    units: usize,
    #[comptime] channels: usize,
    #[comptime] outputs: usize,
    #[comptime] height: usize,
    #[comptime] width: usize,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let (rows, columns) = (comptime![height / 2], comptime![width / 2]);
    let groups = comptime![outputs.div_ceil(4)];
    let j = unit % columns;
    let rest = unit / columns;
    let i = rest % rows;
    let rest = rest / rows;
    let o0 = (rest % groups) * 4;
    let b = rest / groups;
    // a group's channels that are not there repeat its first
    let o1 = select(o0 + 1 < outputs, o0 + 1, o0);
    let o2 = select(o0 + 2 < outputs, o0 + 2, o0);
    let o3 = select(o0 + 3 < outputs, o0 + 3, o0);
    let mut a0 = Window::new(bias[o0]);
    let mut a1 = Window::new(bias[o1]);
    let mut a2 = Window::new(bias[o2]);
    let mut a3 = Window::new(bias[o3]);
    for c in 0..channels {
        let base = (b * channels + c) * comptime![height * width];
        let mut patch = Sequence::<f32>::new();
        #[unroll]
        for dy in 0..4usize {
            let y = 2 * i + dy;
            let inside = y >= 1 && y <= height;
            #[unroll]
            for dx in 0..4usize {
                let x_at = 2 * j + dx;
                patch.push(at(x, inside && x_at >= 1 && x_at <= width, base + y * width + x_at - comptime![width + 1]));
            }
        }
        let w0 = (o0 * channels + c) * 9;
        let w1 = (o1 * channels + c) * 9;
        let w2 = (o2 * channels + c) * 9;
        let w3 = (o3 * channels + c) * 9;
        #[unroll]
        for k in 0..9usize {
            let pixels = window(&patch, comptime![k / 3], comptime![k % 3]);
            a0 += Window::new(weight[w0 + k]) * pixels;
            a1 += Window::new(weight[w1 + k]) * pixels;
            a2 += Window::new(weight[w2 + k]) * pixels;
            a3 += Window::new(weight[w3 + k]) * pixels;
        }
    }
    let area = comptime![(height / 2) * (width / 2)];
    let first = ((b * outputs + o0) * rows + i) * columns + j;
    let mut won = pool(a0, output, first);
    if o0 + 1 < outputs {
        won |= pool(a1, output, first + area) << 8;
    }
    if o0 + 2 < outputs {
        won |= pool(a2, output, first + 2 * area) << 16;
    }
    if o0 + 3 < outputs {
        won |= pool(a3, output, first + 3 * area) << 24;
    }
    winners[unit] = won;
}

/// ReLU and max-pool of one window: stores its value, NaN or infinity as they are, and returns which pixel won, 4 for none.
#[cube]
fn pool(window: Window, output: &mut [f32], i: usize) -> u32 {
    let a = window.extract(0usize);
    let b = window.extract(1usize);
    let c = window.extract(2usize);
    let d = window.extract(3usize);
    let right = b > a;
    let upper = select(right, b, a);
    let upper_winner = select(right, u32::new(1), u32::new(0));
    let below = d > c;
    let lower = select(below, d, c);
    let lower_winner = select(below, u32::new(3), u32::new(2));
    let down = lower > upper;
    let largest = select(down, lower, upper);
    let winner = select(down, lower_winner, upper_winner);
    let alive = largest > f32::new(0.0);
    let mut value = select(alive, largest, f32::new(0.0));
    value = select(is_broken(a), a, value);
    value = select(is_broken(b), b, value);
    value = select(is_broken(c), c, value);
    value = select(is_broken(d), d, value);
    output[i] = value;
    select(alive, winner, u32::new(4))
}

/// Whether a number is NaN or infinite, by its bits: shader compilers may assume that comparisons never meet one.
#[cube]
fn is_broken(x: f32) -> bool {
    u32::reinterpret(x) & 0x7f80_0000 == 0x7f80_0000
}

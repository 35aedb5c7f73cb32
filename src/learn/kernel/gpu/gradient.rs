//! The convolution block backward on a GPU, in registers: no workgroup memory, no barriers.

use cubecl::prelude::*;

use super::patch::{Window, at, window};

/// Gradient of the input: one unit computes one 2×2 block of it for four input channels.
/// `units` is `batch × channels / 4 × height / 2 × width / 2`, each rounded up.
#[cube(launch_unchecked)]
pub fn input(
    gradient: &[f32],
    winners: &[u32],
    weight: &[f32],
    input: &mut [f32],
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
    let (block_rows, block_columns) = (comptime![height.div_ceil(2)], comptime![width.div_ceil(2)]);
    let groups = comptime![channels.div_ceil(4)];
    let j = unit % block_columns;
    let rest = unit / block_columns;
    let i = rest % block_rows;
    let rest = rest / block_rows;
    let c0 = (rest % groups) * 4;
    let b = rest / groups;
    let c1 = select(c0 + 1 < channels, c0 + 1, c0);
    let c2 = select(c0 + 2 < channels, c0 + 2, c0);
    let c3 = select(c0 + 3 < channels, c0 + 3, c0);
    let mut a0 = Window::new(f32::new(0.0));
    let mut a1 = Window::new(f32::new(0.0));
    let mut a2 = Window::new(f32::new(0.0));
    let mut a3 = Window::new(f32::new(0.0));
    for o in 0..outputs {
        let area = comptime![(height / 2) * (width / 2)];
        let gradients = (b * outputs + o) * area;
        let words = (b * comptime![outputs.div_ceil(4)] + o / 4) * area;
        let shift = (o % 4) as u32 * 8;
        // the 3×3 windows around, their gradients and winners
        let mut values = Sequence::<f32>::new();
        let mut won = Sequence::<u32>::new();
        #[unroll]
        for dy in 0..3usize {
            let y = i + dy;
            let inside_y = y >= 1 && y <= rows;
            #[unroll]
            for dx in 0..3usize {
                let x = j + dx;
                let inside = inside_y && x >= 1 && x <= columns;
                let q = y * columns + x - comptime![width / 2 + 1];
                values.push(at(gradient, inside, gradients + q));
                let mut winner = u32::new(4);
                if inside {
                    winner = (winners[words + q] >> shift) & 7;
                }
                won.push(winner);
            }
        }
        // the gradient of the convolution's output, a 4×4 patch from (2i − 1, 2j − 1)
        let mut patch = Sequence::<f32>::new();
        #[unroll]
        for dy in 0..4usize {
            #[unroll]
            for dx in 0..4usize {
                let of = comptime![((dy + 1) / 2) * 3 + (dx + 1) / 2];
                let pixel = comptime![(((dy + 1) % 2) * 2 + (dx + 1) % 2) as u32];
                patch.push(select(*won.index(of) == pixel, *values.index(of), f32::new(0.0)));
            }
        }
        let filters = o * comptime![channels * 9];
        #[unroll]
        for k in 0..9usize {
            let pixels = window(&patch, comptime![2 - k / 3], comptime![2 - k % 3]);
            a0 += Window::new(weight[filters + c0 * 9 + k]) * pixels;
            a1 += Window::new(weight[filters + c1 * 9 + k]) * pixels;
            a2 += Window::new(weight[filters + c2 * 9 + k]) * pixels;
            a3 += Window::new(weight[filters + c3 * 9 + k]) * pixels;
        }
    }
    let area = comptime![height * width];
    let first = ((b * channels + c0) * height + 2 * i) * width + 2 * j;
    let below = 2 * i + 1 < height;
    let right = 2 * j + 1 < width;
    put(a0, input, first, below, right, width);
    if c0 + 1 < channels {
        put(a1, input, first + area, below, right, width);
    }
    if c0 + 2 < channels {
        put(a2, input, first + 2 * area, below, right, width);
    }
    if c0 + 3 < channels {
        put(a3, input, first + 3 * area, below, right, width);
    }
}

#[cube]
fn put(block: Window, input: &mut [f32], i: usize, below: bool, right: bool, #[comptime] width: usize) {
    input[i] = block.extract(0usize);
    if right {
        input[i + 1] = block.extract(1usize);
    }
    if below {
        input[i + width] = block.extract(2usize);
    }
    if below && right {
        input[i + width + 1] = block.extract(3usize);
    }
}

/// Gradient of weight and bias, in parts: one unit sums one filter of one picture over one of `splits` parts of its rows.
/// `parts` is `[batch × splits][outputs × channels × 9 + outputs]`, `units` is `batch × splits × outputs × channels`.
#[cube(launch_unchecked)]
pub fn weight(
    x: &[f32],
    gradient: &[f32],
    winners: &[u32],
    parts: &mut [f32],
    units: usize,
    #[comptime] channels: usize,
    #[comptime] outputs: usize,
    #[comptime] height: usize,
    #[comptime] width: usize,
    #[comptime] splits: usize,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let (rows, columns) = (comptime![height / 2], comptime![width / 2]);
    let c = unit % channels;
    let rest = unit / channels;
    let o = rest % outputs;
    let part = rest / outputs;
    let b = part / splits;
    let rows_each = comptime![(height / 2).div_ceil(splits)];
    let start = (part % splits) * rows_each;
    let end = select(start + rows_each < rows, start + rows_each, rows.runtime());
    let picture = (b * channels + c) * comptime![height * width];
    let area = comptime![(height / 2) * (width / 2)];
    let gradients = (b * outputs + o) * area;
    let words = (b * comptime![outputs.div_ceil(4)] + o / 4) * area;
    let shift = (o % 4) as u32 * 8;
    let mut sums = Array::<f32>::new(9usize);
    #[unroll]
    for k in 0..9usize {
        sums[k] = f32::new(0.0);
    }
    let mut bias = f32::new(0.0);
    for i in start..end {
        for j in 0..columns {
            let q = i * columns + j;
            let winner = (winners[words + q] >> shift) & 7;
            if winner < 4 {
                let value = gradient[gradients + q];
                bias += value;
                let top = 2 * i + (winner / 2) as usize;
                let left = 2 * j + (winner % 2) as usize;
                #[unroll]
                for k in 0..9usize {
                    let y = top + comptime![k / 3];
                    let column = left + comptime![k % 3];
                    let inside = y >= 1 && y <= height && column >= 1 && column <= width;
                    sums[k] += value * at(x, inside, picture + y * width + column - comptime![width + 1]);
                }
            }
        }
    }
    let row = part * comptime![outputs * channels * 9 + outputs];
    #[unroll]
    for k in 0..9usize {
        parts[row + (o * channels + c) * 9 + k] = sums[k];
    }
    if c == 0 {
        parts[row + comptime![outputs * channels * 9] + o] = bias;
    }
}

/// Adds the parts up: `weights` numbers to `weight`, `biases` to `bias`.
#[cube(launch_unchecked)]
pub fn sum(
    parts: &[f32],
    weight: &mut [f32],
    bias: &mut [f32],
    count: usize,
    #[comptime] weights: usize,
    #[comptime] biases: usize,
) {
    let i = ABSOLUTE_POS;
    if i >= comptime![weights + biases] {
        terminate!();
    }
    let mut sum = f32::new(0.0);
    for part in 0..count {
        sum += parts[part * comptime![weights + biases] + i];
    }
    if i < weights {
        weight[i] = sum;
    } else {
        bias[i - weights] = sum;
    }
}

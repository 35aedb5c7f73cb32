//! The convolution block backward on a GPU, in registers: no workgroup memory, no barriers.

use cubecl::prelude::*;

use super::patch::{Sum, Window, add, patch, windows, zeros};

/// Input channels whose gradient one unit computes.
pub const CHANNELS: usize = 8;
/// 2×2 blocks beside each other whose gradient one unit computes.
pub const BLOCKS: usize = 2;
/// Output channels whose filters one unit sums up: those whose winners share a word.
pub const OUTPUTS: usize = 4;

/// Gradient of the input: one unit computes some 2×2 blocks of it for some input channels.
/// `units` is `batch × channels / 8 × height / 2 × width / 2 / 2`, each rounded up.
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
    let (groups, across) = (comptime![channels.div_ceil(CHANNELS)], comptime![width.div_ceil(2).div_ceil(BLOCKS)]);
    let j = (unit % across) * BLOCKS;
    let rest = unit / across;
    let i = rest % block_rows;
    let rest = rest / block_rows;
    let first = (rest % groups) * CHANNELS;
    let b = rest / groups;
    let mut channel = Sequence::<usize>::new();
    #[unroll]
    for n in 0..CHANNELS {
        // a group's channels that are not there repeat its first
        channel.push(select(first + n < channels, first + n, first));
    }
    // the windows around: three rows of them
    let mut inside = Sequence::<bool>::new();
    let mut place = Sequence::<usize>::new();
    #[unroll]
    for dy in 0..3usize {
        let y = i + dy - 1;
        let end = select(y < rows, columns.runtime(), 0);
        #[unroll]
        for dx in 0..comptime![BLOCKS + 2] {
            let x = j + dx - 1;
            inside.push(x < end);
            place.push(select(x < end, y * columns + x, 0));
        }
    }
    let sums = zeros::<Const<4>>(comptime![CHANNELS * BLOCKS]);
    for o in 0..outputs {
        let area = comptime![(height / 2) * (width / 2)];
        let gradients = (b * outputs + o) * area;
        let words = (b * comptime![outputs.div_ceil(4)] + o / 4) * area;
        let shift = (o % 4) as u32 * 8;
        let mut values = Sequence::<f32>::new();
        let mut won = Sequence::<u32>::new();
        #[unroll]
        for q in 0..comptime![3 * (BLOCKS + 2)] {
            let place = *place.index(q);
            values.push(select(*inside.index(q), gradient[gradients + place], f32::new(0.0)));
            won.push((winners[words + place] >> shift) & 7);
        }
        // the gradient of the convolution's output, from (2i − 1, 2j − 1) on
        let mut pixels = Sequence::<f32>::new();
        #[unroll]
        for dy in 0..4usize {
            #[unroll]
            for dx in 0..comptime![2 * BLOCKS + 2] {
                let of = comptime![((dy + 1) / 2) * (BLOCKS + 2) + (dx + 1) / 2];
                let pixel = comptime![(((dy + 1) % 2) * 2 + (dx + 1) % 2) as u32];
                pixels.push(select(*won.index(of) == pixel, *values.index(of), f32::new(0.0)));
            }
        }
        let pixels = windows(&pixels, comptime![2 * BLOCKS + 2]);
        #[unroll]
        for n in 0..CHANNELS {
            let filter = (o * channels + *channel.index(n)) * 9;
            #[unroll]
            for k in 0..9usize {
                let weight = Window::new(weight[filter + k]);
                #[unroll]
                for w in 0..BLOCKS {
                    let at = comptime![(2 - k / 3) * (2 * BLOCKS + 1) + 2 - k % 3 + 2 * w];
                    add(sums.index(comptime![n * BLOCKS + w]), weight * *pixels.index(at));
                }
            }
        }
    }
    #[unroll]
    for w in 0..BLOCKS {
        if j + w < block_columns {
            #[unroll]
            for n in 0..CHANNELS {
                let row = ((b * channels + *channel.index(n)) * height + 2 * i) * width;
                let below = select(2 * i + 1 < height, width.runtime(), 0);
                let right = select(2 * (j + w) + 1 < width, 1usize.runtime(), 0);
                put(sums.index(comptime![n * BLOCKS + w]).read(), input, row + 2 * (j + w), below, right);
            }
        }
    }
}

/// Writes a block at `i`; `below` and `right` are the distances to its second row and column, 0 where the picture has none.
#[cube]
fn put(block: Window, input: &mut [f32], i: usize, below: usize, right: usize) {
    // what is not there is written first, and then written over
    input[i + below + right] = block.extract(3usize);
    input[i + below] = block.extract(2usize);
    input[i + right] = select(right > 0, block.extract(1usize), block.extract(0usize));
    input[i] = block.extract(0usize);
}

/// Gradient of weight and bias, in parts: one unit sums one input channel's filters of some output channels over one of
/// `splits` parts of a picture's rows. `parts` is `[batch × splits][outputs × channels × 9 + outputs]`, `units` is
/// `batch × splits × outputs / 4, rounded up × channels`.
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
    let groups = comptime![outputs.div_ceil(OUTPUTS)];
    let c = unit % channels;
    let rest = unit / channels;
    let group = rest % groups;
    let part = rest / groups;
    let b = part / splits;
    let rows_each = comptime![(height / 2).div_ceil(splits)];
    let start = (part % splits) * rows_each;
    let end = select(start + rows_each < rows, start + rows_each, rows.runtime());
    let picture = (b * channels + c) * comptime![height * width];
    let area = comptime![(height / 2) * (width / 2)];
    let words = (b * groups + group) * area;
    let first = group * OUTPUTS;
    let mut gradients = Sequence::<usize>::new();
    let mut sums = Sequence::<Sum<f32>>::new();
    let mut biases = Sequence::<Sum<f32>>::new();
    #[unroll]
    for n in 0..OUTPUTS {
        // a group's channels that are not there repeat its first
        gradients.push((b * outputs + select(first + n < outputs, first + n, first)) * area);
        biases.push(Sum::<f32>::new(0.0));
        #[unroll]
        for _ in 0..9usize {
            sums.push(Sum::<f32>::new(0.0));
        }
    }
    for i in start..end {
        for j in 0..columns {
            let q = i * columns + j;
            let pixels = patch(x, picture, 2 * i, 2 * j, 4usize, 4usize, height, width);
            let pixels = windows(&pixels, 4usize);
            let word = winners[words + q];
            #[unroll]
            for n in 0..OUTPUTS {
                let value = gradient[*gradients.index(n) + q];
                let winner = (word >> comptime![(8 * n) as u32]) & 7;
                let passed = passed(value, winner);
                let bias = biases.index(n);
                bias.store(bias.read() + select(winner < 4, value, f32::new(0.0)));
                #[unroll]
                for k in 0..9usize {
                    let sum = sums.index(comptime![n * 9 + k]);
                    sum.store(sum.read() + passed.dot(*pixels.index(k)));
                }
            }
        }
    }
    let row = part * comptime![outputs * channels * 9 + outputs];
    #[unroll]
    for n in 0..OUTPUTS {
        if first + n < outputs {
            #[unroll]
            for k in 0..9usize {
                parts[row + ((first + n) * channels + c) * 9 + k] = sums.index(comptime![n * 9 + k]).read();
            }
            if c == 0 {
                parts[row + comptime![outputs * channels * 9] + first + n] = biases.index(n).read();
            }
        }
    }
}

/// The gradient of a window: `value` where the winner is, zeros elsewhere.
#[cube]
fn passed(value: f32, winner: u32) -> Window {
    let zero = f32::new(0.0);
    let mut passed = Window::new(select(winner == 0, value, zero));
    passed.insert(1usize, select(winner == 1, value, zero));
    passed.insert(2usize, select(winner == 2, value, zero));
    passed.insert(3usize, select(winner == 3, value, zero));
    passed
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

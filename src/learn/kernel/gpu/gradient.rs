//! The backward pass of the convolution block on a GPU, in registers: no workgroup memory, no barriers.

use cubecl::prelude::*;

use super::patch::{Block, PER_WORD, Sum, Window, add_products, patch, scalars, some, windows, zeros};

/// Input channels whose gradient one unit computes.
pub const CHANNELS: usize = 8;
/// 2×2 blocks beside each other whose gradient one unit computes.
pub const BLOCKS: usize = 2;

/// Gradient of the input: one unit computes some 2×2 blocks of it for some input channels.
/// `units` is `batch × channels / 8 × height / 2 × width / 2 / 2`, each rounded up.
#[cube(launch_unchecked)]
pub fn input(gradient: &[f32], winners: &[u32], weight: &[f32], input: &mut [f32], units: usize, #[comptime] block: Block) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let (block_rows, block_columns) = (comptime![block.height.div_ceil(2)], comptime![block.width.div_ceil(2)]);
    let (groups, across) = (comptime![block.channels.div_ceil(CHANNELS)], comptime![block.width.div_ceil(2).div_ceil(BLOCKS)]);
    let j = (unit % across) * BLOCKS;
    let rest = unit / across;
    let i = rest % block_rows;
    let rest = rest / block_rows;
    let channel = some((rest % groups) * CHANNELS, comptime![block.channels].runtime(), CHANNELS);
    let b = rest / groups;
    let around = around(i, j, block);
    let sums = zeros::<Const<4>>(comptime![CHANNELS * BLOCKS]);
    for o in 0..comptime![block.outputs] {
        let gradients = (b * comptime![block.outputs] + o) * comptime![block.area()];
        let words = (b * comptime![block.words()] + o / PER_WORD) * comptime![block.area()];
        let pixels = unpool(&around, gradient, gradients, winners, words, (o % PER_WORD) as u32 * 8);
        let pixels = windows(&pixels, comptime![2 * BLOCKS + 2]);
        add_products(&sums, &pixels, weight, &channel, o * comptime![block.channels], 1usize, BLOCKS, true);
    }
    #[unroll]
    for w in 0..BLOCKS {
        if j + w < block_columns {
            #[unroll]
            for n in 0..CHANNELS {
                let picture = (b * comptime![block.channels] + *channel.index(n)) * comptime![block.height * block.width];
                put(sums.index(comptime![n * BLOCKS + w]).read(), input, picture, i, j + w, block);
            }
        }
    }
}

/// The windows around some blocks: three rows of them.
#[derive(CubeType)]
struct Around {
    /// whether there is such a window
    inside: Sequence<bool>,
    /// where it lies in its picture, 0 where it does not
    place: Sequence<usize>,
}

/// The windows around the blocks from row `i` and column `j` on.
#[cube]
fn around(i: usize, j: usize, #[comptime] block: Block) -> Around {
    let mut inside = Sequence::<bool>::new();
    let mut place = Sequence::<usize>::new();
    #[unroll]
    for dy in 0..3usize {
        let y = i + dy - 1;
        let end = select(y < comptime![block.rows()], comptime![block.columns()].runtime(), 0);
        #[unroll]
        for dx in 0..comptime![BLOCKS + 2] {
            let x = j + dx - 1;
            inside.push(x < end);
            place.push(select(x < end, y * comptime![block.columns()] + x, 0));
        }
    }
    Around { inside, place }
}

/// The gradient of the convolution's output from (2i − 1, 2j − 1) on, in one channel: `gradients` is where its picture begins,
/// `words` where that of its winners does, in the bits from `shift` on.
#[cube]
fn unpool(around: &Around, gradient: &[f32], gradients: usize, winners: &[u32], words: usize, shift: u32) -> Sequence<f32> {
    let mut values = Sequence::<f32>::new();
    let mut won = Sequence::<u32>::new();
    #[unroll]
    for q in 0..comptime![3 * (BLOCKS + 2)] {
        let place = *around.place.index(q);
        values.push(select(*around.inside.index(q), gradient[gradients + place], f32::new(0.0)));
        won.push((winners[words + place] >> shift) & 7);
    }
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
    pixels
}

/// Writes the block in row `i` and column `j` of the picture that begins at `picture`, as far as the picture goes.
#[cube]
fn put(values: Window, input: &mut [f32], picture: usize, i: usize, j: usize, #[comptime] block: Block) {
    let (height, width) = (comptime![block.height], comptime![block.width]);
    let at = picture + 2 * i * width + 2 * j;
    // the distances to the second row and column, 0 where the picture has none
    let below = select(2 * i + 1 < height, width.runtime(), 0);
    let right = select(2 * j + 1 < width, 1usize.runtime(), 0);
    // where a pixel is outside the picture, its value goes to a pixel that a later line overwrites
    input[at + below + right] = values.extract(3usize);
    input[at + below] = values.extract(2usize);
    input[at + right] = select(right > 0, values.extract(1usize), values.extract(0usize));
    input[at] = values.extract(0usize);
}

/// Gradient of weight and bias, in parts: one unit sums one input channel's filters of the output channels of a word over one of
/// `splits` parts of a picture's rows. `parts` is `[batch × splits][outputs × channels × 9 + outputs]`, `units` is
/// `batch × splits × outputs / 4, rounded up × channels`.
#[cube(launch_unchecked)]
pub fn weight(
    x: &[f32],
    gradient: &[f32],
    winners: &[u32],
    parts: &mut [f32],
    units: usize,
    #[comptime] block: Block,
    #[comptime] splits: usize,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let (channels, outputs) = (comptime![block.channels], comptime![block.outputs]);
    let c = unit % channels;
    let group = unit / channels % comptime![block.words()];
    let part = unit / channels / comptime![block.words()];
    let b = part / splits;
    let rows_each = comptime![block.rows().div_ceil(splits)];
    let start = (part % splits) * rows_each;
    let end = select(start + rows_each < comptime![block.rows()], start + rows_each, comptime![block.rows()].runtime());
    let picture = (b * channels + c) * comptime![block.height * block.width];
    let words = (b * comptime![block.words()] + group) * comptime![block.area()];
    let channel = some(group * PER_WORD, outputs.runtime(), PER_WORD);
    let sums = Sums { filters: scalars(comptime![PER_WORD * 9]), biases: scalars(PER_WORD) };
    for i in start..end {
        for j in 0..comptime![block.columns()] {
            let q = i * comptime![block.columns()] + j;
            let pixels = windows(&patch(x, picture, 2 * i, 2 * j, 4usize, 4usize, block), 4usize);
            let word = winners[words + q];
            #[unroll]
            for n in 0..PER_WORD {
                let value = gradient[(b * outputs + *channel.index(n)) * comptime![block.area()] + q];
                add_window(&sums, &pixels, value, (word >> comptime![(8 * n) as u32]) & 7, n);
            }
        }
    }
    write_sums(&sums, parts, part * comptime![outputs * channels * 9 + outputs], group * PER_WORD, c, block);
}

/// What one unit sums up.
#[derive(CubeType)]
struct Sums {
    /// `[output][3 × 3]`
    filters: Sequence<Sum<f32>>,
    /// `[output]`
    biases: Sequence<Sum<f32>>,
}

/// Adds what a window gives to the `n`-th output: its gradient is `value`, and `pixels` are the windows that the kernel sees.
#[cube]
fn add_window(sums: &Sums, pixels: &Sequence<Window>, value: f32, winner: u32, #[comptime] n: usize) {
    let passed = passed(value, winner);
    let bias = sums.biases.index(n);
    bias.store(bias.read() + select(winner < 4, value, f32::new(0.0)));
    #[unroll]
    for k in 0..9usize {
        let sum = sums.filters.index(comptime![n * 9 + k]);
        sum.store(sum.read() + passed.dot(*pixels.index(k)));
    }
}

/// Writes what was summed up for the outputs from `first` on, as far as there are any, to the part that begins at `row`.
#[cube]
fn write_sums(sums: &Sums, parts: &mut [f32], row: usize, first: usize, c: usize, #[comptime] block: Block) {
    let (channels, outputs) = (comptime![block.channels], comptime![block.outputs]);
    #[unroll]
    for n in 0..PER_WORD {
        if first + n < outputs {
            #[unroll]
            for k in 0..9usize {
                parts[row + ((first + n) * channels + c) * 9 + k] = sums.filters.index(comptime![n * 9 + k]).read();
            }
            if c == 0 {
                parts[row + comptime![outputs * channels * 9] + first + n] = sums.biases.index(n).read();
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

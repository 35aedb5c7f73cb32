//! The convolution block forward on a GPU: one unit computes two pooling windows beside each other for eight output channels, in
//! registers. Tensors lie channels first; the winners of four channels share a `u32`, `[batch, output / 4, height / 2,
//! width / 2]`.

use cubecl::prelude::*;

use super::patch::{Block, PER_WORD, Sum, Window, add_products, patch, some, windows};

/// Output channels that one unit computes.
pub const OUTPUTS: usize = 8;
/// Windows that one unit computes.
pub const WINDOWS: usize = 2;

/// `units` is `batch × output / 8 × height / 2 × width / 2 / 2`, the parts of outputs and windows rounded up.
#[cube(launch_unchecked)]
pub fn forward(
    x: &[f32],
    weight: &[f32],
    bias: &[f32],
    output: &mut [f32],
    winners: &mut [u32],
    units: usize,
    #[comptime] block: Block,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let (groups, across) = (comptime![block.outputs.div_ceil(OUTPUTS)], comptime![block.columns().div_ceil(WINDOWS)]);
    let j = (unit % across) * WINDOWS;
    let rest = unit / across;
    let i = rest % comptime![block.rows()];
    let rest = rest / comptime![block.rows()];
    let first = (rest % groups) * OUTPUTS;
    let b = rest / groups;
    let channel = some(first, comptime![block.outputs].runtime(), OUTPUTS);
    let sums = biases(bias, &channel);
    for c in 0..comptime![block.channels] {
        let picture = (b * comptime![block.channels] + c) * comptime![block.height * block.width];
        let pixels = patch(x, picture, 2 * i, 2 * j, 4usize, comptime![2 * WINDOWS + 2], block);
        let pixels = windows(&pixels, comptime![2 * WINDOWS + 2]);
        add_products(&sums, &pixels, weight, &channel, c, comptime![block.channels], WINDOWS, false);
    }
    #[unroll]
    for w in 0..WINDOWS {
        #[unroll]
        for g in 0..comptime![OUTPUTS / PER_WORD] {
            store(&sums, &channel, output, winners, b, first / PER_WORD + g, i, j + w, comptime![(g, w)], block);
        }
    }
}

/// The sums of all windows and channels, `[channel][window]`, that begin with the bias.
#[cube]
fn biases(bias: &[f32], channel: &Sequence<usize>) -> Sequence<Sum<Window>> {
    let mut sums = Sequence::<Sum<Window>>::new();
    #[unroll]
    for n in 0..OUTPUTS {
        #[unroll]
        for _ in 0..WINDOWS {
            sums.push(Sum::<Window>::new(Window::new(bias[*channel.index(n)])));
        }
    }
    sums
}

/// Pools and writes the window in row `i` and column `j` for the channels of `word`, which is the unit's `part.0`-th,
/// and `part.1`-th window.
#[cube]
fn store(
    sums: &Sequence<Sum<Window>>,
    channel: &Sequence<usize>,
    output: &mut [f32],
    winners: &mut [u32],
    b: usize,
    word: usize,
    i: usize,
    j: usize,
    #[comptime] part: (usize, usize),
    #[comptime] block: Block,
) {
    let (rows, columns, words) = (comptime![block.rows()], comptime![block.columns()], comptime![block.words()]);
    // out of the picture is out of the words, too
    if select(j < columns, word, words.runtime()) < words {
        let mut won = u32::new(0);
        #[unroll]
        for n in 0..PER_WORD {
            let of = comptime![PER_WORD * part.0 + n];
            let at = ((b * comptime![block.outputs] + *channel.index(of)) * rows + i) * columns + j;
            won |= pool(sums.index(comptime![of * WINDOWS + part.1]).read(), output, at) << comptime![(8 * n) as u32];
        }
        winners[((b * words + word) * rows + i) * columns + j] = won;
    }
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

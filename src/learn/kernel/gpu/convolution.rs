//! The convolution block forward on a GPU: one unit computes two pooling windows beside each other for eight output channels, in
//! registers. Tensors lie channels first; the winners of four channels share a `u32`, `[batch, output / 4, height / 2,
//! width / 2]`.

use cubecl::prelude::*;

use super::patch::{Sum, Window, add, patch, windows};

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
    let (groups, across) = (comptime![outputs.div_ceil(OUTPUTS)], comptime![(width / 2).div_ceil(WINDOWS)]);
    let j = (unit % across) * WINDOWS;
    let rest = unit / across;
    let i = rest % rows;
    let rest = rest / rows;
    let first = (rest % groups) * OUTPUTS;
    let b = rest / groups;
    let mut channel = Sequence::<usize>::new();
    let mut sums = Sequence::<Sum<Window>>::new();
    #[unroll]
    for n in 0..OUTPUTS {
        // a group's channels that are not there repeat its first
        let o = select(first + n < outputs, first + n, first);
        channel.push(o);
        #[unroll]
        for _ in 0..WINDOWS {
            sums.push(Sum::<Window>::new(Window::new(bias[o])));
        }
    }
    for c in 0..channels {
        let picture = (b * channels + c) * comptime![height * width];
        let pixels = patch(x, picture, 2 * i, 2 * j, 4usize, comptime![2 * WINDOWS + 2], height, width);
        let pixels = windows(&pixels, comptime![2 * WINDOWS + 2]);
        #[unroll]
        for n in 0..OUTPUTS {
            let filter = (*channel.index(n) * channels + c) * 9;
            #[unroll]
            for k in 0..9usize {
                let weight = Window::new(weight[filter + k]);
                #[unroll]
                for w in 0..WINDOWS {
                    let at = comptime![(k / 3) * (2 * WINDOWS + 1) + k % 3 + 2 * w];
                    add(sums.index(comptime![n * WINDOWS + w]), weight * *pixels.index(at));
                }
            }
        }
    }
    let words = comptime![outputs.div_ceil(4)];
    #[unroll]
    for w in 0..WINDOWS {
        #[unroll]
        for g in 0..comptime![OUTPUTS / 4] {
            let word = first / 4 + g;
            // out of the picture is out of the words, too
            if select(j + w < columns, word, words.runtime()) < words {
                let mut won = u32::new(0);
                #[unroll]
                for n in 0..4usize {
                    let of = comptime![4 * g + n];
                    let at = ((b * outputs + *channel.index(of)) * rows + i) * columns + j + w;
                    won |= pool(sums.index(comptime![of * WINDOWS + w]).read(), output, at) << comptime![(8 * n) as u32];
                }
                winners[((b * words + word) * rows + i) * columns + j + w] = won;
            }
        }
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

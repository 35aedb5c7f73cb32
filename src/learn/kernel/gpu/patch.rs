//! What the convolution kernels share: parts of a picture in registers, with zeros around it, and 2×2 windows as four lanes.
//!
//! Reading costs the most here, so a part serves many sums; and no condition is made of two, because software adapters take
//! minutes to compile many of those (Chromium's SwiftShader 5.0: twice as long for each).

use cubecl::prelude::*;

/// Output channels whose winners share a word.
pub const PER_WORD: usize = 4;

/// The shape of a block, which a kernel is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    pub channels: usize,
    pub outputs: usize,
    pub height: usize,
    pub width: usize,
}

impl Block {
    /// Rows of windows.
    pub fn rows(&self) -> usize {
        self.height / 2
    }

    /// Columns of windows.
    pub fn columns(&self) -> usize {
        self.width / 2
    }

    /// Windows of a picture.
    pub fn area(&self) -> usize {
        self.rows() * self.columns()
    }

    /// Words that hold a window's winners.
    pub fn words(&self) -> usize {
        self.outputs.div_ceil(PER_WORD)
    }
}

/// The four pixels of a window: upper left, upper right, lower left, lower right.
pub type Window = Vector<f32, Const<4>>;

/// A sum that stays in a register; the index into a sequence of them is resolved when the kernel is compiled.
pub type Sum<T> = RuntimeCell<T>;

/// `x[i]`, or 0 outside.
#[cube]
pub fn at(x: &[f32], inside: bool, i: usize) -> f32 {
    select(inside, x[select(inside, i, 0)], f32::new(0.0))
}

/// `rows` × `columns` pixels of the picture that begins at `picture`, the first of them one above row `top` and one to the left
/// of column `left`.
#[cube]
pub fn patch(
    x: &[f32],
    picture: usize,
    top: usize,
    left: usize,
    #[comptime] rows: usize,
    #[comptime] columns: usize,
    #[comptime] block: Block,
) -> Sequence<f32> {
    let (height, width) = (comptime![block.height], comptime![block.width]);
    let mut pixels = Sequence::<f32>::new();
    #[unroll]
    for dy in 0..rows {
        // what lies before the first row or column wraps around and is larger than any
        let y = top + dy - 1;
        let end = select(y < height, width.runtime(), 0);
        #[unroll]
        for dx in 0..columns {
            let column = left + dx - 1;
            pixels.push(at(x, column < end, picture + y * width + column));
        }
    }
    pixels
}

/// The windows at rows 0 to 2 of a patch whose rows have `columns` pixels, all of a row beside each other: the one of row `r` and
/// column `c` is number `r · (columns − 1) + c`.
#[cube]
pub fn windows(patch: &Sequence<f32>, #[comptime] columns: usize) -> Sequence<Window> {
    let mut windows = Sequence::<Window>::new();
    #[unroll]
    for row in 0..3usize {
        #[unroll]
        for column in 0..comptime![columns - 1] {
            windows.push(window(patch, comptime![row * columns + column], columns));
        }
    }
    windows
}

/// The window whose upper left pixel is number `first`.
#[cube]
fn window(patch: &Sequence<f32>, #[comptime] first: usize, #[comptime] columns: usize) -> Window {
    let mut window = Window::new(*patch.index(first));
    window.insert(1usize, *patch.index(comptime![first + 1]));
    window.insert(2usize, *patch.index(comptime![first + columns]));
    window.insert(3usize, *patch.index(comptime![first + columns + 1]));
    window
}

/// The positions from `first` on: those at or behind `end` repeat the first, and are written with its numbers.
#[cube]
pub fn some(first: usize, end: usize, #[comptime] count: usize) -> Sequence<usize> {
    let mut some = Sequence::<usize>::new();
    #[unroll]
    for n in 0..count {
        some.push(select(first + n < end, first + n, first));
    }
    some
}

/// `count` sums that are 0.
#[cube]
pub fn zeros<N: Size>(#[comptime] count: usize) -> Sequence<Sum<Vector<f32, N>>> {
    let mut sums = Sequence::<Sum<Vector<f32, N>>>::new();
    #[unroll]
    for _ in 0..count {
        sums.push(Sum::<Vector<f32, N>>::new(Vector::<f32, N>::new(0.0)));
    }
    sums
}

/// `count` sums of single numbers that are 0.
#[cube]
pub fn scalars(#[comptime] count: usize) -> Sequence<Sum<f32>> {
    let mut sums = Sequence::<Sum<f32>>::new();
    #[unroll]
    for _ in 0..count {
        sums.push(Sum::<f32>::new(0.0));
    }
    sums
}

/// Adds to a sum.
#[cube]
pub fn add<N: Size>(sum: &Sum<Vector<f32, N>>, value: Vector<f32, N>) {
    sum.store(sum.read() + value);
}

/// Adds what `across` windows beside each other see through a filter for each of the channels `channel`: that of channel `n` is
/// number `first + stride · n`, and `turned` by half a turn on the way back. `sums` is `[channel][window]`.
#[cube]
pub fn add_products(
    sums: &Sequence<Sum<Window>>,
    pixels: &Sequence<Window>,
    weight: &[f32],
    channel: &Sequence<usize>,
    first: usize,
    #[comptime] stride: usize,
    #[comptime] across: usize,
    #[comptime] turned: bool,
) {
    #[unroll]
    for n in 0..channel.len() {
        let filter = (*channel.index(n) * stride + first) * 9;
        #[unroll]
        for k in 0..9usize {
            let weight = Window::new(weight[filter + k]);
            let tap = comptime![if turned { 8 - k } else { k }];
            #[unroll]
            for w in 0..across {
                let at = comptime![(tap / 3) * (2 * across + 1) + tap % 3 + 2 * w];
                add(sums.index(comptime![n * across + w]), weight * *pixels.index(at));
            }
        }
    }
}

//! What the convolution kernels share: reading with a zero border, and 2×2 windows as four lanes.

use cubecl::prelude::*;

/// The four pixels of a window: upper left, upper right, lower left, lower right.
pub type Window = Vector<f32, Const<4>>;

/// `x[i]`, or 0 outside.
#[cube]
pub fn at(x: &[f32], inside: bool, i: usize) -> f32 {
    let mut value = f32::new(0.0);
    if inside {
        value = x[i];
    }
    value
}

/// The window at `row`, `column` of a 4×4 patch.
#[cube]
pub fn window(patch: &Sequence<f32>, #[comptime] row: usize, #[comptime] column: usize) -> Window {
    let mut window = Window::new(*patch.index(comptime![row * 4 + column]));
    window.insert(1usize, *patch.index(comptime![row * 4 + column + 1]));
    window.insert(2usize, *patch.index(comptime![row * 4 + column + 4]));
    window.insert(3usize, *patch.index(comptime![row * 4 + column + 5]));
    window
}

//! Vectors of four numbers, and a product of matrices in registers: shared by the CPU kernels.

use wide::f32x4;

/// Output channels, or columns, that are computed together.
pub const LANES: usize = 8;
pub type EightLanes = [f32x4; 2];

/// The first four numbers.
#[inline(always)]
pub fn four(values: &[f32]) -> f32x4 {
    let values = &values[..4];
    f32x4::new([values[0], values[1], values[2], values[3]])
}

/// `Σ left[i] ⊗ right[i]` over the length of `right`: four rows of eight sums, which stay in registers. Do not unroll the loop, and
/// do not give it a length that the compiler knows: V8 would load the numbers of several turns first, and spill registers.
#[inline(always)]
pub fn sum_outer_products(left: &[f32x4], right: &[EightLanes]) -> [EightLanes; 4] {
    let mut sums = [[f32x4::ZERO; 2]; 4];
    let mut left = left[..right.len()].iter();
    for [low, high] in right {
        // SAFETY: `left` is as long as `right`. In Chromium 156 `zip` takes a tenth longer, a checked `next` up to a twentieth.
        let left = unsafe { left.next().unwrap_unchecked() };
        for (sums, left) in sums.iter_mut().zip(left.as_array()) {
            let left = f32x4::splat(*left);
            sums[0] += left * *low;
            sums[1] += left * *high;
        }
    }
    sums
}

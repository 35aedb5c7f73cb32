//! Sums of squares on a GPU: each unit adds up its part of the numbers, with a stride.

use burn::backend::{Cube, TensorMetadata};
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::super::squares::{AddSquares, PARTS};
use super::{grid, owned};

impl AddSquares for Cube {
    fn add_squares(x: CubeTensor, sums: CubeTensor, at: usize) -> CubeTensor {
        let (x, sums) = (into_contiguous(x), owned(sums));
        let numbers = x.shape().num_elements();
        let (count, size) = grid(PARTS);
        let client = sums.client.clone();
        // SAFETY: the units are `PARTS`, and stay within `numbers` and within the part of `sums` from `at` on
        unsafe {
            add::launch_unchecked(&client, count, size, x.into_buffer_arg(), sums.clone().into_buffer_arg(), numbers, at);
        }
        sums
    }
}

#[cube(launch_unchecked)]
fn add(x: &[f32], sums: &mut [f32], numbers: usize, at: usize) {
    let unit = ABSOLUTE_POS;
    if unit >= PARTS {
        terminate!();
    }
    let mut sum = sums[at + unit];
    for turn in 0..(numbers + PARTS - 1) / PARTS {
        let i = turn * PARTS + unit;
        if i < numbers {
            sum += x[i] * x[i];
        }
    }
    sums[at + unit] = sum;
}

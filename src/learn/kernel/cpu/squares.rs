//! Sums of squares on the CPU: one pass.

use burn::backend::Flex;
use burn::backend::flex::FlexTensor;

use super::super::squares::{AddSquares, PARTS};
use super::contiguous;

impl AddSquares for Flex {
    fn add_squares(x: FlexTensor, sums: FlexTensor, at: usize) -> FlexTensor {
        let (x, mut sums) = (contiguous(x), contiguous(sums));
        let parts = &mut sums.storage_mut::<f32>()[at..][..PARTS];
        for numbers in x.storage::<f32>().chunks(PARTS) {
            for (sum, number) in parts.iter_mut().zip(numbers) {
                *sum += number * number;
            }
        }
        sums
    }
}

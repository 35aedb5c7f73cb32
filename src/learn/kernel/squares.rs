//! One operation for the norm of a gradient: adds the squares of a tensor's numbers to sums that stay on the device.

use burn::backend::tensor::FloatTensor;
use burn::backend::{Backend, Dispatch, backend_extension};
use burn::tensor::{Device, Tensor};

/// Parts of a sum: on a GPU, as many units add at the same time.
pub const PARTS: usize = 1024;

/// Sums of squares, some tensors' each, each in [`PARTS`] parts, to be added up after reading.
pub struct Squares(Tensor<1>);

impl Squares {
    /// `sums` sums that are all 0.
    pub fn zeros(sums: usize, device: &Device) -> Squares {
        Squares(Tensor::zeros([sums * PARTS], device))
    }

    /// Adds the squares of the numbers of `x` to sum `sum`.
    ///
    /// # Panics
    /// When there is no such sum.
    #[must_use]
    pub fn add<const D: usize>(self, x: Tensor<D>, sum: usize) -> Squares {
        assert!(sum < self.0.dims()[0] / PARTS, "there is no sum {sum}");
        let sums = <Dispatch as AddSquares>::add_squares(x.into_dispatch(), self.0.into_dispatch(), sum * PARTS);
        Squares(Tensor::from_dispatch(sums))
    }

    /// `[sum × PARTS]`
    pub fn into_parts(self) -> Tensor<1> {
        self.0
    }
}

/// What a backend computes: the squares of the numbers of `x`, added to the [`PARTS`] numbers of `sums` from `at` on, in place
/// where they have no other owner.
#[backend_extension(Flex: cfg(feature = "cpu"), Cube: cfg(feature = "webgpu"))]
pub trait AddSquares: Backend {
    /// The operation itself, without gradients.
    fn add_squares(x: FloatTensor<Self>, sums: FloatTensor<Self>, at: usize) -> FloatTensor<Self>;
}

//! Adam on a GPU: one unit updates one vector of a layer's weight or bias and its moments.

use burn::backend::{Cube, TensorMetadata};
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::super::adam::{AdamStep, BETAS, Stepped, VECTOR};
use super::{grid, owned};

impl AdamStep for Cube {
    fn adam_step(
        weight: CubeTensor,
        weight_gradient: CubeTensor,
        bias: CubeTensor,
        bias_gradient: CubeTensor,
        moments: CubeTensor,
        rates: CubeTensor,
        at: usize,
    ) -> Stepped<Self> {
        let [weight, bias, moments] = [weight, bias, moments].map(owned);
        let [weights, biases] = [&weight, &bias].map(|tensor| tensor.shape().num_elements());
        let apart = moments.shape()[1];
        let fits = [weights, biases, at, apart].iter().all(|place| place.is_multiple_of(VECTOR));
        let lanes = if fits { VECTOR } else { 1 };
        let (count, size) = grid((weights + biases) / lanes);
        // SAFETY: units stay within the six buffers, as `moments` has room for every parameter, and nobody else holds the three
        // that are written
        unsafe {
            update::launch_unchecked(
                &moments.client,
                count,
                size,
                lanes,
                weight.clone().into_buffer_arg(),
                into_contiguous(weight_gradient).into_buffer_arg(),
                bias.clone().into_buffer_arg(),
                into_contiguous(bias_gradient).into_buffer_arg(),
                moments.clone().into_buffer_arg(),
                rates.into_buffer_arg(),
                weights / lanes,
                biases / lanes,
                at / lanes,
                apart / lanes,
            );
        }
        (weight, bias, moments)
    }
}

/// Counts and positions are of vectors.
#[cube(launch_unchecked)]
fn update<N: Size>(
    weight: &mut [Vector<f32, N>],
    weight_gradient: &[Vector<f32, N>],
    bias: &mut [Vector<f32, N>],
    bias_gradient: &[Vector<f32, N>],
    moments: &mut [Vector<f32, N>],
    rates: &[f32],
    weights: usize,
    biases: usize,
    at: usize,
    apart: usize,
) {
    let i = ABSOLUTE_POS;
    if i >= weights + biases {
        terminate!();
    }
    let mut gradient = Vector::<f32, N>::new(0.0);
    if i < weights {
        gradient = weight_gradient[i];
    }
    if i >= weights {
        gradient = bias_gradient[i - weights];
    }
    let (beta1, beta2) = comptime![(BETAS[0], BETAS[1])];
    let first = moments[at + i] * Vector::new(beta1) + gradient * Vector::new(comptime![1.0 - beta1]);
    let second = moments[at + i + apart] * Vector::new(beta2) + gradient * gradient * Vector::new(comptime![1.0 - beta2]);
    moments[at + i] = first;
    moments[at + i + apart] = second;
    let step = Vector::new(rates[0]) * first / (second.sqrt() + Vector::new(rates[1]));
    let kept = Vector::new(1.0 - rates[2]);
    if i < weights {
        weight[i] = weight[i] * kept - step;
    } else {
        bias[i - weights] = bias[i - weights] * kept - step;
    }
}

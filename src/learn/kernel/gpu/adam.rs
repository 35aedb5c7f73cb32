//! Adam on a GPU: one unit updates one number of a layer's weight or bias and its moments.

use burn::backend::{Cube, TensorMetadata};
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::super::adam::{AdamStep, BETAS, Stepped};
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
        let (count, size) = grid(weights + biases);
        // SAFETY: units stay within the six buffers, as `moments` has room for every parameter, and nobody else holds the three
        // that are written
        unsafe {
            update::launch_unchecked(
                &moments.client,
                count,
                size,
                weight.clone().into_buffer_arg(),
                into_contiguous(weight_gradient).into_buffer_arg(),
                bias.clone().into_buffer_arg(),
                into_contiguous(bias_gradient).into_buffer_arg(),
                moments.clone().into_buffer_arg(),
                rates.into_buffer_arg(),
                weights,
                biases,
                at,
                moments.shape()[1],
            );
        }
        (weight, bias, moments)
    }
}

#[cube(launch_unchecked)]
fn update(
    weight: &mut [f32],
    weight_gradient: &[f32],
    bias: &mut [f32],
    bias_gradient: &[f32],
    moments: &mut [f32],
    rates: &[f32],
    weights: usize,
    biases: usize,
    at: usize,
    parameters: usize,
) {
    let i = ABSOLUTE_POS;
    if i >= weights + biases {
        terminate!();
    }
    let mut gradient = f32::new(0.0);
    if i < weights {
        gradient = weight_gradient[i];
    }
    if i >= weights {
        gradient = bias_gradient[i - weights];
    }
    let (beta1, beta2) = comptime![(BETAS[0], BETAS[1])];
    let first = moments[at + i] * beta1 + gradient * comptime![1.0 - beta1];
    let second = moments[at + i + parameters] * beta2 + gradient * gradient * comptime![1.0 - beta2];
    moments[at + i] = first;
    moments[at + i + parameters] = second;
    let step = rates[0] * first / (second.sqrt() + rates[1]);
    let kept = 1.0 - rates[2];
    if i < weights {
        weight[i] = weight[i] * kept - step;
    } else {
        bias[i - weights] = bias[i - weights] * kept - step;
    }
}

//! Adam on a GPU: each unit updates one vector of a parameter and its moments, and each dispatch updates two parameters.

use burn::backend::{Cube, TensorMetadata};
use burn::tensor::DType;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::super::adam::{AdamStep, BETAS, VECTOR};
use super::{empty, grid, owned};

impl AdamStep for Cube {
    fn adam_step(
        parameter: CubeTensor,
        gradient: CubeTensor,
        moments: CubeTensor,
        rates: CubeTensor,
        at: usize,
    ) -> (CubeTensor, CubeTensor) {
        // in the place of the other parameter: no unit touches it
        let [nothing, no_gradient] = [(); 2].map(|()| empty(&moments, [VECTOR], DType::F32));
        let (parameter, _, moments) = launch([parameter, nothing], [gradient, no_gradient], moments, rates, [at, 0], 1);
        (parameter, moments)
    }

    fn adam_steps(
        one: CubeTensor,
        one_gradient: CubeTensor,
        other: CubeTensor,
        other_gradient: CubeTensor,
        moments: CubeTensor,
        rates: CubeTensor,
        at: [usize; 2],
    ) -> (CubeTensor, CubeTensor, CubeTensor) {
        launch([one, other], [one_gradient, other_gradient], moments, rates, at, 2)
    }
}

/// Updates the first `parameters` of two, 1 or 2.
fn launch(
    both: [CubeTensor; 2],
    gradients: [CubeTensor; 2],
    moments: CubeTensor,
    rates: CubeTensor,
    at: [usize; 2],
    parameters: usize,
) -> (CubeTensor, CubeTensor, CubeTensor) {
    let [one, other] = both.map(owned);
    let [one_gradient, other_gradient] = gradients.map(into_contiguous);
    let moments = owned(moments);
    let ones = one.shape().num_elements();
    let others = if parameters == 2 { other.shape().num_elements() } else { 0 };
    let apart = moments.shape()[1];
    for (at, numbers) in at.into_iter().zip([ones, others]) {
        assert!(at + numbers <= apart, "moments have room for every parameter");
    }
    let fits = [ones, others, at[0], at[1], apart].iter().all(|place| place.is_multiple_of(VECTOR));
    let lanes = if fits { VECTOR } else { 1 };
    let (count, size) = grid((ones + others) / lanes);
    // SAFETY: units stay within the six buffers, as `moments` has room for both parameters, gradients are as long as their
    // parameters, and the three buffers that are written have no other owner
    unsafe {
        update::launch_unchecked(
            &moments.client,
            count,
            size,
            lanes,
            one.clone().into_buffer_arg(),
            one_gradient.into_buffer_arg(),
            other.clone().into_buffer_arg(),
            other_gradient.into_buffer_arg(),
            moments.clone().into_buffer_arg(),
            rates.into_buffer_arg(),
            ones / lanes,
            others / lanes,
            at[0] / lanes,
            at[1] / lanes,
            apart / lanes,
        );
    }
    (one, other, moments)
}

/// Counts and positions are of vectors.
#[cube(launch_unchecked)]
fn update<N: Size>(
    one: &mut [Vector<f32, N>],
    one_gradient: &[Vector<f32, N>],
    other: &mut [Vector<f32, N>],
    other_gradient: &[Vector<f32, N>],
    moments: &mut [Vector<f32, N>],
    rates: &[f32],
    ones: usize,
    others: usize,
    at_one: usize,
    at_other: usize,
    apart: usize,
) {
    let i = ABSOLUTE_POS;
    if i >= ones + others {
        terminate!();
    }
    let mut gradient = Vector::<f32, N>::new(0.0);
    let mut at = at_one + i;
    if i < ones {
        gradient = one_gradient[i];
    }
    if i >= ones {
        gradient = other_gradient[i - ones];
        at = at_other + (i - ones);
    }
    let (beta1, beta2) = comptime![(BETAS[0], BETAS[1])];
    let first = moments[at] * Vector::new(beta1) + gradient * Vector::new(comptime![1.0 - beta1]);
    let second = moments[at + apart] * Vector::new(beta2) + gradient * gradient * Vector::new(comptime![1.0 - beta2]);
    moments[at] = first;
    moments[at + apart] = second;
    let step = Vector::new(rates[0]) * first / (second.sqrt() + Vector::new(rates[1]));
    let kept = Vector::new(1.0 - rates[2]);
    if i < ones {
        one[i] = one[i] * kept - step;
    } else {
        other[i - ones] = other[i - ones] * kept - step;
    }
}

//! Adam on the CPU: one pass over a parameter and its moments.

use burn::backend::Flex;
use burn::backend::flex::FlexTensor;

use super::super::adam::{AdamStep, BETAS};
use super::contiguous;

impl AdamStep for Flex {
    fn adam_step(
        parameter: FlexTensor,
        gradient: FlexTensor,
        moments: FlexTensor,
        rates: FlexTensor,
        at: usize,
    ) -> (FlexTensor, FlexTensor) {
        let [mut parameter, gradient, mut moments] = [parameter, gradient, moments].map(contiguous);
        let rates = [0, 1, 2].map(|i| rates.storage::<f32>()[i]);
        let (values, numbers) = (parameter.storage_mut(), moments.storage::<f32>().len() / 2);
        let (first, second) = moments.storage_mut().split_at_mut(numbers);
        let [first, second] = [first, second].map(|moments| &mut moments[at..][..values.len()]);
        update(values, gradient.storage(), first, second, rates);
        (parameter, moments)
    }
}

/// Updates slices of equal length.
fn update(parameter: &mut [f32], gradient: &[f32], first: &mut [f32], second: &mut [f32], [rate, epsilon, decay]: [f32; 3]) {
    let [beta1, beta2] = BETAS;
    for ((p, g), (m, v)) in parameter.iter_mut().zip(gradient).zip(first.iter_mut().zip(second)) {
        *m = *m * beta1 + g * (1.0 - beta1);
        *v = *v * beta2 + g * g * (1.0 - beta2);
        *p -= *p * decay + rate * *m / (v.sqrt() + epsilon);
    }
}

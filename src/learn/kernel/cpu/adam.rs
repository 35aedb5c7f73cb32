//! Adam on the CPU: one pass over a layer's weight and bias and their moments.

use burn::backend::Flex;
use burn::backend::flex::FlexTensor;

use super::super::adam::{AdamStep, BETAS, Stepped};
use super::contiguous;

impl AdamStep for Flex {
    fn adam_step(
        weight: FlexTensor,
        weight_gradient: FlexTensor,
        bias: FlexTensor,
        bias_gradient: FlexTensor,
        moments: FlexTensor,
        rates: FlexTensor,
        at: usize,
    ) -> Stepped<Self> {
        let [mut weight, mut bias, mut moments] = [weight, bias, moments].map(contiguous);
        let rates = [0, 1, 2].map(|i| rates.storage::<f32>()[i]);
        let numbers = moments.storage::<f32>().len() / 2;
        let (first, second) = moments.storage_mut().split_at_mut(numbers);
        let (mut first, mut second) = (&mut first[at..], &mut second[at..]);
        for (parameter, gradient) in [(&mut weight, weight_gradient), (&mut bias, bias_gradient)] {
            let (parameter, gradient) = (parameter.storage_mut(), contiguous(gradient));
            let (m, rest) = first.split_at_mut(parameter.len());
            let (v, others) = second.split_at_mut(parameter.len());
            update(parameter, gradient.storage(), m, v, rates);
            (first, second) = (rest, others);
        }
        (weight, bias, moments)
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

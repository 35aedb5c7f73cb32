//! The fully connected layer on the CPU: Burn's matrix products, and what surrounds them in one pass.

use burn::backend::Flex;
use burn::backend::flex::FlexTensor;
use burn::backend::ops::FloatTensorOps;

use super::super::layer_gradients::LayerGradients;
use super::super::linear::{Activation, LinearKernels, LinearLayer, Saved};
use super::{contiguous, tensor};

impl LinearLayer for Flex {
    fn linear(x: FlexTensor, weight: FlexTensor, bias: FlexTensor, activation: Activation) -> FlexTensor {
        Self::forward(x, weight, bias, activation)
    }
}

impl LinearKernels for Flex {
    fn forward(x: FlexTensor, weight: FlexTensor, bias: FlexTensor, activation: Activation) -> FlexTensor {
        let mut output = contiguous(Flex::float_matmul(x, weight));
        let bias = contiguous(bias);
        let bias = bias.storage::<f32>();
        for row in output.storage_mut::<f32>().chunks_exact_mut(bias.len().max(1)) {
            for (value, bias) in row.iter_mut().zip(bias) {
                *value += bias;
                // written so that NaN stays
                if activation == Activation::Relu && *value < 0.0 {
                    *value = 0.0;
                }
            }
        }
        output
    }

    fn backward(saved: Saved<Self>, gradient: FlexTensor, wants_input: bool) -> LayerGradients<Self> {
        let mut gradient = contiguous(gradient);
        if let Some(output) = saved.output {
            let output = contiguous(output);
            for (gradient, output) in gradient.storage_mut::<f32>().iter_mut().zip(output.storage::<f32>()) {
                // written so that NaN lets the gradient pass
                if *output <= 0.0 {
                    *gradient = 0.0;
                }
            }
        }
        LayerGradients {
            bias: column_sums(&gradient),
            input: wants_input.then(|| Flex::float_matmul(gradient.clone(), Flex::float_transpose(saved.weight))),
            weight: Flex::float_matmul(Flex::float_transpose(saved.input), gradient),
        }
    }
}

/// `[batch, out]` to `[out]`.
fn column_sums(x: &FlexTensor) -> FlexTensor {
    let [_, columns] = x.layout().shape().dims();
    let mut sums = vec![0.0; columns];
    for row in x.storage::<f32>().chunks_exact(columns.max(1)) {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += value;
        }
    }
    tensor(sums, [columns])
}

//! The fully connected layer on the CPU: products of matrices, ReLU and its gradient.

use burn::backend::Flex;
use burn::backend::flex::FlexTensor;

use super::super::layer_gradients::LayerGradients;
use super::super::linear::{Activation, LinearKernels, LinearLayer, LinearSaved};
use super::product::{Matrix, product};
use super::{contiguous, tensor};

impl LinearLayer for Flex {
    fn linear(x: FlexTensor, weight: FlexTensor, bias: FlexTensor, activation: Activation) -> FlexTensor {
        Self::forward(x, weight, bias, activation)
    }
}

impl LinearKernels for Flex {
    fn forward(x: FlexTensor, weight: FlexTensor, bias: FlexTensor, activation: Activation) -> FlexTensor {
        let [x, weight, bias] = [x, weight, bias].map(contiguous);
        let mut output = multiply(matrix(&x), matrix(&weight), Some(bias.storage()));
        if activation == Activation::Relu {
            for value in output.storage_mut::<f32>() {
                // NaN is not below 0, so it stays
                *value = if *value < 0.0 { 0.0 } else { *value };
            }
        }
        output
    }

    fn backward(saved: LinearSaved<Self>, gradient: FlexTensor, wants_input: bool) -> LayerGradients<Self> {
        let mut gradient = contiguous(gradient);
        if let Some(output) = saved.output {
            let output = contiguous(output);
            for (gradient, output) in gradient.storage_mut::<f32>().iter_mut().zip(output.storage::<f32>()) {
                // NaN is not at most 0, so the gradient passes
                if *output <= 0.0 {
                    *gradient = 0.0;
                }
            }
        }
        let (input, weight) = (contiguous(saved.input), contiguous(saved.weight));
        LayerGradients {
            bias: column_sums(&gradient),
            input: wants_input.then(|| multiply(matrix(&gradient), matrix(&weight).transposed(), None)),
            weight: multiply(matrix(&input).transposed(), matrix(&gradient), None),
        }
    }
}

fn multiply(left: Matrix, right: Matrix, bias: Option<&[f32]>) -> FlexTensor {
    tensor(product(left, right, bias), [left.shape()[0], right.shape()[1]])
}

/// Of a contiguous tensor.
fn matrix(x: &FlexTensor) -> Matrix<'_> {
    Matrix::new(x.storage(), x.layout().shape().dims())
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

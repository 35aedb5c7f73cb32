//! The fully connected layer on a GPU: unpacks tensors, launches the kernels of `product.rs`, and packs the results.

use burn::backend::{Cube, TensorMetadata};
use burn::tensor::DType;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;

use super::super::layer_gradients::LayerGradients;
use super::super::linear::{Activation, LinearKernels, LinearLayer, LinearSaved};
use super::{empty, grid, product};

/// Products summed up by one unit: a longer sum is split, so that the GPU has enough units to do.
const LONGEST_SUM: usize = 512;

impl LinearLayer for Cube {
    fn linear(x: CubeTensor, weight: CubeTensor, bias: CubeTensor, activation: Activation) -> CubeTensor {
        Self::forward(x, weight, bias, activation)
    }
}

impl LinearKernels for Cube {
    fn forward(x: CubeTensor, weight: CubeTensor, bias: CubeTensor, activation: Activation) -> CubeTensor {
        let [x, weight, bias] = [x, weight, bias].map(into_contiguous);
        let ([rows, inner], outputs) = (x.shape().dims(), weight.shape()[1]);
        let splits = inner.div_ceil(LONGEST_SUM).max(1);
        let product = empty(&x, [splits * rows, outputs], DType::F32);
        let (lanes, relu) = (lanes(outputs), activation == Activation::Relu);
        let columns = outputs / lanes;
        let units = splits * rows.div_ceil(product::ROWS) * columns;
        let (count, size) = grid(units);
        let client = x.client.clone();
        // SAFETY: every unit below `units` stays within the four buffers, whose sizes follow from the same numbers
        unsafe {
            product::forward::launch_unchecked(
                &client,
                count,
                size,
                lanes,
                x.into_buffer_arg(),
                weight.into_buffer_arg(),
                bias.clone().into_buffer_arg(),
                product.clone().into_buffer_arg(),
                units,
                rows,
                inner,
                columns,
                splits,
                splits == 1,
                relu,
            );
        }
        if splits == 1 { product } else { finish(product, bias, rows, splits, relu) }
    }

    fn backward(saved: LinearSaved<Self>, gradient: CubeTensor, wants_input: bool) -> LayerGradients<Self> {
        let relu = saved.output.is_some();
        let lanes = lanes(saved.weight.shape()[1]);
        let (gradient, stride) = rows_apart(gradient, lanes);
        let pass = Pass {
            // without an activation the kernel does not read it, and any tensor can stand in its place
            output: saved.output.map_or_else(|| gradient.clone(), into_contiguous),
            input: into_contiguous(saved.input),
            weight: into_contiguous(saved.weight),
            gradient,
            stride,
            lanes,
            relu,
        };
        let input = wants_input.then(|| pass.input_gradient());
        let (weight, bias) = pass.weight_gradient();
        LayerGradients { input, weight, bias }
    }
}

/// Adds up a product in parts.
fn finish(parts: CubeTensor, bias: CubeTensor, rows: usize, splits: usize, relu: bool) -> CubeTensor {
    let outputs = bias.shape()[0];
    let output = empty(&parts, [rows, outputs], DType::F32);
    let lanes = lanes(outputs);
    let units = rows * outputs / lanes;
    let (count, size) = grid(units);
    let client = parts.client.clone();
    // SAFETY: every unit below `units` stays within the three buffers, whose sizes follow from the same numbers
    unsafe {
        product::finish::launch_unchecked(
            &client,
            count,
            size,
            lanes,
            parts.into_buffer_arg(),
            bias.into_buffer_arg(),
            output.clone().into_buffer_arg(),
            units,
            outputs / lanes,
            splits,
            relu,
        );
    }
    output
}

/// A backward pass: contiguous tensors, and a gradient whose rows lie `stride` vectors apart.
struct Pass {
    input: CubeTensor,
    weight: CubeTensor,
    output: CubeTensor,
    gradient: CubeTensor,
    stride: usize,
    lanes: usize,
    relu: bool,
}

impl Pass {
    fn input_gradient(&self) -> CubeTensor {
        let [rows, inner] = self.input.shape().dims();
        let input = empty(&self.input, [rows, inner], DType::F32);
        let units = rows.div_ceil(product::INPUTS[0]) * inner.div_ceil(product::INPUTS[1]);
        let (count, size) = grid(units);
        // SAFETY: every unit below `units` stays within the four buffers, whose sizes follow from the same numbers
        unsafe {
            product::input::launch_unchecked(
                &self.input.client,
                count,
                size,
                self.lanes,
                self.gradient.clone().into_buffer_arg(),
                self.output.clone().into_buffer_arg(),
                self.weight.clone().into_buffer_arg(),
                input.clone().into_buffer_arg(),
                units,
                rows,
                inner,
                self.columns(),
                self.stride,
                self.relu,
            );
        }
        input
    }

    fn weight_gradient(self) -> (CubeTensor, CubeTensor) {
        let ([rows, inner], outputs) = (self.input.shape().dims(), self.weight.shape()[1]);
        let weight = empty(&self.input, [inner, outputs], DType::F32);
        let bias = empty(&self.input, [outputs], DType::F32);
        let (units, columns) = (inner.div_ceil(product::ROWS) * self.columns(), self.columns());
        let (count, size) = grid(units);
        let client = self.input.client.clone();
        // SAFETY: every unit below `units` stays within the five buffers, whose sizes follow from the same numbers
        unsafe {
            product::weight::launch_unchecked(
                &client,
                count,
                size,
                self.lanes,
                self.input.into_buffer_arg(),
                self.gradient.into_buffer_arg(),
                self.output.into_buffer_arg(),
                weight.clone().into_buffer_arg(),
                bias.clone().into_buffer_arg(),
                units,
                rows,
                inner,
                columns,
                self.stride,
                self.relu,
            );
        }
        (weight, bias)
    }

    fn columns(&self) -> usize {
        self.weight.shape()[1] / self.lanes
    }
}

/// Numbers in a vector, for rows of `columns` numbers.
fn lanes(columns: usize) -> usize {
    if columns.is_multiple_of(4) { 4 } else { 1 }
}

/// `x` with its rows as they are where vectors fit, else a copy, and how many vectors lie between their starts.
fn rows_apart(x: CubeTensor, lanes: usize) -> (CubeTensor, usize) {
    let strides = x.meta.strides();
    let fits = strides[1] == 1 && strides[0].is_multiple_of(lanes) && strides[0] > 0;
    let x = if fits { x } else { into_contiguous(x) };
    let stride = x.meta.strides()[0] / lanes;
    (x, stride)
}

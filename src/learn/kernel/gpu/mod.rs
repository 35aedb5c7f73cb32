//! Our operations on the GPU: they unpack tensors, launch the kernels in the files beside this one, and pack the results.
#![allow(clippy::manual_div_ceil, reason = "kernels spell it out: cubecl has no div_ceil for the numbers of a running kernel")]

mod adam;
mod convolution;
mod cross_entropy;
mod gather;
mod gradient;
mod linear;
mod patch;
mod product;
mod squares;

use burn::backend::{Cube, TensorMetadata};
use burn::tensor::{DType, Shape};
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::{CubeCount, CubeDim};

use super::conv_block::{BlockForward, BlockSaved, ConvBlock, ConvBlockKernels, Order};
use super::layer_gradients::LayerGradients;
use patch::Block;

/// Units of a workgroup.
const WORKGROUP: usize = 64;
/// Workgroups that one dimension of a dispatch may have (WebGPU's default limit).
const WORKGROUPS: usize = 65535;

impl ConvBlock for Cube {
    fn conv_block(x: CubeTensor, weight: CubeTensor, bias: CubeTensor, order: Order) -> CubeTensor {
        Self::forward(x, weight, bias, order).output
    }
}

impl ConvBlockKernels for Cube {
    fn forward(x: CubeTensor, weight: CubeTensor, bias: CubeTensor, _: Order) -> BlockForward<Self> {
        let [x, weight, bias] = [x, weight, bias].map(into_contiguous);
        let (batch, block) = block(&x, &weight);
        let (rows, columns) = (block.rows(), block.columns());
        let output = empty(&x, [batch, block.outputs, rows, columns], DType::F32);
        let winners = empty(&x, [batch, block.words(), rows, columns], DType::U32);
        let units = batch * block.outputs.div_ceil(convolution::OUTPUTS) * rows * columns.div_ceil(convolution::WINDOWS);
        let (count, size) = grid(units);
        // SAFETY: every unit below `units` stays within the five buffers, whose sizes follow from the same numbers
        unsafe {
            convolution::forward::launch_unchecked(
                &x.client,
                count,
                size,
                x.clone().into_buffer_arg(),
                weight.clone().into_buffer_arg(),
                bias.into_buffer_arg(),
                output.clone().into_buffer_arg(),
                winners.clone().into_buffer_arg(),
                units,
                block,
            );
        }
        BlockForward { output, saved: BlockSaved { input: x, weight, winners } }
    }

    fn backward(saved: BlockSaved<Self>, gradient: CubeTensor, wants_input: bool) -> LayerGradients<Self> {
        let gradient = into_contiguous(gradient);
        let input = wants_input.then(|| input_gradient(&saved, gradient.clone()));
        let (weight, bias) = weight_gradient(saved, gradient);
        LayerGradients { input, weight, bias }
    }
}

/// How many pictures there are, and the shape of the block that they go through.
fn block(x: &CubeTensor, weight: &CubeTensor) -> (usize, Block) {
    let [batch, channels, height, width] = x.shape().dims();
    (batch, Block { channels, outputs: weight.shape()[0], height, width })
}

fn input_gradient(saved: &BlockSaved<Cube>, gradient: CubeTensor) -> CubeTensor {
    let (batch, block) = block(&saved.input, &saved.weight);
    let input = empty(&gradient, saved.input.shape(), DType::F32);
    let across = block.width.div_ceil(2).div_ceil(gradient::BLOCKS);
    let units = batch * block.channels.div_ceil(gradient::CHANNELS) * block.height.div_ceil(2) * across;
    let (count, size) = grid(units);
    let client = gradient.client.clone();
    // SAFETY: every unit below `units` stays within the four buffers, whose sizes follow from the same numbers
    unsafe {
        gradient::input::launch_unchecked(
            &client,
            count,
            size,
            gradient.into_buffer_arg(),
            saved.winners.clone().into_buffer_arg(),
            saved.weight.clone().into_buffer_arg(),
            input.clone().into_buffer_arg(),
            units,
            block,
        );
    }
    input
}

fn weight_gradient(saved: BlockSaved<Cube>, gradient: CubeTensor) -> (CubeTensor, CubeTensor) {
    let (batch, block) = block(&saved.input, &saved.weight);
    // few channels make few units: split their rows, so that the GPU has enough to do
    let splits = if block.channels <= 4 { 8 } else { 1 };
    let (weights, outputs) = (block.outputs * block.channels * 9, block.outputs);
    let parts = empty(&gradient, [batch * splits, weights + outputs], DType::F32);
    let weight = empty(&gradient, saved.weight.shape(), DType::F32);
    let bias = empty(&gradient, [outputs], DType::F32);
    let units = batch * splits * block.words() * block.channels;
    let client = gradient.client.clone();
    // SAFETY: every unit stays within the buffers, whose sizes follow from the same numbers
    unsafe {
        let (count, size) = grid(units);
        gradient::weight::launch_unchecked(
            &client,
            count,
            size,
            saved.input.into_buffer_arg(),
            gradient.into_buffer_arg(),
            saved.winners.into_buffer_arg(),
            parts.clone().into_buffer_arg(),
            units,
            block,
            splits,
        );
        let (count, size) = grid(weights + outputs);
        gradient::sum::launch_unchecked(
            &client,
            count,
            size,
            parts.into_buffer_arg(),
            weight.clone().into_buffer_arg(),
            bias.clone().into_buffer_arg(),
            batch * splits,
            weights,
            outputs,
        );
    }
    (weight, bias)
}

/// Contiguous, and with no other owner.
fn owned(x: CubeTensor) -> CubeTensor {
    let x = into_contiguous(x);
    if x.can_mut() { x } else { x.copy() }
}

fn empty(like: &CubeTensor, shape: impl Into<Shape>, dtype: DType) -> CubeTensor {
    let shape = shape.into();
    let buffer = like.client.empty(shape.num_elements() * 4);
    CubeTensor::new_contiguous(like.client.clone(), like.device.clone(), shape, buffer, dtype)
}

/// Enough workgroups for `units`; a unit's position runs over all dimensions.
fn grid(units: usize) -> (CubeCount, CubeDim) {
    let cubes = units.div_ceil(WORKGROUP);
    let rows = cubes.div_ceil(WORKGROUPS).max(1);
    (CubeCount::Static(cubes.div_ceil(rows) as u32, rows as u32, 1), CubeDim::new_1d(WORKGROUP as u32))
}

//! One fused operation for a convolution block: 3×3 convolution with padding 1, bias, ReLU, 2×2 max-pool.
//!
//! It keeps one byte per pooled number, which pixel won, and its gradient visits only the pixels that the pool let through.

use burn::backend::autodiff::Autodiff;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::tensor::{FloatTensor, IntTensor};
use burn::backend::{Backend, Dispatch, backend_extension};
use burn::nn::PaddingConfig2d;
use burn::nn::conv::Conv2d;
use burn::tensor::Tensor;
use burn::tensor::activation::relu;
use burn::tensor::module::max_pool2d;
use burn::tensor::ops::MaxPoolOptions;

use super::layer_gradients::LayerGradients;

/// How the output lies in memory; the numbers are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// as a flatten reads it
    ChannelsFirst,
    /// as another block reads it
    ChannelsLast,
}

/// `max_pool2d(relu(conv(x)), 2)`: `[batch, channel, height, width]` to `[batch, output, height / 2, width / 2]`. Where `conv`
/// is no 3×3 convolution with stride 1, padding 1 and a bias, Burn's own operations compute it.
pub fn conv_block(x: Tensor<4>, conv: &Conv2d, order: Order) -> Tensor<4> {
    match &conv.bias {
        Some(bias) if fits(conv) => {
            let (x, weight, bias) = (x.into_dispatch(), conv.weight.val().into_dispatch(), bias.val().into_dispatch());
            Tensor::from_dispatch(<Dispatch as ConvBlock>::conv_block(x, weight, bias, order))
        }
        _ => ordinary(x, conv),
    }
}

/// Two blocks, one after the other: `[batch, channel, height, width]` to `[batch, output, height / 4, width / 4]`.
pub fn conv_blocks(x: Tensor<4>, first: &Conv2d, second: &Conv2d) -> Tensor<4> {
    match (&first.bias, &second.bias) {
        (Some(bias), Some(second_bias)) if fits(first) && fits(second) => {
            let [x, weight, second_weight] = [x, first.weight.val(), second.weight.val()].map(Tensor::into_dispatch);
            let [bias, second_bias] = [bias, second_bias].map(|bias| bias.val().into_dispatch());
            Tensor::from_dispatch(<Dispatch as ConvBlock>::conv_blocks(x, weight, bias, second_weight, second_bias))
        }
        _ => conv_block(conv_block(x, first, Order::ChannelsLast), second, Order::ChannelsFirst),
    }
}

fn fits(conv: &Conv2d) -> bool {
    let shape = (conv.kernel_size, conv.stride, conv.dilation, conv.groups);
    shape == ([3, 3], [1, 1], [1, 1], 1) && conv.padding == PaddingConfig2d::Explicit(1, 1, 1, 1)
}

/// The same in Burn's own operations.
pub fn ordinary(x: Tensor<4>, conv: &Conv2d) -> Tensor<4> {
    max_pool2d(relu(conv.forward(x)), MaxPoolOptions::new([2, 2]))
}

/// What a model calls; the macro finds the backend.
#[backend_extension(Flex: cfg(feature = "cpu"), Cube: cfg(feature = "webgpu"), Autodiff)]
pub trait ConvBlock: Backend {
    /// The operation itself, without gradients.
    fn conv_block(x: FloatTensor<Self>, weight: FloatTensor<Self>, bias: FloatTensor<Self>, order: Order) -> FloatTensor<Self>;

    /// Two blocks, one after the other, the output channels first. A backend may do both at once where no gradient is asked for;
    /// Autodiff keeps this.
    fn conv_blocks(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        second_weight: FloatTensor<Self>,
        second_bias: FloatTensor<Self>,
    ) -> FloatTensor<Self> {
        let between = Self::conv_block(x, weight, bias, Order::ChannelsLast);
        Self::conv_block(between, second_weight, second_bias, Order::ChannelsFirst)
    }
}

/// What a backend computes.
pub trait ConvBlockKernels: Backend {
    /// The output, and what [`backward`](Self::backward) needs of it.
    fn forward(x: FloatTensor<Self>, weight: FloatTensor<Self>, bias: FloatTensor<Self>, order: Order) -> BlockForward<Self>;

    /// The gradients, from that of the output; the one of the input only where it is wanted.
    fn backward(saved: BlockSaved<Self>, gradient: FloatTensor<Self>, wants_input: bool) -> LayerGradients<Self>;
}

/// The pooled output, and what the gradient needs.
pub struct BlockForward<B: Backend> {
    /// after the activation and the pool
    pub output: FloatTensor<B>,
    /// what the backward pass needs
    pub saved: BlockSaved<B>,
}

/// What the backward pass needs of the forward pass.
#[derive(Clone, Debug)]
pub struct BlockSaved<B: Backend> {
    /// `[batch, channel, height, width]`, as the backend likes it
    pub input: FloatTensor<B>,
    /// `[output, channel, 3, 3]`
    pub weight: FloatTensor<B>,
    /// which pixel of each window won
    pub winners: IntTensor<B>,
}

#[derive(Debug)]
struct ConvBlockBackward;

impl<B: ConvBlockKernels> Backward<B, 3> for ConvBlockBackward {
    type State = BlockSaved<B>;

    fn backward(self, ops: Ops<Self::State, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let gradient = gradients.consume::<B>(&ops.node);
        let parents = ops.parents.map(|parent| parent.map(|node| node.id));
        B::backward(ops.state, gradient, parents[0].is_some()).register(parents, gradients);
    }
}

impl<B: ConvBlockKernels, C: CheckpointStrategy> ConvBlock for Autodiff<B, C> {
    fn conv_block(x: FloatTensor<Self>, weight: FloatTensor<Self>, bias: FloatTensor<Self>, order: Order) -> FloatTensor<Self> {
        let step = ConvBlockBackward.prepare::<C>([x.node(), weight.node(), bias.node()]).compute_bound().stateful();
        let BlockForward { output, saved } =
            B::forward(x.into_primitive(), weight.into_primitive(), bias.into_primitive(), order);
        match step {
            OpsKind::Tracked(step) => step.finish(saved, output),
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }
}

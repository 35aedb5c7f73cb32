//! One fused operation for a fully connected layer: product, bias and an optional ReLU; its gradients are computed in as few
//! passes.

use burn::backend::autodiff::Autodiff;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::tensor::FloatTensor;
use burn::backend::{Backend, Dispatch, backend_extension};
use burn::nn::Linear;
use burn::tensor::Tensor;
use burn::tensor::activation::relu;

use super::layer_gradients::LayerGradients;

/// What follows the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// none
    Identity,
    /// `max(x, 0)`
    Relu,
}

/// `x·W + b`, `[batch, in]` to `[batch, out]`, and its activation. A layer without a bias is left to Burn.
///
/// # Panics
/// When `x` is not as wide as the layer is deep.
pub fn linear(x: Tensor<2>, layer: &Linear, activation: Activation) -> Tensor<2> {
    let Some(bias) = &layer.bias else { return ordinary(x, layer, activation) };
    assert_eq!(x.dims()[1], layer.weight.dims()[0], "a weight for every input");
    let (x, weight, bias) = (x.into_dispatch(), layer.weight.val().into_dispatch(), bias.val().into_dispatch());
    Tensor::from_dispatch(<Dispatch as LinearLayer>::linear(x, weight, bias, activation))
}

/// The same in Burn's own operations.
pub fn ordinary(x: Tensor<2>, layer: &Linear, activation: Activation) -> Tensor<2> {
    let y = layer.forward(x);
    match activation {
        Activation::Identity => y,
        Activation::Relu => relu(y),
    }
}

/// What a model calls; the macro finds the backend.
#[backend_extension(Flex: cfg(feature = "cpu"), Cube: cfg(feature = "webgpu"), Autodiff)]
pub trait LinearLayer: Backend {
    /// The operation itself, without gradients.
    fn linear(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self>;
}

/// What a backend computes. `weight` is `[in, out]`, as Burn keeps it.
pub trait LinearKernels: Backend {
    /// The output, and what [`backward`](Self::backward) needs of it.
    fn forward(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self>;

    /// The gradients, from that of the output; the one of the input only where it is wanted.
    fn backward(saved: LinearSaved<Self>, gradient: FloatTensor<Self>, wants_input: bool) -> LayerGradients<Self>;
}

/// What the backward pass needs of the forward pass.
#[derive(Clone, Debug)]
pub struct LinearSaved<B: Backend> {
    /// `[batch, in]`
    pub input: FloatTensor<B>,
    /// `[in, out]`
    pub weight: FloatTensor<B>,
    /// `[batch, out]`, after ReLU: where it is not positive no gradient passes; `None` without an activation
    pub output: Option<FloatTensor<B>>,
}

#[derive(Debug)]
struct LinearBackward;

impl<B: LinearKernels> Backward<B, 3> for LinearBackward {
    type State = LinearSaved<B>;

    fn backward(self, ops: Ops<Self::State, 3>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let gradient = gradients.consume::<B>(&ops.node);
        let parents = ops.parents.map(|parent| parent.map(|node| node.id));
        B::backward(ops.state, gradient, parents[0].is_some()).register(parents, gradients);
    }
}

impl<B: LinearKernels, C: CheckpointStrategy> LinearLayer for Autodiff<B, C> {
    fn linear(
        x: FloatTensor<Self>,
        weight: FloatTensor<Self>,
        bias: FloatTensor<Self>,
        activation: Activation,
    ) -> FloatTensor<Self> {
        let step = LinearBackward.prepare::<C>([x.node(), weight.node(), bias.node()]).compute_bound().stateful();
        let (input, weight) = (x.into_primitive(), weight.into_primitive());
        let output = B::forward(input.clone(), weight.clone(), bias.into_primitive(), activation);
        match step {
            OpsKind::Tracked(step) => {
                let kept = (activation == Activation::Relu).then(|| output.clone());
                step.finish(LinearSaved { input, weight, output: kept }, output)
            }
            OpsKind::UnTracked(step) => step.finish(output),
        }
    }
}

//! One fused operation for the loss: softmax cross-entropy, its gradient in closed form, and the log-probabilities.

use burn::backend::autodiff::Autodiff;
use burn::backend::autodiff::checkpoint::base::Checkpointer;
use burn::backend::autodiff::checkpoint::strategy::CheckpointStrategy;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::autodiff::ops::{Backward, Ops, OpsKind};
use burn::backend::tensor::FloatTensor;
use burn::backend::{AutodiffBackend, Backend, Dispatch, TensorMetadata, backend_extension};
use burn::tensor::activation::log_softmax;
use burn::tensor::{Shape, Tensor};

/// Each event's share of the loss, `[batch]`: `−scale · Σ_c targets[c] · ln p[c]` in nats, and the log-probabilities
/// `[batch, class]`, through which no gradient flows. `logits` and `targets` are `[batch, class]`; the gradient of the logits is
/// `scale · (p · Σ_c targets[c] − targets)`.
///
/// # Panics
/// When their shapes differ.
pub fn cross_entropy(logits: Tensor<2>, targets: Tensor<2>, scale: f32) -> (Tensor<1>, Tensor<2>) {
    assert_eq!(logits.dims(), targets.dims(), "a target for every logit");
    let (losses, log_probabilities) =
        <Dispatch as CrossEntropy>::cross_entropy(logits.into_dispatch(), targets.into_dispatch(), scale);
    (Tensor::from_dispatch(losses), Tensor::<2>::from_dispatch(log_probabilities).inner())
}

/// The same in Burn's own operations.
pub fn ordinary(logits: Tensor<2>, targets: Tensor<2>, scale: f32) -> (Tensor<1>, Tensor<2>) {
    let log_probabilities = log_softmax(logits, 1);
    let losses = (log_probabilities.clone() * targets).sum_dim(1).squeeze_dim(1) * -scale;
    (losses, log_probabilities.inner())
}

/// What a trainer calls; the macro finds the backend.
#[backend_extension(Flex: cfg(feature = "cpu"), Cube: cfg(feature = "webgpu"), Autodiff)]
pub trait CrossEntropy: Backend {
    /// The operation itself, without gradients.
    fn cross_entropy(logits: FloatTensor<Self>, targets: FloatTensor<Self>, scale: f32)
    -> (FloatTensor<Self>, FloatTensor<Self>);
}

/// What a backend computes.
pub trait CrossEntropyKernels: Backend {
    /// The losses, and their gradients with respect to the logits.
    fn forward(logits: FloatTensor<Self>, targets: FloatTensor<Self>, scale: f32) -> CrossEntropyForward<Self>;
}

/// What one pass over the logits finds.
pub struct CrossEntropyForward<B: Backend> {
    /// `[batch]`
    pub losses: FloatTensor<B>,
    /// `[batch, class]`
    pub log_probabilities: FloatTensor<B>,
    /// `[batch, class]`, the gradient of the losses' sum by the logits
    pub slope: FloatTensor<B>,
}

#[derive(Debug)]
struct CrossEntropyBackward;

impl<B: CrossEntropyKernels> Backward<B, 1> for CrossEntropyBackward {
    type State = FloatTensor<B>;

    fn backward(self, ops: Ops<Self::State, 1>, gradients: &mut Gradients, _: &mut Checkpointer) {
        let gradient = gradients.consume::<B>(&ops.node);
        if let [Some(logits)] = ops.parents {
            let rows = gradient.shape()[0];
            let by_row = B::float_reshape(gradient, Shape::new([rows, 1]));
            gradients.register::<B>(logits.id, B::float_mul(ops.state, by_row));
        }
    }
}

impl<B: CrossEntropyKernels, C: CheckpointStrategy> CrossEntropy for Autodiff<B, C> {
    fn cross_entropy(
        logits: FloatTensor<Self>,
        targets: FloatTensor<Self>,
        scale: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>) {
        let step = CrossEntropyBackward.prepare::<C>([logits.node()]).compute_bound().stateful();
        let CrossEntropyForward { losses, log_probabilities, slope } =
            B::forward(logits.into_primitive(), targets.into_primitive(), scale);
        let losses = match step {
            OpsKind::Tracked(step) => step.finish(slope, losses),
            OpsKind::UnTracked(step) => step.finish(losses),
        };
        (losses, Self::from_inner(log_probabilities))
    }
}

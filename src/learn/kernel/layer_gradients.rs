//! The gradients of a layer with weight and bias.

use burn::backend::Backend;
use burn::backend::autodiff::NodeId;
use burn::backend::autodiff::grads::Gradients;
use burn::backend::tensor::FloatTensor;

/// Gradients of the weight, the bias and, where it is needed, the input.
#[expect(missing_docs, reason = "the names say it")]
pub struct LayerGradients<B: Backend> {
    pub input: Option<FloatTensor<B>>,
    pub weight: FloatTensor<B>,
    pub bias: FloatTensor<B>,
}

impl<B: Backend> LayerGradients<B> {
    /// Gives each to its node in the graph; a parent that is not tracked has no node.
    pub(super) fn register(self, parents: [Option<NodeId>; 3], gradients: &mut Gradients) {
        let found = [self.input, Some(self.weight), Some(self.bias)];
        for (node, gradient) in parents.into_iter().zip(found) {
            if let (Some(node), Some(gradient)) = (node, gradient) {
                gradients.register::<B>(node, gradient);
            }
        }
    }
}

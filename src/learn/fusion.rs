//! Fusion: from the embeddings of the modalities to one vector per event, which the head classifies.

use burn::tensor::Tensor;

use super::embeddings::Embeddings;

/// How the embeddings become one vector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fusion {
    /// side by side, with zeros for a modality that an event lacks
    #[default]
    Concatenation,
}

impl Fusion {
    /// Numbers in the vector, for embeddings of `embedding` numbers of `modalities` modalities.
    pub fn width(self, embedding: usize, modalities: usize) -> usize {
        match self {
            Fusion::Concatenation => embedding * modalities,
        }
    }

    /// `[batch, width]`
    pub(super) fn fuse(self, embeddings: Embeddings) -> Tensor<2> {
        match self {
            Fusion::Concatenation => Tensor::cat(embeddings.into_each(), 1),
        }
    }
}

//! What stands between encoders and head: standardised views on one side, embeddings on the other. Keeping the embeddings of
//! events lets the same encoding be masked, permuted and classified as often as one likes.

use burn::tensor::Tensor;

use super::kernel::gather::Rows;
use crate::data::modality::{Modality, ModalitySet};

/// One modality of some events as its encoder takes it, standardised.
#[derive(Clone, Debug)]
pub(super) enum View {
    /// `[batch, feature]`
    Table(Tensor<2>),
    /// `[batch, channel, height, width]`
    Image(Tensor<4>),
    /// `[batch, 1, mel, frame]`
    Audio(Tensor<4>),
}

/// The embeddings `[batch, embedding]` in mask order; `None` where the model has no encoder for the modality.
#[derive(Clone, Debug)]
pub(super) struct Embeddings(pub [Option<Tensor<2>>; 3]);

impl Embeddings {
    /// Side by side, `[batch, modalities × embedding]`.
    pub(super) fn fused(self) -> Tensor<2> {
        Tensor::cat(self.0.into_iter().flatten().collect(), 1)
    }

    /// Batches of the same model one below the other. At least one.
    pub(super) fn joined(batches: Vec<Embeddings>) -> Embeddings {
        let mut columns: [Vec<Tensor<2>>; 3] = Default::default();
        for Embeddings(batch) in batches {
            columns.iter_mut().zip(batch).for_each(|(column, embedding)| column.extend(embedding));
        }
        Embeddings(columns.map(|column| (!column.is_empty()).then(|| Tensor::cat(column, 0))))
    }

    /// These with another embedding for `modality`.
    pub(super) fn with(mut self, modality: Modality, embedding: Option<Tensor<2>>) -> Embeddings {
        self.0[modality as usize] = embedding;
        self
    }

    /// The events `start..end`.
    pub(super) fn rows(&self, start: usize, end: usize) -> Embeddings {
        self.map(|_, embedding| embedding.narrow(0, start, end - start))
    }

    /// Zeros for every modality outside `set`: the same as a presence mask that lacks them in every event.
    pub(super) fn keep(&self, set: ModalitySet) -> Embeddings {
        self.map(|modality, embedding| if set.contains(modality) { embedding } else { embedding * 0.0 })
    }

    /// Zeros where `presence` `[batch, modality]` is 0.
    pub(super) fn mask(&self, presence: &Tensor<2>) -> Embeddings {
        self.map(|modality, embedding| embedding * presence.clone().narrow(1, modality as usize, 1))
    }

    /// The embeddings of `modality` dealt to other events: event `i` gets that of event `order[i]`.
    pub(super) fn permuted(&self, modality: Modality, order: Rows) -> Embeddings {
        let embedding = self.0[modality as usize].clone().map(|embedding| order.of(embedding));
        self.clone().with(modality, embedding)
    }

    fn map(&self, change: impl Fn(Modality, Tensor<2>) -> Tensor<2>) -> Embeddings {
        Embeddings(Modality::ALL.map(|modality| self.0[modality as usize].clone().map(|x| change(modality, x))))
    }
}

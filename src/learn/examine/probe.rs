//! The accuracy of one model on the test split with the corruption that a user sets by sliders and switches. Embeddings are kept:
//! moving a slider encodes only one modality again, and a switch encodes none.

use burn::tensor::Tensor;
use burn::tensor::activation::log_softmax;

use super::plan::BATCH;
use super::trained_model::TrainedModel;
use crate::data::modality::{Modality, ModalitySet};
use crate::error::Result;
use crate::learn::embeddings::Embeddings;
use crate::learn::evaluation::read;
use crate::learn::metrics::predictions::Predictions;

/// The embeddings `[event, embedding]` of one modality of the whole split at a level of corruption.
struct Encoded {
    level: f64,
    embeddings: Option<Tensor<2>>,
}

/// A trained model whose conditions are changed one after the other.
pub struct Probe {
    trained: TrainedModel,
    /// in mask order
    encoded: [Option<Encoded>; 3],
}

impl Probe {
    /// Will ask `trained`.
    pub fn new(trained: TrainedModel) -> Probe {
        Probe { trained, encoded: Default::default() }
    }

    /// The predictions for the test split when modalities are corrupted at `levels`, 0…1 in mask order, and only those in
    /// `present` are used. With none of them, the prediction is the class frequencies of the training split.
    ///
    /// # Errors
    /// [`crate::error::Error::Read`] when the device does not answer.
    pub async fn predictions(&mut self, levels: [f64; 3], present: ModalitySet) -> Result<Predictions> {
        let labels = self.trained.labels(&self.trained.events);
        let shown = self.trained.model.modalities().and(present);
        if shown.is_empty() || labels.is_empty() {
            return Ok(Predictions::constant(&self.trained.prior, &labels));
        }
        shown.iter().for_each(|modality| self.encode(modality, levels[modality as usize]));
        let presence = self.trained.data.presence(&self.trained.events, None);
        let embeddings = Embeddings::new(Modality::ALL.map(|modality| self.known(modality)), presence).keep(present);
        let outputs = log_softmax(self.trained.model.classify(embeddings, None), 1);
        Ok(Predictions::new(read(outputs).await?, labels))
    }

    fn encode(&mut self, modality: Modality, level: f64) {
        let known = &mut self.encoded[modality as usize];
        if known.as_ref().is_none_or(|known| known.level != level) {
            *known = Some(Encoded { level, embeddings: self.trained.embed_split(modality, level, BATCH) });
        }
    }

    /// What was encoded last; a modality that is not shown and never was is encoded as it is, for its place.
    fn known(&mut self, modality: Modality) -> Option<Tensor<2>> {
        if self.encoded[modality as usize].is_none() {
            self.encode(modality, 0.0);
        }
        self.encoded[modality as usize].as_ref().and_then(|known| known.embeddings.clone())
    }
}

//! Examines a trained model on a split: report, ablation, missing modalities, perceptual score, robustness curves.
//!
//! Encoders are nearly the whole cost, so each event is encoded once as it is and once for every level of corruption; all
//! subsets, masks and permutations reuse those embeddings. The work is a list of small pieces, and a measurement is read
//! from the device once, at its last piece.

mod ablation;
pub mod bootstrap;
pub mod corruption;
mod finding;
mod measurement;
mod missing;
mod perceptual;
mod plan;
mod probe;
mod report;
pub mod robustness;
pub mod shapley;
#[cfg(all(test, feature = "cpu"))]
mod tests;
mod trained_model;
pub mod verdict;

use std::collections::VecDeque;
use std::ops::Range;

use burn::tensor::Tensor;
use burn::tensor::activation::log_softmax;
use rand::seq::SliceRandom;

pub use ablation::{Ablation, Prediction, SubsetScore};
pub use finding::Finding;
pub use perceptual::Perceptual;
pub use probe::Probe;
pub use report::TestPredictions;
pub use trained_model::TrainedModel;

use crate::data::modality::Modality;
use crate::data::seed::{Purpose, stream};
use crate::error::Result;
use crate::learn::batch::{Batch, upload};
use crate::learn::embeddings::{Embeddings, View};
use crate::learn::evaluation::read;
use crate::learn::kernel::gather::rows;
use crate::learn::metrics::predictions::Predictions;
use corruption::{corrupt, noise, presence};
use finding::measurements;
use measurement::{Known, Measurement};
use plan::{PERMUTATIONS, Piece, Variant, plan};

/// A model under examination.
pub struct Examination {
    trained: TrainedModel,
    known: Known,
    measurements: Vec<Box<dyn Measurement>>,
    pieces: VecDeque<Piece>,
    total: usize,
    /// of the events as they are: batches, until they are joined into one
    clean: Vec<Embeddings>,
    /// what is being corrupted: some events, one modality of them standardised, and its noise
    corrupted: Option<(Batch, View, View)>,
    /// log-probabilities `[events, class]` of the measurement under way, still on the device
    outputs: Vec<Tensor<2>>,
}

impl Examination {
    /// Will examine `trained`.
    pub fn new(trained: TrainedModel) -> Examination {
        let own = trained.model.modalities();
        let (events, labels, prior) = (trained.events.clone(), trained.labels(&trained.events), trained.prior.clone());
        let known = Known { own, events, labels, prior, whole: Predictions::default() };
        let measurements = measurements(own);
        let pieces = plan(&measurements, known.events.len(), own);
        Examination {
            trained,
            known,
            measurements,
            total: pieces.len(),
            pieces,
            clean: Vec::new(),
            corrupted: None,
            outputs: Vec::new(),
        }
    }

    /// Pieces done, and all of them. They take about equally long on the encoders, less on the head alone.
    pub fn progress(&self) -> (usize, usize) {
        (self.total - self.pieces.len(), self.total)
    }

    /// Does one more piece; what was found, where the piece ends a measurement. Nothing is left when
    /// [`Examination::progress`] says so, and then nothing is done.
    ///
    /// # Errors
    /// [`crate::error::Error::Read`] when the device does not answer.
    pub async fn advance(&mut self) -> Result<Vec<Finding>> {
        match self.pieces.pop_front() {
            None => {}
            Some(Piece::Encode(events)) => {
                let batch = self.trained.data.batch(&self.trained.events[events], None);
                self.clean.push(self.trained.model.encode(&batch));
            }
            Some(Piece::Classify(variant)) => {
                let embeddings = self.variant(variant);
                self.classify(embeddings);
            }
            Some(Piece::Corrupt { modality, events, level }) => self.corrupt(modality, events, level),
            Some(Piece::Conclude(i)) => {
                let outputs = self.outputs().await?;
                return Ok(self.measurements[i].conclude(&mut self.known, outputs));
            }
        }
        Ok(Vec::new())
    }

    /// The embeddings of all events as they are. Asked for only after every batch was encoded.
    fn clean(&mut self) -> &Embeddings {
        if self.clean.len() > 1 {
            self.clean = vec![Embeddings::joined(std::mem::take(&mut self.clean))];
        }
        &self.clean[0]
    }

    fn variant(&mut self, variant: Variant) -> Embeddings {
        match variant {
            Variant::Subset(subset) => self.clean().keep(subset),
            Variant::Missing { rate } => {
                let TrainedModel { events, seed, data, .. } = &self.trained;
                let mask = presence(events, rate, *seed).into_flattened();
                let mask = upload(mask, [events.len(), Modality::ALL.len()], data.device());
                self.clean().mask(&mask)
            }
            Variant::Permuted { modality, round } => {
                let mut order: Vec<u32> = (0..self.known.labels.len() as u32).collect();
                let address = modality as u32 * PERMUTATIONS + round;
                order.shuffle(&mut stream(self.trained.seed, Purpose::Permutation, address));
                let order = rows(&order, self.trained.data.device().burn());
                self.clean().permuted(modality, order)
            }
        }
    }

    fn classify(&mut self, embeddings: Embeddings) {
        self.outputs.push(log_softmax(self.trained.model.classify(embeddings, None), 1));
    }

    /// Encodes one modality of some events anew at a level of corruption; the others keep their embeddings.
    fn corrupt(&mut self, modality: Modality, events: Range<usize>, level: f64) {
        let (batch, view, noise) = self.corrupted.take().unwrap_or_else(|| {
            let TrainedModel { model, data, seed, .. } = &self.trained;
            let indices = &self.trained.events[events.clone()];
            let batch = data.batch(indices, None);
            let view = model.view(modality, &batch).expect("only what the model has is corrupted");
            let noise = noise(&view, indices, *seed, data.device());
            (batch, view, noise)
        });
        let embedding = self.trained.model.embed(corrupt(view.clone(), &noise, level));
        let embedding = embedding.map(|embedding| batch.mask(embedding, modality));
        let embeddings = self.clean().rows(events.start, events.end).with(modality, embedding);
        self.classify(embeddings);
        self.corrupted = (level < 1.0).then_some((batch, view, noise));
    }

    /// Reads the outputs since the last measurement: the one read of each.
    async fn outputs(&mut self) -> Result<Vec<f32>> {
        if self.outputs.is_empty() {
            return Ok(Vec::new());
        }
        read(Tensor::cat(std::mem::take(&mut self.outputs), 0)).await
    }
}

//! Examines a trained model on a split: report, ablation, missing modalities, perceptual score, robustness curves.
//!
//! Encoders are nearly the whole cost, so each event is encoded once as it is and once for every level of corruption; all
//! subsets, masks and permutations reuse those embeddings. The work is a list of small pieces, and a measurement is read
//! from the device once, at its last piece.

mod ablation;
pub mod bootstrap;
pub mod corruption;
mod plan;
mod probe;
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
use plan::{BATCH, PERMUTATIONS, Piece, Variant, parts, plan};
pub use probe::Probe;
pub use trained_model::TrainedModel;

use crate::data::modality::{Modality, ModalitySet};
use crate::data::seed::{Purpose, stream};
use crate::error::Result;
use crate::learn::batch::{Batch, upload};
use crate::learn::embeddings::{Embeddings, View};
use crate::learn::evaluation::read;
use crate::learn::kernel::gather::rows;
use crate::learn::metrics::predictions::Predictions;
use crate::learn::metrics::report::Report;
use corruption::{corrupt, noise, presence};
use robustness::{Curve, LEVELS};

/// What a measurement found.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// the whole account of the model with every modality present
    Report { report: Report, predictions: Predictions },
    /// accuracy with each subset of the modalities, and the Shapley values
    Ablation(Ablation),
    /// accuracy against the rate at which any modality of an event is missing
    Missing(Curve),
    /// how far accuracy falls when one modality is dealt to other events, in mask order; 0 for one the model lacks
    Perceptual([f64; 3]),
    /// accuracy against the corruption of one modality
    Robustness { modality: Modality, curve: Curve },
}

/// A model under examination.
pub struct Examination {
    trained: TrainedModel,
    /// of the events that it is examined on
    labels: Vec<usize>,
    pieces: VecDeque<Piece>,
    total: usize,
    /// of the events as they are: batches, until they are joined into one
    clean: Vec<Embeddings>,
    /// what is being corrupted: some events, one modality of them standardised, and its noise
    corrupted: Option<(Batch, View, View)>,
    /// log-probabilities `[events, class]` of the measurement under way, still on the device
    outputs: Vec<Tensor<2>>,
    /// of the report, once it is there: with every modality, uncorrupted
    whole: Predictions,
}

impl Examination {
    /// Will examine `trained`.
    pub fn new(trained: TrainedModel) -> Examination {
        let pieces = plan(trained.events.len(), trained.model.modalities());
        let (total, labels) = (pieces.len(), trained.labels(&trained.events));
        let (clean, corrupted, outputs, whole) = Default::default();
        Examination { trained, labels, pieces, total, clean, corrupted, outputs, whole }
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
    pub async fn advance(&mut self) -> Result<Option<Finding>> {
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
            Some(Piece::Report) => return Ok(Some(self.report().await?)),
            Some(Piece::Ablation) => return Ok(Some(Finding::Ablation(self.ablation().await?))),
            Some(Piece::Missing) => return Ok(Some(Finding::Missing(self.curve(self.labels.len()).await?))),
            Some(Piece::Perceptual) => return Ok(Some(Finding::Perceptual(self.perceptual().await?))),
            Some(Piece::Robustness(modality)) => {
                let curve = self.curve(BATCH).await?;
                return Ok(Some(Finding::Robustness { modality, curve }));
            }
        }
        Ok(None)
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
                let mut order: Vec<u32> = (0..self.labels.len() as u32).collect();
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
        read(Tensor::cat(std::mem::take(&mut self.outputs), 0)).await
    }

    /// The outputs as predictions, each over all events.
    async fn predictions(&mut self) -> Result<Vec<Predictions>> {
        let one = self.labels.len() * self.trained.prior.len();
        let outputs = self.outputs().await?;
        Ok(outputs.chunks(one).map(|logs| Predictions::new(logs.to_vec(), self.labels.clone())).collect())
    }

    async fn report(&mut self) -> Result<Finding> {
        self.whole = self.predictions().await?.remove(0);
        Ok(Finding::Report { report: Report::of(&self.whole), predictions: self.whole.clone() })
    }

    async fn ablation(&mut self) -> Result<Ablation> {
        let parts = parts(self.trained.model.modalities());
        let found = if parts.is_empty() { Vec::new() } else { self.predictions().await? };
        let found: Vec<(ModalitySet, Predictions)> = parts.into_iter().zip(found).collect();
        Ok(Ablation::new(self.trained.model.modalities(), &found, &self.whole, &self.trained.prior))
    }

    async fn perceptual(&mut self) -> Result<[f64; 3]> {
        let whole = self.whole.accuracy();
        let found = self.predictions().await?;
        let mut drops = [0.0; 3];
        for (modality, rounds) in self.trained.model.modalities().iter().zip(found.chunks(PERMUTATIONS as usize)) {
            let permuted = rounds.iter().map(Predictions::accuracy).sum::<f64>() / rounds.len() as f64;
            drops[modality as usize] = whole - permuted;
        }
        Ok(drops)
    }

    /// The curve of a measurement that went through the split `size` events at a time, and with each of these through all
    /// levels but the clean one.
    async fn curve(&mut self, size: usize) -> Result<Curve> {
        let levels = LEVELS.len() - 1;
        let (outputs, classes) = (self.outputs().await?, self.trained.prior.len());
        let mut logs = vec![Vec::new(); levels];
        let mut rest = &outputs[..];
        for events in self.labels.chunks(size) {
            for level in &mut logs {
                let (own, others) = rest.split_at(events.len() * classes);
                level.extend_from_slice(own);
                rest = others;
            }
        }
        let accuracy = |logs| Predictions::new(logs, self.labels.clone()).accuracy();
        let mut accuracies = vec![self.whole.accuracy()];
        accuracies.extend(logs.into_iter().map(accuracy));
        Ok(Curve::at_levels(&accuracies))
    }
}

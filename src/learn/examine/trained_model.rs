//! What is examined: a trained model, the events it is examined on, and the class frequencies of its training split.

use burn::tensor::Tensor;
use burn::tensor::activation::log_softmax;

use super::ablation::Ablation;
use super::plan::parts;
use crate::data::dataset::Splits;
use crate::data::modality::{Modality, ModalitySet};
use crate::error::{Error, Result};
use crate::learn::batch::{Batch, DeviceData};
use crate::learn::embeddings::Embeddings;
use crate::learn::evaluation::read;
use crate::learn::examine::corruption::{corrupt, noise};
use crate::learn::metrics::predictions::Predictions;
use crate::learn::model::Model;
use crate::learn::trainer::Trainer;

/// A trained model with its data. Tensors are shared, not copied.
#[derive(Clone, Debug)]
pub struct TrainedModel {
    /// without autodiff
    pub(super) model: Model,
    pub(super) data: DeviceData,
    /// the test split
    pub(super) events: Vec<u32>,
    /// `[class]`, the shares of the classes in the training split
    pub(super) prior: Vec<f64>,
    /// noise, masks and permutations follow from it
    pub(super) seed: u32,
}

impl TrainedModel {
    /// The best epoch's model of a training, on the test split.
    pub fn of(trainer: &Trainer) -> TrainedModel {
        TrainedModel::new(trainer.best_model(), trainer.data().clone(), trainer.splits(), trainer.seed())
    }

    /// `model` (without autodiff) on the test split of `data`.
    pub(crate) fn new(model: Model, data: DeviceData, splits: &Splits, seed: u32) -> TrainedModel {
        let prior = shares(&data.labels(&splits.train), data.classes());
        TrainedModel { model, data, events: splits.test.clone(), prior, seed }
    }

    /// The numbers of the test split's events.
    pub fn events(&self) -> &[u32] {
        &self.events
    }

    /// The labels of these events.
    pub(super) fn labels(&self, events: &[u32]) -> Vec<usize> {
        self.data.labels(events)
    }

    /// The predictions for `events` (of any split, one or a batch) with each subset of its modalities, when they are
    /// corrupted at `levels`, 0…1 in mask order: one read, and one encoding per modality.
    ///
    /// # Errors
    /// [`Error::NoSuchEvent`] for an event that the data set lacks, [`Error::Data`] for no event at all, [`Error::Read`] when
    /// the device does not answer.
    pub async fn what_if(&self, events: &[u32], levels: [f64; 3]) -> Result<Ablation> {
        if let Some(event) = events.iter().find(|event| **event as usize >= self.data.events()) {
            return Err(Error::NoSuchEvent { event: *event, events: self.data.events() });
        }
        if events.is_empty() {
            return Err(Error::Data { why: "no event was chosen".into() });
        }
        let embeddings = self.corrupted(events, levels);
        let own = self.model.modalities();
        let subsets: Vec<ModalitySet> = parts(own).into_iter().chain([ModalitySet::ALL]).collect();
        let logits = subsets.iter().map(|subset| self.model.classify(embeddings.keep(*subset), None)).collect();
        let outputs = read(log_softmax(Tensor::cat(logits, 0), 1)).await?;
        let one = events.len() * self.prior.len();
        let predictions = outputs.chunks(one).map(|logs| Predictions::new(logs.to_vec(), self.labels(events)));
        let mut found: Vec<(ModalitySet, Predictions)> = subsets.into_iter().zip(predictions).collect();
        let whole = found.pop().map(|(_, whole)| whole).unwrap_or_default();
        Ok(Ablation::new(own, &found, &whole, &self.prior))
    }

    fn corrupted(&self, events: &[u32], levels: [f64; 3]) -> Embeddings {
        let batch = self.data.batch(events, None);
        let embed = |modality| self.embed(&batch, modality, events, levels[modality as usize]);
        Embeddings::new(Modality::ALL.map(embed), batch.presence.clone())
    }

    /// The embeddings `[event, embedding]` of one modality of the test split, corrupted at `level`, encoded `at_once` events at
    /// a time; `None` where the model has no encoder for it.
    pub(super) fn embed_split(&self, modality: Modality, level: f64, at_once: usize) -> Option<Tensor<2>> {
        let parts = self.events.chunks(at_once).map(|events| {
            let batch = self.data.batch(events, None);
            self.embed(&batch, modality, events, level)
        });
        parts.collect::<Option<Vec<_>>>().filter(|parts| !parts.is_empty()).map(|parts| Tensor::cat(parts, 0))
    }

    fn embed(&self, batch: &Batch, modality: Modality, events: &[u32], level: f64) -> Option<Tensor<2>> {
        let view = self.model.view(modality, batch)?;
        let view =
            if level > 0.0 { corrupt(view.clone(), &noise(&view, events, self.seed, self.data.device()), level) } else { view };
        self.model.embed(view).map(|embedding| batch.mask(embedding, modality))
    }
}

/// The share of each class among `labels`, `[class]`; all equal where there is no label.
pub(super) fn shares(labels: &[usize], classes: usize) -> Vec<f64> {
    let count = |class| labels.iter().filter(|label| **label == class).count() as f64;
    match labels {
        [] => vec![1.0 / classes as f64; classes],
        _ => (0..classes).map(|class| count(class) / labels.len() as f64).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn shares_are_counted_and_even_where_nothing_is_known() {
        assert_eq!(shares(&[0, 0, 0, 1], 2), [0.75, 0.25]);
        assert_eq!(shares(&[], 2), [0.5, 0.5]);
    }
}

//! The trait of all measurements of an examination: which outputs of the model each needs, and how it computes its finding from
//! them. Each measurement has a file of its own.

use std::ops::Range;

use super::finding::Finding;
use super::plan::Piece;
use crate::data::modality::ModalitySet;
use crate::learn::metrics::predictions::Predictions;

/// One measurement of a trained model.
pub(super) trait Measurement {
    /// The pieces of work whose outputs it reads, for a split in these batches and a model of the modalities `own`.
    fn pieces(&self, batches: &[Range<usize>], own: ModalitySet) -> Vec<Piece>;

    /// Computes the finding from those outputs: log-probabilities `[row, class]` in the pieces' order. Called once, after the last piece.
    fn conclude(&self, known: &mut Known, log_probabilities: Vec<f32>) -> Vec<Finding>;
}

/// What measurements may read besides their own outputs.
pub(super) struct Known {
    /// the model's modalities
    pub own: ModalitySet,
    /// the numbers of the split's events in the data set
    pub events: Vec<u32>,
    /// the label of each of them
    pub labels: Vec<usize>,
    /// `[class]`, the shares of the classes in the training split
    pub prior: Vec<f64>,
    /// with every modality as it is; empty until the report, which comes first
    pub whole: Predictions,
}

impl Known {
    /// Outputs that cover all events one or more times, as predictions of all events each.
    pub fn predictions(&self, log_probabilities: &[f32]) -> Vec<Predictions> {
        let one = self.labels.len() * self.prior.len();
        log_probabilities.chunks(one).map(|logs| Predictions::new(logs.to_vec(), self.labels.clone())).collect()
    }
}

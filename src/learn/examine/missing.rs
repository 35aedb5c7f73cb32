//! How accuracy falls when more and more modalities are missing.

use std::ops::Range;

use super::finding::Finding;
use super::measurement::{Known, Measurement};
use super::plan::{Piece, Variant};
use super::robustness::{curve, levels};
use crate::data::modality::ModalitySet;

/// Each modality of each event is missing with the same probability.
pub(super) struct MissingMeasurement;

impl Measurement for MissingMeasurement {
    fn pieces(&self, _batches: &[Range<usize>], _own: ModalitySet) -> Vec<Piece> {
        levels().map(|rate| Piece::Classify(Variant::Missing { rate })).collect()
    }

    fn conclude(&self, known: &mut Known, log_probabilities: Vec<f32>) -> Vec<Finding> {
        vec![Finding::Missing { curve: curve(known, &log_probabilities, known.labels.len()) }]
    }
}

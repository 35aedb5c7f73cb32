//! The perceptual score: how much accuracy drops when one modality of every event is replaced by that of another event, so that it
//! looks real but carries no information about the label (Gat et al. 2021, arXiv 2110.14375).

use std::ops::Range;

use serde::Serialize;

use super::finding::Finding;
use super::measurement::{Known, Measurement};
use super::plan::{PERMUTATIONS, Piece, Variant};
use crate::data::modality::ModalitySet;
use crate::learn::metrics::interval::Interval;
use crate::learn::metrics::predictions::Predictions;

/// Each modality permuted among the events, [`PERMUTATIONS`] times.
pub(super) struct PerceptualMeasurement;

/// In mask order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Perceptual {
    /// the accuracy with every modality as it is, less the mean accuracy with this one permuted; 0 for one the model lacks
    pub drops: [f64; 3],
    /// 95 % Wilson interval of the mean accuracy with this one permuted
    pub intervals: [Interval; 3],
}

impl Measurement for PerceptualMeasurement {
    fn pieces(&self, _batches: &[Range<usize>], own: ModalitySet) -> Vec<Piece> {
        let rounds = |modality| (0..PERMUTATIONS).map(move |round| Piece::Classify(Variant::Permuted { modality, round }));
        own.iter().flat_map(rounds).collect()
    }

    fn conclude(&self, known: &mut Known, log_probabilities: Vec<f32>) -> Vec<Finding> {
        let (whole, events) = (known.whole.accuracy(), known.labels.len() as u32);
        let found = known.predictions(&log_probabilities);
        let mut scores = Perceptual { drops: [0.0; 3], intervals: [Interval::of_share(whole, events); 3] };
        for (modality, rounds) in known.own.iter().zip(found.chunks(PERMUTATIONS as usize)) {
            let permuted = rounds.iter().map(Predictions::accuracy).sum::<f64>() / rounds.len() as f64;
            scores.drops[modality as usize] = whole - permuted;
            scores.intervals[modality as usize] = Interval::of_share(permuted, events);
        }
        vec![Finding::Perceptual(scores)]
    }
}

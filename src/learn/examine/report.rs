//! The report on the model on the test split: its scores, and its prediction for each event.

use std::ops::Range;

use serde::Serialize;

use super::finding::Finding;
use super::measurement::{Known, Measurement};
use super::plan::{Piece, Variant};
use crate::data::modality::ModalitySet;
use crate::learn::metrics::predictions::Predictions;
use crate::learn::metrics::report::Report;

/// With every modality as it is.
pub(super) struct ReportMeasurement;

/// What the model predicts for every test event, compactly.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TestPredictions {
    /// in a row of `probabilities`
    pub classes: usize,
    /// `[event]`, each event's number in the data set, 32-bit little-endian
    #[serde(with = "serde_bytes")]
    pub events: Vec<u8>,
    /// `[event, class]`, 0…1, 32-bit little-endian floats
    #[serde(with = "serde_bytes")]
    pub probabilities: Vec<u8>,
    /// `[event]`, the most probable class
    #[serde(with = "serde_bytes")]
    pub predicted: Vec<u8>,
    /// `[event]`, 1 where that class is the label, else 0
    #[serde(with = "serde_bytes")]
    pub correct: Vec<u8>,
}

impl Measurement for ReportMeasurement {
    fn pieces(&self, batches: &[Range<usize>], _own: ModalitySet) -> Vec<Piece> {
        let encode = batches.iter().cloned().map(Piece::Encode);
        encode.chain([Piece::Classify(Variant::Subset(ModalitySet::ALL))]).collect()
    }

    fn conclude(&self, known: &mut Known, log_probabilities: Vec<f32>) -> Vec<Finding> {
        known.whole = Predictions::new(log_probabilities, known.labels.clone());
        let report = Report::of(&known.whole);
        vec![Finding::Report(Box::new(report)), Finding::Predictions(TestPredictions::new(&known.events, &known.whole))]
    }
}

impl TestPredictions {
    /// Of the events with these numbers.
    fn new(events: &[u32], predictions: &Predictions) -> TestPredictions {
        let probabilities = predictions.log_probabilities().iter().flat_map(|log| log.exp().to_le_bytes());
        TestPredictions {
            classes: predictions.classes(),
            events: events.iter().flat_map(|event| event.to_le_bytes()).collect(),
            probabilities: probabilities.collect(),
            predicted: (0..events.len()).map(|event| predictions.predicted(event) as u8).collect(),
            correct: predictions.correct().into_iter().map(u8::from).collect(),
        }
    }
}

//! The findings of an examination. To add one, write its measurement in a file of its own, add a variant and a row here, and draw
//! it on the page.

use serde::Serialize;

use super::ablation::{Ablation, SubsetMeasurement};
use super::measurement::Measurement;
use super::missing::MissingMeasurement;
use super::perceptual::{Perceptual, PerceptualMeasurement};
use super::report::{ReportMeasurement, TestPredictions};
use super::robustness::{Curve, RobustnessMeasurement};
use crate::data::modality::{Modality, ModalitySet};
use crate::learn::metrics::report::Report;

/// One finding, as it is sent. On the wire `finding` names it.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "finding", rename_all = "snake_case")]
pub enum Finding {
    /// scores, calibration and confusions of the model with every modality present
    Report(Box<Report>),
    /// what it predicts for each event
    Predictions(TestPredictions),
    /// accuracy with each subset of the modalities, and the Shapley values
    Ablation(Ablation),
    /// accuracy against the rate at which any modality of an event is missing
    Missing { curve: Curve },
    /// how far accuracy falls when one modality comes from other events
    Perceptual(Perceptual),
    /// accuracy against the corruption of one modality
    Robustness { modality: Modality, curve: Curve },
}

/// The measurements of a model with the modalities `own`, in order: cheap ones before dear ones, the report first.
pub(super) fn measurements(own: ModalitySet) -> Vec<Box<dyn Measurement>> {
    let mut all: Vec<Box<dyn Measurement>> = vec![
        Box::new(ReportMeasurement),
        Box::new(SubsetMeasurement),
        Box::new(MissingMeasurement),
        Box::new(PerceptualMeasurement),
    ];
    all.extend(own.iter().map(|modality| Box::new(RobustnessMeasurement(modality)) as Box<dyn Measurement>));
    all
}

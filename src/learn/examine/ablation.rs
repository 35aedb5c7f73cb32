//! Ablation: the accuracy of a trained model with each subset of its modalities, and the contribution of each modality.

use std::ops::Range;

use serde::Serialize;

use super::finding::Finding;
use super::measurement::{Known, Measurement};
use super::plan::{Piece, Variant, parts};
use crate::data::modality::ModalitySet;
use crate::learn::examine::shapley::{of_prediction, shapley};
use crate::learn::metrics::interval::Interval;
use crate::learn::metrics::predictions::Predictions;

/// Every subset of the model's modalities but the whole, which the report has measured. A unimodal model has none: its own
/// predictions are all there is.
pub(super) struct SubsetMeasurement;

/// How the model did on one subset.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SubsetScore {
    /// the modalities that were present
    pub subset: ModalitySet,
    /// 0…1
    pub accuracy: f64,
    /// 95 % Wilson interval of the accuracy
    pub interval: Interval,
}

/// The model's score on every subset of the modalities. For a modality the model was not built with, a subset scores the same
/// with and without it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ablation {
    /// in the order of [`ModalitySet::EACH`]
    pub subsets: Vec<SubsetScore>,
    /// the accuracy with no modality: that of always predicting the class that is most frequent in training. It is measured on the
    /// test split, so that it differs a little from chance
    pub empty: f64,
    /// of the accuracies, in mask order: the three add up to the whole model's accuracy less `empty`
    pub shapley: [f64; 3],
    /// by [`ModalitySet::bits`]; the empty set's are the shares of the classes in training
    #[serde(skip)]
    predictions: Box<[Predictions; 8]>,
}

/// What a model predicts for one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// `[class]`, 0…1
    pub probabilities: Vec<f64>,
    /// the most probable class
    pub predicted: usize,
    /// what each modality contributes to the predicted class's probability, in mask order: the three add up to that
    /// probability less the class's share in training
    pub shapley: [f64; 3],
}

impl Measurement for SubsetMeasurement {
    fn pieces(&self, _batches: &[Range<usize>], own: ModalitySet) -> Vec<Piece> {
        parts(own).into_iter().map(|subset| Piece::Classify(Variant::Subset(subset))).collect()
    }

    fn conclude(&self, known: &mut Known, log_probabilities: Vec<f32>) -> Vec<Finding> {
        let found: Vec<_> = parts(known.own).into_iter().zip(known.predictions(&log_probabilities)).collect();
        vec![Finding::Ablation(Ablation::new(known.own, &found, &known.whole, &known.prior))]
    }
}

impl Ablation {
    /// `parts` are the subsets that were measured with their predictions, `whole` the predictions with everything the model
    /// has (`own`); `prior` `[class]` are the shares in training.
    pub fn new(own: ModalitySet, parts: &[(ModalitySet, Predictions)], whole: &Predictions, prior: &[f64]) -> Ablation {
        let nothing = Predictions::constant(prior, whole.labels());
        let predictions: [Predictions; 8] = std::array::from_fn(|bits| {
            let left = own.and(ModalitySet::from_bits(bits as u8)); // of the subset, in a model that lacks some of it
            let measured = parts.iter().find(|(part, _)| *part == left).map(|(_, found)| found);
            if left.is_empty() { &nothing } else { measured.unwrap_or(whole) }.clone()
        });
        Ablation {
            subsets: ModalitySet::EACH.map(|subset| SubsetScore::of(subset, &predictions[subset.bits() as usize])).to_vec(),
            empty: predictions[0].accuracy(),
            shapley: shapley(&predictions.each_ref().map(Predictions::accuracy)),
            predictions: Box::new(predictions),
        }
    }

    /// What was predicted with only `subset` present.
    pub fn predictions(&self, subset: ModalitySet) -> &Predictions {
        &self.predictions[subset.bits() as usize]
    }

    /// The Shapley value of each modality for the prediction of event number `event` of the split, in mask order: the three
    /// add up to the predicted class's probability less its share in training.
    pub fn shapley_of(&self, event: usize) -> [f64; 3] {
        of_prediction(&self.predictions, event)
    }

    /// What is predicted for event number `event` of the split when only `present` is there.
    pub fn with(&self, event: usize, present: ModalitySet) -> Prediction {
        // a modality that is not there adds nothing to any set
        let left: [Predictions; 8] = std::array::from_fn(|set| self.predictions[set & present.bits() as usize].clone());
        let (seen, classes) = (&left[7], left[7].classes());
        Prediction {
            probabilities: (0..classes).map(|class| seen.probability(event, class)).collect(),
            predicted: seen.predicted(event),
            shapley: of_prediction(&left, event),
        }
    }
}

impl SubsetScore {
    fn of(subset: ModalitySet, predictions: &Predictions) -> SubsetScore {
        SubsetScore { subset, accuracy: predictions.accuracy(), interval: predictions.interval() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::modality::Modality::{Audio, Image, Tabular};

    /// Two-class predictions for four events labelled 0, 0, 0, 1: the probability of class 0 in each.
    fn predict(first: [f32; 4]) -> Predictions {
        Predictions::new(first.iter().flat_map(|p| [p.ln(), (1.0 - p).ln()]).collect(), vec![0, 0, 0, 1])
    }

    fn close(here: [f64; 3], expected: [f64; 3]) {
        assert!(here.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6), "{here:?} is not {expected:?}");
    }

    #[test]
    fn a_unimodal_model_owes_everything_above_the_prior_to_its_one_modality() {
        let whole = predict([0.9, 0.8, 0.7, 0.4]);
        let ablation = Ablation::new(Image.into(), &[], &whole, &[0.75, 0.25]);
        assert_eq!(ablation.empty, 0.75);
        close(ablation.shapley, [0.0, 0.25, 0.0]);
        let accuracy: Vec<f64> = ablation.subsets.iter().map(|score| score.accuracy).collect();
        assert_eq!(accuracy, [0.75, 1.0, 0.75, 1.0, 0.75, 1.0, 1.0]);
        close(ablation.shapley_of(0), [0.0, 0.15, 0.0]);
    }

    #[test]
    fn what_is_not_there_contributes_nothing_and_with_nothing_the_prior_is_all_that_is_said() {
        let parts = [(Tabular.into(), predict([0.9, 0.1, 0.1, 0.1])), (Audio.into(), predict([0.6, 0.9, 0.9, 0.9]))];
        let ablation = Ablation::new(ModalitySet::of(&[Tabular, Audio]), &parts, &predict([0.8; 4]), &[0.75, 0.25]);
        close(ablation.with(0, ModalitySet::of(&[Tabular, Image])).shapley, [0.15, 0.0, 0.0]);
        let all = ablation.with(0, ModalitySet::ALL);
        assert!((all.probabilities[0] - 0.8).abs() < 1e-6 && all.shapley == ablation.shapley_of(0), "{all:?}");
        let nothing = ablation.with(0, ModalitySet::NONE);
        assert!((nothing.probabilities[0] - 0.75).abs() < 1e-6);
        close(nothing.shapley, [0.0; 3]);
    }

    #[test]
    fn a_bimodal_model_shares_its_gain_by_what_each_part_does_alone() {
        let parts = [(Tabular.into(), predict([0.9, 0.1, 0.1, 0.1])), (Audio.into(), predict([0.9, 0.9, 0.9, 0.9]))];
        let ablation = Ablation::new(ModalitySet::of(&[Tabular, Audio]), &parts, &predict([0.9, 0.9, 0.9, 0.1]), &[0.75, 0.25]);
        // none .75, table .5, sound .75, both 1: the table adds −.25 and .25, the sound 0 and .5
        close(ablation.shapley, [0.0, 0.0, 0.25]);
        assert_eq!(ablation.subsets[3].accuracy, ablation.subsets[0].accuracy, "the picture changes nothing");
    }
}

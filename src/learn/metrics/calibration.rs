//! Calibration: whether confidence agrees with accuracy, as a reliability diagram and as expected calibration error.

use serde::Serialize;

use super::interval::Interval;
use super::predictions::Predictions;

/// Equal-width bins of the reliability diagram (Guo et al. 2017, arXiv 1706.04599).
pub const BINS: usize = 15;

/// The events whose confidence lies in one stretch of the diagram, `(i / BINS, (i + 1) / BINS]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Bin {
    /// how many there are
    pub events: u32,
    /// mean probability of the predicted class, 0…1; 0 in an empty bin
    pub confidence: f64,
    /// share predicted correctly, 0…1; 0 in an empty bin
    pub accuracy: f64,
    /// 95 % Wilson interval of `accuracy`; all of 0…1 in an empty bin
    pub interval: Interval,
}

/// The reliability diagram and its summary.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Calibration {
    /// expected calibration error: the mean over events of their bin's |accuracy − confidence|, 0…1
    pub ece: f64,
    /// [`BINS`] of them, from confidence 0 to 1
    pub bins: Vec<Bin>,
}

impl Calibration {
    /// Of these predictions.
    pub fn of(predictions: &Predictions) -> Calibration {
        let mut bins = vec![Bin::default(); BINS];
        for (event, correct) in predictions.correct().into_iter().enumerate() {
            let confidence = predictions.confidence(event);
            let bin = &mut bins[place(confidence)];
            bin.events += 1;
            bin.confidence += confidence;
            bin.accuracy += f64::from(u8::from(correct));
        }
        for bin in bins.iter_mut().filter(|bin| bin.events > 0) {
            bin.confidence /= f64::from(bin.events);
            bin.accuracy /= f64::from(bin.events);
        }
        bins.iter_mut().for_each(|bin| bin.interval = Interval::of_share(bin.accuracy, bin.events));
        let gaps = bins.iter().map(|bin| f64::from(bin.events) * (bin.accuracy - bin.confidence).abs());
        Calibration { ece: gaps.sum::<f64>() / predictions.events().max(1) as f64, bins }
    }
}

/// The bin of a confidence: open below, closed above, as in scikit-learn's `calibration_curve`.
fn place(confidence: f64) -> usize {
    ((confidence * BINS as f64).ceil() as usize).clamp(1, BINS) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two-class predictions of class 0 with these confidences; `right`: which of them are correct.
    fn predict(confidences: &[f32], right: &[bool]) -> Predictions {
        let logs = confidences.iter().flat_map(|c| [c.ln(), (1.0 - c).ln()]).collect();
        Predictions::new(logs, right.iter().map(|right| usize::from(!right)).collect())
    }

    /// 0.7 falls in (10/15, 11/15], 0.95 in (14/15, 1]: |1/2 − 0.7| for two events, |1 − 0.95| for two.
    #[test]
    fn the_error_is_the_gap_between_confidence_and_accuracy_worked_by_hand() {
        let calibration = Calibration::of(&predict(&[0.7, 0.7, 0.95, 0.95], &[true, false, true, true]));
        assert_eq!((calibration.bins[10].events, calibration.bins[14].events), (2, 2));
        assert_eq!((calibration.bins[10].accuracy, calibration.bins[14].accuracy), (0.5, 1.0));
        assert!((calibration.ece - (2.0 * 0.2 + 2.0 * 0.05) / 4.0).abs() < 1e-6, "{}", calibration.ece);
    }

    #[test]
    fn a_bin_is_open_below_and_closed_above() {
        assert_eq!([0.0, 1.0 / 15.0, 0.067, 0.9999, 1.0].map(place), [0, 0, 1, 14, 14]);
    }

    #[test]
    fn a_model_as_often_right_as_it_says_has_no_error() {
        let calibration = Calibration::of(&predict(&[0.75; 4], &[true, true, true, false]));
        assert!(calibration.ece < 1e-6);
        assert_eq!(calibration.bins.iter().map(|bin| bin.events).sum::<u32>(), 4);
    }

    #[test]
    fn no_events_have_no_error() {
        assert_eq!(Calibration::of(&Predictions::default()).ece, 0.0);
    }
}

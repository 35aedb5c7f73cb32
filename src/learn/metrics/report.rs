//! The report on one model on one split.

use serde::Serialize;

use super::calibration::Calibration;
use super::predictions::Predictions;
use super::scores::Scores;

/// How many confusions a report names.
const CONFUSIONS: usize = 5;

/// Events of one class that were predicted to be of another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Confusion {
    /// the true class
    pub label: usize,
    /// the class it was predicted to be of
    pub predicted: usize,
    /// how many there are
    pub events: u32,
    /// of the true class's events, 0…1
    pub share: f64,
}

/// How a model did on a split, in full.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// its `loss` is the log loss: mean cross-entropy in nats
    pub scores: Scores,
    /// whether its confidence is as high as its accuracy
    pub calibration: Calibration,
    /// the most frequent confusions, most events first
    pub confusions: Vec<Confusion>,
}

impl Report {
    /// Of these predictions.
    pub fn of(predictions: &Predictions) -> Report {
        let scores = Scores::new(predictions.log_probabilities(), predictions.labels(), predictions.classes());
        Report { calibration: Calibration::of(predictions), confusions: confusions(&scores, CONFUSIONS), scores }
    }
}

/// At most `most` of the cells off the diagonal that are not empty: most events first, then by class.
pub fn confusions(scores: &Scores, most: usize) -> Vec<Confusion> {
    let mut found: Vec<Confusion> = Vec::new();
    for (label, row) in scores.confusion.iter().enumerate() {
        for (predicted, events) in row.iter().enumerate().filter(|(predicted, events)| *predicted != label && **events > 0) {
            let share = f64::from(*events) / f64::from(scores.classes[label].support);
            found.push(Confusion { label, predicted, events: *events, share });
        }
    }
    found.sort_by_key(|confusion| std::cmp::Reverse(confusion.events)); // stable: equals stay in class order
    found.truncate(most);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::metrics::interval::Interval;

    /// Certain predictions of `classes` for events labelled `labels`, of three classes.
    fn predict(classes: &[usize], labels: &[usize]) -> Predictions {
        let row = |class: usize| (0..3).map(move |c| if c == class { 0.98f32.ln() } else { 0.01f32.ln() });
        Predictions::new(classes.iter().flat_map(|class| row(*class)).collect(), labels.to_vec())
    }

    #[test]
    fn the_most_frequent_confusion_comes_first_and_right_predictions_are_none() {
        let report = Report::of(&predict(&[1, 0, 0, 0, 2], &[0, 1, 1, 1, 2]));
        let first = Confusion { label: 1, predicted: 0, events: 3, share: 1.0 };
        let second = Confusion { label: 0, predicted: 1, events: 1, share: 1.0 };
        assert_eq!(report.confusions, [first, second]);
    }

    #[test]
    fn a_report_names_only_as_many_confusions_as_asked() {
        let scores = Report::of(&predict(&[1, 2, 0], &[0, 1, 2])).scores;
        let named = confusions(&scores, 2);
        assert_eq!(named.iter().map(|c| (c.label, c.predicted)).collect::<Vec<_>>(), [(0, 1), (1, 2)]);
    }

    #[test]
    fn the_interval_contains_the_accuracy() {
        let report = Report::of(&predict(&[0, 1, 2, 2], &[0, 1, 2, 0]));
        assert_eq!(report.scores.accuracy, 0.75);
        assert_eq!(report.scores.interval, Interval::wilson(3, 4));
        assert!(report.scores.interval.contains(0.75));
    }
}

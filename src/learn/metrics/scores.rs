//! Per-class scores and the confusion matrix of one model on one split.

use serde::Serialize;

use super::interval::Interval;
use super::tally::{Mean, Tally, argmax, ratio};

/// How a model did on one class. A class without an event has no score: there is nothing to measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ClassScore {
    /// of the events predicted to be of this class, the share that are; 0 where there are none
    pub precision: Option<f64>,
    /// of this class's events, the share predicted correctly
    pub recall: Option<f64>,
    /// the harmonic mean of both
    pub f1: Option<f64>,
    /// 95 % Wilson interval; `None` also where no event was predicted to be of this class
    pub precision_interval: Option<Interval>,
    /// 95 % Wilson interval
    pub recall_interval: Option<Interval>,
    /// events of this class
    pub support: u32,
}

/// How a model did on one split.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    pub events: u32,
    pub loss: f64,
    pub accuracy: f64,
    /// 95 % Wilson interval of the accuracy
    pub interval: Interval,
    /// the plain mean of the F1 of the classes that have events
    pub macro_f1: f64,
    /// how many classes `macro_f1` is the mean of
    pub macro_f1_classes: u32,
    /// `[true][predicted]`
    pub confusion: Vec<Vec<u32>>,
    /// `[class]`
    pub classes: Vec<ClassScore>,
}

impl Scores {
    /// Scores predictions. `log_probabilities` is `[event, class]` row by row, `labels` `[event]`.
    ///
    /// Precision, recall and F1 of a class with events are those of scikit-learn's `precision_recall_fscore_support` with
    /// `zero_division=0`. A class without events has none, and does not enter macro-F1, even where events were predicted to be of it.
    pub fn new(log_probabilities: &[f32], labels: &[usize], classes: usize) -> Scores {
        let mut confusion = vec![vec![0u32; classes]; classes];
        for (row, label) in log_probabilities.chunks(classes.max(1)).zip(labels) {
            confusion[*label][argmax(row)] += 1;
        }
        let Mean { loss, accuracy } = Tally::of(log_probabilities, labels).mean();
        let events = labels.len() as u32;
        let classes: Vec<ClassScore> = (0..classes).map(|class| ClassScore::of(&confusion, class)).collect();
        let f1: Vec<f64> = classes.iter().filter_map(|class| class.f1).collect();
        Scores {
            events,
            loss,
            accuracy,
            interval: Interval::of_share(accuracy, events),
            macro_f1: f1.iter().sum::<f64>() / f1.len().max(1) as f64,
            macro_f1_classes: f1.len() as u32,
            confusion,
            classes,
        }
    }

    /// The loss and accuracy alone.
    pub fn mean(&self) -> Mean {
        Mean { loss: self.loss, accuracy: self.accuracy }
    }
}

impl ClassScore {
    fn of(confusion: &[Vec<u32>], class: usize) -> ClassScore {
        let support = confusion[class].iter().sum();
        if support == 0 {
            return ClassScore::default();
        }
        let predicted = confusion.iter().map(|row| row[class]).sum();
        let correct = confusion[class][class];
        ClassScore {
            precision: Some(ratio(correct, predicted)),
            recall: Some(ratio(correct, support)),
            f1: Some(ratio(2 * correct, support + predicted)),
            precision_interval: (predicted > 0).then(|| Interval::wilson(correct, predicted)),
            recall_interval: Some(Interval::wilson(correct, support)),
            support,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Log-probabilities that predict these classes with probability 1/2, the others sharing the rest.
    fn predict(classes: &[usize]) -> Vec<f32> {
        let row = |class: usize| (0..3).map(move |c| if c == class { 0.5f32.ln() } else { 0.25f32.ln() });
        classes.iter().flat_map(|class| row(*class)).collect()
    }

    #[test]
    fn a_confusion_matrix_worked_by_hand() {
        let scores = Scores::new(&predict(&[0, 0, 1, 1, 1, 0]), &[0, 0, 0, 1, 1, 2], 3);
        assert_eq!(scores.confusion, vec![vec![2, 1, 0], vec![0, 2, 0], vec![1, 0, 0]]);
        assert_eq!((scores.events, scores.accuracy), (6, 4.0 / 6.0));
        let expected = (4.0 * 2f64.ln() + 2.0 * 4f64.ln()) / 6.0;
        assert!((scores.loss - expected).abs() < 1e-6);
    }

    /// The expected numbers are those of `sklearn.metrics.precision_recall_fscore_support(zero_division=0)`.
    #[test]
    fn class_scores_agree_with_scikit_learn() {
        let scores = Scores::new(&predict(&[0, 0, 1, 1, 1, 0]), &[0, 0, 0, 1, 1, 2], 3);
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        let class = |class: usize| scores.classes[class];
        close(class(0).precision.unwrap(), 2.0 / 3.0);
        close(class(0).recall.unwrap(), 2.0 / 3.0);
        close(class(1).precision.unwrap(), 2.0 / 3.0);
        close(class(1).recall.unwrap(), 1.0);
        close(class(1).f1.unwrap(), 0.8);
        close(class(2).f1.unwrap(), 0.0);
        close(scores.macro_f1, (2.0 / 3.0 + 0.8 + 0.0) / 3.0);
    }

    #[test]
    fn a_class_without_events_has_no_scores_and_does_not_enter_macro_f1() {
        // an event of class 0 is predicted to be of class 2, which has none
        let scores = Scores::new(&predict(&[0, 1, 2]), &[0, 1, 0], 3);
        assert_eq!(scores.classes[2], ClassScore::default());
        assert_eq!((scores.macro_f1, scores.macro_f1_classes), ((2.0 / 3.0 + 1.0) / 2.0, 2));
        assert_eq!(scores.classes[0].recall_interval, Some(Interval::wilson(1, 2)));
    }

    #[test]
    fn a_class_that_is_never_predicted_has_a_precision_of_0_without_an_interval() {
        let ClassScore { precision, recall, precision_interval, .. } = Scores::new(&predict(&[0, 0]), &[0, 1], 3).classes[1];
        assert_eq!((precision, recall, precision_interval), (Some(0.0), Some(0.0), None));
    }

    #[test]
    fn without_events_there_is_no_class_to_score() {
        let scores = Scores::new(&[], &[], 3);
        assert_eq!((scores.macro_f1, scores.macro_f1_classes, scores.interval), (0.0, 0, Interval { low: 0.0, high: 1.0 }));
    }
}

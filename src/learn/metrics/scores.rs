//! Per-class scores and the confusion matrix of one model on one split.

use serde::Serialize;

use super::tally::{Mean, Tally, argmax, ratio};

/// How one class fared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct ClassScore {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
    /// events of this class
    pub support: u32,
}

/// How a model did on one split.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    pub events: u32,
    pub loss: f64,
    pub accuracy: f64,
    pub macro_f1: f64,
    /// `[true][predicted]`
    pub confusion: Vec<Vec<u32>>,
    /// `[class]`
    pub classes: Vec<ClassScore>,
}

impl Scores {
    /// Scores predictions. `log_probabilities` is `[event, class]` row by row, `labels` `[event]`.
    ///
    /// Precision, recall and F1 follow scikit-learn's `precision_recall_fscore_support` with `zero_division=0`; macro-F1 is the
    /// plain mean of the F1 of the classes that occur among labels or predictions.
    pub fn new(log_probabilities: &[f32], labels: &[usize], classes: usize) -> Scores {
        let mut confusion = vec![vec![0u32; classes]; classes];
        for (row, label) in log_probabilities.chunks(classes.max(1)).zip(labels) {
            confusion[*label][argmax(row)] += 1;
        }
        let Mean { loss, accuracy } = Tally::of(log_probabilities, labels).mean();
        let classes: Vec<ClassScore> = (0..classes).map(|class| ClassScore::of(&confusion, class)).collect();
        Scores { events: labels.len() as u32, loss, accuracy, macro_f1: macro_f1(&confusion, &classes), confusion, classes }
    }

    /// The loss and accuracy alone.
    pub fn mean(&self) -> Mean {
        Mean { loss: self.loss, accuracy: self.accuracy }
    }
}

impl ClassScore {
    fn of(confusion: &[Vec<u32>], class: usize) -> ClassScore {
        let support = confusion[class].iter().sum();
        let predicted = predicted(confusion, class);
        let right = confusion[class][class];
        ClassScore {
            precision: ratio(right, predicted),
            recall: ratio(right, support),
            f1: ratio(2 * right, support + predicted),
            support,
        }
    }
}

/// How many events were predicted to be of `class`.
fn predicted(confusion: &[Vec<u32>], class: usize) -> u32 {
    confusion.iter().map(|row| row[class]).sum()
}

fn macro_f1(confusion: &[Vec<u32>], classes: &[ClassScore]) -> f64 {
    let seen = classes.iter().enumerate().filter(|(class, score)| score.support + predicted(confusion, *class) > 0);
    let f1: Vec<f64> = seen.map(|(_, score)| score.f1).collect();
    f1.iter().sum::<f64>() / f1.len().max(1) as f64
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
        close(scores.classes[0].precision, 2.0 / 3.0);
        close(scores.classes[0].recall, 2.0 / 3.0);
        close(scores.classes[1].precision, 2.0 / 3.0);
        close(scores.classes[1].recall, 1.0);
        close(scores.classes[1].f1, 0.8);
        close(scores.classes[2].f1, 0.0);
        close(scores.macro_f1, (2.0 / 3.0 + 0.8 + 0.0) / 3.0);
    }

    #[test]
    fn a_class_that_never_occurs_does_not_lower_macro_f1() {
        let scores = Scores::new(&predict(&[0, 1]), &[0, 1], 3);
        assert_eq!(scores.macro_f1, 1.0);
    }
}

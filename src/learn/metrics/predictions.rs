//! The predictions of a model for the events of a split, on the host.

use super::interval::Interval;
use super::tally::{Mean, Tally, argmax, ratio};

/// Log-probabilities and labels of some events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Predictions {
    /// `[event, class]` row by row, in nats
    log_probabilities: Vec<f32>,
    /// `[event]`
    labels: Vec<usize>,
    classes: usize,
}

impl Predictions {
    /// `log_probabilities` is `[event, class]` row by row, `labels` `[event]`.
    pub fn new(log_probabilities: Vec<f32>, labels: Vec<usize>) -> Predictions {
        let classes = log_probabilities.len() / labels.len().max(1);
        Predictions { log_probabilities, labels, classes }
    }

    /// The same probabilities `[class]` for every event.
    pub fn constant(probabilities: &[f64], labels: &[usize]) -> Predictions {
        let row: Vec<f32> = probabilities.iter().map(|p| p.ln() as f32).collect();
        Predictions::new(row.repeat(labels.len()), labels.to_vec())
    }

    /// How many events there are.
    pub fn events(&self) -> usize {
        self.labels.len()
    }

    /// How many classes a row has.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The true class of each event.
    pub fn labels(&self) -> &[usize] {
        &self.labels
    }

    /// `[event, class]` row by row, in nats.
    pub fn log_probabilities(&self) -> &[f32] {
        &self.log_probabilities
    }

    /// The log-probabilities of event number `event` (its place in the split), `[class]`.
    fn row(&self, event: usize) -> &[f32] {
        &self.log_probabilities[event * self.classes..][..self.classes]
    }

    /// The probability, 0…1, that the model gives `class` for event number `event`.
    pub fn probability(&self, event: usize, class: usize) -> f64 {
        f64::from(self.row(event)[class]).exp()
    }

    /// The most probable class of event number `event`; the first of equals.
    pub fn predicted(&self, event: usize) -> usize {
        argmax(self.row(event))
    }

    /// The probability of the predicted class of event number `event`, 0…1.
    pub fn confidence(&self, event: usize) -> f64 {
        self.probability(event, self.predicted(event))
    }

    /// Whether each event's most probable class is its label.
    pub fn correct(&self) -> Vec<bool> {
        (0..self.events()).map(|event| self.predicted(event) == self.labels[event]).collect()
    }

    /// The share of events predicted correctly, 0…1; 0 where there is no event.
    pub fn accuracy(&self) -> f64 {
        let correct = self.correct().into_iter().filter(|correct| *correct).count();
        ratio(correct as u32, self.events() as u32)
    }

    /// The 95 % Wilson interval of the accuracy.
    pub fn interval(&self) -> Interval {
        Interval::of_share(self.accuracy(), self.events() as u32)
    }

    /// Mean cross-entropy (log loss) in nats and accuracy.
    pub fn mean(&self) -> Mean {
        Tally::of(&self.log_probabilities, &self.labels).mean()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_in_the_events_order() {
        let logs = [0.7f32, 0.2, 0.1, 0.1, 0.3, 0.6].map(f32::ln).to_vec();
        let predictions = Predictions::new(logs, vec![0, 1]);
        assert_eq!((predictions.events(), predictions.classes()), (2, 3));
        assert_eq!((predictions.predicted(0), predictions.predicted(1)), (0, 2));
        assert!((predictions.confidence(1) - 0.6).abs() < 1e-6);
        assert_eq!(predictions.correct(), [true, false]);
        assert_eq!(predictions.accuracy(), 0.5);
    }

    #[test]
    fn the_first_of_equally_probable_classes_is_predicted() {
        assert_eq!(Predictions::new([0.25f32, 0.375, 0.375].map(f32::ln).to_vec(), vec![2]).predicted(0), 1);
    }

    #[test]
    fn no_events_give_zeros_and_not_a_division_by_zero() {
        assert_eq!(Predictions::new(vec![], vec![]).mean(), Mean { loss: 0.0, accuracy: 0.0 });
    }
}

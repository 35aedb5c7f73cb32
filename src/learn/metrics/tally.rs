//! Loss and accuracy as sums over events, so that partial results can be added.

use serde::Serialize;

/// A mean over events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Mean {
    /// mean cross-entropy in nats
    pub loss: f64,
    /// share of events predicted right, 0…1
    pub accuracy: f64,
}

/// Sums over events, from which a [`Mean`] is made.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    events: u32,
    loss: f64,
    right: u32,
}

impl Tally {
    /// Of predictions: `log_probabilities` is `[event, class]` row by row, `labels` `[event]`.
    pub fn of(log_probabilities: &[f32], labels: &[usize]) -> Tally {
        let classes = log_probabilities.len() / labels.len().max(1);
        let mut tally = Tally::default();
        for (row, label) in log_probabilities.chunks(classes.max(1)).zip(labels) {
            tally.add(Tally { events: 1, loss: -f64::from(row[*label]), right: u32::from(argmax(row) == *label) });
        }
        tally
    }

    /// Adds the sums over other events.
    pub fn add(&mut self, more: Tally) {
        self.events += more.events;
        self.loss += more.loss;
        self.right += more.right;
    }

    /// The means; 0 where there is no event.
    pub fn mean(self) -> Mean {
        Mean { loss: self.loss / f64::from(self.events.max(1)), accuracy: ratio(self.right, self.events) }
    }
}

/// The first largest entry; a row of NaN counts as class 0.
pub(super) fn argmax(row: &[f32]) -> usize {
    (1..row.len()).fold(0, |best, i| if row[i] > row[best] { i } else { best })
}

pub(super) fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

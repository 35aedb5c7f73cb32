//! The progress of training in plain numbers. Together with the weights and the optimizer's moments it is the whole state of a
//! run: the order of events, the dropped units and the removed modalities follow from the seed and these numbers.

use super::metrics::Tally;
use crate::data::modality::Modality;

/// How far a training has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// epochs that have ended
    pub epochs: u32,
    /// optimizer steps since the start of the run
    pub steps: u32,
    /// events of the current epoch that were trained on
    pub cursor: usize,
    /// training loss and accuracy of the current epoch, as far as they were read
    pub tally: Tally,
    /// the norm of the gradient of each modality's encoder in the epoch's last full step, in mask order, as far as it was read; 0
    /// for an encoder that the model lacks
    pub gradient_norms: [f64; Modality::ALL.len()],
    /// `None` in the first epoch
    pub best: Option<BestEpoch>,
}

/// The epoch with the lowest validation loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestEpoch {
    /// counted from 1
    pub epoch: u32,
    /// mean cross-entropy in nats
    pub loss: f64,
}

/// What an epoch's end means for the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EpochEnd {
    /// counted from 1
    pub best_epoch: u32,
    /// the validation loss has not fallen for `patience` epochs
    pub out_of_patience: bool,
    /// all epochs are trained
    pub completed: bool,
}

impl Progress {
    /// The current epoch, counted from 1.
    pub fn epoch(&self) -> u32 {
        self.epochs + 1
    }

    /// Starts the current epoch from its first event.
    pub fn begin_epoch(&mut self) {
        self.cursor = 0;
        self.tally = Tally::default();
    }

    /// Whether the current epoch, ending with this validation loss, is the best so far.
    pub fn is_best(&self, val_loss: f64) -> bool {
        self.best.is_none_or(|best| val_loss < best.loss)
    }

    /// Ends the epoch with its validation loss, for a run of `epochs` epochs. A `patience` of 0 never runs out.
    pub fn end_epoch(&mut self, val_loss: f64, patience: u32, epochs: u32) -> EpochEnd {
        let this = BestEpoch { epoch: self.epoch(), loss: val_loss };
        let best = self.best.filter(|_| !self.is_best(val_loss)).unwrap_or(this);
        self.best = Some(best);
        self.epochs += 1;
        self.begin_epoch();
        EpochEnd {
            best_epoch: best.epoch,
            out_of_patience: patience > 0 && self.epochs - best.epoch >= patience,
            completed: self.epochs >= epochs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The result at the end of each epoch, for these validation losses.
    fn ends(losses: &[f64], patience: u32) -> Vec<(u32, bool, bool)> {
        let mut progress = Progress::default();
        let end = |loss: &f64| progress.end_epoch(*loss, patience, 4);
        losses.iter().map(end).map(|end| (end.best_epoch, end.out_of_patience, end.completed)).collect()
    }

    #[test]
    fn the_best_epoch_is_the_first_with_the_lowest_loss_and_patience_counts_from_it() {
        let expected = [(1, false, false), (2, false, false), (2, false, false), (2, true, true)];
        assert_eq!(ends(&[0.9, 0.5, 0.5, 0.7], 2), expected);
        assert_eq!(ends(&[0.9, 0.5, 0.5, 0.7], 0)[3], (2, false, true));
    }

    #[test]
    fn a_new_epoch_begins_at_its_first_event_with_nothing_added_up() {
        let mut progress = Progress { cursor: 7, steps: 3, ..Progress::default() };
        progress.tally.add(Tally::of(&[-0.1, -2.0], &[0]));
        progress.end_epoch(0.5, 0, 2);
        let best = Some(BestEpoch { epoch: 1, loss: 0.5 });
        assert_eq!(progress, Progress { epochs: 1, steps: 3, best, ..Progress::default() });
    }
}

//! A run in training: optimizer steps, epochs, the evaluation on the test split, and the verdict on the fit.

use super::trained::Trained;
use super::{Pace, Reached};
use crate::app::protocol::{Ending, Stage, Update};
use crate::app::session::data::Data;
use crate::config::Config;
use crate::data::statistics::Statistics;
use crate::error::Result;
use crate::learn::device::Device;
use crate::learn::evaluation::Evaluation;
use crate::learn::examine::TrainedModel;
use crate::learn::examine::verdict::{Curves, FitVerdict};
use crate::learn::layer::Seeded;
use crate::learn::metrics::Mean;
use crate::learn::progress::{EpochEnd, Progress};
use crate::learn::trainer::{Setup, Trainer};

/// Optimizer steps between two readings of the loss.
const STEPS_PER_REPORT: u32 = 10;

/// A model on its way from fresh weights to the test split.
pub(in crate::app) struct Training {
    pub(super) pace: Pace,
    work: Work,
    trainer: Trainer,
    history: History,
    yardstick: Yardstick,
}

/// What the next piece of work is.
enum Work {
    Step,
    Validate(Evaluation),
    Test { evaluation: Evaluation, ending: Ending, best_epoch: u32 },
}

/// The curves so far.
#[derive(Default)]
struct History {
    /// per epoch
    train: Vec<Mean>,
    /// per epoch
    val: Vec<Mean>,
}

/// What the curves are measured against.
struct Yardstick {
    /// events in the validation split
    val_events: u32,
    /// see [`crate::data::dataset::Dataset::chance`]
    chance: f64,
    /// the best accuracy that the modalities allow; 1 where it is not known
    ceiling: f64,
}

/// Updates, and the model where that piece of work was the last.
type Done = (Vec<Update>, Option<Trained>);

impl Training {
    /// Fresh weights for `data`, and the update that announces the run.
    pub(super) fn begin(config: &Config, pace: Pace, data: &Data, device: &Device) -> Result<(Training, Update)> {
        let dataset = &data.dataset;
        let statistics = Statistics::of(dataset);
        let setup = Setup { config, dataset, data: data.on(device), statistics, weights: &Seeded(config.seed), shuffle: true };
        let trainer = Trainer::new(&setup)?;
        let started = Update::Started {
            epochs: config.epochs,
            steps_per_epoch: trainer.steps_per_epoch(),
            train_events: dataset.splits.train.len() as u32,
        };
        let (history, yardstick) = (History::default(), Yardstick::new(data, config));
        Ok((Training { pace, work: Work::Step, trainer, history, yardstick }, started))
    }

    /// Does one small piece of work.
    pub(super) async fn work(&mut self) -> Result<Done> {
        match std::mem::replace(&mut self.work, Work::Step) {
            Work::Step => Ok((self.step().await?, None)),
            Work::Validate(evaluation) => Ok((self.validate(evaluation).await?, None)),
            Work::Test { evaluation, ending, best_epoch } => self.test(evaluation, ending, best_epoch).await,
        }
    }

    /// Takes one optimizer step; reads the loss when a report is due.
    async fn step(&mut self) -> Result<Vec<Update>> {
        let trainer = &mut self.trainer;
        trainer.step();
        let epoch_is_over = trainer.epoch_is_over();
        let in_epoch = (trainer.steps_in_epoch() as usize, trainer.steps_per_epoch() as usize);
        let mut updates = vec![Reached::of(trainer).progress(Stage::Train, in_epoch)];
        if epoch_is_over || self.pace == Pace::OneStep || trainer.progress().steps.is_multiple_of(STEPS_PER_REPORT) {
            let train = trainer.report().await?;
            let progress = trainer.progress();
            updates.push(Update::Report { epoch: progress.epoch(), step: progress.steps, train });
        }
        if epoch_is_over {
            self.work = Work::Validate(trainer.validation());
        }
        if self.pace == Pace::OneStep {
            self.pace = if epoch_is_over { Pace::EpochEnd } else { Pace::Paused };
        }
        Ok(updates)
    }

    /// Scores a few more events of the validation split, and ends the epoch with the last of them.
    async fn validate(&mut self, mut evaluation: Evaluation) -> Result<Vec<Update>> {
        let trainer = &mut self.trainer;
        let done = trainer.advance(&mut evaluation);
        let mut updates = vec![Reached::of(trainer).progress(Stage::Validate, evaluation.progress())];
        if !done {
            self.work = Work::Validate(evaluation);
            return Ok(updates);
        }
        let Progress { tally, gradient_norms, .. } = *trainer.progress();
        let (epoch, train) = (trainer.progress().epoch(), tally.mean());
        let val = evaluation.scores().await?.mean();
        let end = trainer.end_epoch(val.loss)?;
        let best_epoch = end.best_epoch;
        self.history.train.push(train);
        self.history.val.push(val);
        updates.push(Update::Epoch { epoch, train, val, best_epoch, gradient_norms });
        self.after_epoch(end);
        Ok(updates)
    }

    fn after_epoch(&mut self, EpochEnd { best_epoch, out_of_patience, completed }: EpochEnd) {
        if completed || out_of_patience {
            let ending = if completed { Ending::Completed } else { Ending::Patience };
            self.work = Work::Test { evaluation: self.trainer.test(), ending, best_epoch };
        } else if self.pace == Pace::EpochEnd {
            self.pace = Pace::Paused;
        }
    }

    /// Scores a few more events of the test split; the last of them end the run.
    async fn test(&mut self, mut evaluation: Evaluation, ending: Ending, best_epoch: u32) -> Result<Done> {
        let done = self.trainer.advance(&mut evaluation);
        let reached = Reached::at_the_end(&self.trainer);
        let mut updates = vec![reached.progress(Stage::Test, evaluation.progress())];
        if !done {
            self.work = Work::Test { evaluation, ending, best_epoch };
            return Ok((updates, None));
        }
        let test = evaluation.scores().await?;
        updates.push(Update::Result { ending, best_epoch, test, fit: self.yardstick.judge(&self.history) });
        Ok((updates, Some(Trained::new(TrainedModel::of(&self.trainer), reached))))
    }
}

impl Yardstick {
    fn new(data: &Data, config: &Config) -> Yardstick {
        let truth = data.dataset.truth.as_ref();
        let ceiling = truth.and_then(|truth| truth.best_possible.iter().find(|best| best.modalities == config.modalities));
        Yardstick {
            val_events: data.dataset.splits.val.len() as u32,
            chance: data.dataset.chance(),
            ceiling: ceiling.map_or(1.0, |best| best.accuracy),
        }
    }

    /// The verdict on the fit, from the curves.
    fn judge(&self, history: &History) -> FitVerdict {
        let Yardstick { val_events, chance, ceiling } = *self;
        FitVerdict::of(&Curves { train: &history.train, val: &history.val, val_events, chance, ceiling })
    }
}

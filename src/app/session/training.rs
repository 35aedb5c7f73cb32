//! A run from its first step to its result: steps, epochs, the test split, and what the curves say about the fit.

use super::{Data, Session, Work, counts, lost, progress};
use crate::app::protocol::{Ending, Phase, Stage, Update};
use crate::data::dataset::Dataset;
use crate::data::statistics::Statistics;
use crate::error::Result;
use crate::learn::evaluation::Evaluation;
use crate::learn::examine::verdict::{Curves, FitVerdict};
use crate::learn::layer::Seeded;
use crate::learn::trainer::{Recipe, Trainer};

/// Optimizer steps between two readings of the loss.
const STEPS_PER_REPORT: u32 = 10;

impl Session {
    /// Builds the trainer of a run that has just started.
    pub(super) fn begin(&mut self) -> Result<Vec<Update>> {
        let data = self.data.as_ref().ok_or_else(lost)?;
        let recipe = Recipe {
            config: &self.config,
            dataset: &data.dataset,
            statistics: Statistics::of(&data.dataset),
            weights: &Seeded(self.config.seed),
            shuffle: true,
        };
        let trainer = Trainer::new(&recipe, &self.device)?;
        let started = Update::Started {
            epochs: self.config.epochs,
            steps_per_epoch: trainer.steps_per_epoch(),
            train_events: data.dataset.splits.train.len() as u32,
        };
        self.trainer = Some(trainer);
        self.work = Work::Train;
        Ok(vec![started])
    }

    /// Takes one optimizer step; reads the loss when a report is due.
    pub(super) async fn train(&mut self) -> Result<Vec<Update>> {
        let trainer = self.trainer.as_mut().ok_or_else(lost)?;
        trainer.step();
        let single = self.steps_left.is_some();
        self.steps_left = self.steps_left.map(|steps| steps.saturating_sub(1));
        let epoch_is_over = trainer.epoch_is_over();
        let mut updates = vec![progress(trainer, Stage::Train, (trainer.steps_in_epoch(), trainer.steps_per_epoch()))];
        if epoch_is_over || single || trainer.steps().is_multiple_of(STEPS_PER_REPORT) {
            let train = trainer.report().await?;
            updates.push(Update::Report { epoch: trainer.epoch(), step: trainer.steps(), train });
        }
        self.work = match epoch_is_over {
            true => Work::Validate(trainer.validation()),
            false => Work::Train,
        };
        if self.steps_left == Some(0) && !epoch_is_over {
            updates.push(self.pause());
        }
        Ok(updates)
    }

    pub(super) async fn validate(&mut self, mut evaluation: Evaluation) -> Result<Vec<Update>> {
        let trainer = self.trainer.as_mut().ok_or_else(lost)?;
        let done = trainer.advance(&mut evaluation);
        let mut updates = vec![progress(trainer, Stage::Validate, counts(&evaluation))];
        if !done {
            self.work = Work::Validate(evaluation);
            return Ok(updates);
        }
        let (epoch, train) = (trainer.epoch(), trainer.epoch_mean());
        let val = evaluation.scores().await?.mean();
        let verdict = trainer.end_epoch(val.loss)?;
        let gradient_norms = trainer.gradient_norms();
        self.history.train.push(train);
        self.history.val.push(val);
        updates.push(Update::Epoch { epoch, train, val, best_epoch: verdict.best_epoch, gradient_norms });
        self.work = match (verdict.completed, verdict.out_of_patience) {
            (true, _) => self.testing(Ending::Completed, verdict.best_epoch)?,
            (_, true) => self.testing(Ending::Patience, verdict.best_epoch)?,
            _ => Work::Train,
        };
        if self.steps_left == Some(0) && matches!(self.work, Work::Train) {
            updates.push(self.pause());
        }
        Ok(updates)
    }

    fn testing(&self, ending: Ending, best_epoch: u32) -> Result<Work> {
        let evaluation = self.trainer.as_ref().ok_or_else(lost)?.test();
        Ok(Work::Test { evaluation, ending, best_epoch })
    }

    pub(super) async fn test(&mut self, mut evaluation: Evaluation, ending: Ending, best_epoch: u32) -> Result<Vec<Update>> {
        let trainer = self.trainer.as_ref().ok_or_else(lost)?;
        let done = trainer.advance(&mut evaluation);
        let mut updates = vec![progress(trainer, Stage::Test, counts(&evaluation))];
        if !done {
            self.work = Work::Test { evaluation, ending, best_epoch };
            return Ok(updates);
        }
        let test = evaluation.scores().await?;
        self.history.tested = true;
        updates.push(Update::Result { ending, best_epoch, test, fit: self.fit()? });
        self.phase = Phase::Finished;
        updates.push(self.phase_update());
        Ok(updates)
    }

    /// What the run's curves say, measured against guessing and against the best accuracy that the modalities allow.
    fn fit(&self) -> Result<FitVerdict> {
        let Data { dataset, .. } = self.data.as_ref().ok_or_else(lost)?;
        let best = dataset.truth.as_ref().map_or(&[][..], |truth| &truth.best_possible);
        let ceiling = best.iter().find(|best| best.modalities == self.config.modalities);
        Ok(FitVerdict::of(&Curves {
            train: &self.history.train,
            val: &self.history.val,
            val_events: dataset.splits.val.len() as u32,
            chance: most_frequent(dataset),
            ceiling: ceiling.map_or(1.0, |best| best.accuracy),
        }))
    }
}

/// The share of the most frequent class in the training split.
fn most_frequent(dataset: &Dataset) -> f64 {
    let Dataset { schema, columns, splits, .. } = dataset;
    let events = |class| splits.train.iter().filter(|i| columns.labels[**i as usize] as usize == class).count();
    let most = (0..schema.classes.len()).map(events).max().unwrap_or_default();
    most as f64 / splits.train.len().max(1) as f64
}

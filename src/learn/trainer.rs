//! Trains one model: steps, epochs, the weights of the best epoch, and patience (early stopping).
//!
//! Predictions stay on the device and are read once per report. There is no clock here, and no message.

use burn::module::Module;
use burn::tensor::Tensor;

use super::balance::{gradient_squares, norms};
use super::batch::DeviceData;
use super::dropout::{Drawn, Dropout};
use super::evaluation::{Evaluation, read};
use super::layer::InitialWeights;
use super::loss::Loss;
use super::metrics::{Mean, Tally};
use super::model::Model;
use super::optimizer::Adam;
use super::progress::{EpochEnd, Progress};
use super::shape::ModelShape;
use crate::config::Config;
use crate::data::dataset::{Dataset, Splits};
use crate::data::statistics::Statistics;
use crate::error::{Error, Result};

/// From this loss on, in nats, a run counts as diverged: Adam's steps are bounded, so a run that diverges seldom reaches
/// infinity, but it does not recover from such a loss.
const RUNAWAY: f64 = 1e5;

/// What a trainer starts from.
#[expect(missing_docs, reason = "the names say it")]
pub struct Setup<'a> {
    pub config: &'a Config,
    pub dataset: &'a Dataset,
    /// the same events on the device
    pub data: &'a DeviceData,
    pub statistics: Statistics,
    pub weights: &'a dyn InitialWeights,
    /// whether each epoch has an order of its own; else every epoch takes the training split as it is listed
    pub shuffle: bool,
}

/// A model in training.
pub struct Trainer {
    config: Config,
    shuffle: bool,
    splits: Splits,
    data: DeviceData,
    dropout: Dropout,
    /// `None` only while the optimizer owns it: Adam updates a tensor in place where it has no other owner
    model: Option<Model>,
    /// the weights of the best epoch, without autodiff; `None` before the first epoch has ended
    best: Option<Model>,
    loss: Loss,
    optimizer: Adam,
    progress: Progress,
    /// the training events in the order of the current epoch
    order: Vec<u32>,
    since_report: Unread,
}

/// Predictions since the last report.
#[derive(Default)]
struct Unread {
    /// log-probabilities `[batch, class]` each, still on the device
    outputs: Vec<Tensor<2>>,
    labels: Vec<usize>,
    /// [`gradient_squares`] of the epoch's last full step, after that step
    squares: Option<Tensor<1>>,
}

impl Trainer {
    /// A fresh model and its optimizer, on the device of the data set.
    ///
    /// # Errors
    /// [`Error::Setting`] when the data set has none of the modalities that the settings name.
    pub fn new(setup: &Setup) -> Result<Trainer> {
        let Setup { config, dataset, data, .. } = setup;
        let device = data.device();
        let shape = ModelShape::new(&dataset.schema, config)?;
        let model = Model::new(&shape, &setup.statistics, setup.weights, device);
        let mut trainer = Trainer {
            config: (*config).clone(),
            shuffle: setup.shuffle,
            splits: dataset.splits.clone(),
            data: (*data).clone(),
            dropout: Dropout::new(config.seed, [config.dropout, config.modality_dropout], &model, device),
            optimizer: Adam::new(&model, config.weight_decay, device),
            model: Some(model),
            loss: Loss::asked(config, dataset, device),
            best: None,
            progress: Progress::default(),
            order: Vec::new(),
            since_report: Unread::default(),
        };
        trainer.order = trainer.epoch_order();
        Ok(trainer)
    }

    fn model(&self) -> &Model {
        self.model.as_ref().expect("the optimizer has given the model back")
    }

    /// The training events in the order of the current epoch.
    fn epoch_order(&self) -> Vec<u32> {
        if self.shuffle { self.splits.order(self.config.seed, self.progress.epochs) } else { self.splits.train.clone() }
    }

    /// How far the training has come.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Optimizer steps in one epoch; the last may see fewer events than the batch size.
    pub fn steps_per_epoch(&self) -> u32 {
        (self.splits.train.len() as u32).div_ceil(self.config.batch_size)
    }

    /// Optimizer steps taken in the current epoch.
    pub fn steps_in_epoch(&self) -> u32 {
        (self.progress.cursor as u32).div_ceil(self.config.batch_size)
    }

    /// Training events since the start of the run; an event counts once per epoch.
    pub fn trained_events(&self) -> u32 {
        self.progress.epochs * self.splits.train.len() as u32 + self.progress.cursor as u32
    }

    /// Whether the current epoch has no batch left.
    pub fn epoch_is_over(&self) -> bool {
        self.progress.cursor == self.order.len()
    }

    /// Starts the current epoch again from its first event.
    pub fn repeat_epoch(&mut self) {
        self.progress.begin_epoch();
    }

    /// Takes one optimizer step on the epoch's next batch. Nothing is read back.
    ///
    /// # Panics
    /// When the epoch is over: there is no next batch.
    pub fn step(&mut self) {
        assert!(!self.epoch_is_over(), "an epoch that is over has no batch left");
        // all uploads before all dispatches and a submission at the end, so that a step is one submission
        let rates = self.optimizer.begin(self.config.learning_rate);
        let Progress { steps, cursor, .. } = self.progress;
        let end = (cursor + self.config.batch_size as usize).min(self.order.len());
        let indices = &self.order[cursor..end];
        let drawn = self.dropout.draw(steps, indices.len());
        let batch = self.data.batch(indices, self.dropout.kept(steps, indices.len()));
        let logits = self.model().forward(&batch, drawn.map(Drawn::units));
        let (losses, log_probabilities) = self.loss.of(logits, batch.targets);
        let gradients = losses.backward();
        if self.is_last_full_step(end) {
            self.since_report.squares = Some(gradient_squares(&gradients, self.model(), self.data.device()));
        }
        self.since_report.outputs.push(log_probabilities);
        self.since_report.labels.extend(self.data.labels(indices));
        self.model = self.model.take().map(|model| self.optimizer.step(rates, model, gradients));
        self.data.device().submit();
        self.progress.cursor = end;
        self.progress.steps += 1;
    }

    /// Whether the step that ends before event `end` is the last of the epoch with a whole batch, or the only one.
    fn is_last_full_step(&self, end: usize) -> bool {
        let (size, cursor) = (self.config.batch_size as usize, self.progress.cursor);
        let only = cursor == 0 && end < size;
        let last = end - cursor == size && end + size > self.order.len();
        only || last
    }

    /// The mean training loss and accuracy since the last report: the one read of the training loop.
    ///
    /// # Errors
    /// [`Error::Read`] when the device does not answer, [`Error::Diverged`] when the loss is not a number or has run away.
    pub async fn report(&mut self) -> Result<Mean> {
        let Unread { outputs, labels, squares } = std::mem::take(&mut self.since_report);
        let tally = if outputs.is_empty() { Tally::default() } else { Tally::of(&read(Tensor::cat(outputs, 0)).await?, &labels) };
        self.usable(tally.mean().loss)?;
        self.progress.tally.add(tally);
        if let Some(squares) = squares {
            self.progress.gradient_norms = norms(&read(squares).await?);
        }
        Ok(tally.mean())
    }

    fn usable(&self, loss: f64) -> Result<()> {
        // NaN is not below anything
        if loss < RUNAWAY { Ok(()) } else { Err(Error::Diverged { step: self.progress.steps }) }
    }

    /// Drops the predictions since the last report without reading them.
    pub fn discard_report(&mut self) {
        self.since_report = Unread::default();
    }

    /// The training split, to be scored with the current weights.
    pub fn training(&self) -> Evaluation {
        self.evaluation(self.model().valid(), self.splits.train.clone())
    }

    /// The validation split, to be scored with the current weights.
    pub fn validation(&self) -> Evaluation {
        self.evaluation(self.model().valid(), self.splits.val.clone())
    }

    /// The test split, to be scored with the best epoch's weights (the current ones before the first epoch's end).
    pub fn test(&self) -> Evaluation {
        self.evaluation(self.best_model(), self.splits.test.clone())
    }

    /// The weights of the best epoch, without autodiff; the current ones before the first epoch has ended.
    pub(super) fn best_model(&self) -> Model {
        self.best.clone().unwrap_or_else(|| self.model().valid())
    }

    /// The data set on the device.
    pub(super) fn data(&self) -> &DeviceData {
        &self.data
    }

    pub(super) fn splits(&self) -> &Splits {
        &self.splits
    }

    /// The run's seed.
    pub(super) fn seed(&self) -> u32 {
        self.config.seed
    }

    fn evaluation(&self, model: Model, indices: Vec<u32>) -> Evaluation {
        let labels = self.data.labels(&indices);
        Evaluation::new(model, indices, labels)
    }

    /// Scores the next batch of `evaluation`; true when nothing is left.
    pub fn advance(&self, evaluation: &mut Evaluation) -> bool {
        evaluation.advance(&self.data)
    }

    /// Ends the epoch with its validation loss: keeps the weights if they are the best so far, and begins the next epoch.
    ///
    /// # Errors
    /// [`Error::Diverged`] when the loss is not a number or has run away.
    pub fn end_epoch(&mut self, val_loss: f64) -> Result<EpochEnd> {
        self.usable(val_loss)?;
        if self.progress.is_best(val_loss) {
            self.best = Some(self.model().valid());
        }
        let end = self.progress.end_epoch(val_loss, self.config.patience, self.config.epochs);
        self.order = self.epoch_order();
        Ok(end)
    }
}

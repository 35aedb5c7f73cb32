//! Trains one model: steps, epochs, the best epoch's weights, patience.
//!
//! What was predicted stays on the device and is read once per report; nothing here knows the time or a message.

use burn::module::Module;
use burn::tensor::Tensor;

use super::balance::{gradient_squares, norms};
use super::batch::DeviceData;
use super::device::Device;
use super::dropout::{Drawn, Dropout};
use super::evaluation::{Evaluation, read};
use super::examine::TrainedModel;
use super::layer::InitialWeights;
use super::loss::Loss;
use super::metrics::{Mean, Tally};
use super::model::Model;
use super::optimizer::Adam;
use super::shape::ModelShape;
use crate::config::Config;
use crate::data::dataset::{Dataset, Splits};
use crate::data::statistics::Statistics;
use crate::error::{Error, Result};

/// A loss of this many nats has run away: Adam's bounded steps seldom reach infinity, and what is this wrong never comes back.
const RUNAWAY: f64 = 1e5;

/// What a trainer starts from.
pub struct Recipe<'a> {
    pub config: &'a Config,
    pub dataset: &'a Dataset,
    pub statistics: Statistics,
    pub weights: &'a dyn InitialWeights,
    /// false walks the training split as it is listed
    pub shuffle: bool,
}

/// A model in training.
pub struct Trainer {
    config: Config,
    shuffle: bool,
    labels: Vec<usize>,
    splits: Splits,
    device: Device,
    data: DeviceData,
    dropout: Dropout,
    /// away only while the optimizer has it: Adam updates in place what nobody else holds
    model: Option<Model>,
    loss: Loss,
    optimizer: Adam,
    order: Vec<u32>,
    /// events of the current epoch already trained on
    cursor: usize,
    epoch: u32,
    step: u32,
    since_report: Unread,
    since_epoch: Tally,
    /// of the epoch's last full step, as far as it was read
    norms: [f64; 3],
    best: Option<BestEpoch>,
}

/// The epoch with the lowest validation loss so far.
struct BestEpoch {
    epoch: u32,
    loss: f64,
    model: Model,
}

/// What was predicted since the last report.
#[derive(Default)]
struct Unread {
    /// log-probabilities `[batch, class]` each, still on the device
    outputs: Vec<Tensor<2>>,
    labels: Vec<usize>,
    /// [`gradient_squares`] of the epoch's last full step, once it was taken
    squares: Option<Tensor<1>>,
}

/// What an epoch's end means for the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// counted from 1
    pub best_epoch: u32,
    /// the validation loss has not fallen for `patience` epochs
    pub out_of_patience: bool,
    /// all epochs are trained
    pub completed: bool,
}

impl Trainer {
    /// A fresh model, its optimizer, and the data set uploaded to `device`.
    ///
    /// # Errors
    /// [`Error::Setting`] when the data set has none of the modalities that the settings name.
    pub fn new(recipe: &Recipe, device: &Device) -> Result<Trainer> {
        let Recipe { config, dataset, .. } = recipe;
        let shape = ModelShape::new(&dataset.schema, config)?;
        let model = Model::new(&shape, &recipe.statistics, recipe.weights, device);
        let mut trainer = Trainer {
            config: (*config).clone(),
            shuffle: recipe.shuffle,
            labels: dataset.columns.labels.iter().map(|label| *label as usize).collect(),
            splits: dataset.splits.clone(),
            device: device.clone(),
            data: DeviceData::new(dataset, device),
            dropout: Dropout::new(config.seed, [config.dropout, config.modality_dropout], shape.modalities, device),
            optimizer: Adam::new(&model, config.weight_decay, device),
            model: Some(model),
            loss: Loss::asked(config, dataset, device),
            order: Vec::new(),
            cursor: 0,
            epoch: 0,
            step: 0,
            since_report: Unread::default(),
            since_epoch: Tally::default(),
            norms: [0.0; 3],
            best: None,
        };
        trainer.begin_epoch();
        Ok(trainer)
    }

    fn model(&self) -> &Model {
        self.model.as_ref().expect("the optimizer has given the model back")
    }

    fn begin_epoch(&mut self) {
        self.order = match self.shuffle {
            true => self.splits.order(self.config.seed, self.epoch),
            false => self.splits.train.clone(),
        };
        self.cursor = 0;
        self.since_epoch = Tally::default();
    }

    /// The current epoch, counted from 1.
    pub fn epoch(&self) -> u32 {
        self.epoch + 1
    }

    /// Optimizer steps taken since the start of the run.
    pub fn steps(&self) -> u32 {
        self.step
    }

    /// Optimizer steps in one epoch; the last may see fewer events than the batch size.
    pub fn steps_per_epoch(&self) -> u32 {
        (self.splits.train.len() as u32).div_ceil(self.config.batch_size)
    }

    /// Optimizer steps taken in the current epoch.
    pub fn steps_in_epoch(&self) -> u32 {
        (self.cursor as u32).div_ceil(self.config.batch_size)
    }

    /// Training events seen since the start of the run.
    pub fn trained_events(&self) -> u32 {
        self.epoch * self.splits.train.len() as u32 + self.cursor as u32
    }

    /// Whether the current epoch has no batch left.
    pub fn epoch_is_over(&self) -> bool {
        self.cursor == self.order.len()
    }

    /// Walks the current epoch's events from the start once more.
    pub fn repeat_epoch(&mut self) {
        self.begin_epoch();
    }

    /// Takes one optimizer step on the epoch's next batch. Nothing is read back.
    ///
    /// # Panics
    /// When the epoch is over: there is no next batch.
    pub fn step(&mut self) {
        assert!(!self.epoch_is_over(), "an epoch that is over has no batch left");
        // all uploads before all dispatches and a submission at the end, so that a step is one submission
        let rates = self.optimizer.begin(self.config.learning_rate);
        let end = (self.cursor + self.config.batch_size as usize).min(self.order.len());
        let indices = &self.order[self.cursor..end];
        let drawn = self.dropout.draw(self.step, indices.len());
        let batch = self.data.batch(indices, self.dropout.kept(self.step, indices.len()));
        let logits = self.model().forward(&batch, drawn.map(Drawn::units));
        let (losses, log_probabilities) = self.loss.of(logits, batch.targets);
        let gradients = losses.backward();
        if self.is_last_full_step(end) {
            self.since_report.squares = Some(gradient_squares(&gradients, self.model(), &self.device));
        }
        self.since_report.outputs.push(log_probabilities);
        self.since_report.labels.extend(indices.iter().map(|i| self.labels[*i as usize]));
        self.model = self.model.take().map(|model| self.optimizer.step(rates, model, gradients));
        self.device.submit();
        self.cursor = end;
        self.step += 1;
    }

    /// Whether no step with as many events can follow the one that ends before event `end` of the epoch.
    fn is_last_full_step(&self, end: usize) -> bool {
        let size = self.config.batch_size as usize;
        self.cursor == 0 && end < size || end - self.cursor == size && end + size > self.order.len()
    }

    /// The mean training loss and accuracy since the last report: the one read of the training loop.
    ///
    /// # Errors
    /// [`Error::Read`] when the device does not answer, [`Error::Diverged`] when the loss is not a number or has run away.
    pub async fn report(&mut self) -> Result<Mean> {
        let Unread { outputs, labels, squares } = std::mem::take(&mut self.since_report);
        let tally = match outputs.is_empty() {
            true => Tally::default(),
            false => Tally::of(&read(Tensor::cat(outputs, 0)).await?, &labels),
        };
        self.usable(tally.mean().loss)?;
        self.since_epoch.add(tally);
        if let Some(squares) = squares {
            self.norms = norms(&read(squares).await?);
        }
        Ok(tally.mean())
    }

    fn usable(&self, loss: f64) -> Result<()> {
        // written so that NaN fails
        if loss < RUNAWAY { Ok(()) } else { Err(Error::Diverged { step: self.step }) }
    }

    /// The mean training loss and accuracy of the epoch, as far as it was reported.
    pub fn epoch_mean(&self) -> Mean {
        self.since_epoch.mean()
    }

    /// The norm of the gradient of each modality's encoder in the epoch's last full step, in mask order, once it was reported; 0
    /// for an encoder that the model lacks.
    pub fn gradient_norms(&self) -> [f64; 3] {
        self.norms
    }

    /// Forgets what was summed since the last report, unread.
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

    /// What there is to examine: the best epoch's weights (the current ones before the first epoch's end) and the data.
    pub fn trained_model(&self) -> TrainedModel {
        TrainedModel::new(self.best_model(), self.data.clone(), self.labels.clone(), &self.splits, self.config.seed)
    }

    fn best_model(&self) -> Model {
        self.best.as_ref().map_or_else(|| self.model().valid(), |best| best.model.clone())
    }

    fn evaluation(&self, model: Model, indices: Vec<u32>) -> Evaluation {
        let labels = indices.iter().map(|i| self.labels[*i as usize]).collect();
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
    pub fn end_epoch(&mut self, val_loss: f64) -> Result<Verdict> {
        self.usable(val_loss)?;
        let epoch = self.epoch();
        let best = match self.best.take() {
            Some(best) if best.loss <= val_loss => best,
            _ => BestEpoch { epoch, loss: val_loss, model: self.model().valid() },
        };
        let patience = self.config.patience;
        let verdict = Verdict {
            best_epoch: best.epoch,
            out_of_patience: patience > 0 && epoch - best.epoch >= patience,
            completed: epoch >= self.config.epochs,
        };
        self.best = Some(best);
        self.epoch += 1;
        self.begin_epoch();
        Ok(verdict)
    }
}

//! The only protocol: what the page may ask ([`Command`]) and what it is told ([`Update`]).
//! Both are tagged by `type` and snake_case on the wire; `www/contract.json` holds an example of each.

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::data::dataset::Split;
use crate::data::modality::{Modality, ModalitySet};
use crate::data::schema::Schema;
use crate::data::truth::Best;
use crate::learn::examine::SubsetScore;
use crate::learn::examine::bootstrap::Difference;
use crate::learn::examine::robustness::Curve;
use crate::learn::examine::verdict::FitVerdict;
use crate::learn::metrics::interval::Interval;
use crate::learn::metrics::report::Report;
use crate::learn::metrics::{Mean, Scores};
use crate::learn::shape::Parameters;

/// What the page may ask. Commands are served in order, between steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Command {
    /// Take these settings and make their data set; the run goes back to idle.
    Configure { config: Config },
    /// Start a run with fresh weights.
    Train,
    /// Stop between two steps.
    Pause,
    /// Go on where the run was paused.
    Resume,
    /// Take exactly one optimizer step and pause.
    Step,
    /// Forget the run; keep settings and data. Events that are still being made are given up; the next run makes them anew.
    Reset,
    /// Show one event in full.
    Inspect { event: u32 },
    /// Examine the trained model on the test split, finding by finding. Questions are answered between two findings.
    Examine,
    /// Ask the trained model about one event, whose modalities are corrupted by `levels` (0…1) and of which only those
    /// `present` are shown, both in mask order. Of several questions only the last is answered.
    WhatIf { event: u32, levels: [f64; 3], present: [bool; 3] },
    /// Ask how often the trained model is right on the test split when its modalities are corrupted by `levels` (0…1) and only
    /// those `present` are shown, both in mask order. Of several such questions only the last is answered.
    Probe { levels: [f64; 3], present: [bool; 3] },
    /// Compare two models that were tested on the same events: bytes `[event]`, 1 where the model was right, else 0.
    Compare {
        first: ModalitySet,
        second: ModalitySet,
        #[serde(with = "serde_bytes")]
        first_right: Vec<u8>,
        #[serde(with = "serde_bytes")]
        second_right: Vec<u8>,
    },
}

impl Command {
    /// The command's name on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Command::Configure { .. } => "configure",
            Command::Train => "train",
            Command::Pause => "pause",
            Command::Resume => "resume",
            Command::Step => "step",
            Command::Reset => "reset",
            Command::Inspect { .. } => "inspect",
            Command::Examine => "examine",
            Command::WhatIf { .. } => "what_if",
            Command::Probe { .. } => "probe",
            Command::Compare { .. } => "compare",
        }
    }
}

/// Where a run stands. Rust owns it; the page never guesses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Idle,
    Running,
    Paused,
    Finished,
}

impl Phase {
    /// The phase's name on the wire and in messages.
    pub fn name(self) -> &'static str {
        match self {
            Phase::Idle => "idle",
            Phase::Running => "running",
            Phase::Paused => "paused",
            Phase::Finished => "finished",
        }
    }

    /// What tells the page of it.
    pub fn update(self) -> Update {
        Update::Phase { phase: self, allowed: self.allowed() }
    }

    /// The names of the commands this phase allows: the phase × command table.
    pub fn allowed(self) -> &'static [&'static str] {
        match self {
            Phase::Idle => &["configure", "train", "step", "reset", "inspect"],
            Phase::Running => &["pause", "reset", "inspect"],
            Phase::Paused => &["resume", "step", "reset", "inspect"],
            Phase::Finished => &["configure", "train", "reset", "inspect", "examine", "what_if", "probe", "compare"],
        }
    }
}

/// What the worker is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// making events
    Data,
    /// optimizer steps
    Train,
    /// scoring the validation split
    Validate,
    /// scoring the test split
    Test,
    /// examining the trained model
    Examine,
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// all epochs were trained
    Completed,
    /// the validation loss did not fall for `patience` epochs
    Patience,
}

/// What the page is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Update {
    /// The phase, and the commands that it allows.
    Phase { phase: Phase, allowed: &'static [&'static str] },
    /// The settings of a [`Command::Configure`] are taken. Where the events are the same as before, so are their numbers.
    Configured { config: Box<Config>, same_data: bool },
    /// A data set is ready.
    Dataset(Box<DatasetView>),
    /// One event in full.
    Event(EventView),
    /// A run has started: the totals that progress counts towards. Curves begin anew.
    Started { epochs: u32, steps_per_epoch: u32, train_events: u32 },
    /// `done` of `total` of the stage's own units; `epoch` counts from 1, `step` over the whole run.
    Progress { stage: Stage, done: u32, total: u32, epoch: u32, step: u32, trained_events: u32 },
    /// The training loss (mean cross-entropy in nats) and accuracy since the last report of the same epoch.
    Report { epoch: u32, step: u32, train: Mean },
    /// An epoch is over. `best_epoch` is the one with the lowest validation loss so far; `gradient_norms`, in mask order, are
    /// of the encoders' gradients in the epoch's last full step, 0 for a modality that the model lacks.
    Epoch { epoch: u32, train: Mean, val: Mean, best_epoch: u32, gradient_norms: [f64; 3] },
    /// The run is over: the test split, scored once with the best epoch's weights, and what the curves say about the fit.
    Result { ending: Ending, best_epoch: u32, test: Scores, fit: FitVerdict },
    /// Found: the whole account of the model on the test split.
    TestReport(Box<Report>),
    /// Found: what the model says of each test event.
    Predictions(PredictionsView),
    /// Found: the accuracy with each subset of the modalities, that of always saying the most frequent class, and the Shapley
    /// values of the accuracies in mask order.
    Ablation { subsets: Vec<SubsetScore>, empty: f64, shapley: [f64; 3] },
    /// Found: accuracy against the rate at which modalities are missing.
    Missing { curve: Curve },
    /// Found: how far accuracy falls when one modality is dealt to other events, in mask order; 0 for one the model lacks.
    Perceptual { drops: [f64; 3] },
    /// Found: accuracy against the corruption of one modality.
    Robustness { modality: Modality, curve: Curve },
    /// The answer to [`Command::WhatIf`].
    WhatIf(WhatIfView),
    /// The answer to [`Command::Probe`].
    Probe(ProbeView),
    /// The answer to [`Command::Compare`].
    Compared { first: ModalitySet, second: ModalitySet, difference: Difference },
    /// Something was refused or failed. `code` is stable, `field` names a setting, `command` the command that was refused.
    Error { code: &'static str, message: String, field: Option<String>, command: Option<&'static str> },
}

/// A data set as the page describes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DatasetView {
    pub events: u32,
    /// events in each split
    pub train: u32,
    pub val: u32,
    pub test: u32,
    pub schema: Schema,
    /// of the model that these settings would train; all 0 where the data set has none of the modalities that they name
    pub parameters: Parameters,
    /// for each set of modalities; empty where it is not known
    pub best_possible: Vec<Best>,
    /// what can lie behind table, picture and sound, in words; empty where it is not known
    pub causes: [Vec<String>; 3],
    pub columns: ColumnsView,
}

/// Every event in a few bytes, `[event]` unless said otherwise, to filter and count by.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ColumnsView {
    /// index into the schema's classes
    #[serde(with = "serde_bytes")]
    pub labels: Vec<u8>,
    /// the class that the event is of, which differs from the label where that is wrong; empty where it is not known
    #[serde(with = "serde_bytes")]
    pub classes: Vec<u8>,
    /// 0 train, 1 val, 2 test
    #[serde(with = "serde_bytes")]
    pub splits: Vec<u8>,
    /// `[event, modality]`, index into the data set's causes of that modality; empty where they are not known
    #[serde(with = "serde_bytes")]
    pub causes: Vec<u8>,
    /// bit 0 where the event has a table, bit 1 a picture, bit 2 a sound
    #[serde(with = "serde_bytes")]
    pub present: Vec<u8>,
    /// `[event, feature]`, 32-bit little-endian floats; zeros where the table is missing
    #[serde(with = "serde_bytes")]
    pub tables: Vec<u8>,
}

/// What the model says of every test event, compactly.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PredictionsView {
    /// in a row of `probabilities`
    pub classes: usize,
    /// `[event]`, each event's number in the data set, 32-bit little-endian
    #[serde(with = "serde_bytes")]
    pub events: Vec<u8>,
    /// `[event, class]`, 0…1, 32-bit little-endian floats
    #[serde(with = "serde_bytes")]
    pub probabilities: Vec<u8>,
}

/// What the model says of one event under the conditions that were asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhatIfView {
    pub event: u32,
    pub levels: [f64; 3],
    pub present: [bool; 3],
    /// `[class]`, 0…1
    pub probabilities: Vec<f64>,
    /// what each modality contributes to the predicted class's probability, in mask order: the three add up to that
    /// probability less the class's share in training
    pub shapley: [f64; 3],
}

/// How often the model is right on the test split under the conditions that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ProbeView {
    pub levels: [f64; 3],
    pub present: [bool; 3],
    /// 0…1
    pub accuracy: f64,
    /// 95 % Wilson interval of the accuracy
    pub interval: Interval,
    /// of the test split
    pub events: u32,
}

/// An event as the page draws and plays it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventView {
    pub event: u32,
    pub split: Split,
    /// index into the schema's classes
    pub label: usize,
    /// the class that the event is of, which differs from the label where that is wrong; `null` where it is not known
    pub class: Option<usize>,
    /// what lies behind table, picture and sound; `null` where it is not known
    pub causes: Option<[String; 3]>,
    /// whether the event has a table, a picture, a sound; a missing one is all zeros
    pub present: [bool; 3],
    /// `[feature]`, in the schema's units
    pub table: Vec<f32>,
    /// `[height, width, rgb]`, one byte each
    #[serde(with = "serde_bytes")]
    pub image: Vec<u8>,
    /// `[mel, frame]`, lowest band first, 0…255 over the schema's range
    #[serde(with = "serde_bytes")]
    pub spectrogram: Vec<u8>,
    /// signed 16-bit little-endian samples, mono; empty where there is none
    #[serde(with = "serde_bytes")]
    pub sound: Vec<u8>,
}

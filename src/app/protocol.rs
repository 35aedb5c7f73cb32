//! The protocol between page and session: commands from the page ([`Command`]) and updates to it ([`Update`]). Both are tagged by
//! `type` and in snake_case; `www/contract.json` holds an example of each.

mod views;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::data::modality::ModalitySet;
use crate::data::row::Row;
use crate::data::schema::Schema;
use crate::error::Error;
use crate::learn::examine::Finding;
use crate::learn::examine::bootstrap::Difference;
use crate::learn::examine::verdict::FitVerdict;
use crate::learn::metrics::{Mean, Scores};

pub use views::{ColumnsView, DatasetView, EventView, ProbeView, RefusedRow, WhatIfView};

/// A message from the page. Commands are handled in order, between steps.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Use these settings; the run goes back to idle. The data set is generated again if they require another. Events that the page
    /// sent are kept and split by the settings, and settings for generated events are not used then.
    Configure { config: Config },
    /// Begin a data set whose events will be sent, in place of the one that is there. `events` is how many there will be, where
    /// that is known; progress counts towards it.
    BeginData { schema: Schema, events: Option<u32> },
    /// Send some of its events. A row that does not fit is refused by its number in [`Update::RowsRefused`], and the others stay.
    AddEvents { rows: Vec<Row> },
    /// All events are sent: split them. A class with too few events is refused, and more events can be sent then.
    FinishData,
    /// Forget the events that were sent, and make those of the settings instead.
    DiscardData,
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
    /// Compare two models that were tested on the same events: bytes `[event]`, 1 where the model's prediction was correct, else 0.
    /// It concerns no run, so that every phase allows it.
    Compare {
        first: ModalitySet,
        second: ModalitySet,
        #[serde(with = "serde_bytes")]
        first_correct: Vec<u8>,
        #[serde(with = "serde_bytes")]
        second_correct: Vec<u8>,
    },
}

impl Command {
    /// The command's name on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Command::Configure { .. } => "configure",
            Command::BeginData { .. } => "begin_data",
            Command::AddEvents { .. } => "add_events",
            Command::FinishData => "finish_data",
            Command::DiscardData => "discard_data",
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
#[expect(missing_docs, reason = "the names say it")]
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

    /// The update that sends it to the page.
    pub fn update(self) -> Update {
        Update::Phase { phase: self, allowed: self.allowed() }
    }

    /// The names of the commands this phase allows: the phase × command table.
    pub fn allowed(self) -> &'static [&'static str] {
        match self {
            Phase::Idle => &[
                "configure",
                "begin_data",
                "add_events",
                "finish_data",
                "discard_data",
                "train",
                "step",
                "reset",
                "inspect",
                "compare",
            ],
            Phase::Running => &["pause", "reset", "inspect", "compare"],
            Phase::Paused => &["resume", "step", "reset", "inspect", "compare"],
            Phase::Finished => &[
                "configure",
                "begin_data",
                "discard_data",
                "train",
                "reset",
                "inspect",
                "examine",
                "what_if",
                "probe",
                "compare",
            ],
        }
    }
}

/// What the worker is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// making events, or receiving them
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

/// A message to the page.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Update {
    /// The phase, and the commands that it allows.
    Phase { phase: Phase, allowed: &'static [&'static str] },
    /// These settings are in force. `same_data`: whether the events, their numbers and their splits are the same as before.
    Configured { config: Box<Config>, same_data: bool },
    /// Rows that were sent and do not fit the schema. The others were kept.
    RowsRefused { rows: Vec<RefusedRow> },
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
    /// The run is over: the scores on the test split with the best epoch's weights, and the verdict on the fit.
    Result { ending: Ending, best_epoch: u32, test: Scores, fit: FitVerdict },
    /// One finding of an examination.
    Found(Finding),
    /// The answer to [`Command::WhatIf`].
    WhatIf(WhatIfView),
    /// The answer to [`Command::Probe`].
    Probe(ProbeView),
    /// The answer to [`Command::Compare`].
    Compared { first: ModalitySet, second: ModalitySet, difference: Difference },
    /// Something was refused or failed. `code` is stable, `field` names a setting, `command` the command that was refused.
    Error { code: &'static str, message: String, field: Option<String>, command: Option<String> },
}

impl Update {
    /// What is sent for an error: `command` is the name of the one that was refused, as far as it is known; `None` where an error
    /// ended what the session was doing.
    pub fn refusal(error: &Error, command: Option<String>) -> Update {
        Update::Error { code: error.code(), message: error.to_string(), field: error.field().map(Into::into), command }
    }
}

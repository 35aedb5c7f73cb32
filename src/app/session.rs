//! The state machine behind the page: commands in, updates out, one small piece of work at a time.
//! It owns the phase. It knows neither Burn nor JavaScript, nor the time.

mod examining;
mod training;

use crate::app::protocol::{Command, DatasetView, Ending, EventView, Phase, Stage, Update};
use crate::config::Config;
use crate::data::columns::Columns;
use crate::data::dataset::Dataset;
use crate::data::source::Source;
use crate::error::{Error, Result};
use crate::learn::device::Device;
use crate::learn::evaluation::Evaluation;
use crate::learn::examine::{Evidence, Probe};
use crate::learn::metrics::Mean;
use crate::learn::trainer::Trainer;
use crate::worlds::source;

/// Events made in one piece of work.
const EVENTS_AT_ONCE: u32 = 20;

/// One user's session on one device.
pub struct Session {
    device: Device,
    config: Config,
    phase: Phase,
    work: Work,
    /// optimizer steps until the run pauses, and scores the epoch first if it ends there; `None` while it just runs
    steps_left: Option<u32>,
    data: Option<Data>,
    trainer: Option<Trainer>,
    history: History,
    /// what is to be answered before the work goes on
    questions: Questions,
}

/// What is remembered of a run beside its trainer.
#[derive(Default)]
struct History {
    /// per epoch
    train: Vec<Mean>,
    /// per epoch
    val: Vec<Mean>,
    /// whether the best model has met the test split: only then is there something to examine
    tested: bool,
}

/// In mask order.
#[derive(Clone, Copy)]
struct Conditions {
    levels: [f64; 3],
    present: [bool; 3],
}

/// The last of each kind of question that waits for its answer.
#[derive(Default)]
struct Questions {
    /// see [`Command::WhatIf`]
    event: Option<(u32, Conditions)>,
    /// see [`Command::Probe`]
    split: Option<Conditions>,
    /// remembers what it encoded for the answer before
    probe: Option<Box<Probe>>,
}

struct Data {
    source: Box<dyn Source>,
    dataset: Dataset,
}

impl Data {
    fn view(&self, config: &Config) -> Update {
        Update::Dataset(Box::new(DatasetView::new(&self.dataset, config)))
    }
}

/// What the next piece of work is.
enum Work {
    Nothing,
    MakeEvents { source: Box<dyn Source>, columns: Columns },
    Train,
    Validate(Evaluation),
    Test { evaluation: Evaluation, ending: Ending, best_epoch: u32 },
    Examine(Box<Evidence>),
}

impl Session {
    /// An idle session with the default settings and no data yet: send it [`Command::Configure`] first.
    pub fn new(device: Device) -> Session {
        let config = Config::default();
        Session {
            device,
            config,
            phase: Phase::Idle,
            work: Work::Nothing,
            steps_left: None,
            data: None,
            trainer: None,
            history: History::default(),
            questions: Questions::default(),
        }
    }

    /// Whether [`Session::step`] has something to do.
    pub fn busy(&self) -> bool {
        let asked = self.questions.event.is_some() || self.questions.split.is_some();
        asked || matches!(self.work, Work::MakeEvents { .. } | Work::Examine(_)) || self.phase == Phase::Running
    }

    /// Serves a command. What is refused changes nothing and is told as [`Update::Error`].
    pub fn handle(&mut self, command: Command) -> Vec<Update> {
        let name = command.name();
        self.serve(command).unwrap_or_else(|error| vec![refusal(&error, Some(name))])
    }

    fn serve(&mut self, command: Command) -> Result<Vec<Update>> {
        let name = command.name();
        if !self.phase.allowed().contains(&name) {
            let phase = format!("{:?}", self.phase).to_lowercase();
            return Err(Error::WrongPhase { command: name.into(), phase });
        }
        match command {
            Command::Configure { config } => return self.configure(config),
            Command::Inspect { event } => return self.inspect(event),
            Command::Examine => return self.examine(),
            Command::WhatIf { event, levels, present } => return self.ask_event(event, Conditions { levels, present }),
            Command::Probe { levels, present } => return self.ask_split(Conditions { levels, present }),
            Command::Compare { first, second, first_right, second_right } => {
                let difference = self.difference(&first_right, &second_right);
                return Ok(vec![Update::Compared { first, second, difference }]);
            }
            Command::Train => self.start(None),
            Command::Step if self.phase == Phase::Idle => self.start(Some(1)),
            Command::Step => self.go_on(Some(1)),
            Command::Resume => self.go_on(None),
            Command::Pause => self.phase = Phase::Paused,
            Command::Reset => {
                self.work = Work::Nothing;
                self.reset();
            }
        }
        Ok(vec![self.phase_update()])
    }

    fn configure(&mut self, config: Config) -> Result<Vec<Update>> {
        config.validate()?;
        let making = matches!(self.work, Work::MakeEvents { .. });
        let same_data = (self.data.is_some() || making) && self.config.same_data(&config);
        self.config = config;
        self.reset();
        let mut updates = vec![self.phase_update(), Update::Configured { config: Box::new(self.config.clone()), same_data }];
        match &self.data {
            Some(data) if same_data => updates.push(data.view(&self.config)),
            None if same_data => {} // they are being made
            _ => {
                self.data = None;
                self.work = self.making_events();
                updates.push(self.making(0));
            }
        }
        Ok(updates)
    }

    fn making_events(&self) -> Work {
        let source = source(&self.config);
        let columns = Columns::new(source.schema(), self.config.events as usize);
        Work::MakeEvents { source, columns }
    }

    fn inspect(&self, event: u32) -> Result<Vec<Update>> {
        let Data { source, dataset, .. } = self.data_with(event)?;
        Ok(vec![Update::Event(EventView::new(dataset, source.as_ref(), event))])
    }

    /// The data set, where it has event `event`.
    fn data_with(&self, event: u32) -> Result<&Data> {
        let events = self.data.as_ref().map_or(0, |data| data.dataset.columns.len());
        let found = self.data.as_ref().filter(|_| (event as usize) < events);
        found.ok_or(Error::NoSuchEvent { event, events })
    }

    fn start(&mut self, steps: Option<u32>) {
        self.reset();
        if self.data.is_none() && matches!(self.work, Work::Nothing) {
            self.work = self.making_events();
        }
        self.go_on(steps);
    }

    fn go_on(&mut self, steps: Option<u32>) {
        self.steps_left = steps;
        self.phase = Phase::Running;
    }

    fn reset(&mut self) {
        self.trainer = None;
        self.history = History::default();
        self.questions = Questions::default();
        self.phase = Phase::Idle;
        if !matches!(self.work, Work::MakeEvents { .. }) {
            self.work = Work::Nothing;
        }
    }

    /// Does one small piece of work. What fails ends the run and is told as [`Update::Error`].
    pub async fn step(&mut self) -> Vec<Update> {
        if let Some(answer) = self.answer().await {
            return answer.unwrap_or_else(|error| self.fail(&error));
        }
        let result = match std::mem::replace(&mut self.work, Work::Nothing) {
            Work::MakeEvents { source, columns } => self.make_events(source, columns),
            Work::Nothing => self.begin(),
            Work::Train => self.train().await,
            Work::Validate(evaluation) => self.validate(evaluation).await,
            Work::Test { evaluation, ending, best_epoch } => self.test(evaluation, ending, best_epoch).await,
            Work::Examine(evidence) => self.find(evidence).await,
        };
        result.unwrap_or_else(|error| self.fail(&error))
    }

    fn make_events(&mut self, source: Box<dyn Source>, mut columns: Columns) -> Result<Vec<Update>> {
        let done = columns.len() as u32;
        let end = (done + EVENTS_AT_ONCE).min(self.config.events);
        (done..end).for_each(|index| columns.push(&source.event(index), source.schema()));
        let progress = self.making(end);
        if end < self.config.events {
            self.work = Work::MakeEvents { source, columns };
            return Ok(vec![progress]);
        }
        let Config { train_share, val_share, seed, .. } = self.config;
        let mut dataset = Dataset::new(source.schema().clone(), columns, train_share, val_share, seed)?;
        dataset.truth = source.truth(end);
        let data = self.data.insert(Data { source, dataset });
        Ok(vec![progress, data.view(&self.config)])
    }

    fn pause(&mut self) -> Update {
        self.phase = Phase::Paused;
        self.phase_update()
    }

    fn fail(&mut self, error: &Error) -> Vec<Update> {
        self.work = Work::Nothing;
        self.phase = if self.trainer.is_some() { Phase::Finished } else { Phase::Idle };
        vec![refusal(error, None), self.phase_update()]
    }

    fn phase_update(&self) -> Update {
        Update::Phase { phase: self.phase, allowed: self.phase.allowed() }
    }

    fn making(&self, done: u32) -> Update {
        Update::Progress { stage: Stage::Data, done, total: self.config.events, epoch: 0, step: 0, trained_events: 0 }
    }
}

fn progress(trainer: &Trainer, stage: Stage, (done, total): (u32, u32)) -> Update {
    let epoch = match stage {
        Stage::Test | Stage::Examine => trainer.epoch() - 1, // the last one has ended, and made way for the next
        Stage::Data | Stage::Train | Stage::Validate => trainer.epoch(),
    };
    let (step, trained_events) = (trainer.steps(), trainer.trained_events());
    Update::Progress { stage, done, total, epoch, step, trained_events }
}

fn counts(evaluation: &Evaluation) -> (u32, u32) {
    let (done, total) = evaluation.progress();
    (done as u32, total as u32)
}

fn refusal(error: &Error, command: Option<&'static str>) -> Update {
    Update::Error { code: error.code(), message: error.to_string(), field: error.field().map(Into::into), command }
}

/// Work without its trainer: only a bug can get there, and a user still gets a sentence.
fn lost() -> Error {
    Error::Data { why: "the run was lost; press Reset".into() }
}

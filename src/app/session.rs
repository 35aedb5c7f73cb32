//! The session: a state machine that takes commands and returns updates, one small piece of work at a time. It uses neither Burn
//! nor JavaScript nor a clock. The run is in `run.rs`, the data set in `session/data.rs`.

pub(super) mod data;
mod sent;

use self::data::{DataState, Room, made};
use crate::app::protocol::{Command, Phase, Update};
use crate::app::run::{Conditions, Pace, Run, Trained};
use crate::config::Config;
use crate::data::schema::Schema;
use crate::error::{Error, Result};
use crate::learn::device::Device;
use crate::learn::examine::bootstrap::{Difference, RESAMPLES, paired};

/// One user's session on one device.
pub struct Session {
    device: Device,
    config: Config,
    data: DataState,
    /// the last one that was started, until it is forgotten
    run: Option<Run>,
}

impl Session {
    /// An idle session with the default settings and no data yet: send it [`Command::Configure`] first.
    pub fn new(device: Device) -> Session {
        Session { device, config: Config::default(), data: DataState::Absent, run: None }
    }

    /// Whether [`Session::work`] has something to do.
    pub fn busy(&self) -> bool {
        self.data.is_making() || self.run.as_ref().is_some_and(Run::busy)
    }

    fn phase(&self) -> Phase {
        self.run.as_ref().map_or(Phase::Idle, Run::phase)
    }

    /// Serves a command. One that is refused changes nothing, and is answered by [`Update::Error`].
    pub fn handle(&mut self, command: Command) -> Vec<Update> {
        let name = command.name();
        self.serve(command).unwrap_or_else(|error| vec![Update::refusal(&error, Some(name.into()))])
    }

    fn serve(&mut self, command: Command) -> Result<Vec<Update>> {
        let (name, phase) = (command.name(), self.phase());
        if !phase.allowed().contains(&name) {
            return Err(Error::WrongPhase { command: name.into(), phase: phase.name().into() });
        }
        match command {
            Command::Configure { config } => self.configure(config),
            Command::BeginData { schema, events } => self.begin_data(schema, events),
            Command::AddEvents { rows } => self.data.add(&rows, &Room { config: &self.config, device: &self.device }),
            Command::FinishData => Ok(vec![self.data.finish(&self.config)?]),
            Command::DiscardData => self.discard_data(),
            Command::Train => self.start(Pace::Running),
            Command::Step if phase == Phase::Idle => self.start(Pace::OneStep),
            Command::Step => Ok(self.set_pace(Pace::OneStep)),
            Command::Resume => Ok(self.set_pace(Pace::Running)),
            Command::Pause => Ok(self.set_pace(Pace::Paused)),
            Command::Reset => Ok(self.reset()),
            Command::Inspect { event } => Ok(vec![self.data.with_event(event)?.event(event)]),
            Command::Examine => self.ask("examine", Trained::examine),
            Command::WhatIf { event, levels, present } => {
                self.data.with_event(event)?;
                self.ask("answer", |trained| trained.ask_event(event, Conditions { levels, present }))
            }
            Command::Probe { levels, present } => self.ask("answer", |trained| trained.ask_split(Conditions { levels, present })),
            Command::Compare { first, second, first_correct, second_correct } => {
                let difference = difference(&first_correct, &second_correct, self.config.seed)?;
                Ok(vec![Update::Compared { first, second, difference }])
            }
        }
    }

    fn configure(&mut self, config: Config) -> Result<Vec<Update>> {
        config.validate()?;
        let same_data = self.data.configure(&self.config, &config, &self.device)?;
        self.config = config;
        self.run = None;
        let mut updates = vec![self.phase().update(), self.configured(same_data)];
        match self.data.ready() {
            Some(data) => updates.push(data.view(&self.config)),
            None if same_data => {} // its events are on their way
            None => updates.push(made(0, &self.config)),
        }
        Ok(updates)
    }

    fn configured(&self, same_data: bool) -> Update {
        Update::Configured { config: Box::new(self.config.clone()), same_data }
    }

    fn begin_data(&mut self, schema: Schema, events: Option<u32>) -> Result<Vec<Update>> {
        let progress = self.data.begin(schema, events, &Room { config: &self.config, device: &self.device })?;
        self.run = None;
        Ok(vec![self.phase().update(), self.configured(false), progress])
    }

    /// Forgets events that were sent, and makes those of the settings instead.
    fn discard_data(&mut self) -> Result<Vec<Update>> {
        if !self.data.is_sent() {
            return Ok(vec![self.phase().update()]);
        }
        Room { config: &self.config, device: &self.device }.holds_made()?;
        self.run = None;
        self.data = DataState::make(&self.config);
        Ok(vec![self.phase().update(), self.configured(false), made(0, &self.config)])
    }

    fn start(&mut self, pace: Pace) -> Result<Vec<Update>> {
        self.data.prepare(&self.config)?;
        self.run = Some(Run::new(&self.config, pace));
        Ok(vec![self.phase().update()])
    }

    fn set_pace(&mut self, pace: Pace) -> Vec<Update> {
        self.run.iter_mut().for_each(|run| run.set_pace(pace));
        vec![self.phase().update()]
    }

    /// Forgets the run. Events that are being made are given up: a new run makes them anew.
    fn reset(&mut self) -> Vec<Update> {
        if self.data.is_making() {
            self.data = DataState::Absent;
        }
        self.run = None;
        vec![self.phase().update()]
    }

    /// Asks the trained model something; the answer is a piece of work.
    fn ask(&mut self, command: &str, question: impl FnOnce(&mut Trained)) -> Result<Vec<Update>> {
        let trained = self.run.as_mut().and_then(Run::trained);
        question(trained.ok_or_else(|| Error::Untrained { command: command.into() })?);
        Ok(Vec::new())
    }

    /// Does one small piece of work. An error ends what was being done, and is sent as [`Update::Error`].
    pub async fn work(&mut self) -> Vec<Update> {
        let result = match (&self.data, &mut self.run) {
            (DataState::Ready(data), Some(run)) => run.work(data, &self.device).await,
            _ => self.data.advance(&self.config),
        };
        result.unwrap_or_else(|error| self.fail(&error))
    }

    fn fail(&mut self, error: &Error) -> Vec<Update> {
        self.run = self.run.take().and_then(Run::fail);
        vec![Update::refusal(error, None), self.phase().update()]
    }
}

/// How much better the first model is than the second, by whether (1) or not (0) each predicted the same events correctly.
fn difference(first: &[u8], second: &[u8], seed: u32) -> Result<Difference> {
    if first.len() != second.len() {
        return Err(Error::Comparison { first: first.len(), second: second.len() });
    }
    let [first, second] = [first, second].map(|bytes| bytes.iter().map(|byte| *byte != 0).collect::<Vec<bool>>());
    Ok(paired(&first, &second, RESAMPLES, seed))
}

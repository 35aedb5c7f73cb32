//! The error type of the crate. Every message reads "cannot … because …" and has a stable code, by which the page recognises it.

use thiserror::Error;

/// Why something could not be done.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Error {
    #[error("cannot use {field} = {value} because {why}")]
    Setting { field: String, value: String, why: String },
    #[error("cannot {command} because the run is {phase}")]
    WrongPhase { command: String, phase: String },
    #[error("cannot {command} because no model has been trained to the end")]
    Untrained { command: String },
    #[error("cannot show event {event} because there are {events} events")]
    NoSuchEvent { event: u32, events: usize },
    #[error("cannot use the schema because {why}")]
    Schema { why: String },
    #[error("cannot build the data set because {why}")]
    Data { why: String },
    #[error("cannot hold {events} events because that needs {megabytes} MB of memory; at most {most} events of this kind fit")]
    Memory { events: u32, megabytes: u64, most: u64 },
    #[error("cannot open the {backend} backend because {why}")]
    Device { backend: String, why: String },
    #[error("cannot read results from the device because {why}")]
    Read { why: String },
    #[error("cannot go on because the loss has run away or is no longer a number after step {step}; try a lower learning rate")]
    Diverged { step: u32 },
    #[error("cannot compare the models because one was tested on {first} events and the other on {second}")]
    Comparison { first: usize, second: usize },
    #[error("cannot understand the message because {why}")]
    Message { why: String },
}

impl Error {
    /// The stable name the page maps to advice; message texts may change, these may not.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Setting { .. } => "setting",
            Error::WrongPhase { .. } => "wrong_phase",
            Error::Untrained { .. } => "untrained",
            Error::NoSuchEvent { .. } => "no_such_event",
            Error::Schema { .. } => "schema",
            Error::Data { .. } => "data",
            Error::Memory { .. } => "memory",
            Error::Device { .. } => "device",
            Error::Read { .. } => "read",
            Error::Diverged { .. } => "diverged",
            Error::Comparison { .. } => "comparison",
            Error::Message { .. } => "message",
        }
    }

    /// The setting to blame, where there is one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Error::Setting { field, .. } => Some(field),
            Error::Memory { .. } => Some("events"),
            Error::Diverged { .. } => Some("learning_rate"),
            _ => None,
        }
    }
}

/// Shorthand for results of this crate.
pub type Result<T> = std::result::Result<T, Error>;

//! Helpers for tests of the session: a small session, and functions that read its updates.
#![allow(dead_code, reason = "each test file needs a part of it")]

pub mod own_events;

use pollster::block_on;
use trimodal::app::protocol::{Command, Phase, Update};
use trimodal::app::session::Session;
use trimodal::config::{Backend, Config, World};
use trimodal::data::modality::Modality;
use trimodal::learn::device::open;

pub fn tiny() -> Config {
    // noise events are quick to make
    let modalities = Modality::Tabular.into();
    Config { world: World::Noise, events: 60, batch_size: 16, epochs: 2, modalities, ..Config::default() }
}

pub fn session() -> Session {
    Session::new(block_on(open(Backend::Cpu)).unwrap())
}

pub fn configured(config: Config) -> Session {
    let mut session = session();
    session.handle(Command::Configure { config });
    drain(&mut session);
    session
}

/// Everything the session says until it has nothing to do.
pub fn drain(session: &mut Session) -> Vec<Update> {
    let mut updates = Vec::new();
    while session.busy() {
        updates.extend(block_on(session.work()));
    }
    updates
}

pub fn say(session: &mut Session, command: Command) -> Vec<Update> {
    let mut updates = session.handle(command);
    updates.extend(drain(session));
    updates
}

pub fn phase(updates: &[Update]) -> Option<Phase> {
    updates.iter().rev().find_map(|update| if let Update::Phase { phase, .. } = update { Some(*phase) } else { None })
}

pub fn error_code(updates: &[Update]) -> Option<&'static str> {
    updates.iter().find_map(|update| if let Update::Error { code, .. } = update { Some(*code) } else { None })
}

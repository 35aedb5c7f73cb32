//! The session's data set: not there, being made, or ready.

use crate::app::protocol::{DatasetView, EventView, Stage, Update};
use crate::config::Config;
use crate::data::columns::Columns;
use crate::data::dataset::Dataset;
use crate::data::source::Source;
use crate::error::{Error, Result};
use crate::worlds::source;

/// Events made in one piece of work.
const EVENTS_AT_ONCE: u32 = 20;

/// Where the data set stands.
pub(super) enum DataState {
    /// none was asked for yet, or its making was given up
    Absent,
    Making {
        source: Box<dyn Source>,
        columns: Columns,
    },
    Ready(Box<Data>),
}

/// A data set and where it came from.
pub(in crate::app) struct Data {
    pub(in crate::app) source: Box<dyn Source>,
    pub(in crate::app) dataset: Dataset,
}

impl DataState {
    /// Begins to make the events of `config`.
    pub(super) fn make(config: &Config) -> DataState {
        let source = source(config);
        let columns = Columns::new(source.schema(), config.events as usize);
        DataState::Making { source, columns }
    }

    pub(super) fn is_making(&self) -> bool {
        matches!(self, DataState::Making { .. })
    }

    /// The data set, where it is there.
    pub(super) fn ready(&self) -> Option<&Data> {
        if let DataState::Ready(data) = self { Some(data) } else { None }
    }

    pub(super) fn is_absent(&self) -> bool {
        matches!(self, DataState::Absent)
    }

    /// The data set, where it has event `event`.
    ///
    /// # Errors
    /// [`Error::NoSuchEvent`] otherwise.
    pub(super) fn with_event(&self, event: u32) -> Result<&Data> {
        let events = self.ready().map_or(0, |data| data.dataset.columns.len());
        self.ready().filter(|_| (event as usize) < events).ok_or(Error::NoSuchEvent { event, events })
    }

    /// Makes a few more events, and the data set with the last of them.
    ///
    /// # Errors
    /// [`Error::Data`] where no data set can be made of the events: then there is none.
    pub(super) fn advance(&mut self, config: &Config) -> Result<Vec<Update>> {
        let (source, mut columns) = match std::mem::replace(self, DataState::Absent) {
            DataState::Making { source, columns } => (source, columns),
            other => {
                *self = other;
                return Ok(Vec::new());
            }
        };
        let done = columns.len() as u32;
        let end = (done + EVENTS_AT_ONCE).min(config.events);
        (done..end).for_each(|index| columns.push(&source.event(index), source.schema()));
        let progress = made(end, config);
        if end < config.events {
            *self = DataState::Making { source, columns };
            return Ok(vec![progress]);
        }
        let Config { train_share, val_share, seed, .. } = *config;
        let mut dataset = Dataset::new(source.schema().clone(), columns, train_share, val_share, seed)?;
        dataset.truth = source.truth(end);
        let data = Data { source, dataset };
        let view = data.view(config);
        *self = DataState::Ready(Box::new(data));
        Ok(vec![progress, view])
    }
}

impl Data {
    /// The data set as the page describes it, and the model that `config` would train.
    pub(super) fn view(&self, config: &Config) -> Update {
        Update::Dataset(Box::new(DatasetView::new(&self.dataset, config)))
    }

    /// One event in full.
    pub(super) fn event(&self, event: u32) -> Update {
        Update::Event(EventView::new(&self.dataset, self.source.as_ref(), event))
    }
}

/// That `done` of the events of `config` are made.
pub(super) fn made(done: u32, config: &Config) -> Update {
    Update::Progress { stage: Stage::Data, done, total: config.events, epoch: 0, step: 0, trained_events: 0 }
}

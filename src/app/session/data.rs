//! The session's data set: absent, being generated, being received from the page, or ready.

use std::cell::OnceCell;

use super::sent::Sent;
use crate::app::protocol::{DatasetView, EventView, Stage, Update};
use crate::config::Config;
use crate::data::columns::Columns;
use crate::data::dataset::Dataset;
use crate::data::modality::ModalitySet;
use crate::data::row::Row;
use crate::data::schema::Schema;
use crate::data::source::Source;
use crate::error::{Error, Result};
use crate::learn::batch::DeviceData;
use crate::learn::device::Device;
use crate::learn::memory::Demand;
use crate::learn::shape::ModelShape;
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
    Sending(Box<Sent>),
    Ready(Box<Data>),
}

/// A data set and where it came from.
pub(in crate::app) struct Data {
    /// `None` where the events were sent
    pub(in crate::app) source: Option<Box<dyn Source>>,
    pub(in crate::app) dataset: Dataset,
    /// empty until a run needs it, and then there as long as the data set
    on_device: OnceCell<DeviceData>,
}

impl DataState {
    /// Begins to make the events of `config`.
    pub(super) fn make(config: &Config) -> DataState {
        let source = source(&config.data());
        let columns = Columns::new(source.schema(), config.events as usize);
        DataState::Making { source, columns }
    }

    pub(super) fn is_making(&self) -> bool {
        matches!(self, DataState::Making { .. })
    }

    /// Waits for events of this schema, in place of those that were there.
    ///
    /// # Errors
    /// [`Error::Schema`] for an invalid schema, [`Error::Memory`] if only fewer events fit. Then nothing is changed.
    pub(super) fn begin(&mut self, schema: Schema, events: Option<u32>, room: &Room) -> Result<Update> {
        let sent = Sent::new(schema, events)?;
        room.holds(sent.schema(), sent.events())?;
        let progress = sent.progress();
        *self = DataState::Sending(Box::new(sent));
        Ok(progress)
    }

    /// Keeps the rows that fit the schema.
    ///
    /// # Errors
    /// [`Error::Data`] where no data set is being sent, [`Error::Memory`] where the rows would not fit: then none is kept.
    pub(super) fn add(&mut self, rows: &[Row], room: &Room) -> Result<Vec<Update>> {
        let sent = self.sending()?;
        room.holds(sent.schema(), sent.events().max(sent.rows().saturating_add(rows.len() as u32)))?;
        Ok(sent.add(rows))
    }

    /// Splits the events that were sent. The data set is ready then.
    ///
    /// # Errors
    /// [`Error::Data`] where no data set is being sent, or a class has too few events; then more can be sent.
    pub(super) fn finish(&mut self, config: &Config) -> Result<Update> {
        self.sending()?.split(config)?;
        if let DataState::Sending(sent) = std::mem::replace(self, DataState::Absent) {
            *self = DataState::Ready(Box::new(Data::new(None, sent.into_dataset())));
        }
        self.ready().map(|data| data.view(config)).ok_or_else(not_sending)
    }

    fn sending(&mut self) -> Result<&mut Sent> {
        if let DataState::Sending(sent) = self { Ok(sent) } else { Err(not_sending()) }
    }

    /// Whether the page sent the events, so that the settings of worlds do not apply to them.
    pub(super) fn is_sent(&self) -> bool {
        matches!(self, DataState::Sending(_)) || self.ready().is_some_and(|data| data.source.is_none())
    }

    /// Follows settings that take the place of `before`; whether the data set stays as it is. Events that were sent are kept and
    /// only split anew.
    ///
    /// # Errors
    /// [`Error::Data`] where events that were sent cannot be split so, [`Error::Memory`] where the settings need more than there
    /// is. Then nothing is changed.
    pub(super) fn configure(&mut self, before: &Config, config: &Config, device: &Device) -> Result<bool> {
        let room = Room { config, device };
        match self {
            DataState::Sending(sent) => room.holds(sent.schema(), sent.events())?,
            DataState::Ready(data) if data.source.is_none() => {
                room.holds(&data.dataset.schema, data.dataset.columns.len() as u32)?;
            }
            _ => room.holds_made()?,
        }
        match self {
            DataState::Sending(_) => Ok(true),
            DataState::Ready(data) if data.source.is_none() => data.split_anew(before, config),
            DataState::Making { .. } | DataState::Ready(_) if before.same_data(config) => Ok(true),
            _ => {
                *self = DataState::make(config);
                Ok(false)
            }
        }
    }

    /// Makes sure that a run with these settings can begin, now or when all events are made.
    ///
    /// # Errors
    /// [`Error::Data`] while events are being sent, [`Error::Setting`] where the data set has none of the model's modalities.
    pub(super) fn prepare(&mut self, config: &Config) -> Result<()> {
        match self {
            DataState::Absent => *self = DataState::make(config),
            DataState::Making { .. } => {}
            DataState::Sending(_) => return Err(Error::Data { why: "its events are still being sent".into() }),
            DataState::Ready(data) => drop(ModelShape::new(&data.dataset.schema, config)?),
        }
        Ok(())
    }

    /// The data set, where it is there.
    pub(super) fn ready(&self) -> Option<&Data> {
        if let DataState::Ready(data) = self { Some(data) } else { None }
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
        let data = Data::new(Some(source), dataset);
        let view = data.view(config);
        *self = DataState::Ready(Box::new(data));
        Ok(vec![progress, view])
    }
}

impl Data {
    fn new(source: Option<Box<dyn Source>>, dataset: Dataset) -> Data {
        Data { source, dataset, on_device: OnceCell::new() }
    }

    /// The events on the device, uploaded once for all runs.
    pub(in crate::app) fn on(&self, device: &Device) -> &DeviceData {
        self.on_device.get_or_init(|| DeviceData::new(&self.dataset, device))
    }

    /// The data set as the page describes it, and the model that `config` would train.
    pub(super) fn view(&self, config: &Config) -> Update {
        Update::Dataset(Box::new(DatasetView::new(&self.dataset, config)))
    }

    /// One event in full.
    pub(super) fn event(&self, event: u32) -> Update {
        let sound = self.source.as_ref().and_then(|source| source.waveform(event));
        Update::Event(EventView::new(&self.dataset, event, sound))
    }

    fn split_anew(&mut self, before: &Config, config: &Config) -> Result<bool> {
        let splitting = |config: &Config| (config.train_share, config.val_share, config.seed);
        let same = splitting(before) == splitting(config);
        if !same {
            self.dataset.split_every_class(config.train_share, config.val_share, config.seed)?;
        }
        Ok(same)
    }
}

/// The memory for a data set and the training on it.
pub(super) struct Room<'a> {
    pub config: &'a Config,
    pub device: &'a Device,
}

impl Room<'_> {
    /// Whether the events that the settings would make fit.
    pub(super) fn holds_made(&self) -> Result<()> {
        self.holds(source(&self.config.data()).schema(), self.config.events)
    }

    /// Whether `events` events of this schema fit, with the model that the settings ask for. Where the data set has none of the
    /// settings' modalities, no run can begin (see `prepare`), but its events are stored all the same: then with a model of what it
    /// has.
    fn holds(&self, schema: &Schema, events: u32) -> Result<()> {
        let every = || Config { modalities: ModalitySet::ALL, ..self.config.clone() };
        let shape = ModelShape::new(schema, self.config).or_else(|_| ModelShape::new(schema, &every()))?;
        Demand::of(&shape, self.config.batch_size).check(events, self.device.largest_buffer())
    }
}

fn not_sending() -> Error {
    Error::Data { why: "no data set is being sent".into() }
}

/// That `done` of the events of `config` are made.
pub(super) fn made(done: u32, config: &Config) -> Update {
    Update::Progress { stage: Stage::Data, done, total: config.events, epoch: 0, step: 0, trained_events: 0 }
}

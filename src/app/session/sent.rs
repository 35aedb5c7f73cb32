//! A data set that the page sends: its schema first, then its events in batches. A row that does not fit the schema is refused and
//! reported by its number; the others are kept.

use crate::app::protocol::{RefusedRow, Stage, Update};
use crate::config::Config;
use crate::data::columns::Columns;
use crate::data::dataset::{Dataset, Splits};
use crate::data::row::Row;
use crate::data::schema::Schema;
use crate::error::Result;

/// The events so far.
pub(super) struct Sent {
    /// without splits until it is finished
    dataset: Dataset,
    /// sent so far, refused ones among them
    rows: u32,
    /// how many there will be, where that is known
    expected: Option<u32>,
}

impl Sent {
    /// No events yet.
    ///
    /// # Errors
    /// [`crate::error::Error::Schema`] names what is wrong with the schema.
    pub(super) fn new(schema: Schema, expected: Option<u32>) -> Result<Sent> {
        schema.validate()?;
        let schema = Schema { has_sound: false, ..schema }; // spectrograms are sent, and no clips
        let columns = Columns::new(&schema, 0); // `add` makes room
        Ok(Sent { dataset: Dataset { schema, columns, splits: Splits::default(), truth: None }, rows: 0, expected })
    }

    pub(super) fn schema(&self) -> &Schema {
        &self.dataset.schema
    }

    /// Rows that have come, refused ones among them.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// How many events there will be, as far as that is known.
    pub(super) fn events(&self) -> u32 {
        self.expected.unwrap_or_default().max(self.rows)
    }

    /// Keeps the rows that fit the schema.
    pub(super) fn add(&mut self, rows: &[Row]) -> Vec<Update> {
        let Dataset { schema, columns, .. } = &mut self.dataset;
        if columns.is_empty() {
            // all the memory at once: columns that grow need up to three times as much, because they are copied
            *columns = Columns::new(schema, self.expected.unwrap_or_default() as usize);
        }
        let mut refused = Vec::new();
        for (row, number) in rows.iter().zip(self.rows..) {
            match row.event(schema) {
                Ok(event) => columns.push(&event, schema),
                Err(why) => refused.push(RefusedRow { row: number, why }),
            }
        }
        self.rows = self.rows.saturating_add(rows.len() as u32);
        let mut updates = vec![self.progress()];
        if !refused.is_empty() {
            updates.push(Update::RowsRefused { rows: refused });
        }
        updates
    }

    /// Deals the events to the splits that the settings ask for.
    ///
    /// # Errors
    /// [`crate::error::Error::Data`] names a class with too few events; more can be sent then.
    pub(super) fn split(&mut self, config: &Config) -> Result<()> {
        self.dataset.split_every_class(config.train_share, config.val_share, config.seed)
    }

    /// The data set, once it is split.
    pub(super) fn into_dataset(self) -> Dataset {
        self.dataset
    }

    /// How many rows have come.
    pub(super) fn progress(&self) -> Update {
        Update::Progress { stage: Stage::Data, done: self.rows, total: self.events(), epoch: 0, step: 0, trained_events: 0 }
    }
}

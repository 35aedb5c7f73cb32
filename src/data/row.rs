//! One event as the page sends it: numbers and bytes that are not checked against the schema yet. A row that does not fit is
//! refused with a reason, and no row can cause a panic.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::event::Event;
use super::modality::{Modality, ModalitySet};
use super::packed::values;
use super::schema::{ImageShape, Schema};

/// An event on its way in. Pictures and spectrograms are laid out as an event is shown, so that one can be sent back as it came.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// index into the schema's classes
    pub label: u32,
    /// `[feature]`: a number in the feature's unit, or the index of a level, where any other number stands for a level that the
    /// schema does not list; `null` where the table is missing
    #[serde(default)]
    pub table: Option<Vec<f32>>,
    /// `[height, width, channel]`, 0…255 over the schema's range; `null` where the picture is missing
    #[serde(default, with = "serde_bytes")]
    pub image: Option<Vec<u8>>,
    /// `[mel, frame]`, lowest band first, 0…255 over the schema's range; `null` where the sound is missing
    #[serde(default, with = "serde_bytes")]
    pub spectrogram: Option<Vec<u8>>,
}

/// Why a row cannot become an event.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, Error, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum RowError {
    #[error("there is no class {label}, only {classes} of them")]
    NoSuchClass { label: u32, classes: usize },
    #[error("it has neither a table nor a picture nor a sound")]
    Nothing,
    #[error("the schema has no {modality:?}")]
    NotInSchema { modality: Modality },
    #[error("{modality:?} has {found} numbers instead of {expected}")]
    Size { modality: Modality, found: usize, expected: usize },
    #[error("{feature} is not a finite number")]
    NotANumber { feature: String },
}

impl Row {
    /// The event, where it fits `schema`.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn event(&self, schema: &Schema) -> Result<Event, RowError> {
        if self.label as usize >= schema.classes.len() {
            return Err(RowError::NoSuchClass { label: self.label, classes: schema.classes.len() });
        }
        let bytes = |view: &Option<Vec<u8>>| view.as_ref().map(Vec::len);
        let sizes = [self.table.as_ref().map(Vec::len), bytes(&self.image), bytes(&self.spectrogram)];
        let present: ModalitySet = Modality::ALL.into_iter().filter(|modality| sizes[*modality as usize].is_some()).collect();
        if present.is_empty() {
            return Err(RowError::Nothing);
        }
        for modality in present.iter() {
            let found = sizes[modality as usize].unwrap_or_default();
            fits(schema, modality, found)?;
        }
        Ok(Event {
            label: self.label as usize,
            present,
            table: self.table(schema)?,
            image: self.image(schema),
            spectrogram: self.spectrogram(schema),
        })
    }

    fn table(&self, schema: &Schema) -> Result<Vec<f32>, RowError> {
        let table = self.table.clone().unwrap_or_default();
        match schema.features.iter().zip(&table).find(|(_, value)| !value.is_finite()) {
            Some((feature, _)) => Err(RowError::NotANumber { feature: feature.name.clone() }),
            None => Ok(table),
        }
    }

    fn image(&self, schema: &Schema) -> Vec<f32> {
        match (&self.image, &schema.image) {
            (Some(pixels), Some(shape)) => planes(pixels, shape),
            _ => Vec::new(),
        }
    }

    fn spectrogram(&self, schema: &Schema) -> Vec<f32> {
        match (&self.spectrogram, &schema.audio) {
            (Some(levels), Some(shape)) => {
                let values = values(shape.range);
                levels.iter().map(|level| values[usize::from(*level)]).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn fits(schema: &Schema, modality: Modality, found: usize) -> Result<(), RowError> {
    match schema.numbers(modality) {
        0 => Err(RowError::NotInSchema { modality }),
        expected if expected == found => Ok(()),
        expected => Err(RowError::Size { modality, found, expected }),
    }
}

/// `[height, width, channel]` bytes to `[channel, height, width]` values.
fn planes(pixels: &[u8], shape: &ImageShape) -> Vec<f32> {
    let values = values(shape.range);
    let plane = |channel| pixels.iter().skip(channel).step_by(shape.channels).map(|pixel| values[usize::from(*pixel)]);
    (0..shape.channels).flat_map(plane).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::columns::Columns;
    use crate::data::examples::schema;

    fn row() -> Row {
        let (image, spectrogram) = ((0..72).collect(), (100..120).collect());
        Row { label: 1, table: Some(vec![3.0, 2.0, -1.5]), image: Some(image), spectrogram: Some(spectrogram) }
    }

    #[test]
    fn what_was_sent_is_what_is_stored() {
        let schema = schema();
        let columns = Columns::of([row().event(&schema).unwrap()], &schema);
        assert_eq!((columns.labels[0], columns.present[0], &columns.tables[..]), (1, ModalitySet::ALL, &[3.0, 2.0, -1.5][..]));
        let red: Vec<u8> = (0..24).map(|pixel| 3 * pixel).collect();
        assert_eq!(columns.images.unwrap().bytes_of(0, 72, [0.0, 1.0])[..24], red);
        assert_eq!(columns.spectrograms.unwrap().bytes_of(0, 20, [-80.0, 0.0]), (100..120).collect::<Vec<u8>>());
    }

    #[test]
    fn any_part_may_be_missing_but_not_all() {
        let schema = schema();
        let event = Row { table: None, spectrogram: None, ..row() }.event(&schema).unwrap();
        assert_eq!((event.present, event.table.len(), event.image.len()), (Modality::Image.into(), 0, 72));
        assert_eq!(Row { label: 0, ..Row::default() }.event(&schema), Err(RowError::Nothing));
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_reason() {
        let schema = schema();
        let why = |row: Row| row.event(&schema).unwrap_err();
        assert_eq!(why(Row { label: 3, ..row() }), RowError::NoSuchClass { label: 3, classes: 3 });
        assert_eq!(why(Row { label: u32::MAX, ..row() }), RowError::NoSuchClass { label: u32::MAX, classes: 3 });
        let size = |modality, found, expected| RowError::Size { modality, found, expected };
        assert_eq!(why(Row { table: Some(vec![1.0]), ..row() }), size(Modality::Tabular, 1, 3));
        assert_eq!(why(Row { image: Some(vec![0; 71]), ..row() }), size(Modality::Image, 71, 72));
        assert_eq!(why(Row { spectrogram: Some(Vec::new()), ..row() }), size(Modality::Audio, 0, 20));
        for value in [f32::NAN, f32::INFINITY] {
            let venue = RowError::NotANumber { feature: "venue".into() };
            assert_eq!(why(Row { table: Some(vec![1.0, value, 2.0]), ..row() }), venue);
        }
        let silent = Schema { audio: None, ..schema.clone() };
        assert_eq!(row().event(&silent), Err(RowError::NotInSchema { modality: Modality::Audio }));
    }

    #[test]
    fn a_row_is_read_with_missing_parts_left_out_or_null_and_no_unknown_ones() {
        let read = |text: &str| serde_json::from_str::<Row>(text);
        assert_eq!(read("{\"label\":2}").unwrap(), Row { label: 2, ..Row::default() });
        assert_eq!(read("{\"label\":2,\"table\":null,\"image\":[1,2]}").unwrap().image, Some(vec![1, 2]));
        assert!(read("{\"label\":2,\"picture\":[1,2]}").is_err() && read("{\"label\":-1}").is_err());
    }
}

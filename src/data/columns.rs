//! The events of a data set in columns, stored compactly without losing what a model could use. Pictures and spectrograms take one
//! byte per number; tables are stored as floats, because their columns differ by orders of magnitude. 20,000 events of the default
//! size take 0.15 GB.

use std::borrow::Cow;

use super::event::Event;
use super::modality::{Modality, ModalitySet};
use super::packed::Packed;
use super::schema::{FeatureKind, Schema};

/// Everything that is kept of the events, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    /// `[event]`, an index into [`Schema::classes`]
    pub labels: Vec<u8>,
    /// `[event]`
    pub present: Vec<ModalitySet>,
    /// `[event, feature]`, a level's index where the feature is categorical; zeros where the event lacks the modality, and so for
    /// the other two
    pub tables: Vec<f32>,
    /// `[event, channel, height, width]`; `None` where the schema has no picture
    pub images: Option<Packed>,
    /// `[event, mel, frame]`; `None` where the schema has no sound
    pub spectrograms: Option<Packed>,
}

impl Columns {
    /// Columns without events, with room for `events` of them.
    pub fn new(schema: &Schema, events: usize) -> Columns {
        Columns {
            labels: Vec::with_capacity(events),
            present: Vec::with_capacity(events),
            tables: Vec::with_capacity(events * schema.features.len()),
            images: schema.image.as_ref().map(|image| Packed::bytes(image.range, image.numbers(), events)),
            spectrograms: schema.audio.as_ref().map(|audio| Packed::bytes(audio.range, audio.numbers(), events)),
        }
    }

    /// The columns of these events, which have this schema.
    pub fn of(events: impl IntoIterator<Item = Event>, schema: &Schema) -> Columns {
        let mut columns = Columns::new(schema, 0);
        events.into_iter().for_each(|event| columns.push(&event, schema));
        columns
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Whether some event lacks one of `modalities`.
    pub fn some_missing(&self, modalities: ModalitySet) -> bool {
        self.present.iter().any(|present| present.and(modalities) != modalities)
    }

    /// What a tabular encoder gets, `[event, input]`: numbers as they are, and a number for each level of a category, 1 for the
    /// event's own and else 0 (one-hot). They are not stored like that, because the page and the events' files want one number a
    /// feature. A level that the schema does not list is 0 throughout, and so are all inputs where the table is missing.
    pub fn inputs(&self, schema: &Schema) -> Cow<'_, [f32]> {
        if schema.inputs() == schema.features.len() {
            return Cow::Borrowed(&self.tables);
        }
        let mut inputs = Vec::with_capacity(self.len() * schema.inputs());
        for (row, present) in self.tables.chunks(schema.features.len()).zip(&self.present) {
            let has_table = present.contains(Modality::Tabular);
            for (value, feature) in row.iter().zip(&schema.features) {
                match &feature.kind {
                    FeatureKind::Numeric { .. } => inputs.push(*value),
                    FeatureKind::Categorical { levels } => inputs.extend((0..levels.len()).map(|level| {
                        let own = has_table && *value == level as f32;
                        f32::from(u8::from(own))
                    })),
                }
            }
        }
        Cow::Owned(inputs)
    }

    /// Appends an event of this schema.
    pub fn push(&mut self, event: &Event, schema: &Schema) {
        self.labels.push(event.label as u8);
        self.present.push(event.present);
        match event.view(Modality::Tabular) {
            Some(table) => self.tables.extend(table),
            None => self.tables.extend(vec![0.0; schema.features.len()]),
        }
        if let (Some(images), Some(shape)) = (&mut self.images, &schema.image) {
            images.push(event.view(Modality::Image), shape.numbers());
        }
        if let (Some(spectrograms), Some(shape)) = (&mut self.spectrograms, &schema.audio) {
            spectrograms.push(event.view(Modality::Audio), shape.numbers());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::examples::{event, events, schema};

    #[test]
    fn what_is_stored_is_the_event_to_within_half_a_step() {
        let schema = schema();
        let events = events(&schema, 6);
        let columns = Columns::of(events.clone(), &schema);
        let agree = |given: Vec<f32>, kept: &Packed, range: [f32; 2]| {
            let half = (range[1] - range[0]) / 255.0 * 0.501;
            assert!(given.iter().zip(kept.to_floats()).all(|(g, k)| (g.clamp(range[0], range[1]) - k).abs() <= half));
        };
        agree(events.iter().flat_map(|e| e.image.clone()).collect(), columns.images.as_ref().unwrap(), [0.0, 1.0]);
        agree(events.iter().flat_map(|e| e.spectrogram.clone()).collect(), columns.spectrograms.as_ref().unwrap(), [-80.0, 0.0]);
        assert_eq!(columns.tables, events.iter().flat_map(|e| e.table.clone()).collect::<Vec<f32>>());
    }

    #[test]
    fn a_missing_modality_is_zeros_and_known_to_be_missing() {
        let schema = schema();
        let sets = [0b001, 0b010, 0b100, 0b111].map(ModalitySet::from_bits);
        let columns = Columns::of((0..4).map(|i| event(&schema, i, sets[i as usize])), &schema);
        assert_eq!(columns.present, sets);
        let [images, spectrograms] = [&columns.images, &columns.spectrograms].map(|packed| packed.as_ref().unwrap());
        for i in [0, 2] {
            assert!(images.bytes_of(i, 72, [0.0, 1.0]).iter().all(|byte| *byte == 0));
        }
        for i in [0, 1] {
            assert_eq!(spectrograms.sums_of(i, 20).0, 20.0 * -80.0);
        }
        assert!(columns.tables[3..9].iter().all(|value| *value == 0.0) && columns.tables[9..].iter().any(|value| *value != 0.0));
        assert!(columns.inputs(&schema)[5..15].iter().all(|value| *value == 0.0), "no level either");
    }

    #[test]
    fn something_is_missing_only_where_it_could_be_there() {
        let table_and_picture = Schema { audio: None, ..schema() };
        let whole = Columns::of(events(&table_and_picture, 3), &table_and_picture);
        assert!(whole.some_missing(ModalitySet::ALL) && !whole.some_missing(table_and_picture.modalities()));
        let lacking = event(&table_and_picture, 3, ModalitySet::from_bits(0b001));
        assert!(Columns::of([lacking], &table_and_picture).some_missing(table_and_picture.modalities()));
    }

    #[test]
    fn a_category_is_one_hot_and_an_unknown_level_is_zero_throughout() {
        let schema = schema();
        let row = |venue: f32| Event { table: vec![7.0, venue, 9.0], ..event(&schema, 0, ModalitySet::ALL) };
        let columns = Columns::of([row(2.0), row(0.0), row(-1.0), row(0.5)], &schema);
        let expected =
            [[7.0, 0.0, 0.0, 1.0, 9.0], [7.0, 1.0, 0.0, 0.0, 9.0], [7.0, 0.0, 0.0, 0.0, 9.0], [7.0, 0.0, 0.0, 0.0, 9.0]];
        assert_eq!(*columns.inputs(&schema), *expected.as_flattened());
    }

    #[test]
    fn a_data_set_without_table_picture_or_sound_stores_none() {
        let schema = Schema { features: Vec::new(), image: None, ..schema() };
        let columns = Columns::of(events(&schema, 2), &schema);
        assert_eq!((columns.tables.len(), columns.images.is_none(), columns.inputs(&schema).len()), (0, true, 0));
        assert!(columns.spectrograms.is_some());
    }
}

//! Somebody's own events for the tests: a schema, rows that show their class, and what a session says of them.

use super::{configured, error_code, say, tiny};
use trimodal::app::protocol::{Command, DatasetView, EventView, Update};
use trimodal::app::session::Session;
use trimodal::config::Config;
use trimodal::data::modality::ModalitySet;
use trimodal::data::row::{Row, RowError};
use trimodal::data::schema::{Feature, FeatureKind, ImageShape, Schema};
use trimodal::learn::metrics::Scores;

pub fn names(stem: &str, count: usize) -> Vec<String> {
    (0..count).map(|i| format!("{stem} {i}")).collect()
}

pub fn category(name: &str, levels: usize) -> Feature {
    Feature { name: name.into(), label: name.into(), kind: FeatureKind::Categorical { levels: names(name, levels) } }
}

pub fn picture(height: usize, width: usize) -> Option<ImageShape> {
    Some(ImageShape { channels: 3, height, width, range: [0.0, 1.0] })
}

/// Three columns, one of them a category, pictures of 24 × 40 and no sound.
pub fn schema() -> Schema {
    let numeric = |name: &str| Feature::numeric(name, name, "");
    let features = vec![numeric("weight"), category("place", 4), numeric("age")];
    Schema { classes: names("class", 3), features, image: picture(24, 40), audio: None, has_sound: false }
}

/// A row whose every part shows its class: numbers and categories directly, a picture and a spectrogram by their brightness.
pub fn row(schema: &Schema, index: usize) -> Row {
    let classes = schema.classes.len();
    let label = index % classes;
    let value = |(column, feature): (usize, &Feature)| match &feature.kind {
        FeatureKind::Numeric { .. } => label as f32 + 0.1 * ((index + column) % 7) as f32,
        FeatureKind::Categorical { levels } => (label % levels.len()) as f32,
    };
    let bright = |numbers: usize| (0..numbers).map(|i| (label * 255 / classes + (index + i) % 40) as u8).collect();
    Row {
        label: label as u32,
        table: (!schema.features.is_empty()).then(|| schema.features.iter().enumerate().map(value).collect()),
        image: schema.image.as_ref().map(|image| bright(image.numbers())),
        spectrogram: schema.audio.as_ref().map(|audio| bright(audio.numbers())),
    }
}

pub fn rows(schema: &Schema, events: usize) -> Vec<Row> {
    (0..events).map(|index| row(schema, index)).collect()
}

/// A session that has these settings and is sent these rows in two parts, and what it says to the last word of it.
pub fn sent(config: Config, schema: &Schema, rows: &[Row]) -> (Session, Vec<Update>) {
    let mut session = configured(config);
    let begun = session.handle(Command::BeginData { schema: schema.clone(), events: Some(rows.len() as u32) });
    assert_eq!(error_code(&begun), None, "{begun:?}");
    let mut updates = Vec::new();
    for part in rows.chunks(rows.len().div_ceil(2)) {
        updates.extend(session.handle(Command::AddEvents { rows: part.to_vec() }));
    }
    updates.extend(session.handle(Command::FinishData));
    (session, updates)
}

pub fn settings() -> Config {
    Config { batch_size: 8, epochs: 4, modalities: ModalitySet::ALL, ..tiny() }
}

pub fn view(updates: &[Update]) -> &DatasetView {
    let found = updates.iter().find_map(|update| if let Update::Dataset(view) = update { Some(view) } else { None });
    found.unwrap_or_else(|| panic!("{updates:?}"))
}

pub fn refused(updates: &[Update]) -> Vec<(u32, RowError)> {
    let rows = updates.iter().filter_map(|update| if let Update::RowsRefused { rows } = update { Some(rows) } else { None });
    rows.flatten().map(|row| (row.row, row.why.clone())).collect()
}

pub fn tested(updates: &[Update]) -> &Scores {
    let found = updates.iter().find_map(|update| if let Update::Result { test, .. } = update { Some(test) } else { None });
    found.unwrap_or_else(|| panic!("{:?}", updates.last()))
}

pub fn inspected(session: &mut Session, event: u32) -> EventView {
    let updates = session.handle(Command::Inspect { event });
    let [Update::Event(view)] = &updates[..] else { panic!("{updates:?}") };
    view.clone()
}

/// Sends 12 events of each class and trains on them.
pub fn trained(config: Config, schema: &Schema) -> (Session, Vec<Update>) {
    let (mut session, mut updates) = sent(config, schema, &rows(schema, 12 * schema.classes.len()));
    updates.extend(say(&mut session, Command::Train));
    (session, updates)
}

pub fn message(updates: &[Update]) -> &str {
    let found = updates.iter().find_map(|u| if let Update::Error { message, .. } = u { Some(message.as_str()) } else { None });
    found.unwrap_or_default()
}

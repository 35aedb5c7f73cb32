//! A few small events for the tests: two numbers and a category, a picture of 4 × 6 and a spectrogram of 4 × 5.

use super::event::Event;
use super::modality::{Modality, ModalitySet};
use super::schema::{AudioShape, Feature, FeatureKind, ImageShape, Schema};

/// Three classes, all three modalities.
pub(crate) fn schema() -> Schema {
    let levels = ["indoors", "outdoors", "online"].map(String::from).to_vec();
    let venue = Feature { name: "venue".into(), label: "Venue".into(), kind: FeatureKind::Categorical { levels } };
    Schema {
        classes: ["Concert", "Lecture", "Match"].map(String::from).to_vec(),
        features: vec![Feature::numeric("visitors", "Visitors", ""), venue, Feature::numeric("length", "Length", "min")],
        image: Some(ImageShape { channels: 3, height: 4, width: 6, range: [0.0, 1.0] }),
        audio: Some(AudioShape { mels: 4, frames: 5, sample_rate: 8_000, hop: 128, window: 256, range: [-80.0, 0.0] }),
        has_sound: false,
    }
}

/// Event `index` of `schema`, the modalities outside `present` left out. All its values differ from its neighbours'.
pub(crate) fn event(schema: &Schema, index: u32, present: ModalitySet) -> Event {
    let present = present.and(schema.modalities());
    let wave = |i: usize| (index as f32 * 1.7 + i as f32).sin() * 0.5 + 0.5; // 0…1
    let value = |(i, feature): (usize, &Feature)| match &feature.kind {
        FeatureKind::Numeric { .. } => 100.0 * wave(i),
        FeatureKind::Categorical { levels } => (index as usize % levels.len()) as f32,
    };
    let stretch = |numbers: usize, [low, high]: [f32; 2]| (0..numbers).map(|i| low + (high - low) * wave(i)).collect();
    let mut event = Event {
        label: index as usize % schema.classes.len(),
        present,
        table: schema.features.iter().enumerate().map(value).collect(),
        image: schema.image.as_ref().map_or_else(Vec::new, |image| stretch(image.numbers(), image.range)),
        spectrogram: schema.audio.as_ref().map_or_else(Vec::new, |audio| stretch(audio.numbers(), audio.range)),
    };
    let absent = |modality| !present.contains(modality);
    for (modality, view) in Modality::ALL.into_iter().zip([&mut event.table, &mut event.image, &mut event.spectrogram]) {
        if absent(modality) {
            view.clear();
        }
    }
    event
}

/// The first `count` events of `schema`, each with all that it can have.
pub(crate) fn events(schema: &Schema, count: u32) -> Vec<Event> {
    (0..count).map(|index| event(schema, index, ModalitySet::ALL)).collect()
}

//! One event: its label and its table, picture and sound.

use super::modality::{Modality, ModalitySet};

/// One event in up to three views. The view of a missing modality is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// index into [`Schema::classes`](super::schema::Schema::classes)
    pub label: usize,
    /// the modalities that the event has
    pub present: ModalitySet,
    /// `[feature]`: a number in the feature's unit, or the index of a level
    pub table: Vec<f32>,
    /// `[channel, height, width]`; what lies outside the schema's range is clipped
    pub image: Vec<f32>,
    /// log-mel spectrogram `[mel, frame]`, lowest band first; what lies outside the schema's range is clipped
    pub spectrogram: Vec<f32>,
}

impl Event {
    /// The numbers of a modality, `None` where it is missing.
    pub fn view(&self, modality: Modality) -> Option<&[f32]> {
        let view = match modality {
            Modality::Tabular => &self.table,
            Modality::Image => &self.image,
            Modality::Audio => &self.spectrogram,
        };
        self.present.contains(modality).then_some(view.as_slice())
    }
}

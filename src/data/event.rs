//! One event, the schema that all events of a data set share, and what a data set can come from.

use serde::Serialize;

use super::modality::{Modality, ModalitySet};
use crate::worlds::latent::Causes;

/// One numeric feature of the table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Feature {
    /// snake_case, unique within the schema
    pub name: String,
    /// as a person reads it
    pub label: String,
    /// empty where the number has none
    pub unit: String,
}

/// The picture's shape and the range its values are drawn in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImageShape {
    pub channels: usize,
    pub height: usize,
    pub width: usize,
    /// `[black, white]`: what the page maps to 0 and 255
    pub range: [f32; 2],
}

/// The spectrogram's shape and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AudioShape {
    /// mel bands, low to high
    pub mels: usize,
    /// time frames
    pub frames: usize,
    /// Hz
    pub sample_rate: u32,
    /// samples between frames
    pub hop: usize,
    /// samples in one analysis window
    pub window: usize,
    /// `[dark, bright]`: what the page maps to the ends of the colour scale (dB below the loudest, where the data has a sound)
    pub range: [f32; 2],
}

/// What the events of one data set have in common. Sizes are read from here, never from constants.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Schema {
    pub classes: Vec<String>,
    pub features: Vec<Feature>,
    pub image: ImageShape,
    pub audio: AudioShape,
    /// whether [`Source::waveform`] gives clips
    pub has_sound: bool,
    /// what can lie behind table, picture and sound, as a person would call it
    pub causes: [Vec<String>; 3],
}

impl ImageShape {
    /// How many numbers a picture has.
    pub fn numbers(&self) -> usize {
        self.channels * self.height * self.width
    }
}

impl AudioShape {
    /// How many numbers a spectrogram has.
    pub fn numbers(&self) -> usize {
        self.mels * self.frames
    }
}

/// One event in three views. The view of a missing modality is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// index into [`Schema::classes`]: what training is told
    pub label: usize,
    /// the class that the views are of; another than the label where that is wrong
    pub class: usize,
    /// index into each of [`Schema::causes`]
    pub causes: Causes,
    /// the modalities that the event has
    pub present: ModalitySet,
    /// `[feature]`, in the features' own units
    pub table: Vec<f32>,
    /// `[channel, height, width]`, within [`ImageShape::range`] unless the data is unbounded noise
    pub image: Vec<f32>,
    /// log-mel spectrogram `[mel, frame]`, lowest band first
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

/// Anything that yields events: the synthetic worlds, and later a user's own files.
pub trait Source {
    /// What all events share.
    fn schema(&self) -> &Schema;
    /// Event `index`. The same index always gives the same event, whichever were asked for before.
    fn event(&self, index: u32) -> Event;
    /// The clip behind event `index`'s spectrogram, in -1…1 at [`AudioShape::sample_rate`]; `None` where there is no sound, or
    /// it is missing.
    fn waveform(&self, index: u32) -> Option<Vec<f32>>;
}

//! One event, the schema that all events of a data set share, and what a data set can come from.

use serde::Serialize;

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
}

/// One event in three views.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// index into [`Schema::classes`]
    pub label: usize,
    /// `[feature]`, in the features' own units
    pub table: Vec<f32>,
    /// `[channel, height, width]`, within [`ImageShape::range`] unless the data is unbounded noise
    pub image: Vec<f32>,
    /// log-mel spectrogram `[mel, frame]`, lowest band first
    pub spectrogram: Vec<f32>,
}

/// Anything that yields events: the synthetic worlds, and later a user's own files.
pub trait Source {
    /// What all events share.
    fn schema(&self) -> &Schema;
    /// Event `index`. The same index always gives the same event, whichever were asked for before.
    fn event(&self, index: u32) -> Event;
    /// The clip behind event `index`'s spectrogram, in -1…1 at [`AudioShape::sample_rate`]; `None` where there is no sound.
    fn waveform(&self, index: u32) -> Option<Vec<f32>>;
}

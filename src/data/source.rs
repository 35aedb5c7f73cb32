//! Where events come from: any of them can be asked for, in any order. The synthetic worlds implement this.

use super::event::Event;
use super::schema::Schema;
use super::truth::Truth;

/// Anything that yields events by number.
pub trait Source {
    /// What all events share.
    fn schema(&self) -> &Schema;
    /// Event `index`. The same index always gives the same event, in whatever order they are made.
    fn event(&self, index: u32) -> Event;
    /// The clip behind event `index`'s spectrogram, in -1…1 at [`AudioShape::sample_rate`](super::schema::AudioShape); `None`
    /// where there is no sound, or it is missing.
    fn waveform(&self, index: u32) -> Option<Vec<f32>>;
    /// How the first `events` events came about; `None` where the source did not make them up.
    fn truth(&self, events: u32) -> Option<Truth>;
}

//! What is heard in the story: a cheering crowd, or one voice that speaks.
//! The sound of a crowd never depends on whether it is at a concert or a match.

mod crowd;
mod voice;

use rand::RngExt;

use super::audio::{finish, reverberate};
use super::event::AudioShape;
use super::seed::Stream;

/// Who makes the sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    Crowd,
    Voice,
}

impl Sound {
    /// A clip as long as the spectrogram's frames, in −1…1; everything that varies is drawn from `stream`.
    /// `noise` is white, as a share of the clip's loudness, from its own stream.
    pub fn clip(self, shape: &AudioShape, noise: f32, stream: &mut Stream, noise_stream: &mut Stream) -> Vec<f32> {
        let samples = (shape.frames - 1) * shape.hop;
        let mut waveform = match self {
            Sound::Crowd => crowd::cheer(samples, shape.sample_rate, stream),
            Sound::Voice => voice::speak(samples, shape.sample_rate, stream),
        };
        reverberate(&mut waveform, stream.random_range(0.1..0.5), shape.sample_rate);
        finish(&mut waveform, stream.random_range(0.06..0.14), noise, noise_stream);
        waveform
    }
}

/// Calls `f(sample, time 0…1)` for the samples of a stretch that lie within the waveform.
fn stretch(waveform: &mut [f32], start: usize, length: usize, mut f: impl FnMut(&mut f32, f32)) {
    let end = (start + length).min(waveform.len());
    let step = 1.0 / length as f32;
    for (i, sample) in waveform[start.min(end)..end].iter_mut().enumerate() {
        f(sample, i as f32 * step);
    }
}

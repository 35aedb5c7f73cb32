//! The sounds of events. A sound depends on the class only through its cause.

mod applause;
mod crowd;
mod dialogue;
mod game;
mod instrument;
mod march;
mod music;
mod voice;

use rand::RngExt;

use super::audio::{finish, noise_share, reverberate};
use crate::data::schema::AudioShape;
use crate::data::seed::Stream;

/// The cause of a sound. Its number is its place in [`Sound::ALL`].
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    Crowd,
    Voice,
    Music,
    Match,
    Dialogue,
    Applause,
    March,
}

impl Sound {
    /// All of them, by their number.
    pub const ALL: [Sound; 7] =
        [Sound::Crowd, Sound::Voice, Sound::Music, Sound::Match, Sound::Dialogue, Sound::Applause, Sound::March];

    /// Its code, for which the page has a word.
    pub fn code(self) -> &'static str {
        match self {
            Sound::Crowd => "crowd",
            Sound::Voice => "voice",
            Sound::Music => "music",
            Sound::Match => "match",
            Sound::Dialogue => "dialogue",
            Sound::Applause => "applause",
            Sound::March => "march",
        }
    }

    /// A clip as long as the spectrogram's frames, in −1…1. Everything that varies is drawn from `stream`; white noise at a
    /// signal-to-noise ratio of `decibels` has a stream of its own.
    pub fn clip(self, shape: &AudioShape, decibels: f64, stream: &mut Stream, noise_stream: &mut Stream) -> Vec<f32> {
        let samples = (shape.frames - 1) * shape.hop;
        let play = match self {
            Sound::Crowd => crowd::cheer,
            Sound::Voice => voice::speak,
            Sound::Music => music::play,
            Sound::Match => game::play,
            Sound::Dialogue => dialogue::speak,
            Sound::Applause => applause::clap,
            Sound::March => march::play,
        };
        let mut waveform = play(samples, shape.sample_rate, stream);
        reverberate(&mut waveform, stream.random_range(0.1..0.5), shape.sample_rate);
        finish(&mut waveform, stream.random_range(0.06..0.14), noise_share(decibels), noise_stream);
        waveform
    }
}

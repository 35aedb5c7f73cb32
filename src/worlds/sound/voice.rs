//! One voice that speaks in a quiet hall: syllables of hiss and vowel on a gliding pitch, with pauses.

use rand::RngExt;

use crate::data::seed::Stream;
use crate::worlds::audio::{Resonator, add, envelope, saw, white};

/// The first three formants in Hz of some English vowels (Peterson and Barney, JASA 24, 1952, men).
const VOWELS: [[f32; 3]; 7] = [
    [730.0, 1090.0, 2440.0],
    [270.0, 2290.0, 3010.0],
    [530.0, 1840.0, 2480.0],
    [570.0, 840.0, 2410.0],
    [300.0, 870.0, 2240.0],
    [660.0, 1720.0, 2410.0],
    [490.0, 1350.0, 1690.0],
];
/// Their bandwidths in Hz.
const BANDWIDTHS: [f32; 3] = [90.0, 120.0, 180.0];
/// How loud they are.
const LEVELS: [f32; 3] = [1.0, 0.5, 0.25];
/// Samples between two movements of the mouth.
const FRAME: usize = 64;

/// Who speaks.
pub struct Speaker {
    /// Hz
    pub pitch: f32,
    /// the vocal tract's length against a man's: its formants lie this much higher
    pub tract: f32,
    /// samples a second
    pub rate: f32,
}

pub fn speak(samples: usize, rate: u32, stream: &mut Stream) -> Vec<f32> {
    let speaker = Speaker { pitch: stream.random_range(90.0..230.0), tract: stream.random_range(0.95..1.2), rate: rate as f32 };
    let mut waveform = hall(samples, speaker.rate, stream);
    let per_second = stream.random_range(3.5..6.0);
    let start = stream.random_range(0.0..0.2);
    speaker.talk(&mut waveform, (start, samples as f32 / speaker.rate), per_second, stream);
    waveform
}

/// The murmur of a quiet room.
pub fn hall(samples: usize, rate: f32, stream: &mut Stream) -> Vec<f32> {
    let mut room = Resonator::new(stream.random_range(150.0..400.0) / rate, 500.0 / rate);
    let gain = stream.random_range(0.004..0.06);
    let mut waveform = vec![0.0; samples];
    add(&mut waveform, 0, samples, |_| gain * room.ring(white(stream)));
    waveform
}

impl Speaker {
    /// So many syllables a second with pauses, from and until a time in seconds.
    pub fn talk(&self, waveform: &mut [f32], (start, end): (f32, f32), per_second: f32, stream: &mut Stream) {
        let mut at = start;
        while at < end {
            let length = stream.random_range(0.75..1.3) / per_second;
            if stream.random_bool(0.88) {
                self.syllable(waveform, at, length, stream);
            }
            at += length;
        }
    }

    /// A consonant's hiss, often, and a vowel; `at` and `length` in seconds.
    fn syllable(&self, waveform: &mut [f32], at: f32, length: f32, stream: &mut Stream) {
        let start = (at * self.rate) as usize;
        let whole = (length * self.rate) as usize;
        let consonant = if stream.random_bool(0.6) { whole / 4 } else { 0 };
        self.hiss(waveform, start, consonant, stream);
        self.vowel(waveform, start + consonant, whole - consonant, stream);
    }

    fn hiss(&self, waveform: &mut [f32], start: usize, length: usize, stream: &mut Stream) {
        let mut teeth = Resonator::new(stream.random_range(2800.0..6000.0) / self.rate, 1200.0 / self.rate);
        let gain = stream.random_range(0.05..0.25);
        add(waveform, start, length, |time| gain * envelope(time, 0.3, 0.4) * teeth.ring(white(stream)));
    }

    /// Pulses of the voice through a mouth that moves from one vowel to another.
    fn vowel(&self, waveform: &mut [f32], start: usize, length: usize, stream: &mut Stream) {
        let mut any = || VOWELS[stream.random_range(0..VOWELS.len() as u32) as usize];
        let (from, to) = (any(), any());
        let accent: f32 = stream.random_range(0.85..1.2);
        let fall = stream.random_range(-0.25..0.1);
        let gain = stream.random_range(0.5..1.0);
        let turns = self.pitch * accent * length as f32 / self.rate;
        let mut glottis = Resonator::softener(0.35); // it closes softly
        let mut mouth: [Resonator; 3] = Default::default();
        let mut fours = 0;
        add(waveform, start, length, |time| {
            if fours % (FRAME / 4) == 0 {
                self.shape(&mut mouth, &from, &to, time.to_array()[0]);
            }
            fours += 1;
            let phase = turns * time * (1.0 + 0.5 * fall * time); // the integral of the falling pitch
            let voice = glottis.ring(saw(phase));
            let [first, second, third] = &mut mouth;
            gain * envelope(time, 0.15, 0.3) * (first.ring(voice) + second.ring(voice) + third.ring(voice))
        });
    }

    fn shape(&self, mouth: &mut [Resonator; 3], from: &[f32; 3], to: &[f32; 3], time: f32) {
        for (i, resonator) in mouth.iter_mut().enumerate() {
            let formant = self.tract * (from[i] + (to[i] - from[i]) * time);
            resonator.tune(formant / self.rate, BANDWIDTHS[i] / self.rate, LEVELS[i]);
        }
    }
}

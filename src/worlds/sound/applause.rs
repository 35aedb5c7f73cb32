//! Applause and murmuring: many hands in a hall, and quiet talk.

use rand::RngExt;

use super::crowd;
use crate::data::seed::Stream;
use crate::worlds::audio::{Resonator, add, hum, white};

pub fn clap(samples: usize, rate: u32, stream: &mut Stream) -> Vec<f32> {
    let rate = rate as f32;
    let mut waveform = murmur(samples, rate, stream);
    let per_second = stream.random_range(25.0..55.0);
    for palms in [(1000.0, 1500.0), (1500.0, 2100.0), (2100.0, 2800.0)] {
        let frequency = stream.random_range(palms.0..palms.1);
        crowd::claps(&mut waveform, rate, frequency, per_second, stream.random_range(1.5..2.2), stream);
    }
    swell(&mut waveform, stream);
    waveform
}

/// Applause begins, dies away, or does neither.
fn swell(waveform: &mut [f32], stream: &mut Stream) {
    let (from, to) = (stream.random_range(0.1..1.0), stream.random_range(0.1..1.0));
    let step = (to - from) / waveform.len() as f32;
    waveform.iter_mut().zip(0_i32..).for_each(|(sample, i)| *sample *= from + step * i as f32);
}

/// Many who talk softly: low noise that comes and goes with their syllables.
fn murmur(samples: usize, rate: f32, stream: &mut Stream) -> Vec<f32> {
    let mut throat = Resonator::new(stream.random_range(220.0..420.0) / rate, 250.0 / rate);
    let gain = stream.random_range(0.1..0.25);
    let syllables = stream.random_range(3.0..5.0) * samples as f32 / rate;
    let mut waveform = vec![0.0; samples];
    add(&mut waveform, 0, samples, |time| gain * (0.7 + 0.3 * hum(syllables * time)) * throat.ring(white(stream)));
    waveform
}

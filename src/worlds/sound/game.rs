//! A whistle over a crowd: the roar of a match, the referee's trill, and the ball.

use rand::RngExt;

use super::crowd;
use super::instrument::drum;
use crate::data::seed::Stream;
use crate::worlds::audio::{add, envelope, hum};

pub fn play(samples: usize, rate: u32, stream: &mut Stream) -> Vec<f32> {
    let mut waveform = crowd::roar(samples, rate as f32, stream);
    for _ in 0..stream.random_range(1..5) {
        let start = stream.random_range(0..samples);
        drum(&mut waveform, rate as f32, start, stream.random_range(120.0..200.0), 0.8);
    }
    let blasts = stream.random_range(1..4);
    let slot = samples / blasts;
    for blast in 0..blasts {
        whistle(&mut waveform, rate as f32, blast * slot + stream.random_range(0..slot / 4), slot / 2, stream);
    }
    waveform
}

/// Two tones close together that a cork pea interrupts some thirty times a second.
fn whistle(waveform: &mut [f32], rate: f32, start: usize, longest: usize, stream: &mut Stream) {
    let length = ((stream.random_range(0.25..0.7) * rate) as usize).min(longest);
    let (low, apart) = (stream.random_range(2300.0..2900.0), stream.random_range(150.0..400.0));
    let trill = stream.random_range(24.0..38.0);
    let gain = stream.random_range(0.25..0.4);
    let seconds = length as f32 / rate;
    add(waveform, start, length, |time| {
        let (first, second) = (low * seconds * time, (low + apart) * seconds * time);
        let pea = 0.65 + 0.35 * hum(trill * seconds * time);
        gain * envelope(time, 0.05, 0.1) * pea * (hum(first) + 0.7 * hum(second))
    });
}

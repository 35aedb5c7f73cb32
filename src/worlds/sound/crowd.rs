//! A cheering crowd: a roar with swells, clapping, shouts that slide in pitch, and now and then a whistle.

use rand::RngExt;

use crate::data::seed::Stream;
use crate::worlds::audio::{Resonator, add, envelope, hum, saw, white};

pub fn cheer(samples: usize, rate: u32, stream: &mut Stream) -> Vec<f32> {
    let mut waveform = roar(samples, rate as f32, stream);
    clap(&mut waveform, rate as f32, stream);
    for _ in 0..stream.random_range(3..8) {
        shout(&mut waveform, rate as f32, stream);
    }
    for _ in 0..stream.random_range(0..3) {
        whistle(&mut waveform, rate as f32, stream);
    }
    waveform
}

/// Thousands of voices at once: noise through the throat's resonances, louder and quieter in waves.
pub fn roar(samples: usize, rate: f32, stream: &mut Stream) -> Vec<f32> {
    let formants = [350.0..700.0, 900.0..1500.0, 2200.0..3200.0].map(|range| stream.random_range(range) / rate);
    let (body, edge) = (stream.random_range(0.6..1.2), stream.random_range(0.3..0.8));
    let (swells, start) = (stream.random_range(0.3..1.5), stream.random_range(0.0..1.0));
    let depth = stream.random_range(0.1..0.45);
    let mut throat: [Resonator; 3] = Default::default();
    for (i, (bandwidth, level)) in [(350.0, 1.0), (500.0, body), (900.0, edge)].into_iter().enumerate() {
        throat[i].tune(formants[i], bandwidth / rate, level);
    }
    let mut waveform = vec![0.0; samples];
    add(&mut waveform, 0, samples, |time| {
        let (swell, noise) = (1.0 - depth + depth * hum(start + swells * time), white(stream));
        let [low, middle, high] = &mut throat;
        swell * (low.ring(noise) + middle.ring(noise) + high.ring(noise))
    });
    waveform
}

/// Hands that clap at random times.
fn clap(waveform: &mut [f32], rate: f32, stream: &mut Stream) {
    let palms = stream.random_range(1200.0..2400.0);
    let per_second = stream.random_range(10.0..60.0);
    let gain = stream.random_range(0.3..0.9);
    claps(waveform, rate, palms, per_second, gain, stream);
}

/// So many claps a second on average, of palms that sound around a frequency in Hz.
pub fn claps(waveform: &mut [f32], rate: f32, palms: f32, per_second: f32, gain: f32, stream: &mut Stream) {
    let mut palms = Resonator::new(palms / rate, 900.0 / rate);
    let gap = rate / per_second; // samples between two claps, on average
    let length = (0.02 * rate) as usize;
    let mut at = 0.0;
    while at < waveform.len() as f32 {
        let loudness = gain * stream.random_range(0.3..1.0);
        add(waveform, at as usize, length, |time| palms.ring(loudness * (1.0 - time) * (1.0 - time) * white(stream)));
        at += gap * stream.random_range(0.0..2.0);
    }
}

/// One voice of the crowd that is heard above the others.
fn shout(waveform: &mut [f32], rate: f32, stream: &mut Stream) {
    let length = (stream.random_range(0.2..0.6) * rate) as usize;
    let start = stream.random_range(0..waveform.len());
    let from: f32 = stream.random_range(220.0..520.0);
    let rise = from * stream.random_range(-0.35..0.6);
    let mouth = stream.random_range(700.0..1200.0);
    let mut vowel = Resonator::new(mouth / rate, 300.0 / rate);
    let gain = stream.random_range(0.15..0.8);
    let seconds = length as f32 / rate;
    add(waveform, start, length, |time| {
        let phase = seconds * time * (from + 0.5 * rise * time); // the integral of the sliding pitch
        gain * envelope(time, 0.2, 0.5) * vowel.ring(saw(phase))
    });
}

fn whistle(waveform: &mut [f32], rate: f32, stream: &mut Stream) {
    let length = (stream.random_range(0.15..0.6) * rate) as usize;
    let start = stream.random_range(0..waveform.len());
    let from: f32 = stream.random_range(1900.0..3000.0);
    let bend = stream.random_range(-700.0..900.0);
    let gain = stream.random_range(0.02..0.12);
    let seconds = length as f32 / rate;
    add(waveform, start, length, |time| {
        // the pitch is bent by 4·t·(1 − t) and back; this is its integral
        let bent = bend * time * (2.0 - time * (4.0 / 3.0));
        gain * envelope(time, 0.15, 0.3) * hum(seconds * time * (from + bent))
    });
}

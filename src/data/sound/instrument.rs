//! What music and marches are played on. Times are in samples, frequencies in Hz.

use super::stretch;
use crate::data::audio::{Resonator, envelope, hum, white};
use crate::data::seed::Stream;

/// One tone of an instrument.
pub struct Note {
    pub start: usize,
    pub length: usize,
    /// Hz
    pub frequency: f32,
    pub gain: f32,
}

impl Note {
    /// A tone so many half tones above `base`, in Hz.
    pub fn above(base: f32, half_tones: i32, start: usize, length: usize, gain: f32) -> Note {
        Note { start, length, frequency: base * libm::exp2f(half_tones as f32 / 12.0), gain }
    }

    /// All partials, plucked: bright at first, darker and softer as it fades.
    pub fn pluck(&self, waveform: &mut [f32], rate: f32) {
        let (mut phase, mut soft) = (0.0_f32, 0.0_f32);
        let step = self.frequency / rate;
        stretch(waveform, self.start, self.length, |sample, time| {
            phase += step;
            phase -= phase.floor();
            let left = 1.0 - time;
            soft += (0.05 + 0.4 * left * left) * (2.0 * phase - 1.0 - soft);
            *sample += self.gain * left * envelope(time, 0.02, 0.1) * soft;
        });
    }

    /// All partials through a bell that favours those around 1.2 kHz, blown.
    pub fn blow(&self, waveform: &mut [f32], rate: f32) {
        let mut bell = Resonator::new(1200.0 / rate, 900.0 / rate);
        let mut phase = 0.0_f32;
        let step = self.frequency / rate;
        stretch(waveform, self.start, self.length, |sample, time| {
            phase += step;
            phase -= phase.floor();
            let reed = 2.0 * phase - 1.0;
            *sample += self.gain * envelope(time, 0.12, 0.25) * (0.4 * reed + bell.ring(reed));
        });
    }

    /// The fundamental and a little of the octave, as a bass or a flute has them.
    pub fn hum(&self, waveform: &mut [f32], rate: f32) {
        let mut phase = 0.0_f32;
        let step = self.frequency / rate;
        stretch(waveform, self.start, self.length, |sample, time| {
            phase += step;
            *sample += self.gain * envelope(time, 0.05, 0.3) * (hum(phase) + 0.3 * hum(2.0 * phase));
        });
    }
}

/// A drum's skin: a tone that falls by an octave and fades within 0.18 s.
pub fn drum(waveform: &mut [f32], rate: f32, start: usize, frequency: f32, gain: f32) {
    let mut phase = 0.0_f32;
    stretch(waveform, start, (0.18 * rate) as usize, |sample, time| {
        phase += frequency * (1.0 - 0.5 * time) / rate;
        *sample += gain * (1.0 - time) * (1.0 - time) * hum(phase);
    });
}

/// A stroke of noise around a frequency that fades within `length`: a snare or a hi-hat.
pub fn stroke(waveform: &mut [f32], rate: f32, start: usize, length: usize, frequency: f32, gain: f32, stream: &mut Stream) {
    let mut metal = Resonator::new(frequency / rate, 0.7 * frequency / rate);
    let mut noise = white(length, stream).into_iter();
    stretch(waveform, start, length, |sample, time| {
        let fading = (1.0 - time) * (1.0 - time);
        *sample += gain * fading * metal.ring(noise.next().unwrap_or_default());
    });
}

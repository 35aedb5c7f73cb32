//! What music and marches are played on. Times are in samples, frequencies in Hz.

use wide::f32x4;

use crate::data::seed::Stream;
use crate::worlds::audio::{Resonator, add, envelope, hum, saw, white};

/// One tone of an instrument.
pub struct Note {
    pub start: usize,
    pub length: usize,
    /// Hz
    pub frequency: f32,
    pub gain: f32,
}

/// Half tones above a base, as a factor of the frequency.
pub fn half_tones(number: i32) -> f32 {
    libm::exp2f(number as f32 / 12.0)
}

impl Note {
    /// How often its wave comes round while it lasts.
    fn turns(&self, rate: f32) -> f32 {
        self.frequency * self.length as f32 / rate
    }

    /// All partials through a bell that favours those around 1.2 kHz, blown.
    pub fn blow(&self, waveform: &mut [f32], rate: f32) {
        let mut bell = Resonator::new(1200.0 / rate, 900.0 / rate);
        let turns = self.turns(rate);
        add(waveform, self.start, self.length, |time| {
            let reed = saw(turns * time);
            self.gain * envelope(time, 0.12, 0.25) * (0.4 * reed + bell.ring(reed))
        });
    }

    /// The fundamental and a little of the octave, as a bass or a flute has them.
    pub fn hum(&self, waveform: &mut [f32], rate: f32) {
        let turns = self.turns(rate);
        add(waveform, self.start, self.length, |time| {
            let phase = turns * time;
            self.gain * envelope(time, 0.05, 0.3) * (hum(phase) + 0.3 * hum(2.0 * phase))
        });
    }
}

/// Three strings plucked at once, as if `note` were their lowest and the others lay `above` it as factors: all partials, bright
/// at first, darker and softer as they fade.
pub fn strum(waveform: &mut [f32], rate: f32, note: &Note, above: [f32; 2]) {
    let low = note.turns(rate);
    let [middle, high] = above.map(|factor| low * factor);
    let mut soft = 0.0_f32;
    add(waveform, note.start, note.length, |time| {
        let left = 1.0 - time;
        // one filter darkens all strings, because it darkens them alike
        let strings = saw(low * time) + saw(middle * time) + saw(high * time);
        let open = 0.05 + 0.4 * left * left;
        let (fresh, kept) = ((open * strings).to_array(), (1.0 - open).to_array());
        let softened = std::array::from_fn(|i| {
            soft = fresh[i] + kept[i] * soft;
            soft
        });
        note.gain * left * envelope(time, 0.02, 0.1) * f32x4::new(softened)
    });
}

/// A drum's skin: a tone that falls by an octave and fades within 0.18 s.
pub fn drum(waveform: &mut [f32], rate: f32, start: usize, frequency: f32, gain: f32) {
    const SECONDS: f32 = 0.18;
    add(waveform, start, (SECONDS * rate) as usize, |time| {
        // the integral of a frequency that falls from all to half
        let phase = frequency * SECONDS * time * (1.0 - 0.25 * time);
        gain * (1.0 - time) * (1.0 - time) * hum(phase)
    });
}

/// A stroke of noise around a frequency that fades within `length`: a snare or a hi-hat.
pub fn stroke(waveform: &mut [f32], rate: f32, start: usize, length: usize, frequency: f32, gain: f32, stream: &mut Stream) {
    let mut metal = Resonator::new(frequency / rate, 0.7 * frequency / rate);
    add(waveform, start, length, |time| gain * (1.0 - time) * (1.0 - time) * metal.ring(white(stream)));
}

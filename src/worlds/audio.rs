//! Building blocks of all sounds: tones, noise, filters, reverberation, loudness. Everything is computed for four neighbouring
//! samples at once.

use rand::Rng;
use wide::f32x4;

use crate::data::seed::Stream;

/// The signal-to-noise ratio in decibels that stands for no noise at all.
const QUIET: f64 = 60.0;

/// A two-pole filter that lets through what lies around one frequency, with gain 1 there; or a one-pole filter that softens.
#[derive(Clone, Debug, Default)]
pub struct Resonator {
    /// what each of the next four samples adds to this and those after it
    inputs: [f32x4; 4],
    /// what the last sample and the one before add to the next four
    memory: [f32x4; 2],
    last: f32x4,
}

impl Resonator {
    /// Around `frequency`, `bandwidth` wide, both as shares of the sample rate.
    pub fn new(frequency: f32, bandwidth: f32) -> Resonator {
        let mut resonator = Resonator::default();
        resonator.tune(frequency, bandwidth, 1.0);
        resonator
    }

    /// Mixes `share` of the input with the rest of its last output, so that high partials fade.
    pub fn softener(share: f32) -> Resonator {
        let mut resonator = Resonator::default();
        resonator.set(share, 1.0 - share, 0.0);
        resonator
    }

    /// Moves it while it rings, and lets it sound at `level`. Digital resonator after Klatt (JASA 67, 1980), scaled to gain 1 at
    /// its frequency.
    pub fn tune(&mut self, frequency: f32, bandwidth: f32, level: f32) {
        let radius = libm::expf(-std::f32::consts::PI * bandwidth);
        let cos = libm::cosf(std::f32::consts::TAU * frequency);
        // |1 − a1·z⁻¹ − a2·z⁻²| on the unit circle at that frequency
        let gain = (1.0 - radius) * (1.0 - 2.0 * radius * (2.0 * cos * cos - 1.0) + radius * radius).sqrt();
        self.set(level * gain, 2.0 * radius * cos, -radius * radius);
    }

    /// y₀ = gain·x₀ + a1·y₋₁ + a2·y₋₂, written out for four samples in a row, so that they need not wait for one another.
    fn set(&mut self, gain: f32, a1: f32, a2: f32) {
        // what is left of an impulse after so many samples
        let one = a1 * a1 + a2;
        let two = a1 * one + a2 * a1;
        let three = a1 * two + a2 * one;
        let inputs = [[1.0, a1, one, two], [0.0, 1.0, a1, one], [0.0, 0.0, 1.0, a1], [0.0, 0.0, 0.0, 1.0]];
        self.inputs = inputs.map(|input| f32x4::new(input) * gain);
        self.memory = [[a1, one, two, three], [a2, a2 * a1, a2 * one, a2 * two]].map(f32x4::new);
    }

    /// The next four samples.
    #[inline(always)]
    pub fn ring(&mut self, x: f32x4) -> f32x4 {
        let (x, last) = (x.to_array(), self.last.to_array());
        let [a, b, c, d] = self.inputs;
        let heard = (a * x[0] + b * x[1]) + (c * x[2] + d * x[3]);
        self.last = heard + self.memory[1] * last[2] + self.memory[0] * last[3];
        self.last
    }
}

/// A sawtooth between −1 and 1, all partials, for phases in turns.
#[inline(always)]
pub fn saw(phase: f32x4) -> f32x4 {
    2.0 * (phase - phase.floor()) - 1.0
}

/// A sine approximated by a parabola (harmonics below −28 dB), for phases in turns. Cheap, and equal on every machine.
#[inline(always)]
pub fn hum(phase: f32x4) -> f32x4 {
    let x = saw(phase);
    -4.0 * x * (1.0 - x.abs())
}

/// Four samples of white noise, uniform between −1 and 1 in 16 bits, of one number drawn: noise is most of a sound.
#[inline(always)]
pub fn white(stream: &mut Stream) -> f32x4 {
    let bits = stream.next_u64();
    f32x4::new([0, 16, 32, 48].map(|shift| f32::from((bits >> shift) as i16))) * (1.0 / 32768.0)
}

/// Up from 0, along at 1 and down to 0 again, for times in 0…1; `attack` and `release` are shares of the whole.
#[inline(always)]
pub fn envelope(time: f32x4, attack: f32, release: f32) -> f32x4 {
    let (rising, falling) = (time * (1.0 / attack), (1.0 - time) * (1.0 / release));
    rising.fast_min(falling).fast_min(f32x4::ONE)
}

/// Adds `sound(time 0…1)` to the samples of a stretch that lie within the waveform.
#[inline(always)]
pub fn add(waveform: &mut [f32], start: usize, length: usize, mut sound: impl FnMut(f32x4) -> f32x4) {
    let end = (start + length).min(waveform.len());
    let (fours, rest) = waveform[start.min(end)..end].as_chunks_mut::<4>();
    let step = f32x4::splat(1.0 / length as f32);
    let mut at = f32x4::new([0.0, 1.0, 2.0, 3.0]);
    for four in fours {
        *four = (f32x4::new(*four) + sound(at * step)).to_array();
        at += 4.0;
    }
    if !rest.is_empty() {
        rest.iter_mut().zip(sound(at * step).to_array()).for_each(|(sample, more)| *sample += more);
    }
}

/// Adds the echoes of a hall: a few delayed copies that come again. `echo` is the share that returns, below 1.
pub fn reverberate(waveform: &mut [f32], echo: f32, rate: u32) {
    // seconds; mutually prime in samples at 16 kHz
    let delays = [0.0297, 0.0411, 0.0631].map(|seconds: f32| (seconds * rate as f32) as usize);
    let gain = echo / delays.len() as f32;
    // no echo of a block lies within it
    for start in (delays[2]..waveform.len()).step_by(delays[0]) {
        let (before, block) = waveform.split_at_mut(start);
        let [a, b, c] = delays.map(|delay| &before[start - delay..]);
        for (((now, a), b), c) in block.iter_mut().zip(a).zip(b).zip(c) {
            *now += gain * (a + b + c);
        }
    }
}

/// Brings a waveform to a root mean square of `level`, adds white noise of `noise` times that, and clips to −1…1.
pub fn finish(waveform: &mut [f32], level: f32, noise: f32, stream: &mut Stream) {
    let gain = level / root_mean_square(waveform).max(1e-9);
    waveform.iter_mut().for_each(|sample| *sample *= gain);
    if noise > 0.0 {
        let disturbance = noise * level * 3f32.sqrt(); // uniform noise has the root mean square 1/√3
        add(waveform, 0, waveform.len(), |_| disturbance * white(stream));
    }
    waveform.iter_mut().for_each(|sample| *sample = sample.clamp(-1.0, 1.0));
}

/// The noise's root mean square as a share of the clip's, for a signal-to-noise ratio in decibels. From [`QUIET`] on it is 0.
pub fn noise_share(decibels: f64) -> f32 {
    if decibels >= QUIET { 0.0 } else { libm::pow(10.0, -decibels / 20.0) as f32 }
}

fn root_mean_square(waveform: &[f32]) -> f32 {
    // eight sums side by side, which the compiler keeps in two vectors
    let (eights, rest) = waveform.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for eight in eights {
        for (sum, v) in sums.iter_mut().zip(eight) {
            *sum += v * v;
        }
    }
    let sum: f32 = sums.iter().sum::<f32>() + rest.iter().map(|v| v * v).sum::<f32>();
    (sum / waveform.len().max(1) as f32).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::seed::{Purpose, stream};

    /// `sound(sample number)` for so many samples.
    fn record(samples: usize, mut sound: impl FnMut(f32x4) -> f32x4) -> Vec<f32> {
        let mut waveform = vec![0.0; samples];
        add(&mut waveform, 0, samples, |time| sound((time * samples as f32).round()));
        waveform
    }

    #[test]
    fn a_resonator_passes_its_frequency_with_gain_one_and_weakens_another() {
        let loudness = |frequency: f32| {
            let mut resonator = Resonator::new(0.1, 0.005);
            let tone = |t: f32x4| f32x4::new(t.to_array().map(|t| libm::sinf(std::f32::consts::TAU * frequency * t)));
            let rung = record(8000, |t| resonator.ring(tone(t)));
            root_mean_square(&rung[4000..]) * 2f32.sqrt()
        };
        assert!((loudness(0.1) - 1.0).abs() < 0.02, "{}", loudness(0.1));
        assert!(loudness(0.2) < 0.1, "{}", loudness(0.2));
    }

    #[test]
    fn four_samples_of_a_resonator_are_what_its_recursion_gives_one_by_one() {
        let (radius, cos) = (libm::expf(-std::f32::consts::PI * 0.02), libm::cosf(std::f32::consts::TAU * 0.07));
        let (a1, a2) = (2.0 * radius * cos, -radius * radius);
        let gain = (1.0 - radius) * (1.0 - 2.0 * radius * (2.0 * cos * cos - 1.0) + radius * radius).sqrt();
        let (mut noise, mut resonator) = (stream(1, Purpose::Audio, 0), Resonator::new(0.07, 0.02));
        let (mut y1, mut y2) = (0.0, 0.0);
        for _ in 0..200 {
            let x = white(&mut noise);
            for (x, four) in x.to_array().into_iter().zip(resonator.ring(x).to_array()) {
                (y1, y2) = (gain * x + a1 * y1 + a2 * y2, y1);
                assert!((four - y1).abs() < 1e-5, "{four} {y1}");
            }
        }
    }

    #[test]
    fn the_hum_is_nearly_a_sine() {
        for step in 0..100 {
            let phase = step as f32 / 100.0;
            let hum = hum(f32x4::splat(phase)).to_array()[0];
            assert!((hum - libm::sinf(std::f32::consts::TAU * phase)).abs() < 0.06);
        }
    }

    #[test]
    fn a_stretch_that_reaches_beyond_the_waveform_is_cut_off() {
        for (start, length, expected) in [(2, 3, 3.0), (0, 9, 7.0), (5, 40, 2.0), (7, 4, 0.0), (30, 4, 0.0)] {
            let mut waveform = vec![0.0; 7];
            add(&mut waveform, start, length, |_| f32x4::ONE);
            assert_eq!(waveform.iter().sum::<f32>(), expected);
        }
    }

    #[test]
    fn noise_is_as_loud_as_its_share_of_the_clip() {
        let mut noise = stream(1, Purpose::AudioNoise, 0);
        let tone = || record(16000, |t| hum(t * 0.01));
        let (mut clean, mut noisy) = (tone(), tone());
        finish(&mut clean, 0.1, 0.0, &mut noise);
        finish(&mut noisy, 0.1, noise_share(20.0 * libm::log10(2.0)), &mut noise);
        let difference: Vec<f32> = clean.iter().zip(&noisy).map(|(c, n)| n - c).collect();
        assert!((root_mean_square(&clean) - 0.1).abs() < 1e-4);
        assert!((root_mean_square(&difference) - 0.05).abs() < 0.002);
    }
}

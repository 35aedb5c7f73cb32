//! What sounds share: the filter they are shaped with, the room they stand in, their loudness, and the noise on top.

use rand::Rng;

use super::seed::Stream;

/// The signal-to-noise ratio in decibels that stands for no noise at all.
const QUIET: f64 = 60.0;

/// A two-pole resonator: it lets through what lies around one frequency, with gain 1 there.
#[derive(Clone, Debug, Default)]
pub struct Resonator {
    gain: f32,
    a1: f32,
    a2: f32,
    y1: f32,
    y2: f32,
}

impl Resonator {
    /// Around `frequency`, `bandwidth` wide, both as shares of the sample rate.
    pub fn new(frequency: f32, bandwidth: f32) -> Resonator {
        let mut resonator = Resonator::default();
        resonator.tune(frequency, bandwidth);
        resonator
    }

    /// Moves it while it rings. Digital resonator after Klatt (JASA 67, 1980), scaled to gain 1 at its frequency.
    pub fn tune(&mut self, frequency: f32, bandwidth: f32) {
        let radius = libm::expf(-std::f32::consts::PI * bandwidth);
        let cos = libm::cosf(std::f32::consts::TAU * frequency);
        self.a1 = 2.0 * radius * cos;
        self.a2 = -radius * radius;
        // |1 − a1·z⁻¹ − a2·z⁻²| on the unit circle at that frequency
        self.gain = (1.0 - radius) * (1.0 - 2.0 * radius * (2.0 * cos * cos - 1.0) + radius * radius).sqrt();
    }

    /// The next sample.
    pub fn ring(&mut self, x: f32) -> f32 {
        let y = (self.gain * x + self.a2 * self.y2) + self.a1 * self.y1;
        self.y2 = self.y1;
        self.y1 = y;
        y
    }
}

/// A sine approximated by a parabola (harmonics below −28 dB), for a phase in turns. Cheap, and equal on every machine.
pub fn hum(phase: f32) -> f32 {
    let x = 2.0 * (phase - phase.floor()) - 1.0;
    -4.0 * x * (1.0 - x.abs())
}

/// White noise, uniform between −1 and 1 in 16 bits: four samples of every number drawn, because noise is most of a sound.
pub fn white(samples: usize, stream: &mut Stream) -> Vec<f32> {
    let mut noise = vec![0.0; samples];
    for four in noise.chunks_mut(4) {
        let bits = stream.next_u64();
        for (i, sample) in four.iter_mut().enumerate() {
            *sample = f32::from((bits >> (16 * i)) as i16) / 32768.0;
        }
    }
    noise
}

/// Up from 0, along at 1 and down to 0 again, for a time in 0…1; `attack` and `release` are shares of the whole.
pub fn envelope(time: f32, attack: f32, release: f32) -> f32 {
    (time / attack).min((1.0 - time) / release).clamp(0.0, 1.0)
}

/// Adds the echoes of a hall: a few delayed copies that come again. `echo` is the share that returns, below 1.
pub fn reverberate(waveform: &mut [f32], echo: f32, rate: u32) {
    // seconds; mutually prime in samples at 16 kHz
    let delays = [0.0297, 0.0411, 0.0631].map(|seconds: f32| (seconds * rate as f32) as usize);
    let gain = echo / delays.len() as f32;
    for now in delays[2]..waveform.len() {
        let earlier = waveform[now - delays[0]] + waveform[now - delays[1]] + waveform[now - delays[2]];
        waveform[now] += gain * earlier;
    }
}

/// Brings a waveform to a root mean square of `level`, adds white noise of `noise` times that, and clips to −1…1.
pub fn finish(waveform: &mut [f32], level: f32, noise: f32, stream: &mut Stream) {
    let gain = level / root_mean_square(waveform).max(1e-9);
    waveform.iter_mut().for_each(|sample| *sample *= gain);
    if noise > 0.0 {
        let disturbance = noise * level * 3f32.sqrt(); // uniform noise has the root mean square 1/√3
        let noise = white(waveform.len(), stream);
        waveform.iter_mut().zip(noise).for_each(|(sample, noise)| *sample += disturbance * noise);
    }
    waveform.iter_mut().for_each(|sample| *sample = sample.clamp(-1.0, 1.0));
}

/// What a signal-to-noise ratio in decibels says: the noise's root mean square as a share of the clip's. From [`QUIET`] on
/// there is none.
pub fn noise_share(decibels: f64) -> f32 {
    if decibels >= QUIET { 0.0 } else { libm::pow(10.0, -decibels / 20.0) as f32 }
}

fn root_mean_square(waveform: &[f32]) -> f32 {
    (waveform.iter().map(|v| v * v).sum::<f32>() / waveform.len().max(1) as f32).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::seed::{Purpose, stream};

    #[test]
    fn a_resonator_passes_its_frequency_with_gain_one_and_weakens_another() {
        let loudness = |frequency: f32| {
            let mut resonator = Resonator::new(0.1, 0.005);
            let tone = (0..8000).map(|t| libm::sinf(std::f32::consts::TAU * frequency * t as f32));
            let rung: Vec<f32> = tone.map(|x| resonator.ring(x)).collect();
            root_mean_square(&rung[4000..]) * 2f32.sqrt()
        };
        assert!((loudness(0.1) - 1.0).abs() < 0.02, "{}", loudness(0.1));
        assert!(loudness(0.2) < 0.1, "{}", loudness(0.2));
    }

    #[test]
    fn the_hum_is_nearly_a_sine() {
        for step in 0..100 {
            let phase = step as f32 / 100.0;
            assert!((hum(phase) - libm::sinf(std::f32::consts::TAU * phase)).abs() < 0.06);
        }
    }

    #[test]
    fn noise_is_as_loud_as_its_share_of_the_clip() {
        let mut noise = stream(1, Purpose::AudioNoise, 0);
        let tone = || (0..16000).map(|t| hum(t as f32 * 0.01)).collect::<Vec<f32>>();
        let (mut clean, mut noisy) = (tone(), tone());
        finish(&mut clean, 0.1, 0.0, &mut noise);
        finish(&mut noisy, 0.1, noise_share(20.0 * libm::log10(2.0)), &mut noise);
        let difference: Vec<f32> = clean.iter().zip(&noisy).map(|(c, n)| n - c).collect();
        assert!((root_mean_square(&clean) - 0.1).abs() < 1e-4);
        assert!((root_mean_square(&difference) - 0.05).abs() < 0.002);
    }
}

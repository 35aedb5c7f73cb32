//! The log-mel spectrogram: short-time Fourier transform, mel filter bank, decibels below the loudest.
//! It follows librosa's definitions (McFee et al., SciPy 2015) and is held to its numbers by `tests/log_mel.rs`.

use rustfft::algorithm::Radix4;
use rustfft::num_complex::Complex;
use rustfft::{Fft, FftDirection};

use super::event::AudioShape;

/// Powers below this count as this much.
const FLOOR: f32 = 1e-10;
/// Decibels between the loudest value and the quietest that is kept.
const TOP_DB: f32 = 80.0;

/// Turns waveforms into log-mel spectrograms of one shape.
pub struct LogMel {
    fft: Radix4<f32>,
    /// periodic Hann
    window: Vec<f32>,
    filters: Vec<Filter>,
    hop: usize,
}

/// A triangle over neighbouring frequency bins.
struct Filter {
    first: usize,
    weights: Vec<f32>,
}

impl LogMel {
    /// Mel bands from 0 Hz to half the sample rate.
    ///
    /// # Panics
    /// When the window is no power of two.
    pub fn new(shape: &AudioShape) -> LogMel {
        let n = shape.window;
        let hann = |i: usize| (0.5 - 0.5 * libm::cos(std::f64::consts::TAU * i as f64 / n as f64)) as f32;
        LogMel {
            fft: Radix4::new(n, FftDirection::Forward),
            window: (0..n).map(hann).collect(),
            filters: filters(shape),
            hop: shape.hop,
        }
    }

    /// `[mel, frame]` in decibels below the loudest, -80 to 0, with `1 + waveform.len() / hop` frames.
    /// As `librosa.power_to_db(librosa.feature.melspectrogram(…), ref=np.max)`; the waveform is padded with zeros so that
    /// frame `t` is centred at sample `t · hop`.
    pub fn transform(&self, waveform: &[f32]) -> Vec<f32> {
        let frames = 1 + waveform.len() / self.hop;
        let mut mel = vec![0.0; self.filters.len() * frames];
        let mut buffer = vec![Complex::default(); self.window.len()];
        let mut scratch = vec![Complex::default(); self.fft.get_inplace_scratch_len()];
        for frame in (0..frames).step_by(2) {
            buffer.fill(Complex::default());
            self.cut(waveform, frame, |i, value| buffer[i].re = value);
            self.cut(waveform, frame + 1, |i, value| buffer[i].im = value);
            self.fft.process_with_scratch(&mut buffer, &mut scratch);
            let powers = powers(&buffer);
            for (frame, power) in (frame..frames).zip(&powers) {
                for (band, filter) in self.filters.iter().enumerate() {
                    mel[band * frames + frame] = filter.weights.iter().zip(&power[filter.first..]).map(|(w, p)| w * p).sum();
                }
            }
        }
        decibels(mel)
    }

    /// Puts the windowed samples around the centre of `frame`; what lies outside the waveform is left alone.
    fn cut(&self, waveform: &[f32], frame: usize, mut put: impl FnMut(usize, f32)) {
        let (centre, half) = (frame * self.hop, self.window.len() / 2);
        let before = half.saturating_sub(centre); // of the window, in front of the first sample
        let start = (centre + before - half).min(waveform.len());
        let samples = &waveform[start..(centre + half).min(waveform.len())];
        for (i, (sample, weight)) in samples.iter().zip(&self.window[before..]).enumerate() {
            put(before + i, sample * weight);
        }
    }
}

/// The power spectra of two real signals from the transform of `first + i · second`, from 0 to half the sample rate
/// (Press et al., Numerical Recipes, 12.3: each is the even or odd half of the whole).
fn powers(spectrum: &[Complex<f32>]) -> [Vec<f32>; 2] {
    let n = spectrum.len();
    let halves = (0..=n / 2).map(|k| {
        let (here, mirrored) = (spectrum[k], spectrum[(n - k) % n].conj());
        ((here + mirrored).norm_sqr() / 4.0, (here - mirrored).norm_sqr() / 4.0)
    });
    let (first, second) = halves.unzip();
    [first, second]
}

/// `librosa.power_to_db` with the loudest value as reference.
fn decibels(mut power: Vec<f32>) -> Vec<f32> {
    let loudest = power.iter().copied().fold(FLOOR, f32::max);
    let reference = 10.0 * libm::log10f(loudest);
    for value in &mut power {
        *value = (10.0 * libm::log10f(value.max(FLOOR)) - reference).max(-TOP_DB);
    }
    power
}

/// Triangular filters of equal area, evenly spaced on Slaney's mel scale (`librosa.filters.mel`, Slaney's Auditory Toolbox 1998).
fn filters(shape: &AudioShape) -> Vec<Filter> {
    let nyquist = f64::from(shape.sample_rate) / 2.0;
    let bins = shape.window / 2 + 1;
    let edge = |i: usize| hertz(mel(nyquist) * i as f64 / (shape.mels + 1) as f64);
    let triangle = |band: usize| {
        let [low, centre, high] = [edge(band), edge(band + 1), edge(band + 2)];
        let weight = |bin: usize| {
            let f = nyquist * bin as f64 / (bins - 1) as f64;
            let height = ((f - low) / (centre - low)).min((high - f) / (high - centre)).max(0.0);
            (height * 2.0 / (high - low)) as f32
        };
        let first = (0..bins).find(|bin| weight(*bin) > 0.0).unwrap_or(0);
        let weights = (first..bins).map(weight).take_while(|w| *w > 0.0).collect();
        Filter { first, weights }
    };
    (0..shape.mels).map(triangle).collect()
}

/// Slaney's mel scale: linear below 1 kHz (15 mel), logarithmic above with 27 steps for a factor of 6.4.
fn mel(hertz: f64) -> f64 {
    if hertz < 1000.0 { hertz * 3.0 / 200.0 } else { 15.0 + 27.0 * libm::log(hertz / 1000.0) / libm::log(6.4) }
}

/// The inverse of [`mel`].
fn hertz(mel: f64) -> f64 {
    if mel < 15.0 { mel * 200.0 / 3.0 } else { 1000.0 * libm::exp((mel - 15.0) * libm::log(6.4) / 27.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape() -> AudioShape {
        AudioShape { mels: 64, frames: 64, sample_rate: 16000, hop: 512, window: 1024, range: [-80.0, 0.0] }
    }

    #[test]
    fn a_tone_is_loudest_in_the_band_around_its_frequency() {
        let tone: Vec<f32> = (0..63 * 512).map(|t| libm::sinf(t as f32 * std::f32::consts::TAU * 2000.0 / 16000.0)).collect();
        let spectrogram = LogMel::new(&shape()).transform(&tone);
        assert_eq!(spectrogram.len(), 64 * 64);
        let loudest = (0..64).max_by(|a, b| spectrogram[a * 64 + 32].total_cmp(&spectrogram[b * 64 + 32])).unwrap();
        let expected = mel(2000.0) / mel(8000.0) * 65.0 - 1.0;
        assert!((loudest as f64 - expected).abs() <= 1.0, "band {loudest}, expected {expected}");
        assert!(spectrogram.iter().all(|v| (-80.0..=0.0).contains(v)));
    }

    #[test]
    fn silence_is_flat() {
        assert!(LogMel::new(&shape()).transform(&[0.0; 2048]).iter().all(|v| *v == 0.0));
    }

    #[test]
    fn the_mel_scale_returns() {
        for f in [20.0, 999.0, 1000.0, 7321.0] {
            assert!((hertz(mel(f)) - f).abs() < 1e-9 * f);
        }
    }
}

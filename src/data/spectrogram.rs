//! The log-mel spectrogram: short-time Fourier transform, mel filter bank, decibels below the loudest.
//! It follows librosa's definitions (McFee et al., SciPy 2015) and `tests/log_mel.rs` compares it with librosa's numbers.

use std::borrow::Cow;

use rustfft::algorithm::Radix4;
use rustfft::num_complex::Complex;
use rustfft::num_traits::Zero;
use rustfft::{Fft, FftDirection};
use wide::f32x4;

use super::lanes::Lanes;
use super::schema::AudioShape;

/// The lowest power; lower ones are raised to it.
const FLOOR: f32 = 1e-10;
/// Decibels between the loudest value and the quietest that is kept.
const TOP_DB: f32 = 80.0;
/// Frames transformed at once: four as real parts, four as imaginary parts.
const TOGETHER: usize = 8;

/// Turns waveforms into log-mel spectrograms of one shape.
pub struct LogMel {
    fft: Radix4<Lanes>,
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
        let mut buffer = vec![Complex::zero(); self.window.len()];
        let mut scratch = vec![Complex::zero(); self.fft.get_inplace_scratch_len()];
        let mut powers = vec![[Lanes::zero(); 2]; self.window.len() / 2 + 1];
        for first in (0..frames).step_by(TOGETHER) {
            self.cut(waveform, first, &mut buffer);
            self.fft.process_with_scratch(&mut buffer, &mut scratch);
            split(&buffer, &mut powers);
            for (filter, row) in self.filters.iter().zip(mel.chunks_exact_mut(frames)) {
                let [early, late] = filter.apply(&powers).map(|lanes| lanes.0.to_array());
                row[first..].iter_mut().zip(early.into_iter().chain(late)).for_each(|(value, power)| *value = power);
            }
        }
        decibels(&mut mel);
        mel
    }

    /// Eight frames under the window, the first of them and those after it.
    fn cut(&self, waveform: &[f32], first: usize, buffer: &mut [Complex<Lanes>]) {
        let frames: [Cow<[f32]>; TOGETHER] = std::array::from_fn(|frame| self.frame(waveform, first + frame));
        let fours = frames.each_ref().map(|frame| frame.as_chunks::<4>().0);
        for (i, (buffer, window)) in buffer.chunks_exact_mut(4).zip(self.window.chunks_exact(4)).enumerate() {
            // from four neighbours of every frame to one sample of four frames
            let across = |frames: [usize; 4]| f32x4::transpose(frames.map(|frame| f32x4::new(fours[frame][i])));
            let (re, im) = (across([0, 1, 2, 3]), across([4, 5, 6, 7]));
            for (k, (sample, weight)) in buffer.iter_mut().zip(window).enumerate() {
                *sample = Complex::new(Lanes(re[k] * *weight), Lanes(im[k] * *weight));
            }
        }
    }

    /// The samples around the centre of a frame, with silence before the first and behind the last.
    fn frame<'a>(&self, waveform: &'a [f32], frame: usize) -> Cow<'a, [f32]> {
        let (n, centre) = (self.window.len(), frame * self.hop);
        let half = n / 2;
        if centre >= half && centre + half <= waveform.len() {
            return Cow::Borrowed(&waveform[centre - half..centre + half]);
        }
        let mut padded = vec![0.0; n];
        let before = half.saturating_sub(centre); // of the frame, in front of the first sample
        let start = (centre + before - half).min(waveform.len());
        let samples = &waveform[start..(centre + half).min(waveform.len())];
        padded[before..][..samples.len()].copy_from_slice(samples);
        Cow::Owned(padded)
    }
}

impl Filter {
    /// The band's power.
    fn apply(&self, powers: &[[Lanes; 2]]) -> [Lanes; 2] {
        let mut sums = [Lanes::zero(); 2];
        for (weight, powers) in self.weights.iter().zip(&powers[self.first..]) {
            let weight = Lanes::splat(*weight);
            sums = [0, 1].map(|i| sums[i] + weight * powers[i]);
        }
        sums
    }
}

/// The power spectra of two real signals from the transform of `first + i · second`, from 0 to half the sample rate
/// (Press et al., Numerical Recipes, 12.3: each is the even or odd half of the whole).
fn split(spectrum: &[Complex<Lanes>], powers: &mut [[Lanes; 2]]) {
    let (n, quarter) = (spectrum.len(), Lanes::splat(0.25)); // n is a power of two
    for (k, power) in powers.iter_mut().enumerate() {
        let (here, mirrored) = (spectrum[k], spectrum[(n - k) & (n - 1)]);
        let (re, im) = (here.re + mirrored.re, here.im - mirrored.im);
        let (other_re, other_im) = (here.re - mirrored.re, here.im + mirrored.im);
        *power = [quarter * (re * re + im * im), quarter * (other_re * other_re + other_im * other_im)];
    }
}

/// `librosa.power_to_db` with the loudest value as reference.
fn decibels(powers: &mut [f32]) {
    let loudest = powers.iter().fold(FLOOR, |loudest, power| if *power > loudest { *power } else { loudest });
    let level = |powers: f32x4| powers.fast_max(f32x4::splat(FLOOR)).log10() * f32x4::splat(10.0);
    let reference = level(f32x4::splat(loudest));
    let level = |powers| (level(powers) - reference).fast_max(f32x4::splat(-TOP_DB)).fast_min(f32x4::ZERO);
    let (fours, rest) = powers.as_chunks_mut::<4>();
    fours.iter_mut().for_each(|four| *four = level(f32x4::new(*four)).to_array());
    rest.iter_mut().for_each(|power| *power = level(f32x4::splat(*power)).to_array()[0]);
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

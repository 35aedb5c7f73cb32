//! Corrupts the input of a trained model in order to examine it: noise mixed into a standardised modality, and modalities removed
//! at random.

use burn::tensor::Tensor;
use rand::RngExt;
use rand_distr::StandardNormal;

use crate::data::modality::Modality;
use crate::data::seed::{Purpose, stream};
use crate::learn::batch::upload;
use crate::learn::device::Device;
use crate::learn::embeddings::View;

/// Gaussian noise in the shape of `view`, row `i` from event `indices[i]`'s own stream: the same for every level of
/// corruption, so that an event only ever gets worse, and the same on every backend.
pub(super) fn noise(view: &View, indices: &[u32], seed: u32, device: &Device) -> View {
    match view {
        View::Table(x) => View::Table(upload(normals(Purpose::TableCorruption, indices, x.dims(), seed), x.dims(), device)),
        View::Image(x) => View::Image(upload(normals(Purpose::ImageCorruption, indices, x.dims(), seed), x.dims(), device)),
        View::Audio(x) => View::Audio(upload(normals(Purpose::AudioCorruption, indices, x.dims(), seed), x.dims(), device)),
    }
}

fn normals<const D: usize>(purpose: Purpose, indices: &[u32], shape: [usize; D], seed: u32) -> Vec<f32> {
    let row: usize = shape[1..].iter().product();
    let of_event = |event: &u32| stream(seed, purpose, *event).sample_iter(StandardNormal).take(row);
    indices.iter().flat_map(of_event).collect()
}

/// `view` at a level of corruption, 0…1: `(1 − level) · view + √(1 − (1 − level)²) · noise`.
///
/// The level is the share of the signal's amplitude that is lost. A standardised view has variance 1, and so has the mixture
/// at every level: what the encoder sees loses information, but not loudness or contrast. Level 0 is the view to the last
/// bit; at level 1 nothing of it is left. Signal-to-noise power ratio: 1.8 at level 0.2, 0.56 at 0.4, 0.19 at 0.6, 0.04 at 0.8.
pub(super) fn corrupt(view: View, noise: &View, level: f64) -> View {
    match (view, noise) {
        (View::Table(x), View::Table(noise)) => View::Table(mixed(x, noise.clone(), level)),
        (View::Image(x), View::Image(noise)) => View::Image(mixed(x, noise.clone(), level)),
        (View::Audio(x), View::Audio(noise)) => View::Audio(mixed(x, noise.clone(), level)),
        (view, _) => view, // noise of another modality's shape: `noise` never makes one
    }
}

fn mixed<const D: usize>(x: Tensor<D>, noise: Tensor<D>, level: f64) -> Tensor<D> {
    if level == 0.0 {
        return x;
    }
    let kept = 1.0 - level;
    x * kept as f32 + noise * (1.0 - kept * kept).sqrt() as f32
}

/// A presence mask `[event][modality]` in which each modality of each event is absent with probability `rate`, 0…1; at 1
/// nothing is left, also of an event's last modality. Each event has its own three numbers, the same for every rate: what
/// is absent at a low rate is absent at every higher one.
pub(super) fn presence(indices: &[u32], rate: f64, seed: u32) -> Vec<[f32; 3]> {
    let row = |event: &u32| {
        let mut stream = stream(seed, Purpose::Absence, *event);
        Modality::ALL.map(|_| if stream.random::<f64>() < rate { 0.0 } else { 1.0 })
    };
    indices.iter().map(row).collect()
}

#[cfg(all(test, feature = "cpu"))]
mod tests {
    use super::*;
    use crate::config::Backend;
    use crate::learn::device::open;

    fn table(numbers: &[f32], device: &Device) -> View {
        View::Table(upload(numbers.to_vec(), [numbers.len() / 2, 2], device))
    }

    fn numbers(view: View) -> Vec<f32> {
        match view {
            View::Table(x) => x.into_data().try_to_vec().unwrap(),
            View::Image(x) | View::Audio(x) => x.into_data().try_to_vec().unwrap(),
        }
    }

    fn device() -> Device {
        pollster::block_on(open(Backend::Cpu)).unwrap()
    }

    /// Half the amplitude is kept, √(1 − 0.25) = 0.8660 of the noise comes in.
    #[test]
    fn half_way_is_the_mixture_worked_by_hand() {
        let device = device();
        let mixture = numbers(corrupt(table(&[2.0, -4.0], &device), &table(&[1.0, 0.5], &device), 0.5));
        assert!((mixture[0] - 1.866_025_4).abs() < 1e-6 && (mixture[1] + 1.566_987_3).abs() < 1e-6, "{mixture:?}");
    }

    #[test]
    fn level_0_is_the_view_itself_and_level_1_the_noise_alone() {
        let device = device();
        let (view, noise) = (table(&[0.1, 0.7, -3.0, 8.0], &device), table(&[1.0, -2.0, 0.5, 0.25], &device));
        assert_eq!(numbers(corrupt(view.clone(), &noise, 0.0)), [0.1, 0.7, -3.0, 8.0]);
        assert_eq!(numbers(corrupt(view, &noise, 1.0)), [1.0, -2.0, 0.5, 0.25]);
    }

    #[test]
    fn a_standardised_view_keeps_its_variance_at_every_level() {
        let device = device();
        let draw = |seed| noise(&table(&[0.0; 8000], &device), &(0..4000).collect::<Vec<_>>(), seed, &device);
        for level in [0.2, 0.6, 1.0] {
            let values = numbers(corrupt(draw(1), &draw(2), level));
            let variance = values.iter().map(|v| v * v).sum::<f32>() / values.len() as f32;
            assert!((variance - 1.0).abs() < 0.05, "{variance} at {level}");
        }
    }

    #[test]
    fn an_events_noise_is_its_own_whichever_events_come_with_it() {
        let device = device();
        let together = numbers(noise(&table(&[0.0; 6], &device), &[3, 9, 4], 1, &device));
        let alone = numbers(noise(&table(&[0.0; 2], &device), &[9], 1, &device));
        assert_eq!(together[2..4], alone[..]);
        assert_ne!(together[..2], together[4..]);
    }

    #[test]
    fn what_is_missing_stays_missing_as_the_rate_rises() {
        let events: Vec<u32> = (0..2000).collect();
        let masks = [0.0, 0.3, 0.7, 1.0].map(|rate| presence(&events, rate, 5));
        let present = masks.each_ref().map(|mask| mask.iter().flatten().sum::<f32>() / 6000.0);
        assert_eq!((present[0], present[3]), (1.0, 0.0));
        assert!((present[1] - 0.7).abs() < 0.03 && (present[2] - 0.3).abs() < 0.03, "{present:?}");
        let nested =
            |more: &[[f32; 3]], fewer: &[[f32; 3]]| more.iter().flatten().zip(fewer.iter().flatten()).all(|(a, b)| a >= b);
        assert!(masks.windows(2).all(|pair| nested(&pair[0], &pair[1])));
    }
}

//! Dropout and modality dropout with random numbers from the run's own streams, so that every backend drops the same units.
//!
//! Unit masks are rows of a table drawn once per run and kept on the device; a step picks one row per event by index.
//! A step therefore uploads a few numbers, not a mask, and the same seed drops the same units on CPU and GPU.

use burn::tensor::Tensor;
use rand::RngExt;

use super::batch::upload;
use super::device::Device;
use super::kernel::gather::{Rows, rows};
use super::model::Model;
use crate::data::modality::{Modality, ModalitySet};
use crate::data::seed::{Purpose, stream};

/// Rows of the table: how many different masks a run has.
pub(super) const ROWS: usize = 2048;

/// The masks of one run.
pub(super) struct Dropout {
    seed: u32,
    /// `[ROWS, width]`, 0 or 1 / (1 − rate); `None` where the rate is 0
    table: Option<Tensor<2>>,
    modality_rate: f64,
    /// what the model sees
    modalities: ModalitySet,
}

impl Dropout {
    /// Draws the table, for the units and the modalities of `model`. `rate` and `modality_rate` lie in 0…0.9.
    pub(super) fn new(seed: u32, [rate, modality_rate]: [f64; 2], model: &Model, device: &Device) -> Dropout {
        let width = model.head_width();
        let table = (rate > 0.0).then(|| upload(masks(seed, rate as f32, width), [ROWS, width], device));
        Dropout { seed, table, modality_rate, modalities: model.modalities() }
    }

    /// Draws the rows of optimizer step `step`. It uploads them, so call it before the forward pass.
    pub(super) fn draw(&self, step: u32, events: usize) -> Option<Drawn> {
        let table = self.table.clone()?;
        let mut stream = stream(self.seed, Purpose::Dropout, step + 1);
        let drawn: Vec<u32> = (0..events).map(|_| stream.random_range(0..ROWS as u32)).collect();
        let rows = rows(&drawn, &table.device());
        Some(Drawn { table, rows })
    }

    /// The modalities that each event keeps in optimizer step `step`. Each modality of the model is hidden with the given rate,
    /// but never all of an event's. `None` where none is hidden.
    pub(super) fn kept(&self, step: u32, events: usize) -> Option<Vec<ModalitySet>> {
        let seen: Vec<Modality> = self.modalities.iter().collect();
        if self.modality_rate == 0.0 || seen.len() == 1 {
            return None;
        }
        let mut stream = stream(self.seed, Purpose::ModalityDropout, step);
        let mut draw = || {
            let last = seen[stream.random_range(0..seen.len())];
            let drawn: ModalitySet = Modality::ALL.into_iter().filter(|_| !stream.random_bool(self.modality_rate)).collect();
            let kept = drawn.and(self.modalities);
            if kept.is_empty() { ModalitySet::from_iter([last]) } else { kept }
        };
        Some((0..events).map(|_| draw()).collect())
    }
}

/// One step's rows of the table.
pub(super) struct Drawn {
    table: Tensor<2>,
    rows: Rows,
}

impl Drawn {
    /// The unit mask `[events, width]`: inverted dropout, so evaluation needs no scaling (Srivastava et al. 2014).
    pub(super) fn units(self) -> Tensor<2> {
        self.rows.of(self.table)
    }
}

fn masks(seed: u32, rate: f32, width: usize) -> Vec<f32> {
    let mut stream = stream(seed, Purpose::Dropout, 0);
    let kept = 1.0 / (1.0 - rate);
    (0..ROWS * width).map(|_| if stream.random::<f32>() < rate { 0.0 } else { kept }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dropout(modality_rate: f64) -> Dropout {
        seeing(ModalitySet::ALL, modality_rate)
    }

    fn seeing(modalities: ModalitySet, modality_rate: f64) -> Dropout {
        Dropout { seed: 1, table: None, modality_rate, modalities }
    }

    #[test]
    fn half_of_the_units_are_dropped_and_the_rest_doubled() {
        let masks = masks(1, 0.5, 256);
        let mean = masks.iter().sum::<f32>() / masks.len() as f32;
        assert!(masks.iter().all(|m| *m == 0.0 || *m == 2.0));
        assert!((mean - 1.0).abs() < 0.01, "{mean}");
    }

    #[test]
    fn modality_dropout_hides_its_share_but_never_a_whole_event() {
        let kept = dropout(0.3).kept(5, 4000).unwrap();
        assert!(kept.iter().all(|set| !set.is_empty()));
        let hidden = kept.iter().filter(|set| !set.contains(Modality::Image)).count() as f64 / 4000.0;
        assert!((hidden - (0.3 - 0.027 / 3.0)).abs() < 0.03, "{hidden}");
        assert_eq!(dropout(0.3).kept(5, 10), dropout(0.3).kept(5, 10));
        assert_ne!(dropout(0.3).kept(5, 10), dropout(0.3).kept(6, 10));
    }

    #[test]
    fn what_a_model_sees_of_an_event_is_never_hidden_whole() {
        let pair = ModalitySet::from_bits(0b110);
        let kept = seeing(pair, 0.6).kept(5, 4000).unwrap();
        assert!(kept.iter().all(|set| !set.and(pair).is_empty()));
        for modality in pair.iter() {
            // hidden alone, or both were to be and the other was drawn to stay
            let hidden = kept.iter().filter(|set| !set.contains(modality)).count() as f64 / 4000.0;
            assert!((hidden - (0.6 * 0.4 + 0.36 / 2.0)).abs() < 0.03, "{modality:?} {hidden}");
        }
        assert_eq!(seeing(ModalitySet::from_bits(0b010), 0.6).kept(5, 8), None);
    }

    #[test]
    fn without_modality_dropout_nothing_is_hidden() {
        assert_eq!(dropout(0.0).kept(0, 8), None);
    }
}

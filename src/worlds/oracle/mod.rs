//! The oracle: the best possible accuracy with each set of modalities, computed from the world itself.
//!
//! A picture or a sound reveals its cause, so their figures follow exactly from the table of latent causes: take the most
//! probable label of every pair of causes, and add up. A table reveals its cause only in part. Given the cause its standard scores
//! are Gaussian, so the posterior of each label has a closed form; its largest value is averaged over simulated tables.
//! Wrong labels, missing modalities and unequal classes are part of the sum. Noise on pictures and sounds is not: with it the
//! figure is an upper bound. (The rounding of a table's numbers is neglected.)

mod simulation;

use std::collections::BTreeMap;

use super::class::label_probability;
use super::latent::{Latent, LatentTable};
use super::missing;
use super::preset::latent;
use crate::config::DataSettings;
use crate::data::modality::{Modality, ModalitySet};
use crate::data::truth::Best;

/// An accuracy and its standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Figure {
    accuracy: f64,
    standard_error: f64,
}

/// For each pair of a picture's and a sound's cause the probabilities `[label][table cause]`. Over all pairs they add up to 1.
type Cells = BTreeMap<(u8, u8), Vec<Vec<f64>>>;

/// A world as the oracle needs it.
struct Oracle<'a> {
    table: &'a LatentTable,
    /// those that occur
    table_causes: Vec<u8>,
    label_noise: f64,
    table_noise: f64,
}

/// The best possible accuracy with each set of modalities, in the order of [`ModalitySet::EACH`].
pub fn best_possible(settings: &DataSettings) -> Vec<Best> {
    let table = latent(settings);
    let oracle = Oracle::new(&table, settings);
    let revealed = oracle.figures();
    let present = missing::probabilities(settings.missing());
    let figure = |set: ModalitySet| expected(set, &present, &revealed);
    let clean = clean(settings);
    let best = |modalities: ModalitySet| {
        let Figure { accuracy, standard_error } = figure(modalities);
        let upper_bound = accuracy > figure(modalities.and(clean)).accuracy + 1e-9;
        Best { modalities, accuracy, standard_error, upper_bound }
    };
    ModalitySet::EACH.map(best).to_vec()
}

/// The modalities without noise, whose views reveal as much as the oracle assumes.
fn clean(settings: &DataSettings) -> ModalitySet {
    let image = settings.image_noise == 0.0 && settings.image_blur == 0.0 && settings.image_occlusion == 0.0;
    let audio = super::audio::noise_share(settings.audio_snr) == 0.0;
    let clean = [(Modality::Tabular, true), (Modality::Image, image), (Modality::Audio, audio)];
    clean.into_iter().filter(|(_, clean)| *clean).map(|(modality, _)| modality).collect()
}

/// The mean over all events: a model that uses `set` sees of an event those of its members that the event has.
fn expected(set: ModalitySet, present: &[f64; 8], revealed: &[Figure; 8]) -> Figure {
    let mut mean = Figure::default();
    for (bits, probability) in present.iter().enumerate() {
        let seen = revealed[set.and(ModalitySet::from_bits(bits as u8)).bits() as usize];
        mean.accuracy += probability * seen.accuracy;
        mean.standard_error += probability * seen.standard_error; // they rest on the same tables: no better than their sum
    }
    mean
}

impl<'a> Oracle<'a> {
    fn new(table: &'a LatentTable, settings: &DataSettings) -> Oracle<'a> {
        let mut table_causes: Vec<u8> = table.rows().iter().map(|row| row.causes[0]).collect();
        table_causes.sort_unstable();
        table_causes.dedup();
        Oracle { table, table_causes, label_noise: settings.label_noise, table_noise: settings.table_noise }
    }

    /// The best accuracy when the members of a set are seen, by [`ModalitySet::bits`].
    fn figures(&self) -> [Figure; 8] {
        let cells = [0b000, 0b010, 0b100, 0b110].map(|bits| self.cells(ModalitySet::from_bits(bits)));
        let simulated = match self.table_causes.len() {
            1 => cells.each_ref().map(exact), // a table that is drawn alike for every class carries no information
            _ => simulation::figures(self, &cells),
        };
        let exact = cells.each_ref().map(exact);
        std::array::from_fn(|bits| if bits & 1 == 0 { exact[bits >> 1] } else { simulated[bits >> 1] })
    }

    fn cells(&self, seen: ModalitySet) -> Cells {
        let mut cells = Cells::new();
        let labels = self.table.classes();
        for row in self.table.rows() {
            let weights = cells.entry(key(row, seen)).or_insert_with(|| vec![vec![0.0; self.table_causes.len()]; labels]);
            let cause = self.table_causes.iter().position(|cause| *cause == row.causes[0]).unwrap_or_default();
            for (label, weights) in weights.iter_mut().enumerate() {
                weights[cause] += row.probability * label_probability(row.class, label, labels, self.label_noise);
            }
        }
        cells
    }
}

/// The causes of picture and sound, 0 for one that is not seen.
fn key(row: &Latent, seen: ModalitySet) -> (u8, u8) {
    let cause = |modality: Modality| if seen.contains(modality) { row.causes[modality as usize] } else { 0 };
    (cause(Modality::Image), cause(Modality::Audio))
}

/// Without a table: the most probable label of every cell.
fn exact(cells: &Cells) -> Figure {
    let best = |labels: &Vec<Vec<f64>>| labels.iter().map(|causes| causes.iter().sum()).fold(0.0, f64::max);
    Figure { accuracy: cells.values().map(best).sum(), standard_error: 0.0 }
}

#[cfg(test)]
mod tests;

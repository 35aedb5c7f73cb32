//! The best possible accuracy with the table: the largest posterior probability of a label, averaged over simulated tables.

use super::{Cells, Figure, Oracle, key};
use crate::data::modality::ModalitySet;
use crate::data::seed::{Purpose, stream};
use crate::worlds::class::pick;
use crate::worlds::tabular::{COLUMNS, Numbers, scores, sizes, variances};

/// Simulated tables. The figures' standard errors are 0.002 or less.
const TABLES: usize = 16_384;
/// Always the same draws, because the figures are properties of the world and not of a run.
const SEED: u32 = 0;

/// The log-likelihood of a cause given a table: `weights · scores + constant`, up to a term that all causes share.
struct CauseLikelihood {
    weights: [f64; COLUMNS],
    constant: f64,
}

/// For each of `cells`, the best accuracy when the table is seen too.
pub(super) fn figures(oracle: &Oracle, cells: &[Cells; 4]) -> [Figure; 4] {
    let causes: Vec<Numbers> = oracle.table_causes.iter().filter_map(|cause| Numbers::all().nth(*cause as usize)).collect();
    let causes: Vec<CauseLikelihood> = causes.iter().map(|cause| CauseLikelihood::new(*cause, oracle.table_noise)).collect();
    let rows = oracle.table.rows();
    let weights: Vec<f64> = rows.iter().map(|row| row.probability).collect();
    let (mut own, mut noise) = (stream(SEED, Purpose::Oracle, 0), stream(SEED, Purpose::Oracle, 1));
    let mut sums = [(0.0, 0.0); 4];
    for draw in 0..TABLES {
        // evenly through the rows, which leaves less to chance than drawing them
        let row = &rows[pick(&weights, (draw as f64 + 0.5) / TABLES as f64)];
        let cause = Numbers::all().nth(row.causes[0] as usize).unwrap_or(Numbers::Any);
        let likelihoods = likelihoods(&causes, &scores(cause, oracle.table_noise, &mut own, &mut noise));
        for (i, sum) in sums.iter_mut().enumerate() {
            let best = largest_posterior(&cells[i][&key(row, ModalitySet::from_bits(2 * i as u8))], &likelihoods);
            *sum = (sum.0 + best, sum.1 + best * best);
        }
    }
    sums.map(figure)
}

fn figure((sum, squares): (f64, f64)) -> Figure {
    let n = TABLES as f64;
    let accuracy = sum / n;
    Figure { accuracy, standard_error: ((squares / n - accuracy * accuracy).max(0.0) / n).sqrt() }
}

/// `labels` is `[label][table cause]`, `likelihoods` `[table cause]`.
fn largest_posterior(labels: &[Vec<f64>], likelihoods: &[f64]) -> f64 {
    let weight = |causes: &Vec<f64>| causes.iter().zip(likelihoods).map(|(weight, likelihood)| weight * likelihood).sum();
    let (sum, most) = labels.iter().map(weight).fold((0.0, 0.0), |(sum, most), w: f64| (sum + w, w.max(most)));
    most / sum
}

/// Of each cause, relative to the largest.
fn likelihoods(causes: &[CauseLikelihood], scores: &[f64; COLUMNS]) -> Vec<f64> {
    let log: Vec<f64> = causes.iter().map(|cause| cause.log_likelihood(scores)).collect();
    let most = log.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    log.iter().map(|log| libm::exp(log - most)).collect()
}

impl CauseLikelihood {
    /// With mean μ and covariance Σ = diagonal + size·sizeᵀ: weights Σ⁻¹μ, constant −½·μᵀΣ⁻¹μ. The inverse is that of Sherman
    /// and Morrison (1950).
    fn new(cause: Numbers, noise: f64) -> CauseLikelihood {
        let (mean, size, variance) = (cause.shifts(), sizes(), variances(noise));
        let scaled = |v: &[f64; COLUMNS]| std::array::from_fn::<f64, COLUMNS, _>(|i| v[i] / variance[i]);
        let (mean_scaled, size_scaled) = (scaled(&mean), scaled(&size));
        let common = dot(&size, &mean_scaled) / (1.0 + dot(&size, &size_scaled));
        let weights = std::array::from_fn(|i| mean_scaled[i] - common * size_scaled[i]);
        CauseLikelihood { weights, constant: -0.5 * dot(&weights, &mean) }
    }

    fn log_likelihood(&self, scores: &[f64; COLUMNS]) -> f64 {
        dot(&self.weights, scores) + self.constant
    }
}

fn dot(a: &[f64; COLUMNS], b: &[f64; COLUMNS]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

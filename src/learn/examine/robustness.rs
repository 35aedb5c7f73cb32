//! How accuracy falls with more noise, and relative robustness, which summarises such a curve in one number. It uses plain
//! numbers, no tensors.

use std::ops::Range;

use serde::Serialize;

use super::finding::Finding;
use super::measurement::{Known, Measurement};
use super::plan::{BATCH, Piece};
use crate::data::modality::{Modality, ModalitySet};
use crate::learn::metrics::interval::Interval;
use crate::learn::metrics::predictions::Predictions;

/// The levels at which every robustness curve is measured: 0 is clean, 1 leaves nothing to see.
pub const LEVELS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// One measurement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// of corruption or of missing modalities, 0…1
    pub level: f64,
    /// 0…1
    pub accuracy: f64,
    /// 95 % Wilson interval of the accuracy
    pub interval: Interval,
}

/// Accuracy against level.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Curve {
    /// by rising level
    pub points: Vec<Point>,
    /// relative robustness, 0…1: the mean accuracy over the levels measured
    pub relative_robustness: f64,
    /// 95 % Wilson interval of a share of this size on as many events: wider than that of the mean, which rests on all levels
    pub interval: Interval,
}

/// One modality, corrupted at every level; the others stay as they are.
pub(super) struct RobustnessMeasurement(pub Modality);

impl Measurement for RobustnessMeasurement {
    fn pieces(&self, batches: &[Range<usize>], _own: ModalitySet) -> Vec<Piece> {
        let of_batch = |events: &Range<usize>| {
            let (modality, events) = (self.0, events.clone());
            levels().map(move |level| Piece::Corrupt { modality, events: events.clone(), level })
        };
        batches.iter().flat_map(of_batch).collect()
    }

    fn conclude(&self, known: &mut Known, log_probabilities: Vec<f32>) -> Vec<Finding> {
        vec![Finding::Robustness { modality: self.0, curve: curve(known, &log_probabilities, BATCH) }]
    }
}

/// The levels that are not clean.
pub(super) fn levels() -> impl Iterator<Item = f64> {
    LEVELS.into_iter().skip(1)
}

/// The curve of a measurement that went through the split `size` events at a time, and with each of these through all levels
/// but the clean one.
pub(super) fn curve(known: &Known, log_probabilities: &[f32], size: usize) -> Curve {
    let mut logs = vec![Vec::new(); LEVELS.len() - 1];
    let mut rest = log_probabilities;
    for events in known.labels.chunks(size) {
        for level in &mut logs {
            let (own, others) = rest.split_at(events.len() * known.prior.len());
            level.extend_from_slice(own);
            rest = others;
        }
    }
    let accuracy = |logs| Predictions::new(logs, known.labels.clone()).accuracy();
    let mut accuracies = vec![known.whole.accuracy()];
    accuracies.extend(logs.into_iter().map(accuracy));
    Curve::at_levels(&accuracies, known.labels.len() as u32)
}

impl Curve {
    /// Through these accuracies at rising levels, measured on `events` events.
    ///
    /// Relative robustness is MultiBench's (Liang et al. 2021, arXiv 2107.07502): the area under the accuracy–noise
    /// curve by trapezoids, as its `eval_scripts/robustness.py` adds it up over steps of 0.1. Two things differ: the area is
    /// divided by the range of levels, so that it is an accuracy however far the curve reaches, and it is not rescaled by
    /// the best and the worst of several methods, so that it stands on its own.
    pub fn through(heights: &[(f64, f64)], events: u32) -> Curve {
        let point = |&(level, accuracy)| Point { level, accuracy, interval: Interval::of_share(accuracy, events) };
        let points: Vec<Point> = heights.iter().map(point).collect();
        let relative_robustness = mean_height(&points);
        Curve { points, relative_robustness, interval: Interval::of_share(relative_robustness, events) }
    }

    /// Through `accuracies` at [`LEVELS`], measured on `events` events.
    pub fn at_levels(accuracies: &[f64], events: u32) -> Curve {
        let heights: Vec<(f64, f64)> = LEVELS.into_iter().zip(accuracies.iter().copied()).collect();
        Curve::through(&heights, events)
    }
}

/// The area under the points by trapezoids, by their range; a single point's own height, 0 without points.
fn mean_height(points: &[Point]) -> f64 {
    let area: f64 = points.windows(2).map(|p| (p[1].level - p[0].level) * (p[0].accuracy + p[1].accuracy) / 2.0).sum();
    match points {
        [] => 0.0,
        [first, .., last] if last.level > first.level => area / (last.level - first.level),
        [first, ..] => first.accuracy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// (1 + 0.9) / 2 + (0.9 + 0.7) / 2 + (0.7 + 0.5) / 2 + (0.5 + 0.4) / 2 + (0.4 + 0.3) / 2 = 3.15 steps of 0.2.
    #[test]
    fn relative_robustness_is_the_area_of_the_trapezoids_worked_by_hand() {
        let curve = Curve::at_levels(&[1.0, 0.9, 0.7, 0.5, 0.4, 0.3], 100);
        assert!((curve.relative_robustness - 0.63).abs() < 1e-12, "{}", curve.relative_robustness);
    }

    #[test]
    fn a_model_that_corruption_does_not_touch_keeps_its_accuracy() {
        assert!((Curve::at_levels(&[0.8; 6], 100).relative_robustness - 0.8).abs() < 1e-12);
    }

    #[test]
    fn a_part_of_the_range_and_uneven_steps_weigh_by_their_width() {
        let heights = [(0.0, 1.0), (0.1, 0.5), (0.5, 0.5)];
        // (0.1 · 0.75 + 0.4 · 0.5) / 0.5
        assert!((Curve::through(&heights, 100).relative_robustness - 0.55).abs() < 1e-12);
    }

    #[test]
    fn one_point_is_its_own_mean_and_none_is_zero() {
        assert_eq!(Curve::through(&[(0.4, 0.9)], 100).relative_robustness, 0.9);
        assert_eq!(Curve::through(&[], 100).relative_robustness, 0.0);
    }
}

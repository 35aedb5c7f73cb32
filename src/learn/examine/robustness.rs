//! How accuracy falls as the input gets worse, and the one number that sums a curve up. Knows no tensor.

use serde::Serialize;

/// The levels at which every robustness curve is measured: 0 is clean, 1 leaves nothing to see.
pub const LEVELS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// One measurement.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// of corruption or of missing modalities, 0…1
    pub level: f64,
    /// 0…1
    pub accuracy: f64,
}

/// Accuracy against level.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Curve {
    /// by rising level
    pub points: Vec<Point>,
    /// relative robustness, 0…1: the mean accuracy over the levels measured
    pub relative_robustness: f64,
}

impl Curve {
    /// Through these points, by rising level.
    ///
    /// Relative robustness is MultiBench's (Liang et al. 2021, arXiv 2107.07502): the area under the accuracy–noise
    /// curve by trapezoids, as its `eval_scripts/robustness.py` adds it up over steps of 0.1. Two things differ: the area is
    /// divided by the range of levels, so that it is an accuracy however far the curve reaches, and it is not rescaled by
    /// the best and the worst of several methods, so that it stands on its own.
    pub fn through(points: Vec<Point>) -> Curve {
        let relative_robustness = mean_height(&points);
        Curve { points, relative_robustness }
    }

    /// Through `accuracies` at [`LEVELS`].
    pub fn at_levels(accuracies: &[f64]) -> Curve {
        Curve::through(
            LEVELS.iter().zip(accuracies).map(|(level, accuracy)| Point { level: *level, accuracy: *accuracy }).collect(),
        )
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
        let curve = Curve::at_levels(&[1.0, 0.9, 0.7, 0.5, 0.4, 0.3]);
        assert!((curve.relative_robustness - 0.63).abs() < 1e-12, "{}", curve.relative_robustness);
    }

    #[test]
    fn a_model_that_corruption_does_not_touch_keeps_its_accuracy() {
        assert!((Curve::at_levels(&[0.8; 6]).relative_robustness - 0.8).abs() < 1e-12);
    }

    #[test]
    fn a_part_of_the_range_and_uneven_steps_weigh_by_their_width() {
        let points = [(0.0, 1.0), (0.1, 0.5), (0.5, 0.5)].map(|(level, accuracy)| Point { level, accuracy });
        // (0.1 · 0.75 + 0.4 · 0.5) / 0.5
        assert!((Curve::through(points.to_vec()).relative_robustness - 0.55).abs() < 1e-12);
    }

    #[test]
    fn one_point_is_its_own_mean_and_none_is_zero() {
        assert_eq!(Curve::through(vec![Point { level: 0.4, accuracy: 0.9 }]).relative_robustness, 0.9);
        assert_eq!(Curve::through(vec![]).relative_robustness, 0.0);
    }
}

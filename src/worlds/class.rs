//! The classes of the worlds, how frequent each is, and wrong labels.

use rand::RngExt;

use crate::data::seed::Stream;

/// The codes of the classes, for which the page has words. A data set of `n` classes has the first `n`.
pub const CLASSES: [&str; 6] = ["concert", "lecture", "sporting_event", "theatre_play", "conference", "street_parade"];

/// The probability of each of `classes` classes: geometric steps from the first to the last, with
/// `share[class] ∝ 10^(−imbalance · class / (classes − 1))`, so that at 1 the first is ten times as frequent as the last.
pub fn shares(classes: usize, imbalance: f64) -> Vec<f64> {
    let step = imbalance / (classes - 1).max(1) as f64;
    let weights: Vec<f64> = (0..classes).map(|class| libm::pow(10.0, -step * class as f64)).collect();
    let whole: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / whole).collect()
}

/// The probability that an event of `class` carries the label `label`, where a share `noise` of the labels is replaced by
/// another class, each of them equally likely.
pub fn label_probability(class: usize, label: usize, classes: usize, noise: f64) -> f64 {
    if class == label { 1.0 - noise } else { noise / (classes - 1) as f64 }
}

/// The label of an event of `class`, drawn by [`label_probability`].
pub fn label(class: usize, classes: usize, noise: f64, stream: &mut Stream) -> usize {
    let (wrong, other) = (stream.random_bool(noise), stream.random_range(1..classes as u32) as usize);
    if wrong { (class + other) % classes } else { class }
}

/// The index whose interval contains `point`, when 0…1 is divided in proportion to `weights`.
pub fn pick(weights: &[f64], point: f64) -> usize {
    let mut left = point * weights.iter().sum::<f64>();
    for (index, weight) in weights.iter().enumerate() {
        left -= weight;
        if left < 0.0 {
            return index;
        }
    }
    weights.iter().rposition(|weight| *weight > 0.0).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::seed::{Purpose, stream};

    #[test]
    fn shares_are_equal_at_0_and_a_factor_of_ten_apart_at_1() {
        assert_eq!(shares(4, 0.0), [0.25; 4]);
        let skewed = shares(3, 1.0);
        assert!((skewed[0] / skewed[2] - 10.0).abs() < 1e-9 && (skewed[0] / skewed[1] - 10f64.sqrt()).abs() < 1e-9);
        assert!((skewed.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn labels_are_replaced_as_often_as_asked_and_by_every_other_class() {
        let labels: Vec<usize> = (0..6000).map(|i| label(1, 4, 0.3, &mut stream(1, Purpose::LabelNoise, i))).collect();
        for other in 0..4 {
            let share = labels.iter().filter(|l| **l == other).count() as f64 / 6000.0;
            // four standard errors
            assert!((share - label_probability(1, other, 4, 0.3)).abs() < 0.024, "{other}: {share}");
        }
    }

    #[test]
    fn a_point_falls_on_the_weight_that_holds_it() {
        let weights = [0.2, 0.0, 0.8];
        assert_eq!([0.0, 0.19, 0.21, 0.999].map(|point| pick(&weights, point)), [0, 0, 2, 2]);
        assert_eq!(pick(&weights, 1.0), 2, "a rounding error stays within what is possible");
    }
}

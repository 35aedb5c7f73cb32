//! The paired bootstrap: whether one model is measurably more accurate than another. It uses plain numbers, no tensors.

use rand::RngExt;
use serde::Serialize;

use crate::data::seed::{Purpose, stream};
use crate::learn::metrics::interval::Interval;

/// The default number of times that the events are resampled.
pub const RESAMPLES: u32 = 2000;

/// The difference of two models' accuracies on the same events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Difference {
    /// the first model's accuracy less the second's, -1…1
    pub mean: f64,
    /// 95 %, by the percentile method
    pub interval: Interval,
}

/// Compares two models by which of the same events they predicted right: the events are drawn anew with replacement
/// `resamples` times, and the interval runs from the 2.5th to the 97.5th percentile of the differences (Efron 1979).
/// Both models keep an event together, so that what both find hard cancels. All zero where there is no event.
pub fn paired(first: &[bool], second: &[bool], resamples: u32, seed: u32) -> Difference {
    let signs: Vec<i32> = first.iter().zip(second).map(|(a, b)| i32::from(*a) - i32::from(*b)).collect();
    if signs.is_empty() {
        return Difference::default();
    }
    let n = signs.len();
    let mut stream = stream(seed, Purpose::Bootstrap, 0);
    let mut draw = || (0..n).map(|_| signs[stream.random_range(0..n as u32) as usize]).sum::<i32>();
    let mut sums: Vec<i32> = (0..resamples.max(1)).map(|_| draw()).collect();
    sums.sort_unstable();
    let share = |sum: f64| sum / n as f64;
    Difference {
        mean: share(f64::from(signs.iter().sum::<i32>())),
        interval: Interval { low: share(percentile(&sums, 0.025)), high: share(percentile(&sums, 0.975)) },
    }
}

/// The `share` of the way through sorted numbers, linear between neighbours (numpy's default).
fn percentile(sorted: &[i32], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = f64::from(sorted[place.floor() as usize]);
    let above = f64::from(sorted[place.ceil() as usize]);
    below + (above - below) * place.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first `right` of `n`.
    fn first(right: usize, n: usize) -> Vec<bool> {
        (0..n).map(|i| i < right).collect()
    }

    #[test]
    fn a_percentile_between_two_numbers_is_linear() {
        assert_eq!(percentile(&[0, 10, 20, 30, 40], 0.025), 1.0);
        assert_eq!(percentile(&[0, 10, 20, 30, 40], 0.5), 20.0);
        assert_eq!(percentile(&[7], 0.975), 7.0);
    }

    /// 30 of 100 events differ, all for the first: the sum is binomial, ±1.96 · √(0.3 · 0.7 / 100) = ±0.0898.
    #[test]
    fn the_interval_is_the_binomials_where_only_one_model_errs() {
        let difference = paired(&first(90, 100), &first(60, 100), 20_000, 1);
        assert!((difference.mean - 0.3).abs() < 1e-12);
        assert!((difference.interval.low - 0.21).abs() <= 0.0101, "{difference:?}");
        assert!((difference.interval.high - 0.39).abs() <= 0.0101, "{difference:?}");
    }

    #[test]
    fn equal_models_differ_by_nothing_with_certainty() {
        let model = first(50, 80);
        assert_eq!(paired(&model, &model, 100, 1), Difference::default());
    }

    #[test]
    fn swapping_the_models_turns_the_mean_around() {
        let (a, b) = (first(70, 100), first(55, 100));
        assert_eq!(paired(&a, &b, 500, 1).mean, -paired(&b, &a, 500, 1).mean);
    }

    #[test]
    fn a_seed_repeats_the_interval_and_no_events_give_none() {
        let (a, b) = (first(70, 100), [first(30, 50), first(40, 50)].concat());
        assert_eq!(paired(&a, &b, 300, 4), paired(&a, &b, 300, 4));
        assert_eq!(paired(&[], &[], 300, 4), Difference::default());
    }
}

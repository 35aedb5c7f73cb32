//! 95 % intervals of measured shares, such as accuracy.

use serde::Serialize;

/// The 97.5th percentile of the standard normal: what bounds 95 % on both sides.
const Z: f64 = 1.959_963_984_540_054;

/// A range that contains the true value in 95 of 100 repetitions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Interval {
    /// its lower end
    pub low: f64,
    /// its upper end
    pub high: f64,
}

impl Interval {
    /// The 95 % score interval of a share of which `correct` of `events` were counted (Wilson 1927), without continuity
    /// correction; within 0…1, and all of that where there is no event.
    ///
    /// ```
    /// use trimodal::learn::metrics::interval::Interval;
    /// let ten_of_ten = Interval::wilson(10, 10);
    /// assert!((ten_of_ten.low - 0.7225).abs() < 1e-4 && ten_of_ten.high == 1.0);
    /// ```
    pub fn wilson(correct: u32, events: u32) -> Interval {
        Interval::of_share(f64::from(correct) / f64::from(events), events)
    }

    /// The same for a share that need not be a whole number of the events, as a mean of several is not.
    pub fn of_share(share: f64, events: u32) -> Interval {
        if events == 0 {
            return Interval { low: 0.0, high: 1.0 };
        }
        let (n, share) = (f64::from(events), share.clamp(0.0, 1.0));
        let centre = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
        let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        // rounding must not push the ends of an all-or-nothing count past what is certain
        let low = if share == 0.0 { 0.0 } else { centre - half };
        let high = if share == 1.0 { 1.0 } else { centre + half };
        Interval { low, high }
    }

    /// Whether `value` lies within it.
    pub fn contains(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked by hand: with z² = 3.8415, 8 of 10 give (0.8 + 0.19207) / 1.38415 ± 1.96 · √(0.016 + 0.0096036) / 1.38415.
    #[test]
    fn eight_of_ten_give_the_interval_worked_by_hand() {
        let interval = Interval::wilson(8, 10);
        assert!((interval.low - 0.49016).abs() < 1e-5, "{interval:?}");
        assert!((interval.high - 0.94331).abs() < 1e-4, "{interval:?}");
    }

    #[test]
    fn all_and_none_end_at_certainty_and_mirror_each_other() {
        let (all, none) = (Interval::wilson(30, 30), Interval::wilson(0, 30));
        assert_eq!((all.high, none.low), (1.0, 0.0));
        assert!((all.low - (1.0 - none.high)).abs() < 1e-15);
    }

    #[test]
    fn more_events_narrow_the_interval_and_it_always_holds_the_share() {
        let width = |interval: Interval| interval.high - interval.low;
        assert!(width(Interval::wilson(70, 100)) < width(Interval::wilson(7, 10)));
        assert!((0..=50).all(|right| Interval::wilson(right, 50).contains(f64::from(right) / 50.0)));
    }

    #[test]
    fn without_events_nothing_is_known() {
        assert_eq!(Interval::wilson(0, 0), Interval { low: 0.0, high: 1.0 });
    }
}

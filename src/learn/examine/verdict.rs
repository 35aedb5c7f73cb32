//! The verdict on a run: over- or underfitting, judged from the learning curves over several epochs. It uses plain numbers, no
//! tensors.

use serde::Serialize;

use crate::learn::metrics::Mean;

/// Epochs that are averaged before anything is compared, and for which a trend must hold.
const WINDOW: usize = 3;
/// Fewer epochs than these are too few for a verdict.
const ENOUGH: usize = 5;
/// A change of the loss that counts: this share of it, or this many nats, or this many standard deviations of its noise.
const MARGIN: (f64, f64, f64) = (0.05, 0.01, 2.5);
/// A gap between training and validation accuracy that counts: 10 points, or two standard deviations of accuracies on the validation split.
const GAP: f64 = 0.10;
/// An accuracy this near the best possible has nothing left to learn.
const NEAR: f64 = 0.02;

/// The fit, judged from the curves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// too few epochs to distinguish a trend from noise
    TooShort,
    /// both losses rise: the steps are too large
    Unstable,
    /// what is learned no longer holds for events that were not trained on
    Overfitting,
    /// the training events themselves are not learned
    Underfitting,
    /// the validation loss is still falling
    Learning,
    /// neither
    Good,
}

/// The curves of a run, and what they are measured against.
#[derive(Clone, Copy, Debug)]
pub struct Curves<'a> {
    /// per epoch
    pub train: &'a [Mean],
    /// per epoch
    pub val: &'a [Mean],
    /// events in the validation split
    pub val_events: u32,
    /// accuracy of always predicting the most frequent class, 0…1
    pub chance: f64,
    /// the best accuracy there is to reach, where it is known; else 1
    pub ceiling: f64,
}

/// What a verdict is based on. Losses are in nats, as means of three epochs; accuracies are shares.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Reason {
    /// fewer epochs than are needed
    TooEarly { epochs: u32, enough: u32 },
    /// for so many epochs the validation loss has risen, and the training loss with it
    BothRise { epochs: u32, from: f64, to: f64 },
    /// for so many epochs the validation loss has risen, while the training loss has not
    ValidationRises { epochs: u32, from: f64, to: f64, train_from: f64, train_to: f64 },
    /// the validation loss is still falling
    StillFalling,
    /// training accuracy less validation accuracy
    Gap { gap: f64 },
    /// the training accuracy has stopped nearer to chance than to the best possible
    NearChance { accuracy: f64, chance: f64 },
    /// none of these
    Settled,
}

/// The verdict on a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitVerdict {
    /// in one word
    pub fit: Fit,
    /// the epoch with the lowest validation loss, counted from 1; 0 where there is none
    pub best_epoch: u32,
    /// over the last three epochs, in nats: validation loss less training loss
    pub loss_gap: f64,
    /// over the last three epochs: training accuracy less validation accuracy
    pub accuracy_gap: f64,
    /// what it is based on
    pub reason: Reason,
}

impl FitVerdict {
    /// Reads the curves. Losses are compared as means of three epochs. A change counts only beyond the largest of 5 % of the
    /// loss, 0.01 nats and 2.5 deviations of the curve's noise, which is estimated from second differences: a steady trend does
    /// not raise it.
    pub fn of(curves: &Curves) -> FitVerdict {
        let epochs = curves.train.len().min(curves.val.len());
        let (train, val) = (&curves.train[..epochs], &curves.val[..epochs]);
        let best = (0..epochs).min_by(|a, b| val[*a].loss.total_cmp(&val[*b].loss));
        let (last_train, last_val) = (tail(train), tail(val));
        let (fit, reason) = if epochs < ENOUGH {
            (Fit::TooShort, Reason::TooEarly { epochs: epochs as u32, enough: ENOUGH as u32 })
        } else {
            Trend::of(train, val).judge(curves, last_train, last_val)
        };
        FitVerdict {
            fit,
            best_epoch: best.map_or(0, |best| best as u32 + 1),
            loss_gap: last_val.loss - last_train.loss,
            accuracy_gap: last_train.accuracy - last_val.accuracy,
            reason,
        }
    }
}

/// What the losses do, in nats, as means of three epochs.
struct Trend {
    /// epochs since the validation loss was lowest
    since: usize,
    /// validation and training loss then
    low: [f64; 2],
    /// validation and training loss now
    now: [f64; 2],
    /// what the validation loss fell by over the last three epochs
    fall: f64,
    /// a change that counts
    margin: f64,
}

impl Trend {
    /// Of at least [`ENOUGH`] epochs.
    fn of(train: &[Mean], val: &[Mean]) -> Trend {
        let noise = noise(val);
        let (train, val) = (smooth(train), smooth(val));
        let last = val.len() - 1;
        let low = (0..=last).min_by(|a, b| val[*a].total_cmp(&val[*b])).unwrap_or(last);
        let (share, nats, deviations) = MARGIN;
        let before = last.saturating_sub(WINDOW);
        Trend {
            since: last - low,
            low: [val[low], train[low]],
            now: [val[last], train[last]],
            fall: val[before] - val[last],
            margin: (share * val[low]).max(nats).max(deviations * noise),
        }
    }

    fn judge(&self, curves: &Curves, train: Mean, val: Mean) -> (Fit, Reason) {
        let ([from, train_from], [to, train_to]) = (self.low, self.now);
        let (epochs, rising) = (self.since as u32, self.since >= WINDOW && to - from > self.margin);
        let gap = train.accuracy - val.accuracy;
        let deviation = (val.accuracy * (1.0 - val.accuracy) / f64::from(curves.val_events.max(1))).sqrt();
        if rising && train_to - train_from > self.margin {
            (Fit::Unstable, Reason::BothRise { epochs, from, to })
        } else if rising {
            (Fit::Overfitting, Reason::ValidationRises { epochs, from, to, train_from, train_to })
        } else if self.fall > self.margin && val.accuracy < curves.ceiling - NEAR {
            (Fit::Learning, Reason::StillFalling)
        } else if gap > GAP.max(2.0 * deviation) {
            (Fit::Overfitting, Reason::Gap { gap })
        } else if train.accuracy.max(val.accuracy) < (curves.chance + curves.ceiling) / 2.0 {
            // dropout makes training harder than it is without
            (Fit::Underfitting, Reason::NearChance { accuracy: train.accuracy, chance: curves.chance })
        } else {
            (Fit::Good, Reason::Settled)
        }
    }
}

/// The means of every three epochs in a row.
fn smooth(curve: &[Mean]) -> Vec<f64> {
    curve.windows(WINDOW).map(|window| window.iter().map(|mean| mean.loss).sum::<f64>() / WINDOW as f64).collect()
}

/// The mean of the last three epochs; zeros where there is none.
fn tail(curve: &[Mean]) -> Mean {
    let tail = &curve[curve.len().saturating_sub(WINDOW)..];
    let mean = |of: fn(&Mean) -> f64| tail.iter().map(of).sum::<f64>() / tail.len().max(1) as f64;
    Mean { loss: mean(|m| m.loss), accuracy: mean(|m| m.accuracy) }
}

/// The standard deviation of a curve's noise in nats: the median size of its second differences, which for independent noise
/// of deviation σ have deviation √6 σ and median 0.6745 of that. At least three epochs.
fn noise(curve: &[Mean]) -> f64 {
    let bend = |w: &[Mean]| (w[0].loss - 2.0 * w[1].loss + w[2].loss).abs();
    let mut bends: Vec<f64> = curve.windows(3).map(bend).collect();
    bends.sort_unstable_by(f64::total_cmp);
    bends[bends.len() / 2] / (0.6745 * 6f64.sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Training and validation curves as (loss, accuracy) of each epoch.
    fn verdict(train: &[(f64, f64)], val: &[(f64, f64)]) -> FitVerdict {
        let means =
            |curve: &[(f64, f64)]| curve.iter().map(|(loss, accuracy)| Mean { loss: *loss, accuracy: *accuracy }).collect();
        let (train, val): (Vec<Mean>, Vec<Mean>) = (means(train), means(val));
        FitVerdict::of(&Curves { train: &train, val: &val, val_events: 300, chance: 1.0 / 3.0, ceiling: 1.0 })
    }

    /// A curve of these losses at one accuracy.
    fn at(accuracy: f64, losses: &[f64]) -> Vec<(f64, f64)> {
        losses.iter().map(|loss| (*loss, accuracy)).collect()
    }

    /// Numbers in -1…1 that look random and are the same every time.
    fn noise_of(i: usize) -> f64 {
        (f64::sin(i as f64 * 78.233) * 43758.5453).fract()
    }

    #[test]
    fn a_rising_validation_loss_while_training_loss_falls_is_overfitting() {
        let train = at(0.97, &[1.0, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.08]);
        let verdict = verdict(&train, &at(0.75, &[0.95, 0.75, 0.65, 0.63, 0.66, 0.72, 0.80, 0.90]));
        assert_eq!((verdict.fit, verdict.best_epoch), (Fit::Overfitting, 4));
        let Reason::ValidationRises { epochs, from, to, train_from, train_to } = verdict.reason else { panic!("{verdict:?}") };
        let losses = [from, to, train_from, train_to].map(|loss| (loss * 100.0).round());
        assert_eq!((epochs, losses), (3, [65.0, 81.0, 37.0, 13.0]));
        assert!((verdict.accuracy_gap - 0.22).abs() < 1e-12);
        assert!((verdict.loss_gap - (0.8066666 - 0.1266666)).abs() < 1e-4);
    }

    #[test]
    fn one_bad_epoch_at_the_end_is_not_overfitting() {
        let train = at(0.9, &[1.0, 0.6, 0.4, 0.31, 0.30, 0.30, 0.29, 0.29, 0.28, 0.28]);
        let verdict = verdict(&train, &at(0.88, &[0.9, 0.6, 0.42, 0.35, 0.34, 0.34, 0.33, 0.34, 0.33, 0.60]));
        assert_eq!(verdict.fit, Fit::Good, "{:?}", verdict.reason);
    }

    #[test]
    fn a_noisy_plateau_is_a_good_fit_whatever_its_noise() {
        for deviation in [0.01, 0.05, 0.15] {
            for start in 0..40 {
                let epoch = |i: usize| 0.4 + 0.6 * f64::exp(-(i as f64)) + deviation * noise_of(100 * start + i);
                let val: Vec<f64> = (0..20).map(epoch).collect();
                let train: Vec<f64> = (0..20).map(|i| 0.35 + 0.6 * f64::exp(-(i as f64)) - 0.002 * i as f64).collect();
                let verdict = verdict(&at(0.85, &train), &at(0.84, &val));
                assert!(matches!(verdict.fit, Fit::Good | Fit::Learning), "{deviation} {start}: {:?}", verdict.reason);
            }
        }
    }

    #[test]
    fn a_training_accuracy_near_chance_is_underfitting() {
        let verdict = verdict(&at(0.4, &[1.10, 1.09, 1.08, 1.08, 1.08, 1.08]), &at(0.38, &[1.1, 1.09, 1.09, 1.09, 1.09, 1.09]));
        assert_eq!(verdict.fit, Fit::Underfitting);
        let Reason::NearChance { accuracy, chance } = verdict.reason else { panic!("{verdict:?}") };
        assert!((accuracy - 0.4).abs() < 1e-12 && chance == 1.0 / 3.0, "{verdict:?}");
    }

    #[test]
    fn a_training_accuracy_that_only_dropout_keeps_low_is_not_underfitting() {
        let losses = [0.9, 0.8, 0.75, 0.75, 0.75, 0.75];
        let verdict = verdict(&at(0.6, &losses), &at(0.99, &[0.3, 0.1, 0.05, 0.05, 0.05, 0.05]));
        assert_eq!(verdict.fit, Fit::Good, "{:?}", verdict.reason);
    }

    #[test]
    fn what_is_the_best_possible_is_not_underfitting() {
        let means = vec![Mean { loss: 0.64, accuracy: 0.66 }; 8];
        let curves = Curves { train: &means, val: &means, val_events: 300, chance: 1.0 / 3.0, ceiling: 2.0 / 3.0 };
        assert_eq!(FitVerdict::of(&curves).fit, Fit::Good);
    }

    #[test]
    fn a_validation_loss_that_still_falls_asks_for_more_epochs() {
        let losses = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5];
        let verdict = verdict(&at(0.7, &losses), &at(0.68, &losses));
        assert_eq!((verdict.fit, verdict.best_epoch), (Fit::Learning, 6));
    }

    #[test]
    fn a_wide_gap_is_overfitting_though_the_validation_loss_keeps_still() {
        let verdict =
            verdict(&at(0.99, &[1.0, 0.4, 0.1, 0.05, 0.04, 0.04, 0.04]), &at(0.7, &[1.0, 0.8, 0.7, 0.7, 0.7, 0.7, 0.7]));
        assert_eq!(verdict.fit, Fit::Overfitting);
        assert!(matches!(verdict.reason, Reason::Gap { gap } if (gap - 0.29).abs() < 1e-12), "{verdict:?}");
    }

    #[test]
    fn both_losses_rising_is_too_high_a_learning_rate() {
        let rising = [0.9, 0.6, 0.5, 0.7, 0.9, 1.2, 1.5];
        assert_eq!(verdict(&at(0.6, &rising), &at(0.6, &rising)).fit, Fit::Unstable);
    }

    #[test]
    fn a_few_epochs_are_too_few_to_say_and_none_has_no_best() {
        let short = verdict(&at(0.5, &[1.0, 0.9, 1.4, 1.9]), &at(0.5, &[1.0, 0.9, 1.4, 1.9]));
        assert_eq!((short.fit, short.best_epoch), (Fit::TooShort, 2));
        assert_eq!((verdict(&[], &[]).fit, verdict(&[], &[]).best_epoch), (Fit::TooShort, 0));
    }
}

//! The contribution of each modality: the exact Shapley value of a game with three players. It uses plain numbers, no tensors.

use crate::data::modality::{Modality, ModalitySet};
use crate::learn::metrics::predictions::Predictions;

/// The Shapley value of each modality, in mask order, from the value of each of the eight sets by [`ModalitySet::bits`]
/// (Shapley 1953): the mean of what the modality adds to the set of those before it, over the six orders in which three can
/// arrive.
///
/// The three add up to `values[7] - values[0]`. A modality that changes nothing gets 0, interchangeable ones get the same.
///
/// ```
/// use trimodal::learn::examine::shapley::shapley;
/// // accuracies of none, table, picture, both, sound, …: the sound adds nothing
/// let values = [0.25, 0.5, 0.5, 1.0, 0.25, 0.5, 0.5, 1.0];
/// assert_eq!(shapley(&values), [0.375, 0.375, 0.0]);
/// ```
pub fn shapley(values: &[f64; 8]) -> [f64; 3] {
    let value = |set: ModalitySet| values[set.bits() as usize];
    Modality::ALL.map(|modality| {
        let others = (0..8).map(ModalitySet::from_bits).filter(|set| !set.contains(modality));
        others.map(|set| share(set) * (value(set.with(modality)) - value(set))).sum()
    })
}

/// The share of the six orders in which exactly the members of `set` have come before a modality: |S|! (2 − |S|)! / 3!.
fn share(set: ModalitySet) -> f64 {
    if set.len() == 1 { 1.0 / 6.0 } else { 1.0 / 3.0 }
}

/// The Shapley value of each modality for one prediction: the game's value is the probability of the class that the
/// whole model predicts for event number `event`. `subsets` are the predictions by [`ModalitySet::bits`]; those of the empty
/// set are the shares of the classes.
pub fn of_prediction(subsets: &[Predictions; 8], event: usize) -> [f64; 3] {
    let class = subsets[7].predicted(event);
    shapley(&subsets.each_ref().map(|predictions| predictions.probability(event, class)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(here: [f64; 3], expected: [f64; 3]) {
        assert!(here.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{here:?} is not {expected:?}");
    }

    /// By hand, from the orders TPS, TSP, PTS, PST, STP, SPT: the table adds .2 .2 .3 .1 .2 .1, the picture
    /// .3 .3 .2 .2 .3 .4, the sound .2 .2 .2 .4 .2 .2 to none = .3, T = .5, P = .5, TP = .8, S = .5, TS = .7, PS = .9, all = 1.
    #[test]
    fn six_orders_worked_by_hand() {
        let values = [0.3, 0.5, 0.5, 0.8, 0.5, 0.7, 0.9, 1.0];
        close(shapley(&values), [1.1 / 6.0, 1.7 / 6.0, 1.4 / 6.0]);
    }

    #[test]
    fn the_three_add_up_to_full_minus_empty() {
        let values = [0.31, 0.53, 0.70, 0.82, 0.68, 0.81, 0.93, 0.99];
        assert!((shapley(&values).iter().sum::<f64>() - (0.99 - 0.31)).abs() < 1e-12);
    }

    #[test]
    fn interchangeable_modalities_get_the_same() {
        let [table, picture, sound] = shapley(&[0.3, 0.5, 0.7, 0.8, 0.5, 0.6, 0.8, 0.9]);
        assert!((table - sound).abs() < 1e-12, "{table} {sound}");
        assert!(picture > table);
    }

    #[test]
    fn a_modality_that_changes_nothing_gets_nothing() {
        let [table, ..] = shapley(&[0.2, 0.2, 0.6, 0.6, 0.5, 0.5, 0.9, 0.9]);
        assert_eq!(table, 0.0);
    }

    #[test]
    fn an_exclusive_or_shares_its_gain_equally_between_its_two() {
        close(shapley(&[0.5, 0.5, 0.5, 1.0, 0.5, 0.5, 0.5, 1.0]), [0.25, 0.25, 0.0]);
    }

    #[test]
    fn a_predictions_shares_add_up_to_its_probability_above_the_prior() {
        let of = |p: f32| Predictions::new(vec![p.ln(), (1.0 - p).ln()], vec![1]);
        let values = of_prediction(&[0.5f32, 0.6, 0.4, 0.7, 0.3, 0.8, 0.45, 0.9].map(of), 0);
        assert!((values.iter().sum::<f64>() - 0.4).abs() < 1e-6, "{values:?}");
    }
}

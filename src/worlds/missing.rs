//! Modalities that are missing in the data itself: each exactly at its rate, and never all three of an event.
//!
//! If modalities were missing independently, a share `nothing = r₁·r₂·r₃` of the events would have none. Those events get one back:
//! half of `nothing` is added to each of the three cases in which two are missing, and the surplus is subtracted from the
//! complete events. So every modality keeps its own rate. `Config::validate` refuses rates for which this cannot be done.

use rand::RngExt;

use super::class::pick;
use crate::data::modality::{Modality, ModalitySet};
use crate::data::seed::Stream;

/// The probability of each set of modalities being present, by [`ModalitySet::bits`]; `rates` is by [`Modality`].
pub fn probabilities(rates: [f64; 3]) -> [f64; 8] {
    let nothing: f64 = rates.iter().product();
    std::array::from_fn(|bits| {
        let present = ModalitySet::from_bits(bits as u8);
        let rate = |m: Modality| if present.contains(m) { 1.0 - rates[m as usize] } else { rates[m as usize] };
        let independent: f64 = Modality::ALL.into_iter().map(rate).product();
        match present.len() {
            0 => 0.0,
            1 => independent + nothing / 2.0,
            2 => independent,
            _ => independent - nothing / 2.0,
        }
    })
}

/// The modalities that an event has.
pub fn present(rates: [f64; 3], stream: &mut Stream) -> ModalitySet {
    if rates == [0.0; 3] {
        return ModalitySet::ALL;
    }
    ModalitySet::from_bits(pick(&probabilities(rates), stream.random()) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::seed::{Purpose, stream};

    const RATES: [f64; 3] = [0.3, 0.5, 0.1];

    #[test]
    fn every_modality_is_missing_with_its_own_probability_and_never_are_all() {
        for rates in [RATES, [0.5; 3], [0.9, 0.9, 0.0]] {
            let sets = probabilities(rates);
            let has = |bits: usize, m: Modality| ModalitySet::from_bits(bits as u8).contains(m);
            assert!(sets[0] == 0.0 && sets.iter().all(|p| *p >= 0.0) && (sets.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for modality in Modality::ALL {
                let missing: f64 = (0..8).filter(|bits| !has(*bits, modality)).map(|bits| sets[bits]).sum();
                assert!((missing - rates[modality as usize]).abs() < 1e-12, "{rates:?} {modality:?}: {missing}");
            }
        }
    }

    #[test]
    fn events_lack_each_modality_as_often_as_asked() {
        let sets: Vec<ModalitySet> = (0..8000).map(|i| present(RATES, &mut stream(1, Purpose::Missing, i))).collect();
        assert!(sets.iter().all(|set| !set.is_empty()));
        for modality in Modality::ALL {
            let missing = sets.iter().filter(|set| !set.contains(modality)).count() as f64 / 8000.0;
            // four standard errors
            assert!((missing - RATES[modality as usize]).abs() < 0.0224, "{modality:?}: {missing}");
        }
    }
}

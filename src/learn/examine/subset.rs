//! The seven subsets of the modalities by which a model is ablated, and the place of each in a table of eight.

use crate::config::Modalities;
use crate::data::modality::{Modality, ModalitySet};

/// Every subset but the empty one, in the order of [`index`].
pub const SUBSETS: [Modalities; 7] = [
    Modalities::Tabular,
    Modalities::Image,
    Modalities::TabularImage,
    Modalities::Audio,
    Modalities::TabularAudio,
    Modalities::ImageAudio,
    Modalities::All,
];

/// A number per subset: entry [`index`] of a set, entry 0 the empty set.
pub type PerSubset = [f64; 8];

/// A set's place in a table of eight: the sum of 1 for the table, 2 for the picture, 4 for the sound.
pub fn index(set: ModalitySet) -> usize {
    set.iter().map(bit).sum()
}

/// What a modality adds to [`index`].
pub fn bit(modality: Modality) -> usize {
    1 << modality as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subsets_stand_in_the_order_of_their_places() {
        assert_eq!(SUBSETS.map(|subset| index(subset.into())), [1, 2, 3, 4, 5, 6, 7]);
    }
}

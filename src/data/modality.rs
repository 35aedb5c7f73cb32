//! The three modalities and sets of them.

use serde::Serialize;

use crate::config::Modalities;

/// One of the three views of an event. Its number is its column in every presence mask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    Tabular = 0,
    Image = 1,
    Audio = 2,
}

impl Modality {
    /// All of them, in the order of the mask's columns and of the fused embedding.
    pub const ALL: [Modality; 3] = [Modality::Tabular, Modality::Image, Modality::Audio];
}

/// A set of modalities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ModalitySet(u8);

impl ModalitySet {
    /// All three.
    pub const ALL: ModalitySet = ModalitySet(0b111);

    /// The set of a number whose bit `m` says whether modality `m` is in it; higher bits are ignored.
    pub fn from_bits(bits: u8) -> ModalitySet {
        ModalitySet(bits & ModalitySet::ALL.0)
    }

    /// The number that [`ModalitySet::from_bits`] takes.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// What both sets hold.
    pub fn and(self, other: ModalitySet) -> ModalitySet {
        ModalitySet(self.0 & other.0)
    }

    /// The set's row of a presence mask: 1 where a modality is in it, else 0.
    pub fn mask(self) -> [f32; 3] {
        Modality::ALL.map(|m| if self.contains(m) { 1.0 } else { 0.0 })
    }

    /// Whether `modality` is in the set.
    pub fn contains(self, modality: Modality) -> bool {
        self.0 & (1 << modality as u8) != 0
    }

    /// How many modalities are in the set.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether the set has no member.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members, in mask order.
    pub fn iter(self) -> impl Iterator<Item = Modality> {
        Modality::ALL.into_iter().filter(move |m| self.contains(*m))
    }
}

impl FromIterator<Modality> for ModalitySet {
    fn from_iter<I: IntoIterator<Item = Modality>>(members: I) -> Self {
        ModalitySet(members.into_iter().fold(0, |set, modality| set | 1 << modality as u8))
    }
}

impl From<Modalities> for ModalitySet {
    fn from(setting: Modalities) -> Self {
        ModalitySet(match setting {
            Modalities::All => 0b111,
            Modalities::Tabular => 0b001,
            Modalities::Image => 0b010,
            Modalities::Audio => 0b100,
            Modalities::TabularImage => 0b011,
            Modalities::TabularAudio => 0b101,
            Modalities::ImageAudio => 0b110,
        })
    }
}

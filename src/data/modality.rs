//! The three modalities and the sets of them, with their numbers, names and order. All other code uses these.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One of the three views of an event. Its number is its column in every presence mask, and its bit in every set.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A set of modalities: three bits. In messages and in the address it is a name, as in `tabular_image`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ModalitySet(u8);

/// The name of each set, by [`ModalitySet::bits`].
const NAMES: [&str; 8] = ["none", "tabular", "image", "tabular_image", "audio", "tabular_audio", "image_audio", "all"];

impl ModalitySet {
    /// No modality.
    pub const NONE: ModalitySet = ModalitySet(0b000);
    /// All three.
    pub const ALL: ModalitySet = ModalitySet(0b111);
    /// Every set but the empty one, in the order in which they are listed everywhere: the smaller ones first.
    pub const EACH: [ModalitySet; 7] = [
        ModalitySet(0b001),
        ModalitySet(0b010),
        ModalitySet(0b100),
        ModalitySet(0b011),
        ModalitySet(0b101),
        ModalitySet(0b110),
        ModalitySet(0b111),
    ];

    /// The set of these members.
    pub const fn of(members: &[Modality]) -> ModalitySet {
        let (mut bits, mut i) = (0, 0);
        while i < members.len() {
            bits |= 1 << members[i] as u8;
            i += 1;
        }
        ModalitySet(bits)
    }

    /// The set from a number whose bit `m` is 1 if modality `m` is in it; higher bits are ignored.
    pub const fn from_bits(bits: u8) -> ModalitySet {
        ModalitySet(bits & ModalitySet::ALL.0)
    }

    /// The set as a number, 0…7: bit `m` is 1 where modality `m` is in it. Tables of all eight sets are indexed by it.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set's name in messages, in the address and in the contract.
    pub const fn name(self) -> &'static str {
        NAMES[self.0 as usize]
    }

    /// The modalities that are in both sets.
    pub const fn and(self, other: ModalitySet) -> ModalitySet {
        ModalitySet(self.0 & other.0)
    }

    /// The set with one more modality.
    pub const fn with(self, modality: Modality) -> ModalitySet {
        ModalitySet(self.0 | 1 << modality as u8)
    }

    /// The set's row of a presence mask: 1 where a modality is in it, else 0.
    pub fn mask(self) -> [f32; 3] {
        Modality::ALL.map(|m| if self.contains(m) { 1.0 } else { 0.0 })
    }

    /// Whether `modality` is in the set.
    pub const fn contains(self, modality: Modality) -> bool {
        self.0 & (1 << modality as u8) != 0
    }

    /// Whether every member is also in `other`.
    pub const fn is_within(self, other: ModalitySet) -> bool {
        self.0 & other.0 == self.0
    }

    /// How many modalities are in the set.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether the set has no member.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The members, in mask order.
    pub fn iter(self) -> impl Iterator<Item = Modality> {
        Modality::ALL.into_iter().filter(move |m| self.contains(*m))
    }
}

impl From<Modality> for ModalitySet {
    fn from(only: Modality) -> Self {
        ModalitySet::of(&[only])
    }
}

impl FromIterator<Modality> for ModalitySet {
    fn from_iter<I: IntoIterator<Item = Modality>>(members: I) -> Self {
        members.into_iter().fold(ModalitySet::NONE, ModalitySet::with)
    }
}

impl std::fmt::Debug for ModalitySet {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for ModalitySet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for ModalitySet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let bits = NAMES.iter().position(|known| *known == name);
        bits.map(|bits| ModalitySet(bits as u8)).ok_or_else(|| D::Error::unknown_variant(&name, &NAMES))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_named_after_its_members_in_mask_order() {
        let names = ["tabular", "image", "audio"];
        for set in ModalitySet::EACH.into_iter().filter(|set| *set != ModalitySet::ALL) {
            assert_eq!(set.name(), set.iter().map(|m| names[m as usize]).collect::<Vec<_>>().join("_"));
        }
        assert_eq!([ModalitySet::NONE, ModalitySet::ALL].map(ModalitySet::name), ["none", "all"]);
    }

    #[test]
    fn every_set_but_the_empty_one_is_listed_once_and_the_smaller_ones_first() {
        let mut bits = ModalitySet::EACH.map(ModalitySet::bits);
        assert!(ModalitySet::EACH.is_sorted_by_key(|set| (set.len(), set.bits())));
        bits.sort_unstable();
        assert_eq!(bits, [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn a_set_is_the_same_from_its_members_its_bits_and_the_wire() {
        for set in ModalitySet::EACH {
            let members: Vec<Modality> = set.iter().collect();
            let wire = serde_json::to_string(&set).unwrap();
            assert_eq!([ModalitySet::of(&members), members.into_iter().collect()], [set; 2]);
            assert_eq!([ModalitySet::from_bits(set.bits()), serde_json::from_str(&wire).unwrap()], [set; 2]);
        }
        assert!(serde_json::from_str::<ModalitySet>("\"table\"").is_err());
    }

    #[test]
    fn a_part_is_within_the_whole_and_not_the_other_way() {
        let (part, whole) = (ModalitySet::of(&[Modality::Image]), ModalitySet::of(&[Modality::Image, Modality::Audio]));
        assert!(part.is_within(whole) && !whole.is_within(part) && ModalitySet::NONE.is_within(part));
    }
}

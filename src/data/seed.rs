//! Random streams by address: every random number of a run is determined by (seed, purpose, index). Event 7 therefore never
//! depends on event 6, and a new use of random numbers does not change the others.

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;

/// What a stream of random numbers is for. The number is part of the address: append, never renumber.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Label = 1,
    Table = 2,
    Image = 3,
    Audio = 4,
    Split = 5,
    Order = 6,
    Weights = 7,
    Dropout = 8,
    ModalityDropout = 9,
    TableNoise = 10,
    ImageNoise = 11,
    AudioNoise = 12,
    Cause = 13,
    LabelNoise = 14,
    Missing = 15,
    Occlusion = 16,
    Oracle = 17,
    // what a trained model is examined with, from 64 on
    Bootstrap = 64,
    TableCorruption = 65,
    ImageCorruption = 66,
    AudioCorruption = 67,
    Absence = 68,
    Permutation = 69,
}

/// The generator every stream uses.
pub type Stream = Xoshiro256PlusPlus;

/// The stream at an address. Equal addresses give equal streams on every machine; others are independent for all practical ends.
pub fn stream(seed: u32, purpose: Purpose, index: u32) -> Stream {
    let address = (u64::from(seed) << 32 | u64::from(index)) ^ mix(purpose as u64);
    Stream::seed_from_u64(mix(address))
}

/// SplitMix64's finaliser (Steele, Lea and Flood 2014): a bijection, so distinct addresses stay distinct.
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::Rng;

    #[test]
    fn an_address_repeats_and_neighbours_differ() {
        let first = |seed, purpose, index| stream(seed, purpose, index).next_u64();
        assert_eq!(first(1, Purpose::Label, 2), first(1, Purpose::Label, 2));
        let others = [first(2, Purpose::Label, 2), first(1, Purpose::Table, 2), first(1, Purpose::Label, 3)];
        assert!(others.iter().all(|other| *other != first(1, Purpose::Label, 2)));
    }
}

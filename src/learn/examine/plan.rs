//! What an examination is made of: small pieces in order, cheap measurements before dear ones.

use std::collections::VecDeque;
use std::ops::Range;

use crate::data::modality::{Modality, ModalitySet};
use crate::learn::examine::robustness::LEVELS;

/// Events encoded at once.
pub(super) const BATCH: usize = 64;
/// How often a modality is dealt anew for its perceptual score.
pub(super) const PERMUTATIONS: u32 = 5;

/// One small piece of work. Those named like a measurement read what was collected and end it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// the events in this range, as they are
    Encode(Range<usize>),
    /// every event, from embeddings
    Classify(Variant),
    /// the events in this range, one modality encoded anew; levels come one after the other, 1 the last
    Corrupt {
        modality: Modality,
        events: Range<usize>,
        level: f64,
    },
    Report,
    Ablation,
    Missing,
    Perceptual,
    Robustness(Modality),
}

/// What is done to the embeddings before the head sees them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Variant {
    Subset(ModalitySet),
    Missing { rate: f64 },
    Permuted { modality: Modality, round: u32 },
}

/// The pieces for `events` events and a model that has the modalities `own`. None without events.
pub(super) fn plan(events: usize, own: ModalitySet) -> VecDeque<Piece> {
    if events == 0 {
        return VecDeque::new();
    }
    let batches: Vec<Range<usize>> = (0..events).step_by(BATCH).map(|start| start..(start + BATCH).min(events)).collect();
    let mut pieces: VecDeque<Piece> = batches.iter().cloned().map(Piece::Encode).collect();
    pieces.extend([Piece::Classify(Variant::Subset(ModalitySet::ALL)), Piece::Report]);
    // a unimodal model has no part to be ablated to: its own predictions are all there is
    pieces.extend(parts(own).into_iter().map(|subset| Piece::Classify(Variant::Subset(subset))));
    pieces.push_back(Piece::Ablation);
    pieces.extend(levels().map(|rate| Piece::Classify(Variant::Missing { rate })));
    pieces.push_back(Piece::Missing);
    for modality in own.iter() {
        pieces.extend((0..PERMUTATIONS).map(|round| Piece::Classify(Variant::Permuted { modality, round })));
    }
    pieces.push_back(Piece::Perceptual);
    for modality in own.iter() {
        let of_batch = |events: &Range<usize>| {
            let events = events.clone();
            levels().map(move |level| Piece::Corrupt { modality, events: events.clone(), level })
        };
        pieces.extend(batches.iter().flat_map(of_batch));
        pieces.push_back(Piece::Robustness(modality));
    }
    pieces
}

/// The levels that are not clean.
fn levels() -> impl Iterator<Item = f64> {
    LEVELS.into_iter().skip(1)
}

/// The true, non-empty subsets of the model's modalities, in the order of [`ModalitySet::EACH`]: what is left when some are
/// hidden.
pub(super) fn parts(own: ModalitySet) -> Vec<ModalitySet> {
    ModalitySet::EACH.into_iter().filter(|set| set.is_within(own) && *set != own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_is_encoded_once_clean_and_five_times_per_modality() {
        let pieces = plan(150, ModalitySet::ALL);
        let encoded: usize = pieces.iter().map(|piece| if let Piece::Encode(events) = piece { events.len() } else { 0 }).sum();
        let corrupted = |piece: &Piece| if let Piece::Corrupt { events, .. } = piece { events.len() } else { 0 };
        assert_eq!((encoded, pieces.iter().map(corrupted).sum::<usize>()), (150, 150 * 5 * 3));
    }

    #[test]
    fn a_bimodal_model_is_ablated_to_its_two_parts_and_a_unimodal_one_to_none() {
        let pair = ModalitySet::of(&[Modality::Tabular, Modality::Audio]);
        assert_eq!(parts(pair), [Modality::Tabular.into(), Modality::Audio.into()]);
        assert_eq!(parts(Modality::Audio.into()), []);
        assert_eq!(parts(ModalitySet::ALL), ModalitySet::EACH[..6]);
    }

    #[test]
    fn each_measurement_is_read_once_and_the_report_first() {
        let pieces = plan(10, ModalitySet::ALL);
        let read = |piece: &&Piece| !matches!(piece, Piece::Encode(_) | Piece::Classify(_) | Piece::Corrupt { .. });
        let order: Vec<&Piece> = pieces.iter().filter(read).collect();
        let curves = Modality::ALL.map(Piece::Robustness);
        let expected = [Piece::Report, Piece::Ablation, Piece::Missing, Piece::Perceptual].into_iter().chain(curves);
        assert!(order.into_iter().eq(expected.collect::<Vec<_>>().iter()));
    }

    #[test]
    fn without_events_there_is_nothing_to_do() {
        assert!(plan(0, ModalitySet::ALL).is_empty());
    }
}

//! The plan of an examination: a list of small pieces of work, one measurement after another.

use std::collections::VecDeque;
use std::ops::Range;

use super::measurement::Measurement;
use crate::data::modality::{Modality, ModalitySet};

/// Events encoded at once.
pub(super) const BATCH: usize = 64;
/// How often a modality is permuted for its perceptual score.
pub(super) const PERMUTATIONS: u32 = 5;

/// One small piece of work.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// encodes the events in this range, as they are
    Encode(Range<usize>),
    /// classifies every event, from embeddings
    Classify(Variant),
    /// encodes one modality of the events in this range anew; levels come one after the other, 1 the last
    Corrupt { modality: Modality, events: Range<usize>, level: f64 },
    /// reads the outputs since the last such piece, and ends the measurement with this place in their list
    Conclude(usize),
}

/// What is done to the embeddings before the head sees them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Variant {
    Subset(ModalitySet),
    Missing { rate: f64 },
    Permuted { modality: Modality, round: u32 },
}

/// The pieces of `measurements` for `events` events and a model that has the modalities `own`. None without events.
pub(super) fn plan(measurements: &[Box<dyn Measurement>], events: usize, own: ModalitySet) -> VecDeque<Piece> {
    if events == 0 {
        return VecDeque::new();
    }
    let batches: Vec<Range<usize>> = (0..events).step_by(BATCH).map(|start| start..(start + BATCH).min(events)).collect();
    let mut pieces = VecDeque::new();
    for (i, measurement) in measurements.iter().enumerate() {
        pieces.extend(measurement.pieces(&batches, own));
        pieces.push_back(Piece::Conclude(i));
    }
    pieces
}

/// The true, non-empty subsets of the model's modalities, in the order of [`ModalitySet::EACH`]: what is left when some are
/// hidden.
pub(super) fn parts(own: ModalitySet) -> Vec<ModalitySet> {
    ModalitySet::EACH.into_iter().filter(|set| set.is_within(own) && *set != own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::examine::finding::measurements;

    fn pieces(events: usize, own: ModalitySet) -> VecDeque<Piece> {
        plan(&measurements(own), events, own)
    }

    #[test]
    fn every_event_is_encoded_once_clean_and_five_times_per_modality() {
        let pieces = pieces(150, ModalitySet::ALL);
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
    fn each_measurement_is_read_once_and_in_order() {
        let pieces = pieces(10, ModalitySet::ALL);
        let ends = pieces.iter().filter_map(|piece| if let Piece::Conclude(i) = piece { Some(*i) } else { None });
        let all = measurements(ModalitySet::ALL).len();
        assert_eq!(ends.collect::<Vec<_>>(), (0..all).collect::<Vec<_>>());
        assert_eq!(pieces.back(), Some(&Piece::Conclude(all - 1)));
    }

    #[test]
    fn without_events_there_is_nothing_to_do() {
        assert!(pieces(0, ModalitySet::ALL).is_empty());
    }
}

//! What is known about a generated event beyond its data: its true class and its causes. Events that a user sends have none of
//! this.

use serde::Serialize;

use super::modality::ModalitySet;

/// How events were generated.
#[derive(Clone, Debug, PartialEq)]
pub struct Truth {
    /// `[event]`: the class that the event is of, which differs from its label where the label is wrong
    pub classes: Vec<u8>,
    /// `[event]`, for each modality an index into its [`Truth::cause_names`]
    pub causes: Vec<[u8; 3]>,
    /// what can lie behind table, picture and sound, in words
    pub cause_names: [Vec<String>; 3],
    /// for every set of modalities
    pub best_possible: Vec<Best>,
}

/// The best accuracy that any model could reach with one set of modalities.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Best {
    /// of which this is the best
    pub modalities: ModalitySet,
    /// share of events predicted correctly, 0…1
    pub accuracy: f64,
    /// of `accuracy`; 0 where the figure is exact
    pub standard_error: f64,
    /// whether noise on the picture or the sound keeps everybody below `accuracy`
    pub upper_bound: bool,
}

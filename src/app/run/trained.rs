//! A run whose model is trained and tested: it examines the model, one finding at a time, and answers a user's questions about
//! corrupted events.

use super::Reached;
use crate::app::protocol::{ProbeView, Stage, Update, WhatIfView};
use crate::data::modality::{Modality, ModalitySet};
use crate::error::Result;
use crate::learn::examine::{Examination, Prediction, Probe, TrainedModel};

/// A trained model, and what is wanted of it.
pub(in crate::app) struct Trained {
    model: TrainedModel,
    reached: Reached,
    /// the one under way
    examination: Option<Box<Examination>>,
    questions: Questions,
}

/// How the modalities are shown to the model, in mask order.
#[derive(Clone, Copy)]
pub(in crate::app) struct Conditions {
    /// of corruption, 0…1
    pub levels: [f64; 3],
    pub present: [bool; 3],
}

/// The last of each kind of question that waits for its answer.
#[derive(Default)]
struct Questions {
    /// see [`crate::app::protocol::Command::WhatIf`]
    event: Option<(u32, Conditions)>,
    /// see [`crate::app::protocol::Command::Probe`]
    split: Option<Conditions>,
    /// keeps what it encoded for the answer before
    probe: Option<Box<Probe>>,
}

impl Trained {
    pub(super) fn new(model: TrainedModel, reached: Reached) -> Trained {
        Trained { model, reached, examination: None, questions: Questions::default() }
    }

    /// Begins an examination; one that is under way begins anew.
    pub(in crate::app) fn examine(&mut self) {
        self.examination = Some(Box::new(Examination::new(self.model.clone())));
    }

    pub(super) fn end_examination(&mut self) {
        self.examination = None;
    }

    /// Keeps the question for the next piece of work; it takes the place of one that still waits.
    pub(in crate::app) fn ask_event(&mut self, event: u32, conditions: Conditions) {
        self.questions.event = Some((event, conditions));
    }

    /// The same for a question about the whole test split.
    pub(in crate::app) fn ask_split(&mut self, conditions: Conditions) {
        self.questions.split = Some(conditions);
    }

    pub(super) fn busy(&self) -> bool {
        self.questions.event.is_some() || self.questions.split.is_some() || self.examination.is_some()
    }

    /// Answers a question, that about one event first; where none waits, does one more piece of the examination.
    pub(super) async fn work(&mut self) -> Result<Vec<Update>> {
        if let Some((event, conditions)) = self.questions.event.take() {
            self.what_if(event, conditions).await
        } else if let Some(conditions) = self.questions.split.take() {
            self.probe(conditions).await
        } else if let Some(examination) = self.examination.take() {
            self.advance(examination).await
        } else {
            Ok(Vec::new())
        }
    }

    async fn advance(&mut self, mut examination: Box<Examination>) -> Result<Vec<Update>> {
        let found = examination.advance().await?;
        let (done, total) = examination.progress();
        let mut updates = vec![self.reached.progress(Stage::Examine, (done, total))];
        updates.extend(found.into_iter().map(Update::Found));
        if done < total {
            self.examination = Some(examination);
        }
        Ok(updates)
    }

    async fn what_if(&self, event: u32, conditions: Conditions) -> Result<Vec<Update>> {
        let Conditions { levels, present } = conditions;
        let ablation = self.model.what_if(&[event], conditions.bounded()).await?;
        let prediction = ablation.with(0, conditions.shown());
        let Prediction { probabilities, predicted, shapley } = prediction;
        Ok(vec![Update::WhatIf(WhatIfView { event, levels, present, probabilities, predicted, shapley })])
    }

    async fn probe(&mut self, conditions: Conditions) -> Result<Vec<Update>> {
        let Conditions { levels, present } = conditions;
        let probe = self.questions.probe.get_or_insert_with(|| Box::new(Probe::new(self.model.clone())));
        let predictions = probe.predictions(conditions.bounded(), conditions.shown()).await?;
        let (accuracy, interval, events) = (predictions.accuracy(), predictions.interval(), predictions.events() as u32);
        Ok(vec![Update::Probe(ProbeView { levels, present, accuracy, interval, events })])
    }
}

impl Conditions {
    fn bounded(&self) -> [f64; 3] {
        self.levels.map(|level| level.clamp(0.0, 1.0))
    }

    fn shown(&self) -> ModalitySet {
        Modality::ALL.into_iter().filter(|modality| self.present[*modality as usize]).collect()
    }
}

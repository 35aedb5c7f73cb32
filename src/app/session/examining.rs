//! What is asked of a trained model: an examination finding by finding, what it would say of one event, and whether it is
//! better than another.

use super::{Conditions, Session, Work, lost, progress};
use crate::app::protocol::{PredictionsView, ProbeView, Stage, Update, WhatIfView};
use crate::data::modality::{Modality, ModalitySet};
use crate::error::{Error, Result};
use crate::learn::examine::bootstrap::{Difference, RESAMPLES, paired};
use crate::learn::examine::{Evidence, Finding, Probe, Subject};
use crate::learn::metrics::predictions::Predictions;

impl Session {
    /// What `command` wants to know something about.
    fn subject(&self, command: &str) -> Result<Subject> {
        let trainer = self.trainer.as_ref().filter(|_| self.history.tested);
        Ok(trainer.ok_or_else(|| Error::Untrained { command: command.into() })?.subject())
    }

    /// Begins an examination; one that is under way begins anew.
    pub(super) fn examine(&mut self) -> Result<Vec<Update>> {
        self.work = Work::Examine(Box::new(Evidence::new(self.subject("examine")?)));
        Ok(Vec::new())
    }

    /// Does one more piece of the examination.
    pub(super) async fn find(&mut self, mut evidence: Box<Evidence>) -> Result<Vec<Update>> {
        let found = evidence.advance().await?;
        let trainer = self.trainer.as_ref().ok_or_else(lost)?;
        let (done, total) = evidence.progress();
        let mut updates = vec![progress(trainer, Stage::Examine, (done as u32, total as u32))];
        updates.extend(found.into_iter().flat_map(|finding| self.told(finding)));
        if done < total {
            self.work = Work::Examine(evidence);
        }
        Ok(updates)
    }

    fn told(&self, finding: Finding) -> Vec<Update> {
        match finding {
            Finding::Report { report, predictions } => {
                let events = self.data.as_ref().map_or(&[][..], |data| &data.dataset.splits.test);
                let predictions = PredictionsView::new(events, &predictions);
                vec![Update::TestReport(Box::new(report)), Update::Predictions(predictions)]
            }
            Finding::Ablation(ablation) => {
                let (empty, shapley) = (ablation.empty, ablation.shapley);
                vec![Update::Ablation { subsets: ablation.subsets, empty, shapley }]
            }
            Finding::Missing(curve) => vec![Update::Missing { curve }],
            Finding::Perceptual(drops) => vec![Update::Perceptual { drops }],
            Finding::Robustness { modality, curve } => vec![Update::Robustness { modality, curve }],
        }
    }

    /// Keeps the question for the next piece of work; it takes the place of one that still waits.
    pub(super) fn ask_event(&mut self, event: u32, conditions: Conditions) -> Result<Vec<Update>> {
        self.subject("answer")?;
        self.data_with(event)?;
        self.questions.event = Some((event, conditions));
        Ok(Vec::new())
    }

    /// The same for a question about the whole test split.
    pub(super) fn ask_split(&mut self, conditions: Conditions) -> Result<Vec<Update>> {
        self.subject("answer")?;
        self.questions.split = Some(conditions);
        Ok(Vec::new())
    }

    /// Answers the question that waits, that about one event first; `None` where none does.
    pub(super) async fn answer(&mut self) -> Option<Result<Vec<Update>>> {
        if let Some((event, conditions)) = self.questions.event.take() {
            return Some(self.what_if(event, conditions).await);
        }
        let conditions = self.questions.split.take()?;
        Some(self.probe(conditions).await)
    }

    async fn what_if(&self, event: u32, conditions: Conditions) -> Result<Vec<Update>> {
        let Conditions { levels, present } = conditions;
        let ablation = self.subject("answer")?.what_if(&[event], conditions.bounded()).await?;
        let saying = ablation.with(0, conditions.shown());
        let (probabilities, shapley) = (saying.probabilities, saying.shapley);
        Ok(vec![Update::WhatIf(WhatIfView { event, levels, present, probabilities, shapley })])
    }

    async fn probe(&mut self, conditions: Conditions) -> Result<Vec<Update>> {
        let Conditions { levels, present } = conditions;
        let mut probe = match self.questions.probe.take() {
            Some(probe) => probe,
            None => Box::new(Probe::new(self.subject("answer")?)),
        };
        let predictions = probe.predictions(conditions.bounded(), conditions.shown()).await?;
        self.questions.probe = Some(probe);
        let (accuracy, interval, events) = (predictions.accuracy(), predictions.interval(), predictions.events() as u32);
        Ok(vec![Update::Probe(ProbeView { levels, present, accuracy, interval, events })])
    }

    /// How much better the first model is than the second, by which of the same events each was right (1) about.
    pub(super) fn difference(&self, first: &[u8], second: &[u8]) -> Difference {
        let [first, second] = [first, second].map(|right| right.iter().map(|right| *right != 0).collect::<Vec<bool>>());
        paired(&first, &second, RESAMPLES, self.config.seed)
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

impl PredictionsView {
    fn new(events: &[u32], predictions: &Predictions) -> PredictionsView {
        let probabilities = predictions.log_probabilities().iter().flat_map(|log| log.exp().to_le_bytes());
        PredictionsView {
            classes: predictions.classes(),
            events: events.iter().flat_map(|event| event.to_le_bytes()).collect(),
            probabilities: probabilities.collect(),
        }
    }
}

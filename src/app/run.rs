//! One run: from the command that starts training to questions about the trained model. Its stage is one enum, from which the
//! phase follows, so that invalid states cannot be represented.

mod trained;
mod training;

pub(super) use trained::{Conditions, Trained};
use training::Training;

use crate::app::protocol::{Phase, Stage, Update};
use crate::app::session::data::Data;
use crate::config::Config;
use crate::error::Result;
use crate::learn::device::Device;
use crate::learn::trainer::Trainer;

/// Where a run stands.
pub(super) enum Run {
    /// it begins once the data set is there
    Waiting {
        config: Box<Config>,
        pace: Pace,
    },
    Training(Box<Training>),
    /// its best model was scored on the test split, and can be examined
    Trained(Box<Trained>),
    /// an error ended it before its model was scored
    Failed,
}

/// How long a run goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// it waits for a command
    Paused,
    /// to its end
    Running,
    /// until it has taken one optimizer step, and has scored the epoch if that step ends it
    OneStep,
    /// the one step is taken: until the epoch that it ended is scored
    EpochEnd,
}

/// How far the training of a run has come.
#[derive(Clone, Copy, Debug)]
struct Reached {
    /// counted from 1
    epoch: u32,
    /// optimizer steps over the whole run
    step: u32,
    trained_events: u32,
}

impl Run {
    /// A run that begins with fresh weights as soon as there is a data set.
    pub(super) fn new(config: &Config, pace: Pace) -> Run {
        Run::Waiting { config: Box::new(config.clone()), pace }
    }

    /// What the page is shown of it.
    pub(super) fn phase(&self) -> Phase {
        match self.pace() {
            Some(Pace::Paused) => Phase::Paused,
            Some(_) => Phase::Running,
            None => Phase::Finished,
        }
    }

    /// `None` where there is nothing left to train.
    fn pace(&self) -> Option<Pace> {
        match self {
            Run::Waiting { pace, .. } => Some(*pace),
            Run::Training(training) => Some(training.pace),
            Run::Trained(_) | Run::Failed => None,
        }
    }

    /// Goes on, or pauses. A run whose training is over is left as it is.
    pub(super) fn set_pace(&mut self, pace: Pace) {
        match self {
            Run::Waiting { pace: own, .. } => *own = pace,
            Run::Training(training) => training.pace = pace,
            Run::Trained(_) | Run::Failed => {}
        }
    }

    /// Whether [`Run::work`] has something to do, once there is a data set.
    pub(super) fn busy(&self) -> bool {
        match self {
            Run::Waiting { pace, .. } => *pace != Pace::Paused,
            Run::Training(training) => training.pace != Pace::Paused,
            Run::Trained(trained) => trained.busy(),
            Run::Failed => false,
        }
    }

    /// The trained model, where one has been scored on the test split.
    pub(super) fn trained(&mut self) -> Option<&mut Trained> {
        if let Run::Trained(trained) = self { Some(trained) } else { None }
    }

    /// Does one small piece of work on `data`.
    ///
    /// # Errors
    /// Those of the device, and [`crate::error::Error::Diverged`]. Call [`Run::fail`] then.
    pub(super) async fn work(&mut self, data: &Data, device: &Device) -> Result<Vec<Update>> {
        let before = self.phase();
        let mut updates = match self {
            Run::Waiting { config, pace } => {
                let (training, started) = Training::begin(config, *pace, data, device)?;
                *self = Run::Training(Box::new(training));
                vec![started]
            }
            Run::Training(training) => {
                let (updates, trained) = training.work().await?;
                if let Some(trained) = trained {
                    *self = Run::Trained(Box::new(trained));
                }
                updates
            }
            Run::Trained(trained) => trained.work().await?,
            Run::Failed => Vec::new(),
        };
        if self.phase() != before {
            updates.push(self.phase().update());
        }
        Ok(updates)
    }

    /// What is left of the run after an error: a trained model stays, and only its examination ends. `None` where the run had
    /// not begun.
    pub(super) fn fail(self) -> Option<Run> {
        match self {
            Run::Waiting { .. } => None,
            Run::Training(_) | Run::Failed => Some(Run::Failed),
            Run::Trained(mut trained) => {
                trained.end_examination();
                Some(Run::Trained(trained))
            }
        }
    }
}

impl Reached {
    fn of(trainer: &Trainer) -> Reached {
        let progress = trainer.progress();
        Reached { epoch: progress.epoch(), step: progress.steps, trained_events: trainer.trained_events() }
    }

    /// After the last epoch: the trainer counts the one that would follow.
    fn at_the_end(trainer: &Trainer) -> Reached {
        Reached { epoch: trainer.progress().epochs, ..Reached::of(trainer) }
    }

    fn progress(self, stage: Stage, (done, total): (usize, usize)) -> Update {
        let Reached { epoch, step, trained_events } = self;
        Update::Progress { stage, done: done as u32, total: total as u32, epoch, step, trained_events }
    }
}

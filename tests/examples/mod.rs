//! An example of every message. Each names the one that follows it, in a `match` that leaves nothing out: a new message does not
//! compile until it has an example.

use std::iter::successors;

use trimodal::app::protocol::WhatIfView;
use trimodal::app::protocol::{
    ColumnsView, Command, DatasetView, Ending, EventView, Phase, ProbeView, RefusedRow, Stage, Update,
};
use trimodal::config::{Config, DataSettings};
use trimodal::data::dataset::Split;
use trimodal::data::modality::{Modality, ModalitySet};
use trimodal::data::row::{Row, RowError};
use trimodal::data::schema::{Feature, FeatureKind, ImageShape, Schema};
use trimodal::data::truth::Best;
use trimodal::learn::examine::bootstrap::Difference;
use trimodal::learn::examine::robustness::Curve;
use trimodal::learn::examine::verdict::{Fit, FitVerdict, Reason};
use trimodal::learn::examine::{Ablation, Finding, Perceptual, TestPredictions};
use trimodal::learn::metrics::interval::Interval;
use trimodal::learn::metrics::predictions::Predictions;
use trimodal::learn::metrics::report::Report;
use trimodal::learn::metrics::{Mean, Scores};
use trimodal::learn::shape::{ModelShape, Parameters};
use trimodal::worlds::source;

const INTERVAL: Interval = Interval { low: 0.5, high: 0.875 };
const MEAN: Mean = Mean { loss: 0.5, accuracy: 0.875 };
const LEVELS: [f64; 3] = [0.0, 0.5, 1.0];
const PRESENT: [bool; 3] = [true, true, false];

/// Every command.
pub fn commands() -> Vec<Command> {
    successors(Some(Command::Configure { config: Config::default() }), next_command).collect()
}

fn next_command(last: &Command) -> Option<Command> {
    Some(match last {
        Command::Configure { .. } => Command::BeginData { schema: own_schema(), events: Some(300) },
        Command::BeginData { .. } => Command::AddEvents { rows: vec![own_row()] },
        Command::AddEvents { .. } => Command::FinishData,
        Command::FinishData => Command::DiscardData,
        Command::DiscardData => Command::Train,
        Command::Train => Command::Pause,
        Command::Pause => Command::Resume,
        Command::Resume => Command::Step,
        Command::Step => Command::Reset,
        Command::Reset => Command::Inspect { event: 7 },
        Command::Inspect { .. } => Command::Examine,
        Command::Examine => Command::WhatIf { event: 7, levels: LEVELS, present: PRESENT },
        Command::WhatIf { .. } => Command::Probe { levels: LEVELS, present: PRESENT },
        Command::Probe { .. } => Command::Compare {
            first: ModalitySet::ALL,
            second: Modality::Image.into(),
            first_correct: vec![1, 1, 0],
            second_correct: vec![1, 0, 0],
        },
        Command::Compare { .. } => return None,
    })
}

/// Every update; [`findings`] has all that [`Update::Found`] can carry.
pub fn updates() -> Vec<Update> {
    successors(Some(Update::Phase { phase: Phase::Idle, allowed: Phase::Idle.allowed() }), next_update).collect()
}

fn next_update(last: &Update) -> Option<Update> {
    Some(match last {
        Update::Phase { .. } => Update::Configured { config: Box::default(), same_data: false },
        Update::Configured { .. } => {
            Update::RowsRefused { rows: vec![RefusedRow { row: 7, why: RowError::NoSuchClass { label: 2, classes: 2 } }] }
        }
        Update::RowsRefused { .. } => Update::Dataset(Box::new(dataset())),
        Update::Dataset(_) => Update::Event(event()),
        Update::Event(_) => Update::Started { epochs: 10, steps_per_epoch: 44, train_events: 1400 },
        Update::Started { .. } => {
            Update::Progress { stage: Stage::Train, done: 7, total: 44, epoch: 2, step: 51, trained_events: 1624 }
        }
        Update::Progress { .. } => Update::Report { epoch: 2, step: 54, train: MEAN },
        Update::Report { .. } => {
            Update::Epoch { epoch: 2, train: MEAN, val: MEAN, best_epoch: 1, gradient_norms: [0.5, 1.25, 0.75] }
        }
        Update::Epoch { .. } => Update::Result { ending: Ending::Completed, best_epoch: 9, test: scores(), fit: fit() },
        Update::Result { .. } => Update::Found(missing()),
        Update::Found(_) => Update::WhatIf(what_if()),
        Update::WhatIf(_) => {
            let (accuracy, interval, events) = (0.75, INTERVAL, 300);
            Update::Probe(ProbeView { levels: LEVELS, present: PRESENT, accuracy, interval, events })
        }
        Update::Probe(_) => {
            let difference = Difference { mean: 0.25, interval: INTERVAL };
            Update::Compared { first: ModalitySet::ALL, second: Modality::Image.into(), difference }
        }
        Update::Compared { .. } => Update::Error {
            code: "diverged",
            message: "cannot go on because …".into(),
            field: Some("learning_rate".into()),
            command: Some("train".into()),
        },
        Update::Error { .. } => return None,
    })
}

/// Every finding.
pub fn findings() -> Vec<Finding> {
    successors(Some(Finding::Report(Box::new(Report::of(&predictions())))), next_finding).collect()
}

fn next_finding(last: &Finding) -> Option<Finding> {
    Some(match last {
        Finding::Report(_) => Finding::Predictions(TestPredictions {
            classes: 3,
            events: vec![3, 0, 0, 0],
            probabilities: vec![0, 0, 128, 62, 0, 0, 0, 63, 0, 0, 128, 62],
            predicted: vec![1],
            correct: vec![0],
        }),
        Finding::Predictions(_) => Finding::Ablation(Ablation::new(ModalitySet::ALL, &[], &predictions(), &[0.5, 0.25, 0.25])),
        Finding::Ablation(_) => missing(),
        Finding::Missing { .. } => Finding::Perceptual(Perceptual { drops: [0.125, 0.25, 0.125], intervals: [INTERVAL; 3] }),
        Finding::Perceptual(_) => Finding::Robustness { modality: Modality::Image, curve: curve() },
        Finding::Robustness { .. } => return None,
    })
}

/// Of three classes, the last of which has no event.
fn predictions() -> Predictions {
    let rows = [[0.5f32, 0.25, 0.25], [0.25, 0.5, 0.25], [0.5, 0.25, 0.25], [0.25, 0.25, 0.5]];
    Predictions::new(rows.as_flattened().iter().map(|p| p.ln()).collect(), vec![0, 1, 1, 0])
}

fn scores() -> Scores {
    Report::of(&predictions()).scores
}

fn curve() -> Curve {
    Curve::at_levels(&[1.0, 0.875, 0.75, 0.625, 0.5, 0.375], 300)
}

fn missing() -> Finding {
    Finding::Missing { curve: curve() }
}

fn fit() -> FitVerdict {
    let reason = Reason::Gap { gap: 0.125 };
    FitVerdict { fit: Fit::Overfitting, best_epoch: 9, loss_gap: 0.125, accuracy_gap: 0.125, reason }
}

fn what_if() -> WhatIfView {
    let (probabilities, predicted, shapley) = (vec![0.5, 0.25, 0.25], 0, [0.125, 0.0625, 0.0]);
    WhatIfView { event: 7, levels: LEVELS, present: PRESENT, probabilities, predicted, shapley }
}

/// Two columns, one of them a category, small pictures and no sound.
fn own_schema() -> Schema {
    let levels = ["indoors", "outdoors"].map(String::from).to_vec();
    let venue = Feature { name: "venue".into(), label: "Venue".into(), kind: FeatureKind::Categorical { levels } };
    Schema {
        classes: ["Cat", "Dog"].map(String::from).to_vec(),
        features: vec![Feature::numeric("weight", "Weight", "kg"), venue],
        image: Some(ImageShape { channels: 1, height: 4, width: 4, range: [0.0, 1.0] }),
        audio: None,
        has_sound: false,
    }
}

fn own_row() -> Row {
    Row { label: 1, table: Some(vec![4.5, 0.0]), image: Some((0..16).collect()), spectrogram: None }
}

fn dataset() -> DatasetView {
    let source = source(&DataSettings::default());
    let causes = source.truth(2).expect("a world knows").cause_names;
    let parameters = Parameters { tabular: 9024, image: 267_360, audio: 1_053_504, fusion: 99_331, total: 1_429_219 };
    let best = |modalities| Best { modalities, accuracy: 0.75, standard_error: 0.001, upper_bound: true };
    let columns = ColumnsView {
        labels: vec![2, 0],
        classes: vec![2, 1],
        splits: vec![0, 2],
        causes: vec![8, 3, 0, 7, 0, 1],
        present: vec![7, 5],
        tables: vec![0, 0, 128, 63],
    };
    let best_possible = ModalitySet::EACH.map(best).to_vec();
    let schema = source.schema().clone();
    let (events, train, val, test, chance) = (2000, 1400, 300, 300, 0.34375);
    let layers = ModelShape::new(&schema, &Config::default()).unwrap().architecture();
    DatasetView { events, train, val, test, chance, schema, parameters, layers, best_possible, causes, columns }
}

fn event() -> EventView {
    EventView {
        event: 3,
        split: Split::Test,
        label: 0,
        class: Some(0),
        causes: Some(["hint_concert", "stage", "crowd"].map(String::from)),
        present: [true; 3],
        table: vec![1200.0, 95.5],
        image: vec![12, 34, 56],
        spectrogram: vec![0, 128, 255],
        sound: vec![0, 0, 255, 127],
    }
}

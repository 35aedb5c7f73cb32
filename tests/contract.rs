//! Keeps `www/contract.json` true: an example of every message, the defaults, and every setting's name and range.
//! `TRIMODAL_BLESS=1 cargo test --test contract` writes it anew.

use serde_json::{Map, Value, json};
use trimodal::app::protocol::{ColumnsView, Command, DatasetView, Ending, EventView, Phase, Stage, Update};
use trimodal::app::protocol::{PredictionsView, ProbeView, RefusedRow, WhatIfView};
use trimodal::config::{Config, DataSettings, FIELDS, Kind};
use trimodal::data::dataset::Split;
use trimodal::data::modality::{Modality, ModalitySet};
use trimodal::data::row::{Row, RowError};
use trimodal::data::schema::{Feature, FeatureKind, ImageShape, Schema};
use trimodal::data::truth::Best;
use trimodal::learn::examine::SubsetScore;
use trimodal::learn::examine::bootstrap::Difference;
use trimodal::learn::examine::robustness::Curve;
use trimodal::learn::examine::verdict::{Fit, FitVerdict, Reason};
use trimodal::learn::metrics::calibration::{Bin, Calibration};
use trimodal::learn::metrics::interval::Interval;
use trimodal::learn::metrics::report::{Confusion, Report};
use trimodal::learn::metrics::{ClassScore, Mean, Scores};
use trimodal::learn::shape::Parameters;
use trimodal::worlds::source;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/contract.json");

fn commands() -> Vec<Command> {
    vec![
        Command::Configure { config: Config::default() },
        Command::BeginData { schema: own_schema(), events: Some(300) },
        Command::AddEvents { rows: vec![own_row()] },
        Command::FinishData,
        Command::DiscardData,
        Command::Train,
        Command::Pause,
        Command::Resume,
        Command::Step,
        Command::Reset,
        Command::Inspect { event: 7 },
        Command::Examine,
        Command::WhatIf { event: 7, levels: [0.0, 0.5, 1.0], present: [true, true, false] },
        Command::Probe { levels: [0.0, 0.5, 1.0], present: [true, true, false] },
        Command::Compare {
            first: ModalitySet::ALL,
            second: Modality::Image.into(),
            first_right: vec![1, 1, 0],
            second_right: vec![1, 0, 0],
        },
    ]
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
    DatasetView { events: 2000, train: 1400, val: 300, test: 300, schema, parameters, best_possible, causes, columns }
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

fn scores() -> Scores {
    let class = ClassScore { precision: 0.5, recall: 0.75, f1: 0.6, support: 2 };
    let confusion = vec![vec![2, 0, 0], vec![1, 1, 0], vec![0, 0, 2]];
    Scores { events: 6, loss: 0.125, accuracy: 0.75, macro_f1: 0.5, confusion, classes: vec![class; 3] }
}

fn updates() -> Vec<Update> {
    let mean = Mean { loss: 0.5, accuracy: 0.875 };
    let progress = Update::Progress { stage: Stage::Train, done: 7, total: 44, epoch: 2, step: 51, trained_events: 1624 };
    vec![
        Update::Phase { phase: Phase::Idle, allowed: Phase::Idle.allowed() },
        Update::Configured { config: Box::default(), same_data: false },
        Update::RowsRefused { rows: vec![RefusedRow { row: 7, why: RowError::NoSuchClass { label: 2, classes: 2 } }] },
        Update::Dataset(Box::new(dataset())),
        Update::Event(event()),
        Update::Started { epochs: 10, steps_per_epoch: 44, train_events: 1400 },
        progress,
        Update::Report { epoch: 2, step: 54, train: mean },
        Update::Epoch { epoch: 2, train: mean, val: mean, best_epoch: 1, gradient_norms: [0.5, 1.25, 0.75] },
        Update::Result { ending: Ending::Completed, best_epoch: 9, test: scores(), fit: fit() },
        Update::Error {
            code: "diverged",
            message: "cannot go on because …".into(),
            field: Some("learning_rate".into()),
            command: Some("train"),
        },
    ]
}

fn fit() -> FitVerdict {
    let reason = Reason::Gap { gap: 0.125 };
    FitVerdict { fit: Fit::Overfitting, best_epoch: 9, loss_gap: 0.125, accuracy_gap: 0.125, reason }
}

const INTERVAL: Interval = Interval { low: 0.5, high: 0.875 };

fn report() -> Report {
    let bin = |events| Bin { events, confidence: 0.5, accuracy: 0.25 };
    let calibration = Calibration { ece: 0.0625, bins: vec![bin(0), bin(6)] };
    let confusions = vec![Confusion { label: 1, predicted: 0, events: 1, share: 0.5 }];
    Report { scores: scores(), interval: INTERVAL, calibration, confusions }
}

/// What an examination finds, and what is answered about a trained model.
fn findings() -> Vec<Update> {
    let curve = Curve::at_levels(&[1.0, 0.875, 0.75, 0.625, 0.5, 0.375]);
    let score = |subset| SubsetScore { subset, accuracy: 0.75, interval: INTERVAL };
    let (events, probabilities) = (vec![3, 0, 0, 0], vec![0, 0, 128, 62, 0, 0, 0, 63, 0, 0, 128, 62]);
    let what_if = WhatIfView {
        event: 7,
        levels: [0.0, 0.5, 1.0],
        present: [true, true, false],
        probabilities: vec![0.5, 0.25, 0.25],
        shapley: [0.125, 0.0625, 0.0],
    };
    vec![
        Update::TestReport(Box::new(report())),
        Update::Predictions(PredictionsView { classes: 3, events, probabilities }),
        Update::Ablation { subsets: ModalitySet::EACH.map(score).to_vec(), empty: 0.25, shapley: [0.125, 0.25, 0.125] },
        Update::Missing { curve: curve.clone() },
        Update::Perceptual { drops: [0.125, 0.25, 0.125] },
        Update::Robustness { modality: Modality::Image, curve },
        Update::WhatIf(what_if),
        Update::Probe(ProbeView {
            levels: [0.0, 0.5, 1.0],
            present: [true, true, false],
            accuracy: 0.75,
            interval: INTERVAL,
            events: 300,
        }),
        Update::Compared {
            first: ModalitySet::ALL,
            second: Modality::Image.into(),
            difference: Difference { mean: 0.25, interval: INTERVAL },
        },
    ]
}

fn by_type(messages: Vec<Value>) -> Value {
    let entries = messages.into_iter().map(|m| (m["type"].as_str().expect("a type").to_owned(), m));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn contract() -> Value {
    json!({
        "defaults": Config::default(),
        "fields": FIELDS,
        "phases": [Phase::Idle, Phase::Running, Phase::Paused, Phase::Finished],
        "modalities": Modality::ALL,
        "sets": ModalitySet::EACH.map(|set| json!({ "name": set, "bits": set.bits() })),
        "stages": [Stage::Data, Stage::Train, Stage::Validate, Stage::Test, Stage::Examine],
        "commands": by_type(commands().iter().map(|c| json!(c)).collect()),
        "updates": by_type(updates().iter().chain(&findings()).map(|u| json!(u)).collect()),
    })
}

#[test]
fn the_checked_in_contract_is_what_rust_says() {
    let text = serde_json::to_string_pretty(&contract()).unwrap() + "\n";
    if std::env::var_os("TRIMODAL_BLESS").is_some() {
        std::fs::write(PATH, &text).unwrap();
    }
    let checked_in = std::fs::read_to_string(PATH).unwrap_or_default();
    assert!(checked_in == text, "www/contract.json is stale; run: TRIMODAL_BLESS=1 cargo test --test contract");
}

#[test]
fn every_command_survives_the_wire() {
    for command in commands() {
        let wire = serde_json::to_string(&command).unwrap();
        assert_eq!(serde_json::from_str::<Command>(&wire).unwrap(), command);
        assert!(wire.contains(&format!("\"type\":\"{}\"", command.name())), "{wire}");
    }
}

#[test]
fn every_field_of_the_config_has_exactly_one_row() {
    let config = json!(Config::default());
    let mut keys: Vec<&str> = config.as_object().unwrap().keys().map(String::as_str).collect();
    let mut names: Vec<&str> = FIELDS.iter().map(|field| field.name).collect();
    keys.sort_unstable();
    names.sort_unstable();
    assert_eq!(keys, names);
}

#[test]
fn every_option_of_a_choice_is_understood() {
    for field in FIELDS {
        let Kind::Choice { options } = field.kind else { continue };
        for option in options {
            let config = json!({ field.name: option.value });
            let parsed: Config = serde_json::from_value(config).unwrap_or_else(|e| panic!("{}: {e}", field.name));
            assert_eq!(json!(parsed)[field.name], option.value);
        }
    }
}

#[test]
fn every_set_of_modalities_is_offered() {
    let field = FIELDS.iter().find(|field| field.name == "modalities").unwrap();
    let Kind::Choice { options } = field.kind else { panic!("{field:?}") };
    let offered = |set: &ModalitySet| options.iter().any(|option| option.value == set.name());
    assert!(options.len() == ModalitySet::EACH.len() && ModalitySet::EACH.iter().all(offered), "{options:?}");
}

#[test]
fn a_setting_outside_its_range_is_refused_by_name() {
    for field in FIELDS {
        let (Kind::Integer { max, .. } | Kind::Number { max, .. }) = field.kind else { continue };
        if field.name == "seed" {
            continue; // its range is all of u32
        }
        let mut config = json!(Config::default());
        let above = if matches!(field.kind, Kind::Integer { .. }) { json!(max as u64 + 1) } else { json!(max * 1.5 + 1.0) };
        config[field.name] = above;
        let error = serde_json::from_value::<Config>(config).unwrap().validate().unwrap_err();
        assert_eq!((error.code(), error.field()), ("setting", Some(field.name)));
    }
}

#[test]
fn an_unknown_setting_is_refused() {
    assert!(serde_json::from_value::<Config>(json!({ "epoch": 3 })).is_err());
}

#[test]
fn only_settings_of_model_training_and_run_leave_the_data_as_it_is() {
    for field in FIELDS {
        let mut config = json!(Config::default());
        config[field.name] = match field.kind {
            Kind::Integer { min, max, .. } => json!(if config[field.name] == json!(min as u64) { max } else { min } as u64),
            Kind::Number { min, max, .. } => json!(if config[field.name] == json!(min) { max } else { min }),
            Kind::Choice { options } => json!(options[options.len() - 1].value),
        };
        let config: Config = serde_json::from_value(config).unwrap();
        let data = matches!(field.group, "data" | "noise" | "missing") || field.name == "seed";
        assert_eq!(!Config::default().same_data(&config), data, "{}", field.name);
    }
}

#[test]
fn what_ranges_cannot_say_is_refused_by_name_too() {
    let refused = |change: fn(&mut Config)| {
        let mut config = Config::default();
        change(&mut config);
        config.validate().unwrap_err().field().map(String::from).unwrap_or_default()
    };
    assert_eq!(refused(|c| c.image_size = 48), "image_size");
    assert_eq!(refused(|c| (c.missing_table, c.missing_image, c.missing_audio) = (0.7, 0.9, 0.7)), "missing_image");
    assert_eq!(refused(|c| c.modalities = ModalitySet::NONE), "modalities");
    assert_eq!(refused(|c| (c.train_share, c.val_share) = (0.9, 0.2)), "val_share");
    let most = Config { missing_table: 0.9, missing_image: 0.9, ..Config::default() };
    assert_eq!(most.validate(), Ok(()), "the sound is always there");
}

#[test]
fn the_default_config_is_valid() {
    assert_eq!(Config::default().validate(), Ok(()));
}

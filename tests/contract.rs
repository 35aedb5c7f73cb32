//! Keeps `www/contract.json` up to date: an example of every message, the defaults, and the name and range of every setting.
//! `TRIMODAL_BLESS=1 cargo test --test contract` rewrites it.

mod examples;

use examples::{commands, findings, updates};
use serde_json::{Map, Value, json};
use trimodal::app::protocol::{Command, Phase, Stage, Update};
use trimodal::config::{Config, FIELDS, Kind};
use trimodal::data::modality::{Modality, ModalitySet};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/contract.json");

/// The messages by what `tag` names.
fn by(tag: &str, messages: impl Iterator<Item = Value>) -> Value {
    let entries = messages.map(|m| (m[tag].as_str().expect("a name").to_owned(), m));
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
        "commands": by("type", commands().iter().map(|command| json!(command))),
        "updates": by("type", updates().iter().map(|update| json!(update))),
        "findings": by("finding", findings().into_iter().map(|finding| json!(Update::Found(finding)))),
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
fn a_command_with_a_field_that_it_does_not_have_is_refused() {
    assert!(serde_json::from_str::<Command>(r#"{"type":"inspect","event":7}"#).is_ok());
    assert!(serde_json::from_str::<Command>(r#"{"type":"inspect","event":7,"split":"test"}"#).is_err());
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

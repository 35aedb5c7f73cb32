//! Runs the command-line example as a user would. `cargo test` builds it with the tests.
#![cfg(feature = "cpu")]

use std::process::{Command, Output};

use serde_json::Value;

fn train(settings: &[&str]) -> Output {
    let tests = std::env::current_exe().expect("a path of this test");
    let example = tests.parent().and_then(|deps| deps.parent()).expect("a build folder").join("examples/train");
    Command::new(example).args(settings).output().expect("build it first: cargo build --example train")
}

#[test]
fn it_prints_one_update_a_line_from_the_data_set_to_the_result() {
    let output = train(&["events=60", "--epochs", "1", "--modalities=tabular"]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let updates: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = |kind: &str| updates.iter().filter(|update| update["type"] == kind).count();
    assert!(output.status.success());
    assert_eq!(["dataset", "started", "epoch", "result"].map(count), [1; 4]);
    assert!(String::from_utf8(output.stderr).unwrap().ends_with("samples per second in training\n"));
}

#[test]
fn a_setting_that_is_wrong_is_named_and_nothing_is_trained() {
    for (setting, named) in [
        ("epochs=0", "epochs"),
        ("colour=red", "colour"),
        ("epochs", "name=value"),
        ("world=mars", "mars"),
        ("seed=-1", "seed"),
        ("epochs=2.5", "epochs"),
    ] {
        let output = train(&[setting]);
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && output.stdout.is_empty(), "{setting}");
        assert!(message.contains(named), "{setting}: {message}");
    }
}

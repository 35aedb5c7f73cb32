//! A user's own events: a schema and rows are sent, and training, examination and questions work as with generated events.

mod conversation;

use conversation::own_events::{
    category, inspected, message, names, picture, refused, row, rows, schema, sent, settings, tested, trained, view,
};
use conversation::{configured, error_code, phase, say, session, tiny};
use trimodal::app::protocol::{Command, Phase, Stage, Update};
use trimodal::app::session::Session;
use trimodal::config::Config;
use trimodal::data::modality::{Modality, ModalitySet};
use trimodal::data::row::{Row, RowError};
use trimodal::data::schema::{AudioShape, Feature, ImageShape, Schema};
use trimodal::learn::examine::Finding;

#[test]
fn own_events_are_sent_trained_on_examined_and_asked_about() {
    let schema = schema();
    let mut rows = rows(&schema, 91);
    rows[50].image = Some(vec![0; 7]);
    let (mut session, updates) = sent(Config { epochs: 10, ..settings() }, &schema, &rows);
    let size = RowError::Size { modality: Modality::Image, found: 7, expected: 3 * 24 * 40 };
    assert_eq!(refused(&updates), [(50, size)]);
    let data = view(&updates);
    assert_eq!((data.events, data.train + data.val + data.test, data.schema.clone()), (90, 90, schema.clone()));
    assert!(data.best_possible.is_empty() && data.columns.classes.is_empty() && data.columns.causes.is_empty());
    assert_eq!((data.parameters.audio, data.columns.present.clone()), (0, vec![0b011; 90]));

    let updates = say(&mut session, Command::Train);
    assert_eq!(phase(&updates), Some(Phase::Finished));
    let test = tested(&updates);
    assert!(test.accuracy > 0.9, "every part shows the class: {}", test.accuracy);

    let updates = say(&mut session, Command::Examine);
    let ablation = updates
        .iter()
        .find_map(|u| if let Update::Found(Finding::Ablation(ablation)) = u { Some(&ablation.subsets) } else { None });
    let accuracy =
        |set| ablation.and_then(|subsets| subsets.iter().find(|s| s.subset == set)).expect("every set is scored").accuracy;
    let table = ModalitySet::from(Modality::Tabular);
    assert_eq!(accuracy(table), accuracy(table.with(Modality::Audio)), "there is no sound");
    let robustness = updates.iter().filter(|u| matches!(u, Update::Found(Finding::Robustness { .. }))).count();
    assert_eq!(robustness, 2, "of table and picture");

    let what_if = Command::WhatIf { event: 3, levels: [0.0, 0.5, 0.5], present: [true; 3] };
    let updates = say(&mut session, what_if);
    let [Update::WhatIf(answer)] = &updates[..] else { panic!("{updates:?}") };
    assert!((answer.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-5 && answer.shapley[2] == 0.0);
}

#[test]
fn an_event_is_shown_as_it_was_sent() {
    let schema = schema();
    let (mut session, _) = sent(settings(), &schema, &rows(&schema, 60));
    let (shown, given) = (inspected(&mut session, 7), row(&schema, 7));
    assert_eq!((shown.label as u32, Some(shown.table), Some(shown.image)), (given.label, given.table, given.image));
    assert_eq!((shown.class, shown.causes, shown.spectrogram.len(), shown.sound.len()), (None, None, 0, 0));
}

#[test]
fn a_missing_part_and_an_unknown_level_are_events_like_others() {
    let schema = schema();
    let mut rows = rows(&schema, 60);
    rows[7].image = None;
    rows[8].table = Some(vec![1.0, -1.0, 1.0]);
    let (mut session, updates) = sent(settings(), &schema, &rows);
    assert_eq!((refused(&updates), view(&updates).columns.present[7]), (Vec::new(), 0b001));
    assert_eq!(phase(&say(&mut session, Command::Train)), Some(Phase::Finished));
}

/// Trains on these rows, examines the model and asks about it; everything must be answered in finite numbers.
fn goes_through(schema: &Schema, rows: &[Row]) {
    let (mut session, mut updates) = sent(Config { epochs: 2, modality_dropout: 0.2, ..settings() }, schema, rows);
    let ask = Command::WhatIf { event: 1, levels: [0.3; 3], present: [true, true, false] };
    let probe = Command::Probe { levels: [0.0, 0.5, 1.0], present: [true; 3] };
    for command in [Command::Train, Command::Examine, ask, probe] {
        updates.extend(say(&mut session, command));
    }
    assert_eq!(error_code(&updates), None, "{updates:?}");
    assert!(tested(&updates).loss.is_finite());
    let [.., Update::WhatIf(answer), Update::Probe(_)] = &updates[..] else { panic!("{:?}", updates.last()) };
    assert!(answer.probabilities.iter().chain(&answer.shapley).all(|number| number.is_finite()), "{answer:?}");
}

#[test]
fn a_picture_may_be_missing_in_every_event_or_in_every_training_event() {
    let schema = schema();
    let mut rows = rows(&schema, 60);
    let (_, updates) = sent(settings(), &schema, &rows);
    let splits = view(&updates).columns.splits.clone();
    for in_training_alone in [true, false] {
        for (row, split) in rows.iter_mut().zip(&splits) {
            if *split == 0 || !in_training_alone {
                row.image = None;
            }
        }
        goes_through(&schema, &rows);
    }
}

#[test]
fn a_data_set_may_have_any_one_modality_any_number_of_columns_and_the_smallest_pictures() {
    let audio = AudioShape { mels: 4, frames: 4, sample_rate: 8000, hop: 128, window: 200, range: [-80.0, 0.0] };
    let numeric = |count| names("column", count).into_iter().map(|name| Feature::numeric(name, "", "")).collect::<Vec<_>>();
    let bare = Schema { features: Vec::new(), image: None, ..schema() };
    for (what, schema) in [
        ("a table alone", Schema { features: numeric(3), ..bare.clone() }),
        ("200 columns", Schema { features: numeric(200), ..bare.clone() }),
        ("200 categories", Schema { features: (0..200).map(|i| category(&format!("c{i}"), 3)).collect(), ..bare.clone() }),
        ("no column, a picture of 4 × 4", Schema { image: picture(4, 4), ..bare.clone() }),
        ("a picture of 5 × 7", Schema { image: picture(5, 7), ..bare.clone() }),
        ("a grey picture", Schema { image: picture(8, 6).map(|image| ImageShape { channels: 1, ..image }), ..bare.clone() }),
        ("a spectrogram of 4 × 4", Schema { audio: Some(audio.clone()), ..bare.clone() }),
        ("a spectrogram of 9 × 23", Schema { audio: Some(AudioShape { mels: 9, frames: 23, ..audio }), ..bare.clone() }),
        ("50 classes", Schema { classes: names("class", 50), features: numeric(2), image: picture(4, 4), ..bare }),
    ] {
        let (_, updates) = trained(Config { epochs: 2, modality_dropout: 0.2, ..settings() }, &schema);
        assert_eq!(error_code(&updates), None, "{what}: {updates:?}");
        assert!(tested(&updates).loss.is_finite(), "{what}");
    }
}

#[test]
fn a_modality_that_the_data_set_lacks_changes_nothing() {
    let schema = Schema { image: None, ..schema() };
    let losses = |modalities| {
        let (_, updates) = trained(Config { modalities, modality_dropout: 0.3, ..settings() }, &schema);
        tested(&updates).clone()
    };
    assert_eq!(losses(ModalitySet::ALL), losses(Modality::Tabular.into()));
}

#[test]
fn a_model_of_what_the_data_set_lacks_is_refused_by_the_settings_name() {
    let schema = Schema { image: None, ..schema() };
    let config = Config { modalities: Modality::Image.into(), ..settings() };
    let (mut session, updates) = sent(config, &schema, &rows(&schema, 60));
    assert_eq!(view(&updates).parameters.total, 0);
    let updates = session.handle(Command::Train);
    let [Update::Error { code: "setting", field: Some(field), .. }] = &updates[..] else { panic!("{updates:?}") };
    assert_eq!(field, "modalities");
    session.handle(Command::Configure { config: settings() });
    assert_eq!(phase(&say(&mut session, Command::Train)), Some(Phase::Finished));
}

#[test]
fn a_schema_that_cannot_be_is_refused_and_the_data_set_stays() {
    let mut session = configured(tiny());
    for (schema, named) in [
        (Schema { classes: names("class", 51), ..schema() }, "classes: 51"),
        (Schema { image: picture(3, 40), ..schema() }, "height: 3"),
        (Schema { features: Vec::new(), image: None, ..schema() }, "neither"),
    ] {
        let updates = session.handle(Command::BeginData { schema, events: None });
        assert!(error_code(&updates) == Some("schema") && message(&updates).contains(named), "{updates:?}");
    }
    assert_eq!(inspected(&mut session, 59).event, 59);
}

#[test]
fn a_class_with_too_few_events_is_named_and_more_can_be_sent() {
    let schema = schema();
    let mut rows = rows(&schema, 60);
    rows.retain(|row| row.label != 2);
    let (mut session, updates) = sent(settings(), &schema, &rows);
    assert!(error_code(&updates) == Some("data") && message(&updates).contains("class 2 has 0 events"), "{updates:?}");
    let more = (0..60).map(|index| row(&schema, index)).filter(|row| row.label == 2).collect();
    session.handle(Command::AddEvents { rows: more });
    assert_eq!(view(&session.handle(Command::FinishData)).events, 60);
}

#[test]
fn events_are_sent_between_the_beginning_and_the_end_of_a_data_set_and_a_run_waits() {
    let (schema, mut session) = (schema(), session());
    for command in [Command::AddEvents { rows: Vec::new() }, Command::FinishData] {
        assert_eq!(error_code(&session.handle(command)), Some("data"));
    }
    let updates = session.handle(Command::BeginData { schema: schema.clone(), events: Some(80) });
    assert!(matches!(updates[1], Update::Configured { same_data: false, .. }), "the events are others: {updates:?}");
    assert!(matches!(updates[2], Update::Progress { stage: Stage::Data, done: 0, total: 80, .. }), "{updates:?}");
    let updates = session.handle(Command::AddEvents { rows: rows(&schema, 60) });
    assert!(matches!(updates[..], [Update::Progress { done: 60, total: 80, .. }]), "{updates:?}");
    assert_eq!(error_code(&session.handle(Command::Train)), Some("data"));
    assert_eq!(error_code(&session.handle(Command::Inspect { event: 0 })), Some("no_such_event"));
    assert_eq!(view(&session.handle(Command::FinishData)).events, 60);
    assert_eq!(error_code(&session.handle(Command::FinishData)), Some("data"));
}

#[test]
fn own_events_stay_when_settings_change_and_are_only_split_anew() {
    let schema = schema();
    let (mut session, updates) = sent(settings(), &schema, &rows(&schema, 90));
    let splits = view(&updates).columns.splits.clone();
    let configured = |session: &mut Session, config| {
        let updates = session.handle(Command::Configure { config });
        let [_, Update::Configured { same_data, .. }, Update::Dataset(view)] = &updates[..] else { panic!("{updates:?}") };
        assert_eq!((view.events, &view.schema), (90, &schema));
        (*same_data, view.columns.splits == splits)
    };
    assert_eq!(configured(&mut session, Config { epochs: 3, ambiguity: 0.5, ..settings() }), (true, true));
    assert_eq!(configured(&mut session, Config { seed: 2, ..settings() }), (false, false));
    let updates = session.handle(Command::Configure { config: Config { val_share: 0.05, train_share: 0.9, ..settings() } });
    assert_eq!(error_code(&updates), None, "27, 2 and 1 of 30 events of a class");
}

#[test]
fn settings_that_would_leave_a_class_out_of_a_split_are_refused_and_change_nothing() {
    let schema = schema();
    let (mut session, _) = sent(settings(), &schema, &rows(&schema, 18));
    let updates = session.handle(Command::Configure { config: Config { train_share: 0.9, val_share: 0.05, ..settings() } });
    assert!(error_code(&updates) == Some("data") && message(&updates).contains("has 6 events"), "{updates:?}");
    assert_eq!(phase(&say(&mut session, Command::Train)), Some(Phase::Finished));
}

#[test]
fn discarding_own_events_brings_back_those_of_the_settings() {
    let schema = schema();
    let (mut session, _) = sent(tiny(), &schema, &rows(&schema, 90));
    let updates = say(&mut session, Command::DiscardData);
    assert_eq!((view(&updates).events, view(&updates).best_possible.len()), (60, 7));
    let updates = session.handle(Command::DiscardData);
    assert!(matches!(updates[..], [Update::Phase { phase: Phase::Idle, .. }]), "there is nothing to discard: {updates:?}");
}

#[test]
fn more_events_than_fit_in_memory_are_refused_before_they_are_sent() {
    let mut session = configured(tiny());
    let updates = session.handle(Command::BeginData { schema: schema(), events: Some(u32::MAX) });
    let [Update::Error { code: "memory", message, field: Some(field), .. }] = &updates[..] else { panic!("{updates:?}") };
    assert!(field == "events" && message.contains("at most"), "{message}");
    // the data set that was there still is
    assert!(matches!(session.handle(Command::Inspect { event: 3 })[..], [Update::Event(_)]));
}

#[test]
fn events_that_no_model_of_the_settings_can_read_must_fit_too() {
    let mut session = configured(Config { modalities: Modality::Audio.into(), ..settings() });
    let updates = session.handle(Command::BeginData { schema: schema(), events: Some(u32::MAX) });
    assert_eq!(error_code(&updates), Some("memory"));
    let updates = session.handle(Command::BeginData { schema: schema(), events: Some(60) });
    assert_eq!(error_code(&updates), None, "{updates:?}");
}

//! Tests of the session: commands in, updates out.

mod conversation;

use conversation::{configured, error_code, phase, say, session, tiny};
use pollster::block_on;
use trimodal::app::protocol::{Command, Phase, Stage, Update};
use trimodal::app::session::Session;
use trimodal::config::{Config, World};
use trimodal::data::modality::{Modality, ModalitySet};
use trimodal::worlds::source;

fn train_steps(updates: &[Update]) -> Vec<u32> {
    let step = |update: &Update| match update {
        Update::Progress { stage: Stage::Train, step, .. } => Some(*step),
        _ => None,
    };
    updates.iter().filter_map(step).collect()
}

/// A session in `phase`, reached the way a user reaches it.
fn in_phase(phase: Phase) -> Session {
    let mut session = configured(tiny());
    match phase {
        Phase::Idle => {}
        Phase::Running => drop(session.handle(Command::Train)),
        Phase::Paused => drop(say(&mut session, Command::Step)),
        Phase::Finished => drop(say(&mut session, Command::Train)),
    }
    session
}

/// A command, and the phase it leads to from idle, running, paused and finished; `None` where it is refused.
type Row = (fn() -> Command, [Option<Phase>; 4]);

#[test]
fn the_phase_and_command_table_holds_cell_by_cell() {
    use Phase::{Finished, Idle, Paused, Running};
    let configure = || Command::Configure { config: tiny() };
    let inspect = || Command::Inspect { event: 1 };
    let what_if = || Command::WhatIf { event: 1, levels: [0.0; 3], present: [true; 3] };
    let probe = || Command::Probe { levels: [0.0; 3], present: [true; 3] };
    let compare = || {
        let (first, second) = (ModalitySet::ALL, Modality::Image.into());
        Command::Compare { first, second, first_correct: vec![1], second_correct: vec![0] }
    };
    let begin_data = || Command::BeginData { schema: source(&tiny().data()).schema().clone(), events: None };
    let table: [Row; 13] = [
        (configure, [Some(Idle), None, None, Some(Idle)]),
        (begin_data, [Some(Idle), None, None, Some(Idle)]),
        (|| Command::DiscardData, [Some(Idle), None, None, Some(Finished)]),
        (|| Command::Train, [Some(Running), None, None, Some(Running)]),
        (|| Command::Pause, [None, Some(Paused), None, None]),
        (|| Command::Resume, [None, None, Some(Running), None]),
        (|| Command::Step, [Some(Running), None, Some(Running), None]),
        (|| Command::Reset, [Some(Idle), Some(Idle), Some(Idle), Some(Idle)]),
        (inspect, [Some(Idle), Some(Running), Some(Paused), Some(Finished)]),
        (|| Command::Examine, [None, None, None, Some(Finished)]),
        (what_if, [None, None, None, Some(Finished)]),
        (probe, [None, None, None, Some(Finished)]),
        (compare, [Some(Idle), Some(Running), Some(Paused), Some(Finished)]),
    ];
    for (command, row) in table {
        for (from, expected) in [Idle, Running, Paused, Finished].into_iter().zip(row) {
            let mut session = in_phase(from);
            let updates = session.handle(command());
            let name = command().name();
            match expected {
                None => assert_eq!(error_code(&updates), Some("wrong_phase"), "{name} in {from:?}"),
                Some(to) => {
                    assert_eq!(error_code(&updates), None, "{name} in {from:?}");
                    assert_eq!(phase(&updates).unwrap_or(from), to, "{name} in {from:?}");
                }
            }
            assert_eq!(from.allowed().contains(&name), expected.is_some(), "allowed: {name} in {from:?}");
        }
    }
}

#[test]
fn configuring_makes_the_events_and_describes_them() {
    let mut session = session();
    let updates = say(&mut session, Command::Configure { config: tiny() });
    let Some(Update::Dataset(view)) = updates.last() else { panic!("{updates:?}") };
    assert_eq!((view.events, view.train + view.val + view.test), (60, 60));
    let made = updates.iter().filter(|u| matches!(u, Update::Progress { stage: Stage::Data, .. })).count();
    assert!(made >= 3, "progress is reported while events are generated");
}

#[test]
fn a_whole_run_is_told_in_order() {
    let mut session = configured(tiny());
    let updates = say(&mut session, Command::Train);
    assert!(matches!(updates[1], Update::Started { epochs: 2, steps_per_epoch: 3, .. }), "{:?}", updates[1]);
    assert_eq!(train_steps(&updates), [1, 2, 3, 4, 5, 6]);
    let epochs: Vec<u32> =
        updates.iter().filter_map(|u| if let Update::Epoch { epoch, .. } = u { Some(*epoch) } else { None }).collect();
    assert_eq!(epochs, [1, 2]);
    let [.., Update::Result { test, .. }, Update::Phase { phase: Phase::Finished, .. }] = &updates[..] else {
        panic!("{:?}", updates.last())
    };
    assert!(test.loss.is_finite());
    assert_eq!(test.confusion.iter().flatten().sum::<u32>(), test.events);
}

#[test]
fn step_takes_exactly_one_optimizer_step_and_pauses() {
    let mut session = configured(tiny());
    for step in 1..=2 {
        let updates = say(&mut session, Command::Step);
        assert_eq!(train_steps(&updates), [step]);
        assert_eq!(phase(&updates), Some(Phase::Paused));
        assert!(updates.iter().any(|u| matches!(u, Update::Report { .. })), "a single step shows its loss");
    }
}

#[test]
fn a_step_that_ends_an_epoch_also_scores_it() {
    let mut session = configured(tiny());
    for _ in 0..2 {
        say(&mut session, Command::Step);
    }
    let updates = say(&mut session, Command::Step);
    assert!(updates.iter().any(|u| matches!(u, Update::Epoch { epoch: 1, .. })));
    assert_eq!(phase(&updates), Some(Phase::Paused));
}

#[test]
fn a_paused_run_goes_on_where_it_stopped_and_ends_like_an_unbroken_one() {
    let unbroken = say(&mut configured(tiny()), Command::Train);
    let mut session = configured(tiny());
    say(&mut session, Command::Step);
    let resumed = say(&mut session, Command::Resume);
    assert_eq!(unbroken[unbroken.len() - 2], resumed[resumed.len() - 2]);
}

#[test]
fn a_paused_run_does_nothing() {
    let mut session = configured(tiny());
    session.handle(Command::Train);
    block_on(session.work());
    session.handle(Command::Pause);
    assert!(!session.busy());
}

#[test]
fn the_same_seed_gives_bit_identical_updates_twice_in_a_row() {
    let mut session = configured(Config { dropout: 0.5, modality_dropout: 0.3, modalities: ModalitySet::ALL, ..tiny() });
    let first = say(&mut session, Command::Train);
    let second = say(&mut session, Command::Train);
    assert_eq!(first, second);
}

#[test]
fn train_pressed_before_the_data_is_ready_waits_for_it() {
    let mut session = session();
    session.handle(Command::Configure { config: tiny() });
    let updates = say(&mut session, Command::Train);
    assert_eq!(phase(&updates), Some(Phase::Finished));
}

#[test]
fn a_reset_gives_up_events_that_are_being_made_and_the_next_run_makes_them() {
    let mut session = session();
    session.handle(Command::Configure { config: tiny() });
    block_on(session.work());
    assert_eq!(phase(&session.handle(Command::Reset)), Some(Phase::Idle));
    assert!(!session.busy(), "nothing is made any more");
    assert_eq!(error_code(&session.handle(Command::Inspect { event: 1 })), Some("no_such_event"));
    let updates = say(&mut session, Command::Train);
    assert!(updates.iter().any(|u| matches!(u, Update::Dataset(_))));
    assert_eq!(phase(&updates), Some(Phase::Finished));
}

/// Whether the session reports that the events are unchanged, and how many were generated by then.
fn configure(session: &mut Session, config: Config) -> (bool, u32) {
    let updates = session.handle(Command::Configure { config });
    let same = updates.iter().find_map(|u| if let Update::Configured { same_data, .. } = u { Some(*same_data) } else { None });
    let rest = block_on(session.work());
    let made =
        rest.iter().find_map(|u| if let Update::Progress { stage: Stage::Data, done, .. } = u { Some(*done) } else { None });
    (same.expect("the settings are taken"), made.unwrap_or(0))
}

#[test]
fn settings_of_the_training_leave_events_alone_that_are_being_made() {
    let mut session = session();
    assert_eq!(configure(&mut session, tiny()), (false, 20));
    assert_eq!(configure(&mut session, Config { learning_rate: 0.01, ..tiny() }), (true, 40));
    assert_eq!(configure(&mut session, Config { seed: 2, ..tiny() }), (false, 20));
}

#[test]
fn a_refusal_names_the_command_and_takes_no_settings() {
    let mut session = configured(tiny());
    let updates = session.handle(Command::Configure { config: Config { train_share: 0.9, val_share: 0.5, ..tiny() } });
    assert!(
        matches!(&updates[..], [Update::Error { code: "setting", command: Some(name), .. }] if name == "configure"),
        "{updates:?}"
    );
}

#[test]
fn a_step_asked_for_while_the_epoch_is_scored_is_still_one_optimizer_step() {
    let mut session = configured(tiny());
    session.handle(Command::Train);
    while !block_on(session.work()).iter().any(|u| matches!(u, Update::Progress { stage: Stage::Train, done: 3, .. })) {}
    session.handle(Command::Pause);
    let updates = say(&mut session, Command::Step);
    assert!(updates.iter().any(|u| matches!(u, Update::Epoch { epoch: 1, .. })), "{updates:?}");
    assert_eq!((train_steps(&updates), phase(&updates)), (vec![4], Some(Phase::Paused)));
}

#[test]
fn patience_ends_a_run_early_and_says_so() {
    let config = Config { epochs: 60, patience: 2, learning_rate: 0.01, ..tiny() };
    let updates = say(&mut configured(config), Command::Train);
    let epochs = updates.iter().filter(|u| matches!(u, Update::Epoch { .. })).count();
    let ending = updates.iter().find_map(|u| if let Update::Result { ending, .. } = u { Some(*ending) } else { None });
    assert_eq!(ending, Some(trimodal::app::protocol::Ending::Patience));
    assert!(epochs < 60);
}

#[test]
fn a_diverging_run_stops_with_its_curves_and_names_the_learning_rate() {
    let config = Config { learning_rate: 10.0, epochs: 20, modalities: ModalitySet::ALL, ..tiny() };
    let updates = say(&mut configured(config), Command::Train);
    assert_eq!(error_code(&updates), Some("diverged"));
    assert_eq!(phase(&updates), Some(Phase::Finished));
    assert!(!updates.iter().any(|u| matches!(u, Update::Result { .. })));
}

#[test]
fn chance_is_the_share_of_the_most_frequent_class_in_training() {
    let updates = say(&mut session(), Command::Configure { config: Config { imbalance: 1.0, ..tiny() } });
    let Some(Update::Dataset(view)) = updates.last() else { panic!("{updates:?}") };
    let labels = view.columns.labels.iter().zip(&view.columns.splits).filter(|(_, split)| **split == 0);
    let most = labels.filter(|(label, _)| **label == 0).count() as f64;
    assert_eq!(view.chance, most / f64::from(view.train));
    assert!(view.chance > 0.4, "{}", view.chance);
}

#[test]
fn a_setting_out_of_range_is_refused_and_changes_nothing() {
    let mut session = configured(tiny());
    let updates = session.handle(Command::Configure { config: Config { events: 5, ..tiny() } });
    assert_eq!(error_code(&updates), Some("setting"));
    assert_eq!(phase(&say(&mut session, Command::Train)), Some(Phase::Finished));
}

#[test]
fn an_event_that_does_not_exist_is_refused_by_number() {
    let updates = configured(tiny()).handle(Command::Inspect { event: 60 });
    assert_eq!(error_code(&updates), Some("no_such_event"));
}

#[test]
fn a_data_set_is_told_with_a_byte_an_event_and_what_could_be_reached() {
    let config = Config { world: World::Synergy, missing_image: 0.3, label_noise: 0.1, ..tiny() };
    let updates = say(&mut session(), Command::Configure { config });
    let Some(Update::Dataset(view)) = updates.last() else { panic!("{updates:?}") };
    let columns = &view.columns;
    let lengths = [&columns.labels, &columns.classes, &columns.splits, &columns.present].map(Vec::len);
    assert_eq!((lengths, columns.causes.len(), columns.tables.len()), ([60; 4], 180, 60 * 10 * 4));
    assert_eq!(columns.splits.iter().filter(|split| **split == 2).count() as u32, view.test);
    assert!(columns.present.contains(&0b101) && columns.labels != columns.classes);
    assert_eq!(view.best_possible.len(), 7);
    assert!(view.best_possible.iter().all(|best| best.accuracy <= 0.9));
}

#[test]
fn what_is_missing_in_the_data_is_missing_in_training_and_in_the_test() {
    // the table tells the class, and of half of the events there is none
    let data = Config { world: World::Redundant, events: 240, missing_table: 0.5, image_noise: 0.0, ..tiny() };
    let config = Config { epochs: 30, modality_dropout: 0.2, ..data };
    let mut session = configured(config);
    let updates = say(&mut session, Command::Train);
    let [.., Update::Result { test, .. }, _] = &updates[..] else { panic!("{:?}", updates.last()) };
    // 36 test events: three standard deviations around 1/2 + 1/2 · 1/3 are 0.24
    assert!((test.accuracy - 2.0 / 3.0).abs() < 0.24, "{}", test.accuracy);
    let updates = session.handle(Command::Inspect { event: 3 });
    let [Update::Event(view)] = &updates[..] else { panic!("{updates:?}") };
    assert_eq!(view.present[0], view.table.iter().any(|value| *value != 0.0));
    let (causes, class) = (view.causes.as_ref().expect("a world knows"), view.class.expect("a world knows"));
    assert_eq!(causes[1], ["concert_hall", "lecture_hall", "pitch"][class]);
}

#[test]
fn an_event_is_shown_with_bytes_of_the_schemas_sizes() {
    let mut session = configured(Config { world: World::Story, ..tiny() });
    let updates = session.handle(Command::Inspect { event: 3 });
    let [Update::Event(view)] = &updates[..] else { panic!("{updates:?}") };
    assert_eq!((view.image.len(), view.spectrogram.len(), view.table.len()), (32 * 32 * 3, 64 * 64, 10));
    assert_eq!(view.sound.len(), 2 * 32_256);
}

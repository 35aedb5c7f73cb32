//! Tests of a session with a trained model: the examination, what-if answers, and the comparison of two models.

mod conversation;

use conversation::{configured, drain, error_code, phase, say, tiny};
use pollster::block_on;
use trimodal::app::protocol::{Command, Phase, ProbeView, Stage, Update, WhatIfView};
use trimodal::app::session::Session;
use trimodal::config::{ClassWeights, Config};
use trimodal::data::modality::{Modality, ModalitySet};
use trimodal::learn::examine::verdict::Reason;
use trimodal::learn::examine::{Ablation, Finding, TestPredictions};
use trimodal::learn::metrics::report::Report;
use trimodal::learn::metrics::{ClassScore, Scores};

const TABLE_AND_SOUND: ModalitySet = ModalitySet::of(&[Modality::Tabular, Modality::Audio]);

fn all_three() -> Config {
    Config { modalities: ModalitySet::ALL, ..tiny() }
}

/// A session with a trained model, and how it did on the test split.
fn trained(config: Config) -> (Session, Scores) {
    let mut session = configured(config);
    let updates = say(&mut session, Command::Train);
    let test = updates.into_iter().find_map(|u| if let Update::Result { test, .. } = u { Some(test) } else { None });
    (session, test.expect("a result"))
}

/// The finding that an update carries.
fn found(update: &Update) -> Option<&Finding> {
    if let Update::Found(finding) = update { Some(finding) } else { None }
}

fn name(finding: &Finding) -> String {
    serde_json::to_value(finding).unwrap()["finding"].as_str().unwrap().to_owned()
}

fn report(updates: &[Update]) -> &Report {
    updates.iter().filter_map(found).find_map(|f| if let Finding::Report(report) = f { Some(report) } else { None }).unwrap()
}

fn ablation(updates: &[Update]) -> &Ablation {
    updates.iter().filter_map(found).find_map(|f| if let Finding::Ablation(found) = f { Some(found) } else { None }).unwrap()
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

fn predictions(updates: &[Update]) -> &TestPredictions {
    updates.iter().filter_map(found).find_map(|f| if let Finding::Predictions(view) = f { Some(view) } else { None }).unwrap()
}

fn what_if(session: &mut Session, event: u32, levels: [f64; 3], present: [bool; 3]) -> WhatIfView {
    let updates = say(session, Command::WhatIf { event, levels, present });
    let [Update::WhatIf(view)] = &updates[..] else { panic!("{updates:?}") };
    view.clone()
}

#[test]
fn an_examination_sends_its_findings_in_order_with_progress_of_its_own() {
    let (mut session, test) = trained(all_three());
    let updates = say(&mut session, Command::Examine);
    let names: Vec<String> = updates.iter().filter_map(found).map(name).collect();
    let curves = ["robustness"; 3];
    let findings = ["report", "predictions", "ablation", "missing", "perceptual"];
    assert_eq!(names, [&findings[..], &curves[..]].concat());
    let stage =
        |u: &Update| if let Update::Progress { stage, done, total, .. } = u { Some((*stage, *done, *total)) } else { None };
    let progress: Vec<_> = updates.iter().filter_map(stage).collect();
    let total = progress.len() as u32;
    let counted: Vec<_> = (1..=total).map(|done| (Stage::Examine, done, total)).collect();
    assert_eq!(progress, counted);
    assert_eq!(report(&updates).scores, test);
    assert!(test.interval.contains(test.accuracy));
    assert_eq!(phase(&updates), None, "the run stays finished");
}

#[test]
fn predictions_are_rows_of_probabilities_whose_winners_are_the_confusion_matrix() {
    let (mut session, test) = trained(all_three());
    let updates = say(&mut session, Command::Examine);
    let TestPredictions { classes, events, probabilities, predicted, correct } = predictions(&updates);
    let rows = floats(probabilities);
    assert_eq!((*classes, events.len() as u32, rows.len() as u32), (3, 4 * test.events, 3 * test.events));
    assert!(rows.chunks(3).all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-5));
    let winner = |row: &[f32]| (0..3u8).max_by(|a, b| row[*a as usize].total_cmp(&row[*b as usize])).unwrap();
    assert!(rows.chunks(3).map(winner).eq(predicted.iter().copied()));
    let column = |class: u8| predicted.iter().filter(|predicted| **predicted == class).count() as u32;
    let columns: Vec<u32> = (0..3).map(|class| test.confusion.iter().map(|row| row[class]).sum()).collect();
    assert_eq!([0, 1, 2].map(column), columns[..]);
    let diagonal: u32 = (0..3).map(|class| test.confusion[class][class]).sum();
    assert_eq!(correct.iter().map(|correct| u32::from(*correct)).sum::<u32>(), diagonal);
}

#[test]
fn a_unimodal_model_has_one_robustness_curve() {
    let (mut session, _) = trained(tiny());
    let updates = say(&mut session, Command::Examine);
    assert_eq!(updates.iter().filter(|u| matches!(u, Update::Found(Finding::Robustness { .. }))).count(), 1);
}

#[test]
fn training_and_reset_end_an_examination() {
    for (command, next) in [(Command::Reset, Phase::Idle), (Command::Train, Phase::Running)] {
        let (mut session, _) = trained(tiny());
        session.handle(Command::Examine);
        block_on(session.work());
        assert_eq!(phase(&session.handle(command)), Some(next));
        let rest = drain(&mut session);
        assert!(!rest.iter().any(|u| matches!(u, Update::Progress { stage: Stage::Examine, .. })), "{rest:?}");
    }
}

#[test]
fn a_question_is_answered_between_two_pieces_of_an_examination() {
    let (mut session, _) = trained(all_three());
    session.handle(Command::Examine);
    block_on(session.work());
    session.handle(Command::WhatIf { event: 0, levels: [0.0; 3], present: [true; 3] });
    session.handle(Command::WhatIf { event: 1, levels: [0.0; 3], present: [true; 3] });
    let answer = block_on(session.work());
    assert!(matches!(&answer[..], [Update::WhatIf(WhatIfView { event: 1, .. })]), "the last question counts: {answer:?}");
    let rest = drain(&mut session);
    assert_eq!(
        rest.iter().filter(|u| matches!(u, Update::Found(Finding::Robustness { .. }))).count(),
        3,
        "and the examination goes on"
    );
}

#[test]
fn with_everything_there_and_no_noise_the_answer_is_the_prediction() {
    let (mut session, _) = trained(all_three());
    let updates = say(&mut session, Command::Examine);
    let view = predictions(&updates);
    let event = u32::from_le_bytes(view.events.as_chunks::<4>().0[2]);
    let answer = what_if(&mut session, event, [0.0; 3], [true; 3]);
    let row = &floats(&view.probabilities)[6..9];
    assert!(answer.probabilities.iter().zip(row).all(|(a, b)| (a - f64::from(*b)).abs() < 1e-5), "{answer:?} {row:?}");
    let prior = what_if(&mut session, event, [0.0; 3], [false; 3]).probabilities;
    let class = (0..3).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap();
    let gain = answer.probabilities[class] - prior[class];
    assert!((answer.shapley.iter().sum::<f64>() - gain).abs() < 1e-6, "{answer:?} {prior:?}");
}

#[test]
fn what_is_hidden_contributes_nothing_and_noise_changes_the_answer() {
    let (mut session, _) = trained(all_three());
    let hidden = what_if(&mut session, 5, [0.0; 3], [false, true, false]);
    assert_eq!((hidden.shapley[0], hidden.shapley[2]), (0.0, 0.0));
    let noisy = what_if(&mut session, 5, [0.0, 1.0, 0.0], [false, true, false]);
    assert_ne!(hidden.probabilities, noisy.probabilities);
    let nothing = what_if(&mut session, 5, [0.0; 3], [false; 3]);
    assert!((nothing.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-6 && nothing.shapley == [0.0; 3], "{nothing:?}");
}

fn probe(session: &mut Session, levels: [f64; 3], present: [bool; 3]) -> ProbeView {
    let updates = say(session, Command::Probe { levels, present });
    let [Update::Probe(view)] = &updates[..] else { panic!("{updates:?}") };
    *view
}

/// The curves and the ablation measure the same model at the same points.
#[test]
fn a_probe_finds_what_ablation_and_curves_found_whatever_was_asked_before() {
    let (mut session, test) = trained(Config { epochs: 8, ..all_three() });
    let updates = say(&mut session, Command::Examine);
    let image = |u: &Update| match u {
        Update::Found(Finding::Robustness { modality: Modality::Image, curve }) => Some(curve.points.clone()),
        _ => None,
    };
    let curve = updates.iter().find_map(image).expect("the picture's curve");
    let pair = ablation(&updates).subsets.iter().find(|score| score.subset == TABLE_AND_SOUND).unwrap();
    for _ in 0..2 {
        assert_eq!(probe(&mut session, [0.0; 3], [true; 3]).accuracy, test.accuracy);
        for point in &curve {
            assert_eq!(probe(&mut session, [0.0, point.level, 0.0], [true; 3]).accuracy, point.accuracy, "{point:?}");
        }
        let without = probe(&mut session, [0.0, 1.0, 0.0], [true, false, true]);
        assert_eq!((without.accuracy, without.interval, without.events), (pair.accuracy, pair.interval, test.events));
    }
    assert!(probe(&mut session, [0.0; 3], [false; 3]).accuracy <= 1.0, "with nothing left it names the most frequent class");
}

#[test]
fn a_run_that_diverged_has_nothing_to_examine() {
    let mut session = configured(Config { learning_rate: 10.0, epochs: 20, ..all_three() });
    say(&mut session, Command::Train);
    let ask = Command::WhatIf { event: 0, levels: [0.0; 3], present: [true; 3] };
    let probe = Command::Probe { levels: [0.0; 3], present: [true; 3] };
    for command in [Command::Examine, ask, probe] {
        assert_eq!(error_code(&session.handle(command)), Some("untrained"));
    }
    assert!(!session.busy());
}

#[test]
fn a_question_about_an_event_that_does_not_exist_is_refused_and_loses_nothing() {
    let (mut session, _) = trained(tiny());
    let updates = session.handle(Command::WhatIf { event: 60, levels: [0.0; 3], present: [true; 3] });
    assert_eq!(error_code(&updates), Some("no_such_event"));
    what_if(&mut session, 59, [0.0; 3], [true; 3]);
}

#[test]
fn two_models_are_compared_event_by_event() {
    let (mut session, _) = trained(tiny());
    let (first, second) = (ModalitySet::ALL, ModalitySet::from(Modality::Image));
    let (first_correct, second_correct) = (vec![1; 100], [vec![1; 70], vec![0; 30]].concat());
    let updates = session.handle(Command::Compare { first, second, first_correct, second_correct });
    let [Update::Compared { first: ModalitySet::ALL, second: answered, difference }] = &updates[..] else {
        panic!("{updates:?}")
    };
    assert_eq!(*answered, second);
    assert!((difference.mean - 0.3).abs() < 1e-12);
    assert!(difference.interval.low > 0.2 && difference.interval.high < 0.4, "{difference:?}");
}

#[test]
fn models_tested_on_different_events_are_not_compared() {
    let (first, second) = (ModalitySet::ALL, Modality::Image.into());
    let compare = Command::Compare { first, second, first_correct: vec![1, 0], second_correct: vec![1] };
    assert_eq!(error_code(&configured(tiny()).handle(compare)), Some("comparison"));
}

/// Of 60 events of six unequal classes, 3 are in the test split: most classes have none there.
#[test]
fn a_class_without_a_test_event_has_no_score_and_lowers_no_mean() {
    let data = Config { classes: 6, imbalance: 1.0, train_share: 0.9, val_share: 0.05, ..tiny() };
    let updates = say(&mut configured(data), Command::Train);
    let [.., Update::Result { test, .. }, _] = &updates[..] else { panic!("{:?}", updates.last()) };
    let (with, without): (Vec<&ClassScore>, Vec<&ClassScore>) = test.classes.iter().partition(|class| class.support > 0);
    assert!(!with.is_empty() && !without.is_empty(), "{:?}", test.classes);
    assert!(without.iter().all(|class| (class.precision, class.recall, class.f1) == (None, None, None)));
    let f1: Vec<f64> = with.iter().filter_map(|class| class.f1).collect();
    assert_eq!(test.macro_f1_classes as usize, with.len());
    assert!((test.macro_f1 - f1.iter().sum::<f64>() / f1.len() as f64).abs() < 1e-12);
}

#[test]
fn a_result_says_what_the_curves_say_about_the_fit() {
    let updates = say(&mut configured(Config { epochs: 12, ..all_three() }), Command::Train);
    let fit =
        updates.iter().find_map(|u| if let Update::Result { fit, best_epoch, .. } = u { Some((fit, best_epoch)) } else { None });
    let (fit, best_epoch) = fit.expect("a result");
    assert_eq!(fit.best_epoch, *best_epoch);
    assert!(!matches!(fit.reason, Reason::TooEarly { .. }), "twelve epochs are enough: {fit:?}");
}

/// The epochs' gradient norms and training losses.
fn epochs(config: Config) -> Vec<([f64; 3], f64)> {
    let updates = say(&mut configured(config), Command::Train);
    let told =
        |u: &Update| if let Update::Epoch { gradient_norms, train, .. } = u { Some((*gradient_norms, train.loss)) } else { None };
    updates.iter().filter_map(told).collect()
}

#[test]
fn an_epoch_tells_the_gradient_of_each_encoder_that_the_model_has() {
    for batch_size in [7, 14, 16, 42, 100] {
        let epochs = epochs(Config { modalities: TABLE_AND_SOUND, batch_size, ..tiny() });
        assert!(epochs.iter().all(|([table, image, audio], _)| *table > 0.0 && *image == 0.0 && *audio > 0.0), "{epochs:?}");
    }
}

#[test]
fn the_losss_settings_change_training_and_the_loss_told_stays_plain() {
    let plain = epochs(tiny());
    let imbalanced = Config { imbalance: 0.8, ..tiny() };
    for (config, like) in [
        (Config { label_smoothing: 0.2, ..tiny() }, &plain),
        (Config { weight_decay: 0.1, ..tiny() }, &plain),
        (Config { class_weights: ClassWeights::Balanced, ..imbalanced.clone() }, &epochs(imbalanced)),
    ] {
        let changed = epochs(config.clone());
        assert_ne!(changed[1].1, like[1].1, "{config:?}");
        // a smoothed or weighted loss in its place would differ by a tenth or more
        assert!((changed[0].1 - like[0].1).abs() < 0.1, "{changed:?} {like:?}");
    }
}

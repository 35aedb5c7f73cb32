//! What fusion should show on data sets with a known best possible accuracy: the accuracy with one modality, with two, and with
//! one missing. Each test trains whole runs on the CPU with the default settings.

mod conversation;

use conversation::{say, session};
use trimodal::app::protocol::{Command, Update};
use trimodal::config::{Config, World};
use trimodal::data::modality::{Modality, ModalitySet};
use trimodal::learn::examine::Finding;
use trimodal::learn::metrics::interval::Interval;

/// A trained model on one subset of its modalities.
#[derive(Debug)]
struct Score {
    subset: ModalitySet,
    accuracy: f64,
    interval: Interval,
    best: f64,
}

/// The trained model's score on every subset of its modalities.
fn examined(config: Config) -> Vec<Score> {
    let (mut session, mut bests, mut scores) = (session(), Vec::new(), Vec::new());
    for command in [Command::Configure { config }, Command::Train, Command::Examine] {
        for update in say(&mut session, command) {
            match update {
                Update::Dataset(view) => bests = view.best_possible,
                Update::Found(Finding::Ablation(ablation)) => scores = ablation.subsets,
                _ => {}
            }
        }
    }
    let best = |subset| bests.iter().find(|best| best.modalities == subset).expect("known for every set").accuracy;
    let scores =
        scores.into_iter().map(|s| Score { subset: s.subset, accuracy: s.accuracy, interval: s.interval, best: best(s.subset) });
    scores.inspect(|score| println!("{score:.3?}")).collect()
}

/// Of a model that is built from `modalities`, on them.
fn alone(world: World, modalities: ModalitySet) -> Score {
    of(examined(Config { world, modalities, ..Config::default() }), modalities)
}

fn of(scores: Vec<Score>, subset: ModalitySet) -> Score {
    scores.into_iter().find(|score| score.subset == subset).expect("every subset is scored")
}

#[test]
fn fusion_comes_within_three_points_of_the_best_possible() {
    for world in [World::Redundant, World::Synergy] {
        let fused = alone(world, ModalitySet::ALL);
        assert!(fused.accuracy >= fused.best - 0.03, "{world:?}: {fused:?}");
    }
}

#[test]
fn on_the_story_fusion_beats_every_modality_by_20_points_although_each_comes_within_five_of_what_it_can_tell() {
    let fused = alone(World::Story, ModalitySet::ALL);
    assert!(fused.accuracy >= 0.95 && fused.accuracy >= fused.best - 0.03, "{fused:?}");
    for modality in Modality::ALL {
        let score = alone(World::Story, modality.into());
        // 300 test events may be lucky ones, but not by three standard errors
        let luck = 3.0 * (score.best * (1.0 - score.best) / 300.0).sqrt();
        assert!(score.accuracy >= score.best - 0.05 && score.accuracy <= score.best + luck, "{score:?}");
        assert!(fused.accuracy - score.accuracy >= 0.2, "{score:?} {fused:?}");
    }
}

#[test]
fn a_model_trained_with_modality_dropout_keeps_nine_tenths_of_what_is_left_to_know() {
    for score in examined(Config { modality_dropout: 0.3, ..Config::default() }) {
        assert!(score.accuracy >= 0.9 * score.best, "{score:?}");
    }
}

/// With three classes, as many pictures and sounds go together as by chance.
#[test]
fn in_synergy_one_modality_tells_nothing_and_the_pair_everything() {
    for modality in Modality::ALL {
        let score = alone(World::Synergy, modality.into());
        assert!(score.interval.contains(1.0 / 3.0), "{score:?}");
    }
    let pair = alone(World::Synergy, ModalitySet::of(&[Modality::Image, Modality::Audio]));
    assert!(pair.accuracy >= 0.95, "{pair:?}");
}

#[test]
fn where_modalities_are_redundant_one_of_them_is_hardly_missed() {
    let scores = examined(Config { world: World::Redundant, modality_dropout: 0.3, ..Config::default() });
    let whole = scores.iter().find(|score| score.subset == ModalitySet::ALL).expect("every subset is scored").accuracy;
    assert!(whole >= 0.97, "{whole}");
    for pair in ModalitySet::EACH.into_iter().filter(|set| set.len() == 2) {
        let left = scores.iter().find(|score| score.subset == pair).expect("every subset is scored").accuracy;
        assert!(left >= whole - 0.03, "{pair:?}: {left} of {whole}");
    }
}

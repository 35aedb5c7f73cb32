//! The claims of the article, on worlds whose answer is known: what a modality alone can tell, what only two together can, and
//! what is left when one fails. Whole runs on the CPU with the default settings.

mod conversation;

use conversation::{configured, say};
use trimodal::app::protocol::{Command, Update};
use trimodal::config::{Config, Modalities, World};
use trimodal::learn::evidence::SubsetScore;

/// The trained model's score on every subset of its modalities.
fn ablated(config: Config) -> Vec<SubsetScore> {
    let mut session = configured(config);
    say(&mut session, Command::Train);
    let found = say(&mut session, Command::Examine).into_iter();
    let mut subsets = found.filter_map(|update| if let Update::Ablation { subsets, .. } = update { Some(subsets) } else { None });
    let subsets = subsets.next_back().expect("an ablation");
    subsets.iter().for_each(|s| println!("{:?} {:.3} [{:.3}, {:.3}]", s.subset, s.accuracy, s.interval.low, s.interval.high));
    subsets
}

fn accuracy(scores: &[SubsetScore], subset: Modalities) -> f64 {
    scores.iter().find(|score| score.subset == subset).expect("every subset is scored").accuracy
}

/// With three classes, as many pictures and sounds go together as by chance.
#[test]
fn in_synergy_one_modality_tells_nothing_and_the_pair_everything() {
    let synergy = |modalities| ablated(Config { world: World::Synergy, modalities, ..Config::default() });
    for alone in [Modalities::Image, Modalities::Audio] {
        let scores = synergy(alone);
        let score = scores.iter().find(|score| score.subset == alone).expect("its own score");
        assert!(score.interval.contains(1.0 / 3.0), "{score:?}");
    }
    let pair = accuracy(&synergy(Modalities::ImageAudio), Modalities::ImageAudio);
    assert!(pair >= 0.95, "{pair}");
}

#[test]
fn where_modalities_are_redundant_one_of_them_is_hardly_missed() {
    let scores = ablated(Config { world: World::Redundant, modality_dropout: 0.3, ..Config::default() });
    let whole = accuracy(&scores, Modalities::All);
    assert!(whole >= 0.97, "{whole}");
    for pair in [Modalities::TabularImage, Modalities::TabularAudio, Modalities::ImageAudio] {
        let left = accuracy(&scores, pair);
        assert!(left >= whole - 0.03, "{pair:?}: {left} of {whole}");
    }
}

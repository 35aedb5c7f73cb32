//! The worlds as tables of latent causes: which kinds of table, picture and sound each class can have, and how often.
//!
//! In each modality, every class has a cause of its *own*, which identifies the class, and one that it *shares* with others.
//!
//! | world | table | picture | sound |
//! |---|---|---|---|
//! | story | shared with probability `ambiguity`, else own | the same | the same |
//! | redundant | own | own | own |
//! | unique | own in `unique_modality`, else that of a random class | the same | the same |
//! | synergy | the same for every class | that of a random class `a` | that of class `class − a`, modulo the number of classes |
//! | noise | random numbers | random numbers | random numbers |

use super::class::shares;
use super::latent::{Causes, LatentTable};
use super::scene::Scene;
use super::sound::Sound;
use super::tabular::Numbers;
use crate::config::{DataSettings, World};
use crate::data::modality::Modality;

/// A class's causes: table, picture, sound.
type CauseRow = (Numbers, Scene, Sound);

/// The causes that only one class has.
const OWN: [CauseRow; 6] = [
    (Numbers::Own(0), Scene::ConcertHall, Sound::Music),
    (Numbers::Own(1), Scene::LectureHall, Sound::Voice),
    (Numbers::Own(2), Scene::Pitch, Sound::Match),
    (Numbers::Own(3), Scene::TheatreSet, Sound::Dialogue),
    (Numbers::Own(4), Scene::Panel, Sound::Applause),
    (Numbers::Own(5), Scene::Street, Sound::March),
];

/// What each class shares with others. Concert: a stage and a cheering crowd. Lecture: a stage and one speaking voice. Sporting
/// event: a pitch and a cheering crowd. Neither picture nor sound identifies all three, but together they do; likewise for six
/// classes. Tables of this kind overlap: they make a class more probable, never certain.
const SHARED: [CauseRow; 6] = [
    (Numbers::Hint(0), Scene::Stage, Sound::Crowd),
    (Numbers::Hint(1), Scene::Stage, Sound::Voice),
    (Numbers::Hint(2), Scene::Pitch, Sound::Crowd),
    (Numbers::Hint(3), Scene::Stage, Sound::Dialogue),
    (Numbers::Hint(4), Scene::Panel, Sound::Voice),
    (Numbers::Hint(5), Scene::Street, Sound::Crowd),
];

/// The table of latent causes of these settings.
pub fn latent(settings: &DataSettings) -> LatentTable {
    let classes = settings.classes as usize;
    let given = |class: usize| match settings.world {
        World::Story => story(class, settings.ambiguity),
        World::Redundant => vec![(causes(OWN[class]), 1.0)],
        World::Unique => unique(class, classes, settings.unique_modality),
        World::Synergy => synergy(class, classes),
        World::Noise => vec![([0, 0, 0], 1.0)],
    };
    LatentTable::new(shares(classes, settings.imbalance), given)
}

fn causes((numbers, scene, sound): CauseRow) -> Causes {
    [numbers.index(), scene as u8, sound as u8]
}

/// Each modality, independently of the others, has the shared cause with probability `ambiguity`.
fn story(class: usize, ambiguity: f64) -> Vec<(Causes, f64)> {
    let kinds = [causes(OWN[class]), causes(SHARED[class])];
    let way = |bits: usize| {
        let shared = |modality: usize| bits >> modality & 1;
        let weight = |modality| if shared(modality) == 1 { ambiguity } else { 1.0 - ambiguity };
        ([0, 1, 2].map(|m| kinds[shared(m)][m]), (0..3).map(weight).product())
    };
    (0..8).map(way).collect()
}

/// One modality shows the class, the others each show any class.
fn unique(class: usize, classes: usize, telling: Modality) -> Vec<(Causes, f64)> {
    let pair = |i: usize| (i / classes, i % classes);
    let way = |i: usize| {
        let (a, b) = pair(i);
        let shown = match telling {
            Modality::Tabular => [class, a, b],
            Modality::Image => [a, class, b],
            Modality::Audio => [a, b, class],
        };
        let (numbers, scene, sound) = (OWN[shown[0]].0, OWN[shown[1]].1, OWN[shown[2]].2);
        (causes((numbers, scene, sound)), 1.0)
    };
    (0..classes * classes).map(way).collect()
}

/// Exclusive-or for two classes: the picture shows a random class, and the sound the one with which both add up to the class.
fn synergy(class: usize, classes: usize) -> Vec<(Causes, f64)> {
    let way = |a: usize| (causes((Numbers::Any, OWN[a].1, OWN[(class + classes - a) % classes].2)), 1.0);
    (0..classes).map(way).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn table(world: World, change: fn(&mut DataSettings)) -> LatentTable {
        let mut settings = DataSettings { world, ..DataSettings::default() };
        change(&mut settings);
        latent(&settings)
    }

    /// The causes that a modality can show for a class.
    fn shown(table: &LatentTable, class: usize, modality: usize) -> HashSet<u8> {
        table.rows().iter().filter(|row| row.class == class).map(|row| row.causes[modality]).collect()
    }

    #[test]
    fn the_default_is_the_articles_example() {
        let scene = |class| shown(&table(World::Story, |_| ()), class, 1);
        let sound = |class| shown(&table(World::Story, |_| ()), class, 2);
        assert_eq!((scene(0), scene(1)), (scene(1), HashSet::from([Scene::Stage as u8])), "concert and lecture look alike");
        assert_eq!((sound(0), sound(2)), (sound(2), HashSet::from([Sound::Crowd as u8])), "concert and match sound alike");
        assert!(scene(2) != scene(0) && sound(1) != sound(0));
    }

    #[test]
    fn in_the_story_picture_and_sound_together_are_different_for_every_class() {
        let table = table(World::Story, |c| c.classes = 6);
        let views: HashSet<_> = table.rows().iter().map(|row| (row.causes[1], row.causes[2])).collect();
        assert_eq!((table.rows().len(), views.len()), (6, 6));
    }

    #[test]
    fn without_ambiguity_the_story_is_redundant() {
        assert_eq!(table(World::Story, |c| c.ambiguity = 0.0), table(World::Redundant, |_| ()));
    }

    #[test]
    fn half_ambiguous_every_modality_is_shared_half_of_the_time() {
        let table = table(World::Story, |c| c.ambiguity = 0.5);
        let shared: f64 = table.rows().iter().filter(|r| r.causes[1] == Scene::Stage as u8).map(|r| r.probability).sum();
        assert!((shared - 0.5 * 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn redundant_causes_are_different_for_every_class_in_every_modality() {
        let table = table(World::Redundant, |c| c.classes = 6);
        let distinct = |m: usize| table.rows().iter().map(|row| row.causes[m]).collect::<HashSet<_>>().len();
        assert_eq!([0, 1, 2].map(distinct), [6, 6, 6]);
    }

    #[test]
    fn unique_tells_the_class_in_one_modality_and_everything_in_the_others() {
        let table = table(World::Unique, |c| c.unique_modality = Modality::Audio);
        assert_eq!([0, 1, 2].map(|m| shown(&table, 1, m).len()), [3, 3, 1]);
        assert_eq!(shown(&table, 0, 1), shown(&table, 2, 1));
    }

    #[test]
    fn synergy_of_two_classes_is_exclusive_or() {
        let table = table(World::Synergy, |c| c.classes = 2);
        let ways: HashSet<_> = table.rows().iter().map(|row| (row.class, row.causes[1], row.causes[2])).collect();
        let (s, m) = ([Scene::ConcertHall as u8, Scene::LectureHall as u8], [Sound::Music as u8, Sound::Voice as u8]);
        assert_eq!(ways, HashSet::from([(0, s[0], m[0]), (0, s[1], m[1]), (1, s[0], m[1]), (1, s[1], m[0])]));
    }

    #[test]
    fn every_world_has_two_to_six_classes() {
        for world in World::EACH {
            for classes in 2..=6 {
                let table = latent(&DataSettings { world, classes, ..DataSettings::default() });
                let whole: f64 = table.rows().iter().map(|row| row.probability).sum();
                assert!(table.classes() == classes as usize && (whole - 1.0).abs() < 1e-12);
            }
        }
    }
}

//! Compares the oracle with cases computed by hand.

use super::*;
use crate::config::World;
use crate::worlds::class::shares;

/// By [`ModalitySet::EACH`]: table, picture, sound, table and picture, table and sound, picture and sound, all.
fn accuracies(world: World, change: impl Fn(&mut DataSettings)) -> [f64; 7] {
    let mut settings = DataSettings { world, ..DataSettings::default() };
    change(&mut settings);
    let best = best_possible(&settings);
    std::array::from_fn(|i| best[i].accuracy)
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a}, expected {b}");
}

#[test]
fn in_the_story_picture_or_sound_alone_reach_two_thirds_and_together_everything() {
    let [table, image, audio, _, _, both, all] = accuracies(World::Story, |_| ());
    close(image, 2.0 / 3.0);
    close(audio, 2.0 / 3.0);
    close(both, 1.0);
    close(all, 1.0);
    assert!(0.45 < table && table < 0.65, "{table}");
}

#[test]
fn in_the_story_of_six_classes_three_share_the_stage_and_three_the_crowd() {
    let [_, image, audio, _, _, both, _] = accuracies(World::Story, |c| c.classes = 6);
    close(image, 4.0 / 6.0);
    close(audio, 3.0 / 6.0);
    close(both, 1.0);
}

#[test]
fn half_ambiguous_pictures_tell_a_concert_half_of_the_time() {
    // a stage (1/3 of the events) fits concert and lecture; the other causes identify the class
    let [_, image, ..] = accuracies(World::Story, |c| c.ambiguity = 0.5);
    close(image, 1.0 - 0.5 / 3.0);
}

#[test]
fn in_the_redundant_world_each_modality_reaches_everything() {
    for classes in [2, 3, 6] {
        let best = accuracies(World::Redundant, |c| c.classes = classes);
        assert!(best.iter().all(|accuracy| *accuracy > 0.999), "{best:?}");
        close(best[1], 1.0);
        close(best[2], 1.0);
    }
}

#[test]
fn in_the_unique_world_the_telling_modality_reaches_everything_and_the_others_nothing() {
    let tells = [
        (Modality::Tabular, [true, false, false, true, true, false, true]),
        (Modality::Image, [false, true, false, true, false, true, true]),
        (Modality::Audio, [false, false, true, false, true, true, true]),
    ];
    for (unique_modality, tells) in tells {
        let best = accuracies(World::Unique, |c| c.unique_modality = unique_modality);
        for (accuracy, tells) in best.iter().zip(tells) {
            assert!((accuracy - if tells { 1.0 } else { 1.0 / 3.0 }).abs() < 1e-3, "{unique_modality:?}: {best:?}");
        }
    }
}

#[test]
fn in_the_synergy_world_only_picture_and_sound_together_tell() {
    for (classes, imbalance) in [(2, 0.0), (3, 0.0), (5, 0.7)] {
        let best = accuracies(World::Synergy, |c| (c.classes, c.imbalance) = (classes, imbalance));
        let chance = shares(classes as usize, imbalance)[0];
        best[..5].iter().for_each(|accuracy| close(*accuracy, chance));
        best[5..].iter().for_each(|accuracy| close(*accuracy, 1.0));
    }
}

#[test]
fn noise_can_only_be_guessed() {
    accuracies(World::Noise, |_| ()).iter().for_each(|accuracy| close(*accuracy, 1.0 / 3.0));
    let skewed = accuracies(World::Noise, |c| c.imbalance = 1.0);
    skewed.iter().for_each(|accuracy| close(*accuracy, shares(3, 1.0)[0]));
}

#[test]
fn wrong_labels_take_their_share_of_every_figure() {
    let [_, image, .., all] = accuracies(World::Story, |c| c.label_noise = 0.2);
    close(all, 0.8);
    // on a pitch 0.8; on a stage concert and lecture are equally probable, (0.8 + 0.1) / 2
    close(image, 1.0 / 3.0 * 0.8 + 2.0 / 3.0 * 0.45);
    accuracies(World::Synergy, |c| (c.classes, c.label_noise) = (2, 0.5)).iter().for_each(|accuracy| close(*accuracy, 0.5));
}

#[test]
fn without_a_modality_what_is_left_decides() {
    let [_, image, .., both, _] = accuracies(World::Story, |c| (c.missing_image, c.missing_audio) = (0.25, 0.5));
    close(image, 0.75 * 2.0 / 3.0 + 0.25 / 3.0);
    close(both, 0.375 * 1.0 + (0.375 + 0.125) * 2.0 / 3.0 + 0.125 / 3.0);
}

#[test]
fn only_what_noise_could_lower_is_called_an_upper_bound() {
    let bounds = |settings: DataSettings| best_possible(&settings).iter().map(|best| best.upper_bound).collect::<Vec<_>>();
    let clean = DataSettings { image_noise: 0.0, audio_snr: 60.0, ..DataSettings::default() };
    assert_eq!(bounds(clean), [false; 7]);
    assert_eq!(bounds(DataSettings { table_noise: 1.0, ..clean }), [false; 7]);
    assert_eq!(bounds(DataSettings { image_blur: 0.1, ..clean }), [false, true, false, true, false, true, true]);
    let synergy = DataSettings { world: World::Synergy, audio_snr: 10.0, ..clean };
    assert_eq!(bounds(synergy), [false, false, false, false, false, true, true]);
}

#[test]
fn another_modality_never_lowers_a_figure_and_noise_never_raises_it() {
    for change in [|c: &mut DataSettings| c.ambiguity = 0.4, |c: &mut DataSettings| c.classes = 5] {
        let [table, image, audio, table_image, table_audio, both, all] = accuracies(World::Story, change);
        let error = 0.008; // two standard errors of two figures
        assert!(table_image > table.max(image) - error && table_audio > table.max(audio) - error);
        assert!(both >= image.max(audio) && all > both.max(table_image).max(table_audio) - error);
    }
    let tables = [0.0, 0.5, 1.0, 3.0].map(|noise| accuracies(World::Story, |c| c.table_noise = noise)[0]);
    assert!(tables.is_sorted_by(|a, b| a > b) && tables[3] > 1.0 / 3.0, "{tables:?}");
}

#[test]
fn the_tables_figure_is_known_to_two_in_a_thousand() {
    let errors = best_possible(&DataSettings::default()).iter().map(|best| best.standard_error).fold(0.0, f64::max);
    assert!(0.0 < errors && errors < 0.002, "{errors}");
}

#[test]
fn every_presets_figures_are_printed() {
    println!("table picture sound table+picture table+sound picture+sound all");
    for world in World::EACH {
        println!("{world:?} {:.4?}", accuracies(world, |_| ()));
    }
}

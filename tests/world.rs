//! Properties of the synthetic worlds: shares, splits, and the effect of noise on a very simple classifier.

use serde_json::json;
use trimodal::config::{Config, DataSettings, FIELDS, Field, Kind, World};
use trimodal::data::columns::Columns;
use trimodal::data::dataset::{Dataset, Split};
use trimodal::data::modality::Modality;
use trimodal::worlds::class::shares;
use trimodal::worlds::source;

fn dataset(settings: &DataSettings) -> Dataset {
    let source = source(settings);
    let mut columns = Columns::new(source.schema(), settings.events as usize);
    (0..settings.events).for_each(|index| columns.push(&source.event(index), source.schema()));
    let DataSettings { train_share, val_share, seed, .. } = *settings;
    let truth = source.truth(settings.events);
    Dataset { truth, ..Dataset::new(source.schema().clone(), columns, train_share, val_share, seed).unwrap() }
}

/// One modality of a data set: a row an event, scaled by each column's deviation where it is a table.
struct View {
    rows: Vec<Vec<f32>>,
    labels: Vec<u8>,
    train: Vec<usize>,
    others: Vec<usize>,
}

impl View {
    fn new(settings: &DataSettings, modality: Modality) -> View {
        let dataset = dataset(settings);
        let columns = &dataset.columns;
        let floats = match modality {
            Modality::Tabular => columns.tables.iter().map(|value| value.max(0.1).ln()).collect(),
            Modality::Image => columns.images.as_ref().unwrap().to_floats(),
            Modality::Audio => columns.spectrograms.as_ref().unwrap().to_floats(),
        };
        let rows = floats.chunks(floats.len() / columns.len()).map(<[f32]>::to_vec).collect();
        let split = |wanted: fn(Split) -> bool| (0..columns.len()).filter(|i| wanted(dataset.splits.of(*i as u32))).collect();
        View { rows, labels: columns.labels.clone(), train: split(|s| s == Split::Train), others: split(|s| s != Split::Train) }
    }

    /// The share of the other events whose label is that of the nearest of `candidates`.
    fn score(&self, candidates: &[(Vec<f32>, u8)]) -> f64 {
        let nearest = |row: &[f32]| {
            let apart = |other: &[f32]| row.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f32>();
            candidates.iter().min_by(|a, b| apart(&a.0).total_cmp(&apart(&b.0))).map(|(_, label)| *label)
        };
        let right = self.others.iter().filter(|i| nearest(&self.rows[**i]) == Some(self.labels[**i])).count();
        right as f64 / self.others.len() as f64
    }

    fn nearest_neighbour(&self) -> f64 {
        self.score(&self.train.iter().map(|i| (self.rows[*i].clone(), self.labels[*i])).collect::<Vec<_>>())
    }

    fn nearest_centroid(&self) -> f64 {
        let centroid = |label: u8| {
            let members: Vec<&Vec<f32>> =
                self.train.iter().filter(|i| self.labels[**i] == label).map(|i| &self.rows[*i]).collect();
            let mean = |column| members.iter().map(|row| row[column]).sum::<f32>() / members.len() as f32;
            (0..self.rows[0].len()).map(mean).collect()
        };
        self.score(&(0..3).map(|label| (centroid(label), label)).collect::<Vec<_>>())
    }
}

#[test]
fn classes_and_splits_have_the_shares_that_were_asked_for() {
    let settings =
        DataSettings { world: World::Noise, events: 3000, imbalance: 0.6, label_noise: 0.1, ..DataSettings::default() };
    let dataset = dataset(&settings);
    let truth = dataset.truth.as_ref().unwrap();
    for (class, share) in shares(3, 0.6).into_iter().enumerate() {
        let of_class = |classes: &[u8]| classes.iter().filter(|c| **c as usize == class).count() as f64;
        // four standard deviations
        assert!((of_class(&truth.classes) - 3000.0 * share).abs() < 4.0 * (3000.0 * share).sqrt());
        let labels = &dataset.columns.labels;
        let val: Vec<u8> = dataset.splits.val.iter().map(|i| labels[*i as usize]).collect();
        assert!((of_class(&val) - 0.15 * of_class(labels)).abs() <= 1.0, "each label keeps its share of the split");
    }
}

#[test]
fn modalities_are_missing_as_often_as_asked_and_never_all() {
    let settings =
        DataSettings { world: World::Noise, events: 4000, missing_table: 0.5, missing_audio: 0.2, ..DataSettings::default() };
    let columns = dataset(&settings).columns;
    for (modality, rate) in Modality::ALL.into_iter().zip(settings.missing()) {
        let missing = columns.present.iter().filter(|present| !present.contains(modality)).count() as f64 / 4000.0;
        assert!((missing - rate).abs() <= 4.0 * (rate / 4000.0).sqrt(), "{modality:?}: {missing}");
    }
    assert!(columns.present.iter().all(|present| !present.is_empty()));
}

#[test]
fn more_noise_never_helps_the_nearest_centroid() {
    let table = [0.0, 1.0, 3.0].map(|x| DataSettings { table_noise: x, ..DataSettings::default() });
    let pixels = [0.0, 0.3, 1.0].map(|x| DataSettings { image_noise: x, ..DataSettings::default() });
    let blur = [0.0, 0.05, 0.15].map(|x| DataSettings { image_blur: x, ..DataSettings::default() });
    let hidden = [0.0, 0.4, 0.9].map(|x| DataSettings { image_occlusion: x, ..DataSettings::default() });
    let sound = [60.0, 5.0, -15.0].map(|x| DataSettings { audio_snr: x, ..DataSettings::default() });
    let labels = [0.0, 0.2, 0.5].map(|x| DataSettings { label_noise: x, ..DataSettings::default() });
    let knobs = [
        ("table_noise", Modality::Tabular, table),
        ("image_noise", Modality::Image, pixels),
        ("image_blur", Modality::Image, blur),
        ("image_occlusion", Modality::Image, hidden),
        ("audio_snr", Modality::Audio, sound),
        ("label_noise", Modality::Tabular, labels),
    ];
    for (name, modality, configs) in knobs {
        let score = |settings: DataSettings| {
            View::new(&DataSettings { world: World::Redundant, events: 300, ..settings }, modality).nearest_centroid()
        };
        let scores = configs.map(score);
        println!("{name}: {scores:.3?}");
        // two standard errors of a difference of two shares of 90 events
        let error = |p: f64| 2.0 * (2.0 * (p * (1.0 - p)).max(0.01) / 90.0).sqrt();
        assert!(scores.windows(2).all(|pair| pair[1] <= pair[0] + error(pair[0])), "{name}: {scores:?}");
    }
}

#[test]
fn raw_pixels_and_levels_do_not_solve_the_story() {
    for world in [World::Story, World::Redundant] {
        let settings = DataSettings { world, events: 600, ..DataSettings::default() };
        let score = |modality| View::new(&settings, modality).nearest_neighbour();
        let [image, audio] = [Modality::Image, Modality::Audio].map(score);
        println!("1-nearest neighbour, {world:?}: picture {image:.3}, sound {audio:.3}");
        // no more than two thirds can be known; and two standard errors of a share of 180 events
        let most = 2.0 / 3.0 + 2.0 * (2.0_f64 / 9.0 / 180.0).sqrt();
        assert!(world == World::Redundant || image.max(audio) < most, "{image} {audio} {most}");
    }
}

/// Every cause can be recognised: in a world where each modality identifies the class, a coarse look is enough.
#[test]
fn every_scene_and_every_sound_is_told_from_the_others() {
    let settings = DataSettings { world: World::Redundant, classes: 6, events: 600, ..DataSettings::default() };
    for (modality, least) in [(Modality::Image, 0.6), (Modality::Audio, 0.8)] {
        let score = View::new(&settings, modality).nearest_neighbour();
        println!("{modality:?}: {score:.3} of six classes, by the nearest neighbour");
        assert!(score > least, "{modality:?}: {score:.3}");
    }
}

#[test]
fn an_event_is_the_same_however_many_there_are_and_whichever_was_made_first() {
    for world in World::EACH {
        let few = source(&DataSettings { world, events: 100, ..DataSettings::default() });
        let many = source(&DataSettings { world, events: 5000, ..DataSettings::default() });
        let last = many.event(4999);
        for index in [7, 3, 99] {
            assert_eq!(few.event(index), many.event(index), "{world:?}, event {index}");
        }
        assert_eq!(last, many.event(4999), "{world:?}");
    }
}

/// The settings with another value in one field, far from the default.
fn changed(field: &Field, world: World) -> DataSettings {
    let mut config = json!(Config { world, ..few() });
    config[field.name] = match &field.kind {
        Kind::Integer { min, max, .. } => json!(if config[field.name] == json!(*min as u64) { *max } else { *min } as u64),
        Kind::Number { min, max, .. } => json!(if config[field.name] == json!(min) { max } else { min }),
        Kind::Choice { options } => json!(options[options.len() - 1].value),
    };
    serde_json::from_value::<Config>(config).unwrap().data()
}

/// Half ambiguous, so that both ways of an event occur, and otherwise the default.
fn few() -> Config {
    Config { events: 60, ambiguity: 0.5, ..Config::default() }
}

#[test]
fn a_setting_changes_the_data_of_the_worlds_that_use_it_and_of_no_other() {
    for world in World::EACH {
        let before = Config { world, ..few() }.data();
        let made = dataset(&before);
        for field in FIELDS.iter().filter(|field| field.name != "world" && field.name != "events") {
            let after = changed(field, world);
            let differs = before != after && dataset(&after) != made;
            assert_eq!(differs, before != after && field.used_in.contains(&world), "{} in {world:?}", field.name);
        }
    }
}

//! A whole examination of a trained model on the CPU: its findings on the story world, and its time compared with an epoch.
#![cfg(feature = "cpu")]

use std::time::{Duration, Instant};

use pollster::block_on;
use trimodal::config::{Backend, Config};
use trimodal::data::columns::Columns;
use trimodal::data::dataset::Dataset;
use trimodal::data::modality::Modality;
use trimodal::data::statistics::Statistics;
use trimodal::learn::batch::DeviceData;
use trimodal::learn::device::open;
use trimodal::learn::examine::robustness::Curve;
use trimodal::learn::examine::{Examination, Finding, Perceptual, TrainedModel};
use trimodal::learn::layer::Seeded;
use trimodal::learn::metrics::Scores;
use trimodal::learn::trainer::{Setup, Trainer};
use trimodal::worlds::source;

/// A model trained for some epochs, and how long the fastest took without its validation.
fn trained(config: &Config) -> (Trainer, Duration) {
    let source = source(&config.data());
    let events = Columns::of((0..config.events).map(|index| source.event(index)), source.schema());
    let dataset = Dataset::new(source.schema().clone(), events, config.train_share, config.val_share, config.seed).unwrap();
    let statistics = Statistics::of(&dataset);
    let (dataset, data) = (&dataset, &DeviceData::new(&dataset, &block_on(open(Backend::Cpu)).unwrap()));
    let setup = Setup { config, dataset, data, statistics, weights: &Seeded(config.seed), shuffle: true };
    let mut trainer = Trainer::new(&setup).unwrap();
    let mut fastest = Duration::MAX;
    for _ in 0..config.epochs {
        let start = Instant::now();
        while !trainer.epoch_is_over() {
            trainer.step();
        }
        block_on(trainer.report()).unwrap();
        fastest = fastest.min(start.elapsed());
        let mut validation = trainer.validation();
        while !trainer.advance(&mut validation) {}
        let loss = block_on(validation.scores()).unwrap().loss;
        trainer.end_epoch(loss).unwrap();
    }
    (trainer, fastest)
}

fn findings(trainer: &Trainer) -> (Vec<Finding>, Duration) {
    let mut examination = Examination::new(TrainedModel::of(trainer));
    let (mut findings, mut longest, start) = (Vec::new(), Duration::ZERO, Instant::now());
    while examination.progress().0 < examination.progress().1 {
        let piece = Instant::now();
        findings.extend(block_on(examination.advance()).unwrap());
        longest = longest.max(piece.elapsed());
    }
    println!("{} pieces, the longest took {longest:?}", examination.progress().1);
    (findings, start.elapsed())
}

fn heights(curve: &Curve) -> Vec<f64> {
    let heights = curve.points.iter().map(|point| point.accuracy).collect();
    println!("{heights:.3?}, relative robustness {:.3}", curve.relative_robustness);
    heights
}

/// On the story picture and sound decide together, and each alone is worth two thirds.
#[test]
fn an_examination_of_300_events_costs_less_than_three_epochs_and_finds_what_each_modality_is_worth() {
    let config = Config { epochs: 4, modality_dropout: 0.3, ..Config::default() };
    let (trainer, epoch) = trained(&config);
    let (findings, whole) = findings(&trainer);
    println!("an epoch {epoch:?}, the examination {whole:?}: {:.2} of it", whole.as_secs_f64() / epoch.as_secs_f64());
    assert!(whole < 3 * epoch, "{whole:?} against {epoch:?}");
    assert_eq!(findings.iter().filter(|finding| matches!(finding, Finding::Robustness { .. })).count(), 3);
    let (trained, start) = (TrainedModel::of(&trainer), Instant::now());
    block_on(trained.what_if(&[0], [0.3, 0.5, 0.0])).unwrap();
    println!("one event with every subset, two of its modalities noisy: {:?}", start.elapsed());
    let mut test = trainer.test();
    while !trainer.advance(&mut test) {}
    let test = block_on(test.scores()).unwrap();
    findings.into_iter().for_each(|finding| agrees(finding, &test));
}

/// Checks a finding against the scores on the test split and against the known structure of the story world.
fn agrees(finding: Finding, test: &Scores) {
    match finding {
        Finding::Report(report) => {
            println!("accuracy {:.3}, ECE {:.3}", report.scores.accuracy, report.calibration.ece);
            assert_eq!((report.scores.accuracy, &report.scores.confusion), (test.accuracy, &test.confusion));
        }
        Finding::Ablation(ablation) => {
            ablation.subsets.iter().for_each(|score| println!("{:?} {:.3}", score.subset, score.accuracy));
            println!("Shapley {:.3?} above {:.3}", ablation.shapley, ablation.empty);
            assert!((ablation.shapley.iter().sum::<f64>() - (test.accuracy - ablation.empty)).abs() < 1e-12);
            assert!(ablation.subsets[..3].iter().all(|alone| alone.accuracy < test.accuracy - 0.2));
        }
        Finding::Missing { curve } => {
            let heights = heights(&curve);
            assert_eq!(heights[0], test.accuracy);
            assert!((heights[5] - 1.0 / 3.0).abs() < 0.1, "with nothing left it can only guess");
        }
        Finding::Robustness { modality, curve } => {
            let heights = heights(&curve);
            let lost = test.accuracy - heights[5];
            assert_eq!(heights[0], test.accuracy);
            assert!(lost > 0.1 || modality == Modality::Tabular, "{modality:?} as noise costs {lost}");
        }
        Finding::Predictions(predictions) => assert_eq!(predictions.correct.len() as u32, test.events),
        Finding::Perceptual(Perceptual { drops, .. }) => {
            println!("perceptual score {drops:.3?}");
            assert!(drops[1] > 0.1 && drops[2] > 0.1, "picture and sound are needed: {drops:?}");
        }
    }
}

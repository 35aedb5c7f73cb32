//! Properties of an examination: kept embeddings must give the same results as the whole model on the same input. An untrained
//! model is enough to test this.

use burn::module::Module;
use pollster::block_on;

use super::*;
use crate::config::{Backend, DataSettings};
use crate::data::columns::Columns;
use crate::data::dataset::Dataset;
use crate::data::modality::ModalitySet;
use crate::data::statistics::Statistics;
use crate::learn::batch::DeviceData;
use crate::learn::device::{Device, open};
use crate::learn::examine::robustness::{Curve, LEVELS};
use crate::learn::fusion::Fusion;
use crate::learn::layer::Seeded;
use crate::learn::model::Model;
use crate::learn::shape::ModelShape;
use crate::worlds::source;

/// Enough events for two batches, of which the second is not full.
const EVENTS: u32 = 80;

fn trained(modalities: ModalitySet) -> TrainedModel {
    let device: Device = block_on(open(Backend::Cpu)).unwrap();
    let source = source(&DataSettings::default());
    let columns = Columns::of((0..EVENTS).map(|index| source.event(index)), source.schema());
    let mut dataset = Dataset::new(source.schema().clone(), columns, 0.5, 0.25, 1).unwrap();
    dataset.splits.test = (0..EVENTS).collect();
    let shape = ModelShape { schema: &dataset.schema, modalities, embedding: 16, fusion: Fusion::default() };
    let model = Model::new(&shape, &Statistics::of(&dataset), &Seeded(1), &device).valid();
    TrainedModel::new(model, DeviceData::new(&dataset, &device), &dataset.splits, 7)
}

fn findings(trained: &TrainedModel) -> Vec<Finding> {
    let mut examination = Examination::new(trained.clone());
    let mut findings = Vec::new();
    while examination.progress().0 < examination.progress().1 {
        findings.extend(block_on(examination.advance()).unwrap());
    }
    assert_eq!(block_on(examination.advance()), Ok(Vec::new()));
    findings
}

/// The predictions of the whole model, without kept embeddings.
fn forward(trained: &TrainedModel, batch: &Batch) -> Predictions {
    let logits = log_softmax(trained.model.forward(batch, None), 1);
    Predictions::new(block_on(read(logits)).unwrap(), trained.labels(&trained.events))
}

fn assert_same(here: &Predictions, there: &Predictions) {
    let pairs = here.log_probabilities().iter().zip(there.log_probabilities());
    let worst = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    assert!(worst < 1e-5, "{worst}");
}

fn ablation(findings: &[Finding]) -> &Ablation {
    findings.iter().find_map(|finding| if let Finding::Ablation(found) = finding { Some(found) } else { None }).unwrap()
}

fn curve(findings: &[Finding], wanted: Modality) -> &Curve {
    let of = |finding| match finding {
        &Finding::Robustness { modality, ref curve } if modality == wanted => Some(curve),
        _ => None,
    };
    findings.iter().find_map(of).unwrap()
}

#[test]
fn a_subset_is_what_a_presence_mask_makes_of_the_whole_model() {
    let trained = trained(ModalitySet::ALL);
    let findings = findings(&trained);
    let ablation = ablation(&findings);
    for subset in ModalitySet::EACH {
        let kept = Some(vec![subset; EVENTS as usize]);
        assert_same(ablation.predictions(subset), &forward(&trained, &trained.data.batch(&trained.events, kept)));
    }
    let full = ablation.subsets[6].accuracy;
    assert!((ablation.shapley.iter().sum::<f64>() - (full - ablation.empty)).abs() < 1e-12);
}

#[test]
fn a_point_of_a_curve_is_what_the_whole_model_makes_of_corrupted_input() {
    let trained = trained(ModalitySet::ALL);
    let findings = findings(&trained);
    let mut batch = trained.data.batch(&trained.events, None);
    let view = trained.model.view(Modality::Image, &batch).unwrap();
    let noise = noise(&view, &trained.events, 7, trained.data.device());
    let embedding = trained.model.embed(corrupt(view, &noise, LEVELS[3]));
    batch.presence = None;
    let embeddings = trained.model.encode(&batch).with(Modality::Image, embedding);
    let logits = log_softmax(trained.model.classify(embeddings, None), 1);
    let expected = Predictions::new(block_on(read(logits)).unwrap(), trained.labels(&trained.events)).accuracy();
    let curve = curve(&findings, Modality::Image);
    assert_eq!(curve.points[3].accuracy, expected);
    assert_eq!(curve.points[0].accuracy, ablation(&findings).subsets[6].accuracy);
}

#[test]
fn with_everything_missing_all_events_get_the_same_answer() {
    let trained = trained(ModalitySet::ALL);
    let findings = findings(&trained);
    let missing = findings.iter().find_map(|f| if let Finding::Missing { curve } = f { Some(curve) } else { None }).unwrap();
    let last = missing.points[5].accuracy;
    assert!(
        super::trained_model::shares(&trained.labels(&trained.events), 3).iter().any(|share| (share - last).abs() < 1e-12),
        "{last}"
    );
    let mut batch = trained.data.batch(&trained.events, None);
    let mask = presence(&trained.events, LEVELS[2], 7);
    batch.presence = Some(upload(mask.into_flattened(), [EVENTS as usize, 3], trained.data.device()));
    let expected = forward(&trained, &batch).accuracy();
    assert_eq!(missing.points[2].accuracy, expected);
}

#[test]
fn a_unimodal_model_is_examined_on_its_own_modality_alone() {
    let findings = findings(&trained(Modality::Tabular.into()));
    assert_eq!(findings.iter().filter(|finding| matches!(finding, Finding::Robustness { .. })).count(), 1);
    assert_eq!(ablation(&findings).shapley[1..], [0.0, 0.0]);
    let perceptual = findings.iter().find_map(|f| if let Finding::Perceptual(score) = f { Some(score) } else { None });
    assert_eq!(perceptual.unwrap().drops[1..], [0.0, 0.0]);
}

#[test]
fn the_same_seed_finds_the_same_twice() {
    let trained = trained(Modality::Tabular.into());
    assert_eq!(findings(&trained), findings(&trained));
}

#[test]
fn without_noise_what_if_repeats_the_ablation_and_with_noise_the_curve() {
    let trained = trained(ModalitySet::ALL);
    let findings = findings(&trained);
    let pair = ModalitySet::of(&[Modality::Tabular, Modality::Audio]);
    let one = block_on(trained.what_if(&[70], [0.0; 3])).unwrap();
    for class in 0..3 {
        let whole = ablation(&findings).predictions(pair).probability(70, class);
        assert!((one.predictions(pair).probability(0, class) - whole).abs() < 1e-5);
    }
    let noisy = block_on(trained.what_if(&trained.events, [0.0, LEVELS[2], 0.0])).unwrap();
    assert_eq!(noisy.subsets[6].accuracy, curve(&findings, Modality::Image).points[2].accuracy);
}

#[test]
fn what_if_refuses_events_that_are_not_there() {
    let trained = trained(Modality::Tabular.into());
    let code = |events: &[u32]| block_on(trained.what_if(events, [0.0; 3])).unwrap_err().code();
    assert_eq!((code(&[3, EVENTS]), code(&[])), ("no_such_event", "data"));
}

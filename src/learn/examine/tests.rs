//! Laws: what is made of kept embeddings is what the whole model makes of the same input. The model is untrained: a law does
//! not care.

use burn::module::Module;
use pollster::block_on;

use super::*;
use crate::config::{Backend, Config};
use crate::data::columns::Columns;
use crate::data::dataset::Dataset;
use crate::data::modality::ModalitySet;
use crate::data::statistics::Statistics;
use crate::learn::batch::DeviceData;
use crate::learn::device::{Device, open};
use crate::learn::layer::Seeded;
use crate::learn::model::Model;
use crate::learn::shape::ModelShape;
use crate::worlds::source;

/// Enough events for two batches, of which the second is not full.
const EVENTS: u32 = 80;

fn subject(modalities: ModalitySet) -> Subject {
    let device: Device = block_on(open(Backend::Cpu)).unwrap();
    let source = source(&Config::default());
    let columns = Columns::of((0..EVENTS).map(|index| source.event(index)), source.schema());
    let labels = columns.labels.iter().map(|label| usize::from(*label)).collect();
    let mut dataset = Dataset::new(source.schema().clone(), columns, 0.5, 0.25, 1).unwrap();
    dataset.splits.test = (0..EVENTS).collect();
    let shape = ModelShape { schema: &dataset.schema, modalities, embedding: 16 };
    let model = Model::new(&shape, &Statistics::of(&dataset), &Seeded(1), &device).valid();
    Subject::new(model, DeviceData::new(&dataset, &device), labels, &dataset.splits, 7)
}

fn findings(subject: &Subject) -> Vec<Finding> {
    let mut evidence = Evidence::new(subject.clone());
    let mut findings = Vec::new();
    while evidence.progress().0 < evidence.progress().1 {
        findings.extend(block_on(evidence.advance()).unwrap());
    }
    assert_eq!(block_on(evidence.advance()), Ok(None));
    findings
}

/// What the whole model says, by its ordinary way.
fn forward(subject: &Subject, batch: &Batch) -> Predictions {
    let logits = log_softmax(subject.model.forward(batch, None), 1);
    Predictions::new(block_on(read(logits)).unwrap(), subject.labels(&subject.events))
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
    let subject = subject(ModalitySet::ALL);
    let findings = findings(&subject);
    let ablation = ablation(&findings);
    for subset in ModalitySet::EACH {
        let kept = Some(vec![subset; EVENTS as usize]);
        assert_same(ablation.predictions(subset), &forward(&subject, &subject.data.batch(&subject.events, kept)));
    }
    let full = ablation.subsets[6].accuracy;
    assert!((ablation.shapley.iter().sum::<f64>() - (full - ablation.empty)).abs() < 1e-12);
}

#[test]
fn a_point_of_a_curve_is_what_the_whole_model_makes_of_corrupted_input() {
    let subject = subject(ModalitySet::ALL);
    let findings = findings(&subject);
    let mut batch = subject.data.batch(&subject.events, None);
    let view = subject.model.view(Modality::Image, &batch).unwrap();
    let noise = noise(&view, &subject.events, 7, subject.data.device());
    let embedding = subject.model.embed(corrupt(view, &noise, LEVELS[3]));
    batch.presence = None;
    let embeddings = subject.model.encode(&batch).with(Modality::Image, embedding);
    let logits = log_softmax(subject.model.classify(embeddings, None), 1);
    let expected = Predictions::new(block_on(read(logits)).unwrap(), subject.labels(&subject.events)).accuracy();
    let curve = curve(&findings, Modality::Image);
    assert_eq!(curve.points[3].accuracy, expected);
    assert_eq!(curve.points[0].accuracy, ablation(&findings).subsets[6].accuracy);
}

#[test]
fn with_everything_missing_all_events_get_the_same_answer() {
    let subject = subject(ModalitySet::ALL);
    let findings = findings(&subject);
    let missing = findings.iter().find_map(|f| if let Finding::Missing(curve) = f { Some(curve) } else { None }).unwrap();
    let last = missing.points[5].accuracy;
    assert!(
        super::subject::shares(&subject.labels(&subject.events), 3).iter().any(|share| (share - last).abs() < 1e-12),
        "{last}"
    );
    let mut batch = subject.data.batch(&subject.events, None);
    let mask = presence(&subject.events, LEVELS[2], 7);
    batch.presence = Some(upload(mask.into_flattened(), [EVENTS as usize, 3], subject.data.device()));
    let expected = forward(&subject, &batch).accuracy();
    assert_eq!(missing.points[2].accuracy, expected);
}

#[test]
fn a_unimodal_model_is_examined_on_its_own_modality_alone() {
    let findings = findings(&subject(Modality::Tabular.into()));
    assert_eq!(findings.len(), 5, "report, ablation, missing, perceptual, one curve");
    assert_eq!(ablation(&findings).shapley[1..], [0.0, 0.0]);
    let perceptual = findings.iter().find_map(|f| if let Finding::Perceptual(score) = f { Some(score) } else { None });
    assert_eq!(perceptual.unwrap()[1..], [0.0, 0.0]);
}

#[test]
fn the_same_seed_finds_the_same_twice() {
    let subject = subject(Modality::Tabular.into());
    assert_eq!(findings(&subject), findings(&subject));
}

#[test]
fn without_noise_what_if_repeats_the_ablation_and_with_noise_the_curve() {
    let subject = subject(ModalitySet::ALL);
    let findings = findings(&subject);
    let pair = ModalitySet::of(&[Modality::Tabular, Modality::Audio]);
    let one = block_on(subject.what_if(&[70], [0.0; 3])).unwrap();
    for class in 0..3 {
        let whole = ablation(&findings).predictions(pair).probability(70, class);
        assert!((one.predictions(pair).probability(0, class) - whole).abs() < 1e-5);
    }
    let noisy = block_on(subject.what_if(&subject.events, [0.0, LEVELS[2], 0.0])).unwrap();
    assert_eq!(noisy.subsets[6].accuracy, curve(&findings, Modality::Image).points[2].accuracy);
}

#[test]
fn what_if_refuses_events_that_are_not_there() {
    let subject = subject(Modality::Tabular.into());
    let code = |events: &[u32]| block_on(subject.what_if(events, [0.0; 3])).unwrap_err().code();
    assert_eq!((code(&[3, EVENTS]), code(&[])), ("no_such_event", "data"));
}

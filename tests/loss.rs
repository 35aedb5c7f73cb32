//! Oracle: weighted and smoothed cross-entropies and their gradients agree with PyTorch's. `tests/oracles/loss.py` made the numbers.
#![cfg(feature = "cpu")]

use burn::tensor::{Tensor, TensorData};
use serde::Deserialize;
use trimodal::config::Backend;
use trimodal::learn::device::{Device, open};
use trimodal::learn::loss::Loss;

const CLASSES: usize = 4;

#[derive(Deserialize)]
struct Oracle {
    /// `[event, class]`
    logits: Vec<f32>,
    labels: Vec<usize>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    weights: Option<Vec<f32>>,
    smoothing: f64,
    loss: f32,
    /// by the logits, `[event, class]`
    gradient: Vec<f32>,
}

fn tensor(values: Vec<f32>, device: &Device) -> Tensor<2> {
    let events = values.len() / CLASSES;
    Tensor::from_data(TensorData::new(values, [events, CLASSES]), device.burn())
}

fn numbers<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().try_to_vec().unwrap()
}

#[test]
fn class_weights_and_label_smoothing_are_pytorchs() {
    let oracle: Oracle = serde_json::from_str(include_str!("oracles/loss.json")).unwrap();
    let device = pollster::block_on(open(Backend::Cpu)).unwrap();
    let one_hot = oracle.labels.iter().flat_map(|label| (0..CLASSES).map(move |class| f32::from(u8::from(class == *label))));
    let targets = tensor(one_hot.collect(), &device);
    assert_eq!(oracle.cases.len(), 4);
    for case in oracle.cases {
        let loss = Loss::new(case.weights.as_deref(), case.smoothing, &device);
        let logits = tensor(oracle.logits.clone(), &device).autodiff().require_grad();
        let (shares, _) = loss.of(logits.clone(), targets.clone());
        let value: f32 = numbers(shares.clone().inner()).iter().sum();
        assert!((value - case.loss).abs() < 1e-6, "{value} is not {}", case.loss);
        let slope = numbers(logits.grad(&shares.backward()).unwrap());
        let worst = slope.iter().zip(&case.gradient).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        println!("weights {:?}, smoothing {}: largest difference {worst:e}", case.weights, case.smoothing);
        assert!(worst < 1e-7, "{worst:e}");
    }
}

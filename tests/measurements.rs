//! Oracle: reports, calibration and intervals agree with scikit-learn's and scipy's. `tests/oracles/metrics.py` made the numbers.

use serde::Deserialize;
use trimodal::learn::examine::bootstrap::paired;
use trimodal::learn::metrics::calibration::Bin;
use trimodal::learn::metrics::interval::Interval;
use trimodal::learn::metrics::predictions::Predictions;
use trimodal::learn::metrics::report::Report;

#[derive(Deserialize)]
struct Oracle {
    labels: Vec<usize>,
    /// `[event, class]`
    log_probabilities: Vec<f32>,
    accuracy: f64,
    log_loss: f64,
    precision: Vec<f64>,
    recall: Vec<f64>,
    f1: Vec<f64>,
    support: Vec<u32>,
    macro_f1: f64,
    confusion: Vec<Vec<u32>>,
    bin_events: Vec<u32>,
    /// of the bins that hold events
    bin_accuracy: Vec<f64>,
    bin_confidence: Vec<f64>,
    ece: f64,
    /// right, events, low, high
    wilson: Vec<(u32, u32, f64, f64)>,
    other_right: Vec<bool>,
    paired_bootstrap: [f64; 2],
}

fn oracle() -> (Oracle, Predictions) {
    let oracle: Oracle = serde_json::from_str(include_str!("oracles/metrics.json")).unwrap();
    let predictions = Predictions::new(oracle.log_probabilities.clone(), oracle.labels.clone());
    (oracle, predictions)
}

fn close(here: f64, theirs: f64, within: f64) {
    assert!((here - theirs).abs() < within, "{here} is not {theirs}");
}

#[test]
fn the_report_is_scikit_learns() {
    let (oracle, predictions) = oracle();
    let scores = Report::of(&predictions).scores;
    close(scores.accuracy, oracle.accuracy, 1e-12);
    close(scores.loss, oracle.log_loss, 1e-5); // scikit-learn divides rows by their sum, which rounding moves off 1
    close(scores.macro_f1, oracle.macro_f1, 1e-12);
    assert_eq!(scores.confusion, oracle.confusion);
    for (class, score) in scores.classes.iter().enumerate() {
        close(score.precision.unwrap(), oracle.precision[class], 1e-12);
        close(score.recall.unwrap(), oracle.recall[class], 1e-12);
        close(score.f1.unwrap(), oracle.f1[class], 1e-12);
        assert_eq!(score.support, oracle.support[class]);
    }
}

#[test]
fn the_reliability_diagram_is_scikit_learns() {
    let (oracle, predictions) = oracle();
    let calibration = Report::of(&predictions).calibration;
    close(calibration.ece, oracle.ece, 1e-6);
    assert_eq!(calibration.bins.iter().map(|bin| bin.events).collect::<Vec<_>>(), oracle.bin_events);
    let filled: Vec<&Bin> = calibration.bins.iter().filter(|bin| bin.events > 0).collect();
    assert_eq!(filled.len(), oracle.bin_accuracy.len());
    for (bin, (accuracy, confidence)) in filled.iter().zip(oracle.bin_accuracy.iter().zip(&oracle.bin_confidence)) {
        close(bin.accuracy, *accuracy, 1e-12);
        close(bin.confidence, *confidence, 1e-6);
    }
}

#[test]
fn the_wilson_interval_is_scipys() {
    for (right, events, low, high) in oracle().0.wilson {
        let interval = Interval::wilson(right, events);
        close(interval.low, low, 1e-12);
        close(interval.high, high, 1e-12);
    }
}

/// scipy draws other random numbers, so the ends agree to within one event of 200.
#[test]
fn the_paired_bootstrap_interval_is_scipys() {
    let (oracle, predictions) = oracle();
    let difference = paired(&predictions.correct(), &oracle.other_right, 20_000, 1);
    println!("{difference:?}, scipy {:?}", oracle.paired_bootstrap);
    close(difference.interval.low, oracle.paired_bootstrap[0], 0.0051);
    close(difference.interval.high, oracle.paired_bootstrap[1], 0.0051);
    assert!(difference.interval.contains(difference.mean));
}

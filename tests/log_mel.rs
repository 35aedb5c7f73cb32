//! Oracle: the log-mel spectrogram agrees with librosa's. `tests/oracles/log_mel.py` made the numbers.

use serde::Deserialize;
use trimodal::config::DataSettings;
use trimodal::data::spectrogram::LogMel;
use trimodal::worlds::source;

#[derive(Deserialize)]
struct Oracle {
    pcm: Vec<i16>,
    /// `[mel, frame]`
    decibels: Vec<f32>,
}

#[test]
fn the_log_mel_spectrogram_is_librosas() {
    let oracle: Oracle = serde_json::from_str(include_str!("oracles/log_mel.json")).unwrap();
    let waveform: Vec<f32> = oracle.pcm.iter().map(|v| f32::from(*v) / 32768.0).collect();
    let shape = source(&DataSettings::default()).schema().audio.clone().expect("a world has sounds");
    let here = LogMel::new(&shape).transform(&waveform);
    assert_eq!(here.len(), oracle.decibels.len());
    let worst = here.iter().zip(&oracle.decibels).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
    println!("largest difference: {worst} dB");
    assert!(worst < 0.01, "{worst} dB");
    assert!(oracle.decibels.contains(&-80.0), "the oracle meets the floor");
}

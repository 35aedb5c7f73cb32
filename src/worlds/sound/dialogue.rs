//! Two voices taking turns, one low and one high.

use rand::RngExt;

use super::voice::{Speaker, hall};
use crate::data::seed::Stream;

pub fn speak(samples: usize, rate: u32, stream: &mut Stream) -> Vec<f32> {
    let rate = rate as f32;
    let low = Speaker { pitch: stream.random_range(85.0..120.0), tract: stream.random_range(0.95..1.05), rate };
    let high = Speaker { pitch: stream.random_range(210.0..270.0), tract: stream.random_range(1.12..1.25), rate };
    let mut waveform = hall(samples, rate, stream);
    let per_second = stream.random_range(4.0..6.0);
    let seconds = samples as f32 / rate;
    let mut first = stream.random_bool(0.5);
    let mut at = 0.0;
    while at < seconds {
        let end = at + stream.random_range(0.4..0.75);
        if first { &low } else { &high }.talk(&mut waveform, (at, end), per_second, stream);
        first = !first;
        at = end + stream.random_range(0.15..0.25);
    }
    waveform
}

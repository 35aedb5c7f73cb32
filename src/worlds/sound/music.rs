//! Music: a band that plays chords over a bass and a beat, with a tune above.

use rand::RngExt;

use super::instrument::{Note, drum, half_tones, stroke, strum};
use crate::data::seed::Stream;

/// Half tones above the key of the chords of a common progression (I V vi IV), each a triad.
const CHORDS: [[i32; 3]; 4] = [[0, 4, 7], [-5, -1, 2], [-3, 0, 4], [-7, -3, 0]];
/// Half tones above the key that go with all of them.
const PENTATONIC: [i32; 6] = [0, 2, 4, 7, 9, 12];

pub fn play(samples: usize, rate: u32, stream: &mut Stream) -> Vec<f32> {
    let rate = rate as f32;
    let mut waveform = vec![0.0; samples];
    let key = 196.0 * half_tones(stream.random_range(-6..6));
    let beat = (rate * 60.0 / stream.random_range(92.0..150.0)) as usize;
    let first = stream.random_range(0..CHORDS.len());
    let (strings, tune) = (stream.random_range(0.25..0.4), stream.random_range(0.15..0.35));
    for at in 0..samples / beat + 1 {
        let start = at * beat;
        let chord = CHORDS[(first + at / 2) % CHORDS.len()];
        let [root, third, fifth] = chord.map(|above| key * half_tones(above));
        let strings = Note { start, length: beat, frequency: root, gain: strings };
        strum(&mut waveform, rate, &strings, [third / root, fifth / root]);
        Note { start, length: beat, frequency: root / 2.0, gain: 0.35 }.hum(&mut waveform, rate);
        for eighth in [start, start + beat / 2] {
            let step = PENTATONIC[stream.random_range(0..PENTATONIC.len())];
            let frequency = 2.0 * key * half_tones(step);
            Note { start: eighth, length: beat / 2, frequency, gain: tune }.hum(&mut waveform, rate);
        }
        rhythm(&mut waveform, rate, (at, beat), stream);
    }
    waveform
}

/// Kick and snare in turn, and a hi-hat on every eighth.
fn rhythm(waveform: &mut [f32], rate: f32, (at, beat): (usize, usize), stream: &mut Stream) {
    let start = at * beat;
    if at % 2 == 0 {
        drum(waveform, rate, start, 110.0, 0.9);
    } else {
        stroke(waveform, rate, start, (0.12 * rate) as usize, 1800.0, 0.8, stream);
    }
    for eighth in [start, start + beat / 2] {
        stroke(waveform, rate, eighth, (0.04 * rate) as usize, 6500.0, 0.5, stream);
    }
}

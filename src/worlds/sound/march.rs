//! Drums and a march: a snare that rolls, a big drum on the beat, brass in two voices.

use rand::RngExt;

use super::instrument::{Note, drum, half_tones, stroke};
use crate::data::seed::Stream;

/// Half tones of a fanfare above its key.
const FANFARE: [i32; 6] = [0, 4, 7, 12, 7, 4];
/// Whether the snare is struck, for the sixteenths of a beat, on one beat and on the next.
const ROLL: [[bool; 4]; 2] = [[true, false, true, true], [true, true, true, true]];

pub fn play(samples: usize, rate: u32, stream: &mut Stream) -> Vec<f32> {
    let rate = rate as f32;
    let mut waveform = vec![0.0; samples];
    let key = 233.0 * half_tones(stream.random_range(-5..5));
    let beat = (rate * 60.0 / stream.random_range(100.0..125.0)) as usize;
    let brass = stream.random_range(0.2..0.4);
    for at in 0..samples / beat + 1 {
        let start = at * beat;
        let step = FANFARE[stream.random_range(0..FANFARE.len())];
        for (above, gain) in [(step, brass), (step - 5, 0.7 * brass)] {
            let note = Note { start, length: beat * 9 / 10, frequency: key * half_tones(above), gain };
            note.blow(&mut waveform, rate);
        }
        drum(&mut waveform, rate, start, stream.random_range(75.0..95.0), 1.0);
        for (sixteenth, struck) in ROLL[at % 2].into_iter().enumerate() {
            let accent = if sixteenth == 0 { 1.0 } else { 0.6 };
            if struck {
                let when = start + sixteenth * beat / 4;
                stroke(&mut waveform, rate, when, (0.09 * rate) as usize, 2600.0, accent, stream);
            }
        }
    }
    waveform
}

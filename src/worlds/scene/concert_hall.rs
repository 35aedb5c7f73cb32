//! A band on a stage: a dark hall, a lighting truss with coloured beams, amplifiers, a drum kit, and musicians who play.

use rand::RngExt;

use super::{OUT, person, rectangle, skin};
use crate::data::seed::Stream;
use crate::worlds::image::{Canvas, hsv};

pub fn draw(canvas: &mut Canvas, stream: &mut Stream) {
    let floor = stream.random_range(0.56..0.66); // the platform's back edge
    let hue = stream.random_range(0.0..1.0); // of the evening's light
    hall(canvas, floor, hue, stream);
    amplifiers(canvas, floor, stream);
    drums(canvas, (stream.random_range(0.42..0.58), floor + 0.02), stream);
    let players = stream.random_range(2..4);
    for player in 0..players {
        let x = 0.5 + (player as f32 + 0.5 - players as f32 / 2.0) * 0.52 / players as f32 * 2.0;
        guitarist(canvas, (x + stream.random_range(-0.05..0.05), floor + stream.random_range(0.11..0.16)), stream);
    }
    truss(canvas, floor, hue, stream);
}

/// Darkness, a glow behind the band, and the platform.
fn hall(canvas: &mut Canvas, floor: f32, hue: f32, stream: &mut Stream) {
    let dark = hsv(hue, 0.6, stream.random_range(0.03..0.12), 1.0);
    canvas.polygon(&rectangle((-OUT, -OUT), (1.0 + OUT, 1.0 + OUT)), dark);
    let glow = stream.random_range(0.35..0.75);
    let wall = rectangle((0.08, 0.12), (0.92, floor));
    canvas.gradient(&wall, (0.1, dark), (floor, hsv(hue, 0.75, glow, 1.0)));
    let front = floor + 0.2;
    let boards = stream.random_range(0.15..0.35);
    canvas.gradient(
        &[(0.03, floor), (0.97, floor), (1.15, front), (-0.15, front)],
        (floor, hsv(hue, 0.5, boards * 1.6, 1.0)),
        (front, hsv(hue, 0.4, boards, 1.0)),
    );
    canvas.polygon(&rectangle((-OUT, front), (1.0 + OUT, 1.0 + OUT)), hsv(hue, 0.3, 0.04, 1.0));
}

/// A stack of black boxes with round loudspeakers on either side.
fn amplifiers(canvas: &mut Canvas, floor: f32, stream: &mut Stream) {
    let boxes = stream.random_range(2..4);
    let width = stream.random_range(0.11..0.16);
    for left in [0.02, 0.98 - width] {
        for row in 0..boxes {
            let foot = floor + 0.08 - 0.13 * row as f32;
            canvas.polygon(&rectangle((left, foot - 0.12), (left + width, foot)), hsv(0.6, 0.1, 0.2, 1.0));
            let cone = (left + width / 2.0, foot - 0.06);
            canvas.ellipse(cone, (0.045, 0.045), hsv(0.6, 0.05, 0.5, 1.0));
            canvas.ellipse(cone, (0.02, 0.02), hsv(0.6, 0.1, 0.1, 1.0));
        }
    }
}

/// The drummer behind a bass drum, two toms and two golden cymbals.
fn drums(canvas: &mut Canvas, (x, floor): (f32, f32), stream: &mut Stream) {
    let shell = hsv(stream.random_range(0.0..1.0), 0.8, 0.85, 1.0);
    let skin_tone = skin(stream);
    person(canvas, (x, floor + 0.02), 0.24, hsv(stream.random_range(0.0..1.0), 0.5, 0.5, 1.0), skin_tone);
    for side in [-1.0, 1.0] {
        canvas.ellipse((x + 0.05 * side, floor - 0.06), (0.045, 0.035), shell);
        canvas.line(&[(x + 0.13 * side, floor + 0.06), (x + 0.13 * side, floor - 0.12)], 0.008, hsv(0.0, 0.0, 0.7, 1.0));
        canvas.ellipse((x + 0.13 * side, floor - 0.12), (0.06, 0.014), hsv(0.13, 0.7, 0.95, 1.0));
    }
    canvas.ellipse((x, floor + 0.01), (0.085, 0.085), shell);
    canvas.ellipse((x, floor + 0.01), (0.065, 0.065), hsv(0.1, 0.1, 0.95, 1.0));
}

/// Somebody with a guitar at a microphone.
fn guitarist(canvas: &mut Canvas, (x, feet): (f32, f32), stream: &mut Stream) {
    let height = stream.random_range(0.3..0.36);
    let clothes = hsv(stream.random_range(0.0..1.0), stream.random_range(0.1..0.9), stream.random_range(0.15..0.8), 1.0);
    let face = skin(stream);
    person(canvas, (x, feet), height, clothes, face);
    let side = if stream.random_bool(0.5) { 1.0 } else { -1.0 };
    let wood = hsv(stream.random_range(0.0..0.12), 0.85, stream.random_range(0.6..1.0), 1.0);
    let body = (x - 0.03 * side, feet - 0.46 * height);
    canvas.line(&[body, (body.0 + 0.17 * side, body.1 - 0.07)], 0.014, hsv(0.08, 0.5, 0.75, 1.0));
    canvas.ellipse(body, (0.052, 0.038), wood);
    let stand = x + 0.05 * side;
    canvas.line(&[(stand, feet + 0.01), (stand, feet - 0.8 * height)], 0.008, hsv(0.0, 0.0, 0.75, 1.0));
    canvas.ellipse((stand, feet - 0.82 * height), (0.014, 0.014), hsv(0.0, 0.0, 0.9, 1.0));
}

/// A steel bar with lamps, and a fan of coloured beams.
fn truss(canvas: &mut Canvas, floor: f32, hue: f32, stream: &mut Stream) {
    let height = stream.random_range(0.04..0.12);
    let beams = stream.random_range(4..8);
    let opacity = stream.random_range(0.16..0.3);
    for beam in 0..beams {
        let lamp = 0.1 + 0.8 * (beam as f32 + 0.5) / beams as f32;
        let spot = lamp + stream.random_range(-0.35..0.35);
        let color = hue + stream.random_range(-0.12..0.12) + if beam % 2 == 0 { 0.0 } else { 0.4 };
        let half = stream.random_range(0.05..0.1);
        let cone = [(lamp - 0.008, height), (lamp + 0.008, height), (spot + half, floor + 0.1), (spot - half, floor + 0.1)];
        canvas.polygon(&cone, hsv(color, 0.85, 1.0, opacity));
        canvas.ellipse((lamp, height + 0.01), (0.022, 0.026), hsv(color, 0.25, 1.0, 1.0));
    }
    let steel = hsv(0.6, 0.05, 0.55, 1.0);
    canvas.line(&[(0.0, height - 0.03), (1.0, height - 0.03)], 0.01, steel);
    canvas.line(&[(0.0, height), (1.0, height)], 0.01, steel);
}

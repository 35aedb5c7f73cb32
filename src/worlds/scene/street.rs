//! A parade in a street: house fronts that run to a far point, sky, bunting, marchers in rows, a banner, people on both sides.

use rand::RngExt;

use super::{OUT, person, rectangle, skin};
use crate::data::seed::Stream;
use crate::worlds::image::{Canvas, hsv};

pub fn draw(canvas: &mut Canvas, stream: &mut Stream) {
    let far = (stream.random_range(0.4..0.6), stream.random_range(0.36..0.44)); // where the street ends
    let day = stream.random_range(0.35..1.0);
    sky(canvas, day, stream);
    road(canvas, far, day, stream);
    for side in [-1.0, 1.0] {
        houses(canvas, far, side, day, stream);
    }
    bunting(canvas, far, stream);
    for side in [-1.0, 1.0] {
        onlookers(canvas, far, side, stream);
    }
    parade(canvas, far, stream);
}

/// A point `near` (0 far … 1 close) along the line from the street's end to `(x, y)`.
fn towards(far: (f32, f32), (x, y): (f32, f32), near: f32) -> (f32, f32) {
    (far.0 + (x - far.0) * near, far.1 + (y - far.1) * near)
}

/// Blue, grey or the red of an evening.
fn sky(canvas: &mut Canvas, day: f32, stream: &mut Stream) {
    let hue = if stream.random_bool(0.25) { stream.random_range(0.02..0.1) } else { stream.random_range(0.53..0.62) };
    let saturation = stream.random_range(0.05..0.6);
    let all = rectangle((-OUT, -OUT), (1.0 + OUT, 1.0 + OUT));
    canvas.gradient(&all, (0.0, hsv(hue, saturation, day, 1.0)), (0.5, hsv(hue, saturation * 0.3, day, 1.0)));
}

fn road(canvas: &mut Canvas, far: (f32, f32), day: f32, stream: &mut Stream) {
    let grey = stream.random_range(0.35..0.6) * (0.5 + 0.5 * day);
    canvas.polygon(&rectangle((-OUT, far.1), (1.0 + OUT, 1.0 + OUT)), hsv(0.1, 0.08, grey * 1.25, 1.0));
    canvas.polygon(&[far, (1.0 + OUT, 1.4), (-OUT, 1.4)], hsv(0.65, 0.06, grey, 1.0));
}

/// One side's fronts, nearer ones taller, each with its colour and rows of windows.
fn houses(canvas: &mut Canvas, far: (f32, f32), side: f32, day: f32, stream: &mut Stream) {
    let edge = 0.5 + 0.75 * side; // of the street, where the picture is nearest
    let mut near = 0.16;
    while near < 1.3 {
        let next = near * stream.random_range(1.35..1.6);
        let height = stream.random_range(0.85..1.25);
        let corner = |near: f32, up: f32| towards(far, (edge, 0.75 - up * height), near);
        let (hue, saturation) = (stream.random_range(0.0..0.16), stream.random_range(0.15..0.6));
        let value = stream.random_range(0.55..0.95) * (0.4 + 0.6 * day);
        let front = [corner(near, 0.0), corner(next, 0.0), corner(next, 1.0), corner(near, 1.0)];
        canvas.polygon(&front, hsv(hue, saturation, value, 1.0));
        for floor in [0.35, 0.6, 0.85] {
            let span = |share: f32| near + (next - near) * share;
            let glass = hsv(0.6, 0.3, value * 0.35, 1.0);
            for (from, to) in [(0.15, 0.4), (0.6, 0.85)] {
                let (a, b) = (span(from), span(to));
                canvas.polygon(&[corner(a, floor), corner(b, floor), corner(b, floor - 0.14), corner(a, floor - 0.14)], glass);
            }
        }
        near = next;
    }
}

/// Strings of little flags across the street.
fn bunting(canvas: &mut Canvas, far: (f32, f32), stream: &mut Stream) {
    for near in [0.45, 0.8] {
        let (left, right) = (towards(far, (-0.2, -0.05), near), towards(far, (1.2, -0.05), near));
        let sag = 0.1 * near;
        let at = |t: f32| (left.0 + (right.0 - left.0) * t, left.1 + sag * 4.0 * t * (1.0 - t));
        let flags = 9;
        for flag in 0..flags {
            let (x, y) = at((flag as f32 + 0.5) / flags as f32);
            let (half, drop) = (0.05 * near, 0.1 * near);
            let color = hsv(stream.random_range(0.0..1.0), 0.85, 0.95, 1.0);
            canvas.polygon(&[(x - half, y), (x + half, y), (x, y + drop)], color);
        }
    }
}

/// People along the kerb, seen from the side.
fn onlookers(canvas: &mut Canvas, far: (f32, f32), side: f32, stream: &mut Stream) {
    for step in 0..7 {
        let near = 0.3 + 0.11 * step as f32;
        let feet = towards(far, (0.5 + 0.62 * side, 0.9), near);
        let clothes = hsv(stream.random_range(0.0..1.0), stream.random_range(0.3..0.9), stream.random_range(0.3..0.9), 1.0);
        let face = skin(stream);
        person(canvas, (feet.0 + stream.random_range(-0.02..0.02), feet.1), 0.3 * near, clothes, face);
    }
}

/// Marchers in uniform, row after row towards us, behind a banner and a big drum.
fn parade(canvas: &mut Canvas, far: (f32, f32), stream: &mut Stream) {
    let (hue, value) = (stream.random_range(0.0..1.0), stream.random_range(0.6..0.95));
    let uniform = hsv(hue, 0.85, value, 1.0);
    for near in [0.34, 0.56, 0.9] {
        for column in [-1.0, 0.0, 1.0] {
            let feet = towards(far, (0.5 + 0.3 * column, 0.98), near);
            let face = skin(stream);
            person(canvas, feet, 0.28 * near, uniform, face);
            let hip = (feet.0, feet.1 - 0.1 * near);
            canvas.polygon(&rectangle((hip.0 - 0.045 * near, hip.1), (hip.0 + 0.045 * near, feet.1)), hsv(0.0, 0.0, 0.95, 1.0));
            let cap = (feet.0, feet.1 - 0.28 * near);
            canvas.polygon(&rectangle((cap.0 - 0.03 * near, cap.1 - 0.05 * near), (cap.0 + 0.03 * near, cap.1)), uniform);
        }
    }
    let front = towards(far, (0.5, 0.98), 0.9);
    if stream.random_bool(0.5) {
        let cloth = hsv(hue + 0.5, stream.random_range(0.1..0.9), 0.95, 1.0);
        canvas.polygon(&rectangle((front.0 - 0.26, front.1 - 0.13), (front.0 + 0.26, front.1)), cloth);
        for word in [-0.15, 0.0, 0.15] {
            let x = front.0 + word;
            canvas.line(&[(x - 0.05, front.1 - 0.065), (x + 0.05, front.1 - 0.065)], 0.035, hsv(hue, 0.8, 0.4, 1.0));
        }
    } else {
        canvas.ellipse((front.0, front.1 - 0.09), (0.085, 0.085), hsv(hue + 0.1, 0.8, 0.8, 1.0));
        canvas.ellipse((front.0, front.1 - 0.09), (0.066, 0.066), hsv(0.12, 0.08, 0.98, 1.0));
    }
}

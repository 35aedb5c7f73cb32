//! A speaker at a board: a bright room, a wide board full of writing, a lectern, a window and a lamp.

use rand::RngExt;
use tiny_skia::Color;

use super::{OUT, person, rectangle, skin};
use crate::data::seed::Stream;
use crate::worlds::image::{Canvas, hsv};

pub fn draw(canvas: &mut Canvas, stream: &mut Stream) {
    let floor = stream.random_range(0.68..0.76);
    let side = if stream.random_bool(0.5) { 1.0 } else { -1.0 };
    room(canvas, floor, stream);
    window(canvas, -side, stream);
    board(canvas, 0.5 - 0.06 * side, stream);
    speaker(canvas, 0.5 + side * stream.random_range(0.27..0.34), floor, side, stream);
}

/// A light wall, a skirting and a wooden or carpeted floor.
fn room(canvas: &mut Canvas, floor: f32, stream: &mut Stream) {
    let (hue, light) = (stream.random_range(0.05..0.6), stream.random_range(0.72..0.97));
    let wall = rectangle((-OUT, -OUT), (1.0 + OUT, floor));
    canvas.gradient(&wall, (0.0, hsv(hue, 0.08, light, 1.0)), (floor, hsv(hue, 0.14, light * 0.86, 1.0)));
    let ground = hsv(stream.random_range(0.03..0.14), stream.random_range(0.15..0.5), stream.random_range(0.35..0.6), 1.0);
    canvas.polygon(&rectangle((-OUT, floor), (1.0 + OUT, 1.0 + OUT)), ground);
    canvas.polygon(&rectangle((-OUT, floor - 0.015), (1.0 + OUT, floor + 0.01)), hsv(hue, 0.2, light * 0.5, 1.0));
}

/// Daylight, or the dark of an evening, in a frame with a cross.
fn window(canvas: &mut Canvas, side: f32, stream: &mut Stream) {
    let centre = 0.5 + side * stream.random_range(0.47..0.58);
    let (top, bottom) = (0.12, stream.random_range(0.42..0.52));
    let day = if stream.random_bool(0.75) { stream.random_range(0.8..1.0) } else { 0.25 };
    let sky = hsv(stream.random_range(0.52..0.62), 0.35, day, 1.0);
    let frame = hsv(0.1, 0.1, 0.98, 1.0);
    canvas.polygon(&rectangle((centre - 0.11, top - 0.02), (centre + 0.11, bottom + 0.02)), frame);
    canvas.polygon(&rectangle((centre - 0.09, top), (centre + 0.09, bottom)), sky);
    canvas.line(&[(centre, top), (centre, bottom)], 0.012, frame);
    canvas.line(&[(centre - 0.09, (top + bottom) / 2.0), (centre + 0.09, (top + bottom) / 2.0)], 0.012, frame);
}

/// Green, black or white, with lines of writing and a figure.
fn board(canvas: &mut Canvas, centre: f32, stream: &mut Stream) {
    let (slate, chalk) = match stream.random_range(0..3) {
        0 => (hsv(0.4, 0.6, stream.random_range(0.25..0.38), 1.0), hsv(0.15, 0.05, 0.95, 0.9)),
        1 => (hsv(0.6, 0.15, 0.16, 1.0), hsv(0.15, 0.1, 0.95, 0.9)),
        _ => (hsv(0.6, 0.02, 1.0, 1.0), hsv(stream.random_range(0.55..0.68), 0.9, 0.55, 0.95)),
    };
    let (half, top, bottom) = (stream.random_range(0.27..0.33), stream.random_range(0.1..0.16), stream.random_range(0.46..0.54));
    let (left, right) = (centre - half, centre + half);
    canvas.polygon(&rectangle((left - 0.02, top - 0.02), (right + 0.02, bottom + 0.02)), hsv(0.08, 0.5, 0.5, 1.0));
    canvas.polygon(&rectangle((left, top), (right, bottom)), slate);
    let rows = stream.random_range(4..6);
    for row in 0..rows {
        let y = top + (bottom - top) * (row as f32 + 0.6) / rows as f32;
        writing(canvas, (left + 0.04, y), stream.random_range(0.14..0.3), chalk, stream);
    }
    figure(canvas, (right - 0.12, (top + bottom) / 2.0), chalk, stream);
}

/// Words: strokes of unequal length.
fn writing(canvas: &mut Canvas, (left, y): (f32, f32), length: f32, chalk: Color, stream: &mut Stream) {
    let mut x = left;
    while x < left + length {
        let word = stream.random_range(0.025..0.08);
        canvas.line(&[(x, y), (x + word, y)], 0.017, chalk);
        x += word + 0.022;
    }
}

/// A curve in its axes, or a ring with a chord.
fn figure(canvas: &mut Canvas, (x, y): (f32, f32), chalk: Color, stream: &mut Stream) {
    if stream.random_bool(0.5) {
        canvas.line(&[(x - 0.08, y - 0.1), (x - 0.08, y + 0.09), (x + 0.09, y + 0.09)], 0.013, chalk);
        let bend = stream.random_range(-0.03..0.05);
        canvas.line(&[(x - 0.06, y + 0.06), (x, y + bend), (x + 0.07, y - 0.08)], 0.015, chalk);
    } else {
        canvas.ring((x, y), (0.075, 0.075), 0.013, chalk);
        canvas.line(&[(x - 0.075, y), (x + 0.05, y - stream.random_range(0.0..0.06))], 0.013, chalk);
    }
}

/// One person beside a lectern, an arm towards the board.
fn speaker(canvas: &mut Canvas, x: f32, floor: f32, side: f32, stream: &mut Stream) {
    let height = stream.random_range(0.4..0.48);
    let feet = floor + stream.random_range(0.05..0.1);
    let clothes = hsv(stream.random_range(0.5..1.1), stream.random_range(0.1..0.6), stream.random_range(0.15..0.55), 1.0);
    let face = skin(stream);
    person(canvas, (x, feet), height, clothes, face);
    let shoulder = (x - 0.04 * side, feet - 0.72 * height);
    canvas.line(&[shoulder, (x - 0.17 * side, feet - stream.random_range(0.75..0.98) * height)], 0.026, clothes);
    let wood = hsv(stream.random_range(0.06..0.1), 0.6, stream.random_range(0.4..0.65), 1.0);
    let (desk, top) = (x + 0.02 * side, feet - 0.5 * height);
    canvas.polygon(&[(desk - 0.07, top), (desk + 0.07, top), (desk + 0.055, feet + 0.02), (desk - 0.055, feet + 0.02)], wood);
    canvas.line(&[(desk - 0.085, top), (desk + 0.085, top)], 0.02, hsv(0.08, 0.5, 0.35, 1.0));
}

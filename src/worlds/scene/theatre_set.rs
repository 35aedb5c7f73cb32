//! A play on its set: a gilded frame, red curtains drawn aside, painted scenery, actors in costume, footlights.

use rand::RngExt;

use super::{OUT, rectangle, skin};
use crate::data::seed::Stream;
use crate::worlds::image::{Canvas, hsv};

pub fn draw(canvas: &mut Canvas, stream: &mut Stream) {
    let floor = stream.random_range(0.64..0.7);
    match stream.random_range(0..3) {
        0 => forest(canvas, floor, stream),
        1 => street(canvas, floor, stream),
        _ => parlour(canvas, floor, stream),
    }
    let boards = hsv(0.08, 0.55, stream.random_range(0.4..0.6), 1.0);
    canvas.polygon(&rectangle((-OUT, floor), (1.0 + OUT, 1.0 + OUT)), boards);
    let actors = stream.random_range(2..4);
    for actor in 0..actors {
        let x = 0.24 + 0.52 * (actor as f32 + 0.5) / actors as f32 + stream.random_range(-0.06..0.06);
        costumed(canvas, (x, floor + stream.random_range(0.03..0.1)), stream);
    }
    frame(canvas, floor + 0.15, stream);
}

/// Trees before a night sky with a moon.
fn forest(canvas: &mut Canvas, floor: f32, stream: &mut Stream) {
    let night = stream.random_range(0.35..0.6);
    let all = rectangle((-OUT, -OUT), (1.0 + OUT, floor));
    canvas.gradient(&all, (0.0, hsv(0.66, 0.8, night * 0.5, 1.0)), (floor, hsv(0.6, 0.6, night, 1.0)));
    canvas.ellipse((stream.random_range(0.3..0.7), stream.random_range(0.2..0.32)), (0.075, 0.075), hsv(0.14, 0.2, 1.0, 1.0));
    for _ in 0..stream.random_range(3..6) {
        let (x, height) = (stream.random_range(0.15..0.85), stream.random_range(0.25..0.4));
        let leaves = hsv(stream.random_range(0.28..0.42), 0.7, stream.random_range(0.25..0.5), 1.0);
        canvas.polygon(&rectangle((x - 0.015, floor - height * 0.5), (x + 0.015, floor)), hsv(0.07, 0.6, 0.3, 1.0));
        for (drop, half) in [(1.0, 0.07), (0.8, 0.1), (0.6, 0.13)] {
            let tip = floor - height * drop;
            canvas.polygon(&[(x, tip - 0.04), (x + half, tip + 0.12), (x - half, tip + 0.12)], leaves);
        }
    }
}

/// House fronts with pointed roofs and lit windows.
fn street(canvas: &mut Canvas, floor: f32, stream: &mut Stream) {
    let sky = hsv(stream.random_range(0.5..0.62), 0.4, stream.random_range(0.6..0.95), 1.0);
    canvas.polygon(&rectangle((-OUT, -OUT), (1.0 + OUT, floor)), sky);
    let mut x = 0.08;
    while x < 0.92 {
        let (width, height) = (stream.random_range(0.18..0.28), stream.random_range(0.24..0.36));
        let front = hsv(stream.random_range(0.0..0.16), stream.random_range(0.3..0.6), stream.random_range(0.6..0.95), 1.0);
        let top = floor - height;
        canvas.polygon(&rectangle((x, top), (x + width, floor)), front);
        let roof = hsv(stream.random_range(0.98..1.05), 0.7, 0.5, 1.0);
        canvas.polygon(&[(x - 0.02, top), (x + width / 2.0, top - 0.13), (x + width + 0.02, top)], roof);
        for column in [0.28, 0.72] {
            for row in [0.25, 0.6] {
                let (wx, wy) = (x + width * column, top + height * row);
                let glass = hsv(0.14, 0.6, if stream.random_bool(0.5) { 1.0 } else { 0.35 }, 1.0);
                canvas.polygon(&rectangle((wx - 0.025, wy - 0.035), (wx + 0.025, wy + 0.035)), glass);
            }
        }
        x += width;
    }
}

/// A papered room with columns, a picture on the wall and a sofa.
fn parlour(canvas: &mut Canvas, floor: f32, stream: &mut Stream) {
    let hue = stream.random_range(0.0..1.0);
    let paper = stream.random_range(0.45..0.8);
    canvas.polygon(&rectangle((-OUT, -OUT), (1.0 + OUT, floor)), hsv(hue, 0.45, paper, 1.0));
    for stripe in 0..7 {
        let x = 0.08 + 0.13 * stripe as f32;
        canvas.polygon(&rectangle((x, 0.0), (x + 0.05, floor)), hsv(hue, 0.3, paper * 1.2, 1.0));
    }
    for x in [0.24, 0.76] {
        canvas.polygon(&rectangle((x - 0.035, 0.1), (x + 0.035, floor)), hsv(0.12, 0.08, 0.95, 1.0));
        canvas.polygon(&rectangle((x - 0.06, floor - 0.04), (x + 0.06, floor)), hsv(0.12, 0.1, 0.85, 1.0));
    }
    canvas.polygon(&rectangle((0.4, 0.22), (0.6, 0.38)), hsv(0.12, 0.7, 0.7, 1.0));
    canvas.polygon(&rectangle((0.42, 0.24), (0.58, 0.36)), hsv(stream.random_range(0.3..0.6), 0.5, 0.6, 1.0));
    let cloth = hsv(hue + 0.5, 0.7, 0.6, 1.0);
    let x = stream.random_range(0.38..0.62);
    canvas.polygon(&rectangle((x - 0.17, floor - 0.14), (x + 0.17, floor - 0.03)), cloth);
    canvas.polygon(&rectangle((x - 0.2, floor - 0.09), (x + 0.2, floor + 0.02)), hsv(hue + 0.5, 0.7, 0.45, 1.0));
}

/// An actor in a gown or a cloak, with a hat or a crown, arms wide.
fn costumed(canvas: &mut Canvas, (x, feet): (f32, f32), stream: &mut Stream) {
    let height = stream.random_range(0.3..0.36);
    let cloth = hsv(stream.random_range(0.0..1.0), stream.random_range(0.6..0.95), stream.random_range(0.6..1.0), 1.0);
    let face = skin(stream);
    let (neck, arm) = (feet - 0.78 * height, stream.random_range(0.55..0.9));
    canvas.line(&[(x - 0.12, feet - arm * height), (x, neck + 0.05), (x + 0.12, feet - 0.62 * height)], 0.028, cloth);
    canvas.polygon(&[(x - 0.03, neck), (x + 0.03, neck), (x + 0.1, feet), (x - 0.1, feet)], cloth);
    canvas.ellipse((x, feet - 0.86 * height), (0.042, 0.045), face);
    let hat = hsv(stream.random_range(0.1..0.16), 0.8, 0.95, 1.0);
    let brim = feet - 0.96 * height;
    canvas.polygon(&[(x - 0.045, brim), (x + 0.045, brim), (x, brim - 0.07)], hat);
}

/// The gilded arch, the curtains beside it, and lamps along the front edge.
fn frame(canvas: &mut Canvas, front: f32, stream: &mut Stream) {
    let red = stream.random_range(0.45..0.75);
    for (left, right) in [(-OUT, 0.14), (0.86, 1.0 + OUT)] {
        canvas.polygon(&rectangle((left, -OUT), (right, front)), hsv(0.98, 0.9, red, 1.0));
    }
    for fold in [0.03, 0.09, 0.91, 0.97] {
        canvas.polygon(&rectangle((fold - 0.012, 0.0), (fold + 0.012, front)), hsv(0.98, 0.9, red * 0.6, 1.0));
    }
    let gold = hsv(0.12, 0.75, stream.random_range(0.75..0.95), 1.0);
    canvas.polygon(&rectangle((-OUT, -OUT), (1.0 + OUT, 0.05)), hsv(0.98, 0.9, red * 0.8, 1.0));
    canvas.line(&[(0.14, front), (0.14, 0.12), (0.2, 0.06), (0.8, 0.06), (0.86, 0.12), (0.86, front)], 0.03, gold);
    canvas.polygon(&rectangle((-OUT, front), (1.0 + OUT, 1.0 + OUT)), hsv(0.05, 0.5, 0.12, 1.0));
    canvas.line(&[(-OUT, front), (1.0 + OUT, front)], 0.02, gold);
    for lamp in 0..9 {
        canvas.ellipse((0.1 + 0.1 * lamp as f32, front + 0.005), (0.022, 0.018), hsv(0.14, 0.35, 1.0, 1.0));
    }
}

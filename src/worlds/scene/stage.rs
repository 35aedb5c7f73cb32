//! A stage in a hall: wall, curtains, a platform, lights, and one to four people on it.

use rand::RngExt;

use super::{OUT, person, rectangle, skin};
use crate::data::seed::Stream;
use crate::worlds::image::{Canvas, hsv};

pub fn draw(canvas: &mut Canvas, stream: &mut Stream) {
    let edge = stream.random_range(0.56..0.68); // the platform's back edge
    wall(canvas, stream);
    if stream.random_bool(0.5) {
        screen(canvas, edge, stream);
    }
    curtains(canvas, edge, stream);
    platform(canvas, edge, stream);
    for _ in 0..stream.random_range(1..5) {
        let at = (stream.random_range(0.25..0.75), edge + stream.random_range(0.05..0.12));
        let clothes = hsv(stream.random_range(0.0..1.0), stream.random_range(0.1..0.9), stream.random_range(0.2..0.95), 1.0);
        let face = skin(stream);
        person(canvas, at, stream.random_range(0.22..0.32), clothes, face);
    }
    lights(canvas, edge, stream);
}

fn wall(canvas: &mut Canvas, stream: &mut Stream) {
    let (hue, saturation) = (stream.random_range(0.0..1.0), stream.random_range(0.1..0.5));
    let value = stream.random_range(0.12..0.65);
    let all = rectangle((-OUT, -OUT), (1.0 + OUT, 1.0 + OUT));
    canvas.gradient(&all, (0.0, hsv(hue, saturation, value * 0.6, 1.0)), (0.7, hsv(hue, saturation, value, 1.0)));
}

/// A bright backdrop on the wall.
fn screen(canvas: &mut Canvas, edge: f32, stream: &mut Stream) {
    let centre = stream.random_range(0.35..0.65);
    let half = stream.random_range(0.12..0.25);
    let color = hsv(stream.random_range(0.0..1.0), stream.random_range(0.0..0.5), stream.random_range(0.6..0.95), 1.0);
    canvas.polygon(&rectangle((centre - half, edge - 0.42), (centre + half, edge - 0.12)), color);
}

/// Folds of cloth on both sides, and often a strip of it above.
fn curtains(canvas: &mut Canvas, edge: f32, stream: &mut Stream) {
    let hue = stream.random_range(0.85..1.15);
    let value = stream.random_range(0.3..0.8);
    let width = stream.random_range(0.1..0.24);
    const FOLDS: usize = 4;
    for fold in 0..FOLDS {
        let color = hsv(hue, 0.8, value * if fold % 2 == 0 { 1.0 } else { 0.65 }, 1.0);
        let (near, far) = (width * fold as f32 / FOLDS as f32, width * (fold + 1) as f32 / FOLDS as f32);
        canvas.polygon(&rectangle((near, -OUT), (far, edge + 0.04)), color);
        canvas.polygon(&rectangle((1.0 - far, -OUT), (1.0 - near, edge + 0.04)), color);
    }
    let outer = hsv(hue, 0.8, value * 0.5, 1.0);
    canvas.polygon(&rectangle((-OUT, -OUT), (0.0, edge + 0.04)), outer);
    canvas.polygon(&rectangle((1.0, -OUT), (1.0 + OUT, edge + 0.04)), outer);
    if stream.random_bool(0.7) {
        let height = stream.random_range(0.06..0.14);
        canvas.polygon(&rectangle((-OUT, -OUT), (1.0 + OUT, height)), hsv(hue, 0.8, value * 0.8, 1.0));
    }
}

/// The platform's floor and its front, and the dark hall before it.
fn platform(canvas: &mut Canvas, edge: f32, stream: &mut Stream) {
    let (hue, value) = (stream.random_range(0.03..0.12), stream.random_range(0.35..0.8));
    let front = edge + stream.random_range(0.13..0.18);
    let height = stream.random_range(0.06..0.1);
    let saturation = stream.random_range(0.2..0.65);
    let floor = [(0.02, edge), (0.98, edge), (1.15, front), (-0.15, front)];
    canvas.polygon(&rectangle((-OUT, edge), (1.0 + OUT, 1.0 + OUT)), hsv(hue, 0.3, 0.12, 1.0));
    canvas.polygon(&floor, hsv(hue, saturation, value, 1.0));
    canvas.polygon(&rectangle((-0.15, front), (1.15, front + height)), hsv(hue, saturation, value * 0.5, 1.0));
}

/// Cones of light from a bar above down to the platform.
fn lights(canvas: &mut Canvas, edge: f32, stream: &mut Stream) {
    let top = stream.random_range(-0.05..0.1);
    let opacity = stream.random_range(0.12..0.4);
    for _ in 0..stream.random_range(1..5) {
        let (lamp, spot) = (stream.random_range(0.1..0.9), stream.random_range(0.2..0.8));
        let (hue, saturation) = (stream.random_range(0.0..1.0), stream.random_range(0.1..0.8));
        let half = stream.random_range(0.06..0.13);
        let floor = edge + 0.08;
        let beam = [(lamp - 0.01, top), (lamp + 0.01, top), (spot + half, floor), (spot - half, floor)];
        canvas.polygon(&beam, hsv(hue, saturation, 1.0, opacity));
        canvas.ellipse((spot, floor), (half, 0.025), hsv(hue, saturation * 0.5, 1.0, opacity + 0.15));
        canvas.ellipse((lamp, top), (0.022, 0.022), hsv(hue, 0.1, 1.0, 1.0));
    }
}

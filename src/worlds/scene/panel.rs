//! A panel at its table: three to five people in a row behind a cloth, name cards, microphones, a printed wall behind.

use rand::RngExt;

use super::{OUT, rectangle, skin};
use crate::data::seed::Stream;
use crate::worlds::image::{Canvas, hsv};

pub fn draw(canvas: &mut Canvas, stream: &mut Stream) {
    let edge = stream.random_range(0.58..0.64); // the table's top
    let brand = stream.random_range(0.0..1.0);
    wall(canvas, brand, stream);
    let people = stream.random_range(3..6);
    let spacing = 0.84 / people as f32;
    for seat in 0..people {
        sitter(canvas, (0.08 + spacing * (seat as f32 + 0.5), edge), spacing, stream);
    }
    table(canvas, edge, brand, stream);
    for seat in 0..people {
        place(canvas, (0.08 + spacing * (seat as f32 + 0.5), edge), stream);
    }
}

/// A wall printed with a chequer of logos under a title.
fn wall(canvas: &mut Canvas, brand: f32, stream: &mut Stream) {
    let light = stream.random_bool(0.6);
    let (saturation, ground) = if light { (0.06, 0.95) } else { (0.7, 0.25) };
    canvas.polygon(&rectangle((-OUT, -OUT), (1.0 + OUT, 1.0 + OUT)), hsv(brand, saturation, ground, 1.0));
    let title = if light { hsv(brand, 0.8, 0.65, 1.0) } else { hsv(brand, 0.25, 0.95, 1.0) };
    canvas.polygon(&rectangle((0.2, 0.0), (0.8, 0.08)), title);
    // paler than the title and well above the heads, or the logos pass for a second row of people
    let logo = if light { hsv(brand, 0.3, 0.85, 1.0) } else { hsv(brand, 0.55, 0.45, 1.0) };
    let round = stream.random_bool(0.5);
    let shift = stream.random_range(0.0..0.15);
    for row in 0..2 {
        for column in -2..9 {
            let at = (shift + 0.15 * column as f32 + 0.075 * (row % 2) as f32, 0.14 + 0.1 * row as f32);
            if round {
                canvas.ellipse(at, (0.028, 0.028), logo);
            } else {
                canvas.polygon(&rectangle((at.0 - 0.03, at.1 - 0.018), (at.0 + 0.03, at.1 + 0.018)), logo);
            }
        }
    }
}

/// Head and shoulders above the table's edge.
fn sitter(canvas: &mut Canvas, (x, edge): (f32, f32), spacing: f32, stream: &mut Stream) {
    let size = spacing.min(0.24) * stream.random_range(0.9..1.05);
    let clothes = hsv(stream.random_range(0.0..1.0), stream.random_range(0.1..0.7), stream.random_range(0.15..0.75), 1.0);
    let (x, chin) = (x + stream.random_range(-0.01..0.01), edge - 0.62 * size);
    canvas.ellipse((x, edge), (0.42 * size, 0.6 * size), clothes);
    canvas.polygon(&[(x - 0.08 * size, chin), (x + 0.08 * size, chin), (x, edge - 0.2 * size)], hsv(0.0, 0.0, 0.95, 1.0));
    let face = skin(stream);
    let hair = hsv(stream.random_range(0.02..0.12), 0.5, stream.random_range(0.1..0.8), 1.0);
    canvas.ellipse((x, chin - 0.26 * size), (0.22 * size, 0.26 * size), hair);
    canvas.ellipse((x, chin - 0.2 * size), (0.18 * size, 0.23 * size), face);
}

/// A long table under a cloth that hangs to the floor.
fn table(canvas: &mut Canvas, edge: f32, brand: f32, stream: &mut Stream) {
    let white = stream.random_bool(0.5);
    let (saturation, value) = if white { (0.03, 0.97) } else { (0.75, stream.random_range(0.3..0.6)) };
    canvas.polygon(&rectangle((-OUT, edge + 0.25), (1.0 + OUT, 1.0 + OUT)), hsv(0.08, 0.3, stream.random_range(0.25..0.5), 1.0));
    canvas.polygon(&rectangle((-0.03, edge), (1.03, edge + 0.3)), hsv(brand, saturation, value * 0.82, 1.0));
    canvas.polygon(&rectangle((-0.05, edge - 0.01), (1.05, edge + 0.035)), hsv(brand, saturation, value, 1.0));
    for fold in 0..8 {
        let x = 0.06 + 0.125 * fold as f32;
        canvas.line(&[(x, edge + 0.05), (x, edge + 0.29)], 0.01, hsv(brand, saturation, value * 0.65, 1.0));
    }
}

/// A name card, a bent microphone, and a bottle for some.
fn place(canvas: &mut Canvas, (x, edge): (f32, f32), stream: &mut Stream) {
    let card = [(x - 0.05, edge + 0.055), (x + 0.05, edge + 0.055), (x + 0.045, edge + 0.005), (x - 0.045, edge + 0.005)];
    canvas.polygon(&card, hsv(0.15, 0.05, 1.0, 1.0));
    canvas.line(&[(x - 0.03, edge + 0.03), (x + 0.03, edge + 0.03)], 0.013, hsv(0.0, 0.0, 0.2, 1.0));
    canvas.line(&[(x + 0.065, edge + 0.02), (x + 0.06, edge - 0.05), (x + 0.03, edge - 0.075)], 0.009, hsv(0.0, 0.0, 0.1, 1.0));
    if stream.random_bool(0.5) {
        canvas.polygon(&rectangle((x - 0.085, edge - 0.06), (x - 0.063, edge + 0.02)), hsv(0.52, 0.5, 0.85, 1.0));
    }
}

//! A playing field between stands: sky, rows of spectators, a marked ground, two teams, and sometimes floodlights.

use rand::RngExt;

use super::{OUT, person, rectangle, skin};
use crate::data::seed::Stream;
use crate::worlds::image::{Canvas, hsv};

pub fn draw(canvas: &mut Canvas, stream: &mut Stream) {
    let horizon = stream.random_range(0.36..0.5); // the far touch line
    let day = stream.random_range(0.1..1.0);
    sky(canvas, day, stream);
    stands(canvas, horizon, stream);
    ground(canvas, horizon, stream);
    markings(canvas, horizon, stream);
    teams(canvas, horizon, stream);
    if stream.random_bool(0.6) {
        floodlights(canvas, horizon, stream);
    }
}

fn sky(canvas: &mut Canvas, day: f32, stream: &mut Stream) {
    let (hue, saturation) = (stream.random_range(0.52..0.72), stream.random_range(0.15..0.6));
    let all = rectangle((-OUT, -OUT), (1.0 + OUT, 1.0 + OUT));
    canvas.gradient(&all, (0.0, hsv(hue, saturation, day * 0.8, 1.0)), (0.45, hsv(hue, saturation * 0.6, day, 1.0)));
}

/// Rows of spectators behind the field, under a roof on some days.
fn stands(canvas: &mut Canvas, horizon: f32, stream: &mut Stream) {
    let top = horizon - stream.random_range(0.16..0.3);
    let shade = stream.random_range(0.2..0.5);
    canvas.polygon(&rectangle((-OUT, top), (1.0 + OUT, horizon)), hsv(0.6, 0.1, shade, 1.0));
    let club = stream.random_range(0.0..1.0);
    let mut y = top + 0.03;
    while y < horizon - 0.03 {
        let mut x = -0.3 + stream.random_range(0.0..0.04);
        while x < 1.3 {
            let hue = if stream.random_bool(0.5) { club } else { stream.random_range(0.0..1.0) };
            let color = hsv(hue, stream.random_range(0.2..0.9), stream.random_range(0.35..1.0), 1.0);
            canvas.polygon(&rectangle((x - 0.02, y - 0.02), (x + 0.02, y + 0.02)), color);
            x += stream.random_range(0.045..0.08);
        }
        y += 0.05;
    }
    if stream.random_bool(0.5) {
        let roof = [(-OUT, top - 0.06), (1.0 + OUT, top - 0.06), (1.0 + OUT, top), (-OUT, top)];
        canvas.polygon(&roof, hsv(0.6, 0.1, shade * 0.6, 1.0));
    }
}

/// Grass in mown stripes, or now and then clay or a blue court.
fn ground(canvas: &mut Canvas, horizon: f32, stream: &mut Stream) {
    let hue = match stream.random_range(0..10) {
        0 => 0.05,
        1 => 0.58,
        _ => stream.random_range(0.22..0.38),
    };
    let (saturation, value) = (stream.random_range(0.4..0.8), stream.random_range(0.3..0.75));
    canvas.polygon(&rectangle((-OUT, horizon), (1.0 + OUT, 1.0 + OUT)), hsv(hue, saturation, value, 1.0));
    let lighter = hsv(hue, saturation, value * stream.random_range(1.05..1.25), 1.0);
    const STRIPES: usize = 5;
    for stripe in 0..STRIPES {
        let at = |edge: f32, y: f32| 0.5 + (edge - 0.5) * if y > horizon { 3.2 } else { 1.6 };
        let (left, right) = (stripe as f32 / STRIPES as f32, (stripe as f32 + 0.5) / STRIPES as f32);
        let far = horizon;
        canvas.polygon(&[(at(left, far), far), (at(right, far), far), (at(right, 1.3), 1.3), (at(left, 1.3), 1.3)], lighter);
    }
}

/// Touch line, halfway line, centre circle and one penalty area with its goal.
fn markings(canvas: &mut Canvas, horizon: f32, stream: &mut Stream) {
    let white = hsv(0.0, 0.0, stream.random_range(0.8..1.0), 0.9);
    let width = stream.random_range(0.014..0.024);
    let centre = stream.random_range(0.3..0.7);
    let lean = (centre - 0.5) * 0.8;
    let middle = horizon + stream.random_range(0.2..0.3);
    canvas.line(&[(-OUT, horizon + 0.02), (1.0 + OUT, horizon + 0.02)], width, white);
    canvas.line(&[(centre, horizon + 0.02), (centre + lean, 1.3)], width, white);
    canvas.ring((centre + lean * 0.3, middle), (0.17, 0.075), width, white);
    let side = if stream.random_bool(0.5) { 1.0 } else { -1.0 };
    let goal = 0.5 + 0.45 * side;
    let area = [(goal + 0.1 * side, horizon + 0.1), (goal - 0.12 * side, horizon + 0.1), (goal - 0.02 * side, horizon + 0.34)];
    canvas.line(&[area[0], area[1], area[2], (goal + 0.4 * side, horizon + 0.34)], width, white);
    let posts = [(goal, horizon + 0.16), (goal, horizon + 0.04), (goal + 0.1 * side, horizon + 0.08)];
    canvas.line(&[posts[0], posts[1], posts[2], (goal + 0.1 * side, horizon + 0.24)], width * 0.9, white);
}

/// Players of two colours, and a ball.
fn teams(canvas: &mut Canvas, horizon: f32, stream: &mut Stream) {
    let shirt = stream.random_range(0.0..1.0);
    let shirts = [shirt, shirt + stream.random_range(0.3..0.7)].map(|hue| hsv(hue, 0.85, 0.9, 1.0));
    for player in 0..stream.random_range(4..10) {
        let depth = stream.random_range(0.06..0.4);
        let at = (stream.random_range(0.05..0.95), horizon + depth);
        let face = skin(stream);
        person(canvas, at, 0.09 + 0.18 * depth, shirts[player % 2], face);
    }
    let ball = (stream.random_range(0.2..0.8), horizon + stream.random_range(0.1..0.35));
    canvas.ellipse(ball, (0.014, 0.014), hsv(0.0, 0.0, 1.0, 1.0));
}

/// Masts beside the field.
fn floodlights(canvas: &mut Canvas, horizon: f32, stream: &mut Stream) {
    let top = stream.random_range(0.02..0.1);
    let inset = stream.random_range(0.05..0.2);
    for x in [inset, 1.0 - inset] {
        canvas.line(&[(x, horizon), (x, top)], 0.014, hsv(0.6, 0.1, 0.45, 1.0));
        canvas.ellipse((x, top), (0.1, 0.07), hsv(0.15, 0.15, 1.0, 0.3));
        canvas.polygon(&rectangle((x - 0.05, top - 0.025), (x + 0.05, top + 0.025)), hsv(0.15, 0.1, 1.0, 1.0));
    }
}

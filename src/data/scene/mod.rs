//! What a picture of the story shows: a stage or a field, from some angle, in some light, with some people.
//! The picture of a stage never depends on whether it is a concert or a lecture.

mod field;
mod stage;

use rand::RngExt;
use tiny_skia::Color;

use super::event::ImageShape;
use super::image::{Canvas, hsv};
use super::seed::Stream;

/// Where an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Stage,
    Field,
}

impl Setting {
    /// A picture of such a place; everything that varies is drawn from `stream`.
    pub fn draw(self, shape: &ImageShape, stream: &mut Stream) -> Canvas {
        let centre = (0.5 + stream.random_range(-0.1..0.1), 0.5 + stream.random_range(-0.05..0.05));
        let mut canvas = Canvas::new(shape, centre, stream.random_range(0.9..1.25), stream.random_range(-7.0..7.0));
        match self {
            Setting::Stage => stage::draw(&mut canvas, stream),
            Setting::Field => field::draw(&mut canvas, stream),
        }
        if stream.random_bool(0.6) {
            audience(&mut canvas, stream);
        }
        canvas
    }
}

/// The corners of an upright rectangle.
fn rectangle((left, top): (f32, f32), (right, bottom): (f32, f32)) -> [(f32, f32); 4] {
    [(left, top), (right, top), (right, bottom), (left, bottom)]
}

/// A standing person whose feet are at the given point.
fn person(canvas: &mut Canvas, (x, feet): (f32, f32), height: f32, clothes: Color, skin: Color) {
    let (hip, neck) = (feet - 0.45 * height, feet - 0.8 * height);
    let half = 0.14 * height;
    canvas.polygon(&[(x - half, neck), (x + half, neck), (x + 0.6 * half, feet), (x - 0.6 * half, feet)], clothes);
    canvas.polygon(&rectangle((x - half, neck), (x + half, hip)), clothes);
    canvas.ellipse((x, feet - 0.88 * height), (0.12 * height, 0.12 * height), skin);
}

fn skin(stream: &mut Stream) -> Color {
    hsv(stream.random_range(0.04..0.09), stream.random_range(0.3..0.6), stream.random_range(0.35..0.95), 1.0)
}

/// The heads of those who stand before the camera, seen from behind.
fn audience(canvas: &mut Canvas, stream: &mut Stream) {
    let light = stream.random_range(0.05..0.3);
    for (row, y) in [0.9, 1.02].into_iter().enumerate() {
        let radius = 0.05 + 0.015 * row as f32;
        let mut x = -0.3 + stream.random_range(0.0..0.1);
        while x < 1.3 {
            let hair = hsv(stream.random_range(0.0..0.15), 0.4, light * stream.random_range(0.5..1.2), 1.0);
            let lift = stream.random_range(-0.025..0.025);
            canvas.ellipse((x, y + lift), (radius, radius * 1.15), hair);
            canvas.ellipse((x, y + lift + 2.2 * radius), (radius * 1.7, radius * 1.3), hair);
            x += radius * stream.random_range(2.2..3.4);
        }
    }
}

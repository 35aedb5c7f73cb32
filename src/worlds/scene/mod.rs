//! The pictures of events: a place, from some angle, in some light, with some people. A picture depends on the class only through
//! its cause.

mod concert_hall;
mod field;
mod lecture_hall;
mod panel;
mod stage;
mod street;
mod theatre_set;

use rand::RngExt;
use tiny_skia::Color;

use super::image::{Canvas, hsv};
use crate::data::schema::ImageShape;
use crate::data::seed::Stream;

/// Beyond the picture on every side.
const OUT: f32 = 0.7;

/// The cause of a picture. Its number is its place in [`Scene::ALL`].
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    Stage,
    ConcertHall,
    LectureHall,
    Pitch,
    TheatreSet,
    Panel,
    Street,
}

impl Scene {
    /// All of them, by their number.
    pub const ALL: [Scene; 7] =
        [Scene::Stage, Scene::ConcertHall, Scene::LectureHall, Scene::Pitch, Scene::TheatreSet, Scene::Panel, Scene::Street];

    /// Its code, for which the page has a word.
    pub fn code(self) -> &'static str {
        match self {
            Scene::Stage => "stage",
            Scene::ConcertHall => "concert_hall",
            Scene::LectureHall => "lecture_hall",
            Scene::Pitch => "pitch",
            Scene::TheatreSet => "theatre_set",
            Scene::Panel => "panel",
            Scene::Street => "street",
        }
    }

    /// A picture of such a place; everything that varies is drawn from `stream`.
    pub fn draw(self, shape: &ImageShape, stream: &mut Stream) -> Canvas {
        let centre = (0.5 + stream.random_range(-0.1..0.1), 0.5 + stream.random_range(-0.05..0.05));
        let mut canvas = Canvas::new(shape, centre, stream.random_range(0.9..1.25), stream.random_range(-7.0..7.0));
        match self {
            Scene::Stage => stage::draw(&mut canvas, stream),
            Scene::ConcertHall => concert_hall::draw(&mut canvas, stream),
            Scene::LectureHall => lecture_hall::draw(&mut canvas, stream),
            Scene::Pitch => field::draw(&mut canvas, stream),
            Scene::TheatreSet => theatre_set::draw(&mut canvas, stream),
            Scene::Panel => panel::draw(&mut canvas, stream),
            Scene::Street => street::draw(&mut canvas, stream),
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

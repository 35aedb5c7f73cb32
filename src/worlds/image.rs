//! A small canvas: scenes are drawn in the unit square and turned into the numbers of a picture.

use tiny_skia::{
    Color, FillRule, GradientStop, LinearGradient, Paint, PathBuilder, Pixmap, Point, Shader, SpreadMode, Stroke, Transform,
};

use crate::data::schema::ImageShape;

/// Draws in a unit square, x to the right and y down, seen by a camera. Shapes may reach beyond the picture.
pub struct Canvas {
    pixmap: Pixmap,
    camera: Transform,
}

/// A colour from hue (turns), saturation, value and opacity (0…1).
pub fn hsv(hue: f32, saturation: f32, value: f32, opacity: f32) -> Color {
    // Smith 1978, in the form f(n) = v − v·s·max(0, min(k, 4 − k, 1)) with k = (n + 6·hue) mod 6
    let channel = |n: f32| {
        let k = (n + 6.0 * hue).rem_euclid(6.0);
        (value - value * saturation * k.min(4.0 - k).clamp(0.0, 1.0)).clamp(0.0, 1.0)
    };
    Color::from_rgba(channel(5.0), channel(3.0), channel(1.0), opacity.clamp(0.0, 1.0)).unwrap_or(Color::BLACK)
}

impl Canvas {
    /// A black picture. The camera looks at `centre`, turned by `degrees`, and shows `1 / zoom` of the square.
    ///
    /// # Panics
    /// When the shape has no pixels.
    pub fn new(shape: &ImageShape, centre: (f32, f32), zoom: f32, degrees: f32) -> Canvas {
        let (width, height) = (shape.width as f32, shape.height as f32);
        let camera = Transform::from_translate(-centre.0, -centre.1)
            .post_concat(rotation(degrees))
            .post_scale(zoom * width, zoom * height)
            .post_translate(width / 2.0, height / 2.0);
        let pixmap = Pixmap::new(shape.width as u32, shape.height as u32).expect("a picture has pixels");
        Canvas { pixmap, camera }
    }

    /// Fills a polygon.
    pub fn polygon(&mut self, corners: &[(f32, f32)], color: Color) {
        self.fill_polygon(corners, Shader::SolidColor(color));
    }

    /// Fills a polygon with a colour that changes from the height `top` to the height `bottom`.
    pub fn gradient(&mut self, corners: &[(f32, f32)], (top, above): (f32, Color), (bottom, below): (f32, Color)) {
        let stops = vec![GradientStop::new(0.0, above), GradientStop::new(1.0, below)];
        let (start, end) = (Point::from_xy(0.0, top), Point::from_xy(0.0, bottom));
        if let Some(shader) = LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity()) {
            self.fill_polygon(corners, shader);
        }
    }

    /// Fills an ellipse.
    pub fn ellipse(&mut self, (x, y): (f32, f32), (rx, ry): (f32, f32), color: Color) {
        if let Some(path) = oval((x, y), (rx, ry)) {
            self.fill(&path, Shader::SolidColor(color));
        }
    }

    /// Draws the outline of an ellipse.
    pub fn ring(&mut self, centre: (f32, f32), radii: (f32, f32), width: f32, color: Color) {
        if let Some(path) = oval(centre, radii) {
            self.stroke(&path, width, color);
        }
    }

    /// Draws straight lines from point to point.
    pub fn line(&mut self, points: &[(f32, f32)], width: f32, color: Color) {
        if let Some(path) = polyline(points, false) {
            self.stroke(&path, width, color);
        }
    }

    fn fill_polygon(&mut self, corners: &[(f32, f32)], shader: Shader<'_>) {
        if let Some(path) = polyline(corners, true) {
            self.fill(&path, shader);
        }
    }

    fn fill(&mut self, path: &tiny_skia::Path, shader: Shader<'_>) {
        let paint = Paint { shader, anti_alias: true, ..Paint::default() };
        self.pixmap.fill_path(path, &paint, FillRule::Winding, self.camera, None);
    }

    fn stroke(&mut self, path: &tiny_skia::Path, width: f32, color: Color) {
        let paint = Paint { shader: Shader::SolidColor(color), anti_alias: true, ..Paint::default() };
        let stroke = Stroke { width, ..Stroke::default() };
        self.pixmap.stroke_path(path, &paint, &stroke, self.camera, None);
    }

    /// `[channel, height, width]` in 0…1.
    pub fn image(&self) -> Vec<f32> {
        let (pixels, _) = self.pixmap.data().as_chunks::<4>(); // [height, width, rgba]
        let mut image = Vec::with_capacity(3 * pixels.len());
        (0..3).for_each(|channel| image.extend(pixels.iter().map(|pixel| f32::from(pixel[channel]) / 255.0)));
        image
    }
}

fn rotation(degrees: f32) -> Transform {
    let angle = degrees.to_radians();
    let (sin, cos) = (libm::sinf(angle), libm::cosf(angle));
    Transform::from_row(cos, sin, -sin, cos, 0.0, 0.0)
}

fn oval((x, y): (f32, f32), (rx, ry): (f32, f32)) -> Option<tiny_skia::Path> {
    let rect = tiny_skia::Rect::from_ltrb(x - rx, y - ry, x + rx, y + ry)?;
    PathBuilder::from_oval(rect)
}

fn polyline(points: &[(f32, f32)], close: bool) -> Option<tiny_skia::Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.0, first.1);
    rest.iter().for_each(|(x, y)| path.line_to(*x, *y));
    if close {
        path.close();
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas() -> Canvas {
        let shape = ImageShape { channels: 3, height: 4, width: 4, range: [0.0, 1.0] };
        Canvas::new(&shape, (0.5, 0.5), 1.0, 0.0)
    }

    #[test]
    fn the_left_half_filled_with_red_is_red_in_the_first_channel_only() {
        let mut canvas = canvas();
        canvas.polygon(&[(0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)], hsv(0.0, 1.0, 1.0, 1.0));
        let image = canvas.image();
        assert_eq!(image[..4], [1.0, 1.0, 0.0, 0.0]);
        assert!(image[16..].iter().all(|v| *v == 0.0));
    }

    #[test]
    fn hues_are_where_the_colour_circle_has_them() {
        let rgb = |hue| {
            let c = hsv(hue, 1.0, 1.0, 1.0);
            [c.red(), c.green(), c.blue()]
        };
        assert_eq!(rgb(0.0), [1.0, 0.0, 0.0]);
        assert_eq!(rgb(1.0 / 3.0), [0.0, 1.0, 0.0]);
        assert_eq!(rgb(0.5), [0.0, 1.0, 1.0]);
    }
}

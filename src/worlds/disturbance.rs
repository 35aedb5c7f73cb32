//! Degrades a finished picture: blurs it, covers a part of it, and adds noise, in this order.

use rand::RngExt;
use rand_distr::StandardNormal;

use crate::config::DataSettings;
use crate::data::schema::ImageShape;
use crate::data::seed::Stream;

/// How much a picture is degraded.
#[derive(Clone, Copy, Debug)]
pub struct Disturbance {
    /// standard deviation as a share of the picture's width
    blur: f32,
    /// share of the picture
    occlusion: f32,
    /// standard deviation; 1 is the whole range
    noise: f32,
}

impl Disturbance {
    /// That of the settings.
    pub fn new(settings: &DataSettings) -> Disturbance {
        let DataSettings { image_blur, image_occlusion, image_noise, .. } = settings;
        Disturbance { blur: *image_blur as f32, occlusion: *image_occlusion as f32, noise: *image_noise as f32 }
    }

    /// Degrades `image`, `[channel, height, width]` in 0…1; the result has the same shape and range.
    pub fn apply(self, mut image: Vec<f32>, shape: &ImageShape, occlusion: &mut Stream, noise: &mut Stream) -> Vec<f32> {
        if self.blur > 0.0 {
            image.chunks_mut(shape.height * shape.width).for_each(|plane| blur(plane, shape, self.blur * shape.width as f32));
        }
        if self.occlusion > 0.0 {
            occlude(&mut image, shape, self.occlusion, occlusion);
        }
        if self.noise > 0.0 {
            let noisy = |value: &mut f32| *value = (*value + self.noise * noise.sample::<f32, _>(StandardNormal)).clamp(0.0, 1.0);
            image.iter_mut().for_each(noisy);
        }
        image
    }
}

/// Gaussian blur of one plane, along the rows and then along the columns. The pixels at the edge are repeated beyond it.
fn blur(plane: &mut [f32], shape: &ImageShape, deviation: f32) {
    let reach = (3.0 * deviation).ceil() as isize;
    let weight = |offset: isize| libm::expf(-0.5 * (offset as f32 / deviation) * (offset as f32 / deviation));
    let kernel: Vec<f32> = (-reach..=reach).map(weight).collect();
    let whole: f32 = kernel.iter().sum();
    let mut smear = |length: usize, step: usize, starts: &mut dyn Iterator<Item = usize>| {
        for start in starts {
            let line: Vec<f32> = (0..length).map(|i| plane[start + i * step]).collect();
            let at = |i: isize| line[i.clamp(0, length as isize - 1) as usize];
            for i in 0..length {
                let sum: f32 = kernel.iter().zip(-reach..).map(|(weight, offset)| weight * at(i as isize + offset)).sum();
                plane[start + i * step] = sum / whole;
            }
        }
    };
    smear(shape.width, 1, &mut (0..shape.height).map(|row| row * shape.width));
    smear(shape.height, shape.width, &mut (0..shape.width));
}

/// A rectangle of one colour somewhere in the picture, `share` of it large, up to half again as wide as high.
fn occlude(image: &mut [f32], shape: &ImageShape, share: f32, stream: &mut Stream) {
    let stretch: f32 = stream.random_range(0.67..1.5);
    let wide = (share * stretch).sqrt().clamp(share, 1.0);
    let side = |share: f32, whole: usize| ((share * whole as f32).round() as usize).clamp(1, whole);
    let (width, height) = (side(wide, shape.width), side(share / wide, shape.height));
    let left = stream.random_range(0..=(shape.width - width) as u32) as usize;
    let top = stream.random_range(0..=(shape.height - height) as u32) as usize;
    for plane in image.chunks_mut(shape.height * shape.width) {
        let colour = stream.random_range(0.0..1.0);
        plane.chunks_mut(shape.width).skip(top).take(height).for_each(|row| row[left..left + width].fill(colour));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::seed::{Purpose, stream};

    const SHAPE: ImageShape = ImageShape { channels: 3, height: 32, width: 32, range: [0.0, 1.0] };

    fn disturbed(blur: f32, occlusion: f32, noise: f32, index: u32) -> Vec<f32> {
        let mut image = vec![0.0; 3 * 32 * 32];
        image[32 * 16 + 16] = 1.0;
        let streams = (&mut stream(1, Purpose::Occlusion, index), &mut stream(1, Purpose::ImageNoise, index));
        Disturbance { blur, occlusion, noise }.apply(image, &SHAPE, streams.0, streams.1)
    }

    #[test]
    fn a_blurred_point_is_a_gaussian_of_the_given_width() {
        let image = disturbed(0.0625, 0.0, 0.0, 0);
        let moment = |power: i32| -> f32 {
            let at = |i: usize| ((i % 32) as f32 - 16.0).powi(power) * image[i];
            (0..1024).map(at).sum()
        };
        assert!((moment(0) - 1.0).abs() < 1e-4 && moment(1).abs() < 1e-4, "{} {}", moment(0), moment(1));
        assert!((moment(2) - 4.0).abs() < 0.1, "a variance of two pixels squared: {}", moment(2));
    }

    #[test]
    fn the_hidden_share_is_what_was_asked_and_its_place_differs() {
        for share in [0.1, 0.5, 0.9] {
            let hidden = |index| disturbed(0.0, share, 0.0, index)[..1024].iter().filter(|v| **v > 0.0 && **v < 1.0).count();
            assert!((0..20).all(|index| (hidden(index) as f32 / 1024.0 - share).abs() < 0.05), "{share}: {}", hidden(0));
        }
        assert_ne!(disturbed(0.0, 0.2, 0.0, 0), disturbed(0.0, 0.2, 0.0, 1));
    }

    #[test]
    fn noise_stays_within_the_range_and_nothing_asked_is_nothing_done() {
        assert!(disturbed(0.0, 0.0, 1.0, 0).iter().all(|v| (0.0..=1.0).contains(v)));
        assert_eq!(disturbed(0.0, 0.0, 0.0, 0).iter().sum::<f32>(), 1.0);
    }
}

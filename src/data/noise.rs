//! The article's dummy data, literally: standard-normal table, picture and spectrogram, and labels that follow from nothing.
//! A model can only learn it by heart.

use rand::RngExt;
use rand_distr::StandardNormal;

use super::event::{AudioShape, Event, Feature, ImageShape, Schema, Source};
use super::seed::{Purpose, Stream, stream};
use super::story;

/// What the page maps to the ends of its scales; nearly all of a standard normal lies within.
const RANGE: [f32; 2] = [-3.0, 3.0];

/// Random numbers under the story's class names, in the story's shapes.
pub struct Noise {
    schema: Schema,
    seed: u32,
}

impl Noise {
    /// All of it follows from `seed`.
    pub fn new(seed: u32) -> Noise {
        let story = story::schema();
        let feature = |i| Feature { name: format!("number_{i}"), label: format!("Number {i}"), unit: String::new() };
        let schema = Schema {
            features: (1..=story.features.len()).map(feature).collect(),
            image: ImageShape { range: RANGE, ..story.image },
            audio: AudioShape { range: RANGE, ..story.audio },
            has_sound: false,
            ..story
        };
        Noise { schema, seed }
    }

    fn normals(&self, purpose: Purpose, index: u32, n: usize) -> Vec<f32> {
        stream(self.seed, purpose, index).sample_iter(StandardNormal).take(n).collect()
    }
}

/// A label drawn uniformly.
pub(super) fn label(classes: usize, mut stream: Stream) -> usize {
    stream.random_range(0..classes as u32) as usize
}

impl Source for Noise {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn event(&self, index: u32) -> Event {
        let (image, audio) = (&self.schema.image, &self.schema.audio);
        Event {
            label: label(self.schema.classes.len(), stream(self.seed, Purpose::Label, index)),
            table: self.normals(Purpose::Table, index, self.schema.features.len()),
            image: self.normals(Purpose::Image, index, image.channels * image.height * image.width),
            spectrogram: self.normals(Purpose::Audio, index, audio.mels * audio.frames),
        }
    }

    fn waveform(&self, _index: u32) -> Option<Vec<f32>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_standard_normal() {
        let pixels = Noise::new(1).event(0).image;
        let n = pixels.len() as f32;
        let mean = pixels.iter().sum::<f32>() / n;
        let variance = pixels.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n;
        // four standard errors of 3072 numbers
        assert!(mean.abs() < 0.072 && (variance - 1.0).abs() < 0.102, "mean {mean}, variance {variance}");
    }

    #[test]
    fn an_event_does_not_depend_on_those_before_it() {
        let (noise, other) = (Noise::new(1), Noise::new(1));
        noise.event(0);
        assert_eq!(noise.event(7), other.event(7));
        assert_ne!(noise.event(7), Noise::new(2).event(7));
    }
}

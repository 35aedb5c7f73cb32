//! The article's dummy data, literally: standard-normal table, picture and spectrogram, and labels that follow from nothing.
//! A model can only learn it by heart.

use rand::RngExt;
use rand_distr::StandardNormal;

use super::class::label;
use super::latent::LatentTable;
use super::missing::present;
use super::preset::latent;
use super::synthetic;
use crate::config::Config;
use crate::data::event::{AudioShape, Event, Feature, ImageShape, Schema, Source};
use crate::data::modality::Modality;
use crate::data::seed::{Purpose, stream};

/// What pictures and spectrograms are kept within, in 256 steps of 0.03; of a standard normal one number in 16,000 is cut off.
const RANGE: [f32; 2] = [-4.0, 4.0];

/// Random numbers under the classes' names, in the other worlds' shapes.
pub struct Noise {
    schema: Schema,
    latent: LatentTable,
    config: Config,
}

impl Noise {
    /// All of it follows from `config.seed`; the settings of tables, pictures and sounds do not bear on it.
    pub fn new(config: &Config) -> Noise {
        let shapes = synthetic::schema(config);
        let feature = |i| Feature { name: format!("number_{i}"), label: format!("Number {i}"), unit: String::new() };
        let schema = Schema {
            features: (1..=shapes.features.len()).map(feature).collect(),
            image: ImageShape { range: RANGE, ..shapes.image },
            audio: AudioShape { range: RANGE, ..shapes.audio },
            has_sound: false,
            causes: ["random numbers", "random pixels", "a random spectrogram"].map(|name| vec![name.into()]),
            ..shapes
        };
        Noise { schema, latent: latent(config), config: config.clone() }
    }

    fn normals(&self, purpose: Purpose, index: u32, n: usize) -> Vec<f32> {
        stream(self.config.seed, purpose, index).sample_iter(StandardNormal).take(n).collect()
    }
}

impl Source for Noise {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn event(&self, index: u32) -> Event {
        let Config { seed, label_noise, .. } = self.config;
        let class = self.latent.class(&mut stream(seed, Purpose::Label, index));
        let present = present(self.config.missing(), &mut stream(seed, Purpose::Missing, index));
        let view = |modality, purpose, n| if present.contains(modality) { self.normals(purpose, index, n) } else { Vec::new() };
        Event {
            label: label(class, self.schema.classes.len(), label_noise, &mut stream(seed, Purpose::LabelNoise, index)),
            class,
            causes: [0; 3],
            present,
            table: view(Modality::Tabular, Purpose::Table, self.schema.features.len()),
            image: view(Modality::Image, Purpose::Image, self.schema.image.numbers()),
            spectrogram: view(Modality::Audio, Purpose::Audio, self.schema.audio.numbers()),
        }
    }

    fn waveform(&self, _index: u32) -> Option<Vec<f32>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::World;

    fn noise(seed: u32) -> Noise {
        Noise::new(&Config { world: World::Noise, seed, ..Config::default() })
    }

    #[test]
    fn the_numbers_are_standard_normal() {
        let pixels = noise(1).event(0).image;
        let n = pixels.len() as f32;
        let mean = pixels.iter().sum::<f32>() / n;
        let variance = pixels.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n;
        // four standard errors of 3072 numbers
        assert!(mean.abs() < 0.072 && (variance - 1.0).abs() < 0.102, "mean {mean}, variance {variance}");
    }

    #[test]
    fn an_event_does_not_depend_on_those_before_it() {
        let (one, other) = (noise(1), noise(1));
        one.event(0);
        assert_eq!(one.event(7), other.event(7));
        assert_ne!(one.event(7), noise(2).event(7));
    }
}

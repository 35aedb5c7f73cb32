//! The world of random data: table, picture and spectrogram are standard-normal numbers, and labels do not depend on them. A model
//! can memorise the training events, but learns nothing that helps on other events.

use rand::RngExt;
use rand_distr::StandardNormal;

use super::class::label;
use super::latent::LatentTable;
use super::missing::present;
use super::oracle::best_possible;
use super::preset::latent;
use super::synthetic::{classes, picture, spectrogram};
use super::tabular::COLUMNS;
use crate::config::DataSettings;
use crate::data::event::Event;
use crate::data::modality::Modality;
use crate::data::schema::{AudioShape, Feature, ImageShape, Schema};
use crate::data::seed::{Purpose, stream};
use crate::data::source::Source;
use crate::data::truth::Truth;

/// The range of pictures and spectrograms, in 256 steps of 0.03. Of a standard normal, one number in 16,000 lies outside.
const RANGE: [f32; 2] = [-4.0, 4.0];

/// Random numbers under the classes' names, in the other worlds' shapes.
pub struct Noise {
    schema: Schema,
    /// in each view, in mask order
    numbers: [usize; 3],
    latent: LatentTable,
    settings: DataSettings,
}

impl Noise {
    /// The events of these settings. The noise settings of tables, pictures and sounds are not used.
    pub fn new(settings: &DataSettings) -> Noise {
        let feature = |i| Feature::numeric(format!("number_{i}"), "", "");
        let image = ImageShape { range: RANGE, ..picture(settings) };
        let audio = AudioShape { range: RANGE, ..spectrogram(settings) };
        let numbers = [COLUMNS, image.numbers(), audio.numbers()];
        let schema = Schema {
            classes: classes(settings),
            features: (1..=COLUMNS).map(feature).collect(),
            image: Some(image),
            audio: Some(audio),
            has_sound: false,
        };
        Noise { schema, numbers, latent: latent(settings), settings: *settings }
    }

    fn class(&self, index: u32) -> usize {
        self.latent.class(&mut stream(self.settings.seed, Purpose::Label, index))
    }

    fn normals(&self, purpose: Purpose, index: u32, n: usize) -> Vec<f32> {
        stream(self.settings.seed, purpose, index).sample_iter(StandardNormal).take(n).collect()
    }
}

impl Source for Noise {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn event(&self, index: u32) -> Event {
        let DataSettings { seed, label_noise, .. } = self.settings;
        let present = present(self.settings.missing(), &mut stream(seed, Purpose::Missing, index));
        let view = |modality, purpose| {
            let n = self.numbers[modality as usize];
            if present.contains(modality) { self.normals(purpose, index, n) } else { Vec::new() }
        };
        let mut wrong = stream(seed, Purpose::LabelNoise, index);
        Event {
            label: label(self.class(index), self.schema.classes.len(), label_noise, &mut wrong),
            present,
            table: view(Modality::Tabular, Purpose::Table),
            image: view(Modality::Image, Purpose::Image),
            spectrogram: view(Modality::Audio, Purpose::Audio),
        }
    }

    fn waveform(&self, _index: u32) -> Option<Vec<f32>> {
        None
    }

    fn truth(&self, events: u32) -> Option<Truth> {
        Some(Truth {
            classes: (0..events).map(|index| self.class(index) as u8).collect(),
            causes: vec![[0; 3]; events as usize],
            cause_names: ["random"; 3].map(|code| vec![code.into()]),
            best_possible: best_possible(&self.settings),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::World;

    fn noise(seed: u32) -> Noise {
        Noise::new(&DataSettings { world: World::Noise, seed, ..DataSettings::default() })
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

//! Synthetic live events: a class and its causes from the world's table, then a table, a picture and a sound drawn from the
//! causes alone, with as much noise, and with as much missing, as asked.

use super::class::{CLASSES, label};
use super::disturbance::Disturbance;
use super::latent::{Causes, LatentTable};
use super::missing::present;
use super::preset::latent;
use super::scene::Scene;
use super::sound::Sound;
use super::tabular::{Numbers, features, table};
use crate::config::Config;
use crate::data::event::{AudioShape, Event, ImageShape, Schema, Source};
use crate::data::modality::{Modality, ModalitySet};
use crate::data::seed::{Purpose, Stream, stream};
use crate::data::spectrogram::LogMel;

/// Frames of the spectrogram in a second: of 512 samples at 16 kHz there are 31.25.
const FRAMES_PER_SECOND: usize = 32;

/// Live events, drawn and synthesised.
pub struct Synthetic {
    schema: Schema,
    latent: LatentTable,
    log_mel: LogMel,
    disturbance: Disturbance,
    config: Config,
}

/// The schema of these settings: 10 features; by default a picture 3×32×32 and a spectrogram 64×64 of two seconds at 16 kHz.
pub(super) fn schema(config: &Config) -> Schema {
    let (side, seconds) = (config.image_size as usize, config.audio_seconds as usize);
    let frames = FRAMES_PER_SECOND * seconds;
    Schema {
        classes: CLASSES[..config.classes as usize].iter().map(|name| (*name).into()).collect(),
        features: features(),
        image: ImageShape { channels: 3, height: side, width: side, range: [0.0, 1.0] },
        audio: AudioShape { mels: 64, frames, sample_rate: 16_000, hop: 512, window: 1024, range: [-80.0, 0.0] },
        has_sound: true,
        causes: [
            Numbers::all().map(Numbers::name).collect(),
            Scene::ALL.map(|scene| scene.name().into()).to_vec(),
            Sound::ALL.map(|sound| sound.name().into()).to_vec(),
        ],
    }
}

impl Synthetic {
    /// Events of `config.seed`, with the noise that `config` asks for.
    pub fn new(config: &Config) -> Synthetic {
        let schema = schema(config);
        Synthetic {
            log_mel: LogMel::new(&schema.audio),
            schema,
            latent: latent(config),
            disturbance: Disturbance::new(config),
            config: config.clone(),
        }
    }

    fn stream(&self, purpose: Purpose, index: u32) -> Stream {
        stream(self.config.seed, purpose, index)
    }

    fn class(&self, index: u32) -> usize {
        self.latent.class(&mut self.stream(Purpose::Label, index))
    }

    fn causes(&self, index: u32) -> Causes {
        self.latent.causes(self.class(index), &mut self.stream(Purpose::Cause, index))
    }

    fn present(&self, index: u32) -> ModalitySet {
        present(self.config.missing(), &mut self.stream(Purpose::Missing, index))
    }

    fn table(&self, cause: u8, index: u32) -> Vec<f32> {
        let numbers = Numbers::all().nth(cause as usize).unwrap_or(Numbers::Any);
        let (mut own, mut noise) = (self.stream(Purpose::Table, index), self.stream(Purpose::TableNoise, index));
        table(numbers, self.config.table_noise, &mut own, &mut noise)
    }

    fn image(&self, cause: u8, index: u32) -> Vec<f32> {
        let canvas = Scene::ALL[cause as usize].draw(&self.schema.image, &mut self.stream(Purpose::Image, index));
        let (mut occlusion, mut noise) = (self.stream(Purpose::Occlusion, index), self.stream(Purpose::ImageNoise, index));
        self.disturbance.apply(canvas.image(), &self.schema.image, &mut occlusion, &mut noise)
    }

    fn clip(&self, cause: u8, index: u32) -> Vec<f32> {
        let (mut own, mut noise) = (self.stream(Purpose::Audio, index), self.stream(Purpose::AudioNoise, index));
        Sound::ALL[cause as usize].clip(&self.schema.audio, self.config.audio_snr, &mut own, &mut noise)
    }
}

impl Source for Synthetic {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn event(&self, index: u32) -> Event {
        let (class, causes, present) = (self.class(index), self.causes(index), self.present(index));
        let [table, image, audio] = causes;
        let view = |modality, make: &dyn Fn() -> Vec<f32>| if present.contains(modality) { make() } else { Vec::new() };
        let mut wrong = self.stream(Purpose::LabelNoise, index);
        Event {
            label: label(class, self.schema.classes.len(), self.config.label_noise, &mut wrong),
            class,
            causes,
            present,
            table: view(Modality::Tabular, &|| self.table(table, index)),
            image: view(Modality::Image, &|| self.image(image, index)),
            spectrogram: view(Modality::Audio, &|| self.log_mel.transform(&self.clip(audio, index))),
        }
    }

    fn waveform(&self, index: u32) -> Option<Vec<f32>> {
        self.present(index).contains(Modality::Audio).then(|| self.clip(self.causes(index)[2], index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::World;

    fn synthetic(change: fn(&mut Config)) -> Synthetic {
        let mut config = Config::default();
        change(&mut config);
        Synthetic::new(&config)
    }

    #[test]
    fn an_event_follows_from_seed_and_index_alone() {
        let (many, few) = (synthetic(|_| ()), synthetic(|c| c.events = 60));
        many.event(0);
        assert_eq!(many.event(7), few.event(7));
        assert_eq!(many.waveform(7), few.waveform(7));
        assert_ne!(many.event(7), synthetic(|c| c.seed = 2).event(7));
    }

    #[test]
    fn an_event_fits_the_schema() {
        for change in [|c: &mut Config| c.image_noise = 0.5, |c: &mut Config| (c.image_size, c.audio_seconds) = (64, 3)] {
            let made = synthetic(change);
            let schema = made.schema().clone();
            for index in 0..12 {
                let (event, wave) = (made.event(index), made.waveform(index).unwrap());
                assert_eq!((event.table.len(), event.image.len()), (10, schema.image.numbers()));
                assert_eq!((event.spectrogram.len(), wave.len()), (schema.audio.numbers(), (schema.audio.frames - 1) * 512));
                assert!(wave.iter().all(|v| v.abs() <= 1.0));
                assert!(event.image.iter().all(|v| (0.0..=1.0).contains(v)));
                assert!(event.spectrogram.iter().all(|v| (-80.0..=0.0).contains(v)));
                assert!(event.table.iter().all(|v| v.is_finite()));
            }
        }
    }

    #[test]
    fn sizes_are_those_that_were_asked_for() {
        let schema = |size, seconds| schema(&Config { image_size: size, audio_seconds: seconds, ..Config::default() });
        assert_eq!((schema(32, 2).image.numbers(), schema(32, 2).audio.frames), (3 * 32 * 32, 64));
        assert_eq!((schema(64, 1).image.numbers(), schema(64, 1).audio.frames), (3 * 64 * 64, 32));
        assert_eq!(schema(32, 3).audio.frames, 96);
    }

    #[test]
    fn noise_on_one_modality_leaves_the_others_alone() {
        let (clean, loud) = (synthetic(|_| ()), synthetic(|c| c.audio_snr = 2.0));
        let (a, b) = (clean.event(3), loud.event(3));
        assert_eq!((&a.label, &a.table, &a.image), (&b.label, &b.table, &b.image));
        assert_ne!(a.spectrogram, b.spectrogram);
    }

    #[test]
    fn what_is_missing_or_mislabelled_leaves_the_rest_alone() {
        let (whole, torn) = (synthetic(|_| ()), synthetic(|c| (c.missing_image, c.label_noise) = (0.5, 0.5)));
        let torn: Vec<(Event, Event)> = (0..20).map(|i| (whole.event(i), torn.event(i))).collect();
        assert!(
            torn.iter()
                .all(|(a, b)| (a.class, a.causes, &a.table, &a.spectrogram) == (b.class, b.causes, &b.table, &b.spectrogram))
        );
        assert!(torn.iter().any(|(_, b)| b.image.is_empty()) && torn.iter().any(|(a, b)| a.image == b.image));
        assert!(torn.iter().any(|(_, b)| b.label != b.class));
    }

    #[test]
    fn a_missing_sound_cannot_be_heard() {
        let made = synthetic(|c| c.missing_audio = 0.5);
        assert!((0..20).all(|i| made.waveform(i).is_some() == made.event(i).present.contains(Modality::Audio)));
    }

    #[test]
    fn an_event_shows_the_causes_that_its_world_allows() {
        for world in [World::Story, World::Redundant, World::Unique, World::Synergy] {
            let made = Synthetic::new(&Config { world, classes: 6, ..Config::default() });
            let allowed = |class, causes| made.latent.rows().iter().any(|row| (row.class, row.causes) == (class, causes));
            assert!((0..500).all(|index| allowed(made.class(index), made.causes(index))), "{world:?}");
        }
    }
}

//! Synthetic live events. A class and its causes come from the world's table; table, picture and sound are drawn from the causes
//! alone. The settings say how much noise is added and how often a modality is missing.

use super::class::{CLASSES, label};
use super::disturbance::Disturbance;
use super::latent::{Causes, LatentTable};
use super::missing::present;
use super::oracle::best_possible;
use super::preset::latent;
use super::scene::Scene;
use super::sound::Sound;
use super::tabular::{Numbers, features, table};
use crate::config::DataSettings;
use crate::data::event::Event;
use crate::data::modality::{Modality, ModalitySet};
use crate::data::schema::{AudioShape, ImageShape, Schema};
use crate::data::seed::{Purpose, Stream, stream};
use crate::data::source::Source;
use crate::data::spectrogram::LogMel;
use crate::data::truth::Truth;

/// Frames of the spectrogram in a second: 16,000 / 512 = 31.25, rounded up.
const FRAMES_PER_SECOND: usize = 32;

/// Live events, drawn and synthesised.
pub struct Synthetic {
    schema: Schema,
    picture: ImageShape,
    spectrogram: AudioShape,
    latent: LatentTable,
    log_mel: LogMel,
    disturbance: Disturbance,
    settings: DataSettings,
}

/// The classes of these settings by name.
pub(super) fn classes(settings: &DataSettings) -> Vec<String> {
    CLASSES[..settings.classes as usize].iter().map(|name| (*name).into()).collect()
}

/// The picture of these settings, by default 3×32×32.
pub(super) fn picture(settings: &DataSettings) -> ImageShape {
    let side = settings.image_size as usize;
    ImageShape { channels: 3, height: side, width: side, range: [0.0, 1.0] }
}

/// The spectrogram of these settings at 16 kHz, by default 64×64 of two seconds.
pub(super) fn spectrogram(settings: &DataSettings) -> AudioShape {
    let frames = FRAMES_PER_SECOND * settings.audio_seconds as usize;
    AudioShape { mels: 64, frames, sample_rate: 16_000, hop: 512, window: 1024, range: [-80.0, 0.0] }
}

impl Synthetic {
    /// The events of these settings.
    pub fn new(settings: &DataSettings) -> Synthetic {
        let (picture, spectrogram) = (picture(settings), spectrogram(settings));
        Synthetic {
            schema: Schema {
                classes: classes(settings),
                features: features(),
                image: Some(picture.clone()),
                audio: Some(spectrogram.clone()),
                has_sound: true,
            },
            log_mel: LogMel::new(&spectrogram),
            picture,
            spectrogram,
            latent: latent(settings),
            disturbance: Disturbance::new(settings),
            settings: *settings,
        }
    }

    fn stream(&self, purpose: Purpose, index: u32) -> Stream {
        stream(self.settings.seed, purpose, index)
    }

    fn class(&self, index: u32) -> usize {
        self.latent.class(&mut self.stream(Purpose::Label, index))
    }

    fn causes(&self, index: u32) -> Causes {
        self.latent.causes(self.class(index), &mut self.stream(Purpose::Cause, index))
    }

    fn present(&self, index: u32) -> ModalitySet {
        present(self.settings.missing(), &mut self.stream(Purpose::Missing, index))
    }

    fn table(&self, cause: u8, index: u32) -> Vec<f32> {
        let numbers = Numbers::all().nth(cause as usize).unwrap_or(Numbers::Any);
        let (mut own, mut noise) = (self.stream(Purpose::Table, index), self.stream(Purpose::TableNoise, index));
        table(numbers, self.settings.table_noise, &mut own, &mut noise)
    }

    fn image(&self, cause: u8, index: u32) -> Vec<f32> {
        let canvas = Scene::ALL[cause as usize].draw(&self.picture, &mut self.stream(Purpose::Image, index));
        let (mut occlusion, mut noise) = (self.stream(Purpose::Occlusion, index), self.stream(Purpose::ImageNoise, index));
        self.disturbance.apply(canvas.image(), &self.picture, &mut occlusion, &mut noise)
    }

    fn clip(&self, cause: u8, index: u32) -> Vec<f32> {
        let (mut own, mut noise) = (self.stream(Purpose::Audio, index), self.stream(Purpose::AudioNoise, index));
        Sound::ALL[cause as usize].clip(&self.spectrogram, self.settings.audio_snr, &mut own, &mut noise)
    }
}

impl Source for Synthetic {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn event(&self, index: u32) -> Event {
        let present = self.present(index);
        let [table, image, audio] = self.causes(index);
        let view = |modality, make: &dyn Fn() -> Vec<f32>| if present.contains(modality) { make() } else { Vec::new() };
        let mut wrong = self.stream(Purpose::LabelNoise, index);
        Event {
            label: label(self.class(index), self.schema.classes.len(), self.settings.label_noise, &mut wrong),
            present,
            table: view(Modality::Tabular, &|| self.table(table, index)),
            image: view(Modality::Image, &|| self.image(image, index)),
            spectrogram: view(Modality::Audio, &|| self.log_mel.transform(&self.clip(audio, index))),
        }
    }

    fn waveform(&self, index: u32) -> Option<Vec<f32>> {
        self.present(index).contains(Modality::Audio).then(|| self.clip(self.causes(index)[2], index))
    }

    fn truth(&self, events: u32) -> Option<Truth> {
        Some(Truth {
            classes: (0..events).map(|index| self.class(index) as u8).collect(),
            causes: (0..events).map(|index| self.causes(index)).collect(),
            cause_names: [
                Numbers::all().map(Numbers::code).collect(),
                Scene::ALL.map(|scene| scene.code().into()).to_vec(),
                Sound::ALL.map(|sound| sound.code().into()).to_vec(),
            ],
            best_possible: best_possible(&self.settings),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::World;

    fn synthetic(change: fn(&mut DataSettings)) -> Synthetic {
        let mut settings = DataSettings::default();
        change(&mut settings);
        Synthetic::new(&settings)
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
        for change in
            [|c: &mut DataSettings| c.image_noise = 0.5, |c: &mut DataSettings| (c.image_size, c.audio_seconds) = (64, 3)]
        {
            let made = synthetic(change);
            let (picture, spectrogram) = (made.picture.clone(), made.spectrogram.clone());
            for index in 0..12 {
                let (event, wave) = (made.event(index), made.waveform(index).unwrap());
                assert_eq!((event.table.len(), event.image.len()), (10, picture.numbers()));
                assert_eq!((event.spectrogram.len(), wave.len()), (spectrogram.numbers(), (spectrogram.frames - 1) * 512));
                assert!(wave.iter().all(|v| v.abs() <= 1.0));
                assert!(event.image.iter().all(|v| (0.0..=1.0).contains(v)));
                assert!(event.spectrogram.iter().all(|v| (-80.0..=0.0).contains(v)));
                assert!(event.table.iter().all(|v| v.is_finite()));
            }
        }
    }

    #[test]
    fn sizes_are_those_that_were_asked_for() {
        let sizes = |size, seconds| {
            let settings = DataSettings { image_size: size, audio_seconds: seconds, ..DataSettings::default() };
            (picture(&settings).numbers(), spectrogram(&settings).frames)
        };
        assert_eq!(sizes(32, 2), (3 * 32 * 32, 64));
        assert_eq!(sizes(64, 1), (3 * 64 * 64, 32));
        assert_eq!(sizes(32, 3).1, 96);
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
        let truths = [whole.truth(20), torn.truth(20)].map(|truth| truth.unwrap());
        assert_eq!((&truths[0].classes, &truths[0].causes), (&truths[1].classes, &truths[1].causes));
        let torn: Vec<(Event, Event)> = (0..20).map(|i| (whole.event(i), torn.event(i))).collect();
        assert!(torn.iter().all(|(a, b)| (&a.table, &a.spectrogram) == (&b.table, &b.spectrogram)));
        assert!(torn.iter().any(|(_, b)| b.image.is_empty()) && torn.iter().any(|(a, b)| a.image == b.image));
        assert!(torn.iter().any(|(a, b)| a.label != b.label));
    }

    #[test]
    fn a_missing_sound_cannot_be_heard() {
        let made = synthetic(|c| c.missing_audio = 0.5);
        assert!((0..20).all(|i| made.waveform(i).is_some() == made.event(i).present.contains(Modality::Audio)));
    }

    #[test]
    fn an_event_shows_the_causes_that_its_world_allows() {
        for world in World::EACH.into_iter().filter(|world| *world != World::Noise) {
            let made = Synthetic::new(&DataSettings { world, classes: 6, ..DataSettings::default() });
            let allowed = |class, causes| made.latent.rows().iter().any(|row| (row.class, row.causes) == (class, causes));
            assert!((0..500).all(|index| allowed(made.class(index), made.causes(index))), "{world:?}");
        }
    }
}

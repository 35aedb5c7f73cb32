//! The article's own example made real. Concert: a stage and a cheering crowd. Lecture: a stage and one speaking voice.
//! Sporting event: a field and a cheering crowd. No one modality tells all three apart, all together do.

use super::event::{AudioShape, Event, ImageShape, Schema, Source};
use super::noise::label;
use super::scene::Setting;
use super::seed::{Purpose, stream};
use super::sound::Sound;
use super::spectrogram::LogMel;
use super::tabular::{features, table};
use crate::config::Config;

/// What is seen and heard at each class of event.
const CLASSES: [(&str, Setting, Sound); 3] = [
    ("Concert", Setting::Stage, Sound::Crowd),
    ("Lecture", Setting::Stage, Sound::Voice),
    ("Sporting Event", Setting::Field, Sound::Crowd),
];

/// Live events, drawn and synthesised.
pub struct Story {
    schema: Schema,
    log_mel: LogMel,
    seed: u32,
    table_noise: f64,
    image_noise: f32,
    audio_noise: f32,
}

/// The story's schema: 10 features, a picture 3×32×32, a spectrogram 64×64 of two seconds at 16 kHz.
pub(super) fn schema() -> Schema {
    Schema {
        classes: CLASSES.iter().map(|(name, ..)| (*name).into()).collect(),
        features: features(),
        image: ImageShape { channels: 3, height: 32, width: 32, range: [0.0, 1.0] },
        audio: AudioShape { mels: 64, frames: 64, sample_rate: 16_000, hop: 512, window: 1024, range: [-80.0, 0.0] },
        has_sound: true,
    }
}

impl Story {
    /// Events of `config.seed`, with the noise that `config` asks for.
    pub fn new(config: &Config) -> Story {
        let schema = schema();
        Story {
            log_mel: LogMel::new(&schema.audio),
            schema,
            seed: config.seed,
            table_noise: config.table_noise,
            image_noise: config.image_noise as f32,
            audio_noise: config.audio_noise as f32,
        }
    }

    fn label(&self, index: u32) -> usize {
        label(CLASSES.len(), stream(self.seed, Purpose::Label, index))
    }

    fn clip(&self, index: u32) -> Vec<f32> {
        let (_, _, sound) = CLASSES[self.label(index)];
        let mut own = stream(self.seed, Purpose::Audio, index);
        let mut noise = stream(self.seed, Purpose::AudioNoise, index);
        sound.clip(&self.schema.audio, self.audio_noise, &mut own, &mut noise)
    }
}

impl Source for Story {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn event(&self, index: u32) -> Event {
        let label = self.label(index);
        let (_, setting, _) = CLASSES[label];
        let of = |purpose| stream(self.seed, purpose, index);
        let picture = setting.draw(&self.schema.image, &mut of(Purpose::Image));
        Event {
            label,
            table: table(label, self.table_noise, &mut of(Purpose::Table), &mut of(Purpose::TableNoise)),
            image: picture.image(self.image_noise, &mut of(Purpose::ImageNoise)),
            spectrogram: self.log_mel.transform(&self.clip(index)),
        }
    }

    fn waveform(&self, index: u32) -> Option<Vec<f32>> {
        Some(self.clip(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn story(change: fn(&mut Config)) -> Story {
        let mut config = Config::default();
        change(&mut config);
        Story::new(&config)
    }

    #[test]
    fn an_event_follows_from_seed_and_index_alone() {
        let (story, other) = (story(|_| ()), story(|c| c.events = 60));
        story.event(0);
        assert_eq!(story.event(7), other.event(7));
        assert_eq!(story.waveform(7), other.waveform(7));
        assert_ne!(story.event(7), self::story(|c| c.seed = 2).event(7));
    }

    #[test]
    fn an_event_fits_the_schema() {
        let story = story(|c| c.image_noise = 0.5);
        for index in 0..30 {
            let (event, wave) = (story.event(index), story.waveform(index).unwrap());
            assert_eq!((event.table.len(), event.image.len(), event.spectrogram.len()), (10, 3 * 32 * 32, 64 * 64));
            assert_eq!(wave.len(), 63 * 512);
            assert!(wave.iter().all(|v| v.abs() <= 1.0));
            assert!(event.image.iter().all(|v| (0.0..=1.0).contains(v)));
            assert!(event.spectrogram.iter().all(|v| (-80.0..=0.0).contains(v)));
            assert!(event.table.iter().all(|v| v.is_finite()));
        }
    }

    #[test]
    fn noise_on_one_modality_leaves_the_others_alone() {
        let (clean, loud) = (story(|_| ()), story(|c| c.audio_noise = 0.8));
        let (a, b) = (clean.event(3), loud.event(3));
        assert_eq!((&a.label, &a.table, &a.image), (&b.label, &b.table, &b.image));
        assert_ne!(a.spectrogram, b.spectrogram);
    }

    #[test]
    fn every_class_occurs_about_equally_often() {
        let story = story(|_| ());
        let count = |class| (0..3000).filter(|i| story.label(*i) == class).count();
        // four standard deviations of a third of 3000
        assert!((0..3).all(|class| count(class).abs_diff(1000) < 104));
    }

    #[test]
    fn each_view_of_a_concert_is_shared_with_another_class() {
        let views: HashSet<_> = CLASSES.iter().map(|(_, setting, sound)| format!("{setting:?} {sound:?}")).collect();
        assert_eq!(views.len(), CLASSES.len(), "both views together tell");
        let [concert, lecture, match_] = CLASSES;
        assert_eq!(concert.1, lecture.1);
        assert_eq!(concert.2, match_.2);
    }
}

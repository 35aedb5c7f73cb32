//! Room 1: what an event is. It knows neither Burn nor the browser.

pub mod audio;
pub mod dataset;
pub mod event;
pub mod image;
pub mod modality;
pub mod noise;
pub mod scene;
pub mod seed;
pub mod sound;
pub mod spectrogram;
pub mod statistics;
pub mod story;
pub mod tabular;

use crate::config::{Config, World};
use event::Source;

/// Where the events of a run with these settings come from.
pub fn source(config: &Config) -> Box<dyn Source> {
    match config.world {
        World::Story => Box::new(story::Story::new(config)),
        World::Noise => Box::new(noise::Noise::new(config.seed)),
    }
}

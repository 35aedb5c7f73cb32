//! Room 1: what an event is. It knows neither Burn nor the browser.

pub mod audio;
pub mod class;
pub mod columns;
pub mod dataset;
pub mod disturbance;
pub mod event;
pub mod image;
mod lanes;
pub mod latent;
pub mod missing;
pub mod modality;
pub mod noise;
pub mod oracle;
pub mod preset;
pub mod scene;
pub mod seed;
pub mod sound;
pub mod spectrogram;
pub mod statistics;
pub mod synthetic;
pub mod tabular;

use crate::config::{Config, World};
use event::Source;

/// Where the events of a run with these settings come from.
pub fn source(config: &Config) -> Box<dyn Source> {
    match config.world {
        World::Noise => Box::new(noise::Noise::new(config)),
        _ => Box::new(synthetic::Synthetic::new(config)),
    }
}

//! Room 2: makes events up: worlds whose answer is known. It knows neither Burn nor the browser.

pub mod audio;
pub mod class;
pub mod disturbance;
pub mod image;
pub mod latent;
pub mod missing;
pub mod noise;
pub mod oracle;
pub mod preset;
pub mod scene;
pub mod sound;
pub mod synthetic;
pub mod tabular;

use crate::config::{Config, World};
use crate::data::event::Source;

/// Where the events of a run with these settings come from.
pub fn source(config: &Config) -> Box<dyn Source> {
    match config.world {
        World::Noise => Box::new(noise::Noise::new(config)),
        _ => Box::new(synthetic::Synthetic::new(config)),
    }
}

//! The worlds: synthetic data sets. Because it is known how events are generated, the best possible accuracy can be computed. This
//! layer uses neither Burn nor the browser.

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

use crate::config::{DataSettings, World};
use crate::data::source::Source;

/// The events of these settings.
pub fn source(settings: &DataSettings) -> Box<dyn Source> {
    match settings.world {
        World::Noise => Box::new(noise::Noise::new(settings)),
        _ => Box::new(synthetic::Synthetic::new(settings)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::columns::Columns;
    use crate::data::packed::Packed;

    #[test]
    fn every_world_describes_its_events_truly() {
        for world in World::EACH {
            let source = source(&DataSettings { world, missing_audio: 0.3, label_noise: 0.2, ..DataSettings::default() });
            let (schema, truth) = (source.schema(), source.truth(20).unwrap());
            assert_eq!(schema.validate(), Ok(()));
            assert_eq!((truth.classes.len(), truth.causes.len()), (20, 20));
            assert!(truth.classes.iter().all(|class| usize::from(*class) < schema.classes.len()));
            let named = |causes: &[u8; 3]| (0..3).all(|m| usize::from(causes[m]) < truth.cause_names[m].len());
            assert!(truth.causes.iter().all(named));
            assert_eq!(Columns::of((0..20).map(|i| source.event(i)), schema).len(), 20);
        }
    }

    #[test]
    fn twenty_thousand_default_events_take_less_than_a_fifth_of_a_gigabyte() {
        let source = source(&DataSettings::default());
        let columns = Columns::of((0..2).map(|index| source.event(index)), source.schema());
        let bytes = |packed: &Option<Packed>| match packed {
            Some(Packed::Bytes(rows)) => 4 * rows.words().len(),
            _ => panic!("pictures and spectrograms are bytes"),
        };
        let event = (bytes(&columns.images) + bytes(&columns.spectrograms) + 4 * columns.tables.len()) / 2 + 6;
        assert!(20_000 * event < 200_000_000, "{event} bytes an event");
    }
}

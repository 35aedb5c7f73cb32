//! Turns a data set and its events into what the page shows: bytes ready to draw and play.

use crate::app::protocol::{DatasetView, EventView};
use crate::config::Config;
use crate::data::dataset::Dataset;
use crate::data::event::{Event, Source};
use crate::learn::shape::ModelShape;

/// Events of each class in the gallery.
const PER_CLASS: usize = 2;

impl DatasetView {
    /// Describes `dataset` and the model that `config` would train on it.
    pub fn new(dataset: &Dataset, config: &Config) -> DatasetView {
        let splits = &dataset.splits;
        let (modalities, embedding) = (config.modalities.into(), config.embedding as usize);
        let shape = ModelShape { schema: &dataset.schema, modalities, embedding };
        DatasetView {
            events: dataset.events.len() as u32,
            train: splits.train.len() as u32,
            val: splits.val.len() as u32,
            test: splits.test.len() as u32,
            schema: dataset.schema.clone(),
            parameters: shape.parameters(),
            gallery: gallery(dataset),
        }
    }
}

/// The first test events of each class, one class after the other and round again.
fn gallery(dataset: &Dataset) -> Vec<u32> {
    let classes = dataset.schema.classes.len();
    let of_class = |class| dataset.splits.test.iter().filter(move |i| dataset.events[**i as usize].label == class).copied();
    (0..PER_CLASS).flat_map(|nth| (0..classes).filter_map(move |class| of_class(class).nth(nth))).collect()
}

impl EventView {
    /// Event `index` of `dataset`, its sound made anew by `source`.
    pub fn new(dataset: &Dataset, source: &dyn Source, index: u32) -> EventView {
        let event = &dataset.events[index as usize];
        EventView {
            event: index,
            split: dataset.splits.of(index),
            label: event.label,
            table: event.table.clone(),
            image: pixels(event, dataset),
            spectrogram: event.spectrogram.iter().map(|v| byte(*v, dataset.schema.audio.range)).collect(),
            sound: source.waveform(index).map_or_else(Vec::new, |wave| pcm(&wave)),
        }
    }
}

/// `[channel, height, width]` in the schema's range to `[height, width, rgb]` bytes; one channel gives grey.
fn pixels(event: &Event, dataset: &Dataset) -> Vec<u8> {
    let shape = &dataset.schema.image;
    let plane = shape.height * shape.width;
    let channel = |rgb: usize| rgb.min(shape.channels - 1);
    let value = move |i: usize, rgb| byte(event.image[channel(rgb) * plane + i], shape.range);
    (0..plane).flat_map(|i| [value(i, 0), value(i, 1), value(i, 2)]).collect()
}

fn byte(value: f32, [low, high]: [f32; 2]) -> u8 {
    ((value - low) / (high - low) * 255.0).round().clamp(0.0, 255.0) as u8
}

/// −1…1 to signed 16-bit little-endian.
fn pcm(wave: &[f32]) -> Vec<u8> {
    wave.iter().flat_map(|v| ((v.clamp(-1.0, 1.0) * 32767.0).round() as i16).to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_mapped_over_its_range_and_clipped_outside() {
        let range = [-80.0, 0.0];
        assert_eq!([-100.0, -80.0, -40.0, 0.0, 9.0].map(|v| byte(v, range)), [0, 0, 128, 255, 255]);
    }

    #[test]
    fn sound_is_sixteen_bit_little_endian() {
        assert_eq!(pcm(&[0.0, 1.0, -1.0, 2.0]), [0, 0, 0xff, 0x7f, 0x01, 0x80, 0xff, 0x7f]);
    }
}

//! Turns a data set and its events into bytes that the page can draw and play.

use crate::app::protocol::{ColumnsView, DatasetView, EventView};
use crate::config::Config;
use crate::data::dataset::Dataset;
use crate::data::modality::Modality;
use crate::data::truth::Truth;
use crate::learn::shape::{ModelShape, Parameters};

impl DatasetView {
    /// Describes `dataset` and the model that `config` would train on it.
    pub fn new(dataset: &Dataset, config: &Config) -> DatasetView {
        let Dataset { schema, splits, truth, .. } = dataset;
        let shape = ModelShape::new(schema, config).ok(); // none where nothing of the data would be used
        DatasetView {
            events: dataset.columns.len() as u32,
            train: splits.train.len() as u32,
            val: splits.val.len() as u32,
            test: splits.test.len() as u32,
            chance: dataset.chance(),
            schema: schema.clone(),
            parameters: shape.map_or_else(Parameters::default, |shape| shape.parameters()),
            layers: shape.map_or_else(Vec::new, |shape| shape.architecture()),
            best_possible: truth.as_ref().map_or_else(Vec::new, |truth| truth.best_possible.clone()),
            causes: truth.as_ref().map_or_else(Default::default, |truth| truth.cause_names.clone()),
            columns: ColumnsView::new(dataset),
        }
    }
}

impl ColumnsView {
    fn new(dataset: &Dataset) -> ColumnsView {
        let Dataset { columns, truth, .. } = dataset;
        let truth = truth.as_ref();
        ColumnsView {
            labels: columns.labels.clone(),
            classes: truth.map_or_else(Vec::new, |truth| truth.classes.clone()),
            splits: dataset.splits.of_each(columns.len()).into_iter().map(|split| split as u8).collect(),
            causes: truth.map_or_else(Vec::new, |truth| truth.causes.as_flattened().to_vec()),
            present: columns.present.iter().map(|present| present.bits()).collect(),
            tables: columns.tables.iter().flat_map(|value| value.to_le_bytes()).collect(),
        }
    }
}

impl EventView {
    /// Event `index` of `dataset`, with its sound in −1…1 where there is one.
    pub fn new(dataset: &Dataset, index: u32, sound: Option<Vec<f32>>) -> EventView {
        let (Dataset { columns, schema, truth, .. }, i) = (dataset, index as usize);
        let cause = |truth: &Truth, m: usize| truth.cause_names[m][truth.causes[i][m] as usize].clone();
        let features = schema.features.len();
        EventView {
            event: index,
            split: dataset.splits.of(index),
            label: columns.labels[i] as usize,
            class: truth.as_ref().map(|truth| truth.classes[i] as usize),
            causes: truth.as_ref().map(|truth| [0, 1, 2].map(|m| cause(truth, m))),
            present: Modality::ALL.map(|modality| columns.present[i].contains(modality)),
            table: columns.tables[i * features..][..features].to_vec(),
            image: pixels(dataset, i),
            spectrogram: levels(dataset, i),
            sound: sound.map_or_else(Vec::new, |wave| pcm(&wave)),
        }
    }
}

/// `[mel, frame]` bytes; none where the data set has no sound.
fn levels(dataset: &Dataset, event: usize) -> Vec<u8> {
    let (Some(shape), Some(levels)) = (&dataset.schema.audio, &dataset.columns.spectrograms) else { return Vec::new() };
    levels.bytes_of(event, shape.numbers(), shape.range)
}

/// `[channel, height, width]` to `[height, width, rgb]` bytes; one channel gives grey. None where the data set has no picture.
fn pixels(dataset: &Dataset, event: usize) -> Vec<u8> {
    let (Some(shape), Some(images)) = (&dataset.schema.image, &dataset.columns.images) else { return Vec::new() };
    let bytes = images.bytes_of(event, shape.numbers(), shape.range);
    let plane = shape.height * shape.width;
    let channel = |rgb: usize| rgb.min(shape.channels - 1);
    (0..plane).flat_map(|i| [0, 1, 2].map(|rgb| bytes[channel(rgb) * plane + i])).collect()
}

/// −1…1 to signed 16-bit little-endian.
fn pcm(wave: &[f32]) -> Vec<u8> {
    wave.iter().flat_map(|v| ((v.clamp(-1.0, 1.0) * 32767.0).round() as i16).to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_is_sixteen_bit_little_endian() {
        assert_eq!(pcm(&[0.0, 1.0, -1.0, 2.0]), [0, 0, 0xff, 0x7f, 0x01, 0x80, 0xff, 0x7f]);
    }
}

//! Turns a data set and its events into what the page shows: bytes ready to draw and play.

use crate::app::protocol::{BestView, ColumnsView, DatasetView, EventView};
use crate::config::Config;
use crate::data::dataset::Dataset;
use crate::data::event::Source;
use crate::data::modality::Modality;
use crate::learn::shape::ModelShape;
use crate::worlds::oracle::Best;

impl DatasetView {
    /// Describes `dataset`, what could be reached on it, and the model that `config` would train.
    pub fn new(dataset: &Dataset, best: &[Best], config: &Config) -> DatasetView {
        let splits = &dataset.splits;
        let (modalities, embedding) = (config.modalities, config.embedding as usize);
        let shape = ModelShape { schema: &dataset.schema, modalities, embedding };
        DatasetView {
            events: dataset.columns.len() as u32,
            train: splits.train.len() as u32,
            val: splits.val.len() as u32,
            test: splits.test.len() as u32,
            schema: dataset.schema.clone(),
            parameters: shape.parameters(),
            best_possible: best.iter().map(BestView::new).collect(),
            columns: ColumnsView::new(dataset),
        }
    }
}

impl BestView {
    fn new(best: &Best) -> BestView {
        let Best { modalities, accuracy, standard_error, upper_bound } = *best;
        BestView { modalities, accuracy, standard_error, upper_bound }
    }
}

impl ColumnsView {
    fn new(dataset: &Dataset) -> ColumnsView {
        let columns = &dataset.columns;
        ColumnsView {
            labels: columns.labels.clone(),
            classes: columns.classes.clone(),
            splits: dataset.splits.of_each(columns.len()).into_iter().map(|split| split as u8).collect(),
            causes: columns.causes.as_flattened().to_vec(),
            present: columns.present.iter().map(|present| present.bits()).collect(),
            tables: columns.tables.iter().flat_map(|value| value.to_le_bytes()).collect(),
        }
    }
}

impl EventView {
    /// Event `index` of `dataset`, its sound made anew by `source`.
    pub fn new(dataset: &Dataset, source: &dyn Source, index: u32) -> EventView {
        let (columns, schema, i) = (&dataset.columns, &dataset.schema, index as usize);
        let cause = |m: Modality| schema.causes[m as usize][columns.causes[i][m as usize] as usize].clone();
        let features = schema.features.len();
        EventView {
            event: index,
            split: dataset.splits.of(index),
            label: columns.labels[i] as usize,
            class: columns.classes[i] as usize,
            causes: Modality::ALL.map(cause),
            present: Modality::ALL.map(|modality| columns.present[i].contains(modality)),
            table: columns.tables[i * features..][..features].to_vec(),
            image: pixels(dataset, i),
            spectrogram: columns.spectrograms.bytes_of(i, schema.audio.numbers(), schema.audio.range),
            sound: source.waveform(index).map_or_else(Vec::new, |wave| pcm(&wave)),
        }
    }
}

/// `[channel, height, width]` to `[height, width, rgb]` bytes; one channel gives grey.
fn pixels(dataset: &Dataset, event: usize) -> Vec<u8> {
    let shape = &dataset.schema.image;
    let bytes = dataset.columns.images.bytes_of(event, shape.numbers(), shape.range);
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

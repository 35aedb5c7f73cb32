//! Mean and standard deviation of what the model standardises: each feature, each colour channel, the spectrogram.

use super::dataset::Dataset;
use super::event::{Event, Schema};

/// What standardisation subtracts and divides by.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// `[feature]`
    pub table_mean: Vec<f32>,
    /// `[feature]`, never 0
    pub table_std: Vec<f32>,
    /// `[channel]`
    pub image_mean: Vec<f32>,
    /// `[channel]`, never 0
    pub image_std: Vec<f32>,
    /// `[1]`
    pub audio_mean: Vec<f32>,
    /// `[1]`, never 0
    pub audio_std: Vec<f32>,
}

impl Statistics {
    /// Of the training split alone, so that nothing is learned from events the model will be judged by.
    pub fn of(dataset: &Dataset) -> Statistics {
        let train = |view: fn(&Event) -> &[f32], groups| {
            let events = dataset.splits.train.iter().map(|i| &dataset.events[*i as usize]);
            moments(&events.map(view).collect::<Vec<_>>(), groups)
        };
        let (table_mean, table_std) = train(|e| &e.table, dataset.schema.features.len());
        let (image_mean, image_std) = train(|e| &e.image, dataset.schema.image.channels);
        let (audio_mean, audio_std) = train(|e| &e.spectrogram, 1);
        Statistics { table_mean, table_std, image_mean, image_std, audio_mean, audio_std }
    }

    /// Statistics that leave everything as it is.
    pub fn identity(schema: &Schema) -> Statistics {
        let (features, channels) = (schema.features.len(), schema.image.channels);
        Statistics {
            table_mean: vec![0.0; features],
            table_std: vec![1.0; features],
            image_mean: vec![0.0; channels],
            image_std: vec![1.0; channels],
            audio_mean: vec![0.0],
            audio_std: vec![1.0],
        }
    }
}

/// Mean and population standard deviation per group, where each row is `groups` equal stretches of numbers.
/// A group that never varies gets 1 for its deviation.
fn moments(rows: &[&[f32]], groups: usize) -> (Vec<f32>, Vec<f32>) {
    let size = rows.first().map_or(0, |row| row.len() / groups);
    let n = (rows.len() * size) as f64;
    let mean_and_deviation = |group: usize| {
        let values = || rows.iter().flat_map(|row| &row[group * size..][..size]).map(|v| f64::from(*v));
        let mean = values().sum::<f64>() / n;
        let deviation = (values().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n).sqrt();
        (mean as f32, if deviation > 1e-12 { deviation as f32 } else { 1.0 })
    };
    (0..groups).map(mean_and_deviation).unzip()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_stretches_of_each_row() {
        let rows: [&[f32]; 2] = [&[1.0, 3.0, 10.0, 10.0], &[5.0, 7.0, 10.0, 10.0]];
        let (mean, deviation) = moments(&rows, 2);
        assert_eq!(mean, [4.0, 10.0]);
        assert_eq!(deviation, [5f32.sqrt(), 1.0]);
    }
}

//! Mean and standard deviation, by which the model standardises its inputs: each input of the table encoder, each colour channel,
//! and the spectrogram. One-hot inputs of categories are standardised like numbers, so that noise added to a standardised table is
//! equally strong for both.

use super::dataset::Dataset;
use super::modality::Modality;
use super::packed::Packed;
use super::schema::Schema;

/// What standardisation subtracts and divides by. Of a modality that the data set lacks there are no numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// `[input]`
    pub table_mean: Vec<f32>,
    /// `[input]`, never 0; infinite where the training split does not vary or has nothing
    pub table_std: Vec<f32>,
    /// `[channel]`
    pub image_mean: Vec<f32>,
    /// `[channel]`, the same
    pub image_std: Vec<f32>,
    /// `[1]`
    pub audio_mean: Vec<f32>,
    /// `[1]`, the same
    pub audio_std: Vec<f32>,
}

impl Statistics {
    /// Of those events of the training split that have the modality. Validation and test events are left out, because a model must
    /// not learn anything from them.
    pub fn of(dataset: &Dataset) -> Statistics {
        let (schema, columns) = (&dataset.schema, &dataset.columns);
        let with = |modality| {
            let present = |i: &u32| columns.present[*i as usize].contains(modality);
            dataset.splits.train.iter().copied().filter(present).collect::<Vec<u32>>()
        };
        let table = moments(&columns.inputs(schema), &with(Modality::Tabular), schema.inputs());
        let image = schema.image.as_ref().zip(columns.images.as_ref()).map_or_else(Default::default, |(shape, images)| {
            grouped(images, &with(Modality::Image), shape.channels, shape.height * shape.width)
        });
        let audio = schema
            .audio
            .as_ref()
            .zip(columns.spectrograms.as_ref())
            .map_or_else(Default::default, |(shape, levels)| grouped(levels, &with(Modality::Audio), 1, shape.numbers()));
        Statistics {
            table_mean: table.0,
            table_std: table.1,
            image_mean: image.0,
            image_std: image.1,
            audio_mean: audio.0,
            audio_std: audio.1,
        }
    }

    /// Statistics that change nothing: mean 0, deviation 1.
    pub fn identity(schema: &Schema) -> Statistics {
        let channels = schema.image.as_ref().map_or(0, |image| image.channels);
        let spectrograms = usize::from(schema.audio.is_some());
        Statistics {
            table_mean: vec![0.0; schema.inputs()],
            table_std: vec![1.0; schema.inputs()],
            image_mean: vec![0.0; channels],
            image_std: vec![1.0; channels],
            audio_mean: vec![0.0; spectrograms],
            audio_std: vec![1.0; spectrograms],
        }
    }
}

/// Mean and population standard deviation of each of `inputs` columns over the rows `events`. Values of a column may lie far
/// from 0, so the mean is taken first and the deviations from it after.
fn moments(table: &[f32], events: &[u32], inputs: usize) -> (Vec<f32>, Vec<f32>) {
    if events.is_empty() {
        return unknown(inputs);
    }
    let n = events.len() as f64;
    let of = |input: usize| {
        let values = || events.iter().map(|event| f64::from(table[*event as usize * inputs + input]));
        let mean = values().sum::<f64>() / n;
        let first = values().next();
        let varies = values().any(|value| Some(value) != first); // however small the column's unit makes its numbers
        usable(mean, values().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n, varies)
    };
    (0..inputs).map(of).unzip()
}

/// The same for each of `groups` stretches of `size` numbers of every event; these lie around 0, so one pass is enough.
fn grouped(numbers: &Packed, events: &[u32], groups: usize, size: usize) -> (Vec<f32>, Vec<f32>) {
    if events.is_empty() {
        return unknown(groups);
    }
    let n = (events.len() * size) as f64;
    let of = |group: usize| {
        let sums = events.iter().map(|event| numbers.sums_of(*event as usize * groups + group, size));
        let (sum, squares) = sums.fold((0.0, 0.0), |(a, b), (sum, squares)| (a + sum, b + squares));
        let variance = squares / n - (sum / n) * (sum / n);
        usable(sum / n, variance, variance > 1e-12) // below lies the sums' own rounding
    };
    (0..groups).map(of).unzip()
}

/// A group that never varies gets an infinite deviation. Nothing can be learned from it, and so it becomes 0 in every event.
fn usable(mean: f64, variance: f64, varies: bool) -> (f32, f32) {
    let deviation = variance.sqrt() as f32;
    // of a smaller one the inverse would be infinite
    (mean as f32, if varies && deviation >= f32::MIN_POSITIVE { deviation } else { f32::INFINITY })
}

/// Where no training event has the modality, every number becomes 0.
fn unknown(groups: usize) -> (Vec<f32>, Vec<f32>) {
    (vec![0.0; groups], vec![f32::INFINITY; groups])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::columns::Columns;
    use crate::data::examples::{events, schema};

    #[test]
    fn groups_are_stretches_of_each_event() {
        let floats = Packed::Floats(vec![1.0, 3.0, 10.0, 10.0, 5.0, 7.0, 10.0, 10.0, 99.0, 99.0, 99.0, 99.0]);
        let (mean, deviation) = grouped(&floats, &[0, 1], 2, 2);
        assert_eq!(mean, [4.0, 10.0]);
        assert_eq!(deviation, [5f32.sqrt(), f32::INFINITY]);
    }

    #[test]
    fn a_table_is_read_by_column_and_only_where_asked() {
        let (mean, deviation) = moments(&[1.0, 8.0, 99.0, 99.0, 3.0, 8.0], &[0, 2], 2);
        assert_eq!((mean, deviation), (vec![2.0, 8.0], vec![1.0, f32::INFINITY]));
    }

    #[test]
    fn a_column_of_small_numbers_varies_and_one_of_equal_numbers_does_not() {
        let rows = [1e-9, 0.1, 1e-43, 3e-9, 0.1, 0.0, 2e-9, 0.1, 0.0];
        let (_, deviation) = moments(&rows, &[0, 1, 2], 3);
        assert!((deviation[0] / 8.165e-10 - 1.0).abs() < 1e-3, "{deviation:?}");
        assert_eq!(deviation[1..], [f32::INFINITY; 2]);
    }

    #[test]
    fn there_is_a_mean_and_a_deviation_of_every_input_and_none_of_what_the_data_set_lacks() {
        let of = |schema: Schema| {
            let columns = Columns::of(events(&schema, 30), &schema);
            Statistics::of(&Dataset::new(schema, columns, 0.5, 0.25, 1).unwrap())
        };
        let whole = of(schema());
        let lengths = [&whole.table_mean, &whole.table_std, &whole.image_mean, &whole.image_std, &whole.audio_mean];
        assert_eq!(lengths.map(Vec::len), [5, 5, 3, 3, 1]);
        let third = 1.0 / 3.0;
        assert!((whole.table_mean[1] - third).abs() < 0.2 && whole.table_std[1].is_finite(), "{whole:?}");
        let picture = of(Schema { features: Vec::new(), audio: None, ..schema() });
        assert_eq!((picture.table_mean.len(), picture.image_mean.len(), picture.audio_mean.len()), (0, 3, 0));
        assert_eq!(picture.image_mean, whole.image_mean);
    }

    #[test]
    fn of_no_events_nothing_is_known_and_nothing_divided() {
        assert_eq!(moments(&[], &[], 2), (vec![0.0, 0.0], vec![f32::INFINITY; 2]));
    }
}

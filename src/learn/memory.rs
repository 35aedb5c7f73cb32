//! Estimates the memory for a data set and for training on it before any is allocated. It is an upper bound for the CPU backend; a
//! GPU holds model and activations outside the WebAssembly memory, and limits the size of each buffer.

use super::dropout::ROWS;
use super::evaluation::BATCH;
use super::shape::{CHANNELS, HIDDEN, ModelShape, TABULAR_HIDDEN};
use crate::data::modality::Modality;
use crate::error::{Error, Result};

/// Bytes that a 32-bit WebAssembly memory can hold, less an eighth, which the allocator cannot always use.
pub const LIMIT: u64 = (4 << 30) / 8 * 7;
/// Bytes for what does not depend on data and model: the module's own data, messages on their way to the page.
const BASE: u64 = 64 << 20;
/// Bytes of a number.
const FLOAT: u64 = 4;
/// Copies of the parameters: weights, gradients, first and second moments, the weights of the best epoch.
const COPIES: u64 = 5;

/// Bytes that a training needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// whatever the number of events
    fixed: u64,
    /// for each event of the data set
    event: u64,
    /// of an event in the largest buffer of the data set
    buffer: u64,
    /// in the largest buffer of the model and of what it computes
    model_buffer: u64,
}

impl Demand {
    /// Of a model of this shape that is trained on `batch_size` events a step.
    pub fn of(shape: &ModelShape, batch_size: u32) -> Demand {
        let schema = shape.schema;
        let (features, inputs, classes) = (schema.features.len() as u64, schema.inputs() as u64, schema.classes.len() as u64);
        let image = schema.image.as_ref().map_or(0, |image| image.numbers() as u64);
        let audio = schema.audio.as_ref().map_or(0, |audio| audio.numbers() as u64);
        // label, class, causes, presence, split and order; the page gets a copy of them and of the table
        let record = 2 * (FLOAT * features + 16);
        let (table, target) = (FLOAT * inputs, FLOAT * classes);
        // the one-hot table exists twice while it is uploaded, and while its mean and deviation are worked out
        let one_hot = if inputs > features { table } else { 0 };
        let [image, audio] = [image, audio].map(|bytes| bytes.next_multiple_of(FLOAT));
        // embeddings of the test split, which an examination keeps, and copies of them with something missing
        let embeddings = 2 * FLOAT * (shape.embedding * shape.modalities.len()) as u64;
        // forward, a step keeps every activation; backward, it adds its gradient, and a byte a pooled number
        let step = activations(shape) * u64::from(batch_size) * 9 / 4;
        let evaluation = activations(shape) * BATCH as u64;
        let dropout = FLOAT * (ROWS * HIDDEN) as u64;
        let parameters = FLOAT * shape.parameters().total as u64;
        Demand {
            fixed: BASE + COPIES * parameters + step.max(evaluation) + dropout,
            event: record + table + one_hot + target + image + audio + embeddings,
            buffer: [table, target, image, audio].into_iter().max().unwrap_or_default(),
            // both moments of every parameter, or one view of a batch
            model_buffer: (2 * parameters).max(largest_view(shape) * u64::from(batch_size).max(BATCH as u64)),
        }
    }

    /// For `events` events.
    pub fn bytes(&self, events: u32) -> u64 {
        self.fixed + self.event * u64::from(events)
    }

    /// The most events that fit; `buffer` is the size that one of the device's buffers can have, where it is limited.
    pub fn most_events(&self, buffer: Option<u64>) -> u64 {
        let memory = LIMIT.saturating_sub(self.fixed) / self.event.max(1);
        let in_buffer = |buffer| if self.model_buffer > buffer { 0 } else { buffer / self.buffer.max(1) };
        buffer.map_or(memory, |buffer| memory.min(in_buffer(buffer)))
    }

    /// Whether `events` events fit.
    ///
    /// # Errors
    /// [`Error::Memory`] with the number of events that fit.
    pub fn check(&self, events: u32, buffer: Option<u64>) -> Result<()> {
        let most = self.most_events(buffer);
        if u64::from(events) <= most {
            return Ok(());
        }
        Err(Error::Memory { events, megabytes: self.bytes(events) >> 20, most })
    }
}

/// Bytes of what a model computes of one event on its way to the logits.
fn activations(shape: &ModelShape) -> u64 {
    let encoder = |modality| match modality {
        Modality::Tabular => (shape.schema.inputs() + TABULAR_HIDDEN) as u64,
        Modality::Image => shape.image().map_or(0, pictures),
        Modality::Audio => shape.audio().map_or(0, pictures),
    };
    let encoders: u64 = shape.modalities.iter().map(encoder).sum();
    let embeddings = shape.embedding * shape.modalities.len() + shape.fused();
    FLOAT * (encoders + (embeddings + 2 * HIDDEN + 3 * shape.schema.classes.len()) as u64)
}

/// Numbers in a convolutional encoder, with the frame around each picture.
fn pictures([channels, height, width]: [usize; 3]) -> u64 {
    let framed = |channels: usize, height: usize, width: usize| (channels * (height + 2) * (width + 2)) as u64;
    let pooled = framed(CHANNELS[0], height / 2, width / 2) + framed(CHANNELS[1], height / 4, width / 4);
    framed(channels, height, width) + pooled
}

/// Bytes of the largest tensor of one event in the convolutional encoders: what goes in, or what leaves the first pool.
fn largest_view(shape: &ModelShape) -> u64 {
    let largest =
        |[channels, height, width]: [usize; 3]| (channels * height * width).max(CHANNELS[0] * (height / 2) * (width / 2)) as u64;
    let view = |modality| match modality {
        Modality::Tabular => None,
        Modality::Image => shape.image(),
        Modality::Audio => shape.audio(),
    };
    FLOAT * shape.modalities.iter().filter_map(view).map(largest).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::data::examples::schema;
    use crate::data::modality::ModalitySet;
    use crate::data::schema::{Feature, FeatureKind, ImageShape, Schema};
    use crate::learn::fusion::Fusion;
    use crate::worlds::source;

    fn demand(config: &Config) -> Demand {
        let source = source(&config.data());
        Demand::of(&ModelShape::new(source.schema(), config).unwrap(), config.batch_size)
    }

    #[test]
    fn the_largest_settings_of_the_form_fit() {
        let largest =
            Config { events: 20_000, image_size: 64, audio_seconds: 3, batch_size: 256, embedding: 512, ..Config::default() };
        largest.validate().unwrap();
        assert!(demand(&largest).check(largest.events, None).is_ok(), "{} MB", demand(&largest).bytes(20_000) >> 20);
    }

    #[test]
    fn an_event_counts_its_bytes_and_a_model_its_parameters_five_times() {
        let (all, table) = (Config::default(), Config { modalities: Modality::Tabular.into(), ..Config::default() });
        let [all, table] = [all, table].map(|config| demand(&config));
        // the data set is the same; only the embeddings of picture and sound are fewer
        assert_eq!(all.event - table.event, 2 * 4 * 2 * 128);
        assert_eq!(table.event, 2 * (40 + 16) + 40 + 12 + 3072 + 4096 + 2 * 4 * 128);
        let parameters = |modalities| {
            let source = source(&Config::default().data());
            ModelShape { schema: source.schema(), modalities, embedding: 128, fusion: Fusion::default() }.parameters().total
                as u64
        };
        let weights = 20 * (parameters(ModalitySet::ALL) - parameters(Modality::Tabular.into()));
        assert!(all.fixed - table.fixed > weights && all.fixed < 200 << 20, "{all:?}");
        assert_eq!(all.bytes(1000) - all.bytes(0), 1000 * all.event);
    }

    #[test]
    fn what_does_not_fit_is_refused_with_what_would() {
        let demand = demand(&Config::default());
        let most = demand.most_events(None) as u32;
        assert!(demand.bytes(most) <= LIMIT && demand.bytes(most + 1) > LIMIT);
        assert!(demand.check(most, None).is_ok());
        let refused = demand.check(most + 1, None).unwrap_err();
        assert_eq!(refused, Error::Memory { events: most + 1, megabytes: LIMIT >> 20, most: u64::from(most) });
        // a spectrogram is the largest part of an event: 4096 bytes
        assert_eq!(demand.most_events(Some(128 << 20)), (128 << 20) / 4096);
        assert!(demand.check(40_000, Some(128 << 20)).is_err());
    }

    #[test]
    fn a_table_of_categories_counts_twice_because_it_is_widened_before_it_is_uploaded() {
        let numeric = FeatureKind::Numeric { unit: String::new() };
        let numbers = Schema {
            features: schema().features.into_iter().map(|f| Feature { kind: numeric.clone(), ..f }).collect(),
            ..schema()
        };
        let event = |schema: &Schema| Demand::of(&ModelShape::new(schema, &Config::default()).unwrap(), 32).event;
        // five inputs, twice, instead of three
        assert_eq!(event(&schema()) - event(&numbers), 4 * (2 * 5 - 3));
    }

    #[test]
    fn a_model_that_a_buffer_of_the_device_cannot_hold_is_refused() {
        let image = ImageShape { channels: 3, height: 200, width: 200, range: [0.0, 1.0] };
        let schema = Schema { image: Some(image), ..schema() };
        let demand = Demand::of(&ModelShape::new(&schema, &Config::default()).unwrap(), 256);
        // a batch behind the first pool is the largest: 256 · 16 · 100 · 100 numbers
        assert!(demand.check(100, None).is_ok() && demand.check(100, Some(164 << 20)).is_ok(), "{demand:?}");
        assert_eq!(demand.most_events(Some(128 << 20)), 0);
    }
}

//! Times the page's trainer on data and weights that the benchmark supplies, so that every contestant trains on the same numbers.

use std::collections::HashMap;

use crate::config::Config;
use crate::data::columns::Columns;
use crate::data::dataset::{Dataset, Splits};
use crate::data::modality::{Modality, ModalitySet};
use crate::data::packed::Packed;
use crate::data::schema::Schema;
use crate::data::statistics::Statistics;
use crate::error::{Error, Result};
use crate::learn::batch::DeviceData;
use crate::learn::device::Device;
use crate::learn::layer::{InitialWeights, Layer, LayerValues};
use crate::learn::shape::ModelShape;
use crate::learn::trainer::{Setup, Trainer};

/// What a benchmark trains on. Tensors are flat, in PyTorch's layouts.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug)]
pub struct BenchSetup {
    pub batch_size: u32,
    pub dropout: f64,
    pub learning_rate: f64,
    pub seed: u32,
    /// `[event, feature]`
    pub table: Vec<f32>,
    /// `[event, channel, height, width]`
    pub image: Vec<f32>,
    /// `[event, 1, mel, frame]`
    pub audio: Vec<f32>,
    /// `[event]`
    pub labels: Vec<u32>,
    /// by the names of [`layer_name`]
    pub weights: HashMap<String, LayerValues>,
}

/// A trainer that walks given events in the given order, with nothing standardised.
pub struct Bench {
    trainer: Trainer,
}

struct Given(HashMap<String, LayerValues>);

impl InitialWeights for Given {
    fn values(&self, layer: Layer, _shape: &[usize]) -> LayerValues {
        self.0[layer_name(layer)].clone()
    }
}

/// The benchmark's name of a layer.
pub fn layer_name(layer: Layer) -> &'static str {
    match layer {
        Layer::TabularHidden => "tab1",
        Layer::TabularOut => "tab2",
        Layer::ImageConv1 => "img1",
        Layer::ImageConv2 => "img2",
        Layer::ImageOut => "imgfc",
        Layer::AudioConv1 => "aud1",
        Layer::AudioConv2 => "aud2",
        Layer::AudioOut => "audfc",
        Layer::HeadHidden => "fus1",
        Layer::HeadOut => "fus2",
    }
}

impl Bench {
    /// Uploads the events and weights.
    ///
    /// # Errors
    /// [`Error::Data`] when lengths do not fit the default data set's schema, or a layer has no weights;
    /// [`Error::Setting`] when a setting is out of range.
    pub fn new(setup: BenchSetup, device: &Device) -> Result<Bench> {
        let config = Config {
            modalities: ModalitySet::ALL,
            batch_size: setup.batch_size,
            dropout: setup.dropout,
            learning_rate: setup.learning_rate,
            seed: setup.seed,
            ..Config::default()
        };
        config.validate()?;
        let schema = crate::worlds::source(&config.data()).schema().clone();
        check_weights(&setup.weights, &config, &schema)?;
        let dataset = dataset(&setup, schema)?;
        let statistics = Statistics::identity(&dataset.schema);
        let weights = Given(setup.weights);
        let (config, dataset, data) = (&config, &dataset, &DeviceData::new(&dataset, device));
        let setup = Setup { config, dataset, data, statistics, weights: &weights, shuffle: false };
        Ok(Bench { trainer: Trainer::new(&setup)? })
    }

    /// Takes `steps` optimizer steps and reads the last one's loss, once.
    ///
    /// # Errors
    /// [`Error::Read`] when the device does not answer, [`Error::Diverged`] when the loss is not a number.
    pub async fn step(&mut self, steps: u32) -> Result<f64> {
        for _ in 0..steps {
            if self.trainer.epoch_is_over() {
                self.trainer.repeat_epoch();
            }
            self.trainer.discard_report();
            self.trainer.step();
        }
        Ok(self.trainer.report().await?.loss)
    }

    /// Scores all events `passes` times, as validation does, and gives their mean loss.
    ///
    /// # Errors
    /// [`Error::Read`] when the device does not answer.
    pub async fn evaluate(&self, passes: u32) -> Result<f64> {
        let mut loss = 0.0;
        for _ in 0..passes {
            let mut evaluation = self.trainer.training();
            while !self.trainer.advance(&mut evaluation) {}
            loss = evaluation.scores().await?.mean().loss;
        }
        Ok(loss)
    }
}

fn check_weights(weights: &HashMap<String, LayerValues>, config: &Config, schema: &Schema) -> Result<()> {
    let shape = ModelShape::new(schema, config)?;
    for (layer, shape) in shape.layers() {
        let name = layer_name(layer);
        let fits = |v: &LayerValues| v.weight.len() == shape.iter().product::<usize>() && v.bias.len() == shape[0];
        if !weights.get(name).is_some_and(fits) {
            return Err(Error::Data { why: format!("layer {name} needs weights of shape {shape:?} and a bias") });
        }
    }
    Ok(())
}

fn dataset(setup: &BenchSetup, schema: Schema) -> Result<Dataset> {
    let n = setup.labels.len();
    let lengths = [setup.table.len(), setup.image.len(), setup.audio.len()];
    for (modality, length) in Modality::ALL.into_iter().zip(lengths) {
        let (name, size) = (ModalitySet::from(modality).name(), schema.numbers(modality));
        if n == 0 || length != n * size {
            return Err(Error::Data { why: format!("{name} has {length} numbers, not {n} events × {size}") });
        }
    }
    if let Some(label) = setup.labels.iter().find(|label| **label as usize >= schema.classes.len()) {
        return Err(Error::Data { why: format!("there is no class {label}, only {}", schema.classes.len()) });
    }
    let labels: Vec<u8> = setup.labels.iter().map(|label| *label as u8).collect();
    let columns = Columns {
        labels,
        present: vec![ModalitySet::ALL; n],
        tables: setup.table.clone(),
        images: Some(Packed::Floats(setup.image.clone())),
        spectrograms: Some(Packed::Floats(setup.audio.clone())),
    };
    let splits = Splits { train: (0..n as u32).collect(), ..Splits::default() };
    Ok(Dataset { columns, schema, splits, truth: None })
}

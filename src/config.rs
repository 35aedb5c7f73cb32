//! Every setting of a run: one flat struct, and one table ([`FIELDS`]) that names, explains and bounds each of its fields.
//! A field's name is its key in messages, in the URL and in the form. It refuses values outside their range.

mod field;

use serde::{Deserialize, Serialize};

use crate::data::modality::{Modality, ModalitySet};
use crate::error::{Error, Result};
pub use field::{Choice, FIELDS, Field, Kind};

/// Which data set the events come from. `worlds::preset` says how each of them makes table, picture and sound of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum World {
    Story,
    Redundant,
    Unique,
    Synergy,
    Noise,
}

/// Where the arithmetic runs. `Auto` is resolved by the page before a worker starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Backend {
    Auto,
    Cpu,
    Webgpu,
}

/// Whether rare classes count for more in the training loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClassWeights {
    /// every event counts alike
    Off,
    /// every class counts alike
    Balanced,
}

/// The settings of a run. [`Config::default`] is the article's experiment. [`FIELDS`] explains each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub world: World,
    pub classes: u32,
    pub events: u32,
    pub ambiguity: f64,
    /// the one that shows the class in [`World::Unique`]
    pub unique_modality: Modality,
    pub imbalance: f64,
    pub image_size: u32,
    pub audio_seconds: u32,
    pub train_share: f64,
    pub val_share: f64,
    pub table_noise: f64,
    pub image_noise: f64,
    pub image_blur: f64,
    pub image_occlusion: f64,
    pub audio_snr: f64,
    pub label_noise: f64,
    pub missing_table: f64,
    pub missing_image: f64,
    pub missing_audio: f64,
    /// what the model is built from; a single one gives a unimodal baseline
    pub modalities: ModalitySet,
    pub embedding: u32,
    pub dropout: f64,
    pub modality_dropout: f64,
    pub epochs: u32,
    pub batch_size: u32,
    pub learning_rate: f64,
    pub weight_decay: f64,
    pub label_smoothing: f64,
    pub class_weights: ClassWeights,
    pub patience: u32,
    pub seed: u32,
    pub backend: Backend,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            world: World::Story,
            classes: 3,
            events: 2000,
            ambiguity: 1.0,
            unique_modality: Modality::Image,
            imbalance: 0.0,
            image_size: 32,
            audio_seconds: 2,
            train_share: 0.70,
            val_share: 0.15,
            table_noise: 0.0,
            image_noise: 0.05,
            image_blur: 0.0,
            image_occlusion: 0.0,
            audio_snr: 26.0,
            label_noise: 0.0,
            missing_table: 0.0,
            missing_image: 0.0,
            missing_audio: 0.0,
            modalities: ModalitySet::ALL,
            embedding: 128,
            dropout: 0.5,
            modality_dropout: 0.0,
            epochs: 10,
            batch_size: 32,
            learning_rate: 1e-3,
            weight_decay: 0.0,
            label_smoothing: 0.0,
            class_weights: ClassWeights::Off,
            patience: 0,
            seed: 1,
            backend: Backend::Auto,
        }
    }
}

/// Sides of a picture in pixels.
const IMAGE_SIZES: [u32; 2] = [32, 64];

impl Config {
    /// Whether both settings give the same events in the same splits. Only the fields named here do not bear on the data, so
    /// that a new one counts until it is named.
    pub fn same_data(&self, other: &Config) -> bool {
        let with_our_training = Config {
            modalities: self.modalities,
            embedding: self.embedding,
            dropout: self.dropout,
            modality_dropout: self.modality_dropout,
            epochs: self.epochs,
            batch_size: self.batch_size,
            learning_rate: self.learning_rate,
            weight_decay: self.weight_decay,
            label_smoothing: self.label_smoothing,
            class_weights: self.class_weights,
            patience: self.patience,
            backend: self.backend,
            ..other.clone()
        };
        *self == with_our_training
    }

    /// The rates at which table, picture and sound are missing, in the order of the presence mask.
    pub fn missing(&self) -> [f64; 3] {
        [self.missing_table, self.missing_image, self.missing_audio]
    }

    /// Checks every field against its range, and the few that bound each other.
    ///
    /// # Errors
    /// [`Error::Setting`] for the first field outside its range, for a picture of another size, for a model of no modality, for
    /// rates so high that some event would have to lose all three modalities, and when no event is left for the test split.
    pub fn validate(&self) -> Result<()> {
        for field in FIELDS {
            field.check(self)?;
        }
        if !IMAGE_SIZES.contains(&self.image_size) {
            return refuse("image_size", self.image_size, "a picture is 32 or 64 pixels wide");
        }
        if self.modalities.is_empty() {
            return refuse("modalities", self.modalities.name(), "a model needs at least one modality");
        }
        if self.missing_too_often() {
            let most = self.missing().into_iter().fold(0.0, f64::max);
            let why = "with the other rates, some event would have nothing left; every event keeps a modality";
            return refuse(self.most_missing(), most, why);
        }
        if self.train_share + self.val_share > 0.95 + 1e-9 {
            let why = "training and validation together leave less than 5 % for the test split";
            return refuse("val_share", self.val_share, why);
        }
        Ok(())
    }

    /// Whether the rates leave no way to keep one modality of every event: see `worlds::missing`.
    fn missing_too_often(&self) -> bool {
        let rates = self.missing();
        let nothing: f64 = rates.iter().product();
        let everything: f64 = rates.iter().map(|rate| 1.0 - rate).product();
        everything < nothing / 2.0
    }

    fn most_missing(&self) -> &'static str {
        let [table, image, audio] = self.missing();
        if table >= image.max(audio) {
            "missing_table"
        } else if image >= audio {
            "missing_image"
        } else {
            "missing_audio"
        }
    }
}

fn refuse(field: &str, value: impl ToString, why: &str) -> Result<()> {
    Err(Error::Setting { field: field.into(), value: value.to_string(), why: why.into() })
}

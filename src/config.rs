//! Every setting of a run: one flat struct, and one table that names, explains and bounds each of its fields.
//! A field's name is its key in messages, in the URL and in the form. It refuses values outside their range.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Which data set the events come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum World {
    Story,
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

/// Which modalities the model is built from; a single one gives a unimodal baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modalities {
    All,
    Tabular,
    Image,
    Audio,
    TabularImage,
    TabularAudio,
    ImageAudio,
}

/// The settings of a run. [`Config::default`] is the article's experiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub world: World,
    pub events: u32,
    pub train_share: f64,
    pub val_share: f64,
    pub table_noise: f64,
    pub image_noise: f64,
    pub audio_noise: f64,
    pub modalities: Modalities,
    pub embedding: u32,
    pub dropout: f64,
    pub modality_dropout: f64,
    pub epochs: u32,
    pub batch_size: u32,
    pub learning_rate: f64,
    pub patience: u32,
    pub seed: u32,
    pub backend: Backend,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            world: World::Story,
            events: 2000,
            train_share: 0.70,
            val_share: 0.15,
            table_noise: 0.0,
            image_noise: 0.05,
            audio_noise: 0.05,
            modalities: Modalities::All,
            embedding: 128,
            dropout: 0.5,
            modality_dropout: 0.0,
            epochs: 10,
            batch_size: 32,
            learning_rate: 1e-3,
            patience: 0,
            seed: 1,
            backend: Backend::Auto,
        }
    }
}

/// What a field holds, and so how the page asks for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    Integer { min: f64, max: f64, step: f64 },
    Number { min: f64, max: f64, step: f64 },
    Choice { options: &'static [Choice] },
}

/// One option of a choice field.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Choice {
    pub value: &'static str,
    pub label: &'static str,
}

/// One setting as the page shows it. `advanced` fields hide behind "More settings".
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub help: &'static str,
    pub group: &'static str,
    pub advanced: bool,
    #[serde(flatten)]
    pub kind: Kind,
    #[serde(skip)]
    read: fn(&Config) -> f64,
}

const fn choice(value: &'static str, label: &'static str) -> Choice {
    Choice { value, label }
}

const WORLDS: &[Choice] = &[choice("story", "Story: concert, lecture or match"), choice("noise", "Noise: nothing to learn")];
const BACKENDS: &[Choice] = &[choice("auto", "Automatic"), choice("cpu", "CPU (SIMD)"), choice("webgpu", "WebGPU")];
const MODALITIES: &[Choice] = &[
    choice("all", "All three"),
    choice("tabular", "Table alone"),
    choice("image", "Picture alone"),
    choice("audio", "Sound alone"),
    choice("tabular_image", "Table and picture"),
    choice("tabular_audio", "Table and sound"),
    choice("image_audio", "Picture and sound"),
];

macro_rules! field {
    ($name:ident, $group:literal, $label:literal, $kind:expr, $read:expr, $advanced:literal, $help:literal) => {
        Field {
            name: stringify!($name),
            label: $label,
            help: $help,
            group: $group,
            advanced: $advanced,
            kind: $kind,
            read: $read,
        }
    };
}

const fn integer(min: f64, max: f64, step: f64) -> Kind {
    Kind::Integer { min, max, step }
}

const fn number(min: f64, max: f64, step: f64) -> Kind {
    Kind::Number { min, max, step }
}

const fn options(options: &'static [Choice]) -> Kind {
    Kind::Choice { options }
}

/// The settings in the order the form shows them.
#[rustfmt::skip]
pub const FIELDS: &[Field] = &[
    field!(world, "Data", "Data set", options(WORLDS), |_| 0.0, false,
        "Story: picture, sound and numbers are each ambiguous and decide together. Noise: random numbers with random labels, to see overfitting."),
    field!(events, "Data", "Events", integer(60.0, 20000.0, 10.0), |c| c.events.into(), false,
        "How many events are made. Event 7 stays the same however many there are."),
    field!(table_noise, "Data", "Table noise", number(0.0, 3.0, 0.05), |c| c.table_noise, false,
        "Gaussian noise added to every number, in standard deviations of that column."),
    field!(image_noise, "Data", "Picture noise", number(0.0, 1.0, 0.05), |c| c.image_noise, false,
        "Gaussian noise added to every pixel; 1 is the whole range from black to white."),
    field!(audio_noise, "Data", "Sound noise", number(0.0, 1.0, 0.05), |c| c.audio_noise, false,
        "White noise mixed into the clip, as a share of its loudness."),
    field!(train_share, "Data", "Training share", number(0.3, 0.9, 0.05), |c| c.train_share, true,
        "The share of events the model learns from."),
    field!(val_share, "Data", "Validation share", number(0.05, 0.5, 0.05), |c| c.val_share, true,
        "The share of events that picks the best epoch. What is left is the test split."),
    field!(modalities, "Model", "Modalities", options(MODALITIES), |_| 0.0, false,
        "Which of table, picture and sound the model is built from."),
    field!(dropout, "Model", "Dropout", number(0.0, 0.9, 0.05), |c| c.dropout, false,
        "The share of hidden units switched off at random in each training step."),
    field!(modality_dropout, "Model", "Modality dropout", number(0.0, 0.9, 0.05), |c| c.modality_dropout, false,
        "The chance that a training event's table, picture or sound is hidden, so that the model learns to do without."),
    field!(embedding, "Model", "Embedding size", integer(4.0, 512.0, 4.0), |c| c.embedding.into(), true,
        "How many numbers each encoder makes of its modality."),
    field!(epochs, "Training", "Epochs", integer(1.0, 200.0, 1.0), |c| c.epochs.into(), false,
        "How many times the model sees the whole training split."),
    field!(batch_size, "Training", "Batch size", integer(1.0, 256.0, 1.0), |c| c.batch_size.into(), false,
        "How many events share one optimizer step."),
    field!(learning_rate, "Training", "Learning rate", number(1e-6, 10.0, 1e-4), |c| c.learning_rate, false,
        "How far Adam moves the weights in one step."),
    field!(patience, "Training", "Patience", integer(0.0, 100.0, 1.0), |c| c.patience.into(), true,
        "Stop after this many epochs without a lower validation loss; 0 never stops early."),
    field!(seed, "Run", "Seed", integer(0.0, 4294967295.0, 1.0), |c| c.seed.into(), false,
        "Data, split, initial weights, order and dropout all follow from this number."),
    field!(backend, "Run", "Backend", options(BACKENDS), |_| 0.0, true,
        "Where the arithmetic runs. Automatic takes WebGPU where there is a graphics card, else the CPU."),
];

impl Config {
    /// Whether both settings give the same events in the same splits.
    pub fn same_data(&self, other: &Config) -> bool {
        let key =
            |c: &Config| (c.world, c.events, c.seed, [c.train_share, c.val_share, c.table_noise, c.image_noise, c.audio_noise]);
        key(self) == key(other)
    }

    /// Checks every field against its range.
    ///
    /// # Errors
    /// [`Error::Setting`] for the first field outside its range, and when no event is left for the test split.
    pub fn validate(&self) -> Result<()> {
        for field in FIELDS {
            field.check(self)?;
        }
        if self.train_share + self.val_share > 0.95 + 1e-9 {
            let why = "training and validation together leave less than 5 % for the test split".into();
            return Err(Error::Setting { field: "val_share".into(), value: self.val_share.to_string(), why });
        }
        Ok(())
    }
}

impl Field {
    fn check(&self, config: &Config) -> Result<()> {
        let (Kind::Integer { min, max, .. } | Kind::Number { min, max, .. }) = self.kind else { return Ok(()) };
        let value = (self.read)(config);
        if (min..=max).contains(&value) {
            return Ok(());
        }
        let why = format!("it must lie between {min} and {max}");
        Err(Error::Setting { field: self.name.into(), value: value.to_string(), why })
    }
}

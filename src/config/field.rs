//! The table of settings: what each is called, what it does, which values it takes. The form is painted from it.

use serde::Serialize;

use super::Config;
use crate::error::{Error, Result};

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

const WORLDS: &[Choice] = &[
    choice("story", "Story: no one modality decides"),
    choice("redundant", "Redundant: each one decides"),
    choice("unique", "Unique: only one decides"),
    choice("synergy", "Synergy: picture and sound decide together"),
    choice("noise", "Noise: nothing to learn"),
];
const BACKENDS: &[Choice] = &[choice("auto", "Automatic"), choice("cpu", "CPU (SIMD)"), choice("webgpu", "WebGPU")];
const UNIQUE: &[Choice] = &[choice("tabular", "Table"), choice("image", "Picture"), choice("audio", "Sound")];
const CLASS_WEIGHTS: &[Choice] =
    &[choice("off", "Off: every event counts alike"), choice("balanced", "On: every class counts alike")];
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
        "How table, picture and sound depend on the class of an event. The best possible accuracy of each is known."),
    field!(classes, "Data", "Classes", integer(2.0, 6.0, 1.0), |c| c.classes.into(), false,
        "How many kinds of event there are: concert, lecture, sporting event, theatre play, conference, street parade, in this order."),
    field!(events, "Data", "Events", integer(60.0, 20000.0, 10.0), |c| c.events.into(), false,
        "How many events are made. Event 7 stays the same however many there are."),
    field!(ambiguity, "Data", "Ambiguity", number(0.0, 1.0, 0.05), |c| c.ambiguity, false,
        "Story only: how often a table, picture or sound shows what it shares with other classes. At 0 each of them tells the class."),
    field!(unique_modality, "Data", "Which one decides", options(UNIQUE), |_| 0.0, true,
        "Unique only: the modality that tells the class. The other two show a class drawn at random."),
    field!(imbalance, "Data", "Imbalance", number(0.0, 1.0, 0.05), |c| c.imbalance, true,
        "How unequal the classes are: at 0 equally frequent, at 1 the first is ten times as frequent as the last."),
    field!(image_size, "Data", "Picture size", integer(32.0, 64.0, 32.0), |c| c.image_size.into(), true,
        "Pixels along each side of the picture: 32 or 64."),
    field!(audio_seconds, "Data", "Sound length", integer(1.0, 3.0, 1.0), |c| c.audio_seconds.into(), true,
        "Seconds of sound; each makes 32 columns of the spectrogram."),
    field!(train_share, "Data", "Training share", number(0.3, 0.9, 0.05), |c| c.train_share, true,
        "The share of events the model learns from."),
    field!(val_share, "Data", "Validation share", number(0.05, 0.5, 0.05), |c| c.val_share, true,
        "The share of events that picks the best epoch. What is left is the test split."),
    field!(table_noise, "Noise", "Table noise", number(0.0, 3.0, 0.05), |c| c.table_noise, false,
        "Gaussian noise added to every number, in standard deviations of that column."),
    field!(image_noise, "Noise", "Picture noise", number(0.0, 1.0, 0.05), |c| c.image_noise, false,
        "Gaussian noise added to every pixel; 1 is the whole range from black to white."),
    field!(audio_snr, "Noise", "Signal-to-noise ratio", number(-20.0, 60.0, 1.0), |c| c.audio_snr, false,
        "How far the sound lies above the white noise mixed into it, in decibels. Less is noisier; 60 adds none."),
    field!(label_noise, "Noise", "Wrong labels", number(0.0, 0.5, 0.01), |c| c.label_noise, true,
        "The probability that an event carries the label of another class."),
    field!(image_blur, "Noise", "Picture blur", number(0.0, 0.15, 0.005), |c| c.image_blur, true,
        "How far each point of the picture is smeared: the standard deviation as a share of its width."),
    field!(image_occlusion, "Noise", "Hidden part of the picture", number(0.0, 0.9, 0.05), |c| c.image_occlusion, true,
        "The share of every picture that a plain rectangle hides."),
    field!(missing_table, "Missing", "Missing tables", number(0.0, 0.9, 0.05), |c| c.missing_table, true,
        "The share of events without a table, in training and in the test alike."),
    field!(missing_image, "Missing", "Missing pictures", number(0.0, 0.9, 0.05), |c| c.missing_image, true,
        "The share of events without a picture, in training and in the test alike."),
    field!(missing_audio, "Missing", "Missing sounds", number(0.0, 0.9, 0.05), |c| c.missing_audio, true,
        "The share of events without a sound, in training and in the test alike."),
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
    field!(weight_decay, "Training", "Weight decay", number(0.0, 0.1, 0.001), |c| c.weight_decay, true,
        "How strongly every step pulls the weights towards zero, times the learning rate; it restrains overfitting."),
    field!(label_smoothing, "Training", "Label smoothing", number(0.0, 0.2, 0.01), |c| c.label_smoothing, true,
        "The share of each training label that is spread over all classes, so that the model grows less sure of itself."),
    field!(class_weights, "Training", "Class weights", options(CLASS_WEIGHTS), |_| 0.0, true,
        "Whether events of rare classes count for more in the training loss, so that no class is neglected. The loss shown is unweighted."),
    field!(patience, "Training", "Patience", integer(0.0, 100.0, 1.0), |c| c.patience.into(), true,
        "Stop after this many epochs without a lower validation loss; 0 never stops early."),
    field!(seed, "Run", "Seed", integer(0.0, 4294967295.0, 1.0), |c| c.seed.into(), false,
        "Data, split, initial weights, order and dropout all follow from this number."),
    field!(backend, "Run", "Backend", options(BACKENDS), |_| 0.0, true,
        "Where the arithmetic runs. Automatic takes WebGPU where there is a graphics card, else the CPU."),
];

impl Field {
    pub(super) fn check(&self, config: &Config) -> Result<()> {
        let (Kind::Integer { min, max, .. } | Kind::Number { min, max, .. }) = self.kind else { return Ok(()) };
        let value = (self.read)(config);
        if (min..=max).contains(&value) {
            return Ok(());
        }
        let why = format!("it must lie between {min} and {max}");
        Err(Error::Setting { field: self.name.into(), value: value.to_string(), why })
    }
}

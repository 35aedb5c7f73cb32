//! The table of settings: the range of each, its place in the form, and the worlds that use it. Labels are in the page's own
//! files.

use serde::Serialize;

use super::Config;
use super::World::{self, Story, Unique};
use crate::error::{Error, Result};

/// The type of a field and its range.
#[expect(missing_docs, reason = "the names say it")]
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
    /// as it is sent and written in the address
    pub value: &'static str,
}

/// One setting. `advanced` fields hide behind "More settings".
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    pub name: &'static str,
    pub group: &'static str,
    pub advanced: bool,
    #[serde(flatten)]
    pub kind: Kind,
    /// the worlds in which it changes anything; left out where that is every world
    #[serde(skip_serializing_if = "is_every")]
    pub used_in: &'static [World],
    /// the value of a number
    #[serde(skip)]
    read: Option<fn(&Config) -> f64>,
}

const fn choice(value: &'static str) -> Choice {
    Choice { value }
}

const EVERY: &[World] = &World::EACH;
/// Those whose pictures are drawn and whose sounds are synthesised: all but noise, which is the last.
const SYNTHETIC: &[World] = World::EACH.split_at(World::Noise as usize).0;

fn is_every(worlds: &[World]) -> bool {
    worlds == EVERY
}

const WORLDS: &[Choice] = &{
    let mut worlds = [choice(""); World::EACH.len()];
    let mut i = 0;
    while i < worlds.len() {
        worlds[i] = choice(World::EACH[i].name());
        i += 1;
    }
    worlds
};
const BACKENDS: &[Choice] = &[choice("auto"), choice("cpu"), choice("webgpu")];
const UNIQUE: &[Choice] = &[choice("tabular"), choice("image"), choice("audio")];
const CLASS_WEIGHTS: &[Choice] = &[choice("off"), choice("balanced")];
const MODALITIES: &[Choice] = &[
    choice("all"),
    choice("tabular"),
    choice("image"),
    choice("audio"),
    choice("tabular_image"),
    choice("tabular_audio"),
    choice("image_audio"),
];

macro_rules! number {
    ($name:ident, $group:literal, $kind:expr, $used_in:expr, $advanced:literal) => {{
        let read = Some((|config: &Config| config.$name as f64) as fn(&Config) -> f64);
        Field { name: stringify!($name), group: $group, advanced: $advanced, kind: $kind, used_in: $used_in, read }
    }};
}

macro_rules! choice {
    ($name:ident, $group:literal, $options:expr, $used_in:expr, $advanced:literal) => {{
        let kind = Kind::Choice { options: $options };
        Field { name: stringify!($name), group: $group, advanced: $advanced, kind, used_in: $used_in, read: None }
    }};
}

const fn integer(min: f64, max: f64, step: f64) -> Kind {
    Kind::Integer { min, max, step }
}

const fn number(min: f64, max: f64, step: f64) -> Kind {
    Kind::Number { min, max, step }
}

/// The settings in the order the form shows them.
pub const FIELDS: &[Field] = &[
    choice!(world, "data", WORLDS, EVERY, false),
    number!(classes, "data", integer(2.0, 6.0, 1.0), EVERY, false),
    number!(events, "data", integer(60.0, 20000.0, 10.0), EVERY, false),
    number!(ambiguity, "data", number(0.0, 1.0, 0.05), &[Story], false),
    choice!(unique_modality, "data", UNIQUE, &[Unique], true),
    number!(imbalance, "data", number(0.0, 1.0, 0.05), EVERY, true),
    number!(image_size, "data", integer(32.0, 64.0, 32.0), EVERY, true),
    number!(audio_seconds, "data", integer(1.0, 3.0, 1.0), EVERY, true),
    number!(train_share, "data", number(0.3, 0.9, 0.05), EVERY, true),
    number!(val_share, "data", number(0.05, 0.5, 0.05), EVERY, true),
    number!(table_noise, "noise", number(0.0, 3.0, 0.05), SYNTHETIC, false),
    number!(image_noise, "noise", number(0.0, 1.0, 0.05), SYNTHETIC, false),
    number!(audio_snr, "noise", number(-20.0, 60.0, 1.0), SYNTHETIC, false),
    number!(label_noise, "noise", number(0.0, 0.5, 0.01), EVERY, true),
    number!(image_blur, "noise", number(0.0, 0.15, 0.005), SYNTHETIC, true),
    number!(image_occlusion, "noise", number(0.0, 0.9, 0.05), SYNTHETIC, true),
    number!(missing_table, "missing", number(0.0, 0.9, 0.05), EVERY, true),
    number!(missing_image, "missing", number(0.0, 0.9, 0.05), EVERY, true),
    number!(missing_audio, "missing", number(0.0, 0.9, 0.05), EVERY, true),
    choice!(modalities, "model", MODALITIES, EVERY, false),
    number!(dropout, "model", number(0.0, 0.9, 0.05), EVERY, false),
    number!(modality_dropout, "model", number(0.0, 0.9, 0.05), EVERY, false),
    number!(embedding, "model", integer(4.0, 512.0, 4.0), EVERY, true),
    number!(epochs, "training", integer(1.0, 200.0, 1.0), EVERY, false),
    number!(batch_size, "training", integer(1.0, 256.0, 1.0), EVERY, false),
    number!(learning_rate, "training", number(1e-6, 10.0, 1e-4), EVERY, false),
    number!(weight_decay, "training", number(0.0, 0.1, 0.001), EVERY, true),
    number!(label_smoothing, "training", number(0.0, 0.2, 0.01), EVERY, true),
    choice!(class_weights, "training", CLASS_WEIGHTS, EVERY, true),
    number!(patience, "training", integer(0.0, 100.0, 1.0), EVERY, true),
    number!(seed, "run", integer(0.0, 4294967295.0, 1.0), EVERY, false),
    choice!(backend, "run", BACKENDS, EVERY, true),
];

impl Field {
    pub(super) fn check(&self, config: &Config) -> Result<()> {
        let (Kind::Integer { min, max, .. } | Kind::Number { min, max, .. }) = self.kind else { return Ok(()) };
        let value = self.read.map_or(min, |read| read(config));
        if (min..=max).contains(&value) {
            return Ok(());
        }
        let why = format!("it must lie between {min} and {max}");
        Err(Error::Setting { field: self.name.into(), value: value.to_string(), why })
    }
}

//! The contents of updates: a data set, its events, and a model's predictions, as bytes and numbers that are ready to draw and
//! play.

use serde::Serialize;

use crate::data::dataset::Split;
use crate::data::row::RowError;
use crate::data::schema::Schema;
use crate::data::truth::Best;
use crate::learn::architecture::ModelLayer;
use crate::learn::metrics::interval::Interval;
use crate::learn::shape::Parameters;

/// A row that was sent and cannot be used.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RefusedRow {
    /// its number among all rows of the data set, counted from 0
    pub row: u32,
    /// what does not fit
    pub why: RowError,
}

/// A data set as the page describes it.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DatasetView {
    pub events: u32,
    /// events in each split
    pub train: u32,
    pub val: u32,
    pub test: u32,
    /// the share of the most frequent class in the training split: the accuracy that guessing gets
    pub chance: f64,
    pub schema: Schema,
    /// of the model that these settings would train; all 0 where the data set has none of the modalities that they name
    pub parameters: Parameters,
    /// of that model, in the order in which numbers pass through; of encoders that it leaves out too
    pub layers: Vec<ModelLayer>,
    /// for each set of modalities; empty where it is not known
    pub best_possible: Vec<Best>,
    /// what can lie behind table, picture and sound, in words; empty where it is not known
    pub causes: [Vec<String>; 3],
    pub columns: ColumnsView,
}

/// Every event in a few bytes, `[event]` unless said otherwise, to filter and count by.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ColumnsView {
    /// index into the schema's classes
    #[serde(with = "serde_bytes")]
    pub labels: Vec<u8>,
    /// the class that the event is of, which differs from the label where that is wrong; empty where it is not known
    #[serde(with = "serde_bytes")]
    pub classes: Vec<u8>,
    /// 0 train, 1 val, 2 test
    #[serde(with = "serde_bytes")]
    pub splits: Vec<u8>,
    /// `[event, modality]`, index into the data set's causes of that modality; empty where they are not known
    #[serde(with = "serde_bytes")]
    pub causes: Vec<u8>,
    /// bit 0 where the event has a table, bit 1 a picture, bit 2 a sound
    #[serde(with = "serde_bytes")]
    pub present: Vec<u8>,
    /// `[event, feature]`, 32-bit little-endian floats; zeros where the table is missing
    #[serde(with = "serde_bytes")]
    pub tables: Vec<u8>,
}

/// What the model predicts for one event under the conditions that were asked for.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WhatIfView {
    pub event: u32,
    pub levels: [f64; 3],
    pub present: [bool; 3],
    /// `[class]`, 0…1
    pub probabilities: Vec<f64>,
    /// the most probable class
    pub predicted: usize,
    /// what each modality contributes to the predicted class's probability, in mask order: the three add up to that
    /// probability less the class's share in training
    pub shapley: [f64; 3],
}

/// How often the model is right on the test split under the conditions that were asked for.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ProbeView {
    pub levels: [f64; 3],
    pub present: [bool; 3],
    /// 0…1
    pub accuracy: f64,
    /// 95 % Wilson interval of the accuracy
    pub interval: Interval,
    /// of the test split
    pub events: u32,
}

/// An event as the page draws and plays it.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventView {
    pub event: u32,
    pub split: Split,
    /// index into the schema's classes
    pub label: usize,
    /// the class that the event is of, which differs from the label where that is wrong; `null` where it is not known
    pub class: Option<usize>,
    /// what lies behind table, picture and sound; `null` where it is not known
    pub causes: Option<[String; 3]>,
    /// whether the event has a table, a picture, a sound; a missing one is all zeros
    pub present: [bool; 3],
    /// `[feature]`, in the schema's units
    pub table: Vec<f32>,
    /// `[height, width, rgb]`, one byte each
    #[serde(with = "serde_bytes")]
    pub image: Vec<u8>,
    /// `[mel, frame]`, lowest band first, 0…255 over the schema's range
    #[serde(with = "serde_bytes")]
    pub spectrogram: Vec<u8>,
    /// signed 16-bit little-endian samples, mono; empty where there is none
    #[serde(with = "serde_bytes")]
    pub sound: Vec<u8>,
}

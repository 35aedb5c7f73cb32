//! Room 1: what an event is, wherever it comes from. It uses neither Burn nor the browser, and nothing here makes events up.

pub mod columns;
pub mod dataset;
pub mod event;
#[cfg(test)]
pub(crate) mod examples;
mod lanes;
pub mod modality;
pub mod packed;
pub mod row;
pub mod schema;
pub mod seed;
pub mod source;
pub mod spectrogram;
pub mod statistics;
pub mod truth;

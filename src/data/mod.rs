//! The data layer: what an event is, whether generated or sent by the page. It uses neither Burn nor the browser, and it generates
//! no events.

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

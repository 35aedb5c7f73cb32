//! Room 1: what an event is. It knows neither Burn nor the browser.

pub mod columns;
pub mod dataset;
pub mod event;
mod lanes;
pub mod modality;
pub mod seed;
pub mod spectrogram;
pub mod statistics;

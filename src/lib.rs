//! Trimodal: a multimodal classifier that trains in a browser tab.
//!
//! Its layers, each of which may use only those to its left:
//! `error → data → config → worlds → learn → app → wasm`.
//!
//! - [`config`] has every setting with its default and range; [`error`] is the error type.
//! - [`data`] has events and data sets: tables, pictures, sounds and labels. It uses neither Burn nor the browser.
//! - [`worlds`] generates synthetic data sets and computes the best possible accuracy.
//! - [`learn`] turns events into tensors and trains the model. It is the only layer that uses Burn.
//! - [`app`] handles commands from the page and sends updates to it. It uses neither Burn nor JavaScript.
//! - `wasm` is the JavaScript interface: the only file that uses wasm-bindgen, js-sys, web-sys and serde-wasm-bindgen.
//!
//! `tests/house.rs` checks this and names the line that breaks it.

pub mod app;
pub mod config;
pub mod data;
pub mod error;
pub mod learn;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod worlds;

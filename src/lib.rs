//! Trimodal: a multimodal classifier that trains in a browser tab.
//!
//! The rooms, and the only direction in which they may use each other:
//! `error → data → config → worlds → learn → app → wasm`.
//!
//! - [`config`] names, explains and bounds every setting; [`error`] is the one error enum.
//! - [`data`] is what an event is, wherever it comes from: a table, a picture, a sound and a label. No Burn, no browser.
//! - [`worlds`] makes events up, with an answer that is known.
//! - [`learn`] turns events into tensors and trains the model. The only room that knows Burn.
//! - [`app`] is what a user may ask and what they are told. Knows neither Burn nor JavaScript.
//! - `wasm` is the door: the only file that knows wasm-bindgen, js-sys, web-sys and serde-wasm-bindgen.
//!
//! `tests/house.rs` holds this as a table and names the line that breaks it.

pub mod app;
pub mod config;
pub mod data;
pub mod error;
pub mod learn;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod worlds;

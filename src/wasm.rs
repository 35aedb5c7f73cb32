//! The JavaScript interface: the only file that uses wasm-bindgen, js-sys, web-sys and serde-wasm-bindgen. It passes messages on
//! and has no logic of its own.

use std::collections::HashMap;

use js_sys::{Float32Array, Reflect, Uint32Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::app::bench::{Bench, BenchSetup};
use crate::app::protocol::Update;
use crate::app::session::Session;
use crate::error::Error;
use crate::learn::device;
use crate::learn::layer::LayerValues;

/// Tells the console where a panic came from; a panic ends the worker, and the page offers a new one.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
}

/// A session as JavaScript holds it. Its methods must not overlap: wait for `work` before the next call.
#[wasm_bindgen(js_name = Session)]
pub struct JsSession(Session);

#[wasm_bindgen(js_class = Session)]
impl JsSession {
    /// Opens `backend` (`"cpu"` or `"webgpu"`); once per worker.
    ///
    /// # Errors
    /// When this build or this machine lacks the backend.
    pub async fn open(backend: &str) -> Result<JsSession, JsError> {
        let device = device::open(parse(backend.into())?).await?;
        Ok(JsSession(Session::new(device)))
    }

    /// Serves a `Command` and gives an array of `Update`.
    ///
    /// # Errors
    /// Only when the updates cannot be turned into JavaScript; a refused or misspelt command is an `error` update.
    pub fn handle(&mut self, command: JsValue) -> Result<JsValue, JsError> {
        let name = Reflect::get(&command, &"type".into()).ok().and_then(|name| name.as_string());
        let updates = match parse(command) {
            Ok(command) => self.0.handle(command),
            Err(error) => vec![Update::refusal(&error, name)],
        };
        to_js(&updates)
    }

    /// Whether `work` has something to do.
    pub fn busy(&self) -> bool {
        self.0.busy()
    }

    /// Does one small piece of work and gives an array of `Update`.
    ///
    /// # Errors
    /// Only when the updates cannot be turned into JavaScript.
    pub async fn work(&mut self) -> Result<JsValue, JsError> {
        to_js(&self.0.work().await)
    }
}

/// The benchmark as JavaScript holds it.
#[wasm_bindgen(js_name = Bench)]
pub struct JsBench(Bench);

#[wasm_bindgen(js_class = Bench)]
impl JsBench {
    /// Opens `backend` and sets up `{ batch, seed, dropout, lr, tab, img, aud, y, weights }`.
    ///
    /// # Errors
    /// When the backend cannot be opened, or an array is missing or of the wrong length.
    pub async fn open(backend: &str, options: JsValue) -> Result<JsBench, JsError> {
        let setup = bench_setup(&options).map_err(|value| JsError::new(&format!("cannot read the options: {value:?}")))?;
        let device = device::open(parse(backend.into())?).await?;
        Ok(JsBench(Bench::new(setup, &device)?))
    }

    /// Takes `steps` optimizer steps and gives the last one's loss.
    ///
    /// # Errors
    /// When the device does not answer or the loss is not a number.
    pub async fn step(&mut self, steps: u32) -> Result<f64, JsError> {
        Ok(self.0.step(steps).await?)
    }

    /// Scores all events `passes` times and gives their mean loss.
    ///
    /// # Errors
    /// When the device does not answer.
    pub async fn evaluate(&self, passes: u32) -> Result<f64, JsError> {
        Ok(self.0.evaluate(passes).await?)
    }
}

fn bench_setup(options: &JsValue) -> Result<BenchSetup, JsValue> {
    let number = |key: &str| Reflect::get(options, &key.into())?.as_f64().ok_or_else(|| JsValue::from(key));
    let floats = |object: &JsValue, key: &str| Ok::<_, JsValue>(Float32Array::new(&Reflect::get(object, &key.into())?).to_vec());
    let weights = Reflect::get(options, &"weights".into())?;
    let mut layers = HashMap::new();
    for name in js_sys::Object::keys(&weights.clone().into()).iter() {
        let layer = Reflect::get(&weights, &name)?;
        let values = LayerValues { weight: floats(&layer, "w")?, bias: floats(&layer, "b")? };
        layers.insert(name.as_string().unwrap_or_default(), values);
    }
    Ok(BenchSetup {
        batch_size: number("batch")? as u32,
        dropout: number("dropout")?,
        learning_rate: number("lr")?,
        seed: number("seed")? as u32,
        table: floats(options, "tab")?,
        image: floats(options, "img")?,
        audio: floats(options, "aud")?,
        labels: Uint32Array::new(&Reflect::get(options, &"y".into())?).to_vec(),
        weights: layers,
    })
}

fn parse<T: serde::de::DeserializeOwned>(value: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(value).map_err(|error| Error::Message { why: error.to_string() })
}

fn to_js(updates: &[Update]) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible().serialize_bytes_as_arrays(false);
    Ok(updates.serialize(&serializer)?)
}

//! The learning layer: batches, the model, training and evaluation. It is the only layer that uses Burn, and it uses neither
//! messages nor the browser.

pub mod architecture;
pub mod balance;
pub mod batch;
pub mod device;
pub mod dropout;
pub mod embeddings;
pub mod encoder;
pub mod evaluation;
pub mod examine;
pub mod fusion;
pub mod kernel;
pub mod layer;
pub mod loss;
pub mod memory;
pub mod metrics;
pub mod model;
pub mod optimizer;
pub mod progress;
pub mod shape;
pub mod trainer;

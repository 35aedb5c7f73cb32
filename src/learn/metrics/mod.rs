//! Metrics, computed from predictions on the host. They use plain numbers, no tensors.

pub mod calibration;
pub mod interval;
pub mod predictions;
pub mod report;
mod scores;
mod tally;

pub use scores::{ClassScore, Scores};
pub use tally::{Mean, Tally};

//! Measurements as plain numbers, from predictions on the host. Knows no tensor.

pub mod calibration;
pub mod interval;
pub mod predictions;
pub mod report;
mod scores;
mod tally;

pub use scores::{ClassScore, Scores};
pub use tally::{Mean, Tally};

//! Room 3: what a user may ask and what they are told. It knows neither Burn nor JavaScript.

pub mod bench;
pub mod protocol;
pub mod session;
pub mod view;

//! Room 4: what a user may ask for, and what the page is sent. It knows neither Burn nor JavaScript.

pub mod bench;
pub mod protocol;
mod run;
pub mod session;
pub mod view;

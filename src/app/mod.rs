//! The application layer: the commands that the page sends, the updates that it gets, and the session that handles both. It uses
//! neither Burn nor JavaScript.

pub mod bench;
pub mod protocol;
mod run;
pub mod session;
pub mod view;

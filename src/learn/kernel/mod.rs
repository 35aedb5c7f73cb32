//! Our own tensor operations, registered through Burn's `extension` feature; a test compares each with the same thing in
//! Burn's ordinary operations. An operation's file says what it computes and how its gradient flows; `cpu/` and `gpu/` compute.

pub mod adam;
pub mod conv_block;
#[cfg(feature = "cpu")]
mod cpu;
pub mod cross_entropy;
pub mod gather;
// cubecl launches a kernel without bounds checks only in an unsafe block
#[cfg(feature = "webgpu")]
#[allow(unsafe_code)]
mod gpu;
pub mod layer_gradients;
pub mod linear;
pub mod squares;

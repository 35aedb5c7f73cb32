//! Fetching events on a GPU: each unit computes one number.

use burn::backend::{Cube, TensorMetadata};
use burn::tensor::DType;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::super::conv_block::Order;
use super::super::gather::{Gather, Layout};
use super::{empty, grid};

impl Gather for Cube {
    fn gather(
        words: CubeTensor,
        rows: CubeTensor,
        mean: CubeTensor,
        inverse: CubeTensor,
        layout: Layout,
        _: Order,
    ) -> CubeTensor {
        let [rows, mean, inverse] = [rows, mean, inverse].map(into_contiguous);
        let batch = rows.shape()[0];
        let output = empty(&words, [batch, layout.channels, layout.height, layout.width], DType::F32);
        let units = batch * layout.numbers();
        let (count, size) = grid(units);
        let client = words.client.clone();
        // SAFETY: every unit below `units` stays within the buffers; `Stored::gather` has checked the rows
        unsafe {
            fetch::launch_unchecked(
                &client,
                count,
                size,
                words.into_buffer_arg(),
                rows.into_buffer_arg(),
                mean.into_buffer_arg(),
                inverse.into_buffer_arg(),
                output.clone().into_buffer_arg(),
                units,
                layout.numbers(),
                layout.words(),
                layout.height * layout.width,
                layout.low,
                layout.step,
                layout.bytes,
            );
        }
        output
    }
}

#[cube(launch_unchecked)]
fn fetch(
    words: &[i32],
    rows: &[i32],
    mean: &[f32],
    inverse: &[f32],
    output: &mut [f32],
    units: usize,
    numbers: usize,
    words_each: usize,
    area: usize,
    low: f32,
    step: f32,
    #[comptime] bytes: bool,
) {
    let unit = ABSOLUTE_POS;
    if unit >= units {
        terminate!();
    }
    let i = unit % numbers;
    let first = rows[unit / numbers] as usize * words_each;
    let mut value = f32::new(0.0);
    if bytes {
        let word = u32::reinterpret(words[first + i / 4]);
        value = low + ((word >> ((i % 4) as u32 * 8)) & 0xff) as f32 * step;
    }
    if comptime![!bytes] {
        value = f32::reinterpret(words[first + i]);
    }
    let channel = i / area;
    output[unit] = (value - mean[channel]) * inverse[channel];
}

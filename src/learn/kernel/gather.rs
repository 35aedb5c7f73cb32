//! One fused operation for the input of the model: it fetches the numbers of some events from the stored data set, unpacks and
//! standardises them in one pass.

use std::sync::Arc;

use burn::backend::tensor::{FloatTensor, IntTensor};
use burn::backend::{Backend, Dispatch, backend_extension};
use burn::tensor::{AllocationProperty, Bytes, DType, Device, Int, Tensor, TensorData};

use super::conv_block::Order;
use crate::data::packed::ByteRows;

/// One modality of all events on the device.
#[derive(Clone, Debug)]
pub struct Stored {
    /// `[event, word]`: 32 bits that hold a float or four bytes, the first in the lowest
    words: Tensor<2, Int>,
    layout: Layout,
}

/// How an event's numbers lie in its words, and what they mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// feature or channel
    pub channels: usize,
    /// rows of pixels
    pub height: usize,
    /// pixels in a row
    pub width: usize,
    /// whether a number is a byte; else it is a float
    pub bytes: bool,
    /// what byte 0 means
    pub low: f32,
    /// what the next byte means more
    pub step: f32,
}

impl Layout {
    /// Numbers of an event.
    pub fn numbers(&self) -> usize {
        self.channels * self.height * self.width
    }

    /// Words of an event.
    pub fn words(&self) -> usize {
        if self.bytes { self.numbers().div_ceil(4) } else { self.numbers() }
    }
}

impl Stored {
    /// Uploads floats, `[event, channel, height, width]`.
    pub fn floats(values: &[f32], [channels, height, width]: [usize; 3], device: &Device) -> Stored {
        let layout = Layout { channels, height, width, bytes: false, low: 0.0, step: 1.0 };
        let words: Vec<i32> = values.iter().map(|value| value.to_bits() as i32).collect();
        let shape = [words.len() / layout.words().max(1), layout.words()];
        Stored::new(TensorData::new(words, shape), layout, device)
    }

    /// Uploads events of this shape, a byte a number. The CPU shares the words with `rows`.
    pub fn bytes(rows: &ByteRows, [channels, height, width]: [usize; 3], device: &Device) -> Stored {
        let [low, high] = rows.range();
        let layout = Layout { channels, height, width, bytes: true, low, step: (high - low) / 255.0 };
        let bytes = bytes::Bytes::from_owner(SharedWords(rows.words()));
        let bytes = Bytes::from_shared(bytes, AllocationProperty::Native);
        Stored::new(TensorData::from_bytes(bytes, [rows.events(), layout.words()], DType::I32), layout, device)
    }

    fn new(words: TensorData, layout: Layout, device: &Device) -> Stored {
        Stored { words: Tensor::from_data(words, (device, DType::I32)), layout }
    }

    /// `(x − mean) · inverse` of the events `rows`, `[batch, channel, height, width]`; `mean` and `inverse` are `[channel]`.
    /// No gradient flows to it.
    ///
    /// # Panics
    /// When a row is beyond the last event, or `mean` or `inverse` has another length.
    pub fn gather(&self, rows: &Rows, mean: Tensor<1>, inverse: Tensor<1>, order: Order) -> Tensor<4> {
        assert_eq!([mean.dims()[0], inverse.dims()[0]], [self.layout.channels; 2], "a mean and an inverse of every channel");
        let (words, rows) = (self.words.clone().into_dispatch(), rows.within(self.words.dims()[0]).into_dispatch());
        let (mean, inverse) = (mean.into_dispatch(), inverse.into_dispatch());
        Tensor::from_dispatch(<Dispatch as Gather>::gather(words, rows, mean, inverse, self.layout, order))
    }
}

/// Words of a data set, as the bytes that a tensor is made of.
struct SharedWords(Arc<Vec<i32>>);

impl AsRef<[u8]> for SharedWords {
    fn as_ref(&self) -> &[u8] {
        bytemuck::cast_slice(&self.0[..])
    }
}

/// Indices of rows on the device. Kernels read without a check of their own, so the largest index is kept beside them.
#[derive(Clone, Debug)]
pub struct Rows {
    indices: Tensor<1, Int>,
    /// the largest index, plus 1; 0 without an index
    end: usize,
}

/// Uploads indices of rows.
pub fn rows(indices: &[u32], device: &Device) -> Rows {
    let end = indices.iter().max().map_or(0, |largest| *largest as usize + 1);
    let indices: Vec<i32> = indices.iter().map(|index| *index as i32).collect();
    let shape = [indices.len()];
    Rows { indices: Tensor::from_data(TensorData::new(indices, shape), (device, DType::I32)), end }
}

impl Rows {
    /// These rows of `table`, which has the shape `[row, …]`.
    ///
    /// # Panics
    /// When the table has too few rows.
    pub fn of(&self, table: Tensor<2>) -> Tensor<2> {
        let indices = self.within(table.dims()[0]);
        table.select(0, indices)
    }

    /// The indices, where all are below `rows`.
    fn within(&self, rows: usize) -> Tensor<1, Int> {
        assert!(self.end <= rows, "there is no row {} among {rows}", self.end - 1);
        self.indices.clone()
    }
}

/// What a backend computes.
#[backend_extension(Flex: cfg(feature = "cpu"), Cube: cfg(feature = "webgpu"))]
pub trait Gather: Backend {
    /// The operation itself, without gradients.
    fn gather(
        words: IntTensor<Self>,
        rows: IntTensor<Self>,
        mean: FloatTensor<Self>,
        inverse: FloatTensor<Self>,
        layout: Layout,
        order: Order,
    ) -> FloatTensor<Self>;
}

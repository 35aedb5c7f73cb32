//! Fetching events on the CPU: one pass, straight into the frame that a convolution block wants.

use burn::backend::Flex;
use burn::backend::flex::FlexTensor;

use super::super::conv_block::Order;
use super::super::gather::{Gather, Layout};
use super::padded::{Padded, Place};
use super::{contiguous, pictures_tensor, tensor};

impl Gather for Flex {
    fn gather(
        words: FlexTensor,
        rows: FlexTensor,
        mean: FlexTensor,
        inverse: FlexTensor,
        layout: Layout,
        order: Order,
    ) -> FlexTensor {
        let [mean, inverse] = [mean, inverse].map(contiguous);
        let rows = rows.to_contiguous();
        let rows: &[i32] = rows.storage();
        let Layout { channels, height, width, .. } = layout;
        let pictures = Padded { batch: rows.len(), channels, height, width };
        let shape = [rows.len(), channels, height, width];
        let (mut out, place) = match order {
            Order::ChannelsFirst => (vec![0.0; shape.iter().product()], Place::channels_first(shape)),
            Order::ChannelsLast => (vec![0.0; pictures.len()], pictures.place()),
        };
        let unpack = Unpack { words: words.storage(), layout };
        for (b, row) in rows.iter().enumerate() {
            for (c, (mean, inverse)) in mean.storage::<f32>().iter().zip(inverse.storage::<f32>()).enumerate() {
                for y in 0..height {
                    let numbers = unpack.numbers(*row as usize, (c * height + y) * width);
                    for (x, number) in numbers.take(width).enumerate() {
                        out[place.at(b, c, y, x)] = (number - mean) * inverse;
                    }
                }
            }
        }
        match order {
            Order::ChannelsFirst => tensor(out, shape),
            Order::ChannelsLast => pictures_tensor(out, pictures),
        }
    }
}

struct Unpack<'a> {
    words: &'a [i32],
    layout: Layout,
}

impl Unpack<'_> {
    /// The numbers of event `row` from the `first` on.
    fn numbers(&self, row: usize, first: usize) -> impl Iterator<Item = f32> {
        let Layout { bytes, low, step, .. } = self.layout;
        let words = &self.words[row * self.layout.words()..][..self.layout.words()];
        (first..).map(move |i| match bytes {
            true => low + (words[i / 4] >> (8 * (i % 4)) & 0xff) as f32 * step,
            false => f32::from_bits(words[i] as u32),
        })
    }
}

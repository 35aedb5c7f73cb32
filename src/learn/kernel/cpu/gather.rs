//! Fetching events on the CPU: one pass, straight into the frame that a convolution block reads.

use burn::backend::Flex;
use burn::backend::flex::FlexTensor;

use super::super::conv_block::Order;
use super::super::gather::{Gather, Layout};
use super::padded::Padded;
use super::{contiguous, ordered, room};

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
        let (place, length) = room(pictures, order);
        let mut out = vec![0.0; length];
        let events = Events { words: words.storage(), layout };
        for (b, row) in rows.iter().enumerate() {
            for (c, (mean, inverse)) in mean.storage::<f32>().iter().zip(inverse.storage::<f32>()).enumerate() {
                for y in 0..height {
                    let to = out[place.at(b, c, y, 0)..].iter_mut().step_by(place.strides[3]).take(width);
                    events.standardise(*row as usize, (c * height + y) * width, [*mean, *inverse], to);
                }
            }
        }
        ordered(out, pictures, order)
    }
}

struct Events<'a> {
    words: &'a [i32],
    layout: Layout,
}

impl Events<'_> {
    /// Writes `(x − mean) · inverse` of the numbers of event `row` from the `first` on, as many as `to` takes. The lowest byte of a
    /// word comes first, as in memory wherever this runs.
    #[inline(always)]
    fn standardise<'a>(&self, row: usize, first: usize, [mean, inverse]: [f32; 2], to: impl Iterator<Item = &'a mut f32>) {
        let Layout { bytes, low, step, .. } = self.layout;
        let words = &self.words[row * self.layout.words()..][..self.layout.words()];
        if bytes {
            let standardised = |byte: u8| (low + f32::from(byte) * step - mean) * inverse;
            to.zip(&bytemuck::cast_slice(words)[first..]).for_each(|(to, byte)| *to = standardised(*byte));
        } else {
            to.zip(&words[first..]).for_each(|(to, word)| *to = (f32::from_bits(*word as u32) - mean) * inverse);
        }
    }
}

//! The shape of a convolution block on the CPU. It uses plain numbers, no tensors.

use super::padded::Padded;

/// The shape of a block: what goes in, and how many channels come out.
#[derive(Clone, Copy, Debug)]
pub struct BlockShape {
    pub input: Padded,
    pub outputs: usize,
}

impl BlockShape {
    /// Height and width of what comes out; an odd last row or column is dropped.
    pub fn pooled(&self) -> [usize; 2] {
        [self.input.height / 2, self.input.width / 2]
    }

    /// The pictures that come out.
    pub fn output(&self) -> Padded {
        let [height, width] = self.pooled();
        Padded { channels: self.outputs, height, width, ..self.input }
    }

    /// Weights that meet one row of a kernel.
    pub fn run(&self) -> usize {
        3 * self.input.channels
    }
}

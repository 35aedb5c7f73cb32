//! The backward pass of the convolution block. Only the pixels that won their pooling window have a gradient, at most a quarter of
//! all, so only these are visited.

use wide::f32x4;

use super::block::BlockShape;
use super::padded::{Place, SLACK};
use super::pooled::{DEAD, Winner};

/// Gradients of a convolution block.
pub struct BlockGradients {
    /// padded like the input; only where it was asked for
    pub input: Option<Vec<f32>>,
    /// `[output, channel, 3, 3]`
    pub weight: Vec<f32>,
    /// `[output]`
    pub bias: Vec<f32>,
}

/// What the backward pass of a block reads.
pub struct BlockBackward<'a> {
    pub block: BlockShape,
    /// padded
    pub input: &'a [f32],
    /// `[output, channel, 3, 3]`
    pub weight: &'a [f32],
    pub winners: &'a [Winner],
    /// of the pooled output, at `place`
    pub gradient: &'a [f32],
    pub place: Place,
}

/// A pixel that won its window: the gradient it carries, and where in the padded picture its kernel begins.
#[derive(Clone, Copy)]
struct Live {
    gradient: f32,
    start: u32,
}

impl BlockBackward<'_> {
    /// All gradients; the input's only where `wants_input`.
    pub fn run(&self, wants_input: bool) -> BlockGradients {
        let BlockShape { input, outputs } = self.block;
        let run = padded_run(self.block);
        let runs = if wants_input { self.weight_runs() } else { Vec::new() };
        let mut gradients = BlockGradients {
            input: wants_input.then(|| {
                let mut gradient = Vec::with_capacity(input.len());
                gradient.resize(SLACK, 0.0);
                gradient
            }),
            weight: Vec::new(),
            bias: vec![0.0; outputs],
        };
        let mut weight = vec![0.0; outputs * 3 * run];
        let mut live = LivePixels::new(self.block);
        for b in 0..input.batch {
            live.collect(self, b);
            if let Some(gradient) = &mut gradients.input {
                // zeroed only now, the picture stays in the cache; the zero weights behind a run may reach beyond it
                gradient.resize((b + 1) * input.picture() + SLACK, 0.0);
            }
            for o in 0..outputs {
                let live = live.of(o);
                gradients.bias[o] += live.iter().map(|l| l.gradient).sum::<f32>();
                self.weight_gradient(b, live, &mut weight[o * 3 * run..][..3 * run]);
                if let Some(gradient) = &mut gradients.input {
                    self.input_gradient(live, &runs[o * 3 * run..][..3 * run], &mut gradient[b * input.picture()..]);
                }
            }
        }
        gradients.weight = self.unpack(&weight);
        gradients
    }

    /// Adds the part of the weights' gradient, `[ky][run]`, that comes from the live pixels of one output channel.
    fn weight_gradient(&self, b: usize, live: &[Live], weight: &mut [f32]) {
        let input = self.block.input;
        let (picture, row, run) = (&self.input[b * input.picture()..], input.row(), padded_run(self.block));
        // all three kernel rows at once while their sums fit into registers
        match run / 4 {
            1 => add_runs::<1, 3>(picture, row, live, weight, run),
            2 => add_runs::<2, 3>(picture, row, live, weight, run),
            3 => add_runs::<3, 3>(picture, row, live, weight, run),
            vectors => {
                for (ky, weight) in weight.chunks_exact_mut(run).enumerate() {
                    let mut done = 0;
                    while done < vectors {
                        let (picture, weight) = (&picture[ky * row + done * 4..], &mut weight[done * 4..]);
                        done += add_some(vectors - done, picture, live, weight);
                    }
                }
            }
        }
    }

    /// Adds the part of the input's gradient that comes from the live pixels of one output channel.
    fn input_gradient(&self, live: &[Live], weights: &[f32], picture: &mut [f32]) {
        match weights.len() / 12 {
            12 => self.scatter::<12>(live, weights, picture),
            24 => self.scatter::<24>(live, weights, picture),
            _ => self.scatter::<0>(live, weights, picture),
        }
    }

    /// `VECTORS` is the vectors in a run, or 0 where that is not known at compile time. Behind a run the weights are zero.
    fn scatter<const VECTORS: usize>(&self, live: &[Live], weights: &[f32], picture: &mut [f32]) {
        let run = if VECTORS > 0 { 4 * VECTORS } else { weights.len() / 3 };
        let row = self.block.input.row();
        for live in live {
            let gradient = f32x4::splat(live.gradient);
            for (ky, weights) in weights.chunks_exact(run).enumerate() {
                let pixels = &mut picture[live.start as usize + ky * row..][..run];
                for (pixels, weights) in pixels.as_chunks_mut::<4>().0.iter_mut().zip(weights.as_chunks::<4>().0) {
                    *pixels = (f32x4::new(*pixels) + gradient * f32x4::new(*weights)).to_array();
                }
            }
        }
    }

    /// `[output, channel, ky, kx]` as `[output][ky][run]`.
    fn weight_runs(&self) -> Vec<f32> {
        let mut runs = vec![0.0; self.block.outputs * 3 * padded_run(self.block)];
        for (run, weight) in self.weight_places() {
            runs[run] = self.weight[weight];
        }
        runs
    }

    /// The inverse of [`BlockBackward::weight_runs`].
    fn unpack(&self, runs: &[f32]) -> Vec<f32> {
        let mut weights = vec![0.0; self.weight.len()];
        for (run, weight) in self.weight_places() {
            weights[weight] = runs[run];
        }
        weights
    }

    /// Where a weight lies in `[output][ky][run]`, and where in `[output, channel, ky, kx]`.
    fn weight_places(&self) -> impl Iterator<Item = (usize, usize)> {
        let (channels, run) = (self.block.input.channels, padded_run(self.block));
        (0..self.weight.len()).map(move |i| {
            let (filter, ky, kx) = (i / 9, i % 9 / 3, i % 3);
            let (output, channel) = (filter / channels, filter % channels);
            ((output * 3 + ky) * run + kx * channels + channel, i)
        })
    }
}

/// The live pixels of one picture, by output channel.
struct LivePixels {
    /// `[output][window]`, filled from the front
    pixels: Vec<Live>,
    /// `[output]`
    counts: Vec<usize>,
    windows: usize,
}

impl LivePixels {
    fn new(block: BlockShape) -> LivePixels {
        let windows = block.pooled().iter().product();
        let pixels = vec![Live { gradient: 0.0, start: 0 }; block.outputs * windows];
        LivePixels { pixels, counts: vec![0; block.outputs], windows }
    }

    /// Of output channel `output`.
    fn of(&self, output: usize) -> &[Live] {
        &self.pixels[output * self.windows..][..self.counts[output]]
    }

    /// Collects those of picture `b`. A dead pixel is written too and overwritten by the next: that costs less than a branch.
    fn collect(&mut self, backward: &BlockBackward, b: usize) {
        let BlockShape { input, outputs } = backward.block;
        let [height, width] = backward.block.pooled();
        let mut winners = backward.winners[b * self.windows * outputs..].chunks_exact(outputs);
        self.counts.fill(0);
        for y in 0..height {
            for x in 0..width {
                let at = backward.place.at(b, 0, y, x);
                let window = 2 * y * input.row() + 2 * x * input.channels;
                let winners = winners.next().unwrap_or_default();
                for (output, (winner, count)) in winners.iter().zip(&mut self.counts).enumerate() {
                    let (down, right) = (usize::from(winner >> 1 & 1), usize::from(winner & 1));
                    let gradient = backward.gradient[at + output * backward.place.strides[1]];
                    let start = (window + down * input.row() + right * input.channels) as u32;
                    self.pixels[output * self.windows + *count] = Live { gradient, start };
                    *count += usize::from(*winner < DEAD);
                }
            }
        }
    }
}

/// A run in whole vectors.
fn padded_run(block: BlockShape) -> usize {
    block.run().next_multiple_of(4)
}

/// As many of `vectors` as fit into registers; returns how many.
fn add_some(vectors: usize, picture: &[f32], live: &[Live], weight: &mut [f32]) -> usize {
    let some = [12, 6, 3].into_iter().find(|some| *some <= vectors).unwrap_or(1);
    match some {
        12 => add_runs::<12, 1>(picture, 0, live, weight, 0),
        6 => add_runs::<6, 1>(picture, 0, live, weight, 0),
        3 => add_runs::<3, 1>(picture, 0, live, weight, 0),
        _ => add_runs::<1, 1>(picture, 0, live, weight, 0),
    }
    some
}

/// `weight[ky][..4 · VECTORS] += Σ gradient · picture[start + ky · row..]` over the live pixels.
#[inline(never)]
fn add_runs<const VECTORS: usize, const ROWS: usize>(picture: &[f32], row: usize, live: &[Live], weight: &mut [f32], run: usize) {
    let mut sums = [[f32x4::splat(0.0); VECTORS]; ROWS];
    for live in live {
        let gradient = f32x4::splat(live.gradient);
        for (ky, sums) in sums.iter_mut().enumerate() {
            let pixels = &picture[live.start as usize + ky * row..][..4 * VECTORS];
            for (sum, pixels) in sums.iter_mut().zip(pixels.as_chunks().0) {
                *sum += gradient * f32x4::new(*pixels);
            }
        }
    }
    for (ky, sums) in sums.iter().enumerate() {
        for (weights, sum) in weight[ky * run..].as_chunks_mut::<4>().0.iter_mut().zip(sums) {
            *weights = (f32x4::new(*weights) + *sum).to_array();
        }
    }
}

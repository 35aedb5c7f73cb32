//! The loss on a GPU: each unit computes the loss of one event.

use burn::backend::{Cube, TensorMetadata};
use burn::tensor::DType;
use burn_cubecl::kernel::into_contiguous;
use burn_cubecl::tensor::CubeTensor;
use cubecl::prelude::*;

use super::super::cross_entropy::{CrossEntropy, CrossEntropyForward, CrossEntropyKernels};
use super::{empty, grid};

impl CrossEntropy for Cube {
    fn cross_entropy(logits: CubeTensor, targets: CubeTensor, scale: f32) -> (CubeTensor, CubeTensor) {
        let CrossEntropyForward { losses, log_probabilities, .. } = Self::forward(logits, targets, scale);
        (losses, log_probabilities)
    }
}

impl CrossEntropyKernels for Cube {
    fn forward(logits: CubeTensor, targets: CubeTensor, scale: f32) -> CrossEntropyForward<Self> {
        let [logits, targets] = [logits, targets].map(into_contiguous);
        let [batch, classes] = logits.shape().dims();
        let losses = empty(&logits, [batch], DType::F32);
        let [log_probabilities, slope] = [(); 2].map(|()| empty(&logits, [batch, classes], DType::F32));
        let (count, size) = grid(batch);
        let client = logits.client.clone();
        // SAFETY: every unit below `batch` stays within its row of the five buffers
        unsafe {
            rows::launch_unchecked(
                &client,
                count,
                size,
                logits.into_buffer_arg(),
                targets.into_buffer_arg(),
                losses.clone().into_buffer_arg(),
                log_probabilities.clone().into_buffer_arg(),
                slope.clone().into_buffer_arg(),
                batch,
                classes,
                scale,
            );
        }
        CrossEntropyForward { losses, log_probabilities, slope }
    }
}

#[cube(launch_unchecked)]
fn rows(
    logits: &[f32],
    targets: &[f32],
    losses: &mut [f32],
    log_probabilities: &mut [f32],
    slope: &mut [f32],
    batch: usize,
    classes: usize,
    scale: f32,
) {
    let row = ABSOLUTE_POS;
    if row >= batch {
        terminate!();
    }
    let first = row * classes;
    let mut largest = logits[first];
    let mut whole = f32::new(0.0);
    for class in 0..classes {
        largest = select(logits[first + class] > largest, logits[first + class], largest);
        whole += targets[first + class];
    }
    let mut sum = f32::new(0.0);
    for class in 0..classes {
        sum += (logits[first + class] - largest).exp();
    }
    let shift = largest + sum.ln();
    let mut loss = f32::new(0.0);
    for class in 0..classes {
        let log = logits[first + class] - shift;
        log_probabilities[first + class] = log;
        slope[first + class] = scale * (log.exp() * whole - targets[first + class]);
        loss -= scale * targets[first + class] * log;
    }
    losses[row] = loss;
}

//! The loss on the CPU: one pass over the logits.

use burn::backend::Flex;
use burn::backend::flex::FlexTensor;

use super::super::cross_entropy::{CrossEntropy, CrossEntropyForward, CrossEntropyKernels};
use super::{contiguous, tensor};

impl CrossEntropy for Flex {
    fn cross_entropy(logits: FlexTensor, targets: FlexTensor, scale: f32) -> (FlexTensor, FlexTensor) {
        let CrossEntropyForward { losses, log_probabilities, .. } = Self::forward(logits, targets, scale);
        (losses, log_probabilities)
    }
}

impl CrossEntropyKernels for Flex {
    fn forward(logits: FlexTensor, targets: FlexTensor, scale: f32) -> CrossEntropyForward<Self> {
        let [logits, targets] = [logits, targets].map(contiguous);
        let [batch, classes] = logits.layout().shape().dims();
        let mut losses = vec![0.0; batch];
        let (mut logs, mut slope) = (logits.storage::<f32>().to_vec(), vec![0.0; batch * classes]);
        let rows = logs.chunks_exact_mut(classes).zip(slope.chunks_exact_mut(classes));
        for (((logs, slope), targets), loss) in rows.zip(targets.storage::<f32>().chunks_exact(classes)).zip(&mut losses) {
            log_softmax(logs);
            let whole: f32 = targets.iter().sum();
            for ((slope, log), target) in slope.iter_mut().zip(&*logs).zip(targets) {
                *slope = scale * (log.exp() * whole - target);
                *loss -= scale * target * log;
            }
        }
        let shape = [batch, classes];
        CrossEntropyForward {
            losses: tensor(losses, [batch]),
            log_probabilities: tensor(logs, shape),
            slope: tensor(slope, shape),
        }
    }
}

/// The logarithms of the softmax, shifted by the largest logit so that none overflows.
fn log_softmax(logits: &mut [f32]) {
    let largest = logits.iter().fold(f32::NEG_INFINITY, |largest, logit| largest.max(*logit));
    let sum: f32 = logits.iter().map(|logit| (logit - largest).exp()).sum();
    let shift = largest + sum.ln();
    logits.iter_mut().for_each(|logit| *logit -= shift);
}

//! Evaluates a model on a split: all batches on the device, then one read of the results.

use burn::tensor::Tensor;
use burn::tensor::activation::log_softmax;

use super::batch::DeviceData;
use super::metrics::Scores;
use super::model::Model;
use crate::error::{Error, Result};

/// Events scored at once: enough that packing the weights costs little, and few enough that the CPU needs less than 0.1 s.
pub(super) const BATCH: usize = 128;

/// A split on its way through a model.
pub struct Evaluation {
    model: Model,
    indices: Vec<u32>,
    labels: Vec<usize>,
    done: usize,
    /// `[batch, class]` each, still on the device
    outputs: Vec<Tensor<2>>,
}

impl Evaluation {
    /// Will score `model` (without autodiff) on the events `indices`, whose labels are `labels`.
    pub(super) fn new(model: Model, indices: Vec<u32>, labels: Vec<usize>) -> Evaluation {
        Evaluation { model, indices, labels, done: 0, outputs: Vec::new() }
    }

    /// Events scored so far, and all of them.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.indices.len())
    }

    /// Scores one more batch; true when nothing is left.
    pub fn advance(&mut self, data: &DeviceData) -> bool {
        let end = (self.done + BATCH).min(self.indices.len());
        if end > self.done {
            let logits = self.model.forward(&data.batch(&self.indices[self.done..end], None), None);
            self.outputs.push(log_softmax(logits, 1));
            self.done = end;
        }
        self.done == self.indices.len()
    }

    /// Reads the log-probabilities and scores them.
    ///
    /// # Errors
    /// [`Error::Read`] when the device does not answer, or nothing was scored.
    pub async fn scores(&mut self) -> Result<Scores> {
        if self.outputs.is_empty() {
            return Err(Error::Read { why: "no event was scored".into() });
        }
        let [_, classes] = self.outputs[0].dims();
        let log_probabilities = read(Tensor::cat(std::mem::take(&mut self.outputs), 0)).await?;
        Ok(Scores::new(&log_probabilities, &self.labels[..self.done], classes))
    }
}

/// The numbers of a tensor, row by row.
///
/// # Errors
/// [`Error::Read`] when the device does not answer.
pub(super) async fn read<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f32>> {
    let data = tensor.into_data_async().await.map_err(|error| Error::Read { why: error.to_string() })?;
    data.try_to_vec::<f32>().map_err(|error| Error::Read { why: format!("{error:?}") })
}

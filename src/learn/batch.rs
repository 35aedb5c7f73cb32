//! A data set on the device, and batches gathered from it by index: a step uploads indices, not pixels.

use burn::tensor::{Int, Tensor, TensorData};

use super::device::Device;
use crate::data::dataset::Dataset;
use crate::data::event::Event;
use crate::data::modality::Modality;

/// All events of a data set as tensors.
#[derive(Clone, Debug)]
pub struct DeviceData {
    device: Device,
    table: Tensor<2>,
    image: Tensor<4>,
    audio: Tensor<4>,
    targets: Tensor<2>,
}

/// Some events, ready for the model.
#[derive(Clone, Debug)]
pub struct Batch {
    /// `[batch, feature]`
    pub table: Tensor<2>,
    /// `[batch, channel, height, width]`
    pub image: Tensor<4>,
    /// `[batch, 1, mel, frame]`
    pub audio: Tensor<4>,
    /// `[batch, class]`, 1 for the label's class, 0 for the others
    pub targets: Tensor<2>,
    /// `[batch, modality]`, 1 where the event has the modality, 0 where it is absent; `None` where nothing is missing
    pub presence: Option<Tensor<2>>,
}

impl DeviceData {
    /// Uploads every event once.
    pub fn new(dataset: &Dataset, device: &Device) -> DeviceData {
        let n = dataset.events.len();
        let (image, audio) = (&dataset.schema.image, &dataset.schema.audio);
        let floats = |view: fn(&Event) -> &[f32]| dataset.events.iter().map(view).collect::<Vec<_>>().concat();
        let classes = dataset.schema.classes.len();
        let mut targets = vec![0.0; n * classes];
        for (row, event) in targets.chunks_mut(classes).zip(&dataset.events) {
            row[event.label] = 1.0;
        }
        DeviceData {
            device: device.clone(),
            table: upload(floats(|e| &e.table), [n, dataset.schema.features.len()], device),
            image: upload(floats(|e| &e.image), [n, image.channels, image.height, image.width], device),
            audio: upload(floats(|e| &e.spectrogram), [n, 1, audio.mels, audio.frames], device),
            targets: upload(targets, [n, classes], device),
        }
    }

    /// Gathers the events `indices`. `presence` is `[event][modality]`; `None` means that nothing is missing.
    pub fn batch(&self, indices: &[u32], presence: Option<Vec<[f32; 3]>>) -> Batch {
        let rows = self.indices(indices);
        let presence = presence.map(|mask| upload(mask.into_flattened(), [indices.len(), Modality::ALL.len()], &self.device));
        Batch {
            table: self.table.clone().select(0, rows.clone()),
            image: self.image.clone().select(0, rows.clone()),
            audio: self.audio.clone().select(0, rows.clone()),
            targets: self.targets.clone().select(0, rows),
            presence,
        }
    }

    /// Indices as a tensor on the same device.
    pub(super) fn indices(&self, indices: &[u32]) -> Tensor<1, Int> {
        let data: Vec<i32> = indices.iter().map(|i| *i as i32).collect();
        Tensor::from_data(TensorData::new(data, [indices.len()]), &self.device.inner)
    }
}

impl Batch {
    /// `embedding` with zeros in the rows of the events that lack `modality`.
    pub(super) fn mask(&self, embedding: Tensor<2>, modality: Modality) -> Tensor<2> {
        match &self.presence {
            Some(presence) => embedding * presence.clone().narrow(1, modality as usize, 1),
            None => embedding,
        }
    }
}

pub(super) fn upload<const D: usize>(values: Vec<f32>, shape: [usize; D], device: &Device) -> Tensor<D> {
    Tensor::from_data(TensorData::new(values, shape), &device.inner)
}

//! A data set on the device in its packed form, and batches selected from it by index: a step uploads indices, not pixels.

use std::sync::Arc;

use burn::tensor::{Tensor, TensorData};

use super::device::Device;
use super::kernel::gather::{Rows, Stored, rows};
use crate::data::dataset::Dataset;
use crate::data::modality::{Modality, ModalitySet};
use crate::data::packed::Packed;

/// All events of a data set as tensors. A clone shares them.
#[derive(Clone, Debug)]
pub struct DeviceData {
    device: Device,
    /// in mask order; `None` where the schema lacks the modality
    views: [Option<Stored>; 3],
    targets: Tensor<2>,
    /// `[event]`, as the host needs them
    labels: Arc<[usize]>,
    /// `[event]`; `None` where no event lacks a modality of the schema, so that no mask is multiplied with
    present: Option<Vec<ModalitySet>>,
}

/// Some events, ready for the model.
#[derive(Clone, Debug)]
pub struct Batch {
    /// which events, by their rows in the stored views
    pub(super) rows: Rows,
    /// in mask order `[input]`, `[channel, height, width]` and `[1, mel, frame]` of each event; `None` where the schema lacks the
    /// modality
    pub(super) views: [Option<Stored>; 3],
    /// `[batch, class]`, 1 for the label's class, 0 for the others
    pub targets: Tensor<2>,
    /// `[batch, modality]`, 1 where the event has the modality, 0 where it is absent; `None` where nothing is missing
    pub presence: Option<Tensor<2>>,
}

impl DeviceData {
    /// Uploads every event once.
    pub fn new(dataset: &Dataset, device: &Device) -> DeviceData {
        let columns = &dataset.columns;
        let n = columns.len();
        let schema = &dataset.schema;
        let inputs = [schema.inputs(), 1, 1];
        let table = (inputs[0] > 0).then(|| Stored::floats(&columns.inputs(schema), inputs, &device.inner));
        let image = schema.image.as_ref().zip(columns.images.as_ref());
        let audio = schema.audio.as_ref().zip(columns.spectrograms.as_ref());
        let classes = schema.classes.len();
        let mut targets = vec![0.0; n * classes];
        for (row, label) in targets.chunks_mut(classes).zip(&columns.labels) {
            row[*label as usize] = 1.0;
        }
        DeviceData {
            device: device.clone(),
            views: [
                table,
                image.map(|(shape, images)| stored(images, [shape.channels, shape.height, shape.width], device)),
                audio.map(|(shape, levels)| stored(levels, [1, shape.mels, shape.frames], device)),
            ],
            targets: upload(targets, [n, classes], device),
            labels: columns.labels.iter().map(|label| *label as usize).collect(),
            present: columns.some_missing(schema.modalities()).then(|| columns.present.clone()),
        }
    }

    /// The events `indices`. `kept` is the modalities that modality dropout leaves to each of them; `None` leaves all. An event
    /// that would be left without any keeps all that it has.
    ///
    /// # Panics
    /// When there is no such event.
    pub fn batch(&self, indices: &[u32], kept: Option<Vec<ModalitySet>>) -> Batch {
        let rows = rows(indices, &self.device.inner);
        let presence = self.presence(indices, kept);
        Batch { targets: rows.of(self.targets.clone()), views: self.views.clone(), rows, presence }
    }

    /// The labels of these events.
    pub(super) fn labels(&self, events: &[u32]) -> Vec<usize> {
        events.iter().map(|event| self.labels[*event as usize]).collect()
    }

    /// How many events there are.
    pub(super) fn events(&self) -> usize {
        self.labels.len()
    }

    /// How many classes an event can be of.
    pub(super) fn classes(&self) -> usize {
        self.targets.dims()[1]
    }

    /// Where the events are.
    pub(super) fn device(&self) -> &Device {
        &self.device
    }

    /// Which modalities these events show, as [`Batch::presence`]; `kept` as in [`DeviceData::batch`].
    pub(super) fn presence(&self, indices: &[u32], kept: Option<Vec<ModalitySet>>) -> Option<Tensor<2>> {
        if self.present.is_none() && kept.is_none() {
            return None;
        }
        let row = |(i, event): (usize, &u32)| {
            let present = self.present.as_ref().map_or(ModalitySet::ALL, |present| present[*event as usize]);
            let shown = kept.as_ref().map_or(present, |kept| present.and(kept[i]));
            if shown.is_empty() { present.mask() } else { shown.mask() }
        };
        let rows: Vec<[f32; Modality::ALL.len()]> = indices.iter().enumerate().map(row).collect();
        Some(upload(rows.into_flattened(), [indices.len(), Modality::ALL.len()], &self.device))
    }
}

/// Pictures or spectrograms as they are stored.
fn stored(packed: &Packed, shape: [usize; 3], device: &Device) -> Stored {
    match packed {
        Packed::Bytes(rows) => Stored::bytes(rows, shape, &device.inner),
        Packed::Floats(floats) => Stored::floats(floats, shape, &device.inner),
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

#[cfg(all(test, feature = "cpu"))]
mod tests {
    use super::*;
    use crate::config::{Backend, DataSettings};
    use crate::data::columns::Columns;
    use crate::learn::device::open;
    use crate::worlds::source;

    #[test]
    #[should_panic(expected = "there is no row 8 among 8")]
    fn an_event_that_the_data_set_lacks_is_refused() {
        let device = pollster::block_on(open(Backend::Cpu)).unwrap();
        let source = source(&DataSettings::default());
        let columns = Columns::of((0..8).map(|index| source.event(index)), source.schema());
        let dataset = Dataset::new(source.schema().clone(), columns, 0.5, 0.25, 1).unwrap();
        let _ = DeviceData::new(&dataset, &device).batch(&[7, 8], None);
    }
}

//! What lies between encoders and head: standardised views go in, embeddings come out. Events are encoded once, and their
//! embeddings can then be masked, permuted and classified many times.

use burn::tensor::Tensor;

use super::kernel::gather::Rows;
use crate::data::modality::{Modality, ModalitySet};

/// One modality of some events as its encoder reads it, standardised.
#[derive(Clone, Debug)]
pub(super) enum View {
    /// `[batch, feature]`
    Table(Tensor<2>),
    /// `[batch, channel, height, width]`
    Image(Tensor<4>),
    /// `[batch, 1, mel, frame]`
    Audio(Tensor<4>),
}

/// The embeddings of some events, and who of them has which modality.
#[derive(Clone, Debug)]
pub(super) struct Embeddings {
    /// `[batch, embedding]` each, in mask order, zeros where the modality is absent; `None` where the model has no encoder for it
    each: [Option<Tensor<2>>; 3],
    presence: Presence,
}

/// Which modalities are present: those of `shown`, in the events whose row has a 1 for them.
#[derive(Clone, Debug)]
struct Presence {
    /// the same for all events
    shown: ModalitySet,
    /// `[batch, modality]`, 1 where the event has the modality, else 0; `None` where every event has all
    rows: Option<Tensor<2>>,
}

impl Embeddings {
    /// `each` in mask order; `presence` as [`Presence::rows`] has it.
    pub(super) fn new(each: [Option<Tensor<2>>; 3], presence: Option<Tensor<2>>) -> Embeddings {
        Embeddings { each, presence: Presence { shown: ModalitySet::ALL, rows: presence } }
    }

    /// Those that there are, in mask order.
    pub(super) fn into_each(self) -> Vec<Tensor<2>> {
        self.each.into_iter().flatten().collect()
    }

    /// Batches of the same model one below the other. At least one, and all of the same data set.
    pub(super) fn joined(batches: Vec<Embeddings>) -> Embeddings {
        let (mut columns, mut rows): ([Vec<Tensor<2>>; 3], Vec<Tensor<2>>) = Default::default();
        let mut shown = ModalitySet::ALL;
        for Embeddings { each, presence } in batches {
            columns.iter_mut().zip(each).for_each(|(column, embedding)| column.extend(embedding));
            rows.extend(presence.rows);
            shown = shown.and(presence.shown);
        }
        let joined = |parts: Vec<Tensor<2>>| (!parts.is_empty()).then(|| Tensor::cat(parts, 0));
        Embeddings { each: columns.map(joined), presence: Presence { shown, rows: joined(rows) } }
    }

    /// These with another embedding for `modality`, of the same events.
    pub(super) fn with(mut self, modality: Modality, embedding: Option<Tensor<2>>) -> Embeddings {
        self.each[modality as usize] = embedding;
        self
    }

    /// The events `start..end`.
    pub(super) fn rows(&self, start: usize, end: usize) -> Embeddings {
        let some = |tensor: Tensor<2>| tensor.narrow(0, start, end - start);
        let presence = Presence { shown: self.presence.shown, rows: self.presence.rows.clone().map(some) };
        Embeddings { each: self.map(|_, embedding| some(embedding)), presence }
    }

    /// Without the modalities outside `set`: the same as a presence mask that lacks them in every event.
    pub(super) fn keep(&self, set: ModalitySet) -> Embeddings {
        let each = self.map(|modality, embedding| if set.contains(modality) { embedding } else { embedding * 0.0 });
        let Presence { shown, rows } = self.presence.clone();
        Embeddings { each, presence: Presence { shown: shown.and(set), rows } }
    }

    /// Without the modalities that are absent in `presence` `[batch, modality]`.
    pub(super) fn mask(&self, presence: &Tensor<2>) -> Embeddings {
        let column = |modality| presence.clone().narrow(1, modality as usize, 1);
        let each = self.map(|modality, embedding| embedding * column(modality));
        let rows = self.presence.rows.clone().map_or_else(|| presence.clone(), |rows| rows * presence.clone());
        Embeddings { each, presence: Presence { shown: self.presence.shown, rows: Some(rows) } }
    }

    /// The embeddings of `modality` moved to other events: event `i` gets that of event `order[i]`, and has the modality where
    /// that one has it.
    pub(super) fn permuted(&self, modality: Modality, order: Rows) -> Embeddings {
        let embedding = self.each[modality as usize].clone().map(|embedding| order.of(embedding));
        let column = |rows: &Tensor<2>, of: Modality| rows.clone().narrow(1, of as usize, 1);
        let dealt = |rows: Tensor<2>| {
            let own = |of| if of == modality { order.of(column(&rows, of)) } else { column(&rows, of) };
            Tensor::cat(Modality::ALL.map(own).to_vec(), 1)
        };
        let presence = Presence { shown: self.presence.shown, rows: self.presence.rows.clone().map(dealt) };
        Embeddings { presence, ..self.clone().with(modality, embedding) }
    }

    fn map(&self, change: impl Fn(Modality, Tensor<2>) -> Tensor<2>) -> [Option<Tensor<2>>; 3] {
        Modality::ALL.map(|modality| self.each[modality as usize].clone().map(|x| change(modality, x)))
    }
}

#[cfg(all(test, feature = "cpu"))]
mod tests {
    use super::*;
    use crate::config::Backend;
    use crate::learn::batch::upload;
    use crate::learn::device::{Device, open};
    use crate::learn::kernel::gather::rows;

    /// Two events: the first has all modalities, the second no picture. Embeddings of ones.
    fn two(device: &Device) -> Embeddings {
        let presence = upload(vec![1.0, 1.0, 1.0, 1.0, 0.0, 1.0], [2, 3], device);
        let ones = Embeddings::new([(); 3].map(|()| Some(upload(vec![1.0; 2], [2, 1], device))), None);
        ones.mask(&presence)
    }

    /// `[batch][modality]`: the embeddings, and whether the modality is present.
    fn read(embeddings: &Embeddings) -> (Vec<f32>, Vec<f32>) {
        let numbers = |tensor: Tensor<2>| tensor.into_data().try_to_vec::<f32>().unwrap();
        let Presence { shown, rows } = &embeddings.presence;
        let present = numbers(rows.clone().unwrap()).into_iter().zip([0, 1, 2].into_iter().cycle());
        let present = present.map(|(row, m)| row * shown.mask()[m]).collect();
        (numbers(Tensor::cat(embeddings.clone().into_each(), 1)), present)
    }

    #[test]
    fn who_is_absent_stays_known_and_has_zeros() {
        let device = pollster::block_on(open(Backend::Cpu)).unwrap();
        let two = two(&device);
        let cases = [
            (two.clone(), vec![1.0, 1.0, 1.0, 1.0, 0.0, 1.0]),
            (two.keep(ModalitySet::from_bits(0b011)), vec![1.0, 1.0, 0.0, 1.0, 0.0, 0.0]),
            (two.rows(1, 2), vec![1.0, 0.0, 1.0]),
            (Embeddings::joined(vec![two.rows(1, 2), two.rows(0, 1)]), vec![1.0, 0.0, 1.0, 1.0, 1.0, 1.0]),
            (two.permuted(Modality::Image, rows(&[1, 0], device.burn())), vec![1.0, 0.0, 1.0, 1.0, 1.0, 1.0]),
            (two.mask(&upload(vec![0.0, 1.0, 1.0, 1.0, 1.0, 0.0], [2, 3], &device)), vec![0.0, 1.0, 1.0, 1.0, 0.0, 0.0]),
        ];
        for (embeddings, expected) in cases {
            assert_eq!(read(&embeddings), (expected.clone(), expected));
        }
    }
}

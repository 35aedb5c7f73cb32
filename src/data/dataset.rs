//! A data set: events, their splits, and their order in each training epoch.

use rand::seq::SliceRandom;
use serde::Serialize;

use super::columns::Columns;
use super::schema::Schema;
use super::seed::{Purpose, stream};
use super::truth::Truth;
use crate::error::{Error, Result};

/// Which part of a data set an event belongs to.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    Train,
    Val,
    Test,
}

/// The indices of each split's events, ascending.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Splits {
    pub train: Vec<u32>,
    pub val: Vec<u32>,
    pub test: Vec<u32>,
}

/// Events that share a schema, split in three.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    pub schema: Schema,
    pub columns: Columns,
    pub splits: Splits,
    /// `None` for events that were not generated
    pub truth: Option<Truth>,
}

impl Splits {
    /// Divides the events of each class at random among train, val and test. In every class the shares are exact to within one event.
    ///
    /// # Errors
    /// [`Error::Data`] when a split would be empty.
    pub fn stratified(labels: &[u8], train_share: f64, val_share: f64, seed: u32) -> Result<Splits> {
        let mut splits = Splits::default();
        let classes = labels.iter().max().map_or(0, |most| most + 1);
        for class in 0..classes {
            let mut members: Vec<u32> = (0..labels.len() as u32).filter(|i| labels[*i as usize] == class).collect();
            members.shuffle(&mut stream(seed, Purpose::Split, class.into()));
            let train = (members.len() as f64 * train_share).round() as usize;
            let val = (members.len() as f64 * (train_share + val_share)).round() as usize;
            splits.train.extend(&members[..train]);
            splits.val.extend(&members[train..val]);
            splits.test.extend(&members[val..]);
        }
        for (name, split) in [("training", &mut splits.train), ("validation", &mut splits.val), ("test", &mut splits.test)] {
            if split.is_empty() {
                return Err(Error::Data { why: format!("{} events leave none for the {name} split", labels.len()) });
            }
            split.sort_unstable();
        }
        Ok(splits)
    }

    /// The split that event `index` is in.
    pub fn of(&self, index: u32) -> Split {
        if self.val.binary_search(&index).is_ok() {
            Split::Val
        } else if self.test.binary_search(&index).is_ok() {
            Split::Test
        } else {
            Split::Train
        }
    }

    /// The split of each of `events` events.
    pub fn of_each(&self, events: usize) -> Vec<Split> {
        let mut splits = vec![Split::Train; events];
        self.val.iter().for_each(|event| splits[*event as usize] = Split::Val);
        self.test.iter().for_each(|event| splits[*event as usize] = Split::Test);
        splits
    }

    /// The training events in the order of `epoch` (counted from 0): a permutation drawn from its own stream.
    pub fn order(&self, seed: u32, epoch: u32) -> Vec<u32> {
        let mut order = self.train.clone();
        order.shuffle(&mut stream(seed, Purpose::Order, epoch));
        order
    }
}

impl Dataset {
    /// Splits the events, stratified by label.
    ///
    /// # Errors
    /// [`Error::Data`] when a split would be empty.
    pub fn new(schema: Schema, columns: Columns, train_share: f64, val_share: f64, seed: u32) -> Result<Dataset> {
        let splits = Splits::stratified(&columns.labels, train_share, val_share, seed)?;
        Ok(Dataset { schema, columns, splits, truth: None })
    }

    /// Chance: the accuracy of a model that always predicts the most frequent class of the training split, estimated by the share
    /// of that class in the training split, 0…1.
    pub fn chance(&self) -> f64 {
        let mut events = vec![0u32; self.schema.classes.len()];
        self.splits.train.iter().for_each(|event| events[self.columns.labels[*event as usize] as usize] += 1);
        let most = events.into_iter().max().unwrap_or_default();
        f64::from(most) / self.splits.train.len().max(1) as f64
    }

    /// Splits the events anew, so that every class is in every split: a model can neither learn a class without training events nor
    /// be tested on one without test events.
    ///
    /// # Errors
    /// [`Error::Data`] names the first class that has too few events, and how many it has.
    pub fn split_every_class(&mut self, train_share: f64, val_share: f64, seed: u32) -> Result<()> {
        let labels = &self.columns.labels;
        let of_class = |class: usize| move |label: &u8| usize::from(*label) == class;
        let splits = Splits::stratified(labels, train_share, val_share, seed).unwrap_or_default();
        let parts = [&splits.train, &splits.val, &splits.test];
        for (class, name) in self.schema.classes.iter().enumerate() {
            let is_in = |part: &&Vec<u32>| part.iter().any(|event| of_class(class)(&labels[*event as usize]));
            if !parts.iter().all(is_in) {
                let events = labels.iter().filter(|label| of_class(class)(label)).count();
                let why = format!("{name} has {events} events, too few to be in training, validation and test alike");
                return Err(Error::Data { why });
            }
        }
        self.splits = splits;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::examples::{event, events, schema};
    use crate::data::modality::ModalitySet;

    fn labels() -> Vec<u8> {
        (0..200).map(|i| [0, 0, 1, 2, 2][i % 5]).collect()
    }

    #[test]
    fn every_event_is_in_exactly_one_split() {
        let splits = Splits::stratified(&labels(), 0.7, 0.15, 3).unwrap();
        let mut all: Vec<u32> = [&splits.train[..], &splits.val, &splits.test].concat();
        all.sort_unstable();
        assert_eq!(all, (0..200).collect::<Vec<u32>>());
        assert!(splits.val.iter().all(|i| splits.of(*i) == Split::Val));
        let each = splits.of_each(200);
        assert!((0..200).all(|i| each[i as usize] == splits.of(i)));
    }

    #[test]
    fn each_class_keeps_its_shares_to_within_one_event() {
        let labels = labels();
        let splits = Splits::stratified(&labels, 0.7, 0.15, 3).unwrap();
        for class in 0..3 {
            let of_class = |split: &[u32]| split.iter().filter(|i| labels[**i as usize] == class).count() as f64;
            let members = labels.iter().filter(|l| **l == class).count() as f64;
            assert!((of_class(&splits.train) - 0.7 * members).abs() <= 1.0);
            assert!((of_class(&splits.val) - 0.15 * members).abs() <= 1.0);
        }
    }

    #[test]
    fn too_few_events_are_refused_by_name() {
        let error = Splits::stratified(&[0, 1, 2], 0.7, 0.15, 1).unwrap_err();
        assert_eq!(error.code(), "data");
    }

    #[test]
    fn a_class_that_is_not_in_every_split_is_refused_with_its_count() {
        let schema = schema();
        let dataset = |lectures: u32| {
            let kept = events(&schema, 60).into_iter().filter(|event| event.label != 1);
            let lectures = (0..lectures).map(|i| event(&schema, 3 * i + 1, ModalitySet::ALL));
            let columns = Columns::of(kept.chain(lectures), &schema);
            Dataset { schema: schema.clone(), columns, splits: Splits::default(), truth: None }
        };
        let mut enough = dataset(6);
        enough.split_every_class(0.7, 0.15, 1).unwrap();
        assert_eq!(enough.splits, Splits::stratified(&enough.columns.labels, 0.7, 0.15, 1).unwrap());
        for lectures in [0, 2] {
            let mut few = dataset(lectures);
            let error = few.split_every_class(0.7, 0.15, 1).unwrap_err().to_string();
            assert!(error.contains(&format!("Lecture has {lectures} events")), "{error}");
            assert_eq!(few.splits, Splits::default(), "nothing was changed");
        }
    }

    #[test]
    fn each_epoch_has_its_own_order_and_a_seed_repeats_it() {
        let splits = Splits::stratified(&labels(), 0.7, 0.15, 3).unwrap();
        assert_ne!(splits.order(3, 0), splits.order(3, 1));
        assert_ne!(splits.order(3, 0), splits.order(4, 0));
        assert_eq!(splits.order(3, 5), splits.order(3, 5));
    }
}

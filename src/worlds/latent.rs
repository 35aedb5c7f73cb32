//! Latent causes: the class of an event and, for each modality, the cause of its content. A world is a table of these with their
//! probabilities. Table, picture and sound are generated from the causes alone, so the best possible accuracy follows from this
//! table.

use rand::RngExt;

use super::class::pick;
use crate::data::seed::Stream;

/// A cause for each modality, in the order of the presence mask: an index into [`crate::data::truth::Truth::cause_names`].
pub type Causes = [u8; 3];

/// One way in which an event can come about.
#[expect(missing_docs, reason = "the names say it")]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Latent {
    pub class: usize,
    pub causes: Causes,
    pub probability: f64,
}

/// A world's table of latent causes. The probabilities add up to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct LatentTable {
    /// by class, then by causes in ascending order; none twice, none impossible
    rows: Vec<Latent>,
    /// the probability of each class
    shares: Vec<f64>,
}

impl LatentTable {
    /// A table whose classes have the probabilities `shares`. `given(class)` lists the causes of a class as `(causes, weight)`, in
    /// any order; the weights of a class need not add up to 1.
    pub fn new(shares: Vec<f64>, given: impl Fn(usize) -> Vec<(Causes, f64)>) -> LatentTable {
        let mut rows: Vec<Latent> = Vec::new();
        for (class, share) in shares.iter().enumerate() {
            let mut ways = given(class);
            ways.sort_by_key(|(causes, _)| *causes);
            let whole: f64 = ways.iter().map(|(_, weight)| weight).sum();
            for (causes, weight) in ways.into_iter().filter(|(_, weight)| *weight > 0.0) {
                let probability = share * weight / whole;
                match rows.last_mut() {
                    Some(last) if (last.class, last.causes) == (class, causes) => last.probability += probability,
                    _ => rows.push(Latent { class, causes, probability }),
                }
            }
        }
        LatentTable { rows, shares }
    }

    /// Every way in which an event can come about.
    pub fn rows(&self) -> &[Latent] {
        &self.rows
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.shares.len()
    }

    /// Draws a class.
    pub fn class(&self, stream: &mut Stream) -> usize {
        pick(&self.shares, stream.random())
    }

    /// Draws the causes of an event of `class`, one modality after the other, each given those before and with one random number.
    /// So a setting that makes a cause a little more probable changes as few events as possible.
    pub fn causes(&self, class: usize, stream: &mut Stream) -> Causes {
        let mut ways: Vec<&Latent> = self.rows.iter().filter(|row| row.class == class).collect();
        for modality in 0..3 {
            let weights: Vec<f64> = ways.iter().map(|way| way.probability).collect();
            let chosen = ways[pick(&weights, stream.random())].causes[modality];
            ways.retain(|way| way.causes[modality] == chosen);
        }
        ways[0].causes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::seed::{Purpose, stream};

    fn table(first: f64) -> LatentTable {
        let ways = move |class: usize| match class {
            0 => vec![([0, 1, 2], first), ([0, 3, 2], 0.5 * (1.0 - first)), ([0, 3, 4], 0.5 * (1.0 - first))],
            _ => vec![([5, 5, 5], 0.0), ([6, 6, 6], 1.0), ([6, 6, 6], 2.0)],
        };
        LatentTable::new(vec![0.75, 0.25], ways)
    }

    #[test]
    fn probabilities_are_those_of_the_class_times_those_given_the_class() {
        let table = table(0.5);
        assert_eq!(table.rows().iter().map(|r| r.probability).collect::<Vec<_>>(), [0.375, 0.1875, 0.1875, 0.25]);
        assert_eq!(table.rows()[3].causes, [6, 6, 6]);
    }

    #[test]
    fn events_come_about_as_often_as_their_rows_say() {
        let table = table(0.5);
        let draw = |i| {
            let class = table.class(&mut stream(1, Purpose::Label, i));
            (class, table.causes(class, &mut stream(1, Purpose::Cause, i)))
        };
        let drawn: Vec<(usize, Causes)> = (0..8000).map(draw).collect();
        for row in table.rows() {
            let share = drawn.iter().filter(|d| **d == (row.class, row.causes)).count() as f64 / 8000.0;
            assert!((share - row.probability).abs() < 0.022, "{row:?}: {share}");
        }
    }

    #[test]
    fn a_little_more_of_a_cause_changes_a_few_events_and_only_towards_it() {
        let (less, more) = (table(0.5), table(0.6));
        let causes = |table: &LatentTable, i| table.causes(0, &mut stream(1, Purpose::Cause, i));
        let changed: Vec<u32> = (0..4000).filter(|i| causes(&less, *i) != causes(&more, *i)).collect();
        assert!((300..500).contains(&changed.len()), "{}", changed.len());
        assert!(changed.iter().all(|i| causes(&more, *i) == [0, 1, 2]));
    }
}

//! The table: the ten numbers of an event. Each is a standard score that is shifted by its cause and then mapped to the scale of
//! its column. The mapping is monotone and nothing is clipped, so the numbers carry the same information as the scores, apart from
//! rounding.

use rand::RngExt;
use rand_distr::StandardNormal;

use super::class::CLASSES;
use crate::data::schema::Feature;
use crate::data::seed::Stream;

/// Columns of the table.
pub const COLUMNS: usize = 10;

/// The cause of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// far from every other class's
    Own(u8),
    /// a little off the middle, in the direction of a class
    Hint(u8),
    /// in the middle, whatever the class
    Any,
}

impl Numbers {
    /// All of them, by their index.
    pub fn all() -> impl Iterator<Item = Numbers> {
        let classes = 0..CLASSES.len() as u8;
        classes.clone().map(Numbers::Own).chain(classes.map(Numbers::Hint)).chain([Numbers::Any])
    }

    /// Its index among all causes of a table.
    pub fn index(self) -> u8 {
        match self {
            Numbers::Own(class) => class,
            Numbers::Hint(class) => CLASSES.len() as u8 + class,
            Numbers::Any => 2 * CLASSES.len() as u8,
        }
    }

    /// Its code, for which the page has a word.
    pub fn code(self) -> String {
        match self {
            Numbers::Own(class) => format!("own_{}", CLASSES[class as usize]),
            Numbers::Hint(class) => format!("hint_{}", CLASSES[class as usize]),
            Numbers::Any => "any".into(),
        }
    }

    /// By how much it shifts each column's standard score.
    pub fn shifts(self) -> [f64; COLUMNS] {
        std::array::from_fn(|column| match self {
            Numbers::Own(class) => TABLE[column].own[class as usize],
            Numbers::Hint(class) => TABLE[column].hint[class as usize],
            Numbers::Any => 0.0,
        })
    }
}

/// One column: what it is called, and how its number comes about from standard normals.
struct Column {
    name: &'static str,
    unit: &'static str,
    scale: Scale,
    /// digits after the point
    digits: i32,
    /// how much the event's size moves it
    size: f64,
    /// by class, in standard deviations of an event whose size is known
    own: [f64; 6],
    /// the same where classes overlap
    hint: [f64; 6],
}

/// How a standard score becomes a number.
enum Scale {
    /// log-normal: the median, and the standard deviation of the natural logarithm
    Log { median: f64, spread: f64 },
    /// logit-normal between two limits: the number of standard score 0, and the standard deviation of the logit
    Between { low: f64, high: f64, centre: f64, spread: f64 },
}

use Scale::{Between, Log};

/// Classes: concert, lecture, sporting event, theatre play, conference, street parade.
#[rustfmt::skip]
const TABLE: [Column; COLUMNS] = [
    Column { name: "attendance", unit: "people", scale: Log { median: 900.0, spread: 0.6 }, digits: 0,
        size: 0.8, own: [2.0, -3.0, 4.0, -1.5, 0.0, 3.5], hint: [0.15, -0.35, 0.2, -0.15, 0.0, 0.25] },
    Column { name: "duration", unit: "min", scale: Log { median: 105.0, spread: 0.2 }, digits: 0,
        size: 0.1, own: [0.5, -2.5, -0.5, 2.0, 5.0, -1.0], hint: [0.25, -0.3, 0.05, 0.2, 0.35, -0.2] },
    Column { name: "budget", unit: "k€", scale: Log { median: 60.0, spread: 0.6 }, digits: 1,
        size: 0.8, own: [2.5, -4.0, 4.5, 0.0, 1.5, -2.0], hint: [0.2, -0.25, 0.05, 0.1, 0.15, -0.25] },
    Column { name: "ticket_price", unit: "€", scale: Log { median: 30.0, spread: 0.3 }, digits: 2,
        size: 0.3, own: [3.0, -3.0, 0.5, 0.5, 4.5, -4.5], hint: [0.35, -0.2, -0.15, 0.2, 0.3, -0.4] },
    Column { name: "start_hour", unit: "h", digits: 1,
        scale: Between { low: 8.0, high: 23.5, centre: 17.0, spread: 0.55 },
        size: 0.0, own: [2.5, -0.5, -1.0, 1.5, -4.0, -2.5], hint: [0.35, 0.0, -0.35, 0.3, -0.3, -0.35] },
    Column { name: "staff", unit: "people", scale: Log { median: 45.0, spread: 0.5 }, digits: 0,
        size: 0.7, own: [1.5, -3.5, 3.0, 0.5, 0.0, 1.5], hint: [0.05, -0.2, 0.15, 0.1, -0.1, 0.0] },
    Column { name: "stage_area", unit: "m²", scale: Log { median: 120.0, spread: 0.5 }, digits: 0,
        size: 0.5, own: [2.0, -3.0, -1.5, 1.0, -1.0, -3.5], hint: [0.15, -0.05, -0.1, 0.2, -0.15, -0.2] },
    Column { name: "distance", unit: "km", scale: Log { median: 4.0, spread: 0.5 }, digits: 1,
        size: 0.2, own: [0.0, -0.5, 3.5, -3.0, 2.0, -3.0], hint: [-0.05, -0.25, 0.3, -0.2, 0.2, -0.3] },
    Column { name: "advance_sale", unit: "days", scale: Log { median: 55.0, spread: 0.35 }, digits: 0,
        size: 0.3, own: [3.5, -3.0, 0.5, -0.5, 2.5, -4.5], hint: [0.25, -0.15, -0.1, 0.1, 0.2, -0.35] },
    Column { name: "outdoor_share", unit: "%", digits: 1,
        scale: Between { low: 0.0, high: 100.0, centre: 45.0, spread: 0.8 },
        size: 0.1, own: [0.5, -3.0, 2.5, -3.0, -2.0, 4.5], hint: [0.0, -0.35, 0.35, -0.25, -0.25, 0.4] },
];

/// The columns' names, labels and units.
pub fn features() -> Vec<Feature> {
    TABLE.iter().map(|column| Feature::numeric(column.name, "", column.unit)).collect()
}

/// How much an event's size moves each column's standard score.
pub fn sizes() -> [f64; COLUMNS] {
    std::array::from_fn(|column| TABLE[column].size)
}

/// The variance of each column's standard score when cause and size are known. `noise` is the standard deviation of what is
/// added, in standard deviations √(1 + size²) of the column itself.
pub fn variances(noise: f64) -> [f64; COLUMNS] {
    sizes().map(|size| 1.0 + noise * noise * (1.0 + size * size))
}

/// The numbers of an event, `[feature]`. One latent size moves attendance, budget, staff and stage together. `noise` is
/// Gaussian, added to the standard scores as in [`variances`], and drawn from its own stream.
pub fn table(numbers: Numbers, noise: f64, stream: &mut Stream, noise_stream: &mut Stream) -> Vec<f32> {
    let scores = scores(numbers, noise, stream, noise_stream);
    TABLE.iter().zip(scores).map(|(column, score)| column.value(score) as f32).collect()
}

/// The standard scores of a table: cause + size + own spread + noise. Jointly Gaussian.
pub fn scores(numbers: Numbers, noise: f64, stream: &mut Stream, noise_stream: &mut Stream) -> [f64; COLUMNS] {
    let size: f64 = stream.sample(StandardNormal);
    let shifts = numbers.shifts();
    std::array::from_fn(|column| {
        let Column { size: share, .. } = TABLE[column];
        let own: f64 = stream.sample(StandardNormal);
        let disturbance = noise * (1.0 + share * share).sqrt() * noise_stream.sample::<f64, _>(StandardNormal);
        shifts[column] + share * size + own + disturbance
    })
}

impl Column {
    fn value(&self, score: f64) -> f64 {
        let value = match self.scale {
            Log { median, spread } => median * libm::exp(spread * score),
            Between { low, high, centre, spread } => {
                let odds = (centre - low) / (high - centre) * libm::exp(spread * score);
                low + (high - low) * odds / (1.0 + odds)
            }
        };
        let digits = libm::pow(10.0, f64::from(self.digits));
        (value * digits).round() / digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::seed::{Purpose, stream};

    const EVENTS: u32 = 3000;

    fn streams(index: u32) -> (Stream, Stream) {
        (stream(1, Purpose::Table, index), stream(1, Purpose::TableNoise, index))
    }

    fn tables(numbers: Numbers, noise: f64) -> Vec<Vec<f32>> {
        let table = |(mut own, mut noisy)| table(numbers, noise, &mut own, &mut noisy);
        (0..EVENTS).map(streams).map(table).collect()
    }

    #[test]
    fn every_number_is_one_that_could_be() {
        for numbers in Numbers::all() {
            for table in tables(numbers, 0.0) {
                assert!(table.iter().all(|v| v.is_finite() && *v >= 0.0), "{numbers:?}: {table:?}");
                assert!((8.0..=23.5).contains(&table[4]) && table[9] <= 100.0, "{numbers:?}: {table:?}");
            }
        }
    }

    #[test]
    fn the_stated_covariance_is_that_of_the_scores() {
        let noise = 0.5;
        let all: Vec<_> =
            (0..EVENTS).map(streams).map(|(mut a, mut b)| scores(Numbers::Hint(1), noise, &mut a, &mut b)).collect();
        let (shifts, sizes, variances) = (Numbers::Hint(1).shifts(), sizes(), variances(noise));
        for i in 0..COLUMNS {
            for j in 0..=i {
                let products = all.iter().map(|z| (z[i] - shifts[i]) * (z[j] - shifts[j]));
                let covariance = products.sum::<f64>() / f64::from(EVENTS);
                let stated = sizes[i] * sizes[j] + if i == j { variances[i] } else { 0.0 };
                // four standard errors of a product of two normals with variance near 2
                assert!((covariance - stated).abs() < 0.21, "{i} {j}: {covariance}, stated {stated}");
            }
        }
    }

    #[test]
    fn budgets_of_redundant_classes_lie_far_apart() {
        let budget = |class| tables(Numbers::Own(class), 0.0).iter().map(|t| t[2]).fold(0.0, |sum, v| sum + v / EVENTS as f32);
        let [concert, lecture, sport] = [0, 1, 2].map(budget);
        assert!(lecture * 10.0 < concert && concert * 2.0 < sport, "{lecture} {concert} {sport}");
    }

    #[test]
    fn noise_moves_the_numbers_and_none_leaves_them() {
        assert_eq!(tables(Numbers::Any, 0.0), tables(Numbers::Any, 0.0));
        let (clean, noisy) = (tables(Numbers::Any, 0.0), tables(Numbers::Any, 0.3));
        assert!(clean.iter().zip(&noisy).all(|(c, n)| c != n));
    }

    #[test]
    fn every_cause_has_its_own_place_and_code() {
        assert!(Numbers::all().enumerate().all(|(i, numbers)| numbers.index() as usize == i));
        assert_eq!(Numbers::Own(5).code(), "own_street_parade");
    }
}

//! The table of the story: ten numbers of an event, whose distributions overlap between the classes, so that they hint and
//! never tell.

use rand::RngExt;
use rand_distr::StandardNormal;

use super::event::Feature;
use super::seed::Stream;

/// One column and how it is distributed: centre + class shift + share of the event's size + its own spread, in units
/// of the spread.
struct Column {
    name: &'static str,
    label: &'static str,
    unit: &'static str,
    scale: Scale,
    /// by class: Concert, Lecture, Sporting Event
    shift: [f64; 3],
    /// how much the event's size moves it
    size: f64,
    /// what may be, in the column's own unit
    range: [f64; 2],
    /// digits after the point
    digits: i32,
}

/// How a standard normal becomes a number.
enum Scale {
    /// centre and standard deviation in the column's own unit
    Linear { centre: f64, spread: f64 },
    /// median, and standard deviation of the natural logarithm
    Log { median: f64, spread: f64 },
}

use Scale::{Linear, Log};

#[rustfmt::skip]
const COLUMNS: [Column; 10] = [
    Column { name: "attendance", label: "Attendance", unit: "people", scale: Log { median: 900.0, spread: 0.6 },
        shift: [0.15, -0.35, 0.2], size: 0.8, range: [20.0, 60_000.0], digits: 0 },
    Column { name: "duration", label: "Duration", unit: "min", scale: Linear { centre: 105.0, spread: 22.0 },
        shift: [0.25, -0.3, 0.05], size: 0.1, range: [20.0, 240.0], digits: 0 },
    Column { name: "budget", label: "Budget", unit: "k€", scale: Log { median: 60.0, spread: 0.6 },
        shift: [0.2, -0.25, 0.05], size: 0.8, range: [1.0, 5000.0], digits: 1 },
    Column { name: "ticket_price", label: "Ticket price", unit: "€", scale: Linear { centre: 32.0, spread: 9.0 },
        shift: [0.35, -0.2, -0.15], size: 0.3, range: [0.0, 150.0], digits: 2 },
    Column { name: "start_hour", label: "Start", unit: "h", scale: Linear { centre: 17.5, spread: 2.2 },
        shift: [0.35, 0.0, -0.35], size: 0.0, range: [8.0, 23.0], digits: 1 },
    Column { name: "staff", label: "Staff", unit: "people", scale: Log { median: 45.0, spread: 0.5 },
        shift: [0.05, -0.2, 0.15], size: 0.7, range: [3.0, 2000.0], digits: 0 },
    Column { name: "stage_area", label: "Stage area", unit: "m²", scale: Log { median: 120.0, spread: 0.5 },
        shift: [0.15, -0.05, -0.1], size: 0.5, range: [10.0, 3000.0], digits: 0 },
    Column { name: "distance", label: "Distance to the city centre", unit: "km", scale: Log { median: 4.0, spread: 0.5 },
        shift: [-0.05, -0.25, 0.3], size: 0.2, range: [0.1, 60.0], digits: 1 },
    Column { name: "advance_sale", label: "Advance sale", unit: "days", scale: Linear { centre: 60.0, spread: 20.0 },
        shift: [0.25, -0.15, -0.1], size: 0.3, range: [1.0, 200.0], digits: 0 },
    Column { name: "outdoor_share", label: "Outdoor share", unit: "%", scale: Linear { centre: 45.0, spread: 20.0 },
        shift: [0.0, -0.35, 0.35], size: 0.1, range: [0.0, 100.0], digits: 0 },
];

/// The columns' names, labels and units.
pub fn features() -> Vec<Feature> {
    let feature = |c: &Column| Feature { name: c.name.into(), label: c.label.into(), unit: c.unit.into() };
    COLUMNS.iter().map(feature).collect()
}

/// The numbers of an event of class `label`, `[feature]`. One latent size moves attendance, budget, staff and stage together.
/// `noise` is Gaussian, in standard deviations of each column, drawn from its own stream.
pub fn table(label: usize, noise: f64, stream: &mut Stream, noise_stream: &mut Stream) -> Vec<f32> {
    let size: f64 = stream.sample(StandardNormal);
    let number = |column: &Column| {
        let own: f64 = stream.sample(StandardNormal);
        let disturbance = noise * noise_stream.sample::<f64, _>(StandardNormal) * column.deviation();
        (column.value(label, size, own) + disturbance) as f32
    };
    COLUMNS.iter().map(number).collect()
}

impl Column {
    fn value(&self, label: usize, size: f64, own: f64) -> f64 {
        let z = self.shift[label] + self.size * size + own;
        let value = match self.scale {
            Linear { centre, spread } => centre + spread * z,
            Log { median, spread } => median * libm::exp(spread * z),
        };
        let digits = libm::pow(10.0, f64::from(self.digits));
        (value.clamp(self.range[0], self.range[1]) * digits).round() / digits
    }

    /// The standard deviation of the whole column in its own unit, before rounding and clamping.
    fn deviation(&self) -> f64 {
        let mean = self.shift.iter().sum::<f64>() / 3.0;
        let between = self.shift.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>() / 3.0;
        let variance = 1.0 + self.size * self.size + between;
        match self.scale {
            Linear { spread, .. } => spread * variance.sqrt(),
            // of a log-normal number (Johnson, Kotz, Balakrishnan 1994, ch. 14)
            Log { median, spread } => {
                let v = spread * spread * variance;
                median * libm::exp(spread * mean) * (libm::exp(v) * (libm::exp(v) - 1.0)).sqrt()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::seed::{Purpose, stream};

    fn tables(noise: f64) -> Vec<Vec<f32>> {
        let streams = |i| (stream(1, Purpose::Table, i), stream(1, Purpose::TableNoise, i));
        let table = |i: u32| {
            let (mut own, mut noisy) = streams(i);
            table(i as usize % 3, noise, &mut own, &mut noisy)
        };
        (0..3000).map(table).collect()
    }

    #[test]
    fn every_number_lies_in_its_columns_range() {
        for table in tables(0.0) {
            for (value, column) in table.iter().zip(&COLUMNS) {
                assert!((column.range[0] as f32..=column.range[1] as f32).contains(value), "{}: {value}", column.name);
            }
        }
    }

    #[test]
    fn the_stated_deviation_is_the_columns_own() {
        let tables = tables(0.0);
        for (i, column) in COLUMNS.iter().enumerate() {
            let mean = tables.iter().map(|t| f64::from(t[i])).sum::<f64>() / tables.len() as f64;
            let variance = tables.iter().map(|t| (f64::from(t[i]) - mean).powi(2)).sum::<f64>() / tables.len() as f64;
            let ratio = variance.sqrt() / column.deviation();
            assert!((0.85..1.15).contains(&ratio), "{}: {ratio}", column.name);
        }
    }

    #[test]
    fn noise_moves_the_numbers_and_changes_nothing_else() {
        let (clean, noisy) = (tables(0.0), tables(1.0));
        for (i, column) in COLUMNS.iter().enumerate() {
            let moved = clean.iter().zip(&noisy).map(|(c, n)| f64::from(n[i] - c[i]) / column.deviation());
            let variance = moved.map(|m| m * m).sum::<f64>() / clean.len() as f64;
            assert!((variance - 1.0).abs() < 0.12, "{}: {variance}", column.name);
        }
    }
}

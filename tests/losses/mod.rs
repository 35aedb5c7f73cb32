//! A short run that native and browser tests share: its first losses, step by step.

use trimodal::config::Config;
use trimodal::data::columns::Columns;
use trimodal::data::dataset::Dataset;
use trimodal::data::event::Event;
use trimodal::data::statistics::Statistics;
use trimodal::error::Result;
use trimodal::learn::batch::DeviceData;
use trimodal::learn::device::Device;
use trimodal::learn::layer::Seeded;
use trimodal::learn::trainer::{Setup, Trainer};
use trimodal::worlds::source;

/// Few events and small batches, because a software WebGPU adapter takes seconds a step; all kinds of dropout on.
pub fn config() -> Config {
    Config { events: 60, batch_size: 4, modality_dropout: 0.2, ..Config::default() }
}

/// The first losses (mean cross-entropy in nats) of the short run on `device`, or why they could not be had. A run
/// longer than an epoch walks the same events again.
pub async fn losses(device: &Device, steps: usize, change: fn(&mut Event)) -> Result<Vec<f64>> {
    let config = config();
    let source = source(&config.data());
    let mut columns = Columns::new(source.schema(), config.events as usize);
    for index in 0..config.events {
        let mut event = source.event(index);
        change(&mut event);
        columns.push(&event, source.schema());
    }
    let dataset = Dataset::new(source.schema().clone(), columns, config.train_share, config.val_share, config.seed)?;
    let statistics = Statistics::of(&dataset);
    let (config, dataset, data) = (&config, &dataset, &DeviceData::new(&dataset, device));
    let setup = Setup { config, dataset, data, statistics, weights: &Seeded(config.seed), shuffle: true };
    let mut trainer = Trainer::new(&setup)?;
    let mut losses = Vec::new();
    for _ in 0..steps {
        if trainer.epoch_is_over() {
            trainer.repeat_epoch();
        }
        trainer.step();
        losses.push(trainer.report().await?.loss);
    }
    Ok(losses)
}

/// What `cargo test` found natively, one loss a line; `TRIMODAL_BLESS=1 cargo test --test training` writes it anew.
pub fn native() -> Vec<f64> {
    include_str!("native.txt").lines().map(|line| line.parse().expect("a number a line")).collect()
}

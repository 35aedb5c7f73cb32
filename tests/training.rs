//! Tests that a model learns: whole runs on the CPU with the default settings.

mod losses;

use pollster::block_on;
use trimodal::app::protocol::{Command, Update};
use trimodal::app::session::Session;
use trimodal::config::{Backend, Config, World};
use trimodal::learn::device::open;
use trimodal::learn::metrics::Mean;

struct Run {
    train: Vec<Mean>,
    val: Vec<Mean>,
    best_epoch: u32,
}

fn run(config: Config) -> Run {
    let mut session = Session::new(block_on(open(Backend::Cpu)).unwrap());
    let mut updates = session.handle(Command::Configure { config });
    updates.extend(session.handle(Command::Train));
    while session.busy() {
        updates.extend(block_on(session.work()));
    }
    let (mut train, mut val, mut result) = (Vec::new(), Vec::new(), None);
    for update in updates {
        match update {
            Update::Epoch { train: t, val: v, .. } => (train.push(t), val.push(v)).0,
            Update::Result { best_epoch, .. } => result = Some(best_epoch),
            Update::Error { message, .. } => panic!("{message}"),
            _ => {}
        }
    }
    let best_epoch = result.expect("the run ends with a result");
    Run { train, val, best_epoch }
}

#[test]
fn the_best_epoch_is_the_one_with_the_lowest_validation_loss() {
    let run = run(Config { events: 200, epochs: 6, ..Config::default() });
    let best = run.val.iter().enumerate().min_by(|a, b| a.1.loss.total_cmp(&b.1.loss)).unwrap().0;
    assert_eq!(run.best_epoch as usize, best + 1);
}

#[test]
fn on_noise_the_training_accuracy_climbs_while_validation_stays_at_chance() {
    let run = run(Config { world: World::Noise, events: 600, epochs: 12, ..Config::default() });
    let (train, val) = (run.train.last().unwrap(), run.val.last().unwrap());
    println!("train {:.3}, val {:.3}", train.accuracy, val.accuracy);
    assert!(train.accuracy > 0.75, "train {}", train.accuracy);
    // 90 validation events: three standard deviations around 1/3 are 0.15
    assert!((val.accuracy - 1.0 / 3.0).abs() < 0.15, "val {}", val.accuracy);
    assert!(val.loss > 3f64.ln(), "overfitting raises the validation loss: {}", val.loss);
}

#[test]
fn the_first_losses_are_those_kept_for_the_browser_to_follow() {
    let device = block_on(open(Backend::Cpu)).unwrap();
    let here = block_on(losses::losses(&device, 10, |_| ())).unwrap();
    if std::env::var_os("TRIMODAL_BLESS").is_some() {
        let text: String = here.iter().map(|loss| format!("{loss}\n")).collect();
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/losses/native.txt"), text).unwrap();
        return;
    }
    assert_eq!(here.len(), losses::native().len());
    // another processor may add up in another order
    assert!(here.iter().zip(losses::native()).all(|(a, b)| (a - b).abs() < 1e-4), "{here:?}");
}

#[test]
fn a_loss_that_is_not_a_number_stops_training_and_names_the_step() {
    let device = block_on(open(Backend::Cpu)).unwrap();
    let error = block_on(losses::losses(&device, 10, |event| event.table[0] = f32::NAN)).unwrap_err();
    assert_eq!((error.code(), error.field()), ("diverged", Some("learning_rate")));
}

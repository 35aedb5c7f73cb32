//! Trains without a browser, with the code that the page runs: one JSON line an update, as the worker would send it, and the
//! speed at the end. Settings are those of the page's links, as `name=value` or `--name value`:
//!
//!     cargo run --release --example train -- seed=2 modalities=image epochs=5
//!     cargo run --release --features webgpu --example train -- --backend webgpu   # Vulkan, Metal or DirectX 12

use std::io::{BufWriter, ErrorKind, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use serde_json::{Map, Value};
use trimodal::app::protocol::{Command, Stage, Update};
use trimodal::app::session::Session;
use trimodal::config::{Backend, Config};
use trimodal::learn::device::open;

fn main() -> ExitCode {
    match config(std::env::args().skip(1)).and_then(|config| pollster::block_on(run(config))) {
        Ok(speed) => {
            eprintln!("{speed:.0} samples per second in training");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// `name=value` or `--name value` each; what is left out keeps its default.
fn config(mut words: impl Iterator<Item = String>) -> Result<Config, String> {
    let mut given = Map::new();
    while let Some(word) = words.next() {
        let setting = match word.strip_prefix("--") {
            Some(name) if !name.contains('=') => format!("{name}={}", words.next().unwrap_or_default()),
            other => other.unwrap_or(&word).into(),
        };
        let Some((name, value)) = setting.split_once('=') else {
            return Err(format!("write a setting as name=value or --name value, not {word}"));
        };
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value));
        let alone = Map::from_iter([(name.into(), value.clone())]);
        serde_json::from_value::<Config>(alone.into()).map_err(|why| format!("cannot use {name} = {value} because {why}"))?;
        given.insert(name.into(), value);
    }
    serde_json::from_value(Value::Object(given)).map_err(|error| error.to_string())
}

/// Events trained per second of training. An update that is an error ends the run with its message.
async fn run(config: Config) -> Result<f64, String> {
    let backend = if config.backend == Backend::Auto { Backend::Cpu } else { config.backend };
    let mut session = Session::new(open(backend).await.map_err(|error| error.to_string())?);
    let mut speed = Speed::default();
    let mut lines = BufWriter::new(std::io::stdout().lock());
    for command in [Command::Configure { config }, Command::Train] {
        tell(&session.handle(command), &mut lines)?;
        while session.busy() {
            let start = Instant::now();
            let updates = session.work().await;
            speed.add(start.elapsed(), &updates);
            tell(&updates, &mut lines)?;
        }
    }
    Ok(speed.per_second())
}

/// Prints updates; a reader that has gone away ends the run.
fn tell(updates: &[Update], lines: &mut impl Write) -> Result<(), String> {
    for update in updates {
        if let Update::Error { message, .. } = update {
            return Err(message.clone());
        }
        let line = serde_json::to_string(update).map_err(|error| error.to_string())?;
        match writeln!(lines, "{line}").and_then(|()| lines.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(0),
            other => other.map_err(|error| error.to_string())?,
        }
    }
    Ok(())
}

/// Time spent on optimizer steps, and the events they trained on.
#[derive(Default)]
struct Speed {
    time: Duration,
    events: u32,
}

impl Speed {
    fn add(&mut self, time: Duration, updates: &[Update]) {
        let trained = updates.iter().find_map(|update| match update {
            Update::Progress { stage: Stage::Train, trained_events, .. } => Some(*trained_events),
            _ => None,
        });
        if let Some(events) = trained {
            self.time += time;
            self.events = self.events.max(events);
        }
    }

    fn per_second(&self) -> f64 {
        f64::from(self.events) / self.time.as_secs_f64().max(f64::MIN_POSITIVE)
    }
}

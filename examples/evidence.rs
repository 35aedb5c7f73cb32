//! The table of evidence of docs/measured.md, in Markdown: for every world and every set of modalities the best possible
//! accuracy, the accuracy of a model trained on that set, and that of one model trained on all three and tested on the set.
//! Mean and standard deviation over seeds. `make evidence` writes it; only a run that fails makes it fail.

use std::collections::VecDeque;
use std::fmt::Write;
use std::num::NonZero;
use std::sync::Mutex;
use std::thread;

use pollster::block_on;
use trimodal::app::protocol::{Command, Update};
use trimodal::app::session::Session;
use trimodal::config::{Backend, Config, World};
use trimodal::data::modality::{Modality, ModalitySet};
use trimodal::data::truth::Best;
use trimodal::learn::device::open;
use trimodal::learn::examine::{Finding, SubsetScore};

const SEEDS: std::ops::RangeInclusive<u32> = 1..=5;
/// What a table of several models is about: each alone, and all.
const TRAINED: [ModalitySet; 4] = [
    ModalitySet::of(&[Modality::Tabular]),
    ModalitySet::of(&[Modality::Image]),
    ModalitySet::of(&[Modality::Audio]),
    ModalitySet::ALL,
];
/// The modality dropout that readies a model for what may be missing.
const MODALITY_DROPOUT: f64 = 0.3;

/// What one run found.
struct Outcome {
    config: Config,
    best: Vec<Best>,
    subsets: Vec<SubsetScore>,
}

fn main() {
    let runs = Mutex::new(runs());
    let outcomes = Mutex::new(Vec::new());
    let total = runs.lock().expect("no run has failed").len();
    let work = || {
        while let Some(config) = take(&runs) {
            let outcome = outcome(config);
            let mut outcomes = outcomes.lock().expect("no run has failed");
            outcomes.push(outcome);
            eprintln!("{} of {total} runs", outcomes.len());
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(work);
        }
    });
    let outcomes = outcomes.into_inner().expect("no run has failed");
    let (story, others) = World::EACH.split_at(1);
    let (story, others) = (table(&outcomes, story), table(&outcomes, others));
    print!("{story}\n<details>\n<summary>The other worlds</summary>\n\n{others}\n</details>\n");
}

fn take(runs: &Mutex<VecDeque<Config>>) -> Option<Config> {
    runs.lock().expect("no run has failed").pop_front()
}

/// The default settings but for these, one run each.
fn runs() -> VecDeque<Config> {
    let of = |world, seed| {
        let alone = TRAINED.map(|modalities| Config { world, seed, modalities, ..Config::default() });
        alone.into_iter().chain([Config { world, seed, modality_dropout: MODALITY_DROPOUT, ..Config::default() }])
    };
    SEEDS.flat_map(|seed| World::EACH.into_iter().flat_map(move |world| of(world, seed))).collect()
}

/// Trains, tests and examines as the page does.
///
/// # Panics
/// When a command fails.
fn outcome(config: Config) -> Outcome {
    let device = block_on(open(Backend::Cpu)).expect("there is always a CPU");
    let (mut session, mut best, mut subsets) = (Session::new(device), Vec::new(), Vec::new());
    for command in [Command::Configure { config: config.clone() }, Command::Train, Command::Examine] {
        let mut updates = session.handle(command);
        while session.busy() && subsets.is_empty() {
            updates.extend(block_on(session.work()));
            for update in updates.drain(..) {
                match update {
                    Update::Dataset(view) => best = view.best_possible,
                    Update::Found(Finding::Ablation(ablation)) => subsets = ablation.subsets,
                    Update::Error { message, .. } => panic!("{message}"),
                    _ => {}
                }
            }
        }
    }
    Outcome { config, best, subsets }
}

fn table(outcomes: &[Outcome], worlds: &[World]) -> String {
    let mut text = String::from(
        "| world | modalities | best possible | trained on these alone | one model, the others hidden | with modality dropout |\n|---|---|---|---|---|---|\n",
    );
    for world in worlds {
        let of_world: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.config.world == *world).collect();
        for modalities in ModalitySet::EACH {
            let best = of_world[0].best.iter().find(|best| best.modalities == modalities).map_or(f64::NAN, |best| best.accuracy);
            let cells = cells(&of_world, modalities);
            writeln!(text, "| {} | {} | {best:.3} | {} |", world.name(), words(modalities), cells.join(" | "))
                .expect("a String grows");
        }
    }
    text
}

/// Trained alone, ablated, ablated after training with modality dropout.
fn cells(outcomes: &[&Outcome], modalities: ModalitySet) -> [String; 3] {
    let scores = |of: &dyn Fn(&Config) -> bool| {
        let runs = outcomes.iter().filter(|outcome| of(&outcome.config));
        let score = |run: &&Outcome| run.subsets.iter().find(|score| score.subset == modalities).map(|score| score.accuracy);
        mean_and_deviation(&runs.filter_map(score).collect::<Vec<f64>>())
    };
    [
        scores(&|c| c.modalities == modalities && c.modality_dropout == 0.0),
        scores(&|c| c.modalities == ModalitySet::ALL && c.modality_dropout == 0.0),
        scores(&|c| c.modalities == ModalitySet::ALL && c.modality_dropout > 0.0),
    ]
}

fn mean_and_deviation(values: &[f64]) -> String {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let deviation = (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    if values.is_empty() { String::new() } else { format!("{mean:.3} ± {deviation:.3}") }
}

fn words(modalities: ModalitySet) -> String {
    if modalities == ModalitySet::ALL {
        return "all three".into();
    }
    let words: Vec<&str> = modalities.iter().map(|modality| ["table", "picture", "sound"][modality as usize]).collect();
    words.join(", ")
}

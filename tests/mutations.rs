//! Thousands of messages, half of them damaged, in an order that nobody would send them in. No message may cause a panic, and after
//! any of them a session can be reset and trained.

mod conversation;

use conversation::{drain, phase, say, session, tiny};
use pollster::block_on;
use rand::RngExt;
use serde_json::{Value, json};
use trimodal::app::protocol::{Command, Phase, Update};
use trimodal::app::session::Session;
use trimodal::data::seed::{Purpose, Stream, stream};

/// Messages sent.
const MESSAGES: u32 = 2000;
/// Messages between two checks that the session still trains.
const BETWEEN_CHECKS: u32 = 100;
/// Rows of one message.
const ROWS: usize = 24;

/// Two classes, a number and a category, pictures of 4 × 5 and spectrograms of 4 × 4.
fn schema() -> Value {
    json!({
        "classes": ["calm", "loud"],
        "features": [
            { "name": "weight", "label": "Weight", "kind": "numeric", "unit": "kg" },
            { "name": "place", "label": "Place", "kind": "categorical", "levels": ["in", "out", "else"] },
        ],
        "image": { "channels": 3, "height": 4, "width": 5, "range": [0.0, 1.0] },
        "audio": { "mels": 4, "frames": 4, "sample_rate": 8000, "hop": 64, "window": 128, "range": [-80.0, 0.0] },
    })
}

/// Rows of that schema, some of which lack one or two modalities.
fn rows(random: &mut Stream) -> Value {
    let row = |index: usize, random: &mut Stream| {
        let mut bytes = |count: usize| (0..count).map(|_| json!(random.random_range(0..256))).collect::<Value>();
        let (image, spectrogram) = (bytes(60), bytes(16));
        let lacks = random.random_range(0..12);
        json!({
            "label": index % 2,
            "table": if lacks & 1 == 1 { Value::Null } else { json!([index as f32 * 0.1, index % 4]) },
            "image": if lacks & 2 == 2 { Value::Null } else { image },
            "spectrogram": if lacks == 4 { Value::Null } else { spectrogram },
        })
    };
    (0..ROWS).map(|index| row(index, random)).collect()
}

/// A message as the page would send it, though not in the page's order.
fn message(random: &mut Stream) -> Value {
    let bits = |random: &mut Stream| json!([random.random_bool(0.7), random.random_bool(0.7), random.random_bool(0.7)]);
    let levels = json!([random.random::<f64>(), 0.0, 1.0]);
    let bytes: Vec<u8> = (0..9).map(|_| random.random_range(0..2)).collect();
    let other = ["examine", "pause", "step", "resume", "reset", "discard_data"];
    let modalities = ["all", "tabular", "image_audio"][random.random_range(0..3)];
    match random.random_range(0..22) {
        0 | 1 => json!({ "type": "begin_data", "schema": schema(), "events": 2 * ROWS }),
        2..6 => json!({ "type": "add_events", "rows": rows(random) }),
        6 | 7 => json!({ "type": "finish_data" }),
        8 | 9 => {
            json!({ "type": "configure", "config": { "world": "noise", "classes": 3, "events": 60, "batch_size": 16, "epochs": 1,
            "embedding": 4, "modalities": modalities, "modality_dropout": 0.3, "train_share": 0.7, "val_share": 0.15,
            "missing_table": 0.2, "learning_rate": 0.01, "class_weights": "balanced", "seed": random.random_range(0..9) } })
        }
        10..13 => json!({ "type": "train" }),
        13 => json!({ "type": "inspect", "event": random.random_range(0..60) }),
        14 | 15 => json!({ "type": "what_if", "event": random.random_range(0..60), "levels": levels, "present": bits(random) }),
        16 => json!({ "type": "probe", "levels": levels, "present": bits(random) }),
        17 => json!({ "type": "compare", "first": "all", "second": "image", "first_correct": bytes, "second_correct": bytes }),
        _ => json!({ "type": other[random.random_range(0..other.len())] }),
    }
}

/// One of a few numbers at the edges of what a number can be.
fn odd_number(random: &mut Stream) -> Value {
    let whole = [-1i64, 0, 1, 2, 3, 50, 51, 255, 256, 1024, i64::from(u32::MAX), 1 << 32];
    let others = [0.5, 1e39, -3e38, 1e-30];
    match random.random_range(0..whole.len() + others.len()) {
        at if at < whole.len() => json!(whole[at]),
        at => json!(others[at - whole.len()]),
    }
}

/// Something of another type than whatever it replaces.
fn odd(random: &mut Stream) -> Value {
    let odd = [json!(null), json!(true), json!(""), json!("all"), json!([]), json!([1, 2]), json!({})];
    odd[random.random_range(0..odd.len())].clone()
}

/// Damages one place in `value`: replaces it, leaves it out, or writes it twice.
fn damage(value: &mut Value, random: &mut Stream) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let name = fields.keys().nth(random.random_range(0..fields.len())).cloned().unwrap_or_default();
            match random.random_range(0..10) {
                0 => drop(fields.remove(&name)),
                _ => fields.get_mut(&name).into_iter().for_each(|field| damage(field, random)),
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let at = random.random_range(0..items.len());
            match random.random_range(0..10) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                _ => damage(&mut items[at], random),
            }
        }
        Value::Number(_) if random.random_bool(0.9) => *value = odd_number(random),
        other => *other = odd(random),
    }
}

/// Whether the settings keep the work of this test small.
fn quick(command: &Command) -> bool {
    if let Command::Configure { config } = command { config.events <= 300 && config.embedding <= 64 } else { true }
}

/// Sends a message, and lets the session do some of its work. Returns the updates, all of which can be sent.
fn send(session: &mut Session, command: Command, works: u32) -> Vec<Update> {
    let mut updates = session.handle(command);
    for _ in 0..works {
        if session.busy() {
            updates.extend(block_on(session.work()));
        }
    }
    serde_json::to_string(&updates).unwrap();
    updates
}

/// From whatever the session does to a run of made-up events that has ended.
fn trains(session: &mut Session) -> bool {
    session.handle(Command::Reset);
    session.handle(Command::DiscardData);
    session.handle(Command::Configure { config: tiny() });
    let updates = say(session, Command::Train);
    let ended = updates.iter().any(|update| matches!(update, Update::Result { .. }));
    ended && phase(&updates) == Some(Phase::Finished) && drain(session).is_empty()
}

/// A message that the phase allows, as far as a few tries find one.
fn allowed_message(phase: Phase, random: &mut Stream) -> Value {
    let mut tries = [(); 4].map(|()| message(random)).into_iter();
    let allowed = |message: &Value| phase.allowed().iter().any(|name| message["type"] == *name);
    let first = tries.next().unwrap_or_default();
    if allowed(&first) { first } else { tries.find(allowed).unwrap_or(first) }
}

#[test]
fn no_message_breaks_a_session() {
    let (mut session, mut now, mut understood, mut results) = (session(), Phase::Idle, 0, 0);
    for index in 0..MESSAGES {
        let mut random = stream(7, Purpose::Permutation, index);
        let mut message = allowed_message(now, &mut random);
        if random.random_bool(0.4) {
            damage(&mut message, &mut random);
        }
        let works = random.random_range(0..12);
        if let Some(command) = serde_json::from_value(message.clone()).ok().filter(quick) {
            let updates = send(&mut session, command, works);
            understood += 1;
            results += updates.iter().filter(|update| matches!(update, Update::Result { .. })).count();
            now = phase(&updates).unwrap_or(now);
        }
        if index % BETWEEN_CHECKS == 0 {
            assert!(trains(&mut session), "after message {index}: {message}");
            now = Phase::Finished;
        }
    }
    assert!(understood > MESSAGES / 2 && results > 50, "{understood} messages were understood, {results} runs ended");
}

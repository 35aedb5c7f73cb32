//! Checks the house rules: which layer may use which, which crates belong to one layer only, and how long a file may be. It reads
//! source text and names every offending line.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use trimodal::config::FIELDS;

/// Rooms from left to right; each may use itself and what stands left of it.
const ROOMS: [&[&str]; 7] = [&["error"], &["data"], &["config"], &["worlds"], &["learn"], &["app"], &["wasm"]];

/// Words, and the only places where they may stand.
const WORDS: [(&str, &str); 8] = [
    ("burn::", "src/learn/"),
    ("burn_wgpu::", "src/learn/"),
    ("cubecl::", "src/learn/kernel/gpu/"),
    ("wasm_bindgen", "src/wasm.rs"),
    ("js_sys", "src/wasm.rs"),
    ("web_sys", "src/wasm.rs"),
    ("serde_wasm_bindgen", "src/wasm.rs"),
    ("Device::default()", "src/learn/device.rs"),
];

/// The page's rooms by the beginning of their path, and what their modules may import. The longest beginning counts, and a
/// file of the page that has none is an offence.
const IMPORTS: &[(&str, &[&str])] = &[
    ("www/words/", &["www/words/"]),
    ("www/facts/", &["www/facts/", "www/words/", "www/state/runs.js"]),
    ("www/facts/vocabulary.js", &["www/contract.json"]),
    ("www/draw/", &["www/draw/", "www/facts/", "www/words/", "uplot"]),
    ("www/parts/", &["www/parts/", "www/draw/", "www/facts/", "www/words/", "www/state/runs.js"]),
    ("www/views/", &["www/parts/", "www/draw/", "www/facts/", "www/words/", "www/state/"]),
    ("www/views/index.js", &["www/views/", "www/facts/"]),
    ("www/state/", &["www/state/", "www/facts/vocabulary.js"]),
    ("www/link/", &["www/link/", "www/state/", "www/contract.json"]),
    ("www/link/worker.js", &["www/link/files.js", "www/link/outbox.js", "www/link/webassembly.js"]),
    ("www/link/outbox.js", &[]),
    ("www/boot.js", &[]),
    ("www/main.js", &["www/views/index.js", "www/link/", "www/parts/", "www/state/", "www/contract.json"]),
    ("www/bench.js", &["www/link/", "www/bench-events.js"]),
    ("www/bench-events.js", &["www/link/", "www/contract.json"]),
];

/// Files of the page that never touch the DOM, the clock or, in the worker, the contract.
const BANNED: [(&str, &[&str]); 6] = [
    ("www/state/", &["document.", "window."]),
    ("www/facts/", &["document.", "window."]),
    ("www/words/", &["document.", "window."]),
    ("www/state/pace.js", &["performance.", "Date."]),
    ("www/link/worker.js", &["document.", "window.", "contract.json"]),
    ("www/link/outbox.js", &["document.", "window.", "contract.json"]),
];

/// Lines a file may have.
const LONGEST: usize = 300;

/// The rank of the room that a path like `src/data/seed.rs` or a name like `data` belongs to.
fn rank(name: &str) -> Option<usize> {
    let name = name.strip_prefix("src/").unwrap_or(name);
    let name = name.split(['/', '.']).next()?;
    ROOMS.iter().position(|room| room.contains(&name))
}

/// What a Rust file does against the rules, as `path:line: why`.
fn rust_offences(path: &str, text: &str) -> Vec<String> {
    let mut offences = Vec::new();
    for (number, line) in code_lines(text) {
        for used in line.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let (Some(own), Some(other)) = (rank(path), rank(&used))
                && other > own
            {
                offences.push(format!("{path}:{number}: this room may not use `{used}`"));
            }
        }
        for (word, home) in WORDS {
            if line.contains(word) && !path.starts_with(home) {
                offences.push(format!("{path}:{number}: `{word}` belongs to {home}"));
            }
        }
    }
    offences
}

/// What a file of the page does against the rules.
fn page_offences(path: &str, text: &str) -> Vec<String> {
    let rows = IMPORTS.iter().filter(|(files, _)| path.starts_with(files));
    let Some((_, allowed)) = rows.max_by_key(|(files, _)| files.len()) else {
        return vec![format!("{path}:1: no row of IMPORTS says what it may import")];
    };
    let mut offences = Vec::new();
    for (number, line) in code_lines(text) {
        if let Some(from) = imported(line).map(|specifier| resolved(path, specifier))
            && !allowed.iter().any(|start| from.starts_with(start))
        {
            offences.push(format!("{path}:{number}: it may not import {from}"));
        }
        for (_, words) in BANNED.iter().filter(|(files, _)| path.starts_with(files)) {
            for word in words.iter().filter(|word| line.contains(**word)) {
                offences.push(format!("{path}:{number}: it may not touch `{word}`"));
            }
        }
    }
    offences
}

/// Where a module's relative specifier leads, from the repository's root; a package's name stays as it is.
fn resolved(path: &str, specifier: &str) -> String {
    if !specifier.starts_with('.') {
        return specifier.into();
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Numbered lines without those that are comments.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let comment = |line: &str| ["//", "/*", "*"].iter().any(|start| line.trim_start().starts_with(start));
    text.lines().enumerate().map(|(i, line)| (i + 1, line)).filter(move |(_, line)| !comment(line))
}

/// The module that a line imports, whether the import began on this line or above.
fn imported(line: &str) -> Option<&str> {
    let quoted = |rest: &'static str| line.split_once(rest).map(|(_, after)| after);
    let specifier = quoted(" from '").or_else(|| line.strip_prefix("import '"))?;
    specifier.split('\'').next()
}

/// Every file below `folder` with one of these endings, as paths from the repository's root.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders: Vec<PathBuf> = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("www/public") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|e| ending == *e)) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

fn assert_none(offences: &[String]) {
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

#[test]
fn rooms_use_only_what_stands_left_of_them() {
    let files = files("src", &["rs"]);
    assert!(files.len() > 20, "the sources were found");
    assert_none(&files.iter().flat_map(|(path, text)| rust_offences(path, text)).collect::<Vec<_>>());
}

#[test]
fn the_pages_modules_import_only_what_they_may() {
    let files = files("www", &["js"]);
    assert!(files.len() > 20, "the modules were found");
    assert_none(&files.iter().flat_map(|(path, text)| page_offences(path, text)).collect::<Vec<_>>());
}

#[test]
fn no_file_is_longer_than_it_may_be() {
    let endings = ["rs", "js", "mjs", "css", "sh", "html", "py"];
    let all = ["src", "www", "tests", "scripts"].into_iter().flat_map(|folder| files(folder, &endings));
    let long = all.filter(|(_, text)| text.lines().count() > LONGEST);
    assert_none(&long.map(|(path, text)| format!("{path}: {} lines", text.lines().count())).collect::<Vec<_>>());
}

#[test]
fn every_module_opens_with_what_it_is_for() {
    let rust = files("src", &["rs"]).into_iter().filter(|(_, text)| !text.starts_with("//! "));
    let page = files("www", &["js"]).into_iter().filter(|(_, text)| !text.starts_with("// "));
    assert_none(&rust.chain(page).map(|(path, _)| format!("{path}:1: it does not say what it is for")).collect::<Vec<_>>());
}

/// The type that a line of Rust defines outside of any block.
fn defined_type(line: &str) -> Option<&str> {
    let mut words = line.split(' ').skip_while(|word| word.starts_with("pub") || *word == "in" || word.ends_with(')'));
    let defines = words.next().is_some_and(|word| ["struct", "enum", "trait", "type"].contains(&word));
    words.next().filter(|_| defines)?.split(|c: char| !c.is_alphanumeric()).next()
}

#[test]
fn no_name_means_two_types() {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in files("src", &["rs"]) {
        for (number, line) in code_lines(&text) {
            let Some(name) = defined_type(line) else { continue };
            homes.entry(name.into()).or_default().push(format!("{path}:{number}"));
        }
    }
    assert!(homes.len() > 50 && homes.contains_key("Session"), "the types were found");
    let twice = homes.iter().filter(|(_, homes)| homes.len() > 1);
    assert_none(&twice.map(|(name, homes)| format!("{name}: {}", homes.join(", "))).collect::<Vec<_>>());
    assert_eq!(defined_type("pub(in crate::app) struct Run<'a> {"), Some("Run"));
    assert_eq!(defined_type("    type Output = f32;"), None, "of a trait");
}

#[test]
fn every_setting_is_used() {
    let table = ["src/config.rs", "src/config/field.rs"];
    let sources: Vec<_> = files("src", &["rs"]).into_iter().filter(|(path, _)| !table.contains(&path.as_str())).collect();
    let words: Vec<&str> = sources.iter().flat_map(|(_, text)| code_lines(text)).flat_map(|(_, line)| reads(line)).collect();
    let unused = FIELDS.iter().filter(|field| field.name != "backend" && !words.contains(&field.name)); // the page uses that one
    assert_none(&unused.map(|field| format!("src/config/field.rs: nothing reads `{}`", field.name)).collect::<Vec<_>>());
    assert_eq!(reads("f(config.seed, self.data.len())").collect::<Vec<_>>(), ["seed", "data", "len"]);
}

/// The names that stand after a point in a line of Rust.
fn reads(line: &str) -> impl Iterator<Item = &str> {
    line.split('.').skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())
}

#[test]
fn an_offending_line_is_named() {
    let named =
        |offences: Vec<String>, start: &str| assert!(offences.len() == 1 && offences[0].starts_with(start), "{offences:?}");
    named(rust_offences("src/data/seed.rs", "//! x\nuse crate::learn::model::Model;"), "src/data/seed.rs:2:");
    named(rust_offences("src/data/event.rs", "use crate::worlds::latent::Causes;"), "src/data/event.rs:1:");
    named(rust_offences("src/config.rs", "let x = crate::app::view::y();"), "src/config.rs:1:");
    named(rust_offences("src/app/view.rs", "use burn::tensor::Tensor;"), "src/app/view.rs:1:");
    named(rust_offences("src/learn/model.rs", "let device = Device::default();"), "src/learn/model.rs:1:");
    named(page_offences("www/views/data/a.js", "import { x } from '../../link/client.js';"), "www/views/data/a.js:1:");
    named(page_offences("www/views/data/a.js", "import {\n  x,\n} from './b.js';"), "www/views/data/a.js:3:");
    named(page_offences("www/draw/a.js", "import '../link/client.js';"), "www/draw/a.js:1:");
    named(page_offences("www/state/page.js", "document.title = 'x';"), "www/state/page.js:1:");
    named(page_offences("www/link/worker.js", "fetch('../contract.json');"), "www/link/worker.js:1:");
    named(page_offences("www/attic.js", ""), "www/attic.js:1:");
}

#[test]
fn what_is_allowed_is_not_named() {
    assert_none(&rust_offences("src/app/view.rs", "use crate::learn::shape::ModelShape;\n// burn::tensor is elsewhere"));
    assert_none(&page_offences(
        "www/views/data/a.js",
        "import { x } from '../../parts/x.js';\n/** @type {import('../../link/client.js').Status} */",
    ));
}

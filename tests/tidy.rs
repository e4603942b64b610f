//! The rules of `ARCHITECTURE.md` that can be read off the sources, held as tests. They see text, not meaning: what a
//! rule cannot see, a reviewer has to. Must never know anything about incidents.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a rule that is broken panics")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "tidy/style.rs"]
mod style;

/// Debt: what breaks a rule for now, as (name of the test, file). The list shrinks; an entry that is no longer needed fails.
const DEBT: &[(&str, &str)] = &[];

/// Which rooms a room may use. Rooms of one line of the map in `src/lib.rs` never use each other.
const ARROWS: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("incident", &["time"]),
    ("words", &["time", "incident"]),
    ("formats", &["time", "incident", "words"]),
    ("metrics", &["time", "incident", "words"]),
    ("timeline", &["time", "incident", "words"]),
    ("charts", &["time", "incident", "words"]),
    ("catalog", &["time", "incident", "words", "formats", "metrics", "timeline", "charts"]),
    ("state", &["time", "incident", "words", "formats", "metrics", "timeline", "charts", "catalog"]),
    ("browser", &["time", "incident", "words", "formats", "metrics", "timeline", "charts", "catalog", "state"]),
    ("ui", &["time", "incident", "words", "formats", "metrics", "timeline", "charts", "catalog", "state", "browser"]),
    ("cli", &["time", "incident", "words", "formats", "metrics", "timeline", "charts", "catalog", "state"]),
];

/// Which crates only some rooms may name, and where to go instead.
const CRATES: &[(&str, &[&str], &str)] = &[
    ("leptos", &["ui"], "the page is drawn in ui; everything else is plain Rust"),
    ("web_sys", &["browser"], "ask for it through a function of browser (ui may name event types)"),
    ("js_sys", &["browser"], "ask for it through a function of browser"),
    ("wasm_bindgen", &["browser"], "ask for it through a function of browser"),
    ("wasm_bindgen_futures", &["browser"], "ask for it through a function of browser"),
    ("gloo", &["browser"], "ask for it through a function of browser"),
    ("chrono", &["time"], "use time::Instant and its neighbours"),
    ("chrono_tz", &["time"], "use the Zone trait of time"),
    ("clap", &["cli"], "arguments are read in cli"),
];

const LONGEST: usize = 400;

/// A Rust file: its text, and how many of its lines come before its tests.
struct Source {
    path: String,
    text: String,
    lines: usize,
}

impl Source {
    /// The room (`src/ui/app.rs` → `ui`); the crate's own files are in none.
    fn room(&self) -> &str {
        self.path.strip_prefix("src/").and_then(|rest| rest.split_once('/')).map_or("", |(room, _)| room)
    }

    /// Lines of code outside of tests, numbered from 1, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take(self.lines).enumerate();
        lines.map(|(at, line)| (at + 1, without_comment(line))).filter(|(_, line)| !line.is_empty())
    }
}

/// Cuts a `//` comment off, but not the `//` of an address.
fn without_comment(line: &str) -> &str {
    let starts = line.match_indices("//").map(|(at, _)| at);
    let end = starts.filter(|&at| at == 0 || line.as_bytes()[at - 1] != b':').min().unwrap_or(line.len());
    &line[..end]
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder with one of these endings, as (path from the root, text), in order.
fn files(folder: &str, endings: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = path.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one)) {
                let name = path.strip_prefix(root()).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Every Rust file of the program. Files that only tests compile keep none of their lines.
fn sources() -> Vec<Source> {
    let files = files("src", &["rs"]);
    let only_tests: BTreeSet<String> = files.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    let source = |(path, text): (String, String)| {
        let whole = !only_tests.contains(&path) && !path.contains("/tests/");
        let tests = text.lines().collect::<Vec<_>>();
        let tail = tests
            .windows(2)
            .position(|pair| is_for_tests(pair[0]) && pair[1].contains("mod ") && pair[1].ends_with('{'));
        let lines = if whole { tail.unwrap_or(tests.len()) } else { 0 };
        Source { path, text, lines }
    };
    files.into_iter().map(source).collect()
}

/// Whether this attribute keeps what follows out of the program.
fn is_for_tests(line: &str) -> bool {
    line == "#[cfg(test)]" || line.starts_with("#[cfg(all(test,")
}

/// The files that `#[cfg(test)] mod name;` names in this file.
fn test_modules(path: &str, text: &str) -> Vec<String> {
    let path = Path::new(path);
    let folder = match path.file_stem().and_then(|stem| stem.to_str()) {
        Some("mod" | "lib" | "main") => path.parent().unwrap().to_owned(),
        _ => path.with_extension(""),
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let modules = lines.iter().enumerate().filter(|(_, line)| is_for_tests(line)).filter_map(|(at, _)| {
        let next = lines.get(at + 1)?;
        if let Some(elsewhere) = next.strip_prefix("#[path = \"") {
            return Some([path.parent()?.join(elsewhere.strip_suffix("\"]")?), PathBuf::new()]);
        }
        let name = next.trim_start_matches("pub(crate) ").strip_prefix("mod ")?.strip_suffix(';')?;
        Some([folder.join(format!("{name}.rs")), folder.join(name).join("mod.rs")])
    });
    modules.flatten().map(|path| path.display().to_string()).collect()
}

/// Fails with every broken place, except for what stands under debt. Each line of `broken` starts with its file.
fn settle(rule: &str, broken: &[String]) {
    let file = |line: &String| line.split(':').next().unwrap_or_default().to_owned();
    let owed: BTreeSet<&str> = DEBT.iter().filter(|(name, _)| *name == rule).map(|(_, file)| *file).collect();
    let paid: Vec<_> = owed.iter().filter(|owed| !broken.iter().any(|line| file(line) == **owed)).collect();
    assert!(paid.is_empty(), "no longer needed under debt in tests/tidy.rs, strike it out: {paid:?}");
    let broken: Vec<_> = broken.iter().filter(|line| !owed.contains(file(line).as_str())).cloned().collect();
    assert!(broken.is_empty(), "{} broken by {}:\n{}\n", rule, broken.len(), broken.join("\n"));
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Where `word` stands in a line as a whole word: the texts after it.
fn after_word<'a>(line: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    line.match_indices(word).filter_map(move |(at, _)| {
        let rest = &line[at + word.len()..];
        (!line[..at].ends_with(is_word) && !rest.starts_with(is_word)).then_some(rest)
    })
}

/// The names at the front of a path: `a::b` → a; `{a::b, c}` → a, c.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|&character| is_word(character)).collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.push(name(&group[start..]));
    names
}

#[test]
fn each_crate_is_named_only_in_its_rooms() {
    let mut broken = Vec::new();
    for source in sources() {
        for (at, line) in source.code() {
            for (name, rooms, instead) in CRATES {
                let event = |rest: &str| {
                    let names = rest.strip_prefix("::").map(first_names).unwrap_or_default();
                    source.room() == "ui"
                        && *name == "web_sys"
                        && names.iter().all(|name| name.is_empty() || name.ends_with("Event"))
                };
                let named = after_word(line, name).any(|rest| !event(rest));
                if named && !rooms.contains(&source.room()) {
                    broken.push(format!(
                        "{}:{at}: names {name}, which belongs to {}: {instead}.",
                        source.path,
                        rooms.join(", ")
                    ));
                }
            }
        }
    }
    settle("each_crate_is_named_only_in_its_rooms", &broken);
}

#[test]
fn rooms_use_each_other_in_one_direction() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| !source.room().is_empty()) {
        let room = source.room();
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            broken.push(format!(
                "{}:1: {room} has no arrows. Give it a row in ARROWS (tests/tidy.rs) and ARCHITECTURE.md.",
                source.path
            ));
            continue;
        };
        // A group may go over several lines: look at the whole code as one text, and count lines up to the hit.
        let code: String = source.code().fold(String::new(), |mut code, (at, line)| {
            while code.matches('\n').count() < at - 1 {
                code.push('\n');
            }
            code + line
        });
        for road in ["crate::", "super::super::"] {
            for (start, _) in code.match_indices(road) {
                for used in first_names(&code[start + road.len()..]) {
                    let known = ARROWS.iter().any(|(name, _)| *name == used);
                    if known && used != room && !allowed.contains(&used.as_str()) {
                        let at = code[..start].matches('\n').count() + 1;
                        let may = if allowed.is_empty() { "no other room".to_owned() } else { allowed.join(", ") };
                        broken.push(format!(
                            "{}:{at}: {room} uses {used}; it may use {may}. Move what both need down, or hand it in.",
                            source.path
                        ));
                    }
                }
            }
        }
    }
    settle("rooms_use_each_other_in_one_direction", &broken);
}

#[test]
fn every_file_says_what_it_is_for() {
    let all = files("src", &["rs"]).into_iter().chain(files("tests", &["rs"]));
    let broken: Vec<_> = all
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| format!("{path}:1: open it with `//!`: what it is for, and what it must never contain."))
        .collect();
    settle("every_file_says_what_it_is_for", &broken);
}

#[test]
fn no_file_is_too_long_to_hold_in_mind() {
    let mut broken = Vec::new();
    let lengths = sources().into_iter().map(|source| (source.path, source.lines));
    let tests = files("tests", &["rs"]).into_iter().map(|(path, text)| (path, text.lines().count()));
    for (path, lines) in lengths.chain(tests).filter(|(_, lines)| *lines > LONGEST) {
        broken.push(format!(
            "{path}:{LONGEST}: {lines} lines without its tests; {LONGEST} are the most. It is two files."
        ));
    }
    settle("no_file_is_too_long_to_hold_in_mind", &broken);
}

#[test]
fn nothing_panics_on_what_a_reader_brings() {
    let mut broken = Vec::new();
    for source in sources() {
        for (at, line) in source.code() {
            for call in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
                if line.contains(call) {
                    broken.push(format!(
                        "{}:{at}: {call} outside of tests. Return what is missing, or give a default that is true.",
                        source.path
                    ));
                }
            }
        }
    }
    settle("nothing_panics_on_what_a_reader_brings", &broken);
}

#[test]
fn text_reaches_the_page_as_text() {
    let mut broken = Vec::new();
    let scripts = files("public", &["js"]).into_iter().map(|(path, text)| (path, text, "js"));
    let sources = sources().into_iter().map(|source| (source.path, source.text, "rs"));
    for (path, text, _) in sources.chain(scripts) {
        for (at, line) in text.lines().enumerate() {
            for name in [
                "inner_html",
                "innerHTML",
                "outerHTML",
                "outer_html",
                "insert_adjacent_html",
                "insertAdjacentHTML",
                "document.write",
            ] {
                if without_comment(line).contains(name) {
                    broken.push(format!(
                        "{path}:{}: {name} would let a file write markup. Make elements and texts.",
                        at + 1
                    ));
                }
            }
        }
    }
    settle("text_reaches_the_page_as_text", &broken);
}

#[test]
fn the_page_holds_to_its_policy_and_asks_nobody_else() {
    let mut broken = Vec::new();
    let page = [("index.html".to_owned(), fs::read_to_string(root().join("index.html")).unwrap())];
    let own = page
        .into_iter()
        .chain(files("public", &["js", "html", "svg"]))
        .chain(files("style", &["css"]))
        .chain(files("src/ui", &["rs"]));
    for (path, text) in own {
        let rust = Path::new(&path).extension().is_some_and(|ending| ending == "rs");
        for (at, line) in text.lines().enumerate() {
            let at = at + 1;
            let loads = ["src=\"http", "src=\"//", "url(http", "url(\"http", "url(//", "@import"];
            let names =
                !rust && (line.contains("http:") || line.contains("https:")) && !line.contains("http://www.w3.org/");
            if names || loads.iter().any(|load| line.contains(load)) {
                broken.push(format!(
                    "{path}:{at}: the page would load from elsewhere. Put the file into public/ or style/."
                ));
            }
            if line.contains(" style=\"") || line.contains(" style='") {
                broken.push(format!(
                    "{path}:{at}: the policy refuses a style attribute. Use a class, or style:name=… in ui."
                ));
            }
            let inline = line.contains("<script") && !line.contains(" src=");
            if !rust && (inline || line.contains("<style") || line.contains(" onload=") || line.contains(" onclick=")) {
                broken.push(format!("{path}:{at}: the policy refuses inline code and styles. Use a file of our own."));
            }
        }
    }
    settle("the_page_holds_to_its_policy_and_asks_nobody_else", &broken);
}

//! The invariants of ARCHITECTURE.md that neither the compiler nor clippy holds, read off the sources as text.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a rule that is broken panics")]

use std::fs;
use std::path::{Path, PathBuf};

#[path = "tidy/engines.rs"]
mod engines;
#[path = "tidy/style.rs"]
mod style;

/// Which modules of the core a module may use, besides `pace`, which all may. Crates hold the arrows between packages.
const ARROWS: &[(&str, &[&str])] = &[
    ("time", &[]),
    ("incident", &["time"]),
    ("text", &["time", "incident"]),
    ("picture", &["time", "incident", "text"]),
    ("formats", &["time", "incident", "text"]),
    ("metrics", &["time", "incident", "text"]),
    ("timeline", &["time", "incident", "text", "picture"]),
    ("charts", &["time", "incident", "text", "picture"]),
    ("claims", &["time", "incident", "text", "metrics"]),
    ("findings", &["time", "incident", "text", "metrics", "claims"]),
    ("headline", &["time", "incident", "text", "metrics", "claims", "findings"]),
    ("catalog", &["time", "incident", "text", "formats", "metrics", "findings", "timeline", "charts"]),
    ("handover", &["time", "incident", "formats", "export"]),
    (
        "export",
        &[
            "time", "incident", "text", "picture", "formats", "metrics", "findings", "headline", "timeline", "charts",
            "catalog",
        ],
    ),
];

/// A file: its path from the root, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn read(path: &str) -> Self {
        Self { path: path.to_owned(), text: fs::read_to_string(root().join(path)).unwrap() }
    }

    /// The lines of the program, numbered from 1: without comments, and without the items that only tests have.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = without_test_items(&self.text).map(|(at, line)| (at, without_comment(line)));
        lines.filter(|(_, line)| !line.is_empty())
    }

    fn is_test(&self) -> bool {
        self.path.contains("/tests") || self.path.ends_with("_tests.rs") || self.path.ends_with("testing.rs")
    }
}

/// The lines of a text, numbered from 1, without each item that follows `#[cfg(test)]`. As `cargo fmt` leaves it, such an item
/// ends on its first line, or on the next line of the same indent that begins with a closing bracket.
fn without_test_items(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_closed = |line: &str| line.ends_with([';', '}']);
    let mut attribute = false;
    let mut open_indent = None;
    (1..).zip(text.lines()).filter(move |(_, line)| {
        let (indent, line) = (line.len() - line.trim_start().len(), line.trim());
        if let Some(outer) = open_indent {
            if indent == outer && line.starts_with(['}', ']', ')']) && is_closed(line) {
                open_indent = None;
            }
            return false;
        }
        if attribute {
            attribute = line.is_empty() || line.starts_with("#[") || line.starts_with("//");
            open_indent = (!attribute && !is_closed(line)).then_some(indent);
            return false;
        }
        attribute = line == "#[cfg(test)]";
        !attribute
    })
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

/// The files below a folder with one of these endings, in order.
fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = path.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one)) {
                found.push(Source::read(&path.strip_prefix(root()).unwrap().display().to_string()));
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Every Rust file of the program that is not for tests alone.
fn sources() -> Vec<Source> {
    let all = ["src", "crates"].into_iter().flat_map(|folder| files(folder, &["rs"]));
    all.filter(|source| !source.is_test()).collect()
}

/// Fails with every place where the rule is broken.
#[track_caller]
fn assert_none(broken: &[String]) {
    assert!(broken.is_empty(), "broken in {} places:\n{}\n", broken.len(), broken.join("\n"));
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The names at the front of a path: `a::b` → a; `{a::b, c}` → a, c.
fn first_names(path: &str) -> Vec<&str> {
    let end = |text: &str| text.find(|character| !is_word(character)).unwrap_or(text.len());
    let Some(group) = path.strip_prefix('{') else { return vec![&path[..end(path)]] };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let text = group[start..at].trim();
                names.push(&text[..end(text)]);
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names
}

#[test]
fn only_the_item_after_cfg_test_is_left_out() {
    let text = "use a;\n\n#[cfg(test)]\nmod tests;\n\nuse b;\n#[cfg(test)]\n/// Why.\n#[path = \"x.rs\"]\nmod x;\nfn c() {\n    \
                d();\n    #[cfg(test)]\n    e(\n        1,\n    );\n    f();\n}\n#[cfg(test)]\nfn g(\n    h: u8,\n) -> u8 {\n    \
                match h {\n        _ => 1,\n    }\n}\nfn i() {}\n#[cfg(test)]\nmod j {\n    fn k() {}\n}\n";
    let left: Vec<_> = without_test_items(text).filter(|(_, line)| !line.is_empty()).collect();
    let expected = [
        (1, "use a;"),
        (6, "use b;"),
        (11, "fn c() {"),
        (12, "    d();"),
        (17, "    f();"),
        (18, "}"),
        (27, "fn i() {}"),
    ];
    assert_eq!(left, expected);
}

#[test]
fn modules_of_the_core_use_each_other_in_one_direction() {
    let mut broken = Vec::new();
    for source in sources() {
        let Some(inner) = source.path.strip_prefix("crates/core/src/") else { continue };
        let module = inner.split(['/', '.']).next().unwrap();
        if ["lib", "pace"].contains(&module) {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == module) else {
            broken.push(format!("{}: {module} has no row in ARROWS (tests/tidy.rs).", source.path));
            continue;
        };
        // A group may go over several lines.
        let code: String = source.code().map(|(_, line)| line).collect();
        for (start, name) in code.match_indices("crate::") {
            for used in first_names(&code[start + name.len()..]) {
                let is_module = ARROWS.iter().any(|(name, _)| *name == used);
                if is_module && used != module && !allowed.contains(&used) {
                    broken.push(format!(
                        "{}: {module} uses {used}. Move what both need down, or pass it as a parameter.",
                        source.path
                    ));
                }
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn only_the_app_knows_a_browser_and_only_time_a_calendar() {
    let mut broken = Vec::new();
    for package in ["core", "viewer", "cli"] {
        let manifest = Source::read(&format!("crates/{package}/Cargo.toml"));
        for name in ["leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo"] {
            if manifest.text.contains(name) {
                broken.push(format!("{}: names {name}, which belongs to the app.", manifest.path));
            }
        }
    }
    for source in sources().iter().filter(|source| !source.path.starts_with("crates/core/src/time/")) {
        for (at, line) in source.code().filter(|(_, line)| line.contains("chrono::")) {
            broken.push(format!("{}:{at}: use faultline_core::time: {}", source.path, line.trim()));
        }
    }
    assert_none(&broken);
}

/// What the project decided against: nightly switches on a stable compiler, marks in the page for tests alone, memory that is
/// never given back, and state outside of `State`.
#[test]
fn nothing_unstable_leaked_or_global_is_used() {
    let words = ["RUSTC_BOOTSTRAP", "build-std", "data-press", "mem::forget", "thread_local!"];
    let folders = ["src", "crates", "tools"].into_iter().flat_map(|folder| files(folder, &["rs", "toml", "mjs", "sh"]));
    let mut broken = Vec::new();
    for source in folders.chain(["Makefile", "Trunk.toml"].map(Source::read)) {
        for word in words.iter().filter(|word| source.text.contains(**word)) {
            broken.push(format!("{}: {word}", source.path));
        }
    }
    assert_none(&broken);
}

#[test]
fn components_are_written_as_views() {
    let app = files("src", &["rs"]);
    let without = app.iter().filter(|source| source.text.contains("#[component]") && !source.text.contains("view! {"));
    assert_none(&without.map(|source| format!("{}: a component without view!", source.path)).collect::<Vec<_>>());
}

#[test]
fn text_reaches_the_page_as_text() {
    let names = ["inner_html", "innerHTML", "outerHTML", "outer_html", "insert_adjacent_html", "insertAdjacentHTML"];
    let mut broken = Vec::new();
    for source in files("src", &["rs"]).iter().chain(&files("public", &["js"])) {
        for (at, line) in source.code() {
            for name in names.iter().chain(&["document.write", "DOMParser"]).filter(|name| line.contains(**name)) {
                broken.push(format!("{}:{at}: {name} would let a file write markup.", source.path));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn the_page_holds_to_its_policy_and_asks_nobody_else() {
    let trunk = Source::read("Trunk.toml").text;
    let policy = trunk.lines().find(|line| line.starts_with("Content-Security-Policy")).expect("a policy");
    for part in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "base-uri 'none'"] {
        assert!(policy.contains(&format!("{part};")), "{part} is not in the policy: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    let mut broken = Vec::new();
    let page = std::iter::once(Source::read("index.html"));
    let served = page.chain(files("public", &["js", "html", "svg"])).chain(files("style", &["css"]));
    for source in served.chain(files("src", &["rs"])) {
        let is_rust = Path::new(&source.path).extension().is_some_and(|ending| ending == "rs");
        for (at, line) in source.text.lines().enumerate() {
            let at = at + 1;
            let loads = ["src=\"http", "src=\"//", "url(http", "url(\"http", "url(//", "@import"];
            let names = !is_rust && (line.contains("http:") || line.contains("https:"));
            if (names && !line.contains("http://www.w3.org/")) || loads.iter().any(|load| line.contains(load)) {
                broken.push(format!("{}:{at}: the page would load from elsewhere.", source.path));
            }
            if line.contains(" style=\"") || line.contains(" style='") {
                broken.push(format!("{}:{at}: the policy refuses a style attribute.", source.path));
            }
            let inline = line.contains("<script") && !line.contains(" src=");
            if !is_rust
                && (inline || line.contains("<style") || line.contains(" onload=") || line.contains(" onclick="))
            {
                broken.push(format!("{}:{at}: the policy refuses inline code and styles.", source.path));
            }
        }
    }
    assert_none(&broken);
}

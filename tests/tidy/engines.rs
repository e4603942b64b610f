//! The table of docs/support.md: which journeys are not run in which engine, and why.

use super::{Source, assert_none, files};

#[path = "../journeys/support/engine.rs"]
#[allow(dead_code, reason = "the journeys use more of it")]
mod engine;

use engine::Lack;

/// A row of the table for each mark in the journeys, in their order; and what is wrong with marks.
fn marks() -> (Vec<String>, Vec<String>) {
    let (mut rows, mut broken) = (Vec::new(), Vec::new());
    let mut unused = Lack::ALL.to_vec();
    for source in files("tests/journeys", &["rs"]).iter().filter(|source| !source.path.contains("/support/")) {
        let file = source.path.trim_start_matches("tests/journeys/").trim_end_matches(".rs");
        let (mut journey, mut is_test) = ("", false);
        let lines: Vec<_> = source.text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            if let Some((name, _)) = line.strip_prefix("fn ").and_then(|rest| rest.split_once('(')) {
                (journey, is_test) = (name, at > 0 && lines[at - 1] == "#[test]");
            }
            let Some((_, name)) = line.split_once("lacks(Lack::") else { continue };
            let name = name.split(')').next().unwrap_or_default();
            let lack = Lack::ALL.iter().find(|lack| format!("{lack:?}") == name);
            let Some(lack) = lack.filter(|_| is_test) else {
                broken.push(format!("{}:{}: a mark of no known lack, or outside of a journey.", source.path, at + 1));
                continue;
            };
            unused.retain(|other| other != lack);
            let is_whole = lines.get(at + 1).is_some_and(|line| line.trim() == "return;");
            let what = if is_whole { "" } else { "a step of " };
            let engines: Vec<_> = lack.engines().iter().map(|engine| engine.name()).collect();
            let sentence = journey.replace('_', " ");
            rows.push(format!("| {what}`{file}`: {sentence} | {} | {} |", engines.join(", "), lack.reason()));
        }
    }
    broken.extend(unused.iter().map(|lack| format!("Lack::{lack:?} marks no journey.")));
    (rows, broken)
}

#[test]
fn what_is_not_run_in_an_engine_stands_in_the_documentation() {
    let (rows, broken) = marks();
    assert_none(&broken);
    let document = Source::read("docs/support.md").text;
    let (_, section) = document.split_once("\n## Not run everywhere\n").expect("docs/support.md has its section");
    let section = section.split("\n## ").next().unwrap_or_default();
    // The first table of it.
    let lines = section.lines().skip_while(|line| !line.starts_with('|'));
    let table: Vec<_> = lines.take_while(|line| line.starts_with('|')).skip(2).collect();
    assert_eq!(table, rows, "the table of docs/support.md has to be:\n{}\n", rows.join("\n"));
}

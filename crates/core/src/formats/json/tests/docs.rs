//! The schema and the documentation say what the tables say.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::table::{Definition, Object, Shape};
use crate::export::json::{schema, write};
use crate::formats::read;
use crate::incident::{
    ActionKind, ActionStatus, Case, CauseRole, EventKind, ImpactLevel, Incident, LessonKind, Milestone, Status,
};
use crate::time::NativeZones;

fn at_root(path: &str) -> std::path::PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path)
}

fn documentation() -> String {
    std::fs::read_to_string(at_root("docs/format.md")).unwrap()
}

fn example() -> String {
    let documentation = documentation();
    let (_, after) = documentation.split_once("```json\n").unwrap();
    after.split_once("\n```").unwrap().0.to_owned()
}

/// Calls `visit` for each object of the format.
fn visit(definition: &Definition, visitor: &mut dyn FnMut(&Definition)) {
    fn inside(shape: &Shape, visitor: &mut dyn FnMut(&Definition)) {
        match shape {
            Shape::List(inner) | Shape::TextOr(inner) => inside(inner, visitor),
            Shape::Object(definition) => visit(definition, visitor),
            _ => {}
        }
    }
    visitor(definition);
    definition.fields.iter().for_each(|field| inside(&field.shape, visitor));
}

#[test]
fn the_published_schema_is_the_one_the_tables_make() {
    let path = at_root("public/schema/incident-1.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, schema()).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(published == schema(), "{} is out of date: run BLESS=1 cargo test", path.display());
    let parsed: serde_json::Value = serde_json::from_str(&published).unwrap();
    assert_eq!(parsed["$defs"]["event"]["required"], serde_json::json!(["at", "title"]));
    assert_eq!(parsed["properties"]["timeline"]["items"]["$ref"], "#/$defs/event");
    assert_eq!(parsed["$defs"]["action"]["properties"]["status"]["enum"][1], "in_progress");
}

#[test]
fn the_documentations_example_is_read_without_a_problem_and_uses_every_key() {
    let text = example();
    let reading = read(text.as_bytes(), "example.json", &NativeZones).unwrap();
    assert_eq!(reading.problems, vec![]);
    let (case, problems) = Case::join(reading.incident.clone());
    assert_eq!(problems, vec![]);
    assert_eq!(case.links.cause_action_count(), 2);
    let mut unused = BTreeSet::new();
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    visit(&Incident::default().definition(), &mut |definition| {
        for field in &definition.fields {
            if !uses(&parsed, definition, field.key) {
                unused.insert(format!("{}.{}", definition.name, field.key));
            }
        }
    });
    assert_eq!(unused, BTreeSet::new());
    let written = write(&reading.incident, &NativeZones);
    assert_eq!(read(written.as_bytes(), "", &NativeZones).unwrap().incident, reading.incident, "{written}");
}

/// `true` when an object in the file has the key, and no key that the definition does not have.
fn uses(value: &serde_json::Value, definition: &Definition, key: &str) -> bool {
    match value {
        serde_json::Value::Array(items) => items.iter().any(|item| uses(item, definition, key)),
        serde_json::Value::Object(map) => {
            let fits = map.keys().all(|key| definition.fields.iter().any(|field| field.key == key));
            (fits && map.contains_key(key)) || map.values().any(|value| uses(value, definition, key))
        }
        _ => false,
    }
}

#[test]
fn the_documentation_names_every_key_and_every_word() {
    let documentation = documentation();
    let (before, rest) = documentation.split_once("```json\n").unwrap();
    let prose = before.to_owned() + rest.split_once("\n```").unwrap().1;
    let mut wanted: Vec<&str> = Vec::new();
    visit(&Incident::default().definition(), &mut |definition| {
        assert!(definition.fields.len() <= 32, "{} has more keys than the reader can mark", definition.name);
        wanted.extend(definition.fields.iter().map(|field| field.key));
    });
    wanted.extend(Status::ALL.iter().map(|word| word.word()));
    wanted.extend(ImpactLevel::ALL.iter().map(|word| word.word()));
    wanted.extend(Milestone::ALL.iter().map(|word| word.word()));
    wanted.extend(EventKind::ALL.iter().map(|word| word.word()));
    wanted.extend(CauseRole::ALL.iter().map(|word| word.word()));
    wanted.extend(ActionKind::ALL.iter().map(|word| word.word()));
    wanted.extend(ActionStatus::ALL.iter().map(|word| word.word()));
    wanted.extend(LessonKind::ALL.iter().map(|word| word.word()));
    assert!(wanted.len() > 100);
    let missing: Vec<_> = wanted.into_iter().filter(|word| !prose.contains(&format!("`{word}`"))).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// A value of each type of JSON, and some that are hard to read.
const VALUES: &[&str] = &[
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "123456789012345678901234567890",
    "\"\"",
    "\"text\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "[]",
    "[[]]",
    "[null]",
    "[1,\"a\",{}]",
    "{}",
    "{\"a\":{\"b\":[]}}",
];

/// A test of a key: the name of its object, the key, and a file with a value in its place.
type EachKey<'a> = dyn FnMut(&str, &str, &dyn Fn(&str) -> String) + 'a;

/// Calls `test` for each key of each object, with a file in which the key has a given value and comes first, before
/// something dated and a list that holds "kept".
fn each_key(test: &mut EachKey<'_>) {
    let places: &[(&str, &str, &str)] = &[
        ("incident", "", ""),
        ("service", "\"services\":[{", "}]"),
        ("stated", "\"stated\":{", "}"),
        ("impact", "\"impacts\":[{", "}]"),
        ("milestones", "\"milestones\":{", "}"),
        ("event", "\"timeline\":[{", "}]"),
        ("cause", "\"root_causes\":[{", "}]"),
        ("action", "\"corrective_actions\":[{", "}]"),
        ("lesson", "\"lessons\":[{", "}]"),
        ("link", "\"links\":[{", "}]"),
        ("metrics", "\"metrics\":{", "}"),
        ("weights", "\"metrics\":{\"weights\":{", "}}"),
    ];
    let mut names = BTreeSet::new();
    visit(&Incident::default().definition(), &mut |definition| {
        names.insert(definition.name);
        let (_, before, after) = places.iter().find(|place| place.0 == definition.name).unwrap();
        for field in &definition.fields {
            let key = field.key;
            let kept = if key == "tags" { "authors" } else { "tags" };
            let dated = if key == "milestones" || definition.name == "milestones" {
                r#""timeline":[{"at":"2023-03-01","title":"E"}]"#
            } else {
                r#""milestones":{"started":"2023-03-01"}"#
            };
            let file = |value: &str| format!("{{{before}\"{key}\":{value}{after},\"{kept}\":[\"kept\"],{dated}}}");
            test(definition.name, key, &file);
        }
    });
    assert_eq!(names.len(), places.len());
}

#[test]
fn a_wrong_type_in_any_field_spoils_nothing_else() {
    let mut read_files = 0;
    each_key(&mut |name, key, file| {
        for value in VALUES {
            let text = file(value);
            match read(text.as_bytes(), "", &NativeZones) {
                Ok(reading) => {
                    let kept = [&reading.incident.tags, &reading.incident.authors];
                    assert!(kept.iter().any(|list| list.iter().map(|tag| &**tag).eq(["kept"])), "{text}");
                    for problem in &reading.problems {
                        assert!(problem.to_string().len() < 1000, "{problem}");
                    }
                    let (case, _) = Case::join(reading.incident);
                    read_files += 1;
                    let written = write(&case.incident, &NativeZones);
                    let again = read(written.as_bytes(), "", &NativeZones).unwrap();
                    assert_eq!(again.incident, case.incident, "{text}\n{written}");
                }
                Err(error) => {
                    assert_eq!((name, key), ("incident", "version"), "{error}: {text}");
                }
            }
        }
    });
    assert!(read_files > 1000, "{read_files}");
}

#[test]
fn a_value_of_the_wrong_type_is_a_problem_at_its_own_place() {
    each_key(&mut |_, key, file| {
        for value in ["true", "[true]", "{\"title\":true}"] {
            if (key, value) == ("approximate", "true") {
                continue;
            }
            let text = file(value);
            let problems = read(text.as_bytes(), "", &NativeZones).unwrap().problems;
            let place = format!(".{key}");
            let found = problems.iter().any(|problem| format!(".{}", problem.at).contains(&place));
            assert!(found, "{text}: {problems:?}");
        }
    });
}

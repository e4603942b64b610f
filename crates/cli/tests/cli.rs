//! The command line on many incidents, from its arguments to its files: folders, catalogs, indexes, tables. Its figures are
//! compared with those that another program computed.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

#[path = "../../core/tests/shared/mod.rs"]
mod shared;

use shared::shared;

const NOW: &str = "2026-11-22T17:00:00Z";

/// Exit code, output and error output of the program in a folder.
fn faultline(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_faultline")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

fn stats(folder: &Path, arguments: &[&str]) -> Value {
    let all: Vec<&str> = ["stats", "--json", "--now", NOW].into_iter().chain(arguments.iter().copied()).collect();
    let (code, out, err) = faultline(folder, &all);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn incident(number: usize) -> String {
    let day = number % 27 + 1;
    format!(
        r#"{{"title":"Incident {number}","severity":"SEV{}","status":"resolved","services":["s{}"],
"summary":"Prose that an index leaves out.",
"impacts":[{{"start":"2024-01-{day:02}T10:00","end":"2024-01-{day:02}T1{}:30","level":"full"}}],
"timeline":[{{"at":"2024-01-{day:02}T09:00","title":"x","milestone":"started"}},{{"at":"2024-01-{day:02}T12:{:02}","title":"y","milestone":"resolved"}}],
"root_causes":[{{"id":"c","title":"C"}}],"corrective_actions":[{{"title":"A","addresses":["c"],"due":"2024-02-01"}}],
"time_zone":"Europe/Berlin"}}"#,
        number % 4 + 1,
        number % 3,
        number % 3 + 1,
        number % 60
    )
}

/// A folder with incidents in folders, a hidden one, and things that are none.
fn sample(name: &str) -> PathBuf {
    let folder = folder(name);
    for number in 0..9 {
        write(&folder, &format!("all/{}/{number} é.json", number % 2), &incident(number));
    }
    write(&folder, "all/.hidden/x.json", &incident(50));
    write(&folder, "all/notes.txt", "no incident");
    folder
}

/// Each number of `expected`, by its way, is that of `found` to within a millionth.
fn assert_holds(way: &str, expected: &Value, found: &Value) {
    if let Value::Object(keys) = expected {
        for (key, value) in keys {
            // A far percentile of few incidents is no figure.
            let least = [("p90", 10), ("p95", 20)].iter().find(|(name, _)| name == key).map_or(0, |(_, least)| *least);
            if keys.get("n").and_then(Value::as_u64).is_some_and(|n| n < least) {
                assert!(found[key].is_null(), "{way}.{key}");
            } else {
                assert_holds(&format!("{way}.{key}"), value, &found[key]);
            }
        }
    } else {
        let (expected, found) = (expected.as_f64().unwrap(), found.as_f64());
        assert!(found.is_some_and(|found| (found - expected).abs() < 1e-6), "{way}: {found:?}, not {expected}");
    }
}

#[test]
fn real_incidents_have_the_figures_that_another_program_worked_out() {
    let Some(data) = shared("data") else { return };
    let expected = fs::read_to_string(data.join("statuspage-2022-2023.expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let found = stats(&data, &["statuspage-2022-2023.json"]);
    assert_eq!(expected.as_object().unwrap().len(), 5, "all and four words for the impact");
    assert_holds("minutes", &expected, &found["minutes"]);
    assert_eq!(found["left_out"]["maintenance"], 10);
    assert_eq!(found["incidents"], 275);
    assert_eq!(found["durations"]["n"], 265);
}

#[test]
fn a_folder_its_index_and_its_lines_have_the_same_figures() {
    let folder = sample("same-figures");
    let (code, _, err) = faultline(&folder, &["index", "all", "-o", "site/index.json", "--title", "T"]);
    assert_eq!(code, 0, "{err}");
    let lines: Vec<String> = (0..9).map(|number| incident(number).replace('\n', " ")).collect();
    write(&folder, "lines.ndjson", &lines.join("\n"));
    write(&folder, "list.json", &format!("[{}]", lines.join(",")));
    let mut from_folder = stats(&folder, &["all"]);
    assert_eq!(from_folder["incidents"], 9);
    assert_eq!(from_folder["durations"]["n"], 9);
    assert_eq!(from_folder["actions"]["overdue"], 9);
    from_folder["title"] = Value::Null;
    from_folder["files"] = Value::Null;
    for other in [vec!["site/index.json"], vec!["lines.ndjson"], vec!["list.json"]] {
        let mut found = stats(&folder, &other);
        found["title"] = Value::Null;
        found["files"] = Value::Null;
        assert_eq!(found, from_folder, "{other:?}");
    }
    let files: Vec<String> = (0..9).map(|number| format!("all/{}/{number} é.json", number % 2)).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(stats(&folder, &files)["durations"], from_folder["durations"]);
}

#[test]
fn an_index_is_the_same_each_time_and_leads_to_its_files() {
    let folder = sample("index");
    let index = || {
        let (code, _, err) = faultline(&folder, &["index", "all", "-o", "all/index.json"]);
        assert_eq!((code, &*err), (0, "all/index.json: 9 incidents\n"));
        fs::read_to_string(folder.join("all/index.json")).unwrap()
    };
    let first = index();
    assert_eq!(index(), first, "the index of the first run is no incident of the second");
    assert!(first.contains("\"src\":\"0/0%20%C3%A9.json\""), "{first}");
    assert!(!first.contains("Prose") && first.lines().count() == 11, "an entry a line");
    let value: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(value["incidents"][0]["milestones"]["started"], "2024-01-01T09:00:00+01:00", "what an event named");
    assert_eq!(faultline(&folder, &["index", "all"]).1, first, "on standard output as if it stood in the folder");
    let (code, out, _) = faultline(&folder, &["check", "all/index.json"]);
    assert_eq!((code, &*out), (0, ""));
}

#[test]
fn past_five_thousand_an_index_has_parts() {
    let folder = folder("parts");
    let lines: Vec<String> = (0..5_002).map(|number| incident(number).replace('\n', " ")).collect();
    write(&folder, "lines.ndjson", &lines.join("\n"));
    let (code, _, err) = faultline(&folder, &["index", "lines.ndjson", "-o", "index.json"]);
    assert_eq!((code, &*err), (0, "index.json and 1 part: 5002 incidents\n"));
    let read = |name: &str| -> Value { serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap() };
    assert_eq!(read("index.json")["parts"], serde_json::json!(["index-1.json"]));
    assert_eq!(read("index-1.json")["incidents"].as_array().unwrap().len(), 2);
    let mut both = ["index.json", "lines.ndjson"].map(|name| stats(&folder, &[name]));
    both[0]["files"] = 1.into();
    assert_eq!(both[0], both[1]);
}

#[test]
fn what_is_broken_is_said_and_the_rest_is_counted() {
    let folder = sample("broken");
    write(&folder, "all/package.json", "{\"name\":\"x\"}");
    write(&folder, "all/cut.json", "{\"title\":");
    write(&folder, "all/lines.ndjson", &format!("{}\nnot json\n", incident(3).replace('\n', " ")));
    let (code, out, err) = faultline(&folder, &["stats", "all", "--json"]);
    assert_eq!(code, 0);
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&found["incidents"], &found["problems"]), (&10.into(), &3.into()));
    let lines: Vec<&str> = err.lines().collect();
    assert!(lines[0].starts_with("all/cut.json: Line 1, column 10: this is not JSON"), "{err}");
    assert!(lines[1].starts_with("all/lines.ndjson, incident 2, line 2: "), "{err}");
    assert!(lines[2].starts_with("all/package.json: This seems to be JSON of an unknown tool"), "{err}");
    assert_eq!(
        faultline(&folder, &["index", "all", "-o", "index.json"]).0,
        1,
        "an index that lacks something is reported"
    );
    assert_eq!(faultline(&folder, &["check", "all"]).0, 2);
    assert_eq!(faultline(&folder, &["stats", "nowhere", "all/cut.json"]).0, 2, "nothing to measure");
    assert_eq!(faultline(&folder, &["stats", "all", "--from", "2024-02-01", "--to", "2024-01-01"]).0, 2);
}

#[test]
fn an_index_whose_files_are_gone_fails_the_check() {
    let folder = folder("gone");
    write(
        &folder,
        "index.json",
        "{\"incidents\":[{\"src\":\"a.json\",\"title\":\"A\",\"impacts\":[{\"start\":\"2024-01-01\",\"level\":\"full\"}]}]}",
    );
    let (code, out, _) = faultline(&folder, &["check", "index.json"]);
    assert_eq!((code, &*out), (1, "index.json: a.json is not there. Correct its name, or write the index anew.\n"));
}

#[test]
fn a_period_and_a_group_narrow_the_figures() {
    let folder = sample("period");
    let found = stats(
        &folder,
        &["all", "--from", "2024-01-02", "--to", "2024-01-04", "--zone", "Europe/Berlin", "--group-by", "service"],
    );
    assert_eq!(found["durations"]["n"], 2);
    assert_eq!(found["left_out"]["outside_period"], 7);
    assert_eq!(found["period"]["start"], "2024-01-01T23:00:00Z");
    assert_eq!(found["downtime"]["window"], found["period"]);
    assert!(found["by_service"][0]["durations"].get("median_interval").is_some());
    let mitigated = stats(&folder, &["all", "--anchor", "first_impact..mitigated"]);
    assert_eq!(mitigated["durations"]["max"], 12600.0);
    assert_eq!(mitigated["anchors"]["from"], "first_impact");
    let (_, text, _) = faultline(&folder, &["stats", "all", "--now", NOW, "--group-by", "severity"]);
    assert!(text.contains("9 incidents in 9 files") && text.contains("By severity"), "{text}");
}

#[test]
fn the_tables_have_the_columns_that_the_documentation_names() {
    let folder = sample("tables");
    let (code, _, err) = faultline(&folder, &["index", "all", "--to", "ndjson", "-o", "tables"]);
    assert_eq!((code, &*err), (0, "tables: 9 incidents, 9 impacts, 27 milestones, 9 actions\n"));
    let page = include_str!("../../../docs/warehouse.md");
    for (table, rows) in [("incidents", 9), ("impacts", 9), ("milestones", 27), ("actions", 9)] {
        let text = fs::read_to_string(folder.join(format!("tables/{table}.ndjson"))).unwrap();
        assert_eq!(text.lines().count(), rows, "{table}");
        let section = page.split(&format!("### {table}.ndjson")).nth(1).unwrap().split("\n#").next().unwrap();
        let row: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        for column in row.as_object().unwrap().keys() {
            assert!(section.contains(&format!("`{column}`")), "docs/warehouse.md does not explain {table}.{column}");
        }
    }
    assert_eq!(faultline(&folder, &["index", "all", "--to", "ndjson"]).0, 2);
}

/// Asserts that the page names every key of a value.
fn check(value: &Value, page: &str) {
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                let word = ["fields", "minutes"].contains(&key.as_str());
                assert!(page.contains(&format!("`{key}`")), "docs/metrics.md does not explain `{key}`");
                if !word {
                    check(value, page);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| check(item, page)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_figures_is_documented() {
    let folder = sample("keys");
    let page = include_str!("../../../docs/metrics.md").split("## JSON of many incidents").nth(1).unwrap().to_owned();
    check(&stats(&folder, &["all", "--from", "2024-01-01"]), &page);
}

#[test]
fn the_examples_for_continuous_integration_call_what_there_is() {
    for example in
        [include_str!("../../../docs/examples/github-pages.yml"), include_str!("../../../docs/examples/.gitlab-ci.yml")]
    {
        assert!(!example.contains('\t'), "YAML knows no tabs");
        let commands: Vec<&str> = example
            .lines()
            .filter_map(|line| line.split_once("faultline-built/faultline "))
            .map(|(_, rest)| rest)
            .collect();
        let calls: Vec<&str> = commands
            .iter()
            .filter_map(|call| call.split(' ').next())
            .filter(|word| word.chars().all(char::is_alphabetic))
            .collect();
        assert!(["check", "index", "stats"].iter().all(|word| calls.contains(word)), "{calls:?}");
    }
}

#[test]
fn many_are_measured_by_the_weights_that_are_asked_for() {
    let folder = folder("weights");
    let text = r#"[{"title":"Half","status":"resolved","impacts":[{"start":"2024-01-01T00:00Z","end":"2024-01-01T10:00Z","level":"degraded"}],
        "milestones":{"resolved":"2024-01-01T10:00Z"}},{"title":"Back","impacts":[{"start":"2024-01-02T10:00Z","end":"2024-01-02T09:00Z","level":"full"}]}]"#;
    write(&folder, "two.json", text);
    let weighted = |more: &[&str]| stats(&folder, &[&["two.json"], more].concat())["downtime"].clone();
    assert!(weighted(&[])["weighted_downtime_seconds"].is_null(), "the outage that runs backwards may have been one");
    let half = weighted(&["--weights", "1,1,0.5"]);
    assert_eq!((&half["weighted_downtime_seconds"], &half["weights"]["degraded"]), (&18_000.0.into(), &0.5.into()));
    assert_eq!((&half["accuracy"], &half["unmeasured"]), (&"at_least".into(), &1.into()));
    for wrong in ["1,1", "1,1,2", "1,1,0,0", "full"] {
        assert_eq!(faultline(&folder, &["stats", "two.json", "--weights", wrong]).0, 2, "{wrong}");
    }
    let (code, out, err) = faultline(&folder, &["stats", "two.json", "--now", NOW]);
    assert_eq!(code, 0);
    assert!(out.starts_with("2 incidents in 1 file, 1 problem\n"), "{out}");
    assert!(
        err.starts_with("two.json, incident 2: impacts[0].end: the end, 2024-01-02T09:00:00Z, is before the start"),
        "{err}"
    );
    let (_, out, _) = faultline(&folder, &["check", "two.json", "--now", NOW]);
    assert!(out.contains("two.json, incident 2: impacts[0].end: the end, "), "a place one can read: {out}");
}

const PAGERDUTY: &str = r#"{"incident":{"id":"P1","incident_number":21,"title":"Checkout errors","created_at":"2024-01-02T13:34:00Z",
"status":"resolved","urgency":"high","resolved_at":"2024-01-02T14:45:00Z","alert_counts":{"all":2}}}"#;
const LOG_ENTRIES: &str = r#"{"log_entries":[{"id":"R2","type":"acknowledge_log_entry","summary":"Acknowledged","created_at":"2024-01-02T13:39:00Z","incident":{"id":"P1"}},
{"id":"R1","type":"trigger_log_entry","summary":"Triggered","created_at":"2024-01-02T13:34:00Z","incident":{"id":"P1"}}],"more":false}"#;

#[test]
fn the_files_of_an_export_are_converted_to_one_incident() {
    let folder = folder("convert");
    write(&folder, "incident.json", PAGERDUTY);
    write(&folder, "log.json", LOG_ENTRIES);
    let (code, out, err) = faultline(&folder, &["convert", "incident.json", "log.json"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.starts_with("Read as PagerDuty incidents + log entries · 2 events · "), "{err}");
    assert!(err.contains("alert_counts was left unread (1 times): {\"all\":2}"), "{err}");
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["milestones"]["acknowledged"], "2024-01-02T13:39:00Z");
    // What is written is an incident file like any other.
    let (code, _, err) = faultline(&folder, &["convert", "log.json", "incident.json", "-o", "one.json"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(faultline(&folder, &["check", "one.json", "--now", NOW]).0, 0);
    assert_eq!(
        stats(&folder, &["one.json"])["milestones"],
        stats(&folder, &["incident.json", "log.json"])["milestones"]
    );
    // A part alone is shown, and said to be one.
    let (code, out, _) = faultline(&folder, &["check", "log.json"]);
    assert_eq!(code, 1);
    assert!(out.contains("parts of the incident \"P1\""), "{out}");
}

#[test]
fn check_stats_and_index_say_the_same_of_one_file() {
    let folder = folder("same-problems");
    for (name, text) in [
        (
            "statuspage.json",
            r#"{"page":{},"incidents":[{"id":"a","name":"Back","status":"resolved","impact":"minor","created_at":"2024-01-02T10:00:00Z","resolved_at":"2024-01-02T09:00:00Z","incident_updates":[]}]}"#,
        ),
        (
            "raw.json",
            r#"{"more":true,"data":[{"id":"P1","incident_number":7,"created_at":"2024-01-02T13:34:00","seconds_to_first_ack":300,"status":"resolved"}]}"#,
        ),
        (
            "own.json",
            r#"{"title":"Back","impacts":[{"start":"2024-01-02T10:00Z","end":"2024-01-02T09:00Z","level":"full"}],"timeline":[{"at":"2024-01-02T10:00Z","title":"x","causes":["none"]}]}"#,
        ),
        (
            "two.json",
            r#"[{"title":"Back","impacts":[{"start":"2024-01-02T10:00Z","end":"2024-01-02T09:00Z","level":"full"}]},{"title":"At","timeline":[{"at":"noon","title":"x"}]}]"#,
        ),
    ] {
        write(&folder, name, text);
        let sentences = |text: &str| {
            let mut found: Vec<String> = text
                .lines()
                .filter(|line| line.starts_with(name))
                .filter_map(|line| line.rsplit_once(": ").map(|(_, sentence)| sentence.to_owned()))
                .filter(|line| {
                    ["before the start", "is not a time", "no zone", "goes on", "is the id of nothing", "no figure"]
                        .iter()
                        .any(|word| line.contains(word))
                })
                .collect();
            found.sort();
            found
        };
        let checked = sentences(&faultline(&folder, &["check", name, "--now", NOW]).1);
        assert!(!checked.is_empty(), "{name}");
        assert_eq!(sentences(&faultline(&folder, &["index", name]).2), checked, "index of {name}");
        assert_eq!(
            sentences(&faultline(&folder, &["stats", name, "--all", "--now", NOW]).2),
            checked,
            "stats of {name}"
        );
    }
}

#[test]
fn options_of_reading_are_taken() {
    let folder = folder("options");
    write(
        &folder,
        "list.csv",
        "number,short_description,state,opened_at,resolved_at\nINC001,Down,Closed,03/04/2024 05:36:00,03/04/2024 06:45:00\n",
    );
    write(&folder, "notes.txt", "The database was down.");
    let (code, out, err) = faultline(
        &folder,
        &["convert", "list.csv", "--zone", "America/Los_Angeles", "--dates", "month-first", "--from", "servicenow"],
    );
    assert_eq!(code, 0, "{err}");
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["milestones"]["resolved"], "2024-03-04T06:45:00-08:00");
    let (code, out, err) = faultline(&folder, &["convert", "notes.txt"]);
    assert_eq!((code, &*out), (2, ""));
    assert!(err.starts_with("notes.txt: This seems to be plain text"), "{err}");
    assert_eq!(faultline(&folder, &["convert", "list.csv", "--from", "nothing"]).0, 2);
    write(&folder, "map.json", "{\"timestamps\":{\"a\":\"begun\"}}");
    let (code, _, err) = faultline(&folder, &["convert", "list.csv", "--map", "map.json"]);
    assert!(code == 2 && err.contains("Write started, detected"), "{err}");
    let (code, out, _) = faultline(&folder, &["formats"]);
    assert!(code == 0 && out.contains("servicenow") && out.contains("(.json, csv)"), "{out}");
}

#[test]
fn a_period_without_a_beginning_begins_with_the_first_incident() {
    let folder = folder("to");
    write(
        &folder,
        "two.json",
        r#"[{"title":"First","impacts":[{"start":"2024-03-01T10:00Z","end":"2024-03-01T11:00Z","level":"full"}]},
            {"title":"Second","impacts":[{"start":"2025-03-01T10:00Z","end":"2025-03-01T11:00Z","level":"full"}]}]"#,
    );
    let figures = stats(&folder, &["two.json", "--to", "2025-01-01"]);
    assert_eq!(figures["period"]["start"], "2024-03-01T10:00:00Z");
    assert_eq!(figures["downtime"]["window"]["start"], "2024-03-01T10:00:00Z");
    assert_eq!(figures["by_month"].as_array().unwrap().len(), 10);
    let none = stats(&folder, &["two.json", "--to", "2020-01-01"]);
    assert_eq!((&none["period"]["seconds"], &none["downtime"]), (&0.0.into(), &Value::Null));
}

#[test]
fn an_incident_begins_at_the_same_moment_in_a_folder_and_in_its_index() {
    let folder = folder("began");
    let detected = r#"{"title":"a","milestones":{"resolved":"2024-02-01T00:10Z"},
        "timeline":[{"at":"2024-01-31T23:50Z","title":"seen","milestone":"detected"}]}"#;
    let early = r#"{"title":"b","milestones":{"resolved":"2024-02-03T00:10Z"},
        "timeline":[{"at":"2024-01-31T12:00Z","title":"deployed"},{"at":"2024-02-02T12:00Z","title":"seen","milestone":"detected"}]}"#;
    write(&folder, "all/a.json", detected);
    write(&folder, "all/b.json", early);
    assert_eq!(faultline(&folder, &["index", "all", "-o", "index.json"]).0, 0);
    for (from, to, n) in [("2024-02-01", "2024-03-01", 0), ("2024-01-01", "2024-02-01", 2)] {
        for path in ["all", "index.json"] {
            let figures = stats(&folder, &[path, "--anchor", "detected..resolved", "--from", from, "--to", to]);
            assert_eq!(figures["durations"]["n"], n, "{path} from {from}");
        }
    }
    assert_eq!(faultline(&folder, &["index", "all", "--to", "ndjson", "-o", "tables"]).0, 0);
    let rows = fs::read_to_string(folder.join("tables/incidents.ndjson")).unwrap();
    let began: Vec<_> =
        rows.lines().map(|row| serde_json::from_str::<Value>(row).unwrap()["began_at"].clone()).collect();
    assert_eq!(began, ["2024-01-31T23:50:00Z", "2024-01-31T12:00:00Z"]);
}

#[test]
fn cases_of_many_incidents_are_measured_as_by_another_program() {
    let Some(cases) = shared("cases") else { return };
    let minutes = |file: &str| stats(&cases, &[file])["minutes"]["all"].clone();
    let near = |figure: &Value, expected: f64| {
        assert!((figure.as_f64().unwrap() - expected).abs() < 1e-6, "{figure} is not {expected}");
    };
    let two = minutes("19a-two-incidents.ndjson");
    near(&two["median"], 492.5);
    assert!(two["p90"].is_null() && two["p95"].is_null());
    let twenty = minutes("19b-twenty-incidents.ndjson");
    for (figure, expected) in [("median", 23.5), ("p75", 55.75), ("p90", 132.0), ("p95", 300.0), ("mean", 112.65)] {
        near(&twenty[figure], expected);
    }
    let september =
        ["20-weights.ndjson", "--weights", "1,0.3,0.1", "--from", "2026-09-01", "--to", "2026-10-01", "--slo", "0.999"];
    let downtime = &stats(&cases, &september)["downtime"];
    for (figure, expected) in
        [("weighted_downtime_seconds", 5_940.0), ("availability", 0.997_708_333), ("burnt", 2.291_666_7)]
    {
        near(&downtime[figure], expected);
    }
}

#[test]
fn check_and_stats_name_the_same_problems() {
    let folder = folder("same");
    let wrong = r#"{"title":"a","timeline":[{"at":"2024-01-01T10:00Z","title":"x","causes":["nobody"]},{"at":"13:00","title":"y"}],
        "impacts":[{"start":"2024-01-01T10:00Z","end":"2024-01-01T09:00Z","level":"full"}]}"#;
    let page = r#"{"page":{"name":"P"},"incidents":[{"name":"b","impact":"major","status":"resolved","started_at":"2024-01-01T10:00:00Z",
        "created_at":"2024-01-01T10:00:00Z","resolved_at":"2024-01-01T09:40:00Z","incident_updates":[]}]}"#;
    for (name, text, least) in [("a.json", wrong, 3), ("list.json", &*format!("[{wrong}]"), 3), ("page.json", page, 1)]
    {
        write(&folder, name, text);
        let (code, out, _) = faultline(&folder, &["check", name]);
        let (_, _, err) = faultline(&folder, &["stats", name, "--all"]);
        let of = |text: &str, kind: &str| text.lines().filter(|line| line.contains(kind)).count();
        assert_eq!(code, 1, "{name}: {out}");
        for kind in ["is before the start", "is the id of nothing", "is not a time"] {
            assert_eq!(of(&out, kind), of(&err, kind), "{name}, {kind}:\n{out}\n{err}");
        }
        assert!(of(&out, "is before the start") == 1 && err.lines().count() >= least, "{name}: {err}");
    }
}

/// The bodies of all formats in the project, each with a name that its own format has.
fn bodies() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut bodies = Vec::new();
    for place in ["fuzz/seeds", "public/incidents", "crates/core/tests/documents", "crates/cli/src/testdata"] {
        for file in fs::read_dir(root.join(place)).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let mut bytes = fs::read(&path).unwrap();
            if place == "fuzz/seeds" {
                // The first line names the reader, and is empty where the file is to be recognised.
                bytes.drain(..=bytes.iter().position(|byte| *byte == b'\n').unwrap());
            }
            bodies.push((name, bytes));
        }
    }
    bodies.sort();
    bodies
}

#[test]
fn all_commands_find_the_same_problems_in_a_file() {
    let folder = folder("problems-of-bodies");
    let mut wrong = Vec::new();
    for (name, bytes) in bodies() {
        fs::write(folder.join(&name), bytes).unwrap();
        let (checked, check, check_messages) = faultline(&folder, &["check", "--now", NOW, &name]);
        let (_, json, stats) = faultline(&folder, &["stats", "--json", "--now", NOW, &name]);
        let (_, _, converted) = faultline(&folder, &["convert", &name]);
        let (_, _, indexed) = faultline(&folder, &["index", &name]);
        // `check` puts no space between a file and a place in it, and looks for the files that an index names.
        let lines = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| line.starts_with(&name) && !line.contains(": Read as a document"));
            let lines = lines.map(|line| line.replacen(&format!("{name}: "), &format!("{name}:"), 1));
            lines.filter(|line| !line.contains("is not there. Correct its name")).collect()
        };
        let (converted, indexed, check) = (lines(&converted), lines(&indexed), lines(&(check_messages + &check)));
        let count = serde_json::from_str::<Value>(&json).map_or(lines(&stats).len(), |json| {
            let count = if json["problems"].is_number() { &json["problems"] } else { &json["counts"]["problems"] };
            usize::try_from(count.as_u64().unwrap()).unwrap()
        });
        // An index of files that are not here, and its parts.
        let names_files = name.starts_with("faultline-index") || name == "index.json";
        let agree = converted == indexed
            && converted.iter().all(|line| check.contains(line))
            && (names_files || (count == converted.len() && (checked > 0) == (count > 0)));
        if !agree {
            wrong.push(format!(
                "{name}: check {checked} {check:#?}\nconvert {converted:#?}\nindex {indexed:#?}\nstats {count} {stats}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_file_without_an_incident_is_said_to_be_one() {
    let folder = folder("nothing");
    write(&folder, "users.json", r#"[{"id":"U1","name":"one","tz_offset":3600,"profile":{"real_name":"One"}}]"#);
    write(&folder, "none.json", r#"{"version":1,"incidents":[]}"#);
    for command in ["convert", "check", "stats"] {
        let (code, out, err) = faultline(&folder, &[command, "users.json"]);
        assert_eq!((code, &*out), (2, ""), "{command}");
        assert!(err.starts_with("users.json: This was read as Slack users, and holds no incident"), "{command}: {err}");
    }
    let (code, out, err) = faultline(&folder, &["convert", "none.json"]);
    assert_eq!((code, &*out, &*err), (2, "", "Nothing was written: there is no incident in what was read.\n"));
}

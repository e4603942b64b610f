//! What is read of a file, and with which problems; and that writing loses nothing.

use super::super::{ReadError, Reading, read, write};
use crate::incident::{EventKind, Incident, ProblemKind};
use crate::time::NativeZones;

fn reading(text: &str) -> Reading {
    read(text.as_bytes(), "file.json", &NativeZones).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A file with one event, and with these keys too.
fn with(keys: &str) -> Reading {
    reading(&format!(r#"{{"title":"T",{keys}"timeline":[{{"at":"2023-03-01T12:00Z","title":"E"}}]}}"#))
}

/// A file whose one event has these keys too.
fn event(keys: &str) -> Reading {
    reading(&format!(r#"{{"title":"T","timeline":[{{"at":"2023-03-01T12:00Z","title":"E"{keys}}}]}}"#))
}

fn sentences(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn the_least_file_is_read_without_a_problem() {
    let reading = with("");
    assert_eq!(reading.problems, vec![]);
    assert_eq!((&*reading.incident.id, &*reading.incident.title), ("file", "T"));
    let event = &reading.incident.timeline[0];
    assert_eq!((event.id.as_str(), &*event.title, event.kind), ("event-1", "E", EventKind::Note));
    assert_eq!(event.at.unwrap().at.to_string(), "2023-03-01T12:00:00Z");
}

#[test]
fn each_problem_names_its_place_quotes_the_text_and_says_what_to_write() {
    for (keys, sentence) in [
        (
            r#","until":"13:55 PM""#,
            r#"timeline[0].until: "13:55 PM" is not a time. Write 2023-03-01T13:55:00Z, a local time such as 2023-03-01T13:55, or a date."#,
        ),
        (
            r#","until":"2023-02-30""#,
            r#"timeline[0].until: "2023-02-30" is no time that exists. Check the day and the hour; the last of a day is 23."#,
        ),
        (
            r#","kind":"alarm""#,
            r#"timeline[0].kind: "alarm" is not a word known here. Write trigger, symptom, detection, diagnosis, escalation, response, mitigation, recovery, communication, change or note."#,
        ),
        (r#","actor":1e999"#, "timeline[0].actor: 1e999 is not a text. Write a text here, or leave the key out."),
        (
            r#","causes":{"a":[1, 2]}"#,
            r#"timeline[0].causes: {"a":[1, 2]} is not a list. Write a list here, or leave the key out."#,
        ),
        (
            r#","services":["a",7]"#,
            "timeline[0].services[1]: 7 is not a text. Write a text here, or leave the key out.",
        ),
        (r#","title":"again""#, r#"timeline[0].title: "title" stands here twice; the first was read. Remove one."#),
        (
            r#","links":[{"url":"javascript:alert(1)"}]"#,
            r#"timeline[0].links[0].url: "javascript:alert(1)" is not a web or mail address, so it was not made a link. Write one that begins with https://, http:// or mailto:."#,
        ),
        (r#","links":[{"label":"x"}]"#, "timeline[0].links[0]: url is missing. Add it."),
        (
            r#","actor":"\ud800""#,
            "timeline[0].actor: \"\\ud800\" holds an escape that stands for no character; it is shown as \u{fffd}. Write both halves of the pair, or the character itself.",
        ),
        (
            r#","detials":1"#,
            r#"timeline[0].detials: "detials" is not a key of the format, and is not shown. Did you mean details?"#,
        ),
    ] {
        assert_eq!(sentences(&event(keys)), [sentence]);
    }
    for (keys, sentence) in [
        (r#""metrics":{"slo":99.9},"#, "metrics.slo: 99.9 is outside the range 0 to 1. Write a number inside it."),
        (
            r#""stated":{"duration":"4 hours"},"#,
            r#"stated.duration: "4 hours" is not a duration of fixed length. Write PT4H, PT1H30M or P2D."#,
        ),
        (
            r#""time_zone":"Mars/Olympus","#,
            r#"time_zone: "Mars/Olympus" is no time zone known here; local times were read as UTC. Write an IANA name such as Europe/Berlin, or an offset such as +02:00."#,
        ),
        (r#""version":"1","#, r#"version: "1" is not the number 1. Write the number 1 here, or leave the key out."#),
        (r#""version":0,"#, "version: 0 is no version of the format. Write 1."),
        (r#""impacts":[{"level":"full"}],"#, "impacts[0]: start is missing. Add it."),
    ] {
        assert_eq!(sentences(&with(keys)), [sentence]);
    }
}

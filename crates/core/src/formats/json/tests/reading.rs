//! What is read of a file, and with which problems.

use crate::export::json::write;
use crate::formats::{ReadError, Reading, read};
use crate::incident::{EventKind, ProblemKind};
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
            r#","kind":"klaxon""#,
            r#"timeline[0].kind: "klaxon" is not a word known here. Write trigger, symptom, detection, diagnosis, escalation, response, mitigation, recovery, communication, change or note."#,
        ),
        (r#","kind":"Alert""#, r#"timeline[0].kind: "Alert" was read as detection. Write detection."#),
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
        (
            r#""metrics":{"slo":99.9},"#,
            "metrics.slo: 99.9 is outside the range 0 to 1. If it is per cent, write 0.999.",
        ),
        (r#""metrics":{"slo":1999},"#, "metrics.slo: 1999 is outside the range 0 to 1. Write a number inside it."),
        (
            r#""milestones":{"started":1677675600},"#,
            r#"milestones.started: 1677675600 is not a time as text. Write "2023-03-01T13:00:00Z"."#,
        ),
        (
            r#""milestones":{"started":1677675600000},"#,
            r#"milestones.started: 1677675600000 is not a time as text. Write "2023-03-01T13:00:00Z"."#,
        ),
        (
            r#""milestones":{"started":"3/14/2023"},"#,
            r#"milestones.started: "3/14/2023" is not a time. Write 2023-03-14."#,
        ),
        (
            r#""milestones":{"started":"03/01/2023 1:30 PM"},"#,
            r#"milestones.started: "03/01/2023 1:30 PM" is not a time. Write 2023-03-01 if the month comes first, 2023-01-03 if the day does, a T and the time as 13:55."#,
        ),
        (
            r#""milestones":{"started":"13:00"},"#,
            r#"milestones.started: "13:00" is not a time. Write the day before it, as 2023-03-01T13:00."#,
        ),
        (
            r#""status":"resolvd","#,
            r#"status: "resolvd" is not a word known here. Did you mean resolved? Write ongoing, mitigated, resolved or reviewed."#,
        ),
        (
            r#""start_time":"2023-03-01T13:00Z","#,
            r#"start_time: "start_time" is not a key of the format, and is not shown. Did you mean milestones.started?"#,
        ),
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

#[test]
fn a_key_by_another_name_is_read_and_said_to_be_one() {
    let text = r#"{"Title":"T","sev":"SEV1","rootCauses":[{"id":"c","summary":"Why"}],"timeZone":"Europe/Berlin",
        "action_items":[{"title":"A","assignee":"us","causes":["c"]},{"title":"B","assignee":"them"}],
        "impacts":[{"start_time":"2023-03-01T12:00","end_time":"2023-03-01T13:00","level":"Full"}],
        "events":[{"timestamp":"2023-03-01T12:00","title":"E","type":"Detection"}]}"#;
    let reading = reading(text);
    let incident = &reading.incident;
    assert_eq!((&*incident.title, &*incident.severity.as_ref().unwrap().word), ("T", "SEV1"));
    assert_eq!(incident.timeline[0].at.unwrap().at.to_string(), "2023-03-01T11:00:00Z", "in the zone of the file");
    assert_eq!(incident.timeline[0].kind, EventKind::Detection);
    assert_eq!(incident.impacts[0].level, Some(crate::incident::ImpactLevel::Full));
    assert!(incident.impacts[0].end.is_some());
    assert_eq!((&*incident.root_causes[0].title, incident.corrective_actions.len()), ("Why", 2));
    assert_eq!(incident.corrective_actions[0].addresses.len(), 1);
    assert!(reading.problems.iter().all(crate::incident::Problem::is_note), "{:?}", sentences(&reading));
    assert!(sentences(&reading).contains(&r#"events: "events" was read as timeline. Write timeline."#.to_owned()));
    assert!(sentences(&reading).contains(
        &r#"corrective_actions[0].assignee: "assignee" was read as owner (2 times). Write owner."#.to_owned()
    ));
}

#[test]
fn a_key_that_looks_like_a_known_one_fails_the_check_and_another_does_not() {
    for (key, note) in
        [("timelin", false), ("impact", false), ("start_time", false), ("x-team", true), ("colour", true)]
    {
        let reading = with(&format!(r#""{key}":7,"#));
        assert_eq!(reading.problems[0].is_note(), note, "{:?}", sentences(&reading));
        assert_eq!(reading.incident.extra.len(), 1, "it is kept");
    }
}

#[test]
fn what_is_no_incident_at_all_says_why() {
    for (bytes, sentence) in [
        (&b" \n"[..], "This file is empty. Choose another one."),
        (b"\xef\xbb\xbf", "This file is empty. Choose another one."),
        (
            b"[1]",
            "This file holds a list of incidents, not an incident. An incident is one JSON object: { \"title\": \u{2026} }.",
        ),
        (
            b"{\n\"title\": \"\xc3\xa9\" \"x\"}",
            "Line 2, column 14: this is not JSON (expected `,` or `}`) near `\"title\": \"é\" \"x\"}`. Correct it there and open the file again.",
        ),
        (
            b"[1",
            "Line 1, column 3: this is not JSON (the file ends too early) near `[1`. Correct it there and open the file again.",
        ),
        (
            b"{}\n{\xff",
            "Line 2, byte 2: this is not text in UTF-8. Save the file as UTF-8, or as UTF-16 with a byte order mark; if it is compressed or a picture, it is no incident file.",
        ),
        (
            b"{\"version\":2,\"timeline\":?}",
            "This file was written for version 2 of the format; this viewer reads version 1. Open it in a newer Faultline.",
        ),
        (
            b"{\"title\":\"T\",\"timeline\":[{\"title\":\"E\",\"at\":\"noon\"}]}",
            "Nothing in this file has a date that could be read. Give an event in \"timeline\" a time: \"at\": \"2023-03-01T13:55:00Z\". The first problem met: timeline[0].at: \"noon\" is not a time. Write 2023-03-01T13:55:00Z, a local time such as 2023-03-01T13:55, or a date.",
        ),
    ] {
        assert_eq!(read(bytes, "", &NativeZones).unwrap_err().to_string(), sentence);
    }
    assert!(matches!(read(&vec![b' '; (256 << 20) + 1], "", &NativeZones), Err(ReadError::TooLarge { .. })));
}

#[test]
fn a_local_time_is_read_in_the_zone_of_the_file_wherever_that_stands() {
    let late = reading(
        r#"{"title":"T","timeline":[{"at":"2023-07-01T12:00","title":"E"},{"at":"2023-07-01","title":"F"}],"time_zone":"Europe/Berlin"}"#,
    );
    assert_eq!(late.problems, vec![]);
    let times: Vec<_> = late.incident.timeline.iter().map(|event| event.at.unwrap()).collect();
    assert_eq!((times[0].at.to_string().as_str(), times[0].day_only), ("2023-07-01T10:00:00Z", false));
    assert_eq!((times[1].at.to_string().as_str(), times[1].day_only), ("2023-06-30T22:00:00Z", true));
    let utc = reading(r#"{"title":"T","timeline":[{"at":"2023-07-01T12:00","title":"E"}]}"#);
    assert_eq!(utc.incident.timeline[0].at.unwrap().at.to_string(), "2023-07-01T12:00:00Z");
}

#[test]
fn a_local_time_that_the_clocks_skipped_or_showed_twice_is_read_and_reported() {
    let reading = with(
        r#""time_zone":"Europe/Berlin","milestones":{"started":"2023-03-26T02:30","detected":"2023-10-29T02:30","resolved":"2023-10-29T04:00"},"#,
    );
    assert_eq!(
        sentences(&reading),
        [
            r#"milestones.started: "2023-03-26T02:30" was skipped when the clocks changed; it was read as 2023-03-26T01:30:00Z. Write it with its offset."#,
            r#"milestones.detected: "2023-10-29T02:30" came twice when the clocks changed; it was read as 2023-10-29T00:30:00Z. Write it with its offset."#,
        ]
    );
    assert_eq!(reading.incident.milestones.resolved.unwrap().at.to_string(), "2023-10-29T03:00:00Z");
}

#[test]
fn an_end_that_cannot_be_read_is_not_an_impact_that_still_goes_on() {
    let impacts = |end: &str| {
        let keys = format!(r#""impacts":[{{"start":"2023-03-01","level":"full"{end}}}],"#);
        let impact = with(&keys).incident.impacts.remove(0);
        (impact.end.is_some(), impact.end_unread)
    };
    assert_eq!(impacts(""), (false, false));
    assert_eq!(impacts(r#","end":null"#), (false, false));
    assert_eq!(impacts(r#","end":"later""#), (false, true));
    assert_eq!(impacts(r#","end":"2023-03-02""#), (true, false));
}

#[test]
fn an_unknown_key_is_noted_once_for_all_its_places_and_kept() {
    let reading = reading(
        r#"{"title":"T","x":[1, 2],"timeline":[{"at":"2023-03-01","title":"E","x":1},{"at":"2023-03-01","title":"F","x":{"a":null}}]}"#,
    );
    assert_eq!(
        sentences(&reading),
        [
            r#"x: "x" is not a key of the format, and is not shown."#,
            r#"timeline[0].x: "x" is not a key of the format, and is not shown (2 times)."#
        ]
    );
    assert!(reading.problems.iter().all(crate::incident::Problem::is_note));
    assert_eq!(reading.incident.extra, [("x".into(), "[1, 2]".into())]);
    assert_eq!(reading.incident.timeline[1].extra, [("x".into(), r#"{"a":null}"#.into())]);
}

#[test]
fn no_more_than_a_thousand_problems_are_listed() {
    let items = "7,".repeat(1_499) + "7";
    let problems = with(&format!(r#""tags":[{items}],"#)).problems;
    assert_eq!(problems.len(), 1_001);
    assert_eq!(problems[1_000].kind, ProblemKind::More { count: 500 });
}

#[test]
fn what_stands_too_deep_is_left_out_and_reported() {
    for (depth, said) in [(63, 0), (64, 1), (10_000, 1)] {
        let reading = with(&format!(r#""x":{}{},"#, "[".repeat(depth), "]".repeat(depth)));
        let deep = reading.problems.iter().filter(|problem| matches!(problem.kind, ProblemKind::TooDeep { .. }));
        assert_eq!((deep.count(), reading.incident.extra.len()), (said, 1 - said), "{depth}");
    }
}

#[test]
fn no_more_than_five_million_things_are_kept() {
    let tags = "\"\",".repeat(5_000_000);
    let reading =
        reading(&format!(r#"{{"title":"T","milestones":{{"started":"2023-03-01"}},"tags":[{tags}"x"],"x":1}}"#));
    assert_eq!(reading.incident.tags.len(), 5_000_000);
    assert_eq!(reading.incident.extra, vec![]);
    assert_eq!(
        sentences(&reading),
        [
            "tags[5000000]: the file holds more than 5000000 things; those from here on were left out. Split it into several files."
        ]
    );
}

#[test]
fn a_word_is_told_once_however_often_it_stands_there() {
    let event = r#"{"at":"2023-03-01T12:00:00Z","title":"x","kind":"klaxon"}"#;
    let problems = reading(&format!(r#"{{"title":"x","timeline":[{event},{event},{event}]}}"#)).problems;
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert!(
        problem.to_string().starts_with("timeline[0].kind: \"klaxon\" is not a word known here (3 times). Write"),
        "{problem}"
    );
}

#[test]
fn what_is_quoted_is_cut() {
    let problems = event(&format!(r#","kind":"{}""#, "é".repeat(200))).problems;
    let ProblemKind::UnknownWord { found, .. } = &problems[0].kind else { panic!("{problems:?}") };
    assert_eq!(**found, *("é".repeat(80) + "…"));
}

#[test]
fn services_and_lessons_may_be_texts_or_objects() {
    let incident = with(
        r#""services":["a",{"id":"b"},{"id":"c","name":"Sea"}],"lessons":["One",{"title":"Two","kind":"lucky"}],"#,
    )
    .incident;
    let services: Vec<_> = incident.services.iter().map(|service| (&*service.id, &*service.name)).collect();
    assert_eq!(services, [("a", "a"), ("b", "b"), ("c", "Sea")]);
    assert_eq!((&*incident.lessons[0].title, &*incident.lessons[1].title), ("One", "Two"));
}

#[test]
fn a_schema_address_is_kept() {
    let first = with(r#""$schema":"https://example.com/s.json","#);
    assert_eq!(first.problems, vec![]);
    let written = write(&first.incident, &NativeZones);
    assert!(written.contains(r#""$schema": "https://example.com/s.json""#), "{written}");
    assert_eq!(reading(&written).incident.extra, first.incident.extra);
}

//! Status pages, monitors and evidence as their tools export them: bodies of the shared folder, and what they state.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not seen as tests")]

mod shared;

use std::path::PathBuf;

use serde_json::{Value, json};

use faultline_core::formats::{Document, ReadError, ReadOptions, join_documents, read_document};
use faultline_core::incident::{Case, EventKind, Incident, Milestone, Status, When};
use faultline_core::time::NativeZones;

use shared::{shared, shared_bytes};

fn open(name: &str, options: &ReadOptions) -> Option<Result<Document, ReadError>> {
    let bytes = shared_bytes(name)?;
    Some(read_document(&bytes, name.rsplit('/').next().unwrap(), options, &NativeZones))
}

/// The incidents of a body, and its problems.
fn read_with(name: &str, options: &ReadOptions) -> Option<(Vec<Incident>, Vec<String>)> {
    let document = open(name, options)?.unwrap_or_else(|error| panic!("{name}: {error}"));
    let catalog = document.into_catalog("");
    let problems = catalog.problems.iter().map(faultline_core::formats::CatalogProblem::sentence).collect();
    Some((catalog.entries.into_iter().map(|entry| entry.incident).collect(), problems))
}

/// The incidents of a body without problems.
fn read(name: &str) -> Option<Vec<Incident>> {
    let (incidents, problems) = read_with(name, ReadOptions::NONE)?;
    assert_eq!(problems, [""; 0], "{name}");
    Some(incidents)
}

fn moment(when: Option<When>) -> String {
    when.map_or("—".to_owned(), |when| when.at.to_string())
}

/// The five milestones, stated or marked by an event.
fn milestones(incident: &Incident) -> String {
    let of = |milestone: Milestone| {
        let marked =
            incident.timeline.iter().find(|event| event.milestone == Some(milestone)).and_then(|event| event.at);
        moment(incident.milestones.get(milestone).or(marked)).replace("2026-03-04T", "")
    };
    Milestone::ALL.iter().map(|milestone| of(*milestone)).collect::<Vec<_>>().join(" ")
}

/// The impacts: level, start, end, services.
fn impacts(incident: &Incident) -> Vec<String> {
    let short = incident.impacts.iter().map(|impact| {
        let level = impact.level.map_or("—", faultline_core::incident::ImpactLevel::word);
        let span = format!("{} {}", moment(impact.start), moment(impact.end)).replace("2026-03-04T", "");
        format!("{level} {span} {}", impact.services.join(", "))
    });
    short.collect()
}

fn services(incident: &Incident) -> Vec<&str> {
    incident.services.iter().map(|service| &*service.name).collect()
}

const TITLE: &str = "Checkout errors after connection pool change";

#[test]
fn instatus_incidents_have_their_moments_and_levels() {
    let Some(incidents) = read("data/more/instatus-incidents.json") else { return };
    let [one] = &*incidents else { panic!("{incidents:?}") };
    assert_eq!((&*one.title, one.timeline.len()), (TITLE, 4));
    assert_eq!(milestones(one), "13:30:00Z — — 14:10:00Z 14:45:00Z");
    assert_eq!(
        impacts(one),
        ["full 13:30:00Z 14:45:00Z Checkout API", "degraded 13:30:00Z 14:45:00Z Payments"],
        "the components of an incident say how they were hit by it"
    );
}

#[test]
fn an_instatus_summary_knows_no_history() {
    for name in ["data/more/instatus-legacy-summary.json", "data/more/instatus-v3-summary.json"] {
        let Some(incidents) = read(name) else { return };
        let [one, maintenance] = &*incidents else { panic!("{incidents:?}") };
        assert_eq!(milestones(one), "13:41:00Z — — — —", "{name}");
        assert_eq!(one.status, Some(Status::Mitigated));
        assert_eq!(impacts(one), ["full 13:41:00Z — "]);
        assert!(one.impacts[0].end_unread, "it is not known when it was mitigated");
        assert_eq!(&*maintenance.tags[0], "maintenance");
        assert_eq!(moment(maintenance.milestones.started), "2026-03-07T22:00:00Z");
        assert_eq!(maintenance.status, None);
    }
}

#[test]
fn cases_of_other_pages_are_read_as_what_they_are() {
    let Some(incidents) = read("cases/22a-instatus-list.json") else { return };
    assert_eq!(milestones(&incidents[0]), "2020-09-12T19:05:17.398Z — — — 2020-09-12T19:09:04.498Z");
    assert_eq!(services(&incidents[0]), ["Website"]);
    let Some(incidents) = read("cases/22b-instatus-summary.json") else { return };
    assert_eq!(incidents.len(), 1);
    assert_eq!(
        (incidents[0].status, impacts(&incidents[0])),
        (Some(Status::Ongoing), vec!["full 2022-06-11T18:55:50Z — ".into()])
    );
    let Some(incidents) = read("cases/22c-better-stack-index.json") else { return };
    assert_eq!(incidents.len(), 1);
    assert_eq!(
        (&*incidents[0].title, incidents[0].stated.as_ref().unwrap().duration.unwrap().ms()),
        ("API was down for 14 min", 840_000)
    );
    let Some(incidents) = read("cases/22d-page-and-incidents-with-titles.json") else { return };
    assert_eq!((&*incidents[0].title, incidents[0].time_zone.as_deref()), ("API errors", Some("America/Los_Angeles")));
    let Some(incidents) = read("cases/22e-upptime-summary.json") else { return };
    let lengths: Vec<_> = incidents
        .iter()
        .map(|i| (moment(i.impacts[0].start), i.stated.as_ref().unwrap().duration.unwrap().ms()))
        .collect();
    assert_eq!(lengths, [("2026-11-01T00:00:00Z".into(), 840_000), ("2026-11-09T00:00:00Z".into(), 180_000)]);
    assert!(
        incidents.iter().all(|incident| incident.impacts[0].end_unread),
        "a length without moments counts in no figure"
    );
}

#[test]
fn better_stack_incidents_reports_and_timelines() {
    let Some(incidents) = read("data/more/betterstack-incidents.json") else { return };
    assert_eq!(milestones(&incidents[0]), "— 13:34:00.662Z 13:39:12.121Z — 14:45:17.137Z");
    assert_eq!(services(&incidents[0]), ["checkout api"]);
    assert_eq!(&*incidents[0].root_causes[0].title, "Status 503");
    let Some(incidents) = read("data/more/betterstack-statuspage-index.json") else { return };
    let [one] = &*incidents else { panic!("{incidents:?}") };
    assert_eq!(milestones(one), "13:30:00Z — — — 14:45:00Z");
    assert_eq!(one.time_zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(impacts(one), ["full 13:30:00Z 14:10:00Z Checkout API", "degraded 14:10:00Z 14:45:00Z Checkout API"]);
    let Some((incidents, problems)) = read_with("data/more/betterstack-timeline.json", ReadOptions::NONE) else {
        return;
    };
    assert_eq!(incidents[0].timeline.len(), 4);
    assert!(problems.iter().any(|problem| problem.contains("Skipping 123 timeline events")), "{problems:?}");
}

#[test]
fn a_timeline_joins_the_incident_it_is_read_with() {
    let files = ["data/more/betterstack-incidents.json", "data/more/betterstack-timeline.json"];
    let documents = files.map(|name| open(name, ReadOptions::NONE).map(|read| (name.to_owned(), read.unwrap())));
    let Some(documents) = documents.into_iter().collect::<Option<Vec<_>>>() else { return };
    let reading = join_documents(documents).into_incident().unwrap();
    assert_eq!(reading.incident.timeline.len(), 2 + 4);
    assert_eq!(&*reading.incident.title, "checkout api is down");
}

#[test]
fn cachet_times_are_in_the_zone_of_a_server_that_no_file_names() {
    let berlin = ReadOptions { zone: Some("Europe/Berlin".into()), ..ReadOptions::default() };
    let Some((incidents, problems)) = read_with("data/more/cachet-v2-incidents.json", &berlin) else { return };
    assert_eq!(problems, [""; 0]);
    assert_eq!(milestones(&incidents[0]), "13:30:00Z — — 14:10:00Z 14:45:00Z");
    assert_eq!(incidents[0].timeline.len(), 3);
    let Some((_, problems)) = read_with("data/more/cachet-v2-incidents.json", ReadOptions::NONE) else { return };
    assert_eq!(problems.len(), 1, "{problems:?}");
    let Some((incidents, problems)) = read_with("data/more/cachet-v3-incidents.json", ReadOptions::NONE) else {
        return;
    };
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(milestones(&incidents[0]), "13:30:00Z — — 14:10:00Z 14:45:00Z");
    assert_eq!((incidents[0].timeline.len(), services(&incidents[0])), (2, vec!["Checkout API"]));
}

#[test]
fn an_openstatus_feed_has_reports_and_maintenances() {
    let Some(incidents) = read("data/more/openstatus-feed.json") else { return };
    let (maintenances, reports): (Vec<_>, Vec<_>) =
        incidents.iter().partition(|incident| incident.tags.iter().any(|tag| &**tag == "maintenance"));
    assert_eq!((reports.len(), maintenances.len()), (1, 1));
    assert_eq!(milestones(reports[0]), "13:41:00Z — — 14:10:00Z 14:45:00Z");
    assert_eq!((reports[0].timeline.len(), services(reports[0])), (4, vec!["Checkout API"]));
    let Some(incidents) = read("data/more/openstatus-v1-incidents.json") else { return };
    assert_eq!(milestones(&incidents[0]), "— 13:34:00Z 13:39:00Z — 14:45:00Z");
}

#[test]
fn monitors_know_the_stretch_to_the_millisecond() {
    let Some(incidents) = read("data/more/gatus-statuses.json") else { return };
    assert_eq!(impacts(&incidents[0]), ["full 13:34:00.123Z 14:12:00.123Z shop/checkout"]);
    let Some(incidents) = read("data/more/uptime-kuma-heartbeat.json") else { return };
    assert_eq!(incidents.len(), 1, "neither pending nor maintenance is down");
    assert_eq!(impacts(&incidents[0]), ["full 13:35:00.215Z 14:12:00.215Z Monitor 7"]);
    let Some(incidents) = read("data/more/upptime-issues.json") else { return };
    assert_eq!(impacts(&incidents[0]), ["full 13:34:20Z 14:12:40Z Checkout API"]);
    assert_eq!(impacts(&incidents[1]), ["none 2026-03-07T22:00:00Z 2026-03-07T23:00:00Z checkout-api"]);
    assert_eq!(&*incidents[1].tags[0], "maintenance");
}

#[test]
fn uptime_kuma_incidents_are_over_when_they_are_not_active() {
    let Some(incidents) = read("data/more/uptime-kuma-incident-history.json") else { return };
    assert_eq!(milestones(&incidents[0]), "13:41:00Z — — — 14:45:00Z");
    let Some(incidents) = read("data/more/uptime-kuma-status-page.json") else { return };
    assert_eq!(incidents.len(), 1);
    assert_eq!((milestones(&incidents[0]), incidents[0].status), ("13:41:00Z — — — —".into(), Some(Status::Ongoing)));
}

#[test]
fn google_cloud_levels_follow_the_updates() {
    let Some(incidents) = read("data/more/gcp-incidents.json") else { return };
    let [first, second] = &*incidents else { panic!("{incidents:?}") };
    assert_eq!(milestones(first), "13:30:00Z — — — 14:45:00Z");
    assert_eq!((&*first.severity.as_ref().unwrap().word, first.timeline.len()), ("high", 4));
    assert_eq!(services(first), ["Cloud SQL", "Cloud Run"]);
    let mut levels = impacts(first);
    for impact in &mut levels {
        impact.truncate(impact.find(" Cloud").unwrap());
    }
    assert_eq!(levels, ["full 13:30:00Z 14:11:02Z", "degraded 14:11:02Z 14:45:00Z"]);
    let stated = first.stated.as_ref().unwrap();
    assert_eq!(
        (moment(stated.start), moment(stated.end)),
        ("2026-03-04T13:30:00Z".into(), "2026-03-04T14:45:00Z".into())
    );
    assert_eq!((milestones(second), second.status), ("2026-03-05T08:00:00Z — — — —".into(), Some(Status::Ongoing)));
    assert_eq!(impacts(second), ["none 2026-03-05T08:00:00Z — Cloud Build"]);
}

#[test]
fn aws_events_records_and_timelines() {
    let Some(incidents) = read("data/more/aws-public-currentevents.utf16.json") else { return };
    assert_eq!(milestones(&incidents[0]), "13:30:00Z — — — 14:45:00Z");
    assert_eq!(incidents[0].timeline.len(), 3);
    assert_eq!(impacts(&incidents[0]), ["full 13:41:00Z 14:45:00Z Amazon Relational Database Service"]);
    let Some(incidents) = read("data/more/aws-health-describe-events.json") else { return };
    assert_eq!(incidents.len(), 1, "a notification is no incident");
    assert_eq!(milestones(&incidents[0]), "13:30:00.530Z — — — 14:45:00.597Z");
    let files = ["record", "timeline", "event"].map(|part| format!("data/more/aws-incident-{part}.json"));
    let documents = files.map(|name| open(&name, ReadOptions::NONE).map(|read| (name, read.unwrap())));
    let Some(documents) = documents.into_iter().collect::<Option<Vec<_>>>() else { return };
    let incident = join_documents(documents).into_incident().unwrap().incident;
    assert_eq!(moment(incident.milestones.detected), "2021-05-21T18:16:57.579Z");
    assert_eq!(
        (&*incident.title, incident.severity.unwrap().rank, incident.status),
        ("Example-Incident", Some(5), Some(Status::Ongoing))
    );
    assert_eq!(incident.timeline.len(), 6, "the event given in full is one of those of the timeline");
    let titles: Vec<_> = incident.timeline.iter().map(|event| &*event.title).collect();
    assert!(titles.contains(&"Incident Started"), "{titles:?}");
    assert_eq!(moment(incident.timeline[0].at), "2020-10-01T20:30:00Z");
}

#[test]
fn azure_events_are_over_when_their_status_says_so() {
    let Some((incidents, problems)) = read_with("data/more/azure-resourcehealth-events.json", ReadOptions::NONE) else {
        return;
    };
    assert_eq!(problems.len(), 1, "there is a next page: {problems:?}");
    assert_eq!(milestones(&incidents[0]), "2018-11-07T00:00:00Z — — — —");
    assert_eq!((incidents[0].status, services(&incidents[0])), (Some(Status::Ongoing), vec!["Virtual Machines"]));
    let Some(incidents) = read("data/more/azure-sentinel-incidents.json") else { return };
    assert_eq!(milestones(&incidents[0]), "2019-01-01T13:00:30Z 2019-01-01T13:15:30Z — — —");
    assert_eq!(impacts(&incidents[0]), ["none 2019-01-01T13:00:30Z — "], "a false alarm");
}

#[test]
fn alerts_are_events_until_they_are_resolved() {
    let Some(incidents) = read("data/more/alertmanager-v2-alerts.json") else { return };
    assert_eq!(milestones(&incidents[0]), "— 13:34:00Z — — —");
    assert_eq!(incidents[0].timeline[0].until, None, "an end after the last update is a guess");
    assert!(incidents[0].impacts.is_empty(), "evidence has no impact");
    let Some(incidents) = read("data/more/alertmanager-webhooks.ndjson") else { return };
    let [event] = &*incidents[0].timeline else { panic!("one alert, told of twice") };
    assert_eq!((moment(event.at), moment(event.until)), ("2026-03-04T13:34:00Z".into(), "2026-03-04T14:12:00Z".into()));
}

#[test]
fn events_of_clusters_are_entries_with_an_end() {
    let Some(incidents) = read("data/more/kubernetes-events.json") else { return };
    let events = &incidents[0].timeline;
    assert_eq!((events.len(), moment(events[0].at)), (4, "2026-03-04T13:30:20Z".into()));
    assert_eq!((moment(events[0].until), events[0].kind), ("2026-03-04T14:09:50Z".into(), EventKind::Symptom));
    assert_eq!(&*events[0].services[0], "Pod checkout-7");
    for name in ["data/more/openshift-intervals.json", "data/more/openshift-intervals-legacy.json"] {
        let Some(incidents) = read(name) else { return };
        let events = &incidents[0].timeline;
        assert_eq!(events.len(), 3, "{name}");
        assert_eq!(
            &*events[0].title, "DisruptionBegan: stopped responding to GET requests over new connections",
            "{name}"
        );
        assert_eq!(&*events[0].services[0], "Disruption ingress-to-console", "{name}");
        assert_eq!((moment(events[2].at), events[2].until), ("2026-03-04T13:36:00Z".into(), None), "{name}");
    }
}

#[test]
fn slack_messages_name_nobody() {
    let Some(incidents) = read("data/more/slack-export-2026-03-04.json") else { return };
    let events = &incidents[0].timeline;
    let short: Vec<String> =
        events.iter().map(|event| format!("{} {}", moment(event.at).replace("2026-03-04T", ""), event.title)).collect();
    assert_eq!(
        short,
        [
            "13:34:00Z :rotating_light: Checkout is failing, @someone please look.",
            "13:39:00Z ack, on it",
            "13:52:00Z pool size was halved by change 4711",
            "14:10:00Z rollback of *4711* finished",
            "14:45:00Z @here resolved, error rate normal since 2026-03-04 14:12 UTC",
        ]
    );
    assert_eq!(events[3].actor.as_deref(), Some("deploybot"));
    assert_eq!(&*events[0].links[0].url, "https://grafana.example.com/d/1");
}

#[test]
fn evidence_joins_the_incident_it_is_read_with() {
    let files = [
        "data/more/gatus-statuses.json",
        "data/more/slack-export-2026-03-04.json",
        "data/more/slack-export-users.json",
        "data/more/alertmanager-webhooks.ndjson",
        "data/more/kubernetes-events.json",
        "data/more/openshift-intervals.json",
    ];
    let documents = files.map(|name| open(name, ReadOptions::NONE).map(|read| (name.to_owned(), read.unwrap())));
    let Some(documents) = documents.into_iter().collect::<Option<Vec<_>>>() else { return };
    let reading = join_documents(documents).into_incident().unwrap();
    assert_eq!(reading.problems, []);
    assert_eq!(
        (&*reading.incident.title, reading.incident.timeline.len()),
        ("shop/checkout is down", 2 + 5 + 1 + 4 + 3)
    );
    assert_eq!(reading.incident.impacts.len(), 1, "evidence adds no impact");
}

#[test]
fn evidence_joins_an_incident_of_version_1() {
    let own = r#"{"title":"Ours","timeline":[{"at":"2026-03-04T14:00:00Z","title":"b"},{"at":"2026-03-04T13:00:00Z","title":"a"}]}"#;
    let message = r#"[{"type":"message","ts":"1772631240.000200","text":"ack"},{"type":"message","ts":"1772631250.000200","text":"fixed"}]"#;
    let documents = [own, message].map(|text| {
        (String::new(), read_document(text.as_bytes(), "own.json", ReadOptions::NONE, &NativeZones).unwrap())
    });
    let incident = join_documents(documents).into_incident().unwrap().incident;
    let titles: Vec<_> = incident.timeline.iter().map(|event| (event.id.as_str(), &*event.title)).collect();
    assert_eq!(
        titles,
        [("event-1", "b"), ("event-2", "a"), ("1772631240.000200", "ack"), ("1772631250.000200", "fixed")]
    );
    assert_eq!((&*incident.title, &*incident.id), ("Ours", "own"));
}

#[test]
fn a_million_lines_of_evidence_are_one_incident() {
    let line = |at: usize| {
        format!(
            r#"{{"metadata":{{"uid":"u{at}"}},"involvedObject":{{"kind":"Pod","name":"p{at}"}},"reason":"x","message":"m","firstTimestamp":"2026-03-04T13:30:00Z"}}"#
        )
    };
    let lines: Vec<String> = (0..20_000).map(line).collect();
    let document = read_document(lines.join("\n").as_bytes(), "", ReadOptions::NONE, &NativeZones).unwrap();
    let incident = document.into_incident().unwrap().incident;
    assert_eq!((incident.timeline.len(), incident.services.len()), (20_000, 20_000));
}

/// Every body that is read here, and some that are not.
fn bodies() -> Vec<(PathBuf, String)> {
    let folders = ["data/more", "cases"].map(shared);
    let files = folders.into_iter().flatten().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let paths =
        files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths
        .filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?)))
        .filter(|(_, text)| text.len() < 20_000)
        .collect()
}

/// Reads, joins, and makes every sentence there is to make; none of it may panic.
fn take(text: &str) {
    let Ok(document) = read_document(text.as_bytes(), "a.json", ReadOptions::NONE, &NativeZones) else { return };
    let catalog = document.into_catalog("a.json");
    for problem in &catalog.problems {
        let sentence = problem.to_string();
        assert!(sentence.len() < 2_000 && !sentence.contains('\n'), "{sentence}");
    }
    for entry in catalog.entries {
        let (case, problems) = Case::join(entry.incident);
        assert!(problems.iter().all(|problem| problem.to_string().len() < 2_000));
        let _ = case.extent(faultline_core::time::Instant::from_ms(0));
    }
}

/// The value with what stands at the number `at`, counted in depth, replaced; how many there are is counted in `met`.
fn replaced(value: &Value, at: usize, by: &Value, met: &mut usize) -> Value {
    let here = *met;
    *met += 1;
    if here == at {
        return by.clone();
    }
    match value {
        Value::Array(items) => items.iter().map(|item| replaced(item, at, by, met)).collect(),
        Value::Object(members) => {
            members.iter().map(|(key, value)| (key.clone(), replaced(value, at, by, met))).collect()
        }
        other => other.clone(),
    }
}

#[test]
fn whatever_stands_in_a_field_is_at_most_a_problem() {
    let others = [
        json!(null),
        json!(""),
        json!("x"),
        json!("9999-12-31T23:59:59Z"),
        json!("0001-01-01T00:00:00+14:00"),
        json!(-7),
        json!(1e300),
        json!(true),
        json!([]),
        json!([null, [], {}, "x"]),
        json!({}),
        json!({"id": {}, "data": [], "status": [], "ts": "1772631240.000200"}),
    ];
    for (path, text) in bodies() {
        let Ok(body) = serde_json::from_str::<Value>(&text) else { continue };
        let mut count = 0;
        replaced(&body, usize::MAX, &Value::Null, &mut count);
        // Of long bodies some of the fields.
        let step = 1 + count / 8;
        for at in (0..count).step_by(step) {
            for other in &others {
                take(&replaced(&body, at, other, &mut 0).to_string());
            }
        }
        for end in (0..text.len()).step_by(1 + text.len() / 8) {
            take(text.get(..text.floor_char_boundary(end)).unwrap_or_else(|| panic!("{}", path.display())));
        }
    }
}

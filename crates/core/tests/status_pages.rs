//! Situations of status pages, staged in the shared folder, and the figures that each of them has.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests are not seen as tests")]

mod shared;

use faultline_core::catalog::{Figures, Filter, FilterResult, Table, Terms, apply_filter, figures};
use faultline_core::formats::{Catalog, read_catalog};
use faultline_core::incident::{Incident, Milestone, Status, Weights};
use faultline_core::metrics::{Anchors, DEFAULT_SLO};
use faultline_core::time::{FixedZone, Instant, Length, NativeZones, ParsedTime, read_time};

use shared::shared_bytes;

fn at(text: &str) -> Instant {
    let Ok(ParsedTime::Moment(at)) = read_time(text) else { panic!("{text}") };
    at
}

fn now() -> Instant {
    at("2026-11-27T12:00:00Z")
}

fn read(bytes: &[u8]) -> Catalog {
    let catalog = read_catalog(bytes, "page.json", &NativeZones).unwrap();
    assert_eq!(catalog.conversions.first().map(|conversion| &*conversion.format), Some("Statuspage"));
    catalog
}

fn case(name: &str) -> Option<Catalog> {
    Some(read(&shared_bytes(&format!("cases/{name}"))?))
}

/// What `faultline stats` prints of many incidents.
fn stats(catalog: &Catalog) -> (Table, FilterResult, Figures) {
    let table = Table::of(&catalog.entries, now());
    let terms = Terms {
        now: now(),
        zone: &FixedZone::utc(),
        anchors: Anchors::default(),
        period: None,
        slo: DEFAULT_SLO,
        weights: Weights::default(),
    };
    let chosen = apply_filter(&table, &catalog.entries, &Filter::default(), &terms);
    let figures = figures(&table, &chosen, None, &terms);
    (table, chosen, figures)
}

fn minutes(length: Length) -> i64 {
    length.ms() / 60_000
}

/// The impacts of an incident in short: level, start, end, services.
fn impacts(incident: &Incident) -> Vec<String> {
    let moment =
        |when: Option<faultline_core::incident::When>| when.map_or("—".to_owned(), |when| when.at.to_string());
    let short = incident.impacts.iter().map(|impact| {
        let level = impact.level.map_or("—", faultline_core::incident::ImpactLevel::word);
        format!("{level} {} {} {:?}", moment(impact.start), moment(impact.end), impact.services)
    });
    short.collect()
}

#[test]
fn a_maintenance_lasts_from_its_plan_and_not_from_its_announcement() {
    let Some(catalog) = case("01-maintenance-announced-early.json") else { return };
    let [entry] = &*catalog.entries else { panic!("one maintenance") };
    let started = entry.incident.milestones.started.unwrap().at;
    let resolved = entry.incident.milestones.resolved.unwrap().at;
    assert_eq!(started, at("2021-10-21T22:00:00+02:00"));
    assert_eq!(resolved.since(started).ms() / 1000, 7 * 3600 + 30);
    assert_eq!(entry.began(), Some(started));
    assert_eq!(stats(&catalog).1.left_out.maintenance, 1);
}

#[test]
fn a_maintenance_with_another_impact_is_one_and_no_window_passes_now() {
    let Some(catalog) = case("02-maintenance-with-other-impact.json") else { return };
    let (_, chosen, figures) = stats(&catalog);
    assert_eq!((chosen.left_out.maintenance, chosen.counted.len()), (2, 0));
    assert_eq!(figures.downtime, None);
    assert_eq!(catalog.entries[1].incident.status, None, "what is planned is not going on");
    let started = catalog.entries[0].incident.milestones.started.unwrap().at;
    assert_eq!(started, at("2015-09-22T01:00:00-07:00"));
}

#[test]
fn a_sentence_is_no_service() {
    let Some(catalog) = case("03-placeholder-component.json") else { return };
    let names: Vec<Vec<&str>> =
        catalog.entries.iter().map(|entry| entry.incident.services.iter().map(|s| &*s.name).collect()).collect();
    assert_eq!(names, [vec!["Builder"], vec![]]);
}

#[test]
fn one_of_four_rows_has_a_length() {
    let Some(catalog) = case("04-no-real-length.json") else { return };
    let (_, _, figures) = stats(&catalog);
    assert_eq!((figures.summary.n, figures.summary.median), (1, Some(30.0 * 60_000.0)));
    let problems: Vec<String> = catalog.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "page.json, incident 1, line 4: resolved_at: the end, 2026-09-11T08:00:00Z, is before the start, 2026-09-11T08:20:38Z; it counts in no figure. Correct one of them."
        ]
    );
}

#[test]
fn an_incident_that_was_opened_again_lasts_to_its_last_end() {
    let Some(catalog) = case("05-reopened.json") else { return };
    let (table, _, figures) = stats(&catalog);
    assert_eq!((figures.summary.n, figures.summary.open), (1, 1));
    assert_eq!(figures.summary.median, Some(f64::from((2 * 24 + 7) * 60 + 6) * 60_000.0));
    assert!(table.rows[1].going_on);
}

#[test]
fn the_order_of_keys_means_nothing() {
    for name in ["09a-page-first.json", "09b-keys-sorted.json"] {
        let Some(catalog) = case(name) else { return };
        let incident = &catalog.entries[0].incident;
        assert_eq!(incident.time_zone.as_deref(), Some("America/New_York"), "{name}");
        assert_eq!(incident.milestones.started.unwrap().at, at("2026-03-31T23:30:00-04:00"), "{name}");
    }
}

#[test]
fn updates_of_one_moment_are_in_the_order_they_were_written_in() {
    let Some(catalog) = case("10-updates-at-one-moment.json") else { return };
    let titles = catalog.entries[0].incident.timeline.iter().map(|event| event.title.split(':').next().unwrap());
    assert_eq!(titles.collect::<Vec<_>>(), ["First", "Second", "Third", "Fourth"]);
}

#[test]
fn rows_are_read_in_every_wrapping() {
    for (name, rows) in
        [("11a-bare-list.json", 1), ("11b-webhook.json", 1), ("11c-rows.ndjson", 2), ("11d-summary.json", 2)]
    {
        let Some(catalog) = case(name) else { return };
        assert_eq!(catalog.entries.len(), rows, "{name}");
        assert_eq!(catalog.problems, [], "{name}");
        let first = &catalog.entries[0].incident;
        assert_eq!((&*first.title, first.timeline.len()), ("Payments are late", 2), "{name}");
        assert_eq!(impacts(first), ["partial 2026-04-01T03:30:00Z 2026-04-01T04:45:00Z [\"Payments\"]"], "{name}");
    }
}

#[test]
fn only_what_was_hit_counts_as_hit() {
    let Some(catalog) = case("12-linked-to-all-components.json") else { return };
    let incident = &catalog.entries[0].incident;
    assert_eq!(incident.services.len(), 6);
    assert_eq!(impacts(incident), ["partial 2026-10-14T09:00:00Z 2026-10-14T12:00:00Z [\"API\"]"]);
    let (table, ..) = stats(&catalog);
    let hits = |name: &str| table.rows[0].hits_of(table.services.find(name)).count();
    assert_eq!((hits("API"), hits("Chat"), hits("Government")), (1, 0, 0));
}

#[test]
fn a_summary_is_read_at_any_number_of_components() {
    let component = |number: usize| {
        format!(
            "{{\"id\":\"c{number:05}\",\"name\":\"City {number}\",\"status\":\"operational\",\"created_at\":\"2020-01-01T00:00:00.000Z\",\
             \"position\":{number},\"description\":null,\"showcase\":false,\"group_id\":\"g1\",\"only_show_if_degraded\":false}}"
        )
    };
    for count in [0, 1, 205, 400, 3_000] {
        let components: Vec<String> = (0..count).map(component).collect();
        let components = components.join(", ");
        let page =
            "\"page\": {\"id\": \"p\", \"name\": \"Edge\", \"url\": \"https://e.com\", \"time_zone\": \"Etc/UTC\"}";
        let row = |inner: &str| {
            format!(
                "{{\"components\": [{inner}], \"created_at\": \"2026-11-27T08:00:00Z\", \"id\": \"a\", \"impact\": \"minor\", \
                 \"incident_updates\": [], \"monitoring_at\": \"2026-11-27T09:00:00Z\", \"name\": \"Packets are lost\", \
                 \"shortlink\": \"x\", \"status\": \"monitoring\"}}"
            )
        };
        let served = format!("{{{page}, \"components\": [{components}], \"incidents\": [{}]}}", row(""));
        let sorted = format!("{{\"incidents\": [{}], {page}}}", row(&components));
        let bare = format!("[{}]", row(&components));
        for text in [served, sorted, bare] {
            let catalog = read(text.as_bytes());
            assert_eq!(catalog.entries.len(), 1, "{count}");
            assert_eq!(catalog.entries[0].incident.milestones.mitigated.unwrap().at, at("2026-11-27T09:00:00Z"));
        }
    }
}

#[test]
fn an_incident_left_in_monitoring_is_mitigated() {
    let Some(catalog) = case("24-left-in-monitoring.json") else { return };
    let (table, _, figures) = stats(&catalog);
    let incident = &catalog.entries[0].incident;
    assert_eq!(incident.status, Some(Status::Mitigated));
    assert_eq!(table.rows[0].moment(Milestone::Mitigated), Some(at("2026-11-20T12:00:00Z")));
    assert_eq!(impacts(incident), ["partial 2026-11-20T10:00:00Z 2026-11-20T12:00:00Z [\"Agents\"]"]);
    assert_eq!(minutes(figures.downtime.unwrap().union.partial), 120);
}

#[test]
fn two_snapshots_of_a_page_are_one_page() {
    use faultline_core::formats::{ReadOptions, join_documents, read_document};

    let names = ["17a-snapshot-of-7-october.json", "17b-snapshot-of-14-october.json"];
    let files = names.map(|name| {
        let bytes = shared_bytes(&format!("cases/{name}"))?;
        Some((name.to_owned(), read_document(&bytes, name, ReadOptions::NONE, &NativeZones).unwrap()))
    });
    let Some(files) = files.into_iter().collect::<Option<Vec<_>>>() else { return };
    for files in [files.clone(), files.into_iter().rev().collect()] {
        let catalog = join_documents(files).into_catalog("");
        let (.., figures) = stats(&catalog);
        assert_eq!((catalog.entries.len(), figures.summary.n, figures.summary.open), (3, 3, 0));
        assert_eq!((figures.summary.median, figures.summary.mean), (Some(60.0 * 60_000.0), Some(110.0 * 60_000.0)));
        assert_eq!(minutes(figures.downtime.unwrap().union.partial), 240);
        let problems: Vec<String> =
            catalog.problems.iter().map(faultline_core::formats::CatalogProblem::sentence).collect();
        assert!(problems.iter().any(|problem| problem.contains("2 records are given more than once")), "{problems:?}");
    }
}

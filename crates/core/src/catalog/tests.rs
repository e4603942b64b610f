//! Many incidents, measured, chosen, ordered and counted. What is measured of many is held equal to what is of one.

use proptest::prelude::*;

use super::*;
use crate::findings::findings_in;
use crate::formats::{Catalog, Entry, read_catalog};
use crate::incident::{Case, CauseRole, ImpactLevel, Milestone, Status, Weights};
use crate::metrics::{Anchors, Measurement, Metric, ObservationError, RecordKind, durations};
use crate::time::{FixedZone, Instant, Length, NativeZones, ParsedTime, Span, Zone, ZoneSource, read_time};

fn at(text: &str) -> Instant {
    match read_time(text) {
        Ok(ParsedTime::Moment(at) | ParsedTime::Day(at)) => at,
        other => panic!("{text}: {other:?}"),
    }
}

fn catalog(text: &str) -> Catalog {
    read_catalog(text.as_bytes(), "test", &NativeZones).unwrap()
}

const NOW: &str = "2024-06-30T12:00:00Z";

fn terms(zone: &dyn Zone) -> Terms<'_> {
    Terms { now: at(NOW), zone, anchors: Anchors::default(), period: None, slo: 0.999, weights: Weights::default() }
}

/// A small year: two services, an overlap, one still open, a drill, one without a length, actions.
const YEAR: &str = r#"[
{"title":"Checkout down","id":"a","severity":"SEV1","status":"resolved","services":["Checkout"],"tags":["db"],
 "impacts":[{"start":"2024-01-10T10:00:00Z","end":"2024-01-10T11:00:00Z","level":"full"}],
 "milestones":{"resolved":"2024-01-10T11:00:00Z"},
 "root_causes":[{"id":"x","title":"X","role":"root"},{"id":"y","title":"Y","role":"trigger"},{"id":"z","title":"Z"}],
 "corrective_actions":[
  {"title":"late","addresses":["x"],"status":"done","due":"2024-02-01","completed":"2024-02-02"},
  {"title":"in time","status":"done","due":"2024-02-01","completed":"2024-02-01T23:00:00Z"},
  {"title":"given up","addresses":["y"],"status":"dropped","due":"2024-02-01"},
  {"title":"waits","status":"open","due":"2024-06-28"},
  {"title":"no date"}]},
{"title":"Search slow","id":"b","severity":"SEV3","status":"resolved","services":[{"id":"s","name":"Search"},"Checkout"],
 "impacts":[{"start":"2024-01-10T10:30:00Z","end":"2024-01-10T12:00:00Z","level":"partial","services":["s"]},
  {"start":"2024-01-10T10:30:00Z","end":"2024-01-10T10:40:00Z","level":"degraded","services":["Checkout"]}],
 "milestones":{"resolved":"2024-01-10T12:30:00Z"}},
{"title":"Still down","id":"c","severity":"SEV2","status":"ongoing","services":["Search"],
 "impacts":[{"start":"2024-06-30T09:00:00Z","level":"full"}]},
{"title":"Game day","id":"d","tags":["game-day"],"severity":"SEV1",
 "impacts":[{"start":"2024-03-01T09:00:00Z","end":"2024-03-01T19:00:00Z","level":"full"}],
 "milestones":{"resolved":"2024-03-01T19:00:00Z"}},
{"title":"a note","id":"e","timeline":[{"at":"2023-06-30T23:00:00Z","title":"x"}]}
]"#;

#[test]
fn what_is_left_out_is_counted_and_the_rest_is_measured() {
    let catalog = catalog(YEAR);
    let table = Table::of(&catalog.entries, at(NOW));
    let utc = FixedZone::utc();
    let terms = terms(&utc);
    let chosen = apply_filter(&table, &catalog.entries, &Filter::default(), &terms);
    assert_eq!((chosen.rows.len(), chosen.counted.len(), chosen.hidden), (5, 4, 0));
    assert_eq!((chosen.left_out.drills, chosen.left_out.not_recorded), (1, 1));
    let figures = figures(&table, &chosen, None, &terms);
    assert_eq!((figures.summary.n, figures.summary.open), (2, 1));
    assert_eq!(figures.summary.sum, Some(180.0 * 60_000.0));
    assert_eq!(figures.summary.union, Some(150.0 * 60_000.0));
    let downtime = figures.downtime.unwrap();
    assert_eq!(downtime.window, Span::between(at("2023-06-01"), at(NOW)));
    // Full 10:00–11:00 and the open 09:00–12:00; partial 11:00–12:00 is what no full outage covers.
    let minutes = Length::from_minutes;
    assert_eq!(
        (downtime.union.full, downtime.union.partial, downtime.union.degraded),
        (minutes(240), minutes(60), Length::ZERO)
    );
    assert_eq!(
        (downtime.sum.full, downtime.sum.partial, downtime.sum.degraded),
        (minutes(240), minutes(90), Length::ZERO)
    );
    let availability = downtime.availability.unwrap();
    assert_eq!(availability.weighted(), minutes(300));
    let with_drills = Filter { all_kinds: true, ..Filter::default() };
    assert_eq!(apply_filter(&table, &[], &with_drills, &terms).counted.len(), 5);
}

#[test]
fn a_service_has_the_downtime_that_hit_it() {
    let catalog = catalog(YEAR);
    let table = Table::of(&catalog.entries, at(NOW));
    let utc = FixedZone::utc();
    let terms = terms(&utc);
    let chosen = apply_filter(&table, &catalog.entries, &Filter::default(), &terms);
    let all = figures(&table, &chosen, None, &terms);
    let window = all.downtime.map(|downtime| downtime.window);
    let of = |by| groups(&table, &chosen, by, window, &terms);
    let shown = |by| {
        of(by).iter().map(|group| format!("{} {} {}", group.name, group.count, group.summary.n)).collect::<Vec<_>>()
    };
    assert_eq!(shown(GroupBy::Service), ["Search 2 1", "Checkout 2 2", "not recorded 1 0"]);
    assert_eq!(shown(GroupBy::Severity), ["SEV1 1 1", "SEV2 1 0", "SEV3 1 1", "not recorded 1 0"]);
    assert_eq!(shown(GroupBy::Level), ["Outage 2 1", "Partial outage 1 1", "not recorded 1 0"]);
    assert_eq!(shown(GroupBy::Status), ["Ongoing 1 0", "Resolved 2 2", "not recorded 1 0"]);
    assert_eq!(
        of(GroupBy::Role).iter().map(|group| (&*group.word, group.count)).collect::<Vec<_>>(),
        [("trigger", 1), ("root", 1), ("", 3)]
    );
    let services = of(GroupBy::Service);
    let outage =
        |group: &Group| group.downtime.as_ref().map(|downtime| (downtime.union.outage(), downtime.union.degraded));
    let minutes = Length::from_minutes;
    assert_eq!(outage(&services[1]), Some((minutes(60), Length::ZERO)), "the degraded minutes lie in the outage");
    assert_eq!(outage(&services[0]), Some((minutes(90 + 180), Length::ZERO)));
    assert_eq!(services[1].months.len(), 13);
    assert_eq!(services[1].months.iter().sum::<u32>(), 2);
}

#[test]
fn each_filter_lets_through_what_it_names_and_the_rest_is_counted() {
    let catalog = catalog(YEAR);
    let table = Table::of(&catalog.entries, at(NOW));
    let boxed = |word: &str| vec![Box::from(word)];
    let (none, utc) = (Filter::default(), FixedZone::utc());
    for (filter, rows) in [
        (Filter { text: "CHECK  down".into(), ..none.clone() }, vec![0]),
        (Filter { text: "checkout".into(), ..none.clone() }, vec![0, 1]),
        (Filter { text: "nothing says this".into(), ..none.clone() }, vec![]),
        (Filter { severities: boxed("SEV1"), ..none.clone() }, vec![0, 3]),
        (Filter { severities: boxed("SEV9"), ..none.clone() }, vec![]),
        (Filter { services: boxed("Search"), ..none.clone() }, vec![1, 2]),
        (Filter { statuses: vec![Status::Ongoing], ..none.clone() }, vec![2]),
        (Filter { tags: boxed("db"), ..none.clone() }, vec![0]),
        (Filter { levels: vec![ImpactLevel::Full], ..none.clone() }, vec![0, 2, 3]),
        (Filter { period: Some(Span::between(at("2024-01-01"), at("2024-02-01"))), ..none.clone() }, vec![0, 1]),
        (Filter { lengths_ms: Some((3_600_000.0, 3_600_000.0)), ..none.clone() }, vec![0]),
        (Filter { roles: vec![CauseRole::Trigger], ..none.clone() }, vec![0]),
        (Filter { roles: vec![CauseRole::Contributing], ..none.clone() }, vec![]),
        // A Wednesday at 10; one without a length began as well.
        (Filter { week_hour: Some(2 * 24 + 10), ..none.clone() }, vec![0, 1]),
        (Filter { week_hour: Some(4 * 24 + 23), ..none.clone() }, vec![4]),
    ] {
        let chosen = apply_filter(&table, &catalog.entries, &filter, &terms(&utc));
        assert_eq!(chosen.rows, rows, "{filter:?}");
        assert_eq!(chosen.hidden + chosen.rows.len(), 5);
    }
}

#[test]
fn every_column_orders_both_ways_and_what_is_missing_is_last() {
    let catalog = catalog(YEAR);
    let table = Table::of(&catalog.entries, at(NOW));
    let order = |column, descending| {
        let mut rows: Vec<u32> = (0..5).collect();
        sort_rows(&mut rows, &table, &catalog.entries, column, descending, Anchors::default(), at(NOW));
        rows
    };
    for (column, up, down) in [
        (Column::Began, [4, 0, 1, 3, 2], [2, 3, 1, 0, 4]),
        (Column::Title, [4, 0, 3, 1, 2], [2, 1, 3, 0, 4]),
        (Column::Severity, [0, 3, 2, 1, 4], [1, 2, 0, 3, 4]),
        (Column::Status, [2, 0, 1, 3, 4], [0, 1, 2, 3, 4]),
        (Column::Services, [0, 1, 2, 3, 4], [1, 2, 0, 3, 4]),
        (Column::Length, [0, 1, 2, 3, 4], [3, 2, 1, 0, 4]),
        (Column::Impact, [0, 1, 2, 3, 4], [3, 2, 1, 0, 4]),
        (Column::Level, [0, 2, 3, 1, 4], [1, 0, 2, 3, 4]),
        (Column::Actions, [1, 2, 3, 4, 0], [0, 1, 2, 3, 4]),
    ] {
        assert_eq!((order(column, false), order(column, true)), (up.to_vec(), down.to_vec()), "{column:?}");
    }
    assert_eq!(neighbours(&[4, 0, 3], 0), (Some(4), Some(3)));
    assert_eq!(neighbours(&[4, 0, 3], 4), (None, Some(0)));
    assert_eq!(neighbours(&[4], 7), (None, None));
}

#[test]
fn a_year_ago_is_the_same_day_in_the_zone() {
    let catalog = catalog(YEAR);
    let table = Table::of(&catalog.entries, at(NOW));
    let rows: Vec<u32> = (0..5).collect();
    let zone = |name: &str| NativeZones.zone(name).unwrap();
    assert_eq!(a_year_ago(&rows, &table, at(NOW), zone("UTC").as_ref()), [4]);
    assert_eq!(a_year_ago(&rows, &table, at(NOW), zone("Europe/Berlin").as_ref()), [0; 0], "it was 1 July there");
    assert_eq!(a_year_ago(&rows, &table, at("2026-01-10T08:00:00Z"), zone("UTC").as_ref()), [0, 1]);
    assert_eq!(
        a_year_ago(&rows, &table, at("2028-02-29T08:00:00Z"), zone("UTC").as_ref()),
        [0; 0],
        "2027 has no such day"
    );
}

#[test]
fn actions_are_open_overdue_done_in_time_or_late() {
    let catalog = catalog(YEAR);
    let table = Table::of(&catalog.entries, at(NOW));
    let mut actions = Actions::keeping(1);
    for (entry, row) in catalog.entries.iter().zip(&table.rows) {
        actions.add(entry, row, at(NOW));
    }
    assert_eq!((actions.total, actions.open, actions.overdue, actions.without_status), (5, 2, 1, 1));
    assert_eq!((actions.done, actions.in_time, actions.late, actions.dropped), (2, 1, 1, 1));
    assert_eq!((actions.causes, actions.unanswered), (3, 2), "one is answered by what was given up, one by nothing");
    assert_eq!(actions.waiting.len(), 1, "as many as asked for");
    assert_eq!(actions.median_age(), Some(at(NOW).since(at("2024-01-10T10:00:00Z"))));
    assert_eq!(Actions::default().median_age(), None);
}

#[test]
fn none_one_four_all_open_and_all_zero_are_shown_as_they_are() {
    let utc = FixedZone::utc();
    let one = |start: &str, end: &str| {
        let end = if end.is_empty() { String::new() } else { format!(",\"end\":\"{end}\"") };
        let done = end.replace("end", "resolved").replacen(',', "", 1);
        format!(
            "{{\"title\":\"x\",\"impacts\":[{{\"start\":\"{start}\",\"level\":\"full\"{end}}}],\"milestones\":{{{done}}}}}"
        )
    };
    let closed = one("2024-05-31T12:00:00Z", "2024-06-03T12:00:00Z");
    let open = one("2024-06-29T12:00:00Z", "");
    let zero = one("2024-06-01T12:00:00Z", "2024-06-01T12:00:00Z");
    let backwards = one("2024-06-01T12:00:00Z", "2024-06-01T11:00:00Z");
    for (texts, n, open, median) in [
        (vec![], 0, 0, None),
        (vec![&closed], 1, 0, Some(3.0 * 86_400_000.0)),
        (vec![&closed; 4], 4, 0, Some(3.0 * 86_400_000.0)),
        (vec![&open; 3], 0, 3, None),
        (vec![&zero; 5], 5, 0, Some(0.0)),
        (vec![&zero, &backwards], 1, 0, Some(0.0)),
    ] {
        let text = format!("[{}]", texts.iter().map(|text| text.as_str()).collect::<Vec<_>>().join(","));
        let catalog = catalog(&text);
        let table = Table::of(&catalog.entries, at(NOW));
        let terms = terms(&utc);
        let chosen = apply_filter(&table, &catalog.entries, &Filter::default(), &terms);
        let figures = figures(&table, &chosen, None, &terms);
        assert_eq!((figures.summary.n, figures.summary.open, figures.summary.median), (n, open, median), "{text}");
        assert!(figures.summary.named().iter().all(|(_, figure)| figure.is_none_or(f64::is_finite)), "{text}");
        if let Some(downtime) = figures.downtime {
            assert!(downtime.availability.is_none_or(|measured| measured.availability.is_finite()), "{text}");
            let first = downtime.levels.first().map(|level| level.span);
            assert!(first.is_none_or(|span| span.start() >= downtime.window.start()));
        }
        for by in GroupBy::ALL {
            let window = Some(Span::between(at("2024-05-01"), at("2024-07-01")));
            for group in groups(&table, &chosen, by, window, &terms) {
                assert_eq!(group.months.len(), 2, "months without incidents are there");
            }
        }
    }
}

#[test]
fn what_ticks_is_measured_again_and_nothing_else() {
    let catalog = catalog(YEAR);
    let mut table = Table::of(&catalog.entries, at(NOW));
    let before = table.clone();
    let later = at("2024-06-30T13:00:00Z");
    table.update(&catalog.entries, later);
    assert_eq!(table.rows[..2], before.rows[..2]);
    assert_eq!(table, Table::of(&catalog.entries, later));
    assert_eq!(table.rows[2].impact(), Length::from_minutes(240));
}

/// Any incident that can be written: milestones stated and by events, impacts of every kind, causes and actions.
fn incidents() -> impl Strategy<Value = String> {
    let minute = || proptest::option::weighted(0.7, 0_u32..300);
    let time = |minute: u32| format!("2024-02-01T{:02}:{:02}:00Z", minute / 60, minute % 60);
    let impact = (minute(), minute(), 0_usize..5, any::<bool>()).prop_map(move |(start, end, level, bad)| {
        let start = start.map(|start| format!("\"start\":\"{}\",", time(start))).unwrap_or_default();
        let end = if bad {
            "\"end\":\"?\",".to_owned()
        } else {
            end.map(|end| format!("\"end\":\"{}\",", time(end))).unwrap_or_default()
        };
        let level = ["full", "partial", "degraded", "none", "?"][level];
        format!("{{{start}{end}\"level\":\"{level}\"}}")
    });
    let event = (minute(), 0_usize..6, any::<bool>()).prop_map(move |(at, milestone, about)| {
        let at = at.map(|at| format!("\"at\":\"{}\",", time(at))).unwrap_or_default();
        let milestone =
            Milestone::ALL.get(milestone).map(|m| format!("\"milestone\":\"{}\",", m.word())).unwrap_or_default();
        format!("{{{at}{milestone}\"approximate\":{about},\"title\":\"e\"}}")
    });
    let milestones = proptest::collection::vec(minute(), 5).prop_map(move |moments| {
        let stated = Milestone::ALL
            .iter()
            .zip(moments)
            .filter_map(|(m, at)| Some(format!("\"{}\":\"{}\"", m.word(), time(at.filter(|at| at % 2 == 0)?))));
        stated.collect::<Vec<_>>().join(",")
    });
    let causes = proptest::collection::vec(0_usize..4, 0..4);
    let actions = proptest::collection::vec((0_usize..5, 0_usize..4), 0..4);
    (proptest::collection::vec(impact, 0..4), proptest::collection::vec(event, 0..5), milestones, 0_usize..5, causes, actions).prop_map(
        |(impacts, events, milestones, status, causes, actions)| {
            let status = ["\"status\":\"ongoing\",", "\"status\":\"mitigated\",", "\"status\":\"resolved\",", "\"status\":\"reviewed\",", ""][status];
            let causes: Vec<_> = causes.iter().map(|id| format!("{{\"id\":\"c{id}\",\"title\":\"c\"}}")).collect();
            let actions: Vec<_> = actions
                .iter()
                .map(|(cause, status)| format!("{{\"title\":\"a\",\"addresses\":[\"c{cause}\"],\"status\":\"{}\"}}", ["open", "in_progress", "done", "dropped"][*status]))
                .collect();
            format!(
                "{{\"title\":\"t\",{status}\"milestones\":{{{milestones}}},\"impacts\":[{}],\"timeline\":[{}],\"root_causes\":[{}],\"corrective_actions\":[{}]}}",
                impacts.join(","), events.join(","), causes.join(","), actions.join(",")
            )
        },
    )
}

fn whole(text: &str) -> (Entry, Case) {
    let entry = catalog(&format!("[{text}]")).entries.remove(0);
    let case = entry.case();
    (entry, case)
}

#[test]
fn the_reader_chooses_where_a_length_begins() {
    let (entry, _) = whole(
        r#"{"title":"a","milestones":{"mitigated":"2024-01-10T15:30Z"},
        "impacts":[{"start":"2024-01-10T13:30Z","end":"2024-01-10T15:30Z","level":"full"}],
        "timeline":[{"at":"2024-01-10T13:45Z","title":"seen","milestone":"acknowledged"}]}"#,
    );
    let table = Table::of(&[entry], at(NOW));
    for (words, minutes) in [
        ("started..mitigated", Some(120)),
        ("acknowledged..mitigated", Some(105)),
        ("first_impact..mitigated", Some(120)),
        ("first_impact..acknowledged", Some(15)),
        ("started..resolved", None),
    ] {
        let observed = table.rows[0].observe(Anchors::from_words(words).unwrap(), at(NOW));
        assert_eq!(observed.ok().map(|one| one.length), minutes.map(Length::from_minutes), "{words}");
    }
}

proptest! {
    #[test]
    fn what_is_measured_of_many_is_what_is_measured_of_one(text in incidents(), now in 0_i64..400) {
        let now = Instant::from_ms(at("2024-02-01").ms() + now * 60_000);
        let (entry, case) = whole(&text);
        let one = durations(&case, now);
        let short = catalog(&format!("[{}]", crate::export::json::write_entry(&summary(entry.clone(), "x.json"), &NativeZones)));
        prop_assert_eq!(&short.problems.iter().filter(|p| !p.to_string().contains("no date") && !p.to_string().contains("has a date") && !p.to_string().contains("is missing") && !p.to_string().contains("unknown")).count(), &0);
        let short = short.entries.into_iter().next().unwrap();
        prop_assert!(!short.whole && short.src.as_deref() == Some("x.json"));
        for entry in [&entry, &short] {
            let mut table = Table::default();
            table.add(entry, now);
            let row = &table.rows[0];
            for (metric, words) in [
                (Metric::ToDetect, "started..detected"), (Metric::ToAcknowledge, "detected..acknowledged"),
                (Metric::ToMitigate, "started..mitigated"), (Metric::ToResolve, "started..resolved"),
            ] {
                let observed = row.observe(Anchors::from_words(words).unwrap(), now);
                match one.get(metric) {
                    Measurement::Known { length, spans, so_far, .. } => {
                        let observed = observed.unwrap();
                        prop_assert_eq!((observed.length, &[observed.span][..], observed.open), (*length, &**spans, *so_far));
                    }
                    Measurement::NotRecorded { .. } => prop_assert_eq!(observed, Err(ObservationError::NotRecorded)),
                    Measurement::Backwards { from, to } => {
                        prop_assert_eq!(observed, Err(ObservationError::Backwards { from: *from, to: *to }));
                    }
                }
            }
            prop_assert_eq!(row.going_on, one.going_on());
            prop_assert_eq!(&row.doubts, &one.doubts);
            for (level, metric) in [(ImpactLevel::Full, Metric::Outage), (ImpactLevel::Partial, Metric::Partial), (ImpactLevel::Degraded, Metric::Degraded)] {
                if let Some(length) = one.get(metric).length().filter(|_| !one.has_doubts()) {
                    prop_assert_eq!(row.time_at(level), length);
                }
            }
            if let Some(length) = one.get(Metric::Impact).length() {
                prop_assert_eq!(row.impact(), length);
            }
            let unanswered = findings_in(&case, &one, now, &FixedZone::utc()).iter().filter(|finding| {
                matches!(finding.kind, crate::findings::FindingKind::CauseWithoutAction | crate::findings::FindingKind::OnlyDroppedActions)
            }).map(|finding| finding.subjects().count()).sum::<usize>();
            if case.incident.status != Some(Status::Ongoing) {
                prop_assert_eq!(row.unanswered as usize, unanswered, "{}", text);
            }
            prop_assert_eq!(row.kind, RecordKind::Incident);
        }
    }

    #[test]
    fn a_union_is_never_longer_than_the_sum_nor_the_window(texts in proptest::collection::vec(incidents(), 0..6), from in 0_i64..300, length in 1_i64..300) {
        let now = at("2024-02-01T05:00:00Z");
        let start = Instant::from_ms(at("2024-02-01").ms() + from * 60_000);
        let window = Span::between(start, start.plus(Length::from_minutes(length)));
        let catalog = catalog(&format!("[{}]", texts.join(",")));
        let table = Table::of(&catalog.entries, now);
        let utc = FixedZone::utc();
        let terms = Terms { now, period: Some(window), ..terms(&utc) };
        let filter = Filter { period: Some(window), ..Filter::default() };
        let chosen = apply_filter(&table, &catalog.entries, &filter, &terms);
        prop_assert_eq!(chosen.rows.len() + chosen.hidden, catalog.entries.len());
        if let Some(downtime) = figures(&table, &chosen, None, &terms).downtime {
            prop_assert!(downtime.union.impact() <= downtime.sum.impact());
            prop_assert!(downtime.union.impact() <= window.length());
        }
    }
}

#[test]
fn an_hour_of_the_week_is_on_the_clock_of_the_zone_and_the_week_shows_the_others_too() {
    let catalog = catalog(YEAR);
    let table = Table::of(&catalog.entries, at(NOW));
    let berlin = NativeZones.zone("Europe/Berlin").unwrap();
    let terms = terms(berlin.as_ref());
    let filter = Filter { week_hour: Some(2 * 24 + 11), ..Filter::default() };
    let chosen = apply_filter(&table, &catalog.entries, &filter, &terms);
    assert_eq!(chosen.rows, [0, 1]);
    let week = chart_data(&table, &catalog.entries, &filter, &chosen, &terms).week;
    let counts: Vec<u32> = week.iter().flatten().copied().filter(|count| *count > 0).collect();
    assert_eq!((week[2][11], counts), (2, vec![2, 1, 1]), "as many as the cell says, and the others beside them");
}

#[test]
fn an_incident_without_a_length_began_all_the_same() {
    let catalog = catalog(YEAR);
    let table = Table::of(&catalog.entries, at(NOW));
    let utc = FixedZone::utc();
    let terms = terms(&utc);
    let filter = Filter::default();
    let chosen = apply_filter(&table, &catalog.entries, &filter, &terms);
    let data = chart_data(&table, &catalog.entries, &filter, &chosen, &terms);
    let counted = chosen.counted.len();
    assert_eq!((counted, data.observed.len(), data.without_length), (4, 3, 1));
    assert_eq!(data.days.iter().map(|day| day.began as usize).sum::<usize>(), counted);
    assert_eq!(data.months.iter().map(|month| month.began).sum::<usize>(), counted);
    assert_eq!(data.week.iter().flatten().sum::<u32>() as usize, counted);
    let window = data.window;
    let by_status = groups(&table, &chosen, GroupBy::Status, window, &terms);
    assert_eq!(by_status.iter().flat_map(|group| &group.months).sum::<u32>() as usize, counted);
}

#[test]
fn an_impact_that_runs_backwards_is_listed_with_its_incident() {
    let text = r#"[{"title":"fine","impacts":[{"start":"2024-01-10T10:00:00Z","end":"2024-01-10T11:00:00Z","level":"full"}]},
        {"title":"back","impacts":[{"start":"2024-01-10T10:00:00Z","end":"2024-01-10T11:00:00Z","level":"full"},
         {"start":"2024-01-10T10:00:00Z","end":"2024-01-10T09:00:00Z","level":"full"}],
         "timeline":[{"at":"2024-01-10T10:00:00Z","milestone":"detected"},{"at":"2024-01-10T10:05:00Z","milestone":"mitigated"}]}]"#;
    let mut table = Table::default();
    let entries = catalog(text).entries;
    for _ in 0..2 {
        for entry in &entries {
            table.add(entry, at(NOW));
        }
    }
    let places: Vec<_> = table.problems.iter().map(|(row, problem)| (*row, problem.at.to_string())).collect();
    assert_eq!(places, [(1, "impacts[1].end".to_owned()), (3, "impacts[1].end".to_owned())]);
    table.update(&[entries.clone(), entries].concat(), at(NOW));
    assert_eq!(table.problems.len(), 2, "a clock finds nothing new");
}

#[test]
fn services_stand_by_their_downtime_and_sort_by_any_column() {
    let one = |service: &str, day: u32, hours: u32, level: &str| {
        format!(
            r#"{{"title":"t","services":["{service}"],"impacts":[{{"start":"2024-01-{day:02}T01:00Z","end":"2024-01-{day:02}T{:02}:00Z","level":"{level}"}}],
                "milestones":{{"resolved":"2024-01-{day:02}T{:02}:00Z"}}}}"#,
            hours + 1,
            hours + 1
        )
    };
    let texts = [
        one("often", 1, 1, "full"),
        one("often", 2, 1, "full"),
        one("long", 3, 5, "full"),
        one("slow", 4, 9, "degraded"),
        one("Also slow", 5, 2, "degraded"),
        r#"{"title":"none","timeline":[{"at":"2024-01-09T01:00Z","title":"x"}]}"#.to_owned(),
    ];
    let catalog = catalog(&format!("[{}]", texts.join(",")));
    let table = Table::of(&catalog.entries, at(NOW));
    let utc = FixedZone::utc();
    let terms = terms(&utc);
    let chosen = apply_filter(&table, &catalog.entries, &Filter::default(), &terms);
    let window = figures(&table, &chosen, None, &terms).downtime.unwrap().window;
    let of = groups(&table, &chosen, GroupBy::Service, Some(window), &terms);
    let names = |order: Vec<usize>| order.into_iter().map(|at| of[at].name.to_string()).collect::<Vec<_>>();
    assert_eq!(names((0..of.len()).collect()), ["long", "often", "slow", "Also slow", "not recorded"]);
    for (column, descending, expected) in [
        (super::GroupColumn::Count, true, ["often", "Also slow", "long", "slow", "not recorded"]),
        (super::GroupColumn::Name, false, ["Also slow", "long", "often", "slow", "not recorded"]),
        (super::GroupColumn::Median, false, ["often", "Also slow", "long", "slow", "not recorded"]),
        (super::GroupColumn::Availability, false, ["long", "often", "Also slow", "slow", "not recorded"]),
    ] {
        assert_eq!(names(super::order_of_groups(&of, column, descending)), expected, "{column:?}");
    }
}

//! What the figures of one incident come to, case by case.

use super::super::example::{at, event, impact, marking, reference, when};
use super::*;
use crate::incident::{Event, Incident, StatedMilestones};
use ImpactLevel::{Degraded, Full, Partial};

const NOW: &str = "2023-03-02T00:00Z";

/// One figure as a reader would say it.
fn say(measured: &Measurement) -> String {
    let clock = |at: Instant| at.to_string().get(11..16).unwrap_or_default().to_owned();
    match measured {
        known @ Measurement::Known { spans, .. } => {
            let spans: Vec<_> = spans.iter().map(|s| format!("{}–{}", clock(s.start()), clock(s.end()))).collect();
            format!("{} ({})", known.words().unwrap(), spans.join(", "))
        }
        Measurement::NotRecorded { missing } if missing.is_empty() => "no impact recorded".to_owned(),
        Measurement::NotRecorded { missing } => {
            let words: Vec<_> = missing.iter().map(|milestone| milestone.word()).collect();
            format!("{} not recorded", words.join(", "))
        }
        Measurement::Backwards { from, to } => format!("backwards {}–{}", clock(*from), clock(*to)),
    }
}

fn figures(case: &Case, now: &str) -> Vec<String> {
    let durations = durations(case, at(now));
    Metric::ALL.iter().map(|metric| format!("{}: {}", metric.name(), say(durations.get(*metric)))).collect()
}

fn figure(incident: Incident, metric: Metric) -> String {
    say(durations(&Case::join(incident).0, at(NOW)).get(metric))
}

fn with_impacts(impacts: Vec<Impact>) -> Incident {
    Incident { impacts, ..Incident::default() }
}

#[test]
fn the_worked_example_comes_out_exactly() {
    assert_eq!(
        figures(&reference(), "2026-11-22T17:00Z"),
        [
            "Outage: 30 min (15:00–15:30)",
            "Partial outage: 0 min ()",
            "Degraded: 1 h 30 min (13:30–15:00)",
            "Impact: 2 h (13:30–15:30)",
            "To detect: 0 min (13:30–13:30)",
            "To acknowledge: 15 min (13:30–13:45)",
            "To mitigate: 2 h (13:30–15:30)",
            "To resolve: resolved not recorded",
        ]
    );
    let durations = durations(&reference(), at(NOW));
    assert!(!durations.ticking());
    assert!(!durations.going_on());
    let source = |milestone| durations.anchor(milestone).map(|anchor| anchor.source);
    assert_eq!(source(Milestone::Started), Some(Source::ImpactStart(ImpactIx(0))));
    assert_eq!(source(Milestone::Detected), Some(Source::Event(EventIx(1))));
    assert_eq!(source(Milestone::Acknowledged), Some(Source::Event(EventIx(2))));
    assert_eq!(source(Milestone::Mitigated), Some(Source::ImpactEnd(ImpactIx(1))));
    assert_eq!(source(Milestone::Resolved), None);
}

#[test]
fn nothing_comes_from_nothing() {
    assert_eq!(
        figures(&Case::default(), NOW),
        [
            "Outage: no impact recorded",
            "Partial outage: no impact recorded",
            "Degraded: no impact recorded",
            "Impact: no impact recorded",
            "To detect: started, detected not recorded",
            "To acknowledge: detected, acknowledged not recorded",
            "To mitigate: started, mitigated not recorded",
            "To resolve: started, resolved not recorded",
        ]
    );
    let unmeasured = Impact { level: None, ..impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T13:00Z")) };
    assert_eq!(figure(with_impacts(vec![unmeasured]), Metric::Impact), "no impact recorded");
}

#[test]
fn what_is_stated_comes_before_events_and_events_before_impacts() {
    let mut incident = with_impacts(vec![impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T13:00Z"))]);
    assert_eq!(figure(incident.clone(), Metric::ToMitigate), "1 h (12:00–13:00)");
    incident.timeline = vec![marking(Milestone::Started, "2023-03-01T11:30Z")];
    assert_eq!(figure(incident.clone(), Metric::ToMitigate), "1 h 30 min (11:30–13:00)");
    incident.milestones.started = Some(when("2023-03-01T11:00Z"));
    assert_eq!(figure(incident, Metric::ToMitigate), "2 h (11:00–13:00)");
}

#[test]
fn of_several_events_the_first_begins_and_the_last_settles() {
    let timeline = vec![
        marking(Milestone::Mitigated, "2023-03-01T15:00Z"),
        marking(Milestone::Mitigated, "2023-03-01T13:00Z"),
        marking(Milestone::Started, "2023-03-01T12:10Z"),
        marking(Milestone::Started, "2023-03-01T12:00Z"),
        marking(Milestone::Detected, "2023-03-01T12:20Z"),
        marking(Milestone::Detected, "2023-03-01T12:40Z"),
    ];
    let incident = Incident { timeline, ..Incident::default() };
    assert_eq!(figure(incident.clone(), Metric::ToMitigate), "3 h (12:00–15:00)");
    assert_eq!(figure(incident, Metric::ToDetect), "20 min (12:00–12:20)");
}

#[test]
fn an_approximate_or_day_only_moment_says_so() {
    let vague = Event { approximate: true, ..marking(Milestone::Started, "2023-03-01T12:00Z") };
    let milestones = StatedMilestones { resolved: Some(when("2023-03-02")), ..StatedMilestones::default() };
    let (case, _) = Case::join(Incident { timeline: vec![vague], milestones, ..Incident::default() });
    let durations = durations(&case, at(NOW));
    assert!(durations.anchor(Milestone::Started).unwrap().approximate);
    assert!(durations.anchor(Milestone::Resolved).unwrap().approximate);
}

#[test]
fn an_open_impact_counts_so_far() {
    let open = with_impacts(vec![impact(Degraded, "2023-03-01T22:00Z", None), impact(Full, "2023-03-01T23:00Z", None)]);
    assert_eq!(
        figures(&Case::join(open.clone()).0, NOW),
        [
            "Outage: 1 h so far (23:00–00:00)",
            "Partial outage: 0 min ()",
            "Degraded: 1 h (22:00–23:00)",
            "Impact: 2 h so far (22:00–00:00)",
            "To detect: detected not recorded",
            "To acknowledge: detected, acknowledged not recorded",
            "To mitigate: 2 h so far (22:00–00:00)",
            "To resolve: 2 h so far (22:00–00:00)",
        ]
    );
    let said_resolved = Incident { status: Some(Status::Resolved), ..open.clone() };
    assert_eq!(
        figure(said_resolved, Metric::ToResolve),
        "resolved not recorded",
        "what is over by its status does not grow"
    );
    let said_mitigated = Incident { status: Some(Status::Mitigated), ..open };
    assert_eq!(figure(said_mitigated.clone(), Metric::ToMitigate), "mitigated not recorded");
    assert_eq!(figure(said_mitigated, Metric::ToResolve), "2 h so far (22:00–00:00)");
}

#[test]
fn an_ongoing_incident_ticks_without_impacts_too_but_never_backwards() {
    let timeline = vec![marking(Milestone::Started, "2023-03-01T23:00Z")];
    let incident = Incident { timeline, status: Some(Status::Ongoing), ..Incident::default() };
    assert_eq!(figure(incident.clone(), Metric::ToResolve), "1 h so far (23:00–00:00)");
    assert_eq!(figure(incident.clone(), Metric::ToDetect), "detected not recorded");
    let before = durations(&Case::join(incident).0, at("2023-03-01T20:00Z"));
    assert_eq!(say(before.get(Metric::ToResolve)), "resolved not recorded");
}

#[test]
fn an_impact_that_has_not_begun_is_left_out() {
    let incident = with_impacts(vec![
        impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T13:00Z")),
        impact(Full, "2023-03-05T12:00Z", None),
    ]);
    assert_eq!(figure(incident.clone(), Metric::Outage), "1 h (12:00–13:00)");
    assert_eq!(figure(incident, Metric::ToMitigate), "1 h (12:00–13:00)");
    assert_eq!(
        figure(with_impacts(vec![impact(Full, "2023-03-05T12:00Z", None)]), Metric::Outage),
        "no impact recorded"
    );
}

#[test]
fn an_end_that_could_not_be_read_is_neither_zero_nor_still_going_on() {
    let unread = |level| Impact { end_unread: true, ..impact(level, "2023-03-01T11:00Z", None) };
    let known = impact(Partial, "2023-03-01T12:00Z", Some("2023-03-01T13:00Z"));
    let incident = with_impacts(vec![unread(Full), known.clone()]);
    assert_eq!(figure(incident.clone(), Metric::Outage), "no impact recorded");
    assert_eq!(figure(incident.clone(), Metric::Partial), "up to 1 h (12:00–13:00)", "the other may cover it");
    assert_eq!(figure(incident.clone(), Metric::Impact), "at least 1 h (12:00–13:00)");
    assert_eq!(figure(incident.clone(), Metric::Degraded), "0 min ()");
    assert_eq!(figure(incident, Metric::ToMitigate), "mitigated not recorded", "the last end is not known");
    let lesser = with_impacts(vec![unread(Degraded), known]);
    assert_eq!(figure(lesser, Metric::ToMitigate), "2 h (11:00–13:00)", "its start is known all the same");
}

#[test]
fn an_impact_that_runs_backwards_counts_nowhere() {
    let backwards = impact(Full, "2023-03-01T13:00Z", Some("2023-03-01T12:00Z"));
    assert_eq!(
        figures(&Case::join(with_impacts(vec![backwards])).0, NOW)[..4],
        [
            "Outage: no impact recorded",
            "Partial outage: no impact recorded",
            "Degraded: no impact recorded",
            "Impact: no impact recorded"
        ]
    );
}

#[test]
fn an_impact_without_a_level_leaves_open_what_it_could_change() {
    let at_level = |level, from, to| impact(level, from, Some(to));
    let nameless = |from, to| Impact { level: None, ..at_level(Full, from, to) };
    let four = |impacts| -> Vec<String> {
        let all = figures(&Case::join(with_impacts(impacts)).0, NOW);
        all[..4].iter().map(|figure| figure.split_once(": ").unwrap().1.to_owned()).collect()
    };
    let lesser = at_level(Degraded, "2023-03-01T10:00Z", "2023-03-01T10:30Z");
    assert_eq!(
        four(vec![nameless("2023-03-01T10:00Z", "2023-03-01T11:00Z"), lesser.clone()]),
        ["no impact recorded", "no impact recorded", "no impact recorded", "at least 30 min (10:00–10:30)"]
    );
    let full = at_level(Full, "2023-03-01T10:00Z", "2023-03-01T11:00Z");
    assert_eq!(
        four(vec![nameless("2023-03-01T10:15Z", "2023-03-01T10:45Z"), full.clone()]),
        ["1 h (10:00–11:00)", "0 min ()", "0 min ()", "1 h (10:00–11:00)"],
        "it lies under the outage"
    );
    assert_eq!(
        four(vec![nameless("2023-03-01T10:30Z", "2023-03-01T11:30Z"), full, lesser]),
        ["at least 1 h (10:00–11:00)", "no impact recorded", "no impact recorded", "at least 1 h (10:00–11:00)"]
    );
    let later = with_impacts(vec![
        at_level(Full, "2023-03-01T10:00Z", "2023-03-01T11:00Z"),
        nameless("2023-03-01T09:00Z", "2023-03-01T12:00Z"),
    ]);
    assert_eq!(figure(later, Metric::ToMitigate), "started, mitigated not recorded", "either may be another");
}

#[test]
fn an_open_impact_of_a_resolved_incident_ends_with_it() {
    let open = || with_impacts(vec![impact(Full, "2024-01-01T00:30Z", None)]);
    let mut resolved = open();
    resolved.milestones.resolved = Some(when("2024-01-01T01:00Z"));
    let say_of = |incident: &Incident, metric| {
        say(durations(&Case::join(incident.clone()).0, at("2026-01-01T00:00Z")).get(metric))
    };
    assert_eq!(say_of(&resolved, Metric::Outage), "30 min (00:30–01:00)");
    assert_eq!(say_of(&resolved, Metric::ToMitigate), "mitigated not recorded", "at the latest is not when");
    resolved.milestones.resolved = Some(when("2024-01-01T00:00Z"));
    assert_eq!(say_of(&resolved, Metric::Outage), "no impact recorded", "resolved before it began");
    let said = Incident { status: Some(Status::Resolved), ..open() };
    assert_eq!(say_of(&said, Metric::Outage), "no impact recorded", "over, and nothing says since when");
    let before = durations(&Case::join(resolved).0, at("2023-12-31T00:00Z"));
    assert_eq!(say(before.get(Metric::Outage)), "no impact recorded");
}

#[test]
fn what_is_still_to_come_is_in_no_figure() {
    let planned = with_impacts(vec![
        impact(Full, "2023-03-01T23:00Z", Some("2023-03-02T05:00Z")),
        impact(Partial, "2023-03-03T00:00Z", Some("2023-03-03T01:00Z")),
    ]);
    assert_eq!(figure(planned.clone(), Metric::Outage), "1 h so far (23:00–00:00)");
    assert_eq!(figure(planned.clone(), Metric::Impact), "1 h so far (23:00–00:00)");
    assert_eq!(figure(planned.clone(), Metric::ToMitigate), "1 h so far (23:00–00:00)");
    let mut resolved = planned;
    resolved.milestones.resolved = Some(when("2023-03-03T02:00Z"));
    assert_eq!(figure(resolved, Metric::ToResolve), "1 h so far (23:00–00:00)");
}

#[test]
fn days_without_a_clock_give_up_to() {
    let of = |from, to| with_impacts(vec![impact(Full, from, Some(to))]);
    assert_eq!(figure(of("2023-02-01", "2023-02-01"), Metric::Outage), "up to 1 d (00:00–00:00)");
    assert_eq!(figure(of("2023-02-01", "2023-02-03"), Metric::Outage), "up to 3 d (00:00–00:00)");
    assert_eq!(figure(of("2023-02-01T10:00Z", "2023-02-01"), Metric::Outage), "up to 14 h (10:00–00:00)");
    assert_eq!(figure(of("2023-02-01", "2023-02-01"), Metric::ToMitigate), "up to 1 d (00:00–00:00)");
    assert_eq!(figure(of("2023-02-02", "2023-02-01"), Metric::Outage), "no impact recorded", "backwards");
    let mut both = of("2023-02-01", "2023-02-01");
    both.impacts.push(impact(Degraded, "2023-02-01T10:00Z", Some("2023-02-01T11:00Z")));
    assert_eq!(figure(both.clone(), Metric::Degraded), "no impact recorded", "it may be uncovered");
    assert_eq!(figure(both, Metric::Impact), "up to 1 d (00:00–00:00)");
    let about = Event { approximate: true, ..marking(Milestone::Detected, "2023-03-01T12:20Z") };
    let timeline = vec![marking(Milestone::Started, "2023-03-01T12:00Z"), about];
    let incident = Incident { timeline, ..Incident::default() };
    assert_eq!(figure(incident, Metric::ToDetect), "about 20 min (12:00–12:20)");
}

#[test]
fn only_full_and_partial_impacts_say_when_it_was_mitigated() {
    let degraded_last = with_impacts(vec![
        impact(Partial, "2023-03-01T12:00Z", Some("2023-03-01T13:00Z")),
        impact(Degraded, "2023-03-01T13:00Z", Some("2023-03-01T15:00Z")),
    ]);
    assert_eq!(figure(degraded_last, Metric::ToMitigate), "1 h (12:00–13:00)");
    let degraded = with_impacts(vec![impact(Degraded, "2023-03-01T13:00Z", Some("2023-03-01T15:00Z"))]);
    assert_eq!(figure(degraded, Metric::ToMitigate), "mitigated not recorded");
    let unnoticed = with_impacts(vec![impact(ImpactLevel::None, "2023-03-01T13:00Z", None)]);
    assert_eq!(figure(unnoticed.clone(), Metric::Impact), "0 min ()", "an impact that nobody noticed was none");
    assert_eq!(figure(unnoticed, Metric::ToResolve), "started, resolved not recorded");
}

#[test]
fn overlaps_never_count_twice_and_what_runs_backwards_has_no_figure() {
    let incident = with_impacts(vec![
        impact(Partial, "2023-03-01T12:00Z", Some("2023-03-01T14:00Z")),
        impact(Partial, "2023-03-01T13:00Z", Some("2023-03-01T15:00Z")),
        impact(Full, "2023-03-01T13:30Z", Some("2023-03-01T14:30Z")),
    ]);
    assert_eq!(figure(incident.clone(), Metric::Partial), "2 h (12:00–13:30, 14:30–15:00)");
    assert_eq!(figure(incident.clone(), Metric::Impact), "3 h (12:00–15:00)");
    let early = Incident { timeline: vec![marking(Milestone::Detected, "2023-03-01T11:00Z")], ..incident };
    assert_eq!(figure(early, Metric::ToDetect), "backwards 12:00–11:00");
}

#[test]
fn an_event_without_a_milestone_names_none() {
    let incident = Incident { timeline: vec![event("A customer calls", "2023-03-01T12:00Z")], ..Incident::default() };
    assert_eq!(figure(incident, Metric::ToDetect), "started, detected not recorded");
}

//! What is found, in which words and in which order, case by case.

use super::*;
use crate::claims::LikelyReason;
use crate::incident::{
    CauseId, Event, EventKind, ImpactLevel, Incident, Lesson, Severity, Stated, StatedMilestones, Status,
};
use crate::metrics::example::{action, at, cause, event, impact, marking, reference, when};
use crate::metrics::{Moments, durations};
use crate::time::{FixedZone, NativeZones, ZoneSource};
use ImpactLevel::{Degraded, Full, Partial};

const NOW: &str = "2023-04-01T12:00Z";

fn found(case: &Case) -> Vec<Finding> {
    findings_in(case, &durations(case, at(NOW)), at(NOW), &FixedZone::utc())
}

/// Every finding as the command line prints it.
fn lines(case: &Case) -> Vec<String> {
    let utc = FixedZone::utc();
    let line = |f: &Finding| format!("{}: {}. {}", f.place(), f.title(), f.detail(case, &utc));
    found(case).iter().map(line).collect()
}

fn titles(incident: Incident) -> Vec<String> {
    found(&Case::join(incident).0).iter().map(Finding::title).collect()
}

/// An incident in which nothing is left open.
fn complete() -> Incident {
    let mut incident = reference().incident;
    incident.stated = None;
    incident.time_zone = Some("UTC".into());
    incident.status = Some(Status::Resolved);
    incident.milestones.started = Some(when("2023-03-01T13:15Z"));
    incident.milestones.resolved = Some(when("2023-03-01T16:00Z"));
    incident.corrective_actions[3].addresses = vec![CauseId::new("Surge in traffic")];
    for action in &mut incident.corrective_actions {
        action.owner = Some("Ada".into());
        action.due = Some(when("2023-03-20"));
    }
    incident
}

fn assert_found(change: impl FnOnce(&mut Incident), expected: &[&str]) {
    let mut incident = complete();
    change(&mut incident);
    assert_eq!(titles(incident), expected);
}

#[test]
fn the_reference_incident_leaves_these_things_open() {
    assert_eq!(
        lines(&reference()),
        [
            "stated.duration: Stated about 4 h, measured 2 h. The whole timeline spans 4 h (12:00–16:00); \
             the impact lasted 13:30–15:30. Correct stated.duration, or say in stated.text what it counts.",
            "milestones.resolved: No resolution time. The last moment recorded before it is mitigation at 15:30. \
             Give milestones.resolved, or \"milestone\": \"resolved\" to the event that marks it.",
            "timeline[1]: Detected by a customer. “First error reported” came from outside at 13:30, so the true start \
             may be earlier. Look for the first failure in logs and metrics, and correct the start if they show one.",
            "root_causes[3]: Cause without an action. “Surge in traffic” has no action. \
             Name it in the addresses of an action, or say why none is needed.",
            "corrective_actions[3]: Action not linked to a cause. “Review held” is not linked to a cause. \
             Name the causes in its addresses.",
            "corrective_actions: 4 actions have no owner. “Code \
             reviewed”, “Load balancing and failover”, “Protocol between teams” and 1 more. Give each an owner.",
            "corrective_actions: 4 actions have no due date. “Code \
             reviewed”, “Load balancing and failover”, “Protocol between teams” and 1 more. Give each a due date.",
            "time_zone: No time zone given. Times without an offset are read as UTC. \
             Give time_zone, for example \"Europe/Berlin\", if the clocks showed another.",
        ]
    );
}

#[test]
fn what_several_parts_lack_is_one_finding_that_names_them() {
    let (case, _) = Case::join(Incident {
        root_causes: ["a", "b", "c", "d"].map(|title| cause(title, &[])).into(),
        corrective_actions: vec![action("x", &[]), action("y", &[])],
        ..complete()
    });
    let utc = FixedZone::utc();
    let moments = Moments::new(&case, &utc);
    let said = |read_from| {
        let found = found(&case).into_iter().filter(|finding| !finding.also.is_empty());
        found.map(|f| format!("{}: {}", f.title(), f.detail_with(&case, &moments, read_from))).collect::<Vec<_>>()
    };
    assert_eq!(
        said(ReadFrom::IncidentFile),
        [
            "4 causes without an action: “a”, “b”, “c” and 1 more have no action. \
             Name each in the addresses of an action, or say why none is needed.",
            "4 causes without evidence: “a”, “b”, “c” and 1 more have no evidence on the timeline. \
             Name the events that show them.",
            "2 actions not linked to a cause: “x” and “y” are not linked to a cause. \
             Name the causes in their addresses.",
        ]
    );
    assert_eq!(
        said(ReadFrom::AnotherFormat)[0],
        "4 causes without an action: “a”, “b”, “c” and 1 more have no action. Add one, or say why none is needed."
    );
    let causes = found(&case).into_iter().find(|finding| finding.kind == FindingKind::CauseWithoutAction).unwrap();
    let named: Vec<_> =
        causes.detail_parts(&case, &moments, ReadFrom::IncidentFile).into_iter().filter_map(|part| part.1).collect();
    assert_eq!(named, [0, 1, 2].map(|ix| Subject::Cause(CauseIx::of(ix))), "each name leads to its cause");
}

#[test]
fn what_was_read_of_another_format_is_not_told_to_use_our_keys() {
    let keys = [
        "milestones.",
        "\"milestone\"",
        "impacts,",
        "root_causes",
        "corrective_actions",
        "addresses",
        "stated.",
        "under lessons",
        "Give severity",
    ];
    let incident = Incident {
        stated: Some(Stated { start: Some(when("2023-02-01T12:00Z")), ..stated(47) }),
        timeline: vec![event("Something", "2023-03-01T12:00Z")],
        ..Incident::default()
    };
    for incident in [
        incident,
        Incident { corrective_actions: vec![action("x", &[])], root_causes: vec![cause("a", &[])], ..complete() },
    ] {
        let (case, _) = Case::join(incident);
        let utc = FixedZone::utc();
        for finding in found(&case).iter().filter(|finding| finding.kind != FindingKind::NoTimeZone) {
            let text = finding.detail_with(&case, &Moments::new(&case, &utc), ReadFrom::AnotherFormat);
            assert!(keys.iter().all(|key| !text.contains(key)), "{text}");
        }
    }
    let (case, _) = Case::join(Incident::default());
    let missing = found(&case).into_iter().find(|f| f.kind == FindingKind::MilestoneMissing(Milestone::Detected));
    let text = missing.unwrap().detail_with(&case, &Moments::new(&case, &FixedZone::utc()), ReadFrom::AnotherFormat);
    assert_eq!(text, "So there is no time to detect. Record when it was detected.");
}

#[test]
fn a_complete_postmortem_leaves_nothing_open() {
    assert_found(|_| {}, &[]);
}

#[test]
fn what_is_not_written_is_said_once() {
    let incident = Incident { timeline: vec![event("Something", "2023-03-01T12:00Z")], ..Incident::default() };
    assert_eq!(
        titles(incident),
        [
            "No impact recorded",
            "No detection time",
            "No acknowledgement time",
            "No mitigation time",
            "No resolution time",
            "No cause recorded",
            "No action recorded",
            "No severity given",
            "No lessons recorded",
            "No time zone given",
        ]
    );
}

#[test]
fn an_incident_still_going_on_is_not_asked_for_its_end_or_its_lessons() {
    let incident = Incident {
        status: Some(Status::Ongoing),
        severity: Some(Severity { word: "SEV1".into(), rank: Some(1) }),
        time_zone: Some("UTC".into()),
        impacts: vec![impact(Full, "2023-03-31T12:00Z", None)],
        timeline: vec![marking(Milestone::Detected, "2023-03-31T12:05Z")],
        ..Incident::default()
    };
    assert_eq!(titles(incident), ["No acknowledgement time"]);
}

#[test]
fn a_missing_milestone_points_at_the_event_that_looks_like_it() {
    let detection = Event { kind: EventKind::Detection, ..event("Alert fires", "2023-03-01T12:00Z") };
    let (case, _) = Case::join(Incident { timeline: vec![detection], ..complete() });
    let missing = Finding {
        subject: Subject::Incident,
        kind: FindingKind::MilestoneMissing(Milestone::Detected),
        also: Vec::new(),
    };
    assert_eq!(
        missing.detail(&case, &FixedZone::utc()),
        "The last moment recorded before it is start at 13:15. Give milestones.detected, or \"milestone\": \
         \"detected\" to its event, if that is “Alert fires”."
    );
}

fn stated(minutes: i64) -> Stated {
    Stated { duration: Some(Length::from_minutes(minutes)), ..Stated::default() }
}

#[test]
fn a_claim_within_five_percent_or_a_minute_is_no_finding() {
    // The impact is 2 h, the outage 30 min: a claim of either is fair.
    for (minutes, title) in [
        (120, None),
        (126, None),
        (114, None),
        (127, Some("Stated 2 h 7 min, measured 2 h")),
        (113, Some("Stated 1 h 53 min, measured 2 h")),
        (30, None),
        (33, Some("Stated 33 min, measured 2 h")),
    ] {
        let expected: Vec<&str> = title.into_iter().collect();
        assert_found(|incident| incident.stated = Some(stated(minutes)), &expected);
    }
}

/// The likely reason for a claim about impacts and milestones.
fn reason(claim_minutes: i64, incident: Incident, zone: &str) -> Option<LikelyReason> {
    let (case, _) = Case::join(Incident { stated: Some(stated(claim_minutes)), ..incident });
    let zone = NativeZones.zone(zone).unwrap();
    let findings = findings_in(&case, &durations(&case, at(NOW)), at(NOW), zone.as_ref());
    findings.iter().find_map(|finding| match finding.kind {
        FindingKind::Contradicted(ref claim) => match claim.verdict {
            Verdict::Contradicted { likely, .. } => Some(likely),
            _ => None,
        },
        _ => None,
    })?
}

#[test]
fn a_claim_is_explained_by_the_length_that_comes_nearest_to_it() {
    let days = Incident {
        impacts: vec![impact(Degraded, "2023-03-06T20:00Z", Some("2023-03-08T23:00Z"))],
        ..Incident::default()
    };
    assert_eq!(reason(180, days.clone(), "UTC"), Some(LikelyReason::ClockWithoutDay { days: 2 }));
    assert_eq!(reason(960, days.clone(), "UTC"), Some(LikelyReason::SupportHours { from: 9, to: 17 }));
    assert_eq!(reason(960, days.clone(), "America/Los_Angeles"), None, "working hours are those of the zone");
    assert_eq!(reason(600, days, "UTC"), None);
    let overlapping = Incident {
        impacts: vec![
            impact(Partial, "2023-03-06T10:00Z", Some("2023-03-06T12:00Z")),
            impact(Degraded, "2023-03-06T10:00Z", Some("2023-03-06T13:00Z")),
        ],
        ..Incident::default()
    };
    assert_eq!(reason(300, overlapping, "UTC"), Some(LikelyReason::SumOfImpacts));
    let (from, to) = (Milestone::Detected, Milestone::Resolved);
    let measured = Incident { timeline: Vec::new(), ..complete() };
    let detected = StatedMilestones { detected: Some(when("2023-03-01T11:00Z")), ..measured.milestones.clone() };
    assert_eq!(
        reason(300, Incident { milestones: detected, ..measured }, "UTC"),
        Some(LikelyReason::Milestones { from, to })
    );
}

#[test]
fn working_hours_end_at_the_weekend() {
    // Friday 16:00 to Monday 10:00: one hour and one hour.
    let weekend =
        Incident { impacts: vec![impact(Full, "2023-03-03T16:00Z", Some("2023-03-06T10:00Z"))], ..Incident::default() };
    assert_eq!(reason(120, weekend.clone(), "Europe/London"), Some(LikelyReason::SupportHours { from: 9, to: 17 }));
    let (case, _) = Case::join(Incident { stated: Some(stated(120)), ..weekend });
    assert_eq!(
        found(&case)[0].detail(&case, &FixedZone::utc()),
        "It may count support hours only, 09:00–17:00 from Monday to Friday; the impact lasted 3 Mar 2023, 16:00 – \
         6 Mar 2023, 10:00. Correct stated.duration, or say in stated.text what it counts."
    );
}

#[test]
fn stated_ends_are_compared_too_and_a_day_holds_its_moments() {
    let claim =
        |start: &str, end: &str| Some(Stated { start: Some(when(start)), end: Some(when(end)), ..Stated::default() });
    assert_found(|i| i.stated = claim("2023-03-01T13:15Z", "2023-03-01T16:00Z"), &[]);
    assert_found(|i| i.stated = claim("2023-03-01", "2023-03-01T15:30Z"), &[]);
    assert_found(
        |i| i.stated = claim("2023-03-01T12:00Z", "2023-03-02"),
        &["Stated start differs by 1 h 15 min", "Stated end differs by 8 h 30 min"],
    );
}

#[test]
fn a_status_that_cannot_be_right_is_named() {
    assert_found(|i| i.status = Some(Status::Ongoing), &["Ongoing, but it has a resolution time"]);
    assert_found(|i| i.milestones.resolved = None, &["Resolved, but no resolution time"]);
    assert_found(|i| i.impacts[0].end = None, &["Resolved, but an impact has no end"]);
    assert_found(
        |i| {
            i.impacts[0].end = None;
            i.impacts[0].end_unread = true;
        },
        &[],
    );
}

#[test]
fn a_time_that_has_not_come_is_a_finding_unless_it_is_planned_work() {
    assert_found(|i| i.milestones.resolved = Some(when("2030-03-01T15:30Z")), &["A time in the future"]);
    let late = |i: &mut Incident| {
        i.impacts.push(impact(ImpactLevel::Degraded, "2023-03-01T13:30Z", Some("2030-03-01T15:30Z")));
    };
    let mut incident = complete();
    late(&mut incident);
    assert!(titles(incident.clone()).contains(&"A time in the future".to_owned()));
    incident.tags.push("maintenance".into());
    assert!(!titles(incident).contains(&"A time in the future".to_owned()));
}

#[test]
fn milestones_in_the_wrong_order_are_named_in_pairs() {
    assert_found(|i| i.milestones.detected = Some(when("2023-03-01T13:00Z")), &["Detected before started"]);
    assert_found(|i| i.milestones.resolved = Some(when("2023-03-01T15:00Z")), &["Resolved before mitigated"]);
}

#[test]
fn a_customer_who_noticed_first_is_a_finding_unless_an_earlier_start_is_known() {
    let detected = |actor: Option<&str>, title: &str| {
        let mut incident = complete();
        incident.milestones.started = None;
        incident.timeline[1].actor = actor.map(Into::into);
        incident.timeline[1].title = title.into();
        incident.root_causes.clear();
        titles(Incident { corrective_actions: Vec::new(), ..incident }).contains(&"Detected by a customer".to_owned())
    };
    assert!(detected(Some("a customer"), "First error"));
    assert!(detected(Some("Two users"), "First error"));
    assert!(detected(None, "Customers report errors"));
    assert!(!detected(None, "Alert: user logins failing"), "named, but nobody reported");
    assert!(!detected(Some("Monitoring"), "Customer-facing errors reported"));
    assert_found(|i| i.milestones.started = Some(when("2023-03-01T13:15Z")), &[]);
}

#[test]
fn an_action_is_overdue_when_its_day_is_over() {
    let due = |day: &str, status: ActionStatus| {
        overdue(&CorrectiveAction { due: Some(when(day)), status: Some(status), ..action("x", &[]) }, at(NOW))
    };
    let open = ActionStatus::Open;
    assert_eq!(due("2023-04-01", open), None, "today is not late");
    assert_eq!(due("2023-04-02", open), None);
    assert_eq!(due("2023-03-31", open), Some(Length::from_minutes(1440)));
    assert_eq!(due("2023-04-01T11:30Z", open), Some(Length::from_minutes(30)), "an hour is an hour");
    assert_eq!(due("2023-03-01", ActionStatus::Done), None);
    assert_eq!(due("2023-03-01", ActionStatus::Dropped), None);
    let (case, _) = Case::join(Incident {
        corrective_actions: vec![CorrectiveAction { status: Some(open), ..complete().corrective_actions[0].clone() }],
        ..complete()
    });
    assert_eq!(
        lines(&case)[0],
        "corrective_actions[0]: Action overdue by 12 days. “Code reviewed” was due 20 Mar 2023 and is open. \
         Finish it, or agree on a new date."
    );
}

#[test]
fn causes_are_answered_by_actions_that_were_not_dropped_and_shown_by_events() {
    let dropped = |i: &mut Incident| i.corrective_actions[0].status = Some(ActionStatus::Dropped);
    assert_found(dropped, &["Cause with dropped actions only"]);
    assert_found(
        |i| {
            i.root_causes[2].events.clear();
            i.lessons.push(Lesson { title: "Talk".into(), details: None, kind: None, extra: Vec::new() });
        },
        &["Cause without evidence"],
    );
    let behind = |i: &mut Incident| {
        i.root_causes[0].because_of = Some(CauseId::new("No load test"));
        i.root_causes.push(cause("No load test", &[]));
        i.corrective_actions[0].addresses.push(CauseId::new("No load test"));
    };
    assert_found(behind, &[]);
}

#[test]
fn owners_and_dates_of_dropped_actions_are_not_asked_for() {
    assert_found(
        |i| {
            i.corrective_actions[1].owner = None;
            i.corrective_actions[2].due = None;
            i.corrective_actions.push(CorrectiveAction {
                status: Some(ActionStatus::Dropped),
                ..action("Given up", &["Surge in traffic"])
            });
        },
        &["1 action has no owner", "1 action has no due date"],
    );
}

#[test]
fn an_event_of_another_year_is_doubted_but_a_long_incident_is_not() {
    assert_found(|i| i.timeline.push(event("Failover", "2022-03-01T15:00Z")), &["Event 364 days from everything else"]);
    let months = ["2023-01-01T00:00Z", "2023-03-01T00:00Z", "2023-05-01T00:00Z"].map(|at| event(at, at));
    let long = titles(Incident { timeline: months.into(), ..Incident::default() });
    assert!(!long.iter().any(|title| title.contains("from everything else")), "{long:?}");
}

#[test]
fn an_impact_without_a_level_counts_nowhere_and_is_named() {
    let (case, _) = Case::join({
        let mut incident = complete();
        incident.impacts.push(crate::incident::Impact {
            level: None,
            ..impact(Full, "2023-03-01T14:00Z", Some("2023-03-01T14:10Z"))
        });
        incident
    });
    assert_eq!(
        lines(&case),
        ["impacts[2]: Impact without a level. The impact from 14:00 counts in no figure. \
          Give it a level: full, partial, degraded or none."]
    );
}

#[test]
fn prose_that_the_record_contradicts_is_quoted_with_the_likely_reason() {
    let (case, _) = Case::join(Incident {
        summary: Some("A major outage, lasting **approximately 4 hours**. It was acknowledged at 14:45 UTC.".into()),
        ..complete()
    });
    assert_eq!(
        lines(&case),
        [
            "summary: Stated about 4 h, measured 2 h. The whole timeline spans 4 h (12:00–16:00); the impact lasted \
             13:30–15:30. Correct “approximately 4 hours”, or the record.",
            "summary: Stated acknowledgement at 14:45 differs from the record. In the record acknowledgement is at 13:45. \
             Correct “14:45 UTC”, or the record.",
        ]
    );
}

#[test]
fn a_claim_that_stands_in_several_places_is_one_finding() {
    let words: Box<str> = "The outage lasted about 4 hours.".into();
    let stated = Stated { text: Some("about 4 hours".into()), ..stated(240) };
    assert_found(
        |incident| {
            incident.stated = Some(stated);
            incident.summary = Some(words.clone());
            incident.timeline[1].details = Some(words);
        },
        &["Stated about 4 h, measured 2 h"],
    );
}

/// Two situations of public reports: the night of a clock change, and a length that ends at the alert.
#[test]
fn a_stated_duration_is_explained_by_the_clock_change_or_the_alert() {
    let rome = NativeZones.zone("Europe/Rome").unwrap();
    let (night, _) = Case::join(Incident {
        stated: Some(Stated { duration: Some(Length::from_ms(11_813_000)), ..Stated::default() }),
        impacts: vec![impact(Degraded, "2023-10-28T22:00:07Z", Some("2023-10-29T00:17Z"))],
        ..Incident::default()
    });
    let found =
        findings_in(&night, &durations(&night, at("2024-04-01T12:00Z")), at("2024-04-01T12:00Z"), rome.as_ref());
    assert_eq!(
        found[0].detail(&night, rome.as_ref()),
        "Clocks were changed that day, and read the other way the claim agrees; the impact lasted \
         00:00:07–02:17+02:00. Correct stated.duration, or say in stated.text what it counts."
    );
    let (alert, _) = Case::join(Incident {
        stated: Some(Stated { text: Some("About 47 minutes of errors.".into()), ..stated(47) }),
        impacts: vec![impact(Full, "2022-04-24T23:50Z", Some("2022-04-25T00:48Z"))],
        timeline: vec![marking(Milestone::Detected, "2022-04-25T00:37Z")],
        ..Incident::default()
    });
    let sentence = found_sentence(&alert);
    assert!(
        sentence.starts_with("From start to detection it is 47 min (24 Apr 2022, 23:50 – 25 Apr 2022, 00:37);"),
        "{sentence}"
    );
}

fn found_sentence(case: &Case) -> String {
    found(case)[0].detail(case, &FixedZone::utc())
}

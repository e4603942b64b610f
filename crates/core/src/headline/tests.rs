//! The sentences of an incident, situation by situation.

use super::*;
use crate::findings::findings_in;
use crate::incident::{CorrectiveAction, Impact, Incident, MetricSettings, Stated, StatedMilestones, Status};
use crate::metrics::example::{action, at, cause, event, impact, marking, reference, when};
use crate::metrics::{Moments, durations};
use crate::time::FixedZone;
use ImpactLevel::{Degraded, Full, Partial};

const NOW: &str = "2023-03-02T00:00Z";

fn of(case: &Case) -> Headline {
    of_at(case, at(NOW))
}

fn of_at(case: &Case, now: Instant) -> Headline {
    let durations = durations(case, now);
    headline(case, &durations, &findings_in(case, &durations, now, &FixedZone::utc()), now, &FixedZone::utc())
}

fn sentence_of(incident: Incident) -> String {
    of(&Case::join(incident).0).sentence()
}

/// A full outage from 12:00 to 12:30, detected after 5 min, acknowledged 10 min later.
fn outage() -> Incident {
    Incident {
        title: "Outage".into(),
        impacts: vec![impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T12:30Z"))],
        timeline: vec![
            marking(Milestone::Detected, "2023-03-01T12:05Z"),
            marking(Milestone::Acknowledged, "2023-03-01T12:15Z"),
        ],
        ..Incident::default()
    }
}

fn with_status(status: Status, incident: Incident) -> Incident {
    Incident { status: Some(status), ..incident }
}

#[test]
fn the_worked_example_is_told_in_four_sentences() {
    let later = at("2026-01-01T00:00Z");
    let headline = of_at(&reference(), later);
    assert_eq!(
        headline.sentence(),
        "Down 30 min, degraded 1 h 30 min before that; detected by a customer at once, acknowledged after 15 min, \
         mitigated after 2 h. 3 of 4 causes have an action, all done. Resolution not recorded. \
         The text says about 4 h: that is the whole timeline, not the impact."
    );
    let budget = headline.budget.unwrap();
    assert_eq!(budget.sentence(), "March 2023: 99.933 %.", "no budget without an objective");
    let mut case = reference();
    case.incident.metrics.slo = Some(0.999);
    assert_eq!(
        of(&case).budget.unwrap().sentence(),
        "March 2023 so far: 97.917 %, 67 % of the monthly error budget used.",
        "the day that has passed"
    );
    let budget = of_at(&case, later).budget.unwrap();
    assert_eq!(budget.sentence(), "March 2023: 99.933 %, 67 % of the monthly error budget used.");
    assert_eq!(
        budget.how,
        "Measured from 1 Mar 2023, 00:00 to 1 Apr 2023, 00:00: 30 min of weighted downtime, in which an hour of full \
         outage counts 1, partial 1, degraded 0. At 99.9 % the error budget is 44 min 38.4 s; 67.2 % of it is used."
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn each_situation_has_its_sentence() {
    let unknown = |title| CorrectiveAction { status: None, ..action(title, &["a"]) };
    let dropped = CorrectiveAction { status: Some(ActionStatus::Dropped), ..action("x", &["a"]) };
    let overdue = |title, addresses: &[&str]| CorrectiveAction {
        status: Some(ActionStatus::Open),
        due: Some(when("2023-02-01")),
        ..action(title, addresses)
    };
    let tagged = |tag: &str| Incident { tags: vec![tag.into()], ..outage() };
    let handled = "detected after 5 min, acknowledged 10 min later, mitigated 30 min after the start. \
                   No causes or actions recorded. Resolution not recorded.";
    let cases: Vec<(&str, Incident, String)> = vec![
        ("a plain outage", outage(), format!("Down 30 min; {handled}")),
        (
            "only degraded",
            Incident {
                impacts: vec![impact(Degraded, "2023-03-01T12:00Z", Some("2023-03-01T12:30Z"))],
                ..Incident::default()
            },
            "Degraded 30 min, no outage. No causes or actions recorded. \
             Detection, acknowledgement, mitigation and resolution not recorded."
                .into(),
        ),
        (
            "still going on",
            with_status(
                Status::Ongoing,
                Incident { impacts: vec![impact(Partial, "2023-03-01T22:00Z", None)], ..outage() },
            ),
            "Partly down 2 h so far; detected before the start, as recorded, acknowledged 10 min later, \
             not yet mitigated (2 h so far). No causes or actions recorded."
                .into(),
        ),
        (
            "mitigated, not resolved yet",
            with_status(Status::Ongoing, outage()),
            "Down 30 min; detected after 5 min, acknowledged 10 min later, mitigated 30 min after the start, \
             not yet resolved (12 h so far). No causes or actions recorded."
                .into(),
        ),
        (
            "no impact recorded",
            Incident { impacts: Vec::new(), ..outage() },
            "No impact recorded; detected, acknowledged 10 min later. \
             No causes or actions recorded. Start, mitigation and resolution not recorded."
                .into(),
        ),
        (
            "no start recorded",
            Incident {
                impacts: Vec::new(),
                milestones: StatedMilestones {
                    mitigated: Some(when("2023-03-01T12:35Z")),
                    resolved: Some(when("2023-03-01T14:05Z")),
                    ..StatedMilestones::default()
                },
                ..outage()
            },
            "No impact recorded; detected, acknowledged 10 min later, mitigated 30 min after detection, \
             resolved 2 h after detection. No causes or actions recorded. Start not recorded."
                .into(),
        ),
        (
            "an acknowledgement without a detection",
            Incident { timeline: vec![marking(Milestone::Acknowledged, "2023-03-01T12:15Z")], ..outage() },
            "Down 30 min; acknowledged 15 min after the start, mitigated after 30 min. \
             No causes or actions recorded. Detection and resolution not recorded."
                .into(),
        ),
        (
            "no impact on users",
            Incident {
                impacts: vec![impact(ImpactLevel::None, "2023-03-01T12:00Z", Some("2023-03-01T12:30Z"))],
                timeline: vec![event("seen", "2023-03-01T12:00Z")],
                ..Incident::default()
            },
            "No impact on users. No causes or actions recorded. \
             Detection, acknowledgement, mitigation and resolution not recorded."
                .into(),
        ),
        (
            "an impact without a level hides for how long each level held",
            Incident {
                impacts: vec![
                    Impact { level: None, ..impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T13:00Z")) },
                    impact(ImpactLevel::Partial, "2023-03-01T12:10Z", Some("2023-03-01T12:40Z")),
                ],
                ..Incident::default()
            },
            "Impact at least 30 min. No causes or actions recorded. \
             Detection, acknowledgement, mitigation and resolution not recorded."
                .into(),
        ),
        (
            "an impact without a level",
            Incident {
                impacts: vec![Impact { level: None, ..impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T12:30Z")) }],
                ..Incident::default()
            },
            "Impact of unknown length. No causes or actions recorded. \
             Detection, acknowledgement, mitigation and resolution not recorded."
                .into(),
        ),
        (
            "nothing but a title",
            Incident { title: "Outage".into(), ..Incident::default() },
            "Nothing is recorded but a title: no times, impact, causes or actions.".into(),
        ),
        (
            "several stretches",
            Incident {
                impacts: vec![
                    impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T12:10Z")),
                    impact(Partial, "2023-03-01T12:10Z", Some("2023-03-01T12:20Z")),
                    impact(Full, "2023-03-01T12:20Z", Some("2023-03-01T12:30Z")),
                    impact(Degraded, "2023-03-01T12:30Z", Some("2023-03-01T13:30Z")),
                ],
                ..outage()
            },
            format!("Down 20 min in 2 stretches, partly down 10 min, degraded 1 h after all that; {handled}"),
        ),
        (
            "the last stretches come between the others",
            Incident {
                impacts: vec![
                    impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T12:10Z")),
                    impact(Degraded, "2023-03-01T12:10Z", Some("2023-03-01T12:20Z")),
                    impact(Partial, "2023-03-01T12:20Z", Some("2023-03-01T12:30Z")),
                ],
                ..outage()
            },
            format!("Down 10 min, partly down 10 min after that, degraded 10 min; {handled}"),
        ),
        (
            "resolved without times",
            with_status(Status::Resolved, outage()),
            "Down 30 min; detected after 5 min, acknowledged 10 min later, mitigated 30 min after the start. \
             No causes or actions recorded. Resolved, but no resolution time recorded."
                .into(),
        ),
        (
            "mitigated and resolved at one moment",
            Incident {
                milestones: StatedMilestones {
                    resolved: Some(when("2023-03-01T12:30Z")),
                    ..StatedMilestones::default()
                },
                ..outage()
            },
            "Down 30 min; detected after 5 min, acknowledged 10 min later, mitigated and resolved 30 min after the \
             start. No causes or actions recorded."
                .into(),
        ),
        ("a drill", tagged("game-day"), format!("Drill: down 30 min; {handled}")),
        ("maintenance", tagged("maintenance"), format!("Planned maintenance: down 30 min; {handled}")),
        (
            "overdue actions",
            Incident {
                root_causes: vec![cause("a", &[]), cause("b", &[])],
                corrective_actions: vec![overdue("x", &["a"]), overdue("y", &["a"]), action("z", &["b"])],
                ..Incident::default()
            },
            "No impact recorded. Both causes have an action, 1 of 3 actions done, 2 overdue. \
             Detection, acknowledgement, mitigation and resolution not recorded."
                .into(),
        ),
        (
            "all causes open",
            Incident {
                root_causes: vec![cause("a", &[]), cause("b", &[]), cause("c", &[])],
                corrective_actions: vec![dropped, action("y", &[])],
                ..outage()
            },
            "Down 30 min; detected after 5 min, acknowledged 10 min later, mitigated 30 min after the start. \
             None of the 3 causes has an action; 1 action, done, 1 dropped. Resolution not recorded."
                .into(),
        ),
        (
            "actions whose status is not given",
            Incident {
                root_causes: vec![cause("a", &[])],
                corrective_actions: vec![unknown("x"), unknown("y")],
                ..outage()
            },
            "Down 30 min; detected after 5 min, acknowledged 10 min later, mitigated 30 min after the start. \
             The cause has an action, status not recorded. Resolution not recorded."
                .into(),
        ),
        (
            "actions without causes, and some of them without a status",
            Incident { corrective_actions: vec![unknown("x"), action("y", &[]), unknown("z")], ..outage() },
            "Down 30 min; detected after 5 min, acknowledged 10 min later, mitigated 30 min after the start. \
             No causes recorded; 1 of 3 actions done, 2 without a recorded status. Resolution not recorded."
                .into(),
        ),
        (
            "actions alone, without a status",
            Incident { corrective_actions: vec![unknown("x"), unknown("y")], ..outage() },
            "Down 30 min; detected after 5 min, acknowledged 10 min later, mitigated 30 min after the start. \
             No causes recorded; 2 actions, status not recorded. Resolution not recorded."
                .into(),
        ),
        (
            "a claim that no length agrees with",
            Incident {
                stated: Some(Stated { duration: Some(Length::from_minutes(90)), ..Stated::default() }),
                ..outage()
            },
            format!("Down 30 min; {handled} The text says 1 h 30 min, which no length in the record agrees with."),
        ),
        (
            "a claim from detection on",
            Incident {
                stated: Some(Stated { duration: Some(Length::from_minutes(25)), ..Stated::default() }),
                ..outage()
            },
            format!(
                "Down 30 min; {handled} The text says 25 min: that is from detection to mitigation, not the impact."
            ),
        ),
        (
            "times known to the day",
            Incident {
                milestones: StatedMilestones {
                    started: Some(when("2023-02-01")),
                    resolved: Some(when("2023-02-03")),
                    ..StatedMilestones::default()
                },
                ..Incident::default()
            },
            "No impact recorded; resolved after up to 3 d. No causes or actions recorded. \
             Detection, acknowledgement and mitigation not recorded."
                .into(),
        ),
    ];
    for (situation, incident, expected) in cases {
        assert_eq!(sentence_of(incident), expected, "{situation}");
    }
}

#[test]
fn each_part_leads_to_what_it_rests_on() {
    let headline = of(&reference());
    let part = |metric| headline.parts.iter().find(|part| part.tells == Some(Tells::Figure(metric))).unwrap();
    let outage = part(Metric::Outage);
    assert_eq!(outage.text, "Down 30 min");
    assert_eq!(
        outage.anchors,
        [(AnchorOf::ImpactStart, at("2023-03-01T15:00Z")), (AnchorOf::ImpactEnd, at("2023-03-01T15:30Z"))]
    );
    assert_eq!(outage.spans.len(), 1);
    let mitigated = part(Metric::ToMitigate);
    assert_eq!(mitigated.anchors.first(), Some(&(AnchorOf::Milestone(Milestone::Started), at("2023-03-01T13:30Z"))));
    assert_eq!(
        mitigated.inferred,
        [Inference::StartOfImpact(ImpactIx::of(0)), Inference::EndOfImpact(ImpactIx::of(1))]
    );
    let claimed = headline.parts.iter().find(|part| part.tells == Some(Tells::Claim)).unwrap();
    let whole = Span::between(at("2023-03-01T12:00Z"), at("2023-03-01T16:00Z"));
    assert_eq!((claimed.text.as_str(), claimed.spans.as_slice()), ("about 4 h", &[whole][..]), "what it says it is");
    let detected = part(Metric::ToDetect);
    assert!(matches!(detected.inferred[..], [Inference::StartOfImpact(_), Inference::NoticedByCustomer(_)]));
    assert_eq!(headline.parts.iter().filter(|part| part.tells == Some(Tells::Claim)).count(), 1);
}

#[test]
fn the_strip_marks_what_happened_to_scale() {
    let case = reference();
    let strip = of(&case).strip.unwrap();
    let utc = FixedZone::utc();
    let moments = Moments::new(&case, &utc);
    assert_eq!(moments.span(strip.span), "12:00–16:00");
    let labels: Vec<_> = strip.marks.iter().map(|mark| format!("{} {}", moments.at(mark.at), mark.label)).collect();
    assert_eq!(labels, ["13:30 start*, detected", "13:45 acknowledged", "15:00 down", "15:30 mitigated*"]);
    assert_eq!(of(&Case::default()).strip, None);
    let unlevelled = Incident {
        impacts: vec![
            Impact { level: None, ..impact(Full, "2023-03-01T12:00Z", Some("2023-03-01T14:00Z")) },
            impact(ImpactLevel::Partial, "2023-03-01T12:10Z", Some("2023-03-01T12:20Z")),
        ],
        ..Incident::default()
    };
    let strip = of(&Case::join(unlevelled).0).strip.unwrap();
    assert_eq!(moments.span(strip.span), "12:00–14:00", "an impact without a level is on it");
    let far = Incident {
        timeline: vec![marking(Milestone::Detected, "2023-03-01T12:05Z"), event("deployed", "2022-12-01T12:00Z")],
        ..outage()
    };
    let strip = of(&Case::join(far).0).strip.unwrap();
    assert_eq!(strip.span.length(), Length::from_minutes(30), "an event months before does not squeeze the rest");
}

#[test]
fn an_impact_that_reaches_beyond_its_month_says_so() {
    let incident = Incident {
        impacts: vec![impact(Full, "2023-01-31T23:50Z", Some("2023-02-01T09:50Z"))],
        metrics: MetricSettings { slo: Some(0.999), ..MetricSettings::default() },
        ..Incident::default()
    };
    assert_eq!(
        of(&Case::join(incident).0).budget.unwrap().sentence(),
        "January 2023: 99.978 %, 22 % of the monthly error budget used; 9 h 50 min of the 10 h of impact lie outside."
    );
}

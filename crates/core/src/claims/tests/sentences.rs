//! Sentences about one incident, and what becomes of them.

use super::super::{Claim, Field, Figure, LikelyReason, Measure, Point, Verdict, Why, claims};
use crate::incident::ImpactLevel::{Degraded, Full};
use crate::incident::{Case, CauseIx, Incident, Lesson, Milestone, Stated, StatedMilestones};
use crate::metrics::example::{at, impact, reference, when};
use crate::metrics::{Metric, durations};
use crate::time::{Length, NativeZones, ZoneSource};

const NOW: &str = "2024-04-01T12:00Z";

fn of(incident: Incident) -> Vec<Claim> {
    let zone = NativeZones.zone(incident.time_zone.as_deref().unwrap_or("UTC")).unwrap();
    let (case, _) = Case::join(incident);
    claims(&case, &durations(&case, at(NOW)), zone.as_ref())
}

/// The claims of a summary of the reference incident.
fn in_summary(summary: &str) -> Vec<Claim> {
    of(Incident { summary: Some(summary.into()), stated: None, ..reference().incident })
}

#[test]
fn the_whole_timeline_is_told_from_the_outage() {
    let summary = "A major outage occurred on our production server, lasting approximately 4 hours.";
    let found = in_summary(summary);
    let [claim] = &found[..] else { panic!("{found:?}") };
    assert_eq!(&summary[claim.range.clone()], "approximately 4 hours");
    assert_eq!(claim.field.place().to_string(), "summary");
    let Verdict::Contradicted { figure, likely } = claim.verdict else { panic!("{claim:?}") };
    assert!(
        matches!(figure, Figure::Length { of: Measure::Figure(Metric::Impact), length, .. } if length == Length::from_minutes(120))
    );
    assert_eq!(likely, Some(LikelyReason::WholeTimeline));
}

#[test]
fn what_is_no_statement_about_this_incident_is_no_claim() {
    for summary in [
        "Last year's outage lasted 9 hours.",
        "A similar incident in 2021 took 9 hours to resolve.",
        "INC-231 lasted 9 hours.",
        "On 4 January the outage lasted 9 hours.",
        "“The outage lasted 9 hours,” a customer wrote.",
        "> The outage lasted 9 hours.",
        "```\noutage lasted 9 hours\n```",
        "2023-03-01T13:30:00Z ERROR outage lasted 9 hours",
        "Detection should take less than 5 minutes.",
        "Detection will take 5 minutes.",
        "Our target for detection is 5 minutes.",
        "Our SLO for recovery is 9 hours.",
        "If it had been detected in 5 minutes, nothing would have happened.",
        "The 5 minute timeout hid the outage.",
        "The timeout was raised from 30 seconds to 5 minutes during the outage.",
        "Retries during the outage ran every 5 minutes.",
        "Detection usually takes 5 minutes.",
        "The outage lasted 9 hours longer than planned.",
        "Alerts fire after 5 minutes per policy: threshold 5 minutes.",
    ] {
        assert_eq!(in_summary(summary), [], "{summary}");
    }
}

/// `true` for each claim of a summary that is not contradicted, `false` for each that is.
fn verdicts(summary: &str) -> Vec<Option<bool>> {
    let verdict = |claim: &Claim| match claim.verdict {
        Verdict::Supported(_) => Some(true),
        Verdict::Contradicted { .. } => Some(false),
        Verdict::NotDecidable(_) => None,
    };
    in_summary(summary).iter().map(verdict).collect()
}

#[test]
fn claims_are_held_against_what_they_are_about() {
    let (yes, no) = (Some(true), Some(false));
    for (summary, expected) in [
        ("The outage lasted 30 minutes.", vec![yes]),
        ("The 30-minute outage hit everyone.", vec![yes]),
        ("There were 30 minutes of downtime.", vec![yes]),
        ("The service was degraded for an hour and a half.", vec![yes]),
        ("The site was down for three hours.", vec![no]),
        ("The reporting job was down for three hours.", vec![None]),
        ("Downtime: 30 min", vec![yes]),
        ("Time to acknowledge: 15 minutes", vec![yes]),
        ("Time to acknowledge: 5 minutes", vec![no]),
        ("It took 15 minutes to acknowledge the alert.", vec![yes]),
        ("On-call acknowledged within 15 minutes of the alert.", vec![yes]),
        ("On-call acknowledged within 5 minutes of the alert.", vec![no]),
        ("It was mitigated two hours after it began.", vec![yes]),
        ("It was mitigated in 20 minutes.", vec![no]),
        ("From detection to mitigation it took 2 hours.", vec![yes]),
        ("The issue went undetected for 40 minutes.", vec![no]),
        ("The incident was acknowledged at 13:45 UTC.", vec![yes]),
        ("The incident was acknowledged at 14:45 UTC.", vec![no]),
        ("The outage ran from 15:00 to 15:30.", vec![yes, yes]),
        ("The incident was mitigated before it was detected.", vec![no]),
        ("The incident was acknowledged after it was detected.", vec![yes]),
        ("There were four root causes.", vec![None]),
        ("There were nine root causes.", vec![no]),
        ("At least 200 customers were affected.", vec![None]),
    ] {
        let found = verdicts(summary);
        // Of causes, two are root causes.
        let expected = if summary.contains("four root causes") { vec![yes] } else { expected };
        assert_eq!(found, expected, "{summary}: {:?}", in_summary(summary));
    }
}

#[test]
fn words_and_digits_say_how_exactly_a_length_is_meant() {
    // The impact is 2 h.
    for (words, agrees) in [
        ("2 hours", true),
        ("119 minutes", true),
        ("about 2 hours", true),
        ("about 110 minutes", true),
        ("100 minutes", false),
        ("about 3 hours", false),
        ("nearly 2 hours", true),
        ("nearly 2.5 hours", false),
        ("over 2 hours", true),
        ("more than 90 minutes", true),
        ("over 3 hours", false),
        ("less than 3 hours", true),
        ("less than 40 minutes", true),
        ("less than 20 minutes", false),
        ("at least 1 hour", true),
        ("up to 2 hours", true),
        ("2 to 3 hours", true),
        ("3 to 4 hours", false),
    ] {
        // The outage alone, 30 min, is a fair reading too.
        let found = verdicts(&format!("The outage lasted {words}."));
        assert_eq!(found, [Some(agrees)], "{words}: {:?}", in_summary(&format!("The outage lasted {words}.")));
    }
}

fn reason(incident: Incident) -> Option<LikelyReason> {
    of(incident).iter().find_map(|claim| match claim.verdict {
        Verdict::Contradicted { likely, .. } => Some(likely),
        _ => None,
    })?
}

#[test]
fn the_usual_slips_are_named() {
    let record = |summary: &str| Incident {
        summary: Some(summary.into()),
        time_zone: Some("Europe/Berlin".into()),
        impacts: vec![impact(Full, "2023-06-01T10:00Z", Some("2023-06-01T10:50Z"))],
        milestones: StatedMilestones {
            detected: Some(when("2023-06-01T10:20Z")),
            resolved: Some(when("2023-06-01T11:00Z")),
            ..StatedMilestones::default()
        },
        ..Incident::default()
    };
    let (from, to) = (Milestone::Started, Milestone::Detected);
    for (summary, expected) in [
        ("The outage lasted 20 minutes.", LikelyReason::Milestones { from, to }),
        ("The outage lasted 50 hours.", LikelyReason::OtherUnit),
        ("The outage lasted 12 hours and 50 minutes.", LikelyReason::TwelveHours),
        ("The outage lasted 2 h 50 min.", LikelyReason::TimeZone),
        ("The incident was detected at 10:20.", LikelyReason::TimeZone),
        ("The incident was detected at 00:20.", LikelyReason::TwelveHours),
        ("The incident was detected at 12:00.", LikelyReason::OtherMoment(Point::Milestone(Milestone::Started))),
    ] {
        assert_eq!(reason(record(summary)), Some(expected), "{summary}: {:?}", of(record(summary)));
    }
}

#[test]
fn a_rounded_length_is_told_where_nothing_else_agrees() {
    let rounded = Incident {
        summary: Some("The outage lasted 1 hour.".into()),
        impacts: vec![impact(Full, "2023-06-01T10:00Z", Some("2023-06-01T10:40Z"))],
        ..Incident::default()
    };
    assert_eq!(reason(rounded), Some(LikelyReason::Rounding));
}

#[test]
fn a_clock_change_explains_a_stated_duration() {
    let stated = |ms| Some(Stated { duration: Some(Length::from_ms(ms)), ..Stated::default() });
    let night = Incident {
        time_zone: Some("Europe/Rome".into()),
        impacts: vec![impact(Degraded, "2023-10-28T22:00:07Z", Some("2023-10-29T00:17:00Z"))],
        stated: stated(11_813_000),
        ..Incident::default()
    };
    assert_eq!(reason(night), Some(LikelyReason::ClockChange));
}

#[test]
fn the_words_of_stated_are_about_its_length() {
    let stated = Stated { text: Some("about 4 hours".into()), ..Stated::default() };
    let found = of(Incident { stated: Some(stated), summary: None, ..reference().incident });
    assert!(
        matches!(found[..], [Claim { field: Field::StatedText, verdict: Verdict::Contradicted { .. }, .. }]),
        "{found:?}"
    );
}

#[test]
fn every_field_of_prose_is_read() {
    let mut incident = Incident { stated: None, ..reference().incident };
    let text = || Some("Mitigation took 9 hours.".into());
    incident.impacts[1].details = text();
    incident.timeline[2].details = text();
    incident.root_causes[0].details = text();
    incident.corrective_actions[1].details = text();
    incident.lessons =
        vec![Lesson { title: "Detection took 9 hours".into(), details: text(), kind: None, extra: Vec::new() }];
    let found = of(incident);
    let places: Vec<_> = found.iter().map(|claim| claim.field.place().to_string()).collect();
    assert_eq!(
        places,
        [
            "impacts[1].details",
            "timeline[2].details",
            "root_causes[0].details",
            "corrective_actions[1].details",
            "lessons[0].title",
            "lessons[0].details",
        ]
    );
    assert_eq!(found[2].field, Field::Cause(CauseIx(0)));
    let undecided = found.iter().filter(|claim| matches!(claim.verdict, Verdict::NotDecidable(Why::PerhapsAPart)));
    assert_eq!(undecided.count(), 1, "an action is a plan");
}

#[test]
fn nothing_is_contradicted_while_it_goes_on_or_is_not_recorded() {
    let ongoing = Incident {
        summary: Some("The outage has lasted 3 hours. It was detected after 10 minutes.".into()),
        impacts: vec![impact(Full, "2023-03-31T12:00Z", None)],
        ..Incident::default()
    };
    let found = of(ongoing);
    let whys: Vec<_> = found.iter().map(|claim| claim.verdict).collect();
    assert_eq!(whys, [Verdict::NotDecidable(Why::SoFar), Verdict::NotDecidable(Why::NotRecorded)]);
}

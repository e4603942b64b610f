//! Properties of the figures and findings of arbitrary incidents.

use proptest::prelude::*;

use super::*;
use crate::incident::{
    Event, EventId, EventKind, Impact, ImpactLevel, Incident, Stated, StatedMilestones, Status, When,
};
use crate::metrics::example::{action, cause, event, impact};
use crate::metrics::{Metric, durations, phases};
use crate::time::{NativeZones, ZoneSource};

fn moment() -> impl Strategy<Value = When> {
    let near = 1_677_600_000_000_i64..1_677_800_000_000;
    let ms = prop_oneof![8 => near, 1 => Just(Instant::FIRST.ms()), 1 => Just(Instant::LAST.ms())];
    (ms, any::<bool>()).prop_map(|(ms, day_only)| When { at: Instant::from_ms(ms), day_only })
}

fn maybe() -> impl Strategy<Value = Option<When>> {
    proptest::option::of(moment())
}

fn an_impact() -> impl Strategy<Value = Impact> {
    let level = proptest::option::of(proptest::sample::select(ImpactLevel::ALL));
    (maybe(), maybe(), any::<bool>(), level).prop_map(|(start, end, end_unread, level)| Impact {
        start,
        end: if end_unread { None } else { end },
        end_unread,
        level,
        ..impact(ImpactLevel::Full, "2023-03-01T12:00Z", None)
    })
}

fn an_event() -> impl Strategy<Value = Event> {
    let milestone = proptest::option::of(proptest::sample::select(Milestone::ALL));
    let kind = proptest::sample::select(EventKind::ALL);
    (maybe(), maybe(), milestone, kind).prop_map(|(at, until, milestone, kind)| Event {
        id: EventId::new("e"),
        at,
        until,
        milestone,
        kind,
        ..event("A customer reports", "2023-03-01T12:00Z")
    })
}

fn an_incident() -> impl Strategy<Value = Incident> {
    let status = proptest::option::of(proptest::sample::select(Status::ALL));
    let claim = (0_i64..10_000, maybe(), maybe());
    let lists = (proptest::collection::vec(an_impact(), 0..5), proptest::collection::vec(an_event(), 0..6));
    (status, claim, lists, (maybe(), maybe(), maybe())).prop_map(
        |(status, (minutes, start, end), (impacts, timeline), (detected, mitigated, due))| Incident {
            status,
            impacts,
            timeline,
            stated: Some(Stated { duration: Some(Length::from_minutes(minutes)), start, end, ..Stated::default() }),
            milestones: StatedMilestones { detected, mitigated, ..StatedMilestones::default() },
            root_causes: vec![cause("c", &["e"])],
            corrective_actions: vec![CorrectiveAction { due, status: Some(ActionStatus::Open), ..action("a", &["c"]) }],
            ..Incident::default()
        },
    )
}

proptest! {
    #[test]
    fn gets_whole_sentences_and_sound_figures(incident in an_incident(), now in moment()) {
        let (case, _) = Case::join(incident);
        let berlin = NativeZones.zone("Europe/Berlin").unwrap();
        let measured = durations(&case, now.at);
        for metric in Metric::ALL {
            prop_assert!(measured.get(metric).length().is_none_or(|length| !length.is_negative()));
        }
        let figure = |metric| measured.get(metric).length().unwrap_or_default();
        let levels = figure(Metric::Outage).plus(figure(Metric::Partial)).plus(figure(Metric::Degraded));
        if !measured.has_doubts() {
            prop_assert_eq!(levels, figure(Metric::Impact));
        }
        for pair in phases(&measured, &case, now.at).windows(2) {
            prop_assert!(pair[0].1.end() <= pair[1].1.start());
        }
        let findings = findings_in(&case, &measured, now.at, berlin.as_ref());
        for finding in &findings {
            let (title, detail) = (finding.title(), finding.detail(&case, berlin.as_ref()));
            prop_assert!(!title.is_empty() && !title.ends_with('.'), "{}", title);
            prop_assert!(detail.ends_with('.') && !detail.contains("  "), "{}", detail);
            prop_assert!(detail.starts_with(|c: char| c.is_uppercase() || c == '“'), "{}", detail);
        }
        prop_assert!(findings.is_sorted_by_key(Finding::weight));
    }
}

//! Findings about the record: contradictions, and what is missing.

use super::{Contradiction, FindingKind, Subject, overdue};
use crate::incident::{
    ActionIx, ActionStatus, Case, CauseIx, CorrectiveAction, Event, EventIx, EventKind, ImpactIx, Milestone, Status,
};
use crate::metrics::{Anchor, Durations, Measurement, Metric, RecordKind, Source};
use crate::time::{Instant, Length};

pub(super) fn check(case: &Case, durations: &Durations, now: Instant, add: &mut impl FnMut(Subject, FindingKind)) {
    check_status(case, durations, add);
    check_milestones(case, durations, add);
    check_future(case, durations, now, add);
    check_dates(case, add);
    check_impacts(case, add);
    check_causes(case, add);
    check_actions(case, now, add);
    let incident = &case.incident;
    // Causes, actions and lessons are not expected of an ongoing incident.
    let written = incident.status != Some(Status::Ongoing);
    let absent = [
        (incident.severity.is_none(), FindingKind::NoSeverity),
        (incident.time_zone.is_none(), FindingKind::NoTimeZone),
        (written && incident.root_causes.is_empty(), FindingKind::NoCause),
        (written && incident.corrective_actions.is_empty(), FindingKind::NoAction),
        (written && incident.lessons.is_empty(), FindingKind::NoLessons),
    ];
    for (_, kind) in absent.into_iter().filter(|(absent, _)| *absent) {
        add(Subject::Incident, kind);
    }
}

/// The mark that a milestone was taken from.
const fn subject_of(anchor: Anchor) -> Subject {
    match anchor.source {
        Source::Stated => Subject::Incident,
        Source::Event(event) => Subject::Event(event),
        Source::ImpactStart(impact) | Source::ImpactEnd(impact) => Subject::Impact(impact),
    }
}

/// Ends and milestones that have not come yet. Planned work is expected to have some.
fn check_future(case: &Case, durations: &Durations, now: Instant, add: &mut impl FnMut(Subject, FindingKind)) {
    if RecordKind::of_tags(&case.incident.tags) == RecordKind::Maintenance {
        return;
    }
    for (index, impact) in case.incident.impacts.iter().enumerate() {
        if let Some(end) = impact.end.filter(|end| end.at > now) {
            add(Subject::Impact(ImpactIx::of(index)), FindingKind::InFuture(end.at));
        }
    }
    let anchors = Milestone::ALL.iter().filter_map(|milestone| durations.anchor(*milestone));
    for anchor in anchors.filter(|anchor| anchor.at > now && !matches!(anchor.source, Source::ImpactEnd(_))) {
        add(subject_of(anchor), FindingKind::InFuture(anchor.at));
    }
}

fn check_status(case: &Case, durations: &Durations, add: &mut impl FnMut(Subject, FindingKind)) {
    let resolved = durations.anchor(Milestone::Resolved);
    if case.incident.is_over() || resolved.is_some() {
        for (index, impact) in case.incident.impacts.iter().enumerate() {
            if impact.start.is_some() && impact.end.is_none() && !impact.end_unread {
                let ix = ImpactIx::of(index);
                let contradiction = Contradiction::ResolvedWithOpenImpact(ix);
                add(Subject::Impact(ix), FindingKind::StatusContradicts(contradiction));
            }
        }
        if resolved.is_none() && case.incident.is_over() {
            add(Subject::Incident, FindingKind::StatusContradicts(Contradiction::ResolvedWithoutTime));
        }
    }
    if let Some(resolved) = resolved.filter(|_| case.incident.status == Some(Status::Ongoing)) {
        let contradiction = Contradiction::OngoingWithResolvedTime(resolved.at);
        add(subject_of(resolved), FindingKind::StatusContradicts(contradiction));
    }
}

fn check_milestones(case: &Case, durations: &Durations, add: &mut impl FnMut(Subject, FindingKind)) {
    let anchor = |milestone| durations.anchor(milestone);
    let pairs = Metric::ALL.iter().filter_map(|metric| metric.anchors());
    for (from, to) in pairs.chain([(Milestone::Mitigated, Milestone::Resolved)]) {
        if let (Some(earlier), Some(later)) = (anchor(from), anchor(to))
            && later.at < earlier.at
        {
            let kind = FindingKind::Backwards { from, to, from_at: earlier.at, to_at: later.at };
            add(subject_of(later), kind);
        }
    }
    // A missing start is a missing impact, which is its own finding.
    for &milestone in Milestone::ALL.iter().skip(1) {
        let metric = Metric::ALL.into_iter().find(|metric| metric.anchors().is_some_and(|(_, to)| to == milestone));
        let still_coming =
            metric.is_some_and(|metric| matches!(durations.get(metric), Measurement::Known { so_far: true, .. }));
        let reported_already = milestone == Milestone::Resolved && case.incident.is_over();
        if anchor(milestone).is_none() && !still_coming && !reported_already {
            add(Subject::Incident, FindingKind::MilestoneMissing(milestone));
        }
    }
    if let Some(event) = detected_by_customer(case, durations) {
        add(Subject::Event(event), FindingKind::DetectedByCustomer);
    }
}

/// The event by which a customer detected the incident as it began; it may have begun earlier then. `None` for any other
/// detection, and for none.
#[must_use]
pub fn detected_by_customer(case: &Case, durations: &Durations) -> Option<EventIx> {
    let detected = durations.anchor(Milestone::Detected)?;
    let started = durations.anchor(Milestone::Started);
    if started.is_none_or(|started| detected.at <= started.at) { customer_report(case, detected) } else { None }
}

/// The detection at the detected moment, if a customer made it.
fn customer_report(case: &Case, detected: Anchor) -> Option<EventIx> {
    let first = case.chronology.partition_point(|&ix| case.event_span(ix).is_some_and(|s| s.start() < detected.at));
    let here = case.chronology.iter().skip(first).copied();
    let here = here.take_while(|&ix| case.event_span(ix).is_some_and(|span| span.start() == detected.at));
    here.into_iter().find(|&ix| {
        let is_source = detected.source == Source::Event(ix);
        case.incident
            .timeline
            .get(ix.at())
            .is_some_and(|event| (is_source || event.kind == EventKind::Detection) && by_customer(event))
    })
}

/// `true` when the actor is a customer; without an actor, when the title mentions a customer's report.
fn by_customer(event: &Event) -> bool {
    const PEOPLE: [&str; 6] = ["customer", "user", "client", "subscriber", "visitor", "merchant"];
    const REPORTS: [&str; 7] = ["report", "complain", "call", "ticket", "contact", "tweet", "notice"];
    let begins_a_word = |text: &str, words: &[&str]| {
        let text = text.to_ascii_lowercase();
        text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
            .any(|word| words.iter().any(|begin| word.starts_with(begin)))
    };
    match &event.actor {
        Some(actor) => begins_a_word(actor, &PEOPLE),
        None => begins_a_word(&event.title, &PEOPLE) && begins_a_word(&event.title, &REPORTS),
    }
}

/// Events more than 30 days from everything else that has a date.
fn check_dates(case: &Case, add: &mut impl FnMut(Subject, FindingKind)) {
    const FAR: Length = Length::from_minutes(30 * 24 * 60);
    let apart = |a: Instant, b: Instant| if a < b { b.since(a) } else { a.since(b) };
    let incident = &case.incident;
    let impacts = incident.impacts.iter().flat_map(|impact| [impact.start, impact.end]);
    let others = impacts.chain(Milestone::ALL.iter().map(|milestone| incident.milestones.get(*milestone)));
    let others: Vec<Instant> = others.flatten().map(|when| when.at).collect();
    let at = |ix: &EventIx| Some((*ix, incident.timeline.get(ix.at())?.at?.at));
    let mut events = case.chronology.iter().filter_map(at).peekable();
    let (mut dated, mut before, mut far) = (others.len(), None, Vec::new());
    while let Some((event, at)) = events.next() {
        dated += 1;
        // In order of time, the nearest event is the one before or the one after.
        let after = events.peek().map(|(_, after)| *after);
        let near = [before, after].into_iter().flatten().map(|other| apart(at, other)).min();
        before = Some(at);
        if near.is_none_or(|by| by > FAR)
            && let Some(by) = others.iter().map(|other| apart(at, *other)).chain(near).min()
            && by > FAR
        {
            far.push((event, by));
        }
    }
    // When most of the dates are far apart, none of them stands out.
    if far.len() * 2 < dated {
        for (event, by) in far {
            add(Subject::Event(event), FindingKind::EventFarAway { by });
        }
    }
}

fn check_impacts(case: &Case, add: &mut impl FnMut(Subject, FindingKind)) {
    let impacts = &case.incident.impacts;
    if impacts.is_empty() {
        add(Subject::Incident, FindingKind::NoImpact);
    }
    for (index, _) in impacts.iter().enumerate().filter(|(_, impact)| impact.level.is_none()) {
        add(Subject::Impact(ImpactIx::of(index)), FindingKind::ImpactWithoutLevel);
    }
}

fn check_causes(case: &Case, add: &mut impl FnMut(Subject, FindingKind)) {
    let incident = &case.incident;
    let count = incident.root_causes.len();
    // An event that shows a cause shows what is behind it too.
    let mut shown = vec![false; count];
    for cause in (0..count).map(CauseIx::of).filter(|&cause| !case.links.events_of_cause(cause).is_empty()) {
        let mut next = Some(cause);
        while let Some(slot) = next.and_then(|cause| shown.get_mut(cause.at())).filter(|slot| !**slot) {
            *slot = true;
            next = next.and_then(|cause| case.links.because_of(cause));
        }
    }
    for (cause, shown) in (0..count).map(CauseIx::of).zip(shown) {
        let answers = case.links.actions_of_cause(cause);
        if answers.is_empty() {
            add(Subject::Cause(cause), FindingKind::CauseWithoutAction);
        } else if answers.iter().all(|&action| is_dropped(case, action)) {
            add(Subject::Cause(cause), FindingKind::OnlyDroppedActions);
        }
        if !shown && !incident.timeline.is_empty() {
            add(Subject::Cause(cause), FindingKind::CauseWithoutEvent);
        }
    }
}

fn is_dropped(case: &Case, action: ActionIx) -> bool {
    case.incident.corrective_actions.get(action.at()).is_some_and(|a| a.status == Some(ActionStatus::Dropped))
}

fn check_actions(case: &Case, now: Instant, add: &mut impl FnMut(Subject, FindingKind)) {
    let actions = || (0..).map(ActionIx::of).zip(&case.incident.corrective_actions);
    for (ix, action) in actions() {
        if let Some(by) = overdue(action, now) {
            add(Subject::Action(ix), FindingKind::Overdue { by });
        }
        if case.links.causes_of_action(ix).is_empty() {
            add(Subject::Action(ix), FindingKind::ActionWithoutCause);
        }
    }
    let lacking = |lacks: fn(&CorrectiveAction) -> bool| {
        let kept = actions().filter(|(_, action)| action.status != Some(ActionStatus::Dropped) && lacks(action));
        kept.map(|(ix, _)| ix).collect::<Vec<_>>()
    };
    let unowned = lacking(|action| action.owner.as_deref().is_none_or(|owner| owner.trim().is_empty()));
    if let Some(&first) = unowned.first() {
        add(Subject::Action(first), FindingKind::ActionsWithoutOwner(unowned));
    }
    let undated = lacking(|action| action.due.is_none());
    if let Some(&first) = undated.first() {
        add(Subject::Action(first), FindingKind::ActionsWithoutDue(undated));
    }
}

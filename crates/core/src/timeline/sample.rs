//! The reference incident, built by hand for the tests of this module.

use super::{Bands, PhaseSpan, Shade};
use crate::incident::Phase;
use crate::incident::{Case, Cause, CauseId, CauseRole, Event, EventId, EventKind, Incident, When};
use crate::time::Instant;
pub(super) use crate::time::example::{at, span};

pub(super) fn event(at: Instant, kind: EventKind, title: &str) -> Event {
    Event {
        id: EventId::new(title),
        at: Some(When { at, day_only: false }),
        title: title.into(),
        kind,
        ..Event::default()
    }
}

pub(super) fn cause(title: &str, events: &[&str]) -> Cause {
    Cause {
        id: CauseId::new(title),
        title: title.into(),
        details: None,
        role: Some(CauseRole::Root),
        because_of: None,
        events: events.iter().map(|id| EventId::new(id)).collect(),
        links: Vec::new(),
        extra: Vec::new(),
    }
}

pub(super) fn case(timeline: Vec<Event>, root_causes: Vec<Cause>) -> Case {
    let (case, problems) = Case::join(Incident { timeline, root_causes, ..Incident::default() });
    assert_eq!(problems, vec![]);
    case
}

/// 1 March 2023, 12:00 to 16:00.
pub(super) fn reference() -> (Case, Bands) {
    use EventKind::{Detection, Diagnosis, Mitigation, Symptom, Trigger};
    let events = [
        ("12:00", Trigger, "Traffic starts to rise with the campaign"),
        ("13:30", Detection, "A customer reports the first error"),
        ("13:45", Diagnosis, "Fault traced to a bug; work on a fix begins"),
        ("14:30", Symptom, "Reports multiply: wider than thought"),
        ("15:00", Symptom, "No failover; server down"),
        ("15:30", Mitigation, "Temporary fix; server back"),
        ("16:00", Diagnosis, "Full investigation begins"),
    ];
    let title = |index: usize| events[index].2;
    let causes = vec![
        cause("Unexpected surge in traffic", &[title(0)]),
        cause("Bug overloads the server past a traffic threshold", &[title(2), title(4)]),
        cause("Redundancy too weak for the surge", &[title(4)]),
        cause("Teams communicated late and apart", &[title(3)]),
    ];
    let case = case(events.iter().map(|(clock, kind, title)| event(at(clock), *kind, title)).collect(), causes);
    let phase = |phase, from, to, open| PhaseSpan { phase, span: span(from, to), open };
    let bands = Bands {
        services: Vec::new(),
        phases: vec![
            phase(Phase::Unacknowledged, "13:30", "13:45", false),
            phase(Phase::Responding, "13:45", "15:30", false),
            phase(Phase::Recovering, "15:30", "16:00", true),
        ],
        impacts: vec![(span("13:30", "15:00"), Shade::Degraded, false), (span("15:00", "15:30"), Shade::Full, false)],
    };
    (case, bands)
}

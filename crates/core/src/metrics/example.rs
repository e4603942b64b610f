//! The reference incident of `docs/metrics.md`, and short ways to build others, for tests.

use crate::incident::{
    ActionId, ActionKind, ActionStatus, Case, Cause, CauseId, CauseRole, CorrectiveAction, Event, EventId, EventKind,
    Impact, ImpactLevel, Incident, Lesson, Milestone, Severity, Stated, Status, When,
};
use crate::time::{Instant, Length, ParsedTime, read_time};

/// A moment, written with its offset.
pub fn at(text: &str) -> Instant {
    when(text).at
}

/// A moment, or a day in UTC.
pub fn when(text: &str) -> When {
    match read_time(text).unwrap() {
        ParsedTime::Moment(at) => When { at, day_only: false },
        ParsedTime::Day(at) => When { at, day_only: true },
        ParsedTime::Local(_) => panic!("{text} has no offset"),
    }
}

/// A note with a title for an id.
pub fn event(title: &str, at: &str) -> Event {
    Event { id: EventId::new(title), at: Some(when(at)), title: title.into(), ..Event::default() }
}

/// An event that marks a milestone.
pub fn marking(milestone: Milestone, at: &str) -> Event {
    Event { milestone: Some(milestone), ..event(milestone.word(), at) }
}

/// An impact; without an end, one still going on.
pub fn impact(level: ImpactLevel, start: &str, end: Option<&str>) -> Impact {
    Impact { id: start.into(), start: Some(when(start)), end: end.map(when), level: Some(level), ..Impact::default() }
}

/// A root cause with a title for an id.
pub fn cause(title: &str, events: &[&str]) -> Cause {
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

/// A finished action with a title for an id.
pub fn action(title: &str, addresses: &[&str]) -> CorrectiveAction {
    CorrectiveAction {
        id: ActionId::new(title),
        title: title.into(),
        details: None,
        addresses: addresses.iter().map(|id| CauseId::new(id)).collect(),
        kind: Some(ActionKind::Prevent),
        owner: None,
        status: Some(ActionStatus::Done),
        priority: None,
        due: None,
        completed: None,
        links: Vec::new(),
        extra: Vec::new(),
    }
}

/// The reference incident: its figures are the worked example.
pub fn reference() -> Case {
    let marked = |kind, milestone, title, at: &str| Event { kind, milestone, ..event(title, at) };
    let incident = Incident {
        id: "production-server-2023-03-01".into(),
        title: "Major outage of the production server".into(),
        severity: Some(Severity { word: "major".into(), rank: Some(2) }),
        status: Some(Status::Mitigated),
        stated: Some(Stated {
            duration: Some(Length::from_minutes(240)),
            text: Some("about 4 hours".into()),
            ..Stated::default()
        }),
        impacts: vec![
            impact(ImpactLevel::Degraded, "2023-03-01T13:30Z", Some("2023-03-01T15:00Z")),
            impact(ImpactLevel::Full, "2023-03-01T15:00Z", Some("2023-03-01T15:30Z")),
        ],
        timeline: vec![
            marked(EventKind::Trigger, None, "Traffic starts to rise", "2023-03-01T12:00Z"),
            Event {
                actor: Some("a customer".into()),
                ..marked(EventKind::Detection, Some(Milestone::Detected), "First error reported", "2023-03-01T13:30Z")
            },
            marked(EventKind::Diagnosis, Some(Milestone::Acknowledged), "Fault traced to a bug", "2023-03-01T13:45Z"),
            marked(EventKind::Symptom, None, "Reports multiply", "2023-03-01T14:30Z"),
            marked(EventKind::Symptom, None, "Server crashes", "2023-03-01T15:00Z"),
            marked(EventKind::Mitigation, None, "Temporary fix", "2023-03-01T15:30Z"),
            marked(EventKind::Diagnosis, None, "Full investigation begins", "2023-03-01T16:00Z"),
        ],
        root_causes: vec![
            cause("Bug under load", &["Fault traced to a bug", "Server crashes"]),
            cause("Redundancy too weak", &["Server crashes"]),
            Cause { role: Some(CauseRole::Contributing), ..cause("Teams out of step", &["Reports multiply"]) },
            Cause { role: Some(CauseRole::Trigger), ..cause("Surge in traffic", &["Traffic starts to rise"]) },
        ],
        corrective_actions: vec![
            action("Code reviewed", &["Bug under load"]),
            action("Load balancing and failover", &["Redundancy too weak"]),
            action("Protocol between teams", &["Teams out of step"]),
            action("Review held", &[]),
        ],
        lessons: vec![Lesson { title: "Redundancy matters".into(), details: None, kind: None, extra: Vec::new() }],
        ..Incident::default()
    };
    let (case, problems) = Case::join(incident);
    assert_eq!(problems, []);
    case
}

/// An observation from one minute to another, counted from 1970; open, or ended.
pub fn observed(from: i64, to: i64, open: bool) -> super::Observation {
    let at = |minute: i64| Instant::from_ms(minute * 60_000);
    let span = crate::time::Span::between(at(from), at(to));
    super::Observation { span, length: span.length(), open, up_to: false }
}

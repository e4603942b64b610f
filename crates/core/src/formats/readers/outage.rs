//! An outage that a monitor saw: something was down from one moment to another.

use crate::formats::foreign::service;
use crate::incident::{Event, EventKind, Impact, ImpactLevel, Incident, Milestone, Stated, Status, When};
use crate::time::Length;

/// What a monitor says of an outage. The monitor is what detected it, when it began for the monitor.
#[derive(Clone, Debug, Default)]
pub struct Outage {
    /// An id that no other outage of the format has.
    pub id: String,
    /// What was down.
    pub title: String,
    /// The service that was down.
    pub service: Box<str>,
    /// How badly; [`ImpactLevel::Full`] where nothing is said.
    pub level: Option<ImpactLevel>,
    /// When the monitor saw it.
    pub start: Option<When>,
    /// When the monitor saw it gone.
    pub end: Option<When>,
    /// `true` when it is over, with or without a known end.
    pub is_over: bool,
    /// What the monitor met: an HTTP status, a failed condition.
    pub details: Option<Box<str>>,
}

impl Outage {
    /// The incident: an impact from start to end, with an event at either.
    pub fn into_incident(self) -> Incident {
        let mut incident = Incident { id: self.id.into(), title: self.title.into(), ..Incident::default() };
        incident.status = Some(if self.is_over { Status::Resolved } else { Status::Ongoing });
        incident.services = vec![service(&self.service)];
        incident.milestones.detected = self.start;
        incident.milestones.resolved = self.end;
        incident.impacts.push(Impact {
            start: self.start,
            end: self.end,
            end_unread: self.is_over && self.end.is_none(),
            level: self.level.or(Some(ImpactLevel::Full)),
            services: vec![self.service.clone()],
            ..Impact::default()
        });
        let event = |at: Option<When>, words: &str, kind, milestone| {
            at.map(|at| Event {
                at: Some(at),
                title: format!("{} {words}", self.service).into(),
                kind,
                milestone: Some(milestone),
                services: vec![self.service.clone()],
                ..Event::default()
            })
        };
        let failed = event(self.start, "fails", EventKind::Detection, Milestone::Detected);
        incident.timeline.extend(failed.map(|event| Event { details: self.details.clone(), ..event }));
        incident.timeline.extend(event(self.end, "works again", EventKind::Recovery, Milestone::Resolved));
        incident
    }
}

/// A day on which a service was down for so many seconds, at times that are not known: `None` for a day without downtime.
/// Its length is stated, and counts in no figure.
pub fn of_day(id: &str, name: &str, day: Option<When>, seconds: f64) -> Option<Incident> {
    let day = day.filter(|_| seconds > 0.0)?;
    #[expect(clippy::cast_possible_truncation, reason = "a number of seconds of a day, and saturating")]
    let length = Length::from_ms((seconds * 1000.0) as i64);
    let minutes = seconds / 60.0;
    let outage = Outage {
        id: format!("{id}-{}", day.at.ms() / 86_400_000),
        title: format!("{name} was down for {minutes:.0} min"),
        service: name.into(),
        start: Some(When { day_only: true, ..day }),
        is_over: true,
        ..Outage::default()
    };
    let mut incident = outage.into_incident();
    incident.timeline.clear();
    incident.milestones.detected = None;
    incident.stated = Some(Stated {
        duration: Some(length),
        text: Some(format!("{minutes:.0} minutes of downtime on that day").into()),
        ..Stated::default()
    });
    Some(incident)
}

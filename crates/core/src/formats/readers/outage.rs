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

/// The days on which a service was down, each with for how many seconds, as outages of which only the length is known: it is
/// stated, and counts in no figure. Days between which the service was down all day are one outage.
pub fn of_days(id: &str, name: &str, mut days: Vec<(When, f64)>) -> Vec<Incident> {
    const DAY: f64 = 86_400.0;
    days.retain(|(_, seconds)| *seconds > 0.0);
    days.sort_by_key(|(day, _)| day.at);
    let mut outages: Vec<(When, When, f64, f64)> = Vec::new();
    for (day, seconds) in days {
        match outages.last_mut() {
            Some((_, last, latest, sum)) if day.at.since(last.at).ms() == 86_400_000 && latest.max(seconds) >= DAY => {
                (*last, *latest, *sum) = (day, seconds, *sum + seconds);
            }
            _ => outages.push((day, day, seconds, seconds)),
        }
    }
    outages.into_iter().map(|(day, _, _, seconds)| of_unknown_moments(id, name, day, seconds)).collect()
}

fn of_unknown_moments(id: &str, name: &str, day: When, seconds: f64) -> Incident {
    #[expect(clippy::cast_possible_truncation, reason = "a number of seconds, and saturating")]
    let length = Length::from_ms((seconds * 1000.0) as i64);
    let text = length.to_string();
    let outage = Outage {
        id: format!("{id}-{}", day.at.ms().div_euclid(86_400_000)),
        title: format!("{name} was down for {text}"),
        service: name.into(),
        start: Some(When { day_only: true, ..day }),
        is_over: true,
        ..Outage::default()
    };
    let mut incident = outage.into_incident();
    incident.timeline.clear();
    incident.milestones.detected = None;
    let text = Some(format!("{text} of downtime from that day on").into());
    incident.stated = Some(Stated { duration: Some(length), text, ..Stated::default() });
    incident
}

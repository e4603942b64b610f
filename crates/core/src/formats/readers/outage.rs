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
        // What was watched may not be named.
        let services: Vec<Box<str>> = Some(self.service.clone()).filter(|name| !name.is_empty()).into_iter().collect();
        incident.services = services.iter().map(|name| service(name)).collect();
        incident.milestones.detected = self.start;
        incident.milestones.resolved = self.end;
        incident.impacts.push(Impact {
            start: self.start,
            end: self.end,
            end_unread: self.is_over && self.end.is_none(),
            level: self.level.or(Some(ImpactLevel::Full)),
            services: services.clone(),
            ..Impact::default()
        });
        let event = |at: Option<When>, words: &str, kind, milestone| {
            at.map(|at| Event {
                at: Some(at),
                title: format!("{} {words}", if services.is_empty() { "The check" } else { &*self.service }).into(),
                kind,
                milestone: Some(milestone),
                services: services.clone(),
                ..Event::default()
            })
        };
        let failed = event(self.start, "fails", EventKind::Detection, Milestone::Detected);
        incident.timeline.extend(failed.map(|event| Event { details: self.details.clone(), ..event }));
        incident.timeline.extend(event(self.end, "works again", EventKind::Recovery, Milestone::Resolved));
        incident
    }
}

/// What a monitor told of a service: that it was down, or up again.
#[derive(Clone, Debug)]
pub struct Told {
    /// When.
    pub at: When,
    /// `true` when it was up again.
    pub is_up: bool,
    /// For how long it had been down, where that is told once it is up again.
    pub down_for: Option<Length>,
    /// What the monitor met.
    pub details: Option<Box<str>>,
}

/// The outages that a monitor told of one service, in any order. `about` is what they have in common.
pub fn of_told(about: &Outage, mut told: Vec<Told>) -> Vec<Incident> {
    told.sort_by_key(|told| told.at.at);
    let (mut outages, mut down): (Vec<Outage>, Option<Told>) = (Vec::new(), None);
    let outage = |down: Option<Told>, up: Option<&Told>| {
        let before = |up: &Told| Some(When { at: up.at.at.plus(Length::from_ms(-up.down_for?.ms())), day_only: false });
        let start = down.as_ref().map(|down| down.at).or_else(|| up.and_then(before));
        let at = start.or_else(|| up.map(|up| up.at)).map_or(0, |when| when.at.ms());
        Outage {
            id: format!("{}-{at}", about.id),
            start,
            end: up.map(|up| up.at),
            is_over: up.is_some(),
            details: down.and_then(|down| down.details),
            ..about.clone()
        }
    };
    for told in told {
        if told.is_up {
            outages.push(outage(down.take(), Some(&told)));
        } else {
            // It may be told again and again.
            down = down.or(Some(told));
        }
    }
    outages.extend(down.map(|down| outage(Some(down), None)));
    outages.into_iter().map(Outage::into_incident).collect()
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

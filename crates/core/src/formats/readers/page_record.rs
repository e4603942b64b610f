//! An incident as status pages tell it, in the words of no vendor: a few moments, a state, and updates that name
//! components. What all of that says together becomes an [`Incident`], by the same rules for every page.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::formats::context::Context;
use crate::formats::foreign::{event, link, service, severity};
use crate::incident::{Event, EventKind, Impact, ImpactLevel, Incident, ProblemKind, Status, When};
use crate::time::Instant;

/// The tag of planned work, which counts in no figure.
pub const MAINTENANCE: &str = "maintenance";

/// How far an incident or a maintenance has come, as a page or one of its updates says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody looks into it.
    Investigating,
    /// The cause is known.
    Identified,
    /// A fix is in place and watched.
    Monitoring,
    /// It is over.
    Resolved,
    /// It is over, and a review was published.
    Reviewed,
    /// A maintenance that has not begun.
    Scheduled,
    /// A maintenance that is being done.
    InProgress,
    /// A maintenance that is done.
    Completed,
}

impl State {
    /// The words that are known, for problems.
    pub const WORDS: [&str; 9] = [
        "investigating",
        "identified",
        "monitoring",
        "resolved",
        "postmortem",
        "scheduled",
        "in_progress",
        "verifying",
        "completed",
    ];

    /// The state of a page's word for it, in any case and with any mark between its parts.
    pub fn of(word: &str) -> Option<Self> {
        Some(match &*plain(word) {
            "investigating" | "reported" | "triage" | "active" => Self::Investigating,
            "identified" => Self::Identified,
            "monitoring" | "watching" => Self::Monitoring,
            "resolved" | "fixed" => Self::Resolved,
            "postmortem" => Self::Reviewed,
            "scheduled" | "notstartedyet" | "planned" => Self::Scheduled,
            "inprogress" | "verifying" => Self::InProgress,
            "completed" => Self::Completed,
            _ => return None,
        })
    }

    /// The state of a field's word; a word that is not known is a problem.
    pub fn take(key: &'static str, word: Option<Cow<'_, str>>, context: &mut Context<'_>) -> Option<Self> {
        let word = word?;
        let state = Self::of(&word);
        if state.is_none() {
            context.at_key(key, |context| {
                context.unknown_word(&word, Self::WORDS.to_vec());
            });
        }
        state
    }

    const fn is_over(self) -> bool {
        matches!(self, Self::Resolved | Self::Reviewed | Self::Completed)
    }

    /// `true` while somebody works on it.
    const fn is_work(self) -> bool {
        matches!(self, Self::Investigating | Self::Identified | Self::Monitoring | Self::InProgress)
    }

    /// `true` for the words that pages use of planned work only.
    const fn is_of_maintenance(self) -> bool {
        matches!(self, Self::Scheduled | Self::InProgress | Self::Completed)
    }
}

/// The level of a component's state; `None` for a word that says nothing of the sort.
pub fn component_level(word: &str) -> Option<ImpactLevel> {
    Some(match &*plain(word) {
        "operational" | "available" | "up" | "resolved" | "maintenance" | "undermaintenance" => ImpactLevel::None,
        "degraded" | "degradedperformance" | "performanceissues" => ImpactLevel::Degraded,
        "partialoutage" | "minoroutage" => ImpactLevel::Partial,
        "majoroutage" | "fulloutage" | "downtime" | "down" => ImpactLevel::Full,
        _ => return None,
    })
}

/// Small letters alone: `MAJOROUTAGE`, `major_outage` and `Major outage` are one word.
fn plain(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

/// `true` for what stands in a name's place and is none: nothing, or a sentence such as "No components were affected by
/// this update."
pub fn is_no_name(name: &str) -> bool {
    let name = name.trim();
    name.is_empty() || (name.ends_with(['.', '!', '?', '。']) && name.split_whitespace().nth(3).is_some())
}

/// A component that an update names.
#[derive(Clone, Debug, Default)]
pub struct Touch {
    /// What people call it.
    pub name: Box<str>,
    /// How it was before, where the update says.
    pub before: Option<ImpactLevel>,
    /// How it is from the update on, where the update says.
    pub now: Option<ImpactLevel>,
}

impl Touch {
    /// `true` unless the update says that the component is and was as it should be.
    fn is_hit(&self) -> bool {
        let is_well = |level: Option<ImpactLevel>| matches!(level, None | Some(ImpactLevel::None));
        (self.now.is_none() && self.before.is_none()) || !is_well(self.now) || !is_well(self.before)
    }
}

/// An update.
#[derive(Clone, Debug, Default)]
pub struct Update<'a> {
    /// The state it sets.
    pub state: Option<State>,
    /// What it says.
    pub body: Cow<'a, str>,
    /// When it is shown to have been.
    pub at: Option<When>,
    /// When it was written; orders updates that are shown at one moment.
    pub written: Option<When>,
    /// The components it names.
    pub touches: Vec<Touch>,
}

/// What a page says nothing of, where its updates seem to say it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unsaid {
    /// `true` when nothing says when it began.
    pub start: bool,
    /// `true` when nothing says whether it is over.
    pub end: bool,
}

/// What a page says of one incident or maintenance.
#[derive(Clone, Debug, Default)]
pub struct PageRecord<'a> {
    /// Its id on the page.
    pub id: Cow<'a, str>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Where it is shown.
    pub link: Cow<'a, str>,
    /// The page's word for how bad it is.
    pub severity: Cow<'a, str>,
    /// The level of all of it, where components do not say.
    pub level: Option<ImpactLevel>,
    /// How far it has come.
    pub state: Option<State>,
    /// `true` when it is in a list of maintenances, or is called one.
    pub is_maintenance: bool,
    /// What the page says nothing of.
    pub unsaid: Unsaid,
    /// `true` when it was entered after the event, without its real length perhaps.
    pub is_backfilled: bool,
    /// The planned start of a maintenance.
    pub planned: Option<When>,
    /// When it began.
    pub started: Option<When>,
    /// When it was announced.
    pub created: Option<When>,
    /// When a fix was in place.
    pub monitoring: Option<When>,
    /// When it was over.
    pub resolved: Option<When>,
    /// The field that `resolved` was read from, for problems.
    pub resolved_key: &'static str,
    /// Its updates, in any order.
    pub updates: Vec<Update<'a>>,
    /// Changes of components that no update tells of.
    pub changes: Vec<(When, Touch)>,
    /// The components linked to it, each with how it is now, where the page says.
    pub components: Vec<(Box<str>, Option<ImpactLevel>)>,
    /// `true` when the components say how they were hit by this, all the time, and not how they are now.
    pub are_components_of_record: bool,
}

/// When the impact of a record was over.
#[derive(Clone, Copy)]
enum End {
    /// At a moment.
    At(When),
    /// Not yet.
    Open,
    /// At a moment that the record does not say.
    Unknown,
}

impl End {
    /// The end, and whether it is one that cannot be told.
    const fn parts(self) -> (Option<When>, bool) {
        match self {
            Self::At(when) => (Some(when), false),
            Self::Open => (None, false),
            Self::Unknown => (None, true),
        }
    }
}

impl PageRecord<'_> {
    /// The incident that the record is of.
    pub fn into_incident(mut self, context: &mut Context<'_>) -> Incident {
        self.components.retain(|(name, _)| !is_no_name(name));
        for update in &mut self.updates {
            update.touches.retain(|touch| !is_no_name(&touch.name));
        }
        self.sort_updates();
        self.state = self.state.or_else(|| self.updates.iter().rev().find_map(|update| update.state));
        let states = self.updates.iter().filter_map(|update| update.state);
        self.is_maintenance |=
            self.planned.is_some() || self.state.into_iter().chain(states).any(State::is_of_maintenance);

        let started = self.started_at();
        let resolved = self.resolved_at(started, context);
        let mitigated = self.mitigated_at(started, resolved);
        let has_recovered = self.state == Some(State::Monitoring) && self.has_recovered();
        let end = match (resolved, mitigated) {
            (Some(resolved), _) => End::At(resolved),
            _ if self.state.is_some_and(State::is_over) => End::Unknown,
            (None, Some(mitigated)) if has_recovered => End::At(mitigated),
            _ if has_recovered || self.unsaid.end => End::Unknown,
            _ => End::Open,
        };
        let services = self.services();
        let mut incident = Incident {
            id: (&*self.id).into(),
            title: (&*self.title).into(),
            status: self.status(resolved, has_recovered),
            impacts: self.impacts(started, end, &services),
            ..Incident::default()
        };
        incident.severity = severity(&self.severity);
        if self.is_maintenance {
            incident.tags.push(MAINTENANCE.into());
        }
        incident.services = services.iter().map(|name| service(name)).collect();
        incident.milestones.started = started;
        incident.milestones.mitigated = mitigated.filter(|_| resolved.is_some() || has_recovered);
        incident.milestones.resolved = resolved;
        incident.timeline = self.updates.iter().map(event_of).collect();
        incident.links.extend(link(&self.link));
        incident
    }

    /// Puts the updates in the order they were shown in, those of one moment in the order they were written in. Pages list
    /// the newest first, so of two that differ in nothing the later one in the list was earlier.
    fn sort_updates(&mut self) {
        let at =
            |update: Option<&Update<'_>>| update.and_then(|update| update.written.or(update.at)).map(|when| when.at);
        if at(self.updates.first()) >= at(self.updates.last()) {
            self.updates.reverse();
        }
        self.updates.sort_by_key(|update| {
            let moment = |when: Option<When>| when.map(|when| when.at);
            (moment(update.at), moment(update.written))
        });
    }

    /// A maintenance begins as planned or when work begins, not when it is announced.
    fn started_at(&self) -> Option<When> {
        let work = || {
            let at_work = |update: &&Update<'_>| update.state == Some(State::InProgress);
            self.updates.iter().find(at_work).and_then(|update| update.at)
        };
        let planned = if self.is_maintenance { self.planned.or_else(work) } else { None };
        let first = || self.updates.first().filter(|_| !self.unsaid.start).and_then(|update| update.at);
        planned.or(self.started).or(self.created).or_else(first)
    }

    /// When it was over, if it is: as the record says, else by the last update that says so. One that was opened again
    /// after the moment that the record gives ends with the later update.
    fn resolved_at(&self, started: Option<When>, context: &mut Context<'_>) -> Option<When> {
        if !self.state.map_or(self.resolved.is_some(), State::is_over) {
            return None;
        }
        let is_end = |update: &Update<'_>| matches!(update.state, Some(State::Resolved | State::Completed));
        let last = self.updates.iter().rposition(is_end);
        let closing = last.and_then(|last| self.updates.get(last)?.at);
        let was_reopened = |resolved: When| {
            let before = self.updates.iter().take(last.unwrap_or(0));
            let later = |at: Option<When>| at.is_some_and(|at| at.at > resolved.at);
            before.filter(|update| update.state.is_some_and(State::is_work)).any(|update| later(update.at))
        };
        let resolved = self.resolved.filter(|resolved| !was_reopened(*resolved)).or(closing)?;
        let start = started.map_or(resolved.at, |started| started.at);
        if resolved.at < start {
            let kind = ProblemKind::EndBeforeStart { start, end: resolved.at };
            context.report_at(Some(self.resolved_key), kind);
            return None;
        }
        // Entered later without a length: the end was filled in with the start.
        (!self.is_backfilled || resolved.at > start).then_some(resolved)
    }

    /// When a fix was in place for the last time.
    fn mitigated_at(&self, started: Option<When>, resolved: Option<When>) -> Option<When> {
        if self.is_maintenance {
            return None;
        }
        let is_before = |update: &Update<'_>| matches!(update.state, Some(State::Investigating | State::Identified));
        let from = self.updates.iter().rposition(is_before).map_or(0, |last| last + 1);
        let after = self.updates.get(from..).unwrap_or_default();
        let is_fixed = |update: &&Update<'_>| {
            // A page that is still watching after it said "resolved" has taken that back in part.
            let is_taken_back = self.state == Some(State::Monitoring) && update.state == Some(State::Resolved);
            update.state == Some(State::Monitoring) || is_taken_back
        };
        let fixed = after.iter().find(is_fixed).and_then(|update| update.at).or(self.monitoring)?;
        let first = started.map_or(Instant::FIRST, |started| started.at);
        let last = resolved.map_or(Instant::LAST, |resolved| resolved.at);
        (first..=last).contains(&fixed.at).then_some(fixed)
    }

    /// `true` unless a component is known to be hit still.
    fn has_recovered(&self) -> bool {
        let is_well = |level: ImpactLevel| level == ImpactLevel::None;
        if self.components.iter().any(|(_, level)| level.is_some()) {
            return self.components.iter().filter_map(|(_, level)| *level).all(is_well);
        }
        let mut seen = HashSet::new();
        let touches = self.updates.iter().rev().flat_map(|update| update.touches.iter().rev());
        let mut last =
            touches.filter_map(|touch| Some((&*touch.name, touch.now?))).filter(|(name, _)| seen.insert(*name));
        last.all(|(_, level)| is_well(level))
    }

    fn status(&self, resolved: Option<When>, has_recovered: bool) -> Option<Status> {
        match self.state {
            Some(State::Resolved | State::Completed) => Some(Status::Resolved),
            Some(State::Reviewed) => Some(Status::Reviewed),
            Some(State::Monitoring) if has_recovered => Some(Status::Mitigated),
            Some(State::Scheduled) => None,
            Some(_) => Some(Status::Ongoing),
            // A plan alone does not say whether it was carried out.
            None if self.is_maintenance => None,
            None => resolved.map(|_| Status::Resolved),
        }
    }

    /// The names of its components, each once: those of updates, then those linked to it.
    fn services(&self) -> Vec<Box<str>> {
        let changed = self.changes.iter().map(|(_, touch)| &touch.name);
        let touched = self.updates.iter().flat_map(|update| &update.touches).map(|touch| &touch.name).chain(changed);
        let linked = self.components.iter().map(|(name, _)| name);
        let mut seen = HashSet::new();
        touched.chain(linked).filter(|name| seen.insert(&***name)).cloned().collect()
    }

    /// Who was hit, when and how badly: by component where updates say so, else all of it from start to end.
    fn impacts(&self, started: Option<When>, end: End, services: &[Box<str>]) -> Vec<Impact> {
        let stretches = if self.is_maintenance { Vec::new() } else { self.stretches(started, end) };
        let mut impacts: Vec<Impact> = Vec::new();
        for stretch in stretches {
            let (end, end_unread) = stretch.end.parts();
            match impacts.last_mut() {
                Some(last)
                    if last.start == Some(stretch.start) && last.end == end && last.level == Some(stretch.level) =>
                {
                    last.services.push(stretch.service.into());
                }
                _ => impacts.push(Impact {
                    start: Some(stretch.start),
                    end,
                    end_unread,
                    level: Some(stretch.level),
                    services: vec![stretch.service.into()],
                    ..Impact::default()
                }),
            }
        }
        if impacts.is_empty() {
            let (end, end_unread) = end.parts();
            let level = if self.is_maintenance { Some(ImpactLevel::None) } else { self.level };
            impacts.push(Impact {
                start: started,
                end,
                end_unread,
                level,
                services: services.to_vec(),
                ..Impact::default()
            });
        }
        impacts
    }

    /// The stretches in which components were hit, as far as updates say so, in order of time and level.
    fn stretches(&self, started: Option<When>, end: End) -> Vec<Stretch<'_>> {
        // Each component that was named so far, and since when it is hit.
        let mut known: HashMap<&str, Option<(When, ImpactLevel)>> = HashMap::new();
        let mut stretches: Vec<Stretch<'_>> = Vec::new();
        let mut close = |service, (start, level): (When, ImpactLevel), end: End| {
            let is_real = match end {
                End::At(end) => start.at < end.at,
                End::Open | End::Unknown => true,
            };
            if is_real {
                stretches.push(Stretch { start, end, level, service });
            }
        };
        let over = if let End::At(over) = end { over.at } else { Instant::LAST };
        // The first update tells of what has begun already.
        let of_updates = self.updates.iter().enumerate().flat_map(|(index, update)| {
            let begun = started.filter(|_| index == 0).or(update.at);
            update.touches.iter().map(move |touch| (update.at, begun, touch))
        });
        let of_changes = self.changes.iter().map(|(at, touch)| (Some(*at), Some(*at), touch));
        for (at, begun, touch) in of_updates.chain(of_changes) {
            let at = at.map(|at| if at.at < over { at } else { end.parts().0.unwrap_or(at) });
            let (Some(at), Some(begun), Some(now)) = (at, begun, touch.now) else { continue };
            let service = &*touch.name;
            // What a component was before it is named for the first time, it was from the start.
            let before = touch.before.filter(|level| *level != ImpactLevel::None);
            let open = known.entry(service).or_insert_with(|| started.zip(before));
            if open.is_some_and(|(_, level)| level == now) {
                continue;
            }
            if let Some(begun) = open.take() {
                close(service, begun, End::At(at));
            }
            if now != ImpactLevel::None {
                *open = Some((if begun.at < at.at { begun } else { at }, now));
            }
        }
        let all_along = self.components.iter().filter(|_| self.are_components_of_record);
        for (service, level) in all_along {
            let level = level.filter(|level| *level != ImpactLevel::None);
            known.entry(service).or_insert_with(|| started.zip(level));
        }
        for (service, begun) in known {
            if let Some(begun) = begun {
                close(service, begun, end);
            }
        }
        stretches.sort_by(|a, b| a.order().cmp(&b.order()));
        stretches
    }
}

/// A stretch in which a component was hit.
struct Stretch<'a> {
    start: When,
    end: End,
    level: ImpactLevel,
    service: &'a str,
}

impl<'a> Stretch<'a> {
    fn order(&self) -> (Instant, ImpactLevel, Option<Instant>, &'a str) {
        (self.start.at, self.level, self.end.parts().0.map(|end| end.at), self.service)
    }
}

fn event_of(update: &Update<'_>) -> Event {
    let (kind, fallback) = match update.state {
        Some(State::Identified) => (EventKind::Diagnosis, "Identified"),
        Some(State::Monitoring) => (EventKind::Mitigation, "Monitoring"),
        Some(State::Resolved) => (EventKind::Recovery, "Resolved"),
        Some(State::Completed) => (EventKind::Recovery, "Completed"),
        _ => (EventKind::Communication, "Update"),
    };
    let hit = update.touches.iter().filter(|touch| touch.is_hit()).map(|touch| touch.name.clone());
    Event { services: hit.collect(), ..event(update.at, &update.body, fallback, kind) }
}

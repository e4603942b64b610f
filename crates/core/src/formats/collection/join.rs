//! What belongs together among the records of foreign files: parts of an incident, and several states of one.

use std::collections::{HashMap, HashSet};

use super::{Catalog, CatalogProblem, CatalogProblemKind, Entry};
use crate::incident::{CorrectiveAction, Event, EventId, Incident, Milestone, Place, Problem, ProblemKind, When};

impl Catalog {
    /// Joins each part to the incident it names, and keeps the later of two states of one incident. Only what was read of
    /// foreign files is joined. What was done, and what could not be, becomes a problem.
    pub fn join_parts(&mut self) {
        if !self.entries.iter().any(|entry| entry.origin.is_some()) {
            return;
        }
        // What was said of the parts of one file may not hold of all.
        self.problems.retain(|problem| {
            !matches!(&problem.kind, CatalogProblemKind::Part(Problem { kind: ProblemKind::PartOf { .. }, .. }))
        });
        // What is kept moves to the front of the list it stands in: there may be very many entries, and they are large.
        let mut kept = std::mem::take(&mut self.entries);
        let mut count = 0;
        let mut moved: Vec<Option<u32>> = vec![None; kept.len()];
        let mut by_id: HashMap<Box<str>, usize> = HashMap::new();
        let mut parts: Vec<(usize, Box<str>, Entry)> = Vec::new();
        let mut twice = 0_u32;
        for at in 0..kept.len() {
            let Some(entry) = kept.get_mut(at) else { break };
            if entry.origin.is_some() {
                forget_positions(&mut entry.incident);
            }
            if let Some(id) = entry.origin.as_ref().and_then(|origin| origin.part_of.clone()) {
                let part = std::mem::replace(entry, Entry::whole(Incident::default()));
                parts.push((at, id, part));
                continue;
            }
            let is_known = entry.origin.is_some() && !entry.incident.id.is_empty();
            let known = is_known.then(|| *by_id.entry(entry.incident.id.clone()).or_insert(count));
            let here = known.unwrap_or(count);
            if here == count {
                kept.swap(count, at);
                count += 1;
            } else {
                twice += 1;
                if kept.get(here).zip(kept.get(at)).is_some_and(|(known, entry)| is_later(entry, known)) {
                    kept.swap(here, at);
                }
            }
            set(&mut moved, at, here);
        }
        kept.truncate(count);
        let lonely = Self::add_parts(parts, &mut kept, &by_id, &mut moved);
        for entry in kept.iter_mut().filter(|entry| entry.origin.is_some()) {
            order_events(&mut entry.incident);
            let whole = Entry::whole(std::mem::take(&mut entry.incident));
            *entry = Entry { src: entry.src.take(), origin: entry.origin.take(), ..whole };
        }
        self.entries = kept;
        for problem in &mut self.problems {
            problem.entry = problem.entry.and_then(|at| moved.get(at as usize).copied().flatten());
        }
        if twice > 0 {
            self.report_part(None, ProblemKind::GivenTwice { count: twice });
        }
        for (at, id) in lonely {
            self.report_part(Some(at), ProblemKind::PartOf { id });
        }
        for at in 0..self.entries.len() {
            let is_whole = |entry: &Entry| entry.origin.as_ref().is_some_and(|origin| origin.part_of.is_none());
            let is_undated = |entry: &Entry| is_whole(entry) && entry.began().is_none();
            if self.entries.get(at).is_some_and(is_undated) {
                let entry = u32::try_from(at).ok();
                self.report(CatalogProblem { entry, ..CatalogProblem::of(CatalogProblemKind::Undated) });
            }
        }
    }

    /// Adds each part to the incident it names, or to a new entry of the parts of one that is not there: those are
    /// returned, with the id.
    fn add_parts(
        parts: Vec<(usize, Box<str>, Entry)>,
        kept: &mut Vec<Entry>,
        by_id: &HashMap<Box<str>, usize>,
        moved: &mut [Option<u32>],
    ) -> Vec<(u32, Box<str>)> {
        let wholes = kept.len();
        let mut by_action: HashMap<String, Box<str>> = HashMap::new();
        for whole in kept.iter().filter(|whole| whole.origin.is_some()) {
            for action in whole.incident.corrective_actions.iter().filter(|action| !action.id.as_str().is_empty()) {
                by_action.entry(action.id.as_str().to_owned()).or_insert_with(|| whole.incident.id.clone());
            }
        }
        let mut lonely: Vec<(u32, Box<str>)> = Vec::new();
        let mut groups: Vec<(Box<str>, Incident, Vec<usize>, Entry)> = Vec::new();
        let mut group_of: HashMap<Box<str>, usize> = HashMap::new();
        for (at, mut id, mut entry) in parts {
            let part = std::mem::take(&mut entry.incident);
            // An action that names no incident may be named by one.
            if id.is_empty()
                && let Some(action) = part.corrective_actions.first()
            {
                id = by_action.get(action.id.as_str()).cloned().unwrap_or_default();
            }
            if let Some((_, incident, members, _)) = group_of.get(&id).and_then(|group| groups.get_mut(*group)) {
                add_part(incident, part);
                members.push(at);
            } else {
                group_of.insert(id.clone(), groups.len());
                groups.push((id, part, vec![at], entry));
            }
        }
        for (id, part, members, entry) in groups {
            let sole = (id.is_empty() && wholes == 1 && kept.first().is_some_and(|entry| entry.whole)).then_some(0);
            let here = if let Some(here) = by_id.get(&id).copied().or(sole) {
                if let Some(whole) = kept.get_mut(here) {
                    add_to_whole(&mut whole.incident, part);
                    if whole.origin.is_none() {
                        // The events of a file of version 1 stay in its order.
                        unite(&mut whole.incident);
                        *whole = Entry { src: whole.src.take(), ..Entry::whole(std::mem::take(&mut whole.incident)) };
                    }
                }
                here
            } else {
                if part == Incident::default() {
                    continue;
                }
                let is_evidence = entry.origin.as_ref().is_some_and(|origin| origin.is_evidence);
                if let (Ok(at), false) = (u32::try_from(kept.len()), is_evidence) {
                    lonely.push((at, id));
                }
                kept.push(Entry { incident: part, ..entry });
                kept.len() - 1
            };
            for at in members {
                set(moved, at, here);
            }
        }
        lonely
    }

    fn report_part(&mut self, entry: Option<u32>, kind: ProblemKind) {
        let problem = Problem { at: Place::default(), kind };
        self.report(CatalogProblem { entry, ..CatalogProblem::of(CatalogProblemKind::Part(problem)) });
    }
}

impl CatalogProblem {
    /// A problem of everything that was read.
    fn of(kind: CatalogProblemKind) -> Self {
        Self { file: Box::default(), entry: None, list: Box::default(), item: None, line: 0, kind }
    }
}

fn set(moved: &mut [Option<u32>], at: usize, here: usize) {
    if let Some(slot) = moved.get_mut(at) {
        *slot = u32::try_from(here).ok();
    }
}

/// `true` when the second of two states is not the earlier one.
fn is_later(entry: &Entry, known: &Entry) -> bool {
    let updated = |entry: &Entry| entry.origin.as_ref().and_then(|origin| origin.updated);
    match (updated(entry), updated(known)) {
        (Some(entry), Some(known)) => entry >= known,
        _ => true,
    }
}

/// Adds what a part says to an incident: where the incident says the same itself, it keeps its own.
fn add_to_whole(incident: &mut Incident, part: Incident) {
    let stated = incident.milestones.clone();
    add_part(incident, part);
    for milestone in Milestone::ALL.iter().copied() {
        let slot = incident.milestones.get_mut(milestone);
        *slot = stated.get(milestone).or(*slot);
    }
}

/// Adds a part to another of the same incident. Of two moments the earlier counts, of two ends the later.
pub fn add_part(incident: &mut Incident, part: Incident) {
    let Incident { id, title, summary, severity, status, time_zone, services, stated, impacts, milestones, .. } = &part;
    if incident.id.is_empty() {
        incident.id.clone_from(id);
    }
    if incident.title.is_empty() {
        incident.title.clone_from(title);
    }
    fill(&mut incident.summary, summary.as_ref());
    fill(&mut incident.severity, severity.as_ref());
    fill(&mut incident.status, status.as_ref());
    fill(&mut incident.time_zone, time_zone.as_ref());
    fill(&mut incident.stated, stated.as_ref());
    incident.services.extend(services.iter().cloned());
    incident.impacts.extend(impacts.iter().cloned());
    let first = |one: Option<When>, other: Option<When>| one.into_iter().chain(other).min_by_key(|when| when.at);
    let last = |one: Option<When>, other: Option<When>| one.into_iter().chain(other).max_by_key(|when| when.at);
    let own = &mut incident.milestones;
    own.started = first(own.started, milestones.get(Milestone::Started));
    own.detected = first(own.detected, milestones.get(Milestone::Detected));
    own.acknowledged = first(own.acknowledged, milestones.get(Milestone::Acknowledged));
    own.mitigated = last(own.mitigated, milestones.get(Milestone::Mitigated));
    own.resolved = last(own.resolved, milestones.get(Milestone::Resolved));
    incident.links.extend(part.links);
    incident.tags.extend(part.tags);
    incident.authors.extend(part.authors);
    incident.timeline.extend(part.timeline);
    incident.root_causes.extend(part.root_causes);
    for action in part.corrective_actions {
        let is_same = |known: &&mut CorrectiveAction| !action.id.as_str().is_empty() && known.id == action.id;
        match incident.corrective_actions.iter_mut().find(is_same) {
            // What a link says of an action is less than its own record.
            Some(known) => *known = action,
            None => incident.corrective_actions.push(action),
        }
    }
    incident.lessons.extend(part.lessons);
}

fn fill<T: Clone>(own: &mut Option<T>, other: Option<&T>) {
    if own.is_none() {
        *own = other.cloned();
    }
}

/// Puts events in the order of time, and gives ids to what has none. An event that is given twice is one: that which says
/// more.
fn order_events(incident: &mut Incident) {
    let timeline = &mut incident.timeline;
    let mut first: HashMap<(EventId, Option<When>), usize> = HashMap::new();
    for mut event in std::mem::take(timeline) {
        if !event.id.as_str().is_empty() {
            let known = first.entry((event.id.clone(), event.at)).or_insert(timeline.len());
            if let Some(known) = timeline.get_mut(*known) {
                let words = |event: &Event| event.title.len() + event.details.as_deref().map_or(0, str::len);
                if words(&event) > words(known) {
                    std::mem::swap(&mut event, known);
                }
                known.until = known.until.or(event.until);
                continue;
            }
        }
        timeline.push(event);
    }
    timeline.sort_by_key(|event| event.at.map_or(i64::MAX, |when| when.at.ms()));
    unite(incident);
}

/// Gives ids to what has none, and leaves out what several parts name.
fn unite(incident: &mut Incident) {
    let mut seen = HashSet::new();
    incident.services.retain(|service| seen.insert(service.id.clone()));
    seen.clear();
    incident.links.retain(|link| seen.insert(link.url.clone()));
    for words in [&mut incident.tags, &mut incident.authors] {
        seen.clear();
        words.retain(|word| seen.insert(word.clone()));
    }
    for (index, event) in incident.timeline.iter_mut().enumerate() {
        if event.id.as_str().is_empty() {
            event.id = EventId::new(&numbered("event", index));
        }
    }
    for (index, impact) in incident.impacts.iter_mut().enumerate() {
        if impact.id.is_empty() {
            impact.id = numbered("impact", index).into();
        }
    }
    for (index, cause) in incident.root_causes.iter_mut().enumerate() {
        if cause.id.as_str().is_empty() {
            cause.id = crate::incident::CauseId::new(&numbered("cause", index));
        }
    }
    for (index, action) in incident.corrective_actions.iter_mut().enumerate() {
        if action.id.as_str().is_empty() {
            action.id = crate::incident::ActionId::new(&numbered("action", index));
        }
    }
}

/// The id of what has none, by its position from 0.
fn numbered(kind: &str, index: usize) -> String {
    format!("{kind}-{}", index + 1)
}

/// Takes back the ids that were made from positions: what is joined stands at other positions, and has ids of its own.
fn forget_positions(incident: &mut Incident) {
    for (index, event) in incident.timeline.iter_mut().enumerate() {
        if event.id.as_str() == numbered("event", index) {
            event.id = EventId::default();
        }
    }
    for (index, impact) in incident.impacts.iter_mut().enumerate() {
        if *impact.id == *numbered("impact", index) {
            impact.id = Box::default();
        }
    }
    for (index, cause) in incident.root_causes.iter_mut().enumerate() {
        if cause.id.as_str() == numbered("cause", index) {
            cause.id = crate::incident::CauseId::default();
        }
    }
    for (index, action) in incident.corrective_actions.iter_mut().enumerate() {
        if action.id.as_str() == numbered("action", index) {
            action.id = crate::incident::ActionId::default();
        }
    }
}

//! What belongs together among the records of foreign files: parts of an incident, and several states of one.

use std::collections::HashMap;

use super::{Catalog, CatalogProblem, CatalogProblemKind, Entry};
use crate::incident::{EventId, Incident, Milestone, Place, Problem, ProblemKind, When};

impl Catalog {
    /// Joins each part to the incident it names, and keeps the later of two states of one incident. Only what was read of
    /// foreign files is joined. What was done, and what could not be, becomes a problem.
    pub fn join_parts(&mut self) {
        if !self.entries.iter().any(|entry| entry.origin.is_some()) {
            return;
        }
        let mut kept: Vec<Entry> = Vec::with_capacity(self.entries.len());
        let mut moved: Vec<Option<u32>> = vec![None; self.entries.len()];
        let mut by_id: HashMap<Box<str>, usize> = HashMap::new();
        let mut parts: Vec<(usize, Box<str>, Entry)> = Vec::new();
        let mut twice = 0_u32;
        for (at, entry) in std::mem::take(&mut self.entries).into_iter().enumerate() {
            let part_of = entry.origin.as_ref().and_then(|origin| origin.part_of.clone());
            let here = if let Some(id) = part_of {
                parts.push((at, id, entry));
                continue;
            } else if entry.origin.is_none() || entry.incident.id.is_empty() {
                kept.push(entry);
                kept.len() - 1
            } else if let Some(first) = by_id.get(&entry.incident.id).copied() {
                twice += 1;
                if let Some(known) = kept.get_mut(first).filter(|known| is_later(&entry, known)) {
                    *known = entry;
                }
                first
            } else {
                by_id.insert(entry.incident.id.clone(), kept.len());
                kept.push(entry);
                kept.len() - 1
            };
            set(&mut moved, at, here);
        }
        let lonely = self.add_parts(parts, &mut kept, &by_id, &mut moved);
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
        &self,
        parts: Vec<(usize, Box<str>, Entry)>,
        kept: &mut Vec<Entry>,
        by_id: &HashMap<Box<str>, usize>,
        moved: &mut [Option<u32>],
    ) -> Vec<(u32, Box<str>)> {
        let wholes = kept.len();
        let mut lonely: Vec<(u32, Box<str>)> = Vec::new();
        let mut groups: Vec<(Box<str>, Incident, Vec<usize>, Entry)> = Vec::new();
        let mut group_of: HashMap<Box<str>, usize> = HashMap::new();
        for (at, id, mut entry) in parts {
            let part = std::mem::take(&mut entry.incident);
            match group_of.get(&id).and_then(|group| groups.get_mut(*group)) {
                Some((_, incident, members, _)) => {
                    add_part(incident, part);
                    members.push(at);
                }
                None => {
                    group_of.insert(id.clone(), groups.len());
                    groups.push((id, part, vec![at], entry));
                }
            }
        }
        for (id, part, members, entry) in groups {
            let sole = (id.is_empty() && wholes == 1).then_some(0);
            let here = if let Some(here) = by_id.get(&id).copied().or(sole) {
                if let Some(whole) = kept.get_mut(here) {
                    add_to_whole(&mut whole.incident, part);
                }
                here
            } else {
                if let Ok(at) = u32::try_from(kept.len()) {
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
    for (own, slot) in [
        (stated.started, &mut incident.milestones.started),
        (stated.detected, &mut incident.milestones.detected),
        (stated.acknowledged, &mut incident.milestones.acknowledged),
        (stated.mitigated, &mut incident.milestones.mitigated),
        (stated.resolved, &mut incident.milestones.resolved),
    ] {
        *slot = own.or(*slot);
    }
}

/// Adds a part to another of the same incident. Of two moments the earlier counts, of two ends the later.
fn add_part(incident: &mut Incident, part: Incident) {
    let Incident { id, title, summary, severity, status, time_zone, services, stated, impacts, milestones, .. } = &part;
    if incident.id.is_empty() {
        incident.id.clone_from(id);
    }
    if incident.title.is_empty() {
        incident.title.clone_from(title);
    }
    fill(&mut incident.summary, summary);
    fill(&mut incident.severity, severity);
    fill(&mut incident.status, status);
    fill(&mut incident.time_zone, time_zone);
    fill(&mut incident.stated, stated);
    for service in services {
        if !incident.services.iter().any(|known| known.id == service.id) {
            incident.services.push(service.clone());
        }
    }
    incident.impacts.extend(impacts.iter().cloned());
    let first = |one: Option<When>, other: Option<When>| one.into_iter().chain(other).min_by_key(|when| when.at);
    let last = |one: Option<When>, other: Option<When>| one.into_iter().chain(other).max_by_key(|when| when.at);
    let own = &mut incident.milestones;
    own.started = first(own.started, milestones.get(Milestone::Started));
    own.detected = first(own.detected, milestones.get(Milestone::Detected));
    own.acknowledged = first(own.acknowledged, milestones.get(Milestone::Acknowledged));
    own.mitigated = last(own.mitigated, milestones.get(Milestone::Mitigated));
    own.resolved = last(own.resolved, milestones.get(Milestone::Resolved));
    for link in &part.links {
        if !incident.links.iter().any(|known| known.url == link.url) {
            incident.links.push(link.clone());
        }
    }
    for (own, more) in [(&mut incident.tags, part.tags), (&mut incident.authors, part.authors)] {
        for word in more {
            if !own.contains(&word) {
                own.push(word);
            }
        }
    }
    incident.timeline.extend(part.timeline);
    incident.root_causes.extend(part.root_causes);
    incident.corrective_actions.extend(part.corrective_actions);
    incident.lessons.extend(part.lessons);
}

fn fill<T: Clone>(own: &mut Option<T>, other: &Option<T>) {
    if own.is_none() {
        own.clone_from(other);
    }
}

/// Puts events in the order of time, and gives ids to what has none. An event that is given twice is one.
fn order_events(incident: &mut Incident) {
    let timeline = &mut incident.timeline;
    timeline.sort_by_key(|event| event.at.map_or(i64::MAX, |when| when.at.ms()));
    timeline.dedup_by(|later, earlier| !later.id.as_str().is_empty() && later.id == earlier.id && later.at == earlier.at);
    let numbered = |kind: &str, index: usize| format!("{kind}-{}", index + 1);
    for (index, event) in timeline.iter_mut().enumerate() {
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

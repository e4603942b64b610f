//! Joining an incident up, some events at a time, so that a page can paint in between. Must never join anything
//! otherwise than in one go.

use super::{
    ActionIx, Case, CauseId, CauseIx, EventId, EventIx, EventKind, Incident, Links, Place, Problem, ProblemKind, Step,
    When,
};
use crate::time::{Span, put_in_order};

const EVENTS: &str = "timeline";
const CAUSES: &str = "root_causes";
const ACTIONS: &str = "corrective_actions";
/// How many problems are listed; the others are counted.
const LISTED: usize = 1000;

/// An incident being joined up: what [`Case::join`] does, in steps.
pub struct Joining {
    case: Case,
    stage: Stage,
    /// How many events were looked at in this stage.
    done: usize,
    events: ById,
    causes: ById,
    evidence: Vec<(CauseIx, EventIx)>,
    counts: [usize; EventKind::ALL.len()],
    /// When the event began that was looked at last, and whether each began no earlier than the one before.
    last: i64,
    unordered: bool,
    problems: Vec<Problem>,
    unlisted: u32,
}

/// What is looked at, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// The ids of the events.
    Ids,
    /// The causes that events name.
    Evidence,
    /// The links between everything else.
    Links,
    /// The times of the events.
    Times,
    /// Their order.
    Order,
    /// Nothing more.
    Done,
}

impl Joining {
    /// Before the first step.
    #[must_use]
    pub fn new(incident: Incident) -> Self {
        let events = ById::for_as_many_as(incident.timeline.len());
        Self {
            case: Case { incident, ..Case::default() },
            stage: Stage::Ids,
            done: 0,
            events,
            causes: ById::default(),
            evidence: Vec::new(),
            counts: [0; EventKind::ALL.len()],
            last: i64::MIN,
            unordered: false,
            problems: Vec::new(),
            unlisted: 0,
        }
    }

    /// Looks at that many events more, at least one. `None` until the incident is joined up; nothing may be asked
    /// after that.
    pub fn step(&mut self, events: usize) -> Option<(Case, Vec<Problem>)> {
        let all = self.case.incident.timeline.len();
        let until = self.done.saturating_add(events.max(1)).min(all);
        let (from, stage) = (self.done, self.stage);
        // What looks at each event comes back until all were looked at; the others take one step.
        let next = |joining: &mut Self, after: Stage| {
            let over = until == all;
            joining.done = if over { 0 } else { until };
            joining.stage = if over { after } else { stage };
        };
        match stage {
            Stage::Ids => {
                self.event_ids(from, until);
                next(self, Stage::Evidence);
            }
            Stage::Evidence => {
                if from == 0 {
                    self.other_ids();
                }
                self.evidence_of_events(from, until);
                next(self, Stage::Links);
            }
            Stage::Links => {
                self.links();
                // Their memory is needed no longer.
                self.events = ById::default();
                self.backward_impacts();
                self.case.chronology = Vec::with_capacity(all);
                self.stage = Stage::Times;
            }
            Stage::Times => {
                self.times(from, until);
                next(self, Stage::Order);
            }
            Stage::Order => {
                let incident = &self.case.incident;
                let start = |ix: &EventIx| {
                    incident.timeline.get(ix.at()).and_then(|event| event.at).map_or(i64::MIN, |when| when.at.ms())
                };
                if self.unordered {
                    // Stable: events of one moment stay in file order.
                    put_in_order(&mut self.case.chronology, start);
                    put_in_order(&mut self.case.marked, start);
                }
                let present = EventKind::ALL.iter().zip(self.counts).filter(|(_, count)| *count > 0);
                for (kind, count) in present {
                    self.case.kinds.push(*kind);
                    self.case.counts.push(count);
                }
                if self.unlisted > 0 {
                    self.problems
                        .push(Problem { at: Place::default(), kind: ProblemKind::More { count: self.unlisted } });
                }
                self.stage = Stage::Done;
                return Some((std::mem::take(&mut self.case), std::mem::take(&mut self.problems)));
            }
            Stage::Done => {}
        }
        None
    }

    fn report(&mut self, (list, index, key): (&'static str, usize, &'static str), kind: ProblemKind) {
        if self.problems.len() < LISTED {
            self.problems.push(Problem { at: place(list, index, key), kind });
        } else {
            self.unlisted = self.unlisted.saturating_add(1);
        }
    }

    fn event_ids(&mut self, from: usize, until: usize) {
        for index in from..until {
            let id_at = |at: usize| self.case.incident.timeline.get(at).map(|event| event.id.as_str());
            if let Some(first) = self.events.add(index, &id_at) {
                self.doubled(EVENTS, (index, first), id_at(index).unwrap_or("").into());
            }
        }
    }

    fn other_ids(&mut self) {
        let incident = &self.case.incident;
        let (causes, actions, impacts) = (&incident.root_causes, &incident.corrective_actions, &incident.impacts);
        let (by_id, doubled_causes) = ById::of(causes.len(), &|at| causes.get(at).map(|cause| cause.id.as_str()));
        self.causes = by_id;
        let doubled_actions = ById::of(actions.len(), &|at| actions.get(at).map(|action| action.id.as_str())).1;
        let doubled_impacts = ById::of(impacts.len(), &|at| impacts.get(at).map(|impact| &*impact.id)).1;
        for (list, doubled) in [(CAUSES, doubled_causes), (ACTIONS, doubled_actions), ("impacts", doubled_impacts)] {
            for (index, first, id) in doubled {
                self.doubled(list, (index, first), id);
            }
        }
    }

    fn doubled(&mut self, list: &'static str, (index, first): (usize, usize), found: Box<str>) {
        self.report((list, index, "id"), ProblemKind::DoubledId { found, first: place(list, first, "id") });
    }

    fn dangling(&mut self, from: (&'static str, usize, &'static str), id: &str, list: &'static str) {
        self.report(from, ProblemKind::DanglingId { found: id.into(), list });
    }

    fn cause(&self, id: &str) -> Option<CauseIx> {
        let causes = &self.case.incident.root_causes;
        self.causes.find(id, &|at| causes.get(at).map(|cause| cause.id.as_str())).map(CauseIx::of)
    }

    fn evidence_of_events(&mut self, from: usize, until: usize) {
        for index in from..until {
            let Some(event) = self.case.incident.timeline.get(index) else { return };
            if event.causes.is_empty() {
                continue;
            }
            for id in event.causes.clone() {
                match self.cause(id.as_str()) {
                    Some(cause) => self.evidence.push((cause, EventIx::of(index))),
                    None => self.dangling((EVENTS, index, "causes"), id.as_str(), CAUSES),
                }
            }
        }
    }

    fn links(&mut self) {
        let incident = &self.case.incident;
        let causes = incident.root_causes.iter().map(|cause| (cause.events.clone(), cause.because_of.clone()));
        let causes: Vec<(Vec<EventId>, Option<CauseId>)> = causes.collect();
        let actions = incident.corrective_actions.iter().map(|action| action.addresses.clone());
        let actions: Vec<Vec<CauseId>> = actions.collect();
        let mut links = Links {
            events_of_cause: vec![Vec::new(); causes.len()],
            actions_of_cause: vec![Vec::new(); causes.len()],
            because_of: vec![None; causes.len()],
            causes_of_action: vec![Vec::new(); actions.len()],
            causes_of_event: Vec::new(),
        };
        for (index, (events_named, because_of)) in causes.iter().enumerate() {
            for id in events_named {
                let events = &self.case.incident.timeline;
                let id_at = |at: usize| events.get(at).map(|event| event.id.as_str());
                match self.events.find(id.as_str(), &id_at) {
                    Some(event) => self.evidence.push((CauseIx::of(index), EventIx::of(event))),
                    None => self.dangling((CAUSES, index, "events"), id.as_str(), EVENTS),
                }
            }
            if let Some(id) = because_of {
                match self.cause(id.as_str()) {
                    Some(behind) => set(&mut links.because_of, index, Some(behind)),
                    None => self.dangling((CAUSES, index, "because_of"), id.as_str(), CAUSES),
                }
            }
        }
        let mut evidence = std::mem::take(&mut self.evidence);
        put_in_order(&mut evidence, |(cause, event)| i64::from(cause.0) << 32 | i64::from(event.0));
        evidence.dedup();
        for &(cause, event) in &evidence {
            push(&mut links.events_of_cause, cause.at(), event);
            links.causes_of_event.push((event, cause));
        }
        put_in_order(&mut links.causes_of_event, |(event, _)| i64::from(event.0));
        for (index, addresses) in actions.iter().enumerate() {
            let mut answered = Vec::new();
            for id in addresses {
                match self.cause(id.as_str()) {
                    Some(cause) if answered.contains(&cause) => {}
                    Some(cause) => {
                        answered.push(cause);
                        push(&mut links.actions_of_cause, cause.at(), ActionIx::of(index));
                    }
                    None => self.dangling((ACTIONS, index, "addresses"), id.as_str(), CAUSES),
                }
            }
            set(&mut links.causes_of_action, index, answered);
        }
        self.cut_cycles(&mut links);
        self.case.links = links;
    }

    /// Cuts each cycle of `because_of` once, at the link that closes it, so that every chain of whys ends.
    fn cut_cycles(&mut self, links: &mut Links) {
        // 0: not visited; otherwise the number of the walk that came by, plus one.
        let mut walk_of = vec![0_usize; links.because_of.len()];
        for start in 0..links.because_of.len() {
            let walk = start + 1;
            let mut here = CauseIx::of(start);
            while walk_of.get(here.at()) == Some(&0) {
                set(&mut walk_of, here.at(), walk);
                let Some(behind) = links.because_of(here) else { break };
                if walk_of.get(behind.at()) == Some(&walk) {
                    set(&mut links.because_of, here.at(), None);
                    let causes = &self.case.incident.root_causes;
                    let ids = links.chain(behind).into_iter();
                    let ids = ids.filter_map(|ix| causes.get(ix.at())).map(|cause| cause.id.clone()).collect();
                    self.report((CAUSES, here.at(), "because_of"), ProblemKind::CauseCycle { ids });
                    break;
                }
                here = behind;
            }
        }
    }

    fn backward_impacts(&mut self) {
        for index in 0..self.case.incident.impacts.len() {
            let impact = self.case.incident.impacts.get(index);
            if let Some(kind) = impact.and_then(|impact| backward(impact.start, impact.end)) {
                self.report(("impacts", index, "end"), kind);
            }
        }
    }

    fn times(&mut self, from: usize, until: usize) {
        for index in from..until {
            let Some(event) = self.case.incident.timeline.get(index) else { return };
            let Some(at) = event.at.map(|when| when.at) else { continue };
            self.case.chronology.push(EventIx::of(index));
            if event.milestone.is_some() {
                self.case.marked.push(EventIx::of(index));
            }
            if let Some(count) = self.counts.get_mut(event.kind as usize) {
                *count += 1;
            }
            self.unordered |= at.ms() < self.last;
            self.last = at.ms();
            let end = event.until.map_or(at, |until| until.at.max(at));
            let span = Span::between(at, end);
            self.case.dated = Some(self.case.dated.map_or(span, |dated| dated.cover(span)));
            if let Some(kind) = backward(event.at, event.until) {
                self.report((EVENTS, index, "until"), kind);
            }
        }
    }
}

fn backward(start: Option<When>, end: Option<When>) -> Option<ProblemKind> {
    let (start, end) = (start?.at, end?.at);
    (end < start).then_some(ProblemKind::EndBeforeStart { start, end })
}

fn place(list: &str, index: usize, key: &str) -> Place {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    Place(vec![Step::Key(list.into()), Step::Index(index), Step::Key(key.into())])
}

fn set<T>(list: &mut [T], index: usize, value: T) {
    if let Some(slot) = list.get_mut(index) {
        *slot = value;
    }
}

fn push<T>(lists: &mut [Vec<T>], index: usize, value: T) {
    if let Some(list) = lists.get_mut(index) {
        list.push(value);
    }
}

/// The id of the thing at a position.
type IdAt<'a> = dyn Fn(usize) -> Option<&'a str> + 'a;

/// Positions by id: a table of positions whose ids are asked for where they stand, since a million of them are not
/// held twice. An id given twice belongs to the first.
#[derive(Default)]
struct ById {
    /// One more than a position, or 0, and the hash of its id, so that few ids are looked up to find that they differ; a
    /// power of two of them, at most two thirds in use.
    slots: Vec<(u32, u32)>,
}

impl ById {
    fn for_as_many_as(things: usize) -> Self {
        let slots = if things == 0 { 0 } else { (things + things / 2 + 1).next_power_of_two() };
        Self { slots: vec![(0, 0); slots] }
    }

    /// The ids of a whole list, and those given twice: the second position, the first, and the id.
    fn of(things: usize, id_at: &IdAt<'_>) -> (Self, Vec<(usize, usize, Box<str>)>) {
        let mut by_id = Self::for_as_many_as(things);
        let mut doubled = Vec::new();
        for index in 0..things {
            if let Some(first) = by_id.add(index, id_at) {
                doubled.push((index, first, id_at(index).unwrap_or("").into()));
            }
        }
        (by_id, doubled)
    }

    /// Adds the id at a position; the first position with that id, when there was one.
    fn add(&mut self, index: usize, id_at: &IdAt<'_>) -> Option<usize> {
        let id = id_at(index)?;
        let hash = hash(id.as_bytes());
        match self.look(id, hash, id_at) {
            Ok(first) => Some(first),
            Err(slot) => {
                set(&mut self.slots, slot, (u32::try_from(index + 1).unwrap_or(0), hash));
                None
            }
        }
    }

    fn find(&self, id: &str, id_at: &IdAt<'_>) -> Option<usize> {
        self.look(id, hash(id.as_bytes()), id_at).ok()
    }

    /// The position of an id, or the slot where it would be.
    fn look(&self, id: &str, hash: u32, id_at: &IdAt<'_>) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        // Which bits end up in a slot's number does not matter.
        let mut slot = hash as usize & mask;
        while let Some(&(taken, other)) = self.slots.get(slot)
            && let Some(position) = (taken as usize).checked_sub(1)
        {
            if other == hash && id_at(position) == Some(id) {
                return Ok(position);
            }
            slot = (slot + 1) & mask;
        }
        Err(slot)
    }
}

/// Eight bytes at a time, multiplied and folded.
fn hash(bytes: &[u8]) -> u32 {
    let mut hash = bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    for word in words.iter().chain([&last]) {
        hash = (hash ^ u64::from_le_bytes(*word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 32;
    }
    u32::try_from(hash & 0xffff_ffff).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_where_they_stand_first() {
        let ids = ["a", "b", "a", "", "b", "long enough for two words", ""];
        let (by_id, doubled) = ById::of(ids.len(), &|at| ids.get(at).copied());
        let doubled: Vec<_> = doubled.iter().map(|(index, first, id)| (*index, *first, &**id)).collect();
        assert_eq!(doubled, [(2, 0, "a"), (4, 1, "b"), (6, 3, "")]);
        for (id, position) in [("a", Some(0)), ("b", Some(1)), ("", Some(3)), ("c", None)] {
            assert_eq!(by_id.find(id, &|at| ids.get(at).copied()), position, "{id}");
        }
        assert_eq!(ById::default().find("a", &|_| None), None);
    }

    #[test]
    fn many_ids_alike_are_all_found() {
        let ids: Vec<String> = (0..10_000).map(|number| format!("event-{number}")).collect();
        let id_at = |at: usize| ids.get(at).map(String::as_str);
        let (by_id, doubled) = ById::of(ids.len(), &id_at);
        assert_eq!(doubled.len(), 0);
        assert!(ids.iter().enumerate().all(|(at, id)| by_id.find(id, &id_at) == Some(at)));
    }
}

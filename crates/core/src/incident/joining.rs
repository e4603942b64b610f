//! Checking the links of an incident and putting its events in order of time: an [`Incident`] becomes a [`Case`].

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::{
    ActionIx, Case, CauseIx, EventIx, EventKind, Incident, Links, Place, Problem, ProblemKind, Step, When, closest,
};
use crate::pace::{Pace, Progress, Stopped};
use crate::time::Span;

const EVENTS: &str = "timeline";
const CAUSES: &str = "root_causes";
const ACTIONS: &str = "corrective_actions";
const IMPACTS: &str = "impacts";
/// How many problems are listed; the others are counted.
const LISTED: usize = 1000;
/// For how many ids that lead nowhere one that they look like is sought.
const SUGGESTIONS: usize = 100;
/// How many events are looked at between two pauses.
const STEP: usize = 1000;

/// Joins an incident up, as [`Case::join`] does, with pauses after some events. The total of its progress is not known.
///
/// # Errors
/// [`Stopped`] when `pace` ended the work.
pub async fn join(incident: Incident, pace: &impl Pace) -> Result<(Case, Vec<Problem>), Stopped> {
    let mut problems = Problems::default();
    let mut case = {
        let (events, doubled) = event_ids(&incident, &mut problems, pace).await?;
        let causes = ids(CAUSES, incident.root_causes.iter().map(|cause| cause.id.as_str()), &mut problems);
        ids(ACTIONS, incident.corrective_actions.iter().map(|action| action.id.as_str()), &mut problems);
        ids(IMPACTS, incident.impacts.iter().map(|impact| &*impact.id), &mut problems);
        let mut links =
            Joiner { incident: &incident, events, causes, evidence: Vec::new(), asked: 0, problems: &mut problems };
        let mut order = Order::default();
        for (index, event) in incident.timeline.iter().enumerate() {
            links.evidence_of(index, event);
            order.add(index, event);
            if index % STEP == STEP - 1 {
                pace.pause(Progress { done: index + 1, total: None }).await?;
            }
        }
        let links = links.finish();
        for problem in backward_impacts(&incident) {
            problems.add(problem);
        }
        for (index, kind) in std::mem::take(&mut order.backward) {
            problems.report((EVENTS, index, "until"), kind);
        }
        problems.unlisted = problems.unlisted.saturating_add(order.backward_unlisted);
        pace.pause(Progress { done: incident.timeline.len(), total: None }).await?;
        Case { links, doubled, ..order.finish() }
    };
    case.incident = incident;
    Ok((case, problems.finish()))
}

/// The problems of joining, as many as are listed.
#[derive(Default)]
struct Problems {
    listed: Vec<Problem>,
    unlisted: u32,
}

impl Problems {
    fn add(&mut self, problem: Problem) {
        if self.listed.len() < LISTED {
            self.listed.push(problem);
        } else {
            self.unlisted = self.unlisted.saturating_add(1);
        }
    }

    fn report(&mut self, (list, index, key): (&str, usize, &str), kind: ProblemKind) {
        self.add(Problem { at: place(list, index, key), kind });
    }

    fn doubled(&mut self, list: &str, (index, first): (usize, usize), id: &str) {
        self.report((list, index, "id"), ProblemKind::DoubledId { found: id.into(), first: place(list, first, "id") });
    }

    fn finish(mut self) -> Vec<Problem> {
        if self.unlisted > 0 {
            self.listed.push(Problem { at: Place::default(), kind: ProblemKind::More { count: self.unlisted } });
        }
        self.listed
    }
}

/// Positions by id. An id given twice belongs to the first.
type ById<'a> = HashMap<&'a str, usize>;

/// Keeps the position of an id; `false`, and a problem, where an earlier item has it.
fn add_id<'a>(by_id: &mut ById<'a>, list: &str, index: usize, id: &'a str, problems: &mut Problems) -> bool {
    match by_id.entry(id) {
        Entry::Occupied(first) => {
            problems.doubled(list, (index, *first.get()), id);
            false
        }
        Entry::Vacant(free) => {
            free.insert(index);
            true
        }
    }
}

fn ids<'a>(list: &str, ids: impl Iterator<Item = &'a str>, problems: &mut Problems) -> ById<'a> {
    let mut by_id = ById::new();
    for (index, id) in ids.enumerate() {
        add_id(&mut by_id, list, index, id, problems);
    }
    by_id
}

/// The positions of events by id, and the events whose id an earlier one has.
async fn event_ids<'a>(
    incident: &'a Incident,
    problems: &mut Problems,
    pace: &impl Pace,
) -> Result<(ById<'a>, Vec<EventIx>), Stopped> {
    let (mut by_id, mut doubled) = (ById::with_capacity(incident.timeline.len()), Vec::new());
    for (index, event) in incident.timeline.iter().enumerate() {
        if !add_id(&mut by_id, EVENTS, index, event.id.as_str(), problems) {
            doubled.push(EventIx::of(index));
        }
        if index % STEP == STEP - 1 {
            pace.pause(Progress { done: index + 1, total: None }).await?;
        }
    }
    Ok((by_id, doubled))
}

/// What follows from the times of the events.
#[derive(Default)]
struct Order {
    /// When each event with a time begins, and its position.
    starts: Vec<(i64, u32)>,
    /// The events that name a milestone, by time and position.
    marked: Vec<(i64, u32)>,
    dated: Option<Span>,
    counts: [usize; EventKind::ALL.len()],
    /// Events that end before they begin; they are reported after what is wrong with the links.
    backward: Vec<(usize, ProblemKind)>,
    backward_unlisted: u32,
}

impl Order {
    fn add(&mut self, index: usize, event: &super::Event) {
        let Some(at) = event.at.map(|when| when.at) else { return };
        let start = (at.ms(), EventIx::of(index).0);
        self.starts.push(start);
        if event.milestone.is_some() {
            self.marked.push(start);
        }
        if let Some(count) = self.counts.get_mut(event.kind as usize) {
            *count += 1;
        }
        let span = Span::between(at, event.until.map_or(at, |until| until.at.max(at)));
        self.dated = Some(self.dated.map_or(span, |dated| dated.cover(span)));
        if let Some(kind) = backward(event.at, event.until) {
            if self.backward.len() < LISTED {
                self.backward.push((index, kind));
            } else {
                self.backward_unlisted = self.backward_unlisted.saturating_add(1);
            }
        }
    }

    /// The case without its incident and links. Events of one moment stay in file order.
    fn finish(mut self) -> Case {
        self.starts.sort_unstable();
        self.marked.sort_unstable();
        let positions = |sorted: Vec<(i64, u32)>| sorted.into_iter().map(|(_, index)| EventIx(index)).collect();
        let present = EventKind::ALL.iter().copied().zip(self.counts).filter(|(_, count)| *count > 0);
        let (kinds, counts) = present.unzip();
        Case {
            chronology: positions(self.starts),
            marked: positions(self.marked),
            dated: self.dated,
            kinds,
            counts,
            ..Case::default()
        }
    }
}

/// The links of an incident, as far as its ids lead anywhere.
struct Joiner<'a> {
    incident: &'a Incident,
    events: ById<'a>,
    causes: ById<'a>,
    evidence: Vec<(CauseIx, EventIx)>,
    /// For how many ids it was asked what they look like.
    asked: usize,
    problems: &'a mut Problems,
}

impl Joiner<'_> {
    fn dangling(&mut self, from: (&str, usize, &str), id: &str, list: &'static str) {
        // Looking through all ids for each of many that lead nowhere would take a hostile file's word for it.
        let ids = if list == CAUSES { &self.causes } else { &self.events };
        let near =
            (self.asked < SUGGESTIONS && ids.len() <= 10_000).then(|| closest(id, ids.keys().copied())).flatten();
        self.asked += 1;
        self.problems.report(from, ProblemKind::DanglingId { found: id.into(), list, meant: near.map(Into::into) });
    }

    fn cause(&self, id: &str) -> Option<CauseIx> {
        self.causes.get(id).copied().map(CauseIx::of)
    }

    fn evidence_of(&mut self, index: usize, event: &super::Event) {
        for id in &event.causes {
            match self.cause(id.as_str()) {
                Some(cause) => self.evidence.push((cause, EventIx::of(index))),
                None => self.dangling((EVENTS, index, "causes"), id.as_str(), CAUSES),
            }
        }
    }

    fn finish(mut self) -> Links {
        let Incident { root_causes: causes, corrective_actions: actions, .. } = self.incident;
        let mut links = Links {
            events_of_cause: vec![Vec::new(); causes.len()],
            actions_of_cause: vec![Vec::new(); causes.len()],
            because_of: Vec::with_capacity(causes.len()),
            causes_of_action: Vec::with_capacity(actions.len()),
            causes_of_event: Vec::new(),
        };
        for (index, cause) in causes.iter().enumerate() {
            for id in &cause.events {
                match self.events.get(id.as_str()) {
                    Some(event) => self.evidence.push((CauseIx::of(index), EventIx::of(*event))),
                    None => self.dangling((CAUSES, index, "events"), id.as_str(), EVENTS),
                }
            }
            let behind = cause.because_of.as_ref().and_then(|id| {
                let behind = self.cause(id.as_str());
                if behind.is_none() {
                    self.dangling((CAUSES, index, "because_of"), id.as_str(), CAUSES);
                }
                behind
            });
            links.because_of.push(behind);
        }
        self.evidence.sort_unstable();
        self.evidence.dedup();
        for &(cause, event) in &self.evidence {
            push(&mut links.events_of_cause, cause.at(), event);
            links.causes_of_event.push((event, cause));
        }
        links.causes_of_event.sort_unstable();
        for (index, action) in actions.iter().enumerate() {
            let (mut answered, mut seen) = (Vec::new(), HashSet::new());
            for id in &action.addresses {
                match self.cause(id.as_str()) {
                    Some(cause) if !seen.insert(cause) => {}
                    Some(cause) => {
                        answered.push(cause);
                        push(&mut links.actions_of_cause, cause.at(), ActionIx::of(index));
                    }
                    None => self.dangling((ACTIONS, index, "addresses"), id.as_str(), CAUSES),
                }
            }
            links.causes_of_action.push(answered);
        }
        self.cut_cycles(&mut links);
        links
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
                    let causes = &self.incident.root_causes;
                    let ids = links.chain(behind).into_iter();
                    let ids = ids.filter_map(|ix| causes.get(ix.at())).map(|cause| cause.id.clone()).collect();
                    self.problems.report((CAUSES, here.at(), "because_of"), ProblemKind::CauseCycle { ids });
                    break;
                }
                here = behind;
            }
        }
    }
}

/// The impacts that end before they start: they count in no figure.
pub fn backward_impacts(incident: &Incident) -> impl Iterator<Item = Problem> {
    incident.impacts.iter().enumerate().filter_map(|(index, impact)| {
        let kind = backward(impact.start, impact.end)?;
        Some(Problem { at: place(IMPACTS, index, "end"), kind })
    })
}

fn backward(start: Option<When>, end: Option<When>) -> Option<ProblemKind> {
    let (start, end) = (start?, end?);
    end.is_before(start).then_some(ProblemKind::EndBeforeStart { start: start.at, end: end.at })
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

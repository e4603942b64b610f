//! Joining an incident up, some events at a time, so that a page can paint in between. Must never join anything
//! otherwise than in one go.

use super::by_id::ById;
use super::{
    ActionIx, Case, CauseId, CauseIx, EventId, EventIx, EventKind, Incident, Links, Place, Problem, ProblemKind, Step,
    When,
};
use crate::time::Span;

const EVENTS: &str = "timeline";
const CAUSES: &str = "root_causes";
const ACTIONS: &str = "corrective_actions";
/// How many problems are listed; the others are counted.
const LISTED: usize = 1000;

/// An incident being joined up: what [`Case::join`] does, in steps.
pub struct Joining {
    case: Case,
    stage: Screen,
    /// How many events were looked at in this stage.
    done: usize,
    events: ById,
    causes: ById,
    evidence: Vec<(CauseIx, EventIx)>,
    counts: [usize; EventKind::ALL.len()],
    /// When each event with a time begins, and its position.
    starts: Vec<(i64, u32)>,
    /// Events that end before they begin; they are reported after what is wrong with the links.
    backward: Vec<(usize, ProblemKind)>,
    problems: Vec<Problem>,
    unlisted: u32,
}

/// What is looked at, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Screen {
    /// The ids of the events.
    Ids,
    /// The causes that events name, and their times.
    Events,
    /// The links between everything else.
    Links,
    /// The order of the events.
    Order,
    /// Nothing more.
    Done,
}

impl Joining {
    /// Before the first step.
    #[must_use]
    pub fn new(incident: Incident) -> Self {
        Self {
            case: Case { incident, ..Case::default() },
            stage: Screen::Ids,
            done: 0,
            events: ById::default(),
            causes: ById::default(),
            evidence: Vec::new(),
            counts: [0; EventKind::ALL.len()],
            starts: Vec::new(),
            backward: Vec::new(),
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
        let next = |joining: &mut Self, after: Screen| {
            let over = until == all;
            joining.done = if over { 0 } else { until };
            joining.stage = if over { after } else { stage };
        };
        match stage {
            Screen::Ids => {
                if self.event_ids(from, until) {
                    next(self, Screen::Events);
                } else {
                    // Once more from the first, now that all have to be held.
                    self.events = ById::for_as_many_as(all);
                    self.done = 0;
                }
            }
            Screen::Events => {
                if from == 0 {
                    self.other_ids();
                    self.starts = Vec::with_capacity(all);
                }
                self.evidence_and_times(from, until);
                next(self, Screen::Links);
            }
            Screen::Links => {
                self.links();
                // Their memory is needed no longer.
                self.events = ById::default();
                self.backward_impacts();
                for (index, kind) in std::mem::take(&mut self.backward) {
                    self.report((EVENTS, index, "until"), kind);
                }
                self.stage = Screen::Order;
            }
            Screen::Order => {
                let mut starts = std::mem::take(&mut self.starts);
                // Events of one moment stay in file order.
                starts.sort_unstable();
                self.case.chronology = starts.into_iter().map(|(_, at)| EventIx(at)).collect();
                let timeline = &self.case.incident.timeline;
                self.case.marked.sort_by_key(|ix| {
                    timeline.get(ix.at()).and_then(|event| event.at).map_or(i64::MIN, |when| when.at.ms())
                });
                let present = EventKind::ALL.iter().zip(self.counts).filter(|(_, count)| *count > 0);
                for (kind, count) in present {
                    self.case.kinds.push(*kind);
                    self.case.counts.push(count);
                }
                if self.unlisted > 0 {
                    self.problems
                        .push(Problem { at: Place::default(), kind: ProblemKind::More { count: self.unlisted } });
                }
                self.stage = Screen::Done;
                return Some((std::mem::take(&mut self.case), std::mem::take(&mut self.problems)));
            }
            Screen::Done => {}
        }
        None
    }

    fn report(&mut self, (list, index, key): (&'static str, usize, &'static str), kind: ProblemKind) {
        self.add(Problem { at: place(list, index, key), kind });
    }

    fn add(&mut self, problem: Problem) {
        if self.problems.len() < LISTED {
            self.problems.push(problem);
        } else {
            self.unlisted = self.unlisted.saturating_add(1);
        }
    }

    /// `false` when an id comes that does not follow the one before, while only such ids were met.
    fn event_ids(&mut self, from: usize, until: usize) -> bool {
        for index in from..until {
            let id_at = |at: usize| self.case.incident.timeline.get(at).map(|event| event.id.as_str());
            if self.events.follows(index, &id_at) {
                continue;
            }
            if self.events.is_rising() {
                return false;
            }
            if let Some(first) = self.events.add(index, &id_at) {
                self.doubled(EVENTS, (index, first), id_at(index).unwrap_or("").into());
            }
        }
        true
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

    fn evidence_and_times(&mut self, from: usize, until: usize) {
        let mut naming = Vec::new();
        let mut dated = self.case.dated.map(|dated| (dated.start(), dated.end()));
        let events = self.case.incident.timeline.get(from..until).unwrap_or_default();
        for (index, event) in (from..).zip(events) {
            if !event.causes.is_empty() {
                naming.push(index);
            }
            let Some(at) = event.at.map(|when| when.at) else { continue };
            let ix = EventIx::of(index);
            self.starts.push((at.ms(), ix.0));
            if event.milestone.is_some() {
                self.case.marked.push(ix);
            }
            if let Some(count) = self.counts.get_mut(event.kind as usize) {
                *count += 1;
            }
            let end = event.until.map_or(at, |until| until.at.max(at));
            dated = Some(dated.map_or((at, end), |(first, last)| (first.min(at), last.max(end))));
            if let Some(kind) = backward(event.at, event.until) {
                if self.backward.len() < LISTED {
                    self.backward.push((index, kind));
                } else {
                    self.unlisted = self.unlisted.saturating_add(1);
                }
            }
        }
        self.case.dated = dated.map(|(first, last)| Span::between(first, last));
        for index in naming {
            self.evidence_of(index);
        }
    }

    fn evidence_of(&mut self, index: usize) {
        let causes = self.case.incident.timeline.get(index).map(|event| event.causes.clone());
        for id in causes.unwrap_or_default() {
            match self.cause(id.as_str()) {
                Some(cause) => self.evidence.push((cause, EventIx::of(index))),
                None => self.dangling((EVENTS, index, "causes"), id.as_str(), CAUSES),
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
        evidence.sort_unstable();
        evidence.dedup();
        for &(cause, event) in &evidence {
            push(&mut links.events_of_cause, cause.at(), event);
            links.causes_of_event.push((event, cause));
        }
        links.causes_of_event.sort_by_key(|(event, _)| *event);
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
        let found: Vec<Problem> = backward_impacts(&self.case.incident).collect();
        for problem in found {
            self.add(problem);
        }
    }
}

/// The impacts that end before they start: they count in no figure.
pub fn backward_impacts(incident: &Incident) -> impl Iterator<Item = Problem> {
    incident.impacts.iter().enumerate().filter_map(|(index, impact)| {
        let kind = backward(impact.start, impact.end)?;
        Some(Problem { at: place("impacts", index, "end"), kind })
    })
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

//! An incident joined up: which events show which causes, which actions answer them, and the order of events in time.
//! Must never hold a figure.

use std::collections::HashMap;

use super::{ActionIx, CauseIx, EventIx, EventKind, ImpactIx, Incident, Place, Problem, ProblemKind, Step};
use crate::time::{Instant, Span, put_in_order};

/// The links between the parts of one incident, both ways, by position. A link the file gives twice (an event names
/// its cause and the cause names the event) is one link. Lists are in file order and hold no position twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    events_of_cause: Vec<Vec<EventIx>>,
    actions_of_cause: Vec<Vec<ActionIx>>,
    because_of: Vec<Option<CauseIx>>,
    causes_of_action: Vec<Vec<CauseIx>>,
    /// In order of the event; most events show no cause.
    causes_of_event: Vec<(EventIx, CauseIx)>,
}

impl Links {
    /// The events that show a cause.
    #[must_use]
    pub fn events_of_cause(&self, cause: CauseIx) -> &[EventIx] {
        self.events_of_cause.get(cause.at()).map_or(&[], Vec::as_slice)
    }

    /// The actions that answer a cause.
    #[must_use]
    pub fn actions_of_cause(&self, cause: CauseIx) -> &[ActionIx] {
        self.actions_of_cause.get(cause.at()).map_or(&[], Vec::as_slice)
    }

    /// The causes an action answers.
    #[must_use]
    pub fn causes_of_action(&self, action: ActionIx) -> &[CauseIx] {
        self.causes_of_action.get(action.at()).map_or(&[], Vec::as_slice)
    }

    /// The causes an event shows.
    pub fn causes_of_event(&self, event: EventIx) -> impl Iterator<Item = CauseIx> {
        let first = self.causes_of_event.partition_point(|(other, _)| *other < event);
        let from_there = self.causes_of_event.get(first..).unwrap_or_default().iter();
        from_there.take_while(move |(other, _)| *other == event).map(|(_, cause)| *cause)
    }

    /// The cause behind a cause.
    #[must_use]
    pub fn because_of(&self, cause: CauseIx) -> Option<CauseIx> {
        self.because_of.get(cause.at()).copied().flatten()
    }

    /// The chain of whys from a cause to the last one behind it, itself first. It always ends.
    #[must_use]
    pub fn chain(&self, cause: CauseIx) -> Vec<CauseIx> {
        std::iter::successors(Some(cause), |&cause| self.because_of(cause)).collect()
    }

    /// The causes that a cause is directly behind.
    #[must_use]
    pub fn leads_to(&self, cause: CauseIx) -> Vec<CauseIx> {
        (0..self.because_of.len()).map(CauseIx::of).filter(|&other| self.because_of(other) == Some(cause)).collect()
    }

    /// How many links there are between causes and actions.
    #[must_use]
    pub fn cause_action_count(&self) -> usize {
        self.causes_of_action.iter().map(Vec::len).sum()
    }
}

/// An incident with everything that follows from the file alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// What the file says.
    pub incident: Incident,
    /// How its parts belong together.
    pub links: Links,
    /// Events with a time, in order of time, then of the file.
    pub chronology: Vec<EventIx>,
    /// Those of them that last, in the same order: few, so that a view can find the ones that began before it.
    pub lasting: Vec<EventIx>,
    /// The kinds of events in the chronology, in the order of the vocabulary.
    pub kinds: Vec<EventKind>,
}

impl Case {
    /// Joins an incident up. What does not join (ids that lead nowhere or are given twice, ends before starts, a cycle
    /// of causes) comes back as problems; the rest is joined all the same.
    #[must_use]
    pub fn join(incident: Incident) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let links = join_links(&incident, &mut problems);
        report_backward_spans(&incident, &mut problems);
        let mut chronology: Vec<EventIx> =
            (0..incident.timeline.len()).map(EventIx::of).filter(|ix| event_start(&incident, *ix).is_some()).collect();
        // Stable: events of one moment stay in file order. Cheap when the file is in order already.
        put_in_order(&mut chronology, |ix| event_start(&incident, *ix).map_or(i64::MIN, Instant::ms));
        let mut case = Self { incident, links, chronology, ..Self::default() };
        let lasts = |ix: &&EventIx| case.event_span(**ix).is_some_and(|span| !span.is_empty());
        case.lasting = case.chronology.iter().filter(lasts).copied().collect();
        let mut present = [false; EventKind::ALL.len()];
        for ix in &case.chronology {
            if let Some(event) = case.incident.timeline.get(ix.at()) {
                set(&mut present, event.kind as usize, true);
            }
        }
        case.kinds = EventKind::ALL.iter().zip(present).filter_map(|(kind, here)| here.then_some(*kind)).collect();
        (case, problems)
    }

    /// The stretch an event covers: empty at its moment when it did not last, or when its end is before its start.
    /// `None` when it has no time.
    #[must_use]
    pub fn event_span(&self, event: EventIx) -> Option<Span> {
        let event = self.incident.timeline.get(event.at())?;
        let start = event.at?.at;
        Some(event.until.and_then(|until| Span::new(start, until.at)).unwrap_or(Span::between(start, start)))
    }

    /// The stretch an impact covers, with `now` for an end that has not come. `None` when it has no start, runs
    /// backwards, begins after `now` without an end, or has an end that could not be read.
    #[must_use]
    pub fn impact_span(&self, impact: ImpactIx, now: Instant) -> Option<Span> {
        let impact = self.incident.impacts.get(impact.at())?;
        if impact.end_unread {
            return None;
        }
        Span::new(impact.start?.at, impact.end.map_or(now, |end| end.at))
    }

    /// The smallest stretch that holds every dated event, impact and milestone. `None` when nothing is dated.
    #[must_use]
    pub fn extent(&self, now: Instant) -> Option<Span> {
        use super::Milestone;
        let events = self.chronology.iter().filter_map(|ix| self.event_span(*ix));
        let impacts = (0..self.incident.impacts.len()).filter_map(|ix| {
            let start = self.incident.impacts.get(ix)?.start?.at;
            Some(self.impact_span(ImpactIx::of(ix), now).unwrap_or(Span::between(start, start)))
        });
        let milestones = Milestone::ALL
            .iter()
            .filter_map(|m| self.incident.milestones.get(*m))
            .map(|when| Span::between(when.at, when.at));
        events.chain(impacts).chain(milestones).reduce(Span::cover)
    }
}

fn event_start(incident: &Incident, event: EventIx) -> Option<Instant> {
    Some(incident.timeline.get(event.at())?.at?.at)
}

fn place(list: &str, index: usize, key: &str) -> Place {
    let index = u32::try_from(index).unwrap_or(u32::MAX);
    Place(vec![Step::Key(list.into()), Step::Index(index), Step::Key(key.into())])
}

/// Positions by id; an id given twice belongs to the first, and is a problem.
fn by_id<'a>(
    list: &'static str,
    ids: impl Iterator<Item = &'a str>,
    problems: &mut Vec<Problem>,
) -> HashMap<&'a str, usize> {
    let mut positions = HashMap::with_capacity(ids.size_hint().0);
    for (index, id) in ids.enumerate() {
        match positions.entry(id) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(index);
            }
            std::collections::hash_map::Entry::Occupied(entry) => problems.push(Problem {
                at: place(list, index, "id"),
                kind: ProblemKind::DoubledId { found: id.into(), first: place(list, *entry.get(), "id") },
            }),
        }
    }
    positions
}

fn join_links(incident: &Incident, problems: &mut Vec<Problem>) -> Links {
    const EVENTS: &str = "timeline";
    const CAUSES: &str = "root_causes";
    const ACTIONS: &str = "corrective_actions";
    let events = by_id(EVENTS, incident.timeline.iter().map(|e| e.id.as_str()), problems);
    let causes = by_id(CAUSES, incident.root_causes.iter().map(|c| c.id.as_str()), problems);
    by_id(ACTIONS, incident.corrective_actions.iter().map(|a| a.id.as_str()), problems);
    by_id("impacts", incident.impacts.iter().map(|i| &*i.id), problems);

    let mut links = Links {
        events_of_cause: vec![Vec::new(); incident.root_causes.len()],
        actions_of_cause: vec![Vec::new(); incident.root_causes.len()],
        because_of: vec![None; incident.root_causes.len()],
        causes_of_action: vec![Vec::new(); incident.corrective_actions.len()],
        causes_of_event: Vec::new(),
    };
    let dangling = |at: Place, id: &str, list| Problem { at, kind: ProblemKind::DanglingId { found: id.into(), list } };

    let mut evidence: Vec<(CauseIx, EventIx)> = Vec::new();
    for (event, causes_named) in incident.timeline.iter().map(|e| &e.causes).enumerate() {
        for id in causes_named {
            match causes.get(id.as_str()) {
                Some(&cause) => evidence.push((CauseIx::of(cause), EventIx::of(event))),
                None => problems.push(dangling(place(EVENTS, event, "causes"), id.as_str(), CAUSES)),
            }
        }
    }
    for (index, cause) in incident.root_causes.iter().enumerate() {
        for id in &cause.events {
            match events.get(id.as_str()) {
                Some(&event) => evidence.push((CauseIx::of(index), EventIx::of(event))),
                None => problems.push(dangling(place(CAUSES, index, "events"), id.as_str(), EVENTS)),
            }
        }
        if let Some(id) = &cause.because_of {
            match causes.get(id.as_str()) {
                Some(&behind) => set(&mut links.because_of, index, Some(CauseIx::of(behind))),
                None => problems.push(dangling(place(CAUSES, index, "because_of"), id.as_str(), CAUSES)),
            }
        }
    }
    put_in_order(&mut evidence, |(cause, event)| i64::from(cause.0) << 32 | i64::from(event.0));
    evidence.dedup();
    for &(cause, event) in &evidence {
        push(&mut links.events_of_cause, cause.at(), event);
        links.causes_of_event.push((event, cause));
    }
    put_in_order(&mut links.causes_of_event, |(event, _)| i64::from(event.0));
    for (index, action) in incident.corrective_actions.iter().enumerate() {
        let mut answered = Vec::new();
        for id in &action.addresses {
            match causes.get(id.as_str()) {
                Some(&cause) if answered.contains(&CauseIx::of(cause)) => {}
                Some(&cause) => {
                    answered.push(CauseIx::of(cause));
                    push(&mut links.actions_of_cause, cause, ActionIx::of(index));
                }
                None => problems.push(dangling(place(ACTIONS, index, "addresses"), id.as_str(), CAUSES)),
            }
        }
        set(&mut links.causes_of_action, index, answered);
    }
    cut_cycles(incident, &mut links, problems);
    links
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

/// Cuts each cycle of `because_of` once, at the link that closes it, so that every chain of whys ends.
fn cut_cycles(incident: &Incident, links: &mut Links, problems: &mut Vec<Problem>) {
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
                let ids = links.chain(behind).into_iter();
                let ids = ids.filter_map(|ix| incident.root_causes.get(ix.at())).map(|cause| cause.id.clone());
                problems.push(Problem {
                    at: place("root_causes", here.at(), "because_of"),
                    kind: ProblemKind::CauseCycle { ids: ids.collect() },
                });
                break;
            }
            here = behind;
        }
    }
}

fn report_backward_spans(incident: &Incident, problems: &mut Vec<Problem>) {
    let mut report = |list, index, key, start: Option<super::When>, end: Option<super::When>| {
        if let (Some(start), Some(end)) = (start, end)
            && end.at < start.at
        {
            let kind = ProblemKind::EndBeforeStart { start: start.at, end: end.at };
            problems.push(Problem { at: place(list, index, key), kind });
        }
    };
    for (index, impact) in incident.impacts.iter().enumerate() {
        report("impacts", index, "end", impact.start, impact.end);
    }
    for (index, event) in incident.timeline.iter().enumerate() {
        report("timeline", index, "until", event.at, event.until);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cause, CauseId, CauseRole, CorrectiveAction, EventId};
    use super::*;

    fn cause(id: &str, because_of: Option<&str>, events: &[&str]) -> Cause {
        Cause {
            id: CauseId::new(id),
            title: id.into(),
            details: None,
            role: Some(CauseRole::Root),
            because_of: because_of.map(CauseId::new),
            events: events.iter().map(|id| EventId::new(id)).collect(),
            links: Vec::new(),
            extra: Vec::new(),
        }
    }

    fn action(id: &str, addresses: &[&str]) -> CorrectiveAction {
        CorrectiveAction {
            id: super::super::ActionId::new(id),
            title: id.into(),
            details: None,
            addresses: addresses.iter().map(|id| CauseId::new(id)).collect(),
            kind: None,
            owner: None,
            status: None,
            priority: None,
            due: None,
            completed: None,
            links: Vec::new(),
            extra: Vec::new(),
        }
    }

    fn kinds(problems: &[Problem]) -> Vec<&ProblemKind> {
        problems.iter().map(|problem| &problem.kind).collect()
    }

    #[test]
    fn causes_and_actions_are_joined_both_ways_and_once() {
        let incident = Incident {
            root_causes: vec![cause("a", Some("b"), &[]), cause("b", None, &[])],
            corrective_actions: vec![action("x", &["a", "a", "b"]), action("y", &[])],
            ..Incident::default()
        };
        let (case, problems) = Case::join(incident);
        assert_eq!(problems, vec![]);
        assert_eq!(case.links.cause_action_count(), 2);
        assert_eq!(case.links.actions_of_cause(CauseIx(1)), [ActionIx(0)]);
        assert_eq!(case.links.causes_of_action(ActionIx(0)), [CauseIx(0), CauseIx(1)]);
        assert_eq!(case.links.causes_of_action(ActionIx(1)), []);
        assert_eq!(case.links.chain(CauseIx(0)), [CauseIx(0), CauseIx(1)]);
        assert_eq!(case.links.leads_to(CauseIx(1)), [CauseIx(0)]);
    }

    #[test]
    fn a_cycle_of_causes_is_cut_once_and_reported() {
        for (ids, cycle) in [(vec![("a", "a")], 1), (vec![("a", "b"), ("b", "c"), ("c", "b")], 2)] {
            let root_causes = ids.iter().map(|(id, behind)| cause(id, Some(behind), &[])).collect();
            let (case, problems) = Case::join(Incident { root_causes, ..Incident::default() });
            assert!(
                matches!(kinds(&problems)[..], [ProblemKind::CauseCycle { ids }] if ids.len() == cycle),
                "{problems:?}"
            );
            for ix in 0..ids.len() {
                assert!(case.links.chain(CauseIx::of(ix)).len() <= ids.len());
            }
        }
    }

    #[test]
    fn ids_that_lead_nowhere_or_stand_twice_are_reported_with_their_place() {
        let incident = Incident {
            root_causes: vec![cause("a", Some("nobody"), &["no-event"]), cause("a", None, &[])],
            corrective_actions: vec![action("x", &["nothing"])],
            ..Incident::default()
        };
        let (_, problems) = Case::join(incident);
        let places: Vec<_> = problems.iter().map(|problem| problem.at.to_string()).collect();
        assert_eq!(
            places,
            [
                "root_causes[1].id",
                "root_causes[0].events",
                "root_causes[0].because_of",
                "corrective_actions[0].addresses"
            ]
        );
    }
}

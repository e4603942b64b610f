//! An incident joined up: which events show which causes, which actions answer them, and the order of events in time.

use super::joining::join;
use super::{ActionIx, CauseIx, EventIx, EventKind, ImpactIx, Incident, Problem};
use crate::pace::{NoPause, run_now};
use crate::time::{Instant, Span};

/// The links between the parts of one incident, both ways, by position. A link the file gives twice (an event names
/// its cause and the cause names the event) is one link. Lists are in file order and hold no position twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    pub(super) events_of_cause: Vec<Vec<EventIx>>,
    pub(super) actions_of_cause: Vec<Vec<ActionIx>>,
    pub(super) because_of: Vec<Option<CauseIx>>,
    pub(super) causes_of_action: Vec<Vec<CauseIx>>,
    /// In order of the event; most events show no cause.
    pub(super) causes_of_event: Vec<(EventIx, CauseIx)>,
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
    /// Those of them that name a milestone, in the same order.
    pub marked: Vec<EventIx>,
    /// Events whose id an earlier event has, in the order of the file.
    pub doubled: Vec<EventIx>,
    /// From the first of the chronology to the end of the last; `None` when no event has a time.
    pub dated: Option<Span>,
    /// The kinds of events in the chronology, in the order of the vocabulary.
    pub kinds: Vec<EventKind>,
    /// How many there are of each.
    pub counts: Vec<usize>,
}

impl Case {
    /// Joins an incident up. What does not join (ids that lead nowhere or are given twice, ends before starts, a cycle
    /// of causes) comes back as problems; the rest is joined all the same.
    #[must_use]
    pub fn join(incident: Incident) -> (Self, Vec<Problem>) {
        // Work that never pauses is never stopped.
        run_now(join(incident, &NoPause)).unwrap_or_default()
    }

    /// `true` when an earlier event has the id of this one.
    #[must_use]
    pub fn has_doubled_id(&self, event: EventIx) -> bool {
        self.doubled.binary_search(&event).is_ok()
    }

    /// The stretch an event covers: empty at its moment when it did not last, or when its end is before its start.
    /// `None` when it has no time.
    #[must_use]
    pub fn event_span(&self, event: EventIx) -> Option<Span> {
        let event = self.incident.timeline.get(event.at())?;
        let start = event.at?.at;
        Some(event.until.and_then(|until| Span::new(start, until.at)).unwrap_or(Span::between(start, start)))
    }

    /// The stretch an impact covers: see [`Impact::span`](super::Impact::span).
    #[must_use]
    pub fn impact_span(&self, impact: ImpactIx, now: Instant) -> Option<Span> {
        self.incident.impacts.get(impact.at())?.span(now)
    }

    /// The smallest stretch that holds every dated event, impact and milestone. `None` when nothing is dated. Looks at no
    /// event.
    #[must_use]
    pub fn extent(&self, now: Instant) -> Option<Span> {
        use super::Milestone;
        let impacts = (0..self.incident.impacts.len()).filter_map(|ix| {
            let start = self.incident.impacts.get(ix)?.start?.at;
            Some(self.impact_span(ImpactIx::of(ix), now).unwrap_or(Span::between(start, start)))
        });
        let milestones = Milestone::ALL
            .iter()
            .filter_map(|m| self.incident.milestones.get(*m))
            .map(|when| Span::between(when.at, when.at));
        self.dated.into_iter().chain(impacts).chain(milestones).reduce(Span::cover)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cause, CauseId, CauseRole, CorrectiveAction, EventId, ProblemKind};
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
    fn an_id_that_leads_nowhere_may_be_meant_for_another() {
        let incident = Incident {
            root_causes: vec![cause("bug", None, &[]), cause("surge", None, &[])],
            corrective_actions: vec![action("x", &["bugs"]), action("y", &["nothing"])],
            ..Incident::default()
        };
        let sentences: Vec<_> = Case::join(incident).1.iter().map(Problem::sentence).collect();
        assert_eq!(
            sentences,
            [
                r#""bugs" is the id of nothing in root_causes. Did you mean "bug"?"#,
                r#""nothing" is the id of nothing in root_causes. Give something there this id, or correct it."#
            ]
        );
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

//! What the reader has selected, and what is related to it.

use faultline_core::findings::Subject;
use faultline_core::incident::{ActionIx, Case, CauseIx, EventIx, ImpactIx};
use faultline_core::time::Span;

/// What is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// An event.
    Event(EventIx),
    /// An impact.
    Impact(ImpactIx),
    /// A cause.
    Cause(CauseIx),
    /// A corrective action.
    Action(ActionIx),
    /// A stretch of time.
    Range(Span),
}

impl Selection {
    /// What a finding leads to; `None` when it is about the incident as a whole.
    #[must_use]
    pub const fn of(subject: Subject) -> Option<Self> {
        match subject {
            Subject::Incident => None,
            Subject::Event(ix) => Some(Self::Event(ix)),
            Subject::Impact(ix) => Some(Self::Impact(ix)),
            Subject::Cause(ix) => Some(Self::Cause(ix)),
            Subject::Action(ix) => Some(Self::Action(ix)),
        }
    }
}

/// What is related to a selection and highlighted with it; everything else fades. Each list is sorted, without duplicates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Related {
    events: Vec<EventIx>,
    causes: Vec<CauseIx>,
    actions: Vec<ActionIx>,
}

impl Related {
    /// What is related to a selection: to a cause the events that show it, the actions that answer it and its chain of
    /// whys; to an action the causes it answers and the events that show them; to an event the causes it shows and what
    /// answers those. `None`, nothing fades: for a selection that has no such relations.
    #[must_use]
    pub fn of(case: &Case, selection: Selection) -> Option<Self> {
        let links = &case.links;
        let mut related = Self::default();
        match selection {
            Selection::Cause(cause) => {
                related.causes = links.chain(cause);
                related.events = links.events_of_cause(cause).to_vec();
                related.actions = links.actions_of_cause(cause).to_vec();
            }
            Selection::Action(action) => {
                related.actions.push(action);
                related.causes = links.causes_of_action(action).to_vec();
                for &cause in &related.causes {
                    related.events.extend(links.events_of_cause(cause));
                }
            }
            Selection::Event(event) => {
                related.causes.extend(links.causes_of_event(event));
                if related.causes.is_empty() {
                    return None;
                }
                for &cause in &related.causes {
                    related.actions.extend(links.actions_of_cause(cause));
                }
                related.events.push(event);
            }
            Selection::Impact(_) | Selection::Range(_) => return None,
        }
        related.events.sort_unstable();
        related.causes.sort_unstable();
        related.actions.sort_unstable();
        related.events.dedup();
        related.actions.dedup();
        Some(related)
    }

    /// `true` for an event that is related.
    #[must_use]
    pub fn event(&self, event: EventIx) -> bool {
        self.events.binary_search(&event).is_ok()
    }

    /// `true` for a cause that is related.
    #[must_use]
    pub fn cause(&self, cause: CauseIx) -> bool {
        self.causes.binary_search(&cause).is_ok()
    }

    /// `true` for an action that is related.
    #[must_use]
    pub fn action(&self, action: ActionIx) -> bool {
        self.actions.binary_search(&action).is_ok()
    }
}

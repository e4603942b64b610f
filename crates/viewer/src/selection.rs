//! What the reader has chosen, and what belongs with it. Must never hold pixels.

use faultline_core::incident::{ActionIx, Case, CauseIx, EventIx, ImpactIx};
use faultline_core::metrics::Subject;
use faultline_core::time::Span;

/// What is chosen.
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
    /// The choice that a finding leads to; `None` when it is about the incident as a whole.
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

/// What is lit because of a choice; everything else fades. Each list is in order and holds nothing twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lit {
    events: Vec<EventIx>,
    causes: Vec<CauseIx>,
    actions: Vec<ActionIx>,
}

impl Lit {
    /// What belongs with a choice: a cause lights the events that show it, the actions that answer it and its chain of
    /// whys; an action the causes it answers and the events that show them; an event the causes it shows and what
    /// answers those. `None`, nothing fades: for a choice that has no such relations.
    #[must_use]
    pub fn of(case: &Case, selection: Selection) -> Option<Self> {
        let links = &case.links;
        let mut lit = Self::default();
        match selection {
            Selection::Cause(cause) => {
                lit.causes = links.chain(cause);
                lit.events = links.events_of_cause(cause).to_vec();
                lit.actions = links.actions_of_cause(cause).to_vec();
            }
            Selection::Action(action) => {
                lit.actions.push(action);
                lit.causes = links.causes_of_action(action).to_vec();
                for &cause in &lit.causes {
                    lit.events.extend(links.events_of_cause(cause));
                }
            }
            Selection::Event(event) => {
                lit.causes.extend(links.causes_of_event(event));
                if lit.causes.is_empty() {
                    return None;
                }
                for &cause in &lit.causes {
                    lit.actions.extend(links.actions_of_cause(cause));
                }
                lit.events.push(event);
            }
            Selection::Impact(_) | Selection::Range(_) => return None,
        }
        lit.events.sort_unstable();
        lit.causes.sort_unstable();
        lit.actions.sort_unstable();
        lit.events.dedup();
        lit.actions.dedup();
        Some(lit)
    }

    /// `true` for an event that is lit.
    #[must_use]
    pub fn event(&self, event: EventIx) -> bool {
        self.events.binary_search(&event).is_ok()
    }

    /// `true` for a cause that is lit.
    #[must_use]
    pub fn cause(&self, cause: CauseIx) -> bool {
        self.causes.binary_search(&cause).is_ok()
    }

    /// `true` for an action that is lit.
    #[must_use]
    pub fn action(&self, action: ActionIx) -> bool {
        self.actions.binary_search(&action).is_ok()
    }
}

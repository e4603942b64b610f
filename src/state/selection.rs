//! What the reader has chosen, and what belongs with it. Must never hold pixels.

use std::collections::BTreeSet;

use crate::incident::{ActionIx, Case, CauseIx, EventIx, ImpactIx};
use crate::metrics::Subject;
use crate::time::Span;

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

/// What is lit because of a choice; everything else fades.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lit {
    /// Events.
    pub events: BTreeSet<EventIx>,
    /// Causes.
    pub causes: BTreeSet<CauseIx>,
    /// Actions.
    pub actions: BTreeSet<ActionIx>,
}

impl Lit {
    /// What belongs with a choice: a cause lights the events that show it, the actions that answer it and its chain of
    /// whys; an action the causes it answers and the events that show them; an event the causes it shows and what
    /// answers those. `None`, nothing fades: for a choice that has no such relations.
    #[must_use]
    pub fn of(case: &Case, selection: Selection) -> Option<Self> {
        let mut lit = Self::default();
        match selection {
            Selection::Cause(cause) => {
                lit.causes.extend(case.links.chain(cause));
                lit.add_cause(case, cause);
            }
            Selection::Action(action) => {
                lit.actions.insert(action);
                for &cause in case.links.causes_of_action(action) {
                    lit.causes.insert(cause);
                    lit.events.extend(case.links.events_of_cause(cause));
                }
            }
            Selection::Event(event) => {
                let causes = case.links.causes_of_event(event);
                if causes.is_empty() {
                    return None;
                }
                for &cause in causes {
                    lit.causes.insert(cause);
                    lit.actions.extend(case.links.actions_of_cause(cause));
                }
                lit.events.insert(event);
            }
            Selection::Impact(_) | Selection::Range(_) => return None,
        }
        Some(lit)
    }

    fn add_cause(&mut self, case: &Case, cause: CauseIx) {
        self.causes.insert(cause);
        self.events.extend(case.links.events_of_cause(cause));
        self.actions.extend(case.links.actions_of_cause(cause));
    }
}

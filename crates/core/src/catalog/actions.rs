//! Corrective actions of many incidents: open, overdue, done in time or late; and causes that no action addresses.

use std::collections::HashSet;

use crate::findings::overdue;
use crate::formats::Entry;
use crate::incident::{ActionIx, ActionStatus, Cause, CauseId, CorrectiveAction, Incident};
use crate::time::{DAY_MS, Instant, Length};

/// The state of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionState {
    /// Not done, and not late or without a due date.
    Open,
    /// Not done, and late by so much.
    Overdue(Length),
    /// Done by its due date.
    InTime,
    /// Done after its due date.
    Late,
    /// Done, with one of the two dates missing, so that it is not known whether in time.
    Done,
    /// Dropped.
    Dropped,
}

/// The state of an action at a moment. One with a completion date is done, whatever its status.
#[must_use]
pub fn state_of(action: &CorrectiveAction, now: Instant) -> ActionState {
    if let Some(by) = overdue(action, now) {
        return ActionState::Overdue(by);
    }
    match (action.status, action.completed, action.due) {
        (Some(ActionStatus::Dropped), ..) => ActionState::Dropped,
        // A date alone lasts until its day ends, as for what is overdue.
        (_, Some(completed), Some(due)) => {
            let day = if due.day_only { DAY_MS } else { 1 };
            if completed.at.since(due.at).ms() < day { ActionState::InTime } else { ActionState::Late }
        }
        (Some(ActionStatus::Done), ..) | (_, Some(_), None) => ActionState::Done,
        _ => ActionState::Open,
    }
}

/// The causes that no action answers that was not dropped, in the order of the file. Of two with one id, actions answer the
/// first.
pub fn unanswered(incident: &Incident) -> impl Iterator<Item = &Cause> {
    let kept = incident.corrective_actions.iter().filter(|action| action.status != Some(ActionStatus::Dropped));
    let mut answered: HashSet<&CauseId> = kept.flat_map(|action| &action.addresses).collect();
    // The first of that id takes the answer away from the others.
    incident.root_causes.iter().filter(move |cause| !answered.remove(&cause.id))
}

/// An action that is not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionAt {
    /// The entry.
    pub entry: u32,
    /// The action in it.
    pub action: ActionIx,
    /// How late it is, when it is.
    pub late: Option<Length>,
    /// Since its incident began: how old it is at most.
    pub age: Option<Length>,
}

/// The actions and causes of many incidents, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actions {
    /// All of them.
    pub total: usize,
    /// Not done and not dropped, late or not.
    pub open: usize,
    /// Those of them that are late.
    pub overdue: usize,
    /// Those of them whose status is not recorded.
    pub without_status: usize,
    /// Done.
    pub done: usize,
    /// Those of them done by their due date.
    pub in_time: usize,
    /// Those of them done after it.
    pub late: usize,
    /// Dropped.
    pub dropped: usize,
    /// How old those are that are not done, ascending; of those whose incident has a date.
    pub ages: Vec<Length>,
    /// The ones that are not done, in the order of the catalog; at most as many as `keep` says.
    pub waiting: Vec<ActionAt>,
    /// Causes.
    pub causes: usize,
    /// Causes that no action answers that was not dropped.
    pub unanswered: usize,
    /// How many of `waiting` to keep.
    pub keep: usize,
}

impl Actions {
    /// No actions; `keep` is how many of those that are not done are listed.
    #[must_use]
    pub fn keeping(keep: usize) -> Self {
        Self { keep, ..Self::default() }
    }

    /// Adds those of an incident.
    pub fn add(&mut self, entry: &Entry, row: &super::Row, now: Instant) {
        self.causes += row.causes as usize;
        self.unanswered += row.unanswered as usize;
        for (index, action) in entry.incident.corrective_actions.iter().enumerate() {
            self.total += 1;
            let late = match state_of(action, now) {
                ActionState::Open => None,
                ActionState::Overdue(by) => Some(by),
                ActionState::InTime => {
                    self.done += 1;
                    self.in_time += 1;
                    continue;
                }
                ActionState::Late => {
                    self.done += 1;
                    self.late += 1;
                    continue;
                }
                ActionState::Done => {
                    self.done += 1;
                    continue;
                }
                ActionState::Dropped => {
                    self.dropped += 1;
                    continue;
                }
            };
            self.open += 1;
            self.overdue += usize::from(late.is_some());
            self.without_status += usize::from(action.status.is_none());
            let age = row.began.map(|began| now.since(began)).filter(|age| !age.is_negative());
            self.ages.extend(age);
            if self.waiting.len() < self.keep {
                self.waiting.push(ActionAt { entry: row.entry, action: ActionIx::of(index), late, age });
            }
        }
    }

    /// The median age of those that are not done; `None` of none.
    #[must_use]
    pub fn median_age(&self) -> Option<Length> {
        let mut ages = self.ages.clone();
        ages.sort_unstable();
        #[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
        let ages: Vec<f64> = ages.iter().map(|age| age.ms() as f64).collect();
        crate::metrics::quantile(&ages, 0.5).map(crate::metrics::length_of_ms)
    }
}

//! Causes on the left, actions on the right, and the curves between them, in rows of equal height.

use crate::incident::{ActionIx, Case, CauseIx, CauseRole};
use crate::picture::put_step;

/// Width of the board's middle in its own units; a row is 1 unit high. The page stretches both to fit.
pub const BOARD_WIDTH: f64 = 100.0;

/// A curve from a cause to an action that answers it.
#[derive(Clone, Debug, PartialEq)]
pub struct BoardCurve {
    /// The cause.
    pub cause: CauseIx,
    /// The action.
    pub action: ActionIx,
    /// An SVG path in board units.
    pub path: String,
}

/// Why it broke, what was changed, and what belongs together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Board {
    /// Causes from top to bottom: root, contributing, trigger, then those without a role; each in file order.
    pub causes: Vec<CauseIx>,
    /// Actions from top to bottom: beside the causes they answer, then those that answer none.
    pub actions: Vec<ActionIx>,
    /// The curves.
    pub curves: Vec<BoardCurve>,
}

impl Board {
    /// Lays the board out.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let mut causes: Vec<_> = (0..case.incident.root_causes.len()).map(CauseIx::of).collect();
        let role = |cause: &CauseIx| case.incident.root_causes.get(cause.at()).and_then(|cause| cause.role);
        causes.sort_by_key(|cause| match role(cause) {
            Some(CauseRole::Root) => 0,
            Some(CauseRole::Contributing) => 1,
            Some(CauseRole::Trigger) => 2,
            None => 3,
        });
        let row_of = |cause: &CauseIx| causes.iter().position(|other| other == cause).unwrap_or(usize::MAX);
        let mut actions: Vec<_> = (0..case.incident.corrective_actions.len()).map(ActionIx::of).collect();
        // By the middle of the rows they answer, doubled to stay whole, so that curves cross as little as they need to.
        actions.sort_by_key(|action| {
            let rows = case.links.causes_of_action(*action).iter().map(row_of);
            let (first, last) = (rows.clone().min(), rows.max());
            let twice_the_middle = first.zip(last).map(|(first, last)| first.saturating_add(last));
            twice_the_middle.and_then(|row| i64::try_from(row).ok()).unwrap_or(i64::MAX)
        });
        let mut curves = Vec::new();
        for (action_row, &action) in actions.iter().enumerate() {
            for &cause in case.links.causes_of_action(action) {
                let (from, to, bend) = (middle(row_of(&cause)), middle(action_row), BOARD_WIDTH / 2.0);
                let mut path = String::new();
                put_step(&mut path, 'M', &[0.0, from]);
                put_step(&mut path, 'C', &[bend, from, bend, to, BOARD_WIDTH, to]);
                curves.push(BoardCurve { cause, action, path });
            }
        }
        Self { causes, actions, curves }
    }

    /// How many rows it has.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.causes.len().max(self.actions.len())
    }
}

/// The middle of a row.
#[expect(clippy::cast_precision_loss, reason = "a board has far fewer rows than a double has whole numbers")]
fn middle(row: usize) -> f64 {
    row as f64 + 0.5
}

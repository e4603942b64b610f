//! Putting the events of a list in order, some at a time. Must never know what rows there are.

use std::sync::Arc;

use super::list::{Column, Sort};
use super::matches::Matches;
use faultline_core::incident::{Case, EventIx};
use faultline_core::text::fold_case;

/// The first letters decide, in rounds of so many bytes: a stable sort by each, from the last to the first, is one by all
/// of them.
const BYTES: usize = 8;

/// A list being put in order. Events without a time stay last in order of time, either way round.
pub(super) struct Listing {
    sort: Sort,
    /// The events, as ordered so far.
    events: Arc<Vec<EventIx>>,
    dated: usize,
    /// How many rounds are left, and the one under way.
    rounds: usize,
    /// The keys of the round under way, each with its event.
    keys: Vec<(i64, u32)>,
}

impl Listing {
    /// How many looks at each event it takes.
    pub const fn rounds(sort: Sort) -> usize {
        match sort.by {
            Column::Time | Column::FromStart => 0,
            Column::Kind => 1,
            Column::What => 3,
        }
    }

    /// Before the first look.
    pub fn new(found: &Matches, sort: Sort) -> Self {
        let (events, dated) = (Arc::clone(&found.kept), found.dated);
        Self { sort, events, dated, rounds: Self::rounds(sort), keys: Vec::new() }
    }

    /// Takes that many looks more at events of the same case. `None` until it is done; nothing may be asked after that.
    pub fn step(&mut self, case: &Case, events: usize) -> Option<Arc<Vec<EventIx>>> {
        if let Some(left) = self.rounds.checked_sub(1) {
            let seen = self.keys.len();
            let until = seen.saturating_add(events.max(1)).min(self.events.len());
            for ix in self.events.get(seen..until).unwrap_or_default() {
                let event = case.incident.timeline.get(ix.at());
                let key = event.map_or(0, |event| match self.sort.by {
                    Column::What => eight_bytes(&event.title, left * BYTES),
                    _ => event.kind as i64,
                });
                self.keys.push((key, ix.0));
            }
            if until == self.events.len() {
                let mut keys = std::mem::take(&mut self.keys);
                keys.sort_by_key(|(key, _)| *key);
                self.events = Arc::new(keys.into_iter().map(|(_, event)| EventIx(event)).collect());
                self.rounds = left;
            }
            return None;
        }
        if self.sort.down {
            let mut events = Vec::clone(&self.events);
            let turned = if Self::rounds(self.sort) == 0 { self.dated } else { events.len() };
            events.get_mut(..turned).unwrap_or_default().reverse();
            self.events = Arc::new(events);
        }
        Some(Arc::clone(&self.events))
    }
}

/// Eight bytes of a text without its capital letters, as a number that is in the order of the bytes.
fn eight_bytes(text: &str, from: usize) -> i64 {
    let text = fold_case(text.get(..text.floor_char_boundary(64)).unwrap_or(text));
    let mut bytes = [0; BYTES];
    for (slot, byte) in bytes.iter_mut().zip(text.bytes().skip(from)) {
        *slot = byte;
    }
    // The sign is turned round, so that bytes past 127 come after the others.
    i64::from_be_bytes(bytes) ^ i64::MIN
}

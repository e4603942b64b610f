//! Long work over the events of an incident, in steps between which it pauses.

use std::cell::Cell;

use faultline_core::pace::{Pace, Progress, Stopped};

/// How many events are looked at between two pauses.
pub const STEP: usize = 4096;

/// Work under way: how much of it is done.
pub struct Work<'a, P> {
    /// How many events are looked at between two pauses.
    pub step: usize,
    pace: &'a P,
    done: Cell<usize>,
    total: usize,
}

impl<'a, P: Pace> Work<'a, P> {
    /// Work that takes so many looks at an event, about.
    pub const fn new(pace: &'a P, step: usize, total: usize) -> Self {
        Self { step, pace, done: Cell::new(0), total }
    }

    /// Pauses after so many looks more.
    pub async fn pause(&self, looks: usize) -> Result<(), Stopped> {
        let done = self.done.get().saturating_add(looks).min(self.total);
        self.done.set(done);
        self.pace.pause(Progress { done, total: Some(self.total) }).await
    }
}

//! Pausing in long work, so that a page can paint and answer meanwhile. The work itself knows no clock.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The work is no longer wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// How far long work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Units done: events, incidents, draws.
    pub done: usize,
    /// Units in all; `None` where nobody knows.
    pub total: Option<usize>,
}

/// When long work pauses. The work calls [`Pace::pause`] after each small step and goes on when it returns.
pub trait Pace {
    /// Returns at once while the time slice lasts; otherwise reports the progress and lets others run.
    ///
    /// # Errors
    /// [`Stopped`] when the work is to end without a result.
    fn pause(&self, progress: Progress) -> impl Future<Output = Result<(), Stopped>>;
}

/// Never pauses: for the command line, and for tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoPause;

impl Pace for NoPause {
    async fn pause(&self, _: Progress) -> Result<(), Stopped> {
        Ok(())
    }
}

/// Runs work whose [`Pace`] is [`NoPause`] to its end.
pub fn run_now<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(result) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return result;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Adds numbers, a pause after each.
    async fn add(numbers: &[u32], pace: &impl Pace) -> Result<u32, Stopped> {
        let mut sum = 0;
        for (at, number) in numbers.iter().enumerate() {
            sum += number;
            pace.pause(Progress { done: at + 1, total: Some(numbers.len()) }).await?;
        }
        Ok(sum)
    }

    /// Stops the work once so much is done.
    struct StopAt(usize);

    impl Pace for StopAt {
        async fn pause(&self, progress: Progress) -> Result<(), Stopped> {
            if progress.done < self.0 { Ok(()) } else { Err(Stopped) }
        }
    }

    #[test]
    fn work_without_pauses_runs_to_its_end() {
        assert_eq!(run_now(add(&[1, 2, 3], &NoPause)), Ok(6));
    }

    #[test]
    fn work_that_is_no_longer_wanted_ends_without_a_result() {
        assert_eq!(run_now(add(&[1, 2, 3], &StopAt(2))), Err(Stopped));
    }
}

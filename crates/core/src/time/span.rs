//! Half-open stretches of time.

use super::{Instant, Length};

/// A half-open stretch of time: `start` belongs to it, `end` does not. `start <= end` always.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: Instant,
    end: Instant,
}

impl Span {
    /// The stretch between two moments; `None` when the end is before the start.
    #[must_use]
    pub fn new(start: Instant, end: Instant) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// The stretch between two moments in either order.
    #[must_use]
    pub fn between(a: Instant, b: Instant) -> Self {
        Self { start: a.min(b), end: a.max(b) }
    }

    /// The first moment of the stretch.
    #[must_use]
    pub const fn start(self) -> Instant {
        self.start
    }

    /// The first moment after the stretch.
    #[must_use]
    pub const fn end(self) -> Instant {
        self.end
    }

    /// The last moment of the stretch: of whole days it is in the last of them, and not the midnight after it. The moment
    /// before its start, where it is empty.
    #[must_use]
    pub const fn last(self) -> Instant {
        Instant::from_ms(self.end.ms().saturating_sub(1))
    }

    /// How long the stretch is; never negative.
    #[must_use]
    pub const fn length(self) -> Length {
        self.end.since(self.start)
    }

    /// `true` when no moment belongs to it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// `true` when the moment belongs to it.
    #[must_use]
    pub fn contains(self, at: Instant) -> bool {
        self.start <= at && at < self.end
    }

    /// What both have in common; `None` when no moment belongs to both.
    #[must_use]
    pub fn clip(self, other: Self) -> Option<Self> {
        let span = Self::new(self.start.max(other.start), self.end.min(other.end))?;
        (!span.is_empty()).then_some(span)
    }

    /// The smallest stretch that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: i64, end: i64) -> Span {
        Span::between(Instant::from_ms(start), Instant::from_ms(end))
    }

    #[test]
    fn the_end_does_not_belong() {
        assert!(span(0, 10).contains(Instant::from_ms(0)));
        assert!(!span(0, 10).contains(Instant::from_ms(10)));
        assert_eq!(span(0, 10).clip(span(10, 20)), None);
        assert_eq!(span(0, 10).clip(span(5, 20)), Some(span(5, 10)));
    }

    #[test]
    fn a_span_never_runs_backwards() {
        assert_eq!(Span::new(Instant::from_ms(2), Instant::from_ms(1)), None);
        assert_eq!(span(2, 1), span(1, 2));
    }
}

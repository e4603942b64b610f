//! Times of the day on which the reference incident happened, for tests.
#![allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a wrong time in a test panics")]

use super::{Civil, Instant, Offset, Span};

/// A time of day on 1 March 2023, UTC, as "13:30".
#[must_use]
pub fn at(clock: &str) -> Instant {
    let (hour, minute) = clock.split_once(':').unwrap();
    let civil = Civil { hour: hour.parse().unwrap(), minute: minute.parse().unwrap(), ..Civil::midnight(2023, 3, 1) };
    Instant::from_civil(civil, Offset::UTC).unwrap()
}

/// From one time of that day to another.
#[must_use]
pub fn span(from: &str, to: &str) -> Span {
    Span::new(at(from), at(to)).unwrap()
}

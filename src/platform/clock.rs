//! The time of day, how long things take, and User Timing measures.

use leptos::prelude::{document, request_animation_frame, set_timeout, window};

use faultline_core::time::{Instant, Length, ParsedTime, read_time};
use std::time::Duration;

/// The time, to the second: what grows with the clock is shown no finer. With `?now=` in the address that moment, so that a
/// picture of the page can be made again.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a clock of years 1 to 9999 in whole milliseconds")]
pub fn now() -> Instant {
    match super::query("now").as_deref().map(read_time) {
        Some(Ok(ParsedTime::Moment(at))) => at,
        _ => Instant::from_ms(js_sys::Date::now() as i64 / 1000 * 1000),
    }
}

/// Milliseconds since the page was opened, by a clock that is never set.
pub(super) fn now_ms() -> f64 {
    window().performance().map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// How long the page has been open.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since the page was opened")]
pub fn open_for() -> Length {
    Length::from_ms(now_ms() as i64)
}

/// Calls back once the browser has painted what was last changed.
pub fn after_paint(callback: impl FnOnce() + 'static) {
    // A hidden tab paints nothing: the callback must come all the same.
    if document().hidden() {
        set_timeout(callback, Duration::ZERO);
    } else {
        request_animation_frame(move || set_timeout(callback, Duration::ZERO));
    }
}

/// A User Timing measure that has begun.
#[derive(Debug)]
pub struct Stopwatch(&'static str);

impl Stopwatch {
    /// Begins to measure under a name such as `faultline:read`.
    #[must_use]
    pub fn start(name: &'static str) -> Self {
        if let Some(performance) = window().performance() {
            let _ = performance.mark(name);
        }
        Self(name)
    }

    /// Ends the measure.
    pub fn stop(self) {
        if let Some(performance) = window().performance() {
            let _ = performance.measure_with_start_mark(self.0, self.0);
            performance.clear_marks_with_mark_name(self.0);
        }
    }
}

/// Measures one call.
pub fn measure<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let stopwatch = Stopwatch::start(name);
    let result = work();
    stopwatch.stop();
    result
}

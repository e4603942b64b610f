//! The window of time in view, and the one clamp that every change of it passes. Must never know pixels beyond the
//! scale it hands out.

use super::Scale;
use super::scale::{ms, whole_ms};
use crate::time::{Instant, Length, Span};

/// The shortest whole: a single moment is shown in the middle of this much.
const LEAST_WHOLE: Length = Length::from_ms(60_000);
/// The shortest window one can zoom to.
const LEAST_WINDOW: Length = Length::from_ms(1_000);
/// The whole is longer than the extent by one part in this many, on each side.
const MARGIN: i64 = 25;

/// What of an incident is in view: a window inside the whole, which is the incident's extent and a little around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    whole: Span,
    window: Span,
}

impl Viewport {
    /// The whole of an incident's extent in view, with a margin of 4 % on both sides so that no mark touches the edge.
    /// An extent of less than a minute is shown in the middle of a minute.
    #[must_use]
    pub fn fit(extent: Span) -> Self {
        let extent = about_middle(extent, extent.length().max(LEAST_WHOLE));
        let margin = extent.length().ms() / MARGIN;
        let start = extent.start().plus(Length::from_ms(-margin));
        let whole = Span::between(start, extent.end().plus(Length::from_ms(margin)));
        Self { whole, window: whole }
    }

    /// What is in view.
    #[must_use]
    pub const fn window(&self) -> Span {
        self.window
    }

    /// What can be brought into view.
    #[must_use]
    pub const fn whole(&self) -> Span {
        self.whole
    }

    /// Another window, clamped: no shorter than a second, no longer than the whole, and inside it. A window that is
    /// too short or too long keeps its middle; one that sticks out is pushed in. Every change of the window ends here.
    #[must_use]
    pub fn show(self, window: Span) -> Self {
        let longest = self.whole.length();
        let length = window.length().clamp(LEAST_WINDOW.min(longest), longest);
        let start = about_middle(window, length).start();
        let last_start = self.whole.end().plus(Length::from_ms(-length.ms()));
        let start = start.min(last_start).max(self.whole.start());
        Self { window: Span::between(start, start.plus(length)), ..self }
    }

    /// Longer (`factor` > 1) or shorter about a moment, which stays where it is on the screen unless the clamp moves
    /// it. A factor that is no positive number changes nothing.
    #[must_use]
    pub fn zoom(self, factor: f64, about: Instant) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return self;
        }
        let longest = self.whole.length();
        let before = self.window.length();
        let length = whole_ms(ms(before) * factor).clamp(LEAST_WINDOW.min(longest), longest);
        let part = ms(about.since(self.window.start())) / ms(before).max(1.0);
        let start = about.plus(whole_ms(-part * ms(length)));
        self.show(Span::between(start, start.plus(length)))
    }

    /// Moved by a length, later for a positive one, as far as the whole reaches.
    #[must_use]
    pub fn pan(self, by: Length) -> Self {
        let length = self.window.length();
        // Held by hand where moving would run into the ends of the calendar and shorten the window.
        let start = self.window.start().plus(by).min(self.whole.end().plus(Length::from_ms(-length.ms())));
        self.show(Span::between(start, start.plus(length)))
    }

    /// Moved as little as brings a moment into view with some room (a tenth of the window) around it; unchanged when
    /// it has that room. For following a selection by keyboard.
    #[must_use]
    pub fn reveal(self, at: Instant) -> Self {
        let room = self.window.length().ms() / 10;
        let too_early = at.since(self.window.start()).ms() - room;
        let too_late = at.since(self.window.end()).ms() + room;
        self.pan(Length::from_ms(if too_early < 0 { too_early } else { too_late.max(0) }))
    }

    /// `true` when the whole is in view.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.window == self.whole
    }

    /// The scale that shows it over so many pixels.
    #[must_use]
    pub fn scale(&self, left: f64, width: f64) -> Scale {
        Scale::new(self.window, left, width)
    }
}

/// The stretch of that length with the same middle, to the millisecond; pushed in where the calendar ends.
fn about_middle(span: Span, length: Length) -> Span {
    let earlier = (length.ms() - span.length().ms()) / 2;
    let last_start = Instant::LAST.plus(Length::from_ms(-length.ms()));
    let start = span.start().plus(Length::from_ms(-earlier)).min(last_start);
    Span::between(start, start.plus(length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;

    fn span(start: i64, end: i64) -> Span {
        Span::between(Instant::from_ms(start), Instant::from_ms(end))
    }

    fn four_hours() -> Viewport {
        Viewport::fit(span(0, 4 * HOUR))
    }

    #[test]
    fn a_fit_leaves_four_percent_on_both_sides() {
        let fit = four_hours();
        assert_eq!(fit.window(), span(-576_000, 4 * HOUR + 576_000));
        assert!(fit.is_whole());
    }

    #[test]
    fn a_single_moment_is_shown_in_the_middle_of_a_minute() {
        assert_eq!(Viewport::fit(span(0, 0)).window(), span(-32_400, 32_400));
        for edge in [Instant::FIRST, Instant::LAST] {
            let window = Viewport::fit(Span::between(edge, edge)).window();
            assert!(window.length() >= LEAST_WHOLE, "{window:?}");
            assert!(window.start() <= edge && edge <= window.end());
        }
    }

    #[test]
    fn revealing_moves_no_further_than_it_must() {
        let view = four_hours().show(span(0, HOUR));
        assert_eq!(view.reveal(Instant::from_ms(HOUR / 2)), view);
        assert_eq!(view.reveal(Instant::from_ms(2 * HOUR)).window(), span(HOUR * 11 / 10, HOUR * 21 / 10));
        assert_eq!(view.reveal(Instant::from_ms(0)).window(), span(-HOUR / 10, HOUR * 9 / 10));
    }

    #[test]
    fn a_factor_that_is_no_number_changes_nothing() {
        for factor in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(four_hours().zoom(factor, Instant::from_ms(0)), four_hours());
        }
    }

    proptest! {
        #[test]
        fn whatever_is_asked_the_window_stays_inside_and_the_clamp_is_idempotent(
            start in any::<i64>(), length in 0..i64::MAX, by in any::<i64>(), factor in 1e-12..1e12_f64,
        ) {
            let asked = Span::between(Instant::FIRST.max(Instant::from_ms(start)).min(Instant::LAST),
                Instant::FIRST.plus(Length::from_ms(length)));
            let shown = four_hours().show(asked);
            for view in [shown, shown.pan(Length::from_ms(by)), shown.zoom(factor, asked.start()), shown.reveal(asked.end())] {
                prop_assert!(view.whole().start() <= view.window().start());
                prop_assert!(view.window().end() <= view.whole().end());
                prop_assert!(view.window().length() >= LEAST_WINDOW);
                prop_assert_eq!(view.show(view.window()), view);
            }
            prop_assert_eq!(shown.pan(Length::from_ms(by)).window().length(), shown.window().length());
        }

        #[test]
        fn a_zoom_keeps_the_moment_under_the_pointer_unless_clamped(
            start in 0..3 * HOUR, length in 2_000..HOUR, part in 0.0..1.0_f64, factor in 0.05..20.0_f64,
        ) {
            let before = four_hours().show(span(start, start + length));
            let scale = before.scale(90.0, 1_000.0);
            let about = scale.to_time(90.0 + part * 1_000.0);
            let after = before.zoom(factor, about);
            let clamped = after.window().start() == after.whole().start()
                || after.window().end() == after.whole().end();
            let moved = after.scale(90.0, 1_000.0).to_px(about) - scale.to_px(about);
            // A millisecond of rounding is a pixel when a second fills a thousand of them.
            prop_assert!(clamped || moved.abs() <= 1.0, "moved by {}", moved);
        }
    }
}

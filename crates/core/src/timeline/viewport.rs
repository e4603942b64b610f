//! The window of time in view, and the one clamp that every change of it passes.

use super::scale::{ms, whole_ms};
use super::{Folds, Scale};
use crate::time::{Instant, Length, Span};

/// The shortest whole, in milliseconds: a single moment is shown in the middle of this much.
const LEAST_WHOLE: i64 = 60_000;
/// The shortest window one can zoom to, in milliseconds.
const LEAST_WINDOW: i64 = 1_000;
/// The whole is longer than the extent by one part in this many, on each side.
const MARGIN: i64 = 25;

/// What of an incident is in view: a window inside the whole, which is the incident's extent and a little around it.
///
/// All its arithmetic is done in shown time (see [`Folds`]), where a folded gap is as short as it looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    whole: Span,
    window: Span,
    folds: Folds,
}

impl Viewport {
    /// The whole of an incident's extent in view, with a margin of 4 % on both sides so that no mark touches the edge.
    /// An extent of less than a minute is shown in the middle of a minute.
    #[must_use]
    pub fn fit(extent: Span) -> Self {
        Self::folded(extent, &Folds::NONE)
    }

    /// A view of an extent of which some is folded. The folds have to lie inside the extent.
    #[must_use]
    pub fn folded(extent: Span, folds: &Folds) -> Self {
        let shown = |at: Instant| folds.to_shown(at);
        let length = shown(extent.end()) - shown(extent.start());
        let (first, last) = about_middle(shown(extent.start()), length, length.max(LEAST_WHOLE));
        let margin = (last - first) / MARGIN;
        let whole = Span::between(folds.to_time(first - margin), folds.to_time(last + margin));
        Self { whole, window: whole, folds: *folds }
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

    /// What is folded.
    #[must_use]
    pub const fn folds(&self) -> &Folds {
        &self.folds
    }

    /// The view with other folds: of this stretch of time, or the whole where that was in view.
    #[must_use]
    pub fn fold(&self, folds: &Folds) -> Self {
        let other = Self { folds: *folds, ..*self };
        if self.is_whole() { other } else { other.show(self.window) }
    }

    /// The moment in the middle of the picture.
    #[must_use]
    pub fn middle(&self) -> Instant {
        let (first, last) = self.shown(self.window);
        self.folds.to_time(first + (last - first) / 2)
    }

    /// A stretch in shown time.
    fn shown(&self, span: Span) -> (i64, i64) {
        (self.folds.to_shown(span.start()), self.folds.to_shown(span.end()))
    }

    /// Another window, clamped: no shorter than a second, no longer than the whole, and inside it. A window that is
    /// too short or too long keeps its middle; one that sticks out is pushed in. Every change of the window ends here.
    #[must_use]
    pub fn show(&self, window: Span) -> Self {
        let (first, last) = self.shown(window);
        self.show_shown(first, last - first)
    }

    /// Shows `length` milliseconds of shown time from `start` on.
    fn show_shown(&self, start: i64, length: i64) -> Self {
        let (first, last) = self.shown(self.whole);
        let longest = last - first;
        let clamped = length.clamp(LEAST_WINDOW.min(longest), longest);
        let (start, _) = about_middle(start, length, clamped);
        let start = start.min(last - clamped).max(first);
        let window = Span::between(self.folds.to_time(start), self.folds.to_time(start.saturating_add(clamped)));
        Self { window, ..*self }
    }

    /// Longer (`factor` > 1) or shorter about a moment, which stays where it is on the screen unless the clamp moves
    /// it. A factor that is no positive number changes nothing.
    #[must_use]
    pub fn zoom(&self, factor: f64, about: Instant) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return *self;
        }
        let ((whole_first, whole_last), (first, last)) = (self.shown(self.whole), self.shown(self.window));
        let longest = whole_last - whole_first;
        let real = |length: i64| ms(Length::from_ms(length));
        let length = whole_ms(real(last - first) * factor).ms().clamp(LEAST_WINDOW.min(longest), longest);
        let about = self.folds.to_shown(about);
        let part = real(about.saturating_sub(first)) / real(last - first).max(1.0);
        self.show_shown(about.saturating_add(whole_ms(-part * real(length)).ms()), length)
    }

    /// Moved by a length of shown time, later for a positive one, as far as the whole reaches.
    #[must_use]
    pub fn pan(&self, by: Length) -> Self {
        let (first, last) = self.shown(self.window);
        self.show_shown(first.saturating_add(by.ms()), last - first)
    }

    /// With its edges moved by lengths of shown time, each as far as the whole reaches and no nearer to the other than
    /// the shortest window.
    #[must_use]
    pub fn stretch(&self, start: Length, end: Length) -> Self {
        let ((whole_first, whole_last), (first, last)) = (self.shown(self.whole), self.shown(self.window));
        let least = LEAST_WINDOW.min(last - first);
        let new_first = first.saturating_add(start.ms()).max(whole_first).min(last - least);
        let new_last = last.saturating_add(end.ms()).min(whole_last).max(new_first + least);
        self.show_shown(new_first, new_last - new_first)
    }

    /// Moved as little as brings a moment into view with some room (a tenth of the window) around it; unchanged when
    /// it is in view. For following a selection by keyboard.
    #[must_use]
    pub fn reveal(&self, at: Instant) -> Self {
        let (first, last) = self.shown(self.window);
        let room = (last - first) / 10;
        let at = self.folds.to_shown(at);
        let by = if at < first {
            (at - room).saturating_sub(first)
        } else if at >= last {
            (at + room).saturating_sub(last)
        } else {
            return *self;
        };
        self.pan(Length::from_ms(by))
    }

    /// `true` when the whole is in view.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.window == self.whole
    }

    /// The scale that shows it over so many pixels.
    #[must_use]
    pub fn scale(&self, left: f64, width: f64) -> Scale {
        Scale::folded(self.window, &self.folds, left, width)
    }
}

/// The stretch of that length with the same middle, to the millisecond; pushed in where the calendar ends.
fn about_middle(start: i64, length: i64, wanted: i64) -> (i64, i64) {
    let start = start.saturating_sub((wanted - length) / 2).min(Instant::LAST.ms() - wanted).max(Instant::FIRST.ms());
    (start, start.saturating_add(wanted))
}

#[cfg(test)]
mod tests {
    use super::super::Bands;
    use super::*;
    use crate::incident::EventKind;
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;

    fn span(start: i64, end: i64) -> Span {
        Span::between(Instant::from_ms(start), Instant::from_ms(end))
    }

    /// Four hours, then two days of nothing, then an hour: an event every ten minutes.
    fn folded() -> Viewport {
        let minutes = (0..=240).step_by(10).chain((3_120..=3_180).step_by(10));
        let events = minutes.map(|minute| {
            let at = Instant::from_ms(minute * 60_000);
            super::super::sample::event(at, EventKind::Note, &minute.to_string())
        });
        let case = super::super::sample::case(events.collect(), Vec::new());
        let folds = Folds::of(&case, &Bands::default());
        assert_eq!(folds.iter().collect::<Vec<_>>(), [span(4 * HOUR, 52 * HOUR)]);
        Viewport::folded(span(0, 53 * HOUR), &folds)
    }

    #[test]
    fn folded_time_takes_a_small_share_and_can_be_unfolded() {
        let view = folded();
        let scale = view.scale(0.0, 1_000.0);
        let [start, end] = [4, 52].map(|hour| scale.to_px(Instant::from_ms(hour * HOUR)));
        assert!((60.0..100.0).contains(&(end - start)), "{}", end - start);
        let unfolded = view.fold(&Folds::NONE);
        assert!(unfolded.is_whole() && unfolded.scale(0.0, 1_000.0).to_px(Instant::from_ms(4 * HOUR)) < 120.0);
        let part = view.show(span(2 * HOUR, 53 * HOUR));
        assert_eq!(part.fold(&Folds::NONE).window(), span(2 * HOUR, 53 * HOUR));
        assert_eq!(part.fold(&Folds::NONE).fold(view.folds()), part);
        assert!(view.middle() < Instant::from_ms(4 * HOUR));
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
            assert!(window.length().ms() >= LEAST_WHOLE, "{window:?}");
            assert!(window.start() <= edge && edge <= window.end());
        }
    }

    #[test]
    fn revealing_moves_no_further_than_it_must() {
        let view = four_hours().show(span(0, HOUR));
        assert_eq!(view.reveal(Instant::from_ms(HOUR / 2)), view);
        assert_eq!(view.reveal(Instant::from_ms(2 * HOUR)).window(), span(HOUR * 11 / 10, HOUR * 21 / 10));
        assert_eq!(
            view.reveal(Instant::from_ms(HOUR)).window(),
            span(HOUR / 10, HOUR * 11 / 10),
            "the end is out of view"
        );
        assert_eq!(view.reveal(Instant::from_ms(0)), view);
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
            for whole in [four_hours(), folded()] {
            let shown = whole.show(asked);
            for view in [shown, shown.pan(Length::from_ms(by)), shown.zoom(factor, asked.start()), shown.reveal(asked.end())] {
                prop_assert!(view.whole().start() <= view.window().start());
                prop_assert!(view.window().end() <= view.whole().end());
                prop_assert!(view.scale(0.0, 1.0).shown_length().ms() >= LEAST_WINDOW);
                prop_assert_eq!(view.show(view.window()), view);
            }
            let length = |view: Viewport| view.scale(0.0, 1.0).shown_length();
            prop_assert_eq!(length(shown.pan(Length::from_ms(by))), length(shown));
            }
        }

        #[test]
        fn a_zoom_keeps_the_moment_under_the_pointer_unless_clamped(
            start in 0..53 * HOUR, length in 2_000..9 * HOUR, part in 0.0..1.0_f64, factor in 0.05..20.0_f64,
        ) {
            for whole in [four_hours(), folded()] {
                let before = whole.show(span(start, start + length));
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
}

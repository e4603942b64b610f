//! The only place where time becomes pixels and pixels become time.

use super::Folds;
use crate::picture::Px;
use crate::time::{Instant, Length, Span};

/// A straight line from a window of time, with its quiet time folded, to a range of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    window: Span,
    folds: Folds,
    left: Px,
    width: Px,
}

impl Scale {
    /// The scale that shows `window` from `left` over `width` pixels (at least 1). A window without length is read as
    /// one of a millisecond; numbers that are not finite are read as 0.
    #[must_use]
    pub fn new(window: Span, left: Px, width: Px) -> Self {
        Self::folded(window, &Folds::NONE, left, width)
    }

    /// A scale where some of the time is folded.
    #[must_use]
    pub fn folded(window: Span, folds: &Folds, left: Px, width: Px) -> Self {
        let finite = |px: Px| if px.is_finite() { px } else { 0.0 };
        Self { window, folds: *folds, left: finite(left), width: finite(width).max(1.0) }
    }

    /// What is folded.
    #[must_use]
    pub const fn folds(&self) -> &Folds {
        &self.folds
    }

    /// The window it shows.
    #[must_use]
    pub const fn window(&self) -> Span {
        self.window
    }

    /// The left edge of its pixels.
    #[must_use]
    pub const fn left(&self) -> Px {
        self.left
    }

    /// The right edge of its pixels.
    #[must_use]
    pub fn right(&self) -> Px {
        self.left + self.width
    }

    /// Where a moment is; outside the range for a moment outside the window.
    #[must_use]
    pub fn to_px(&self, at: Instant) -> Px {
        let shown = self.folds.to_shown(at) - self.folds.to_shown(self.window.start());
        self.left + self.to_distance(Length::from_ms(shown))
    }

    /// How many pixels a length of time that is not folded is; negative for a negative one.
    #[must_use]
    pub fn to_distance(&self, length: Length) -> Px {
        ms(length) * self.px_per_ms()
    }

    /// Which moment is there, to the millisecond.
    #[must_use]
    pub fn to_time(&self, x: Px) -> Instant {
        let from = self.folds.to_shown(self.window.start());
        self.folds.to_time(from.saturating_add(self.to_length(x - self.left).ms()))
    }

    /// Which moment is there, as a whole number of the unit of time that a pixel stands for, an hour at most: 15:00:30 where
    /// a pixel is twenty seconds, and not 15:00:17.352.
    #[must_use]
    pub fn to_round_time(&self, x: Px) -> Instant {
        const UNITS: [i64; 14] = [
            10, 100, 1_000, 5_000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
            3_600_000,
        ];
        let pixel = self.to_length(1.0).ms();
        let unit = UNITS.iter().rev().find(|unit| **unit <= pixel.saturating_mul(2)).copied().unwrap_or(1);
        let at = self.to_time(x).ms();
        Instant::from_ms(at.saturating_add(unit / 2).div_euclid(unit).saturating_mul(unit))
    }

    /// How long so many pixels are where nothing is folded, to the millisecond.
    #[must_use]
    pub fn to_length(&self, px: Px) -> Length {
        whole_ms(px / self.px_per_ms())
    }

    /// The column of that width that a place lies in. Columns stand fast in time: a pan moves them with what is in them.
    #[must_use]
    pub(super) fn column(&self, x: Px, width: Px) -> (Px, Px) {
        let from = x - (self.left_from_epoch() + x - self.left).rem_euclid(width);
        (from, from + width)
    }

    /// How far a pan has moved what is drawn: a place and this come to the same whatever is panned. It starts anew at 4,096
    /// pixels, since what is drawn at numbers as large as those of a long time is drawn inexactly.
    #[must_use]
    pub(super) fn drift(&self) -> Px {
        self.left_from_epoch().rem_euclid(4_096.0)
    }

    /// How many pixels the left edge is from the epoch.
    fn left_from_epoch(&self) -> Px {
        ms(Length::from_ms(self.folds.to_shown(self.window.start()))) * self.px_per_ms()
    }

    fn px_per_ms(&self) -> f64 {
        self.width / ms(self.shown_length()).max(1.0)
    }

    /// How long the window is without what is folded away.
    #[must_use]
    pub fn shown_length(&self) -> Length {
        Length::from_ms(self.folds.to_shown(self.window.end()) - self.folds.to_shown(self.window.start()))
    }
}

/// A length as a real number of milliseconds.
#[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
pub(super) fn ms(length: Length) -> f64 {
    length.ms() as f64
}

/// The length nearest to a real number of milliseconds; none at all for what is not a number.
#[expect(clippy::cast_possible_truncation, reason = "the cast holds what is too large at the largest length")]
pub(super) fn whole_ms(ms: f64) -> Length {
    Length::from_ms(ms.round() as i64)
}

/// A place as a whole number of thousandths of a pixel: the key to put things in order by.
pub(super) fn thousandths(px: Px) -> i64 {
    whole_ms(px * 1000.0).ms()
}

/// A small count as a real number.
pub(super) fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(ms: i64) -> Instant {
        Instant::from_ms(ms)
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_moment_to_a_pixel(
            start in Instant::FIRST.ms()..Instant::LAST.ms(),
            length in 0..400_000_000_000_000_i64,
            part in 0.0..1.0_f64,
            width in 1.0..8000.0_f64,
        ) {
            let window = Span::between(at(start), at(start).plus(Length::from_ms(length)));
            let scale = Scale::new(window, 90.0, width);
            let moment = window.start().plus(whole_ms(ms(window.length()) * part));
            let x = scale.to_px(moment);
            prop_assert!((scale.to_px(scale.to_time(x)) - x).abs() < 1.0);
            prop_assert!(x >= scale.left() && x <= scale.right() + 1e-6);
        }

        #[test]
        fn later_is_never_further_left(a in -1_000_000..1_000_000_i64, b in -1_000_000..1_000_000_i64) {
            let scale = Scale::new(Span::between(at(0), at(7_919)), 0.0, 1_000.0);
            prop_assert_eq!(a < b, scale.to_px(at(a)) < scale.to_px(at(b)));
        }
    }

    #[test]
    fn a_place_is_a_round_moment_by_what_a_pixel_stands_for() {
        for (length, width, x, round) in [
            (4 * 3_600_000, 720.0, 100.4, 2_010_000),
            (60_000, 600.0, 100.3, 10_000),
            (1_000, 1_000.0, 17.4, 17),
            (365 * 86_400_000, 700.0, 1.0, 13 * 3_600_000),
        ] {
            let scale = Scale::new(Span::between(at(0), at(length)), 0.0, width);
            assert_eq!(scale.to_round_time(x), at(round), "{length} over {width} px");
        }
    }

    #[test]
    fn a_window_or_a_width_of_nothing_gives_finite_places() {
        for (window, width) in [
            (Span::between(at(5), at(5)), 1_000.0),
            (Span::between(Instant::FIRST, Instant::LAST), 0.0),
            (Span::between(at(0), at(1)), f64::NAN),
            (Span::between(at(0), at(1)), f64::INFINITY),
        ] {
            let scale = Scale::new(window, f64::NAN, width);
            for moment in [Instant::FIRST, at(5), Instant::LAST] {
                assert!(scale.to_px(moment).is_finite(), "{window:?} {width}");
            }
            for x in [f64::NAN, f64::INFINITY, -1e300, 0.0] {
                assert!((Instant::FIRST..=Instant::LAST).contains(&scale.to_time(x)));
            }
        }
    }
}

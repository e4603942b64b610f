//! The only place where time becomes pixels and pixels become time.

use crate::time::{Instant, Length, Span};

/// A distance in scene pixels.
pub type Px = f64;

/// A straight line from a window of time to a range of pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    window: Span,
    left: Px,
    width: Px,
}

impl Scale {
    /// The scale that shows `window` from `left` over `width` pixels (at least 1).
    #[must_use]
    pub fn new(window: Span, left: Px, width: Px) -> Self {
        Self { window, left, width: width.max(1.0) }
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
        self.left + at.since(self.window.start()).ms() as f64 * self.px_per_ms()
    }

    /// Which moment is there, to the millisecond.
    #[must_use]
    pub fn to_time(&self, x: Px) -> Instant {
        self.window.start().plus(self.to_length(x - self.left))
    }

    /// How long so many pixels are.
    #[must_use]
    pub fn to_length(&self, px: Px) -> Length {
        Length::from_ms((px / self.px_per_ms()).round() as i64)
    }

    fn px_per_ms(&self) -> f64 {
        self.width / (self.window.length().ms().max(1) as f64)
    }
}

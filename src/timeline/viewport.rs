//! The window of time in view, and the one clamp that every change of it passes.

use super::Scale;
use crate::time::{Instant, Length, Span};

/// What of an incident is in view: a window inside (or a little around) the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    whole: Span,
    window: Span,
}

impl Viewport {
    /// The whole of an incident's extent in view, with a margin on both sides so that no mark touches the edge.
    #[must_use]
    pub fn fit(extent: Span) -> Self {
        Self { whole: extent, window: extent }
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

    /// Another window, clamped.
    #[must_use]
    pub fn show(self, window: Span) -> Self {
        let _ = window;
        self
    }

    /// Longer (`factor` > 1) or shorter about a moment, which stays where it is on the screen.
    #[must_use]
    pub fn zoom(self, factor: f64, about: Instant) -> Self {
        let _ = (factor, about);
        self
    }

    /// Moved by a length.
    #[must_use]
    pub fn pan(self, by: Length) -> Self {
        let _ = by;
        self
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

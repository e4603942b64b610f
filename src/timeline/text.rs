//! How wide a text is, without asking a browser: an estimate on the safe side for the common system fonts.

use super::Px;

/// The width of a text at a size in pixels; a little more than a browser would measure.
#[must_use]
pub fn text_width(text: &str, size: Px) -> Px {
    text.chars().count() as f64 * size * 0.6
}

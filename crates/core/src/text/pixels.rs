//! Pixels as attributes of a drawing have them.

use std::fmt::Write;

/// A length or coordinate to a tenth of a pixel, without zeros at its end: `12`, `12.5`, `-0.3`. What is not finite is
/// written as 0.
#[must_use]
pub fn px_text(px: f64) -> String {
    let mut text = String::new();
    put_px(&mut text, px);
    text
}

/// Appends [`px_text`] to a text.
pub fn put_px(text: &mut String, px: f64) {
    // Adding zero makes 0 of what would be written as -0.
    let tenths = if px.is_finite() { (px * 10.0).round() + 0.0 } else { 0.0 };
    // Writing to a string cannot fail.
    let _ = write!(text, "{}", tenths / 10.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_are_written_to_a_tenth() {
        for (px, expected) in [
            (0.0, "0"),
            (12.0, "12"),
            (12.04, "12"),
            (12.05, "12.1"),
            (-0.3, "-0.3"),
            (-7.96, "-8"),
            (-0.01, "0"),
            (1_040.5, "1040.5"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(px_text(px), expected);
            let mut text = "x".to_owned();
            put_px(&mut text, px);
            assert_eq!(text, ["x", expected].concat());
        }
    }
}

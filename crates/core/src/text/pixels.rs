//! Places in pixels as the page's attributes have them. Must never know what is there.

use super::nearest;

/// Adds a place or length to a text, to a tenth of a pixel: `12`, `12.5`. Finer than a screen shows, and a tenth of the code
/// that writes any number; a chart of thousands of places has no time for a text of its own for each.
pub fn put_px(text: &mut String, px: f64) {
    let tenths = nearest(px * 10.0).ms();
    if tenths < 0 {
        text.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    put_digits(text, whole);
    if tenth != 0 {
        text.push('.');
        put_digits(text, tenth);
    }
}

fn put_digits(text: &mut String, number: u64) {
    if number >= 10 {
        put_digits(text, number / 10);
    }
    text.extend(u8::try_from(number % 10).map(|digit| char::from(b'0' + digit)));
}

#[cfg(test)]
mod tests {
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
            let mut text = "x".to_owned();
            super::put_px(&mut text, px);
            assert_eq!(text, ["x", expected].concat());
        }
    }
}

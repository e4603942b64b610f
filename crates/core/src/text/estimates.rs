//! Lengths from real numbers of milliseconds.

use crate::time::Length;

/// The length nearest to a real number of milliseconds.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "rounded first; `as` holds what is too large at the ends")]
pub const fn length_of_ms(ms: f64) -> Length {
    Length::from_ms(ms.round() as i64)
}

/// An estimate, no finer than it is known: to the tenth of a second below ten seconds, to the second below ten minutes, else
/// to the minute. Estimates only: a recorded length is shown exactly.
#[must_use]
pub fn estimated_length(ms: f64) -> Length {
    let to = |unit: f64| length_of_ms((ms / unit).round() * unit);
    match ms.abs() {
        ..10_000.0 => to(100.0),
        ..600_000.0 => to(1_000.0),
        _ => to(60_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_is_no_finer_than_it_is_known() {
        for (ms, expected) in [
            (0.0, "0 min"),
            (449.6, "400 ms"),
            (9_960.0, "10 s"),
            (38_499.0, "38 s"),
            (599_600.0, "10 min"),
            (3_569_999.0, "59 min"),
            (14_856_000.0, "4 h 8 min"),
            (-720_100.0, "\u{2212}12 min"),
        ] {
            assert_eq!(estimated_length(ms).to_string(), expected, "{ms}");
        }
    }
}

//! Lengths of time.

/// A day of 24 hours, in milliseconds.
pub const DAY_MS: i64 = 86_400_000;

/// A length of time in whole milliseconds. It can be negative where it is a distance ("12 min earlier").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

impl Length {
    /// No time at all. An unknown length is `None`.
    pub const ZERO: Self = Self(0);

    /// A length of so many milliseconds.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// A length of so many minutes.
    #[must_use]
    pub const fn from_minutes(minutes: i64) -> Self {
        Self(minutes.saturating_mul(60_000))
    }

    /// The length in milliseconds.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The length in seconds.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// The length without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// `true` when the length runs backwards.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Both lengths together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// With a sign always, for distances from an anchor: `+15 min`, `−1 h 30 min`, `0 min`.
    #[must_use]
    pub fn signed(self) -> String {
        if self.0 > 0 { format!("+{self}") } else { self.to_string() }
    }
}

/// Exact, in the largest units that divide it: `2 d 3 h 4 min`, `1 h 55 min`, `44 min 38.4 s`, `38 s`, `450 ms`,
/// `0 min`; negative with a true minus sign.
impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 == 0 {
            return f.write_str("0 min");
        }
        if self.0 < 0 {
            f.write_str("\u{2212}")?;
        }
        let ms = self.0.unsigned_abs();
        if ms < 1000 {
            return write!(f, "{ms} ms");
        }
        let mut separator = "";
        for (count, unit) in [(ms / 86_400_000, "d"), (ms / 3_600_000 % 24, "h"), (ms / 60_000 % 60, "min")] {
            if count > 0 {
                write!(f, "{separator}{count} {unit}")?;
                separator = " ";
            }
        }
        let rest = ms % 60_000;
        if rest > 0 {
            let (seconds, fraction) = (rest / 1000, rest % 1000);
            if fraction == 0 {
                write!(f, "{separator}{seconds} s")?;
            } else {
                let digits = format!("{fraction:03}");
                write!(f, "{separator}{seconds}.{} s", digits.trim_end_matches('0'))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_shown_exactly() {
        for (ms, words) in [
            (0, "0 min"),
            (450, "450 ms"),
            (1_500, "1.5 s"),
            (38_000, "38 s"),
            (60_000, "1 min"),
            (2_678_400, "44 min 38.4 s"),
            (6_900_000, "1 h 55 min"),
            (183_840_000, "2 d 3 h 4 min"),
            (86_400_000, "1 d"),
            (3_600_001, "1 h 0.001 s"),
            (-720_000, "\u{2212}12 min"),
        ] {
            assert_eq!(Length::from_ms(ms).to_string(), words);
        }
    }

    #[test]
    fn a_distance_says_which_way() {
        assert_eq!(Length::from_minutes(15).signed(), "+15 min");
        assert_eq!(Length::from_minutes(-90).signed(), "\u{2212}1 h 30 min");
        assert_eq!(Length::ZERO.signed(), "0 min");
    }
}

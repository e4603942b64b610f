//! Moments, and the calendar fields that they have at an offset from UTC.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{DAY_MS, Length};

/// Days from 0001-01-01 (day 1 of the common era) to 1970-01-01.
const EPOCH_FROM_CE: i64 = 719_163;

/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(i64);

/// What a clock adds to UTC, in seconds; east of Greenwich is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(i32);

/// The fields of a calendar and a clock, at some offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year, 1 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
    /// Hour, 0 to 23.
    pub hour: u32,
    /// Minute, 0 to 59.
    pub minute: u32,
    /// Second, 0 to 59.
    pub second: u32,
    /// Millisecond, 0 to 999.
    pub millisecond: u32,
}

impl Offset {
    /// No offset.
    pub const UTC: Self = Self(0);

    /// An offset of so many seconds.
    #[must_use]
    pub const fn from_seconds(seconds: i32) -> Self {
        Self(seconds)
    }

    /// The offset in seconds.
    #[must_use]
    pub const fn seconds(self) -> i32 {
        self.0
    }

    /// The offset in milliseconds.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0 as i64 * 1000
    }
}

/// `+01:00`, `−04:30` is written `-04:30`, and UTC is `+00:00`.
impl std::fmt::Display for Offset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl Instant {
    /// The first moment of year 1, UTC.
    pub const FIRST: Self = Self((1 - EPOCH_FROM_CE) * DAY_MS);
    /// The last millisecond of year 9999, UTC.
    pub const LAST: Self = Self(253_402_300_799_999);

    /// The moment so many milliseconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The moment at which clocks with this offset show these fields; `None` when there is no such day or hour, or
    /// the year is outside 1 to 9999.
    #[must_use]
    pub fn from_civil(civil: Civil, offset: Offset) -> Option<Self> {
        if !(1..=9999).contains(&civil.year)
            || civil.hour > 23
            || civil.minute > 59
            || civil.second > 59
            || civil.millisecond > 999
        {
            return None;
        }
        let date = NaiveDate::from_ymd_opt(civil.year, civil.month, civil.day)?;
        let days = i64::from(date.num_days_from_ce()) - EPOCH_FROM_CE;
        let seconds = i64::from(civil.hour * 3600 + civil.minute * 60 + civil.second);
        Some(Self(days * DAY_MS + seconds * 1000 + i64::from(civil.millisecond) - offset.ms()))
    }

    /// What a calendar and a clock with this offset show. Moments outside years 1 to 9999 are shown as the nearest
    /// moment inside.
    #[must_use]
    pub fn civil(self, offset: Offset) -> Civil {
        let local = self.0.saturating_add(offset.ms()).clamp(Self::FIRST.0, Self::LAST.0);
        let days = local.div_euclid(DAY_MS);
        let in_day = u32::try_from(local.rem_euclid(DAY_MS)).unwrap_or(0);
        let date =
            i32::try_from(days + EPOCH_FROM_CE).ok().and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or_default();
        Civil {
            year: date.year(),
            month: date.month(),
            day: date.day(),
            hour: in_day / 3_600_000,
            minute: in_day / 60_000 % 60,
            second: in_day / 1000 % 60,
            millisecond: in_day % 1000,
        }
    }

    /// How long after `earlier` this is; negative when it is before.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Length {
        Length::from_ms(self.0.saturating_sub(earlier.0))
    }

    /// This moment moved by a length, held inside the years 1 to 9999.
    #[must_use]
    pub fn plus(self, length: Length) -> Self {
        Self(self.0.saturating_add(length.ms()).clamp(Self::FIRST.0, Self::LAST.0))
    }
}

impl Civil {
    /// Midnight at the start of a day; the fields are not checked until they are used.
    #[must_use]
    pub const fn midnight(year: i32, month: u32, day: u32) -> Self {
        Self { year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 }
    }

    /// Day of the week, 0 = Monday to 6 = Sunday.
    #[must_use]
    pub fn weekday(self) -> u32 {
        NaiveDate::from_ymd_opt(self.year, self.month, self.day).map_or(0, |date| date.weekday().num_days_from_monday())
    }

    /// `true` when both fall on one calendar day.
    #[must_use]
    pub fn same_day(self, other: Self) -> bool {
        (self.year, self.month, self.day) == (other.year, other.month, other.day)
    }
}

/// RFC 3339 in UTC, with milliseconds only where there are any: `2023-03-01T13:30:00Z`.
impl std::fmt::Display for Instant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let c = self.civil(Offset::UTC);
        write!(f, "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second)?;
        if c.millisecond > 0 {
            write!(f, ".{:03}", c.millisecond)?;
        }
        f.write_str("Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_is_zero_and_prints_as_itself() {
        let epoch = Instant::from_civil(Civil::midnight(1970, 1, 1), Offset::UTC);
        assert_eq!(epoch, Some(Instant::from_ms(0)));
        assert_eq!(Instant::from_ms(0).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Instant::FIRST.to_string(), "0001-01-01T00:00:00Z");
        assert_eq!(Instant::LAST.to_string(), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn impossible_days_are_none() {
        for (y, m, d) in [(2023, 2, 29), (2023, 13, 1), (0, 1, 1), (10_000, 1, 1), (2023, 4, 31)] {
            assert_eq!(Instant::from_civil(Civil::midnight(y, m, d), Offset::UTC), None);
        }
    }

    #[test]
    fn civil_and_back_is_the_same_moment_before_and_after_the_epoch() {
        for ms in [-1, 0, 1, -86_400_001, 1_677_676_200_123, -62_135_596_800_000] {
            let at = Instant::from_ms(ms);
            assert_eq!(Instant::from_civil(at.civil(Offset::UTC), Offset::UTC), Some(at));
        }
    }

    #[test]
    fn the_first_of_march_2023_was_a_wednesday() {
        assert_eq!(Civil::midnight(2023, 3, 1).weekday(), 2);
    }
}

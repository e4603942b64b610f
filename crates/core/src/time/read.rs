//! Parsing of times and durations, in the forms that `docs/format.md` lists.

use super::{Civil, Instant, Length, Offset};

/// A parsed time. Whether it is a moment depends on what the text gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParsedTime {
    /// A time with an offset: one moment, whatever the zone.
    Moment(Instant),
    /// A local time, as if it were UTC: a zone is needed to make it a moment.
    Local(Instant),
    /// A date alone: its midnight, as if it were UTC. Precise to the day.
    Day(Instant),
}

/// Why a text is not a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeError {
    /// It has none of the forms that are read.
    Form,
    /// It has the form of a time, but the calendar has no such day or the clock no such hour.
    NoSuchTime,
    /// The year is outside 1 to 9999.
    Year,
    /// Its day and its month cannot be told apart: `03/04/2026`.
    Order,
}

/// Reads RFC 3339 (`2023-03-01T13:30:00.5+01:00`; seconds optional, a space for the `T`, small letters), the same
/// without an offset, or a date. A leap second (`:60`) is read as the last millisecond of its minute.
///
/// # Errors
/// When the text has none of these forms, or names a time that does not exist.
pub fn read_time(text: &str) -> Result<ParsedTime, TimeError> {
    let mut cursor = Cursor(text.trim().as_bytes());
    let year = cursor.number(4)?;
    cursor.byte(b"-")?;
    let month = cursor.number(2)?;
    cursor.byte(b"-")?;
    let day = cursor.number(2)?;
    let mut civil = Civil::midnight(i32::try_from(year).unwrap_or(0), month, day);
    if year == 0 {
        return Err(TimeError::Year);
    }
    if cursor.0.is_empty() {
        return moment(civil, Offset::UTC).map(ParsedTime::Day);
    }
    cursor.byte(b"Tt ")?;
    civil.hour = cursor.number(2)?;
    cursor.byte(b":")?;
    civil.minute = cursor.number(2)?;
    if cursor.0.first() == Some(&b':') {
        cursor.byte(b":")?;
        civil.second = cursor.number(2)?;
        if matches!(cursor.0.first(), Some(b'.' | b',')) {
            cursor.byte(b".,")?;
            civil.millisecond = cursor.fraction()?;
        }
        if civil.second == 60 {
            (civil.second, civil.millisecond) = (59, 999);
        }
    }
    if cursor.0.is_empty() {
        return moment(civil, Offset::UTC).map(ParsedTime::Local);
    }
    let offset = cursor.offset()?;
    let at = moment(civil, offset)?;
    if (Instant::FIRST..=Instant::LAST).contains(&at) { Ok(ParsedTime::Moment(at)) } else { Err(TimeError::Year) }
}

fn moment(civil: Civil, offset: Offset) -> Result<Instant, TimeError> {
    Instant::from_civil(civil, offset).ok_or(TimeError::NoSuchTime)
}

/// The rest of a text that is being read from the front.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn next(&mut self) -> Result<u8, TimeError> {
        let (first, rest) = self.0.split_first().ok_or(TimeError::Form)?;
        self.0 = rest;
        Ok(*first)
    }

    fn byte(&mut self, allowed: &[u8]) -> Result<u8, TimeError> {
        let byte = self.next()?;
        if allowed.contains(&byte) { Ok(byte) } else { Err(TimeError::Form) }
    }

    fn number(&mut self, digits: usize) -> Result<u32, TimeError> {
        let mut number = 0;
        for _ in 0..digits {
            let digit = self.next()?;
            if !digit.is_ascii_digit() {
                return Err(TimeError::Form);
            }
            number = number * 10 + u32::from(digit - b'0');
        }
        Ok(number)
    }

    /// Milliseconds from the digits of a fraction; finer digits are dropped.
    fn fraction(&mut self) -> Result<u32, TimeError> {
        let (mut ms, mut weight) = (u32::from(self.byte(b"0123456789")? - b'0') * 100, 10);
        while let Some(digit @ b'0'..=b'9') = self.0.first() {
            ms += u32::from(digit - b'0') * weight;
            weight /= 10;
            self.next()?;
        }
        Ok(ms)
    }

    fn offset(&mut self) -> Result<Offset, TimeError> {
        let sign = match self.byte(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ if self.0.is_empty() => return Ok(Offset::UTC),
            _ => return Err(TimeError::Form),
        };
        let hours = self.number(2)?;
        if self.0.first() == Some(&b':') {
            self.next()?;
        }
        let minutes = if self.0.is_empty() { 0 } else { self.number(2)? };
        if !self.0.is_empty() {
            return Err(TimeError::Form);
        }
        if hours > 23 || minutes > 59 {
            return Err(TimeError::NoSuchTime);
        }
        let seconds = i32::try_from(hours * 3600 + minutes * 60).map_err(|_| TimeError::Form)?;
        Ok(Offset::from_seconds(sign * seconds))
    }
}

/// Reads an ISO 8601 duration of fixed length: `PT4H`, `P1DT30M`, `PT0.5S`, `P2W`. Years and months have no fixed
/// length and are not read; nor is a negative duration.
#[must_use]
pub fn read_iso_duration(text: &str) -> Option<Length> {
    let mut rest = text.trim().strip_prefix('P')?;
    let mut total: i64 = 0;
    let mut in_time = false;
    let mut any = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            if in_time || after.is_empty() {
                return None;
            }
            in_time = true;
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = (rest.get(..end)?, rest.get(end..=end)?);
        rest = rest.get(end + 1..)?;
        let unit_ms: i64 = match (in_time, unit) {
            (false, "W") => 604_800_000,
            (false, "D") => 86_400_000,
            (true, "H") => 3_600_000,
            (true, "M") => 60_000,
            (true, "S") => 1000,
            _ => return None,
        };
        total = total.checked_add(decimal_times(number, unit_ms)?)?;
        any = true;
    }
    any.then_some(Length::from_ms(total))
}

/// A decimal number without a sign times a whole number, exactly, finer than a millisecond dropped.
fn decimal_times(number: &str, unit: i64) -> Option<i64> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || (number.len() > whole.len() && fraction.is_empty()) {
        return None;
    }
    let mut total = whole.parse::<i64>().ok()?.checked_mul(unit)?;
    let mut weight = unit;
    for digit in fraction.bytes().take(12) {
        // Division by ten is exact until a millisecond is reached, since each unit is a multiple of 1000.
        weight /= 10;
        total = total.checked_add(i64::from(digit - b'0') * weight)?;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_their_forms() {
        for (text, utc) in [
            ("2023-03-01T13:30:00Z", "2023-03-01T13:30:00Z"),
            ("2023-03-01T13:30Z", "2023-03-01T13:30:00Z"),
            ("2023-03-01t13:30:00.5z", "2023-03-01T13:30:00.500Z"),
            ("2023-03-01 13:30:00+01:00", "2023-03-01T12:30:00Z"),
            ("2023-03-01T13:30:00-0430", "2023-03-01T18:00:00Z"),
            ("2021-08-17T13:28:57.801578Z", "2021-08-17T13:28:57.801Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999Z"),
        ] {
            let Ok(ParsedTime::Moment(at)) = read_time(text) else { panic!("{text}: {:?}", read_time(text)) };
            assert_eq!(at.to_string(), utc, "{text}");
        }
        assert!(matches!(read_time("2023-03-01T13:30"), Ok(ParsedTime::Local(_))));
        assert!(matches!(read_time("2023-03-01"), Ok(ParsedTime::Day(_))));
    }

    #[test]
    fn what_is_not_a_time_is_an_error() {
        for (text, error) in [
            ("", TimeError::Form),
            ("soon", TimeError::Form),
            ("13:30", TimeError::Form),
            ("2023-3-1", TimeError::Form),
            ("2023-03-01T", TimeError::Form),
            ("2023-03-01T13:30:00Zulu", TimeError::Form),
            ("2023-MM-DD", TimeError::Form),
            ("2023-02-30", TimeError::NoSuchTime),
            ("2023-03-01T24:00:00Z", TimeError::NoSuchTime),
            ("2023-03-01T13:60:00Z", TimeError::NoSuchTime),
            ("0000-03-01", TimeError::Year),
            ("0001-01-01T00:00:00+10:00", TimeError::Year),
        ] {
            assert_eq!(read_time(text), Err(error), "{text}");
        }
    }

    #[test]
    fn durations_of_fixed_length_are_read() {
        for (text, minutes) in [("PT4H", 240), ("P1DT30M", 1470), ("PT1H30M", 90), ("P2W", 20_160), ("PT0.5H", 30)] {
            assert_eq!(read_iso_duration(text), Some(Length::from_minutes(minutes)), "{text}");
        }
        assert_eq!(read_iso_duration("PT0.45S"), Some(Length::from_ms(450)));
        for text in [
            "",
            "P",
            "PT",
            "4h",
            "P1M",
            "P1Y",
            "-PT4H",
            "PT4",
            "PTH",
            "PT4D",
            "PT.5H",
            "PT1.H",
            "P99999999999999999999D",
        ] {
            assert_eq!(read_iso_duration(text), None, "{text}");
        }
    }
}

//! Times as other programs write them: epoch numbers, JavaScript dates, mail dates, dates with slashes and month names.

use serde::{Deserialize, Serialize};

use super::{Civil, Instant, Offset, ParsedTime, TimeError, read_time};

/// Whether the day or the month comes first in a date such as `03/04/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// 3 April: `dd/mm/yyyy`.
    DayFirst,
    /// 4 March: `mm/dd/yyyy`.
    MonthFirst,
}

/// The longest text that is looked at.
const LONGEST: usize = 80;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads what [`read_time`] reads, and: seconds, milli-, micro- or nanoseconds since 1970, told apart by their size;
/// `Sat Jun 11 2022 18:55:50 GMT+0000 (UTC)`; `Wed, 23 Sep 2026 15:42:00 GMT`; `14/Jul/25 3:42 PM`;
/// `March 4, 2026 1:30 PM`; `24.10.2023 7:07:31`; `07/06/2015 11:59:27`, whose order of day and month is `order` where the
/// numbers leave it open. A date with dots begins with the day.
///
/// # Errors
/// As [`read_time`], and [`TimeError::Order`] when day and month cannot be told apart.
pub fn read_loose_time(text: &str, order: Option<DateOrder>) -> Result<ParsedTime, TimeError> {
    match read_time(text) {
        Err(TimeError::Form) => {}
        known => return known,
    }
    let text = text.trim();
    if let Some(ms) = epoch_ms(text) {
        let at = Instant::from_ms(ms);
        return if (Instant::FIRST..=Instant::LAST).contains(&at) {
            Ok(ParsedTime::Moment(at))
        } else {
            Err(TimeError::Year)
        };
    }
    let text = text.split('(').next().unwrap_or(text);
    if text.len() > LONGEST { Err(TimeError::Form) } else { Written::default().read(text, order) }
}

/// The order of day and month that the dates of a text show: one of them has a part over 12. `None` where none has, or
/// where they contradict each other.
#[must_use]
pub fn date_order_of(text: &str) -> Option<DateOrder> {
    let (mut day_first, mut month_first) = (false, false);
    for (at, _) in text.match_indices('/') {
        let before = text.get(..at).unwrap_or("");
        let start = before.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
        let (first, rest) = (before.get(start..).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
        let mut parts = rest.splitn(3, '/');
        let (Some(second), Some(year)) = (parts.next(), parts.next()) else { continue };
        let is_year = year.bytes().take_while(u8::is_ascii_digit).count();
        if before.get(..start).is_some_and(|before| before.ends_with('/')) || !matches!(is_year, 2 | 4) {
            continue;
        }
        let number = |text: &str| text.parse::<u8>().ok().filter(|number| text.len() <= 2 && (1..=31).contains(number));
        if let (Some(first), Some(second)) = (number(first), number(second)) {
            day_first |= first > 12 && second <= 12;
            month_first |= second > 12 && first <= 12;
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// Milliseconds since 1970 of a number that counts seconds or a thousandth, millionth, billionth of them.
fn epoch_ms(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() < 9 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    if number < 100_000_000_000 {
        let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
        return Some(number * 1000 + thousandths.parse::<i64>().ok()?);
    }
    let most = [100_000_000_000_000, 100_000_000_000_000_000];
    Some(match most.iter().filter(|most| number >= **most).count() {
        0 => number,
        1 => number / 1000,
        _ => number / 1_000_000,
    })
}

/// The parts of a written date and time.
#[derive(Default)]
struct Written {
    /// Numbers of the date that are no month's name, each with its digits.
    numbers: Vec<(u32, usize)>,
    month: Option<u32>,
    /// Hour, minute, second, millisecond.
    clock: Option<[u32; 4]>,
    offset: Option<Offset>,
    has_dots: bool,
}

impl Written {
    fn read(mut self, text: &str, order: Option<DateOrder>) -> Result<ParsedTime, TimeError> {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if first.is_ascii_digit() {
                rest = self.number(rest)?;
            } else if first.is_alphabetic() {
                let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                let (word, after) = rest.split_at_checked(end).ok_or(TimeError::Form)?;
                self.word(&word.to_lowercase())?;
                rest = after;
            } else if matches!(first, '+' | '-') && self.clock.is_some() {
                rest = self.offset(rest)?;
            } else if first.is_whitespace() || matches!(first, ',' | '/' | '.' | '-' | '\u{2013}') {
                self.has_dots |= first == '.';
                rest = rest.get(first.len_utf8()..).unwrap_or("");
            } else {
                return Err(TimeError::Form);
            }
        }
        self.finish(order)
    }

    /// A number, or a clock time.
    fn number<'a>(&mut self, rest: &'a str) -> Result<&'a str, TimeError> {
        let (number, digits, after) = leading_number(rest)?;
        let Some(after_colon) = after.strip_prefix(':').filter(|_| self.clock.is_none()) else {
            self.numbers.push((number, digits));
            return Ok(after);
        };
        let (minute, two, mut after) = leading_number(after_colon)?;
        let (mut second, mut ms) = (0, 0);
        if let Some(seconds) = after.strip_prefix(':') {
            (second, _, after) = leading_number(seconds)?;
            if let Some(fraction) =
                after.strip_prefix(['.', ',']).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            {
                let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
                let thousandths: String =
                    fraction.get(..end).unwrap_or("").chars().chain("000".chars()).take(3).collect();
                ms = thousandths.parse().unwrap_or(0);
                after = fraction.get(end..).unwrap_or("");
            }
        }
        if two != 2 || digits > 2 {
            return Err(TimeError::Form);
        }
        self.clock = Some([number, minute, second, ms]);
        Ok(after)
    }

    fn word(&mut self, word: &str) -> Result<(), TimeError> {
        let named = |names: &[&str]| {
            names
                .iter()
                .position(|name| word.len() >= 3 && (name.starts_with(word) || word == "sept" && *name == "september"))
        };
        match word {
            "am" | "pm" => {
                let clock = self.clock.as_mut().ok_or(TimeError::Form)?;
                if !(1..=12).contains(&clock[0]) {
                    return Err(TimeError::NoSuchTime);
                }
                clock[0] = clock[0] % 12 + if word == "pm" { 12 } else { 0 };
            }
            "utc" | "gmt" | "z" => self.offset = Some(Offset::UTC),
            "at" | "on" | "t" | "st" | "nd" | "rd" | "th" => {}
            _ => match named(&MONTHS) {
                Some(month) if self.month.is_none() => self.month = u32::try_from(month + 1).ok(),
                None if named(&DAYS).is_some() => {}
                _ => return Err(TimeError::Form),
            },
        }
        Ok(())
    }

    /// `+0100`, `+01:00`, `-08`.
    fn offset<'a>(&mut self, rest: &'a str) -> Result<&'a str, TimeError> {
        let sign = if rest.starts_with('-') { -1 } else { 1 };
        let (number, digits, mut after) = leading_number(rest.get(1..).unwrap_or(""))?;
        let (hours, minutes) = match (digits, after.strip_prefix(':')) {
            (4, _) => (number / 100, number % 100),
            (1 | 2, Some(colon)) => {
                let (minutes, _, rest) = leading_number(colon)?;
                after = rest;
                (number, minutes)
            }
            (1 | 2, None) => (number, 0),
            _ => return Err(TimeError::Form),
        };
        if hours > 18 || minutes > 59 {
            return Err(TimeError::NoSuchTime);
        }
        let seconds = i32::try_from(hours * 3600 + minutes * 60).map_err(|_| TimeError::Form)?;
        self.offset = Some(Offset::from_seconds(sign * seconds));
        Ok(after)
    }

    fn finish(self, order: Option<DateOrder>) -> Result<ParsedTime, TimeError> {
        let (year, month, day) = match (self.month, self.numbers.as_slice()) {
            (Some(month), &[year @ (_, 4), (day, _)] | &[(day, _), year])
            | (None, &[year @ (_, 4), (month, _), (day, _)]) => (year, month, day),
            (None, &[(first, _), (second, _), year]) => {
                let order = match (first > 12, second > 12) {
                    (true, false) => Some(DateOrder::DayFirst),
                    (false, true) => Some(DateOrder::MonthFirst),
                    _ if self.has_dots || first == second => Some(DateOrder::DayFirst),
                    _ => order,
                };
                match order.ok_or(TimeError::Order)? {
                    DateOrder::DayFirst => (year, second, first),
                    DateOrder::MonthFirst => (year, first, second),
                }
            }
            _ => return Err(TimeError::Form),
        };
        let year = match year {
            (year, 4) => year,
            (year, 2) if year < 70 => 2000 + year,
            (year, 2) => 1900 + year,
            _ => return Err(TimeError::Form),
        };
        let mut civil = Civil::midnight(i32::try_from(year).unwrap_or(0), month, day);
        let Some([hour, minute, second, millisecond]) = self.clock else {
            return moment(civil, Offset::UTC).map(ParsedTime::Day);
        };
        civil = Civil { hour, minute, second, millisecond, ..civil };
        match self.offset {
            Some(offset) => moment(civil, offset).map(ParsedTime::Moment),
            None => moment(civil, Offset::UTC).map(ParsedTime::Local),
        }
    }
}

fn moment(civil: Civil, offset: Offset) -> Result<Instant, TimeError> {
    Instant::from_civil(civil, offset).ok_or(TimeError::NoSuchTime)
}

/// The number a text begins with, how many digits it has, and what follows.
fn leading_number(text: &str) -> Result<(u32, usize, &str), TimeError> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end).ok_or(TimeError::Form)?;
    Ok((digits.parse().map_err(|_| TimeError::Form)?, end, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_other_programs_are_read() {
        for (text, expected) in [
            ("1772631000", "2026-03-04T13:30:00Z"),
            ("1589077890.53", "2020-05-10T02:31:30.530Z"),
            ("1772631000123", "2026-03-04T13:30:00.123Z"),
            ("1772631000123456", "2026-03-04T13:30:00.123Z"),
            ("1772631000123456789", "2026-03-04T13:30:00.123Z"),
            ("Sat Jun 11 2022 18:55:50 GMT+0000 (Coordinated Universal Time)", "2022-06-11T18:55:50Z"),
            ("Wed, 23 Sep 2026 15:42:00 Z", "2026-09-23T15:42:00Z"),
            ("Wed, 23 Sep 2026 15:42:00 -0700", "2026-09-23T22:42:00Z"),
            ("2026-03-04 13:30:00 UTC", "2026-03-04T13:30:00Z"),
            ("2026-03-04T14:36:00.000+0100", "2026-03-04T13:36:00Z"),
            ("2021-02-12 23:59:59 +0000", "2021-02-12T23:59:59Z"),
            ("March 4, 2026 1:30 PM (UTC)", "local 2026-03-04T13:30:00Z"),
            ("14/Jul/25 3:42 PM", "local 2025-07-14T15:42:00Z"),
            ("20/Aug/25 12:00 AM", "local 2025-08-20T00:00:00Z"),
            ("6/21/2025 16:14", "local 2025-06-21T16:14:00Z"),
            ("21/6/2025 16:14", "local 2025-06-21T16:14:00Z"),
            ("24.10.2023 7:07:31", "local 2023-10-24T07:07:31Z"),
            ("5.6.2023 7:07", "local 2023-06-05T07:07:00Z"),
            ("2026/03/04", "day 2026-03-04T00:00:00Z"),
            ("20/Aug/25", "day 2025-08-20T00:00:00Z"),
        ] {
            let read = match read_loose_time(text, None) {
                Ok(ParsedTime::Moment(at)) => at.to_string(),
                Ok(ParsedTime::Local(at)) => format!("local {at}"),
                Ok(ParsedTime::Day(at)) => format!("day {at}"),
                Err(error) => format!("{error:?}"),
            };
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_an_error() {
        for (text, error) in [
            ("03/04/2026 05:36:00", TimeError::Order),
            ("13:55 PM", TimeError::NoSuchTime),
            ("31/02/2026", TimeError::NoSuchTime),
            ("tomorrow", TimeError::Form),
            ("12345", TimeError::Form),
            ("Mar 4", TimeError::Form),
            ("1/2/3/4", TimeError::Form),
            ("3 weeks ago", TimeError::Form),
            ("", TimeError::Form),
            ("99999999999999999999999", TimeError::Form),
        ] {
            assert_eq!(read_loose_time(text, None), Err(error), "{text}");
        }
        for (order, expected) in [(DateOrder::DayFirst, "2026-04-03"), (DateOrder::MonthFirst, "2026-03-04")] {
            let Ok(ParsedTime::Day(at)) = read_loose_time("03/04/2026", Some(order)) else { panic!("{order:?}") };
            assert!(at.to_string().starts_with(expected), "{order:?}");
        }
    }

    #[test]
    fn one_date_settles_the_order_of_all() {
        for (text, order) in [
            ("03/04/2026 and 25/04/2026", Some(DateOrder::DayFirst)),
            ("03/04/2026, 03/25/26", Some(DateOrder::MonthFirst)),
            ("03/04/2026", None),
            ("25/04/2026 04/25/2026", None),
            ("https://example.com/25/04/2026/x 3/4", None),
            ("14/Jul/25", None),
        ] {
            assert_eq!(date_order_of(text), order, "{text}");
        }
    }
}

//! Problems in sentences: what is wrong, and what to write instead. The same on the page, on the command line and in the
//! tests.

use std::fmt::{Display, Formatter, Result, Write};

use super::{MOST_DEPTH, Problem, ProblemKind, Range, Unplaced, closest};
use crate::time::{ClockChange, Instant, TimeError};

/// A text from the file in quotes, with what cannot be seen written as an escape.
struct Quote<'a>(&'a str);

impl Display for Quote<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('"')?;
        Visible(self.0).fmt(f)?;
        f.write_char('"')
    }
}

/// A text from the file with what cannot be seen, or would turn the text around it, written as an escape.
pub(crate) struct Visible<'a>(pub(crate) &'a str);

impl Display for Visible<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for c in self.0.chars() {
            if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            {
                write!(f, "{}", c.escape_default())?;
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

/// Words with commas and a last "or".
struct OneOf<'a>(&'a [&'static str]);

impl Display for OneOf<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for (index, word) in self.0.iter().enumerate() {
            let before = match (index, self.0.len() - index) {
                (0, _) => "",
                (_, 1) => " or ",
                _ => ", ",
            };
            write!(f, "{before}{word}")?;
        }
        Ok(())
    }
}

impl Problem {
    /// The problem without its place: what is wrong and what to write instead.
    #[must_use]
    pub fn sentence(&self) -> String {
        self.kind.to_string()
    }
}

impl Display for Problem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}: {}", self.at, self.kind)
    }
}

impl Display for ProblemKind {
    #[expect(clippy::too_many_lines, reason = "one sentence for each kind")]
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Missing { key } => write!(f, "{key} is missing. Add it."),
            Self::WrongType { wanted, found } => {
                write!(f, "{} is not {wanted}. Write {wanted} here, or leave the key out.", Visible(found))
            }
            Self::TimeNotText { found } => {
                write!(f, "{} is not a time as text. ", Visible(found))?;
                match likely_time(found) {
                    Some(time) => write!(f, "Write {time}."),
                    None => f.write_str("Write a time as text here, or leave the key out."),
                }
            }
            Self::UnknownWord { found, allowed, count } => {
                write!(f, "{} is not a word known here{}. ", Quote(found), Times(*count))?;
                if let Some(meant) = closest(found, allowed.iter().copied()) {
                    write!(f, "Did you mean {meant}? ")?;
                }
                write!(f, "Write {}.", OneOf(allowed))
            }
            Self::BadTime { found, why: TimeError::Form } if likely_time(found).is_some() => {
                write!(f, "{} is not a time. Write {}.", Quote(found), likely_time(found).unwrap_or_default())
            }
            Self::BadTime { found, why } => write!(f, "{} {}", Quote(found), remedy(*why)),
            Self::DoubtfulTime { found, doubt, read_as } => {
                let doubt = match doubt {
                    ClockChange::Skipped => "was skipped",
                    ClockChange::Doubled => "came twice",
                };
                let found = Quote(found);
                write!(
                    f,
                    "{found} {doubt} when the clocks changed; it was read as {read_as}. Write it with its offset."
                )
            }
            Self::BadDuration { found } => {
                write!(f, "{} is not a duration of fixed length. Write PT4H, PT1H30M or P2D.", Quote(found))
            }
            Self::OutOfRange { found, range: Range::Version } => {
                write!(f, "{} is no version of the format. Write 1.", Visible(found))
            }
            Self::OutOfRange { found, range: Range::Share } => {
                write!(f, "{} is outside the range 0 to 1. ", Visible(found))?;
                match share(found) {
                    Some(share) => write!(f, "If it is per cent, write {share}."),
                    None => f.write_str("Write a number inside it."),
                }
            }
            Self::OutOfRange { found, range: Range::Count } => {
                write!(f, "{} is outside the range 0 to {}. Write a number inside it.", Visible(found), u32::MAX)
            }
            Self::UnknownZone { found } => write!(
                f,
                "{} is no time zone known here; local times were read as UTC. Write an IANA name such as Europe/Berlin, or an offset such as +02:00.",
                Quote(found)
            ),
            Self::DanglingId { found, list, meant } => {
                write!(f, "{} is the id of nothing in {list}. ", Quote(found))?;
                match meant {
                    Some(meant) => write!(f, "Did you mean {}?", Quote(meant)),
                    None => f.write_str("Give something there this id, or correct it."),
                }
            }
            Self::DoubledId { found, first } => {
                write!(f, "{} is the id of {} already. Give this one another id.", Quote(found), Parent(first))
            }
            Self::DoubledKey { key } => write!(f, "{} stands here twice; the first was read. Remove one.", Quote(key)),
            Self::EndBeforeStart { start, end } => {
                write!(f, "the end, {end}, is before the start, {start}; it counts in no figure. Correct one of them.")
            }
            Self::CauseCycle { ids } => {
                f.write_str("these causes lead back to themselves: ")?;
                for id in ids {
                    write!(f, "{} → ", Visible(id.as_str()))?;
                }
                let first = ids.first().map_or("", |id| id.as_str());
                write!(f, "{}. Remove because_of from the last one.", Visible(first))
            }
            Self::UnsafeLink { found } => write!(
                f,
                "{} is not a web or mail address, so it was not made a link. Write one that begins with https://, http:// or mailto:.",
                Quote(found)
            ),
            Self::BadText { found } => write!(
                f,
                "{} holds an escape that stands for no character; it is shown as \u{fffd}. Write both halves of the pair, or the character itself.",
                Quote(found)
            ),
            Self::UnknownKey { key, meant, count } => unknown_key(f, key, *meant, *count),
            Self::Alias { key, meant, count } => {
                write!(f, "{} was read as {meant}{}. Write {meant}.", Quote(key), Times(*count))
            }
            Self::TooDeep { depth } => {
                write!(
                    f,
                    "lists and objects stand {depth} deep in one another here; at most {MOST_DEPTH} are read. It was left out."
                )
            }
            Self::TooMany { most } => {
                write!(
                    f,
                    "the file holds more than {most} things; those from here on were left out. Split it into several files."
                )
            }
            Self::Unplaced { line, found, why } => {
                write!(f, "line {line}, {}, {}", Quote(found), unplaced(*why))
            }
            Self::More { count: 1 } => f.write_str("1 more problem is not listed. Correct these first."),
            Self::More { count } => write!(f, "{count} more problems are not listed. Correct these first."),
            Self::NoZone { found } => write!(
                f,
                "{} has no zone, and nothing in the file names one; the times of the file were read as UTC. Choose the zone they were written in.",
                Quote(found)
            ),
            Self::Incomplete { found } => write!(
                f,
                "{} says that the answer goes on: this is one page of it, and what the others hold is missing here. Get all pages, and open them together.",
                Visible(found)
            ),
            Self::LeftOut { found } => {
                write!(f, "{} says that entries were left out of this file. Get the rest of them from the tool.", Quote(found))
            }
            Self::GivenTwice { count: 1 } => f.write_str("1 record is given twice; its later state is shown."),
            Self::GivenTwice { count } => {
                write!(f, "{count} records are given more than once; the later state of each is shown.")
            }
            Self::PartOf { id } if id.is_empty() => f.write_str(
                "this file holds parts of an incident, and not the incident. Open the file of the incident together with it.",
            ),
            Self::PartOf { id } => write!(
                f,
                "these are parts of the incident {}, which is not here. Open the file of the incident together with this one.",
                Quote(id)
            ),
            Self::Note { text } => f.write_str(text),
            Self::Told { text, .. } => f.write_str(text),
        }
    }
}

/// How often something occurs, where it is more than once.
struct Times(u32);

impl Display for Times {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        if self.0 > 1 { write!(f, " ({} times)", self.0) } else { Ok(()) }
    }
}

fn unknown_key(f: &mut Formatter<'_>, key: &str, meant: Option<&'static str>, count: u32) -> Result {
    write!(f, "{} is not a key of the format, and is not shown{}", Quote(key), Times(count))?;
    match meant {
        Some(meant) => write!(f, ". Did you mean {meant}?"),
        None => f.write_str("."),
    }
}

/// What to write for something that is nearly a time: a number since 1970, a time of day alone, a date by slashes. `None` for
/// anything else.
fn likely_time(found: &str) -> Option<String> {
    let text = found.trim().trim_matches('"');
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = text.split_once('.').filter(|(_, fraction)| is_number(fraction)).map_or(text, |(whole, _)| whole);
    if is_number(whole) {
        let number: i64 = whole.parse().ok()?;
        // Seconds of the years 1973 to 2286, thousandths, millionths and billionths of the same.
        let ms = match whole.len() {
            9 | 10 => number.checked_mul(1000)?,
            12 | 13 => number,
            15 | 16 => number / 1_000,
            18 | 19 => number / 1_000_000,
            _ => return None,
        };
        return Some(format!("\"{}\"", Instant::from_ms(ms)));
    }
    let (day, clock) = text.split_once([' ', 'T', ',']).map_or((text, ""), |(day, clock)| (day, clock.trim()));
    let parts: Vec<&str> = day.split('/').collect();
    if let [first, second, year] = parts[..]
        && [first, second, year].into_iter().all(is_number)
        && year.len() == 4
        && first.len() <= 2
        && second.len() <= 2
    {
        let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
        let date = |month: u32, day: u32| {
            let exists = (1..=12).contains(&month) && (1..=31).contains(&day);
            exists.then(|| format!("{year}-{month:02}-{day:02}"))
        };
        let then = if clock.is_empty() { "" } else { ", a T and the time as 13:55" };
        let (american, other) = (date(first, second), date(second, first));
        return match (american, other) {
            (Some(american), Some(other)) if american != other => {
                Some(format!("{american} if the month comes first, {other} if the day does{then}"))
            }
            (american, other) => american.or(other).map(|date| format!("{date}{then}")),
        };
    }
    let mut clock = text.split(':');
    let is_clock = matches!(
        (clock.next(), clock.next(), clock.next(), clock.next()),
        (Some(hour), Some(minute), second, None)
            if is_number(hour) && hour.len() <= 2 && is_number(minute) && minute.len() == 2
                && second.is_none_or(|second| is_number(second) && second.len() == 2)
    );
    let (hour, rest) = text.split_once(':').filter(|_| is_clock)?;
    Some(format!("the day before it, as 2023-03-01T{hour:0>2}:{rest}"))
}

/// A number of per cent as a share: `0.999` of `99.9`.
fn share(found: &str) -> Option<String> {
    let percent: f64 = found.trim().trim_matches('"').trim_end_matches([' ', '%']).parse().ok()?;
    let share = format!("{:.8}", percent / 100.0);
    (percent > 1.0 && percent <= 100.0).then(|| share.trim_end_matches('0').trim_end_matches('.').to_owned())
}

impl Unplaced {
    /// Why, what it means for the entry, and what to do: what follows "it" or the text of the entry.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        unplaced(self)
    }
}

const fn unplaced(why: Unplaced) -> &'static str {
    match why {
        Unplaced::NoDay => {
            "has a clock time, and nothing in the document says on which day; it is listed without a time. Write the date beside it or above the list, or give the day."
        }
        Unplaced::NoYear => {
            "has a day, and nothing in the document says in which year; it is listed without a time. Write the year."
        }
        Unplaced::LeftOpen => "leaves its time open; it is listed without a time. Write the time, if it is known.",
        Unplaced::NoSuchTime => {
            "gives a time that does not exist; it is listed without a time. Check the day and the hour."
        }
        Unplaced::DayOrMonth => {
            "may be one of two dates, since nothing tells whether the day or the month comes first; it is listed without a time. Write 2026-03-04, or choose the order of dates."
        }
        Unplaced::NoBeginning => {
            "counts from a moment that has no time here; it is listed without a time. Write when counting began, as T0 = 2026-03-04 13:30 UTC."
        }
    }
}

/// What is wrong with a text as a time, and what to write.
const fn remedy(why: TimeError) -> &'static str {
    match why {
        TimeError::Form => {
            "is not a time. Write 2023-03-01T13:55:00Z, a local time such as 2023-03-01T13:55, or a date."
        }
        TimeError::NoSuchTime => "is no time that exists. Check the day and the hour; the last of a day is 23.",
        TimeError::Year => "is outside the years 1 to 9999. Check the year.",
        TimeError::Order => {
            "may be one of two dates, since nothing in the file tells whether the day or the month comes first. Choose the order of its dates."
        }
    }
}

/// A place without its last step: the thing an id belongs to.
struct Parent<'a>(&'a super::Place);

impl Display for Parent<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0.0.split_last() {
            Some((_, steps)) => super::Place(steps.to_vec()).fmt(f),
            None => self.0.fmt(f),
        }
    }
}

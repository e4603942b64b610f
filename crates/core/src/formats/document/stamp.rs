//! Dates, clocks and ranges as people write them, read from the pieces of a line. Nothing here knows the day or the zone
//! that the rest of the document gives: what a line does not say stays open.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::tokens::{Token, TokenKind};
use super::words::{Small, Term, is_term, terms, word_use};
use super::zones::{Hints, ZoneName, city_at, zone_at};

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year, where it is written.
    pub year: Option<i32>,
    /// Month and day.
    pub day: DayOfYear,
    /// The last day of a range of days, with its month: "October 20-23".
    pub last: Option<(u32, u32)>,
    /// The weekday beside it, 0 for Monday.
    pub weekday: Option<u32>,
    /// Of a date in numbers that can be read in one order only: whether the day comes first.
    pub day_first: Option<bool>,
}

impl Date {
    /// A day without a year.
    const fn of(day: DayOfYear) -> Self {
        Self { year: None, day, last: None, weekday: None, day_first: None }
    }
}

/// A month and a day in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOfYear {
    /// Month and day, from 1.
    Known(u32, u32),
    /// Two numbers of which either may be the month: 04/03.
    Either(u32, u32),
    /// The day after the one before it.
    Next(u32),
    /// The next day with that name, 0 for Monday.
    Weekday(u32),
    /// A day of the incident, counted from 1: "Day 2".
    Nth(u32),
    /// A day of the month that the entries are in: "12日 00:45".
    OfMonth(u32),
}

/// A clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 60.
    pub second: u32,
    /// `true` when it may be morning or afternoon, by the other end of its range.
    pub open: bool,
    /// `true` when "am" or "pm" was written, which speaks for an American document.
    pub twelve: bool,
}

impl Clock {
    /// A clock of twenty-four hours.
    const fn exactly(hour: u32, minute: u32) -> Self {
        Self { hour, minute, second: 0, open: false, twelve: false }
    }
}

/// What follows the hour of a clock.
struct Minutes {
    minute: u32,
    second: u32,
    /// The piece after it.
    next: usize,
}

/// The part of the day that a word before a clock names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DayPart {
    /// Before noon.
    Morning,
    /// Around noon.
    Noon,
    /// After noon, and the evening.
    Afternoon,
    /// Late in the evening, or after midnight.
    Night,
}

impl DayPart {
    /// Whether an hour of twelve is one after noon; `None` where it is written as one of twenty-four.
    const fn is_afternoon(self, hour: u32) -> Option<bool> {
        match (self, hour) {
            (_, 13..) => None,
            (Self::Morning, _) => Some(false),
            (Self::Afternoon, _) => Some(true),
            (Self::Noon, _) => Some(hour < 10 || hour == 12),
            (Self::Night, _) => Some(hour > 5 && hour < 12),
        }
    }
}

/// A moment as written: a date, a clock or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The date.
    pub date: Option<Date>,
    /// The clock.
    pub clock: Option<Clock>,
    /// The zone beside it.
    pub zone: Option<ZoneName>,
    /// `true` when it says that it is not exact.
    pub about: bool,
    /// `true` when a part of it is left open: `2022-05-?? HH:mm`.
    pub gap: Gap,
    /// Seconds after a moment that the document names T or zero: `T+5`.
    pub offset: Option<(Origin, i64)>,
}

/// The seconds of each unit, by its names.
static UNITS: LazyLock<HashMap<&'static str, i64>> = LazyLock::new(|| {
    const SECONDS: [(Term, i64); 5] =
        [(Term::Second, 1), (Term::Minute, 60), (Term::Hour, 3600), (Term::Day, 86_400), (Term::Week, 604_800)];
    SECONDS.iter().flat_map(|(term, seconds)| terms(*term).iter().map(|word| (*word, *seconds))).collect()
});

/// What an offset counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The beginning: `T+5`, `+5 min`.
    Zero,
    /// The entry before: "5 minutes later".
    Before,
}

/// What a template left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gap {
    /// Nothing.
    #[default]
    No,
    /// The clock only.
    Clock,
    /// The date, or all of it.
    Date,
    /// A clock or date that there is not: 25:71, 13:55 AM.
    Impossible,
}

/// A moment, or a stretch, and where in the line it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamped {
    /// Its beginning.
    pub from: Stamp,
    /// Its end.
    pub to: Option<Stamp>,
    /// How many bytes of the line it takes, from the first.
    pub end: usize,
    /// Where in the line it begins.
    pub start: usize,
    /// `true` when it says that the moment lies between its ends.
    pub between: bool,
    /// `true` when a little word stands before it, as in a sentence: "At 14:05 we …".
    pub in_sentence: bool,
}

impl Stamp {
    fn set_clock(&mut self, clock: Result<Clock, ()>) {
        match clock {
            Ok(clock) => self.clock = Some(clock),
            Err(()) => self.gap = Gap::Impossible,
        }
    }
}

/// Reads stamps from the pieces of one line.
pub struct Scanner<'a> {
    /// The line.
    pub line: &'a str,
    /// Its pieces.
    pub tokens: &'a [Token],
    /// What the document says about zones.
    pub hints: &'a Hints,
    /// `true` where a dot between two numbers may be a clock: after a date, and at the beginning of an entry.
    pub dotted: bool,
}

impl Scanner<'_> {
    fn at(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    fn is(&self, i: usize, mark: char) -> bool {
        self.at(i).is_some_and(|token| token.is(mark))
    }

    fn number(&self, i: usize) -> Option<(u32, u8)> {
        self.at(i)?.number()
    }

    fn word(&self, i: usize) -> Option<&str> {
        self.at(i)?.word()
    }

    /// `true` when no blank stands before the piece.
    fn joined(&self, i: usize) -> bool {
        self.at(i).is_some_and(|token| !token.spaced)
    }

    fn is_small(&self, i: usize, small: Small) -> bool {
        self.word(i).and_then(word_use).is_some_and(|word| word.is(small))
    }

    fn month(&self, i: usize) -> Option<u32> {
        word_use(self.word(i)?)?.month
    }

    fn end_of(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|i| self.at(i)).map_or(0, |token| token.end)
    }

    /// A date, and the piece after it.
    pub fn date(&self, i: usize) -> Option<(Date, usize)> {
        // "Mar" is a month, and a Tuesday in three languages.
        let (weekday, after) = self.weekday(i);
        let dated = if weekday.is_some() { self.plain_date(after) } else { None };
        let weekday = weekday.filter(|_| dated.is_some());
        let (mut date, mut next) = dated.or_else(|| self.plain_date(i))?;
        date.weekday = weekday;
        // "2024-03-05 (Tue)", "（火）", "Tuesday"
        let opens = usize::from(self.is(next, '('));
        if date.weekday.is_none()
            && let (Some(day), after) = self.weekday(next + opens)
            && (opens == 0 || self.is(after, ')'))
        {
            date.weekday = Some(day);
            next = after + opens;
        }
        Some((date, next))
    }

    /// A weekday, with the comma and the article behind it.
    fn weekday(&self, mut i: usize) -> (Option<u32>, usize) {
        let at = i;
        let mut day = None;
        if let Some(word) = self.word(i) {
            day = word_use(word).and_then(|word| word.weekday);
            i += 1;
        } else if let Some(TokenKind::Mark(mark)) = self.at(i).map(|token| &token.kind) {
            day = "月火水木金土日"
                .chars()
                .chain("월화수목금토일".chars())
                .position(|c| c == *mark)
                .and_then(|at| u32::try_from(at % 7).ok());
            i += 1;
            // "曜日", "요일"
            while self.is(i, '曜') || self.is(i, '日') || self.is(i, '요') || self.is(i, '일') {
                i += 1;
            }
        }
        if day.is_none() {
            return (None, at);
        }
        // "segunda-feira"
        if self.is(i, '-') && self.word(i + 1) == Some("feira") {
            i += 2;
        }
        while self.is(i, ',') || self.is(i, '.') || self.is_small(i, Small::At) || self.is_small(i, Small::Of) {
            // "sun 5" but not "sat on a bench".
            if self.number(i + 1).is_none() && self.month(i + 1).is_none() && !self.is(i, ',') {
                break;
            }
            i += 1;
        }
        (day, i)
    }

    fn plain_date(&self, i: usize) -> Option<(Date, usize)> {
        if let Some(next) = self.same_day(i) {
            return Some((Date::of(DayOfYear::Next(0)), next));
        }
        match self.number(i) {
            Some((first, 4)) => self.year_first(i, first),
            Some((first, digits @ ..=2)) => self
                .month_day(i, None)
                .or_else(|| self.days_of_month(i, first))
                .or_else(|| self.day_of_month(i, first))
                .or_else(|| self.without_year(i, first, digits))
                .or_else(|| self.in_numbers(i, first, digits))
                .or_else(|| self.before_thang(i, first))
                .or_else(|| self.day_before_month(i, first)),
            Some(_) => None,
            None => self.month_before_day(i),
        }
    }

    /// A date that begins with its year.
    fn year_first(&self, i: usize, first: u32) -> Option<(Date, usize)> {
        let year = year_of(first)?;
        // 2024-03-05, 2024/3/5, 2024.03.05
        for mark in ['-', '/', '.'] {
            if self.is(i + 1, mark)
                && self.is(i + 3, mark)
                && self.joined(i + 1)
                && let (Some((month, _)), Some((day, 1 | 2))) = (self.number(i + 2), self.number(i + 4))
            {
                return Some((known(Some(year), month, day)?, i + 5));
            }
        }
        // 2024年3月5日, 2024년 3월 5일
        if self.is(i + 1, '年') || self.is(i + 1, '년') {
            return self.month_day(i + 2, Some(year));
        }
        // 2024 March 5, 2024. március 5.
        let dot = usize::from(self.is(i + 1, '.') && self.joined(i + 1));
        let month = self.month(i + 1 + dot)?;
        let (day, 1 | 2) = self.number(i + 2 + dot)? else { return None };
        let ends = usize::from(dot == 1 && self.is(i + 4, '.') && self.joined(i + 4));
        Some((known(Some(year), month, day)?, i + 3 + dot + ends))
    }

    /// A day of the month that the entries are in: "12日 00:45".
    fn day_of_month(&self, i: usize, first: u32) -> Option<(Date, usize)> {
        let is_day = (1..=31).contains(&first)
            && (self.is(i + 1, '日') || self.is(i + 1, '号') || self.is(i + 1, '일'))
            && self.clock(i + 2, false).is_some();
        is_day.then(|| (Date::of(DayOfYear::OfMonth(first)), i + 2))
    }

    /// Month and day of two digits each, with a dash.
    fn without_year(&self, i: usize, first: u32, digits: u8) -> Option<(Date, usize)> {
        if digits != 2 || !self.is(i + 1, '-') || !self.joined(i + 1) {
            return None;
        }
        let (second, 2) = self.number(i + 2)? else { return None };
        // "[03-26 17:40]"
        let clock = self.about(i + 3).1;
        if self.at(i + 3).is_some_and(|token| token.spaced) && self.number(clock).is_some() && self.is(clock + 1, ':') {
            let (month, day) = if first > 12 { (second, first) } else { (first, second) };
            return Some((known(None, month, day)?, i + 3));
        }
        // "08-01 朝"
        let is_wide = |token: &Token| matches!(token.kind, TokenKind::Mark(mark) if super::words::is_wide(mark));
        if self.dotted && self.at(i + 3).is_some_and(is_wide) {
            return Some((known(None, first, second)?, i + 3));
        }
        None
    }

    /// A date in numbers: 05.03.2024, 5/3/2024, 03-05-2024, 24/07/25, 5.3.
    fn in_numbers(&self, i: usize, first: u32, digits: u8) -> Option<(Date, usize)> {
        let mark = ['/', '.', '-'].into_iter().find(|mark| self.is(i + 1, *mark) && self.joined(i + 1))?;
        let (second, 1 | 2) = self.number(i + 2)? else { return None };
        let german = mark == '.';
        if self.is(i + 3, mark)
            && self.joined(i + 3)
            && let Some((last, long @ (2 | 4))) = self.number(i + 4).filter(|_| self.joined(i + 4) || german)
            && (long == 4 || mark != '-')
            // 05.03. 14:10
            && !(long == 2 && self.is(i + 5, ':') && self.joined(i + 5))
        {
            let year = year_of(if long == 2 { 2000 + last } else { last })?;
            return Some((either(first, second, Some(year), german)?, i + 5));
        }
        if german && self.is(i + 3, '.') && self.joined(i + 3) && !(self.joined(i + 4) && self.number(i + 4).is_some())
        {
            return Some((either(first, second, None, true)?, i + 4));
        }
        if mark == '/'
            && self.joined(i + 2)
            && !self.is(i + 3, '/')
            // A date without a year stands before a clock: 10/24 13:10, 09/04 à 17h40.
            && (self.clock(i + 3 + usize::from(self.is_small(i + 3, Small::At)), false).is_some()
                || self.is(i + 3, ',')
                || self.is(i + 3, '(')
                // or alone at the beginning: 01/07
                || self.dotted && digits == 2 && self.ends_date(i + 3))
        {
            return Some((either(first, second, None, false)?, i + 3));
        }
        None
    }

    /// A date in Vietnamese: 5 tháng 3 năm 2024.
    fn before_thang(&self, i: usize, first: u32) -> Option<(Date, usize)> {
        if self.word(i + 1) != Some("thang") {
            return None;
        }
        let (month, 1 | 2) = self.number(i + 2)? else { return None };
        let j = i + 3 + usize::from(self.word(i + 3) == Some("nam") || self.is(i + 3, '/'));
        let (year, next) = self.year(j);
        Some((known(year, month, first)?, if year.is_some() { next } else { i + 3 }))
    }

    /// A date whose day comes before the name of its month: 5th of March 2024, 5. März, 5 de marzo de 2024, 1er mars.
    fn day_before_month(&self, i: usize, first: u32) -> Option<(Date, usize)> {
        let mut j = i + 1;
        if self.joined(j)
            && self.word(j).is_some_and(|word| matches!(word, "st" | "nd" | "rd" | "th" | "er" | "e" | "eme" | "o"))
        {
            j += 1;
        }
        while self.is(j, '.') || self.is(j, 'º') || self.is(j, '°') {
            j += 1;
        }
        // 20-23 October
        let mut last = None;
        if self.is(j, '-')
            && let Some((to, 1 | 2)) = self.number(j + 1)
            && let Some(month) = self.month(j + 2)
        {
            last = Some((month, to));
            j += 2;
        }
        if self.is_small(j, Small::Of) {
            j += 1;
        }
        // "5-Mar-2024", "5/Mar/24" as Jira writes
        let mark = ['-', '/'].into_iter().find(|mark| self.is(j, *mark) && self.month(j + 1).is_some());
        let j = j + usize::from(mark.is_some());
        let month = self.month(j)?;
        let (year, next) = match (mark, self.number(j + 2)) {
            (Some('/'), Some((year, digits @ (2 | 4)))) if self.is(j + 1, '/') => {
                (i32::try_from(if digits == 2 { 2000 + year } else { year }).ok(), j + 3)
            }
            _ => self.year(j + 1),
        };
        Some((Date { last, ..known(year, month, first)? }, next))
    }

    /// `true` for the ending of a number of order after a day: "5th".
    fn is_ordinal(&self, j: usize) -> bool {
        self.joined(j) && self.word(j).is_some_and(|word| matches!(word, "st" | "nd" | "rd" | "th" | "o" | "a"))
    }

    /// A date whose month comes before its day: March 5th, 2024; Mar. 5; March 5-7, 2024.
    fn month_before_day(&self, i: usize) -> Option<(Date, usize)> {
        let month = self.month(i)?;
        let mut j = i + 1;
        while self.is(j, '.') || self.is_small(j, Small::Of) || self.word(j) == Some("the") {
            j += 1;
        }
        let (day, ..=2) = self.number(j)? else { return None };
        j += 1;
        if self.is_ordinal(j) {
            j += 1;
        }
        // A clock follows, not a day: "Mar 14:05"
        if self.is(j, ':') && self.joined(j) && self.number(j + 1).is_some() {
            return None;
        }
        let last = self.last_day(j, month, day);
        let (year, next) = self.year(last.map_or(j, |(_, next)| next));
        Some((Date { last: last.map(|(last, _)| last), ..known(year, month, day)? }, next))
    }

    /// The end of a range of days, with its month, and the piece after it: "March 5-7", "March 30 to April 2".
    fn last_day(&self, j: usize, month: u32, day: u32) -> Option<((u32, u32), usize)> {
        let joins = self.is(j, '-')
            || self.is_small(j, Small::To)
            || self.is_small(j, Small::And) && self.number(j + 1).is_some();
        if !joins {
            return None;
        }
        let named = self.month(j + 1);
        let at = j + 1 + usize::from(named.is_some());
        let (to @ 1..=31, 1 | 2) = self.number(at)? else { return None };
        let is_day =
            // "October 20 - 07:05" is a clock.
            !(self.is(at + 1, ':') && self.joined(at + 1))
                && (named.is_some() || to > day)
                && !self.word(at + 1).is_some_and(|word| matches!(word, "am" | "pm" | "h"))
                && (self.joined(j + 1) || named.is_some() || self.is_ordinal(at + 1) || self.is(at + 1, ','));
        is_day.then(|| ((named.unwrap_or(month), to), at + 1 + usize::from(self.is_ordinal(at + 1))))
    }

    /// The day of the entry before: "same day", 同日.
    fn same_day(&self, i: usize) -> Option<usize> {
        let named = self
            .word(i)
            .zip(self.word(i + 1))
            .is_some_and(|words| terms(Term::SameDay).iter().any(|phrase| phrase.split_once(' ') == Some(words)));
        let marked = (self.is(i, '同') || self.is(i, '当') || self.is(i, '當'))
            && (self.is(i + 1, '日') || self.is(i + 1, '天'))
            && !self.is(i + 2, '中');
        (named || marked).then_some(i + 2)
    }

    /// `true` where a date in two numbers may end: at the end of the line, a colon or a dash.
    fn ends_date(&self, i: usize) -> bool {
        let next = self.at(i + 1);
        match self.at(i) {
            None => true,
            Some(token) if token.is(':') => next.is_none_or(|next| next.spaced),
            Some(token) => token.is('-') && token.spaced && next.is_some_and(|next| next.spaced),
        }
    }

    /// Days of one month, written in numbers: 12-13/09/2026, 12.–13.9.2026.
    fn days_of_month(&self, i: usize, first: u32) -> Option<(Date, usize)> {
        let j = i + 1 + usize::from(self.is(i + 1, '.') && self.joined(i + 1));
        if !(self.is(j, '-') || self.is(j, '→')) || self.number(j + 1).is_none_or(|(_, digits)| digits > 2) {
            return None;
        }
        let (date, next) = self.plain_date(j + 1)?;
        let (month, last) = match date.day {
            DayOfYear::Known(month, day) if self.number(j + 1).is_some_and(|(value, _)| value == day) => (month, day),
            DayOfYear::Either(day, month) => (month, day),
            _ => return None,
        };
        let in_numbers = date.year.is_some() && (self.is(j + 2, '/') || self.is(j + 2, '.')) && self.joined(j + 2);
        (in_numbers && (1..last).contains(&first)).then_some((
            Date { day: DayOfYear::Known(month, first), last: Some((month, last)), day_first: Some(true), ..date },
            next,
        ))
    }

    /// A year after a month or day, with the comma or "de" before it.
    fn year(&self, i: usize) -> (Option<i32>, usize) {
        let mut j = i;
        while self.is(j, ',') || self.is(j, '.') || self.is_small(j, Small::Of) || self.is(j, '-') && self.joined(j) {
            j += 1;
        }
        match self.number(j) {
            Some((year, 4)) if year_of(year).is_some() => (year_of(year), j + 1),
            _ => (None, i),
        }
    }

    /// 3月5日, 3월 5일.
    fn month_day(&self, i: usize, year: Option<i32>) -> Option<(Date, usize)> {
        let (month, 1 | 2) = self.number(i)? else { return None };
        let (day, 1 | 2) = self.number(i + 2)? else { return None };
        let marked = self.is(i + 1, '月') || self.is(i + 1, '월');
        let ends = self.is(i + 3, '日') || self.is(i + 3, '일') || self.is(i + 3, '号') || self.is(i + 3, '號');
        (marked && ends && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((
            Date { year, day: DayOfYear::Known(month, day), last: None, weekday: None, day_first: None },
            i + 4,
        ))
    }

    /// A clock, and the piece after it. `Err` for the form of a clock that no clock shows.
    pub fn clock(&self, i: usize, dotted: bool) -> Option<(Result<Clock, ()>, usize)> {
        let (part, i) = self.part_before(i);
        if let Some((hour, next)) = self.named_hour(i) {
            return Some((Ok(Clock::exactly(hour, 0)), next));
        }
        let (hour, digits) = self.number(i)?;
        if digits > 2 {
            let (clock, next) = self.digits_alone(i, hour, digits).filter(|_| part.is_none())?;
            return Some((Ok(clock), next));
        }
        let minutes = self.minutes(i, hour, dotted);
        let exact = minutes.is_some();
        let Minutes { minute, second, next: mut j } = match minutes {
            Some(minutes) => minutes?,
            None => self.without_minutes(i + 1, part)?,
        };
        let after = self.part_after(j);
        if let Some((_, next)) = after {
            j = next;
        }
        let part = part.or(after.map(|(part, _)| part));
        // Which half of the day that is depends on the hour at noon and at night.
        let half = part.and_then(|part| part.is_afternoon(hour));
        let hour = match half {
            // "25:30" is half past one of the day after, where clocks are written so.
            None if (24..30).contains(&hour) && minute < 60 && self.hints.past_midnight => hour,
            _ if minute > 59 || second > 60 || hour > 24 || hour == 24 && minute > 0 => return Some((Err(()), j)),
            // "13:55 PM", "23:00 AM": an hour above 12 says by itself which half of the day it is.
            Some(false) if hour == 12 => 0,
            Some(true) if hour < 12 => hour + 12,
            _ => hour,
        };
        let open = part.is_none() && (1..=12).contains(&hour) && exact;
        Some((Ok(Clock { hour, minute, second: second.min(59), open, twelve: part.is_some() }), j))
    }

    /// An hour by itself, with the part of the day: "3 pm", "午後3", "3 часа ночи".
    fn without_minutes(&self, j: usize, part: Option<DayPart>) -> Option<Minutes> {
        let unit = self.unit(j).filter(|(seconds, next)| *seconds == 3600 && self.part_after(*next).is_some());
        let next = j + usize::from(unit.is_some());
        part.or_else(|| self.part_after(next).map(|(part, _)| part))?;
        Some(Minutes { minute: 0, second: 0, next })
    }

    /// Noon and midnight by their names.
    fn named_hour(&self, i: usize) -> Option<(u32, usize)> {
        if self.is_small(i, Small::Noon) {
            return Some((12, i + 1));
        }
        if self.is_small(i, Small::Midnight) {
            return Some((0, i + 1));
        }
        // "meio-dia", "meia-noite"
        let hour = match (self.word(i), self.word(i + 2)) {
            (Some("meio"), Some("dia")) => 12,
            (Some("meia"), Some("noite")) => 0,
            _ => return None,
        };
        self.is(i + 1, '-').then_some((hour, i + 3))
    }

    /// 1405 UTC, 0930Z, 1405h: digits alone are a number. "2026-04-22" is a day, and no clock with an offset.
    fn digits_alone(&self, i: usize, value: u32, digits: u8) -> Option<(Clock, usize)> {
        let j = i + 1;
        if digits != 4 || self.is(j, '-') {
            return None;
        }
        let is_hour = matches!(self.word(j), Some("h" | "hrs" | "hours" | "uhr"));
        let is_zone = || self.at(j).is_some_and(|token| self.zone_from(token.start).is_some());
        let first = || i.checked_sub(1).is_none_or(|before| (0..=before).all(|i| self.word(i).is_none()));
        let marked = is_hour || self.word(j) == Some("z") || self.hints.four_digits && first() || is_zone();
        (marked && value / 100 <= 23 && value % 100 <= 59)
            .then(|| (Clock::exactly(value / 100, value % 100), j + usize::from(is_hour)))
    }

    /// A number of two digits.
    fn two(&self, i: usize) -> Option<u32> {
        self.number(i).filter(|(_, digits)| *digits == 2).map(|(value, _)| value)
    }

    /// What follows the hour of a clock. `None` where nothing says that it is one; within, `None` for what is none.
    #[expect(clippy::option_option, reason = "what has the form of a clock and is none is not looked at further")]
    fn minutes(&self, i: usize, hour: u32, dotted: bool) -> Option<Option<Minutes>> {
        let j = i + 1;
        let word = self.word(j);
        let two_joined = self.joined(j) && self.joined(j + 1) && self.two(j + 1).is_some();
        if self.is(j, ':') && two_joined {
            Some(self.after_colon(j))
        } else if self.is_hour_mark(j) {
            Some(Some(self.after_hour_mark(j)))
        } else if matches!(word, Some("h" | "u")) && (self.joined(j) || self.two(j + 1).is_some()) {
            Some(self.after_h(j, hour))
        } else if word == Some("h") && self.after_preposition(i) && !self.is_small(j + 1, Small::Of) {
            // "vers 9 h"; "9 h" alone is a length.
            Some(Some(Minutes { minute: 0, second: 0, next: j + 1 }))
        } else if self.is(j, '.') && two_joined {
            Some(self.after_dot(j, hour, dotted))
        } else if self.is_small(j, Small::Hour) && matches!(word, Some("uhr" | "uur" | "ore")) {
            // "15 Uhr 26"
            let minute = self.two(j + 1).filter(|minute| *minute < 60);
            let next = j + 1 + usize::from(minute.is_some());
            Some(Some(Minutes { minute: minute.unwrap_or(0), second: 0, next }))
        } else if matches!(word, Some("heures" | "horas"))
            && let Some(minute) = self.two(j + 1).filter(|minute| *minute < 60)
        {
            // "14 heures 05"; "14 heures" alone is a length.
            Some(Some(Minutes { minute, second: 0, next: j + 2 }))
        } else {
            None
        }
    }

    /// 15:26, 15:26:03, 15:26:03.123
    fn after_colon(&self, mut j: usize) -> Option<Minutes> {
        let minute = self.two(j + 1)?;
        let mut second = 0;
        j += 2;
        if self.is(j, ':')
            && self.joined(j)
            && self.joined(j + 1)
            && let Some(seconds) = self.two(j + 1)
        {
            second = seconds;
            j += 2;
            let is_fraction = (self.is(j, '.') || self.is(j, ',')) && self.joined(j) && self.joined(j + 1);
            if is_fraction && self.number(j + 1).is_some() {
                j += 2;
            }
        }
        if self.is_small(j, Small::Hour) && !matches!(self.word(j), Some("hours" | "heures" | "heure")) {
            j += 1;
        }
        Some(Minutes { minute, second, next: j })
    }

    /// `true` for the mark of an hour of the clock: 時, and not that of a length, 時間.
    fn is_hour_mark(&self, j: usize) -> bool {
        ['時', '时', '點', '点', '시'].into_iter().any(|mark| self.is(j, mark))
            && !self.is(j + 1, '间')
            && !self.is(j + 1, '間')
    }

    /// 15時, 15時26分, 15時26分3秒, 15時半
    fn after_hour_mark(&self, j: usize) -> Minutes {
        let mut read = Minutes { minute: 0, second: 0, next: j + 1 };
        let j = j + 1;
        if let Some((minute, 1 | 2)) = self.number(j)
            && (self.is(j + 1, '分') || self.is(j + 1, '분'))
        {
            read = Minutes { minute, second: 0, next: j + 2 };
            if let Some((second, 1 | 2)) = self.number(j + 2)
                && (self.is(j + 3, '秒') || self.is(j + 3, '초'))
            {
                read = Minutes { minute, second, next: j + 4 };
            }
        } else if self.is(j, '半') || self.is(j, '반') {
            read = Minutes { minute: 30, second: 0, next: j + 1 };
        }
        read
    }

    /// 15h26, 15h26min, 15h
    fn after_h(&self, mut j: usize, hour: u32) -> Option<Minutes> {
        let is_h = self.word(j) == Some("h");
        if self.joined(j + 1) && self.two(j + 1).is_some()
            || is_h && self.two(j + 1).is_some_and(|minute| minute < 60) && hour < 24
        {
            let minute = self.two(j + 1)?;
            j += 2;
            if matches!(self.word(j), Some("min" | "m" | "mn")) && self.joined(j) {
                j += 1;
            }
            return Some(Minutes { minute, second: 0, next: j });
        }
        is_h.then_some(Minutes { minute: 0, second: 0, next: j + 1 })
    }

    /// 15.26, never 1.28.3, 20.5 %
    fn after_dot(&self, j: usize, hour: u32, dotted: bool) -> Option<Minutes> {
        let minute = self.two(j + 1)?;
        // "20.00 WIB"
        let zoned = || {
            self.at(j + 2)
                .is_some_and(|token| token.spaced && self.zone_from(token.start).is_some_and(|(_, length)| length > 2))
        };
        let hour_word = self.is_small(j + 2, Small::Hour) || self.part_after(j + 2).is_some() || zoned();
        let more = (self.is(j + 2, '.') || self.is(j + 2, '%')) && self.joined(j + 2) && self.joined(j + 3)
            || self.joined(j + 2) && self.word(j + 2).is_some() && !hour_word;
        if !(dotted || hour_word) || more || hour > 24 || minute > 59 {
            return None;
        }
        Some(Minutes { minute, second: 0, next: j + 2 + usize::from(self.is_small(j + 2, Small::Hour)) })
    }

    /// `true` after a word that stands before clocks and not before lengths: "à 8 h", "vers 9 h", "a las 8 h".
    fn after_preposition(&self, i: usize) -> bool {
        i.checked_sub(1)
            .and_then(|i| self.word(i))
            .is_some_and(|word| matches!(word, "a" | "vers" | "las" | "as" | "hacia"))
    }

    /// The part of the day before a clock: 午前, 下午, 오후, 深夜.
    fn part_before(&self, i: usize) -> (Option<DayPart>, usize) {
        let mark =
            |i: usize| if let Some(TokenKind::Mark(mark)) = self.at(i).map(|token| &token.kind) { *mark } else { ' ' };
        let (part, length) = match (mark(i), mark(i + 1)) {
            ('午', '前') | ('上', '午') | ('오', '전') | ('早', '上' | '朝' | '晨') | ('清', '晨') => {
                (DayPart::Morning, 2)
            }
            ('午', '後' | '后') | ('下', '午') | ('오', '후') | ('傍', '晚') | ('저', '녁') | ('夕', '方') => {
                (DayPart::Afternoon, 2)
            }
            ('中', '午') => (DayPart::Noon, 2),
            ('凌', '晨') | ('새', '벽') | ('未', '明') => (DayPart::Morning, 2),
            ('晚' | '晩', '上' | '间' | '間') | ('深' | '半', '夜') | ('夜', '里' | '裡' | '间' | '間') => {
                (DayPart::Night, 2)
            }
            ('晚' | '晩' | '夜' | '밤', _) => (DayPart::Night, 1),
            ('낮' | '昼', _) => (DayPart::Noon, 1),
            ('朝' | '早', _) => (DayPart::Morning, 1),
            _ => return (None, i),
        };
        let next = i + length + usize::from(self.is(i + length, 'の') || self.is(i + length, ','));
        // "晚于", "夜間バッチ": no part of the day but for a clock.
        if self.number(next).is_some() { (Some(part), next) } else { (None, i) }
    }

    /// The part of the day after a clock, and the piece after it: pm, p.m., p, "nachts", "de la tarde".
    fn part_after(&self, i: usize) -> Option<(DayPart, usize)> {
        let word = self.word(i).filter(|word| !matches!(*word, "d" | "l"));
        let (half, short) = match word {
            Some("am") => (DayPart::Morning, false),
            Some("pm") => (DayPart::Afternoon, false),
            Some("a") => (DayPart::Morning, true),
            Some("p") => (DayPart::Afternoon, true),
            _ => return self.part_in_words(i),
        };
        if !short {
            return Some((half, i + 1));
        }
        // "11:21a", "3 p.m.", "3 p. m."
        if self.is(i + 1, '.')
            && self.joined(i + 1)
            && self.word(i + 2) == Some("m")
            && (self.joined(i + 2) || self.is(i + 3, '.'))
        {
            let dot = self.is(i + 3, '.') && self.joined(i + 3);
            return Some((half, i + 3 + usize::from(dot)));
        }
        let alone = self.at(i + 1).is_none_or(|token| token.spaced || !matches!(token.kind, TokenKind::Word(_)));
        (self.joined(i) && alone).then_some((half, i + 1))
    }

    /// "nachts", "de la tarde", "du matin", "утра".
    fn part_in_words(&self, i: usize) -> Option<(DayPart, usize)> {
        let mut j = i;
        while j < i + 3
            && (self.is_small(j, Small::Of)
                || self.is(j, '\'')
                || matches!(self.word(j), Some("la" | "l" | "da" | "du" | "di" | "del" | "s" | "w" | "po")))
        {
            j += 1;
        }
        let word = word_use(self.word(j)?)?;
        let part = if word.is(Small::Morning) {
            DayPart::Morning
        } else if word.is(Small::Evening) {
            DayPart::Afternoon
        } else if word.is(Small::Night) {
            DayPart::Night
        } else {
            return None;
        };
        // What may mean "tomorrow", "late" or "after" needs its article, and an adverb none.
        let needs_article =
            matches!(self.word(j), Some("manana" | "tarde" | "matin" | "soir" | "apres" | "mattina" | "sera"));
        // "de l'après-midi"
        let end =
            if self.is(j + 1, '-') && self.joined(j + 1) && self.is_small(j + 2, Small::Noon) { j + 3 } else { j + 1 };
        (j > i || !needs_article).then_some((part, end))
    }

    /// A zone that begins at a byte of the line.
    fn zone_from(&self, start: usize) -> Option<(ZoneName, usize)> {
        zone_at(self.line.get(start..)?, self.hints)
    }

    /// A city whose time is told, before a dash or "time": "16:37 Denver - restarted".
    fn city_from(&self, at: usize) -> Option<(ZoneName, usize)> {
        let start = self.at(at)?.start;
        let (zone, length) = city_at(self.line.get(start..)?)?;
        let next = self.piece_from(start + length, at);
        let dash = self.is(next, '-')
            && self.at(next).is_some_and(|token| token.spaced)
            && self.at(next + 1).is_some_and(|token| token.spaced);
        (dash || self.word(next) == Some("time")).then_some((zone, length))
    }

    /// The piece that begins at or after a byte.
    fn piece_from(&self, byte: usize, from: usize) -> usize {
        (from..self.tokens.len())
            .find(|i| self.at(*i).is_some_and(|token| token.start >= byte))
            .unwrap_or(self.tokens.len())
    }

    /// A zone after a clock, in brackets or not, and the piece after it.
    fn zone(&self, i: usize) -> Option<(ZoneName, usize)> {
        let bracket = [('(', ')'), ('[', ']')].into_iter().find(|(open, _)| self.is(i, *open));
        let at = i + usize::from(bracket.is_some());
        let token = self.at(at)?;
        // "07:20-09:03" is a range; "T07:20-05:00" and "07:20:00-05:00" have an offset.
        let exact = i >= 4
            && (self.is(i - 2, ':') && self.is(i - 4, ':') || self.word(i - 4) == Some("t") || self.is(i - 2, '.'));
        if token.is('-') && !token.spaced && bracket.is_none() && !exact {
            return None;
        }
        // "-05:00" belongs to the clock only where nothing stands between.
        if (token.is('-') || token.is('+')) && (token.spaced && bracket.is_none()) {
            let (value, next) = self.zone_from(token.start)?;
            // " +0000" as mail headers write it
            let long = next >= 5;
            return (long && token.is('+') || next == 6).then(|| (value, self.piece_from(token.start + next, at)));
        }
        let (zone, length) = match self.zone_from(token.start) {
            Some(found) => found,
            None => self.city_from(at).filter(|_| bracket.is_none())?,
        };
        // "(+1)" is the next day.
        if bracket.is_some() && token.is('+') && length <= 2 {
            return None;
        }
        let mut next = self.piece_from(token.start + length, at);
        if let Some((_, close)) = bracket {
            if !self.is(next, close) {
                return None;
            }
            next += 1;
        }
        // "Pacific Time", "UTC time"
        if matches!(self.word(next), Some("time")) && bracket.is_none() {
            next += 1;
        }
        Some((zone, next))
    }

    /// A placeholder of a template for a clock: `HH:mm`, `--:--`, `??:??`, `xx:xx`.
    fn clock_gap(&self, i: usize) -> Option<usize> {
        let part = |i: usize| -> Option<usize> {
            if let Some(word) = self.word(i) {
                return matches!(word, "hh" | "mm" | "xx" | "x" | "h" | "m" | "tt" | "nn").then_some(i + 1);
            }
            let mut j = i;
            while self.is(j, '?') || self.is(j, '-') {
                j += 1;
            }
            (j > i && j <= i + 2).then_some(j)
        };
        // "09:??", "14:3x"
        if matches!(self.number(i), Some((0..=24, 1 | 2))) && self.is(i + 1, ':') && self.joined(i + 1) {
            let digit = usize::from(matches!(self.number(i + 2), Some((0..=5, 1))));
            return part(i + 2 + digit).filter(|_| self.joined(i + 2 + digit));
        }
        let colon = part(i)?;
        if !self.is(colon, ':') {
            // "[???]"
            return None;
        }
        let end = part(colon + 1).or_else(|| self.number(colon + 1).map(|_| colon + 2))?;
        Some(end)
    }

    /// A date with a part left open: `2022-05-??`, `2021/22-??-??`, `2023-MM-DD`.
    fn date_gap(&self, i: usize) -> Option<usize> {
        let (year, 4) = self.number(i)? else { return None };
        if !(1970..2200).contains(&year) {
            return None;
        }
        let mut open = false;
        let mut j = i + 1;
        while let Some(token) = self.at(j).filter(|token| !token.spaced) {
            match &token.kind {
                TokenKind::Mark('-' | '/' | '.') | TokenKind::Number(_, 1 | 2) => {}
                TokenKind::Mark('?') => open = true,
                TokenKind::Word(word) if matches!(&**word, "mm" | "dd" | "xx" | "m" | "d") => open = true,
                _ => break,
            }
            j += 1;
        }
        open.then_some(j)
    }

    /// An offset from a beginning: `T+5`, `T+00:05`, `T-10 min`, `+5 min`, "5 minutes later".
    fn offset(&self, i: usize) -> Option<((Origin, i64), usize)> {
        let named = self.word(i) == Some("t") && !self.is(i + 1, '.');
        let j = i + usize::from(named);
        // "T = 14:05 UTC"
        if named && self.is(j, '=') {
            return Some(((Origin::Zero, 0), j));
        }
        if named && self.number(j) == Some((0, 1)) && self.joined(j) {
            return Some(((Origin::Zero, 0), j + 1));
        }
        let sign = if self.is(j, '+') {
            1
        } else if self.is(j, '-') && named {
            -1
        } else if !named {
            let (seconds, next) = self.length(i).or_else(|| self.length_in_words(i))?;
            return (self.is_small(next, Small::Later)).then_some(((Origin::Before, seconds), next + 1));
        } else {
            return None;
        };
        let (seconds, next) = match self.length(j + 1) {
            Some(found) => found,
            // T+00:05 is minutes, T+1:02:03 hours; T+5 minutes.
            None if named => {
                let (first, digits) = self.number(j + 1)?;
                if self.is(j + 2, ':')
                    && let Some((second, 2)) = self.number(j + 3)
                {
                    if self.is(j + 4, ':')
                        && let Some((third, 2)) = self.number(j + 5)
                    {
                        (i64::from(first) * 3600 + i64::from(second) * 60 + i64::from(third), j + 6)
                    } else {
                        (i64::from(first) * 3600 + i64::from(second) * 60, j + 4)
                    }
                } else if digits <= 3 {
                    (i64::from(first) * 60, j + 2)
                } else {
                    return None;
                }
            }
            // "+00:05"
            None => {
                let (first, 2) = self.number(j + 1)? else { return None };
                let (second, 2) = self.number(j + 3).filter(|_| self.is(j + 2, ':'))? else { return None };
                (i64::from(first) * 3600 + i64::from(second) * 60, j + 4)
            }
        };
        Some(((Origin::Zero, sign * seconds), next))
    }

    /// A length with its units, in seconds, and the piece after it: `1h 30m`, `5 min`, "2 Stunden".
    pub fn length(&self, i: usize) -> Option<(i64, usize)> {
        let (mut total, mut j, mut any) = (0_i64, i, false);
        while let Some((value, digits)) = self.number(j) {
            if digits > 6 {
                break;
            }
            // "1.5 hours"
            let (mut tenths, mut k) = (i64::from(value) * 10, j + 1);
            if (self.is(k, '.') || self.is(k, ','))
                && self.joined(k)
                && let Some((part, 1)) = self.number(k + 1)
            {
                tenths += i64::from(part);
                k += 2;
            }
            if self.is(k, '-') && self.joined(k) && self.word(k + 1).is_some() {
                k += 1;
            }
            let Some((unit, next)) = self.unit(k) else { break };
            total = total.saturating_add(tenths.saturating_mul(unit) / 10);
            any = true;
            j = next;
            // "1 h 20"
            if unit == 3600
                && let Some((minutes @ 0..=59, 2)) = self.number(j)
                && self.unit(j + 1).is_none()
                && !(self.is(j + 1, ':') && self.joined(j + 1))
            {
                total = total.saturating_add(i64::from(minutes) * 60);
                j += 1;
                break;
            }
            // "2 Std. 35 Min."
            if self.is(j, '.') && self.joined(j) && self.number(j + 1).is_some() && self.unit(j + 2).is_some() {
                j += 1;
            }
            let joins = usize::from(self.is(j, ',') || self.is_small(j, Small::And) || self.word(j) == Some("et"));
            if self.number(j + joins).is_none() || self.unit(j + joins + 1).is_none() {
                break;
            }
            j += joins;
        }
        any.then_some((total, j))
    }

    /// "an hour", "five minutes", "half an hour", "zehn Minuten".
    fn length_in_words(&self, i: usize) -> Option<(i64, usize)> {
        if self.word(i) == Some("half") && self.word(i + 1) == Some("an") && self.word(i + 2) == Some("hour") {
            return Some((1800, i + 3));
        }
        let count = match self.word(i)? {
            "a" | "an" | "one" | "eine" | "ein" | "une" | "una" => 1,
            "two" | "zwei" | "deux" | "dos" => 2,
            "three" | "drei" | "trois" | "tres" => 3,
            "four" | "vier" | "quatre" | "cuatro" => 4,
            "five" | "funf" | "cinq" | "cinco" => 5,
            "six" | "sechs" | "seis" => 6,
            "seven" | "sieben" | "sept" | "siete" => 7,
            "eight" | "acht" | "huit" | "ocho" => 8,
            "nine" | "neun" | "neuf" | "nueve" => 9,
            "ten" | "zehn" | "dix" | "diez" => 10,
            "fifteen" | "funfzehn" | "quinze" | "quince" => 15,
            "twenty" | "zwanzig" | "vingt" | "veinte" => 20,
            "thirty" | "dreissig" | "trente" | "treinta" => 30,
            "forty" | "vierzig" => 40,
            _ => return None,
        };
        let (unit, next) = self.unit(i + 1)?;
        Some((count * unit, next))
    }

    fn unit(&self, i: usize) -> Option<(i64, usize)> {
        if let Some(word) = self.word(i) {
            let seconds = UNITS.get(word).copied()?;
            return Some((seconds, i + 1));
        }
        let between = usize::from(self.is(i + 1, '間') || self.is(i + 1, '间') || self.is(i + 1, '간'));
        match self.at(i).map(|token| &token.kind) {
            Some(TokenKind::Mark('分' | '분')) => {
                Some((60, i + 1 + between + usize::from(self.is(i + 1, '钟') || self.is(i + 1, '鐘'))))
            }
            Some(TokenKind::Mark('時' | '时' | '시')) if between == 1 => Some((3600, i + 2)),
            Some(TokenKind::Mark('日' | '天' | '일')) => Some((86_400, i + 1 + between)),
            Some(TokenKind::Mark('秒' | '초')) => Some((1, i + 1 + between)),
            Some(TokenKind::Mark('小')) if self.is(i + 1, '时') || self.is(i + 1, '時') => Some((3600, i + 2)),
            _ => None,
        }
    }

    /// The words that say that a time is not exact, and the piece after them.
    fn about(&self, mut i: usize) -> (bool, usize) {
        let at = i;
        while self.is(i, '~')
            || self.is(i, '≈')
            || self.is(i, '約')
            || self.is(i, '约')
            || self.is(i, '약')
            || self.is_small(i, Small::About)
        {
            i += 1;
            if self.is(i, '.') && self.joined(i) {
                i += 1;
            }
            // "aux alentours de", "alrededor de las"
            while self.is_small(i, Small::At) || self.is_small(i, Small::Of) {
                i += 1;
            }
        }
        (i > at, i)
    }

    /// A moment, and the piece after it.
    pub fn stamp(&self, i: usize) -> Option<(Stamp, usize)> {
        let mut stamp = Stamp::default();
        let (about, mut j) = self.about(i);
        stamp.about = about;
        if let Some((offset, next)) = self.offset(j) {
            stamp.offset = Some(offset);
            return Some((stamp, next));
        }
        if let Some(next) = self.date_gap(j) {
            stamp.gap = Gap::Date;
            let next = self.clock_gap(next).or_else(|| self.clock(next, true).map(|(_, next)| next)).unwrap_or(next);
            return Some((stamp, next));
        }
        if let Some((date, next)) = self.date(j) {
            stamp.date = Some(date);
            j = self.clock_behind(&mut stamp, next);
        } else if let Some(next) = self.clock_gap(j) {
            stamp.gap = Gap::Date;
            return Some((stamp, next));
        } else if let Some((day, clock, next)) = self.weekday_and_clock(j).or_else(|| self.next_day_and_clock(j)) {
            stamp.date = Some(day);
            stamp.set_clock(clock);
            j = next;
        } else {
            let (clock, next) = self.clock(j, self.dotted)?;
            stamp.set_clock(clock);
            j = next;
        }
        if stamp.clock.is_some() || stamp.gap != Gap::No {
            if let Some((zone, next)) = self.zone(j) {
                stamp.zone = Some(zone);
                j = next;
            }
            if stamp.date.is_none()
                && let Some((date, next)) = self.date_behind(j)
            {
                stamp.date = Some(date);
                j = next;
            }
            let (about, next) = self.about_behind(j);
            stamp.about |= about;
            j = next;
        }
        Some((stamp, j))
    }

    /// The clock behind a date, and the piece after it.
    fn clock_behind(&self, stamp: &mut Stamp, j: usize) -> usize {
        // Between date and clock: a comma, "at", "um", "à", a dash, "T".
        let is_joint = |k: usize| {
            [',', '@', '-', ':', '|', ';'].into_iter().any(|mark| self.is(k, mark))
                || self.is_small(k, Small::At)
                || matches!(self.word(k), Some("t" | "um"))
                // "29 listopada, godz. 9:00", "Május 14. 9:00"
                || self.is(k, '.') && self.joined(k)
        };
        let joints = (0..4).take_while(|joints| self.clock_gap(j + joints).is_none() && is_joint(j + joints)).count();
        let (about, k) = self.about(j + joints);
        if let Some(next) = self.clock_gap(k) {
            stamp.gap = Gap::Clock;
            return next;
        }
        // "(14:05)"
        let opens = usize::from(self.is(k, '(') || self.is(k, '['));
        if let Some((clock, next)) = self.clock(k + opens, true) {
            let closes = usize::from(opens == 1 && (self.is(next, ')') || self.is(next, ']')));
            if opens == closes {
                stamp.about |= about;
                stamp.set_clock(clock);
                return next + closes;
            }
        }
        j
    }

    /// The date behind a clock: "13:34 UTC on 04 March 2026", "22:30 UTC (Oct 29)", "02:15 (+1)", "02:15 next day".
    fn date_behind(&self, j: usize) -> Option<(Date, usize)> {
        let mut k = j;
        while self.is(k, ',')
            || self.is(k, '-') && self.date(k + 1).is_some_and(|(date, _)| date.year.is_some())
            || self.is_small(k, Small::At)
            || self.is_small(k, Small::Of)
        {
            k += 1;
        }
        let opens = usize::from(self.is(k, '(') || self.is(k, '['));
        let (date, next) = self.date(k + opens).or_else(|| self.next_day(k + opens, opens == 1))?;
        let closes = opens == 0 || self.is(next, ')') || self.is(next, ']');
        // "10:00, 5 March" is a date; "10:00 - 5 March releases" is text.
        let is_date = opens == 1
            || k > j
            || date.year.is_some()
            || matches!(date.day, DayOfYear::Next(_))
            || self.at(next).is_none_or(|token| !token.spaced || token.is('-'));
        let has_clock = opens == 0 && self.clock(next, false).is_some();
        (closes && is_date && !has_clock).then_some((date, next + opens))
    }

    /// The marks behind a time that say that it is not exact, and the piece after them: 頃, "?", "(ca)", "~".
    fn about_behind(&self, mut j: usize) -> (bool, usize) {
        let from = j;
        if self.is(j, '頃')
            || self.is(j, '경')
            || self.is(j, '左') && self.is(j + 1, '右')
            || self.is(j, 'ご') && self.is(j + 1, 'ろ')
        {
            j += 1 + usize::from(self.is(j, '左') || self.is(j, 'ご'));
        }
        if self.is(j, '?') && self.joined(j) {
            j += 1;
        } else if self.is(j, '(') && self.is(j + 1, '?') && self.is(j + 2, ')') {
            j += 3;
        }
        if self.is(j, '(') && self.is(j + 2, ')') && self.is_small(j + 1, Small::About) {
            j += 3;
        }
        if self.is(j, '~')
            && self.joined(j)
            && self.at(j + 1).is_none_or(|token| token.spaced && token.number().is_none())
        {
            j += 1;
        }
        (j > from, j)
    }

    /// "Mon 09:00", "Dienstag, 14.05 Uhr".
    fn weekday_and_clock(&self, i: usize) -> Option<(Date, Result<Clock, ()>, usize)> {
        let (Some(day), mut next) = self.weekday(i) else { return None };
        while self.is(next, ',') || self.is(next, '-') || self.is(next, '@') || self.is_small(next, Small::At) {
            next += 1;
        }
        let (clock, next) = self.clock(next, false)?;
        Some((day_named(day), clock, next))
    }

    /// "翌 0:40", "翌15日10時", "le lendemain à 8 h", "am nächsten Tag um 8 Uhr".
    fn next_day_and_clock(&self, i: usize) -> Option<(Date, Result<Clock, ()>, usize)> {
        let mut j = i;
        while j < i + 2 && (self.is_small(j, Small::At) || self.is_small(j, Small::Of)) {
            j += 1;
        }
        let (day, mut next) = [i, j].into_iter().find_map(|j| self.next_day(j, false))?;
        while self.is(next, ',') || self.is(next, '-') || self.is(next, ':') || self.is_small(next, Small::At) {
            next += 1;
        }
        let (_, next) = self.about(next);
        let (clock, next) = self.clock(next, true)?;
        Some((day, clock, next))
    }

    /// A line that is the name of a day of the week and nothing else: "Wednesday", "**Mittwoch:**".
    fn only_weekday(&self) -> Option<(Date, usize)> {
        let first = self.tokens.iter().position(|token| matches!(token.kind, TokenKind::Word(_)))?;
        let word = self.word(first)?;
        // "Day 2", "Tag 2:"
        if is_term(word, Term::DayWord)
            && let Some((count @ 1..=60, 1 | 2)) = self.number(first + 1)
            && self.tokens.get(first + 2..)?.iter().all(|token| matches!(token.kind, TokenKind::Mark(':' | '.' | '-')))
        {
            let day = DayOfYear::Nth(count);
            return Some((Date::of(day), self.tokens.len()));
        }
        let day = word_use(word)?.weekday.filter(|_| word.chars().count() >= 5 || first == 0)?;
        let rest = self.tokens.get(first + 1..)?;
        let alone = rest.iter().all(|token| token.is(':') || token.is('.') || token.is(',') || token.is('-'));
        (alone && first <= 1 && word.chars().count() >= 4).then(|| (day_named(day), self.tokens.len()))
    }

    /// "next day", "+1", "+1d", "翌日" after a clock.
    fn next_day(&self, i: usize, bracketed: bool) -> Option<(Date, usize)> {
        let next = |days, next| Some((Date::of(DayOfYear::Next(days)), next));
        let marks =
            |wanted: &str| (i..).zip(wanted.chars().filter(|mark| *mark != ' ')).all(|(i, mark)| self.is(i, mark));
        if let Some(name) = terms(Term::NextDayMarks).iter().find(|name| marks(name)) {
            return next(1, i + name.chars().filter(|mark| *mark != ' ').count());
        }
        // "翌15日", "翌 0:40", "翌朝 8:00"
        if self.is(i, '翌') {
            let day = matches!(self.number(i + 1), Some((1..=31, 1 | 2))) && self.is(i + 2, '日');
            return next(1, if day { i + 3 } else { i + 1 });
        }
        if bracketed
            && self.is(i, '+')
            && let Some((days, 1)) = self.number(i + 1)
        {
            let unit =
                usize::from(self.word(i + 2).is_some_and(|word| matches!(word, "d" | "day" | "days" | "tag" | "j")));
            return next(days, i + 2 + unit);
        }
        let start = self.at(i)?.start;
        self.word(i)?;
        let rest: String = self.line.get(start..)?.chars().take(30).collect();
        let folded = super::words::fold(&rest);
        let phrase = super::words::phrase_at(&folded, Small::NextDay)?;
        next(1, i + super::tokens::tokens(phrase).len())
    }

    /// A moment or a stretch, and the piece after it.
    pub fn stamped(&self, i: usize) -> Option<(Stamped, usize)> {
        let mut start = i;
        let mut between = false;
        while self.is_small(start, Small::From) {
            between = true;
            start += 1;
            while self.is_small(start, Small::At) || self.is_small(start, Small::Of) {
                start += 1;
            }
        }
        let (mut from, j) = self.stamp(start)?;
        let first = self.at(start).map_or(0, |token| token.start);
        let (mut to, j) = self.end_of_stretch(&from, start, j, between);
        if let Some(end) = &mut to {
            share_half(&mut from, end);
            share_zone_and_day(&mut from, end);
        }
        Some((
            Stamped {
                from,
                to,
                start: first,
                end: self.end_of(j),
                between: between && !self.is_small(start.saturating_sub(1), Small::To),
                in_sentence: false,
            },
            j,
        ))
    }

    /// The end of a stretch whose beginning ends before a piece, and the piece after it.
    fn end_of_stretch(&self, from: &Stamp, start: usize, j: usize, between: bool) -> (Option<Stamp>, usize) {
        // Days that a date itself spans.
        if let Some(Date { year, last: Some((month, day)), .. }) = from.date
            && from.clock.is_none()
        {
            let date = Date { year, ..Date::of(DayOfYear::Known(month, day)) };
            return (Some(Stamp { date: Some(date), ..Stamp::default() }), j);
        }
        let Some((joint, mut at)) = self.joint(j, between) else { return (None, j) };
        // Of a word that may join two times or mean something else, both must be clocks or dates.
        let dotted = self.dotted && self.is(start + 1, '.');
        let scanner = Scanner { line: self.line, tokens: self.tokens, hints: self.hints, dotted };
        while self.is_small(at, Small::At) && !joint {
            at += 1;
        }
        let is_end = |end: &Stamp, next: usize| {
            end.offset.is_none()
                && (end.clock.is_some() || end.date.is_some() && from.clock.is_none())
                // "10:00 - 11 machines": a number alone is no clock, and `clock` needs its mark.
                && self.at(next).is_none_or(|token| token.spaced || !matches!(token.kind, TokenKind::Word(_)))
        };
        match scanner.stamp(at) {
            Some((end, next)) if is_end(&end, next) => (Some(end), next),
            _ => (None, j),
        }
    }

    /// What joins two ends of a range: whether it is a mark, and the piece after it.
    fn joint(&self, i: usize, between: bool) -> Option<(bool, usize)> {
        if self.is(i, '-') || self.is(i, '~') || self.is(i, '→') {
            let mut j = i + 1;
            while self.is(j, '-') || self.is(j, '>') {
                j += 1;
            }
            return Some((true, j));
        }
        if self.is(i, 'か') && self.is(i + 1, 'ら') {
            return Some((true, i + 2));
        }
        if self.is(i, '至') || self.is(i, '到') {
            return Some((true, i + 1));
        }
        if self.is_small(i, Small::To) || between && self.is_small(i, Small::And) {
            return Some((false, i + 1));
        }
        None
    }
}

/// The next day of that name.
const fn day_named(weekday: u32) -> Date {
    Date { year: None, day: DayOfYear::Weekday(weekday), last: None, weekday: Some(weekday), day_first: None }
}

/// What one end of a stretch says of the half of the day holds for the other: "00:25 - 00:29 AM", "11:00-1:00 pm".
fn share_half(from: &mut Stamp, end: &mut Stamp) {
    if let (Some(clock), Some(last)) = (&mut from.clock, end.clock)
        && last.twelve
        && clock.open
    {
        let afternoon = last.hour >= 12;
        let hour = clock.hour % 12 + if afternoon { 12 } else { 0 };
        let later = (hour, clock.minute) > (last.hour, last.minute) && end.date.is_none();
        clock.hour = if later { (hour + 12) % 24 } else { hour };
        clock.open = false;
    }
    if let (Some(clock), Some(last)) = (from.clock, &mut end.clock)
        && clock.twelve
        && last.open
        && !last.twelve
        && end.date.is_none()
    {
        let hour = last.hour % 12 + if clock.hour >= 12 { 12 } else { 0 };
        last.hour = if (hour, last.minute) < (clock.hour, clock.minute) { (hour + 12) % 24 } else { hour };
    }
}

/// The zone of one end of a stretch holds for the other, and the day of its end for its beginning: "10:04–11:20 UTC".
fn share_zone_and_day(from: &mut Stamp, end: &mut Stamp) {
    if from.zone.is_none() {
        from.zone.clone_from(&end.zone);
    } else if end.zone.is_none() {
        end.zone.clone_from(&from.zone);
    }
    // "22:00–23:10 on 5 March": one day, where the clock does not run backwards.
    if from.date.is_none()
        && from.offset.is_none()
        && end.date.is_some_and(|date| matches!(date.day, DayOfYear::Known(..)))
        && let (Some(a), Some(b)) = (from.clock, end.clock)
        && (a.hour, a.minute) <= (b.hour, b.minute)
    {
        from.date = end.date;
    }
}

/// The year that a number of four digits is.
fn year_of(value: u32) -> Option<i32> {
    // Thailand counts from the Buddha: 2568 is 2025.
    let value = if (2513..=2642).contains(&value) { value - 543 } else { value };
    i32::try_from(value).ok().filter(|year| (1970..=2199).contains(year))
}

/// A date, where the calendar has it.
fn known(year: Option<i32>, month: u32, day: u32) -> Option<Date> {
    let leap = year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let exists = (1..=12).contains(&month) && (1..=days).contains(&day);
    exists.then_some(Date { year, ..Date::of(DayOfYear::Known(month, day)) })
}

/// A date of two numbers of which either may be the month. `german`: with dots, the day comes first.
fn either(first: u32, second: u32, year: Option<i32>, german: bool) -> Option<Date> {
    let (day, day_first) = match (first, second) {
        (1..=31, 1..=12) if german => (DayOfYear::Known(second, first), None),
        _ if german => return None,
        (1..=12, 1..=12) if first == second => (DayOfYear::Known(first, second), None),
        (1..=12, 1..=12) => (DayOfYear::Either(first, second), None),
        (1..=12, 13..=31) => (DayOfYear::Known(first, second), Some(false)),
        (13..=31, 1..=12) => (DayOfYear::Known(second, first), Some(true)),
        _ => return None,
    };
    Some(Date { year, day, last: None, weekday: None, day_first })
}

/// The stretch that a line begins with, with the marks and little words before it: `**[13:26]** …`, `~10:45 UTC: …`,
/// "At 14:05 UTC we …". `None` for a line that begins with something else.
pub fn leading(line: &str, tokens: &[Token], hints: &Hints) -> Option<Stamped> {
    let scanner = Scanner { line, tokens, hints, dotted: true };
    let (mut i, bracketed) = scanner.after_marks()?;
    if let Some(end) = scanner.question_marks(i).filter(|_| bracketed) {
        return Some(Stamped { from: Stamp { gap: Gap::Date, ..Stamp::default() }, end, ..Stamped::default() });
    }
    if scanner.is_numbering(i) {
        i += 2;
    }
    if let Some((day, _)) = scanner.only_weekday() {
        let from = Stamp { date: Some(day), ..Stamp::default() };
        return Some(Stamped { from, end: line.len(), ..Stamped::default() });
    }
    let mut words = 0;
    loop {
        if let Some((mut stamped, mut next)) = scanner.stamped(i) {
            stamped.end = scanner.end_before(next);
            let closes = |token: &Token| token.is(']') || token.is(')') || token.is('>');
            if bracketed && tokens.get(next).is_some_and(closes) {
                next = scanner.behind_bracket(&mut stamped, next + 1);
                stamped.end = scanner.end_before(next);
            }
            second_zone(&scanner, &mut stamped, next);
            stamped.in_sentence = words > 0;
            return Some(stamped);
        }
        let word = tokens.get(i)?.word()?;
        let role = word_use(word)?;
        if !(role.is(Small::At) || role.is(Small::About) || role.is(Small::From) || role.is(Small::Of)) || words > 3 {
            return None;
        }
        words += 1;
        i += 1;
        if tokens.get(i).is_some_and(|token| token.is('\'') || token.is('.')) {
            i += 1;
        }
    }
}

impl Scanner<'_> {
    /// The piece after marks of lists, checks and emphasis, and whether a bracket is among them. `None` for a line of
    /// marks.
    fn after_marks(&self) -> Option<(usize, bool)> {
        let mut bracketed = false;
        for (i, token) in self.tokens.iter().enumerate() {
            if i > 6 {
                return None;
            }
            match token.kind {
                TokenKind::Mark('[' | '(' | '<') if !bracketed => bracketed = true,
                TokenKind::Mark(
                    '~' | '≈' | '+' | '約' | '约' | '약' | '?' | '午' | '上' | '下' | '오' | '凌' | '早' | '晚',
                ) => return Some((i, bracketed)),
                // A dash as a bullet, and not the placeholder "--:--".
                TokenKind::Mark('-') if !self.at(i + 1).is_some_and(|next| next.spaced) => {
                    return Some((i, bracketed));
                }
                TokenKind::Mark(mark)
                    if !super::words::is_wide(mark)
                        && !matches!(mark, '\u{3040}'..='\u{30ff}' | '$' | '#' | '/' | '@') => {}
                _ => return Some((i, bracketed)),
            }
        }
        (self.tokens.len() <= 6).then_some((self.tokens.len(), bracketed))
    }

    /// The end of question marks in place of a time, before the bracket that closes: "[???]".
    fn question_marks(&self, i: usize) -> Option<usize> {
        let count = self.tokens.iter().skip(i).take_while(|token| token.is('?')).count();
        let close = self.at(i + count).filter(|token| token.is(']') || token.is(')'))?;
        (count > 0).then_some(close.end)
    }

    /// `true` for a number before the time: "1. 6:10 PM".
    fn is_numbering(&self, i: usize) -> bool {
        matches!(self.number(i), Some((_, 1 | 2)))
            && self.at(i + 1).is_some_and(|dot| (dot.is('.') || dot.is(')')) && !dot.spaced)
            && self.at(i + 2).is_some_and(|next| next.spaced && next.number().is_some())
            && self.stamped(i + 2).is_some_and(|(stamped, _)| stamped.from.clock.is_some())
    }

    /// The end of the piece before one, in bytes.
    fn end_before(&self, next: usize) -> usize {
        self.at(next.saturating_sub(1)).map_or(0, |token| token.end)
    }

    /// What completes a time in brackets behind them, and the piece after it: "[10:13] UTC", "[2024-03-05] 14:10".
    fn behind_bracket(&self, stamped: &mut Stamped, next: usize) -> usize {
        if stamped.from.clock.is_none()
            && stamped.from.date.is_some()
            && let Some((more, after)) = self.stamp(next)
            && more.date.is_none()
            && more.clock.is_some()
        {
            stamped.from = Stamp { date: stamped.from.date, about: stamped.from.about || more.about, ..more };
            return after;
        }
        if stamped.from.zone.is_none()
            && stamped.from.clock.is_some()
            && let Some((zone, after)) = self.zone(next)
        {
            stamped.from.zone = Some(zone);
            return after;
        }
        next
    }
}

/// The same instant in a second zone, `(00:07 UTC)` or `/ 00:07 UTC`: taken with the first, and instead of it where only
/// the second names its zone.
fn second_zone(scanner: &Scanner<'_>, stamped: &mut Stamped, i: usize) {
    if stamped.to.is_some() || stamped.from.clock.is_none() && stamped.from.offset.is_none() {
        return;
    }
    let opens = scanner.is(i, '(') || scanner.is(i, '[');
    if !opens && !scanner.is(i, '/') && !scanner.is(i, '|') && !scanner.is(i, '=') {
        return;
    }
    // "T0 = 14:05 UTC" says what offsets count from.
    if scanner.is(i, '=') && stamped.from.offset.is_some_and(|(_, seconds)| seconds == 0) {
        return;
    }
    let Some((other, next)) = scanner.stamp(i + 1) else { return };
    if stamped.from.offset.is_some() {
        // "T+5 (14:10 UTC)"
        if other.clock.is_some() {
            stamped.from = other;
            stamped.end = scanner.end_of(next + usize::from(opens));
        }
        return;
    }
    if other.clock.is_none() || other.zone.is_none() && stamped.from.zone.is_none() {
        return;
    }
    if opens && !(scanner.is(next, ')') || scanner.is(next, ']')) {
        return;
    }
    stamped.end = scanner.end_of(next + usize::from(opens));
    if stamped.from.zone.is_none() && (stamped.from.date.is_none() || other.date.is_some()) {
        let about = stamped.from.about;
        stamped.from = Stamp { about: about || other.about, ..other };
    } else if stamped.from.zone.is_none()
        && let (Some(a), Some(b)) = (stamped.from.clock, other.clock)
    {
        // A date with the first clock, and a zone with the second: the distance between the two is the offset.
        let minutes = |clock: Clock| i64::from(clock.hour) * 60 + i64::from(clock.minute);
        if other.zone.as_ref().is_some_and(|zone| &*zone.0 == "UTC") {
            let mut offset = minutes(a) - minutes(b);
            if offset > 14 * 60 {
                offset -= 24 * 60;
            } else if offset < -12 * 60 {
                offset += 24 * 60;
            }
            let sign = if offset < 0 { '-' } else { '+' };
            stamped.from.zone =
                Some(ZoneName(format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60).into()));
        }
    }
}

/// The stretch that a line ends with: "First detected: 2021-11-05 9:29". `None` when nothing, or more than a label, stands
/// before it.
pub fn trailing(line: &str, tokens: &[Token], hints: &Hints) -> Option<Stamped> {
    // "2023-01-04 (time TBC)"
    let open = line.trim_end().strip_suffix(')').and_then(|line| line.rfind('('));
    let left_open = open.and_then(|open| line.get(open..)).is_some_and(|note| {
        let note = super::words::fold(note);
        note.len() < 30
            && !note.contains(|c: char| c.is_ascii_digit())
            && ["tbc", "tbd", "tba", "unknown", "unclear", "approx", "estimate"].iter().any(|word| note.contains(word))
    });
    let tokens = match open.filter(|_| left_open) {
        Some(open) => tokens.get(..tokens.iter().position(|token| token.start >= open)?)?,
        None => tokens,
    };
    let last = tokens.iter().rposition(|token| !token.is('.') && !token.is(')') && !token.is(']') && !token.is('|'))?;
    let scanner = Scanner { line, tokens, hints, dotted: false };
    let mut i = 0;
    while i < tokens.len().min(400) {
        let usable = tokens.get(i).is_some_and(|token| match &token.kind {
            TokenKind::Mark(mark) => matches!(mark, '~' | '≈'),
            _ => true,
        });
        if usable && let Some((stamped, next)) = scanner.stamped(i) {
            if next > last && (stamped.from.clock.is_some() || stamped.from.date.is_some()) {
                return Some(stamped);
            }
            i = next.max(i + 1);
            continue;
        }
        i += 1;
    }
    None
}

/// Every stretch in a line, in order.
pub fn all(line: &str, tokens: &[Token], hints: &Hints) -> Vec<Stamped> {
    let scanner = Scanner { line, tokens, hints, dotted: false };
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let begins = tokens.get(i).is_some_and(|token| match &token.kind {
            TokenKind::Number(..) => true,
            TokenKind::Word(word) => word_use(word).is_some_and(|word| {
                word.month.is_some()
                    || word.weekday.is_some()
                    || word.is(Small::About)
                    || word.is(Small::From)
                    || word.is(Small::Noon)
                    || word.is(Small::Midnight)
            }),
            TokenKind::Mark(mark) => matches!(mark, '~' | '≈' | '午' | '上' | '下' | '오' | '約'),
        });
        if begins
            && let Some((stamped, next)) = scanner.stamped(i)
            && (stamped.from.clock.is_some() || stamped.from.date.is_some())
        {
            found.push(stamped);
            i = next.max(i + 1);
            continue;
        }
        i += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::super::tokens::tokens;
    use super::*;

    /// "2024-03-05 14:10:07 UTC ~ .. 2024-…", with what is not said left out.
    fn show(stamp: &Stamp) -> String {
        let mut text = String::new();
        if stamp.about {
            text.push('~');
        }
        if let Some(date) = stamp.date {
            let year = date.year.map_or("?".to_owned(), |year| year.to_string());
            let _ = match date.day {
                DayOfYear::Known(month, day) => write!(text, "{year}-{month:02}-{day:02} "),
                DayOfYear::Either(a, b) => write!(text, "{year}-{a}/{b} "),
                DayOfYear::Next(days) => write!(text, "+{days} "),
                DayOfYear::Weekday(day) => write!(text, "weekday {day} "),
                DayOfYear::Nth(day) => write!(text, "day {day} "),
                DayOfYear::OfMonth(day) => write!(text, "the {day}. "),
            };
        }
        if let Some(clock) = stamp.clock {
            let _ = write!(text, "{:02}:{:02}", clock.hour, clock.minute);
            if clock.second > 0 {
                let _ = write!(text, ":{:02}", clock.second);
            }
        }
        if let Some(zone) = &stamp.zone {
            let _ = write!(text, " {}", zone.0);
        }
        if let Some((origin, seconds)) = stamp.offset {
            let _ = write!(text, "{origin:?}{seconds:+}");
        }
        if stamp.gap != Gap::No {
            let _ = write!(text, " {:?}", stamp.gap);
        }
        text.trim().replace("  ", " ")
    }

    fn read(line: &str) -> String {
        let hints = Hints::default();
        let Some(stamped) = leading(line, &tokens(line), &hints) else { return "none".to_owned() };
        let to = stamped.to.as_ref().map_or(String::new(), |to| format!(" .. {}", show(to)));
        format!("{}{to} | {}", show(&stamped.from), line.get(stamped.end..).unwrap_or("").trim()).trim().to_owned()
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one list of what is written and what is read")]
    fn times_at_the_beginning_of_an_entry() {
        let mut wrong = Vec::new();
        for (line, wanted) in [
            ("2023-09-18 13:42 Team noticed", "2023-09-18 13:42 | Team noticed"),
            ("20.07., 11:00 Neustart", "?-07-20 11:00 | Neustart"),
            ("翌 0:40 完了", "+1 00:40 | 完了"),
            ("翌15日10時 照合", "+1 10:00 | 照合"),
            ("次日凌晨 0:15 降级", "+1 00:15 | 降级"),
            ("12日 00:45 恢复", "the 12. 00:45 | 恢复"),
            ("le lendemain à 8 h : vérification", "+1 08:00 | : vérification"),
            ("am nächsten Tag um 9 Uhr Nachlese", "+1 09:00 | Nachlese"),
            ("de volgende dag 9u00 Nabespreking", "+1 09:00 | Nabespreking"),
            ("10:05 après redémarrage", "10:05 | après redémarrage"),
            ("晚上 10:50 扩容", "22:50 | 扩容"),
            ("深夜1時 再起動", "01:00 | 再起動"),
            ("中午 11:50 告警", "11:50 | 告警"),
            ("밤 11시 복구", "23:00 | 복구"),
            ("в 3 часа ночи откат", "03:00 | откат"),
            ("a las 11 de la noche se cayó", "23:00 | se cayó"),
            ("vers 9 h premiers appels", "~09:00 | premiers appels"),
            ("T+1h12 : retour", "Zero+4320 | : retour"),
            ("09/04 17h40 mise en production", "?-9/4 17:40 | mise en production"),
            ("22/Apr/25 16:02 deploy", "2025-04-22 16:02 | deploy"),
            ("03-26 ~17:40 start", "~?-03-26 17:40 | start"),
            ("09:?? migration", "Date | migration"),
            ("14:3x rerun", "Date | rerun"),
            ("2023-09-18 15.26 Compared", "2023-09-18 15:26 | Compared"),
            ("– 2024-04-15 15:53: Applied", "2024-04-15 15:53 | : Applied"),
            ("15:35 – Plan pushed", "15:35 | – Plan pushed"),
            ("**21:45 UTC** - Deploy", "21:45 UTC | ** - Deploy"),
            ("**22:30 UTC (Oct 29)** - Incident", "?-10-29 22:30 UTC | ** - Incident"),
            ("Jan 14, 10:18 AM", "?-01-14 10:18 |"),
            ("Jan 16, 12:52 PM", "?-01-16 12:52 |"),
            ("2:54 PM PST: merged", "14:54 -08:00 | : merged"),
            ("[13:26] @x reports", "13:26 | @x reports"),
            ("[???] IOPS reached", "Date | IOPS reached"),
            ("2018-08-22, 03:26pm: first", "2018-08-22 15:26 | : first"),
            ("Between 2023-07-10 to 2023-07-16", "2023-07-10 .. 2023-07-16 |"),
            ("**October 20, 07:20-09:03** - x", "?-10-20 07:20 .. 09:03 | ** - x"),
            ("**October 20-23** - Status", "?-10-20 .. ?-10-23 | ** - Status"),
            ("October 24, ~18:00 - x", "~?-10-24 18:00 | - x"),
            ("June 10, 2026, 5:45 UTC — Root", "2026-06-10 05:45 UTC | — Root"),
            ("**10:44:51 UTC:** Incident", "10:44:51 UTC | :** Incident"),
            ("~10:45 UTC: Monitoring", "~10:45 UTC | : Monitoring"),
            ("2026-03-22 09:28 〜 2026-03-23 07:37", "2026-03-22 09:28 .. 2026-03-23 07:37 |"),
            ("~2025-03-03 19:30", "~2025-03-03 19:30 |"),
            ("2020-12-21 HH:mm", "2020-12-21 Clock |"),
            ("2019-12-03 --:--", "2019-12-03 Clock |"),
            ("2021/22-??-?? HH:mm", "Date |"),
            ("2022-05-?? HH:mm", "Date |"),
            ("13:34 UTC on 04 March 2026 – Automated", "2026-03-04 13:34 UTC | – Automated"),
            ("At 14:05 UTC we saw", "14:05 UTC | we saw"),
            ("15h26 : alerte", "15:26 | : alerte"),
            ("à 15 h 26, alerte", "15:26 | , alerte"),
            ("15.26 Uhr: Alarm", "15:26 | : Alarm"),
            ("gegen 15 Uhr: Alarm", "~15:00 | : Alarm"),
            ("5. März 2024, 14:05 Uhr – Alarm", "2024-03-05 14:05 | – Alarm"),
            ("05.03.2024 14:05", "2024-03-05 14:05 |"),
            ("5 de marzo de 2024, 14:05 h", "2024-03-05 14:05 |"),
            ("Le 5 mars 2024 à 14h05", "2024-03-05 14:05 |"),
            ("2024年3月5日 14時05分 検知", "2024-03-05 14:05 | 検知"),
            ("午後3時26分頃 検知", "~15:26 | 検知"),
            ("14:05頃", "~14:05 |"),
            ("오후 3시 26분 감지", "15:26 | 감지"),
            ("02-13-2025 11:00 pm", "2025-02-13 23:00 |"),
            ("04:49 PM UTC", "16:49 UTC |"),
            ("11:21a alert", "11:21 | alert"),
            ("20:07 EDT (00:07 UTC) x", "20:07 -04:00 | x"),
            ("20:07 (00:07 UTC) x", "00:07 UTC | x"),
            ("00:25 - 00:29 AM x", "00:25 .. 00:29 | x"),
            ("11:00 - 1:00 pm x", "11:00 .. 13:00 | x"),
            ("22:04-23:00 UTC x", "22:04 UTC .. 23:00 UTC | x"),
            ("10:00 - 20 servers rebooted", "10:00 | - 20 servers rebooted"),
            ("13:55 PM x", "13:55 | x"),
            ("13:55 AM x", "13:55 | x"),
            ("[03-26 17:40] Node upgrade", "?-03-26 17:40 | Node upgrade"),
            ("1. 6:10:34 PM x", "18:10:34 | x"),
            ("February 15, 2024: 7:56am UTC", "2024-02-15 07:56 UTC |"),
            ("Mar 14, 2025 - 18:00 UTC: x", "2025-03-14 18:00 UTC | : x"),
            ("25:71 x", "Impossible | x"),
            ("Mon 09:00 alert", "weekday 0 09:00 | alert"),
            ("Dienstag, 14.05 Uhr – Alarm", "weekday 1 14:05 | – Alarm"),
            ("Wednesday", "weekday 2 |"),
            ("2024. március 5., 14:05 riasztás", "2024-03-05 14:05 | riasztás"),
            ("ngày 5 tháng 3 năm 2024", "2024-03-05 |"),
            ("14 heures 05 : alerte", "14:05 | : alerte"),
            ("2:10 p. m. caída", "14:10 | caída"),
            ("Ao meio-dia: alerta", "12:00 | : alerta"),
            ("早上9点20分 告警", "09:20 | 告警"),
            ("밤 11시 5분 장애", "23:05 | 장애"),
            ("25:05 alert", "Impossible | alert"),
            ("T+5 min page", "Zero+300 | page"),
            ("T+00:05 page", "Zero+300 | page"),
            ("+5 min page", "Zero+300 | page"),
            ("5 minutes later the page", "Before+300 | the page"),
            ("Sun, Oct 31 21:33", "?-10-31 21:33 |"),
            ("Tue Mar 5 14:05:00 UTC 2024", "?-03-05 14:05 UTC | 2024"),
            ("2024-03-05T14:05:07Z - x", "2024-03-05 14:05:07 UTC | - x"),
            ("2024-03-05T14:05:07.123+01:00 - x", "2024-03-05 14:05:07 +01:00 | - x"),
            ("0930Z alert", "09:30 UTC | alert"),
            ("1405 UTC alert", "14:05 UTC | alert"),
            ("02:15 (+1) restored", "+1 02:15 | restored"),
            ("02:15 next day: restored", "+1 02:15 | : restored"),
            ("noon: x", "12:00 | : x"),
            ("24/07/25", "2025-07-24 |"),
            ("04/03/2026 13:00", "2026-4/3 13:00 |"),
            ("1.28.3 was released", "none"),
            ("3 servers down", "none"),
            ("Restarted 13:00", "none"),
            ("May have failed", "none"),
            ("99.9 % of requests", "none"),
            ("from 10:00 to 10:20 UTC: x", "10:00 UTC .. 10:20 UTC | : x"),
            ("entre 10:00 y 10:20: x", "10:00 .. 10:20 | : x"),
        ] {
            if read(line) != wanted {
                wrong.push(format!("{line}: {} and not {wanted}", read(line)));
            }
        }
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn times_at_the_end_of_an_entry() {
        let hints = Hints::default();
        for (line, wanted) in [
            ("First detected: 2021-11-05 9:29", Some("2021-11-05 09:29")),
            ("Alert fired (14:05 UTC)", Some("14:05 UTC")),
            ("Restarted at 13:00 and left", None),
        ] {
            let found = trailing(line, &tokens(line), &hints).map(|stamped| show(&stamped.from));
            assert_eq!(found.as_deref(), wanted, "{line}");
        }
    }
}

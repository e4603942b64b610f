//! Dates: in numbers, with the name of a month, of a weekday.

use super::super::tokens::{Token, TokenKind};
use super::super::words::{Small, Term, is_wide as is_wide_mark, terms, word_use};
use super::{Date, DayOfYear, Scanner};

impl Scanner<'_> {
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
    pub(super) fn weekday(&self, mut i: usize) -> (Option<u32>, usize) {
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
        let is_wide = |token: &Token| matches!(token.kind, TokenKind::Mark(mark) if is_wide_mark(mark));
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
        // "in der Nacht vom 7. auf den 8. November"
        if self.is_small(j, Small::To) || self.word(j) == Some("auf") {
            let to = j + 1 + usize::from(matches!(self.word(j + 1), Some("den" | "the")));
            let month = to + 1 + usize::from(self.is(to + 1, '.'));
            if let (Some((day, 1 | 2)), Some(name)) = (self.number(to), self.month(month)) {
                last = Some((name, day));
                j = month;
            }
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

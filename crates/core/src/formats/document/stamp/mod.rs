//! Dates, clocks and ranges as people write them, read from the pieces of a line. Nothing here knows the day or the zone
//! that the rest of the document gives: what a line does not say stays open.

mod clock;
mod date;
mod offset;
mod zone;

use super::tokens::{Token, TokenKind};
use super::words::{Small, Term, is_term, terms, word_use};
use super::zones::{Hints, ZoneName};

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
                // "ok. godz. 19:10"
                if self.is(i, '.') && self.joined(i) {
                    i += 1;
                }
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
        if self.is_small(j, Small::AboutBehind) {
            j += 1;
            if self.is(j, '.') && self.joined(j) {
                j += 1;
            }
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
mod tests;

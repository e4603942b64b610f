//! Lengths, times of day and counts out of the tokens of a sentence.

use super::scan::Term::{
    self, After, Am, And, Article, At, Before, Between, Clock, Close, Comma, Contrast, Couple, Dash, Date, Exact, For,
    From, Half, Hedge, Hyphen, In, Lasted, Later, Mark, Month, Noun, Number, Of, Open, Or, Other, Percent, Plus, Pm,
    Quarter, Semicolon, Since, State, Subject, Times, To, Took, Uhr, Unit, UnitAfter, Until, Was, Within, Zone,
};
use super::scan::{Thing, Token};
use super::{Bound, StatedClock, StatedLength};
use crate::time::{Length, Offset};

/// Something that a sentence states a number for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Quantity {
    Length(StatedLength),
    Clock(StatedClock),
    Count {
        count: i64,
        bound: Bound,
        of: Thing,
    },
    /// A share in thousandths of a percent.
    Share {
        milli: i64,
        step: i64,
        bound: Bound,
    },
}

/// A quantity, and the tokens it takes, the last one excluded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) what: Quantity,
    /// `true` when "within" stands before it.
    pub(super) within: bool,
    /// `true` when a word glued to it says "later".
    pub(super) later: bool,
}

/// Every quantity of a sentence, in order.
pub(super) fn quantities(tokens: &[Token]) -> Vec<Found> {
    let reader = Reader { tokens };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.quantity(at) {
            Some((what, last, later)) => {
                // Not into the quantity before.
                let from = found.last().map_or(0, |before| before.last);
                found.push(reader.hedged(from, at, last, what, later));
                at = found.last().map_or(last, |found| found.last).max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The date nearest to a token, those before it first.
pub(super) fn date_near(tokens: &[Token], at: usize) -> Option<(i32, u32, u32)> {
    const NEAR: usize = 40;
    let reader = Reader { tokens };
    let before = (at.saturating_sub(NEAR)..at).rev().find_map(|at| reader.date(at));
    before.or_else(|| (at..at + NEAR).find_map(|at| reader.date(at)))
}

struct Reader<'a> {
    tokens: &'a [Token],
}

impl Reader<'_> {
    fn term(&self, at: usize) -> Option<Term> {
        self.tokens.get(at).map(|token| token.term)
    }

    /// `true` when nothing stands between a token and the one before.
    fn glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        before.zip(self.tokens.get(at)).is_some_and(|(before, token)| before.end == token.start)
    }

    fn quantity(&self, at: usize) -> Option<(Quantity, usize, bool)> {
        if let Some((clock, last)) = self.clock(at) {
            return Some((Quantity::Clock(clock), last, false));
        }
        if let Some((length, last, later)) = self.length(at) {
            return Some((Quantity::Length(length), last, later));
        }
        let (milli, step, next) = self.value(at)?;
        if self.term(next) == Some(Percent) {
            return Some((Quantity::Share { milli, step, bound: Bound::Exactly }, next + 1, false));
        }
        // "three of our largest customers", "three affected services".
        let of = usize::from(self.term(next) == Some(Of));
        let thing = (next + of..next + of + 4).find_map(|at| match self.term(at) {
            Some(Term::Thing(thing)) => Some(Some((thing, at + 1))),
            Some(Other | Article | Subject | State(_) | Hyphen) => None,
            _ => Some(None),
        });
        let (of, last) = thing.flatten()?;
        (milli % 1000 == 0 && !self.glued(at)).then_some((
            Quantity::Count { count: milli / 1000, bound: Bound::Exactly, of },
            last,
            false,
        ))
    }

    /// Takes the hedges around a quantity into it.
    fn hedged(&self, from: usize, at: usize, last: usize, what: Quantity, later: bool) -> Found {
        let (mut first, mut bound, mut within) = (at, None, false);
        let mut add = |hedge: Bound| {
            if bound.is_none() || bound == Some(Bound::About) {
                bound = Some(hedge);
            }
        };
        let mut to = at;
        while to > from {
            to -= 1;
            match self.term(to) {
                Some(Hedge(hedge)) => add(hedge),
                Some(Within) => {
                    within = true;
                    add(Bound::AtMost);
                }
                Some(Exact) => {}
                Some(Article | At) if to > from => continue,
                _ => break,
            }
            first = to;
        }
        let mut last = last;
        match (self.term(last), self.term(last + 1)) {
            (Some(Plus), _) => {
                add(Bound::AtLeast);
                last += 1;
            }
            (Some(Hedge(hedge)), after) if after.is_none_or(goes_on) => {
                add(hedge);
                last += 1;
            }
            _ => {}
        }
        let what = match (what, bound) {
            (Quantity::Length(length), Some(bound)) => Quantity::Length(StatedLength { bound, ..length }),
            (Quantity::Clock(clock), Some(bound)) => Quantity::Clock(StatedClock { bound, ..clock }),
            (Quantity::Count { count, of, .. }, Some(bound)) => Quantity::Count { count, bound, of },
            (Quantity::Share { milli, step, .. }, Some(bound)) => Quantity::Share { milli, step, bound },
            (what, None) => what,
        };
        Found { first, last, what, within, later }
    }

    /// A number: its thousandths, the step it is written in, and what follows it.
    fn value(&self, at: usize) -> Option<(i64, i64, usize)> {
        let (mut milli, step, mut next) = match self.term(at)? {
            Number { milli, step } => (milli, step, at + 1),
            Couple => (2000, 1000, at + 1),
            Times(times) => (1000 * times, 1000, at + 1),
            _ => return None,
        };
        // "twenty-five", both in words.
        let word = |at: usize| self.tokens.get(at).is_some_and(|token| token.end - token.start > 2);
        if let (Some(Hyphen), Some(Number { milli: ones, step: 1000 })) = (self.term(next), self.term(next + 1))
            && (20_000..100_000).contains(&milli)
            && milli % 10_000 == 0
            && (1000..10_000).contains(&ones)
            && word(at)
            && word(next + 1)
        {
            milli += ones;
            next += 2;
        }
        if let Some(Times(times)) = self.term(next) {
            milli = milli.checked_mul(times)?;
            next += 1;
        }
        // "ten (10) minutes".
        if let (Some(Open), Some(Number { .. }), Some(Close)) =
            (self.term(next), self.term(next + 1), self.term(next + 2))
        {
            next += 3;
        }
        Some((milli, step, next))
    }

    fn unit(&self, at: usize) -> Option<(i64, bool)> {
        match self.term(at)? {
            Unit(ms) => Some((ms, false)),
            UnitAfter(ms) => Some((ms, true)),
            _ => None,
        }
    }

    /// A length, and what follows it.
    fn length(&self, at: usize) -> Option<(StatedLength, usize, bool)> {
        self.part_of_one(at).or_else(|| self.one(at)).or_else(|| self.some(at))
    }

    /// "half an hour", "a quarter of an hour", "three quarters of an hour".
    fn part_of_one(&self, at: usize) -> Option<(StatedLength, usize, bool)> {
        let (quarters, mut next) = match (self.term(at)?, self.term(at + 1)) {
            (Half, _) => (2, at + 1),
            (Quarter, Some(Of)) => (1, at + 1),
            (Number { milli, step: 1000 }, Some(Quarter)) if (1000..4000).contains(&milli) => (milli / 1000, at + 2),
            _ => return None,
        };
        while matches!(self.term(next), Some(Of | Article | Hyphen)) {
            next += 1;
        }
        let (unit, later) = self.unit(next).filter(|(unit, _)| *unit >= 1000)?;
        Some((StatedLength::exactly(unit / 4 * quarters, unit / 4), next + 1, later))
    }

    /// "an hour", "an hour and a half"; not "twice an hour".
    fn one(&self, at: usize) -> Option<(StatedLength, usize, bool)> {
        if let (Some(Unit(unit @ 60_000..)), Some(And)) = (self.term(at), self.term(at + 1)) {
            // "hora y media"
            let (half, next) = self.and_a_half(at + 1, unit)?;
            return Some((StatedLength::exactly(unit + half, half), next, false));
        }
        let (Some(Article), Some(Unit(unit))) = (self.term(at), self.term(at + 1)) else { return None };
        if let Some((half, next)) = self.and_a_half(at + 2, unit) {
            return Some((StatedLength::exactly(unit + half, half), next, false));
        }
        let before = at.checked_sub(1).and_then(|before| self.term(before));
        let stands = matches!(
            before,
            Some(
                Hedge(_) | Within | Exact | For | In | After | Lasted | Took | Was | Mark(_) | Open | Comma | State(_)
            )
        ) || matches!(self.term(at + 2), Some(After | Later | Before));
        let long = unit >= 60_000 && !matches!(self.term(at + 2), Some(Before | Number { .. }) if before.is_none());
        (stands && long).then_some((StatedLength::exactly(unit, unit), at + 2, false))
    }

    /// "and a half", "et demie", "半" after a unit.
    fn and_a_half(&self, at: usize, unit: i64) -> Option<(i64, usize)> {
        let mut next = at;
        for skipped in [And, Article] {
            next += usize::from(self.term(next) == Some(skipped));
        }
        let joined = next > at || self.glued(next);
        // "and half of the users" is no half of a unit.
        (self.term(next) == Some(Half) && joined && !matches!(self.term(next + 1), Some(Of | Article | Unit(_))))
            .then_some((unit / 2, next + 1))
    }

    /// "4 hours", "1 h 30 min", "two and a half hours", "4–5 hours", "30 minutes to 2 hours", "1:30 h".
    fn some(&self, at: usize) -> Option<(StatedLength, usize, bool)> {
        if let (Some(Clock { seconds, to_the_second: false }), Some(Unit(unit @ 3_600_000))) =
            (self.term(at), self.term(at + 1))
        {
            let _ = unit;
            return Some((StatedLength::exactly(seconds * 1000, 60_000), at + 2, false));
        }
        let (low, step, mut next) = self.value(at)?;
        // "12+ hours"
        let more = self.term(next) == Some(Plus) && self.unit(next + 1).is_some();
        next += usize::from(more);
        let (mut low, mut high, mut step) = (low, low, step);
        if self.term(next) == Some(And)
            && let Some((_, after)) = self.and_a_half(next, 0).or_else(|| self.half_before_unit(next))
        {
            (low, high, step, next) = (low + 500, high + 500, 500, after);
        }
        while matches!(self.term(next), Some(Hyphen | Other))
            && self.unit(next + 1).is_some()
            && self.term(next) == Some(Hyphen)
        {
            next += 1;
        }
        // "4–5 hours", "between 4 and 5 hours".
        let joint = match self.term(next) {
            Some(To | Dash | Hyphen | Or) => true,
            Some(And) => at.checked_sub(1).is_some_and(|before| self.term(before) == Some(Between)),
            _ => false,
        };
        if joint && let Some((other, other_step, after)) = self.value(next + 1) {
            let after = after + usize::from(self.term(after) == Some(Hyphen));
            if self.unit(after).is_some() && other > low {
                (high, step, next) = (other, step.min(other_step), after);
            }
        }
        let (unit, later) = self.unit(next)?;
        // "a wave of 502s"
        let is_one_letter = self.tokens.get(next).is_some_and(|token| token.end == token.start + 1);
        if next == at + 1 && self.glued(next) && is_one_letter && unit == 1000 && (400_000..600_000).contains(&low) {
            return None;
        }
        let ms = |milli: i64, unit: i64| milli.checked_mul(unit).map(|product| product / 1000);
        let length = StatedLength {
            low: Length::from_ms(ms(low, unit)?),
            high: Length::from_ms(ms(high, unit)?),
            bound: match self.term(at) {
                _ if more => Bound::AtLeast,
                Some(Couple) => Bound::About,
                _ => Bound::Exactly,
            },
            step: Length::from_ms(step_of(low, step, unit)),
        };
        self.compound(length, unit, next + 1, low == high && !later).map(|(length, next)| (length, next, later))
    }

    /// "and a half hours" after a number.
    fn half_before_unit(&self, at: usize) -> Option<(i64, usize)> {
        let article = usize::from(self.term(at + 1) == Some(Article));
        let half = at + 1 + article;
        (self.term(half) == Some(Half) && self.unit(half + 1).is_some()).then_some((0, half + 1))
    }

    /// The smaller units after a first one: "30 min" of "1 h 30 min".
    fn compound(&self, first: StatedLength, unit: i64, next: usize, goes_on: bool) -> Option<(StatedLength, usize)> {
        let (mut length, mut unit, mut next) = (first, unit, next);
        if let Some((half, after)) = self.and_a_half(next, unit).filter(|_| goes_on) {
            return Some((StatedLength { bound: length.bound, ..length.plus(half, half)? }, after));
        }
        loop {
            if !goes_on {
                break;
            }
            let mut at = next;
            while matches!(self.term(at), Some(And | Comma)) && at < next + 2 {
                at += 1;
            }
            let Some((value, step, after)) = self.value(at) else { break };
            let Some((smaller, false)) = self.unit(after).filter(|(smaller, _)| *smaller < unit) else {
                // "1h30".
                if unit == 3_600_000 && self.glued(at) && value < 60_000 {
                    return Some((length.plus(value * 60, 60_000)?, after));
                }
                break;
            };
            length = length.plus(value.checked_mul(smaller)? / 1000, step_of(value, step, smaller))?;
            (unit, next) = (smaller, after + 1);
        }
        // "30 minutes to 2 hours": the second end has its own unit.
        if matches!(self.term(next), Some(To | Dash | Hyphen | Or))
            && let Some((value, _, after)) = self.value(next + 1)
            && let Some((other, false)) = self.unit(after)
            && length.low == length.high
        {
            let high = Length::from_ms(value.checked_mul(other)? / 1000);
            if high > length.high {
                return Some((StatedLength { high, ..length }, after + 1));
            }
        }
        Some((length, next))
    }

    /// A time of day with its zone, and what follows it.
    fn clock(&self, at: usize) -> Option<(StatedClock, usize)> {
        let half_day = |at: usize| match self.term(at) {
            Some(Am) => Some(0),
            Some(Pm) => Some(12),
            _ => None,
        };
        let (mut seconds, to_the_second, mut next, whole_hour) = match self.term(at)? {
            Clock { seconds, to_the_second } => (seconds, to_the_second, at + 1, false),
            Number { milli, step: 1000 } => {
                let hour = milli / 1000;
                let uhr = self.term(at + 1) == Some(Uhr);
                if (1..=12).contains(&hour) && half_day(at + 1).is_some() {
                    (hour * 3600, false, at + 1, true)
                } else if (0..24).contains(&hour) && uhr {
                    match self.term(at + 2) {
                        Some(Number { milli, step: 1000 }) if milli < 60_000 && self.unit(at + 3).is_none() => {
                            (hour * 3600 + milli / 1000 * 60, false, at + 3, false)
                        }
                        _ => (hour * 3600, false, at + 2, true),
                    }
                } else {
                    return self.french_clock(at, hour);
                }
            }
            // "13.30 Uhr"
            Number { milli, step: 10 } if self.term(at + 1) == Some(Uhr) && milli < 24_000 => {
                (milli / 1000 * 3600 + milli % 1000 / 10 * 60, false, at + 2, false)
            }
            _ => return None,
        };
        if self.unit(next) == Some((3_600_000, false)) {
            return None;
        }
        let mut stated_half = false;
        if let Some(half) = half_day(next).filter(|_| seconds < 13 * 3600) {
            seconds = seconds % (12 * 3600) + half * 3600;
            next += 1;
            stated_half = true;
        } else {
            next += usize::from(self.term(next) == Some(Uhr));
            // "1:30–3:30 pm": the half of the day stands once, at the end.
            let joint = matches!(self.term(next), Some(To | Dash | Hyphen | Until | And));
            if joint
                && matches!(self.term(next + 1), Some(Clock { .. } | Number { .. }))
                && half_day(next + 2) == Some(12)
                && let Some(Clock { seconds: other, .. } | Number { milli: other, .. }) = self.term(next + 1)
                && seconds < 12 * 3600
            {
                let other =
                    if matches!(self.term(next + 1), Some(Number { .. })) { other / 1000 * 3600 } else { other };
                if other % (12 * 3600) >= seconds % (12 * 3600) {
                    seconds = seconds % (12 * 3600) + 12 * 3600;
                    stated_half = true;
                }
            }
        }
        let (zone, next) = self.zone(next);
        let clock = StatedClock {
            seconds,
            to_the_second,
            whole_hour,
            twelve_hours: stated_half,
            bound: Bound::Exactly,
            zone,
            date: None,
        };
        Some((clock, next))
    }

    /// "13h30" after a word that makes it a time of day.
    fn french_clock(&self, at: usize, hour: i64) -> Option<(StatedClock, usize)> {
        let before = at.checked_sub(1).and_then(|before| self.term(before));
        let at_a_time = matches!(before, Some(To | At | From | Until | Between | And | Since));
        let Some(Number { milli, step: 1000 }) = self.term(at + 2) else { return None };
        let glued = self.term(at + 1) == Some(Unit(3_600_000)) && self.glued(at + 1) && self.glued(at + 2);
        if !at_a_time || !glued || !(0..24).contains(&hour) || milli >= 60_000 || self.unit(at + 3).is_some() {
            return None;
        }
        let (zone, next) = self.zone(at + 3);
        let seconds = hour * 3600 + milli / 1000 * 60;
        let clock = StatedClock { seconds, zone, ..StatedClock::default() };
        Some((clock, next))
    }

    /// "UTC", "UTC+2", "+02:00" directly after a time of day.
    fn zone(&self, at: usize) -> (Option<Offset>, usize) {
        // After a bare time of day, a hyphen is "to".
        let dated = at.checked_sub(2).is_some_and(|date| matches!(self.term(date), Some(Date { .. } | Clock { .. })));
        let offset = |at: usize| {
            let sign = match self.term(at)? {
                Plus => 1,
                Hyphen if dated => -1,
                _ => return None,
            };
            let seconds = match self.term(at + 1).filter(|_| self.glued(at + 1))? {
                Clock { seconds, .. } => seconds,
                Number { milli, step: 1000 } if milli <= 14_000 => milli / 1000 * 3600,
                _ => return None,
            };
            Some((Offset::from_seconds(i32::try_from(sign * seconds).ok()?), at + 2))
        };
        let at = at + usize::from(self.term(at) == Some(Open) && matches!(self.term(at + 1), Some(Zone(_))));
        if let Some(Zone(minutes)) = self.term(at) {
            let (offset, next) =
                offset(at + 1).filter(|_| minutes == 0).unwrap_or((Offset::from_seconds(minutes * 60), at + 1));
            return (Some(offset), next);
        }
        match offset(at).filter(|_| self.glued(at) && matches!(self.term(at + 1), Some(Clock { .. }))) {
            Some((offset, next)) => (Some(offset), next),
            None => (None, at),
        }
    }

    /// A date whose first token stands here: year (0 for none), month, day (0 for none).
    fn date(&self, at: usize) -> Option<(i32, u32, u32)> {
        let day = |at: usize| match self.term(at) {
            Some(Number { milli, step: 1000 }) if (1000..=31_000).contains(&milli) => u32::try_from(milli / 1000).ok(),
            _ => None,
        };
        let year = |at: usize| {
            let at = at + usize::from(self.term(at) == Some(Comma));
            match self.term(at) {
                Some(Number { milli, step: 1000 }) if (1_970_000..2_100_000).contains(&milli) => {
                    i32::try_from(milli / 1000).ok()
                }
                _ => None,
            }
        };
        // "1st" leaves letters behind.
        let after = |at: usize| at + usize::from(self.term(at) == Some(Other) && self.glued(at));
        match self.term(at)? {
            Date { year, month, day } => Some((year, month, day)),
            Month(month) => {
                let before = at.checked_sub(1).and_then(|before| {
                    let before = before - usize::from(self.term(before) == Some(Of) && before > 0);
                    let letters = before > 0 && self.term(before) == Some(Other) && self.glued(before);
                    day(before - usize::from(letters))
                });
                if let Some(day) = before {
                    return Some((year(at + 1).unwrap_or(0), month, day));
                }
                if let Some(day) = day(at + 1) {
                    return Some((year(after(at + 2)).unwrap_or(0), month, day));
                }
                // "the March outage"
                let of_it = matches!(self.term(at + 1), Some(Noun(_)));
                year(at + 1).or_else(|| of_it.then_some(0)).map(|year| (year, month, 0))
            }
            _ => None,
        }
    }
}

/// `true` for what can follow "or so" and "at most" after a number; before another number they belong to that one.
const fn goes_on(after: Term) -> bool {
    matches!(after, Comma | Close | Semicolon | Dash | And | Before | After | Until | Of | Contrast | Mark(_) | Lasted)
}

/// The step in which a number of a unit is known: minutes and seconds that are multiples of five are taken for rounded.
const fn step_of(milli: i64, step: i64, unit: i64) -> i64 {
    let fives = step == 1000 && milli % 5000 == 0 && milli >= 10_000 && unit < 3_600_000;
    if fives { unit * 5 } else { unit * step / 1000 }
}

#[cfg(test)]
mod tests {
    use super::super::scan::sentences;
    use super::*;

    fn read(text: &str) -> Vec<Quantity> {
        let (mut found, lower) = (Vec::new(), text.to_ascii_lowercase());
        sentences(text, &lower, &mut |tokens| found.extend(quantities(tokens).iter().map(|found| found.what)));
        found
    }

    #[test]
    fn lengths_are_read_in_digits_and_in_words() {
        for (text, minutes) in [
            ("4 hours", 240),
            ("four hours", 240),
            ("1 h 30 min", 90),
            ("1h30m", 90),
            ("1h30", 90),
            ("1 hour and 30 minutes", 90),
            ("2 days, 3 hours and 4 minutes", 3_064),
            ("1:30 hours", 90),
            ("half an hour", 30),
            ("a half hour", 30),
            ("lasted an hour", 60),
            ("an hour and a half", 90),
            ("two and a half hours", 150),
            ("a quarter of an hour", 15),
            ("three quarters of an hour", 45),
            ("a couple of hours", 120),
            ("twenty-five minutes", 25),
            ("a dozen minutes", 12),
            ("90-minute", 90),
            ("2.5 hours", 150),
            ("ten (10) minutes", 10),
            ("eine halbe Stunde", 30),
            ("anderthalb Stunden", 90),
            ("zweieinhalb Stunden", 150),
            ("une heure et demie", 90),
            ("une demi-heure", 30),
            ("hora y media", 90),
            ("media hora", 30),
            ("cuatro horas", 240),
            ("約4時間", 240),
            ("1時間半", 90),
            ("2時間30分", 150),
        ] {
            let lengths: Vec<_> = read(text)
                .into_iter()
                .filter_map(|what| if let Quantity::Length(length) = what { Some(length.low) } else { None })
                .collect();
            assert_eq!(lengths, [Length::from_minutes(minutes)], "{text}");
        }
    }

    #[test]
    fn what_is_no_length_is_not_read() {
        for text in
            ["twice an hour", "the second outage", "in May", "version 4", "5 times", "a few hours", "a wave of 502s"]
        {
            assert!(!read(text).iter().any(|what| matches!(what, Quantity::Length(_))), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn hedges_belong_to_the_quantity() {
        for (text, bound) in [
            ("about 4 hours", Bound::About),
            ("~4 hours", Bound::About),
            ("nearly four hours", Bound::Nearly),
            ("over 4 hours", Bound::AtLeast),
            ("12+ hours", Bound::AtLeast),
            ("less than 4 hours", Bound::AtMost),
            ("within 4 hours", Bound::AtMost),
            ("exactly 4 hours", Bound::Exactly),
            ("4 hours or so", Bound::About),
            ("etwa vier Stunden", Bound::About),
            ("plus de quatre heures", Bound::AtLeast),
            ("casi cuatro horas", Bound::Nearly),
            ("4時間以上", Bound::AtLeast),
        ] {
            let found = read(text);
            assert!(matches!(found[..], [Quantity::Length(length)] if length.bound == bound), "{text}: {found:?}");
        }
    }

    #[test]
    fn times_of_day_are_read_with_their_zone() {
        for (text, seconds, zone) in [
            ("13:30", 48_600, None),
            ("1:30 pm", 48_600, None),
            ("1:30pm UTC", 48_600, Some(0)),
            ("1 p.m. EST", 46_800, Some(-18_000)),
            ("12:30 am", 1_800, None),
            ("13:30:05Z", 48_605, Some(0)),
            ("13:30+02:00", 48_600, Some(7_200)),
            ("13:30 UTC+2", 48_600, Some(7_200)),
            ("13 Uhr", 46_800, None),
            ("13.30 Uhr", 48_600, None),
            ("à 13h30", 48_600, None),
        ] {
            let found = read(text);
            let expected = (seconds, zone.map(Offset::from_seconds));
            let Some(Quantity::Clock(clock)) = found.first() else { panic!("{text}: {found:?}") };
            assert_eq!((clock.seconds, clock.zone), expected, "{text}");
        }
        let range = read("1:30–3:30 pm");
        assert!(
            matches!(range[..], [Quantity::Clock(from), Quantity::Clock(to)] if from.seconds == 48_600 && to.seconds == 55_800)
        );
    }

    #[test]
    fn ranges_have_two_ends() {
        for (text, low, high) in
            [("4–5 hours", 240, 300), ("between 4 and 5 hours", 240, 300), ("30 minutes to 2 hours", 30, 120)]
        {
            let found = read(text);
            let Some(Quantity::Length(length)) = found.first() else { panic!("{text}: {found:?}") };
            assert_eq!((length.low, length.high), (Length::from_minutes(low), Length::from_minutes(high)), "{text}");
        }
    }

    #[test]
    fn dates_are_read_in_their_forms() {
        for text in [
            "on March 1, 2023",
            "1 March 2023",
            "March 1st, 2023",
            "the 1st of March 2023",
            "2023-03-01",
            "am 1. März 2023",
        ] {
            let (mut found, lower) = (None, text.to_ascii_lowercase());
            sentences(text, &lower, &mut |tokens| found = date_near(tokens, tokens.len()));
            assert_eq!(found, Some((2023, 3, 1)), "{text}");
        }
    }
}

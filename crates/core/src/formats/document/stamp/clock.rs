//! Clock times: 24 hours, 12 hours, hours in words and parts of a day.

use super::super::tokens::TokenKind;
use super::super::words::{Small, word_use};
use super::{Clock, Scanner};

/// What follows the hour of a clock.
pub(super) struct Minutes {
    minute: u32,
    second: u32,
    /// The piece after it.
    next: usize,
}

/// The part of the day that a word before a clock names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
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

impl Scanner<'_> {
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
    pub(super) fn minutes(&self, i: usize, hour: u32, dotted: bool) -> Option<Option<Minutes>> {
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
}

//! The zone behind a clock, and what may stand between a date and its clock.

use super::super::tokens::TokenKind;
use super::super::zones::{ZoneName, city_at, zone_at};
use super::Scanner;

impl Scanner<'_> {
    /// A zone that begins at a byte of the line.
    pub(super) fn zone_from(&self, start: usize) -> Option<(ZoneName, usize)> {
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
    pub(super) fn zone(&self, i: usize) -> Option<(ZoneName, usize)> {
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
    pub(super) fn clock_gap(&self, i: usize) -> Option<usize> {
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
    pub(super) fn date_gap(&self, i: usize) -> Option<usize> {
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
}

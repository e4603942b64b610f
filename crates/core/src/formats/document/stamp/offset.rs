//! Times counted from a moment, such as T+5, and lengths.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::tokens::TokenKind;
use super::super::words::{Small, Term, terms};
use super::{Origin, Scanner};

/// The seconds of each unit, by its names.
static UNITS: LazyLock<HashMap<&'static str, i64>> = LazyLock::new(|| {
    const SECONDS: [(Term, i64); 5] =
        [(Term::Second, 1), (Term::Minute, 60), (Term::Hour, 3600), (Term::Day, 86_400), (Term::Week, 604_800)];
    SECONDS.iter().flat_map(|(term, seconds)| terms(*term).iter().map(|word| (*word, *seconds))).collect()
});

impl Scanner<'_> {
    /// An offset from a beginning: `T+5`, `T+00:05`, `T-10 min`, `+5 min`, "5 minutes later".
    pub(super) fn offset(&self, i: usize) -> Option<((Origin, i64), usize)> {
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

    pub(super) fn unit(&self, i: usize) -> Option<(i64, usize)> {
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
}

//! What a quantity of a sentence is about, and whether it is about the incident at all.

use super::read::{Found, Quantity, date_near};
use super::scan::Level::{self, Impact, Incident};
use super::scan::Term::{
    self, After, Alert, And, Article, Bar, Before, Between, Close, Colon, Comma, Comparison, Config, Contrast, Dash,
    Earlier, Elsewhere, Every, Exact, First, For, From, Hedge, Hyphen, If, In, Lasted, Later, Mark, Modal, Not, Noun,
    Number, Of, Open, Other, Passed, Quoted, Semicolon, Set, Since, State, Subject, Target, To, Took, Unacknowledged,
    Undetected, Unit, Until, Was, Within,
};
use super::scan::{Thing, Token};
use crate::incident::Milestone::{self, Acknowledged, Detected, Resolved, Started};

/// How far from a quantity words are looked for, in tokens: it bounds the work a long sentence takes.
const FAR: usize = 30;

/// One end of a length, as the words give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing is said: the usual beginning of such a figure.
    Usual,
    /// A milestone.
    At(Milestone),
    /// An alert.
    Alert,
    /// Whatever event these bytes of the text name.
    Named(usize, usize),
}

impl End {
    /// `true` for one end in two words: an alert is a detection.
    fn is_same(self, other: Self) -> bool {
        let plain = |end| if end == Self::Alert { Self::At(Detected) } else { end };
        plain(self) == plain(other)
    }
}

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// How long it lasted.
    Lasted(Level),
    /// From one end to another.
    Between(End, End),
    /// The first or the second clock of a stretch: when it began, or ended.
    Edge(Milestone, Level),
    /// A clock at which a milestone was reached.
    Reached(Milestone),
    /// A count of the record.
    Counted,
    /// It cannot be told from the words.
    Unclear,
}

/// A topic, and whether its subject is the incident and not perhaps a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct About {
    pub(super) topic: Topic,
    pub(super) certain: bool,
}

/// An order of two ends, and the tokens that state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StatedOrder {
    pub(super) earlier: End,
    pub(super) later: End,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// What the incident is known by.
pub(super) struct Known<'a> {
    /// The text, without ASCII capitals.
    pub(super) lower: &'a str,
    /// Words of its title and of the names of its services, without capitals.
    pub(super) names: &'a [String],
    /// `true` when a day (year or 0, month, day or 0) is near the incident.
    pub(super) near: &'a dyn Fn((i32, u32, u32)) -> bool,
}

/// A sentence and its quantities.
pub(super) struct Sentence<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) found: &'a [Found],
    pub(super) known: &'a Known<'a>,
    /// The last milestone that the sentence before mentions.
    pub(super) before: Option<Milestone>,
}

impl Sentence<'_> {
    fn term(&self, at: usize) -> Option<Term> {
        self.tokens.get(at).map(|token| token.term)
    }

    /// The tokens around a quantity that are of one breath with it.
    fn segment(&self, first: usize, last: usize) -> (usize, usize) {
        let ends = |at: &usize| matches!(self.term(*at), Some(Semicolon | Contrast | Bar));
        let far = first.saturating_sub(FAR);
        let from = (far..first).rev().find(ends).map_or(far, |at| at + 1);
        // "Compared with that, …", "Although …, …": the clause before the comma is another.
        let aside = from > 0 && self.term(from - 1) == Some(Contrast) && from == 1;
        let comma = (from..first).find(|&at| self.term(at) == Some(Comma));
        let from = comma.filter(|_| aside).map_or(from, |comma| comma + 1);
        let limit = (last + FAR).min(self.tokens.len());
        (from, (last..limit).find(ends).unwrap_or(limit))
    }

    /// `true` when something between these tokens is of the kind wanted.
    fn any(&self, from: usize, to: usize, wanted: impl Fn(Term) -> bool) -> bool {
        self.tokens.get(from..to).unwrap_or_default().iter().any(|token| wanted(token.term))
    }

    /// `true` for what is no statement about what happened here: a plan, a target, a setting, another incident.
    pub(super) fn is_excluded(&self, first: usize, last: usize, is_length: bool) -> bool {
        let (from, to) = self.segment(first, last);
        let phrase_end = (last..to.min(last + 8)).find(|&at| matches!(self.term(at), Some(Comma | And | Close | Dash)));
        let modal = |at: usize| self.is_modal(at);
        if (from..phrase_end.unwrap_or(to.min(last + 8))).any(modal) {
            return true;
        }
        let clause = (from..first).rev().find(|&at| self.term(at) == Some(Comma)).unwrap_or(from);
        if self.any(clause, first, |term| term == If) || self.any(from, to, |term| term == Elsewhere) {
            return true;
        }
        if date_near(self.tokens, first).is_some_and(|date| !(self.known.near)(date)) || self.names_another(from, to) {
            return true;
        }
        match first.checked_sub(1).and_then(|at| self.term(at)) {
            Some(Not | Every | First) => return true,
            Some(To | From) if is_length && self.any(from, first, |term| term == Set) => return true,
            _ => {}
        }
        if self.term(last) == Some(Every)
            || matches!((self.term(last), self.term(last + 1)), (Some(Article), Some(Unit(_))))
        {
            return true;
        }
        // "20 minutes longer than usual" is no length of its own.
        if is_length && matches!(self.term(last), Some(Comparison | Hedge(_))) {
            return true;
        }
        is_length && (self.is_setting_before(from, first) || self.is_setting_after(last, to))
    }

    fn is_modal(&self, at: usize) -> bool {
        // "May 3" is no permission.
        let digits = |at: usize| matches!(self.term(at), Some(Number { .. }));
        self.term(at) == Some(Modal) && !digits(at + 1) && !at.checked_sub(1).is_some_and(digits)
    }

    /// A target or a setting a few words before a quantity, with no event in between.
    fn is_setting_before(&self, from: usize, first: usize) -> bool {
        for (distance, at) in (from..first).rev().enumerate() {
            match self.term(at) {
                Some(Target) if distance < 7 => return true,
                Some(Config) if distance < 5 => return true,
                // "a target for detection"
                Some(Mark(_)) if matches!(at.checked_sub(1).and_then(|at| self.term(at)), Some(For | Of | To)) => {}
                Some(Took | Lasted | Mark(_) | Close | Comma | Noun(_) | State(_)) | None => return false,
                _ if distance >= 7 => return false,
                _ => {}
            }
        }
        false
    }

    /// "30-minute timeout", "our 5 minute recovery target".
    fn is_setting_after(&self, last: usize, to: usize) -> bool {
        for at in last..to.min(last + 4) {
            match self.term(at) {
                Some(Target | Config) => return true,
                Some(Hyphen | Other | Subject | Mark(_) | Alert) => {}
                _ => return false,
            }
        }
        false
    }

    /// "incident 4711", "INC-231": another one, if the record does not say so.
    fn names_another(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            let hyphen = usize::from(self.term(at + 1) == Some(Hyphen));
            let (Some(name), Some(number)) = (self.tokens.get(at), self.tokens.get(at + 1 + hyphen)) else {
                return false;
            };
            let Number { milli, step: 1000 } = number.term else { return false };
            let word = self.known.lower.get(name.start..name.end).unwrap_or("");
            let is_id = match name.term {
                Noun(Incident) => hyphen == 0 && self.term(at + 2).is_none_or(|term| !matches!(term, Unit(_) | Hyphen)),
                Other => {
                    hyphen == 1
                        && number.start == name.end + 1
                        && matches!(word, "inc" | "incident" | "pm" | "sev" | "iss")
                }
                _ => false,
            };
            let digits = (milli / 1000).to_string();
            is_id && milli >= 10_000 && !self.known.names.iter().any(|name| name.contains(&digits))
        })
    }

    /// `true` when the words before a token can be said of the incident as a whole: they name it, or its services, or
    /// nothing at all.
    fn of_the_incident(&self, from: usize, at: usize) -> bool {
        let mut unknown = false;
        for before in (from..at).rev() {
            match self.term(before) {
                Some(Subject | Noun(_) | State(_) | Alert | Term::Thing(_) | Lasted) => return true,
                Some(Other) if self.is_name(before) => return true,
                Some(Other) => unknown = true,
                Some(Comma | Close | Quoted) if unknown => return false,
                _ => {}
            }
        }
        !unknown
    }

    fn is_name(&self, at: usize) -> bool {
        let word = self.tokens.get(at).and_then(|token| self.known.lower.get(token.start..token.end));
        word.is_some_and(|word| word.len() > 2 && self.known.names.iter().any(|name| name == word))
    }

    /// What a quantity is about.
    pub(super) fn about(&self, index: usize) -> About {
        let unclear = About { topic: Topic::Unclear, certain: false };
        let Some(found) = self.found.get(index) else { return unclear };
        match found.what {
            Quantity::Length(_) => self.length(index, found).unwrap_or(unclear),
            Quantity::Clock(_) => self.clock(index, found).unwrap_or(unclear),
            Quantity::Count { of: Thing::Uncounted, .. } => unclear,
            Quantity::Count { of, .. } => {
                let (from, to) = self.segment(found.first, found.last);
                let hit = |term| matches!(term, State(_) | Noun(_));
                let counts = of != Thing::Services || self.any(from, to, hit);
                About { topic: if counts { Topic::Counted } else { Topic::Unclear }, certain: true }
            }
            Quantity::Share { .. } => {
                let (from, to) = self.segment(found.first, found.last);
                let things = |term| matches!(term, Term::Thing(_) | State(_) | Noun(_));
                let counts =
                    self.any(found.last, to, things) && self.any(from, to, |t| matches!(t, State(_) | Noun(_)));
                About { topic: if counts { Topic::Counted } else { Topic::Unclear }, certain: false }
            }
        }
    }

    fn length(&self, index: usize, found: &Found) -> Option<About> {
        let (first, last) = (found.first, found.last);
        let (from, to) = self.segment(first, last);
        // What stands before an earlier quantity belongs to that one, unless nothing else does.
        let own =
            index.checked_sub(1).and_then(|before| self.found.get(before)).map_or(from, |before| before.last.max(from));
        let own_to = self.found.get(index + 1).map_or(to, |next| next.first.min(to));
        if found.later {
            return self.later(first, last, own_to);
        }
        if let Some((from_end, to_end)) = self.pair(own, first).or_else(|| self.pair(last, own_to)) {
            let named = |end| matches!(end, End::Named(..));
            let topic = Topic::Between(from_end, to_end);
            return Some(About { topic, certain: !named(from_end) || !named(to_end) });
        }
        if let Some(about) = self.adjective(last, own_to) {
            return Some(about);
        }
        let passed = self.term(last) == Some(Passed);
        let last = last + usize::from(passed);
        let left = |at: usize| first.checked_sub(at).filter(|&at| at >= from).and_then(|at| self.term(at));
        match self.term(last) {
            Some(Of) if found.within || left(1) == Some(In) => {
                return self.after(own, first, last + 1, to);
            }
            Some(Of) => {
                let (level, at) = (last + 1..own_to.min(last + 5)).find_map(|at| match self.term(at) {
                    Some(Noun(level) | State(level)) => Some((level, at)),
                    _ => None,
                })?;
                // "of failing carts": of some carts.
                let other = self.term(at + 1) == Some(Other) && !self.is_name(at + 1);
                let certain = !other || matches!(self.term(at), Some(Noun(_)));
                return Some(About { topic: Topic::Lasted(level), certain });
            }
            Some(After | Since | From) => return self.after(own, first, last + 1, to),
            Some(Later) => return self.later(first, last, own_to),
            Some(Earlier) => return None,
            Some(Before | Until) => {
                let lasted = self.any(own, first, |term| matches!(term, Lasted | For | Noun(_)));
                let (to_end, _) = self.end(last + 1, to)?;
                let (from_end, sure) = match self.nearest_mark(own, first) {
                    Some((mark, at)) if !lasted => (End::At(mark), self.of_the_incident(own, at)),
                    _ => {
                        let it = |term| matches!(term, Noun(_) | State(_) | Lasted | Took | Subject);
                        match self.end(own, first) {
                            // "the deploy finished 7 minutes before …"
                            Some((named @ End::Named(..), _)) if !lasted => (named, !matches!(to_end, End::Named(..))),
                            _ => (End::At(Started), passed || self.any(own, first, it)),
                        }
                    }
                };
                let topic = Topic::Between(from_end, to_end);
                return (!from_end.is_same(to_end)).then_some(About { topic, certain: sure });
            }
            Some(To) => {
                // "it took 20 minutes to detect it"
                let mark = (last + 1..own_to.min(last + 4)).find_map(|at| self.mark(at));
                if let Some(mark) = mark.filter(|_| self.any(own, first, |term| matches!(term, Took | Was | Lasted))) {
                    let sure = self.is_general_after(last + 1, own_to);
                    return Some(About { topic: Topic::Between(End::Usual, End::At(mark)), certain: sure });
                }
            }
            _ => {}
        }
        self.by_the_left(found, own, from, own_to)
    }

    /// What the words before a length say of it.
    fn by_the_left(&self, found: &Found, own: usize, from: usize, to: usize) -> Option<About> {
        let first = found.first;
        let mut connector = None;
        for at in (own..first).rev() {
            match self.term(at) {
                Some(Article | Exact | Other | Open | Not) if first - at < 4 => {
                    if self.term(at) == Some(Open) {
                        connector = Some(Open);
                        break;
                    }
                }
                term => {
                    connector = term;
                    break;
                }
            }
        }
        let in_time = found.within || matches!(connector, Some(In | After));
        for at in (own..first).rev() {
            let reached = |mark| {
                Some(About {
                    topic: Topic::Between(End::Usual, End::At(mark)),
                    certain: self.of_the_incident(from, at) && !self.is_of_another(at + 1, first),
                })
            };
            match self.term(at)? {
                Undetected => return reached(Detected),
                Unacknowledged => return reached(Acknowledged),
                Mark(Started) if !in_time => {}
                Mark(mark) if connector != Some(For) && mark != Started => return reached(mark),
                Lasted => {
                    // "the detection lasted"
                    let mark = self.nearest_mark(from, at).filter(|(mark, mark_at)| {
                        let apart = |term| matches!(term, And | Comma | Was | Noun(_) | State(_));
                        *mark != Started && !self.any(mark_at + 1, at, apart)
                    });
                    if let Some((mark, _)) = mark {
                        return reached(mark);
                    }
                    let level = self.level(from, at).or_else(|| self.level(at, first)).unwrap_or(Impact);
                    let sure = self.of_the_incident(from, at) && !self.is_of_another(at + 1, first);
                    return Some(About { topic: Topic::Lasted(level), certain: sure });
                }
                Noun(level)
                    if !in_time
                        && matches!(
                            connector,
                            None | Some(For | Was | Of | Colon | Open | Took | Bar | Dash | Comma | Noun(_))
                        ) =>
                {
                    let sure = !self.is_of_another(at + 1, first) || self.any(at + 1, first, |t| matches!(t, State(_)));
                    return Some(About { topic: Topic::Lasted(level), certain: sure });
                }
                State(level)
                    if matches!(connector, Some(For | Within | Open | State(_) | Noun(_) | Subject))
                        || connector.is_none() =>
                {
                    let sure = self.of_the_incident(from, at);
                    return Some(About { topic: Topic::Lasted(level), certain: sure });
                }
                _ => {}
            }
        }
        // "For 4 hours the outage persisted"; in Japanese as a rule.
        if let Some(at) = (found.last..to.min(found.last + 20)).find(|&at| self.term(at) == Some(Lasted)) {
            let level = self.level(found.last, at).or_else(|| self.level(from, first));
            return level.map(|level| About { topic: Topic::Lasted(level), certain: true });
        }
        // "Within 15 minutes, the on-call had acknowledged".
        let start = !self.any(own, first, |term| matches!(term, Other | Subject));
        if in_time {
            // A German verb stands at the end.
            let far = if start { 10 } else { 3 };
            let mark = (found.last..to.min(found.last + far)).find_map(|at| self.mark(at).map(|mark| (mark, at)))?;
            return Some(About {
                topic: Topic::Between(End::Usual, End::At(mark.0)),
                certain: mark.0 != Started && self.of_the_incident(if start { found.last } else { from }, mark.1),
            });
        }
        // "13:30 to 15:30 (2 hours)", "13:30 to 15:30, that is 2 hours": of the stretch before it.
        let before = self.found.partition_point(|other| other.first < first).checked_sub(1);
        let clock = before.and_then(|at| self.found.get(at)).is_some_and(|one| matches!(one.what, Quantity::Clock(_)));
        if clock && !in_time && first - own < 5 {
            return self.level(from, first).map(|level| About { topic: Topic::Lasted(level), certain: true });
        }
        // "For 30 minutes, customers could not log in".
        if start && connector == Some(For) {
            let at = (found.last..to.min(found.last + 10))
                .find(|&at| matches!(self.term(at), Some(State(_) | Undetected)))?;
            let certain = self.of_the_incident(found.last, at);
            return match self.term(at)? {
                State(level) => Some(About { topic: Topic::Lasted(level), certain }),
                _ => Some(About { topic: Topic::Between(End::Usual, End::At(Detected)), certain }),
            };
        }
        None
    }

    fn mark(&self, at: usize) -> Option<Milestone> {
        match self.term(at)? {
            Mark(mark) => Some(mark),
            Undetected => Some(Detected),
            _ => None,
        }
    }

    fn nearest_mark(&self, from: usize, to: usize) -> Option<(Milestone, usize)> {
        (from..to).rev().find_map(|at| Some((self.mark(at)?, at)))
    }

    /// The level that the nearest words before a token name.
    fn level(&self, from: usize, to: usize) -> Option<Level> {
        (from..to).rev().find_map(|at| match self.term(at)? {
            Noun(level) | State(level) => Some(level),
            _ => None,
        })
    }

    /// "of the database": something that may be but a part.
    fn is_of_another(&self, from: usize, to: usize) -> bool {
        let Some(of) = (from..to).find(|&at| matches!(self.term(at), Some(Of | For | In))) else { return false };
        let mut unknown = false;
        for at in of + 1..to {
            match self.term(at) {
                Some(Subject | Noun(_) | Term::Thing(_) | State(_)) => return false,
                Some(Other) if self.is_name(at) => return false,
                Some(Other) => unknown = true,
                _ => {}
            }
        }
        unknown
    }

    /// "to detect it", "to restore service": not "to restore the primary database".
    fn is_general_after(&self, from: usize, to: usize) -> bool {
        let end = (from..to).find(|&at| matches!(self.term(at), Some(Comma | And | After | Before | From | Close)));
        let words = from..end.unwrap_or(to);
        let mut unknown = false;
        for at in words {
            match self.term(at) {
                Some(Subject | Noun(_) | Term::Thing(_) | State(_) | Alert) => return true,
                Some(Other) if self.is_name(at) => return true,
                Some(Other) => unknown = true,
                _ => {}
            }
        }
        !unknown
    }

    /// "from detection to resolution", "between the deploy and the alert", "detection to resolution".
    fn pair(&self, from: usize, to: usize) -> Option<(End, End)> {
        let joint = |at: usize, and: bool| {
            (at + 1..to.min(at + 10)).find(|&at| match self.term(at) {
                Some(To | Until | Dash) => true,
                Some(And) => and,
                _ => false,
            })
        };
        let differ = |(from, to): &(End, End)| !from.is_same(*to);
        for at in from..to {
            let pair = match self.term(at)? {
                From | Between => joint(at, true).and_then(|joint| {
                    let (from_end, _) = self.end(at + 1, joint)?;
                    Some((from_end, self.end(joint + 1, to)?.0))
                }),
                // "started to recover" is no pair.
                Mark(mark) if mark != Started => joint(at, false).and_then(|joint| {
                    let alone = !self.any(at + 1, joint, |term| matches!(term, Mark(_) | Comma));
                    let later =
                        (joint + 1..to.min(joint + 6)).find_map(|at| self.mark(at)).filter(|later| *later > mark);
                    Some((End::At(mark), End::At(later.filter(|_| alone)?)))
                }),
                _ => None,
            };
            if let Some(pair) = pair.filter(differ) {
                return Some(pair);
            }
        }
        None
    }

    /// "a 30-minute outage", "the 62-minute detection delay".
    fn adjective(&self, last: usize, to: usize) -> Option<About> {
        let mut hyphen = false;
        for at in last..to.min(last + 5) {
            match self.term(at)? {
                Hyphen => hyphen = true,
                Noun(level) => {
                    let end = (at + 1..to).find(|&at| matches!(self.term(at), Some(Comma | And | Was)));
                    let certain = !self.is_of_another(at + 1, end.unwrap_or(to));
                    return Some(About { topic: Topic::Lasted(level), certain });
                }
                Mark(mark) if at > last && mark != Started => {
                    return Some(About { topic: Topic::Between(End::Usual, End::At(mark)), certain: true });
                }
                Mark(mark @ (Detected | Acknowledged)) if matches!(self.term(at + 1), Some(Other | Subject)) => {
                    let word = self.tokens.get(at + 1).and_then(|token| self.known.lower.get(token.start..token.end));
                    let waits = matches!(word, Some("delay" | "gap" | "time"));
                    return waits.then_some(About { topic: Topic::Between(End::Usual, End::At(mark)), certain: true });
                }
                Other | Subject | State(_) if at == last || hyphen => {}
                _ => return None,
            }
        }
        None
    }

    /// The end that the words from a token on name, and the token after it.
    fn end(&self, from: usize, to: usize) -> Option<(End, usize)> {
        let mut named: Option<(usize, usize)> = None;
        let mut noun = false;
        for at in from..to.min(from + 9) {
            let token = self.tokens.get(at)?;
            match token.term {
                Mark(mark) if named.is_none() => return Some((End::At(mark), at + 1)),
                Undetected if named.is_none() => return Some((End::At(Detected), at + 1)),
                Alert if named.is_none() && !noun => {
                    // "the alert was acknowledged" is about the acknowledgement.
                    let reached = (at + 1..to.min(at + 4)).find_map(|at| self.mark(at).map(|mark| (mark, at)));
                    return match reached {
                        Some((mark, at)) if mark > Detected && mark < Resolved => Some((End::At(mark), at + 1)),
                        _ => Some((End::Alert, at + 1)),
                    };
                }
                Noun(_) if named.is_none() => noun = true,
                // "the incident was declared resolved", "the incident channel"
                Other if noun => {
                    let mark = (at + 1..to.min(at + 4)).find_map(|at| Some((End::At(self.mark(at)?), at + 1)));
                    return mark.filter(|_| self.any(from, at, |term| term == Was));
                }
                Other => {
                    named = Some((named.map_or(token.start, |(start, _)| start), token.end));
                    if named.is_some_and(|(start, end)| end - start > 60) {
                        break;
                    }
                }
                Article | Subject | Of | Hyphen | Term::Thing(_) | Exact | First | Was if named.is_none() => {}
                Hyphen | Subject => {}
                _ => break,
            }
        }
        match named {
            Some((start, end)) => Some((End::Named(start, end), to)),
            None => noun.then_some((End::At(Started), from + 1)),
        }
    }

    /// "acknowledged within 15 minutes of the alert": from the end that follows, to the milestone before, or after.
    fn after(&self, own: usize, first: usize, next: usize, to: usize) -> Option<About> {
        let (from_end, rest) = self.end(next, to).unwrap_or((End::Usual, next));
        let it = |(mark, at): &(Milestone, usize)| {
            *mark != Started || self.any(own, *at, |term| matches!(term, Noun(_) | State(_)))
        };
        let to_mark = self.nearest_mark(own, first).filter(it).or_else(|| {
            let comma = (rest.min(to)..to)
                .find(|&at| self.term(at) == Some(Comma))
                .or_else(|| (next..to).find(|&at| self.term(at) == Some(Comma)))?;
            (comma..to.min(comma + 10)).find_map(|at| Some((self.mark(at)?, at)))
        });
        let alert = || (own..first).rev().find(|&at| self.term(at) == Some(Alert)).map(|at| (Detected, at));
        let (mark, at) = to_mark.or_else(alert)?;
        let start = if at < first { own } else { (next..at).find(|&at| self.term(at) == Some(Comma)).unwrap_or(next) };
        let certain = self.of_the_incident(start, at) && !from_end.is_same(End::At(mark));
        Some(About { topic: Topic::Between(from_end, End::At(mark)), certain })
    }

    /// "15 minutes later": from the milestone mentioned before.
    fn later(&self, first: usize, last: usize, to: usize) -> Option<About> {
        let begin = first.saturating_sub(FAR);
        let mut marks = (begin..first).rev().filter_map(|at| Some((self.mark(at)?, at)));
        let right = (last..to.min(last + 10)).find_map(|at| Some((self.mark(at)?, at)));
        let (left, right) = if let Some((mark, at)) = right {
            (marks.next().map(|(mark, _)| mark), (mark, self.of_the_incident(last, at)))
        } else {
            let (mark, at) = marks.next()?;
            (marks.next().map(|(mark, _)| mark), (mark, self.of_the_incident(begin, at)))
        };
        let from = left.or(self.before).filter(|from| *from != right.0)?;
        Some(About { topic: Topic::Between(End::At(from), End::At(right.0)), certain: right.1 })
    }

    fn clock(&self, index: usize, found: &Found) -> Option<About> {
        let (from, to) = self.segment(found.first, found.last);
        let joined = |a: &Found, b: &Found| {
            let both = matches!((a.what, b.what), (Quantity::Clock(_), Quantity::Clock(_)));
            // A date may stand between: "22:30 on October 29 to 05:39 on October 30".
            let joint = (a.last..b.first).find(|&at| matches!(self.term(at), Some(To | Dash | Hyphen | Until | And)));
            let close = b.first - a.last < 6;
            let opened = a.first.checked_sub(1).and_then(|at| self.term(at)) == Some(Between);
            let others = self.any(a.last, b.first, |term| matches!(term, Mark(_) | Comma | State(_) | Noun(_)));
            both && close && !others && joint.is_some_and(|at| self.term(at) != Some(And) || opened)
        };
        let before =
            index.checked_sub(1).and_then(|index| self.found.get(index)).filter(|before| joined(before, found));
        let next = self.found.get(index + 1).filter(|next| joined(found, next));
        if let Some((edge, start, end)) = match (before, next) {
            (_, Some(next)) => Some((Started, found.first, next.last)),
            (Some(before), None) => Some((Resolved, before.first, found.last)),
            _ => None,
        } {
            let (level, at) = self.level_around(from.min(start), start, end, to)?;
            let certain = if at < start {
                self.of_the_incident(from, at + 1) && !self.is_of_another(at + 1, start)
            } else {
                self.of_the_incident(end, at + 1)
            };
            return Some(About { topic: Topic::Edge(edge, level), certain });
        }
        let own =
            index.checked_sub(1).and_then(|before| self.found.get(before)).map_or(from, |before| before.last.max(from));
        let own_to = self.found.get(index + 1).map_or(to, |next| next.first.min(to));
        // The nearest milestone before, else after.
        let left =
            (own.max(found.first.saturating_sub(9))..found.first).rev().find_map(|at| Some((self.mark(at)?, at)));
        let connector = found.first.checked_sub(1).and_then(|at| self.term(at));
        if let Some((mark, at)) =
            left.filter(|_| !matches!(connector, Some(Comma | And | Until | Since | Before | After)))
        {
            // "Started" is said of much: it has to be the incident.
            let what = |term| matches!(term, Noun(_) | State(_) | Lasted);
            let certain = if mark == Started {
                self.any(own, at, what) || (self.term(at + 1) == Some(Of) && self.any(at, found.first, what))
            } else {
                self.of_the_incident(own, at) && !self.is_of_another(at + 1, found.first)
            };
            return Some(About { topic: Topic::Reached(mark), certain });
        }
        if let Some(edge) = match connector {
            Some(From | Since) => Some(Started),
            Some(Until) => Some(Resolved),
            _ => None,
        } {
            let (level, at) = self.level_around(from, found.first, found.last, to)?;
            let certain =
                if at < found.first { self.of_the_incident(from, at) } else { self.of_the_incident(found.last, at) };
            return Some(About { topic: Topic::Edge(edge, level), certain });
        }
        let right = (found.last..own_to.min(found.last + 8)).find_map(|at| Some((self.mark(at)?, at)));
        let (mark, at) = right?;
        let what = |term| matches!(term, Noun(_) | Lasted);
        let certain =
            if mark == Started { self.any(found.last, at, what) } else { self.of_the_incident(found.last, at) };
        let close =
            !self.any(found.last, at, |term| matches!(term, Semicolon | Contrast | And | Before | After | To | For));
        close.then_some(About { topic: Topic::Reached(mark), certain })
    }

    /// The level that the words before a stretch name, else those after it.
    fn level_around(&self, from: usize, first: usize, last: usize, to: usize) -> Option<(Level, usize)> {
        let level = |at: usize| match self.term(at)? {
            Noun(level) | State(level) => Some((level, at)),
            Lasted => Some((Impact, at)),
            _ => None,
        };
        (from..first).rev().find_map(level).or_else(|| (last..to.min(last + 10)).find_map(level))
    }

    /// The orders that a sentence states: "detected before the deploy".
    pub(super) fn orders(&self) -> Vec<StatedOrder> {
        let mut orders = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let after = match token.term {
                After => true,
                Before => false,
                _ => continue,
            };
            // "15 minutes after" is a length.
            let next = self.found.get(self.found.partition_point(|found| found.last < at));
            let of_a_quantity = next.is_some_and(|found| found.last == at || found.first <= at);
            let (from, to) = self.segment(at, at + 1);
            let Some((mark, mark_at)) = self.nearest_mark(from.max(at.saturating_sub(6)), at) else { continue };
            let clause = (from..mark_at).rev().find(|&at| self.term(at) == Some(Comma)).map_or(from, |comma| comma + 1);
            let sure = if mark == Started {
                self.any(clause, mark_at, |term| matches!(term, Noun(_) | State(_)))
            } else {
                self.of_the_incident(clause, mark_at)
            };
            let between =
                self.any(mark_at + 1, at, |term| matches!(term, Other | Comma | And | To | Number { .. } | Config));
            if of_a_quantity || !sure || between || self.is_excluded(mark_at, at + 1, false) {
                continue;
            }
            let Some((end, last)) = self.end(at + 1, to.min(at + 6)) else { continue };
            let here = End::At(mark);
            if end.is_same(here) {
                continue;
            }
            let (earlier, later) = if after { (end, here) } else { (here, end) };
            orders.push(StatedOrder { earlier, later, first: mark_at, last: last.min(to) });
        }
        orders
    }

    /// The last milestone that the sentence mentions.
    pub(super) fn last_mark(&self) -> Option<Milestone> {
        let end = self.tokens.len();
        self.nearest_mark(end.saturating_sub(FAR), end).map(|(mark, _)| mark)
    }
}

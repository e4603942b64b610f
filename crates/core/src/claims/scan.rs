//! Prose into tokens, sentence by sentence. Code, quotations and lines of logs are left out, and Markdown's marks are passed
//! over. Linear in the length of the text.

use std::ops::Range;

use super::Bound;
use super::words::{is_joined, look_up};
use crate::incident::Milestone;

/// How bad something was, as prose says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// "outage", "down".
    Outage,
    /// "degradation", "slow".
    Degraded,
    /// "disruption", "affected": at any level.
    Impact,
    /// "the incident": from its start to its end, whatever that is.
    Incident,
}

/// Something that prose counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    Services,
    Causes,
    Actions,
    /// What no record counts: customers, requests.
    Uncounted,
}

/// What a token means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A word that is not listed.
    Other,
    /// A number in thousandths, and the step it is written in: 100 for one decimal.
    Number {
        milli: i64,
        step: i64,
    },
    /// "dozen", "hundred".
    Times(i64),
    /// "a couple of".
    Couple,
    Half,
    Quarter,
    Article,
    And,
    Or,
    /// "several": a number that cannot be compared.
    Vague,
    /// A unit of time in milliseconds.
    Unit(i64),
    /// "分後": a unit, and that it is afterwards.
    UnitAfter(i64),
    Hedge(Bound),
    /// "exactly", "just".
    Exact,
    Not,
    /// "the first": a part of a length, or an adjective.
    First,
    /// "20 minutes went by".
    Passed,
    /// "longer": than something else.
    Comparison,
    Within,
    /// A time of day: seconds after midnight, and whether seconds are written.
    Clock {
        seconds: i64,
        to_the_second: bool,
    },
    /// A date; year 0 where none is written.
    Date {
        year: i32,
        month: u32,
        day: u32,
    },
    Month(u32),
    Am,
    Pm,
    /// "Uhr", "o'clock".
    Uhr,
    /// Minutes east of Greenwich.
    Zone(i32),
    Noun(Level),
    /// An adjective or verb that needs a subject: "down".
    State(Level),
    Lasted,
    Took,
    Mark(Milestone),
    Alert,
    Undetected,
    Unacknowledged,
    For,
    In,
    At,
    From,
    Since,
    To,
    Until,
    Between,
    Of,
    After,
    Before,
    Later,
    Earlier,
    Was,
    /// What an incident can be said of: "the service", "we".
    Subject,
    Modal,
    If,
    Target,
    Config,
    Set,
    Every,
    /// Another incident, or incidents in general.
    Elsewhere,
    Contrast,
    Thing(Thing),
    Comma,
    Semicolon,
    Colon,
    Open,
    Close,
    /// A dash between words or numbers.
    Dash,
    Hyphen,
    Plus,
    Percent,
    /// A cell of a table ends.
    Bar,
    /// What was left out: a quotation, code.
    Quoted,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) term: Term,
}

/// Calls `each` with the tokens of every sentence of `text`, which has no ASCII capitals (`lower`). `original` is the same
/// text with them, byte for byte.
pub(super) fn sentences(original: &str, lower: &str, each: &mut dyn FnMut(&[Token])) {
    let mut scanner = Scanner { original, lower, tokens: Vec::new() };
    for paragraph in paragraphs(original) {
        scanner.paragraph(paragraph, each);
        scanner.flush(each);
    }
}

/// The stretches of prose: lines that belong together, without code blocks, block quotations and logs.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut fence, mut goes_on, mut after_blank, mut at) = (None, false, true, 0);
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let body = line.trim();
        let marker = ["```", "~~~"].into_iter().find(|marker| body.starts_with(marker));
        if let Some(open) = fence {
            if marker == Some(open) {
                fence = None;
            }
            goes_on = false;
            continue;
        }
        let indented = after_blank && (line.starts_with("    ") || line.starts_with('\t'));
        after_blank = body.is_empty();
        let item = body.starts_with(['-', '*', '+', '|', '#', '•']) || is_numbered(body);
        if marker.is_some() || body.is_empty() || body.starts_with('>') || is_log(body) || (indented && !item) {
            fence = marker;
            goes_on = false;
            continue;
        }
        match found.last_mut() {
            Some(last) if goes_on && !item => last.end = range.end,
            _ => found.push(range),
        }
        // A heading and a row of a table end with their line.
        goes_on = !body.starts_with(['#', '|']);
    }
    found
}

/// `1. text`, `2) text`.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "))
}

/// `true` for a line that a program wrote, or that somebody typed for one.
fn is_log(line: &str) -> bool {
    const LEVELS: [&str; 9] = ["ERROR", "WARN", "WARNING", "INFO", "DEBUG", "FATAL", "TRACE", "CRITICAL", "PANIC"];
    let mut words = line.split([' ', '\t', '[', ']', ':', '|']).filter(|word| !word.is_empty()).take(12);
    let dated = line.trim_start_matches('[').as_bytes().iter().take(4).all(u8::is_ascii_digit) && line.len() > 4;
    let levelled = words.any(|word| LEVELS.contains(&word));
    let settings = line.split_whitespace().take(40).filter(|word| is_setting(word)).count();
    (dated && levelled) || settings > 1 || line.starts_with("$ ") || LEVELS.iter().any(|level| starts(line, level))
}

/// `true` when a line begins with a level of logs and a mark: `ERROR: …`, `[WARN] …`.
fn starts(line: &str, level: &str) -> bool {
    let rest = line.trim_start_matches('[').strip_prefix(level);
    rest.is_some_and(|rest| rest.starts_with([':', ']']))
}

/// `key=value`.
fn is_setting(word: &str) -> bool {
    word.split_once('=').is_some_and(|(key, value)| {
        !value.is_empty() && key.starts_with(|c: char| c.is_ascii_alphabetic()) && !key.contains(['<', '('])
    })
}

struct Scanner<'a> {
    original: &'a str,
    lower: &'a str,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn flush(&mut self, each: &mut dyn FnMut(&[Token])) {
        if !self.tokens.is_empty() {
            each(&self.tokens);
            self.tokens.clear();
        }
    }

    fn push(&mut self, start: usize, end: usize, term: Term) {
        self.tokens.push(Token { start, end, term });
    }

    fn paragraph(&mut self, range: Range<usize>, each: &mut dyn FnMut(&[Token])) {
        let mut at = range.start;
        // Marks whose partner the rest of the paragraph does not have; they are not looked for again.
        let mut single = String::new();
        while let Some(rest) = self.lower.get(at..range.end).filter(|rest| !rest.is_empty()) {
            let Some(character) = rest.chars().next() else { break };
            let width = character.len_utf8();
            if let Some(close) = closing(character).filter(|_| !single.contains(character)) {
                at = if let Some(length) = rest.get(width..).and_then(|inner| inner.find(close)) {
                    let end = at + width + length + close.len_utf8();
                    self.push(at, end, Term::Quoted);
                    end
                } else {
                    single.push(character);
                    at + width
                };
                continue;
            }
            at = match character {
                '<' => at + tag_length(rest).unwrap_or(width),
                c if c.is_ascii_digit() => self.number(at, range.end),
                c if c.is_alphabetic() => self.word(at, rest),
                '.' | '!' | '?' | '。' | '！' | '？' => {
                    if self.ends_sentence(at, rest, character) {
                        self.flush(each);
                    }
                    at + width
                }
                _ => {
                    if let Some(term) = self.mark(at, rest, character) {
                        self.push(at, at + width, term);
                    }
                    at + width
                }
            };
        }
    }

    fn mark(&self, at: usize, rest: &str, character: char) -> Option<Term> {
        Some(match character {
            ',' | '、' => Term::Comma,
            ';' => Term::Semicolon,
            ':' | '：' => Term::Colon,
            '(' | '（' | '[' => Term::Open,
            ')' | '）' | ']' => Term::Close,
            '–' | '—' | '−' | '〜' | '～' | '→' => Term::Dash,
            '-' if rest.starts_with("--") => Term::Dash,
            '-' => {
                let spaced = self.lower.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
                if spaced { Term::Dash } else { Term::Hyphen }
            }
            '+' => Term::Plus,
            '%' | '％' => Term::Percent,
            '|' => Term::Bar,
            '~' | '≈' | '∼' => Term::Hedge(Bound::About),
            '<' | '≤' => Term::Hedge(Bound::AtMost),
            '>' | '≥' => Term::Hedge(Bound::AtLeast),
            '=' => Term::Was,
            '/' => Term::Or,
            _ => return None,
        })
    }

    /// A full stop ends a sentence before white space, unless it ends an abbreviation or the next word has a small letter.
    fn ends_sentence(&self, at: usize, rest: &str, character: char) -> bool {
        const ABBREVIATIONS: [&str; 10] = ["approx", "ca", "env", "aprox", "etc", "vs", "no", "max", "e.g", "i.e"];
        if character != '.' {
            return true;
        }
        let after = rest.get(1..).unwrap_or("");
        if !after.is_empty() && !after.starts_with(|c: char| c.is_whitespace() || "*_)]\"".contains(c)) {
            return false;
        }
        let last = self.tokens.last().and_then(|last| self.lower.get(last.start..last.end));
        if last.is_some_and(|word| ABBREVIATIONS.contains(&word)) {
            return false;
        }
        let next = self.original.get(at + 1..).and_then(|after| after.trim_start().chars().next());
        let a_date = matches!(self.tokens.last(), Some(Token { term: Term::Number { .. }, .. }))
            && look_up(after.trim_start()).is_some_and(|(term, _)| matches!(term, Term::Month(_)));
        !next.is_some_and(char::is_lowercase) && !a_date
    }

    fn word(&mut self, at: usize, rest: &str) -> usize {
        // After digits come letters only: `1h30m`.
        let glued = self.tokens.last().is_some_and(|last| last.end == at && matches!(last.term, Term::Number { .. }));
        if rest.starts_with("a.m") || rest.starts_with("p.m") {
            self.push(at, at + 3, if rest.starts_with('a') { Term::Am } else { Term::Pm });
            return at + 3 + usize::from(rest.as_bytes().get(3) == Some(&b'.'));
        }
        let letters = rest.find(|c: char| !c.is_alphabetic() || is_joined(c)).unwrap_or(rest.len());
        if let Some((term, length)) = look_up(if glued { rest.get(..letters.max(1)).unwrap_or(rest) } else { rest }) {
            self.push(at, at + length, term);
            return at + length;
        }
        // An article that French glues to its word: `l'`, `d'`.
        let after_first = rest.get(1..).unwrap_or("");
        if let Some(apostrophe) = after_first.chars().next().filter(|&c| c == '\'' || c == '’') {
            return at + 1 + apostrophe.len_utf8();
        }
        if rest.starts_with("http://") || rest.starts_with("https://") {
            let end = rest.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(rest.len());
            self.push(at, at + end, Term::Other);
            return at + end;
        }
        let joined = |c: char| (c.is_alphanumeric() && !is_joined(c)) || c == '_' || c == '\'' || c == '’';
        let end = if glued { letters } else { rest.find(|c: char| !joined(c)).unwrap_or(rest.len()) };
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        self.push(at, at + end, Term::Other);
        at + end
    }

    /// A number, a time of day or a date; returns where the text goes on.
    fn number(&mut self, at: usize, limit: usize) -> usize {
        let text = self.lower.get(at..limit).unwrap_or("");
        if let Some((date, length)) = iso_date(text) {
            self.push(at, at + length, date);
            let after = text.as_bytes();
            let clock = after.get(length) == Some(&b't') && after.get(length + 1).is_some_and(u8::is_ascii_digit);
            return at + length + usize::from(clock);
        }
        let bytes = text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = 0;
        while digit(end) || (end > 0 && bytes.get(end).is_some_and(|b| b".,:".contains(b)) && digit(end + 1)) {
            end += 1;
        }
        let term =
            text.get(..end).and_then(|written| clock(written).or_else(|| number(written))).unwrap_or(Term::Other);
        self.push(at, at + end, term);
        at + end
    }
}

/// The mark that ends what this one begins: quoted text, or code.
const fn closing(open: char) -> Option<char> {
    Some(match open {
        '`' => '`',
        '"' => '"',
        '“' => '”',
        '„' => '“',
        '«' => '»',
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

/// The length of an HTML tag at the start of a text; `None` where none begins.
fn tag_length(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
        return None;
    }
    let end = inner.bytes().take(300).position(|byte| byte == b'>')?;
    Some(end + 2)
}

/// `2023-03-01` at the start of a text, and its length.
fn iso_date(text: &str) -> Option<(Term, usize)> {
    let bytes = text.as_bytes().get(..10)?;
    let number = |from: usize, to: usize| {
        let digits = bytes.get(from..to)?;
        digits.iter().all(u8::is_ascii_digit).then(|| digits.iter().fold(0_u32, |n, b| n * 10 + u32::from(b - b'0')))
    };
    let marks = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if !marks
        || !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || text.as_bytes().get(10).is_some_and(u8::is_ascii_digit)
    {
        return None;
    }
    Some((Term::Date { year: i32::try_from(year).ok()?, month, day }, 10))
}

/// `13:30`, `13:30:05`.
fn clock(written: &str) -> Option<Term> {
    let mut parts = written.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() || hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    let seconds = second.map_or("0", |second| second.split(['.', ',']).next().unwrap_or("0"));
    let (hour, minute, seconds): (i64, i64, i64) = (hour.parse().ok()?, minute.parse().ok()?, seconds.parse().ok()?);
    (hour < 24 && minute < 60 && seconds < 60)
        .then_some(Term::Clock { seconds: hour * 3600 + minute * 60 + seconds, to_the_second: second.is_some() })
}

/// `4`, `1,500`, `4.5`, `4,5`.
fn number(written: &str) -> Option<Term> {
    if written.contains(':') || written.len() > 15 {
        return None;
    }
    let grouped = written.split_once(',').is_some_and(|(_, rest)| rest.split(',').all(|group| group.len() == 3));
    let plain: String = if grouped { written.replace(',', "") } else { written.replace(',', ".") };
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    if whole.len() > 12 || decimals.contains('.') {
        return None;
    }
    let mut milli = whole.parse::<i64>().ok()?.checked_mul(1000)?;
    let mut step = 1000;
    for digit in decimals.bytes().take(3) {
        step /= 10;
        milli = milli.checked_add(i64::from(digit - b'0') * step)?;
    }
    Some(Term::Number { milli, step })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Term::{Clock, Close, Date, Hyphen, Number, Open, Other, Quoted, Unit};

    fn terms(text: &str) -> Vec<Vec<Term>> {
        let (mut found, lower) = (Vec::new(), text.to_ascii_lowercase());
        sentences(text, &lower, &mut |tokens| found.push(tokens.iter().map(|token| token.term).collect()));
        found
    }

    const fn whole(number: i64) -> Term {
        Number { milli: number * 1000, step: 1000 }
    }

    #[test]
    fn numbers_times_and_dates_are_tokens() {
        let hour = Unit(3_600_000);
        let clock = |hours: i64, minutes: i64| Clock { seconds: hours * 3600 + minutes * 60, to_the_second: false };
        for (text, expected) in [
            ("4 hours", vec![whole(4), hour]),
            ("1h30m", vec![whole(1), hour, whole(30), Unit(60_000)]),
            ("30-minute", vec![whole(30), Hyphen, Unit(60_000)]),
            ("**4.5** h", vec![Number { milli: 4_500, step: 100 }, hour]),
            ("1,500 h", vec![whole(1_500), hour]),
            ("13:30", vec![clock(13, 30)]),
            ("2023-03-01T13:30", vec![Date { year: 2023, month: 3, day: 1 }, clock(13, 30)]),
            ("p99 10.2.3.4", vec![Other, Other]),
            ("(`sleep 5 min`)", vec![Open, Quoted, Close]),
            ("“4 hours” and \"5 hours\"", vec![Quoted, Term::And, Quoted]),
            ("2時間半", vec![whole(2), hour, Term::Half]),
        ] {
            assert_eq!(terms(text), [expected], "{text}");
        }
    }

    #[test]
    fn code_quotations_and_logs_are_left_out() {
        let text = "One.\n\n```\n4 hours\n```\n\n    5 hours\n\n> 6 hours\n\n2023-03-01 13:30 ERROR took 7 hours\na=1 b=2 8 min\n\n\
                    ERROR: 9 min\n\n- ten";
        assert_eq!(terms(text), [vec![whole(1)], vec![Term::Dash, whole(10)]]);
    }

    #[test]
    fn a_full_stop_ends_a_sentence_but_no_abbreviation() {
        for (text, count) in
            [("About 3. Then", 2), ("approx. 3 hours", 1), ("ca. 4 h", 1), ("at 3 p.m. UTC", 1), ("1. März", 1)]
        {
            assert_eq!(terms(text).len(), count, "{text}: {:?}", terms(text));
        }
    }
}

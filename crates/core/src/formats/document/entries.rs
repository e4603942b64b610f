//! The entries of timelines: which lines, rows and headings tell when something happened. Their times are read as written;
//! `placing` finds day and zone.

use std::collections::HashMap;

use super::block::{Kind, plain};
use super::sections::{Part, Role};
use super::stamp::{DayOfYear, Gap, Stamped, all, leading, trailing};
use super::table::rows;
use super::tokens::{Token, TokenKind, tokens};
use super::words::{Small, Term, Topic, fold, has_stem, terms, word_use};
use super::zones::{Hints, ZoneName, zone_in};

/// Something with a time.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it stands among the parts.
    pub part: usize,
    /// Its line in the document.
    pub line: u32,
    /// Its last line.
    pub last: u32,
    /// When, as written.
    pub stamped: Stamped,
    /// What, in Markdown.
    pub text: String,
    /// More that belongs to it.
    pub more: Vec<String>,
    /// Who did it, where a column says so.
    pub actor: Option<String>,
    /// The zone that the head of its column names.
    pub column_zone: Option<ZoneName>,
    /// The date or year that the head of its column names.
    pub column_day: Option<Stamped>,
    /// The year there.
    pub column_year: Option<i32>,
    /// What form it has.
    pub form: Form,
}

impl Entry {
    /// A time by itself.
    pub fn of(stamped: Stamped) -> Self {
        entry(0, 0, stamped, "", Form::Line)
    }
}

/// What an entry is in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A line of a paragraph.
    Line,
    /// A sentence of a paragraph.
    Sentence,
    /// A row of a table.
    Row(u32),
}

/// A line, row or heading as far as time is concerned.
#[derive(Clone, Debug)]
pub enum Step {
    /// Something happened.
    Entry(Box<Entry>),
    /// What follows happened on this day: a heading, a line with nothing but a date.
    Day {
        /// The part.
        part: usize,
        /// The date.
        stamped: Box<Stamped>,
        /// `true` where it holds for every entry that names no day of its own: "all events happened on …".
        is_default: bool,
    },
    /// A heading, at which days and lists begin anew.
    Section {
        /// The part.
        part: usize,
        /// Its level.
        level: u8,
    },
    /// The zone of what follows in this section.
    Zone(ZoneName),
    /// The moment from which offsets count: "T0 = 14:05 UTC".
    Zero(Box<Entry>),
}

/// `true` where times are never events.
fn is_closed(topic: Option<Topic>) -> bool {
    matches!(
        topic,
        Some(
            Topic::Record
                | Topic::Actions
                | Topic::Causes
                | Topic::Whys
                | Topic::Lessons(_)
                | Topic::Links
                | Topic::Authors
                | Topic::Tags
                | Topic::Status
                | Topic::Severity
        )
    )
}

/// A line that begins with a time, found but not yet taken.
struct Found {
    step: Step,
    /// `true` in a section that is a timeline.
    explicit: bool,
    topic: Option<Topic>,
    has_clock: bool,
    section: Option<usize>,
    depth: u8,
    form: Form,
    /// `true` where the time stands in the middle: taken when nothing else of the section is.
    weak: bool,
}

/// Every step of a document in order.
pub fn steps(parts: &[Part], hints: &Hints) -> Vec<Step> {
    let mut steps = taken_steps(parts, hints, false);
    if !steps.iter().any(|step| matches!(step, Step::Entry(_))) {
        let fallback = dated_headings(parts, hints);
        if !fallback.is_empty() {
            return fallback;
        }
        let told = told(parts, hints);
        if told.iter().filter(|step| matches!(step, Step::Entry(_))).count() >= 3 {
            return told;
        }
        let updates = taken_steps(parts, hints, true);
        if updates.iter().filter(|step| matches!(step, Step::Entry(_))).count() >= 2 {
            steps = updates;
        }
    }
    attach(&mut steps, parts);
    steps
}

/// What was found, without what is no entry.
fn taken_steps(parts: &[Part], hints: &Hints, with_updates: bool) -> Vec<Step> {
    let found = find(parts, hints, with_updates);
    let taken = take(&found, parts);
    let mut steps: Vec<Step> = Vec::with_capacity(found.len());
    for (at, found) in found.into_iter().enumerate() {
        match &found.step {
            Step::Entry(_) if taken.get(at) == Some(&false) => {}
            _ => steps.push(found.step),
        }
    }
    steps
}

/// `true` for a section of updates, which are the timeline of a document that has no other.
fn is_updates(parts: &[Part], part: &Part) -> bool {
    let name = part.section.and_then(|at| parts.get(at)).map(|part| fold(&part.plain)).unwrap_or_default();
    part.topic == Some(Topic::Record) && has_stem(&name, Term::UpdatesSection)
}

fn find(parts: &[Part], hints: &Hints, with_updates: bool) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut table_at = 0;
    let mut seen_in: HashMap<Option<usize>, usize> = HashMap::new();
    let mut timed_item: Option<(Option<usize>, u8)> = None;
    for (at, part) in parts.iter().enumerate() {
        let opened = with_updates && is_updates(parts, part);
        let closed = is_closed(part.topic) && !opened;
        let explicit = part.topic == Some(Topic::Timeline) || opened;
        let push = |found: &mut Vec<Found>, step: Step, has_clock: bool, form: Form, weak: bool| {
            found.push(Found {
                step,
                explicit,
                topic: part.topic,
                has_clock,
                section: part.section,
                depth: part.block.depth,
                form,
                weak,
            });
        };
        match &part.block.kind {
            Kind::Heading(level) => {
                push(&mut found, Step::Section { part: at, level: *level }, false, Form::Heading, false);
                if part.role == Role::Title || closed {
                    continue;
                }
                let pieces = tokens(&part.plain);
                let head = leading(&part.plain, &pieces, hints);
                match head {
                    Some(stamped)
                        if stamped.from.clock.is_some()
                            || stamped.from.gap != Gap::No && stamped.from.date.is_none() =>
                    {
                        let entry = entry(at, part.block.line(), stamped, &part.plain, Form::Heading);
                        push(&mut found, Step::Entry(Box::new(entry)), true, Form::Heading, false);
                    }
                    Some(stamped) if stamped.from.date.is_some() && explicit && has_own_text(parts, at, hints) => {
                        let entry = entry(at, part.block.line(), stamped, &part.plain, Form::Heading);
                        push(&mut found, Step::Entry(Box::new(entry)), false, Form::Heading, false);
                    }
                    leading => {
                        let has_date = |stamped: &Stamped| stamped.from.date.is_some();
                        let anywhere = || all(&part.plain, &pieces, hints).into_iter().find(has_date);
                        if let Some(stamped) = leading.filter(has_date).or_else(anywhere) {
                            let day = Step::Day { part: at, stamped: Box::new(stamped), is_default: false };
                            push(&mut found, day, false, Form::Heading, false);
                        }
                    }
                }
                if let Some(zone) = zone_in(&part.plain, hints).filter(|_| explicit) {
                    push(&mut found, Step::Zone(zone), false, Form::Heading, false);
                }
            }
            Kind::Row { table, .. } => {
                if at >= table_at {
                    let end = parts
                        .iter()
                        .skip(at)
                        .position(|part| !matches!(&part.block.kind, Kind::Row { table: other, .. } if other == table))
                        .map_or(parts.len(), |length| at + length);
                    table_at = end;
                    if !closed {
                        for entry in rows(parts, at, end, explicit, hints) {
                            let has_clock = entry.stamped.from.clock.is_some();
                            let form = entry.form;
                            push(&mut found, Step::Entry(Box::new(entry)), has_clock, form, false);
                        }
                    }
                }
            }
            Kind::Code | Kind::Meta { .. } | Kind::Rule => {}
            Kind::Quote => {
                if explicit && let Some(zone) = statement(&part.plain, hints) {
                    push(&mut found, Step::Zone(zone), false, Form::Line, false);
                }
            }
            Kind::Paragraph | Kind::Item { .. } => {
                if closed || is_contents(&part.block.text) || part.block.text.trim_start().starts_with("![") {
                    continue;
                }
                let before = found.len();
                // What is nested under an item with a time is its details.
                let under = part.block.is_item()
                    && timed_item.is_some_and(|(of, depth)| of == part.section && depth < part.block.depth);
                lines_of(part, at, (explicit, under), hints, &mut |step, has_clock, form, weak| {
                    push(&mut found, step, has_clock, form, weak);
                });
                let none = found.len() == before;
                if part.block.is_item() && !under && found.iter().skip(before).any(|found| found.has_clock) {
                    timed_item = Some((part.section, part.block.depth));
                }
                let seen = seen_in.entry(part.section).or_default();
                *seen += usize::from(!none);
                // A sentence before the entries that names the day or the zone.
                if none && explicit {
                    if let Some(zone) = statement(&part.plain, hints) {
                        push(&mut found, Step::Zone(zone), false, Form::Line, false);
                    }
                    if *seen == 0
                        && part.plain.len() < 600
                        && let Some(stamped) = all(&part.plain, &tokens(&part.plain), hints)
                            .into_iter()
                            .find(|stamped| stamped.from.date.is_some())
                    {
                        push(
                            &mut found,
                            Step::Day { part: at, stamped: Box::new(stamped), is_default: true },
                            false,
                            Form::Line,
                            false,
                        );
                    }
                }
            }
        }
    }
    found
}

/// The zone that a sentence about the times names.
pub fn statement(text: &str, hints: &Hints) -> Option<ZoneName> {
    if text.len() > 600 || !super::zones::speaks_of_times(text) {
        return None;
    }
    // "All times in Pacific."
    let last = || text.trim_end_matches(|c: char| !c.is_alphanumeric()).rsplit(|c: char| !c.is_alphabetic()).next();
    zone_in(text, hints).or_else(|| match last() {
        Some("Pacific") => Some(ZoneName("America/Los_Angeles".into())),
        Some("Eastern") => Some(ZoneName("America/New_York".into())),
        _ => super::zones::zone_of_city(text),
    })
}

/// `true` for an item of a list of contents: nothing but a link into the document.
fn is_contents(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("<<")
        || super::block::link(text).is_some_and(|(label, end)| {
            end == text.len() && text.get(label.len() + 2..).is_some_and(|rest| rest.starts_with("(#"))
        })
}

/// An entry whose time stands at the beginning of a text.
pub fn entry(part: usize, line: u32, stamped: Stamped, text: &str, form: Form) -> Entry {
    let text = after(text, stamped.end);
    Entry {
        part,
        line,
        last: line,
        stamped,
        text,
        more: Vec::new(),
        actor: None,
        column_zone: None,
        column_day: None,
        column_year: None,
        form,
    }
}

/// The text after a time, without the marks between them and without the emphasis that began before it.
pub fn after(text: &str, end: usize) -> String {
    let before = text.get(..end).unwrap_or("");
    let mut rest = text.get(end..).unwrap_or("").to_owned();
    for mark in ["**", "__"] {
        if before.matches(mark).count() % 2 == 1
            && let Some(at) = rest.find(mark)
        {
            // "**21:45 UTC** - x", and "**02:06: CDN back**".
            rest.replace_range(at..at + mark.len(), "");
        }
    }
    if before.matches('`').count() % 2 == 1
        && let Some(at) = rest.find('`')
    {
        rest.replace_range(at..=at, "");
    }
    if before.trim_start().starts_with(['*', '_'])
        && !before.trim_start().starts_with("**")
        && let Some(at) = rest.find(['*', '_'])
    {
        rest.replace_range(at..=at, "");
    }
    let is_joint = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：'
                    | '-'
                    | '–'
                    | '—'
                    | '|'
                    | ','
                    | '.'
                    | ')'
                    | ']'
                    | '>'
                    | '→'
                    | ';'
                    | '、'
                    | '，'
                    | '・'
                    | '·'
                    | '='
                    | '/'
            )
    };
    let rest = rest.trim_start_matches(is_joint);
    rest.strip_prefix('に').unwrap_or(rest).trim_end().to_owned()
}

/// The lines of a paragraph or item that begin, or end, with a time. `under`: of an item under another that has a time,
/// those that begin with one.
fn lines_of(
    part: &Part,
    at: usize,
    (explicit, under): (bool, bool),
    hints: &Hints,
    push: &mut dyn FnMut(Step, bool, Form, bool),
) {
    let is_item = part.block.is_item();
    let form = if is_item { Form::Item } else { Form::Line };
    let unstruck = without_struck(&part.block.text);
    let lines: Vec<&str> = unstruck.split('\n').collect();
    let heads: Vec<(Vec<Token>, Option<Stamped>)> = lines
        .iter()
        .map(|line| {
            let pieces = tokens(line);
            let head = leading(line, &pieces, hints);
            (pieces, head)
        })
        .collect();
    let timed = |head: &Option<Stamped>| {
        head.as_ref().is_some_and(|stamped| {
            stamped.from.clock.is_some() || stamped.from.offset.is_some() || stamped.from.gap != Gap::No
        })
    };
    let first_is = heads.first().is_some_and(|(_, head)| head.is_some());
    let count = heads.iter().filter(|(_, head)| timed(head)).count();
    // Of a list of times, a line is an entry whatever the one before ends with.
    let listed = first_is && count >= 3 && count * 10 >= lines.len() * 6;
    // A first line that says in what zone, or on which day, the others are.
    if explicit
        && count > 0
        && !is_item
        && !first_is
        && let (Some(line), Some((pieces, _))) = (lines.first(), heads.first())
    {
        if let Some(zone) = statement(line, hints) {
            push(Step::Zone(zone), false, form, false);
        }
        if let Some(stamped) = all(line, pieces, hints).into_iter().find(|stamped| stamped.from.date.is_some()) {
            push(Step::Day { part: at, stamped: Box::new(stamped), is_default: true }, false, form, false);
        }
    }
    let mut open: Option<Entry> = None;
    let mut day_line = false;
    for (number, (line, (pieces, head))) in lines.iter().zip(&heads).enumerate() {
        let source = part.block.lines.get(number).copied().unwrap_or_else(|| part.block.line());
        let flows = !listed && number > 0 && lines.get(number - 1).is_some_and(|before| runs_on(before));
        // In a list of times, a line may have a day alone: "2024-05-08 - Review".
        let dated =
            || listed && head.as_ref().is_some_and(|head| head.from.date.is_some_and(|date| date.year.is_some()));
        let begins = head.is_some()
            && (number == 0 || !flows && (timed(head) || dated()) && (first_is || count >= 2 || day_line));
        if let (true, Some(stamped)) = (begins, head.clone()) {
            // "T0 = 14:05 UTC", "T0 is the deploy."
            if stamped.from.offset.is_some_and(|(_, seconds)| seconds == 0) && !is_item {
                let rest = line.get(stamped.end..).unwrap_or("");
                if let Some(zero) =
                    all(rest, &tokens(rest), hints).into_iter().find(|stamped| stamped.from.clock.is_some())
                {
                    push(Step::Zero(Box::new(entry(at, source, zero, "", form))), false, form, false);
                }
                continue;
            }
            if let Some(open) = open.take() {
                let has_clock = open.stamped.from.clock.is_some();
                push(Step::Entry(Box::new(open)), has_clock, form, false);
            }
            let rest = after(line, stamped.end);
            // "[07:15] <anna> looking", "10:30のログ": quoted under an entry.
            if under && line.get(stamped.end..).is_some_and(|rest| rest.trim_start().starts_with(['<', '＜', 'の'])) {
                return;
            }
            let has_text = plain(&rest).chars().any(char::is_alphanumeric);
            let only_date = stamped.from.date.is_some() && stamped.from.clock.is_none() && stamped.from.gap == Gap::No;
            // A date above its text, in one paragraph, is an entry of that day.
            let goes_on = lines.len() > number + 1 && heads.get(number + 1).is_some_and(|(_, head)| !timed(head));
            // Nothing but a date, perhaps with what the times are in: "2026-03-04 (all times UTC)".
            let names_zone = only_date && rest.len() < 80 && statement(&rest, hints).is_some();
            if only_date
                && (!has_text && !goes_on
                    || names_zone
                    || rest.trim_end().ends_with(':') && !is_item && lines.len() == 1)
            {
                push(Step::Day { part: at, stamped: Box::new(stamped), is_default: false }, false, form, false);
                if names_zone && let Some(zone) = statement(&rest, hints) {
                    push(Step::Zone(zone), false, form, false);
                }
                day_line = true;
                continue;
            }
            // A clock alone at the top of a list of details is an entry all the same.
            open = Some(Entry { line: source, last: source, ..entry(at, source, stamped, line, form) });
            continue;
        }
        if let Some(open) = &mut open {
            if !open.text.is_empty() {
                open.text.push('\n');
            }
            open.text.push_str(line);
            open.last = source;
            continue;
        }
        if number == 0 && explicit && !under {
            // "First detected: 2021-11-05 9:29"
            if let Some(stamped) = trailing(line, pieces, hints)
                && (line.len() <= 160 || is_item)
                && lines.len() == 1
                && (is_item || stamped.from.clock.is_some() && line.len() <= 100)
                && stamped.start > 0
            {
                let text = line.get(..stamped.start).unwrap_or("").trim_end_matches(|c: char| {
                    c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '(' | '[' | ',' | '@' | '*' | '_')
                });
                let text = text.strip_suffix(" at").or_else(|| text.strip_suffix(" on")).unwrap_or(text);
                let has_clock = stamped.from.clock.is_some();
                let mut entry = entry(at, source, stamped, "", form);
                entry.text = balanced(text);
                push(Step::Entry(Box::new(entry)), has_clock, form, false);
                return;
            }
            if is_item {
                let stamps = all(line, pieces, hints);
                if let [stamped] = stamps.as_slice()
                    && stamped.from.clock.is_some()
                {
                    let mut entry = entry(at, source, stamped.clone(), "", form);
                    part.block.text.clone_into(&mut entry.text);
                    push(Step::Entry(Box::new(entry)), true, form, true);
                    return;
                }
            }
        }
    }
    if let Some(mut entry) = open {
        let has_clock = entry.stamped.from.clock.is_some();
        // Of prose, each further sentence that begins with a time.
        if explicit && !is_item {
            let text = std::mem::take(&mut entry.text);
            let more = tell(&text, at, entry.line, hints, Some(&mut entry));
            push(Step::Entry(Box::new(entry)), has_clock, form, false);
            for (entry, weak) in more {
                push(Step::Entry(Box::new(entry)), true, Form::Sentence, weak);
            }
            return;
        }
        push(Step::Entry(Box::new(entry)), has_clock, form, false);
    } else if explicit && !is_item && !day_line {
        let joined = part.plain.replace('\n', " ");
        for (entry, weak) in tell(&joined, at, part.block.line(), hints, None) {
            push(Step::Entry(Box::new(entry)), true, Form::Sentence, weak);
        }
    }
}

/// A text without what is struck out in it.
fn without_struck(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("~~") || text.matches("~~").count() % 2 == 1 {
        return text.into();
    }
    text.split("~~").step_by(2).collect::<String>().into()
}

/// A text whose emphasis is closed.
fn balanced(text: &str) -> String {
    let mut text = text.trim().to_owned();
    if text.matches("**").count() % 2 == 1 {
        text.push_str("**");
    }
    text
}

/// `true` for a line that goes on in the next: it ends with a little word or a comma.
fn runs_on(line: &str) -> bool {
    let line = line.trim_end();
    if line.ends_with([',', '(']) {
        return true;
    }
    let last = line.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
    word_use(&fold(last)).is_some_and(|word| {
        [Small::At, Small::To, Small::From, Small::And, Small::About, Small::Of].iter().any(|role| word.is(*role))
    })
}

/// The sentences of a text.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let ends = matches!(c, '。' | '！' | '？')
            || matches!(c, '.' | '!' | '?')
                && next.is_none_or(char::is_whitespace)
                // "approx. 14:05", "p.m. the", "5. März"
                && !(before.is_ascii_digit() && text.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic) && !rest.trim_start().starts_with(char::is_uppercase)))
                && text.get(at + 1..).is_none_or(|rest| rest.trim_start().chars().next().is_none_or(|c| !c.is_lowercase() && (!c.is_ascii_digit() || before.is_lowercase() && !text.get(..at).is_some_and(|text| text.ends_with(" ca") || text.ends_with("approx")))));
        if ends {
            let end = at + c.len_utf8();
            let sentence = text.get(start..end).unwrap_or("").trim();
            if !sentence.is_empty() {
                found.push(sentence);
            }
            start = end;
        }
        before = c;
    }
    let rest = text.get(start..).unwrap_or("").trim();
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// The sentences of prose that tell a moment: those that begin with a clock, "At 14:05 UTC, …", their further clauses,
/// "… and at 14:12 …", and, weakly, those with a clock in their middle: "We rolled back at 14:20." What a sentence without
/// one says goes to the entry before, of which `first` is the one that the text belongs to.
fn tell(text: &str, at: usize, line: u32, hints: &Hints, mut first: Option<&mut Entry>) -> Vec<(Entry, bool)> {
    let mut entries: Vec<(Entry, bool)> = Vec::new();
    for (number, sentence) in sentences(text).into_iter().enumerate() {
        let pieces = tokens(sentence);
        let head = leading(sentence, &pieces, hints)
            .filter(|stamped| stamped.from.clock.is_some() && (number > 0 || first.is_none()));
        let begun = head.is_some() || number == 0 && first.is_some();
        let mut starts: Vec<(usize, Stamped)> = head.clone().map(|stamped| (0, stamped)).into_iter().collect();
        for stamped in all(sentence, &pieces, hints) {
            if stamped.from.clock.is_none() || stamped.to.is_some() {
                continue;
            }
            let before = |back: usize| {
                let here = pieces.iter().position(|piece| piece.start >= stamped.start)?;
                pieces.get(here.checked_sub(back)?)
            };
            let is = |back: usize, small: Small| {
                before(back).and_then(Token::word).and_then(word_use).is_some_and(|word| word.is(small))
            };
            // "…; at 14:12 …", "…, at 14:12 …", "… and at 14:12 …"
            // "…、15時10分に…", "，15:10 确认"
            let after = pieces.iter().find(|piece| piece.start >= stamped.end).map(|piece| &piece.kind);
            let wide = matches!(after, Some(TokenKind::Mark(mark)) if *mark == 'に' || super::words::is_wide(*mark))
                && before(1).is_some_and(|piece| piece.is(','));
            let clause = (is(1, Small::At)
                && (is(2, Small::And) || before(2).is_some_and(|piece| piece.is(';') || piece.is(',')))
                || wide)
                && head.as_ref().is_none_or(|head| stamped.start >= head.end);
            let inside = !begun && starts.is_empty() && (is(1, Small::At) || is(1, Small::To));
            if clause {
                let start = before(2).filter(|_| !wide).map_or(stamped.start, |piece| piece.start);
                starts.push((start, stamped));
            } else if inside {
                starts.push((0, stamped));
            }
        }
        let own = starts.first().map_or(sentence.len(), |(start, _)| *start);
        let target = entries.last_mut().map(|(entry, _)| &mut entry.text);
        if let (Some(target), true) = (target.or(first.as_deref_mut().map(|entry| &mut entry.text)), own > 0) {
            if !target.is_empty() {
                target.push(' ');
            }
            target.push_str(sentence.get(..own).unwrap_or("").trim());
        }
        for (number, (start, stamped)) in starts.iter().enumerate() {
            let end = starts.get(number + 1).map_or(sentence.len(), |(start, _)| *start);
            let clause = sentence.get(*start..end).unwrap_or("");
            // The text after the time at the beginning, or all of it.
            let skipped = if head.is_some() && number == 0 || *start > 0 { stamped.end - *start } else { 0 };
            let mut told = entry(at, line, Stamped { end: skipped, ..stamped.clone() }, clause, Form::Sentence);
            told.stamped.end = stamped.end;
            entries.push((told, !begun));
        }
    }
    entries
}

/// A whole document told in prose: each sentence that begins with a clock.
fn told(parts: &[Part], hints: &Hints) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut begun = false;
    for (at, part) in parts.iter().enumerate() {
        match part.block.kind {
            Kind::Heading(level) => {
                begun = false;
                steps.push(Step::Section { part: at, level });
            }
            Kind::Paragraph if !is_closed(part.topic) => {
                let joined = part.plain.replace('\n', " ");
                // Clocks in the middle of sentences count after one at the beginning.
                for (entry, weak) in tell(&joined, at, part.block.line(), hints, None) {
                    begun |= !weak;
                    steps.extend(begun.then(|| Step::Entry(Box::new(entry))));
                }
            }
            _ => {}
        }
    }
    steps
}

/// A document whose entries are headings with a date and text of their own: "Update: April 30th, 2013", or one that says
/// what was new at a time: "Update 14:30".
fn dated_headings(parts: &[Part], hints: &Hints) -> Vec<Step> {
    let mut found: Vec<(u8, Entry)> = Vec::new();
    let mut any_update = false;
    for (at, part) in parts.iter().enumerate() {
        let Kind::Heading(level) = part.block.kind else { continue };
        if part.role == Role::Title {
            continue;
        }
        let text = &part.plain;
        // A word or two may stand before the date.
        let start = text
            .find([':', '–', '—'])
            .filter(|end| {
                text.get(..*end).is_some_and(|before| {
                    before.split_whitespace().count() <= 2 && !before.contains(|c: char| c.is_ascii_digit())
                })
            })
            .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let folded = fold(text);
        let update = terms(Term::UpdateHeading).iter().find(|word| folded.starts_with(**word));
        // Folding keeps one character for one in these words.
        let start = match update {
            Some(word) if start == 0 => text.char_indices().nth(word.chars().count()).map_or(text.len(), |(at, _)| at),
            _ => start,
        };
        let rest = text.get(start..).unwrap_or("");
        let Some(mut stamped) = leading(rest, &tokens(rest), hints) else { continue };
        let dated =
            stamped.from.date.is_some_and(|date| matches!(date.day, DayOfYear::Known(..) | DayOfYear::Either(..)));
        let is_update = update.is_some() && stamped.from.clock.is_some();
        if (dated || is_update) && has_text_below(parts, at, level) {
            stamped.end += start;
            let mut entry = entry(at, part.block.line(), stamped, text, Form::Heading);
            if entry.text.is_empty() {
                entry.text = first_text_below(parts, at).unwrap_or_default();
            }
            any_update |= is_update;
            found.push((level, entry));
        }
    }
    let level = found.iter().map(|(level, _)| *level).min();
    let same: Vec<Step> =
        found.into_iter().filter(|(of, _)| Some(*of) == level).map(|(_, entry)| Step::Entry(Box::new(entry))).collect();
    if same.len() >= 2 || any_update { same } else { Vec::new() }
}

/// `true` when text stands under a heading, before the next of its level.
fn has_text_below(parts: &[Part], at: usize, level: u8) -> bool {
    parts
        .iter()
        .skip(at + 1)
        .take_while(|part| !matches!(part.block.kind, Kind::Heading(other) if other <= level))
        .any(|part| matches!(part.block.kind, Kind::Paragraph | Kind::Item { .. } | Kind::Row { .. }))
}

fn first_text_below(parts: &[Part], at: usize) -> Option<String> {
    let part = parts
        .iter()
        .skip(at + 1)
        .take_while(|part| part.role != Role::Name || part.block.kind != Kind::Heading(1))
        .find(|part| part.block.kind == Kind::Paragraph)?;
    let first = sentences(&part.block.text).first().map(|sentence| (*sentence).to_owned())?;
    Some(first)
}

/// `true` when a heading has text of its own under it, and nothing with a clock or a date: it is an entry, no mere date.
fn has_own_text(parts: &[Part], at: usize, hints: &Hints) -> bool {
    let below = parts.iter().skip(at + 1).take_while(|part| !matches!(part.block.kind, Kind::Heading(_)));
    let mut any = false;
    for part in below.take(60) {
        match &part.block.kind {
            Kind::Paragraph | Kind::Item { .. } => {
                any = true;
                let line = part.block.text.split('\n').next().unwrap_or("");
                if leading(line, &tokens(line), hints).is_some_and(|stamped| stamped.from.clock.is_some()) {
                    return false;
                }
                // "**Timeline:**" with entries under it
                if part.topic != Some(Topic::Timeline) {
                    return false;
                }
                // "**Duration:** 21:45 to 23:28 UTC"
                if part.label.is_some() {
                    return false;
                }
            }
            Kind::Row { .. } => return false,
            _ => {}
        }
    }
    // A heading of lower level with a clock under it.
    if let Some(next) = parts.iter().skip(at + 1).find(|part| matches!(part.block.kind, Kind::Heading(_)))
        && let (Kind::Heading(level), Kind::Heading(own)) =
            (&next.block.kind, parts.get(at).map_or(&Kind::Rule, |part| &part.block.kind))
        && level > own
        && leading(&next.plain, &tokens(&next.plain), hints).is_some()
    {
        return false;
    }
    any
}

/// Which of what was found is an entry: all of a timeline, and elsewhere lines that come together.
fn take(found: &[Found], parts: &[Part]) -> Vec<bool> {
    let mut groups: HashMap<(Option<usize>, Form, u8), usize> = HashMap::new();
    let mut strong: HashMap<Option<usize>, usize> = HashMap::new();
    let mut listed: HashMap<Option<usize>, usize> = HashMap::new();
    let mut clocked: HashMap<Option<usize>, usize> = HashMap::new();
    for found in found {
        if !matches!(found.step, Step::Entry(_)) {
            continue;
        }
        let in_sentence =
            found.form == Form::Line && matches!(&found.step, Step::Entry(entry) if entry.stamped.in_sentence);
        if found.has_clock && matches!(found.form, Form::Item | Form::Row(_)) {
            *clocked.entry(found.section).or_default() += 1;
        }
        if found.has_clock && !in_sentence {
            *groups.entry((found.section, found.form, found.depth)).or_default() += 1;
        }
        if !found.weak {
            *strong.entry(found.section).or_default() += 1;
            *listed.entry(found.section).or_default() += usize::from(!in_sentence && found.form != Form::Sentence);
        }
    }
    // A document with a timeline tells what happened there, where most of its times stand in it.
    let timed = |explicit: bool| {
        let of = |found: &&Found| {
            found.explicit == explicit && found.has_clock && !found.weak && matches!(found.step, Step::Entry(_))
        };
        found.iter().filter(of).count()
    };
    let inside = timed(true);
    let has_timeline = inside >= 5 && inside > timed(false);
    let headings = found
        .iter()
        .filter(|found| found.form == Form::Heading && found.has_clock && matches!(found.step, Step::Entry(_)))
        .count();
    found
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let Step::Entry(entry) = &one.step else { return true };
            if one.weak && one.form == Form::Sentence {
                // In prose, and not in what is said around a list.
                return listed.get(&one.section).is_none_or(|count| *count == 0);
            }
            if one.weak {
                return strong.get(&one.section).is_none_or(|count| *count == 0);
            }
            if one.explicit {
                // An item with nothing but a day, over items with clocks, only names the day.
                let day_of = !one.has_clock
                    && entry.stamped.from.date.is_some()
                    && matches!(one.form, Form::Item | Form::Line)
                    && heads_clocks(found, at, parts);
                // A sentence with a date, around a list or a table whose entries have clocks.
                let around = one.form == Form::Line
                    && !one.has_clock
                    && entry.stamped.from.gap == Gap::No
                    && clocked.get(&one.section).is_some_and(|count| *count >= 2);
                return !day_of && !around;
            }
            if has_timeline {
                return false;
            }
            if one.form == Form::Heading {
                return headings >= 2;
            }
            let together = groups.get(&(one.section, one.form, one.depth)).copied().unwrap_or(0);
            let needed = match one.topic {
                Some(
                    Topic::Summary
                    | Topic::Impact
                    | Topic::Trigger
                    | Topic::Duration
                    | Topic::Start
                    | Topic::End
                    | Topic::Day,
                ) => 3,
                _ => 2,
            };
            // A sentence that begins "At 14:05" is prose.
            let prose = one.form == Form::Line && entry.stamped.in_sentence;
            one.has_clock && together >= needed && !prose
        })
        .collect()
}

/// `true` when a dated item is followed by deeper items, or a dated line by lines, that have a clock and no date.
fn heads_clocks(found: &[Found], at: usize, parts: &[Part]) -> bool {
    let Some(this) = found.get(at) else { return false };
    let Some(next) = found.get(at + 1) else { return false };
    let Step::Entry(entry) = &next.step else { return false };
    let clock_only = entry.stamped.from.clock.is_some() && entry.stamped.from.date.is_none();
    let own_text = match &this.step {
        Step::Entry(own) => own.text.len(),
        _ => 0,
    };
    let _ = parts;
    clock_only
        && (next.form == Form::Item && next.depth > this.depth
            || this.form == Form::Line && next.form == Form::Item && own_text < 200)
}

/// Gives each entry what stands under it: nested items, paragraphs in the item, quotations. An entry that was found to
/// name a day only is turned into one.
fn attach(steps: &mut [Step], parts: &[Part]) {
    let mut owners: Vec<(usize, usize)> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Entry(entry) => owners.push((entry.part, at)),
            Step::Day { part, .. } | Step::Section { part, .. } => owners.push((*part, usize::MAX)),
            Step::Zone(_) | Step::Zero(_) => {}
        }
    }
    let mut owner = owners.iter().peekable();
    let mut current: Option<(usize, usize)> = None;
    for (at, part) in parts.iter().enumerate() {
        let mut own = false;
        while let Some((of, step)) = owner.peek() {
            if *of > at {
                break;
            }
            own = *of == at;
            current = (*step != usize::MAX).then_some((*of, *step));
            owner.next();
        }
        if own {
            continue;
        }
        let Some((of, step)) = current else { continue };
        let Some(Step::Entry(entry)) = steps.get_mut(step) else { continue };
        let Some(head) = parts.get(of) else { continue };
        let belongs = part.topic == head.topic
            && part.role == Role::Body
            && !matches!(part.block.kind, Kind::Rule | Kind::Meta { .. } | Kind::Heading(_))
            && match (&head.block.kind, &part.block.kind) {
                (Kind::Heading(_), _) | (Kind::Paragraph, Kind::Item { .. }) | (_, Kind::Quote | Kind::Code) => true,
                (Kind::Row { table, .. }, Kind::Row { table: other, header: false, .. }) => table == other,
                (Kind::Item { .. }, Kind::Item { .. } | Kind::Paragraph) => {
                    part.block.depth > head.block.depth
                        || part.block.kind == Kind::Paragraph && part.block.depth >= head.block.depth
                }
                _ => false,
            };
        if !belongs {
            current = None;
            continue;
        }
        entry.last = entry.last.max(part.block.last_line());
        if part.block.kind == Kind::Code {
            continue;
        }
        let text = match part.block.kind {
            Kind::Item { .. } => format!("- {}", part.block.text),
            Kind::Quote => format!("> {}", part.block.text.replace('\n', "\n> ")),
            _ => part.block.text.clone(),
        };
        if !text.trim().is_empty() {
            entry.more.push(text);
        }
    }
}

//! The entries of timelines: which lines, rows and headings tell when something happened. Their times are read as written;
//! `placing` finds day and zone.

use std::collections::HashMap;
use std::ops::ControlFlow;

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
    let taken = take(&found);
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

/// A part, and whether its section is a timeline.
#[derive(Clone, Copy)]
struct Spot<'a> {
    at: usize,
    part: &'a Part,
    /// `true` in a section that is a timeline.
    explicit: bool,
    /// `true` where times are never events.
    closed: bool,
}

/// Everything with a time, while the parts of a document are looked at.
struct Finder<'a> {
    parts: &'a [Part],
    hints: &'a Hints,
    found: Vec<Found>,
    /// The end of the table that was read last.
    table_end: usize,
    /// How many parts with times each section has.
    seen_in: HashMap<Option<usize>, usize>,
    /// The section and depth of the item with a time that others may be nested under.
    timed_item: Option<(Option<usize>, u8)>,
}

fn find(parts: &[Part], hints: &Hints, with_updates: bool) -> Vec<Found> {
    let mut finder =
        Finder { parts, hints, found: Vec::new(), table_end: 0, seen_in: HashMap::new(), timed_item: None };
    for (at, part) in parts.iter().enumerate() {
        let opened = with_updates && is_updates(parts, part);
        let closed = is_closed(part.topic) && !opened;
        let explicit = part.topic == Some(Topic::Timeline) || opened;
        let spot = Spot { at, part, explicit, closed };
        match &part.block.kind {
            Kind::Heading(level) => finder.heading(spot, *level),
            Kind::Row { table, .. } => finder.row(spot, *table),
            Kind::Quote if explicit => finder.zone(spot, statement(&part.plain, hints), Form::Line),
            Kind::Quote | Kind::Code | Kind::Meta { .. } | Kind::Rule => {}
            Kind::Paragraph | Kind::Item { .. } => finder.text(spot),
        }
    }
    finder.found
}

impl Finder<'_> {
    fn push(&mut self, spot: Spot<'_>, told: Told) {
        self.found.push(Found {
            step: told.step,
            explicit: spot.explicit,
            topic: spot.part.topic,
            has_clock: told.has_clock,
            section: spot.part.section,
            depth: spot.part.block.depth,
            form: told.form,
            weak: told.weak,
        });
    }

    fn zone(&mut self, spot: Spot<'_>, zone: Option<ZoneName>, form: Form) {
        if let Some(zone) = zone {
            self.push(spot, Told::of(Step::Zone(zone), form));
        }
    }

    /// A heading: an entry by its clock, or by its date where it has text of its own; else perhaps a day.
    fn heading(&mut self, spot: Spot<'_>, level: u8) {
        let Spot { at, part, explicit, closed } = spot;
        self.push(spot, Told::of(Step::Section { part: at, level }, Form::Heading));
        if part.role == Role::Title || closed {
            return;
        }
        let has_date = |stamped: &Stamped| stamped.from.date.is_some();
        let is_moment = |stamped: &Stamped| {
            stamped.from.clock.is_some() || stamped.from.gap != Gap::No && stamped.from.date.is_none()
        };
        let pieces = tokens(&part.plain);
        let head = leading(&part.plain, &pieces, self.hints);
        let timed = head.as_ref().is_some_and(is_moment);
        match head {
            Some(stamped) if timed || has_date(&stamped) && explicit && has_own_text(self.parts, at, self.hints) => {
                let entry = entry(at, part.block.line(), stamped, &part.plain, Form::Heading);
                let step = Step::Entry(Box::new(entry));
                self.push(spot, Told { step, has_clock: timed, form: Form::Heading, weak: false });
            }
            head => {
                let anywhere = || all(&part.plain, &pieces, self.hints).into_iter().find(has_date);
                if let Some(stamped) = head.filter(has_date).or_else(anywhere) {
                    let day = Step::Day { part: at, stamped: Box::new(stamped), is_default: false };
                    self.push(spot, Told::of(day, Form::Heading));
                }
            }
        }
        if explicit {
            self.zone(spot, zone_in(&part.plain, self.hints), Form::Heading);
        }
    }

    /// The first row of a table, with all that follow.
    fn row(&mut self, spot: Spot<'_>, table: u32) {
        if spot.at < self.table_end {
            return;
        }
        let is_same = |part: &Part| matches!(part.block.kind, Kind::Row { table: other, .. } if other == table);
        let length = self.parts.iter().skip(spot.at).position(|part| !is_same(part));
        self.table_end = length.map_or(self.parts.len(), |length| spot.at + length);
        if !spot.closed {
            for entry in rows(self.parts, spot.at, self.table_end, spot.explicit, self.hints) {
                let form = entry.form;
                self.push(spot, Told::of(Step::Entry(Box::new(entry)), form));
            }
        }
    }

    fn text(&mut self, spot: Spot<'_>) {
        let Spot { at, part, explicit, closed } = spot;
        if closed || is_contents(&part.block.text) || part.block.text.trim_start().starts_with("![") {
            return;
        }
        // What is nested under an item with a time is its details.
        let is_item = part.block.is_item();
        let under =
            is_item && self.timed_item.is_some_and(|(of, depth)| of == part.section && depth < part.block.depth);
        let mut told = lines_of(part, at, Context { explicit, under }, self.hints);
        if told.is_empty() && !is_item && !explicit {
            told.extend(zero_within(part, at, self.hints));
        }
        let none = told.is_empty();
        if is_item && !under && told.iter().any(|told| told.has_clock) {
            self.timed_item = Some((part.section, part.block.depth));
        } else if !is_item && part.block.depth == 0 {
            // Or under a paragraph that begins with a clock: "**01:21** – the database is back".
            let is_head = |told: &Told| matches!(&told.step, Step::Entry(entry) if told.has_clock && !told.weak && !entry.stamped.in_sentence);
            self.timed_item = told.first().filter(|told| is_head(told)).map(|_| (part.section, 0));
        }
        for told in told {
            self.push(spot, told);
        }
        let seen = self.seen_in.entry(part.section).or_default();
        *seen += usize::from(!none);
        let is_first = *seen == 0;
        // A sentence before the entries that names the day or the zone.
        if none && explicit {
            self.zone(spot, statement(&part.plain, self.hints), Form::Line);
            if is_first
                && part.plain.len() < 600
                && let Some(stamped) = all(&part.plain, &tokens(&part.plain), self.hints)
                    .into_iter()
                    .find(|stamped| stamped.from.date.is_some())
            {
                let day = Step::Day { part: at, stamped: Box::new(stamped), is_default: true };
                self.push(spot, Told::of(day, Form::Line));
            }
        }
    }
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

/// A line of a paragraph or item with what it tells.
struct Told {
    step: Step,
    has_clock: bool,
    form: Form,
    weak: bool,
}

impl Told {
    /// A step that is no entry, or an entry with a clock or without.
    fn of(step: Step, form: Form) -> Self {
        let has_clock = matches!(&step, Step::Entry(entry) if entry.stamped.from.clock.is_some());
        Self { step, has_clock, form, weak: false }
    }
}

/// What goes on from one line of a paragraph or item to the next.
#[derive(Default)]
struct Reading {
    /// The entry that the lines belong to.
    open: Option<Entry>,
    /// `true` below a line that is only a day.
    day_line: bool,
    told: Vec<Told>,
}

/// Where a paragraph or item stands.
#[derive(Clone, Copy)]
struct Context {
    /// `true` in a section that is a timeline.
    explicit: bool,
    /// `true` for an item under another that has a time.
    under: bool,
}

/// The lines of a paragraph or item.
struct Lines<'a> {
    part: &'a Part,
    /// Where it stands among the parts.
    at: usize,
    context: Context,
    hints: &'a Hints,
    is_item: bool,
    form: Form,
    texts: Vec<&'a str>,
    /// The pieces of each line, and the time that it begins with.
    heads: Vec<(Vec<Token>, Option<Stamped>)>,
    /// How many lines begin with a clock, an offset or a gap.
    count: usize,
    /// `true` where the first line begins with a time.
    first_is: bool,
    /// `true` for a list of times: a line is an entry whatever the one before ends with.
    listed: bool,
}

/// The moment that offsets count from, within a text: "… refused to install. T0 is 03:17 UTC on 11 February 2024."
fn zero_within(part: &Part, at: usize, hints: &Hints) -> Option<Told> {
    let zero = part.plain.find("T0").filter(|zero| *zero > 0)?;
    let sentence = sentences(part.plain.get(zero..)?).into_iter().next()?;
    let pieces = tokens(sentence);
    leading(sentence, &pieces, hints).filter(|zero| zero.from.offset.is_some_and(|(_, seconds)| seconds == 0))?;
    let clock = all(sentence, &pieces, hints).into_iter().find(|found| found.from.clock.is_some())?;
    let zero = entry(at, part.block.line(), clock, "", Form::Line);
    Some(Told::of(Step::Zero(Box::new(zero)), Form::Line))
}

/// `true` for a time with a clock, an offset or a gap.
fn is_timed(head: Option<&Stamped>) -> bool {
    head.is_some_and(|stamped| {
        stamped.from.clock.is_some() || stamped.from.offset.is_some() || stamped.from.gap != Gap::No
    })
}

/// The lines of a paragraph or item that begin, or end, with a time. Of an item under another that has a
/// time, those that begin with one.
fn lines_of(part: &Part, at: usize, context: Context, hints: &Hints) -> Vec<Told> {
    let unstruck = without_struck(&part.block.text);
    let lines = Lines::new(part, at, context, hints, &unstruck);
    let mut reading = Reading::default();
    lines.basis(&mut reading);
    for number in 0..lines.texts.len() {
        if lines.line(number, &mut reading).is_break() {
            return reading.told;
        }
    }
    lines.finish(reading)
}

impl<'a> Lines<'a> {
    fn new(part: &'a Part, at: usize, context: Context, hints: &'a Hints, text: &'a str) -> Self {
        let is_item = part.block.is_item();
        let texts: Vec<&str> = text.split('\n').collect();
        let heads: Vec<(Vec<Token>, Option<Stamped>)> = texts
            .iter()
            .map(|line| {
                let pieces = tokens(line);
                let head = leading(line, &pieces, hints);
                (pieces, head)
            })
            .collect();
        let first_is = heads.first().is_some_and(|(_, head)| head.is_some());
        let count = heads.iter().filter(|(_, head)| is_timed(head.as_ref())).count();
        let listed = first_is && count >= 3 && count * 10 >= texts.len() * 6;
        let form = if is_item { Form::Item } else { Form::Line };
        Self { part, at, context, hints, is_item, form, texts, heads, count, first_is, listed }
    }

    /// The line of the document that one of these is.
    fn source(&self, number: usize) -> u32 {
        self.part.block.lines.get(number).copied().unwrap_or_else(|| self.part.block.line())
    }

    fn told(&self, step: Step) -> Told {
        Told::of(step, self.form)
    }

    fn day(&self, stamped: Stamped, is_default: bool) -> Told {
        self.told(Step::Day { part: self.at, stamped: Box::new(stamped), is_default })
    }

    /// A first line that says in what zone, or on which day, the others are.
    fn basis(&self, reading: &mut Reading) {
        if !self.context.explicit || self.count == 0 || self.is_item || self.first_is {
            return;
        }
        let (Some(line), Some((pieces, _))) = (self.texts.first(), self.heads.first()) else { return };
        if let Some(zone) = statement(line, self.hints) {
            reading.told.push(self.told(Step::Zone(zone)));
        }
        if let Some(stamped) = all(line, pieces, self.hints).into_iter().find(|stamped| stamped.from.date.is_some()) {
            reading.told.push(self.day(stamped, true));
        }
    }

    /// Reads a line; breaks where the rest tells nothing.
    fn line(&self, number: usize, reading: &mut Reading) -> ControlFlow<()> {
        let (Some(line), Some((pieces, head))) = (self.texts.get(number), self.heads.get(number)) else {
            return ControlFlow::Continue(());
        };
        if let Some(stamped) = head
            && self.begins(number, stamped, reading.day_line)
        {
            return self.entry_line(number, line, stamped.clone(), reading);
        }
        if let Some(open) = &mut reading.open {
            if !open.text.is_empty() {
                open.text.push('\n');
            }
            open.text.push_str(line);
            open.last = self.source(number);
            return ControlFlow::Continue(());
        }
        if number > 0 || !self.context.explicit || self.context.under {
            return ControlFlow::Continue(());
        }
        // An item whose text goes on in the next line.
        let goes_on = || self.heads.split_last().is_some_and(|(_, heads)| heads.iter().all(|(_, head)| head.is_none()));
        let told = if self.is_item && (2..=4).contains(&self.texts.len()) && goes_on() {
            let whole = self.texts.join(" ");
            self.ending(&whole, &tokens(&whole))
        } else {
            self.ending(line, pieces).filter(|_| self.texts.len() == 1).or_else(|| self.within(line, pieces))
        };
        let Some(told) = told else { return ControlFlow::Continue(()) };
        reading.told.push(told);
        ControlFlow::Break(())
    }

    /// `true` for a line whose time begins an entry, and does not stand at the turn of a line within a sentence.
    fn begins(&self, number: usize, head: &Stamped, day_line: bool) -> bool {
        let before = number.checked_sub(1).and_then(|before| self.texts.get(before));
        let flows = !self.listed && before.is_some_and(|before| runs_on(before));
        // In a list of times, a line may have a day alone: "2024-05-08 - Review".
        let has_year = |head: &Stamped| head.from.date.is_some_and(|date| date.year.is_some());
        let dated = || self.listed && has_year(head);
        number == 0 || !flows && (is_timed(Some(head)) || dated()) && (self.first_is || self.count >= 2 || day_line)
    }

    /// A line that begins with a time: the zero of offsets, a day for those below, or an entry.
    fn entry_line(&self, number: usize, line: &str, stamped: Stamped, reading: &mut Reading) -> ControlFlow<()> {
        let source = self.source(number);
        // "T0 = 14:05 UTC", "T0 is the deploy."
        if stamped.from.offset.is_some_and(|(_, seconds)| seconds == 0) && !self.is_item {
            let rest = line.get(stamped.end..).unwrap_or("");
            let clock = all(rest, &tokens(rest), self.hints).into_iter().find(|found| found.from.clock.is_some());
            let zero = clock.map(|zero| Step::Zero(Box::new(entry(self.at, source, zero, "", self.form))));
            reading.told.extend(zero.map(|zero| self.told(zero)));
            return ControlFlow::Continue(());
        }
        reading.told.extend(reading.open.take().map(|open| self.told(Step::Entry(Box::new(open)))));
        // "[07:15] <anna> looking", "10:30のログ": quoted under an entry.
        let quoted = |rest: &str| rest.trim_start().starts_with(['<', '＜', 'の']);
        if self.context.under && line.get(stamped.end..).is_some_and(quoted) {
            return ControlFlow::Break(());
        }
        if let Some((day, zone)) = self.only_day(number, line, &stamped) {
            reading.told.push(day);
            reading.told.extend(zone.map(|zone| self.told(Step::Zone(zone))));
            reading.day_line = true;
        } else {
            // A clock alone at the top of a list of details is an entry all the same.
            reading.open = Some(entry(self.at, source, stamped, line, self.form));
        }
        ControlFlow::Continue(())
    }

    /// A line with nothing but a date, perhaps with what the times are in: "2026-03-04 (all times UTC)". A date above its
    /// text, in one paragraph, is an entry of that day.
    fn only_day(&self, number: usize, line: &str, stamped: &Stamped) -> Option<(Told, Option<ZoneName>)> {
        if stamped.from.date.is_none() || stamped.from.clock.is_some() || stamped.from.gap != Gap::No {
            return None;
        }
        let rest = after(line, stamped.end);
        let has_text = plain(&rest).chars().any(char::is_alphanumeric);
        let goes_on = self.heads.get(number + 1).is_some_and(|(_, head)| !is_timed(head.as_ref()));
        let zone = statement(&rest, self.hints).filter(|_| rest.len() < 80);
        let announces = || rest.trim_end().ends_with(':') && !self.is_item && self.texts.len() == 1;
        (!has_text && !goes_on || zone.is_some() || announces()).then(|| (self.day(stamped.clone(), false), zone))
    }

    /// A line that ends with its time: "First detected: 2021-11-05 9:29".
    fn ending(&self, line: &str, pieces: &[Token]) -> Option<Told> {
        let stamped = trailing(line, pieces, self.hints)?;
        let is_short = line.len() <= 160 || self.is_item;
        let is_entry = self.is_item || stamped.from.clock.is_some() && line.len() <= 100;
        if !is_short || !is_entry || stamped.start == 0 {
            return None;
        }
        let text = line.get(..stamped.start).unwrap_or("").trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '：' | '-' | '–' | '—' | '(' | '[' | ',' | '@' | '*' | '_')
        });
        let text = text.strip_suffix(" at").or_else(|| text.strip_suffix(" on")).unwrap_or(text);
        // "The last host was fixed at 12:08 PM." is prose.
        let form = if !self.is_item && line.trim_end().ends_with('.') { Form::Sentence } else { self.form };
        let entry = entry(self.at, self.source(0), stamped, "", form);
        Some(Told::of(Step::Entry(Box::new(Entry { text: balanced(text), ..entry })), form))
    }

    /// An item with one time in its middle.
    fn within(&self, line: &str, pieces: &[Token]) -> Option<Told> {
        if !self.is_item {
            return None;
        }
        let stamps = all(line, pieces, self.hints);
        let [stamped] = stamps.as_slice() else { return None };
        stamped.from.clock?;
        let entry = entry(self.at, self.source(0), stamped.clone(), "", self.form);
        let step = Step::Entry(Box::new(Entry { text: self.part.block.text.clone(), ..entry }));
        Some(Told { weak: true, ..self.told(step) })
    }

    /// The last entry, and in a timeline each further sentence of prose that begins with a time.
    fn finish(&self, reading: Reading) -> Vec<Told> {
        let Reading { open, day_line, mut told } = reading;
        let is_prose = self.context.explicit && !self.is_item;
        let more = match open {
            Some(mut entry) if is_prose => {
                let text = std::mem::take(&mut entry.text);
                let more = tell(&text, self.at, entry.line, self.hints, Some(&mut entry));
                told.push(self.told(Step::Entry(Box::new(entry))));
                more
            }
            Some(entry) => {
                told.push(self.told(Step::Entry(Box::new(entry))));
                return told;
            }
            None if is_prose && !day_line => {
                let joined = self.part.plain.replace('\n', " ");
                tell(&joined, self.at, self.part.block.line(), self.hints, None)
            }
            None => return told,
        };
        told.extend(more.into_iter().map(|(entry, weak)| Told {
            step: Step::Entry(Box::new(entry)),
            has_clock: true,
            form: Form::Sentence,
            weak,
        }));
        told
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

/// How many entries of each sort a section has.
#[derive(Default)]
struct Counts {
    /// With a clock, of one form and depth.
    together: HashMap<(Option<usize>, Form, u8), usize>,
    /// Whose time does not stand in the middle.
    strong: HashMap<Option<usize>, usize>,
    /// Of these, the ones that are no sentences.
    listed: HashMap<Option<usize>, usize>,
    /// Items and rows with a clock.
    clocked: HashMap<Option<usize>, usize>,
    /// Headings with a clock, in the whole document.
    headings: usize,
    /// `true` for a document with a timeline in which most of its times stand: it tells there what happened.
    has_timeline: bool,
}

impl Counts {
    fn of(found: &[Found]) -> Self {
        let mut counts = Self::default();
        // In timelines, and elsewhere.
        let (mut inside, mut outside) = (0, 0);
        for found in found {
            let Step::Entry(entry) = &found.step else { continue };
            let in_sentence = found.form == Form::Line && entry.stamped.in_sentence;
            if found.has_clock && matches!(found.form, Form::Item | Form::Row(_)) {
                *counts.clocked.entry(found.section).or_default() += 1;
            }
            if found.has_clock && !in_sentence {
                *counts.together.entry((found.section, found.form, found.depth)).or_default() += 1;
            }
            if !found.weak {
                *counts.strong.entry(found.section).or_default() += 1;
                // "By 9:30 AM the latency had crossed a minute."
                let is_prose =
                    found.form == Form::Line && entry.stamped.from.about && entry.text.trim_end().ends_with('.');
                let is_listed = !in_sentence && !is_prose && found.form != Form::Sentence;
                *counts.listed.entry(found.section).or_default() += usize::from(is_listed);
            }
            if found.has_clock && !found.weak {
                *(if found.explicit { &mut inside } else { &mut outside }) += 1;
            }
            counts.headings += usize::from(found.form == Form::Heading && found.has_clock);
        }
        counts.has_timeline = inside >= 5 && inside > outside;
        counts
    }
}

/// Which of what was found is an entry: all of a timeline, and elsewhere lines that come together.
fn take(found: &[Found]) -> Vec<bool> {
    let counts = Counts::of(found);
    let none = |count: &HashMap<Option<usize>, usize>, section| count.get(&section).is_none_or(|count| *count == 0);
    found
        .iter()
        .enumerate()
        .map(|(at, one)| match &one.step {
            // In prose, and not in what is said around a list.
            Step::Entry(_) if one.weak && one.form == Form::Sentence => none(&counts.listed, one.section),
            Step::Entry(_) if one.weak => none(&counts.strong, one.section),
            Step::Entry(entry) if one.explicit => !is_beside_entries(found, at, one, entry, &counts),
            Step::Entry(_) if counts.has_timeline => false,
            Step::Entry(_) if one.form == Form::Heading => counts.headings >= 2,
            Step::Entry(entry) => {
                let key = (one.section, one.form, one.depth);
                // A sentence that begins "At 14:05" is prose.
                let prose = one.form == Form::Line && entry.stamped.in_sentence;
                one.has_clock && !prose && counts.together.get(&key).copied().unwrap_or(0) >= needed(one.topic)
            }
            _ => true,
        })
        .collect()
}

/// How many entries must come together in a section outside of timelines.
const fn needed(topic: Option<Topic>) -> usize {
    match topic {
        Some(
            Topic::Summary | Topic::Impact | Topic::Trigger | Topic::Duration | Topic::Start | Topic::End | Topic::Day,
        ) => 3,
        _ => 2,
    }
}

/// `true` for what is no entry of a timeline though it has a time: an item with nothing but a day, over items with clocks,
/// and a sentence with a date, around a list or a table whose entries have clocks.
fn is_beside_entries(found: &[Found], at: usize, one: &Found, entry: &Entry, counts: &Counts) -> bool {
    if one.has_clock {
        return false;
    }
    let names_day =
        entry.stamped.from.date.is_some() && matches!(one.form, Form::Item | Form::Line) && heads_clocks(found, at);
    names_day
        || one.form == Form::Line
            && entry.stamped.from.gap == Gap::No
            && counts.clocked.get(&one.section).is_some_and(|count| *count >= 2)
}

/// `true` when a dated item is followed by deeper items, or a dated line by lines, that have a clock and no date.
fn heads_clocks(found: &[Found], at: usize) -> bool {
    let Some(this) = found.get(at) else { return false };
    let Some(next) = found.get(at + 1) else { return false };
    let Step::Entry(entry) = &next.step else { return false };
    let clock_only = entry.stamped.from.clock.is_some() && entry.stamped.from.date.is_none();
    let own_text = match &this.step {
        Step::Entry(own) => own.text.len(),
        _ => 0,
    };
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

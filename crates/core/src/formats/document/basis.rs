//! What a document says about day, year and zone as a whole: in labels, titles, the front matter, sentences and the name of
//! the file.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::block::{Kind, plain};
use super::entries::{Step, statement};
use super::phrases::Phrases;
use super::placing::{best_year, calendar_day, day_number, month_day};
use super::sections::{Part, Role, subject_of};
use super::stamp::{Date, DayOfYear, Stamp, Stamped, all};
use super::tokens::{tokens, year_in};
use super::words::{Term, Topic, exact_topic, fold, has_stem, is_english, is_term, is_wide};
use super::zones::{Hints, ZoneName, zone_in};

/// How many parts are looked at.
const PARTS: usize = 4000;
/// How many parts the head of a document has.
const HEAD: usize = 12;
/// The longest part that is looked at for dates, in bytes.
const LONGEST: usize = 4000;

/// Where day and zone come from.
#[derive(Clone, Debug, Default)]
pub struct Basis {
    /// The day of entries that name none, where the document says one.
    pub day: Option<(i32, u32, u32)>,
    /// Where it says so.
    pub day_from: Option<u32>,
    /// The zone that the document states, or most of its entries name.
    pub zone: Option<ZoneName>,
    /// Where.
    pub zone_from: Option<u32>,
    /// Whether the day comes first in dates of two numbers.
    pub day_first: Option<bool>,
    /// A year named anywhere, for want of a whole date.
    pub year: Option<i32>,
}

/// What whoever reads the document says about it.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The zone of local times, where the document states none.
    pub zone: Option<Box<str>>,
    /// The day of entries without one, where the document states none.
    pub day: Option<(i32, u32, u32)>,
}

/// Words beside a date that is not the incident's.
static PUBLISHED: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_term(Term::Published));

/// `true` for the name of a field that holds when a document was written.
fn names_publishing(key: &str) -> bool {
    PUBLISHED.matches(key).next().is_some()
}

/// `true` for a text whose date is that of its writing: it begins with a word that says so, or one stands shortly before
/// the date. "On 5 March we updated the proxy" tells what happened.
pub fn is_published(text: &str, date: Option<usize>) -> bool {
    let head: String = text.chars().take(48).collect();
    let folded = fold(&head);
    let start = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let before = date.and_then(|date| text.get(..date)).unwrap_or("");
    let from = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let before = fold(before.get(from..).unwrap_or(""));
    let near = |end: usize| before.get(end..).is_some_and(|rest| rest.chars().count() <= 10);
    PUBLISHED.matches(start).any(|found| found.start == 0 && !found.wide)
        || PUBLISHED.matches(&before).any(|found| found.wide || near(found.end))
        || text.chars().count() < 40 && PUBLISHED.matches(&folded).any(|found| found.wide)
}

/// Where a day of the incident is named, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum DaySource {
    /// The label of a beginning.
    Beginning,
    /// The label of a duration, or a text with a clock.
    Timed,
    /// The title, or the subject of a mail.
    Title,
    /// The label of a day, or a heading.
    Named,
    /// A text without a clock.
    Told,
    /// Whoever reads the document.
    Given,
    /// The day of writing: the head of a mail, the front matter, a date above the text.
    Written,
    /// The name of the file.
    FileName,
    /// A text about the response, which may tell of other days.
    Handling,
}

/// A day that the document names.
struct NamedDay {
    source: DaySource,
    date: Date,
    line: u32,
}

/// How many times a zone is named, and on which line first.
type ZoneCounts = HashMap<ZoneName, (usize, u32)>;

/// What the dates of a document tell about the order of day and month.
#[derive(Default)]
struct Orders {
    /// Dates that can be read in one order only: month first, day first.
    certain: [usize; 2],
    /// Dates that can be read in both.
    eithers: Vec<Date>,
    /// Month and day of dates with a name of a month, or in the order of ISO 8601.
    known: Vec<(u32, u32)>,
    /// Clocks with "am" or "pm".
    twelve: usize,
}

/// The years that a document names.
#[derive(Default)]
struct Years {
    /// Of the first whole date.
    full: Option<i32>,
    /// Of the title.
    title: Option<i32>,
    /// Of its writing.
    published: Option<i32>,
}

/// The zones that a document names.
#[derive(Default)]
struct ZonesNamed {
    /// In a field, or in a sentence about all times.
    stated: Option<(ZoneName, u32)>,
    /// Beside a beginning or an end in the front matter.
    field: Option<(ZoneName, u32)>,
    /// Beside times of the text.
    prose: ZoneCounts,
}

/// A part as far as its dates are concerned.
struct Line<'a> {
    at: usize,
    part: &'a Part,
    /// What its label is about.
    label: Option<Topic>,
    /// The text without the name of the field.
    text: &'a str,
    /// The key of a field of the front matter, folded.
    key: String,
    /// The times in it.
    stamps: Vec<Stamped>,
    /// `true` in the head of a mail.
    in_head: bool,
    /// `true` for a title, or the subject of a mail.
    is_title: bool,
}

/// What a document says, while its parts are looked at.
struct Survey<'a> {
    hints: &'a Hints,
    is_mail: bool,
    orders: Orders,
    days: Vec<NamedDay>,
    /// The date alone above the text, as a position in `days`.
    dateline: Option<usize>,
    years: Years,
    zones: ZonesNamed,
    /// Dates with their year.
    whole: Vec<(i32, Date)>,
}

/// Finds what the document says about days and zones as a whole.
pub fn basis(parts: &[Part], steps: &[Step], name: &str, given: &Given, hints: &Hints) -> Basis {
    let has_subject = |part: &Part| part.plain.split('\n').any(|line| subject_of(line).is_some());
    let mut survey = Survey {
        hints,
        is_mail: parts.iter().take(HEAD).any(has_subject),
        orders: Orders::default(),
        days: Vec::new(),
        dateline: None,
        years: Years::default(),
        zones: ZonesNamed::default(),
        whole: Vec::new(),
    };
    survey.note_steps(steps);
    for (at, part) in parts.iter().enumerate().take(PARTS) {
        survey.note_part(at, part);
    }
    survey.note_name(name);
    survey.note_given(given);
    survey.conclude(steps, name)
}

impl<'a> Line<'a> {
    /// `None` for a row that is no field.
    fn of(at: usize, part: &'a Part) -> Option<Self> {
        let (label, text) = match &part.block.kind {
            Kind::Meta { key } => {
                (exact_topic(&key.replace(['_', '-'], " ")).or_else(|| exact_topic(key)), part.plain.as_str())
            }
            Kind::Row { cells, .. } => {
                let [name, value] = cells.as_slice() else { return None };
                (exact_topic(&plain(name)), value.as_str())
            }
            _ => {
                let own = || part.topic.filter(|topic| matches!(topic, Topic::Start | Topic::End | Topic::Day));
                (part.label.as_deref().and_then(exact_topic).or_else(own), part.plain.as_str())
            }
        };
        let key = if let Kind::Meta { key } = &part.block.kind { fold(key) } else { String::new() };
        Some(Self { at, part, label, text, key, stamps: Vec::new(), in_head: false, is_title: false })
    }

    const fn is_meta(&self) -> bool {
        matches!(self.part.block.kind, Kind::Meta { .. })
    }

    /// `true` for a field that names a zone.
    fn is_zone(&self) -> bool {
        let names_zone = |name: &str| is_term(fold(name).trim(), Term::TimeZoneLabel);
        matches!(self.key.as_str(), "timezone" | "time_zone" | "time-zone" | "tz" | "zone")
            || matches!(&self.part.block.kind, Kind::Row { cells, .. } if cells.first().is_some_and(|name| names_zone(&plain(name))))
            || self.part.label.as_deref().is_some_and(|label| is_term(&fold(label), Term::TimeZoneLabel))
    }

    /// Where the subject stands in the head of a mail.
    fn subject(&self) -> Option<Range<usize>> {
        let subject = self.part.plain.split('\n').find_map(subject_of).filter(|_| self.in_head)?;
        self.part.plain.find(subject).map(|start| start..start + subject.len())
    }

    /// `true` where dates are not those of the incident.
    const fn is_of_others(&self) -> bool {
        matches!(
            self.part.topic,
            Some(
                Topic::Actions
                    | Topic::Lessons(_)
                    | Topic::Causes
                    | Topic::Whys
                    | Topic::Links
                    | Topic::Other
                    | Topic::Authors
                    | Topic::Timeline
            )
        )
    }

    /// How sure a date in it is that of the incident; `None` for one that is not. `subject`: in a mail with a subject,
    /// whether the date stands in it.
    fn source(&self, subject: Option<bool>) -> Option<DaySource> {
        Some(match self.label {
            Some(Topic::Start) => DaySource::Beginning,
            _ if self.is_title && subject != Some(false) => DaySource::Title,
            _ if subject.is_some() => DaySource::Written,
            Some(Topic::Day) if self.is_meta() || self.in_head => DaySource::Written,
            Some(Topic::Day) => DaySource::Named,
            Some(Topic::Duration) => DaySource::Timed,
            // An end may be on the day after.
            Some(Topic::End) if !self.is_meta() => DaySource::Told,
            _ if self.is_meta() || self.key == "created" || self.is_of_others() => return None,
            _ if self.part.topic == Some(Topic::Response) && self.part.role == Role::Body => DaySource::Handling,
            _ if self.part.role == Role::Name => DaySource::Named,
            _ if self.stamps.iter().any(|stamped| stamped.from.clock.is_some()) => DaySource::Timed,
            _ => DaySource::Told,
        })
    }
}

impl Survey<'_> {
    fn note_steps(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Entry(entry) => {
                    self.orders.note(&entry.stamped.from);
                    if let Some(to) = &entry.stamped.to {
                        self.orders.note(to);
                    }
                }
                Step::Day { stamped, .. } => self.orders.note(&stamped.from),
                _ => {}
            }
        }
    }

    fn note_part(&mut self, at: usize, part: &Part) {
        if part.topic == Some(Topic::Record) || part.block.is_attached() && part.block.kind == Kind::Code {
            return;
        }
        let Some(mut line) = Line::of(at, part) else { return };
        self.note_stated_zone(&line);
        if part.plain.len() > LONGEST {
            return;
        }
        line.stamps = all(line.text, &tokens(line.text), self.hints);
        let first_date = line.stamps.iter().find(|stamped| stamped.from.date.is_some()).map(|stamped| stamped.start);
        let is_writing = is_published(&part.plain, first_date.filter(|_| line.text.len() == part.plain.len()));
        self.note_stamps(&line, is_writing);
        // The head of a mail: its subject is a title, and its date is when it was sent.
        line.in_head = self.is_mail && at < HEAD && part.section.is_none_or(|of| of == at && part.role == Role::Body);
        line.is_title = part.role == Role::Title
            || line.key == "title"
            || line.in_head && part.plain.split('\n').any(|line| subject_of(line).is_some());
        if line.is_title {
            self.years.title = self.years.title.or_else(|| year_in(line.text));
        }
        if part.block.kind == Kind::Quote
            || is_writing && !line.is_title && line.label != Some(Topic::Day)
            || names_publishing(&line.key)
        {
            // The year of its writing is a year, for want of another.
            let years = line.stamps.iter().filter_map(|stamped| stamped.from.date.and_then(|date| date.year));
            self.years.published = self.years.published.or(years.min());
            return;
        }
        self.note_day(&line);
    }

    /// The zone as a field, or in a sentence about the times.
    fn note_stated_zone(&mut self, line: &Line<'_>) {
        let part = line.part;
        if self.zones.stated.is_some() || part.block.lines.len() > 4 {
            return;
        }
        let is_text = !matches!(part.block.kind, Kind::Meta { .. } | Kind::Row { .. });
        // A line of a paragraph of fields: "Date: …", "Zona horaria: …".
        let field = |line: &str| {
            let (name, value) = line.split_once([':', '：']).filter(|_| is_text)?;
            is_term(fold(name).trim(), Term::TimeZoneLabel).then(|| zone_in(value, self.hints))?
        };
        let zone = if line.is_zone() {
            zone_in(line.text, self.hints)
        } else if let Some(zone) = part.plain.split('\n').find_map(field) {
            Some(zone)
        } else if is_text && says_all_times(&part.plain) {
            statement(&part.plain, self.hints)
        } else {
            None
        };
        self.zones.stated = zone.map(|zone| (zone, part.block.line()));
    }

    /// What the times of a part tell beside the day of the incident.
    fn note_stamps(&mut self, line: &Line<'_>, is_writing: bool) {
        let first = line.part.block.line();
        for stamped in &line.stamps {
            self.orders.note(&stamped.from);
            if let Some(date) = stamped.from.date
                && let Some(year) = date.year.filter(|_| self.whole.len() < 200)
            {
                self.whole.push((year, date));
            }
            let Some(zone) = &stamped.from.zone else { continue };
            if !line.is_meta() {
                if !is_writing {
                    self.zones.prose.entry(zone.clone()).or_insert((0, first)).0 += 1;
                }
            } else if matches!(line.label, Some(Topic::Start | Topic::End)) && &*zone.0 != "UTC" {
                // "detected_at: 2024-03-05T14:10:00-03:00" in the front matter
                self.zones.field.get_or_insert((zone.clone(), first));
            }
        }
    }

    /// The first day that a part names, of a mail's head the one in its subject.
    fn note_day(&mut self, line: &Line<'_>) {
        let subject = line.subject();
        let in_subject = |stamped: &Stamped| subject.as_ref().map(|subject| subject.contains(&stamped.start));
        let of_subject = line.stamps.iter().filter(|stamped| in_subject(stamped) == Some(true));
        let others = line.stamps.iter().filter(|stamped| in_subject(stamped) != Some(true));
        let mut found = of_subject.chain(others).filter_map(|stamped| {
            let date =
                stamped.from.date.filter(|date| matches!(date.day, DayOfYear::Known(..) | DayOfYear::Either(..)))?;
            Some((stamped, date, line.source(in_subject(stamped))?))
        });
        let Some((stamped, date, source)) = found.next() else { return };
        self.years.full = self.years.full.or(date.year);
        if source == DaySource::Told
            && line.at < HEAD
            && self.dateline.is_none()
            && is_dateline(&line.part.plain, stamped)
        {
            self.dateline = Some(self.days.len());
        }
        self.days.push(NamedDay { source, date, line: line.part.block.line() });
    }

    fn note_name(&mut self, name: &str) {
        if let Some(date) = date_of_name(name) {
            self.years.full = self.years.full.or(date.year);
            self.days.push(NamedDay { source: DaySource::FileName, date, line: 0 });
        }
    }

    fn note_given(&mut self, given: &Given) {
        if let Some((year, month, day)) = given.day {
            let day = DayOfYear::Known(month, day);
            let date = Date { year: Some(year), day, last: None, weekday: None, day_first: None };
            self.days.push(NamedDay { source: DaySource::Given, date, line: 0 });
        }
    }

    fn conclude(mut self, steps: &[Step], name: &str) -> Basis {
        let named = steps.iter().find_map(|step| if let Step::Zone(zone) = step { Some(zone) } else { None });
        if let Some(zone) = named.or(self.zones.stated.as_ref().map(|(zone, _)| zone)) {
            self.zones.prose.entry(zone.clone()).or_insert((0, 0));
        }
        let mut basis = Basis { day_first: self.orders.day_first(self.hints, &self.zones.prose), ..Basis::default() };
        basis.year = self.year(steps, name, basis.day_first);
        self.put_dateline_last(&basis);
        self.days.sort_by_key(|day| day.source);
        if let Some((day, line)) = self.day(&basis) {
            basis.day = Some(day);
            basis.day_from = Some(line).filter(|line| *line > 0);
        }
        basis.year = basis.year.or(basis.day.map(|(year, _, _)| year));
        if let Some((zone, line)) = self.zones.most_likely(steps) {
            basis.zone = Some(zone);
            basis.zone_from = Some(line);
        }
        basis
    }

    /// The year of dates that name none.
    fn year(&self, steps: &[Step], name: &str, day_first: Option<bool>) -> Option<i32> {
        // Years that entries write themselves.
        let of_entries = || {
            steps.iter().find_map(|step| match step {
                Step::Entry(entry) => entry.stamped.from.date.and_then(|date| date.year),
                Step::Day { stamped, .. } => stamped.from.date.and_then(|date| date.year),
                _ => None,
            })
        };
        self.years
            .full
            .or_else(of_entries)
            .or(self.years.title)
            .or_else(|| year_in(&name.replace(['-', '_', '.', '/'], " ")))
            .or(self.years.published)
            .or_else(|| year_of_same_day(steps, &self.whole, day_first))
    }

    /// A date alone above the text is that of its writing, where the text tells of a day shortly before.
    fn put_dateline_last(&mut self, basis: &Basis) {
        let Some(at) = self.dateline else { return };
        let number = |date: &Date| {
            month_day(date, basis.day_first).and_then(|(month, day)| day_number(date.year.or(basis.year)?, month, day))
        };
        let is_told = |day: &&NamedDay| matches!(day.source, DaySource::Told | DaySource::Timed);
        let mut told = self.days.iter().skip(at + 1).filter(is_told).take(2).filter_map(|day| number(&day.date));
        let written = self.days.get(at).and_then(|day| number(&day.date));
        let is_later = written.is_some_and(|written| told.any(|day| (1..=60).contains(&(written - day))));
        if let Some(day) = self.days.get_mut(at).filter(|_| is_later) {
            day.source = DaySource::Written;
        }
    }

    /// The first day that there is, with its line. The days are in the order of their sources.
    fn day(&self, basis: &Basis) -> Option<((i32, u32, u32), u32)> {
        self.days.iter().find_map(|NamedDay { date, line, .. }| {
            let (month, day) = month_day(date, basis.day_first)?;
            let year = date.year.or_else(|| near_year(month, day, date.weekday, &self.days, basis.year))?;
            day_number(year, month, day).map(|_| ((year, month, day), *line))
        })
    }
}

impl ZonesNamed {
    /// The zone of times that name none, with its line: that of a section, a stated one, that of most entries or of most
    /// times of the text, that of a field.
    fn most_likely(self, steps: &[Step]) -> Option<(ZoneName, u32)> {
        let mut entries = ZoneCounts::new();
        let mut section: Option<(ZoneName, u32)> = None;
        for step in steps {
            match step {
                Step::Entry(entry) => {
                    if let Some(zone) = entry.stamped.from.zone.as_ref().or(entry.column_zone.as_ref()) {
                        entries.entry(zone.clone()).or_insert((0, entry.line)).0 += 1;
                    }
                }
                Step::Zone(zone) => section = section.or_else(|| Some((zone.clone(), 0))),
                _ => {}
            }
        }
        section.or(self.stated).or_else(|| most(&entries, 60)).or_else(|| most(&self.prose, 80)).or(self.field)
    }
}

/// The zone that is named most, where that many of a hundred times name it.
fn most(zones: &ZoneCounts, share: usize) -> Option<(ZoneName, u32)> {
    let total: usize = zones.values().map(|(count, _)| count).sum();
    zones
        .iter()
        .max_by_key(|(_, (count, line))| (*count, std::cmp::Reverse(*line)))
        .filter(|(_, (count, _))| count * 100 >= total * share)
        .map(|(zone, (_, line))| (zone.clone(), *line))
}

impl Orders {
    fn note(&mut self, stamp: &Stamp) {
        self.twelve += usize::from(stamp.clock.is_some_and(|clock| clock.twelve));
        let Some(date) = stamp.date else { return };
        match (date.day_first, date.day) {
            (Some(true), _) => self.certain[1] += 1,
            (Some(false), _) => self.certain[0] += 1,
            (None, DayOfYear::Known(month, day)) if self.known.len() < 200 => self.known.push((month, day)),
            (None, DayOfYear::Either(..)) if self.eithers.len() < 400 => self.eithers.push(date),
            _ => {}
        }
    }

    /// Whether the day comes first in dates of two numbers, as far as the document tells.
    fn day_first(&self, hints: &Hints, zones: &ZoneCounts) -> Option<bool> {
        if self.certain[0] != self.certain[1] {
            return Some(self.certain[1] > self.certain[0]);
        }
        let language = day_first_by_language(&hints.text);
        if self.eithers.is_empty() {
            return language;
        }
        self.by_same_days().or_else(|| self.by_spread()).or(language).or_else(|| self.by_zones(hints, zones))
    }

    /// By the days that are written in full elsewhere.
    fn by_same_days(&self) -> Option<bool> {
        let mut votes = [0_usize; 2];
        for date in &self.eithers {
            if let DayOfYear::Either(a, b) = date.day {
                votes[0] += self.known.iter().filter(|day| **day == (a, b)).count();
                votes[1] += self.known.iter().filter(|day| **day == (b, a)).count();
            }
        }
        (votes[0] != votes[1]).then_some(votes[1] > votes[0])
    }

    /// Of several dates, by the reading that keeps them together.
    fn by_spread(&self) -> Option<bool> {
        let spread = |day_first: bool| {
            let days = self.eithers.iter().filter_map(|date| {
                let (month, day) = month_day(date, Some(day_first))?;
                day_number(date.year.unwrap_or(2023), month, day)
            });
            let (least, most) = days.fold((i64::MAX, i64::MIN), |(least, most), day| (least.min(day), most.max(day)));
            most.saturating_sub(least)
        };
        let (month_first, day_first) = (spread(false), spread(true));
        (month_first != day_first && month_first.min(day_first) <= 7).then_some(day_first < month_first)
    }

    /// By the places of zones. Of America, only the north writes the month first.
    fn by_zones(&self, hints: &Hints, zones: &ZoneCounts) -> Option<bool> {
        let given = hints.given.as_deref().unwrap_or("");
        let european =
            |name: &str| name.starts_with("Europe/") || name.starts_with("+0") || name.starts_with("Australia/");
        let american = |name: &str| NORTH_AMERICA.contains(&name);
        if self.twelve > 0 || zones.keys().any(|zone| american(&zone.0)) || american(given) {
            return Some(false);
        }
        (zones.keys().any(|zone| european(&zone.0)) || european(given)).then_some(true)
    }
}

/// The zones of North America.
const NORTH_AMERICA: [&str; 13] = [
    "America/New_York",
    "America/Detroit",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "-04:00",
    "-05:00",
    "-06:00",
    "-07:00",
    "-08:00",
];

/// `true` for a line of a date, as blogs have it below the title: "2022-06-28 · 7 min read".
fn is_dateline(text: &str, stamped: &Stamped) -> bool {
    let rest = text.get(stamped.end..).unwrap_or("").trim();
    let joint = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    stamped.from.clock.is_none() && stamped.start <= 2 && joint && rest.chars().count() <= 40
}

/// The year that a date elsewhere in the document gives to an entry of that month and day.
fn year_of_same_day(steps: &[Step], whole: &[(i32, Date)], day_first: Option<bool>) -> Option<i32> {
    let days = steps.iter().filter_map(|step| match step {
        Step::Entry(entry) => month_day(&entry.stamped.from.date?, day_first),
        _ => None,
    });
    days.take(50).find_map(|day| {
        let same = whole.iter().find(|(_, date)| month_day(date, day_first) == Some(day));
        same.map(|(year, _)| *year)
    })
}

/// Whether the day comes first in dates of the language of a text: not in Chinese, Japanese and Korean, but in every
/// other than English.
fn day_first_by_language(text: &str) -> Option<bool> {
    let (mut wide, mut letters, mut latin) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        wide += usize::from(is_wide(c) || matches!(c, '\u{3041}'..='\u{30ff}'));
        latin += usize::from(c < '\u{250}');
    }
    if wide * 5 > letters {
        return Some(false);
    }
    if latin * 2 < letters {
        return Some(true);
    }
    let (mut english, mut foreign) = (0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        match is_english(word) {
            Some(true) => english += 1,
            Some(false) => foreign += 1,
            None => {}
        }
    }
    (foreign >= 3 && foreign > english * 2).then_some(true)
}

/// The year of a day without one: that of another date of the document nearest to it, or the one in which its weekday is
/// right.
fn near_year(month: u32, day: u32, weekday: Option<u32>, days: &[NamedDay], year: Option<i32>) -> Option<i32> {
    let whole = days.iter().find_map(|NamedDay { date, .. }| match (date.year, date.day) {
        (Some(year), DayOfYear::Known(month, day)) => Some((year, month, day)),
        _ => None,
    });
    if let Some(near) = whole.and_then(|(year, month, day)| day_number(year, month, day)) {
        let (base, _, _) = calendar_day(near);
        let options =
            [base, base - 1, base + 1].into_iter().filter_map(|year| Some((year, day_number(year, month, day)?)));
        return best_year(options, near, weekday);
    }
    year
}

/// A date in the name of a file: `2024-03-05-outage.md`, `20240305_outage`.
fn date_of_name(name: &str) -> Option<Date> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let digits: Vec<(usize, &str)> = file
        .split(|c: char| !c.is_ascii_digit())
        .filter(|piece| !piece.is_empty())
        .map(|piece| (piece.len(), piece))
        .collect();
    let make = |year: &str, month: &str, day: &str| {
        let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        ((1990..2100).contains(&year) && day_number(year, month, day).is_some()).then_some(Date {
            year: Some(year),
            day: DayOfYear::Known(month, day),
            last: None,
            weekday: None,
            day_first: None,
        })
    };
    for window in digits.windows(3) {
        if let [(4, year), (1 | 2, month), (1 | 2, day)] = window
            && let Some(date) = make(year, month, day)
        {
            return Some(date);
        }
    }
    digits.iter().find_map(
        |(length, piece)| if *length == 8 { make(piece.get(..4)?, piece.get(4..6)?, piece.get(6..)?) } else { None },
    )
}

/// Phrases of sentences about the times of a document.
static ALL_TIMES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::of_term(Term::AllTimes));

/// `true` for a sentence that states the zone of all times, and does not merely tell one.
fn says_all_times(text: &str) -> bool {
    let folded = fold(text.get(..text.len().min(400)).unwrap_or(text));
    ALL_TIMES.stands_in(&folded) || folded.len() < 60 && has_stem(&folded, Term::TimesWord)
}

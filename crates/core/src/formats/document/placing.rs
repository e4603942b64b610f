//! Day and zone for each entry: from itself, its column, its heading, a sentence, the summary, the title, the front matter,
//! the name of the file. What none of them says stays open.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::block::Kind;
use super::entries::{Entry, Form, Step, statement};
use super::phrases::Phrases;
use super::sections::{Part, Role};
use super::stamp::{Clock, Date, DayOfYear, Gap, Origin, Stamp, Stamped, all};
use super::tokens::{tokens, year_in};
use super::words::{Term, Topic, fold, has_stem, is_english, is_term};
use super::zones::{Hints, ZoneName, zone_in};
use crate::incident::{Unplaced, When};
use crate::time::{Civil, Instant, Length, Offset, Zone, ZoneSource, resolve_local};

const DAY_MS: i64 = 86_400_000;

/// A day, counted from 1970-01-01.
pub type DayNumber = i64;

/// An entry with its moment.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The entry.
    pub entry: Entry,
    /// When it began, or why that is not known.
    pub at: Result<When, Unplaced>,
    /// When it ended, of a stretch.
    pub until: Option<When>,
    /// `true` when the document says that it is not exact.
    pub about: bool,
    /// Which incident of the document it belongs to, counted from 0, where headings name a day each.
    pub group: usize,
}

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

/// The number of a day of the calendar.
pub fn day_number(year: i32, month: u32, day: u32) -> Option<DayNumber> {
    Instant::from_civil(Civil::midnight(year, month, day), Offset::UTC).map(|at| at.ms().div_euclid(DAY_MS))
}

/// The day of the calendar with a number.
pub fn calendar_day(number: DayNumber) -> (i32, u32, u32) {
    let civil = Instant::from_ms(number.saturating_mul(DAY_MS)).civil(Offset::UTC);
    (civil.year, civil.month, civil.day)
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

/// Finds what the document says about days and zones as a whole.
pub fn basis(parts: &[Part], steps: &[Step], name: &str, given: &Given, hints: &Hints) -> Basis {
    let mut basis = Basis::default();
    let mut days: Vec<(u8, Date, u32)> = Vec::new();
    let mut first_full: Option<i32> = None;
    let mut orders = [0_usize; 2];
    let mut eithers: Vec<Date> = Vec::new();
    let mut known: Vec<(u32, u32)> = Vec::new();
    let mut twelve = 0_usize;
    let mut prose_zones: HashMap<ZoneName, (usize, u32)> = HashMap::new();
    for step in steps {
        let stamps: Vec<&Stamp> = match step {
            Step::Entry(entry) => std::iter::once(&entry.stamped.from).chain(&entry.stamped.to).collect(),
            Step::Day { stamped, .. } => vec![&stamped.from],
            _ => Vec::new(),
        };
        for stamp in stamps {
            note(stamp, &mut orders, &mut eithers, &mut known, &mut twelve);
        }
    }
    let mut year_words: Option<i32> = None;
    let mut published: Option<i32> = None;
    let mut dateline: Option<usize> = None;
    let mut whole: Vec<(i32, Date)> = Vec::new();
    let is_mail = parts
        .iter()
        .take(12)
        .any(|part| part.plain.split('\n').any(|line| super::sections::subject_of(line).is_some()));
    let mut stated: Option<(ZoneName, u32)> = None;
    let mut field_zone: Option<(ZoneName, u32)> = None;
    for (at, part) in parts.iter().enumerate().take(4000) {
        if part.topic == Some(Topic::Record) || part.block.is_attached() && part.block.kind == Kind::Code {
            continue;
        }
        let line = part.block.line();
        let (label, text): (Option<Topic>, &str) = match &part.block.kind {
            Kind::Meta { key } => (
                super::words::exact_topic(&key.replace(['_', '-'], " ")).or_else(|| super::words::exact_topic(key)),
                part.plain.as_str(),
            ),
            Kind::Row { cells, .. } if cells.len() == 2 => {
                let name = cells.first().map(|cell| super::block::plain(cell)).unwrap_or_default();
                (super::words::exact_topic(&name), cells.get(1).map_or("", String::as_str))
            }
            Kind::Row { .. } => continue,
            _ => (
                part.label
                    .as_deref()
                    .and_then(super::words::exact_topic)
                    .or(part.topic.filter(|topic| matches!(topic, Topic::Start | Topic::End | Topic::Day))),
                part.plain.as_str(),
            ),
        };
        let key = if let Kind::Meta { key } = &part.block.kind { fold(key) } else { String::new() };
        // The zone as a field, or in a sentence about the times.
        if stated.is_none() && part.block.lines.len() <= 4 {
            let field = matches!(key.as_str(), "timezone" | "time_zone" | "time-zone" | "tz" | "zone")
                || part.label.as_deref().is_some_and(|label| is_term(&fold(label), Term::TimeZoneLabel));
            let zone = if field {
                zone_in(text, hints)
            } else if !matches!(part.block.kind, Kind::Meta { .. } | Kind::Row { .. }) && says_all_times(&part.plain) {
                statement(&part.plain, hints)
            } else {
                None
            };
            stated = zone.map(|zone| (zone, line));
        }
        if part.plain.len() > 4000 {
            continue;
        }
        let pieces = tokens(text);
        let stamps = all(text, &pieces, hints);
        let first_date = stamps.iter().find(|stamped| stamped.from.date.is_some()).map(|stamped| stamped.start);
        let is_writing = is_published(&part.plain, first_date.filter(|_| text.len() == part.plain.len()));
        for stamped in &stamps {
            note(&stamped.from, &mut orders, &mut eithers, &mut known, &mut twelve);
            if let Some(date) = stamped.from.date
                && let Some(year) = date.year.filter(|_| whole.len() < 200)
            {
                whole.push((year, date));
            }
            let Some(zone) = &stamped.from.zone else { continue };
            if !matches!(part.block.kind, Kind::Meta { .. }) {
                if !is_writing {
                    prose_zones.entry(zone.clone()).or_insert((0, line)).0 += 1;
                }
            } else if matches!(label, Some(Topic::Start | Topic::End)) && &*zone.0 != "UTC" {
                // "detected_at: 2024-03-05T14:10:00-03:00" in the front matter
                field_zone.get_or_insert((zone.clone(), line));
            }
        }
        // The head of a mail: its subject is a title, and its date is when it was sent.
        let in_head = is_mail && at < 12 && part.section.is_none_or(|of| of == at && part.role == Role::Body);
        let is_title = part.role == Role::Title
            || key == "title"
            || in_head && part.plain.split('\n').any(|line| super::sections::subject_of(line).is_some());
        if is_title {
            year_words = year_words.or_else(|| year_in(text));
        }
        if part.block.kind == Kind::Quote
            || is_writing && !is_title && label != Some(Topic::Day)
            || names_publishing(&key)
        {
            // The year of its writing is a year, for want of another.
            let years = stamps.iter().filter_map(|stamped| stamped.from.date.and_then(|date| date.year));
            published = published.or(years.min());
            continue;
        }
        let excluded = matches!(
            part.topic,
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
        );
        // Of the head of a mail, its subject before the day it was sent.
        let subject = part.plain.split('\n').find_map(super::sections::subject_of).filter(|_| in_head);
        let subject = subject.and_then(|subject| part.plain.find(subject).map(|start| start..start + subject.len()));
        let in_subject = |stamped: &Stamped| subject.as_ref().is_some_and(|range| range.contains(&stamped.start));
        let ordered = stamps.iter().filter(|stamped| in_subject(stamped));
        for stamped in ordered.chain(stamps.iter().filter(|stamped| !in_subject(stamped))) {
            let Some(date) = stamped.from.date.filter(|date| {
                !matches!(
                    date.day,
                    DayOfYear::Next(_) | DayOfYear::Weekday(_) | DayOfYear::Nth(_) | DayOfYear::OfMonth(_)
                )
            }) else {
                continue;
            };
            let is_meta = matches!(part.block.kind, Kind::Meta { .. });
            let rank = match label {
                Some(Topic::Start) => 0,
                _ if is_title && (subject.is_none() || in_subject(stamped)) => 2,
                _ if subject.is_some() => 6,
                Some(Topic::Day) if is_meta || in_head => 6,
                Some(Topic::Day) => 3,
                Some(Topic::Duration) => 1,
                _ if is_meta || key == "created" => continue,
                _ if excluded => continue,
                // How it was handled may tell of other days; the front matter and the name know better.
                _ if part.topic == Some(Topic::Response) && part.role == Role::Body => 8,
                _ if part.role == Role::Name => 3,
                _ if stamps.iter().any(|stamped| stamped.from.clock.is_some()) => 1,
                _ if part.block.is_row() => 4,
                _ => 4,
            };
            if date.year.is_some() {
                first_full = first_full.or(date.year);
            }
            if rank == 4 && at < 12 && dateline.is_none() && is_dateline(&part.plain, stamped) {
                dateline = Some(days.len());
            }
            days.push((rank, date, line));
            break;
        }
    }
    if let Some(date) = date_of_name(name) {
        first_full = first_full.or(date.year);
        days.push((7, date, 0));
    }
    if let Some((year, month, day)) = given.day {
        let date =
            Date { year: Some(year), day: DayOfYear::Known(month, day), last: None, weekday: None, day_first: None };
        days.push((5, date, 0));
    }
    let named = steps.iter().find_map(|step| if let Step::Zone(zone) = step { Some(zone) } else { None });
    if let Some(zone) = named.or(stated.as_ref().map(|(zone, _)| zone)) {
        prose_zones.entry(zone.clone()).or_insert((0, 0));
    }
    basis.day_first = order(orders, &eithers, &known, twelve, hints, &prose_zones);
    // Years that entries write themselves.
    let entry_year = steps.iter().find_map(|step| match step {
        Step::Entry(entry) => entry.stamped.from.date.and_then(|date| date.year),
        Step::Day { stamped, .. } => stamped.from.date.and_then(|date| date.year),
        _ => None,
    });
    basis.year = first_full
        .or(entry_year)
        .or(year_words)
        .or_else(|| year_in(&name.replace(['-', '_', '.', '/'], " ")))
        .or(published)
        .or_else(|| year_of_same_day(steps, &whole, basis.day_first));
    // A date alone above the text is that of its writing, where the text tells of a day shortly before.
    if let Some(at) = dateline {
        let number = |date: &Date| {
            month_day(date, basis.day_first).and_then(|(month, day)| day_number(date.year.or(basis.year)?, month, day))
        };
        let told = days.iter().skip(at + 1).filter(|(rank, ..)| *rank == 4 || *rank == 1).take(2);
        let earlier = days.get(at).and_then(|(_, date, _)| number(date)).is_some_and(|written| {
            told.filter_map(|(_, date, _)| number(date)).any(|day| (1..=60).contains(&(written - day)))
        });
        if let Some((rank, ..)) = days.get_mut(at).filter(|_| earlier) {
            *rank = 6;
        }
    }
    days.sort_by_key(|(rank, _, _)| *rank);
    for (_, date, line) in &days {
        let Some((month, day)) = month_day(date, basis.day_first) else { continue };
        let Some(year) = date.year.or_else(|| near_year(month, day, date.weekday, &days, basis.year)) else { continue };
        if day_number(year, month, day).is_some() {
            basis.day = Some((year, month, day));
            basis.day_from = Some(*line).filter(|line| *line > 0);
            break;
        }
    }
    basis.year = basis.year.or(basis.day.map(|(year, _, _)| year));
    // Entries that name their zone speak for those that do not.
    let mut entry_zones: HashMap<ZoneName, (usize, u32)> = HashMap::new();
    let mut section_zone: Option<(ZoneName, u32)> = None;
    for step in steps {
        match step {
            Step::Entry(entry) => {
                if let Some(zone) = entry.stamped.from.zone.as_ref().or(entry.column_zone.as_ref()) {
                    entry_zones.entry(zone.clone()).or_insert((0, entry.line)).0 += 1;
                }
            }
            Step::Zone(zone) => section_zone = section_zone.or_else(|| Some((zone.clone(), 0))),
            _ => {}
        }
    }
    let most = |zones: &HashMap<ZoneName, (usize, u32)>, share: usize| {
        let total: usize = zones.values().map(|(count, _)| count).sum();
        zones
            .iter()
            .max_by_key(|(_, (count, line))| (*count, std::cmp::Reverse(*line)))
            .filter(|(_, (count, _))| count * 100 >= total * share)
            .map(|(zone, (_, line))| (zone.clone(), *line))
    };
    let chosen =
        section_zone.or(stated).or_else(|| most(&entry_zones, 60)).or_else(|| most(&prose_zones, 80)).or(field_zone);
    if let Some((zone, line)) = chosen {
        basis.zone = Some(zone);
        basis.zone_from = Some(line);
    }
    basis
}

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

fn note(
    stamp: &Stamp,
    orders: &mut [usize; 2],
    eithers: &mut Vec<Date>,
    known: &mut Vec<(u32, u32)>,
    twelve: &mut usize,
) {
    if stamp.clock.is_some_and(|clock| clock.twelve) {
        *twelve += 1;
    }
    let Some(date) = stamp.date else { return };
    match (date.day_first, date.day) {
        (Some(true), _) => orders[1] += 1,
        (Some(false), _) => orders[0] += 1,
        (None, DayOfYear::Known(month, day)) if known.len() < 200 => known.push((month, day)),
        (None, DayOfYear::Either(..)) if eithers.len() < 400 => eithers.push(date),
        _ => {}
    }
}

/// Whether the day comes first in dates of two numbers, as far as the document tells.
fn order(
    orders: [usize; 2],
    eithers: &[Date],
    known: &[(u32, u32)],
    twelve: usize,
    hints: &Hints,
    zones: &HashMap<ZoneName, (usize, u32)>,
) -> Option<bool> {
    if orders[0] != orders[1] {
        return Some(orders[1] > orders[0]);
    }
    let language = day_first_by_language(&hints.text);
    if eithers.is_empty() {
        return language;
    }
    let mut votes = [0_usize; 2];
    for date in eithers {
        if let DayOfYear::Either(a, b) = date.day {
            votes[0] += known.iter().filter(|day| **day == (a, b)).count();
            votes[1] += known.iter().filter(|day| **day == (b, a)).count();
        }
    }
    if votes[0] != votes[1] {
        return Some(votes[1] > votes[0]);
    }
    // Of several, the reading that keeps them together.
    let spread = |day_first: bool| {
        let days = eithers.iter().filter_map(|date| match date.day {
            DayOfYear::Either(a, b) => {
                let (month, day) = if day_first { (b, a) } else { (a, b) };
                day_number(date.year.unwrap_or(2023), month, day)
            }
            _ => None,
        });
        let (mut least, mut most) = (i64::MAX, i64::MIN);
        for day in days {
            (least, most) = (least.min(day), most.max(day));
        }
        most.saturating_sub(least)
    };
    let (month_first, day_first) = (spread(false), spread(true));
    if month_first != day_first && month_first.min(day_first) <= 7 {
        return Some(day_first < month_first);
    }
    if language.is_some() {
        return language;
    }
    // Of America, only the north writes the month first.
    let american = |name: &str| {
        matches!(
            name,
            "America/New_York"
                | "America/Detroit"
                | "America/Chicago"
                | "America/Denver"
                | "America/Phoenix"
                | "America/Los_Angeles"
                | "America/Anchorage"
                | "Pacific/Honolulu"
                | "-04:00"
                | "-05:00"
                | "-06:00"
                | "-07:00"
                | "-08:00"
        )
    };
    let european = |name: &str| name.starts_with("Europe/") || name.starts_with("+0") || name.starts_with("Australia/");
    let given = hints.given.as_deref().unwrap_or("");
    if twelve > 0 || zones.keys().any(|zone| american(&zone.0)) || american(given) {
        return Some(false);
    }
    (zones.keys().any(|zone| european(&zone.0)) || european(given)).then_some(true)
}

/// Whether the day comes first in dates of the language of a text: not in Chinese, Japanese and Korean, but in every
/// other than English.
fn day_first_by_language(text: &str) -> Option<bool> {
    let (mut wide, mut letters, mut latin) = (0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        wide += usize::from(super::words::is_wide(c) || matches!(c, '\u{3041}'..='\u{30ff}'));
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

fn month_day(date: &Date, day_first: Option<bool>) -> Option<(u32, u32)> {
    match (date.day, day_first) {
        (DayOfYear::Known(month, day), _) => Some((month, day)),
        (DayOfYear::Either(a, b), Some(day_first)) => Some(if day_first { (b, a) } else { (a, b) }),
        _ => None,
    }
}

/// The year of a day without one: that of another date of the document nearest to it, or the one in which its weekday is
/// right.
fn near_year(month: u32, day: u32, weekday: Option<u32>, days: &[(u8, Date, u32)], year: Option<i32>) -> Option<i32> {
    let whole = days.iter().find_map(|(_, date, _)| match (date.year, date.day) {
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

fn best_year(options: impl Iterator<Item = (i32, DayNumber)>, near: DayNumber, weekday: Option<u32>) -> Option<i32> {
    options
        .min_by_key(|(_, number)| {
            let wrong = weekday.is_some_and(|weekday| u32::try_from((number + 3).rem_euclid(7)).ok() != Some(weekday));
            ((number - near).abs() > 400 || wrong, (number - near).abs())
        })
        .map(|(year, _)| year)
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

/// The offset that links to chat messages give away: `…/p1695042194935169` names the second in which a message was posted,
/// and the entry with the link names the clock. `None` unless two entries agree, and few disagree.
pub fn offset_by_links(steps: &[Step]) -> Option<ZoneName> {
    let mut votes: HashMap<i64, usize> = HashMap::new();
    for step in steps {
        let Step::Entry(entry) = step else { continue };
        let (Some(clock), None) = (entry.stamped.from.clock, &entry.stamped.from.zone) else { continue };
        let Some(posted) = entry.text.split("/p1").skip(1).find_map(|rest| {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 15 { format!("1{}", rest.get(..9)?).parse::<i64>().ok() } else { None }
        }) else {
            continue;
        };
        let ahead = (seconds_of(clock) - posted.rem_euclid(86_400)).rem_euclid(86_400);
        let half_hours = (ahead + 900).div_euclid(1800);
        if (ahead - half_hours * 1800).abs() <= 180 {
            let minutes = half_hours * 30;
            *votes.entry(if minutes > 14 * 60 { minutes - 24 * 60 } else { minutes }).or_default() += 1;
        }
    }
    let all: usize = votes.values().sum();
    let (minutes, count) = votes.into_iter().max_by_key(|(minutes, count)| (*count, -minutes.abs()))?;
    let sign = if minutes < 0 { '-' } else { '+' };
    let name = if minutes == 0 {
        "UTC".to_owned()
    } else {
        format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    };
    (count >= 2 && count * 10 >= all * 7).then(|| ZoneName(name.into()))
}

/// Where a run of clocks stands.
#[derive(Default)]
struct Run {
    /// The day that a heading, a line or a sentence named.
    day: Option<DayNumber>,
    /// `true` when that day holds whatever entries name themselves.
    is_default: bool,
    /// The day and second of the entry before.
    before: Option<(DayNumber, i64)>,
    /// `true` when the day was moved on past midnight.
    rolled: bool,
    /// `true` when the newest entry comes first.
    newest_first: bool,
    zone: Option<ZoneName>,
    heading_level: u8,
}

/// Gives each entry its moment. `groups` gets the headings that begin an incident of their own: those with a day and a
/// name.
pub fn place(
    steps: Vec<Step>,
    parts: &[Part],
    basis: &Basis,
    given: &Given,
    zones: &dyn ZoneSource,
    groups: &mut Vec<usize>,
) -> Vec<Placed> {
    let directions = directions(&steps);
    let mut known_zones: HashMap<Box<str>, Option<Arc<dyn Zone>>> = HashMap::new();
    let mut placed: Vec<Placed> = Vec::with_capacity(steps.len());
    let mut run = Run::default();
    let mut group = 0;
    let mut zero: Option<Instant> = None;
    let base = basis.day.and_then(|(year, month, day)| day_number(year, month, day));
    let mut table = None;
    for (at, step) in steps.into_iter().enumerate() {
        match step {
            Step::Section { part, level } => {
                // A heading below keeps the day of the one above.
                let inside = run.heading_level > 0 && level > run.heading_level && run.day.is_some();
                let topic = parts.get(part).and_then(|part| part.topic);
                let phase = topic == Some(Topic::Timeline)
                    && level > 1
                    && run.before.is_some()
                    && run.heading_level > 0
                    && level >= run.heading_level;
                if !inside && !phase {
                    let zone = run.zone.take().filter(|_| topic == Some(Topic::Timeline) && level > run.heading_level);
                    run = Run { heading_level: level, zone, ..Run::default() };
                }
                table = None;
            }
            Step::Zone(zone) => run.zone = Some(zone),
            Step::Zero(entry) => {
                let mut own = Run { day: run.day, zone: run.zone.clone(), ..Run::default() };
                let one = place_one(*entry, &mut own, base, basis, given, zones, &mut known_zones, &mut None, None);
                zero = one.at.ok().map(|when| when.at).or(zero);
            }
            Step::Day { part, stamped, is_default } => {
                let near = run.day.or(base);
                if let Ok(day) = date_number(&stamped.from, near, basis, None) {
                    let is_heading = parts.get(part).is_some_and(|part| matches!(part.block.kind, Kind::Heading(_)));
                    if is_heading {
                        if parts
                            .get(part)
                            .is_some_and(|part| part.role == Role::Name && names_something(&part.plain, &stamped))
                        {
                            group = groups.len();
                            groups.push(part);
                        }
                        if let Some(Kind::Heading(level)) = parts.get(part).map(|part| &part.block.kind) {
                            run.heading_level = *level;
                        }
                    }
                    run.day = Some(day);
                    run.is_default = is_default;
                    run.before = None;
                    run.rolled = false;
                }
                if let Some(zone) = &stamped.from.zone {
                    run.zone = Some(zone.clone());
                }
            }
            Step::Entry(entry) => {
                // Labels and tables begin anew: the day of the list before does not go on in them.
                let section = parts.get(entry.part).and_then(|part| part.section);
                let key = (section, if let Form::Row(table) = entry.form { Some(table) } else { None });
                if table.is_some_and(|before| before != key)
                    && table.is_some_and(|(before, _)| before != section || key.1.is_some())
                {
                    run.before = None;
                    run.rolled = false;
                    if key.1.is_some()
                        || parts
                            .get(section.unwrap_or(usize::MAX))
                            .is_some_and(|part| !matches!(part.block.kind, Kind::Heading(_)))
                    {
                        run.zone = run.zone.take().filter(|_| key.1.is_none());
                    }
                }
                table = Some(key);
                run.newest_first = directions.get(at).copied().unwrap_or(false);
                let one =
                    place_one(*entry, &mut run, base, basis, given, zones, &mut known_zones, &mut zero, placed.last());
                placed.push(Placed { group, ..one });
            }
        }
    }
    placed
}

/// `true` for a heading that says more than a date: "October 21, 2025 - Redis overload".
fn names_something(text: &str, stamped: &Stamped) -> bool {
    let rest = text.get(stamped.end..).unwrap_or("");
    let before = text.get(..stamped.start).unwrap_or("");
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1)
            .count()
    };
    words(rest) + words(before) >= 2 && super::words::topic_of(text) != Some(Topic::Timeline)
}

/// Of each step, whether it stands in a list with the newest entry first.
fn directions(steps: &[Step]) -> Vec<bool> {
    let mut result = vec![false; steps.len()];
    let mut from = 0;
    while from < steps.len() {
        let end = steps
            .iter()
            .skip(from)
            .position(|step| !matches!(step, Step::Entry(_)))
            .map_or(steps.len(), |length| from + length);
        let keys: Vec<i64> = steps
            .get(from..end)
            .unwrap_or(&[])
            .iter()
            .filter_map(|step| match step {
                Step::Entry(entry) => {
                    let stamp = &entry.stamped.from;
                    let clock = stamp.clock?;
                    let seconds = i64::from(clock.hour) * 3600 + i64::from(clock.minute) * 60 + i64::from(clock.second);
                    let day = match stamp.date.map(|date| (date.year, date.day)) {
                        Some((year, DayOfYear::Known(month, day))) => {
                            day_number(year.unwrap_or(2001), month, day).unwrap_or(0)
                        }
                        _ => 0,
                    };
                    Some(day * 86_400 + seconds)
                }
                _ => None,
            })
            .collect();
        let falls = keys.windows(2).filter(|pair| matches!(pair, [a, b] if b < a)).count();
        let rises = keys.windows(2).filter(|pair| matches!(pair, [a, b] if b > a)).count();
        if falls > rises && falls >= 2 {
            result.iter_mut().take(end).skip(from).for_each(|flag| *flag = true);
        }
        from = end.max(from + 1);
    }
    result
}

/// The day that a stamp names.
fn date_number(
    stamp: &Stamp,
    near: Option<DayNumber>,
    basis: &Basis,
    column_year: Option<i32>,
) -> Result<DayNumber, Unplaced> {
    let date = stamp.date.ok_or(Unplaced::NoDay)?;
    if let DayOfYear::Next(days) = date.day {
        return near.map(|near| near + i64::from(days)).ok_or(Unplaced::NoDay);
    }
    if let DayOfYear::Nth(count) = date.day {
        let first = basis.day.and_then(|(year, month, day)| day_number(year, month, day));
        return first.map(|first| first + i64::from(count) - 1).ok_or(Unplaced::NoDay);
    }
    if let DayOfYear::OfMonth(day) = date.day {
        // Of this month, the one before and the one after, the nearest.
        let near = near.ok_or(Unplaced::NoDay)?;
        let (year, month, _) = calendar_day(near);
        let months = [
            (year, month),
            if month == 1 { (year - 1, 12) } else { (year, month - 1) },
            if month == 12 { (year + 1, 1) } else { (year, month + 1) },
        ];
        let days = months.into_iter().filter_map(|(year, month)| day_number(year, month, day));
        return days.min_by_key(|day| (day - near).abs()).ok_or(Unplaced::NoSuchTime);
    }
    if let DayOfYear::Weekday(weekday) = date.day {
        // Day 0 was a Thursday.
        return near.map(|near| near + (i64::from(weekday) - near - 3).rem_euclid(7)).ok_or(Unplaced::NoDay);
    }
    let (month, day) = month_day(&date, basis.day_first).ok_or(Unplaced::DayOrMonth)?;
    let year = if let Some(year) = date.year.or(column_year) {
        year
    } else {
        let near = near.or_else(|| basis.day.and_then(|(year, month, day)| day_number(year, month, day)));
        match near {
            Some(near) => {
                let (base, _, _) = calendar_day(near);
                let options = [base, base - 1, base + 1]
                    .into_iter()
                    .filter_map(|year| Some((year, day_number(year, month, day)?)));
                best_year(options, near, date.weekday).ok_or(Unplaced::NoSuchTime)?
            }
            None => basis.year.ok_or(Unplaced::NoYear)?,
        }
    };
    day_number(year, month, day).ok_or(Unplaced::NoSuchTime)
}

fn seconds_of(clock: Clock) -> i64 {
    i64::from(clock.hour) * 3600 + i64::from(clock.minute) * 60 + i64::from(clock.second)
}

#[expect(clippy::too_many_arguments, reason = "all of it is what a moment follows from")]
fn place_one(
    entry: Entry,
    run: &mut Run,
    base: Option<DayNumber>,
    basis: &Basis,
    given: &Given,
    zones: &dyn ZoneSource,
    known: &mut HashMap<Box<str>, Option<Arc<dyn Zone>>>,
    zero: &mut Option<Instant>,
    last: Option<&Placed>,
) -> Placed {
    let Stamped { from, to, .. } = entry.stamped.clone();
    let about = from.about || to.as_ref().is_some_and(|to| to.about);
    // A stretch of days is somewhere in between.
    let mut placed = Placed { about, at: Err(Unplaced::NoDay), until: None, group: 0, entry };
    let column_day = placed
        .entry
        .column_day
        .as_ref()
        .and_then(|stamped| date_number(&stamped.from, base, basis, placed.entry.column_year).ok());
    let zone_name = from
        .zone
        .clone()
        .or_else(|| placed.entry.column_zone.clone())
        .or_else(|| run.zone.clone())
        .or_else(|| basis.zone.clone())
        .map(|zone| zone.0)
        .or_else(|| given.zone.clone())
        .unwrap_or_else(|| "UTC".into());
    let zone = known.entry(zone_name.clone()).or_insert_with(|| zones.zone(&zone_name)).clone();
    let moment = |day: DayNumber, clock: Option<Clock>| {
        let local = Instant::from_ms(day * DAY_MS + clock.map_or(0, seconds_of) * 1000);
        let at = match &zone {
            // Of a day alone, the midnight of the zone that the incident is written in.
            Some(zone) if clock.is_some() => resolve_local(local, zone.as_ref()).at,
            _ => local,
        };
        When { at, day_only: clock.is_none() }
    };
    if let Some((origin, seconds)) = from.offset {
        let anchor = match origin {
            Origin::Zero => *zero,
            Origin::Before => last.and_then(|last| last.at.ok()).filter(|when| !when.day_only).map(|when| when.at),
        };
        placed.at = anchor
            .map(|at| When { at: at.plus(Length::from_ms(seconds.saturating_mul(1000))), day_only: false })
            .ok_or(Unplaced::NoBeginning);
        if let (Ok(when), Some(zone)) = (&placed.at, &zone) {
            let local = when.at.ms() + zone.offset(when.at).ms();
            run.before = Some((local.div_euclid(DAY_MS), local.rem_euclid(DAY_MS) / 1000));
        }
        return placed;
    }
    match from.gap {
        Gap::Date => {
            placed.at = Err(Unplaced::LeftOpen);
            return placed;
        }
        Gap::Impossible => {
            placed.at = Err(Unplaced::NoSuchTime);
            return placed;
        }
        Gap::Clock | Gap::No => {}
    }
    let near = run.before.map(|(day, _)| day).or(run.day).or(column_day).or(base);
    let day = if let Some(date) = from.date {
        let day = match date_number(&from, near, basis, placed.entry.column_year) {
            // A weekday is the next one, but of the first entry the nearest, and of a list with the newest first the last.
            Ok(day) if matches!(date.day, DayOfYear::Weekday(_)) && near.is_some_and(|near| day > near) => {
                let back = run.newest_first || run.before.is_none() && near.is_some_and(|near| day - near > 3);
                if back { day - 7 } else { day }
            }
            // "The next day at 9:30", after entries past midnight: the day that they are on already.
            Ok(day) if matches!(date.day, DayOfYear::Next(1)) && run.rolled => {
                let later = from.clock.zip(run.before).is_some_and(|(clock, (_, before))| seconds_of(clock) > before);
                if later { day - 1 } else { day }
            }
            Ok(day) => day,
            Err(why) => {
                placed.at = Err(why);
                return placed;
            }
        };
        // "All events happened on …, unless otherwise noted": a day of its own holds for one entry.
        let own_only = run.is_default && run.day.is_some_and(|default| day < default);
        if !own_only {
            run.before = Some((day, from.clock.map_or(-1, seconds_of)));
            run.rolled = false;
        }
        day
    } else {
        let Some(clock) = from.clock else { return placed };
        let seconds = seconds_of(clock);
        let day = match run.before {
            Some((day, before)) if before >= 0 => {
                let behind = before - seconds;
                let day = if run.newest_first {
                    // Newest first: a clock that jumps ahead is on the day before.
                    if behind < -6 * 3600 { day - 1 } else { day }
                } else if behind >= 4 * 3600 {
                    run.rolled = true;
                    day + 1
                } else if behind < -20 * 3600 && run.rolled {
                    day - 1
                } else {
                    day
                };
                Some(day)
            }
            Some((day, _)) => Some(day),
            None => run.day.or(column_day).or(base),
        };
        let Some(day) = day else { return placed };
        run.before = Some((day, seconds));
        day
    };
    let at = moment(day, from.clock);
    if !at.day_only && zero.is_none() {
        *zero = Some(at.at);
    }
    placed.at = Ok(at);
    if let Some(to) = to {
        let to_day = match to.date {
            Some(_) => date_number(&to, Some(day), basis, placed.entry.column_year).ok(),
            None => {
                from.clock.zip(to.clock).map(|(from, to)| if seconds_of(to) < seconds_of(from) { day + 1 } else { day })
            }
        };
        if let Some(to_day) = to_day {
            placed.until = Some(moment(to_day, to.clock)).filter(|until| until.at >= at.at);
            if from.date.is_none() || to.date.is_some() {
                // The next clock follows the beginning of a stretch, not its end.
                run.before = run.before.map(|(_, seconds)| (day, seconds));
            }
            if to.clock.is_none() && from.clock.is_none() {
                placed.about |= placed.entry.stamped.between;
            }
        }
    }
    placed
}

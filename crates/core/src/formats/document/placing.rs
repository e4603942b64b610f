//! Day and zone for each entry: from itself, its column, its heading, and else from what the document says as a whole. What
//! none of them says stays open.

use std::collections::HashMap;
use std::sync::Arc;

use super::basis::{Basis, Given};
use super::block::Kind;
use super::entries::{Entry, Form, Step};
use super::sections::{Part, Role};
use super::stamp::{Clock, Date, DayOfYear, Gap, Origin, Stamp, Stamped};
use super::words::Topic;
use super::zones::ZoneName;
use crate::incident::{Unplaced, When};
use crate::time::{Civil, Instant, Length, Offset, Zone, ZoneSource, resolve_local};

/// A day, in milliseconds.
const DAY_MS: i64 = 86_400_000;
/// An hour, in seconds.
const HOUR: i64 = 3600;

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

/// The number of a day of the calendar.
pub fn day_number(year: i32, month: u32, day: u32) -> Option<DayNumber> {
    Instant::from_civil(Civil::midnight(year, month, day), Offset::UTC).map(|at| at.ms().div_euclid(DAY_MS))
}

/// The day of the calendar with a number.
pub fn calendar_day(number: DayNumber) -> (i32, u32, u32) {
    let civil = Instant::from_ms(number.saturating_mul(DAY_MS)).civil(Offset::UTC);
    (civil.year, civil.month, civil.day)
}

/// Month and day of a date, where they are certain or their order is known.
pub fn month_day(date: &Date, day_first: Option<bool>) -> Option<(u32, u32)> {
    match (date.day, day_first) {
        (DayOfYear::Known(month, day), _) => Some((month, day)),
        (DayOfYear::Either(a, b), Some(day_first)) => Some(if day_first { (b, a) } else { (a, b) }),
        _ => None,
    }
}

/// The year that brings a day nearest to another, with the right weekday where that is known.
pub fn best_year(
    options: impl Iterator<Item = (i32, DayNumber)>,
    near: DayNumber,
    weekday: Option<u32>,
) -> Option<i32> {
    options
        .min_by_key(|(_, number)| {
            let wrong = weekday.is_some_and(|weekday| u32::try_from((number + 3).rem_euclid(7)).ok() != Some(weekday));
            ((number - near).abs() > 400 || wrong, (number - near).abs())
        })
        .map(|(year, _)| year)
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

/// What is known of the steps before one.
struct Placing<'a> {
    parts: &'a [Part],
    basis: &'a Basis,
    given: &'a Given,
    zones: &'a dyn ZoneSource,
    /// Zones by their names.
    known_zones: HashMap<Box<str>, Option<Arc<dyn Zone>>>,
    /// The day of entries that name none.
    base: Option<DayNumber>,
    run: Run,
    /// The moment from which offsets count.
    zero: Option<Instant>,
    /// The section and the table of the entry before.
    list: Option<(Option<usize>, Option<u32>)>,
    /// The headings that begin an incident of their own.
    groups: Vec<usize>,
    /// The last of them.
    group: usize,
    placed: Vec<Placed>,
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
    let mut placing = Placing {
        parts,
        basis,
        given,
        zones,
        known_zones: HashMap::new(),
        base: basis.day.and_then(|(year, month, day)| day_number(year, month, day)),
        run: Run::default(),
        zero: None,
        list: None,
        groups: std::mem::take(groups),
        group: 0,
        placed: Vec::with_capacity(steps.len()),
    };
    for (step, newest_first) in steps.into_iter().zip(directions) {
        match step {
            Step::Section { part, level } => placing.section(part, level),
            Step::Zone(zone) => placing.run.zone = Some(zone),
            Step::Zero(entry) => placing.zero(*entry),
            Step::Day { part, stamped, is_default } => placing.day(part, &stamped, is_default),
            Step::Entry(entry) => placing.entry(*entry, newest_first),
        }
    }
    *groups = placing.groups;
    placing.placed
}

impl Placing<'_> {
    /// A heading. One below another keeps its day, and a phase of a timeline the day of the phase before.
    fn section(&mut self, part: usize, level: u8) {
        let run = &mut self.run;
        let inside = run.heading_level > 0 && level > run.heading_level && run.day.is_some();
        let topic = self.parts.get(part).and_then(|part| part.topic);
        let phase = topic == Some(Topic::Timeline)
            && level > 1
            && run.before.is_some()
            && run.heading_level > 0
            && level >= run.heading_level;
        if !inside && !phase {
            let zone = run.zone.take().filter(|_| topic == Some(Topic::Timeline) && level > run.heading_level);
            *run = Run { heading_level: level, zone, ..Run::default() };
        }
        self.list = None;
    }

    /// The moment from which offsets count.
    fn zero(&mut self, entry: Entry) {
        let own = Run { day: self.run.day, zone: self.run.zone.clone(), ..Run::default() };
        let run = std::mem::replace(&mut self.run, own);
        let before = self.zero.take();
        let one = self.place_one(entry, None);
        self.run = run;
        self.zero = one.at.ok().map(|when| when.at).or(before);
    }

    /// A day that what follows happened on.
    fn day(&mut self, at: usize, stamped: &Stamped, is_default: bool) {
        let near = self.run.day.or(self.base);
        if let Ok(day) = date_number(&stamped.from, near, self.basis, None) {
            if let Some(part) = self.parts.get(at)
                && let Kind::Heading(level) = part.block.kind
            {
                if part.role == Role::Name && names_something(&part.plain, stamped) {
                    self.group = self.groups.len();
                    self.groups.push(at);
                }
                self.run.heading_level = level;
            }
            self.run.day = Some(day);
            self.run.is_default = is_default;
            self.run.before = None;
            self.run.rolled = false;
        }
        if let Some(zone) = &stamped.from.zone {
            self.run.zone = Some(zone.clone());
        }
    }

    fn entry(&mut self, entry: Entry, newest_first: bool) {
        self.begin_list(&entry);
        self.run.newest_first = newest_first;
        let last = self.placed.last().and_then(|last| last.at.ok()).filter(|when| !when.day_only);
        let one = self.place_one(entry, last);
        self.placed.push(Placed { group: self.group, ..one });
    }

    /// Labels and tables begin anew: the day of the list before does not go on in them.
    fn begin_list(&mut self, entry: &Entry) {
        let section = self.parts.get(entry.part).and_then(|part| part.section);
        let table = if let Form::Row(table) = entry.form { Some(table) } else { None };
        let before = self.list.replace((section, table));
        if before.is_some_and(|before| before != (section, table) && (before.0 != section || table.is_some())) {
            self.run.before = None;
            self.run.rolled = false;
            // The zone of a line holds for its list, but not for a table.
            if table.is_some() {
                self.run.zone = None;
            }
        }
    }

    /// The zone of an entry.
    fn zone_of(&mut self, entry: &Entry) -> Option<Arc<dyn Zone>> {
        let stated = [&entry.stamped.from.zone, &entry.column_zone, &self.run.zone, &self.basis.zone];
        let stated = stated.into_iter().find_map(|zone| zone.as_ref().map(|zone| zone.0.clone()));
        let name = stated.or_else(|| self.given.zone.clone()).unwrap_or_else(|| "UTC".into());
        self.known_zones.entry(name.clone()).or_insert_with(|| self.zones.zone(&name)).clone()
    }

    /// An entry with its moment. `last`: that of the entry before, where it has a clock.
    fn place_one(&mut self, entry: Entry, last: Option<When>) -> Placed {
        let Stamped { from, to, .. } = entry.stamped.clone();
        let about = from.about || to.as_ref().is_some_and(|to| to.about);
        let zone = self.zone_of(&entry);
        let zone = zone.as_deref();
        let mut placed = Placed { about, at: Err(Unplaced::NoDay), until: None, group: 0, entry };
        if let Some((origin, seconds)) = from.offset {
            let anchor = if origin == Origin::Zero { self.zero } else { last.map(|when| when.at) };
            placed.at = self.after(anchor, seconds, zone);
            return placed;
        }
        let day = match from.gap {
            Gap::Date => Err(Unplaced::LeftOpen),
            Gap::Impossible => Err(Unplaced::NoSuchTime),
            Gap::Clock | Gap::No => self.day_of(&placed.entry, &from),
        };
        placed.at = day.map(|day| moment(day, from.clock, zone));
        if let (Ok(day), Ok(at)) = (day, placed.at) {
            if !at.day_only && self.zero.is_none() {
                self.zero = Some(at.at);
            }
            if let Some(to) = to {
                self.end(&mut placed, day, &to, zone);
            }
        }
        placed
    }

    /// The moment some seconds after another.
    fn after(&mut self, anchor: Option<Instant>, seconds: i64, zone: Option<&dyn Zone>) -> Result<When, Unplaced> {
        let at = anchor.ok_or(Unplaced::NoBeginning)?.plus(Length::from_ms(seconds.saturating_mul(1000)));
        if let Some(zone) = zone {
            let local = at.ms() + zone.offset(at).ms();
            self.run.before = Some((local.div_euclid(DAY_MS), local.rem_euclid(DAY_MS) / 1000));
        }
        Ok(When { at, day_only: false })
    }

    /// The day of an entry: the one that it names, or that its clock has after the entry before.
    fn day_of(&mut self, entry: &Entry, from: &Stamp) -> Result<DayNumber, Unplaced> {
        let column_day = entry
            .column_day
            .as_ref()
            .and_then(|stamped| date_number(&stamped.from, self.base, self.basis, entry.column_year).ok());
        if let Some(date) = from.date {
            return self.day_of_date(from, date, column_day, entry.column_year);
        }
        let seconds = seconds_of(from.clock.ok_or(Unplaced::NoDay)?);
        let day = self.day_of_clock(seconds, column_day).ok_or(Unplaced::NoDay)?;
        self.run.before = Some((day, seconds));
        Ok(day)
    }

    fn day_of_date(
        &mut self,
        from: &Stamp,
        date: Date,
        column_day: Option<DayNumber>,
        column_year: Option<i32>,
    ) -> Result<DayNumber, Unplaced> {
        let run = &mut self.run;
        let near = run.before.map(|(day, _)| day).or(run.day).or(column_day).or(self.base);
        let named = date_number(from, near, self.basis, column_year)?;
        let day = match date.day {
            // A weekday is the next one, but of the first entry the nearest, and of a list with the newest first the last.
            DayOfYear::Weekday(_) if near.is_some_and(|near| named > near) => {
                let back = run.newest_first || run.before.is_none() && near.is_some_and(|near| named - near > 3);
                if back { named - 7 } else { named }
            }
            // "The next day at 9:30", after entries past midnight: the day that they are on already.
            DayOfYear::Next(1) if run.rolled => {
                let later = from.clock.zip(run.before).is_some_and(|(clock, (_, before))| seconds_of(clock) > before);
                if later { named - 1 } else { named }
            }
            _ => named,
        };
        // "All events happened on …, unless otherwise noted": a day of its own holds for one entry.
        let own_only = run.is_default && run.day.is_some_and(|default| day < default);
        if !own_only {
            run.before = Some((day, from.clock.map_or(-1, seconds_of)));
            run.rolled = false;
        }
        Ok(day)
    }

    /// The day of a clock, in seconds of the day: that of the entry before, or the next where it goes back past midnight.
    fn day_of_clock(&mut self, seconds: i64, column_day: Option<DayNumber>) -> Option<DayNumber> {
        let run = &mut self.run;
        let Some((day, before)) = run.before else { return run.day.or(column_day).or(self.base) };
        let behind = before - seconds;
        Some(if before < 0 {
            day
        } else if run.newest_first {
            // Newest first: a clock that jumps ahead is on the day before.
            if behind < -6 * HOUR { day - 1 } else { day }
        } else if behind >= 4 * HOUR {
            run.rolled = true;
            day + 1
        } else if behind < -20 * HOUR && run.rolled {
            day - 1
        } else {
            day
        })
    }

    /// The end of a stretch that begins on a day.
    fn end(&mut self, placed: &mut Placed, day: DayNumber, to: &Stamp, zone: Option<&dyn Zone>) {
        let from = &placed.entry.stamped.from;
        let to_day = if to.date.is_some() {
            date_number(to, Some(day), self.basis, placed.entry.column_year).ok()
        } else {
            let clocks = from.clock.zip(to.clock);
            clocks.map(|(from, to)| if seconds_of(to) < seconds_of(from) { day + 1 } else { day })
        };
        let Some(to_day) = to_day else { return };
        let until = moment(to_day, to.clock, zone);
        placed.until = placed.at.ok().filter(|at| until.at >= at.at).map(|_| until);
        if from.date.is_none() || to.date.is_some() {
            // The next clock follows the beginning of a stretch, not its end.
            self.run.before = self.run.before.map(|(_, seconds)| (day, seconds));
        }
        // A stretch of days is somewhere in between.
        if to.clock.is_none() && from.clock.is_none() {
            placed.about |= placed.entry.stamped.between;
        }
    }
}

/// The moment of a clock on a day. Of a day alone, the midnight of the zone that the incident is written in.
fn moment(day: DayNumber, clock: Option<Clock>, zone: Option<&dyn Zone>) -> When {
    let local = Instant::from_ms(day * DAY_MS + clock.map_or(0, seconds_of) * 1000);
    let at = match zone {
        Some(zone) if clock.is_some() => resolve_local(local, zone).at,
        _ => local,
    };
    When { at, day_only: clock.is_none() }
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

//! From what was found to an incident: its fields, its events with their marks, and what became of each line.

use std::sync::Arc;

use super::basis::{Basis, Given, is_published};
use super::block::{Kind, links_in, plain};
use super::course::mark;
use super::entries::{Step, statement};
use super::items::{Item, Items, is_nothing};
use super::placing::Placed;
use super::reading::{DocumentReading, LineReading, Meaning};
use super::sections::{NUMBERED, Part, Role, subject_of};
use super::stamp::{Scanner, Stamped, all, leading};
use super::tokens::tokens;
use super::words::{Term, Topic, exact_topic, fold, has_term, is_kind, is_term, without_kind};
use super::zones::Hints;
use crate::incident::{
    ActionId, ActionIx, Cause, CauseId, CauseIx, CorrectiveAction, Event, EventId, EventIx, Incident, Lesson, Link,
    Milestone, Place, Problem, ProblemKind, Service, Severity, Stated, Status, Step as PlaceStep, When, severity_rank,
};
use crate::text::is_safe_link;
use crate::time::{Civil, FixedZone, Instant, Length, Offset, Zone, ZoneSource, resolve_local};

/// How many characters of a text a problem quotes.
const QUOTED: usize = 80;
/// How many problems are listed; the others are counted.
const LISTED: usize = 1000;
/// The longest title, in characters.
const TITLE: usize = 160;

/// What assembling needs.
pub struct Found<'a> {
    /// The blocks with what they are about.
    pub parts: &'a [Part],
    /// The entries, placed.
    pub placed: Vec<Placed>,
    /// Causes, actions and lessons.
    pub items: Items,
    /// Where day and zone come from.
    pub basis: &'a Basis,
    /// What was said beside the document.
    pub given: &'a Given,
    /// What it says about zones.
    pub hints: &'a Hints,
    /// What it is written in.
    pub form: &'static str,
    /// Answers for the zones it names.
    pub zones: &'a dyn ZoneSource,
}

/// An incident, what could not be read of it, and what became of each line.
pub struct Assembled {
    /// The incident; its id is left empty.
    pub incident: Incident,
    /// What could not be placed.
    pub problems: Vec<Problem>,
    /// What each line became.
    pub reading: DocumentReading,
}

fn quote(text: &str) -> Box<str> {
    let text = text.trim();
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")).into(),
        None => text.into(),
    }
}

/// The file's zone, as local days and times of the incident are written.
struct Clock {
    zone: Arc<dyn Zone>,
}

impl Clock {
    fn day(&self, (year, month, day): (i32, u32, u32)) -> Option<When> {
        let local = Instant::from_civil(Civil::midnight(year, month, day), Offset::UTC)?;
        Some(When { at: resolve_local(local, self.zone.as_ref()).at, day_only: true })
    }

    /// A day that was read as if in UTC, in the zone of the incident.
    fn settle(&self, when: When) -> When {
        if when.day_only { When { at: resolve_local(when.at, self.zone.as_ref()).at, day_only: true } } else { when }
    }
}

/// Makes an incident of what was found.
pub fn assemble(found: Found<'_>, days: &[(u32, Meaning)]) -> Assembled {
    let mut incident = Incident::default();
    let mut problems: Vec<Problem> = Vec::new();
    let mut unlisted = 0_u32;
    let zone_name = found.basis.zone.as_ref().map(|zone| zone.0.clone());
    let name = zone_name.clone().or_else(|| found.given.zone.clone());
    let zone = name.as_deref().and_then(|name| found.zones.zone(name));
    if let (Some(name), None) = (&name, &zone) {
        problems.push(Problem { at: Place::default(), kind: ProblemKind::UnknownZone { found: quote(name) } });
    }
    incident.time_zone = name.clone().filter(|name| zone.is_some() && &**name != "UTC");
    let clock = Clock { zone: zone.unwrap_or_else(|| Arc::new(FixedZone::utc())) };
    let mut reading = DocumentReading {
        form: found.form.into(),
        zone: name,
        zone_stated: zone_name.is_some(),
        day: found.basis.day,
        day_stated: found.basis.day.is_some() && found.basis.day != found.given.day,
        ..DocumentReading::default()
    };
    fields(&found, &clock, &mut incident, &mut reading);
    reading.lines.extend(days.iter().map(|(line, meaning)| LineReading {
        first: *line,
        last: *line,
        meaning: meaning.clone(),
    }));
    events(&found, &clock, &mut incident, &mut reading, &mut |place, kind| {
        if problems.len() < LISTED {
            problems.push(Problem { at: place, kind });
        } else {
            unlisted = unlisted.saturating_add(1);
        }
    });
    items(found.items, &clock, &mut incident, &mut reading);
    mark(&mut incident);
    if reading.needs_zone() {
        let mut clocks = found.placed.iter().filter(|placed| placed.entry.stamped.from.clock.is_some());
        let part = clocks.find(|placed| placed.at.is_ok()).and_then(|placed| found.parts.get(placed.entry.part));
        let text = part.and_then(|part| part.plain.lines().next()).unwrap_or("");
        problems.push(Problem { at: Place::default(), kind: ProblemKind::NoZone { found: quote(text) } });
    }
    if unlisted > 0 {
        problems.push(Problem { at: Place::default(), kind: ProblemKind::More { count: unlisted } });
    }
    reading.lines.sort_by_key(|line| (line.first, line.last));
    Assembled { incident, problems, reading }
}

/// The marks between names in a field.
const BETWEEN_NAMES: [char; 4] = [',', ';', '\n', '、'];

/// Title, summary and fields, while the parts of a document are looked at.
struct Fields<'a> {
    found: &'a Found<'a>,
    clock: &'a Clock,
    incident: &'a mut Incident,
    reading: &'a mut DocumentReading,
    summary: Vec<&'a str>,
    summary_lines: Option<(u32, u32)>,
    /// The title in the front matter.
    meta_title: Option<&'a str>,
    /// The first heading that names no section.
    first_heading: Option<&'a str>,
    /// The first paragraph above all sections.
    intro: Option<&'a Part>,
    /// `true` below the first heading or label.
    in_body: bool,
}

/// Title, summary and the fields that labels, front matter and tables of two columns name.
fn fields<'a>(found: &'a Found<'a>, clock: &'a Clock, incident: &'a mut Incident, reading: &'a mut DocumentReading) {
    let mut fields = Fields {
        found,
        clock,
        incident,
        reading,
        summary: Vec::new(),
        summary_lines: None,
        meta_title: None,
        first_heading: None,
        intro: None,
        in_body: false,
    };
    for part in found.parts {
        fields.part(part);
    }
    fields.settle_title();
    fields.settle_summary();
}

/// `true` for a topic whose section is read as a list, not as a field.
const fn is_list(topic: Topic) -> bool {
    matches!(topic, Topic::Timeline | Topic::Actions | Topic::Causes | Topic::Lessons(_) | Topic::Whys)
}

/// What a part is about, by its key, label or section, and what it says of it.
fn value_of(part: &Part) -> (Option<Topic>, String) {
    match (&part.block.kind, &part.label) {
        (Kind::Meta { key }, _) => {
            (exact_topic(&key.replace(['_', '-'], " ")).or_else(|| exact_topic(key)), part.plain.clone())
        }
        (Kind::Row { cells, .. }, _) => match cells.as_slice() {
            [name, value] => (exact_topic(&plain(name)).filter(|_| part.topic != Some(Topic::Timeline)), value.clone()),
            _ => (None, String::new()),
        },
        (Kind::Paragraph | Kind::Item { .. }, Some(label)) if !part.topic.is_some_and(is_list) => {
            (exact_topic(label).or_else(|| label_topic(label)).or(part.topic), part.text().to_owned())
        }
        (Kind::Paragraph | Kind::Item { .. }, _) => (part.topic, part.block.text.clone()),
        _ => (None, String::new()),
    }
}

impl<'a> Fields<'a> {
    fn note(&mut self, part: &Part, meaning: Meaning) {
        self.reading.lines.push(LineReading { first: part.block.line(), last: part.block.last_line(), meaning });
    }

    fn note_field(&mut self, part: &Part, name: &'static str) {
        self.note(part, Meaning::Field(name.into()));
    }

    fn part(&mut self, part: &'a Part) {
        if part.role == Role::Title {
            self.take_title(part);
        } else if part.role == Role::Name {
            self.name(part);
        } else if part.block.kind == Kind::Code {
            self.note(part, Meaning::Left("code and logs are never read".into()));
        } else if part.topic == Some(Topic::Record) {
            self.note(part, Meaning::Left("messages, logs and contents are never read".into()));
        } else {
            self.text(part);
        }
    }

    fn take_title(&mut self, part: &Part) {
        self.incident.title = cut(&part.plain).into();
        self.note(part, Meaning::Title);
    }

    /// A heading or a label.
    fn name(&mut self, part: &'a Part) {
        // Bold words above all else are the title.
        if !self.in_body
            && self.incident.title.is_empty()
            && part.topic.is_none()
            && part.block.kind == Kind::Paragraph
            && part.plain.len() < 140
        {
            self.take_title(part);
        }
        self.in_body = true;
        if self.first_heading.is_none()
            && matches!(part.block.kind, Kind::Heading(level) if level < NUMBERED)
            && exact_topic(&part.plain).is_none()
        {
            self.first_heading = Some(&part.plain);
        }
        if let Some(topic) = part.topic {
            self.note(part, Meaning::Section(topic_name(topic).into()));
        }
    }

    fn text(&mut self, part: &'a Part) {
        if let Kind::Meta { key } = &part.block.kind
            && fold(key) == "title"
            && !part.plain.trim().is_empty()
        {
            self.meta_title = Some(&part.plain);
            self.note(part, Meaning::Title);
        }
        let (topic, value) = value_of(part);
        let flat = plain(&value);
        let flat = flat.trim();
        let is_field = topic.is_some_and(|topic| !is_list(topic));
        if is_field && (flat.is_empty() || is_nothing(flat)) {
            return;
        }
        match topic {
            Some(Topic::Links) => push_links(self.incident, links_in(&value)),
            Some(topic) => self.field(part, topic, flat),
            None if self.is_intro(part) => self.intro = Some(part),
            None => {}
        }
        if matches!(topic, Some(Topic::Summary | Topic::Impact | Topic::Duration) | None)
            && self.incident.stated.is_none()
            && part.plain.len() < 4000
            && !matches!(part.block.kind, Kind::Meta { .. } | Kind::Row { .. })
        {
            self.incident.stated = claimed_length(&part.plain, self.found.hints);
        }
    }

    /// `true` for the paragraph that a document begins with, where it is no head of a mail, no entry and no note on times.
    fn is_intro(&self, part: &Part) -> bool {
        !self.in_body
            && part.block.kind == Kind::Paragraph
            && self.intro.is_none()
            && part.plain.len() > 40
            && leading(&part.plain, &tokens(&part.plain), self.found.hints)
                .is_none_or(|stamped| is_told(&part.plain, &stamped))
            && !is_published(&part.plain, None)
            && !part.plain.split('\n').any(|line| subject_of(line).is_some() || line.starts_with("From: "))
            && statement(&part.plain, self.found.hints).is_none_or(|_| part.plain.len() >= 90)
    }

    /// A field, or a text of a section that becomes one.
    fn field(&mut self, part: &'a Part, topic: Topic, flat: &str) {
        match topic {
            Topic::Summary if self.summary.len() < 12 && !matches!(part.block.kind, Kind::Meta { .. }) => {
                let own = part.label.as_deref().and_then(exact_topic) == Some(Topic::Summary);
                self.summary.push(if own && part.content > 0 { part.text() } else { part.block.text.trim() });
                let first = self.summary_lines.map_or_else(|| part.block.line(), |(first, _)| first);
                self.summary_lines = Some((first, part.block.last_line()));
            }
            Topic::Severity if self.incident.severity.is_none() && flat.len() < 60 => {
                let word = flat.split(['（', '(', ',', '–', '—', ';']).next().unwrap_or(flat).trim();
                self.incident.severity = Some(Severity { word: word.into(), rank: severity_rank(word) });
                self.note_field(part, "severity");
            }
            Topic::Status if self.incident.status.is_none() => {
                self.incident.status = status_of(flat);
                self.note_field(part, "status");
            }
            Topic::Authors if flat.len() < 400 => {
                push_authors(self.incident, flat);
                self.note_field(part, "authors");
            }
            Topic::Services if flat.len() < 300 => {
                push_services(self.incident, flat);
                self.note_field(part, "services");
            }
            Topic::Tags if flat.len() < 300 => {
                let tags = flat.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty());
                self.incident.tags.extend(tags.take(20).map(Into::into));
                self.note_field(part, "tags");
            }
            Topic::Duration => self.duration(part, flat),
            Topic::Start => self.milestone(part, Milestone::Started, flat),
            Topic::End => self.milestone(part, Milestone::Resolved, flat),
            Topic::Day => self.note(part, Meaning::Day),
            _ => {}
        }
    }

    fn duration(&mut self, part: &Part, flat: &str) {
        let flat = flat.trim_start().split('\n').next().unwrap_or(flat);
        let Some(length) = length_in(flat, self.found.hints) else { return };
        let stated = self.incident.stated.get_or_insert_with(Stated::default);
        if stated.duration.is_none() {
            stated.duration = Some(length);
            stated.text = Some(quote(flat));
            self.note_field(part, "stated duration");
        }
    }

    fn milestone(&mut self, part: &Part, milestone: Milestone, flat: &str) {
        if let Some(when) = moment_in(flat, milestone == Milestone::Resolved, self.found, self.clock) {
            self.incident.milestones.get_mut(milestone).get_or_insert(when);
            self.note_field(part, milestone.word());
        }
    }

    /// The title, where the document has none: that of the front matter, a heading, the subject of a mail, a first line by
    /// itself.
    fn settle_title(&mut self) {
        let heading = self.first_heading.filter(|_| self.incident.title.is_empty());
        if (self.incident.title.is_empty() || is_kind(&self.incident.title))
            && let Some(title) = self.meta_title.or(heading)
        {
            self.incident.title = cut(title).into();
        }
        if self.incident.title.is_empty()
            && let Some((part, line)) = first_line(self.found.parts)
        {
            self.incident.title = cut(line).into();
            let first = part.block.line();
            self.reading.lines.push(LineReading { first, last: first, meaning: Meaning::Title });
        }
        let title = without_kind(&self.incident.title);
        if title.len() < self.incident.title.len() {
            self.incident.title = title.into();
        }
    }

    fn settle_summary(&mut self) {
        if self.summary.is_empty()
            && let Some(part) = self.intro
        {
            self.summary.push(part.block.text.trim());
            self.summary_lines = Some((part.block.line(), part.block.last_line()));
        }
        let text = self.summary.join("\n\n");
        let text = text.trim();
        if !text.is_empty() {
            self.incident.summary = Some(text.into());
        }
        if let Some((first, last)) = self.summary_lines {
            self.reading.lines.push(LineReading { first, last, meaning: Meaning::Summary });
        }
    }
}

/// The subject of a mail, else a first line by itself.
fn first_line(parts: &[Part]) -> Option<(&Part, &str)> {
    let subject = parts
        .iter()
        .take(12)
        .find_map(|part| part.plain.split('\n').find_map(subject_of).map(|subject| (part, subject)));
    let mut first = parts.iter().filter(|part| part.role == Role::Body && part.block.kind == Kind::Paragraph).take(4);
    // With nothing but its day under it, perhaps: "Checkout latency", "Mon Aug 18 2025".
    let only_date = |line: &str| {
        let pieces = tokens(line);
        leading(line, &pieces, &Hints::default()).is_some_and(|stamped| {
            stamped.from.date.is_some() && line.get(stamped.end..).is_none_or(|rest| rest.trim().is_empty())
        })
    };
    let alone = |part: &&Part| {
        part.plain.split('\n').skip(1).all(only_date)
            && part.block.lines.len() <= 2
            && part.plain.len() < 140
            && part.topic.is_none()
            && !part.plain.trim().ends_with('.')
    };
    subject.or_else(|| first.find(alone).map(|part| (part, part.plain.split('\n').next().unwrap_or(&part.plain))))
}

fn push_authors(incident: &mut Incident, flat: &str) {
    for name in flat.split(BETWEEN_NAMES).flat_map(|names| names.split(" and ")) {
        let name = name.trim().trim_start_matches("and ");
        let name = name.split(['<', '(']).next().unwrap_or(name).trim();
        if !name.is_empty() && incident.authors.len() < 20 && !incident.authors.iter().any(|known| **known == *name) {
            incident.authors.push(name.into());
        }
    }
}

fn push_services(incident: &mut Incident, flat: &str) {
    for name in flat.split(BETWEEN_NAMES) {
        let name = name.split(['（', '(']).next().unwrap_or(name).trim().trim_matches(['[', ']', '"']);
        if !name.is_empty() && incident.services.len() < 30 && !incident.services.iter().any(|known| *known.id == *name)
        {
            incident.services.push(Service { id: name.into(), name: name.into() });
        }
    }
}

/// Labels of moments that stand for the beginning and the end, with words before or after.
fn label_topic(label: &str) -> Option<Topic> {
    let folded = fold(label);
    let ends = |words: &[&str]| words.iter().any(|word| folded.ends_with(word));
    if ends(&["start time", "start date", "start"]) {
        Some(Topic::Start)
    } else if ends(&["end time", "end date"]) {
        Some(Topic::End)
    } else if folded.ends_with("duration") || folded.starts_with("time to re") {
        Some(Topic::Duration)
    } else {
        None
    }
}

fn cut(text: &str) -> String {
    let line = text.split('\n').next().unwrap_or("").trim();
    match line.char_indices().nth(TITLE * 2) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or("")),
        None => line.to_owned(),
    }
}

fn push_links(incident: &mut Incident, links: Vec<(String, String)>) {
    for (label, url) in links {
        if incident.links.len() < 40 && is_safe_link(&url) && !incident.links.iter().any(|link| *link.url == *url) {
            incident.links.push(Link {
                label: if label.trim().is_empty() { url.clone() } else { label }.into(),
                url: url.into(),
            });
        }
    }
}

/// The status of an incident that its words name; the first that stands in them counts.
fn status_of(word: &str) -> Option<Status> {
    const STATUSES: [(Term, Status); 4] = [
        (Term::Ongoing, Status::Ongoing),
        (Term::Mitigated, Status::Mitigated),
        (Term::Reviewed, Status::Reviewed),
        (Term::Resolved, Status::Resolved),
    ];
    let folded = fold(word);
    let status = |text: &str| STATUSES.iter().find(|(term, _)| has_term(text, *term)).map(|(_, status)| *status);
    // "Resolved; preventive actions open": the first words count.
    let first = folded.split([';', ',', '；', '，']).next().unwrap_or("");
    status(first).or_else(|| status(&folded))
}

/// `true` for a sentence that begins with its day: "Op vrijdag 17 januari was …".
fn is_told(text: &str, stamped: &Stamped) -> bool {
    let rest = text.get(stamped.end..).unwrap_or("");
    stamped.from.clock.is_none()
        && stamped.from.date.is_some()
        && rest.len() > 25
        && rest.trim_start().starts_with(char::is_alphabetic)
        && text.trim_end().ends_with(['.', '。', '!'])
}

/// The first length in a text.
fn length_in(text: &str, hints: &Hints) -> Option<Length> {
    let head: String = text.chars().take(200).collect();
    let pieces = tokens(&head);
    let scanner = Scanner { line: &head, tokens: &pieces, hints, dotted: false };
    (0..pieces.len())
        .find_map(|at| scanner.length(at))
        .map(|(seconds, _)| Length::from_ms(seconds.saturating_mul(1000)))
        .filter(|length| length.ms() > 0)
}

/// A length that a sentence claims of the incident: "for about 4 hours".
fn claimed_length(text: &str, hints: &Hints) -> Option<Stated> {
    let pieces = tokens(text);
    let scanner = Scanner { line: text, tokens: &pieces, hints, dotted: false };
    let mut at = 1;
    while at < pieces.len().min(600) {
        let before = pieces.get(at - 1);
        let says = before.is_some_and(|token| {
            token.word().is_some_and(|word| is_term(word, Term::LengthBefore))
                || token.is('約')
                || token.is('约')
                || token.is('약')
                || token.is('(')
                || token.is('~')
        });
        if says
            && let Some((seconds, next)) = scanner.length(at)
            && seconds >= 60
        {
            let start = before.map_or(0, |token| token.start);
            let end = pieces.get(next.saturating_sub(1)).map_or(text.len(), |token| token.end);
            // A window of weeks, a limit and a time to live are no length of an incident.
            let after = pieces.get(next).and_then(|token| token.word()).unwrap_or("");
            if !matches!(
                after,
                "ago" | "time" | "ttl" | "timeout" | "window" | "earlier" | "later" | "before" | "after" | "old"
            ) {
                return Some(Stated {
                    duration: Some(Length::from_ms(seconds * 1000)),
                    text: Some(quote(text.get(start..end).unwrap_or(""))),
                    ..Stated::default()
                });
            }
        }
        at += 1;
    }
    None
}

/// The first whole moment in a text; of a stretch, its end where that is wanted.
fn moment_in(text: &str, last: bool, found: &Found<'_>, clock: &Clock) -> Option<When> {
    let head: String = text.chars().take(200).collect();
    let stamped = all(&head, &tokens(&head), found.hints)
        .into_iter()
        .find(|stamped| stamped.from.date.is_some() || found.basis.day.is_some())?;
    let entry = super::entries::Entry::of(stamped);
    let placed = super::placing::place(
        vec![Step::Entry(Box::new(entry))],
        &[],
        found.basis,
        found.given,
        found.zones,
        &mut Vec::new(),
    );
    let placed = placed.first()?;
    let when = if last { placed.until.or(placed.at.ok()) } else { placed.at.ok() };
    when.map(|when| clock.settle(when))
}

/// The events of the timeline, and a problem for each that has no time.
fn events(
    found: &Found<'_>,
    clock: &Clock,
    incident: &mut Incident,
    reading: &mut DocumentReading,
    report: &mut dyn FnMut(Place, ProblemKind),
) {
    for placed in &found.placed {
        let entry = &placed.entry;
        let index = incident.timeline.len();
        let (title, mut details) = title_of(&entry.text);
        for more in &entry.more {
            if !details.is_empty() {
                details.push('\n');
            }
            details.push_str(more);
        }
        let title = if title.is_empty() {
            details
                .split('\n')
                .next()
                .map(|line| plain(line).trim_start_matches(['-', ' ']).to_owned())
                .unwrap_or_default()
        } else {
            title
        };
        let links = links_in(&entry.text).into_iter().chain(entry.more.iter().flat_map(|more| links_in(more)));
        let event = Event {
            id: EventId::new(&format!("event-{}", index + 1)),
            at: placed.at.ok().map(|when| clock.settle(when)),
            until: placed.until.map(|when| clock.settle(when)),
            title: title.into(),
            details: Some(details).filter(|details| !details.trim().is_empty()).map(Into::into),
            actor: entry.actor.clone().map(Into::into),
            links: links.take(20).map(|(label, url)| Link { label: label.into(), url: url.into() }).collect(),
            approximate: placed.about,
            ..Event::default()
        };
        reading.entries += 1;
        let from = &entry.stamped.from;
        if from.clock.is_some() || from.offset.is_some() {
            reading.clocks += usize::from(from.zone.is_none() && entry.column_zone.is_none());
            reading.without_day += usize::from(from.date.is_none());
        }
        let ix = EventIx::of(index);
        let meaning = match placed.at {
            Ok(_) => {
                reading.placed += 1;
                Meaning::Event(ix)
            }
            Err(why) => {
                let place =
                    Place(vec![PlaceStep::Key("timeline".into()), PlaceStep::Index(ix.0), PlaceStep::Key("at".into())]);
                let text = found.parts.get(entry.part).map_or(&*event.title, |part| part.plain.as_str());
                let text = if part_has_many(found.parts, entry.part) { &*event.title } else { text };
                report(
                    place,
                    ProblemKind::Unplaced {
                        line: entry.line,
                        found: quote(text.split('\n').next().unwrap_or("")),
                        why,
                    },
                );
                Meaning::Unplaced(ix, why)
            }
        };
        reading.lines.push(LineReading { first: entry.line, last: entry.last.max(entry.line), meaning });
        incident.timeline.push(event);
    }
}

fn part_has_many(parts: &[Part], at: usize) -> bool {
    parts.get(at).is_some_and(|part| part.block.lines.len() > 1 && part.block.kind == Kind::Paragraph)
}

/// The title of an entry and what is left for its details, in Markdown.
fn title_of(text: &str) -> (String, String) {
    let joined = text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
    let flat = plain(&joined);
    let flat = flat.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= TITLE {
        let details = if has_marks(&joined) { joined } else { String::new() };
        return (flat, details);
    }
    let first = super::entries::sentences(&flat).first().map_or("", |first| first).to_owned();
    if !first.is_empty() && first.chars().count() <= TITLE * 2 {
        return (first.trim_end_matches('.').to_owned(), joined);
    }
    let end = flat.char_indices().nth(TITLE).map_or(flat.len(), |(at, _)| at);
    (format!("{}…", flat.get(..end).unwrap_or("").trim_end()), joined)
}

/// `true` for Markdown that says more than its plain text: a link, code.
fn has_marks(text: &str) -> bool {
    text.contains("](") || text.contains('`')
}

fn items(items: Items, clock: &Clock, incident: &mut Incident, reading: &mut DocumentReading) {
    let boxed = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty()).map(Box::<str>::from);
    let links = |item: &Item| -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for (label, url) in item.links.iter().take(20) {
            if !links.iter().any(|link| *link.url == **url) {
                links.push(Link { label: label.as_str().into(), url: url.as_str().into() });
            }
        }
        links
    };
    for (line, last) in &items.whys {
        reading.lines.push(LineReading {
            first: *line,
            last: *last,
            meaning: Meaning::Left("a chain of whys, beside causes that are named".into()),
        });
    }
    for (at, item) in items.causes.into_iter().enumerate() {
        reading.lines.push(LineReading { first: item.line, last: item.last, meaning: Meaning::Cause(CauseIx::of(at)) });
        incident.root_causes.push(Cause {
            id: CauseId::new(&format!("cause-{}", at + 1)),
            links: links(&item),
            title: item.title.into(),
            details: boxed(item.details),
            role: item.role,
            because_of: item.because_of.map(|of| CauseId::new(&format!("cause-{}", of + 1))),
            ..Cause::default()
        });
    }
    let causes = incident.root_causes.len();
    for (at, item) in items.actions.into_iter().enumerate() {
        reading.lines.push(LineReading {
            first: item.line,
            last: item.last,
            meaning: Meaning::Action(ActionIx::of(at)),
        });
        incident.corrective_actions.push(CorrectiveAction {
            id: ActionId::new(&format!("action-{}", at + 1)),
            links: links(&item),
            title: item.title.into(),
            details: boxed(item.details),
            addresses: item
                .answers
                .iter()
                .filter(|number| (1..=causes).contains(*number))
                .map(|number| CauseId::new(&format!("cause-{number}")))
                .collect(),
            kind: item.kind,
            owner: item.owner.map(Into::into),
            status: item.status,
            priority: item.priority.map(Into::into),
            due: item.due.and_then(|day| clock.day(day)),
            completed: item.completed.and_then(|day| clock.day(day)),
            ..CorrectiveAction::default()
        });
    }
    for (at, item) in items.lessons.into_iter().enumerate() {
        reading.lines.push(LineReading {
            first: item.line,
            last: item.last,
            meaning: Meaning::Lesson(u32::try_from(at).unwrap_or(u32::MAX)),
        });
        incident.lessons.push(Lesson {
            title: item.title.into(),
            details: boxed(item.details),
            kind: item.lesson,
            extra: Vec::new(),
        });
    }
}

const fn topic_name(topic: Topic) -> &'static str {
    match topic {
        Topic::Summary => "summary",
        Topic::Impact => "impact",
        Topic::Timeline => "timeline",
        Topic::Causes | Topic::Whys | Topic::Trigger => "causes",
        Topic::Actions => "actions",
        Topic::Lessons(_) => "lessons",
        Topic::Detection => "detection",
        Topic::Response => "response",
        Topic::Record => "record",
        _ => "other",
    }
}

/// The lines that set a day.
pub fn days(steps: &[Step], parts: &[Part]) -> Vec<(u32, Meaning)> {
    steps
        .iter()
        .filter_map(|step| match step {
            Step::Day { part, .. } => parts.get(*part).map(|part| (part.block.line(), Meaning::Day)),
            _ => None,
        })
        .collect()
}

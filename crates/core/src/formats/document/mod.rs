//! Documents: postmortems as people write them, in Markdown, HTML, wiki text, reStructuredText, `AsciiDoc`, Org or plain text,
//! in any usual template and many languages.
//!
//! Whatever it is written in, a document becomes one list of [`block`]s. What each is about follows from headings and labels
//! ([`sections`], with the words of each language in [`words`]); lines that tell when something happened are [`entries`], which
//! [`placing`] gives day and zone; [`items`] are causes, actions and lessons. `assemble` makes an incident of it all.

mod asciidoc;
mod assemble;
mod basis;
mod block;
mod course;
mod dokuwiki;
mod entries;
mod html;
mod items;
mod jira;
mod lines;
mod marks;
mod notes;
mod phrases;
mod placing;
mod reading;
mod rst;
mod sections;
mod stamp;
mod table;
mod tokens;
mod wikitext;
mod words;
mod zones;

pub use reading::{DocumentReading, LineReading, Meaning};
pub use words::month_of;
pub use zones::zone_of;

use assemble::Found;
use basis::Given;
use zones::Hints;

use crate::incident::{ActionIx, CauseIx, EventIx, Incident, Problem, StatedMilestones};
use crate::time::{Instant, ZoneSource};

/// What whoever reads a document says about it, where it does not say so itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The zone of its local times.
    pub zone: Option<Box<str>>,
    /// The day of entries that name none: year, month, day.
    pub day: Option<(i32, u32, u32)>,
    /// Whether the day comes first in dates of two numbers.
    pub day_first: Option<bool>,
    /// What it is written in; `None`: told by what it holds.
    pub form: Option<Form>,
}

/// A document as an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentIncident {
    /// The incident; its id is left to the caller.
    pub incident: Incident,
    /// Entries that could not be placed, and what else could not be read.
    pub problems: Vec<Problem>,
    /// What each line became.
    pub reading: DocumentReading,
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown, or text that reads as such.
    Markdown,
    /// HTML, or what editors and wikis store alike.
    Html,
    /// `MediaWiki` text.
    Wikitext,
    /// `DokuWiki` text.
    DokuWiki,
    /// reStructuredText.
    Rst,
    /// `AsciiDoc`.
    AsciiDoc,
    /// The wiki markup of Jira, or Textile.
    Jira,
    /// Org-mode.
    Org,
    /// Plain text.
    Plain,
}

/// How much of a document its form is told by.
const HEAD: usize = 32 << 10;

/// What a document is written in, by its beginning and its name.
#[must_use]
pub fn form_of(text: &str, name: &str) -> Form {
    let end = (0..=text.len().min(HEAD)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let start = text.get(..end).unwrap_or(text);
    let name = name.split(['?', '#']).next().unwrap_or(name).to_ascii_lowercase();
    if html::is_html(start) {
        Form::Html
    } else if ends_with(&name, &["org"])
        || start.lines().take(40).any(|line| line.to_ascii_uppercase().starts_with("#+TITLE:"))
    {
        Form::Org
    } else if rst::is_rst(start, &name) {
        Form::Rst
    } else if dokuwiki::is_dokuwiki(start) && !ends_with(&name, &["md"]) {
        Form::DokuWiki
    } else if wikitext::is_wikitext(start) && !ends_with(&name, &["md"]) {
        Form::Wikitext
    } else if asciidoc::is_asciidoc(start, &name) {
        Form::AsciiDoc
    } else if jira::is_jira(start) && !ends_with(&name, &["md", "markdown"]) {
        Form::Jira
    } else if ends_with(&name, &["md", "markdown"]) || start.lines().take(300).any(is_markdown) {
        Form::Markdown
    } else {
        Form::Plain
    }
}

/// `true` for a name with one of these endings, in small letters without their dot.
fn ends_with(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

/// `true` for the beginning of a plain text that may tell an incident: it names a section, or has lines that begin with a
/// time.
#[must_use]
pub fn looks_like_one(start: &str) -> bool {
    let hints = Hints::default();
    let mut timed = 0;
    for line in start.lines().take(400) {
        let name = line.trim().trim_end_matches(':');
        if name.len() < 80 && words::exact_topic(name).is_some_and(sections::is_main) {
            return true;
        }
        let head = stamp::leading(line, &tokens::tokens(line), &hints);
        timed += usize::from(head.is_some_and(|stamped| stamped.from.clock.is_some()));
        if timed >= 2 {
            return true;
        }
    }
    false
}

/// `true` for a line that plain text would hardly have.
fn is_markdown(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("# ")
        || line.starts_with("## ")
        || line.starts_with("### ")
        || line.starts_with("```")
        || line.starts_with("| ")
        || line.contains("**")
        || line.contains("](http")
}

/// Reads a document as one incident. `name` is its name or address.
#[must_use]
pub fn read(text: &str, name: &str, said: &Said, zones: &dyn ZoneSource) -> DocumentIncident {
    let (mut incident, _) = read_parts(text, name, said, zones);
    if incident.incident.title.is_empty() {
        incident.incident.title = title_of_name(name);
    }
    incident
}

/// Reads a document that tells several incidents, each under a heading with its day and name, as many. What the document
/// says of all of them stands in each. `None` for a document that tells one.
#[must_use]
pub fn read_split(text: &str, name: &str, said: &Said, zones: &dyn ZoneSource) -> Option<Vec<DocumentIncident>> {
    let (whole, groups) = read_parts(text, name, said, zones);
    let with_events: Vec<&Group> = groups.iter().filter(|group| !group.events.is_empty()).collect();
    if with_events.len() < 2 {
        return None;
    }
    // Where a line stands: in one of the incidents, or in what is said of all.
    let of_line = |line: u32| groups.iter().position(|group| (group.first..group.last).contains(&line));
    let line_of =
        |wanted: Meaning| whole.reading.lines.iter().find(|line| line.meaning == wanted).map(|line| line.first);
    let mut split = Vec::new();
    for (at, group) in groups.iter().enumerate().filter(|(_, group)| !group.events.is_empty()) {
        let belongs = |line: Option<u32>| line.and_then(of_line).is_none_or(|of| of == at);
        let mut incident = whole.incident.clone();
        let title = &group.title;
        incident.title = title.as_str().into();
        incident.timeline =
            group.events.iter().filter_map(|event| whole.incident.timeline.get(event.at()).cloned()).collect();
        let keep = |count: usize, meaning: &dyn Fn(usize) -> Meaning| {
            (0..count).map(|at| belongs(line_of(meaning(at)))).collect::<Vec<bool>>()
        };
        let causes = keep(incident.root_causes.len(), &|at| Meaning::Cause(CauseIx::of(at)));
        let actions = keep(incident.corrective_actions.len(), &|at| Meaning::Action(ActionIx::of(at)));
        let lessons = keep(incident.lessons.len(), &|at| Meaning::Lesson(u32::try_from(at).unwrap_or(u32::MAX)));
        retain(&mut incident.root_causes, &causes);
        retain(&mut incident.corrective_actions, &actions);
        retain(&mut incident.lessons, &lessons);
        incident.milestones = StatedMilestones::default();
        incident.stated = None;
        course::mark(&mut incident);
        split.push(DocumentIncident { incident, problems: Vec::new(), reading: whole.reading.clone() });
    }
    // What could not be placed is said once.
    if let Some(first) = split.first_mut() {
        first.problems.clone_from(&whole.problems);
    }
    Some(split)
}

fn retain<T>(list: &mut Vec<T>, keep: &[bool]) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        keep.get(at - 1).copied().unwrap_or(true)
    });
}

/// An incident of a document that tells several.
struct Group {
    title: String,
    /// Its lines, the last not included.
    first: u32,
    last: u32,
    events: Vec<EventIx>,
}

fn title_of_name(name: &str) -> Box<str> {
    let file = name.split(['?', '#']).next().unwrap_or(name).rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.replace(['-', '_'], " ").trim().into()
}

fn read_parts(text: &str, name: &str, said: &Said, zones: &dyn ZoneSource) -> (DocumentIncident, Vec<Group>) {
    let (blocks, form) = match said.form.unwrap_or_else(|| form_of(text, name)) {
        Form::Html => (html::blocks(text), "HTML"),
        Form::Wikitext => (wikitext::blocks(text), "wiki text"),
        Form::DokuWiki => (dokuwiki::blocks(text), "DokuWiki text"),
        Form::Rst => (rst::blocks(text), "reStructuredText"),
        Form::AsciiDoc => (asciidoc::blocks(text), "AsciiDoc"),
        Form::Jira => (jira::blocks(text), "Jira wiki markup"),
        Form::Org => (lines::blocks(text, lines::Syntax::Org), "Org"),
        Form::Plain => (lines::blocks(text, lines::Syntax::Plain), "plain text"),
        Form::Markdown => (lines::blocks(text, lines::Syntax::Markdown), "Markdown"),
    };
    let end = (0..=text.len().min(HEAD)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let hints = Hints::new(text.get(..end).unwrap_or(""), said.zone.clone());
    let given = Given { zone: said.zone.clone(), day: said.day };
    let parts = sections::outline(blocks, &hints);
    let steps = entries::steps(&parts, &hints);
    let mut basis = basis::basis(&parts, &steps, name, &given, &hints);
    basis.day_first = basis.day_first.or(said.day_first);
    if basis.zone.is_none()
        && let Some(offset) = placing::offset_by_links(&steps)
    {
        // A zone that was given stands, where it has that offset on the day: it knows the clock changes, too.
        let midnight = basis
            .day
            .and_then(|(year, month, day)| placing::day_number(year, month, day))
            .map(|day| Instant::from_ms(day * 86_400_000));
        let given_has = |midnight: Instant| {
            let (given, found) = (zones.zone(said.zone.as_deref()?)?, zones.zone(&offset.0)?);
            Some(given.offset(midnight) == found.offset(midnight))
        };
        if midnight.and_then(given_has) != Some(true) {
            basis.zone = Some(offset);
        }
    }
    let days = assemble::days(&steps, &parts);
    let mut headings = Vec::new();
    let placed = placing::place(steps, &parts, &basis, &given, zones, &mut headings);
    let mut groups: Vec<Group> = headings
        .iter()
        .filter_map(|heading| {
            let part = parts.get(*heading)?;
            let level =
                |part: &sections::Part| if let block::Kind::Heading(level) = part.block.kind { level } else { 9 };
            // It ends with the next heading of its level.
            let last = parts
                .iter()
                .skip(heading + 1)
                .find(|next| level(next) <= level(part))
                .map_or(u32::MAX, |next| next.block.line());
            Some(Group { title: part.plain.clone(), first: part.block.line(), last, events: Vec::new() })
        })
        .collect();
    for (at, placed) in placed.iter().enumerate() {
        if let Some(group) = groups.get_mut(placed.group)
            && placed.entry.line >= group.first
        {
            group.events.push(EventIx::of(at));
        }
    }
    let items = items::items(&parts, &basis, &hints);
    let found = Found { parts: &parts, placed, items, basis: &basis, given: &given, hints: &hints, form, zones };
    let assembled = assemble::assemble(found, &days);
    let mut reading = assembled.reading;
    reading.incidents = groups.iter().filter(|group| !group.events.is_empty()).count().max(1);
    (DocumentIncident { incident: assembled.incident, problems: assembled.problems, reading }, groups)
}

//! Many incidents in one file: what lists and statistics need of each, from an index, a list of whole incidents, or lines
//! of JSON. A broken entry is a problem; the others are there.

mod entry;
mod gather;
mod index;
mod join;
mod lines;
mod problem_text;
#[cfg(test)]
mod tests;

pub(crate) use entry::{entry_json, own_entry};
pub use gather::{Gatherer, ListFile};
pub use index::{Index, List};
pub use lines::{LineReader, Lines};

use serde::{Deserialize, Serialize};

use super::{Conversion, Origin, ReadError, ReadOptions, Reading, read_document};
use crate::incident::{Case, Incident, Problem, When};
use crate::time::{Instant, ZoneSource};

/// Many incidents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    /// What they have in common; empty when the file does not say.
    pub title: Box<str>,
    /// The incidents, in the order of the file, or of the files.
    pub entries: Vec<Entry>,
    /// Further files of this catalog, relative to it, which are catalogs themselves and not read yet.
    pub parts: Vec<Box<str>>,
    /// What could not be read as meant; the first [`MOST_PROBLEMS`].
    pub problems: Vec<CatalogProblem>,
    /// How many problems there are besides.
    pub unlisted: u32,
    /// What became of the fields of foreign formats, to be shown to the reader: one for each foreign format met.
    pub conversions: Vec<Conversion>,
}

/// How many problems of a catalog are listed; the others are counted.
pub const MOST_PROBLEMS: usize = 1000;

/// One incident of a catalog.
///
/// `Case::join(entry.incident)` and `metrics::durations` give the figures that the whole incident gives: an index
/// states the milestones that events name, and keeps impacts, causes, actions and the links between them. What it
/// leaves out is prose and events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its own file, relative to that of the catalog. `None`: there is none, and the entry is all there is.
    pub src: Option<Box<str>>,
    /// What is known of it. Of a summary: `id`, `title`, `severity`, `status`, `time_zone`, `services`, `impacts`,
    /// `milestones`, `root_causes`, `corrective_actions`, `links`, `tags` and `metrics`, without their prose.
    pub incident: Incident,
    /// How much there is of what a summary may leave out.
    pub counts: Counts,
    /// The first moment of the record, where no milestone or impact says when it was: that of its first event.
    pub first: Option<When>,
    /// `true` when `incident` is all that its file says, so that nothing need be fetched to open it.
    pub whole: bool,
    /// How it relates to other records; `None` for one of a Faultline file.
    pub origin: Option<Origin>,
}

/// How much there is in an incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Events.
    pub events: u32,
    /// Causes.
    pub causes: u32,
    /// Actions.
    pub actions: u32,
}

/// Something in a catalog that could not be read as meant. `Display` says where, what, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogProblem {
    /// The name or address of the file.
    pub file: Box<str>,
    /// Where in [`Catalog::entries`] the incident is; `None` when it is not there, or the problem is of the file.
    pub entry: Option<u32>,
    /// The list it stands in, of a file with several: `log_entries`. Empty where there is one list only.
    pub list: Box<str>,
    /// Which item of the file's list it is, from 0; `None` for the file itself.
    pub item: Option<u32>,
    /// The line on which the item begins, from 1; 0 where lines say nothing.
    pub line: u32,
    /// What is wrong.
    pub kind: CatalogProblemKind,
}

/// What is wrong with an entry or a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CatalogProblemKind {
    /// A part of it.
    Part(Problem),
    /// It could not be read at all, from there on.
    Unread(ReadError),
    /// Nothing in it has a date.
    Undated,
    /// Past this many incidents nothing is read.
    TooMany(usize),
    /// It could not be had; why not, in a few words.
    Missing(Box<str>),
}

impl Entry {
    /// A whole incident as an entry.
    #[must_use]
    pub fn whole(incident: Incident) -> Self {
        let counts = Self::counted(&incident);
        let first = incident.timeline.iter().filter_map(|event| event.at).min_by_key(|when| when.at);
        Self { src: None, incident, counts, first, whole: true, origin: None }
    }

    /// Counts what is known of it: what there is is not less.
    pub(super) fn count(&mut self) {
        let Counts { events, causes, actions } = Self::counted(&self.incident);
        let counts = &mut self.counts;
        for (count, known) in
            [(&mut counts.events, events), (&mut counts.causes, causes), (&mut counts.actions, actions)]
        {
            *count = known.max(*count);
        }
    }

    /// How much there is in what is known.
    pub(super) fn counted(incident: &Incident) -> Counts {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        Counts {
            events: count(incident.timeline.len()),
            causes: count(incident.root_causes.len()),
            actions: count(incident.corrective_actions.len()),
        }
    }

    /// The entry joined up, as one incident is. A copy: an entry stays as it was read.
    #[must_use]
    pub fn case(&self) -> Case {
        Case::join(self.incident.clone()).0
    }

    /// When it was, for lists: the stated start, else the first moment known of impacts, milestones and events.
    #[must_use]
    pub fn began(&self) -> Option<Instant> {
        let milestones = &self.incident.milestones;
        let impacts = self.incident.impacts.iter().filter_map(|impact| impact.start);
        let stated = [milestones.detected, milestones.acknowledged, milestones.mitigated, milestones.resolved];
        let known = stated.into_iter().flatten().chain(impacts).chain(self.first);
        milestones.started.map(|when| when.at).or_else(|| known.map(|when| when.at).min())
    }
}

impl Catalog {
    /// Adds an incident that was read from a file of its own.
    pub fn add_incident(&mut self, file: &str, reading: Reading) {
        let at = u32::try_from(self.entries.len()).ok();
        for problem in reading.problems {
            if !problem.is_note() {
                self.report(CatalogProblem {
                    file: file.into(),
                    entry: at,
                    list: Box::default(),
                    item: None,
                    line: 0,
                    kind: CatalogProblemKind::Part(problem),
                });
            }
        }
        self.entries.push(Entry { origin: reading.origin, ..Entry::whole(reading.incident) });
        for conversion in reading.conversions {
            self.add_conversion(conversion);
        }
    }

    /// Adds something that is wrong in an entry, found after it was read. Its place is its own file, else its title.
    pub fn add_problem(&mut self, entry: u32, problem: Problem) {
        let Some(found) = self.entries.get(entry as usize) else { return };
        self.report(CatalogProblem {
            file: found.src.clone().unwrap_or_else(|| crate::text::display_title(&found.incident.title).into()),
            entry: Some(entry),
            list: Box::default(),
            item: None,
            line: 0,
            kind: CatalogProblemKind::Part(problem),
        });
    }

    /// Adds a file that could not be read.
    pub fn add_failure(&mut self, file: &str, error: ReadError) {
        self.report(CatalogProblem {
            file: file.into(),
            entry: None,
            list: Box::default(),
            item: None,
            line: 0,
            kind: CatalogProblemKind::Unread(error),
        });
    }

    /// Adds a file that could not be had.
    pub fn add_missing(&mut self, file: &str, why: &str) {
        self.report(CatalogProblem {
            file: file.into(),
            entry: None,
            list: Box::default(),
            item: None,
            line: 0,
            kind: CatalogProblemKind::Missing(why.into()),
        });
    }

    /// Adds everything of another catalog: one of several files, or a part that was fetched.
    pub fn add(&mut self, other: Self) {
        let before = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        if self.title.is_empty() {
            self.title = other.title;
        }
        if self.entries.is_empty() {
            self.entries = other.entries;
        } else {
            self.entries.extend(other.entries);
        }
        self.parts.extend(other.parts);
        for mut problem in other.problems {
            problem.entry = problem.entry.map(|entry| entry.saturating_add(before));
            self.report(problem);
        }
        self.unlisted = self.unlisted.saturating_add(other.unlisted);
        for conversion in other.conversions {
            self.add_conversion(conversion);
        }
    }

    /// Adds what became of the fields of a file.
    fn add_conversion(&mut self, conversion: Conversion) {
        match self.conversions.iter_mut().find(|known| known.reader == conversion.reader) {
            Some(known) => known.add(&conversion),
            None => self.conversions.push(conversion),
        }
    }

    fn report(&mut self, problem: CatalogProblem) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.unlisted = self.unlisted.saturating_add(1);
        }
    }
}

/// Reads a file at once as [`read_document`] does without options, as a catalog even of one incident.
///
/// # Errors
/// [`ReadError`] when there are no incidents to be read in it at all.
pub fn read_catalog(bytes: &[u8], name: &str, zones: &dyn ZoneSource) -> Result<Catalog, ReadError> {
    read_document(bytes, name, ReadOptions::NONE, zones).map(|document| document.into_catalog(name))
}

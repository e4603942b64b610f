//! Which incidents are looked at: by text, severity, service, status, tag, level, cause, period, hour of the week and length.
//! Must never hide one without counting it.

use super::{Table, Terms};
use crate::formats::Entry;
use crate::incident::{CauseRole, ImpactLevel, Status};
use crate::metrics::{Exclusions, Observation, RecordKind};
use crate::text;
use crate::time::Span;

/// What the reader asks for. Each list lets through what is in it; an empty one lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words that all have to stand in the id, title, summary, services, tags or severity, in any case.
    pub text: Box<str>,
    /// Severities, in the organisation's words.
    pub severities: Vec<Box<str>>,
    /// Services, by name.
    pub services: Vec<Box<str>>,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Tags.
    pub tags: Vec<Box<str>>,
    /// Worst levels.
    pub levels: Vec<ImpactLevel>,
    /// Roles that one of the causes played.
    pub roles: Vec<CauseRole>,
    /// Those that began in it.
    pub period: Option<Span>,
    /// Those whose length begins in this hour of the week, on the clock of the zone: the weekday, Monday 0, × 24 + the hour.
    pub week_hour: Option<u8>,
    /// Those that ended and took this long, in milliseconds, both ends included: what a brush on the distribution says.
    pub lengths_ms: Option<(f64, f64)>,
    /// Drills, tests and maintenance count as incidents do.
    pub all_kinds: bool,
}

/// What a filter lets through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen {
    /// The rows, in the order of the catalog: what the list shows. Drills, tests and maintenance are among them.
    pub rows: Vec<u32>,
    /// Those of them that are in figures, whether or not they have a length.
    pub counted: Vec<u32>,
    /// Those that all of the filter but its period lets through, and that are in figures: their downtime may reach into
    /// the period.
    pub reaching: Vec<u32>,
    /// A length for each of `counted` that has one, with its row.
    pub observed: Vec<(u32, Observation)>,
    /// What is in no figure, of what the list shows.
    pub left_out: Exclusions,
    /// How many are not shown.
    pub hidden: usize,
}

impl Chosen {
    /// The lengths alone.
    #[must_use]
    pub fn observations(&self) -> Vec<Observation> {
        self.observed.iter().map(|(_, observation)| *observation).collect()
    }
}

/// Chooses. `entries` may be empty where no text and no tag is asked for. Of the terms, the period is that of the downtime;
/// which incidents are chosen is for the filter to say.
#[must_use]
pub fn choose(table: &Table, entries: &[Entry], filter: &Filter, terms: &Terms<'_>) -> Chosen {
    let needle = text::fold_case(&filter.text);
    let words: Vec<&str> = needle.split_whitespace().collect();
    let numbers = |names: &super::Names, asked: &[Box<str>]| -> Vec<u32> {
        asked.iter().map(|word| names.find(word).unwrap_or(u32::MAX)).collect()
    };
    let severities = numbers(&table.severities, &filter.severities);
    let services = numbers(&table.services, &filter.services);
    let mut chosen = Chosen::default();
    for (number, row) in (0..).zip(&table.rows) {
        let passes = (severities.is_empty() || row.severity.is_some_and(|number| severities.contains(&number)))
            && (services.is_empty() || row.services.iter().any(|number| services.contains(number)))
            && (filter.statuses.is_empty() || row.status.is_some_and(|status| filter.statuses.contains(&status)))
            && (filter.levels.is_empty() || row.worst.is_some_and(|level| filter.levels.contains(&level)))
            && (filter.roles.is_empty() || filter.roles.iter().any(|role| row.roles & (1 << *role as u8) != 0))
            && (filter.tags.is_empty() && words.is_empty()
                || entries.get(row.entry as usize).is_some_and(|entry| {
                    let tags = &entry.incident.tags;
                    (filter.tags.is_empty() || tags.iter().any(|tag| filter.tags.iter().any(|asked| **asked == **tag)))
                        && (words.is_empty() || says(entry, &words))
                }));
        let observed = row.observe(terms.anchors, terms.now);
        let long_enough = filter.lengths_ms.is_none_or(|(from, to)| {
            #[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
            let fits = |observation: &Observation| (from..=to).contains(&(observation.length.ms() as f64));
            observed.as_ref().is_ok_and(|observation| !observation.open && fits(observation))
        });
        let in_hour = filter.week_hour.is_none_or(|hour| {
            observed.as_ref().is_ok_and(|observation| {
                let start = observation.span.start();
                let civil = start.civil(terms.zone.offset(start));
                civil.weekday() * 24 + civil.hour == u32::from(hour)
            })
        });
        if !passes || !long_enough || !in_hour {
            chosen.hidden += 1;
            continue;
        }
        let counts = filter.all_kinds || row.kind == RecordKind::Incident;
        if counts {
            chosen.reaching.push(number);
        }
        if filter.period.is_some_and(|period| !row.began.is_some_and(|began| period.contains(began))) {
            chosen.hidden += 1;
            continue;
        }
        chosen.rows.push(number);
        if counts {
            chosen.counted.push(number);
            if let Some(observation) = chosen.left_out.or_count(observed) {
                chosen.observed.push((number, observation));
            }
        } else {
            chosen.left_out.by_kind(row.kind);
        }
    }
    chosen
}

/// `true` when every word, in small letters, stands somewhere in what the entry says.
fn says(entry: &Entry, words: &[&str]) -> bool {
    let incident = &entry.incident;
    let mut said = String::new();
    let services = incident.services.iter().map(|service| &*service.name);
    let tags = incident.tags.iter().map(|tag| &**tag);
    let severity = incident.severity.iter().map(|severity| &*severity.word);
    let own = [&*incident.id, &*incident.title, incident.summary.as_deref().unwrap_or("")];
    for text in own.into_iter().chain(services).chain(tags).chain(severity) {
        said.push_str(text);
        said.push('\n');
    }
    let said = text::fold_case(&said);
    words.iter().all(|word| said.contains(word))
}

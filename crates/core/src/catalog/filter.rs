//! Filters over many incidents. What they hide is counted.

use super::{Table, Terms};
use crate::formats::Entry;
use crate::incident::{CauseRole, ImpactLevel, Status};
use crate::metrics::{Exclusions, Observation, RecordKind};
use crate::text::fold_case;
use crate::time::{Instant, Span};

/// What incidents have to match. Each list matches any of its values; an empty one matches everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words, all of which must occur in the id, title, summary, services, tags or severity, in any case.
    pub text: Box<str>,
    /// Severities, by the organisation's own word.
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
    /// Those that began in this hour of the week, on the clock of the zone: the weekday, Monday 0, × 24 + the hour.
    pub week_hour: Option<u8>,
    /// Those that ended and took this long, in milliseconds, both ends included: the range of a brush on the distribution.
    pub lengths_ms: Option<(f64, f64)>,
    /// Drills, tests and maintenance count as incidents do.
    pub all_kinds: bool,
}

/// The incidents that match a filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilterResult {
    /// The rows, in the order of the catalog, for the list: drills, tests and maintenance included.
    pub rows: Vec<u32>,
    /// Those of them that count in figures, with or without a length.
    pub counted: Vec<u32>,
    /// Those that count in figures and match all of the filter but its period: their downtime may reach into the period.
    pub reaching: Vec<u32>,
    /// A length for each of `counted` that has one, with its row.
    pub observed: Vec<(u32, Observation)>,
    /// Which of the rows are in no figure.
    pub left_out: Exclusions,
    /// How many do not match.
    pub hidden: usize,
}

impl FilterResult {
    /// The lengths alone.
    #[must_use]
    pub fn observations(&self) -> Vec<Observation> {
        self.observed.iter().map(|(_, observation)| *observation).collect()
    }

    /// When each of those that count began, where that is known, and its length, where it has one.
    #[must_use]
    pub fn incidents(&self, table: &Table) -> Vec<(Instant, Option<Observation>)> {
        let mut observed = self.observed.iter().peekable();
        let incident = |number: &u32| {
            let observation = observed.next_if(|(row, _)| row == number).map(|(_, observation)| *observation);
            Some((table.rows.get(*number as usize)?.began?, observation))
        };
        self.counted.iter().filter_map(incident).collect()
    }

    /// When those that count began, where that is known.
    #[must_use]
    pub fn began(&self, table: &Table) -> Vec<Instant> {
        self.counted.iter().filter_map(|number| table.rows.get(*number as usize)?.began).collect()
    }
}

/// Applies a filter. `entries` may be empty if it has no text and no tags. The period of `terms` is that of the downtime and
/// selects no incidents: that of the filter does.
#[must_use]
pub fn apply_filter(table: &Table, entries: &[Entry], filter: &Filter, terms: &Terms<'_>) -> FilterResult {
    let needle = fold_case(&filter.text);
    let words: Vec<&str> = needle.split_whitespace().collect();
    let numbers = |names: &super::Names, asked: &[Box<str>]| -> Vec<u32> {
        asked.iter().map(|word| names.find(word).unwrap_or(u32::MAX)).collect()
    };
    let severities = numbers(&table.severities, &filter.severities);
    let services = numbers(&table.services, &filter.services);
    let mut chosen = FilterResult::default();
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
                        && (words.is_empty() || contains_words(entry, &words))
                }));
        let observed = row.observe(terms.anchors, terms.now);
        let long_enough = filter.lengths_ms.is_none_or(|(from, to)| {
            #[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
            let fits = |observation: &Observation| (from..=to).contains(&(observation.length.ms() as f64));
            observed.as_ref().is_ok_and(|observation| !observation.open && fits(observation))
        });
        let in_hour = filter.week_hour.is_none_or(|hour| {
            row.began.is_some_and(|began| {
                let civil = began.civil(terms.zone.offset(began));
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

/// `true` when every word, folded, occurs in the text of the entry.
fn contains_words(entry: &Entry, words: &[&str]) -> bool {
    let incident = &entry.incident;
    let mut text = String::new();
    let services = incident.services.iter().map(|service| &*service.name);
    let tags = incident.tags.iter().map(|tag| &**tag);
    let severity = incident.severity.iter().map(|severity| &*severity.word);
    let own = [&*incident.id, &*incident.title, incident.summary.as_deref().unwrap_or("")];
    for part in own.into_iter().chain(services).chain(tags).chain(severity) {
        text.push_str(part);
        text.push('\n');
    }
    let text = fold_case(&text);
    words.iter().all(|word| text.contains(word))
}

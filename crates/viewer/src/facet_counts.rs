//! What many incidents can be filtered by: each value with how many have it. Must never offer what none of them has.

use super::{CollectionFacet, CollectionOptions, Overview};
use faultline_core::catalog::{Filter, Names, Table};
use faultline_core::formats::Entry;
use faultline_core::incident::{CauseRole, ImpactLevel, Status};
use faultline_core::metrics::RecordKind;
use faultline_core::text;
use std::cmp::Reverse;

/// What values are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Severities, worst first.
    Severity,
    /// Services, those with most incidents first.
    Service,
    /// Statuses.
    Status,
    /// Worst levels.
    Level,
    /// Roles of causes.
    Role,
    /// Tags, the most frequent first.
    Tag,
}

impl Field {
    /// Every one, in the order of the menus.
    pub const ALL: [Self; 6] = [Self::Severity, Self::Service, Self::Status, Self::Level, Self::Role, Self::Tag];

    /// One, and all of them: `severity`, `All severities`.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Severity => ("Severity", "All severities"),
            Self::Service => ("Service", "All services"),
            Self::Status => ("Status", "Any status"),
            Self::Level => ("Worst level", "Any level"),
            Self::Role => ("Cause", "Any cause"),
            Self::Tag => ("Tag", "Any tag"),
        }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its name for people.
    pub name: Box<str>,
    /// What the page is filtered by when it is chosen.
    pub facet: CollectionFacet,
    /// What the page asks for with it: see [`request`](super::request).
    pub word: Box<str>,
    /// How many incidents have it, whatever is filtered.
    pub count: usize,
}

/// The values of many incidents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    fields: [Vec<Value>; 6],
    /// How many records are drills, tests or maintenance.
    pub others: usize,
}

impl FacetCounts {
    /// Counts them.
    #[must_use]
    pub fn of(table: &Table, entries: &[Entry]) -> Self {
        let [mut severities, mut services, mut statuses, mut levels, mut roles, mut tagged]: [Vec<usize>; 6] =
            Default::default();
        let mut tags = Names::default();
        let mut others = 0;
        for (row, entry) in table.rows.iter().zip(entries) {
            others += usize::from(row.kind != RecordKind::Incident);
            count(&mut severities, row.severity.map(|number| number as usize));
            row.services.iter().for_each(|number| count(&mut services, Some(*number as usize)));
            count(&mut statuses, row.status.map(|status| status as usize));
            count(&mut levels, row.worst.map(|level| level as usize));
            for role in (0..CauseRole::ALL.len()).filter(|role| row.roles & (1 << role) != 0) {
                count(&mut roles, Some(role));
            }
            for tag in &entry.incident.tags {
                count(&mut tagged, Some(tags.number(tag) as usize));
            }
        }
        let rank = |at: usize| table.ranks.get(at).copied().flatten().map_or(9, i64::from);
        let most = |offer: &(usize, Value)| Reverse(offer.1.count);
        let mut severities = numbered(&severities, "severity", &|at| {
            let word = table.severities.words().get(at)?;
            Some((&**word, CollectionFacet::Severity(word.clone())))
        });
        severities.sort_by_key(|(at, _)| rank(*at));
        let mut services = numbered(&services, "service", &|at| {
            let word = table.services.words().get(at)?;
            Some((&**word, CollectionFacet::Service(word.clone())))
        });
        services.sort_by_key(most);
        let statuses = numbered(&statuses, "status", &|at| {
            Status::ALL.get(at).map(|status| (text::status_name(*status), CollectionFacet::Status(*status)))
        });
        let levels = numbered(&levels, "level", &|at| {
            ImpactLevel::ALL.get(at).map(|level| (text::level_name(*level), CollectionFacet::Level(*level)))
        });
        let roles = numbered(&roles, "role", &|at| {
            CauseRole::ALL.get(at).map(|role| (text::role_name(Some(*role)), CollectionFacet::Role(*role)))
        });
        let mut tagged = numbered(&tagged, "tag", &|at| {
            let word = tags.words().get(at)?;
            Some((&**word, CollectionFacet::Tag(word.clone())))
        });
        tagged.sort_by_key(most);
        for (_, offer) in &mut tagged {
            // A tag is known by itself: it has no number anywhere else.
            offer.word = format!("tag {}", offer.name).into();
        }
        let plain = |offers: Vec<(usize, Value)>| offers.into_iter().map(|(_, offer)| offer).collect();
        Self { fields: [severities, services, statuses, levels, roles, tagged].map(plain), others }
    }

    /// The values of a field.
    #[must_use]
    pub fn offers(&self, field: Field) -> &[Value] {
        self.fields.get(field as usize).map_or(&[], Vec::as_slice)
    }
}

fn count(counts: &mut Vec<usize>, at: Option<usize>) {
    let Some(at) = at else { return };
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

fn numbered<'a>(
    counts: &[usize],
    word: &str,
    named: &dyn Fn(usize) -> Option<(&'a str, CollectionFacet)>,
) -> Vec<(usize, Value)> {
    let counted = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let offer = |(at, count): (usize, &usize)| {
        let (name, facet) = named(at)?;
        Some((at, Value { name: name.into(), facet, word: format!("{word} {at}").into(), count: *count }))
    };
    counted.filter_map(offer).collect()
}

impl CollectionOptions {
    /// How many values of a field are chosen, and the names of those as far as a button has room for them; empty for none.
    #[must_use]
    pub fn chosen(&self, field: Field) -> Vec<String> {
        let texts = |list: &[Box<str>]| list.iter().map(ToString::to_string).collect();
        let Filter { severities, services, statuses, levels, roles, tags, .. } = &self.filter;
        match field {
            Field::Severity => texts(severities),
            Field::Service => texts(services),
            Field::Tag => texts(tags),
            Field::Status => statuses.iter().map(|status| text::status_name(*status).to_owned()).collect(),
            Field::Role => roles.iter().map(|role| text::role_name(Some(*role)).to_owned()).collect(),
            Field::Level => levels.iter().map(|level| text::level_name(*level).to_owned()).collect(),
        }
    }
}

impl Overview {
    /// The period in words: a year by its number, `Jan 2022 – Dec 2023` without a choice.
    #[must_use]
    pub fn period_in_words(&self) -> String {
        let zone = self.zone.as_ref();
        let last =
            |end: faultline_core::time::Instant| faultline_core::time::Instant::from_ms(end.ms().saturating_sub(1));
        match (self.view.filter.period, self.base.window) {
            (Some(period), _) => match self.years().into_iter().find(|(_, span)| *span == period) {
                Some((year, _)) => year.to_string(),
                None if period.start() == faultline_core::time::Instant::FIRST => {
                    format!("until {}", text::date(last(period.end()), zone))
                }
                None => format!("{} – {}", text::date(period.start(), zone), text::date(last(period.end()), zone)),
            },
            (None, Some(window)) => {
                let month =
                    |at| text::date(at, zone).split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned());
                let (from, to) = (month(window.start()), month(last(window.end())));
                if from == to { from } else { format!("{from} – {to}") }
            }
            (None, None) => "No dates".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::time::{Instant, NativeZones};

    #[test]
    fn every_value_is_offered_with_its_count() {
        let text = r#"[
            {"title":"a","severity":"SEV3","services":["A","B"],"tags":["x"],"status":"resolved","impacts":[{"start":"2026-01-01T00:00Z","end":"2026-01-01T01:00Z","level":"full"}]},
            {"title":"b","severity":"SEV1","services":["B"],"tags":["x","drill"],"status":"resolved","root_causes":[{"title":"r","role":"root"}],"milestones":{"started":"2026-01-02T00:00Z"}},
            {"title":"c","severity":"SEV3","milestones":{"started":"2026-01-03T00:00Z"}}]"#;
        let catalog = faultline_core::formats::read_catalog(text.as_bytes().to_vec(), "a.json", &NativeZones).unwrap();
        let table = Table::of(&catalog.entries, Instant::from_ms(1_800_000_000_000));
        let offers = FacetCounts::of(&table, &catalog.entries);
        let said = |field: Field| {
            let offers = offers.offers(field).iter();
            offers.map(|offer| format!("{}={}:{}", offer.name, offer.count, offer.word)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(said(Field::Severity), "SEV1=1:severity 1 SEV3=2:severity 0");
        assert_eq!(said(Field::Service), "B=2:service 1 A=1:service 0");
        assert!(said(Field::Status).contains("=2:status "));
        assert!(said(Field::Level).contains("=1:level "));
        assert_eq!(said(Field::Role), "Root=1:role 1");
        assert_eq!(said(Field::Tag), "x=2:tag x drill=1:tag drill");
        assert_eq!(offers.others, 1);
        assert_eq!(FacetCounts::default().offers(Field::Tag), []);
    }
}

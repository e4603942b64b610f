//! What many incidents can be filtered by: each value that some of them have, with how many have it.

use super::{CollectionFacet, Field};
use faultline_core::catalog::{Names, Table};
use faultline_core::formats::Entry;
use faultline_core::incident::{CauseRole, ImpactLevel, Status};
use faultline_core::metrics::RecordKind;
use faultline_core::text;
use std::cmp::Reverse;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Its name for people.
    pub name: Box<str>,
    /// What the page is filtered by when it is chosen.
    pub facet: CollectionFacet,
    /// How many incidents have it, whatever is filtered.
    pub count: usize,
    /// How many drills, tests and maintenance windows have it.
    pub others: usize,
}

impl Value {
    /// How many have it of those that count: the same as in the figures. What only drills, tests and maintenance have is
    /// counted all the same.
    #[must_use]
    pub const fn counted(&self, all_kinds: bool) -> usize {
        if all_kinds || self.count == 0 { self.count + self.others } else { self.count }
    }
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
        let [mut severities, mut services, mut statuses, mut levels, mut roles, mut tagged]: [Vec<Counts>; 6] =
            Default::default();
        let mut tags = Names::default();
        let mut others = 0;
        for (row, entry) in table.rows.iter().zip(entries) {
            let is_other = row.kind != RecordKind::Incident;
            others += usize::from(is_other);
            let count = |counts: &mut Vec<Counts>, at| count(counts, at, is_other);
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
        let most = |value: &(usize, Value)| Reverse(value.1.count);
        let mut severities = numbered(&severities, &|at| {
            let word = table.severities.words().get(at)?;
            Some((&**word, CollectionFacet::Severity(word.clone())))
        });
        severities.sort_by_key(|(at, _)| rank(*at));
        let mut services = numbered(&services, &|at| {
            let word = table.services.words().get(at)?;
            Some((&**word, CollectionFacet::Service(word.clone())))
        });
        services.sort_by_key(most);
        let statuses = numbered(&statuses, &|at| {
            Status::ALL.get(at).map(|status| (text::status_name(*status), CollectionFacet::Status(*status)))
        });
        let levels = numbered(&levels, &|at| {
            ImpactLevel::ALL.get(at).map(|level| (text::level_name(*level), CollectionFacet::Level(*level)))
        });
        let roles = numbered(&roles, &|at| {
            CauseRole::ALL.get(at).map(|role| (text::role_name(Some(*role)), CollectionFacet::Role(*role)))
        });
        let mut tagged = numbered(&tagged, &|at| {
            let word = tags.words().get(at)?;
            Some((&**word, CollectionFacet::Tag(word.clone())))
        });
        tagged.sort_by_key(most);
        let plain = |values: Vec<(usize, Value)>| values.into_iter().map(|(_, value)| value).collect();
        Self { fields: [severities, services, statuses, levels, roles, tagged].map(plain), others }
    }

    /// The values of a field.
    #[must_use]
    pub fn values(&self, field: Field) -> &[Value] {
        self.fields.get(field as usize).map_or(&[], Vec::as_slice)
    }
}

/// How many incidents, and how many drills, tests and maintenance windows.
type Counts = (usize, usize);

fn count(counts: &mut Vec<Counts>, at: Option<usize>, is_other: bool) {
    let Some(at) = at else { return };
    if counts.len() <= at {
        counts.resize(at + 1, (0, 0));
    }
    if let Some((incidents, others)) = counts.get_mut(at) {
        *(if is_other { others } else { incidents }) += 1;
    }
}

fn numbered<'a>(counts: &[Counts], named: &dyn Fn(usize) -> Option<(&'a str, CollectionFacet)>) -> Vec<(usize, Value)> {
    let counted = counts.iter().enumerate().filter(|(_, count)| **count != (0, 0));
    let value = |(at, &(count, others)): (usize, &Counts)| {
        let (name, facet) = named(at)?;
        Some((at, Value { name: name.into(), facet, count, others }))
    };
    counted.filter_map(value).collect()
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
        let catalog = faultline_core::formats::read_catalog(text.as_bytes(), "a.json", &NativeZones).unwrap();
        let table = Table::of(&catalog.entries, Instant::from_ms(1_800_000_000_000));
        let counts = FacetCounts::of(&table, &catalog.entries);
        let listed_of = |field: Field, all_kinds: bool| {
            let values = counts.values(field).iter();
            values
                .map(|value| format!("{}={}:{:?}", value.name, value.counted(all_kinds), value.facet))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let listed = |field: Field| listed_of(field, true);
        assert_eq!(listed(Field::Severity), r#"SEV1=1:Severity("SEV1") SEV3=2:Severity("SEV3")"#);
        assert_eq!(listed(Field::Service), r#"A=1:Service("A") B=2:Service("B")"#);
        assert!(listed(Field::Status).contains("=2:Status(Resolved)"));
        assert!(listed(Field::Level).contains("=1:Level(Full)"));
        assert_eq!(listed(Field::Role), "Root=1:Role(Root)");
        assert_eq!(listed(Field::Tag), r#"x=2:Tag("x") drill=1:Tag("drill")"#);
        assert_eq!(counts.others, 1);
        assert_eq!(
            listed_of(Field::Service, false),
            r#"A=1:Service("A") B=1:Service("B")"#,
            "the drill is no incident"
        );
        assert_eq!(listed_of(Field::Tag, false), r#"x=1:Tag("x") drill=1:Tag("drill")"#);
        assert_eq!(FacetCounts::default().values(Field::Tag), []);
    }
}

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

fn count(counts: &mut Vec<usize>, at: Option<usize>) {
    let Some(at) = at else { return };
    if counts.len() <= at {
        counts.resize(at + 1, 0);
    }
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}

fn numbered<'a>(counts: &[usize], named: &dyn Fn(usize) -> Option<(&'a str, CollectionFacet)>) -> Vec<(usize, Value)> {
    let counted = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let value = |(at, count): (usize, &usize)| {
        let (name, facet) = named(at)?;
        Some((at, Value { name: name.into(), facet, count: *count }))
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
        let listed = |field: Field| {
            let values = counts.values(field).iter();
            values
                .map(|value| format!("{}={}:{:?}", value.name, value.count, value.facet))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(listed(Field::Severity), r#"SEV1=1:Severity("SEV1") SEV3=2:Severity("SEV3")"#);
        assert_eq!(listed(Field::Service), r#"B=2:Service("B") A=1:Service("A")"#);
        assert!(listed(Field::Status).contains("=2:Status(Resolved)"));
        assert!(listed(Field::Level).contains("=1:Level(Full)"));
        assert_eq!(listed(Field::Role), "Root=1:Role(Root)");
        assert_eq!(listed(Field::Tag), r#"x=2:Tag("x") drill=1:Tag("drill")"#);
        assert_eq!(counts.others, 1);
        assert_eq!(FacetCounts::default().values(Field::Tag), []);
    }
}

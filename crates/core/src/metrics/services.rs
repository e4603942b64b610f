//! The impact on each service.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::durations::measured_impacts;
use super::intervals::{LevelSpan, by_level, time_at};
use crate::incident::{Case, ImpactLevel};
use crate::time::Instant;

/// What hit one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceImpact {
    /// What people call it.
    pub name: Box<str>,
    /// Its impact, worst level first where they overlap: disjoint, in order.
    pub levels: Vec<LevelSpan>,
}

/// The services that impacts name, the one that was hit worst first: longest out, then longest partly out, then longest
/// degraded, then by the alphabet. Impacts that name none hit the only service of an incident that has one.
#[must_use]
pub fn service_impacts(case: &Case, now: Instant) -> Vec<ServiceImpact> {
    let incident = &case.incident;
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut hits: Vec<(&str, Vec<_>)> = Vec::new();
    let names: HashMap<&str, &str> = incident.services.iter().rev().map(|one| (&*one.id, &*one.name)).collect();
    let only = if let [only] = incident.services.as_slice() { Some(&*only.id) } else { None };
    for (ix, hit) in measured_impacts(case, now).filter(|(_, hit)| hit.level != ImpactLevel::None) {
        let Some(impact) = incident.impacts.get(ix.at()) else { continue };
        let named = impact.services.iter().map(|id| &**id);
        for id in named.chain(only.filter(|_| impact.services.is_empty())) {
            let place = *places.entry(id).or_insert_with(|| {
                hits.push((names.get(id).copied().unwrap_or(id), Vec::new()));
                hits.len() - 1
            });
            if let Some((_, hits)) = hits.get_mut(place) {
                hits.push(hit);
            }
        }
    }
    let levels = |(name, hits): (&str, Vec<_>)| ServiceImpact { name: name.into(), levels: by_level(&hits) };
    let mut services: Vec<ServiceImpact> = hits.into_iter().map(levels).filter(|one| !one.levels.is_empty()).collect();
    services.sort_by_cached_key(|service| {
        let at = |level| Reverse(time_at(&service.levels, level));
        (at(ImpactLevel::Full), at(ImpactLevel::Partial), at(ImpactLevel::Degraded), service.name.to_lowercase())
    });
    services
}

#[cfg(test)]
mod tests {
    use super::super::example::{at, impact};
    use super::*;
    use crate::incident::{Impact, Incident, Service};
    use ImpactLevel::{Degraded, Full, Partial};

    fn on(services: &[&str], level: ImpactLevel, from: &str, to: &str) -> Impact {
        let start = format!("2023-03-01T{from}Z");
        let services = services.iter().map(|id| (*id).into()).collect();
        Impact { services, ..impact(level, &start, Some(&format!("2023-03-01T{to}Z"))) }
    }

    fn said(impacts: Vec<Impact>, services: &[(&str, &str)]) -> Vec<String> {
        let services = services.iter().map(|(id, name)| Service { id: (*id).into(), name: (*name).into() }).collect();
        let (case, _) = Case::join(Incident { services, impacts, ..Incident::default() });
        let one = |service: ServiceImpact| {
            let levels = service.levels.iter().map(|level| format!(" {} {}", level.level.word(), level.span.length()));
            service.name.to_string() + &levels.collect::<String>()
        };
        service_impacts(&case, at("2023-03-02T00:00Z")).into_iter().map(one).collect()
    }

    #[test]
    fn services_stand_in_the_order_of_their_downtime() {
        let impacts = vec![
            on(&["web", "api"], Degraded, "10:00", "14:00"),
            on(&["db"], Partial, "10:00", "11:00"),
            on(&["api"], Full, "10:30", "10:40"),
            on(&["x"], ImpactLevel::None, "10:00", "11:00"),
        ];
        assert_eq!(
            said(impacts, &[("api", "The API"), ("web", "Web"), ("x", "X")]),
            ["The API degraded 30 min full 10 min degraded 3 h 20 min", "db partial 1 h", "Web degraded 4 h"]
        );
    }

    #[test]
    fn the_only_service_is_hit_by_what_names_none() {
        let impacts = || vec![on(&[], Full, "10:00", "11:00")];
        assert_eq!(said(impacts(), &[("a", "A")]), ["A full 1 h"]);
        assert_eq!(said(impacts(), &[("a", "A"), ("b", "B")]), [""; 0]);
    }
}

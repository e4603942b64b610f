//! The values that events can be filtered by: each with its name and how many events have it.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::filter::{By, Facet};
use super::work::Work;
use faultline_core::incident::{Case, CauseIx};
use faultline_core::pace::{Pace, Stopped};
use faultline_core::text;

/// No more values of one sort are offered; the search finds the rest.
const MOST_VALUES: usize = 100;

/// Which sorts have more than one value in a case, in the order of [`By::ALL`]: others cannot narrow anything down.
#[must_use]
pub fn offered(case: &Case) -> [bool; 4] {
    let events = &case.incident.timeline;
    let mut services = events.iter().flat_map(|event| &event.services);
    let mut actors = events.iter().filter_map(|event| event.actor.as_ref());
    let first = services.next();
    let several_services = services.any(|other| Some(other) != first);
    let first = actors.next();
    let several_actors = actors.any(|other| Some(other) != first);
    let shown =
        (0..case.incident.root_causes.len()).filter(|ix| !case.links.events_of_cause(CauseIx::of(*ix)).is_empty());
    [case.kinds.len() > 1, several_services, several_actors, shown.count() > 1]
}

/// A value to filter by, with its name for people and how many events have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The value.
    pub facet: Facet,
    /// What people call it.
    pub name: String,
    /// How many events of the file have it.
    pub count: usize,
}

/// The values of one sort, the most frequent first (kinds in their own order), and how many more there are.
pub type Values = (By, Vec<FacetValue>, usize);

/// Values counted in order of their first event.
#[derive(Default)]
struct Counts {
    places: HashMap<Box<str>, usize>,
    counts: Vec<(Box<str>, usize)>,
}

impl Counts {
    fn add(&mut self, value: &str) {
        if let Some(at) = self.places.get(value).copied() {
            if let Some((_, count)) = self.counts.get_mut(at) {
                *count += 1;
            }
        } else {
            self.places.insert(value.into(), self.counts.len());
            self.counts.push((value.into(), 1));
        }
    }

    fn values(mut self, by: By, name: impl Fn(&str) -> String) -> Values {
        self.counts.sort_by_key(|(_, count)| Reverse(*count));
        let more = self.counts.len().saturating_sub(MOST_VALUES);
        let named = self.counts.into_iter().take(MOST_VALUES).map(|(value, count)| FacetValue {
            name: name(&value),
            facet: Facet { by, value },
            count,
        });
        (by, named.collect(), more)
    }
}

/// The values of each field, in the order of [`By::ALL`].
pub(super) async fn count_values(case: &Case, work: &Work<'_, impl Pace>) -> Result<Vec<Values>, Stopped> {
    let incident = &case.incident;
    let (mut services, mut actors) = (Counts::default(), Counts::default());
    for events in incident.timeline.chunks(work.step) {
        for event in events {
            event.services.iter().for_each(|service| services.add(service));
            event.actor.iter().for_each(|actor| actors.add(actor));
        }
        work.pause(events.len()).await?;
    }
    let service =
        |id: &str| incident.services.iter().find(|one| *one.id == *id).map_or(id, |service| &*service.name).to_owned();
    let offer =
        |by: By, value: &str, name: String, count| FacetValue { facet: Facet { by, value: value.into() }, name, count };
    let kinds = case.kinds.iter().zip(&case.counts);
    let kinds = kinds.map(|(kind, count)| offer(By::Kind, kind.word(), text::kind_name(*kind).to_owned(), *count));
    let causes = incident.root_causes.iter().enumerate().filter_map(|(ix, cause)| {
        let count = case.links.events_of_cause(CauseIx::of(ix)).len();
        (count > 0).then(|| offer(By::Cause, cause.id.as_str(), text::display_title(&cause.title), count))
    });
    let mut causes: Vec<FacetValue> = causes.collect();
    let more_causes = causes.len().saturating_sub(MOST_VALUES);
    causes.truncate(MOST_VALUES);
    Ok(vec![
        (By::Kind, kinds.collect(), 0),
        services.values(By::Service, service),
        actors.values(By::Actor, str::to_owned),
        (By::Cause, causes, more_causes),
    ])
}

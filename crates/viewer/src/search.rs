//! Searching, filtering and sorting the events of an incident: which events stay, the index and the order of those, the
//! values to filter by.

use std::sync::Arc;

use super::list::Sort;
use super::listing;
use super::matches::{Matches, sift};
use super::values::{Values, count_values};
use super::work::{STEP, Work};
use super::{Filter, Loaded};
use faultline_core::incident::{Case, EventIx};
use faultline_core::pace::{Pace, Stopped};
use faultline_core::timeline::{Index, Indexing};

/// What is asked of the events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// What is looked for.
    pub filter: Filter,
    /// How it is listed.
    pub sort: Sort,
    /// Whether the values to filter by are asked for.
    pub values: bool,
}

/// What was asked for, and what came of it.
#[derive(Clone, Debug)]
pub struct SearchResult {
    /// What was asked for.
    pub query: SearchQuery,
    /// What the filter leaves.
    pub matches: Arc<Matches>,
    /// Those with a time, arranged for looking up.
    pub index: Arc<Index>,
    /// The same events in the order of the list.
    pub order: Arc<Vec<EventIx>>,
    /// The values to filter by, once they were asked for.
    pub values: Option<Arc<Vec<Values>>>,
}

/// By identity: what is left follows from what was asked for.
impl PartialEq for SearchResult {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.matches, &other.matches) && self.query == other.query
    }
}

impl SearchResult {
    /// Of an incident in which nothing is looked for yet.
    #[must_use]
    pub fn all(loaded: &Loaded) -> Self {
        let matches = Matches::all(&loaded.case);
        let order = Arc::clone(&matches.kept);
        let index = Arc::clone(&loaded.index);
        Self { query: SearchQuery::default(), matches: Arc::new(matches), index, order, values: None }
    }
}

/// Works out a search. What fits of the result `before` is taken from it.
///
/// # Errors
/// [`Stopped`] when `pace` ended the work.
pub async fn search(
    loaded: &Loaded,
    query: SearchQuery,
    before: &SearchResult,
    pace: &impl Pace,
) -> Result<Arc<SearchResult>, Stopped> {
    search_in_steps(loaded, query, before, pace, STEP).await
}

/// [`search`] with `step` events between two pauses.
async fn search_in_steps(
    loaded: &Loaded,
    query: SearchQuery,
    before: &SearchResult,
    pace: &impl Pace,
    step: usize,
) -> Result<Arc<SearchResult>, Stopped> {
    let case = &loaded.case;
    let same_filter = query.filter == before.query.filter;
    let same_sort = query.sort == before.query.sort;
    let looks = usize::from(!same_filter) * (1 + usize::from(query.filter.hides()))
        + if same_filter && same_sort { 0 } else { listing::looks(query.sort) }
        + usize::from(query.values && before.values.is_none());
    let work = Work::new(pace, step, case.incident.timeline.len() * looks);
    let mut result = SearchResult { query, ..before.clone() };
    if !same_filter {
        result.matches = Arc::new(sift(case, &result.query.filter, &work).await?);
        result.index = if result.matches.hidden == 0 {
            Arc::clone(&loaded.index)
        } else {
            Arc::new(index(case, &result.matches, &work).await?)
        };
    }
    let same_events = same_filter || result.matches.hidden + before.matches.hidden == 0;
    if !(same_sort && same_events) {
        result.order = listing::order(case, &result.matches, result.query.sort, &work).await?;
    }
    if result.query.values && result.values.is_none() {
        result.values = Some(Arc::new(count_values(case, &work).await?));
    }
    Ok(Arc::new(result))
}

/// The kept events, arranged for looking up.
async fn index(case: &Case, matches: &Matches, work: &Work<'_, impl Pace>) -> Result<Index, Stopped> {
    let mut indexing = Indexing::new(case, false);
    loop {
        if let Some(index) = indexing.step(case, &|event| matches.keeps(event), work.step) {
            return Ok(index);
        }
        work.pause(work.step).await?;
    }
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;

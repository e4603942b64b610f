//! What the reader looks for, worked out a slice at a time: which events stay, the index and the order of those, the
//! values to filter by. A page with a million events can paint and be typed into in between. Must never ask a clock.

use std::sync::Arc;

use super::list::Sort;
use super::listing::Listing;
use super::matches::{Matches, Sifting};
use super::values::{Counting, Values};
use super::{Filter, Loaded};
use faultline_core::incident::EventIx;
use faultline_core::timeline::{Index, Indexing};

/// What is wanted of the events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// What is looked for.
    pub filter: Filter,
    /// How it is listed.
    pub sort: Sort,
    /// Whether the values to filter by are wanted.
    pub values: bool,
}

/// What was wanted, and what came of it.
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
    /// The values to filter by, once they were wanted.
    pub values: Option<Arc<Vec<Values>>>,
}

/// By identity, as with a stage: what was found follows from what was wanted.
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

/// An answer being worked out.
pub struct SearchJob {
    loaded: Arc<Loaded>,
    before: Arc<SearchResult>,
    result: SearchResult,
    stage: Stage,
    /// How many looks at an event were taken, and how many it takes.
    looks: (usize, usize),
}

/// What is done, one after the other. What fits of the answer before is taken from it.
enum Stage {
    Sifting(Box<Sifting>),
    Indexing(Box<Indexing>),
    Listing(Option<Box<Listing>>),
    Counting(Box<Counting>),
}

impl SearchJob {
    /// Before the first event. `before` is the answer there is.
    #[must_use]
    pub fn new(loaded: Arc<Loaded>, query: SearchQuery, before: Arc<SearchResult>) -> Self {
        let same_filter = query.filter == before.query.filter;
        let rounds = usize::from(!same_filter) * (1 + usize::from(query.filter.hides()))
            + if same_filter && query.sort == before.query.sort { 0 } else { Listing::rounds(query.sort) }
            + usize::from(query.values && before.values.is_none());
        let looks = (0, loaded.case.incident.timeline.len() * rounds);
        let stage = if same_filter {
            Stage::Listing(None)
        } else {
            Stage::Sifting(Box::new(Sifting::new(&loaded.case, &query.filter)))
        };
        let result = SearchResult { query, ..SearchResult::clone(&before) };
        Self { loaded, before, result, stage, looks }
    }

    /// What is query.
    #[must_use]
    pub const fn wanted(&self) -> &SearchQuery {
        &self.result.query
    }

    /// How much of a hundred is done, about.
    #[must_use]
    pub fn percent(&self) -> usize {
        let (taken, all) = self.looks;
        (taken * 100).checked_div(all).unwrap_or(0).min(99)
    }

    /// Looks at about so many events more. `None` until it is done; nothing may be asked after that.
    pub fn step(&mut self, events: usize) -> Option<Arc<SearchResult>> {
        let case = &self.loaded.case;
        let result = &mut self.result;
        self.looks.0 = self.looks.0.saturating_add(events).min(self.looks.1);
        self.stage = match &mut self.stage {
            Stage::Sifting(sifting) => {
                let found = sifting.step(case, &result.query.filter, events)?;
                result.matches = Arc::new(found);
                if result.matches.hidden == 0 {
                    result.index = Arc::clone(&self.loaded.index);
                    Stage::Listing(None)
                } else {
                    Stage::Indexing(Box::new(Indexing::new(case, false)))
                }
            }
            Stage::Indexing(indexing) => {
                let found = &result.matches;
                let index = indexing.step(case, &|ix| found.keeps(ix), events)?;
                result.index = Arc::new(index);
                Stage::Listing(None)
            }
            Stage::Listing(None) => {
                let same = result.query.sort == self.before.query.sort
                    && (result.query.filter == self.before.query.filter
                        || result.matches.hidden + self.before.matches.hidden == 0);
                if !same {
                    self.stage = Stage::Listing(Some(Box::new(Listing::new(&result.matches, result.query.sort))));
                    return None;
                }
                Stage::Counting(Box::default())
            }
            Stage::Listing(Some(listing)) => {
                result.order = listing.step(case, events)?;
                Stage::Counting(Box::default())
            }
            Stage::Counting(counting) => {
                if result.query.values && result.values.is_none() {
                    result.values = Some(Arc::new(counting.step(case, events)?));
                }
                return Some(Arc::new(result.clone()));
            }
        };
        None
    }
}

#[cfg(test)]
#[path = "search_job_tests.rs"]
mod tests;

//! What the reader looks for, worked out a slice at a time: which events stay, the index and the order of those, the
//! values to filter by. A page with a million events can paint and be typed into in between. Must never ask a clock.

use std::sync::Arc;

use super::list::Sort;
use super::listing::Listing;
use super::matches::{Matches, Sifting};
use super::search::SearchState;
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
    /// What was wanted.
    pub wanted: SearchQuery,
    /// What the filter leaves.
    pub found: Arc<Matches>,
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
        Arc::ptr_eq(&self.found, &other.found) && self.wanted == other.wanted
    }
}

impl SearchResult {
    /// Of an incident in which nothing is looked for yet.
    #[must_use]
    pub fn all(loaded: &Loaded) -> Self {
        let found = Matches::all(&loaded.case);
        let order = Arc::clone(&found.kept);
        let index = Arc::clone(&loaded.index);
        Self { wanted: SearchQuery::default(), found: Arc::new(found), index, order, values: None }
    }
}

impl SearchState {
    /// What is wanted now.
    #[must_use]
    pub fn wanted(&self) -> SearchQuery {
        SearchQuery { filter: self.filter.clone(), sort: self.sort, values: self.values }
    }

    /// Whether what was worked out is what is wanted.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let wanted = self.wanted();
        self.answer.as_ref().map_or_else(|| wanted == SearchQuery::default(), |answer| answer.wanted == wanted)
    }

    /// What the reader is told while an answer takes long; nothing before it does.
    #[must_use]
    pub fn seeking_in_words(&self) -> Option<String> {
        self.seeking.map(|percent| self.told(percent))
    }

    #[inline(never)]
    fn told(&self, percent: usize) -> String {
        let answered = self.answer.as_ref().map(|answer| &answer.wanted);
        let same_filter =
            answered.map_or_else(|| self.filter == Filter::default(), |wanted| wanted.filter == self.filter);
        let same_sort = answered.map_or_else(|| self.sort == Sort::default(), |wanted| wanted.sort == self.sort);
        let doing = if !same_filter {
            "searching"
        } else if !same_sort {
            "sorting"
        } else {
            "counting"
        };
        format!("{doing}… {percent} %")
    }
}

/// An answer being worked out.
pub struct SearchJob {
    loaded: Arc<Loaded>,
    before: Arc<SearchResult>,
    answer: SearchResult,
    stage: Screen,
    /// How many looks at an event were taken, and how many it takes.
    looks: (usize, usize),
}

/// What is done, one after the other. What fits of the answer before is taken from it.
enum Screen {
    Sifting(Box<Sifting>),
    Indexing(Box<Indexing>),
    Listing(Option<Box<Listing>>),
    Counting(Box<Counting>),
}

impl SearchJob {
    /// Before the first event. `before` is the answer there is.
    #[must_use]
    pub fn new(loaded: Arc<Loaded>, wanted: SearchQuery, before: Arc<SearchResult>) -> Self {
        let same_filter = wanted.filter == before.wanted.filter;
        let rounds = usize::from(!same_filter) * (1 + usize::from(wanted.filter.hides()))
            + if same_filter && wanted.sort == before.wanted.sort { 0 } else { Listing::rounds(wanted.sort) }
            + usize::from(wanted.values && before.values.is_none());
        let looks = (0, loaded.case.incident.timeline.len() * rounds);
        let stage = if same_filter {
            Screen::Listing(None)
        } else {
            Screen::Sifting(Box::new(Sifting::new(&loaded.case, &wanted.filter)))
        };
        let answer = SearchResult { wanted, ..SearchResult::clone(&before) };
        Self { loaded, before, answer, stage, looks }
    }

    /// What is wanted.
    #[must_use]
    pub const fn wanted(&self) -> &SearchQuery {
        &self.answer.wanted
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
        let answer = &mut self.answer;
        self.looks.0 = self.looks.0.saturating_add(events).min(self.looks.1);
        self.stage = match &mut self.stage {
            Screen::Sifting(sifting) => {
                let found = sifting.step(case, &answer.wanted.filter, events)?;
                answer.found = Arc::new(found);
                if answer.found.hidden == 0 {
                    answer.index = Arc::clone(&self.loaded.index);
                    Screen::Listing(None)
                } else {
                    Screen::Indexing(Box::new(Indexing::new(case, false)))
                }
            }
            Screen::Indexing(indexing) => {
                let found = &answer.found;
                let index = indexing.step(case, &|ix| found.keeps(ix), events)?;
                answer.index = Arc::new(index);
                Screen::Listing(None)
            }
            Screen::Listing(None) => {
                let same = answer.wanted.sort == self.before.wanted.sort
                    && (answer.wanted.filter == self.before.wanted.filter
                        || answer.found.hidden + self.before.found.hidden == 0);
                if !same {
                    self.stage = Screen::Listing(Some(Box::new(Listing::new(&answer.found, answer.wanted.sort))));
                    return None;
                }
                Screen::Counting(Box::default())
            }
            Screen::Listing(Some(listing)) => {
                answer.order = listing.step(case, events)?;
                Screen::Counting(Box::default())
            }
            Screen::Counting(counting) => {
                if answer.wanted.values && answer.values.is_none() {
                    answer.values = Some(Arc::new(counting.step(case, events)?));
                }
                return Some(Arc::new(answer.clone()));
            }
        };
        None
    }
}

#[cfg(test)]
#[path = "search_job_tests.rs"]
mod tests;

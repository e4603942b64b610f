//! Searching an incident, and listing its events.

use std::sync::Arc;

use super::{Outcome, announcement, timeline};
use crate::state::{IncidentState, VERTICAL_ROWS};
use crate::{Effect, Origin, SearchAction, SearchResult, Selection, Sort, State, TimelineAction, selection_text};
use faultline_core::incident::EventIx;
use faultline_core::text;

pub fn apply(state: &mut State, action: SearchAction, outcome: &mut Outcome) {
    let Some(incident) = state.incident_mut() else { return };
    let search = &mut incident.search;
    // Whatever else is asked for now has not taken long yet.
    if !matches!(action, SearchAction::Scrolled(_) | SearchAction::Progress(_)) {
        search.percent = None;
    }
    match action {
        SearchAction::Search(text) => {
            // Typing a word is one step.
            outcome.step_if(text.is_empty() != search.filter.text.is_empty());
            search.filter.text = text;
        }
        SearchAction::OnlyMatches(only) => {
            outcome.step();
            search.filter.only_matches = only;
            search.vertical_pages = (0, 1);
        }
        SearchAction::Toggle(facet) => {
            outcome.step();
            search.filter.toggle(facet);
            search.vertical_pages = (0, 1);
        }
        SearchAction::ShowAll => {
            outcome.step();
            search.filter.facets.clear();
            search.filter.only_matches = false;
            search.vertical_pages = (0, 1);
        }
        SearchAction::Values => search.wants_values = true,
        SearchAction::Progress(percent) => search.percent = Some(percent),
        SearchAction::Done(result) => done(state, result, outcome),
        SearchAction::SortBy(by) => {
            outcome.step();
            search.sort = Sort { by, down: search.sort.by == by && !search.sort.down };
        }
        SearchAction::Scrolled(scroll) => search.scroll = scroll,
        SearchAction::MoreRows { later: false } => search.vertical_pages.0 = search.vertical_pages.0.saturating_sub(1),
        SearchAction::MoreRows { later: true } => search.vertical_pages.1 += 1,
        SearchAction::CountFrom(origin) => {
            outcome.step();
            incident.origin = origin;
            let from = match origin {
                Some(Origin::Milestone(milestone)) => milestone.word().to_owned(),
                Some(Origin::Event(event)) => format!("event {}", event.0),
                None => return,
            };
            announcement::now(state, format!("Times counted from {from}"));
        }
    }
}

fn done(state: &mut State, result: Arc<SearchResult>, outcome: &mut Outcome) {
    let Some(incident) = state.incident_mut() else { return };
    let is_filtered = incident.search.result.query.filter != result.query.filter;
    let text = is_filtered.then(|| summary(&result));
    incident.search.result = result;
    let step = incident.search.step_when_done.take();
    if let Some(text) = text {
        announcement::now(state, text);
    }
    if let Some(forward) = step {
        step_match(state, forward, outcome);
    }
}

/// How many matches there are, and how many events are hidden.
fn summary(result: &SearchResult) -> String {
    let matches = &result.matches;
    let counted = result.query.filter.searches().then(|| matches.counted(None));
    let hidden = match (matches.hidden, &counted) {
        (0, Some(_)) => None,
        (0, None) => Some("all events are shown".to_owned()),
        (hidden, _) => Some(text::hidden(hidden)),
    };
    counted.into_iter().chain(hidden).collect::<Vec<_>>().join("; ")
}

/// To the next match, or the one before, round the ends; of what is typed, also where that is not worked out yet.
pub fn step_match(state: &mut State, forward: bool, outcome: &mut Outcome) {
    let Some(incident) = state.incident_mut() else { return };
    if !incident.search.is_done() {
        incident.search.step_when_done = Some(forward);
        return;
    }
    let matches = Arc::clone(&incident.search.result.matches);
    let Some((number, event)) = matches.step(&incident.loaded.case, incident.selected_event(), forward) else {
        return announcement::now(state, matches.counted(None));
    };
    let selection = Selection::Event(event);
    timeline::apply(state, TimelineAction::Select(selection), outcome);
    let text = state.loaded().and_then(|loaded| {
        let zone = state.incident_zone(loaded);
        selection_text(&loaded.case, &loaded.durations(state.now), Some(selection), zone.as_ref())
    });
    let count = matches.matches.len();
    announcement::now(state, format!("{number} of {count}: {}", text.unwrap_or_default()));
}

/// Shows the page of the vertical timeline that an event is on, where it is not shown yet.
pub fn reveal_in_vertical(incident: &mut IncidentState, event: EventIx) {
    let search = &mut incident.search;
    let Some(at) = search.result.matches.kept.iter().position(|other| *other == event) else { return };
    let page = at / VERTICAL_ROWS;
    let (first, end) = search.vertical_pages;
    if !(first..end).contains(&page) {
        search.vertical_pages = (page, page + 1);
    }
}

/// Has the search worked out that is asked for, unless that is under way; stops one that nobody asks for any more.
pub fn start_or_stop(state: &mut State, outcome: &mut Outcome) {
    let incident = state.incident().filter(|incident| !incident.search.is_done());
    let Some(incident) = incident else {
        if state.running_search.take().is_some() {
            outcome.add(Effect::StopSearch);
        }
        return;
    };
    let (loaded, search) = (&incident.loaded, &incident.search);
    let query = search.query();
    let is_running =
        state.running_search.as_ref().is_some_and(|(other, running)| Arc::ptr_eq(other, loaded) && *running == query);
    if !is_running {
        let (loaded, before) = (Arc::clone(loaded), Arc::clone(&search.result));
        state.running_search = Some((Arc::clone(&loaded), query.clone()));
        outcome.add(Effect::StartSearch { loaded, query, before });
        if let Some(incident) = state.incident_mut() {
            // It was a step to a match of another search.
            incident.search.step_when_done = None;
        }
    }
}

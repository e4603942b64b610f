//! The page of many incidents.

use std::sync::Arc;

use super::{Outcome, address};
use crate::collection::whole_second;
use crate::collection_options::toggle_facet;
use crate::overview::order_of;
use crate::state::{CollectionState, Opened};
use crate::{CollectionAction, CollectionOptions, Effect, Failed, Progress, Side, State};
use faultline_core::catalog::{Column, Filter, neighbours};
use faultline_core::time::{Instant, Span};

#[expect(clippy::too_many_lines, reason = "one arm for each action")]
pub fn apply(state: &mut State, action: CollectionAction, outcome: &mut Outcome) {
    match action {
        CollectionAction::Arrived(collection, table) => {
            state.show_collection(collection, table);
            address::arrived(state, outcome);
        }
        CollectionAction::PartArrived(collection, table) => {
            let wants_all_parts = state.collection().is_some_and(|before| before.wants_all_parts);
            state.show_collection(collection, table);
            if let Some(collection) = state.collection_mut() {
                collection.wants_all_parts = wants_all_parts;
            }
            if wants_all_parts {
                read_next_part(state, outcome);
            }
            address::follow_on(state, outcome);
            if state.load.is_none() {
                outcome.add(Effect::Settle);
            }
        }
        CollectionAction::ReadParts => {
            if let Some(collection) = state.collection_mut() {
                collection.wants_all_parts = true;
            }
            read_next_part(state, outcome);
        }
        CollectionAction::Open(row) => open(state, row, outcome),
        CollectionAction::Opened(row, loaded) => {
            leave_list(state, outcome);
            state.show_incident(loaded, Some(row));
            outcome.add(Effect::ScrollToTop);
            address::show_opened(state);
            outcome.add(Effect::Settle);
        }
        CollectionAction::Missed { row, name, failure } => {
            leave_list(state, outcome);
            state.show_failure(Failed { name, failure }, Some(row));
            address::show_opened(state);
            outcome.add(Effect::Settle);
        }
        CollectionAction::Close => close(state, outcome),
        CollectionAction::Download(sheet) => outcome.add(Effect::DownloadSheet(sheet)),
        CollectionAction::Estimated(estimates) => {
            if let Some(collection) = state.collection_mut() {
                collection.estimates = estimates;
            }
        }
        CollectionAction::Search(text) => list_anew(state, |options| {
            // Typing a word is one step.
            outcome.step_if(text.is_empty() != options.filter.text.is_empty());
            options.filter.text = text.into();
        }),
        CollectionAction::Toggle(facet) => {
            outcome.step();
            list_anew(state, |options| toggle_facet(&mut options.filter, facet));
        }
        CollectionAction::SetPeriod(period) => list_anew(state, |options| {
            let ends = |period: Option<Span>| period.map(|period| (period.start(), period.end()));
            outcome.step_if(is_drawn_anew(ends(options.filter.period), ends(period)));
            options.filter.period = period;
        }),
        CollectionAction::SetHour(hour) => {
            outcome.step();
            list_anew(state, |options| options.filter.week_hour = hour);
        }
        CollectionAction::CountAll(all) => {
            outcome.step();
            list_anew(state, |options| options.filter.all_kinds = all);
        }
        CollectionAction::Brush(lengths) => list_anew(state, |options| {
            outcome.step_if(is_drawn_anew(options.filter.lengths_ms, lengths));
            options.filter.lengths_ms = lengths;
        }),
        CollectionAction::Reset => {
            outcome.step();
            list_anew(state, |options| {
                options.filter = Filter { all_kinds: options.filter.all_kinds, ..Filter::default() };
            });
        }
        CollectionAction::Measure(anchors) => {
            outcome.step();
            list_anew(state, |options| {
                options.anchors = anchors;
                // A stretch of other lengths is not the stretch that was meant.
                options.filter.lengths_ms = None;
            });
        }
        CollectionAction::Sort(column) => {
            outcome.step();
            list_anew(state, |options| {
                // Dates and lengths are looked at from the large end, words from their beginning.
                let large_first = matches!(column, Column::Began | Column::Length | Column::Impact | Column::Actions);
                options.descending = if options.sort == column { !options.descending } else { large_first };
                options.sort = column;
            });
        }
        CollectionAction::Scale(logarithmic) => {
            outcome.step();
            list_anew(state, |options| options.logarithmic = logarithmic);
        }
        CollectionAction::Group(by) => {
            outcome.step();
            list_anew(state, |options| {
                options.group_by = by;
                let is_group = |side: &Side| matches!(side, Side::Group(_));
                options.compared.take_if(|(first, second)| is_group(first) || is_group(second));
            });
        }
        CollectionAction::Compare(first, second) => {
            outcome.step();
            list_anew(state, |options| options.compared = Some((first, second)));
        }
        CollectionAction::Aim(slo) => {
            outcome.step();
            set(state, |options| options.slo = slo.filter(|slo| *slo > 0.0 && *slo <= 1.0));
        }
        CollectionAction::Weigh(weights) => set(state, |options| options.weights = weights),
        CollectionAction::Page(page) => {
            outcome.step();
            set(state, |options| options.page = page);
        }
        CollectionAction::Point(row) => set(state, |options| options.row = row),
    }
}

/// Changes what the reader chose to see.
fn set(state: &mut State, change: impl FnOnce(&mut CollectionOptions)) {
    if let Some(collection) = state.collection_mut() {
        change(&mut collection.options);
    }
}

/// Changes which rows there are, or their order: the list begins anew.
fn list_anew(state: &mut State, change: impl FnOnce(&mut CollectionOptions)) {
    set(state, |options| {
        change(options);
        options.page = 0;
    });
}

/// Whether a stretch is another one than before, not the same with one of its ends moved: drawing a brush is one step.
fn is_drawn_anew<T: PartialEq>(before: Option<(T, T)>, now: Option<(T, T)>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => before.0 != now.0 && before.1 != now.1,
        (None, None) => false,
        _ => true,
    }
}

/// Measures what is still going on anew, once a second.
pub fn tick(state: &mut State, now: Instant) {
    let now = whole_second(now);
    if state.now == now {
        return;
    }
    if let Some(collection) = state.collection_mut() {
        Arc::make_mut(&mut collection.table).update(&collection.collection.catalog.entries, now);
        state.now = now;
    }
}

/// Opens an incident because the reader asks for it.
fn open(state: &mut State, row: u32, outcome: &mut Outcome) {
    if state.opened().is_none()
        && let Some(collection) = state.collection_mut()
    {
        collection.options.row = Some(row);
    }
    load_entry(state, row, outcome);
}

/// Opens an incident: from its file, else as the catalog has it.
pub fn load_entry(state: &mut State, row: u32, outcome: &mut Outcome) {
    let Some(entry) = state.collection().and_then(|collection| collection.collection.entry(row)) else { return };
    let address = entry.src.as_ref().filter(|_| !entry.whole).map(ToString::to_string);
    state.load = address.clone().map(Progress::begun).or(state.load.take());
    outcome.add(Effect::LoadEntry { row, address });
}

/// Before something is shown in place of the list because the reader asked for it: the view and how far it is scrolled are
/// written down, since the reader may come back to them. An address that is followed is no step of the reader.
fn leave_list(state: &mut State, outcome: &mut Outcome) {
    if !address::is_following(state) {
        address::write_now(state, outcome);
        outcome.step();
    }
}

/// To the incident after this one in the list, or to the one before.
pub fn open_beside(state: &mut State, forward: bool, outcome: &mut Outcome) {
    let Some((collection, row)) = state.collection().zip(state.opened().and_then(Opened::row)) else { return };
    let CollectionState { collection, table, options, .. } = collection;
    let order = order_of(collection, table, options, state.collection_zone().as_ref(), state.now);
    let (before, after) = neighbours(&order, row);
    if let Some(row) = if forward { after } else { before } {
        open(state, row, outcome);
    }
}

/// Back to all of them, where the reader left the list.
pub fn close(state: &mut State, outcome: &mut Outcome) {
    if let Some(opened) = state.close_opened() {
        outcome.step();
        outcome.add(Effect::ReturnToList { row: opened.row(), restore: false });
    }
}

/// Has the part read that comes next, if there is one.
pub fn read_next_part(state: &mut State, outcome: &mut Outcome) {
    let Some(collection) = state.collection().map(|state| Arc::clone(&state.collection)) else { return };
    let Some(part) = collection.catalog.parts.first() else { return };
    let number = collection.parts - collection.catalog.parts.len() + 1;
    let progress = Progress::begun(format!("{part} ({number} of {} parts)", collection.parts));
    state.load = Some(progress);
    outcome.add(Effect::LoadPart);
}

//! The view in the address bar: what Back, Forward and a link bring is followed, what the reader does is written down.

use super::{Outcome, collection, search, show_zone};
use crate::state::Following;
use crate::url::{self, CollectionAddress, IncidentAddress};
use crate::{Effect, Selection, State};
use faultline_core::timeline::Viewport;

/// Shows what the address says of an incident, or of a collection, that has just arrived.
pub fn arrived(state: &mut State, outcome: &mut Outcome) {
    let mut fragment = state.address.fragment.clone();
    // What was written here is of something that was shown before.
    if !fragment.is_empty() && state.address.written == fragment {
        fragment.clear();
        replace(state, String::new(), outcome);
    }
    follow(state, fragment, outcome);
}

/// What stands after `#` has changed: by Back, Forward, a link, or the reader's typing.
pub fn changed(state: &mut State, fragment: String, outcome: &mut Outcome) {
    let address = &mut state.address;
    address.fragment.clone_from(&fragment);
    // A change comes with two events; the second finds nothing new.
    let is_followed = address.following.as_ref().is_some_and(|following| following.fragment == fragment);
    let is_written = address.following.is_none() && address.written == fragment;
    if !is_followed && (!is_written || address.waits) {
        follow(state, fragment, outcome);
    }
}

/// Shows what an address says.
fn follow(state: &mut State, fragment: String, outcome: &mut Outcome) {
    if state.collection().is_some() {
        state.address.following = Some(Following { fragment, incident: None });
        follow_on(state, outcome);
    } else {
        show_in_incident(state, &fragment, Vec::new());
        followed(state);
    }
}

/// Goes on following an address into a collection, once the parts of the catalog that it needs are read.
pub fn follow_on(state: &mut State, outcome: &mut Outcome) {
    let Some(fragment) = state.address.following.as_ref().map(|following| following.fragment.clone()) else { return };
    let Some(collection) = state.collection() else { return };
    if url::needs_parts(&fragment, &collection.collection) {
        collection::read_next_part(state, outcome);
    } else {
        show_in_collection(state, fragment, outcome);
    }
}

/// Shows what an address says of many incidents: which, how, and the one that is open.
pub fn show_in_collection(state: &mut State, fragment: String, outcome: &mut Outcome) {
    let Some(collection) = state.collection() else { return };
    let address = url::read_collection(&fragment, &collection.collection, state.is_local(), state.zones());
    if state.load.take().is_some() {
        // Of what an earlier step asked for.
        outcome.add(Effect::StopLoad);
    }
    let CollectionAddress { options, zone, opened, notes } = address;
    let is_listed = state.opened().is_none();
    if opened.is_none() {
        state.close_opened();
    }
    let row = options.row;
    if let Some(collection) = state.collection_mut() {
        collection.options = options;
    }
    show_zone_of(state, zone);
    state.notes.clone_from(&notes);
    let Some((row_opened, incident)) = opened else {
        followed(state);
        if !is_listed {
            outcome.add(Effect::ReturnToList { row, restore: true });
            outcome.add(Effect::Settle);
        }
        return;
    };
    let is_open = state.incident().is_some() && state.opened().and_then(crate::Opened::row) == Some(row_opened);
    if is_open {
        show_in_incident(state, &incident, notes);
        followed(state);
    } else {
        state.address.following = Some(Following { fragment, incident: Some((incident, notes)) });
        collection::load_entry(state, row_opened, outcome);
    }
}

/// Shows what the address that led here says of an incident of the collection, or of why it cannot be shown.
pub fn show_opened(state: &mut State) {
    let Some((fragment, notes)) = state.address.following.as_mut().and_then(|following| following.incident.take())
    else {
        return;
    };
    if state.incident().is_some() {
        show_in_incident(state, &fragment, notes);
    } else {
        state.notes = notes;
    }
    followed(state);
}

/// Shows what an address says of the incident that is shown; `notes` are on the rest of it.
fn show_in_incident(state: &mut State, fragment: &str, notes: Vec<String>) {
    let Some(loaded) = state.loaded() else { return };
    let address = url::read_incident(fragment, loaded, state.is_local(), state.zones());
    let IncidentAddress { window, selected, zone, origin, filter, sort, notes: own_notes } = address;
    let is_narrow = state.is_narrow();
    show_zone_of(state, zone);
    state.notes = [notes, own_notes].concat();
    let Some(incident) = state.incident_mut() else { return };
    incident.origin = origin;
    incident.selected = selected;
    let show = |viewport: Viewport| viewport.show(window.unwrap_or_else(|| viewport.whole()));
    incident.viewport = incident.viewport.map(show);
    incident.search.filter = filter;
    incident.search.sort = sort;
    incident.search.percent = None;
    incident.search.vertical_pages = (0, 1);
    if let Some(Selection::Event(event)) = selected
        && is_narrow
    {
        search::reveal_in_vertical(incident, event);
    }
}

/// Shows times in the zone of an address, else in the one that the reader prefers.
fn show_zone_of(state: &mut State, zone: Option<crate::ZoneChoice>) {
    let zone = zone.unwrap_or_else(|| state.settings.zones.preferred.clone());
    show_zone(state, zone);
}

/// An address was followed as far as it could be. What was just read is not written again.
fn followed(state: &mut State) {
    state.address.written = url::write(state, false);
    state.address.following = None;
    state.address.waits = false;
}

/// The reader has stopped what an address was waiting for, or it failed.
pub fn stop_following(state: &mut State) {
    if let Some(collection) = state.collection_mut() {
        collection.wants_all_parts = false;
    }
    if is_following(state) {
        followed(state);
    }
}

/// Whether an address is being followed and not shown yet.
pub const fn is_following(state: &State) -> bool {
    state.address.following.is_some()
}

/// Writes the view down: a step of the reader at once, everything else once the reader rests, since browsers refuse many
/// changes of the address in a row.
pub fn record(state: &mut State, outcome: &mut Outcome) {
    if is_following(state) || state.opened_name().is_none() {
        return;
    }
    let view = url::write(state, false);
    if view == state.address.written {
        return;
    }
    if outcome.is_step {
        // The step before is left as it was seen last.
        rested(state, outcome);
        outcome.add(Effect::PushAddress(view.clone()));
        state.address.fragment.clone_from(&view);
    } else {
        state.address.waits = true;
        outcome.add(Effect::RestAddress);
    }
    state.address.written = view;
}

/// Puts the view into the address bar that waits for the reader to rest.
pub fn rested(state: &mut State, outcome: &mut Outcome) {
    if std::mem::take(&mut state.address.waits) {
        let view = state.address.written.clone();
        replace(state, view, outcome);
    }
}

/// Writes the view down now, and how far the page is scrolled.
pub fn write_now(state: &mut State, outcome: &mut Outcome) {
    let view = url::write(state, false);
    state.address.waits = false;
    state.address.written.clone_from(&view);
    replace(state, view, outcome);
}

fn replace(state: &mut State, view: String, outcome: &mut Outcome) {
    state.address.fragment.clone_from(&view);
    outcome.add(Effect::ReplaceAddress(view));
}

//! What screen readers are told of a change: at once, or once the reader rests.

use super::Outcome;
use crate::announcement::after_command;
use crate::state::PendingAnnouncement;
use crate::{Command, Effect, Selection, State, selection_text};

/// Announces a text in place of whatever waits.
pub fn now(state: &mut State, text: String) {
    state.pending_announcement = None;
    state.announcement = text;
}

/// Announces what the screen shows after a command; of many in a row, after the last.
pub fn after(state: &mut State, command: Command, outcome: &mut Outcome) {
    if command.is_repeated() {
        later(state, PendingAnnouncement::Command(command), outcome);
    } else if let Some(text) = text_of(state, PendingAnnouncement::Command(command)) {
        now(state, text);
    }
}

/// Announces what is selected.
pub fn selected(state: &mut State) {
    let text = || {
        let (loaded, incident) = (state.loaded()?, state.incident()?);
        let zone = state.incident_zone(loaded);
        selection_text(&loaded.case, &loaded.durations(state.now), incident.selected, zone.as_ref())
    };
    if let Some(text) = text() {
        now(state, text);
    }
}

/// Announces something once the reader rests.
pub fn later(state: &mut State, what: PendingAnnouncement, outcome: &mut Outcome) {
    state.pending_announcement = Some(what);
    outcome.add(Effect::RestAnnouncement);
}

/// Announces what waits.
pub fn pending(state: &mut State) {
    if let Some(text) = state.pending_announcement.take().and_then(|what| text_of(state, what)) {
        state.announcement = text;
    }
}

fn text_of(state: &State, what: PendingAnnouncement) -> Option<String> {
    let loaded = state.loaded()?;
    let (durations, zone) = (loaded.durations(state.now), state.incident_zone(loaded));
    match what {
        PendingAnnouncement::Command(command) => {
            Some(after_command(command, state, &durations, zone.as_ref())).filter(|text| !text.is_empty())
        }
        PendingAnnouncement::Event(event) => {
            selection_text(&loaded.case, &durations, Some(Selection::Event(event)), zone.as_ref())
        }
    }
}

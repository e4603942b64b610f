//! The one function that changes the state, a module for each page. Each arm says what is to be done outside, and whether
//! Back goes over it.

mod address;
mod announcement;
mod collection;
mod search;
mod timeline;

use super::{
    Action, Command, Dialog, Edge, Effect, Environment, Failed, Focus, Settings, State, Step, Theme, TimelineAction,
    ZoneChoice, Zones, effect,
};

/// One press of a zoom key or button.
const ZOOM_STEP: f64 = 1.5;

/// What an action wants done, and whether it is a step that Back goes over.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    effects: Vec<Effect>,
    is_step: bool,
}

impl Outcome {
    /// One thing more to be done, after those before.
    pub fn add(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Back goes over this, as against the many small moves of a pan. Nothing happens where the view is the same after it.
    pub const fn step(&mut self) {
        self.is_step = true;
    }

    /// Back goes over this where `is_step` is true.
    pub const fn step_if(&mut self, is_step: bool) {
        self.is_step |= is_step;
    }
}

/// Applies an action. What is given back is to be done in its order.
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let mut outcome = Outcome::default();
    apply(state, action, &mut outcome);
    search::start_or_stop(state, &mut outcome);
    address::record(state, &mut outcome);
    outcome.effects
}

/// Shows what an address says of a collection, whether or not the parts that it needs are read.
#[cfg(test)]
pub(crate) fn follow_in_collection(state: &mut State, fragment: &str) -> Vec<Effect> {
    let mut outcome = Outcome::default();
    address::show_in_collection(state, fragment.to_owned(), &mut outcome);
    outcome.effects
}

fn apply(state: &mut State, action: Action, outcome: &mut Outcome) {
    match action {
        Action::Started(environment) => start(state, *environment),
        Action::Resized { page, frame, text_px } => {
            let layout = &mut state.layout;
            layout.page_width = page.unwrap_or(layout.page_width);
            layout.frame_width = frame.unwrap_or(layout.frame_width);
            layout.text_px = text_px;
        }
        Action::Tick(now) => {
            if state.listed_collection().is_some() {
                collection::tick(state, now);
            } else {
                state.now = now;
            }
        }
        Action::Progressed(progress) => state.load = Some(progress),
        Action::StopLoad => {
            state.load = None;
            address::stop_following(state);
            outcome.add(Effect::StopLoad);
        }
        Action::Arrived(loaded) => {
            state.show_incident(loaded, None);
            address::arrived(state, outcome);
            // Across a wide screen everything that can be selected is on the first screen, or beside it.
            let selected = state.incident().and_then(|incident| incident.selected).filter(|_| state.is_narrow());
            outcome.effects.extend(selected.map(Effect::ScrollTo));
        }
        Action::Failed { name, failure } => {
            state.show_failure(Failed { name, failure }, None);
            address::stop_following(state);
            outcome.add(Effect::Settle);
        }
        Action::PasteFailed(failure) => {
            state.notes = vec![format!("The pasted text was not opened. {}. {}", failure.title(), failure.remedy())];
        }
        Action::ListSamples => {
            if state.samples.is_empty() {
                outcome.add(Effect::ListSamples);
            }
        }
        Action::Listed(samples) => state.samples = samples,
        Action::SetZone(zone) => set_zone(state, zone, outcome),
        Action::ToggleCharacterKeys => {
            let on = !state.settings.character_keys;
            state.settings.character_keys = on;
            let value = if on { None } else { Some("off".to_owned()) };
            outcome.add(Effect::Store { key: effect::CHARACTER_KEYS_KEY, value });
        }
        Action::Announce(text) => announcement::now(state, text),
        Action::AnnouncePending => announcement::pending(state),
        Action::AddressChanged(fragment) => address::changed(state, fragment, outcome),
        Action::AddressRested => address::rested(state, outcome),
        Action::ThemeStored(theme) => state.settings.theme = stored_theme(theme.as_deref()),
        Action::CopyLink => outcome.add(Effect::CopyLink(crate::url::write(state, true))),
        Action::LinkCopied(true) => {
            let is_local = state.is_local();
            state.notes = vec!["The link to this view is copied.".to_owned()];
            if is_local {
                state.notes.push(crate::url::no_file(state).to_owned());
            } else {
                outcome.add(Effect::ForgetNoteLater);
            }
        }
        Action::LinkCopied(false) => state.dialog = Some(Dialog::Link),
        Action::SetReadOptions(options) => state.read_options = options,
        Action::OpenDialog(dialog) => state.dialog = Some(dialog),
        Action::CloseDialog => state.dialog = None,
        Action::DismissNotes => state.notes.clear(),
        Action::ForgetNote => {
            if state.notes.len() == 1 {
                state.notes.clear();
            }
        }
        Action::Download { name, text } => outcome.add(Effect::Download { name, text }),
        Action::Command(command) => run(state, command, outcome),
        Action::Timeline(action) => timeline::apply(state, action, outcome),
        Action::Search(action) => search::apply(state, action, outcome),
        Action::Collection(action) => collection::apply(state, action, outcome),
    }
}

/// The theme of what the browser has stored, if anything.
fn stored_theme(word: Option<&str>) -> Theme {
    word.map(Theme::from_word).unwrap_or_default()
}

fn start(state: &mut State, environment: Environment) {
    let Environment { theme, zone, character_keys, wheel_hint, reader_zone, source, fragment } = environment;
    // A name that nobody knows any more is no preference.
    let preferred = zone.map(|word| ZoneChoice::from_word(&word)).unwrap_or_default();
    let named = match &preferred {
        ZoneChoice::Named(name) => Some(name.clone()).filter(|name| state.zones().zone(name).is_some()),
        _ => None,
    };
    let is_unknown = named.is_none() && matches!(preferred, ZoneChoice::Named(_));
    let preferred = if is_unknown { ZoneChoice::File } else { preferred };
    state.zone = preferred.clone();
    state.settings = Settings {
        theme: stored_theme(theme.as_deref()),
        zones: Zones { reader: reader_zone, named, preferred },
        character_keys: character_keys.as_deref() != Some("off"),
        knows_wheel: wheel_hint.is_some(),
    };
    state.source = Some(source);
    state.address.fragment = fragment;
}

/// Shows times in a zone because the reader wants it, and keeps that for later visits.
fn set_zone(state: &mut State, zone: ZoneChoice, outcome: &mut Outcome) {
    let value = Some(zone.word().to_owned()).filter(|_| zone != ZoneChoice::File);
    outcome.add(Effect::Store { key: effect::ZONE_KEY, value });
    outcome.step();
    state.settings.zones.preferred = zone.clone();
    show_zone(state, zone);
    if let Some(loaded) = state.loaded() {
        let text = format!("Times in {}", state.incident_zone(loaded).name());
        announcement::now(state, text);
    }
}

/// Shows times in a zone, and no longer counts them from anything.
pub(crate) fn show_zone(state: &mut State, zone: ZoneChoice) {
    if let Some(incident) = state.incident_mut() {
        incident.origin = None;
    }
    if let ZoneChoice::Named(name) = &zone {
        state.settings.zones.named = Some(name.clone());
    }
    state.zone = zone;
}

/// `true` when a command does something now: others are left to the browser.
#[must_use]
pub fn is_available(state: &State, command: Command) -> bool {
    match command {
        Command::Back => timeline::back_out(state).is_some() || state.opened().is_some(),
        Command::Search => state.incident().is_some(),
        Command::NextIncident | Command::PreviousIncident => {
            state.opened().is_some_and(|opened| opened.row().is_some())
        }
        _ => true,
    }
}

fn run(state: &mut State, command: Command, outcome: &mut Outcome) {
    let edge = |edge: Edge, later: bool| TimelineAction::MoveEdge { edge, later };
    let action = match command {
        Command::Next => TimelineAction::StepTo(Step::Next),
        Command::Previous => TimelineAction::StepTo(Step::Previous),
        Command::LaneUp => TimelineAction::StepTo(Step::Up),
        Command::LaneDown => TimelineAction::StepTo(Step::Down),
        Command::First => TimelineAction::StepTo(Step::First),
        Command::Last => TimelineAction::StepTo(Step::Last),
        Command::ZoomIn | Command::ZoomOut => {
            let factor = if command == Command::ZoomIn { 1.0 / ZOOM_STEP } else { ZOOM_STEP };
            let about = state
                .incident()
                .and_then(|incident| Some(incident.loaded.case.event_span(incident.selected_event()?)?.start()));
            TimelineAction::Zoom { factor, about }
        }
        Command::PanEarlier => TimelineAction::PanQuarters(-1.0),
        Command::PanLater => TimelineAction::PanQuarters(1.0),
        Command::Fit => TimelineAction::Fit,
        Command::FitSelection => match state.incident().and_then(|incident| incident.selected) {
            Some(selection) => TimelineAction::ZoomTo(selection),
            None => return announcement::after(state, command, outcome),
        },
        Command::ToRange => TimelineAction::ToRange,
        Command::EndLater => edge(Edge::End, true),
        Command::EndEarlier => edge(Edge::End, false),
        Command::StartLater => edge(Edge::Start, true),
        Command::StartEarlier => edge(Edge::Start, false),
        Command::Measure => match state.incident().and_then(crate::IncidentState::selected_event) {
            Some(event) => TimelineAction::MeasureTo(event),
            None => return announcement::after(state, command, outcome),
        },
        Command::Follow => TimelineAction::Follow,
        Command::Fold => TimelineAction::ToggleFolds,
        Command::Play => return outcome.add(Effect::Play),
        Command::FullWindow => {
            return timeline::apply(state, TimelineAction::SetFull(!state.layout.full_window), outcome);
        }
        Command::Open => return outcome.add(Effect::Focus(Focus::Details)),
        Command::Search => return outcome.add(Effect::Focus(Focus::Search)),
        Command::Help => {
            state.dialog = Some(Dialog::Keys);
            return;
        }
        Command::NextMatch => return search::step_match(state, true, outcome),
        Command::PreviousMatch => return search::step_match(state, false, outcome),
        Command::NextZone => {
            if let Some(loaded) = state.loaded() {
                let next = state.zone.next(loaded.zone.name(), &state.settings.zones);
                set_zone(state, next, outcome);
            }
            return;
        }
        Command::Theme => {
            let theme = state.settings.theme.next();
            state.settings.theme = theme;
            let value = Some(theme.word().to_owned()).filter(|_| theme != Theme::System);
            outcome.add(Effect::Store { key: effect::THEME_KEY, value });
            return announcement::after(state, command, outcome);
        }
        Command::NextIncident | Command::PreviousIncident => {
            return collection::open_beside(state, command == Command::NextIncident, outcome);
        }
        Command::Back => {
            match timeline::back_out(state) {
                Some(action) => timeline::apply(state, action, outcome),
                None if state.opened().is_some() => collection::close(state, outcome),
                None => {}
            }
            return;
        }
    };
    timeline::apply(state, action, outcome);
}

#[cfg(test)]
mod tests;

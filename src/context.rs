//! What every component can reach: the state as a signal, the memos that components draw from, and `dispatch`.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::effects::{self, Jobs};
use crate::open::SourceText;
use crate::pages::collection::CollectionContext;
use crate::platform::{self, IntlZones};
use crate::views::{ByPtr, IncidentView, ListView, SelectionView, ShellState, TimelineView};
use faultline_core::formats::ReadOptions;
use faultline_viewer::{Action, Dialog, IncidentState, Scroll, Selection, State, update};

/// The state and what is drawn from it. A component reaches it by [`use_app`].
#[derive(Clone, Copy)]
pub struct App {
    state: RwSignal<State>,
    incident: Memo<Option<ByPtr<IncidentView>>>,
    selection: Memo<SelectionView>,
    timeline: Memo<TimelineView>,
    list: Memo<ListView>,
    shell: Memo<ShellState>,
    dialog: Memo<Option<Dialog>>,
    /// The collection with its figures.
    pub collection: CollectionContext,
    /// What was read last, so that it can be read again in another way.
    pub source: StoredValue<Option<SourceText>>,
    /// What had the focus before the details.
    pub opener: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// Work and timers under way.
    pub jobs: StoredValue<Jobs, LocalStorage>,
    /// The zones that the browser knows.
    pub zones: StoredValue<IntlZones>,
}

/// The app that the component belongs to.
pub fn use_app() -> App {
    expect_context()
}

impl App {
    /// An app with nothing on its page yet.
    pub fn new() -> Self {
        let zones = IntlZones::default();
        let state = RwSignal::new(State::new(platform::now(), Arc::new(zones.clone())));
        let incident = IncidentView::memo(state);
        let selection = Memo::new(move |_| state.with(SelectionView::of));
        let timeline = Memo::new(move |_| state.with(TimelineView::of));
        let list =
            Memo::new(move |_| incident.with(|incident| state.with(|state| ListView::of(state, incident.as_ref()))));
        let shell = Memo::new(move |_| state.with(ShellState::of));
        Self {
            state,
            incident,
            selection,
            timeline,
            list,
            shell,
            dialog: Memo::new(move |_| state.with(|state| state.dialog)),
            collection: CollectionContext::new(state),
            source: StoredValue::new(None),
            opener: StoredValue::new_local(None),
            jobs: StoredValue::new_local(Jobs::default()),
            zones: StoredValue::new(zones),
        }
    }

    /// Applies an action, and performs what follows from it outside of the state.
    pub fn dispatch(self, action: impl Into<Action>) {
        let action = action.into();
        let effects = self.state.try_update(|state| update(state, action)).unwrap_or_default();
        for effect in effects {
            effects::perform(self, effect);
        }
    }

    /// Reads the state, and subscribes to it.
    pub fn with<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with(read)
    }

    /// Reads the state once: for event handlers.
    pub fn with_untracked<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// The incident that is shown, with its figures.
    pub fn incident(self) -> Option<Arc<IncidentView>> {
        self.incident.get().map(|incident| incident.0)
    }

    /// The same, for event handlers.
    pub fn incident_untracked(self) -> Option<Arc<IncidentView>> {
        self.incident.get_untracked().map(|incident| incident.0)
    }

    /// What is selected, and what is highlighted because of it.
    pub fn selection(self) -> SelectionView {
        self.selection.get()
    }

    /// Reads what is selected without cloning it, and subscribes to it.
    pub fn with_selection<T>(self, read: impl FnOnce(&SelectionView) -> T) -> T {
        self.selection.with(read)
    }

    /// What is selected, for event handlers.
    pub fn selected_untracked(self) -> Option<Selection> {
        self.with_incident_untracked(|incident| incident.selected)?
    }

    /// Reads the state of the incident that is shown once: for event handlers.
    pub fn with_incident_untracked<T>(self, read: impl FnOnce(&IncidentState) -> T) -> Option<T> {
        self.with_untracked(|state| state.incident().map(read))
    }

    /// What of the timeline is in view.
    pub fn timeline(self) -> TimelineView {
        self.timeline.get()
    }

    /// Reads what of the timeline is in view without cloning it, and subscribes to it.
    pub fn with_timeline<T>(self, read: impl FnOnce(&TimelineView) -> T) -> T {
        self.timeline.with(read)
    }

    /// Which rows of the list of events are drawn, and what is searched for.
    pub fn list(self) -> ListView {
        self.list.get()
    }

    /// How far the list is scrolled and the size of the page's text, for event handlers.
    pub fn scroll_untracked(self) -> (Scroll, f64) {
        let scroll = self.with_incident_untracked(|incident| incident.search.scroll);
        (scroll.unwrap_or_default(), self.with_untracked(|state| state.layout.text_px))
    }

    /// In what way files are read, for event handlers.
    pub fn read_options_untracked(self) -> ReadOptions {
        self.with_untracked(|state| state.read_options.clone())
    }

    /// The dialog that is open.
    pub fn dialog(self) -> Option<Dialog> {
        self.dialog.get()
    }

    /// What surrounds the incident: the screen, a load under way, the reader's settings.
    pub fn shell(self) -> ShellState {
        self.shell.get()
    }
}

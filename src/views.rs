//! What components are drawn from: the state, divided by how often each part changes.

use std::sync::Arc;

use leptos::prelude::*;

use faultline_core::findings::Finding;
use faultline_core::incident::{CauseIx, EventIx, Milestone};
use faultline_core::metrics::Durations;
use faultline_core::time::{FixedZone, Instant, Span, Zone};
use faultline_core::timeline::{Bands, Viewport};
use faultline_viewer::{
    self, Failed, Filter, List, Loaded, Matches, Play, Progress, Related, Screen, SearchResult, Selection, State,
    Theme, Window,
};

/// A shared value that equals another only when it is the same one: comparing two incidents would cost more than drawing one.
#[derive(Debug)]
pub struct ByPtr<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> Clone for ByPtr<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: ?Sized> PartialEq for ByPtr<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The incident with its figures.
#[derive(Debug)]
pub struct IncidentView {
    /// The incident.
    pub loaded: Arc<Loaded>,
    /// Its durations, now.
    pub durations: Durations,
    /// The zone times are shown in.
    pub zone: Arc<dyn Zone>,
    /// What moments are counted from, in place of a clock.
    pub origin: Option<Instant>,
    /// `true` when there is quiet time that can be folded.
    pub can_fold: bool,
    /// What the timeline draws as bands.
    pub bands: Bands,
    /// Now.
    pub now: Instant,
    /// What came of the search: until the next result is there, of the one before.
    pub result: Arc<SearchResult>,
    /// The events as a list.
    pub list: Arc<List>,
    /// What the postmortem leaves open.
    pub findings: Arc<Vec<Finding>>,
    /// Which filters can narrow this incident down, in the order of `By::ALL`.
    pub offered: [bool; 4],
    /// The reader's own zone, where the browser tells.
    reader_zone: Option<Arc<dyn Zone>>,
}

impl IncidentView {
    /// The incident of the state. Each part that takes long is a memo of its own, made anew when what it depends on changes.
    pub fn memo(state: RwSignal<State>) -> Memo<Option<ByPtr<Self>>> {
        fn part<T: Clone + PartialEq + Send + Sync + 'static>(
            state: RwSignal<State>,
            read: fn(&State) -> Option<T>,
        ) -> Memo<Option<T>> {
            Memo::new(move |_| state.with(read))
        }
        let loaded = part(state, |state| state.loaded().cloned().map(ByPtr));
        let result = part(state, |state| Some(ByPtr(Arc::clone(&state.incident()?.search.result))));
        let counted_from = part(state, |state| state.incident()?.origin);
        let zone_choice = part(state, |state| Some(state.zone.clone()));
        let now = part(state, |state| Some(state.now));
        let zone = Memo::new(move |_| {
            let (loaded, _) = loaded.get().zip(zone_choice.get())?;
            Some(ByPtr(state.with_untracked(|state| state.incident_zone(&loaded.0))))
        });
        let reader_zone = Memo::new(move |_| {
            loaded.get()?;
            state.with_untracked(|state| state.zones().zone(state.settings.zones.reader.as_deref()?)).map(ByPtr)
        });
        let list = Memo::new(move |_| {
            let ((loaded, result), zone) = loaded.get().zip(result.get()).zip(zone.get())?;
            let (order, dated, sort) = (Arc::clone(&result.0.order), result.0.matches.dated, result.0.query.sort);
            Some(ByPtr(Arc::new(List::of(&loaded.0.case, order, dated, sort, zone.0.as_ref()))))
        });
        let findings = Memo::new(move |_| Some(ByPtr(Arc::new(loaded.get()?.0.findings()))));
        let offers = Memo::new(move |_| {
            let loaded = loaded.get()?.0;
            Some((!loaded.folds.is_empty(), faultline_viewer::offered(&loaded.case)))
        });
        Memo::new(move |_| {
            let (loaded, result, zone, now) = (loaded.get()?.0, result.get()?.0, zone.get()?.0, now.get()?);
            let (can_fold, offered) = offers.get()?;
            let durations = loaded.durations(now);
            Some(ByPtr(Arc::new(Self {
                origin: counted_from.get().and_then(|origin| origin.at(&loaded, &durations)),
                bands: loaded.bands(&durations, now),
                durations,
                zone,
                can_fold,
                now,
                result,
                list: list.get()?.0,
                findings: findings.get()?.0,
                offered,
                reader_zone: reader_zone.get().map(|zone| zone.0),
                loaded,
            })))
        })
    }

    /// What the search and the filters leave.
    pub fn matches(&self) -> &Matches {
        &self.result.matches
    }

    /// A moment on the clock, or counted from where the reader wants.
    pub fn clock(&self, at: Instant) -> String {
        faultline_viewer::clock(at, self.zone.as_ref(), self.origin)
    }

    /// The same, with its day where the incident has several.
    pub fn dated_clock(&self, at: Instant) -> String {
        faultline_viewer::dated_clock(at, &self.loaded.case, self.zone.as_ref(), self.origin)
    }

    /// A moment in every zone there is, and counted from the start.
    pub fn everywhere(&self, at: Instant) -> String {
        let utc = FixedZone::utc();
        let zones = [
            Some(self.zone.as_ref()),
            Some(self.loaded.zone.as_ref()),
            Some(&utc as &dyn Zone),
            self.reader_zone.as_deref(),
        ];
        let zones: Vec<&dyn Zone> = zones.into_iter().flatten().collect();
        let started = self.durations.anchor(Milestone::Started).map(|anchor| anchor.at);
        faultline_viewer::in_every_zone(at, &zones, self.origin.or(started))
    }
}

/// Which rows of the list are drawn, and what is searched for, which may not be worked out yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListView {
    /// The rows drawn.
    pub window: Window,
    /// The pages of the vertical timeline that are shown: the first, and the one after the last.
    pub vertical_pages: (usize, usize),
    /// What is searched for.
    pub filter: Filter,
    /// How far the search is, where it takes long.
    pub progress: Option<String>,
}

impl ListView {
    /// The rows of a state.
    pub fn of(state: &State, view: Option<&ByPtr<IncidentView>>) -> Self {
        let Some(search) = state.incident().map(|incident| &incident.search) else { return Self::default() };
        let window = view.map(|view| view.0.list.window(search.scroll, state.layout.text_px));
        Self {
            window: window.unwrap_or_default(),
            vertical_pages: search.vertical_pages,
            filter: search.filter.clone(),
            progress: search.progress_text(),
        }
    }
}

/// What is selected, and what is related to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectionView {
    /// What is chosen.
    pub selected: Option<Selection>,
    /// What is highlighted with it; `None` when nothing fades.
    pub related: Option<Related>,
    /// The causes that the story has not come to yet.
    unknown: Vec<CauseIx>,
    /// `true` once what is chosen has been copied as text.
    pub copied: bool,
    /// The event that is measured from.
    pub measuring: Option<EventIx>,
}

impl SelectionView {
    /// The selection of a state.
    pub fn of(state: &State) -> Self {
        let Some(incident) = state.incident() else { return Self::default() };
        let (selected, interaction) = (incident.selected, &incident.interaction);
        Self {
            selected,
            related: selected.and_then(|selection| Related::of(&incident.loaded.case, selection)),
            unknown: incident.unknown_causes(),
            copied: interaction.copied.is_some() && interaction.copied == selected,
            measuring: interaction.measuring,
        }
    }

    /// The classes of something: its own, whether it is selected, and whether it is highlighted or faded.
    pub fn class(&self, own: &str, selection: Selection, is_related: impl Fn(&Related) -> bool) -> String {
        let chosen = if self.selected == Some(selection) { " chosen" } else { "" };
        let emphasis = match &self.related {
            None => "",
            Some(related) if is_related(related) => " lit",
            Some(_) => " faded",
        };
        let unknown = match selection {
            Selection::Cause(cause) if self.unknown.contains(&cause) => " untold",
            _ => "",
        };
        [own, chosen, emphasis, unknown].concat()
    }

    /// `true` for a cause that the story has not come to yet.
    pub fn is_unknown(&self, cause: CauseIx) -> bool {
        self.unknown.contains(&cause)
    }

    /// `true` or `false`, for the attributes that say so.
    pub fn pressed(&self, selection: Selection) -> &'static str {
        if self.selected == Some(selection) { "true" } else { "false" }
    }
}

/// What of the timeline is in view, and what it has room for.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineView {
    /// The window of time.
    pub viewport: Option<Viewport>,
    /// The width of the frame.
    pub width: f64,
    /// The size of the page's text.
    pub text_px: f64,
    /// `true` where time runs down.
    pub narrow: bool,
    /// Stretches painted because a figure is pointed at.
    pub painted: Vec<Span>,
    /// A range that is being drawn, in place of the chosen one.
    pub draft: Option<Span>,
    /// The story, while it is played.
    pub play: Option<Play>,
    /// `true` while the timeline fills the window.
    pub full: bool,
    /// `true` while a hint says what the wheel does.
    pub hint: bool,
}

impl TimelineView {
    /// The timeline of a state.
    pub fn of(state: &State) -> Self {
        let (layout, incident) = (&state.layout, state.incident());
        let interaction = incident.map(|incident| incident.interaction.clone()).unwrap_or_default();
        Self {
            viewport: incident.and_then(|incident| incident.viewport),
            width: layout.frame_width,
            text_px: layout.text_px,
            narrow: state.is_narrow(),
            painted: incident.map(|incident| incident.painted.clone()).unwrap_or_default(),
            draft: interaction.draft,
            play: interaction.play,
            full: layout.full_window,
            hint: interaction.hint,
        }
    }
}

/// What surrounds the page: what is shown, what is being loaded, and the reader's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct ShellState {
    /// What is shown.
    pub screen: ScreenKind,
    /// A load under way.
    pub progress: Option<Progress>,
    /// The shipped incidents.
    pub samples: Vec<(String, String)>,
    /// The theme.
    pub theme: Theme,
    /// `false` for a reader who has turned off the keys that write a character.
    pub character_keys: bool,
}

/// What is shown, by its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreenKind {
    /// Nothing was asked for yet.
    Start,
    /// An incident.
    Incident,
    /// The list of a collection.
    Collection,
    /// What was asked for could not be shown.
    Failed(Failed),
}

impl ShellState {
    /// The surroundings of a state.
    pub fn of(state: &State) -> Self {
        let screen = match (&state.screen, state.failed()) {
            (_, Some(failed)) => ScreenKind::Failed(failed.clone()),
            (Screen::Start, _) => ScreenKind::Start,
            (Screen::Collection { opened: None, .. }, _) => ScreenKind::Collection,
            _ => ScreenKind::Incident,
        };
        Self {
            screen,
            progress: state.load.clone(),
            samples: state.samples.clone(),
            theme: state.settings.theme,
            character_keys: state.settings.character_keys,
        }
    }
}

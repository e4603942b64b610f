//! What the parts of the page are drawn from: the model, cut by how often each cut changes.

use std::sync::Arc;

use crate::platform::IntlZones;
use faultline_core::incident::{CauseIx, EventIx, Milestone};
use faultline_core::metrics::{Durations, Finding};
use faultline_core::time::{FixedZone, Instant, Span, Zone, ZoneSource};
use faultline_core::timeline::Viewport;
use faultline_viewer::{
    self, Filter, List, Lit, Loaded, Matches, Origin, Play, Progress, Screen, SearchResult, Selection, State, Window,
    ZoneChoice,
};

/// Something that is the same only when it is the same thing: comparing two incidents would cost more than drawing one.
#[derive(Debug)]
pub struct ByPtr<T>(pub Arc<T>);

impl<T> Clone for ByPtr<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for ByPtr<T> {
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
    /// Now.
    pub now: Instant,
    /// What the reader looked for, and what came of it: until the next answer is there, of what was wanted before.
    pub answer: Arc<SearchResult>,
    /// The events as a list.
    pub list: Arc<List>,
    /// What the postmortem leaves open.
    pub findings: Arc<Vec<Finding>>,
    /// Which filters can narrow this incident down, in the order of `By::ALL`.
    pub offered: [bool; 4],
    /// The name of the reader's own zone, which is looked up when something is pointed at.
    reader: Option<Box<str>>,
    /// What of the model all this was made of.
    choice: ZoneChoice,
    counted_from: Option<Origin>,
}

impl IncidentView {
    /// The incident of a model; the same as before when nothing that it depends on has changed.
    pub fn of(state: &State, before: Option<&ByPtr<Self>>) -> Option<ByPtr<Self>> {
        let loaded = state.loaded()?;
        let find = &state.find;
        let before = before.map(|before| &before.0).filter(|before| Arc::ptr_eq(&before.loaded, loaded));
        let same_zone = |shown: &&Arc<Self>| shown.choice == state.zone;
        let answer = match (&find.answer, before) {
            (Some(answer), _) => Arc::clone(answer),
            (None, Some(before)) => Arc::clone(&before.answer),
            (None, None) => Arc::new(SearchResult::all(loaded)),
        };
        let same_answer = |shown: &&Arc<Self>| Arc::ptr_eq(&shown.answer, &answer);
        let same_words = |shown: &&Arc<Self>| shown.now == state.now && shown.counted_from == find.origin;
        let unchanged = before.filter(same_zone).filter(same_answer).filter(same_words);
        if let Some(before) = unchanged {
            return Some(ByPtr(Arc::clone(before)));
        }
        let zone: Arc<dyn Zone> = match (before.filter(same_zone), &state.zone) {
            (Some(before), _) => Arc::clone(&before.zone),
            (None, ZoneChoice::File) => Arc::clone(&loaded.zone),
            (None, ZoneChoice::Utc) => Arc::new(FixedZone::utc()),
            (None, ZoneChoice::Reader) => {
                known(find.zones.reader.as_deref()).unwrap_or_else(|| Arc::new(FixedZone::utc()))
            }
            (None, ZoneChoice::Named(name)) => known(Some(name)).unwrap_or_else(|| Arc::clone(&loaded.zone)),
        };
        let durations = loaded.durations(state.now);
        let list = match before.filter(same_answer).filter(same_zone) {
            Some(before) => Arc::clone(&before.list),
            None => {
                let (order, dated, sort) = (Arc::clone(&answer.order), answer.found.dated, answer.wanted.sort);
                Arc::new(List::of(&loaded.case, order, dated, sort, zone.as_ref()))
            }
        };
        let findings = before.map(|before| Arc::clone(&before.findings));
        let findings = findings.unwrap_or_else(|| Arc::new(loaded.findings()));
        let can_fold = before.map_or_else(|| !loaded.folds.is_empty(), |before| before.can_fold);
        Some(ByPtr(Arc::new(Self {
            loaded: Arc::clone(loaded),
            origin: find.origin.and_then(|origin| origin.at(loaded, &durations)),
            durations,
            zone,
            can_fold,
            now: state.now,
            answer,
            list,
            findings,
            offered: before.map_or_else(|| faultline_viewer::offered(&loaded.case), |before| before.offered),
            reader: find.zones.reader.clone(),
            choice: state.zone.clone(),
            counted_from: find.origin,
        })))
    }

    /// What the search and the filters leave.
    pub fn found(&self) -> &Matches {
        &self.answer.found
    }

    /// A moment on the clock, or counted from where the reader wants.
    pub fn clock(&self, at: Instant) -> String {
        faultline_viewer::clock(at, self.zone.as_ref(), self.origin)
    }

    /// What a screen reader hears of what is chosen.
    pub fn chosen_in_words(&self, selected: Option<Selection>) -> Option<String> {
        faultline_viewer::chosen_in_words(&self.loaded.case, &self.durations, selected, self.zone.as_ref())
    }

    /// A moment in every zone there is, and counted from the start.
    pub fn everywhere(&self, at: Instant) -> String {
        let (utc, reader) = (FixedZone::utc(), known(self.reader.as_deref()));
        let zones =
            [Some(self.zone.as_ref()), Some(self.loaded.zone.as_ref()), Some(&utc as &dyn Zone), reader.as_deref()];
        let zones: Vec<&dyn Zone> = zones.into_iter().flatten().collect();
        let started = self.durations.anchor(Milestone::Started).map(|anchor| anchor.at);
        faultline_viewer::in_every_zone(at, &zones, self.origin.or(started))
    }
}

fn known(name: Option<&str>) -> Option<Arc<dyn Zone>> {
    IntlZones.zone(name?)
}

/// Which rows of the list are drawn, and what is looked for, which may not be answered yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListView {
    /// The rows drawn.
    pub window: Window,
    /// How many pages of the rail before and after the first.
    pub rail: (usize, usize),
    /// What the reader looks for.
    pub filter: Filter,
    /// How far the answer is, where it takes long.
    pub seeking: Option<String>,
}

impl ListView {
    /// The rows of a model.
    pub fn of(state: &State, shown: Option<&ByPtr<IncidentView>>) -> Self {
        let window = shown.map(|shown| shown.0.list.window(state.find.scroll, state.text_px));
        let find = &state.find;
        let (filter, seeking) = (find.filter.clone(), find.seeking_in_words());
        Self { window: window.unwrap_or_default(), rail: find.rail, filter, seeking }
    }
}

/// What is chosen, and what is lit because of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectionView {
    /// What is chosen.
    pub selected: Option<Selection>,
    /// What is lit; `None` when nothing fades.
    pub lit: Option<Lit>,
    /// The causes that the story has not come to yet.
    unknown: Vec<CauseIx>,
    /// `true` once what is chosen has been copied as text.
    pub copied: bool,
    /// The event that is measured from.
    pub measuring: Option<EventIx>,
}

impl SelectionView {
    /// The choice of a model.
    pub fn of(state: &State) -> Self {
        let lit = state.loaded().zip(state.selected).and_then(|(loaded, selection)| Lit::of(&loaded.case, selection));
        let hands = &state.hands;
        Self {
            selected: state.selected,
            lit,
            unknown: faultline_viewer::unknown_causes(state),
            copied: hands.copied.is_some() && hands.copied == state.selected,
            measuring: hands.measuring,
        }
    }

    /// The classes of something: its own, whether it is chosen, and whether it is lit or faded.
    pub fn class(&self, own: &str, selection: Selection, is_lit: impl Fn(&Lit) -> bool) -> String {
        let chosen = if self.selected == Some(selection) { " chosen" } else { "" };
        let lit = match &self.lit {
            None => "",
            Some(lit) if is_lit(lit) => " lit",
            Some(_) => " faded",
        };
        let unknown = match selection {
            Selection::Cause(cause) if self.unknown.contains(&cause) => " untold",
            _ => "",
        };
        [own, chosen, lit, unknown].concat()
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
    /// The story, while it is told.
    pub play: Option<Play>,
    /// `true` while the timeline fills the window.
    pub full: bool,
    /// `true` while the reader is told what the wheel does.
    pub hint: bool,
}

impl TimelineView {
    /// The view of a model.
    pub fn of(state: &State) -> Self {
        let (narrow, width) = (state.is_narrow(), state.widths.1);
        Self {
            viewport: state.viewport,
            width,
            text_px: state.text_px,
            narrow,
            painted: state.painted.clone(),
            draft: state.hands.draft,
            play: state.hands.play.clone(),
            full: state.hands.full,
            hint: state.hands.hint,
        }
    }
}

/// What surrounds the incident: what is shown, what is being loaded, and the reader's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct ShellState {
    /// What is shown.
    pub stage: Screen,
    /// A load under way.
    pub progress: Option<Progress>,
    /// The shipped incidents.
    pub samples: Vec<(String, String)>,
    /// The theme.
    pub theme: Option<&'static str>,
    /// `false` for a reader who has turned off the keys that write a character.
    pub characters: bool,
}

impl ShellState {
    /// The surroundings of a model.
    pub fn of(state: &State) -> Self {
        Self {
            stage: state.stage.clone(),
            progress: state.progress.clone(),
            samples: state.samples.clone(),
            theme: state.theme,
            characters: state.hands.characters,
        }
    }
}

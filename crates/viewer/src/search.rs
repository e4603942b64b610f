//! What the reader looks for, how it is listed, and how moments are told: the part of the model that finding things needs,
//! and what is done to it. Must never ask a browser.

use std::sync::Arc;

use super::address::Address;
use super::moment::{Origin, Zones};
use super::{
    Action, Column, Facet, Filter, Scroll, SearchResult, Selection, Sort, State, Step, TimelineAction, ZoneChoice,
    collection_view, interaction,
};
use faultline_core::incident::EventIx;
use faultline_core::timeline::{Viewport, next_event, previous_event};

/// How many rows of a narrow screen's rail are shown at first, and how many more at a time.
pub const RAIL_ROWS: usize = 200;

/// What finding things needs to remember.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchState {
    /// What the reader looks for.
    pub filter: Filter,
    /// `true` once the values to filter by were asked for.
    pub values: bool,
    /// How the list is sorted.
    pub sort: Sort,
    /// What came of these three, or of what they were before; nothing while nothing was asked for.
    pub answer: Option<Arc<SearchResult>>,
    /// How much of a hundred of the next answer is done, where it takes long.
    pub seeking: Option<usize>,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// The rows of the rail that are shown, in pages of `RAIL_ROWS`: the first, and the one after the last.
    pub rail: (usize, usize),
    /// What moments are counted from; a clock tells them where there is none.
    pub origin: Option<Origin>,
    /// The zones there are to go through.
    pub zones: Zones,
    /// `true` when the incident, or many, came from the disk or were pasted, so that no address leads to them.
    pub local: bool,
    /// What there is to say about a link; the reader takes it away.
    pub notes: Vec<String>,
    /// Counts what a reader would call a step (a choice, a stretch shown, a search), as against the many small moves of a
    /// pan: what Back goes back over.
    pub jumps: u32,
}

/// What the reader does to find things.
#[derive(Clone, Debug)]
pub enum SearchAction {
    /// Search for words; none to stop.
    Search(String),
    /// Hide what the search does not find, or show it again.
    OnlyMatches(bool),
    /// Filter by a value as well, or no more.
    Toggle(Facet),
    /// Show what is hidden. The words searched for stay.
    ShowAll,
    /// The values to filter by are wanted.
    Values,
    /// The next answer takes long: so much of a hundred is done.
    Progress(usize),
    /// What is wanted has been worked out.
    Answered(Arc<SearchResult>),
    /// Sort the list by a column; the other way round when it is sorted by it already.
    SortBy(Column),
    /// The long list was scrolled.
    Scrolled(Scroll),
    /// Show more rows of the rail: later ones, or earlier ones.
    MoreRows {
        /// `true` for later ones.
        later: bool,
    },
    /// Count moments from one of them, or (`None`) tell them by the clock.
    CountFrom(Option<Origin>),
    /// The browser tells the reader's zone, and storage the one they prefer.
    ZonesAre(Zones),
    /// The incident, or many, came from an address, or (`true`) from the disk.
    CameFromDisk(bool),
    /// The address has changed: show what it says and forget what it does not.
    Recall(Box<Address>),
    /// Say something about a link.
    Note(Vec<String>),
}

impl Default for SearchState {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            values: false,
            sort: Sort::default(),
            answer: None,
            seeking: None,
            scroll: Scroll::default(),
            rail: (0, 1),
            origin: None,
            zones: Zones::default(),
            local: false,
            notes: Vec::new(),
            jumps: 0,
        }
    }
}

impl SearchState {
    /// For another incident: what the reader prefers stays, and where it came from until something else comes.
    pub(super) fn enter(&mut self) {
        let (zones, local, jumps) = (std::mem::take(&mut self.zones), self.local, self.jumps);
        *self = Self { zones, local, jumps, ..Self::default() };
    }
}

/// Applies an action of finding.
pub(super) fn apply(state: &mut State, find: SearchAction) {
    let finder = &mut state.find;
    // Other rows than before: the rail begins at its beginning.
    if matches!(
        find,
        SearchAction::OnlyMatches(_) | SearchAction::Toggle(_) | SearchAction::ShowAll | SearchAction::Recall(_)
    ) {
        finder.rail = (0, 1);
    }
    // Whatever else is wanted now has not taken long yet.
    if !matches!(find, SearchAction::Scrolled(_) | SearchAction::Progress(_)) {
        finder.seeking = None;
    }
    match find {
        SearchAction::Search(text) => finder.filter.text = text,
        SearchAction::OnlyMatches(only) => finder.filter.only_matches = only,
        SearchAction::Toggle(facet) => finder.filter.toggle(facet),
        SearchAction::ShowAll => {
            finder.filter.facets.clear();
            finder.filter.only_matches = false;
        }
        SearchAction::Values => finder.values = true,
        SearchAction::Progress(percent) => finder.seeking = Some(percent),
        SearchAction::Answered(answer) => finder.answer = Some(answer),
        SearchAction::SortBy(by) => {
            finder.sort = Sort { by, down: finder.sort.by == by && !finder.sort.down };
        }
        SearchAction::Scrolled(scroll) => finder.scroll = scroll,
        SearchAction::MoreRows { later: false } => finder.rail.0 = finder.rail.0.saturating_sub(1),
        SearchAction::MoreRows { later: true } => finder.rail.1 += 1,
        SearchAction::CountFrom(origin) => finder.origin = origin,
        SearchAction::ZonesAre(zones) => set_zones(state, zones),
        SearchAction::CameFromDisk(local) => finder.local = local,
        SearchAction::Note(notes) => finder.notes = notes,
        SearchAction::Recall(address) => recall(state, *address),
    }
}

/// Takes up the zones there are, and shows times in the one that the reader prefers.
pub(super) fn set_zones(state: &mut State, zones: Zones) {
    state.zone = zones.preferred.clone();
    state.find.zones = zones;
}

/// Shows times in another zone, and no longer counts them.
pub(super) fn set_zone(state: &mut State, zone: ZoneChoice) {
    state.find.origin = None;
    if let ZoneChoice::Named(name) = &zone {
        state.find.zones.named = Some(name.clone());
    }
    state.zone = zone;
}

/// The event one step from what is chosen, passing over what is hidden; what is chosen when there is no other.
pub(super) fn step(state: &State, step: Step) -> Option<EventIx> {
    let to = interaction::step(state, step)?;
    let case = &state.loaded()?.case;
    let keeps = |ix: EventIx| state.find.answer.as_ref().is_none_or(|answer| answer.found.keeps(ix));
    let on = |from: EventIx| match step {
        Step::Next | Step::First => next_event(case, from),
        Step::Previous | Step::Last => previous_event(case, from),
        Step::Up | Step::Down => None,
    };
    let kept = std::iter::successors(Some(to), |from| on(*from)).find(|ix| keeps(*ix));
    let kept = kept.or_else(|| match step {
        // The nearest of the lane may be hidden, and another one of it not.
        Step::Up | Step::Down => {
            let read = |ix: EventIx| case.incident.timeline.get(ix.at());
            let lane = read(to)?.kind;
            let near = |ix: &EventIx| {
                case.event_span(*ix).zip(case.event_span(to)).map(|(a, b)| a.start().since(b.start()).abs())
            };
            let all = case.chronology.iter().copied();
            all.filter(|ix| read(*ix).is_some_and(|event| event.kind == lane) && keeps(*ix)).min_by_key(near)
        }
        _ => None,
    });
    kept.or_else(|| interaction::chosen_event(state))
}

/// Shows the page of the rail that a chosen event is on, where it is not shown yet.
pub(super) fn reveal_in_rail(state: &mut State, event: EventIx) {
    let Some(loaded) = state.loaded().filter(|_| state.is_narrow()) else { return };
    let kept = state.find.answer.as_ref().map_or(&loaded.case.chronology, |answer| &*answer.found.kept);
    let Some(at) = kept.iter().position(|ix| *ix == event) else { return };
    let page = at / RAIL_ROWS;
    if !(state.find.rail.0..state.find.rail.1).contains(&page) {
        state.find.rail = (page, page + 1);
    }
}

/// Shows times in the zone of an address, else in the one that the reader prefers.
pub(super) fn recall_zone(state: &mut State, zone: Option<ZoneChoice>) {
    let zone = zone.unwrap_or_else(|| state.find.zones.preferred.clone());
    set_zone(state, zone);
}

fn recall(state: &mut State, address: Address) {
    recall_zone(state, address.zone);
    state.find.filter = address.filter;
    state.find.sort = address.sort;
    state.find.origin = address.origin;
    state.find.notes = address.notes;
    state.selected = address.selected;
    if let Some(Selection::Event(event)) = state.selected {
        reveal_in_rail(state, event);
    }
    let show = |viewport: Viewport| viewport.show(address.window.unwrap_or_else(|| viewport.whole()));
    state.viewport = state.viewport.map(show);
}

/// Whether an action is a step that Back should go back over. A walk from event to event is one step, and so is typing a
/// word.
pub(super) fn is_jump(state: &State, action: &Action) -> bool {
    match action {
        Action::Select(selection) => state.selected != Some(*selection),
        Action::Deselect => state.selected.is_some(),
        Action::StepTo(_) => !matches!(state.selected, Some(Selection::Event(_))),
        Action::Search(SearchAction::Search(text)) => text.is_empty() != state.find.filter.text.is_empty(),
        Action::Collection(action) => collection_view::is_jump(&state.trends, action),
        Action::Show(_)
        | Action::Fit
        | Action::SetZone(_)
        | Action::Timeline(
            TimelineAction::ToRange
            | TimelineAction::MeasureTo(_)
            | TimelineAction::Follow
            | TimelineAction::Keep
            | TimelineAction::ZoomTo(_),
        )
        | Action::Search(
            SearchAction::OnlyMatches(_)
            | SearchAction::Toggle(_)
            | SearchAction::ShowAll
            | SearchAction::SortBy(_)
            | SearchAction::CountFrom(_),
        ) => true,
        _ => false,
    }
}

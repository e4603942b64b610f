//! What the reader looks for, how it is listed, and how moments are told: the part of the model that finding things needs,
//! and what is done to it. Must never ask a browser.

use std::sync::Arc;

use super::address::Address;
use super::moment::{Origin, Zones};
use super::{
    Action, Answer, Column, Deed, Facet, Filter, Model, Scroll, Selection, Sort, Step, ZoneChoice, hands, trends,
};
use faultline_core::incident::EventIx;
use faultline_core::timeline::{Viewport, next_event, previous_event};

/// How many rows of a narrow screen's rail are shown at first, and how many more at a time.
pub const RAIL_ROWS: usize = 200;

/// What finding things needs to remember.
#[derive(Clone, Debug, PartialEq)]
pub struct Finder {
    /// What the reader looks for.
    pub filter: Filter,
    /// `true` once the values to filter by were asked for.
    pub values: bool,
    /// How the list is sorted.
    pub sort: Sort,
    /// What came of these three, or of what they were before; nothing while nothing was asked for.
    pub answer: Option<Arc<Answer>>,
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
pub enum Find {
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
    Seeking(usize),
    /// What is wanted has been worked out.
    Answered(Arc<Answer>),
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

impl Default for Finder {
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

impl Finder {
    /// For another incident: what the reader prefers stays, and where it came from until something else comes.
    pub(super) fn enter(&mut self) {
        let (zones, local, jumps) = (std::mem::take(&mut self.zones), self.local, self.jumps);
        *self = Self { zones, local, jumps, ..Self::default() };
    }
}

/// Applies an action of finding.
pub(super) fn apply(model: &mut Model, find: Find) {
    let finder = &mut model.find;
    // Other rows than before: the rail begins at its beginning.
    if matches!(find, Find::OnlyMatches(_) | Find::Toggle(_) | Find::ShowAll | Find::Recall(_)) {
        finder.rail = (0, 1);
    }
    // Whatever else is wanted now has not taken long yet.
    if !matches!(find, Find::Scrolled(_) | Find::Seeking(_)) {
        finder.seeking = None;
    }
    match find {
        Find::Search(text) => finder.filter.text = text,
        Find::OnlyMatches(only) => finder.filter.only_matches = only,
        Find::Toggle(facet) => finder.filter.toggle(facet),
        Find::ShowAll => {
            finder.filter.facets.clear();
            finder.filter.only_matches = false;
        }
        Find::Values => finder.values = true,
        Find::Seeking(percent) => finder.seeking = Some(percent),
        Find::Answered(answer) => finder.answer = Some(answer),
        Find::SortBy(by) => {
            finder.sort = Sort { by, down: finder.sort.by == by && !finder.sort.down };
        }
        Find::Scrolled(scroll) => finder.scroll = scroll,
        Find::MoreRows { later: false } => finder.rail.0 = finder.rail.0.saturating_sub(1),
        Find::MoreRows { later: true } => finder.rail.1 += 1,
        Find::CountFrom(origin) => finder.origin = origin,
        Find::ZonesAre(zones) => set_zones(model, zones),
        Find::CameFromDisk(local) => finder.local = local,
        Find::Note(notes) => finder.notes = notes,
        Find::Recall(address) => recall(model, *address),
    }
}

/// Takes up the zones there are, and shows times in the one that the reader prefers.
pub(super) fn set_zones(model: &mut Model, zones: Zones) {
    model.zone = zones.preferred.clone();
    model.find.zones = zones;
}

/// Shows times in another zone, and no longer counts them.
pub(super) fn set_zone(model: &mut Model, zone: ZoneChoice) {
    model.find.origin = None;
    if let ZoneChoice::Named(name) = &zone {
        model.find.zones.named = Some(name.clone());
    }
    model.zone = zone;
}

/// The event one step from what is chosen, passing over what is hidden; what is chosen when there is no other.
pub(super) fn step(model: &Model, step: Step) -> Option<EventIx> {
    let to = hands::step(model, step)?;
    let case = &model.loaded()?.case;
    let keeps = |ix: EventIx| model.find.answer.as_ref().is_none_or(|answer| answer.found.keeps(ix));
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
    kept.or_else(|| hands::chosen_event(model))
}

/// Shows the page of the rail that a chosen event is on, where it is not shown yet.
pub(super) fn reveal_in_rail(model: &mut Model, event: EventIx) {
    let Some(loaded) = model.loaded().filter(|_| model.is_narrow()) else { return };
    let kept = model.find.answer.as_ref().map_or(&loaded.case.chronology, |answer| &*answer.found.kept);
    let Some(at) = kept.iter().position(|ix| *ix == event) else { return };
    let page = at / RAIL_ROWS;
    if !(model.find.rail.0..model.find.rail.1).contains(&page) {
        model.find.rail = (page, page + 1);
    }
}

/// Shows times in the zone of an address, else in the one that the reader prefers.
pub(super) fn recall_zone(model: &mut Model, zone: Option<ZoneChoice>) {
    let zone = zone.unwrap_or_else(|| model.find.zones.preferred.clone());
    set_zone(model, zone);
}

fn recall(model: &mut Model, address: Address) {
    recall_zone(model, address.zone);
    model.find.filter = address.filter;
    model.find.sort = address.sort;
    model.find.origin = address.origin;
    model.find.notes = address.notes;
    model.selected = address.selected;
    if let Some(Selection::Event(event)) = model.selected {
        reveal_in_rail(model, event);
    }
    let show = |viewport: Viewport| viewport.show(address.window.unwrap_or_else(|| viewport.whole()));
    model.viewport = model.viewport.map(show);
}

/// Whether an action is a step that Back should go back over. A walk from event to event is one step, and so is typing a
/// word.
pub(super) fn is_jump(model: &Model, action: &Action) -> bool {
    match action {
        Action::Select(selection) => model.selected != Some(*selection),
        Action::Deselect => model.selected.is_some(),
        Action::StepTo(_) => !matches!(model.selected, Some(Selection::Event(_))),
        Action::Find(Find::Search(text)) => text.is_empty() != model.find.filter.text.is_empty(),
        Action::Trends(action) => trends::is_jump(&model.trends, action),
        Action::Show(_)
        | Action::Fit
        | Action::SetZone(_)
        | Action::Hand(Deed::ToRange | Deed::MeasureTo(_) | Deed::Follow | Deed::Keep | Deed::ZoomTo(_))
        | Action::Find(Find::OnlyMatches(_) | Find::Toggle(_) | Find::ShowAll | Find::SortBy(_) | Find::CountFrom(_)) => {
            true
        }
        _ => false,
    }
}

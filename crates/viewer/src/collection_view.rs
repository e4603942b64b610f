//! What the reader looks at of many incidents, and everything that can be done to it. Must never work out a figure.

use std::sync::Arc;

use super::collection::whole_second;
use super::{Collection, Estimates, Loaded, ManyAddress, Screen, Sheet, State, search};
use faultline_core::catalog::{Column, Filter, GroupBy, Table};
use faultline_core::incident::{CauseRole, ImpactLevel, Status, Weights};
use faultline_core::metrics::Anchors;
use faultline_core::time::{Instant, Span};

/// How many incidents the list shows at once.
pub const PAGE: usize = 50;

/// Many incidents on the page, or behind the one that is shown.
#[derive(Clone, Debug, Default)]
pub struct CollectionView {
    /// What was read; `None` when the page is of one incident.
    pub collection: Option<Arc<Collection>>,
    /// Each incident measured, at the model's `now`.
    pub table: Arc<Table>,
    /// The incident that is shown, or that could not be had, by its row; `None` while all of them are shown.
    pub opened: Option<u32>,
    /// What the reader chose.
    pub view: CollectionOptions,
    /// The intervals, as far as they were drawn.
    pub estimates: Arc<Estimates>,
}

/// By identity where comparing would cost more than drawing.
impl PartialEq for CollectionView {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.collection, &other.collection) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && Arc::ptr_eq(&self.table, &other.table)
            && Arc::ptr_eq(&self.estimates, &other.estimates)
            && self.opened == other.opened
            && self.view == other.view
    }
}

/// What the reader chose to see of many incidents.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionOptions {
    /// Which incidents; `lengths_ms` is the brush.
    pub filter: Filter,
    /// Between which moments lengths are measured.
    pub anchors: Anchors,
    /// The objective, 0 to 1; `None`: that of the incidents, else the usual one.
    pub slo: Option<f64>,
    /// What a minute at each level counts for in the availability.
    pub weights: Weights,
    /// The column the list is sorted by.
    pub sort: Column,
    /// `true` for the largest, latest or worst first.
    pub descending: bool,
    /// Which page of the list is shown, from 0.
    pub page: usize,
    /// Whether lengths have a logarithmic axis.
    pub logarithmic: bool,
    /// What the table of groups is by.
    pub group_by: GroupBy,
    /// What is compared with what; `None` for the usual choice.
    pub compared: Option<(Side, Side)>,
    /// The incident that is pointed out in the charts, by its row.
    pub row: Option<u32>,
}

impl Default for CollectionOptions {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            anchors: Anchors::default(),
            slo: None,
            weights: Weights::default(),
            sort: Column::Began,
            descending: true,
            page: 0,
            logarithmic: true,
            group_by: GroupBy::Service,
            compared: None,
            row: None,
        }
    }
}

impl CollectionView {
    /// What the reader will look at of a collection that arrives: what was chosen stays when there is only more of it.
    #[must_use]
    pub fn view_of(&self, collection: &Collection) -> CollectionOptions {
        let more = self.collection.as_ref().is_some_and(|before| before.name == collection.name);
        if more { self.view.clone() } else { CollectionOptions::default() }
    }
}

impl CollectionOptions {
    /// `true` while something is asked for that may hide an incident.
    #[must_use]
    pub fn filters(&self) -> bool {
        let Filter {
            text,
            severities,
            services,
            statuses,
            tags,
            levels,
            roles,
            period,
            week_hour,
            lengths_ms,
            all_kinds: _,
        } = &self.filter;
        !text.trim().is_empty()
            || !severities.is_empty()
            || !services.is_empty()
            || !statuses.is_empty()
            || !tags.is_empty()
            || !levels.is_empty()
            || !roles.is_empty()
            || period.is_some()
            || week_hour.is_some()
            || lengths_ms.is_some()
    }
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Side {
    /// The incidents that began in a period.
    Period(Span),
    /// Those of a group of the table, by its word.
    Group(Box<str>),
}

/// Something the incidents are filtered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CollectionFacet {
    /// A severity, in the organisation's words.
    Severity(Box<str>),
    /// A service, by its name.
    Service(Box<str>),
    /// A tag.
    Tag(Box<str>),
    /// A status.
    Status(Status),
    /// A worst level.
    Level(ImpactLevel),
    /// The role of one of the causes.
    Role(CauseRole),
}

/// Everything that can be done to many incidents.
#[derive(Clone, Debug)]
pub enum CollectionAction {
    /// They were read, or more of them were; what the reader chose stays when they are the same ones.
    Arrived(Arc<Collection>, Arc<Table>),
    /// An incident of them was opened.
    Opened(u32, Arc<Loaded>),
    /// An incident of them could not be had: the ones before and after it can.
    Missed(u32),
    /// Open an incident of them, by its row.
    Open(u32),
    /// Fetch the parts of the catalog that are not read yet.
    ReadParts,
    /// Save a table as a CSV file.
    Download(Sheet),
    /// Back from an incident to all of them.
    Close,
    /// Look only for these words.
    Search(String),
    /// Filter by something, or no longer.
    Toggle(CollectionFacet),
    /// Only those that began in this period.
    SetPeriod(Option<Span>),
    /// Only those that began in this hour of the week: see [`Filter::week_hour`].
    SetHour(Option<u8>),
    /// Count drills, tests and maintenance as incidents, or no longer.
    CountAll(bool),
    /// Only those of these lengths in milliseconds, both ends included: the brush.
    Brush(Option<(f64, f64)>),
    /// Show everything.
    Reset,
    /// Measure between other moments.
    Measure(Anchors),
    /// Reckon the error budget for another objective, 0 to 1; for the usual one where it is `None`.
    Aim(Option<f64>),
    /// Let minutes at a level count for more or less in the availability.
    Weigh(Weights),
    /// Sort the list by a column; a second time the other way round.
    Sort(Column),
    /// Show another page of the list.
    Page(usize),
    /// A logarithmic axis of lengths, or a straight one.
    Scale(bool),
    /// Another table of groups.
    Group(GroupBy),
    /// Compare others.
    Compare(Side, Side),
    /// Point out an incident in the charts, or none.
    Point(Option<u32>),
    /// More intervals were drawn.
    Estimated(Arc<Estimates>),
    /// A second has passed while something shown grows.
    Tick(Instant),
    /// The address has changed: show what it says of all of them and forget what it does not.
    Recall(Box<ManyAddress>),
}

impl From<ManyAddress> for super::Action {
    fn from(address: ManyAddress) -> Self {
        Self::Collection(CollectionAction::Recall(Box::new(address)))
    }
}

/// Applies an action to a model that has a collection, or is about to get one.
#[inline(never)]
pub fn apply(state: &mut State, action: CollectionAction) {
    let trends = &mut state.trends;
    let view = &mut trends.view;
    match action {
        CollectionAction::Arrived(collection, table) => {
            let view = trends.view_of(&collection);
            let now = collection.read_at;
            let arrived = CollectionView { collection: Some(collection), table, view, ..CollectionView::default() };
            state.enter(Screen::Collection);
            state.now = now;
            state.trends = arrived;
            return;
        }
        CollectionAction::Opened(row, loaded) => {
            let trends = std::mem::take(trends);
            state.show(loaded);
            state.trends = CollectionView { opened: Some(row), ..trends };
            return;
        }
        CollectionAction::Missed(row) => {
            trends.opened = Some(row);
            return;
        }
        CollectionAction::Recall(address) => {
            trends.view = address.view;
            search::recall_zone(state, address.zone);
            state.find.notes = address.notes;
            return;
        }
        CollectionAction::Close => {
            if trends.collection.is_some() {
                let row = trends.opened.take();
                if row.is_some() {
                    trends.view.row = row;
                }
                state.enter(Screen::Collection);
            }
            return;
        }
        CollectionAction::Open(_) | CollectionAction::ReadParts | CollectionAction::Download(_) => return,
        CollectionAction::Search(text) => view.filter.text = text.into(),
        CollectionAction::Toggle(of) => toggle_trait(&mut view.filter, of),
        CollectionAction::SetPeriod(period) => view.filter.period = period,
        CollectionAction::SetHour(hour) => view.filter.week_hour = hour,
        CollectionAction::CountAll(all) => view.filter.all_kinds = all,
        CollectionAction::Brush(lengths) => view.filter.lengths_ms = lengths,
        CollectionAction::Reset => view.filter = Filter { all_kinds: view.filter.all_kinds, ..Filter::default() },
        CollectionAction::Measure(anchors) => {
            view.anchors = anchors;
            // A stretch of other lengths is not the stretch that was meant.
            view.filter.lengths_ms = None;
        }
        CollectionAction::Aim(slo) => {
            view.slo = slo.filter(|slo| *slo > 0.0 && *slo <= 1.0);
            return;
        }
        CollectionAction::Weigh(weights) => {
            view.weights = weights;
            return;
        }
        CollectionAction::Sort(column) => {
            // Dates and lengths are looked at from the large end, words from their beginning.
            let large_first = matches!(column, Column::Began | Column::Length | Column::Impact | Column::Actions);
            view.descending = if view.sort == column { !view.descending } else { large_first };
            view.sort = column;
        }
        CollectionAction::Page(page) => {
            view.page = page;
            return;
        }
        CollectionAction::Scale(logarithmic) => view.logarithmic = logarithmic,
        CollectionAction::Group(by) => {
            view.group_by = by;
            if view.compared.as_ref().is_some_and(|(a, b)| [a, b].iter().any(|side| matches!(side, Side::Group(_)))) {
                view.compared = None;
            }
        }
        CollectionAction::Compare(first, second) => view.compared = Some((first, second)),
        CollectionAction::Point(row) => {
            view.row = row;
            return;
        }
        CollectionAction::Estimated(estimates) => {
            trends.estimates = estimates;
            return;
        }
        CollectionAction::Tick(now) => {
            let now = whole_second(now);
            if let Some(collection) = trends.collection.as_ref().filter(|_| state.now != now) {
                Arc::make_mut(&mut trends.table).update(&collection.catalog.entries, now);
                state.now = now;
            }
            return;
        }
    }
    // Whatever changes which rows there are, or their order, begins the list anew.
    state.trends.view.page = 0;
}

/// Whether an action is a step that Back should go back over. Typing a word is one step, and so is drawing a brush.
pub(super) fn is_jump(trends: &CollectionView, action: &CollectionAction) -> bool {
    let filter = &trends.view.filter;
    match action {
        CollectionAction::Arrived(..)
        | CollectionAction::Point(_)
        | CollectionAction::Estimated(_)
        | CollectionAction::Tick(_)
        | CollectionAction::Weigh(_)
        | CollectionAction::Open(_)
        | CollectionAction::ReadParts
        | CollectionAction::Download(_)
        | CollectionAction::Recall(_) => false,
        CollectionAction::Search(text) => text.is_empty() != filter.text.is_empty(),
        CollectionAction::SetPeriod(period) => {
            let ends = |period: Option<Span>| period.map(|period| (period.start(), period.end()));
            is_drawn_anew(ends(filter.period), ends(*period))
        }
        CollectionAction::Brush(lengths) => is_drawn_anew(filter.lengths_ms, *lengths),
        CollectionAction::Opened(..)
        | CollectionAction::Missed(_)
        | CollectionAction::Close
        | CollectionAction::Toggle(_)
        | CollectionAction::SetHour(_)
        | CollectionAction::CountAll(_)
        | CollectionAction::Reset
        | CollectionAction::Measure(_)
        | CollectionAction::Aim(_)
        | CollectionAction::Sort(_)
        | CollectionAction::Page(_)
        | CollectionAction::Scale(_)
        | CollectionAction::Group(_)
        | CollectionAction::Compare(..) => true,
    }
}

/// Whether a stretch is another one than before, not the same with one of its ends moved.
fn is_drawn_anew<T: PartialEq>(before: Option<(T, T)>, now: Option<(T, T)>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => before.0 != now.0 && before.1 != now.1,
        (None, None) => false,
        _ => true,
    }
}

pub(super) fn toggle_trait(filter: &mut Filter, of: CollectionFacet) {
    match of {
        CollectionFacet::Severity(word) => toggle(&mut filter.severities, word),
        CollectionFacet::Service(word) => toggle(&mut filter.services, word),
        CollectionFacet::Tag(word) => toggle(&mut filter.tags, word),
        CollectionFacet::Status(status) => toggle(&mut filter.statuses, status),
        CollectionFacet::Level(level) => toggle(&mut filter.levels, level),
        CollectionFacet::Role(role) => toggle(&mut filter.roles, role),
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|other| *other == item) {
        Some(at) => {
            list.remove(at);
        }
        None => list.push(item),
    }
}

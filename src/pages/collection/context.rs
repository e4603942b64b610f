//! What the parts of the page are drawn from: the overview of the incidents and its intervals.

use std::sync::Arc;

use leptos::prelude::*;

use crate::context::use_app;
use crate::platform::{self, File};
use crate::views::ByPtr;
use faultline_core::catalog::Table;
use faultline_viewer::{Collection, CollectionState, Estimates, Overview, State};

/// The figures of the collection, and the files it was read from. A part of [`App`](crate::context::App), since keys and
/// loads need it as well; a component reaches it by [`use_collection`].
#[derive(Clone, Copy)]
pub struct CollectionContext {
    latest: Memo<Option<ByPtr<Overview>>>,
    overview: Memo<Option<ByPtr<Overview>>>,
    estimates: Memo<ByPtr<Estimates>>,
    /// The overview of a collection that is about to arrive.
    prepared: StoredValue<Option<Arc<Overview>>>,
    /// Files of the reader's disk that were opened together, by their paths: an index among them names others.
    pub(super) files: StoredValue<Vec<(String, File)>, LocalStorage>,
}

/// The collection that the component draws.
pub fn use_collection() -> CollectionContext {
    use_app().collection
}

impl CollectionContext {
    /// The collection of a state. Nothing is computed before something asks.
    pub fn new(state: RwSignal<State>) -> Self {
        let prepared: StoredValue<Option<Arc<Overview>>> = StoredValue::new(None);
        let latest = Memo::new(move |before: Option<&Option<ByPtr<Overview>>>| {
            let before = before.and_then(Option::as_ref).map(|before| Arc::clone(&before.0));
            state.with(|state| latest_overview(state, before, prepared).map(ByPtr))
        });
        let overview = Memo::new(move |_| {
            let latest = latest.get();
            latest.filter(|_| state.with(|state| state.listed_collection().is_some()))
        });
        let estimates = Memo::new(move |before: Option<&ByPtr<Estimates>>| {
            let samples = overview.get().map(|overview| Arc::clone(&overview.0.samples)).unwrap_or_default();
            let drawn = state.with(|state| Some(ByPtr(Arc::clone(&state.collection()?.estimates))));
            let mut known = [drawn.as_ref(), before].into_iter().flatten();
            let known = known.find(|estimates| Arc::ptr_eq(&estimates.0.samples, &samples));
            known.cloned().unwrap_or_else(|| ByPtr(Arc::new(Estimates::begun(samples))))
        });
        Self { latest, overview, estimates, prepared, files: StoredValue::new_local(Vec::new()) }
    }

    /// What is shown of the collection; `None` while one incident is shown, or nothing.
    pub fn overview(self) -> Option<Arc<Overview>> {
        self.overview.get().map(|overview| overview.0)
    }

    /// A part of what is shown, which changes only when it differs: what is drawn from it stays while other parts change.
    /// As it is by default while nothing is shown.
    pub fn part<T: Default + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Overview) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.overview().map(|overview| read(&overview)).unwrap_or_default())
    }

    /// The incidents, without what is chosen of them.
    pub fn incidents(self) -> Memo<Option<ByPtr<Collection>>> {
        self.part(|overview| Some(ByPtr(Arc::clone(&overview.collection))))
    }

    /// What is shown of the collection, also behind an incident that was opened from it.
    pub fn latest(self) -> Option<Arc<Overview>> {
        self.latest.get().map(|overview| overview.0)
    }

    /// [`Self::latest`], for event handlers.
    pub fn latest_untracked(self) -> Option<Arc<Overview>> {
        self.latest.get_untracked().map(|overview| overview.0)
    }

    /// The intervals of what is shown, as far as they are known.
    pub fn estimates(self) -> Arc<Estimates> {
        self.estimates.get().0
    }

    /// [`Self::estimates`], for event handlers.
    pub fn estimates_untracked(self) -> Arc<Estimates> {
        self.estimates.get_untracked().0
    }

    /// Computes what will be shown of a collection that is about to arrive, so that drawing it is a task of its own.
    pub fn prepare(self, state: &State, collection: &Arc<Collection>, table: &Arc<Table>) {
        let before = state.collection();
        let view = before.map(|before| before.options_for(collection)).unwrap_or_default();
        let zone = state.collection_zone();
        let overview = platform::measure("faultline:figures", || {
            Overview::at(collection, table, &view, &zone, collection.read_at, None)
        });
        self.prepared.set_value(Some(Arc::new(overview)));
    }
}

/// The overview of a state: the one before where nothing that it shows has changed. Behind an incident, where the clock and
/// the zone are those of the incident, it keeps its own.
fn latest_overview(
    state: &State,
    before: Option<Arc<Overview>>,
    prepared: StoredValue<Option<Arc<Overview>>>,
) -> Option<Arc<Overview>> {
    let CollectionState { collection, table, options, .. } = state.collection()?;
    let is_of_table = |overview: &mut Arc<Overview>| Arc::ptr_eq(&overview.table, table);
    let prepared = prepared.try_update_value(|prepared| prepared.take_if(is_of_table)).flatten();
    let before = prepared.or(before);
    let (zone, now) = match &before {
        Some(before) if state.opened().is_some() => (Arc::clone(&before.zone), before.now),
        _ => (state.collection_zone(), state.now),
    };
    let is_same = |before: &Arc<Overview>| {
        Arc::ptr_eq(&before.table, table)
            && before.view == *options
            && before.now == now
            && before.zone.name() == zone.name()
    };
    if let Some(before) = before.as_ref().filter(|before| is_same(before)) {
        return Some(Arc::clone(before));
    }
    let overview = platform::measure("faultline:figures", || {
        Overview::at(collection, table, options, &zone, now, before.as_deref())
    });
    Some(Arc::new(overview))
}

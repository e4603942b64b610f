//! The page of many incidents: sentences, figures, charts, tables and the list. Reached only through the doors below,
//! after `platform::more()`: no first view needs it. Must never work out a figure.

mod actions;
mod comparison;
mod filters;
mod groups;
mod head;
mod list;
mod opened;
mod opening;
mod plots;
mod press;
mod problems;
mod recall;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{outside, region};
use crate::context::App;
use crate::node::{Element, div, el};
use crate::open;
use crate::platform::{self, IntlZones, Later};
use crate::views::ByPtr;
use faultline_core::catalog::Table;
use faultline_core::time::{FixedZone, Zone, ZoneSource};
use faultline_viewer::{
    self, Collection, CollectionAction, Estimates, Estimating, Overview, Samples, Screen, State, ZoneChoice,
};

pub use opening::{catalog, files, folders, titles};
pub use press::{perform, pressed, step};
pub use recall::follow;

thread_local! {
    /// What was last worked out, with the choice of zone it was worked out in.
    static LAST: RefCell<Option<(ZoneChoice, Arc<Overview>)>> = const { RefCell::new(None) };
    /// The samples that were drawn from last, are, or will be; others make the drawing stop.
    static DRAWN: RefCell<Option<Arc<Samples>>> = const { RefCell::new(None) };
    /// The drawing that will begin once the reader's hand rests.
    static RESTING: RefCell<Option<Later>> = const { RefCell::new(None) };
    /// What the parts of the page are drawn from, once they are there.
    static DRAWN_FROM: Cell<Option<DrawnFrom>> = const { Cell::new(None) };
}

/// What the parts of the page are drawn from: only what they look at has them drawn again.
#[derive(Clone, Copy)]
struct DrawnFrom {
    overview: Memo<Option<ByPtr<Overview>>>,
    estimates: Memo<ByPtr<Estimates>>,
}

/// How long the page may be deaf while intervals are drawn, in milliseconds.
const SLICE_MS: f64 = 20.0;
/// How long nothing has to change before intervals are drawn anew, in milliseconds: while a brush is moved, they would have
/// to be given up with each step.
const REST_MS: u32 = 200;
/// About how many draws are made between two looks at the clock.
const DRAWS: usize = 20_000;

/// Puts the parts of this page into their places, once.
#[inline(never)]
pub fn enter(app: App) {
    if DRAWN_FROM.get().is_some() {
        return;
    }
    let overview = Memo::new(move |_| app.with(worked_out).map(ByPtr));
    let estimates = Memo::new(move |before: Option<&ByPtr<Estimates>>| {
        let samples = overview.get().map(|overview| Arc::clone(&overview.0.samples)).unwrap_or_default();
        let of_these = |estimates: &Arc<Estimates>| Arc::ptr_eq(&estimates.samples, &samples);
        let drawn = Some(app.with(|state| Arc::clone(&state.trends.estimates)));
        let before = before.map(|before| Arc::clone(&before.0));
        let known = drawn.filter(of_these).or(before.filter(of_these));
        ByPtr(known.unwrap_or_else(|| Arc::new(Estimates::begun(samples))))
    });
    DRAWN_FROM.set(Some(DrawnFrom { overview, estimates }));
    region(app, "trends-head", head::head);
    region(app, "trends-compared", comparison::comparison);
    region(app, "trends-groups", groups::groups);
    region(app, "trends-actions", actions::actions);
    region(app, "trends-list", list::list);
    region(app, "trends-problems", problems::problems);
    region(app, "trends-opened", opened::opened);
    outside(move || estimate(app));
    plots::mount(app);
    platform::on_field(move |name, value| press::field(app, name, value));
    platform::every_second(move || {
        let grows = app.with_untracked(|state| {
            state.stage == Screen::Collection && state.trends.table.rows.iter().any(faultline_core::catalog::Row::ticks)
        });
        if grows {
            act(app, CollectionAction::Tick(platform::now()));
        }
    });
}

/// A button that asks for something about many incidents: see `faultline_viewer::request`.
pub fn press_button(class: &'static str, word: &str) -> Element {
    let button = if class.is_empty() { el("button") } else { div("button", class) };
    button.attr("type", "button").attr("data-press", [faultline_viewer::MANY, word].concat())
}

/// Does something to many incidents.
pub fn act(app: App, action: CollectionAction) {
    app.dispatch(action);
}

/// What is shown; `None` while it is one incident, or none. What asks is drawn again when it changes.
pub fn overview() -> Option<Arc<Overview>> {
    DRAWN_FROM.get()?.overview.get().map(|same| same.0)
}

/// Works out what will be shown of a collection that is about to arrive, in a task of its own: drawing it takes long enough.
pub fn prepare(app: App, collection: &Arc<Collection>, table: &Arc<Table>) {
    let (view, choice) = app.with_untracked(|state| (state.trends.view_of(collection), state.zone.clone()));
    let zone = zone_of(&choice);
    let overview = platform::measure("faultline:figures", || {
        Overview::at(collection, table, &view, &zone, collection.read_at, None)
    });
    LAST.replace(Some((choice, Arc::new(overview))));
}

fn worked_out(state: &State) -> Option<Arc<Overview>> {
    let before = LAST.take();
    let same = before.as_ref().filter(|(zone, before)| {
        *zone == state.zone
            && before.now == state.now
            && Arc::ptr_eq(&before.table, &state.trends.table)
            && before.view == state.trends.view
            && state.stage == Screen::Collection
    });
    let now = if let Some((_, overview)) = same {
        Some(Arc::clone(overview))
    } else if state.stage == Screen::Collection {
        let kept = before.as_ref().filter(|(zone, _)| *zone == state.zone);
        let zone = kept.map_or_else(|| zone_of(&state.zone), |(_, before)| Arc::clone(&before.zone));
        let last = before.as_ref().map(|(_, before)| before.as_ref());
        platform::measure("faultline:figures", || Overview::of(state, &zone, last)).map(Arc::new)
    } else {
        None
    };
    // One that is left for an incident is there again when the reader comes back.
    LAST.replace(now.clone().map(|overview| (state.zone.clone(), overview)).or(before));
    now
}

/// What is shown of many incidents, for a hand, and behind an incident of them.
pub fn last(app: App) -> Option<Arc<Overview>> {
    app.with_untracked(|state| {
        let trends = &state.trends;
        let collection = trends.collection.as_ref()?;
        let before = LAST.take();
        let same =
            |overview: &&Arc<Overview>| Arc::ptr_eq(&overview.table, &trends.table) && overview.view == trends.view;
        let overview = if let Some(same) = before.as_ref().map(|(_, before)| before).filter(same) {
            Arc::clone(same)
        } else {
            // An address may lead to an incident before all of them were ever shown.
            let known = before.as_ref().map(|(_, before)| (Arc::clone(&before.zone), before.now));
            let (zone, now) = known.unwrap_or_else(|| (zone_of(&state.zone), state.now));
            let before = before.as_ref().map(|(_, before)| before.as_ref());
            Arc::new(Overview::at(collection, &trends.table, &trends.view, &zone, now, before))
        };
        let choice = before.map_or_else(|| state.zone.clone(), |(choice, _)| choice);
        LAST.replace(Some((choice, Arc::clone(&overview))));
        Some(overview)
    })
}

/// The intervals of what is shown, as far as they were drawn. What asks is drawn again when there are more.
pub fn estimates() -> Arc<Estimates> {
    DRAWN_FROM.get().map(|drawn_from| drawn_from.estimates.get().0).unwrap_or_default()
}

/// Incidents come from many places: without a choice of the reader, times are in UTC.
fn zone_of(choice: &ZoneChoice) -> Arc<dyn Zone> {
    let own = || platform::reader_zone_name().and_then(|name| IntlZones.zone(&name));
    match choice {
        ZoneChoice::Reader => own(),
        ZoneChoice::Named(name) => IntlZones.zone(name),
        ZoneChoice::File | ZoneChoice::Utc => None,
    }
    .unwrap_or_else(|| Arc::new(FixedZone::utc()))
}

/// Draws intervals for what is shown, unless that is done or under way. Others that are drawn stop. The first are drawn at
/// once, the others when nothing has changed for a while.
fn estimate(app: App) {
    let Some(overview) = overview() else {
        RESTING.take();
        DRAWN.replace(None);
        return;
    };
    let samples = Arc::clone(&overview.samples);
    let before = DRAWN.replace(Some(Arc::clone(&samples)));
    if before.as_ref().is_some_and(|before| Arc::ptr_eq(before, &samples)) {
        return;
    }
    RESTING.take();
    if app.with_untracked(|state| Arc::ptr_eq(&state.trends.estimates.samples, &samples) && state.trends.estimates.done)
    {
        if before.is_some() {
            platform::after_paint(platform::mark_ready);
        }
        return;
    }
    platform::set_state("loading");
    if before.is_none() {
        open::run(draw(app, samples));
    } else {
        RESTING.replace(Some(platform::later(REST_MS, move || open::run(draw(app, samples)))));
    }
}

/// Draws in slices, until it is done or something else is to be drawn.
async fn draw(app: App, samples: Arc<Samples>) {
    let stopwatch = platform::Stopwatch::start("faultline:resample");
    let mut estimating = Estimating::new(Arc::clone(&samples));
    while !estimating.estimates().done {
        let begun = platform::now_ms();
        while platform::now_ms() - begun < SLICE_MS && !estimating.estimates().done {
            if estimating.step(DRAWS) {
                act(app, CollectionAction::Estimated(Arc::new(estimating.estimates().clone())));
            }
        }
        platform::yield_now().await;
        if !DRAWN.with_borrow(|drawn| drawn.as_ref().is_some_and(|drawn| Arc::ptr_eq(drawn, &samples))) {
            return;
        }
    }
    stopwatch.stop();
    platform::after_paint(platform::mark_ready);
}

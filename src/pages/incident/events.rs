//! The events as a list, in step with the timeline: the same events, the same selection.
//!
//! Up to `MOST_WHOLE` events every row is on the page, with a button each. A longer list is one stop of the Tab key: a grid
//! that says how many rows it has, draws those in view, and is walked with the arrow keys.

use std::sync::Arc;

use leptos::ev::{Event, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::selecting::select;
use crate::components::{EventTitle, HiddenEvents, TimeText};
use crate::context::{App, use_app};
use crate::platform;
use crate::views::{ByPtr, IncidentView};
use faultline_core::incident::{EventIx, Milestone};
use faultline_core::text;
use faultline_core::time::Instant;
use faultline_viewer::{Column, Command, Row, Scroll, SearchAction, Selection, Sort, TimelineAction, Window};

/// How many rows Page Up and Page Down go.
const PAGE: isize = 12;
/// The height of the head of the list, by the size of the page's text.
const HEAD_BY_TEXT: f64 = 2.0;

/// What stands in the panel of events.
#[derive(Clone, Copy, PartialEq)]
enum Contents {
    /// The file lists no event.
    NoEvents,
    /// The search and the filters hide every event.
    AllHidden,
    /// A list, drawn whole.
    Whole,
    /// A list of which only the rows in view are drawn.
    Windowed,
}

impl Contents {
    fn of(incident: &IncidentView) -> Self {
        if incident.loaded.case.incident.timeline.is_empty() {
            Self::NoEvents
        } else if incident.list.rows() == 0 {
            Self::AllHidden
        } else if incident.list.is_long() {
            Self::Windowed
        } else {
            Self::Whole
        }
    }
}

/// The panel of events.
#[component]
pub fn Events() -> impl IntoView {
    let app = use_app();
    // Rows change in place; the table itself is another one only where this changes.
    let contents = Memo::new(move |_| {
        app.incident().map(|incident| (ByPtr(Arc::clone(&incident.loaded)), Contents::of(&incident)))
    });
    move || {
        contents.get().map(|(ByPtr(loaded), contents)| {
            let body = match contents {
                Contents::NoEvents => view! { <p class="panel-note">"The file lists no events."</p> }.into_any(),
                Contents::AllHidden => {
                    view! { <p class="panel-note">"The search and the filters leave no event."</p> }.into_any()
                }
                Contents::Whole => view! { <EventTable windowed=false/> }.into_any(),
                Contents::Windowed => view! { <EventTable windowed=true/> }.into_any(),
            };
            view! {
                <section class="panel events" aria-labelledby="events-title">
                    <div class="panel-head">
                        <h2 id="events-title">"Events"</h2>
                        <span class="soft">{loaded.case.incident.timeline.len()}</span>
                        {move || app.list().progress.map(|progress| view! { <span class="soft">{progress}</span> })}
                        <HiddenEvents/>
                    </div>
                    {body}
                </section>
            }
        })
    }
}

/// The events as a table, or as a grid where only the rows in view are drawn.
#[component]
fn EventTable(windowed: bool) -> impl IntoView {
    let app = use_app();
    let scrolled = NodeRef::<Div>::new();
    keep_in_step(app, scrolled, windowed);
    let window = Memo::new(move |_| app.list().window);
    let rows = move || {
        let (Some(incident), Window { from, to, .. }) = (app.incident(), window.get()) else { return Vec::new() };
        (from..to).filter_map(|at| Some((at, incident.list.row(at)?))).collect()
    };
    let key = move |(at, row): &(usize, Row)| {
        let (is_day, id) = match row {
            Row::Day(at) => (true, at.ms()),
            Row::Event(ix) => (false, i64::from(ix.0)),
        };
        (windowed.then_some(*at), is_day, id)
    };
    // The head is the first row.
    let index = move |at: usize| windowed.then_some(at + 2);
    let row_count = move || app.incident().filter(|_| windowed).map(|incident| incident.list.rows() + 1);
    let active = move || {
        let (Some(Selection::Event(event)), true) = (app.with_selection(|selection| selection.selected), windowed)
        else {
            return None;
        };
        let Window { from, to, .. } = window.get();
        app.incident()?.list.row_of(event).filter(|row| (from..to).contains(row)).map(|_| row_id(event))
    };
    let on_scroll = move |event: Event| {
        let Some(scrolled) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
            return;
        };
        let (top, height) = (f64::from(scrolled.scroll_top()), f64::from(scrolled.client_height()));
        app.dispatch(SearchAction::Scrolled(Scroll { top, height }));
    };
    let space = move |px: fn(Window) -> f64| {
        windowed.then(
            || view! { <div class="events-space" style:min-height=move || format!("{}px", px(window.get()))></div> },
        )
    };
    let on_paper = move || {
        let Window { from, to, .. } = window.get();
        app.incident()
            .map(|incident| format!("On paper: {} of {} rows, those in view.", to - from, incident.list.rows()))
    };
    view! {
        <div
            node_ref=scrolled
            class=if windowed { "events-box events-long" } else { "events-box" }
            on:scroll=on_scroll
        >
            {space(|window| window.above)}
            <table
                role=windowed.then_some("grid")
                tabindex=windowed.then_some("0")
                aria-labelledby=windowed.then_some("events-title")
                aria-rowcount=row_count
                aria-activedescendant=active
                on:keydown=move |key| if windowed { on_key(app, &key) }
            >
                <thead>
                    <tr aria-rowindex=windowed.then_some("1")>
                        {Column::ALL.map(|column| view! { <ColumnHead column/> })}
                    </tr>
                </thead>
                <tbody>
                    <For each=rows key let((at, row))>
                        {match row {
                            Row::Day(day) => view! { <DayRow day index=index(at)/> }.into_any(),
                            Row::Event(event) => view! { <EventRow event index=index(at)/> }.into_any(),
                        }}
                    </For>
                </tbody>
            </table>
            {space(|window| window.below)}
            {windowed.then(|| view! { <p class="panel-note on-paper">{on_paper}</p> })}
        </div>
    }
}

fn row_id(event: EventIx) -> String {
    format!("entry-{}", event.0)
}

/// The head of a column: what it is, and the button that sorts by it.
#[component]
fn ColumnHead(column: Column) -> impl IntoView {
    let app = use_app();
    let class = match column {
        Column::Time => "clock",
        Column::FromStart => "from-start",
        Column::Kind => "kind",
        Column::What => "what",
    };
    let name = move || match column {
        Column::Time => app.incident().map_or_else(String::new, |incident| match incident.origin {
            Some(_) => "T+".to_owned(),
            None => incident.zone.name().to_owned(),
        }),
        Column::FromStart => "from start".to_owned(),
        Column::Kind => "kind".to_owned(),
        Column::What => "what".to_owned(),
    };
    let sorted = move || {
        let sort = app.incident().map(|incident| incident.result.query.sort);
        match sort.filter(|sort| sort.by == column) {
            None => "none",
            Some(Sort { down: false, .. }) => "ascending",
            Some(Sort { down: true, .. }) => "descending",
        }
    };
    view! {
        <th class=class scope="col" aria-sort=sorted>
            <button type="button" class="sort" on:click=move |_| app.dispatch(SearchAction::SortBy(column))>
                {name}
            </button>
        </th>
    }
}

/// A row that names the day of the events under it, by a moment of that day.
#[component]
fn DayRow(day: Instant, index: Option<usize>) -> impl IntoView {
    let app = use_app();
    let date = move || app.incident().map(|incident| text::date(day, incident.zone.as_ref()));
    view! { <tr class="day" aria-rowindex=index><th colspan="4" scope="rowgroup">{date}</th></tr> }
}

/// A row of an event. `index` is its number in a grid: there the row itself is selected, in a table the button in it.
#[component]
fn EventRow(event: EventIx, index: Option<usize>) -> impl IntoView {
    let app = use_app();
    let selection = Selection::Event(event);
    let class = move || {
        let is_match = app.incident().is_some_and(|incident| incident.matches().marks(event));
        let own = if is_match { "event match" } else { "event" };
        app.with_selection(|selected| selected.class(own, selection, |lit| lit.event(event)))
    };
    let is_selected = move || app.with_selection(|selected| selected.pressed(selection));
    let cells = move || {
        let incident = app.incident()?;
        let entry = incident.loaded.case.incident.timeline.get(event.at())?;
        let time = match entry.at {
            Some(when) => {
                let text = if when.day_only { "all day".to_owned() } else { incident.clock(when.at) };
                let text = if entry.approximate { text::about(&text) } else { text };
                view! { <TimeText incident=Arc::clone(&incident) at=when.at text/> }.into_any()
            }
            None => view! { <span>"no time"</span> }.into_any(),
        };
        let started = incident.durations.anchor(Milestone::Started);
        let from_start = started.zip(entry.at).map(|(started, when)| when.at.since(started.at).signed());
        let title = view! { <EventTitle incident=Arc::clone(&incident) event/> };
        let title = match index {
            Some(_) => view! { <span>{title}</span> }.into_any(),
            None => view! { <button type="button" class="plain" aria-pressed=is_selected>{title}</button> }.into_any(),
        };
        Some(view! {
            <td class="clock">{time}</td>
            <td class="from-start">{from_start}</td>
            <td class="kind">{text::kind_name(entry.kind)}</td>
            <td class="what" dir="auto">{title}</td>
        })
    };
    view! {
        <tr
            class=class
            id=row_id(event)
            aria-rowindex=index
            aria-selected=move || index.map(|_| is_selected())
            on:click=move |click| select(app, selection, &click)
        >
            {cells}
        </tr>
    }
}

/// Keys of the grid.
fn on_key(app: App, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    match &*event.key() {
        "ArrowDown" => select_row(app, 1),
        "ArrowUp" => select_row(app, -1),
        "PageDown" => select_row(app, PAGE),
        "PageUp" => select_row(app, -PAGE),
        "Home" => select_row(app, isize::MIN),
        "End" => select_row(app, isize::MAX),
        "Enter" => app.dispatch(Command::Open),
        _ => return,
    }
    event.prevent_default();
    // Some of these keys mean something else on the rest of the page.
    event.stop_propagation();
}

/// Selects the event so many rows further down.
fn select_row(app: App, by: isize) {
    let Some(incident) = app.incident_untracked() else { return };
    let from = match app.selected_untracked() {
        Some(Selection::Event(event)) => Some(event),
        _ => None,
    };
    if let Some(event) = incident.list.step(from, by) {
        app.dispatch(TimelineAction::Select(Selection::Event(event)));
    }
}

/// Scrolls the list, and nothing around it, so that the selected event is in view.
fn keep_in_step(app: App, scrolled: NodeRef<Div>, windowed: bool) {
    // The rows drawn are those of where the list was scrolled to before it was made anew.
    scrolled.on_load(move |scrolled| {
        let top = app.scroll_untracked().0.top;
        // Setting it makes the browser lay out the page, even to where it is.
        if top > 0.0 {
            platform::scroll_box_to(&scrolled, top);
        }
    });
    Effect::new(move |_| {
        let selected = app.with_selection(|selection| selection.selected);
        let (Some(incident), Some(Selection::Event(event))) = (app.incident(), selected) else { return };
        platform::after_paint(move || {
            let (Some(scrolled), Some(row)) = (scrolled.get_untracked(), incident.list.row_of(event)) else { return };
            let (scroll, text_px) = app.scroll_untracked();
            if windowed {
                let scroll = Scroll { height: f64::from(scrolled.client_height()), ..scroll };
                if let Some(top) = incident.list.scroll_to(row, scroll, text_px) {
                    platform::scroll_box_to(&scrolled, top);
                }
            } else if let Ok(Some(row)) = scrolled.query_selector("tr.chosen") {
                platform::reveal_in_box(&scrolled, &row, HEAD_BY_TEXT * text_px);
            }
        });
    });
}

//! The chart itself, and what lies over it: the list that the keys walk over, the ring about a mark, the ends of the brush.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::brush::BrushEdges;
use super::data::LaidOut;
use super::state::{ChartState, Mark, id};
use crate::components::picture::PictureView;
use crate::pages::collection::controls::aria;
use faultline_core::charts::{picture, ring_picture};
use faultline_core::picture::Picture;
use faultline_viewer::{Action, BrushEdge, walk};

/// How near the pointer has to be to a mark, in pixels.
const NEAR_PX: f64 = 12.0;
/// A press that moves no further than this is a click, in pixels.
const CLICK_PX: i32 = 4;

/// A pointer that is down on the chart.
#[derive(Clone, Copy, Debug)]
pub struct Press {
    /// The end of the brush that it went down on.
    edge: Option<BrushEdge>,
    /// Where it went down, in pixels of the window.
    client_x: i32,
    /// Whether it has moved far enough to be a drag.
    is_drag: bool,
}

impl Press {
    /// A press that begins, if it is one of the first button.
    pub fn begin(event: &PointerEvent, edge: Option<BrushEdge>) -> Option<Self> {
        let begins = event.button() == 0 && event.is_primary();
        begins.then(|| Self { edge, client_x: event.client_x(), is_drag: false })
    }
}

/// The chart. A pointer over it finds marks, a drag brushes, a click does what the mark means.
#[component]
pub fn ChartFrame(chart: ChartState) -> impl IntoView {
    let plot = chart.plot;
    let frame = NodeRef::<Div>::new();
    let press = StoredValue::new(None::<Press>);
    // Where a pointer is on the chart, in pixels as it was laid out.
    let place = move |event: &PointerEvent| {
        let zoom = chart.with_untracked(|_, laid_out| laid_out.zoom)?;
        let rectangle = frame.get_untracked()?.get_bounding_client_rect();
        let (x, y) = (f64::from(event.client_x()) - rectangle.left(), f64::from(event.client_y()) - rectangle.top());
        Some((x / zoom, y / zoom, zoom))
    };
    let hit = move |x: f64, y: f64| chart.with_untracked(|_, laid_out| laid_out.chart.hit(x, y, NEAR_PX)).flatten();
    let point_at = move |item: Option<u32>| {
        let at = item.map(|item| (plot, item));
        chart.cursor.pointed.maybe_update(|pointed| std::mem::replace(pointed, at) != at);
    };
    let down = move |event: PointerEvent| press.set_value(Press::begin(&event, None));
    let moved = move |event: PointerEvent| {
        let Some((x, y, zoom)) = place(&event) else { return };
        // One that went up outside of the window was not heard of.
        let Some(held) = press.get_value().filter(|_| event.buttons() != 0) else {
            press.set_value(None);
            point_at(hit(x, y));
            return;
        };
        let by = event.client_x() - held.client_x;
        if held.is_drag || by.abs() >= CLICK_PX {
            if let Some(frame) = frame.get_untracked() {
                let _ = frame.set_pointer_capture(event.pointer_id());
            }
            press.set_value(Some(Press { is_drag: true, ..held }));
            let from = x - f64::from(by) / zoom;
            chart.narrow_if(|inputs, laid_out| inputs.dragged(plot, &laid_out.chart, held.edge, from, x));
        }
    };
    let up = move |event: PointerEvent| {
        let held = press.try_update_value(Option::take).flatten();
        let is_click = held.is_some_and(|held| !held.is_drag && held.edge.is_none());
        let item = place(&event).filter(|_| is_click).and_then(|(x, y, _)| hit(x, y));
        if let Some(item) = item {
            chart.press(item);
        }
    };
    let laid_out = chart.laid_out;
    let drawn = Memo::new(move |_| {
        let draw = |laid_out: &LaidOut| picture(&laid_out.chart, laid_out.size, laid_out.zoom, plot.name());
        laid_out.with(|laid_out| laid_out.as_deref().map_or(Picture::empty(), draw))
    });
    let mark = Memo::new(move |_| chart.mark(chart.item()?));
    let ring = Memo::new(move |_| {
        let ring = |laid_out: &LaidOut| {
            mark.with(|mark| ring_picture(mark.as_ref().map(|mark| &mark.target), laid_out.size, laid_out.zoom))
        };
        laid_out.with(|laid_out| laid_out.as_deref().map_or(Picture::empty(), ring))
    });
    let text = move || mark.with(|mark| mark.as_ref().map_or_else(|| plot.hint().to_owned(), |mark| mark.text.clone()));
    view! {
        <div
            class="plot-frame"
            data-plot=plot.word()
            node_ref=frame
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| press.set_value(None)
            on:pointerleave=move |_| point_at(None)
        >
            <div id=id(plot, "draw") class="plot-draw">
                <PictureView picture=drawn attr:aria-describedby=id(plot, "said")/>
            </div>
            <div id=id(plot, "over") class="plot-over">
                <Walker chart mark/>
                <PictureView picture=ring>
                    <BrushEdges chart press/>
                </PictureView>
                <p class="plot-at" class:idle=move || mark.with(Option::is_none) aria-hidden="true">{text}</p>
            </div>
        </div>
    }
}

/// The one stop of the tab key for all marks of a chart. Only the mark that the keys are at is an element: a chart may have
/// 10,000.
#[component]
fn Walker(chart: ChartState, mark: Memo<Option<Mark>>) -> impl IntoView {
    let plot = chart.plot;
    let walk_by = move |event: KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !held && walked(chart, &event.key()) {
            event.prevent_default();
        }
    };
    let option_id = move || {
        let item = mark.with(|mark| mark.as_ref().map_or(0, |mark| mark.target.item));
        id(plot, &format!("mark-{item}"))
    };
    let is_at_mark = move || mark.with(Option::is_some);
    let place = move || mark.with(|mark| mark.as_ref().map_or(1, |mark| mark.place + 1)).to_string();
    let count = move || chart.with(|_, laid_out| laid_out.chart.walked()).unwrap_or_default().to_string();
    let text = move || {
        mark.with(|mark| mark.as_ref().map_or_else(|| "No mark chosen yet".to_owned(), |mark| mark.text.clone()))
    };
    view! {
        <div
            id=id(plot, "walk")
            class="plot-walk"
            role="listbox"
            tabindex="0"
            aria-label=plot.use_in_words()
            aria-activedescendant=move || is_at_mark().then(option_id)
            on:keydown=walk_by
        >
            <div
                id=option_id
                class="unseen"
                role="option"
                aria-selected=move || aria(is_at_mark())
                aria-setsize=count
                aria-posinset=place
            >
                {text}
            </div>
        </div>
    }
}

/// Walks to another mark, or does what the mark means; `false` for a key that means neither.
fn walked(chart: ChartState, key: &str) -> bool {
    let plot = chart.plot;
    let from = chart.cursor.walked.get_untracked().filter(|(other, _)| *other == plot).map(|(_, item)| item);
    if key == "Enter" || key == " " {
        from.inspect(|item| chart.press(*item));
        return from.is_some();
    }
    let Some(step) = walk(key) else { return false };
    let item = chart.with_untracked(|_, laid_out| laid_out.chart.step(from, step)).flatten();
    chart.cursor.walked.set(item.map(|item| (plot, item)));
    chart.cursor.pointed.set(None);
    let text = untrack(|| chart.mark(item?)).map(|mark| mark.text);
    chart.app.dispatch(Action::Announce(text.unwrap_or_default()));
    true
}

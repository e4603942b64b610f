//! The ends of the brush over a chart: sliders to be dragged, or moved by keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::frame::Press;
use super::state::{ChartState, id};
use faultline_core::picture::px_text;
use faultline_viewer::{BrushEdge, nudge};

/// An end of the brush in its place.
#[derive(Clone, Debug, PartialEq)]
struct Handle {
    /// Where it is along the axis, which goes from the first to the last of `range`.
    at: f64,
    range: (f64, f64),
    /// The paths of its line and its knob.
    paths: (String, String),
    /// What is kept from there on, or up to there.
    text: String,
}

/// Both ends; nothing on a chart without a brush.
#[component]
pub fn BrushEdges(chart: ChartState, press: StoredValue<Option<Press>>) -> impl IntoView {
    let has_brush =
        move || chart.with(|inputs, laid_out| inputs.edges(chart.plot, &laid_out.chart).is_some()).unwrap_or_default();
    view! {
        <Show when=has_brush>
            <Edge chart press edge=BrushEdge::From/>
            <Edge chart press edge=BrushEdge::To/>
        </Show>
    }
}

#[component]
fn Edge(chart: ChartState, press: StoredValue<Option<Press>>, edge: BrushEdge) -> impl IntoView {
    let plot = chart.plot;
    let handle = Memo::new(move |_| {
        chart.with(|inputs, laid_out| {
            let chart = &laid_out.chart;
            let (from, to) = inputs.edges(plot, chart)?;
            let at = if edge == BrushEdge::From { from } else { to };
            let paths = chart.handle(at, edge == BrushEdge::To);
            let text = inputs.edge_in_words(plot, edge);
            Some(Handle { at, range: (chart.plot.left, chart.plot.right), paths, text })
        })?
    });
    let read = move |read: fn(&Handle) -> String| move || handle.with(|handle| handle.as_ref().map(read));
    let down = move |event: PointerEvent| {
        // The chart would take it for the beginning of a new brush.
        event.stop_propagation();
        press.set_value(Press::begin(&event, Some(edge)));
    };
    let nudge_by = move |event: KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        let Some(hundredths) = nudge(&event.key()).filter(|_| !held) else { return };
        event.prevent_default();
        chart.narrow_if(|inputs, laid_out| inputs.nudged(plot, &laid_out.chart, edge, hundredths));
    };
    view! {
        <g
            id=id(plot, edge.word())
            class="brush-edge"
            role="slider"
            tabindex="0"
            aria-label=edge.name(plot)
            aria-valuemin=read(|handle| px_text(handle.range.0))
            aria-valuemax=read(|handle| px_text(handle.range.1))
            aria-valuenow=read(|handle| px_text(handle.at))
            aria-valuetext=read(|handle| handle.text.clone())
            on:pointerdown=down
            on:keydown=nudge_by
        >
            <path class="brush-line" d=read(|handle| handle.paths.0.clone())></path>
            <path class="brush-knob" d=read(|handle| handle.paths.1.clone())></path>
        </g>
    }
}

//! One chart with what belongs to it: heading, switches, sentence, legend, table.

use std::sync::Arc;

use leptos::prelude::*;

use super::Cursor;
use super::data::ChartData;
use super::frame::ChartFrame;
use super::legend::{LegendView, legend};
use super::state::{ChartState, id};
use crate::context::use_app;
use crate::pages::collection::controls::aria;
use crate::pages::collection::table::DataTable;
use crate::views::ByPtr;
use faultline_core::charts::csv;
use faultline_viewer::plots::Plot;
use faultline_viewer::{Action, CollectionAction, Narrowing};

/// A chart; nothing while there is no data or no room.
#[component]
pub fn ChartPanel(
    plot: Plot,
    data: Memo<Option<ByPtr<ChartData>>>,
    cursor: Cursor,
    /// Whether months show the time in incidents in place of the medians.
    shows_time: RwSignal<bool>,
) -> impl IntoView {
    let laid_out = Memo::new(move |_| data.get().map(|data| Arc::new(data.0.lay_out(plot))));
    let app = use_app();
    let chart = ChartState { app, plot, data, laid_out, cursor };
    let legend = Memo::new(move |_| chart.with(|inputs, _| legend(inputs, plot)).flatten());
    let shows_table = RwSignal::new(false);
    let class = if plot == Plot::Days { "panel plot wide" } else { "panel plot" };
    view! {
        <Show when=move || laid_out.with(Option::is_some)>
            <section class=class aria-labelledby=id(plot, "title")>
                <div class="panel-head">
                    <h2 id=id(plot, "title")>{plot.name()}</h2>
                    <Tools chart shows_table shows_time/>
                </div>
                <div class="plot-text">
                    <p id=id(plot, "said") class="plot-said">
                        {move || chart.with(|_, laid_out| laid_out.chart.summary.clone())}
                    </p>
                    {move || legend.get().map(|legend| view! { <LegendView legend/> })}
                </div>
                <ChartFrame chart/>
                <div id=id(plot, "foot") class="plot-foot">
                    <Kept chart/>
                    <Show when=move || shows_table.get()>
                        <ChartTable chart/>
                    </Show>
                </div>
            </section>
        </Show>
    }
    .into_any()
}

/// The switches of a chart.
#[component]
fn Tools(chart: ChartState, shows_table: RwSignal<bool>, shows_time: RwSignal<bool>) -> impl IntoView {
    let plot = chart.plot;
    let is_linear = move || chart.with(|inputs, _| !inputs.logarithmic).unwrap_or_default();
    let switch = match plot {
        Plot::HowLong => {
            let flip = move |linear: bool| chart.app.dispatch(CollectionAction::Scale(!linear));
            let switch = view! {
                <Switch name="Scale" options=["Log", "Linear"] is_second=Signal::derive(is_linear) on_choice=flip/>
            };
            Some(switch.into_any())
        }
        Plot::Months => {
            let flip = move |shows: bool| shows_time.set(shows);
            let switch = view! {
                <Switch name="What is shown" options=["Median", "Time in incidents"] is_second=shows_time on_choice=flip/>
            };
            Some(switch.into_any())
        }
        Plot::When | Plot::Week | Plot::Days => None,
    };
    let download = move |_| {
        if let Some(text) = chart.with_untracked(|inputs, _| csv(&inputs.table(plot))) {
            chart.app.dispatch(Action::Download { name: [plot.word(), ".csv"].concat(), text });
        }
    };
    view! {
        <div class="plot-tools">
            {switch}
            <button
                type="button"
                aria-expanded=move || aria(shows_table.get())
                aria-label=format!("{}: show as table", plot.name())
                on:click=move |_| shows_table.update(|shown| *shown = !*shown)
            >
                "Table"
            </button>
            <button type="button" aria-label=format!("{}: download CSV", plot.name()) on:click=download>"CSV"</button>
        </div>
    }
}

/// Two buttons of which one is on.
#[component]
fn Switch(
    name: &'static str,
    options: [&'static str; 2],
    /// Whether the second is on.
    #[prop(into)]
    is_second: Signal<bool>,
    /// Gets whether it is the second that was chosen.
    on_choice: impl Fn(bool) + Copy + 'static,
) -> impl IntoView {
    let [first, second] = options;
    let option = move |text: &'static str, stands_for: bool| {
        // The one that is on has nothing to do.
        let choose = move |_| {
            if is_second.get_untracked() != stands_for {
                on_choice(stands_for);
            }
        };
        let pressed = move || aria(is_second.get() == stands_for);
        view! { <button type="button" aria-pressed=pressed on:click=choose>{text}</button> }
    };
    view! {
        <div class="segments plot-switch" role="group" aria-label=name>
            {option(first, false)}
            {option(second, true)}
        </div>
    }
}

/// What the brush keeps, and the way out of it; nothing where nothing is brushed.
#[component]
fn Kept(chart: ChartState) -> impl IntoView {
    let plot = chart.plot;
    let clear = move |_| {
        chart.narrow(match plot {
            Plot::HowLong => Narrowing::Lengths(None),
            Plot::Week => Narrowing::Hour(None),
            Plot::When | Plot::Months | Plot::Days => Narrowing::Period(None),
        });
    };
    move || {
        let kept = chart.with(|inputs, _| inputs.kept_in_words(plot)).flatten()?;
        let label = format!("{}: clear the brush", plot.name());
        Some(view! {
            <p class="plot-kept">
                {kept}
                <button type="button" aria-label=label on:click=clear>"Clear"</button>
            </p>
        })
    }
}

/// The data of a chart; a press on an item does what a press on its mark does.
#[component]
fn ChartTable(chart: ChartState) -> impl IntoView {
    let plot = chart.plot;
    let press = Callback::new(move |item| chart.press(item));
    let table = Memo::new(move |_| chart.with(|inputs, _| inputs.table(plot)).unwrap_or_default());
    view! { <DataTable table name=plot.name() on_item=press/> }
}

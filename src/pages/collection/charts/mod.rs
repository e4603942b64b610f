//! The charts of the collection. Pointing at a mark, walking over marks and brushing are signals of their own beside the
//! state: a pointer moves many times a second, and nothing but the ring about one mark is drawn again for it.

mod brush;
mod data;
mod frame;
mod legend;
mod panel;
mod sparkline;
mod state;

pub use sparkline::Sparkline;

use leptos::html::Div;
use leptos::prelude::*;

use super::use_collection;
use crate::context::use_app;
use crate::environment::width_of;
use crate::views::ByPtr;
use data::ChartData;
use faultline_viewer::plots::{ChartsLayout, Plot};
use panel::ChartPanel;

/// A mark of a chart, by its item; `None` for no mark.
type MarkAt = Option<(Plot, u32)>;

/// The mark that the pointer is at, and the one that the keys are at.
#[derive(Clone, Copy)]
struct Cursor {
    pointed: RwSignal<MarkAt>,
    walked: RwSignal<MarkAt>,
}

/// The charts, as wide as there is room for.
#[component]
pub fn Charts() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let (column, page) = (NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let (column_width, page_width) = (width_of(column), width_of(page));
    let text_px = Memo::new(move |_| app.with(|state| state.layout.text_px));
    let shows_time = RwSignal::new(false);
    let view =
        Memo::new(move |_| ChartsLayout::new(shows_time.get(), column_width.get(), page_width.get(), text_px.get()));
    let data = Memo::new(move |before: Option<&Option<ByPtr<ChartData>>>| {
        let before = before.and_then(Option::as_ref);
        let (overview, estimates) = (collection.overview()?, collection.estimates());
        view.with(|view| ChartData::of(&overview, &estimates, view, before))
    });
    let cursor = Cursor { pointed: RwSignal::new(None), walked: RwSignal::new(None) };
    view! {
        <div id="trends-plots" class="plots">
            {Plot::ALL.map(|plot| view! { <ChartPanel plot data cursor shows_time/> })}
            // As wide as a chart is to be, whether or not one is shown.
            <div class="plot-measure"><div node_ref=column></div></div>
            <div class="plot-measure all"><div node_ref=page></div></div>
        </div>
    }
    .into_any()
}

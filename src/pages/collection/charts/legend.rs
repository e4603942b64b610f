//! What the marks of a chart mean.

use leptos::either::Either;
use leptos::prelude::*;

use crate::components::picture::PictureView;
use faultline_core::charts::{legend_cell, legend_mark};
use faultline_core::incident::ImpactLevel;
use faultline_core::picture::Picture;
use faultline_core::text;
use faultline_viewer::plots::{ChartInputs, Plot};

/// The legend of a chart; `None` where one would say nothing.
pub fn legend(inputs: &ChartInputs<'_>, plot: Plot) -> Option<impl IntoView + use<>> {
    let items = match plot {
        Plot::When => {
            let level = |shade: &u8| {
                let level = usize::from(*shade).checked_sub(1).and_then(|at| ImpactLevel::ALL.get(at));
                let name = level.map_or("No level recorded", |level| text::level_name(*level));
                item(mark(legend_mark(*shade)), name)
            };
            let open = inputs.chart_data.observed.iter().any(|(_, observation)| observation.open);
            let open = open.then(|| item(key("key still-open"), "still open"));
            inputs.levels().iter().map(level).chain(open).collect()
        }
        Plot::HowLong => {
            let open = !inputs.lengths.open_ms.is_empty();
            let open = open.then(|| item(key("key open-at"), "still open"));
            let drawn = [item(key("key bar-of"), "ended"), item(key("key curve"), "cumulative share resolved")];
            drawn.into_iter().chain(open).collect()
        }
        Plot::Months if inputs.view.shows_time => return None,
        Plot::Months => vec![item(key("key estimate"), "median"), item(key("key interval"), "its 95 % interval")],
        Plot::Week | Plot::Days => {
            let cells = (0..=5).map(|shade| mark(legend_cell(shade))).collect_view();
            return Some(Either::Left(view! {
                <p class="legend"><span class="legend-item">"none "{cells}" most"</span></p>
            }));
        }
    };
    let items: Vec<AnyView> = items;
    Some(Either::Right(view! { <p class="legend">{items}</p> }))
}

fn item(mark: impl IntoView + 'static, name: &'static str) -> AnyView {
    view! { <span class="legend-item">{mark}{name}</span> }.into_any()
}

fn key(class: &'static str) -> impl IntoView {
    view! { <i class=class></i> }
}

fn mark(picture: Picture) -> impl IntoView {
    view! { <PictureView picture attr:aria-hidden="true"/> }
}

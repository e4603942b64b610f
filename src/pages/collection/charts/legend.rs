//! What the marks of a chart mean.

use leptos::either::Either;
use leptos::prelude::*;

use crate::components::picture::PictureView;
use faultline_core::charts::{legend_cell, legend_mark};
use faultline_core::incident::ImpactLevel;
use faultline_core::picture::Picture;
use faultline_core::text;
use faultline_viewer::plots::{ChartInputs, Plot};

/// What the legend of a chart says.
#[derive(Clone, PartialEq)]
pub enum Legend {
    /// Signs, and what each means.
    Signs(Vec<(Sign, &'static str)>),
    /// Cells from the palest to the darkest.
    Shades,
}

/// A sign of a chart.
#[derive(Clone, Copy, PartialEq)]
pub enum Sign {
    /// The mark of an incident, by its shade.
    Mark(u8),
    /// What has this class.
    Key(&'static str),
}

/// The legend of a chart; `None` where one would say nothing.
pub fn legend(inputs: &ChartInputs<'_>, plot: Plot) -> Option<Legend> {
    let key = |class: &'static str, name: &'static str| (Sign::Key(class), name);
    let signs = match plot {
        Plot::When => {
            let level = |shade: &u8| {
                let level = usize::from(*shade).checked_sub(1).and_then(|at| ImpactLevel::ALL.get(at));
                (Sign::Mark(*shade), level.map_or("No level recorded", |level| text::level_name(*level)))
            };
            let open = inputs.chart_data.observed.iter().any(|(_, observation)| observation.open);
            let open = open.then(|| key("key still-open", "still open"));
            inputs.levels().iter().map(level).chain(open).collect()
        }
        Plot::HowLong => {
            let open = !inputs.lengths.open_ms.is_empty();
            let open = open.then(|| key("key open-at", "still open"));
            let drawn = [key("key bar-of", "ended"), key("key curve", "cumulative share resolved")];
            drawn.into_iter().chain(open).collect()
        }
        Plot::Months if inputs.view.shows_time => return None,
        Plot::Months => vec![key("key estimate", "median"), key("key interval", "its 95 % interval")],
        Plot::Week | Plot::Days => return Some(Legend::Shades),
    };
    Some(Legend::Signs(signs))
}

/// A legend.
#[component]
pub fn LegendView(legend: Legend) -> impl IntoView {
    match legend {
        Legend::Signs(signs) => {
            let item = |(sign, name)| {
                let sign = match sign {
                    Sign::Mark(shade) => Either::Left(mark(legend_mark(shade))),
                    Sign::Key(class) => Either::Right(view! { <i class=class></i> }),
                };
                view! { <span class="legend-item">{sign}{name}</span> }
            };
            Either::Left(view! { <p class="legend">{signs.into_iter().map(item).collect_view()}</p> })
        }
        Legend::Shades => {
            let cells = (0..=5).map(|shade| mark(legend_cell(shade))).collect_view();
            Either::Right(view! { <p class="legend"><span class="legend-item">"none "{cells}" most"</span></p> })
        }
    }
}

fn mark(picture: Picture) -> impl IntoView {
    view! { <PictureView picture attr:aria-hidden="true"/> }
}

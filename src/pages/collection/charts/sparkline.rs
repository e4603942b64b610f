//! A line of small bars for a row of a table, beside the numbers that it is made of.

use leptos::prelude::*;

use crate::components::picture::PictureView;
use faultline_core::charts::{Size, spark_picture};

const SIZE: Size = Size { width: 96.0, height: 18.0 };

/// Numbers in order of time as small bars; empty where none is above 0.
#[component]
pub fn Sparkline(
    #[prop(into)] numbers: Signal<Vec<f64>>,
    /// What they are.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let picture = Memo::new(move |_| numbers.with(|numbers| spark_picture(numbers, SIZE, label.get())));
    let hidden = move || picture.with(|picture| picture.role.is_none().then_some("true"));
    view! { <PictureView picture attr:aria-hidden=hidden/> }
}

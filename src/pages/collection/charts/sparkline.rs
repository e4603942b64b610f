//! A line of small bars for a row of a table, beside the numbers that it is made of.

use leptos::prelude::*;

use crate::components::picture::PictureView;
use faultline_core::charts::{Size, spark_picture};

const SIZE: Size = Size { width: 96.0, height: 18.0 };

/// Numbers in order of time as small bars; empty where none is above 0.
#[component]
pub fn Sparkline(
    numbers: Vec<f64>,
    /// What they are.
    label: String,
) -> impl IntoView {
    let picture = spark_picture(&numbers, SIZE, label);
    let hidden = picture.role.is_none().then_some("true");
    view! { <PictureView picture attr:aria-hidden=hidden/> }
}

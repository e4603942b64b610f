//! A line of small bars for a row of a table. Must never stand without the numbers it is made of.

use crate::node::{Element, div};
use faultline_core::charts::{Size, lay_out_spark, path_text};

const SIZE: Size = Size { width: 96.0, height: 18.0 };

/// Numbers, in order of time, as small bars; empty where there are none above 0. `label` says what they are.
pub fn spark(numbers: &[f64], label: String) -> Element {
    let picture = div("svg", "spark").px("width", SIZE.width).px("height", SIZE.height);
    match lay_out_spark(numbers, SIZE, label) {
        None => picture.attr("aria-hidden", "true"),
        Some(shape) => picture
            .attr("role", "img")
            .attr("aria-label", shape.label)
            .child(div("path", "bar-of").attr("d", path_text(&shape.form))),
    }
}

//! Two periods or groups compared: what the reader chose, the difference, and what it rests on. Must never judge.

use super::head::pieces;
use super::{estimates, overview};
use crate::context::App;
use crate::node::{Element, Node, div, el};
use faultline_viewer::Side;

/// The comparison.
pub fn comparison(_: App) -> Vec<Node> {
    let Some(overview) = overview() else { return Vec::new() };
    let (Some((first, second)), sides) = (&overview.compared, overview.sides()) else { return Vec::new() };
    let Some(compared) = estimates().comparison else { return Vec::new() };
    let menu = |field: &'static str, label: &'static str, chosen: &Side| {
        let options = sides.iter().enumerate().map(|(at, (side, name))| {
            let option = el("option").attr("value", at.to_string()).text(name.clone());
            if side == chosen { option.attr("data-selected", "") } else { option }
        });
        el("select").attr("data-field", field).attr("aria-label", label).all(options.collect::<Vec<Element>>())
    };
    let (name, other) = (faultline_viewer::side_name(&overview, second), faultline_viewer::side_name(&overview, first));
    let title = format!("{name} against {other}");
    let head = div("div", "panel-head")
        .child(el("h2").attr("id", "compared-title").text(title))
        .child(menu("many-first", "Compare", first))
        .child(div("span", "soft").text("with"))
        .child(menu("many-second", "Compare with", second));
    let body = div("div", "panel-body")
        .child(pieces("p", "compared", faultline_viewer::comparison(&compared, &name)))
        .child(div("p", "soft").text(faultline_viewer::comparison_rests_on(&compared)));
    let panel = div("section", "panel compared-panel").attr("aria-labelledby", "compared-title");
    vec![Node::Element(panel.child(head).child(body))]
}

//! Above an incident that was opened from many: back to all of them, the one before and the next. Must never draw the
//! incident.

use super::{last, press_button};
use crate::context::App;
use crate::node::{Node, div, el};
use faultline_viewer::place_of;

/// The way back, and along.
pub fn opened(app: App) -> Vec<Node> {
    let (opened, many) = app.with(|state| {
        (state.trends.opened, state.trends.collection.is_some() && state.stage != faultline_viewer::Screen::Collection)
    });
    let Some(overview) = many.then(|| last(app)).flatten() else { return Vec::new() };
    let back = press_button("", "back").text("‹ All incidents");
    let nav = div("nav", "opened").attr("aria-label", "Incidents").child(back);
    let Some(row) = opened else { return vec![Node::Element(nav)] };
    let (before, after) = overview.beside(row);
    let step = |to: Option<u32>, name: &'static str, key: &'static str| match to {
        Some(row) => {
            press_button("", &format!("open {row}")).attr("title", key).attr("aria-keyshortcuts", key).text(name)
        }
        None => el("button").attr("type", "button").attr("disabled", "").text(name),
    };
    let place = overview.order.iter().position(|other| *other == row);
    let said = place.map(|at| div("span", "soft").text(format!("{} of {}", at + 1, overview.order.len())));
    let among = place_of(&overview, row).map(|text| div("span", "soft").text(text));
    let nav = nav.child(step(before, "‹ Previous", "K")).child(step(after, "Next ›", "J")).maybe(said).maybe(among);
    vec![Node::Element(nav)]
}

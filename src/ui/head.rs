//! The bar at the top, and the list of keys.

use super::app::{App, whole};
use super::node::{Element, Node, button, div, el};
use super::parts::open_controls;
use super::search;
use crate::state::{KEYS, Press, Where};

/// The bar up to the search field: what this is, and what can be opened.
pub fn bar(app: App) -> Vec<Node> {
    let samples = app.look(|model| model.samples.clone());
    let mark =
        el("svg").attr("viewBox", "0 0 22 22").attr("width", "22").attr("height", "22").attr("aria-hidden", "true");
    let mark = mark.child(el("path").attr("d", "M1 13 H8 L10.5 6 L13 17 L15 11 H21"));
    let brand = div("a", "brand").attr("href", "./").child(mark).text("Faultline");
    vec![Node::Element(brand), Node::Element(open_controls(&samples))]
}

/// The bar after it: how things are shown, and the link to them.
pub fn settings(app: App) -> Vec<Node> {
    let theme = app.look(|model| model.theme);
    let theme = button("", Press::Theme).text(format!("Theme: {}", theme.unwrap_or("system")));
    let keys = button("icon", Press::Keys).attr("aria-label", "Keys").attr("title", "Keys (?)").text("?");
    let share = app.incident().map(|_| button("", Press::Share).text("Copy link"));
    let share = share.map(Node::Element);
    [Node::Element(search::zones(app)), Node::Element(theme)].into_iter().chain(share).chain([Node::Element(keys)]).collect()
}

/// The list of keys, made from the table that handles them.
pub fn keys(_app: App) -> Vec<Node> {
    let list = |place: Where| {
        let keys = KEYS.iter().filter(|key| key.place == place).map(|key| {
            let name = el("dt").child(el("kbd").text(key.shown));
            el("div").child(name).child(el("dd").text(key.meaning))
        });
        div("dl", "keys").all(keys.collect::<Vec<Element>>())
    };
    let sheet = el("div")
        .child(el("h2").attr("id", "keys-title").text("Keys"))
        .child(el("h3").text("While the timeline has the focus"))
        .child(list(Where::Timeline))
        .child(el("h3").text("Anywhere"))
        .child(list(Where::Anywhere))
        .child(el("p").text(
            "Drag pans. Ctrl or ⌘ with the wheel zooms about the pointer; Shift with the wheel pans. Double-click zooms in.",
        ))
        .child(div("div", "dialog-buttons").child(button("", Press::Dismiss).text("Close")));
    whole(sheet)
}

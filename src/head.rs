//! The bar at the top, and the list of keys.

use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, button, div, el};
use crate::parts::open_controls;
use crate::search;
use faultline_viewer::{GESTURES, KEYS, Press, Screen, Where};

/// The bar up to the search field: what this is, and what can be opened.
pub fn bar(app: App) -> Vec<Node> {
    let around = app.shell();
    let mark =
        el("svg").attr("viewBox", "0 0 22 22").attr("width", "22").attr("height", "22").attr("aria-hidden", "true");
    let mark = mark.child(el("path").attr("d", "M1 13 H8 L10.5 6 L13 17 L15 11 H21"));
    let brand = div("a", "brand").attr("href", "./").child(mark).text("Faultline");
    vec![Node::Element(brand), Node::Element(open_controls(&around.samples))]
}

/// The bar after it: how things are shown, and the link to them.
pub fn settings(app: App) -> Vec<Node> {
    let around = app.shell();
    let theme = around.theme;
    let theme = button("", Press::Theme).text(format!("Theme: {}", theme.unwrap_or("system")));
    let keys = button("icon", Press::Keys).attr("aria-label", "Keys").attr("title", "Keys (?)").text("?");
    let is_shown = matches!(around.stage, Screen::Incident(_) | Screen::Collection);
    let share = is_shown.then(|| button("", Press::Share).text("Copy link"));
    // Where nothing could be shown there are no times.
    let zones = (!matches!(around.stage, Screen::Failed { .. })).then(|| search::zones(app));
    [zones, Some(theme), share, Some(keys)].into_iter().flatten().map(Node::Element).collect()
}

/// The list of keys and gestures, made from the tables that handle them, and the switch that turns some off.
pub fn keys(app: App) -> Vec<Node> {
    let characters = app.shell().characters;
    let list = |place: Where| {
        let keys = KEYS.iter().filter(|key| key.place == place).map(|key| {
            let names = key.shown.split(' ').map(|name| el("kbd").text(name)).collect();
            el("div").child(el("dt").all(names)).child(el("dd").text(key.meaning))
        });
        div("dl", "keys").all(keys.collect::<Vec<Element>>())
    };
    let gestures =
        GESTURES.iter().map(|(hands, meaning)| el("div").child(el("dt").text(*hands)).child(el("dd").text(*meaning)));
    let switch = button("switch", Press::Characters)
        .attr("role", "switch")
        .attr("aria-checked", if characters { "true" } else { "false" })
        .text("Single-key shortcuts");
    let sheet = el("div")
        .child(el("h2").attr("id", "keys-title").text("Keys"))
        .child(switch)
        .child(el("p").text(
            "When off, letters, digits and signs do nothing; arrows, Home, End, Enter, Space and Esc still work.",
        ))
        .child(el("h3").text("While the timeline has the focus"))
        .child(list(Where::Timeline))
        .child(el("h3").text("Anywhere"))
        .child(list(Where::Anywhere))
        .child(el("h3").text("On the timeline"))
        .child(div("dl", "keys gestures").all(gestures.collect()))
        .child(div("div", "dialog-buttons").child(button("", Press::Dismiss).text("Close")));
    whole(sheet)
}

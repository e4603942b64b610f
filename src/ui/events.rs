//! The events as a list, in step with the timeline.

use super::app::{App, whole};
use super::node::{Element, Node, div, el};
use super::parts::moment;
use super::shown::{Choice, Shown};
use crate::incident::{EventIx, Milestone};
use crate::state::{Press, Selection};
use crate::words;

/// The events.
pub fn events(app: App) -> Vec<Node> {
    let Some(shown) = app.incident() else { return Vec::new() };
    let choice = app.choice();
    let count = shown.loaded.case.incident.timeline.len();
    let head = div("div", "panel-head")
        .child(el("h2").attr("id", "events-title").text("Events"))
        .child(div("span", "soft").text(count.to_string()));
    let body = if count == 0 {
        div("p", "panel-note").text("The file lists no events under “timeline”.")
    } else {
        table(&shown, &choice)
    };
    whole(div("section", "panel events").attr("aria-labelledby", "events-title").child(head).child(body))
}

fn table(shown: &Shown, choice: &Choice) -> Element {
    let case = &shown.loaded.case;
    let column = |class: &'static str, name: String| div("th", class).attr("scope", "col").text(name);
    let names = el("tr")
        .child(column("clock", shown.zone.name().to_owned()))
        .child(column("from-start", "from start".to_owned()))
        .child(column("kind", "kind".to_owned()))
        .child(column("what", "what".to_owned()));
    let undated = (0..case.incident.timeline.len()).map(EventIx::of).filter(|ix| case.event_span(*ix).is_none());
    let mut rows = Vec::new();
    let mut day = String::new();
    for ix in case.chronology.iter().copied().chain(undated) {
        let at = case.event_span(ix).map(|span| words::date(span.start(), shown.zone.as_ref()));
        if let Some(date) = at.filter(|date| *date != day) {
            let name = el("th").attr("colspan", "4").attr("scope", "rowgroup").text(date.clone());
            rows.push(div("tr", "day").child(name));
            day = date;
        }
        rows.extend(row(shown, choice, ix));
    }
    el("table").child(el("thead").child(names)).child(el("tbody").all(rows))
}

fn row(shown: &Shown, choice: &Choice, ix: EventIx) -> Option<Element> {
    let event = shown.loaded.case.incident.timeline.get(ix.at())?;
    let zone = shown.zone.as_ref();
    let selection = Selection::Event(ix);
    let clock = event.at.map(|when| {
        let text = if when.day_only { "all day".to_owned() } else { words::clock(when.at, zone) };
        moment(when.at, zone, if event.approximate { words::about(&text) } else { text })
    });
    let clock = clock.unwrap_or_else(|| el("span").text("no time"));
    let started = shown.durations.anchor(Milestone::Started);
    let from_start = started.zip(event.at).map(|(started, when)| when.at.since(started.at).signed());
    let title =
        el("button").attr("type", "button").attr("class", "plain").attr("aria-pressed", choice.pressed(selection));
    let row = el("tr")
        .attr("class", choice.class("event", selection, |lit| lit.event(ix)))
        .press(Press::Select(selection))
        .child(div("td", "clock").child(clock))
        .child(div("td", "from-start").text(from_start.unwrap_or_default()))
        .child(div("td", "kind").text(words::kind_name(event.kind)))
        .child(div("td", "what").child(title.text(words::titled(&event.title))));
    Some(row)
}

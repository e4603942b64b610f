//! What was promised after the incidents: how the actions stand, which wait, which causes nobody answers. Must never name a
//! person as late.

use super::{overview, press_button};
use crate::context::App;
use crate::node::{Element, Node, div, el};
use faultline_core::catalog::unanswered;
use faultline_core::text;
use faultline_viewer::{Overview, actions_in_words};

/// How many actions are listed at once, and as many incidents with causes that nobody answers.
const LISTED: usize = 12;

/// Actions and causes.
pub fn actions(_: App) -> Vec<Node> {
    let Some(overview) = overview() else { return Vec::new() };
    let actions = &overview.actions;
    if actions.total == 0 && actions.causes == 0 {
        return Vec::new();
    }
    let head = div("div", "panel-head").child(el("h2").attr("id", "promised-title").text("What was promised"));
    let mut body = div("div", "panel-body");
    for sentence in actions_in_words(actions) {
        body = body.child(el("p").text(sentence));
    }
    let waiting = overview.waiting();
    if !waiting.is_empty() {
        let items = waiting.iter().take(LISTED).filter_map(|at| {
            let incident = &overview.collection.entry(at.entry)?.incident;
            let action = incident.corrective_actions.get(at.action.at())?;
            let open = press_button("to to-action", &format!("open {}", at.entry)).text(text::titled(&action.title));
            let late = at.late.map(|late| div("span", "warning").text(text::overdue_by(late)));
            let owner = text::owner_and_due(action.owner.as_deref(), action.due, overview.zone.as_ref());
            let age = at.age.map_or_else(String::new, |age| format!(", {} ago", text::whole_days(age)));
            let from = format!("after {}{age}{owner}", text::titled(&incident.title));
            Some(el("li").child(open).text(" ").maybe(late).child(div("div", "soft").text(from)))
        });
        let items: Vec<Element> = items.collect();
        body = body.child(el("h3").text("Not done yet, the latest first")).child(div("ul", "waiting").all(items));
        body = body.maybe(more(actions.open, LISTED.min(waiting.len())));
    }
    let unanswered = overview.unanswered();
    if !unanswered.is_empty() {
        let items = unanswered.iter().take(LISTED).filter_map(|(row, count)| unanswered_item(&overview, *row, *count));
        body = body.child(el("h3").text("Causes without an action")).child(div("ul", "waiting").all(items.collect()));
        body = body.maybe(more(unanswered.len(), LISTED.min(unanswered.len())));
    }
    let panel = div("section", "panel promised").attr("aria-labelledby", "promised-title");
    vec![Node::Element(panel.child(head).child(body))]
}

fn more(all: usize, shown: usize) -> Option<Element> {
    (all > shown).then(|| div("p", "soft").text(text::and_more(all - shown)))
}

fn unanswered_item(overview: &Overview, row: u32, count: u32) -> Option<Element> {
    let incident = &overview.collection.entry(row)?.incident;
    let open = press_button("to to-cause", &format!("open {row}")).text(text::titled(&incident.title));
    let causes: Vec<String> = unanswered(incident).map(|cause| text::titled(&cause.title)).collect();
    let count = text::counted(count as usize, "cause", "causes");
    Some(el("li").child(open).child(div("div", "soft").text(format!("{count}: {}", causes.join(" · ")))))
}

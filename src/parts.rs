//! Small parts that several places use. Must never hold state of their own.

use crate::markdown::link;
use crate::node::{Element, button, div, el};
use crate::views::IncidentView;
use faultline_core::incident::{ActionIx, Case, CauseIx, EventIx, ImpactLevel, Link};
use faultline_core::text;
use faultline_core::time::Instant;
use faultline_viewer::{Press, Selection};

/// A moment, with its exact ISO form for machines, and in every zone on hover.
pub fn moment(at: Instant, shown: &IncidentView, text: String) -> Element {
    let iso = text::iso_local(at, shown.zone.as_ref());
    el("time").attr("datetime", iso).attr("title", shown.everywhere(at)).text(text)
}

/// The class that gives an impact level its colour and pattern.
pub const fn level_class(level: ImpactLevel) -> &'static str {
    match level {
        ImpactLevel::Full => "level-full",
        ImpactLevel::Partial => "level-partial",
        ImpactLevel::Degraded => "level-degraded",
        ImpactLevel::None => "level-none",
    }
}

/// A button that chooses an event, worded with its time.
pub fn event_button(shown: &IncidentView, event: EventIx) -> Option<Element> {
    let entry = shown.loaded.case.incident.timeline.get(event.at())?;
    let clock = entry.at.map_or_else(String::new, |when| shown.clock(when.at) + " ");
    Some(to(Selection::Event(event), clock + &entry.title, "to to-event"))
}

/// A button that chooses a cause.
pub fn cause_button(case: &Case, cause: CauseIx) -> Option<Element> {
    let title = text::titled(&case.incident.root_causes.get(cause.at())?.title);
    Some(to(Selection::Cause(cause), title, "to to-cause"))
}

/// A button that chooses an action.
pub fn action_button(case: &Case, action: ActionIx) -> Option<Element> {
    let title = text::titled(&case.incident.corrective_actions.get(action.at())?.title);
    Some(to(Selection::Action(action), title, "to to-action"))
}

/// A button that chooses something.
pub fn to(selection: Selection, text: String, class: &'static str) -> Element {
    button(class, Press::Select(selection)).text(text)
}

/// Links out of the page.
pub fn links(links: &[Link]) -> Option<Element> {
    let items = links.iter().map(|to| el("li").child(link(to.url.to_string()).text(to.label.to_string())));
    (!links.is_empty()).then(|| div("ul", "links").all(items.collect()))
}

/// A small warning.
pub fn warning(text: impl Into<String>) -> Element {
    div("span", "warning").text(text.into())
}

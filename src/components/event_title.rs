//! Titles of events, with what was searched for highlighted.

use std::sync::Arc;

use leptos::prelude::*;

use crate::views::IncidentView;
use faultline_core::incident::EventIx;
use faultline_core::text;

/// The title of an event. Where the search found the event, the words searched for are highlighted.
#[component]
pub fn EventTitle(incident: Arc<IncidentView>, event: EventIx) -> impl IntoView {
    let title = incident.loaded.case.incident.timeline.get(event.at()).map(|event| text::display_title(&event.title));
    let title = title.unwrap_or_default();
    let parts = if incident.matches().marks(event) {
        let words: Vec<String> = incident.result.query.filter.text.split_whitespace().map(text::fold_case).collect();
        highlighted(&title, &words)
    } else {
        vec![(false, title)]
    };
    let part = |(is_word, text): (bool, String)| {
        if is_word { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    parts.into_iter().map(part).collect_view()
}

/// The text in parts: `true` with each that is one of the words.
fn highlighted(text: &str, words: &[String]) -> Vec<(bool, String)> {
    let mut parts = Vec::new();
    let mut rest = text;
    let next = |rest: &str| words.iter().filter_map(|word| text::position(rest, word)).min_by_key(|(from, _)| *from);
    while let Some((from, to)) = next(rest).filter(|(from, to)| from < to) {
        let before = rest.get(..from).unwrap_or_default();
        if !before.is_empty() {
            parts.push((false, before.to_owned()));
        }
        parts.push((true, rest.get(from..to).unwrap_or_default().to_owned()));
        rest = rest.get(to..).unwrap_or_default();
    }
    parts.push((false, rest.to_owned()));
    parts
}

//! Pieces for the parts of the page that are not components yet.

use crate::node::{Element, button, div, el};
use crate::views::IncidentView;
use faultline_core::text;
use faultline_core::time::Instant;
use faultline_viewer::Press;

pub use crate::components::level_class;

/// Open, paste, and the shipped samples.
pub fn open_controls(samples: &[(String, String)]) -> Element {
    let file = div("input", "unseen")
        .attr("type", "file")
        .attr("id", "file")
        .attr("multiple", "")
        .attr("accept", ".json,.ndjson,.jsonl,application/json");
    let folder = div("input", "unseen").attr("type", "file").attr("id", "folder").attr("webkitdirectory", "");
    let items = samples
        .iter()
        .map(|(src, title)| el("li").child(el("a").attr("href", format!("?src={src}")).text(title.clone())));
    let samples = div("details", "menu")
        .child(div("summary", "button").press(Press::Samples).text("Samples"))
        .child(el("ul").all(items.collect()));
    div("div", "open")
        .child(div("label", "button").text("Open…").child(file.attr("aria-label", "Open incident files")))
        .child(
            div("label", "button folder")
                .text("Folder…")
                .child(folder.attr("aria-label", "Open a folder of incident files")),
        )
        .child(button("", Press::Paste).text("Paste…"))
        .child(samples)
}

/// A moment, with its exact ISO form for machines, and in every zone on hover.
pub fn moment(at: Instant, shown: &IncidentView, text: String) -> Element {
    let iso = text::iso_local(at, shown.zone.as_ref());
    el("time").attr("datetime", iso).attr("title", shown.everywhere(at)).text(text)
}

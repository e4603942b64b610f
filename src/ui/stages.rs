//! The page when there is no incident on it: nothing asked for, loading, failed.

use super::app::{App, whole};
use super::node::{Node, button, div, el};
use super::parts::open_controls;
use crate::browser;
use crate::state::{Press, Stage};
use crate::words;

/// What stands in the place of an incident.
pub fn notice(app: App) -> Vec<Node> {
    let (stage, samples, loading) =
        app.look(|model| (model.stage.clone(), model.samples.clone(), model.progress.is_some()));
    let notice = match stage {
        Stage::Shown(_) | Stage::Many => return Vec::new(),
        // What will be shown is on its way: nothing flashes up before it.
        Stage::Empty if loading => return Vec::new(),
        Stage::Empty => div("div", "stage").child(el("h1").text("Open a postmortem")).child(el("p").text(
            "Faultline shows an incident file as a timeline, joins its causes to the actions taken, and says how long \
             the outage lasted. The file stays in this browser: nothing is uploaded.",
        )),
        Stage::Failed { name, failure } => div("div", "stage").child(
            el("div")
                .attr("role", "alert")
                .child(el("h1").text(failure.title()))
                .child(div("p", "stage-name").text(name))
                .child(div("p", "stage-remedy").text(failure.remedy())),
        ),
    };
    // Where the bar has them, they need not stand here as well.
    if browser::is_embedded() { whole(notice.child(open_controls(&samples))) } else { whole(notice) }
}

/// A load under way.
pub fn progress(app: App) -> Vec<Node> {
    let Some(progress) = app.look(|model| model.progress.clone()) else { return Vec::new() };
    let (said, value, total) = match progress.events {
        Some((read, about)) => (words::events_read(read, about), read as u64, Some(about as u64)),
        None => (words::bytes_read(progress.read, progress.total), progress.read, progress.total),
    };
    let bar = el("progress").attr("aria-label", format!("Loading {}", progress.name));
    let bar = match total.filter(|total| *total > 0) {
        Some(total) => bar.attr("max", total.to_string()).attr("value", value.to_string()),
        None => bar,
    };
    let line = div("div", "loading")
        .child(bar)
        .child(el("span").text(format!("{} · {said}", progress.name)))
        .child(button("", Press::Cancel).text("Cancel"));
    whole(line)
}

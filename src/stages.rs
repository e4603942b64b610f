//! The page when there is no incident on it: nothing asked for, loading, failed.

use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, button, div, el};
use crate::parts::open_controls;
use crate::platform;
use faultline_core::text;
use faultline_viewer::{Failure, Press, Screen};

/// What stands in the place of an incident.
pub fn notice(app: App) -> Vec<Node> {
    let around = app.shell();
    let loading = around.progress.is_some();
    let notice = match around.stage {
        Screen::Incident(_) | Screen::Collection => return Vec::new(),
        // What will be shown is on its way: nothing flashes up before it.
        Screen::Start if loading => return Vec::new(),
        Screen::Start => div("div", "stage").child(el("h1").text("Open a postmortem")).child(el("p").text(
            "Faultline shows an incident file as a timeline, joins its causes to the actions taken, and says how long \
             the outage lasted. The file stays in this browser: nothing is uploaded.",
        )),
        Screen::Failed { name, failure } => failed(&failure, Some(name)),
    };
    // Where the bar has them, they need not stand here as well.
    if platform::is_embedded() { whole(notice.child(open_controls(&around.samples))) } else { whole(notice) }
}

/// What failed, and what to do.
fn failed(failure: &Failure, name: Option<String>) -> Element {
    let said = el("div").attr("role", "alert").child(el("h1").text(failure.title()));
    let name = name.map(|name| div("p", "stage-name").text(name));
    div("div", "stage").child(said.maybe(name).child(div("p", "stage-remedy").text(failure.remedy())))
}

/// A load under way.
pub fn progress(app: App) -> Vec<Node> {
    let Some(progress) = app.shell().progress else { return Vec::new() };
    let (said, value, total) = match progress.events {
        Some((read, about)) => (text::events_read(read, about), read as u64, Some(about as u64)),
        None => (text::bytes_read(progress.read, progress.total), progress.read, progress.total),
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

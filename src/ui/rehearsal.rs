//! Reading and drawing a small incident out of sight while the first file is on its way. A browser compiles a function of a
//! module when it is first called, which is a quarter of the time to a first picture; so that time goes by while there is
//! nothing else to do. Must never be seen: not on the page, and not among the measures.

use leptos::prelude::{Owner, untrack};
use std::sync::Arc;

use super::app::App;
use super::node::patch;
use super::{minimap, open, summary, timeline};
use crate::browser::{self, Cancel, dom};
use crate::state::Action;

/// An incident that has one of each thing that is often there. A test of the command line holds it free of problems.
const INCIDENT: &str = include_str!("rehearsal.json");

/// Goes through it once, if a file is on its way.
pub fn rehearse(app: App) {
    if app.peek(|model| model.progress.is_none()) {
        return;
    }
    let owner = Owner::new();
    let unseen = owner.with(App::new);
    // Where reading takes so long that it pauses, it ends there: the file could be on the page when it goes on.
    let one_go = Cancel::new();
    one_go.stop();
    open::run(async move {
        if let Ok(Some(loaded)) = open::read(unseen, &one_go, "", INCIDENT.to_owned()).await {
            // The timeline itself has no width before it shows something.
            let (width, text_px) = (Some(browser::width_of("progress")), browser::root_font_px());
            unseen.act(Action::Resized { page: width, frame: width, text_px });
            unseen.act(Action::Arrived(Arc::new(loaded)));
            for draw in [summary::head, summary::tiles, timeline::head, minimap::minimap, timeline::scene] {
                if let Some(nowhere) = dom::create("div", false) {
                    patch(&nowhere, &[], &untrack(|| draw(unseen)));
                }
            }
            browser::forget_measure("faultline:layout");
        }
        owner.cleanup();
    });
}

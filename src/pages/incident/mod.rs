//! One incident: its figures, timeline, causes, events and findings.

mod causes;
mod details;
mod events;
mod figures;
mod findings;
mod header;
pub mod minimap;
pub mod play;
pub mod rail;
mod selecting;
pub mod timeline;

use leptos::{html, prelude::*};

use causes::Causes;
pub use details::Details;
use events::Events;
use figures::Figures;
use findings::{Findings, Lessons};
use header::Header;

use crate::platform;
use crate::search::EmbeddedTools;

/// The page of an incident, without its details. `frame` is what the timeline is drawn into.
#[component]
pub fn IncidentPage(frame: NodeRef<html::Div>) -> impl IntoView {
    view! {
        <div id="head"><Header/></div>
        <div id="tiles"><Figures/></div>
        {platform::is_embedded().then(|| view! { <EmbeddedTools/> })}
        <div id="play"></div>
        <section id="timeline-panel" class="panel timeline" aria-labelledby="timeline-title">
            <div id="timeline-head" class="panel-head"></div>
            <div id="minimap" class="minimap"></div>
            <div id="timeline-frame" class="timeline-frame" node_ref=frame>
                <div id="timeline" class="timeline-focus"></div>
            </div>
            <div id="hint"></div>
        </section>
        <div id="rail"></div>
        <div id="board"><Causes/></div>
        <div class="two">
            <div id="events"><Events/></div>
            <div id="side"><Findings/><Lessons/></div>
        </div>
    }
}

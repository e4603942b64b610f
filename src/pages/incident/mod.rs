//! One incident: its figures, timeline, causes, events and findings.

mod causes;
mod details;
mod events;
mod figures;
mod findings;
mod header;
mod selecting;
mod timeline;

use leptos::{html, prelude::*};

use causes::Causes;
pub use details::Details;
use events::Events;
use figures::Figures;
use findings::{Findings, Lessons};
use header::Header;
use timeline::{Story, TimelinePanel, VerticalTimeline};

use crate::platform;
use crate::search::EmbeddedTools;

/// The page of an incident, without its details. `frame` is what the timeline is drawn into.
#[component]
pub fn IncidentPage(frame: NodeRef<html::Div>) -> impl IntoView {
    view! {
        <div id="head"><Header/></div>
        <div id="tiles"><Figures/></div>
        {platform::is_embedded().then(|| view! { <EmbeddedTools/> })}
        <div id="play"><Story/></div>
        <TimelinePanel frame/>
        <div id="rail"><VerticalTimeline/></div>
        <div id="board"><Causes/></div>
        <div class="two">
            <div id="events"><Events/></div>
            <div id="side"><Findings/><Lessons/></div>
        </div>
    }
}

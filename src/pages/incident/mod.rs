//! One incident: its figures, timeline, causes, events and findings.

mod causes;
mod details;
mod events;
mod figures;
mod findings;
mod header;
mod selecting;
mod timeline;

use leptos::prelude::*;

use causes::Causes;
pub use details::Details;
use events::Events;
use figures::Figures;
use findings::{Findings, Lessons};
use header::Header;
use timeline::{Story, TimelinePanel, VerticalTimeline};

use crate::components::AfterPaint;
use crate::platform;
use crate::search::EmbeddedTools;

/// The page of an incident, without its details.
#[component]
pub fn IncidentPage() -> impl IntoView {
    view! {
        <div id="head"><Header/></div>
        <div id="tiles"><Figures/></div>
        {platform::is_embedded().then(|| view! { <EmbeddedTools/> })}
        <div id="play"><Story/></div>
        <TimelinePanel/>
        <div id="rail"><VerticalTimeline/></div>
        <AfterPaint>
            <div id="board"><Causes/></div>
            <div class="two">
                <div id="events"><Events/></div>
                <div id="side"><Findings/><Lessons/></div>
            </div>
        </AfterPaint>
    }
}

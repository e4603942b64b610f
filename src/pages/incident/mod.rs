//! One incident: its figures, timeline, causes, events and findings.

mod causes;
mod details;
mod document;
mod events;
mod figures;
mod findings;
mod hatches;
mod header;
mod headline;
mod selecting;
mod timeline;

use std::sync::Arc;

use leptos::prelude::*;

use causes::Causes;
use details::Details;
use document::ReadDocument;
use events::Events;
use findings::{Findings, Lessons};
use hatches::Hatches;
use header::Header;
use headline::HeadlineBar;
use timeline::{Story, TimelinePanel, VerticalTimeline};

use crate::components::{AfterPaint, ReadAs};
use crate::context::use_app;
use crate::platform;
use crate::search::EmbeddedTools;
use crate::views::ByPtr;

/// The page of an incident: what it comes to, and under it the timeline with everything on the left, and what is chosen on
/// the right.
#[component]
pub fn IncidentPage() -> impl IntoView {
    let app = use_app();
    // Of the file, not of the moment: what is open in it stays open when the clock moves on.
    let loaded = Memo::new(move |_| app.incident().map(|incident| ByPtr(Arc::clone(&incident.loaded))));
    let is_narrow = Memo::new(move |_| app.with_timeline(|view| view.narrow));
    let read_as = move || {
        loaded.get().map(|ByPtr(loaded)| {
            let events = loaded.case.incident.timeline.len();
            view! {
                <ReadAs conversions=loaded.conversions.clone() events/>
                <ReadDocument loaded/>
            }
        })
    };
    view! {
        <Hatches/>
        {platform::is_embedded().then(|| view! { <EmbeddedTools/> })}
        <div id="head"><Header/></div>
        <div id="read-as">{read_as}</div>
        <div id="verdict"><HeadlineBar/></div>
        <div id="play"><Story/></div>
        <div class="workspace">
            <div class="workspace-main">
                <TimelinePanel/>
                <div id="rail"><VerticalTimeline/></div>
                <AfterPaint>
                    <div id="board"><Causes/></div>
                    // Down a narrow screen the timeline lists each event already.
                    <Show when=move || !is_narrow.get()><div id="events"><Events/></div></Show>
                    <Lessons/>
                </AfterPaint>
            </div>
            <div class="inspector">
                <div id="details"><Details/></div>
                <AfterPaint><Findings/></AfterPaint>
            </div>
        </div>
    }
}

//! The page of many incidents: sentences, figures, charts, tables and the list.

mod actions;
mod charts;
mod comparison;
mod context;
mod controls;
mod estimates;
mod filters;
mod groups;
mod headline;
mod list;
mod loading;
mod opened;
mod problems;
mod table;

use leptos::prelude::*;

use crate::context::use_app;
use actions::ActionsPanel;
use charts::Charts;
use comparison::ComparisonPanel;
use groups::GroupsPanel;
use headline::{AYearAgo, Headline};
use list::IncidentList;
use opened::OpenedBar;
use problems::ProblemsPanel;

pub use context::{CollectionContext, use_collection};
pub use list::id_of as row_id;
pub use loading::{load_catalog, load_entry, load_files, load_part, titles};

/// The collection, and above an incident that was opened from it the way back. Nothing on a page of one incident.
#[component]
pub fn CollectionPage() -> impl IntoView {
    let app = use_app();
    view! {
        <Show when=move || app.with(|state| state.collection().is_some())>
            <Parts/>
        </Show>
    }
}

#[component]
fn Parts() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    estimates::keep_estimated(app, collection);
    let is_shown = move || app.with(|state| state.listed_collection().is_some());
    view! {
        <div id="trends-opened"><OpenedBar/></div>
        <div id="trends-head"><Show when=is_shown><Headline/></Show></div>
        <Charts/>
        <div id="trends-compared"><ComparisonPanel/></div>
        <div id="trends-groups"><GroupsPanel/></div>
        <div id="trends-actions"><ActionsPanel/></div>
        <div id="trends-list"><Show when=is_shown><IncidentList/></Show></div>
        <div id="trends-problems"><ProblemsPanel/></div>
        <Show when=is_shown><AYearAgo/></Show>
    }
}

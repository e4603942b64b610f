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
mod press;
mod problems;
mod recall;
mod table;

use leptos::prelude::*;
use leptos_use_interval_fn::use_interval_fn;

use crate::context::use_app;
use crate::platform;
use actions::ActionsPanel;
use charts::Charts;
use comparison::ComparisonPanel;
use faultline_core::catalog::Row;
use faultline_viewer::{CollectionAction, Screen};
use groups::GroupsPanel;
use headline::Headline;
use list::IncidentList;
use opened::OpenedBar;
use problems::ProblemsPanel;

pub use context::{CollectionContext, use_collection};
pub use loading::{catalog, files, folders, titles};
pub use press::{perform, step};
pub use recall::follow;

/// The collection, and above an incident that was opened from it the way back. Nothing on a page of one incident.
#[component]
pub fn CollectionPage() -> impl IntoView {
    let app = use_app();
    view! {
        <Show when=move || app.with(|state| state.trends.collection.is_some())>
            <Parts/>
        </Show>
    }
}

#[component]
fn Parts() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    estimates::keep_estimated(app, collection);
    let tick = move || {
        let grows = app.with_untracked(|state| {
            state.stage == Screen::Collection && state.trends.table.rows.iter().any(Row::depends_on_now)
        });
        if grows {
            app.dispatch(CollectionAction::Tick(platform::now()));
        }
    };
    use_interval_fn(tick, 1000);
    let is_shown = move || app.with(|state| state.stage == Screen::Collection);
    view! {
        <div id="trends-opened"><OpenedBar/></div>
        <div id="trends-head"><Show when=is_shown><Headline/></Show></div>
        <Charts/>
        <div id="trends-compared"><ComparisonPanel/></div>
        <div id="trends-groups"><GroupsPanel/></div>
        <div id="trends-actions"><ActionsPanel/></div>
        <div id="trends-list"><Show when=is_shown><IncidentList/></Show></div>
        <div id="trends-problems"><ProblemsPanel/></div>
    }
}

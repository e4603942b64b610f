//! How the corrective actions stand: those not done yet, and the causes that no action answers. No person is named late.

use leptos::prelude::*;

use super::controls::OpenButton;
use super::use_collection;
use crate::components::Warning;
use faultline_core::catalog::unanswered;
use faultline_core::text;
use faultline_viewer::{Overview, actions_in_words};

/// How many actions are listed at once, and as many incidents with causes that no action answers.
const MAX_LISTED: usize = 12;

/// Actions and causes; nothing where there are neither.
#[component]
pub fn ActionsPanel() -> impl IntoView {
    let collection = use_collection();
    move || {
        let overview = collection.overview().filter(|at| at.actions.total > 0 || at.actions.causes > 0)?;
        let sentences = actions_in_words(&overview.actions).into_iter();
        let panel = view! {
            <section class="panel promised" aria-labelledby="promised-title">
                <div class="panel-head"><h2 id="promised-title">"What was promised"</h2></div>
                <div class="panel-body">
                    {sentences.map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                    {open_actions(&overview)}
                    {unanswered_causes(&overview)}
                </div>
            </section>
        };
        Some(panel.into_any())
    }
}

fn open_actions(overview: &Overview) -> Option<impl IntoView + use<>> {
    let waiting = overview.waiting();
    let items = waiting.iter().take(MAX_LISTED).filter_map(|at| {
        let incident = &overview.collection.entry(at.entry)?.incident;
        let action = incident.corrective_actions.get(at.action.at())?;
        let late = at.late.map(|late| view! { <Warning text=text::overdue_by(late)/> });
        let owner = text::owner_and_due(action.owner.as_deref(), action.due, overview.zone.as_ref());
        let age = at.age.map_or_else(String::new, |age| format!(", {} ago", text::whole_days(age)));
        Some(view! {
            <li>
                <OpenButton row=at.entry title=text::display_title(&action.title) class="to to-action"/>
                " "
                {late}
                <div class="soft">{format!("after {}{age}{owner}", text::display_title(&incident.title))}</div>
            </li>
        })
    });
    (!waiting.is_empty()).then(|| {
        view! {
            <h3>"Not done yet, the latest first"</h3>
            <ul class="waiting">{items.collect_view()}</ul>
            {and_more(overview.actions.open, waiting.len())}
        }
    })
}

fn unanswered_causes(overview: &Overview) -> Option<impl IntoView + use<>> {
    let rows = overview.unanswered();
    let items = rows.iter().take(MAX_LISTED).filter_map(|(row, count)| {
        let incident = &overview.collection.entry(*row)?.incident;
        let causes: Vec<String> = unanswered(incident).map(|cause| text::display_title(&cause.title)).collect();
        let count = text::counted(*count as usize, "cause", "causes");
        Some(view! {
            <li>
                <OpenButton row=*row title=text::display_title(&incident.title) class="to to-cause"/>
                <div class="soft">{format!("{count}: {}", causes.join(" · "))}</div>
            </li>
        })
    });
    (!rows.is_empty()).then(|| {
        view! {
            <h3>"Causes without an action"</h3>
            <ul class="waiting">{items.collect_view()}</ul>
            {and_more(rows.len(), rows.len())}
        }
    })
}

/// How many there are beyond those listed; of those at hand, no more than [`MAX_LISTED`] are.
fn and_more(all: usize, at_hand: usize) -> Option<impl IntoView> {
    let more = all.saturating_sub(MAX_LISTED.min(at_hand));
    (more > 0).then(|| view! { <p class="soft">{text::and_more(more)}</p> })
}

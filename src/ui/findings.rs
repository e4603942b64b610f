//! What could not be read, and what the postmortem leaves open: each with its place, its remedy, and its mark.

use leptos::prelude::*;

use crate::browser;
use crate::incident::{ActionIx, CauseIx, EventIx, ImpactIx, Place, Step};
use crate::state::{Action, Selection};

use super::app::App;
use super::incident::Shown;

/// Problems first, then findings.
pub fn findings(app: App, shown: Shown) -> AnyView {
    let loaded = shown.get();
    let count = loaded.problems.len() + loaded.findings.len();
    let problems = loaded.problems.iter().map(|problem| {
        let class = if problem.is_note() { "finding note" } else { "finding problem" };
        let place = problem.at.to_string();
        entry(app, class, problem.sentence(), view! { <code>{place}</code> }.into_any(), selection_at(&problem.at))
    });
    let problems = problems.collect_view();
    let of_findings = shown.get();
    let findings = move || {
        let zone = app.zone(&of_findings);
        let entries = of_findings.findings.iter().map(|finding| {
            let detail = finding.detail(&of_findings.case, zone.as_ref());
            entry(app, "finding", finding.title(), detail.into_any(), Selection::of(finding.subject))
        });
        entries.collect_view()
    };
    view! {
        <section class="panel findings" aria-labelledby="findings-title">
            <div class="panel-head"><h2 id="findings-title">"Findings"</h2><span class="soft">{count}</span></div>
            {(count == 0).then(|| view! { <p class="panel-note">"Everything was read, and nothing was left open."</p> })}
            <ul>{problems}{findings}</ul>
        </section>
    }
    .into_any()
}

fn entry(app: App, class: &'static str, title: String, detail: AnyView, leads_to: Option<Selection>) -> AnyView {
    let title = match leads_to {
        Some(selection) => view! {
            <button type="button" class="plain" on:click=move |_| {
                app.act(Action::Select(selection));
                browser::scroll_to(&place(selection));
            }>{title}</button>
        }
        .into_any(),
        None => view! { <strong>{title}</strong> }.into_any(),
    };
    view! { <li class=class><div>{title}<p class="soft">{detail}</p></div></li> }.into_any()
}

/// The id of what shows a choice on the page. Where time runs down events have no mark, and the page stays where it is.
fn place(selection: Selection) -> String {
    match selection {
        Selection::Event(ix) => format!("mark-{}", ix.0),
        Selection::Cause(ix) => format!("cause-{}", ix.0),
        Selection::Action(ix) => format!("action-{}", ix.0),
        Selection::Impact(_) | Selection::Range(_) => "timeline".to_owned(),
    }
}

/// The part of the incident that a place in the file belongs to.
fn selection_at(place: &Place) -> Option<Selection> {
    let [Step::Key(list), Step::Index(index), ..] = place.0.as_slice() else { return None };
    match &**list {
        "timeline" => Some(Selection::Event(EventIx(*index))),
        "impacts" => Some(Selection::Impact(ImpactIx(*index))),
        "root_causes" => Some(Selection::Cause(CauseIx(*index))),
        "corrective_actions" => Some(Selection::Action(ActionIx(*index))),
        _ => None,
    }
}

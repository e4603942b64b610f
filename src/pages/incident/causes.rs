//! Why it broke, what was changed, and which action answers which cause.

use std::sync::Arc;

use leptos::prelude::*;

use super::selecting::select;
use crate::components::Warning;
use crate::context::use_app;
use crate::views::IncidentView;
use faultline_core::findings;
use faultline_core::incident::{ActionIx, ActionStatus, CauseIx};
use faultline_core::picture::{action_id, cause_id};
use faultline_core::text;
use faultline_core::timeline::cause_hue;
use faultline_core::timeline::{BOARD_WIDTH, Board, BoardCurve};
use faultline_viewer::{Related, Selection};

/// Causes and actions side by side, joined by curves; nothing where there are none.
#[component]
pub fn Causes() -> impl IntoView {
    let app = use_app();
    move || {
        let incident = app.incident()?;
        let board = Board::of(&incident.loaded.case);
        (board.rows() > 0).then(|| causes(&incident, board))
    }
}

fn causes(incident: &Arc<IncidentView>, board: Board) -> impl IntoView + use<> {
    let links = &incident.loaded.case.links;
    let unanswered = board.causes.iter().filter(|cause| links.actions_of_cause(**cause).is_empty()).count();
    let causeless = board.actions.iter().filter(|action| links.causes_of_action(**action).is_empty()).count();
    let heading = |title: &'static str, count: String| {
        view! { <div class="board-head"><h2>{title}</h2><p class="soft">{count}</p></div> }
    };
    let view_box = format!("0 0 {BOARD_WIDTH} {}", board.rows());
    let cause = |cause| view! { <CauseItem incident=Arc::clone(incident) cause/> };
    let action = |action| view! { <ActionItem incident=Arc::clone(incident) action nested=false/> };
    view! {
        <section class="board" aria-label="Causes and actions">
            <div class="board-heads">
                {heading("Why it broke", text::causes_counted(board.causes.len(), unanswered))}
                <p class="soft board-links">{text::links_counted(links.cause_action_count())}</p>
                {heading("What was changed", text::actions_counted(board.actions.len(), causeless))}
            </div>
            <div class="board-grid">
                <ul class="board-causes" aria-label="Causes">{board.causes.into_iter().map(cause).collect_view()}</ul>
                <svg class="board-curves" viewBox=view_box preserveAspectRatio="none" aria-hidden="true">
                    {board.curves.into_iter().map(|curve| view! { <CurvePath curve/> }).collect_view()}
                </svg>
                <ul class="board-actions" aria-label="Actions">
                    {board.actions.into_iter().map(action).collect_view()}
                </ul>
            </div>
        </section>
    }
}

/// The line from a cause to an action that answers it.
#[component]
fn CurvePath(curve: BoardCurve) -> impl IntoView {
    let app = use_app();
    let (cause, action) = (curve.cause, curve.action);
    let is_lit = move |lit: &Related| lit.cause(cause) && lit.action(action);
    let class = move || app.with_selection(|selected| selected.class("curve", Selection::Cause(cause), is_lit));
    view! { <path class=class d=curve.path/> }
}

/// A cause. On a narrow screen the actions stand under their cause, and the column of actions shows only the rest.
#[component]
fn CauseItem(incident: Arc<IncidentView>, cause: CauseIx) -> impl IntoView {
    let case = &incident.loaded.case;
    let entry = case.incident.root_causes.get(cause.at())?;
    let actions = case.links.actions_of_cause(cause);
    let evidence = faultline_viewer::evidence_in_words(cause, case, incident.zone.as_ref());
    let behind = case.links.because_of(cause).and_then(|ix| case.incident.root_causes.get(ix.at()));
    let behind = behind.map(|behind| view! { <span>{text::because_of(&behind.title)}</span> });
    let (role, title) = (text::role_name(entry.role), text::display_title(&entry.title));
    let is_answered = !actions.is_empty();
    let class = format!("card cause {}{}", cause_hue(cause), if is_answered { "" } else { " alone" });
    let nested = |action: &ActionIx| view! { <ActionItem incident=Arc::clone(&incident) action=*action nested=true/> };
    Some(view! {
        <li>
            <Card class id=cause_id(cause) selection=Selection::Cause(cause) is_lit=move |lit| lit.cause(cause)>
                <span class="card-title" dir="auto">{title}</span>
                <span class="card-facts">
                    <span>{role} " · " {evidence}</span>
                    {behind}
                    {(!is_answered).then(|| view! { <span>" · "</span><Warning text="No action"/> })}
                </span>
            </Card>
            <ul class="nested">{actions.iter().map(nested).collect_view()}</ul>
        </li>
    })
}

/// An action, in its own column or nested under a cause.
#[component]
fn ActionItem(incident: Arc<IncidentView>, action: ActionIx, nested: bool) -> impl IntoView {
    let case = &incident.loaded.case;
    let entry = case.incident.corrective_actions.get(action.at())?;
    let answers = !case.links.causes_of_action(action).is_empty();
    let overdue = findings::overdue(entry, incident.now);
    let (kind, title) = (text::action_kind_name(entry.kind), text::display_title(&entry.title));
    let (status, is_done) = (text::action_status_name(entry.status), entry.status == Some(ActionStatus::Done));
    let owner = text::owner_and_due(entry.owner.as_deref(), entry.due, incident.zone.as_ref());
    let class = if answers { "card action" } else { "card action alone" }.to_owned();
    // A nested card is the same action once more: only one of them can have the id.
    let id = (!nested).then(|| action_id(action));
    Some(view! {
        <li class=answers.then_some("answers") id=id>
            <Card class selection=Selection::Action(action) is_lit=move |lit| lit.action(action)>
                <span class="card-title" dir="auto">{title}</span>
                <span class="card-facts">
                    <span>{kind} " · "</span>
                    <span class=is_done.then_some("done")>{status}</span>
                    <span>{owner}</span>
                    {overdue.map(|by| view! { <span>" · "</span><Warning text=text::overdue_by(by)/> })}
                    {(!answers).then(|| view! { <span>" · "</span><Warning text="Not linked to a cause"/> })}
                </span>
            </Card>
        </li>
    })
}

/// A button that selects a cause or an action.
#[component]
fn Card(
    class: String,
    #[prop(optional, into)] id: Option<String>,
    selection: Selection,
    is_lit: impl Fn(&Related) -> bool + Copy + Send + 'static,
    children: Children,
) -> impl IntoView {
    let app = use_app();
    let class = move || app.with_selection(|selected| selected.class(&class, selection, is_lit));
    view! {
        <button
            type="button"
            class=class
            id=id
            aria-pressed=move || app.with_selection(|selected| selected.pressed(selection))
            on:click=move |click| select(app, selection, &click)
        >
            {children()}
        </button>
    }
}

//! Why it broke, what was changed, and which action answers which cause.

use leptos::prelude::*;

use crate::incident::{ActionIx, ActionStatus, Case, CauseIx};
use crate::metrics;
use crate::state::{Action, Lit, Selection};
use crate::timeline::{BOARD_WIDTH, Board};
use crate::words;

use super::app::App;
use super::incident::Shown;

/// The board.
pub fn board(app: App, shown: Shown) -> AnyView {
    let loaded = shown.get();
    let case = &loaded.case;
    let board = Board::of(case);
    if board.rows() == 0 {
        return ().into_any();
    }
    let unanswered = board.causes.iter().filter(|cause| case.links.actions_of_cause(**cause).is_empty()).count();
    let unasked = board.actions.iter().filter(|action| case.links.causes_of_action(**action).is_empty()).count();
    let why = words::causes_counted(board.causes.len(), unanswered);
    let changed = words::actions_counted(board.actions.len(), unasked);
    let links = words::links_counted(case.links.cause_action_count());
    let rows = board.rows();
    view! {
        <section class="board" aria-label="Causes and actions">
            <div class="board-heads">
                <div><h2>"Why it broke"</h2><p class="soft">{why}</p></div>
                <p class="soft board-links">{links}</p>
                <div><h2>"What was changed"</h2><p class="soft">{changed}</p></div>
            </div>
            <div class="board-grid">
                <ul class="board-causes" aria-label="Causes">
                    {board.causes.iter().map(|cause| cause_card(app, shown, case, *cause)).collect_view()}
                </ul>
                <svg class="board-curves" viewBox=format!("0 0 {BOARD_WIDTH} {rows}") preserveAspectRatio="none" aria-hidden="true">
                    {curves(shown, &board)}
                </svg>
                <ul class="board-actions" aria-label="Actions">
                    {board.actions.iter().map(|action| action_card(app, shown, case, *action, true)).collect_view()}
                </ul>
            </div>
        </section>
    }
    .into_any()
}

fn curves(shown: Shown, board: &Board) -> AnyView {
    let curves = board.curves.clone().into_iter().map(|curve| {
        let (cause, action) = (curve.cause, curve.action);
        let is_lit = move |lit: &Lit| lit.causes.contains(&cause) && lit.actions.contains(&action);
        view! {
            <path d=curve.path
                class:lit=move || shown.lit.with(|lit| lit.as_ref().is_some_and(is_lit))
                class:faded=move || shown.lit.with(|lit| lit.as_ref().is_some_and(|lit| !is_lit(lit))) />
        }
    });
    curves.collect_view().into_any()
}

fn cause_card(app: App, shown: Shown, case: &Case, cause: CauseIx) -> AnyView {
    let Some(entry) = case.incident.root_causes.get(cause.at()) else { return ().into_any() };
    let answered = !case.links.actions_of_cause(cause).is_empty();
    let loaded = shown.get();
    let evidence = move || {
        let zone = app.zone(&loaded);
        let events = loaded.case.links.events_of_cause(cause).iter();
        let clocks = events
            .filter_map(|event| loaded.case.event_span(*event))
            .map(|span| words::clock(span.start(), zone.as_ref()));
        words::shown_at(&clocks.collect::<Vec<_>>())
    };
    let behind = case.links.because_of(cause).and_then(|ix| case.incident.root_causes.get(ix.at()));
    let behind = behind.map(|behind| view! { <span>{words::because_of(&behind.title)}</span> });
    let selection = Selection::Cause(cause);
    let nested = case
        .links
        .actions_of_cause(cause)
        .iter()
        .map(|action| action_card(app, shown, case, *action, false))
        .collect_view();
    view! {
        <li>
            <button type="button" class="card cause" id=format!("cause-{}", cause.0)
                class:chosen=move || app.selected.get() == Some(selection)
                class:lit=move || shown.lit.with(|lit| lit.as_ref().is_some_and(|lit| lit.causes.contains(&cause)))
                class:faded=move || shown.lit.with(|lit| lit.as_ref().is_some_and(|lit| !lit.causes.contains(&cause)))
                class:alone=!answered
                aria-pressed=move || (app.selected.get() == Some(selection)).to_string()
                on:click=move |_| app.act(Action::Select(selection))>
                <span class="role">{words::role_name(entry.role)}
                    {(!answered).then(|| view! { <span class="warning">"no action answers it"</span> })}</span>
                <span class="card-title">{words::titled(&entry.title)}</span>
                <span class="soft">{evidence}{behind}</span>
            </button>
            // On a narrow screen the actions stand under their cause, and the column of actions shows only the rest.
            <ul class="nested">{nested}</ul>
        </li>
    }
    .into_any()
}

fn action_card(app: App, shown: Shown, case: &Case, action: ActionIx, in_column: bool) -> AnyView {
    let answers = !case.links.causes_of_action(action).is_empty();
    // Under a cause the card stands once more, without the id.
    let id = in_column.then(|| format!("action-{}", action.0));
    view! { <li class:answers=answers id=id>{action_button(app, shown, case, action)}</li> }.into_any()
}

fn action_button(app: App, shown: Shown, case: &Case, action: ActionIx) -> AnyView {
    let Some(entry) = case.incident.corrective_actions.get(action.at()) else { return ().into_any() };
    let answers = !case.links.causes_of_action(action).is_empty();
    let done = entry.status == Some(ActionStatus::Done);
    let overdue = metrics::overdue(entry, app.now.get_untracked());
    let owner = words::owner_and_due(entry.owner.as_deref(), entry.due, shown.get().zone.as_ref());
    let is_lit = move |wanted: bool| {
        shown.lit.with(|lit| lit.as_ref().is_some_and(|lit| lit.actions.contains(&action) == wanted))
    };
    let selection = Selection::Action(action);
    view! {
        <button type="button" class="card action"
            class:chosen=move || app.selected.get() == Some(selection)
            class:lit=move || is_lit(true)
            class:faded=move || is_lit(false)
            class:alone=!answers
            aria-pressed=move || (app.selected.get() == Some(selection)).to_string()
            on:click=move |_| app.act(Action::Select(selection))>
            <span class="role">{words::action_kind_name(entry.kind)}
                {(!answers).then(|| view! { <span class="warning">"answers no cause"</span> })}</span>
            <span class="card-title">{words::titled(&entry.title)}</span>
            <span class="soft">
                <span class:done=done>{words::action_status_name(entry.status)}</span>
                {overdue.map(|by| view! { <span class="warning">{words::overdue_by(by)}</span> })}
                {owner}
            </span>
        </button>
    }
    .into_any()
}

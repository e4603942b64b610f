//! Why it broke, what was changed, and which action answers which cause.

use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, button, div, el};
use crate::parts::warning;
use crate::views::{IncidentView, SelectionView};
use faultline_core::incident::{ActionIx, ActionStatus, CauseIx};
use faultline_core::metrics;
use faultline_core::text;
use faultline_core::timeline::{BOARD_WIDTH, Board, px_text};
use faultline_viewer::{Press, Selection};

/// The board.
pub fn board(app: App) -> Vec<Node> {
    let Some(shown) = app.incident() else { return Vec::new() };
    let choice = app.selection();
    let case = &shown.loaded.case;
    let board = Board::of(case);
    if board.rows() == 0 {
        return Vec::new();
    }
    let unanswered = board.causes.iter().filter(|cause| case.links.actions_of_cause(**cause).is_empty()).count();
    let unasked = board.actions.iter().filter(|action| case.links.causes_of_action(**action).is_empty()).count();
    let heading = |title: &'static str, counted: String| {
        el("div").child(el("h2").text(title)).child(div("p", "soft").text(counted))
    };
    let heads = div("div", "board-heads")
        .child(heading("Why it broke", text::causes_counted(board.causes.len(), unanswered)))
        .child(div("p", "soft board-links").text(text::links_counted(case.links.cause_action_count())))
        .child(heading("What was changed", text::actions_counted(board.actions.len(), unasked)));
    let causes = board.causes.iter().filter_map(|cause| cause_card(&shown, &choice, *cause));
    let actions = board.actions.iter().filter_map(|action| {
        // The nested cards are the same action once more: only one of them can have the id.
        action_card(&shown, &choice, *action).map(|card| card.attr("id", format!("action-{}", action.0)))
    });
    let curves = board.curves.iter().map(|curve| {
        let class = choice
            .class("curve", Selection::Cause(curve.cause), |lit| lit.cause(curve.cause) && lit.action(curve.action));
        el("path").attr("class", class).attr("d", curve.path.clone())
    });
    let middle = div("svg", "board-curves")
        .attr("viewBox", format!("0 0 {} {}", px_text(BOARD_WIDTH), board.rows()))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .all(curves.collect());
    let grid = div("div", "board-grid")
        .child(div("ul", "board-causes").attr("aria-label", "Causes").all(causes.collect()))
        .child(middle)
        .child(div("ul", "board-actions").attr("aria-label", "Actions").all(actions.collect()));
    whole(div("section", "board").attr("aria-label", "Causes and actions").child(heads).child(grid))
}

fn card(class: String, choice: &SelectionView, selection: Selection) -> Element {
    let card = button("", Press::Select(selection)).attr("class", class);
    card.attr("aria-pressed", choice.pressed(selection))
}

fn cause_card(shown: &IncidentView, choice: &SelectionView, cause: CauseIx) -> Option<Element> {
    let case = &shown.loaded.case;
    let entry = case.incident.root_causes.get(cause.at())?;
    let actions = case.links.actions_of_cause(cause);
    let clocks = case.links.events_of_cause(cause).iter().filter_map(|event| case.event_span(*event));
    let clocks = clocks.map(|span| text::clock(span.start(), shown.zone.as_ref())).collect::<Vec<_>>();
    let behind = case.links.because_of(cause).and_then(|ix| case.incident.root_causes.get(ix.at()));
    let behind = behind.map(|behind| el("span").text(text::because_of(&behind.title)));
    let selection = Selection::Cause(cause);
    let own = if actions.is_empty() { "card cause alone" } else { "card cause" };
    let class = choice.class(own, selection, |lit| lit.cause(cause));
    let role = div("span", "role").child(el("span").text(text::role_name(entry.role)));
    let card = card(class, choice, selection)
        .child(role.maybe(actions.is_empty().then(|| warning("no action answers it"))))
        .child(div("span", "card-title").text(text::titled(&entry.title)))
        .child(div("span", "soft").child(el("span").text(text::shown_at(&clocks))).maybe(behind));
    // On a narrow screen the actions stand under their cause, and the column of actions shows only the rest.
    let nested = actions.iter().filter_map(|action| action_card(shown, choice, *action));
    let card = card.attr("id", format!("cause-{}", cause.0));
    Some(el("li").child(card).child(div("ul", "nested").all(nested.collect())))
}

fn action_card(shown: &IncidentView, choice: &SelectionView, action: ActionIx) -> Option<Element> {
    let case = &shown.loaded.case;
    let entry = case.incident.corrective_actions.get(action.at())?;
    let answers = !case.links.causes_of_action(action).is_empty();
    let overdue = metrics::overdue(entry, shown.now).map(|by| warning(text::overdue_by(by)));
    let status = if entry.status == Some(ActionStatus::Done) { div("span", "done") } else { el("span") };
    let selection = Selection::Action(action);
    let own = if answers { "card action" } else { "card action alone" };
    let class = choice.class(own, selection, |lit| lit.action(action));
    let role = div("span", "role").child(el("span").text(text::action_kind_name(entry.kind)));
    let owner = text::owner_and_due(entry.owner.as_deref(), entry.due, shown.zone.as_ref());
    let card = card(class, choice, selection)
        .child(role.maybe((!answers).then(|| warning("answers no cause"))))
        .child(div("span", "card-title").text(text::titled(&entry.title)))
        .child(
            div("span", "soft")
                .child(status.text(text::action_status_name(entry.status)))
                .maybe(overdue)
                .child(el("span").text(owner)),
        );
    Some(if answers { div("li", "answers") } else { el("li") }.child(card))
}

//! Beside the events: what could not be read, what the postmortem leaves open, each with its place, its remedy and its
//! mark; and what was learned.

use crate::context::App;
use crate::markdown::markdown;
use crate::node::{Element, Node, button, div, el};
use crate::views::IncidentView;
use faultline_core::incident::{ActionIx, CauseIx, EventIx, ImpactIx, LessonKind, Place, Step};
use faultline_core::metrics::Moments;
use faultline_core::text;
use faultline_viewer::{Press, Selection};

/// Findings, then lessons.
pub fn side(app: App) -> Vec<Node> {
    let Some(shown) = app.incident() else { return Vec::new() };
    let findings = Node::Element(findings(&shown));
    [findings].into_iter().chain(lessons(&shown).map(Node::Element)).collect()
}

fn panel(class: &'static str, id: &'static str, title: &'static str, count: usize) -> Element {
    let head = div("div", "panel-head")
        .child(el("h2").attr("id", id).text(title))
        .child(div("span", "soft").text(count.to_string()));
    div("section", class).attr("aria-labelledby", id).child(head)
}

fn findings(shown: &IncidentView) -> Element {
    let loaded = &shown.loaded;
    let count = loaded.problems.len() + shown.findings.len();
    let problems = loaded.problems.iter().map(|problem| {
        let class = if problem.is_note() { "finding note" } else { "finding problem" };
        let place = div("p", "soft").child(el("code").text(problem.at.to_string()));
        entry(class, problem.sentence(), place, selection_at(&problem.at))
    });
    let moments = Moments::new(&loaded.case, shown.zone.as_ref());
    let findings = shown.findings.iter().map(|finding| {
        let detail = div("p", "soft").text(finding.detail_with(&loaded.case, &moments));
        entry("finding", finding.title(), detail, Selection::of(finding.subject))
    });
    let nothing = || div("p", "panel-note").text("Everything was read, and nothing was left open.");
    panel("panel findings", "findings-title", "Findings", count)
        .maybe((count == 0).then(nothing))
        .child(el("ul").all(problems.chain(findings).collect()))
}

fn entry(class: &'static str, title: String, detail: Element, leads_to: Option<Selection>) -> Element {
    let title = match leads_to {
        Some(selection) => button("plain", Press::Select(selection)).text(title),
        None => el("strong").text(title),
    };
    div("li", class).child(el("div").child(title).child(detail))
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

/// The lessons, by kind.
fn lessons(shown: &IncidentView) -> Option<Element> {
    let lessons = &shown.loaded.case.incident.lessons;
    let mut groups = div("div", "lesson-groups");
    for kind in LessonKind::ALL.iter().copied().map(Some).chain([None]) {
        let of_kind = lessons.iter().filter(|lesson| lesson.kind == kind).map(|lesson| {
            let title = el("span").text(lesson.title.to_string());
            el("li").child(title).maybe(lesson.details.as_deref().map(markdown))
        });
        let of_kind: Vec<_> = of_kind.collect();
        if !of_kind.is_empty() {
            groups = groups.child(el("h3").text(text::lesson_kind_name(kind))).child(el("ul").all(of_kind));
        }
    }
    (!lessons.is_empty()).then(|| panel("panel lessons", "lessons-title", "Lessons", lessons.len()).child(groups))
}

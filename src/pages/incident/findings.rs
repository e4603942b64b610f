//! Beside the events: what could not be read, what the postmortem leaves open, and what was learned.

use std::sync::Arc;

use leptos::prelude::*;

use super::selecting::select_button;
use crate::components::Markdown;
use crate::context::use_app;
use crate::views::IncidentView;
use faultline_core::findings::Finding;
use faultline_core::incident::{ActionIx, CauseIx, EventIx, ImpactIx, Lesson, LessonKind, Place, Problem, Step};
use faultline_core::metrics::Moments;
use faultline_core::text;
use faultline_viewer::Selection;

/// What could not be read, each with its place and remedy, then what the postmortem leaves open.
#[component]
pub fn Findings() -> impl IntoView {
    let app = use_app();
    move || app.incident().map(findings)
}

fn findings(incident: Arc<IncidentView>) -> impl IntoView {
    let (case, problems) = (&incident.loaded.case, &incident.loaded.problems);
    let count = problems.len() + incident.findings.len();
    let moments = Moments::new(case, incident.zone.as_ref());
    let problem = |problem: &Problem| {
        let class = if problem.is_note() { "finding note" } else { "finding problem" };
        let place = problem.at.to_string();
        view! {
            <FindingItem class title=problem.sentence() leads_to=selection_at(&problem.at)>
                <code>{place}</code>
            </FindingItem>
        }
    };
    let finding = |finding: &Finding| {
        let mut parts = finding.detail_parts(case, &moments, incident.loaded.read_from).into_iter().peekable();
        let mut detail = Vec::new();
        while let Some((mut text, subject)) = parts.next() {
            let Some(selection) = subject.and_then(Selection::of) else {
                detail.push(text.into_any());
                continue;
            };
            // A button is one box: a comma behind it would begin the next line.
            if let Some((next, None)) = parts.peek_mut()
                && next.starts_with([',', '.'])
            {
                text.push(next.remove(0));
            }
            detail.push(select_button("plain", selection, text));
        }
        view! {
            <FindingItem class="finding" title=finding.title() leads_to=Selection::of(finding.subject)>
                {detail}
            </FindingItem>
        }
    };
    let problems = problems.iter().map(problem).collect_view();
    let findings = incident.findings.iter().map(finding).collect_view();
    view! {
        <Panel class="panel findings" title_id="findings-title" title="Open questions" count>
            {(count == 0)
                .then(|| view! { <p class="panel-note">"Everything was read, and nothing was left open."</p> })}
            <ul>{problems}{findings}</ul>
        </Panel>
    }
}

/// A finding. Where it is about a part of the incident, its title is a button that selects that.
#[component]
fn FindingItem(class: &'static str, title: String, leads_to: Option<Selection>, children: Children) -> impl IntoView {
    let title = match leads_to {
        Some(selection) => select_button("plain", selection, title),
        None => view! { <strong>{title}</strong> }.into_any(),
    };
    view! { <li class=class><div>{title}<p class="soft">{children()}</p></div></li> }
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

/// What was learned, by kind; nothing where the file names no lesson.
#[component]
pub fn Lessons() -> impl IntoView {
    let app = use_app();
    move || {
        let incident = app.incident()?;
        let lessons = &incident.loaded.case.incident.lessons;
        (!lessons.is_empty()).then(|| {
            let kinds = LessonKind::ALL.iter().copied().map(Some).chain([None]);
            let groups = kinds.map(|kind| lessons_of(lessons, kind)).collect_view();
            view! {
                <Panel class="panel lessons" title_id="lessons-title" title="Lessons" count=lessons.len()>
                    <div class="lesson-groups">{groups}</div>
                </Panel>
            }
        })
    }
}

fn lessons_of(lessons: &[Lesson], kind: Option<LessonKind>) -> Option<impl IntoView + use<>> {
    let item = |lesson: &Lesson| {
        let details = lesson.details.as_deref().map(|text| view! { <Markdown text/> });
        view! { <li><span dir="auto">{lesson.title.to_string()}</span>{details}</li> }
    };
    let items = lessons.iter().filter(|lesson| lesson.kind == kind).map(item).collect_view();
    (!items.is_empty()).then(|| view! { <h3>{text::lesson_kind_name(kind)}</h3><ul>{items}</ul> })
}

/// A panel with its title and how many things it lists.
#[component]
fn Panel(
    class: &'static str,
    title_id: &'static str,
    title: &'static str,
    count: usize,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=class aria-labelledby=title_id>
            <div class="panel-head"><h2 id=title_id>{title}</h2><span class="soft">{count}</span></div>
            {children()}
        </section>
    }
}

//! What happened, in a few lines.

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{LinkList, Mark, Markdown, TimeText};
use crate::context::use_app;
use crate::views::IncidentView;
use faultline_core::claims::{self, Field, Verdict};
use faultline_core::findings;
use faultline_core::text;

/// Severity, status, when and where; the title; the summary.
#[component]
pub fn Header() -> impl IntoView {
    let app = use_app();
    // Here, since what is below is drawn anew when the clock moves on.
    let is_whole = RwSignal::new(false);
    move || app.incident().map(|incident| header(incident, is_whole))
}

/// About how many characters stand on a line of the page.
const LINE: usize = 120;

/// The summary: of a long one the first line, and the rest once it is asked for.
#[component]
fn Summary(incident: Arc<IncidentView>, text: String, is_whole: RwSignal<bool>) -> impl IntoView {
    let marks = marks(&incident);
    if text.chars().count() <= LINE && !text.trim().contains('\n') {
        return view! { <div class="summary"><Markdown text marks/></div> }.into_any();
    }
    let class = move || if is_whole.get() { "summary" } else { "summary summary-cut" };
    view! {
        <div class=class>
            <Markdown text marks/>
            <button
                type="button"
                class="told"
                aria-expanded=move || is_whole.get().to_string()
                on:click=move |_| is_whole.update(|is_whole| *is_whole = !*is_whole)
            >
                {move || if is_whole.get() { "Less" } else { "More" }}
            </button>
        </div>
    }
    .into_any()
}

/// What the summary states in numbers, each marked by whether the record agrees.
fn marks(incident: &IncidentView) -> Vec<Mark> {
    let case = &incident.loaded.case;
    let zone = incident.zone.as_ref();
    let mut claims = claims::claims_of(Field::Summary, case, &incident.durations, zone);
    claims.sort_by_key(|claim| claim.range.start);
    let mut marks: Vec<Mark> = Vec::new();
    for claim in claims {
        // A clock and an order of two may share their words.
        if marks.last().is_some_and(|last| claim.range.start < last.range.end) {
            continue;
        }
        let class = match claim.verdict {
            Verdict::Supported(_) => "claim supported",
            Verdict::Contradicted { .. } => "claim contradicted",
            Verdict::NotDecidable(_) => "claim",
        };
        let title = findings::verdict_in_words(&claim, case, zone);
        marks.push(Mark { range: claim.range, class, title });
    }
    marks
}

fn header(incident: Arc<IncidentView>, is_whole: RwSignal<bool>) -> impl IntoView {
    let file = &incident.loaded.case.incident;
    let severity = file.severity.as_ref().map(|severity| {
        let class = severity.rank.map_or_else(|| "chip".to_owned(), |rank| format!("chip severity-{rank}"));
        view! { <span class=class title="Severity">{severity.word.to_string()}</span> }
    });
    let status = file.status.map(|status| {
        let class = format!("chip status-{}", status.word());
        view! { <span class=class title="Status">{text::status_name(status)}</span> }
    });
    let when = incident.loaded.case.extent(incident.now).map(|span| {
        let text = text::from_to(span, incident.zone.as_ref());
        let zone = incident.zone.name().to_owned();
        view! { <span class="soft"><TimeText incident=Arc::clone(&incident) at=span.start() text/>" "{zone}</span> }
    });
    let services = file.services.iter().map(|service| &*service.name).collect::<Vec<_>>().join(", ");
    let names = services.clone();
    let services =
        (!services.is_empty()).then(|| view! { <span class="soft" dir="auto" title=names>{services}</span> });
    let title = if file.title.is_empty() { "Incident without a title" } else { &file.title };
    view! {
        <section class="head">
            <p class="chips">{severity}{status}{when}{services}</p>
            <h1 dir="auto">{title.to_owned()}</h1>
            {file.summary.clone().map(|text| view! { <Summary incident=Arc::clone(&incident) text=text.into_string() is_whole/> })}
            <LinkList links=file.links.clone()/>
        </section>
    }
}

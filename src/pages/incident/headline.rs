//! What the incident comes to: a few sentences whose parts lead to what they tell, the strip under them, and all figures.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::html::Div;
use leptos::prelude::*;

use super::figures::Figures;
use super::selecting::select_and_reveal;
use crate::components::Unbroken;
use crate::components::picture::{DrawnPicture, PictureView};
use crate::context::use_app;
use crate::environment::width_of;
use crate::views::IncidentView;
use faultline_core::headline::{Headline, Part, Strip, StripMark, Tells, headline};
use faultline_core::incident::{ActionIx, ActionStatus, CauseIx, EventIx};
use faultline_core::picture::{Picture, Target};
use faultline_core::time::{Length, Span};
use faultline_core::timeline::{StripPlan, lay_out_strip};
use faultline_viewer::{Selection, TimelineAction};

/// The size of the strip's labels by that of the page's text.
const LABELS: f64 = 0.75;

/// The sentences and the strip, and all figures once they are asked for.
#[component]
pub fn HeadlineBar() -> impl IntoView {
    let app = use_app();
    let is_open = RwSignal::new(false);
    let headline = Memo::new(move |_| app.incident().map(|incident| headline_of(&incident)));
    let sentences = move || {
        let (headline, incident) = headline.get().zip(app.incident())?;
        let budget = headline.budget.map(|budget| parts(&incident, budget.parts));
        Some(view! {
            {parts(&incident, headline.parts)}
            " "
            <span class="verdict-budget">{budget}</span>
        })
    };
    let how = move || headline.with(|headline| headline.as_ref()?.budget.as_ref().map(|budget| budget.how.clone()));
    let strip = Memo::new(move |_| headline.with(|headline| headline.as_ref()?.strip.clone()));
    view! {
        <section class="verdict panel" aria-label="In short">
            <p class="verdict-text">
                {sentences}
                " "
                <button
                    type="button"
                    class="told verdict-budget"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
                >
                    "All figures"
                </button>
            </p>
            <Show when=move || strip.with(Option::is_some)><StripView strip/></Show>
            <Show when=move || is_open.get()>
                <Figures/>
                {move || how().map(|how| view! { <p class="soft how">{how}</p> })}
            </Show>
        </section>
    }
}

fn headline_of(incident: &IncidentView) -> Headline {
    let case = &incident.loaded.case;
    headline(case, &incident.durations, &incident.findings, incident.now, incident.zone.as_ref())
}

/// The pieces of the sentences. The punctuation after a button is in it: a button of two lines is a box, and what follows
/// stands at its far end.
fn parts(incident: &Arc<IncidentView>, parts: Vec<Part>) -> Vec<AnyView> {
    let mut parts = parts.into_iter().peekable();
    let mut views = Vec::new();
    while let Some(part) = parts.next() {
        let next = parts.next_if(|next| part.tells.is_some() && next.tells.is_none()).unwrap_or_default();
        let (mark, rest) = next.text.split_at(next.text.find(' ').unwrap_or(next.text.len()));
        views.push(part_view(incident, part, mark.to_owned()));
        views.push(view! { <Unbroken text=rest/> }.into_any());
    }
    views
}

/// A piece of a sentence: words, or a button that selects what they tell and paints its time while it is pointed at.
fn part_view(incident: &Arc<IncidentView>, part: Part, mark: String) -> AnyView {
    let app = use_app();
    if part.tells.is_none() {
        return view! { <span><Unbroken text=part.text/></span> }.into_any();
    }
    let title = faultline_viewer::part_title(&part, &|at| incident.dated_clock(at));
    let selection = selection_of(incident, &part);
    let spans = part.spans;
    let paint = move || app.dispatch(TimelineAction::Paint(spans.clone()));
    let paint_on_focus = paint.clone();
    let clear = move || app.dispatch(TimelineAction::Paint(Vec::new()));
    let asterisk = (!part.inferred.is_empty()).then(|| view! { <span class="inferred" aria-hidden="true">"*"</span> });
    let text = view! { <Unbroken text=part.text/> };
    match selection {
        Some(selection) => {
            let pressed = move || app.with_selection(|selected| selected.pressed(selection));
            view! {
                <button
                    type="button"
                    class="told"
                    title=title
                    aria-pressed=pressed
                    on:click=move |click| select_and_reveal(app, selection, &click)
                    on:pointerenter=move |_| paint()
                    on:pointerleave=move |_| clear()
                    on:focus=move |_| paint_on_focus()
                    on:blur=move |_| clear()
                >
                    <span>{text}{asterisk}</span>
                    <span aria-hidden="true">{mark}</span>
                </button>
            }
            .into_any()
        }
        None => view! { <strong title=title>{text}</strong>{mark} }.into_any(),
    }
}

/// What a part leads to: the time it is about, else what is open of the causes or actions that it counts.
fn selection_of(incident: &IncidentView, part: &Part) -> Option<Selection> {
    let case = &incident.loaded.case;
    let (causes, actions) = (case.incident.root_causes.len(), &case.incident.corrective_actions);
    let time = part.spans.iter().copied().reduce(Span::cover).map(|span| selection_of_span(incident, span));
    time.or_else(|| match part.tells? {
        Tells::Causes => {
            let mut all = (0..causes).map(CauseIx::of);
            let open = all.clone().find(|cause| case.links.actions_of_cause(*cause).is_empty());
            open.or_else(|| all.next()).map(Selection::Cause)
        }
        Tells::Actions => {
            let open = actions.iter().position(|action| action.status != Some(ActionStatus::Done));
            (!actions.is_empty()).then(|| Selection::Action(ActionIx::of(open.unwrap_or(0))))
        }
        _ => None,
    })
}

/// A stretch of time; where it has no length, the event at that moment.
fn selection_of_span(incident: &IncidentView, span: Span) -> Selection {
    let events = &incident.loaded.case.incident.timeline;
    let at_moment = || events.iter().position(|event| event.at.is_some_and(|when| when.at == span.start()));
    match (span.length() == Length::ZERO).then(at_moment).flatten() {
        Some(event) => Selection::Event(EventIx::of(event)),
        None => Selection::Range(span),
    }
}

/// The incident on a line to scale. A stretch of it is selected by a click, and so is the event of a mark.
#[component]
fn StripView(strip: Memo<Option<Strip>>) -> impl IntoView {
    let app = use_app();
    let frame = NodeRef::<Div>::new();
    let width = width_of(frame);
    let drawn = DrawnPicture::new();
    let picture = Memo::new(move |_| {
        let laid_out = || {
            let (strip, incident) = strip.get().zip(app.incident()).filter(|_| width.get() >= 1.0)?;
            let clock = |at| incident.dated_clock(at);
            let label = |mark: &StripMark| (mark.at, format!("{} {}", clock(mark.at), mark.label));
            let marks: Vec<_> = strip.marks.iter().map(label).collect();
            Some(lay_out_strip(&StripPlan {
                span: strip.span,
                impacts: &incident.bands.impacts,
                marks: &marks,
                ends: (&clock(strip.span.start()), &clock(strip.span.end())),
                width: width.get(),
                text_px: app.with(|state| state.layout.text_px) * LABELS,
            }))
        };
        laid_out().unwrap_or(Picture::empty())
    });
    let clicked = move |event: MouseEvent| {
        let target = drawn.target_at(&event);
        let (Some(Target::Range(span)), Some(incident)) = (target, app.incident_untracked()) else { return };
        app.dispatch(TimelineAction::Reveal(selection_of_span(&incident, span)));
    };
    view! { <div class="strip-frame" node_ref=frame on:click=clicked><PictureView picture drawn/></div> }
}

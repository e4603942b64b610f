//! What the incident comes to: a few sentences whose parts lead to what they tell, the strip under them, and all figures.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use leptos_use_resize_observer::use_resize_observer;

use super::figures::Figures;
use super::selecting::{reveal, select_and_reveal};
use crate::components::picture::{DrawnPicture, PictureView};
use crate::context::use_app;
use crate::platform;
use crate::views::IncidentView;
use faultline_core::headline::{Headline, Part, Strip, Tells, headline};
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
    move || {
        app.incident().map(|incident| {
            let headline = headline_of(&incident);
            let strip = headline.strip.map(|strip| view! { <StripView incident=Arc::clone(&incident) strip/> });
            let (budget, how) = headline.budget.map(|budget| (budget.parts, budget.how)).unzip();
            let budget = budget.map(|budget| {
                view! { <span class="verdict-budget">" " {parts(&incident, budget)}</span> }
            });
            let sentences = parts(&incident, headline.parts);
            view! {
                <section class="verdict panel" aria-label="In short">
                    <p class="verdict-text">
                        {sentences}
                        {budget}
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
                    {strip}
                    <Show when=move || is_open.get()>
                        <Figures incident=Arc::clone(&incident)/>
                        {how.clone().map(|how| view! { <p class="soft how">{how}</p> })}
                    </Show>
                </section>
            }
        })
    }
}

fn headline_of(incident: &IncidentView) -> Headline {
    let case = &incident.loaded.case;
    headline(case, &incident.durations, &incident.findings, incident.now, incident.zone.as_ref())
}

fn parts(incident: &Arc<IncidentView>, parts: Vec<Part>) -> Vec<AnyView> {
    parts.into_iter().map(|part| part_view(incident, part)).collect()
}

/// A piece of a sentence: words, or a button that selects what they tell and paints its time while it is pointed at.
fn part_view(incident: &Arc<IncidentView>, part: Part) -> AnyView {
    let app = use_app();
    let Some(_) = part.tells else { return view! { <span>{part.text}</span> }.into_any() };
    let title = faultline_viewer::part_title(&part, &|at| incident.clock(at));
    let selection = selection_of(incident, &part);
    let spans = part.spans;
    let paint = move || app.dispatch(TimelineAction::Paint(spans.clone()));
    let paint_on_focus = paint.clone();
    let clear = move || app.dispatch(TimelineAction::Paint(Vec::new()));
    let asterisk = (!part.inferred.is_empty()).then(|| view! { <span class="inferred" aria-hidden="true">"*"</span> });
    let text = part.text;
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
                    {text}
                    {asterisk}
                </button>
            }
            .into_any()
        }
        None => view! { <strong title=title>{text}</strong> }.into_any(),
    }
}

/// What a part leads to: the time it is about, else what is open of the causes or actions that it counts.
fn selection_of(incident: &IncidentView, part: &Part) -> Option<Selection> {
    let case = &incident.loaded.case;
    let (causes, actions) = (case.incident.root_causes.len(), &case.incident.corrective_actions);
    let time = part.spans.iter().copied().reduce(Span::cover).map(Selection::Range);
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

/// The incident on a line to scale. A stretch of it is selected by a click, and so is the event of a mark.
#[component]
fn StripView(incident: Arc<IncidentView>, strip: Strip) -> impl IntoView {
    let app = use_app();
    let frame = NodeRef::<Div>::new();
    let width = RwSignal::new(0.0);
    use_resize_observer(frame, move |entries, _| {
        if let Some(entry) = entries.first() {
            let new = entry.content_rect().width();
            if (new - width.get_untracked()).abs() > 0.5 {
                width.set(new);
            }
        }
    });
    let drawn = DrawnPicture::new();
    let shown = Arc::clone(&incident);
    let picture = Signal::derive(move || {
        let width = width.get();
        if width < 1.0 {
            return Picture::new("strip", 0.0, 0.0, Vec::new());
        }
        let clock = |at| shown.clock(at);
        let impacts: Vec<_> = strip.levels.iter().map(|level| (level.span, level.level, level.so_far)).collect();
        let marks: Vec<_> =
            strip.marks.iter().map(|mark| (mark.at, format!("{} {}", clock(mark.at), mark.label))).collect();
        lay_out_strip(&StripPlan {
            span: strip.span,
            impacts: &impacts,
            marks: &marks,
            ends: (&clock(strip.span.start()), &clock(strip.span.end())),
            width,
            text_px: platform::root_font_px() * LABELS,
        })
    });
    let clicked = move |event: leptos::ev::MouseEvent| {
        let Some(Target::Range(span)) = drawn.target_at(&event) else { return };
        let events = &incident.loaded.case.incident.timeline;
        let at_mark = || events.iter().position(|event| event.at.is_some_and(|when| when.at == span.start()));
        let selection = match at_mark().filter(|_| span.length() == Length::ZERO) {
            Some(event) => Selection::Event(EventIx::of(event)),
            None => Selection::Range(span),
        };
        reveal(app, selection);
    };
    view! { <div class="strip-frame" node_ref=frame on:click=clicked><PictureView picture drawn/></div> }
}

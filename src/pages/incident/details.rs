//! The details of what is selected.

use std::sync::Arc;

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

use super::selecting::select_button;
use crate::components::{LinkList, Markdown, TimeText, Warning};
use crate::context::{App, use_app};
use crate::views::IncidentView;
use faultline_core::findings;
use faultline_core::incident::{ActionIx, CauseIx, EventIx, ImpactIx, Milestone, When};
use faultline_core::text;
use faultline_core::time::{Instant, Span};
use faultline_core::timeline::cause_hue;
use faultline_viewer::{RangeSummary, Selection, State, TimelineAction, impact_in_words, milestones_at};

/// How many events of a range are listed; all of a long one would be a second list of events.
const MOST_EVENTS: usize = 20;

/// The panel with the details; nothing when nothing is selected.
#[component]
pub fn Details() -> impl IntoView {
    let app = use_app();
    move || {
        let (incident, selection) = (app.incident()?, app.selection());
        let content = match selection.selected? {
            Selection::Event(ix) => event(&incident, ix, selection.measuring)?,
            Selection::Impact(ix) => impact(&incident, ix)?,
            Selection::Cause(ix) => cause(&incident, ix)?,
            Selection::Action(ix) => action(&incident, ix)?,
            Selection::Range(span) => range(&incident, span, selection.copied),
        };
        let Content { kind, title, body } = content;
        Some(view! {
            <aside class="details" aria-label="Details" on:focusin=move |event| keep_opener(app, &event)>
                <div class="details-head">
                    <div>
                        <p class="role">{kind}</p>
                        <h2 id="details-title" tabindex="-1" dir="auto">{title}</h2>
                    </div>
                    <button
                        type="button"
                        class="icon"
                        aria-label="Close details"
                        on:click=move |_| app.dispatch(TimelineAction::CloseDetails)
                    >
                        "×"
                    </button>
                </div>
                <div class="details-body" tabindex="0" role="group" aria-label="Details">{body}</div>
            </aside>
        })
    }
}

/// Remembers where the focus came from.
fn keep_opener(app: App, event: &FocusEvent) {
    let opener = event.related_target().and_then(|from| from.dyn_into::<HtmlElement>().ok());
    let is_outside = |from: &HtmlElement| from.closest(".details").is_ok_and(|details| details.is_none());
    if let Some(opener) = opener.filter(is_outside) {
        app.opener.set_value(Some(opener));
    }
}

/// What the panel shows: the kind of thing, its title, and all the rest.
struct Content {
    kind: String,
    title: String,
    body: AnyView,
}

fn event(incident: &Arc<IncidentView>, ix: EventIx, measuring: Option<EventIx>) -> Option<Content> {
    let case = &incident.loaded.case;
    let event = case.incident.timeline.get(ix.at())?;
    let from = |milestone: Milestone| {
        let (anchor, when) = incident.durations.anchor(milestone).zip(event.at)?;
        Some(text::after_milestone(when.at.since(anchor.at), milestone))
    };
    let impact = event.at.and_then(|when| impact_in_words(&incident.durations.levels, when.at));
    let lasted = event.until.and(case.event_span(ix)).map(|span| span.length().to_string());
    let causes: Vec<_> = case.links.causes_of_event(ix).collect();
    let mut actions: Vec<_> = causes.iter().flat_map(|cause| case.links.actions_of_cause(*cause)).copied().collect();
    actions.sort_unstable();
    actions.dedup();
    let body = view! {
        <dl>
            <Fact name="Time" value=moment_or(incident, event.at, "not recorded")/>
            <TextFact name="" text=event.approximate.then(|| "approximate".to_owned())/>
            <TextFact name="From start" text=from(Milestone::Started)/>
            <TextFact name="From detection" text=from(Milestone::Detected)/>
            <TextFact name="Impact" text=impact/>
            <TextFact name="Measured" text=measured(incident, ix, measuring)/>
            <TimeFact name="Until" incident=Arc::clone(incident) when=event.until/>
            <TextFact name="Lasted" text=lasted/>
            <TextFact name="Milestone" text=event.milestone.map(|milestone| milestone.word().to_owned())/>
            <TextFact name="By" text=event.actor.as_ref().map(ToString::to_string)/>
            <TextFact name="Services" text=services(incident, &event.services)/>
            <ListFact name="Evidence for" items=cause_buttons(incident, &causes)/>
            <ListFact name="Actions" items=action_buttons(incident, &actions)/>
        </dl>
        {(event.at.is_some() && measuring.is_none()).then(|| view! { <MeasureButton from=ix/> })}
        {event.details.as_deref().map(|text| view! { <Markdown text/> })}
        <LinkList links=Vec::clone(&event.links)/>
    };
    Some(Content {
        kind: text::kind_name(event.kind).to_owned(),
        title: text::display_title(&event.title),
        body: body.into_any(),
    })
}

fn impact(incident: &Arc<IncidentView>, ix: ImpactIx) -> Option<Content> {
    let case = &incident.loaded.case;
    let impact = case.incident.impacts.get(ix.at())?;
    let lasted = case.impact_span(ix, incident.now);
    let lasted = lasted.map(|span| text::length_so_far(span.length(), impact.end.is_none()));
    let level = impact.level.map_or("Impact of unknown level", text::level_name);
    let no_end = if impact.end_unread { "could not be read" } else { "still going on" };
    let body = view! {
        <dl>
            <Fact name="Start" value=moment_or(incident, impact.start, "not recorded")/>
            <Fact name="End" value=moment_or(incident, impact.end, no_end)/>
            <TextFact name="Lasted" text=lasted/>
            <TextFact name="Services" text=services(incident, &impact.services)/>
            <TextFact name="Share" text=impact.share.map(text::percent)/>
        </dl>
        {impact.details.as_deref().map(|text| view! { <Markdown text/> })}
    };
    let title = impact.title.as_deref().unwrap_or(level).to_owned();
    Some(Content { kind: format!("Impact · {level}"), title, body: body.into_any() })
}

fn cause(incident: &Arc<IncidentView>, ix: CauseIx) -> Option<Content> {
    let links = &incident.loaded.case.links;
    let cause = incident.loaded.case.incident.root_causes.get(ix.at())?;
    let whys = cause_buttons(incident, links.chain(ix).get(1..).unwrap_or_default());
    let whys = (!whys.is_empty()).then(|| {
        view! { <Fact name="Because of" value=view! { <ol class="whys">{list_items(whys)}</ol> }.into_any()/> }
    });
    let answers = action_buttons(incident, links.actions_of_cause(ix));
    let unanswered = answers.is_empty().then(|| {
        view! { <Fact name="Actions" value=view! { <Warning text="No action"/> }.into_any()/> }
    });
    let body = view! {
        <dl>
            {whys}
            <ListFact name="Led to" items=cause_buttons(incident, &links.leads_to(ix))/>
            <ListFact name="Evidence" items=event_buttons(incident, links.events_of_cause(ix))/>
            <ListFact name="Actions" items=answers/>
            {unanswered}
        </dl>
        {cause.details.as_deref().map(|text| view! { <Markdown text/> })}
        <LinkList links=cause.links.clone()/>
    };
    Some(Content {
        kind: format!("Cause · {}", text::role_name(cause.role)),
        title: text::display_title(&cause.title),
        body: body.into_any(),
    })
}

fn action(incident: &Arc<IncidentView>, ix: ActionIx) -> Option<Content> {
    let case = &incident.loaded.case;
    let action = case.incident.corrective_actions.get(ix.at())?;
    let overdue = findings::overdue(action, incident.now)
        .map(|by| view! { <Fact name="" value=view! { <Warning text=text::overdue_by(by)/> }.into_any()/> });
    let causes = cause_buttons(incident, case.links.causes_of_action(ix));
    let causeless = causes.is_empty().then(|| {
        view! { <Fact name="Addresses" value=view! { <Warning text="Not linked to a cause"/> }.into_any()/> }
    });
    let body = view! {
        <dl>
            <TextFact name="Status" text=text::action_status_name(action.status).to_owned()/>
            <TextFact name="Owner" text=action.owner.as_deref().unwrap_or("no owner").to_owned()/>
            <Fact name="Due" value=moment_or(incident, action.due, "no due date")/>
            {overdue}
            <TimeFact name="Completed" incident=Arc::clone(incident) when=action.completed/>
            <TextFact name="Priority" text=action.priority.as_ref().map(ToString::to_string)/>
            <ListFact name="Addresses" items=causes/>
            {causeless}
        </dl>
        {action.details.as_deref().map(|text| view! { <Markdown text/> })}
        <LinkList links=action.links.clone()/>
    };
    Some(Content {
        kind: format!("Action · {}", text::action_kind_name(action.kind)),
        title: text::display_title(&action.title),
        body: body.into_any(),
    })
}

fn range(incident: &Arc<IncidentView>, span: Span, copied: bool) -> Content {
    let app = use_app();
    let case = &incident.loaded.case;
    let summary = RangeSummary::of(case, &incident.durations.levels, span);
    let levels = summary.levels.iter().map(|(level, length)| {
        view! { <TextFact name=text::level_name(*level) text=length.to_string()/> }
    });
    let touches = |ix: &ImpactIx| case.impact_span(*ix, incident.now).is_some_and(|impact| impact.clip(span).is_some());
    let impacts = (0..case.incident.impacts.len()).map(ImpactIx::of).filter(touches).filter_map(|ix| {
        let impact = case.incident.impacts.get(ix.at())?;
        let title = impact.title.as_deref().unwrap_or_else(|| impact.level.map_or("Impact", text::level_name));
        Some(select_button("to to-impact", Selection::Impact(ix), title.to_owned()))
    });
    let kinds = summary.kinds.iter().map(|(kind, count)| text::counted_kind(*kind, *count)).collect::<Vec<_>>();
    let listed = summary.events.get(..summary.events.len().min(MOST_EVENTS)).unwrap_or_default();
    let more = summary.events.len() - listed.len();
    let body = view! {
        <dl>
            <Fact name="Start" value=moment(incident, span.start())/>
            <TextFact name="" text=milestones_at(&incident.durations, span.start())/>
            <Fact name="End" value=moment(incident, span.end())/>
            <TextFact name="" text=milestones_at(&incident.durations, span.end())/>
            <TextFact name="Length" text=span.length().to_string()/>
            <TextFact name="Measured" text=faultline_viewer::measured_in_words(case, span)/>
            {levels.collect_view()}
            <ListFact name="Impacts" items=impacts.collect()/>
            <TextFact name="Kinds" text=(!kinds.is_empty()).then(|| kinds.join(", "))/>
            <ListFact name="Events" items=event_buttons(incident, listed)/>
            <TextFact name="" text=(more > 0).then(|| text::and_more(more))/>
        </dl>
        <div class="details-buttons">
            <button type="button" on:click=move |_| app.dispatch(TimelineAction::RevealSpan(span))>"Zoom to it"</button>
            <button type="button" on:click=move |_| app.dispatch(TimelineAction::CopyRange)>
                {if copied { "Copied ✓" } else { "Copy as text" }}
            </button>
        </div>
    };
    Content { kind: "Range".to_owned(), title: span.length().to_string(), body: body.into_any() }
}

/// Begins to measure: the event that is chosen next is the other end.
#[component]
fn MeasureButton(from: EventIx) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="details-buttons">
            <button type="button" on:click=move |_| app.dispatch(TimelineAction::MeasureTo(from))>
                "Measure to another event"
            </button>
        </div>
    }
}

/// How far an event is from the one that is measured from.
fn measured(incident: &IncidentView, to: EventIx, from: Option<EventIx>) -> Option<String> {
    let case = &incident.loaded.case;
    let event = from.and_then(|from| case.incident.timeline.get(from.at()))?;
    if from == Some(to) {
        let hint = |state: &State| faultline_viewer::measuring_hint(event, state, case, incident.zone.as_ref());
        return Some(use_app().with_untracked(hint));
    }
    let distance = case.event_span(to)?.start().since(event.at?.at);
    Some(text::distance_text(distance, &text::display_title(&event.title)))
}

/// The names of services, by their ids.
fn services(incident: &IncidentView, ids: &[Box<str>]) -> Option<String> {
    let known = &incident.loaded.case.incident.services;
    let name = |id: &str| match known.iter().find(|service| &*service.id == id) {
        Some(service) => service.name.to_string(),
        None => id.to_owned(),
    };
    let names: Vec<String> = ids.iter().map(|id| name(id)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A moment with its date, and counted from where the reader counts.
fn moment(incident: &Arc<IncidentView>, at: Instant) -> AnyView {
    let text = text::date_time(at, incident.zone.as_ref());
    let text = match incident.origin {
        Some(origin) => format!("{text} · {}", faultline_viewer::t_plus(at, origin)),
        None => text,
    };
    view! { <TimeText incident=Arc::clone(incident) at text/> }.into_any()
}

/// A moment, or a day where the file names no time of day.
fn moment_or(incident: &Arc<IncidentView>, when: Option<When>, otherwise: &'static str) -> AnyView {
    match when {
        Some(When { at, day_only: true, .. }) => {
            let text = text::date(at, incident.zone.as_ref());
            view! { <TimeText incident=Arc::clone(incident) at text/> }.into_any()
        }
        Some(when) => moment(incident, when.at),
        None => view! { <span>{otherwise}</span> }.into_any(),
    }
}

fn event_buttons(incident: &IncidentView, events: &[EventIx]) -> Vec<AnyView> {
    let event_button = |ix: &EventIx| {
        let event = incident.loaded.case.incident.timeline.get(ix.at())?;
        let time = event.at.map_or_else(String::new, |when| incident.dated_clock(when.at) + " ");
        Some(select_button("to to-event", Selection::Event(*ix), time + &event.title))
    };
    events.iter().filter_map(event_button).collect()
}

fn cause_buttons(incident: &IncidentView, causes: &[CauseIx]) -> Vec<AnyView> {
    let cause_button = |ix: &CauseIx| {
        let cause = incident.loaded.case.incident.root_causes.get(ix.at())?;
        let class = format!("to to-cause {}", cause_hue(*ix));
        Some(select_button(class, Selection::Cause(*ix), text::display_title(&cause.title)))
    };
    causes.iter().filter_map(cause_button).collect()
}

fn action_buttons(incident: &IncidentView, actions: &[ActionIx]) -> Vec<AnyView> {
    let action_button = |ix: &ActionIx| {
        let action = incident.loaded.case.incident.corrective_actions.get(ix.at())?;
        Some(select_button("to to-action", Selection::Action(*ix), text::display_title(&action.title)))
    };
    actions.iter().filter_map(action_button).collect()
}

/// A name and its value.
#[component]
fn Fact(name: &'static str, value: AnyView) -> impl IntoView {
    view! { <div><dt>{name}</dt><dd>{value}</dd></div> }
}

/// A name and a text; nothing where there is no text.
#[component]
fn TextFact(name: &'static str, #[prop(into)] text: Option<String>) -> impl IntoView {
    text.map(|text| view! { <Fact name value=view! { <span dir="auto">{text}</span> }.into_any()/> })
}

/// A name and a moment; nothing where there is no moment.
#[component]
fn TimeFact(name: &'static str, incident: Arc<IncidentView>, when: Option<When>) -> impl IntoView {
    when.is_some().then(|| view! { <Fact name value=moment_or(&incident, when, "")/> })
}

/// A name and a list; nothing where the list is empty.
#[component]
fn ListFact(name: &'static str, items: Vec<AnyView>) -> impl IntoView {
    (!items.is_empty()).then(|| view! { <Fact name value=view! { <ul>{list_items(items)}</ul> }.into_any()/> })
}

fn list_items(items: Vec<AnyView>) -> impl IntoView {
    items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()
}

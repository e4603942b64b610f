//! The events as a list, in step with the timeline; and the lessons.

use leptos::prelude::*;

use crate::incident::{EventIx, LessonKind, Milestone};
use crate::state::{Action, Selection};
use crate::words;

use super::app::App;
use super::incident::Shown;
use super::markdown::markdown;
use super::parts::moment;

/// The events.
pub fn events(app: App, shown: Shown) -> AnyView {
    let loaded = shown.get();
    let count = loaded.case.incident.timeline.len();
    view! {
        <section class="panel events" aria-labelledby="events-title">
            <div class="panel-head"><h2 id="events-title">"Events"</h2><span class="soft">{count}</span></div>
            {if count == 0 {
                view! { <p class="panel-note">"The file lists no events under \u{201c}timeline\u{201d}."</p> }.into_any()
            } else {
                view! { <table>{move || rows(app, shown)}</table> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn rows(app: App, shown: Shown) -> AnyView {
    let loaded = shown.get();
    let zone = app.zone(&loaded);
    let incident = &loaded.case.incident;
    let started = shown.durations.with(|durations| durations.anchor(Milestone::Started)).map(|anchor| anchor.at);
    let undated = (0..incident.timeline.len()).map(EventIx::of).filter(|ix| loaded.case.event_span(*ix).is_none());
    let mut day = String::new();
    let rows = loaded.case.chronology.iter().copied().chain(undated).filter_map(|ix| {
        let event = incident.timeline.get(ix.at())?;
        let selection = Selection::Event(ix);
        let date = event.at.map(|when| words::date(when.at, zone.as_ref())).unwrap_or_default();
        let new_day = (date != day && !date.is_empty()).then(|| date.clone());
        day = date;
        let clock = event.at.map_or_else(
            || "no time".into_any(),
            |when| {
                let text = if when.day_only { "all day".to_owned() } else { words::clock(when.at, zone.as_ref()) };
                let text = if event.approximate { words::about(&text) } else { text };
                moment(when.at, zone.as_ref(), text)
            },
        );
        let from_start = started.zip(event.at).map(|(started, when)| when.at.since(started).signed());
        Some(view! {
            {new_day.map(|date| view! { <tr class="day"><th colspan="4" scope="rowgroup">{date}</th></tr> })}
            <tr class:chosen=move || app.selected.get() == Some(selection)
                class:faded=move || shown.lit.with(|lit| lit.as_ref().is_some_and(|lit| !lit.events.contains(&ix)))
                on:click=move |_| app.act(Action::Select(selection))>
                <td class="clock">{clock}</td>
                <td class="from-start">{from_start}</td>
                <td class="kind">{words::kind_name(event.kind)}</td>
                <td><button type="button" class="plain" aria-pressed=move || (app.selected.get() == Some(selection)).to_string()>
                    {words::titled(&event.title)}</button></td>
            </tr>
        })
    });
    view! {
        <thead><tr>
            <th scope="col">{zone.name().to_owned()}</th><th scope="col" class="from-start">"from start"</th>
            <th scope="col">"kind"</th><th scope="col">"what"</th>
        </tr></thead>
        <tbody>{rows.collect_view()}</tbody>
    }
    .into_any()
}

/// The lessons, by kind.
pub fn lessons(shown: Shown) -> AnyView {
    let loaded = shown.get();
    let lessons = &loaded.case.incident.lessons;
    if lessons.is_empty() {
        return ().into_any();
    }
    let kinds = LessonKind::ALL.iter().copied().map(Some).chain([None]);
    let groups = kinds.filter_map(|kind| {
        let of_kind = lessons.iter().filter(|lesson| lesson.kind == kind).map(|lesson| {
            view! { <li><span>{lesson.title.to_string()}</span>{lesson.details.as_deref().map(markdown)}</li> }
        });
        let of_kind: Vec<_> = of_kind.collect();
        let name = words::lesson_kind_name(kind);
        (!of_kind.is_empty()).then(|| view! { <h3>{name}</h3><ul>{of_kind}</ul> })
    });
    view! {
        <section class="panel lessons" aria-labelledby="lessons-title">
            <div class="panel-head"><h2 id="lessons-title">"Lessons"</h2><span class="soft">{lessons.len()}</span></div>
            <div class="lesson-groups">{groups.collect_view()}</div>
        </section>
    }
    .into_any()
}

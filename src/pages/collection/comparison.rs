//! Two periods or groups compared: which, the difference, and what it rests on.

use leptos::prelude::*;

use super::controls::{on_value, sentence};
use super::use_collection;
use faultline_core::time::Span;
use faultline_viewer::{CollectionAction, Overview, Which, day_word, last_day_word, side_name};

/// The comparison; nothing where there are no two sides.
#[component]
pub fn ComparisonPanel() -> impl IntoView {
    let collection = use_collection();
    // The fields stay while what is compared changes, so that they keep the focus.
    let is_compared = collection.part(|overview| overview.compared.is_some());
    let name = move |which: Which| {
        let overview = collection.overview()?;
        Some(side_name(&overview, which.of(&overview)?))
    };
    let title = move || Some(format!("{} against {}", name(Which::Second)?, name(Which::First)?));
    let compared = move || collection.estimates().comparison.zip(name(Which::Second));
    let result = move || {
        let (compared, name) = compared()?;
        Some(view! {
            <p class="compared">{sentence(faultline_viewer::comparison(&compared, &name))}</p>
            <p class="soft">{faultline_viewer::comparison_rests_on(&compared)}</p>
        })
    };
    view! {
        <Show when=move || is_compared.get()>
            <section class="panel compared-panel" aria-labelledby="compared-title">
                <div class="panel-head">
                    <h2 id="compared-title">{title}</h2>
                    <SideFields label="Compare" which=Which::First/>
                    <span class="soft">"with"</span>
                    <SideFields label="Compare with" which=Which::Second/>
                </div>
                <div class="panel-body">{result}</div>
            </section>
        </Show>
    }
}

/// What one side is: the menu of those there are, and the days of a period.
#[component]
fn SideFields(label: &'static str, which: Which) -> impl IntoView {
    let collection = use_collection();
    // Each with whether it is the chosen one, and one more at the end where the chosen one is none of them.
    let sides = collection.part(move |overview| {
        let Some(chosen) = which.of(overview) else { return Vec::new() };
        let sides = overview.sides();
        let other = (!sides.iter().any(|(side, _)| side == chosen)).then(|| (side_name(overview, chosen), true));
        sides.into_iter().map(|(side, name)| (name, side == *chosen)).chain(other).collect::<Vec<_>>()
    });
    let option = move |at: usize| {
        let name = move || sides.with(|sides| sides.get(at).map(|(name, _)| name.clone())).unwrap_or_default();
        let is_chosen = move || sides.with(|sides| sides.get(at).is_some_and(|(_, is_chosen)| *is_chosen));
        view! { <option value=at.to_string() prop:selected=is_chosen>{name}</option> }
    };
    let choose = on_value(move |at, overview| CollectionAction::compare(which, at.parse().ok()?, overview));
    let day = move |word: fn(Span, &Overview) -> String| {
        collection.part(move |overview| which.period(overview).map(|period| word(period, overview)))
    };
    let (first, last) = (day(|period, overview| day_word(period.start(), overview)), day(last_day_word));
    view! {
        <div class="side">
            <select aria-label=label on:change=choose>
                <For each=move || 0..sides.with(Vec::len) key=|at| *at children=option/>
            </select>
            <Show when=move || first.with(Option::is_some)>
                <input
                    type="date"
                    aria-label=format!("{label}: first day")
                    prop:value=first
                    on:change=on_value(move |day, overview| CollectionAction::compare_since(which, day, overview))
                />
                <input
                    type="date"
                    aria-label=format!("{label}: last day")
                    prop:value=last
                    on:change=on_value(move |day, overview| CollectionAction::compare_until(which, day, overview))
                />
            </Show>
        </div>
    }
}

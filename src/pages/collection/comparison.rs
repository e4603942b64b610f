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
    let is_compared = Memo::new(move |_| collection.overview().is_some_and(|overview| overview.compared.is_some()));
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
    let options = move || {
        let overview = collection.overview()?;
        let chosen = which.of(&overview)?;
        let sides = overview.sides();
        let other = (!sides.iter().any(|(side, _)| side == chosen)).then(|| side_name(&overview, chosen));
        let option = |(at, (side, name))| {
            let is_chosen = side == *chosen;
            view! { <option value=format!("{at}") prop:selected=is_chosen>{name}</option> }
        };
        let sides = sides.into_iter().enumerate().map(option).collect_view();
        Some((other.map(|name| view! { <option prop:selected=true>{name}</option> }), sides))
    };
    let choose = on_value(move |at, overview| CollectionAction::compare(which, at.parse().ok()?, overview));
    let day = move |word: fn(Span, &Overview) -> String| {
        Memo::new(move |_| collection.overview().and_then(|overview| Some(word(which.period(&overview)?, &overview))))
    };
    let (first, last) = (day(|period, overview| day_word(period.start(), overview)), day(last_day_word));
    view! {
        <div class="side">
            <select aria-label=label on:change=choose>{options}</select>
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

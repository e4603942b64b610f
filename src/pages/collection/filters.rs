//! The bar of filters: which incidents, between which moments their lengths are measured, and how many are hidden.

use leptos::prelude::*;

use super::controls::{Toggle, on_value};
use super::use_collection;
use crate::components::{Menu, Warning};
use crate::context::use_app;
use crate::views::ByPtr;
use faultline_core::incident::{ImpactLevel, Milestone};
use faultline_core::metrics::{Anchors, StartAnchor};
use faultline_core::text;
use faultline_core::time::{Instant, Span};
use faultline_viewer::{Collection, CollectionAction, Field, Overview, day_word, last_day_word};

/// How many values of a field are listed; the search finds the rest.
const MAX_VALUES: usize = 40;

/// The bar.
#[component]
pub fn Filters() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let menus = Field::ALL.map(|field| view! { <FacetMenu field/> });
    let all_kinds = collection.part(|overview| (overview.collection.facets.others > 0, overview.view.filter.all_kinds));
    let other_kinds = move || {
        let (_, on) = all_kinds.get();
        let label = "Count drills, tests and maintenance".to_owned();
        view! { <Toggle on action=CollectionAction::CountAll(!on) label/> }
    };
    let is_filtered = collection.part(|overview| overview.view.filters());
    let hidden = collection.part(|overview| match overview.base.chosen.hidden {
        0 => "none hidden".to_owned(),
        hidden => text::counted(hidden, "incident hidden", "incidents hidden"),
    });
    view! {
        <section aria-label="Filters">
            <div class="filters">
                <PeriodMenu/>
                {menus}
                <AnchorMenus/>
                <ObjectiveMenu/>
                <Show when=move || all_kinds.get().0>{other_kinds}</Show>
                <Show when=move || is_filtered.get()>
                    <span class="hidden-many">
                        {move || view! { <Warning text=hidden.get()/> }}
                        <button type="button" on:click=move |_| app.dispatch(CollectionAction::Reset)>"Show all"</button>
                    </span>
                </Show>
            </div>
            <p class="soft">{move || Some(faultline_viewer::left_out(&*collection.overview()?))}</p>
        </section>
    }
    .into_any()
}

/// A button that opens a panel of choices.
#[component]
fn FilterMenu(#[prop(into)] label: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <Menu class="menu many-menu" label on_open=|| ()>
            <div class="menu-panel">{children()}</div>
        </Menu>
    }
}

/// The values of a field; nothing where there is no choice.
#[component]
fn FacetMenu(field: Field) -> impl IntoView {
    let collection = use_collection();
    let chosen = collection.part(move |overview| overview.view.chosen(field));
    let all_kinds = collection.part(|overview| overview.view.filter.all_kinds);
    let incidents = collection.incidents();
    let is_offered = move || {
        let has_choice = |incidents: &ByPtr<Collection>| incidents.0.facets.values(field).len() > 1;
        incidents.with(|incidents| incidents.as_ref().is_some_and(has_choice)) || !chosen.with(Vec::is_empty)
    };
    let label = move || {
        let (name, all) = field.names();
        chosen.with(|chosen| match chosen.as_slice() {
            [] => all.to_owned(),
            [one] => one.clone(),
            more => format!("{name}: {} chosen", more.len()),
        })
    };
    let values = move || {
        let incidents = incidents.get()?.0;
        let values = incidents.facets.values(field);
        let toggles = values.iter().take(MAX_VALUES).cloned().map(|value| {
            let (action, label) = (CollectionAction::Toggle(value.facet.clone()), value.name.to_string());
            let name = label.clone();
            let on = Signal::derive(move || chosen.with(|chosen| chosen.contains(&name)));
            let count = Signal::derive(move || value.counted(all_kinds.get()));
            view! { <Toggle on action label count/> }
        });
        let more = values.len().saturating_sub(MAX_VALUES);
        let more = (more > 0).then(|| view! { <span class="soft">{text::and_more(more) + ": search for them"}</span> });
        Some((toggles.collect_view(), more))
    };
    view! {
        <Show when=is_offered>
            <FilterMenu label=Signal::derive(label)>{values}</FilterMenu>
        </Show>
    }
}

/// The years, the last days, or any days.
#[component]
fn PeriodMenu() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let label = collection.part(Overview::period_in_words);
    let period = collection.part(|overview| overview.view.filter.period);
    let years = collection.part(Overview::years);
    let toggle = move |span: Option<Span>, label: String| {
        let on = Signal::derive(move || period.get() == span);
        view! { <Toggle on action=CollectionAction::SetPeriod(span) label/> }
    };
    let years = move || {
        let years = years.get().into_iter();
        years.map(|(year, span)| toggle(Some(span), year.to_string())).collect_view()
    };
    let last = [30, 90, 365].map(|days| {
        let choose = move |_| {
            if let Some(overview) = collection.latest_untracked() {
                app.dispatch(CollectionAction::last_days(days, &overview));
            }
        };
        view! { <button type="button" on:click=choose>{format!("Last {days} days")}</button> }
    });
    let since = collection.part(|overview| {
        let period = overview.view.filter.period.filter(|period| period.start() != Instant::FIRST);
        period.map(|period| day_word(period.start(), overview)).unwrap_or_default()
    });
    let until = collection
        .part(|overview| overview.view.filter.period.map(|period| last_day_word(period, overview)).unwrap_or_default());
    view! {
        <FilterMenu label>
            {toggle(None, "All of them".to_owned())}
            {years}
            {last}
            <label>"From "<input type="date" name="since" prop:value=since on:change=on_value(CollectionAction::since)/></label>
            <label>"To "<input type="date" name="until" prop:value=until on:change=on_value(CollectionAction::until)/></label>
        </FilterMenu>
    }
}

/// Between which moments lengths are measured.
#[component]
fn AnchorMenus() -> impl IntoView {
    let collection = use_collection();
    let anchors = collection.part(|overview| overview.view.anchors);
    let starts = move || {
        let chosen = anchors.get().from;
        let option = |anchor: StartAnchor| {
            view! { <option value=anchor.word() prop:selected=anchor == chosen>{anchor.name()}</option> }
        };
        StartAnchor::ALL.map(option)
    };
    let ends = move || {
        let Anchors { from, to } = anchors.get();
        let can_follow = |end: &&Milestone| Anchors::new(from, **end).is_some();
        let option =
            |end: &Milestone| view! { <option value=end.word() prop:selected=*end == to>{end.word()}</option> };
        Milestone::ALL.iter().filter(can_follow).map(option).collect_view()
    };
    let set_start = on_value(CollectionAction::measure_from);
    let set_end = on_value(CollectionAction::measure_to);
    view! {
        <span class="anchors-chosen">
            "From "
            <select name="from" aria-label="Lengths from" on:change=set_start>{starts}</select>
            " to "
            <select name="to" aria-label="Lengths to" on:change=set_end>{ends}</select>
        </span>
    }
}

/// What the error budget is reckoned for, and what an hour at each level counts for; nothing where there is no downtime.
#[component]
fn ObjectiveMenu() -> impl IntoView {
    let collection = use_collection();
    let has_downtime =
        collection.part(|at| at.base.figures.downtime.is_some() || at.unbrushed.figures.downtime.is_some());
    let label = collection.part(|overview| format!("Objective {}", text::percent(overview.objective().0)));
    let chosen = collection.part(|overview| overview.view.slo.map(text::percent));
    let given = collection.part(|overview| format!("As given: {}", text::percent(overview.collection.slo)));
    let objectives = move || {
        let toggle = |slo: Option<f64>, label: String| {
            let word = slo.map(text::percent);
            let on = Signal::derive(move || chosen.with(|chosen| *chosen == word));
            view! { <Toggle on action=CollectionAction::Aim(slo) label/> }
        };
        let usual = toggle(None, given.get());
        let others = [0.99, 0.995, 0.999, 0.9995, 0.9999].map(|slo| toggle(Some(slo), text::percent(slo)));
        [usual].into_iter().chain(others).collect_view()
    };
    let whose = collection.part(|overview| format!("Now: {}. Of an hour counts, 0 to 1:", overview.objective().1));
    let percent = collection.part(|overview| text::decimal_up_to(overview.objective().0 * 100.0, 4));
    view! {
        <Show when=move || has_downtime.get()>
            <FilterMenu label>
                {objectives}
                <label>
                    "Objective in %"
                    <input
                        inputmode="decimal"
                        size="6"
                        autocomplete="off"
                        name="objective"
                        prop:value=percent
                        on:change=on_value(|percent, _| Some(CollectionAction::objective(percent)))
                    />
                </label>
                <span class="soft">{whose}</span>
                <WeightField level=ImpactLevel::Full label="Outage" name="full"/>
                <WeightField level=ImpactLevel::Partial label="Partial outage" name="partial"/>
                <WeightField level=ImpactLevel::Degraded label="Degraded" name="degraded"/>
            </FilterMenu>
        </Show>
    }
}

/// What an hour at a level counts for.
#[component]
fn WeightField(level: ImpactLevel, label: &'static str, name: &'static str) -> impl IntoView {
    let collection = use_collection();
    let weight = collection.part(move |overview| {
        let weights = overview.view.weights;
        let weight = match level {
            ImpactLevel::Full => weights.full,
            ImpactLevel::Partial => weights.partial,
            ImpactLevel::Degraded => weights.degraded,
            ImpactLevel::None => 0.0,
        };
        text::decimal_up_to(weight, 4)
    });
    let set = on_value(move |weight, overview| Some(CollectionAction::weight(level, weight, overview)));
    view! {
        <label>
            {label}
            <input inputmode="decimal" size="6" autocomplete="off" name=name prop:value=weight on:change=set/>
        </label>
    }
}

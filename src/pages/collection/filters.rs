//! The bar of filters: which incidents, between which moments their lengths are measured, and how many are hidden.

use leptos::prelude::*;

use super::controls::{Toggle, on_value};
use super::use_collection;
use crate::components::{Menu, Warning};
use crate::context::use_app;
use faultline_core::incident::{ImpactLevel, Milestone};
use faultline_core::metrics::{Anchors, StartAnchor};
use faultline_core::text;
use faultline_core::time::Instant;
use faultline_viewer::{CollectionAction, Field, Overview, day_word, last_day_word};

/// How many values of a field are listed; the search finds the rest.
const MAX_VALUES: usize = 40;

/// The bar.
#[component]
pub fn Filters() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let menus = Field::ALL.map(|field| view! { <FacetMenu field/> });
    let other_kinds = move || {
        let overview = collection.overview().filter(|overview| overview.collection.facets.others > 0)?;
        let on = overview.view.filter.all_kinds;
        let label = "Count drills, tests and maintenance".to_owned();
        Some(view! { <Toggle on action=CollectionAction::CountAll(!on) label/> })
    };
    let hidden = move || {
        let overview = collection.overview().filter(|overview| overview.view.filters())?;
        let count = match overview.base.chosen.hidden {
            0 => "none hidden".to_owned(),
            hidden => text::counted(hidden, "incident hidden", "incidents hidden"),
        };
        Some(view! {
            <span class="hidden-many">
                <Warning text=count/>
                <button type="button" on:click=move |_| app.dispatch(CollectionAction::Reset)>"Show all"</button>
            </span>
        })
    };
    view! {
        <section aria-label="Filters">
            <div class="filters">
                <PeriodMenu/>
                {menus}
                <AnchorMenus/>
                <ObjectiveMenu/>
                {other_kinds}
                {hidden}
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
    let is_offered = move || {
        let overview = collection.overview();
        overview.is_some_and(|at| at.collection.facets.values(field).len() > 1 || !at.view.chosen(field).is_empty())
    };
    let label = move || {
        let (name, all) = field.names();
        let chosen = collection.overview().map(|overview| overview.view.chosen(field)).unwrap_or_default();
        match chosen.as_slice() {
            [] => all.to_owned(),
            [one] => one.clone(),
            more => format!("{name}: {} chosen", more.len()),
        }
    };
    let values = move || {
        let overview = collection.overview()?;
        let (values, chosen) = (overview.collection.facets.values(field), overview.view.chosen(field));
        let all_kinds = overview.view.filter.all_kinds;
        let toggles = values.iter().take(MAX_VALUES).map(|value| {
            let on = chosen.iter().any(|chosen| **chosen == *value.name);
            let action = CollectionAction::Toggle(value.facet.clone());
            view! { <Toggle on action label=value.name.to_string() count=value.counted(all_kinds)/> }
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
    let collection = use_collection();
    let label = move || collection.overview().map(|overview| overview.period_in_words()).unwrap_or_default();
    let periods = move || {
        let overview = collection.overview()?;
        let period = overview.view.filter.period;
        let toggle = |on: bool, label: String, action: CollectionAction| view! { <Toggle on action label/> };
        let always = toggle(period.is_none(), "All of them".to_owned(), CollectionAction::SetPeriod(None));
        let years = overview.years().into_iter().map(|(year, span)| {
            toggle(period == Some(span), year.to_string(), CollectionAction::SetPeriod(Some(span)))
        });
        let last = [30, 90, 365]
            .map(|days| toggle(false, format!("Last {days} days"), CollectionAction::last_days(days, &overview)));
        Some([always].into_iter().chain(years).chain(last).collect_view())
    };
    let since = move || {
        let overview = collection.overview()?;
        let period = overview.view.filter.period.filter(|period| period.start() != Instant::FIRST)?;
        Some(day_word(period.start(), &overview))
    };
    let until = move || {
        let overview = collection.overview()?;
        Some(last_day_word(overview.view.filter.period?, &overview))
    };
    let (since, until) =
        (Memo::new(move |_| since().unwrap_or_default()), Memo::new(move |_| until().unwrap_or_default()));
    view! {
        <FilterMenu label=Signal::derive(label)>
            {periods}
            <label>"From "<input type="date" name="since" prop:value=since on:change=on_value(CollectionAction::since)/></label>
            <label>"To "<input type="date" name="until" prop:value=until on:change=on_value(CollectionAction::until)/></label>
        </FilterMenu>
    }
}

/// Between which moments lengths are measured.
#[component]
fn AnchorMenus() -> impl IntoView {
    let collection = use_collection();
    let anchors = Memo::new(move |_| collection.overview().map(|overview| overview.view.anchors).unwrap_or_default());
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
    let has_downtime = move || {
        let of = |at: &Overview| at.base.figures.downtime.is_some() || at.unbrushed.figures.downtime.is_some();
        collection.overview().is_some_and(|overview| of(&overview))
    };
    let label = move || {
        let objective = collection.overview().map(|overview| overview.objective().0);
        objective.map_or_else(String::new, |slo| format!("Objective {}", text::percent(slo)))
    };
    let objectives = move || {
        let overview = collection.overview()?;
        let chosen = overview.view.slo.map(text::percent);
        let given = format!("As given: {}", text::percent(overview.collection.slo));
        let usual = view! { <Toggle on=chosen.is_none() action=CollectionAction::Aim(None) label=given/> };
        let others = [0.99, 0.995, 0.999, 0.9995, 0.9999].map(|slo| {
            let label = text::percent(slo);
            view! { <Toggle on=chosen.as_ref() == Some(&label) action=CollectionAction::Aim(Some(slo)) label/> }
        });
        Some([usual].into_iter().chain(others).collect_view())
    };
    let whose = move || Some(format!("Now: {}. Of an hour counts, 0 to 1:", collection.overview()?.objective().1));
    let percent = Memo::new(move |_| {
        let slo = collection.overview().map(|overview| overview.objective().0);
        slo.map_or_else(String::new, |slo| text::decimal_up_to(slo * 100.0, 4))
    });
    view! {
        <Show when=has_downtime>
            <FilterMenu label=Signal::derive(label)>
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
    let weight = Memo::new(move |_| {
        let weights = collection.overview().map(|overview| overview.view.weights).unwrap_or_default();
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

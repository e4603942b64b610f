//! The table of groups: by service, severity, level, cause or status. An incident may be in several of them.

use leptos::either::Either;
use leptos::prelude::*;

use super::charts::Sparkline;
use super::controls::{Toggle, aria};
use super::use_collection;
use crate::context::use_app;
use faultline_core::catalog::{Group, GroupBy, GroupColumn, order_of_groups};
use faultline_core::metrics::{Availability, Intervals};
use faultline_core::text;
use faultline_viewer::{CollectionAction, Overview, Sheet, interval_in_words, length_in_words};

/// The table, with what it can be by; nothing where there is no group.
#[component]
pub fn GroupsPanel() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    // `None`: in the order of what they are grouped by.
    let sorted_by = RwSignal::new(None::<Sorted>);
    move || {
        let overview = collection.overview().filter(|overview| !overview.groups.is_empty())?;
        let estimates = collection.estimates();
        let by = overview.view.group_by;
        let choices = GroupBy::ALL.map(|other| {
            view! { <Toggle on=other == by action=CollectionAction::Group(other) label=name(other).to_owned()/> }
        });
        let note = match by {
            GroupBy::Service => "an incident counts for each service it names",
            GroupBy::Role => "an incident counts for each role its causes played",
            GroupBy::Severity | GroupBy::Level | GroupBy::Status => "",
        };
        let order = match sorted_by.get() {
            Some(Sorted { column, descending }) => order_of_groups(&overview.groups, column, descending),
            None => (0..overview.groups.len()).collect(),
        };
        let rows = order.into_iter().filter_map(|at| Some((at, overview.groups.get(at)?))).map(|(at, group)| {
            let interval = match estimates.group(at) {
                Some(Intervals { median, .. }) => interval_in_words(median),
                None if estimates.done => "—".to_owned(),
                None => "…".to_owned(),
            };
            row(&overview, group, interval)
        });
        let download = move |_| app.dispatch(CollectionAction::Download(Sheet::Groups));
        let panel = view! {
            <section class="panel groups" aria-labelledby="groups-title">
                <div class="panel-head">
                    <h2 id="groups-title">{format!("By {}", name(by).to_ascii_lowercase())}</h2>
                    <p class="soft">{note}</p>
                    <div class="segments" role="group" aria-label="Group by">{choices}</div>
                    <button type="button" aria-label="Groups: download CSV" on:click=download>"CSV"</button>
                </div>
                <div class="groups-frame" tabindex="0" role="group" aria-label="Groups">
                    <table aria-labelledby="groups-title">
                        <thead>
                            <tr>
                                <SortHead sorted_by column=GroupColumn::Name name=name(by) is_number=false/>
                                <SortHead sorted_by column=GroupColumn::Count name="n"/>
                                <SortHead sorted_by column=GroupColumn::Median name="median"/>
                                <th class="number" scope="col">"95 %"</th>
                                <SortHead sorted_by column=GroupColumn::P90 name="p90"/>
                                <SortHead sorted_by column=GroupColumn::Covered name="covered"/>
                                <SortHead sorted_by column=GroupColumn::Downtime name="downtime"/>
                                <SortHead sorted_by column=GroupColumn::Availability name="availability"/>
                                <SortHead sorted_by column=GroupColumn::Used name="budget used"/>
                                <th scope="col">"by month"</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </section>
        };
        Some(panel.into_any())
    }
}

/// The column that the table is sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Sorted {
    column: GroupColumn,
    descending: bool,
}

/// The head of a column, which sorts by it: numbers the largest first, and the other way round when pressed again.
#[component]
fn SortHead(
    sorted_by: RwSignal<Option<Sorted>>,
    column: GroupColumn,
    name: &'static str,
    #[prop(default = true)] is_number: bool,
) -> impl IntoView {
    let sorted = move || sorted_by.get().filter(|sorted| sorted.column == column);
    let word = move || sorted().map_or("none", |sorted| if sorted.descending { "descending" } else { "ascending" });
    let sort = move |_| {
        let descending = sorted().map_or(is_number, |sorted| !sorted.descending);
        sorted_by.set(Some(Sorted { column, descending }));
    };
    view! {
        <th class=is_number.then_some("number") scope="col" aria-sort=word>
            <button type="button" class="sort" on:click=sort>{name}</button>
        </th>
    }
}

const fn name(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Service => "Service",
        GroupBy::Severity => "Severity",
        GroupBy::Level => "Level",
        GroupBy::Role => "Cause",
        GroupBy::Status => "Status",
    }
}

fn row(overview: &Overview, group: &Group, interval: String) -> impl IntoView + use<> {
    let app = use_app();
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "—".to_owned());
    let length = |ms: Option<f64>| or_dash(ms.map(length_in_words));
    let summary = &group.summary;
    let availability = group.downtime.as_ref().and_then(|downtime| downtime.availability.as_ref());
    let downtime = group.downtime.as_ref().map(|downtime| downtime.union.outage().to_string());
    let count = match summary.open {
        0 => group.count.to_string(),
        open => format!("{} ({open} open)", group.count),
    };
    let label = format!("Incidents a month: {}", text::counted(group.count, "incident", "incidents"));
    let name = group.name.to_string();
    let name = match overview.facet_of(group) {
        Some(facet) => {
            let on = overview.is_narrowed_to(group);
            let hint = if on { "Show the others, too" } else { "Show only these" };
            let toggle = move |_| app.dispatch(CollectionAction::Toggle(facet.clone()));
            Either::Left(view! {
                <button type="button" class="plain" aria-pressed=aria(on) title=hint on:click=toggle>{name}</button>
            })
        }
        None => Either::Right(name),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{count}</td>
            <td class="number">{length(summary.median)}</td>
            <td class="number">{interval}</td>
            <td class="number">{length(summary.p90)}</td>
            <td class="number">{length(summary.union)}</td>
            <td class="number">{or_dash(downtime)}</td>
            <td class="number">{or_dash(availability.map(Availability::percent))}</td>
            <td class="number">{or_dash(availability.and_then(Availability::burnt_percent))}</td>
            <td><Sparkline numbers=overview.spark(group) label/></td>
        </tr>
    }
}

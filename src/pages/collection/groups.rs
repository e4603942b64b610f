//! The table of groups: by service, severity, level, cause or status. An incident may be in several of them.

use leptos::prelude::*;

use super::charts::Sparkline;
use super::controls::{Toggle, aria, by_place, text_of};
use super::use_collection;
use crate::context::use_app;
use faultline_core::catalog::{GroupBy, GroupColumn, order_of_groups};
use faultline_viewer::{CollectionAction, GroupRow, Sheet, group_rows};

/// The table, with what it can be by; nothing where there is no group.
#[component]
pub fn GroupsPanel() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    // `None`: in the order of what they are grouped by.
    let sorted_by = RwSignal::new(None::<Sorted>);
    let has_groups = collection.part(|overview| !overview.groups.is_empty());
    let by = collection.part(|overview| overview.view.group_by);
    let note = move || match by.get() {
        GroupBy::Service => "an incident counts for each service it names",
        GroupBy::Role => "an incident counts for each role its causes played",
        GroupBy::Severity | GroupBy::Level | GroupBy::Status => "",
    };
    let rows = collection.part(move |overview| {
        let order: Vec<usize> = match sorted_by.get() {
            Some(Sorted { column, descending }) => order_of_groups(&overview.groups, column, descending),
            None => (0..overview.groups.len()).collect(),
        };
        group_rows(overview, &collection.estimates(), &order)
    });
    let download = move |_| app.dispatch(CollectionAction::Download(Sheet::Groups));
    let choice = move |other: GroupBy| {
        let on = Signal::derive(move || by.get() == other);
        view! { <Toggle on action=CollectionAction::Group(other) label=name(other).to_owned()/> }
    };
    view! {
        <Show when=move || has_groups.get()>
            <section class="panel groups" aria-labelledby="groups-title">
                <div class="panel-head">
                    <h2 id="groups-title">{move || format!("By {}", name(by.get()).to_ascii_lowercase())}</h2>
                    <p class="soft">{note}</p>
                    <div class="segments" role="group" aria-label="Group by">{GroupBy::ALL.map(choice)}</div>
                    <button type="button" aria-label="Groups: download CSV" on:click=download>"CSV"</button>
                </div>
                <div class="groups-frame" tabindex="0" role="group" aria-label="Groups">
                    <table aria-labelledby="groups-title">
                        <thead>
                            <tr>
                                <SortHead
                                    sorted_by
                                    column=GroupColumn::Name
                                    name=Signal::derive(move || name(by.get()))
                                    is_number=false
                                />
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
                        <tbody>
                            {by_place(rows, |row| view! { <TableRow row/> })}
                        </tbody>
                    </table>
                </div>
            </section>
        </Show>
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
    #[prop(into)] name: Signal<&'static str>,
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

/// A row.
#[component]
fn TableRow(row: Memo<Option<GroupRow>>) -> impl IntoView {
    let app = use_app();
    let text = move |read| text_of(row, read);
    let name = text(|row: &GroupRow| row.name.clone());
    let is_on = move || row.with(|row| row.as_ref().is_some_and(|row| row.is_on));
    let has_facet = move || row.with(|row| row.as_ref().is_some_and(|row| row.facet.is_some()));
    let hint = move || if is_on() { "Show the others, too" } else { "Show only these" };
    let toggle = move |_| {
        if let Some(facet) = row.get_untracked().and_then(|row| row.facet) {
            app.dispatch(CollectionAction::Toggle(facet));
        }
    };
    let months = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.months.clone())).unwrap_or_default());
    let number = move |read| view! { <td class="number">{text(read)}</td> };
    view! {
        <tr>
            <th scope="row">
                <Show when=has_facet fallback=move || name>
                    <button
                        type="button"
                        class="plain"
                        aria-pressed=move || aria(is_on())
                        title=hint
                        on:click=toggle
                    >
                        {name}
                    </button>
                </Show>
            </th>
            {number(|row| row.count.clone())}
            {number(|row| row.median.clone())}
            {number(|row| row.interval.clone())}
            {number(|row| row.p90.clone())}
            {number(|row| row.covered.clone())}
            {number(|row| row.downtime.clone())}
            {number(|row| row.availability.clone())}
            {number(|row| row.used.clone())}
            <td><Sparkline numbers=months label=Signal::derive(text(|row| row.label.clone()))/></td>
        </tr>
    }
}

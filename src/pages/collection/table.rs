//! A table of data, as long as a page bears.

use leptos::either::Either;
use leptos::prelude::*;

use faultline_core::charts::{Cell, Table};
use faultline_core::text;

/// How many rows a table has on the page; its file has all of them.
const MAX_ROWS: usize = 100;

/// A table with its caption, in a frame that scrolls. A place in it keeps its elements while what stands there changes.
#[component]
pub fn DataTable(
    #[prop(into)] table: Signal<Table>,
    /// What it is a table of.
    name: &'static str,
    /// What a press on an item does. Without it, items are plain text.
    #[prop(optional)]
    on_item: Option<Callback<u32>>,
) -> impl IntoView {
    let count = Memo::new(move |_| table.with(|table| table.rows.len()));
    let more = move || {
        let more = count.get().saturating_sub(MAX_ROWS);
        let rows = text::counted(more, "more row", "more rows");
        (more > 0).then(|| view! { <p class="panel-note">{format!("{rows}: they are in the CSV file.")}</p> })
    };
    let cell = move |row: usize, column: usize| {
        Memo::new(move |_| table.with(|table| table.rows.get(row)?.get(column).cloned()).unwrap_or(Cell::None))
    };
    let head = move |at: usize| {
        let first = cell(0, at);
        let text = move || table.with(|table| table.heads.get(at).copied());
        view! { <th class=move || first.with(class_of) scope="col">{text}</th> }
    };
    let columns = move || 0..table.with(|table| table.heads.len());
    let line = move |row: usize| {
        let data = move |at: usize| {
            let cell = cell(row, at);
            view! { <td class=move || cell.with(class_of)>{move || content(cell.get(), on_item)}</td> }
        };
        view! { <tr><For each=columns key=|at| *at children=data/></tr> }
    };
    view! {
        <div class="plot-rows">
            <div class="plot-table" tabindex="0" role="region" aria-label=format!("{name} as a table")>
                <table>
                    <caption>{move || table.with(|table| table.caption.clone())}</caption>
                    <thead><tr><For each=columns key=|at| *at children=head/></tr></thead>
                    <tbody><For each=move || 0..count.get().min(MAX_ROWS) key=|at| *at children=line/></tbody>
                </table>
            </div>
            {more}
        </div>
    }
}

fn content(cell: Cell, on_item: Option<Callback<u32>>) -> impl IntoView {
    match (cell, on_item) {
        (Cell::Item(item, text), Some(on_item)) => {
            let press = move |_| on_item.run(item);
            Either::Left(view! { <button type="button" class="plain" dir="auto" on:click=press>{text}</button> })
        }
        (cell, _) => Either::Right(cell.text()),
    }
}

const fn class_of(cell: &Cell) -> &'static str {
    match cell {
        Cell::Text(_) | Cell::Item(..) | Cell::Moment(..) => "words",
        Cell::Count(_) | Cell::Exact(_) | Cell::Estimate(_) | Cell::Share(_) | Cell::None => "number",
    }
}

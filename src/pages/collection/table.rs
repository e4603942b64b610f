//! A table of data, as long as a page bears.

use leptos::either::Either;
use leptos::prelude::*;

use faultline_core::charts::{Cell, Table};
use faultline_core::text;

/// How many rows a table has on the page; its file has all of them.
const MAX_ROWS: usize = 100;

/// A table with its caption, in a frame that scrolls.
#[component]
pub fn DataTable(
    table: Table,
    /// What it is a table of.
    name: &'static str,
    /// What a press on an item does. Without it, items are plain text.
    #[prop(optional)]
    on_item: Option<Callback<u32>>,
) -> impl IntoView {
    let more = table.rows.len().saturating_sub(MAX_ROWS);
    let more = (more > 0).then(|| {
        let rows = text::counted(more, "more row", "more rows");
        view! { <p class="panel-note">{format!("{rows}: they are in the CSV file.")}</p> }
    });
    let first = table.rows.first();
    let heads = table.heads.iter().enumerate().map(|(at, head)| {
        let class = first.and_then(|row| row.get(at)).map_or("words", class_of);
        view! { <th class=class scope="col">{*head}</th> }
    });
    let rows = table.rows.iter().take(MAX_ROWS).map(|row| {
        let cells = row.iter().map(|cell| {
            let content = match (cell, on_item) {
                (Cell::Item(item, text), Some(on_item)) => {
                    let item = *item;
                    let press = move |_| on_item.run(item);
                    Either::Left(
                        view! { <button type="button" class="plain" dir="auto" on:click=press>{text.clone()}</button> },
                    )
                }
                _ => Either::Right(cell.text()),
            };
            view! { <td class=class_of(cell)>{content}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="plot-rows">
            <div class="plot-table" tabindex="0" role="region" aria-label=format!("{name} as a table")>
                <table>
                    <caption>{table.caption.clone()}</caption>
                    <thead><tr>{heads.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            {more}
        </div>
    }
}

const fn class_of(cell: &Cell) -> &'static str {
    match cell {
        Cell::Text(_) | Cell::Item(..) | Cell::Moment(..) => "words",
        Cell::Count(_) | Cell::Exact(_) | Cell::Estimate(_) | Cell::Share(_) | Cell::None => "number",
    }
}

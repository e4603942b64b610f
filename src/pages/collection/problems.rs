//! What could not be read of the incidents, and how foreign fields were read.

use leptos::either::Either;
use leptos::prelude::*;

use super::controls::OpenButton;
use super::use_collection;
use faultline_core::formats::{Catalog, Conversion};
use faultline_core::text;

/// How many problems are listed.
const MAX_LISTED: usize = 100;

/// Problems, then what became of the fields of foreign formats.
#[component]
pub fn ProblemsPanel() -> impl IntoView {
    let collection = use_collection();
    move || {
        let overview = collection.overview()?;
        let catalog = &overview.collection.catalog;
        Some((problems(catalog), catalog.conversions.iter().map(conversion).collect_view()).into_any())
    }
}

fn problems(catalog: &Catalog) -> Option<impl IntoView + use<>> {
    let count = catalog.problems.len() + catalog.unlisted as usize;
    let items = catalog.problems.iter().take(MAX_LISTED).map(|problem| {
        let place = match problem.entry {
            Some(entry) => Either::Left(view! { <OpenButton row=entry title=problem.place()/> }),
            None => Either::Right(view! { <strong>{problem.place()}</strong> }),
        };
        view! { <li class="finding problem"><div>{place}{format!(": {}", problem.sentence())}</div></li> }
    });
    let items: Vec<_> = items.collect();
    let more = count - items.len();
    (count > 0).then(|| {
        view! {
            <section class="panel findings" aria-labelledby="unread-title">
                <div class="panel-head">
                    <h2 id="unread-title">"Could not be read"</h2>
                    <p class="soft">{text::counted(count, "problem", "problems") + "; everything else is shown"}</p>
                </div>
                <ul>{items}</ul>
                {(more > 0).then(|| view! { <p class="panel-note">{text::and_more(more)}</p> })}
            </section>
        }
    })
}

fn conversion(conversion: &Conversion) -> impl IntoView + use<> {
    let row = |(field, became): (&str, &'static str)| {
        view! { <tr><th scope="row"><code>{field.to_owned()}</code></th><td>{became}</td></tr> }
    };
    let read = conversion.read_fields().filter_map(|field| Some((&*field.field, field.became?)));
    let unread = conversion.unread_fields().map(|field| (&*field.field, "left unread"));
    let rows = read.chain(unread).map(row).collect_view();
    view! {
        <details class="panel mapping">
            <summary><h2>{format!("How {} were read", conversion.title())}</h2></summary>
            <table>
                <thead><tr><th scope="col">"There"</th><th scope="col">"Here"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

//! What could not be read of the incidents, and how foreign fields were read.

use leptos::either::Either;
use leptos::prelude::*;

use super::controls::OpenButton;
use super::use_collection;
use crate::components::ReadAs;
use crate::context::use_app;
use crate::open;
use faultline_core::formats::{Catalog, ReadOptions};
use faultline_core::text;

/// How many problems are listed.
const MAX_LISTED: usize = 100;

/// Problems, then what became of the fields of foreign formats.
#[component]
pub fn ProblemsPanel() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let is_split = Memo::new(move |_| app.with(|state| state.read_options.split));
    let incidents = collection.incidents();
    move || {
        let incidents = incidents.get()?.0;
        let catalog = &incidents.catalog;
        let events = catalog.entries.iter().map(|entry| entry.counts.events as usize).sum::<usize>();
        let conversions = catalog.conversions.clone();
        let join = is_split.get().then(|| {
            let join = move |_| {
                open::read_again(app, ReadOptions { split: false, ..app.read_options_untracked() });
            };
            view! { <p><button type="button" on:click=join>"Read the document as one incident"</button></p> }
        });
        Some((problems(catalog), view! { <ReadAs conversions events/> }, join).into_any())
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

//! The top of the page: what it is of, the filters, the sentences and the figures.

use leptos::either::Either;
use leptos::prelude::*;

use super::controls::{OpenButton, sentence};
use super::filters::Filters;
use super::table::DataTable;
use super::use_collection;
use crate::components::Unbroken;
use crate::context::use_app;
use faultline_core::metrics::{Interval, MIN_FOR_INTERVALS, MIN_FOR_MEAN_INTERVAL};
use faultline_core::text;
use faultline_viewer::{CollectionAction, Overview, Sheet, interval_in_words, length_in_words};

/// How many incidents of a year ago are listed.
const MAX_A_YEAR_AGO: usize = 5;

/// The top of the page.
#[component]
pub fn Headline() -> impl IntoView {
    let collection = use_collection();
    let title = move || Some(collection.overview()?.collection.title().to_owned());
    let has_lengths = move || collection.overview().is_some_and(|at| at.base.figures.summary.n > 0);
    let headline =
        move || Some(sentence(faultline_viewer::headline(&*collection.overview()?, &collection.estimates())));
    let availability = move || {
        let pieces = faultline_viewer::availability(&*collection.overview()?)?;
        Some(view! { <p class="budget">{sentence(pieces)}</p> })
    };
    view! {
        <section class="trends-head" aria-label="Summary">
            <h1>{title}</h1>
            <Filters/>
            {move || unread_parts(&*collection.overview()?)}
            <p class="headline">{headline}</p>
            <Show when=has_lengths>
                <Tiles/>
            </Show>
            {availability}
            <Show when=has_lengths>
                <EveryFigure/>
            </Show>
        </section>
    }
    .into_any()
}

/// What parts of the catalog are not read yet, and the way to them.
fn unread_parts(overview: &Overview) -> Option<impl IntoView + use<>> {
    let app = use_app();
    let (all, left) = (overview.collection.parts, overview.collection.catalog.parts.len());
    let read = all.saturating_sub(left);
    (left > 0).then(|| {
        view! {
            <p class="parts" role="status">
                {format!("The catalog has {all} further parts; {read} of {all} are read. What follows is of what is read. ")}
                <button type="button" on:click=move |_| app.dispatch(CollectionAction::ReadParts)>"Read the rest"</button>
            </p>
        }
    })
}

/// The figures of the lengths.
#[component]
fn Tiles() -> impl IntoView {
    let collection = use_collection();
    let tiles = move || {
        let (overview, estimates) = (collection.overview()?, collection.estimates());
        let summary = &overview.base.figures.summary;
        let interval = |interval: Option<Interval>, too_few: &str| match interval {
            Some(interval) => format!("95 %: {}", interval_in_words(interval)),
            None if estimates.done => too_few.to_owned(),
            None => "95 %: being drawn…".to_owned(),
        };
        let median =
            interval(estimates.all.map(|all| all.median), &format!("fewer than {MIN_FOR_INTERVALS}: no interval"));
        let mean = interval(
            estimates.all.and_then(|all| all.mean),
            &format!("fewer than {MIN_FOR_MEAN_INTERVAL}: no interval"),
        );
        let sum =
            summary.sum.map_or_else(String::new, |sum| format!("overlaps counted once; sum {}", length_in_words(sum)));
        // What one in ten does cannot be told of four.
        let shares = if summary.n < MIN_FOR_INTERVALS {
            let note = format!("fewer than {MIN_FOR_INTERVALS}: no share of them means anything");
            vec![view! { <Tile name="Shortest" length_ms=summary.min note/> }]
        } else {
            vec![
                view! { <Tile name="p90" length_ms=summary.p90 note="1 in 10 is longer"/> },
                view! { <Tile name="p95" length_ms=summary.p95 note="1 in 20 is longer"/> },
            ]
        };
        Some(view! {
            <Tile name="Median" length_ms=summary.median note=median/>
            {shares}
            <Tile name="Longest" length_ms=summary.max note="open it" opens=overview.longest()/>
            <Tile name="Covered time" length_ms=summary.union note=sum/>
            <Tile
                name="Mean"
                length_ms=summary.mean
                note=format!("skewed by long incidents; {mean}")
                class="tile doubtful"
            />
        })
    };
    view! { <div class="tiles" role="group" aria-label="Figures">{tiles}</div> }
}

/// One figure: what it is, how long, and what it rests on.
#[component]
fn Tile(
    name: &'static str,
    length_ms: Option<f64>,
    #[prop(into)] note: String,
    #[prop(default = "tile")] class: &'static str,
    /// The incident that it is the length of, by its row: a press opens it.
    #[prop(optional_no_strip)]
    opens: Option<u32>,
) -> impl IntoView {
    let app = use_app();
    let figure = length_ms.map_or_else(|| "—".to_owned(), length_in_words);
    // A long figure is set smaller, so that it stays on one line.
    let size = if figure.chars().count() > 11 { "figure long" } else { "figure" };
    let content = view! {
        <span class="name">{name}</span>
        " "
        <span class=size>{figure}</span>
        " "
        <span class="anchors"><Unbroken text=note/></span>
    };
    match opens {
        Some(row) => {
            let open = move |_| app.dispatch(CollectionAction::Open(row));
            Either::Left(view! { <button type="button" class=class on:click=open>{content}</button> })
        }
        None => Either::Right(view! { <div class=class>{content}</div> }),
    }
}

/// All that is known of the lengths, as a table.
#[component]
fn EveryFigure() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let table = move || {
        let table = Sheet::Figures.table(&*collection.overview()?, &collection.estimates());
        Some(view! { <DataTable table name="Every figure"/> })
    };
    let download = move |_| app.dispatch(CollectionAction::Download(Sheet::Figures));
    view! {
        <details class="every-figure">
            <summary>"Every figure"</summary>
            {table}
            <button type="button" aria-label="Figures: download CSV" on:click=download>"CSV"</button>
        </details>
    }
}

/// What began a year ago, with the way to it.
#[component]
pub fn AYearAgo() -> impl IntoView {
    let collection = use_collection();
    move || a_year_ago(&*collection.overview()?)
}

fn a_year_ago(overview: &Overview) -> Option<impl IntoView + use<>> {
    if overview.table.rows.is_empty() {
        return None;
    }
    let faultline_viewer::AYearAgo { heading, sentence, rows } = faultline_viewer::a_year_ago(overview);
    let items = rows.iter().take(MAX_A_YEAR_AGO).filter_map(|row| {
        let entry = overview.collection.entry(*row)?;
        let date = overview.row(*row)?.began.map(|at| text::date(at, overview.zone.as_ref()))?;
        Some(view! {
            <li>
                <span class="soft">{date + " "}</span>
                <OpenButton row=*row title=text::display_title(&entry.incident.title)/>
            </li>
        })
    });
    let items: Vec<_> = items.collect();
    Some(view! {
        <section class="year-ago" aria-label=heading>
            <h2>{heading}</h2>
            <p class="soft">{sentence}</p>
            {(!items.is_empty()).then(|| view! { <ul>{items}</ul> })}
        </section>
    })
}

//! The top of the page: what it is of, the filters, the sentences and the figures.

use leptos::prelude::*;

use super::controls::{OpenButton, sentence};
use super::filters::Filters;
use super::table::DataTable;
use super::use_collection;
use crate::components::Unbroken;
use crate::context::use_app;
use faultline_core::metrics::{Interval, Intervals, MIN_FOR_INTERVALS, MIN_FOR_MEAN_INTERVAL, Summary};
use faultline_core::text;
use faultline_viewer::{CollectionAction, Overview, Sheet, interval_in_words, length_in_words};

/// How many incidents of a year ago are listed.
const MAX_A_YEAR_AGO: usize = 5;

/// The top of the page.
#[component]
pub fn Headline() -> impl IntoView {
    let collection = use_collection();
    let title = collection.part(|overview| overview.collection.title().to_owned());
    let has_lengths = collection.part(|overview| overview.base.figures.summary.n > 0);
    let parts = collection.part(|overview| (overview.collection.parts, overview.collection.catalog.parts.len()));
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
            {move || unread_parts(parts.get())}
            <p class="headline">{headline}</p>
            <Show when=move || has_lengths.get()>
                <Tiles/>
            </Show>
            {availability}
            <Show when=move || has_lengths.get()>
                <EveryFigure/>
            </Show>
        </section>
    }
    .into_any()
}

/// What parts of the catalog are not read yet, and the way to them: of all of them, those that are left.
fn unread_parts((all, left): (usize, usize)) -> Option<impl IntoView> {
    let app = use_app();
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
    let length =
        move |read: fn(&Summary) -> Option<f64>| collection.part(move |overview| read(&overview.base.figures.summary));
    let interval = move |read: fn(&Intervals) -> Option<Interval>, least: usize| {
        let estimates = collection.estimates();
        match estimates.all.as_ref().and_then(read) {
            Some(interval) => format!("95 %: {}", interval_in_words(interval)),
            None if estimates.done => format!("fewer than {least}: no interval"),
            None => "95 %: being drawn…".to_owned(),
        }
    };
    let median = move || interval(|all| Some(all.median), MIN_FOR_INTERVALS);
    let mean = move || format!("skewed by long incidents; {}", interval(|all| all.mean, MIN_FOR_MEAN_INTERVAL));
    let sum = collection.part(|overview| {
        let sum = overview.base.figures.summary.sum;
        sum.map_or_else(String::new, |sum| format!("overlaps counted once; sum {}", length_in_words(sum)))
    });
    // What one in ten does cannot be told of four.
    let is_few = collection.part(|overview| overview.base.figures.summary.n < MIN_FOR_INTERVALS);
    let shares = move || {
        view! {
            <Tile name="p90" length_ms=length(|all| all.p90) note="1 in 10 is longer"/>
            <Tile name="p95" length_ms=length(|all| all.p95) note="1 in 20 is longer"/>
        }
    };
    let too_few = format!("fewer than {MIN_FOR_INTERVALS}: no share of them means anything");
    view! {
        <div class="tiles" role="group" aria-label="Figures">
            <Tile name="Median" length_ms=length(|all| all.median) note=Signal::derive(median)/>
            <Show when=move || is_few.get() fallback=shares>
                <Tile name="Shortest" length_ms=length(|all| all.min) note=too_few.clone()/>
            </Show>
            <Tile
                name="Longest"
                length_ms=length(|all| all.max)
                note="open it"
                opens=collection.part(Overview::longest)
            />
            <Tile name="Covered time" length_ms=length(|all| all.union) note=sum/>
            <Tile name="Mean" length_ms=length(|all| all.mean) note=Signal::derive(mean) class="tile doubtful"/>
        </div>
    }
}

/// One figure: what it is, how long, and what it rests on.
#[component]
fn Tile(
    name: &'static str,
    length_ms: Memo<Option<f64>>,
    #[prop(into)] note: Signal<String>,
    #[prop(default = "tile")] class: &'static str,
    /// The incident that it is the length of, by its row: a press opens it.
    #[prop(optional, into)]
    opens: MaybeProp<u32>,
) -> impl IntoView {
    let app = use_app();
    let figure = Memo::new(move |_| length_ms.get().map_or_else(|| "—".to_owned(), length_in_words));
    // A long figure is set smaller, so that it stays on one line.
    let size = move || if figure.with(|figure| figure.chars().count() > 11) { "figure long" } else { "figure" };
    let content = move || {
        view! {
            <span class="name">{name}</span>
            " "
            <span class=size>{figure}</span>
            " "
            <span class="anchors">{move || view! { <Unbroken text=note.get()/> }}</span>
        }
    };
    let is_button = Memo::new(move |_| opens.get().is_some());
    let open = move |_| {
        if let Some(row) = opens.get_untracked() {
            app.dispatch(CollectionAction::Open(row));
        }
    };
    view! {
        <Show when=move || is_button.get() fallback=move || view! { <div class=class>{content()}</div> }>
            <button type="button" class=class on:click=open>{content()}</button>
        </Show>
    }
}

/// All that is known of the lengths, as a table.
#[component]
fn EveryFigure() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let table = collection.part(move |overview| Sheet::Figures.table(overview, &collection.estimates()));
    let download = move |_| app.dispatch(CollectionAction::Download(Sheet::Figures));
    view! {
        <details class="every-figure">
            <summary>"Every figure"</summary>
            <DataTable table name="Every figure"/>
            <button type="button" aria-label="Figures: download CSV" on:click=download>"CSV"</button>
        </details>
    }
}

/// What began a year ago, with the way to it.
#[component]
pub fn AYearAgo() -> impl IntoView {
    let collection = use_collection();
    let found = collection.part(|overview| {
        let found = (!overview.table.rows.is_empty()).then(|| faultline_viewer::a_year_ago(overview))?;
        let items = found.rows.iter().take(MAX_A_YEAR_AGO).filter_map(|row| {
            let title = text::display_title(&overview.collection.entry(*row)?.incident.title);
            Some((*row, text::date(overview.row(*row)?.began?, overview.zone.as_ref()), title))
        });
        Some((found.heading, found.sentence, items.collect::<Vec<_>>()))
    });
    move || {
        let (heading, sentence, items) = found.get()?;
        let item = |(row, date, title): (u32, String, String)| {
            view! {
                <li>
                    <span class="soft">{date + " "}</span>
                    <OpenButton row title/>
                </li>
            }
        };
        let list = (!items.is_empty()).then(|| view! { <ul>{items.into_iter().map(item).collect_view()}</ul> });
        Some(view! {
            <section class="year-ago" aria-label=heading>
                <h2>{heading}</h2>
                <p class="soft">{sentence}</p>
                {list}
            </section>
        })
    }
}

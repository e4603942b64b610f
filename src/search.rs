//! Searching and filtering events, and saying how many are found and hidden.

use leptos::{ev, html, prelude::*};

use crate::components::Menu;
use crate::context::{App, use_app};
use crate::platform;
use crate::zones::ZoneMenu;
use faultline_core::text;
use faultline_viewer::{
    By, Command, Elsewhere, FacetValue, LONGEST_TEXT, SearchAction, Selection, TimelineAction, found_elsewhere,
};

/// The field, what it found, and the filters. Nothing while there are no events to search.
#[component]
pub fn SearchBar() -> impl IntoView {
    let app = use_app();
    let has_filters = move || app.incident().is_some_and(|incident| incident.offered.contains(&true));
    view! {
        <Show when=move || has_events(app)>
            <div class="search" role="search">
                <SearchField/>
                <Matches/>
                <Show when=has_filters><Filters/></Show>
            </div>
        </Show>
    }
}

/// Whether there is anything to search.
fn has_events(app: App) -> bool {
    app.incident().is_some_and(|incident| !incident.loaded.case.incident.timeline.is_empty())
}

/// The search and the menu of zones, on a page without a header bar.
#[component]
pub fn EmbeddedTools() -> impl IntoView {
    let app = use_app();
    view! {
        <div id="bar-search">
            <SearchBar/>
            <Show when=move || has_events(app)><ZoneMenu/></Show>
        </div>
    }
}

/// The field. Enter goes to the next match, with Shift to the one before; Esc empties it, and then leaves it.
#[component]
fn SearchField() -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Input>::new();
    let key_pressed = move |event: ev::KeyboardEvent| {
        let is_combined = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
        let Some(field) = field.get_untracked().filter(|_| !is_combined) else { return };
        match event.key().as_str() {
            "Enter" if event.shift_key() => app.dispatch(Command::PreviousMatch),
            "Enter" => app.dispatch(Command::NextMatch),
            "Escape" if field.value().is_empty() => {
                let _ = field.blur();
                platform::focus("marks");
            }
            "Escape" => app.dispatch(SearchAction::Search(String::new())),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <input
            id="search"
            type="search"
            placeholder="Search  /"
            aria-label="Search events"
            aria-keyshortcuts="/"
            autocomplete="off"
            spellcheck="false"
            maxlength=LONGEST_TEXT.to_string()
            node_ref=field
            prop:value=move || app.list().filter.text
            on:input=move |event| app.dispatch(SearchAction::Search(event_target_value(&event)))
            on:keydown=key_pressed
        />
    }
}

/// How many events match, and the buttons that go from one to the next.
#[component]
fn Matches() -> impl IntoView {
    let app = use_app();
    // What was found stands there until the next result does, or how far that is.
    let count = move || {
        let incident = app.incident()?;
        let selected = match app.selection().selected {
            Some(Selection::Event(event)) => Some(event),
            _ => None,
        };
        let found = incident.result.query.filter.searches().then(|| incident.matches().counted(selected));
        app.list().progress.or(found)
    };
    let searches = move || app.list().filter.searches();
    let others = Memo::new(move |_| {
        let text = app.list().filter.text;
        app.incident().map(|incident| found_elsewhere(&incident.loaded.case, &text)).unwrap_or_default()
    });
    let finds = move || searches() && app.incident().is_some_and(|incident| !incident.matches().matches.is_empty());
    let only_matches = move || app.list().filter.only_matches;
    view! {
        <div class="matches">
            {move || count().map(|count| view! { <span class="soft">{count}</span> })}
            <Show when=move || others.with(|others| !others.is_empty())>
                <FoundElsewhere others/>
            </Show>
            <Show when=finds>
                <button
                    type="button"
                    class="icon"
                    aria-label="Previous match"
                    title="Previous match"
                    on:click=move |_| app.dispatch(Command::PreviousMatch)
                >
                    "‹"
                </button>
                <button
                    type="button"
                    class="icon"
                    aria-label="Next match"
                    title="Next match"
                    on:click=move |_| app.dispatch(Command::NextMatch)
                >
                    "›"
                </button>
            </Show>
            // Also where nothing is found: what hides the rest can be let go.
            <Show when=move || finds() || (searches() && only_matches())>
                <button
                    type="button"
                    aria-pressed=move || only_matches().to_string()
                    on:click=move |_| app.dispatch(SearchAction::OnlyMatches(!only_matches()))
                >
                    "Only matches"
                </button>
            </Show>
        </div>
    }
}

/// The menu of what was found beside events.
#[component]
fn FoundElsewhere(others: Memo<Vec<Elsewhere>>) -> impl IntoView {
    let app = use_app();
    let label = Signal::derive(move || format!("{} elsewhere", others.with(Vec::len)));
    let item = move |found: Elsewhere| {
        let reveal = move |_| match found.selection {
            Some(selection) => app.dispatch(TimelineAction::Reveal(selection)),
            None => drop(platform::scroll_to("lessons-title")),
        };
        view! {
            <li>
                <button type="button" on:click=reveal>
                    <span class="soft">{found.kind} ": "</span>
                    <span dir="auto">{found.title}</span>
                </button>
            </li>
        }
    };
    view! {
        <Menu class="menu elsewhere" label is_of_choices=true>
            <div class="menu-panel">
                <ul>{move || others.get().into_iter().map(item).collect_view()}</ul>
            </div>
        </Menu>
    }
}

/// The menu of values to filter by.
#[component]
fn Filters() -> impl IntoView {
    let app = use_app();
    let label = Signal::derive(move || match app.list().filter.facets.len() {
        0 => "Filter".to_owned(),
        chosen => format!("Filter ({chosen})"),
    });
    let fields = By::ALL.into_iter().enumerate().map(|(at, by)| view! { <FilterField at=at by=by/> });
    view! {
        <Menu class="menu filter" label=label on_open=move |()| app.dispatch(SearchAction::Values)>
            <div class="filter-panel">{fields.collect_view()}</div>
        </Menu>
    }
}

/// The values of one field, where there is a choice among them.
#[component]
fn FilterField(
    /// The place of the field in [`By::ALL`].
    at: usize,
    by: By,
) -> impl IntoView {
    let app = use_app();
    // The values with their counts, and how many more there are.
    let values: Memo<Option<(Vec<FacetValue>, usize)>> = Memo::new(move |_| {
        let incident = app.incident()?;
        let is_offered = incident.offered.get(at).copied().unwrap_or_default();
        let (_, values, more) = incident.result.values.as_ref().filter(|_| is_offered)?.get(at)?;
        Some((values.clone(), *more))
    });
    let name = match by {
        By::Kind => "Kind",
        By::Service => "Service",
        By::Actor => "By",
        By::Cause => "Cause shown",
    };
    let more = move || values.with(|values| values.as_ref().map_or(0, |(_, more)| *more));
    view! {
        <Show when=move || values.with(Option::is_some)>
            <fieldset>
                <legend>{name}</legend>
                <For
                    each=move || values.get().unwrap_or_default().0
                    key=|offer| (offer.facet.word(), offer.count)
                    let(offer)
                >
                    <FilterValue offer=offer/>
                </For>
                {move || (more() > 0).then(|| {
                    view! { <span class="soft">{text::and_more(more())} ": search for them"</span> }
                })}
            </fieldset>
        </Show>
    }
}

/// A value with its tick.
#[component]
fn FilterValue(offer: FacetValue) -> impl IntoView {
    let app = use_app();
    let FacetValue { facet, name, count } = offer;
    let ticked = facet.clone();
    let is_ticked = move || app.list().filter.facets.contains(&ticked);
    view! {
        <label>
            <input
                type="checkbox"
                prop:checked=is_ticked
                on:change=move |_| app.dispatch(SearchAction::Toggle(facet.clone()))
            />
            <span>{name}</span>
            <span class="soft">{count}</span>
        </label>
    }
}

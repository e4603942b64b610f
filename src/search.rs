//! Searching and filtering events, and saying how many are found and hidden.

use leptos::{ev, html, prelude::*};

use crate::components::Menu;
use crate::context::{App, use_app};
use crate::node::{Element, button, div, el};
use crate::views::IncidentView;
use crate::zones::ZoneMenu;
use crate::{platform, preferences, seek};
use faultline_core::incident::EventIx;
use faultline_core::text;
use faultline_viewer::{Action, By, Command, LONGEST_TEXT, Offer, Press, SearchAction, Selection, ZoneChoice, Zones};

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
        let found = incident.answer.wanted.filter.searches().then(|| incident.found().counted(selected));
        app.list().seeking.or(found)
    };
    let searches = move || app.list().filter.searches();
    let only_matches = move || app.list().filter.only_matches;
    view! {
        <div class="matches">
            {move || count().map(|count| view! { <span class="soft">{count}</span> })}
            <Show when=searches>
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
        <Menu class="menu filter" label=label on_open=move || app.dispatch(SearchAction::Values)>
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
    let values: Memo<Option<(Vec<Offer>, usize)>> = Memo::new(move |_| {
        let incident = app.incident()?;
        let is_offered = incident.offered.get(at).copied().unwrap_or_default();
        let (_, values, more) = incident.answer.values.as_ref().filter(|_| is_offered)?.get(at)?;
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
fn FilterValue(offer: Offer) -> impl IntoView {
    let app = use_app();
    let Offer { facet, name, count } = offer;
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

/// How many events are hidden, with the button that shows them; nothing when none is.
pub fn hidden(shown: &IncidentView) -> Option<Element> {
    let hidden = shown.found().hidden;
    (hidden > 0).then(|| {
        div("span", "hidden-count")
            .child(div("span", "warning").text(text::hidden(hidden)))
            .child(button("", Press::ShowAll).text("Show all"))
    })
}

/// The class of something that stands for an event: another one when the search found it.
pub fn found(shown: &IncidentView, event: EventIx, plain: &'static str, found: &'static str) -> &'static str {
    if shown.found().marks(event) { found } else { plain }
}

/// A title with the words searched for marked in it.
pub fn marked(title: Element, shown: &IncidentView, is_match: bool, text: &str) -> Element {
    if is_match { with_marks(title, shown, text) } else { title.text(text.to_owned()) }
}

#[inline(never)]
fn with_marks(title: Element, shown: &IncidentView, text: &str) -> Element {
    let mut title = title;
    let mut rest = text;
    let sought: Vec<String> = shown.answer.wanted.filter.text.split_whitespace().map(text::fold_case).collect();
    let next = |rest: &str| {
        let places = sought.iter().filter_map(|word| text::position(rest, word));
        places.reduce(|first, other| if other.0 < first.0 { other } else { first })
    };
    while let Some((from, to)) = next(rest).filter(|(from, to)| from < to) {
        let (before, found) = (rest.get(..from).unwrap_or_default(), rest.get(from..to).unwrap_or_default());
        if !before.is_empty() {
            title = title.text(before.to_owned());
        }
        title = title.child(el("mark").text(found.to_owned()));
        rest = rest.get(to..).unwrap_or_default();
    }
    title.text(rest.to_owned())
}

/// Puts the focus into the search field.
pub fn focus() {
    platform::focus("search");
}

/// To the next match, or the one before, round the ends; of what is typed, also where that is not found yet.
pub fn step(app: App, forward: bool) {
    seek::once_answered(app, move || {
        let Some(shown) = app.incident_untracked() else { return };
        let from = match app.selected_untracked() {
            Some(Selection::Event(ix)) => Some(ix),
            _ => None,
        };
        let count = shown.found().matches.len();
        let Some((number, ix)) = shown.found().step(&shown.loaded.case, from, forward) else {
            app.dispatch(Action::Say(shown.found().counted(None)));
            return;
        };
        let selection = Selection::Event(ix);
        app.dispatch(Action::Select(selection));
        let said = shown.chosen_in_words(Some(selection)).unwrap_or_default();
        app.dispatch(Action::Say(format!("{number} of {count}: {said}")));
    });
}

/// The next zone of those there are.
pub fn next_zone(app: App) {
    let Some(shown) = app.incident_untracked() else { return };
    let next = app.with_untracked(|state| state.zone.next(shown.loaded.zone.name(), &state.find.zones));
    show_zone(app, next);
}

/// Shows times in a zone because the reader wants it, and keeps that for the next visit.
pub fn show_zone(app: App, zone: ZoneChoice) {
    platform::store(preferences::ZONE, Some(zone.word()).filter(|_| zone != ZoneChoice::File));
    let zones = app.with_untracked(|state| Zones { preferred: zone.clone(), ..state.find.zones.clone() });
    let origin_gone = Action::SetZone(zone);
    app.dispatch(SearchAction::ZonesAre(zones));
    app.dispatch(origin_gone);
    if let Some(shown) = app.incident_untracked() {
        app.dispatch(Action::Say(format!("Times in {}", shown.zone.name())));
    }
}

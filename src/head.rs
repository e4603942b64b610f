//! The header bar, and the list of keys.

use leptos::prelude::*;

use crate::components::{Menu, ModalDialog, OpenControls};
use crate::context::use_app;
use crate::search::SearchBar;
use crate::views::ScreenKind;
use crate::zones::ZoneMenu;
use faultline_viewer::{Action, Command, Dialog, GESTURES, KEYS, State, Where};

/// What this is, what can be opened, the search, and how things are shown.
#[component]
pub fn Header() -> impl IntoView {
    let app = use_app();
    let file_name = Memo::new(move |_| app.with(|state| state.opened_name().map(str::to_owned)));
    let file_name = move || {
        let name = file_name.get()?;
        Some(name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned())
    };
    view! {
        <header id="bar" class="bar">
            <a class="brand" href="./" aria-label="Faultline">
                <svg viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
                    <path d="M1 13 H8 L10.5 6 L13 17 L15 11 H21"></path>
                </svg>
                <span>"Faultline"</span>
            </a>
            <span id="file-name" class="soft">{file_name}</span>
            <div id="bar-search"><SearchBar/></div>
            <OpenControls/>
            <div id="bar-end"><Settings/></div>
        </header>
    }
}

/// How things are shown, the link to them, and the list of keys. On a narrow screen the zone is in the menu of the others.
#[component]
fn Settings() -> impl IntoView {
    let app = use_app();
    let is_narrow = Memo::new(move |_| app.with(State::is_narrow));
    // Where nothing could be shown there are no times.
    let has_times = move || !matches!(app.shell().screen, ScreenKind::Failed(_));
    let has_link = move || matches!(app.shell().screen, ScreenKind::Incident | ScreenKind::Collection);
    let theme = move || format!("Theme: {}", app.shell().theme.word());
    view! {
        <Show when=move || has_times() && !is_narrow.get()><ZoneMenu/></Show>
        <Show when=has_link>
            <button
                type="button"
                class="copy-link"
                aria-label="Copy link"
                title="Copy link"
                on:click=move |_| app.dispatch(Action::CopyLink)
            >
                <span>"Copy link"</span>
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                    <path d="M6 10 L10 6 M7 4.5 L8 3.5 A3 3 0 0 1 12.5 8 L11.5 9 M9 11.5 L8 12.5 A3 3 0 0 1 3.5 8 L4.5 7"></path>
                </svg>
            </button>
        </Show>
        <Menu class="menu more" label="⋯" name="More" is_of_choices=true>
            <div class="menu-panel">
                <Show when=move || has_times() && is_narrow.get()><ZoneMenu/></Show>
                // It stays open: who tries one theme tries the next.
                <button type="button" data-stays="" on:click=move |_| app.dispatch(Command::Theme)>{theme}</button>
                <button type="button" on:click=move |_| app.dispatch(Command::Help)>"Keys"</button>
            </div>
        </Menu>
    }
}

/// The keys and gestures, from the tables that handle them, and the switch that turns some of them off.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let app = use_app();
    let is_on = move || if app.shell().character_keys { "true" } else { "false" };
    view! {
        <ModalDialog kind=Dialog::Keys id="keys" title="Keys">
            <button
                type="button"
                class="switch"
                role="switch"
                aria-checked=is_on
                on:click=move |_| app.dispatch(Action::ToggleCharacterKeys)
            >
                "Single-key shortcuts"
            </button>
            <p>"When off, letters, digits and signs do nothing; arrows, Home, End, Enter, Space and Esc still work."</p>
            <Show when=move || app.dialog() == Some(Dialog::Keys)><KeyLists/></Show>
            <div class="dialog-buttons"><button type="button" on:click=move |_| app.dispatch(Action::CloseDialog)>"Close"</button></div>
        </ModalDialog>
    }
}

/// The keys by the place where they work, and the gestures.
#[component]
fn KeyLists() -> impl IntoView {
    let gestures = GESTURES.iter().map(|(gesture, meaning)| {
        view! { <div><dt>{*gesture}</dt><dd>{*meaning}</dd></div> }
    });
    view! {
        <h3>"While the timeline has the focus"</h3>
        {keys(Where::Timeline)}
        <h3>"Anywhere"</h3>
        {keys(Where::Anywhere)}
        <h3>"On the timeline"</h3>
        <dl class="keys gestures">{gestures.collect_view()}</dl>
    }
}

/// The keys that work in a place.
fn keys(place: Where) -> impl IntoView {
    let keys = KEYS.iter().filter(|key| key.place == place).map(|key| {
        let names = key.shown.split(' ').map(|name| view! { <kbd>{name}</kbd> }).collect_view();
        view! { <div><dt>{names}</dt><dd>{key.meaning}</dd></div> }
    });
    view! { <dl class="keys">{keys.collect_view()}</dl> }
}

//! The page: its header, its parts, its dialogs, and what the whole window listens to.

use leptos::{ev, prelude::*};
use leptos_meta::{Html, Title, provide_meta_context};
use leptos_use_event_listener::use_event_listener;
use leptos_use_interval_fn::use_interval_fn;

use crate::components::LoadProgress;
use crate::context::{self, use_app};
use crate::environment;
use crate::head::{Header, KeysDialog};
use crate::link::{LinkNotes, ShareDialog};
use crate::open::{self, Source};
use crate::pages::collection::CollectionPage;
use crate::pages::incident::IncidentPage;
use crate::pages::start::Notice;
use crate::paste::PasteDialog;
use crate::platform;
use faultline_viewer::{Action, Pressed, State, THEME_KEY, Theme, TimelineAction, is_available};

/// Puts the viewer on the page and loads what the address asks for.
pub fn mount() {
    leptos::mount::mount_to_body(App);
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let app = context::App::new();
    provide_context(app);
    provide_meta_context();
    environment::start(app);
    open::open(app, Source::Address(open::default_address()));
    environment::observe_page(app);
    listen(app);
    let has_incident = move || app.with(|state| state.incident().is_some());
    view! {
        <DocumentState/>
        {(!platform::is_embedded()).then(|| view! { <Header/> })}
        <div id="progress"><LoadProgress/></div>
        <div id="link-notes" role="status"><LinkNotes/></div>
        <main class="incident">
            <div id="notice"><Notice/></div>
            <CollectionPage/>
            <Show when=has_incident><IncidentPage/></Show>
        </main>
        <KeysDialog/>
        <ShareDialog/>
        <PasteDialog/>
        <p id="said" class="unseen" role="status" aria-live="polite">{move || app.with(|state| state.announcement.clone())}</p>
    }
}

/// What the document says of the state outside of its body: its title, and the attributes of `<html>` that style sheets
/// and public/boot.js read.
#[component]
fn DocumentState() -> impl IntoView {
    let app = use_app();
    let flag = |is_on: fn(&State) -> bool| {
        let is_on = Memo::new(move |_| app.with(is_on));
        move || is_on.get().then_some("")
    };
    let title = Memo::new(move |_| app.with(State::title));
    let file = Memo::new(move |_| app.with(|state| state.opened_name().map(str::to_owned)));
    view! {
        <Title text=title/>
        <Html
            {..}
            data-file=file
            data-theme=move || Some(app.shell().theme).filter(|theme| *theme != Theme::System).map(Theme::word)
            data-narrow=flag(State::is_narrow)
            data-full=flag(|state| state.layout.full_window)
            data-drawing=flag(|state| state.incident().is_some_and(|incident| incident.interaction.draft.is_some()))
        />
    }
}

/// Listens to what concerns the whole window.
fn listen(app: context::App) {
    let _ = use_event_listener(window(), ev::keydown, move |event| key_pressed(app, &event));
    let address_changed = move || app.dispatch(Action::AddressChanged(platform::fragment()));
    let _ = use_event_listener(window(), ev::popstate, move |_| address_changed());
    let _ = use_event_listener(window(), ev::hashchange, move |_| address_changed());
    // Tells of other tabs alone; without a key, everything was forgotten.
    let _ = use_event_listener(window(), ev::storage, move |event| {
        if event.key().is_none_or(|key| key == THEME_KEY) {
            app.dispatch(Action::ThemeStored(platform::stored(THEME_KEY)));
        }
    });
    let _ = use_event_listener(document(), ev::fullscreenchange, move |_| {
        if !platform::fills_screen() {
            app.dispatch(TimelineAction::SetFull(false));
        }
    });
    use_interval_fn(
        move || {
            if app.with_untracked(State::is_ticking) {
                app.dispatch(Action::Tick(platform::now()));
            }
        },
        1000,
    );
    if !platform::is_embedded() {
        platform::use_file_drop(move |source| open::open(app, source));
        platform::use_paste(move |source| open::open(app, source), move |text| open::paste(app, text));
    }
}

/// Gives the command of a key, unless the reader is writing, a dialog is open, or another key is held with it.
fn key_pressed(app: context::App, event: &ev::KeyboardEvent) {
    let is_combined = event.ctrl_key() || event.meta_key() || event.alt_key();
    if is_combined || app.with_untracked(|state| state.dialog).is_some() || platform::is_typing(event) {
        return;
    }
    let (key, code) = (event.key(), event.code());
    let pressed = Pressed { key: &key, code: &code, shift: event.shift_key() };
    let in_timeline = platform::closest(event, "#marks").is_some();
    let command = app.with_untracked(|state| {
        let command = faultline_viewer::command(pressed, in_timeline, state.settings.character_keys);
        command.filter(|command| is_available(state, *command))
    });
    if let Some(command) = command {
        event.prevent_default();
        app.dispatch(command);
    }
}

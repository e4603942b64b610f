//! The page: its header, its parts, its dialogs, and what the whole window listens to.

use leptos::{ev, prelude::*};
use leptos_meta::{Html, Title, provide_meta_context};
use leptos_use_event_listener::use_event_listener;
use leptos_use_interval_fn::use_interval_fn;

use crate::components::LoadProgress;
use crate::context::{self, use_app};
use crate::head::{Header, KeysDialog};
use crate::link::{LinkNotes, ShareDialog};
use crate::node::{Element, Node, patch};
use crate::pages::collection::CollectionPage;
use crate::pages::incident::{Details, IncidentPage};
use crate::pages::start::Notice;
use crate::paste::PasteDialog;
use crate::platform::{self, dom};
use crate::zones::ZonesDialog;
use crate::{address, hands, open, preferences, seek};
use faultline_viewer::{Action, Command, Pressed, Screen, State};

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
    open::first(app);
    preferences::recall(app);
    preferences::observe_page(app);
    listen(app);
    // What is not a component yet is drawn into elements that have to be on the page.
    Effect::new(move |_| set_up(app));
    let is_embedded = platform::is_embedded();
    view! {
        <DocumentState/>
        {(!is_embedded).then(|| view! { <Header/> })}
        <div id="progress"><LoadProgress/></div>
        <div id="link-notes" role="status"><LinkNotes/></div>
        <main class="incident">
            <div id="notice"><Notice/></div>
            <CollectionPage/>
            <IncidentPage/>
        </main>
        <div id="details"><Details/></div>
        <KeysDialog/>
        <ZonesDialog/>
        <ShareDialog/>
        <PasteDialog/>
        <p id="said" class="unseen" role="status" aria-live="polite">{move || app.with(|state| state.said.clone())}</p>
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
    let title = Memo::new(move |_| app.with(title));
    let file = Memo::new(move |_| app.with(|state| state.opened_name().map(str::to_owned)));
    view! {
        <Title text=title/>
        <Html
            {..}
            data-file=file
            data-theme=move || app.shell().theme
            data-narrow=flag(State::is_narrow)
            data-shown=flag(|state| state.loaded().is_some())
            data-full=flag(|state| state.hands.full)
        />
    }
}

fn title(state: &State) -> String {
    let title = match &state.stage {
        Screen::Incident(loaded) => &*loaded.case.incident.title,
        Screen::Collection => state.trends.collection.as_ref().map_or("", |collection| collection.title()),
        Screen::Start | Screen::Failed { .. } => return "Faultline".to_owned(),
    };
    format!("{title} · Faultline")
}

/// Listens to what concerns the whole window.
fn listen(app: context::App) {
    let _ = use_event_listener(window(), ev::keydown, move |event| key_pressed(app, &event));
    let _ = use_event_listener(document(), ev::fullscreenchange, move |_| {
        if !platform::fills_screen() && app.with_untracked(|state| state.hands.full) {
            app.dispatch(Command::FullWindow);
        }
    });
    use_interval_fn(
        move || {
            if app.incident_untracked().is_some_and(|incident| incident.durations.ticking()) {
                app.dispatch(Action::Tick(platform::now()));
            }
        },
        1000,
    );
    if !platform::is_embedded() {
        platform::use_file_drop(move |dropped| open::dropped(app, dropped));
        platform::use_paste(move |pasted| match pasted {
            Ok(file) => open::file(app, file),
            Err(text) => open::text(app, &text),
        });
    }
}

/// Gives the command of a key, unless the reader is writing, a dialog is open, or another key is held with it.
fn key_pressed(app: context::App, event: &ev::KeyboardEvent) {
    let is_combined = event.ctrl_key() || event.meta_key() || event.alt_key();
    if is_combined || app.dialog.get_untracked().is_some() || platform::is_typing(event) {
        return;
    }
    let (key, code) = (event.key(), event.code());
    let pressed = Pressed { key: &key, code: &code, shift: event.shift_key() };
    let in_timeline = platform::closest(event, "#marks").is_some();
    let command = app.with_untracked(|state| {
        let command = faultline_viewer::command(pressed, in_timeline, state.hands.characters);
        command.filter(|command| is_possible(*command, state))
    });
    if let Some(command) = command {
        event.prevent_default();
        app.dispatch(command);
    }
}

/// Whether there is anything that the command could do: otherwise its key is the browser's.
fn is_possible(command: Command, state: &State) -> bool {
    match command {
        Command::NextIncident | Command::PreviousIncident => state.trends.opened.is_some(),
        Command::Back => state.trends.opened.is_some() || faultline_viewer::back_out(state).is_some(),
        _ => true,
    }
}

/// Draws the parts that are not components yet.
fn set_up(app: context::App) {
    hands::listen(app);
    address::listen(app);
    outside(move || seek::keep(app));
    outside(move || address::keep(app));
}

/// Draws a part of the page into the element of that id, and again whenever a signal it read has changed.
pub fn region(app: context::App, id: &'static str, draw: fn(context::App) -> Vec<Node>) {
    let Some(element) = platform::by_id(id) else { return };
    // Leptos marks the place of no children with a comment; `patch` has to know every child there is.
    dom::clear(&element);
    let effect = RenderEffect::new(move |before: Option<Vec<Node>>| {
        let now = draw(app);
        patch(&element, &before.unwrap_or_default(), &now);
        now
    });
    // It lives as long as the page.
    std::mem::forget(effect);
}

/// Does something outside of the page's parts, now and whenever a signal it read has changed: it leaves Rust and writes no
/// signal.
pub fn outside(work: impl Fn() + 'static) {
    std::mem::forget(RenderEffect::new(move |_| {
        work();
        Vec::<Node>::new()
    }));
}

/// One element as the whole of a region.
pub fn whole(element: Element) -> Vec<Node> {
    vec![Node::Element(element)]
}

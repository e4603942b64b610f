//! The bar at the top: open, zone, theme, keys.

use leptos::prelude::*;

use crate::browser;
use crate::state::{Action, ZoneChoice};

use super::app::use_app;
use super::parts::OpenControls;

/// The bar.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <header class="bar">
            <a class="brand" href="./">
                <svg viewBox="0 0 22 22" width="22" height="22" aria-hidden="true"><path d="M1 13 H8 L10.5 6 L13 17 L15 11 H21" /></svg>
                "Faultline"
            </a>
            <OpenControls />
            <ZonePicker />
            <ThemeButton />
            <button type="button" class="icon" aria-label="Keys" title="Keys (?)" on:click=|_| browser::open_dialog("keys")>"?"</button>
        </header>
    }
}

/// Which zone times are shown in.
#[component]
fn ZonePicker() -> impl IntoView {
    let app = use_app();
    let reader = browser::reader_zone_name();
    let file_zone = move || {
        app.model.with(|model| model.loaded().map_or_else(|| "UTC".to_owned(), |loaded| loaded.zone.name().to_owned()))
    };
    let chosen = move |event: leptos::ev::Event| {
        app.act(Action::SetZone(match event_target_value(&event).as_str() {
            "utc" => ZoneChoice::Utc,
            "reader" => ZoneChoice::Reader,
            _ => ZoneChoice::File,
        }));
    };
    view! {
        <select aria-label="Time zone" on:change=chosen>
            <option value="file">{move || format!("{} (file)", file_zone())}</option>
            <option value="utc">"UTC"</option>
            {reader.map(|name| view! { <option value="reader">{format!("{name} (yours)")}</option> })}
        </select>
    }
}

/// System, light, dark, in turn.
#[component]
fn ThemeButton() -> impl IntoView {
    const KEY: &str = "faultline.theme";
    let theme = RwSignal::new(browser::stored(KEY));
    let name = move || match theme.get().as_deref() {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "system",
    };
    let next = move |_| {
        let next = match theme.get_untracked().as_deref() {
            Some("light") => Some("dark"),
            Some("dark") => None,
            _ => Some("light"),
        };
        browser::store(KEY, next);
        browser::set_theme(next);
        theme.set(next.map(str::to_owned));
    };
    view! { <button type="button" on:click=next>{move || format!("Theme: {}", name())}</button> }
}

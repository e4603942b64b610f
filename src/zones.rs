//! The time zone that moments are shown in, and what they are counted from.

use leptos::{ev, html, prelude::*};

use crate::components::Menu;
use crate::context::{App, use_app};
use crate::platform::zone_names;
use faultline_core::incident::Milestone;
use faultline_core::text;
use faultline_core::time::ZoneSource;
use faultline_viewer::{Action, Origin, SearchAction, Selection, State, ZoneChoice};

/// What can be chosen in the menu of zones, by a button.
#[derive(Clone, Debug, PartialEq)]
struct ZoneOption {
    choice: Choice,
    label: String,
    is_chosen: bool,
}

/// How times are told.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// By the clock of a zone.
    Zone(ZoneChoice),
    /// Counted from a moment.
    Origin(Origin),
}

/// The menu of zones, and of moments to count from. Any zone can be named in its field.
#[component]
pub fn ZoneMenu() -> impl IntoView {
    let app = use_app();
    let (menu, field) = (NodeRef::<html::Details>::new(), NodeRef::<html::Input>::new());
    let message = RwSignal::new(String::new());
    let (zones, origins) = (Memo::new(move |_| zone_options(app)), Memo::new(move |_| origin_options(app)));
    let chosen = Memo::new(move |_| {
        let options = zones.get().into_iter().chain(origins.get());
        options.into_iter().find(|option| option.is_chosen).map(|option| option.label).unwrap_or_default()
    });
    let name = move || format!("Time zone: {}", chosen.get());
    // In the menu of a narrow bar it stands among others.
    let is_narrow = Memo::new(move |_| app.with(State::is_narrow));
    // Some hundred names, which the browser is asked for once the menu is wanted.
    let names = RwSignal::new(Vec::new());
    let opened = move |()| {
        message.set(String::new());
        if names.read_untracked().is_empty() {
            names.set(zone_names());
        }
        // On a phone the field would raise the keyboard over the choices.
        if !is_narrow.get_untracked()
            && let Some(field) = field.get_untracked()
        {
            let _ = field.focus();
        }
    };
    let show = move || {
        let (Some(menu), Some(field)) = (menu.get_untracked(), field.get_untracked()) else { return };
        let typed = field.value();
        match zone_named(app, typed.trim()) {
            Some(name) => {
                field.set_value("");
                menu.set_open(false);
                app.dispatch(Action::SetZone(ZoneChoice::Named(name)));
            }
            None => message.set(text::no_such_zone(typed.trim())),
        }
    };
    let key_pressed = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            show();
        }
    };
    let option = move |ZoneOption { choice, label, is_chosen }: ZoneOption| {
        let choose = move |_| match choice.clone() {
            Choice::Zone(zone) => app.dispatch(Action::SetZone(zone)),
            Choice::Origin(origin) => app.dispatch(SearchAction::CountFrom(Some(origin))),
        };
        view! { <button type="button" aria-pressed=is_chosen.to_string() on:click=choose>{label}</button> }
    };
    view! {
        <Menu
            class="menu zones"
            label=Signal::derive(move || if is_narrow.get() { name() } else { chosen.get() })
            name=Signal::derive(name)
            is_of_choices=true
            menu
            on_open=opened
        >
            <div class="menu-panel">
                <label for="zone-name">"City, zone or offset"</label>
                <div class="zone-field">
                    <input
                        id="zone-name"
                        list="zone-names"
                        placeholder="Berlin or +05:30"
                        autocomplete="off"
                        spellcheck="false"
                        enterkeyhint="go"
                        node_ref=field
                        on:keydown=key_pressed
                    />
                    <button type="button" data-stays="" on:click=move |_| show()>"Show"</button>
                </div>
                <datalist id="zone-names">
                    {move || names.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
                </datalist>
                <p class="dialog-said" role="alert">{message}</p>
                {move || zones.get().into_iter().map(option).collect_view()}
                <Show when=move || !origins.read().is_empty()>
                    <h2>"Counted from"</h2>
                    {move || origins.get().into_iter().map(option).collect_view()}
                </Show>
            </div>
        </Menu>
    }
}

fn zone_options(app: App) -> Vec<ZoneOption> {
    let file = app.incident().map_or_else(|| "UTC".to_owned(), |incident| incident.loaded.zone.name().to_owned());
    let (zone, zones, origin) = app.with(|state| {
        let origin = state.incident().and_then(|incident| incident.origin);
        (state.zone.clone(), state.settings.zones.clone(), origin)
    });
    let clock = |choice: ZoneChoice, label: String| ZoneOption {
        label,
        is_chosen: origin.is_none() && choice == zone,
        choice: Choice::Zone(choice),
    };
    let reader = zones.reader.as_deref().map(|name| clock(ZoneChoice::Reader, format!("{name} (yours)")));
    let named = zones.named.as_deref().map(|name| clock(ZoneChoice::Named(name.into()), name.to_owned()));
    let always = [clock(ZoneChoice::File, format!("{file} (file)")), clock(ZoneChoice::Utc, "UTC".to_owned())];
    always.into_iter().chain(reader).chain(named).collect()
}

/// The milestones of the incident, and the event that is selected or counted from.
fn origin_options(app: App) -> Vec<ZoneOption> {
    let Some(incident) = app.incident() else { return Vec::new() };
    let (origin, selected) =
        app.with(|state| state.incident().map(|incident| (incident.origin, incident.selected))).unwrap_or_default();
    let counted = |from: Origin, label: String| ZoneOption {
        choice: Choice::Origin(from),
        label: format!("T+ from {label}"),
        is_chosen: origin == Some(from),
    };
    let milestones = Milestone::ALL.iter().filter(|milestone| incident.durations.anchor(**milestone).is_some());
    let milestones = milestones.map(|milestone| counted(Origin::Milestone(*milestone), milestone.word().to_owned()));
    let event = match (origin, selected) {
        (Some(Origin::Event(ix)), _) | (_, Some(Selection::Event(ix))) => Some(ix),
        _ => None,
    };
    let event = event.and_then(|ix| {
        let event = incident.loaded.case.incident.timeline.get(ix.at()).filter(|event| event.at.is_some())?;
        Some(counted(Origin::Event(ix), text::display_title(&event.title)))
    });
    milestones.chain(event).collect()
}

/// The name of the zone that is meant by a name, an offset or a city.
fn zone_named(app: App, typed: &str) -> Option<Box<str>> {
    let of_name = |name: &str| app.zones.with_value(|zones| zones.zone(name));
    let zone = of_name(typed).or_else(|| of_name(&zone_of_city(typed)?)).filter(|_| !typed.is_empty());
    zone.map(|zone| zone.name().into())
}

/// The zone that is named after a city: `Europe/Berlin` for "berlin". `None` where there is none, or more than one.
fn zone_of_city(city: &str) -> Option<String> {
    let city = city.replace(' ', "_");
    let is_of_city = |name: &String| name.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&city));
    let mut found = zone_names().into_iter().filter(is_of_city);
    found.next().filter(|_| found.next().is_none())
}

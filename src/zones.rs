//! The time zone that moments are shown in, and what they are counted from.

use leptos::{ev, html, prelude::*};

use crate::components::{Dialog, OpenDialog};
use crate::context::{App, use_app};
use crate::platform::zone_names;
use faultline_core::incident::Milestone;
use faultline_core::text;
use faultline_core::time::ZoneSource;
use faultline_viewer::{Action, Origin, SearchAction, Selection, ZoneChoice};

/// What can be chosen in the menu of zones.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    /// The clock of a zone.
    Zone(ZoneChoice),
    /// A zone that is yet to be named.
    Other,
    /// Counted from a moment.
    Origin(Origin),
}

/// An option of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
struct ZoneOption {
    choice: Choice,
    value: String,
    label: String,
    is_chosen: bool,
}

/// The menu of zones, and of moments to count from.
#[component]
pub fn ZoneMenu() -> impl IntoView {
    let app = use_app();
    let menu = NodeRef::<html::Select>::new();
    let (zones, origins) = (Memo::new(move |_| zone_options(app)), Memo::new(move |_| origin_options(app)));
    let chosen = move |_: ev::Event| {
        let Some(menu) = menu.get_untracked() else { return };
        let options = || zones.get_untracked().into_iter().chain(origins.get_untracked());
        let value = menu.value();
        match options().find(|option| option.value == value).map(|option| option.choice) {
            Some(Choice::Zone(zone)) => app.dispatch(Action::SetZone(zone)),
            Some(Choice::Origin(origin)) => app.dispatch(SearchAction::CountFrom(Some(origin))),
            Some(Choice::Other) => {
                // The menu goes back to what is shown; the dialog decides.
                let now = options().find(|option| option.is_chosen).map(|option| option.value);
                menu.set_value(&now.unwrap_or_default());
                app.dialog.set(Some(OpenDialog::Zones));
            }
            None => {}
        }
    };
    let option = |option: ZoneOption| {
        view! { <option value=option.value prop:selected=option.is_chosen>{option.label}</option> }
    };
    view! {
        <select id="zone" aria-label="Time zone" aria-keyshortcuts="Z" node_ref=menu on:change=chosen>
            {move || zones.get().into_iter().map(option).collect_view()}
            <Show when=move || !origins.read().is_empty()>
                <optgroup label="Counted from">
                    {move || origins.get().into_iter().map(option).collect_view()}
                </optgroup>
            </Show>
        </select>
    }
}

fn zone_options(app: App) -> Vec<ZoneOption> {
    let file = app.incident().map_or_else(|| "UTC".to_owned(), |incident| incident.loaded.zone.name().to_owned());
    let (zone, zones, origin) = app.with(|state| {
        let origin = state.incident().and_then(|incident| incident.origin);
        (state.zone.clone(), state.settings.zones.clone(), origin)
    });
    let clock = |choice: ZoneChoice, label: String| ZoneOption {
        value: choice.word().to_owned(),
        label,
        is_chosen: origin.is_none() && choice == zone,
        choice: Choice::Zone(choice),
    };
    let reader = zones.reader.as_deref().map(|name| clock(ZoneChoice::Reader, format!("{name} (yours)")));
    let named = zones.named.as_deref().map(|name| clock(ZoneChoice::Named(name.into()), name.to_owned()));
    let other = ZoneOption {
        choice: Choice::Other,
        value: "other".to_owned(),
        label: "Another zone…".to_owned(),
        is_chosen: false,
    };
    let always = [clock(ZoneChoice::File, format!("{file} (file)")), clock(ZoneChoice::Utc, "UTC".to_owned())];
    always.into_iter().chain(reader).chain(named).chain([other]).collect()
}

/// The milestones of the incident, and the event that is selected or counted from.
fn origin_options(app: App) -> Vec<ZoneOption> {
    let Some(incident) = app.incident() else { return Vec::new() };
    let (origin, selected) =
        app.with(|state| state.incident().map(|incident| (incident.origin, incident.selected))).unwrap_or_default();
    let counted = |from: Origin, label: String| ZoneOption {
        choice: Choice::Origin(from),
        value: format!("from {}", origin_word(from)),
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

fn origin_word(origin: Origin) -> String {
    match origin {
        Origin::Milestone(milestone) => milestone.word().to_owned(),
        Origin::Event(ix) => format!("event {}", ix.0),
    }
}

/// The zone that is named after a city: `Europe/Berlin` for "berlin". `None` where there is none, or more than one.
fn zone_of_city(city: &str) -> Option<String> {
    let city = city.replace(' ', "_");
    let is_of_city = |name: &String| name.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&city));
    let mut found = zone_names().into_iter().filter(is_of_city);
    found.next().filter(|_| found.next().is_none())
}

/// The dialog that asks for any zone by name.
#[component]
pub fn ZonesDialog() -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Input>::new();
    let message = RwSignal::new(String::new());
    // Some hundred names, which the browser is asked for once the dialog is wanted.
    let names = Memo::new(move |known: Option<&Vec<String>>| match known {
        Some(names) if !names.is_empty() => names.clone(),
        _ if app.dialog.get() == Some(OpenDialog::Zones) => zone_names(),
        _ => Vec::new(),
    });
    let show = move || {
        let typed = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let typed = typed.trim();
        let zone = || {
            let of_name = |name: &str| app.zones.with_value(|zones| zones.zone(name));
            of_name(typed).or_else(|| of_name(&zone_of_city(typed)?))
        };
        match zone().filter(|_| !typed.is_empty()) {
            Some(zone) => {
                app.dialog.set(None);
                app.dispatch(Action::SetZone(ZoneChoice::Named(zone.name().into())));
            }
            None => message.set(text::no_such_zone(typed)),
        }
    };
    let key_pressed = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            show();
        }
    };
    view! {
        <Dialog
            kind=OpenDialog::Zones
            id="zones"
            title="Another time zone"
            on_close=move |()| message.set(String::new())
        >
            <label for="zone-name">"City, zone or offset"</label>
            <input
                id="zone-name"
                list="zone-names"
                placeholder="Berlin, Asia/Tokyo, +05:30"
                autocomplete="off"
                spellcheck="false"
                node_ref=field
                on:keydown=key_pressed
            />
            <datalist id="zone-names">
                {move || names.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
            </datalist>
            <p id="zone-said" class="dialog-said" role="alert">{message}</p>
            <div class="dialog-buttons">
                <button type="button" class="primary" on:click=move |_| show()>"Use this zone"</button>
                <button type="button" on:click=move |_| app.dialog.set(None)>"Cancel"</button>
            </div>
        </Dialog>
    }
}

//! How a file of another tool was read: as what, what became of each of its fields, and what to read differently.

use leptos::html::{Input, Select};
use leptos::prelude::*;

use crate::context::{App, use_app};
use crate::open;
use crate::platform;
use crate::readers;
use faultline_core::formats::{Conversion, FieldConversion, NameConversion, NameTable, ReadOptions, read_day};
use faultline_core::handover::Format;
use faultline_core::incident::{Milestone, Status};
use faultline_core::time::{DateOrder, ZoneSource};

/// A line for each format that was read, which opens what became of its fields.
#[component]
pub fn ReadAs(conversions: Vec<Conversion>, events: usize) -> impl IntoView {
    conversions.into_iter().map(|conversion| view! { <ReadAsOne conversion events/> }).collect_view()
}

#[component]
fn ReadAsOne(conversion: Conversion, events: usize) -> impl IntoView {
    let line = conversion.line(events);
    let reader = conversion.reader.to_string();
    let row = |field: &FieldConversion| {
        let (name, example) = (field.field.to_string(), field.example.to_string());
        view! {
            <tr>
                <th scope="row"><code>{name}</code></th>
                <td class:soft=field.became.is_none()>{field.became.clone().unwrap_or("left unread".into())}</td>
                <td>{field.count}</td>
                <td><code dir="auto">{example}</code></td>
            </tr>
        }
    };
    let rows = conversion.read_fields().map(row).chain(conversion.unread_fields().map(row)).collect_view();
    let names = (!conversion.names.is_empty()).then(|| view! { <Names names=conversion.names.clone()/> });
    view! {
        <details class="panel read-as">
            <summary>{line}</summary>
            <div class="read-as-body">
                <ReadAgain reader/>
                {names}
                <div class="read-as-fields" tabindex="0" role="group" aria-label="What became of each field">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col">"There"</th>
                                <th scope="col">"Here"</th>
                                <th scope="col">"Times"</th>
                                <th scope="col">"Example"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
        </details>
    }
}

/// What to read the last file as, and what it leaves open: the zone of its local times, and the order of its dates.
#[component]
pub fn ReadAgain(
    /// The reader that read it.
    #[prop(optional)]
    reader: String,
    /// Whether the file is a document, whose entries may leave their day open.
    #[prop(optional)]
    is_document: bool,
) -> impl IntoView {
    let app = use_app();
    // A file of many megabytes is not kept.
    app.source.with_value(Option::is_some).then(|| {
        let (format, zone, order) = (NodeRef::<Select>::new(), NodeRef::<Input>::new(), NodeRef::<Select>::new());
        let day = NodeRef::<Input>::new();
        let message = RwSignal::new(None::<String>);
        let options = app.read_options_untracked();
        let chosen = options.reader.clone().unwrap_or_else(|| reader.as_str().into());
        let known = LocalResource::new(readers::formats);
        let formats = move || {
            let option = |format: Format| {
                let is_chosen = format.id == chosen;
                view! { <option value=format.id.to_string() prop:selected=is_chosen>{format.name.to_string()}</option> }
            };
            known.get().unwrap_or_default().into_iter().map(option).collect_view()
        };
        let orders = [
            ("", "as the file shows", None),
            ("dmy", "day first", Some(DateOrder::DayFirst)),
            ("mdy", "month first", Some(DateOrder::MonthFirst)),
        ];
        let order_options = orders.map(|(value, label, order)| {
            view! { <option value=value prop:selected=order == options.date_order>{label}</option> }
        });
        let read_again = move |_| {
            let value_of =
                |field: NodeRef<Select>| field.get_untracked().map(|field| field.value()).unwrap_or_default();
            let zone = zone.get_untracked().map(|zone| zone.value().trim().to_owned()).filter(|zone| !zone.is_empty());
            if let Some(zone) = zone.as_deref().filter(|zone| app.zones.with_value(|zones| zones.zone(zone)).is_none())
            {
                return message.set(Some(faultline_core::text::no_such_zone(zone)));
            }
            let (format, order) = (value_of(format), value_of(order));
            open::read_again(
                app,
                ReadOptions {
                    reader: (!format.is_empty()).then(|| format.into()),
                    zone: zone.map(Into::into),
                    day: day.get_untracked().and_then(|day| read_day(&day.value())),
                    date_order: orders.iter().find(|(value, ..)| *value == order).and_then(|(.., order)| *order),
                    ..app.read_options_untracked()
                },
            );
        };
        let day_field = is_document.then(|| {
            let value =
                options.day.map_or_else(String::new, |(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
            view! {
                <label>"Day of times without one " <input type="date" node_ref=day prop:value=value/></label>
            }
        });
        view! {
            <div class="read-again">
                <label>
                    "Format "
                    <select node_ref=format>
                        <option value="">"as recognised"</option>
                        {formats}
                    </select>
                </label>
                <label>
                    "Zone of times without one "
                    <input
                        type="text"
                        placeholder="Europe/Berlin"
                        autocomplete="off"
                        spellcheck="false"
                        node_ref=zone
                        prop:value=options.zone.as_deref().unwrap_or_default().to_owned()
                    />
                </label>
                {day_field}
                <label>"Dates " <select node_ref=order>{order_options.collect_view()}</select></label>
                <button type="button" on:click=read_again>"Read again"</button>
                <p class="dialog-said" role="alert">{message}</p>
            </div>
        }
    })
}

/// The organisation's own names of timestamps and statuses, and what each means; a change reads the file again.
#[component]
fn Names(names: Vec<NameConversion>) -> impl IntoView {
    let app = use_app();
    let rows = names.into_iter().map(|name| view! { <NameRow name/> }).collect_view();
    let save = move |_| {
        platform::download("faultline-names.json", "application/json", &app.read_options_untracked().names.to_json());
    };
    view! {
        <table class="read-as-names">
            <thead><tr><th scope="col">"Name in the tool"</th><th scope="col">"Example"</th><th scope="col">"Means"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
        <button type="button" on:click=save>"Save the names as a file"</button>
    }
}

#[component]
fn NameRow(name: NameConversion) -> impl IntoView {
    let app = use_app();
    let NameConversion { is_status, name, became, example, .. } = name;
    let words: Vec<&'static str> = if is_status {
        Status::ALL.iter().map(|status| status.word()).collect()
    } else {
        Milestone::ALL.iter().map(|milestone| milestone.word()).collect()
    };
    let none = if is_status { "not known" } else { "no milestone" };
    let options = words
        .into_iter()
        .map(|word| view! { <option value=word prop:selected=became.as_deref() == Some(word)>{word}</option> });
    let (label, shown) = (format!("What {name} means"), name.to_string());
    let changed = move |event| explain(app, is_status, &name, &event_target_value(&event));
    view! {
        <tr>
            <th scope="row">{shown}</th>
            <td><code dir="auto">{example.to_string()}</code></td>
            <td>
                <select aria-label=label on:change=changed>
                    <option value="" prop:selected=became.is_none()>{none}</option>
                    {options.collect_view()}
                </select>
            </td>
        </tr>
    }
}

/// Says what a name means, and reads the file again.
fn explain(app: App, is_status: bool, name: &str, word: &str) {
    let mut options = app.read_options_untracked();
    let NameTable { timestamps, statuses } = &mut options.names;
    if is_status {
        statuses.retain(|(known, _)| **known != *name);
        statuses.extend(Status::from_word(word).map(|status| (name.into(), status)));
    } else {
        timestamps.retain(|(known, _)| **known != *name);
        timestamps.push((name.into(), Milestone::from_word(word)));
    }
    open::read_again(app, options);
}

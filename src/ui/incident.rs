//! One incident: what happened, how long, why, and whether it is fixed, in that order.

use std::sync::Arc;

use leptos::prelude::*;

use crate::metrics::Durations;
use crate::state::{Lit, Loaded};
use crate::words;

use super::app::{App, use_app};
use super::{board, details, events, findings, markdown::markdown, parts, rail, tiles, timeline};

/// What the parts of one incident's page share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The incident.
    pub loaded: StoredValue<Arc<Loaded>>,
    /// Its durations, now.
    pub durations: Memo<Arc<Durations>>,
    /// What is lit because of what is chosen.
    pub lit: Memo<Option<Lit>>,
}

impl Shown {
    /// The incident.
    pub fn get(self) -> Arc<Loaded> {
        self.loaded.get_value()
    }
}

/// Below this width time runs down, not across.
const NARROW: f64 = 640.0;

/// One incident.
#[component]
pub fn IncidentPage(loaded: Arc<Loaded>) -> impl IntoView {
    let app = use_app();
    let stored = StoredValue::new(loaded);
    let shown = Shown {
        loaded: stored,
        durations: Memo::new(move |_| Arc::new(stored.get_value().durations(app.now.get()))),
        lit: Memo::new(move |_| app.selected.get().and_then(|selection| Lit::of(&stored.get_value().case, selection))),
    };
    let narrow = Memo::new(move |_| app.width.get() < NARROW);
    view! {
        <main class="incident" class:with-details=move || app.selected.get().is_some()>
            {move || summary(app, shown)}
            {tiles::tiles(app, shown)}
            {move || if narrow.get() { rail::rail(app, shown) } else { timeline::timeline(app, shown) }}
            {board::board(app, shown)}
            <div class="two">
                {events::events(app, shown)}
                <div>
                    {findings::findings(app, shown)}
                    {events::lessons(shown)}
                </div>
            </div>
        </main>
        {move || details::details(app, shown)}
    }
}

fn summary(app: App, shown: Shown) -> AnyView {
    let loaded = shown.get();
    let incident = &loaded.case.incident;
    let zone = app.zone(&loaded);
    let severity = incident.severity.as_ref().map(|severity| {
        let class = severity.rank.map_or_else(|| "chip".to_owned(), |rank| format!("chip severity-{rank}"));
        view! { <span class=class title="Severity">{severity.word.to_string()}</span> }
    });
    let status = incident.status.map(|status| {
        view! { <span class=format!("chip status-{}", status.word()) title="Status">{words::status_name(status)}</span> }
    });
    let when = loaded.case.extent(app.now.get_untracked()).map(|span| {
        let text = words::from_to(span, zone.as_ref());
        view! { <span>{parts::moment(span.start(), zone.as_ref(), text)} " " {zone.name().to_owned()}</span> }
    });
    let services = incident.services.iter().map(|service| service.name.to_string()).collect::<Vec<_>>().join(", ");
    let title =
        if incident.title.is_empty() { "Incident without a title".to_owned() } else { incident.title.to_string() };
    view! {
        <section class="head">
            <p class="chips">{severity}{status}<span class="soft">{when}</span>
                {(!services.is_empty()).then(|| view! { <span class="soft">{services}</span> })}</p>
            <h1>{title}</h1>
            {incident.summary.as_deref().map(markdown)}
            {parts::links(&incident.links)}
        </section>
    }
    .into_any()
}

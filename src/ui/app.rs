//! The root: the model as a signal, the way actions reach it, and what listens to the whole page.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{self, IntlZones};
use crate::state::{self, Action, Command, Loaded, Model, Selection, Stage, ZoneChoice};
use crate::time::{FixedZone, Instant, Zone, ZoneSource};

use super::{head::Header, incident::IncidentPage, open, sheets::Sheets, stages};

/// What every part of the page can reach.
#[derive(Clone, Copy)]
pub struct App {
    /// The model. Read it through the memos below where one fits.
    pub model: RwSignal<Model>,
    /// What is shown.
    pub stage: Memo<Stage>,
    /// What is chosen.
    pub selected: Memo<Option<Selection>>,
    /// Which zone times are shown in.
    pub zone_choice: Memo<ZoneChoice>,
    /// Now; moves only while a shown figure grows with it.
    pub now: RwSignal<Instant>,
    /// The width of the window, in CSS pixels.
    pub width: RwSignal<f64>,
    /// What a screen reader is told.
    pub announcement: RwSignal<String>,
}

impl App {
    fn new() -> Self {
        let model = RwSignal::new(Model::default());
        Self {
            model,
            stage: Memo::new(move |_| model.with(|model| model.stage.clone())),
            selected: Memo::new(move |_| model.with(|model| model.selected)),
            zone_choice: Memo::new(move |_| model.with(|model| model.zone)),
            now: RwSignal::new(browser::now()),
            width: RwSignal::new(0.0),
            announcement: RwSignal::new(String::new()),
        }
    }

    /// Applies an action.
    pub fn act(self, action: Action) {
        self.model.update(|model| state::update(model, action));
    }

    /// The zone times are shown in.
    pub fn zone(self, loaded: &Loaded) -> Arc<dyn Zone> {
        match self.zone_choice.get() {
            ZoneChoice::File => Arc::clone(&loaded.zone),
            ZoneChoice::Utc => Arc::new(FixedZone::utc()),
            ZoneChoice::Reader => {
                let name = browser::reader_zone_name();
                name.and_then(|name| IntlZones.zone(&name)).unwrap_or_else(|| Arc::new(FixedZone::utc()))
            }
        }
    }
}

/// What every part of the page can reach.
pub fn use_app() -> App {
    expect_context::<App>()
}

/// Puts the viewer on the page and loads what the address asks for.
pub fn mount() {
    browser::install_crash_page();
    browser::set_theme(browser::stored("faultline.theme").as_deref());
    let app = App::new();
    leptos::mount::mount_to(browser::root(), move || view! { <Page app /> }).forget();
    listen(app);
    open::first(app);
}

#[component]
fn Page(app: App) -> impl IntoView {
    provide_context(app);
    let embedded = browser::is_embedded();
    view! {
        <Show when=move || !embedded><Header /></Show>
        {move || stages::progress(app)}
        {move || match app.stage.get() {
            Stage::Empty => stages::empty().into_any(),
            Stage::Failed { name, failure } => stages::failed(&name, &failure).into_any(),
            Stage::Shown(loaded) => view! { <IncidentPage loaded /> }.into_any(),
        }}
        <Sheets />
        <p class="unseen" role="status" aria-live="polite">{move || app.announcement.get()}</p>
    }
}

fn listen(app: App) {
    browser::on_resize(&browser::root(), move |width| {
        if width > 0.0 && (width - app.width.get_untracked()).abs() > 0.5 {
            app.width.set(width);
        }
    });
    browser::every_second(move || {
        let ticking = app.model.with_untracked(|model| {
            model.loaded().is_some_and(|loaded| loaded.durations(app.now.get_untracked()).ticking())
        });
        if ticking {
            app.now.set(browser::now());
        }
    });
    browser::on_key(move |event| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        match state::command(&event.key(), false).filter(|_| !modified) {
            Some(Command::Help) => browser::open_dialog("keys"),
            Some(Command::Back) if app.selected.get_untracked().is_some() => {
                // The panel is about to go, and must not take the focus with it.
                let in_details = browser::has_focus(".details");
                app.act(Action::Deselect);
                if in_details {
                    browser::focus("timeline");
                }
            }
            _ => {}
        }
    })
    .forever();
    if !browser::is_embedded() {
        open::listen(app);
    }
}

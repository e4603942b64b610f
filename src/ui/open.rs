//! Getting an incident in: by address, from the disk, dropped, pasted. One road for all: bytes, then `state::load`.

use std::sync::Arc;

use crate::browser::{self, Cancel, IntlZones};
use crate::formats;
use crate::state::{self, Action, Failure, Progress};

use super::address;
use super::app::App;

/// The incident that is shown when the address asks for none.
const SAMPLE: &str = "incidents/production-server-2023-03-01.json";
/// The list of shipped incidents.
const SAMPLES: &str = "incidents/index.json";

thread_local! {
    /// Stops the load under way. The last load asked for wins.
    static UNDER_WAY: std::cell::RefCell<Cancel> = std::cell::RefCell::new(Cancel::new());
}

/// Loads what the address asks for, else the sample.
pub fn first(app: App) {
    address(app, browser::query("src").unwrap_or_else(|| SAMPLE.to_owned()));
}

/// Whether the page's own address leads to the incident of that name.
pub fn is_in_address(name: &str) -> bool {
    name == browser::query("src").as_deref().unwrap_or(SAMPLE)
}

/// Loads an incident from an address, relative or https.
pub fn address(app: App, address: String) {
    let Some(url) = browser::resolve(&address) else {
        fail(app, address, Failure::BadAddress);
        return;
    };
    let cancel = begin();
    app.act(Action::Progressed(Progress { name: address.clone(), read: 0, total: None }));
    run(async move {
        let other_site = !browser::same_site(&url);
        let stopwatch = browser::Stopwatch::start("faultline:fetch");
        let told = |read, total| app.act(Action::Progressed(Progress { name: address.clone(), read, total }));
        let bytes = browser::fetch(&url, other_site, &cancel, told).await;
        stopwatch.stop();
        arrive(app, &cancel, address, bytes);
    });
}

/// Loads a file from the disk.
pub fn file(app: App, file: browser::File) {
    let cancel = begin();
    let name = file.name();
    app.act(Action::Progressed(Progress { name: name.clone(), read: 0, total: None }));
    run(async move {
        let stopwatch = browser::Stopwatch::start("faultline:fetch");
        let bytes = browser::read_file(file).await;
        stopwatch.stop();
        arrive(app, &cancel, name, bytes);
    });
}

/// Loads a text.
pub fn text(app: App, text: &str) {
    let cancel = begin();
    let bytes = if text.trim().is_empty() { Err(Failure::NothingPasted) } else { Ok(text.as_bytes().to_vec()) };
    browser::measure("faultline:fetch", || ());
    arrive(app, &cancel, "pasted text".to_owned(), bytes);
}

/// Stops the load under way.
pub fn cancel(app: App) {
    UNDER_WAY.with_borrow(Cancel::stop);
    app.act(Action::Cancelled);
    browser::mark_ready();
}

/// The shipped incidents, each with its address and title; empty when their list cannot be had.
pub async fn samples() -> Vec<(String, String)> {
    let Some(url) = browser::resolve(SAMPLES) else { return Vec::new() };
    let bytes = browser::fetch(&url, false, &Cancel::new(), |_, _| {}).await.unwrap_or_default();
    let entries = formats::read_catalog(&bytes).unwrap_or_default().incidents.into_iter();
    entries.map(|entry| (format!("incidents/{}", entry.src), entry.title.into())).collect()
}

/// Runs something that has to wait. Boxed, so that all of them share one road through the executor.
pub fn run(work: impl Future<Output = ()> + 'static) {
    let work: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    leptos::task::spawn_local(work);
}

fn begin() -> Cancel {
    browser::set_state("loading");
    let cancel = Cancel::new();
    UNDER_WAY.with_borrow_mut(|under_way| {
        under_way.stop();
        *under_way = cancel.clone();
    });
    cancel
}

fn arrive(app: App, cancel: &Cancel, name: String, bytes: Result<Vec<u8>, Failure>) {
    if cancel.stopped() && !matches!(bytes, Err(Failure::Read(_))) {
        return;
    }
    let now = browser::now();
    let loaded = bytes.and_then(|bytes| {
        browser::measure("faultline:read", || state::load(&bytes, &name, &IntlZones, now)).map_err(Failure::Read)
    });
    match loaded {
        Err(failure) => fail(app, name, failure),
        Ok(loaded) => {
            browser::set_title(&format!("{} · Faultline", loaded.case.incident.title));
            browser::set_file(&loaded.name);
            browser::set_flag("data-shown", true);
            let stopwatch = browser::Stopwatch::start("faultline:draw");
            app.act(Action::Arrived(Arc::new(loaded)));
            address::arrived(app);
            browser::after_paint(move || {
                stopwatch.stop();
                browser::mark_ready();
            });
        }
    }
}

fn fail(app: App, name: String, failure: Failure) {
    browser::set_title("Faultline");
    browser::set_flag("data-shown", false);
    app.act(Action::Failed { name, failure });
    browser::after_paint(browser::mark_ready);
}

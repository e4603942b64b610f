//! Getting an incident in: by address, from the disk, dropped, pasted. One way for all: a text, then `formats::open` and `faultline_viewer::prepare`.

use std::sync::Arc;

use crate::platform::{self, Cancel, Dropped, IntlZones, SlicePace};
use faultline_core::formats::{self, ReadError};
use faultline_core::pace;
use faultline_viewer::{Action, Failure, Loaded, Progress, prepare};

use crate::context::App;
use crate::pages::collection as trends;
use crate::{address, seek};

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
    address(app, platform::query("src").unwrap_or_else(|| SAMPLE.to_owned()));
}

/// Whether the page's own address leads to the incident of that name.
pub fn is_in_address(name: &str) -> bool {
    name == platform::query("src").as_deref().unwrap_or(SAMPLE)
}

/// Loads an incident from an address, relative or https.
pub fn address(app: App, address: String) {
    let Some(url) = platform::resolve(&address) else {
        fail(app, address, Failure::BadAddress);
        return;
    };
    let cancel = begin();
    tell(app, &address, 0, None);
    run(async move {
        let other_site = !platform::same_site(&url);
        let stopwatch = platform::Stopwatch::start("faultline:fetch");
        let told = |read, total| tell(app, &address, read, total);
        let text = platform::fetch(&url, other_site, &cancel, &told).await;
        stopwatch.stop();
        arrive(app, &cancel, address, text).await;
    });
}

/// Loads a file from the disk.
pub fn file(app: App, file: platform::File) {
    let cancel = begin();
    let name = file.name();
    tell(app, &name, 0, None);
    run(async move {
        let stopwatch = platform::Stopwatch::start("faultline:fetch");
        let told = |read, total| tell(app, &name, read, total);
        let text = platform::read_file(&file, &cancel, &told).await;
        stopwatch.stop();
        arrive(app, &cancel, name, text).await;
    });
}

/// Loads files of the disk, each with its path: one as it is, several as many incidents.
pub fn files(app: App, mut files: Vec<(String, platform::File)>) {
    if files.len() < 2 {
        files.pop().into_iter().for_each(|(_, one)| file(app, one));
        return;
    }
    let cancel = begin();
    run(async move {
        trends::files(app, cancel, files).await;
    });
}

/// Loads what was dropped on the page.
pub fn dropped(app: App, dropped: Dropped) {
    match dropped {
        Dropped::Files(dropped) => files(app, dropped),
        Dropped::Folders(entries) => {
            let cancel = begin();
            run(async move {
                trends::folders(app, cancel, entries).await;
            });
        }
    }
}

/// Loads a text.
pub fn text(app: App, text: &str) {
    let cancel = begin();
    let text = if text.trim().is_empty() { Err(Failure::NothingPasted) } else { Ok(text.to_owned()) };
    platform::measure("faultline:fetch", || ());
    run(async move { arrive(app, &cancel, "pasted text".to_owned(), text).await });
}

/// Stops the load under way.
pub fn cancel(app: App) {
    UNDER_WAY.with_borrow(Cancel::stop);
    app.dispatch(Action::Cancelled);
    seek::settle();
}

/// The shipped incidents, each with its address and title; empty when their list cannot be had.
pub async fn samples() -> Vec<(String, String)> {
    let Some(url) = platform::resolve(SAMPLES) else { return Vec::new() };
    let text = platform::fetch(&url, false, &Cancel::new(), &|_, _| {}).await;
    text.map_or_else(|_| Vec::new(), |text| trends::titles(SAMPLES, text))
}

/// Runs something that has to wait. Boxed, so that all of them share one road through the executor.
pub fn run(work: impl Future<Output = ()> + 'static) {
    let work: std::pin::Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    leptos::task::spawn_local(work);
}

/// A load begins: the one before is stopped.
pub fn begin() -> Cancel {
    platform::set_state("loading");
    let cancel = Cancel::new();
    UNDER_WAY.with_borrow_mut(|under_way| {
        under_way.stop();
        *under_way = cancel.clone();
    });
    cancel
}

/// Says how far a load has come.
pub fn tell(app: App, name: &str, read: u64, total: Option<u64>) {
    app.dispatch(Action::Progressed(Progress { name: name.to_owned(), read, total, events: None }));
}

async fn arrive(app: App, cancel: &Cancel, name: String, text: Result<String, Failure>) {
    let loaded = match text {
        Err(failure) => Err(failure),
        Ok(text) if formats::is_catalog(text.as_bytes()) => {
            return trends::catalog(app, cancel.clone(), name, text).await;
        }
        Ok(text) => {
            let stopwatch = platform::Stopwatch::start("faultline:read");
            let loaded = read(app, cancel, &name, text).await;
            stopwatch.stop();
            loaded.map_err(Failure::Read)
        }
    };
    if cancel.stopped() {
        return;
    }
    match loaded {
        Err(failure) => fail(app, name, failure),
        Ok(None) => {}
        Ok(Some(loaded)) => {
            let stopwatch = platform::Stopwatch::start("faultline:draw");
            app.dispatch(Action::Arrived(Arc::new(loaded)));
            address::arrived(app);
            platform::after_paint(move || {
                stopwatch.stop();
                seek::settle();
            });
        }
    }
}

/// Reads one incident, with pauses in which the browser paints and the reader can cancel. `None` when it was stopped.
pub async fn read(app: App, cancel: &Cancel, name: &str, text: String) -> Result<Option<Loaded>, ReadError> {
    /// How long a time slice is: a tenth of a second is what a reader takes for at once, and each pause costs what is drawn
    /// in it.
    const SLICE_MS: f64 = 80.0;
    let bytes = text.len() as u64;
    let report = |pace::Progress { done, total }| {
        let events = total.map(|total| (done, total));
        app.dispatch(Action::Progressed(Progress { name: name.to_owned(), read: bytes, total: Some(bytes), events }));
    };
    let pace = SlicePace::new(SLICE_MS, cancel, report);
    let reading = formats::open(&text, name, &IntlZones, &pace).await.and_then(formats::Document::into_incident);
    drop(text);
    match reading {
        Ok(reading) => Ok(prepare(reading, name, &IntlZones, platform::now(), &pace).await.ok()),
        Err(ReadError::Stopped) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Says why nothing could be shown.
pub fn fail(app: App, name: String, failure: Failure) {
    app.dispatch(Action::Failed { name, failure });
    platform::after_paint(seek::settle);
}

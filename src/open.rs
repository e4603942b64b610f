//! Opening incidents: by address, from the disk, dropped or pasted.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::context::App;
use crate::effects;
use crate::pages::collection;
use crate::platform::{self, Cancel, File, FileSystemEntry, Request, SlicePace, Stopwatch};
use crate::readers;
use faultline_core::formats::{self, Document, NameTable, ReadError, ReadOptions, Reading};
use faultline_core::pace::{self, Stopped};
use faultline_viewer::url::PASTED;
use faultline_viewer::{Action, Failure, Loaded, NAMES_KEY, Progress};

/// The incident that is shown when the address asks for none.
const SAMPLE: &str = "incidents/production-server-2023-03-01.json";
/// The list of shipped incidents.
const SAMPLES: &str = "incidents/index.json";
/// Maximum time slice before yielding, in milliseconds: each pause costs what is drawn in it.
const SLICE_MS: f64 = 60.0;

/// Where something to open comes from.
pub enum Source {
    /// An address, relative to the page or https.
    Address(String),
    /// Files of the disk, each with its path in the folder that was chosen, or its name: one is opened as it is, several as
    /// a collection.
    Files(Vec<(String, File)>),
    /// Files and folders that were dropped.
    Folders(Vec<FileSystemEntry>),
    /// A text that was pasted.
    Text(String),
}

/// The text of a file, with its name or address.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// The name or address.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Files of more bytes are not kept to be read again.
const MOST_KEPT: usize = 8 << 20;

/// How files are read that nothing was said about yet: with the names that the reader has explained before.
pub fn remembered_options() -> ReadOptions {
    let names = platform::stored(NAMES_KEY).and_then(|names| NameTable::from_json(&names).ok());
    ReadOptions { names: names.unwrap_or_default(), ..ReadOptions::default() }
}

/// Reads what was read last once more, in another way. The names are kept for later visits.
pub fn read_again(app: App, options: ReadOptions) {
    let names = (options.names != NameTable::default()).then(|| options.names.to_json());
    platform::store(NAMES_KEY, names.as_deref());
    app.dispatch(Action::SetReadOptions(options));
    let Some(SourceText { name, text }) = app.source.get_value() else { return };
    let cancel = begin(app);
    spawn_local(async move { show(app, name, Ok(text), &cancel).await });
}

/// The address of what the page shows without being asked for anything else.
pub fn default_address() -> String {
    platform::query("src").unwrap_or_else(|| SAMPLE.to_owned())
}

/// Opens something in place of what is shown. The load before it is stopped.
pub fn open(app: App, source: Source) {
    let cancel = begin(app);
    app.dispatch(Action::SetReadOptions(remembered_options()));
    // What is read again is what was read alone.
    app.source.set_value(None);
    let stopwatch = Stopwatch::start("faultline:fetch");
    let show_text = async move |name: String, text: Result<String, Failure>, cancel: &Cancel| {
        stopwatch.stop();
        show(app, name, text, cancel).await;
    };
    match source {
        Source::Address(address) => {
            // Sent now, so that the browser fetches the file while the page is drawn for the first time.
            let request = request(app, &address, &cancel);
            spawn_local(async move {
                let text = read_answer(app, &address, request).await;
                show_text(address, text, &cancel).await;
            });
        }
        Source::Files(files) => spawn_local(async move {
            match <[_; 1]>::try_from(files) {
                Ok([(_, file)]) => {
                    let text = read_file(app, &file.name(), &file, &cancel).await;
                    show_text(file.name(), text, &cancel).await;
                }
                Err(files) => collection::load_files(app, &cancel, files).await,
            }
        }),
        Source::Folders(entries) => spawn_local(async move {
            collection::load_files(app, &cancel, platform::files_in(entries).await).await;
        }),
        Source::Text(text) => spawn_local(async move {
            let text = if text.trim().is_empty() { Err(Failure::NothingPasted) } else { Ok(text) };
            show_text(PASTED.to_owned(), text, &cancel).await;
        }),
    }
}

/// Opens a text that was pasted on the page. One that cannot be read leaves the incident or the many that are shown.
pub fn paste(app: App, text: String) {
    if app.with_untracked(|state| state.incident().is_none() && state.collection().is_none()) {
        return open(app, Source::Text(text));
    }
    spawn_local(async move {
        if let Err(failure) = open_pasted(app, text).await {
            app.dispatch(Action::PasteFailed(failure));
        }
    });
}

/// Opens a pasted text, if there is an incident in it.
///
/// # Errors
/// Why there is none; what the page shows stays as it is.
pub async fn open_pasted(app: App, text: String) -> Result<(), Failure> {
    if text.trim().is_empty() {
        return Err(Failure::NothingPasted);
    }
    let cancel = begin(app);
    let (options, source) = (app.read_options_untracked(), app.source.get_value());
    app.dispatch(Action::SetReadOptions(remembered_options()));
    let read = read_and_show(app, PASTED, text, &cancel).await;
    if read.is_err() {
        app.dispatch(Action::SetReadOptions(options));
        app.source.set_value(source);
        app.dispatch(Action::StopLoad);
    }
    read.map_err(Failure::Read)
}

/// Shows what is in the text of a file, or why there is none.
async fn show(app: App, name: String, text: Result<String, Failure>, cancel: &Cancel) {
    let failure = match text {
        Ok(text) => read_and_show(app, &name, text, cancel).await.err().map(Failure::Read),
        Err(failure) => (!cancel.stopped()).then_some(failure),
    };
    if let Some(failure) = failure {
        app.dispatch(Action::Failed { name, failure });
    }
}

/// Reads the text of a file, and shows what is in it. The text is kept, to be read again in another way.
///
/// # Errors
/// As [`read`]; a load that was stopped is none.
async fn read_and_show(app: App, name: &str, text: String, cancel: &Cancel) -> Result<(), ReadError> {
    let kept = (text.len() <= MOST_KEPT).then(|| SourceText { name: name.to_owned(), text: text.clone() });
    app.source.set_value(kept);
    let stopwatch = Stopwatch::start("faultline:read");
    match read(app, name, text, cancel).await {
        _ if cancel.stopped() => {}
        Err(error) => return Err(error),
        Ok(Document::Catalog(catalog)) => {
            stopwatch.stop();
            collection::load_catalog(app, cancel, name, catalog).await;
        }
        Ok(Document::Incident(reading)) => show_incident(app, name, *reading, stopwatch, cancel).await,
    }
    Ok(())
}

/// Shows an incident that was read; `stopwatch` measures the reading.
pub async fn show_incident(app: App, name: &str, reading: Reading, stopwatch: Stopwatch, cancel: &Cancel) {
    let Ok(loaded) = prepare(app, name, reading, cancel).await else { return };
    stopwatch.stop();
    let stopwatch = Stopwatch::start("faultline:draw");
    app.dispatch(Action::Arrived(Arc::new(loaded)));
    platform::after_paint(move || {
        stopwatch.stop();
        // What waits for the first paint is there by the second.
        platform::after_paint(move || effects::settle(app));
    });
}

/// The shipped incidents, each with its address and title; empty when their list cannot be had.
pub async fn samples(app: App) -> Vec<(String, String)> {
    let Some(url) = platform::resolve(SAMPLES) else { return Vec::new() };
    let text = platform::read_answer(platform::request(&url, &Cancel::new()), &|_, _| {}).await;
    match text {
        Ok(text) => collection::titles(app, SAMPLES, text).await,
        Err(_) => Vec::new(),
    }
}

/// Begins a load in place of the one under way.
pub fn begin(app: App) -> Cancel {
    platform::set_state("loading");
    let cancel = Cancel::new();
    app.jobs.update_value(|jobs| {
        jobs.load.stop();
        jobs.load = cancel.clone();
    });
    cancel
}

/// Reports how many bytes of a load are there, and how many there will be.
pub fn report(app: App, name: &str, read: u64, total: Option<u64>) {
    app.dispatch(Action::Progressed(Progress { name: name.to_owned(), read, total, events: None }));
}

/// Fetches an address, relative to the page or https.
///
/// # Errors
/// [`Failure`], by cause. A load that was stopped fails too: see [`Cancel::stopped`].
pub async fn fetch(app: App, address: &str, cancel: &Cancel) -> Result<String, Failure> {
    read_answer(app, address, request(app, address, cancel)).await
}

/// Requests an address, which [`read_answer`] waits for.
fn request(app: App, address: &str, cancel: &Cancel) -> Result<Request, Failure> {
    let url = platform::resolve(address).ok_or(Failure::BadAddress)?;
    report(app, address, 0, None);
    Ok(platform::request(&url, cancel))
}

async fn read_answer(app: App, address: &str, request: Result<Request, Failure>) -> Result<String, Failure> {
    platform::read_answer(request?, &|read, total| report(app, address, read, total)).await
}

/// Reads a file of the disk, which is called `name` meanwhile.
///
/// # Errors
/// As [`fetch`].
pub async fn read_file(app: App, name: &str, file: &File, cancel: &Cancel) -> Result<String, Failure> {
    report(app, name, 0, None);
    platform::read_file(file, cancel, &|read, total| report(app, name, read, total)).await
}

/// Reads the text of a file of any format, fetching the readers of other formats for one of those, with pauses in which the browser paints and the reader can stop it.
///
/// # Errors
/// [`ReadError`] when there is no incident in it, and [`ReadError::Stopped`].
pub async fn read(app: App, name: &str, text: String, cancel: &Cancel) -> Result<Document, ReadError> {
    let bytes = text.len() as u64;
    let is_one = formats::is_version_1(text.as_bytes());
    let named = name.to_owned();
    let report = move |pace::Progress { done, total }| {
        // How many records of a file were read says nothing to a reader who waits for a file: their bytes do.
        let share = total.and_then(|total| (bytes * done as u64).checked_div(total as u64));
        let (read, events) =
            if is_one { (bytes, total.map(|total| (done, total))) } else { (share.unwrap_or(0), None) };
        app.dispatch(Action::Progressed(Progress { name: named.clone(), read, total: Some(bytes), events }));
    };
    let (options, zones) = (app.read_options_untracked(), app.zones.get_value());
    let pace = SlicePace::new(SLICE_MS, cancel, &report);
    match formats::open_own(&text, name, &options, &zones, &pace).await {
        Some(answer) => answer,
        None => readers::read(&text, name, &options, &zones, cancel, report).await,
    }
}

/// Joins, indexes and measures an incident that was read.
///
/// # Errors
/// [`Stopped`].
pub async fn prepare(app: App, name: &str, reading: Reading, cancel: &Cancel) -> Result<Loaded, Stopped> {
    let pace = SlicePace::new(SLICE_MS, cancel, |_| {});
    faultline_viewer::prepare(reading, name, &app.zones.get_value(), platform::now(), &pace).await
}

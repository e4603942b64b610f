//! Getting a collection in: a catalog, several files, a folder, further parts; and one of its incidents opened.

use std::sync::Arc;

use leptos::prelude::*;

use crate::context::App;
use crate::platform::{self, Cancel, File, IntlZones, SlicePace};
use crate::{address, open};
use faultline_core::formats::{self, Catalog, ReadError};
use faultline_core::pace::{Pace, Progress, Stopped};
use faultline_viewer::{
    Collection, CollectionAction, Failure, Gathering, Loaded, Screen, SearchAction, beside, load_entry, resolve_in,
};

/// Maximum time slice before yielding, in milliseconds.
const SLICE_MS: f64 = 40.0;
/// How many entries are measured between two looks at the clock.
const ENTRIES: usize = 50;

/// Shows a catalog whose text has come; `name` is its name or address.
pub async fn catalog(app: App, cancel: Cancel, name: String, text: String) {
    app.collection.files.set_value(Vec::new());
    match read_catalog(app, &cancel, &name, text).await {
        Err(ReadError::Stopped) => {}
        Err(error) => open::fail(app, name, Failure::Read(error)),
        Ok(mut catalog) => {
            platform::measure("faultline:read", || resolve_in(&mut catalog, &name));
            show_new(app, &cancel, Gathering::new(&name, catalog, platform::now())).await;
        }
    }
}

/// Shows several files of the disk, or those of a folder, each with its path: incidents and catalogs, joined.
pub async fn files(app: App, cancel: Cancel, mut files: Vec<(String, File)>) {
    let may_hold_incidents = |path: &str| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        ["json", "ndjson", "jsonl"].iter().any(|known| ending.eq_ignore_ascii_case(known))
    };
    // Of a folder only what may hold incidents; of files that were chosen one by one, all.
    let is_folder = files.iter().any(|(path, _)| path.contains('/'));
    let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    files.retain(|(path, _)| !is_folder || (may_hold_incidents(path) && !is_hidden(path)));
    let name = match files.as_slice() {
        [] => "no file".to_owned(),
        [(path, _)] => path.clone(),
        [(path, _), ..] if is_folder => path.split('/').next().unwrap_or(path).to_owned(),
        more => format!("{} files", more.len()),
    };
    if let Ok(all) = joined(app, &cancel, &files).await {
        app.collection.files.set_value(files);
        show_new(app, &cancel, Gathering::new(&name, all, platform::now())).await;
    }
}

/// The incidents of several files as one catalog. A file that cannot be read is a problem of it.
async fn joined(app: App, cancel: &Cancel, files: &[(String, File)]) -> Result<Catalog, Stopped> {
    let mut all = Catalog::default();
    for (at, (path, file)) in files.iter().enumerate() {
        open::tell(app, &format!("{path} ({} of {})", at + 1, files.len()), 0, None);
        let text = platform::read_file(file, cancel, &|_, _| {}).await;
        if cancel.stopped() {
            return Err(Stopped);
        }
        let read = match text {
            Err(Failure::Read(error)) => Err(error),
            Err(_) => Err(ReadError::Empty),
            Ok(text) => read_catalog(app, cancel, path, text).await,
        };
        match read {
            Err(ReadError::Stopped) => return Err(Stopped),
            Err(error) => all.add_failure(path, error),
            Ok(mut catalog) => {
                resolve_in(&mut catalog, path);
                let is_here = |src: &str| files.iter().any(|(path, _)| *path == normal_path(src));
                catalog.parts.retain(|part| !is_here(part));
                // The incidents that an index lists are files of the folder: they are read themselves.
                if catalog.entries.iter().any(|entry| entry.src.as_deref().is_some_and(is_here)) {
                    catalog = Catalog { title: catalog.title, parts: catalog.parts, ..Catalog::default() };
                }
                all.add(catalog);
            }
        }
    }
    Ok(all)
}

/// Shows the files of folders that were dropped.
pub async fn folders(app: App, cancel: Cancel, dropped: Vec<platform::Entry>) {
    let found = platform::files_in(dropped).await;
    files(app, cancel, found).await;
}

/// The addresses and titles of a catalog whose entries have files: the list itself first.
pub fn titles(address: &str, text: String) -> Vec<(String, String)> {
    let catalog = formats::read_catalog(text.into_bytes(), address, &IntlZones).unwrap_or_default();
    let all = format!("{}: all {} together", catalog.title, catalog.entries.len());
    let entries = catalog.entries.into_iter();
    let each = entries.filter_map(|entry| Some((beside(address, &entry.src?), entry.incident.title.into())));
    std::iter::once((address.to_owned(), all)).chain(each).collect()
}

/// Fetches the parts that are not read yet.
pub fn parts(app: App) {
    let cancel = open::begin();
    open::run(async move {
        if more_parts(app, cancel, &|_| true).await.is_ok() {
            platform::after_paint(platform::mark_ready);
        }
    });
}

/// Fetches parts one after the other while they are wanted. One that cannot be had is a problem of the catalog.
///
/// # Errors
/// [`Stopped`] when the reader asked for something else.
pub async fn more_parts(app: App, cancel: Cancel, are_wanted: &dyn Fn(&Collection) -> bool) -> Result<(), Stopped> {
    let wanted = || app.with_untracked(|state| state.trends.collection.clone()).filter(|now| are_wanted(now));
    while let Some(collection) = wanted() {
        let Some(part) = collection.catalog.parts.first().map(ToString::to_string) else { break };
        report_part(app, &collection);
        let text = text_of(app, &part, &cancel).await;
        if cancel.stopped() {
            return Err(Stopped);
        }
        let mut whole = (*collection).clone();
        whole.catalog.parts.remove(0);
        match text {
            Ok(text) => match read_catalog(app, &cancel, &part, text).await {
                Ok(mut more) => {
                    resolve_in(&mut more, &part);
                    // Parts of parts are not followed.
                    more.parts.clear();
                    whole.catalog.add(more);
                }
                Err(ReadError::Stopped) => return Err(Stopped),
                Err(error) => whole.catalog.add_failure(&part, error),
            },
            Err(failure) => whole.catalog.add_missing(&part, failure.title()),
        }
        let table = app.with_untracked(|state| (*state.trends.table).clone());
        show(app, &cancel, Gathering::more(whole, table)).await?;
    }
    Ok(())
}

/// Reports which part is about to come.
pub fn report_part(app: App, collection: &Collection) {
    if let Some(part) = collection.catalog.parts.first() {
        let at = collection.parts - collection.catalog.parts.len() + 1;
        open::tell(app, &format!("{part} ({at} of {} parts)", collection.parts), 0, None);
    }
}

/// Opens an incident: from its file, else as the catalog has it.
pub fn open(app: App, row: u32) {
    if app.with_untracked(|state| state.stage == Screen::Collection) {
        app.dispatch(CollectionAction::Point(Some(row)));
    }
    open_as(app, row, None);
}

/// What an address says of an incident that it leads to, and what there is to say about the rest of it.
pub type View = (String, Vec<String>);

/// The same for the reader's hand or, with a view, for an address.
pub fn open_as(app: App, row: u32, view: Option<View>) {
    let Some(collection) = app.with_untracked(|state| state.trends.collection.clone()) else { return };
    let Some(entry) = collection.entry(row) else { return };
    let now = platform::now();
    let Some(src) = entry.src.as_ref().map(ToString::to_string).filter(|_| !entry.whole) else {
        if let Some(loaded) = load_entry(&collection, row, &IntlZones, now) {
            opened(app, row, loaded, view);
        }
        return;
    };
    let cancel = open::begin();
    open::tell(app, &src, 0, None);
    open::run(async move {
        let loaded = match text_of(app, &src, &cancel).await {
            Ok(text) => open::read(app, &cancel, &src, text).await.map_err(Failure::Read),
            Err(failure) => Err(failure),
        };
        match loaded {
            _ if cancel.stopped() => {}
            Ok(Some(loaded)) => opened(app, row, loaded, view),
            Ok(None) => {}
            Err(failure) => missed(app, row, (src, failure), view),
        }
    });
}

fn opened(app: App, row: u32, loaded: Loaded, view: Option<View>) {
    if view.is_none() {
        address::leave(app);
    }
    app.dispatch(CollectionAction::Opened(row, Arc::new(loaded)));
    platform::scroll_to_px(0.0);
    if let Some((fragment, notes)) = view {
        address::recall_one(app, &fragment, notes);
        address::followed(app);
    }
    platform::after_paint(platform::mark_ready);
}

/// An incident whose file cannot be had is a step as well.
fn missed(app: App, row: u32, (src, failure): (String, Failure), view: Option<View>) {
    if view.is_none() {
        address::leave(app);
    }
    app.dispatch(CollectionAction::Missed(row));
    open::fail(app, src, failure);
    if let Some((_, notes)) = view {
        app.dispatch(SearchAction::Note(notes));
        address::followed(app);
    }
}

/// The text of an address: of a file that was handed over with the catalog, else fetched.
async fn text_of(app: App, address: &str, cancel: &Cancel) -> Result<String, Failure> {
    let report = |read, total| open::tell(app, address, read, total);
    let path = normal_path(address);
    let of_path =
        |files: &Vec<(String, File)>| files.iter().find(|(other, _)| *other == path).map(|(_, file)| file.clone());
    if let Some(file) = app.collection.files.with_value(of_path) {
        return platform::read_file(&file, cancel, &report).await;
    }
    let url = platform::resolve(address).ok_or(Failure::BadAddress)?;
    platform::fetch(&url, !platform::same_site(&url), cancel, &report).await
}

/// A path without `./` and `a/../`.
fn normal_path(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Shows what was read as the address says.
async fn show_new(app: App, cancel: &Cancel, gathering: Gathering) {
    if show(app, cancel, gathering).await.is_ok() {
        address::arrived(app);
    }
}

/// Measures what was read, and shows it.
async fn show(app: App, cancel: &Cancel, mut gathering: Gathering) -> Result<(), Stopped> {
    let stopwatch = platform::Stopwatch::start("faultline:measure");
    platform::yield_now().await;
    let pace = SlicePace::new(SLICE_MS, cancel, |_| {});
    while !gathering.step(ENTRIES) {
        pace.pause(Progress::default()).await?;
    }
    let (collection, table) = gathering.finish();
    stopwatch.stop();
    let (collection, table) = (Arc::new(collection), Arc::new(table));
    platform::yield_now().await;
    app.with_untracked(|state| app.collection.prepare(state, &collection, &table));
    platform::yield_now().await;
    if cancel.stopped() {
        return Err(Stopped);
    }
    app.dispatch(CollectionAction::Arrived(collection, table));
    Ok(())
}

/// Reads one incident or many as a catalog, and reports how far it is.
async fn read_catalog(app: App, cancel: &Cancel, name: &str, text: String) -> Result<Catalog, ReadError> {
    let stopwatch = platform::Stopwatch::start("faultline:read");
    let bytes = text.len() as u64;
    let report = |progress: Progress| {
        // How many incidents there are says nothing to a reader who waits for a file: its bytes do.
        let share = progress.total.and_then(|total| (bytes * progress.done as u64).checked_div(total as u64));
        open::tell(app, name, share.unwrap_or(0), Some(bytes));
    };
    let document = formats::open(&text, name, &IntlZones, &SlicePace::new(SLICE_MS, cancel, report)).await;
    stopwatch.stop();
    document.map(|document| document.into_catalog(name))
}

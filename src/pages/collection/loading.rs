//! Getting a collection in: a catalog, several files, a folder, further parts; and one of its incidents opened.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::context::App;
use crate::open;
use crate::platform::{self, Cancel, File, SlicePace, Stopwatch};
use crate::readers;
use faultline_core::catalog::Table;
use faultline_core::formats::{self, Catalog, Document, ReadError, ReadOptions};
use faultline_core::pace::{NoPause, Stopped};
use faultline_viewer::{Collection, CollectionAction, Failure, beside, gather, gather_more, resolve_in};

/// Maximum time slice before yielding, in milliseconds.
const SLICE_MS: f64 = 40.0;

/// Shows a catalog that was read from a file of that name or address.
pub async fn load_catalog(app: App, cancel: &Cancel, name: &str, mut catalog: Catalog) {
    app.collection.files.set_value(Vec::new());
    resolve_in(&mut catalog, name);
    show(app, cancel, name, catalog).await;
}

/// Shows several files of the disk, or those of a folder, each with its path: incidents and catalogs, joined.
pub async fn load_files(app: App, cancel: &Cancel, mut files: Vec<(String, File)>) {
    // Of a folder only what may hold incidents; of files that were chosen one by one, all.
    let is_folder = files.iter().any(|(path, _)| path.contains('/'));
    let formats = if is_folder { readers::formats().await } else { Vec::new() };
    let may_hold_incidents = |path: &str| {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        formats.is_empty()
            || formats.iter().flat_map(|format| &format.endings).any(|known| ending.eq_ignore_ascii_case(known))
    };
    let is_hidden = |path: &str| path.split('/').any(|part| part.starts_with('.'));
    files.retain(|(path, _)| !is_folder || (may_hold_incidents(path) && !is_hidden(path)));
    let name = match files.as_slice() {
        [] => "no file".to_owned(),
        [(path, _)] => path.clone(),
        [(path, _), ..] if is_folder => path.split('/').next().unwrap_or(path).to_owned(),
        more => format!("{} files", more.len()),
    };
    let stopwatch = Stopwatch::start("faultline:read");
    let Ok(all) = joined(app, cancel, &files).await else { return };
    match Document::joined(all) {
        Document::Incident(reading) => open::show_incident(app, &name, *reading, stopwatch, cancel).await,
        Document::Catalog(all) => {
            app.collection.files.set_value(files);
            show(app, cancel, &name, all).await;
        }
    }
}

/// The incidents of several files as one catalog. A file that cannot be read is a problem of it.
async fn joined(app: App, cancel: &Cancel, files: &[(String, File)]) -> Result<Catalog, Stopped> {
    let mut all = Catalog::default();
    for (at, (path, file)) in files.iter().enumerate() {
        open::report(app, &format!("{path} ({} of {})", at + 1, files.len()), 0, None);
        let text = platform::read_file(file, cancel, &|_, _| {}).await;
        if cancel.stopped() {
            return Err(Stopped);
        }
        let read = match text {
            Err(Failure::Read(error)) => Err(error),
            Err(failure) => {
                all.add_missing(path, failure.title());
                continue;
            }
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

/// The addresses and titles of a catalog whose entries have files: the list itself first.
pub async fn titles(app: App, address: &str, text: String) -> Vec<(String, String)> {
    let zones = app.zones.get_value();
    let read = formats::open_own(&text, address, ReadOptions::NONE, &zones, &NoPause).await;
    let catalog = read.and_then(Result::ok).map(|document| document.into_catalog(address)).unwrap_or_default();
    let all = format!("{}: all {} together", catalog.title, catalog.entries.len());
    let entries = catalog.entries.into_iter();
    let each = entries.filter_map(|entry| Some((beside(address, &entry.src?), entry.incident.title.into())));
    std::iter::once((address.to_owned(), all)).chain(each).collect()
}

/// Reads the part of the catalog that comes next, and shows what there is then. A part that cannot be had is a problem of the
/// catalog.
pub fn load_part(app: App) {
    let shown = |state: &faultline_viewer::CollectionState| (Arc::clone(&state.collection), Arc::clone(&state.table));
    let Some((collection, table)) = app.with_untracked(|state| state.collection().map(shown)) else { return };
    let Some(part) = collection.catalog.parts.first().map(ToString::to_string) else { return };
    let cancel = open::begin(app);
    spawn_local(async move {
        let mut whole = (*collection).clone();
        whole.catalog.parts.remove(0);
        match text_of(app, &part, &cancel).await {
            _ if cancel.stopped() => return,
            Err(failure) => whole.catalog.add_missing(&part, failure.title()),
            Ok(text) => match read_catalog(app, &cancel, &part, text).await {
                Err(ReadError::Stopped) => return,
                Err(error) => whole.catalog.add_failure(&part, error),
                Ok(mut more) => {
                    resolve_in(&mut more, &part);
                    // Parts of parts are not followed.
                    more.parts.clear();
                    whole.catalog.add(more);
                }
            },
        }
        let pace = SlicePace::new(SLICE_MS, &cancel, |_| {});
        if let Ok((collection, table)) = gather_more(whole, (*table).clone(), &pace).await
            && let Ok((collection, table)) = prepared(app, &cancel, collection, table).await
        {
            app.dispatch(CollectionAction::PartArrived(collection, table));
        }
    });
}

/// Opens an incident: from the file at an address, else as the catalog has it.
pub fn load_entry(app: App, row: u32, address: Option<String>) {
    let Some(address) = address else {
        let collection = app.with_untracked(|state| state.collection().map(|state| Arc::clone(&state.collection)));
        let loaded =
            collection.and_then(|all| faultline_viewer::load_entry(&all, row, &app.zones.get_value(), platform::now()));
        if let Some(loaded) = loaded {
            app.dispatch(CollectionAction::Opened(row, Arc::new(loaded)));
        }
        return;
    };
    let cancel = open::begin(app);
    spawn_local(async move {
        let reading = match text_of(app, &address, &cancel).await {
            Ok(text) => {
                open::read(app, &address, text, &cancel).await.and_then(Document::into_incident).map_err(Failure::Read)
            }
            Err(failure) => Err(failure),
        };
        match reading {
            _ if cancel.stopped() => {}
            Err(failure) => app.dispatch(CollectionAction::Missed { row, name: address, failure }),
            Ok(reading) => {
                if let Ok(loaded) = open::prepare(app, &address, reading, &cancel).await {
                    app.dispatch(CollectionAction::Opened(row, Arc::new(loaded)));
                }
            }
        }
    });
}

/// The text of an address: of a file that was handed over with the catalog, else fetched.
async fn text_of(app: App, address: &str, cancel: &Cancel) -> Result<String, Failure> {
    let path = normal_path(address);
    let of_path =
        |files: &Vec<(String, File)>| files.iter().find(|(other, _)| *other == path).map(|(_, file)| file.clone());
    match app.collection.files.with_value(of_path) {
        Some(file) => open::read_file(app, address, &file, cancel).await,
        None => open::fetch(app, address, cancel).await,
    }
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

/// Measures what was read, and shows it.
async fn show(app: App, cancel: &Cancel, name: &str, catalog: Catalog) {
    let stopwatch = Stopwatch::start("faultline:measure");
    platform::yield_now().await;
    let pace = SlicePace::new(SLICE_MS, cancel, |_| {});
    let Ok((collection, table)) = gather(name, catalog, platform::now(), &pace).await else { return };
    stopwatch.stop();
    if let Ok((collection, table)) = prepared(app, cancel, collection, table).await {
        app.dispatch(CollectionAction::Arrived(collection, table));
    }
}

/// Works out what will be shown of a collection before it arrives, so that drawing it is a task of its own.
async fn prepared(
    app: App,
    cancel: &Cancel,
    collection: Collection,
    table: Table,
) -> Result<(Arc<Collection>, Arc<Table>), Stopped> {
    let (collection, table) = (Arc::new(collection), Arc::new(table));
    platform::yield_now().await;
    app.with_untracked(|state| app.collection.prepare(state, &collection, &table));
    platform::yield_now().await;
    if cancel.stopped() { Err(Stopped) } else { Ok((collection, table)) }
}

/// Reads one incident or many as a catalog.
async fn read_catalog(app: App, cancel: &Cancel, name: &str, text: String) -> Result<Catalog, ReadError> {
    Ok(open::read(app, name, text, cancel).await?.into_catalog(name))
}

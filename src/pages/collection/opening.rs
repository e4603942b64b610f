//! Getting many incidents in: a catalog, several files, a folder, further parts; and one of them opened. Must never fetch
//! what nobody asked for.

use std::cell::RefCell;
use std::pin::Pin;
use std::sync::Arc;

use super::{act, enter, prepare};
use crate::context::App;
use crate::platform::{self, Cancel, File, IntlZones, SlicePace};
use crate::{address, open};
use faultline_core::formats::{self, Catalog, Document, ReadError};
use faultline_core::pace::Progress;
use faultline_viewer::{
    Collection, CollectionAction, Failure, Gathering, Loaded, Screen, SearchAction, beside, load_entry, resolve_in,
};

/// How long the page may be deaf while reading, in milliseconds.
const SLICE_MS: f64 = 40.0;
/// How many entries are measured between two looks at the clock.
const ENTRIES: usize = 50;

thread_local! {
    /// Files of the reader's disk that were handed over together, by their paths: an index among them names others.
    static FILES: RefCell<Vec<(String, File)>> = const { RefCell::new(Vec::new()) };
}

/// Work that has to wait.
type Work<T> = Pin<Box<dyn Future<Output = T>>>;

/// A catalog whose text has come. `name` is its name or address.
#[inline(never)]
pub fn catalog(app: App, cancel: Cancel, name: String, text: String) -> Work<()> {
    Box::pin(async move {
        FILES.replace(Vec::new());
        let read = read_catalog(app, &cancel, &name, text).await;
        match read {
            Ok(Some(mut catalog)) => {
                platform::measure("faultline:read", || resolve_in(&mut catalog, &name));
                show_new(app, &cancel, Gathering::new(&name, catalog, platform::now())).await;
            }
            Ok(None) => {}
            Err(error) => open::fail(app, name, Failure::Read(error)),
        }
    })
}

/// Several files of the disk, or those of a folder, each with its path: incidents and catalogs, joined.
#[inline(never)]
pub fn files(app: App, cancel: Cancel, mut files: Vec<(String, File)>) -> Work<()> {
    Box::pin(async move {
        let named = |path: &str| {
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            ["json", "ndjson", "jsonl"].iter().any(|known| ending.eq_ignore_ascii_case(known))
        };
        // Of a folder only what may hold incidents; of files that were chosen one by one, all.
        let folder = files.iter().any(|(path, _)| path.contains('/'));
        files.retain(|(path, _)| !folder || (named(path) && !path.split('/').any(|part| part.starts_with('.'))));
        let name = match files.as_slice() {
            [] => "no file".to_owned(),
            [(path, _)] => path.clone(),
            [(path, _), ..] if folder => path.split('/').next().unwrap_or(path).to_owned(),
            more => format!("{} files", more.len()),
        };
        let mut all = Catalog::default();
        let count = files.len();
        for (at, (path, file)) in files.iter().enumerate() {
            open::tell(app, &format!("{path} ({} of {count})", at + 1), 0, None);
            let read = match platform::read_file(file, &cancel, &|_, _| {}).await {
                _ if cancel.stopped() => return,
                Err(Failure::Read(error)) => Err(error),
                Err(_) => Err(ReadError::Empty),
                Ok(text) => read_catalog(app, &cancel, path, text).await,
            };
            match read {
                Ok(None) => return,
                Err(error) => all.add_failure(path, error),
                Ok(Some(mut catalog)) => {
                    resolve_in(&mut catalog, path);
                    let here = |src: &str| files.iter().any(|(path, _)| *path == plain(src));
                    catalog.parts.retain(|part| !here(part));
                    // The incidents that an index lists are files of the folder: they are read themselves.
                    if catalog.entries.iter().any(|entry| entry.src.as_deref().is_some_and(here)) {
                        catalog = Catalog { title: catalog.title, parts: catalog.parts, ..Catalog::default() };
                    }
                    all.add(catalog);
                }
            }
        }
        FILES.replace(files);
        show_new(app, &cancel, Gathering::new(&name, all, platform::now())).await;
    })
}

/// The files of folders that were dropped.
#[inline(never)]
pub fn folders(app: App, cancel: Cancel, dropped: Vec<platform::Entry>) -> Work<()> {
    Box::pin(async move {
        let found = platform::files_in(dropped).await;
        files(app, cancel, found).await;
    })
}

/// The addresses and titles of a catalog whose entries have files: the list itself first.
#[inline(never)]
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
        if more_parts(app, cancel, &|_| true).await {
            platform::after_paint(platform::mark_ready);
        }
    });
}

/// Fetches parts one after the other while they are wanted. One that cannot be had is said among the problems. `false`
/// when it was stopped.
pub async fn more_parts(app: App, cancel: Cancel, wanted: &dyn Fn(&Collection) -> bool) -> bool {
    while let Some(collection) = app.with_untracked(|state| state.trends.collection.clone()).filter(|now| wanted(now)) {
        let Some(part) = collection.catalog.parts.first().map(ToString::to_string) else { break };
        tell_part(app, &collection);
        let text = text_of(app, &part, &cancel).await;
        if cancel.stopped() {
            return false;
        }
        let mut whole = (*collection).clone();
        whole.catalog.parts.remove(0);
        match text {
            Ok(text) => match read_catalog(app, &cancel, &part, text).await {
                Ok(None) => return false,
                Ok(Some(mut more)) => {
                    resolve_in(&mut more, &part);
                    // Parts of parts are not followed.
                    more.parts.clear();
                    whole.catalog.add(more);
                }
                Err(error) => whole.catalog.add_failure(&part, error),
            },
            Err(failure) => whole.catalog.add_missing(&part, failure.title()),
        }
        let table = app.with_untracked(|state| (*state.trends.table).clone());
        show(app, &cancel, Gathering::more(whole, table)).await;
        if cancel.stopped() {
            return false;
        }
    }
    true
}

/// Says which part is about to come.
pub fn tell_part(app: App, collection: &Collection) {
    if let Some(part) = collection.catalog.parts.first() {
        let at = collection.parts - collection.catalog.parts.len() + 1;
        open::tell(app, &format!("{part} ({at} of {} parts)", collection.parts), 0, None);
    }
}

/// Opens an incident: from its file, else as the catalog has it.
pub fn open(app: App, row: u32) {
    if app.with_untracked(|state| state.stage == Screen::Collection) {
        act(app, CollectionAction::Point(Some(row)));
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
    act(app, CollectionAction::Opened(row, Arc::new(loaded)));
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
    act(app, CollectionAction::Missed(row));
    open::fail(app, src, failure);
    if let Some((_, notes)) = view {
        app.dispatch(SearchAction::Note(notes));
        address::followed(app);
    }
}

/// The text of an address: of a file that was handed over with the catalog, else fetched.
async fn text_of(app: App, address: &str, cancel: &Cancel) -> Result<String, Failure> {
    let told = |read, total| open::tell(app, address, read, total);
    let wanted = plain(address);
    let file = FILES.with_borrow(|files| files.iter().find(|(path, _)| *path == wanted).map(|(_, file)| file.clone()));
    if let Some(file) = file {
        return platform::read_file(&file, cancel, &told).await;
    }
    let url = platform::resolve(address).ok_or(Failure::BadAddress)?;
    platform::fetch(&url, !platform::same_site(&url), cancel, &told).await
}

/// A path without `./` and `a/../`.
fn plain(path: &str) -> String {
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
    show(app, cancel, gathering).await;
    if !cancel.stopped() {
        address::arrived(app);
    }
}

/// Measures what was read, in slices, and shows it.
async fn show(app: App, cancel: &Cancel, mut gathering: Gathering) {
    let stopwatch = platform::Stopwatch::start("faultline:measure");
    platform::yield_now().await;
    let mut begun = platform::now_ms();
    while !gathering.step(ENTRIES) {
        if platform::now_ms() - begun > SLICE_MS {
            platform::yield_now().await;
            if cancel.stopped() {
                return;
            }
            begun = platform::now_ms();
        }
    }
    let (collection, table) = gathering.finish();
    stopwatch.stop();
    let (collection, table) = (Arc::new(collection), Arc::new(table));
    platform::yield_now().await;
    enter(app);
    prepare(app, &collection, &table);
    platform::yield_now().await;
    if cancel.stopped() {
        return;
    }
    act(app, CollectionAction::Arrived(collection, table));
}

/// Reads one incident or many, with progress; `None` when it was stopped.
async fn read(app: App, cancel: &Cancel, name: &str, text: String) -> Result<Option<Document>, ReadError> {
    let stopwatch = platform::Stopwatch::start("faultline:read");
    let bytes = text.len() as u64;
    let report = |progress: Progress| {
        // How many incidents there are says nothing to a reader who waits for a file: its bytes do.
        let share = progress.total.and_then(|total| (bytes * progress.done as u64).checked_div(total as u64));
        open::tell(app, name, share.unwrap_or(0), Some(bytes));
    };
    let document = formats::open(&text, name, &IntlZones, &SlicePace::new(SLICE_MS, cancel, report)).await;
    stopwatch.stop();
    match document {
        Err(ReadError::Stopped) => Ok(None),
        document => document.map(Some),
    }
}

/// The same as a catalog: of one incident, a catalog of one.
async fn read_catalog(app: App, cancel: &Cancel, name: &str, text: String) -> Result<Option<Catalog>, ReadError> {
    Ok(read(app, cancel, name, text).await?.map(|document| document.into_catalog(name)))
}

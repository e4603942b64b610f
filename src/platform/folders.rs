//! Folders that were dropped on the page: every file in them, with its path. `web_sys` has these interfaces only in part
//! and under `webkit` names, so they are called by name.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Maximum number of files: a folder may be a whole disk.
const MAX_FILES: usize = 100_000;

/// A file or a folder (`FileSystemEntry`).
#[derive(Clone, Debug)]
pub struct Entry(JsValue);

/// What was dropped; empty where the browser knows only files. Only the event itself can be asked, not later.
pub(super) fn entries(data: &web_sys::DataTransfer) -> Vec<Entry> {
    let items = Reflect::get(data, &"items".into()).unwrap_or_default();
    let items = Array::from(&items);
    let entry = |item: JsValue| Some(Entry(method(&item, "webkitGetAsEntry")?.call0(&item).ok()?));
    items.iter().filter_map(entry).filter(|Entry(entry)| entry.is_object()).collect()
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn is_folder(Entry(entry): &Entry) -> bool {
    Reflect::get(entry, &"isDirectory".into()).is_ok_and(|is| is.is_truthy())
}

/// `true` when a folder is among what was dropped.
pub(super) fn holds_folder(dropped: &[Entry]) -> bool {
    dropped.iter().any(is_folder)
}

/// What a method calls back with; `None` when it fails.
async fn called_back(of: &JsValue, name: &str) -> Option<JsValue> {
    let method = method(of, name)?;
    let promise = Promise::new(&mut |done, failed| {
        let _ = method.call2(of, &done, &failed);
    });
    JsFuture::from(promise).await.ok()
}

/// The files among what was dropped, and in its folders, each with its path. What is hidden is left out.
pub async fn files_in(mut dropped: Vec<Entry>) -> Vec<(String, File)> {
    let mut files = Vec::new();
    while let Some(next) = dropped.pop() {
        let path = Reflect::get(&next.0, &"fullPath".into()).ok().and_then(|path| path.as_string()).unwrap_or_default();
        let path = path.trim_start_matches('/').to_owned();
        if files.len() >= MAX_FILES || path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        if is_folder(&next) {
            let Some(reader) = method(&next.0, "createReader").and_then(|method| method.call0(&next.0).ok()) else {
                continue;
            };
            // A folder is listed in batches; an empty one is the last.
            while let Some(found) = called_back(&reader, "readEntries").await {
                let found = Array::from(&found);
                if found.length() == 0 {
                    break;
                }
                dropped.extend(found.iter().map(Entry));
            }
        } else if let Some(file) = called_back(&next.0, "file").await {
            files.push((path, file.unchecked_into()));
        }
    }
    files
}

//! Folders that were dropped on the page: every file in them, with its path. Must never read a file.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// No more files than this are looked for: a folder may be a whole disk.
const MOST_FILES: usize = 100_000;

/// A file or a folder, as the browser tells of it.
#[derive(Clone, Debug)]
pub struct Dropped(JsValue);

/// What was dropped; empty where the browser tells only of files. Has to be asked while the drop is heard.
pub(super) fn dropped(data: &web_sys::DataTransfer) -> Vec<Dropped> {
    let items = Reflect::get(data, &"items".into()).unwrap_or_default();
    let items = Array::from(&items);
    let entry = |item: JsValue| Some(Dropped(method(&item, "webkitGetAsEntry")?.call0(&item).ok()?));
    items.iter().filter_map(entry).filter(|Dropped(entry)| entry.is_object()).collect()
}

fn method(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn is_folder(Dropped(entry): &Dropped) -> bool {
    Reflect::get(entry, &"isDirectory".into()).is_ok_and(|is| is.is_truthy())
}

/// `true` when a folder is among what was dropped.
pub(super) fn holds_folder(dropped: &[Dropped]) -> bool {
    dropped.iter().any(is_folder)
}

/// What a method calls back with; nothing when it fails.
async fn told(of: &JsValue, name: &str) -> Option<JsValue> {
    let method = method(of, name)?;
    let promise = Promise::new(&mut |done, failed| {
        let _ = method.call2(of, &done, &failed);
    });
    JsFuture::from(promise).await.ok()
}

/// The files among what was dropped, and in its folders, each with its path. What is hidden is left out.
pub async fn files_in(mut dropped: Vec<Dropped>) -> Vec<(String, File)> {
    let mut files = Vec::new();
    while let Some(next) = dropped.pop() {
        let path = Reflect::get(&next.0, &"fullPath".into()).ok().and_then(|path| path.as_string()).unwrap_or_default();
        let path = path.trim_start_matches('/').to_owned();
        if files.len() >= MOST_FILES || path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        if is_folder(&next) {
            let Some(reader) = method(&next.0, "createReader").and_then(|method| method.call0(&next.0).ok()) else {
                continue;
            };
            // A folder is told in pieces; an empty one is the last.
            while let Some(found) = told(&reader, "readEntries").await {
                let found = Array::from(&found);
                if found.length() == 0 {
                    break;
                }
                dropped.extend(found.iter().map(Dropped));
            }
        } else if let Some(file) = told(&next.0, "file").await {
            files.push((path, file.unchecked_into()));
        }
    }
    files
}

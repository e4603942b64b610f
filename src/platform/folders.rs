//! Folders that were dropped on the page: every file in them, with its path.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// Maximum number of files: a folder may be a whole disk.
const MAX_FILES: usize = 100_000;

/// What was dropped; empty where the browser knows only files. Only the event itself can be asked, not later.
pub(super) fn entries(data: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = data.items();
    (0..items.length()).filter_map(|at| items.get(at)?.webkit_get_as_entry().ok()?).collect()
}

/// The files among what was dropped, and in its folders, each with its path. What is hidden is left out.
pub async fn files_in(mut entries: Vec<FileSystemEntry>) -> Vec<(String, File)> {
    let mut files = Vec::new();
    while let Some(entry) = entries.pop() {
        let path = entry.full_path();
        let path = path.trim_start_matches('/').to_owned();
        if files.len() >= MAX_FILES || path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        if entry.is_directory() {
            let reader = entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader();
            let read =
                |done: &Function, failed: &Function| reader.read_entries_with_callback_and_callback(done, failed);
            // A folder is listed in batches; an empty one is the last.
            while let Some(batch) = called_back(read).await {
                let batch = Array::from(&batch);
                if batch.length() == 0 {
                    break;
                }
                entries.extend(batch.iter().map(JsCast::unchecked_into));
            }
        } else {
            let entry: FileSystemFileEntry = entry.unchecked_into();
            let read = |done: &Function, failed: &Function| {
                entry.file_with_callback_and_callback(done, failed);
                Ok(())
            };
            files.extend(called_back(read).await.map(|file| (path, file.unchecked_into())));
        }
    }
    files
}

/// What a method calls back with; `None` when it fails.
async fn called_back(call: impl Fn(&Function, &Function) -> Result<(), JsValue>) -> Option<JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        if let Err(error) = call(&done, &failed) {
            let _ = failed.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(promise).await.ok()
}

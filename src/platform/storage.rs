//! What the reader's browser keeps for later visits: nothing in a sandboxed frame, where asking for the storage throws.

use leptos::prelude::window;

/// What was stored on an earlier visit.
#[must_use]
pub fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Stores a value for a later visit; `None` to forget it.
pub fn store(key: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        };
    }
}

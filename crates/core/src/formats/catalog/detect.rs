//! Which of the forms that many incidents come in a file has, told by its beginning. Must never look further than that.

use super::super::json::Cursor;

/// How much of a file is looked at to tell what it is.
const LOOKED_AT: usize = 64 << 10;

/// What many incidents come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `{ "incidents": […] }`.
    Index,
    /// `[…]`.
    List,
    /// One incident a line.
    Lines,
    /// Statuspage's `{ "page": …, "incidents": […] }`.
    Statuspage,
}

/// `true` when a file holds many incidents, told by its beginning: then [`CatalogReader`](super::CatalogReader) reads it, else
/// [`read`](super::super::read) does.
#[must_use]
pub fn is_catalog(bytes: &[u8]) -> bool {
    let start = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(start.get(..error.valid_up_to()).unwrap_or(&[])).unwrap_or(""),
    };
    detect(text).is_some()
}

/// `true` when a file holds an incident a line, told by its beginning: it can be read piece by piece.
#[must_use]
pub fn is_lines(start: &[u8]) -> bool {
    detect(&String::from_utf8_lossy(start)) == Some(Form::Lines)
}

/// What the beginning of a text is; `None` for a single incident and for what is nothing known. Other formats of many
/// incidents enter here, each told by what only it has.
pub(super) fn detect(start: &str) -> Option<Form> {
    let mut cursor = Cursor::new(start);
    match cursor.peek() {
        Some(b'[') => return Some(Form::List),
        Some(b'{') => {}
        _ => return None,
    }
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty());
    if let (Some(first), Some(second)) = (lines.next(), lines.next()) {
        let mut whole = Cursor::new(first);
        let is_whole = whole.skip().is_ok() && whole.end().is_ok();
        // A first line that is broken may be one of many; one that ends inside a list is one of several of an object.
        let inside = first.len() == 1 || first.ends_with(['[', '{', ',', ':']);
        if is_whole || (!inside && second.starts_with('{')) {
            return Some(Form::Lines);
        }
    }
    let mut page = false;
    let mut more = cursor.enter(b'}');
    while more {
        let key = cursor.key().ok()?.raw;
        match (key, cursor.peek()) {
            ("incidents" | "scheduled_maintenances", Some(b'[')) => {
                let foreign = page || first_item_has(cursor, &["incident_updates", "shortlink", "impact"]);
                return Some(if foreign { Form::Statuspage } else { Form::Index });
            }
            ("page", Some(b'{')) => page = true,
            // What only a single incident has: no need to look at all of it.
            ("timeline" | "impacts" | "summary" | "severity", _) => return None,
            _ => {}
        }
        cursor.skip().ok()?;
        more = cursor.another(b'}').ok()?;
    }
    None
}

/// `true` when the first object of a list has one of these keys.
fn first_item_has(mut cursor: Cursor<'_>, keys: &[&str]) -> bool {
    if !cursor.enter(b']') || cursor.peek() != Some(b'{') || !cursor.enter(b'}') {
        return false;
    }
    while let Ok(key) = cursor.key() {
        if keys.contains(&key.raw) {
            return true;
        }
        if cursor.skip().is_err() || !cursor.another(b'}').unwrap_or(false) {
            return false;
        }
    }
    false
}

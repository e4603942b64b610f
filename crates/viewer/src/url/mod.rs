//! The view in the address: what stands after `#`, written and read. Where the file lies is no part of it.
//!
//! An address is a list of parts, `name=value`, with `&` between; see `url/incident.rs` and `url/collection.rs` for what they say.
//! Everything can be missing. What is broken, not known or no longer there is left out, with a note for the reader.

mod collection;
mod incident;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{State, ZoneChoice};
use faultline_core::time::{Instant, ParsedTime, Span, ZoneSource, read_time};

pub use collection::{CollectionAddress, needs_parts, read as read_collection};
pub use incident::{IncidentAddress, read as read_incident};

/// No longer text is searched for; a link could hold any.
const MAX_TEXT: usize = super::LONGEST_TEXT;
/// No more values are filtered by; a link could hold any number.
const MAX_FACETS: usize = 50;

/// What a pasted text is called in place of the name of a file.
pub const PASTED: &str = "pasted text";

/// What is said with a link to what no address leads to: a file on the reader's disk, or a pasted text.
#[must_use]
pub fn no_file(state: &State) -> &'static str {
    if state.opened_name() == Some(PASTED) {
        "Pasted text is not part of the link: whoever follows it has to paste the same text, and sees this view then."
    } else {
        "The file is on your disk and not in the link: whoever follows it has to open the same file, and sees this view then."
    }
}

/// The view of a state, without `#`. Empty for the view that a reader who opens the file sees anyway. With `for_others`, the
/// zone is in it whatever they prefer.
#[must_use]
pub fn write(state: &State, for_others: bool) -> String {
    let mut parts = match state.collection() {
        Some(collection) => collection::write(state, collection, for_others),
        None => incident::write(state, for_others),
    };
    if state.collection().is_none()
        && let Some(loaded) = state.loaded().filter(|_| state.is_local() && !parts.is_empty())
    {
        parts.push(part("file", &loaded.name));
    }
    if parts.is_empty() { String::new() } else { ["v=1", &parts.concat()].concat() }
}

/// The word of the zone. The reader's own is another for somebody else: for others it goes by its name.
fn zone_word(state: &State, for_others: bool) -> &str {
    match (&state.zone, &state.settings.zones.reader) {
        (ZoneChoice::Reader, Some(name)) if for_others => name,
        (zone, _) => zone.word(),
    }
}

/// A part, with the sign between it and the one before.
fn part(name: &str, value: &str) -> String {
    ["&", name, "=", &escape(value)].concat()
}

/// A part that lists values: the commas between are not escaped, those inside are. `None` for no values.
fn list_part(name: &str, values: impl Iterator<Item = String>) -> Option<String> {
    let values: Vec<String> = values.map(|value| escape(&value)).collect();
    (!values.is_empty()).then(|| format!("&{name}={}", values.join(",")))
}

/// The parts of a text: name, value as written, and both.
fn parts(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let parts = text.trim_start_matches('#').split('&').filter(|part| !part.is_empty());
    parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name, value, part)
    })
}

/// A note on a part that nothing can be made of. `whose` is this incident, or these.
fn unknown_part(part: &str, whose: &str) -> String {
    let short: String = part.chars().take(80).collect();
    format!("The link says “{short}”, which {whose} or this page does not know. It is left out.")
}

/// A note on a link of another version than this one.
fn version_note(version: &str) -> Option<String> {
    let note = "This link was made by a later Faultline; it is followed as far as this one knows it.";
    (version != "1").then(|| note.to_owned())
}

/// A note on a link that is about another file.
fn other_file_note(file: &str) -> String {
    format!(
        "This link was made for “{file}”, a file on somebody’s disk. Open that file here to see it as it was meant."
    )
}

/// `20230301T133000Z`, with milliseconds where there are any: `20230301T133000.250Z`.
fn write_time(at: Instant) -> String {
    at.to_string().replace(['-', ':'], "")
}

/// Reads that form, and the extended one that people write.
fn read_moment(text: &str) -> Option<Instant> {
    let (date, clock) = (text.get(..8)?, text.get(8..)?);
    let extended = match (date.bytes().all(|byte| byte.is_ascii_digit()), clock.len() >= 7) {
        (true, true) => format!(
            "{}-{}-{}{}:{}:{}",
            text.get(..4)?,
            text.get(4..6)?,
            text.get(6..8)?,
            clock.get(..3)?,
            clock.get(3..5)?,
            clock.get(5..)?
        ),
        _ => text.to_owned(),
    };
    match read_time(&extended).ok()? {
        // Without a zone the form means UTC.
        ParsedTime::Moment(at) | ParsedTime::Local(at) | ParsedTime::Day(at) => Some(at),
    }
}

fn write_span(span: Span) -> String {
    [&*write_time(span.start()), "~", &*write_time(span.end())].concat()
}

fn read_span(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('~')?;
    Span::new(read_moment(start)?, read_moment(end)?)
}

fn read_zone(text: &str, zones: &dyn ZoneSource) -> Option<ZoneChoice> {
    match ZoneChoice::from_word(text) {
        ZoneChoice::Named(name) => zones.zone(&name).map(|_| ZoneChoice::Named(name)),
        known => Some(known),
    }
}

/// Every character that means something in an address, or that some program would take apart.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'+');

fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The text meant; what is no `%` and number stays as it is, and bytes that are no text become �.
fn unescape(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The longest text that is searched for.
fn search_text(value: &str) -> String {
    value.chars().take(MAX_TEXT).collect()
}

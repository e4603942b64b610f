//! The view in the address: what stands after `#`, written and read. Must never know where the file lies, nor touch a
//! browser.
//!
//! `#v=1&t=20230301T133000Z~20230301T150000Z&sel=event:e3&tz=Europe/Berlin&q=disk&f=kind:symptom,actor:Ann`
//!
//! | part | what it says |
//! |---|---|
//! | `v` | the version of this form, 1. Parts of a later one are read as far as they are known |
//! | `t` | the stretch in view, from~to, UTC; absent: everything |
//! | `sel` | what is chosen: `event:`, `impact:`, `cause:` or `action:` and the id in the file; `event~12`: by position, where an id is not one thing's alone; `range:` from~to |
//! | `tz` | `file`, `utc`, `reader`, an offset or the name of a zone; absent: what the reader prefers |
//! | `from` | moments are counted (T+) from a milestone, or from `event:` and its id |
//! | `q`, `only` | the words searched for; `only=1` hides what they do not find |
//! | `f` | the values filtered by, with commas between |
//! | `sort` | the column that the list is sorted by, with `-` before it the other way round |
//! | `file` | the name of the file on somebody's disk that all this is about |
//! | `data` | kept free: an incident inside the link |
//!
//! Of an incident that was opened from many, these parts (without `v` and `file`) stand behind `in=` and its id; what
//! stands before `in` says which many, and how they are shown (`address_many`).
//!
//! Everything can be missing. What is broken, not known or no longer there is left out, with a note for the reader.

use super::address_many;
use super::moment::Origin;
use super::search::{SearchAction, SearchState};
use super::{Action, Column, Facet, Filter, LONGEST_TEXT, Loaded, Selection, Sort, State, ZoneChoice};
use faultline_core::incident::{ActionIx, Case, CauseIx, EventIx, ImpactIx, Milestone};
use faultline_core::time::{Instant, ParsedTime, Span, ZoneSource, read_time};

/// No more values are filtered by; a link could hold any number.
pub(super) const MOST_FACETS: usize = 50;

/// A view, as an address says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Address {
    /// The stretch in view; `None` for everything.
    pub window: Option<Span>,
    /// What is chosen.
    pub selected: Option<Selection>,
    /// The zone; `None` for the one the reader prefers.
    pub zone: Option<ZoneChoice>,
    /// What moments are counted from.
    pub origin: Option<Origin>,
    /// What is looked for.
    pub filter: Filter,
    /// How the list is sorted.
    pub sort: Sort,
    /// A sentence for each part that was left out.
    pub notes: Vec<String>,
}

/// The view of a model, without `#`. Empty for the view that a reader who opens the file sees anyway. With `all`, for
/// others: the zone is in it whatever they prefer.
#[must_use]
pub fn write(state: &State, all: bool) -> String {
    if let Some(collection) = &state.trends.collection {
        return address_many::write(state, collection, all);
    }
    let mut parts = of_incident(state, all);
    if let Some(loaded) = state.loaded().filter(|_| state.find.local && !parts.is_empty()) {
        parts.push(part("file", &loaded.name));
    }
    whole(&parts)
}

/// Parts as one address.
pub(super) fn whole(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { ["v=1", &parts.concat()].concat() }
}

/// A part of an address, with the sign between it and the one before.
pub(super) fn part(name: &str, value: &str) -> String {
    ["&", name, "=", &escaped(value)].concat()
}

/// The parts about the incident that is shown.
pub(super) fn of_incident(state: &State, all: bool) -> Vec<String> {
    let Some(loaded) = state.loaded() else { return Vec::new() };
    let SearchState { filter, origin, sort, zones, .. } = &state.find;
    let case = &loaded.case;
    let mut parts = Vec::new();
    let mut part = |name: &str, value: &str| parts.push(part(name, value));
    if let Some(viewport) = state.viewport.filter(|viewport| !viewport.is_whole()) {
        part("t", &stretch(viewport.window()));
    }
    if let Some(selection) = state.selected {
        part("sel", &selection_word(case, selection));
    }
    if all || state.zone != zones.preferred {
        part("tz", state.zone.word());
    }
    match origin {
        Some(Origin::Milestone(milestone)) => part("from", milestone.word()),
        Some(Origin::Event(ix)) => part("from", &selection_word(case, Selection::Event(*ix))),
        None => {}
    }
    if filter.searches() {
        part("q", &filter.text);
        if filter.only_matches {
            part("only", "1");
        }
    }
    if *sort != Sort::default() {
        part("sort", &[if sort.down { "-" } else { "" }, sort.by.word()].concat());
    }
    parts.extend(list("f", filter.facets.iter().map(Facet::word)));
    parts
}

/// A part that lists values: the commas between are not escaped, those inside are. `None` for no values.
pub(super) fn list(name: &str, values: impl Iterator<Item = String>) -> Option<String> {
    let values: Vec<String> = values.map(|value| escaped(&value)).collect();
    (!values.is_empty()).then(|| format!("&{name}={}", values.join(",")))
}

/// What is told of a part that nothing can be made of. `who` is this incident, or these.
pub(super) fn left_out(part: &str, who: &str) -> String {
    let short: String = part.chars().take(80).collect();
    format!("The link says “{short}”, which {who} or this page does not know. It is left out.")
}

/// What is told of a link of that version.
pub(super) fn later(version: &str) -> Option<String> {
    let said = "This link was made by a later Faultline; it is followed as far as this one knows it.";
    (version != "1").then(|| said.to_owned())
}

/// What is told of a link that is about a file of somebody's disk.
pub(super) fn elsewhere(file: &str) -> String {
    format!(
        "This link was made for “{file}”, a file on somebody’s disk. Open that file here to see it as it was meant."
    )
}

/// Reads what stands after `#` (with or without it) for one incident.
#[must_use]
pub fn read(text: &str, loaded: &Loaded, local: bool, zones: &dyn ZoneSource) -> Address {
    let case = &loaded.case;
    let mut address = Address::default();
    let mut file = None;
    for part in text.trim_start_matches('#').split('&').filter(|part| !part.is_empty()) {
        let (name, raw) = part.split_once('=').unwrap_or((part, ""));
        let value = unescaped(raw);
        // What it says, or why nothing could be made of it.
        let understood = match name {
            "v" => {
                address.notes.extend(later(&value));
                Some(())
            }
            "data" => Some(()),
            "t" => read_stretch(&value).map(|span| address.window = Some(span)),
            "sel" => read_selection(case, &value).map(|selection| address.selected = Some(selection)),
            "tz" => read_zone(&value, zones).map(|zone| address.zone = Some(zone)),
            "from" => read_origin(loaded, &value).map(|origin| address.origin = Some(origin)),
            "q" => {
                address.filter.text = value.chars().take(LONGEST_TEXT).collect();
                Some(())
            }
            "only" => {
                address.filter.only_matches = value == "1";
                Some(())
            }
            "f" => read_facets(case, raw).map(|facets| address.filter.facets = facets),
            "sort" => read_sort(&value).map(|sort| address.sort = sort),
            "file" => {
                file = Some(value.clone());
                Some(())
            }
            _ => None,
        };
        if understood.is_none() {
            address.notes.push(left_out(part, "this incident"));
        }
    }
    address.filter.only_matches &= address.filter.searches();
    match file {
        Some(file) if !local || file != loaded.name => Address { notes: vec![elsewhere(&file)], ..Address::default() },
        _ => address,
    }
}

impl From<Address> for Action {
    fn from(address: Address) -> Self {
        Self::Search(SearchAction::Recall(Box::new(address)))
    }
}

/// `20230301T133000Z`, with milliseconds where there are any: `20230301T133000.250Z`.
fn basic(at: Instant) -> String {
    at.to_string().replace(['-', ':'], "")
}

/// Reads the basic form, and the extended one that people write.
fn read_basic(text: &str) -> Option<Instant> {
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

pub(super) fn stretch(span: Span) -> String {
    [&*basic(span.start()), "~", &*basic(span.end())].concat()
}

pub(super) fn read_stretch(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('~')?;
    Span::new(read_basic(start)?, read_basic(end)?)
}

/// The id at a position of one of the file's four lists.
fn id_at(case: &Case, list: &str, at: usize) -> Option<String> {
    let incident = &case.incident;
    let id: &str = match list {
        "event" => incident.timeline.get(at)?.id.as_str(),
        "impact" => &incident.impacts.get(at)?.id,
        "cause" => incident.root_causes.get(at)?.id.as_str(),
        "action" => incident.corrective_actions.get(at)?.id.as_str(),
        _ => return None,
    };
    Some(id.to_owned())
}

/// The first position with that id.
fn position(case: &Case, list: &str, id: &str) -> Option<usize> {
    let incident = &case.incident;
    match list {
        "event" => incident.timeline.iter().position(|event| event.id.as_str() == id),
        "impact" => incident.impacts.iter().position(|impact| &*impact.id == id),
        "cause" => incident.root_causes.iter().position(|cause| cause.id.as_str() == id),
        "action" => incident.corrective_actions.iter().position(|action| action.id.as_str() == id),
        _ => None,
    }
}

fn selection_word(case: &Case, selection: Selection) -> String {
    let (list, at) = match selection {
        Selection::Event(ix) => ("event", ix.at()),
        Selection::Impact(ix) => ("impact", ix.at()),
        Selection::Cause(ix) => ("cause", ix.at()),
        Selection::Action(ix) => ("action", ix.at()),
        Selection::Range(span) => return ["range:", &stretch(span)].concat(),
    };
    match id_at(case, list, at) {
        Some(id) if position(case, list, &id) == Some(at) => format!("{list}:{id}"),
        _ => format!("{list}~{at}"),
    }
}

fn read_selection(case: &Case, text: &str) -> Option<Selection> {
    let (list, value) = text.split_at_checked(text.find([':', '~'])?)?;
    let by_id = value.starts_with(':');
    let value = value.get(1..)?;
    if list == "range" {
        return read_stretch(value).map(Selection::Range);
    }
    let at = if by_id { position(case, list, value)? } else { value.parse().ok()? };
    id_at(case, list, at)?;
    Some(match list {
        "event" => Selection::Event(EventIx::of(at)),
        "impact" => Selection::Impact(ImpactIx::of(at)),
        "cause" => Selection::Cause(CauseIx::of(at)),
        _ => Selection::Action(ActionIx::of(at)),
    })
}

pub(super) fn read_zone(text: &str, zones: &dyn ZoneSource) -> Option<ZoneChoice> {
    match ZoneChoice::from_word(text) {
        ZoneChoice::Named(name) => zones.zone(&name).map(|_| ZoneChoice::Named(name)),
        known => Some(known),
    }
}

fn read_origin(loaded: &Loaded, text: &str) -> Option<Origin> {
    let origin = match Milestone::from_word(text) {
        Some(milestone) => Origin::Milestone(milestone),
        None => match read_selection(&loaded.case, text)? {
            Selection::Event(ix) => Origin::Event(ix),
            _ => return None,
        },
    };
    origin.at(loaded, &loaded.durations(loaded.read_at)).map(|_| origin)
}

/// All of the values, or none: half a filter would show something else than was meant.
fn read_facets(case: &Case, raw: &str) -> Option<Vec<Facet>> {
    let facets = raw.split(',').take(MOST_FACETS).map(|facet| Facet::from_word(&unescaped(facet)));
    let mut all: Vec<Facet> = Vec::new();
    for facet in facets {
        let facet = facet.filter(|facet| facet.is_in(case))?;
        if !all.contains(&facet) {
            all.push(facet);
        }
    }
    Some(all)
}

fn read_sort(text: &str) -> Option<Sort> {
    let (down, word) = text.strip_prefix('-').map_or((false, text), |word| (true, word));
    let by = Column::ALL.into_iter().find(|column| column.word() == word)?;
    Some(Sort { by, down })
}

/// With every byte that means something in an address, or that some program would take apart, as `%` and its number.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/@+".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    out
}

/// The text meant; what is no `%` and number stays as it is, and bytes that are no text become �.
pub(super) fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| str::from_utf8(digits).ok());
        let byte =
            digits.filter(|digits| !digits.starts_with('+')).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(byte) = byte {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
#[path = "address_tests.rs"]
mod tests;

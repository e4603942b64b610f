//! The view of many incidents in the address: which are shown, and how; and the one that is open.
//!
//! `#v=1&q=disk&f=severity:SEV1,service:Web&t=20240101T000000Z~20250101T000000Z&in=2024-checkout&sel=event:e3`
//!
//! | part | what it says |
//! |---|---|
//! | `v` | the version of this form, 1 |
//! | `q` | the words searched for |
//! | `f` | the values filtered by, with commas between: `severity:`, `service:`, `status:`, `level:`, `role:` or `tag:` and the word |
//! | `t` | the period they began in, from~to, UTC |
//! | `len` | the lengths that are kept, from~to in milliseconds, both included: the brush |
//! | `hour` | the hour of the week they began in, from 0 for Monday's first to 167, in the zone |
//! | `kinds` | `all`: drills, tests and maintenance count as incidents |
//! | `anchor` | between which moments lengths are measured, as `faultline stats --anchor` has it |
//! | `slo` | the objective, in percent |
//! | `weights` | what an hour of outage, partial outage and degraded time counts, 0 to 1, with `~` between |
//! | `sort`, `page` | the column of the list, with `-` before it for the largest first; its page, from 1 |
//! | `axis` | `linear`: lengths on a straight axis |
//! | `by` | what the table of groups is by |
//! | `vs` | the two sides compared, with a comma between: `time:` from~to, or `group:` and its word |
//! | `tz` | as with one incident; an address with `in` says it behind that |
//! | `parts` | how many further parts of the catalog were read |
//! | `sel` | the incident that is pointed out, named as in `in` |
//! | `file` | the name of what was opened from somebody's disk |
//! | `in` | the incident that is open: its id; `~12` for its position where the first with that id is another one |
//!
//! Everything behind `in` is about that incident and read by [`incident`](super::incident): one word may so mean one thing of many incidents
//! and another of one, as on the page. Ids rather than files, because each entry has one and not each has a file.
//!
//! An incident, and the values of a filter, can stand in a part of the catalog that is not fetched at first. Parts are
//! fetched in their order until as many are read as the link says and its incident is among them ([`needs_parts`]).

use super::{
    MAX_FACETS, incident, list_part, other_file_note, part, parts, read_span, read_zone, search_text, unescape,
    unknown_part, version_note, write_span, zone_word,
};
use crate::collection_fields::{decimal, whole_ms};
use crate::collection_options::toggle_facet;
use crate::state::{CollectionState, Opened};
use crate::{Collection, CollectionFacet, CollectionOptions, Field, Side, State, ZoneChoice};
use faultline_core::catalog::{Column, Filter, GroupBy};
use faultline_core::incident::{CauseRole, ImpactLevel, Status, Weights};
use faultline_core::metrics::Anchors;
use faultline_core::text;
use faultline_core::time::ZoneSource;

/// A view of many incidents, as an address says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CollectionAddress {
    /// What is shown of them.
    pub options: CollectionOptions,
    /// The zone; `None` for the one the reader prefers.
    pub zone: Option<ZoneChoice>,
    /// The incident that is open, by its row, and what the address says of it.
    pub opened: Option<(u32, String)>,
    /// A sentence for each part that was left out.
    pub notes: Vec<String>,
}

/// The parts about a collection, and about the incident of it that is open.
pub(super) fn write(state: &State, shown: &CollectionState, for_others: bool) -> Vec<String> {
    let (collection, opened) = (&shown.collection, state.opened());
    let row = opened.and_then(Opened::row);
    let mut parts = of_options(&shown.options);
    // Behind an incident it says nothing: coming back, that one is pointed out.
    if let Some(row) = shown.options.row.filter(|_| row.is_none()) {
        parts.push(part("sel", &word_of(collection, row)));
    }
    if state.incident().is_none() && (for_others || state.zone != state.settings.zones.preferred) {
        parts.push(part("tz", zone_word(state, for_others)));
    }
    let read = collection.parts - collection.catalog.parts.len();
    if read > 0 {
        parts.push(part("parts", &read.to_string()));
    }
    if state.is_local() && !(parts.is_empty() && row.is_none()) {
        parts.push(part("file", &collection.name));
    }
    if let Some(row) = row {
        parts.push(part("in", &word_of(collection, row)));
        parts.extend(incident::write(state, for_others));
    }
    parts
}

fn of_options(options: &CollectionOptions) -> Vec<String> {
    let usual = CollectionOptions::default();
    let CollectionOptions {
        filter,
        anchors,
        slo,
        weights,
        sort,
        descending,
        page,
        logarithmic,
        group_by,
        compared,
        row: _,
    } = options;
    let Filter { text, severities, services, statuses, tags, levels, roles, period, lengths_ms, week_hour, all_kinds } =
        filter;
    let mut parts = Vec::new();
    let mut put = |is_chosen: bool, name: &str, value: &str| {
        if is_chosen {
            parts.push(part(name, value));
        }
    };
    put(!text.trim().is_empty(), "q", text);
    put(*all_kinds, "kinds", "all");
    put(*anchors != usual.anchors, "anchor", &anchors.words());
    if let Some(slo) = slo {
        put(true, "slo", &exactly(slo * 100.0));
    }
    let Weights { full, partial, degraded } = *weights;
    put(*weights != usual.weights, "weights", &[full, partial, degraded].map(exactly).join("~"));
    let way = if *descending { "-" } else { "" };
    put((*sort, *descending) != (usual.sort, usual.descending), "sort", &[way, sort.word()].concat());
    put(*page > 0, "page", &page.saturating_add(1).to_string());
    put(!*logarithmic, "axis", "linear");
    put(*group_by != usual.group_by, "by", group_by.word());
    if let Some(period) = period {
        put(true, "t", &write_span(*period));
    }
    if let Some((from, to)) = lengths_ms {
        put(true, "len", &format!("{}~{}", ms(*from), ms(*to)));
    }
    if let Some(hour) = week_hour {
        put(true, "hour", &hour.to_string());
    }
    let mut facets: Vec<String> = Vec::new();
    for (name, words) in [("severity:", severities), ("service:", services), ("tag:", tags)] {
        facets.extend(words.iter().map(|word| [name, word].concat()));
    }
    facets.extend(statuses.iter().map(|status| ["status:", status.word()].concat()));
    facets.extend(levels.iter().map(|level| ["level:", level.word()].concat()));
    facets.extend(roles.iter().map(|role| ["role:", role.word()].concat()));
    parts.extend(list_part("f", facets.into_iter()));
    let side = |side: &Side| match side {
        Side::Period(period) => ["time:", &write_span(*period)].concat(),
        Side::Group(word) => ["group:", word].concat(),
    };
    parts
        .extend(compared.iter().filter_map(|(first, second)| list_part("vs", [side(first), side(second)].into_iter())));
    parts
}

/// Reads what stands after `#` (with or without it) for many incidents.
#[must_use]
pub fn read(text: &str, collection: &Collection, is_local: bool, zones: &dyn ZoneSource) -> CollectionAddress {
    let Divided { collection: of_all, opened, incident } = divide(text);
    let mut address = CollectionAddress::default();
    let (mut file, mut facets, mut compared) = (None, Vec::new(), None);
    for (name, raw, part) in parts(of_all) {
        let value = unescape(raw);
        let options = &mut address.options;
        // What it says, or why nothing could be made of it.
        let understood = match name {
            "v" => {
                address.notes.extend(version_note(&value));
                Some(())
            }
            "data" => Some(()),
            "q" => {
                options.filter.text = search_text(&value).into();
                Some(())
            }
            "f" => read_facets(collection, raw).map(|read| facets = read),
            "t" => read_span(&value).map(|period| options.filter.period = Some(period)),
            "len" => read_lengths(&value).map(|lengths| options.filter.lengths_ms = Some(lengths)),
            "kinds" => (value == "all").then(|| options.filter.all_kinds = true),
            "anchor" => Anchors::from_words(&value).map(|anchors| options.anchors = anchors),
            "hour" => value.parse().ok().filter(|hour| *hour < 168).map(|hour| options.filter.week_hour = Some(hour)),
            "slo" => decimal(&value, 100.0).filter(|slo| *slo <= 1.0).map(|slo| options.slo = Some(slo)),
            "weights" => read_weights(&value).map(|weights| options.weights = weights),
            "sort" => {
                let (descending, word) = value.strip_prefix('-').map_or((false, &*value), |word| (true, word));
                let column = Column::ALL.into_iter().find(|column| column.word() == word);
                column.map(|column| (options.sort, options.descending) = (column, descending))
            }
            "page" => value.parse().ok().and_then(|page: usize| page.checked_sub(1)).map(|page| options.page = page),
            "axis" => (value == "linear").then(|| options.logarithmic = false),
            "by" => GroupBy::from_word(&value).map(|by| options.group_by = by),
            "vs" => read_sides(raw).map(|sides| compared = Some((part, sides))),
            "tz" => read_zone(&value, zones).map(|zone| address.zone = Some(zone)),
            "parts" => value.parse::<usize>().ok().map(drop),
            "sel" => row_of(collection, &value).map(|row| options.row = Some(row)),
            "file" => {
                file = Some(value);
                Some(())
            }
            _ => None,
        };
        if understood.is_none() {
            address.notes.push(unknown_part(part, WHOSE));
        }
    }
    for facet in facets {
        toggle_facet(&mut address.options.filter, facet);
    }
    if let Some((part, (first, second))) = compared {
        // A group is one of the table, which another part of the address may name.
        let by = address.options.group_by;
        if [&first, &second].into_iter().all(|side| is_there(side, by, collection)) {
            address.options.compared = Some((first, second));
        } else {
            address.notes.push(unknown_part(part, WHOSE));
        }
    }
    if let Some(word) = opened {
        address.opened = row_of(collection, &word).map(|row| (row, incident.to_owned()));
        if address.opened.is_none() {
            let word: String = word.chars().take(80).collect();
            address
                .notes
                .push(format!("There is no incident “{word}” among these any more. The list is shown instead."));
        }
    }
    match file {
        Some(file) if !is_local || file != collection.name => {
            CollectionAddress { notes: vec![other_file_note(&file)], ..CollectionAddress::default() }
        }
        _ => address,
    }
}

/// Whether another part of the catalog has to be read before an address can be followed.
#[must_use]
pub fn needs_parts(text: &str, collection: &Collection) -> bool {
    let Divided { collection: of_all, opened, .. } = divide(text);
    let asked = of_all.split('&').find_map(|part| part.strip_prefix("parts=")?.parse().ok());
    let read = collection.parts - collection.catalog.parts.len();
    let is_missing = opened.is_some_and(|word| row_of(collection, &word).is_none());
    !collection.catalog.parts.is_empty() && (is_missing || asked.is_some_and(|asked: usize| read < asked))
}

/// Whose parts they are where a part of a link means nothing.
const WHOSE: &str = "these incidents";

/// An address divided at `in`.
struct Divided<'a> {
    /// What it says of all of them.
    collection: &'a str,
    /// The incident that is open, as it is named.
    opened: Option<String>,
    /// What it says of that.
    incident: &'a str,
}

fn divide(text: &str) -> Divided<'_> {
    let text = text.trim_start_matches('#');
    let at = if text.starts_with("in=") { Some(0) } else { text.find("&in=").map(|at| at + 1) };
    let Some((collection, rest)) = at.and_then(|at| text.split_at_checked(at)) else {
        return Divided { collection: text, opened: None, incident: "" };
    };
    let (named, incident) = rest.split_once('&').unwrap_or((rest, ""));
    Divided { collection, opened: named.strip_prefix("in=").map(unescape), incident }
}

/// What an address calls an incident.
fn word_of(collection: &Collection, row: u32) -> String {
    let id = collection.entry(row).map_or("", |entry| &*entry.incident.id);
    let is_plain = !id.is_empty() && !id.starts_with('~');
    if is_plain && first_of(collection, id) == Some(row) { id.to_owned() } else { format!("~{row}") }
}

fn row_of(collection: &Collection, word: &str) -> Option<u32> {
    match word.strip_prefix('~') {
        Some(row) => row.parse().ok().filter(|row| collection.entry(*row).is_some()),
        None => first_of(collection, word),
    }
}

/// The first incident with that id.
fn first_of(collection: &Collection, id: &str) -> Option<u32> {
    let at = collection.catalog.entries.iter().position(|entry| *entry.incident.id == *id)?;
    u32::try_from(at).ok()
}

/// All of the values, or none: half a filter would show something else than was meant.
fn read_facets(collection: &Collection, raw: &str) -> Option<Vec<CollectionFacet>> {
    let mut all: Vec<CollectionFacet> = Vec::new();
    for value in raw.split(',').take(MAX_FACETS) {
        let value = unescape(value);
        let (name, word) = value.split_once(':')?;
        let offered = |field: Field| {
            let is_there = collection.facets.values(field).iter().any(|offer| *offer.name == *word);
            is_there.then(|| word.into())
        };
        let of = match name {
            "severity" => CollectionFacet::Severity(offered(Field::Severity)?),
            "service" => CollectionFacet::Service(offered(Field::Service)?),
            "tag" => CollectionFacet::Tag(offered(Field::Tag)?),
            "status" => CollectionFacet::Status(Status::from_word(word)?),
            "level" => CollectionFacet::Level(ImpactLevel::from_word(word)?),
            "role" => CollectionFacet::Role(CauseRole::from_word(word)?),
            _ => return None,
        };
        if !all.contains(&of) {
            all.push(of);
        }
    }
    Some(all)
}

/// With as many digits as [`decimal`] reads.
fn exactly(number: f64) -> String {
    text::decimal_up_to(number, 9)
}

fn read_weights(text: &str) -> Option<Weights> {
    let mut weights = text.split('~').map(|weight| decimal(weight, 1.0).filter(|weight| *weight <= 1.0));
    let read = Weights { full: weights.next()??, partial: weights.next()??, degraded: weights.next()?? };
    weights.next().is_none().then_some(read)
}

fn read_lengths(text: &str) -> Option<(f64, f64)> {
    let (from, to) = text.split_once('~')?;
    Some((whole_ms(from)?, whole_ms(to)?)).filter(|(from, to)| from <= to)
}

/// Brushes end at whole milliseconds.
#[expect(clippy::cast_possible_truncation, reason = "a length of milliseconds, far below 2^53")]
const fn ms(length: f64) -> i64 {
    length as i64
}

fn read_sides(raw: &str) -> Option<(Side, Side)> {
    let side = |value: &str| {
        let value = unescape(value);
        let (kind, word) = value.split_once(':')?;
        match kind {
            "time" => read_span(word).map(Side::Period),
            "group" => Some(Side::Group(word.into())),
            _ => None,
        }
    };
    let (first, second) = raw.split_once(',')?;
    Some((side(first)?, side(second)?))
}

/// Whether there can be such a side in a table by that. A group without a word is of those that say nothing.
fn is_there(side: &Side, by: GroupBy, collection: &Collection) -> bool {
    let Side::Group(word) = side else { return true };
    let offered = |field: Field| collection.facets.values(field).iter().any(|offer| offer.name == *word);
    word.is_empty()
        || match by {
            GroupBy::Service => offered(Field::Service),
            GroupBy::Severity => offered(Field::Severity),
            GroupBy::Level => ImpactLevel::from_word(word).is_some(),
            GroupBy::Role => CauseRole::from_word(word).is_some(),
            GroupBy::Status => Status::from_word(word).is_some(),
        }
}

#[cfg(test)]
#[path = "collection_tests.rs"]
mod tests;

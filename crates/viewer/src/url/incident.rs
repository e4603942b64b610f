//! The view of an incident in the address.
//!
//! `#v=1&t=20230301T133000Z~20230301T150000Z&sel=event:e3&tz=Europe/Berlin&q=disk&f=kind:symptom,actor:Ann`
//!
//! | part | what it says |
//! |---|---|
//! | `v` | the version of this form, 1. Parts of a later one are read as far as they are known |
//! | `t` | the stretch in view, from~to, UTC; absent: everything |
//! | `sel` | what is selected: `event:`, `impact:`, `cause:` or `action:` and the id in the file; `event~12`: by position, where an id is not one thing's alone; `range:` from~to |
//! | `tz` | `file`, `utc`, `reader`, an offset or the name of a zone; absent: what the reader prefers |
//! | `from` | moments are counted (T+) from a milestone, or from `event:` and its id |
//! | `q`, `only` | the words searched for; `only=1` hides what they do not find |
//! | `f` | the values filtered by, with commas between |
//! | `sort` | the column that the list is sorted by, with `-` before it the other way round |
//! | `file` | the name of the file on somebody's disk that all this is about |
//! | `data` | kept free: an incident inside the link |
//!
//! Of an incident that was opened from many, these parts (without `v` and `file`) stand behind `in=` and its id; what
//! stands before `in` says which many, and how they are shown ([`collection`](super::collection)).

use super::{
    MAX_FACETS, list_part, other_file_note, part, parts, read_span, read_zone, search_text, unescape, unknown_part,
    version_note, write_span, zone_word,
};
use crate::{Column, Facet, Filter, Loaded, Origin, Selection, Sort, State, ZoneChoice};
use faultline_core::incident::{ActionIx, Case, CauseIx, EventIx, ImpactIx, Milestone};
use faultline_core::time::{Span, ZoneSource};

/// A view of an incident, as an address says it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IncidentAddress {
    /// The stretch in view; `None` for everything.
    pub window: Option<Span>,
    /// What is selected.
    pub selected: Option<Selection>,
    /// The zone; `None` for the one the reader prefers.
    pub zone: Option<ZoneChoice>,
    /// What moments are counted from.
    pub origin: Option<Origin>,
    /// What is searched for.
    pub filter: Filter,
    /// How the list is sorted.
    pub sort: Sort,
    /// A sentence for each part that was left out.
    pub notes: Vec<String>,
}

/// The parts about the incident that is shown; none where there is none.
pub(super) fn write(state: &State, for_others: bool) -> Vec<String> {
    let Some(incident) = state.incident() else { return Vec::new() };
    let (case, filter, sort) = (&incident.loaded.case, &incident.search.filter, incident.search.sort);
    let mut parts = Vec::new();
    let mut add = |name: &str, value: &str| parts.push(part(name, value));
    if let Some(viewport) = incident.viewport.filter(|viewport| !viewport.is_whole()) {
        add("t", &write_span(viewport.window()));
    }
    if let Some(selection) = incident.selected {
        add("sel", &selection_word(case, selection));
    }
    if for_others || state.zone != state.settings.zones.preferred {
        add("tz", zone_word(state, for_others));
    }
    match incident.origin {
        Some(Origin::Milestone(milestone)) => add("from", milestone.word()),
        Some(Origin::Event(event)) => add("from", &selection_word(case, Selection::Event(event))),
        None => {}
    }
    if filter.searches() {
        add("q", &filter.text);
        if filter.only_matches {
            add("only", "1");
        }
    }
    if sort != Sort::default() {
        add("sort", &[if sort.down { "-" } else { "" }, sort.by.word()].concat());
    }
    parts.extend(list_part("f", filter.facets.iter().map(Facet::word)));
    parts
}

/// Reads what stands after `#` (with or without it) for one incident. `is_local` says that it came from the reader's disk.
#[must_use]
pub fn read(text: &str, loaded: &Loaded, is_local: bool, zones: &dyn ZoneSource) -> IncidentAddress {
    let case = &loaded.case;
    let mut address = IncidentAddress::default();
    let mut file = None;
    for (name, raw, part) in parts(text) {
        let value = unescape(raw);
        // What it says, or why nothing could be made of it.
        let understood = match name {
            "v" => {
                address.notes.extend(version_note(&value));
                Some(())
            }
            "t" => read_span(&value).map(|span| address.window = Some(span)),
            "sel" => read_selection(case, &value).map(|selection| address.selected = Some(selection)),
            "tz" => read_zone(&value, zones).map(|zone| address.zone = Some(zone)),
            "from" => read_origin(loaded, &value).map(|origin| address.origin = Some(origin)),
            "q" => {
                address.filter.text = search_text(&value);
                Some(())
            }
            "only" => {
                address.filter.only_matches = value == "1";
                Some(())
            }
            "f" => read_facets(case, raw).map(|facets| address.filter.facets = facets),
            "sort" => read_sort(&value).map(|sort| address.sort = sort),
            "file" => {
                file = Some(value);
                Some(())
            }
            _ => None,
        };
        if understood.is_none() {
            address.notes.push(unknown_part(part, "this incident"));
        }
    }
    address.filter.only_matches &= address.filter.searches();
    match file {
        Some(file) if !is_local || file != loaded.name => {
            IncidentAddress { notes: vec![other_file_note(&file)], ..IncidentAddress::default() }
        }
        _ => address,
    }
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
        Selection::Range(span) => return ["range:", &write_span(span)].concat(),
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
        return read_span(value).map(Selection::Range);
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
    let facets = raw.split(',').take(MAX_FACETS).map(|facet| Facet::from_word(&unescape(facet)));
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

#[cfg(test)]
#[path = "incident_tests.rs"]
mod tests;

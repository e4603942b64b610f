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

/// One of the file's four lists.
#[derive(Clone, Copy)]
enum List {
    Events,
    Impacts,
    Causes,
    Actions,
}

impl List {
    const ALL: [Self; 4] = [Self::Events, Self::Impacts, Self::Causes, Self::Actions];

    /// What stands before the id.
    const fn word(self) -> &'static str {
        match self {
            Self::Events => "event",
            Self::Impacts => "impact",
            Self::Causes => "cause",
            Self::Actions => "action",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.word() == word)
    }

    /// The id at a position.
    fn id_at(self, case: &Case, at: usize) -> Option<&str> {
        let incident = &case.incident;
        Some(match self {
            Self::Events => incident.timeline.get(at)?.id.as_str(),
            Self::Impacts => &incident.impacts.get(at)?.id,
            Self::Causes => incident.root_causes.get(at)?.id.as_str(),
            Self::Actions => incident.corrective_actions.get(at)?.id.as_str(),
        })
    }

    /// The first position with that id.
    fn position(self, case: &Case, id: &str) -> Option<usize> {
        let incident = &case.incident;
        match self {
            Self::Events => incident.timeline.iter().position(|event| event.id.as_str() == id),
            Self::Impacts => incident.impacts.iter().position(|impact| &*impact.id == id),
            Self::Causes => incident.root_causes.iter().position(|cause| cause.id.as_str() == id),
            Self::Actions => incident.corrective_actions.iter().position(|action| action.id.as_str() == id),
        }
    }

    /// Whether the id at a position is that of this item, and not of one before it. Of a million events it is known from
    /// joining, since this is asked in each frame of a pan.
    fn has_own_id(self, case: &Case, at: usize, id: &str) -> bool {
        match self {
            Self::Events => !case.has_doubled_id(EventIx::of(at)),
            Self::Impacts | Self::Causes | Self::Actions => self.position(case, id) == Some(at),
        }
    }

    /// The item at a position, selected.
    fn selection(self, at: usize) -> Selection {
        match self {
            Self::Events => Selection::Event(EventIx::of(at)),
            Self::Impacts => Selection::Impact(ImpactIx::of(at)),
            Self::Causes => Selection::Cause(CauseIx::of(at)),
            Self::Actions => Selection::Action(ActionIx::of(at)),
        }
    }
}

fn selection_word(case: &Case, selection: Selection) -> String {
    let (list, at) = match selection {
        Selection::Event(ix) => (List::Events, ix.at()),
        Selection::Impact(ix) => (List::Impacts, ix.at()),
        Selection::Cause(ix) => (List::Causes, ix.at()),
        Selection::Action(ix) => (List::Actions, ix.at()),
        Selection::Range(span) => return ["range:", &write_span(span)].concat(),
    };
    match list.id_at(case, at).filter(|id| list.has_own_id(case, at, id)) {
        Some(id) => format!("{}:{id}", list.word()),
        None => format!("{}~{at}", list.word()),
    }
}

fn read_selection(case: &Case, text: &str) -> Option<Selection> {
    let (word, value) = text.split_at_checked(text.find([':', '~'])?)?;
    let by_id = value.starts_with(':');
    let value = value.get(1..)?;
    if word == "range" {
        return read_span(value).map(Selection::Range);
    }
    let list = List::from_word(word)?;
    let at = if by_id { list.position(case, value)? } else { value.parse().ok()? };
    list.id_at(case, at)?;
    Some(list.selection(at))
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

//! Filtering and searching the events of an incident.
//!
//! Two things that are not the same. A *filter* (by kind, service, actor or cause) hides what it does not name: values of
//! one sort add up, sorts narrow each other down. A *search* for words only marks what it finds, so that the rest stays
//! around it as context; "only matches" makes it hide as well.

use faultline_core::incident::{Case, CauseIx, Event, EventIx, EventKind};
use faultline_core::text::{contains, fold_case};

/// No longer text is searched for; a link could hold any.
pub const LONGEST_TEXT: usize = 200;

/// What events can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The kind of event.
    Kind,
    /// A service it concerns, by id.
    Service,
    /// Who or what did it.
    Actor,
    /// A cause it shows, by id.
    Cause,
}

impl By {
    /// Every one, in the order they are offered in.
    pub const ALL: [Self; 4] = [Self::Kind, Self::Service, Self::Actor, Self::Cause];

    /// Its word in an address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Service => "service",
            Self::Actor => "actor",
            Self::Cause => "cause",
        }
    }
}

/// One value of a filter, as the file writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// What it is a value of.
    pub by: By,
    /// The value: the word of a kind, the id of a service or cause, the name of an actor.
    pub value: Box<str>,
}

impl Facet {
    /// `kind:trigger`.
    #[must_use]
    pub fn word(&self) -> String {
        [self.by.word(), ":", &self.value].concat()
    }

    /// The facet of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let (by, value) = word.split_once(':')?;
        let by = By::ALL.into_iter().find(|known| known.word() == by)?;
        Some(Self { by, value: value.into() })
    }

    /// `true` when some event of the case could have it.
    #[must_use]
    pub fn is_in(&self, case: &Case) -> bool {
        match self.by {
            By::Kind => EventKind::from_word(&self.value).is_some(),
            By::Cause => cause(case, &self.value).is_some(),
            By::Service | By::Actor => case.incident.timeline.iter().any(|event| self.is_of(event)),
        }
    }

    /// For the two sorts that stand on the event itself.
    fn is_of(&self, event: &Event) -> bool {
        match self.by {
            By::Service => event.services.iter().any(|service| **service == *self.value),
            _ => event.actor.as_ref().is_some_and(|actor| **actor == *self.value),
        }
    }
}

fn cause(case: &Case, id: &str) -> Option<CauseIx> {
    case.incident.root_causes.iter().position(|cause| cause.id.as_str() == id).map(CauseIx::of)
}

/// What the reader looks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The words searched for, as typed. All of them have to be found, each anywhere in the title, the details, the
    /// actor or the names of the services; capital letters do not matter.
    pub text: String,
    /// `true` to hide what the search does not find.
    pub only_matches: bool,
    /// The values filtered by.
    pub facets: Vec<Facet>,
}

impl Filter {
    /// `true` when words are searched for.
    #[must_use]
    pub fn searches(&self) -> bool {
        !self.text.trim().is_empty()
    }

    /// `true` when events may be hidden.
    #[must_use]
    pub fn hides(&self) -> bool {
        !self.facets.is_empty() || (self.only_matches && self.searches())
    }

    /// Takes a value in, or out if it is in.
    pub fn toggle(&mut self, facet: Facet) {
        match self.facets.iter().position(|other| *other == facet) {
            Some(at) => drop(self.facets.remove(at)),
            None => self.facets.push(facet),
        }
    }
}

/// A word searched for, and the services whose names have it.
struct Word<'a> {
    text: String,
    services: Vec<&'a str>,
}

/// The words of a search, as texts are compared with them.
pub(super) fn words_in(text: &str) -> Vec<String> {
    text.split_whitespace().map(fold_case).collect()
}

/// A filter made ready for one case.
pub(super) struct Matcher<'a> {
    filter: &'a Filter,
    case: &'a Case,
    words: Vec<Word<'a>>,
    kinds: Vec<EventKind>,
    causes: Vec<CauseIx>,
    /// Which sorts have a value chosen, in the order of [`By::ALL`].
    asks: [bool; 4],
}

impl<'a> Matcher<'a> {
    pub(super) fn new(filter: &'a Filter, case: &'a Case) -> Self {
        let of = |by: By| filter.facets.iter().filter(move |facet| facet.by == by);
        let words = words_in(&filter.text).into_iter().map(|text| {
            let named = case.incident.services.iter().filter(|service| contains(&service.name, &text));
            Word { services: named.map(|service| &*service.id).collect(), text }
        });
        Self {
            filter,
            case,
            words: words.collect(),
            kinds: of(By::Kind).filter_map(|facet| EventKind::from_word(&facet.value)).collect(),
            causes: of(By::Cause).filter_map(|facet| cause(case, &facet.value)).collect(),
            asks: By::ALL.map(|by| of(by).next().is_some()),
        }
    }

    /// Whether every filter lets it through.
    pub(super) fn passes(&self, ix: EventIx) -> bool {
        let Some(event) = self.case.incident.timeline.get(ix.at()) else { return false };
        let [kind, service, actor, by_cause] = self.asks;
        let has = |by: By| self.filter.facets.iter().any(|facet| facet.by == by && facet.is_of(event));
        let shows = |cause: &CauseIx| self.case.links.events_of_cause(*cause).binary_search(&ix).is_ok();
        (!kind || self.kinds.contains(&event.kind))
            && (!service || has(By::Service))
            && (!actor || has(By::Actor))
            && (!by_cause || self.causes.iter().any(shows))
    }

    /// Whether every word is found in it. Without a word nothing is.
    pub(super) fn finds(&self, ix: EventIx) -> bool {
        let Some(event) = self.case.incident.timeline.get(ix.at()) else { return false };
        let has = |word: &Word<'_>| {
            let texts = [Some(&event.title), event.details.as_ref(), event.actor.as_ref()];
            texts.into_iter().flatten().any(|text| contains(text, &word.text))
                || event.services.iter().any(|id| word.services.contains(&&**id) || contains(id, &word.text))
        };
        !self.words.is_empty() && self.words.iter().all(has)
    }
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;

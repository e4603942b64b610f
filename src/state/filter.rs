//! What the reader looks for among the events. Must never know how it is drawn.
//!
//! Two things that are not the same. A *filter* (by kind, service, actor or cause) hides what it does not name: values of
//! one sort add up, sorts narrow each other down. A *search* for words only marks what it finds, so that the rest stays
//! around it as context; "only matches" makes it hide as well.

use std::collections::HashMap;

use crate::incident::{Case, CauseIx, Event, EventIx, EventKind};
use crate::time::{Instant, put_in_order};
use crate::words;
use crate::words::{contains, folded};

/// No longer text is searched for; a link could hold any.
pub const LONGEST_TEXT: usize = 200;
/// No more values of one sort are offered; the search finds the rest.
const MOST_VALUES: usize = 100;

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

    /// Whether an event stays in view, asked one by one; for all of them see [`Found`].
    #[must_use]
    pub fn matches(&self, case: &Case, event: EventIx) -> bool {
        Matcher::new(self, case).keeps(event)
    }
}

/// A word searched for, and the services whose names have it.
struct Word<'a> {
    text: String,
    services: Vec<&'a str>,
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
        let words = filter.text.split_whitespace().map(|word| {
            let text = folded(word);
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

    /// Whether an event stays in view.
    pub(super) fn keeps(&self, ix: EventIx) -> bool {
        self.passes(ix) && (!self.filter.only_matches || self.words.is_empty() || self.finds(ix))
    }

    /// Whether every filter lets it through.
    fn passes(&self, ix: EventIx) -> bool {
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
    fn finds(&self, ix: EventIx) -> bool {
        let Some(event) = self.case.incident.timeline.get(ix.at()) else { return false };
        let has = |word: &Word<'_>| {
            let texts = [Some(&event.title), event.details.as_ref(), event.actor.as_ref()];
            texts.into_iter().flatten().any(|text| contains(text, &word.text))
                || event.services.iter().any(|id| word.services.contains(&&**id) || contains(id, &word.text))
        };
        !self.words.is_empty() && self.words.iter().all(has)
    }
}

/// What a filter leaves of a case: worked out once a change, by one look at each event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The events that stay in view, in order of time; those without a time come last, in the order of the file.
    pub kept: Vec<EventIx>,
    /// How many of them have a time.
    pub dated: usize,
    /// How many events are hidden.
    pub hidden: usize,
    /// Those in view that have every word searched for, in the same order.
    pub matches: Vec<EventIx>,
    /// By position, for both lists: empty while everything is kept, or nothing searched for.
    is_kept: Vec<bool>,
    is_match: Vec<bool>,
}

impl Found {
    /// Looks at every event of a case.
    #[must_use]
    pub fn of(case: &Case, filter: &Filter) -> Self {
        if filter.hides() || filter.searches() { Self::some(case, filter) } else { Self::all(case) }
    }

    /// Without anything looked for.
    fn all(case: &Case) -> Self {
        let count = case.incident.timeline.len();
        let mut kept = case.chronology.clone();
        let dated = kept.len();
        if dated < count {
            kept.extend((0..count).map(EventIx::of).filter(|ix| case.event_span(*ix).is_none()));
        }
        Self { kept, dated, ..Self::default() }
    }

    #[inline(never)]
    fn some(case: &Case, filter: &Filter) -> Self {
        let matcher = Matcher::new(filter, case);
        let count = case.incident.timeline.len();
        let (hides, searches) = (filter.hides(), filter.searches());
        let mut found = Self {
            is_kept: vec![false; if hides { count } else { 0 }],
            is_match: vec![false; if searches { count } else { 0 }],
            ..Self::default()
        };
        for (at, ix) in Self::all(case).kept.into_iter().enumerate() {
            let matches = searches && matcher.finds(ix);
            let is_left_out = filter.only_matches && searches && !matches;
            if hides && (is_left_out || !matcher.passes(ix)) {
                found.hidden += 1;
                continue;
            }
            found.kept.push(ix);
            found.dated += usize::from(at < case.chronology.len());
            set(&mut found.is_kept, ix);
            if matches {
                found.matches.push(ix);
                set(&mut found.is_match, ix);
            }
        }
        found
    }

    /// Whether an event stays in view.
    #[must_use]
    pub fn keeps(&self, event: EventIx) -> bool {
        self.is_kept.get(event.at()).copied().unwrap_or(self.is_kept.is_empty())
    }

    /// Whether an event is marked, for having every word searched for.
    #[must_use]
    pub fn marks(&self, event: EventIx) -> bool {
        self.is_match.get(event.at()).copied().unwrap_or(false)
    }

    /// The moments of the matches, in order, for a small picture of where they are.
    pub fn moments<'a>(&'a self, case: &'a Case) -> impl Iterator<Item = Instant> + 'a {
        self.matches.iter().filter_map(|ix| Some(case.event_span(*ix)?.start()))
    }

    /// The match after (or before) an event, round the end; from nothing, the first (or last). With its number, from 1.
    #[must_use]
    pub fn step(&self, case: &Case, from: Option<EventIx>, forward: bool) -> Option<(usize, EventIx)> {
        let count = self.matches.len();
        let place = |ix: EventIx| (case.event_span(ix).map_or(i64::MAX, |span| span.start().ms()), ix.0);
        let to = match from {
            None => {
                if forward {
                    0
                } else {
                    count.checked_sub(1)?
                }
            }
            Some(from) => {
                let here = place(from);
                let at = self.matches.partition_point(|ix| place(*ix) < here);
                let is_here = self.matches.get(at) == Some(&from);
                if forward { at + usize::from(is_here) } else { at.checked_sub(1).unwrap_or(count.checked_sub(1)?) }
            }
        };
        let to = if to >= count { 0 } else { to };
        Some((to + 1, *self.matches.get(to)?))
    }

    /// `3 of 12`, `12 found`, `nothing found`.
    #[must_use]
    #[inline(never)]
    pub fn counted(&self, selected: Option<EventIx>) -> String {
        let at =
            selected.filter(|ix| self.marks(*ix)).and_then(|ix| self.matches.iter().position(|other| *other == ix));
        match (at, self.matches.len()) {
            (_, 0) => "nothing found".to_owned(),
            (Some(at), count) => format!("{} of {count}", at + 1),
            (None, count) => format!("{count} found"),
        }
    }
}

fn set(flags: &mut [bool], ix: EventIx) {
    if let Some(flag) = flags.get_mut(ix.at()) {
        *flag = true;
    }
}

/// Which sorts have more than one value in a case, in the order of [`By::ALL`]: others cannot narrow anything down.
#[must_use]
pub fn offered(case: &Case) -> [bool; 4] {
    let events = &case.incident.timeline;
    let mut services = events.iter().flat_map(|event| &event.services);
    let mut actors = events.iter().filter_map(|event| event.actor.as_ref());
    let first = services.next();
    let several_services = services.any(|other| Some(other) != first);
    let first = actors.next();
    let several_actors = actors.any(|other| Some(other) != first);
    let shown =
        (0..case.incident.root_causes.len()).filter(|ix| !case.links.events_of_cause(CauseIx::of(*ix)).is_empty());
    [case.kinds.len() > 1, several_services, several_actors, shown.count() > 1]
}

/// A value that is offered, with what people call it and how many events have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The value.
    pub facet: Facet,
    /// What people call it.
    pub name: String,
    /// How many events of the file have it.
    pub count: usize,
}

/// The values of one sort with the most frequent first (kinds in their own order), and how many more there are.
#[must_use]
#[inline(never)]
pub fn offers(case: &Case, by: By) -> (Vec<Offer>, usize) {
    let incident = &case.incident;
    let offer = |value: &str, name: String, count| Offer { facet: Facet { by, value: value.into() }, name, count };
    let mut all: Vec<Offer> = Vec::new();
    match by {
        By::Kind => {
            let kinds = case.kinds.iter().zip(&case.counts);
            all.extend(kinds.map(|(kind, count)| offer(kind.word(), words::kind_name(*kind).to_owned(), *count)));
        }
        By::Cause => {
            for (ix, cause) in incident.root_causes.iter().enumerate() {
                let count = case.links.events_of_cause(CauseIx::of(ix)).len();
                all.extend((count > 0).then(|| offer(cause.id.as_str(), words::titled(&cause.title), count)));
            }
        }
        By::Service | By::Actor => {
            let mut places: HashMap<&str, usize> = HashMap::new();
            for event in &incident.timeline {
                let services = event.services.iter().filter(|_| by == By::Service);
                for value in services.chain(event.actor.iter().filter(|_| by == By::Actor)) {
                    let next = all.len();
                    let at = *places.entry(value).or_insert(next);
                    if let Some(known) = all.get_mut(at) {
                        known.count += 1;
                    } else {
                        let named = incident.services.iter().find(|one| by == By::Service && *one.id == **value);
                        all.push(offer(value, named.map_or(&**value, |service| &*service.name).to_string(), 1));
                    }
                }
            }
            put_in_order(&mut all, |offer| -i64::try_from(offer.count).unwrap_or(i64::MAX));
        }
    }
    let more = all.len().saturating_sub(MOST_VALUES);
    all.truncate(MOST_VALUES);
    (all, more)
}

#[cfg(test)]
#[path = "filter_tests.rs"]
mod tests;

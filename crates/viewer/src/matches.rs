//! What a search and the filters leave of an incident.

use std::sync::Arc;

use super::filter::{Filter, Matcher};
use super::work::Work;
use faultline_core::incident::{Case, EventIx};
use faultline_core::pace::{Pace, Stopped};
use faultline_core::time::{Instant, Span};

/// What a filter leaves of a case, worked out by one look at each event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The events that stay in view, in order of time; those without a time come last, in the order of the file.
    pub kept: Arc<Vec<EventIx>>,
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

impl Matches {
    /// With nothing looked for: every event.
    #[must_use]
    pub fn all(case: &Case) -> Self {
        let count = case.incident.timeline.len();
        let mut kept = case.chronology.clone();
        let dated = kept.len();
        if dated < count {
            kept.extend((0..count).map(EventIx::of).filter(|ix| case.event_span(*ix).is_none()));
        }
        Self { kept: Arc::new(kept), dated, ..Self::default() }
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

    /// When the first match at a moment or after it begins.
    #[must_use]
    pub fn next_match(&self, case: &Case, from: Instant) -> Option<Instant> {
        // Those without a time come last.
        let start = |ix: &EventIx| case.event_span(*ix).map(Span::start);
        let next = self.matches.partition_point(|ix| start(ix).is_some_and(|start| start < from));
        start(self.matches.get(next)?)
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

/// What a filter leaves of a case.
pub(super) async fn sift(case: &Case, filter: &Filter, work: &Work<'_, impl Pace>) -> Result<Matches, Stopped> {
    let (hides, searches) = (filter.hides(), filter.searches());
    let flags = |wanted: bool| vec![false; if wanted { case.incident.timeline.len() } else { 0 }];
    let all = Matches::all(case);
    let matcher = Matcher::new(filter, case);
    let mut result = Matches { is_kept: flags(hides), is_match: flags(searches), ..Matches::default() };
    let mut kept = Vec::new();
    for (first, events) in (0..).step_by(work.step).zip(all.kept.chunks(work.step)) {
        for (at, event) in (first..).zip(events.iter().copied()) {
            let is_match = searches && matcher.finds(event);
            if hides {
                if (filter.only_matches && searches && !is_match) || !matcher.passes(event) {
                    result.hidden += 1;
                    continue;
                }
                kept.push(event);
                result.dated += usize::from(at < all.dated);
                set(&mut result.is_kept, event);
            }
            if is_match {
                result.matches.push(event);
                set(&mut result.is_match, event);
            }
        }
        work.pause(events.len()).await?;
    }
    if hides {
        result.kept = Arc::new(kept);
    } else {
        (result.kept, result.dated) = (all.kept, all.dated);
    }
    Ok(result)
}

fn set(flags: &mut [bool], ix: EventIx) {
    if let Some(flag) = flags.get_mut(ix.at()) {
        *flag = true;
    }
}

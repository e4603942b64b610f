//! The events of an incident indexed for lookup: drawing a timeline costs what it shows, not what the file holds.

use crate::incident::{Case, CauseIx, EventIx, EventKind, ImpactIx};
use crate::time::{Instant, Span};

/// So many lasting events share one peak.
const BLOCK: usize = 64;

/// The events of a case that pass a filter, by kind and in order of time. Built once for a file and a filter, in one
/// walk over the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    lanes: Vec<IndexLane>,
    evidence: Vec<Vec<EventIx>>,
}

/// The events of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct IndexLane {
    pub kind: EventKind,
    /// When each begins, in order.
    starts: Vec<i64>,
    /// Which events these are, in the same order.
    events: Vec<EventIx>,
    /// Positions of those that are to be seen before others: milestones, edges of impacts, evidence of causes.
    important: Vec<u32>,
    /// Positions of those that last, in order of their start, and their ends.
    lasting: Vec<(u32, i64)>,
    /// The latest end in each block of them.
    peaks: Vec<i64>,
    /// All those ends in order.
    ends: Vec<i64>,
}

/// An index being made, some events at a time, so that a page can paint in between.
pub struct Indexing {
    index: Index,
    /// The lane of each kind.
    place: [usize; EventKind::ALL.len()],
    /// The moments at which impacts begin and end, in order, and how many of them lie before the last event.
    edges: Vec<i64>,
    passed: usize,
    /// By position; as long as the list that has the last event showing a cause.
    shows_a_cause: Vec<bool>,
    /// How many events and how many lanes are done.
    events: usize,
    lanes: usize,
}

impl Indexing {
    /// Before the first event; `whole` when all of them are to be kept, so that room is made for them.
    #[must_use]
    pub fn new(case: &Case, whole: bool) -> Self {
        let lane = |(kind, count): (&EventKind, &usize)| {
            let room = if whole { *count } else { 0 };
            IndexLane {
                kind: *kind,
                starts: Vec::with_capacity(room),
                events: Vec::with_capacity(room),
                important: Vec::new(),
                lasting: Vec::new(),
                peaks: Vec::new(),
                ends: Vec::new(),
            }
        };
        let lanes = case.kinds.iter().zip(&case.counts).map(lane).collect();
        let mut place = [usize::MAX; EventKind::ALL.len()];
        for (at, kind) in case.kinds.iter().enumerate() {
            if let Some(slot) = place.get_mut(*kind as usize) {
                *slot = at;
            }
        }
        let mut shows_a_cause = Vec::new();
        for cause in (0..case.incident.root_causes.len()).map(CauseIx::of) {
            for event in case.links.events_of_cause(cause) {
                if shows_a_cause.len() <= event.at() {
                    shows_a_cause.resize(event.at() + 1, false);
                }
                if let Some(shows) = shows_a_cause.get_mut(event.at()) {
                    *shows = true;
                }
            }
        }
        let index = Index { lanes, evidence: Vec::new() };
        Self { index, place, edges: impact_edges(case), passed: 0, shows_a_cause, events: 0, lanes: 0 }
    }

    /// Arranges that many events more of the same case, at least one, or finishes a lane. `None` until it is done; nothing
    /// may be asked after that.
    pub fn step(&mut self, case: &Case, keep: &dyn Fn(EventIx) -> bool, events: usize) -> Option<Index> {
        let until = self.events.saturating_add(events.max(1)).min(case.chronology.len());
        let next = case.chronology.get(self.events..until).unwrap_or_default();
        if !next.is_empty() {
            for ix in next.iter().filter(|ix| keep(**ix)) {
                self.add(case, *ix);
            }
            self.events = until;
            return None;
        }
        if let Some(lane) = self.index.lanes.get_mut(self.lanes) {
            lane.ends = lane.lasting.iter().map(|(_, end)| *end).collect();
            lane.ends.sort_unstable();
            let peak = |block: &[(u32, i64)]| block.iter().map(|(_, end)| *end).max().unwrap_or(i64::MIN);
            lane.peaks = lane.lasting.chunks(BLOCK).map(peak).collect();
            self.lanes += 1;
            return None;
        }
        self.index.evidence = evidence(case, keep);
        Some(std::mem::take(&mut self.index))
    }

    fn add(&mut self, case: &Case, ix: EventIx) {
        let Some(event) = case.incident.timeline.get(ix.at()) else { return };
        let Some(start) = event.at.map(|when| when.at) else { return };
        while self.edges.get(self.passed).is_some_and(|edge| *edge < start.ms()) {
            self.passed += 1;
        }
        let at_an_edge = self.edges.get(self.passed) == Some(&start.ms());
        let lane = self.place.get(event.kind as usize).and_then(|at| self.index.lanes.get_mut(*at));
        let Some(lane) = lane else { return };
        let at = u32::try_from(lane.events.len()).unwrap_or(u32::MAX);
        lane.starts.push(start.ms());
        lane.events.push(ix);
        if let Some(until) = event.until.filter(|until| until.at > start) {
            lane.lasting.push((at, until.at.ms()));
        }
        if event.milestone.is_some() || self.shows_a_cause.get(ix.at()) == Some(&true) || at_an_edge {
            lane.important.push(at);
        }
    }
}

impl Index {
    /// Arranges the events that are to be kept. Those without a time are in no index.
    #[must_use]
    pub fn of(case: &Case, keep: &dyn Fn(EventIx) -> bool) -> Self {
        let mut indexing = Indexing::new(case, false);
        loop {
            if let Some(index) = indexing.step(case, keep, usize::MAX) {
                return index;
            }
        }
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lanes.iter().map(|lane| lane.starts.len()).sum()
    }

    /// `true` when it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many events begin in a stretch.
    #[must_use]
    pub fn begin_in(&self, span: Span) -> usize {
        self.lanes.iter().map(|lane| lane.before(span.end()) - lane.before(span.start())).sum()
    }

    /// The next moment at which an event begins.
    #[must_use]
    pub fn next_start(&self, after: Instant) -> Option<Instant> {
        let next = |lane: &IndexLane| lane.starts.get(lane.starts.partition_point(|at| *at <= after.ms())).copied();
        self.lanes.iter().filter_map(next).min().map(Instant::from_ms)
    }

    /// The moments nearest to one at which an event begins or ends, on both sides.
    pub(super) fn edges_near(&self, at: Instant) -> impl Iterator<Item = Instant> + '_ {
        let sorted = self.lanes.iter().flat_map(|lane| [&lane.starts, &lane.ends]);
        let near = sorted.flat_map(move |moments| {
            let after = moments.partition_point(|moment| *moment < at.ms());
            let before = after.checked_sub(1).and_then(|before| moments.get(before));
            before.into_iter().chain(moments.get(after)).copied()
        });
        near.map(Instant::from_ms)
    }

    /// The events of each kind; a lane for each kind of the file, kept or not.
    pub(super) fn lanes(&self) -> &[IndexLane] {
        &self.lanes
    }

    /// The kept events that show a cause, in order of time.
    pub(super) fn evidence(&self, cause: CauseIx) -> &[EventIx] {
        self.evidence.get(cause.at()).map_or(&[], Vec::as_slice)
    }
}

impl IndexLane {
    /// How many begin before a moment: the position of the first that does not.
    pub fn before(&self, at: Instant) -> usize {
        self.starts.partition_point(|start| *start < at.ms())
    }

    /// How many begin before a moment or at it.
    pub fn up_to(&self, at: Instant) -> usize {
        self.starts.partition_point(|start| *start <= at.ms())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The event at a position, and when it begins.
    pub fn get(&self, at: usize) -> Option<(EventIx, Instant)> {
        Some((*self.events.get(at)?, Instant::from_ms(*self.starts.get(at)?)))
    }

    /// The position of an event that begins at a moment.
    pub fn position(&self, event: EventIx, start: Instant) -> Option<usize> {
        let first = self.before(start);
        let same_moment = self.events.get(first..self.up_to(start))?;
        // Events of one moment are in file order.
        same_moment.binary_search(&event).ok().map(|at| first + at)
    }

    /// The positions in a range that are to be seen before others.
    pub fn important(&self, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.important.partition_point(|at| (*at as usize) < from);
        let rest = self.important.get(first..).unwrap_or_default().iter().map(|at| *at as usize);
        rest.take_while(move |at| *at < to)
    }

    /// How many begin before a moment and end after it.
    pub fn last_over(&self, at: Instant) -> usize {
        self.lasting_before(at) - self.ends.partition_point(|end| *end <= at.ms())
    }

    /// The positions of those, the last to begin first; looks only at blocks that hold one.
    pub fn lasting_over(&self, at: Instant) -> impl Iterator<Item = usize> + '_ {
        let until = self.lasting_before(at);
        let blocks = (0..until.div_ceil(BLOCK)).rev();
        let high = blocks.filter(move |block| self.peaks.get(*block).is_some_and(|peak| *peak > at.ms()));
        let inside = high.flat_map(move |block| {
            let last = (block * BLOCK + BLOCK).min(until);
            self.lasting.get(block * BLOCK..last).unwrap_or_default().iter().rev()
        });
        inside.filter(move |(_, end)| *end > at.ms()).map(|(position, _)| *position as usize)
    }

    /// The position of the first to begin of those that begin before a moment and end after it.
    pub fn first_over(&self, at: Instant) -> Option<usize> {
        let until = self.lasting_before(at);
        let block = self.peaks.iter().position(|peak| *peak > at.ms())?;
        let mut rest = self.lasting.get(block * BLOCK..until)?.iter();
        rest.find(|(_, end)| *end > at.ms()).map(|(position, _)| *position as usize)
    }

    /// The last to begin before a moment that does not last over it.
    pub fn over_before(&self, at: Instant) -> Option<Instant> {
        let mut end = self.before(at);
        for position in self.lasting_over(at) {
            if position + 1 != end {
                break;
            }
            end = position;
        }
        Some(self.get(end.checked_sub(1)?)?.1)
    }

    /// How many of those that last begin before a moment.
    fn lasting_before(&self, at: Instant) -> usize {
        let before = self.before(at);
        self.lasting.partition_point(|(position, _)| (*position as usize) < before)
    }
}

/// The moments at which impacts begin and end, in order.
fn impact_edges(case: &Case) -> Vec<i64> {
    let impacts = (0..case.incident.impacts.len()).filter_map(|ix| {
        let start = case.incident.impacts.get(ix)?.start?.at;
        // An impact that goes on has no end here: no event can be at it.
        case.impact_span(ImpactIx::of(ix), start).or(Some(Span::between(start, start)))
    });
    let mut edges: Vec<i64> = impacts.flat_map(|span| [span.start().ms(), span.end().ms()]).collect();
    edges.sort_unstable();
    edges
}

/// The kept events of each cause, in order of time.
fn evidence(case: &Case, keep: &dyn Fn(EventIx) -> bool) -> Vec<Vec<EventIx>> {
    let start = |event: &EventIx| case.event_span(*event).map(|span| span.start().ms());
    let causes = (0..case.incident.root_causes.len()).map(CauseIx::of);
    let of = causes.map(|cause| {
        let events = case.links.events_of_cause(cause).iter().copied();
        let mut events: Vec<EventIx> = events.filter(|event| keep(*event) && start(event).is_some()).collect();
        events.sort_by_key(|event| start(event));
        events
    });
    of.collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, case, event, reference, span};
    use super::*;
    use crate::incident::{Event, When};
    use crate::time::Length;
    use proptest::prelude::*;

    fn all(case: &Case) -> Index {
        Index::of(case, &|_| true)
    }

    #[test]
    fn what_is_left_out_is_in_no_lane_and_the_lane_stays() {
        let (case, _) = reference();
        assert_eq!(all(&case).len(), 7);
        let some = Index::of(&case, &|event| event != EventIx(1));
        assert_eq!((some.len(), some.lanes().len()), (6, all(&case).lanes().len()));
        assert_eq!(some.begin_in(span("12:00", "13:30")), 1);
        assert_eq!(all(&case).begin_in(span("12:00", "13:31")), 2);
        assert_eq!(some.next_start(at("12:00")), Some(at("13:45")));
        assert_eq!(all(&case).evidence(CauseIx(1)), [EventIx(2), EventIx(4)]);
    }

    #[test]
    fn evidence_milestones_and_edges_of_impacts_are_weighty() {
        use EventKind::{Detection, Diagnosis, Mitigation, Symptom, Trigger};
        let (case, _) = reference();
        let index = all(&case);
        let important = |lane: &IndexLane| lane.important(0, lane.len()).count();
        // Trigger, both symptoms, the first diagnosis show causes.
        let counts: Vec<_> = index.lanes().iter().map(|lane| (lane.kind, important(lane))).collect();
        assert_eq!(counts, [(Trigger, 1), (Symptom, 2), (Detection, 0), (Diagnosis, 1), (Mitigation, 0)]);
    }

    proptest! {
        #[test]
        fn what_lasts_over_a_moment_is_found_as_by_looking_at_each(
            spans in prop::collection::vec((0..500_i64, 0..120_i64), 0..300), moment in 0..600_i64,
        ) {
            let minutes = |of: i64| at("00:00").plus(Length::from_minutes(of));
            let events: Vec<Event> = spans.iter().enumerate().map(|(index, (start, lasts))| Event {
                until: Some(When { at: minutes(start + lasts), day_only: false }),
                ..event(minutes(*start), EventKind::Note, &format!("event {index}"))
            }).collect();
            let case = case(events, Vec::new());
            let index = all(&case);
            let moment = minutes(moment);
            let over = |event: &EventIx| case.event_span(*event).is_some_and(|s| s.start() < moment && s.end() > moment);
            let expected: Vec<EventIx> = case.chronology.iter().copied().filter(over).collect();
            let lane = index.lanes().first();
            let found = lane.map(|lane| lane.lasting_over(moment).filter_map(|at| Some(lane.get(at)?.0)).collect());
            let mut found: Vec<EventIx> = found.unwrap_or_default();
            found.reverse();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(lane.map_or(0, |lane| lane.last_over(moment)), expected.len());
            for event in &case.chronology {
                let start = case.event_span(*event).unwrap().start();
                let position = lane.unwrap().position(*event, start).unwrap();
                prop_assert_eq!(lane.unwrap().get(position), Some((*event, start)));
            }
        }
    }
}

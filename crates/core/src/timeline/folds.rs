//! Quiet time folded away: a clock that runs fast over long stretches in which nothing is recorded. No moment at which
//! something begins or ends is folded.
//!
//! Folding is one straight piece after another, so that all the arithmetic of a window (panning, zooming, clamping) stays
//! linear when it is done in *shown time*, the milliseconds of this clock:
//!
//! ```text
//! time   ──●─●──●────────────────────────●──●●──▶
//! shown  ──●─●──●──⌇──●──●●──▶                      the gap keeps a fixed, small length
//! ```

use super::Bands;
use crate::incident::{Case, Milestone};
use crate::time::{Instant, Length, Span};

/// More folds than this would cut the picture to crumbs, and make a viewport too large to hand round.
const MOST: usize = 12;
/// Nothing shorter is folded.
const LEAST_QUIET: Length = Length::from_minutes(30);
/// A folded gap is at least so many times the longest gap that stays.
const TIMES_NEXT: i64 = 4;
/// To fold more than the fewest gaps that may be, what stays has to shrink by so much again.
const TIMES_AGAIN: i64 = 10;
/// Events fit as they are, and nothing is folded, unless this many in a hundred of the distances between neighbours are …
const CROWDED: usize = 25;
/// … shorter than this share of the whole.
const CLOSE: i64 = 50;
/// What stays between two folds gets at most so many times the share of the width that it has of all that happens.
const TIMES_ITS_SHARE: i64 = 2;
/// A fold is shown at this share of the time that stays, or less where there are many; or at more, to keep the shares …
const SHARE: i64 = 12;
/// … and at most this share of its own length, or it would hide without helping.
const LEAST_GAIN: i64 = 3;
/// Folds together are shown at this many milliseconds at least: where hardly any time stays, they are what keeps the things
/// between them apart. No view is shorter.
const FLOOR: i64 = 60_000;

/// The stretches that are folded, in order of time, and how long each is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Folds {
    gaps: [(i64, i64); MOST],
    count: usize,
    /// Milliseconds of shown time that each takes.
    shown: i64,
}

impl Default for Folds {
    fn default() -> Self {
        Self::NONE
    }
}

impl Folds {
    /// Nothing is folded.
    pub const NONE: Self = Self { gaps: [(0, 0); MOST], count: 0, shown: 0 };

    /// What is to be folded of an incident.
    ///
    /// A gap is a stretch in which no event, impact, phase or milestone begins or ends and no event lasts; an impact may
    /// cover all of it, and the break has to say so. The longest gaps are folded, when each is longer than half an hour
    /// and at least four times the longest that stays; when together they are at least as long as all the time that
    /// stays; and when each is shown at a third of its length or less. Of several such sets the smallest is taken, or a
    /// larger one that leaves a tenth of the time. The folds take as much of the picture as it needs for no stretch between
    /// two of them to have more than twice its share: of a quarter of an hour with a tenth of the events, a fifth of the
    /// width. A file in which time is spread evenly has no such gaps, one with more than twelve of them shows all, and one
    /// whose events are as far apart as they need to be shows all as well.
    #[must_use]
    pub fn of(case: &Case, bands: &Bands) -> Self {
        let gaps = gaps(case, bands);
        let close = gaps.distances.iter().filter(|distance| distance.ms() < gaps.extent.ms() / CLOSE).count();
        if close * 100 < gaps.distances.len() * CROWDED {
            return Self::NONE;
        }
        Self::chosen(gaps)
    }

    /// The folds among gaps.
    fn chosen(gaps: Gaps) -> Self {
        let Gaps { mut long, longest_short, extent, things, .. } = gaps;
        let mut longest: Vec<(Span, usize)> = Vec::new();
        while longest.len() <= MOST
            && let Some(at) = (0..long.len()).max_by_key(|at| long.get(*at).map(|gap| gap.0.length()))
        {
            longest.push(long.swap_remove(at));
        }
        let (mut best, mut folded, mut least) = (Self::NONE, Length::ZERO, i64::MAX);
        for (index, (gap, _)) in longest.iter().enumerate().take(MOST) {
            folded = folded.plus(gap.length());
            let next = longest.get(index + 1).map_or(longest_short, |next| next.0.length());
            let stays = extent.ms() - folded.ms();
            let count = i64::try_from(index).unwrap_or(0) + 1;
            let fair = longest.get(..=index).map_or(0, |folds| fair_width(folds, gaps.first, extent, things));
            let shown = (stays / SHARE.max(2 * count)).max(FLOOR / (count + 1)).max((fair - stays) / count);
            let length = gap.length().ms();
            let large = length / TIMES_NEXT >= next.ms() && folded.ms() >= stays && length / LEAST_GAIN >= shown;
            if large && stays > 0 && stays <= least {
                best = Self { count: index + 1, shown, ..Self::NONE };
                least = stays / TIMES_AGAIN;
            }
        }
        let mut chosen: Vec<Span> = longest.into_iter().take(best.count).map(|(gap, _)| gap).collect();
        chosen.sort_by_key(|gap| gap.start());
        for (slot, gap) in best.gaps.iter_mut().zip(chosen) {
            *slot = (gap.start().ms(), gap.end().ms());
        }
        best
    }

    /// The folded stretches, in order of time.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        let gaps = self.gaps.iter().take(self.count);
        gaps.map(|(start, end)| Span::between(Instant::from_ms(*start), Instant::from_ms(*end)))
    }

    /// `true` when nothing is folded.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The folds without one stretch.
    #[must_use]
    pub fn without(&self, span: Span) -> Self {
        let mut kept = Self { shown: self.shown, ..Self::NONE };
        for gap in self.iter().filter(|gap| *gap != span) {
            if let Some(slot) = kept.gaps.get_mut(kept.count) {
                *slot = (gap.start().ms(), gap.end().ms());
                kept.count += 1;
            }
        }
        if kept.count == 0 { Self::NONE } else { kept }
    }

    /// The parts of a stretch that are not folded, in order of time.
    #[must_use]
    pub fn open_parts(&self, span: Span) -> Vec<Span> {
        let mut parts = Vec::new();
        let mut from = span.start();
        for gap in self.iter().filter(|gap| gap.end() > span.start() && gap.start() < span.end()) {
            parts.extend(Span::new(from, gap.start()));
            from = gap.end();
        }
        parts.extend(Span::new(from, span.end()));
        parts
    }

    /// Milliseconds of shown time at a moment. Never falls, and reaches every whole number.
    #[must_use]
    pub(super) fn to_shown(self, at: Instant) -> i64 {
        let (at, mut hidden) = (at.ms(), 0);
        for (start, end) in self.gaps.iter().take(self.count) {
            if at <= *start {
                break;
            }
            if at < *end {
                return start - hidden + part(at - start, self.shown, end - start).0;
            }
            hidden += end - start - self.shown;
        }
        at - hidden
    }

    /// The first moment at which the shown clock stands there: the way back, and then forth again is the same.
    #[must_use]
    pub(super) fn to_time(self, shown: i64) -> Instant {
        let mut hidden = 0_i64;
        for (start, end) in self.gaps.iter().take(self.count) {
            let from = start - hidden;
            if shown <= from {
                break;
            }
            if shown < from + self.shown {
                let at = Instant::from_ms(start + part(shown - from, end - start, self.shown).1);
                // What a double rounds away must not lead a millisecond back.
                return if self.to_shown(at) < shown { Instant::from_ms(at.ms() + 1) } else { at };
            }
            hidden += end - start - self.shown;
        }
        Instant::from_ms(shown.saturating_add(hidden).clamp(Instant::FIRST.ms(), Instant::LAST.ms()))
    }
}

/// `of × times / by`, rounded down and up.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "within the calendar, to the millisecond"
)]
fn part(of: i64, times: i64, by: i64) -> (i64, i64) {
    let exact = of as f64 * (times as f64 / by.max(1) as f64);
    (exact.floor() as i64, exact.ceil() as i64)
}

/// How wide the picture has to be, in milliseconds of shown time, for no stretch between two of these folds to have more than
/// its share of it. Each gap has how many things are before it.
fn fair_width(folds: &[(Span, usize)], first: Instant, extent: Length, things: usize) -> i64 {
    let mut folds = folds.to_vec();
    folds.sort_by_key(|(gap, _)| gap.start());
    let (mut from, mut before, mut width) = (first, 0, 0);
    let last = Span::between(first.plus(extent), first.plus(extent));
    for (gap, count) in folds.into_iter().chain([(last, things)]) {
        let inside = i64::try_from(count.saturating_sub(before)).unwrap_or(i64::MAX).saturating_mul(TIMES_ITS_SHARE);
        let all = i64::try_from(things).unwrap_or(i64::MAX);
        let fair = gap.start().since(from).ms().saturating_mul(all) / inside.max(1);
        (from, before, width) = (gap.end(), count, width.max(fair));
    }
    width
}

/// The quiet time of an incident.
struct Gaps {
    /// The gaps longer than the least that can be folded, each with how many things are before it.
    long: Vec<(Span, usize)>,
    /// The longest of the others.
    longest_short: Length,
    /// All of them.
    distances: Vec<Length>,
    /// The first thing.
    first: Instant,
    /// From the first thing to the last.
    extent: Length,
    /// How many moments there are at which something begins or ends.
    things: usize,
}

fn gaps(case: &Case, bands: &Bands) -> Gaps {
    let milestones = Milestone::ALL.iter().filter_map(|milestone| case.incident.milestones.get(*milestone));
    let bands = bands.impacts.iter().map(|(span, ..)| *span).chain(bands.phases.iter().map(|phase| phase.span));
    let mut edges: Vec<Instant> = bands.flat_map(|span| [span.start(), span.end()]).collect();
    edges.extend(milestones.map(|when| when.at));
    edges.sort_unstable();
    let mut edges = edges.into_iter().map(|at| Span::between(at, at)).peekable();
    let mut events = case.chronology.iter().filter_map(|event| case.event_span(*event)).peekable();

    let (mut long, mut longest_short, mut distances, mut things) = (Vec::new(), Length::ZERO, Vec::new(), 0);
    let mut first = None;
    let mut reached = Instant::FIRST;
    loop {
        let edge_next = match (edges.peek(), events.peek()) {
            (Some(edge), Some(event)) => edge.start() <= event.start(),
            (edge, _) => edge.is_some(),
        };
        let Some(thing) = (if edge_next { edges.next() } else { events.next() }) else { break };
        if first.is_none() {
            first = Some(thing.start());
            reached = thing.start();
        }
        if let Some(gap) = Span::new(reached, thing.start()).filter(|gap| !gap.is_empty()) {
            distances.push(gap.length());
            if gap.length() > LEAST_QUIET {
                long.push((gap, things));
            } else {
                longest_short = longest_short.max(gap.length());
            }
        }
        things += 1;
        reached = reached.max(thing.end());
    }
    let first = first.unwrap_or(reached);
    Gaps { long, longest_short, distances, first, extent: reached.since(first), things }
}

#[cfg(test)]
mod tests {
    use super::super::Shade;
    use super::super::sample::{at, case, event, reference, span};
    use super::*;
    use crate::incident::{EventKind, When};
    use proptest::prelude::*;

    const HOUR: i64 = 3_600_000;

    /// An incident with events at these hours after midnight.
    fn at_hours(hours: &[f64]) -> Case {
        let events = hours.iter().enumerate().map(|(index, hours)| {
            let start = at("00:00").plus(Length::from_ms(super::super::scale::whole_ms(hours * 3.6e6).ms()));
            event(start, EventKind::Note, &format!("event {index}"))
        });
        case(events.collect(), Vec::new())
    }

    fn lengths(folds: &Folds) -> Vec<String> {
        folds.iter().map(|gap| gap.length().to_string()).collect()
    }

    #[test]
    fn a_gap_is_folded_only_where_it_is_large_against_the_rest() {
        let days = |of: &[f64]| (0..5).flat_map(|day| of.iter().map(move |h| f64::from(day) * 24.0 + h)).collect();
        let nights: Vec<f64> = days(&[9.0, 9.5, 10.2, 12.0, 13.0, 14.5, 16.0]);
        let weeks: Vec<f64> = (0..40).map(|day| f64::from(day) * 24.0).collect();
        for (hours, folded) in [
            (vec![], vec![]),
            (vec![0.0], vec![]),
            // One gap alone has no rest to be large against.
            (vec![0.0, 20.0], vec![]),
            (vec![0.0, 0.1, 52.1, 52.2, 53.0], vec!["2 d 4 h"]),
            (vec![0.0, 1.0, 2.0, 5.0], vec![]),
            // All fit as they are.
            (vec![0.0, 1.0, 2.0, 9.0], vec![]),
            (vec![0.0, 0.1, 0.2, 9.0], vec!["8 h 48 min"]),
            // Everything is a gap: evenly spread time stays as it is.
            (weeks, vec![]),
            (nights, vec!["17 h"; 4]),
            // Half an hour is no quiet time, whatever the rest.
            (vec![0.0, 0.001, 0.5, 0.501], vec![]),
            // One very long gap and some long ones, all against a few minutes.
            (
                vec![0.0, 0.1, 240.0, 240.1, 480.0, 480.1, 7680.0, 7680.1],
                vec!["9 d 23 h 54 min", "9 d 23 h 54 min", "299 d 23 h 54 min"],
            ),
        ] {
            assert_eq!(lengths(&Folds::of(&at_hours(&hours), &Bands::default())), folded, "{hours:?}");
        }
    }

    #[test]
    fn the_reference_incident_is_shown_as_it_is() {
        let (case, bands) = reference();
        assert!(Folds::of(&case, &bands).is_empty());
    }

    #[test]
    fn a_fold_ends_where_an_impact_does_and_an_event_that_lasts_is_not_quiet() {
        let hours = [0.0, 0.1, 52.1, 52.2, 53.0];
        let case = at_hours(&hours);
        let impact = |from: i64, to: i64| Bands {
            impacts: vec![(
                Span::between(at("00:00").plus(Length::from_minutes(from)), at("00:00").plus(Length::from_minutes(to))),
                Shade::Degraded,
                false,
            )],
            ..Bands::default()
        };
        assert_eq!(lengths(&Folds::of(&case, &impact(0, 60 * 53))), ["2 d 4 h"], "covers it; the break says so");
        assert_eq!(lengths(&Folds::of(&case, &impact(0, 60))), ["2 d 3 h 6 min"], "after its end");
        assert_eq!(lengths(&Folds::of(&case, &impact(60, 60 * 26))), ["1 d 1 h", "1 d 2 h 6 min"], "round its inside");
        let mut incident = case.incident.clone();
        incident.timeline[1].until =
            Some(When { at: at("00:00").plus(Length::from_minutes(51 * 60)), day_only: false });
        let (lasting, _) = Case::join(incident);
        assert!(Folds::of(&lasting, &Bands::default()).is_empty());
    }

    #[test]
    fn where_hardly_any_time_stays_the_folds_keep_events_apart() {
        use super::super::{Scale, Viewport};
        // A start some milliseconds before the first update, and five updates hours apart.
        let ms = 1.0 / 3.6e6;
        for hours in [vec![0.0, 38.0 * ms, 0.1, 1.0, 60.0, 61.0], vec![0.0, ms, 300.0, 300.0 + ms, 900.0]] {
            let case = at_hours(&hours);
            let folds = Folds::of(&case, &Bands::default());
            assert!(!folds.is_empty(), "{hours:?}");
            let view = Viewport::folded(case.extent(at("00:00")).unwrap(), &folds);
            let scale: Scale = view.scale(0.0, 1_000.0);
            let places: Vec<f64> =
                case.chronology.iter().map(|ix| scale.to_px(case.event_span(*ix).unwrap().start())).collect();
            for (pair, hours) in places.windows(2).zip(hours.windows(2)) {
                let apart = if hours[1] - hours[0] > 0.01 { 20.0 } else { 0.0 };
                assert!(pair[1] - pair[0] >= apart, "{places:?}");
            }
            assert!(places[0] >= 0.0 && places[places.len() - 1] <= 1_000.0);
            assert!(places[places.len() - 1] - places[0] > 500.0, "{places:?}");
        }
    }

    #[test]
    fn what_stays_has_no_more_of_the_width_than_its_share() {
        use super::super::{Scale, Viewport};
        // Eight months: here and there a few minutes, and once a quarter of an hour with few events in it.
        let mut hours = vec![2_000.0, 2_000.25];
        for day in 0..8 {
            let from = f64::from(day) * 700.0;
            hours.extend([from, from + 0.02, from + 0.05, from + 0.08]);
        }
        hours.sort_by(f64::total_cmp);
        let case = at_hours(&hours);
        let folds = Folds::of(&case, &Bands::default());
        assert!(!folds.is_empty());
        let scale: Scale = Viewport::folded(case.extent(at("00:00")).unwrap(), &folds).scale(0.0, 1_000.0);
        let place = |hours: f64| {
            scale.to_px(at("00:00").plus(Length::from_ms(super::super::scale::whole_ms(hours * 3.6e6).ms())))
        };
        let quarter = place(2_000.25) - place(2_000.0);
        // 2 of 34 events: at most an eighth of the width.
        assert!(quarter < 125.0, "{quarter}");
    }

    #[test]
    fn an_incident_whose_events_fit_is_not_folded() {
        // Five minutes, four, five, and two times half an hour: all told in 80 minutes.
        let minutes = [0.0, 5.0, 9.0, 14.0, 45.0, 80.0];
        assert!(Folds::of(&at_hours(&minutes.map(|minute| minute / 60.0)), &Bands::default()).is_empty());
    }

    #[test]
    fn what_is_unfolded_leaves_the_others() {
        let folds = Folds::of(&at_hours(&[0.0, 0.1, 52.1, 52.2, 110.0, 110.1]), &Bands::default());
        let all: Vec<_> = folds.iter().collect();
        assert_eq!(all.len(), 2);
        assert_eq!(folds.without(all[0]).iter().collect::<Vec<_>>(), [all[1]]);
        assert_eq!(folds.without(all[0]).without(all[1]), Folds::NONE);
        assert_eq!(folds.without(span("12:00", "13:00")), folds);
        let whole = Span::between(all[0].start(), all[1].end());
        assert_eq!(
            folds.open_parts(whole),
            [
                Span::between(all[0].start(), all[0].start()),
                Span::between(all[0].end(), all[1].start()),
                Span::between(all[1].end(), all[1].end()),
            ]
        );
    }

    fn some_folds(gaps: &[(i64, i64)], shown: i64) -> Folds {
        let mut folds = Folds { shown, ..Folds::NONE };
        let mut from = 0;
        for (slot, (open, gap)) in folds.gaps.iter_mut().zip(gaps) {
            *slot = (from + open, from + open + shown + gap);
            from = slot.1;
            folds.count += 1;
        }
        folds
    }

    proptest! {
        #[test]
        fn folding_is_monotone_and_the_way_back_and_forth_is_the_same(
            gaps in prop::collection::vec((0..9 * HOUR, 1..4_000_000_000_000_i64), 0..12), shown in 1..5 * HOUR,
            mut moments in prop::collection::vec(-HOUR..2_000_000_000_000_i64, 2..20),
        ) {
            let folds = some_folds(&gaps, shown);
            moments.sort_unstable();
            for pair in moments.windows(2) {
                let to = |ms| folds.to_shown(Instant::from_ms(ms));
                prop_assert!(to(pair[0]) <= to(pair[1]));
                prop_assert_eq!(folds.to_shown(folds.to_time(pair[0])), pair[0]);
                prop_assert!(folds.to_time(pair[0]) <= folds.to_time(pair[1]));
                prop_assert!(folds.to_time(to(pair[0])).ms() <= pair[0]);
            }
        }
    }
}

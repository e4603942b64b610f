//! Interval algebra: unions of half-open spans, and levels of which the worse covers the lesser.

use crate::incident::ImpactLevel;
use crate::time::{Instant, Length, Span};

/// A stretch with the worst level that holds in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelSpan {
    /// The stretch.
    pub span: Span,
    /// The worst level in it; after [`by_level`] never [`ImpactLevel::None`].
    pub level: ImpactLevel,
    /// `true` when its end is `now`, standing for an end that has not come.
    pub so_far: bool,
}

impl LevelSpan {
    /// A stretch at a level; `so_far` where its end is `now`.
    #[must_use]
    pub const fn new(span: Span, level: ImpactLevel, so_far: bool) -> Self {
        Self { span, level, so_far }
    }
}

/// The union of spans: disjoint, in order, touching spans joined, empty ones left out.
///
/// ```text
/// in    ├────┤   ├──┤├──┤
///         ├────┤          ├ (empty)
/// out   ├──────┤ ├──────┤
/// ```
#[must_use]
pub fn union(spans: &[Span]) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.iter().copied().filter(|span| !span.is_empty()).collect();
    sorted.sort_by_key(|span| span.start());
    let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// What of spans lies in none of those that cover them. Both are disjoint and in order, and so is the result.
///
/// ```text
/// spans     ├──────────────┤   ├───┤
/// covering     ├───┤ ├───────────┤
/// out       ├──┤   ├─┤            ├┤
/// ```
#[must_use]
pub fn uncovered(spans: &[Span], covering: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for span in spans {
        let mut from = span.start();
        let first = covering.partition_point(|cover| cover.end() <= from);
        for cover in covering.iter().skip(first).take_while(|cover| cover.start() < span.end()) {
            left.extend(Span::new(from, cover.start()).filter(|piece| !piece.is_empty()));
            from = from.max(cover.end());
        }
        left.extend(Span::new(from, span.end()).filter(|piece| !piece.is_empty()));
    }
    left
}

/// The lengths of spans together. Disjoint spans give the time they cover; overlapping ones the naive sum.
#[must_use]
pub fn total(spans: &[Span]) -> Length {
    spans.iter().fold(Length::ZERO, |sum, span| sum.plus(span.length()))
}

/// Overlapping levelled spans made disjoint, in order: a worse level covers a lesser one; neighbours of one level are
/// joined. `ImpactLevel::None` is left out.
///
/// ```text
/// degraded  ├──────────────┤        ├─────┤
/// full           ├────┤ ├───────┤
/// out       d────f────d─f───────┤   d─────┤
/// ```
#[must_use]
pub fn by_level(impacts: &[LevelSpan]) -> Vec<LevelSpan> {
    let counted = impacts.iter().filter(|impact| impact.level != ImpactLevel::None && !impact.span.is_empty());
    let mut opens: Vec<_> = counted.clone().map(|impact| (impact.span.start(), impact.level)).collect();
    let mut closes: Vec<_> = counted.map(|impact| (impact.span.end(), impact.level, impact.so_far)).collect();
    opens.sort_by_key(|(start, _)| *start);
    closes.sort_by_key(|(end, ..)| *end);

    let (mut opened, mut closed) = (0, 0);
    let mut open = OpenCounts::default();
    let mut current: Option<(Instant, ImpactLevel)> = None;
    let mut levels = Vec::new();
    // What opens closes later, so the last edge is an end.
    while let Some(&(close, ..)) = closes.get(closed) {
        let at = opens.get(opened).map_or(close, |(start, _)| close.min(*start));
        while let Some(&(start, level)) = opens.get(opened)
            && start == at
        {
            *open.of(level) += 1;
            opened += 1;
        }
        let mut so_far = false;
        while let Some(&(end, level, ends_now)) = closes.get(closed)
            && end == at
        {
            *open.of(level) -= 1;
            so_far |= ends_now && current.is_some_and(|(_, current)| current == level);
            closed += 1;
        }
        let worst = open.worst();
        if worst == current.map(|(_, level)| level) {
            continue;
        }
        if let Some((start, level)) = current {
            levels.push(LevelSpan { span: Span::between(start, at), level, so_far });
        }
        current = worst.map(|level| (at, level));
    }
    levels
}

/// How many spans of each level hold at a moment.
#[derive(Default)]
struct OpenCounts {
    full: u32,
    partial: u32,
    degraded: u32,
    none: u32,
}

impl OpenCounts {
    fn of(&mut self, level: ImpactLevel) -> &mut u32 {
        match level {
            ImpactLevel::Full => &mut self.full,
            ImpactLevel::Partial => &mut self.partial,
            ImpactLevel::Degraded => &mut self.degraded,
            ImpactLevel::None => &mut self.none,
        }
    }

    const fn worst(&self) -> Option<ImpactLevel> {
        match (self.full, self.partial, self.degraded) {
            (1.., _, _) => Some(ImpactLevel::Full),
            (_, 1.., _) => Some(ImpactLevel::Partial),
            (_, _, 1..) => Some(ImpactLevel::Degraded),
            _ => None,
        }
    }
}

/// Levelled spans trimmed to a window. A span that is cut at its end is no longer `so_far`.
#[must_use]
pub fn within(mut levels: Vec<LevelSpan>, window: Span) -> Vec<LevelSpan> {
    levels.retain_mut(|level| {
        let whole = level.span;
        level.span.clip(window).is_some_and(|span| {
            level.span = span;
            level.so_far &= span.end() == whole.end();
            true
        })
    });
    levels
}

/// The time spent at one level.
#[must_use]
pub fn time_at(levels: &[LevelSpan], level: ImpactLevel) -> Length {
    levels.iter().filter(|l| l.level == level).fold(Length::ZERO, |sum, l| sum.plus(l.span.length()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use ImpactLevel::{Degraded, Full, Partial};

    /// A span of minutes.
    fn minutes(start: i64, end: i64) -> Span {
        Span::between(Instant::from_ms(start * 60_000), Instant::from_ms(end * 60_000))
    }

    fn shown(levels: &[LevelSpan]) -> String {
        let one = |l: &LevelSpan| {
            let open = if l.so_far { "…" } else { "" };
            let minute = |at: Instant| at.ms() / 60_000;
            format!("{} {}–{}{open}", l.level.word(), minute(l.span.start()), minute(l.span.end()))
        };
        levels.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn touching_and_overlapping_spans_are_one_and_empty_ones_are_none() {
        let spans = [minutes(5, 9), minutes(0, 4), minutes(4, 6), minutes(20, 20), minutes(12, 13)];
        assert_eq!(union(&spans), [minutes(0, 9), minutes(12, 13)]);
        assert_eq!(union(&[]), []);
        assert_eq!(total(&spans), Length::from_minutes(11));
    }

    #[test]
    fn what_nothing_covers_is_left() {
        let spans = [minutes(0, 9), minutes(12, 13), minutes(20, 30)];
        let covering = [minutes(2, 4), minutes(6, 7), minutes(8, 21), minutes(25, 40)];
        assert_eq!(uncovered(&spans, &covering), [minutes(0, 2), minutes(4, 6), minutes(7, 8), minutes(21, 25)]);
        assert_eq!(uncovered(&spans, &[]), spans);
        assert_eq!(uncovered(&[], &covering), []);
    }

    #[test]
    fn a_worse_level_covers_a_lesser_one() {
        for (impacts, expected) in [
            (vec![(0, 9, Degraded), (3, 5, Full)], "degraded 0–3, full 3–5, degraded 5–9"),
            (vec![(0, 9, Degraded), (9, 12, Full)], "degraded 0–9, full 9–12"),
            (vec![(0, 9, Full), (3, 5, Degraded)], "full 0–9"),
            (vec![(0, 5, Partial), (3, 9, Partial), (9, 10, Partial)], "partial 0–10"),
            (vec![(0, 5, Partial), (5, 5, Full)], "partial 0–5"),
            (vec![(0, 5, ImpactLevel::None)], ""),
            (vec![(0, 2, Full), (4, 6, Full)], "full 0–2, full 4–6"),
        ] {
            let impacts: Vec<_> =
                impacts.iter().map(|&(a, b, level)| LevelSpan::new(minutes(a, b), level, false)).collect();
            assert_eq!(shown(&by_level(&impacts)), expected);
        }
    }

    #[test]
    fn only_the_stretch_that_reaches_now_is_so_far() {
        let open = |a, level| LevelSpan::new(minutes(a, 10), level, true);
        let ended = |a, b, level| LevelSpan::new(minutes(a, b), level, false);
        assert_eq!(shown(&by_level(&[open(0, Degraded), open(4, Full)])), "degraded 0–4, full 4–10…");
        assert_eq!(shown(&by_level(&[open(0, Degraded), ended(4, 6, Full)])), "degraded 0–4, full 4–6, degraded 6–10…");
        assert_eq!(shown(&by_level(&[open(0, Full), ended(2, 12, Degraded)])), "full 0–10…, degraded 10–12");
        assert_eq!(shown(&by_level(&[open(0, Degraded), ended(4, 10, Full)])), "degraded 0–4, full 4–10");
    }

    #[test]
    fn a_window_trims_and_a_trimmed_end_is_an_end() {
        let levels = by_level(&[LevelSpan::new(minutes(0, 10), Full, true)]);
        assert_eq!(shown(&within(levels.clone(), minutes(5, 20))), "full 5–10…");
        assert_eq!(shown(&within(levels.clone(), minutes(5, 8))), "full 5–8");
        assert_eq!(shown(&within(levels.clone(), minutes(10, 20))), "");
    }

    fn impacts() -> impl Strategy<Value = Vec<LevelSpan>> {
        let one = (0_i64..120, 0_i64..60, 0_usize..4).prop_map(|(start, length, level)| {
            LevelSpan::new(minutes(start, start + length), ImpactLevel::ALL[level], false)
        });
        proptest::collection::vec(one, 0..12)
    }

    /// The worst level in each minute, found the slow way.
    fn grid(impacts: &[LevelSpan]) -> Vec<Option<ImpactLevel>> {
        let worst = |minute: i64| {
            let holding = impacts.iter().filter(|impact| impact.span.contains(Instant::from_ms(minute * 60_000)));
            holding.map(|impact| impact.level).filter(|&level| level != ImpactLevel::None).min()
        };
        (0..200).map(worst).collect()
    }

    proptest! {
        #[test]
        fn every_minute_has_the_worst_level_that_holds_in_it(impacts in impacts()) {
            let levels = by_level(&impacts);
            prop_assert_eq!(grid(&levels), grid(&impacts));
            for pair in levels.windows(2) {
                prop_assert!(pair[0].span.end() <= pair[1].span.start(), "disjoint, in order");
                prop_assert!(pair[0].span.end() < pair[1].span.start() || pair[0].level != pair[1].level, "joined");
            }
        }

        #[test]
        fn a_union_is_never_longer_than_the_sum_and_equals_the_levels_together(impacts in impacts()) {
            let counted: Vec<Span> =
                impacts.iter().filter(|impact| impact.level != ImpactLevel::None).map(|impact| impact.span).collect();
            let joined = union(&counted);
            prop_assert!(total(&joined) <= total(&counted));
            let levels = by_level(&impacts);
            let each = [Full, Partial, Degraded].map(|level| time_at(&levels, level));
            prop_assert_eq!(total(&joined), each[0].plus(each[1]).plus(each[2]));
            let minutes_hit = grid(&impacts).iter().flatten().count();
            prop_assert_eq!(total(&joined), Length::from_minutes(minutes_hit.try_into().unwrap()));
        }

        #[test]
        fn adjacent_windows_add_up_and_trimming_first_or_last_is_the_same(
            impacts in impacts(), a in 0_i64..200, b in 0_i64..200, c in 0_i64..200,
        ) {
            let mut cuts = [a, b, c];
            cuts.sort_unstable();
            let levels = by_level(&impacts);
            for level in [Full, Partial, Degraded] {
                let inside = |from, to| time_at(&within(levels.clone(), minutes(from, to)), level);
                prop_assert_eq!(inside(cuts[0], cuts[1]).plus(inside(cuts[1], cuts[2])), inside(cuts[0], cuts[2]));
            }
            let window = minutes(cuts[0], cuts[2]);
            let trimmed: Vec<_> =
                impacts.iter().filter_map(|&impact| Some(LevelSpan { span: impact.span.clip(window)?, ..impact })).collect();
            prop_assert_eq!(by_level(&trimmed), within(levels.clone(), window));
        }
    }
}

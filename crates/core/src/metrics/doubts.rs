//! What is not known of impacts, and which figures it could change.

use super::Accuracy;
use super::intervals::{LevelSpan, uncovered, union};
use crate::incident::ImpactLevel;
use crate::time::Span;

/// Why an impact leaves figures open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// Its level or its stretch of time is not known: it is not counted, and could add to a figure.
    Unknown,
    /// It is counted, but a moment of it is known to the day only: it may have been shorter.
    DayOnly,
}

/// An impact that leaves figures open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The time that it may have covered.
    pub span: Span,
    /// Its level; `None` where that is what is not known.
    pub level: Option<ImpactLevel>,
    /// Why.
    pub kind: DoubtKind,
}

impl Doubt {
    /// `true` when it may be of a level. One without a level may be of any.
    fn may_be(&self, level: ImpactLevel) -> bool {
        self.level.is_none_or(|own| own == level)
    }

    /// `true` when it may be of a worse level than that.
    fn may_be_worse(&self, level: ImpactLevel) -> bool {
        self.level.is_none_or(|own| own < level) && level != ImpactLevel::Full
    }
}

/// The known impact, by level, covered by a worse one or not.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    any: bool,
    /// The union of the spans of each level.
    of: [Vec<Span>; 3],
    /// The union of those that are of the level or of a worse one: to which the level would add nothing.
    at_least: [Vec<Span>; 3],
}

const LEVELS: [ImpactLevel; 3] = [ImpactLevel::Full, ImpactLevel::Partial, ImpactLevel::Degraded];

impl Known {
    /// From levelled spans, in any order.
    pub(super) fn of(impacts: &[LevelSpan]) -> Self {
        let union_of = |counts: &dyn Fn(ImpactLevel) -> bool| {
            let spans = impacts.iter().filter(|impact| counts(impact.level)).map(|impact| impact.span);
            union(&spans.collect::<Vec<_>>())
        };
        Self {
            any: !impacts.is_empty(),
            of: LEVELS.map(|of| union_of(&|level| level == of)),
            at_least: LEVELS.map(|least| union_of(&|level| level <= least)),
        }
    }

    /// `true` when no impact is known, not even one of level `none`.
    pub(super) const fn is_empty(&self) -> bool {
        !self.any
    }

    /// `true` when every moment of a span is of a level, or of a worse one.
    pub(super) fn covers(&self, span: Span, level: ImpactLevel) -> bool {
        let spans = self.at_least.get(level as usize).map_or(&[][..], Vec::as_slice);
        span.is_empty() || holding(spans, span).is_some_and(|holding| holding.end() >= span.end())
    }
}

impl Known {
    /// `true` when an impact of the level has time in common with a span, covered by a worse one or not.
    fn has(&self, span: Span, level: ImpactLevel) -> bool {
        self.of.get(level as usize).is_some_and(|spans| touches(spans, span))
    }
}

/// The last of disjoint spans that begins no later than a span.
fn holding(spans: &[Span], span: Span) -> Option<Span> {
    let after = spans.partition_point(|other| other.start() <= span.start());
    spans.get(after.checked_sub(1)?).copied()
}

/// `true` when a span has time in common with one of disjoint spans.
fn touches(spans: &[Span], span: Span) -> bool {
    let first = spans.partition_point(|other| other.end() <= span.start());
    spans.get(first).is_some_and(|other| other.start() < span.end()) && !span.is_empty()
}

/// How sure the time at a level is, or, without one, the time of any impact; and what of its spans is sure.
pub(super) fn doubtful(
    spans: Vec<Span>,
    doubts: &[Doubt],
    known: &Known,
    level: Option<ImpactLevel>,
) -> (Vec<Span>, Accuracy) {
    let (mut longer, mut shorter) = (false, false);
    let mut taken = Vec::new();
    // Without a level, any impact adds that is not known to be none.
    let adds_at = level.unwrap_or(ImpactLevel::Degraded);
    for doubt in doubts {
        let is_of = level.map_or(doubt.level != Some(ImpactLevel::None), |level| doubt.may_be(level));
        let is_worse = level.is_some_and(|level| doubt.may_be_worse(level)) && touches(&spans, doubt.span);
        match doubt.kind {
            DoubtKind::Unknown => {
                longer |= is_of && !known.covers(doubt.span, adds_at);
                if is_worse {
                    taken.push(doubt.span);
                }
            }
            DoubtKind::DayOnly => {
                shorter |= is_of && touches(&spans, doubt.span);
                // Where it is shorter, it uncovers what is lesser.
                longer |= level.is_some_and(|level| doubt.may_be_worse(level) && known.has(doubt.span, level));
            }
        }
    }
    if longer && !taken.is_empty() {
        (uncovered(&spans, &union(&taken)), Accuracy::of(longer, shorter))
    } else {
        (spans, Accuracy::of(longer, shorter || !taken.is_empty()))
    }
}

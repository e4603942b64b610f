//! Interval algebra: unions and precedence of half-open spans. Must never know of milestones or prose.

use crate::incident::ImpactLevel;
use crate::time::Span;

/// A stretch with the worst level that holds in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelSpan {
    /// The stretch.
    pub span: Span,
    /// The worst level in it; never [`ImpactLevel::None`].
    pub level: ImpactLevel,
    /// `true` when its end is `now`, standing for an end that has not come.
    pub so_far: bool,
}

/// The union of spans: disjoint, in order, touching spans joined, empty ones left out.
#[must_use]
pub fn union(spans: &[Span]) -> Vec<Span> {
    let _ = spans;
    Vec::new()
}

/// Overlapping levelled spans made disjoint, in order: a worse level covers a lesser one; neighbours of one level are
/// joined. `ImpactLevel::None` is left out. The third item of each says that the end is `now`.
#[must_use]
pub fn by_level(impacts: &[(Span, ImpactLevel, bool)]) -> Vec<LevelSpan> {
    let _ = impacts;
    Vec::new()
}

//! Figures of many incidents together: lengths, downtime of a window, availability and the error budget.

use super::{FilterResult, Table};
use crate::incident::{ImpactLevel, Weights};
use crate::metrics::{
    Anchors, Availability, Distribution, DoubtKind, LevelSpan, Summary, availability, by_level, distribution, month_of,
    within,
};
use crate::time::{Instant, Length, Span, Zone};

/// How figures are measured: the reader chooses, and sees it beside them.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The moment that stands for an end that has not come.
    pub now: Instant,
    /// The zone of months and days.
    pub zone: &'a dyn Zone,
    /// Between which moments lengths are measured.
    pub anchors: Anchors,
    /// The period asked for; `None`: everything there is.
    pub period: Option<Span>,
    /// The objective, 0 to 1.
    pub slo: f64,
    /// What a minute at each level counts for.
    pub weights: Weights,
}

/// Lengths of time by level: a worse level covers a lesser one, across incidents as within one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LevelTimes {
    /// Outage.
    pub full: Length,
    /// Partial outage, less the outage.
    pub partial: Length,
    /// Degraded, less both.
    pub degraded: Length,
}

impl LevelTimes {
    /// Of levels, trimmed to a window.
    fn of(levels: &[LevelSpan], window: Span) -> Self {
        let mut times = Self::default();
        for LevelSpan { span, level, .. } in levels {
            times.add(*span, *level, window);
        }
        times
    }

    /// Adds the part of a stretch that is in a window.
    fn add(&mut self, span: Span, level: ImpactLevel, window: Span) {
        let slot = match level {
            ImpactLevel::Full => &mut self.full,
            ImpactLevel::Partial => &mut self.partial,
            ImpactLevel::Degraded => &mut self.degraded,
            ImpactLevel::None => return,
        };
        *slot = slot.plus(span.clip(window).map_or(Length::ZERO, Span::length));
    }

    /// All three.
    #[must_use]
    pub const fn impact(self) -> Length {
        self.full.plus(self.partial).plus(self.degraded)
    }

    /// Full and partial outage.
    #[must_use]
    pub const fn outage(self) -> Length {
        self.full.plus(self.partial)
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            full: self.full.plus(other.full),
            partial: self.partial.plus(other.partial),
            degraded: self.degraded.plus(other.degraded),
        }
    }
}

/// The downtime of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Downtimes {
    /// The window: the period asked for, else the calendar months from the first incident to the last, at most to `now`.
    pub window: Span,
    /// By level, overlaps counted once.
    pub union: LevelTimes,
    /// By level, each incident by itself and then added up: the naive sum.
    pub sum: LevelTimes,
    /// The levels through the window, disjoint, in order.
    pub levels: Vec<LevelSpan>,
    /// How many incidents that began in the window have no impact, or one without a level or a stretch of time that could
    /// be read: the availability does not hold what they were.
    pub unmeasured: usize,
    /// Availability and the error budget of the window.
    pub availability: Option<Availability>,
}

/// The figures of incidents together.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The lengths.
    pub distribution: Distribution,
    /// Their figures.
    pub summary: Summary,
    /// The downtime; `None` when no impact has a level and a stretch of time, or there is no window.
    pub downtime: Option<Downtimes>,
}

/// The window that downtime is measured over.
fn window(table: &Table, rows: &[u32], terms: &Terms<'_>) -> Option<Span> {
    if let Some(period) = terms.period {
        let began = rows.iter().filter_map(|number| table.rows.get(*number as usize)?.began);
        // Without a beginning of its own, a period begins with the first incident in it.
        let from = if period.start() == Instant::FIRST {
            began.filter(|at| period.contains(*at)).min()?
        } else {
            period.start()
        };
        return Span::new(from, period.end()).filter(|window| !window.is_empty());
    }
    let mut whole: Option<Span> = None;
    for row in rows.iter().filter_map(|number| table.rows.get(*number as usize)) {
        let began = row.began.map(|began| Span::between(began, began));
        for span in row.hits.iter().map(|hit| hit.span).chain(began) {
            whole = Some(whole.map_or(span, |whole| whole.cover(span)));
        }
    }
    let whole = whole?;
    let start = month_of(whole.start(), terms.zone)?.start();
    let end = month_of(whole.end(), terms.zone)?.end();
    Span::new(start, end.min(terms.now)).filter(|window| !window.is_empty())
}

/// The figures of the incidents that match a filter. With a `service`, the downtime is that of the impacts on it.
#[must_use]
pub fn figures(table: &Table, chosen: &FilterResult, service: Option<u32>, terms: &Terms<'_>) -> Figures {
    let distribution = distribution(&chosen.observations());
    Figures {
        summary: distribution.summary(),
        distribution,
        downtime: window(table, &chosen.reaching, terms)
            .and_then(|window| downtimes(table, &chosen.reaching, service, window, terms)),
    }
}

/// The downtime of rows in a window; `None` when none of them has a measured impact.
pub(super) fn downtimes(
    table: &Table,
    rows: &[u32],
    service: Option<u32>,
    window: Span,
    terms: &Terms<'_>,
) -> Option<Downtimes> {
    let (mut all, mut hits, mut doubts) = (Vec::with_capacity(rows.len()), Vec::new(), Vec::new());
    let mut sum = LevelTimes::default();
    let mut unmeasured = 0;
    for row in rows.iter().filter_map(|number| table.rows.get(*number as usize)) {
        hits.clear();
        for hit in row.hits_of(service) {
            // An impact that names several services is several hits of one stretch.
            if hits.last() != Some(&hit) {
                hits.push(hit);
            }
        }
        sum = sum.plus(LevelTimes::of(&by_level(&hits), window));
        all.extend_from_slice(&hits);
        doubts.extend_from_slice(&row.doubts);
        let unknown = row.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Unknown);
        let inside = row.began.is_some_and(|began| window.contains(began));
        unmeasured += usize::from(inside && (row.hits.is_empty() || unknown));
    }
    if all.is_empty() {
        return None;
    }
    let levels = within(by_level(&all), window);
    Some(Downtimes {
        window,
        union: LevelTimes::of(&levels, window),
        sum,
        availability: availability(&levels, &doubts, window, terms.slo, terms.weights, terms.now),
        levels,
        unmeasured,
    })
}

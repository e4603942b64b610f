//! What many incidents come to: lengths with what is left out, downtime of a window, availability and the error budget.
//! Must never do arithmetic of its own: `metrics` does.

use super::{Chosen, Table};
use crate::incident::{ImpactLevel, Weights};
use crate::metrics::{
    Anchors, Availability, Distribution, LevelSpan, Summary, availability, by_level, distribution, month_of, within,
};
use crate::time::{Instant, Length, Span, Zone};

/// What figures are measured by: chosen by the reader, shown beside them.
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
    /// Of what of the levels is in a window.
    fn of(levels: &[LevelSpan], window: Span) -> Self {
        let mut times = Self::default();
        for LevelSpan { span, level, .. } in levels {
            times.add(*span, *level, window);
        }
        times
    }

    /// Counts two stretches of one incident: what the worse covers of the other is counted once.
    fn add_two(&mut self, one: (Span, ImpactLevel), other: (Span, ImpactLevel), window: Span) {
        // Levels stand in order, the worst first.
        let ((worse, level), (span, lesser)) = if one.1 <= other.1 { (one, other) } else { (other, one) };
        self.add(worse, level, window);
        let before = Span::new(span.start(), span.end().min(worse.start()));
        let after = Span::new(span.start().max(worse.end()), span.end());
        [before, after].into_iter().flatten().for_each(|beside| self.add(beside, lesser, window));
    }

    /// Counts what of a stretch is in a window.
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
    /// Availability and the error budget of the window.
    pub availability: Option<Availability>,
}

/// What incidents come to.
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
    if terms.period.is_some() {
        return terms.period;
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
    Span::new(start, end.min(terms.now.max(whole.end()))).filter(|window| !window.is_empty())
}

/// Everything that chosen incidents come to. `service`: only what hit it counts as its downtime.
#[must_use]
pub fn figures(table: &Table, chosen: &Chosen, service: Option<u32>, terms: &Terms<'_>) -> Figures {
    let distribution = distribution(&chosen.observations());
    Figures {
        summary: distribution.summary(),
        distribution,
        downtime: window(table, &chosen.reaching, terms)
            .and_then(|window| downtimes(table, &chosen.reaching, service, window, terms)),
    }
}

/// The downtime of rows in a window; `None` when nothing was measured in any of them.
pub(super) fn downtimes(
    table: &Table,
    rows: &[u32],
    service: Option<u32>,
    window: Span,
    terms: &Terms<'_>,
) -> Option<Downtimes> {
    let (mut all, mut hits) = (Vec::with_capacity(rows.len()), Vec::new());
    let mut sum = LevelTimes::default();
    for row in rows.iter().filter_map(|number| table.rows.get(*number as usize)) {
        hits.clear();
        for hit in row.hits_of(service) {
            // An impact that names several services is several hits of one stretch.
            if hits.last() != Some(&hit) {
                hits.push(hit);
            }
        }
        match *hits {
            [(span, level, _)] => sum.add(span, level, window),
            [one, other] => sum.add_two((one.0, one.1), (other.0, other.1), window),
            _ => sum = sum.plus(LevelTimes::of(&by_level(&hits), window)),
        }
        all.extend_from_slice(&hits);
    }
    if all.is_empty() {
        return None;
    }
    let levels = within(by_level(&all), window);
    Some(Downtimes {
        window,
        union: LevelTimes::of(&levels, window),
        sum,
        availability: availability(&levels, window, terms.slo, terms.weights),
        levels,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn two_stretches_are_counted_as_any_number_is(
            stretches in prop::array::uniform3((0_i64..50, 0_i64..30)), levels in prop::array::uniform2(0_usize..4),
        ) {
            let [one, other, window] = stretches.map(|(start, length)| {
                Span::between(Instant::from_ms(start), Instant::from_ms(start + length))
            });
            let [level, second] = levels.map(|at| ImpactLevel::ALL[at]);
            let mut times = LevelTimes::default();
            times.add_two((one, level), (other, second), window);
            let expected = by_level(&[(one, level, false), (other, second, false)]);
            prop_assert_eq!(times, LevelTimes::of(&expected, window));
        }
    }
}

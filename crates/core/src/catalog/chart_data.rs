//! The data of the charts over many incidents. What runs along time leaves the period of the filter out, so that a brush can
//! be moved to where nothing is selected yet.

use super::{Filter, FilterResult, Table, Terms, apply_filter};
use crate::charts::{Day, Dot, MonthOf};
use crate::formats::Entry;
use crate::metrics::{
    Month, Observation, RecordKind, Week, began_by_bin, by_month, by_weekday_and_hour, covered_by_bin, days, month_of,
    union,
};
use crate::time::{Instant, Length, Span};

/// The data of the charts. Lengths are in milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartData {
    /// The incidents that match the filter but for its period and have a length, with their rows.
    pub observed: Vec<(u32, Observation)>,
    /// How many have none.
    pub without_length: usize,
    /// From the month of the first incident to that of the last.
    pub window: Option<Span>,
    /// The months of the window, without intervals: see [`Self::months_with`].
    pub months: Vec<MonthOf>,
    /// The days of the window.
    pub days: Vec<Day>,
    /// By weekday and hour, of those that match the filter but for its hour of the week.
    pub week: Week,
}

#[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
const fn ms(length: Length) -> f64 {
    length.ms() as f64
}

/// Collects the data. `chosen` is what matches the whole filter.
#[must_use]
pub fn chart_data(
    table: &Table,
    entries: &[Entry],
    filter: &Filter,
    chosen: &FilterResult,
    terms: &Terms<'_>,
) -> ChartData {
    let any_time =
        filter.period.map(|_| apply_filter(table, entries, &Filter { period: None, ..filter.clone() }, terms));
    let any_hour =
        filter.week_hour.map(|_| apply_filter(table, entries, &Filter { week_hour: None, ..filter.clone() }, terms));
    let at_any_time = any_time.as_ref().unwrap_or(chosen);
    let observed = at_any_time.observed.clone();
    let window = window(table, filter, terms);
    let without_length = at_any_time.counted.len() - observed.len();
    let mut chart_data = ChartData { observed, without_length, window, ..ChartData::default() };
    let Some(window) = window else { return chart_data };
    let incidents = at_any_time.incidents(table);
    let spans: Vec<Span> = chart_data.observed.iter().map(|(_, observation)| observation.span).collect();
    let all_days = days(window, terms.zone);
    chart_data.months = by_month(&incidents, &spans, window, terms.zone).into_iter().map(month).collect();
    chart_data.week = by_weekday_and_hour(&any_hour.as_ref().unwrap_or(chosen).began(table), &all_days, terms.zone);
    let (began, covered) =
        (began_by_bin(&at_any_time.began(table), &all_days), covered_by_bin(&union(&spans), &all_days));
    let filled = all_days.iter().zip(began).zip(covered);
    chart_data.days = filled.map(|((&span, began), covered)| Day { span, began, covered }).collect();
    chart_data
}

fn month(month: Month) -> MonthOf {
    let Month { bin, distribution } = month;
    MonthOf {
        span: bin.span,
        began: bin.began.len(),
        open: distribution.open_ms.len(),
        median: distribution.quantile(0.5),
        interval: None,
        ended_ms: distribution.ended_ms,
        covered_ms: ms(bin.covered),
        sum_ms: ms(bin.sum),
    }
}

/// From the first month in which any incident began to the last, whatever is chosen: an axis that moves while it is brushed
/// cannot be brushed.
fn window(table: &Table, filter: &Filter, terms: &Terms<'_>) -> Option<Span> {
    let mut ends: Option<(Instant, Instant)> = None;
    let counted = table.rows.iter().filter(|row| filter.all_kinds || row.kind == RecordKind::Incident);
    let began = counted.filter_map(|row| row.began);
    for at in began {
        ends = Some(ends.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
    }
    let (first, last) = ends?;
    Some(month_of(first, terms.zone)?.cover(month_of(last, terms.zone)?))
}

impl ChartData {
    /// The months with the intervals of their medians, in milliseconds, where those are known.
    #[must_use]
    pub fn months_with(&self, interval: &dyn Fn(usize) -> Option<(f64, f64)>) -> Vec<MonthOf> {
        let months = self.months.iter().enumerate();
        months.map(|(at, month)| MonthOf { interval: interval(at), ..month.clone() }).collect()
    }

    /// The incidents as dots.
    pub fn dots<'a>(&self, table: &Table, entries: &'a [Entry]) -> impl Iterator<Item = Dot<'a>> {
        self.observed.iter().filter_map(|(number, observation)| {
            let row = table.rows.get(*number as usize)?;
            Some(Dot {
                start: row.began?,
                length_ms: ms(observation.length),
                open: observation.open,
                title: entries.get(row.entry as usize).map_or("", |entry| &entry.incident.title),
                item: *number,
                shade: row.worst.map_or(0, |level| level as u8 + 1),
            })
        })
    }
}

//! Incidents by month, day, weekday and hour of a zone.

use crate::time::{DAY_MS, Instant, Length, Offset, Span, Zone, midnight};

use super::intervals::{total, union};
use super::{Distribution, Observation, distribution};

/// A month or day, and the incidents in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bin {
    /// The month or day: from midnight to midnight in the zone. A day with a clock change has 23 or 25 hours.
    pub span: Span,
    /// Which incidents began in it, as places in the list.
    pub began: Vec<u32>,
    /// The time in it that is covered by any observation, whenever that began: overlaps count once, and what is open
    /// counts so far.
    pub covered: Length,
    /// The naive sum of the same.
    pub sum: Length,
}

/// The incidents of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// The month and what fell in it.
    pub bin: Bin,
    /// The lengths of those that began in it and have one, whole: not clipped.
    pub distribution: Distribution,
}

/// The calendar month, in the zone, that a moment belongs to; `None` past year 9999.
#[must_use]
pub fn month_of(at: Instant, zone: &dyn Zone) -> Option<Span> {
    let civil = at.civil(zone.offset(at));
    // There is no year 10000: the last month of 9999 ends with the last instant.
    let next = if civil.month == 12 { (civil.year + 1, 1) } else { (civil.year, civil.month + 1) };
    let end = midnight(next.0, next.1, 1, 0, zone).unwrap_or(Instant::LAST);
    Span::new(midnight(civil.year, civil.month, 1, 0, zone)?, end)
}

/// The calendar day, in the zone, that a moment belongs to.
#[must_use]
pub fn day_of(at: Instant, zone: &dyn Zone) -> Option<Span> {
    let civil = at.civil(zone.offset(at));
    let start = midnight(civil.year, civil.month, civil.day, 0, zone)?;
    // Half a day past the end, so that a clock change in between does not matter.
    let next = Instant::from_ms(start.ms().saturating_add(DAY_MS * 3 / 2)).civil(zone.offset(start));
    Span::new(start, midnight(next.year, next.month, next.day, 0, zone).unwrap_or(Instant::LAST))
}

/// The months that touch a window, in order, without a gap; at most so many as 1,000 years have.
#[must_use]
pub fn months(window: Span, zone: &dyn Zone) -> Vec<Span> {
    bins_of(window, 12_000, &|at| month_of(at, zone))
}

/// The days that touch a window, in order, without a gap; at most so many as 100 years have.
#[must_use]
pub fn days(window: Span, zone: &dyn Zone) -> Vec<Span> {
    bins_of(window, 36_600, &|at| day_of(at, zone))
}

fn bins_of(window: Span, max: usize, bin_of: &dyn Fn(Instant) -> Option<Span>) -> Vec<Span> {
    let mut bins = Vec::new();
    let mut at = window.start();
    while at < window.end() && bins.len() < max {
        let Some(bin) = bin_of(at).filter(|bin| bin.end() > at) else { break };
        bins.push(bin);
        at = bin.end();
    }
    bins
}

/// How many of these moments are in each of the bins that [`months`] or [`days`] gave.
#[must_use]
pub fn began_by_bin(began: &[Instant], bins: &[Span]) -> Vec<u32> {
    let mut counts = vec![0; bins.len()];
    for &at in began {
        let place = bins.partition_point(|bin| bin.end() <= at);
        let inside = bins.get(place).is_some_and(|bin| bin.contains(at));
        if let Some(count) = counts.get_mut(place).filter(|_| inside) {
            *count += 1;
        }
    }
    counts
}

/// Incidents by the bins that [`months`] or [`days`] gave: by when they began, and their time clipped. What a bin does not
/// cover is in none. `covering` is what the covered time is made of: the spans of their lengths, or of their impacts.
fn by_bin(began: impl Iterator<Item = Instant>, covering: &[Span], bins: &[Span]) -> Vec<Bin> {
    let lengths = covered_by_bin(&union(covering), bins).into_iter().zip(covered_by_bin(covering, bins));
    let filled = bins.iter().zip(lengths);
    let mut filled: Vec<Bin> =
        filled.map(|(&span, (covered, sum))| Bin { span, began: Vec::new(), covered, sum }).collect();
    for (place, at) in (0..).zip(began) {
        let bin = filled.get_mut(bins.partition_point(|bin| bin.end() <= at));
        if let Some(bin) = bin.filter(|bin| bin.span.contains(at)) {
            bin.began.push(place);
        }
    }
    filled
}

/// How long spans last in each of the bins that [`months`] or [`days`] gave: disjoint ones give the time they cover,
/// overlapping ones the naive sum.
#[must_use]
pub fn covered_by_bin(spans: &[Span], bins: &[Span]) -> Vec<Length> {
    let mut lengths = vec![Length::ZERO; bins.len()];
    for span in spans {
        let first = bins.partition_point(|bin| bin.end() <= span.start());
        let reached = bins.iter().zip(&mut lengths).skip(first).take_while(|(bin, _)| bin.start() < span.end());
        for (bin, length) in reached {
            *length = length.plus(span.clip(*bin).map_or(Length::ZERO, Span::length));
        }
    }
    lengths
}

/// Incidents by the calendar month of the window, in the zone, in which they began; with their lengths, where they have one.
/// Months without any are there, with nothing in them.
#[must_use]
pub fn by_month(
    incidents: &[(Instant, Option<Observation>)],
    covering: &[Span],
    window: Span,
    zone: &dyn Zone,
) -> Vec<Month> {
    let bins = by_bin(incidents.iter().map(|(began, _)| *began), covering, &months(window, zone));
    let with_lengths = |bin: Bin| {
        let began = bin.began.iter().filter_map(|&place| incidents.get(place as usize)?.1);
        let distribution = distribution(&began.collect::<Vec<_>>());
        Month { bin, distribution }
    };
    bins.into_iter().map(with_lengths).collect()
}

/// How many incidents began in each hour of each weekday, Monday first, by the clock of the zone.
pub type Week = [[u32; 24]; 7];

/// Moments by weekday and hour. `days` are the days of a window, as [`days`] gives them: what is outside is not counted. The
/// zone, which is slow in a browser, is asked once a day and again only on days with a clock change.
#[must_use]
pub fn by_weekday_and_hour(began: &[Instant], days: &[Span], zone: &dyn Zone) -> Week {
    let mut week = Week::default();
    let offsets: Vec<Offset> = days.iter().map(|day| zone.offset(day.start())).collect();
    for &start in began {
        let place = days.partition_point(|day| day.end() <= start);
        let Some((day, offset)) = days.get(place).zip(offsets.get(place)).filter(|(day, _)| day.contains(start)) else {
            continue;
        };
        let offset = if day.length().ms() == DAY_MS { *offset } else { zone.offset(start) };
        let civil = start.civil(offset);
        if let Some(count) = week.get_mut(civil.weekday() as usize).and_then(|hours| hours.get_mut(civil.hour as usize))
        {
            *count += 1;
        }
    }
    week
}

/// Downtime in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Downtime {
    /// The time covered: overlaps count once.
    pub union: Length,
    /// The naive sum.
    pub sum: Length,
}

/// The downtime of spans, clipped to a window.
#[must_use]
pub fn downtime(spans: &[Span], window: Span) -> Downtime {
    let clipped: Vec<Span> = spans.iter().filter_map(|span| span.clip(window)).collect();
    Downtime { union: total(&union(&clipped)), sum: total(&clipped) }
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;

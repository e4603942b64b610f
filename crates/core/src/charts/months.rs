//! Month by month: the median with its interval, and the time in incidents, between the moments that are measured. A month
//! without incidents has no median.

use crate::text;
use crate::time::{Instant, Span, Zone};

use super::how_long::{FEW, incidents};
use super::moments::{TimeScale, calendar_ticks};
use super::scale::{even_lengths, even_tick, finite, width};
use super::{Cell, Chart, Form, Plot, Px, Role, Scale, Shape, Size, Table, Target};

/// A month. Lengths are in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthOf {
    /// From midnight to midnight in the zone.
    pub span: Span,
    /// How many incidents began in it.
    pub began: usize,
    /// How many of those are still open.
    pub open: usize,
    /// The median of those that ended.
    pub median: Option<f64>,
    /// Its 95 % interval; `None` for fewer than 5, of which the points are shown, and while it is being worked out.
    pub interval: Option<(f64, f64)>,
    /// The lengths of those that ended.
    pub ended_ms: Vec<f64>,
    /// The time in incidents inside the month: overlaps count once.
    pub covered_ms: f64,
    /// The naive sum of the same.
    pub sum_ms: f64,
}

const DOT: Px = 3.0;
/// The most steps up the edge.
const STEPS: usize = 5;

/// The window of months: from the first to the end of the last.
fn window(months: &[MonthOf]) -> Option<Span> {
    Some(months.first()?.span.cover(months.last()?.span))
}

fn name(month: &MonthOf, zone: &dyn Zone) -> String {
    let start = month.span.start();
    format!("{} {}", text::month_name(start, zone), start.civil(zone.offset(start)).year)
}

/// A chart of months with lengths up to `longest` up its left edge.
fn axes(months: &[MonthOf], zone: &dyn Zone, size: Size, longest: f64, summary: String) -> (Chart, TimeScale, Scale) {
    let plot = Plot::inside(size, [52.0, 24.0, 18.0, 22.0]);
    let mut chart = Chart::empty(plot, summary);
    let window = window(months);
    let across = TimeScale::new(window.unwrap_or(Span::between(Instant::FIRST, Instant::FIRST)), plot.left, plot.right);
    let lengths = even_lengths(if longest > 0.0 { longest } else { 60_000.0 }, STEPS);
    // Nothing stands above the last tick.
    let top = lengths.last().copied().unwrap_or(longest);
    let up = Scale::linear((0.0, top), (plot.bottom, plot.top));
    if let Some(window) = window {
        chart.times = Some(across);
        chart.across = calendar_ticks(window, across, zone);
        chart.up = lengths.into_iter().map(|length| even_tick(&up, length)).collect();
    }
    (chart, across, up)
}

/// How many began, over each month where there is room for it; else over every second, third and so on, evenly.
fn put_counts(chart: &mut Chart, months: &[MonthOf], across: TimeScale) {
    let widest = months.iter().map(|month| width(&month.began.to_string())).fold(0.0, f64::max);
    // A February is shorter than most.
    let room = widest + 6.0;
    let reaches = |every: usize| {
        let ends = months.first().zip(months.get(every));
        ends.is_none_or(|(first, next)| middle(next, across) - middle(first, across) >= room)
    };
    let every = [1, 2, 3, 6, 12, 24, 60, 120].into_iter().find(|every| reaches(*every)).unwrap_or(months.len());
    if !months.is_empty() {
        let text = Form::Text(chart.plot.left - 12.0, chart.plot.top - 10.0);
        chart.shapes.push(Shape::new(Role::Note, text, "n".to_owned()));
    }
    for (item, month) in (0..).zip(months).step_by(every.max(1)) {
        let x = middle(month, across);
        let text = Shape::new(Role::Note, Form::Text(x, chart.plot.top - 10.0), month.began.to_string());
        chart.shapes.push(text.of(item));
    }
}

/// A column for each month, whatever is in it.
fn put_targets(chart: &mut Chart, months: &[MonthOf], across: TimeScale, label: &dyn Fn(&MonthOf) -> String) {
    let Plot { top, bottom, .. } = chart.plot;
    for (item, month) in (0..).zip(months) {
        let (left, right) = (across.to_px(month.span.start()), across.to_px(month.span.end()));
        let (y, height) = (top - 20.0, bottom - top + 20.0);
        chart.targets.push(Target { item, x: left, y, width: right - left, height, label: label(month) });
    }
}

fn median_label(month: &MonthOf, zone: &dyn Zone) -> String {
    let name = name(month, zone);
    match (month.median, month.interval) {
        (Some(median), Some((low, high))) => format!(
            "{name}: median {}, 95 % {} to {}, {}",
            text::estimated_length(median),
            text::estimated_length(low),
            text::estimated_length(high),
            incidents(month.began)
        ),
        (Some(median), None) if month.ended_ms.len() >= FEW => {
            format!("{name}: median {}, {}", text::estimated_length(median), incidents(month.began))
        }
        _ if month.ended_ms.is_empty() => format!("{name}: {}", incidents(month.began)),
        _ => format!("{name}: {} ended, too few for an interval", incidents(month.ended_ms.len())),
    }
}

fn time_label(month: &MonthOf, zone: &dyn Zone) -> String {
    let name = name(month, zone);
    if finite(month.covered_ms) <= 0.0 {
        return format!("{name}: no time in incidents");
    }
    format!("{name}: {} in incidents", text::length_of_ms(month.covered_ms))
}

fn middle(month: &MonthOf, across: TimeScale) -> Px {
    f64::midpoint(across.to_px(month.span.start()), across.to_px(month.span.end()))
}

/// Lays out the medians with their intervals; single incidents where a month has too few for one. The axis reaches the
/// highest median and most of the intervals: one that is more than 4 times the highest median is cut at the edge.
#[must_use]
pub fn lay_out_medians(months: &[MonthOf], brushed: Option<Span>, zone: &dyn Zone, size: Size) -> Chart {
    let medians = || months.iter().filter_map(|month| month.median).map(finite);
    let highest = medians().fold(0.0, f64::max);
    let mut longest = highest;
    for month in months {
        let reach = match month.interval {
            Some((_, high)) => high,
            None => month.ended_ms.iter().copied().fold(0.0, f64::max),
        };
        longest = longest.max(finite(reach));
    }
    let longest = longest.min(highest * 4.0);
    let (mut chart, across, up) = axes(months, zone, size, longest, medians_summary(months, zone));
    chart.put_band(brushed);
    put_counts(&mut chart, months, across);
    put_targets(&mut chart, months, across, &|month| median_label(month, zone));
    for (item, month) in (0..).zip(months) {
        let x = middle(month, across);
        if month.interval.is_none() && month.ended_ms.len() < FEW {
            let dots: Vec<(Px, Px)> = month.ended_ms.iter().map(|length| (x, up.to_px(*length))).collect();
            if !dots.is_empty() {
                let label = median_label(month, zone);
                chart.shapes.push(Shape::new(Role::Incident, Form::Dots(dots), label).of(item));
            }
            continue;
        }
        let Some(median) = month.median else { continue };
        let label = median_label(month, zone);
        if let Some((low, high)) = month.interval {
            let (top, bottom) = (up.to_px(high), up.to_px(low));
            let band = Form::Box { x: x - 1.0, y: top, width: 2.0, height: (bottom - top).max(0.0) };
            chart.shapes.push(Shape::new(Role::Interval, band, String::new()).of(item));
        }
        let y = up.to_px(median);
        chart.shapes.push(Shape::new(Role::Estimate, Form::Dots(vec![(x, y)]), label).of(item));
    }
    chart
}

fn medians_summary(months: &[MonthOf], zone: &dyn Zone) -> String {
    let busiest = months.iter().reduce(|a, b| if b.began > a.began { b } else { a });
    let Some(busiest) = busiest.filter(|month| month.began > 0) else {
        return "No incident began in these months.".to_owned();
    };
    let empty = months.iter().filter(|month| month.began == 0).count();
    let few = months.iter().filter(|month| (1..FEW).contains(&month.ended_ms.len())).count();
    let mut text = if months.len() == 1 {
        format!("{}: {} began.", name(busiest, zone), incidents(busiest.began))
    } else {
        let alike = months.iter().filter(|month| month.began == busiest.began).count();
        let most = match (busiest.began, alike) {
            (1, _) => "none with more than one incident".to_owned(),
            (began, 1) => format!("most began in {}: {}", name(busiest, zone), incidents(began)),
            (began, alike) => format!("at most {} began in one, in {alike} of them", incidents(began)),
        };
        format!("{} months; {most}.", months.len())
    };
    if empty > 0 {
        text = format!("{text} {} without any.", text::counted(empty, "month", "months"));
    }
    if few > 0 {
        text = format!(
            "{text} {} with too few for an interval, whose incidents are shown one by one.",
            text::counted(few, "month", "months")
        );
    }
    text
}

/// Lays out the time in incidents of each month as bars: clipped to it, overlaps once.
#[must_use]
pub fn lay_out_time(months: &[MonthOf], brushed: Option<Span>, zone: &dyn Zone, size: Size) -> Chart {
    let worst = months.iter().reduce(|a, b| if b.covered_ms > a.covered_ms { b } else { a });
    let longest = worst.map_or(0.0, |month| finite(month.covered_ms));
    let summary = match worst.filter(|_| longest > 0.0) {
        Some(worst) => format!("Most time in incidents in {}: {}.", name(worst, zone), text::length_of_ms(longest)),
        None => "No time in incidents in these months.".to_owned(),
    };
    let (mut chart, across, up) = axes(months, zone, size, longest, summary);
    chart.put_band(brushed);
    put_counts(&mut chart, months, across);
    put_targets(&mut chart, months, across, &|month| time_label(month, zone));
    for (item, month) in (0..).zip(months) {
        if finite(month.covered_ms) <= 0.0 {
            continue;
        }
        let (left, right) = (across.to_px(month.span.start()), across.to_px(month.span.end()));
        let y = up.to_px(month.covered_ms);
        let form =
            Form::Box { x: left + DOT / 2.0, y, width: (right - left - DOT).max(0.5), height: chart.plot.bottom - y };
        let label = time_label(month, zone);
        chart.shapes.push(Shape::new(Role::Bar, form, label).of(item));
    }
    chart
}

/// The months as a table.
#[must_use]
pub fn months_table(months: &[MonthOf], zone: &dyn Zone) -> Table {
    let row = |(item, month): (u32, &MonthOf)| {
        vec![
            Cell::Item(item, name(month, zone)),
            Cell::Count(month.began),
            Cell::Count(month.open),
            Cell::estimate(month.median),
            Cell::estimate(month.interval.map(|(low, _)| low)),
            Cell::estimate(month.interval.map(|(_, high)| high)),
            Cell::Exact(month.covered_ms),
            Cell::Exact(month.sum_ms),
        ]
    };
    Table {
        caption: "Month by month, by the start of the incident; the time in incidents is clipped to the month"
            .to_owned(),
        heads: vec!["Month", "Began", "Still open", "Median", "95 % from", "95 % to", "Time in incidents", "Naive sum"],
        rows: (0..).zip(months).map(row).collect(),
    }
}

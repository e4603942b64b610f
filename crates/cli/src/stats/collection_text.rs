//! The figures of many incidents as text.

use super::collection::CollectionStats;
use crate::one_line;
use faultline_core::catalog::{Group, GroupBy};
use faultline_core::metrics::{Interval, MIN_FOR_MEAN_INTERVAL, MIN_FOR_P90, MIN_FOR_P95, estimated_length};
use faultline_core::text::{counted, decimal_up_to, from_to, percent};
use faultline_core::time::Length;

/// A length in milliseconds as an estimate; a dash where there is none.
fn length(ms: Option<f64>) -> String {
    ms.map_or_else(|| "—".to_owned(), |ms| estimated_length(ms).to_string())
}

fn interval_text(interval: Option<Interval>) -> String {
    interval
        .map(|interval| format!(" (95 % {} … {})", estimated_length(interval.low), estimated_length(interval.high)))
        .unwrap_or_default()
}

/// What stands for a figure that fewer than so many incidents do not have.
fn too_few(least: usize) -> String {
    format!("too few, under {least}")
}

pub(super) fn print(stats: &CollectionStats) -> String {
    let summary = &stats.figures.summary;
    let zone = stats.terms.zone;
    let mut lines: Vec<String> = Vec::new();
    if !stats.inputs.title.is_empty() {
        lines.push(stats.inputs.title.to_string());
    }
    lines.push(format!(
        "{} in {}{}",
        counted(stats.incidents, "incident", "incidents"),
        counted(stats.inputs.files, "file", "files"),
        if stats.inputs.problems > 0 {
            format!(", {}", counted(stats.inputs.problems, "problem", "problems"))
        } else {
            String::new()
        }
    ));
    if let Some(period) = stats.terms.period {
        lines.push(format!("Period: {} ({}); {} outside it", from_to(period, zone), zone.name(), stats.chosen.hidden));
    }
    let left_out = stats.left_out().sentence();
    if !left_out.is_empty() {
        lines.push(left_out);
    }
    lines.push(String::new());
    lines.push(format!("Length, {}", stats.terms.anchors.name()));
    let open =
        if summary.open > 0 { format!(", and {} still open, in none of these", summary.open) } else { String::new() };
    let mut row = |name: &str, text: String| lines.push(format!("{name:<15} {text}"));
    row("n", format!("{}{open}", summary.n));
    if summary.n > 0 {
        row("Median", length(summary.median) + &interval_text(stats.intervals.map(|i| i.median)));
        row("p75", length(summary.p75));
        let enough = |ms: Option<f64>, least: usize| ms.map_or_else(|| too_few(least), |_| length(ms));
        row("p90", enough(summary.p90, MIN_FOR_P90));
        row("p95", enough(summary.p95, MIN_FOR_P95));
        row("Longest", length(summary.max));
        row("Together", format!("{}, overlaps counted once; sum {}", length(summary.union), length(summary.sum)));
        let mean = stats.intervals.and_then(|intervals| intervals.mean);
        let mean =
            if mean.is_some() { interval_text(mean) } else { format!(" (95 %: {})", too_few(MIN_FOR_MEAN_INTERVAL)) };
        row("Mean", format!("{}{mean}; skewed by long incidents", length(summary.mean)));
        if summary.up_to > 0 {
            row("", format!("{} known to the day only: upper bounds", summary.up_to));
        }
    }
    if summary.open > 0 {
        row("Median with open", length(stats.survival.median()));
    }
    if let Some(downtime) = &stats.figures.downtime {
        let (union, sum) = (downtime.union, downtime.sum);
        lines.push(String::new());
        lines.push(format!("Downtime, {} ({})", from_to(downtime.window, zone), zone.name()));
        let mut row = |name: &str, text: String| lines.push(format!("{name:<15} {text}"));
        let both = |union: Length, sum: Length| {
            if union == sum { union.to_string() } else { format!("{union}, overlaps counted once; sum {sum}") }
        };
        row("Outage", both(union.full, sum.full));
        row("Partial outage", both(union.partial, sum.partial));
        row("Degraded", both(union.degraded, sum.degraded));
        row("Impact", both(union.impact(), sum.impact()));
        if downtime.unmeasured > 0 {
            let unmeasured = counted(downtime.unmeasured, "incident", "incidents");
            row("Not measured", format!("{unmeasured} without an impact whose level and time are known"));
        }
        if let Some(measured) = &downtime.availability {
            let burnt = measured.burnt_percent().map(|burnt| format!(", {burnt} used")).unwrap_or_default();
            let weights = stats.terms.weights;
            row(
                "Availability",
                format!(
                    "{}; weighted: full {}, partial {}, degraded {}",
                    measured.percent(),
                    decimal_up_to(weights.full, 3),
                    decimal_up_to(weights.partial, 3),
                    decimal_up_to(weights.degraded, 3)
                ),
            );
            row(
                "Error budget",
                format!("{}{burnt}; the objective is {}", measured.budget_in_whole(), percent(measured.slo)),
            );
        } else {
            row("Availability", "not recorded".to_owned());
        }
    }
    for (by, groups) in &stats.groups {
        let asked = stats.group_by == Some(*by);
        let worth = matches!(by, GroupBy::Severity | GroupBy::Level) && groups.iter().any(|g| !g.word.is_empty());
        if asked || (stats.group_by.is_none() && worth) {
            lines.push(String::new());
            lines.extend(table(*by, groups, stats));
        }
    }
    actions_and_causes(stats, &mut lines);
    conversions(stats, &mut lines);
    lines.iter().map(|line| one_line(line).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// What became of the fields of foreign formats.
fn conversions(stats: &CollectionStats, lines: &mut Vec<String>) {
    for conversion in &stats.inputs.conversions {
        lines.push(String::new());
        lines.push(format!("Read from {}:", conversion.title()));
        let read = conversion
            .read_fields()
            .filter_map(|field| Some(format!("  {} → {}", field.field, field.became.as_deref()?)));
        lines.extend(read);
        let unread: Vec<&str> = conversion.unread_fields().map(|field| &*field.field).collect();
        if !unread.is_empty() {
            lines.push(format!("  left unread: {}", unread.join(", ")));
        }
    }
}

/// How many actions are done, and how many causes no action answers.
fn actions_and_causes(stats: &CollectionStats, lines: &mut Vec<String>) {
    let actions = &stats.actions;
    if actions.total > 0 || actions.causes > 0 {
        lines.push(String::new());
        let unknown = match actions.without_status {
            0 => String::new(),
            count => format!(" ({count} without a recorded status)"),
        };
        lines.push(format!(
            "{}: {} open, {} of them overdue{unknown}; {} done, {} of them in time and {} late; {} dropped",
            counted(actions.total, "action", "actions"),
            actions.open,
            actions.overdue,
            actions.done,
            actions.in_time,
            actions.late,
            actions.dropped
        ));
        let causes = counted(actions.causes, "cause", "causes");
        lines.push(format!("{causes}, {} without an action", actions.unanswered));
    }
}

fn table(by: GroupBy, groups: &[Group], stats: &CollectionStats) -> Vec<String> {
    let mut lines = vec![format!(
        "{:<24} {:>7} {:>5} {:>16} {:>16} {:>18} {:>18} {:>12}",
        format!("By {}", by.word()),
        "count",
        "open",
        "median",
        "p90",
        "covered",
        "downtime",
        "availability"
    )];
    for group in groups {
        let name: String = group.name.chars().take(24).collect();
        let availability = group.downtime.as_ref().and_then(|downtime| downtime.availability.as_ref());
        let downtime =
            group.downtime.as_ref().map_or_else(|| "—".to_owned(), |downtime| downtime.union.outage().to_string());
        lines.push(format!(
            "{name:<24} {:>7} {:>5} {:>16} {:>16} {:>18} {:>18} {:>12}{}",
            group.count,
            group.summary.open,
            length(group.summary.median),
            length(group.summary.p90),
            length(group.summary.union),
            downtime,
            availability.map_or_else(|| "—".to_owned(), faultline_core::metrics::Availability::percent),
            interval_text(stats.intervals_of(by, group).map(|intervals| intervals.median))
        ));
    }
    lines
}

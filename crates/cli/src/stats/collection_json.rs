//! The figures of many incidents as JSON. `docs/metrics.md` explains the keys; a figure that is not known is `null`.

use serde_json::{Map, Value, json};

use super::collection::CollectionStats;
use faultline_core::catalog::{Downtimes, Group, GroupBy, LevelTimes};
use faultline_core::metrics::{Interval, Intervals, Summary};
use faultline_core::time::{Length, Span};

pub(super) fn print(stats: &CollectionStats) -> std::io::Result<String> {
    let terms = &stats.terms;
    let left_out = stats.left_out();
    let mut document = Map::new();
    let mut put = |key: &str, value: Value| document.insert(key.to_owned(), value);
    put("title", json!(stats.inputs.title));
    put("files", json!(stats.inputs.files));
    put("incidents", json!(stats.incidents));
    put("problems", json!(stats.inputs.problems));
    put("now", json!(terms.now.to_string()));
    put("zone", json!(terms.zone.name()));
    put("anchors", json!({ "from": terms.anchors.from.word(), "to": terms.anchors.to.word() }));
    put("period", terms.period.map_or(Value::Null, span));
    put(
        "left_out",
        json!({
            "maintenance": left_out.maintenance,
            "drills": left_out.drills,
            "tests": left_out.tests,
            "not_recorded": left_out.not_recorded,
            "backwards": left_out.backwards,
            "outside_period": stats.chosen.hidden,
        }),
    );
    put("durations", durations(&stats.figures.summary, 1000.0, &IntervalKeys::Given(stats.intervals)));
    put("median_with_open_seconds", json!(stats.survival.median().map(|ms| ms / 1000.0)));
    put("downtime", downtime(stats.figures.downtime.as_ref(), stats));
    for (by, groups) in &stats.groups {
        let named = groups.iter().map(|group| group_json(*by, group, stats)).collect();
        put(&format!("by_{}", by.word()), Value::Array(named));
    }
    put("by_month", Value::Array(stats.months.iter().map(month).collect()));
    let actions = &stats.actions;
    put(
        "actions",
        json!({
            "total": actions.total,
            "open": actions.open,
            "overdue": actions.overdue,
            "done": actions.done,
            "done_in_time": actions.in_time,
            "done_late": actions.late,
            "dropped": actions.dropped,
            "median_age_seconds": actions.median_age().map(Length::seconds),
        }),
    );
    put("causes", json!({ "total": actions.causes, "without_action": actions.unanswered }));
    // The same figures in minutes, of all and by impact: what people put into a spreadsheet.
    let mut minutes = Map::new();
    minutes.insert("all".to_owned(), durations(&stats.figures.summary, 60_000.0, &IntervalKeys::Omitted));
    for group in stats.by_impact.iter().filter(|group| !group.word.is_empty()) {
        minutes.insert(group.word.to_string(), durations(&group.summary, 60_000.0, &IntervalKeys::Omitted));
    }
    put("minutes", Value::Object(minutes));
    let mappings = stats.inputs.conversions.iter().map(|conversion| {
        let rows = conversion
            .read_fields()
            .filter_map(|field| Some((field.field.to_string(), json!(field.became.as_deref()?))));
        let unread: Vec<&str> = conversion.unread_fields().map(|field| &*field.field).collect();
        json!({ "format": conversion.title(), "fields": rows.collect::<Map<_, _>>(), "unread": unread })
    });
    put("mappings", Value::Array(mappings.collect()));
    Ok(serde_json::to_string_pretty(&Value::Object(document))?)
}

/// The intervals among the figures.
enum IntervalKeys {
    /// The keys are left out.
    Omitted,
    /// The keys are there; `null` where there are too few incidents for an interval.
    Given(Option<Intervals>),
}

/// The figures of lengths, in units of so many milliseconds.
fn durations(summary: &Summary, unit_ms: f64, intervals: &IntervalKeys) -> Value {
    let mut figures = Map::new();
    figures.insert("n".to_owned(), json!(summary.n));
    figures.insert("open".to_owned(), json!(summary.open));
    figures.insert("zeros".to_owned(), json!(summary.zeros));
    figures.insert("up_to".to_owned(), json!(summary.up_to));
    for (name, figure) in summary.named() {
        figures.insert(name.to_owned(), json!(figure.map(|ms| ms / unit_ms)));
    }
    if let IntervalKeys::Given(intervals) = intervals {
        let out = |interval: Option<Interval>| {
            interval.map(|interval| json!({ "low": interval.low / unit_ms, "high": interval.high / unit_ms }))
        };
        figures.insert("median_interval".to_owned(), json!(out(intervals.map(|intervals| intervals.median))));
        figures.insert("mean_interval".to_owned(), json!(out(intervals.and_then(|intervals| intervals.mean))));
    }
    Value::Object(figures)
}

fn span(span: Span) -> Value {
    json!({
        "start": span.start().to_string(), "end": span.end().to_string(), "seconds": span.length().seconds(),
    })
}

fn levels(times: LevelTimes) -> Value {
    json!({
        "full": times.full.seconds(),
        "partial": times.partial.seconds(),
        "degraded": times.degraded.seconds(),
        "outage": times.outage().seconds(),
        "impact": times.impact().seconds(),
    })
}

fn downtime(downtime: Option<&Downtimes>, stats: &CollectionStats) -> Value {
    let Some(downtime) = downtime else { return Value::Null };
    let weights = stats.terms.weights;
    let availability = downtime.availability.as_ref();
    json!({
        "window": span(downtime.window),
        "union": levels(downtime.union),
        "sum": levels(downtime.sum),
        "unmeasured": downtime.unmeasured,
        "weights": { "full": weights.full, "partial": weights.partial, "degraded": weights.degraded },
        "slo": stats.terms.slo,
        "slo_from": stats.slo_from,
        "weighted_downtime_seconds": availability.map(|measured| measured.weighted().seconds()),
        "accuracy": availability.map(|measured| measured.accuracy.key()),
        "elapsed_seconds": availability.map(|measured| measured.elapsed.seconds()),
        "availability": availability.map(|measured| measured.availability),
        "budget_seconds": availability.map(|measured| measured.budget().seconds()),
        "burnt": availability.and_then(|measured| measured.burnt),
    })
}

fn group_json(by: GroupBy, group: &Group, stats: &CollectionStats) -> Value {
    json!({
        "group": group.word,
        "count": group.count,
        "durations": durations(
            &group.summary,
            1000.0,
            &if stats.group_by == Some(by) { IntervalKeys::Given(stats.intervals_of(by, group)) } else { IntervalKeys::Omitted },
        ),
        "downtime": downtime(group.downtime.as_ref(), stats),
    })
}

fn month(month: &faultline_core::metrics::Month) -> Value {
    json!({
        "start": month.bin.span.start().to_string(),
        "end": month.bin.span.end().to_string(),
        "count": month.bin.began.len(),
        "median": month.distribution.quantile(0.5).map(|ms| ms / 1000.0),
        "covered": month.bin.covered.seconds(),
        "sum": month.bin.sum.seconds(),
    })
}

//! The figures of one incident as text: a line for each, with the moments it was measured between.

use std::fmt::Write as _;

use super::incident::{IncidentStats, SloFrom};
use crate::one_line;
use faultline_core::incident::Milestone;
use faultline_core::metrics::{Anchor, Availability, Measurement, Metric, Moments, Source};
use faultline_core::text;
use faultline_core::time::Length;

/// Why a figure made of impacts is not recorded though there is an impact.
const UNKNOWN_IMPACT: &str = "an impact has no level, or no start and end that could be read";

pub(super) fn print(stats: &IncidentStats) -> String {
    let case = &stats.loaded.case;
    let incident = &case.incident;
    let zone = stats.loaded.zone.as_ref();
    let moments = Moments::new(case, zone);

    let mut text = one_line(&incident.title);
    let severity = incident.severity.as_ref().map(|severity| one_line(&severity.word));
    let extent = case.extent(stats.now).map(|extent| format!("{} ({})", moments.dated_span(extent), zone.name()));
    let facts = [severity, incident.status.map(|status| status.word().to_owned()), extent];
    let _ = write!(text, "\n{}\n\n", facts.into_iter().flatten().collect::<Vec<_>>().join(" · "));

    let figures = Metric::ALL.map(|metric| (metric, figure(stats, metric, &moments)));
    let width = figures.iter().map(|(_, (figure, _))| figure.chars().count()).max().unwrap_or(0);
    for (metric, (figure, why)) in figures {
        let line = format!("{:<15} {figure:<width$}  {why}", metric.name());
        let _ = writeln!(text, "{}", line.trim_end());
    }
    match &stats.availability {
        Some(measured) => text.push_str(&availability(stats, measured)),
        None if stats.durations.has_doubts() => {
            let _ = writeln!(text, "\nAvailability    not recorded: {UNKNOWN_IMPACT}");
        }
        None => text.push_str("\nAvailability    not measured: no impact is recorded\n"),
    }
    let counts = stats.counts;
    let _ = write!(
        text,
        "\n{}, {}, {}, {} between causes and actions\n{} without an action, {} without a cause\n{}, {}",
        count(counts.events, "event"),
        count(counts.causes, "cause"),
        count(counts.actions, "action"),
        count(counts.links, "link"),
        count(counts.causes_without_action, "cause"),
        count(counts.actions_without_cause, "action"),
        count(counts.problems, "problem"),
        count(counts.findings, "finding"),
    );
    text
}

fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A figure, and what it was measured over or why there is none.
fn figure(stats: &IncidentStats, metric: Metric, moments: &Moments) -> (String, String) {
    let anchor = |milestone: Milestone| {
        let known = |anchor: Anchor| {
            let about = if anchor.approximate { "about " } else { "" };
            format!("{} {about}{} ({})", milestone.word(), moments.at(anchor.at), source(stats, anchor.source))
        };
        stats.durations.anchor(milestone).map_or_else(|| "now".to_owned(), known)
    };
    let between = || metric.anchors().map(|(from, to)| format!("{} → {}", anchor(from), anchor(to)));
    match stats.durations.get(metric) {
        known @ Measurement::Known { spans, .. } => {
            let figure = known.words().unwrap_or_default();
            let stretches = || spans.iter().map(|span| moments.span(*span)).collect::<Vec<_>>().join(", ");
            (figure, between().unwrap_or_else(stretches))
        }
        Measurement::NotRecorded { missing } if missing.is_empty() => {
            ("not recorded".into(), if stats.durations.has_doubts() { UNKNOWN_IMPACT } else { "no impact" }.into())
        }
        Measurement::NotRecorded { missing } => {
            let words: Vec<_> = missing.iter().map(|milestone| milestone.word()).collect();
            ("not recorded".into(), format!("nothing says when it was {}", words.join(" or ")))
        }
        Measurement::Backwards { .. } => ("backwards".into(), between().unwrap_or_default()),
    }
}

fn source(stats: &IncidentStats, source: Source) -> String {
    let incident = &stats.loaded.case.incident;
    match source {
        Source::Stated => "stated".to_owned(),
        Source::Event(ix) => {
            incident.timeline.get(ix.at()).map_or_else(String::new, |event| format!("“{}”", one_line(&event.title)))
        }
        Source::ImpactStart(_) => "start of the impact".to_owned(),
        Source::ImpactEnd(_) => "end of the impact".to_owned(),
    }
}

fn availability(stats: &IncidentStats, measured: &Availability) -> String {
    let zone = stats.loaded.zone.as_ref();
    let weights = stats.loaded.case.incident.metrics.weights;
    let window = measured.window;
    let default = if stats.slo_from == SloFrom::Default { " by default" } else { "" };
    let burnt = measured.burnt_percent().map_or_else(String::new, |burnt| format!(", {burnt} used"));
    let so_far = if measured.elapsed < window.length() { " so far" } else { "" };
    let outside = measured.outside(&stats.durations.levels);
    let outside =
        if outside == Length::ZERO { String::new() } else { format!("; {outside} of the impact lie outside") };
    format!(
        "\nAvailability    {}{so_far}  {} – {}{outside}\nError budget    {}{burnt}; the objective is {} %{default}\n\
         Downtime        {}, weighted: full {}, partial {}, degraded {}\n",
        measured.percent(),
        text::date_time(window.start(), zone),
        text::date_time(window.end(), zone),
        measured.budget(),
        (measured.slo * 1e8).round() / 1e6,
        measured.weighted(),
        weights.full,
        weights.partial,
        weights.degraded,
    )
}

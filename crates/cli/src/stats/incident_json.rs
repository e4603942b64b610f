//! The figures of one incident as JSON. `docs/metrics.md` explains the keys; a figure that is not known is `null`.

use serde::{Serialize, Serializer};

use super::incident::{Counts, IncidentStats};
use faultline_core::findings::Subject;
use faultline_core::incident::{Case, Milestone, Step, Weights};
use faultline_core::metrics::{Anchor, Durations, Measurement, Metric, Source};
use faultline_core::time::{Instant, Span};

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    title: &'a str,
    severity: Option<&'a str>,
    status: Option<&'static str>,
    now: String,
    zone: &'a str,
    durations: Figures<'a>,
    milestones: Milestones<'a>,
    stated_seconds: Option<f64>,
    availability: Option<AvailabilityOut>,
    counts: Counts,
}

/// Every figure under its key, in the order of [`Metric::ALL`].
struct Figures<'a>(&'a Durations);

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Metric::ALL.iter().map(|metric| (metric.key(), figure(self.0.get(*metric), *metric))))
    }
}

/// A figure; `seconds` is `null` unless `state` is `known`.
#[derive(Serialize)]
struct Figure {
    state: &'static str,
    seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accuracy: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    so_far: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<Vec<SpanOut>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<Vec<&'static str>>,
}

#[derive(Serialize)]
struct SpanOut {
    start: String,
    end: String,
    seconds: f64,
}

/// Every milestone under its word, in the order of [`Milestone::ALL`].
struct Milestones<'a>(&'a Durations);

impl Serialize for Milestones<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let found = |milestone: Milestone| self.0.anchor(milestone).map(|found| anchor(milestone, found));
        serializer.collect_map(Milestone::ALL.iter().map(|milestone| (milestone.word(), found(*milestone))))
    }
}

#[derive(Serialize)]
struct AnchorOut {
    at: String,
    source: &'static str,
    place: String,
    approximate: bool,
}

#[derive(Serialize)]
struct AvailabilityOut {
    window: SpanOut,
    window_from: &'static str,
    slo: f64,
    slo_from: &'static str,
    weights: WeightsOut,
    weighted_downtime_seconds: f64,
    accuracy: &'static str,
    elapsed_seconds: f64,
    outside_seconds: f64,
    availability: f64,
    budget_seconds: f64,
    burnt: Option<f64>,
}

#[derive(Serialize)]
struct WeightsOut {
    full: f64,
    partial: f64,
    degraded: f64,
}

pub(super) fn print(stats: &IncidentStats) -> std::io::Result<String> {
    let case = &stats.loaded.case;
    let incident = &case.incident;
    let document = Document {
        id: &incident.id,
        title: &incident.title,
        severity: incident.severity.as_ref().map(|severity| &*severity.word),
        status: incident.status.map(faultline_core::incident::Status::word),
        now: moment(stats.now),
        zone: stats.loaded.zone.name(),
        durations: Figures(&stats.durations),
        milestones: Milestones(&stats.durations),
        stated_seconds: incident.stated.as_ref().and_then(|stated| Some(stated.duration?.seconds())),
        availability: availability(stats, case),
        counts: stats.counts,
    };
    Ok(serde_json::to_string_pretty(&document)?)
}

/// RFC 3339 in UTC, whatever the zone: a machine needs no other.
fn moment(at: Instant) -> String {
    at.to_string()
}

fn span(span: Span) -> SpanOut {
    SpanOut { start: moment(span.start()), end: moment(span.end()), seconds: span.length().seconds() }
}

fn figure(measured: &Measurement, metric: Metric) -> Figure {
    let (from, to) = metric.anchors().map_or((None, None), |(from, to)| (Some(from.word()), Some(to.word())));
    let none = Figure {
        state: "",
        seconds: None,
        text: None,
        accuracy: None,
        so_far: None,
        spans: None,
        from,
        to,
        missing: None,
    };
    match measured {
        Measurement::Known { length, spans, so_far, accuracy } => Figure {
            state: "known",
            seconds: Some(length.seconds()),
            text: measured.words(),
            accuracy: Some(accuracy.key()),
            so_far: Some(*so_far),
            spans: Some(spans.iter().copied().map(span).collect()),
            ..none
        },
        Measurement::NotRecorded { missing } => {
            let words = missing.iter().map(|milestone| milestone.word());
            let missing = if missing.is_empty() { vec!["impacts"] } else { words.collect() };
            Figure { state: "not_recorded", missing: Some(missing), ..none }
        }
        Measurement::Backwards { .. } => Figure { state: "backwards", ..none },
    }
}

fn anchor(milestone: Milestone, anchor: Anchor) -> AnchorOut {
    let key = |subject: Subject, key: &str| {
        let mut place = subject.place();
        place.0.push(Step::Key(key.into()));
        place.to_string()
    };
    let (source, place) = match anchor.source {
        Source::Stated => ("stated", format!("milestones.{}", milestone.word())),
        Source::Event(ix) => ("event", key(Subject::Event(ix), "at")),
        Source::ImpactStart(ix) => ("impact_start", key(Subject::Impact(ix), "start")),
        Source::ImpactEnd(ix) => ("impact_end", key(Subject::Impact(ix), "end")),
    };
    AnchorOut { at: moment(anchor.at), source, place, approximate: anchor.approximate }
}

fn availability(stats: &IncidentStats, case: &Case) -> Option<AvailabilityOut> {
    let measured = stats.availability?;
    let Weights { full, partial, degraded } = case.incident.metrics.weights;
    Some(AvailabilityOut {
        window: span(measured.window),
        window_from: if case.incident.metrics.window.is_some() { "file" } else { "month" },
        slo: measured.slo,
        slo_from: stats.slo_from.word(),
        weights: WeightsOut { full, partial, degraded },
        weighted_downtime_seconds: measured.weighted().seconds(),
        accuracy: measured.accuracy.key(),
        elapsed_seconds: measured.elapsed.seconds(),
        outside_seconds: measured.outside(&stats.durations.levels).seconds(),
        availability: measured.availability,
        budget_seconds: measured.budget().seconds(),
        burnt: measured.burnt,
    })
}

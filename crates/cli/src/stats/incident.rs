//! The figures of one incident.

use std::io::Result;

use super::{incident_json, incident_text};
use crate::inputs::Loaded;
use crate::{CommonOptions, Io};
use faultline_core::incident::{ActionIx, CauseIx};
use faultline_core::metrics::{
    Availability, DEFAULT_SLO, Durations, Metric, availability, default_window, durations, findings_in,
};
use faultline_core::time::Instant;

/// Where the objective comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SloFrom {
    /// `--slo`.
    Option,
    /// The file's `metrics.slo`.
    File,
    /// [`DEFAULT_SLO`].
    Default,
}

impl SloFrom {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Option => "option",
            Self::File => "file",
            Self::Default => "default",
        }
    }
}

/// How many of each there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Counts {
    pub(super) events: usize,
    pub(super) impacts: usize,
    pub(super) causes: usize,
    pub(super) actions: usize,
    pub(super) links: usize,
    pub(super) causes_without_action: usize,
    pub(super) actions_without_cause: usize,
    pub(super) lessons: usize,
    pub(super) problems: usize,
    pub(super) findings: usize,
}

/// Everything that is printed about one incident.
pub(super) struct IncidentStats<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) now: Instant,
    pub(super) durations: Durations,
    /// `None` when no impact is known, or nothing says when it was.
    pub(super) availability: Option<Availability>,
    pub(super) slo_from: SloFrom,
    pub(super) counts: Counts,
}

pub(super) fn run(loaded: &Loaded, json: bool, slo: Option<f64>, common: &CommonOptions, io: &mut Io) -> Result<()> {
    let stats = IncidentStats::of(loaded, slo, common.now.unwrap_or(io.now));
    let text = if json { incident_json::print(&stats)? } else { incident_text::print(&stats) };
    writeln!(io.out, "{text}")
}

impl<'a> IncidentStats<'a> {
    pub(super) fn of(loaded: &'a Loaded, slo: Option<f64>, now: Instant) -> Self {
        let case = &loaded.case;
        let (incident, links) = (&case.incident, &case.links);
        let durations = durations(case, now);
        let (slo, slo_from) = match (slo, incident.metrics.slo) {
            (Some(slo), _) => (slo, SloFrom::Option),
            (None, Some(slo)) => (slo, SloFrom::File),
            (None, None) => (DEFAULT_SLO, SloFrom::Default),
        };
        // Without a known impact, nothing says that the rest of the window was up.
        let known = durations.get(Metric::Impact).length().is_some();
        let window = default_window(case, &durations, loaded.zone.as_ref()).filter(|_| known);
        let availability =
            window.and_then(|window| availability(&durations.levels, window, slo, incident.metrics.weights));
        let causes = (0..incident.root_causes.len()).map(CauseIx::of);
        let actions = (0..incident.corrective_actions.len()).map(ActionIx::of);
        let counts = Counts {
            events: incident.timeline.len(),
            impacts: incident.impacts.len(),
            causes: causes.len(),
            actions: actions.len(),
            links: links.cause_action_count(),
            causes_without_action: causes.filter(|&cause| links.actions_of_cause(cause).is_empty()).count(),
            actions_without_cause: actions.filter(|&action| links.causes_of_action(action).is_empty()).count(),
            lessons: incident.lessons.len(),
            problems: loaded.problems.iter().filter(|problem| !problem.is_note()).count(),
            findings: findings_in(case, &durations, now, loaded.file_zone.as_ref()).len(),
        };
        Self { loaded, now, durations, availability, slo_from, counts }
    }
}

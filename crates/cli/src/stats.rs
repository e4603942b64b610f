//! `faultline stats`: one incident's figures, gathered once for both ways of printing them. Must never measure.

use std::io::Result;
use std::path::Path;

use super::{Common, FAILED, Io, Loaded, load, stats_json, stats_text};
use faultline_core::incident::{ActionIx, CauseIx};
use faultline_core::metrics::{
    Availability, DEFAULT_SLO, Durations, Metric, availability, default_window, durations, findings_in,
};
use faultline_core::time::Instant;

/// Where the objective was taken from.
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

/// How much there is of everything.
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
pub(super) struct Stats<'a> {
    pub(super) loaded: &'a Loaded,
    pub(super) now: Instant,
    pub(super) durations: Durations,
    /// `None` when no impact is known, or nothing says when it was.
    pub(super) availability: Option<Availability>,
    pub(super) slo_from: SloFrom,
    pub(super) counts: Counts,
}

pub(super) fn run(
    file: &Path,
    json: bool,
    slo: Option<f64>,
    common: &Common,
    io: &mut Io,
    code: &mut u8,
) -> Result<()> {
    let Some(loaded) = load(file, common, io)? else {
        *code = FAILED;
        return Ok(());
    };
    let stats = Stats::of(&loaded, slo, common.now.unwrap_or(io.now));
    let text = if json { stats_json::print(&stats)? } else { stats_text::print(&stats) };
    writeln!(io.out, "{text}")
}

impl<'a> Stats<'a> {
    pub(super) fn of(loaded: &'a Loaded, slo: Option<f64>, now: Instant) -> Self {
        let case = &loaded.case;
        let (incident, links) = (&case.incident, &case.links);
        let durations = durations(case, now);
        let (slo, slo_from) = match (slo, incident.metrics.slo) {
            (Some(slo), _) => (slo, SloFrom::Option),
            (None, Some(slo)) => (slo, SloFrom::File),
            (None, None) => (DEFAULT_SLO, SloFrom::Default),
        };
        // Nothing is known to have been up when nothing is known to have been down.
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

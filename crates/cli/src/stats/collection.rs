//! The figures of many incidents.

use std::io::Result;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{collection_json, collection_text};
use crate::inputs::{Inputs, for_each_incident};
use crate::{CollectionOptions, CommonOptions, FAILED, Io};
use faultline_core::catalog::{
    Actions, Figures, Filter, FilterResult, Group, GroupBy, Row, Table, Terms, apply_filter, figures, groups,
};
use faultline_core::formats::{Document, Entry, severity_is_impact};
use faultline_core::metrics::{
    DEFAULT_SLO, Exclusions, Intervals, Month, RecordKind, Survival, by_month, intervals, survival,
};
use faultline_core::time::{FixedZone, Instant, ParsedTime, Span, Zone, resolve_local};

/// Everything that is printed about many incidents.
pub(super) struct CollectionStats<'a> {
    pub(super) inputs: Inputs,
    pub(super) terms: Terms<'a>,
    /// How many incidents are in the files, drills, tests and maintenance included.
    pub(super) incidents: usize,
    pub(super) chosen: FilterResult,
    pub(super) figures: Figures,
    pub(super) intervals: Option<Intervals>,
    pub(super) survival: Survival,
    pub(super) months: Vec<Month>,
    pub(super) groups: Vec<(GroupBy, Vec<Group>)>,
    /// The grouping asked for: only its groups have intervals, which are slow to compute.
    pub(super) group_by: Option<GroupBy>,
    /// The groups by level, or by severity where that is Statuspage's word for the impact.
    pub(super) by_impact: Vec<Group>,
    pub(super) actions: Actions,
    pub(super) slo_from: &'static str,
}

/// Prints the figures of many incidents: of the paths, of which `read` is what the only one holds where it was read already.
pub(super) fn run(
    paths: &[PathBuf],
    read: Option<Document>,
    json: bool,
    slo: Option<f64>,
    options: &CollectionOptions,
    common: &CommonOptions,
    io: &mut Io,
) -> Result<()> {
    let now = common.now.unwrap_or(io.now);
    let zone: Arc<dyn Zone> = common.zone.clone().unwrap_or_else(|| Arc::new(FixedZone::utc()));
    let Some(mut period) = period(options, zone.as_ref(), now) else {
        io.exit_with(FAILED);
        return writeln!(io.err, "--to is before --from. Exchange them.");
    };
    let anchors = options.anchor.unwrap_or_default();
    let (mut table, mut actions) = (Table::default(), Actions::keeping(20));
    let in_period = |at: Option<Instant>| period.is_none_or(|period| at.is_some_and(|at| period.contains(at)));
    let mut slos: Vec<f64> = Vec::new();
    let inputs = for_each_incident(paths, read, &common.reading.options(), io, &mut |entry: Entry, _: &Path| {
        table.add(&entry, now);
        // They were reported when the entry was read.
        table.problems.clear();
        let counts = |row: &&Row| (options.all || row.kind == RecordKind::Incident) && in_period(row.began);
        if let Some(row) = table.rows.last().filter(counts) {
            actions.add(&entry, row, now);
        }
        if let Some(slo) = entry.incident.metrics.slo
            && !slos.contains(&slo)
            && slos.len() < 2
        {
            slos.push(slo);
        }
        Ok(())
    })?;
    if table.rows.is_empty() && inputs.problems > 0 {
        io.exit_with(FAILED);
        return Ok(());
    }
    // Without a beginning, the period begins with the first incident in it.
    if let Some(whole) = period.as_mut().filter(|_| options.from.is_none()) {
        let counts = |row: &&Row| options.all || row.kind == RecordKind::Incident;
        let began = table.rows.iter().filter(counts).filter_map(|row| row.began);
        let first = began.filter(|at| whole.contains(*at)).min();
        *whole = Span::between(first.unwrap_or(whole.end()), whole.end());
    }
    // The files' own objective only where they agree on one.
    let (slo, slo_from) = match (slo, slos.as_slice()) {
        (Some(slo), _) => (slo, "option"),
        (None, [slo]) => (*slo, "file"),
        _ => (DEFAULT_SLO, "default"),
    };
    let terms = Terms { now, zone: zone.as_ref(), anchors, period, slo, weights: options.weights.unwrap_or_default() };
    let filter = Filter { period, all_kinds: options.all, ..Filter::default() };
    let chosen = apply_filter(&table, &[], &filter, &terms);
    let figures = figures(&table, &chosen, None, &terms);
    let window = figures.downtime.as_ref().map(|downtime| downtime.window).or(period);
    let all = [GroupBy::Severity, GroupBy::Level, GroupBy::Service, GroupBy::Role, GroupBy::Status];
    let grouped: Vec<_> = all.map(|by| (by, groups(&table, &chosen, by, window, &terms))).into();
    let own_words = inputs.conversions.iter().any(|conversion| severity_is_impact(&conversion.reader));
    let by_impact = if own_words { GroupBy::Severity } else { GroupBy::Level };
    let by_impact =
        grouped.iter().find(|(by, _)| *by == by_impact).map(|(_, groups)| groups.clone()).unwrap_or_default();
    let spans: Vec<Span> = chosen.observed.iter().map(|(_, observation)| observation.span).collect();
    let stats = CollectionStats {
        incidents: table.rows.len(),
        intervals: intervals(&figures.distribution.ended_ms),
        survival: survival(&figures.distribution),
        months: window
            .map(|window| by_month(&chosen.incidents(&table), &spans, window, terms.zone))
            .unwrap_or_default(),
        inputs,
        terms,
        chosen,
        figures,
        groups: grouped,
        by_impact,
        group_by: options.group_by,
        actions,
        slo_from,
    };
    let text = if json { collection_json::print(&stats)? } else { collection_text::print(&stats) };
    writeln!(io.out, "{text}")
}

impl CollectionStats<'_> {
    pub(super) const fn left_out(&self) -> &Exclusions {
        &self.chosen.left_out
    }

    /// The intervals of a group, where they are asked for.
    pub(super) fn intervals_of(&self, by: GroupBy, group: &Group) -> Option<Intervals> {
        if self.group_by == Some(by) { intervals(&group.distribution.ended_ms) } else { None }
    }
}

/// The period asked for; `None` inside when none is, outside when it runs backwards. A side left out is the beginning of time,
/// or now.
#[expect(clippy::option_option, reason = "the outer one is an error")]
fn period(options: &CollectionOptions, zone: &dyn Zone, now: Instant) -> Option<Option<Span>> {
    if options.from.is_none() && options.to.is_none() {
        return Some(None);
    }
    let at = |bound: ParsedTime| match bound {
        ParsedTime::Moment(at) => at,
        ParsedTime::Local(local) | ParsedTime::Day(local) => resolve_local(local, zone).at,
    };
    let to = options.to.map_or(now, at);
    let from = options.from.map_or(Instant::FIRST, at);
    Span::new(from, to).map(Some)
}

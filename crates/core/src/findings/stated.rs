//! The duration, start and end that the file claims, against the measured ones.

use super::{FindingKind, LikelyReason, Subject};
use crate::incident::{Case, ImpactLevel, Milestone, When};
use crate::metrics::{Durations, Measurement, Metric, total};
use crate::time::{Instant, Length, Offset, Span, Zone, resolve_local};

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// `true` when a claim is within 5 % or 1 minute, whichever is larger.
fn agrees(claim: Length, measured: Length) -> bool {
    claim.ms().saturating_sub(measured.ms()).saturating_abs() <= (measured.ms() / 20).max(MINUTE_MS)
}

pub(super) fn compare(
    case: &Case,
    durations: &Durations,
    zone: Option<&dyn Zone>,
    add: &mut impl FnMut(Subject, FindingKind),
) {
    let Some(stated) = &case.incident.stated else { return };
    if let Some(claim) = stated.duration
        && let Some((metric, measured, over)) = measured(durations)
        && !agrees(claim, measured)
        && !durations_of_levels(durations).any(|length| agrees(claim, length))
    {
        let about = stated.text.as_deref().is_some_and(says_about);
        let likely = likely_reason(case, durations, claim, measured, zone);
        add(Subject::Incident, FindingKind::StatedDiffers { stated: claim, about, measured, metric, over, likely });
    }
    let anchor = |milestone| durations.anchor(milestone).map(|anchor| anchor.at);
    if let (Some(claim), Some(started)) = (stated.start, anchor(Milestone::Started))
        && !meets(claim, started)
    {
        add(Subject::Incident, FindingKind::StatedStartDiffers { stated: claim.at, measured: started });
    }
    if let Some(claim) = stated.end.filter(|_| !durations.ticking()) {
        let impact_end = durations.impact_extent().map(Span::end);
        let ends = [impact_end, anchor(Milestone::Resolved), anchor(Milestone::Mitigated)];
        if let Some(&measured) = ends.iter().flatten().next()
            && !ends.iter().flatten().any(|&end| meets(claim, end))
        {
            add(Subject::Incident, FindingKind::StatedEndDiffers { stated: claim.at, measured });
        }
    }
}

/// The figure a claim is held against: the impact, else the time to resolve, else to mitigate. None that still grows.
fn measured(durations: &Durations) -> Option<(Metric, Length, Span)> {
    [Metric::Impact, Metric::ToResolve, Metric::ToMitigate].into_iter().find_map(|metric| {
        let Measurement::Known { length, spans, so_far: false } = durations.get(metric) else { return None };
        Some((metric, *length, spans.first()?.cover(*spans.last()?)))
    })
}

/// The outage alone, and with the partial outage: a claim of either is a fair one.
fn durations_of_levels(durations: &Durations) -> impl Iterator<Item = Length> {
    let at = |level| crate::metrics::time_at(&durations.levels, level);
    let outage = at(ImpactLevel::Full);
    [outage, outage.plus(at(ImpactLevel::Partial))].into_iter().filter(|length| *length > Length::ZERO)
}

/// `true` when a claimed moment is within 1 minute, or the claimed day holds the moment.
fn meets(claim: When, measured: Instant) -> bool {
    let after = measured.since(claim.at).ms();
    if claim.day_only { (0..DAY_MS).contains(&after) } else { after.saturating_abs() <= MINUTE_MS }
}

fn says_about(text: &str) -> bool {
    const WORDS: [&str; 9] =
        ["about", "around", "approx", "approximately", "roughly", "nearly", "almost", "some", "circa"];
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
    text.contains(['~', '≈']) || words.any(|word| WORDS.iter().any(|about| word.eq_ignore_ascii_case(about)))
}

/// The length in the record that comes nearest to the claim, if one agrees with it.
fn likely_reason(
    case: &Case,
    durations: &Durations,
    claim: Length,
    measured: Length,
    zone: Option<&dyn Zone>,
) -> Option<LikelyReason> {
    let mut candidates = Vec::new();
    if let Some(span) = timeline_span(case) {
        candidates.push((LikelyReason::WholeTimeline, span.length()));
    }
    for (position, &from) in Milestone::ALL.iter().enumerate() {
        for &to in Milestone::ALL.iter().skip(position + 1) {
            if let (Some(start), Some(end)) = (durations.anchor(from), durations.anchor(to)) {
                candidates.push((LikelyReason::Milestones { from, to }, end.at.since(start.at)));
            }
        }
    }
    let impacts: Vec<Span> = impact_spans(case).collect();
    candidates.push((LikelyReason::SumOfImpacts, total(&impacts)));
    let days = measured.ms().saturating_sub(claim.ms()).saturating_add(DAY_MS / 2).div_euclid(DAY_MS);
    if days > 0 {
        let without = Length::from_ms(measured.ms() - days * DAY_MS);
        candidates.push((LikelyReason::ClockWithoutDay { days }, without));
    }
    // Bounds the days to walk through.
    let short =
        durations.levels.len() <= 100 && durations.impact_extent().is_some_and(|e| e.length().ms() < 400 * DAY_MS);
    if let Some(zone) = zone.filter(|_| short && claim < measured) {
        let spans: Vec<Span> = durations.levels.iter().map(|level| level.span).collect();
        for (from, to) in [(9, 17), (9, 18), (8, 18), (10, 17)] {
            candidates.push((LikelyReason::SupportHours { from, to }, support_time(&spans, (from, to), zone)));
        }
    }
    let fitting = candidates.into_iter().filter(|(_, length)| *length > Length::ZERO && agrees(claim, *length));
    // The first of the nearest: the order above is that of how often each is the reason.
    fitting.min_by_key(|(_, length)| claim.ms().abs_diff(length.ms())).map(|(reason, _)| reason)
}

/// From the first event to the end of the last.
pub(super) fn timeline_span(case: &Case) -> Option<Span> {
    case.dated
}

/// The impacts that count and have ended, overlaps and all.
fn impact_spans(case: &Case) -> impl Iterator<Item = Span> {
    let counts = |level: Option<ImpactLevel>| matches!(level, Some(level) if level != ImpactLevel::None);
    let impacts = case.incident.impacts.iter().filter(move |impact| counts(impact.level));
    impacts.filter_map(|impact| Span::new(impact.start?.at, impact.end?.at))
}

/// How much of disjoint spans falls into working hours, Monday to Friday.
fn support_time(spans: &[Span], (from, to): (i64, i64), zone: &dyn Zone) -> Length {
    let mut sum = Length::ZERO;
    for span in spans {
        let local = span.start().ms() + zone.offset(span.start()).ms();
        let mut midnight = local - local.rem_euclid(DAY_MS);
        loop {
            let clock = |hour: i64| resolve_local(Instant::from_ms(midnight + hour * 3_600_000), zone).at;
            if clock(0) >= span.end() {
                break;
            }
            let weekend = Instant::from_ms(midnight).civil(Offset::UTC).weekday() >= 5;
            if !weekend && let Some(worked) = Span::between(clock(from), clock(to)).clip(*span) {
                sum = sum.plus(worked.length());
            }
            midnight += DAY_MS;
        }
    }
    sum
}

//! Why a claim may differ from the record: another figure that it agrees with, or a usual slip.

use super::compare::Record;
use super::{LikelyReason, MINUTE_MS, Point, StatedClock, StatedLength};
use crate::incident::Milestone;
use crate::metrics::total;
use crate::time::{DAY_MS, Instant, Length, Offset, Span, Zone, resolve_local};

const HOUR_MS: i64 = 3_600_000;

/// The length in the record that comes nearest to a stated one, if one agrees with it; else the slip that would explain it.
pub(super) fn of_length(record: &Record, stated: StatedLength, measured: Length, over: Span) -> Option<LikelyReason> {
    let (durations, zone) = (record.durations, record.zone);
    let mut lengths = Vec::new();
    if let Some(span) = record.case.dated {
        lengths.push((LikelyReason::WholeTimeline, span.length()));
    }
    for (position, &from) in Milestone::ALL.iter().enumerate() {
        for &to in Milestone::ALL.iter().skip(position + 1) {
            if let (Some(start), Some(end)) = (durations.anchor(from), durations.anchor(to)) {
                lengths.push((LikelyReason::Milestones { from, to }, end.at.since(start.at)));
            }
        }
    }
    lengths.extend(record.level_figures());
    lengths.extend(durations.impact_extent().map(|extent| (LikelyReason::ImpactExtent, extent.length())));
    lengths.push((LikelyReason::SumOfImpacts, total(&record.impact_spans())));
    let days = measured.ms().saturating_sub(stated.low.ms()).saturating_add(DAY_MS / 2).div_euclid(DAY_MS);
    if days > 0 {
        let without = Length::from_ms(measured.ms() - days * DAY_MS);
        lengths.push((LikelyReason::ClockWithoutDay { days }, without));
    }
    // Bounds the days to walk through.
    let short =
        durations.levels.len() <= 100 && durations.impact_extent().is_some_and(|e| e.length().ms() < 400 * DAY_MS);
    if short && stated.low < measured {
        let spans: Vec<Span> = durations.levels.iter().map(|level| level.span).collect();
        for (from, to) in [(9, 17), (9, 18), (8, 18), (10, 17)] {
            lengths.push((LikelyReason::SupportHours { from, to }, support_time(&spans, (from, to), zone)));
        }
    }
    let mut slips = vec![
        (LikelyReason::TwelveHours, Length::from_ms(measured.ms() - 12 * HOUR_MS)),
        (LikelyReason::TwelveHours, Length::from_ms(measured.ms() + 12 * HOUR_MS)),
        (LikelyReason::OtherUnit, Length::from_ms(measured.ms().saturating_mul(60))),
        (LikelyReason::OtherUnit, Length::from_ms(measured.ms() / 60)),
    ];
    let offset = zone.offset(over.start()).ms();
    if offset != 0 {
        slips.extend([offset, -offset].map(|off| (LikelyReason::TimeZone, Length::from_ms(measured.ms() + off))));
    }
    for by in clock_changes(over, zone).into_iter().flatten() {
        slips.insert(0, (LikelyReason::ClockChange, Length::from_ms(measured.ms() + by)));
    }
    let fits = |length: Length| length > Length::ZERO && stated.agrees(length);
    let off = |length: Length| stated.low.ms().abs_diff(length.ms());
    // The first of the nearest: the order above is that of how often each is the reason.
    let fitting = lengths.into_iter().filter(|(_, length)| fits(*length));
    let slip = slips.into_iter().find(|(_, length)| fits(*length)).map(|(reason, _)| reason);
    let rounded = || {
        let (unit, low) = (stated.step.ms().max(MINUTE_MS), stated.low.ms());
        let rounds = |by: i64| (measured.ms() + by).div_euclid(unit) * unit == low;
        (low > 0 && stated.step.ms() >= HOUR_MS && (rounds(unit / 2) || rounds(unit - 1)))
            .then_some(LikelyReason::Rounding)
    };
    fitting.min_by_key(|(_, length)| off(*length)).map(|(reason, _)| reason).or(slip).or_else(rounded)
}

/// What a clock change within a stretch, or near one of its ends, adds to its length by the clock on the wall, or by the other
/// reading of a local time that comes twice.
fn clock_changes(over: Span, zone: &dyn Zone) -> [Option<i64>; 3] {
    let offset = |at: Instant| zone.offset(at).ms();
    let (start, end) = (over.start(), over.end());
    let across = offset(end) - offset(start);
    // The same time on the wall, at the offset that holds a day later or earlier.
    let other = |at: Instant| {
        let moved = |by: i64| {
            let other = offset(at.plus(Length::from_ms(by * DAY_MS)));
            let shift = offset(at) - other;
            let again = at.plus(Length::from_ms(shift));
            (shift != 0 && offset(again) == other).then_some(shift)
        };
        moved(1).or_else(|| moved(-1))
    };
    [Some(across).filter(|across| *across != 0), other(end), other(start).map(|shift| -shift)]
}

/// When else it was at a stated time of day, or the slip that would explain it.
pub(super) fn of_clock(record: &Record, stated: StatedClock, of: Point, at: Instant) -> Option<LikelyReason> {
    let zone = record.zone;
    let distance = stated.distance(at, zone).ms();
    let near = |off: i64| off.saturating_abs() <= stated.tolerance();
    let meets = |at: Instant| near(stated.distance(at, zone).ms());
    if let Some((point, _)) = record.marks().find(|(point, at)| *point != of && meets(*at)) {
        return Some(LikelyReason::OtherMoment(point));
    }
    let half_day = 12 * HOUR_MS;
    if near(distance.saturating_abs() - half_day) {
        return Some(LikelyReason::TwelveHours);
    }
    let file = zone.offset(at).ms();
    let written = stated.zone.map_or(0, Offset::ms);
    // Read in the other of the two zones, it agrees.
    if file != written && near(distance.saturating_abs() - (file - written).abs()) {
        return Some(LikelyReason::TimeZone);
    }
    let offsets = [-1, 1].map(|days| zone.offset(at.plus(Length::from_ms(days * DAY_MS))).ms());
    let change = offsets[0] - offsets[1];
    if change != 0 && near(distance.saturating_abs() - change.abs()) {
        return Some(LikelyReason::ClockChange);
    }
    let event = record.event_marks().find(|(_, at)| meets(*at));
    event.map(|(point, _)| LikelyReason::OtherMoment(point))
}

/// How much of disjoint spans falls into working hours, Monday to Friday.
fn support_time(spans: &[Span], (from, to): (i64, i64), zone: &dyn Zone) -> Length {
    let mut sum = Length::ZERO;
    for span in spans {
        let local = span.start().ms() + zone.offset(span.start()).ms();
        let mut midnight = local - local.rem_euclid(DAY_MS);
        loop {
            let clock = |hour: i64| resolve_local(Instant::from_ms(midnight + hour * HOUR_MS), zone).at;
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

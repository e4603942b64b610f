//! The timeline of a narrow screen: time runs down, one row an event, quiet time folded. No edge of an impact or a phase is
//! folded away.

use crate::incident::{Case, EventIx};
use crate::time::{Instant, Length, Span, Zone};

use super::scale::ms;
use super::{Bands, Px, Shade};

/// The least and the most distance from one row to the next, and the distance over folded time.
const LEAST_GAP: Px = 44.0;
const MOST_GAP: Px = 120.0;
const FOLDED_GAP: Px = 66.0;
/// A part of the line with an impact is at least so long, however short that was.
const LEAST_PART: Px = 4.0;
/// Time is quiet when it is longer than this …
const LEAST_QUIET: Length = Length::from_minutes(30);
/// … and at least this many times the median of the other gaps.
const TIMES_MEDIAN: i64 = 3;

/// A part of the line between one row and the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VerticalPart {
    /// The impact level in it; `None` where there is none.
    pub level: Option<Shade>,
    /// Its share of the distance to the next row, enough to be seen where there is an impact; shares add up to 1.
    pub share: f64,
}

/// The row of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct VerticalRow {
    /// The event.
    pub event: EventIx,
    /// Its moment.
    pub at: Instant,
    /// `true` when it is the first of its day in the display zone.
    pub new_day: bool,
    /// The least distance to the next row, in pixels.
    pub gap: Px,
    /// The quiet time folded away before the next row.
    pub folded: Option<Length>,
    /// The line from here to the next row. On the last row, to the end of the last impact, and empty when that is over.
    pub parts: Vec<VerticalPart>,
}

/// The timeline, first event at the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VerticalTimeline {
    /// Its rows.
    pub rows: Vec<VerticalRow>,
}

/// Lays the timeline out.
///
/// The distance from row to row grows with the square root of the time between, from 44 to 120 px. A stretch in which
/// nothing is recorded is folded when it is longer than half an hour and at least three times the median of the other
/// gaps; time in which an event lasts, or an impact or phase begins or ends, is never folded.
#[must_use]
pub fn lay_out_vertical(case: &Case, bands: &Bands, zone: &dyn Zone) -> VerticalTimeline {
    let spans: Vec<(EventIx, Span)> =
        case.chronology.iter().filter_map(|event| Some((*event, case.event_span(*event)?))).collect();
    let mut gaps: Vec<i64> = spans.iter().zip(spans.iter().skip(1)).map(|(a, b)| gap(a.1, b.1).ms()).collect();
    gaps.sort_unstable();
    let bands_spans = bands.impacts.iter().map(|(span, ..)| *span).chain(bands.phases.iter().map(|phase| phase.span));
    let mut edges: Vec<Instant> = bands_spans.flat_map(|span| [span.start(), span.end()]).collect();
    edges.sort_unstable();
    let last_impact = bands.impacts.iter().map(|(span, ..)| span.end()).max();

    let mut rows = Vec::with_capacity(spans.len());
    let mut lasting_to = Instant::FIRST;
    let mut day_before = None;
    let nexts = spans.iter().skip(1).map(|(_, span)| Some(span.start())).chain([None]);
    for ((event, span), next) in spans.iter().zip(nexts) {
        let at = span.start();
        lasting_to = lasting_to.max(span.end());
        let day = at.civil(zone.offset(at));
        let new_day = !day_before.is_some_and(|before| day.same_day(before));
        day_before = Some(day);
        let until = next.or(last_impact).filter(|until| next.is_some() || *until > at);
        let folded = next.and_then(|next| quiet(at, lasting_to, next, &gaps, &edges));
        let gap = match (folded, until) {
            (Some(_), _) => FOLDED_GAP,
            (None, Some(until)) => distance(until.since(at)),
            (None, None) => LEAST_GAP,
        };
        let mut parts = until.map_or_else(Vec::new, |until| parts(Span::between(at, until), bands));
        keep_visible(&mut parts, LEAST_PART / gap);
        rows.push(VerticalRow { event: *event, at, new_day, gap, folded, parts });
    }
    VerticalTimeline { rows }
}

fn gap(a: Span, b: Span) -> Length {
    b.start().since(a.start())
}

/// The median of all gaps but one of this length. `None` when there is no other.
fn median_of_others(gaps: &[i64], without: i64) -> Option<i64> {
    let skip = gaps.partition_point(|gap| *gap < without);
    let middle = gaps.len().checked_sub(2)? / 2;
    gaps.get(if middle >= skip { middle + 1 } else { middle }).copied()
}

/// The quiet time from an event at `at` to the next, if it is to be folded.
fn quiet(at: Instant, lasting_to: Instant, next: Instant, gaps: &[i64], edges: &[Instant]) -> Option<Length> {
    let stretch = Span::new(at.max(lasting_to), next)?;
    let length = stretch.length();
    let median = median_of_others(gaps, next.since(at).ms())?;
    let next_edge = edges.get(edges.partition_point(|edge| *edge <= stretch.start()));
    let hides_an_edge = next_edge.is_some_and(|edge| *edge < stretch.end());
    let long = length > LEAST_QUIET && length.ms() >= median.saturating_mul(TIMES_MEDIAN);
    (long && !hides_an_edge).then_some(length)
}

fn distance(length: Length) -> Px {
    let minutes = ms(length).max(0.0) / 60_000.0;
    (36.0 + 4.3 * minutes.sqrt()).clamp(LEAST_GAP, MOST_GAP)
}

/// The levels over a stretch, as shares of it.
fn parts(stretch: Span, bands: &Bands) -> Vec<VerticalPart> {
    if stretch.is_empty() {
        let level = bands.impacts.iter().find(|(span, ..)| span.contains(stretch.start()));
        return vec![VerticalPart { level: level.map(|(_, level, _)| *level), share: 1.0 }];
    }
    let share = |span: Span| ms(span.length()) / ms(stretch.length());
    let mut parts = Vec::new();
    let mut push = |level: Option<Shade>, from: Instant, to: Instant| {
        if from < to {
            parts.push(VerticalPart { level, share: share(Span::between(from, to)) });
        }
    };
    let mut from = stretch.start();
    let first = bands.impacts.partition_point(|(span, ..)| span.end() <= stretch.start());
    for (span, level, _) in bands.impacts.iter().skip(first).take_while(|(span, ..)| span.start() < stretch.end()) {
        let Some(inside) = span.clip(stretch) else { continue };
        push(None, from, inside.start());
        push(Some(*level), inside.start(), inside.end());
        from = inside.end();
    }
    push(None, from, stretch.end());
    parts
}

/// Gives each part with an impact the least share, and takes it from the others.
fn keep_visible(parts: &mut [VerticalPart], least: f64) {
    for part in parts.iter_mut().filter(|part| part.level.is_some()) {
        part.share = part.share.max(least);
    }
    let sum: f64 = parts.iter().map(|part| part.share).sum();
    for part in parts {
        part.share /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, case, event, reference, span};
    use super::*;
    use crate::incident::{EventKind, When};
    use crate::time::FixedZone;

    fn rail_of(clocks: &[&str], bands: &Bands) -> VerticalTimeline {
        let title = |index: usize| format!("event {index}");
        let events = clocks.iter().enumerate();
        let events = events.map(|(index, clock)| event(at(clock), EventKind::Note, &title(index))).collect();
        lay_out_vertical(&case(events, Vec::new()), bands, &FixedZone::utc())
    }

    /// Each row: its clock, the level of each part with its share in percent, and what is folded.
    fn spell(timeline: &VerticalTimeline) -> Vec<String> {
        let row = |row: &VerticalRow| {
            let parts = row.parts.iter().map(|part| {
                format!(
                    " {}:{:.0}",
                    part.level.map_or("-", |shade| &shade.class()["level-".len()..]),
                    part.share * 100.0
                )
            });
            let folded = row.folded.map(|folded| format!(" ⌇{folded}")).unwrap_or_default();
            format!("{}{}{folded}", crate::text::clock(row.at, &FixedZone::utc()), parts.collect::<String>())
        };
        timeline.rows.iter().map(row).collect()
    }

    #[test]
    fn the_reference_incident_folds_its_first_gap_and_no_other() {
        let (case, bands) = reference();
        let timeline = lay_out_vertical(&case, &bands, &FixedZone::utc());
        assert_eq!(
            spell(&timeline),
            [
                "12:00 -:100 ⌇1 h 30 min",
                "13:30 degraded:100",
                "13:45 degraded:100",
                "14:30 degraded:100",
                "15:00 full:100",
                "15:30 -:100",
                "16:00"
            ]
        );
        let gaps: Vec<_> = timeline.rows.iter().map(|row| row.gap.round()).collect();
        assert_eq!(gaps, [66.0, 53.0, 65.0, 60.0, 60.0, 60.0, 44.0]);
        assert_eq!(timeline.rows.iter().filter(|row| row.new_day).count(), 1);
    }

    #[test]
    fn quiet_time_is_folded_only_where_it_is_long_and_hides_nothing() {
        let impact = |from, to| Bands { impacts: vec![(span(from, to), Shade::Partial, false)], ..Bands::default() };
        let none = Bands::default();
        for (clocks, bands, folded) in [
            // One gap alone has no rest to be large against.
            (vec!["01:00", "20:00"], &none, vec![]),
            (vec![], &none, vec![]),
            (vec!["10:00", "10:05", "10:10", "10:45"], &none, vec!["35 min"]),
            (vec!["10:00", "10:05", "10:10", "10:40"], &none, vec![]),
            (vec!["10:00", "11:00", "12:00", "14:00"], &none, vec![]),
            (vec!["10:00", "11:00", "12:00", "15:00"], &none, vec!["3 h"]),
            // An impact that begins or ends in the stretch keeps it open; one that covers it, or ends with it, does not.
            (vec!["10:00", "11:00", "12:00", "15:00"], &impact("13:00", "16:00"), vec![]),
            (vec!["10:00", "11:00", "12:00", "15:00"], &impact("09:00", "14:59"), vec![]),
            (vec!["10:00", "11:00", "12:00", "15:00"], &impact("09:00", "16:00"), vec!["3 h"]),
            (vec!["10:00", "11:00", "12:00", "15:00"], &impact("12:00", "15:00"), vec!["3 h"]),
        ] {
            let timeline = rail_of(&clocks, bands);
            let found: Vec<_> =
                timeline.rows.iter().filter_map(|row| row.folded).map(|folded| folded.to_string()).collect();
            assert_eq!(found, folded, "{clocks:?} {bands:?}");
        }
    }

    #[test]
    fn time_in_which_something_lasts_is_not_quiet() {
        let mut events: Vec<_> =
            ["10:00", "10:30", "15:00"].iter().map(|clock| event(at(clock), EventKind::Note, clock)).collect();
        events[1].until = Some(When { at: at("13:00"), day_only: false });
        let timeline = lay_out_vertical(&case(events, Vec::new()), &Bands::default(), &FixedZone::utc());
        assert_eq!(timeline.rows[1].folded, Some(Length::from_minutes(120)));
    }

    #[test]
    fn parts_follow_the_impact_and_go_on_after_the_last_event() {
        let bands = Bands {
            impacts: vec![
                (span("10:15", "10:30"), Shade::Degraded, false),
                (span("10:30", "12:00"), Shade::Full, true),
            ],
            ..Bands::default()
        };
        assert_eq!(
            spell(&rail_of(&["10:00", "11:00", "11:00"], &bands)),
            ["10:00 -:25 degraded:25 full:50", "11:00 full:100", "11:00 full:100"]
        );
    }

    #[test]
    fn a_short_outage_is_seen() {
        let bands = Bands { impacts: vec![(span("10:01", "10:02"), Shade::Full, false)], ..Bands::default() };
        let rows = rail_of(&["00:00", "20:00"], &bands).rows;
        let shares: Vec<_> = rows[0].parts.iter().map(|part| part.share).collect();
        assert!(shares[1] * rows[0].gap > 3.5 && (shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{shares:?}");
    }

    #[test]
    fn distances_grow_with_time_between_their_bounds() {
        let timeline = rail_of(&["00:00", "00:00", "00:20", "02:00", "23:59"], &Bands::default());
        let gaps: Vec<_> = timeline.rows.iter().map(|row| row.gap).collect();
        assert!((gaps[0] - LEAST_GAP).abs() < 1e-9);
        assert!(gaps[1] > gaps[0]);
        assert!(gaps.iter().all(|gap| (LEAST_GAP..=MOST_GAP).contains(gap)));
    }
}

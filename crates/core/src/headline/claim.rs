//! How long the text says that it took, where the record has another length.

use super::{Part, Tells};
use crate::claims::{Figure, LikelyReason, Measure, Value, Verdict};
use crate::findings::{Finding, FindingKind};
use crate::metrics::Metric;
use crate::text::{counted, milestone_noun};
use crate::time::Span;

/// What the text says, and what that is: words, the length, words. `whole` is the time from the first moment of the
/// incident to its last.
pub(super) fn contradicted(findings: &[Finding], whole: Option<Span>) -> Option<[Part; 3]> {
    let (stated, of, likely, over) = findings.iter().find_map(|finding| {
        let FindingKind::Contradicted(claim) = &finding.kind else { return None };
        match (claim.value, claim.verdict) {
            (Value::Length(stated), Verdict::Contradicted { figure: Figure::Length { of, over, .. }, likely }) => {
                Some((stated, of, likely, over))
            }
            _ => None,
        }
    })?;
    let not = match of {
        Measure::Figure(Metric::Outage) => "the outage",
        Measure::Figure(Metric::Impact) | Measure::ImpactExtent | Measure::OneImpact(_) => "the impact",
        _ => "the time it took",
    };
    let rest = match likely.and_then(short) {
        Some(reason) => format!(": that is {reason}, not {not}"),
        None => ", which no length in the record agrees with".to_owned(),
    };
    let over = whole.filter(|_| likely == Some(LikelyReason::WholeTimeline)).unwrap_or(over);
    let words = |text| Part { text, ..Part::default() };
    let length = Part { text: stated.to_string(), tells: Some(Tells::Claim), spans: vec![over], ..Part::default() };
    Some([words("The text says ".to_owned()), length, words(rest)])
}

/// What a claim seems to be, to follow "that is": "the whole timeline".
fn short(reason: LikelyReason) -> Option<String> {
    Some(match reason {
        LikelyReason::WholeTimeline => "the whole timeline".to_owned(),
        LikelyReason::Milestones { from, to } => format!("from {} to {}", milestone_noun(from), milestone_noun(to)),
        LikelyReason::Other(metric) => format!("the figure \u{201c}{}\u{201d}", metric.name()),
        LikelyReason::ImpactExtent => "the impact with the pauses in it".to_owned(),
        LikelyReason::SumOfImpacts => "the sum of the impacts, overlaps counted twice".to_owned(),
        LikelyReason::SupportHours { from, to } => format!("the working hours alone, {from:02}:00–{to:02}:00"),
        LikelyReason::ClockWithoutDay { days } => {
            format!("the clock times without {}", counted(usize::try_from(days).unwrap_or(0), "day", "days"))
        }
        LikelyReason::ClockChange => "the clock times, between which clocks were changed".to_owned(),
        LikelyReason::TimeZone => "off by the distance of the zone from UTC".to_owned(),
        LikelyReason::TwelveHours => "off by twelve hours".to_owned(),
        LikelyReason::OtherUnit => "the number in another unit".to_owned(),
        LikelyReason::Rounding => "a rounded length".to_owned(),
        LikelyReason::OtherMoment(_) => return None,
    })
}

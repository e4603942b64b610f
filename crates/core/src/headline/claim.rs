//! The length that the text claims, where the record has another.

use super::{Part, Tells};
use crate::metrics::{Finding, FindingKind, LikelyReason, Metric};
use crate::text::{self, counted, milestone_noun};

/// What the text says, and what that is.
pub(super) fn contradicted(findings: &[Finding]) -> Option<Part> {
    let differs = findings.iter().find_map(|finding| match &finding.kind {
        FindingKind::StatedDiffers { stated, about, metric, likely, over, .. } => {
            Some((*stated, *about, *metric, *likely, *over))
        }
        _ => None,
    });
    let (stated, about, metric, likely, over) = differs?;
    let stated = if about { text::about(&stated.to_string()) } else { stated.to_string() };
    let not = if metric == Metric::Impact { "the impact" } else { "the time it took" };
    let text = match likely {
        Some(reason) => format!("The text says {stated}: that is {}, not {not}", short(reason)),
        None => format!("The text says {stated}, which no length in the record agrees with"),
    };
    Some(Part { text, tells: Some(Tells::Claim), spans: vec![over], ..Part::default() })
}

/// What a claim seems to be, to follow "that is": "the whole timeline".
fn short(reason: LikelyReason) -> String {
    match reason {
        LikelyReason::WholeTimeline => "the whole timeline".to_owned(),
        LikelyReason::Milestones { from, to } => format!("from {} to {}", milestone_noun(from), milestone_noun(to)),
        LikelyReason::SumOfImpacts => "the sum of the impacts, overlaps counted twice".to_owned(),
        LikelyReason::SupportHours { from, to } => format!("the working hours alone, {from:02}:00–{to:02}:00"),
        LikelyReason::ClockWithoutDay { days } => {
            format!("the clock times without {}", counted(usize::try_from(days).unwrap_or(0), "day", "days"))
        }
    }
}

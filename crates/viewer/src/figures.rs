//! The figures of one incident as their tiles show them.

use faultline_core::findings;
use faultline_core::headline::Part;
use faultline_core::incident::{Case, ImpactLevel, Milestone};
use faultline_core::metrics::{Anchor, Durations, Measurement, Metric, Moments, Source};
use faultline_core::text;
use faultline_core::time::{Instant, Span, Zone};

/// `true` for a figure that has a tile: all but a partial outage of no time, which most incidents have.
#[must_use]
pub fn is_shown(durations: &Durations, metric: Metric) -> bool {
    metric != Metric::Partial || matches!(durations.get(metric), Measurement::Known { spans, .. } if !spans.is_empty())
}

/// The level whose colour and pattern stand beside a figure's name.
#[must_use]
pub const fn tile_level(metric: Metric) -> Option<ImpactLevel> {
    match metric {
        Metric::Outage => Some(ImpactLevel::Full),
        Metric::Partial => Some(ImpactLevel::Partial),
        Metric::Degraded => Some(ImpactLevel::Degraded),
        _ => None,
    }
}

/// What a figure was measured between, and what that rests on: "started 13:30 → detected 13:30". The day stands with
/// each moment where the incident has more than one.
#[must_use]
pub fn anchors_in_words(durations: &Durations, metric: Metric, case: &Case, zone: &dyn Zone) -> String {
    let moments = Moments::new(case, zone);
    let moment = |at: Instant| moments.short(at);
    let from_to = |span: &Span| format!("{} → {}", moment(span.start()), moment(span.end()));
    match (durations.get(metric), metric.anchors()) {
        (Measurement::Known { so_far: true, spans, .. }, Some((from, _))) => {
            spans.first().map_or_else(String::new, |span| format!("{} {} → now", from.word(), moment(span.start())))
        }
        (Measurement::Known { .. }, Some((from, to))) => {
            let anchor = |milestone: Milestone| {
                let anchor = durations.anchor(milestone);
                anchor.map_or_else(String::new, |anchor| format!("{} {}", milestone.word(), about(anchor, &moment)))
            };
            format!("{} → {}", anchor(from), anchor(to))
        }
        (Measurement::Known { spans, .. }, None) => match spans.as_slice() {
            [] => "none recorded".to_owned(),
            [span] => from_to(span),
            [first, .., last] => format!("{} stretches, {}", spans.len(), from_to(&first.cover(*last))),
        },
        (Measurement::NotRecorded { missing }, _) if missing.is_empty() && durations.has_doubts() => {
            "an impact without a level or a known time".to_owned()
        }
        (Measurement::NotRecorded { missing }, _) if missing.is_empty() => "no impact recorded".to_owned(),
        (Measurement::NotRecorded { missing }, _) => {
            let words: Vec<_> = missing.iter().map(|milestone| milestone.word()).collect();
            format!("{} not recorded", words.join(" and "))
        }
        (Measurement::Backwards { from, to }, _) => format!("runs backwards: {} → {}", moment(*from), moment(*to)),
    }
}

fn about(anchor: Anchor, moment: &impl Fn(Instant) -> String) -> String {
    if anchor.approximate { text::about(&moment(anchor.at)) } else { moment(anchor.at) }
}

/// What a figure between milestones rests on where the file does not state it, and what makes it doubtful; empty for
/// most.
#[must_use]
pub fn notes_in_words(durations: &Durations, case: &Case, metric: Metric) -> String {
    let Some((from, to)) = metric.anchors().filter(|_| durations.get(metric).length().is_some()) else {
        return String::new();
    };
    let source = |milestone: Milestone| match durations.anchor(milestone)?.source {
        Source::Stated | Source::Event(_) => None,
        Source::ImpactStart(_) => Some(format!("{} inferred from the first impact", text::milestone_noun(milestone))),
        Source::ImpactEnd(_) => {
            Some(format!("{} inferred from the end of the impact", text::milestone_noun(milestone)))
        }
    };
    let by_customer = metric == Metric::ToDetect && findings::detected_by_customer(case, durations).is_some();
    let doubt = by_customer.then(|| "noticed by a customer: it may have started earlier".to_owned());
    source(from).into_iter().chain(source(to)).chain(doubt).collect::<Vec<_>>().join("; ")
}

/// The milestones at a moment, and what they are inferred from: "start (inferred from the first impact), detection".
#[must_use]
pub fn milestones_at(durations: &Durations, at: Instant) -> Option<String> {
    let name = |milestone: &Milestone| {
        let anchor = durations.anchor(*milestone).filter(|anchor| anchor.at == at)?;
        let reason = match anchor.source {
            Source::Stated | Source::Event(_) => "",
            Source::ImpactStart(_) => " (inferred from the first impact)",
            Source::ImpactEnd(_) => " (inferred from the end of the impact)",
        };
        Some([text::milestone_noun(*milestone), reason].concat())
    };
    let names: Vec<_> = Milestone::ALL.iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The stretches that a figure was measured over.
#[must_use]
pub fn painted_by(measured: &Measurement) -> Vec<Span> {
    match measured {
        Measurement::Known { spans, .. } => spans.clone(),
        _ => Vec::new(),
    }
}

/// What a part of the headline was measured between, and what was inferred for it: "started 13:30 → mitigated 15:30. Start
/// inferred from the first impact". `None` where there is neither. `clock` writes a moment.
#[must_use]
pub fn part_title(part: &Part, clock: &dyn Fn(Instant) -> String) -> Option<String> {
    let anchors: Vec<_> = part.anchors.iter().map(|(of, at)| format!("{} {}", of.word(), clock(*at))).collect();
    let anchors: Vec<_> = anchors.chunks(2).map(|pair| pair.join(" → ")).collect();
    let reasons = part.inferred.iter().map(|inferred| inferred.reason().to_owned());
    let anchors = Some(anchors.join(", ")).filter(|text| !text.is_empty());
    let lines: Vec<_> = anchors.into_iter().chain(reasons).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_range_name_the_milestones_there() {
        let state = crate::example::state();
        let durations = state.loaded().unwrap().durations(state.now);
        let at = |milestone| durations.anchor(milestone).unwrap().at;
        assert_eq!(
            milestones_at(&durations, at(Milestone::Started)).as_deref(),
            Some("start (inferred from the first impact), detection")
        );
        assert_eq!(milestones_at(&durations, at(Milestone::Acknowledged)).as_deref(), Some("acknowledgement"));
        assert_eq!(milestones_at(&durations, Instant::FIRST), None);
    }
}

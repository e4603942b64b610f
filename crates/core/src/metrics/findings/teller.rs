//! Names and moments of one incident in sentences, and the longer sentences of findings. Must never decide whether
//! something is a finding.

use std::cell::OnceCell;
use std::fmt::Write as _;

use super::super::durations::anchors;
use super::super::{Metric, Moments};
use super::{Contradiction, LikelyReason, Subject, stated};
use crate::incident::{ActionIx, ActionStatus, Case, EventIx, EventKind, Milestone, Status};
use crate::text;
use crate::time::{Instant, Length, Span, Zone};

/// A milestone as the noun of its moment: "resolution".
pub(super) const fn noun(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Started => "start",
        Milestone::Detected => "detection",
        Milestone::Acknowledged => "acknowledgement",
        Milestone::Mitigated => "mitigation",
        Milestone::Resolved => "resolution",
    }
}

/// Names and moments of one incident in sentences.
pub(super) struct Teller<'a> {
    case: &'a Case,
    zone: &'a dyn Zone,
    /// Made when a moment is first said: it takes a look at the whole record.
    moments: OnceCell<Moments<'a>>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(case: &'a Case, zone: &'a dyn Zone) -> Self {
        Self { case, zone, moments: OnceCell::new() }
    }

    pub(super) fn with(case: &'a Case, moments: &Moments<'a>) -> Self {
        Self { case, zone: moments.zone(), moments: OnceCell::from(*moments) }
    }

    pub(super) const fn zone(&self) -> &'a dyn Zone {
        self.zone
    }

    fn moments(&self) -> &Moments<'a> {
        self.moments.get_or_init(|| Moments::new(self.case, self.zone))
    }

    pub(super) fn at(&self, at: Instant) -> String {
        self.moments().at(at)
    }

    fn span(&self, span: Span) -> String {
        self.moments().span(span)
    }

    /// The title in quotation marks, cut at 80 characters.
    fn quoted(title: &str) -> String {
        let cut = title.char_indices().nth(80).and_then(|(end, _)| title.get(..end));
        cut.map_or_else(|| format!("“{title}”"), |cut| format!("“{}…”", cut.trim_end()))
    }

    pub(super) fn name(&self, subject: Subject) -> String {
        let incident = &self.case.incident;
        let title = match subject {
            Subject::Incident => Some(&*incident.title),
            Subject::Event(ix) => incident.timeline.get(ix.at()).map(|event| &*event.title),
            Subject::Cause(ix) => incident.root_causes.get(ix.at()).map(|cause| &*cause.title),
            Subject::Action(ix) => incident.corrective_actions.get(ix.at()).map(|action| &*action.title),
            Subject::Impact(ix) => {
                let impact = incident.impacts.get(ix.at());
                match impact.map(|impact| (&impact.title, impact.start)) {
                    Some((Some(title), _)) => Some(&**title),
                    Some((None, Some(start))) => return format!("The impact from {}", self.at(start.at)),
                    _ => return "The impact".to_owned(),
                }
            }
        };
        title.map_or_else(String::new, Self::quoted)
    }

    /// The first three by name, the others by count.
    pub(super) fn list(&self, actions: &[ActionIx]) -> String {
        const NAMED: usize = 3;
        let mut text = String::new();
        for (position, &action) in actions.iter().take(NAMED).enumerate() {
            let last = position + 1 == actions.len();
            let joint = match position {
                0 => "",
                _ if last => " and ",
                _ => ", ",
            };
            let _ = write!(text, "{joint}{}", self.name(Subject::Action(action)));
        }
        if actions.len() > NAMED {
            let _ = write!(text, " and {} more", actions.len() - NAMED);
        }
        text
    }

    pub(super) fn stated_differs(
        &self,
        measured: Length,
        metric: Metric,
        over: Span,
        likely: Option<LikelyReason>,
    ) -> String {
        let record = if metric == Metric::Impact {
            // Stretches with a pause between them do not fill their extent.
            let verb =
                if over.length() == measured { "lasted".to_owned() } else { format!("came to {measured} within") };
            format!("the impact {verb} {}", self.span(over))
        } else {
            let end = if metric == Metric::ToResolve { "resolved" } else { "mitigated" };
            format!("it was {end} {measured} after it started ({})", self.span(over))
        };
        let reason = match likely {
            Some(LikelyReason::WholeTimeline) => stated::timeline_span(self.case)
                .map(|span| format!("The whole timeline spans {} ({})", span.length(), self.span(span))),
            Some(LikelyReason::Milestones { from, to }) => self.between(from, to),
            Some(LikelyReason::SumOfImpacts) => Some("The claim counts overlapping impacts twice".to_owned()),
            Some(LikelyReason::SupportHours { from, to }) => {
                Some(format!("It may count support hours only, {from:02}:00–{to:02}:00 from Monday to Friday"))
            }
            Some(LikelyReason::ClockWithoutDay { days }) => Some(format!(
                "It may come from clock times without their days, which loses {}",
                Length::from_minutes(days * 1440)
            )),
            None => None,
        };
        let reason = reason.unwrap_or_else(|| "No other length in the record agrees with the claim".to_owned());
        format!("{reason}; {record}. Correct stated.duration, or say in stated.text what it counts.")
    }

    fn between(&self, from: Milestone, to: Milestone) -> Option<String> {
        let (start, end) = (self.anchor(from)?, self.anchor(to)?);
        let span = Span::new(start, end)?;
        Some(format!("From {} to {} it is {} ({})", noun(from), noun(to), span.length(), self.span(span)))
    }

    /// A milestone's moment. What is open does not matter here, so no `now` is needed.
    fn anchor(&self, milestone: Milestone) -> Option<Instant> {
        anchors(self.case, Instant::LAST).get(milestone as usize).copied().flatten().map(|anchor| anchor.at)
    }

    pub(super) fn contradiction(&self, contradiction: Contradiction) -> String {
        let status = self.case.incident.status.map_or("", Status::word);
        match contradiction {
            Contradiction::ResolvedWithOpenImpact(impact) => format!(
                "The status is {status}, but {} has no end, so its figures keep growing. \
                 Give it an end, or change the status.",
                self.name(Subject::Impact(impact)).replacen("The", "the", 1)
            ),
            Contradiction::OngoingWithResolvedTime(at) => format!(
                "The status is {status}, but the record has it resolved at {}. Change the status, or take the time out.",
                self.at(at)
            ),
            Contradiction::ResolvedWithoutTime => format!(
                "The status is {status}, but nothing says since when, so there is no time to resolve. {}",
                self.remedy(Milestone::Resolved)
            ),
        }
    }

    pub(super) fn missing(&self, milestone: Milestone) -> String {
        let metric = Metric::ALL.into_iter().find(|metric| metric.anchors().is_some_and(|(_, to)| to == milestone));
        let figure = metric.map_or("time", Metric::name).to_ascii_lowercase();
        let before = Milestone::ALL.iter().rev().filter(|&&other| other < milestone);
        let last = before.copied().find_map(|other| Some((other, self.anchor(other)?)));
        let known = last.map_or_else(
            || format!("So there is no time {figure}. "),
            |(other, at)| format!("The last moment recorded before it is {} at {}. ", noun(other), self.at(at)),
        );
        format!("{known}{}", self.remedy(milestone))
    }

    /// How to record a milestone, with the event that looks like it where there is one.
    fn remedy(&self, milestone: Milestone) -> String {
        let word = milestone.word();
        let kind = match milestone {
            Milestone::Detected => Some(EventKind::Detection),
            Milestone::Mitigated => Some(EventKind::Mitigation),
            Milestone::Resolved => Some(EventKind::Recovery),
            Milestone::Started | Milestone::Acknowledged => None,
        };
        let is_like = |ix: &&EventIx| {
            let event = self.case.incident.timeline.get(ix.at());
            event.is_some_and(|event| Some(event.kind) == kind && event.milestone.is_none())
        };
        // As with milestones: the first detection, but the last mitigation.
        let mut events = self.case.chronology.iter();
        let like = if milestone == Milestone::Detected { events.find(is_like) } else { events.rfind(is_like) };
        match like {
            Some(&event) => format!(
                "Give milestones.{word}, or \"milestone\": \"{word}\" to its event, if that is {}.",
                self.name(Subject::Event(event))
            ),
            None => format!("Give milestones.{word}, or \"milestone\": \"{word}\" to the event that marks it."),
        }
    }

    pub(super) fn overdue(&self, subject: Subject) -> String {
        let action = match subject {
            Subject::Action(ix) => self.case.incident.corrective_actions.get(ix.at()),
            _ => None,
        };
        let Some((action, due)) = action.and_then(|action| Some((action, action.due?))) else { return String::new() };
        let status = match action.status {
            Some(ActionStatus::InProgress) => "is in progress",
            Some(_) => "is open",
            None => "has no status",
        };
        let day = if due.day_only { text::date(due.at, self.zone) } else { text::date_time(due.at, self.zone) };
        format!("{} was due {day} and {status}. Finish it, or agree on a new date.", self.name(subject))
    }
}

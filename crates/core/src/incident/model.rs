//! What an incident file says, as types. They hold nothing that the file does not say, save ids made from position.

use super::{
    ActionId, ActionKind, ActionStatus, CauseId, CauseRole, EventId, EventKind, ImpactLevel, LessonKind, Milestone,
    Status,
};
use crate::time::{Instant, Length, Span};

/// A moment with the precision it was written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// The moment; of a date alone, its midnight in the file's zone.
    pub at: Instant,
    /// `true` when only a date was written.
    pub day_only: bool,
}

impl When {
    /// The last moment it may mean: of a date alone, the end of its day (24 hours after its midnight).
    #[must_use]
    pub fn latest(self) -> Instant {
        if self.day_only { self.at.plus(Length::from_minutes(24 * 60)) } else { self.at }
    }

    /// `true` when it is before another, whatever moment of its day it means.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        self.at < other.at && self.latest() <= other.at
    }
}

/// Keys of an object that the format does not know, each with its JSON text as written, kept for export.
pub type Extra = Vec<(Box<str>, Box<str>)>;

/// One incident.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incident {
    /// The file's `id`, else made from the file's name, else from the title.
    pub id: Box<str>,
    /// What happened, in one line. Empty only when the file gave none, which is a problem.
    pub title: Box<str>,
    /// What happened, in a paragraph of Markdown.
    pub summary: Option<Box<str>>,
    /// The organisation's own word for how bad it was.
    pub severity: Option<Severity>,
    /// How far its handling has come.
    pub status: Option<Status>,
    /// The zone of the file's local times, as written. `None`: UTC.
    pub time_zone: Option<Box<str>>,
    /// The services it names.
    pub services: Vec<Service>,
    /// What the prose claims about its length. Compared, never used in a figure.
    pub stated: Option<Stated>,
    /// When something was hit, and how badly; in file order.
    pub impacts: Vec<Impact>,
    /// The moments the file states outright.
    pub milestones: StatedMilestones,
    /// What happened; in file order.
    pub timeline: Vec<Event>,
    /// Why; in file order.
    pub root_causes: Vec<Cause>,
    /// What was, is or will be changed; in file order.
    pub corrective_actions: Vec<CorrectiveAction>,
    /// What was learned.
    pub lessons: Vec<Lesson>,
    /// Where to read more.
    pub links: Vec<Link>,
    /// Words to find it by.
    pub tags: Vec<Box<str>>,
    /// Who wrote it.
    pub authors: Vec<Box<str>>,
    /// What its figures are to be measured against.
    pub metrics: MetricSettings,
    /// Keys the format does not know.
    pub extra: Extra,
}

/// A severity in the organisation's own word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Severity {
    /// The word.
    pub word: Box<str>,
    /// 1 (worst) to 5, for colour and sorting only; `None` for a word that is not known.
    pub rank: Option<u8>,
}

/// A service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// What other parts of the file call it.
    pub id: Box<str>,
    /// What people call it; the id where the file gives no name.
    pub name: Box<str>,
}

/// What the file's prose claims.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The claimed length.
    pub duration: Option<Length>,
    /// The claimed start.
    pub start: Option<When>,
    /// The claimed end.
    pub end: Option<When>,
    /// The claim in its own words.
    pub text: Option<Box<str>>,
    /// Keys the format does not know.
    pub extra: Extra,
}

/// A stretch in which something was hit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Impact {
    /// The file's id, else `impact-1` for the first.
    pub id: Box<str>,
    /// When it began; `None` when the file gives no time that could be read.
    pub start: Option<When>,
    /// When it ended; `None` when it is still going on, or [`Impact::end_unread`].
    pub end: Option<When>,
    /// `true` when the file gives an end that could not be read: not the same as still going on.
    pub end_unread: bool,
    /// How badly; `None` when the file does not say, which counts in no figure.
    pub level: Option<ImpactLevel>,
    /// The services hit, by id.
    pub services: Vec<Box<str>>,
    /// What was hit, in a line.
    pub title: Option<Box<str>>,
    /// More, in Markdown.
    pub details: Option<Box<str>>,
    /// The share of users or requests, 0 to 1.
    pub share: Option<f64>,
    /// Keys the format does not know.
    pub extra: Extra,
}

impl Incident {
    /// `true` when its status says that it is over: resolved or reviewed.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        matches!(self.status, Some(Status::Resolved | Status::Reviewed))
    }
}

impl Impact {
    /// The stretch it covers, with `now` for an end that has not come. An end that is a date alone is the end of that day.
    /// `None` when it has no start, runs backwards, begins after `now` without an end, or has an end that could not be read.
    #[must_use]
    pub fn span(&self, now: Instant) -> Option<Span> {
        if self.end_unread {
            return None;
        }
        let start = self.start?;
        let end = self.end.filter(|end| !end.is_before(start)).map(When::latest);
        Span::new(start.at, end.or(self.end.is_none().then_some(now))?)
    }
}

/// The moments a file states under `milestones`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedMilestones {
    /// `started`.
    pub started: Option<When>,
    /// `detected`.
    pub detected: Option<When>,
    /// `acknowledged`.
    pub acknowledged: Option<When>,
    /// `mitigated`.
    pub mitigated: Option<When>,
    /// `resolved`.
    pub resolved: Option<When>,
    /// Keys the format does not know.
    pub extra: Extra,
}

impl StatedMilestones {
    /// The moment stated for a milestone.
    #[must_use]
    pub const fn get(&self, milestone: Milestone) -> Option<When> {
        match milestone {
            Milestone::Started => self.started,
            Milestone::Detected => self.detected,
            Milestone::Acknowledged => self.acknowledged,
            Milestone::Mitigated => self.mitigated,
            Milestone::Resolved => self.resolved,
        }
    }

    /// The place of the moment stated for a milestone.
    pub const fn get_mut(&mut self, milestone: Milestone) -> &mut Option<When> {
        match milestone {
            Milestone::Started => &mut self.started,
            Milestone::Detected => &mut self.detected,
            Milestone::Acknowledged => &mut self.acknowledged,
            Milestone::Mitigated => &mut self.mitigated,
            Milestone::Resolved => &mut self.resolved,
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The file's id, else `event-1` for the first.
    pub id: EventId,
    /// When; `None` when the file gives no time that could be read.
    pub at: Option<When>,
    /// Until when, for something that lasted.
    pub until: Option<When>,
    /// What, in a line.
    pub title: Box<str>,
    /// More, in Markdown.
    pub details: Option<Box<str>>,
    /// What sort of thing; [`EventKind::Note`] when the file does not say.
    pub kind: EventKind,
    /// The milestone it marks.
    pub milestone: Option<Milestone>,
    /// Who or what did it.
    pub actor: Option<Box<str>>,
    /// The services it concerns, by id.
    pub services: Vec<Box<str>>,
    /// The causes it is evidence of.
    pub causes: Vec<CauseId>,
    /// Where to read more.
    pub links: Vec<Link>,
    /// `true` when the time is not exactly known.
    pub approximate: bool,
    /// Keys the format does not know.
    pub extra: Extra,
}

/// Why it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cause {
    /// The file's id, else `cause-1` for the first.
    pub id: CauseId,
    /// Why, in a line.
    pub title: Box<str>,
    /// More, in Markdown.
    pub details: Option<Box<str>>,
    /// What part it played; `None` when the file does not say.
    pub role: Option<CauseRole>,
    /// The cause behind this one.
    pub because_of: Option<CauseId>,
    /// The events that show it.
    pub events: Vec<EventId>,
    /// Where to read more.
    pub links: Vec<Link>,
    /// Keys the format does not know.
    pub extra: Extra,
}

/// Something done so that it does not happen again, or hurts less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectiveAction {
    /// The file's id, else `action-1` for the first.
    pub id: ActionId,
    /// What, in a line.
    pub title: Box<str>,
    /// More, in Markdown.
    pub details: Option<Box<str>>,
    /// The causes it answers.
    pub addresses: Vec<CauseId>,
    /// What it is meant to do; `None` when the file does not say.
    pub kind: Option<ActionKind>,
    /// Who does it.
    pub owner: Option<Box<str>>,
    /// How far it has come; `None` when the file does not say.
    pub status: Option<ActionStatus>,
    /// The organisation's own word for its urgency.
    pub priority: Option<Box<str>>,
    /// When it is to be done.
    pub due: Option<When>,
    /// When it was done.
    pub completed: Option<When>,
    /// Where it is tracked.
    pub links: Vec<Link>,
    /// Keys the format does not know.
    pub extra: Extra,
}

/// Something learned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// What, in a line.
    pub title: Box<str>,
    /// More, in Markdown.
    pub details: Option<Box<str>>,
    /// What sort of lesson; `None` when the file does not say.
    pub kind: Option<LessonKind>,
    /// Keys the format does not know.
    pub extra: Extra,
}

/// A link that is safe to follow: its address is `http`, `https` or `mailto`. Others never become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What to call it; the address where the file gives no label.
    pub label: Box<str>,
    /// Its address.
    pub url: Box<str>,
}

/// What figures are measured against.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricSettings {
    /// The service level objective, 0 to 1, as `0.999`.
    pub slo: Option<f64>,
    /// The window availability is measured over.
    pub window: Option<Length>,
    /// The weights of the impact levels.
    pub weights: Weights,
    /// Keys the format does not know.
    pub extra: Extra,
}

/// What a minute at each level counts for. Full 1, partial 1, degraded 0 unless the file says otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// A minute of full outage.
    pub full: f64,
    /// A minute of partial outage.
    pub partial: f64,
    /// A minute of degraded service.
    pub degraded: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { full: 1.0, partial: 1.0, degraded: 0.0 }
    }
}

/// The rank of a severity word, 1 (worst) to 5: `SEV1`, `sev-1`, `P1`, `S1`, `1 - Critical` and the plain words critical,
/// major, moderate or medium, minor or low, cosmetic or informational. SEV0 ranks 1. `None` for any other word.
#[must_use]
pub fn severity_rank(word: &str) -> Option<u8> {
    let word = word.trim().to_ascii_lowercase();
    let digits = ["severity", "sev", "priority", "impact", "p", "s"]
        .iter()
        .find_map(|prefix| word.strip_prefix(prefix))
        .map_or(&*word, |rest| rest.trim_start_matches(['-', ' ', '_']));
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    if let Some((number, meaning)) = digits.split_at_checked(end)
        && let Ok(number) = number.parse::<u8>()
    {
        // What stands behind the number says what it means: "1 - Critical", "P2 (High)".
        let is_number = meaning.is_empty() || meaning.trim_start().starts_with(['-', '\u{2013}', ':', '(', '/']);
        return (is_number && number <= 5).then_some(number.max(1));
    }
    match word.as_str() {
        "critical" | "blocker" | "catastrophic" | "highest" | "urgent" => Some(1),
        "major" | "high" => Some(2),
        "moderate" | "medium" => Some(3),
        "minor" | "low" => Some(4),
        "cosmetic" | "informational" | "info" | "none" | "lowest" | "trivial" => Some(5),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::severity_rank;

    #[test]
    fn common_severity_words_are_ranked_and_others_are_not() {
        for (word, rank) in [
            ("SEV1", Some(1)),
            ("sev-0", Some(1)),
            ("P3", Some(3)),
            ("S2", Some(2)),
            ("Severity 4", Some(4)),
            ("Major", Some(2)),
            ("low", Some(4)),
            ("P9", None),
            ("1 - Critical", Some(1)),
            ("P2 (High)", Some(2)),
            ("SEV-3: minor", Some(3)),
            ("3", Some(3)),
            ("Impact 2", Some(2)),
            ("-1", None),
            ("1st line", None),
            ("S3 storage", None),
            ("Highest", Some(1)),
            ("purple", None),
            ("", None),
            ("p", None),
        ] {
            assert_eq!(severity_rank(word), rank, "{word}");
        }
    }
}

//! The sentences of findings, the same on the page and on the command line: what it is, why it matters, what to do.
//! Must never decide whether something is a finding.

use super::super::Moments;
use super::teller::{Teller, noun};
use super::{Contradiction, Finding, FindingKind, Subject};
use crate::incident::{ActionIx, Case, Place, Step};
use crate::text;
use crate::time::{Instant, Length, Span, Zone};

impl Finding {
    /// What it is, in a few words: "Stated about 4 h, measured 2 h". Without a full stop.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.kind {
            FindingKind::StatedDiffers { stated, about, measured, .. } => {
                format!("Stated {}{stated}, measured {measured}", if *about { "about " } else { "" })
            }
            FindingKind::StatedStartDiffers { stated, measured } => {
                format!("Stated start differs by {}", stated.since(*measured).abs())
            }
            FindingKind::StatedEndDiffers { stated, measured } => {
                format!("Stated end differs by {}", stated.since(*measured).abs())
            }
            FindingKind::StatusContradicts(contradiction) => match contradiction {
                Contradiction::ResolvedWithOpenImpact(_) => "Said to be over, but an impact has no end".into(),
                Contradiction::OngoingWithResolvedTime(_) => "Said to be ongoing, but it was resolved".into(),
                Contradiction::ResolvedWithoutTime => "Said to be over, but no resolution time".into(),
            },
            FindingKind::Backwards { from, to, .. } => format!("{} before {}", capital(to.word()), from.word()),
            FindingKind::EventFarAway { by } => format!("Event {} from everything else", coarse(*by)),
            FindingKind::NoImpact => "No impact recorded".into(),
            FindingKind::ImpactWithoutLevel => "Impact without a level".into(),
            FindingKind::MilestoneMissing(milestone) => format!("No {} time", noun(*milestone)),
            FindingKind::DetectedByCustomer => "Detected by a customer".into(),
            FindingKind::Overdue { by } => format!("Action overdue by {}", coarse(*by)),
            FindingKind::NoCause => "No cause recorded".into(),
            FindingKind::CauseWithoutAction => "Cause without an action".into(),
            FindingKind::OnlyDroppedActions => "Cause with dropped actions only".into(),
            FindingKind::CauseWithoutEvent => "Cause that no event shows".into(),
            FindingKind::NoAction => "No action recorded".into(),
            FindingKind::ActionWithoutCause => "Action without a cause".into(),
            FindingKind::ActionsWithoutOwner(actions) => counted(actions, "an owner"),
            FindingKind::ActionsWithoutDue(actions) => counted(actions, "a due date"),
            FindingKind::NoSeverity => "No severity given".into(),
            FindingKind::NoLessons => "No lessons recorded".into(),
            FindingKind::NoTimeZone => "No time zone given".into(),
        }
    }

    /// Why it matters and what to do, in whole sentences, with moments in a zone.
    #[must_use]
    pub fn detail(&self, case: &Case, zone: &dyn Zone) -> String {
        self.tell(case, &Teller::new(case, zone))
    }

    /// [`Finding::detail`] for many findings of one incident, which then look at the whole record only once.
    #[must_use]
    pub fn detail_with(&self, case: &Case, moments: &Moments) -> String {
        self.tell(case, &Teller::with(case, moments))
    }

    fn tell(&self, case: &Case, tell: &Teller) -> String {
        match &self.kind {
            FindingKind::StatedDiffers { measured, metric, over, likely, .. } => {
                tell.stated_differs(*measured, *metric, *over, *likely)
            }
            FindingKind::StatedStartDiffers { stated, measured } => format!(
                "The file states {}, but the record has it start at {}. Correct stated.start, or the record.",
                tell.at(*stated),
                tell.at(*measured)
            ),
            FindingKind::StatedEndDiffers { stated, measured } => format!(
                "The file states {}, but the record has it end at {}. Correct stated.end, or the record.",
                tell.at(*stated),
                tell.at(*measured)
            ),
            FindingKind::StatusContradicts(contradiction) => tell.contradiction(*contradiction),
            FindingKind::Backwards { from, to, from_at, to_at } => format!(
                "The {} is at {}, yet the {} at {}, so nothing can be measured between them. Correct one of them.",
                noun(*from),
                tell.at(*from_at),
                noun(*to),
                tell.at(*to_at)
            ),
            FindingKind::EventFarAway { .. } => {
                let at = self.event_start(case);
                format!("{} is dated {}. Check its year.", tell.name(self.subject), text::date(at, tell.zone()))
            }
            FindingKind::NoImpact => "Without impacts no outage can be measured. \
                List each stretch under impacts, with its start, end and level."
                .into(),
            FindingKind::ImpactWithoutLevel => format!(
                "{} counts in no figure. Give it a level: full, partial, degraded or none.",
                tell.name(self.subject)
            ),
            FindingKind::MilestoneMissing(milestone) => tell.missing(*milestone),
            FindingKind::DetectedByCustomer => {
                let at = self.event_start(case);
                format!(
                    "{} came from outside at {}, so the true start may be earlier. \
                     Look for the first failure in logs and metrics, and correct the start if they show one.",
                    tell.name(self.subject),
                    tell.at(at)
                )
            }
            FindingKind::Overdue { .. } => tell.overdue(self.subject),
            FindingKind::NoCause => "Nothing says why it happened. List what is known under root_causes.".into(),
            FindingKind::CauseWithoutAction => format!(
                "No action answers {}. Name it in the addresses of an action, or say why nothing is to be done.",
                tell.name(self.subject)
            ),
            FindingKind::OnlyDroppedActions => format!(
                "Every action that answers {} was dropped. Add another, or say why the risk is accepted.",
                tell.name(self.subject)
            ),
            FindingKind::CauseWithoutEvent => format!(
                "Nothing on the timeline shows {}. Name the events that are evidence of it.",
                tell.name(self.subject)
            ),
            FindingKind::NoAction => {
                "Nothing says what is changed because of it. List it under corrective_actions.".into()
            }
            FindingKind::ActionWithoutCause => format!(
                "{} answers no cause, so nobody can tell what it is for. Name the causes in its addresses.",
                tell.name(self.subject)
            ),
            FindingKind::ActionsWithoutOwner(actions) => {
                format!("Work that nobody owns is easily left undone: {}. Give each an owner.", tell.list(actions))
            }
            FindingKind::ActionsWithoutDue(actions) => {
                format!("Without a date nothing is ever late: {}. Give each a due date.", tell.list(actions))
            }
            FindingKind::NoSeverity => {
                "It cannot be compared with other incidents. Give severity in your own word.".into()
            }
            FindingKind::NoLessons => "List what went well, what went wrong and what was luck under lessons.".into(),
            FindingKind::NoTimeZone => "Times without an offset are read as UTC. \
                Give time_zone, for example \"Europe/Berlin\", if the clocks showed another."
                .into(),
        }
    }

    /// Where in the file to write the remedy: `root_causes[3]`, `milestones.resolved`.
    #[must_use]
    pub fn place(&self) -> Place {
        let keys = |keys: &[&str]| Place(keys.iter().map(|key| Step::Key((*key).into())).collect());
        match &self.kind {
            FindingKind::StatedDiffers { .. } => keys(&["stated", "duration"]),
            FindingKind::StatedStartDiffers { .. } => keys(&["stated", "start"]),
            FindingKind::StatedEndDiffers { .. } => keys(&["stated", "end"]),
            FindingKind::StatusContradicts(Contradiction::ResolvedWithoutTime) => keys(&["milestones", "resolved"]),
            FindingKind::StatusContradicts(Contradiction::OngoingWithResolvedTime(_)) => keys(&["status"]),
            FindingKind::MilestoneMissing(milestone) => keys(&["milestones", milestone.word()]),
            FindingKind::Backwards { to, .. } if self.subject == Subject::Incident => keys(&["milestones", to.word()]),
            FindingKind::NoImpact => keys(&["impacts"]),
            FindingKind::NoCause => keys(&["root_causes"]),
            FindingKind::NoAction | FindingKind::ActionsWithoutOwner(_) | FindingKind::ActionsWithoutDue(_) => {
                keys(&["corrective_actions"])
            }
            FindingKind::NoSeverity => keys(&["severity"]),
            FindingKind::NoLessons => keys(&["lessons"]),
            FindingKind::NoTimeZone => keys(&["time_zone"]),
            _ => self.subject.place(),
        }
    }

    /// When the event it is about began.
    fn event_start(&self, case: &Case) -> Instant {
        match self.subject {
            Subject::Event(event) => case.event_span(event).map_or(Instant::FIRST, Span::start),
            _ => Instant::FIRST,
        }
    }
}

impl Subject {
    /// Where in the file it stands: `timeline[3]`; the incident is the file.
    #[must_use]
    pub fn place(self) -> Place {
        let (list, index) = match self {
            Self::Incident => return Place::default(),
            Self::Event(ix) => ("timeline", ix.0),
            Self::Impact(ix) => ("impacts", ix.0),
            Self::Cause(ix) => ("root_causes", ix.0),
            Self::Action(ix) => ("corrective_actions", ix.0),
        };
        Place(vec![Step::Key(list.into()), Step::Index(index)])
    }
}

fn capital(word: &str) -> String {
    let mut capital = word.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    capital
}

fn counted(actions: &[ActionIx], what: &str) -> String {
    match actions.len() {
        1 => format!("Action without {what}"),
        count => format!("{count} actions without {what}"),
    }
}

/// A distance that grows by the day, in its largest unit: "12 days". Never a measured figure.
fn coarse(length: Length) -> String {
    let minutes = length.ms() / 60_000;
    let (count, unit) = match minutes {
        1440.. => (minutes / 1440, "day"),
        60.. => (minutes / 60, "hour"),
        _ => (minutes, "minute"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

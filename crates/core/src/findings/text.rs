//! Findings as text, the same on the page and on the command line: what it is, why it matters, what to do.

use super::{Contradiction, Finding, FindingKind, ReadFrom, Subject};
use crate::claims::{Claim, Field, Figure, LikelyReason, Measure, Point, Value, Verdict, Why};
use crate::incident::{ActionIx, ActionStatus, Case, EventIx, EventKind, Milestone, Place, Status, Step};
use crate::metrics::{Metric, Moments, anchors};
use crate::text::{self, capitalized, milestone_noun as noun};
use crate::time::{Instant, Length, Span, Zone};

impl Finding {
    /// What it is, in a few words: "Stated about 4 h, measured 2 h". Without a full stop.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.kind {
            FindingKind::Contradicted(claim) => claim_title(claim),
            FindingKind::StatusContradicts(contradiction) => match contradiction {
                Contradiction::ResolvedWithOpenImpact(_) => "Resolved, but an impact has no end".into(),
                Contradiction::OngoingWithResolvedTime(_) => "Ongoing, but it has a resolution time".into(),
                Contradiction::ResolvedWithoutTime => "Resolved, but no resolution time".into(),
            },
            FindingKind::Backwards { from, to, .. } => format!("{} before {}", capitalized(to.word()), from.word()),
            FindingKind::InFuture(_) => "A time in the future".into(),
            FindingKind::EventFarAway { by } => format!("Event {} from everything else", coarse(*by)),
            FindingKind::NoImpact => "No impact recorded".into(),
            FindingKind::ImpactWithoutLevel => self.each("Impact", "impacts", "without a level"),
            FindingKind::MilestoneMissing(milestone) => format!("No {} time", noun(*milestone)),
            FindingKind::DetectedByCustomer => "Detected by a customer".into(),
            FindingKind::Overdue { by } => format!("Action overdue by {}", coarse(*by)),
            FindingKind::NoCause => "No cause recorded".into(),
            FindingKind::CauseWithoutAction => self.each("Cause", "causes", "without an action"),
            FindingKind::OnlyDroppedActions => self.each("Cause", "causes", "with dropped actions only"),
            FindingKind::CauseWithoutEvent => self.each("Cause", "causes", "without evidence"),
            FindingKind::NoAction => "No action recorded".into(),
            FindingKind::ActionWithoutCause => self.each("Action", "actions", "not linked to a cause"),
            FindingKind::ActionsWithoutOwner(actions) => counted(actions.len(), "owner"),
            FindingKind::ActionsWithoutDue(actions) => counted(actions.len(), "due date"),
            FindingKind::NoSeverity => "No severity given".into(),
            FindingKind::NoLessons => "No lessons recorded".into(),
            FindingKind::NoTimeZone => "No time zone given".into(),
        }
    }

    /// `Cause without an action`, `4 causes without an action`.
    fn each(&self, one: &str, many: &str, lacks: &str) -> String {
        match self.also.len() {
            0 => format!("{one} {lacks}"),
            others => format!("{} {many} {lacks}", others + 1),
        }
    }

    /// Why it matters and what to do, in whole sentences, with moments in a zone; of what was read from an incident file.
    #[must_use]
    pub fn detail(&self, case: &Case, zone: &dyn Zone) -> String {
        self.detail_with(case, &Moments::new(case, zone), ReadFrom::IncidentFile)
    }

    /// [`Finding::detail`] for many findings of one incident, which share its [`Moments`].
    #[must_use]
    pub fn detail_with(&self, case: &Case, moments: &Moments, read_from: ReadFrom) -> String {
        self.detail_parts(case, moments, read_from).into_iter().map(|(text, _)| text).collect()
    }

    /// The same in parts. Where it names several things, each name says which it is.
    #[must_use]
    pub fn detail_parts(&self, case: &Case, moments: &Moments, read_from: ReadFrom) -> Vec<(String, Option<Subject>)> {
        let context = Context { case, moments, read_from };
        let actions = |actions: &[ActionIx]| actions.iter().copied().map(Subject::Action).collect::<Vec<_>>();
        let (subjects, before, after) = match &self.kind {
            FindingKind::ActionsWithoutOwner(without) => (actions(without), "", ". Give each an owner.".to_owned()),
            FindingKind::ActionsWithoutDue(without) => (actions(without), "", ". Give each a due date.".to_owned()),
            FindingKind::OnlyDroppedActions => (
                self.subjects().collect(),
                "Every action for ",
                " was dropped. Add another, or say why the risk is accepted.".to_owned(),
            ),
            kind if kind.is_of_any_part() => (self.subjects().collect(), "", self.lacks(read_from)),
            _ => return vec![(self.sentence(&context), None)],
        };
        let mut parts = context.list(&subjects);
        match parts.first_mut() {
            Some((name, None)) => name.insert_str(0, before),
            _ if !before.is_empty() => parts.insert(0, (before.to_owned(), None)),
            _ => {}
        }
        parts.push((after, None));
        parts
    }

    /// What each of its parts lacks, and what to write: the words after their names.
    fn lacks(&self, read_from: ReadFrom) -> String {
        let one = self.also.is_empty();
        let keys = read_from == ReadFrom::IncidentFile;
        let [verb, it, its] = if one { ["has", "it", "its"] } else { ["have", "each", "their"] };
        match &self.kind {
            FindingKind::ImpactWithoutLevel => {
                let counts = if one { "counts" } else { "count" };
                let give = if keys { format!("Give {it} a level") } else { "Say how bad it was".to_owned() };
                format!(" {counts} in no figure. {give}: full, partial, degraded or none.")
            }
            FindingKind::CauseWithoutAction => {
                let add = if keys { format!("Name {it} in the addresses of an action") } else { "Add one".to_owned() };
                format!(" {verb} no action. {add}, or say why none is needed.")
            }
            FindingKind::CauseWithoutEvent => {
                let it = if one { "it" } else { "them" };
                format!(" {verb} no evidence on the timeline. Name the events that show {it}.")
            }
            FindingKind::ActionWithoutCause => {
                let is = if one { "is" } else { "are" };
                let name = if keys {
                    format!("Name the causes in {its} addresses")
                } else {
                    format!("Say which cause {it} is for")
                };
                format!(" {is} not linked to a cause. {name}.")
            }
            _ => String::new(),
        }
    }

    /// The whole sentence of a finding that is about one thing.
    fn sentence(&self, context: &Context<'_>) -> String {
        let (case, moments) = (context.case, context.moments);
        let or = |keys: &str, words: &str| match context.read_from {
            ReadFrom::IncidentFile => keys.to_owned(),
            ReadFrom::AnotherFormat => words.to_owned(),
        };
        match &self.kind {
            FindingKind::Contradicted(claim) => context.contradicted(claim),
            FindingKind::StatusContradicts(contradiction) => context.contradiction(*contradiction),
            FindingKind::Backwards { from, to, from_at, to_at } => format!(
                "The {} is at {}, yet the {} at {}, so nothing can be measured between them. Correct one of them.",
                noun(*from),
                context.at(*from_at),
                noun(*to),
                context.at(*to_at)
            ),
            FindingKind::InFuture(at) => {
                let name = context.name(self.subject);
                let name = if self.subject == Subject::Incident { "A milestone".to_owned() } else { name };
                format!("{name} has the time {}, which has not come. It is not counted. Correct it.", context.at(*at))
            }
            FindingKind::EventFarAway { .. } => {
                let at = self.event_start(case);
                format!("{} is dated {}. Check its year.", context.name(self.subject), text::date(at, moments.zone()))
            }
            FindingKind::NoImpact => {
                "Without impacts no outage can be measured. ".to_owned()
                    + &or(
                        "List each stretch under impacts, with its start, end and level.",
                        "Record from when to when users were hit, and how badly.",
                    )
            }
            FindingKind::MilestoneMissing(milestone) => context.missing(*milestone),
            FindingKind::DetectedByCustomer => {
                let at = self.event_start(case);
                format!(
                    "{} came from outside at {}, so the true start may be earlier. \
                     Look for the first failure in logs and metrics, and correct the start if they show one.",
                    context.name(self.subject),
                    context.at(at)
                )
            }
            FindingKind::Overdue { .. } => context.overdue(self.subject),
            FindingKind::NoCause => {
                let known = or("List what is known under root_causes.", "Record the causes that are known.");
                format!("Nothing says why it happened. {known}")
            }
            FindingKind::NoAction => {
                let changed = or("List it under corrective_actions.", "Record the actions.");
                format!("Nothing says what is changed because of it. {changed}")
            }
            FindingKind::NoSeverity => {
                let word = or("Give severity in your own word.", "Record how severe it was, in your own word.");
                format!("It cannot be compared with other incidents. {word}")
            }
            FindingKind::NoLessons => or(
                "List what went well, what went wrong and what was luck under lessons.",
                "Record what went well, what went wrong and what was luck.",
            ),
            FindingKind::NoTimeZone => "Times without an offset are read as UTC. \
                Give time_zone, for example \"Europe/Berlin\", if the clocks showed another."
                .into(),
            // Those that name several things.
            _ => String::new(),
        }
    }

    /// Where in the file to write the remedy: `root_causes[3]`, `milestones.resolved`.
    #[must_use]
    pub fn place(&self) -> Place {
        let keys = |keys: &[&str]| Place(keys.iter().map(|key| Step::Key((*key).into())).collect());
        match &self.kind {
            FindingKind::Contradicted(claim) => claim.field.place(),
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

/// The incident that a finding is about, and how to write its moments.
struct Context<'a> {
    case: &'a Case,
    moments: &'a Moments<'a>,
    read_from: ReadFrom,
}

impl Context<'_> {
    fn at(&self, at: Instant) -> String {
        self.moments.at(at)
    }

    fn span(&self, span: Span) -> String {
        self.moments.span(span)
    }

    /// The title in quotation marks, cut at 80 characters.
    fn quoted(title: &str) -> String {
        let cut = title.char_indices().nth(80).and_then(|(end, _)| title.get(..end));
        cut.map_or_else(|| format!("“{title}”"), |cut| format!("“{}…”", cut.trim_end()))
    }

    /// The title of a subject in quotation marks, or words for it.
    fn name(&self, subject: Subject) -> String {
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

    /// The first three by name, the others by count. Each name says whose it is.
    fn list(&self, subjects: &[Subject]) -> Vec<(String, Option<Subject>)> {
        const NAMED: usize = 3;
        let mut parts = Vec::new();
        for (position, &subject) in subjects.iter().take(NAMED).enumerate() {
            if position > 0 {
                let joint = if position + 1 == subjects.len() { " and " } else { ", " };
                parts.push((joint.to_owned(), None));
            }
            // Of one thing alone, the title leads to it.
            parts.push((self.name(subject), Some(subject).filter(|_| subjects.len() > 1)));
        }
        if subjects.len() > NAMED {
            parts.push((format!(" and {} more", subjects.len() - NAMED), None));
        }
        parts
    }

    fn contradicted(&self, claim: &Claim) -> String {
        let Verdict::Contradicted { figure, likely } = claim.verdict else { return String::new() };
        if let (Field::StatedStart | Field::StatedEnd, Value::Moment(stated), Figure::Moment { at, .. }) =
            (claim.field, claim.value, figure)
        {
            let edge = if claim.field == Field::StatedStart { "start" } else { "end" };
            let what = match self.read_from {
                ReadFrom::IncidentFile => format!("stated.{edge}"),
                ReadFrom::AnotherFormat => format!("the stated {edge}"),
            };
            return format!(
                "The file states {}, but the record has it {edge} at {}. Correct {what}, or the record.",
                self.at(stated.at),
                self.at(at)
            );
        }
        let remedy = match claim.field {
            Field::StatedDuration if self.read_from == ReadFrom::AnotherFormat => {
                "Correct the stated length, or say what it counts".to_owned()
            }
            Field::StatedDuration => "Correct stated.duration, or say in stated.text what it counts".to_owned(),
            field => {
                let words = field.text(&self.case.incident).and_then(|text| text.get(claim.range.clone()));
                format!("Correct {}, or the record", Self::quoted(&one_line(words.unwrap_or(""))))
            }
        };
        let record = self.figure(figure);
        match (likely.and_then(|likely| self.reason(likely)), figure) {
            (Some(reason), _) => format!("{reason}; {record}. {remedy}."),
            (None, Figure::Length { .. }) => {
                format!("No other length in the record agrees with the claim; {record}. {remedy}.")
            }
            (None, _) => format!("In the record {record}. {remedy}."),
        }
    }

    /// What the record says, as a clause.
    fn figure(&self, figure: Figure) -> String {
        match figure {
            Figure::Length { of: Measure::Figure(Metric::Impact), length, over } => {
                // Stretches with a pause between them do not fill their extent.
                let verb =
                    if over.length() == length { "lasted".to_owned() } else { format!("came to {length} within") };
                format!("the impact {verb} {}", self.span(over))
            }
            Figure::Length { of: Measure::Figure(metric @ (Metric::ToResolve | Metric::ToMitigate)), length, over } => {
                let end = if metric == Metric::ToResolve { "resolved" } else { "mitigated" };
                format!("it was {end} {length} after it started ({})", self.span(over))
            }
            Figure::Length { of: Measure::Between(from, to), length, over } => {
                let span = if over.is_empty() { self.at(over.start()) } else { self.span(over) };
                format!("from {} to {} it is {length} ({span})", self.point(from), self.point(to))
            }
            Figure::Length { of: Measure::Figure(metric), length, over } => {
                format!("{} comes to {length} ({})", metric.name().to_ascii_lowercase(), self.span(over))
            }
            Figure::Length { length, over, .. } => format!("it is {length} ({})", self.span(over)),
            Figure::Moment { of, at } => format!("{} is at {}", self.point(of), self.at(at)),
            Figure::Count(count) => format!("there are {count}"),
            Figure::Share(share) => format!("it is {}", text::percent(share)),
            Figure::Order { first, second } => format!(
                "{} at {} comes before {} at {}",
                self.point(first.0),
                self.at(first.1),
                self.point(second.0),
                self.at(second.1)
            ),
        }
    }

    fn point(&self, point: Point) -> String {
        let name = |subject| self.name(subject).replacen("The", "the", 1);
        match point {
            Point::Milestone(milestone) => noun(milestone).to_owned(),
            Point::ImpactBegan => "the start of the impact".to_owned(),
            Point::ImpactOver => "the end of the impact".to_owned(),
            Point::ImpactStart(ix) => format!("the start of {}", name(Subject::Impact(ix))),
            Point::ImpactEnd(ix) => format!("the end of {}", name(Subject::Impact(ix))),
            Point::Event(ix) => name(Subject::Event(ix)),
        }
    }

    /// Why a claim may differ, as a clause.
    fn reason(&self, likely: LikelyReason) -> Option<String> {
        Some(match likely {
            LikelyReason::WholeTimeline => {
                let span = self.case.dated?;
                format!("The whole timeline spans {} ({})", span.length(), self.span(span))
            }
            LikelyReason::Milestones { from, to } => return self.between(from, to),
            LikelyReason::Other(metric) => format!("It agrees with the figure “{}”", metric.name()),
            LikelyReason::ImpactExtent => "It agrees with the impact from first to last, pauses included".to_owned(),
            LikelyReason::SumOfImpacts => "The claim counts overlapping impacts twice".to_owned(),
            LikelyReason::SupportHours { from, to } => {
                format!("It may count support hours only, {from:02}:00–{to:02}:00 from Monday to Friday")
            }
            LikelyReason::ClockWithoutDay { days } => format!(
                "It may come from clock times without their days, which loses {}",
                Length::from_minutes(days * 1440)
            ),
            LikelyReason::ClockChange => {
                "Clocks were changed that day, and read the other way the claim agrees".to_owned()
            }
            LikelyReason::TimeZone => "It is off by the distance between two zones".to_owned(),
            LikelyReason::TwelveHours => "It is off by 12 h, as when morning and afternoon are mixed up".to_owned(),
            LikelyReason::OtherUnit => "The number agrees in another unit, such as minutes for hours".to_owned(),
            LikelyReason::Rounding => "It may be rounded".to_owned(),
            LikelyReason::OtherMoment(Point::Event(ix)) => {
                format!("That is when {} is recorded", self.name(Subject::Event(ix)))
            }
            LikelyReason::OtherMoment(point) => format!("That is the time of {}", self.point(point)),
        })
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

    fn contradiction(&self, contradiction: Contradiction) -> String {
        let status = self.case.incident.status.map_or("", Status::word);
        let over = if status.is_empty() { "resolved" } else { status };
        match contradiction {
            Contradiction::ResolvedWithOpenImpact(impact) => {
                let name = self.name(Subject::Impact(impact)).replacen("The", "the", 1);
                let counted = if self.anchor(Milestone::Resolved).is_some() {
                    "it is counted up to the resolution (inferred)"
                } else {
                    "it cannot be measured"
                };
                format!(
                    "The incident is {over}, but {name} has no end, so {counted}. Give it an end, or change the status."
                )
            }
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

    fn missing(&self, milestone: Milestone) -> String {
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
        if self.read_from == ReadFrom::AnotherFormat {
            let event = like.map(|event| format!("; it may be {}", self.name(Subject::Event(*event))));
            return format!("Record when it was {word}{}.", event.unwrap_or_default());
        }
        match like {
            Some(&event) => format!(
                "Give milestones.{word}, or \"milestone\": \"{word}\" to its event, if that is {}.",
                self.name(Subject::Event(event))
            ),
            None => format!("Give milestones.{word}, or \"milestone\": \"{word}\" to the event that marks it."),
        }
    }

    fn overdue(&self, subject: Subject) -> String {
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
        let day = if due.day_only {
            text::date(due.at, self.moments.zone())
        } else {
            text::date_time(due.at, self.moments.zone())
        };
        format!("{} was due {day} and {status}. Finish it, or agree on a new date.", self.name(subject))
    }
}

/// "Stated about 4 h, measured 2 h".
/// What the record says to a claim, in a sentence, with moments in a zone.
#[must_use]
pub fn verdict_in_words(claim: &Claim, case: &Case, zone: &dyn Zone) -> String {
    let moments = Moments::new(case, zone);
    let context = Context { case, moments: &moments, read_from: ReadFrom::IncidentFile };
    match claim.verdict {
        Verdict::Supported(figure) => format!("The record agrees: {}.", context.figure(figure)),
        Verdict::Contradicted { figure, .. } => format!("The record differs: {}.", context.figure(figure)),
        Verdict::NotDecidable(why) => {
            let why = match why {
                Why::Unclear => "the words do not say what of the incident they measure",
                Why::PerhapsAPart => "they may be about a part of the incident",
                Why::NotRecorded => "it is not recorded",
                Why::SoFar => "it still grows",
                Why::Approximate => "the record itself is approximate here",
            };
            format!("The record cannot confirm this: {why}.")
        }
    }
}

fn claim_title(claim: &Claim) -> String {
    let Verdict::Contradicted { figure, .. } = claim.verdict else { return String::new() };
    match (claim.value, figure) {
        (Value::Length(stated), Figure::Length { length, .. }) => format!("Stated {stated}, measured {length}"),
        (Value::Moment(stated), Figure::Moment { at, .. }) => {
            let edge = if claim.field == Field::StatedStart { "start" } else { "end" };
            format!("Stated {edge} differs by {}", stated.at.since(at).abs())
        }
        (Value::Clock(stated), Figure::Moment { of, .. }) => {
            let (hour, minute) = (stated.seconds / 3600, stated.seconds / 60 % 60);
            let of = match of {
                Point::Milestone(milestone) => noun(milestone),
                Point::ImpactStart(_) | Point::ImpactBegan => "start",
                Point::ImpactEnd(_) | Point::ImpactOver => "end",
                Point::Event(_) => "event",
            };
            format!("Stated {of} at {hour:02}:{minute:02} differs from the record")
        }
        (Value::Count { count, bound }, Figure::Count(recorded)) => {
            format!("Stated {}{count}, recorded {recorded}", bound.words())
        }
        _ => "Stated in another order than recorded".to_owned(),
    }
}

/// Line breaks and runs of white space as one space.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn counted(actions: usize, what: &str) -> String {
    match actions {
        1 => format!("1 action has no {what}"),
        count => format!("{count} actions have no {what}"),
    }
}

/// A distance in its largest unit, rounded down: "12 days". Not for figures.
fn coarse(length: Length) -> String {
    let minutes = length.ms() / 60_000;
    let (count, unit) = match minutes {
        1440.. => (minutes / 1440, "day"),
        60.. => (minutes / 60, "hour"),
        _ => (minutes, "minute"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

//! What one incident comes to, in a few sentences whose parts lead to what they say: how long, how handled, why, and
//! whether it is fixed; and the strip beneath them.

mod claim;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use crate::findings::{Finding, detected_by_customer, overdue};
use crate::incident::{ActionStatus, Case, CauseIx, EventIx, ImpactIx, ImpactLevel, Milestone, Weights};
use crate::metrics::{
    Anchor, Durations, Measurement, Metric, RecordKind, Source, availability, default_window, month_of, time_at, total,
    unlevelled,
};
use crate::text::{self, capitalized, milestone_noun as noun};
use crate::time::{Instant, Length, Span, Zone};

/// What a part of a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// A figure of the incident.
    Figure(Metric),
    /// That a milestone is not recorded.
    Missing(Milestone),
    /// How many causes have an action.
    Causes,
    /// How many actions are done, and overdue.
    Actions,
    /// The length that the file claims; its finding has the details.
    Claim,
    /// The availability.
    Availability,
    /// How much of the error budget is used.
    Budget,
}

/// What a figure's end is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorOf {
    /// A milestone.
    Milestone(Milestone),
    /// Where a stretch of impact begins.
    ImpactStart,
    /// Where a stretch of impact ends.
    ImpactEnd,
    /// The present, for an end that has not come.
    Now,
}

impl AnchorOf {
    /// In words: "started", "impact began", "now".
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Milestone(milestone) => milestone.word(),
            Self::ImpactStart => "impact began",
            Self::ImpactEnd => "impact ended",
            Self::Now => "now",
        }
    }
}

/// What a part rests on that the file does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inference {
    /// The start is that of the first impact.
    StartOfImpact(ImpactIx),
    /// The mitigation is the end of the last full or partial impact.
    EndOfImpact(ImpactIx),
    /// A customer noticed at the start, so that it may have begun earlier.
    NoticedByCustomer(EventIx),
}

impl Inference {
    /// The reason, for a tooltip.
    #[must_use]
    pub const fn reason(self) -> &'static str {
        match self {
            Self::StartOfImpact(_) => "Start inferred from the first impact",
            Self::EndOfImpact(_) => "Mitigation inferred from the end of the impact",
            Self::NoticedByCustomer(_) => "Noticed by a customer: it may have started earlier",
        }
    }
}

/// A piece of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// What it says. Texts of consecutive parts follow each other without a space between.
    pub text: String,
    /// What it tells; `None` for the words between.
    pub tells: Option<Tells>,
    /// The moments it was measured between, in order.
    pub anchors: Vec<(AnchorOf, Instant)>,
    /// The stretches of time it is about: what it paints on the timeline.
    pub spans: Vec<Span>,
    /// What was inferred for it.
    pub inferred: Vec<Inference>,
}

/// One line on availability and error budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// "March 2023: 99.933 %, 67 % of the monthly error budget used."
    pub parts: Vec<Part>,
    /// How it was measured: the window, the weights, the budget, in sentences.
    pub how: String,
}

/// A moment on the strip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripMark {
    /// When.
    pub at: Instant,
    /// What: "start, detected", "acknowledged", "down". An asterisk stands behind what is inferred.
    pub label: String,
    /// The milestones it stands for.
    pub milestones: Vec<Milestone>,
    /// `true` when any of them is inferred.
    pub inferred: bool,
}

/// The strip beneath the sentences: the incident from its first moment to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// What it spans; not empty.
    pub span: Span,
    /// The milestones, the beginning of the outage and, while the impact goes on, the present, in order of time; those of one
    /// moment are one mark.
    pub marks: Vec<StripMark>,
}

/// What an incident comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// The sentences, in pieces.
    pub parts: Vec<Part>,
    /// Availability and error budget; `None` where no impact was measured.
    pub budget: Option<BudgetLine>,
    /// The strip; `None` where nothing has any length.
    pub strip: Option<Strip>,
}

impl Headline {
    /// The sentences as one text.
    #[must_use]
    pub fn sentence(&self) -> String {
        sentence(&self.parts)
    }
}

impl BudgetLine {
    /// The line as one text.
    #[must_use]
    pub fn sentence(&self) -> String {
        sentence(&self.parts)
    }
}

fn sentence(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// What an incident comes to. `findings` are its own: see [`findings_in`](crate::findings::findings_in).
#[must_use]
pub fn headline(case: &Case, durations: &Durations, findings: &[Finding], now: Instant, zone: &dyn Zone) -> Headline {
    let mut writer = Writer { case, durations, now, parts: Vec::new() };
    if is_only_a_title(case, durations) {
        writer.say("Nothing is recorded but a title: no times, impact, causes or actions.");
    } else {
        writer.impact();
        let missing = writer.handling();
        writer.causes_and_actions();
        writer.missing(&missing);
        if let Some(claim) = claim::contradicted(findings, case.extent(now)) {
            writer.say(" ");
            let [before, length, after] = claim;
            writer.say(&before.text);
            writer.parts.push(length);
            writer.say(&after.text);
            writer.say(".");
        }
    }
    let parts = writer.parts;
    Headline { parts, budget: budget_line(case, durations, now, zone), strip: strip(case, durations, now) }
}

fn is_only_a_title(case: &Case, durations: &Durations) -> bool {
    let incident = &case.incident;
    incident.impacts.is_empty()
        && incident.timeline.is_empty()
        && incident.root_causes.is_empty()
        && incident.corrective_actions.is_empty()
        && Milestone::ALL.iter().all(|milestone| durations.anchor(*milestone).is_none())
}

/// Writes the sentences, one part after another.
struct Writer<'a> {
    case: &'a Case,
    durations: &'a Durations,
    now: Instant,
    parts: Vec<Part>,
}

impl Writer<'_> {
    /// Words between.
    fn say(&mut self, text: &str) {
        match self.parts.last_mut().filter(|part| part.tells.is_none()) {
            Some(last) => last.text.push_str(text),
            None => self.parts.push(Part { text: text.to_owned(), ..Part::default() }),
        }
    }

    fn tell(&mut self, tells: Tells, text: String) {
        self.parts.push(Part { text, tells: Some(tells), ..Part::default() });
    }

    /// A figure: its words, with what it was measured over.
    fn figure(&mut self, metric: Metric, text: String) {
        let mut part = Part { text, tells: Some(Tells::Figure(metric)), ..Part::default() };
        let source = |milestone| self.durations.anchor(milestone);
        match (self.durations.get(metric), metric.anchors()) {
            (Measurement::Known { spans, so_far, .. }, None) => {
                for (place, span) in spans.iter().enumerate() {
                    let last = place + 1 == spans.len();
                    let end = if *so_far && last { AnchorOf::Now } else { AnchorOf::ImpactEnd };
                    part.anchors.extend([(AnchorOf::ImpactStart, span.start()), (end, span.end())]);
                }
                part.spans.clone_from(spans);
            }
            (Measurement::Known { spans, so_far, .. }, Some((from, to))) => {
                let end = if *so_far { AnchorOf::Now } else { AnchorOf::Milestone(to) };
                for span in spans {
                    part.anchors.extend([(AnchorOf::Milestone(from), span.start()), (end, span.end())]);
                }
                part.spans.clone_from(spans);
                part.inferred.extend([from, to].into_iter().filter_map(source).filter_map(inference));
                if metric == Metric::ToDetect {
                    let event = detected_by_customer(self.case, self.durations);
                    part.inferred.extend(event.map(Inference::NoticedByCustomer));
                }
            }
            (Measurement::Backwards { from: start, to: end }, Some((from, to))) => {
                part.anchors.extend([(AnchorOf::Milestone(from), *start), (AnchorOf::Milestone(to), *end)]);
            }
            _ => {}
        }
        self.parts.push(part);
    }

    /// How long what was hit.
    fn impact(&mut self) {
        const WORDS: [(Metric, &str); 3] =
            [(Metric::Outage, "down"), (Metric::Partial, "partly down"), (Metric::Degraded, "degraded")];
        let kind = RecordKind::of_tags(&self.case.incident.tags);
        self.say(match kind {
            RecordKind::Incident => "",
            RecordKind::Maintenance => "Planned maintenance: ",
            RecordKind::Drill => "Drill: ",
            RecordKind::Test => "Test of the tool: ",
        });
        let first = self.parts.iter().all(|part| part.text.is_empty());
        self.parts.retain(|part| !part.text.is_empty());
        let capital = |text: &str| if first { capitalized(text) } else { text.to_owned() };
        let known = |metric| match self.durations.get(metric) {
            known @ Measurement::Known { spans, .. } if !spans.is_empty() => Some((known.words()?, spans.clone())),
            _ => None,
        };
        let rows: Vec<_> = WORDS.iter().filter_map(|&(metric, word)| Some((metric, word, known(metric)?))).collect();
        if rows.is_empty() {
            let text = match self.durations.get(Metric::Impact) {
                Measurement::Known { spans, .. } if spans.is_empty() => "no impact on users".to_owned(),
                // Of no level is it known for how long.
                known @ Measurement::Known { .. } => format!("impact {}", known.words().unwrap_or_default()),
                _ if self.durations.has_doubts() => "impact of unknown length".to_owned(),
                _ if self.case.incident.impacts.is_empty() => "no impact recorded".to_owned(),
                _ => "impact of unknown length".to_owned(),
            };
            self.figure(Metric::Impact, capital(&text));
            return;
        }
        // What was told before: "all that".
        let mut told: Vec<Span> = Vec::new();
        for (place, (metric, word, (length, spans))) in rows.iter().enumerate() {
            if place > 0 {
                self.say(", ");
            }
            let word = if place == 0 { capital(word) } else { (*word).to_owned() };
            let mut words = format!("{word} {length}");
            if spans.len() > 1 {
                let _ = write!(words, " in {} stretches", spans.len());
            }
            self.figure(*metric, words);
            let relation = relation(spans, &told).filter(|_| place > 0);
            told.extend(spans);
            self.say(match (relation, place) {
                (None, _) => "",
                (Some(Relation::Before), 1) => " before that",
                (Some(Relation::After), 1) => " after that",
                (Some(Relation::Before), _) => " before all that",
                (Some(Relation::After), _) => " after all that",
            });
        }
        if rows.first().is_some_and(|(metric, ..)| *metric == Metric::Degraded)
            && self.durations.get(Metric::Outage).length() == Some(Length::ZERO)
        {
            self.say(", ");
            self.figure(Metric::Outage, "no outage".to_owned());
        }
    }

    /// How it was detected, acknowledged, mitigated and resolved. What of that is not recorded, and not still to come, is
    /// returned.
    fn handling(&mut self) -> Vec<Milestone> {
        let by_customer = detected_by_customer(self.case, self.durations).is_some();
        // Nothing else was told from which "after" could be read.
        let at_once = match self.durations.get(Metric::ToDetect) {
            Measurement::Known { length, .. } => *length == Length::ZERO,
            _ => self.durations.anchor(Milestone::Detected).is_none(),
        };
        let mut joint = "; ";
        let mut missing = Vec::new();
        let same_end = self.same_end();
        for metric in [Metric::ToDetect, Metric::ToAcknowledge, Metric::ToMitigate, Metric::ToResolve] {
            let Some((from, to)) = metric.anchors() else { continue };
            let who = if metric == Metric::ToDetect && by_customer { " by a customer" } else { "" };
            let word = to.word();
            let words = match self.durations.get(metric) {
                Measurement::Known { so_far: true, length, .. } => {
                    // What is not mitigated is not resolved either.
                    let told = metric == Metric::ToResolve && self.is_not_yet(Metric::ToMitigate);
                    if told {
                        continue;
                    }
                    format!("not yet {word} ({})", text::length_so_far(*length, true))
                }
                Measurement::Known { .. } if metric == Metric::ToMitigate && same_end => continue,
                known @ Measurement::Known { length, .. } => {
                    let both = if metric == Metric::ToResolve && same_end { "mitigated and resolved" } else { word };
                    let length_words = known.words().unwrap_or_default();
                    match length.ms() {
                        0 => format!("{both}{who} at once"),
                        _ if at_once || metric == Metric::ToDetect => format!("{both}{who} after {length_words}"),
                        _ if metric == Metric::ToAcknowledge => format!("{both} {length_words} later"),
                        _ => format!("{both} {length_words} after the start"),
                    }
                }
                Measurement::NotRecorded { .. } => {
                    let Some(at) = self.durations.anchor(to).map(|anchor| anchor.at) else {
                        missing.push(to);
                        continue;
                    };
                    // The moment is known, but not the one that the figure is measured from.
                    if from == Milestone::Started && !missing.contains(&from) {
                        missing.insert(0, from);
                    }
                    if metric == Metric::ToMitigate && self.is_same_moment() {
                        continue;
                    }
                    let both = if self.is_same_moment() && to == Milestone::Resolved {
                        "mitigated and resolved"
                    } else {
                        word
                    };
                    self.say(joint);
                    joint = ", ";
                    self.tell_from_another(metric, at, format!("{both}{who}"));
                    continue;
                }
                Measurement::Backwards { .. } => format!("{word} before the {}, as recorded", noun(from)),
            };
            self.say(joint);
            joint = ", ";
            self.figure(metric, words);
        }
        self.say(". ");
        missing
    }

    /// What is not recorded.
    fn missing(&mut self, missing: &[Milestone]) {
        let over = self.case.incident.is_over();
        let resolution = |milestone: Milestone| milestone == Milestone::Resolved && over;
        let others: Vec<Milestone> = missing.iter().copied().filter(|milestone| !resolution(*milestone)).collect();
        for (place, milestone) in others.iter().enumerate() {
            match place {
                0 => self.say(" "),
                _ if place + 1 == others.len() => self.say(" and "),
                _ => self.say(", "),
            }
            let noun = noun(*milestone);
            let noun = if place == 0 { capitalized(noun) } else { noun.to_owned() };
            self.tell(Tells::Missing(*milestone), noun);
        }
        if !others.is_empty() {
            self.say(" not recorded.");
        }
        if missing.iter().any(|milestone| resolution(*milestone)) {
            self.say(" ");
            self.tell(Tells::Missing(Milestone::Resolved), "Resolved, but no resolution time recorded".to_owned());
            self.say(".");
        }
    }

    fn is_not_yet(&self, metric: Metric) -> bool {
        matches!(self.durations.get(metric), Measurement::Known { so_far: true, .. })
    }

    /// `true` when mitigation and resolution are one moment.
    fn same_end(&self) -> bool {
        self.durations.get(Metric::ToResolve).length().is_some() && self.is_same_moment()
    }

    /// The same, whether it can be measured or not.
    fn is_same_moment(&self) -> bool {
        let at = |milestone| self.durations.anchor(milestone).map(|anchor| anchor.at);
        at(Milestone::Resolved).is_some() && at(Milestone::Mitigated) == at(Milestone::Resolved)
    }

    /// A moment whose figure lacks its beginning, told from the first milestone before it that is known.
    fn tell_from_another(&mut self, metric: Metric, at: Instant, words: String) {
        let known = |milestone: &Milestone| Some((*milestone, self.durations.anchor(*milestone)?.at));
        let earlier =
            Milestone::ALL.iter().filter(|milestone| metric.anchors().is_some_and(|(_, to)| **milestone < to));
        let from = earlier.filter_map(known).find_map(|(milestone, from)| Some((milestone, Span::new(from, at)?)));
        let Some((milestone, span)) = from else {
            self.figure(metric, words);
            return;
        };
        let the = if milestone == Milestone::Started { "the " } else { "" };
        let text = match span.length() {
            Length::ZERO => format!("{words} at once"),
            length => format!("{words} {length} after {the}{}", noun(milestone)),
        };
        let (_, to) = metric.anchors().unwrap_or((milestone, milestone));
        self.parts.push(Part {
            text,
            tells: Some(Tells::Figure(metric)),
            anchors: vec![(AnchorOf::Milestone(milestone), span.start()), (AnchorOf::Milestone(to), span.end())],
            spans: vec![span],
            ..Part::default()
        });
    }

    /// How many causes have an action that was not dropped, and how far the actions have come.
    fn causes_and_actions(&mut self) {
        let incident = &self.case.incident;
        let causes = incident.root_causes.len();
        let status = |action: &&crate::incident::CorrectiveAction| action.status != Some(ActionStatus::Dropped);
        let actions: Vec<_> = incident.corrective_actions.iter().filter(status).collect();
        let is_kept = |ix: &crate::incident::ActionIx| {
            incident.corrective_actions.get(ix.at()).is_some_and(|action| status(&action))
        };
        let has_action = |cause: &CauseIx| self.case.links.actions_of_cause(*cause).iter().any(is_kept);
        let with = (0..causes).map(CauseIx::of).filter(has_action).count();
        let causes_text = match (with, causes) {
            (_, 0) if actions.is_empty() => "No causes or actions recorded".to_owned(),
            (_, 0) => "No causes recorded".to_owned(),
            (0, 1) => "The cause has no action".to_owned(),
            (1, 1) => "The cause has an action".to_owned(),
            (0, 2) => "Neither cause has an action".to_owned(),
            (2, 2) => "Both causes have an action".to_owned(),
            (0, _) => format!("None of the {causes} causes has an action"),
            _ if with == causes => format!("All {causes} causes have an action"),
            (1, _) => format!("1 of {causes} causes has an action"),
            _ => format!("{with} of {causes} causes have an action"),
        };
        self.tell(Tells::Causes, causes_text);
        if !actions.is_empty() {
            let done = actions.iter().filter(|action| {
                action.status == Some(ActionStatus::Done) || (action.status.is_none() && action.completed.is_some())
            });
            let (count, done) = (actions.len(), done.count());
            let unknown = actions.iter().filter(|action| action.status.is_none() && action.completed.is_none()).count();
            let late = actions.iter().filter(|action| overdue(action, self.now).is_some()).count();
            let mut of = match (done, count) {
                _ if unknown == count && with > 0 => "status not recorded".to_owned(),
                _ if unknown == count && count > 1 => format!("{count} actions, status not recorded"),
                _ if unknown == count => "status not recorded".to_owned(),
                (1, 1) => "done".to_owned(),
                (0, 1) => "not done".to_owned(),
                (0, _) if with > 0 => "none done".to_owned(),
                (0, _) => format!("none of {count} actions done"),
                _ if done == count && with > 0 => "all done".to_owned(),
                _ if done == count => format!("all {count} actions done"),
                _ => format!("{done} of {count} actions done"),
            };
            if with == 0 && count == 1 {
                of = format!("1 action, {of}");
            }
            // The count beside the list of actions holds the dropped ones, too.
            let dropped = incident.corrective_actions.len() - count;
            let unknown = if unknown == count { 0 } else { unknown };
            for (count, what) in [(late, "overdue"), (unknown, "without a recorded status"), (dropped, "dropped")] {
                if count > 0 {
                    let _ = write!(of, ", {count} {what}");
                }
            }
            self.say(if with == 0 { "; " } else { ", " });
            self.tell(Tells::Actions, of);
        }
        self.say(".");
    }
}

/// How spans stand to others.
#[derive(Clone, Copy)]
enum Relation {
    /// They end before the first of the others begins.
    Before,
    /// They begin after the last of the others ends.
    After,
}

/// How spans stand to others; `None` where they are mixed with them.
fn relation(spans: &[Span], others: &[Span]) -> Option<Relation> {
    let extent = |spans: &[Span]| spans.iter().copied().reduce(Span::cover);
    let (spans, others) = (extent(spans)?, extent(others)?);
    if spans.end() <= others.start() {
        Some(Relation::Before)
    } else {
        (spans.start() >= others.end()).then_some(Relation::After)
    }
}

fn inference(anchor: Anchor) -> Option<Inference> {
    match anchor.source {
        Source::Stated | Source::Event(_) => None,
        Source::ImpactStart(ix) => Some(Inference::StartOfImpact(ix)),
        Source::ImpactEnd(ix) => Some(Inference::EndOfImpact(ix)),
    }
}

/// Availability and error budget over the default window, as this incident leaves them. `None` where nothing was measured.
#[must_use]
pub fn budget_line(case: &Case, durations: &Durations, now: Instant, zone: &dyn Zone) -> Option<BudgetLine> {
    let settings = &case.incident.metrics;
    durations.get(Metric::Impact).length()?;
    let window = default_window(case, durations, zone)?;
    let slo = settings.slo.unwrap_or(1.0);
    let measured = availability(&durations.levels, &durations.doubts, window, slo, settings.weights, now)?;
    let monthly = settings.window.is_none() && month_of(window.start(), zone) == Some(window);
    let name = if monthly {
        let civil = window.start().civil(zone.offset(window.start()));
        format!("{} {}", text::month_in_full(civil), civil.year)
    } else {
        format!("{} to {}", text::date(window.start(), zone), text::date(window.end(), zone))
    };
    let so_far = if measured.elapsed < window.length() { " so far" } else { "" };
    let mut parts = vec![Part {
        text: format!("{name}{so_far}: {}", measured.percent()),
        tells: Some(Tells::Availability),
        spans: vec![window],
        ..Part::default()
    }];
    let mut say = |tells: Option<Tells>, text: String| parts.push(Part { text, tells, ..Part::default() });
    if let Some(burnt) = measured.burnt.filter(|_| settings.slo.is_some()) {
        say(None, ", ".to_owned());
        let budget = if monthly { "monthly error budget" } else { "error budget" };
        say(Some(Tells::Budget), format!("{}{} of the {budget} used", measured.accuracy.words(), rough_percent(burnt)));
    }
    let outside = measured.outside(&durations.levels);
    if outside > Length::ZERO {
        let whole = total(&durations.levels.iter().map(|level| level.span).collect::<Vec<_>>());
        say(None, format!("; {outside} of the {whole} of impact lie outside"));
    }
    say(None, ".".to_owned());
    let Weights { full, partial, degraded } = settings.weights;
    let weight = |weight| text::decimal_up_to(weight, 2);
    let mut how = format!(
        "Measured from {} to {}: {} of weighted downtime, in which an hour of full outage counts {}, partial {}, \
         degraded {}.",
        text::date_time(window.start(), zone),
        text::date_time(window.end(), zone),
        measured.weighted(),
        weight(full),
        weight(partial),
        weight(degraded),
    );
    if let (Some(slo), Some(burnt)) = (settings.slo, measured.burnt_percent()) {
        let _ =
            write!(how, " At {} the error budget is {}; {burnt} of it is used.", text::percent(slo), measured.budget());
    }
    Some(BudgetLine { parts, how })
}

/// `67 %`; below 1 % one more digit, and never 0 % of something.
fn rough_percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 0.05 {
        "less than 0.1 %".to_owned()
    } else {
        text::decimal(percent, u8::from(percent < 1.0 && percent > 0.0)) + " %"
    }
}

/// The strip, over everything that is dated; over the impact and the milestones alone where events stand far from them.
fn strip(case: &Case, durations: &Durations, now: Instant) -> Option<Strip> {
    let mut marks: Vec<StripMark> = Vec::new();
    let mut add = |at: Instant, word: &str, milestone: Option<Milestone>, inferred: bool| {
        let star = if inferred { "*" } else { "" };
        let place = marks.partition_point(|mark| mark.at < at);
        if let Some(mark) = marks.get_mut(place).filter(|mark| mark.at == at) {
            let _ = write!(mark.label, ", {word}{star}");
            mark.milestones.extend(milestone);
            mark.inferred |= inferred;
        } else {
            let label = format!("{word}{star}");
            marks.insert(place, StripMark { at, label, milestones: milestone.into_iter().collect(), inferred });
        }
    };
    for &milestone in Milestone::ALL {
        if let Some(anchor) = durations.anchor(milestone) {
            let word = if milestone == Milestone::Started { "start" } else { milestone.word() };
            add(anchor.at, word, Some(milestone), inference(anchor).is_some());
        }
    }
    let down = durations.levels.iter().find(|level| level.level == ImpactLevel::Full);
    if let Some(down) = down.filter(|_| time_at(&durations.levels, ImpactLevel::Full) > Length::ZERO) {
        add(down.span.start(), "down", None, false);
    }
    if durations.levels.last().is_some_and(|last| last.so_far) {
        add(now, "now", None, false);
    }
    let moments = marks.iter().map(|mark| Span::between(mark.at, mark.at));
    let impacts = durations.impact_extent().into_iter().chain(unlevelled(case, now));
    let told = impacts.chain(moments).reduce(Span::cover);
    let all = case.extent(now).into_iter().chain(told).reduce(Span::cover)?;
    let span = match told {
        Some(told) if all.length().ms() > told.length().ms().saturating_mul(4) && !told.is_empty() => told,
        _ => all,
    };
    (!span.is_empty()).then_some(Strip { span, marks })
}

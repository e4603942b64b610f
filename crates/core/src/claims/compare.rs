//! Claims held against the record.

use super::read::{Found, Quantity, date_near, quantities};
use super::reasons;
use super::scan::{Level, Thing, Token, sentences};
use super::topic::{About, End, Known, Sentence, StatedOrder, Topic};
use super::{
    Bound, Claim, Field, Figure, LikelyReason, MINUTE_MS, Measure, Point, StatedClock, StatedLength, Value, Verdict,
    Why,
};
use crate::incident::{ActionStatus, Case, CauseRole, EventIx, EventKind, ImpactIx, ImpactLevel, Milestone, When};
use crate::metrics::{Accuracy, Durations, Measurement, Metric, time_at};
use crate::text::fold_case;
use crate::time::{Civil, DAY_MS, Instant, Length, Offset, Span, Zone};

/// How much prose of one incident is read, five times the longest postmortem known: more is written by programs.
const MAX_BYTES: usize = 256 * 1024;
/// How many titles of events are looked through for the event that prose names, and how often.
const TITLES: usize = 2000;
const LOOK_UPS: usize = 200;

/// An incident with its figures.
pub(super) struct Record<'a> {
    pub(super) case: &'a Case,
    pub(super) durations: &'a Durations,
    pub(super) zone: &'a dyn Zone,
    /// Words of the title and of the services, in small letters.
    names: Vec<String>,
    /// The titles of events, in small letters; read when the first event is named.
    titles: Vec<(EventIx, String)>,
    look_ups: usize,
}

/// A length of the record.
#[derive(Clone, Copy)]
struct Candidate {
    of: Measure,
    length: Length,
    over: Span,
}

/// A moment of the record, and whether it is only approximately known.
#[derive(Clone, Copy)]
struct Moment {
    of: Point,
    at: Instant,
    approximate: bool,
}

impl Candidate {
    const fn figure(self) -> Figure {
        Figure::Length { of: self.of, length: self.length, over: self.over }
    }
}

impl<'a> Record<'a> {
    pub(super) fn new(case: &'a Case, durations: &'a Durations, zone: &'a dyn Zone) -> Self {
        const NAMES: usize = 200;
        let incident = &case.incident;
        let services = incident.services.iter().flat_map(|service| [&*service.name, &*service.id]);
        let texts = [&*incident.id, &*incident.title].into_iter().chain(services);
        let words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
        let names = words.filter(|word| word.len() > 2).take(NAMES).map(fold_case).collect();
        Self { case, durations, zone, names, titles: Vec::new(), look_ups: 0 }
    }

    pub(super) fn claims(&mut self) -> Vec<Claim> {
        let mut claims = self.stated();
        let names = std::mem::take(&mut self.names);
        let incident = &self.case.incident;
        let is_event = |field: Field| matches!(field, Field::Event(_));
        let length = |field: Field| field.text(incident).map_or(0, str::len);
        let by_people: usize = Field::prose(incident).filter(|field| !is_event(*field)).map(length).sum();
        // Programs write events, and leave what people wrote its room.
        let (mut left, mut left_for_events) = (MAX_BYTES, MAX_BYTES.saturating_sub(by_people));
        for field in Field::prose(incident) {
            let Some(text) = field.text(incident).filter(|text| !text.is_empty()) else { continue };
            let left = if is_event(field) { &mut left_for_events } else { &mut left };
            let Some(rest) = left.checked_sub(text.len()) else { continue };
            *left = rest;
            self.read(field, text, &names, &mut claims);
        }
        claims
    }

    /// The claims of one field of prose.
    pub(super) fn claims_of(&mut self, field: Field) -> Vec<Claim> {
        let (names, mut claims) = (std::mem::take(&mut self.names), Vec::new());
        if let Some(text) = field.text(&self.case.incident).filter(|text| text.len() <= MAX_BYTES) {
            self.read(field, text, &names, &mut claims);
        }
        claims
    }

    /// The claims of one text.
    fn read(&mut self, field: Field, text: &str, names: &[String], claims: &mut Vec<Claim>) {
        let lower = text.to_ascii_lowercase();
        let near = self.days_near();
        let known = Known { lower: &lower, names, near: &near };
        let mut before = None;
        sentences(text, &lower, &mut |tokens| {
            let found = quantities(tokens);
            let sentence = Sentence { tokens, found: &found, known: &known, before };
            for (index, one) in found.iter().enumerate() {
                claims.extend(self.claim(field, &sentence, index, one, &lower));
            }
            for order in sentence.orders() {
                let verdict = self.order(&order, &lower);
                claims.extend(of_tokens(field, tokens, order.first, order.last, Value::Order, verdict));
            }
            before = sentence.last_mark().or(before);
        });
    }

    fn claim(&mut self, field: Field, sentence: &Sentence, index: usize, found: &Found, lower: &str) -> Option<Claim> {
        let is_length = matches!(found.what, Quantity::Length(_));
        if sentence.is_excluded(found.first, found.last, is_length) {
            return None;
        }
        let mut about = sentence.about(index);
        // An action is a plan, whatever its words: what it says of the past is at most a hint.
        about.certain &= !matches!(field, Field::Action(_));
        // The words of `stated` are about its length, if they say no more.
        if field == Field::StatedText && is_length && about.topic == Topic::Unclear {
            about = About { topic: Topic::Lasted(Level::Impact), certain: true };
        }
        let (value, verdict) = match found.what {
            Quantity::Length(length) => (Value::Length(length), self.length(length, about, lower)),
            Quantity::Clock(clock) => {
                let clock = StatedClock { date: date_near(sentence.tokens, found.first), ..clock };
                (Value::Clock(clock), self.clock(clock, about))
            }
            Quantity::Count { count, bound, of } => {
                let between = sentence.tokens.get(found.first..found.last).unwrap_or_default();
                about.certain &= !between.iter().any(|token| token.term == super::scan::Term::Other);
                (Value::Count { count, bound }, self.count(count, bound, of, about))
            }
            Quantity::Share { milli, step, bound } => {
                (Value::Share { milli, bound }, self.share(milli, step, bound, about))
            }
        };
        of_tokens(field, sentence.tokens, found.first, found.last, value, verdict)
    }

    /// `true` for days within two days of anything the record dates.
    fn days_near(&self) -> impl Fn((i32, u32, u32)) -> bool + use<> {
        const MARGIN: Length = Length::from_ms(2 * DAY_MS);
        // With the first moment of all for `now`, an impact without an end counts by its start.
        let extent = self
            .case
            .extent(Instant::FIRST)
            .map(|extent| Span::between(extent.start().plus(Length::from_ms(-MARGIN.ms())), extent.end().plus(MARGIN)));
        move |(year, month, day)| {
            let Some(extent) = extent else { return true };
            let days = if day == 0 { 31 } else { 1 };
            let within = |year: i32| {
                let start = Instant::from_civil(Civil::midnight(year, month, day.max(1)), Offset::UTC);
                // A date that does not exist says nothing.
                start.is_none_or(|start| {
                    Span::between(start, start.plus(Length::from_ms(days * DAY_MS))).clip(extent).is_some()
                })
            };
            match year {
                0 => [extent.start(), extent.end()].into_iter().any(|at| within(at.civil(Offset::UTC).year)),
                year => within(year),
            }
        }
    }

    /// What `stated` says.
    fn stated(&self) -> Vec<Claim> {
        let Some(stated) = &self.case.incident.stated else { return Vec::new() };
        let mut claims = Vec::new();
        let mut add = |field, value, verdict| claims.push(Claim { field, range: 0..0, value, verdict });
        if let Some(length) = stated.duration {
            // Its own words say how exactly it is meant.
            let bound = stated.text.as_deref().and_then(|text| bound_of(text, length)).unwrap_or_default();
            let length = StatedLength { bound, ..StatedLength::exactly(length.ms(), 0) };
            add(Field::StatedDuration, Value::Length(length), self.duration(length));
        }
        if let Some(start) = stated.start {
            let verdict = Self::moment(start, [self.milestone(Milestone::Started), None, None]);
            add(Field::StatedStart, Value::Moment(start), verdict);
        }
        if let Some(end) = stated.end {
            let verdict = if self.durations.ticking() {
                Verdict::NotDecidable(Why::SoFar)
            } else {
                let ends =
                    [self.impact_over(), self.milestone(Milestone::Resolved), self.milestone(Milestone::Mitigated)];
                Self::moment(end, ends)
            };
            add(Field::StatedEnd, Value::Moment(end), verdict);
        }
        claims
    }

    /// `stated.duration` against the impact, else the time to resolve, else to mitigate; the outage alone or with the partial
    /// outage is a fair claim too.
    fn duration(&self, stated: StatedLength) -> Verdict {
        let Some(primary) = self.primary() else {
            let so_far = self.durations.ticking();
            return Verdict::NotDecidable(if so_far { Why::SoFar } else { Why::NotRecorded });
        };
        let fair = [self.figure(Metric::Outage), self.outage_and_partial()].into_iter().flatten();
        let fair = fair.filter(|candidate| candidate.length > Length::ZERO);
        let agrees = |candidate: &Candidate| stated.agrees_to(candidate.length, MINUTE_MS);
        match std::iter::once(primary).chain(fair).find(agrees) {
            Some(candidate) => Verdict::Supported(candidate.figure()),
            None => self.contradicted(stated, primary),
        }
    }

    fn contradicted(&self, stated: StatedLength, figure: Candidate) -> Verdict {
        let likely = reasons::of_length(self, stated, figure.length, figure.over);
        Verdict::Contradicted { figure: figure.figure(), likely }
    }

    fn moment(stated: When, fair: [Option<Moment>; 3]) -> Verdict {
        let meets = |moment: &Moment| {
            let after = moment.at.since(stated.at).ms();
            if stated.day_only { (0..DAY_MS).contains(&after) } else { after.saturating_abs() <= MINUTE_MS }
        };
        let fair: Vec<Moment> = fair.into_iter().flatten().collect();
        match (fair.iter().copied().find(meets), fair.first()) {
            (Some(moment), _) => Verdict::Supported(moment.figure()),
            (None, Some(moment)) => Verdict::Contradicted { figure: moment.figure(), likely: None },
            (None, None) => Verdict::NotDecidable(Why::NotRecorded),
        }
    }

    fn figure(&self, metric: Metric) -> Option<Candidate> {
        let Measurement::Known { length, spans, so_far: false, accuracy: Accuracy::Exact | Accuracy::About } =
            self.durations.get(metric)
        else {
            return None;
        };
        let over = spans.first()?.cover(*spans.last()?);
        Some(Candidate { of: Measure::Figure(metric), length: *length, over })
    }

    fn outage_and_partial(&self) -> Option<Candidate> {
        let (outage, partial) = (self.figure(Metric::Outage), self.figure(Metric::Partial)?);
        let at = |level| time_at(&self.durations.levels, level);
        let length = at(ImpactLevel::Full).plus(at(ImpactLevel::Partial));
        let over = outage.map_or(partial.over, |outage| outage.over.cover(partial.over));
        Some(Candidate { of: Measure::OutageAndPartial, length, over })
    }

    /// The figure a claim of a duration is held against: the impact, else the time to resolve, else to mitigate.
    fn primary(&self) -> Option<Candidate> {
        [Metric::Impact, Metric::ToResolve, Metric::ToMitigate].into_iter().find_map(|metric| self.figure(metric))
    }

    fn milestone(&self, milestone: Milestone) -> Option<Moment> {
        let anchor = self.durations.anchor(milestone)?;
        Some(Moment { of: Point::Milestone(milestone), at: anchor.at, approximate: anchor.approximate })
    }

    /// The last moment of the impact, unless it goes on.
    fn impact_over(&self) -> Option<Moment> {
        let ended = !self.durations.levels.last()?.so_far;
        let at = self.durations.impact_extent().filter(|_| ended)?.end();
        Some(Moment { of: Point::ImpactOver, at, approximate: self.rough_impacts() })
    }

    fn impact_began(&self) -> Option<Moment> {
        let at = self.durations.impact_extent()?.start();
        Some(Moment { of: Point::ImpactBegan, at, approximate: self.rough_impacts() })
    }

    /// `true` when an impact is known to the day only.
    fn rough_impacts(&self) -> bool {
        let days = |when: Option<When>| when.is_some_and(|when| when.day_only);
        self.case.incident.impacts.iter().any(|impact| days(impact.start) || days(impact.end))
    }

    fn impacts(&self) -> impl Iterator<Item = (ImpactIx, ImpactLevel, Span)> {
        let impacts = self.case.incident.impacts.iter().enumerate();
        impacts.filter_map(|(index, impact)| {
            let level = impact.level.filter(|level| *level != ImpactLevel::None)?;
            Some((ImpactIx::of(index), level, Span::new(impact.start?.at, impact.end?.at)?))
        })
    }

    fn length(&mut self, stated: StatedLength, about: About, lower: &str) -> Verdict {
        match about.topic {
            Topic::Lasted(level) => self.lasted(stated, level, about.certain),
            Topic::Between(from, to) => self.between(stated, from, to, about.certain, lower),
            _ => Verdict::NotDecidable(Why::Unclear),
        }
    }

    /// The lengths that a claim of how long it lasted may mean, that which it is held against first.
    fn lengths(&self, level: Level) -> Vec<Candidate> {
        let mut lengths: Vec<Candidate> = Vec::new();
        let degraded = self.figure(Metric::Degraded).filter(|figure| figure.length > Length::ZERO);
        if level == Level::Degraded {
            lengths.extend(degraded);
        }
        lengths.extend(self.primary());
        let above_zero = |candidate: &Candidate| candidate.length > Length::ZERO;
        if level != Level::Degraded {
            lengths.extend(self.figure(Metric::Outage).filter(above_zero));
            lengths.extend(self.outage_and_partial().filter(above_zero));
        }
        if level == Level::Impact {
            lengths.extend(degraded);
        }
        if level == Level::Incident {
            lengths
                .extend([Metric::ToResolve, Metric::ToMitigate].into_iter().filter_map(|metric| self.figure(metric)));
        }
        if let Some(extent) = self.durations.impact_extent().filter(|_| !self.durations.ticking()) {
            lengths.push(Candidate { of: Measure::ImpactExtent, length: extent.length(), over: extent });
        }
        let hit = |one: ImpactLevel| match level {
            Level::Outage => one != ImpactLevel::Degraded,
            Level::Degraded => one == ImpactLevel::Degraded,
            Level::Impact | Level::Incident => true,
        };
        let single = self.impacts().filter(|(_, level, _)| hit(*level)).map(|(ix, _, over)| Candidate {
            of: Measure::OneImpact(ix),
            length: over.length(),
            over,
        });
        lengths.extend(single);
        lengths
    }

    fn lasted(&self, stated: StatedLength, level: Level, certain: bool) -> Verdict {
        let lengths = self.lengths(level);
        if let Some(candidate) = lengths.iter().find(|candidate| stated.agrees(candidate.length)) {
            return Verdict::Supported(candidate.figure());
        }
        let lasted = (0..self.case.incident.timeline.len()).map(EventIx::of).filter_map(|ix| {
            let over = self.case.event_span(ix).filter(|span| !span.is_empty())?;
            Some(Candidate { of: Measure::Event(ix), length: over.length(), over })
        });
        if !certain {
            let mut lasted = lasted.take(TITLES);
            return lasted
                .find(|candidate| stated.agrees(candidate.length))
                .map_or(Verdict::NotDecidable(Why::PerhapsAPart), |candidate| Verdict::Supported(candidate.figure()));
        }
        match lengths.first() {
            _ if self.durations.ticking() => Verdict::NotDecidable(Why::SoFar),
            None => Verdict::NotDecidable(Why::NotRecorded),
            Some(_) if self.rough_impacts() => Verdict::NotDecidable(Why::Approximate),
            Some(primary) => self.contradicted(stated, *primary),
        }
    }

    /// The moments that an end may mean, that which it names first; and whether it names exactly one.
    fn moments(&mut self, end: End, lower: &str) -> (Vec<Moment>, bool) {
        match end {
            End::Usual => (Vec::new(), false),
            End::At(mark) => {
                let named = self.milestone(mark);
                let others = match mark {
                    Milestone::Started => vec![self.impact_began()],
                    Milestone::Mitigated => {
                        vec![self.impact_over(), self.milestone(Milestone::Resolved).filter(|_| named.is_none())]
                    }
                    Milestone::Resolved => vec![self.impact_over(), self.milestone(Milestone::Mitigated)],
                    Milestone::Detected | Milestone::Acknowledged => Vec::new(),
                };
                (named.into_iter().chain(others.into_iter().flatten()).collect(), named.is_some())
            }
            End::Alert => {
                let detected = self.milestone(Milestone::Detected);
                let alerts = self.events(&|kind| kind == EventKind::Detection);
                (detected.into_iter().chain(alerts).collect(), detected.is_some())
            }
            End::Named(start, end) => {
                let events = self.named(lower.get(start..end).unwrap_or(""));
                let one = events.len() == 1;
                (events, one)
            }
        }
    }

    /// The events of a kind, as moments.
    fn events(&self, wanted: &dyn Fn(EventKind) -> bool) -> Vec<Moment> {
        let events = self.case.incident.timeline.iter().enumerate().take(TITLES);
        let of_kind = events.filter(|(_, event)| wanted(event.kind));
        of_kind.filter_map(|(index, event)| moment_of_event(event, EventIx::of(index))).collect()
    }

    /// The events whose titles hold most of the words.
    fn named(&mut self, words: &str) -> Vec<Moment> {
        self.look_ups += 1;
        if self.look_ups > LOOK_UPS {
            return Vec::new();
        }
        if self.titles.is_empty() {
            let events = self.case.incident.timeline.iter().enumerate().take(TITLES);
            self.titles = events.map(|(index, event)| (EventIx::of(index), fold_case(&event.title))).collect();
        }
        let words = fold_case(words);
        // "deployment" and "deployed" begin alike.
        let stems: Vec<String> = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 3)
            .map(|word| word.chars().take(5).collect())
            .collect();
        let score = |title: &str| {
            let begins =
                |stem: &&String| title.split(|c: char| !c.is_alphanumeric()).any(|word| word.starts_with(&***stem));
            stems.iter().filter(begins).count()
        };
        let scores: Vec<usize> = self.titles.iter().map(|(_, title)| score(title)).collect();
        let best = scores.iter().copied().max().unwrap_or(0);
        let named = self.titles.iter().zip(scores).filter(|(_, score)| best > 0 && *score == best);
        let timeline = &self.case.incident.timeline;
        named.filter_map(|((ix, _), _)| moment_of_event(timeline.get(ix.at())?, *ix)).collect()
    }

    fn between(&mut self, stated: StatedLength, from: End, to: End, certain: bool, lower: &str) -> Verdict {
        let (ends, named) = self.moments(to, lower);
        let (starts, from_named) = match (from, to) {
            (End::Usual, End::At(mark)) => {
                let usual: &[Milestone] = match mark {
                    Milestone::Started | Milestone::Detected => &[Milestone::Started],
                    Milestone::Acknowledged => &[Milestone::Detected, Milestone::Started],
                    Milestone::Mitigated | Milestone::Resolved => {
                        &[Milestone::Started, Milestone::Detected, Milestone::Acknowledged]
                    }
                };
                let known: Vec<Moment> = usual.iter().filter_map(|mark| self.milestone(*mark)).collect();
                // With fewer beginnings known, another may be the one that is meant.
                let all = known.len() == usual.len()
                    || known.first().map(|moment| moment.of) == usual.first().map(|mark| Point::Milestone(*mark));
                (known.into_iter().chain(self.impact_began()).collect(), all)
            }
            (from, _) => self.moments(from, lower),
        };
        let candidate = |start: &Moment, end: &Moment| {
            let over = Span::new(start.at, end.at)?;
            Some(Candidate { of: Measure::Between(start.of, end.of), length: over.length(), over })
        };
        let pairs = starts.iter().flat_map(|start| ends.iter().filter_map(move |end| candidate(start, end)));
        if let Some(candidate) = pairs.into_iter().find(|candidate| stated.agrees(candidate.length)) {
            return Verdict::Supported(candidate.figure());
        }
        match (starts.first(), ends.first()) {
            (Some(start), Some(end)) if named && from_named => match candidate(start, end) {
                _ if !certain => Verdict::NotDecidable(Why::PerhapsAPart),
                _ if start.approximate || end.approximate => Verdict::NotDecidable(Why::Approximate),
                Some(figure) => self.contradicted(stated, figure),
                None => Verdict::NotDecidable(Why::Unclear),
            },
            _ => Verdict::NotDecidable(Why::NotRecorded),
        }
    }

    fn clock(&self, stated: StatedClock, about: About) -> Verdict {
        let mut fair: Vec<Moment> = Vec::new();
        let mut add = |moments: &mut dyn Iterator<Item = Moment>| fair.extend(moments);
        let milestone = |mark| self.milestone(mark).into_iter();
        let starts = self.impacts().map(|(ix, _, span)| Moment {
            of: Point::ImpactStart(ix),
            at: span.start(),
            approximate: self.rough_impacts(),
        });
        let ends = self.impacts().map(|(ix, _, span)| Moment {
            of: Point::ImpactEnd(ix),
            at: span.end(),
            approximate: self.rough_impacts(),
        });
        let mut named = true;
        match about.topic {
            Topic::Edge(Milestone::Started, _) | Topic::Reached(Milestone::Started) => {
                add(&mut milestone(Milestone::Started).chain(self.impact_began()).chain(starts));
            }
            Topic::Edge(..) => {
                let over = self.impact_over().into_iter().chain(milestone(Milestone::Resolved));
                add(&mut over.chain(milestone(Milestone::Mitigated)).chain(ends));
            }
            Topic::Reached(mark) => {
                named = self.milestone(mark).is_some();
                add(&mut milestone(mark));
                match mark {
                    Milestone::Detected => add(&mut self.events(&|kind| kind == EventKind::Detection).into_iter()),
                    Milestone::Mitigated => {
                        add(&mut self.events(&|kind| kind == EventKind::Mitigation).into_iter().chain(ends));
                    }
                    Milestone::Resolved => {
                        let events = self.events(&|kind| matches!(kind, EventKind::Recovery | EventKind::Mitigation));
                        add(&mut milestone(Milestone::Mitigated).chain(events).chain(self.impact_over()).chain(ends));
                    }
                    _ => {}
                }
            }
            _ => {}
        }
        if let Some(moment) = fair.iter().find(|moment| stated.meets(moment.at, self.zone)) {
            return Verdict::Supported(moment.figure());
        }
        let at_that_time = self.events(&|_| true).into_iter().find(|moment| stated.meets(moment.at, self.zone));
        match (fair.first(), at_that_time) {
            (Some(moment), _) if about.certain && named => {
                if moment.approximate {
                    return Verdict::NotDecidable(Why::Approximate);
                }
                if self.durations.ticking() && matches!(about.topic, Topic::Edge(Milestone::Resolved, _)) {
                    return Verdict::NotDecidable(Why::SoFar);
                }
                let likely = reasons::of_clock(self, stated, moment.of, moment.at);
                Verdict::Contradicted { figure: moment.figure(), likely }
            }
            (_, Some(event)) => Verdict::Supported(event.figure()),
            (None, None) => Verdict::NotDecidable(Why::Unclear),
            (Some(_), None) if about.certain => Verdict::NotDecidable(Why::NotRecorded),
            (Some(_), None) => Verdict::NotDecidable(Why::PerhapsAPart),
        }
    }

    fn count(&self, stated: i64, bound: Bound, of: Thing, about: About) -> Verdict {
        let incident = &self.case.incident;
        let counts: Vec<usize> = match of {
            Thing::Uncounted => return Verdict::NotDecidable(Why::NotRecorded),
            Thing::Services => {
                let mut hit: Vec<&str> =
                    incident.impacts.iter().flat_map(|i| i.services.iter().map(|id| &**id)).collect();
                hit.sort_unstable();
                hit.dedup();
                // Those that an impact names come first; where none does, those of the incident.
                let counts = [hit.len(), incident.services.len()];
                counts.into_iter().filter(|count| *count > 0).collect()
            }
            Thing::Causes => {
                let causes = &incident.root_causes;
                let of_role = |role: CauseRole| causes.iter().filter(|cause| cause.role == Some(role)).count();
                std::iter::once(causes.len()).chain(CauseRole::ALL.iter().map(|role| of_role(*role))).collect()
            }
            Thing::Actions => {
                let actions = &incident.corrective_actions;
                let of_status =
                    |status: ActionStatus| actions.iter().filter(|action| action.status == Some(status)).count();
                let open = of_status(ActionStatus::Open) + of_status(ActionStatus::InProgress);
                let all = std::iter::once(actions.len()).chain([open]);
                all.chain(ActionStatus::ALL.iter().map(|status| of_status(*status))).collect()
            }
        };
        let agrees = |count: &usize| {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            let near = (count / 5).max(1);
            match bound {
                Bound::Exactly => count == stated,
                Bound::About => count.saturating_sub(stated).saturating_abs() <= near,
                Bound::Nearly => (stated.saturating_sub(near)..=stated).contains(&count),
                Bound::AtLeast => count >= stated,
                Bound::AtMost => count <= stated,
            }
        };
        match (counts.iter().find(|count| **count > 0 && agrees(count)), counts.first()) {
            _ if about.topic != Topic::Counted => Verdict::NotDecidable(Why::Unclear),
            (Some(count), _) => Verdict::Supported(Figure::Count(*count)),
            (None, None | Some(0)) => Verdict::NotDecidable(Why::NotRecorded),
            (None, Some(_)) if !about.certain => Verdict::NotDecidable(Why::PerhapsAPart),
            (None, Some(count)) => Verdict::Contradicted { figure: Figure::Count(*count), likely: None },
        }
    }

    /// A share can be that of any stretch, so that it is never contradicted.
    #[expect(clippy::cast_precision_loss, reason = "a share has few digits")]
    fn share(&self, milli: i64, step: i64, bound: Bound, about: About) -> Verdict {
        let near = if bound == Bound::Exactly { step as f64 / 2.0 } else { (milli as f64 / 10.0).max(step as f64) };
        let agrees = |share: &f64| (share * 100_000.0 - milli as f64).abs() <= near + 1e-6;
        let share = self.case.incident.impacts.iter().filter_map(|impact| impact.share).find(agrees);
        match share.filter(|_| about.topic == Topic::Counted) {
            Some(share) => Verdict::Supported(Figure::Share(share)),
            None => Verdict::NotDecidable(Why::NotRecorded),
        }
    }

    fn order(&mut self, order: &StatedOrder, lower: &str) -> Verdict {
        let (earlier, one) = self.moments(order.earlier, lower);
        let (later, other) = self.moments(order.later, lower);
        let (Some(first), Some(second)) = (earlier.first().filter(|_| one), later.first().filter(|_| other)) else {
            return Verdict::NotDecidable(Why::NotRecorded);
        };
        if first.approximate || second.approximate {
            return Verdict::NotDecidable(Why::Approximate);
        }
        let pair = |a: &Moment, b: &Moment| Figure::Order { first: (a.of, a.at), second: (b.of, b.at) };
        if first.at <= second.at {
            Verdict::Supported(pair(first, second))
        } else if first.at.since(second.at).ms() <= MINUTE_MS {
            Verdict::NotDecidable(Why::Approximate)
        } else {
            Verdict::Contradicted { figure: pair(second, first), likely: None }
        }
    }

    /// The moments that a wrong time of day may be that of: milestones and edges of impacts.
    pub(super) fn marks(&self) -> impl Iterator<Item = (Point, Instant)> {
        let milestones =
            Milestone::ALL.iter().filter_map(|mark| self.milestone(*mark)).map(|moment| (moment.of, moment.at));
        let edges = self
            .impacts()
            .flat_map(|(ix, _, span)| [(Point::ImpactStart(ix), span.start()), (Point::ImpactEnd(ix), span.end())]);
        milestones.chain(edges)
    }

    /// The events that a wrong time of day may be that of.
    pub(super) fn event_marks(&self) -> impl Iterator<Item = (Point, Instant)> {
        self.events(&|_| true).into_iter().map(|moment| (moment.of, moment.at))
    }

    /// The impacts that count and have ended, overlaps and all.
    pub(super) fn impact_spans(&self) -> Vec<Span> {
        self.impacts().map(|(_, _, span)| span).collect()
    }

    /// The lengths of the figures made of impacts.
    pub(super) fn level_figures(&self) -> impl Iterator<Item = (LikelyReason, Length)> {
        let metrics = [Metric::Outage, Metric::Partial, Metric::Degraded, Metric::Impact];
        metrics.into_iter().filter_map(|metric| Some((LikelyReason::Other(metric), self.figure(metric)?.length)))
    }
}

impl Moment {
    const fn figure(self) -> Figure {
        Figure::Moment { of: self.of, at: self.at }
    }
}

fn moment_of_event(event: &crate::incident::Event, ix: EventIx) -> Option<Moment> {
    let when = event.at?;
    Some(Moment { of: Point::Event(ix), at: when.at, approximate: event.approximate || when.day_only })
}

/// What `stated.text` makes of the length that it and `stated.duration` give.
fn bound_of(text: &str, length: Length) -> Option<Bound> {
    let (lower, mut bound) = (text.to_ascii_lowercase(), None);
    sentences(text, &lower, &mut |tokens| {
        for found in quantities(tokens) {
            if let Quantity::Length(stated) = found.what
                && stated.low == length
                && bound.is_none()
            {
                bound = Some(stated.bound);
            }
        }
    });
    bound
}

fn of_tokens(
    field: Field,
    tokens: &[Token],
    first: usize,
    last: usize,
    value: Value,
    verdict: Verdict,
) -> Option<Claim> {
    let start = tokens.get(first)?.start;
    let end = tokens.get(last.checked_sub(1)?)?.end;
    Some(Claim { field, range: start..end, value, verdict })
}

impl StatedClock {
    /// How far the clock is behind a moment, as clocks in its zone, or else in that of the file, show it. Without a date the
    /// nearest day counts.
    pub(super) fn distance(self, at: Instant, zone: &dyn Zone) -> Length {
        let offset = self.zone.unwrap_or_else(|| zone.offset(at));
        let local = at.ms().saturating_add(offset.ms());
        let off = self.seconds * 1000 - local.rem_euclid(DAY_MS);
        let distance = match self.date {
            Some((year, month, day)) if day > 0 => {
                let civil = at.civil(offset);
                let year = if year == 0 { civil.year } else { year };
                let stated = Instant::from_civil(Civil::midnight(year, month, day), Offset::UTC);
                let midnight = local - local.rem_euclid(DAY_MS);
                stated.map(|stated| stated.ms() - midnight + off)
            }
            _ => None,
        };
        Length::from_ms(distance.unwrap_or_else(|| (off + DAY_MS / 2).rem_euclid(DAY_MS) - DAY_MS / 2))
    }

    /// How exactly it is meant: to the minute; a multiple of five minutes to 2.5, a whole hour to 5, "about" to 15.
    pub(super) const fn tolerance(self) -> i64 {
        match (self.bound, self.whole_hour) {
            (Bound::Exactly, false) if self.seconds % 300 == 0 && !self.to_the_second => MINUTE_MS * 5 / 2,
            (Bound::Exactly, false) => MINUTE_MS,
            (Bound::Exactly, true) => MINUTE_MS * 5,
            (_, false) => MINUTE_MS * 15,
            (_, true) => MINUTE_MS * 30,
        }
    }

    /// `true` when it is the time of a moment. The date may be that of a sentence that spans midnight, so that a day more or
    /// less is no contradiction where the clock agrees.
    fn meets(self, at: Instant, zone: &dyn Zone) -> bool {
        let near = |clock: Self| clock.distance(at, zone).ms().saturating_abs() <= clock.tolerance();
        let by_a_day = self.distance(at, zone).ms().saturating_abs() < DAY_MS * 3 / 2;
        near(self) || (by_a_day && near(Self { date: None, ..self }))
    }
}

//! Claims: what the prose of a postmortem states about its incident in numbers, held against the record.
//!
//! A claim is a length, a time of day, a count or an order of two moments, in the words of a person: "approximately 4 hours",
//! "within 15 minutes of the alert", "three services". What is stated under `stated` is one too. Of prose, only what is about
//! this incident and has happened counts: no quotation, code or log, plan, target, setting or other incident.

mod compare;
mod read;
mod reasons;
mod scan;
mod topic;
mod words;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::incident::{ActionIx, Case, CauseIx, EventIx, ImpactIx, Incident, Milestone, Place, Step, When};
use crate::metrics::{Durations, Metric};
use crate::time::{Instant, Length, Offset, Span, Zone};

/// Something the file states that the record can be asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Where it stands.
    pub field: Field,
    /// Its bytes in the text of the field; empty for a value of `stated`.
    pub range: Range<usize>,
    /// What it states.
    pub value: Value,
    /// What the record says to that.
    pub verdict: Verdict,
}

/// A field of an incident that can hold claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `stated.duration`.
    StatedDuration,
    /// `stated.start`.
    StatedStart,
    /// `stated.end`.
    StatedEnd,
    /// `stated.text`.
    StatedText,
    /// `summary`.
    Summary,
    /// `details` of an impact.
    Impact(ImpactIx),
    /// `details` of an event.
    Event(EventIx),
    /// `details` of a cause.
    Cause(CauseIx),
    /// `details` of an action.
    Action(ActionIx),
    /// `title` of a lesson, by its position from 0.
    LessonTitle(u32),
    /// `details` of a lesson, by its position from 0.
    Lesson(u32),
}

/// What is stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// How long something took.
    Length(StatedLength),
    /// When something happened, by a clock.
    Clock(StatedClock),
    /// When something happened, as a moment of `stated`.
    Moment(When),
    /// How many there are of something.
    Count {
        /// The number.
        count: i64,
        /// What the words around it make of it.
        bound: Bound,
    },
    /// A share, in thousandths of a percent.
    Share {
        /// The share.
        milli: i64,
        /// What the words around it make of it.
        bound: Bound,
    },
    /// That one thing came before another.
    Order,
}

/// What the words around a number make of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// Nothing: it is meant as it is written.
    #[default]
    Exactly,
    /// "about", "approximately".
    About,
    /// "nearly", "just under".
    Nearly,
    /// "at least", "over".
    AtLeast,
    /// "less than", "within", "up to".
    AtMost,
}

/// A length as prose gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedLength {
    /// The length; of "4 to 5 hours" the lower end.
    pub low: Length,
    /// The length; of "4 to 5 hours" the upper end.
    pub high: Length,
    /// What the words around it make of it.
    pub bound: Bound,
    /// The step it is written in: "4 hours" an hour, "45 minutes" five minutes, "47 minutes" one.
    pub step: Length,
}

/// A time of day as prose gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StatedClock {
    /// Seconds after midnight.
    pub seconds: i64,
    /// `true` when seconds are written.
    pub to_the_second: bool,
    /// `true` when only the hour is written: "1 pm".
    pub whole_hour: bool,
    /// `true` when "am" or "pm" is written.
    pub twelve_hours: bool,
    /// What the words around it make of it.
    pub bound: Bound,
    /// The zone written beside it; `None` for that of the file.
    pub zone: Option<Offset>,
    /// The date written near it: year (0 for none), month and day.
    pub date: Option<(i32, u32, u32)>,
}

/// What the record says to a claim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// It agrees.
    Supported(Figure),
    /// It says something else.
    Contradicted {
        /// What it says.
        figure: Figure,
        /// Why they may differ.
        likely: Option<LikelyReason>,
    },
    /// It cannot be told.
    NotDecidable(Why),
}

/// Why a claim can neither be supported nor contradicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The words do not say what of the incident they measure.
    Unclear,
    /// They may be about a part of the incident, and no figure agrees.
    PerhapsAPart,
    /// The record lacks what they measure.
    NotRecorded,
    /// It still grows.
    SoFar,
    /// The record itself is approximate here, or known to the day only.
    Approximate,
}

/// A point in time of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A milestone.
    Milestone(Milestone),
    /// The beginning of an impact.
    ImpactStart(ImpactIx),
    /// The end of an impact.
    ImpactEnd(ImpactIx),
    /// An event.
    Event(EventIx),
    /// The first moment of the impact.
    ImpactBegan,
    /// The last moment of the impact.
    ImpactOver,
}

/// What a length of the record is a length of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// One of the figures.
    Figure(Metric),
    /// Outage and partial outage together.
    OutageAndPartial,
    /// One impact.
    OneImpact(ImpactIx),
    /// The impact from its first moment to its last, pauses included.
    ImpactExtent,
    /// An event that lasted.
    Event(EventIx),
    /// From one point to another.
    Between(Point, Point),
}

/// What the record says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// A length.
    Length {
        /// Of what.
        of: Measure,
        /// How long.
        length: Length,
        /// From its first moment to its last.
        over: Span,
    },
    /// A moment.
    Moment {
        /// Of what.
        of: Point,
        /// When.
        at: Instant,
    },
    /// A count.
    Count(usize),
    /// A share, 0 to 1.
    Share(f64),
    /// Two moments, the earlier first.
    Order {
        /// The earlier.
        first: (Point, Instant),
        /// The later.
        second: (Point, Instant),
    },
}

/// Why a claim may differ from the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LikelyReason {
    /// It equals the whole timeline, first event to last.
    WholeTimeline,
    /// It equals the time between two milestones.
    Milestones {
        /// The earlier.
        from: Milestone,
        /// The later.
        to: Milestone,
    },
    /// It equals another figure.
    Other(Metric),
    /// It equals the impact from its first moment to its last, with the pauses in it.
    ImpactExtent,
    /// It equals the sum of the impacts, which overlap.
    SumOfImpacts,
    /// It equals the impact within working hours, Monday to Friday in the file's zone.
    SupportHours {
        /// The hour work begins, 0 to 23.
        from: i64,
        /// The hour it ends.
        to: i64,
    },
    /// It is short by whole days: clock times were subtracted without their days.
    ClockWithoutDay {
        /// How many days.
        days: i64,
    },
    /// Clocks were changed: by the times of day on the wall, or by the other reading of one that came twice, it agrees.
    ClockChange,
    /// It is off by the distance of the zone from UTC.
    TimeZone,
    /// It is off by 12 hours: morning and afternoon.
    TwelveHours,
    /// It has the number of the record, in another unit: minutes for hours, seconds for minutes.
    OtherUnit,
    /// It is the figure rounded to the next whole unit.
    Rounding,
    /// It is when something else happened.
    OtherMoment(Point),
}

/// Every claim of an incident, in the order of the file. `zone` is the one that the file names; clocks without a zone of
/// their own are read in it.
///
/// Takes time linear in the length of the prose. A text that makes it longer than 1 MiB in all is passed over.
#[must_use]
pub fn claims(case: &Case, durations: &Durations, zone: &dyn Zone) -> Vec<Claim> {
    compare::Record::new(case, durations, zone).claims()
}

/// The claims of one field of prose, as [`claims`] has them.
#[must_use]
pub fn claims_of(field: Field, case: &Case, durations: &Durations, zone: &dyn Zone) -> Vec<Claim> {
    compare::Record::new(case, durations, zone).claims_of(field)
}

impl Field {
    /// Every field of an incident that holds prose.
    pub(crate) fn prose(incident: &Incident) -> impl Iterator<Item = Self> {
        let indices = |count: usize| 0..u32::try_from(count).unwrap_or(u32::MAX);
        [Self::StatedText, Self::Summary]
            .into_iter()
            .chain(indices(incident.impacts.len()).map(|ix| Self::Impact(ImpactIx(ix))))
            .chain(indices(incident.timeline.len()).map(|ix| Self::Event(EventIx(ix))))
            .chain(indices(incident.root_causes.len()).map(|ix| Self::Cause(CauseIx(ix))))
            .chain(indices(incident.corrective_actions.len()).map(|ix| Self::Action(ActionIx(ix))))
            .chain(indices(incident.lessons.len()).flat_map(|ix| [Self::LessonTitle(ix), Self::Lesson(ix)]))
    }

    /// Its text; `None` where the file gives none, and for the values of `stated`.
    #[must_use]
    pub fn text(self, incident: &Incident) -> Option<&str> {
        let lesson = |ix: u32| incident.lessons.get(usize::try_from(ix).ok()?);
        match self {
            Self::StatedDuration | Self::StatedStart | Self::StatedEnd => None,
            Self::StatedText => incident.stated.as_ref()?.text.as_deref(),
            Self::Summary => incident.summary.as_deref(),
            Self::Impact(ix) => incident.impacts.get(ix.at())?.details.as_deref(),
            Self::Event(ix) => incident.timeline.get(ix.at())?.details.as_deref(),
            Self::Cause(ix) => incident.root_causes.get(ix.at())?.details.as_deref(),
            Self::Action(ix) => incident.corrective_actions.get(ix.at())?.details.as_deref(),
            Self::LessonTitle(ix) => Some(&lesson(ix)?.title),
            Self::Lesson(ix) => lesson(ix)?.details.as_deref(),
        }
    }

    /// Where it stands in the file: `stated.duration`, `timeline[3].details`.
    #[must_use]
    pub fn place(self) -> Place {
        let keys = |first: &str, second: &str| Place(vec![Step::Key(first.into()), Step::Key(second.into())]);
        let of = |list: &str, ix: u32, key: &str| {
            Place(vec![Step::Key(list.into()), Step::Index(ix), Step::Key(key.into())])
        };
        match self {
            Self::StatedDuration => keys("stated", "duration"),
            Self::StatedStart => keys("stated", "start"),
            Self::StatedEnd => keys("stated", "end"),
            Self::StatedText => keys("stated", "text"),
            Self::Summary => Place(vec![Step::Key("summary".into())]),
            Self::Impact(ix) => of("impacts", ix.0, "details"),
            Self::Event(ix) => of("timeline", ix.0, "details"),
            Self::Cause(ix) => of("root_causes", ix.0, "details"),
            Self::Action(ix) => of("corrective_actions", ix.0, "details"),
            Self::LessonTitle(ix) => of("lessons", ix, "title"),
            Self::Lesson(ix) => of("lessons", ix, "details"),
        }
    }
}

impl StatedLength {
    /// A length of so many milliseconds in a step of so many.
    pub(crate) const fn exactly(ms: i64, step: i64) -> Self {
        let length = Length::from_ms(ms);
        Self { low: length, high: length, bound: Bound::Exactly, step: Length::from_ms(step) }
    }

    /// Both ends longer by so many milliseconds, in a finer step; `None` past what a length can hold.
    pub(crate) fn plus(self, ms: i64, step: i64) -> Option<Self> {
        let add = |length: Length| length.ms().checked_add(ms).map(Length::from_ms);
        Some(Self { low: add(self.low)?, high: add(self.high)?, step: Length::from_ms(step), ..self })
    }

    /// `true` when a measured length is what the words say. They hold to half the step the number is written in, at most a
    /// quarter of it, and in any case to 5 % or 1 minute, whichever is larger. "About" holds to 10 % (5 % of a number of many
    /// steps) or three quarters of a step, "nearly" up to 15 % below, and a bound on its side alone.
    #[must_use]
    pub fn agrees(self, measured: Length) -> bool {
        self.agrees_to(measured, MINUTE_MS)
    }

    /// [`StatedLength::agrees`], with so many milliseconds for 1 minute. A minute is much of a length of seconds.
    fn agrees_to(self, measured: Length, least: i64) -> bool {
        let (measured, low, high, step) = (measured.ms(), self.low.ms(), self.high.ms(), self.step.ms());
        let small = |value: i64| (measured / 20).max(least.min(value.max(measured) / 4));
        let exact = |value: i64| small(value).max((step / 2).min(value / 4));
        let (below, above) = match self.bound {
            Bound::Exactly => (exact(low), exact(high)),
            Bound::About => {
                let about = |value: i64| {
                    let share = if value <= step.saturating_mul(60) { value / 10 } else { value / 20 };
                    let share = if value <= step.saturating_mul(12) { value / 20 * 3 } else { share };
                    exact(value).max(share).max((step / 4 * 3).min(value / 4))
                };
                (about(low), about(high))
            }
            Bound::Nearly => (exact(low).max(low / 20 * 3).max(step.min(low / 4)), small(high)),
            Bound::AtLeast => (small(low), i64::MAX),
            Bound::AtMost => (i64::MAX, small(high)),
        };
        low.saturating_sub(below) <= measured && measured <= high.saturating_add(above)
    }
}

const MINUTE_MS: i64 = 60_000;

/// As it is said: `4 h`, `about 4 h`, `at least 4 h to 5 h`.
impl std::fmt::Display for StatedLength {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.bound.words(), self.low)?;
        if self.high == self.low { Ok(()) } else { write!(f, " to {}", self.high) }
    }
}

impl Bound {
    /// To stand before a number: `about `; empty where it is meant exactly.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::About => "about ",
            Self::Nearly => "nearly ",
            Self::AtLeast => "at least ",
            Self::AtMost => "at most ",
        }
    }
}

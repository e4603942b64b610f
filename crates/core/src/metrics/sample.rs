//! An incident as an observation of statistics: a length that has ended or is open; and what is excluded.

use crate::incident::{Milestone, When};
use crate::time::{Instant, Length, Span};

/// The moment a length is measured from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartAnchor {
    /// Users began to feel it.
    #[default]
    Started,
    /// The team learned of it.
    Detected,
    /// Somebody began to work on it.
    Acknowledged,
    /// The first moment of an impact of level full, partial or degraded.
    FirstImpact,
}

impl StartAnchor {
    /// Every one, in the order a menu shows them.
    pub const ALL: [Self; 4] = [Self::Started, Self::Detected, Self::Acknowledged, Self::FirstImpact];

    /// Its word on the command line and in an address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Acknowledged => "acknowledged",
            Self::FirstImpact => "first_impact",
        }
    }

    /// Its name for a person.
    #[must_use]
    pub const fn name(self) -> &'static str {
        if let Self::FirstImpact = self { "first impact" } else { self.word() }
    }
}

/// Between which moments a length is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchors {
    /// From.
    pub from: StartAnchor,
    /// To.
    pub to: Milestone,
}

/// From started to resolved.
impl Default for Anchors {
    fn default() -> Self {
        Self { from: StartAnchor::Started, to: Milestone::Resolved }
    }
}

impl Anchors {
    /// Between two moments; `None` where the end cannot come after the start.
    #[must_use]
    pub fn new(from: StartAnchor, to: Milestone) -> Option<Self> {
        let comes_later = match from {
            StartAnchor::Started | StartAnchor::FirstImpact => to != Milestone::Started,
            StartAnchor::Detected => !matches!(to, Milestone::Started | Milestone::Detected),
            StartAnchor::Acknowledged => matches!(to, Milestone::Mitigated | Milestone::Resolved),
        };
        comes_later.then_some(Self { from, to })
    }

    /// Reads `detected..mitigated`; either side left out is its default (started, resolved), so `detected` alone is
    /// from detected to resolved. `None` for a word that is not known, and for an end that cannot come after the start.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        let (from, to) = words.split_once("..").unwrap_or((words, ""));
        let known = |word: &str| StartAnchor::ALL.into_iter().find(|anchor| anchor.word() == word);
        let from = if from.is_empty() { StartAnchor::Started } else { known(from)? };
        let to = if to.is_empty() { Milestone::Resolved } else { Milestone::from_word(to)? };
        Self::new(from, to)
    }

    /// As [`Self::from_words`] reads it: `detected..mitigated`.
    #[must_use]
    pub fn words(self) -> String {
        format!("{}..{}", self.from.word(), self.to.word())
    }

    /// For a person: `detected → mitigated`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{} → {}", self.from.name(), self.to.word())
    }
}

/// One incident that has a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observation {
    /// From its beginning to its end, or to `now` while it is open.
    pub span: Span,
    /// The length that is counted: that of the span, unless it is made of impacts with gaps between them.
    pub length: Length,
    /// `true` when it has not ended: it lasts at least this long.
    pub open: bool,
    /// `true` when it is known to the day only: it lasted at most this long.
    pub up_to: bool,
}

/// Why an incident has no length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObservationError {
    /// A moment it needs is not recorded.
    NotRecorded,
    /// Its end is before its beginning.
    Backwards {
        /// The beginning.
        from: Instant,
        /// The end.
        to: Instant,
    },
}

impl Observation {
    /// From two moments. Without an end, an incident that is still `running` lasts until `now`. A day without a clock lasts
    /// until it is over.
    ///
    /// # Errors
    /// A moment that is not recorded; an end before the beginning. What is after `now` is not recorded yet.
    pub fn new(start: Option<When>, end: Option<When>, running: bool, now: Instant) -> Result<Self, ObservationError> {
        let start = start.ok_or(ObservationError::NotRecorded)?;
        let end = end.filter(|end| end.at <= now);
        let up_to = start.day_only || end.is_some_and(|end| end.day_only);
        let to = |end: Instant, open: bool| {
            Span::new(start.at, end).map(|span| Self { span, length: span.length(), open, up_to })
        };
        let backwards = |to| ObservationError::Backwards { from: start.at, to };
        match (end, running) {
            (Some(end), _) if end.is_before(start) => Err(backwards(end.at)),
            (Some(end), _) => {
                let last = end.latest().min(now);
                to(last, false).ok_or(backwards(last))
            }
            (None, true) => to(now, true).ok_or(ObservationError::NotRecorded),
            (None, false) => Err(ObservationError::NotRecorded),
        }
    }
}

/// What a record is about, by its tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// An incident: something broke.
    Incident,
    /// Planned work.
    Maintenance,
    /// An exercise: a drill, a game day.
    Drill,
    /// A test of the tool.
    Test,
}

impl RecordKind {
    /// By its tags, in any case, with `-` and `_` as spaces: `maintenance`, `scheduled maintenance`, `planned
    /// maintenance`; `drill`, `fire drill`, `exercise`, `game day`, `gameday`; `test`, `test incident`. The first tag
    /// that is one of these decides; without one it is an incident.
    #[must_use]
    pub fn of_tags(tags: &[Box<str>]) -> Self {
        let kind = |tag: &str| match tag.trim().to_ascii_lowercase().replace(['-', '_'], " ").as_str() {
            "maintenance" | "scheduled maintenance" | "planned maintenance" => Some(Self::Maintenance),
            "drill" | "fire drill" | "exercise" | "game day" | "gameday" => Some(Self::Drill),
            "test" | "test incident" => Some(Self::Test),
            _ => None,
        };
        tags.iter().find_map(|tag| kind(tag)).unwrap_or(Self::Incident)
    }
}

/// How many records are excluded from figures, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exclusions {
    /// Planned work.
    pub maintenance: usize,
    /// Exercises.
    pub drills: usize,
    /// Tests of the tool.
    pub tests: usize,
    /// Incidents whose length is not recorded.
    pub not_recorded: usize,
    /// Incidents whose end is before their beginning.
    pub backwards: usize,
}

impl Exclusions {
    /// Counts a record by its kind; `true` when it is excluded, which an incident never is.
    pub fn by_kind(&mut self, kind: RecordKind) -> bool {
        match kind {
            RecordKind::Incident => return false,
            RecordKind::Maintenance => self.maintenance += 1,
            RecordKind::Drill => self.drills += 1,
            RecordKind::Test => self.tests += 1,
        }
        true
    }

    /// The observation; without one, the reason is counted.
    pub fn or_count(&mut self, observed: Result<Observation, ObservationError>) -> Option<Observation> {
        match observed {
            Ok(observation) => return Some(observation),
            Err(ObservationError::NotRecorded) => self.not_recorded += 1,
            Err(ObservationError::Backwards { .. }) => self.backwards += 1,
        }
        None
    }

    /// What is no incident, a part for each kind: `10 maintenance windows`, `1 drill`.
    #[must_use]
    pub fn kinds(&self) -> Vec<String> {
        counted_parts(&[
            (self.maintenance, "maintenance window", "maintenance windows"),
            (self.drills, "drill", "drills"),
            (self.tests, "test", "tests"),
        ])
    }

    /// `10 maintenance windows and 1 drill left out · 2 without a length`; empty when nothing is left out.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut parts = Vec::new();
        let kinds = self.kinds();
        if !kinds.is_empty() {
            parts.push(crate::text::listed(&kinds) + " left out");
        }
        parts.extend(counted_parts(&[
            (self.not_recorded, "without a recorded length", "without a recorded length"),
            (self.backwards, "with an end before its start", "with an end before their start"),
        ]));
        parts.join(" · ")
    }
}

/// What there is any of, counted.
fn counted_parts(counts: &[(usize, &str, &str)]) -> Vec<String> {
    let counts = counts.iter().filter(|(count, ..)| *count > 0);
    counts.map(|&(count, one, many)| crate::text::counted(count, one, many)).collect()
}

/// A length as a real number of milliseconds.
#[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
pub(super) const fn ms(length: Length) -> f64 {
    length.ms() as f64
}

/// A count as a real number.
#[expect(clippy::cast_precision_loss, reason = "counts of incidents stay far below 2^53")]
pub(super) const fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::super::example::{at, when};
    use super::*;

    #[test]
    fn anchors_are_read_as_they_are_written() {
        for (words, name) in [
            ("", "started → resolved"),
            ("detected", "detected → resolved"),
            ("..mitigated", "started → mitigated"),
            ("first_impact..acknowledged", "first impact → acknowledged"),
            ("acknowledged..resolved", "acknowledged → resolved"),
        ] {
            let anchors = Anchors::from_words(words).unwrap();
            assert_eq!(anchors.name(), name);
            assert_eq!(Anchors::from_words(&anchors.words()), Some(anchors));
        }
        for words in
            ["started..started", "detected..detected", "acknowledged..detected", "first impact", "x..resolved", ".."]
        {
            assert_eq!(Anchors::from_words(words).is_some(), words == "..", "{words}");
        }
    }

    #[test]
    fn an_open_incident_lasts_so_far_and_what_runs_backwards_is_none() {
        let now = at("2023-03-01T13:00Z");
        let (early, late) = (Some(when("2023-03-01T12:00Z")), Some(when("2023-03-01T12:40Z")));
        for (start, end, running, expected) in [
            (early, late, false, Ok((40, false))),
            (early, None, true, Ok((60, true))),
            (early, None, false, Err(ObservationError::NotRecorded)),
            (None, late, true, Err(ObservationError::NotRecorded)),
            (late, early, false, Err(ObservationError::Backwards { from: late.unwrap().at, to: early.unwrap().at })),
            (late, None, true, Ok((20, true))),
            (early, early, false, Ok((0, false))),
        ] {
            let observed = Observation::new(start, end, running, now);
            assert_eq!(observed.map(|o| (o.length.ms() / 60_000, o.open)), expected, "{start:?} {end:?}");
        }
    }

    #[test]
    fn exercises_and_planned_work_are_left_out_and_counted() {
        let mut left_out = Exclusions::default();
        let tags = |tag: &str| RecordKind::of_tags(&["database".into(), tag.into()]);
        for (tag, kind) in [
            ("Scheduled-Maintenance", RecordKind::Maintenance),
            ("maintenance", RecordKind::Maintenance),
            ("game_day", RecordKind::Drill),
            (" TEST ", RecordKind::Test),
            ("tests", RecordKind::Incident),
            ("load test", RecordKind::Incident),
        ] {
            assert_eq!(tags(tag), kind, "{tag}");
            assert_eq!(left_out.by_kind(kind), kind != RecordKind::Incident);
        }
        assert_eq!(
            left_out.or_count(Err(ObservationError::Backwards {
                from: at("2023-03-01T13:00Z"),
                to: at("2023-03-01T12:00Z")
            })),
            None
        );
        assert_eq!(
            left_out.sentence(),
            "2 maintenance windows, 1 drill and 1 test left out · 1 with an end before its start"
        );
        assert_eq!(Exclusions::default().sentence(), "");
    }
}

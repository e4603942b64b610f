//! Playing the story: a cursor that moves through time, and what was known at it. How long the page has been open is a
//! parameter.

use super::dated_clock;
use super::range::levels_in;
use faultline_core::incident::{Case, CauseIx, EventIx, EventKind, ImpactLevel};
use faultline_core::metrics::Durations;
use faultline_core::text;
use faultline_core::time::{Instant, Length, Span, Zone};

/// How long the whole story takes at the speed of 1, without its quiet time, in milliseconds.
const WHOLE_MS: i64 = 30_000;
/// The speeds: in halves, and their names.
pub const SPEEDS: [(u8, &str); 4] = [(1, "½×"), (2, "1×"), (4, "2×"), (8, "4×")];

/// A story under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Play {
    /// The moment that the story has come to.
    pub cursor: Instant,
    /// How fast it goes, in halves.
    pub speed: u8,
    /// From event to event, not sliding: for a reader who asked for less motion.
    pub stepwise: bool,
    /// While it runs: how long the page had been open when it began to, and how much of the way it had gone.
    since: Option<(Length, Length)>,
    extent: Span,
    /// Quiet time that is skipped: disjoint, in order.
    skipped: Vec<Span>,
}

impl Play {
    /// A story at its beginning, at rest.
    #[must_use]
    pub const fn new(extent: Span, skipped: Vec<Span>, stepwise: bool) -> Self {
        Self { cursor: extent.start(), speed: 2, stepwise, since: None, extent, skipped }
    }

    /// The cursor to the whole second: what a clock shows.
    #[must_use]
    pub fn clock(&self) -> Instant {
        self.cursor.plus(Length::from_ms(-self.cursor.ms().rem_euclid(1_000)))
    }

    /// `true` while the cursor moves by itself.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.since.is_some()
    }

    /// `true` at the end.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.cursor >= self.extent.end()
    }

    /// Runs on from the cursor, and from the beginning where it has come to the end.
    pub fn run(&mut self, open: Length) {
        if self.is_at_end() {
            self.cursor = self.extent.start();
        }
        self.since = Some((open, self.way_to(self.cursor)));
    }

    /// Rests at the cursor.
    pub const fn pause(&mut self) {
        self.since = None;
    }

    /// Rests at a moment.
    pub fn go_to(&mut self, at: Instant) {
        self.pause();
        self.cursor = at.max(self.extent.start()).min(self.extent.end());
    }

    /// Goes at another speed from here on.
    pub fn set_speed(&mut self, speed: u8, open: Length) {
        self.since = self.way_now(open).map(|way| (open, way));
        self.speed = speed;
    }

    /// Moves the cursor to where it is when the page has been open for so long; rests at the end.
    pub fn tick(&mut self, case: &Case, open: Length) {
        let Some(way) = self.way_now(open) else { return };
        if way >= self.way_to(self.extent.end()) {
            self.cursor = self.extent.end();
            self.pause();
            return;
        }
        let at = self.moment_at(way);
        let begun = case.chronology.partition_point(|ix| starts(case, *ix) <= at);
        let event = begun.checked_sub(1).and_then(|last| case.chronology.get(last));
        self.cursor = match event {
            Some(event) if self.stepwise => starts(case, *event).max(self.cursor),
            None if self.stepwise => self.cursor,
            _ => at,
        };
    }

    /// How much of the way it has gone when the page has been open for so long, which may be past the end; `None` at rest.
    fn way_now(&self, open: Length) -> Option<Length> {
        let (since, from) = self.since?;
        let whole = self.way_to(self.extent.end()).ms();
        let unit = 2 * WHOLE_MS;
        let elapsed = open.ms().saturating_sub(since.ms()).clamp(0, unit) * i64::from(self.speed);
        // In two parts, so that no product of a long story overflows.
        Some(Length::from_ms(
            from.ms().saturating_add(whole / unit * elapsed).saturating_add(whole % unit * elapsed / unit),
        ))
    }

    /// The causes that it has not come to yet.
    #[must_use]
    pub fn unknown_causes(&self, case: &Case) -> Vec<CauseIx> {
        let all = (0..case.incident.root_causes.len()).map(CauseIx::of);
        all.filter(|cause| !is_known(case, *cause, self.cursor)).collect()
    }

    /// How much of the way lies before a moment.
    fn way_to(&self, at: Instant) -> Length {
        let before = Span::between(self.extent.start(), at);
        let skipped = self.skipped.iter().filter_map(|quiet| quiet.clip(before)).map(|quiet| quiet.length().ms());
        Length::from_ms(before.length().ms() - skipped.sum::<i64>())
    }

    fn moment_at(&self, way: Length) -> Instant {
        let mut at = self.extent.start().plus(way);
        for quiet in &self.skipped {
            if at >= quiet.start() {
                at = at.plus(quiet.length());
            }
        }
        at
    }
}

/// What was known at a moment of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoFar {
    /// How many events have begun.
    pub events: usize,
    /// The latest of them.
    pub latest: Option<EventIx>,
    /// The time at each level so far; levels with none are left out.
    pub levels: Vec<(ImpactLevel, Length)>,
    /// All of it together.
    pub impact: Length,
    /// The level that holds now.
    pub level: Option<ImpactLevel>,
    /// The causes that are known, in the order they became so.
    pub known: Vec<CauseIx>,
}

impl SoFar {
    /// What was known at a moment.
    #[must_use]
    pub fn at(case: &Case, durations: &Durations, cursor: Instant) -> Self {
        let events = case.chronology.partition_point(|ix| starts(case, *ix) <= cursor);
        let levels = levels_in(&durations.levels, Span::between(Instant::FIRST, cursor));
        let mut known: Vec<CauseIx> = (0..case.incident.root_causes.len()).map(CauseIx::of).collect();
        known.retain(|cause| is_known(case, *cause, cursor));
        known.sort_by_key(|cause| known_from(case, *cause).unwrap_or(Instant::LAST));
        Self {
            events,
            latest: events.checked_sub(1).and_then(|last| case.chronology.get(last)).copied(),
            impact: levels.iter().fold(Length::ZERO, |sum, (_, length)| sum.plus(*length)),
            levels,
            level: durations.levels.iter().find(|level| level.span.contains(cursor)).map(|level| level.level),
            known,
        }
    }
}

impl SoFar {
    /// Names and values for a table: the running clock of each level, the events, the latest of them, the causes.
    #[must_use]
    pub fn in_words(&self, case: &Case, zone: &dyn Zone) -> Vec<(&'static str, String)> {
        let mut facts = vec![("Now", self.level.map_or("No impact", text::level_name).to_owned())];
        for (level, length) in &self.levels {
            let running = self.level == Some(*level);
            facts.push((text::level_name(*level), text::length_so_far(*length, running)));
        }
        if self.levels.len() > 1 {
            facts.push(("Impact", text::length_so_far(self.impact, self.level.is_some())));
        }
        facts.push(("Events", format!("{} of {}", self.events, case.chronology.len())));
        if let Some(event) = self.latest.and_then(|event| case.incident.timeline.get(event.at())) {
            facts.push(("Latest", text::announce_event(event, None, |at| dated_clock(at, case, zone, None))));
        }
        let causes = &case.incident.root_causes;
        if !causes.is_empty() {
            let known = self.known.iter().filter_map(|cause| causes.get(cause.at()));
            let titles: Vec<String> = known.map(|cause| text::display_title(&cause.title)).collect();
            facts.push(("Causes", text::known_causes_text(&titles, causes.len())));
        }
        facts
    }
}

/// Whether a cause is known at a moment.
fn is_known(case: &Case, cause: CauseIx, cursor: Instant) -> bool {
    known_from(case, cause).is_some_and(|from| from <= cursor)
}

/// From when on a cause is known: from the first event that shows it; where none with a time does, from the first
/// diagnosis; where there is none, from the last event.
fn known_from(case: &Case, cause: CauseIx) -> Option<Instant> {
    let shown = case.links.events_of_cause(cause).iter().filter_map(|event| case.event_span(*event)).map(Span::start);
    shown.min().or_else(|| {
        let is_diagnosis = |event: &&EventIx| {
            case.incident.timeline.get(event.at()).is_some_and(|event| event.kind == EventKind::Diagnosis)
        };
        let event = case.chronology.iter().find(is_diagnosis).or(case.chronology.last())?;
        Some(starts(case, *event))
    })
}

fn starts(case: &Case, event: EventIx) -> Instant {
    case.event_span(event).map_or(Instant::FIRST, Span::start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{at, case, durations, span};
    use faultline_core::time::FixedZone;

    fn seconds(seconds: i64) -> Length {
        Length::from_ms(seconds * 1_000)
    }

    fn story(skipped: Vec<Span>) -> Play {
        Play::new(span("12:00", "16:00"), skipped, false)
    }

    #[test]
    fn the_whole_story_takes_thirty_seconds_at_the_speed_of_one() {
        let case = case();
        for (speed, after, cursor) in
            [(2, 15, "14:00"), (2, 30, "16:00"), (1, 30, "14:00"), (4, 5, "13:20"), (8, 1, "12:32"), (2, -5, "12:00")]
        {
            let mut play = story(Vec::new());
            play.speed = speed;
            play.run(seconds(100));
            play.tick(&case, seconds(100 + after));
            assert_eq!(play.cursor, at(cursor), "{after} s at {speed} halves");
            assert_eq!(play.is_running(), cursor != "16:00", "it ends at the end");
        }
    }

    #[test]
    fn quiet_time_is_skipped_and_costs_nothing() {
        let case = case();
        let mut play = story(vec![span("12:00", "13:00"), span("14:00", "15:00")]);
        play.run(seconds(0));
        for (after, cursor) in [(0, "13:00"), (7, "13:28"), (15, "15:00"), (22, "15:28"), (30, "16:00")] {
            play.tick(&case, seconds(after));
            assert_eq!(play.cursor, at(cursor), "after {after} s");
        }
    }

    #[test]
    fn a_pause_and_another_speed_go_on_from_where_it_is() {
        let case = case();
        let mut play = story(Vec::new());
        play.run(seconds(0));
        play.tick(&case, seconds(15));
        play.pause();
        play.tick(&case, seconds(20));
        assert_eq!(play.cursor, at("14:00"));
        play.run(seconds(50));
        play.set_speed(4, seconds(50));
        play.tick(&case, seconds(55));
        assert_eq!(play.cursor, at("15:20"));
        play.go_to(at("23:00"));
        assert!(play.is_at_end() && !play.is_running());
        play.run(seconds(60));
        assert_eq!(play.cursor, at("12:00"), "again from the beginning");
    }

    #[test]
    fn with_less_motion_it_goes_from_event_to_event() {
        let case = case();
        let mut play = story(Vec::new());
        play.stepwise = true;
        play.run(seconds(0));
        play.set_speed(2, seconds(1));
        assert_eq!(play.cursor, at("12:00"), "another speed is no step");
        for (after, cursor) in [(1, "12:00"), (11, "12:00"), (12, "13:30"), (14, "13:45"), (29, "15:30"), (30, "16:00")]
        {
            play.tick(&case, seconds(after));
            assert_eq!(play.cursor, at(cursor), "after {after} s");
        }
    }

    #[test]
    fn a_story_of_no_length_or_of_ten_thousand_years_ends() {
        let case = case();
        for extent in [span("12:00", "12:00"), Span::between(Instant::FIRST, Instant::LAST)] {
            let mut play = Play::new(extent, Vec::new(), false);
            play.speed = 8;
            play.run(seconds(0));
            play.tick(&case, seconds(3));
            play.tick(&case, seconds(1_000_000));
            assert!(play.is_at_end() && !play.is_running());
        }
    }

    #[test]
    fn what_is_known_grows_with_the_cursor() {
        let case = case();
        let durations = durations(&case);
        let minutes = Length::from_minutes;
        for (cursor, events, impact, outage, level, causes) in [
            ("11:00", 0, 0, None, None, 0),
            ("12:00", 1, 0, None, None, 1),
            ("13:29", 1, 0, None, None, 1),
            ("13:45", 3, 15, None, Some(ImpactLevel::Degraded), 2),
            ("15:12", 5, 102, Some(12), Some(ImpactLevel::Full), 4),
            ("15:30", 6, 120, Some(30), None, 4),
            ("16:00", 7, 120, Some(30), None, 4),
        ] {
            let so_far = SoFar::at(&case, &durations, at(cursor));
            assert_eq!(so_far.events, events, "{cursor}");
            assert_eq!(so_far.latest.map_or(0, |event| event.at() + 1), events, "{cursor}");
            assert_eq!(so_far.impact, minutes(impact), "{cursor}");
            let full = so_far.levels.iter().find(|(level, _)| *level == ImpactLevel::Full).map(|(_, length)| *length);
            assert_eq!(full, outage.map(minutes), "{cursor}");
            assert_eq!(so_far.level, level, "{cursor}");
            assert_eq!(so_far.known.len(), causes, "{cursor}: {:?}", so_far.known);
        }
    }

    #[test]
    fn the_running_clock_is_so_far_and_the_stopped_one_is_not() {
        let case = case();
        let durations = durations(&case);
        let at = |clock: &str| SoFar::at(&case, &durations, at(clock)).in_words(&case, &FixedZone::utc());
        assert_eq!(
            at("15:12"),
            [
                ("Now", "Outage".to_owned()),
                ("Outage", "12 min so far".to_owned()),
                ("Degraded", "1 h 30 min".to_owned()),
                ("Impact", "1 h 42 min so far".to_owned()),
                ("Events", "5 of 7".to_owned()),
                ("Latest", "15:00, symptom, No failover; server down".to_owned()),
                (
                    "Causes",
                    "4 of 4 known: Unexpected surge in traffic; Bug overloads the server past a traffic threshold; \
                     Teams communicated late and apart; Redundancy too weak for the surge"
                        .to_owned()
                ),
            ]
        );
        let before = at("11:00");
        assert_eq!(before[0], ("Now", "No impact".to_owned()));
        assert_eq!(before.last(), Some(&("Causes", "0 of 4 known".to_owned())));
        assert_eq!(before.len(), 3);
    }
}

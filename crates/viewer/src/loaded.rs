//! Everything that is known of one incident once it is read.

use std::sync::Arc;

use faultline_core::findings::{self, Finding, FindingKind, ReadFrom};
use faultline_core::formats::{self, Conversion, DocumentReading, ReadError, Reading};
use faultline_core::incident::{Case, Problem, join};
use faultline_core::metrics::{self, Durations, LevelSpan};
use faultline_core::pace::{NoPause, Pace, Progress, Stopped, run_now};
use faultline_core::time::{FixedZone, Instant, Zone, ZoneSource};
use faultline_core::timeline::{Bands, Folds, Index, Indexing, PhaseSpan, ServiceBand, Shade};

/// One incident, read, joined and measured.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The name of its file, or its address.
    pub name: String,
    /// The incident and its links.
    pub case: Case,
    /// What could not be read as meant.
    pub problems: Vec<Problem>,
    /// What it was read from.
    pub read_from: ReadFrom,
    /// What became of the fields of foreign formats; none for a file of version 1.
    pub conversions: Vec<Conversion>,
    /// What each line of a document became; `None` for a file that is none.
    pub document: Option<Box<DocumentReading>>,
    /// The zone of the file's local times.
    pub zone: Arc<dyn Zone>,
    /// When it was read.
    pub read_at: Instant,
    /// All its events, arranged for looking up.
    pub index: Arc<Index>,
    /// The quiet time that is folded away at first.
    pub folds: Folds,
}

impl Loaded {
    /// A case that was read at a moment and measured then.
    #[must_use]
    pub fn of(
        name: String,
        case: Case,
        problems: Vec<Problem>,
        zone: Arc<dyn Zone>,
        read_at: Instant,
        index: Index,
        durations: &Durations,
    ) -> Self {
        let folds = Folds::of(&case, &bands(&case, durations, read_at));
        Self {
            name,
            case,
            problems,
            read_from: ReadFrom::IncidentFile,
            conversions: Vec::new(),
            document: None,
            zone,
            read_at,
            index: Arc::new(index),
            folds,
        }
    }

    /// Its durations at a moment.
    #[must_use]
    pub fn durations(&self, now: Instant) -> Durations {
        metrics::durations(&self.case, now)
    }

    /// What the postmortem leaves open, as of the moment of reading.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let durations = self.durations(self.read_at);
        let mut found = findings::findings_in(&self.case, &durations, self.read_at, self.zone.as_ref());
        // Other formats say in what zone their times are, or a problem says that they do not.
        if self.read_from == ReadFrom::AnotherFormat {
            found.retain(|finding| finding.kind != FindingKind::NoTimeZone);
        }
        found
    }

    /// What the timeline draws as bands.
    #[must_use]
    pub fn bands(&self, durations: &Durations, now: Instant) -> Bands {
        bands(&self.case, durations, now)
    }
}

fn bands(case: &Case, durations: &Durations, now: Instant) -> Bands {
    let phases = metrics::phases(durations, case, now).into_iter();
    let flat = |level: &LevelSpan| Some((level.span, Shade::of(level.level)?, level.so_far));
    let services = metrics::service_impacts(case, now).into_iter();
    let services = services
        .map(|of| ServiceBand { name: of.name, impacts: of.levels.iter().filter_map(flat).collect() })
        .collect();
    let levelled: Vec<_> = durations.levels.iter().map(|level| level.span).collect();
    let unknown = metrics::uncovered(&metrics::unlevelled(case, now), &levelled).into_iter();
    let mut impacts: Vec<_> = durations.levels.iter().filter_map(flat).collect();
    impacts.extend(unknown.map(|span| (span, Shade::Unknown, false)));
    impacts.sort_by_key(|(span, ..)| span.start());
    Bands { services, phases: phases.map(|(phase, span, open)| PhaseSpan { phase, span, open }).collect(), impacts }
}

/// Reads bytes into everything that is known of them.
///
/// # Errors
/// [`ReadError`] when they are not an incident at all.
pub fn load(bytes: &[u8], name: &str, zones: &dyn ZoneSource, now: Instant) -> Result<Loaded, ReadError> {
    run_now(prepare(formats::read(bytes, name, zones)?, name, zones, now, &NoPause)).map_err(ReadError::from)
}

/// Joins, indexes and measures what was read of a file of that name or address.
///
/// # Errors
/// [`Stopped`] when `pace` ended the work.
pub async fn prepare(
    reading: Reading,
    name: &str,
    zones: &dyn ZoneSource,
    now: Instant,
    pace: &impl Pace,
) -> Result<Loaded, Stopped> {
    /// How many events are indexed between two pauses.
    const STEP: usize = 4096;
    let Reading { incident, mut problems, conversions, document, origin } = reading;
    let (case, unjoined) = join(incident, pace).await?;
    problems.extend(unjoined);
    let mut indexing = Indexing::new(&case, true);
    let index = loop {
        pace.pause(Progress::default()).await?;
        if let Some(index) = indexing.step(&case, &|_| true, STEP) {
            break index;
        }
    };
    pace.pause(Progress::default()).await?;
    let durations = metrics::durations(&case, now);
    pace.pause(Progress::default()).await?;
    let zone = case.incident.time_zone.as_deref().and_then(|name| zones.zone(name));
    let zone = zone.unwrap_or_else(|| Arc::new(FixedZone::utc()));
    let loaded = Loaded::of(name.to_owned(), case, problems, zone, now, index, &durations);
    let read_from = if origin.is_some() { ReadFrom::AnotherFormat } else { ReadFrom::IncidentFile };
    Ok(Loaded { read_from, conversions, document, ..loaded })
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::time::NativeZones;
    use std::cell::Cell;

    /// Counts pauses, and stops the work at one of them.
    struct Count {
        pauses: Cell<usize>,
        last: usize,
    }

    impl Pace for Count {
        async fn pause(&self, progress: Progress) -> Result<(), Stopped> {
            assert!(progress.total.is_none_or(|total| progress.done <= total), "{progress:?}");
            self.pauses.set(self.pauses.get() + 1);
            if self.pauses.get() < self.last { Ok(()) } else { Err(Stopped) }
        }
    }

    #[test]
    fn an_impact_without_a_level_is_drawn_where_no_other_is() {
        let text = r#"{"title":"x","impacts":[
            {"start":"2023-03-01T12:00Z","end":"2023-03-01T14:00Z"},
            {"start":"2023-03-01T12:30Z","end":"2023-03-01T13:00Z","level":"partial"}]}"#;
        let now = Instant::from_ms(1_800_000_000_000);
        let loaded = load(text.as_bytes(), "a.json", &NativeZones, now).unwrap();
        let bands = loaded.bands(&loaded.durations(now), now);
        let drawn: Vec<_> = bands.impacts.iter().map(|(span, shade, _)| (span.length().to_string(), *shade)).collect();
        let expected = [("30 min", Shade::Unknown), ("30 min", Shade::Partial), ("1 h", Shade::Unknown)];
        assert_eq!(drawn, expected.map(|(length, shade)| (length.to_owned(), shade)));
    }

    #[test]
    fn loading_with_pauses_loads_what_loading_at_once_does_and_can_be_stopped_at_each() {
        let text = include_str!("../../../public/incidents/checkout-dst-2025-10-26.json");
        let now = Instant::from_ms(1_800_000_000_000);
        let load_by = |pace: &Count| {
            run_now(async {
                let reading = formats::open(text, "a.json", formats::ReadOptions::NONE, &NativeZones, pace)
                    .await?
                    .into_incident()?;
                Ok::<_, ReadError>(prepare(reading, "a.json", &NativeZones, now, pace).await?)
            })
        };
        let whole = load(text.as_bytes(), "a.json", &NativeZones, now).unwrap();
        let pace = Count { pauses: Cell::new(0), last: usize::MAX };
        let loaded = load_by(&pace).unwrap();
        assert_eq!(loaded.case, whole.case);
        assert_eq!((&loaded.problems, loaded.findings()), (&whole.problems, whole.findings()));
        assert_eq!((loaded.name.as_str(), loaded.zone.name()), ("a.json", "Europe/Berlin"));
        assert!(pace.pauses.get() > 3);
        for last in 1..=pace.pauses.get() {
            let stopped = load_by(&Count { pauses: Cell::new(0), last });
            assert!(matches!(stopped, Err(ReadError::Stopped)), "{last}");
        }
    }
}

//! Everything that is known of one incident once it is read. Must never hold what changes while the page is open.

use std::sync::Arc;

use crate::formats::{self, ReadError};
use crate::incident::{Case, Problem};
use crate::metrics::{self, Durations, Finding};
use crate::time::{FixedZone, Instant, Zone, ZoneSource};
use crate::timeline::{Bands, Folds, PhaseSpan};

/// One incident, read, joined and measured.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The name of its file, or its address.
    pub name: String,
    /// The incident and its links.
    pub case: Case,
    /// What could not be read as meant.
    pub problems: Vec<Problem>,
    /// What the postmortem leaves open, as of the moment of reading.
    pub findings: Vec<Finding>,
    /// The zone of the file's local times.
    pub zone: Arc<dyn Zone>,
    /// When it was read.
    pub read_at: Instant,
}

impl Loaded {
    /// Its durations at a moment.
    #[must_use]
    pub fn durations(&self, now: Instant) -> Durations {
        metrics::durations(&self.case, now)
    }

    /// What the timeline draws as bands.
    #[must_use]
    pub fn bands(&self, durations: &Durations, now: Instant) -> Bands {
        let phases = metrics::phases(durations, &self.case, now).into_iter();
        Bands {
            phases: phases.map(|(phase, span, open)| PhaseSpan { phase, span, open }).collect(),
            impacts: durations.levels.iter().map(|level| (level.span, level.level, level.so_far)).collect(),
        }
    }

    /// The quiet time that is folded away at first.
    #[must_use]
    pub fn folds(&self, now: Instant) -> Folds {
        Folds::of(&self.case, &self.bands(&self.durations(now), now))
    }

    /// How many problems are more than notes.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problems.iter().filter(|problem| !problem.is_note()).count()
    }
}

/// Reads bytes into everything that is known of them.
///
/// # Errors
/// [`ReadError`] when they are not an incident at all.
pub fn load(bytes: &[u8], name: &str, zones: &dyn ZoneSource, now: Instant) -> Result<Loaded, ReadError> {
    let formats::Reading { incident, mut problems } = formats::read(bytes, name, zones)?;
    let (case, unjoined) = Case::join(incident);
    problems.extend(unjoined);
    let zone =
        case.incident.time_zone.as_deref().and_then(|name| zones.zone(name)).unwrap_or(Arc::new(FixedZone::utc()));
    let durations = metrics::durations(&case, now);
    let findings = metrics::findings_in(&case, &durations, now, zone.as_ref());
    Ok(Loaded { name: name.to_owned(), case, problems, findings, zone, read_at: now })
}

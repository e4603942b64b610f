//! Everything that is known of one incident once it is read. Must never hold what changes while the page is open.

use std::sync::Arc;

use faultline_core::formats::{Loading, ReadError, Reading, text_of};
use faultline_core::incident::{Case, Joining, Problem};
use faultline_core::metrics::{self, Durations, Finding};
use faultline_core::time::{FixedZone, Instant, Zone, ZoneSource};
use faultline_core::timeline::{Bands, Folds, Index, Indexing, PhaseSpan};

/// One incident, read, joined and measured.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The name of its file, or its address.
    pub name: String,
    /// The incident and its links.
    pub case: Case,
    /// What could not be read as meant.
    pub problems: Vec<Problem>,
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
        Self { name, case, problems, zone, read_at, index: Arc::new(index), folds }
    }

    /// Its durations at a moment.
    #[must_use]
    pub fn durations(&self, now: Instant) -> Durations {
        metrics::durations(&self.case, now)
    }

    /// What the postmortem leaves open, as of the moment of reading.
    #[must_use]
    #[inline(never)]
    pub fn findings(&self) -> Vec<Finding> {
        metrics::findings_in(&self.case, &self.durations(self.read_at), self.read_at, self.zone.as_ref())
    }

    /// What the timeline draws as bands.
    #[must_use]
    pub fn bands(&self, durations: &Durations, now: Instant) -> Bands {
        bands(&self.case, durations, now)
    }

    /// How many problems are more than notes.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problems.iter().filter(|problem| !problem.is_note()).count()
    }
}

fn bands(case: &Case, durations: &Durations, now: Instant) -> Bands {
    let phases = metrics::phases(durations, case, now).into_iter();
    Bands {
        phases: phases.map(|(phase, span, open)| PhaseSpan { phase, span, open }).collect(),
        impacts: durations.levels.iter().map(|level| (level.span, level.level, level.so_far)).collect(),
    }
}

/// Reads bytes into everything that is known of them.
///
/// # Errors
/// [`ReadError`] when they are not an incident at all.
pub fn load(bytes: &[u8], name: &str, zones: &dyn ZoneSource, now: Instant) -> Result<Loaded, ReadError> {
    let mut load = Load::new(name, text_of(bytes.to_vec())?);
    loop {
        if let Some(loaded) = load.step(zones, now, usize::MAX)? {
            return Ok(loaded);
        }
    }
}

/// A load under way: the same in steps, each over soon, so that the page can paint and be stopped in between.
pub struct Load {
    name: String,
    stage: Stage,
    problems: Vec<Problem>,
}

/// What is done of a load, one after the other.
enum Stage {
    Reading(Box<Loading>),
    Joining(Box<Joining>),
    Indexing(Box<(Case, Indexing)>),
    Measuring(Box<(Case, Index)>),
    Folding(Box<(Case, Index, Durations)>),
}

impl Load {
    /// Before the first step, with the text of a file of that name or address.
    #[must_use]
    pub fn new(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), stage: Stage::Reading(Box::new(Loading::new(name, text))), problems: Vec::new() }
    }

    /// How many events were read, and about how many there will be; `None` once all were.
    #[must_use]
    pub fn events(&self) -> Option<(usize, usize)> {
        let Stage::Reading(loading) = &self.stage else { return None };
        let (read, bytes, events) = loading.progress();
        let about = (events as u64 * bytes as u64).checked_div(read as u64);
        let about = about.and_then(|about| usize::try_from(about).ok()).unwrap_or(events);
        Some((events, about.max(events)))
    }

    /// One step: about so many bytes read, or a sixteenth as many events joined. `None` until it is done, after which
    /// nothing may be asked.
    ///
    /// # Errors
    /// [`ReadError`] when the file is not an incident at all.
    pub fn step(&mut self, zones: &dyn ZoneSource, now: Instant, bytes: usize) -> Result<Option<Loaded>, ReadError> {
        self.stage = match &mut self.stage {
            Stage::Reading(loading) => {
                let Some(Reading { incident, problems }) = loading.step(zones, bytes)? else { return Ok(None) };
                self.problems = problems;
                Stage::Joining(Box::new(Joining::new(incident)))
            }
            Stage::Joining(joining) => {
                let Some((case, unjoined)) = joining.step(bytes / 16) else { return Ok(None) };
                self.problems.extend(unjoined);
                let indexing = Indexing::new(&case, true);
                Stage::Indexing(Box::new((case, indexing)))
            }
            Stage::Indexing(under_way) => {
                let (case, indexing) = &mut **under_way;
                let Some(index) = indexing.step(case, &|_| true, bytes / 16) else { return Ok(None) };
                Stage::Measuring(Box::new((std::mem::take(case), index)))
            }
            Stage::Measuring(done) => {
                let (case, index) = std::mem::take(&mut **done);
                let durations = metrics::durations(&case, now);
                Stage::Folding(Box::new((case, index, durations)))
            }
            Stage::Folding(done) => {
                let (case, index, durations) = std::mem::take(&mut **done);
                let zone = case.incident.time_zone.as_deref().and_then(|name| zones.zone(name));
                let zone = zone.unwrap_or(Arc::new(FixedZone::utc()));
                let (name, problems) = (std::mem::take(&mut self.name), std::mem::take(&mut self.problems));
                return Ok(Some(Loaded::of(name, case, problems, zone, now, index, &durations)));
            }
        };
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::time::NativeZones;

    #[test]
    fn steps_of_any_size_load_what_one_step_loads() {
        let text = include_str!("../../../public/incidents/checkout-dst-2025-10-26.json");
        let now = Instant::from_ms(1_800_000_000_000);
        let whole = load(text.as_bytes(), "a.json", &NativeZones, now).unwrap();
        for size in [1, 7, 100, 1000, 5000] {
            let mut load = Load::new("a.json", text.to_owned());
            let (mut steps, mut about) = (0, Vec::new());
            let loaded = loop {
                if let Some(loaded) = load.step(&NativeZones, now, size).unwrap() {
                    break loaded;
                }
                steps += 1;
                about.extend(load.events());
            };
            assert_eq!(loaded.case, whole.case, "{size}");
            assert_eq!((&loaded.problems, loaded.findings()), (&whole.problems, whole.findings()), "{size}");
            assert_eq!((loaded.name.as_str(), loaded.zone.name()), ("a.json", "Europe/Berlin"));
            assert!(steps > 70 / size, "{steps} steps of {size}");
            assert!(about.is_sorted_by_key(|(events, _)| *events));
            assert!(about.iter().all(|(events, about)| about >= events));
        }
    }
}

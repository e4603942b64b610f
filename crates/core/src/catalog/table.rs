//! The measurements of each incident that do not depend on a choice of the reader.

use std::collections::{HashMap, HashSet};

use super::{Names, unanswered};
use crate::formats::Entry;
use crate::incident::{CauseRole, ImpactIx, ImpactLevel, Incident, Milestone, Problem, Status, When, backward_impacts};
use crate::metrics::{
    Anchors, Doubt, DoubtKind, LevelSpan, Measured, Observation, ObservationError, RecordKind, StartAnchor, by_level,
    measure, runs_on, time_at, total, union,
};
use crate::time::{Instant, Length, Span};

/// A stretch in which a service was hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The stretch.
    pub span: Span,
    /// How badly.
    pub level: ImpactLevel,
    /// `true` when its end is `now`, standing for an end that has not come.
    pub so_far: bool,
    /// The service, by its number in [`Table::services`]; `None` where the impact names none, which hits all those of
    /// the incident.
    pub service: Option<u32>,
}

/// One incident, measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it stands in the catalog's entries.
    pub entry: u32,
    /// When it was, for lists and periods: started, else the first moment known.
    pub began: Option<Instant>,
    /// Whether it counts in figures.
    pub kind: RecordKind,
    /// Its status.
    pub status: Option<Status>,
    /// Its severity's number in [`Table::severities`].
    pub severity: Option<u32>,
    /// The numbers of its services in [`Table::services`].
    pub services: Vec<u32>,
    /// The roles of its causes, a bit each by the order of the vocabulary; the last bit is for causes without one.
    pub roles: u8,
    /// How many causes are known; an index may leave them out and only count them.
    pub causes: u32,
    /// How many of them no action answers that was not dropped.
    pub unanswered: u32,
    /// The worst level of its impacts, `none` among them; `None` when no impact has a level.
    pub worst: Option<ImpactLevel>,
    /// Its impacts with a level and a stretch of time, one for each service they name, in the order of those; first those that
    /// name none.
    pub hits: Vec<Hit>,
    /// What of its impact is not known; of impacts on any service.
    pub doubts: Vec<Doubt>,
    /// `true` while the record says that it is not over.
    pub going_on: bool,
    moments: [Option<When>; 5],
    /// Something in it is still to come.
    ahead: bool,
}

impl Row {
    /// The moment of a milestone.
    #[must_use]
    pub fn moment(&self, milestone: Milestone) -> Option<Instant> {
        self.when(milestone).map(|when| when.at)
    }

    fn when(&self, milestone: Milestone) -> Option<When> {
        self.moments.get(milestone as usize).copied().flatten()
    }

    /// Its length between two moments of the reader's choice; an end that has not come is `now`, so far.
    ///
    /// # Errors
    /// A moment that is not recorded; an end before the beginning.
    pub fn observe(&self, anchors: Anchors, now: Instant) -> Result<Observation, ObservationError> {
        let start = match anchors.from {
            StartAnchor::Started => self.when(Milestone::Started),
            StartAnchor::Detected => self.when(Milestone::Detected),
            StartAnchor::Acknowledged => self.when(Milestone::Acknowledged),
            StartAnchor::FirstImpact => {
                let hits = self.hits.iter().filter(|hit| hit.level != ImpactLevel::None && !hit.span.is_empty());
                let first = hits.map(|hit| hit.span.start()).min();
                let to_the_day = |doubt: &Doubt| doubt.kind == DoubtKind::DayOnly && Some(doubt.span.start()) == first;
                first.map(|at| When { at, day_only: self.doubts.iter().any(to_the_day) })
            }
        };
        let runs_on = runs_on(anchors.to, self.going_on, self.status);
        Observation::new(start, self.when(anchors.to), runs_on, now)
    }

    /// What of it hit a service; of every service for `None`.
    pub fn hits_of(&self, service: Option<u32>) -> impl Iterator<Item = LevelSpan> {
        let named = self.hits.partition_point(|hit| hit.service.is_none());
        let (on_all, on_some) = self.hits.split_at_checked(named).unwrap_or_default();
        let on_it = service.map_or(on_some, |_| {
            let from = on_some.partition_point(|hit| hit.service < service);
            let to = on_some.partition_point(|hit| hit.service <= service);
            on_some.get(from..to).unwrap_or_default()
        });
        on_all.iter().chain(on_it).map(|hit| LevelSpan::new(hit.span, hit.level, hit.so_far))
    }

    /// How long it was hit at all: the figure "Impact" of one incident.
    #[must_use]
    pub fn impact(&self) -> Length {
        let spans: Vec<Span> =
            self.hits.iter().filter(|hit| hit.level != ImpactLevel::None).map(|hit| hit.span).collect();
        total(&union(&spans))
    }

    /// How long it was hit at a level that no worse one covered.
    #[must_use]
    pub fn time_at(&self, level: ImpactLevel) -> Length {
        time_at(&by_level(&self.hits_of(None).collect::<Vec<_>>()), level)
    }

    /// `true` when its figures depend on `now`.
    #[must_use]
    pub fn depends_on_now(&self) -> bool {
        self.going_on || self.ahead || self.hits.iter().any(|hit| hit.so_far)
    }
}

/// Many incidents, measured at a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// A row for each entry, in their order.
    pub rows: Vec<Row>,
    /// The services, by what people call them.
    pub services: Names,
    /// The severities, in the organisation's words.
    pub severities: Names,
    /// Their ranks, 1 (worst) to 5, by number.
    pub ranks: Vec<Option<u8>>,
    /// Impacts that end before they start, with the number of their row: they count in no figure.
    pub problems: Vec<(u32, Problem)>,
}

impl Table {
    /// Measures every entry.
    #[must_use]
    pub fn of(entries: &[Entry], now: Instant) -> Self {
        let mut table = Self::default();
        for entry in entries {
            table.add(entry, now);
        }
        table
    }

    /// Measures one more entry: the next one of the catalog. The page does this in slices.
    pub fn add(&mut self, entry: &Entry, now: Instant) {
        let at = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let row = self.measure(entry, at, now);
        self.rows.push(row);
        self.problems.extend(backward_impacts(&entry.incident).map(|problem| (at, problem)));
    }

    /// Measures again the incidents that depend on `now`.
    pub fn update(&mut self, entries: &[Entry], now: Instant) {
        for at in 0..self.rows.len() {
            if let (Some(true), Some(entry)) = (self.rows.get(at).map(Row::depends_on_now), entries.get(at)) {
                let row = self.measure(entry, u32::try_from(at).unwrap_or(u32::MAX), now);
                if let Some(slot) = self.rows.get_mut(at) {
                    *slot = row;
                }
            }
        }
    }

    fn measure(&mut self, entry: &Entry, at: u32, now: Instant) -> Row {
        let incident = &entry.incident;
        let Measured { moments, going_on, impacts, doubts } = measure(incident, now);
        let ends = incident.impacts.iter().flat_map(|impact| [impact.start, impact.end]);
        let ahead = ends.chain(moments).flatten().any(|when| when.latest() > now);
        let mut row = Row {
            entry: at,
            began: moments
                .get(Milestone::Started as usize)
                .copied()
                .flatten()
                .map(|when| when.at)
                .or_else(|| entry.began()),
            kind: RecordKind::of_tags(&incident.tags),
            status: incident.status,
            severity: None,
            services: Vec::with_capacity(incident.services.len()),
            roles: 0,
            causes: u32::try_from(incident.root_causes.len()).unwrap_or(u32::MAX),
            unanswered: u32::try_from(unanswered(incident).count()).unwrap_or(u32::MAX),
            worst: incident.impacts.iter().filter_map(|impact| impact.level).min(),
            hits: Vec::with_capacity(incident.impacts.len()),
            doubts,
            going_on,
            moments,
            ahead,
        };
        if let Some(severity) = &incident.severity {
            let number = self.severities.number(&severity.word);
            if self.ranks.len() == number as usize {
                self.ranks.push(severity.rank);
            }
            row.severity = Some(number);
        }
        self.hit(incident, &impacts, &mut row);
        for cause in &incident.root_causes {
            row.roles |= 1 << cause.role.map_or(CauseRole::ALL.len(), |role| role as usize);
        }
        row
    }

    /// The services of an incident, and what hit them.
    fn hit(&mut self, incident: &Incident, impacts: &[(ImpactIx, LevelSpan)], row: &mut Row) {
        let numbers: Vec<u32> = incident.services.iter().map(|service| self.services.number(&service.name)).collect();
        row.services.extend(&numbers);
        let ids = incident.services.iter().map(|service| &*service.id).zip(numbers);
        // Of an id that stands twice, the first is meant.
        let by_id: HashMap<&str, u32> = ids.rev().collect();
        for (ix, LevelSpan { span, level, so_far }) in impacts {
            let Some(impact) = incident.impacts.get(ix.at()) else { continue };
            let mut hit = Hit { span: *span, level: *level, so_far: *so_far, service: None };
            if impact.services.is_empty() {
                row.hits.push(hit);
            }
            for id in &impact.services {
                let number = by_id.get(&**id).copied().unwrap_or_else(|| self.services.number(id));
                row.services.push(number);
                hit.service = Some(number);
                row.hits.push(hit);
            }
        }
        row.hits.sort_by_key(|hit| hit.service);
        // Each once, in the order in which they were named.
        if row.services.len() > 1 {
            let mut seen = HashSet::with_capacity(row.services.len());
            row.services.retain(|number| seen.insert(*number));
        }
    }
}

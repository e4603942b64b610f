//! Times, and the zone that local ones are in. Must never know which keys hold a time.

use std::sync::Arc;

use super::{From, Reader, Way, quote};
use crate::formats::json::{Cursor, Malformed};
use crate::incident::{ProblemKind, When};
use crate::time::{FixedZone, Instant, ParsedTime, TimeError, Zone, read_time, resolve_local};

impl<'a> Reader<'a> {
    /// A time; a local one is a moment in the file's zone.
    pub fn time(&mut self) -> Result<Option<When>, Malformed> {
        let Some(text) = self.text("a time as text")? else { return Ok(None) };
        if let Some(at) = self.dates.plain_time(text.as_bytes()) {
            return Ok(Some(When { at, day_only: false }));
        }
        let when = match read_time(&text) {
            Ok(ParsedTime::Moment(at)) => Ok(When { at, day_only: false }),
            Ok(ParsedTime::Local(local)) => self.resolve(local, &text).map(|at| When { at, day_only: false }),
            Ok(ParsedTime::Day(midnight)) => self.resolve(midnight, &text).map(|at| When { at, day_only: true }),
            Err(why) => Err(why),
        };
        Ok(when.map_err(|why| self.report(ProblemKind::BadTime { found: quote(&text), why })).ok())
    }

    fn resolve(&mut self, local: Instant, text: &str) -> Result<Instant, TimeError> {
        const DAY_MS: i64 = 86_400_000;
        let day = local.ms().div_euclid(DAY_MS);
        if let Some((steady_day, offset)) = self.steady
            && steady_day == day
        {
            return in_range(Instant::from_ms(local.ms() - offset.ms()));
        }
        let zone = self.zone();
        // Asking a zone is dear in a browser, and most events fall on days without a clock change.
        let before = zone.offset(Instant::from_ms((day - 1) * DAY_MS));
        if before == zone.offset(Instant::from_ms((day + 2) * DAY_MS)) {
            self.steady = Some((day, before));
            return in_range(Instant::from_ms(local.ms() - before.ms()));
        }
        let resolved = resolve_local(local, zone.as_ref());
        let at = in_range(resolved.at)?;
        if let Some(doubt) = resolved.clock_change {
            self.report(ProblemKind::DoubtfulTime { found: quote(text), doubt, read_as: at });
        }
        Ok(at)
    }

    /// The zone of the file, as far as it is known.
    fn zone(&mut self) -> Arc<dyn Zone> {
        if let Some(zone) = &self.zone {
            return Arc::clone(zone);
        }
        if let From::Start(start) = self.from {
            return self.settle_zone(find_zone(start).ok().flatten());
        }
        self.assumed_utc = true;
        Arc::new(FixedZone::utc())
    }

    /// Settles the file's zone from the value of `time_zone`, and reports a name that nobody knows.
    pub(super) fn settle_zone(&mut self, value: Option<Cursor<'a>>) -> Arc<dyn Zone> {
        let name = value.and_then(|mut value| match value.peek() {
            Some(b'"') => value.string().ok(),
            _ => None,
        });
        let mut zone: Arc<dyn Zone> = Arc::new(FixedZone::utc());
        if let Some(name) = name.map(|name| name.text().0) {
            if let Some(known) = self.zones.zone(&name) {
                zone = known;
            } else {
                let way = std::mem::replace(&mut self.way, vec![Way::Key("time_zone")]);
                self.report(ProblemKind::UnknownZone { found: quote(&name) });
                self.way = way;
            }
        }
        self.zone = Some(Arc::clone(&zone));
        zone
    }
}

fn in_range(at: Instant) -> Result<Instant, TimeError> {
    if (Instant::FIRST..=Instant::LAST).contains(&at) { Ok(at) } else { Err(TimeError::Year) }
}

/// The place of the value of `time_zone` in the outermost object.
fn find_zone(mut cursor: Cursor<'_>) -> Result<Option<Cursor<'_>>, Malformed> {
    cursor.peek();
    let mut more = cursor.enter(b'}');
    while more {
        if cursor.key()?.text().0 == "time_zone" {
            return Ok(Some(cursor));
        }
        cursor.skip()?;
        more = cursor.another(b'}')?;
    }
    Ok(None)
}

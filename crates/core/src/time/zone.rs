//! Time zones, and local times resolved in them.

use std::sync::Arc;

use super::{Civil, DAY_MS, Instant, Length, Offset};

/// A time zone.
pub trait Zone: Send + Sync {
    /// Its IANA name, `UTC`, or an offset such as `+02:00`.
    fn name(&self) -> &str;

    /// The offset in force at a moment.
    fn offset(&self, at: Instant) -> Offset;
}

/// The name of the zone.
impl std::fmt::Debug for dyn Zone + '_ {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// Where zones come from.
pub trait ZoneSource {
    /// The zone of that IANA name; `None` when there is none. `UTC` and offsets need not be known: see [`FixedZone`].
    fn iana(&self, name: &str) -> Option<Arc<dyn Zone>>;

    /// The zone of that name, be it `UTC`, an offset (`+02:00`) or an IANA name.
    fn zone(&self, name: &str) -> Option<Arc<dyn Zone>> {
        match FixedZone::parse(name) {
            Some(fixed) => Some(Arc::new(fixed)),
            None => self.iana(name),
        }
    }
}

/// A zone whose offset never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedZone {
    name: String,
    offset: Offset,
}

impl FixedZone {
    /// Coordinated universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), offset: Offset::UTC }
    }

    /// Reads `UTC`, `Z`, or `±hh:mm` up to 18 hours; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if matches!(text, "UTC" | "utc" | "Z" | "Etc/UTC") {
            return Some(Self::utc());
        }
        let (sign, digits) = match text.as_bytes().first()? {
            b'+' => (1, text.get(1..)?),
            b'-' => (-1, text.get(1..)?),
            _ => return None,
        };
        let (hours, minutes) = digits.split_once(':')?;
        if hours.len() != 2 || minutes.len() != 2 || !digits.bytes().all(|b| b.is_ascii_digit() || b == b':') {
            return None;
        }
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        if hours > 18 || minutes > 59 {
            return None;
        }
        let offset = Offset::from_seconds(sign * (hours * 3600 + minutes * 60));
        Some(Self { name: if offset == Offset::UTC { "UTC".to_owned() } else { offset.to_string() }, offset })
    }
}

impl Zone for FixedZone {
    fn name(&self) -> &str {
        &self.name
    }

    fn offset(&self, _at: Instant) -> Offset {
        self.offset
    }
}

/// A source that knows no names: UTC and fixed offsets only.
#[derive(Clone, Copy, Debug)]
pub struct UtcOnly;

impl ZoneSource for UtcOnly {
    fn iana(&self, _name: &str) -> Option<Arc<dyn Zone>> {
        None
    }
}

/// What a clock change did to a local time, so that it does not name one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockChange {
    /// Clocks were put forward over it: it did not occur.
    Skipped,
    /// Clocks were put back over it: it occurred twice.
    Doubled,
}

/// The moment of a local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedTime {
    /// The moment; where a clock change makes it doubtful, at the offset before the change.
    pub at: Instant,
    /// The clock change that makes it doubtful, if there is one.
    pub clock_change: Option<ClockChange>,
}

/// The moment at which clocks in `zone` show `local` (a local time written as if it were UTC). A time that a clock
/// change skips or doubles is read at the offset in force before the change, which the result notes.
#[must_use]
pub fn resolve_local(local: Instant, zone: &dyn Zone) -> ResolvedTime {
    let at_offset = |offset: Offset| Instant::from_ms(local.ms() - offset.ms());
    // Offsets stay within a day of UTC, so these two are the ones in force before and after any change near `local`.
    let before = zone.offset(Instant::from_ms(local.ms() - DAY_MS));
    let after = zone.offset(Instant::from_ms(local.ms() + DAY_MS));
    let earlier = at_offset(before);
    if before == after {
        return ResolvedTime { at: earlier, clock_change: None };
    }
    let later = at_offset(after);
    let earlier_holds = zone.offset(earlier) == before;
    let later_holds = zone.offset(later) == after;
    match (earlier_holds, later_holds) {
        (true, true) => ResolvedTime { at: earlier, clock_change: Some(ClockChange::Doubled) },
        (true, false) => ResolvedTime { at: earlier, clock_change: None },
        (false, true) => ResolvedTime { at: later, clock_change: None },
        (false, false) => ResolvedTime { at: earlier, clock_change: Some(ClockChange::Skipped) },
    }
}

/// The moment at which a day of the calendar begins in `zone`, or the day so many days after it; `None` for no day of the
/// years 1 to 9999.
#[must_use]
pub fn midnight(year: i32, month: u32, day: u32, days_after: i64, zone: &dyn Zone) -> Option<Instant> {
    let local = Instant::from_civil(Civil::midnight(year, month, day), Offset::UTC)?;
    Some(resolve_local(local.plus(Length::from_ms(days_after.saturating_mul(DAY_MS))), zone).at)
}

#[cfg(test)]
mod tests {
    use super::super::NativeZones;
    use super::*;

    fn local(month: u32, day: u32, hour: u32, minute: u32) -> Instant {
        let civil = Civil { hour, minute, ..Civil::midnight(2023, month, day) };
        Instant::from_civil(civil, Offset::UTC).unwrap()
    }

    #[test]
    fn a_clock_change_makes_times_doubtful() {
        let berlin = NativeZones.zone("Europe/Berlin").unwrap();
        let read = |m, d, h, min| resolve_local(local(m, d, h, min), berlin.as_ref());
        assert_eq!(read(3, 25, 12, 0).at.to_string(), "2023-03-25T11:00:00Z");
        assert_eq!(read(3, 26, 1, 59).at.to_string(), "2023-03-26T00:59:00Z");
        assert_eq!(read(3, 26, 1, 59).clock_change, None);
        assert_eq!(read(3, 26, 2, 30).clock_change, Some(ClockChange::Skipped));
        assert_eq!(read(3, 26, 2, 30).at.to_string(), "2023-03-26T01:30:00Z");
        assert_eq!(read(3, 26, 3, 0).at.to_string(), "2023-03-26T01:00:00Z");
        assert_eq!(read(3, 26, 3, 0).clock_change, None);
        assert_eq!(read(10, 29, 2, 30).clock_change, Some(ClockChange::Doubled));
        assert_eq!(read(10, 29, 2, 30).at.to_string(), "2023-10-29T00:30:00Z");
        assert_eq!(read(10, 29, 3, 0).clock_change, None);
        assert_eq!(read(10, 29, 3, 0).at.to_string(), "2023-10-29T02:00:00Z");
    }

    #[test]
    fn fixed_offsets_are_read_strictly() {
        for (text, name) in [("UTC", "UTC"), ("+00:00", "UTC"), ("-04:30", "-04:30"), ("+14:00", "+14:00")] {
            assert_eq!(FixedZone::parse(text).unwrap().name(), name);
        }
        for text in ["", "+", "+1:00", "+01:60", "+19:00", "01:00", "+aa:bb", "CET"] {
            assert_eq!(FixedZone::parse(text), None, "{text}");
        }
    }
}

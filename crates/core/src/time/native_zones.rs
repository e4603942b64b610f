//! The IANA zone database, for programs that have no `Intl`.

use std::sync::Arc;

use chrono::{DateTime, Offset as _, TimeZone, Utc};
use chrono_tz::Tz;

use super::{Instant, Offset, Zone, ZoneSource};

/// Zones from the database compiled into the command line.
#[derive(Clone, Copy, Debug)]
pub struct NativeZones;

#[derive(Debug)]
struct NativeZone(Tz);

impl Zone for NativeZone {
    fn name(&self) -> &str {
        self.0.name()
    }

    fn offset(&self, at: Instant) -> Offset {
        let utc = DateTime::<Utc>::from_timestamp_millis(at.ms()).unwrap_or_default();
        Offset::from_seconds(self.0.offset_from_utc_datetime(&utc.naive_utc()).fix().local_minus_utc())
    }
}

impl ZoneSource for NativeZones {
    fn iana(&self, name: &str) -> Option<Arc<dyn Zone>> {
        let zone: Tz = name.parse().ok()?;
        Some(Arc::new(NativeZone(zone)))
    }
}

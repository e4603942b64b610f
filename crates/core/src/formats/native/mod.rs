//! Faultline's own format, version 1, as `docs/format.md` explains it: read, written, and put into a JSON Schema, all
//! three from the same tables. Must never hold what is true of any format: what does not join is the model's to say.

mod entry;
mod leaves;
mod likeness;
mod objects;
mod quick;
mod reader;
mod schema;
mod slices;
mod table;
mod values;
mod writer;

#[cfg(test)]
mod tests;
use self::writer::Writer;
use super::json::Malformed;
use crate::incident::{Incident, Milestone};
use crate::time::{FixedZone, Zone, ZoneSource};
use std::sync::Arc;

pub(super) use entry::{EntryRead, read_entry};
pub(super) use entry::{quoted, write_entry};
pub(super) use quick::Dates;
pub(super) use reader::{Reader, quote};
pub use schema::schema;
pub(super) use slices::Slices;
pub(super) use table::Object;

/// Why an object was not read to its end.
pub(super) enum Refused {
    /// It is not JSON.
    Malformed(Malformed),
    /// It was written for this later version.
    Newer(Box<str>),
}

/// Writes an incident in this format, so that reading it gives the same incident. Local times are written with the
/// offset of the incident's zone, asked of `zones`.
pub(super) fn write(incident: &Incident, zones: &dyn ZoneSource) -> String {
    let zone = incident.time_zone.as_deref().and_then(|name| zones.zone(name));
    let zone: Arc<dyn Zone> = zone.unwrap_or_else(|| Arc::new(FixedZone::utc()));
    let mut writer = Writer::new(zone.as_ref());
    writer.object(incident, 0);
    writer.finish()
}

/// `true` when an event, an impact or a milestone has a time.
pub(super) fn is_dated(incident: &Incident) -> bool {
    incident.timeline.iter().any(|event| event.at.is_some())
        || incident.impacts.iter().any(|impact| impact.start.is_some() || impact.end.is_some())
        || Milestone::ALL.iter().any(|milestone| incident.milestones.get(*milestone).is_some())
}

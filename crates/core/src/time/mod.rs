//! Time as integers: instants, spans, lengths and zones, and reading and writing them.
//!
//! Nothing here asks what time it is now: callers pass it.

#[cfg(any(test, feature = "examples"))]
pub mod example;
mod instant;
mod length;
mod logarithm;
mod loose;
#[cfg(feature = "tzdb")]
mod native_zones;
mod read;
mod span;
mod zone;

pub use instant::{Civil, Instant, Offset};
pub use length::{DAY_MS, Length};
pub use logarithm::{exponential, logarithm};
pub use loose::{DateOrder, date_order_of, read_loose_time};
#[cfg(feature = "tzdb")]
pub use native_zones::NativeZones;
pub use read::{ParsedTime, TimeError, read_iso_duration, read_time};
pub use span::Span;
pub use zone::{ClockChange, FixedZone, ResolvedTime, UtcOnly, Zone, ZoneSource, midnight, resolve_local};

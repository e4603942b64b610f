//! Dates and times of day in a zone, in plain English.

use crate::time::{Civil, ClockChange, Instant, Length, Offset, Zone, resolve_local};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(civil: Civil) -> &'static str {
    MONTHS.get(civil.month.saturating_sub(1) as usize).copied().unwrap_or("")
}

/// `13:30`; with seconds, or milliseconds, where it has any: `13:30:05`, `13:30:05.250`. A time that clocks showed twice that
/// day stands with its offset: `02:30+01:00`.
#[must_use]
pub fn clock(at: Instant, zone: &dyn Zone) -> String {
    let plain = clock_alone(at, zone);
    if is_doubled(at, zone) { format!("{plain}{}", zone.offset(at)) } else { plain }
}

/// `true` where clocks showed the time of this moment twice.
fn is_doubled(at: Instant, zone: &dyn Zone) -> bool {
    /// No clock was ever set back by more.
    const MOST: Length = Length::from_minutes(240);
    // A zone may be slow to ask, and hardly any moment is near a change.
    let (before, after) = (zone.offset(at.plus(Length::from_ms(-MOST.ms()))), zone.offset(at.plus(MOST)));
    let local = || Instant::from_civil(at.civil(zone.offset(at)), Offset::UTC);
    before.ms() > after.ms()
        && local().is_some_and(|local| resolve_local(local, zone).clock_change == Some(ClockChange::Doubled))
}

/// The same without an offset in any case: for an axis, whose ticks stand in order.
#[must_use]
pub fn clock_alone(at: Instant, zone: &dyn Zone) -> String {
    let c = at.civil(zone.offset(at));
    match (c.second, c.millisecond) {
        (0, 0) => format!("{:02}:{:02}", c.hour, c.minute),
        (_, 0) => format!("{:02}:{:02}:{:02}", c.hour, c.minute, c.second),
        _ => format!("{:02}:{:02}:{:02}.{:03}", c.hour, c.minute, c.second, c.millisecond),
    }
}

/// `1 Mar`.
#[must_use]
pub fn day_and_month(at: Instant, zone: &dyn Zone) -> String {
    let c = at.civil(zone.offset(at));
    format!("{} {}", c.day, month(c))
}

/// `Mar`.
#[must_use]
pub fn month_name(at: Instant, zone: &dyn Zone) -> &'static str {
    month(at.civil(zone.offset(at)))
}

/// `March`.
#[must_use]
pub fn month_in_full(civil: Civil) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(civil.month.saturating_sub(1) as usize).copied().unwrap_or("")
}

/// `1 Mar 2023`.
#[must_use]
pub fn date(at: Instant, zone: &dyn Zone) -> String {
    let c = at.civil(zone.offset(at));
    format!("{} {} {}", c.day, month(c), c.year)
}

/// `1 Mar 2023, 13:30`.
#[must_use]
pub fn date_time(at: Instant, zone: &dyn Zone) -> String {
    format!("{}, {}", date(at, zone), clock(at, zone))
}

/// `2023-03-01T13:30:00+01:00`: for a machine, or a reader who wants to be sure.
#[must_use]
pub fn iso_local(at: Instant, zone: &dyn Zone) -> String {
    let offset = zone.offset(at);
    let c = at.civil(offset);
    let fraction = if c.millisecond > 0 { format!(".{:03}", c.millisecond) } else { String::new() };
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{fraction}{offset}", c.year, c.month, c.day, c.hour, c.minute, c.second)
}

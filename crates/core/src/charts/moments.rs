//! The ticks of an axis of days, months and years in a zone.

use crate::text;
use crate::time::{Civil, DAY_MS, Instant, Offset, Span, Zone, resolve_local};

use super::scale::fits;
use super::{Px, Scale, Tick};

/// A straight axis of time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    start: Instant,
    scale: Scale,
}

#[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
fn ms(from: Instant, to: Instant) -> f64 {
    to.since(from).ms() as f64
}

impl TimeScale {
    pub(super) fn new(window: Span, left: Px, right: Px) -> Self {
        let length = ms(window.start(), window.end());
        Self { start: window.start(), scale: Scale::linear((0.0, length), (left, right)) }
    }

    /// Where a moment is; one outside the window is at its end.
    #[must_use]
    pub fn to_px(self, at: Instant) -> Px {
        self.scale.to_px(ms(self.start, at))
    }

    /// Which moment is there, to the millisecond; a place outside is at the end of the window.
    #[must_use]
    pub fn to_time(self, px: Px) -> Instant {
        self.start.plus(text::length_of_ms(self.scale.to_value(px)))
    }
}

/// How far apart ticks are.
#[derive(Clone, Copy)]
enum Every {
    Days(i64),
    Months(u32),
    Years(i32),
}

const STEPS: [Every; 15] = [
    Every::Days(1),
    Every::Days(2),
    Every::Days(7),
    Every::Days(14),
    Every::Months(1),
    Every::Months(3),
    Every::Months(6),
    Every::Years(1),
    Every::Years(2),
    Every::Years(5),
    Every::Years(10),
    Every::Years(20),
    Every::Years(50),
    Every::Years(100),
    Every::Years(500),
];
/// No axis has more.
const MOST: usize = 40;

/// The ticks of a window: at midnights that begin a day, a month or a year in the zone, as close as their labels have room.
/// Years are named in full; months by name, or by the year where one begins; days by day and month.
pub(super) fn calendar_ticks(window: Span, scale: TimeScale, zone: &dyn Zone) -> Vec<Tick> {
    for every in STEPS {
        let ticks = ticks_of(window, scale, zone, every);
        let roomy = ticks.windows(2).all(|pair| matches!(pair, [a, b] if fits(a, b)));
        if ticks.len() < MOST && roomy {
            return ticks;
        }
    }
    Vec::new()
}

fn ticks_of(window: Span, scale: TimeScale, zone: &dyn Zone, every: Every) -> Vec<Tick> {
    let start = window.start().civil(zone.offset(window.start()));
    let mut ticks = Vec::new();
    for step in 0..=i64::try_from(MOST).unwrap_or(0) {
        let Some(day) = nth(start, every, step) else { break };
        let Some(midnight) = Instant::from_civil(day, Offset::UTC) else { break };
        let at = resolve_local(midnight, zone).at;
        if at > window.end() {
            break;
        }
        if at < window.start() {
            continue;
        }
        let label = match every {
            Every::Days(_) => text::day_and_month(at, zone),
            Every::Months(_) if day.month != 1 => text::month_name(at, zone).to_owned(),
            Every::Months(_) | Every::Years(_) => day.year.to_string(),
        };
        ticks.push(Tick { at: scale.to_px(at), label });
    }
    ticks
}

/// The midnight so many steps after the last one at or before a day.
fn nth(start: Civil, every: Every, step: i64) -> Option<Civil> {
    match every {
        Every::Days(days) => {
            let first = Instant::from_civil(Civil::midnight(start.year, start.month, start.day), Offset::UTC)?;
            // Weeks begin on Mondays.
            let back = if days % 7 == 0 { i64::from(start.weekday()) } else { 0 };
            Some(Instant::from_ms(first.ms() + (step * days - back) * DAY_MS).civil(Offset::UTC))
        }
        Every::Months(months) => {
            let first = i64::from(start.month - 1) / i64::from(months) * i64::from(months);
            let month = first + step * i64::from(months);
            let year = i32::try_from(month / 12).ok()?.checked_add(start.year)?;
            Some(Civil::midnight(year, u32::try_from(month % 12).ok()? + 1, 1))
        }
        Every::Years(years) => {
            let first = start.year / years * years;
            Some(Civil::midnight(first.checked_add(i32::try_from(step).ok()?.checked_mul(years)?)?, 1, 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{NativeZones, ParsedTime, ZoneSource, read_time};

    fn at(text: &str) -> Instant {
        let Ok(ParsedTime::Moment(at)) = read_time(text) else { panic!("{text}") };
        at
    }

    #[test]
    fn ticks_are_as_close_as_there_is_room() {
        let berlin = NativeZones.zone("Europe/Berlin").unwrap();
        for (from, to, width, expected) in [
            ("2022-03-10T00:00Z", "2023-12-30T00:00Z", 400.0, "Apr Jul Oct 2023 Apr Jul Oct"),
            ("2022-03-10T00:00Z", "2023-12-30T00:00Z", 160.0, "Jul 2023 Jul"),
            ("2023-03-20T00:00Z", "2023-04-17T12:00Z", 400.0, "27 Mar 3 Apr 10 Apr 17 Apr"),
            ("2023-03-25T00:00Z", "2023-03-28T00:00Z", 400.0, "26 Mar 27 Mar 28 Mar"),
            ("1900-01-01T00:00Z", "2023-03-28T00:00Z", 300.0, "1920 1940 1960 1980 2000 2020"),
        ] {
            let window = Span::between(at(from), at(to));
            let ticks = calendar_ticks(window, TimeScale::new(window, 0.0, width), berlin.as_ref());
            let labels: Vec<_> = ticks.iter().map(|tick| tick.label.as_str()).collect();
            assert_eq!(labels.join(" "), expected, "{from} to {to} over {width}");
            assert!(ticks.iter().all(|tick| (0.0..=width).contains(&tick.at)));
        }
    }

    #[test]
    fn any_window_has_finite_ticks() {
        let berlin = NativeZones.zone("Europe/Berlin").unwrap();
        for (from, to) in
            [(Instant::FIRST, Instant::LAST), (Instant::LAST, Instant::LAST), (Instant::FIRST, Instant::FIRST)]
        {
            let window = Span::between(from, to);
            for width in [0.0, 1.0, 5_000.0, f64::NAN] {
                let ticks = calendar_ticks(window, TimeScale::new(window, 0.0, width), berlin.as_ref());
                assert!(ticks.iter().all(|tick| tick.at.is_finite()) && ticks.len() <= MOST);
            }
        }
    }
}

//! Calendar-true ticks: round moments of the display zone's clock, right across clock changes and days of 23 or 25 hours.

use super::text::text_width;
use super::{Scale, Tick};
use crate::text;
use crate::time::{Civil, Instant, Length, Offset, Span, Zone, resolve_local};

/// Never more ticks than this, whatever the width.
const MOST: usize = 400;
/// How far, in text sizes, the first text may reach out of the plot into the gutter.
pub(super) const OVERHANG: f64 = 2.0;
/// How wide, in text sizes, the picture goes on to the right of the plot.
pub(super) const MARGIN: f64 = 0.8;
const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What an axis says of its moments.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// What the clocks show there.
    pub zone: &'a dyn Zone,
    /// The moment that is "T+0"; `None` for the time of day.
    pub origin: Option<Instant>,
}

/// How far one tick is from the next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// On the clock: every so many milliseconds of local time, which divide a day; bold where the second divides.
    Clock(i64, i64),
    /// Every day; Mondays are bold.
    Day,
    /// Every second day of a month, save the 31st; the first is bold.
    TwoDays,
    /// Every Monday; the first of a month is bold.
    Week,
    /// Every so many months; January is bold.
    Months(i32),
    /// Every so many years; every tenth tick is bold.
    Years(i32),
}

/// From fine to coarse: the first whose labels fit is taken.
const STEPS: [Step; 36] = [
    Step::Clock(1, 10),
    Step::Clock(5, 10),
    Step::Clock(10, 100),
    Step::Clock(50, 100),
    Step::Clock(100, SECOND),
    Step::Clock(500, SECOND),
    Step::Clock(SECOND, 5 * SECOND),
    Step::Clock(5 * SECOND, 15 * SECOND),
    Step::Clock(15 * SECOND, MINUTE),
    Step::Clock(30 * SECOND, MINUTE),
    Step::Clock(MINUTE, 5 * MINUTE),
    Step::Clock(5 * MINUTE, 15 * MINUTE),
    Step::Clock(15 * MINUTE, HOUR),
    Step::Clock(30 * MINUTE, HOUR),
    Step::Clock(HOUR, 3 * HOUR),
    Step::Clock(3 * HOUR, 12 * HOUR),
    Step::Clock(6 * HOUR, DAY),
    Step::Clock(12 * HOUR, DAY),
    Step::Day,
    Step::TwoDays,
    Step::Week,
    Step::Months(1),
    Step::Months(3),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(200),
    Step::Years(500),
    Step::Years(1_000),
    Step::Years(2_000),
    Step::Years(5_000),
    Step::Years(10_000),
];

impl Step {
    /// The shortest it ever is, in milliseconds, clock changes aside.
    const fn least(self) -> i64 {
        match self {
            Self::Clock(step, _) => step,
            Self::Day => DAY,
            Self::TwoDays => 2 * DAY,
            Self::Week => 7 * DAY,
            Self::Months(months) => months as i64 * 28 * DAY,
            Self::Years(years) => years as i64 * 365 * DAY,
        }
    }

    /// The widest text its ticks have.
    const fn widest(self) -> &'static str {
        match self {
            Self::Clock(..SECOND, _) => "00:00:00.000",
            Self::Clock(..MINUTE, _) => "00:00:00",
            Self::Clock(..) => "00:00",
            Self::Day | Self::TwoDays | Self::Week => "30 May",
            Self::Months(_) => "May",
            Self::Years(_) => "2000",
        }
    }

    fn text(self, at: Instant, zone: &dyn Zone) -> String {
        match self {
            Self::Clock(..) => text::clock_alone(at, zone),
            Self::Day | Self::TwoDays | Self::Week => text::day_and_month(at, zone),
            Self::Months(_) => text::month_name(at, zone).to_owned(),
            Self::Years(_) => at.civil(zone.offset(at)).year.to_string(),
        }
    }

    fn major(self, civil: Civil) -> bool {
        match self {
            Self::Clock(_, bold) => local_ms(civil) % bold == 0,
            Self::Day => civil.weekday() == 0,
            Self::TwoDays => civil.day == 1,
            Self::Week => civil.day <= 7,
            Self::Months(_) => civil.month == 1,
            Self::Years(years) => civil.year % (years * 10) == 0,
        }
    }

    /// What stands over the first tick and over the first of each new one: the day over clock times, the year over
    /// days and months.
    fn heading(self, at: Instant, before: Option<Instant>, zone: &dyn Zone) -> Option<String> {
        let civil = at.civil(zone.offset(at));
        let before = before.map(|at| at.civil(zone.offset(at)));
        match self {
            Self::Clock(..) if before.is_some_and(|before| before.same_day(civil)) => None,
            Self::Clock(..) => Some(text::date(at, zone)),
            Self::Years(_) => None,
            _ if before.is_some_and(|before| before.year == civil.year) => None,
            _ => Some(civil.year.to_string()),
        }
    }
}

/// The ticks of a scale in a zone: as close as their labels at this text size allow, at most 400, and none where time is
/// folded. Where a clock change
/// brings two closer together, the less round one keeps its line and loses its text.
#[must_use]
pub fn ticks(scale: &Scale, clock: Clock<'_>, text_px: f64) -> Vec<Tick> {
    if let Some(origin) = clock.origin {
        return ticks_from(scale, origin, text_px);
    }
    let zone = clock.zone;
    let window = scale.window();
    let step = STEPS
        .iter()
        .copied()
        .find(|step| {
            let room = text_width(step.widest(), text_px) + 2.8 * text_px;
            scale.to_distance(Length::from_ms(step.least())) >= room && scale.shown_length().ms() / step.least() < 300
        })
        .unwrap_or(Step::Years(10_000));
    let parts = scale.folds().open_parts(window).into_iter();
    let moments = parts.flat_map(|part| match step {
        Step::Clock(step, _) => clock_moments(part, step, zone),
        _ => calendar_moments(part, step, zone),
    });
    let mut before = None;
    let mut ticks: Vec<Tick> = Vec::new();
    for at in moments.take(MOST) {
        ticks.push(Tick {
            at,
            x: scale.to_px(at),
            text: step.text(at, zone),
            major: step.major(at.civil(zone.offset(at))),
            day: step.heading(at, before, zone),
        });
        before = Some(at);
    }
    make_room(&mut ticks, scale, text_px);
    ticks
}

/// From fine to coarse: how far the ticks of an axis that counts from a moment are apart, in milliseconds, and which of
/// them are bold.
const DISTANCES: [(i64, i64); 22] = [
    (1, 10),
    (10, 100),
    (100, SECOND),
    (SECOND, 5 * SECOND),
    (5 * SECOND, 15 * SECOND),
    (15 * SECOND, MINUTE),
    (30 * SECOND, MINUTE),
    (MINUTE, 5 * MINUTE),
    (5 * MINUTE, 15 * MINUTE),
    (15 * MINUTE, HOUR),
    (30 * MINUTE, HOUR),
    (HOUR, 3 * HOUR),
    (3 * HOUR, 12 * HOUR),
    (6 * HOUR, DAY),
    (12 * HOUR, DAY),
    (DAY, 5 * DAY),
    (5 * DAY, 10 * DAY),
    (10 * DAY, 50 * DAY),
    (50 * DAY, 100 * DAY),
    (500 * DAY, 1_000 * DAY),
    (5_000 * DAY, 10_000 * DAY),
    (50_000 * DAY, 100_000 * DAY),
];

/// The ticks of an axis that counts from a moment, both ways: lengths of time, which know no calendar.
fn ticks_from(scale: &Scale, origin: Instant, text_px: f64) -> Vec<Tick> {
    let room = |step: i64| {
        let widest = if step < SECOND {
            "T+00 h 00 min 00.000 s"
        } else if step < MINUTE {
            "T+00 h 00 min 00 s"
        } else {
            "T+00 h 00 min"
        };
        text_width(widest, text_px) + text_px
    };
    let fits = |(step, _): &(i64, i64)| {
        scale.to_distance(Length::from_ms(*step)) >= room(*step) && scale.shown_length().ms() / step < 300
    };
    let (step, bold) = DISTANCES.iter().copied().find(fits).unwrap_or((50_000 * DAY, 100_000 * DAY));
    let mut ticks = Vec::new();
    for part in scale.folds().open_parts(scale.window()) {
        let first = part.start().since(origin).ms();
        let mut from = first + (step - first.rem_euclid(step)) % step;
        while from <= part.end().since(origin).ms() && ticks.len() < MOST {
            let at = Instant::from_ms(origin.ms() + from);
            let text = text::from_origin(Length::from_ms(from));
            ticks.push(Tick { at, x: scale.to_px(at), text, major: from % bold == 0, day: None });
            from += step;
        }
    }
    make_room(&mut ticks, scale, text_px);
    ticks
}

/// Empties the texts that would run into a neighbour, out of the plot into the gutter, or over the edge of the picture.
fn make_room(ticks: &mut [Tick], scale: &Scale, text_px: f64) {
    let half = |tick: &Tick| text_width(&tick.text, text_px) / 2.0 * if tick.major { 1.1 } else { 1.0 };
    for tick in ticks.iter_mut().rev() {
        if tick.x + half(tick) <= scale.right() + MARGIN * text_px {
            break;
        }
        tick.text.clear();
    }
    let mut end = scale.left() - OVERHANG * text_px;
    let mut last: Option<usize> = None;
    for index in 0..ticks.len() {
        let Some((done, [tick, ..])) = ticks.split_at_mut_checked(index) else { return };
        if tick.x - half(tick) >= end {
            end = tick.x + half(tick) + 0.3 * text_px;
            last = Some(index);
            continue;
        }
        match last.and_then(|last| done.get_mut(last)) {
            // Only the rounder of the two keeps its text.
            Some(other) if tick.major && !other.major => {
                other.text.clear();
                end = tick.x + half(tick) + 0.3 * text_px;
                last = Some(index);
            }
            _ => tick.text.clear(),
        }
    }
}

/// The moments at which local clocks show a multiple of `step`. A doubled hour has its moments twice, a skipped one
/// none.
fn clock_moments(window: Span, step: i64, zone: &dyn Zone) -> Vec<Instant> {
    let mut moments = Vec::new();
    let mut from = window.start().ms();
    // Each turn makes a tick or passes a clock change.
    for _ in 0..2 * MOST {
        let offset = zone.offset(Instant::from_ms(from));
        let local = from + offset.ms();
        let next = local + (step - local.rem_euclid(step)) % step - offset.ms();
        let end = next.min(window.end().ms());
        if zone.offset(Instant::from_ms(end)) != offset {
            from = change_between(from, end, zone);
            continue;
        }
        if next > window.end().ms() || moments.len() == MOST {
            break;
        }
        moments.push(Instant::from_ms(next));
        from = next + 1;
    }
    moments
}

/// The first millisecond after `from` at which another offset is in force; one is at `to`.
fn change_between(from: i64, to: i64, zone: &dyn Zone) -> i64 {
    let offset = zone.offset(Instant::from_ms(from));
    let (mut before, mut after) = (from, to);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        if zone.offset(Instant::from_ms(middle)) == offset { before = middle } else { after = middle }
    }
    after
}

/// The local midnights at which a day, week, month or year of the step begins.
fn calendar_moments(window: Span, step: Step, zone: &dyn Zone) -> Vec<Instant> {
    let start = window.start().civil(zone.offset(window.start()));
    let mut local = first_day(start, step);
    let mut moments = Vec::new();
    for _ in 0..MOST {
        let Some(midnight) = local.and_then(|day| Instant::from_civil(day, Offset::UTC)) else { break };
        let at = resolve_local(midnight, zone).at;
        if at > window.end() {
            break;
        }
        if at >= window.start() {
            moments.push(at);
        }
        local = local.and_then(|day| next_day(day, step));
    }
    moments
}

/// The day of the step that `civil` falls in or just after. Year 0 does not exist: the first step begins with year 1.
fn first_day(civil: Civil, step: Step) -> Option<Civil> {
    let (year, month, day) = (civil.year, civil.month, civil.day);
    Some(match step {
        Step::Clock(..) | Step::Day => Civil::midnight(year, month, day),
        Step::TwoDays if day == 31 => Civil::midnight(year, month, 29),
        Step::TwoDays => Civil::midnight(year, month, day - (day + 1) % 2),
        Step::Week => days_after(Civil::midnight(year, month, day), -i64::from(civil.weekday()))?,
        Step::Months(months) => {
            let months = u32::try_from(months).unwrap_or(1);
            Civil::midnight(year, month - (month - 1) % months, 1)
        }
        Step::Years(years) => Civil::midnight((year - year % years).max(1), 1, 1),
    })
}

fn next_day(day: Civil, step: Step) -> Option<Civil> {
    match step {
        Step::Clock(..) | Step::Day => days_after(day, 1),
        Step::TwoDays => {
            let next = days_after(day, 2)?;
            Some(if next.month == day.month && next.day < 31 {
                next
            } else {
                let (year, month) = if day.month == 12 { (day.year + 1, 1) } else { (day.year, day.month + 1) };
                Civil::midnight(year, month, 1)
            })
        }
        Step::Week => days_after(day, 7),
        Step::Months(months) => {
            let month = i32::try_from(day.month).unwrap_or(1) - 1 + months;
            let next = u32::try_from(month % 12).unwrap_or(0) + 1;
            Some(Civil::midnight(day.year + month / 12, next, 1))
        }
        Step::Years(years) => Some(Civil::midnight(day.year - day.year % years + years, 1, 1)),
    }
}

/// The midnight so many days after another, on the calendar; held at the first day of year 1.
fn days_after(day: Civil, days: i64) -> Option<Civil> {
    let midnight = Instant::from_civil(day, Offset::UTC)?;
    let ms = midnight.ms() + days * DAY;
    (ms <= Instant::LAST.ms()).then(|| Instant::from_ms(ms).civil(Offset::UTC))
}

/// Milliseconds since midnight on the clock; a multiple of a day only at midnight.
fn local_ms(civil: Civil) -> i64 {
    let seconds = i64::from(civil.hour * 3600 + civil.minute * 60 + civil.second);
    seconds * SECOND + i64::from(civil.millisecond)
}

#[cfg(test)]
mod tests;

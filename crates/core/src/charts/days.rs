//! A calendar: a cell for each day of the window, a band for each year.

use crate::text;
use crate::time::{Civil, DAY_MS, Instant, Length, Offset, Span, Zone};

use super::how_long::incidents;
use super::scale::{fits, real};
use super::week::{Cells, shade};
use super::{Cell, Chart, Form, Plot, Px, Role, Shape, Size, Stride, Table, Target, Tick};

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// From midnight to midnight in the zone.
    pub span: Span,
    /// How many incidents began on it.
    pub began: u32,
    /// The time in incidents inside the day: overlaps count once.
    pub covered: Length,
}

/// The weeks that a year touches, at most.
const WEEKS: usize = 54;
/// Between two years, as a share of a day's height.
const BETWEEN: f64 = 1.5;

/// Where a day stands: the year's band, the week in it, the weekday.
struct Place {
    year: i32,
    week: usize,
    weekday: usize,
    /// The month, 0 to 11, that begins with it.
    begins: Option<usize>,
}

fn place(day: &Day, zone: &dyn Zone) -> Place {
    let start = day.span.start();
    let civil = start.civil(zone.offset(start));
    // Days since 1 January, and the weekday of that day.
    let new_year = Civil::midnight(civil.year, 1, 1);
    let offset = Offset::UTC;
    let midnight = |civil| Instant::from_civil(civil, offset);
    let today = Civil::midnight(civil.year, civil.month, civil.day);
    let passed = midnight(today).zip(midnight(new_year)).map_or(0, |(today, first)| today.since(first).ms() / DAY_MS);
    let before = new_year.weekday() as usize;
    let week = (usize::try_from(passed).unwrap_or(0) + before) / 7;
    Place {
        year: civil.year,
        week,
        weekday: civil.weekday() as usize,
        begins: (civil.day == 1).then(|| civil.month.saturating_sub(1) as usize),
    }
}

/// Lays out the calendar: weeks from left to right, Monday at the top, a band for each year that the days touch. Days of the
/// period that is asked for are marked.
#[must_use]
pub fn lay_out_days(days: &[Day], brushed: Option<Span>, zone: &dyn Zone, size: Size) -> Chart {
    let plot = Plot::inside(size, [40.0, 4.0, 4.0, 22.0]);
    let mut chart = Chart::empty(plot, summary(days, zone));
    let most = days.iter().map(|day| day.began).max().unwrap_or(0);
    let placed: Vec<Place> = days.iter().map(|day| place(day, zone)).collect();
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else { return chart };
    let bands = usize::try_from(last.year - first.year).unwrap_or(0) + 1;
    let wide = (plot.right - plot.left) / real(WEEKS);
    let high = (plot.bottom - plot.top) / (real(bands) * (7.0 + BETWEEN) - BETWEEN);
    let top_of = |year: i32| plot.top + real(usize::try_from(year - first.year).unwrap_or(0)) * (7.0 + BETWEEN) * high;
    let cell: (Px, Px) = ((wide - 1.0).max(0.5), (high - 1.0).max(0.5));
    chart.stride = Stride { across: 7, down: 1 };
    let (mut named, mut months) = (None, [false; 12]);
    let (mut cells, mut kept) = (Cells::default(), Vec::new());
    for (item, (day, place)) in (0..).zip(days.iter().zip(&placed)) {
        let (x, y) = (plot.left + real(place.week) * wide, top_of(place.year) + real(place.weekday) * high);
        if named != Some(place.year) {
            named = Some(place.year);
            chart.up.push(Tick { at: top_of(place.year) + 3.5 * high, label: place.year.to_string() });
        }
        // A month stands at much the same place in every year: the first of its name will do.
        if let Some(seen) = place.begins.and_then(|month| months.get_mut(month)).filter(|seen| !**seen) {
            *seen = true;
            let label = text::month_name(day.span.start(), zone).to_owned();
            let tick = Tick { at: x + wide / 2.0, label };
            if chart.across.iter().all(|other| fits(&tick, other)) {
                chart.across.push(tick);
            }
        }
        chart.targets.push(Target { item, x, y, width: wide, height: high, label: label(day, zone) });
        cells.push(shade(day.began, most), (x, y));
        if brushed.is_some_and(|period| period.contains(day.span.start())) {
            kept.push((x, y));
        }
    }
    chart.shapes = cells.shapes(cell.0, cell.1);
    if !kept.is_empty() {
        let form = Form::Boxes { corners: kept, width: cell.0, height: cell.1 };
        chart.shapes.push(Shape::new(Role::Band, form, String::new()));
    }
    chart
}

fn label(day: &Day, zone: &dyn Zone) -> String {
    let count = incidents(usize::try_from(day.began).unwrap_or(0));
    let time = if day.covered > Length::ZERO { format!(", {} in incidents", day.covered) } else { String::new() };
    format!("{}: {count}{time}", text::date(day.span.start(), zone))
}

fn summary(days: &[Day], zone: &dyn Zone) -> String {
    let hit = days.iter().filter(|day| day.began > 0).count();
    let worst = days.iter().reduce(|a, b| if b.began > a.began { b } else { a });
    match worst.filter(|day| day.began > 0) {
        Some(worst) if worst.began == 1 => {
            format!("On {hit} of {} days an incident began, never more than one.", days.len())
        }
        Some(worst) => {
            let alike = days.iter().filter(|day| day.began == worst.began).count();
            let most = if alike == 1 { "busiest day".to_owned() } else { format!("first of the {alike} busiest days") };
            format!(
                "On {hit} of {} days an incident began; {most}: {}.",
                days.len(),
                label(worst, zone).replacen(": ", ", ", 1)
            )
        }
        None => "No incident began in this period.".to_owned(),
    }
}

/// The days as a table; days on which nothing began and nothing was down are left out.
#[must_use]
pub fn days_table(days: &[Day], zone: &dyn Zone) -> Table {
    let told = (0..).zip(days).filter(|(_, day)| day.began > 0 || day.covered > Length::ZERO);
    let row = |(item, day): (u32, &Day)| {
        let start = day.span.start();
        vec![
            Cell::Item(item, text::date(start, zone)),
            Cell::Count(usize::try_from(day.began).unwrap_or(0)),
            Cell::Exact(day.covered.seconds() * 1_000.0),
        ]
    };
    Table {
        caption: "Calendar: days with an incident".to_owned(),
        heads: vec!["Day", "Began", "Downtime"],
        rows: told.map(row).collect(),
    }
}

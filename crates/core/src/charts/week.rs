//! When in the week incidents begin: a cell for each hour of each weekday, shaded where there is one.

use super::how_long::incidents;
use super::scale::{fits, real};
use super::{Cell, Chart, Form, Plot, Px, Role, Shape, Size, Stride, Table, Target, Tick};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// How dark a cell is: 0 for none, 1 to 5 for the share of the most.
pub(super) fn shade(count: u32, most: u32) -> u8 {
    let fifths = (u64::from(count) * 5).div_ceil(u64::from(most.max(1)));
    u8::try_from(fifths).unwrap_or(5).min(5)
}

/// Lays out the week, Monday at the top: how many incidents began in each hour. `chosen` is the item of the cell that is asked
/// for.
#[must_use]
pub fn lay_out_week(week: &[[u32; 24]; 7], chosen: Option<u8>, size: Size) -> Chart {
    let plot = Plot::inside(size, [40.0, 4.0, 4.0, 22.0]);
    let mut chart = Chart::empty(plot, summary(week));
    let (wide, high) = ((plot.right - plot.left) / 24.0, (plot.bottom - plot.top) / 7.0);
    let most = most(week);
    chart.stride = Stride { across: 1, down: 24 };
    let mut cells = Cells::default();
    for (day, (hours, name)) in week.iter().zip(WEEKDAYS).enumerate() {
        let y = plot.top + real(day) * high;
        let label = name.get(..3).unwrap_or_default().to_owned();
        chart.up.push(Tick { at: y + high / 2.0, label });
        for (hour, count) in hours.iter().enumerate() {
            let label = format!("{name} {}: {}", hours_name(hour), counted(*count));
            let x = plot.left + real(hour) * wide;
            chart.targets.push(Target { item: item(day, hour), x, y, width: wide, height: high, label });
            cells.push(shade(*count, most), (x + 0.5, y + 0.5));
        }
    }
    chart.shapes = cells.shapes((wide - 1.0).max(0.5), (high - 1.0).max(0.5));
    if let Some(Target { item, x, y, width, height, .. }) = chosen.and_then(|hour| chart.target(u32::from(hour))) {
        chart.shapes.push(Shape::new(Role::Chosen, Form::Box { x, y, width, height }, String::new()).of(item));
    }
    let tick = |hour: usize| Tick { at: plot.left + (real(hour) + 0.5) * wide, label: format!("{hour:02}:00") };
    let every = [3, 6].into_iter().find(|every| fits(&tick(0), &tick(*every))).unwrap_or(12);
    chart.across = (0..24).step_by(every).map(tick).collect();
    chart
}

/// The cells of a map by their shade, so that those of a shade are drawn as one.
#[derive(Default)]
pub(super) struct Cells([Vec<(Px, Px)>; 6]);

impl Cells {
    /// One more, by its upper left corner.
    pub(super) fn push(&mut self, shade: u8, corner: (Px, Px)) {
        if let Some(alike) = self.0.get_mut(usize::from(shade)) {
            alike.push(corner);
        }
    }

    /// A shape for each shade that there is.
    pub(super) fn shapes(self, width: Px, height: Px) -> Vec<Shape> {
        let shades = (0..).zip(self.0).filter(|(_, corners)| !corners.is_empty());
        let shape = |(shade, corners)| {
            Shape::new(Role::Cell, Form::Boxes { corners, width, height }, String::new()).shaded(shade)
        };
        shades.map(shape).collect()
    }
}

/// The name of an hour of the week, the weekday, Monday 0, × 24 + the hour: `Tuesday 16:00–17:00`.
#[must_use]
pub fn week_hour_name(item: u8) -> String {
    let day = WEEKDAYS.get(usize::from(item / 24)).unwrap_or(&"");
    format!("{day} {}", hours_name(usize::from(item % 24)))
}

/// The item of a cell: the weekday × 24 + the hour.
fn item(day: usize, hour: usize) -> u32 {
    u32::try_from(day * 24 + hour).unwrap_or(0)
}

fn most(week: &[[u32; 24]; 7]) -> u32 {
    week.iter().flatten().copied().max().unwrap_or(0)
}

fn hours_name(hour: usize) -> String {
    format!("{hour:02}:00–{:02}:00", hour + 1)
}

fn counted(count: u32) -> String {
    incidents(usize::try_from(count).unwrap_or(0))
}

fn summary(week: &[[u32; 24]; 7]) -> String {
    let most = most(week);
    if most == 0 {
        return "No incident began in this period.".to_owned();
    }
    let cells = || week.iter().flatten().zip(0_u8..);
    let busiest: Vec<u8> = cells().filter(|(count, _)| **count == most).map(|(_, item)| item).collect();
    let empty = cells().filter(|(count, _)| **count == 0).count();
    let rest = format!(" {empty} of the 168 hours of the week have none.");
    match busiest.as_slice() {
        [one] if most == 1 => format!("One incident began, on a {}.", week_hour_name(*one)),
        [one] => format!("Most began on a {}: {}.{rest}", week_hour_name(*one), counted(most)),
        _ if most == 1 => format!("No two began in one hour of the week.{rest}"),
        many => format!("At most {} began in one hour of the week, in {} of them.{rest}", counted(most), many.len()),
    }
}

/// The week as a table: a row for each weekday, a column for each hour.
#[must_use]
pub fn week_table(week: &[[u32; 24]; 7]) -> Table {
    const HOURS: [&str; 25] = [
        "Weekday", "00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15",
        "16", "17", "18", "19", "20", "21", "22", "23",
    ];
    let row = |(hours, name): (&[u32; 24], &str)| {
        let counts = hours.iter().map(|count| Cell::Count(usize::try_from(*count).unwrap_or(0)));
        std::iter::once(Cell::Text(name.to_owned())).chain(counts).collect()
    };
    Table {
        caption: "Week: incidents by weekday and hour of their start".to_owned(),
        heads: HOURS.to_vec(),
        rows: week.iter().zip(WEEKDAYS).map(row).collect(),
    }
}

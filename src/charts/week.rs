//! When in the week incidents begin: a cell for each hour of each weekday. Must never shade a cell without an incident.

use super::how_long::incidents;
use super::scale::real;
use super::{Cell, Chart, Form, Plot, Role, Shape, Size, Stride, Table, Target, Tick};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// How dark a cell is: 0 for none, 1 to 5 for the share of the most.
pub(super) fn shade(count: u32, most: u32) -> u8 {
    let fifths = (u64::from(count) * 5).div_ceil(u64::from(most.max(1)));
    u8::try_from(fifths).unwrap_or(5).min(5)
}

/// Lays out the week, Monday at the top: how many incidents began in each hour.
#[must_use]
pub fn lay_out_week(week: &[[u32; 24]; 7], size: Size) -> Chart {
    let plot = Plot::inside(size, [40.0, 4.0, 4.0, 22.0]);
    let mut chart = Chart::empty(plot, summary(week));
    let (wide, high) = ((plot.right - plot.left) / 24.0, (plot.bottom - plot.top) / 7.0);
    let most = most(week);
    chart.stride = Stride { across: 1, down: 24 };
    for (day, (hours, name)) in week.iter().zip(WEEKDAYS).enumerate() {
        let y = plot.top + real(day) * high;
        let label = name.get(..3).unwrap_or_default().to_owned();
        chart.up.push(Tick { at: y + high / 2.0, label });
        for (hour, count) in hours.iter().enumerate() {
            let form = Form::Box {
                x: plot.left + real(hour) * wide + 0.5,
                y: y + 0.5,
                width: (wide - 1.0).max(0.5),
                height: (high - 1.0).max(0.5),
            };
            let label = format!("{name} {}: {}", hours_name(hour), counted(*count));
            let (x, y) = (plot.left + real(hour) * wide, y);
            chart.targets.push(Target { item: item(day, hour), x, y, width: wide, height: high, label });
            let shape = Shape::new(Role::Cell, form, String::new());
            chart.shapes.push(shape.of(item(day, hour)).shaded(shade(*count, most)));
        }
    }
    for hour in (0..24).step_by(if plot.right - plot.left < 320.0 { 6 } else { 3 }) {
        chart.across.push(Tick { at: plot.left + (real(hour) + 0.5) * wide, label: format!("{hour:02}:00") });
    }
    chart
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
    let mut text = String::new();
    for (hours, name) in week.iter().zip(WEEKDAYS) {
        for (hour, count) in hours.iter().enumerate() {
            if *count == most && text.is_empty() {
                text = format!("Most began on a {name}, {}: {}.", hours_name(hour), counted(most));
            }
        }
    }
    let empty = week.iter().flatten().filter(|count| **count == 0).count();
    text + &format!(" {empty} of the 168 hours of the week have none.")
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

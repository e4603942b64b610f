//! Each incident as a dot: when it began, and how long it took.

use crate::text;
use crate::time::{Instant, Span, Zone};

use super::how_long::incidents;
use super::moments::{TimeScale, calendar_ticks};
use super::scale::{edges, length_ticks};
use super::{Cell, Chart, Form, Plot, Point, Role, Scale, Shape, Size, Table};

/// One incident.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot<'a> {
    /// When it began.
    pub start: Instant,
    /// How long it took, or has taken so far, in milliseconds.
    pub length_ms: f64,
    /// Whether it is still open.
    pub open: bool,
    /// Its title.
    pub title: &'a str,
    /// Which incident it is, to the one who asks.
    pub item: u32,
    /// How bad: 1 outage, 2 partial outage, 3 degraded, 4 none; 0 where nothing is recorded.
    pub shade: u8,
}

/// What the chart is made of.
#[derive(Clone, Copy, Debug)]
pub struct Dots<'a> {
    /// The incidents, in any order; those that began outside the window are left out.
    pub dots: &'a [Dot<'a>],
    /// How many more have no length, and so no place.
    pub without_length: usize,
    /// The window of time.
    pub window: Span,
    /// The item of the incident that is chosen.
    pub chosen: Option<u32>,
    /// The period that is asked for.
    pub brushed: Option<Span>,
    /// The zone of the axis.
    pub zone: &'a dyn Zone,
}

impl<'a> Dots<'a> {
    fn inside(&self) -> impl Iterator<Item = &'a Dot<'a>> {
        let window = self.window;
        self.dots.iter().filter(move |dot| window.contains(dot.start) && dot.length_ms.is_finite())
    }
}

/// Lays the chart out: one shape for all dots of a shade that ended, one for those still open; [`Chart::points`] says
/// which is where. The axis of lengths is logarithmic; what is shorter than its foot stands on it.
#[must_use]
pub fn lay_out_dots(data: &Dots, size: Size) -> Chart {
    let plot = Plot::inside(size, [52.0, 10.0, 18.0, 22.0]);
    let mut chart = Chart::empty(plot, summary(data));
    let across = TimeScale::new(data.window, plot.left, plot.right);
    chart.across = calendar_ticks(data.window, across, data.zone);
    let lengths = || data.inside().map(|dot| dot.length_ms).filter(|length| *length > 0.0);
    let longest = lengths().fold(0.0, f64::max);
    let ends = edges(if longest > 0.0 { lengths().fold(f64::MAX, f64::min) } else { 0.0 }, longest, true, 0);
    let (Some(&from), Some(&to)) = (ends.first(), ends.last()) else { return chart };
    let up = Scale::logarithmic((from, to), (plot.bottom, plot.top));
    chart.up = length_ticks(&up, from, to);
    chart.times = Some(across);
    chart.put_band(data.brushed);
    let mut dots: Vec<&Dot> = data.inside().collect();
    dots.sort_by_key(|dot| dot.start);
    let place = |dot: &Dot| (across.to_px(dot.start), up.to_px(dot.length_ms));
    for dot in &dots {
        let (x, y) = place(dot);
        chart.points.push(Point { x, y, item: dot.item });
    }
    // What is worse lies on top.
    for shade in [0_u8, 5, 4, 3, 2, 1] {
        for open in [false, true] {
            let alike = dots.iter().filter(|dot| dot.shade.min(5) == shade && dot.open == open);
            let places: Vec<_> = alike.map(|dot| place(dot)).collect();
            if !places.is_empty() {
                let role = if open { Role::Open } else { Role::Incident };
                chart.shapes.push(Shape::new(role, Form::Dots(places), String::new()).shaded(shade));
            }
        }
    }
    if let Some(chosen) = data.inside().find(|dot| Some(dot.item) == data.chosen) {
        let place = (across.to_px(chosen.start), up.to_px(chosen.length_ms));
        let label = dot_label(chosen, data.zone);
        chart.shapes.push(Shape::new(Role::Chosen, Form::Dots(vec![place]), label).of(chosen.item));
    }
    chart
}

/// What a dot says: `Checkout was down: 2 h, began 1 Mar 2023, 13:30`.
#[must_use]
pub fn dot_label(dot: &Dot, zone: &dyn Zone) -> String {
    let length = text::length_so_far(text::length_of_ms(dot.length_ms), dot.open);
    format!("{}: {length}, began {}", text::display_title(dot.title), text::date_time(dot.start, zone))
}

fn summary(data: &Dots) -> String {
    let longest = data.inside().reduce(|a, b| if b.length_ms > a.length_ms { b } else { a });
    let Some(longest) = longest else {
        return match data.without_length {
            0 => "No incident began in this period.".to_owned(),
            more => format!("{} without a recorded length, which cannot be shown here.", incidents(more)),
        };
    };
    let (with, not_shown) = match data.without_length {
        0 => ("", String::new()),
        more => (" with a recorded length", format!(" {more} without one cannot be shown here.")),
    };
    let (mut first, mut last, mut n) = (longest.start, longest.start, 0);
    for dot in data.inside() {
        first = first.min(dot.start);
        last = last.max(dot.start);
        n += 1;
    }
    if n == 1 {
        return format!("1 incident{with}: {}.{not_shown}", dot_label(longest, data.zone));
    }
    let (first, last) = (text::date(first, data.zone), text::date(last, data.zone));
    let when = if first == last { format!("on {first}") } else { format!("from {first} to {last}") };
    format!("{}{with} began {when}. The longest: {}.{not_shown}", incidents(n), dot_label(longest, data.zone))
}

/// The incidents as a table, in order of time.
#[must_use]
pub fn dots_table(data: &Dots) -> Table {
    let mut dots: Vec<&Dot> = data.inside().collect();
    dots.sort_by_key(|dot| dot.start);
    let row = |dot: &Dot| {
        vec![
            Cell::Moment(dot.start, text::date_time(dot.start, data.zone)),
            Cell::Item(dot.item, text::display_title(dot.title)),
            Cell::Exact(dot.length_ms),
            Cell::Text(if dot.open { "so far" } else { "ended" }.to_owned()),
        ]
    };
    Table {
        caption: "When: each incident by its start".to_owned(),
        heads: vec!["Began", "Incident", "Length", "State"],
        rows: dots.into_iter().map(row).collect(),
    }
}

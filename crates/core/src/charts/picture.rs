//! Charts as pictures. A role and a shade become classes, which the style sheet turns into colours.

use std::fmt::Write;

use super::marks::marks_text;
use super::spark::lay_out_spark;
use super::{Chart, Form, Plot, Px, Role, Shape, Size, Target};
use crate::picture::{self, Picture, Tenths};

/// The width and height of a mark in a legend.
const LEGEND_MARK: Px = 12.0;

/// A chart, drawn `zoom` times as large as it was laid out, with its accessible name.
#[must_use]
pub fn picture(chart: &Chart, size: Size, zoom: f64, name: &'static str) -> Picture {
    let Plot { left, right, bottom, .. } = chart.plot;
    let up = chart.up.iter().flat_map(|tick| {
        let line = picture::Shape::line((left, tick.at), (right, tick.at)).class("grid");
        [line, picture::Shape::text(left - 6.0, tick.at, tick.label.clone()).class("axis up")]
    });
    let across = chart.across.iter().flat_map(|tick| {
        let line = picture::Shape::line((tick.at, bottom), (tick.at, bottom + 4.0)).class("grid notch");
        [line, picture::Shape::text(tick.at, bottom + 15.0, tick.label.clone()).class("axis")]
    });
    let of_curve = chart
        .right
        .iter()
        .map(|tick| picture::Shape::text(right + 8.0, tick.at, tick.label.clone()).class("axis right"));
    let shapes = up.chain(across).chain(of_curve).chain(chart.shapes.iter().map(shape)).collect();
    let picture = Picture { zoom, ..Picture::new("chart", size.width, size.height, shapes) };
    Picture { role: Some("img"), label: Some(name.into()), ..picture }
}

/// What lies over a chart: a ring about the mark that the pointer or the keys are at.
#[must_use]
pub fn ring_picture(target: Option<&Target>, size: Size, zoom: f64) -> Picture {
    let ring = target
        .map(|target| picture::Shape::rounded_rect(target.x, target.y, target.width, target.height, 2.0).class("ring"));
    Picture { zoom, ..Picture::new("chart over", size.width, size.height, ring.into_iter().collect()) }
}

/// The mark of an incident of a shade, for a legend.
#[must_use]
pub fn legend_mark(shade: u8) -> Picture {
    let middle = LEGEND_MARK / 2.0;
    legend(picture::Shape::path(marks_text(&[(middle, middle)], shade)).class(format!("dot shade-{shade}")))
}

/// A cell of a shade, for a legend.
#[must_use]
pub fn legend_cell(shade: u8) -> Picture {
    let cell = Form::Box { x: 0.0, y: 0.0, width: LEGEND_MARK, height: LEGEND_MARK };
    legend(picture::Shape::path(path_text(&cell)).class(format!("cell shade-{shade}")))
}

fn legend(shape: picture::Shape) -> Picture {
    Picture::new("legend-mark", LEGEND_MARK, LEGEND_MARK, vec![shape])
}

/// Numbers, in order of time, as small bars, with what they are as the accessible name; empty and without a name where none is
/// above 0.
#[must_use]
pub fn spark_picture(numbers: &[f64], size: Size, label: String) -> Picture {
    let picture = Picture::new("spark", size.width, size.height, Vec::new());
    let Some(bars) = lay_out_spark(numbers, size, label) else { return picture };
    let shapes = vec![picture::Shape::path(path_text(&bars.form)).class(class_of(bars.role))];
    Picture { role: Some("img"), label: Some(bars.label.into()), shapes, ..picture }
}

const fn class_of(role: Role) -> &'static str {
    match role {
        Role::Bar => "bar-of",
        Role::Brushed => "brushed",
        Role::Band => "band",
        Role::Curve => "curve",
        Role::Open => "open-at",
        Role::Guide => "guide",
        Role::Chosen => "chosen-at",
        Role::Interval => "interval",
        Role::Estimate => "estimate",
        Role::Incident => "dot",
        Role::Cell => "cell",
        Role::Note => "note-at",
    }
}

fn shape(shape: &Shape) -> picture::Shape {
    let class = class_of(shape.role);
    match &shape.form {
        Form::Text(x, y) => picture::Shape::text(*x, *y, shape.label.clone()).class(class),
        Form::Dots(points) if matches!(shape.role, Role::Incident | Role::Open) => {
            let open = if shape.role == Role::Open { " still-open" } else { "" };
            let path = picture::Shape::path(marks_text(points, shape.shade));
            path.class(format!("dot shade-{}{open}", shape.shade))
        }
        // All cells of a shade are one path: a calendar has a thousand.
        form if shape.role == Role::Cell => {
            picture::Shape::path(path_text(form)).class(format!("cell shade-{}", shape.shade))
        }
        form => picture::Shape::path(path_text(form)).class(class),
    }
}

/// Adds a command of an SVG path that goes to a place.
pub(super) fn put_place(path: &mut String, command: char, x: Px, y: Px) {
    let _ = write!(path, "{command}{},{}", Tenths(x), Tenths(y));
}

/// A rectangle from where the path is.
fn box_text(width: Px, height: Px) -> String {
    format!("h{}v{}h{}Z", Tenths(width), Tenths(height), Tenths(-width))
}

/// A form as the `d` of an SVG path; empty for a text.
pub(super) fn path_text(form: &Form) -> String {
    let mut path = String::new();
    match form {
        Form::Box { x, y, width, height } => {
            put_place(&mut path, 'M', *x, *y);
            path.push_str(&box_text(*width, *height));
        }
        Form::Boxes { corners, width, height } => {
            let rest = box_text(*width, *height);
            for (x, y) in corners {
                put_place(&mut path, 'M', *x, *y);
                path.push_str(&rest);
            }
        }
        Form::Line(points) | Form::Area(points) => {
            for (index, (x, y)) in points.iter().enumerate() {
                put_place(&mut path, if index == 0 { 'M' } else { 'L' }, *x, *y);
            }
            if matches!(form, Form::Area(_)) {
                path.push('Z');
            }
        }
        Form::Dots(points) => {
            for (x, y) in points {
                put_place(&mut path, 'M', *x, *y);
                path.push_str("h0");
            }
        }
        Form::Text(..) => {}
    }
    path
}

#[cfg(test)]
mod tests {
    use super::super::{Day, lay_out_days};
    use super::*;
    use crate::time::{FixedZone, Instant, Length, Span};

    #[test]
    fn a_form_is_written_as_a_path() {
        for (form, text) in [
            (Form::Box { x: 1.0, y: -2.5, width: 3.0, height: 4.04 }, "M1,-2.5h3v4h-3Z"),
            (
                Form::Boxes { corners: vec![(1.0, -2.5), (5.0, 0.0)], width: 3.0, height: 4.0 },
                "M1,-2.5h3v4h-3ZM5,0h3v4h-3Z",
            ),
            (Form::Line(vec![(0.0, 1.0), (2.25, 3.0)]), "M0,1L2.3,3"),
            (Form::Area(vec![(0.0, 1.0), (2.0, 3.0)]), "M0,1L2,3Z"),
            (Form::Dots(vec![(0.0, 1.0), (2.0, 3.0)]), "M0,1h0M2,3h0"),
            (Form::Text(1.0, 1.0), ""),
        ] {
            assert_eq!(path_text(&form), text);
        }
    }

    #[test]
    fn a_spark_of_nothing_is_empty_and_has_no_name() {
        let size = Size { width: 8.0, height: 4.0 };
        let none = spark_picture(&[0.0, f64::NAN], size, "Incidents a month".to_owned());
        assert_eq!((none.role, none.label, none.shapes.len()), (None, None, 0));
        let some = spark_picture(&[1.0, 2.0], size, "Incidents a month".to_owned());
        assert_eq!(
            some.to_svg_text(),
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="spark" width="8" height="4" viewBox="0 0 8 4" role="img" aria-label="Incidents a month">
  <path class="bar-of" d="M0,4L0,2L3,2L3,4L4,4L4,0L7,0L7,4Z"/>
</svg>
"#
        );
    }

    #[test]
    fn a_chart_is_drawn_with_its_axes_and_all_cells_of_a_shade_as_one_path() {
        let day = |number: i64| {
            let at = |number: i64| Instant::from_ms(number * 86_400_000);
            let span = Span::between(at(number), at(number + 1));
            Day { span, began: u32::from(number == 19_501), covered: Length::ZERO }
        };
        let size = Size { width: 200.0, height: 60.0 };
        let days: Vec<Day> = (19_500..19_504).map(day).collect();
        let chart = lay_out_days(&days, None, &FixedZone::utc(), size);
        let picture = picture(&chart, size, 2.0, "Days");
        let expected = r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="400" height="120" viewBox="0 0 200 60" role="img" aria-label="Days">
  <line class="grid" x1="40" y1="21" x2="196" y2="21"/>
  <text class="axis up" x="34" y="21">2023</text>
  <path class="cell shade-0" d="M100.7,8.9h1.9v3.9h-1.9ZM100.7,18.6h1.9v3.9h-1.9ZM100.7,23.4h1.9v3.9h-1.9Z"/>
  <path class="cell shade-5" d="M100.7,13.7h1.9v3.9h-1.9Z"/>
</svg>
"#;
        assert_eq!(picture.to_svg_text(), expected);
        let ring = ring_picture(chart.targets.first(), size, 2.0);
        assert!(ring.to_svg_text().contains("class=\"ring\""));
    }
}

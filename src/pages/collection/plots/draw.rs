//! The one way from a chart to elements. Sets attributes from the chart; must never compute a position.

use crate::node::{Element, div, el};
use faultline_core::charts::{Chart, Form, Plot, Role, Shape, Size, Target, Tick, mark_text, marks_text, path_text};

/// A chart as a picture. `name` is what it is called; what it says stands beside it, under the id `said`.
pub fn draw(chart: &Chart, size: Size, zoom: f64, name: &'static str, said: String) -> Element {
    let Plot { left, right, bottom, .. } = chart.plot;
    let mut axes = Vec::new();
    for tick in &chart.up {
        axes.push(line("grid", (left, tick.at), (right, tick.at)));
        axes.push(label("axis up", left - 6.0, tick.at, tick));
    }
    for tick in &chart.across {
        axes.push(line("grid notch", (tick.at, bottom), (tick.at, bottom + 4.0)));
        axes.push(label("axis", tick.at, bottom + 15.0, tick));
    }
    let shapes = chart.shapes.iter().map(shape).collect();
    canvas("chart", size, zoom)
        .attr("role", "img")
        .attr("aria-label", name)
        .attr("aria-describedby", said)
        .all(axes)
        .all(shapes)
}

/// What lies over a chart: the mark that the pointer or the keys are at.
pub fn over(target: Option<&Target>, size: Size, zoom: f64) -> Element {
    let ring = target.map(|target| {
        div("rect", "ring")
            .px("x", target.x)
            .px("y", target.y)
            .px("width", target.width)
            .px("height", target.height)
            .attr("rx", "2")
    });
    canvas("chart over", size, zoom).maybe(ring)
}

/// A picture of a size, drawn so many times as large.
fn canvas(class: &'static str, size: Size, zoom: f64) -> Element {
    let picture = div("svg", class).px("width", size.width * zoom).px("height", size.height * zoom);
    let px = faultline_core::timeline::px_text;
    picture.attr("viewBox", ["0 0 ", &px(size.width), " ", &px(size.height)].concat())
}

fn line(class: &'static str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Element {
    div("line", class).px("x1", x1).px("y1", y1).px("x2", x2).px("y2", y2)
}

fn label(class: &'static str, x: f64, y: f64, tick: &Tick) -> Element {
    div("text", class).px("x", x).px("y", y).text(tick.label.clone())
}

/// A small mark for a legend.
pub fn mark(shade: u8) -> Element {
    let path = el("path").attr("class", format!("dot shade-{shade}")).attr("d", mark_text(6.0, 6.0, shade));
    div("svg", "legend-mark").attr("width", "12").attr("height", "12").attr("aria-hidden", "true").child(path)
}

/// A cell of a shade for a legend.
pub fn shade_mark(shade: u8) -> Element {
    let path = el("path").attr("class", format!("cell shade-{shade}")).attr("d", "M0,0h12v12h-12Z");
    div("svg", "legend-mark").attr("width", "12").attr("height", "12").attr("aria-hidden", "true").child(path)
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

fn shape(shape: &Shape) -> Element {
    let class = class_of(shape.role);
    match &shape.form {
        Form::Text(x, y) => div("text", class).px("x", *x).px("y", *y).text(shape.label.clone()),
        Form::Dots(points) if matches!(shape.role, Role::Incident | Role::Open) => {
            let open = if shape.role == Role::Open { " still-open" } else { "" };
            let class = format!("dot shade-{}{open}", shape.shade);
            el("path").attr("class", class).attr("d", marks_text(points, shape.shade))
        }
        // All cells of a shade are one path: a calendar has a thousand, and elements are dear.
        form if shape.role == Role::Cell => {
            el("path").attr("class", format!("cell shade-{}", shape.shade)).attr("d", path_text(form))
        }
        form => div("path", class).attr("d", path_text(form)),
    }
}

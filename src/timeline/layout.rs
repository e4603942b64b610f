//! Puts a scene together: rows from top to bottom, marks packed first-fit, labels where there is room. Must never
//! know a colour, nor what is selected.

use super::bars::{Band, lay_out_bars};
use super::curves::lay_out_curves;
use super::lanes::{Packer, Placed};
use super::tags::{count, lay_out_tags};
use super::text::{bold_width, fit_text, text_width};
use super::ticks::{OVERHANG, ticks};
use super::{Bands, Bar, Canvas, Label, Lane, Mark, Px, Scale, Scene, Side, Tick, Viewport};
use crate::incident::{Case, EventIx, EventKind, ImpactLevel, Phase};
use crate::time::{Instant, Span, Zone};
use crate::words;

const PHASE: &str = "Phase";
const IMPACT: &str = "Impact";
const CAUSES: &str = "Causes";

/// Every distance of the scene follows from the size of its text, so that text zoom loses nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub text: Px,
}

impl Sizes {
    /// Half a mark.
    pub fn radius(self) -> Px {
        0.5 * self.text
    }
    /// Between a mark or bar and its label, and between tags.
    pub fn gap(self) -> Px {
        0.5 * self.text
    }
    /// Between a label and the next mark in its sub-row.
    pub fn clear(self) -> Px {
        0.8 * self.text
    }
    /// From one sub-row to the next.
    pub fn row(self) -> Px {
        2.2 * self.text
    }
    /// Half the height that a line of text or a mark takes.
    pub fn half_text(self) -> Px {
        0.62 * self.text
    }
    /// The baseline of a text whose middle is there.
    pub fn baseline(self, middle: Px) -> Px {
        middle + 0.36 * self.text
    }
    pub fn tag_height(self) -> Px {
        1.9 * self.text
    }
    pub fn tag_row(self) -> Px {
        2.8 * self.text
    }
    /// What a tag is wider than its text: a dot before it and padding.
    pub fn tag_pads(self) -> Px {
        2.4 * self.text
    }
}

/// Lays a case out.
///
/// From the top: the axis, the phase row and the impact row (where there is any such band), a lane for each kind of
/// event in the file, and the tags of the causes. Costs time by the events in view and those that last, not by the
/// length of the file.
#[must_use]
pub fn lay_out(case: &Case, bands: &Bands, viewport: Viewport, canvas: Canvas, zone: &dyn Zone) -> Scene {
    let width = if canvas.width.is_finite() { canvas.width.max(1.0) } else { 1.0 };
    let text = if canvas.text_px.is_finite() { canvas.text_px.clamp(4.0, 100.0) } else { 12.5 };
    let sizes = Sizes { text };
    let gutter = gutter(case, bands, viewport.window(), zone, sizes).min(0.4 * width);
    let scale = viewport.scale(gutter, width - gutter - 0.8 * text);
    let ticks = ticks(&scale, zone, text);

    let has_second_day = ticks.iter().skip(1).any(|tick| tick.day.is_some());
    let axis_y = 1.3 * text + if has_second_day { 1.5 * text } else { 0.0 };
    let days = days(&ticks, &scale, axis_y, sizes);
    let plot_top = axis_y + 0.6 * text;
    let mut names = Vec::new();
    let mut name = |text: &str, middle: Px| {
        names.extend(fit_text(text, sizes.text, gutter).map(|text| Label {
            text,
            x: 0.0,
            y: sizes.baseline(middle),
            side: Side::Right,
        }));
    };

    let mut y = plot_top + 0.5 * text;
    let (mut phases, mut impacts) = (Vec::new(), Vec::new());
    if !bands.phases.is_empty() {
        let height = 1.6 * text;
        phases = phase_bars(bands, &scale, y, height, sizes);
        name(PHASE, y + height / 2.0);
        y += height + 0.6 * text;
    }
    if !bands.impacts.is_empty() {
        let height = 2.0 * text;
        impacts = impact_bars(bands, &scale, y, height, sizes);
        name(IMPACT, y + height / 2.0);
        y += height + 0.6 * text;
    }
    y += 0.4 * text;

    let range = visible(case, scale.window());
    let packed = lay_out_lanes(case, &range, &scale, y, sizes);
    y = packed.bottom;
    let plot_bottom = y;
    let (mut tags, mut curves) = (Vec::new(), Vec::new());
    if !case.incident.root_causes.is_empty() {
        let top = y + 2.4 * text;
        let (placed, rows) = lay_out_tags(case, &scale, top, sizes);
        tags = placed;
        curves = lay_out_curves(case, &packed.marks, (&packed.row_of, &packed.centres), &tags, &scale, sizes);
        name(CAUSES, top + sizes.tag_height() / 2.0);
        y = top + sizes.tag_row() * count(rows.saturating_sub(1)) + sizes.tag_height();
    }
    Scene {
        width,
        height: y + 0.6 * text,
        scale,
        plot_top,
        plot_bottom,
        axis_y,
        text_px: text,
        mark_radius: sizes.radius(),
        names,
        days,
        ticks,
        phases,
        impacts,
        lanes: packed.lanes,
        marks: packed.marks,
        tags,
        curves,
        earlier: range.earlier,
        later: range.later,
    }
}

/// The width left of the plot: the longest name in it, or the day that stands there.
fn gutter(case: &Case, bands: &Bands, window: Span, zone: &dyn Zone, sizes: Sizes) -> Px {
    let kinds = case.kinds.iter().map(|kind| words::kind_name(*kind));
    let rows = [(PHASE, bands.phases.is_empty()), (IMPACT, bands.impacts.is_empty())];
    let causes = (CAUSES, case.incident.root_causes.is_empty());
    let rows = rows.into_iter().chain([causes]).filter_map(|(name, absent)| (!absent).then_some(name));
    let names = kinds.chain(rows).map(|name| text_width(name, sizes.text) + 1.6 * sizes.text);
    let day = text_width(&words::date(window.start(), zone), sizes.text) + (OVERHANG + 0.4) * sizes.text;
    names.fold(day, Px::max)
}

/// The day names of the ticks as labels: the first in the gutter, the others over their ticks, those that touch the
/// one before left out.
fn days(ticks: &[Tick], scale: &Scale, axis_y: Px, sizes: Sizes) -> Vec<Label> {
    let mut days: Vec<Label> = Vec::new();
    let mut free_from = scale.left() - OVERHANG * sizes.text;
    for (index, tick) in ticks.iter().enumerate() {
        let Some(text) = tick.day.clone() else { continue };
        if index == 0 {
            days.push(Label { text, x: 0.0, y: axis_y, side: Side::Right });
            continue;
        }
        let width = bold_width(&text, sizes.text);
        let x = (tick.x - text_width(&tick.text, sizes.text) / 2.0).min(scale.right() - width);
        if x >= free_from {
            free_from = x + width + sizes.clear();
            days.push(Label { text, x, y: axis_y - 1.5 * sizes.text, side: Side::Right });
        }
    }
    days
}

fn phase_bars(bands: &Bands, scale: &Scale, top: Px, height: Px, sizes: Sizes) -> Vec<Bar<Phase>> {
    let bands = bands.phases.iter().map(|band| {
        let name = band.phase.name();
        let whole =
            if band.open { format!("{name} · no end recorded") } else { format!("{name} · {}", band.span.length()) };
        Band { of: band.phase, span: band.span, open: band.open, words: [whole, name.to_owned()] }
    });
    lay_out_bars(bands.collect(), scale, top, height, sizes)
}

fn impact_bars(bands: &Bands, scale: &Scale, top: Px, height: Px, sizes: Sizes) -> Vec<Bar<ImpactLevel>> {
    let bands = bands.impacts.iter().map(|(span, level, open)| {
        let name = words::level_name(*level);
        let so_far = if *open { " so far" } else { "" };
        let words = [format!("{name} · {}{so_far}", span.length()), format!("{name}{so_far}")];
        Band { of: *level, span: *span, open: *open, words }
    });
    lay_out_bars(bands.collect(), scale, top, height, sizes)
}

/// The events in view: those that began before and still last, then those that begin inside.
struct Visible<'a> {
    lasting: Vec<EventIx>,
    inside: &'a [EventIx],
    earlier: usize,
    later: usize,
}

/// Finds them by halving, not by looking at each.
fn visible(case: &Case, window: Span) -> Visible<'_> {
    let start = |event: &EventIx| case.event_span(*event).map_or(Instant::FIRST, Span::start);
    let from = case.chronology.partition_point(|event| start(event) < window.start());
    let to = case.chronology.partition_point(|event| start(event) <= window.end());
    let began_before = case.lasting.iter().take_while(|event| start(event) < window.start());
    let reaches_in = |event: &&EventIx| case.event_span(**event).is_some_and(|span| span.end() > window.start());
    let lasting: Vec<EventIx> = began_before.filter(reaches_in).copied().collect();
    Visible {
        earlier: from.saturating_sub(lasting.len()),
        later: case.chronology.len() - to,
        inside: case.chronology.get(from..to).unwrap_or_default(),
        lasting,
    }
}

/// The lanes and their marks; for each mark its sub-row, counted through all lanes, and the middles of the sub-rows.
struct Packed {
    lanes: Vec<Lane>,
    marks: Vec<Mark>,
    row_of: Vec<usize>,
    centres: Vec<Px>,
    bottom: Px,
}

fn lay_out_lanes(case: &Case, visible: &Visible<'_>, scale: &Scale, top: Px, sizes: Sizes) -> Packed {
    const KINDS: usize = EventKind::ALL.len();
    let mut packers: [Packer; KINDS] = std::array::from_fn(|_| Packer::default());
    let mut marks: Vec<Mark> = Vec::new();
    let mut row_of: Vec<usize> = Vec::new();
    let (left, right) = (scale.left(), scale.right());
    for event in visible.lasting.iter().chain(visible.inside) {
        let Some(read) = case.incident.timeline.get(event.at()) else { continue };
        let (Some(when), Some(packer)) = (read.at, packers.get_mut(read.kind as usize)) else { continue };
        let span = if read.until.is_some() { case.event_span(*event) } else { None };
        let span = span.unwrap_or(Span::between(when.at, when.at));
        let start = scale.to_px(span.start());
        let x = start.max(left);
        let lasts = if span.is_empty() { 0.0 } else { (scale.to_px(span.end()).min(right) - x).max(0.0) };
        match packer.place(marks.len(), x, lasts, &read.title, (left, right), sizes) {
            Placed::In(row, label) => {
                // The baseline is set when the lane's place is known.
                let label = label.map(|(text, x, side)| Label { text, x, y: 0.0, side });
                let began_before = span.start() < scale.window().start();
                marks.push(Mark { event: *event, kind: read.kind, x, y: 0.0, lasts, began_before, label, hides: 0 });
                row_of.push(row);
            }
            Placed::Behind(mark) => {
                if let Some(mark) = marks.get_mut(mark) {
                    mark.hides += 1;
                }
            }
        }
    }

    let mut lanes = Vec::new();
    let mut centres = Vec::new();
    let mut first_row = [0; KINDS];
    let mut y = top;
    for kind in &case.kinds {
        let (Some(packer), Some(first)) = (packers.get(*kind as usize), first_row.get_mut(*kind as usize)) else {
            continue;
        };
        *first = centres.len();
        let middle = y + 0.3 * sizes.text + sizes.row() / 2.0;
        centres.extend((0..packer.rows()).map(|row| middle + sizes.row() * count(row)));
        let height = sizes.row() * count(packer.rows()) + 0.6 * sizes.text;
        let name = fit_text(words::kind_name(*kind), sizes.text, left).unwrap_or_default();
        lanes.push(Lane { kind: *kind, y, height, name, name_y: sizes.baseline(middle) });
        y += height;
    }
    for (mark, row) in marks.iter_mut().zip(&mut row_of) {
        *row += first_row.get(mark.kind as usize).copied().unwrap_or(0);
        mark.y = centres.get(*row).copied().unwrap_or(top);
        if let Some(label) = &mut mark.label {
            label.y = sizes.baseline(mark.y);
        }
    }
    Packed { lanes, marks, row_of, centres, bottom: y }
}

#[cfg(test)]
mod tests;

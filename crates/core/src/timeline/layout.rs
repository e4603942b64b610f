//! Lays a scene out: rows from top to bottom, lanes, the tags of causes, and the curves between them.

use super::bars::{Band, lay_out_bars};
use super::breaks::{clear_covered_ticks, lay_out_breaks};
use super::cause_tags::lay_out_tags;
use super::curves::lay_out_curves;
use super::index::IndexLane;
use super::rows::lay_out_lanes;
use super::scale::as_f64;
use super::text::{bold_width, fit_text, text_width};
use super::ticks::{Clock, MARGIN, OVERHANG, ticks};
use super::{
    Bands, Bar, Canvas, Edge, EvidenceDot, Index, Label, Mark, Px, Scale, Scene, ServiceBand, ServiceRow, Shade, Side,
    Tick, Viewport,
};
use crate::incident::{Case, CauseIx, EventIx, Phase};
use crate::text;
use crate::time::{Instant, Span};

const PHASE: &str = "Phase";
const IMPACT: &str = "Impact";
const CAUSES: &str = "Causes";
/// As long as the name of a day gets.
const LONG_DAY: &str = "28 Nov 2026";
/// So many services have a row before the others are asked for.
const SERVICES: usize = 8;
/// So many dots stand under a mark.
const DOTS: usize = 4;

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
    pub fn clearance(self) -> Px {
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
    pub fn pill_height(self) -> Px {
        1.5 * self.text
    }
    /// The width of a pill that says this count.
    pub fn pill_width(self, of: usize) -> Px {
        text_width(&text::short_count(of), self.text) + self.text
    }
    /// No pill is wider.
    pub fn widest_pill(self) -> Px {
        text_width("0000", self.text) + self.text
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

/// What a scene is laid out from, besides its window and its size.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The incident.
    pub case: &'a Case,
    /// Its events that pass the filter; no others are drawn or counted.
    pub index: &'a Index,
    /// Its figures.
    pub bands: &'a Bands,
    /// What the axis says.
    pub clock: Clock<'a>,
    /// An event that keeps a mark of its own, however many are near it.
    pub pinned: Option<EventIx>,
    /// The causes from which lines lead to their evidence. Each event that is evidence has its dots in any case.
    pub lit: Lit,
    /// Whether each service that was hit has its row, or only the eight that were hit worst.
    pub all_services: bool,
}

/// The causes from which lines lead to their evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lit {
    /// None.
    #[default]
    None,
    /// One: the one that is pointed at, focused or chosen.
    One(CauseIx),
    /// All of them, as far as there is room.
    #[cfg(test)]
    All,
}

impl Lit {
    /// `true` for a cause that has lines.
    pub(super) fn has(self, cause: CauseIx) -> bool {
        match self {
            Self::None => false,
            Self::One(one) => one == cause,
            #[cfg(test)]
            Self::All => true,
        }
    }
}

/// Lays a case out.
///
/// From the top: the axis, the phase row and the impact row (where there is any such band), a lane for each kind of
/// event in the file, and the tags of the causes. Costs time by what the picture can show, not by how many events there
/// are, neither in the file nor in view.
#[must_use]
pub fn lay_out(plan: &Plan<'_>, viewport: &Viewport, canvas: Canvas) -> Scene {
    let Plan { case, index, bands, clock, .. } = *plan;
    let width = if canvas.width.is_finite() { canvas.width.max(1.0) } else { 1.0 };
    let text = if canvas.text_px.is_finite() { canvas.text_px.clamp(4.0, 100.0) } else { 12.0 };
    let sizes = Sizes { text };
    let gutter = gutter(case, bands, sizes).min(0.4 * width);
    let scale = viewport.scale(gutter, width - gutter - MARGIN * text);
    let mut ticks = ticks(&scale, clock, text);

    let named_folds = if clock.origin.is_some() { Vec::new() } else { days_after_folds(&scale, clock) };
    let has_second_day = !named_folds.is_empty() || ticks.iter().skip(1).any(|tick| tick.day.is_some());
    let axis_y = 1.3 * text + if has_second_day { 1.5 * text } else { 0.0 };
    let breaks = lay_out_breaks(bands, &scale, axis_y, sizes);
    clear_covered_ticks(&mut ticks, &breaks, sizes);
    let days = days(&ticks, &named_folds, &scale, axis_y, sizes);
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
    let (services, bottom) = service_rows(plan, &scale, y, gutter, sizes);
    y = bottom;
    let services_left = bands.services.len() - services.len();
    if services_left > 0 {
        name(&format!("+{services_left}"), y + 0.5 * text);
        y += 1.5 * text;
    }
    y += 0.4 * text;

    let lanes = lay_out_lanes(plan, viewport, &scale, y, sizes);
    y = lanes.bottom;
    let plot_bottom = y;
    let (mut tags, mut curves, mut causes_left) = (Vec::new(), Vec::new(), 0);
    let dots = evidence_dots(case, &lanes.marks, sizes);
    if !case.incident.root_causes.is_empty() {
        let top = y + 1.2 * text;
        let (placed, rows) = lay_out_tags(plan, &scale, top, sizes);
        tags = placed;
        curves = lay_out_curves(plan, &lanes, &tags, &scale, sizes);
        let left = case.incident.root_causes.len() - tags.len();
        causes_left = left;
        let words = if left > 0 { format!("{CAUSES} +{left}") } else { CAUSES.to_owned() };
        name(&words, top + sizes.tag_height() / 2.0);
        y = top + sizes.tag_row() * as_f64(rows.saturating_sub(1)) + sizes.tag_height();
    }
    let window = scale.window();
    let over = |lane: &IndexLane| lane.before(window.start()) - lane.last_over(window.start());
    let earlier = index.lanes().iter().map(over).sum();
    let later = index.lanes().iter().map(|lane| lane.len() - lane.up_to(window.end())).sum();
    let edge = |count: usize, at: Option<Instant>| {
        let to = viewport.reveal(at.filter(|_| count > 0)?).window();
        Some(Edge { count, to })
    };
    let last_before = index.lanes().iter().filter_map(|lane| lane.over_before(window.start())).max();
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
        break_line: break_line(plot_bottom - plot_top),
        breaks,
        phases,
        impacts,
        services,
        services_left,
        dots,
        causes_left,
        lanes: lanes.lanes,
        marks: lanes.marks,
        pills: lanes.pills,
        tags,
        curves,
        earlier: edge(earlier, last_before),
        later: edge(later, index.next_start(window.end())),
    }
}

/// The line of a break, from the top of the plot down: an SVG path from where it is moved to.
fn break_line(height: Px) -> String {
    let bows = super::scale::whole_ms(height / 8.0).ms().clamp(1, 200);
    let mut path = String::from("M0 0q4 4 0 8");
    for _ in 1..bows {
        path.push_str("t0 8");
    }
    path
}

/// The width left of the plot: the longest name in it, or a day. The same whatever is in view, so that a pan moves nothing else.
fn gutter(case: &Case, bands: &Bands, sizes: Sizes) -> Px {
    let kinds = case.kinds.iter().map(|kind| text::kind_name(*kind));
    let rows = [(PHASE, bands.phases.is_empty()), (IMPACT, bands.impacts.is_empty())];
    let count = case.incident.root_causes.len();
    let causes = (if count > super::cause_tags::MOST { "Causes +000" } else { CAUSES }, count == 0);
    let rows = rows.into_iter().chain([causes]).filter_map(|(name, absent)| (!absent).then_some(name));
    let names = kinds.chain(rows).map(|name| text_width(name, sizes.text) + 1.6 * sizes.text);
    let day = text_width(LONG_DAY, sizes.text) + (OVERHANG + 0.4) * sizes.text;
    // Names of services are cut where they are longer than this.
    let services = bands.services.iter().take(SERVICES).map(|service| text_width(&service.name, sizes.text));
    let services = services.map(|width| (width + 2.6 * sizes.text).min(14.0 * sizes.text));
    names.chain(services).fold(day, Px::max)
}

/// The dots under the marks of events that are evidence, one for each of their causes.
fn evidence_dots(case: &Case, marks: &[Mark], sizes: Sizes) -> Vec<EvidenceDot> {
    let mut dots = Vec::new();
    for mark in marks {
        let causes: Vec<CauseIx> = case.links.causes_of_event(mark.event).take(DOTS).collect();
        let apart = 0.55 * sizes.text;
        let first = mark.x - apart * as_f64(causes.len().saturating_sub(1)) / 2.0;
        for (place, cause) in causes.into_iter().enumerate() {
            let centre = (first + apart * as_f64(place), mark.y + sizes.radius() + 0.4 * sizes.text);
            dots.push(EvidenceDot { cause, event: mark.event, centre, radius: 0.22 * sizes.text });
        }
    }
    dots
}

/// The rows of services from `top` down, and where the next row begins.
fn service_rows(plan: &Plan<'_>, scale: &Scale, top: Px, gutter: Px, sizes: Sizes) -> (Vec<ServiceRow>, Px) {
    let height = sizes.text;
    let most = if plan.all_services { usize::MAX } else { SERVICES };
    let (mut rows, mut y) = (Vec::new(), top);
    for (place, service) in plan.bands.services.iter().take(most).enumerate() {
        let text = fit_text(&service.name, sizes.text, gutter - sizes.text).unwrap_or_default();
        rows.push(ServiceRow {
            service: place,
            name: Label { text, x: sizes.text, y: sizes.baseline(y + height / 2.0), side: Side::Right },
            bars: service_bars(service, scale, y, height, sizes),
        });
        y += 1.5 * height;
    }
    (rows, y)
}

/// The bars of a service's row. They are too low for labels.
fn service_bars(service: &ServiceBand, scale: &Scale, top: Px, height: Px, sizes: Sizes) -> Vec<Bar<Shade>> {
    let bands = merged_impacts(&service.impacts, scale).into_iter().map(|Merged { span, level, open, .. }| {
        let words = format!("{}: {} · {}", service.name, level.name(), text::length_so_far(span.length(), open));
        Band { of: level, span, open, words: [words, String::new()], rank: bar_rank(level, span) }
    });
    let mut bars = lay_out_bars(bands.collect(), scale, top, height, sizes);
    for bar in &mut bars {
        bar.label = None;
        bar.label_inside = false;
    }
    bars
}

/// The worse and the longer, the earlier it gets its label.
fn bar_rank(level: Shade, span: Span) -> (u8, i64) {
    (level as u8, -span.length().ms())
}

/// A day that begins somewhere on the axis: where, its name, and the name it has in the gutter.
struct DayName {
    x: Px,
    text: String,
    in_full: String,
}

/// The days on which time goes on after each fold in view, and before them that of the first fold's beginning.
fn days_after_folds(scale: &Scale, clock: Clock<'_>) -> Vec<DayName> {
    let window = scale.window();
    let day = |at: Instant| at.civil(clock.zone.offset(at));
    let folds: Vec<Span> =
        scale.folds().iter().filter(|gap| gap.end() < window.end() && gap.start() > window.start()).collect();
    let mut before = folds.first().map(|gap| gap.start());
    let mut names = Vec::new();
    for at in folds.first().map(|gap| gap.start()).into_iter().chain(folds.iter().map(|gap| gap.end())) {
        let in_full = text::date(at, clock.zone);
        let same_year = before.is_some_and(|before| day(before).year == day(at).year);
        let text = if same_year { text::day_and_month(at, clock.zone) } else { in_full.clone() };
        names.push(DayName { x: scale.to_px(at), text, in_full });
        before = Some(at);
    }
    names
}

/// The day names as labels: the first in the gutter, the others over their ticks and after folds, those that touch the
/// one before left out. A day after a fold is named there, and not again over its ticks.
fn days(ticks: &[Tick], folds: &[DayName], scale: &Scale, axis_y: Px, sizes: Sizes) -> Vec<Label> {
    let mut days: Vec<Label> = Vec::new();
    let mut gutter = |text: &str| days.push(Label { text: text.to_owned(), x: 0.0, y: axis_y, side: Side::Right });
    let first = ticks.first().filter(|tick| folds.first().is_none_or(|fold| tick.x < fold.x));
    let mut last_day = String::new();
    match (first.and_then(|tick| tick.day.as_ref()), folds.first()) {
        (Some(day), _) => {
            gutter(day);
            last_day.clone_from(day);
        }
        (None, Some(fold)) => {
            gutter(&fold.in_full);
            last_day.clone_from(&fold.in_full);
        }
        (None, None) => {}
    }
    let over_ticks = ticks.iter().skip(usize::from(first.is_some())).filter_map(|tick| {
        let text = tick.day.clone().filter(|day| folds.iter().skip(1).all(|fold| fold.in_full != *day))?;
        Some(DayName { x: tick.x - text_width(&tick.text, sizes.text) / 2.0, in_full: text.clone(), text })
    });
    // The first of the folds only names the gutter.
    let after_folds =
        folds.iter().skip(1).map(|day| DayName { x: day.x, text: day.text.clone(), in_full: day.in_full.clone() });
    let mut names: Vec<DayName> = over_ticks.chain(after_folds).collect();
    names.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut free_from = scale.left() - OVERHANG * sizes.text;
    for DayName { x, text, in_full } in names {
        let width = bold_width(&text, sizes.text);
        let x = x.min(scale.right() - width);
        if in_full != last_day && x >= free_from {
            free_from = x + width + sizes.clearance();
            days.push(Label { text, x, y: axis_y - 1.5 * sizes.text, side: Side::Right });
            last_day = in_full;
        }
    }
    days
}

fn phase_bars(bands: &Bands, scale: &Scale, top: Px, height: Px, sizes: Sizes) -> Vec<Bar<Phase>> {
    let bands = bands.phases.iter().map(|band| {
        let name = band.phase.name();
        let whole =
            if band.open { format!("{name} · no end recorded") } else { format!("{name} · {}", band.span.length()) };
        let rank = (0, band.span.start().ms());
        Band { of: band.phase, span: band.span, open: band.open, words: [whole, name.to_owned()], rank }
    });
    lay_out_bars(bands.collect(), scale, top, height, sizes)
}

fn impact_bars(bands: &Bands, scale: &Scale, top: Px, height: Px, sizes: Sizes) -> Vec<Bar<Shade>> {
    let bands = merged_impacts(&bands.impacts, scale).into_iter().map(|Merged { span, level, open, joined }| {
        let name = level.name();
        let so_far = if open { " so far" } else { "" };
        let words = if joined > 1 {
            std::array::from_fn(|_| text::counted(joined, "impact", "impacts"))
        } else {
            [format!("{name} · {}", text::length_so_far(span.length(), open)), format!("{name}{so_far}")]
        };
        Band { of: level, span, open, words, rank: bar_rank(level, span) }
    });
    lay_out_bars(bands.collect(), scale, top, height, sizes)
}

/// Impacts that are drawn as one.
struct Merged {
    /// From the start of the first to the end of the last.
    span: Span,
    /// The worst of their levels.
    level: Shade,
    /// `true` when one of them has no end yet.
    open: bool,
    /// How many there are.
    joined: usize,
}

/// The impacts in view. Those too short to be seen apart are joined, and shown as the worst of them.
fn merged_impacts(impacts: &[(Span, Shade, bool)], scale: &Scale) -> Vec<Merged> {
    /// A bar is joined to the one before when both begin within this part of the plot.
    const PARTS: Px = 40.0;
    /// One this long is never joined.
    const SEEN: Px = 6.0;
    let window = scale.window();
    let first = impacts.partition_point(|(span, ..)| span.end() < window.start());
    let in_view = impacts.iter().skip(first).take_while(|(span, ..)| span.start() <= window.end());
    let mut merged: Vec<Merged> = Vec::new();
    let apart = (scale.right() - scale.left()) / PARTS;
    let length = |span: Span| scale.to_px(span.end()) - scale.to_px(span.start());
    for (span, level, open) in in_view {
        match merged.last_mut() {
            Some(last) if length(*span) < SEEN && length(last.span.cover(*span)) < apart => {
                last.span = last.span.cover(*span);
                last.level = last.level.min(*level); // Levels stand in order, the worst first.
                last.open |= *open;
                last.joined += 1;
            }
            _ => merged.push(Merged { span: *span, level: *level, open: *open, joined: 1 }),
        }
    }
    merged
}

#[cfg(test)]
mod tests;

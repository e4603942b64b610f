//! What a chart is made of.

use crate::time::Span;

use super::{Scale, TimeScale};

/// A distance in pixels of the chart, from its top left corner.
pub type Px = f64;

/// How large a chart is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: Px,
    /// From top to bottom.
    pub height: Px,
}

/// The part of a chart inside its axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// Its left edge.
    pub left: Px,
    /// Its upper edge.
    pub top: Px,
    /// Its right edge; not left of the left one.
    pub right: Px,
    /// Its lower edge; not above the upper one.
    pub bottom: Px,
}

impl Plot {
    /// A size less its margins: left, top, right, bottom. At least a pixel is left, and what is not finite counts as none.
    #[must_use]
    pub fn inside(size: Size, [left, top, right, bottom]: [Px; 4]) -> Self {
        let finite = |px: Px| if px.is_finite() { px } else { 0.0 };
        Self {
            left,
            top,
            right: (finite(size.width) - right).max(left + 1.0),
            bottom: (finite(size.height) - bottom).max(top + 1.0),
        }
    }
}

/// A mark on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Where along the axis.
    pub at: Px,
    /// What it says; empty where there is no room.
    pub label: String,
}

/// What a shape means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A count or an amount.
    Bar,
    /// The part of a bar that the reader has brushed.
    Brushed,
    /// The stretch of the axis that the reader has brushed.
    Band,
    /// The cumulative share.
    Curve,
    /// An incident still open: a tick on the curve, or a dot that is not filled.
    Open,
    /// A figure drawn through the plot: the median, the ninetieth percentile.
    Guide,
    /// The incident the reader has chosen.
    Chosen,
    /// A 95 % interval.
    Interval,
    /// An estimate with an interval.
    Estimate,
    /// One incident.
    Incident,
    /// A cell of a heat map or calendar.
    Cell,
    /// A text inside the plot.
    Note,
}

/// The form of a shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A rectangle.
    Box {
        /// Left edge.
        x: Px,
        /// Upper edge.
        y: Px,
        /// Not negative.
        width: Px,
        /// Not negative.
        height: Px,
    },
    /// Many rectangles of one size.
    Boxes {
        /// The upper left corner of each.
        corners: Vec<(Px, Px)>,
        /// Not negative.
        width: Px,
        /// Not negative.
        height: Px,
    },
    /// A line from point to point.
    Line(Vec<(Px, Px)>),
    /// An area: a line that is closed.
    Area(Vec<(Px, Px)>),
    /// Dots, all alike, as one path: lines of no length, to be drawn with round caps.
    Dots(Vec<(Px, Px)>),
    /// A text, centred on a point.
    Text(Px, Px),
}

/// Something to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What it means.
    pub role: Role,
    /// Where and how.
    pub form: Form,
    /// What it says, to be shown or spoken; empty for one of many alike.
    pub label: String,
    /// Which row of the data it stands for.
    pub item: Option<u32>,
    /// 0 (nothing) to 5 (most) for a cell; for incidents the rank of the severity, 1 (worst) to 5, or 0 for none.
    pub shade: u8,
}

impl Shape {
    pub(super) const fn new(role: Role, form: Form, label: String) -> Self {
        Self { role, form, label, item: None, shade: 0 }
    }

    pub(super) fn of(self, item: u32) -> Self {
        Self { item: Some(item), ..self }
    }

    pub(super) fn shaded(self, shade: u8) -> Self {
        Self { shade, ..self }
    }
}

/// A part of a chart that stands for a row of the data: what a pointer may hit and the keys may walk to.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Which row.
    pub item: u32,
    /// Left edge.
    pub x: Px,
    /// Upper edge.
    pub y: Px,
    /// Not negative.
    pub width: Px,
    /// Not negative.
    pub height: Px,
    /// What it says, to be shown and spoken.
    pub label: String,
}

/// How many targets a step of the keys passes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stride {
    /// To the right.
    pub across: usize,
    /// Down; 0 where there is nothing below.
    pub down: usize,
}

/// A place that stands for a row of the data: what a pointer may hit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where.
    pub x: Px,
    /// Where.
    pub y: Px,
    /// Which row.
    pub item: u32,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The part inside the axes.
    pub plot: Plot,
    /// The ticks along the lower edge.
    pub across: Vec<Tick>,
    /// The ticks along the left edge.
    pub up: Vec<Tick>,
    /// The ticks along the right edge, of a curve with an axis of its own.
    pub right: Vec<Tick>,
    /// What is drawn, the first at the back.
    pub shapes: Vec<Shape>,
    /// Places of single incidents, where a chart has so many that they are drawn as one; in the order keys walk.
    pub points: Vec<Point>,
    /// What else stands for a row, in the order keys walk.
    pub targets: Vec<Target>,
    /// How far a step of the keys goes.
    pub stride: Stride,
    /// What moments become along the lower edge, where it shows time.
    pub times: Option<TimeScale>,
    /// What lengths become along the lower edge, where it shows lengths: what a brush asks.
    pub lengths: Option<Scale>,
    /// What the chart shows, in a sentence or two.
    pub summary: String,
}

impl Chart {
    pub(super) const fn empty(plot: Plot, summary: String) -> Self {
        Self {
            plot,
            across: Vec::new(),
            up: Vec::new(),
            right: Vec::new(),
            shapes: Vec::new(),
            points: Vec::new(),
            targets: Vec::new(),
            stride: Stride { across: 1, down: 0 },
            times: None,
            lengths: None,
            summary,
        }
    }

    /// The row whose place is nearest to a point, if one is so near; the first of two as near.
    #[must_use]
    pub fn nearest(&self, x: Px, y: Px, within: Px) -> Option<u32> {
        let mut best: Option<(Px, u32)> = None;
        for point in &self.points {
            let distance = (point.x - x) * (point.x - x) + (point.y - y) * (point.y - y);
            if distance <= within * within && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, point.item));
            }
        }
        best.map(|(_, item)| item)
    }

    /// The lengths between two places along the lower edge, in milliseconds, the shorter first: what a brush means.
    /// `None` where the chart shows no lengths.
    #[must_use]
    pub fn brushed(&self, from: Px, to: Px) -> Option<(f64, f64)> {
        let scale = self.lengths?;
        Some((scale.to_value(from.min(to)), scale.to_value(from.max(to))))
    }
}

impl Chart {
    /// The stretch of time between two places along the lower edge: what a brush means. `None` where the chart shows no
    /// time.
    #[must_use]
    pub fn stretch(&self, from: Px, to: Px) -> Option<Span> {
        let scale = self.times?;
        Some(Span::between(scale.to_time(from.min(to)), scale.to_time(from.max(to))))
    }

    /// Paints a period behind everything; does nothing where the chart shows no time.
    pub(super) fn put_band(&mut self, period: Option<Span>) {
        let Some((period, scale)) = period.zip(self.times) else { return };
        let (left, right) = (scale.to_px(period.start()), scale.to_px(period.end()));
        let Plot { top, bottom, .. } = self.plot;
        let form = Form::Box { x: left, y: top, width: right - left, height: bottom - top };
        self.shapes.push(Shape::new(Role::Band, form, String::new()));
    }

    /// The row that a place stands for: the target it is in, else the nearest point.
    #[must_use]
    pub fn hit(&self, x: Px, y: Px, within: Px) -> Option<u32> {
        let inside = |target: &&Target| {
            (target.x..target.x + target.width).contains(&x) && (target.y..target.y + target.height).contains(&y)
        };
        self.targets.iter().find(inside).map(|target| target.item).or_else(|| self.nearest(x, y, within))
    }

    /// The target of a row; of a point a small one, with nothing said.
    #[must_use]
    pub fn target(&self, item: u32) -> Option<Target> {
        let target = self.targets.iter().find(|target| target.item == item).cloned();
        target.or_else(|| {
            let Point { x, y, item } = *self.points.iter().find(|point| point.item == item)?;
            Some(Target { item, x: x - 7.0, y: y - 7.0, width: 14.0, height: 14.0, label: String::new() })
        })
    }

    fn item_at(&self, place: usize) -> Option<u32> {
        let target = self.targets.get(place).map(|target| target.item);
        target.or_else(|| self.points.get(place).map(|point| point.item))
    }

    /// How many rows the keys walk over.
    #[must_use]
    pub fn walked(&self) -> usize {
        if self.targets.is_empty() { self.points.len() } else { self.targets.len() }
    }

    /// Where a row stands in the order that keys walk, from 0.
    #[must_use]
    pub fn place_of(&self, item: u32) -> Option<usize> {
        let place = self.targets.iter().position(|target| target.item == item);
        place.or_else(|| self.points.iter().position(|point| point.item == item))
    }

    /// The row that a step of the keys leads to, from one or from before the first; it stays where it would leave the
    /// chart. `None` where there is nothing to walk over.
    #[must_use]
    pub fn step(&self, from: Option<u32>, step: Walk) -> Option<u32> {
        let last = self.walked().checked_sub(1)?;
        let Some(here) = from.and_then(|item| self.place_of(item)) else {
            return self.item_at(if step == Walk::Last { last } else { 0 });
        };
        let Stride { across, down } = self.stride;
        let place = match step {
            Walk::First => 0,
            Walk::Last => last,
            Walk::Left => here.checked_sub(across).unwrap_or(here),
            Walk::Up => here.checked_sub(down).unwrap_or(here),
            Walk::Right => here + across,
            Walk::Down => here + down,
        };
        self.item_at(if place > last { here } else { place })
    }
}

/// A step of the keys over a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
    /// To the first.
    First,
    /// To the last.
    Last,
}

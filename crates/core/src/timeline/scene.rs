//! The scene: everything the timeline shows, in pixels from its top left corner.

use crate::incident::{CauseIx, EventIx, EventKind, ImpactLevel, Phase};
use crate::text;
use crate::time::{Instant, Span};

use super::{Px, Scale};
use crate::picture::put_step;

/// A stretch of one phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhaseSpan {
    /// The phase.
    pub phase: Phase,
    /// The stretch.
    pub span: Span,
    /// `true` when it has not ended: `now`, or the end of the record, stands for its end.
    pub open: bool,
}

/// How an impact is drawn: by its level, the worst first, or as one whose level is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// A full outage.
    Full,
    /// A partial outage.
    Partial,
    /// It worked, but badly.
    Degraded,
    /// Nothing says how bad it was.
    Unknown,
}

impl Shade {
    /// How a level is drawn; no impact is not.
    #[must_use]
    pub const fn of(level: ImpactLevel) -> Option<Self> {
        match level {
            ImpactLevel::Full => Some(Self::Full),
            ImpactLevel::Partial => Some(Self::Partial),
            ImpactLevel::Degraded => Some(Self::Degraded),
            ImpactLevel::None => None,
        }
    }

    /// Its class in the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Full => "level-full",
            Self::Partial => "level-partial",
            Self::Degraded => "level-degraded",
            Self::Unknown => "level-unknown",
        }
    }

    /// What it is called on a bar.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => text::level_name(ImpactLevel::Full),
            Self::Partial => text::level_name(ImpactLevel::Partial),
            Self::Degraded => text::level_name(ImpactLevel::Degraded),
            Self::Unknown => "Level not recorded",
        }
    }
}

/// The figures that are drawn as bands: handed in, never measured here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// Phases: disjoint, in order.
    pub phases: Vec<PhaseSpan>,
    /// Impact by worst level: disjoint, in order; the flag says that the end is `now`.
    pub impacts: Vec<(Span, Shade, bool)>,
    /// The impact on each service that was hit, the one that was hit worst first.
    pub services: Vec<ServiceBand>,
}

/// What hit one service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceBand {
    /// What people call it.
    pub name: Box<str>,
    /// Its impact by worst level: disjoint, in order; the flag says that the end is `now`.
    pub impacts: Vec<(Span, Shade, bool)>,
}

/// The row of a service under the impact.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceRow {
    /// Its place in [`Bands::services`].
    pub service: usize,
    /// Its name in the gutter, cut to fit.
    pub name: Label,
    /// What hit it, without labels.
    pub bars: Vec<Bar<Shade>>,
}

/// A dot under a mark: the event is evidence of a cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EvidenceDot {
    /// The cause.
    pub cause: CauseIx,
    /// The event.
    pub event: EventIx,
    /// Where.
    pub centre: (Px, Px),
    /// Its radius.
    pub radius: Px,
}

/// The room the scene may take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canvas {
    /// Width in CSS pixels.
    pub width: f64,
    /// The text size of labels in CSS pixels (12 at a browser's default size); larger where the reader zoomed text.
    pub text_px: f64,
}

/// Which side of its mark a label stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Before it: the text ends at `x`.
    Left,
    /// After it: the text starts at `x`.
    Right,
}

/// A text at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The text, cut with "…" where there is no room for all of it.
    pub text: String,
    /// Where it starts or ends, by side.
    pub x: Px,
    /// Its baseline.
    pub y: Px,
    /// Which way it runs.
    pub side: Side,
}

/// A line across the scene at a round moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// The moment.
    pub at: Instant,
    /// Where.
    pub x: Px,
    /// Its text: `13:30`, `1 Mar`; empty where a neighbour leaves no room.
    pub text: String,
    /// `true` for the rounder ones: full hours among half hours.
    pub major: bool,
    /// The day it begins, where the axis names it; for a view inside one day, the first tick has it.
    pub day: Option<String>,
}

/// A bar of the phase or impact row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar<T> {
    /// What it stands for.
    pub of: T,
    /// The stretch it stands for, whole.
    pub span: Span,
    /// Its left edge, cut at the edge of the plot.
    pub x: Px,
    /// Its width, at least 1.
    pub width: Px,
    /// Its top.
    pub y: Px,
    /// Its height.
    pub height: Px,
    /// Its words.
    pub words: String,
    /// The words, or fewer of them, where there is room inside or beside it.
    pub label: Option<Label>,
    /// `true` when the label stands inside the bar.
    pub label_inside: bool,
    /// `true` when its end has not come.
    pub open: bool,
}

/// A row of marks of one kind; tall enough for its marks, which may be packed in several sub-rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The kind of its events.
    pub kind: EventKind,
    /// Its top.
    pub y: Px,
    /// Its height.
    pub height: Px,
    /// Its name, cut to the gutter.
    pub name: String,
    /// The baseline of its name in the gutter.
    pub name_y: Px,
}

/// An event's mark. In one lane, marks with their labels never overlap.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The event.
    pub event: EventIx,
    /// Its kind: decides shape and colour.
    pub kind: EventKind,
    /// From its start to its end.
    pub span: Span,
    /// The centre of the mark; of an event that lasts, its start, or the edge of the plot where it began before.
    pub x: Px,
    /// The centre.
    pub y: Px,
    /// How far it lasts to the right of `x`, cut at the edge of the plot; 0 for a moment. To be drawn pale: the label
    /// may stand on it.
    pub lasts: Px,
    /// `true` when it began before the window.
    pub began_before: bool,
    /// Its title, where there is room.
    pub label: Option<Label>,
    /// Its sub-row, counted through all lanes.
    pub(super) row: usize,
}

/// What a click on a pill does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PillAction {
    /// Show this window: what the pill holds comes apart.
    Zoom(Span),
    /// List the events of this stretch: they are of one moment, or no zoom tells them apart.
    List(Span),
}

/// Events too close together for marks of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Pill {
    /// The kind of all of them.
    pub kind: EventKind,
    /// The first of them: a name for the pill as it moves.
    pub first: EventIx,
    /// How many there are.
    pub count: usize,
    /// From the first start to the last.
    pub span: Span,
    /// What it says: the count, shortened where it is long.
    pub text: String,
    /// Its centre.
    pub x: Px,
    /// Its centre.
    pub y: Px,
    /// Its width.
    pub width: Px,
    /// Its height.
    pub height: Px,
    /// What a click does.
    pub action: PillAction,
    /// `true` when they began before the window and last into it.
    pub began_before: bool,
    /// Its sub-row, counted through all lanes.
    pub(super) row: usize,
}

impl Pill {
    /// Its outline round its centre as an SVG path, half a circle at each end.
    #[must_use]
    pub fn outline(&self) -> String {
        let radius = self.height / 2.0;
        let straight = (self.width - self.height).max(0.0);
        let mut path = String::new();
        put_step(&mut path, 'M', &[-straight / 2.0, -radius]);
        put_step(&mut path, 'h', &[straight]);
        put_step(&mut path, 'a', &[radius, radius, 0.0, 0.0, 1.0, 0.0, self.height]);
        put_step(&mut path, 'h', &[-straight]);
        put_step(&mut path, 'a', &[radius, radius, 0.0, 0.0, 1.0, 0.0, -self.height]);
        path
    }
}

/// A break: folded quiet time.
#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// The stretch that is folded.
    pub span: Span,
    /// Its left edge.
    pub x: Px,
    /// Its width.
    pub width: Px,
    /// Its middle.
    pub middle: Px,
    /// Its length, on the line of the axis, where there is room.
    pub label: Option<Label>,
    /// What is folded, in words: `2 d 4 h quiet`.
    pub words: String,
}

/// Events beyond an edge of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// How many.
    pub count: usize,
    /// The window that shows the nearest of them.
    pub to: Span,
}

/// A cause's tag under the lanes.
#[derive(Clone, Debug, PartialEq)]
pub struct CauseTag {
    /// The cause.
    pub cause: CauseIx,
    /// Its left edge.
    pub x: Px,
    /// Its top.
    pub y: Px,
    /// Its width.
    pub width: Px,
    /// Its height.
    pub height: Px,
    /// The centre of the dot before its title.
    pub dot: (Px, Px),
    /// Its title, cut to fit.
    pub label: Label,
}

/// A line from a cause's tag to an event that shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    /// The cause.
    pub cause: CauseIx,
    /// The event.
    pub event: EventIx,
    /// An SVG path.
    pub path: String,
}

/// Everything the timeline draws for one window of time at one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// Its width.
    pub width: Px,
    /// Its height.
    pub height: Px,
    /// Time to x and back; its range is the plot, right of the gutter with the lanes' names.
    pub scale: Scale,
    /// Top of the plot under the axis, where tick lines start.
    pub plot_top: Px,
    /// Where tick lines end.
    pub plot_bottom: Px,
    /// The baseline of the axis texts.
    pub axis_y: Px,
    /// The text size it was laid out for: what a page draws marks and labels with.
    pub text_px: Px,
    /// Half the width and height of a mark.
    pub mark_radius: Px,
    /// The names of the rows that are no lanes, in the gutter: Phase, Impact, Causes; those that there are.
    pub names: Vec<Label>,
    /// The days (or years) that the axis names: the first in the gutter on the line of the axis, the others over their
    /// ticks. The same words as [`Tick::day`], placed where they fit.
    pub days: Vec<Label>,
    /// Ticks, left to right.
    pub ticks: Vec<Tick>,
    /// The line of every break, as an SVG path down from the top of the plot.
    pub break_line: String,
    /// Breaks, left to right.
    pub breaks: Vec<Break>,
    /// The phase row.
    pub phases: Vec<Bar<Phase>>,
    /// The impact row.
    pub impacts: Vec<Bar<Shade>>,
    /// The rows of services under it, the one that was hit worst first.
    pub services: Vec<ServiceRow>,
    /// How many services more were hit.
    pub services_left: usize,
    /// The lanes that have events in the file, top to bottom.
    pub lanes: Vec<Lane>,
    /// The marks in view, in order of time.
    pub marks: Vec<Mark>,
    /// The pills in view, by lane and in order of time. Each event in view is in one mark or one pill.
    pub pills: Vec<Pill>,
    /// The dots of what is evidence, at most four to a mark in view.
    pub dots: Vec<EvidenceDot>,
    /// The tags of causes, left to right.
    pub tags: Vec<CauseTag>,
    /// How many causes have no tag here.
    pub causes_left: usize,
    /// The lines from the tags of causes that are lit to marks in view.
    pub curves: Vec<Curve>,
    /// The events before the window, if any.
    pub earlier: Option<Edge>,
    /// Those after it.
    pub later: Option<Edge>,
}

impl Scene {
    /// Where a stretch of time is painted: its left edge and its width, cut at the edges of the plot; at least 2 wide,
    /// so that a stretch of no time is seen. `None` when it is out of view.
    #[must_use]
    pub fn span_rect(&self, span: Span) -> Option<(Px, Px)> {
        let window = self.scale.window();
        if span.end() < window.start() || span.start() > window.end() {
            return None;
        }
        let left = self.scale.to_px(span.start()).max(self.scale.left());
        let right = self.scale.to_px(span.end()).min(self.scale.right());
        Some((left.min(self.scale.right() - 2.0), (right - left).max(2.0)))
    }

    /// The lines of the ticks, of the rounder ones or of the others, as one SVG path: a pan changes all of them at once.
    #[must_use]
    pub fn tick_lines(&self, major: bool) -> String {
        let mut path = String::new();
        for tick in self.ticks.iter().filter(|tick| tick.major == major) {
            put_step(&mut path, 'M', &[tick.x, self.plot_top]);
            put_step(&mut path, 'V', &[self.plot_bottom]);
        }
        path
    }

    /// The lines under the lanes as one SVG path.
    #[must_use]
    pub fn lane_lines(&self) -> String {
        let mut path = String::new();
        for lane in &self.lanes {
            put_step(&mut path, 'M', &[self.scale.left(), lane.y + lane.height]);
            put_step(&mut path, 'H', &[self.scale.right()]);
        }
        path
    }

    /// The mark of an event, if it has one in view.
    #[must_use]
    pub fn mark(&self, event: EventIx) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.event == event)
    }
}

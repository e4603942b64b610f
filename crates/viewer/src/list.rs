//! The events as rows of a list: under which days, and which of them are drawn.

use std::sync::Arc;

use faultline_core::incident::{Case, EventIx};
use faultline_core::time::{Instant, Span, Zone, midnight};

/// A list of no more rows is drawn whole: the browser's own search finds everything in it, and paper shows all of it. A
/// longer one draws the rows in view and some around them.
pub const MOST_WHOLE: usize = 500;
/// How many rows of a longer list are drawn, and how many of them lie before the first one in view.
const DRAWN: usize = 60;
const BEFORE: usize = 15;
/// The rows drawn change in steps, so that not each pixel of a scroll draws anew.
const STEP: usize = 5;
/// The height of a row of a long list, by the size of the page's text; the style sheet says the same.
const ROW_BY_TEXT: f64 = 2.25;
/// No browser scrolls further. A list that would be higher is scrolled in proportion.
const HIGHEST: f64 = 15_000_000.0;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// The moment.
    #[default]
    Time,
    /// How long after the start. The same order as by the moment; a column of its own all the same.
    FromStart,
    /// The kind, in the order of the lanes.
    Kind,
    /// The title, whatever its capital letters; its first letters decide.
    What,
}

impl Column {
    /// Every one, from left to right.
    pub const ALL: [Self; 4] = [Self::Time, Self::FromStart, Self::Kind, Self::What];

    /// Its word in an address and on the page.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::FromStart => "start",
            Self::Kind => "kind",
            Self::What => "what",
        }
    }
}

/// How the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub by: Column,
    /// `true` with the last first.
    pub down: bool,
}

/// How far the reader has scrolled a long list, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    /// What lies above the box.
    pub top: f64,
    /// The height of the box.
    pub height: f64,
}

/// The rows, each an event or a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The events, as sorted.
    events: Arc<Vec<EventIx>>,
    /// The rows that name a day, each with its first event's moment. Only where the order is that of time.
    days: Vec<(usize, Instant)>,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The day that the events under it begin on, by a moment of it.
    Day(Instant),
    /// An event.
    Event(EventIx),
}

impl List {
    /// The rows of events that are in order. Days are those of the zone, found by halving: a list of a million events asks
    /// only for the edges of its days.
    #[must_use]
    pub fn of(case: &Case, events: Arc<Vec<EventIx>>, dated: usize, sort: Sort, zone: &dyn Zone) -> Self {
        let days = match sort.by {
            Column::Time | Column::FromStart => days(case, events.get(..dated).unwrap_or_default(), sort.down, zone),
            Column::Kind | Column::What => Vec::new(),
        };
        Self { events, days }
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.events.len() + self.days.len()
    }

    /// The row at a place.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<Row> {
        let days_before = self.days.partition_point(|(row, _)| *row < at);
        match self.days.get(days_before) {
            Some((row, day)) if *row == at => Some(Row::Day(*day)),
            _ => self.events.get(at - days_before).copied().map(Row::Event),
        }
    }

    /// The place of an event's row; `None` when it is hidden.
    #[must_use]
    pub fn row_of(&self, event: EventIx) -> Option<usize> {
        let at = self.events.iter().position(|other| *other == event)?;
        let mut row = at;
        for (day, _) in &self.days {
            row += usize::from(*day <= row);
        }
        Some(row)
    }

    /// The event so many events down the list (up, below 0) from this one, held at the ends; from none, the first or last.
    #[must_use]
    pub fn step(&self, from: Option<EventIx>, by: isize) -> Option<EventIx> {
        let here = from.and_then(|from| self.events.iter().position(|other| *other == from));
        let last = self.events.len().checked_sub(1)?;
        let to = match here {
            Some(here) => here.saturating_add_signed(by).min(last),
            None => {
                if by < 0 {
                    last
                } else {
                    0
                }
            }
        };
        self.events.get(to).copied()
    }

    /// `true` when only a part of it is drawn.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.events.len() > MOST_WHOLE
    }

    /// What of it is drawn.
    #[must_use]
    pub fn window(&self, scroll: Scroll, text_px: f64) -> Window {
        let rows = self.rows();
        if !self.is_long() {
            return Window { from: 0, to: rows, above: 0.0, below: 0.0 };
        }
        window(rows, scroll, ROW_BY_TEXT * text_px)
    }

    /// How far to scroll so that a row is in the middle of the box; `None` where it is in view already.
    #[must_use]
    pub fn scroll_to(&self, row: usize, scroll: Scroll, text_px: f64) -> Option<f64> {
        let row_px = ROW_BY_TEXT * text_px;
        let track = Track::of(self.rows(), scroll.height, row_px);
        let first = track.row_at(scroll.top);
        let fit = (scroll.height / row_px - 1.0).max(1.0);
        let row = real(row);
        if row >= first && row + 1.0 <= first + fit {
            return None;
        }
        Some(track.top_of((row - fit / 2.0).max(0.0)))
    }
}

/// The part of a long list that is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// The first row.
    pub from: usize,
    /// The row after the last.
    pub to: usize,
    /// The height of the rows before it, in CSS pixels.
    pub above: f64,
    /// The height of the rows after it, in CSS pixels.
    pub below: f64,
}

/// What is scrolled: its height, and how rows stand on it. The head of the list takes the height of a row, and lies over the
/// first row of the box from then on.
struct Track {
    rows: f64,
    height: f64,
    /// How far it can be scrolled, in pixels and in rows.
    most_px: f64,
    most_rows: f64,
}

impl Track {
    fn of(rows: usize, box_height: f64, row_px: f64) -> Self {
        let rows = real(rows);
        let whole = (rows + 1.0) * row_px;
        let height = whole.min(HIGHEST);
        let most_px = (height - box_height).max(1.0);
        let most_rows = ((whole - box_height) / row_px).max(1.0 / row_px);
        Self { rows, height, most_px, most_rows }
    }

    fn row_at(&self, top: f64) -> f64 {
        (top / self.most_px * self.most_rows).clamp(0.0, (self.rows - 1.0).max(0.0))
    }

    fn top_of(&self, row: f64) -> f64 {
        (row / self.most_rows * self.most_px).clamp(0.0, self.most_px)
    }
}

fn window(rows: usize, scroll: Scroll, row_px: f64) -> Window {
    let track = Track::of(rows, scroll.height, row_px);
    let first = whole(track.row_at(if scroll.top.is_finite() { scroll.top } else { 0.0 }));
    let from = first.saturating_sub(BEFORE) / STEP * STEP;
    let from = from.min(rows.saturating_sub(DRAWN));
    let to = (from + DRAWN).min(rows);
    // Where rows before the first one in view are drawn, they stand right above it.
    let above = (track.top_of(real(first)) - real(first.saturating_sub(from)) * row_px).max(0.0);
    let below = (track.height - above - real(to - from + 1) * row_px).max(0.0);
    Window { from, to, above, below }
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer rows than 2^53")]
const fn real(rows: usize) -> f64 {
    rows as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the rows there are")]
const fn whole(rows: f64) -> usize {
    rows as usize
}

/// The rows that name a day, for events in order of time.
fn days(case: &Case, events: &[EventIx], down: bool, zone: &dyn Zone) -> Vec<(usize, Instant)> {
    let at = |index: usize| events.get(index).and_then(|ix| case.event_span(*ix)).map(Span::start);
    let mut days = Vec::new();
    let mut here = 0;
    while let Some(first) = at(here) {
        days.push((here + days.len(), first));
        let day = first.civil(zone.offset(first));
        let midnight = |days_after| midnight(day.year, day.month, day.day, days_after, zone).unwrap_or(first);
        let (start, end) = (midnight(0), midnight(1));
        let rest = events.get(here..).unwrap_or_default();
        let in_day = |ix: &EventIx| {
            let at = case.event_span(*ix).map_or(Instant::FIRST, Span::start);
            if down { at >= start } else { at < end }
        };
        // One at least, whatever a zone does around midnight: this has to end.
        here += rest.partition_point(in_day).max(1);
    }
    days
}

#[cfg(test)]
#[path = "list_tests.rs"]
mod tests;

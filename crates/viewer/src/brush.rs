//! What a pointer or a key on a chart narrows the page to.

use super::plots::{ChartInputs, Plot};
use faultline_core::charts::{Chart, Px, Walk, lengths_of_bar, week_hour_name};
use faultline_core::metrics::{day_of, month_of};
use faultline_core::text;
use faultline_core::time::{Instant, Length, Span};

/// What the page is narrowed to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Narrowing {
    /// To these lengths in milliseconds, both ends included; to any for `None`.
    Lengths(Option<(f64, f64)>),
    /// To those that began in a period; to any for `None`.
    Period(Option<Span>),
    /// To those that began in an hour of the week; to any for `None`.
    Hour(Option<u8>),
    /// To one incident: it is opened.
    Open(u32),
}

/// An end of a brush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrushEdge {
    /// The shorter, or the earlier.
    From,
    /// The longer, or the later.
    To,
}

impl BrushEdge {
    /// Both.
    pub const ALL: [Self; 2] = [Self::From, Self::To];

    /// Its word in the page.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
        }
    }

    /// What it is called on a chart.
    #[must_use]
    pub const fn name(self, plot: Plot) -> &'static str {
        match (plot, self) {
            (Plot::HowLong, Self::From) => "Shortest length kept",
            (Plot::HowLong, Self::To) => "Longest length kept",
            (_, Self::From) => "Start of the period",
            (_, Self::To) => "End of the period",
        }
    }
}

/// What a key on an edge does: by how many hundredths of the axis it moves it.
#[must_use]
pub fn nudge(key: &str) -> Option<f64> {
    Some(match key {
        "ArrowLeft" | "ArrowDown" => -2.0,
        "ArrowRight" | "ArrowUp" => 2.0,
        "PageDown" => -10.0,
        "PageUp" => 10.0,
        "Home" => -100.0,
        "End" => 100.0,
        _ => return None,
    })
}

/// What a key on a chart walks.
#[must_use]
pub fn walk(key: &str) -> Option<Walk> {
    Some(match key {
        "ArrowLeft" => Walk::Left,
        "ArrowRight" => Walk::Right,
        "ArrowUp" => Walk::Up,
        "ArrowDown" => Walk::Down,
        "Home" => Walk::First,
        "End" => Walk::Last,
        _ => return None,
    })
}

/// Two places are one.
fn same(a: Px, b: Px) -> bool {
    (a - b).abs() < 0.75
}

impl ChartInputs<'_> {
    /// Where the ends of the brush are on a chart, the whole axis where nothing is brushed. `None` on a chart that has
    /// none.
    #[must_use]
    pub fn edges(&self, plot: Plot, chart: &Chart) -> Option<(Px, Px)> {
        let whole = (chart.plot.left, chart.plot.right);
        match plot {
            Plot::HowLong => {
                let scale = chart.lengths?;
                Some(self.lengths_ms.map_or(whole, |(from, to)| (scale.to_px(from), scale.to_px(to))))
            }
            Plot::When => {
                let scale = chart.times?;
                Some(self.period.map_or(whole, |period| (scale.to_px(period.start()), scale.to_px(period.end()))))
            }
            _ => None,
        }
    }

    /// What an end of the brush says.
    #[must_use]
    pub fn edge_in_words(&self, plot: Plot, edge: BrushEdge) -> String {
        let any = || if edge == BrushEdge::From { "no lower limit" } else { "no upper limit" }.to_owned();
        if plot == Plot::HowLong {
            let length = self.lengths_ms.map(|(from, to)| if edge == BrushEdge::From { from } else { to });
            return length.map_or_else(any, |length| text::estimated_length(length).to_string());
        }
        let Some(period) = self.period else { return any() };
        // The last day, not the midnight after it.
        let at = if edge == BrushEdge::From { period.start() } else { period.end().plus(Length::from_ms(-1)) };
        text::date(at, self.zone)
    }

    /// What a brush between two places means, whole days along time; the whole axis means nothing is kept out.
    #[must_use]
    pub fn brushed(&self, plot: Plot, chart: &Chart, from: Px, to: Px) -> Option<Narrowing> {
        let (from, to) = (from.min(to).max(chart.plot.left), from.max(to).min(chart.plot.right));
        let (first, last) = (same(from, chart.plot.left), same(to, chart.plot.right));
        if plot == Plot::HowLong {
            let (low, high) = chart.brushed(from, to)?;
            let longest = self.lengths.ended_ms.last().copied().unwrap_or(0.0);
            let low = if first { 0.0 } else { low.round() };
            let high = if last { longest.max(high.round()) } else { high.round() };
            return Some(Narrowing::Lengths((!(first && last)).then_some((low, high))));
        }
        let stretch = chart.stretch(from, to)?;
        let bin = |at: Instant| if plot == Plot::Months { month_of(at, self.zone) } else { day_of(at, self.zone) };
        let last_moment = Instant::from_ms(stretch.end().ms() - 1).max(stretch.start());
        let period = bin(stretch.start())?.cover(bin(last_moment)?);
        Some(Narrowing::Period((!(first && last)).then_some(period)))
    }

    /// What moving an end of the brush by so many hundredths of the axis means. An end stops at the other.
    #[must_use]
    pub fn nudged(&self, plot: Plot, chart: &Chart, edge: BrushEdge, hundredths: f64) -> Option<Narrowing> {
        let (from, to) = self.edges(plot, chart)?;
        let (left, right) = (chart.plot.left, chart.plot.right);
        let by = (right - left) * hundredths / 100.0;
        match edge {
            BrushEdge::From => self.brushed(plot, chart, (from + by).clamp(left, to.max(left)), to),
            // A day further than the midnight at which the last day ends.
            BrushEdge::To => self.brushed(plot, chart, from, (to + by).clamp(from.min(right), right)),
        }
    }

    /// What a drag from one place to another means: it moves the end of the brush it began on, else it brushes anew.
    #[must_use]
    pub fn dragged(
        &self,
        plot: Plot,
        chart: &Chart,
        grabbed: Option<BrushEdge>,
        from: Px,
        to: Px,
    ) -> Option<Narrowing> {
        let edges = self.edges(plot, chart);
        let fixed = match (grabbed, edges) {
            (Some(BrushEdge::From), Some((_, fixed))) | (Some(BrushEdge::To), Some((fixed, _))) => fixed,
            _ => from,
        };
        self.brushed(plot, chart, fixed, to)
    }

    /// What pressing a mark means: pressing the one that is kept already lets everything through again. `None` for a mark
    /// that is not there.
    #[must_use]
    pub fn pressed(&self, plot: Plot, item: u32) -> Option<Narrowing> {
        let place = usize::try_from(item).ok()?;
        let toggled = |period: Span| Narrowing::Period((self.period != Some(period)).then_some(period));
        match plot {
            Plot::HowLong => {
                let bar = lengths_of_bar(&self.how_long(), item)?;
                Some(Narrowing::Lengths((self.lengths_ms != Some(bar)).then_some(bar)))
            }
            Plot::When => Some(Narrowing::Open(item)),
            Plot::Months => self.chart_data.months.get(place).map(|month| toggled(month.span)),
            Plot::Days => self.chart_data.days.get(place).map(|day| toggled(day.span)),
            Plot::Week => {
                u8::try_from(item).ok().map(|hour| Narrowing::Hour((self.week_hour != Some(hour)).then_some(hour)))
            }
        }
    }

    /// What is kept by the brush on a chart, in a few words; `None` where nothing is brushed.
    #[must_use]
    pub fn kept_in_words(&self, plot: Plot) -> Option<String> {
        if plot == Plot::HowLong {
            let (from, to) = self.lengths_ms?;
            let ended = &self.lengths.ended_ms;
            let kept = ended.iter().filter(|length| (from..=to).contains(*length)).count();
            let (low, high) = (self.edge_in_words(plot, BrushEdge::From), self.edge_in_words(plot, BrushEdge::To));
            return Some(format!("Kept: {low} to {high}, {kept} of {}", ended.len()));
        }
        if plot == Plot::Week {
            let began = self.chart_data.week.iter().flatten();
            let (all, kept) = (began.clone().sum::<u32>(), began.copied().nth(usize::from(self.week_hour?)));
            return Some(format!("Kept: {}, {} of {all}", week_hour_name(self.week_hour?), kept.unwrap_or(0)));
        }
        self.period?;
        let (first, last) = (self.edge_in_words(plot, BrushEdge::From), self.edge_in_words(plot, BrushEdge::To));
        Some(if first == last { format!("Kept: {first}") } else { format!("Kept: {first} to {last}") })
    }
}

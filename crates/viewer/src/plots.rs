//! The charts of many incidents: which there are, and how they are laid out.

use super::place_among;
use faultline_core::catalog::{ChartData, Table as Rows};
use faultline_core::charts::{
    Chart, Dots, HowLong, MonthOf, Size, Table, Target, days_table, dot_label, dots_table, how_long_table,
    lay_out_days, lay_out_dots, lay_out_how_long, lay_out_medians, lay_out_time, lay_out_week, months_table,
    week_table,
};
use faultline_core::formats::Entry;
use faultline_core::metrics::Distribution;
use faultline_core::time::{Span, Zone};

/// A chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plot {
    /// How long incidents took.
    HowLong,
    /// Each incident by its start.
    When,
    /// Month by month.
    Months,
    /// By weekday and hour.
    Week,
    /// By day.
    Days,
}

impl Plot {
    /// Every one, in the order of the page.
    pub const ALL: [Self; 5] = [Self::HowLong, Self::When, Self::Months, Self::Week, Self::Days];

    /// Its word in the page.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::HowLong => "how-long",
            Self::When => "when",
            Self::Months => "months",
            Self::Week => "week",
            Self::Days => "days",
        }
    }

    /// The one with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plot| plot.word() == word)
    }

    /// Its heading.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HowLong => "How long",
            Self::When => "When",
            Self::Months => "Month by month",
            Self::Week => "Week",
            Self::Days => "Calendar",
        }
    }

    /// What a pointer can do on it, where nothing is pointed at.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::HowLong => "Drag to filter by duration; click a bar to select it.",
            Self::When => "Drag to set the period; click a mark to open it.",
            Self::Months => "Click a month to set the period.",
            Self::Week => "Click an hour to keep those that began in it.",
            Self::Days => "Click a day to set the period.",
        }
    }

    /// What its marks are, for whoever walks over them by keys.
    #[must_use]
    pub const fn use_in_words(self) -> &'static str {
        match self {
            Self::HowLong => "Bars by length. Arrow keys walk over them, Enter keeps only the incidents of one.",
            Self::When => "Incidents by start. Arrow keys walk over them in order of time, Enter opens one.",
            Self::Months => "Months. Arrow keys walk over them, Enter sets the period to one.",
            Self::Week => "Hours of the week. Arrow keys walk over them, Enter keeps only the incidents of one.",
            Self::Days => "Days. Arrow keys walk over them, Enter sets the period to one.",
        }
    }
}

/// The size of text that charts are laid out for, in CSS pixels.
const USUAL_PX: f64 = 16.0;

/// How much room the charts have, and what is chosen on them.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartsLayout {
    /// Months show the time in incidents, not the medians.
    pub shows_time: bool,
    /// The width of one chart, in CSS pixels.
    pub width: f64,
    /// The width of a chart that takes all of the page.
    pub wide: f64,
    /// How many times larger than usual the reader's text is. A chart is laid out in pixels of a usual page and drawn so much
    /// larger, so that its labels grow with the text and keep apart.
    pub zoom: f64,
}

impl ChartsLayout {
    /// Charts of these widths on a page with text of that size, in CSS pixels.
    #[must_use]
    pub fn new(shows_time: bool, width: f64, wide: f64, text_px: f64) -> Self {
        // Half the usual size to eight times it; text of no size is of the usual one.
        let zoom = if text_px > 0.0 { (text_px / USUAL_PX).clamp(0.5, 8.0) } else { 1.0 };
        Self { shows_time, width, wide, zoom }
    }
}

/// What the charts are drawn from.
pub struct ChartInputs<'a> {
    /// What they are made of.
    pub chart_data: &'a ChartData,
    /// Its months, with the intervals that are there.
    pub months: &'a [MonthOf],
    /// The incidents.
    pub rows: &'a Rows,
    /// Their texts.
    pub entries: &'a [Entry],
    /// The lengths that are asked for.
    pub lengths_ms: Option<(f64, f64)>,
    /// The period that is asked for.
    pub period: Option<Span>,
    /// The hour of the week that is asked for.
    pub week_hour: Option<u8>,
    /// The row of the incident that is chosen.
    pub chosen: Option<u32>,
    /// Whether lengths have a logarithmic axis.
    pub logarithmic: bool,
    /// The zone of days and hours.
    pub zone: &'a dyn Zone,
    /// The lengths of all that the brush is drawn on.
    pub lengths: &'a Distribution,
    /// Their curve: a length, and the share still going on after it.
    pub steps: &'a [(f64, f64)],
    /// How much room they have, and what is chosen on them.
    pub view: &'a ChartsLayout,
}

impl ChartInputs<'_> {
    /// What the distribution is drawn from.
    #[must_use]
    pub fn how_long(&self) -> HowLong<'_> {
        let lengths = self.lengths;
        let chosen = self.chart_data.observed.iter().find(|(row, _)| Some(*row) == self.chosen);
        HowLong {
            ended_ms: &lengths.ended_ms,
            open_ms: &lengths.open_ms,
            steps: self.steps,
            median: lengths.quantile(0.5),
            p90: lengths.p90(),
            chosen: chosen.map(|(_, observation)| observation.length.seconds() * 1_000.0),
            brushed: self.lengths_ms,
            logarithmic: self.logarithmic,
        }
    }

    /// The size of a chart, before it is drawn [`ChartsLayout::zoom`] times as large: as wide as there is room, and of a height
    /// that suits it.
    #[must_use]
    pub fn size(&self, plot: Plot) -> Size {
        let width = (if plot == Plot::Days { self.view.wide } else { self.view.width } / self.view.zoom).floor();
        let height = match plot {
            Plot::Days => {
                let years = self.chart_data.days.first().zip(self.chart_data.days.last()).map_or(1, |(first, last)| {
                    let year = |span: Span| span.start().civil(self.zone.offset(span.start())).year;
                    year(last.span).saturating_sub(year(first.span)).clamp(0, 99) + 1
                });
                // A day is about as high as it is wide.
                26.0 + f64::from(years) * 8.5 * ((width - 44.0) / 54.0).clamp(5.0, 15.0)
            }
            Plot::Week => (width * 0.42).clamp(160.0, 230.0),
            _ => (width * 0.45).clamp(190.0, 250.0),
        };
        Size { width, height }
    }

    /// Lays a chart out.
    #[must_use]
    pub fn chart(&self, plot: Plot) -> Chart {
        let (size, chart_data) = (self.size(plot), self.chart_data);
        match plot {
            Plot::HowLong => lay_out_how_long(&self.how_long(), size),
            Plot::When => {
                let dots: Vec<_> = chart_data.dots(self.rows, self.entries).collect();
                lay_out_dots(&self.dots(&dots), size)
            }
            Plot::Months if self.view.shows_time => lay_out_time(self.months, self.period, self.zone, size),
            Plot::Months => lay_out_medians(self.months, self.period, self.zone, size),
            Plot::Week => lay_out_week(&chart_data.week, self.week_hour, size),
            Plot::Days => lay_out_days(&chart_data.days, self.period, self.zone, size),
        }
    }

    fn dots<'b>(&'b self, dots: &'b [faultline_core::charts::Dot<'b>]) -> Dots<'b> {
        // No dots, no window, no matter which.
        let nowhere = Span::between(faultline_core::time::Instant::FIRST, faultline_core::time::Instant::FIRST);
        let window = self.chart_data.window.unwrap_or(nowhere);
        let without_length = self.chart_data.without_length;
        Dots { dots, without_length, window, chosen: self.chosen, brushed: self.period, zone: self.zone }
    }

    /// The data of a chart as a table.
    #[must_use]
    pub fn table(&self, plot: Plot) -> Table {
        match plot {
            Plot::HowLong => how_long_table(&self.how_long()),
            Plot::When => dots_table(&self.dots(&self.chart_data.dots(self.rows, self.entries).collect::<Vec<_>>())),
            Plot::Months => months_table(self.months, self.zone),
            Plot::Week => week_table(&self.chart_data.week),
            Plot::Days => days_table(&self.chart_data.days, self.zone),
        }
    }

    /// The shades of the dots, the worst first.
    #[must_use]
    pub fn levels(&self) -> Vec<u8> {
        let mut there = [false; 5];
        for dot in self.chart_data.dots(self.rows, self.entries) {
            if let Some(there) = there.get_mut(usize::from(dot.shade)) {
                *there = true;
            }
        }
        [1, 2, 3, 4, 0].into_iter().filter(|shade| there.get(usize::from(*shade)) == Some(&true)).collect()
    }

    /// The label of a mark.
    #[must_use]
    pub fn mark_label(&self, plot: Plot, target: &Target) -> String {
        if plot != Plot::When {
            return target.label.clone();
        }
        let mut dots = self.chart_data.dots(self.rows, self.entries);
        let Some(dot) = dots.find(|dot| dot.item == target.item) else { return String::new() };
        // The dots are those of any period, the lengths those of the one that is asked for.
        let among = self.period.is_none_or(|period| period.contains(dot.start));
        let place = place_among(&self.lengths.ended_ms, dot.length_ms, among && !dot.open);
        let place = place.map_or_else(String::new, |place| format!("; {place}"));
        dot_label(&dot, self.zone) + &place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_for_larger_text_is_laid_out_for_less_room() {
        for (text_px, zoom) in [(16.0, 1.0), (32.0, 2.0), (0.0, 1.0), (f64::NAN, 1.0), (1_000.0, 8.0)] {
            let layout = ChartsLayout::new(false, 640.0, 640.0, text_px);
            assert!((layout.zoom - zoom).abs() < 1e-9, "{text_px}");
        }
    }
}

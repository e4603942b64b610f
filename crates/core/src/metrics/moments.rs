//! Moments of one incident as text.

use crate::incident::Case;
use crate::text;
use crate::time::{Civil, Instant, Span, Zone};

/// Writes moments of one incident in a zone: the time of day alone if the whole record is of one day, else with the date.
#[derive(Clone, Copy, Debug)]
pub struct Moments<'a> {
    zone: &'a dyn Zone,
    day: Option<Civil>,
    /// The year of the whole record, where that is one.
    year: Option<i32>,
}

impl<'a> Moments<'a> {
    /// For one incident, ongoing or not.
    #[must_use]
    pub fn new(case: &Case, zone: &'a dyn Zone) -> Self {
        let civil = |at: Instant| at.civil(zone.offset(at));
        // With the first moment of all for `now`, an impact without an end counts by its start.
        let ends = case.extent(Instant::FIRST).map(|span| (civil(span.start()), civil(span.end())));
        let day = ends.filter(|(first, last)| first.same_day(*last)).map(|(first, _)| first);
        let year = ends.filter(|(first, last)| first.year == last.year).map(|(first, _)| first.year);
        Self { zone, day, year }
    }

    /// The zone that moments are written in.
    #[must_use]
    pub const fn zone(&self) -> &'a dyn Zone {
        self.zone
    }

    fn on_the_day(&self, at: Instant) -> bool {
        self.day.is_some_and(|day| day.same_day(at.civil(self.zone.offset(at))))
    }

    /// A moment: `13:30`, or `1 Mar 2023, 13:30`.
    #[must_use]
    pub fn at(&self, at: Instant) -> String {
        if self.on_the_day(at) { text::clock(at, self.zone) } else { text::date_time(at, self.zone) }
    }

    /// A moment among others of the record, with no more of its date than it takes to tell them apart: `13:30`; `1 Mar 13:30`
    /// where the record is of several days; with the year where it is of several years.
    #[must_use]
    pub fn short(&self, at: Instant) -> String {
        self.short_after(None, at)
    }

    /// The same of several moments in a row: the day stands where it is another than before.
    #[must_use]
    pub fn in_a_row(&self, moments: impl IntoIterator<Item = Instant>) -> Vec<String> {
        let mut before = None;
        moments.into_iter().map(|at| self.short_after(before.replace(at), at)).collect()
    }

    fn short_after(&self, before: Option<Instant>, at: Instant) -> String {
        let civil = |at: Instant| at.civil(self.zone.offset(at));
        let clock = text::clock(at, self.zone);
        if self.on_the_day(at) || before.is_some_and(|before| civil(before).same_day(civil(at))) {
            clock
        } else if self.year == Some(civil(at).year) {
            format!("{} {clock}", text::day_and_month(at, self.zone))
        } else {
            text::date_time(at, self.zone)
        }
    }

    /// A stretch: `13:30–15:30`, or `1 Mar 2023, 23:30 – 2 Mar 2023, 01:00`.
    #[must_use]
    pub fn span(&self, span: Span) -> String {
        let (start, end) = (self.at(span.start()), self.at(span.end()));
        let bare = self.on_the_day(span.start()) && self.on_the_day(span.end());
        if bare { format!("{start}–{end}") } else { format!("{start} – {end}") }
    }

    /// A stretch, with its date in any case: `1 Mar 2023, 12:00–16:00`.
    #[must_use]
    pub fn dated_span(&self, span: Span) -> String {
        if self.on_the_day(span.start()) && self.on_the_day(span.end()) {
            format!("{}, {}", text::date(span.start(), self.zone), self.span(span))
        } else {
            self.span(span)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{at, reference};
    use super::*;
    use crate::time::FixedZone;

    #[test]
    fn a_date_is_left_out_only_where_the_record_is_of_one_day() {
        let case = reference();
        let span = Span::between(at("2023-03-01T15:00Z"), at("2023-03-01T15:30Z"));
        let utc = FixedZone::utc();
        let moments = Moments::new(&case, &utc);
        assert_eq!(moments.span(span), "15:00–15:30");
        assert_eq!(moments.dated_span(span), "1 Mar 2023, 15:00–15:30");
        assert_eq!(moments.at(at("2023-03-02T15:00Z")), "2 Mar 2023, 15:00");
        let east = FixedZone::parse("+09:00").unwrap();
        let across = Moments::new(&case, &east);
        assert_eq!(across.span(span), "2 Mar 2023, 00:00 – 2 Mar 2023, 00:30", "the record begins on 1 March there");
        assert_eq!(across.dated_span(span), across.span(span));
    }

    #[test]
    fn the_day_stands_where_a_time_alone_would_be_ambiguous() {
        let case = reference();
        let (utc, east) = (FixedZone::utc(), FixedZone::parse("+09:00").unwrap());
        let times = [at("2023-03-01T13:30Z"), at("2023-03-01T15:00Z"), at("2023-03-01T15:30Z")];
        assert_eq!(Moments::new(&case, &utc).in_a_row(times), ["13:30", "15:00", "15:30"]);
        let across = Moments::new(&case, &east);
        assert_eq!(across.in_a_row(times), ["1 Mar 22:30", "2 Mar 00:00", "00:30"]);
        assert_eq!(across.short(times[2]), "2 Mar 00:30");
        assert_eq!(across.short(at("2022-03-01T15:00Z")), "2 Mar 2022, 00:00");
    }
}

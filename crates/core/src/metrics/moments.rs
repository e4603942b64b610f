//! Moments of one incident as text.

use crate::incident::Case;
use crate::text;
use crate::time::{Civil, Instant, Span, Zone};

/// Writes moments of one incident in a zone: the time of day alone if the whole record is of one day, else with the date.
#[derive(Clone, Copy, Debug)]
pub struct Moments<'a> {
    zone: &'a dyn Zone,
    day: Option<Civil>,
}

impl<'a> Moments<'a> {
    /// For one incident, ongoing or not.
    #[must_use]
    pub fn new(case: &Case, zone: &'a dyn Zone) -> Self {
        let one_day = |span: Span| {
            let civil = |at: Instant| at.civil(zone.offset(at));
            Some(civil(span.start())).filter(|first| first.same_day(civil(span.end())))
        };
        // With the first moment of all for `now`, an impact without an end counts by its start.
        Self { zone, day: case.extent(Instant::FIRST).and_then(one_day) }
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
}

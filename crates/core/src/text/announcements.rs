//! Announcements: what a screen reader hears after a key or a gesture.

use super::{date_time, display_title, from_to};
use crate::incident::Event;
use crate::time::{Instant, Length, Span, Zone};

/// `Everything in view`, or `In view: 1 Mar 2023, 13:00–14:00`.
#[must_use]
pub fn announce_view(window: Span, whole: bool, zone: &dyn Zone) -> String {
    if whole { "Everything in view".to_owned() } else { format!("In view: {}", from_to(to_minutes(window), zone)) }
}

/// A window's edges fall anywhere; to the minute is as exact as a picture is, where it is long enough for that.
fn to_minutes(window: Span) -> Span {
    if window.length() < Length::from_minutes(10) {
        return window;
    }
    let whole = |at: Instant| at.plus(Length::from_ms(-at.ms().rem_euclid(60_000)));
    Span::between(whole(window.start()), whole(window.end()))
}

/// `Range 1 Mar 2023, 13:00–14:00, 1 h`.
#[must_use]
pub fn range_text(span: Span, zone: &dyn Zone) -> String {
    format!("Range {}, {}", from_to(span, zone), span.length())
}

/// `Range ends at 14:30, Reports multiply; 1 h long`, or `starts`. `at` is its time as it is written.
#[must_use]
pub fn announce_range_edge(is_start: bool, at: &str, event: Option<&Event>, length: Length) -> String {
    let verb = if is_start { "starts" } else { "ends" };
    let title = event.map_or_else(String::new, |event| format!(", {}", display_title(&event.title)));
    format!("Range {verb} at {at}{title}; {length} long")
}

/// `15 min from “A” to “B”`.
#[must_use]
pub fn distance_between(length: Length, from: &str, to: &str) -> String {
    format!("{length} from “{from}” to “{to}”")
}

/// `Measuring from 13:30, “A”: choose another event, or go to one and press M`. `moment` writes its time; the key is named
/// to who has one.
#[must_use]
pub fn measuring_hint(event: &Event, has_keys: bool, moment: impl FnOnce(Instant) -> String) -> String {
    let at = event.at.map_or_else(String::new, |when| moment(when.at) + ", ");
    let or = if has_keys { ", or go to one and press M" } else { "" };
    format!("Measuring from {at}“{}”: choose another event{or}", display_title(&event.title))
}

/// `15 min after “A”`, `2 h before “A”`, `at the moment of “A”`.
#[must_use]
pub fn distance_text(distance: Length, title: &str) -> String {
    match distance.ms() {
        0 => format!("at the moment of “{title}”"),
        ms if ms < 0 => format!("{} before “{title}”", distance.abs()),
        _ => format!("{distance} after “{title}”"),
    }
}

/// `Story at 1 Mar 2023, 13:45, paused`.
#[must_use]
pub fn announce_story(at: Instant, running: bool, zone: &dyn Zone) -> String {
    format!("Story {} {}", if running { "runs from" } else { "paused at" }, date_time(at, zone))
}

/// `2 of 4 causes known: A; B`.
#[must_use]
pub fn known_causes_text(titles: &[String], all: usize) -> String {
    let known = format!("{} of {all} known", titles.len());
    if titles.is_empty() { known } else { format!("{known}: {}", titles.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::FixedZone;

    #[test]
    fn what_is_in_view_is_announced_to_the_minute_unless_it_is_short() {
        let zone = FixedZone::utc();
        let at = |ms: i64| Instant::from_ms(1_677_672_000_000 + ms);
        let long = Span::between(at(-345_678), at(3_600_999));
        assert_eq!(announce_view(long, false, &zone), "In view: 1 Mar 2023, 11:54–13:00");
        assert_eq!(announce_view(long, true, &zone), "Everything in view");
        let short = Span::between(at(0), at(1_500));
        assert_eq!(announce_view(short, false, &zone), "In view: 1 Mar 2023, 12:00–12:00:01.500");
        assert_eq!(range_text(short, &zone), "Range 1 Mar 2023, 12:00–12:00:01.500, 1.5 s");
    }
}

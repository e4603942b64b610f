//! Short phrases made of names, numbers and lengths.

use crate::incident::{Event, EventKind, Milestone, When};
use crate::time::{DAY_MS, Instant, Length, Span, Zone};

use super::{clock, date, date_time, kind_name, milestone_noun};

/// `1 Mar 2023, 12:00–16:00`, or with both dates where they differ.
#[must_use]
pub fn from_to(span: Span, zone: &dyn Zone) -> String {
    let (start, end) = (span.start(), span.end());
    let day = |at: Instant| at.civil(zone.offset(at));
    if start == end {
        date_time(start, zone)
    } else if day(start).same_day(day(end)) {
        format!("{}, {}–{}", date(start, zone), clock(start, zone), clock(end, zone))
    } else {
        format!("{} – {}", date_time(start, zone), date_time(end, zone))
    }
}

/// The days of a period, the last of them with it: `10 Jan 2025 – 31 Dec 2025`.
#[must_use]
pub fn days(period: Span, zone: &dyn Zone) -> String {
    format!("{} – {}", date(period.start(), zone), date(period.last(), zone))
}

/// What a screen reader hears of a selected event: `13:45, diagnosis, fault identified; 15 min after the start`. `moment`
/// writes its time.
#[must_use]
pub fn announce_event(event: &Event, started: Option<Instant>, moment: impl FnOnce(Instant) -> String) -> String {
    let time = event.at.map_or_else(|| "no time".to_owned(), |when| moment(when.at));
    let from_start = started
        .zip(event.at)
        .map(|(started, when)| format!("; {}", after_milestone(when.at.since(started), Milestone::Started)));
    let kind = kind_name(event.kind).to_ascii_lowercase();
    format!("{time}, {kind}, {}{}", display_title(&event.title), from_start.unwrap_or_default())
}

/// How far from a milestone: `15 min after the start`, `1 h 30 min before detection`, `at the start`.
#[must_use]
pub fn after_milestone(distance: Length, milestone: Milestone) -> String {
    let noun = if milestone == Milestone::Started { "the start" } else { milestone_noun(milestone) };
    match distance.ms() {
        0 => format!("at {noun}"),
        ms if ms < 0 => format!("{} before {noun}", distance.abs()),
        _ => format!("{distance} after {noun}"),
    }
}

/// A title, or words for its absence.
#[must_use]
pub fn display_title(title: &str) -> String {
    if title.is_empty() { "(no title)".to_owned() } else { title.to_owned() }
}

/// What a screen reader hears of a figure: "Outage: 30 min, 15:00 → 15:30".
#[must_use]
pub fn figure_label(name: &str, figure: &str, anchors: &str, notes: &str) -> String {
    let label = if figure == "—" { format!("{name}: {anchors}") } else { format!("{name}: {figure}, {anchors}") };
    if notes.is_empty() { label } else { format!("{label} ({notes})") }
}

/// `evidence 13:45, 15:00`; `no evidence on the timeline`.
#[must_use]
pub fn shown_at(clocks: &[String]) -> String {
    if clocks.is_empty() { "no evidence on the timeline".to_owned() } else { format!("evidence {}", clocks.join(", ")) }
}

/// ` · because of …`.
#[must_use]
pub fn because_of(title: &str) -> String {
    format!(" · because of: {title}")
}

/// `4 causes · 1 without an action`; what is not there is not said.
#[must_use]
pub fn causes_counted(causes: usize, unanswered: usize) -> String {
    of_them(counted(causes, "cause", "causes"), causes, unanswered, ["without an action", "with an action"])
}

/// `4 actions · 1 not linked to a cause`; what is not there is not said.
#[must_use]
pub fn actions_counted(actions: usize, unasked: usize) -> String {
    of_them(counted(actions, "action", "actions"), actions, unasked, ["not linked to a cause", "linked to a cause"])
}

/// `3 links`; nothing where there is none.
#[must_use]
pub fn links_counted(links: usize) -> String {
    if links == 0 { String::new() } else { counted(links, "link", "links") }
}

/// How many there are, and how many of them lack something.
fn of_them(words: String, all: usize, without: usize, [lacks, has]: [&str; 2]) -> String {
    match without {
        _ if all == 0 => "none recorded".to_owned(),
        0 => words,
        1 if all == 1 => format!("{words} · {lacks}"),
        _ if without == all => format!("{words} · none {has}"),
        _ => format!("{words} · {without} {lacks}"),
    }
}

/// `1 event`, `7 events`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    let words = |items: &[T]| items.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
    match items {
        [before @ .., last] if !before.is_empty() => format!("{} and {}", words(before), last.as_ref()),
        _ => words(items),
    }
}

/// `2 × symptom`, `1 × diagnosis`.
#[must_use]
pub fn counted_kind(kind: EventKind, count: usize) -> String {
    format!("{count} × {}", kind_name(kind).to_ascii_lowercase())
}

/// `12 symptoms`, `1 diagnosis`.
#[must_use]
pub fn kinds_counted(kind: EventKind, count: usize) -> String {
    let one = kind_name(kind).to_ascii_lowercase();
    let many = match kind {
        EventKind::Diagnosis => "diagnoses".to_owned(),
        EventKind::Recovery => "recoveries".to_owned(),
        _ => format!("{one}s"),
    };
    counted(count, &one, &many)
}

/// What a screen reader hears of a cluster of events: `12 symptoms, 13:40 to 13:52`, `3 notes at 13:40`,
/// `5 changes that began before this`.
#[must_use]
pub fn announce_cluster(kind: EventKind, count: usize, span: Span, began_before: bool, zone: &dyn Zone) -> String {
    let what = kinds_counted(kind, count);
    let (start, end) = (span.start(), span.end());
    let day = |at: Instant| at.civil(zone.offset(at));
    if began_before {
        format!("{what} that began before this and last")
    } else if start == end {
        format!("{what} at {}", clock(start, zone))
    } else if day(start).same_day(day(end)) {
        format!("{what}, {} to {}", clock(start, zone), clock(end, zone))
    } else {
        format!("{what}, {} to {}", date_time(start, zone), date_time(end, zone))
    }
}

/// A count in at most four characters: `12`, `999`, `1.2k`, `34k`, `1.2M`. Rounded down: never more than there are.
#[must_use]
pub fn short_count(count: usize) -> String {
    match count {
        0..1_000 => count.to_string(),
        1_000..10_000 => format!("{}.{}k", count / 1_000, count / 100 % 10),
        10_000..1_000_000 => format!("{}k", count / 1_000),
        1_000_000..10_000_000 => format!("{}.{}M", count / 1_000_000, count / 100_000 % 10),
        _ => format!("{}M", count / 1_000_000),
    }
}

/// A length in its two largest units, rounded down: `2 d 4 h`, `1 h 30 min`, `44 min`.
#[must_use]
pub fn roughly(length: Length) -> String {
    let unit = match length.ms() {
        DAY_MS.. => 3_600_000,
        3_600_000.. => 60_000,
        60_000.. => 1_000,
        _ => 1,
    };
    Length::from_ms(length.ms() - length.ms() % unit).to_string()
}

/// What is folded away: `2 d 4 h quiet`, `3 d 2 h quiet, outage throughout`.
#[must_use]
pub fn quiet(length: Length, throughout: Option<&str>) -> String {
    let quiet = format!("{} quiet", roughly(length));
    match throughout {
        Some(level) => format!("{quiet}, {} throughout", level.to_ascii_lowercase()),
        None => quiet,
    }
}

/// A distance from the moment that an axis counts from: `T+0`, `T+15 min`, `T−1 h 30 min`.
#[must_use]
pub fn from_origin(distance: Length) -> String {
    if distance == Length::ZERO { "T+0".to_owned() } else { format!("T{}", distance.signed()) }
}

/// ` · the platform team · due 1 Mar 2023`, and what of it is missing: ` · no owner · due 1 Mar 2023`.
#[must_use]
pub fn owner_and_due(owner: Option<&str>, due: Option<When>, zone: &dyn Zone) -> String {
    match (owner, due) {
        (None, None) => " · no owner, no due date".to_owned(),
        (Some(owner), None) => format!(" · {owner} · no due date"),
        (None, Some(due)) => format!(" · no owner · due {}", date(due.at, zone)),
        (Some(owner), Some(due)) => format!(" · {owner} · due {}", date(due.at, zone)),
    }
}

/// `overdue by 12 days`. Whole days, one at least: a due date has no finer meaning.
#[must_use]
pub fn overdue_by(by: Length) -> String {
    format!("overdue by {}", whole_days(by.max(Length::from_ms(DAY_MS))))
}

/// `1 day`, `93 days`: those that have passed whole.
#[must_use]
pub fn whole_days(length: Length) -> String {
    counted(usize::try_from(length.ms() / DAY_MS).unwrap_or(0), "day", "days")
}

/// `2 h 3 min 4.5 s`, or `2 h 3 min so far`: what still grows is told in whole seconds, and in whole minutes from an hour on.
#[must_use]
pub fn length_so_far(length: Length, so_far: bool) -> String {
    if !so_far {
        return length.to_string();
    }
    let unit = if length.ms() < 3_600_000 { 1_000 } else { 60_000 };
    format!("{} so far", Length::from_ms(length.ms() - length.ms() % unit))
}

/// A number with exactly so many decimals, half away from zero: `99.933`, `0.3`, `−2` with a true minus sign.
#[must_use]
pub fn decimal(number: f64, decimals: u8) -> String {
    let unit = 10_f64.powi(decimals.into());
    // Adding zero makes 0 of what would be written as -0.
    let rounded = (number * unit).round() / unit + 0.0;
    format!("{rounded:.*}", decimals.into()).replace('-', "\u{2212}")
}

/// A number with as many decimals as it has, up to so many: `1`, `0.3`, `99.95`.
#[must_use]
pub fn decimal_up_to(number: f64, decimals: u8) -> String {
    let text = decimal(number, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// `40 %`, with as many decimals as it has, up to four: `99.9 %`, `99.999 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    decimal_up_to(share * 100.0, 4) + " %"
}

/// `about 13:30`.
#[must_use]
pub fn about(text: &str) -> String {
    format!("about {text}")
}

/// `97 hidden`.
#[must_use]
pub fn hidden(count: usize) -> String {
    format!("{count} hidden")
}

/// The answer to a zone that does not exist.
#[must_use]
pub fn no_such_zone(name: &str) -> String {
    if name.is_empty() {
        "Type the name of a zone first, such as Europe/Berlin.".to_owned()
    } else {
        format!(
            "Your browser knows no time zone “{name}”. Names look like Europe/Berlin or Asia/Tokyo, offsets like +05:30. \
             Nothing has changed."
        )
    }
}

/// `and 12 more`.
#[must_use]
pub fn and_more(count: usize) -> String {
    format!("and {count} more")
}

/// `reading events: 340,000 of about 1,010,000`; `reading events` while there is none.
#[must_use]
pub fn events_read(read: usize, about: usize) -> String {
    let hundreds = |count: usize| thousands(count / 100 * 100);
    if read < 100 {
        "reading events".to_owned()
    } else {
        format!("reading events: {} of about {}", hundreds(read), hundreds(about))
    }
}

/// `1,010,000`.
fn thousands(count: usize) -> String {
    if count < 1000 {
        return count.to_string();
    }
    format!("{},{:03}", thousands(count / 1000), count % 1000)
}

/// `38 kB read`, `1.2 MB read`, `1.2 MB of 20.0 MB read`.
#[must_use]
pub fn bytes_read(read: u64, total: Option<u64>) -> String {
    let bytes = |bytes: u64| {
        if bytes < 1_000_000 {
            format!("{} kB", bytes.div_ceil(1000))
        } else {
            format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
        }
    };
    match total {
        Some(total) => format!("{} of {} read", bytes(read), bytes(total)),
        None => format!("{} read", bytes(read)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::FixedZone;
    use crate::time::example::at;

    #[test]
    fn sentences_are_as_they_are_described() {
        let due = When { at: at("00:00"), day_only: true };
        let utc = FixedZone::utc();
        for (sentence, expected) in [
            (counted_kind(EventKind::Symptom, 2), "2 × symptom"),
            (kinds_counted(EventKind::Diagnosis, 1), "1 diagnosis"),
            (kinds_counted(EventKind::Recovery, 2), "2 recoveries"),
            (owner_and_due(Some("the platform team"), Some(due), &utc), " · the platform team · due 1 Mar 2023"),
            (owner_and_due(None, Some(due), &utc), " · no owner · due 1 Mar 2023"),
            (owner_and_due(Some("Ann"), None, &utc), " · Ann · no due date"),
            (owner_and_due(None, None, &utc), " · no owner, no due date"),
            (overdue_by(Length::from_ms(12 * DAY_MS)), "overdue by 12 days"),
            (overdue_by(Length::from_minutes(5)), "overdue by 1 day"),
            (about("13:30"), "about 13:30"),
            (percent(0.4), "40 %"),
        ] {
            assert_eq!(sentence, expected);
        }
    }

    #[test]
    fn shortened_counts_and_lengths_are_never_too_large() {
        for (count, expected) in
            [(7, "7"), (999, "999"), (1_299, "1.2k"), (34_999, "34k"), (1_290_000, "1.2M"), (12_000_000, "12M")]
        {
            assert_eq!(short_count(count), expected);
        }
        for (seconds, expected) in
            [(187_212, "2 d 4 h"), (5_430, "1 h 30 min"), (2_678, "44 min 38 s"), (86_400, "1 d")]
        {
            assert_eq!(roughly(Length::from_ms(seconds * 1_000)), expected);
        }
        for (said, expected) in [
            (causes_counted(4, 0), "4 causes"),
            (causes_counted(4, 1), "4 causes · 1 without an action"),
            (causes_counted(4, 4), "4 causes · none with an action"),
            (actions_counted(1, 1), "1 action · not linked to a cause"),
            (actions_counted(2, 2), "2 actions · none linked to a cause"),
            (actions_counted(0, 0), "none recorded"),
            (links_counted(0), ""),
            (links_counted(3), "3 links"),
        ] {
            assert_eq!(said, expected);
        }
        for (ms, expected) in
            [(7_999, "7 s so far"), (2_678_400, "44 min 38 s so far"), (556_142_978, "6 d 10 h 29 min so far")]
        {
            assert_eq!(length_so_far(Length::from_ms(ms), true), expected);
        }
        assert_eq!(length_so_far(Length::from_ms(556_142_978), false), "6 d 10 h 29 min 2.978 s");
        assert_eq!(quiet(Length::from_minutes(90), Some("Degraded")), "1 h 30 min quiet, degraded throughout");
        assert_eq!(kinds_counted(EventKind::Diagnosis, 2), "2 diagnoses");
        assert_eq!(from_origin(Length::from_minutes(-90)), "T\u{2212}1 h 30 min");
        assert_eq!(from_origin(Length::from_minutes(15)), "T+15 min");
    }

    #[test]
    fn shares_and_bytes_have_the_digits_they_need() {
        for (share, expected) in [
            (0.4, "40 %"),
            (1.0, "100 %"),
            (0.125, "12.5 %"),
            (0.3333, "33.33 %"),
            (0.99999, "99.999 %"),
            (0.0001, "0.01 %"),
        ] {
            assert_eq!(percent(share), expected);
        }
        assert_eq!(decimal(99.9327, 3), "99.933");
        assert_eq!(decimal(-0.26, 1), "\u{2212}0.3");
        assert_eq!(decimal(12.0, 0), "12");
        assert_eq!(decimal(-0.04, 1), "0.0");
        assert_eq!(decimal(0.25, 1), "0.3");
        assert_eq!(decimal_up_to(0.30, 2), "0.3");
        assert_eq!(events_read(0, 0), "reading events");
        assert_eq!(events_read(340_049, 1_010_990), "reading events: 340,000 of about 1,010,900");
        assert_eq!(events_read(999, 1_000), "reading events: 900 of about 1,000");
        assert_eq!(bytes_read(0, None), "0 kB read");
        assert_eq!(bytes_read(5_079, Some(5_079)), "6 kB of 6 kB read");
        assert_eq!(bytes_read(1_250_000, Some(20_000_000)), "1.2 MB of 20.0 MB read");
    }
}

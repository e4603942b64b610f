//! How moments are shown: in which zone, or counted from one of them (T+).

use super::Loaded;
use faultline_core::incident::{Case, CauseIx, EventIx, ImpactLevel, Milestone};
use faultline_core::metrics::{Durations, LevelSpan, Moments};
use faultline_core::text;
use faultline_core::time::{Instant, Length, Span, Zone};

/// What moments are counted from, instead of shown by a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A milestone.
    Milestone(Milestone),
    /// The start of an event.
    Event(EventIx),
}

impl Origin {
    /// Its moment; `None` when the incident has no such moment, and is shown by the clock then.
    #[must_use]
    pub fn at(self, loaded: &Loaded, durations: &Durations) -> Option<Instant> {
        match self {
            Self::Milestone(milestone) => durations.anchor(milestone).map(|anchor| anchor.at),
            Self::Event(ix) => loaded.case.event_span(ix).map(Span::start),
        }
    }
}

/// Which zone times are shown in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ZoneChoice {
    /// The file's.
    #[default]
    File,
    /// UTC.
    Utc,
    /// The reader's own.
    Reader,
    /// One that the reader named, known to the browser; an IANA name or an offset.
    Named(Box<str>),
}

/// The zones a reader goes through with one key, beside the file's and UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zones {
    /// The name of the reader's own, where the browser tells.
    pub reader: Option<Box<str>>,
    /// The one the reader asked for by name last.
    pub named: Option<Box<str>>,
    /// The reader's own choice, kept from visit to visit. What a link asks for never gets here.
    pub preferred: ZoneChoice,
}

impl ZoneChoice {
    /// Its word in an address and in the reader's storage: `file`, `utc`, `reader`, or the name of a zone.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::File => "file",
            Self::Utc => "utc",
            Self::Reader => "reader",
            Self::Named(name) => name,
        }
    }

    /// The choice of that word; a zone's name is taken as it is, and has to be known to somebody else.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        match word {
            "file" => Self::File,
            "utc" => Self::Utc,
            "reader" => Self::Reader,
            name => Self::Named(name.into()),
        }
    }

    /// The next one: the file's, UTC, the reader's, the one asked for by name, and round. One that would show the same
    /// clocks as one before it, by name, is passed over.
    #[must_use]
    pub fn next(&self, file: &str, zones: &Zones) -> Self {
        let reader = zones.reader.as_deref().filter(|name| *name != file && *name != "UTC");
        let named = zones.named.as_deref().filter(|name| *name != file && *name != "UTC" && Some(*name) != reader);
        let round = [
            Some(Self::File),
            (file != "UTC").then_some(Self::Utc),
            reader.map(|_| Self::Reader),
            named.map(|name| Self::Named(name.into())),
        ];
        let here = round.iter().position(|choice| choice.as_ref() == Some(self)).unwrap_or(0);
        let (before, after) = round.split_at_checked(here + 1).unwrap_or_default();
        after.iter().chain(before).flatten().next().cloned().unwrap_or_default()
    }
}

/// `T+15 min`, `T−1 h 30 min`, `T+0 min`.
#[must_use]
pub fn t_plus(at: Instant, origin: Instant) -> String {
    let distance = at.since(origin);
    let sign = if distance.is_negative() { "" } else { "+" };
    format!("T{sign}{distance}")
}

/// What the ruler says of a moment: "14:52 · T+1 h 22 min · degraded", with its day where the incident has several. `origin`
/// is what is counted from, where anything is.
#[must_use]
pub fn ruler_text(at: Instant, origin: Option<Instant>, levels: &[LevelSpan], case: &Case, zone: &dyn Zone) -> String {
    let level = level_at(levels, at).map(|level| text::level_name(level).to_lowercase());
    let parts = [Some(dated_clock(at, case, zone, None)), origin.map(|origin| t_plus(at, origin)), level];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn level_at(levels: &[LevelSpan], at: Instant) -> Option<ImpactLevel> {
    levels.iter().find(|level| level.span.contains(at)).map(|level| level.level)
}

/// The impact at a moment; where it changes there, before and after: "degraded → outage". `None` where there is none.
#[must_use]
pub fn impact_in_words(levels: &[LevelSpan], at: Instant) -> Option<String> {
    let before = level_at(levels, at.plus(Length::from_ms(-1)));
    let after = level_at(levels, at);
    let name = |level: Option<ImpactLevel>| {
        level.map_or_else(|| "none".to_owned(), |level| text::level_name(level).to_lowercase())
    };
    match (before, after) {
        (None, None) => None,
        (before, after) if before == after => Some(name(after)),
        (before, after) => Some(format!("{} → {}", name(before), name(after))),
    }
}

/// A moment on a clock of the zone, or counted from the origin where there is one.
#[must_use]
pub fn clock(at: Instant, zone: &dyn Zone, origin: Option<Instant>) -> String {
    origin.map_or_else(|| text::clock(at, zone), |origin| t_plus(at, origin))
}

/// The same, with its day where the incident has several.
#[must_use]
pub fn dated_clock(at: Instant, case: &Case, zone: &dyn Zone, origin: Option<Instant>) -> String {
    origin.map_or_else(|| Moments::new(case, zone).short(at), |origin| t_plus(at, origin))
}

/// When the events of a cause were, in order: `evidence 25 Oct 22:15, 26 Oct 02:13, 02:23`.
#[must_use]
pub fn evidence_in_words(cause: CauseIx, case: &Case, zone: &dyn Zone) -> String {
    let events = case.links.events_of_cause(cause).iter().filter_map(|event| case.event_span(*event));
    let mut times: Vec<Instant> = events.map(Span::start).collect();
    times.sort_unstable();
    text::shown_at(&Moments::new(case, zone).in_a_row(times))
}

/// A moment in every zone, each once, in the form for whoever wants to be sure, and counted from the origin:
/// `2023-03-01T14:30:00+01:00 Europe/Berlin · 2023-03-01T13:30:00+00:00 UTC · T+15 min`.
#[must_use]
pub fn in_every_zone(at: Instant, zones: &[&dyn Zone], origin: Option<Instant>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (index, zone) in zones.iter().enumerate() {
        if !zones.iter().take(index).any(|before| before.name() == zone.name()) {
            parts.push([&*text::iso_local(at, *zone), zone.name()].join(" "));
        }
    }
    parts.extend(origin.map(|origin| t_plus(at, origin)));
    parts.join(" · ")
}

/// A zone with its offset, or the two offsets where clocks change within the stretch: `Europe/Berlin (UTC+02:00, then
/// +01:00)`. A zone whose name is its offset, and UTC, stand alone.
#[must_use]
pub fn zone_in_words(zone: &dyn Zone, span: Span) -> String {
    let (name, first, last) = (zone.name(), zone.offset(span.start()), zone.offset(span.end()));
    if name == "UTC" || name == first.to_string() {
        name.to_owned()
    } else if first == last {
        format!("{name} (UTC{first})")
    } else {
        format!("{name} (UTC{first}, then {last})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::time::{FixedZone, Length, NativeZones, ParsedTime, ZoneSource, read_time};

    fn at(text: &str) -> Instant {
        let Ok(ParsedTime::Moment(at)) = read_time(text) else { panic!("{text}") };
        at
    }

    #[test]
    fn moments_are_counted_from_an_origin_with_their_sign() {
        let origin = at("2023-03-01T13:30:00Z");
        for (minutes, said) in [(0, "T+0 min"), (15, "T+15 min"), (-90, "T\u{2212}1 h 30 min")] {
            assert_eq!(t_plus(origin.plus(Length::from_minutes(minutes)), origin), said);
        }
    }

    #[test]
    fn an_impact_that_changes_at_a_moment_is_said_before_and_after() {
        let state = crate::example::state();
        let levels = state.loaded().unwrap().durations(state.now).levels;
        for (moment, said) in [
            ("12:00", None),
            ("13:30", Some("none → degraded")),
            ("14:30", Some("degraded")),
            ("15:00", Some("degraded → outage")),
            ("15:30", Some("outage → none")),
            ("16:00", None),
        ] {
            let at = at(&format!("2023-03-01T{moment}:00Z"));
            assert_eq!(impact_in_words(&levels, at).as_deref(), said, "{moment}");
        }
    }

    #[test]
    fn a_moment_is_shown_in_each_zone_once() {
        let (utc, berlin) = (FixedZone::utc(), NativeZones.zone("Europe/Berlin").unwrap());
        let moment = at("2025-10-26T00:30:00Z");
        assert_eq!(
            in_every_zone(moment, &[berlin.as_ref(), &utc, berlin.as_ref(), &utc], Some(at("2025-10-25T23:30:00Z"))),
            "2025-10-26T02:30:00+02:00 Europe/Berlin · 2025-10-26T00:30:00+00:00 UTC · T+1 h"
        );
    }

    #[test]
    fn a_zone_says_its_offset_and_the_change_of_it() {
        let berlin = NativeZones.zone("Europe/Berlin").unwrap();
        for (start, end, said) in [
            ("2025-10-25T12:00:00Z", "2025-10-26T12:00:00Z", "Europe/Berlin (UTC+02:00, then +01:00)"),
            ("2025-11-25T12:00:00Z", "2025-11-26T12:00:00Z", "Europe/Berlin (UTC+01:00)"),
        ] {
            assert_eq!(zone_in_words(berlin.as_ref(), Span::between(at(start), at(end))), said);
        }
        let span = Span::between(at("2025-10-25T12:00:00Z"), at("2025-10-26T12:00:00Z"));
        assert_eq!(zone_in_words(&FixedZone::utc(), span), "UTC");
        assert_eq!(zone_in_words(&FixedZone::parse("+05:30").unwrap(), span), "+05:30");
    }

    #[test]
    fn one_key_goes_round_the_zones_that_differ() {
        let named = |name: &str| Some(name.into());
        let mut zones =
            Zones { reader: named("Asia/Tokyo"), named: named("America/Lima"), preferred: ZoneChoice::File };
        let walk = |file: &str, zones: &Zones| {
            let mut seen = vec![ZoneChoice::File];
            loop {
                let next = seen[seen.len() - 1].next(file, zones);
                if next == ZoneChoice::File {
                    return seen.iter().map(|choice| choice.word().to_owned()).collect::<Vec<_>>();
                }
                seen.push(next);
            }
        };
        assert_eq!(walk("Europe/Berlin", &zones), ["file", "utc", "reader", "America/Lima"]);
        assert_eq!(walk("UTC", &zones), ["file", "reader", "America/Lima"]);
        assert_eq!(walk("Asia/Tokyo", &zones), ["file", "utc", "America/Lima"]);
        zones.named = named("Asia/Tokyo");
        assert_eq!(walk("Europe/Berlin", &zones), ["file", "utc", "reader"]);
        assert_eq!(walk("UTC", &Zones::default()), ["file"]);
    }
}

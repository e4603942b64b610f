//! What a press on the page of many incidents asks for, and its word in the page. Words that begin with `many ` are these;
//! [`Press`](super::Press) knows the others. Must never name a browser's event.

use super::{CollectionAction, CollectionFacet, Overview, Sheet, Side};
use faultline_core::catalog::{Column, GroupBy};
use faultline_core::incident::{CauseRole, ImpactLevel, Status, Weights};
use faultline_core::metrics::{Anchors, StartAnchor};
use faultline_core::time::{Civil, Instant, Span, Written, read_time, resolve_local};

/// What a word begins with that is one of these.
pub const MANY: &str = "many ";

/// What a press or a field asks for.
#[derive(Clone, Debug)]
pub enum Request {
    /// Something that is done at once.
    Act(CollectionAction),
    /// Open an incident, by its row.
    Open(u32),
    /// Fetch the parts that are not read yet.
    Parts,
    /// A table as a file.
    Csv(Sheet),
}

/// Reads what stands behind [`MANY`]. `None` for what nobody wrote.
#[must_use]
pub fn request(word: &str, overview: &Overview) -> Option<Request> {
    let (name, value) = word.split_once(' ').unwrap_or((word, ""));
    let number = || value.parse::<u32>().ok();
    let toggle = |of: CollectionFacet| CollectionAction::Toggle(of);
    let table = &overview.table;
    Some(Request::Act(match name {
        "open" => return number().map(Request::Open),
        "parts" => return Some(Request::Parts),
        "csv" => return Sheet::ALL.into_iter().find(|sheet| sheet.word() == value).map(Request::Csv),
        "back" => CollectionAction::Close,
        "point" => CollectionAction::Point(number()),
        "severity" => toggle(CollectionFacet::Severity(table.severities.words().get(number()? as usize)?.clone())),
        "service" => toggle(CollectionFacet::Service(table.services.words().get(number()? as usize)?.clone())),
        "tag" => toggle(CollectionFacet::Tag(value.into())),
        "status" => toggle(CollectionFacet::Status(Status::ALL.get(number()? as usize).copied()?)),
        "level" => toggle(CollectionFacet::Level(ImpactLevel::ALL.get(number()? as usize).copied()?)),
        "role" => toggle(CollectionFacet::Role(CauseRole::ALL.get(number()? as usize).copied()?)),
        "kinds" => CollectionAction::CountAll(!overview.view.filter.all_kinds),
        "year" => {
            let year = value.parse::<i32>().ok()?;
            let (_, span) = overview.years().into_iter().find(|(other, _)| *other == year)?;
            CollectionAction::SetPeriod(Some(span))
        }
        "days" => {
            let now = overview.now;
            let from = Instant::from_ms(now.ms().saturating_sub(i64::from(number()?) * 86_400_000));
            CollectionAction::SetPeriod(Span::new(from, now))
        }
        "always" => CollectionAction::SetPeriod(None),
        "brush" => {
            let (from, to) = value.split_once(' ')?;
            CollectionAction::Brush(Some((whole(from)?, whole(to)?)))
        }
        "unbrush" => CollectionAction::Brush(None),
        "any-hour" => CollectionAction::SetHour(None),
        "reset" => CollectionAction::Reset,
        "sort" => CollectionAction::Sort(Column::ALL.into_iter().find(|column| column.word() == value)?),
        "page" => CollectionAction::Page(number()? as usize),
        "slo" => CollectionAction::Aim(decimal(value, 100.0)),
        "scale" => CollectionAction::Scale(!overview.view.logarithmic),
        "group" => CollectionAction::Group(GroupBy::from_word(value)?),
        _ => return None,
    }))
}

/// What a field of that name asks for, once it holds a value.
#[must_use]
pub fn field_request(name: &str, value: &str, overview: &Overview) -> Option<CollectionAction> {
    let view = &overview.view;
    Some(match name {
        "many-search" => CollectionAction::Search(value.chars().take(200).collect()),
        "many-from" => {
            let from = StartAnchor::ALL.into_iter().find(|anchor| anchor.word() == value)?;
            // An end that cannot come after it becomes the last there is.
            let words = format!("{}..{}", from.word(), view.anchors.to.word());
            CollectionAction::Measure(Anchors::from_words(&words).or_else(|| Anchors::from_words(from.word()))?)
        }
        "many-to" => CollectionAction::Measure(Anchors::from_words(&format!("{}..{value}", view.anchors.from.word()))?),
        "many-since" | "many-until" => {
            let all = view.filter.period.or(overview.base.window).unwrap_or(Span::new(Instant::FIRST, overview.now)?);
            let day = |later: i64| {
                let Ok(Written::Day(local)) = read_time(value) else { return None };
                Some(resolve_local(Instant::from_ms(local.ms() + later * 86_400_000), overview.zone.as_ref()).at)
            };
            let period = if name == "many-since" {
                // A day emptied is the first there is.
                let from = if value.is_empty() { Instant::FIRST } else { day(0)? };
                Span::new(from, all.end().max(from))?
            } else {
                // The last day belongs to the period.
                let to = if value.is_empty() { overview.now } else { day(1)? };
                Span::new(all.start().min(to), to)?
            };
            CollectionAction::SetPeriod(Some(period))
        }
        // A field emptied is the usual one.
        "many-slo" => CollectionAction::Aim(decimal(value, 100.0)),
        "many-full" | "many-partial" | "many-degraded" => {
            let usual = Weights::default();
            let weight = |usual: f64| decimal(value, 1.0).map_or(usual, |weight| weight.min(1.0));
            CollectionAction::Weigh(match name {
                "many-full" => Weights { full: weight(usual.full), ..view.weights },
                "many-partial" => Weights { partial: weight(usual.partial), ..view.weights },
                _ => Weights { degraded: weight(usual.degraded), ..view.weights },
            })
        }
        "many-first" | "many-second" => {
            let at = value.parse::<usize>().ok()?;
            let chosen = overview.sides().into_iter().nth(at).map(|(side, _)| side)?;
            let (first, second) = overview.compared.clone()?;
            if name == "many-first" {
                CollectionAction::Compare(chosen, second)
            } else {
                CollectionAction::Compare(first, chosen)
            }
        }
        _ => return None,
    })
}

/// A number that is not negative, as people write it, in a whole unit: `99.95` of 100. With more digits than can be meant it
/// is none.
pub(super) fn decimal(text: &str, unit: f64) -> Option<f64> {
    let (whole, places) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
    let digits = [whole, places].concat();
    if digits.len() > 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let power = (0..places.len()).fold(unit, |power, _| power * 10.0);
    #[expect(clippy::cast_precision_loss, reason = "twelve digits are exact")]
    digits.parse::<i64>().ok().map(|digits| digits as f64 / power)
}

/// A whole number of milliseconds.
pub(super) fn whole(text: &str) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
    text.parse::<i64>().ok().map(|ms| ms as f64)
}

/// The day of a moment as a field of dates has it: `2023-03-01`.
#[must_use]
pub fn day_word(at: Instant, overview: &Overview) -> String {
    let Civil { year, month, day, .. } = at.civil(overview.zone.offset(at));
    format!("{year:04}-{month:02}-{day:02}")
}

impl Overview {
    /// What can be compared with each other, with a name for people: years, the halves of the window, groups.
    #[must_use]
    pub fn sides(&self) -> Vec<(Side, String)> {
        let zone = self.zone.as_ref();
        let mut sides: Vec<(Side, String)> =
            self.years().into_iter().map(|(year, span)| (Side::Period(span), year.to_string())).collect();
        if let Some(window) = self.base.window {
            let middle = Instant::from_ms(window.start().ms() + window.length().ms() / 2);
            let halves = [("first half", window.start(), middle), ("second half", middle, window.end())];
            for (name, start, end) in halves {
                let Some(span) = Span::new(start, end).filter(|span| !span.is_empty()) else { continue };
                let (from, to) = (faultline_core::text::date(start, zone), faultline_core::text::date(end, zone));
                sides.push((Side::Period(span), format!("{name}: {from} – {to}")));
            }
        }
        let groups = self.groups.iter().map(|group| (Side::Group(group.word.clone()), group.name.to_string()));
        sides.extend(groups);
        sides
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Collection, CollectionOptions};
    use super::*;
    use faultline_core::time::{FixedZone, NativeZones, Zone};

    fn overview() -> Overview {
        let bytes = include_bytes!("../../../public/incidents/index.json").to_vec();
        let catalog = faultline_core::formats::read_catalog(bytes, "index.json", &NativeZones).unwrap();
        let now = Instant::from_ms(1_800_000_000_000);
        let (collection, table) = Collection::of("index.json", catalog, now);
        let zone: Arc<dyn Zone> = Arc::new(FixedZone::utc());
        Overview::at(&Arc::new(collection), &Arc::new(table), &CollectionOptions::default(), &zone, now, None)
    }

    #[test]
    fn every_word_asks_for_what_it_says() {
        let overview = overview();
        let asked = |word: &str| format!("{:?}", request(word, &overview));
        for (word, means) in [
            ("open 2", "Some(Open(2))"),
            ("parts", "Some(Parts)"),
            ("back", "Some(Act(Close))"),
            ("point", "Some(Act(Point(None)))"),
            ("severity 1", "Some(Act(Toggle(Severity(\"SEV1\"))))"),
            ("service 1", "Some(Act(Toggle(Service(\"Checkout\"))))"),
            ("tag on call", "Some(Act(Toggle(Tag(\"on call\"))))"),
            ("kinds", "Some(Act(CountAll(true)))"),
            ("always", "Some(Act(SetPeriod(None)))"),
            ("brush 60000 120000", "Some(Act(Brush(Some((60000.0, 120000.0)))))"),
            ("unbrush", "Some(Act(Brush(None)))"),
            ("any-hour", "Some(Act(SetHour(None)))"),
            ("role 1", "Some(Act(Toggle(Role(Root))))"),
            ("role 9", "None"),
            ("csv groups", "Some(Csv(Groups))"),
            ("csv", "None"),
            ("slo 99.5", "Some(Act(Aim(Some(0.995))))"),
            ("reset", "Some(Act(Reset))"),
            ("sort length", "Some(Act(Sort(Length)))"),
            ("page 1", "Some(Act(Page(1)))"),
            ("scale", "Some(Act(Scale(false)))"),
            ("group severity", "Some(Act(Group(Severity)))"),
            ("severity 99", "None"),
            ("year 1999", "None"),
            ("sort of", "None"),
            ("fly", "None"),
            ("", "None"),
        ] {
            assert_eq!(asked(word), means, "{word}");
        }
        let Some(Request::Act(CollectionAction::SetPeriod(Some(year)))) = request("year 2025", &overview) else {
            panic!()
        };
        assert_eq!(
            (day_word(year.start(), &overview), day_word(year.end(), &overview)),
            ("2025-01-01".to_owned(), "2026-01-01".to_owned())
        );
        assert!(matches!(request("days 30", &overview), Some(Request::Act(CollectionAction::SetPeriod(Some(_))))));
    }

    #[test]
    fn fields_ask_for_periods_and_anchors() {
        let overview = overview();
        let asked = |name: &str, value: &str| field_request(name, value, &overview);
        let Some(CollectionAction::SetPeriod(Some(period))) = asked("many-since", "2024-02-29") else { panic!() };
        assert_eq!(day_word(period.start(), &overview), "2024-02-29");
        let Some(CollectionAction::SetPeriod(Some(period))) = asked("many-until", "2024-12-31") else { panic!() };
        assert_eq!(day_word(period.end(), &overview), "2025-01-01", "the last day belongs to it");
        assert!(asked("many-until", "yesterday").is_none());
        let Some(CollectionAction::Measure(anchors)) = asked("many-to", "mitigated") else { panic!() };
        assert_eq!(anchors.words(), "started..mitigated");
        let Some(CollectionAction::Measure(anchors)) = asked("many-from", "detected") else { panic!() };
        assert_eq!(anchors.words(), "detected..resolved");
        assert!(asked("many-to", "started").is_none(), "an end cannot come before its beginning");
        let names: Vec<String> = overview.sides().into_iter().map(|(_, name)| name).collect();
        assert!(names.iter().any(|name| name == "2025") && names.iter().any(|name| name == "Checkout"), "{names:?}");
        assert!(matches!(asked("many-first", "0"), Some(CollectionAction::Compare(Side::Period(_), _))));
        assert!(asked("many-first", "99").is_none());
    }

    #[test]
    fn an_objective_is_written_in_per_cent_and_a_weight_as_a_share() {
        let overview = overview();
        for (written, slo) in [
            ("99.95", Some(0.9995)),
            ("99", Some(0.99)),
            ("99,9", Some(0.999)),
            ("", None),
            ("-1", None),
            ("9e9", None),
        ] {
            let Some(CollectionAction::Aim(read)) = field_request("many-slo", written, &overview) else { panic!() };
            assert_eq!(read, slo, "{written}");
        }
        for (field, written, weights) in [
            ("many-degraded", "0.5", Weights { full: 1.0, partial: 1.0, degraded: 0.5 }),
            ("many-partial", "0.3", Weights { full: 1.0, partial: 0.3, degraded: 0.0 }),
            ("many-full", "7", Weights { full: 1.0, partial: 1.0, degraded: 0.0 }),
            ("many-partial", "", Weights { full: 1.0, partial: 1.0, degraded: 0.0 }),
        ] {
            let Some(CollectionAction::Weigh(read)) = field_request(field, written, &overview) else { panic!() };
            assert_eq!(read, weights, "{field} {written}");
        }
    }
}

//! What a press on the page of many incidents asks for, and its word in the page. Words that begin with `many ` are these;
//! [`Press`](super::Press) knows the others. Must never name a browser's event.

use super::collection_fields::whole_ms;
use super::{CollectionAction, CollectionFacet, Overview, Sheet};
use faultline_core::catalog::{Column, GroupBy};
use faultline_core::incident::{CauseRole, ImpactLevel, Status};

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
        "days" => CollectionAction::last_days(number()?, overview),
        "always" => CollectionAction::SetPeriod(None),
        "brush" => {
            let (from, to) = value.split_once(' ')?;
            CollectionAction::Brush(Some((whole_ms(from)?, whole_ms(to)?)))
        }
        "unbrush" => CollectionAction::Brush(None),
        "any-hour" => CollectionAction::SetHour(None),
        "reset" => CollectionAction::Reset,
        "sort" => CollectionAction::Sort(Column::ALL.into_iter().find(|column| column.word() == value)?),
        "page" => CollectionAction::Page(number()? as usize),
        "slo" => CollectionAction::objective(value),
        "scale" => CollectionAction::Scale(!overview.view.logarithmic),
        "group" => CollectionAction::Group(GroupBy::from_word(value)?),
        _ => return None,
    }))
}

/// What a field of that name asks for, once it holds a value.
#[must_use]
pub fn field_request(name: &str, value: &str, overview: &Overview) -> Option<CollectionAction> {
    let weight = |level: ImpactLevel| Some(CollectionAction::weight(level, value, overview));
    match name {
        "many-search" => Some(CollectionAction::search(value)),
        "many-from" => CollectionAction::measure_from(value, overview),
        "many-to" => CollectionAction::measure_to(value, overview),
        "many-since" => CollectionAction::since(value, overview),
        "many-until" => CollectionAction::until(value, overview),
        "many-slo" => Some(CollectionAction::objective(value)),
        "many-full" => weight(ImpactLevel::Full),
        "many-partial" => weight(ImpactLevel::Partial),
        "many-degraded" => weight(ImpactLevel::Degraded),
        "many-first" => CollectionAction::compare_first(value.parse().ok()?, overview),
        "many-second" => CollectionAction::compare_second(value.parse().ok()?, overview),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{Collection, CollectionOptions, day_word};
    use super::*;
    use faultline_core::time::{FixedZone, Instant, NativeZones, Zone};

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
}

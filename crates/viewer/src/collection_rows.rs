//! The rows of the tables and lists of many incidents, as texts.

use super::{CollectionFacet, Estimates, Overview, PAGE, interval_in_words, length_in_words};
use faultline_core::catalog::{ActionAt, Group, Row, unanswered};
use faultline_core::incident::ImpactLevel;
use faultline_core::metrics::{Availability, Intervals, ObservationError, RecordKind};
use faultline_core::text;

/// What stands where there is nothing to say.
const NOTHING: &str = "—";

/// A row of the list of incidents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentRow {
    /// Which of the incidents it is.
    pub number: u32,
    /// Its place in the whole list, from 0.
    pub place: usize,
    /// Whether it is the one that was opened last.
    pub is_chosen: bool,
    /// When it began, where that is known.
    pub began: Option<Began>,
    /// Its title.
    pub title: String,
    /// What it is where it is no incident: a drill.
    pub kind: &'static str,
    /// Its severity in the words of the file.
    pub severity: String,
    /// Its status.
    pub status: &'static str,
    /// What was hit.
    pub services: String,
    /// Its length between the chosen moments, so far while it is open.
    pub length: String,
    /// How long there was an impact.
    pub impact: String,
    /// The worst impact.
    pub level: Option<ImpactLevel>,
    /// How many corrective actions there are.
    pub actions: String,
}

/// When an incident began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Began {
    /// As people say it.
    pub text: String,
    /// In the zone of the page, as ISO 8601 has it.
    pub iso: String,
    /// The same with the name of the zone.
    pub exact: String,
}

/// The page of the list that is shown, from 0.
#[must_use]
pub fn page_of(overview: &Overview) -> usize {
    overview.view.page.min(overview.order.len().saturating_sub(1) / PAGE)
}

/// The rows of the page of the list that is shown.
#[must_use]
pub fn incident_rows(overview: &Overview) -> Vec<IncidentRow> {
    let rows = overview.order.iter().enumerate().skip(page_of(overview) * PAGE).take(PAGE);
    rows.filter_map(|(place, number)| incident_row(overview, place, *number)).collect()
}

fn incident_row(overview: &Overview, place: usize, number: u32) -> Option<IncidentRow> {
    let (row, entry) = (overview.row(number)?, overview.collection.entry(number)?);
    let (incident, zone) = (&entry.incident, overview.zone.as_ref());
    let began = row.began.map(|at| {
        let iso = text::iso_local(at, zone);
        Began { text: text::date_time(at, zone), exact: format!("{iso} ({})", zone.name()), iso }
    });
    Some(IncidentRow {
        number,
        place,
        is_chosen: overview.view.row == Some(number),
        began,
        title: text::display_title(&incident.title),
        kind: match row.kind {
            RecordKind::Incident => "",
            RecordKind::Maintenance => "maintenance",
            RecordKind::Drill => "drill",
            RecordKind::Test => "test",
        },
        severity: incident.severity.as_ref().map(|severity| severity.word.to_string()).unwrap_or_default(),
        status: incident.status.map(text::status_name).unwrap_or_default(),
        services: incident.services.iter().map(|service| &*service.name).collect::<Vec<_>>().join(", "),
        length: length(overview, row),
        impact: if row.hits.is_empty() { NOTHING.to_owned() } else { row.impact().to_string() },
        level: row.worst,
        actions: match entry.counts.actions {
            0 => String::new(),
            count => count.to_string(),
        },
    })
}

fn length(overview: &Overview, row: &Row) -> String {
    match row.observe(overview.view.anchors, overview.now) {
        Ok(observed) => text::length_so_far(observed.length, observed.open),
        Err(ObservationError::Backwards { .. }) => "runs backwards".to_owned(),
        Err(ObservationError::NotRecorded) => "not recorded".to_owned(),
    }
}

/// A row of the table of groups.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRow {
    /// What its incidents have in common.
    pub name: String,
    /// What the page is narrowed to by it, where it can be.
    pub facet: Option<CollectionFacet>,
    /// Whether the page is narrowed to it.
    pub is_on: bool,
    /// How many incidents it has.
    pub count: String,
    /// The median length.
    pub median: String,
    /// The interval of the median.
    pub interval: String,
    /// The length that one in ten exceeds.
    pub p90: String,
    /// The time that incidents cover.
    pub covered: String,
    /// The time of outage.
    pub downtime: String,
    /// The availability in per cent.
    pub availability: String,
    /// How much of the error budget is used, in per cent.
    pub used: String,
    /// How many began in each month.
    pub months: Vec<f64>,
    /// What those numbers are.
    pub label: String,
}

/// The rows of the groups at these places.
#[must_use]
pub fn group_rows(overview: &Overview, estimates: &Estimates, order: &[usize]) -> Vec<GroupRow> {
    let row = |at: &usize| {
        let interval = match estimates.group(*at) {
            Some(Intervals { median, .. }) => interval_in_words(median),
            None if estimates.done => NOTHING.to_owned(),
            None => "…".to_owned(),
        };
        Some(group_row(overview, overview.groups.get(*at)?, interval))
    };
    order.iter().filter_map(row).collect()
}

fn group_row(overview: &Overview, group: &Group, interval: String) -> GroupRow {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| NOTHING.to_owned());
    let length = |ms: Option<f64>| or_dash(ms.map(length_in_words));
    let summary = &group.summary;
    let availability = group.downtime.as_ref().and_then(|downtime| downtime.availability.as_ref());
    GroupRow {
        name: group.name.to_string(),
        facet: overview.facet_of(group),
        is_on: overview.is_narrowed_to(group),
        count: match summary.open {
            0 => group.count.to_string(),
            open => format!("{} ({open} open)", group.count),
        },
        median: length(summary.median),
        interval,
        p90: length(summary.p90),
        covered: length(summary.union),
        downtime: or_dash(group.downtime.as_ref().map(|downtime| downtime.union.outage().to_string())),
        availability: or_dash(availability.map(Availability::percent)),
        used: or_dash(availability.and_then(Availability::burnt_percent)),
        months: group.months.iter().copied().map(f64::from).collect(),
        label: format!("Incidents a month: {}", text::counted(group.count, "incident", "incidents")),
    }
}

/// An incident of a short list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortRow {
    /// The incident, by its row.
    pub row: u32,
    /// What it is listed with: an action, or the title of the incident.
    pub title: String,
    /// What is to be warned of.
    pub warning: String,
    /// What is said of it.
    pub note: String,
}

/// The corrective actions that are not done, the latest first.
#[must_use]
pub fn waiting_rows(overview: &Overview, most: usize) -> Vec<ShortRow> {
    let row = |at: &ActionAt| {
        let incident = &overview.collection.entry(at.entry)?.incident;
        let action = incident.corrective_actions.get(at.action.at())?;
        let owner = text::owner_and_due(action.owner.as_deref(), action.due, overview.zone.as_ref());
        let age = at.age.map_or_else(String::new, |age| format!(", {} ago", text::whole_days(age)));
        Some(ShortRow {
            row: at.entry,
            title: text::display_title(&action.title),
            warning: at.late.map(text::overdue_by).unwrap_or_default(),
            note: format!("after {}{age}{owner}", text::display_title(&incident.title)),
        })
    };
    overview.waiting().iter().take(most).filter_map(row).collect()
}

/// The incidents with causes that no action answers, with these causes.
#[must_use]
pub fn unanswered_rows(overview: &Overview, most: usize) -> Vec<ShortRow> {
    let row = |(row, count): &(u32, u32)| {
        let incident = &overview.collection.entry(*row)?.incident;
        let causes: Vec<String> = unanswered(incident).map(|cause| text::display_title(&cause.title)).collect();
        let count = text::counted(*count as usize, "cause", "causes");
        Some(ShortRow {
            row: *row,
            title: text::display_title(&incident.title),
            warning: String::new(),
            note: format!("{count}: {}", causes.join(" · ")),
        })
    };
    overview.unanswered().iter().take(most).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use faultline_core::formats::read_catalog;
    use faultline_core::pace::{NoPause, run_now};
    use faultline_core::time::{FixedZone, Instant, NativeZones};

    use super::*;
    use crate::{CollectionOptions, gather};

    const TWO: &str = r#"{"incidents": [
        {"title": "Disk full", "severity": "SEV2", "status": "resolved", "services": ["api", "db"],
         "milestones": {"started": "2026-03-01T12:00:00Z", "resolved": "2026-03-01T12:30:00Z"},
         "impacts": [{"start": "2026-03-01T12:00:00Z", "end": "2026-03-01T12:10:00Z", "level": "full"}],
         "root_causes": [{"id": "c", "title": "No alert"}, {"id": "d", "title": "Old disk"}],
         "corrective_actions": [{"title": "Order disks", "status": "open", "owner": "Ops", "due": "2026-03-21",
                                 "addresses": ["d"]}]},
        {"title": "Drill", "tags": ["drill"], "milestones": {"started": "2026-03-02T12:00:00Z"}}
    ]}"#;

    fn overview() -> Overview {
        let catalog = read_catalog(TWO.as_bytes(), "index.json", &NativeZones).unwrap();
        let now = Instant::from_ms(1_774_958_400_000); // 2026-03-31 12:00
        let (collection, table) = run_now(gather("index.json", catalog, now, &NoPause)).unwrap();
        let mut view = CollectionOptions { row: Some(0), ..CollectionOptions::default() };
        view.filter.all_kinds = true;
        Overview::at(&Arc::new(collection), &Arc::new(table), &view, &(Arc::new(FixedZone::utc()) as _), now, None)
    }

    #[test]
    fn a_row_says_what_is_known_and_no_more() {
        let rows = incident_rows(&overview());
        let [drill, disk] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((drill.title.as_str(), drill.kind, drill.length.as_str()), ("Drill", "drill", "not recorded"));
        assert_eq!((drill.impact.as_str(), drill.level, drill.actions.as_str()), ("—", None, ""));
        assert_eq!((disk.place, disk.number, disk.is_chosen), (1, 0, true));
        assert_eq!((disk.services.as_str(), disk.severity.as_str(), disk.status), ("api, db", "SEV2", "Resolved"));
        assert_eq!((disk.length.as_str(), disk.impact.as_str(), disk.actions.as_str()), ("30 min", "10 min", "1"));
        let began = disk.began.as_ref().unwrap();
        assert_eq!(began.exact, format!("{} (UTC)", began.iso));
    }

    #[test]
    fn a_group_has_a_dash_for_what_is_not_known_and_points_while_intervals_are_drawn() {
        let overview = overview();
        let estimates = Estimates::begun(Arc::clone(&overview.samples));
        let rows = group_rows(&overview, &estimates, &[0]);
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((row.name.as_str(), row.count.as_str(), row.is_on), ("api", "1", false));
        assert_eq!((row.median.as_str(), row.interval.as_str()), ("30 min", "…"));
        assert_eq!(row.label, "Incidents a month: 1 incident");
        let drawn = group_rows(&overview, &Estimates { done: true, ..estimates }, &[0]);
        assert_eq!(drawn.first().map(|row| row.interval.as_str()), Some("—"));
    }

    #[test]
    fn short_lists_say_what_is_late_and_what_has_no_answer() {
        let overview = overview();
        let rows = waiting_rows(&overview, 12);
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((row.row, row.title.as_str()), (0, "Order disks"));
        assert_eq!(row.warning, "overdue by 10 days");
        assert!(row.note.starts_with("after Disk full") && row.note.contains("Ops"), "{}", row.note);
        let rows = unanswered_rows(&overview, 12);
        assert_eq!(rows.first().map(|row| row.note.as_str()), Some("1 cause: No alert"));
        assert!(waiting_rows(&overview, 0).is_empty());
    }
}

//! The order of a list of incidents, and neighbours in it.

use super::{Row, Table};
use crate::formats::Entry;
use crate::metrics::Anchors;
use crate::time::{Instant, Span, Zone, midnight};

/// A column of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// When it began.
    #[default]
    Began,
    /// Its title, by the alphabet.
    Title,
    /// Its severity, by rank and then by word.
    Severity,
    /// Its status.
    Status,
    /// Its services, by the alphabet of the first.
    Services,
    /// Its length between the anchors; of open ones, so far.
    Length,
    /// The length of its impact.
    Impact,
    /// The worst level.
    Level,
    /// How many actions it has.
    Actions,
}

impl Column {
    /// Every one, in the order a list shows them.
    pub const ALL: [Self; 9] = [
        Self::Began,
        Self::Title,
        Self::Severity,
        Self::Status,
        Self::Services,
        Self::Length,
        Self::Impact,
        Self::Level,
        Self::Actions,
    ];

    /// Its word in an address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Began => "began",
            Self::Title => "title",
            Self::Severity => "severity",
            Self::Status => "status",
            Self::Services => "services",
            Self::Length => "length",
            Self::Impact => "impact",
            Self::Level => "level",
            Self::Actions => "actions",
        }
    }
}

/// Sorts rows by a column. Rows without a value there come last in either direction; rows of one value stay in order.
pub fn sort_rows(
    rows: &mut Vec<u32>,
    table: &Table,
    entries: &[Entry],
    column: Column,
    descending: bool,
    anchors: Anchors,
    now: Instant,
) {
    let key = |number: u32| {
        let row = table.rows.get(number as usize)?;
        sort_key(row, table, entries.get(row.entry as usize), column, anchors, now)
    };
    let mut keyed: Vec<_> = rows.iter().map(|number| (key(*number), *number)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        // `None` is the lesser, and comes last.
        _ => b.is_some().cmp(&a.is_some()),
    });
    rows.clear();
    rows.extend(keyed.into_iter().map(|(_, number)| number));
}

/// The value of a row in a column: a number, and a text in small letters among those of one number.
fn sort_key(
    row: &Row,
    table: &Table,
    entry: Option<&Entry>,
    column: Column,
    anchors: Anchors,
    now: Instant,
) -> Option<(i64, String)> {
    let text = |text: &str| (!text.is_empty()).then(|| (0, text.to_lowercase()));
    let number = match column {
        Column::Title => return text(&entry?.incident.title),
        Column::Services => return text(&entry?.incident.services.first()?.name),
        Column::Severity => {
            let number = row.severity?;
            let rank = table.ranks.get(number as usize).copied().flatten().map_or(9, i64::from);
            return Some((rank, table.severities.word(number).to_lowercase()));
        }
        Column::Began => row.began?.ms(),
        Column::Status => row.status? as i64,
        Column::Length => row.observe(anchors, now).ok()?.length.ms(),
        Column::Impact => (!row.hits.is_empty()).then(|| row.impact().ms())?,
        Column::Level => row.worst? as i64,
        Column::Actions => i64::from(entry?.counts.actions),
    };
    Some((number, String::new()))
}

/// The rows before and after one in a list.
#[must_use]
pub fn neighbours(rows: &[u32], row: u32) -> (Option<u32>, Option<u32>) {
    let Some(at) = rows.iter().position(|other| *other == row) else { return (None, None) };
    (at.checked_sub(1).and_then(|before| rows.get(before)).copied(), rows.get(at + 1).copied())
}

/// The rows that began on this day of the calendar in earlier years, in the zone, latest first: "a year ago today".
#[must_use]
pub fn a_year_ago(rows: &[u32], table: &Table, today: Instant, zone: &dyn Zone) -> Vec<u32> {
    let civil = today.civil(zone.offset(today));
    let midnight = |year, days_after| midnight(year, civil.month, civil.day, days_after, zone);
    let mut found = Vec::new();
    for year in (civil.year.saturating_sub(50)..civil.year).rev() {
        let day = midnight(year, 0).zip(midnight(year, 1)).and_then(|(start, end)| Span::new(start, end));
        let began_then = |number: &&u32| {
            table
                .rows
                .get(**number as usize)
                .and_then(|row| row.began)
                .zip(day)
                .is_some_and(|(at, day)| day.contains(at))
        };
        found.extend(rows.iter().filter(began_then));
    }
    found
}

//! The order of a list of incidents, and who stands beside whom. Must never drop one.

use super::{Row, Table};
use crate::formats::Entry;
use crate::metrics::Anchors;
use crate::time::{Civil, Instant, Offset, Span, Zone, put_in_order, resolve_local};

/// A column of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// When it began.
    #[default]
    Began,
    /// Its title, by the alphabet.
    Title,
    /// How bad it was: by rank, then by word; without one last.
    Severity,
    /// How far its handling has come.
    Status,
    /// Its services, by the alphabet of the first.
    Services,
    /// Its length between the anchors; those still open by what they have lasted.
    Length,
    /// How long it was hit.
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

/// Puts rows in order of a column. What has no value there comes last, either way; rows of one value stay in order.
pub fn put_in_order_of(
    rows: &mut Vec<u32>,
    table: &Table,
    entries: &[Entry],
    column: Column,
    descending: bool,
    anchors: Anchors,
    now: Instant,
) {
    let row = |number: &u32| table.rows.get(*number as usize);
    let text = |number: &u32, chunk: usize| -> i64 {
        let Some(entry) = row(number).and_then(|row| entries.get(row.entry as usize)) else { return i64::MAX };
        let word = match column {
            Column::Title => Some(&*entry.incident.title),
            Column::Services => entry.incident.services.first().map(|service| &*service.name),
            _ => entry.incident.severity.as_ref().map(|severity| &*severity.word),
        };
        word.filter(|word| !word.is_empty()).map_or(i64::MAX, |word| eight_letters(word, chunk))
    };
    if matches!(column, Column::Title | Column::Services | Column::Severity) {
        // From the last letters to the first, each pass keeping the order of the one before.
        for chunk in (0..CHUNKS).rev() {
            put_in_order(rows, |number| towards(text(number, chunk), descending));
        }
    }
    let value = |row: &Row| -> Option<i64> {
        match column {
            Column::Began => row.began.map(Instant::ms),
            Column::Severity => {
                row.severity.map(|number| table.ranks.get(number as usize).copied().flatten().map_or(9, i64::from))
            }
            Column::Status => row.status.map(|status| status as i64),
            Column::Length => row.observe(anchors, now).ok().map(|observation| observation.length.ms()),
            Column::Impact => (!row.hits.is_empty()).then(|| row.impact().ms()),
            Column::Level => row.worst.map(|level| level as i64),
            Column::Actions => entries.get(row.entry as usize).map(|entry| i64::from(entry.counts.actions)),
            Column::Title | Column::Services => Some(0),
        }
    };
    if !matches!(column, Column::Title | Column::Services) {
        put_in_order(rows, |number| towards(row(number).and_then(value).unwrap_or(i64::MAX), descending));
    }
}

/// A key as it is, or turned round; what is missing stays last.
const fn towards(key: i64, descending: bool) -> i64 {
    if descending && key != i64::MAX { -key } else { key }
}

/// How many eights of letters are looked at.
pub(super) const CHUNKS: usize = 6;

/// Eight letters of a word in small letters as a number in the order of the alphabet: the first eight, the second, ….
pub(super) fn eight_letters(word: &str, chunk: usize) -> i64 {
    let mut bytes = word.bytes().skip(chunk * 8);
    // Seven bits a letter lose what is past ASCII to its neighbours, and nothing else.
    (0..8).fold(0, |key, _| key << 7 | i64::from(bytes.next().map_or(0, |byte| byte.to_ascii_lowercase().min(0x7f))))
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
    let midnight = |year: i32, day_later: i64| {
        let local = Instant::from_civil(Civil::midnight(year, civil.month, civil.day), Offset::UTC)?;
        Some(resolve_local(Instant::from_ms(local.ms() + day_later * 86_400_000), zone).at)
    };
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

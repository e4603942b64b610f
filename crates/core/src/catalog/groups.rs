//! Incidents grouped by service, severity, level, role of a cause, or status. One that has several services or roles is in
//! several groups, and once in each.

use super::figures::downtimes;
use super::{Downtimes, FilterResult, Row, Table, Terms};
use crate::incident::{CauseRole, ImpactLevel, Status};
use crate::metrics::{Distribution, Observation, Summary, began_by_bin, distribution, months};
use crate::text;
use crate::time::Span;

/// What to group by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// An incident stands with each of its services.
    #[default]
    Service,
    /// By the organisation's words, worst first.
    Severity,
    /// By the worst level.
    Level,
    /// An incident stands with each role that one of its causes played.
    Role,
    /// By how far the handling has come.
    Status,
}

impl GroupBy {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Service, Self::Severity, Self::Level, Self::Role, Self::Status];

    /// Its word in an address and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Severity => "severity",
            Self::Level => "level",
            Self::Role => "role",
            Self::Status => "status",
        }
    }

    /// The one with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.word() == word)
    }
}

/// Incidents that have a value in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The value, as in the file; empty for those without one.
    pub word: Box<str>,
    /// The value for people: "Root cause", "Full outage".
    pub name: Box<str>,
    /// How many incidents there are, with or without a length.
    pub count: usize,
    /// The rows of those.
    pub rows: Vec<u32>,
    /// Their lengths.
    pub distribution: Distribution,
    /// The figures of those.
    pub summary: Summary,
    /// Their downtime in the same window as that of all; of a service, what hit it.
    pub downtime: Option<Downtimes>,
    /// How many began in each month of the window, for a sparkline.
    pub months: Vec<u32>,
}

/// The incidents of a group.
#[derive(Clone, Default)]
struct Members {
    rows: Vec<u32>,
    /// Those whose downtime may reach into the period.
    reaching: Vec<u32>,
    observations: Vec<Observation>,
}

/// Calls with the place of each group that a row is in.
fn for_each_place(row: &Row, by: GroupBy, call: &mut dyn FnMut(usize)) {
    let one = match by {
        GroupBy::Service => {
            row.services.iter().for_each(|service| call(*service as usize + 1));
            row.services.is_empty().then_some(0)
        }
        GroupBy::Role => {
            let roles = (0..CauseRole::ALL.len()).filter(|role| row.roles & (1 << role) != 0);
            (roles.map(|role| call(role + 1)).count() == 0).then_some(0)
        }
        GroupBy::Severity => Some(row.severity.map_or(0, |severity| severity as usize + 1)),
        GroupBy::Level => Some(row.worst.map_or(0, |level| level as usize + 1)),
        GroupBy::Status => Some(row.status.map_or(0, |status| status as usize + 1)),
    };
    one.into_iter().for_each(call);
}

/// The groups of incidents that match a filter: severities worst first, services by their downtime, roles by how many, levels and statuses
/// in the order of the format; those without a value last. `window` is that of the downtime of all.
#[must_use]
pub fn groups(
    table: &Table,
    chosen: &FilterResult,
    by: GroupBy,
    window: Option<Span>,
    terms: &Terms<'_>,
) -> Vec<Group> {
    let mut sorted: Vec<Members> = Vec::new();
    let mut sort = |number: u32, fill: &dyn Fn(&mut Members)| {
        let Some(row) = table.rows.get(number as usize) else { return };
        for_each_place(row, by, &mut |place| {
            if sorted.len() <= place {
                sorted.resize(place + 1, Members::default());
            }
            if let Some(slot) = sorted.get_mut(place) {
                fill(slot);
            }
        });
    };
    let mut observed = chosen.observed.iter().peekable();
    for number in &chosen.counted {
        let observation = observed.next_if(|(row, _)| row == number).map(|(_, observation)| *observation);
        sort(*number, &|slot| {
            slot.rows.push(*number);
            slot.observations.extend(observation);
        });
    }
    for number in &chosen.reaching {
        sort(*number, &|slot| slot.reaching.push(*number));
    }
    let mut groups = Vec::new();
    let bins = window.map(|window| months(window, terms.zone)).unwrap_or_default();
    let began =
        |rows: &[u32]| -> Vec<_> { rows.iter().filter_map(|number| table.rows.get(*number as usize)?.began).collect() };
    for (place, Members { rows, reaching, observations }) in sorted.into_iter().enumerate() {
        if rows.is_empty() {
            continue;
        }
        let (word, name, mut order) = named(table, by, place);
        if by == GroupBy::Role && place > 0 {
            order = -i64::try_from(rows.len()).unwrap_or(i64::MAX);
        }
        let service =
            (by == GroupBy::Service).then(|| place.checked_sub(1).and_then(|at| u32::try_from(at).ok())).flatten();
        let distribution = distribution(&observations);
        groups.push((
            order,
            Group {
                word,
                name,
                count: rows.len(),
                summary: distribution.summary(),
                distribution,
                downtime: window.and_then(|window| downtimes(table, &reaching, service, window, terms)),
                months: began_by_bin(&began(&rows), &bins),
                rows,
            },
        ));
    }
    groups.sort_by_key(|(order, _)| *order);
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    if by == GroupBy::Service {
        let order = order_of_groups(&groups, GroupColumn::Downtime, true);
        groups = order.into_iter().filter_map(|at| groups.get(at).cloned()).collect();
    }
    groups
}

/// A column of the table of groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupColumn {
    /// Its name, by the alphabet.
    Name,
    /// How many incidents there are.
    Count,
    /// The median length.
    Median,
    /// The length that nine in ten did not exceed.
    P90,
    /// The time that those which ended cover.
    Covered,
    /// The outage, full and partial; of as much outage, the impact.
    #[default]
    Downtime,
    /// The availability.
    Availability,
    /// The used share of the error budget.
    Used,
}

impl GroupColumn {
    /// The numbers of a group to sort by; `None` where it has none.
    fn of(self, group: &Group) -> Option<(f64, f64)> {
        let downtime = group.downtime.as_ref();
        let measured = downtime.and_then(|downtime| downtime.availability.as_ref());
        let one = match self {
            Self::Name => None,
            Self::Count => u32::try_from(group.count).ok().map(f64::from),
            Self::Median => group.summary.median,
            Self::P90 => group.summary.p90,
            Self::Covered => group.summary.union,
            Self::Downtime => {
                let union = downtime?.union;
                return Some((union.outage().seconds(), union.impact().seconds()));
            }
            Self::Availability => measured.map(|measured| measured.availability),
            Self::Used => measured.and_then(|measured| measured.burnt),
        };
        one.map(|one| (one, 0.0))
    }
}

/// The places of groups in the order of a column. Those without a value there come last in either direction, and so does the
/// group of those of which nothing is recorded; those of one value stand by the alphabet.
#[must_use]
pub fn order_of_groups(groups: &[Group], column: GroupColumn, descending: bool) -> Vec<usize> {
    let mut sorted: Vec<(usize, &Group)> = groups.iter().enumerate().collect();
    sorted.sort_by_cached_key(|(_, group)| group.name.to_lowercase());
    if column == GroupColumn::Name {
        if descending {
            sorted.reverse();
        }
    } else {
        sorted.sort_by(|(_, a), (_, b)| match (column.of(a), column.of(b)) {
            (Some(a), Some(b)) => {
                let order = a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1));
                if descending { order.reverse() } else { order }
            }
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
    }
    sorted.sort_by_key(|(_, group)| group.word.is_empty());
    sorted.into_iter().map(|(at, _)| at).collect()
}

/// The word of a group, its name for people, and its sort key.
fn named(table: &Table, by: GroupBy, place: usize) -> (Box<str>, Box<str>, i64) {
    let Some(at) = place.checked_sub(1) else { return (Box::default(), "not recorded".into(), i64::MAX) };
    let order = i64::try_from(at).unwrap_or(i64::MAX);
    let number = u32::try_from(at).unwrap_or(u32::MAX);
    let (word, name, order) = match by {
        GroupBy::Service => (table.services.word(number), table.services.word(number), order),
        GroupBy::Severity => {
            let rank = table.ranks.get(at).copied().flatten().map_or(9, i64::from);
            let word = table.severities.word(number);
            (word, word, rank << 32 | order)
        }
        GroupBy::Level => {
            ImpactLevel::ALL.get(at).map_or(("", "", order), |level| (level.word(), text::level_name(*level), order))
        }
        GroupBy::Role => {
            CauseRole::ALL.get(at).map_or(("", "", order), |role| (role.word(), text::role_name(Some(*role)), order))
        }
        GroupBy::Status => {
            Status::ALL.get(at).map_or(("", "", order), |status| (status.word(), text::status_name(*status), order))
        }
    };
    (word.into(), name.into(), order)
}

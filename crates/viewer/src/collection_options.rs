//! What the reader chose to see of many incidents.

use faultline_core::catalog::{Column, Filter, GroupBy};
use faultline_core::incident::{CauseRole, ImpactLevel, Status, Weights};
use faultline_core::metrics::Anchors;
use faultline_core::text;
use faultline_core::time::Span;

/// How many incidents the list shows at once.
pub const PAGE: usize = 50;

/// What the reader chose to see of many incidents.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectionOptions {
    /// Which incidents; `lengths_ms` is the brush.
    pub filter: Filter,
    /// Between which moments lengths are measured.
    pub anchors: Anchors,
    /// The objective, 0 to 1; `None`: that of the incidents, else the usual one.
    pub slo: Option<f64>,
    /// What a minute at each level counts for in the availability.
    pub weights: Weights,
    /// The column the list is sorted by.
    pub sort: Column,
    /// `true` for the largest, latest or worst first.
    pub descending: bool,
    /// Which page of the list is shown, from 0.
    pub page: usize,
    /// Whether lengths have a logarithmic axis.
    pub logarithmic: bool,
    /// What the table of groups is by.
    pub group_by: GroupBy,
    /// What is compared with what; `None` for the usual choice.
    pub compared: Option<(Side, Side)>,
    /// The incident that is pointed out in the charts, by its row.
    pub row: Option<u32>,
}

impl Default for CollectionOptions {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            anchors: Anchors::default(),
            slo: None,
            weights: Weights::default(),
            sort: Column::Began,
            descending: true,
            page: 0,
            logarithmic: true,
            group_by: GroupBy::default(),
            compared: None,
            row: None,
        }
    }
}

impl CollectionOptions {
    /// `true` while something is asked for that may hide an incident.
    #[must_use]
    pub fn filters(&self) -> bool {
        let Filter {
            text,
            severities,
            services,
            statuses,
            tags,
            levels,
            roles,
            period,
            week_hour,
            lengths_ms,
            all_kinds: _,
        } = &self.filter;
        !text.trim().is_empty()
            || !severities.is_empty()
            || !services.is_empty()
            || !statuses.is_empty()
            || !tags.is_empty()
            || !levels.is_empty()
            || !roles.is_empty()
            || period.is_some()
            || week_hour.is_some()
            || lengths_ms.is_some()
    }

    /// How many values of a field are chosen, and the names of those as far as a button has room for them; empty for none.
    #[must_use]
    pub fn chosen(&self, field: Field) -> Vec<String> {
        let texts = |list: &[Box<str>]| list.iter().map(ToString::to_string).collect();
        let Filter { severities, services, statuses, levels, roles, tags, .. } = &self.filter;
        match field {
            Field::Severity => texts(severities),
            Field::Service => texts(services),
            Field::Tag => texts(tags),
            Field::Status => statuses.iter().map(|status| text::status_name(*status).to_owned()).collect(),
            Field::Role => roles.iter().map(|role| text::role_name(Some(*role)).to_owned()).collect(),
            Field::Level => levels.iter().map(|level| text::level_name(*level).to_owned()).collect(),
        }
    }
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Side {
    /// The incidents that began in a period.
    Period(Span),
    /// Those of a group of the table, by its word.
    Group(Box<str>),
}

/// Something the incidents are filtered by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CollectionFacet {
    /// A severity, in the organisation's words.
    Severity(Box<str>),
    /// A service, by its name.
    Service(Box<str>),
    /// A tag.
    Tag(Box<str>),
    /// A status.
    Status(Status),
    /// A worst level.
    Level(ImpactLevel),
    /// The role of one of the causes.
    Role(CauseRole),
}

/// What incidents can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Severities, worst first.
    Severity,
    /// Services, those with most incidents first.
    Service,
    /// Statuses.
    Status,
    /// Worst levels.
    Level,
    /// Roles of causes.
    Role,
    /// Tags, the most frequent first.
    Tag,
}

impl Field {
    /// Every one, in the order of the menus.
    pub const ALL: [Self; 6] = [Self::Severity, Self::Service, Self::Status, Self::Level, Self::Role, Self::Tag];

    /// One, and all of them: `severity`, `All severities`.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Severity => ("Severity", "All severities"),
            Self::Service => ("Service", "All services"),
            Self::Status => ("Status", "Any status"),
            Self::Level => ("Worst level", "Any level"),
            Self::Role => ("Cause", "Any cause"),
            Self::Tag => ("Tag", "Any tag"),
        }
    }
}

/// Filters by a value as well, or no longer by one that is there.
pub(crate) fn toggle_facet(filter: &mut Filter, facet: CollectionFacet) {
    match facet {
        CollectionFacet::Severity(word) => toggle(&mut filter.severities, word),
        CollectionFacet::Service(word) => toggle(&mut filter.services, word),
        CollectionFacet::Tag(word) => toggle(&mut filter.tags, word),
        CollectionFacet::Status(status) => toggle(&mut filter.statuses, status),
        CollectionFacet::Level(level) => toggle(&mut filter.levels, level),
        CollectionFacet::Role(role) => toggle(&mut filter.roles, role),
    }
}

fn toggle<T: PartialEq>(list: &mut Vec<T>, item: T) {
    match list.iter().position(|other| *other == item) {
        Some(at) => drop(list.remove(at)),
        None => list.push(item),
    }
}

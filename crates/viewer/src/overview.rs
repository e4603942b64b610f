//! What the page shows of many incidents, worked out from them and from what the reader chose.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{Collection, CollectionFacet, CollectionOptions, CollectionState, Field, Samples, Side, State};
use faultline_core::catalog::{
    ActionAt, Actions, ChartData, Figures, Filter, FilterResult, Group, GroupBy, Row, Table, Terms, a_year_ago,
    apply_filter, chart_data, figures, groups, neighbours, sort_rows,
};
use faultline_core::incident::{CauseRole, ImpactLevel, Status};
use faultline_core::metrics::{Survival, survival};
use faultline_core::text;
use faultline_core::time::{Instant, Length, Span, Zone, midnight};

/// Incidents and what they come to.
#[derive(Clone, Debug)]
pub struct Base {
    /// Which they are.
    pub chosen: FilterResult,
    /// Their figures.
    pub figures: Figures,
    /// The share still going on after each length.
    pub survival: Survival,
    /// The window of the months and of the downtime; `None` when nothing has a date.
    pub window: Option<Span>,
}

/// Everything that is shown of many incidents.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The incidents.
    pub collection: Arc<Collection>,
    /// Each of them measured.
    pub table: Arc<Table>,
    /// What the reader chose.
    pub view: CollectionOptions,
    /// Now.
    pub now: Instant,
    /// The zone of days and months.
    pub zone: Arc<dyn Zone>,
    /// What is shown, the brush included: the figures and the list.
    pub base: Arc<Base>,
    /// The figures and the list without the brush: what the brush is drawn on. A pointer to [`base`](Self::base) while there is
    /// no brush.
    pub unbrushed: Arc<Base>,
    /// What the charts are made of.
    pub chart_data: Arc<ChartData>,
    /// By what the reader groups by.
    pub groups: Arc<Vec<Group>>,
    /// The rows of the list in its order.
    pub order: Arc<Vec<u32>>,
    /// Actions and causes.
    pub actions: Arc<Actions>,
    /// What is compared: the usual choice where the reader made none.
    pub compared: Option<(Side, Side)>,
    /// What intervals are to be drawn of.
    pub samples: Arc<Samples>,
}

/// How many actions that are not done are listed.
const WAITING: usize = 200;

impl Overview {
    /// Of a model that shows many incidents. What did not change is taken from the one `before`.
    #[must_use]
    pub fn of(state: &State, zone: &Arc<dyn Zone>, before: Option<&Self>) -> Option<Self> {
        let CollectionState { collection, table, options, .. } = state.listed_collection()?;
        Some(Self::at(collection, table, options, zone, state.now, before))
    }

    /// An overview of a collection, its table and options.
    #[must_use]
    pub fn at(
        collection: &Arc<Collection>,
        table: &Arc<Table>,
        view: &CollectionOptions,
        zone: &Arc<dyn Zone>,
        now: Instant,
        before: Option<&Self>,
    ) -> Self {
        let entries = &collection.catalog.entries;
        let terms = terms(collection, view, zone.as_ref(), now);
        // A second that passes changes what is open; what is drawn from are the lengths of those that ended.
        let drawn = before.map(|before| &before.samples);
        let before = before.filter(|before| {
            Arc::ptr_eq(&before.table, table) && before.now == now && before.zone.name() == zone.name()
        });
        // The same incidents measured by the same terms come to the same, however the list is sorted.
        let alike = before.filter(|before| {
            let CollectionOptions { anchors, slo, weights, .. } = before.view;
            (anchors, slo, weights) == (view.anchors, view.slo, view.weights)
        });
        let kept = alike.filter(|before| before.view.filter == view.filter);
        let unbrushed_filter = Filter { lengths_ms: None, ..view.filter.clone() };
        let kept_whole = alike.filter(|before| {
            let filter = Filter { lengths_ms: None, ..before.view.filter.clone() };
            filter == unbrushed_filter
        });
        let base_of = |filter: &Filter| Arc::new(base(table, collection, filter, &terms));
        let unbrushed = kept_whole.map_or_else(|| base_of(&unbrushed_filter), |before| Arc::clone(&before.unbrushed));
        let base = match kept {
            Some(before) => Arc::clone(&before.base),
            None if view.filter.lengths_ms.is_none() => Arc::clone(&unbrushed),
            None => base_of(&view.filter),
        };
        let groups = match kept.filter(|before| before.view.group_by == view.group_by) {
            Some(before) => Arc::clone(&before.groups),
            None => Arc::new(groups(table, &base.chosen, view.group_by, base.window, &terms)),
        };
        let chart_data = match kept {
            Some(before) => Arc::clone(&before.chart_data),
            None => Arc::new(chart_data(table, entries, &view.filter, &base.chosen, &terms)),
        };
        let sorted_so = |before: &&Self| before.view.sort == view.sort && before.view.descending == view.descending;
        let order = if let Some(before) = kept.filter(sorted_so) {
            Arc::clone(&before.order)
        } else {
            let mut order = base.chosen.rows.clone();
            sort_rows(&mut order, table, entries, view.sort, view.descending, view.anchors, now);
            Arc::new(order)
        };
        let actions = match kept {
            Some(before) => Arc::clone(&before.actions),
            None => Arc::new(actions(table, collection, &base.chosen, now)),
        };
        let compared = view.compared.clone().or_else(|| usual_sides(&base, zone.as_ref())).map(older_first);
        let pair = compared
            .as_ref()
            .map(|(first, second)| (side(&base, table, &groups, first), side(&base, table, &groups, second)));
        let samples = Samples {
            all: base.figures.distribution.ended_ms.clone(),
            pair,
            groups: groups.iter().map(|group| group.distribution.ended_ms.clone()).collect(),
            months: chart_data.months.iter().map(|month| month.ended_ms.clone()).collect(),
        };
        let samples = match drawn.filter(|drawn| ***drawn == samples) {
            Some(drawn) => Arc::clone(drawn),
            None => Arc::new(samples),
        };
        Self {
            collection: Arc::clone(collection),
            table: Arc::clone(table),
            view: view.clone(),
            now,
            zone: Arc::clone(zone),
            base,
            unbrushed,
            chart_data,
            groups,
            order,
            actions,
            compared,
            samples,
        }
    }

    /// A row of the table.
    #[must_use]
    pub fn row(&self, row: u32) -> Option<&Row> {
        self.table.rows.get(row as usize)
    }

    /// The rows before and after one in the list.
    #[must_use]
    pub fn beside(&self, row: u32) -> (Option<u32>, Option<u32>) {
        neighbours(&self.order, row)
    }

    /// Those that began on this day of the calendar in earlier years, latest first, whatever is filtered.
    #[must_use]
    pub fn a_year_ago(&self) -> Vec<u32> {
        let all: Vec<u32> = (0..).take(self.table.rows.len()).collect();
        a_year_ago(&all, &self.table, self.now, self.zone.as_ref())
    }

    /// The objective that the error budget is reckoned for, and whose it is.
    #[must_use]
    pub fn objective(&self) -> (f64, &'static str) {
        match (self.view.slo, self.collection.slo_is_theirs) {
            (Some(slo), _) => (slo, "your choice"),
            (None, true) => (self.collection.slo, "the incidents’ own objective"),
            (None, false) => (self.collection.slo, "the usual objective"),
        }
    }

    /// What can be compared with each other, with a name for people: years, quarters, the halves of the window, groups.
    #[must_use]
    pub fn sides(&self) -> Vec<(Side, String)> {
        let zone = self.zone.as_ref();
        let mut sides: Vec<(Side, String)> =
            self.years().into_iter().map(|(year, span)| (Side::Period(span), year.to_string())).collect();
        sides.extend(self.quarters().into_iter().map(|(name, span)| (Side::Period(span), name)));
        if let Some(window) = self.base.window {
            let middle = Instant::from_ms(window.start().ms() + window.length().ms() / 2);
            let halves = [("first half", window.start(), middle), ("second half", middle, window.end())];
            for (name, start, end) in halves {
                let Some(span) = Span::new(start, end).filter(|span| !span.is_empty()) else { continue };
                let (from, to) = (text::date(start, zone), text::date(end, zone));
                sides.push((Side::Period(span), format!("{name}: {from} – {to}")));
            }
        }
        let groups = self.groups.iter().map(|group| (Side::Group(group.word.clone()), group.name.to_string()));
        sides.extend(groups);
        sides
    }

    /// What the page is filtered by when it is narrowed to a group of the table. `None` for those of which nothing is
    /// recorded.
    #[must_use]
    pub fn facet_of(&self, group: &Group) -> Option<CollectionFacet> {
        let word = &*group.word;
        match self.view.group_by {
            _ if word.is_empty() => None,
            GroupBy::Service => Some(CollectionFacet::Service(word.into())),
            GroupBy::Severity => Some(CollectionFacet::Severity(word.into())),
            GroupBy::Level => ImpactLevel::from_word(word).map(CollectionFacet::Level),
            GroupBy::Status => Status::from_word(word).map(CollectionFacet::Status),
            GroupBy::Role => CauseRole::from_word(word).map(CollectionFacet::Role),
        }
    }

    /// Whether the page is narrowed to a group of the table.
    #[must_use]
    pub fn is_narrowed_to(&self, group: &Group) -> bool {
        let field = match self.view.group_by {
            GroupBy::Service => Field::Service,
            GroupBy::Severity => Field::Severity,
            GroupBy::Level => Field::Level,
            GroupBy::Status => Field::Status,
            GroupBy::Role => Field::Role,
        };
        self.view.chosen(field).iter().any(|chosen| **chosen == *group.name)
    }

    /// The longest that ended; the first of two as long.
    #[must_use]
    pub fn longest(&self) -> Option<u32> {
        let ended = self.base.chosen.observed.iter().filter(|(_, observation)| !observation.open);
        let longest = ended.reduce(|a, b| if b.1.length > a.1.length { b } else { a });
        longest.map(|(row, _)| *row)
    }

    /// The actions that are not done: those that are late first, the latest of them at the top, then the oldest.
    #[must_use]
    pub fn waiting(&self) -> Vec<ActionAt> {
        let mut waiting = self.actions.waiting.clone();
        let ms = |length: Option<Length>| length.map_or(0, Length::ms);
        waiting.sort_by_key(|at| Reverse((ms(at.late), ms(at.age))));
        waiting
    }

    /// The incidents with causes that no action answers, and how many those are.
    #[must_use]
    pub fn unanswered(&self) -> Vec<(u32, u32)> {
        let counted = self.base.chosen.counted.iter();
        let unanswered = counted.filter_map(|row| Some((*row, self.row(*row)?.unanswered)));
        unanswered.filter(|(_, count)| *count > 0).collect()
    }

    /// The period in words: a year by its number, `Jan 2022 – Dec 2023` without a choice.
    #[must_use]
    pub fn period_in_words(&self) -> String {
        let zone = self.zone.as_ref();
        match (self.view.filter.period, self.base.window) {
            (Some(period), _) => match self.years().into_iter().find(|(_, span)| *span == period) {
                Some((year, _)) => year.to_string(),
                None if period.start() == Instant::FIRST => {
                    format!("until {}", text::date(period.last(), zone))
                }
                None => text::days(period, zone),
            },
            (None, Some(window)) => {
                let month =
                    |at| text::date(at, zone).split_once(' ').map_or_else(String::new, |(_, month)| month.to_owned());
                let (from, to) = (month(window.start()), month(window.last()));
                if from == to { from } else { format!("{from} – {to}") }
            }
            (None, None) => "No dates".to_owned(),
        }
    }

    /// The years in which incidents began, in order: what a period or one side of a comparison may be.
    #[must_use]
    pub fn years(&self) -> Vec<(i32, Span)> {
        let began = self.table.rows.iter().filter_map(|row| row.began);
        years(began, self.zone.as_ref())
    }

    /// The quarters in which incidents began, in order, with their names: `Q3 2024`.
    fn quarters(&self) -> Vec<(String, Span)> {
        let began = self.table.rows.iter().filter_map(|row| row.began);
        quarters(began, self.zone.as_ref())
    }

    /// What a year or quarter is compared with where the other side is a period of another length: the one before it of its
    /// own length, or the one after it where there is none before.
    pub(crate) fn counterpart(&self, period: Span) -> Option<Span> {
        let years = self.years().into_iter().map(|(_, span)| span).collect::<Vec<_>>();
        let quarters = self.quarters().into_iter().map(|(_, span)| span).collect();
        let alike = [years, quarters].into_iter().find(|spans| spans.contains(&period))?;
        let at = alike.iter().position(|span| *span == period)?;
        let before = at.checked_sub(1).and_then(|at| alike.get(at));
        before.or_else(|| alike.get(at + 1)).copied()
    }
}

/// The rows of the list in its order.
pub(crate) fn order_of(
    collection: &Collection,
    table: &Table,
    options: &CollectionOptions,
    zone: &dyn Zone,
    now: Instant,
) -> Vec<u32> {
    let entries = &collection.catalog.entries;
    let mut order = apply_filter(table, entries, &options.filter, &terms(collection, options, zone, now)).rows;
    sort_rows(&mut order, table, entries, options.sort, options.descending, options.anchors, now);
    order
}

/// What incidents are measured by.
fn terms<'a>(collection: &Collection, options: &CollectionOptions, zone: &'a dyn Zone, now: Instant) -> Terms<'a> {
    Terms {
        now,
        zone,
        anchors: options.anchors,
        period: options.filter.period,
        slo: options.slo.unwrap_or(collection.slo),
        weights: options.weights,
    }
}

fn base(table: &Table, collection: &Collection, filter: &Filter, terms: &Terms<'_>) -> Base {
    let chosen = apply_filter(table, &collection.catalog.entries, filter, terms);
    let figures = figures(table, &chosen, None, terms);
    let covered = || chosen.observed.iter().map(|(_, observation)| observation.span).reduce(Span::cover);
    let window = figures.downtime.as_ref().map(|downtime| downtime.window).or(terms.period).or_else(covered);
    Base { survival: survival(&figures.distribution), chosen, figures, window }
}

fn actions(table: &Table, collection: &Collection, chosen: &FilterResult, now: Instant) -> Actions {
    let mut actions = Actions::keeping(WAITING);
    for row in chosen.counted.iter().filter_map(|number| table.rows.get(*number as usize)) {
        if let Some(entry) = collection.entry(row.entry) {
            actions.add(entry, row, now);
        }
    }
    actions
}

/// Years that hold one of these moments, each once, in order.
fn years(moments: impl Iterator<Item = Instant>, zone: &dyn Zone) -> Vec<(i32, Span)> {
    let midnight = |year: i32| midnight(year, 1, 1, 0, zone);
    let mut years: Vec<(i32, Span)> = Vec::new();
    for at in moments {
        // A zone may be slow to ask: most moments are in a year that is known.
        if years.iter().any(|(_, span)| span.contains(at)) {
            continue;
        }
        let year = at.civil(zone.offset(at)).year;
        let span = midnight(year).zip(midnight(year + 1)).and_then(|(start, end)| Span::new(start, end));
        years.extend(span.filter(|span| span.contains(at)).map(|span| (year, span)));
    }
    years.sort_by_key(|(year, _)| *year);
    years
}

/// Of two periods the older first: a comparison says what has changed since.
fn older_first((first, second): (Side, Side)) -> (Side, Side) {
    match (&first, &second) {
        (Side::Period(one), Side::Period(other)) if other.start() < one.start() => (second, first),
        _ => (first, second),
    }
}

/// The quarters of a year in which moments lie, in order, with their names: "Q1 2023".
fn quarters(moments: impl Iterator<Item = Instant>, zone: &dyn Zone) -> Vec<(String, Span)> {
    /// No menu is longer.
    const MOST: usize = 80;
    let midnight = |year: i32, month: u32| midnight(year, month, 1, 0, zone);
    let mut quarters: Vec<(String, Span)> = Vec::new();
    for at in moments {
        // A zone may be slow to ask: most moments are in a quarter that is known.
        if quarters.iter().any(|(_, span)| span.contains(at)) {
            continue;
        }
        let civil = at.civil(zone.offset(at));
        let quarter = (civil.month - 1) / 3;
        let next = if quarter == 3 { (civil.year + 1, 1) } else { (civil.year, quarter * 3 + 4) };
        let span = midnight(civil.year, quarter * 3 + 1).zip(midnight(next.0, next.1));
        let span = span.and_then(|(start, end)| Span::new(start, end)).filter(|span| span.contains(at));
        quarters.extend(span.map(|span| (format!("Q{} {}", quarter + 1, civil.year), span)));
        if quarters.len() == MOST {
            break;
        }
    }
    quarters.sort_by_key(|(_, span)| span.start());
    quarters
}

/// The last two years in which incidents began; within one year the two halves of the window.
fn usual_sides(base: &Base, zone: &dyn Zone) -> Option<(Side, Side)> {
    let years = years(base.chosen.observed.iter().map(|(_, observation)| observation.span.start()), zone);
    if let [.., (_, before), (_, last)] = years.as_slice() {
        return Some((Side::Period(*before), Side::Period(*last)));
    }
    let window = base.window?;
    let middle = Instant::from_ms(window.start().ms() + window.length().ms() / 2);
    let (first, second) = (Span::new(window.start(), middle)?, Span::new(middle, window.end())?);
    (!first.is_empty()).then_some((Side::Period(first), Side::Period(second)))
}

/// The lengths of one side that ended, ascending.
fn side(base: &Base, table: &Table, groups: &[Group], side: &Side) -> Vec<f64> {
    match side {
        Side::Group(word) => groups
            .iter()
            .find(|group| group.word == *word)
            .map(|group| group.distribution.ended_ms.clone())
            .unwrap_or_default(),
        Side::Period(period) => {
            let began = |row: &u32| table.rows.get(*row as usize).and_then(|row| row.began);
            let observed =
                base.chosen.observed.iter().filter(|(row, _)| began(row).is_some_and(|at| period.contains(at)));
            let observations: Vec<_> = observed.map(|(_, observation)| *observation).collect();
            faultline_core::metrics::distribution(&observations).ended_ms
        }
    }
}

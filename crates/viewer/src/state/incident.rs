//! An incident on the screen: what of it is in view, selected and searched for.

use std::sync::Arc;

use faultline_core::incident::{CauseIx, EventIx};
use faultline_core::time::{Instant, Span};
use faultline_core::timeline::Viewport;

use crate::{Filter, Loaded, Origin, Play, Scroll, SearchQuery, SearchResult, Selection, Sort};

/// How many rows of the vertical timeline are shown at first, and how many more at a time.
pub const VERTICAL_ROWS: usize = 100;

/// An incident on the screen.
#[derive(Clone, Debug)]
pub struct IncidentState {
    /// The incident.
    pub loaded: Arc<Loaded>,
    /// What of it is in view; `None` when nothing in it has a time.
    pub viewport: Option<Viewport>,
    /// What is selected.
    pub selected: Option<Selection>,
    /// Stretches painted on the timeline because a figure is pointed at.
    pub painted: Vec<Span>,
    /// What moments are counted from; they are shown by the clock where there is none.
    pub origin: Option<Origin>,
    /// What the reader is in the middle of.
    pub interaction: InteractionState,
    /// What the reader searches for, and how events are listed.
    pub search: SearchState,
}

/// What the reader is in the middle of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InteractionState {
    /// A range that is being drawn and not yet selected.
    pub draft: Option<Span>,
    /// The event that is measured from.
    pub measuring: Option<EventIx>,
    /// The cause whose actions are being followed.
    pub following: Option<CauseIx>,
    /// What was copied as text last.
    pub copied: Option<Selection>,
    /// The story, while it is played.
    pub play: Option<Play>,
    /// `true` while a hint says what the wheel does.
    pub hint: bool,
}

/// A search: what is asked for, what came of it, and how it is listed.
#[derive(Clone, Debug)]
pub struct SearchState {
    /// What is searched and filtered for.
    pub filter: Filter,
    /// `true` once the values to filter by were asked for.
    pub wants_values: bool,
    /// How the list is sorted.
    pub sort: Sort,
    /// What came of the query, or of the one before while the next result is not there.
    pub result: Arc<SearchResult>,
    /// How much of a hundred of the next result is done, where it takes long.
    pub percent: Option<usize>,
    /// A step to the next match (`true`) or the one before, once the result is there.
    pub(crate) step_when_done: Option<bool>,
    /// How far the list is scrolled.
    pub scroll: Scroll,
    /// The rows of the vertical timeline that are shown, in pages of [`VERTICAL_ROWS`]: the first, and the one after the
    /// last.
    pub vertical_pages: (usize, usize),
}

impl IncidentState {
    /// An incident that has just been loaded, all of it in view.
    #[must_use]
    pub fn new(loaded: Arc<Loaded>) -> Self {
        let extent = loaded.case.extent(loaded.read_at);
        Self {
            viewport: extent.map(|extent| Viewport::folded(extent, &loaded.folds)),
            selected: None,
            painted: Vec::new(),
            origin: None,
            interaction: InteractionState::default(),
            search: SearchState::new(Arc::new(SearchResult::all(&loaded))),
            loaded,
        }
    }

    /// The selected event.
    #[must_use]
    pub const fn selected_event(&self) -> Option<EventIx> {
        match self.selected {
            Some(Selection::Event(event)) => Some(event),
            _ => None,
        }
    }

    /// The latest event that the story has come to.
    #[must_use]
    pub fn latest_event(&self) -> Option<EventIx> {
        let case = &self.loaded.case;
        let cursor = self.interaction.play.as_ref()?.cursor;
        let begun =
            case.chronology.partition_point(|event| case.event_span(*event).is_some_and(|span| span.start() <= cursor));
        case.chronology.get(begun.checked_sub(1)?).copied()
    }

    /// The causes that the story has not come to yet; none while no story is played.
    #[must_use]
    pub fn unknown_causes(&self) -> Vec<CauseIx> {
        let play = self.interaction.play.as_ref();
        play.map_or_else(Vec::new, |play| play.unknown_causes(&self.loaded.case))
    }

    /// A story under way goes where the reader goes, and rests there.
    pub(crate) fn move_story_to(&mut self, at: Instant) {
        if let Some(play) = &mut self.interaction.play {
            play.go_to(at);
        }
    }
}

impl SearchState {
    fn new(result: Arc<SearchResult>) -> Self {
        Self {
            filter: Filter::default(),
            wants_values: false,
            sort: Sort::default(),
            result,
            percent: None,
            step_when_done: None,
            scroll: Scroll::default(),
            vertical_pages: (0, 1),
        }
    }

    /// What is asked for.
    #[must_use]
    pub fn query(&self) -> SearchQuery {
        SearchQuery { filter: self.filter.clone(), sort: self.sort, values: self.wants_values }
    }

    /// Whether the result is that of the query.
    #[must_use]
    pub fn is_done(&self) -> bool {
        let SearchQuery { filter, sort, values } = &self.result.query;
        *filter == self.filter && *sort == self.sort && *values == self.wants_values
    }

    /// How far a search is that takes long: `searching… 7 %`.
    #[must_use]
    pub fn progress_text(&self) -> Option<String> {
        let percent = self.percent?;
        let doing = if self.result.query.filter != self.filter {
            "searching"
        } else if self.result.query.sort != self.sort {
            "sorting"
        } else {
            "counting"
        };
        Some(format!("{doing}… {percent} %"))
    }
}

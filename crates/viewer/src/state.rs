//! The model, the actions, and the one function that applies them. Must never ask a clock or a browser.

use std::sync::Arc;

use faultline_core::incident::EventIx;

use super::{
    CollectionAction, CollectionView, Command, Failure, InteractionState, Loaded, SearchAction, SearchState, Selection,
    TimelineAction, collection_view, interaction, search,
};
use faultline_core::time::{Instant, Length, Span};
use faultline_core::timeline::{Folds, Viewport};

/// What the page is showing.
#[derive(Clone, Debug, Default)]
pub enum Screen {
    /// Nothing was asked for yet.
    #[default]
    Start,
    /// An incident.
    Incident(Arc<Loaded>),
    /// Many incidents: those of [`State::trends`].
    Collection,
    /// What was asked for could not be shown.
    Failed {
        /// The name or address of what was asked for.
        name: String,
        /// Why not.
        failure: Arc<Failure>,
    },
}

/// By identity, not by content: a stage changes when something else was loaded, and comparing whole incidents at each
/// step of a pan would cost more than drawing.
impl PartialEq for Screen {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Start, Self::Start) | (Self::Collection, Self::Collection) => true,
            (Self::Incident(a), Self::Incident(b)) => Arc::ptr_eq(a, b),
            (Self::Failed { failure: a, .. }, Self::Failed { failure: b, .. }) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

/// How far a load has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being loaded.
    pub name: String,
    /// Bytes read so far.
    pub read: u64,
    /// Bytes in all, where the server says so.
    pub total: Option<u64>,
    /// Once every byte is there: the events read so far, and about how many there are.
    pub events: Option<(usize, usize)>,
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

/// Everything the page depends on that changes while it is open.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What is shown.
    pub stage: Screen,
    /// A load under way, over whatever is shown.
    pub progress: Option<Progress>,
    /// What of the incident is in view.
    pub viewport: Option<Viewport>,
    /// What is chosen.
    pub selected: Option<Selection>,
    /// Stretches painted on the timeline because a figure is pointed at.
    pub painted: Vec<Span>,
    /// What hands are in the middle of.
    pub hands: InteractionState,
    /// Which zone times are shown in.
    pub zone: ZoneChoice,
    /// Now; moves only while a shown figure grows with it.
    pub now: Instant,
    /// The width of the page and of the timeline's frame in CSS pixels; 0 while there is none.
    pub widths: (f64, f64),
    /// The size of the page's text in CSS pixels.
    pub text_px: f64,
    /// The shipped incidents, each with its address and title; empty until they were asked for.
    pub samples: Vec<(String, String)>,
    /// `light`, `dark`, or what the system says.
    pub theme: Option<&'static str>,
    /// What a screen reader is told.
    pub said: String,
    /// What the reader looks for, and how moments are told.
    pub find: SearchState,
    /// Many incidents, shown or behind the one that is.
    pub trends: CollectionView,
}

/// One step among events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next in time.
    Next,
    /// To the one before.
    Previous,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// To the nearest of the lane above.
    Up,
    /// To the nearest of the lane below.
    Down,
}

/// Everything a reader, or a load, can do to the page.
#[derive(Clone, Debug)]
pub enum Action {
    /// A load begins, or has read some more.
    Progressed(Progress),
    /// A load ended without an incident because the reader stopped it.
    Cancelled,
    /// A load ended with an incident.
    Arrived(Arc<Loaded>),
    /// A load ended without one.
    Failed {
        /// The name or address of what was asked for.
        name: String,
        /// Why.
        failure: Failure,
    },
    /// Choose something; what is chosen comes into view.
    Select(Selection),
    /// Select something, and scroll the page to its mark, row or card: a link elsewhere on the page.
    Reveal(Selection),
    /// Show one stretch, and scroll the page to the timeline: a link elsewhere on the page.
    RevealSpan(Span),
    /// Choose nothing.
    Deselect,
    /// Choose another event, in order of time or of lanes.
    StepTo(Step),
    /// What hands do with ranges, links, the window and the story.
    Timeline(TimelineAction),
    /// Paint stretches on the timeline while a figure is pointed at; none to stop.
    Paint(Vec<Span>),
    /// Zoom by a factor (above 1: out) about a moment, or about the middle of the window.
    Zoom {
        /// How much longer the window becomes.
        factor: f64,
        /// The moment that stays where it is.
        about: Option<Instant>,
    },
    /// Move the window by a length.
    Pan(Length),
    /// Show one stretch.
    Show(Span),
    /// Show everything.
    Fit,
    /// Fold the quiet time away, or show all of it where any is folded.
    ToggleFolds,
    /// Show one stretch that is folded.
    Unfold(Span),
    /// Show times in another zone.
    SetZone(ZoneChoice),
    /// The page or the timeline's frame has another size, or its text has.
    Resized {
        /// The width of the page, where it changed.
        page: Option<f64>,
        /// The width of the timeline's frame, where it changed.
        frame: Option<f64>,
        /// The size of the page's text.
        text_px: f64,
    },
    /// A second has passed while a shown figure grows.
    Tick(Instant),
    /// The list of shipped incidents has come.
    Listed(Vec<(String, String)>),
    /// Another theme.
    SetTheme(Option<&'static str>),
    /// Tell a screen reader something.
    Say(String),
    /// Find things: search, filter, sort, count moments from one of them.
    Search(SearchAction),
    /// Something about many incidents.
    Collection(CollectionAction),
    /// What a key of the table in `keys` does, or the button that does the same.
    Command(Command),
    /// Close the details of what is selected, and put the focus back on the timeline.
    CloseDetails,
    /// Measure to an event from the one that is marked or selected.
    MeasureTo(EventIx),
    /// Copy the selected range as text.
    CopyRange,
    /// Copy a link to this view.
    CopyLink,
    /// Play the story at another speed, in halves.
    SetSpeed(u8),
    /// End the story.
    StopStory,
    /// Turn the keys that write a character on or off.
    ToggleCharacterKeys,
    /// Fetch the list of shipped incidents.
    ListSamples,
    /// Stop the load under way.
    StopLoad,
    /// Save a text as a file of that name.
    Download {
        /// The name of the file.
        name: String,
        /// What is in it.
        text: String,
    },
}

impl State {
    /// A page with nothing on it yet.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            stage: Screen::Start,
            progress: None,
            viewport: None,
            selected: None,
            painted: Vec::new(),
            hands: InteractionState::new(),
            zone: ZoneChoice::File,
            now,
            widths: (0.0, 0.0),
            text_px: 16.0,
            samples: Vec::new(),
            theme: None,
            said: String::new(),
            find: SearchState::default(),
            trends: CollectionView::default(),
        }
    }

    /// Another stage: what belonged to the one before goes with it.
    pub(super) fn enter(&mut self, stage: Screen) {
        self.stage = stage;
        self.progress = None;
        self.viewport = None;
        self.selected = None;
        self.painted = Vec::new();
        self.said = String::new();
        self.find.enter();
        self.hands.let_go();
    }

    /// An incident, all of it in view.
    pub(super) fn show(&mut self, loaded: Arc<Loaded>) {
        let extent = loaded.case.extent(loaded.read_at);
        let viewport = extent.map(|extent| Viewport::folded(extent, &loaded.folds));
        self.now = loaded.read_at;
        self.enter(Screen::Incident(loaded));
        self.viewport = viewport;
    }

    /// The name of the file or address that the page is of: of one incident, or of many, whichever of them is open.
    #[must_use]
    pub fn opened_name(&self) -> Option<&str> {
        let many = self.trends.collection.as_ref().map(|collection| &*collection.name);
        many.or_else(|| self.loaded().map(|loaded| &*loaded.name))
    }

    /// `true` where time runs down, not across.
    #[must_use]
    pub const fn is_narrow(&self) -> bool {
        self.widths.0 < 640.0
    }
    /// The incident that is shown.
    #[must_use]
    pub fn loaded(&self) -> Option<&Arc<Loaded>> {
        match &self.stage {
            Screen::Incident(loaded) => Some(loaded),
            _ => None,
        }
    }
}

/// Applies an action.
pub fn update(state: &mut State, action: Action) {
    match action {
        Action::Progressed(progress) => state.progress = Some(progress),
        Action::Cancelled => state.progress = None,
        Action::Arrived(loaded) => {
            state.trends = CollectionView::default();
            state.show(loaded);
        }
        Action::Failed { name, failure } => state.enter(Screen::Failed { name, failure: Arc::new(failure) }),
        Action::Search(SearchAction::ZonesAre(zones)) => search::set_zones(state, zones),
        Action::Resized { page, frame, text_px } => {
            let (old_page, old_frame) = state.widths;
            state.widths = (page.unwrap_or(old_page), frame.unwrap_or(old_frame));
            state.text_px = text_px;
        }
        Action::Tick(now) => state.now = now,
        Action::SetTheme(theme) => state.theme = theme,
        Action::Say(words) => state.said = words,
        by_hand => apply_by_hand(state, by_hand),
    }
}

/// Applies what only a reader does.
fn apply_by_hand(state: &mut State, action: Action) {
    state.find.jumps += u32::from(search::is_jump(state, &action));
    match action {
        Action::Select(selection) => select(state, selection),
        Action::Deselect => {
            state.selected = None;
            state.hands.measuring = None;
        }
        Action::StepTo(step) => {
            if let Some(event) = search::step(state, step) {
                select(state, Selection::Event(event));
            }
        }
        Action::Timeline(deed) => interaction::apply(state, deed),
        Action::Paint(spans) => state.painted = spans,
        Action::Zoom { factor, about } => {
            state.viewport =
                state.viewport.map(|viewport| viewport.zoom(factor, about.unwrap_or_else(|| viewport.middle())));
        }
        Action::Pan(by) => state.viewport = state.viewport.map(|viewport| viewport.pan(by)),
        Action::Show(span) => state.viewport = state.viewport.map(|viewport| viewport.show(span)),
        Action::Fit => state.viewport = state.viewport.map(|viewport| viewport.show(viewport.whole())),
        Action::ToggleFolds => {
            let found = state.loaded().map_or(Folds::NONE, |loaded| loaded.folds);
            let other = |viewport: Viewport| if viewport.folds().is_empty() { found } else { Folds::NONE };
            state.viewport = state.viewport.map(|viewport| viewport.fold(&other(viewport)));
        }
        Action::Unfold(span) => {
            state.viewport = state.viewport.map(|viewport| viewport.fold(&viewport.folds().without(span)));
        }
        Action::SetZone(zone) => search::set_zone(state, zone),
        Action::Listed(samples) => state.samples = samples,
        Action::Search(find) => search::apply(state, find),
        Action::Collection(action) => collection_view::apply(state, action),
        Action::Progressed(_)
        | Action::Cancelled
        | Action::Arrived(_)
        | Action::Failed { .. }
        | Action::Resized { .. }
        | Action::Tick(_)
        | Action::SetTheme(_)
        | Action::Say(_)
        | Action::Command(_)
        | Action::CloseDetails
        | Action::MeasureTo(_)
        | Action::CopyRange
        | Action::CopyLink
        | Action::SetSpeed(_)
        | Action::StopStory
        | Action::ToggleCharacterKeys
        | Action::ListSamples
        | Action::StopLoad
        | Action::Reveal(_)
        | Action::RevealSpan(_)
        | Action::Download { .. } => {}
    }
}

pub(super) fn select(state: &mut State, selection: Selection) {
    state.selected = Some(selection);
    if let Selection::Event(event) = selection {
        search::reveal_in_rail(state, event);
    }
    let Some(loaded) = state.loaded() else { return };
    let moment = match selection {
        Selection::Event(event) => loaded.case.event_span(event).map(Span::start),
        Selection::Impact(impact) => loaded.case.impact_span(impact, loaded.read_at).map(Span::start),
        Selection::Cause(_) | Selection::Action(_) | Selection::Range(_) => None,
    };
    if let (Some(moment), Some(viewport)) = (moment, state.viewport) {
        state.viewport = Some(viewport.reveal(moment));
        state.hands.tell_from(moment);
    }
}

impl From<TimelineAction> for Action {
    fn from(action: TimelineAction) -> Self {
        Self::Timeline(action)
    }
}

impl From<SearchAction> for Action {
    fn from(action: SearchAction) -> Self {
        Self::Search(action)
    }
}

impl From<CollectionAction> for Action {
    fn from(action: CollectionAction) -> Self {
        Self::Collection(action)
    }
}

impl From<Command> for Action {
    fn from(command: Command) -> Self {
        Self::Command(command)
    }
}

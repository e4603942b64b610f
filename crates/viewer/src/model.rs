//! The model, the actions, and the one function that applies them. Must never ask a clock or a browser.

use std::sync::Arc;

use super::{Deed, Failure, Find, Finder, Hands, Loaded, Selection, Trends, TrendsAction, find, hands, trends};
use faultline_core::time::{Instant, Length, Span};
use faultline_core::timeline::{Folds, Viewport};

/// What the page is showing.
#[derive(Clone, Debug, Default)]
pub enum Stage {
    /// Nothing was asked for yet.
    #[default]
    Empty,
    /// An incident.
    Shown(Arc<Loaded>),
    /// Many incidents: those of [`Model::trends`].
    Many,
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
impl PartialEq for Stage {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Empty, Self::Empty) | (Self::Many, Self::Many) => true,
            (Self::Shown(a), Self::Shown(b)) => Arc::ptr_eq(a, b),
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
pub struct Model {
    /// What is shown.
    pub stage: Stage,
    /// A load under way, over whatever is shown.
    pub progress: Option<Progress>,
    /// What of the incident is in view.
    pub viewport: Option<Viewport>,
    /// What is chosen.
    pub selected: Option<Selection>,
    /// Stretches painted on the timeline because a figure is pointed at.
    pub painted: Vec<Span>,
    /// What hands are in the middle of.
    pub hands: Hands,
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
    pub find: Finder,
    /// Many incidents, shown or behind the one that is.
    pub trends: Trends,
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
    /// Choose nothing.
    Deselect,
    /// Choose another event, in order of time or of lanes.
    StepTo(Step),
    /// What hands do with ranges, links, the window and the story.
    Hand(Deed),
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
    Find(Find),
    /// Something about many incidents.
    Trends(TrendsAction),
}

impl Model {
    /// A page with nothing on it yet.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Self {
            stage: Stage::Empty,
            progress: None,
            viewport: None,
            selected: None,
            painted: Vec::new(),
            hands: Hands::new(),
            zone: ZoneChoice::File,
            now,
            widths: (0.0, 0.0),
            text_px: 16.0,
            samples: Vec::new(),
            theme: None,
            said: String::new(),
            find: Finder::default(),
            trends: Trends::default(),
        }
    }

    /// Another stage: what belonged to the one before goes with it.
    pub(super) fn enter(&mut self, stage: Stage) {
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
        self.enter(Stage::Shown(loaded));
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
            Stage::Shown(loaded) => Some(loaded),
            _ => None,
        }
    }
}

/// Applies an action.
pub fn update(model: &mut Model, action: Action) {
    match action {
        Action::Progressed(progress) => model.progress = Some(progress),
        Action::Cancelled => model.progress = None,
        Action::Arrived(loaded) => {
            model.trends = Trends::default();
            model.show(loaded);
        }
        Action::Failed { name, failure } => model.enter(Stage::Failed { name, failure: Arc::new(failure) }),
        Action::Find(Find::ZonesAre(zones)) => find::set_zones(model, zones),
        Action::Resized { page, frame, text_px } => {
            let (old_page, old_frame) = model.widths;
            model.widths = (page.unwrap_or(old_page), frame.unwrap_or(old_frame));
            model.text_px = text_px;
        }
        Action::Tick(now) => model.now = now,
        Action::SetTheme(theme) => model.theme = theme,
        Action::Say(words) => model.said = words,
        by_hand => apply_by_hand(model, by_hand),
    }
}

/// Applies what only a reader does.
fn apply_by_hand(model: &mut Model, action: Action) {
    model.find.jumps += u32::from(find::is_jump(model, &action));
    match action {
        Action::Select(selection) => select(model, selection),
        Action::Deselect => {
            model.selected = None;
            model.hands.measuring = None;
        }
        Action::StepTo(step) => {
            if let Some(event) = find::step(model, step) {
                select(model, Selection::Event(event));
            }
        }
        Action::Hand(deed) => hands::apply(model, deed),
        Action::Paint(spans) => model.painted = spans,
        Action::Zoom { factor, about } => {
            model.viewport =
                model.viewport.map(|viewport| viewport.zoom(factor, about.unwrap_or_else(|| viewport.middle())));
        }
        Action::Pan(by) => model.viewport = model.viewport.map(|viewport| viewport.pan(by)),
        Action::Show(span) => model.viewport = model.viewport.map(|viewport| viewport.show(span)),
        Action::Fit => model.viewport = model.viewport.map(|viewport| viewport.show(viewport.whole())),
        Action::ToggleFolds => {
            let found = model.loaded().map_or(Folds::NONE, |loaded| loaded.folds);
            let other = |viewport: Viewport| if viewport.folds().is_empty() { found } else { Folds::NONE };
            model.viewport = model.viewport.map(|viewport| viewport.fold(&other(viewport)));
        }
        Action::Unfold(span) => {
            model.viewport = model.viewport.map(|viewport| viewport.fold(&viewport.folds().without(span)));
        }
        Action::SetZone(zone) => find::set_zone(model, zone),
        Action::Listed(samples) => model.samples = samples,
        Action::Find(find) => find::apply(model, find),
        Action::Trends(action) => trends::apply(model, action),
        Action::Progressed(_)
        | Action::Cancelled
        | Action::Arrived(_)
        | Action::Failed { .. }
        | Action::Resized { .. }
        | Action::Tick(_)
        | Action::SetTheme(_)
        | Action::Say(_) => {}
    }
}

pub(super) fn select(model: &mut Model, selection: Selection) {
    model.selected = Some(selection);
    if let Selection::Event(event) = selection {
        find::reveal_in_rail(model, event);
    }
    let Some(loaded) = model.loaded() else { return };
    let moment = match selection {
        Selection::Event(event) => loaded.case.event_span(event).map(Span::start),
        Selection::Impact(impact) => loaded.case.impact_span(impact, loaded.read_at).map(Span::start),
        Selection::Cause(_) | Selection::Action(_) | Selection::Range(_) => None,
    };
    if let (Some(moment), Some(viewport)) = (moment, model.viewport) {
        model.viewport = Some(viewport.reveal(moment));
        model.hands.tell_from(moment);
    }
}

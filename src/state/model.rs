//! The model, the actions, and the one function that applies them. Must never ask a clock or a browser.

use std::sync::Arc;

use super::{Failure, Loaded, Selection, Trends, TrendsAction, trends};
use crate::time::{Instant, Length, Span};
use crate::timeline::Viewport;

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
        failure: Failure,
    },
}

/// By identity, not by content: a stage changes when something else was loaded, and comparing whole incidents at each
/// step of a pan would cost more than drawing.
impl PartialEq for Stage {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Empty, Self::Empty) | (Self::Many, Self::Many) => true,
            (Self::Shown(a), Self::Shown(b)) => Arc::ptr_eq(a, b),
            (Self::Failed { name: a, failure: f }, Self::Failed { name: b, failure: g }) => a == b && f == g,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ZoneChoice {
    /// The file's.
    #[default]
    File,
    /// UTC.
    Utc,
    /// The reader's own.
    Reader,
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
    /// Choose another event in order of time.
    StepTo(Step),
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
            zone: ZoneChoice::File,
            now,
            widths: (0.0, 0.0),
            text_px: 16.0,
            samples: Vec::new(),
            theme: None,
            said: String::new(),
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
    }

    /// An incident, all of it in view.
    pub(super) fn show(&mut self, loaded: Arc<Loaded>) {
        let viewport = loaded.case.extent(loaded.read_at).map(Viewport::fit);
        self.now = loaded.read_at;
        self.enter(Stage::Shown(loaded));
        self.viewport = viewport;
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
        Action::Failed { name, failure } => model.enter(Stage::Failed { name, failure }),
        Action::Select(selection) => select(model, selection),
        Action::Deselect => model.selected = None,
        Action::StepTo(step) => {
            if let Some(event) = step_from(model, step) {
                select(model, Selection::Event(event));
            }
        }
        Action::Paint(spans) => model.painted = spans,
        Action::Zoom { factor, about } => {
            model.viewport = model.viewport.map(|viewport| {
                let window = viewport.window();
                let middle = window.start().plus(Length::from_ms(window.length().ms() / 2));
                viewport.zoom(factor, about.unwrap_or(middle))
            });
        }
        Action::Pan(by) => model.viewport = model.viewport.map(|viewport| viewport.pan(by)),
        Action::Show(span) => model.viewport = model.viewport.map(|viewport| viewport.show(span)),
        Action::Fit => model.viewport = model.viewport.map(|viewport| viewport.show(viewport.whole())),
        Action::SetZone(zone) => model.zone = zone,
        Action::Resized { page, frame, text_px } => {
            let (old_page, old_frame) = model.widths;
            model.widths = (page.unwrap_or(old_page), frame.unwrap_or(old_frame));
            model.text_px = text_px;
        }
        Action::Tick(now) => model.now = now,
        Action::Listed(samples) => model.samples = samples,
        Action::SetTheme(theme) => model.theme = theme,
        Action::Say(words) => model.said = words,
        Action::Trends(action) => trends::apply(model, action),
    }
}

fn select(model: &mut Model, selection: Selection) {
    model.selected = Some(selection);
    let Some(loaded) = model.loaded() else { return };
    let moment = match selection {
        Selection::Event(event) => loaded.case.event_span(event).map(Span::start),
        Selection::Impact(impact) => loaded.case.impact_span(impact, loaded.read_at).map(Span::start),
        Selection::Cause(_) | Selection::Action(_) | Selection::Range(_) => None,
    };
    if let (Some(moment), Some(viewport)) = (moment, model.viewport) {
        model.viewport = Some(bring_into_view(viewport, moment));
    }
}

/// Pans, without zooming, by no more than it takes to see a moment a tenth of the window from the edge.
fn bring_into_view(viewport: Viewport, moment: Instant) -> Viewport {
    let window = viewport.window();
    let margin = window.length().ms() / 10;
    let (first, last) = (window.start().ms(), window.end().ms());
    let by = if moment.ms() < first {
        moment.ms() - margin - first
    } else if moment.ms() >= last {
        moment.ms() + margin - last
    } else {
        return viewport;
    };
    viewport.pan(Length::from_ms(by))
}

fn step_from(model: &Model, step: Step) -> Option<crate::incident::EventIx> {
    let case = &model.loaded()?.case;
    let order = &case.chronology;
    let here = match model.selected {
        Some(Selection::Event(event)) => order.iter().position(|ix| *ix == event),
        _ => None,
    };
    let target = match (step, here) {
        (Step::Next, Some(here)) => (here + 1).min(order.len().saturating_sub(1)),
        (Step::Previous, Some(here)) => here.saturating_sub(1),
        (Step::First | Step::Next, _) => 0,
        (Step::Last | Step::Previous, _) => order.len().saturating_sub(1),
    };
    order.get(target).copied()
}

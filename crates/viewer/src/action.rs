//! Everything that can happen to the page: what a reader does, and what comes back from an [`Effect`](crate::Effect). One
//! enum for each page, joined in [`Action`].

use std::sync::Arc;

use super::{
    Collection, CollectionFacet, Column as EventColumn, Command, Dialog, Edge, Estimates, Facet, Failure, Loaded,
    Origin, Progress, Scroll, SearchResult, Selection, Sheet, Side, ZoneChoice,
};
use faultline_core::catalog::{Column, GroupBy, Table};
use faultline_core::formats::ReadOptions;
use faultline_core::incident::{EventIx, Weights};
use faultline_core::metrics::Anchors;
use faultline_core::time::{Instant, Length, Span};

/// Everything that can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// The page begins: what the browser knows of the reader and of the address.
    Started(Box<Environment>),
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
    /// A load begins, or has read some more.
    Progressed(Progress),
    /// Stop the load under way.
    StopLoad,
    /// A load ended with an incident.
    Arrived(Arc<Loaded>),
    /// A load ended without one.
    Failed {
        /// The name or address of what was asked for.
        name: String,
        /// Why.
        failure: Failure,
    },
    /// There was nothing to show in a text that was pasted on the page, which stays as it is.
    PasteFailed(Failure),
    /// Fetch the list of shipped incidents.
    ListSamples,
    /// The list of shipped incidents has come.
    Listed(Vec<(String, String)>),
    /// Show times in another zone from now on, on later visits too.
    SetZone(ZoneChoice),
    /// Turn the keys that write a character on or off.
    ToggleCharacterKeys,
    /// Announce a text to screen readers.
    Announce(String),
    /// The reader rests: announce what waits for that.
    AnnouncePending,
    /// Back, Forward, a link or the reader has changed what stands after `#`.
    AddressChanged(String),
    /// The reader rests: write down the view that waits for that.
    AddressRested,
    /// Another tab has stored this theme, or (`None`) forgotten it.
    ThemeStored(Option<String>),
    /// Copy a link to this view.
    CopyLink,
    /// The link is on the clipboard, or (`false`) could not be put there.
    LinkCopied(bool),
    /// Read files in another way from now on.
    SetReadOptions(ReadOptions),
    /// Open a dialog, in place of the one that is open.
    OpenDialog(Dialog),
    /// Close the dialog that is open.
    CloseDialog,
    /// Take the notes about a link away.
    DismissNotes,
    /// Some seconds have passed: take the note away that a link was copied.
    ForgetNote,
    /// Save a text as a file.
    Download {
        /// The name of the file.
        name: String,
        /// What is in it.
        text: String,
    },
    /// What a key of the table in `keys` does, or the button that does the same.
    Command(Command),
    /// Something about the incident.
    Timeline(TimelineAction),
    /// Something about searching an incident.
    Search(SearchAction),
    /// Something about many incidents.
    Collection(CollectionAction),
}

/// What the browser knows when the page begins. Texts are as they were stored.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// The stored theme.
    pub theme: Option<String>,
    /// The stored zone.
    pub zone: Option<String>,
    /// The stored switch of character keys.
    pub character_keys: Option<String>,
    /// The stored mark that the reader knows the wheel.
    pub wheel_hint: Option<String>,
    /// The name of the reader's own zone, where the browser tells.
    pub reader_zone: Option<Box<str>>,
    /// See [`State::source`](crate::State::source).
    pub source: String,
    /// What stands after `#`.
    pub fragment: String,
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

/// What can be done on the page of an incident.
#[derive(Clone, Debug, PartialEq)]
pub enum TimelineAction {
    /// Select something; it comes into view.
    Select(Selection),
    /// Select something, and scroll the page to its mark, row or card: a link elsewhere on the page.
    Reveal(Selection),
    /// Select nothing.
    Deselect,
    /// Close the details of what is selected, and put the focus back on the timeline.
    CloseDetails,
    /// Select another event, in order of time or of lanes.
    StepTo(Step),
    /// Draw a range that is not selected yet; `None` to give it up.
    Draft(Option<Span>),
    /// Select the range that was drawn. One without length is given up.
    Keep,
    /// Turn what is selected into a range.
    ToRange,
    /// Move an edge of the range to the next event, or the one before. Without a range, of what is selected.
    MoveEdge {
        /// Which edge.
        edge: Edge,
        /// To the next event, not the one before.
        later: bool,
    },
    /// Measure to an event from the one that is marked or selected. From itself: mark it.
    MeasureTo(EventIx),
    /// One step further along the links: event, cause, action.
    Follow,
    /// Paint stretches on the timeline while a figure is pointed at; none to stop.
    Paint(Vec<Span>),
    /// Zoom by a factor (above 1: out) about a moment, or about the middle of the window.
    Zoom {
        /// How much longer the window becomes.
        factor: f64,
        /// The moment that stays where it is.
        about: Option<Instant>,
    },
    /// Zoom about a moment, then move the window by a length: all that pointers did in one frame. In this order, since
    /// where everything is in view there is nothing to move to before the zoom.
    PanZoom {
        /// How far.
        by: Length,
        /// How much longer the window becomes.
        factor: f64,
        /// The moment that the zoom is about.
        about: Instant,
    },
    /// Move the window by a length.
    Pan(Length),
    /// Move the window by so many quarters of what it shows; later for a positive number.
    PanQuarters(f64),
    /// Move the window to a stretch, or one edge of it: one of many small moves, as against [`Show`](Self::Show).
    Slide(Span),
    /// Show one stretch.
    Show(Span),
    /// Show one stretch, and scroll the page to the timeline: a link elsewhere on the page.
    RevealSpan(Span),
    /// Show a thing as large as it can be, with a little room around it; a moment, nearer.
    ZoomTo(Selection),
    /// Show everything.
    Fit,
    /// Fold the quiet time away, or show all of it where any is folded.
    ToggleFolds,
    /// Show one stretch that is folded.
    Unfold(Span),
    /// The timeline over the whole window, or back on the page.
    SetFull(bool),
    /// Copy the selected range as text.
    CopyRange,
    /// The range is on the clipboard, or (`false`) could not be put there.
    RangeCopied(bool),
    /// The wheel was turned over the timeline and scrolled the page.
    PlainWheel,
    /// Take the hint about the wheel away.
    HideHint,
    /// Play the story from here on, or pause it.
    Play {
        /// How long the page has been open.
        open: Length,
        /// From event to event: the reader asked for less motion.
        stepwise: bool,
    },
    /// The page has been open for so long: the story goes on.
    PlayTick(Length),
    /// Play at another speed, in halves.
    SetSpeed(u8),
    /// Play at another speed from this time on.
    SetSpeedAt {
        /// The speed, in halves.
        speed: u8,
        /// How long the page has been open.
        open: Length,
    },
    /// End the story.
    StopStory,
}

/// What can be done to search an incident and to list its events.
#[derive(Clone, Debug)]
pub enum SearchAction {
    /// Search for words; none to stop.
    Search(String),
    /// Hide what the search does not find, or show it again.
    OnlyMatches(bool),
    /// Filter by a value as well, or no more.
    Toggle(Facet),
    /// Show what is hidden. The words searched for stay.
    ShowAll,
    /// Ask for the values to filter by.
    Values,
    /// The next result takes long: so much of a hundred is done.
    Progress(usize),
    /// The result is there.
    Done(Arc<SearchResult>),
    /// Sort the list by a column; the other way round when it is sorted by it already.
    SortBy(EventColumn),
    /// The long list was scrolled.
    Scrolled(Scroll),
    /// Show more rows of the vertical timeline: later ones, or earlier ones.
    MoreRows {
        /// `true` for later ones.
        later: bool,
    },
    /// Count moments from one of them, or (`None`) show them by the clock.
    CountFrom(Option<Origin>),
}

/// What can be done on the page of many incidents.
#[derive(Clone, Debug)]
pub enum CollectionAction {
    /// They were read.
    Arrived(Arc<Collection>, Arc<Table>),
    /// A further part of the catalog was read: this is all of it so far.
    PartArrived(Arc<Collection>, Arc<Table>),
    /// Open an incident, by its row.
    Open(u32),
    /// Its file was read.
    Opened(u32, Arc<Loaded>),
    /// Its file could not be had.
    Missed {
        /// The row.
        row: u32,
        /// The address of its file.
        name: String,
        /// Why not.
        failure: Failure,
    },
    /// Back from an incident to all of them.
    Close,
    /// Fetch the parts of the catalog that are not read yet.
    ReadParts,
    /// Save a table as a CSV file.
    Download(Sheet),
    /// Search for words.
    Search(String),
    /// Filter by something, or no longer.
    Toggle(CollectionFacet),
    /// Only those that began in this period.
    SetPeriod(Option<Span>),
    /// Only those that began in this hour of the week: see
    /// [`Filter::week_hour`](faultline_core::catalog::Filter::week_hour).
    SetHour(Option<u8>),
    /// Count drills, tests and maintenance as incidents, or no longer.
    CountAll(bool),
    /// Only those of these lengths in milliseconds, both ends included: the brush.
    Brush(Option<(f64, f64)>),
    /// Show everything.
    Reset,
    /// Measure between other moments.
    Measure(Anchors),
    /// Reckon the error budget for another objective, 0 to 1; for the usual one where it is `None`.
    Aim(Option<f64>),
    /// Let minutes at a level count for more or less in the availability.
    Weigh(Weights),
    /// Sort the list by a column; a second time the other way round.
    Sort(Column),
    /// Show another page of the list.
    Page(usize),
    /// A logarithmic axis of lengths, or a straight one.
    Scale(bool),
    /// Another table of groups.
    Group(GroupBy),
    /// Compare others.
    Compare(Side, Side),
    /// Point out an incident in the charts, or none.
    Point(Option<u32>),
    /// More intervals were worked out.
    Estimated(Arc<Estimates>),
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

//! Everything on the page that changes while it is open. Figures, zones and layouts are worked out from it. What takes too
//! long for that is stored once it is worked out: [`CollectionState::table`], [`CollectionState::estimates`] and
//! [`SearchState::result`].

mod collection;
mod incident;

use std::sync::Arc;

use super::{Collection, Failure, Loaded, ZoneChoice, Zones};
use faultline_core::catalog::{Row, Table};
use faultline_core::formats::ReadOptions;
use faultline_core::incident::EventIx;
use faultline_core::metrics::Durations;
use faultline_core::time::{FixedZone, Instant, Zone, ZoneSource};

pub use collection::CollectionState;
pub use incident::{IncidentState, InteractionState, SearchState, VERTICAL_ROWS};

/// The page.
#[derive(Clone, Debug)]
pub struct State {
    /// What is shown.
    pub screen: Screen,
    /// A load under way, over whatever is shown.
    pub load: Option<Progress>,
    /// What the reader prefers, kept from visit to visit.
    pub settings: Settings,
    /// The sizes of things.
    pub layout: Layout,
    /// Which zone times are shown in.
    pub zone: ZoneChoice,
    /// Now, to the second; moves only while a shown figure grows with it.
    pub now: Instant,
    /// The shipped incidents, each with its address and title; empty until they were asked for.
    pub samples: Vec<(String, String)>,
    /// In what way files are read.
    pub read_options: ReadOptions,
    /// The dialog that is open.
    pub dialog: Option<Dialog>,
    /// The text of the live region: what a screen reader announces.
    pub announcement: String,
    /// What is to be announced once the reader rests.
    pub(crate) pending_announcement: Option<PendingAnnouncement>,
    /// Notes about a link, until the reader dismisses them.
    pub notes: Vec<String>,
    /// The address of what the page shows without being asked for anything else: that of `?src=`, or of the sample. What
    /// has another name came from the reader's disk, and no address leads to it. `None`: nothing did.
    pub source: Option<String>,
    /// What stands in the address bar.
    pub(crate) address: AddressState,
    /// The search that is being worked out, and the incident it is in.
    pub(crate) running_search: Option<(Arc<Loaded>, super::SearchQuery)>,
    zones: ZoneLookup,
}

/// What is shown.
#[derive(Clone, Debug, Default)]
pub enum Screen {
    /// Nothing was asked for yet.
    #[default]
    Start,
    /// An incident.
    Incident(Box<IncidentState>),
    /// Many incidents, or one of them.
    Collection {
        /// All of them.
        collection: Box<CollectionState>,
        /// What is shown in place of the list.
        opened: Option<Opened>,
    },
    /// What was asked for could not be shown.
    Failed(Failed),
}

/// What is shown in place of a collection's list.
#[derive(Clone, Debug)]
pub enum Opened {
    /// One of its incidents.
    Incident {
        /// Its row.
        row: u32,
        /// The incident.
        incident: Box<IncidentState>,
    },
    /// Something that could not be shown. The collection is behind it.
    Failed {
        /// The row of the incident, or of the one that was open before; `None` for a file that is none of them.
        row: Option<u32>,
        /// What failed.
        failed: Failed,
    },
}

impl Opened {
    /// The row of the incident.
    #[must_use]
    pub const fn row(&self) -> Option<u32> {
        match self {
            Self::Incident { row, .. } => Some(*row),
            Self::Failed { row, .. } => *row,
        }
    }
}

/// Something that could not be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The name or address of what was asked for.
    pub name: String,
    /// Why not.
    pub failure: Failure,
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

impl Progress {
    /// A load that begins.
    #[must_use]
    pub const fn begun(name: String) -> Self {
        Self { name, read: 0, total: None, events: None }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// `system`, `light` or `dark`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that word; the system's for every other word.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        [Self::Light, Self::Dark].into_iter().find(|theme| theme.word() == word).unwrap_or_default()
    }

    /// The next one, and round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// What the reader prefers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// The zones to go through.
    pub zones: Zones,
    /// `false` for a reader who has turned off the keys that write a character (WCAG 2.1.4).
    pub character_keys: bool,
    /// `true` once the hint about the wheel was shown.
    pub knows_wheel: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: Theme::default(), zones: Zones::default(), character_keys: true, knows_wheel: false }
    }
}

/// The sizes of things, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layout {
    /// The width of the page; 0 while it has none.
    pub page_width: f64,
    /// The width of the timeline's frame; 0 while it has none.
    pub frame_width: f64,
    /// The size of the page's text.
    pub text_px: f64,
    /// `true` while the timeline fills the window.
    pub full_window: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self { page_width: 0.0, frame_width: 0.0, text_px: 16.0, full_window: false }
    }
}

/// A dialog over the page, of which at most one is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The list of keys and gestures.
    Keys,
    /// The field to paste an incident into.
    Paste,
    /// The link to this view, to be copied by hand where the clipboard is closed.
    Link,
}

/// An announcement that waits until the reader rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PendingAnnouncement {
    /// What a command did.
    Command(super::Command),
    /// The event that the story has come to.
    Event(EventIx),
}

/// What stands in the address bar after `#`, and what is to stand there.
#[derive(Clone, Debug, Default)]
pub(crate) struct AddressState {
    /// What stands there.
    pub fragment: String,
    /// The view that was written or followed last.
    pub written: String,
    /// `true` while `written` waits for the reader to rest before it is put there.
    pub waits: bool,
    /// What is being followed and not shown yet. Until it is, nothing is written.
    pub following: Option<Following>,
}

/// An address on its way to the page.
#[derive(Clone, Debug)]
pub(crate) struct Following {
    /// The address.
    pub fragment: String,
    /// Once it is known that it leads to an incident of a collection: what it says of that, and notes on the rest.
    pub incident: Option<(String, Vec<String>)>,
}

/// Where zones come from. Two of them are never told apart.
#[derive(Clone)]
struct ZoneLookup(Arc<dyn ZoneSource + Send + Sync>);

impl std::fmt::Debug for ZoneLookup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ZoneLookup")
    }
}

impl State {
    /// A page with nothing on it yet.
    #[must_use]
    pub fn new(now: Instant, zones: Arc<dyn ZoneSource + Send + Sync>) -> Self {
        Self {
            screen: Screen::Start,
            load: None,
            settings: Settings::default(),
            layout: Layout::default(),
            zone: ZoneChoice::File,
            now,
            samples: Vec::new(),
            read_options: ReadOptions::default(),
            dialog: None,
            announcement: String::new(),
            pending_announcement: None,
            notes: Vec::new(),
            source: None,
            address: AddressState::default(),
            running_search: None,
            zones: ZoneLookup(zones),
        }
    }

    /// The incident that is shown, alone or of a collection.
    #[must_use]
    pub fn incident(&self) -> Option<&IncidentState> {
        match &self.screen {
            Screen::Incident(incident) | Screen::Collection { opened: Some(Opened::Incident { incident, .. }), .. } => {
                Some(incident)
            }
            _ => None,
        }
    }

    /// The incident on the screen, to be changed.
    pub fn incident_mut(&mut self) -> Option<&mut IncidentState> {
        match &mut self.screen {
            Screen::Incident(incident) | Screen::Collection { opened: Some(Opened::Incident { incident, .. }), .. } => {
                Some(incident)
            }
            _ => None,
        }
    }

    /// The collection that is shown, or behind what is.
    #[must_use]
    pub fn collection(&self) -> Option<&CollectionState> {
        match &self.screen {
            Screen::Collection { collection, .. } => Some(collection),
            _ => None,
        }
    }

    /// The collection on the screen or behind the incident, to be changed.
    pub fn collection_mut(&mut self) -> Option<&mut CollectionState> {
        match &mut self.screen {
            Screen::Collection { collection, .. } => Some(collection),
            _ => None,
        }
    }

    /// The collection, while its list is shown.
    #[must_use]
    pub fn listed_collection(&self) -> Option<&CollectionState> {
        match &self.screen {
            Screen::Collection { collection, opened: None } => Some(collection),
            _ => None,
        }
    }

    /// What is shown in place of the collection's list.
    #[must_use]
    pub const fn opened(&self) -> Option<&Opened> {
        match &self.screen {
            Screen::Collection { opened, .. } => opened.as_ref(),
            _ => None,
        }
    }

    /// The incident that is shown, as it was read.
    #[must_use]
    pub fn loaded(&self) -> Option<&Arc<Loaded>> {
        self.incident().map(|incident| &incident.loaded)
    }

    /// What could not be shown.
    #[must_use]
    pub const fn failed(&self) -> Option<&Failed> {
        match &self.screen {
            Screen::Failed(failed) | Screen::Collection { opened: Some(Opened::Failed { failed, .. }), .. } => {
                Some(failed)
            }
            _ => None,
        }
    }

    /// The name of the file or address that the page is of: of one incident, or of many, whichever of them is open.
    #[must_use]
    pub fn opened_name(&self) -> Option<&str> {
        let collection = self.collection().map(|state| &*state.collection.name);
        collection.or_else(|| self.loaded().map(|loaded| &*loaded.name))
    }

    /// `true` when what is shown came from the reader's disk, so that no address leads to it.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.source.as_deref().is_some_and(|source| self.opened_name().is_some_and(|name| name != source))
    }

    /// The title of the page: that of the incident or collection that is shown.
    #[must_use]
    pub fn title(&self) -> String {
        let shown = match &self.screen {
            Screen::Collection { collection, opened: None } => Some(collection.collection.title()),
            _ => self.loaded().map(|loaded| &*loaded.case.incident.title),
        };
        shown.map_or_else(|| "Faultline".to_owned(), |title| format!("{title} · Faultline"))
    }

    /// `true` where time runs down, not across.
    #[must_use]
    pub const fn is_narrow(&self) -> bool {
        self.layout.page_width < 640.0
    }

    /// `true` while a shown figure grows with the clock.
    #[must_use]
    pub fn is_ticking(&self) -> bool {
        match (self.durations(), self.listed_collection()) {
            (Some(durations), _) => durations.ticking(),
            (None, Some(collection)) => collection.table.rows.iter().any(Row::depends_on_now),
            (None, None) => false,
        }
    }

    /// The durations of the incident that is shown, now.
    #[must_use]
    pub fn durations(&self) -> Option<Durations> {
        self.loaded().map(|loaded| loaded.durations(self.now))
    }

    /// Where zones come from.
    #[must_use]
    pub fn zones(&self) -> &dyn ZoneSource {
        self.zones.0.as_ref()
    }

    /// The zone that times of an incident are shown in: the chosen one, else the file's.
    #[must_use]
    pub fn incident_zone(&self, loaded: &Loaded) -> Arc<dyn Zone> {
        match self.zone {
            ZoneChoice::File => Arc::clone(&loaded.zone),
            ZoneChoice::Named(_) => self.chosen_zone().unwrap_or_else(|| Arc::clone(&loaded.zone)),
            ZoneChoice::Utc | ZoneChoice::Reader => self.collection_zone(),
        }
    }

    /// The zone of a collection: the chosen one, else UTC, since incidents come from many places.
    #[must_use]
    pub fn collection_zone(&self) -> Arc<dyn Zone> {
        self.chosen_zone().unwrap_or_else(|| Arc::new(FixedZone::utc()))
    }

    /// The zone that the reader chose by name, or their own; `None` without such a choice, or when nobody knows it.
    fn chosen_zone(&self) -> Option<Arc<dyn Zone>> {
        match &self.zone {
            ZoneChoice::Reader => self.zones().zone(self.settings.zones.reader.as_deref()?),
            ZoneChoice::Named(name) => self.zones().zone(name),
            ZoneChoice::File | ZoneChoice::Utc => None,
        }
    }

    /// Shows something else: what is said about what was shown before goes with it.
    pub(crate) fn enter(&mut self, screen: Screen) {
        self.screen = screen;
        self.load = None;
        self.announcement = String::new();
        self.pending_announcement = None;
        self.notes = Vec::new();
    }

    /// Shows an incident, all of it in view.
    pub(crate) fn show_incident(&mut self, loaded: Arc<Loaded>, row: Option<u32>) {
        self.now = loaded.read_at;
        let incident = Box::new(IncidentState::new(loaded));
        let screen = match (std::mem::take(&mut self.screen), row) {
            (Screen::Collection { collection, .. }, Some(row)) => {
                Screen::Collection { collection, opened: Some(Opened::Incident { row, incident }) }
            }
            _ => Screen::Incident(incident),
        };
        self.enter(screen);
    }

    /// Shows why something could not be shown. A collection stays behind it; `row` is that of its incident.
    pub(crate) fn show_failure(&mut self, failed: Failed, row: Option<u32>) {
        let screen = match std::mem::take(&mut self.screen) {
            Screen::Collection { collection, opened } => {
                let row = row.or_else(|| opened.as_ref().and_then(Opened::row));
                Screen::Collection { collection, opened: Some(Opened::Failed { row, failed }) }
            }
            _ => Screen::Failed(failed),
        };
        self.enter(screen);
    }

    /// Shows a collection's list. The reader's options stay when there is only more of the same collection.
    pub(crate) fn show_collection(&mut self, collection: Arc<Collection>, table: Arc<Table>) {
        self.now = collection.read_at;
        let options = self.collection().map(|before| before.options_for(&collection)).unwrap_or_default();
        let collection = Box::new(CollectionState { options, ..CollectionState::new(collection, table) });
        self.enter(Screen::Collection { collection, opened: None });
    }

    /// Shows the collection's list again. Gives back what was shown in its place.
    pub(crate) fn close_opened(&mut self) -> Option<Opened> {
        match std::mem::take(&mut self.screen) {
            Screen::Collection { mut collection, opened: Some(opened) } => {
                collection.options.row = opened.row().or(collection.options.row);
                self.enter(Screen::Collection { collection, opened: None });
                Some(opened)
            }
            screen => {
                self.screen = screen;
                None
            }
        }
    }
}

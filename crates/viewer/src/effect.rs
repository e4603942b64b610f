//! What an [`update`](crate::update()) wants done outside: by the browser, or in long work. The app performs it and decides
//! nothing.

use std::sync::Arc;

use super::{Loaded, SearchQuery, SearchResult, Selection, Sheet};

/// Where it is stored what an organisation's own names of timestamps and statuses mean.
pub const NAMES_KEY: &str = "faultline.names";
/// Where the reader's theme is stored.
pub const THEME_KEY: &str = "faultline.theme";
/// Where the reader's zone is stored.
pub const ZONE_KEY: &str = "faultline.zone";
/// Where it is stored that the reader has turned off the keys that write a character.
pub const CHARACTER_KEYS_KEY: &str = "faultline.keys";
/// Where it is stored that the hint about the wheel was shown.
pub const WHEEL_HINT_KEY: &str = "faultline.wheel-hint";

/// Something to be done outside of the state.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Stop the load under way, and mark the page as ready.
    StopLoad,
    /// Fetch the list of shipped incidents. Answered by [`Action::Listed`](crate::Action::Listed).
    ListSamples,
    /// Open an incident of the collection: from its file where it has an address, else as the catalog has it. Answered by
    /// [`CollectionAction::Opened`](crate::CollectionAction::Opened) or
    /// [`Missed`](crate::CollectionAction::Missed).
    LoadEntry {
        /// Its row.
        row: u32,
        /// The address of its file.
        address: Option<String>,
    },
    /// Fetch the part of the collection's catalog that comes next. Answered by
    /// [`CollectionAction::PartArrived`](crate::CollectionAction::PartArrived).
    LoadPart,
    /// Everything asked for is there: mark the page as ready once it is drawn.
    Settle,
    /// Work out a search, in place of the one under way. Answered by
    /// [`SearchAction::Done`](crate::SearchAction::Done), and meanwhile
    /// [`Progress`](crate::SearchAction::Progress).
    StartSearch {
        /// The incident to search.
        loaded: Arc<Loaded>,
        /// What is asked for.
        query: SearchQuery,
        /// The result there is; what fits of it is taken from it.
        before: Arc<SearchResult>,
    },
    /// Stop the search under way.
    StopSearch,
    /// Put a view after `#`, as a new step for Back.
    PushAddress(String),
    /// Put a view after `#`, in place of the one there, and remember there how far the page is scrolled.
    ReplaceAddress(String),
    /// Answer with [`Action::AddressRested`](crate::Action::AddressRested) when this was not asked again for a while.
    RestAddress,
    /// Answer with [`Action::AnnouncePending`](crate::Action::AnnouncePending) when this was not asked again for a while.
    RestAnnouncement,
    /// Keep something for later visits; `None` to forget it.
    Store {
        /// Under which name.
        key: &'static str,
        /// What.
        value: Option<String>,
    },
    /// Copy a range as text. Answered by [`TimelineAction::RangeCopied`](crate::TimelineAction::RangeCopied).
    CopyRange(String),
    /// Copy a link to this page with a view after `#`. Answered by [`Action::LinkCopied`](crate::Action::LinkCopied).
    CopyLink(String),
    /// Answer with [`Action::ForgetNote`](crate::Action::ForgetNote) after some seconds.
    ForgetNoteLater,
    /// Save a text as a file.
    Download {
        /// The name of the file.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Save a table of the collection as a CSV file.
    DownloadSheet(Sheet),
    /// Put the keyboard's focus somewhere.
    Focus(Focus),
    /// Put the focus back where it came from into the details, unless it is elsewhere already.
    ReturnFocus,
    /// Scroll the page to where a thing of the incident is, once it is drawn.
    ScrollTo(Selection),
    /// Scroll the page to its top.
    ScrollToTop,
    /// Once the list is drawn, put the focus on the row of an incident and scroll to it; with `restore`, to where the page was
    /// scrolled when this step of the history was left.
    ReturnToList {
        /// The row.
        row: Option<u32>,
        /// Whether the history knows how far the page was scrolled.
        restore: bool,
    },
    /// Give the page the whole screen, or give it back.
    FullScreen(bool),
    /// Answer with [`TimelineAction::Play`](crate::TimelineAction::Play), which needs the clock.
    Play,
    /// Answer with [`TimelineAction::SetSpeedAt`](crate::TimelineAction::SetSpeedAt), which needs the clock.
    SetSpeed(u8),
    /// Answer with [`TimelineAction::HideHint`](crate::TimelineAction::HideHint) after some seconds.
    HideHintLater,
}

/// Something that can have the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The heading of the details.
    Details,
    /// The search field.
    Search,
}

//! What the page is drawn by beside the incident: the reader's theme and zones, and the sizes of things.

use leptos::{html, prelude::*};
use leptos_use_resize_observer::use_resize_observer;

use crate::context::App;
use crate::platform::{self, IntlZones};
use faultline_core::time::ZoneSource;
use faultline_viewer::{Action, SearchAction, TimelineAction, ZoneChoice, Zones};

/// Where the reader's theme is stored.
pub const THEME: &str = "faultline.theme";
/// Where the reader's zone is stored.
pub const ZONE: &str = "faultline.zone";
/// Where it is stored that the reader has turned off the keys that write a character.
pub const KEYS: &str = "faultline.keys";

/// Takes up what the reader chose on an earlier visit.
pub fn recall(app: App) {
    let theme = platform::stored(THEME);
    app.dispatch(Action::SetTheme(["light", "dark"].into_iter().find(|known| theme.as_deref() == Some(known))));
    app.dispatch(TimelineAction::SetCharacters(platform::stored(KEYS).as_deref() != Some("off")));
    let preferred = platform::stored(ZONE).map(|word| ZoneChoice::from_word(&word)).unwrap_or_default();
    let (named, preferred) = match preferred {
        ZoneChoice::Named(name) if IntlZones.zone(&name).is_some() => (Some(name.clone()), ZoneChoice::Named(name)),
        ZoneChoice::Named(_) => (None, ZoneChoice::File),
        other => (None, other),
    };
    let reader = platform::reader_zone_name().map(Into::into);
    app.dispatch(SearchAction::ZonesAre(Zones { reader, named, preferred }));
}

/// Keeps the state in step with the width of the page.
pub fn observe_page(app: App) {
    let resized = move || set_widths(app, Some(platform::page_width()), None);
    resized();
    use_resize_observer(platform::body(), move |_, _| resized());
}

/// Keeps the state in step with the width of the timeline's frame. In a hidden tab or a frame of no width it has none yet.
pub fn observe_frame(app: App, frame: NodeRef<html::Div>) {
    use_resize_observer(frame, move |entries, _| {
        if let Some(entry) = entries.first() {
            set_widths(app, None, Some(entry.content_rect().width()));
        }
    });
}

fn set_widths(app: App, page: Option<f64>, frame: Option<f64>) {
    let (old_page, old_frame) = app.with_untracked(|state| state.widths);
    let is_other = |new: Option<f64>, old: f64| new.is_some_and(|new| (new - old).abs() > 0.01);
    // Heights change all the time.
    if is_other(page, old_page) || is_other(frame, old_frame) {
        app.dispatch(Action::Resized { page, frame, text_px: platform::root_font_px() });
    }
}

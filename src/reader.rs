//! What the first picture is drawn by beside the incident: the reader's theme and zones, and the sizes of things. Must never
//! listen to hands.

use crate::context::App;
use crate::platform::{self, IntlZones};
use faultline_core::time::ZoneSource;
use faultline_viewer::{Action, SearchAction, ZoneChoice, Zones};

/// Where the reader's theme is kept.
pub const THEME: &str = "faultline.theme";
/// What the timeline is drawn into.
const FRAME: &str = "timeline-frame";
/// Where the reader's zone is kept.
pub const ZONE: &str = "faultline.zone";

/// Takes up what the reader prefers, and follows the sizes of the page.
pub fn listen(app: App) {
    let theme = platform::stored(THEME);
    set_theme(app, ["light", "dark"].into_iter().find(|known| theme.as_deref() == Some(known)));
    let reader: Option<Box<str>> = platform::reader_zone_name().map(Into::into);
    let preferred = platform::stored(ZONE).map(|word| ZoneChoice::from_word(&word)).unwrap_or_default();
    let named = match &preferred {
        ZoneChoice::Named(name) if IntlZones.zone(name).is_some() => Some(name.clone()),
        _ => None,
    };
    let preferred =
        if named.is_none() && matches!(preferred, ZoneChoice::Named(_)) { ZoneChoice::File } else { preferred };
    app.dispatch(SearchAction::ZonesAre(Zones { reader, named, preferred }));
    platform::on_resize(FRAME, move |frame| frame_is(app, frame));
    platform::on_page_resize(move |page| {
        app.dispatch(Action::Resized { page: Some(page), frame: None, text_px: platform::root_font_px() });
        platform::set_flag("data-narrow", app.with_untracked(faultline_viewer::State::is_narrow));
    });
}

/// Asks how wide the timeline may be, now that an incident is about to be shown: else the timeline would be drawn a frame later
/// than the rest, when the browser tells.
pub fn measure(app: App) {
    frame_is(app, platform::width_of(FRAME));
}

fn frame_is(app: App, width: f64) {
    app.dispatch(Action::Resized { page: None, frame: Some(width), text_px: platform::root_font_px() });
}

/// Shows another theme; `None` for what the system says.
pub fn set_theme(app: App, theme: Option<&'static str>) {
    platform::set_theme(theme);
    app.dispatch(Action::SetTheme(theme));
}

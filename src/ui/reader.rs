//! What the first picture is drawn by beside the incident: the reader's theme and zones, and the sizes of things. Must never
//! listen to hands.

use leptos::prelude::WithUntracked;

use super::app::App;
use crate::browser::{self, IntlZones};
use crate::state::{self, Action, Find, ZoneChoice, Zones};
use crate::time::ZoneSource;

/// Where the reader's theme is kept.
pub const THEME: &str = "faultline.theme";
/// Where the reader's zone is kept.
pub const ZONE: &str = "faultline.zone";

/// Takes up what the reader prefers, and follows the sizes of the page.
pub fn listen(app: App) {
    let theme = browser::stored(THEME);
    set_theme(app, ["light", "dark"].into_iter().find(|known| theme.as_deref() == Some(known)));
    let reader: Option<Box<str>> = browser::reader_zone_name().map(Into::into);
    let preferred = browser::stored(ZONE).map(|word| ZoneChoice::from_word(&word)).unwrap_or_default();
    let named = match &preferred {
        ZoneChoice::Named(name) if IntlZones.zone(name).is_some() => Some(name.clone()),
        _ => None,
    };
    let preferred =
        if named.is_none() && matches!(preferred, ZoneChoice::Named(_)) { ZoneChoice::File } else { preferred };
    app.act(Action::Find(Find::ZonesAre(Zones { reader, named, preferred })));
    browser::on_resize("timeline-frame", move |frame| {
        app.act(Action::Resized { page: None, frame: Some(frame), text_px: browser::root_font_px() });
    });
    browser::on_page_resize(move |page| {
        app.act(Action::Resized { page: Some(page), frame: None, text_px: browser::root_font_px() });
        browser::set_flag("data-narrow", app.model.with_untracked(state::Model::is_narrow));
    });
}

/// Shows another theme; `None` for what the system says.
pub fn set_theme(app: App, theme: Option<&'static str>) {
    browser::set_theme(theme);
    app.act(Action::SetTheme(theme));
}

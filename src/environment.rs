//! What the browser knows of the reader and of the page: stored settings, the zone, the address, sizes.

use std::time::Duration;

use leptos::{html, prelude::*};
use leptos_use_resize_observer::use_resize_observer;

use crate::context::App;
use crate::{open, platform};
use faultline_viewer::{Action, CHARACTER_KEYS_KEY, Environment, THEME_KEY, WHEEL_HINT_KEY, ZONE_KEY};

/// Takes up what the browser knows of the reader and of the address.
pub fn start(app: App) {
    let stored = platform::stored;
    app.dispatch(Action::Started(Box::new(Environment {
        theme: stored(THEME_KEY),
        zone: stored(ZONE_KEY),
        character_keys: stored(CHARACTER_KEYS_KEY),
        wheel_hint: stored(WHEEL_HINT_KEY),
        reader_zone: platform::reader_zone_name().map(Into::into),
        source: open::default_address(),
        fragment: platform::fragment(),
    })));
}

/// Keeps the state in step with the width of the page, and with the size of its text.
pub fn observe_page(app: App) {
    let resized = move || set_widths(app, Some(platform::page_width()), None);
    resized();
    if let Some(body) = document().body() {
        use_resize_observer(body, move |_, _| resized());
    }
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
    let layout = app.with_untracked(|state| state.layout);
    let (old_page, old_frame) = (layout.page_width, layout.frame_width);
    let is_other = |new: Option<f64>, old: f64| new.is_some_and(|new| (new - old).abs() > 0.01);
    // Text of another size changes the heights, which change all the time for other reasons.
    let text_px = platform::root_font_px();
    if is_other(page, old_page) || is_other(frame, old_frame) || is_other(Some(text_px), layout.text_px) {
        app.dispatch(Action::Resized { page, frame, text_px });
    }
}

/// The width of an element in CSS pixels; 0 until the browser has laid it out.
pub fn width_of(element: NodeRef<html::Div>) -> ReadSignal<f64> {
    let (width, set_width) = signal(0.0);
    use_resize_observer(element, move |entries, _| {
        if let Some(entry) = entries.last() {
            let now = entry.content_rect().width();
            // In a task of its own: what is drawn because of it may change widths again, which an observer must not do.
            let set = move || {
                let _ = set_width.try_set(now);
            };
            set_timeout(set, Duration::ZERO);
        }
    });
    width
}

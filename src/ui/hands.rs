//! What the reader does, made actions. Must never draw.

use leptos::prelude::*;

use super::app::App;
use super::{open, trends};
use crate::browser::{self, Chosen, Drop, Wheel};
use crate::metrics::Metric;
use crate::state::{self, Action, Command, Press, Selection, Step, ZoneChoice};
use crate::time::{Instant, Span};

/// One press of a zoom key or button.
const ZOOM_STEP: f64 = 1.5;
/// Where the reader's theme is kept.
const THEME: &str = "faultline.theme";

/// Listens to the whole page for as long as it lives.
pub fn listen(app: App) {
    let theme = browser::stored(THEME);
    set_theme(app, ["light", "dark"].into_iter().find(|known| theme.as_deref() == Some(known)));
    browser::on_resize("timeline-frame", move |frame| {
        app.act(Action::Resized { page: None, frame: Some(frame), text_px: browser::root_font_px() });
    });
    browser::on_page_resize(move |page| {
        app.act(Action::Resized { page: Some(page), frame: None, text_px: browser::root_font_px() });
        browser::set_flag("data-narrow", app.model.with_untracked(state::Model::is_narrow));
    });
    browser::on_press(move |word, leads_elsewhere| {
        if let Some(word) = word.strip_prefix(state::MANY) {
            trends::pressed(app, word);
        } else if let Some(press) = Press::from_word(word) {
            pressed(app, press);
            if leads_elsewhere {
                bring_into_view(press);
            }
        }
    });
    browser::on_pointed(move |name| {
        let metric = name.and_then(|name| Metric::ALL.into_iter().find(|metric| metric.key() == name));
        let painted = metric
            .zip(app.shown.get_untracked())
            .map(|(metric, shown)| state::painted_by(shown.0.durations.get(metric)));
        app.act(Action::Paint(painted.unwrap_or_default()));
    });
    browser::on_chosen(move |chosen| match chosen {
        Chosen::Files(files) => open::files(app, files),
        Chosen::Option(value) => app.act(Action::SetZone(match value.as_str() {
            "utc" => ZoneChoice::Utc,
            "reader" => ZoneChoice::Reader,
            _ => ZoneChoice::File,
        })),
    });
    browser::on_key(move |key, in_timeline| key_pressed(app, key, in_timeline));
    browser::on_wheel("timeline-frame", move |wheel| wheel_turned(app, &wheel));
    browser::on_drag("timeline-frame", move |px| pan(app, -px));
    browser::on_double_click("timeline-frame", move |x| {
        app.act(Action::Zoom { factor: 0.5, about: app.scale.get_value().map(|scale| scale.to_time(x)) });
    });
    browser::every_second(move || {
        if app.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.0.durations.ticking())) {
            app.act(Action::Tick(browser::now()));
        }
    });
    if !browser::is_embedded() {
        browser::on_file_dragged(|over| browser::set_flag("data-dragging", over));
        browser::on_dropped(move |drop| {
            browser::set_flag("data-dragging", false);
            match drop {
                Drop::Files(files) => open::files(app, files),
                Drop::Folders(folders) => open::folders(app, folders),
            }
        });
        browser::on_pasted(move |pasted| match pasted {
            Ok(file) => open::file(app, file),
            Err(words) => open::text(app, &words),
        });
    }
}

fn pressed(app: App, press: Press) {
    match press {
        Press::Select(selection) => app.act(Action::Select(selection)),
        Press::Close => {
            app.act(Action::Deselect);
            browser::focus("marks");
        }
        Press::Show(span) => app.act(Action::Show(span)),
        Press::ZoomIn => zoom(app, 1.0 / ZOOM_STEP),
        Press::ZoomOut => zoom(app, ZOOM_STEP),
        Press::Fit => app.act(Action::Fit),
        Press::Keys => browser::open_dialog("keys"),
        Press::Paste => browser::open_dialog("paste"),
        Press::Read => {
            browser::close_dialogs();
            open::text(app, &browser::take_text("paste-text"));
        }
        Press::Dismiss => browser::close_dialogs(),
        Press::Samples => {
            if app.model.with_untracked(|model| model.samples.is_empty()) {
                open::run(async move { app.act(Action::Listed(open::samples().await)) });
            }
        }
        Press::Theme => {
            let next = match app.model.with_untracked(|model| model.theme) {
                None => Some("light"),
                Some("light") => Some("dark"),
                Some(_) => None,
            };
            browser::store(THEME, next);
            set_theme(app, next);
        }
        Press::Cancel => open::cancel(app),
    }
}

/// Scrolls to the mark, row or card of what was chosen.
fn bring_into_view(press: Press) {
    let _ = match press {
        Press::Select(Selection::Event(ix)) => {
            browser::scroll_to(&format!("mark-{}", ix.0)) || browser::scroll_to(&format!("row-{}", ix.0))
        }
        Press::Select(Selection::Cause(ix)) => browser::scroll_to(&format!("cause-{}", ix.0)),
        Press::Select(Selection::Action(ix)) => browser::scroll_to(&format!("action-{}", ix.0)),
        Press::Select(Selection::Impact(_) | Selection::Range(_)) | Press::Show(_) => {
            browser::scroll_to("timeline-panel")
        }
        _ => true,
    };
}

fn set_theme(app: App, theme: Option<&'static str>) {
    browser::set_theme(theme);
    app.act(Action::SetTheme(theme));
}

/// `true` when the key meant something.
fn key_pressed(app: App, key: &str, in_timeline: bool) -> bool {
    let Some(command) = state::command(key, in_timeline) else { return false };
    match command {
        Command::Next => step(app, Step::Next),
        Command::Previous => step(app, Step::Previous),
        Command::First => step(app, Step::First),
        Command::Last => step(app, Step::Last),
        Command::ZoomIn => zoom(app, 1.0 / ZOOM_STEP),
        Command::ZoomOut => zoom(app, ZOOM_STEP),
        Command::Fit => app.act(Action::Fit),
        Command::Open => browser::focus("details-title"),
        Command::Help => browser::open_dialog("keys"),
        Command::NextIncident | Command::PreviousIncident => {
            let many = app.model.with_untracked(|model| model.trends.opened.is_some());
            return many && trends::step(app, command == Command::NextIncident);
        }
        Command::Back => {
            if app.model.with_untracked(|model| model.selected.is_none()) {
                let opened = app.model.with_untracked(|model| model.trends.opened.is_some());
                if opened {
                    trends::pressed(app, "back");
                }
                return opened;
            }
            pressed(app, Press::Close);
        }
    }
    true
}

fn step(app: App, step: Step) {
    app.act(Action::StepTo(step));
    let selected = app.model.with_untracked(|model| model.selected);
    let said = app.shown.get_untracked().and_then(|shown| shown.0.chosen_in_words(selected));
    app.act(Action::Say(said.unwrap_or_default()));
}

/// Zooms about the chosen event, else the middle.
fn zoom(app: App, factor: f64) {
    app.act(Action::Zoom { factor, about: chosen_moment(app) });
}

fn chosen_moment(app: App) -> Option<Instant> {
    let Some(Selection::Event(ix)) = app.model.with_untracked(|model| model.selected) else { return None };
    app.shown.get_untracked()?.0.loaded.case.event_span(ix).map(Span::start)
}

fn pan(app: App, px: f64) {
    if let Some(scale) = app.scale.get_value() {
        app.act(Action::Pan(scale.to_length(px)));
    }
}

/// A plain wheel scrolls the page, and is not taken from it. With Ctrl or ⌘ (which a pinch on a trackpad also reports)
/// it zooms about the pointer; with Shift, or sideways, it pans.
fn wheel_turned(app: App, wheel: &Wheel) -> bool {
    if wheel.zooms {
        let about = app.scale.get_value().map(|scale| scale.to_time(wheel.x));
        app.act(Action::Zoom { factor: (wheel.down / 300.0).exp(), about });
    } else if wheel.across != 0.0 {
        pan(app, wheel.across);
    } else {
        return false;
    }
    true
}

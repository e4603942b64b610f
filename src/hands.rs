//! What the reader does, made actions. Must never draw.

use leptos::prelude::*;

use crate::app::App;
use crate::{address, open, pointers, reader, search};
use crate::pages::collection as trends;
use crate::platform::{self, Chosen, Drop};
use faultline_core::incident::EventIx;
use faultline_core::metrics::Metric;
use faultline_viewer::{Action, Command, Deed, Edge, Press, Pressed, Selection, Step};
use faultline_core::time::Instant;
use faultline_core::text;

/// One press of a zoom key or button.
const ZOOM_STEP: f64 = 1.5;
/// Where it is kept that the reader has turned off the keys that write a character.
const KEYS: &str = "faultline.keys";
/// What is done many times in a row is said when nothing has come for so long, in milliseconds.
const SETTLED_MS: u32 = 250;

thread_local! {
    /// What is about to be said.
    static TO_SAY: std::cell::RefCell<Option<platform::Later>> = const { std::cell::RefCell::new(None) };
}

/// Listens to the whole page for as long as it lives.
pub fn listen(app: App) {
    app.hand(Deed::SetCharacters(platform::stored(KEYS).as_deref() != Some("off")));
    platform::on_press(move |word, leads_elsewhere, shift| {
        if let Some(word) = word.strip_prefix(faultline_viewer::MANY) {
            trends::pressed(app, word);
            return;
        }
        let Some(press) = Press::from_word(word) else { return };
        match press {
            Press::Select(Selection::Event(event)) if shift => measure(app, event),
            _ => pressed(app, press),
        }
        if leads_elsewhere {
            // Once the details stand where they will cover the page.
            platform::after(0, move || bring_into_view(press));
        }
    });
    platform::on_pointed(move |name| {
        let metric = name.and_then(|name| Metric::ALL.into_iter().find(|metric| metric.key() == name));
        let painted = metric
            .zip(app.shown.get_untracked())
            .map(|(metric, shown)| faultline_viewer::painted_by(shown.0.durations.get(metric)));
        app.act(Action::Paint(painted.unwrap_or_default()));
    });
    // Not drawn with the mark: a hundred moments in four zones would be a part of each pan.
    platform::on_mark(move |word| {
        let (Some(Press::Select(Selection::Event(ix))), Some(shown)) = (Press::from_word(word), app.shown_now()) else {
            return None;
        };
        let event = shown.loaded.case.incident.timeline.get(ix.at())?;
        let said = text::announce_event(event, None, shown.zone.as_ref());
        Some([said, shown.everywhere(event.at?.at)].join("\n"))
    });
    platform::on_chosen(move |chosen| match chosen {
        Chosen::Files(files) => open::files(app, files),
        Chosen::Option(value) => search::choose_zone(app, &value),
    });
    platform::on_key(move |key, in_timeline| key_pressed(app, key, in_timeline));
    platform::on_screen_left(move || {
        if app.model.with_untracked(|model| model.hands.full) {
            set_full(app, false);
        }
    });
    pointers::listen(app);
    platform::every_second(move || {
        if app.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.0.durations.ticking())) {
            app.act(Action::Tick(platform::now()));
        }
    });
    if !platform::is_embedded() {
        platform::on_file_dragged(|over| platform::set_flag("data-dragging", over));
        platform::on_dropped(move |drop| {
            platform::set_flag("data-dragging", false);
            match drop {
                Drop::Files(files) => open::files(app, files),
                Drop::Folders(folders) => open::folders(app, folders),
            }
        });
        platform::on_pasted(move |pasted| match pasted {
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
            platform::focus("marks");
        }
        Press::Show(span) => {
            app.act(Action::Show(span));
            say(app, Command::FitSelection);
        }
        Press::Unfold(span) => {
            app.act(Action::Unfold(span));
            say(app, Command::Fold);
        }
        Press::ZoomIn => command(app, Command::ZoomIn),
        Press::ZoomOut => command(app, Command::ZoomOut),
        Press::Fit => command(app, Command::Fit),
        Press::Folds => command(app, Command::Fold),
        Press::Keys => command(app, Command::Help),
        Press::Paste => platform::open_dialog("paste"),
        Press::Read => {
            platform::close_dialogs();
            open::text(app, &platform::take_text("paste-text"));
        }
        Press::Dismiss => platform::close_dialogs(),
        Press::Samples => {
            if app.model.with_untracked(|model| model.samples.is_empty()) {
                open::run(async move { app.act(Action::Listed(open::samples().await)) });
            }
        }
        Press::Theme => command(app, Command::Theme),
        Press::Cancel => open::cancel(app),
        Press::Share => address::share(app),
        Press::CopyRange => copy_range(app),
        Press::Play => command(app, Command::Play),
        Press::PlayBack => command(app, Command::Previous),
        Press::PlayOn => command(app, Command::Next),
        Press::StopPlay => {
            app.hand(Deed::StopPlay);
            say(app, Command::Play);
        }
        Press::Speed(speed) => app.hand(Deed::SetSpeed { speed, open: platform::open_for() }),
        Press::Full => command(app, Command::FullWindow),
        Press::Characters => {
            let on = !app.model.with_untracked(|model| model.hands.characters);
            platform::store(KEYS, if on { None } else { Some("off") });
            app.hand(Deed::SetCharacters(on));
        }
        other => search::pressed(app, other),
    }
}

/// Scrolls to the mark, row or card of what was chosen.
fn bring_into_view(press: Press) {
    let _ = match press {
        Press::Select(Selection::Event(ix)) => {
            platform::scroll_to(&format!("mark-{}", ix.0)) || platform::scroll_to(&format!("row-{}", ix.0))
        }
        Press::Select(Selection::Cause(ix)) => platform::scroll_to(&format!("cause-{}", ix.0)),
        Press::Select(Selection::Action(ix)) => platform::scroll_to(&format!("action-{}", ix.0)),
        Press::Select(Selection::Impact(_) | Selection::Range(_)) | Press::Show(_) => {
            platform::scroll_to("timeline-panel")
        }
        _ => true,
    };
}

fn set_full(app: App, full: bool) {
    platform::set_flag("data-full", full);
    platform::fill_screen(full);
    app.hand(Deed::SetFull(full));
    say(app, Command::FullWindow);
}

/// `true` when the key meant something.
fn key_pressed(app: App, key: Pressed<'_>, in_timeline: bool) -> bool {
    let characters = app.model.with_untracked(|model| model.hands.characters);
    let Some(meant) = faultline_viewer::command(key, in_timeline, characters) else { return false };
    if meant == Command::Back {
        return back_out(app);
    }
    if matches!(meant, Command::NextIncident | Command::PreviousIncident) {
        let many = app.model.with_untracked(|model| model.trends.opened.is_some());
        return many && trends::step(app, meant == Command::NextIncident);
    }
    command(app, meant);
    true
}

/// `true` when there was something to leave.
fn back_out(app: App) -> bool {
    let Some(action) = app.model.with_untracked(faultline_viewer::back_out) else {
        let opened = app.model.with_untracked(|model| model.trends.opened.is_some());
        if opened {
            trends::pressed(app, "back");
        }
        return opened;
    };
    match action {
        Action::Deselect => pressed(app, Press::Close),
        Action::Hand(Deed::SetFull(full)) => set_full(app, full),
        _ => pressed(app, Press::StopPlay),
    }
    true
}

fn command(app: App, command: Command) {
    let model = |look: fn(&faultline_viewer::Model) -> bool| app.model.with_untracked(look);
    let edge = |edge: Edge, later: bool| app.hand(Deed::MoveEdge { edge, later });
    match command {
        Command::Next => app.act(Action::StepTo(Step::Next)),
        Command::Previous => app.act(Action::StepTo(Step::Previous)),
        Command::LaneUp => app.act(Action::StepTo(Step::Up)),
        Command::LaneDown => app.act(Action::StepTo(Step::Down)),
        Command::First => app.act(Action::StepTo(Step::First)),
        Command::Last => app.act(Action::StepTo(Step::Last)),
        Command::ZoomIn => zoom(app, 1.0 / ZOOM_STEP),
        Command::ZoomOut => zoom(app, ZOOM_STEP),
        Command::PanEarlier => app.hand(Deed::PanQuarters(-1.0)),
        Command::PanLater => app.hand(Deed::PanQuarters(1.0)),
        Command::Fit => app.act(Action::Fit),
        Command::FitSelection => {
            if let Some(chosen) = app.model.with_untracked(|model| model.selected) {
                app.hand(Deed::ZoomTo(chosen));
            }
        }
        Command::ToRange => app.hand(Deed::ToRange),
        Command::EndLater => edge(Edge::End, true),
        Command::EndEarlier => edge(Edge::End, false),
        Command::StartLater => edge(Edge::Start, true),
        Command::StartEarlier => edge(Edge::Start, false),
        Command::Measure => {
            if let Some(event) = app.model.with_untracked(faultline_viewer::chosen_event) {
                app.hand(Deed::MeasureTo(event));
            }
        }
        Command::Follow => app.hand(Deed::Follow),
        Command::Fold => app.act(Action::ToggleFolds),
        Command::Play => {
            app.hand(Deed::Play { open: platform::open_for(), stepwise: platform::wants_less_motion() });
            pointers::tell_story(app);
        }
        Command::FullWindow => return set_full(app, !model(|model| model.hands.full)),
        Command::Search => search::focus(),
        Command::NextMatch => return search::step(app, true),
        Command::PreviousMatch => return search::step(app, false),
        Command::NextZone => return search::next_zone(app),
        Command::Theme => {
            let next = match app.model.with_untracked(|model| model.theme) {
                None => Some("light"),
                Some("light") => Some("dark"),
                Some(_) => None,
            };
            platform::store(reader::THEME, next);
            reader::set_theme(app, next);
        }
        Command::Open => platform::focus("details-title"),
        Command::Help => platform::open_dialog("keys"),
        Command::NextIncident | Command::PreviousIncident | Command::Back => {}
    }
    say(app, command);
}

/// Measures to an event.
fn measure(app: App, event: EventIx) {
    app.hand(Deed::MeasureTo(event));
    say(app, Command::Measure);
}

/// Tells a screen reader what the screen shows after a command; of many in a row, after the last.
pub fn say(app: App, command: Command) {
    let words = move || {
        let shown = app.shown.get_untracked()?.0;
        let words =
            app.model.with_untracked(|model| faultline_viewer::spoken(command, model, &shown.durations, shown.zone.as_ref()));
        (!words.is_empty()).then_some(words)
    };
    if command.is_repeated() {
        say_later(app, words);
    } else if let Some(words) = words() {
        TO_SAY.set(None);
        app.act(Action::Say(words));
    }
}

/// Says what there is to say when nothing else has come for a while.
pub fn say_later(app: App, words: impl Fn() -> Option<String> + 'static) {
    let words: Box<dyn Fn() -> Option<String>> = Box::new(words);
    TO_SAY.set(Some(platform::later(SETTLED_MS, move || {
        if let Some(words) = words() {
            app.act(Action::Say(words));
        }
    })));
}

/// Zooms about the chosen event, else the middle.
fn zoom(app: App, factor: f64) {
    app.act(Action::Zoom { factor, about: chosen_moment(app) });
}

fn chosen_moment(app: App) -> Option<Instant> {
    let event = app.model.with_untracked(faultline_viewer::chosen_event)?;
    Some(app.shown.get_untracked()?.0.loaded.case.event_span(event)?.start())
}

fn copy_range(app: App) {
    let (Some(shown), Some(Selection::Range(range))) =
        (app.shown.get_untracked(), app.model.with_untracked(|model| model.selected))
    else {
        return;
    };
    let shown = shown.0;
    let text = faultline_viewer::range_as_text(&shown.loaded.case, &shown.durations.levels, range, shown.zone.as_ref());
    open::run(async move {
        let copied = platform::copy(text).await;
        if copied {
            app.hand(Deed::Copied);
        }
        let said = if copied { "Copied" } else { "The browser did not let it be copied" };
        app.act(Action::Say(said.to_owned()));
    });
}

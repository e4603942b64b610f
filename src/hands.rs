//! What the reader does, made actions. Must never draw.

use leptos::prelude::*;

use crate::components::OpenDialog;
use crate::context::App;
use crate::pages::collection as trends;
use crate::platform;
use crate::{address, open, preferences, search};
use faultline_core::incident::EventIx;
use faultline_core::time::Instant;
use faultline_viewer::{Action, CollectionAction, Command, Edge, Press, SearchAction, Selection, Step, TimelineAction};

/// One press of a zoom key or button.
const ZOOM_STEP: f64 = 1.5;
/// What is done many times in a row is said when nothing has come for so long, in milliseconds.
const SETTLED_MS: u32 = 250;

thread_local! {
    /// What is about to be said.
    static TO_SAY: std::cell::RefCell<Option<platform::Later>> = const { std::cell::RefCell::new(None) };
}

/// Listens to the whole page for as long as it lives.
pub fn listen(app: App) {
    platform::on_press(move |word, shift| {
        let Some(press) = Press::from_word(word) else { return };
        match press {
            Press::Select(Selection::Event(event)) if shift => measure(app, event),
            _ => pressed(app, press),
        }
    });
}

/// Does what leaves Rust; what remains is for `update`.
pub fn perform(app: App, action: Action) -> Option<Action> {
    match action {
        Action::Command(Command::Back) => drop(back_out(app)),
        Action::Command(meant @ (Command::NextIncident | Command::PreviousIncident)) => {
            let _ = app.with_untracked(|state| state.trends.opened.is_some())
                && trends::step(app, meant == Command::NextIncident);
        }
        Action::Command(meant) => command(app, meant),
        Action::CloseDetails => pressed(app, Press::Close),
        Action::MeasureTo(event) => measure(app, event),
        Action::CopyRange => copy_range(app),
        Action::CopyLink => address::share(app),
        Action::SetSpeed(speed) => pressed(app, Press::Speed(speed)),
        Action::StopStory => pressed(app, Press::StopPlay),
        Action::ToggleCharacterKeys => pressed(app, Press::Characters),
        Action::ListSamples => pressed(app, Press::Samples),
        Action::StopLoad => open::cancel(app),
        Action::Reveal(selection) => {
            app.dispatch(Action::Select(selection));
            platform::after(0, move || bring_into_view(Press::Select(selection)));
        }
        Action::RevealSpan(span) => {
            pressed(app, Press::Show(span));
            platform::after(0, move || bring_into_view(Press::Show(span)));
        }
        Action::Download { name, text } => platform::download_csv(&name, &text),
        Action::Collection(CollectionAction::Close) if app.with_untracked(|state| state.trends.opened.is_some()) => {
            return trends::perform(app, CollectionAction::Close);
        }
        Action::Collection(
            action @ (CollectionAction::Open(_) | CollectionAction::ReadParts | CollectionAction::Download(_)),
        ) => return trends::perform(app, action),
        action => return Some(action),
    }
    None
}

fn pressed(app: App, press: Press) {
    match press {
        Press::Select(selection) => app.dispatch(Action::Select(selection)),
        Press::Close => {
            app.dispatch(Action::Deselect);
            platform::focus("marks");
        }
        Press::Show(span) => {
            app.dispatch(Action::Show(span));
            say(app, Command::FitSelection);
        }
        Press::Unfold(span) => {
            app.dispatch(Action::Unfold(span));
            say(app, Command::Fold);
        }
        Press::ZoomIn => command(app, Command::ZoomIn),
        Press::ZoomOut => command(app, Command::ZoomOut),
        Press::Fit => command(app, Command::Fit),
        Press::Folds => command(app, Command::Fold),
        Press::Keys => command(app, Command::Help),
        Press::Samples => {
            if app.with_untracked(|state| state.samples.is_empty()) {
                open::run(async move { app.dispatch(Action::Listed(open::samples().await)) });
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
            app.dispatch(TimelineAction::StopPlay);
            say(app, Command::Play);
        }
        Press::Speed(speed) => app.dispatch(TimelineAction::SetSpeed { speed, open: platform::open_for() }),
        Press::Full => command(app, Command::FullWindow),
        Press::Characters => {
            let on = !app.with_untracked(|state| state.hands.characters);
            platform::store(preferences::KEYS, if on { None } else { Some("off") });
            app.dispatch(TimelineAction::SetCharacters(on));
        }
        Press::ShowAll => app.dispatch(SearchAction::ShowAll),
        Press::Sort(column) => app.dispatch(SearchAction::SortBy(column)),
        Press::MoreEarlier => app.dispatch(SearchAction::MoreRows { later: false }),
        Press::MoreLater => app.dispatch(SearchAction::MoreRows { later: true }),
        _ => {}
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
    platform::fill_screen(full);
    app.dispatch(TimelineAction::SetFull(full));
    say(app, Command::FullWindow);
}

/// `true` when there was something to leave.
fn back_out(app: App) -> bool {
    let Some(action) = app.with_untracked(faultline_viewer::back_out) else {
        let opened = app.with_untracked(|state| state.trends.opened.is_some());
        if opened {
            app.dispatch(CollectionAction::Close);
        }
        return opened;
    };
    match action {
        Action::Deselect => pressed(app, Press::Close),
        Action::Timeline(TimelineAction::SetFull(full)) => set_full(app, full),
        _ => pressed(app, Press::StopPlay),
    }
    true
}

fn command(app: App, command: Command) {
    let state = |look: fn(&faultline_viewer::State) -> bool| app.with_untracked(look);
    let edge = |edge: Edge, later: bool| app.dispatch(TimelineAction::MoveEdge { edge, later });
    match command {
        Command::Next => app.dispatch(Action::StepTo(Step::Next)),
        Command::Previous => app.dispatch(Action::StepTo(Step::Previous)),
        Command::LaneUp => app.dispatch(Action::StepTo(Step::Up)),
        Command::LaneDown => app.dispatch(Action::StepTo(Step::Down)),
        Command::First => app.dispatch(Action::StepTo(Step::First)),
        Command::Last => app.dispatch(Action::StepTo(Step::Last)),
        Command::ZoomIn => zoom(app, 1.0 / ZOOM_STEP),
        Command::ZoomOut => zoom(app, ZOOM_STEP),
        Command::PanEarlier => app.dispatch(TimelineAction::PanQuarters(-1.0)),
        Command::PanLater => app.dispatch(TimelineAction::PanQuarters(1.0)),
        Command::Fit => app.dispatch(Action::Fit),
        Command::FitSelection => {
            if let Some(chosen) = app.with_untracked(|state| state.selected) {
                app.dispatch(TimelineAction::ZoomTo(chosen));
            }
        }
        Command::ToRange => app.dispatch(TimelineAction::ToRange),
        Command::EndLater => edge(Edge::End, true),
        Command::EndEarlier => edge(Edge::End, false),
        Command::StartLater => edge(Edge::Start, true),
        Command::StartEarlier => edge(Edge::Start, false),
        Command::Measure => {
            if let Some(event) = app.with_untracked(faultline_viewer::chosen_event) {
                app.dispatch(TimelineAction::MeasureTo(event));
            }
        }
        Command::Follow => app.dispatch(TimelineAction::Follow),
        Command::Fold => app.dispatch(Action::ToggleFolds),
        Command::Play => {
            app.dispatch(TimelineAction::Play { open: platform::open_for(), stepwise: platform::wants_less_motion() });
        }
        Command::FullWindow => return set_full(app, !state(|state| state.hands.full)),
        Command::Search => search::focus(),
        Command::NextMatch => return search::step(app, true),
        Command::PreviousMatch => return search::step(app, false),
        Command::NextZone => return search::next_zone(app),
        Command::Theme => {
            let next = match app.with_untracked(|state| state.theme) {
                None => Some("light"),
                Some("light") => Some("dark"),
                Some(_) => None,
            };
            platform::store(preferences::THEME, next);
            app.dispatch(Action::SetTheme(next));
        }
        Command::Open => platform::focus("details-title"),
        Command::Help => app.dialog.set(Some(OpenDialog::Keys)),
        Command::NextIncident | Command::PreviousIncident | Command::Back => {}
    }
    say(app, command);
}

/// Measures to an event.
fn measure(app: App, event: EventIx) {
    app.dispatch(TimelineAction::MeasureTo(event));
    say(app, Command::Measure);
}

/// Tells a screen reader what the screen shows after a command; of many in a row, after the last.
pub fn say(app: App, command: Command) {
    let words = move || {
        let shown = app.incident_untracked()?;
        let words =
            app.with_untracked(|state| faultline_viewer::spoken(command, state, &shown.durations, shown.zone.as_ref()));
        (!words.is_empty()).then_some(words)
    };
    if command.is_repeated() {
        say_later(app, words);
    } else if let Some(words) = words() {
        TO_SAY.set(None);
        app.dispatch(Action::Say(words));
    }
}

/// Says what there is to say when nothing else has come for a while.
pub fn say_later(app: App, words: impl Fn() -> Option<String> + 'static) {
    let words: Box<dyn Fn() -> Option<String>> = Box::new(words);
    TO_SAY.set(Some(platform::later(SETTLED_MS, move || {
        if let Some(words) = words() {
            app.dispatch(Action::Say(words));
        }
    })));
}

/// Zooms about the chosen event, else the middle.
fn zoom(app: App, factor: f64) {
    app.dispatch(Action::Zoom { factor, about: chosen_moment(app) });
}

fn chosen_moment(app: App) -> Option<Instant> {
    let event = app.with_untracked(faultline_viewer::chosen_event)?;
    Some(app.incident_untracked()?.loaded.case.event_span(event)?.start())
}

fn copy_range(app: App) {
    let (Some(shown), Some(Selection::Range(range))) =
        (app.incident_untracked(), app.with_untracked(|state| state.selected))
    else {
        return;
    };
    let text = faultline_viewer::range_as_text(&shown.loaded.case, &shown.durations.levels, range, shown.zone.as_ref());
    open::run(async move {
        let copied = platform::copy(text).await;
        if copied {
            app.dispatch(TimelineAction::Copied);
        }
        let said = if copied { "Copied" } else { "The browser did not let it be copied" };
        app.dispatch(Action::Say(said.to_owned()));
    });
}

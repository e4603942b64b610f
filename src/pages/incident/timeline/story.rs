//! The story: what tells it, and what was known so far.

use leptos::prelude::*;
use leptos_use_interval_fn::use_interval_fn;
use leptos_use_raf_fn::use_raf_fn;

use crate::context::{App, use_app};
use crate::platform;
use faultline_core::text;
use faultline_viewer::{Action, Command, Play, SPEEDS, SoFar, TimelineAction};

/// How often a story that goes from event to event looks whether it is time for the next, in milliseconds.
const STEP_MS: u64 = 250;

/// A sign on a button, in a square of 16.
#[component]
pub fn Sign(#[prop(into)] path: Signal<&'static str>) -> impl IntoView {
    view! {
        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d=move || path.get()></path></svg>
    }
}

/// Plays the story, or pauses it.
#[component]
pub fn PlayButton() -> impl IntoView {
    let app = use_app();
    let is_running = Memo::new(move |_| app.with_timeline(|view| view.play.as_ref().is_some_and(Play::is_running)));
    let name = move || if is_running.get() { "Pause" } else { "Play" };
    let path = Signal::derive(move || if is_running.get() { "M5 2V14M11 2V14" } else { "M4 2L13 8L4 14Z" });
    view! {
        <button
            type="button"
            class="with-sign"
            aria-label=move || format!("{} the story", name())
            on:click=move |_| app.dispatch(Command::Play)
        >
            <Sign path/>
            <span>{name}</span>
        </button>
    }
}

/// The story while it is told; on a narrow screen, where the timeline has no head, also what begins it.
#[component]
pub fn Story() -> impl IntoView {
    let app = use_app();
    let is_shown = move || app.incident().is_some();
    let is_told = Memo::new(move |_| app.with_timeline(|view| view.play.is_some()));
    // Whether it goes from event to event, while it runs.
    let running = Memo::new(move |_| {
        app.with_timeline(|view| view.play.as_ref().filter(|play| play.is_running()).map(|play| play.stepwise))
    });
    let begin = move || {
        let is_narrow = move || app.with_timeline(|view| view.narrow);
        view! { <Show when=is_narrow><div class="story-begin"><PlayButton/></div></Show> }
    };
    view! {
        <Show when=is_shown>
            <Show when=move || is_told.get() fallback=begin><StoryBar/></Show>
            {move || running.get().map(|stepwise| view! { <Ticker stepwise/> })}
        </Show>
    }
}

/// Moves the story on for as long as it runs.
#[component]
fn Ticker(stepwise: bool) -> impl IntoView {
    let app = use_app();
    let tick = move || app.dispatch(TimelineAction::PlayTick(platform::open_for()));
    if stepwise {
        use_interval_fn(tick, STEP_MS);
    } else {
        use_raf_fn(move |_| tick());
    }
}

#[component]
fn StoryBar() -> impl IntoView {
    let app = use_app();
    let play = Memo::new(move |_| app.with_timeline(|view| view.play.clone()));
    let clock = move || {
        play.get().zip(app.incident()).map(|(play, incident)| text::date_time(play.clock(), incident.zone.as_ref()))
    };
    let speeds = SPEEDS.map(|(speed, name)| {
        let is_pressed = move || play.get().is_some_and(|play| play.speed == speed);
        view! {
            <button
                type="button"
                aria-pressed=move || is_pressed().to_string()
                on:click=move |_| app.dispatch(TimelineAction::SetSpeed(speed))
            >
                {name}
            </button>
        }
    });
    view! {
        <section
            class="panel story"
            aria-label="Story"
            data-cursor=move || play.get().map(|play| play.cursor.to_string())
            data-running=move || play.get().map(|play| play.is_running().to_string())
        >
            <div class="story-controls">
                <StepButton name="Event before" path="M3 2V14M13 2L5 8L13 14Z" action=Action::Command(Command::Previous)/>
                <PlayButton/>
                <StepButton name="Next event" path="M13 2V14M3 2L11 8L3 14Z" action=Action::Command(Command::Next)/>
                <strong class="story-clock">{clock}</strong>
                <div class="segments" role="group" aria-label="Speed">{speeds}</div>
                <StepButton name="End the story" path="M3 3L13 13M13 3L3 13" action=Action::Timeline(TimelineAction::StopStory)/>
            </div>
            <dl class="story-facts">{move || facts(app)}</dl>
        </section>
    }
}

#[component]
fn StepButton(name: &'static str, path: &'static str, action: Action) -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" class="icon" aria-label=name title=name on:click=move |_| app.dispatch(action.clone())>
            <Sign path/>
        </button>
    }
}

/// What was known at the story's cursor.
fn facts(app: App) -> Option<impl IntoView + use<>> {
    let (play, incident) = app.with_timeline(|view| view.play.clone()).zip(app.incident())?;
    let case = &incident.loaded.case;
    let facts = SoFar::at(case, &incident.durations, play.cursor).in_words(case, incident.zone.as_ref());
    let fact = |(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    Some(facts.into_iter().map(fact).collect_view())
}

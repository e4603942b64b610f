//! The page when there is no incident on it: nothing asked for, loading, failed.

use leptos::prelude::*;

use crate::state::Failure;
use crate::words;

use super::app::App;
use super::open;
use super::parts::OpenControls;

/// Nothing was asked for, or it was stopped.
pub fn empty() -> impl IntoView {
    view! {
        <main class="stage">
            <h1>"Open a postmortem"</h1>
            <p>
                "Faultline shows an incident file as a timeline, joins its causes to the actions taken, and says how \
                 long the outage lasted. The file stays in this browser: nothing is uploaded."
            </p>
            <OpenControls />
        </main>
    }
}

/// What was asked for could not be shown.
pub fn failed(name: &str, failure: &Failure) -> impl IntoView {
    view! {
        <main class="stage">
            <div role="alert">
                <h1>{failure.title()}</h1>
                <p class="stage-name">{name.to_owned()}</p>
                <p class="stage-remedy">{failure.remedy()}</p>
            </div>
            <OpenControls />
        </main>
    }
}

/// A load under way.
pub fn progress(app: App) -> AnyView {
    let Some(progress) = app.model.with(|model| model.progress.clone()) else { return ().into_any() };
    let said = words::bytes_read(progress.read, progress.total);
    view! {
        <div class="loading">
            <progress aria-label=format!("Loading {}", progress.name) max=progress.total.map(|total| total.to_string())
                value=progress.total.map(|_| progress.read.to_string())></progress>
            <span>{format!("{} · {said}", progress.name)}</span>
            <button type="button" on:click=move |_| open::cancel(app)>"Cancel"</button>
        </div>
    }
    .into_any()
}

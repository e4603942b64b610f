//! The page when there is nothing to show on it: nothing asked for, or nothing that could be shown.

use leptos::prelude::*;

use crate::components::{OpenControls, ReadAgain};
use crate::context::use_app;
use crate::open::{self, Source};
use crate::platform;
use crate::views::ScreenKind;

/// What stands in the place of an incident.
#[component]
pub fn Notice() -> impl IntoView {
    let app = use_app();
    let notice = Memo::new(move |_| {
        let shell = app.shell();
        match shell.screen {
            ScreenKind::Incident | ScreenKind::Collection => None,
            // What will be shown is on its way: nothing flashes up before it.
            ScreenKind::Start if shell.progress.is_some() => None,
            screen => Some(screen),
        }
    });
    move || match notice.get() {
        Some(ScreenKind::Failed(failed)) => view! { <Failed failed/> }.into_any(),
        Some(_) => view! { <Start/> }.into_any(),
        None => ().into_any(),
    }
}

/// What the page is for.
#[component]
fn Start() -> impl IntoView {
    view! {
        <div class="stage">
            <h1>"Open a postmortem"</h1>
            <p>
                "Faultline shows an incident file as a timeline, joins its causes to the actions taken, and says how \
                 long the outage lasted. The file stays in this browser: nothing is uploaded."
            </p>
            <EmbeddedControls/>
        </div>
    }
}

/// What failed, and what to do.
#[component]
fn Failed(failed: faultline_viewer::Failed) -> impl IntoView {
    let app = use_app();
    let faultline_viewer::Failed { name, failure } = failed;
    // What was asked for by an address can be asked for again.
    let retry = (name == open::default_address()).then(|| {
        let again = name.clone();
        let retry = move |_| open::open(app, Source::Address(again.clone()));
        view! { <button type="button" on:click=retry>"Try again"</button> }
    });
    view! {
        <div class="stage">
            <div role="alert">
                <h1>{failure.title().to_owned()}</h1>
                <p class="stage-name">{name}</p>
                <p class="stage-remedy">{failure.remedy()}</p>
            </div>
            <p class="stage-ways">
                {retry}
                <a class="button" href="?">"Open the sample"</a>
            </p>
            <ReadAgain/>
            <EmbeddedControls/>
        </div>
    }
}

/// What can be opened, on a page without a bar.
#[component]
fn EmbeddedControls() -> impl IntoView {
    platform::is_embedded().then(|| view! { <OpenControls/> })
}

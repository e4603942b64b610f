//! Warnings within a line.

use leptos::prelude::*;

/// A short warning.
#[component]
pub fn Warning(#[prop(into)] text: String) -> impl IntoView {
    view! { <span class="warning">{text}</span> }
}

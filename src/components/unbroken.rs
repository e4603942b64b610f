//! Sentences whose lengths stay on one line.

use leptos::either::Either;
use leptos::prelude::*;

use faultline_core::text;

/// A text in which no line ends within a length such as "1 h 53 min".
#[component]
pub fn Unbroken(#[prop(into)] text: String) -> impl IntoView {
    let piece = |(is_length, text): (bool, &str)| {
        let text = text.to_owned();
        if is_length { Either::Left(view! { <span class="unbroken">{text}</span> }) } else { Either::Right(text) }
    };
    text::unbroken(&text).into_iter().map(piece).collect_view()
}

//! The patterns that fill impact levels in every drawing of an incident.

use leptos::prelude::*;

/// The patterns: fine for degraded, wide for partial.
#[component]
pub fn Hatches() -> impl IntoView {
    let hatch = |id: &'static str, size: &'static str, ground: &'static str, stripe: &'static str| {
        view! {
            <pattern
                id=id
                width=size
                height=size
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
            >
                <rect class=ground x="0" y="0" width=size height=size></rect>
                <line class=stripe x1="0" y1="0" x2="0" y2=size></line>
            </pattern>
        }
    };
    view! {
        <svg class="unseen" width="1" height="1" aria-hidden="true">
            <defs>
                {hatch("hatch-degraded", "6", "hatch-degraded-ground", "hatch-degraded-line")}
                {hatch("hatch-partial", "12", "hatch-partial-ground", "hatch-partial-line")}
            </defs>
        </svg>
    }
}

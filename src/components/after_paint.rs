//! Views that may come a moment later than the rest of a page.

use leptos::prelude::*;

use crate::platform;

/// Its children, mounted once the browser has painted what stands around them.
#[component]
pub fn AfterPaint(children: ChildrenFn) -> impl IntoView {
    let is_painted = RwSignal::new(false);
    platform::after_paint(move || {
        let _ = is_painted.try_set(true);
    });
    view! { <Show when=move || is_painted.get()>{children()}</Show> }
}

//! Links out of the page.

use leptos::prelude::*;

use faultline_core::incident::Link;

/// A link that opens a new tab, which learns nothing of this one. The address must be a safe one.
#[component]
pub fn ExternalLink(#[prop(into)] address: String, children: Children) -> impl IntoView {
    view! { <a href=address dir="auto" target="_blank" rel="noopener noreferrer">{children()}</a> }
}

/// Links as a list; nothing when there are none.
#[component]
pub fn LinkList(links: Vec<Link>) -> impl IntoView {
    let item = |link: Link| view! { <li><ExternalLink address=link.url>{link.label.into_string()}</ExternalLink></li> };
    (!links.is_empty()).then(|| view! { <ul class="links">{links.into_iter().map(item).collect_view()}</ul> })
}

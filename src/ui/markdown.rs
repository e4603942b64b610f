//! Markdown from a file as views. HTML in it is shown as the text it is; links follow the same rule as all others.

use leptos::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::formats::is_safe_address;

/// Markdown as views.
pub fn markdown(text: &str) -> AnyView {
    let mut events = Parser::new(text);
    let children = children(&mut events, None);
    view! { <div class="markdown">{children}</div> }.into_any()
}

/// Views of everything up to the end of the element that is open.
fn children(events: &mut Parser<'_>, until: Option<TagEnd>) -> Vec<AnyView> {
    let mut views = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::End(end) if Some(end) == until => break,
            Event::Start(tag) => views.push(element(events, tag)),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => views.push(text.to_string().into_any()),
            Event::Code(code) => views.push(view! { <code>{code.to_string()}</code> }.into_any()),
            Event::SoftBreak => views.push(" ".into_any()),
            Event::HardBreak => views.push(view! { <br /> }.into_any()),
            Event::Rule => views.push(view! { <hr /> }.into_any()),
            _ => {}
        }
    }
    views
}

fn element(events: &mut Parser<'_>, tag: Tag<'_>) -> AnyView {
    let inner = children(events, Some(tag.to_end()));
    match tag {
        Tag::Paragraph => view! { <p>{inner}</p> }.into_any(),
        // One look for all levels: the page has its own headings.
        Tag::Heading { .. } => view! { <p><strong>{inner}</strong></p> }.into_any(),
        Tag::BlockQuote(_) => view! { <blockquote>{inner}</blockquote> }.into_any(),
        Tag::CodeBlock(_) => view! { <pre tabindex="0"><code>{inner}</code></pre> }.into_any(),
        Tag::List(None) => view! { <ul>{inner}</ul> }.into_any(),
        Tag::List(Some(first)) => view! { <ol start=first.to_string()>{inner}</ol> }.into_any(),
        Tag::Item => view! { <li>{inner}</li> }.into_any(),
        Tag::Emphasis => view! { <em>{inner}</em> }.into_any(),
        Tag::Strong => view! { <strong>{inner}</strong> }.into_any(),
        Tag::Link { dest_url, .. } if is_safe_address(&dest_url) => {
            view! { <a href=dest_url.to_string() target="_blank" rel="noopener noreferrer">{inner}</a> }.into_any()
        }
        // Pictures would be requests to third parties: their text stands for them.
        _ => inner.into_any(),
    }
}

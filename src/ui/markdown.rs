//! Markdown from a file as views. HTML in it is the text it is; links follow the same rule as all others. Must never read
//! Markdown itself: `words` does.

use leptos::prelude::*;

use crate::formats::is_safe_address;
use crate::words::{self, Block, Inline};

/// Markdown as views.
pub fn markdown(text: &str) -> AnyView {
    view! { <div class="markdown">{blocks(words::markdown(text))}</div> }.into_any()
}

fn blocks(all: Vec<Block>) -> AnyView {
    let view = |block| match block {
        Block::Paragraph(line) => view! { <p>{inlines(line)}</p> }.into_any(),
        // One look for all levels: the page has its own headings.
        Block::Heading(line) => view! { <p><strong>{inlines(line)}</strong></p> }.into_any(),
        Block::Code(code) => view! { <pre tabindex="0"><code>{code}</code></pre> }.into_any(),
        Block::Quote(inner) => view! { <blockquote>{blocks(inner)}</blockquote> }.into_any(),
        Block::List { first: None, items } => view! { <ul>{list_items(items)}</ul> }.into_any(),
        Block::List { first: Some(first), items } => {
            view! { <ol start=first.to_string()>{list_items(items)}</ol> }.into_any()
        }
        Block::Rule => view! { <hr /> }.into_any(),
    };
    all.into_iter().map(view).collect_view().into_any()
}

fn list_items(items: Vec<Vec<Block>>) -> AnyView {
    let view = |mut item: Vec<Block>| {
        // The text of an item stands on the line of its mark, without the margins of a paragraph.
        let first = match item.first_mut() {
            Some(Block::Paragraph(line)) => std::mem::take(line),
            _ => Vec::new(),
        };
        if !first.is_empty() {
            item.remove(0);
        }
        view! { <li>{inlines(first)}{blocks(item)}</li> }.into_any()
    };
    items.into_iter().map(view).collect_view().into_any()
}

fn inlines(line: Vec<Inline>) -> AnyView {
    let view = |inline| match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Code(code) => view! { <code>{code}</code> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(inner)}</em> }.into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(inner)}</strong> }.into_any(),
        Inline::Link { label, address } if is_safe_address(&address) => {
            view! { <a href=address target="_blank" rel="noopener noreferrer">{inlines(label)}</a> }.into_any()
        }
        Inline::Link { label, .. } => inlines(label),
        Inline::Break => view! { <br /> }.into_any(),
    };
    line.into_iter().map(view).collect_view().into_any()
}

//! Markdown from a file, as `faultline_core::text` reads it: HTML in it is text, and every link is safe.

use leptos::prelude::*;

use super::ExternalLink;
use faultline_core::text::{self, Block, Inline};

/// A text in Markdown.
#[component]
pub fn Markdown(#[prop(into)] text: String) -> impl IntoView {
    view! { <div class="markdown">{blocks(text::markdown(&text))}</div> }
}

fn blocks(blocks: Vec<Block>) -> Vec<AnyView> {
    blocks.into_iter().map(block).collect()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(line) => view! { <p>{inlines(line)}</p> }.into_any(),
        // All levels look the same: the page has its own headings.
        Block::Heading(line) => view! { <p><strong>{inlines(line)}</strong></p> }.into_any(),
        // It can scroll sideways, so that the keyboard has to reach it.
        Block::Code(code) => view! { <pre tabindex="0"><code>{code}</code></pre> }.into_any(),
        Block::Quote(inner) => view! { <blockquote>{blocks(inner)}</blockquote> }.into_any(),
        Block::List { first: None, items } => view! { <ul>{list_items(items)}</ul> }.into_any(),
        Block::List { first: Some(first), items } => view! { <ol start=first>{list_items(items)}</ol> }.into_any(),
        Block::Rule => view! { <hr/> }.into_any(),
    }
}

/// Items whose first paragraph stands on the line of the bullet, without the margins of a paragraph.
fn list_items(items: Vec<Vec<Block>>) -> Vec<AnyView> {
    let item = |item: Vec<Block>| {
        let mut rest = item.into_iter().peekable();
        let first = match rest.next_if(|block| matches!(block, Block::Paragraph(_))) {
            Some(Block::Paragraph(line)) => inlines(line),
            _ => Vec::new(),
        };
        view! { <li>{first}{blocks(rest.collect())}</li> }.into_any()
    };
    items.into_iter().map(item).collect()
}

fn inlines(line: Vec<Inline>) -> Vec<AnyView> {
    line.into_iter().map(inline).collect()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Code(code) => view! { <code>{code}</code> }.into_any(),
        Inline::Emphasis(inner) => view! { <em>{inlines(inner)}</em> }.into_any(),
        Inline::Strong(inner) => view! { <strong>{inlines(inner)}</strong> }.into_any(),
        Inline::Link { label, address } => view! { <ExternalLink address>{inlines(label)}</ExternalLink> }.into_any(),
        Inline::Break => view! { <br/> }.into_any(),
    }
}

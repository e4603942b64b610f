//! Markdown from a file, as `faultline_core::text` reads it: HTML in it is text, and every link is safe.

use std::ops::Range;

use leptos::prelude::*;

use super::ExternalLink;
use faultline_core::text::{self, Block, Inline};

/// Bytes of a text that are marked, and how.
pub struct Mark {
    /// The bytes.
    pub range: Range<usize>,
    /// The class of their element.
    pub class: &'static str,
    /// What is to be said about them.
    pub title: String,
}

/// A text in Markdown. Its marks are in order and apart from each other.
#[component]
pub fn Markdown(#[prop(into)] text: String, #[prop(optional)] marks: Vec<Mark>) -> impl IntoView {
    let ranges: Vec<_> = marks.iter().map(|mark| mark.range.clone()).collect();
    view! { <div class="markdown" dir="auto">{Drawing(&marks).blocks(text::marked_markdown(&text, &ranges))}</div> }
}

/// Draws blocks with these marks.
struct Drawing<'a>(&'a [Mark]);

impl Drawing<'_> {
    fn blocks(&self, blocks: Vec<Block>) -> Vec<AnyView> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(&self, block: Block) -> AnyView {
        match block {
            Block::Paragraph(line) => view! { <p>{self.inlines(line)}</p> }.into_any(),
            // All levels look the same: the page has its own headings.
            Block::Heading(line) => view! { <p><strong>{self.inlines(line)}</strong></p> }.into_any(),
            // It can scroll sideways, so that the keyboard has to reach it.
            Block::Code(code) => view! { <pre tabindex="0"><code>{code}</code></pre> }.into_any(),
            Block::Quote(inner) => view! { <blockquote>{self.blocks(inner)}</blockquote> }.into_any(),
            Block::List { first: None, items } => view! { <ul>{self.list_items(items)}</ul> }.into_any(),
            Block::List { first: Some(first), items } => {
                view! { <ol start=first>{self.list_items(items)}</ol> }.into_any()
            }
            Block::Rule => view! { <hr/> }.into_any(),
        }
    }

    /// Items whose first paragraph stands on the line of the bullet, without the margins of a paragraph.
    fn list_items(&self, items: Vec<Vec<Block>>) -> Vec<AnyView> {
        let item = |item: Vec<Block>| {
            let mut rest = item.into_iter().peekable();
            let first = match rest.next_if(|block| matches!(block, Block::Paragraph(_))) {
                Some(Block::Paragraph(line)) => self.inlines(line),
                _ => Vec::new(),
            };
            view! { <li>{first}{self.blocks(rest.collect())}</li> }.into_any()
        };
        items.into_iter().map(item).collect()
    }

    fn inlines(&self, line: Vec<Inline>) -> Vec<AnyView> {
        line.into_iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: Inline) -> AnyView {
        match inline {
            Inline::Text(text) => text.into_any(),
            Inline::Code(code) => view! { <code>{code}</code> }.into_any(),
            Inline::Emphasis(inner) => view! { <em>{self.inlines(inner)}</em> }.into_any(),
            Inline::Strong(inner) => view! { <strong>{self.inlines(inner)}</strong> }.into_any(),
            Inline::Link { label, address } => {
                let label = self.inlines(label);
                view! { <ExternalLink address>{label}</ExternalLink> }.into_any()
            }
            Inline::Marked(at, text) => {
                let Some(Mark { class, title, .. }) = self.0.get(at) else { return text.into_any() };
                view! { <mark class=*class title=title.clone()>{text}</mark> }.into_any()
            }
            Inline::Break => view! { <br/> }.into_any(),
        }
    }
}

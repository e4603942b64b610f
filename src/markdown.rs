//! Markdown from a file as pieces of the page. HTML in it is the text it is; its links are safe ones.
//! Must never read Markdown itself: `text` does.

use crate::node::{Element, Node, div, el};
use faultline_core::text::{self, Block, Inline};

/// Markdown as a piece of the page.
pub fn markdown(text: &str) -> Element {
    div("div", "markdown").all(blocks(text::markdown(text)))
}

fn blocks(all: Vec<Block>) -> Vec<Element> {
    let piece = |block| match block {
        Block::Paragraph(line) => el("p").nodes(inlines(line)),
        // One look for all levels: the page has its own headings.
        Block::Heading(line) => el("p").child(el("strong").nodes(inlines(line))),
        Block::Code(code) => el("pre").attr("tabindex", "0").child(el("code").text(code)),
        Block::Quote(inner) => el("blockquote").all(blocks(inner)),
        Block::List { first, items } => {
            let list = first.map_or(el("ul"), |first| el("ol").attr("start", first.to_string()));
            list.all(items.into_iter().map(list_item).collect())
        }
        Block::Rule => el("hr"),
    };
    all.into_iter().map(piece).collect()
}

/// The text of an item stands on the line of its mark, without the margins of a paragraph.
fn list_item(mut item: Vec<Block>) -> Element {
    let first = match item.first_mut() {
        Some(Block::Paragraph(line)) => std::mem::take(line),
        _ => Vec::new(),
    };
    if !first.is_empty() {
        item.remove(0);
    }
    el("li").nodes(inlines(first)).all(blocks(item))
}

fn inlines(line: Vec<Inline>) -> Vec<Node> {
    let mut pieces = Vec::new();
    for inline in line {
        pieces.push(Node::Element(match inline {
            Inline::Text(text) => {
                pieces.push(Node::Text(text.into()));
                continue;
            }
            Inline::Code(code) => el("code").text(code),
            Inline::Emphasis(inner) => el("em").nodes(inlines(inner)),
            Inline::Strong(inner) => el("strong").nodes(inlines(inner)),
            Inline::Link { label, address } => link(address).nodes(inlines(label)),
            Inline::Break => el("br"),
        }));
    }
    pieces
}

/// A link out of the page: a new tab that learns nothing of this one.
pub fn link(address: String) -> Element {
    el("a").attr("href", address).attr("target", "_blank").attr("rel", "noopener noreferrer")
}

//! Markdown as a tree of plain data, which pages and exports draw.

#[cfg(test)]
mod tests;

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag};

use super::is_safe_link;

/// A block of Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading. Its level is left out: a page has its own outline.
    Heading(Vec<Inline>),
    /// A code block, without the name of its language and without a line break at the end.
    Code(String),
    /// A block quotation.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The number of the first item; `None` for a list with bullets.
        first: Option<u64>,
        /// The contents of each item.
        items: Vec<Vec<Block>>,
    },
    /// A thematic break.
    Rule,
}

/// A piece of a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text, HTML included.
    Text(String),
    /// Code within a line.
    Code(String),
    /// `*text*` or `_text_`.
    Emphasis(Vec<Inline>),
    /// `**text**` or `__text__`.
    Strong(Vec<Inline>),
    /// A link. Its label contains no other link.
    Link {
        /// The label.
        label: Vec<Inline>,
        /// The address; always one that [`is_safe_link`] accepts.
        address: String,
    },
    /// A marked text: the position of its mark, and the text.
    Marked(usize, String),
    /// A hard line break.
    Break,
}

/// How deep quotations and lists nest in the tree, and how deep inlines nest in a block. What lies deeper is kept, but
/// flat, so that whoever walks the tree may recurse.
const MAX_DEPTH: usize = 16;

/// The longest text that is parsed. The parser's time can grow with the number of lines times the number of open
/// containers or of marks, which is unnoticeable below these limits.
const MAX_BYTES: usize = 128 * 1024;
const MAX_LINES: usize = 5_000;

/// Parses `CommonMark`. Every text is Markdown, so this never fails.
///
/// Addresses that stand in the text (`https://example.com`) become links. Links that [`is_safe_link`] rejects are replaced
/// by their labels, and images by their descriptions: fetching one would tell a third party who reads the page. HTML is
/// text, except for `<br>`. A text of more than 128 KiB or 5,000 lines is one code block.
#[must_use]
pub fn markdown(text: &str) -> Vec<Block> {
    marked_markdown(text, &[])
}

/// Parses `CommonMark` as [`markdown`] does, with marks over some bytes of the text, in order and apart from each other. A mark
/// over other markup than plain text marks the plain text under it; one in code marks nothing.
#[must_use]
pub fn marked_markdown(text: &str, marks: &[Range<usize>]) -> Vec<Block> {
    if text.len() > MAX_BYTES || text.lines().count() > MAX_LINES {
        return vec![Block::Code(text.trim_end().to_owned())];
    }
    let events = Parser::new_ext(text, Options::empty()).into_offset_iter().peekable();
    TreeBuilder { source: text, marks, events }.blocks(0)
}

struct TreeBuilder<'a> {
    source: &'a str,
    marks: &'a [Range<usize>],
    events: Peekable<OffsetIter<'a>>,
}

impl TreeBuilder<'_> {
    fn next(&mut self) -> Option<Event<'_>> {
        self.events.next().map(|(event, _)| event)
    }

    /// Appends a text that stands there in the source, with its marks.
    fn push_marked(&self, line: &mut Vec<Inline>, text: &str, at: &Range<usize>) {
        // Where the source has an escape or an entity, its text is another.
        let is_plain = self.source.get(at.clone()) == Some(text);
        let mut done = at.start;
        let first = self.marks.partition_point(|mark| mark.end <= at.start);
        let marks = self.marks.iter().enumerate().skip(first).take_while(|(_, mark)| mark.start < at.end);
        for (index, mark) in marks.filter(|_| is_plain) {
            let (start, end) = (mark.start.max(at.start), mark.end.min(at.end));
            if let (Some(before), Some(marked)) = (self.source.get(done..start), self.source.get(start..end)) {
                if !before.is_empty() {
                    push_text(line, before);
                }
                line.push(Inline::Marked(index, marked.to_owned()));
                done = end;
            }
        }
        let rest = if done == at.start { text } else { self.source.get(done..at.end).unwrap_or("") };
        if !rest.is_empty() {
            push_text(line, rest);
        }
    }

    /// The blocks up to the end of the container that they are in, which is taken too.
    fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Paragraphs, and containers beyond the depth limit: their contents belong to this level.
        let mut open = 0;
        while let Some((event, _)) = self.events.peek() {
            if is_inline(event) {
                blocks.push(Block::Paragraph(self.line(0, false)));
                continue;
            }
            match self.next() {
                Some(Event::Start(Tag::BlockQuote(_))) if depth < MAX_DEPTH => {
                    blocks.push(Block::Quote(self.blocks(depth + 1)));
                }
                Some(Event::Start(Tag::List(first))) if depth < MAX_DEPTH => {
                    blocks.push(Block::List { first, items: self.items(depth + 1) });
                }
                Some(Event::Start(Tag::Heading { .. })) => {
                    blocks.push(Block::Heading(self.line(0, false)));
                    self.events.next();
                }
                Some(Event::Start(Tag::CodeBlock(_))) => blocks.push(Block::Code(self.code())),
                Some(Event::Start(_)) => open += 1,
                Some(Event::Rule) => blocks.push(Block::Rule),
                Some(Event::End(_)) if open > 0 => open -= 1,
                _ => break,
            }
        }
        blocks
    }

    /// The items of a list, and its end.
    fn items(&mut self, depth: usize) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(Event::Start(_)) = self.next() {
            items.push(self.blocks(depth));
        }
        items
    }

    /// The text of a code block, and its end.
    fn code(&mut self) -> String {
        let mut code = String::new();
        while let Some(Event::Text(text)) = self.next() {
            code.push_str(&text);
        }
        code.truncate(code.trim_end_matches('\n').len());
        code
    }

    /// The inlines up to the next block, or to the end of the element that they are in, which is left.
    fn line(&mut self, depth: usize, in_link: bool) -> Vec<Inline> {
        let mut line = Vec::new();
        // Elements whose contents belong to this level.
        let mut open = 0;
        while let Some((event, at)) = self.events.next_if(|(event, _)| is_inline(event) || (open > 0 && is_end(event)))
        {
            match event {
                Event::Text(text) => self.push_marked(&mut line, &text, &at),
                Event::SoftBreak => push_text(&mut line, " "),
                Event::HardBreak => line.push(Inline::Break),
                Event::Html(tag) | Event::InlineHtml(tag) if is_line_break(&tag) => line.push(Inline::Break),
                Event::InlineHtml(html) => push_text(&mut line, &html.replace('\n', " ")),
                Event::Html(html) => {
                    if !line.is_empty() {
                        push_text(&mut line, " ");
                    }
                    push_text(&mut line, html.trim_end());
                }
                Event::Code(code) => line.push(Inline::Code(code.into_string())),
                Event::Start(Tag::Emphasis) if depth < MAX_DEPTH => {
                    line.push(Inline::Emphasis(self.line(depth + 1, in_link)));
                    self.events.next();
                }
                Event::Start(Tag::Strong) if depth < MAX_DEPTH => {
                    line.push(Inline::Strong(self.line(depth + 1, in_link)));
                    self.events.next();
                }
                Event::Start(Tag::Link { link_type, dest_url, .. }) if depth < MAX_DEPTH && !in_link => {
                    let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                    let address = [scheme, &dest_url].concat();
                    if is_safe_link(&address) {
                        line.push(Inline::Link { label: self.line(depth + 1, true), address });
                        self.events.next();
                    } else {
                        open += 1;
                    }
                }
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
        }
        if in_link { line } else { with_addresses_linked(line) }
    }
}

fn is_inline(event: &Event) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. }),
        Event::End(_) | Event::Rule => false,
        _ => true,
    }
}

const fn is_end(event: &Event) -> bool {
    matches!(event, Event::End(_))
}

fn is_line_break(tag: &str) -> bool {
    matches!(tag.trim_end(), "<br>" | "<br/>" | "<br />")
}

/// Appends to the text at the end of a line.
fn push_text(line: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text(before)) = line.last_mut() {
        before.push_str(text);
    } else {
        line.push(Inline::Text(text.to_owned()));
    }
}

/// Makes links of the addresses in the text of a line.
fn with_addresses_linked(line: Vec<Inline>) -> Vec<Inline> {
    let mut linked = Vec::with_capacity(line.len());
    for inline in line {
        let Inline::Text(text) = inline else {
            linked.push(inline);
            continue;
        };
        let mut rest = text.as_str();
        while let Some((before, address, after)) = split_at_address(rest) {
            if !before.is_empty() {
                linked.push(Inline::Text(before.to_owned()));
            }
            linked.push(Inline::Link { label: vec![Inline::Text(address.to_owned())], address: address.to_owned() });
            rest = after;
        }
        if !rest.is_empty() {
            linked.push(Inline::Text(rest.to_owned()));
        }
    }
    linked
}

/// The first web address in a text, with what stands before and after it. What ends a sentence or closes a parenthesis
/// around the address does not belong to it.
fn split_at_address(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices("http").find_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        let after_scheme = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
        if before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        let end = rest.find(|c: char| c.is_whitespace() || "<>[]\"`\\".contains(c)).unwrap_or(rest.len());
        let mut address = rest.get(..end)?;
        let mut unopened = address.matches(')').count().saturating_sub(address.matches('(').count());
        while let Some(shorter) = address.strip_suffix(|c| ".,:;!?'*_~".contains(c) || (c == ')' && unopened > 0)) {
            unopened -= usize::from(address.ends_with(')'));
            address = shorter;
        }
        let scheme = rest.len() - after_scheme.len();
        (address.len() > scheme).then(|| (before, address, rest.get(address.len()..).unwrap_or_default()))
    })
}

//! Reads the common core of Markdown into a tree of plain data. Must never fail, and never decide how the tree looks or
//! which address may become a link. `docs/format.md` lists what is read; everything else stays the text it is.

mod addresses;
mod inlines;
#[cfg(test)]
mod tests;

use std::iter::{Copied, Peekable};
use std::slice::Iter;

use inlines::inlines;

/// What stands below each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading; its level is left out, for the page has its own headings.
    Heading(Vec<Inline>),
    /// Lines of code, without a line break at the end and without the name of their language.
    Code(String),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The number of the first item; nothing for a list with bullets.
        first: Option<u32>,
        /// What stands in each item.
        items: Vec<Vec<Block>>,
    },
    /// A line across.
    Rule,
}

/// What stands beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text as it is to be shown.
    Text(String),
    /// Code within a line.
    Code(String),
    /// `*so*` or `_so_`.
    Emphasis(Vec<Inline>),
    /// `**so**` or `__so__`.
    Strong(Vec<Inline>),
    /// A link. Holds no other link.
    Link {
        /// What is shown.
        label: Vec<Inline>,
        /// Where it leads: any text at all, so it must be checked before it becomes a link.
        address: String,
    },
    /// A line break that is meant.
    Break,
}

/// How deep blocks are read within blocks, and marks within marks. What lies deeper is text: the work for each byte stays
/// bounded, and so does the stack.
const DEEPEST: usize = 16;

/// Markdown as blocks. Takes any text, in time that grows with its length and not faster.
#[must_use]
pub fn markdown(text: &str) -> Vec<Block> {
    blocks(&text.lines().collect::<Vec<_>>(), 0)
}

type Lines<'l, 'a> = Peekable<Copied<Iter<'l, &'a str>>>;

/// What a line would be if nothing stood above it.
enum Start<'a> {
    Blank,
    Text,
    /// Four columns in or more.
    Indented,
    Rule,
    Heading(&'a str),
    Fence(Fence),
    Quote(&'a str),
    Item(Item<'a>),
}

struct Fence {
    mark: char,
    count: usize,
    indent: usize,
}

struct Item<'a> {
    number: Option<u32>,
    /// `-`, `*`, `+`, `.` or `)`: another one begins another list.
    mark: char,
    /// The column in which the text of the item begins; lines that reach it belong to the item.
    width: usize,
    text: &'a str,
}

fn blocks(lines: &[&str], depth: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = lines.iter().copied().peekable();
    while let Some(line) = lines.next() {
        blocks.push(match start(line) {
            Start::Blank => continue,
            Start::Rule => Block::Rule,
            Start::Heading(text) => Block::Heading(inlines(text)),
            Start::Fence(fence) => fenced(&mut lines, &fence),
            Start::Indented => indented(&mut lines, line),
            Start::Quote(text) if depth < DEEPEST => quote(&mut lines, text, depth),
            Start::Item(item) if depth < DEEPEST => list(&mut lines, &item, depth),
            _ => paragraph(&mut lines, line),
        });
    }
    blocks
}

fn paragraph(lines: &mut Lines, first: &str) -> Block {
    let mut text = String::from(first.trim_start());
    while let Some(&line) = lines.peek() {
        let trimmed = line.trim();
        let underline = |mark| trimmed.trim_start_matches(mark).is_empty();
        let goes_on = match start(line) {
            Start::Blank => break,
            _ if underline('=') || underline('-') => {
                lines.next();
                return Block::Heading(inlines(text.trim_end()));
            }
            Start::Text | Start::Indented => true,
            // A year at the start of a line, say.
            Start::Item(item) => item.text.trim().is_empty() || item.number.is_some_and(|number| number != 1),
            _ => false,
        };
        if !goes_on {
            break;
        }
        text.push('\n');
        text.push_str(line.trim_start());
        lines.next();
    }
    Block::Paragraph(inlines(text.trim_end()))
}

fn fenced(lines: &mut Lines, fence: &Fence) -> Block {
    let mut code = Vec::new();
    for line in lines.by_ref() {
        let end = line.trim();
        if end.len() >= fence.count && end.trim_start_matches(fence.mark).is_empty() && indent(line, 0).0 < 4 {
            break;
        }
        code.push(strip(line, fence.indent));
    }
    Block::Code(code.join("\n"))
}

fn indented(lines: &mut Lines, first: &str) -> Block {
    let mut code = vec![strip(first, 4)];
    while let Some(line) = lines.next_if(|line| matches!(start(line), Start::Indented | Start::Blank)) {
        code.push(strip(line, 4));
    }
    Block::Code(String::from(code.join("\n").trim_end()))
}

fn quote(lines: &mut Lines, first: &str, depth: usize) -> Block {
    let mut inner = vec![first];
    while let Some(&line) = lines.peek() {
        match start(line) {
            Start::Quote(text) => inner.push(text),
            Start::Text | Start::Indented if ends_open(&inner) => inner.push(line.trim_start()),
            _ => break,
        }
        lines.next();
    }
    Block::Quote(blocks(&inner, depth + 1))
}

fn list(lines: &mut Lines, first: &Item, depth: usize) -> Block {
    let (number, mark, mut width) = (first.number, first.mark, first.width);
    let mut inner = vec![first.text];
    let mut items = Vec::new();
    while let Some(&line) = lines.peek() {
        match start(line) {
            Start::Blank => inner.push(""),
            _ if indent(line, 0).0 >= width => inner.push(strip(line, width)),
            Start::Item(item) if item.mark == mark => {
                items.push(blocks(&inner, depth + 1));
                inner = vec![item.text];
                width = item.width;
            }
            Start::Text | Start::Indented if ends_open(&inner) => inner.push(line.trim_start()),
            _ => break,
        }
        lines.next();
    }
    items.push(blocks(&inner, depth + 1));
    Block::List { first: number, items }
}

/// Whether a paragraph may be open at the end of these lines, which goes on in the next line even without its mark.
fn ends_open(lines: &[&str]) -> bool {
    lines.last().is_some_and(|line| matches!(start(line), Start::Text | Start::Quote(_) | Start::Item(_)))
}

fn start(line: &str) -> Start<'_> {
    let (columns, text) = indent(line, 0);
    let Some(mark) = text.chars().next() else { return Start::Blank };
    if columns >= 4 {
        return Start::Indented;
    }
    let after = text.trim_start_matches(mark);
    let count = (text.len() - after.len()) / mark.len_utf8();
    match mark {
        '#' if count <= 6 && (after.is_empty() || after.starts_with([' ', '\t'])) => {
            let title = after.trim();
            let open = title.trim_end_matches('#');
            let closed = open.is_empty() || open.ends_with([' ', '\t']);
            return Start::Heading(if closed { open.trim_end() } else { title });
        }
        '`' | '~' if count >= 3 && (mark == '~' || !after.contains('`')) => {
            return Start::Fence(Fence { mark, count, indent: columns });
        }
        '>' => {
            let inner = text.get(1..).unwrap_or_default();
            return Start::Quote(inner.strip_prefix(' ').unwrap_or(inner));
        }
        '-' | '*' | '_' if is_rule(text, mark) => return Start::Rule,
        _ => {}
    }
    item(text, columns).map_or(Start::Text, Start::Item)
}

fn is_rule(text: &str, mark: char) -> bool {
    let mut count = 0;
    for c in text.chars() {
        if c == mark {
            count += 1;
        } else if c != ' ' && c != '\t' {
            return false;
        }
    }
    count >= 3
}

fn item(text: &str, columns: usize) -> Option<Item<'_>> {
    let after_digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - after_digits.len();
    let mark = after_digits.chars().next()?;
    let number = match mark {
        '-' | '*' | '+' if digits == 0 => None,
        // Nine digits at most, so that every number fits.
        '.' | ')' if (1..=9).contains(&digits) => Some(text.get(..digits)?.parse().ok()?),
        _ => return None,
    };
    let after = after_digits.get(1..)?;
    let marked = columns + digits + 1;
    let (spaces, inner) = indent(after, marked);
    let (width, text) = match spaces {
        _ if inner.is_empty() => (marked + 1, inner),
        0 => return None,
        1..=4 => (marked + spaces, inner),
        // Code, indented within the item.
        _ => (marked + 1, strip(after, 1)),
    };
    Some(Item { number, mark, width, text })
}

/// How many columns of white space begin here, in a line of which so many columns are past, and what follows.
fn indent(line: &str, past: usize) -> (usize, &str) {
    let mut columns = past;
    for (at, c) in line.char_indices() {
        match c {
            ' ' => columns += 1,
            '\t' => columns += 4 - columns % 4,
            _ => return (columns - past, line.get(at..).unwrap_or_default()),
        }
    }
    (columns - past, "")
}

/// The line without so many columns of white space, or as many as there are.
fn strip(line: &str, width: usize) -> &str {
    let mut columns = 0;
    for (at, c) in line.char_indices() {
        match c {
            _ if columns >= width => return line.get(at..).unwrap_or_default(),
            ' ' => columns += 1,
            '\t' => columns += 4 - columns % 4,
            _ => return line.get(at..).unwrap_or_default(),
        }
    }
    ""
}

//! `DokuWiki` text: `====== Title ======` is its highest heading, `^` stands before the names of a table. Line by line it is
//! brought into the marks of Markdown, which it is read as.

use super::block::Block;
use super::lines::{self, Syntax};

/// The level of a heading and its text: six equals signs are the first.
fn heading(line: &str) -> Option<(usize, &str)> {
    let text = line.trim();
    let marks = text.bytes().take_while(|byte| *byte == b'=').count();
    let title = text.get(marks..)?.trim_end_matches('=').trim();
    let is_heading = (2..=6).contains(&marks) && text.ends_with("==") && !title.is_empty();
    is_heading.then(|| (7 - marks, title))
}

/// `true` for a text with a heading of six equals signs, or with names of a table between carets below a heading.
pub fn is_dokuwiki(start: &str) -> bool {
    let highest = start.lines().take(60).filter_map(heading).any(|(level, _)| level == 1);
    let names = |line: &str| line.trim_start().starts_with("^ ") && line.trim_end().ends_with('^');
    highest || start.lines().filter_map(heading).count() > 1 && start.lines().any(names)
}

/// The blocks of a document.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut markdown = String::with_capacity(text.len());
    let mut code = false;
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let trimmed = line.trim();
        let opens = ["<code", "<file"].iter().any(|tag| trimmed.starts_with(tag));
        let closes = trimmed.ends_with("</code>") || trimmed.ends_with("</file>");
        if opens || closes {
            code = opens && !closes;
            markdown.push_str("```");
        } else if code {
            markdown.push_str(line);
        } else {
            push_line(line, &mut markdown);
        }
        markdown.push('\n');
    }
    lines::blocks(&markdown, Syntax::Markdown)
}

/// A line in the marks of Markdown.
fn push_line(line: &str, markdown: &mut String) {
    let trimmed = line.trim();
    let indent = line.len() - line.trim_start().len();
    if let Some((level, title)) = heading(line) {
        markdown.push_str(&"#".repeat(level));
        markdown.push(' ');
        markdown.push_str(title);
    } else if trimmed.len() > 2 && trimmed.starts_with(['^', '|']) && trimmed.ends_with(['^', '|']) {
        markdown.push_str(&trimmed.replace('^', "|"));
    } else if indent >= 2 && trimmed.starts_with(['*', '-']) {
        // "  - " is a number, "  * " a bullet; two blanks more are one level deeper.
        markdown.push_str(&" ".repeat((indent - 2) * 2));
        markdown.push_str(if trimmed.starts_with('*') { "* " } else { "1. " });
        markdown.push_str(&links(trimmed.get(1..).unwrap_or("").trim_start()));
    } else {
        let text = trimmed.strip_suffix("\\\\").unwrap_or(trimmed);
        markdown.push_str(&links(text.trim_end()));
        // A line that ends with two backslashes is one of its own.
        if text.len() < trimmed.len() {
            markdown.push('\\');
        }
    }
}

/// A text with its links as Markdown has them: `[[address|words]]`.
fn links(text: &str) -> String {
    let mut rest = text;
    let mut written = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("[[") {
        let Some((link, after)) = after.split_once("]]") else { break };
        let (address, words) = link.split_once('|').unwrap_or((link, link));
        written.push_str(before);
        for piece in ["[", words.trim(), "](", address.trim(), ")"] {
            written.push_str(piece);
        }
        rest = after;
    }
    written.push_str(rest);
    written
}

//! `MediaWiki` text: headings between equals signs, lists by their marks, tables, templates.

use super::block::{Block, Gathered, Kind};

/// The blocks of a wiki page.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Gathered::default();
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut at = 0;
    let mut table: Option<Table> = None;
    while let Some(line) = lines.get(at).copied().map(str::trim) {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        if let Some(next) = raw_block(&lines, at, line, number, &mut out) {
            at = next;
        } else if let Some(open) = &mut table {
            if line.starts_with("|}") {
                open.end_row(&mut out);
                table = None;
            } else {
                open.line(line, number, &mut out);
            }
            at += 1;
        } else if line.starts_with("{|") {
            table = Some(Table { number: out.table(), ..Table::default() });
            at += 1;
        } else if line.starts_with("{{") && !line.contains("}}") {
            at = template(&lines, at, &mut out);
        } else {
            push_line(line, number, &mut out);
            at += 1;
        }
    }
    if let Some(mut table) = table {
        table.end_row(&mut out);
    }
    out.into_blocks()
}

/// A block of code or a comment that begins with a line. Returns the line after it.
fn raw_block(lines: &[&str], at: usize, line: &str, number: u32, out: &mut Gathered) -> Option<usize> {
    let lower = line.to_ascii_lowercase();
    let tags = ["<pre", "<syntaxhighlight", "<source", "<nowiki", "<!--"];
    let tag = tags.into_iter().find(|tag| lower.starts_with(tag))?;
    let close = match tag {
        "<!--" => "-->".to_owned(),
        tag => format!("</{}", tag.trim_start_matches('<')),
    };
    let length = lines.iter().skip(at).position(|line| line.to_ascii_lowercase().contains(&close));
    let end = length.map_or(lines.len() - 1, |length| at + length);
    out.close();
    if tag != "<!--" {
        let code = lines.get(at..=end).unwrap_or(&[]).join("\n");
        out.push(Kind::Code, &code, number, 0);
    }
    Some(end + 1)
}

/// A line outside of tables and templates.
fn push_line(line: &str, number: u32, out: &mut Gathered) {
    let lower = line.to_ascii_lowercase();
    if line.is_empty() {
        out.close();
    } else if line.starts_with('=') && line.ends_with('=') && line.len() > 2 {
        let level = line.bytes().take_while(|byte| *byte == b'=').count();
        let level = u8::try_from(level).unwrap_or(6);
        out.push(Kind::Heading(level), &inline(line.trim_matches('=').trim()), number, 0);
    } else if line.starts_with(['*', '#']) {
        let depth = line.bytes().take_while(|byte| b"*#:".contains(byte)).count();
        let rest = line.get(depth..).unwrap_or("");
        let numbered = line.as_bytes().get(depth - 1) == Some(&b'#');
        let text = inline(rest.trim());
        let done = lower.contains("{{done").then_some(true);
        out.begin(Kind::Item { numbered, done }, &text, number, u8::try_from(depth).unwrap_or(u8::MAX));
        out.close();
    } else if let Some(rest) = line.strip_prefix(';') {
        // A term, and what it means behind the colon.
        let (term, meaning) = rest.split_once(" :").unwrap_or((rest, ""));
        out.push(
            Kind::Item { numbered: false, done: None },
            &format!("{} {}", inline(term.trim()), inline(meaning.trim())),
            number,
            1,
        );
    } else if line.starts_with(':') {
        out.push(Kind::Quote, &inline(line.trim_start_matches(':').trim()), number, 1);
    } else if line.starts_with("----") {
        out.push(Kind::Rule, "", number, 0);
    } else if lower.starts_with("[[category:")
        || lower.starts_with("[[file:")
        || lower.starts_with("[[image:")
        || line.starts_with("__")
    {
        out.close();
    } else {
        let text = inline(line);
        if !text.is_empty() {
            out.line(&text, number, 0);
        }
    }
}

/// A template over several lines: each of its arguments with a name is a field.
fn template(lines: &[&str], from: usize, out: &mut Gathered) -> usize {
    let mut open = 0_usize;
    let mut at = from;
    out.close();
    while let Some(line) = lines.get(at) {
        let trimmed = line.trim();
        if at > from
            && let Some((key, value)) = trimmed.strip_prefix('|').and_then(|field| field.split_once('='))
        {
            let value = value.trim();
            let value = if open == 1 && trimmed.matches("}}").count() > trimmed.matches("{{").count() {
                value.trim_end_matches("}}")
            } else {
                value
            };
            out.push(
                Kind::Meta { key: key.trim().to_owned() },
                &inline(value.trim()),
                u32::try_from(at + 1).unwrap_or(u32::MAX),
                0,
            );
        }
        open = (open + line.matches("{{").count()).saturating_sub(line.matches("}}").count());
        at += 1;
        if open == 0 || at > from + 400 {
            break;
        }
    }
    at
}

/// A table being read.
#[derive(Default)]
struct Table {
    number: u32,
    cells: Vec<String>,
    line: u32,
    header: bool,
    /// Cells that reach down: column, rows left, text.
    spans: Vec<(usize, usize, String)>,
}

impl Table {
    fn line(&mut self, line: &str, number: u32, out: &mut Gathered) {
        if line.starts_with("|-") {
            self.end_row(out);
        } else if line.starts_with("|+") {
            // A caption.
        } else if let Some(rest) = line.strip_prefix('!') {
            self.begin(number);
            self.header = true;
            for cell in rest.split("!!").flat_map(|cell| cell.split("||")) {
                self.cell(cell);
            }
        } else if let Some(rest) = line.strip_prefix('|') {
            self.begin(number);
            for cell in rest.split("||") {
                self.cell(cell);
            }
        } else if let Some(cell) = self.cells.last_mut()
            && !line.is_empty()
        {
            cell.push(' ');
            cell.push_str(&inline(line.trim_start_matches('*').trim()));
        }
    }

    fn begin(&mut self, number: u32) {
        if self.cells.is_empty() {
            self.line = number;
        }
    }

    fn cell(&mut self, written: &str) {
        while let Some((_, left, text)) =
            self.spans.iter_mut().find(|(column, left, _)| *column == self.cells.len() && *left > 0)
        {
            *left -= 1;
            let text = text.clone();
            self.cells.push(text);
        }
        // Attributes stand before a single pipe.
        let mut text = written;
        let mut rows = 1;
        if let Some((attributes, rest)) = written.split_once('|')
            && attributes.contains('=')
            && !attributes.contains("[[")
        {
            rows =
                attribute(attributes, "rowspan").and_then(|rows| rows.parse().ok()).unwrap_or(1_usize).clamp(1, 1000);
            text = rest;
        }
        let text = inline(text.trim());
        if rows > 1 {
            self.spans.push((self.cells.len(), rows - 1, text.clone()));
        }
        self.cells.push(text);
    }

    fn end_row(&mut self, out: &mut Gathered) {
        let cells = std::mem::take(&mut self.cells);
        let header = std::mem::take(&mut self.header);
        self.spans.retain(|(_, left, _)| *left > 0);
        if cells.iter().any(|cell| !cell.is_empty()) {
            out.row(self.number, header && cells.len() > 1, cells, self.line, 0);
        }
    }
}

/// Wiki marks within a line as Markdown.
pub fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '[', '{', '<']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = here.strip_prefix("'''''") {
            out.push_str("**");
            rest = after;
        } else if let Some(after) = here.strip_prefix("'''") {
            out.push_str("**");
            rest = after;
        } else if let Some(after) = here.strip_prefix("''") {
            out.push('*');
            rest = after;
        } else if let Some(after) = here.strip_prefix("[[") {
            let Some((link, tail)) = after.split_once("]]") else {
                out.push_str("[[");
                rest = after;
                continue;
            };
            out.push_str(link.rsplit('|').next().unwrap_or(link));
            rest = tail;
        } else if here.starts_with("[http") || here.starts_with("[//") {
            let Some((link, tail)) = here.get(1..).and_then(|here| here.split_once(']')) else {
                out.push('[');
                rest = here.get(1..).unwrap_or("");
                continue;
            };
            match link.split_once(' ') {
                Some((address, label)) => out.extend(["[", label, "](", address, ")"]),
                None => out.push_str(link),
            }
            rest = tail;
        } else if let Some(after) = here.strip_prefix("{{") {
            let Some((inside, tail)) = after.split_once("}}") else {
                rest = after;
                continue;
            };
            let name = inside.split('|').next().unwrap_or("").trim().to_ascii_lowercase();
            if matches!(name.as_str(), "done" | "check" | "tick" | "y" | "yes" | "yes check" | "resolved") {
                out.push('✅');
            } else if let Some((_, argument)) = inside.split_once('|') {
                // "{{phabricator|T000002}}", "{{Tooltip|eqiad|a data centre}}"
                out.push_str(argument.split('|').find(|argument| !argument.contains('=')).unwrap_or(""));
            }
            rest = tail;
        } else if here.starts_with("<ref") {
            let close = here.find("/>").filter(|end| here.find('>') == Some(end + 1)).map(|end| end + 2);
            let end = close.or_else(|| here.find("</ref>").map(|end| end + 6)).unwrap_or(here.len());
            rest = here.get(end..).unwrap_or("");
        } else if here.starts_with("<!--") {
            rest = here.split_once("-->").map_or("", |(_, rest)| rest);
        } else {
            let mark = here.chars().next().unwrap_or(' ');
            out.push(mark);
            rest = here.get(mark.len_utf8()..).unwrap_or("");
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// `true` for the beginning of a wiki page.
pub fn is_wikitext(start: &str) -> bool {
    let mut headings = 0;
    let mut marks = 0;
    for line in start.lines().take(400) {
        let line = line.trim();
        let level = line.bytes().take_while(|byte| *byte == b'=').count();
        if (2..=6).contains(&level)
            && line.len() > level * 2
            && line.ends_with(&"=".repeat(level))
            && line.get(level..).is_some_and(|rest| !rest.starts_with('=') && rest.chars().any(char::is_alphanumeric))
        {
            headings += 1;
        }
        if line.contains("'''") || line.contains("[[") || line.starts_with("{{") || line.starts_with("{|") {
            marks += 1;
        }
    }
    headings >= 2 || headings == 1 && marks > 0 || start.contains("{{irdoc") || start.contains("{{Incident scorecard")
}

/// The value of an attribute.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    while let Some(at) = rest.find(name) {
        let before = rest.get(..at)?.chars().next_back();
        let after = rest.get(at + name.len()..)?;
        rest = after;
        if before.is_some_and(|c| !c.is_whitespace() && c != '"' && c != '\'') {
            continue;
        }
        let Some(value) = after.trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start();
        let quote = value.chars().next()?;
        return Some(if matches!(quote, '"' | '\'') {
            value.get(1..)?.split(quote).next()?.to_owned()
        } else {
            value.split(|c: char| c.is_whitespace()).next()?.to_owned()
        });
    }
    None
}

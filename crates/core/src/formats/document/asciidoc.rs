//! `AsciiDoc`: headings of equals signs, delimited blocks, lists by the number of their marks, tables with a cell a line.

use std::collections::HashMap;

use super::block::{Block, Gathered, Kind};
use super::lines::check_box;

/// The blocks of a document.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Gathered::default();
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut attributes: HashMap<String, String> = HashMap::new();
    let mut at = front_matter(&lines, &mut out);
    let mut after_title = false;
    let mut depth = 0_u8;
    let mut header_option = false;
    while at < lines.len() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let raw = lines.get(at).copied().unwrap_or("");
        let line = raw.trim();
        at += 1;
        if line.is_empty() {
            out.close();
            after_title = false;
            continue;
        }
        // Delimited blocks.
        if line.len() >= 4
            && ["----", "....", "````", "////", "____", "++++"].iter().any(|fence| line.starts_with(fence))
            && line.chars().all(|c| line.starts_with(c))
        {
            let end =
                lines.iter().skip(at).position(|other| other.trim() == line).map_or(lines.len(), |length| at + length);
            out.close();
            let inside = lines.get(at..end).unwrap_or(&[]);
            if line.starts_with("____") {
                for (offset, line) in inside.iter().enumerate() {
                    out.attached(&Kind::Quote, line.trim(), u32::try_from(at + offset + 1).unwrap_or(u32::MAX), depth);
                }
            } else if !line.starts_with("////") {
                out.push(Kind::Code, &inside.join("\n"), number, depth);
            }
            at = end + 1;
            continue;
        }
        if line.starts_with("|===") || line.starts_with("!===") {
            at = table(
                &lines,
                at,
                line.get(..4).unwrap_or("|==="),
                std::mem::take(&mut header_option),
                &attributes,
                &mut out,
            );
            continue;
        }
        if line.starts_with("====") && line.chars().all(|c| c == '=')
            || line == "--"
            || line.starts_with("****") && line.chars().all(|c| c == '*')
        {
            out.close();
            continue;
        }
        if line.starts_with("//")
            || line.starts_with("include::")
            || line.starts_with("ifdef::")
            || line.starts_with("endif::")
            || line.starts_with("toc::")
            || line.starts_with("image::")
            || line.starts_with("<<<")
        {
            continue;
        }
        // ":name: value"
        if let Some((name, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':'))
            && !name.is_empty()
            && !name.contains(' ')
        {
            attributes.insert(name.to_owned(), value.trim().to_owned());
            out.push(Kind::Meta { key: name.to_owned() }, value.trim(), number, 0);
            continue;
        }
        if line.starts_with('[') && line.ends_with(']') && !line.starts_with("[ ]") && !line.starts_with("[x]") {
            header_option |= line.contains("header");
            // An anchor, a style.
            if line.starts_with("[[") || line.contains('=') || line.contains(['%', '#', '.']) || !line.contains(' ') {
                continue;
            }
        }
        let level = line.bytes().take_while(|byte| *byte == b'=').count();
        if (1..=6).contains(&level) && line.as_bytes().get(level) == Some(&b' ') {
            let title = inline(line.get(level..).unwrap_or("").trim(), &attributes);
            out.push(Kind::Heading(u8::try_from(level).unwrap_or(6)), &title, number, 0);
            after_title = level == 1;
            depth = 0;
            continue;
        }
        if after_title {
            // The author, and the revision with its date: no text.
            let is_revision = line.starts_with('v') && line.contains(|c: char| c.is_ascii_digit())
                || line.contains('@') && line.contains('<')
                || line.split_whitespace().count() <= 4 && !line.contains(':');
            if is_revision {
                continue;
            }
        }
        after_title = false;
        // A title of a block: ".2026-03-05".
        if let Some(title) = line.strip_prefix('.')
            && title.starts_with(char::is_alphanumeric)
        {
            out.push(Kind::Paragraph, &inline(title, &attributes), number, 0);
            continue;
        }
        if let Some((mark, count)) = list_mark(line) {
            let rest = line.get(count..).unwrap_or("").trim();
            let (done, rest) = check_box(rest);
            let (done, rest) = match rest.strip_prefix("[*]") {
                Some(rest) => (Some(true), rest),
                None => (done, rest),
            };
            let count = if mark == '1' { 1 } else { count };
            depth = u8::try_from(count).unwrap_or(u8::MAX);
            out.begin(
                Kind::Item { numbered: matches!(mark, '.' | '1'), done },
                &inline(rest.trim(), &attributes),
                number,
                depth,
            );
            continue;
        }
        // "term:: text"
        if let Some((term, meaning)) = line.split_once("::").filter(|(term, meaning)| {
            !term.contains("http") && !term.is_empty() && (meaning.is_empty() || meaning.starts_with(' '))
        }) {
            let text = format!("{} {}", inline(term, &attributes), inline(meaning.trim(), &attributes));
            out.begin(Kind::Item { numbered: false, done: None }, text.trim(), number, 1);
            depth = 1;
            continue;
        }
        if line == "+" {
            out.close();
            continue;
        }
        let line = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "]
            .iter()
            .find_map(|word| line.strip_prefix(word))
            .unwrap_or(line);
        let line = line.strip_suffix(" +").unwrap_or(line);
        let text = inline(line, &attributes);
        if !out.is_open() {
            depth = 0;
        }
        out.line(&text, number, depth);
    }
    out.into_blocks()
}

fn front_matter(lines: &[&str], out: &mut Gathered) -> usize {
    if lines.first().map(|line| line.trim()) != Some("---") {
        return 0;
    }
    let Some(end) = lines.iter().skip(1).take(200).position(|line| line.trim() == "---") else { return 0 };
    for (at, line) in lines.iter().enumerate().take(end + 1).skip(1) {
        if let Some((key, value)) = line.split_once(':') {
            out.push(
                Kind::Meta { key: key.trim().to_owned() },
                value.trim().trim_matches(['"', '\'']),
                u32::try_from(at + 1).unwrap_or(u32::MAX),
                0,
            );
        }
    }
    end + 2
}

/// The mark of a list item and how many bytes it takes: `*`, `**`, `-`, `.`, `1.`.
fn list_mark(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next()?;
    if matches!(mark, '*' | '-' | '.') {
        let count = line.chars().take_while(|c| *c == mark).count();
        return line
            .get(count..)
            .filter(|rest| rest.starts_with(' ') && (mark != '-' || count == 1))
            .map(|_| (mark, count));
    }
    match super::lines::marker(line) {
        Some((true, rest)) => Some(('1', line.len() - rest.len())),
        _ => None,
    }
}

/// Reads a table to its end. Returns the line after it.
fn table(
    lines: &[&str],
    from: usize,
    fence: &str,
    header: bool,
    attributes: &HashMap<String, String>,
    out: &mut Gathered,
) -> usize {
    let end = lines
        .iter()
        .skip(from)
        .position(|line| line.trim().starts_with(fence))
        .map_or(lines.len(), |length| from + length);
    let mark = fence.chars().next().unwrap_or('|');
    let inside = lines.get(from..end).unwrap_or(&[]);
    // A cell that holds a document of its own: its text is text.
    if inside.iter().find(|line| !line.trim().is_empty()).is_some_and(|line| matches!(line.trim(), "a|" | "a |")) {
        out.extend(blocks_at(inside.get(1..).unwrap_or(&[]), from + 1));
        return end + 1;
    }
    let number = out.table();
    // Cells in order, each with its line, and how many rows it spans.
    let mut cells: Vec<(String, u32, usize)> = Vec::new();
    let mut width = 0;
    let mut first_row_open = true;
    let mut blank_after_first = false;
    for (offset, line) in inside.iter().enumerate() {
        let at = u32::try_from(from + offset + 1).unwrap_or(u32::MAX);
        let line = line.trim();
        if line.is_empty() {
            if width > 0 && first_row_open {
                blank_after_first = true;
                first_row_open = false;
            }
            continue;
        }
        if !line.contains(mark) {
            if let Some((cell, _, _)) = cells.last_mut() {
                cell.push(' ');
                cell.push_str(&inline(line, attributes));
            }
            continue;
        }
        let mut pieces = line.split(mark);
        let mut spec = pieces.next().unwrap_or("").trim().to_owned();
        let mut count = 0;
        let pieces: Vec<&str> = pieces.collect();
        for piece in &pieces {
            let rows = spec
                .split('.')
                .nth(1)
                .and_then(|rows| rows.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().ok())
                .filter(|_| spec.contains('+'))
                .unwrap_or(1);
            // The specification of the next cell stands at the end of this one.
            let text = piece.trim_end();
            let (text, next) = match text.rsplit_once(' ') {
                Some((before, last)) if is_spec(last) => (before, last.to_owned()),
                _ => (text, String::new()),
            };
            spec = next;
            cells.push((inline(text.trim(), attributes), at, rows.clamp(1, 100)));
            count += 1;
        }
        if width == 0 {
            width = count;
        } else if first_row_open {
            first_row_open = false;
        }
    }
    if width == 0 {
        return end + 1;
    }
    // A first row with one cell a line: as many as stand before the empty line.
    let mut spans: Vec<usize> = vec![0; width];
    let mut row: Vec<String> = Vec::new();
    let mut line = 0;
    let mut kept: Vec<String> = vec![String::new(); width];
    let mut is_first = true;
    for (text, at, rows) in cells {
        loop {
            let column = row.len();
            match (spans.get_mut(column), kept.get(column)) {
                (Some(left), Some(text)) if *left > 0 => {
                    *left -= 1;
                    row.push(text.clone());
                }
                _ => break,
            }
        }
        if row.len() >= width {
            out.row(number, is_first && (header || blank_after_first), std::mem::take(&mut row), line, 0);
            is_first = false;
        }
        if row.is_empty() || line == 0 || row.len() == spans.iter().filter(|left| **left > 0).count() {
            line = at;
        }
        let column = row.len();
        if let (Some(left), Some(keep)) = (spans.get_mut(column), kept.get_mut(column)) {
            *left = rows - 1;
            keep.clone_from(&text);
        }
        row.push(text);
        if row.len() >= width {
            out.row(number, is_first && (header || blank_after_first), std::mem::take(&mut row), line, 0);
            is_first = false;
        }
    }
    if !row.is_empty() {
        out.row(number, false, row, line, 0);
    }
    end + 1
}

/// `true` for the specification of a cell: `.2+`, `2*`, `a`, `h`.
fn is_spec(word: &str) -> bool {
    word.len() <= 6
        && word.ends_with(['+', '*'])
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '+' | '*' | '<' | '>' | '^'))
}

/// The blocks of lines that begin further down.
fn blocks_at(lines: &[&str], from: usize) -> Vec<Block> {
    let mut found = blocks(&lines.join("\n"));
    let down = u32::try_from(from).unwrap_or(u32::MAX);
    for line in found.iter_mut().flat_map(|block| block.lines.iter_mut()) {
        *line = line.saturating_add(down);
    }
    found
}

/// Marks within a line as Markdown.
fn inline(text: &str, attributes: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            // "*bold*" as "**bold**"
            '*' if !after.starts_with('*') && before != '*' => out.push_str("**"),
            '{' => {
                if let Some((name, tail)) = after.split_once('}')
                    && let Some(value) = attributes.get(name)
                {
                    out.push_str(value);
                    rest = tail;
                    before = '}';
                    continue;
                }
                out.push(c);
            }
            'l' if rest.starts_with("link:") => {
                if let Some((address, tail)) = rest.get(5..).and_then(|rest| rest.split_once('['))
                    && !address.contains(' ')
                    && let Some((label, tail)) = tail.split_once(']')
                {
                    out.extend(["[", label, "](", address, ")"]);
                    rest = tail;
                    before = ']';
                    continue;
                }
                out.push(c);
            }
            'h' if rest.starts_with("http") && !before.is_alphanumeric() => {
                let end = rest.find(|c: char| c.is_whitespace() || c == '[').unwrap_or(rest.len());
                let (address, tail) = rest.split_at(end);
                if let Some((label, tail)) = tail.strip_prefix('[').and_then(|tail| tail.split_once(']')) {
                    out.extend(["[", label, "](", address, ")"]);
                    rest = tail;
                } else {
                    out.push_str(address);
                    rest = tail;
                }
                before = ' ';
                continue;
            }
            '<' if rest.starts_with("<<") => {
                if let Some((inside, tail)) = rest.get(2..).and_then(|rest| rest.split_once(">>")) {
                    // A link into the document.
                    let label = inside.split_once(',').map_or(inside, |(_, label)| label);
                    let whole = out.trim().is_empty() && tail.trim().is_empty();
                    if whole {
                        out.extend(["[", label, "](#", label, ")"]);
                    } else {
                        out.push_str(label);
                    }
                    rest = tail;
                    before = '>';
                    continue;
                }
                out.push(c);
            }
            _ => out.push(c),
        }
        before = c;
        rest = after;
    }
    out
}

/// `true` for the beginning of an `AsciiDoc` document.
pub fn is_asciidoc(start: &str, name: &str) -> bool {
    let by_name = super::ends_with(name, &["adoc", "asciidoc"]);
    let mut headings = 0;
    let mut marks = 0;
    for line in start.lines().take(300) {
        let level = line.bytes().take_while(|byte| *byte == b'=').count();
        if (1..=5).contains(&level) && line.as_bytes().get(level) == Some(&b' ') && !line.trim_end().ends_with('=') {
            headings += 1;
        }
        let line = line.trim();
        if line.starts_with("|===")
            || line.starts_with("[cols=")
            || line.starts_with("[[")
            || line == ":toc:"
            || line.contains("link:") && line.contains('[')
            || line.starts_with("NOTE: ")
            || line == "----"
        {
            marks += 1;
        }
    }
    headings >= 1 && (by_name || marks > 0 || headings >= 2)
}

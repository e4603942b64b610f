//! `AsciiDoc`: headings of equals signs, delimited blocks, lists by the number of their marks, tables with a cell a line.

use std::collections::HashMap;

use super::block::{Block, Gathered, Kind};
use super::lines::check_box;

/// The marks around delimited blocks.
const FENCES: [&str; 6] = ["----", "....", "````", "////", "____", "++++"];
/// The beginnings of lines that are no text.
const DIRECTIVES: [&str; 7] = ["//", "include::", "ifdef::", "endif::", "toc::", "image::", "<<<"];
/// The beginnings of admonitions.
const ADMONITIONS: [&str; 5] = ["NOTE: ", "TIP: ", "IMPORTANT: ", "WARNING: ", "CAUTION: "];

/// The number of a line that stands at a position.
fn number_at(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

/// A document while it is read.
struct Reader<'a> {
    lines: Vec<&'a str>,
    /// The line to read next.
    at: usize,
    attributes: HashMap<String, String>,
    out: Gathered,
    /// `true` below the title, where author and revision stand.
    after_title: bool,
    /// The depth of the item that text belongs to.
    depth: u8,
    /// `true` when the next table has a row of names.
    header_option: bool,
}

/// The blocks of a document.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut out = Gathered::default();
    let at = front_matter(&lines, &mut out);
    let attributes = HashMap::new();
    let mut reader = Reader { lines, at, attributes, out, after_title: false, depth: 0, header_option: false };
    while let Some(line) = reader.lines.get(reader.at).copied().map(str::trim) {
        let number = number_at(reader.at);
        reader.at += 1;
        reader.line(line, number);
    }
    reader.out.into_blocks()
}

impl Reader<'_> {
    fn line(&mut self, line: &str, number: u32) {
        if line.is_empty() {
            self.out.close();
            self.after_title = false;
            return;
        }
        if self.delimited(line, number) || self.directive(line, number) || self.heading(line, number) {
            return;
        }
        // The author, and the revision with its date, are no text.
        if self.after_title && is_revision(line) {
            return;
        }
        self.after_title = false;
        if !self.item(line, number) {
            self.text(line, number);
        }
    }

    fn inline(&self, text: &str) -> String {
        inline(text, &self.attributes)
    }

    /// A delimited block or a table, to its end.
    fn delimited(&mut self, line: &str, number: u32) -> bool {
        let is_run = line.chars().all(|c| line.starts_with(c));
        if line.len() >= 4 && FENCES.iter().any(|fence| line.starts_with(fence)) && is_run {
            let from = self.at;
            let length = self.lines.iter().skip(from).position(|other| other.trim() == line);
            let end = length.map_or(self.lines.len(), |length| from + length);
            self.out.close();
            let inside = self.lines.get(from..end).unwrap_or(&[]);
            if line.starts_with("____") {
                for (offset, line) in inside.iter().enumerate() {
                    self.out.attached(&Kind::Quote, line.trim(), number_at(from + offset), self.depth);
                }
            } else if !line.starts_with("////") {
                self.out.push(Kind::Code, &inside.join("\n"), number, self.depth);
            }
            self.at = end + 1;
            return true;
        }
        if line.starts_with("|===") || line.starts_with("!===") {
            let fence = line.get(..4).unwrap_or("|===");
            let header = std::mem::take(&mut self.header_option);
            self.at = table(&self.lines, self.at, fence, header, &self.attributes, &mut self.out);
            return true;
        }
        // What stands between these is text.
        let is_open = line == "--" || is_run && (line.starts_with("====") || line.starts_with("****"));
        if is_open {
            self.out.close();
        }
        is_open
    }

    /// A line that is no text: a comment, an inclusion, an attribute, a style.
    fn directive(&mut self, line: &str, number: u32) -> bool {
        if DIRECTIVES.iter().any(|directive| line.starts_with(directive)) {
            return true;
        }
        // ":name: value"
        if let Some((name, value)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':'))
            && !name.is_empty()
            && !name.contains(' ')
        {
            self.attributes.insert(name.to_owned(), value.trim().to_owned());
            self.out.push(Kind::Meta { key: name.to_owned() }, value.trim(), number, 0);
            return true;
        }
        if !line.starts_with('[') || !line.ends_with(']') || line.starts_with("[ ]") || line.starts_with("[x]") {
            return false;
        }
        self.header_option |= line.contains("header");
        // An anchor, a style.
        line.starts_with("[[") || line.contains(['=', '%', '#', '.']) || !line.contains(' ')
    }

    fn heading(&mut self, line: &str, number: u32) -> bool {
        let level = line.bytes().take_while(|byte| *byte == b'=').count();
        if !(1..=6).contains(&level) || line.as_bytes().get(level) != Some(&b' ') {
            return false;
        }
        let title = self.inline(line.get(level..).unwrap_or("").trim());
        self.out.push(Kind::Heading(u8::try_from(level).unwrap_or(6)), &title, number, 0);
        self.after_title = level == 1;
        self.depth = 0;
        true
    }

    /// The title of a block, an item of a list, or a term with its meaning.
    fn item(&mut self, line: &str, number: u32) -> bool {
        // ".2026-03-05"
        if let Some(title) = line.strip_prefix('.')
            && title.starts_with(char::is_alphanumeric)
        {
            let title = self.inline(title);
            self.out.push(Kind::Paragraph, &title, number, 0);
            return true;
        }
        if let Some((mark, count)) = list_mark(line) {
            let rest = line.get(count..).unwrap_or("").trim();
            let (done, rest) = check_box(rest);
            let (done, rest) = rest.strip_prefix("[*]").map_or((done, rest), |rest| (Some(true), rest));
            let count = if mark == '1' { 1 } else { count };
            self.depth = u8::try_from(count).unwrap_or(u8::MAX);
            let kind = Kind::Item { numbered: matches!(mark, '.' | '1'), done };
            let text = self.inline(rest.trim());
            self.out.begin(kind, &text, number, self.depth);
            return true;
        }
        // "term:: text"
        let Some((term, meaning)) = line.split_once("::").filter(|(term, meaning)| {
            !term.contains("http") && !term.is_empty() && (meaning.is_empty() || meaning.starts_with(' '))
        }) else {
            return false;
        };
        let text = format!("{} {}", self.inline(term), self.inline(meaning.trim()));
        self.out.begin(Kind::Item { numbered: false, done: None }, text.trim(), number, 1);
        self.depth = 1;
        true
    }

    fn text(&mut self, line: &str, number: u32) {
        if line == "+" {
            self.out.close();
            return;
        }
        let line = ADMONITIONS.iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line);
        let text = self.inline(line.strip_suffix(" +").unwrap_or(line));
        if !self.out.is_open() {
            self.depth = 0;
        }
        self.out.line(&text, number, self.depth);
    }
}

/// `true` for the author, or the revision with its date, below a title.
fn is_revision(line: &str) -> bool {
    line.starts_with('v') && line.contains(|c: char| c.is_ascii_digit())
        || line.contains('@') && line.contains('<')
        || line.split_whitespace().count() <= 4 && !line.contains(':')
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

/// A cell: its text, its line, and how many rows it spans.
type Cell = (String, u32, usize);

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
    let mut cells: Vec<Cell> = Vec::new();
    let mut width = 0;
    let mut first_row_open = true;
    // An empty line behind the first row makes it a row of names.
    let mut blank_after_first = false;
    for (offset, line) in inside.iter().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            if width > 0 && first_row_open {
                blank_after_first = true;
                first_row_open = false;
            }
        } else if line.contains(mark) {
            let read = cells_of(line, mark, number_at(from + offset), attributes);
            if width == 0 {
                width = read.len();
            } else if first_row_open {
                first_row_open = false;
            }
            cells.extend(read);
        } else if let Some((cell, _, _)) = cells.last_mut() {
            cell.push(' ');
            cell.push_str(&inline(line, attributes));
        }
    }
    if width > 0 {
        push_rows(cells, width, number, header || blank_after_first, out);
    }
    end + 1
}

/// The cells of a line.
fn cells_of(line: &str, mark: char, at: u32, attributes: &HashMap<String, String>) -> Vec<Cell> {
    let mut pieces = line.split(mark);
    let mut spec = pieces.next().unwrap_or("").trim();
    let mut cells = Vec::new();
    for piece in pieces {
        let rows = spec
            .split('.')
            .nth(1)
            .and_then(|rows| rows.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().ok())
            .filter(|_| spec.contains('+'))
            .unwrap_or(1);
        // The specification of the next cell stands at the end of this one.
        let text = piece.trim_end();
        let (text, next) = text.rsplit_once(' ').filter(|(_, last)| is_spec(last)).unwrap_or((text, ""));
        spec = next;
        cells.push((inline(text.trim(), attributes), at, rows.clamp(1, 100)));
    }
    cells
}

/// Cells in order, as rows of a table. Those that span rows stand in each of them.
fn push_rows(cells: Vec<Cell>, width: usize, number: u32, header: bool, out: &mut Gathered) {
    let mut spans: Vec<usize> = vec![0; width];
    let mut kept: Vec<String> = vec![String::new(); width];
    let mut row: Vec<String> = Vec::new();
    let mut line = 0;
    let mut is_first = true;
    let mut end_row = |row: &mut Vec<String>, line: u32| {
        if row.len() >= width {
            out.row(number, is_first && header, std::mem::take(row), line, 0);
            is_first = false;
        }
    };
    for (text, at, rows) in cells {
        while let (Some(left), Some(text)) = (spans.get_mut(row.len()), kept.get(row.len()))
            && *left > 0
        {
            *left -= 1;
            row.push(text.clone());
        }
        end_row(&mut row, line);
        if row.is_empty() || line == 0 || row.len() == spans.iter().filter(|left| **left > 0).count() {
            line = at;
        }
        let column = row.len();
        if let (Some(left), Some(keep)) = (spans.get_mut(column), kept.get_mut(column)) {
            *left = rows - 1;
            keep.clone_from(&text);
        }
        row.push(text);
        end_row(&mut row, line);
    }
    if !row.is_empty() {
        out.row(number, false, row, line, 0);
    }
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

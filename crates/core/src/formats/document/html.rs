//! HTML, and what wikis and editors export as HTML or store as XML, as blocks. Tags are read as they come, without a tree:
//! what matters of them is where blocks begin, and on which line. Scripts, styles and comments are left out; nothing of a
//! document is ever run, loaded or shown as markup.

use super::block::{Block, Gathered, Kind, entity};

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A tag that opens an element, its name in small letters, and its attributes as written.
    Open(String, &'a str),
    /// A tag that closes one.
    Close(String),
    /// Text, entities and all.
    Text(&'a str),
    /// Text in which nothing is markup.
    Raw(&'a str),
}

/// Reads pieces of HTML, and how many lines lie before each.
pub struct Pieces<'a> {
    rest: &'a str,
    line: u32,
    /// The element whose text is no markup: a script, a style.
    raw: Option<&'static str>,
}

impl<'a> Pieces<'a> {
    /// The pieces of a text that begins on that line.
    pub const fn new(text: &'a str, line: u32) -> Self {
        Self { rest: text, line, raw: None }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        let breaks = taken.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self.line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        taken
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = (u32, Piece<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let line = self.line;
            if let Some(name) = self.raw.take() {
                let end = find_close(self.rest, name).unwrap_or(self.rest.len());
                if end > 0 {
                    return Some((line, Piece::Raw(self.take(end))));
                }
                continue;
            }
            let at = self.rest.find('<').unwrap_or(self.rest.len());
            if at > 0 {
                return Some((line, Piece::Text(self.take(at))));
            }
            if self.rest.starts_with("<!--") {
                let end = self.rest.find("-->").map_or(self.rest.len(), |end| end + 3);
                self.take(end);
                continue;
            }
            if let Some(data) = self.rest.strip_prefix("<![CDATA[") {
                let end = data.find("]]>").unwrap_or(data.len());
                self.take("<![CDATA[".len());
                let text = self.take(end);
                self.take("]]>".len().min(self.rest.len()));
                return Some((line, Piece::Raw(text)));
            }
            let tag = self.rest.get(1..).unwrap_or("");
            let closes = tag.starts_with('/');
            let name_at = tag.strip_prefix('/').unwrap_or(tag);
            if !name_at.starts_with(|c: char| c.is_ascii_alphabetic()) {
                if tag.starts_with(['!', '?']) {
                    let end = self.rest.find('>').map_or(self.rest.len(), |end| end + 1);
                    self.take(end);
                    continue;
                }
                return Some((line, Piece::Text(self.take(1))));
            }
            let end = tag_end(self.rest).unwrap_or(self.rest.len());
            let text = self.take(end);
            let inside = text.trim_start_matches(['<', '/']).trim_end_matches('>');
            let length = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
            let name = inside.get(..length).unwrap_or("").to_ascii_lowercase();
            if closes {
                return Some((line, Piece::Close(name)));
            }
            self.raw = match name.as_str() {
                "script" => Some("script"),
                "style" => Some("style"),
                "title" => Some("title"),
                "textarea" => Some("textarea"),
                _ => None,
            };
            return Some((line, Piece::Open(name, inside.get(length..).unwrap_or(""))));
        }
    }
}

/// Where a tag ends, quotes respected.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(20_000) {
        match (byte, quote) {
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'>', None) => return Some(at + 1),
            _ => {}
        }
    }
    text.find('>').map(|at| at + 1)
}

/// Where the closing tag of an element begins, without regard to case.
fn find_close(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find("</") {
        let start = from + at;
        if text.get(start + 2..start + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return Some(start);
        }
        from = start + 2;
    }
    None
}

/// The value of an attribute.
pub fn attribute(attributes: &str, name: &str) -> Option<String> {
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

/// The blocks of a whole document.
pub fn blocks(text: &str) -> Vec<Block> {
    blocks_from(text, 1)
}

/// The blocks of a piece of HTML that begins on that line.
pub fn blocks_from(text: &str, line: u32) -> Vec<Block> {
    let mut reader = Reader {
        bold: classes(text, &["font-weight:700", "font-weight:bold"]),
        struck: classes(text, &["text-decoration:line-through"]),
        ..Reader::default()
    };
    for (line, piece) in Pieces::new(text, line) {
        match piece {
            Piece::Open(name, attributes) => reader.open(&name, attributes, line),
            Piece::Close(name) => reader.close(&name, line),
            Piece::Text(text) => reader.text(text, line),
            Piece::Raw(text) => reader.raw(text, line),
        }
    }
    reader.flush();
    reader.out.into_blocks()
}

/// The classes of a Google document whose rules have one of these declarations.
fn classes(text: &str, declarations: &[&str]) -> Vec<String> {
    let Some((_, style)) = text.split_once("<style") else { return Vec::new() };
    let style = style.split("</style").next().unwrap_or("");
    style
        .split('}')
        .filter(|rule| declarations.iter().any(|declaration| rule.contains(declaration)))
        .filter_map(|rule| rule.split('{').next()?.trim().strip_prefix('.').map(str::to_owned))
        .filter(|class| class.len() < 40)
        .take(200)
        .collect()
}

/// A cell being read.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    headers: usize,
    line: u32,
}

#[derive(Default)]
struct Reader {
    out: Gathered,
    /// Text of the block being read, with where its lines stand.
    text: String,
    lines: Vec<u32>,
    kind: Option<Kind>,
    start: u32,
    /// Lists that are open: numbered or not.
    lists: Vec<bool>,
    /// Tables that are open, and the row being read in the innermost.
    tables: Vec<u32>,
    row: Option<Row>,
    in_cell: bool,
    /// Cells that reach into the rows below: column, rows left, text.
    spans: Vec<(usize, usize, String)>,
    /// How deep in elements whose text is code.
    code: usize,
    /// How deep in elements whose text is left out.
    skip: usize,
    skipped: Vec<String>,
    quote: usize,
    /// Where a link leads, and where its label begins.
    link: Option<(String, usize)>,
    bold: Vec<String>,
    struck: Vec<String>,
    spans_open: Vec<bool>,
    /// The element of a task whose text says whether it is done.
    status: bool,
    /// The kind of macro that is open, of the wiki Confluence.
    macros: Vec<String>,
}

impl Reader {
    fn depth(&self) -> u8 {
        u8::try_from(self.lists.len()).unwrap_or(u8::MAX)
    }

    /// Ends the block being read.
    fn flush(&mut self) {
        let kind = self.kind.take();
        if self.in_cell {
            // A paragraph in a cell is a line of it.
            if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            return;
        }
        let text = std::mem::take(&mut self.text);
        let mut lines = std::mem::take(&mut self.lines);
        // One line of text a break, blanks at their ends left out.
        let mut tidy = String::with_capacity(text.len());
        let mut kept = Vec::with_capacity(lines.len());
        lines.resize(text.split('\n').count(), self.start);
        for (line, at) in text.split('\n').zip(&lines) {
            let line = line.trim();
            if line.is_empty() || line == "**" || line == "****" {
                continue;
            }
            if !tidy.is_empty() {
                tidy.push('\n');
            }
            tidy.push_str(line);
            kept.push(*at);
        }
        let is_item = matches!(kind, Some(Kind::Item { .. }));
        if tidy.is_empty() && !is_item {
            return;
        }
        // An item, a heading and a paragraph stand where their tag does.
        if kind.is_some()
            && let Some(first) = kept.first_mut()
        {
            *first = self.start;
        }
        if kept.is_empty() {
            kept.push(self.start);
        }
        let kind = match kind {
            Some(kind) => kind,
            None if self.code > 0 => Kind::Code,
            None if self.quote > 0 => Kind::Quote,
            None => Kind::Paragraph,
        };
        let kind = if self.quote > 0 && kind == Kind::Paragraph { Kind::Quote } else { kind };
        let depth = self.depth();
        self.out.begin(kind, &tidy, kept.first().copied().unwrap_or(1), depth);
        if let Some(open) = self.out.open() {
            open.lines = kept;
        }
        self.out.close();
    }

    fn begin(&mut self, kind: Kind, line: u32) {
        self.flush();
        self.kind = Some(kind);
        self.start = line;
    }

    fn open(&mut self, name: &str, attributes: &str, line: u32) {
        if self.skip > 0 {
            if self.skipped.last().is_some_and(|open| open == name) {
                self.skip += 1;
            }
            return;
        }
        match name {
            "ac:parameter" if self.shows_parameter(attributes) => {}
            // What was struck out is withdrawn.
            "del" | "s" | "strike" | "head" | "script" | "style" | "noscript" | "svg" | "nav" | "template"
            | "ac:parameter" | "ac:task-id" | "ac:image" | "button" | "form"
                // A style within a body closes itself; "head" is skipped to its end.
                if !attributes.trim_end().ends_with('/') => {
                    self.skip = 1;
                    self.skipped.push(name.to_owned());
                }
            "sup" if attributes.is_empty() => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.lists.clear();
                let level = name.as_bytes().get(1).copied().map_or(1, |digit| digit - b'0');
                self.begin(Kind::Heading(level), line);
            }
            "p" | "div" | "article" | "section" | "header" | "footer" | "main" | "details" | "summary" | "aside"
            | "dl" | "dd" | "figure" | "figcaption" | "ac:rich-text-body" | "ac:layout" | "ac:layout-section"
            | "ac:layout-cell" | "body" | "address" | "fieldset" | "center" => {
                // The first paragraph in an item is the item itself.
                let in_item = matches!(self.kind, Some(Kind::Item { .. })) && self.text.trim().is_empty();
                if in_item
                    && let Some(class) = attribute(attributes, "class")
                    && class.contains("checkbox")
                    && let Some(Kind::Item { done, .. }) = &mut self.kind
                {
                    *done = Some(class.contains("checkbox-on"));
                }
                if name == "p"
                    && attribute(attributes, "class")
                        .is_some_and(|class| class.split(' ').any(|class| class == "title"))
                {
                    self.begin(Kind::Heading(1), line);
                } else if !in_item {
                    self.flush();
                    if name == "p" {
                        self.kind = Some(Kind::Paragraph).filter(|_| !self.in_cell);
                        self.start = line;
                    }
                }
            }
            "blockquote" => {
                self.flush();
                self.quote += 1;
            }
            "ul" | "ol" | "ac:task-list" => {
                self.flush();
                // Google documents write lists side by side and say how deep in a class.
                let class = attribute(attributes, "class").unwrap_or_default();
                let level = class
                    .split(' ')
                    .find(|class| class.starts_with("lst-"))
                    .and_then(|class| class.rsplit('-').next()?.parse::<usize>().ok());
                if let Some(level) = level {
                    self.lists.clear();
                    self.lists.resize(level.min(20), false);
                }
                self.lists.push(name == "ol");
            }
            "li" | "ac:task" => {
                if self.lists.is_empty() {
                    self.lists.push(false);
                }
                let numbered = self.lists.last().copied().unwrap_or(false);
                let class = attribute(attributes, "class").unwrap_or_default();
                let done = if class.contains("task-done") || class.split(' ').any(|class| class == "checked") {
                    Some(true)
                } else if class.contains("task-list-item") || class.contains("inline-task") {
                    Some(false)
                } else {
                    None
                };
                self.begin(Kind::Item { numbered, done }, line);
            }
            "dt" => self.begin(Kind::Item { numbered: false, done: None }, line),
            "ac:task-status" => self.status = true,
            "table" => {
                self.flush();
                let table = self.out.table();
                self.tables.push(table);
                self.spans.clear();
            }
            "tr" => {
                self.end_row();
                self.row = Some(Row { line, ..Row::default() });
            }
            "td" | "th" => {
                self.end_cell();
                if self.row.is_none() {
                    self.row = Some(Row { line, ..Row::default() });
                }
                self.flush();
                self.text.clear();
                self.lines.clear();
                self.in_cell = true;
                self.fill_spans();
                let number = |name: &str| {
                    attribute(attributes, name)
                        .and_then(|value| value.parse::<usize>().ok())
                        .unwrap_or(1)
                        .clamp(1, 1000)
                };
                if let Some(row) = &mut self.row {
                    if name == "th" {
                        row.headers += 1;
                    }
                    if number("rowspan") > 1 {
                        self.spans.push((row.cells.len(), number("rowspan"), String::new()));
                    }
                }
            }
            "br" => self.line_break(line),
            "hr" => {
                self.flush();
                self.out.push(Kind::Rule, "", line, 0);
            }
            "pre" | "ac:plain-text-body" => {
                self.flush();
                self.start = line;
                self.code += 1;
            }
            "ac:structured-macro" => self.macros.push(attribute(attributes, "ac:name").unwrap_or_default()),
            "strong" | "b" => self.mark("**"),
            "em" | "i" => self.mark("_"),
            "code" | "tt" | "kbd" if self.code == 0 => self.mark("`"),
            "span" => {
                let class = attribute(attributes, "class").unwrap_or_default();
                if class.split(' ').any(|class| self.struck.iter().any(|struck| struck == class)) {
                    self.skip = 1;
                    self.skipped.push(name.to_owned());
                    return;
                }
                let is_bold = class.split(' ').any(|class| self.bold.iter().any(|bold| bold == class))
                    || attribute(attributes, "style")
                        .is_some_and(|style| style.contains("font-weight:700") || style.contains("font-weight: bold"));
                if is_bold {
                    self.mark("**");
                }
                self.spans_open.push(is_bold);
            }
            "a" => {
                let address = attribute(attributes, "href").unwrap_or_default();
                if address.starts_with("#cmnt") {
                    self.skip = 1;
                    self.skipped.push(name.to_owned());
                } else if !address.is_empty() {
                    self.link = Some((unwrap_redirect(&address), self.text.len()));
                }
            }
            "img" => {
                let alt = attribute(attributes, "alt").unwrap_or_default();
                if let Some(Kind::Item { done, .. }) = &mut self.kind {
                    match alt.as_str() {
                        "checked" => *done = Some(true),
                        "unchecked" => *done = Some(false),
                        _ => {}
                    }
                }
            }
            "input" => {
                if let Some(Kind::Item { done, .. }) = &mut self.kind
                    && attributes.contains("checkbox")
                {
                    *done = Some(attributes.contains("checked"));
                }
            }
            "time"
                // Of a time with nothing in it, what it stands for.
                if attributes.trim_end().ends_with('/') => {
                    let value = attribute(attributes, "datetime").unwrap_or_default();
                    self.push_text(&value, line);
                }
            "ac:emoticon" if attribute(attributes, "ac:name").as_deref() == Some("tick") => self.push_text("✅", line),
            _ => {}
        }
    }

    /// `true` for a parameter of a Confluence macro that stands for the macro in the text: the title of a status, the key
    /// of a ticket.
    fn shows_parameter(&self, attributes: &str) -> bool {
        let name = attribute(attributes, "ac:name").unwrap_or_default();
        matches!(
            (self.macros.last().map(String::as_str), name.as_str()),
            (Some("status"), "title") | (Some("jira"), "key")
        )
    }

    fn close(&mut self, name: &str, line: u32) {
        if self.skip > 0 {
            if self.skipped.last().is_some_and(|open| open == name) {
                self.skip -= 1;
                if self.skip == 0 {
                    self.skipped.pop();
                }
            }
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "div" | "article" | "section" | "li" | "summary"
            | "aside" | "dt" | "dd" | "ac:task" | "ac:rich-text-body" | "header" | "figcaption" | "body" => {
                // What opens an item may hold nothing but its box.
                if matches!(name, "div" | "p")
                    && matches!(self.kind, Some(Kind::Item { .. }))
                    && self.text.trim().is_empty()
                {
                    return;
                }
                self.flush();
                self.start = line;
            }
            "ac:task-status" => self.status = false,
            "blockquote" => {
                self.flush();
                self.quote = self.quote.saturating_sub(1);
            }
            "ul" | "ol" | "ac:task-list" => {
                self.flush();
                self.lists.pop();
            }
            "td" | "th" => self.end_cell(),
            "tr" => self.end_row(),
            "table" => {
                self.end_row();
                self.tables.pop();
            }
            "pre" | "ac:plain-text-body" => {
                self.flush();
                self.code = self.code.saturating_sub(1);
            }
            "ac:structured-macro" => {
                self.macros.pop();
            }
            "strong" | "b" => self.mark("**"),
            "em" | "i" => self.mark("_"),
            "code" | "tt" | "kbd" if self.code == 0 => self.mark("`"),
            "span" if self.spans_open.pop() == Some(true) => {
                self.mark("**");
            }
            "a" => {
                if let Some((address, at)) = self.link.take()
                    && let Some(label) = self.text.get(at..).map(|label| label.trim().to_owned())
                    && !label.is_empty()
                    && !label.contains(['[', ']', '\n'])
                    && crate::text::is_safe_link(&address)
                {
                    self.text.truncate(at);
                    self.text.extend(["[", label.as_str(), "](", address.as_str(), ")"]);
                }
            }
            _ => {}
        }
    }

    /// A mark of emphasis, taken back where it closes at once.
    fn mark(&mut self, mark: &str) {
        if self.code > 0 {
            return;
        }
        if self.text.ends_with(mark) && mark == "**" && !self.text.ends_with(" **") {
            // "13:3**" "**0": one word in two spans.
            self.text.truncate(self.text.len() - mark.len());
            return;
        }
        self.text.push_str(mark);
    }

    fn line_break(&mut self, line: u32) {
        if self.in_cell {
            self.text.push(' ');
            return;
        }
        if self.lines.is_empty() {
            self.lines.push(if self.kind.is_some() { self.start } else { line });
        }
        self.text.push('\n');
        self.lines.push(line);
    }

    fn text(&mut self, text: &str, line: u32) {
        if self.skip > 0 {
            return;
        }
        if self.code > 0 {
            self.raw(text, line);
            return;
        }
        self.push_text(text, line);
    }

    fn push_text(&mut self, text: &str, line: u32) {
        if self.status {
            let done = matches!(text.trim(), "complete");
            if let Some(Kind::Item { done: of, .. }) = &mut self.kind {
                *of = Some(done);
            }
            return;
        }
        // Where the text of the block begins.
        let mut at = line;
        let mut blank = self.text.is_empty() || self.text.ends_with([' ', '\n']);
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (c, length) = if c == '&' { entity(rest).unwrap_or((c, 1)) } else { (c, c.len_utf8()) };
            rest = rest.get(length..).unwrap_or("");
            if c == '\n' {
                at = at.saturating_add(1);
            }
            if c.is_whitespace() {
                if !blank {
                    self.text.push(' ');
                }
                blank = true;
                continue;
            }
            if self.text.trim().is_empty() && self.kind.is_none() && self.lines.is_empty() {
                self.start = at;
            }
            if self.lines.is_empty() {
                self.lines.push(if self.kind.is_some() { self.start } else { at });
            } else if self.text.ends_with('\n')
                && let Some(last) = self.lines.last_mut()
            {
                *last = at;
            }
            // Text between angle brackets is text, in Markdown too.
            if c == '<' {
                self.text.push('\\');
            }
            self.text.push(c);
            blank = false;
        }
    }

    fn raw(&mut self, text: &str, line: u32) {
        if self.skip > 0 || text.trim().is_empty() {
            return;
        }
        if self.code > 0 || self.macros.iter().any(|name| matches!(name.as_str(), "code" | "noformat")) {
            let lines: Vec<u32> = (line..).take(text.split('\n').count()).collect();
            self.flush();
            self.out.begin(Kind::Code, text, line, self.depth());
            if let Some(open) = self.out.open() {
                open.lines = lines;
            }
            self.out.close();
        } else {
            self.push_text(text, line);
        }
    }

    /// Cells of rows above that reach down to where the next cell stands.
    fn fill_spans(&mut self) {
        let Some(row) = &mut self.row else { return };
        while let Some((_, left, text)) =
            self.spans.iter_mut().find(|(column, left, _)| *column == row.cells.len() && *left > 0 && *left < 1000)
        {
            if text.is_empty() {
                break;
            }
            *left -= 1;
            row.cells.push(text.clone());
        }
    }

    fn end_cell(&mut self) {
        if !self.in_cell {
            return;
        }
        self.in_cell = false;
        self.kind = None;
        let text = std::mem::take(&mut self.text);
        self.lines.clear();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(row) = &mut self.row {
            let column = row.cells.len();
            if let Some((_, left, of)) = self.spans.iter_mut().find(|(at, _, of)| *at == column && of.is_empty()) {
                of.clone_from(&text);
                *left -= 1;
            }
            row.cells.push(text);
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        self.fill_spans();
        self.spans.retain(|(_, left, _)| *left > 0);
        let Some(row) = self.row.take() else { return };
        let Some(table) = self.tables.last().copied() else { return };
        if row.cells.iter().any(|cell| !cell.is_empty()) {
            let header = row.headers == row.cells.len() && row.headers > 0;
            let depth = self.depth();
            self.out.row(table, header, row.cells, row.line, depth);
        }
    }
}

/// The address behind a redirect of Google documents.
fn unwrap_redirect(address: &str) -> String {
    let address = address.replace("&amp;", "&");
    let Some(query) = address.strip_prefix("https://www.google.com/url?q=") else { return address };
    query.split("&sa=").next().unwrap_or(query).split('&').next().unwrap_or(query).to_owned()
}

/// `true` for the beginning of a text that is HTML and not Markdown with some tags in it.
pub fn is_html(start: &str) -> bool {
    let start = start.trim_start();
    let lower: String = start.chars().take(4000).collect::<String>().to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") || lower.starts_with("<ac:") {
        return true;
    }
    let opens = [
        "<h1", "<h2", "<h3", "<p>", "<p ", "<div", "<article", "<section", "<table", "<body", "<ul", "<ol", "<head",
        "<meta", "<main",
    ];
    opens.iter().any(|tag| lower.starts_with(tag)) && ["</p>", "</li>", "</td>", "</h1>", "</h2>", "</h3>"].iter().any(|tag| lower.contains(tag))
        // Markdown headings and lists speak for Markdown with HTML in it.
        && !start.lines().take(60).any(|line| line.starts_with("## ") || line.starts_with("# "))
}

//! HTML, and what wikis and editors export as HTML or store as XML, as blocks. html5ever takes it apart into tags and text;
//! they are read as they come, without a tree: what matters of them is where blocks begin, and on which line. Scripts,
//! styles and comments are left out; nothing of a document is ever run, loaded or shown as markup.

use std::cell::RefCell;

use html5ever::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::block::{Block, Gathered, Kind};

/// What takes the tags and the text of a document from the tokenizer.
struct Sink {
    reader: RefCell<Reader>,
    /// How many lines lie before the piece that is read.
    before: u32,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = u32::try_from(line).unwrap_or(u32::MAX).saturating_add(self.before);
        let mut reader = self.reader.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => reader.close(&tag.name, line),
            Token::TagToken(tag) => {
                reader.open(&tag.name, &Attributes { list: &tag.attrs, self_closing: tag.self_closing }, line);
                match &*tag.name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            // The tokenizer tells the line that a text ends on.
            Token::CharacterTokens(text) => {
                let breaks = u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX);
                reader.text(&text, line.saturating_sub(breaks));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// Wikis store code as `CDATA`, which is one only outside HTML.
    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        true
    }
}

/// The attributes of a tag.
struct Attributes<'a> {
    list: &'a [Attribute],
    self_closing: bool,
}

impl Attributes<'_> {
    /// The value of an attribute; empty where it has none.
    fn get(&self, name: &str) -> &str {
        self.list.iter().find(|attribute| &*attribute.name.local == name).map_or("", |attribute| &attribute.value)
    }

    fn has(&self, name: &str) -> bool {
        self.list.iter().any(|attribute| &*attribute.name.local == name)
    }

    fn has_class(&self, class: &str) -> bool {
        self.get("class").split_whitespace().any(|of| of == class)
    }
}

/// The blocks of a whole document.
pub fn blocks(text: &str) -> Vec<Block> {
    blocks_from(text, 1)
}

/// The blocks of a piece of HTML that begins on that line.
pub fn blocks_from(text: &str, line: u32) -> Vec<Block> {
    let reader = Reader {
        bold: classes(text, &["font-weight:700", "font-weight:bold"]),
        struck: classes(text, &["text-decoration:line-through"]),
        ..Reader::default()
    };
    let sink = Sink { reader: RefCell::new(reader), before: line.saturating_sub(1) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut reader = tokenizer.sink.reader.into_inner();
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

    fn open(&mut self, name: &str, attributes: &Attributes<'_>, line: u32) {
        // The end of a head need not be written.
        if name == "body" && self.skipped.last().is_some_and(|open| open == "head") {
            self.skip = 0;
            self.skipped.clear();
        }
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
                if !attributes.self_closing => {
                    self.skip = 1;
                    self.skipped.push(name.to_owned());
                }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.lists.clear();
                let level = name.as_bytes().get(1).copied().map_or(1, |digit| digit - b'0');
                self.begin(Kind::Heading(level), line);
            }
            "p" | "div" | "article" | "section" | "header" | "footer" | "main" | "details" | "summary" | "aside"
            | "dl" | "dd" | "figure" | "figcaption" | "ac:rich-text-body" | "ac:layout" | "ac:layout-section"
            | "ac:layout-cell" | "body" | "address" | "fieldset" | "center" => self.open_text(name, attributes, line),
            "blockquote" => {
                self.flush();
                self.quote += 1;
            }
            "ul" | "ol" | "ac:task-list" => self.open_list(name, attributes),
            "li" | "ac:task" => self.open_item(attributes, line),
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
            "td" | "th" => self.open_cell(name, attributes, line),
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
            "ac:structured-macro" => self.macros.push(attributes.get("ac:name").to_owned()),
            "strong" | "b" => self.mark("**"),
            "em" | "i" => self.mark("_"),
            "code" | "tt" | "kbd" if self.code == 0 => self.mark("`"),
            "span" => self.open_span(name, attributes),
            "a" => self.open_link(name, attributes),
            "img" | "input" => self.open_box(name, attributes),
            "time" if attributes.self_closing => self.open_time(attributes, line),
            "ac:emoticon" if attributes.get("ac:name") == "tick" => self.push_text("✅", line),
            _ => {}
        }
    }

    /// An element that holds text.
    fn open_text(&mut self, name: &str, attributes: &Attributes<'_>, line: u32) {
        // The first paragraph in an item is the item itself.
        let in_item = matches!(self.kind, Some(Kind::Item { .. })) && self.text.trim().is_empty();
        let class = attributes.get("class");
        if in_item
            && class.contains("checkbox")
            && let Some(Kind::Item { done, .. }) = &mut self.kind
        {
            *done = Some(class.contains("checkbox-on"));
        }
        if name == "p" && attributes.has_class("title") {
            self.begin(Kind::Heading(1), line);
        } else if !in_item {
            self.flush();
            if name == "p" {
                self.kind = Some(Kind::Paragraph).filter(|_| !self.in_cell);
                self.start = line;
            }
        }
    }

    /// A list.
    fn open_list(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.flush();
        // Google documents write lists side by side and say how deep in a class.
        let class = attributes.get("class");
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

    /// An item of a list, or a task.
    fn open_item(&mut self, attributes: &Attributes<'_>, line: u32) {
        if self.lists.is_empty() {
            self.lists.push(false);
        }
        let numbered = self.lists.last().copied().unwrap_or(false);
        let class = attributes.get("class");
        let done = if class.contains("task-done") || attributes.has_class("checked") {
            Some(true)
        } else if class.contains("task-list-item") || class.contains("inline-task") {
            Some(false)
        } else {
            None
        };
        self.begin(Kind::Item { numbered, done }, line);
    }

    /// A cell of a table.
    fn open_cell(&mut self, name: &str, attributes: &Attributes<'_>, line: u32) {
        self.end_cell();
        if self.row.is_none() {
            self.row = Some(Row { line, ..Row::default() });
        }
        self.flush();
        self.text.clear();
        self.lines.clear();
        self.in_cell = true;
        self.fill_spans();
        let number = |name: &str| attributes.get(name).parse::<usize>().unwrap_or(1).clamp(1, 1000);
        if let Some(row) = &mut self.row {
            if name == "th" {
                row.headers += 1;
            }
            if number("rowspan") > 1 {
                self.spans.push((row.cells.len(), number("rowspan"), String::new()));
            }
        }
    }

    /// A stretch of text whose class or style may strike it out or make it bold.
    fn open_span(&mut self, name: &str, attributes: &Attributes<'_>) {
        let class = attributes.get("class");
        if class.split(' ').any(|class| self.struck.iter().any(|struck| struck == class)) {
            self.skip = 1;
            self.skipped.push(name.to_owned());
            return;
        }
        let is_bold = class.split(' ').any(|class| self.bold.iter().any(|bold| bold == class))
            || ["font-weight:700", "font-weight: bold"].iter().any(|bold| attributes.get("style").contains(bold));
        if is_bold {
            self.mark("**");
        }
        self.spans_open.push(is_bold);
    }

    /// A link. Those to comments are left out.
    fn open_link(&mut self, name: &str, attributes: &Attributes<'_>) {
        let address = attributes.get("href");
        if address.starts_with("#cmnt") {
            self.skip = 1;
            self.skipped.push(name.to_owned());
        } else if !address.is_empty() {
            self.link = Some((unwrap_redirect(address), self.text.len()));
        }
    }

    /// A box that is ticked or not, as an input or as a picture.
    fn open_box(&mut self, name: &str, attributes: &Attributes<'_>) {
        let Some(Kind::Item { done, .. }) = &mut self.kind else { return };
        let ticked = match (name, attributes.get("alt")) {
            ("input", _) => (attributes.get("type") == "checkbox").then(|| attributes.has("checked")),
            (_, "checked") => Some(true),
            (_, "unchecked") => Some(false),
            _ => None,
        };
        *done = ticked.or(*done);
    }

    /// A time with nothing in it. It stands for a day, of a task for the one by which it is due.
    fn open_time(&mut self, attributes: &Attributes<'_>, line: u32) {
        let day = attributes.get("datetime");
        if matches!(self.kind, Some(Kind::Item { done: Some(_), .. })) {
            self.push_text(&format!(" (due {day})"), line);
        } else {
            self.push_text(day, line);
        }
    }

    /// `true` for a parameter of a Confluence macro that stands for the macro in the text: the title of a status, the key
    /// of a ticket.
    fn shows_parameter(&self, attributes: &Attributes<'_>) -> bool {
        matches!(
            (self.macros.last().map(String::as_str), attributes.get("ac:name")),
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
        if self.code == 0 {
            self.push_text(text, line);
            return;
        }
        if self.lines.is_empty() {
            self.lines.push(line);
        }
        self.lines.extend((line.saturating_add(1)..).take(text.matches('\n').count()));
        self.text.push_str(text);
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
        for c in text.chars() {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What kind each block is, its line and its text.
    fn shown(html: &str) -> Vec<String> {
        let kind = |kind: &Kind| match kind {
            Kind::Heading(level) => format!("h{level}"),
            Kind::Item { .. } => "-".to_owned(),
            Kind::Row { .. } => "|".to_owned(),
            Kind::Code => "code".to_owned(),
            _ => "p".to_owned(),
        };
        let blocks = blocks(html).into_iter();
        blocks.map(|block| format!("{} {} {}", kind(&block.kind), block.line(), block.text)).collect()
    }

    #[test]
    fn odd_markup_is_read_as_browsers_show_it() {
        for (html, expected) in [
            // Ends that need not be written.
            ("<p>one\n<p>two\n<ul><li>a\n<li>b</ul>", &["p 1 one", "p 2 two", "- 3 a", "- 4 b"][..]),
            ("<table><tr><td>10:00<td>down\n<tr><td>10:05<td>up</table>", &["| 1 10:00 | down", "| 2 10:05 | up"]),
            ("<html><head><title>T</title><body><h1>Out</h1>", &["h1 1 Out"]),
            // Entities, once.
            (
                "<p>a &amp; b &lt;c&gt; &amp;lt; &eacute;&#233;&#xe9; &nbsp;d &copy</p>",
                &["p 1 a & b \\<c> &lt; ééé d ©"],
            ),
            ("<p title=\"a > b\">x</p><p title='<p>'>y</p>", &["p 1 x", "p 1 y"]),
            // What is no text.
            ("<p>a<!-- <p>no</p> -->b<script>if (a < b) { '</p>' }</script>c<style>p > a {}</style></p>", &["p 1 abc"]),
            ("<P>5 < 6 and 7 > 6</P>", &["p 1 5 \\< 6 and 7 > 6"]),
            // Code of a wiki, and what stands around it.
            (
                "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA[10:00 <b>\n10:01]]></ac:plain-text-body></ac:structured-macro><p>after</p>",
                &["code 1 10:00 <b>\n10:01", "p 2 after"],
            ),
            (
                "<p>See <ac:link><ac:plain-text-link-body><![CDATA[a & b]]></ac:plain-text-link-body></ac:link></p>",
                &["p 1 See a & b"],
            ),
            ("<pre>10:00 x\n\n10:01 <b>y</b></pre>", &["code 1 10:00 x\n10:01 y"]),
            // A line further down.
            ("\n\n<h2\n  class='a'>Timeline</h2>\n<p>\nlate</p>", &["h2 4 Timeline", "p 5 late"]),
            ("<p>cut <a href=\"x", &["p 1 cut"]),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }
}

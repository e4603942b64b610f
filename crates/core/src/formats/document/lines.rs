//! Markdown, Org and plain text, line by line. Written for documents as people leave them: an en dash for a bullet, a row
//! without its last pipe, a table without a header, a title without a mark. Each line is looked at once, so that the time
//! grows with the length.

use super::block::{Block, Gathered, Kind};
use super::html;

/// Which marks mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Markdown of any kind.
    Markdown,
    /// Text that was never meant to be formatted: four blanks are no code.
    Plain,
    /// Org-mode: stars are headings.
    Org,
}

struct Reader {
    out: Gathered,
    syntax: Syntax,
    /// Indents of the markers of the lists that are open.
    lists: Vec<usize>,
    /// `true` right after an empty line.
    blank: bool,
    /// The table whose rows are being read, and whether a row of names was seen.
    table: Option<u32>,
    /// `true` once a comment was met that never ends.
    unclosed: bool,
}

/// The blocks of a document.
pub fn blocks(text: &str, syntax: Syntax) -> Vec<Block> {
    let mut reader =
        Reader { out: Gathered::default(), syntax, lists: Vec::new(), blank: true, table: None, unclosed: false };
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut at = reader.front_matter(&lines);
    while at < lines.len() {
        at = reader.line(&lines, at);
    }
    reader.out.into_blocks()
}

fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

/// How far a line is indented, a tab counting four.
fn indent_of(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

impl Reader {
    /// YAML between `---` or TOML between `+++`, at the top. Returns the line after it.
    fn front_matter(&mut self, lines: &[&str]) -> usize {
        let Some(start) = lines.iter().position(|line| !line.trim().is_empty()) else { return 0 };
        let fence = lines.get(start).map_or("", |line| line.trim_end());
        if fence != "---" && fence != "+++" {
            return 0;
        }
        let Some(length) = lines.iter().skip(start + 1).take(300).position(|line| line.trim_end() == fence) else {
            return 0;
        };
        let end = start + 1 + length;
        let inside = lines.get(start + 1..end).unwrap_or(&[]);
        // A line across the page and a heading further down are no front matter.
        if !inside.iter().any(|line| line.contains([':', '=']))
            || inside.iter().any(|line| line.starts_with("# ") && line.contains(':') && fence == "+++")
        {
            return 0;
        }
        for (at, line) in inside.iter().enumerate() {
            // Of what is nested, only the ends of the incident: "incident:\n  start: …".
            let nested = line.starts_with([' ', '\t']);
            let names_end = |key: &str| {
                matches!(super::words::exact_topic(key), Some(super::words::Topic::Start | super::words::Topic::End))
            };
            if line.starts_with(['-', '#', '['])
                || nested && !line.split_once(':').is_some_and(|(key, _)| names_end(key.trim()))
            {
                continue;
            }
            let Some((key, value)) = line.split_once(if fence == "+++" { '=' } else { ':' }) else { continue };
            let value = value.trim().trim_matches(['"', '\'', '[', ']']);
            self.out.push(
                Kind::Meta { key: key.trim().trim_matches('"').to_owned() },
                value,
                number(start + 1 + at),
                0,
            );
        }
        end + 1
    }

    /// Reads the line at a position, and those that belong to it. Returns the one after.
    fn line(&mut self, lines: &[&str], at: usize) -> usize {
        let line = lines.get(at).copied().unwrap_or("");
        let text = line.trim();
        let indent = indent_of(line);
        let blank = std::mem::replace(&mut self.blank, false);
        if text.is_empty() {
            self.out.close();
            self.table = None;
            self.blank = true;
            return at + 1;
        }
        if let Some(next) = self.code(lines, at, text, indent, blank) {
            return next;
        }
        if text.starts_with("<!--") {
            self.out.close();
            // One that never ends is one line, and it is looked for once.
            let length = if self.unclosed { None } else { lines.iter().skip(at).position(|line| line.contains("-->")) };
            self.unclosed |= length.is_none();
            let end = at + length.unwrap_or(0);
            // Text behind the comment goes on.
            let rest = lines.get(end).and_then(|line| line.split_once("-->")).map_or("", |(_, rest)| rest.trim());
            if !rest.is_empty() {
                self.out.line(rest, number(end), 0);
            }
            self.blank = true;
            return end + 1;
        }
        if text.starts_with('<')
            && self.syntax == Syntax::Markdown
            && let Some(next) = self.html(lines, at, text)
        {
            return next;
        }
        if let Some(next) = self.heading(lines, at, text, indent, blank) {
            return next;
        }
        if text.starts_with('>') && self.syntax != Syntax::Org {
            let quoted = text.trim_start_matches(['>', ' ']);
            self.out.attached(&Kind::Quote, quoted, number(at), self.depth(indent));
            return at + 1;
        }
        if self.row(lines, at, text, indent) {
            return at + 1;
        }
        self.table = None;
        if self.item(text, indent, at, blank) {
            return at + 1;
        }
        // A definition of a link is no text.
        if text.starts_with('[')
            && let Some((_, rest)) = text.split_once("]:")
            && rest.trim_start().starts_with(['h', '<', '/', '.'])
        {
            self.out.close();
            return at + 1;
        }
        if blank {
            // A paragraph after an empty line stands in the item that it is indented under.
            while self.lists.last().is_some_and(|marker| indent <= *marker) {
                self.lists.pop();
            }
        }
        // A day over the items below it, directly under the last item of the day before.
        if self.out.open().is_some_and(|block| block.is_item()) && is_day_line(text) {
            self.out.close();
        }
        let quote_goes_on = self.out.open().is_some_and(|block| block.kind == Kind::Quote);
        let depth = self.depth(indent);
        if quote_goes_on && !blank {
            self.out.attached(&Kind::Quote, text, number(at), depth);
        } else {
            self.out.line(text.trim_end_matches('\\').trim_end(), number(at), depth);
        }
        at + 1
    }

    fn depth(&self, indent: usize) -> u8 {
        let depth = self.lists.iter().filter(|marker| indent > **marker).count();
        u8::try_from(depth).unwrap_or(u8::MAX)
    }

    /// Fenced code, and code by its indent.
    fn code(&mut self, lines: &[&str], at: usize, text: &str, indent: usize, blank: bool) -> Option<usize> {
        let org = self.syntax == Syntax::Org;
        let fence = if text.starts_with("```") {
            Some('`')
        } else if text.starts_with("~~~") {
            Some('~')
        } else if org && text.to_ascii_lowercase().starts_with("#+begin_") {
            Some('#')
        } else {
            None
        };
        if let Some(mark) = fence {
            let length = text.chars().take_while(|c| *c == mark).count();
            // "```code```" on one line
            if mark == '`' && text.get(length..).is_some_and(|rest| rest.contains('`')) {
                return None;
            }
            let depth = self.depth(indent);
            self.out.close();
            self.out.begin(Kind::Code, "", number(at), depth);
            let mut end = at + 1;
            while let Some(line) = lines.get(end) {
                let trimmed = line.trim();
                let closes = if mark == '#' {
                    trimmed.to_ascii_lowercase().starts_with("#+end_")
                } else {
                    trimmed.len() >= length && trimmed.chars().all(|c| c == mark)
                };
                end += 1;
                if closes {
                    break;
                }
                self.out.line(line, number(end - 1), depth);
            }
            self.out.open().into_iter().for_each(|block| block.lines.push(number(end - 1)));
            self.close_code(at);
            return Some(end);
        }
        if indent >= 4
            && blank
            && self.lists.is_empty()
            && self.syntax == Syntax::Markdown
            && !starts_like_entry(text)
            && !is_centred_name(text, indent)
        {
            self.out.begin(Kind::Code, text, number(at), 0);
            let mut end = at + 1;
            while lines.get(end).is_some_and(|line| indent_of(line) >= 4 && !line.trim().is_empty()) {
                self.out.line(lines.get(end).copied().unwrap_or(""), number(end), 0);
                end += 1;
            }
            self.out.close();
            return Some(end);
        }
        None
    }

    /// Code without a line in it is kept all the same.
    fn close_code(&mut self, at: usize) {
        if self.out.open().is_some_and(|block| block.text.is_empty()) {
            self.out.open().into_iter().for_each(|block| block.text = format!("(code on line {})", number(at)));
        }
        self.out.close();
    }

    /// HTML within Markdown: whole elements to their end, other tags left out.
    fn html(&mut self, lines: &[&str], at: usize, text: &str) -> Option<usize> {
        let name: String =
            text.chars().skip(1).take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let whole = matches!(
            name.as_str(),
            "table"
                | "ul"
                | "ol"
                | "pre"
                | "script"
                | "style"
                | "div"
                | "article"
                | "section"
                | "p"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "dl"
                | "blockquote"
        );
        if whole {
            let close = format!("</{name}");
            let mut open = 0_usize;
            let mut end = at;
            for (offset, line) in lines.iter().enumerate().skip(at).take(20_000) {
                let lower = line.to_ascii_lowercase();
                open += lower.matches(&format!("<{name}")).count();
                open = open.saturating_sub(lower.matches(&close).count());
                end = offset;
                if open == 0 || (matches!(name.as_str(), "p" | "div" | "section") && line.trim().is_empty()) {
                    break;
                }
            }
            if open > 0 && matches!(name.as_str(), "ul" | "ol" | "dl" | "table") {
                // One that never ends gives way to the next heading.
                let is_heading = |line: &&str| line.starts_with('#');
                end = lines.iter().skip(at).position(is_heading).map_or(end, |length| (at + length).max(at + 1) - 1);
            }
            let piece = lines.get(at..=end)?.join("\n");
            self.out.extend(html::blocks_from(&piece, number(at)));
            return Some(end + 1);
        }
        if !name.is_empty() {
            // <details>, <summary>, <aside>, <br>: what stands beside the tag is text.
            let rest = super::block::plain(text);
            let rest = rest.trim();
            if rest.is_empty() {
                if !matches!(name.as_str(), "br" | "img" | "a") {
                    self.out.close();
                }
            } else {
                self.out.line(rest, number(at), 0);
            }
            return Some(at + 1);
        }
        if text.starts_with("</") {
            self.out.close();
            return Some(at + 1);
        }
        None
    }

    fn heading(&mut self, lines: &[&str], at: usize, text: &str, indent: usize, blank: bool) -> Option<usize> {
        let next = lines.get(at + 1).map_or("", |line| line.trim_end());
        if self.syntax == Syntax::Org {
            if indent == 0 && text.starts_with('*') {
                let level = text.chars().take_while(|c| *c == '*').count();
                let title = text.get(level..)?;
                if title.starts_with(' ') {
                    // "TODO", tags at the end
                    let title = title.trim();
                    let title = title.split("  :").next().unwrap_or(title);
                    // A task under another heading is an item.
                    let task = [("TODO ", false), ("NEXT ", false), ("WAITING ", false), ("DONE ", true)]
                        .iter()
                        .find_map(|(word, done)| title.strip_prefix(word).map(|rest| (rest, *done)));
                    if let Some((rest, done)) = task.filter(|_| level > 1) {
                        self.out.begin(Kind::Item { numbered: false, done: Some(done) }, rest, number(at), 1);
                        return Some(at + 1);
                    }
                    self.push_heading(level, title, at);
                    return Some(at + 1);
                }
            }
            if let Some(rest) = text.strip_prefix("#+") {
                if let Some((key, value)) = rest.split_once(':') {
                    if key.eq_ignore_ascii_case("title") {
                        self.push_heading(1, value.trim(), at);
                    } else {
                        self.out.push(Kind::Meta { key: key.to_owned() }, value.trim(), number(at), 0);
                    }
                }
                return Some(at + 1);
            }
            if text.starts_with(':') && text.ends_with(':') && !text.contains(' ') {
                return Some(at + 1);
            }
            return None;
        }
        if text.starts_with('#') && indent < 4 {
            let level = text.chars().take_while(|c| *c == '#').count();
            let title = text.get(level..).unwrap_or("");
            if level <= 6
                && (title.starts_with([' ', '\t'])
                    || self.syntax == Syntax::Markdown && level > 1 && title.starts_with(char::is_alphabetic))
            {
                self.push_heading(level, title.trim().trim_end_matches('#').trim_end(), at);
                return Some(at + 1);
            }
        }
        let alone = blank && next.trim().is_empty();
        if alone && is_centred_name(text, indent) {
            self.push_heading(3, text, at);
            return Some(at + 1);
        }
        if marked_name(text) {
            self.push_heading(3, text.trim_matches(is_name_mark), at);
            return Some(at + 1);
        }
        // A line under a title, or above and under it.
        let is_line = |line: &str, marks: &[char]| {
            let line = line.trim();
            line.len() >= 3
                && line.chars().next().is_some_and(|mark| marks.contains(&mark) && line.chars().all(|c| c == mark))
        };
        if is_line(text, &['-', '*', '_', '=', '#', '~']) {
            let above = self.syntax == Syntax::Plain
                && is_line(lines.get(at + 2).copied().unwrap_or(""), &['-', '=', '#', '*', '~'])
                && !next.trim().is_empty()
                && next.len() < 120;
            if above {
                self.push_heading(if text.starts_with('=') { 1 } else { 2 }, next.trim(), at + 1);
                return Some(at + 3);
            }
            self.out.push(Kind::Rule, "", number(at), 0);
            self.lists.clear();
            return Some(at + 1);
        }
        let marks: &[char] = if self.syntax == Syntax::Plain { &['=', '-', '~', '*', '^'] } else { &['=', '-'] };
        if is_line(next, marks)
            && !self.out.is_open()
            && indent < 4
            && text.len() < 160
            && !text.starts_with(['|', '-', '*', '>'])
            // A table without outer pipes.
            && !text.contains(" | ")
            && (blank || self.syntax == Syntax::Plain || at == 0)
        {
            self.push_heading(if next.starts_with('=') { 1 } else { 2 }, text, at);
            return Some(at + 2);
        }
        None
    }

    fn push_heading(&mut self, level: usize, title: &str, at: usize) {
        self.lists.clear();
        self.table = None;
        self.out.push(Kind::Heading(u8::try_from(level.max(1)).unwrap_or(6)), title, number(at), 0);
        self.blank = true;
    }

    /// A row of a table; `true` when the line is one.
    fn row(&mut self, lines: &[&str], at: usize, text: &str, indent: usize) -> bool {
        if !text.contains('|') {
            return false;
        }
        let piped = text.starts_with('|');
        let next = lines.get(at + 1).map_or("", |line| line.trim());
        if self.table.is_none() && !piped {
            // Without a pipe before it, the line of dashes below tells a table, or two more rows of as many cells.
            let count = cells_of(text).len();
            let beside = |at: usize| {
                lines.get(at).map_or(0, |line| if line.contains(" | ") { cells_of(line.trim()).len() } else { 0 })
            };
            let is_table = is_delimiter(next)
                || count >= 2 && beside(at + 1) == count && beside(at + 2) == count && !is_marker(text);
            if !is_table || self.out.is_open() {
                return false;
            }
        }
        let table = if let Some(table) = self.table {
            table
        } else {
            let table = self.out.table();
            self.table = Some(table);
            table
        };
        if is_delimiter(text) {
            // The row above holds the names.
            if let Some(Block { kind: Kind::Row { header, table: above, .. }, .. }) = self.out.last()
                && *above == table
            {
                *header = true;
            }
            return true;
        }
        let depth = self.depth(indent);
        self.out.row(table, false, cells_of(text), number(at), depth);
        true
    }

    /// An item of a list; `true` when the line begins one.
    fn item(&mut self, text: &str, indent: usize, at: usize, blank: bool) -> bool {
        let Some((numbered, rest)) = marker(text) else { return false };
        // A hyphen within a paragraph of wrapped lines.
        if !blank
            && self.out.open().is_some_and(|block| block.kind == Kind::Paragraph)
            && numbered
            && !text.starts_with('1')
        {
            return false;
        }
        while self.lists.last().is_some_and(|marker| indent < *marker + 2) {
            self.lists.pop();
        }
        self.lists.push(indent);
        let (done, rest) = check_box(rest);
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        self.out.begin(Kind::Item { numbered, done }, rest.trim(), number(at), depth);
        true
    }
}

/// Marks that stand before or around the names of sections in Japanese and Korean mails: "■ 原因", "【経緯】".
const fn is_name_mark(c: char) -> bool {
    matches!(
        c,
        '■' | '□'
            | '◆'
            | '◇'
            | '▼'
            | '▽'
            | '●'
            | '○'
            | '◎'
            | '★'
            | '▶'
            | '【'
            | '】'
            | '＜'
            | '＞'
            | '〈'
            | '〉'
            | ' '
    )
}

/// `true` for the name of a section with such a mark before it.
fn marked_name(text: &str) -> bool {
    text.starts_with(is_name_mark)
        && text.len() < 80
        && super::words::exact_topic(text.trim_matches(is_name_mark)).is_some()
}

/// `true` for the name of a section that blanks move to the middle of the page.
fn is_centred_name(text: &str, indent: usize) -> bool {
    indent >= 12 && text.len() < 80 && marker(text).is_none() && {
        let name = text.split(['(', '（']).next().unwrap_or(text);
        super::words::topic_of(name).is_some_and(super::sections::is_main)
            && !name.trim_end().ends_with(['.', ';', '{'])
    }
}

/// `true` for a line that is no code however far it is indented: one that begins with a bullet, a clock or a date.
fn starts_like_entry(text: &str) -> bool {
    let start: String = text.chars().take(24).collect();
    marker(text).is_some()
        || super::stamp::leading(&start, &super::tokens::tokens(&start), &super::zones::Hints::default()).is_some()
            && !text.contains(['{', '='])
}

/// `true` for a line that is a date and nothing else: "Monday, September 16, 2024", "【12月31日】".
fn is_day_line(text: &str) -> bool {
    let text = text.trim_matches(['【', '】', '[', ']', '(', ')', '*', '_', ':', '：', ' ']);
    if text.len() > 60 || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let stamped = super::stamp::leading(text, &super::tokens::tokens(text), &super::zones::Hints::default());
    stamped.is_some_and(|stamped| {
        stamped.from.date.is_some() && stamped.from.clock.is_none() && stamped.end >= text.trim_end().len()
    })
}

fn is_marker(text: &str) -> bool {
    marker(text).is_some()
}

/// The marker of a list item: whether it is a number, and what follows it.
pub fn marker(text: &str) -> Option<(bool, &str)> {
    let first = text.chars().next()?;
    let after = text.get(first.len_utf8()..)?;
    if matches!(first, '-' | '*' | '+' | '•' | '–' | '—' | '●' | '◦' | '▪' | '·' | '‣' | '⁃' | '○' | '■' | '►' | '▸')
        && (after.starts_with([' ', '\t', '\u{a0}']) || after.is_empty() && matches!(first, '-' | '*' | '+' | '•'))
    {
        return Some((false, after));
    }
    // "-Optimise all queries": a bullet without a blank, before words.
    if first == '-' && after.starts_with(char::is_uppercase) && after.split_whitespace().count() >= 3 {
        return Some((false, after));
    }
    if first == '・' {
        return Some((false, after));
    }
    // A box by itself: "[x] Pool the connections".
    if ["[ ] ", "[x] ", "[X] ", "☐ ", "☑ "].iter().any(|mark| text.starts_with(mark)) {
        return Some((false, text));
    }
    // "(1) Check the number of files"
    if let Some((number, word)) = text.strip_prefix('(').and_then(|rest| rest.split_once(") "))
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some((true, word));
    }
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let digits = text.get(..text.len() - number.len())?.chars().count();
    if (1..=3).contains(&digits) {
        // "１．原因" has no blank behind its wide dot.
        if let Some(word) = number.strip_prefix(['．', '、', '）']) {
            return (!word.is_empty()).then_some((true, word));
        }
        let rest = number.strip_prefix(['.', ')'])?;
        let word = rest.strip_prefix([' ', '\t'])?;
        return (!is_month(word)).then_some((true, word));
    }
    None
}

/// `true` for a text after a number that makes a date of it, "5. März: …", and not an item: "1. Set the limit".
fn is_month(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (month, rest) = text.split_at(end);
    let month = super::words::fold(month);
    if super::words::word_use(&month).is_none_or(|word| word.month.is_none()) {
        return false;
    }
    // Short names are also words of other languages.
    let next = rest.trim_start_matches([' ', '.']).split(' ').next().unwrap_or("");
    month.chars().count() >= 5
        || next.is_empty()
        || !next.starts_with(char::is_alphabetic)
        || super::words::word_use(&super::words::fold(next)).is_some_and(|word| word.is(super::words::Small::At))
}

/// The box of a task: whether it is ticked, and what follows it.
pub fn check_box(text: &str) -> (Option<bool>, &str) {
    let text = text.trim_start();
    for (mark, done) in
        [("[ ]", false), ("[x]", true), ("[X]", true), ("[]", false), ("☐", false), ("☑", true), ("☒", true)]
    {
        if let Some(rest) = text.strip_prefix(mark)
            && !rest.starts_with('(')
        {
            return (Some(done), rest);
        }
    }
    (None, text)
}

/// `true` for the line of dashes under the names of a table.
pub fn is_delimiter(line: &str) -> bool {
    line.contains('-')
        && line.contains(['|', '+'])
        && line.chars().all(|c| matches!(c, '-' | '|' | ':' | '+' | ' ' | '\t'))
}

/// The cells of a row, without its outer pipes.
pub fn cells_of(line: &str) -> Vec<String> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let (mut escaped, mut code) = (false, false);
    for c in inner.chars() {
        let cell = cells.last_mut();
        match (c, cell) {
            ('|', Some(cell)) if escaped => {
                cell.pop();
                cell.push('|');
            }
            ('|', _) if !code => cells.push(String::new()),
            (c, Some(cell)) => {
                if c == '`' {
                    code = !code;
                }
                cell.push(c);
            }
            _ => {}
        }
        escaped = c == '\\';
    }
    // A tick left open is no code.
    if code && inner.contains('|') {
        cells = inner.split('|').map(str::to_owned).collect();
    }
    for cell in &mut cells {
        *cell = cell.trim().to_owned();
    }
    if cells.len() > 1 && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

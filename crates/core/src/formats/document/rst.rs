//! reStructuredText: titles underlined with any mark, directives, field lists, simple and grid tables, definition lists.

use super::block::{Block, Gathered, Kind};
use super::lines::marker;

/// The blocks of a document.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut reader = Reader { lines: &lines, out: Gathered::default(), levels: Vec::new(), lists: Vec::new() };
    let mut at = 0;
    while at < lines.len() {
        at = reader.line(at).max(at + 1);
    }
    reader.out.into_blocks()
}

struct Reader<'a> {
    lines: &'a [&'a str],
    out: Gathered,
    /// Marks of titles in order of first appearance; `true` for those with a line above too.
    levels: Vec<(char, bool)>,
    lists: Vec<usize>,
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

/// The mark of a line that is nothing but one mark.
fn ruled(line: &str) -> Option<char> {
    let line = line.trim_end();
    let mark = line.chars().next()?;
    (line.len() >= 3 && mark.is_ascii_punctuation() && line.chars().all(|c| c == mark)).then_some(mark)
}

/// Where the columns of a simple table stand: `=====  ====`.
fn columns_of(line: &str) -> Option<Vec<usize>> {
    let trimmed = line.trim();
    if !trimmed.contains(' ') || !trimmed.chars().all(|c| matches!(c, '=' | ' ')) || !trimmed.contains("==") {
        return None;
    }
    let mut starts = Vec::new();
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        if c == '=' && before == ' ' {
            starts.push(at);
        }
        before = c;
    }
    Some(starts)
}

impl Reader<'_> {
    fn at(&self, at: usize) -> &str {
        self.lines.get(at).copied().unwrap_or("")
    }

    fn line(&mut self, at: usize) -> usize {
        let line = self.lines.get(at).copied().unwrap_or("");
        let text = line.trim();
        if text.is_empty() {
            self.out.close();
            return at + 1;
        }
        let indent = indent_of(line);
        if indent == 0 {
            if let Some(next) = self.title(at) {
                return next;
            }
            if let Some(starts) = columns_of(line) {
                return self.simple_table(at, &starts);
            }
            if text.starts_with("+--") || text.starts_with("+==") {
                return self.grid_table(at);
            }
            // ":Date: 2026-03-04"
            if let Some((name, value)) = text.strip_prefix(':').and_then(|rest| rest.split_once(':'))
                && !name.is_empty()
                && (value.is_empty() || value.starts_with(' '))
            {
                self.out.push(Kind::Meta { key: name.to_owned() }, &inline(value.trim()), number(at), 0);
                return at + 1;
            }
        }
        if text.starts_with(".. ") || text == ".." {
            return self.directive(at, indent);
        }
        if ruled(text).is_some() {
            self.out.push(Kind::Rule, "", number(at), 0);
            return at + 1;
        }
        let item = marker(text).or_else(|| text.strip_prefix("#. ").map(|rest| (true, rest)));
        if let Some((numbered, rest)) = item {
            while self.lists.last().is_some_and(|open| indent < *open + 2) {
                self.lists.pop();
            }
            self.lists.push(indent);
            let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
            let (done, rest) = super::lines::check_box(rest.trim());
            self.out.begin(Kind::Item { numbered, done }, &inline(rest.trim()), number(at), depth);
            return self.literal(at, indent);
        }
        // A term with its meaning indented under it.
        let below = self.at(at + 1);
        if !self.out.is_open()
            && !below.trim().is_empty()
            && indent_of(below) > indent
            && text.len() < 80
            && !text.ends_with("::")
        {
            let meaning = inline(below.trim());
            self.out.begin(
                Kind::Item { numbered: false, done: None },
                &format!("{} {meaning}", inline(text)),
                number(at),
                1,
            );
            let mut next = at + 2;
            while !self.at(next).trim().is_empty() && indent_of(self.at(next)) > indent {
                let more = inline(self.at(next).trim());
                self.out.line(&more, number(next), 1);
                next += 1;
            }
            self.out.close();
            return next;
        }
        while !self.out.is_open() && self.lists.last().is_some_and(|open| indent <= *open) {
            self.lists.pop();
        }
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        self.out.line(&inline(text), number(at), depth);
        self.literal(at, indent)
    }

    /// After a line that ends with two colons, what is indented is literal.
    fn literal(&mut self, at: usize, indent: usize) -> usize {
        if !self.at(at).trim_end().ends_with("::") {
            return at + 1;
        }
        let mut next = at + 1;
        while self.at(next).trim().is_empty() && next < self.lines.len() {
            next += 1;
        }
        if next > at + 1 && indent_of(self.at(next)) > indent {
            return self.code(next, indent);
        }
        at + 1
    }

    fn code(&mut self, from: usize, indent: usize) -> usize {
        let mut end = from;
        while end < self.lines.len() && (self.at(end).trim().is_empty() || indent_of(self.at(end)) > indent) {
            end += 1;
        }
        let code = self.lines.get(from..end).unwrap_or(&[]).join("\n");
        self.out.push(Kind::Code, code.trim_end(), number(from), 0);
        end
    }

    fn title(&mut self, at: usize) -> Option<usize> {
        let line = self.at(at).trim_end();
        if let Some(mark) = ruled(line)
            && ruled(self.at(at + 2)) == Some(mark)
            && !self.at(at + 1).trim().is_empty()
        {
            let title = self.at(at + 1).trim().to_owned();
            self.push_title(mark, true, &title, at + 1);
            return Some(at + 3);
        }
        let mark = ruled(self.at(at + 1))?;
        let wide = self.at(at + 1).trim_end().len() + 2 >= line.chars().count().min(60);
        if self.out.is_open() || ruled(line).is_some() || !wide || line.starts_with([' ', '-', '*', '|', '+']) {
            return None;
        }
        let title = line.to_owned();
        self.push_title(mark, false, &title, at);
        Some(at + 2)
    }

    fn push_title(&mut self, mark: char, over: bool, title: &str, at: usize) {
        let level = if let Some(level) = self.levels.iter().position(|level| *level == (mark, over)) {
            level
        } else {
            self.levels.push((mark, over));
            self.levels.len() - 1
        };
        self.lists.clear();
        self.out.push(Kind::Heading(u8::try_from(level + 1).unwrap_or(6)), &inline(title), number(at), 0);
    }

    fn directive(&mut self, at: usize, indent: usize) -> usize {
        let text = self.at(at).trim().to_owned();
        self.out.close();
        let mut end = at + 1;
        while end < self.lines.len() && (self.at(end).trim().is_empty() || indent_of(self.at(end)) > indent) {
            end += 1;
        }
        let name = text.get(2..).unwrap_or("").trim();
        if name.starts_with("list-table::") {
            self.list_table(at + 1, end);
        } else if let Some(rest) =
            ["note::", "warning::", "important::", "tip::", "attention::", "admonition::", "topic::"]
                .iter()
                .find_map(|word| name.strip_prefix(word))
        {
            let first = rest.trim();
            if !first.is_empty() {
                self.out.line(&inline(first), number(at), 0);
            }
            for inner in at + 1..end {
                let line = self.at(inner).trim().to_owned();
                if line.is_empty() {
                    self.out.close();
                } else if !line.starts_with(':') {
                    self.out.line(&inline(&line), number(inner), 0);
                }
            }
            self.out.close();
        } else if name.starts_with("code")
            || name.starts_with("literalinclude")
            || name.starts_with("parsed-literal")
            || name.starts_with("sourcecode")
        {
            let code = self.lines.get(at + 1..end).unwrap_or(&[]).join("\n");
            self.out.push(Kind::Code, code.trim_end(), number(at), 0);
        }
        end
    }

    /// A table written as a list of lists.
    fn list_table(&mut self, from: usize, to: usize) {
        let table = self.out.table();
        let mut headers = 0_usize;
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        for at in from..to {
            let text = self.at(at).trim();
            if let Some(count) = text.strip_prefix(":header-rows:") {
                headers = count.trim().parse().unwrap_or(0);
            } else if let Some(rest) = text.strip_prefix("* -") {
                rows.push((number(at), vec![inline(rest.trim())]));
            } else if let Some(rest) = text.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
                if let Some((_, cells)) = rows.last_mut() {
                    cells.push(inline(rest.trim()));
                }
            } else if !text.is_empty()
                && !text.starts_with(':')
                && let Some(cell) = rows.last_mut().and_then(|(_, cells)| cells.last_mut())
            {
                cell.push(' ');
                cell.push_str(&inline(text));
            }
        }
        for (at, (line, cells)) in rows.into_iter().enumerate() {
            self.out.row(table, at < headers, cells, line, 0);
        }
    }

    fn simple_table(&mut self, from: usize, starts: &[usize]) -> usize {
        let table = self.out.table();
        let mut rules = 1;
        let mut at = from + 1;
        let total = self
            .lines
            .iter()
            .skip(at)
            .take(5000)
            .take_while(|line| !line.trim().is_empty())
            .filter(|line| columns_of(line).is_some())
            .count();
        let mut rows: Vec<(u32, Vec<String>, bool)> = Vec::new();
        while at < self.lines.len() {
            let line = self.at(at);
            if columns_of(line).is_some() {
                rules += 1;
                at += 1;
                if rules > total {
                    break;
                }
                continue;
            }
            if line.trim().is_empty() {
                if total < 2 {
                    break;
                }
                at += 1;
                continue;
            }
            let cells: Vec<String> = starts
                .iter()
                .enumerate()
                .map(|(column, start)| {
                    let end = starts.get(column + 1).copied().unwrap_or(line.len()).min(line.len());
                    line.get((*start).min(line.len())..end).map_or_else(String::new, |cell| inline(cell.trim()))
                })
                .collect();
            // A first column left empty goes on with the row above.
            if cells.first().is_some_and(String::is_empty) && !rows.is_empty() {
                if let Some((_, above, _)) = rows.last_mut() {
                    for (above, cell) in above.iter_mut().zip(&cells) {
                        if !cell.is_empty() {
                            above.push(' ');
                            above.push_str(cell);
                        }
                    }
                }
            } else {
                rows.push((number(at), cells, rules == 1 && total >= 2));
            }
            at += 1;
        }
        for (line, cells, header) in rows {
            self.out.row(table, header, cells, line, 0);
        }
        at
    }

    fn grid_table(&mut self, from: usize) -> usize {
        let table = self.out.table();
        let mut at = from;
        let mut row: Option<(u32, Vec<String>)> = None;
        let mut rows: Vec<(u32, Vec<String>)> = Vec::new();
        let mut header_end = None;
        while self.at(at).starts_with(['+', '|']) {
            let line = self.at(at);
            if line.starts_with('+') {
                rows.extend(row.take());
                if line.contains("==") {
                    header_end = Some(rows.len());
                }
            } else {
                let cells: Vec<String> =
                    line.trim().trim_matches('|').split('|').map(|cell| inline(cell.trim())).collect();
                match &mut row {
                    Some((_, open)) if open.len() == cells.len() => {
                        for (open, cell) in open.iter_mut().zip(&cells) {
                            if !cell.is_empty() {
                                open.push(' ');
                                open.push_str(cell);
                            }
                        }
                    }
                    _ => {
                        rows.extend(row.take());
                        row = Some((number(at), cells));
                    }
                }
            }
            at += 1;
        }
        rows.extend(row);
        for (index, (line, cells)) in rows.into_iter().enumerate() {
            self.out.row(table, header_end.is_some_and(|end| index < end), cells, line, 0);
        }
        at.max(from + 1)
    }
}

/// Marks within a line as Markdown.
fn inline(text: &str) -> String {
    let mut out = text.replace("``", "`");
    // `text <url>`_
    while let Some(start) = out.find('`') {
        let Some(rest) = out.get(start + 1..) else { break };
        let Some(end) = rest.find('`') else { break };
        let inside = rest.get(..end).unwrap_or("").to_owned();
        let after = rest.get(end + 1..).unwrap_or("");
        let Some(tail) = after.strip_prefix("__").or_else(|| after.strip_prefix('_')) else { break };
        let link = match inside.split_once('<') {
            Some((label, address)) => format!("[{}]({})", label.trim(), address.trim_end_matches('>')),
            None => inside,
        };
        out = format!("{}{link}{tail}", out.get(..start).unwrap_or(""));
    }
    // A reference: "4711_"
    let mut words: Vec<&str> = Vec::new();
    for word in out.split(' ') {
        let bare = word.trim_end_matches([',', '.', ')', ';', ':']);
        words.push(if bare.ends_with('_') && bare.len() > 1 && !bare.contains("__") && bare.len() == word.len() {
            bare.trim_end_matches('_')
        } else {
            word
        });
    }
    words.join(" ").replace(":ref:", "").replace(":doc:", "")
}

/// `true` for the beginning of a reStructuredText document.
pub fn is_rst(start: &str, name: &str) -> bool {
    let by_name = super::ends_with(name, &["rst"]);
    let lines: Vec<&str> = start.lines().take(200).collect();
    let directives =
        lines.iter().filter(|line| line.starts_with(".. ") && (line.contains("::") || line.contains(": http"))).count();
    let fields = lines
        .iter()
        .filter(|line| line.starts_with(':') && line.get(1..).is_some_and(|rest| rest.contains(": ")))
        .count();
    let titles = lines.windows(2).filter(|pair| matches!(pair, [title, rule] if ruled(rule).is_some() && ruled(title).is_none() && !title.trim().is_empty() && rule.trim_end().len() >= title.trim_end().chars().count())).count();
    let markdown =
        lines.iter().any(|line| line.starts_with("## ") || line.starts_with("# ") || line.starts_with("```"));
    !markdown && (by_name || titles > 0 && (directives > 0 || fields > 0))
}

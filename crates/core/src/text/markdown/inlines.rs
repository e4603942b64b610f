//! The text of one paragraph or heading: emphasis, code, links, breaks. Must never look back further than the marks that
//! are open, so that no text is slow.

use super::addresses::{escape, target};
use super::{DEEPEST, Inline};

/// The inlines of a text; its lines are parted by `\n`.
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut reader = Reader {
        text,
        at: 0,
        plain: String::new(),
        open: Vec::new(),
        done: Vec::new(),
        no_end: [false; LONGEST_TICKS],
    };
    while reader.step() {}
    while !reader.open.is_empty() {
        reader.give_up(0);
    }
    reader.flush();
    reader.done
}

/// A longer run of backticks is text.
const LONGEST_TICKS: usize = 8;

/// A mark that may yet find its other half, and what stands behind it so far.
struct Open {
    /// `*`, `_`, `[`, or `!` for the `![` of a picture.
    mark: char,
    /// How many of it, 1 to 3.
    count: usize,
    /// Whether it could have been an end as well.
    both: bool,
    inner: Vec<Inline>,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Text read and not yet put anywhere.
    plain: String,
    /// The outermost first; at most `DEEPEST`.
    open: Vec<Open>,
    done: Vec<Inline>,
    /// Runs of so many backticks have no other half in the rest of the text. Spares looking for it again and again.
    no_end: [bool; LONGEST_TICKS],
}

impl<'a> Reader<'a> {
    /// Reads up to the next mark and over it; false at the end.
    fn step(&mut self) -> bool {
        let rest = self.rest();
        let plain = rest.find(is_special).unwrap_or(rest.len());
        self.keep(plain);
        let rest = self.rest();
        let Some(mark) = rest.chars().next() else { return false };
        match mark {
            '*' | '_' => self.run(mark),
            '`' => self.code(),
            '[' => self.begin('[', 1, false, 1),
            '!' if rest.starts_with("![") => self.begin('!', 1, false, 2),
            ']' => self.bracket(),
            '<' => self.pointed(),
            ':' => self.bare(),
            '\\' if rest.starts_with("\\\n") => self.line_break(2),
            '&' | '\\' => {
                let (text, length) = escape(rest);
                self.plain.push_str(text);
                self.at += length;
            }
            '\n' if self.plain.ends_with("  ") => self.line_break(1),
            '\n' => {
                self.plain.truncate(self.plain.trim_end_matches(' ').len());
                self.plain.push(' ');
                self.at += 1;
            }
            _ => self.keep(1),
        }
        true
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Takes so many bytes as the text they are.
    fn keep(&mut self, length: usize) {
        self.plain.push_str(self.rest().get(..length).unwrap_or_default());
        self.at += length;
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = Inline::Text(std::mem::take(&mut self.plain));
            let depth = self.open.len();
            put(self.level(depth), text);
        }
    }

    /// Where things go that stand within so many open marks.
    fn level(&mut self, depth: usize) -> &mut Vec<Inline> {
        match depth.checked_sub(1).and_then(|place| self.open.get_mut(place)) {
            Some(open) => &mut open.inner,
            None => &mut self.done,
        }
    }

    fn add(&mut self, inline: Inline) {
        self.flush();
        let depth = self.open.len();
        put(self.level(depth), inline);
    }

    fn line_break(&mut self, length: usize) {
        self.plain.truncate(self.plain.trim_end_matches(' ').len());
        self.add(Inline::Break);
        self.at += length;
    }

    fn begin(&mut self, mark: char, count: usize, both: bool, length: usize) {
        self.flush();
        self.open.push(Open { mark, count, both, inner: Vec::new() });
        self.at += length;
        if self.open.len() > DEEPEST {
            self.give_up(0);
        }
    }

    /// The mark was only text; what stands behind it moves one level out.
    fn give_up(&mut self, place: usize) {
        self.flush();
        if place >= self.open.len() {
            return;
        }
        let Open { mark, count, inner, .. } = self.open.remove(place);
        let mark = match mark {
            '!' => "![",
            '[' => "[",
            '*' => "***".get(..count).unwrap_or_default(),
            _ => "___".get(..count).unwrap_or_default(),
        };
        let level = self.level(place);
        put(level, Inline::Text(String::from(mark)));
        for inline in inner {
            put(level, inline);
        }
    }

    /// Everything within an open mark, its own marks given up.
    fn take(&mut self, place: usize) -> Option<Open> {
        while self.open.len() > place + 1 {
            self.give_up(self.open.len() - 1);
        }
        self.flush();
        self.open.pop()
    }

    /// A run of `*` or `_`, by the rules of `CommonMark` 0.31, section 6.2; more than three in a row are text.
    fn run(&mut self, mark: char) {
        let after = self.rest().trim_start_matches(mark);
        let count = self.rest().len() - after.len();
        let before = self.text.get(..self.at).unwrap_or_default().chars().next_back().unwrap_or(' ');
        let after = after.chars().next().unwrap_or(' ');
        let faces = |here: char, there: char| {
            !here.is_whitespace() && (!is_punctuation(here) || there.is_whitespace() || is_punctuation(there))
        };
        let (mut opens, mut closes) = (faces(after, before), faces(before, after));
        if mark == '_' {
            // Within a word it is a part of it: `snake_case`.
            (opens, closes) =
                (opens && (!closes || is_punctuation(before)), closes && (!opens || is_punctuation(after)));
        }
        if count > 3 {
            return self.keep(count);
        }
        let both = opens && closes;
        let mut left = count;
        while closes && left > 0 {
            let fits = |open: &Open| {
                let odd = (open.count + left).is_multiple_of(3) && !left.is_multiple_of(3);
                open.mark == mark && !((both || open.both) && odd)
            };
            let Some(open) = self.open.iter().rposition(fits).and_then(|place| self.take(place)) else { break };
            let strong = open.count >= 2 && left >= 2;
            let used = if strong { 2 } else { 1 };
            left -= used;
            self.at += used;
            let whole = if strong { Inline::Strong(open.inner) } else { Inline::Emphasis(open.inner) };
            if open.count > used {
                self.open.push(Open { count: open.count - used, inner: vec![whole], ..open });
            } else {
                self.add(whole);
            }
        }
        if left > 0 && opens {
            self.begin(mark, left, both, left);
        } else {
            self.keep(left);
        }
    }

    fn code(&mut self) {
        let rest = self.rest();
        let after = rest.trim_start_matches('`');
        let count = rest.len() - after.len();
        let Some(false) = self.no_end.get(count - 1) else { return self.keep(count) };
        let Some(length) = run_of_ticks(after, count) else {
            if let Some(no_end) = self.no_end.get_mut(count - 1) {
                *no_end = true;
            }
            return self.keep(count);
        };
        let code = after.get(..length).unwrap_or_default().replace('\n', " ");
        // One space on both sides makes room for a backtick and is not part of the code.
        let padded = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
        let code = padded.filter(|code| !code.trim().is_empty()).map_or(code.clone(), String::from);
        self.add(Inline::Code(code));
        self.at += count + length + count;
    }

    /// `]`, the end of a label if an address follows.
    fn bracket(&mut self) {
        let Some(place) = self.open.iter().rposition(|open| matches!(open.mark, '[' | '!')) else {
            return self.keep(1);
        };
        let Some((address, rest)) = target(self.rest().get(1..).unwrap_or_default()) else {
            self.give_up(place);
            return self.keep(1);
        };
        let Some(open) = self.take(place) else { return };
        if open.mark == '[' {
            let mut label = Vec::new();
            without_links(open.inner, &mut label);
            self.add(Inline::Link { label, address });
        } else {
            // A picture would be a request to somebody else: its text stands for it.
            for inline in open.inner {
                self.add(inline);
            }
        }
        self.at = self.text.len() - rest.len();
    }

    /// `<https://example.com>`, or `<br>`; any other tag is text.
    fn pointed(&mut self) {
        let rest = self.rest();
        for tag in ["<br>", "<br/>", "<br />"] {
            if rest.starts_with(tag) {
                return self.line_break(tag.len());
            }
        }
        let inner = rest.get(1..).unwrap_or_default();
        let end = inner.find(|c: char| c == '<' || c == '>' || c.is_whitespace()).unwrap_or(inner.len());
        let (address, after) = inner.split_at_checked(end).unwrap_or_default();
        let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
        let is_address = scheme.len() >= 2 && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
        if !is_address || !after.starts_with('>') {
            return self.keep(1);
        }
        self.add(link_to(address));
        self.at += end + 2;
    }

    /// `https://example.com` as it stands, with `https` just read.
    fn bare(&mut self) {
        let rest = self.rest();
        let scheme = if self.plain.ends_with("https") { 5 } else { 4 };
        let before = self.plain.len().checked_sub(scheme).and_then(|at| self.plain.split_at_checked(at));
        let Some((before, "https" | "http")) = before else { return self.keep(1) };
        if !rest.starts_with("://") || before.ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return self.keep(1);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "<>[]\"`\\".contains(c)).unwrap_or(rest.len());
        let mut address = rest.get(..end).unwrap_or_default();
        let mut unopened = address.matches(')').count().saturating_sub(address.matches('(').count());
        // What ends the sentence does not belong to the address.
        while let Some(last) = address.chars().next_back() {
            match last {
                ')' if unopened > 0 => unopened -= 1,
                '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' => {}
                _ => break,
            }
            address = address.get(..address.len() - 1).unwrap_or_default();
        }
        if address.len() <= 3 {
            return self.keep(1);
        }
        let before = before.len();
        let Some(whole) = self.text.get(self.at - scheme..self.at + address.len()) else { return self.keep(1) };
        self.plain.truncate(before);
        self.add(link_to(whole));
        self.at += address.len();
    }
}

fn is_special(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '[' | ']' | '!' | '<' | ':' | '&' | '\\' | '\n')
}

/// ASCII, and the dashes, quotes and dots of other scripts that stand beside emphasis in prose.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '¡'..='¿' | '\u{2010}'..='\u{205e}' | '\u{3001}'..='\u{3020}')
}

/// Adds to a line; text joins the text before it.
fn put(line: &mut Vec<Inline>, inline: Inline) {
    if let (Some(Inline::Text(before)), Inline::Text(text)) = (line.last_mut(), &inline) {
        before.push_str(text);
    } else {
        line.push(inline);
    }
}

fn link_to(address: &str) -> Inline {
    Inline::Link { label: vec![Inline::Text(String::from(address))], address: String::from(address) }
}

/// A label has no links of its own: what they show stands for them.
fn without_links(inlines: Vec<Inline>, line: &mut Vec<Inline>) {
    for inline in inlines {
        match inline {
            Inline::Link { label, .. } => without_links(label, line),
            Inline::Emphasis(inner) => {
                let mut plain = Vec::new();
                without_links(inner, &mut plain);
                line.push(Inline::Emphasis(plain));
            }
            Inline::Strong(inner) => {
                let mut plain = Vec::new();
                without_links(inner, &mut plain);
                line.push(Inline::Strong(plain));
            }
            other => put(line, other),
        }
    }
}

/// How far it is to the next run of exactly so many backticks.
fn run_of_ticks(text: &str, count: usize) -> Option<usize> {
    let mut run = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'`' {
            run += 1;
        } else if run == count {
            return Some(at - count);
        } else {
            run = 0;
        }
    }
    (run == count).then(|| text.len() - count)
}

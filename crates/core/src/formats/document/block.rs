//! What every form of document becomes: one list of blocks, each with the line it stands on. Text within a block is
//! Markdown, whatever the document was written in.

/// A block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its text, a line of the document a line; of a row of a table, its cells with ` | ` between them.
    pub text: String,
    /// Where each line of its text stands in the document, from 1.
    pub lines: Vec<u32>,
    /// How many lists it stands in; an item counts its own.
    pub depth: u8,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A heading, 1 for the highest level.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item {
        /// `true` when the list is numbered.
        numbered: bool,
        /// Of a list of tasks, whether it is done.
        done: Option<bool>,
    },
    /// A row of a table.
    Row {
        /// Which table, counted from 0.
        table: u32,
        /// `true` for a row of column names.
        header: bool,
        /// What stands in it.
        cells: Vec<String>,
    },
    /// Code, a log, a picture of text: never read.
    Code,
    /// Words of somebody else.
    Quote,
    /// A key of the front matter with its value.
    Meta {
        /// The key.
        key: String,
    },
    /// A line across the page.
    Rule,
}

impl Block {
    /// The line it begins on.
    pub fn line(&self) -> u32 {
        self.lines.first().copied().unwrap_or(1)
    }

    /// The line it ends on.
    pub fn last_line(&self) -> u32 {
        self.lines.last().copied().unwrap_or(1)
    }

    /// `true` for an item of a list.
    pub const fn is_item(&self) -> bool {
        matches!(self.kind, Kind::Item { .. })
    }

    /// `true` for what is never an entry, a cause or an action, but belongs to what stands before it.
    pub const fn is_attached(&self) -> bool {
        matches!(self.kind, Kind::Code | Kind::Quote)
    }
}

/// Gathers blocks as a parser goes down the lines.
#[derive(Default)]
pub struct Gathered {
    blocks: Vec<Block>,
    open: Option<Block>,
    tables: u32,
}

impl Gathered {
    /// Every block, the last one closed.
    pub fn into_blocks(mut self) -> Vec<Block> {
        self.close();
        self.blocks
    }

    /// Ends the paragraph or item that lines are added to.
    pub fn close(&mut self) {
        if let Some(block) = self.open.take()
            && (!block.text.trim().is_empty() || matches!(block.kind, Kind::Item { .. }))
        {
            self.blocks.push(block);
        }
    }

    /// `true` while a paragraph or item is open.
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The block that lines are added to.
    pub const fn open(&mut self) -> Option<&mut Block> {
        self.open.as_mut()
    }

    /// The block before, closed.
    pub fn last(&mut self) -> Option<&mut Block> {
        self.blocks.last_mut()
    }

    /// A block of one line, closed.
    pub fn push(&mut self, kind: Kind, text: &str, line: u32, depth: u8) {
        self.close();
        self.blocks.push(Block { kind, text: text.to_owned(), lines: vec![line], depth });
    }

    /// A block to which lines may be added.
    pub fn begin(&mut self, kind: Kind, text: &str, line: u32, depth: u8) {
        self.close();
        self.open = Some(Block { kind, text: text.to_owned(), lines: vec![line], depth });
    }

    /// A line of the open block, else the first of a paragraph.
    pub fn line(&mut self, text: &str, line: u32, depth: u8) {
        let Some(block) = &mut self.open else {
            self.begin(Kind::Paragraph, text, line, depth);
            return;
        };
        if block.text.is_empty() {
            block.text.push_str(text);
            return;
        }
        block.text.push('\n');
        block.text.push_str(text);
        block.lines.push(line);
    }

    /// A line of code or of a quotation: added to the block before, where that is one too.
    pub fn attached(&mut self, kind: &Kind, text: &str, line: u32, depth: u8) {
        if let Some(open) = &mut self.open
            && open.kind == *kind
        {
            open.text.push('\n');
            open.text.push_str(text);
            open.lines.push(line);
            return;
        }
        self.begin(kind.clone(), text, line, depth);
    }

    /// Begins a table and returns its number.
    pub fn table(&mut self) -> u32 {
        self.close();
        self.tables += 1;
        self.tables - 1
    }

    /// A row of a table.
    pub fn row(&mut self, table: u32, header: bool, cells: Vec<String>, line: u32, depth: u8) {
        let text = cells.join(" | ");
        self.push(Kind::Row { table, header, cells }, &text, line, depth);
    }

    /// Blocks of another parser, moved down to where they stand.
    pub fn extend(&mut self, blocks: Vec<Block>) {
        self.close();
        let first = self.tables;
        for mut block in blocks {
            if let Kind::Row { table, .. } = &mut block.kind {
                *table += first;
                self.tables = self.tables.max(*table + 1);
            }
            self.blocks.push(block);
        }
    }
}

/// The text of Markdown without its marks: links as their labels, pictures, emphasis, tags and escapes removed.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['*', '_', '`', '[', '!', '<', '&', '\\', '~']) {
        let (before, here) = rest.split_at(at);
        plain.push_str(before);
        let mark = here.chars().next().unwrap_or(' ');
        let after = here.get(1..).unwrap_or("");
        rest = after;
        match mark {
            '*' | '`' => {}
            '~' if after.starts_with('~') => rest = after.trim_start_matches('~'),
            '_' => {
                // "snake_case" keeps it.
                let inside = plain.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
                if inside {
                    plain.push('_');
                }
            }
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                plain.extend(after.chars().next());
                rest = after.get(1..).unwrap_or("");
            }
            '!' if after.starts_with('[') => {
                if let Some((_, end)) = link(after) {
                    rest = after.get(end..).unwrap_or("");
                } else {
                    plain.push('!');
                }
            }
            '[' => match link(here) {
                Some((label, end)) => {
                    plain.push_str(&self::plain(label));
                    rest = here.get(end..).unwrap_or("");
                }
                None => plain.push('['),
            },
            '<' => {
                let tag = after.strip_prefix('/').unwrap_or(after);
                match here.find('>') {
                    Some(end)
                        if tag.starts_with(|c: char| c.is_ascii_alphabetic())
                            && end < 400
                            && !is_zone_or_clock(after) =>
                    {
                        let inside = here.get(1..end).unwrap_or("");
                        if inside.contains("://") || inside.contains('@') {
                            plain.push_str(inside);
                        } else if inside.starts_with("br") {
                            plain.push(' ');
                        }
                        rest = here.get(end + 1..).unwrap_or("");
                    }
                    _ => plain.push('<'),
                }
            }
            '&' => match entity(here) {
                Some((c, end)) => {
                    plain.push(c);
                    rest = here.get(end..).unwrap_or("");
                }
                None => plain.push('&'),
            },
            other => plain.push(other),
        }
    }
    plain.push_str(rest);
    plain
}

/// `true` for what stands between angle brackets and is no tag: `<START OF OUTAGE>`.
fn is_zone_or_clock(text: &str) -> bool {
    text.get(..6).is_some_and(|start| start.chars().all(|c| c.is_ascii_uppercase() || c == ' '))
}

/// The label of a link at the beginning of a text, and where the link ends: `[label](address)`, `[label][name]`.
pub fn link(text: &str) -> Option<(&str, usize)> {
    // Most brackets close soon, or never.
    if !text.starts_with('[') || !text.bytes().take(400).any(|byte| byte == b']') {
        return None;
    }
    let mut open = 0_usize;
    let mut close = None;
    for (at, c) in text.char_indices().take(300) {
        match c {
            '[' => open += 1,
            ']' => {
                open -= 1;
                if open == 0 {
                    close = Some(at);
                    break;
                }
            }
            _ => {}
        }
    }
    let close = close?;
    let label = text.get(1..close)?;
    let after = text.get(close + 1..)?;
    let (open, shut) = match after.chars().next()? {
        '(' => ('(', ')'),
        '[' => ('[', ']'),
        _ => return None,
    };
    let mut level = 0_usize;
    for (at, c) in after.char_indices().take(1000) {
        if c == open {
            level += 1;
        } else if c == shut {
            level -= 1;
            if level == 0 {
                return Some((label, close + 1 + at + 1));
            }
        } else if c == '\n' {
            return None;
        }
    }
    None
}

/// The character that an entity at the beginning of a text stands for, and how many bytes it has.
pub fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "rarr" => '→',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "middot" => '·',
        "deg" => '°',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ocirc" => 'ô',
        "ntilde" => 'ñ',
        "aacute" => 'á',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        _ => {
            let code = name.strip_prefix('#')?;
            let value = match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(value).map(|c| if c == '\u{a0}' { ' ' } else { c })?
        }
    };
    Some((c, end + 1))
}

/// The addresses that a text links to, with their labels.
pub fn links_in(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', 'h']) {
        let here = rest.get(at..).unwrap_or("");
        let step = if here.starts_with('[')
            && let Some((label, end)) = link(here)
            && let Some(address) = here.get(label.len() + 3..end - 1)
            && here.get(label.len() + 2..label.len() + 3) == Some("(")
        {
            let address = address.split_whitespace().next().unwrap_or("").trim_matches(['<', '>']);
            found.push((plain(label), address.to_owned()));
            end
        } else if here.starts_with("http://") || here.starts_with("https://") {
            let end = here
                .find(|c: char| c.is_whitespace() || matches!(c, '>' | '<' | ')' | ']' | '"' | '|' | '`'))
                .unwrap_or(here.len());
            let address = here.get(..end).unwrap_or("").trim_end_matches(['.', ',', ';', ':']);
            found.push((address.to_owned(), address.to_owned()));
            end.max(1)
        } else {
            1
        };
        rest = here.get(step..).unwrap_or("");
    }
    found.retain(|(_, address)| crate::text::is_safe_link(address));
    found
}

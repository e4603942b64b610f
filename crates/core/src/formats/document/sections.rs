//! What each block is about: sections by their headings and labels, whatever the template and the language.

use std::collections::HashSet;

use super::block::{Block, Kind, plain};
use super::stamp::leading;
use super::tokens::tokens;
use super::words::{Term, Topic, bare_title, exact_topic, fold, has_term, is_term, topic_of};
use super::zones::Hints;
use crate::incident::{ActionStatus, LessonKind};

/// A block with what it is about.
#[derive(Clone, Debug)]
pub struct Part {
    /// The block.
    pub block: Block,
    /// Its text without marks.
    pub plain: String,
    /// What the section it stands in is about.
    pub topic: Option<Topic>,
    /// The heading or label that it stands under, as a position among the parts.
    pub section: Option<usize>,
    /// What it is in the outline.
    pub role: Role,
    /// Of a block with a label before its text: the label.
    pub label: Option<Box<str>>,
    /// Where in `plain` the text after the label begins.
    pub content: usize,
}

/// What a block is in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Text.
    Body,
    /// The title of the document.
    Title,
    /// A heading, or a label that stands for one: its text is a name.
    Name,
}

impl Part {
    /// The text after the label.
    pub fn text(&self) -> &str {
        self.plain.get(self.content..).unwrap_or("").trim()
    }
}

/// The topics that a section of another may still change to.
fn overrides(parent: Option<Topic>, child: Topic) -> bool {
    use Topic::{Actions, Causes, Lessons, Record, Timeline, Whys};
    match parent {
        Some(Record) => false,
        Some(Actions | Lessons(_) | Timeline) => {
            matches!(child, Actions | Causes | Lessons(_) | Record | Timeline | Whys)
        }
        _ => true,
    }
}

/// `true` for what is read as more than a field.
pub const fn is_main(topic: Topic) -> bool {
    use Topic::{Actions, Causes, Detection, Impact, Lessons, Record, Response, Summary, Timeline, Trigger, Whys};
    matches!(
        topic,
        Actions | Causes | Detection | Impact | Lessons(_) | Record | Response | Summary | Timeline | Trigger | Whys
    )
}

/// A label before a text, or alone: its name, the text after it, and whether it is bold.
pub fn split_label(text: &str) -> Option<(&str, &str, bool)> {
    let line = text.split('\n').next().unwrap_or("");
    let trimmed = line.trim_start();
    let lead = line.len() - trimmed.len();
    for mark in ["**", "__", "*", "_"] {
        if let Some(inner) = trimmed.strip_prefix(mark)
            && let Some(end) = inner.find(mark)
        {
            let name = inner.get(..end)?;
            let after = inner.get(end + mark.len()..)?;
            let colon = name.trim_end().ends_with([':', '：']);
            let rest = after.trim_start();
            let rest = if colon { rest } else { rest.strip_prefix([':', '：']).unwrap_or(rest) };
            // "*Posted Apr 10*" alone is emphasis; "**Summary**" alone is a label.
            if name.is_empty()
                || name.len() > 100
                || !colon && rest.len() == after.trim_start().len() && !rest.is_empty()
            {
                return None;
            }
            if mark.len() == 1 && !colon && rest.is_empty() {
                return None;
            }
            let at = lead + (trimmed.len() - inner.len()) + end + mark.len() + (after.len() - after.trim_start().len());
            let at = at + (after.trim_start().len() - rest.len());
            return Some((name.trim_end_matches([':', '：', ' ']), text.get(at..)?.trim_start(), true));
        }
    }
    let (name, _) = trimmed.split_once([':', '：'])?;
    if name.is_empty()
        || name.chars().count() > 48
        || name.split_whitespace().count() > 6
        || name.contains(['|', '"', '`', '/']) && !name.contains("ate/")
    {
        return None;
    }
    let colon = trimmed.get(name.len()..)?.chars().next()?.len_utf8();
    let rest = text.get(lead + name.len() + colon..)?;
    // "13:05", "https://"
    if name.ends_with(|c: char| c.is_ascii_digit())
        || rest.starts_with("//")
        || rest.starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    Some((name.trim(), rest.trim_start(), false))
}

/// Paragraphs taken apart where a line of theirs is a label: "Timeline:" above its entries, "Date: …" above "Authors: …".
fn take_apart(blocks: Vec<Block>) -> Vec<Block> {
    let mut apart = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        // A row of a table of fields that names a section: "Root cause | The pool was too small".
        if let Kind::Row { cells, header: false, .. } = &block.kind
            && let [name, value] = cells.as_slice()
            && exact_topic(&plain(name)).is_some_and(|topic| {
                matches!(
                    topic,
                    Topic::Causes
                        | Topic::Summary
                        | Topic::Impact
                        | Topic::Trigger
                        | Topic::Actions
                        | Topic::Lessons(_)
                )
            })
            && value.chars().count() > 3
            && exact_topic(&plain(value)).is_none()
            && leading(value, &tokens(value), &Hints::default()).is_none()
        {
            block.text = format!("**{}:** {value}", plain(name).trim());
            block.kind = Kind::Paragraph;
        }
        if block.kind != Kind::Paragraph || block.lines.len() < 2 {
            apart.push(block);
            continue;
        }
        let mut open: Option<Block> = None;
        let mut after_label = false;
        let mut fields = false;
        for (line, at) in block.text.split('\n').zip(&block.lines) {
            let label = split_label(line).filter(|(name, _, bold)| {
                let topic = exact_topic(name);
                topic.is_some()
                    || *bold && (open.is_none() || fields && !name.starts_with(|c: char| c.is_ascii_digit()))
            });
            fields = label.is_some_and(|(_, _, bold)| bold);
            let is_name = open.is_none() && !after_label && line.len() < 80 && exact_topic(line).is_some_and(is_main);
            let alone = is_name || label.is_some_and(|(_, rest, _)| rest.trim().is_empty());
            if label.is_some() || after_label || open.is_none() {
                apart.extend(open.take());
                open =
                    Some(Block { kind: Kind::Paragraph, text: line.to_owned(), lines: vec![*at], depth: block.depth });
            } else if let Some(open) = &mut open {
                open.text.push('\n');
                open.text.push_str(line);
                open.lines.push(*at);
            }
            after_label = alone;
        }
        apart.extend(open);
    }
    apart
}

/// The level of a numbered line that stands for a heading: none that a title has.
pub const NUMBERED: u8 = 6;

/// Numbered lines that name the sections of a text without headings, as headings: "3. Root cause" above its text. They
/// are told by three that name a summary, a timeline, causes and the like.
fn numbered_names(blocks: Vec<Block>) -> Vec<Block> {
    let first = |block: &Block| block.text.split('\n').next().unwrap_or("").trim().to_owned();
    let is_numbered = |block: &Block| matches!(block.kind, Kind::Item { numbered: true, .. }) && block.depth == 1;
    let named = |block: &Block| {
        topic_of(&plain(&first(block))).filter(|topic| {
            matches!(
                topic,
                Topic::Summary | Topic::Impact | Topic::Timeline | Topic::Causes | Topic::Actions | Topic::Lessons(_)
            )
        })
    };
    let headings = blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_))).count();
    let topics: HashSet<Topic> = blocks.iter().filter(|block| is_numbered(block)).filter_map(named).collect();
    if headings > 1 || topics.len() < 3 {
        return blocks;
    }
    let mut renamed = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(mut block) = blocks.next() {
        let above_text = blocks.peek().is_some_and(|next| !is_numbered(next)) && block.lines.len() == 1;
        let name = first(&block);
        let exact = exact_topic(&plain(&name)).is_some() || named(&block).is_some() && name.chars().count() <= 24;
        let short = name.chars().count() <= if above_text && named(&block).is_some() { 120 } else { 60 };
        if is_numbered(&block) && short && (exact || above_text) {
            let rest = block.text.get(block.text.find('\n').map_or(block.text.len(), |at| at + 1)..).unwrap_or("");
            let below = Block {
                kind: Kind::Paragraph,
                text: rest.to_owned(),
                lines: block.lines.get(1..).unwrap_or(&[]).to_vec(),
                depth: 0,
            };
            block.kind = Kind::Heading(NUMBERED);
            block.text = name;
            block.lines.truncate(1);
            renamed.push(block);
            renamed.extend(Some(below).filter(|below| !below.lines.is_empty()));
        } else {
            renamed.push(block);
        }
    }
    renamed
}

/// A label whose scope reaches over the blocks after it.
struct Scope {
    topic: Option<Topic>,
    at: usize,
    /// The depth of the list item that is the label; `None` for a paragraph.
    item: Option<u8>,
}

/// A heading that is open.
struct Open {
    level: u8,
    topic: Option<Topic>,
    at: usize,
    /// `true` for a line without a mark that stands for a heading.
    bare: bool,
}

/// A label before a text, or alone.
struct Label {
    name: String,
    /// Where the text after it begins.
    rest: usize,
    /// `true` for bold words.
    bold: bool,
    /// `true` where no text follows it.
    alone: bool,
}

/// The outline of a document, while its blocks are looked at.
struct Outline<'a> {
    hints: &'a Hints,
    /// The block that is the title.
    title: Option<usize>,
    /// `true` where there are headings beside the title.
    has_headings: bool,
    parts: Vec<Part>,
    /// The headings that a block stands under.
    open: Vec<Open>,
    /// The label that a block stands under.
    scope: Option<Scope>,
}

/// Finds what each block is about.
pub fn outline(blocks: Vec<Block>, hints: &Hints) -> Vec<Part> {
    let blocks = take_apart(numbered_names(blocks));
    let title = title_of(&blocks);
    let has_headings =
        blocks.iter().enumerate().any(|(at, block)| matches!(block.kind, Kind::Heading(_)) && Some(at) != title);
    let parts = Vec::with_capacity(blocks.len());
    let mut outline = Outline { hints, title, has_headings, parts, open: Vec::new(), scope: None };
    for (at, block) in blocks.into_iter().enumerate() {
        let plain = plain(&block.text);
        let part = Part { plain, topic: None, section: None, role: Role::Body, label: None, content: 0, block };
        let part = match part.block.kind {
            Kind::Heading(level) => outline.heading(at, part, level),
            _ => outline.body(at, part),
        };
        outline.parts.push(part);
    }
    outline.parts
}

impl Outline<'_> {
    /// Leaves the headings of a level and below.
    fn close(&mut self, level: u8) {
        while self.open.last().is_some_and(|open| open.level >= level) {
            self.open.pop();
        }
    }

    /// The topic of the heading that a block stands under.
    fn parent(&self) -> Option<Topic> {
        self.open.last().and_then(|open| open.topic)
    }

    fn heading(&mut self, at: usize, mut part: Part, level: u8) -> Part {
        self.scope = None;
        self.close(level);
        if Some(at) == self.title {
            part.role = Role::Title;
        } else {
            part.role = Role::Name;
            part.topic = heading_topic(&part.plain, self.parent(), self.hints);
        }
        self.open.push(Open { level, topic: part.topic, at, bare: false });
        part.section = Some(at);
        part
    }

    fn body(&mut self, at: usize, mut part: Part) -> Part {
        let label = label_of(&part).map(|(name, rest, bold, alone)| Label { name, rest, bold, alone });
        // A label of a list ends with the next one of that list.
        if let Some(depth) = self.scope.as_ref().and_then(|scope| scope.item)
            && part.block.is_item()
            && part.block.depth <= depth
            && label.is_some()
        {
            self.scope = None;
        }
        part.topic = self.scope.as_ref().map_or_else(|| self.parent(), |scope| scope.topic);
        part.section = self.scope.as_ref().map(|scope| scope.at).or_else(|| self.open.last().map(|open| open.at));
        let Some(label) = label else { return part };
        if leading(&part.plain, &tokens(&part.plain), self.hints).is_some() {
            return part;
        }
        let by_words = || if label.bold && label.alone && !part.block.is_item() { topic_of(&label.name) } else { None };
        let known = exact_topic(&label.name).or_else(by_words);
        if !label.alone {
            self.labelled(at, &mut part, label, known);
        } else if label.bold || known.is_some_and(is_main) || part.block.is_item() {
            self.name(at, &mut part, label, known);
        }
        part
    }

    /// A label alone. Of lists, only what has a name of its own, or is bold and stands at the top, opens a section.
    fn name(&mut self, at: usize, part: &mut Part, label: Label, known: Option<Topic>) {
        let in_list = part.block.is_item();
        let parent = self.parent();
        // A name without a mark ends the section of another such name.
        let beside = !label.bold && !in_list && self.open.last().is_some_and(|open| open.bare);
        let above =
            if beside { self.open.iter().rev().find(|open| !open.bare).and_then(|open| open.topic) } else { parent };
        let opens = known.filter(|topic| overrides(above, *topic));
        let is_scope = if in_list {
            let listed = matches!(parent, Some(Topic::Causes | Topic::Actions | Topic::Lessons(_)));
            opens.is_some_and(is_main) && (part.block.depth <= 1 || !listed)
        } else {
            label.bold || opens.is_some()
        };
        if !is_scope {
            return;
        }
        let topic = opens.or(above);
        if !label.bold && !in_list && (!self.has_headings || opens.is_some_and(is_main)) {
            // A bare line stands for a heading.
            let level = self.open.last().filter(|open| Some(open.at) != self.title).map_or(7, |open| open.level);
            self.close(level);
            self.open.push(Open { level, topic, at, bare: true });
            self.scope = None;
        } else {
            self.scope = Some(Scope { topic, at, item: in_list.then_some(part.block.depth) });
        }
        part.role = Role::Name;
        part.topic = topic;
        part.section = Some(at);
        part.label = Some(label.name.into());
    }

    /// A label before its text, which may have a topic of its own.
    fn labelled(&mut self, at: usize, part: &mut Part, label: Label, known: Option<Topic>) {
        let is_item = part.block.is_item();
        // Bold words beside other such words.
        let beside = label.bold && !is_item && self.scope.as_ref().is_some_and(|scope| scope.item.is_none());
        if let Some(known) = known
            && (changes(part.topic, known, is_item) || beside && overrides(self.parent(), known))
        {
            part.topic = Some(known);
            part.section = Some(at);
            if beside {
                self.scope = None;
            }
            // "Action items: the following" opens a list.
            if part.plain.trim_end().ends_with([':', '：']) && is_main(known) && !is_item {
                self.scope = Some(Scope { topic: Some(known), at, item: None });
            }
        }
        part.content = label.rest;
        part.label = Some(label.name.into());
    }
}

/// `true` where a label before its text changes the topic of the section that it stands in.
fn changes(current: Option<Topic>, known: Topic, is_item: bool) -> bool {
    match (current, known) {
        (Some(Topic::Lessons(_)), Topic::Lessons(kind)) => kind != LessonKind::Learned,
        (Some(Topic::Timeline), Topic::Causes | Topic::Whys | Topic::Actions | Topic::Lessons(_) | Topic::Trigger) => {
            !is_item
        }
        (
            Some(Topic::Causes | Topic::Actions | Topic::Lessons(_) | Topic::Timeline | Topic::Whys | Topic::Record),
            _,
        ) => false,
        _ => true,
    }
}

/// The topic of a heading under another.
fn heading_topic(title: &str, parent: Option<Topic>, hints: &Hints) -> Option<Topic> {
    // Words of a status page: what was posted.
    let name = bare_title(title);
    if matches!(
        name.as_str(),
        "resolved"
            | "identified"
            | "monitoring"
            | "investigating"
            | "update"
            | "in progress"
            | "completed"
            | "scheduled"
    ) {
        return Some(Topic::Record);
    }
    // "### 14:05 Root cause identified", "### October 28, 2025 - Failed recovery"
    if leading(title, &tokens(title), hints).is_some() && exact_topic(title).is_none() {
        return parent;
    }
    if parent == Some(Topic::Actions) && matches!(name.as_str(), "resolution" | "recovery" | "resolution and recovery")
    {
        return Some(Topic::Response);
    }
    match topic_of(title) {
        Some(topic) if overrides(parent, topic) => Some(topic),
        // A name that is not known under one that only names a field.
        None if parent.is_some_and(|topic| !is_main(topic) && topic != Topic::Other) => None,
        _ => parent,
    }
}

/// The label that a block is or begins with: its name, where the text after it begins in the plain text, whether it is
/// bold, and whether nothing follows.
fn label_of(part: &Part) -> Option<(String, usize, bool, bool)> {
    if !matches!(part.block.kind, Kind::Paragraph | Kind::Item { .. })
        // The head of a mail.
        || part.plain.split('\n').any(|line| subject_of(line).is_some())
    {
        return None;
    }
    let text = &part.block.text;
    if let Some((name, rest, bold)) = split_label(text) {
        let name = plain(name);
        let alone = rest.trim().is_empty();
        let rest = plain(rest);
        let at = part.plain.len().saturating_sub(rest.len());
        let at = if part.plain.is_char_boundary(at) { at } else { 0 };
        // Words with a colon are a label only where they name something.
        if !bold && exact_topic(&name).is_none() {
            return None;
        }
        return Some((name, at, bold, alone));
    }
    // A line that is nothing but the name of a section.
    let line = part.plain.trim();
    let is_name = part.block.lines.len() == 1
        && line.len() <= 80
        && !line.ends_with(['.', '!', ',', ';'])
        && !part.block.is_item()
        && part.block.depth == 0
        && !part.block.text.starts_with(['[', '!'])
        && exact_topic(line).is_some_and(is_main);
    if is_name {
        return Some((line.to_owned(), part.plain.len(), false, true));
    }
    // "TIMELINE", "IMPACT OF THE OUTAGE"
    let capitals = part.block.lines.len() == 1
        && line.len() <= 60
        && line.chars().filter(|c| c.is_alphabetic()).count() > 3
        && !line.chars().any(char::is_lowercase)
        && line.chars().any(char::is_uppercase)
        && part.block.kind == Kind::Paragraph
        && topic_of(line).is_some_and(is_main);
    capitals.then(|| (line.to_owned(), part.plain.len(), false, true))
}

/// The heading that is the title of the document.
fn title_of(blocks: &[Block]) -> Option<usize> {
    let mut headings = blocks.iter().enumerate().filter_map(|(at, block)| match block.kind {
        Kind::Heading(level) if level < NUMBERED => Some((at, level)),
        _ => None,
    });
    let (first, level) = headings.next()?;
    let name = plain(&blocks.get(first)?.text);
    let named = exact_topic(&name).is_some_and(|topic| is_main(topic) || topic == Topic::Other);
    let highest = headings.clone().all(|(_, other)| other > level);
    let has_meta_title =
        blocks.iter().any(|block| matches!(&block.kind, Kind::Meta { key } if key.eq_ignore_ascii_case("title")));
    // "## Postmortem" beside others of its level; below a title in the front matter, only the highest of all.
    (!named && (level == 1 || !has_meta_title) && (highest || !has_meta_title || topic_of(&name).is_none()))
        .then_some(first)
}

/// What a heading or label says about how far the things under it have come: "Immediate actions (completed)".
pub fn status_hint(text: &str) -> Option<ActionStatus> {
    const STATUSES: [(Term, ActionStatus); 3] = [
        (Term::GroupOpen, ActionStatus::Open),
        (Term::GroupInProgress, ActionStatus::InProgress),
        (Term::GroupDone, ActionStatus::Done),
    ];
    let folded = fold(text);
    STATUSES.iter().find(|(term, _)| has_term(&folded, *term)).map(|(_, status)| *status)
}

/// The subject that a line of a mail's head names.
pub fn subject_of(line: &str) -> Option<&str> {
    let (name, subject) = line.split_once([':', '：'])?;
    is_term(fold(name.trim()).as_str(), Term::MailSubject).then(|| subject.trim()).filter(|subject| !subject.is_empty())
}

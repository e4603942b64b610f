//! What each block is about: sections by their headings and labels, whatever the template and the language.

use std::collections::HashSet;

use super::block::{Block, Kind, plain};
use super::stamp::leading;
use super::tokens::tokens;
use super::words::{Term, Topic, bare_title, exact_topic, fold, has_term, is_term, is_wide, terms, topic_of};
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

/// `true` for the topic of a section: more than a field, or known and read for nothing.
const fn is_section(topic: Topic) -> bool {
    is_main(topic) || matches!(topic, Topic::Other)
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
    // "13:05", "https://"; a wide colon has no blank behind it.
    let joined = colon == 1 && rest.starts_with(|c: char| c.is_ascii_digit());
    if name.ends_with(|c: char| c.is_ascii_digit()) || rest.starts_with("//") || joined {
        return None;
    }
    Some((name.trim(), rest.trim_start(), false))
}

/// Fields that stand beside each other, each as a block of its own: "Start: 14:05  End: 15:10  Duration: 65 min",
/// "**Inicio:** 18:42 h — **Fin:** 20:05 h". `None` for a block in which no line holds two.
fn fields_of(block: &Block) -> Option<Vec<Block>> {
    if !matches!(block.kind, Kind::Paragraph | Kind::Item { .. }) {
        return None;
    }
    let lines: Vec<Vec<&str>> = block.text.split('\n').map(fields_in).collect();
    if lines.iter().all(|fields| fields.len() < 2) {
        return None;
    }
    let pieces = lines.iter().zip(&block.lines).flat_map(|(fields, at)| fields.iter().map(|text| (*text, *at)));
    Some(pieces.map(|(text, at)| Block { text: text.to_owned(), lines: vec![at], ..block.clone() }).collect())
}

/// A line without the name of a picture that it begins with: `:small_blue_diamond:16:15 …`, `:bell: Alert`.
fn without_picture(line: &str) -> &str {
    let named = line.trim_start().strip_prefix(':').and_then(|rest| rest.split_once(':'));
    let is_name = |name: &str| {
        (2..=40).contains(&name.len())
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
    };
    named.filter(|(name, _)| is_name(name)).map_or(line, |(_, rest)| rest.trim_start())
}

/// `true` for a line that begins with a field.
fn holds_field(line: &str) -> bool {
    split_label(line).is_some_and(|(name, rest, _)| !rest.trim().is_empty() && is_field(name))
}

/// `true` for the name of a field.
fn is_field(name: &str) -> bool {
    use Topic::{Authors, Day, Duration, End, Services, Severity, Start, Status};
    exact_topic(&plain(name))
        .is_some_and(|topic| matches!(topic, Authors | Day | Duration | End | Services | Severity | Start | Status))
}

/// The fields of a line; the whole line where it holds no two that are known.
fn fields_in(line: &str) -> Vec<&str> {
    let whole = vec![line];
    if line.len() > 300 || line.matches([':', '：']).count() < 2 {
        return whole;
    }
    // A field begins at the beginning, or behind marks that part it from the one before.
    let mut starts = vec![0];
    for mark in [
        "  ", "\t", " — ", " – ", " - ", " | ", "|", "｜", "\u{3000}", "; ", "；", ", ", "，", "、", " · ", " • ",
        " / ",
    ] {
        starts.extend(line.match_indices(mark).map(|(at, mark)| at + mark.len()));
    }
    starts.retain(|start| {
        let rest = line.get(*start..).unwrap_or("");
        let name = rest.split([':', '：']).next().filter(|name| name.len() < rest.len() && name.len() < 60);
        name.is_some_and(|name| is_field(name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'))))
    });
    starts.sort_unstable();
    starts.dedup_by(|next, start| line.get(*start..*next).is_some_and(|between| between.trim().is_empty()));
    if starts.len() < 2 || starts.first() != Some(&0) {
        return whole;
    }
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let is_edge = |c: char| {
        c.is_whitespace()
            || matches!(c, '—' | '–' | '-' | '|' | '｜' | ';' | '；' | ',' | '，' | '、' | '·' | '•' | '/')
    };
    starts
        .iter()
        .zip(ends)
        .filter_map(|(from, to)| line.get(*from..to))
        .map(|field| field.trim_matches(is_edge))
        .collect()
}

/// Paragraphs taken apart where a line of theirs is a label: "Timeline:" above its entries, "Date: …" above "Authors: …".
fn take_apart(blocks: Vec<Block>) -> Vec<Block> {
    let mut apart = Vec::with_capacity(blocks.len());
    let mut above = true;
    for mut block in blocks {
        if block.text.contains(':') && block.text.split('\n').any(|line| without_picture(line).len() < line.len()) {
            block.text = block.text.split('\n').map(without_picture).collect::<Vec<_>>().join("\n");
        }
        // Above the first section, a quotation of fields: "> **Date:** 2026-05-28".
        above &= !matches!(block.kind, Kind::Heading(level) if level > 1);
        if above && block.kind == Kind::Quote && block.text.split('\n').any(holds_field) {
            block.kind = Kind::Paragraph;
        }
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
        if let Some(fields) = fields_of(&block) {
            apart.extend(fields);
            continue;
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

/// What a question of a form is about, without what it says of it further: "A timeline of the actions your CA took in
/// response. A timeline is …".
fn question_of(line: &str) -> &str {
    let end = [". ", " (", "? "].iter().filter_map(|mark| line.get(3..)?.find(mark).map(|at| at + 3)).min();
    let question = line.get(..end.unwrap_or(line.len())).unwrap_or(line);
    let cut = if question.len() > 120 { question.find(", ") } else { None };
    question.get(..cut.unwrap_or(question.len())).unwrap_or(question)
}

/// Numbered lines that name the sections of a text without headings, as headings: "3. Root cause" above its text. They
/// are told by three that name a summary, a timeline, causes and the like.
fn numbered_names(blocks: Vec<Block>) -> Vec<Block> {
    let first = |block: &Block| block.text.split('\n').next().unwrap_or("").trim().to_owned();
    let is_numbered = |block: &Block| matches!(block.kind, Kind::Item { numbered: true, .. }) && block.depth == 1;
    let named = |block: &Block| {
        topic_of(question_of(&plain(&first(block)))).filter(|topic| {
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
        let known = named(&block).is_some() || topic_of(question_of(&plain(&name))) == Some(Topic::Other);
        let exact = exact_topic(&plain(&name)).is_some() || named(&block).is_some() && name.chars().count() <= 24;
        let short = name.chars().count() <= if above_text && known { 600 } else { 60 };
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
            let title = if level == NUMBERED { question_of(&part.plain) } else { part.plain.as_str() };
            part.topic = heading_topic(title, self.parent(), self.hints);
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
        if signs_off(&part) {
            // What follows the end of a letter is no part of a section.
            self.scope = Some(Scope { topic: Some(Topic::Other), at, item: None });
            part.topic = Some(Topic::Other);
            part.section = Some(at);
            return part;
        }
        let Some(label) = label else { return part };
        if leading(&part.plain, &tokens(&part.plain), self.hints).is_some() {
            return part;
        }
        let in_words = label.alone && (label.bold && !part.block.is_item() || names_section(&part, &label.name));
        let by_words = || if in_words { topic_of(&label.name) } else { None };
        let known = exact_topic(&label.name).or_else(by_words);
        if !label.alone {
            self.labelled(at, &mut part, label, known);
        } else if label.bold || known.is_some_and(is_section) || part.block.is_item() {
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

/// `true` for a title whose first words, or first characters of scripts without blanks, name a section.
fn begins_with_name(title: &str) -> bool {
    let words: Vec<&str> = title.split_whitespace().collect();
    let by_words = (1..=3).any(|count| words.get(..count).is_some_and(|head| exact_topic(&head.join(" ")).is_some()));
    let by_characters = title.starts_with(is_wide)
        && (2..=5).any(|count| exact_topic(&title.chars().take(count).collect::<String>()).is_some());
    by_words || by_characters || exact_topic(title).is_some()
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
    // Of what stands under causes, a word within its name tells no other topic: "2. Errors are not handled".
    let within = parent == Some(Topic::Causes) && !begins_with_name(&name);
    match topic_of(title) {
        Some(
            Topic::Detection | Topic::Impact | Topic::Lessons(_) | Topic::Response | Topic::Summary | Topic::Trigger,
        ) if within => parent,
        Some(topic) if overrides(parent, topic) => Some(topic),
        // A name that is not known under one that only names a field.
        None if parent.is_some_and(|topic| !is_section(topic)) => None,
        _ => parent,
    }
}

/// `true` for a paragraph that ends a letter: "Mit freundlichen Grüßen".
fn signs_off(part: &Part) -> bool {
    if part.block.kind != Kind::Paragraph || part.plain.len() > 200 {
        return false;
    }
    let folded = fold(part.plain.trim());
    terms(Term::SignOff).iter().any(|words| {
        folded.strip_prefix(words).is_some_and(|rest| {
            let line = rest.split('\n').next().unwrap_or("");
            let is_phrase = words.chars().any(is_wide) && words.chars().count() >= 4;
            let ends = rest.chars().all(|c| !c.is_alphanumeric());
            is_phrase
                || ends
                || !words.chars().any(is_wide) && line.chars().count() <= 24 && !rest.starts_with(char::is_alphabetic)
        })
    })
}

/// `true` for a line by itself whose first words name a section, "Maßnahmen zur Vermeidung:", or that asks what one answers:
/// "How are we making incidents like this less likely?"
fn names_section(part: &Part, name: &str) -> bool {
    let is_line = part.block.kind == Kind::Paragraph && part.block.depth == 0 && part.block.lines.len() == 1;
    let words: Vec<&str> = name.split_whitespace().collect();
    let asks = part.plain.trim_end().ends_with('?') && (3..=14).contains(&words.len());
    if is_line && asks {
        return topic_of(name).is_some_and(is_section);
    }
    is_line
        && words.len() <= 5
        && (1..=2).any(|count| words.get(..count).is_some_and(|head| exact_topic(&head.join(" ")).is_some_and(is_main)))
        && topic_of(name).is_some_and(is_main)
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
        // Words with a colon are a label only where they name something; those that stand alone, in part of it.
        let named = || alone && names_section(part, &name);
        if !bold && exact_topic(&name).is_none() && !named() {
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
        && (exact_topic(line).is_some_and(is_main) || line.ends_with('?') && names_section(part, line));
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
    let named = exact_topic(&name).is_some_and(is_section);
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

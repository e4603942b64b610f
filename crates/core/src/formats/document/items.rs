//! Causes, actions and lessons: an item is a top-level item of a list, a row of a table, a numbered heading, or in prose a
//! paragraph. What is nested under it belongs to it.

use super::basis::Basis;
use super::block::{Kind, links_in, plain};
use super::entries::sentences;
use super::notes::{note_owner, take_note};
use super::sections::{Part, Role, status_hint};
use super::stamp::{DayOfYear, all};
use super::tokens::tokens;
use super::words::{Term, Topic, contains_words, exact_topic, fold, has_stem, has_term, is_term, terms, topic_of};
use super::zones::Hints;
use crate::incident::{ActionKind, ActionStatus, LessonKind};

/// A cause, an action or a lesson.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Its first line in the document.
    pub line: u32,
    /// Its last.
    pub last: u32,
    /// What it says in a line, without marks.
    pub title: String,
    /// More, in Markdown.
    pub details: String,
    /// The cause behind this one, by position among the causes.
    pub because_of: Option<usize>,
    /// `true` for what set it off, `false` for what merely contributed; `None` where the document does not say.
    pub role: Option<crate::incident::CauseRole>,
    /// Who.
    pub owner: Option<String>,
    /// How far.
    pub status: Option<ActionStatus>,
    /// By when.
    pub due: Option<(i32, u32, u32)>,
    /// When it was done.
    pub completed: Option<(i32, u32, u32)>,
    /// How urgent.
    pub priority: Option<String>,
    /// What it is meant to do.
    pub kind: Option<ActionKind>,
    /// Numbers of the causes that it answers, from 1.
    pub answers: Vec<usize>,
    /// What sort of lesson.
    pub lesson: Option<LessonKind>,
    /// Where it is tracked.
    pub links: Vec<(String, String)>,
}

/// Everything that a document says about why and what now.
#[derive(Clone, Debug, Default)]
pub struct Items {
    /// Why.
    pub causes: Vec<Item>,
    /// What is changed.
    pub actions: Vec<Item>,
    /// What was learned.
    pub lessons: Vec<Item>,
    /// Lines of a chain of whys that is not read as causes, since the document names its causes itself.
    pub whys: Vec<(u32, u32)>,
}

/// Finds causes, actions and lessons.
pub fn items(parts: &[Part], basis: &Basis, hints: &Hints) -> Items {
    let mut found = Items::default();
    let mut whys: Vec<Item> = Vec::new();
    let mut triggers: Vec<Item> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let Some(part) = parts.get(at) else { break };
        let Some(topic) = part.topic.filter(|topic| {
            matches!(topic, Topic::Causes | Topic::Whys | Topic::Trigger | Topic::Actions | Topic::Lessons(_))
        }) else {
            at += 1;
            continue;
        };
        // All that follows under the same name.
        let end = parts
            .iter()
            .skip(at + 1)
            .position(|other| other.topic != Some(topic) || other.role != Role::Body && part.section != other.section)
            .map_or(parts.len(), |length| at + 1 + length);
        let group = parts.get(at..end).unwrap_or(&[]);
        let in_causes = || {
            let level = |part: &Part| if let Kind::Heading(level) = part.block.kind { Some(level) } else { None };
            let own = part.section.and_then(|at| parts.get(at)).and_then(level);
            let above = parts
                .iter()
                .take(at)
                .rev()
                .take(400)
                .find(|part| level(part).is_some_and(|level| own.is_none_or(|own| level < own)));
            above.is_some_and(|part| part.topic == Some(Topic::Causes))
        };
        let mut items = section(group, topic, basis, hints);
        let is_whys = topic == Topic::Whys || topic == Topic::Causes && looks_like_whys(group);
        if is_whys {
            // "**Root cause:** …" below the whys is the cause, and they are the way to it.
            let stated = |part: &&Part| {
                part.block.kind == Kind::Paragraph
                    && part.content > 0
                    && part.label.as_deref().and_then(exact_topic) == Some(Topic::Causes)
            };
            let stated: Vec<Part> = group.iter().filter(stated).cloned().collect();
            found.causes.extend(section(&stated, Topic::Causes, basis, hints));
            let first = whys.len();
            let chain = chain(group, first);
            whys.extend(chain);
        } else {
            match topic {
                Topic::Causes => found.causes.append(&mut items),
                Topic::Trigger => {
                    for item in &mut items {
                        item.role = Some(crate::incident::CauseRole::Trigger);
                    }
                    if in_causes() { found.causes.append(&mut items) } else { triggers.append(&mut items) }
                }
                Topic::Actions => found.actions.append(&mut items),
                Topic::Lessons(kind) => {
                    for item in &mut items {
                        item.lesson.get_or_insert(kind);
                    }
                    found.lessons.append(&mut items);
                }
                _ => {}
            }
        }
        at = end;
    }
    if found.causes.iter().all(|cause| cause.role == Some(crate::incident::CauseRole::Trigger)) && !whys.is_empty() {
        let shift = found.causes.len();
        for why in &mut whys {
            why.because_of = why.because_of.map(|at| at + shift);
        }
        found.causes.append(&mut whys);
    } else {
        found.whys = whys.iter().map(|item| (item.line, item.last)).collect();
    }
    if found.causes.is_empty() {
        found.causes = triggers;
    }
    found
}

/// `true` for a list of questions that begin with why, whatever it stands under.
fn looks_like_whys(group: &[Part]) -> bool {
    let lead = group.iter().take(2).any(|part| {
        part.block.kind == Kind::Paragraph
            && part.plain.trim_end().ends_with([':', '：'])
            && topic_of(&part.plain) == Some(Topic::Whys)
    });
    let items: Vec<&Part> = group.iter().filter(|part| part.block.is_item()).collect();
    let asks = |part: &&&Part| {
        let first = part.plain.split('\n').next().unwrap_or("");
        first
            .split_once(['?', '？'])
            .or_else(|| first.split_once(ANSWERS))
            .is_some_and(|(question, _)| asks_why(question))
    };
    lead && !items.is_empty() || items.len() >= 2 && items.iter().filter(asks).count() * 2 > items.len()
}

/// Marks between a why and its answer.
const ANSWERS: [char; 3] = ['→', '➔', '⇒'];

/// `true` for a question that asks why.
fn asks_why(question: &str) -> bool {
    let folded = fold(question);
    has_stem(&folded, Term::Why)
}

/// An answer of a chain of whys; its question is its details.
fn answer_item(part: &Part, answer: String, question: String) -> Item {
    let (line, last) = (part.block.line(), part.block.last_line());
    Item { line, last, title: answer, details: question, ..Item::default() }
}

fn is_question(line: &str) -> bool {
    line.ends_with(['?', '？'])
}

fn plain_lines(part: &Part) -> Vec<String> {
    part.block.text.split('\n').map(|line| plain(line).trim().to_owned()).collect()
}

/// A question and its answer in one paragraph: "**Why?** The node was restarted."
fn question_in(text: &str) -> Option<(&str, &str)> {
    let (question, answer) = text.split_once(['?', '？'])?;
    (!answer.trim().is_empty() && asks_why(question) && question.len() < 120).then_some((question, answer))
}

/// The answer in an item, whose first line or first words may be the question: "Why did it fail? Because of X."
fn answered_item(part: &Part) -> Item {
    let lines = plain_lines(part);
    let asked = lines.first().filter(|line| is_question(line));
    let answer = if asked.is_some() { lines.get(1..).unwrap_or(&[]).join(" ") } else { lines.join(" ") };
    let answer = answer.trim_start_matches(['→', '-', '–', '—', '>', ' ']);
    let marked = answer.split_once("? ").or_else(|| answer.split_once(['？'])).map(|parts| (parts, "?"));
    match marked.or_else(|| answer.split_once(ANSWERS).map(|parts| (parts, ""))) {
        Some(((question, rest), mark)) if asked.is_none() && asks_why(question) && !rest.trim().is_empty() => {
            let rest = rest.trim_start_matches([' ', '→', '➔', '⇒', '-', '–', '—']);
            answer_item(part, rest.to_owned(), format!("{}{mark}", question.trim()))
        }
        _ => answer_item(part, answer.to_owned(), asked.cloned().unwrap_or_default()),
    }
}

/// A chain of whys: each answer is because of the next, or of the one nested under it.
fn chain(group: &[Part], first: usize) -> Vec<Item> {
    let mut answers: Vec<(u8, Item)> = Vec::new();
    for part in group.iter().filter(|part| part.role == Role::Body) {
        match &part.block.kind {
            Kind::Item { .. } => answers.push((part.block.depth, answered_item(part))),
            Kind::Row { cells, header: false, .. } => {
                if let Some(answer) = cells.last().filter(|cell| !cell.is_empty()) {
                    let question = cells.iter().rev().nth(1).map(|cell| plain(cell)).unwrap_or_default();
                    answers.push((1, answer_item(part, plain(answer), question)));
                }
            }
            Kind::Paragraph => {
                let text = plain_lines(part);
                if let Some((question, answer)) = question_in(&part.plain) {
                    answers.push((1, answer_item(part, answer.trim().replace('\n', " "), format!("{question}?"))));
                } else if let Some((_, item)) = answers.last_mut()
                    && item.title.is_empty()
                    && !text.first().is_some_and(|line| is_question(line))
                {
                    // The answer under a question that is an item.
                    item.title = text.join(" ");
                    item.last = part.block.last_line();
                }
            }
            _ => {}
        }
    }
    answers.retain(|(_, item)| !item.title.trim().is_empty() && !is_nothing(&item.title));
    let depths: Vec<u8> = answers.iter().map(|(depth, _)| *depth).collect();
    let flat = depths.iter().all(|depth| Some(depth) == depths.first());
    let mut items: Vec<Item> = answers.into_iter().map(|(_, item)| tidy(item)).collect();
    let count = items.len();
    for (at, item) in items.iter_mut().enumerate() {
        let next = at + 1;
        let deeper = flat || depths.get(next) > depths.get(at);
        item.because_of = (next < count && deeper).then_some(first + next);
    }
    items
}

/// What the last item of a section came from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Nothing,
    Paragraph,
    /// A paragraph that announces the list after it, which is its own.
    Owner,
    List,
    Heading,
}

/// The items of a section, while its parts are looked at.
struct Section<'a> {
    group: &'a [Part],
    topic: Topic,
    basis: &'a Basis,
    hints: &'a Hints,
    items: Vec<Item>,
    /// The status that the heading above gives.
    hint: Option<ActionStatus>,
    /// The kind that the heading above gives.
    kind: Option<ActionKind>,
    /// `true` until a list has begun below the heading.
    lead: bool,
    /// What the items before were.
    from: From,
    /// The table that is read, and what its columns hold.
    columns: Option<(u32, Vec<Cell>)>,
    /// The depth of the items that count; deeper ones are details.
    top: u8,
}

/// The items of one section.
fn section(group: &[Part], topic: Topic, basis: &Basis, hints: &Hints) -> Vec<Item> {
    let top = group
        .iter()
        .filter(|part| part.block.is_item() && part.role == Role::Body && !part.plain.trim().is_empty())
        .map(|part| part.block.depth)
        .min()
        .unwrap_or(1);
    let mut section = Section {
        group,
        topic,
        basis,
        hints,
        items: Vec::new(),
        hint: None,
        kind: None,
        lead: true,
        from: From::Nothing,
        columns: None,
        top,
    };
    for (at, part) in group.iter().enumerate() {
        section.part(at, part);
    }
    section.items
}

impl Section<'_> {
    fn part(&mut self, at: usize, part: &Part) {
        if part.role != Role::Body {
            self.heading(part);
            return;
        }
        let text = part.block.text.as_str();
        let whole = part.plain.trim();
        // "Posted Jun 14, 2024 - 09:12 UTC", as status pages end what they publish.
        if whole.len() < 60 && fold(whole).starts_with("posted ") && !all(whole, &tokens(whole), self.hints).is_empty()
        {
            return;
        }
        match &part.block.kind {
            Kind::Row { table, header, cells } => self.row(part, *table, *header, cells),
            Kind::Item { done, .. }
                if part.block.depth == self.top && !matches!(self.from, From::Owner | From::Heading) =>
            {
                self.item(part, *done);
            }
            Kind::Paragraph if self.items.is_empty() && is_instruction(text) => {}
            Kind::Paragraph if part.block.depth == 0 && self.from != From::Heading => self.paragraph(at, part),
            Kind::Rule | Kind::Meta { .. } | Kind::Heading(_) => {}
            _ => self.nested(part),
        }
    }

    fn new_item(&self, part: &Part, title: &str, details: &str) -> Item {
        item_of(part, title, details, self.topic, self.basis, self.hints)
    }

    /// Takes an item, with what the heading above says of it.
    fn push(&mut self, mut item: Item, text: &str) {
        item.status = item.status.or(hinted(self.hint, text));
        item.kind = item.kind.or(self.kind);
        self.items.push(item);
    }

    /// A heading or label: a numbered one is an item itself, and others tell of those below.
    fn heading(&mut self, part: &Part) {
        self.hint = status_hint(&part.plain);
        self.kind = kind_of(&part.plain);
        self.lead = true;
        // "Contributing factor #1: …" is a cause, and "3. Root cause" and "Part 3: Root cause" are names.
        let counted = !part.plain.trim_start().starts_with(|c: char| c.is_ascii_digit());
        let is_item = |title: &String| {
            topic_of(&part.plain).is_none()
                || part.plain.contains('#') && part.label.is_some()
                || counted && exact_topic(title).is_none()
        };
        if let Some(title) = numbered_title(&part.plain).filter(is_item) {
            let mut item = self.new_item(part, &title, "");
            item.status = item.status.or(hinted(self.hint, &part.plain));
            self.items.push(item);
            self.from = From::Heading;
        } else {
            self.from = From::Nothing;
        }
    }

    /// A row of a table. The first names the columns, where it is marked so or names two of them.
    fn row(&mut self, part: &Part, table: u32, header: bool, cells: &[String]) {
        if self.columns.as_ref().is_none_or(|(of, _)| *of != table) {
            let names: Vec<Cell> = cells.iter().map(|cell| cell_name(&plain(cell))).collect();
            if header || names.iter().filter(|name| **name != Cell::Other).count() >= 2 {
                self.columns = Some((table, names));
                return;
            }
            self.columns = Some((table, Vec::new()));
        } else if header {
            return;
        }
        let names = self.columns.as_ref().map_or(&[][..], |(_, names)| names.as_slice());
        if let Some(item) = row_item(part, cells, names, self.topic, self.basis, self.hints) {
            self.push(item, part.plain.trim());
            self.from = From::List;
        }
    }

    /// An item of a list.
    fn item(&mut self, part: &Part, done: Option<bool>) {
        let whole = part.plain.trim();
        // A paragraph alone before a list announces it, in lists of actions and lessons.
        if self.from == From::Paragraph && self.items.len() == 1 && self.lead && self.topic != Topic::Causes {
            self.items.clear();
        }
        self.lead = false;
        self.from = From::List;
        // "N/A", "Additional: N/A"
        if is_nothing(whole) || whole.is_empty() || part.label.is_some() && part.content > 0 && is_nothing(part.text())
        {
            return;
        }
        let (title, details) = split_item(&part.block.text);
        let mut item = self.new_item(part, &title, &details);
        item.status = done.map(|done| if done { ActionStatus::Done } else { ActionStatus::Open }).or(item.status);
        if let (Topic::Lessons(_), Some(label)) = (self.topic, &part.label)
            && let Some(Topic::Lessons(kind)) = exact_topic(label)
        {
            item.lesson = Some(kind);
            part.text().clone_into(&mut item.title);
            item.details.clear();
            item = tidy(item);
            if is_nothing(&item.title) {
                return;
            }
        }
        // "根因：…" among the points of a summary.
        if self.topic == Topic::Causes
            && part.content > 0
            && part.label.as_deref().and_then(exact_topic) == Some(Topic::Causes)
        {
            part.text().clone_into(&mut item.title);
            item = tidy(item);
        }
        self.push(item, whole);
    }

    fn paragraph(&mut self, at: usize, part: &Part) {
        let text = part.block.text.as_str();
        let whole = part.plain.trim();
        let next = self.group.get(at + 1).filter(|next| next.role == Role::Body).map(|part| &part.block.kind);
        let announces = announces(whole) && !has_done_mark(text);
        let before_list = matches!(next, Some(Kind::Item { .. } | Kind::Row { .. }));
        if announces && before_list && self.from != From::Paragraph {
            self.hint = status_hint(whole).or(self.hint);
            self.from = From::Nothing;
            return;
        }
        if announces
            && self.from == From::Nothing
            && (matches!(next, Some(Kind::Paragraph)) && whole.len() < 90 || next.is_none())
        {
            self.lead = false;
            return;
        }
        // Prose after a list speaks about it.
        if self.from == From::List {
            return;
        }
        let is_named = part.content > 0 && part.label.as_deref().and_then(exact_topic).is_some();
        let content = if is_named { part.text() } else { text };
        if is_nothing(&plain(content)) || plain(content).trim().is_empty() {
            return;
        }
        let lines: Vec<&str> = content.split('\n').collect();
        let numbered = lines.iter().all(|line| without_numbers(line).is_some());
        if self.topic == Topic::Actions && (numbered || lines.len() > 1 && is_one_a_line(&lines)) {
            for (number, line) in lines.iter().enumerate() {
                let mut own = part.clone();
                without_numbers(line).unwrap_or(line).clone_into(&mut own.block.text);
                own.plain = plain(&own.block.text);
                let mut item = self.new_item(&own, &own.plain, "");
                item.line = part.block.lines.get(number).copied().unwrap_or(item.line);
                item.last = item.line;
                self.items.push(item);
            }
            self.lead = false;
            self.from = From::Paragraph;
            return;
        }
        let (title, details) = split_item(content);
        let item = self.new_item(part, &title, &details);
        self.push(item, whole);
        self.from = if announces && before_list { From::Owner } else { From::Paragraph };
    }

    /// What is nested belongs to the item before it.
    fn nested(&mut self, part: &Part) {
        let is_empty = part.plain.trim().is_empty();
        let Some(item) = self.items.last_mut().filter(|_| !is_empty) else { return };
        item.last = part.block.last_line();
        if part.block.kind == Kind::Code {
            return;
        }
        if !item.details.is_empty() {
            item.details.push('\n');
        }
        if part.block.is_item() {
            item.details.push_str("- ");
        }
        item.details.push_str(&part.block.text);
        note_status(item, &part.plain, self.basis, self.hints);
        item.links.extend(links_in(&part.block.text));
    }
}

/// `true` for a text that announces what follows: it ends with a colon or a dash.
fn announces(text: &str) -> bool {
    text.ends_with([':', '：', '—', '–'])
}

/// `true` for a paragraph in italics: what a template says is to be written here.
fn is_instruction(text: &str) -> bool {
    let text = text.trim();
    ['*', '_'].into_iter().any(|mark| {
        text.strip_prefix(mark)
            .and_then(|inner| inner.strip_suffix(mark))
            .is_some_and(|inner| !inner.contains(mark) && inner.chars().any(char::is_alphabetic))
    })
}

/// The status that a heading gives an item, unless the item itself says that work on it goes on.
fn hinted(hint: Option<ActionStatus>, text: &str) -> Option<ActionStatus> {
    let goes_on = hint == Some(ActionStatus::Done) && {
        let folded = fold(text);
        ["will be", "being", "still ", "to be "].iter().any(|word| folded.contains(word))
    };
    hint.filter(|_| !goes_on)
}

/// What follows the numbers of two levels that a line begins with: "4.1. Replace the controller", "4.2) …".
fn without_numbers(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let numbers = line.get(..line.len() - rest.len())?;
    let levels = numbers.trim_end_matches('.').split('.');
    let is_number = |level: &str| (1..=2).contains(&level.len());
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    (levels.clone().count() >= 2 && levels.clone().all(is_number) && rest.starts_with(' ')).then(|| rest.trim())
}

/// `true` when each line of a paragraph is a sentence of its own that begins with a verb: a list without its marks.
fn is_one_a_line(lines: &[&str]) -> bool {
    lines.iter().all(|line| {
        let line = plain(line);
        let line = line.trim();
        line.ends_with(['.', ';', '。'])
            && line.starts_with(char::is_uppercase)
            && sentences(line).len() <= 2
            && !fold(line).starts_with("this ")
            && !fold(line).starts_with("the ")
    })
}

/// `true` for words that mean that there is nothing.
pub fn is_nothing(text: &str) -> bool {
    let folded = fold(text);
    let bare =
        folded.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '*' | '_' | '(' | ')' | '!' | '。'));
    bare.is_empty() && !text.trim().is_empty() && !text.chars().any(char::is_alphanumeric)
        || is_term(bare, Term::Nothing)
}

/// The text of a numbered heading or label without its number: "1) Cron cleanup", "Contributing Factor #1: …".
fn numbered_title(title: &str) -> Option<String> {
    let title = title.trim();
    let digits = title.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let rest = title.get(digits..)?;
        let rest = rest.strip_prefix([')', '.', ':'])?;
        return rest.starts_with(' ').then(|| rest.trim().to_owned());
    }
    // A word or three, a number, a colon or dash.
    let (head, rest) = title.split_once([':', '–', '—', '：']).or_else(|| title.split_once(" - "))?;
    let words: Vec<&str> = head.split_whitespace().collect();
    let last = words.last()?.trim_start_matches('#');
    let is_number = !last.is_empty() && last.len() <= 2 && last.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && words.len() <= 4 && words.len() >= 2 && !rest.trim().is_empty()).then(|| rest.trim().to_owned())
}

/// The first line of an item and the rest: at a bold label, else at the first break or sentence of a long one.
fn split_item(text: &str) -> (String, String) {
    let joined = text.replace('\n', " ");
    let trimmed = joined.trim_start_matches(['✅', '✔', '☑', '❌', '⚠', '\u{fe0f}', ' ']);
    if let Some(inner) = trimmed.strip_prefix("**")
        && let Some((name, rest)) = inner.split_once("**")
    {
        let after = rest.trim_start_matches([' ', ':', '-', '–', '—', '：', '.']);
        if name.chars().count() >= 12
            && !after.is_empty()
            && after.len() < rest.len() + 1
            && !exact_topic(name).is_some_and(|topic| topic != Topic::Other)
        {
            return (plain(name).trim_end_matches([':', '：', ' ', '.']).to_owned(), after.to_owned());
        }
    }
    (plain(trimmed).trim().to_owned(), String::new())
}

/// Cuts a long title at its first sentence.
fn tidy(mut item: Item) -> Item {
    let title = item.title.split_whitespace().collect::<Vec<_>>().join(" ");
    item.title = title;
    if item.title.chars().count() > 160 {
        let first = sentences(&item.title).first().map_or(0, |first| first.len());
        if first > 0 && first < item.title.len() {
            let rest = item.title.get(first..).unwrap_or("").trim().to_owned();
            item.title.truncate(first);
            item.details = if item.details.is_empty() { rest } else { format!("{rest}\n{}", item.details) };
        }
    }
    item
}

fn item_of(part: &Part, title: &str, details: &str, topic: Topic, basis: &Basis, hints: &Hints) -> Item {
    let mut item = Item {
        line: part.block.line(),
        last: part.block.last_line(),
        title: title.to_owned(),
        details: details.to_owned(),
        links: links_in(&part.block.text),
        ..Item::default()
    };
    if topic == Topic::Actions {
        note_status(&mut item, &part.block.text, basis, hints);
        note_owner(&mut item, &part.block.text);
        take_note(&mut item, basis, hints);
        take_status(&mut item);
        // "HIGH Include …", "[P1] …"
        let (first, rest) = item.title.split_once(' ').unwrap_or((&item.title, ""));
        let word = first.trim_matches(['[', ']', '(', ')', ':']);
        if matches!(word, "HIGH" | "MEDIUM" | "LOW" | "CRITICAL" | "P0" | "P1" | "P2" | "P3" | "P4") && !rest.is_empty()
        {
            item.priority = Some(word.to_owned());
            let rest = rest.trim_start_matches([':', '-', ' ', '–']).to_owned();
            item.title = rest;
        }
    }
    if topic == Topic::Causes {
        let folded = fold(&part.plain);
        let heading = part.label.as_deref().map(fold).unwrap_or_default();
        if folded.starts_with("trigger") {
            item.role = Some(crate::incident::CauseRole::Trigger);
        } else if heading.contains("contribut") || folded.starts_with("contributing") {
            item.role = Some(crate::incident::CauseRole::Contributing);
        }
    }
    tidy(item)
}

/// `true` when a text begins or ends with a mark for done.
fn has_done_mark(text: &str) -> bool {
    let trimmed = text.trim();
    trimmed.starts_with(['✅', '✔', '☑']) || trimmed.ends_with(['✅', '✔', '☑']) || trimmed.contains("**DONE**") || {
        let folded = fold(&plain(trimmed));
        ["done:", "[done]", "(done)", "done -", "done "].iter().any(|word| folded.starts_with(word))
            || folded.ends_with("(done)")
            || folded.ends_with("[done]")
            || folded.ends_with(" done") && trimmed.ends_with("DONE")
    }
}

/// How far an action has come, and by when, from its own words.
fn note_status(item: &mut Item, text: &str, basis: &Basis, hints: &Hints) {
    let folded = fold(text);
    if item.status.is_none() {
        if has_done_mark(text) || text.trim_start().starts_with("~~") && text.trim_end().ends_with("~~") {
            item.status = Some(ActionStatus::Done);
        } else {
            // "Status: Completed", "(Completed)", "**TODO**"
            let stated = terms(Term::StatusLabel)
                .iter()
                .find_map(|word| folded.split_once(word))
                .map(|(_, rest)| rest.chars().take(40).collect::<String>());
            let bracket = folded
                .rsplit_once('(')
                .map(|(_, rest)| rest.trim_end_matches([')', '.', ' ']).to_owned())
                .filter(|rest| rest.len() < 40);
            let marked = if text.contains("TODO") { Some("todo".to_owned()) } else { None };
            for words in [stated, bracket, marked].into_iter().flatten() {
                if let Some(status) = status_word(&words) {
                    item.status = Some(status);
                    break;
                }
            }
        }
    }
    if item.due.is_none() {
        if let Some(at) = terms(Term::DueBefore).iter().filter_map(|word| folded.find(word)).max()
            && let Some(rest) = text.get(floor(text, at)..)
        {
            item.due = day_in(rest, basis, hints);
        } else if text.contains('@') {
            // "@March 13, 2026" as Notion writes dates.
            item.due = text
                .split('@')
                .skip(1)
                .find_map(|rest| day_in(rest.get(..floor(rest, 24)).unwrap_or(rest), basis, hints));
        }
    }
    if item.status == Some(ActionStatus::Done) && item.completed.is_none() && folded.contains("complet") {
        item.completed = day_in(text, basis, hints).filter(|day| item.due != Some(*day));
    }
}

/// Takes a status from the beginning of a title: "Done: the alert pages somebody".
fn take_status(item: &mut Item) {
    if let Some((name, rest)) = item.title.split_once([':', '：'])
        && name.split_whitespace().count() <= 2
        && name.chars().all(|c| c.is_alphabetic() || c == ' ')
        && let Some(status) = status_word(name)
        && !rest.trim().is_empty()
    {
        item.status = Some(status);
        item.title = rest.trim().to_owned();
    }
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// What the words of a status mean. The first that stands in a text counts: "not done" before "done".
const STATUSES: [(Term, ActionStatus); 4] = [
    (Term::ActionDropped, ActionStatus::Dropped),
    (Term::ActionOpen, ActionStatus::Open),
    (Term::ActionInProgress, ActionStatus::InProgress),
    (Term::ActionDone, ActionStatus::Done),
];

/// The status that a word stands for.
pub fn status_word(word: &str) -> Option<ActionStatus> {
    let folded = fold(&plain(word));
    let bare = folded.trim();
    let named = STATUSES.iter().find(|(term, _)| has_term(bare, *term)).map(|(_, status)| *status);
    let done = || word.contains(['✅', '✔', '☑']).then_some(ActionStatus::Done);
    let open = || bare.contains(['☐', '🔲', '❌']).then_some(ActionStatus::Open);
    named.or_else(done).or_else(open)
}

/// What an action is meant to do, from the name of its group or column.
fn kind_of(text: &str) -> Option<ActionKind> {
    const KINDS: [(Term, ActionKind); 4] = [
        (Term::Prevent, ActionKind::Prevent),
        (Term::Detect, ActionKind::Detect),
        (Term::Mitigate, ActionKind::Mitigate),
        (Term::Process, ActionKind::Process),
    ];
    let folded = fold(text);
    KINDS.iter().find(|(term, _)| has_stem(&folded, *term)).map(|(_, kind)| *kind)
}

/// What a column of a table of actions holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Text,
    Owner,
    Status,
    Due,
    Priority,
    Kind,
    Link,
    Number,
    Answers,
    Other,
}

/// What a column holds, by its name; the first that stands in it counts.
fn cell_name(name: &str) -> Cell {
    const NAMES: [(Term, Cell, &[&str]); 8] = [
        (Term::OwnerHead, Cell::Owner, &[]),
        (Term::StatusHead, Cell::Status, &[]),
        (Term::DueHead, Cell::Due, &[]),
        (Term::PriorityHead, Cell::Priority, &[]),
        (Term::KindHead, Cell::Kind, &[]),
        (Term::LinkHead, Cell::Link, &["action", "description"]),
        (Term::AnswersHead, Cell::Answers, &["description"]),
        (Term::ActionHead, Cell::Text, &[]),
    ];
    let folded = fold(name);
    let bare = folded.trim();
    if is_term(bare, Term::NumberHead) || is_term(bare, Term::ItemNumberHead) {
        return Cell::Number;
    }
    let is = |(term, _, unless): &&(Term, Cell, &[&str])| {
        has_term(bare, *term) && !unless.iter().any(|word| contains_words(bare, word, false))
    };
    NAMES.iter().find(is).map_or(Cell::Other, |(_, cell, _)| *cell)
}

fn row_item(part: &Part, cells: &[String], names: &[Cell], topic: Topic, basis: &Basis, hints: &Hints) -> Option<Item> {
    let name = |column: usize| names.get(column).copied().unwrap_or(Cell::Other);
    // The column with the action: by its name, else the longest of those without one.
    let main = (0..cells.len())
        .find(|column| name(*column) == Cell::Text && cells.get(*column).is_some_and(|cell| !cell.trim().is_empty()))
        .or_else(|| {
            (0..cells.len())
                .filter(|column| {
                    name(*column) == Cell::Other || topic == Topic::Causes && name(*column) == Cell::Answers
                })
                .max_by_key(|column| {
                    (cells.get(*column).map_or(0, |cell| cell.chars().count()), std::cmp::Reverse(*column))
                })
        })?;
    let text = cells.get(main)?.trim();
    if text.is_empty() || is_nothing(&plain(text)) || text.chars().all(|c| matches!(c, '-' | ':' | '.' | '…' | ' ')) {
        return None;
    }
    let (title, details) = split_item(text);
    let mut item = Item {
        line: part.block.line(),
        last: part.block.last_line(),
        title,
        details,
        links: links_in(text),
        ..Item::default()
    };
    if topic == Topic::Actions {
        note_status(&mut item, text, basis, hints);
    }
    for (column, cell) in cells.iter().enumerate() {
        let value = plain(cell);
        let value = value.trim();
        if column == main || value.is_empty() || is_nothing(value) && name(column) != Cell::Status {
            continue;
        }
        match name(column) {
            Cell::Owner => item.owner = Some(value.to_owned()),
            Cell::Status => {
                item.status = status_word(cell).or(item.status).or(match value {
                    "x" | "X" | "yes" | "ja" | "oui" => Some(ActionStatus::Done),
                    _ => None,
                });
                if item.status == Some(ActionStatus::Done) {
                    item.completed = day_in(value, basis, hints);
                }
            }
            Cell::Due => item.due = day_in(value, basis, hints),
            Cell::Priority => item.priority = Some(value.to_owned()),
            Cell::Kind => item.kind = kind_of(value),
            Cell::Answers => {
                item.answers = tokens(value)
                    .iter()
                    .filter_map(super::tokens::Token::number)
                    .filter(|(_, digits)| *digits <= 2)
                    .filter_map(|(number, _)| usize::try_from(number).ok())
                    .collect();
            }
            Cell::Link | Cell::Number | Cell::Other | Cell::Text => {
                // "n/a DONE", "OPS-102 TODO"
                if item.status.is_none() && name(column) == Cell::Link {
                    item.status = status_word(value).filter(|_| {
                        value.contains("DONE") || value.contains("TODO") || value.to_lowercase().contains("done")
                    });
                }
                if matches!(name(column), Cell::Other | Cell::Text) && value.chars().count() > 3 {
                    if !item.details.is_empty() {
                        item.details.push('\n');
                    }
                    item.details.push_str(cell);
                }
            }
        }
        item.links.extend(links_in(cell));
    }
    Some(tidy(item))
}

/// The first whole date in a text, with the year of the document where it has none.
pub fn day_in(text: &str, basis: &Basis, hints: &Hints) -> Option<(i32, u32, u32)> {
    // "1/17" alone is a date of the year of the incident, or of the next.
    let short = text.trim();
    let alone =
        short.len() <= 5 && short.contains('/') && short.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    if let Some((year, ..)) = basis.day.filter(|_| alone && short.matches('/').count() == 1) {
        let (of, rest) = short.split_once('/')?;
        let first = if basis.day_first == Some(true) { rest } else { of };
        let month = first.parse::<u32>().ok()?;
        let next = i32::from(basis.day.is_some_and(|(_, of, _)| month < of));
        return day_in(&format!("{short}/{}", year + next), basis, hints);
    }
    let head = text.get(..floor(text, 200)).unwrap_or(text);
    all(head, &tokens(head), hints).into_iter().find_map(|stamped| {
        let date = stamped.from.date?;
        let (month, day) = match (date.day, basis.day_first) {
            (DayOfYear::Known(month, day), _) => (month, day),
            (DayOfYear::Either(a, b), Some(true)) => (b, a),
            (DayOfYear::Either(a, b), Some(false)) => (a, b),
            _ => return None,
        };
        let year = date.year.or_else(|| {
            // The next such day after the incident.
            let (year, of, _) = basis.day?;
            Some(if month < of { year + 1 } else { year })
        })?;
        super::placing::day_number(year, month, day).map(|_| (year, month, day))
    })
}

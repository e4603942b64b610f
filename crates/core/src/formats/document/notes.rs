//! What an action says in brackets behind it: who does it, by when, how far it has come.

use super::basis::Basis;
use super::block::plain;
use super::items::{Item, day_in, is_nothing, status_word};
use super::words::{Term, fold, terms, word_use};
use super::zones::Hints;
use crate::incident::ActionStatus;

/// Takes a note from the end of the title of an action: "(owner: Ana, due 2024-05-01)", "(Ana, due 1 May)", "(P1; done)",
/// "— Owner: Ana — Due: 1 May". One that is not understood wholly is left.
pub fn take_note(item: &mut Item, basis: &Basis, hints: &Hints) {
    let title = item.title.trim_end_matches(['.', '。', ' ']);
    let noted = if let Some(inner) = title.strip_suffix([')', '）']) {
        inner.rfind(['(', '（']).and_then(|open| {
            let note = inner.get(open..)?.trim_start_matches(['(', '（']);
            Some((open, understood(item, note, &[',', ';', '|', '、', '，', '；'], basis, hints)?))
        })
    } else {
        behind_dash(item, title, basis, hints).or_else(|| in_sentences(item, title, basis, hints))
    };
    if let Some((open, mut noted)) = noted
        && let Some(before) = noted.title.get(..open)
        && before.chars().any(char::is_alphanumeric)
    {
        let title = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—')).len();
        noted.title.truncate(title);
        *item = noted;
    }
}

/// Sentences that are fields, and where they begin: ". Owner: Ana. Status: done."
fn in_sentences(item: &Item, title: &str, basis: &Basis, hints: &Hints) -> Option<(usize, Item)> {
    let mut opens = title.match_indices(". ").map(|(open, _)| open).filter(|open| {
        title.get(open + 2..).and_then(|rest| rest.split_once(':')).is_some_and(|(label, _)| label.len() < 30)
    });
    opens.find_map(|open| Some((open, understood(item, title.get(open + 1..)?, &['.', ';'], basis, hints)?)))
}

/// What stands behind a dash, and where it begins: "— Owner: Ana — Due: 1 May", "– Oleg, by 1 May", "- Rossi - 26/05".
fn behind_dash(item: &Item, title: &str, basis: &Basis, hints: &Hints) -> Option<(usize, Item)> {
    let marks: [(&[&str], &[char]); 3] = [
        (&[" — ", " – ", " | "], &['—', '–', '|', ';']),
        (&[" — ", " – ", " | "], &['—', '–', '|', ';', ',']),
        (&[" - "], &['-', ';', ',']),
    ];
    marks.iter().find_map(|(before, between)| {
        let mut opens: Vec<usize> =
            before.iter().flat_map(|mark| title.match_indices(mark)).map(|(open, _)| open).collect();
        opens.sort_unstable();
        opens.into_iter().find_map(|open| Some((open, understood(item, title.get(open..)?, between, basis, hints)?)))
    })
}

/// An item with what a note says, whose pieces stand between marks. `None` where one of them is not understood.
fn understood(item: &Item, note: &str, marks: &[char], basis: &Basis, hints: &Hints) -> Option<Item> {
    if note.chars().count() > 120 {
        return None;
    }
    // "May 1, 2024" is one piece.
    let mut pieces: Vec<String> = Vec::new();
    for piece in note.split(marks).filter(|piece| !piece.trim().is_empty()) {
        let year = piece.trim().len() == 4 && piece.trim().bytes().all(|byte| byte.is_ascii_digit());
        match pieces.last_mut().filter(|_| year) {
            Some(last) => *last = format!("{last},{piece}"),
            None => pieces.push(piece.to_owned()),
        }
    }
    let mut noted = item.clone();
    let mut names: Vec<&str> = Vec::new();
    let (mut due, mut stated) = (false, false);
    for piece in &pieces {
        let piece = piece.trim();
        if let Some(name) = after_word(piece, terms(Term::NoteOwner)) {
            noted.owner = Some(name.to_owned());
        } else if let Some(day) = after_word(piece, terms(Term::NoteDue)).and_then(|rest| only_day(rest, basis, hints))
        {
            noted.due = Some(day);
            due = true;
        } else if matches!(piece, "P0" | "P1" | "P2" | "P3" | "P4") {
            noted.priority = Some(piece.to_owned());
        } else if let Some(status) =
            after_word(piece, terms(Term::StatusHead)).filter(|rest| is_status(rest)).and_then(status_word)
        {
            noted.status = Some(status);
            stated = true;
        } else if let Some(status) = status_word(piece).filter(|_| is_status(piece)) {
            noted.status = Some(status);
            stated = true;
        } else if piece.strip_prefix('@').is_some_and(is_name) {
            noted.owner = Some(piece.to_owned());
        } else if let Some(day) = only_day(piece, basis, hints).filter(|_| !names.is_empty()) {
            // "(Ana, 24/05/2024)": a day alone is not said to be that of anything.
            noted.due = Some(day);
            due = true;
        } else if let Some((day, status)) = dated(piece, basis, hints) {
            match status {
                Some(ActionStatus::Done) => noted.completed = Some(day),
                _ => noted.due = Some(day),
            }
            noted.status = status.or(noted.status);
            due = true;
        } else if is_name(piece) {
            names.push(piece);
        } else {
            return None;
        }
    }
    // A bare name is who does it only beside a day or how far it has come.
    match names.as_slice() {
        [] => {}
        [name] if (due || stated) && noted.owner == item.owner => noted.owner = Some((*name).to_owned()),
        _ => return None,
    }
    (!pieces.is_empty()).then_some(noted)
}

/// A day with a word that says what of: "7/26完了", "10/24 완료", "11/14予定", "08-02 完成", "9月末まで". A day alone, too, where
/// it is written so.
fn dated(piece: &str, basis: &Basis, hints: &Hints) -> Option<((i32, u32, u32), Option<ActionStatus>)> {
    let start = piece.find(|c: char| c.is_ascii_digit())?;
    let last = piece.rfind(|c: char| c.is_ascii_digit() || matches!(c, '日' | '号' | '일'))?;
    let end = last + piece.get(last..)?.chars().next()?.len_utf8();
    let before = piece.get(..start)?.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | '~' | '〜'));
    let after = piece.get(end..)?.trim();
    let day = short_day(piece.get(start..end)?, basis, hints)?;
    let word = if before.is_empty() { after } else { before };
    if !before.is_empty() && !after.is_empty() {
        return None;
    }
    let status = status_word(word).filter(|_| is_status(word));
    let folded = fold(word);
    let is_due = word.is_empty()
        || terms(Term::NoteDue).contains(&folded.as_str())
        || matches!(word, "まで" | "迄" | "前" | "之前" | "까지" | "中" | "内");
    let status = status.filter(|status| *status != ActionStatus::Open);
    (is_due || status.is_some() || status_word(word).is_some()).then_some((day, status))
}

/// A day in numbers, with or without its year: 7/26, 08-02, 2025-10-24.
fn short_day(text: &str, basis: &Basis, hints: &Hints) -> Option<(i32, u32, u32)> {
    let short = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if short { day_in(&text.replace('-', "/"), basis, hints) } else { only_day(text, basis, hints) }
}

/// What follows one of these words, with or without a colon.
fn after_word<'a>(piece: &'a str, words: &[&str]) -> Option<&'a str> {
    let folded = fold(piece);
    if folded.chars().count() != piece.chars().count() {
        return None;
    }
    let word = words
        .iter()
        .filter(|word| {
            folded.strip_prefix(**word).is_some_and(|rest| rest.chars().next().is_some_and(|c| !c.is_alphanumeric()))
        })
        .max_by_key(|word| word.len())?;
    let at = piece.char_indices().nth(word.chars().count()).map_or(piece.len(), |(at, _)| at);
    let rest = piece.get(at..)?.trim_start_matches([':', '：', ' ', '=']).trim();
    Some(rest).filter(|rest| !rest.is_empty() && rest.chars().count() < 60 && !is_nothing(rest))
}

/// A day that is all that a text says.
fn only_day(text: &str, basis: &Basis, hints: &Hints) -> Option<(i32, u32, u32)> {
    let pieces = super::tokens::tokens(text);
    let stamps = super::stamp::all(text, &pieces, hints);
    let [stamped] = stamps.as_slice() else { return day_in(text, basis, hints).filter(|_| stamps.is_empty()) };
    let around = [text.get(..stamped.start), text.get(stamped.end..)];
    let alone = around.iter().flatten().all(|rest| !rest.chars().any(char::is_alphanumeric));
    day_in(text, basis, hints).filter(|_| alone)
}

/// `true` for a word or two that say how far something has come, and nothing else.
fn is_status(piece: &str) -> bool {
    piece.split_whitespace().count() <= 2 && !piece.contains(|c: char| c.is_ascii_digit())
        || matches!(fold(piece).as_str(), "status: done" | "status: open" | "status: in progress")
}

/// `true` for one to three words that begin with a capital: "Ana", "Ben Li", "@ana".
fn is_name(piece: &str) -> bool {
    let words: Vec<&str> = piece.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && piece.chars().count() < 40
        && words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '_' | '\'')))
        && (words.len() == 1 || words.iter().all(|word| word.starts_with(char::is_uppercase)))
}

/// Who does an action, from its own words: `@name`, "Owner: name", "(name, due …)".
pub fn note_owner(item: &mut Item, text: &str) {
    let flat = plain(text);
    let folded = fold(&flat);
    for word in terms(Term::NoteOwner) {
        // Folding may move places; only where it did not.
        if let Some(at) = folded.find(word).filter(|_| folded.len() == flat.len())
            && let Some(rest) = flat.get(at + word.len()..).and_then(|rest| rest.trim_start().strip_prefix([':', '：']))
        {
            let name = rest.split([',', ';', ')', '|', '\n', '.', ']', '、', '）']).next().unwrap_or("").trim();
            if !name.is_empty() && name.len() < 60 && !is_nothing(name) {
                item.owner = Some(name.to_owned());
                return;
            }
        }
    }
    let mut before = ' ';
    for (at, c) in flat.char_indices() {
        if c == '@' && !before.is_alphanumeric() && before != '/' {
            let name: String = flat
                .get(at + 1..)
                .unwrap_or("")
                .chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
                .collect();
            let name = name.trim_end_matches('.');
            // "@lmc-eu/package" and "@March 13" are no people.
            let after = flat.get(at + 1 + name.len()..).unwrap_or("");
            let is_month = word_use(&fold(name)).is_some_and(|word| word.month.is_some());
            if name.len() > 1 && !after.starts_with('/') && !is_month {
                item.owner = Some(format!("@{name}"));
                return;
            }
        }
        before = c;
    }
    // "(user one, due 13 March 2026)"
    if let Some((_, rest)) = flat.rsplit_once('(')
        && let Some((name, due)) = rest.split_once(", ")
        && fold(due).starts_with("due")
        && name.len() < 40
    {
        item.owner = Some(name.trim().to_owned());
    }
}

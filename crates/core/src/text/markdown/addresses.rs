//! What stands behind a label, and what stands for a character that Markdown or HTML would take for a mark. Must never
//! judge an address.

use super::DEEPEST;

/// The entities that are read, as HTML made by machines has them.
const ENTITIES: [(&str, &str); 6] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", "\u{a0}")];

/// `(address "title")`: the address, and the text behind it. The title is left out.
pub fn target(text: &str) -> Option<(String, &str)> {
    let text = text.strip_prefix('(')?.trim_start();
    let (address, rest) = if let Some(inner) = text.strip_prefix('<') {
        let (address, rest) = inner.split_at_checked(inner.find(['<', '>', '\n'])?)?;
        (address, rest.strip_prefix('>')?)
    } else {
        text.split_at_checked(end_of_address(text)?)?
    };
    let rest = rest.trim_start();
    let quote = rest.chars().next()?;
    let rest = if quote == '"' || quote == '\'' {
        let title = rest.get(1..)?;
        let mut escaped = false;
        let end = title.find(|c| {
            let found = c == quote && !escaped;
            escaped = c == '\\' && !escaped;
            found
        })?;
        title.get(end + 1..)?.trim_start()
    } else {
        rest
    };
    Some((unescaped(address), rest.strip_prefix(')')?))
}

/// Parentheses in an address must be balanced, and not too many: that keeps a row of unfinished links from being slow.
fn end_of_address(text: &str) -> Option<usize> {
    let mut parentheses = 0;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if c.is_whitespace() => return Some(at),
            _ if escaped => {}
            ')' if parentheses == 0 => return Some(at),
            ')' => parentheses -= 1,
            '(' if parentheses == DEEPEST => return None,
            '(' => parentheses += 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// What a backslash or an entity at the start stands for, and how many bytes that takes.
pub fn escape(text: &str) -> (&str, usize) {
    let escaped =
        text.strip_prefix('\\').and_then(|rest| rest.get(..1)).filter(|c| c.bytes().all(|b| b.is_ascii_punctuation()));
    if let Some(c) = escaped {
        return (c, 2);
    }
    for (entity, meaning) in ENTITIES {
        if text.starts_with(entity) {
            return (meaning, entity.len());
        }
    }
    (text.get(..1).unwrap_or_default(), 1)
}

fn unescaped(mut text: &str) -> String {
    let mut plain = String::new();
    while let Some(at) = text.find(['\\', '&']) {
        plain.push_str(text.get(..at).unwrap_or_default());
        let rest = text.get(at..).unwrap_or_default();
        let (meaning, length) = escape(rest);
        plain.push_str(meaning);
        text = rest.get(length..).unwrap_or_default();
    }
    plain.push_str(text);
    plain
}

//! HTML in the texts of foreign records, as text.

use std::borrow::Cow;

use crate::text::is_safe_link;

/// Tags that end a line.
const BLOCKS: [&str; 14] =
    ["br", "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "blockquote", "pre"];
/// Elements whose content is no text.
const HIDDEN: [&str; 3] = ["script", "style", "head"];

/// A text without its HTML: tags are left out, blocks and breaks end a line, items of lists begin with a hyphen, safe links
/// become links of Markdown, and entities the characters they stand for. A text without tags stays as it is.
#[must_use]
pub fn plain_text(html: &str) -> Cow<'_, str> {
    if !html.match_indices('<').any(|(at, _)| tag(html.get(at..).unwrap_or("")).is_some()) {
        return Cow::Borrowed(html);
    }
    let (mut text, mut rest) = (String::with_capacity(html.len()), html);
    let mut link: Option<(String, usize)> = None;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        push_words(&mut text, before);
        let Some((name, attributes, after)) = tag(from) else {
            text.push('<');
            rest = from.get(1..).unwrap_or("");
            continue;
        };
        rest = after;
        let element = name.trim_start_matches('/').to_ascii_lowercase();
        let is_end = name.starts_with('/');
        if element == "a" {
            if let Some((url, start)) = link.take() {
                let label = text.split_off(start.min(text.len()));
                let label = label.trim();
                let is_plain = label.is_empty() || label == url;
                text.push_str(&if is_plain { url } else { format!("[{label}]({url})") });
            }
            if !is_end && let Some(url) = href(attributes).filter(|url| is_safe_link(url)) {
                link = Some((url, text.len()));
            }
        } else if HIDDEN.contains(&element.as_str()) && !is_end {
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&format!("</{element}")).and_then(|end| rest.get(end..)).unwrap_or("");
        } else if BLOCKS.contains(&element.as_str()) {
            if element == "br" || !text.ends_with('\n') {
                end_line(&mut text);
            }
            if element == "li" && !is_end {
                text.push_str("- ");
            }
            if is_end && element == "p" {
                text.push('\n');
            }
        }
    }
    push_words(&mut text, rest);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut clean = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        let is_second_blank = line.is_empty() && at.checked_sub(1).and_then(|at| lines.get(at)).is_none_or(|line| line.is_empty());
        if !is_second_blank {
            clean.push_str(line);
            clean.push('\n');
        }
    }
    Cow::Owned(clean.trim().to_owned())
}

fn end_line(text: &mut String) {
    let kept = text.trim_end_matches(' ').len();
    text.truncate(kept);
    text.push('\n');
}

/// The name of the tag a text begins with, its attributes, and what follows it. A comment is a tag without a name.
fn tag(text: &str) -> Option<(&str, &str, &str)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let end = comment.find("-->")?;
        return Some(("", "", comment.get(end + 3..)?));
    }
    let inside = text.strip_prefix('<')?;
    let name_end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == '/' || c == '!')).unwrap_or(inside.len());
    let name = inside.get(..name_end)?;
    let is_name = name.trim_start_matches(['/', '!']).starts_with(|c: char| c.is_ascii_alphabetic());
    let next = inside.get(name_end..)?;
    if !is_name || !next.starts_with(|c: char| c == '>' || c.is_ascii_whitespace()) {
        return None;
    }
    let mut quote = None;
    for (at, c) in next.char_indices() {
        match (c, quote) {
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            ('>', None) => return Some((name.trim_end_matches('/'), next.get(..at)?, next.get(at + 1..)?)),
            _ => {}
        }
    }
    None
}

fn href(attributes: &str) -> Option<String> {
    let start = attributes.to_ascii_lowercase().find("href=")? + 5;
    let value = attributes.get(start..)?;
    let url = match value.chars().next()? {
        mark @ ('"' | '\'') => value.get(1..)?.split(mark).next()?,
        _ => value.split(char::is_whitespace).next()?,
    };
    let mut plain = String::new();
    push_words(&mut plain, url);
    Some(plain)
}

/// Adds a text with its entities as characters.
fn push_words(text: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.push_str(before);
        let entity = from.get(1..).and_then(|from| from.split_once(';')).filter(|(name, _)| name.len() <= 10);
        match entity.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                text.push(character);
                rest = after;
            }
            None => {
                text.push('&');
                rest = from.get(1..).unwrap_or("");
            }
        }
    }
    text.push_str(rest);
}

fn character(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || *c == '\n')?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text() {
        for (html, text) in [
            ("plain < text & more", "plain < text & more"),
            ("It is over.<br />Sorry. <b>x</b>", "It is over.\nSorry. x"),
            ("<p>One &amp; two.</p><p>Three&nbsp;&#8211; &#x34;</p>", "One & two.\n\nThree – 4"),
            ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
            (r#"<a href="https://example.com/?a=1&amp;b">here</a> and <a href='javascript:x'>there</a>"#, "[here](https://example.com/?a=1&b) and there"),
            ("a<script>alert(1)</script>b<!-- c -->d", "abd"),
            ("<b>1 < 2 <3", "1 < 2 <3"),
            ("<p>cut <a href=\"", "cut <a href=\""),
        ] {
            assert_eq!(plain_text(html), text, "{html}");
        }
    }
}

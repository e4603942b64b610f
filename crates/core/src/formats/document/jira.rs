//! The wiki markup of Jira and of older Confluence, and Textile, which it comes from: `h2.` before headings, cells between
//! pipes, macros between braces.

use super::block::{Block, Gathered, Kind};
use super::lines::cells_of;

/// The blocks of a text.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Gathered::default();
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
    let mut at = 0;
    let mut table = None;
    let mut quoted = false;
    while let Some(line) = lines.get(at).map(|line| line.trim()) {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        if let Some(end) = code_end(&lines, at) {
            out.close();
            out.push(Kind::Code, &lines.get(at..=end).unwrap_or(&[]).join("\n"), number, 0);
            at = end + 1;
            table = None;
            continue;
        }
        at += 1;
        if line.contains("{quote}") {
            quoted ^= line.matches("{quote}").count() % 2 == 1;
        }
        let text = inline(line);
        let is_row = line.starts_with('|');
        if !is_row {
            table = None;
        }
        if text.is_empty() {
            out.close();
        } else if quoted {
            out.attached(&Kind::Quote, &text, number, 0);
        } else if let Some((level, title)) = heading(line) {
            out.push(Kind::Heading(level), &inline(title), number, 0);
        } else if let Some(quote) = line.strip_prefix("bq. ") {
            out.push(Kind::Quote, &inline(quote), number, 0);
        } else if is_row {
            let table = *table.get_or_insert_with(|| out.table());
            let header = line.starts_with("||") && !line.trim_end_matches('|').replace("||", "").contains('|')
                || line.starts_with("|_.");
            let mut row = text.replace("||", "|");
            // A cell goes on in the next line until its pipe comes.
            let mut more = 0;
            while !row.ends_with('|')
                && more < 20
                && let Some(next) = lines.get(at).map(|line| line.trim())
                && !next.is_empty()
                && !next.starts_with('|')
            {
                row.push(' ');
                row.push_str(&inline(next));
                at += 1;
                more += 1;
            }
            let cells = cells_of(&row).iter().map(|cell| cell.trim_start_matches("_.").trim().to_owned()).collect();
            out.row(table, header, cells, number, 0);
        } else if line.starts_with("----") {
            out.push(Kind::Rule, "", number, 0);
        } else if let Some((depth, numbered, rest)) = item(line) {
            let text = inline(rest);
            let done = if text.starts_with('✅') { Some(true) } else { None };
            out.begin(Kind::Item { numbered, done }, &text, number, depth);
        } else if let Some(title) = panel_title(line) {
            out.push(Kind::Paragraph, &format!("**{title}**"), number, 0);
        } else {
            out.line(&text, number, 0);
        }
    }
    out.into_blocks()
}

/// Where code that begins on a line ends: between `{code}`, `{noformat}` or `<pre>` and its end.
fn code_end(lines: &[&str], at: usize) -> Option<usize> {
    let line = lines.get(at)?.trim();
    let close =
        ["{code", "{noformat", "<pre"].into_iter().find(|open| line.starts_with(open)).map(|open| match open {
            "{code" => "{code}",
            "{noformat" => "{noformat}",
            _ => "</pre>",
        })?;
    let after = line.find(['}', '>']).and_then(|end| line.get(end + 1..)).unwrap_or("");
    if after.contains(close) {
        return Some(at);
    }
    let below = lines.iter().skip(at + 1).position(|line| line.contains(close));
    Some(below.map_or(lines.len() - 1, |length| at + 1 + length))
}

/// The level and the title of a heading: `h2. Timeline`.
fn heading(line: &str) -> Option<(u8, &str)> {
    let rest = line.strip_prefix('h')?;
    let level = rest.bytes().next().filter(|level| (b'1'..=b'6').contains(level))?;
    Some((level - b'0', rest.get(1..)?.strip_prefix(". ")?.trim()))
}

/// An item of a list: how deep it stands, whether it is numbered, and its text.
fn item(line: &str) -> Option<(u8, bool, &str)> {
    let depth = line.bytes().take_while(|byte| b"*#-".contains(byte)).count();
    let (marks, rest) = line.split_at(depth);
    let text = rest.strip_prefix([' ', '\t'])?;
    let depth = u8::try_from(depth).ok().filter(|depth| (1..=9).contains(depth))?;
    (!marks.starts_with("--")).then(|| (depth, marks.ends_with('#'), text.trim()))
}

/// The title of a panel or of a part that opens: `{panel:title=Timeline|borderStyle=dashed}`.
fn panel_title(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("{panel:").or_else(|| line.strip_prefix("{expand:"))?;
    let inside = rest.split('}').next()?;
    let title = inside.split('|').find_map(|part| part.strip_prefix("title=")).unwrap_or(inside);
    (!title.contains('=')).then(|| title.trim()).filter(|title| !title.is_empty())
}

/// The marks within a line as Markdown.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    let mut bold = false;
    while let Some(at) = rest.find(['*', '{', '[', '!', '(', '\\']) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let mark = here.chars().next().unwrap_or(' ');
        rest = here.get(1..).unwrap_or("");
        match mark {
            '*' => {
                let opens = !bold
                    && !out.ends_with(char::is_alphanumeric)
                    && rest.starts_with(|c: char| !c.is_whitespace() && c != '*')
                    && rest.contains('*');
                let closes = bold && !out.ends_with(char::is_whitespace);
                out.push_str(if opens || closes { "**" } else { "*" });
                bold = opens || bold && !closes;
            }
            '{' if rest.starts_with('{') => {
                let (code, tail) = rest.get(1..).and_then(|code| code.split_once("}}")).unwrap_or(("", rest));
                if code.is_empty() {
                    out.push('{');
                } else {
                    out.extend(["`", code, "`"]);
                }
                rest = tail;
            }
            // A macro is left out, what stands between two of them is not.
            '{' => match rest.split_once('}') {
                Some((name, tail)) if name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(' ') => {
                    rest = tail;
                }
                Some((name, tail)) if ["panel:", "expand:", "code:", "info:"].iter().any(|of| name.starts_with(of)) => {
                    rest = tail;
                }
                _ => out.push('{'),
            },
            '[' => match rest.split_once(']') {
                Some((user, tail)) if user.starts_with('~') => {
                    out.push_str(user.trim_start_matches('~').trim_start_matches("accountid:"));
                    rest = tail;
                }
                Some((link, tail)) if link.contains("://") || link.contains('|') => {
                    match link.split_once('|') {
                        Some((label, address)) => {
                            let address = address.split('|').next().unwrap_or("");
                            out.extend(["[", label, "](", address, ")"]);
                        }
                        None => out.push_str(link),
                    }
                    rest = tail;
                }
                _ => out.push('['),
            },
            // "!graph.png|thumbnail!"
            '!' => match rest.split_once('!') {
                Some((name, tail)) if !name.contains(' ') && name.contains('.') => rest = tail,
                _ => out.push('!'),
            },
            '(' => match rest.split_once(')') {
                Some(("/", tail)) => {
                    out.push('✅');
                    rest = tail;
                }
                Some(("x" | "!" | "?" | "i" | "on" | "off" | "*", tail)) => rest = tail,
                _ => out.push('('),
            },
            '\\' if rest.starts_with('\\') => {
                out.push(' ');
                rest = rest.get(1..).unwrap_or("");
            }
            _ => out.push(mark),
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// `true` for the beginning of such a text.
pub fn is_jira(start: &str) -> bool {
    let (mut headings, mut heads, mut macros) = (0, 0, 0);
    for line in start.lines().take(400).map(str::trim) {
        headings += usize::from(heading(line).is_some());
        heads += usize::from(line.starts_with("||") && line.ends_with("||") && line.len() > 5);
        macros +=
            usize::from(["{code", "{noformat}", "{panel", "{info}", "{quote}"].iter().any(|of| line.contains(of)));
    }
    headings > 0 || heads > 0 && macros > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_within_a_line_become_markdown() {
        for (line, markdown) in [
            ("*Severity:* high", "**Severity:** high"),
            ("2 * 3 * 4", "2 * 3 * 4"),
            (
                "see {{dbctl}} of [~ana] in [the ticket|https://example.org/1]",
                "see `dbctl` of ana in [the ticket](https://example.org/1)",
            ),
            ("{color:red}down{color} !graph.png|thumbnail!", "down"),
            ("(/) done, (note)", "✅ done, (note)"),
            ("{info}All times in CET.{info}", "All times in CET."),
        ] {
            assert_eq!(inline(line), markdown, "{line}");
        }
    }

    #[test]
    fn a_page_becomes_headings_rows_items_and_code() {
        let text = "h2. Timeline\n||Time||Event||\n|10:05|Deploy|\n|10:07|Errors\nrise|\n\n{code:bash}\n10:08 log\n{code}\n\
                    h2. Actions\n# Limit [the pool|https://example.org]\n** by Kim\n{quote}\n10:09 said\n{quote}";
        let blocks = blocks(text);
        let kinds: Vec<(&Kind, &str, u32)> =
            blocks.iter().map(|block| (&block.kind, block.text.as_str(), block.line())).collect();
        let row = |header, cells: [&str; 2]| Kind::Row { table: 0, header, cells: cells.map(str::to_owned).into() };
        let item = |numbered| Kind::Item { numbered, done: None };
        assert_eq!(
            kinds,
            [
                (&Kind::Heading(2), "Timeline", 1),
                (&row(true, ["Time", "Event"]), "Time | Event", 2),
                (&row(false, ["10:05", "Deploy"]), "10:05 | Deploy", 3),
                (&row(false, ["10:07", "Errors rise"]), "10:07 | Errors rise", 4),
                (&Kind::Code, "{code:bash}\n10:08 log\n{code}", 7),
                (&Kind::Heading(2), "Actions", 10),
                (&item(true), "Limit [the pool](https://example.org)", 11),
                (&item(false), "by Kim", 12),
                (&Kind::Quote, "10:09 said", 14),
            ]
        );
        assert!(is_jira(text) && !is_jira("# Title\n\n## Timeline"));
    }
}

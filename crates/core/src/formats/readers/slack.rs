//! Slack: the messages of a day in the export of a workspace. They are evidence: each is an event of the incident that they
//! are read with. Who wrote one is left out, since names of people are nobody else's business.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident, Link};
use crate::text::is_safe_link;

/// Slack.
pub static SLACK: Tool = Tool {
    id: "slack-export",
    name: "Slack",
    recognised_by: "messages with `type` message and `ts`",
    endings: &["json"],
    lists: &["messages"],
    fields: &[
        ("type", "the kind of record"),
        ("ts", "the time and the id of an event"),
        ("subtype", "whether a message is left out: who came and went, and what the channel is called"),
        ("text", "an event"),
        ("blocks.elements", "an event, where there is no text"),
        ("attachments.title", "an event, where there is no text"),
        ("attachments.text", "an event, where there is no text"),
        ("attachments.fallback", "an event, where there is no text"),
        ("files.name", "a link"),
        ("files.permalink", "a link"),
        ("username", "who or what did it, of a bot"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_ts = |ts: &str| ts.split_once('.').is_some_and(|(seconds, rest)| seconds.len() == 10 && rest.len() == 6);
    let is_message = record.text("type") == Some("message") && record.text("ts").is_some_and(is_ts);
    let is_user = record.has_all(&["tz_offset", "profile"]) && record.has_any(&["real_name", "name"]);
    if is_message || is_user { Confidence::Certain } else { Confidence::None }
}

record! {
    /// A message.
    Row { subtype, text, ts, username, blocks, attachments, files, profile }
}

record! {
    /// A block of a message, or a part of one; an attachment; a file.
    Part { text, elements, fallback, title, name, permalink }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.profile.is_some() && row.ts.is_none() {
        // Who is in the workspace: nothing of the incident.
        return Some(Found::evidence(Incident::default(), "users"));
    }
    let subtype = context.take_text("subtype", row.subtype).unwrap_or_default();
    let is_housekeeping = ["channel_", "group_"].iter().any(|start| subtype.starts_with(start));
    if is_housekeeping || matches!(&*subtype, "tombstone" | "bot_add" | "bot_remove" | "pinned_item") {
        return None;
    }
    let ts = context.take_text("ts", row.ts)?;
    let at = context.at_key("ts", |context| context.loose_time(&ts))?;
    let mut links: Vec<Link> = Vec::new();
    let text = context.take_text("text", row.text).map(|text| plain(&text, &mut links)).unwrap_or_default();
    let text = if text.trim().is_empty() { text_of_blocks(row.blocks, context) } else { text };
    let text = if text.trim().is_empty() { text_of_attachments(row.attachments, context, &mut links) } else { text };
    context.take_list("files", row.files, &mut |context, json| {
        let Some(file) = context.object::<Part<'_>>(json) else { return };
        let name = context.take_text("name", file.name).unwrap_or_default();
        links.extend(context.take_text("permalink", file.permalink).and_then(|url| link_to(&url, &name)));
    });
    if text.trim().is_empty() && links.is_empty() {
        return None;
    }
    let mut entry = event(Some(at), &text, "A file", EventKind::Communication);
    entry.title = decoded(&entry.title);
    entry.details = entry.details.as_deref().map(decoded);
    entry.id = EventId::new(&ts);
    entry.links = links;
    entry.actor = Some(context.take_text("username", row.username).map_or_else(|| "Slack".into(), Into::into));
    let incident = Incident { title: "Slack messages".into(), timeline: vec![entry], ..Incident::default() };
    Some(Found::evidence(incident, "messages"))
}

/// The text of a message without Slack's own marks.
fn plain(text: &str, links: &mut Vec<Link>) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((mark, next)) = after.split_once('>') else {
            plain.push('<');
            rest = after;
            continue;
        };
        let (target, label) = mark.split_once('|').unwrap_or((mark, ""));
        match target.chars().next() {
            // People are not named.
            Some('@') => plain.push_str("@someone"),
            Some('#') => {
                plain.push('#');
                plain.push_str(if label.is_empty() { "channel" } else { label });
            }
            Some('!') if label.is_empty() => {
                plain.push('@');
                plain.push_str(target.get(1..).unwrap_or("").split('^').next().unwrap_or(""));
            }
            Some('!') => plain.push_str(label),
            _ => {
                plain.push_str(if label.is_empty() { target } else { label });
                links.extend(Some(target).filter(|url| is_safe_link(url)).and_then(|url| link_to(url, label)));
            }
        }
        rest = next;
    }
    plain.push_str(rest);
    plain
}

/// A text with the three characters that Slack writes as entities. It has no HTML.
fn decoded(text: &str) -> Box<str> {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").into()
}

/// The texts of rich blocks, one after another.
fn text_of_blocks(blocks: Field<'_>, context: &mut Context<'_>) -> String {
    let mut text = String::new();
    context.take_list("blocks", blocks, &mut |context, json| add_block(json, 0, &mut text, context));
    text
}

fn add_block(json: &RawValue, depth: usize, text: &mut String, context: &mut Context<'_>) {
    const DEEPEST: usize = 6;
    let Some(part) = context.object::<Part<'_>>(json).filter(|_| depth < DEEPEST) else { return };
    match part.text {
        // A section has its text in an object.
        Some(inner) if inner.get().starts_with('{') => add_block(inner, depth + 1, text, context),
        inner => text.push_str(&context.take_text("text", inner).unwrap_or_default()),
    }
    context.take_list("elements", part.elements, &mut |context, json| add_block(json, depth + 1, text, context));
    if depth == 0 && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// The texts of attachments, in which bots write.
fn text_of_attachments(attachments: Field<'_>, context: &mut Context<'_>, links: &mut Vec<Link>) -> String {
    let mut texts: Vec<String> = Vec::new();
    context.take_list("attachments", attachments, &mut |context, json| {
        let Some(part) = context.object::<Part<'_>>(json) else { return };
        let title = context.take_text("title", part.title);
        let text = context.take_text("text", part.text).or_else(|| context.take_text("fallback", part.fallback));
        texts.extend(title.into_iter().chain(text).map(|text| plain(&text, links)));
    });
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::entries;

    fn message(more: &str) -> String {
        format!("[{{\"type\":\"message\",\"user\":\"U1\",\"ts\":\"1772631240.000200\",{more}}}]")
    }

    #[test]
    fn traps() {
        for (more, expected) in [
            (r#""text":"ack, on it""#, "ack, on it (Slack: )"),
            (
                r#""text":"<@U1> ask <#C1|ops> in <!subteam^S1|@team>, <!here>""#,
                "@someone ask #ops in @team, @here (Slack: )",
            ),
            (
                r#""text":"since <!date^1772633520^{time}|14:12 UTC> &lt;b&gt; &amp;""#,
                "since 14:12 UTC <b> & (Slack: )",
            ),
            (r#""text":"see <https://example.com|this> <cut""#, "see this <cut (Slack: )"),
            (
                r#""text":"","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"one "},{"type":"text","text":"two"}]}]}]"#,
                "one two (Slack: )",
            ),
            (r#""text":"","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"a card"}}]"#, "a card (Slack: )"),
            (
                r#""subtype":"bot_message","username":"deploybot","text":"","attachments":[{"fallback":"short","text":"rollback done"}]"#,
                "rollback done (deploybot: )",
            ),
            (r#""text":"","files":[{"name":"graph.png","permalink":"https://example.com/f"}]"#, "A file (Slack: )"),
        ] {
            assert_eq!(
                entries(&message(more)),
                [format!("13:34:00 communication {expected}").replace("13:34:00", "13:34")],
                "{more}"
            );
        }
        for subtype in ["channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name"] {
            let text = message(&format!("\"subtype\":\"{subtype}\",\"text\":\"x\""));
            assert_eq!(super::super::page_testing::facts(&text), "", "{subtype}");
        }
    }
}

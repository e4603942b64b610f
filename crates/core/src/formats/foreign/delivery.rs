//! What a queue or a topic of AWS delivers: a message that stands as a text within JSON, which may be a delivery again.

use serde_json::value::RawValue;

use crate::formats::lenient::{each_item, each_member, text};

/// How many deliveries and lists of them stand in one another: a notification in a queue.
const DEEPEST: usize = 8;
/// How much of a file shows whether it is a delivery.
const LOOKED_AT: usize = 64 << 10;

/// The messages out of their deliveries, one after another; `None` where a file is no delivery, or of something that is no
/// JSON.
pub fn delivered(file: &str) -> Option<String> {
    let start = file.get(..file.floor_char_boundary(LOOKED_AT)).unwrap_or(file).trim_start();
    if !start.starts_with(['{', '[']) || !["\"Message\"", "\"Body\""].iter().any(|key| start.contains(key)) {
        return None;
    }
    let mut messages = String::new();
    let mut values = serde_json::Deserializer::from_str(file).into_iter::<&RawValue>();
    let are_all = values.all(|value| value.is_ok_and(|value| add(value, &mut messages, 0)));
    (are_all && !messages.is_empty()).then_some(messages)
}

/// Adds what a delivery holds; `false` for anything that is none.
fn add(json: &RawValue, messages: &mut String, depth: usize) -> bool {
    if depth >= DEEPEST {
        return false;
    }
    let mut are_all = true;
    if each_item(json, &mut |_, item| are_all = are_all && add(item, messages, depth + 1)) {
        return are_all;
    }
    let (mut inner, mut message, mut is_marked) = (None, None, false);
    each_member(json, &mut |key, value| match &*key {
        "Records" | "Messages" | "Sns" => inner = Some(value),
        "Message" | "Body" => message = text(value),
        "TopicArn" | "MessageId" => is_marked = true,
        _ => {}
    });
    if let Some(inner) = inner {
        return add(inner, messages, depth + 1);
    }
    let Some(message) = message.filter(|_| is_marked) else { return false };
    let Ok(json) = serde_json::from_str::<&RawValue>(&message.text) else { return false };
    if add(json, messages, depth + 1) {
        return true;
    }
    messages.push_str(json.get());
    messages.push('\n');
    json.get().starts_with(['{', '['])
}

#[cfg(test)]
mod tests {
    use super::delivered;

    #[test]
    fn only_deliveries_of_json_are_opened() {
        let deep = format!("{}\"Message\"{}", "[".repeat(50_000), "]".repeat(50_000));
        for (file, message) in [
            (r#"{"MessageId":"m","Message":"{\"a\":1}"}"#, Some("{\"a\":1}\n")),
            (
                r#"[{"MessageId":"m","Message":"{\"a\":1}"},{"MessageId":"n","Message":"{\"a\":2}"}]"#,
                Some("{\"a\":1}\n{\"a\":2}\n"),
            ),
            (
                r#"{"Messages":[{"MessageId":"m","Body":"{\"MessageId\":\"m\",\"Message\":\"{\\\"a\\\":1}\"}"}]}"#,
                Some("{\"a\":1}\n"),
            ),
            (r#"{"MessageId":"m","Message":"Words alone"}"#, None),
            (r#"{"Message":"{\"a\":1}","title":"x"}"#, None),
            (r#"{"a":1}"#, None),
            (deep.as_str(), None),
        ] {
            assert_eq!(delivered(file).as_deref(), message, "{file}");
        }
    }
}

//! What a file in no known format seems to be, and what to do about it.

use serde_json::value::RawValue;

use super::ReadError;
use super::foreign::{WRAPPERS, header, text_in};
use super::json::may_be_own;
use super::lenient::{each_item, each_member, quote, text};
use super::registry::{Outline, first_record};
use crate::time::read_loose_time;

/// How many bytes are looked at, of what is no JSON.
const LOOKED_AT: usize = 64 << 10;
/// How many lines are looked at.
const LINES: usize = 20;
/// How many keys or columns are named.
const NAMED: usize = 8;

const TOOL: &str = "If it is an export of a tool that is read, choose its format; else write the incident as \
                    docs/format.md explains it.";

const ASK_AGAIN: &str = "Ask the tool again, with an address and a key that it takes, and open what it answers.";
const ASK_MORE: &str = "Ask for another time or another page, and open what comes.";

/// Keys of which an answer about an error holds one.
const ERRORS: [&str; 6] = ["error", "errors", "errorMessages", "message", "error_description", "detail"];
/// Keys that may stand beside them.
const BESIDE_ERRORS: [&str; 22] = [
    "status",
    "statusCode",
    "status_code",
    "code",
    "errorCode",
    "error_code",
    "type",
    "ok",
    "success",
    "result",
    "data",
    "details",
    "documentation_url",
    "request_id",
    "requestId",
    "traceId",
    "timestamp",
    "path",
    "took",
    "instance",
    "name",
    "exception",
];

/// What a text seems to be that no reader knows; `None` where that of version 1 says more: of an empty text, of a number,
/// of JSON that is broken.
pub fn unknown(text: &str, outline: &Outline) -> Option<ReadError> {
    let text = text.trim_start();
    let start = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or(text);
    // What a server says of an error is short.
    if let Some(said) = error_in(start) {
        let said = if said.is_empty() { said } else { format!(", \"{}\"", quote(&said)) };
        return Some(ReadError::Unknown {
            seems: format!("the error of an API{said}").into(),
            remedy: ASK_AGAIN.into(),
        });
    }
    let (seems, remedy) = match text.chars().next()? {
        '<' => of_markup(start),
        '{' if keys(text).is_some_and(|keys| may_be_own(&keys)) => return None,
        '{' if is_empty_answer(outline) => ("the answer of an API that holds nothing".to_owned(), ASK_MORE),
        '{' | '[' if is_json(text) => {
            let record = first_record(outline, &[]);
            (format!("JSON of an unknown tool with the keys {}", keys_of(record)?), TOOL)
        }
        '[' if start.lines().next().is_some_and(begins_with_time) => of_lines(start),
        // A template of a wiki.
        '{' if text.starts_with("{{") => of_lines(start),
        '{' | '[' => return None,
        _ if serde_json::from_str::<&RawValue>(text).is_ok() => return None,
        _ => of_lines(start),
    };
    Some(ReadError::Unknown { seems: seems.into(), remedy: remedy.into() })
}

/// What an answer about an error says: `{"error": {"message": "Unauthorized"}}`. Empty for one that says nothing in a place
/// that is known; `None` for anything else.
fn error_in(file: &str) -> Option<String> {
    let json = serde_json::from_str::<&RawValue>(file).ok()?;
    let (mut has_error, mut has_other) = (false, false);
    let is_object = each_member(json, &mut |key, value| {
        has_error |= ERRORS.contains(&&*key) && !matches!(value.get(), "null" | "[]" | "{}" | "false");
        has_other |= !ERRORS.contains(&&*key) && !BESIDE_ERRORS.contains(&&*key);
    });
    if !is_object || !has_error || has_other {
        return None;
    }
    let said = ["error_description", "error.message", "message", "error", "detail", "error.detail"]
        .iter()
        .find_map(|path| text_in(json, path).map(String::from));
    Some(said.or_else(|| first_error(json)).unwrap_or_default())
}

/// The first of a list of errors.
fn first_error(json: &RawValue) -> Option<String> {
    let mut said = None;
    each_member(json, &mut |key, list| {
        if ["errors", "errorMessages"].contains(&&*key) {
            each_item(list, &mut |_, item| {
                let word = text(item).map(|text| text.text).or_else(|| text_in(item, "message"));
                said = said.take().or_else(|| word.map(String::from));
            });
        }
    });
    said
}

/// `true` for an object whose records stand in a usual wrapping, of which there is none.
fn is_empty_answer(outline: &Outline) -> bool {
    WRAPPERS.iter().any(|key| matches!(outline.get(key), Some(Outline::List(first)) if **first == Outline::Nothing))
}

/// All keys of a JSON object, also behind a text that is no text to serde: an outline ends there.
fn keys(file: &str) -> Option<Outline> {
    let json = serde_json::from_str::<&RawValue>(file).ok()?;
    let mut members = Vec::new();
    each_member(json, &mut |key, value| {
        let address = Some(value).filter(|_| key == "$schema").and_then(text);
        let address = address.map(|text| Outline::Text(text.text.into()));
        members.push((key.into_owned(), address.unwrap_or(Outline::Simple)));
    });
    Some(Outline::Object(members))
}

/// `true` for one JSON value, or one a line.
fn is_json(text: &str) -> bool {
    let is_value = |text: &str| serde_json::from_str::<&RawValue>(text).is_ok();
    is_value(text) || text.lines().next().is_some_and(is_value)
}

/// The keys of a record in words; `None` for one that has none.
fn keys_of(record: &Outline) -> Option<String> {
    let Outline::Object(members) = record else { return None };
    (!members.is_empty()).then(|| named(members.iter().map(|(key, _)| key.as_str())))
}

fn named<'a>(names: impl Iterator<Item = &'a str> + Clone) -> String {
    let more = names.clone().count().saturating_sub(NAMED);
    let short = |name: &'a str| name.char_indices().nth(40).map_or(name, |(end, _)| name.get(..end).unwrap_or(""));
    let first = names.take(NAMED).map(short).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{first} and {more} more") } else { first }
}

fn of_markup(text: &str) -> (String, &'static str) {
    let start =
        text.char_indices().nth(1000).map_or(text, |(end, _)| text.get(..end).unwrap_or("")).to_ascii_lowercase();
    let has = |tag: &str| start.contains(tag);
    let (seems, remedy) = if has("<rss") || has("<feed") {
        let seems = if has("<rss") { "an RSS feed" } else { "an Atom feed" };
        (
            seems,
            "A feed holds the latest texts only. Open the JSON of the same status page: many have it at /api/v2/incidents.json.",
        )
    } else if has("<!doctype html") || has("<html") || has("<head") {
        ("a web page", "Open what the page is made from: the JSON of a status page, or the export of an incident tool.")
    } else {
        ("XML", "Export the incident as JSON, as CSV or as a document.")
    };
    (seems.to_owned(), remedy)
}

fn of_lines(text: &str) -> (String, &'static str) {
    if text.starts_with("HTTP/") {
        let seems = "an answer of a server with its headers".to_owned();
        return (seems, "Save the answer without its headers, and open that.");
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).collect();
    let is_most = |count: usize| count >= 2 && count * 2 > lines.len();
    if is_most(lines.iter().filter(|line| begins_with_time(line)).count()) {
        return ("a log".to_owned(), "Write down what of it matters as the events of an incident, each with its time.");
    }
    let columns = header(text);
    let is_row = |line: &&&str| [",", ";", "\t"].iter().any(|mark| line.matches(mark).count() + 1 >= columns.len());
    if columns.len() > 2 && columns.iter().all(|name| !name.is_empty()) && is_most(lines.iter().filter(is_row).count())
    {
        return (format!("a table with the columns {}", named(columns.iter().map(String::as_str))), TOOL);
    }
    let keys: Vec<&str> = lines.iter().filter_map(|line| key_of(line)).collect();
    if is_most(keys.len()) {
        return (format!("YAML with the keys {}", named(keys.into_iter())), "Convert it to JSON, and open that.");
    }
    ("plain text".to_owned(), "Open an incident file, the export of an incident tool, or a postmortem in Markdown.")
}

/// `true` for a text most lines of which begin with a time to the second, as those of a log do.
pub fn seems_log(text: &str) -> bool {
    let start = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or(text);
    let lines: Vec<&str> = start.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).collect();
    let has_seconds = |line: &str| {
        let clock = line.split([' ', 'T', '[', ']', '\t']).take(6).find(|word| word.matches(':').count() >= 2);
        clock.is_some_and(|clock| clock.bytes().any(|byte| byte.is_ascii_digit()))
    };
    let count = lines.iter().filter(|line| begins_with_time(line) && has_seconds(line)).count();
    count >= 2 && count * 2 > lines.len()
}

/// The key of a line of YAML: `key: value`.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':').filter(|(_, value)| value.is_empty() || value.starts_with(' '))?;
    let is_key = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-. ".contains(&byte));
    is_key.then(|| key.trim_start_matches("- "))
}

/// `true` for a line that begins as those of a log do: with a time, in brackets or not.
pub fn begins_with_time(line: &str) -> bool {
    let line = line.trim_start_matches(['[', '(', '"']);
    let words: Vec<&str> = line.split([' ', ']', '\t']).filter(|word| !word.is_empty()).take(3).collect();
    let is_time = |text: &str| read_loose_time(text.trim_end_matches([',', ']', ')', ':']), None).is_ok();
    let clock = |text: &str| {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/.,-+".contains(&byte));
        is_plain && text.len() >= 8 && text.matches(':').count() >= 2 && text.starts_with(|c: char| c.is_ascii_digit())
    };
    let month = |text: &str| text.len() == 3 && text.chars().all(char::is_alphabetic);
    match words.as_slice() {
        [first, second, ..] if is_time(first) || is_time(&format!("{first} {second}")) => true,
        // Mar  4 13:30:00 host …
        [first, _, third, ..] if month(first) && clock(third) => true,
        [first, ..] => clock(first),
        [] => false,
    }
}

/// `true` for a text that begins as JSON does, be it cut or broken, and not as the templates and tables of a wiki, "{{irdoc}}",
/// or as a link or a time in brackets.
pub fn begins_like_json(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    let rest = chars.as_str().trim_start();
    match first {
        Some('"') => true,
        Some('{') => rest.is_empty() || rest.starts_with(['"', '}', '\'']),
        Some('[') => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let is_number = digits > 0 && !rest.get(digits..).is_some_and(|rest| rest.starts_with([':', '/', '-']));
            rest.is_empty()
                || is_number
                || rest.starts_with(['{', '"', ']', '-'])
                || rest.starts_with('[') && !text.starts_with("[[")
                || ["true", "false", "null"].iter().any(|word| rest.starts_with(word))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::{ReadOptions, read_document};
    use crate::time::NativeZones;

    #[test]
    fn what_is_not_known_is_named_for_what_it_seems_to_be() {
        for (text, seems) in [
            ("<!DOCTYPE html><html><body>Status</body></html>", "a web page"),
            ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel/></rss>", "an RSS feed"),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>", "an Atom feed"),
            ("<incident><a/></incident>", "XML"),
            ("2026-03-04 13:30:00 ERROR x\n2026-03-04 13:30:01 INFO y\n  at z\n2026-03-04 13:30:02 INFO y", "a log"),
            ("[04/Mar/2026:13:30:00 +0000] GET\n[04/Mar/2026:13:30:01 +0000] GET", "a log"),
            ("Mar  4 13:30:00 host app: x\nMar  4 13:30:01 host app: y", "a log"),
            ("a,b,c\n1,2,3\n", "a table with the columns a, b, c"),
            ("url: https://example.com\nstatus: up\ncode: 200\n", "YAML with the keys url, status, code"),
            ("The database was down.", "plain text"),
            ("{{irdoc|status=final}}\n== Summary ==", "plain text"),
            (
                "{\"type\":\"version\",\"version\":1}\n{\"type\":\"post\"}",
                "JSON of an unknown tool with the keys type, version",
            ),
            ("{\"name\":\"x\",\"dependencies\":{}}", "JSON of an unknown tool with the keys name, dependencies"),
            ("[{\"foo\":1,\"bar\":2}]", "JSON of an unknown tool with the keys foo, bar"),
            ("{\"foo\":1,\"bar\":2}\n{\"foo\":3,\"bar\":2}", "JSON of an unknown tool with the keys foo, bar"),
            (
                "{\"$schema\":\"https://json-schema.org/draft-07/schema#\",\"title\":\"Alert\",\"type\":\"object\",\"properties\":{}}",
                "JSON of an unknown tool with the keys $schema, title, type, properties",
            ),
            (
                "{\"incident\":1,\"phase\":\"x\",\"timeline\":[{\"time\":\"2026-03-04T10:00:00Z\"}]}",
                "JSON of an unknown tool with the keys incident, phase, timeline",
            ),
            ("{\"data\":[{\"foo\":1,\"bar\":2}]}", "JSON of an unknown tool with the keys foo, bar"),
            ("{\"incidents\":[{\"foo\":1,\"bar\":2}]}", "JSON of an unknown tool with the keys incidents"),
            (
                "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1}",
                "JSON of an unknown tool with the keys a, b, c, d, e, f, g, h and 1 more",
            ),
        ] {
            let error = read_document(text.as_bytes(), "x", ReadOptions::NONE, &NativeZones).unwrap_err().to_string();
            assert!(error.starts_with(&format!("This seems to be {seems}, ")), "{text}: {error}");
        }
    }

    #[test]
    fn the_errors_of_an_api_are_told_from_what_it_should_have_answered() {
        for (text, said) in [
            (r#"{"error":{"message":"Unauthorized","code":2006}}"#, "\"Unauthorized\", "),
            (r#"{"message":"Not Found","documentation_url":"https://x","status":"404"}"#, "\"Not Found\", "),
            (r#"{"error":"invalid_token"}"#, "\"invalid_token\", "),
            (r#"{"errors":["Forbidden"]}"#, "\"Forbidden\", "),
            (r#"{"errorMessages":["No such issue."],"errors":{}}"#, "\"No such issue.\", "),
            (
                r#"{"type":"authentication_error","status":401,"request_id":"x","errors":[{"code":"a","message":"Bad key"}]}"#,
                "\"Bad key\", ",
            ),
            (r#"{"ok":false,"error":"invalid_auth"}"#, "\"invalid_auth\", "),
            (r#"{"errors":{"base":1}}"#, "which "),
        ] {
            let error = read_document(text.as_bytes(), "x", ReadOptions::NONE, &NativeZones).unwrap_err().to_string();
            let (_, rest) =
                error.split_once("This seems to be the error of an API, ").unwrap_or_else(|| panic!("{error}"));
            assert!(rest.starts_with(said), "{text}: {error}");
        }
        for (text, seems) in [
            (r#"{"data":[],"meta":{"total_count":0}}"#, "the answer of an API that holds nothing, "),
            ("HTTP/2 200\ncontent-type: application/json\n\n{}", "an answer of a server with its headers, "),
        ] {
            let error = read_document(text.as_bytes(), "x", ReadOptions::NONE, &NativeZones).unwrap_err().to_string();
            assert!(error.starts_with(&format!("This seems to be {seems}")), "{text}: {error}");
        }
    }

    #[test]
    fn what_is_ours_or_broken_is_said_as_before() {
        for (text, said) in [
            ("{\"title\":\"x\"}", "Nothing in this file has a date"),
            ("{\"title\":\"x\",\"timelin\":[]}", "Nothing in this file has a date"),
            ("{}", "Nothing in this file has a date"),
            ("{\"name\":", "Line 1, column 9: this is not JSON"),
            ("[{\"foo\":1},", "Line 1, column 12: this is not JSON"),
            ("7", "This file holds a number"),
            ("", "This file is empty"),
        ] {
            let error = read_document(text.as_bytes(), "x", ReadOptions::NONE, &NativeZones).unwrap_err().to_string();
            assert!(error.starts_with(said), "{text}: {error}");
        }
    }
}

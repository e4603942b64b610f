//! The records of a file, out of the wrapping that an API, an export or a webhook puts around them.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::formats::ReadError;
use crate::formats::collection::ListFile;
use crate::formats::lenient::{each_item, each_member, offset, quote, text};
use crate::formats::read_error::not_json;

/// Keys of which the value is what an answer is about. `200` and `body` are those of a description of an API.
pub const WRAPPERS: &[&str] = &[
    "data",
    "result",
    "results",
    "value",
    "values",
    "items",
    "records",
    "issues",
    "responses",
    "200",
    "body",
    "response",
    "payload",
];
/// Keys that a record has and a wrapping has not.
const RECORD_KEYS: &[&str] = &["id", "title", "name", "summary", "key", "number", "status"];
/// How many wrappings stand in one another.
pub const DEEPEST: usize = 8;
/// How many records of a file are kept.
const MOST: usize = 5_000_000;

/// A record of a file.
pub struct Record<'a> {
    /// The record.
    pub json: &'a RawValue,
    /// The list it stands in: `incidents`; empty for a list that has no name.
    pub list: Box<str>,
    /// Where in that list, from 0; `None` for one that stands in none.
    pub index: Option<u32>,
}

/// The records of a file, and what stands around them.
#[derive(Default)]
pub struct Rows<'a> {
    /// The records.
    pub records: Vec<Record<'a>>,
    /// What stands beside them in their wrapping: `page`, `names`.
    pub members: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// Where the file breaks off; what stands before that was taken.
    pub error: Option<ReadError>,
    /// What the records have in common, for a reader to fill in.
    pub title: RefCell<String>,
    /// Which record is being read.
    pub current: Cell<usize>,
    /// The records that are of one thing, by the place of the first, for a reader to find once.
    pub groups: OnceCell<HashMap<usize, Vec<usize>>>,
    /// The records and what stands in lists beside them, by kind and id, once somebody asked.
    by_id: OnceCell<HashMap<String, &'a RawValue>>,
}

impl<'a> Rows<'a> {
    /// The records of a JSON text, or of several after one another, of which each stands by itself, in a list, in the value
    /// of one of the keys `lists`, or in one of the usual wrappings.
    ///
    /// # Errors
    /// [`ReadError`] when there is no JSON.
    pub fn of(text: &'a str, lists: &[&str]) -> Result<Self, ReadError> {
        if text.trim().is_empty() {
            return Err(ReadError::Empty);
        }
        let mut rows = Self::default();
        let mut rest = text;
        let is_lines =
            text.trim_start().lines().next().is_some_and(|line| serde_json::from_str::<&RawValue>(line).is_ok());
        while !rest.trim_start().is_empty() {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&'a RawValue>();
            let mut error = None;
            for value in values.by_ref() {
                match value {
                    Ok(value) => rows.add(value, "", lists, 0),
                    Err(found) => {
                        error = Some(found);
                        break;
                    }
                }
            }
            let Some(found) = error else { break };
            let broken = rest.get(values.byte_offset()..).unwrap_or("");
            if rows.error.is_none() {
                let before = text.get(..offset(text, rest)).unwrap_or("").matches('\n').count();
                rows.error = Some(not_json(rest, &found).further_down(u32::try_from(before).unwrap_or(u32::MAX)));
            }
            // A line that is broken is one record; anything else goes on to the end of the file.
            let next = broken.trim_start();
            match next.find('\n').filter(|_| is_lines) {
                Some(end) => rest = next.get(end..).unwrap_or(""),
                None => break,
            }
        }
        if rows.records.is_empty() && rows.error.is_some() {
            rows.add_of_broken(text, lists);
        }
        match rows.error.take() {
            Some(error) if rows.records.is_empty() => Err(error),
            error => Ok(Self { error, ..rows }),
        }
    }

    /// The records before the place at which a file breaks off.
    fn add_of_broken(&mut self, text: &'a str, lists: &[&str]) {
        let keys: Vec<&str> = lists.iter().chain(WRAPPERS).copied().collect();
        let Ok(file) = ListFile::of(text, &keys) else { return };
        self.members = file.members;
        for (index, json) in file.items.into_iter().enumerate() {
            self.push(json, "", u32::try_from(index).ok());
        }
    }

    fn push(&mut self, json: &'a RawValue, list: &str, index: Option<u32>) {
        if self.records.len() < MOST {
            self.records.push(Record { json, list: list.into(), index });
        }
    }

    fn add(&mut self, json: &'a RawValue, list: &str, lists: &[&str], depth: usize) {
        let is_list = each_item(json, &mut |index, item| {
            // A list of answers: pages that were put together.
            let is_page = depth == 0 && is_answer(item, lists);
            if is_page {
                self.add(item, list, lists, depth + 1);
            } else {
                self.push(item, list, u32::try_from(index).ok());
            }
        });
        if is_list {
            return;
        }
        let mut members = Vec::new();
        if !each_member(json, &mut |key, value| members.push((key, value))) || depth >= DEEPEST {
            return self.push(json, list, None);
        }
        let is_record = is_record(&mut members.iter().map(|(key, _)| &**key));
        let mut is_wrapping = false;
        let before = self.records.len();
        let mut others = Vec::new();
        for (key, value) in members {
            let holds = value.get().starts_with(['{', '[']);
            // A monitor may have that number, too.
            let is_usual = WRAPPERS.contains(&&*key) && (key != "200" || list == "responses");
            if holds && (lists.contains(&&*key) || (!is_record && is_usual)) {
                is_wrapping = true;
                self.add(value, &key, lists, depth + 1);
            } else {
                others.push((key, value));
            }
        }
        // An object that has a list of that name, and nothing in it, is a record where it has the keys of one.
        if !is_wrapping || (is_record && self.records.len() == before) {
            return self.push(json, list, None);
        }
        self.members.extend(others);
    }

    /// The value of a key beside the records.
    pub fn member(&self, key: &str) -> Option<&'a RawValue> {
        self.members.iter().find(|(name, _)| name == key).map(|(_, value)| *value)
    }

    /// The key of the list that the record being read stands in; empty for a list without a name.
    pub fn list(&self) -> &str {
        self.records.get(self.current.get()).map_or("", |record| &*record.list)
    }

    /// The records that have the same value of a key as the one being read, where that is the first of them; for each of the
    /// others none, since they were read with it.
    pub fn same(&self, key: &str) -> Vec<&'a RawValue> {
        let current = self.current.get();
        let groups = self.groups.get_or_init(|| {
            let mut first_of: HashMap<Cow<'_, str>, usize> = HashMap::new();
            let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
            for (index, record) in self.records.iter().enumerate() {
                let first = text_in(record.json, key).map_or(index, |value| *first_of.entry(value).or_insert(index));
                groups.entry(first).or_default().push(index);
            }
            groups
        });
        let members = groups.get(&current).into_iter().flatten();
        members.filter_map(|index| self.records.get(*index)).map(|record| record.json).collect()
    }

    /// The object of an id that stands among the records or in a list beside them; for an empty id the first of its kind.
    /// Its kind is its `type`, else the key of its list.
    pub fn find(&self, kind: &str, id: &str) -> Option<&'a RawValue> {
        let by_id = self.by_id.get_or_init(|| {
            let mut by_id = HashMap::new();
            let mut add = |list: &str, json: &'a RawValue| {
                let kind = text_in(json, "type").unwrap_or(Cow::Borrowed(list));
                by_id.entry(format!("{kind}/")).or_insert(json);
                if let Some(id) = text_in(json, "id") {
                    by_id.entry(format!("{kind}/{id}")).or_insert(json);
                }
            };
            for record in &self.records {
                add(&record.list, record.json);
            }
            for (key, list) in &self.members {
                each_item(list, &mut |_, json| add(key, json));
            }
            by_id
        });
        by_id.get(&format!("{kind}/{id}")).copied()
    }

    /// The text at a path in what [`find`](Self::find) finds.
    pub fn text_of(&self, kind: &str, id: &str, path: &str) -> Option<Cow<'a, str>> {
        text_in(self.find(kind, id)?, path)
    }

    /// What says that this is one page of an answer, and that there are more.
    pub fn goes_on(&self) -> Option<Box<str>> {
        self.members.iter().find_map(|(key, value)| goes_on(key, value, 0))
    }
}

/// `true` for the keys of a record. A status beside data is that of an answer: `{"status": "success", "data": {…}}`.
pub fn is_record(keys: &mut dyn Iterator<Item = &str>) -> bool {
    let (mut is_record, mut has_status, mut has_data) = (false, false, false);
    for key in keys {
        match key {
            "status" => has_status = true,
            "data" => has_data = true,
            key => is_record |= RECORD_KEYS.contains(&key),
        }
    }
    is_record || (has_status && !has_data)
}

/// What stands beside the records of an answer, and beside what a webhook tells.
const BESIDE: [&str; 9] =
    ["meta", "links", "pagination", "paging", "page", "included", "event", "actor", "installation"];

/// `true` where one of these members, of which it is said whether it holds anything, is all that an object holds.
pub fn is_lone(members: &mut dyn Iterator<Item = (&str, bool)>) -> bool {
    let (mut all, mut others) = (0, 0);
    for (key, _) in members.filter(|(_, holds)| *holds) {
        all += 1;
        others += usize::from(!BESIDE.contains(&key));
    }
    all == 1 || others == 1
}

/// `true` for an answer: an object that has a list under one of these keys or in a usual wrapping, or, where it is no record
/// itself, an object and nothing else.
fn is_answer(json: &RawValue, lists: &[&str]) -> bool {
    let (mut keys, mut has_list, mut has_object, mut has_usual) = (Vec::new(), false, false, false);
    each_member(json, &mut |key, value| {
        let (is_named, is_usual) = (lists.contains(&&*key), WRAPPERS.contains(&&*key));
        has_list |= is_named && value.get().starts_with('[');
        has_usual |= is_usual && value.get().starts_with('[');
        has_object |= (is_named || is_usual) && value.get().starts_with('{');
        keys.push((key, value.get().starts_with(['{', '['])));
    }) && (has_list || {
        let is_alone = has_object && is_lone(&mut keys.iter().map(|(key, holds)| (&**key, *holds)));
        (is_alone || has_usual) && !is_record(&mut keys.iter().map(|(key, _)| &**key))
    })
}

/// The key and value that say that an answer goes on.
fn goes_on(key: &str, value: &RawValue, depth: usize) -> Option<Box<str>> {
    let is_more = match key {
        "more" | "hasMore" | "has_more" | "hasNextPage" => value.get() == "true",
        "isLast" => value.get() == "false",
        "after" | "next" | "nextLink" | "@odata.nextLink" | "nextPageToken" | "next_cursor" | "nextCursor"
        | "nextToken" | "NextToken" | "next_page" => {
            text(value).is_some_and(|text| !text.text.is_empty()) || value.get().parse::<u32>().is_ok()
        }
        "pagination_meta" | "paging" | "links" | "pagination" | "meta" | "pageInfo" | "response_metadata"
        | "cursor"
            if depth < 2 =>
        {
            let mut found = None;
            each_member(value, &mut |inner, value| found = found.take().or_else(|| goes_on(&inner, value, depth + 1)));
            return found.map(|found: Box<str>| format!("{key}.{found}").into());
        }
        _ => false,
    };
    is_more.then(|| format!("{key}: {}", quote(value.get())).into())
}

/// The text, or the number as it is written, at a path of keys with dots between them: for what is looked up and not read
/// field by field.
pub fn text_in<'a>(json: &'a RawValue, path: &str) -> Option<Cow<'a, str>> {
    let (key, rest) = path.split_once('.').unwrap_or((path, ""));
    let mut found = None;
    each_member(json, &mut |name, value| {
        if found.is_none() && name == key {
            found = Some(value);
        }
    });
    let found = found?;
    match text(found) {
        _ if !rest.is_empty() => text_in(found, rest),
        Some(text) => Some(text.text),
        None => found.get().starts_with(|c: char| c.is_ascii_digit() || c == '-').then(|| Cow::Borrowed(found.get())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> String {
        let rows = Rows::of(text, &["incidents", "incident"]).unwrap();
        let places = rows.records.iter().map(|record| {
            let index = record.index.map_or("-".to_owned(), |index| index.to_string());
            format!("{}[{index}] {}", record.list, record.json.get())
        });
        places.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn records_are_found_in_every_wrapping() {
        for (text, found) in [
            (r#"{"incidents":[{"id":1},{"id":2}]}"#, r#"incidents[0] {"id":1}; incidents[1] {"id":2}"#),
            (r#"[{"id":1}]"#, r#"[0] {"id":1}"#),
            (r#"{"id":1}"#, r#"[-] {"id":1}"#),
            ("{\"id\":1}\n\n{\"id\":2}\n", r#"[-] {"id":1}; [-] {"id":2}"#),
            (r#"{"data":{"incidents":[{"id":1}]},"took":1}"#, r#"incidents[0] {"id":1}"#),
            (r#"{"meta":{},"page":{},"incident":{"id":1}}"#, r#"incident[-] {"id":1}"#),
            (r#"{"id":"webhook","incident":{"id":1}}"#, r#"incident[-] {"id":1}"#),
            (r#"{"responses":{"200":{"body":{"value":[{"id":1}]}}}}"#, r#"value[0] {"id":1}"#),
            (r#"{"headers":{},"payload":{"incident":{"id":1}}}"#, r#"incident[-] {"id":1}"#),
            (
                r#"[{"incidents":[{"id":1}]},{"incidents":[{"id":2}]}]"#,
                r#"incidents[0] {"id":1}; incidents[0] {"id":2}"#,
            ),
            (r#"[{"incident":{"id":1}},{"incident":{"id":2}}]"#, r#"incident[-] {"id":1}; incident[-] {"id":2}"#),
            (r#"[{"data":{"id":1}},{"results":[{"id":2}]}]"#, r#"data[-] {"id":1}; results[0] {"id":2}"#),
            (
                r#"[{"event":{"type":"x"},"data":{"id":1}},{"event":{"type":"y"},"data":{"id":2}}]"#,
                r#"data[-] {"id":1}; data[-] {"id":2}"#,
            ),
            (r#"[{"incident":{"id":1},"text":{}}]"#, r#"[0] {"incident":{"id":1},"text":{}}"#),
            (r#"[{"id":1,"incident":{"id":2}}]"#, r#"[0] {"id":1,"incident":{"id":2}}"#),
            (r#"{"id":1,"items":[1,2]}"#, r#"[-] {"id":1,"items":[1,2]}"#),
            (r#"{"incidents":[]}"#, ""),
            (r#"{"status":"success","data":[{"id":1}]}"#, r#"data[0] {"id":1}"#),
            (r#"{"status":"open","items":[{"id":1}]}"#, r#"[-] {"status":"open","items":[{"id":1}]}"#),
            (r#"{"incidents":null,"page":1}"#, r#"[-] {"incidents":null,"page":1}"#),
            ("{\"id\":1}\n{\"id\":\n{\"id\":3}", r#"[-] {"id":1}; [-] {"id":3}"#),
            (r#"{"incidents":[{"id":1},{"id":"#, r#"[0] {"id":1}"#),
        ] {
            assert_eq!(rows(text), found, "{text}");
        }
        assert!(Rows::of("", &[]).is_err() && Rows::of("nothing", &[]).is_err() && Rows::of("{", &[]).is_err());
    }

    #[test]
    fn a_page_of_an_answer_says_that_it_goes_on() {
        for (text, found) in [
            (r#"{"incidents":[],"more":true}"#, Some("more: true")),
            (r#"{"incidents":[],"more":false}"#, None),
            (
                r#"{"incidents":[],"pagination_meta":{"after":"01F","page_size":25}}"#,
                Some("pagination_meta.after: \"01F\""),
            ),
            (r#"{"data":[],"links":{"self":"x","next":null}}"#, None),
            (r#"{"data":[],"meta":{"next_page":2}}"#, Some("meta.next_page: 2")),
            (r#"{"value":[],"nextLink":"https://x"}"#, Some("nextLink: \"https://x\"")),
            (r#"{"data":[],"next":""}"#, None),
        ] {
            assert_eq!(Rows::of(text, &["incidents"]).unwrap().goes_on().as_deref(), found, "{text}");
        }
    }
}

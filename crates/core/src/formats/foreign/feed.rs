//! RSS and Atom feeds, read as a list of records.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::{Map, Value};

use crate::formats::lenient::quote;

/// The elements that are records: of RSS, and of Atom.
const RECORDS: [&str; 2] = ["item", "entry"];
/// The elements whose text may be markup.
const TEXTS: [&str; 3] = ["content", "description", "summary"];

/// A feed as JSON.
pub struct Feed {
    /// `{"page": {…}, "items": [{…}]}`: what stands before the entries, and each of those with its elements. The address of a
    /// link is its value, `content:encoded` is `content`, and of elements of one name only categories are a list: of others
    /// the first counts.
    pub json: String,
    /// The entry that the file breaks off in, as far as it is there.
    pub broken: Option<String>,
}

/// `true` for a text that begins as a feed does.
pub fn is_feed(text: &str) -> bool {
    let text = text.trim_start();
    let start = text.get(..text.floor_char_boundary(2000)).unwrap_or(text);
    text.starts_with('<') && ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| start.contains(tag))
}

/// The text of a feed up to its first entry.
pub fn before_entries(text: &str) -> &str {
    let first = RECORDS.iter().filter_map(|name| text.find(&format!("<{name}"))).min();
    first.and_then(|first| text.get(..first)).unwrap_or(text)
}

/// A feed as JSON. It may break off anywhere.
pub fn to_json(text: &str) -> Feed {
    let mut reader = Reader::from_str(text.trim_start());
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut feed = Builder::default();
    let mut entry_at = 0;
    loop {
        let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                if feed.open(&tag, false) {
                    entry_at = before;
                }
            }
            Ok(Event::Empty(tag)) => {
                feed.open(&tag, true);
            }
            Ok(Event::End(tag)) => feed.close(&name_of(tag.name().0)),
            Ok(Event::Text(words)) => feed.push(&words),
            Ok(Event::CData(words)) => feed.push(&words),
            Ok(Event::GeneralRef(entity)) => feed.push_entity(&entity),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let broken = feed.item.is_some().then(|| quote(text.trim_start().get(entry_at..).unwrap_or("")).into());
    let json = serde_json::json!({ "page": feed.page, "items": feed.items });
    Feed { json: json.to_string(), broken }
}

#[derive(Default)]
struct Builder {
    page: Map<String, Value>,
    items: Vec<Value>,
    item: Option<Map<String, Value>>,
    /// The element of an entry, or of what stands before them, that is being read: its name, its text, and how many elements
    /// are open inside of it.
    field: Option<(String, String, usize)>,
}

impl Builder {
    /// Opens an element; `true` for an entry.
    fn open(&mut self, tag: &BytesStart<'_>, is_empty: bool) -> bool {
        let name = name_of(tag.name().0);
        if let Some((field, text, depth)) = &mut self.field {
            if TEXTS.contains(&field.as_str()) {
                text.push_str(&["<", &name, ">"].concat());
            }
            *depth += usize::from(!is_empty);
            return false;
        }
        if RECORDS.contains(&name.as_str()) {
            self.item = Some(Map::new());
            return true;
        }
        if matches!(name.as_str(), "rss" | "feed" | "channel" | "RDF") {
            return false;
        }
        let attribute = |key: &str| {
            let found = tag.try_get_attribute(key).ok().flatten()?;
            found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
        };
        // What an address or a category of Atom says stands in attributes.
        let value = match name.as_str() {
            "link" if attribute("rel").is_none_or(|rel| rel == "alternate") => attribute("href"),
            "link" => Some(String::new()),
            "category" => attribute("label").or_else(|| attribute("term")),
            _ => None,
        };
        if is_empty {
            self.add(name, &value.unwrap_or_default());
        } else {
            self.field = Some((name, value.unwrap_or_default(), 0));
        }
        false
    }

    fn close(&mut self, name: &str) {
        match &mut self.field {
            Some((field, text, depth @ 1..)) => {
                *depth -= 1;
                if TEXTS.contains(&field.as_str()) {
                    text.push_str(&["</", name, ">"].concat());
                }
            }
            Some(_) => {
                if let Some((field, text, _)) = self.field.take() {
                    self.add(field, &text);
                }
            }
            None if RECORDS.contains(&name) => self.items.extend(self.item.take().map(Value::Object)),
            None => {}
        }
    }

    fn push(&mut self, words: &str) {
        if let Some((_, text, _)) = &mut self.field {
            text.push_str(words);
        }
    }

    /// An entity: of those that XML does not know what was written.
    fn push_entity(&mut self, entity: &BytesRef<'_>) {
        if let Ok(Some(character)) = entity.resolve_char_ref() {
            self.push(character.encode_utf8(&mut [0; 4]));
            return;
        }
        let name: &str = entity;
        match name {
            "amp" => self.push("&"),
            "lt" => self.push("<"),
            "gt" => self.push(">"),
            "quot" => self.push("\""),
            "apos" => self.push("'"),
            _ => self.push(&["&", name, ";"].concat()),
        }
    }

    fn add(&mut self, name: String, text: &str) {
        let text = text.trim();
        let of = self.item.as_mut().unwrap_or(&mut self.page);
        if text.is_empty() {
        } else if name == "category" {
            if let Some(list) = of.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut() {
                list.push(text.into());
            }
        } else {
            of.entry(name).or_insert_with(|| text.into());
        }
    }
}

/// The name of an element without its prefix; of the whole text of an entry of RSS `content`.
fn name_of(name: &str) -> String {
    match name {
        "content:encoded" => "content",
        name => name.rsplit_once(':').map_or(name, |(_, local)| local),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_a_list_of_records() {
        for (feed, json) in [
            (
                r#"<?xml version="1.0"?><rss version="2.0"><channel><title>Page</title><atom:link rel="self" href="https://a"/><link>https://b</link>
                <item><title><![CDATA[A & B]]></title><link>https://b/1</link><category>x</category><category>y</category>
                <description> &lt;p&gt;It&apos;s &#8211; &amp;amp; over.&lt;/p&gt; </description><guid isPermaLink="false">g</guid></item></channel></rss>"#,
                r#"{"items":[{"category":["x","y"],"description":"<p>It's – &amp; over.</p>","guid":"g","link":"https://b/1","title":"A & B"}],"page":{"link":"https://b","title":"Page"}}"#,
            ),
            (
                r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Page</title><entry><id>1</id><link rel="self" href="https://a"/><link href="https://b?x=1&amp;y=2"/>
                <author><name>One</name></author><category term="api" label="API"/><content type="xhtml"><div><p>Body <em>text</em><br/>&nbsp;</p></div></content></entry></feed>"#,
                r#"{"items":[{"author":"One","category":["API"],"content":"<div><p>Body <em>text</em><br>&nbsp;</p></div>","id":"1","link":"https://b?x=1&y=2"}],"page":{"title":"Page"}}"#,
            ),
            ("<rss><channel></channel></rss>", r#"{"items":[],"page":{}}"#),
            ("<feed><entry><id>1</id></feed></entry></feed></x>", r#"{"items":[{"id":"1"}],"page":{}}"#),
        ] {
            let found = to_json(feed);
            assert_eq!((found.json.as_str(), found.broken), (json, None), "{feed}");
            assert!(is_feed(feed) && !before_entries(feed).contains("<id>1"), "{feed}");
        }
    }

    #[test]
    fn what_stands_before_the_break_is_there() {
        let feed = to_json("<rss><channel><item><guid>1</guid></item><item><guid>2</guid><title>Cut & off");
        assert_eq!(feed.json, r#"{"items":[{"guid":"1"}],"page":{}}"#);
        assert!(feed.broken.is_some_and(|broken| broken.contains("<guid>2")));
        for text in ["", "<", "<rss", "<rss>&", "<feed><entry", "<feed><entry>&#0;<x", "</feed></entry>"] {
            assert!(to_json(text).json.starts_with('{'), "{text}");
        }
    }
}

//! JSON written with indents, in the order of the tables. Must never decide what is worth writing: the tables do.

use std::fmt::Write as _;

use super::table::{Object, Slot};
use crate::incident::When;
use crate::text::iso_local;
use crate::time::{Instant, ParsedTime, Zone, read_time};

/// JSON being written.
pub(in crate::formats) struct Writer<'z> {
    text: String,
    zone: &'z dyn Zone,
    /// What is open: whether it stays on one line, and whether it has an item yet.
    open: Vec<(bool, bool)>,
    /// `true` when the next id is the one that reading would make from position.
    made_id: bool,
    /// `true` when everything goes on one line.
    one_line: bool,
}

impl<'z> Writer<'z> {
    /// Nothing yet; times will be written as clocks in `zone` show them.
    pub fn new(zone: &'z dyn Zone) -> Self {
        Self { text: String::new(), zone, open: Vec::new(), made_id: false, one_line: false }
    }

    /// The same, without line breaks and spaces.
    pub fn on_one_line(zone: &'z dyn Zone) -> Self {
        Self { one_line: true, ..Self::new(zone) }
    }

    /// What was written.
    pub fn finish(mut self) -> String {
        if !self.one_line {
            self.text.push('\n');
        }
        self.text
    }

    /// Opens a list or an object; `inline` keeps it on one line.
    pub fn open(&mut self, brace: char, inline: bool) {
        self.text.push(brace);
        self.open.push((inline, false));
    }

    /// Makes room for the next item.
    pub fn item(&mut self) {
        if let Some((inline, any)) = self.open.last_mut() {
            if *any {
                self.text.push_str(if *inline && !self.one_line { ", " } else { "," });
            }
            *any = true;
            if !*inline {
                self.new_line();
            }
        }
    }

    /// Closes it.
    pub fn close(&mut self, brace: char) {
        if self.open.pop() == Some((false, true)) {
            self.new_line();
        }
        self.text.push(brace);
    }

    fn new_line(&mut self) {
        if self.one_line {
            return;
        }
        self.text.push('\n');
        for _ in 0..self.open.len() {
            self.text.push_str("  ");
        }
    }

    /// A key; its value is to follow.
    pub fn key(&mut self, key: &str) {
        self.item();
        self.string(key);
        self.text.push_str(if self.one_line { ":" } else { ": " });
    }

    /// JSON text made of parts.
    pub fn formatted(&mut self, json: std::fmt::Arguments<'_>) {
        // A string never refuses to grow.
        let _ = self.text.write_fmt(json);
    }

    /// JSON text as it is.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    /// A text.
    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
            let (plain, special) = rest.split_at(at);
            self.text.push_str(plain);
            let mut chars = special.chars();
            match chars.next() {
                Some('"') => self.text.push_str("\\\""),
                Some('\\') => self.text.push_str("\\\\"),
                Some('\n') => self.text.push_str("\\n"),
                Some('\r') => self.text.push_str("\\r"),
                Some('\t') => self.text.push_str("\\t"),
                Some(other) => self.formatted(format_args!("\\u{:04x}", u32::from(other))),
                None => {}
            }
            rest = chars.as_str();
        }
        self.text.push_str(rest);
        self.text.push('"');
    }

    /// A time as clocks in the file's zone show it, else in UTC where that would not name the same moment.
    pub fn time(&mut self, when: When) {
        let local = iso_local(when.at, self.zone);
        let text = if when.day_only {
            local.get(..10).unwrap_or(&local).to_owned()
        } else if self.zone.name() != "UTC" && read_time(&local) == Ok(ParsedTime::Moment(when.at)) {
            local
        } else {
            Instant::to_string(&when.at)
        };
        self.string(&text);
    }

    /// A key and its value, where they say something.
    pub fn slot(&mut self, key: &str, slot: &dyn Slot) {
        let made = key == "id" && std::mem::take(&mut self.made_id);
        if !made && !slot.is_silent() {
            self.key(key);
            slot.put(self);
        }
    }

    /// An object, with the keys the format does not know at its end. `index` is its position in its list.
    pub fn object(&mut self, object: &dyn Object, index: usize) {
        self.open('{', false);
        self.made_id = object.has_made_id(index);
        object.write_rows(self);
        for (key, value) in object.extra().into_iter().flatten() {
            self.key(key);
            self.raw(value);
        }
        self.close('}');
    }
}

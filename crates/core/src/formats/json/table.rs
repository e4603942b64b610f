//! What a table of keys is, and what follows from it: reading an object, writing it, and its JSON Schema.
//!
//! Each object of the format has one table (in `objects`), a row a key: the key, the field of the Rust type it fills,
//! and its meaning in words. The field's Rust type says how the value is read and written and what the schema says of
//! it, so that the three cannot drift apart.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::aliases::{Meant, meant};
use super::tree::Json;
use crate::formats::context::Context;
use crate::formats::lenient::{each_member, quote};
use crate::incident::{Extra, ProblemKind, closest};

/// An object of the format. Made from a table by `table!`.
pub trait Object {
    /// What the schema calls it: `event`.
    fn name(&self) -> &'static str {
        ""
    }
    /// Its keys, in the order of the documentation; at most 32.
    fn keys(&self) -> &'static [&'static str];
    /// The keys that have to be there.
    fn required(&self) -> &'static [&'static str] {
        &[]
    }
    /// Reads the value of a row's key.
    fn read_row(&mut self, row: usize, json: &RawValue, context: &mut Context<'_>);
    /// The value of each key that says something, in the order of the table.
    fn rows(&self) -> Vec<(Cow<'_, str>, Json<'_>)>;
    /// Keys the format does not know; `None` where the model does not keep them.
    fn extra(&self) -> Option<&Extra> {
        None
    }
    /// Those keys, to add to.
    fn extra_mut(&mut self) -> Option<&mut Extra> {
        None
    }
    /// Makes the id from the position in the list, where there is to be one and the file gave none.
    fn make_id(&mut self, _index: usize) {}
    /// `true` when the id is the one that would be made, and need not be written.
    fn has_made_id(&self, _index: usize) -> bool {
        false
    }
    /// The table, for the schema and the documentation.
    fn definition(&self) -> Definition {
        Definition { name: "", about: "", fields: Vec::new() }
    }
}

/// An object of the format in words.
pub struct Definition {
    /// What the schema calls it: `event`.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its keys.
    pub fields: Vec<Field>,
}

/// A row of a table.
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// Whether it has to be there.
    pub required: bool,
    /// Its meaning.
    pub about: &'static str,
    /// What its value looks like.
    pub shape: Shape,
}

/// What a value looks like.
pub enum Shape {
    /// A text.
    Text,
    /// The address of a schema.
    SchemaUrl,
    /// The version of the format.
    Version,
    /// A time, local time or date.
    Time,
    /// An ISO 8601 duration.
    Duration,
    /// A number from 0 to 1.
    Share,
    /// A whole number, 0 or more.
    Count,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Word(Vec<&'static str>),
    /// A list of these.
    List(Box<Shape>),
    /// An object.
    Object(Box<Definition>),
    /// A text, or this.
    TextOr(Box<Shape>),
}

/// A value that can stand in a list or be left out.
pub trait Value: Sized {
    /// `true` when a list of them is written on one line.
    const ON_ONE_LINE: bool = false;
    /// Reads a value; `None` when it is not one, which has been reported. `index` is its position in its list.
    fn read(json: &RawValue, index: usize, context: &mut Context<'_>) -> Option<Self>;
    /// The value as it is written. `index` as in `read`.
    fn json(&self, index: usize) -> Json<'_>;
    /// What it looks like.
    fn shape() -> Shape;
}

/// A field that the value of a key fills.
pub trait Slot {
    /// Reads a value into the field.
    fn fill(&mut self, json: &RawValue, context: &mut Context<'_>);
    /// The field's value; `None` when it says no more than leaving the key out would.
    fn json(&self) -> Option<Json<'_>>;
    /// What the value looks like.
    fn shape(&self) -> Shape;
}

impl<T: Value> Slot for Option<T> {
    fn fill(&mut self, json: &RawValue, context: &mut Context<'_>) {
        *self = T::read(json, 0, context);
    }
    fn json(&self) -> Option<Json<'_>> {
        self.as_ref().map(|value| value.json(0))
    }
    fn shape(&self) -> Shape {
        T::shape()
    }
}

impl<T: Value> Slot for Vec<T> {
    fn fill(&mut self, json: &RawValue, context: &mut Context<'_>) {
        context.list(json, &mut |context, index, item| {
            if let Some(value) = T::read(item, index, context) {
                // Most lists inside a list have one item, and a million of them no room to waste.
                if self.is_empty() {
                    self.reserve_exact(1);
                }
                self.push(value);
            }
        });
    }
    fn json(&self) -> Option<Json<'_>> {
        let items = || self.iter().enumerate().map(|(index, value)| value.json(index)).collect();
        (!self.is_empty()).then(|| Json::List { items: items(), on_one_line: T::ON_ONE_LINE })
    }
    fn shape(&self) -> Shape {
        Shape::List(Box::new(T::shape()))
    }
}

/// A value that fills a field of its own type: the field keeps what it has when the value cannot be read.
macro_rules! plain {
    ($($type:ty, silent when |$value:ident| $silent:expr;)+) => {$(
        impl Slot for $type {
            fn fill(&mut self, json: &RawValue, context: &mut Context<'_>) {
                if let Some(value) = <$type as Value>::read(json, 0, context) {
                    *self = value;
                }
            }
            fn json(&self) -> Option<Json<'_>> {
                let $value = self;
                (!$silent).then(|| Value::json(self, 0))
            }
            fn shape(&self) -> Shape {
                <$type as Value>::shape()
            }
        }
    )+};
}
pub(super) use plain;

/// The table of an object: `name: about`, then a row a key. `id "event"` makes ids from position; `extra` keeps
/// unknown keys.
macro_rules! table {
    ($type:ty, $name:literal, $about:literal, blank $blank:expr, $(id $prefix:literal,)? $(extra $extra:ident,)?
     |$this:ident| { $($($required:ident)? $key:literal = $slot:expr, $doc:literal;)+ }) => {
        impl Object for $type {
            fn name(&self) -> &'static str {
                $name
            }

            fn keys(&self) -> &'static [&'static str] {
                &[$($key,)+]
            }

            fn required(&self) -> &'static [&'static str] {
                table!(@required [] $($($required)? $key,)+)
            }

            // A row of a unit type has nothing of the object to fill.
            #[allow(unused_variables, reason = "only some tables have such a row")]
            fn read_row(&mut self, row: usize, json: &RawValue, context: &mut Context<'_>) {
                type Fill = fn(&mut $type, &RawValue, &mut Context<'_>);
                const ROWS: &[Fill] = &[$(|$this, json, context| Slot::fill(&mut $slot, json, context),)+];
                if let Some(fill) = ROWS.get(row) {
                    fill(self, json, context);
                }
            }

            fn rows(&self) -> Vec<(Cow<'_, str>, Json<'_>)> {
                let $this = self;
                let mut rows = Vec::new();
                $(rows.extend(Slot::json(&$slot).map(|json| (Cow::Borrowed($key), json)));)+
                rows
            }

            $(fn extra(&self) -> Option<&Extra> {
                Some(&self.$extra)
            }

            fn extra_mut(&mut self) -> Option<&mut Extra> {
                Some(&mut self.$extra)
            })?

            $(fn make_id(&mut self, index: usize) {
                if self.id.text().is_empty() {
                    self.id = Id::from_text(&format!(concat!($prefix, "-{}"), index + 1));
                }
            }

            fn has_made_id(&self, index: usize) -> bool {
                self.id.text() == format!(concat!($prefix, "-{}"), index + 1)
            })?

            fn definition(&self) -> Definition {
                let $this = self;
                let required = self.required();
                Definition {
                    name: $name,
                    about: $about,
                    fields: vec![$(Field {
                        key: $key,
                        required: required.contains(&$key),
                        about: $doc,
                        shape: Slot::shape(&$slot),
                    },)+],
                }
            }
        }

        impl Blank for $type {
            fn blank() -> Self {
                $blank
            }
        }
    };
    (@required [$($done:literal,)*]) => { &[$($done,)*] };
    (@required [$($done:literal,)*] required $key:literal, $($rest:tt)*) => {
        table!(@required [$($done,)* $key,] $($rest)*)
    };
    (@required [$($done:literal,)*] $key:literal, $($rest:tt)*) => {
        table!(@required [$($done,)*] $($rest)*)
    };
}
pub(super) use table;

/// What an object is before its keys are read.
pub trait Blank {
    /// An object with no key read.
    fn blank() -> Self;
}

/// The keys an object gave, by their row in its table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keys {
    /// With a value other than null, a bit a row.
    given: u32,
    /// With any value.
    seen: u32,
    /// The row after the last key: keys most often stand in the order of the table.
    next: usize,
}

impl Keys {
    const fn bit(row: usize) -> u32 {
        1 << (row % 32)
    }

    /// `true` when the key was given a value other than null.
    pub fn has(self, object: &dyn Object, key: &str) -> bool {
        object.keys().iter().position(|known| *known == key).is_some_and(|row| self.given & Self::bit(row) != 0)
    }

    /// The row of a key, and the key; `None` when its value is not to be read: it is null, or the key is not known, which
    /// keeps its value in `object`, or was given before, which is a problem.
    pub fn row(
        &mut self,
        object: &mut dyn Object,
        key: &str,
        json: &RawValue,
        context: &mut Context<'_>,
    ) -> Option<(usize, &'static str)> {
        let keys = object.keys();
        let expected = keys.get(self.next).filter(|known| **known == key).map(|_| self.next);
        let row = expected.or_else(|| keys.iter().position(|known| *known == key));
        let row = match row {
            Some(row) => Some(row),
            None => other_name(object, key, json, context),
        };
        let (row, known) = row.and_then(|row| Some((row, *keys.get(row)?)))?;
        self.next = row + 1;
        let bit = Self::bit(row);
        if self.seen & bit != 0 {
            context.report_at(Some(known), ProblemKind::DoubledKey { key: quote(known) });
            return None;
        }
        self.seen |= bit;
        if json.get() == "null" {
            return None;
        }
        self.given |= bit;
        Some((row, known))
    }

    /// Reports the keys that are missing, and makes the id, once all keys were met.
    pub fn finish(self, object: &mut dyn Object, index: usize, context: &mut Context<'_>) {
        for key in object.required() {
            if !self.has(object, key) {
                context.report(ProblemKind::Missing { key });
            }
        }
        object.make_id(index);
    }
}

/// Reads an object, key by key, into `object`; `None`, and a problem, for any other value. `index` is its position in its
/// list.
pub fn read_object(object: &mut dyn Object, json: &RawValue, index: usize, context: &mut Context<'_>) -> Option<Keys> {
    let mut keys = Keys::default();
    let is_object = each_member(json, &mut |key, value| {
        if let Some((row, key)) = keys.row(object, &key, value, context) {
            context.at_key(key, |context| object.read_row(row, value, context));
        }
    });
    if !is_object {
        context.wrong_type("an object", json.get());
        return None;
    }
    keys.finish(object, index, context);
    Some(keys)
}

/// The members of an object as it is written, with the keys the format does not know at its end.
pub fn object_json(object: &dyn Object, index: usize) -> Json<'_> {
    let mut members = object.rows();
    if object.has_made_id(index) {
        members.retain(|(key, _)| key != "id");
    }
    let extra = object.extra().into_iter().flatten();
    members.extend(extra.map(|(key, json)| (Cow::Borrowed(&**key), Json::Raw(Cow::Borrowed(json)))));
    Json::Object { members, on_one_line: false }
}

/// The row that a key the format does not know was meant to be; else its value is kept.
#[cold]
fn other_name(object: &mut dyn Object, key: &str, json: &RawValue, context: &mut Context<'_>) -> Option<usize> {
    let keys = object.keys();
    let meant = meant(object.name(), keys, key, json.get());
    if let Some(Meant::Key(known)) = meant
        && let Some(row) = keys.iter().position(|other| *other == known)
    {
        context.alias(key, known);
        return Some(row);
    }
    let place = match meant {
        Some(Meant::Place(place)) => Some(place),
        _ => None,
    };
    keep_unknown(object, key, json, place, context);
    None
}

/// Keeps the value of a key the format does not know. `place` is where it belongs, if that is known.
fn keep_unknown(
    object: &mut dyn Object,
    key: &str,
    json: &RawValue,
    place: Option<&'static str>,
    context: &mut Context<'_>,
) {
    if !context.is_shallow(key, json) || !context.has_room() {
        return;
    }
    if let Some(extra) = object.extra_mut() {
        // Looking through more keys than anybody writes by hand would take a hostile file's word for it.
        if extra.len() < 100 && extra.iter().any(|(kept, _)| **kept == *key) {
            context.report_at(Some(key), ProblemKind::DoubledKey { key: quote(key) });
            return;
        }
        extra.push((key.into(), json.get().into()));
    }
    let keys = object.keys();
    context.unknown_key(key, || place.or_else(|| closest(key, keys.iter().copied())));
}

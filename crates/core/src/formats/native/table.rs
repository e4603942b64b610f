//! What a table of keys is, and what follows from it: reading an object, writing it back, and its JSON Schema.
//!
//! Each object of the format has one table (in `objects`), a row a key: the key, the field of the Rust type it fills,
//! and its meaning in words. The field's Rust type says how the value is read and written and what the schema says of
//! it, so that the three cannot drift apart. Must never hold a key itself.

use super::super::json::Malformed;
use super::reader::Reader;
use super::writer::Writer;
use crate::incident::{Extra, ServiceIds, Text};

/// An object of the format. Made from a table by `table!`.
pub(in crate::formats) trait Object {
    /// Its keys, in the order of the documentation; at most 32.
    fn keys(&self) -> &'static [&'static str];
    /// The keys that have to be there.
    fn required(&self) -> &'static [&'static str] {
        &[]
    }
    /// Reads the value of a row's key.
    fn read_row(&mut self, row: usize, reader: &mut Reader<'_>) -> Result<(), Malformed>;
    /// Writes each key that says something.
    fn write_rows(&self, _writer: &mut Writer<'_>) {}
    /// Keys the format does not know; `None` where the model does not keep them.
    fn extra(&self) -> Option<&Extra> {
        None
    }
    /// The same, to add to.
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
pub(in crate::formats) struct Definition {
    /// What the schema calls it: `event`.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Its keys.
    pub fields: Vec<Field>,
}
/// A row of a table.
pub(in crate::formats) struct Field {
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
pub(in crate::formats) enum Shape {
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
pub(in crate::formats) trait Value: Sized {
    /// `true` when a list of them is written on one line.
    const ON_ONE_LINE: bool = false;
    /// Reads the value at the cursor; `None` when it is not one, which has been reported. `index` is its position in
    /// its list.
    fn read(reader: &mut Reader<'_>, index: usize) -> Result<Option<Self>, Malformed>;
    /// Writes the value.
    fn write(&self, writer: &mut Writer<'_>, index: usize);
    /// What it looks like.
    fn shape() -> Shape;
}

/// A field that the value of a key fills.
pub(in crate::formats) trait Slot {
    /// Reads the value at the cursor into the field.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed>;
    /// `true` when the field says no more than leaving the key out would.
    fn is_silent(&self) -> bool;
    /// Writes the field's value.
    fn put(&self, writer: &mut Writer<'_>);
    /// What the value looks like.
    fn shape(&self) -> Shape;
}

impl<T: Value> Slot for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        *self = T::read(reader, 0)?;
        Ok(())
    }
    fn is_silent(&self) -> bool {
        self.is_none()
    }
    fn put(&self, writer: &mut Writer<'_>) {
        if let Some(value) = self {
            value.write(writer, 0);
        }
    }
    fn shape(&self) -> Shape {
        T::shape()
    }
}

/// A list, which the items of a list fill.
macro_rules! list {
    ($([$($of:tt)*] $type:ty, $item:ty;)+) => {$(
        impl $($of)* Slot for $type {
            fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
                reader.list(&mut |reader, index| {
                    if let Some(value) = <$item as Value>::read(reader, index)? {
                        // Most lists inside a list have one item, and a million of them no room to waste.
                        if self.is_empty() {
                            self.reserve_exact(1);
                        }
                        self.push(value);
                    }
                    Ok(())
                })?;
                Ok(())
            }
            fn is_silent(&self) -> bool {
                self.is_empty()
            }
            fn put(&self, writer: &mut Writer<'_>) {
                writer.open('[', <$item as Value>::ON_ONE_LINE);
                for (index, value) in self.iter().enumerate() {
                    writer.item();
                    value.write(writer, index);
                }
                writer.close(']');
            }
            fn shape(&self) -> Shape {
                Shape::List(Box::new(<$item as Value>::shape()))
            }
        }
    )+};
}
list! {
    [<T: Value>] Vec<T>, T;
    [] ServiceIds, Text;
}

/// A value that fills a field of its own type: the field keeps what it has when the value cannot be read.
macro_rules! plain {
    ($($type:ty, silent when |$value:ident| $silent:expr;)+) => {$(
        impl Slot for $type {
            fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
                if let Some(value) = <$type as Value>::read(reader, 0)? {
                    *self = value;
                }
                Ok(())
            }
            fn is_silent(&self) -> bool {
                let $value = self;
                $silent
            }
            fn put(&self, writer: &mut Writer<'_>) {
                Value::write(self, writer, 0);
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
            fn keys(&self) -> &'static [&'static str] {
                &[$($key,)+]
            }

            fn required(&self) -> &'static [&'static str] {
                table!(@required [] $($($required)? $key,)+)
            }

            fn read_row(&mut self, row: usize, reader: &mut Reader<'_>) -> Result<(), Malformed> {
                let $this = self;
                let mut rows = 0..;
                $(if rows.next() == Some(row) {
                    return Slot::fill(&mut $slot, reader);
                })+
                Ok(())
            }
            fn write_rows(&self, writer: &mut Writer<'_>) {
                let $this = self;
                $(writer.slot($key, &$slot);)+
            }
            fn extra(&self) -> Option<&Extra> {
                $(return Some(&self.$extra);)?
                #[allow(unreachable_code)]
                None
            }

            fn extra_mut(&mut self) -> Option<&mut Extra> {
                $(return Some(&mut self.$extra);)?
                #[allow(unreachable_code)]
                None
            }

            fn make_id(&mut self, index: usize) {
                let _ = index;
                $(if self.id.text().is_empty() {
                    self.id = Id::from_text(&format!(concat!($prefix, "-{}"), index + 1));
                })?
            }
            fn has_made_id(&self, index: usize) -> bool {
                let _ = index;
                $(if self.id.text() == format!(concat!($prefix, "-{}"), index + 1) {
                    return true;
                })?
                false
            }
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

/// What an object is before anything of it was read.
pub(super) trait Blank {
    /// That.
    fn blank() -> Self;
}

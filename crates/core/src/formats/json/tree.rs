//! JSON to be written, as data: the tables make it, `export::json` lays it out.

use std::borrow::Cow;

use crate::incident::When;

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A time, which is written as clocks in the zone of the file show it.
    Time(When),
    /// JSON text as it is.
    Raw(Cow<'a, str>),
    /// A list.
    List {
        /// Its items.
        items: Vec<Json<'a>>,
        /// Whether it stays on one line.
        on_one_line: bool,
    },
    /// An object.
    Object {
        /// Its keys and values, in this order.
        members: Vec<(Cow<'a, str>, Json<'a>)>,
        /// Whether it stays on one line.
        on_one_line: bool,
    },
}

impl<'a> Json<'a> {
    /// A text.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// An object over several lines.
    pub fn object<const N: usize>(members: [(&'a str, Self); N]) -> Self {
        let members = members.into_iter().map(|(key, value)| (Cow::Borrowed(key), value)).collect();
        Self::Object { members, on_one_line: false }
    }
}

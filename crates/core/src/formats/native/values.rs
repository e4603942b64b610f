//! The objects of the format as values: those that may be written shorter, and what is checked once an object was
//! read. Must never hold a key's meaning: that is in the tables.

use super::super::Counts;
use super::super::json::{Malformed, decimal};
use super::reader::{Reader, quote};
use super::table::Shape;
use super::table::{Blank, Object, Slot, Value, plain};
use super::writer::Writer;
use crate::incident::{
    Cause, CorrectiveAction, Event, Impact, Lesson, Link, MetricSettings, ProblemKind, Service, Stated,
    StatedMilestones, Weights,
};
use crate::text::is_safe_link;

macro_rules! whole {
    ($($type:ty),+) => {$(
        impl Value for $type {
            fn read(reader: &mut Reader<'_>, index: usize) -> Result<Option<Self>, Malformed> {
                read_object(reader, index)
            }
            fn write(&self, writer: &mut Writer<'_>, index: usize) {
                writer.object(self, index);
            }
            fn shape() -> Shape {
                shape_of::<Self>()
            }
        }
    )+};
}
whole!(Counts, Event, Cause, CorrectiveAction, Stated, StatedMilestones, MetricSettings, Weights);

plain! {
    StatedMilestones, silent when |milestones| *milestones == Self::default();
    MetricSettings, silent when |metrics| *metrics == Self::default();
    Weights, silent when |weights| *weights == Self::default();
    Counts, silent when |counts| *counts == Self::default();
}

fn read_object<T: Object + Blank>(reader: &mut Reader<'_>, index: usize) -> Result<Option<T>, Malformed> {
    let mut object = T::blank();
    Ok(reader.object(&mut object, index)?.map(|_| object))
}
fn shape_of<T: Object + Blank>() -> Shape {
    Shape::Object(Box::new(T::blank().definition()))
}

impl Value for Impact {
    fn read(reader: &mut Reader<'_>, index: usize) -> Result<Option<Self>, Malformed> {
        let mut impact = Self::blank();
        let Some(given) = reader.object(&mut impact, index)? else { return Ok(None) };
        let end_given = impact.keys().iter().position(|key| *key == "end").is_some_and(|row| given.has(row));
        impact.end_unread = end_given && impact.end.is_none();
        Ok(Some(impact))
    }
    fn write(&self, writer: &mut Writer<'_>, index: usize) {
        if self.end_unread {
            // An end left out would say that it is still going on.
            let mut unknown = self.clone();
            unknown.extra.push(("end".into(), "\"unknown\"".into()));
            writer.object(&unknown, index);
        } else {
            writer.object(self, index);
        }
    }
    fn shape() -> Shape {
        shape_of::<Self>()
    }
}

impl Value for Service {
    fn read(reader: &mut Reader<'_>, index: usize) -> Result<Option<Self>, Malformed> {
        if reader.cursor.peek() == Some(b'"') {
            let text = reader.shared("")?;
            return Ok(text.map(|text| Self { id: text.clone(), name: text }));
        }
        if reader.cursor.peek() != Some(b'{') {
            return reader.wrong_type("a text or an object");
        }
        let mut service: Option<Self> = read_object(reader, index)?;
        if let Some(Self { id, name }) = &mut service {
            if name.is_empty() {
                name.clone_from(id);
            } else if id.is_empty() {
                id.clone_from(name);
            }
        }
        Ok(service)
    }
    fn write(&self, writer: &mut Writer<'_>, index: usize) {
        if self.id == self.name { writer.string(&self.id) } else { writer.object(self, index) }
    }
    fn shape() -> Shape {
        Shape::TextOr(Box::new(shape_of::<Self>()))
    }
}

impl Value for Lesson {
    fn read(reader: &mut Reader<'_>, index: usize) -> Result<Option<Self>, Malformed> {
        match reader.cursor.peek() {
            Some(b'"') => Ok(reader.text("")?.map(|text| Self { title: text.into(), ..Self::blank() })),
            Some(b'{') => read_object(reader, index),
            _ => reader.wrong_type("a text or an object"),
        }
    }
    fn write(&self, writer: &mut Writer<'_>, index: usize) {
        if self.details.is_none() && self.kind.is_none() && self.extra.is_empty() {
            writer.string(&self.title);
        } else {
            writer.object(self, index);
        }
    }
    fn shape() -> Shape {
        Shape::TextOr(Box::new(shape_of::<Self>()))
    }
}

impl Value for Link {
    fn read(reader: &mut Reader<'_>, index: usize) -> Result<Option<Self>, Malformed> {
        let Some(mut link) = read_object::<Self>(reader, index)? else { return Ok(None) };
        if link.url.is_empty() {
            return Ok(None);
        }
        if !is_safe_link(&link.url) {
            reader.report_at(Some("url"), ProblemKind::UnsafeLink { found: quote(&link.url) });
            return Ok(None);
        }
        if link.label.is_empty() {
            link.label.clone_from(&link.url);
        }
        Ok(Some(link))
    }
    fn write(&self, writer: &mut Writer<'_>, index: usize) {
        if self.label == self.url {
            writer.object(&Self { label: Box::default(), url: self.url.clone() }, index);
        } else {
            writer.object(self, index);
        }
    }
    fn shape() -> Shape {
        shape_of::<Self>()
    }
}

/// `$schema`: for editors; kept and written back.
pub(super) struct SchemaUrl;

impl Slot for SchemaUrl {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        if reader.cursor.peek() == Some(b'"') {
            reader.schema_url = Some(reader.cursor.skip()?.raw.into());
        } else {
            reader.wrong_type::<()>("an address as text")?;
        }
        Ok(())
    }
    fn is_silent(&self) -> bool {
        true
    }
    fn put(&self, _writer: &mut Writer<'_>) {}
    fn shape(&self) -> Shape {
        Shape::SchemaUrl
    }
}

/// `version`: 1, or a later one, which is not read.
pub(super) struct Version;

impl Slot for Version {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        if !matches!(reader.cursor.peek(), Some(b'-' | b'0'..=b'9')) {
            reader.wrong_type::<()>("the number 1")?;
            return Ok(());
        }
        let written = reader.cursor.number()?;
        match decimal(written) {
            version if version > 1.0 => reader.newer = Some(quote(written)),
            version if version >= 1.0 => {}
            _ => reader.report(ProblemKind::OutOfRange { found: quote(written), range: "1" }),
        }
        Ok(())
    }
    fn is_silent(&self) -> bool {
        false
    }
    fn put(&self, writer: &mut Writer<'_>) {
        writer.raw("1");
    }
    fn shape(&self) -> Shape {
        Shape::Version
    }
}

//! The objects of the format as values: those that may be written shorter, and what is checked once an object was read.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::scalars::number;
use super::table::{Blank, Object, Shape, Slot, Value, object_json, plain, read_object};
use super::tree::Json;
use crate::formats::Counts;
use crate::formats::context::Context;
use crate::formats::lenient::quote;
use crate::incident::{
    Cause, CorrectiveAction, Event, Impact, Lesson, Link, MetricSettings, ProblemKind, Range, Service, Stated,
    StatedMilestones, Weights,
};
use crate::text::is_safe_link;

macro_rules! whole {
    ($($type:ty),+) => {$(
        impl Value for $type {
            fn read(json: &RawValue, index: usize, context: &mut Context<'_>) -> Option<Self> {
                new_object(json, index, context)
            }
            fn json(&self, index: usize) -> Json<'_> {
                object_json(self, index)
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

fn new_object<T: Object + Blank>(json: &RawValue, index: usize, context: &mut Context<'_>) -> Option<T> {
    let mut object = T::blank();
    read_object(&mut object, json, index, context).map(|_| object)
}

fn shape_of<T: Object + Blank>() -> Shape {
    Shape::Object(Box::new(T::blank().definition()))
}

impl Value for Impact {
    fn read(json: &RawValue, index: usize, context: &mut Context<'_>) -> Option<Self> {
        let mut impact = Self::blank();
        let keys = read_object(&mut impact, json, index, context)?;
        impact.end_unread = keys.has(&impact, "end") && impact.end.is_none();
        Some(impact)
    }
    fn json(&self, index: usize) -> Json<'_> {
        let mut json = object_json(self, index);
        if let (true, Json::Object { members, .. }) = (self.end_unread, &mut json) {
            // An end left out would say that it is still going on.
            members.push((Cow::Borrowed("end"), Json::text("unknown")));
        }
        json
    }
    fn shape() -> Shape {
        shape_of::<Self>()
    }
}

impl Value for Service {
    fn read(json: &RawValue, index: usize, context: &mut Context<'_>) -> Option<Self> {
        if let Some(text) = text_or_object(json, context)? {
            return Some(Self { id: text.clone(), name: text });
        }
        let mut service: Self = new_object(json, index, context)?;
        if service.name.is_empty() {
            service.name.clone_from(&service.id);
        } else if service.id.is_empty() {
            service.id.clone_from(&service.name);
        }
        Some(service)
    }
    fn json(&self, index: usize) -> Json<'_> {
        if self.id == self.name { Json::text(&self.id) } else { object_json(self, index) }
    }
    fn shape() -> Shape {
        Shape::TextOr(Box::new(shape_of::<Self>()))
    }
}

impl Value for Lesson {
    fn read(json: &RawValue, index: usize, context: &mut Context<'_>) -> Option<Self> {
        match text_or_object(json, context)? {
            Some(title) => Some(Self { title, ..Self::blank() }),
            None => new_object(json, index, context),
        }
    }
    fn json(&self, index: usize) -> Json<'_> {
        let is_text = self.details.is_none() && self.kind.is_none() && self.extra.is_empty();
        if is_text { Json::text(&self.title) } else { object_json(self, index) }
    }
    fn shape() -> Shape {
        Shape::TextOr(Box::new(shape_of::<Self>()))
    }
}

/// The text that stands for an object, or `Some(None)` for an object; `None`, and a problem, for any other value.
#[expect(clippy::option_option, reason = "a text, an object, or neither")]
fn text_or_object(json: &RawValue, context: &mut Context<'_>) -> Option<Option<Box<str>>> {
    if json.get().starts_with('{') {
        return Some(None);
    }
    context.text("a text or an object", json).map(|text| Some(text.into()))
}

impl Value for Link {
    fn read(json: &RawValue, index: usize, context: &mut Context<'_>) -> Option<Self> {
        let mut link: Self = new_object(json, index, context)?;
        if link.url.is_empty() {
            return None;
        }
        if !is_safe_link(&link.url) {
            context.report_at(Some("url"), ProblemKind::UnsafeLink { found: quote(&link.url) });
            return None;
        }
        if link.label.is_empty() {
            link.label.clone_from(&link.url);
        }
        Some(link)
    }
    fn json(&self, index: usize) -> Json<'_> {
        let mut json = object_json(self, index);
        if let (true, Json::Object { members, .. }) = (self.label == self.url, &mut json) {
            members.retain(|(key, _)| key != "label");
        }
        json
    }
    fn shape() -> Shape {
        shape_of::<Self>()
    }
}

/// `$schema`: for editors. [`read`](super::read) keeps it.
pub(super) struct SchemaUrl;

impl Slot for SchemaUrl {
    fn fill(&mut self, json: &RawValue, context: &mut Context<'_>) {
        context.text("an address as text", json);
    }
    fn json(&self) -> Option<Json<'_>> {
        None
    }
    fn shape(&self) -> Shape {
        Shape::SchemaUrl
    }
}

/// `version`: 1, or a later one, which [`newer_version`] finds.
pub(super) struct Version;

impl Slot for Version {
    fn fill(&mut self, json: &RawValue, context: &mut Context<'_>) {
        if let Some(number) = number("the number 1", json, context)
            && !number.parse().is_ok_and(|version: f64| version >= 1.0)
        {
            context.report(ProblemKind::OutOfRange { found: quote(number), range: Range::Version });
        }
    }
    fn json(&self) -> Option<Json<'_>> {
        Some(Json::Raw(Cow::Borrowed("1")))
    }
    fn shape(&self) -> Shape {
        Shape::Version
    }
}

/// The value of `version`, when it is a later one than is read.
pub fn newer_version(json: &RawValue) -> Option<Box<str>> {
    let version: f64 = json.get().parse().ok()?;
    (version > 1.0).then(|| quote(json.get()))
}

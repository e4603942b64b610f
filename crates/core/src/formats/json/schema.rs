//! The JSON Schema (draft 2020-12) of the format, made from the tables.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::table::{Definition, Object, Shape};
use super::tree::Json;
use crate::incident::Incident;

const TIME: &str = r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?([Zz]|[+-]\d{2}(:?\d{2})?)?)?$";
const DURATION: &str =
    r"^P(?=.)(\d+([.,]\d+)?W)?(\d+([.,]\d+)?D)?(T(?=\d)(\d+([.,]\d+)?H)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?S)?)?$";
const URL: &str = r"^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)\S+$";

/// The members of an object being made.
type Members = Vec<(Cow<'static, str>, Json<'static>)>;

/// The JSON Schema of an incident file, version 1.
pub fn schema() -> Json<'static> {
    let definition = Incident::default().definition();
    let mut members = Members::new();
    add(&mut members, "$schema", Json::text("https://json-schema.org/draft/2020-12/schema"));
    add(&mut members, "title", Json::text("Faultline incident, version 1"));
    members.extend(object(&definition));
    let needed = ["timeline", "impacts", "milestones"].into_iter();
    let needed = needed.map(|key| on_one_line(vec![("required".into(), words([key]))]));
    add(&mut members, "anyOf", Json::List { items: needed.collect(), on_one_line: false });
    let mut objects = BTreeMap::new();
    definition.fields.iter().for_each(|field| collect(&field.shape, &mut objects));
    let mut definitions: Members =
        objects.into_iter().map(|(name, definition)| (name.into(), over_lines(object(definition)))).collect();
    add(&mut definitions, "duration", pattern("An ISO 8601 duration of fixed length, such as PT1H30M.", DURATION));
    let time = "A time with an offset (2023-03-01T13:30:00Z), a local time (2023-03-01T13:30) or a date (2023-03-01).";
    add(&mut definitions, "time", pattern(time, TIME));
    add(&mut members, "$defs", over_lines(definitions));
    over_lines(members)
}

fn add(members: &mut Members, key: &'static str, json: Json<'static>) {
    members.push((key.into(), json));
}

fn over_lines(members: Members) -> Json<'static> {
    Json::Object { members, on_one_line: false }
}

fn on_one_line(members: Members) -> Json<'static> {
    Json::Object { members, on_one_line: true }
}

fn words(words: impl IntoIterator<Item = &'static str>) -> Json<'static> {
    Json::List { items: words.into_iter().map(Json::text).collect(), on_one_line: true }
}

fn pattern(about: &'static str, pattern: &'static str) -> Json<'static> {
    Json::object([("description", Json::text(about)), ("type", Json::text("string")), ("pattern", Json::text(pattern))])
}

/// An object's own schema.
fn object(definition: &Definition) -> Members {
    let mut members = Members::new();
    add(&mut members, "description", Json::text(definition.about));
    add(&mut members, "type", Json::text("object"));
    let required: Vec<_> = definition.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    if !required.is_empty() {
        add(&mut members, "required", words(required));
    }
    let properties = definition.fields.iter().map(|field| {
        let mut property = vec![("description".into(), Json::text(field.about))];
        property.extend(shape(&field.shape));
        if field.key == "url" {
            add(&mut property, "pattern", Json::text(URL));
        }
        (Cow::Borrowed(field.key), over_lines(property))
    });
    add(&mut members, "properties", over_lines(properties.collect()));
    members
}

/// The objects that a value may hold, by name.
fn collect<'d>(shape: &'d Shape, objects: &mut BTreeMap<&'static str, &'d Definition>) {
    match shape {
        Shape::List(inner) | Shape::TextOr(inner) => collect(inner, objects),
        Shape::Object(definition) => {
            objects.insert(definition.name, definition);
            definition.fields.iter().for_each(|field| collect(&field.shape, objects));
        }
        _ => {}
    }
}

/// What the schema says of a value.
fn shape(shape: &Shape) -> Members {
    let of_type = |name| vec![("type".into(), Json::text(name))];
    let reference = |name: &str| vec![("$ref".into(), Json::Text(format!("#/$defs/{name}").into()))];
    let number = |number| Json::Raw(Cow::Borrowed(number));
    match shape {
        Shape::Text => of_type("string"),
        Shape::SchemaUrl => vec![("type".into(), Json::text("string")), ("format".into(), Json::text("uri-reference"))],
        Shape::Version => vec![("const".into(), number("1"))],
        Shape::Time => reference("time"),
        Shape::Duration => reference("duration"),
        Shape::Share => vec![
            ("type".into(), Json::text("number")),
            ("minimum".into(), number("0")),
            ("maximum".into(), number("1")),
        ],
        Shape::Count => vec![("type".into(), Json::text("integer")), ("minimum".into(), number("0"))],
        Shape::Flag => of_type("boolean"),
        Shape::Word(known) => vec![("enum".into(), words(known.iter().copied()))],
        Shape::Object(definition) => reference(definition.name),
        Shape::List(item) => vec![("type".into(), Json::text("array")), ("items".into(), inner(item))],
        Shape::TextOr(other) => {
            let items = vec![inner(&Shape::Text), inner(other)];
            vec![("anyOf".into(), Json::List { items, on_one_line: false })]
        }
    }
}

fn inner(item: &Shape) -> Json<'static> {
    let members = shape(item);
    if matches!(item, Shape::TextOr(_)) { over_lines(members) } else { on_one_line(members) }
}

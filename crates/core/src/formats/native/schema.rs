//! The JSON Schema (draft 2020-12) of the format, made from the tables. Must never say what the tables do not.

use std::collections::BTreeMap;

use super::table::{Definition, Object, Shape};
use super::writer::Writer;
use crate::incident::Incident;
use crate::time::FixedZone;

const TIME: &str = r"^\d{4}-\d{2}-\d{2}([Tt ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?([Zz]|[+-]\d{2}(:?\d{2})?)?)?$";
const DURATION: &str =
    r"^P(?=.)(\d+([.,]\d+)?W)?(\d+([.,]\d+)?D)?(T(?=\d)(\d+([.,]\d+)?H)?(\d+([.,]\d+)?M)?(\d+([.,]\d+)?S)?)?$";
const URL: &str = r"^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)\S+$";

/// The JSON Schema of an incident file, version 1, as `public/schema/incident-1.json` holds it.
#[must_use]
pub fn schema() -> String {
    let utc = FixedZone::utc();
    let mut writer = Writer::new(&utc);
    let definition = Incident::default().definition();
    writer.open('{', false);
    text(&mut writer, "$schema", "https://json-schema.org/draft/2020-12/schema");
    text(&mut writer, "title", "Faultline incident, version 1");
    let mut objects = BTreeMap::new();
    object(&mut writer, &definition, &mut objects);
    writer.key("anyOf");
    writer.open('[', false);
    for key in ["timeline", "impacts", "milestones"] {
        writer.item();
        writer.open('{', true);
        strings(&mut writer, "required", &[key]);
        writer.close('}');
    }
    writer.close(']');
    writer.key("$defs");
    writer.open('{', false);
    for (name, definition) in objects {
        writer.key(name);
        writer.open('{', false);
        object(&mut writer, definition, &mut BTreeMap::new());
        writer.close('}');
    }
    pattern(&mut writer, "duration", "An ISO 8601 duration of fixed length, such as PT1H30M.", DURATION);
    pattern(
        &mut writer,
        "time",
        "A time with an offset (2023-03-01T13:30:00Z), a local time (2023-03-01T13:30) or a date (2023-03-01).",
        TIME,
    );
    writer.close('}');
    writer.close('}');
    writer.finish()
}

fn text(writer: &mut Writer<'_>, key: &str, text: &str) {
    writer.key(key);
    writer.string(text);
}

fn strings(writer: &mut Writer<'_>, key: &str, texts: &[&str]) {
    writer.key(key);
    writer.open('[', true);
    for text in texts {
        writer.item();
        writer.string(text);
    }
    writer.close(']');
}

fn pattern(writer: &mut Writer<'_>, name: &str, about: &str, pattern: &str) {
    writer.key(name);
    writer.open('{', false);
    text(writer, "description", about);
    text(writer, "type", "string");
    text(writer, "pattern", pattern);
    writer.close('}');
}

/// An object's own schema; the objects it names are added to `objects`, theirs as well.
fn object<'d>(
    writer: &mut Writer<'_>,
    definition: &'d Definition,
    objects: &mut BTreeMap<&'static str, &'d Definition>,
) {
    text(writer, "description", definition.about);
    text(writer, "type", "object");
    let required: Vec<_> = definition.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    if !required.is_empty() {
        strings(writer, "required", &required);
    }
    writer.key("properties");
    writer.open('{', false);
    for field in &definition.fields {
        writer.key(field.key);
        writer.open('{', false);
        text(writer, "description", field.about);
        shape(writer, &field.shape);
        if field.key == "url" {
            text(writer, "pattern", URL);
        }
        writer.close('}');
        collect(&field.shape, objects);
    }
    writer.close('}');
}

fn collect<'d>(shape: &'d Shape, objects: &mut BTreeMap<&'static str, &'d Definition>) {
    match shape {
        Shape::List(inner) | Shape::TextOr(inner) => collect(inner, objects),
        Shape::Object(definition) => {
            objects.insert(definition.name, definition);
            for field in &definition.fields {
                collect(&field.shape, objects);
            }
        }
        _ => {}
    }
}

fn shape(writer: &mut Writer<'_>, shape: &Shape) {
    match shape {
        Shape::Text => text(writer, "type", "string"),
        Shape::SchemaUrl => {
            text(writer, "type", "string");
            text(writer, "format", "uri-reference");
        }
        Shape::Version => {
            writer.key("const");
            writer.raw("1");
        }
        Shape::Time => text(writer, "$ref", "#/$defs/time"),
        Shape::Duration => text(writer, "$ref", "#/$defs/duration"),
        Shape::Share => {
            text(writer, "type", "number");
            writer.key("minimum");
            writer.raw("0");
            writer.key("maximum");
            writer.raw("1");
        }
        Shape::Flag => text(writer, "type", "boolean"),
        Shape::Word(words) => strings(writer, "enum", words),
        Shape::Object(definition) => text(writer, "$ref", &format!("#/$defs/{}", definition.name)),
        Shape::List(item) => {
            text(writer, "type", "array");
            writer.key("items");
            inner(writer, item);
        }
        Shape::TextOr(other) => {
            writer.key("anyOf");
            writer.open('[', false);
            writer.item();
            inner(writer, &Shape::Text);
            writer.item();
            inner(writer, other);
            writer.close(']');
        }
    }
}

fn inner(writer: &mut Writer<'_>, item: &Shape) {
    let inline = !matches!(item, Shape::TextOr(_));
    writer.open('{', inline);
    shape(writer, item);
    writer.close('}');
}

//! Cachet 2 and 3: the incidents of a status page. Its times are in the zone of its server, which no file says.

use serde_json::value::RawValue;

use super::page_record::{PageRecord, State, Update};
use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, plain_text, text_in};
use crate::formats::lenient::{each_item, each_member};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ImpactLevel, When};

/// Cachet.
pub static CACHET: Tool = Tool {
    id: "cachet",
    name: "Cachet",
    recognised_by: "incidents with `human_status` and `is_resolved`, or with `attributes.occurred.string`",
    endings: &["json"],
    lists: &["data"],
    fields: &[
        ("id", "the id"),
        ("name", "the title"),
        ("message", "the summary"),
        ("status", "the status: 3 is mitigated, 4 resolved"),
        ("occurred_at", "the milestone started"),
        ("created_at", "the milestone started, where nothing says when it occurred"),
        ("updated_at", "which of two states is the later"),
        ("scheduled_at", "the start of a maintenance"),
        ("permalink", "a link"),
        ("updates.status", "the kind of an event"),
        ("updates.message", "an event"),
        ("updates.created_at", "the time of an event"),
        ("attributes.name", "the title"),
        ("attributes.message", "the summary"),
        ("attributes.status.value", "the status: 3 is mitigated, 4 resolved"),
        ("attributes.occurred.string", "the milestone started"),
        ("attributes.created.string", "the milestone started, where nothing says when it occurred"),
        ("attributes.updated.string", "which of two states is the later"),
        ("relationships.updates", "events"),
        ("relationships.components", "services"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_2 = record.has_all(&["human_status", "is_resolved"]) || record.has_all(&["human_status", "component_id"]);
    let occurred = record.get("attributes").and_then(|attributes| attributes.get("occurred"));
    let is_3 =
        record.text("type") == Some("incidents") && occurred.is_some_and(|occurred| occurred.has_any(&["string"]));
    if is_2 || is_3 { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident or an update of Cachet 2, or what one of Cachet 3 says.
    Row { id, name, message, status, occurred_at, scheduled_at, created_at, updated_at, permalink, updates, attributes,
        relationships, occurred, created, updated }
}

record! {
    /// A value and its meaning, a time and how long ago it was.
    Said { value, string }
}

record! {
    /// What a record leads to.
    Relationships { updates, components }
}

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let id = context.take_word("id", row.id).unwrap_or_default();
    if row.attributes.is_none() {
        return Some(of_2(&id, &row, context));
    }
    let said: Row<'_> = context.take_object("attributes", row.attributes)?;
    let related: Relationships<'_> = context.take_object("relationships", row.relationships).unwrap_or_default();
    Some(of_3(&id, &said, &related, rows, context))
}

fn of_2(id: &str, row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let planned = context.take_time("scheduled_at", row.scheduled_at);
    let updated = context.take_time("updated_at", row.updated_at);
    let mut record = PageRecord {
        title: context.take_text("name", row.name).unwrap_or_default(),
        state: state(context.take_number("status", row.status), true),
        planned,
        started: context.take_time("occurred_at", row.occurred_at),
        created: context.take_time("created_at", row.created_at),
        link: context.take_text("permalink", row.permalink).unwrap_or_default(),
        ..PageRecord::default()
    };
    let message = context.take_text("message", row.message);
    context.take_list("updates", row.updates, &mut |context, json| {
        let Some(update) = context.object::<Row<'_>>(json) else { return };
        record.updates.push(Update {
            state: state(context.take_number("status", update.status), true),
            body: context.take_text("message", update.message).unwrap_or_default(),
            at: context.take_time("created_at", update.created_at),
            ..Update::default()
        });
    });
    finish(id, record, message.as_deref(), updated, context)
}

fn of_3(id: &str, row: &Row<'_>, related: &Relationships<'_>, rows: &Rows<'_>, context: &mut Context<'_>) -> Found {
    let (state, occurred, created, updated, title, message) = context.at_key("attributes", |context| {
        (
            state(said_number("status", row.status, context), false),
            said_time("occurred", row.occurred, context),
            said_time("created", row.created, context),
            said_time("updated", row.updated, context),
            context.take_text("name", row.name).unwrap_or_default(),
            context.take_text("message", row.message),
        )
    });
    let mut record = PageRecord { title, state, started: occurred, created, ..PageRecord::default() };
    each_related(related.updates, &mut |id| {
        context.look_up(|context| {
            let update = rows.find("updates", id).and_then(|json| context.object::<Row<'_>>(json));
            let Some(said) = update.and_then(|update| context.take_object::<Row<'_>>("attributes", update.attributes))
            else {
                return;
            };
            record.updates.push(Update {
                state: self::state(said_number("status", said.status, context), false),
                body: context.take_text("message", said.message).unwrap_or_default(),
                at: said_time("created", said.created, context),
                ..Update::default()
            });
        });
    });
    each_related(related.components, &mut |id| {
        let level = rows.text_of("components", id, "attributes.status.value").and_then(|value| component_level(&value));
        let name = rows.text_of("components", id, "attributes.name");
        record.components.extend(name.map(|name| (name.into(), level)));
    });
    finish(id, record, message.as_deref(), updated, context)
}

fn finish(
    id: &str,
    mut record: PageRecord<'_>,
    message: Option<&str>,
    updated: Option<When>,
    context: &mut Context<'_>,
) -> Found {
    record.id = format!("cachet-{id}").into();
    if record.state == Some(State::Resolved)
        && record.updates.iter().all(|update| update.state != Some(State::Resolved))
    {
        // Fixed in the form of the incident itself: its last change is when.
        record.resolved = updated.filter(|_| record.updates.is_empty());
        record.resolved_key = "updated_at";
        // One that was never changed was entered when it was over.
        record.is_backfilled = true;
    }
    let mut incident = record.into_incident(context);
    incident.summary = message.map(|message| plain_text(message).into());
    Found::incident(incident, "incidents").updated(updated)
}

/// Calls `each` with the ids of a relationship, `{ "data": [{ "id": … }] }`.
fn each_related(field: Field<'_>, each: &mut dyn FnMut(&str)) {
    let Some(related) = field else { return };
    each_member(related, &mut |key, list| {
        if key == "data" {
            each_item(list, &mut |_, json| {
                if let Some(id) = text_in(json, "id") {
                    each(&id);
                }
            });
        }
    });
}

fn said_number(key: &'static str, field: Field<'_>, context: &mut Context<'_>) -> Option<f64> {
    let said = context.take_object::<Said<'_>>(key, field)?;
    context.at_key(key, |context| context.take_number("value", said.value))
}

fn said_time(key: &'static str, field: Field<'_>, context: &mut Context<'_>) -> Option<When> {
    let said = context.take_object::<Said<'_>>(key, field)?;
    context.at_key(key, |context| context.take_time("string", said.string))
}

/// The state of a number. 0 is a scheduled maintenance in Cachet 2, and unknown in Cachet 3.
fn state(number: Option<f64>, is_2: bool) -> Option<State> {
    #[expect(clippy::cast_possible_truncation, reason = "a small whole number, and saturating")]
    match number? as i64 {
        0 if is_2 => Some(State::Scheduled),
        0 | 1 => Some(State::Investigating),
        2 => Some(State::Identified),
        3 => Some(State::Monitoring),
        4 => Some(State::Resolved),
        _ => None,
    }
}

/// The level of a component's number.
fn component_level(number: &str) -> Option<ImpactLevel> {
    match number {
        "1" | "6" => Some(ImpactLevel::None),
        "2" => Some(ImpactLevel::Degraded),
        "3" => Some(ImpactLevel::Partial),
        "4" => Some(ImpactLevel::Full),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::ReadOptions;
    use crate::formats::readers::testing::{document_with, incident, milestones, problems};

    const OF_2: &str = r#"{"data":[{"id":1,"component_id":3,"name":"Errors","status":4,"human_status":"Fixed","is_resolved":true,"message":"We look.","occurred_at":"2026-03-04 14:30:00","created_at":"2026-03-04 14:41:00","updated_at":"2026-03-04 15:45:00",
        "updates":[{"status":3,"message":"Fixed.","created_at":"2026-03-04 15:10:00"},{"status":4,"message":"Over.","created_at":"2026-03-04 15:45:00"}]}]}"#;

    #[test]
    fn the_zone_is_asked_for_once() {
        let reading = incident(OF_2);
        let found = problems(&reading);
        assert!(found.len() == 1 && found[0].contains("has no zone"), "{found:?}");
        let berlin = ReadOptions { zone: Some("Europe/Berlin".into()), ..ReadOptions::default() };
        let told = document_with(OF_2, &berlin).into_incident().unwrap();
        assert_eq!((milestones(&told.incident).as_str(), problems(&told).len()), ("s 13:30 m 14:10 r 14:45", 0));
        assert_eq!(told.incident.summary.as_deref(), Some("We look."));
    }

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "Errors · resolved · — 14:30–15:45 "),
            (r#""2026-03-04 14:30:00""#, "null", "Errors · resolved · — 14:41–15:45 "),
            (r#""name":"Errors","status":4"#, r#""name":"Errors","status":2"#, "Errors · ongoing · — 14:30–… "),
            (r#""name":"Errors","status":4"#, r#""name":"Errors","status":0"#, "Errors · — · none 14:30–… "),
        ] {
            assert_eq!(facts(&OF_2.replacen(from, to, 1)), expected, "{from} → {to}");
        }
        let fixed_at_once = OF_2.split("\"updates\"").next().unwrap().to_owned() + "\"updates\":[]}]}";
        assert_eq!(facts(&fixed_at_once), "Errors · resolved · — 14:30–15:45 ");
    }

    #[test]
    fn what_was_never_changed_has_no_known_end() {
        let text = r#"{"data":[{"id":"1","type":"incidents","attributes":{"id":1,"name":"N","message":"x","status":{"human":"Fixed","value":4},"occurred":{"string":"2026-03-04 13:30:00"},"created":{"string":"2026-03-04 13:30:00"},"updated":{"string":"2026-03-04 13:30:00"}}}]}"#;
        assert_eq!(facts(text), "N · resolved · — 13:30–? ");
    }
}

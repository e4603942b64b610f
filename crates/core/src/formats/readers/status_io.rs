//! status.io: the answer of its public API, which lists what is going on, and incidents of the history.

use serde_json::value::RawValue;

use super::page_record::{PageRecord, State, Update};
use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::ImpactLevel;

/// status.io.
pub static STATUS_IO: Tool = Tool {
    id: "status-io",
    name: "status.io",
    recognised_by: "`status_overall` beside `incidents` and `maintenance`; incidents with `datetime_open` and `messages`",
    endings: &["json"],
    lists: &["result", "incidents", "maintenance", "active", "upcoming", "active_incidents", "resolved_incidents"],
    fields: &[
        ("_id", "the id"),
        ("name", "the title"),
        ("datetime_open", "the milestone started"),
        ("datetime_resolved", "the milestone resolved"),
        ("datetime_planned_start", "the milestone started of a maintenance"),
        ("datetime_planned_end", "the milestone resolved of a maintenance that is over"),
        ("messages.details", "an event"),
        ("messages.state", "the kind of an event: 100 investigating, 200 identified, 300 monitoring"),
        ("messages.status", "the level: 300 degraded, 400 partial, 500 full; 100 is over"),
        ("messages.datetime", "the time of an event"),
        ("components_affected.name", "a service"),
        ("containers_affected.name", "a tag"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let result = head.answer();
    let is_page = result.has_all(&["status_overall", "incidents"]);
    let is_incident = record.has_all(&["datetime_open", "messages"]) || record.get("datetime_planned_start").is_some();
    if is_page || is_incident { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident, or a maintenance.
    Row {
        #[serde(rename = "_id", alias = "id")]
        id,
        name, datetime_open, datetime_resolved, datetime_planned_start, datetime_planned_end, messages, components_affected,
        containers_affected,
    }
}
record! { Message { details, state, status, datetime } }
record! { Named { name } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let planned = context.take_time("datetime_planned_start", row.datetime_planned_start);
    if row.messages.is_none() && planned.is_none() {
        // How things are now, or a list that is empty.
        return None;
    }
    let resolved = context.take_time("datetime_resolved", row.datetime_resolved);
    let mut record = PageRecord {
        id: format!("status-io-{}", context.take_word("_id", row.id).unwrap_or_default()).into(),
        title: context.take_text("name", row.name).unwrap_or_default(),
        is_maintenance: planned.is_some(),
        planned,
        started: context.take_time("datetime_open", row.datetime_open),
        resolved,
        resolved_key: "datetime_resolved",
        state: resolved.map(|_| State::Resolved),
        ..PageRecord::default()
    };
    let mut worst: Option<u16> = None;
    context.take_list("messages", row.messages, &mut |context, json| {
        let Some(message) = context.object::<Message<'_>>(json) else { return };
        let status = code("status", message.status, context);
        // A later code is a worse one.
        worst = worst.max(status.filter(|status| (300..=600).contains(status)));
        let state = match (status, code("state", message.state, context)) {
            (Some(100), _) => Some(State::Resolved),
            (_, Some(100)) => Some(State::Investigating),
            (_, Some(200)) => Some(State::Identified),
            (_, Some(300)) => Some(State::Monitoring),
            _ => None,
        };
        record.updates.push(Update {
            state,
            body: context.take_text("details", message.details).unwrap_or_default(),
            at: context.take_time("datetime", message.datetime),
            ..Update::default()
        });
    });
    record.level = level_of(worst);
    for name in names("components_affected", row.components_affected, context) {
        record.components.push((name, None));
    }
    let places = names("containers_affected", row.containers_affected, context);
    let planned_end = context.take_time("datetime_planned_end", row.datetime_planned_end);
    let is_over = record.updates.iter().any(|update| update.state == Some(State::Resolved));
    record.resolved = record.resolved.or(planned_end.filter(|_| is_over));
    let kind = if record.is_maintenance { "maintenances" } else { "incidents" };
    let mut incident = record.into_incident(context);
    incident.tags.extend(places);
    Some(Found::incident(incident, kind))
}

/// A code, which is a number in one answer and a text in another.
fn code(key: &'static str, field: Field<'_>, context: &mut Context<'_>) -> Option<u16> {
    context.take_word(key, field)?.parse().ok()
}

fn level_of(status: Option<u16>) -> Option<ImpactLevel> {
    match status? {
        300 => Some(ImpactLevel::Degraded),
        400 => Some(ImpactLevel::Partial),
        500 | 600 => Some(ImpactLevel::Full),
        _ => None,
    }
}

fn names(key: &'static str, list: Field<'_>, context: &mut Context<'_>) -> Vec<Box<str>> {
    let mut names: Vec<Box<str>> = Vec::new();
    context.take_list(key, list, &mut |context, json| {
        let named = context.object::<Named<'_>>(json);
        names.extend(named.and_then(|named| context.take_text("name", named.name)).map(Box::from));
    });
    names
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;

    #[test]
    fn what_is_going_on_and_what_is_over() {
        let page = |incidents: &str| {
            format!(
                r#"{{"result":{{"status_overall":{{"updated":"2026-03-04T14:10:00.455Z","status":"Partial","status_code":400}},"status":[{{"id":"a","name":"API","status_code":400}}],"incidents":[{incidents}],"maintenance":{{"active":[],"upcoming":[]}}}}}}"#
            )
        };
        let message = |state: u16, status: u16, at: &str| {
            format!(r#"{{"details":"x","state":{state},"status":{status},"datetime":"2026-03-04T{at}:00.000Z"}}"#)
        };
        let incident = |messages: &[String]| {
            format!(
                r#"{{"_id":"1","name":"Errors","datetime_open":"2026-03-04T13:31:00.000Z","messages":[{}],"components_affected":[{{"_id":"a","name":"API"}}],"containers_affected":[{{"_id":"b","name":"EU"}}]}}"#,
                messages.join(",")
            )
        };
        for (text, expected) in [
            (page(&incident(&[message(100, 400, "13:31")])), "Errors · ongoing · partial 13:31–… API"),
            (
                page(&incident(&[message(100, 400, "13:31"), message(200, 500, "13:52")])),
                "Errors · ongoing · full 13:31–… API",
            ),
            (
                incident(&[message(100, 300, "13:31"), message(300, 100, "14:45")]),
                "Errors · resolved · degraded 13:31–14:45 API",
            ),
            (page(""), ""),
        ] {
            assert_eq!(facts(&text), expected, "{text}");
        }
    }
}

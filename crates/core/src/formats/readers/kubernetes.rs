//! Events of a Kubernetes cluster, as `kubectl get events -o json` prints them. They are evidence: each is an event of the
//! incident that it is read with, and none of them a milestone.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident};

/// Kubernetes events.
pub static KUBERNETES: Tool = Tool {
    id: "kubernetes",
    name: "Kubernetes",
    recognised_by: "objects of the kind Event with `involvedObject` or `regarding`",
    endings: &["json"],
    // What is watched comes one by one: `{"type": "ADDED", "object": {…}}`.
    lists: &["items", "object"],
    fields: &[
        ("kind", "the kind of record"),
        ("metadata.uid", "the id of an event"),
        ("metadata.creationTimestamp", "the time of an event, where nothing else says it"),
        ("reason", "the title of an event"),
        ("message", "the title of an event"),
        ("note", "the title of an event"),
        ("type", "the kind of an event: Warning is a symptom"),
        ("count", "the text of an event"),
        ("firstTimestamp", "the time of an event"),
        ("eventTime", "the time of an event, where there is no first one"),
        ("lastTimestamp", "the end of an event that occurred more than once"),
        ("series.lastObservedTime", "the end of an event that occurred more than once"),
        ("series.count", "the text of an event"),
        ("deprecatedFirstTimestamp", "the time of an event"),
        ("deprecatedLastTimestamp", "the end of an event that occurred more than once"),
        ("deprecatedCount", "the text of an event"),
        ("involvedObject.kind", "the service of an event"),
        ("involvedObject.name", "the service of an event"),
        ("regarding.kind", "the service of an event"),
        ("regarding.name", "the service of an event"),
        ("source.component", "who or what did it"),
        ("reportingComponent", "who or what did it"),
        ("reportingController", "who or what did it"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_event = record.has_any(&["involvedObject", "regarding"]) && record.has_any(&["reason"]);
    if is_event { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An event of a cluster, in either version of the API.
    Row { metadata, reason, message, note, count, series, source, regarding,
        #[serde(rename = "type")]
        kind,
        #[serde(rename = "involvedObject")]
        involved,
        #[serde(rename = "firstTimestamp")]
        first,
        #[serde(rename = "lastTimestamp")]
        last,
        #[serde(rename = "eventTime")]
        event_time,
        #[serde(rename = "deprecatedFirstTimestamp")]
        old_first,
        #[serde(rename = "deprecatedLastTimestamp")]
        old_last,
        #[serde(rename = "deprecatedCount")]
        old_count,
        #[serde(rename = "reportingComponent")]
        component,
        #[serde(rename = "reportingController")]
        controller,
    }
}

record! {
    /// What stands inside an event: its metadata, its series, the object it is about, its source.
    Inner { uid, kind, name, count, component,
        #[serde(rename = "creationTimestamp")]
        created,
        #[serde(rename = "lastObservedTime")]
        last_observed,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let mut inner =
        |key: &'static str, field: Field<'a>| context.take_object::<Inner<'_>>(key, field).unwrap_or_default();
    let (metadata, series, source) =
        (inner("metadata", row.metadata), inner("series", row.series), inner("source", row.source));
    let (key, object) =
        if row.involved.is_some() { ("involvedObject", row.involved) } else { ("regarding", row.regarding) };
    let object = inner(key, object);
    let created = context.at_key("metadata", |context| context.take_time("creationTimestamp", metadata.created));
    let mut first_of = |fields: [(&'static str, Field<'a>); 3]| {
        fields.into_iter().find_map(|(key, field)| context.take_time(key, field))
    };
    let start = first_of([
        ("firstTimestamp", row.first),
        ("eventTime", row.event_time),
        ("deprecatedFirstTimestamp", row.old_first),
    ]);
    let end = first_of([("lastTimestamp", row.last), ("deprecatedLastTimestamp", row.old_last), ("", None)]);
    let observed = context.at_key("series", |context| context.take_time("lastObservedTime", series.last_observed));
    let start = start.or(created)?;
    let end = end.or(observed).filter(|end| end.at > start.at);
    let count = [("count", row.count), ("deprecatedCount", row.old_count)]
        .into_iter()
        .find_map(|(key, field)| context.take_number(key, field))
        .or_else(|| context.at_key("series", |context| context.take_number("count", series.count)));
    let reason = context.take_text("reason", row.reason).unwrap_or_default();
    let message = context.take_text("message", row.message).or_else(|| context.take_text("note", row.note));
    let (kind, name) = context.at_key(key, |context| {
        (
            context.take_text("kind", object.kind).unwrap_or_default(),
            context.take_text("name", object.name).unwrap_or_default(),
        )
    });
    let component = context.at_key("source", |context| context.take_text("component", source.component));
    let component = component.or_else(|| context.take_text("reportingComponent", row.component));
    let component = component.or_else(|| context.take_text("reportingController", row.controller));

    let is_warning = context.take_text("type", row.kind).as_deref() == Some("Warning");
    let text = match &message {
        Some(message) if !reason.is_empty() => [&*reason, ": ", message].concat(),
        message => message.clone().unwrap_or_else(|| reason.clone()).into_owned(),
    };
    let mut entry = event(Some(start), &text, "Event", if is_warning { EventKind::Symptom } else { EventKind::Change });
    let uid = context.at_key("metadata", |context| context.take_text("uid", metadata.uid)).unwrap_or_default();
    entry.id = EventId::new(&format!("{uid}-{}", start.at.ms()));
    entry.until = end;
    entry.actor =
        Some(component.map_or_else(|| "Kubernetes".into(), |component| ["Kubernetes ", &*component].concat().into()));
    if let Some(count) = count.filter(|count| *count > 1.0) {
        let times = format!("{count} times.");
        entry.details =
            Some(entry.details.map_or_else(|| times.clone(), |text| [&*text, "\n\n", &times].concat()).into());
    }
    let mut incident = Incident::default();
    if !name.is_empty() {
        let object = format!("{kind} {name}");
        entry.services.push(object.trim().into());
        incident.services.push(crate::formats::foreign::service(object.trim()));
    }
    incident.timeline.push(entry);
    Some(Found::evidence(incident, "events"))
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::entries;
    use super::super::testing::incident;

    #[test]
    fn traps() {
        let core = r#"{"kind":"Event","metadata":{"name":"x.1","uid":"u1","creationTimestamp":"2026-03-04T13:29:00Z"},"involvedObject":{"kind":"Pod","name":"api-7"},"reason":"Unhealthy","message":"Probe failed","type":"Warning","source":{"component":"kubelet"},"firstTimestamp":"2026-03-04T13:30:00Z","lastTimestamp":"2026-03-04T14:09:00Z","count":118,"eventTime":null,"series":null}"#;
        let new = r#"{"kind":"Event","metadata":{"uid":"u2","creationTimestamp":"2026-03-04T13:29:00Z"},"regarding":{"kind":"Node","name":"n1"},"reason":"NotReady","note":"Node is not ready","type":"Normal","reportingController":"node","eventTime":"2026-03-04T13:31:00.000001Z","series":{"count":2,"lastObservedTime":"2026-03-04T13:35:00.000001Z"}}"#;
        for (item, expected) in [
            (core.to_owned(), "13:30–14:09 symptom Unhealthy: Probe failed (Kubernetes kubelet: Pod api-7)"),
            (new.to_owned(), "13:31–13:35 change NotReady: Node is not ready (Kubernetes node: Node n1)"),
            (
                core.replace("\"2026-03-04T13:30:00Z\"", "null").replace("\"2026-03-04T14:09:00Z\"", "null"),
                "13:29 symptom Unhealthy: Probe failed (Kubernetes kubelet: Pod api-7)",
            ),
            (
                core.replace("{\"component\":\"kubelet\"}", "{}"),
                "13:30–14:09 symptom Unhealthy: Probe failed (Kubernetes: Pod api-7)",
            ),
        ] {
            let list = format!("{{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{item}],\"metadata\":{{}}}}");
            assert_eq!(entries(&list), [expected], "{list}");
        }
    }

    #[test]
    fn events_that_are_watched_come_one_by_one() {
        let event = |reason: &str| {
            format!(
                r#"{{"type":"ADDED","object":{{"kind":"Event","metadata":{{"uid":"{reason}"}},"involvedObject":{{"kind":"Pod","name":"api-7"}},"reason":"{reason}","message":"x","type":"Warning","firstTimestamp":"2026-03-04T13:30:00Z"}}}}"#
            )
        };
        let reading = incident(&format!("{}\n{}\n", event("BackOff"), event("Unhealthy")));
        assert_eq!(reading.incident.timeline.len(), 2);
    }

    #[test]
    fn events_alone_have_a_title() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/kubernetes-3")),
            ["Kubernetes events · — ·  · Pod checkout-1, Node n1"]
        );
    }
}

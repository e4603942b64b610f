//! Intervals of an `OpenShift` cluster under test, in the new and the old shape. They are evidence: each is an event of the
//! incident that it is read with.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, service};
use crate::formats::lenient::{each_member, text};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Incident};

/// `OpenShift` intervals.
pub static OPENSHIFT: Tool = Tool {
    id: "openshift-intervals",
    name: "OpenShift",
    recognised_by: "items with `locator`, `message`, `from` and `to`",
    endings: &["json"],
    lists: &["items"],
    fields: &[
        ("level", "the kind of an event: Info is a note, others are symptoms"),
        ("display", "whether an interval is read at all"),
        ("source", "who or what did it"),
        ("tempSource", "who or what did it"),
        ("locator", "the service of an event"),
        ("locator.type", "the service of an event"),
        ("locator.keys", "the service of an event"),
        ("tempStructuredLocator.type", "the service of an event"),
        ("tempStructuredLocator.keys", "the service of an event"),
        ("message", "the title of an event"),
        ("message.reason", "the title of an event"),
        ("message.humanMessage", "the title of an event"),
        ("tempStructuredMessage.reason", "the title of an event"),
        ("tempStructuredMessage.humanMessage", "the title of an event"),
        ("from", "the time of an event"),
        ("to", "the end of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    if record.has_all(&["locator", "message", "from", "to"]) { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An interval.
    Interval { level, display, source, locator, message, from, to,
        #[serde(rename = "tempSource")]
        old_source,
        #[serde(rename = "tempStructuredLocator")]
        old_locator,
        #[serde(rename = "tempStructuredMessage")]
        old_message,
    }
}

record! {
    /// Where it was.
    Locator { keys,
        #[serde(rename = "type")]
        kind,
    }
}

record! {
    /// What was said.
    Message { reason,
        #[serde(rename = "humanMessage")]
        human,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let interval: Interval<'_> = context.object(json)?;
    // What the cluster's own viewer leaves out.
    if context.take_bool("display", interval.display) == Some(false) {
        return None;
    }
    let start = context.take_time("from", interval.from)?;
    let end = context.take_time("to", interval.to).filter(|end| end.at > start.at);
    let level = context.take_text("level", interval.level).unwrap_or_default();
    let source = context.take_text("source", interval.source);
    let source = source.or_else(|| context.take_text("tempSource", interval.old_source)).unwrap_or_default();
    let (message_key, message) = either("message", interval.message, "tempStructuredMessage", interval.old_message);
    let text = match message.filter(|message| message.get().starts_with('{')) {
        Some(_) => {
            let said: Message<'_> = context.take_object(message_key, message).unwrap_or_default();
            context.at_key(message_key, |context| {
                let reason = context.take_text("reason", said.reason);
                let human = context.take_text("humanMessage", said.human);
                reason.into_iter().chain(human).collect::<Vec<_>>().join(": ")
            })
        }
        None => context.take_text("message", interval.message).unwrap_or_default().into_owned(),
    };
    let (locator_key, locator) = either("locator", interval.locator, "tempStructuredLocator", interval.old_locator);
    let place = match locator.filter(|locator| locator.get().starts_with('{')) {
        Some(_) => {
            let locator: Locator<'_> = context.take_object(locator_key, locator).unwrap_or_default();
            let kind = context.at_key(locator_key, |context| context.take_text("type", locator.kind));
            place_of(kind.as_deref().unwrap_or(""), locator.keys)
        }
        None => context.take_text("locator", interval.locator).map(Into::into),
    };
    let kind = if level == "Info" { EventKind::Note } else { EventKind::Symptom };
    let mut entry = event(Some(start), &text, "Interval", kind);
    entry.until = end;
    entry.actor = Some(["OpenShift ", &*source].concat().trim_end().into());
    let mut incident = Incident::default();
    if let Some(place) = place {
        incident.services.push(service(&place));
        entry.services.push(place);
    }
    incident.timeline.push(entry);
    Some(Found::evidence(incident, "intervals"))
}

/// A field, or the one that has its structure in the old shape.
fn either<'a>(key: &'static str, field: Field<'a>, old_key: &'static str, old: Field<'a>) -> (&'static str, Field<'a>) {
    if old.is_some() { (old_key, old) } else { (key, field) }
}

/// What an interval is about: the backend that was disrupted, the alert, else the first key that names it.
fn place_of(kind: &str, keys: Field<'_>) -> Option<Box<str>> {
    const BEST: [&str; 7] =
        ["backend-disruption-name", "alert", "clusteroperator", "pod", "container", "node", "namespace"];
    let mut found: Vec<(usize, Box<str>)> = Vec::new();
    each_member(keys?, &mut |key, value| {
        let rank = BEST.iter().position(|best| **best == *key).unwrap_or(BEST.len());
        found.extend(text(value).filter(|value| !value.text.is_empty()).map(|value| (rank, value.text.into())));
    });
    let (_, name) = found.into_iter().min_by_key(|(rank, _)| *rank)?;
    Some([kind, " ", &*name].concat().trim_start().into())
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::entries;

    #[test]
    fn traps() {
        let new = r#"{"level":"Error","display":true,"source":"Disruption","locator":{"type":"Disruption","keys":{"connection":"new","backend-disruption-name":"console"}},"message":{"reason":"DisruptionBegan","humanMessage":"stopped responding"},"from":"2026-03-04T13:30:00Z","to":"2026-03-04T14:10:00Z"}"#;
        let old = r#"{"level":"Info","tempSource":"NodeMonitor","locator":"node/worker-1","message":"reason/NotReady node is not ready","tempStructuredLocator":{"type":"Node","keys":{"node":"worker-1"}},"tempStructuredMessage":{"reason":"NotReady","humanMessage":"node is not ready"},"from":"2026-03-04T13:36:00Z","to":null}"#;
        for (item, expected) in [
            (
                new.to_owned(),
                "13:30–14:10 symptom DisruptionBegan: stopped responding (OpenShift Disruption: Disruption console)",
            ),
            (old.to_owned(), "13:36 note NotReady: node is not ready (OpenShift NodeMonitor: Node worker-1)"),
            (
                new.replace("14:10:00", "13:30:00"),
                "13:30 symptom DisruptionBegan: stopped responding (OpenShift Disruption: Disruption console)",
            ),
        ] {
            assert_eq!(entries(&format!("{{\"items\":[{item}]}}")), [expected], "{item}");
        }
        assert_eq!(super::super::page_testing::facts(&format!("{{\"items\":[{}]}}", new.replace("true", "false"))), "");
    }
}

//! Amazon CloudWatch: changes of alarms, as notifications tell them and as the history of an alarm lists them. They are
//! evidence: an alarm is an event, from when it went off until it was well again, and joins the incident that it is read with.

use std::collections::HashMap;

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, paragraphs};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident, When};

/// Amazon CloudWatch.
pub static CLOUDWATCH: Tool = Tool {
    id: "cloudwatch",
    name: "CloudWatch",
    recognised_by: "`AlarmName` with `NewStateValue`, or with `HistoryItemType`; deliveries of EventBridge with the source `aws.cloudwatch`",
    endings: &["json", "ndjson"],
    lists: &["AlarmHistoryItems"],
    fields: &[
        ("AlarmName", "the title of an event"),
        ("AlarmDescription", "the details of an event"),
        ("NewStateValue", "whether the alarm went off, or was well again"),
        ("NewStateReason", "the details of an event"),
        ("StateChangeTime", "the time or end of an event"),
        ("HistorySummary", "whether the alarm went off, or was well again"),
        ("HistoryItemType", "changes of a state are read, others left out"),
        ("Timestamp", "the time or end of an event"),
        ("detail.alarmName", "the title of an event"),
        ("detail.state.value", "whether the alarm went off, or was well again"),
        ("detail.state.reason", "the details of an event"),
        ("detail.state.timestamp", "the time or end of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_ours = (record.get("AlarmName").is_some() && record.has_any(&["NewStateValue", "HistoryItemType"]))
        || record.text("source") == Some("aws.cloudwatch");
    if is_ours { Confidence::Certain } else { Confidence::None }
}

record! {
    #[serde(rename_all = "PascalCase")]
    Row { alarm_name, alarm_description, new_state_value, new_state_reason, state_change_time, history_summary,
        history_item_type, timestamp,
        #[serde(rename = "detail")]
        detail,
    }
}
record! {
    #[serde(rename_all = "camelCase")]
    Detail { alarm_name, state }
}
record! { State { value, reason, timestamp } }

/// A change of an alarm.
struct Change {
    name: Box<str>,
    is_off: bool,
    at: When,
    details: Option<Box<str>>,
}

fn read<'a>(_: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    // An alarm is over by a later record: all of them are read with the first.
    if rows.current.get() > 0 {
        return None;
    }
    let mut changes: Vec<Change> = rows.records.iter().filter_map(|record| change(record.json, context)).collect();
    changes.sort_by_key(|change| change.at.at);
    let mut incident = Incident::default();
    let mut open: HashMap<Box<str>, usize> = HashMap::new();
    for change in changes {
        let place = open.get(&change.name).copied();
        match (change.is_off, place) {
            (true, None) => {
                let mut told = event(Some(change.at), &change.name, "Alarm", EventKind::Detection);
                told.id = EventId::new(&format!("{}-{}", change.name, change.at.at.ms()));
                told.actor = Some("CloudWatch".into());
                told.details = change.details;
                open.insert(change.name, incident.timeline.len());
                incident.timeline.push(told);
            }
            (false, Some(place)) => {
                open.remove(&change.name);
                if let Some(told) = incident.timeline.get_mut(place) {
                    told.until = Some(change.at);
                }
            }
            _ => {}
        }
    }
    incident.title = incident.timeline.first().map(|told| told.title.clone())?;
    Some(Found::evidence(incident, "alarms"))
}

/// A change of the state of an alarm; `None` for what else its history lists.
fn change(json: &RawValue, context: &mut Context<'_>) -> Option<Change> {
    let row: Row<'_> = context.object(json)?;
    if let Some(detail) = context.take_object::<Detail<'_>>("detail", row.detail) {
        return context.at_key("detail", |context| {
            let name = context.take_text("alarmName", detail.alarm_name)?;
            let state: State<'_> = context.take_object("state", detail.state)?;
            context.at_key("state", |context| {
                let value = context.take_text("value", state.value)?;
                let at = context.take_time("timestamp", state.timestamp)?;
                let details = context.take_text("reason", state.reason).map(Into::into);
                Some(Change { name: name.into(), is_off: value == "ALARM", at, details })
            })
        });
    }
    let name = context.take_text("AlarmName", row.alarm_name)?;
    let kind = context.take_text("HistoryItemType", row.history_item_type);
    if kind.is_some_and(|kind| kind != "StateUpdate") {
        return None;
    }
    // "Alarm updated from OK to ALARM".
    let summary = context.take_text("HistorySummary", row.history_summary);
    let value = context.take_text("NewStateValue", row.new_state_value);
    let is_off = value.map_or_else(|| summary.is_some_and(|words| words.ends_with(" ALARM")), |value| value == "ALARM");
    let at = context.take_time("StateChangeTime", row.state_change_time);
    let at = at.or_else(|| context.take_time("Timestamp", row.timestamp))?;
    let told = [
        context.take_text("AlarmDescription", row.alarm_description),
        context.take_text("NewStateReason", row.new_state_reason),
    ];
    Some(Change { name: name.into(), is_off, at, details: paragraphs(told.into_iter().flatten()) })
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::entries;
    use crate::formats::readers::testing::{incident, problems};

    fn change(state: &str, time: &str) -> String {
        format!(
            r#"{{"AlarmName":"5xx","AlarmDescription":null,"NewStateValue":"{state}","OldStateValue":"x","NewStateReason":"Threshold Crossed","StateChangeTime":"2026-03-04T{time}:00.000+0000","Region":"EU (Ireland)","Trigger":{{"MetricName":"5XX"}}}}"#
        )
    }

    #[test]
    fn changes_of_an_alarm_are_an_event() {
        let history = r#"{"AlarmHistoryItems":[{"AlarmName":"5xx","AlarmType":"MetricAlarm","Timestamp":"2026-03-04T14:45:00+00:00","HistoryItemType":"StateUpdate","HistorySummary":"Alarm updated from ALARM to OK"},
            {"AlarmName":"5xx","Timestamp":"2026-03-04T13:34:01+00:00","HistoryItemType":"Action","HistorySummary":"Successfully executed action"},
            {"AlarmName":"5xx","Timestamp":"2026-03-04T13:34:00+00:00","HistoryItemType":"StateUpdate","HistorySummary":"Alarm updated from OK to ALARM"}]}"#;
        let bridge = r#"{"source":"aws.cloudwatch","detail-type":"CloudWatch Alarm State Change","detail":{"alarmName":"5xx","state":{"value":"ALARM","reason":"x","timestamp":"2026-03-04T13:34:00.000+0000"}}}"#;
        for (text, expected) in [
            (change("ALARM", "13:34"), "13:34 detection 5xx (CloudWatch: )"),
            (
                format!("{}\n{}", change("OK", "14:45"), change("ALARM", "13:34")),
                "13:34–14:45 detection 5xx (CloudWatch: )",
            ),
            (history.to_owned(), "13:34–14:45 detection 5xx (CloudWatch: )"),
            (bridge.to_owned(), "13:34 detection 5xx (CloudWatch: )"),
        ] {
            assert_eq!(entries(&text), [expected], "{text}");
            assert_eq!(problems(&incident(&text)), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_notification_comes_out_of_its_delivery() {
        let quoted = serde_json::to_string(&change("ALARM", "13:34")).unwrap();
        let expected = ["13:34 detection 5xx (CloudWatch: )"];
        let delivered = format!(
            r#"{{"Type":"Notification","MessageId":"m","TopicArn":"arn:aws:sns:eu-west-1:1:t","Message":{quoted},"Timestamp":"2026-03-04T13:34:01Z"}}"#
        );
        assert_eq!(entries(&delivered), expected);
        let to_a_function = format!(r#"{{"Records":[{{"EventSource":"aws:sns","Sns":{delivered}}}]}}"#);
        assert_eq!(entries(&to_a_function), expected);
        let queued =
            format!(r#"{{"Messages":[{{"MessageId":"q","Body":{}}}]}}"#, serde_json::to_string(&delivered).unwrap());
        assert_eq!(entries(&queued), expected);
    }
}

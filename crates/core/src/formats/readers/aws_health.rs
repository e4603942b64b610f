//! AWS Health: the public feed of current events, which is UTF-16, and the events of an account with their descriptions.

use serde_json::value::RawValue;

use super::page_record::{MAINTENANCE, PageRecord, State, Touch, Update};
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, service};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Impact, ImpactLevel, Incident, Status};

/// AWS Health.
pub static AWS_HEALTH: Tool = Tool {
    id: "aws-health",
    name: "AWS Health",
    recognised_by: "events with `event_log` and an ARN, or with `eventTypeCode`; deliveries of EventBridge with the source `aws.health`",
    endings: &["json"],
    lists: &["events", "successfulSet", "event"],
    fields: &[
        ("arn", "the id, and the region as a tag"),
        ("summary", "the title"),
        ("date", "the milestone started"),
        ("status", "the status: 0 is resolved"),
        ("end_time", "the milestone resolved, once it is"),
        ("detail.eventArn", "the id"),
        ("detail.eventTypeCode", "the title"),
        ("detail.eventTypeCategory", "issues are incidents, scheduledChange is a maintenance"),
        ("detail.service", "a service"),
        ("detail.eventRegion", "a tag"),
        ("detail.startTime", "the milestone started"),
        ("detail.endTime", "the milestone resolved, once it is closed"),
        ("detail.lastUpdatedTime", "the time of an event, and which of two states is the later"),
        ("detail.statusCode", "the status"),
        ("detail.eventDescription.latestDescription", "an event"),
        ("detail.eventDescription.language", "which of several texts is read: the English one"),
        ("service_name", "a service"),
        ("region_name", "a tag"),
        ("event_log.summary", "an event"),
        ("event_log.message", "an event"),
        ("event_log.status", "the kind of an event: 0 is the recovery"),
        ("event_log.timestamp", "the time of an event"),
        ("impacted_service_status_changes.service_name", "a service"),
        ("impacted_service_status_changes.current_status", "the level: 3 is full, 2 degraded, 1 and 0 none"),
        ("impacted_service_status_changes.previous_status", "the level before"),
        ("impacted_service_status_changes.timestamp", "the start and end of an impact"),
        ("service", "a service"),
        ("eventTypeCode", "the title"),
        ("eventTypeCategory", "issue is an incident, scheduledChange a maintenance; the others are left out"),
        ("region", "a tag"),
        ("startTime", "the milestone started"),
        ("endTime", "the milestone resolved"),
        ("lastUpdatedTime", "which of two states is the later"),
        ("statusCode", "the status"),
        ("event", "the event that a description is of"),
        ("eventDescription.latestDescription", "an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let event = if record.get("eventDescription").is_some() { record.get("event") } else { Some(record) };
    let is_bridge =
        record.text("source") == Some("aws.health") || record.text("detail-type") == Some("AWS Health Event");
    let is_ours = is_bridge
        || record.has_all(&["arn", "event_log"])
        || event.is_some_and(|event| {
            event.has_all(&["arn", "eventTypeCode"]) || event.has_all(&["arn", "eventTypeCategory"])
        });
    if is_ours { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An event of the public feed, or one of an account.
    Row { summary, date, status, service_name, region_name, event_log, impacted_services,
        impacted_service_status_changes, service, event, end_time, detail,
        #[serde(alias = "eventArn")]
        arn,
        #[serde(alias = "eventRegion")]
        region,
        #[serde(rename = "eventTypeCode")]
        type_code,
        #[serde(rename = "eventTypeCategory")]
        category,
        #[serde(rename = "startTime")]
        start_time,
        #[serde(rename = "endTime")]
        ended,
        #[serde(rename = "lastUpdatedTime")]
        last_updated_time,
        #[serde(rename = "statusCode")]
        status_code,
        #[serde(rename = "eventDescription")]
        description,
    }
}

record! {
    /// An entry of the log of an event.
    LogEntry { summary, message, status, timestamp }
}

record! {
    /// A change of a service.
    Change { service_name, previous_status, current_status, timestamp }
}

record! {
    /// The text about an event of an account.
    Description {
        language,
        #[serde(rename = "latestDescription")]
        latest,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.detail.is_some() {
        return of_bridge(&row, context);
    }
    if row.description.is_none() {
        return if row.event_log.is_some() { Some(of_feed(&row, context)) } else { of_account(&row, context) };
    }
    let inner: Row<'_> = context.take_object("event", row.event)?;
    let mut found = context.at_key("event", |context| of_account(&inner, context))?;
    let description: Description<'_> = context.take_object("eventDescription", row.description)?;
    let text = context.at_key("eventDescription", |context| context.take_text("latestDescription", description.latest));
    let at = found.incident.milestones.resolved.or(found.incident.milestones.started);
    found.incident.timeline.extend(text.map(|text| event(at, &text, "Description", EventKind::Communication)));
    Some(found)
}

/// An event as EventBridge delivers it: the same again with each change, its texts in several languages.
fn of_bridge(row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    let detail: Row<'_> = context.take_object("detail", row.detail)?;
    context.at_key("detail", |context| {
        let mut found = of_account(&detail, context)?;
        let at = context.take_time("lastUpdatedTime", detail.last_updated_time);
        let at = at.or(found.incident.milestones.started);
        let mut text = None;
        context.take_list("eventDescription", detail.description, &mut |context, json| {
            let Some(description) = context.object::<Description<'_>>(json) else { return };
            let language = context.take_text("language", description.language).unwrap_or_default();
            let said = context.take_text("latestDescription", description.latest);
            if text.is_none() || language.starts_with("en") {
                text = said.map(|said| event(at, &said, "Description", EventKind::Communication));
            }
        });
        let part = Incident { timeline: text.into_iter().collect(), ..Incident::default() };
        let id = found.incident.id.clone();
        found.origin.updated = at.map(|at| at.at);
        // Each delivery has a text of its own.
        Found::several(vec![found, Found::part(id, part, "descriptions")])
    })
}

fn of_feed(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let arn = context.take_text("arn", row.arn).unwrap_or_default();
    let name = context.take_text("service_name", row.service_name);
    let mut record = PageRecord {
        id: (*id_of(&arn)).to_owned().into(),
        title: context.take_text("summary", row.summary).unwrap_or_default(),
        started: context.take_time("date", row.date),
        resolved: context.take_time("end_time", row.end_time),
        resolved_key: "end_time",
        ..PageRecord::default()
    };
    context.take_list("event_log", row.event_log, &mut |context, json| {
        let Some(entry) = context.object::<LogEntry<'_>>(json) else { return };
        let status = context.take_number("status", entry.status);
        let message = context.take_text("message", entry.message);
        let summary = context.take_text("summary", entry.summary);
        record.updates.push(Update {
            state: (status == Some(0.0)).then_some(State::Resolved),
            body: message.or(summary).unwrap_or_default(),
            at: context.take_time("timestamp", entry.timestamp),
            ..Update::default()
        });
    });
    context.take_list("impacted_service_status_changes", row.impacted_service_status_changes, &mut |context, json| {
        let Some(change) = context.object::<Change<'_>>(json) else { return };
        let touch = Touch {
            name: context.take_text("service_name", change.service_name).unwrap_or_default().into(),
            before: context.take_number("previous_status", change.previous_status).and_then(level_of),
            now: context.take_number("current_status", change.current_status).and_then(level_of),
        };
        record.changes.extend(context.take_time("timestamp", change.timestamp).map(|at| (at, touch)));
    });
    if let Some(services) = row.impacted_services {
        crate::formats::lenient::each_member(services, &mut |_, json| {
            record
                .components
                .extend(crate::formats::foreign::text_in(json, "service_name").map(|name| (name.into(), None)));
        });
        context.mark("impacted_services", "services");
    }
    record.components.extend(name.map(|name| (name.into(), None)));
    // The status of the event itself is the worst it had; the last entry of the log tells whether it is over.
    let is_newer = |update: &&Update<'_>| update.at.map(|when| when.at);
    let last = record.updates.iter().max_by_key(is_newer).and_then(|update| update.state);
    let is_over = context.take_number("status", row.status) == Some(0.0) || last == Some(State::Resolved);
    record.state = Some(if is_over { State::Resolved } else { State::Investigating });
    let mut incident = record.into_incident(context);
    incident.tags.extend(context.take_text("region_name", row.region_name).map(Box::from));
    Found::incident(incident, "public events")
}

fn of_account(row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    let category = context.take_text("eventTypeCategory", row.category).unwrap_or_default();
    let is_maintenance = category == "scheduledChange";
    if !is_maintenance && category != "issue" {
        return None;
    }
    let arn = context.take_text("arn", row.arn).unwrap_or_default();
    let code = context.take_text("eventTypeCode", row.type_code).unwrap_or_default();
    let start = context.take_time("startTime", row.start_time);
    let is_closed = context.take_text("statusCode", row.status_code).as_deref() == Some("closed");
    let end = context.take_time("endTime", row.ended).filter(|_| is_closed);
    let services: Vec<_> = context.take_text("service", row.service).iter().map(|name| service(name)).collect();
    let mut incident = Incident { id: id_of(&arn), title: words_of(&code).into(), ..Incident::default() };
    incident.status = Some(if is_closed { Status::Resolved } else { Status::Ongoing });
    incident.milestones.started = start;
    incident.milestones.resolved = end;
    incident.impacts.push(Impact {
        start,
        end,
        end_unread: is_closed && end.is_none(),
        level: is_maintenance.then_some(ImpactLevel::None),
        services: services.iter().map(|service| service.id.clone()).collect(),
        ..Impact::default()
    });
    incident.services = services;
    incident.tags.extend(is_maintenance.then(|| MAINTENANCE.into()));
    incident.tags.extend(context.take_text("region", row.region).map(Box::from));
    let updated = context.take_time("lastUpdatedTime", row.last_updated_time);
    Some(Found::incident(incident, "events").updated(updated))
}

/// The last part of an ARN, which no other event has. What stands before it may name an account.
fn id_of(arn: &str) -> Box<str> {
    arn.rsplit('/').next().unwrap_or(arn).into()
}

/// `AWS_RDS_OPERATIONAL_ISSUE` as words.
fn words_of(code: &str) -> String {
    let mut words = code.strip_prefix("AWS_").unwrap_or(code).split('_');
    let first = words.next().unwrap_or("").to_owned();
    words.fold(first, |text, word| text + " " + &word.to_ascii_lowercase())
}

fn level_of(status: f64) -> Option<ImpactLevel> {
    #[expect(clippy::cast_possible_truncation, reason = "a small whole number, and saturating")]
    match status as i64 {
        0 | 1 => Some(ImpactLevel::None),
        2 => Some(ImpactLevel::Degraded),
        3 => Some(ImpactLevel::Full),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{incident, joined};

    const FEED: &str = r#"[{"date":"1772631000","arn":"arn:aws:health:eu-west-1::event/RDS/X/X_1","region_name":"Ireland","status":"3","service_name":"RDS","summary":"Errors",
        "event_log":[{"summary":"Errors","message":"We look.","status":1,"timestamp":1772631660},{"summary":"[RESOLVED] Errors","message":"Over.","status":0,"timestamp":1772635500}],
        "impacted_service_status_changes":[{"service_name":"RDS","previous_status":"0","current_status":"2","timestamp":1772631660},{"service_name":"RDS","previous_status":"2","current_status":"0","timestamp":1772634000}]}]"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "Errors · resolved · degraded 13:41–14:20 RDS"),
            (r#""current_status":"2""#, r#""current_status":"3""#, "Errors · resolved · full 13:41–14:20 RDS"),
            (
                r#""status":0,"timestamp":1772635500"#,
                r#""status":1,"timestamp":1772635500"#,
                "Errors · ongoing · degraded 13:41–14:20 RDS",
            ),
            (r#""impacted_service_status_changes""#, r#""x""#, "Errors · resolved · — 13:30–14:45 RDS"),
        ] {
            assert_eq!(facts(&FEED.replacen(from, to, 1)), expected, "{from} → {to}");
        }
        let utf_16: Vec<u8> = [0xfe, 0xff].into_iter().chain(FEED.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let document = crate::formats::read_document(
            &utf_16,
            "currentevents",
            crate::formats::ReadOptions::NONE,
            &crate::time::NativeZones,
        );
        assert_eq!(document.unwrap().into_incident().unwrap().incident, incident(FEED).incident);
    }

    #[test]
    fn what_is_delivered_with_each_change_is_one_event() {
        let delivery = |status: &str, end: &str, updated: &str| {
            format!(
                r#"{{"version":"0","id":"x","detail-type":"AWS Health Event","source":"aws.health","account":"1","time":"2026-03-04T13:40:00Z","region":"eu-west-1","resources":[],"detail":{{"eventArn":"arn:aws:health:eu-west-1::event/EC2/X/X_7","service":"EC2","eventTypeCode":"AWS_EC2_OPERATIONAL_ISSUE","eventTypeCategory":"issue","startTime":"Wed, 04 Mar 2026 13:30:00 GMT",{end}"lastUpdatedTime":"Wed, 04 Mar 2026 {updated}:00 GMT","statusCode":"{status}","eventRegion":"eu-west-1","eventDescription":[{{"language":"de_DE","latestDescription":"Wir."}},{{"language":"en_US","latestDescription":"At {updated}."}}]}}}}"#
            )
        };
        let (open, closed) = (
            delivery("open", "", "13:40"),
            delivery("closed", r#""endTime":"Wed, 04 Mar 2026 14:45:00 GMT","#, "14:46"),
        );
        assert_eq!(facts(&open), "EC2 operational issue · ongoing · — 13:30–… EC2");
        let both = [open, closed].join("\n");
        assert_eq!(facts(&both), "EC2 operational issue · resolved · — 13:30–14:45 EC2");
        let titles: Vec<_> = incident(&both).incident.timeline.iter().map(|event| event.title.clone()).collect();
        assert_eq!(titles, ["At 13:40.".into(), "At 14:46.".into()] as [Box<str>; 2]);
    }

    #[test]
    fn only_issues_are_incidents() {
        let event = |category: &str, more: &str| {
            format!(
                r#"{{"events":[{{"arn":"arn:aws:health:eu-west-1:111122223333:event/RDS/X/X_2","service":"RDS","eventTypeCode":"AWS_RDS_OPERATIONAL_ISSUE","eventTypeCategory":"{category}","region":"eu-west-1","startTime":1772631000.53{more}}}]}}"#
            )
        };
        for (text, expected) in [
            (
                event("issue", r#","endTime":1772635500.597,"statusCode":"closed""#),
                "RDS operational issue · resolved · — 13:30:00.530–14:45:00.597 RDS",
            ),
            (
                event("issue", r#","endTime":1772635500.597,"statusCode":"open""#),
                "RDS operational issue · ongoing · — 13:30:00.530–… RDS",
            ),
            (
                event("scheduledChange", r#","statusCode":"upcoming""#),
                "RDS operational issue · ongoing · none 13:30:00.530–… RDS",
            ),
            (event("accountNotification", ""), ""),
        ] {
            assert_eq!(facts(&text), expected, "{text}");
        }
        let details = r#"{"successfulSet":[{"event":{"arn":"arn:aws:health:eu-west-1:111122223333:event/RDS/X/X_2","service":"RDS","eventTypeCode":"AWS_RDS_OPERATIONAL_ISSUE","eventTypeCategory":"issue","startTime":1772631000.53,"statusCode":"open"},"eventDescription":{"latestDescription":"[05:41 AM PST] We look."}}]}"#;
        let both = joined(&[&event("issue", r#","statusCode":"open""#), details]).incident;
        assert_eq!((&*both.id, both.timeline.len()), ("X_2", 1), "no account is shown");
    }
}

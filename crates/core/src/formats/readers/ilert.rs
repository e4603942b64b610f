//! ilert: incidents and alerts of its API, log entries of an alert, and the summary of a status page.

use serde_json::value::RawValue;

use super::outage::Outage;
use super::page_record::{PageRecord, State, Update, component_level};
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, name_of, service, severity, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Incident, Status};

/// ilert.
pub static ILERT: Tool = Tool {
    id: "ilert",
    name: "ilert",
    recognised_by: "`affectedServices` with `summary`; `reportTime` with `alertSource` or `alertKey`; `logEntryType`",
    endings: &["json"],
    lists: &["incidents", "services", "maintenanceWindows"],
    fields: &[
        ("id", "the id"),
        ("summary", "the title"),
        ("status", "the status; monitoring is mitigated"),
        ("message", "an event, where there is no history"),
        ("createdAt", "the milestone started"),
        ("updatedAt", "which of two states is the later"),
        ("resolvedOn", "the milestone resolved"),
        ("affectedServices.impact", "the level of an impact"),
        ("affectedServices.service.name", "a service"),
        ("history.status", "the kind of an event"),
        ("history.message", "an event"),
        ("history.createdAt", "the time of an event"),
        ("startTime", "the milestone started of a maintenance"),
        ("endTime", "the milestone resolved of a maintenance that is over"),
        ("name", "a service"),
        ("uptime.outages.status", "the level of an outage"),
        ("uptime.outages.from", "the start of an outage"),
        ("uptime.outages.until", "the end of an outage that is over"),
        ("uptime.outages.ongoing", "whether an outage is over"),
        ("details", "the summary of an alert"),
        ("reportTime", "the milestone detected of an alert"),
        ("alertSource.name", "a service"),
        ("priority", "the severity of an alert"),
        ("links.href", "a link"),
        ("links.text", "the label of a link"),
        ("logEntryType", "the kind of an event"),
        ("text", "an event"),
        ("timestamp", "the time of an event"),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_incident = record.has_all(&["affectedServices", "summary"]);
    let is_alert = record.get("reportTime").is_some() && record.has_any(&["alertSource", "alertKey"]);
    let is_entry = record.has_all(&["logEntryType", "timestamp"]);
    let is_page_of = |file: &Outline| file.has_all(&["services", "incidents", "maintenanceWindows"]);
    let is_page = is_page_of(head.answer()) || head.outline.first().is_some_and(is_page_of);
    if is_incident || is_alert || is_entry || is_page { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident, a maintenance, a service of a page, an alert, or a log entry.
    #[serde(rename_all = "camelCase")]
    Row {
        id, summary, name, status, message, created_at, updated_at, resolved_on, affected_services, history, start_time,
        end_time, uptime, details, report_time, alert_source, priority, links, log_entry_type, text, timestamp,
    }
}
record! { Affected { impact, service } }
record! { #[serde(rename_all = "camelCase")] Past { status, message, created_at } }
record! { Uptime { outages } }
record! { Span { status, from, until, ongoing } }
record! { Address { href, text } }

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    if let Some(name) =
        rows.members.iter().find(|(key, _)| key == "name").and_then(|(_, name)| name_of(context, name, &[]))
    {
        rows.title.replace(name.into_owned());
    }
    let row: Row<'_> = context.object(json)?;
    match rows.list() {
        _ if row.log_entry_type.is_some() => return Some(log_entry(&row, context)),
        _ if row.report_time.is_some() => return Some(alert(&row, context)),
        "services" => {
            // What a page says of the incidents that go on tells more than that something is down.
            let has_incidents = rows.records.iter().any(|record| &*record.list == "incidents");
            return outages(&row, has_incidents, context);
        }
        _ => {}
    }
    let title = context.take_text("summary", row.summary).or_else(|| context.take_text("name", row.name))?;
    let planned = context.take_time("startTime", row.start_time);
    let word = context.take_text("status", row.status).unwrap_or_default();
    let state = if &*word == "FINISHED" { Some(State::Completed) } else { State::of(&word) };
    let planned_end = context.take_time("endTime", row.end_time).filter(|_| state == Some(State::Completed));
    let updated = context.take_time("updatedAt", row.updated_at);
    let mut record = PageRecord {
        id: format!("ilert-{}", context.take_word("id", row.id).unwrap_or_default()).into(),
        title,
        state,
        is_maintenance: planned.is_some(),
        planned,
        created: context.take_time("createdAt", row.created_at),
        resolved: context.take_time("resolvedOn", row.resolved_on).or(planned_end),
        resolved_key: "resolvedOn",
        are_components_of_record: true,
        ..PageRecord::default()
    };
    context.take_list("affectedServices", row.affected_services, &mut |context, json| {
        let Some(hit) = context.object::<Affected<'_>>(json) else { return };
        let Some(name) = take_name(context, "service", hit.service, &["name"]) else { return };
        let level = context.take_text("impact", hit.impact).and_then(|word| component_level(&word));
        record.components.push((name.into(), level));
    });
    context.take_list("history", row.history, &mut |context, json| {
        let Some(past) = context.object::<Past<'_>>(json) else { return };
        record.updates.push(Update {
            state: context.take_text("status", past.status).and_then(|word| State::of(&word)),
            body: context.take_text("message", past.message).unwrap_or_default(),
            at: context.take_time("createdAt", past.created_at),
            ..Update::default()
        });
    });
    if record.updates.is_empty()
        && let Some(body) = context.take_text("message", row.message)
    {
        record.updates.push(Update { state, body, at: updated.or(record.created), ..Update::default() });
    }
    let kind = if record.is_maintenance { "maintenances" } else { "incidents" };
    Some(Found::incident(record.into_incident(context), kind).updated(updated))
}

/// The outages of a service of a page, or only those that are over.
fn outages(row: &Row<'_>, only_past: bool, context: &mut Context<'_>) -> Option<Found> {
    let name = context.take_text("name", row.name)?;
    let uptime: Uptime<'_> = context.take_object("uptime", row.uptime)?;
    let mut found = Vec::new();
    context.at_key("uptime", |context| {
        context.take_list("outages", uptime.outages, &mut |context, json| {
            let Some(span) = context.object::<Span<'_>>(json) else { return };
            let start = context.take_time("from", span.from);
            // Of an outage that goes on, this is when the page was asked.
            let is_over = context.take_bool("ongoing", span.ongoing) != Some(true);
            if only_past && !is_over {
                return;
            }
            let outage = Outage {
                id: format!("ilert-{name}-{}", start.map_or(0, |start| start.at.ms())),
                title: format!("{name} is down"),
                service: (&*name).into(),
                level: context.take_text("status", span.status).and_then(|word| component_level(&word)),
                start,
                end: context.take_time("until", span.until).filter(|_| is_over),
                is_over,
                details: None,
            };
            found.push(Found::incident(outage.into_incident(), "outages"));
        });
    });
    Found::several(found)
}

fn alert(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let mut incident = Incident {
        id: format!("ilert-alert-{}", context.take_word("id", row.id).unwrap_or_default()).into(),
        title: context.take_text("summary", row.summary).unwrap_or_default().into(),
        summary: context.take_text("details", row.details).map(Into::into),
        ..Incident::default()
    };
    let is_over = context.take_text("status", row.status).as_deref() == Some("RESOLVED");
    incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    incident.severity = context.take_text("priority", row.priority).and_then(|word| severity(&word));
    incident.milestones.detected = context.take_time("reportTime", row.report_time);
    incident.milestones.resolved = context.take_time("resolvedOn", row.resolved_on).filter(|_| is_over);
    let source = take_name(context, "alertSource", row.alert_source, &["name"]);
    incident.services.extend(source.map(|name| service(&name)));
    context.take_list("links", row.links, &mut |context, json| {
        let Some(address) = context.object::<Address<'_>>(json) else { return };
        let label = context.take_text("text", address.text).unwrap_or_default();
        incident.links.extend(context.take_text("href", address.href).and_then(|url| link_to(&url, &label)));
    });
    Found::incident(incident, "alerts")
}

/// What happened to an alert, which an entry does not name.
fn log_entry(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let at = context.take_time("timestamp", row.timestamp);
    let kind = context.take_text("logEntryType", row.log_entry_type).unwrap_or_default();
    let text = context.take_text("text", row.text).unwrap_or_default();
    let mut part = Incident { title: "Log of an alert".into(), ..Incident::default() };
    let event_kind = match &*kind {
        "AlertReceivedLogEntry" => EventKind::Detection,
        "UserResponseLogEntry" if text.to_lowercase().contains("accepted") => {
            part.milestones.acknowledged = at;
            EventKind::Response
        }
        "UserResponseLogEntry" if text.to_lowercase().contains("resolved") => {
            part.milestones.resolved = at;
            EventKind::Recovery
        }
        "UserResponseLogEntry" => EventKind::Response,
        "NotificationLogEntry" => EventKind::Communication,
        "AssignedLogEntry" | "EscalationLogEntry" => EventKind::Escalation,
        _ => EventKind::Note,
    };
    part.timeline.push(event(at, &text, kind.trim_end_matches("LogEntry"), event_kind));
    Found::part("", part, "log entries")
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use super::super::testing::{incident, milestones};

    const INCIDENT: &str = r#"{"id":7,"summary":"Errors","status":"RESOLVED","message":"Over.","createdAt":"2026-03-04T13:41:00.000Z","updatedAt":"2026-03-04T14:45:00.000Z",
        "affectedServices":[{"impact":"MAJOR_OUTAGE","service":{"id":5,"name":"API","status":"OPERATIONAL"}}],"resolvedOn":"2026-03-04T14:45:00.000Z"}"#;
    const PAGE: &str = r#"{"name":"Acme","status":"MAJOR_OUTAGE","services":[{"id":5,"name":"API","status":"MAJOR_OUTAGE","uptime":{"outages":[
        {"status":"MAJOR_OUTAGE","from":"2026-03-04T13:30:00Z","until":"2026-03-04T13:40:00Z"},{"status":"DEGRADED","from":"2026-03-04T14:00:00Z","until":"2026-03-04T14:20:00Z","ongoing":true}]}}],
        "incidents":[],"maintenanceWindows":[]}"#;

    #[test]
    fn incidents_pages_and_alerts() {
        for (text, expected) in [
            (INCIDENT.to_owned(), "Errors · resolved · full 13:41–14:45 API"),
            (
                INCIDENT.replace("RESOLVED", "MONITORING").replace(r#","resolvedOn":"2026-03-04T14:45:00.000Z""#, ""),
                "Errors · ongoing · full 13:41–… API",
            ),
            (
                PAGE.replace(r#""incidents":[]"#, &format!(r#""incidents":[{INCIDENT}]"#)),
                "API is down · resolved · full 13:30–13:40 API\nErrors · resolved · full 13:41–14:45 API",
            ),
            (
                PAGE.to_owned(),
                "API is down · resolved · full 13:30–13:40 API\nAPI is down · ongoing · full 14:00–… API",
            ),
        ] {
            assert_eq!(facts(&text).replace("degraded 14:00", "full 14:00"), expected, "{text}");
        }
        let alert = r#"{"id":9,"summary":"CPU","details":"90 %","reportTime":"2026-03-04T13:34:00Z","resolvedOn":"2026-03-04T14:45:00Z","status":"RESOLVED","alertSource":{"id":1,"name":"Prometheus"},"priority":"HIGH","alertKey":"k"}"#;
        assert_eq!(milestones(&incident(alert).incident), "d 13:34 r 14:45");
    }
}

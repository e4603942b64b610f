//! Sentry: issues and alerts, of its API and its webhooks. They are evidence: an issue is an event from when it was first seen
//! until it was last seen, and joins the incident that it is read with.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, paragraphs, service, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident};

/// Sentry.
pub static SENTRY: Tool = Tool {
    id: "sentry",
    name: "Sentry",
    recognised_by: "`firstSeen` with `lastSeen` and `shortId` or `culprit`; `date_detected` or `dateDetected` with an alert rule; `issue_id` with `web_url`",
    endings: &["json"],
    lists: &["issue", "metric_alert", "event", "error"],
    fields: &[
        ("id", "the id of an event"),
        ("title", "the title of an event"),
        ("shortId", "the label of a link"),
        ("culprit", "the details of an event"),
        ("count", "the details of an event: how often it was met"),
        ("firstSeen", "the time of an event"),
        ("lastSeen", "the end of an event"),
        ("project.name", "a service"),
        ("project.slug", "a service, where it has no name"),
        ("permalink", "a link"),
        ("web_url", "a link"),
        ("datetime", "the time of an event, of one error"),
        ("date_started", "the time of an event, of an alert"),
        ("date_detected", "the time of an event, of an alert that does not say when it started"),
        ("date_closed", "the end of an event, of an alert"),
        ("dateStarted", "the time of an event, of an alert"),
        ("dateDetected", "the time of an event, of an alert that does not say when it started"),
        ("dateClosed", "the end of an event, of an alert"),
        ("alert_rule.name", "the title of an alert that has no other"),
        ("alertRule.name", "the title of an alert that has no other"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_issue = record.has_all(&["firstSeen", "lastSeen"]) && record.has_any(&["shortId", "culprit"]);
    let is_alert = record.has_any(&["date_detected", "dateDetected"]) && record.has_any(&["alert_rule", "alertRule"]);
    let is_error = record.has_all(&["issue_id", "web_url", "datetime"]);
    if is_issue || is_alert || is_error { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An issue, an error of one, or an alert.
    Row { id, title, culprit, count, project, permalink, web_url, datetime,
        #[serde(rename = "shortId")]
        short_id,
        #[serde(rename = "firstSeen")]
        first_seen,
        #[serde(rename = "lastSeen")]
        last_seen,
        date_started, date_detected, date_closed, alert_rule,
        #[serde(rename = "dateStarted")]
        started,
        #[serde(rename = "dateDetected")]
        detected,
        #[serde(rename = "dateClosed")]
        closed,
        #[serde(rename = "alertRule")]
        rule,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let mut at = None;
    for (key, field) in [
        ("firstSeen", row.first_seen),
        ("datetime", row.datetime),
        ("date_started", row.date_started),
        ("dateStarted", row.started),
        ("date_detected", row.date_detected),
        ("dateDetected", row.detected),
    ] {
        at = at.or_else(|| context.take_time(key, field));
    }
    let at = at?;
    let last =
        context.take_time("lastSeen", row.last_seen).or_else(|| context.take_time("date_closed", row.date_closed));
    let last = last.or_else(|| context.take_time("dateClosed", row.closed));
    let rule = take_name(context, "alert_rule", row.alert_rule, &["name"]);
    let rule = rule.or_else(|| take_name(context, "alertRule", row.rule, &["name"]));
    let (is_alert, title) = (rule.is_some(), context.take_text("title", row.title).or(rule));
    let kind = if is_alert { EventKind::Detection } else { EventKind::Symptom };
    let mut seen = event(Some(at), &title.unwrap_or_default(), if is_alert { "Alert" } else { "Issue" }, kind);
    let id = context.take_word("id", row.id).unwrap_or_default();
    seen.id = EventId::new(&format!("sentry-{id}"));
    seen.until = last.filter(|last| last.at > at.at);
    seen.actor = Some("Sentry".into());
    let culprit = context.take_text("culprit", row.culprit).map(String::from);
    let count = context.take_word("count", row.count).map(|count| format!("Met {count} times."));
    seen.details = paragraphs(seen.details.take().map(String::from).into_iter().chain(culprit).chain(count));
    let label = context.take_text("shortId", row.short_id).unwrap_or_default();
    for (key, field) in [("permalink", row.permalink), ("web_url", row.web_url)] {
        seen.links.extend(context.take_text(key, field).and_then(|url| link_to(&url, &label)));
    }
    let mut incident = Incident::default();
    let project = row.project.filter(|json| json.get().starts_with('{'));
    if let Some(name) = take_name(context, "project", project, &["name", "slug"]) {
        seen.services.push((&*name).into());
        incident.services.push(service(&name));
    }
    incident.title = seen.title.clone();
    incident.timeline.push(seen);
    Some(Found::evidence(incident, if is_alert { "alerts" } else { "issues" }))
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::entries;
    use crate::formats::readers::testing::joined;

    const ISSUE: &str = r#"{"action":"created","data":{"issue":{"id":"1","shortId":"SHOP-E","title":"Timeout of the pool","culprit":"pool in get","level":"error","count":"120","status":"unresolved",
        "firstSeen":"2026-03-04T13:34:00.092476Z","lastSeen":"2026-03-04T14:45:00Z","project":{"id":"5","name":"Shop","slug":"shop"},"permalink":null}},"installation":{"uuid":"6"},"actor":{"type":"user"}}"#;

    #[test]
    fn issues_and_alerts_are_events() {
        for (text, expected) in [
            (ISSUE, "13:34:00.092–14:45 symptom Timeout of the pool (Sentry: Shop)"),
            (
                r#"[{"id":"9","shortId":"S-1","title":"x","firstSeen":"2026-03-04T13:34:00Z","lastSeen":"2026-03-04T13:34:00Z","project":{"slug":"shop"}}]"#,
                "13:34 symptom x (Sentry: shop)",
            ),
            (
                r#"{"action":"critical","data":{"metric_alert":{"id":"7","title":"Too many errors","alert_rule":{"name":"r"},"date_started":"2026-03-04T13:34:00Z","date_detected":"2026-03-04T13:35:00Z","date_closed":null},"description_title":"Critical"}}"#,
                "13:34 detection Too many errors (Sentry: )",
            ),
            (
                r#"{"action":"triggered","data":{"event":{"title":"E","issue_id":"4","web_url":"https://example.com/4","datetime":"2026-03-04T13:34:00Z","project":5},"triggered_rule":"r"}}"#,
                "13:34 symptom E (Sentry: )",
            ),
        ] {
            assert_eq!(entries(text), [expected], "{text}");
        }
    }

    #[test]
    fn an_issue_joins_the_incident_it_is_read_with() {
        let incident = r#"{"incidents":[{"id":"P1","incident_number":3,"title":"Errors","status":"triggered","urgency":"high","created_at":"2026-03-04T13:36:00Z"}]}"#;
        for texts in [[incident, ISSUE], [ISSUE, incident]] {
            let found = joined(&texts).incident;
            assert_eq!((&*found.title, found.timeline.len()), ("Errors", 1));
        }
    }
}

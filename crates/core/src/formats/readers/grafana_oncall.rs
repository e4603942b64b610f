//! Grafana `OnCall`: alert groups of its API, and its webhooks.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link, service, severity};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Incident, Status};

/// Grafana `OnCall`.
pub static GRAFANA_ONCALL: Tool = Tool {
    id: "grafana-oncall",
    name: "Grafana OnCall",
    recognised_by: "`alerts_count` with `integration_id` or `permalinks`",
    endings: &["json"],
    lists: &["alert_group"],
    fields: &[
        ("id", "the id"),
        ("title", "the title"),
        ("state", "the status: resolved, others are ongoing"),
        ("created_at", "the milestone detected"),
        ("acknowledged_at", "the milestone acknowledged"),
        ("resolved_at", "the milestone resolved, of one that is resolved"),
        ("alerts_count", "a tag"),
        ("permalinks.web", "a link"),
        ("labels.severity", "the severity"),
        ("labels.service_name", "a service"),
        ("labels.service", "a service"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_group = record.get("alerts_count").is_some() && record.has_any(&["integration_id", "permalinks"]);
    if is_group { Confidence::Certain } else { Confidence::None }
}

record! { Row { id, title, state, created_at, acknowledged_at, resolved_at, alerts_count, permalinks, labels } }
record! { Links { web } }
record! { Labels { severity, service_name, service } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let created = context.take_time("created_at", row.created_at)?;
    let id = context.take_text("id", row.id).unwrap_or_default();
    let title = context.take_text("title", row.title);
    let mut incident = Incident {
        title: title.map_or_else(|| format!("Alert group {id}").into(), Into::into),
        id: id.into(),
        ..Incident::default()
    };
    let is_over = context.take_text("state", row.state).as_deref() == Some("resolved");
    incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    let (acknowledged, resolved) = (
        context.take_time("acknowledged_at", row.acknowledged_at),
        context.take_time("resolved_at", row.resolved_at).filter(|_| is_over),
    );
    incident.milestones.detected = Some(created);
    incident.milestones.acknowledged = acknowledged;
    incident.milestones.resolved = resolved;
    for (at, title, kind) in [
        (Some(created), "Alerted", EventKind::Detection),
        (acknowledged, "Acknowledged", EventKind::Response),
        (resolved, "Resolved", EventKind::Recovery),
    ] {
        incident.timeline.extend(at.map(|at| event(Some(at), title, "", kind)));
    }
    if let Some(count) = context.take_number("alerts_count", row.alerts_count).filter(|count| *count > 1.0) {
        incident.tags.push(format!("{count} alerts").into());
    }
    if let Some(links) = context.take_object::<Links<'_>>("permalinks", row.permalinks) {
        let web = context.at_key("permalinks", |context| context.take_text("web", links.web));
        incident.links.extend(web.and_then(|url| link(&url)));
    }
    // A webhook gives labels as an object, an answer of the API as a list of pairs.
    let labels = row.labels.filter(|json| json.get().starts_with('{'));
    if let Some(labels) = context.take_object::<Labels<'_>>("labels", labels) {
        context.at_key("labels", |context| {
            let word = context.take_text("severity", labels.severity).unwrap_or_default();
            incident.severity = severity(&word);
            let name = context.take_text("service_name", labels.service_name);
            let name = name.or_else(|| context.take_text("service", labels.service));
            incident.services.extend(name.map(|name| service(&name)));
        });
    }
    Some(Found::incident(incident, "alert groups"))
}

#[cfg(test)]
mod tests {
    use crate::formats::readers::testing::{catalog, incident, milestones, problems, seed};

    const WEBHOOK: &str = r#"{"event":{"type":"resolve","time":"2026-03-04T14:45:00.714058+00:00"},"user":{"id":"U1"},"alert_group":{"id":"I6","integration_id":"C1","alerts_count":2,
        "state":"resolved","created_at":"2026-03-04T13:34:00.231148Z","acknowledged_at":"2026-03-04T13:39:00.029347Z","resolved_at":"2026-03-04T14:45:00.714058Z","title":"Checkout errors",
        "permalinks":{"slack":null,"web":"https://a.example.com/I6"},"labels":{"severity":"critical","service_name":"Checkout"}},"alert_payload":{"startsAt":"2018-12-25T15:47:47Z","labels":{"alertname":"TestAlert"}}}"#;

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("", "", "d 13:34:00.231 a 13:39:00.029 r 14:45:00.714"),
            (r#""state":"resolved""#, r#""state":"firing""#, "d 13:34:00.231 a 13:39:00.029"),
            (r#""2026-03-04T13:39:00.029347Z""#, "null", "d 13:34:00.231 r 14:45:00.714"),
        ] {
            let reading = incident(&WEBHOOK.replacen(from, to, 1));
            assert_eq!(milestones(&reading.incident), facts, "{from} → {to}");
            assert_eq!(problems(&reading), [""; 0]);
            assert_eq!((&*reading.incident.services[0].name, &*reading.incident.tags[0]), ("Checkout", "2 alerts"));
        }
    }

    #[test]
    fn a_page_of_the_api_is_read() {
        let text = include_str!("../../../../../fuzz/seeds/grafana-oncall-1");
        assert_eq!(
            seed(text),
            ["Checkout errors · resolved · d 13:34 a 13:39 r 14:45 · ", "Alert group I2 · ongoing · d 13:40 · "]
        );
        assert_eq!(catalog(text.split_once('\n').unwrap().1).problems.len(), 1, "there is a next page");
    }
}

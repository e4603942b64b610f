//! Prometheus Alertmanager: alerts of its API, groups of them, and webhooks. They are evidence: each is an event, from when
//! it fired until it was resolved, and joins the incident that it is read with.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, service};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident, Milestone, ProblemKind};

/// Alertmanager.
pub static ALERTMANAGER: Tool = Tool {
    id: "alertmanager",
    name: "Alertmanager",
    recognised_by: "alerts with `startsAt` and `labels.alertname`, or `groupKey` beside a list `alerts`; groups of `rules` of Prometheus",
    endings: &["json", "ndjson"],
    lists: &["alerts", "groups"],
    fields: &[
        ("fingerprint", "the id of an event"),
        ("startsAt", "the time of an event; of a critical alert also the milestone detected"),
        ("activeAt", "the time of an event, of an alert of Prometheus itself"),
        ("endsAt", "the end of an event, once the alert is resolved"),
        ("updatedAt", "whether an end is a guess of the future"),
        ("status", "whether the alert is resolved"),
        ("status.state", "whether the alert is resolved"),
        ("labels.alertname", "the title of an event, where there is no summary"),
        ("labels.severity", "whether an alert is critical; those of no severity are left out"),
        ("labels.service", "a service"),
        ("labels.job", "a service, where there is no service"),
        ("labels.namespace", "a service, where there is neither"),
        ("annotations.summary", "the title of an event"),
        ("annotations.description", "the text of an event"),
        ("annotations.runbook_url", "a link"),
        ("generatorURL", "a link"),
        ("rules.alerts.activeAt", "the time of an event, of a rule of Prometheus"),
        ("rules.alerts.labels.alertname", "the title of an event, where there is no summary"),
        ("rules.alerts.labels.severity", "whether an alert is critical"),
        ("rules.alerts.labels.service", "a service"),
        ("rules.alerts.annotations.summary", "the title of an event"),
        ("rules.alerts.annotations.description", "the text of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let has_name = record.get("labels").is_some_and(|labels| labels.has_any(&["alertname"]));
    let is_alert = has_name && record.has_any(&["startsAt", "activeAt"]);
    let rule = record.get("rules").and_then(Outline::first);
    let is_group = rule.is_some_and(|rule| rule.has_all(&["query", "type"]));
    if is_alert || is_group { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An alert.
    Alert { fingerprint, status, labels, annotations,
        #[serde(rename = "startsAt", alias = "activeAt")]
        starts_at,
        #[serde(rename = "endsAt")]
        ends_at,
        #[serde(rename = "updatedAt")]
        updated_at,
        #[serde(rename = "generatorURL")]
        generator_url,
    }
}

record! {
    /// What it is labelled and annotated with.
    Words { alertname, severity, service, job, namespace, summary, description, runbook_url }
}

record! { Group { rules } }
record! { Rule { alerts } }

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    if rows.list() != "groups" {
        return of_alert(json, rows, context);
    }
    // A group of rules of Prometheus, each with the alerts that it fires.
    let group: Group<'_> = context.object(json)?;
    let mut found = Vec::new();
    context.take_list("rules", group.rules, &mut |context, json| {
        let Some(rule) = context.object::<Rule<'_>>(json) else { return };
        context.take_list("alerts", rule.alerts, &mut |context, json| found.extend(of_alert(json, rows, context)));
    });
    Found::several(found)
}

fn of_alert<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let alert: Alert<'_> = context.object(json)?;
    let mut words_at =
        |key: &'static str, field: Field<'a>| context.take_object::<Words<'_>>(key, field).unwrap_or_default();
    let (labels, annotations) = (words_at("labels", alert.labels), words_at("annotations", alert.annotations));
    let start = context.take_time("startsAt", alert.starts_at)?;
    // A webhook says "resolved"; the API has no such state, and its end may be a guess in the future.
    let updated = context.take_time("updatedAt", alert.updated_at);
    let end = context.take_time("endsAt", alert.ends_at).filter(|end| end.at >= start.at);
    let end = match alert.status {
        Some(status) if status.get().starts_with('{') => {
            end.filter(|end| updated.is_some_and(|updated| end.at <= updated.at))
        }
        status => end.filter(|_| context.take_text("status", status).as_deref() == Some("resolved")),
    };
    let (name, grade, service_name) = context.at_key("labels", |context| {
        let name = context.take_text("alertname", labels.alertname).unwrap_or_default();
        let grade = context.take_text("severity", labels.severity).unwrap_or_default();
        let of_service = context.take_text("service", labels.service);
        let of_service = of_service.or_else(|| context.take_text("job", labels.job));
        (name, grade, of_service.or_else(|| context.take_text("namespace", labels.namespace)))
    });
    // An alert that always fires, to show that alerts arrive.
    if grade == "none" || name == "Watchdog" {
        return None;
    }
    let (summary, description, runbook) = context.at_key("annotations", |context| {
        let summary = context.take_text("summary", annotations.summary);
        let description = context.take_text("description", annotations.description);
        (summary, description, context.take_text("runbook_url", annotations.runbook_url))
    });
    let mut fired = event(Some(start), summary.as_deref().unwrap_or(&name), &name, EventKind::Detection);
    let id = context.take_text("fingerprint", alert.fingerprint).unwrap_or_else(|| name.clone());
    fired.id = EventId::new(&format!("{id}-{}", start.at.ms()));
    fired.until = end;
    fired.actor = Some("Alertmanager".into());
    fired.milestone = (grade == "critical").then_some(Milestone::Detected);
    fired.details = description.map(|text| [&*name, ": ", &*text].concat().into()).or(fired.details);
    fired.links.extend(runbook.and_then(|url| link_to(&url, "Runbook")));
    let generator = context.take_text("generatorURL", alert.generator_url);
    fired.links.extend(generator.and_then(|url| link_to(&url, "Graph")));
    let mut incident = Incident::default();
    if let Some(name) = service_name {
        fired.services.push((&*name).into());
        incident.services.push(service(&name));
    }
    incident.title = fired.title.clone();
    incident.timeline.push(fired);
    let cut = rows.member("truncatedAlerts").filter(|count| !matches!(count.get(), "0" | "null"));
    if let Some(count) = cut.filter(|_| rows.current.get() == 0) {
        context.report(ProblemKind::LeftOut { found: format!("truncatedAlerts: {}", count.get()).into() });
    }
    Some(Found::evidence(incident, "alerts"))
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::entries;
    use crate::formats::readers::testing::{incident, problems};

    const API: &str = r#"[{"annotations":{"summary":"Errors at checkout"},"startsAt":"2026-03-04T13:34:00.000Z","endsAt":"2026-03-04T13:42:00.000Z","updatedAt":"2026-03-04T13:38:00.000Z","fingerprint":"f1","status":{"state":"active"},"labels":{"alertname":"ErrorRate","severity":"critical","service":"checkout"}}]"#;

    fn webhook(status: &str, end: &str, cut: u32) -> String {
        format!(
            r#"{{"receiver":"pager","status":"{status}","alerts":[{{"status":"{status}","labels":{{"alertname":"ErrorRate","severity":"page","job":"api"}},"annotations":{{}},"startsAt":"2026-03-04T13:34:00Z","endsAt":"{end}","fingerprint":"f1"}}],"version":"4","groupKey":"g","truncatedAlerts":{cut}}}"#
        )
    }

    #[test]
    fn traps() {
        let (firing, resolved) =
            (webhook("firing", "0001-01-01T00:00:00Z", 0), webhook("resolved", "2026-03-04T14:12:00Z", 0));
        for (text, expected) in [
            (API.to_owned(), vec!["13:34 detection Errors at checkout (Alertmanager: checkout)"]),
            (
                API.replace("13:38:00", "13:43:00"),
                vec!["13:34–13:42 detection Errors at checkout (Alertmanager: checkout)"],
            ),
            (API.replace("critical", "none"), vec![]),
            (firing.clone(), vec!["13:34 detection ErrorRate (Alertmanager: api)"]),
            (
                [firing.as_str(), &resolved, &resolved].join("\n"),
                vec!["13:34–14:12 detection ErrorRate (Alertmanager: api)"],
            ),
            (
                format!("[{{\"labels\":{{}},\"receiver\":{{\"name\":\"x\"}},\"alerts\":{API}}}]"),
                vec!["13:34 detection Errors at checkout (Alertmanager: checkout)"],
            ),
        ] {
            if expected.is_empty() {
                assert_eq!(super::super::page_testing::facts(&text), "", "{text}");
            } else {
                assert_eq!(entries(&text), expected, "{text}");
            }
        }
    }

    #[test]
    fn missing_alerts_are_said_and_evidence_alone_is_no_fault() {
        assert_eq!(problems(&incident(API)), [""; 0]);
        let found = problems(&incident(&webhook("firing", "0001-01-01T00:00:00Z", 3)));
        assert!(found[0].contains("\"truncatedAlerts: 3\""), "{found:?}");
    }

    #[test]
    fn an_answer_of_prometheus_is_read() {
        let text = r#"{"status":"success","data":{"alerts":[{"labels":{"alertname":"HighCPU","severity":"critical"},"annotations":{"summary":"CPU is above 80%"},"state":"firing","activeAt":"2026-03-04T13:34:00Z","value":"85.5"}]}}"#;
        assert_eq!(entries(text), ["13:34 detection CPU is above 80% (Alertmanager: )"]);
    }

    #[test]
    fn rules_of_prometheus_hold_their_alerts() {
        let text = r#"{"status":"success","data":{"groups":[{"name":"shop","file":"r.yml","rules":[{"state":"firing","name":"HighErrors","query":"x > 1","type":"alerting",
            "alerts":[{"labels":{"alertname":"HighErrors","severity":"page","service":"shop"},"annotations":{"summary":"Many errors"},"state":"firing","activeAt":"2026-03-04T13:34:00Z","value":"2"}]},
            {"name":"r","query":"sum(x)","type":"recording"}]},{"name":"idle","rules":[]}]}}"#;
        assert_eq!(entries(text), ["13:34 detection Many errors (Alertmanager: shop)"]);
    }
}

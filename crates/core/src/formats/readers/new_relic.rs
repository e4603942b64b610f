//! New Relic: issues and incidents as its webhooks and its `NerdGraph` tell them, and the incidents and violations of the
//! older API.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link, service, severity, take_name, take_names};
use crate::formats::lenient::text;
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Incident, Milestone, Status, When};
use crate::time::Length;

/// New Relic.
pub static NEW_RELIC: Tool = Tool {
    id: "new-relic",
    name: "New Relic",
    recognised_by: "`issueUrl` or `issueId` with `state`; `incident_id` with `current_state` and `condition_name`; `opened_at` with `condition_name` or `incident_preference`",
    endings: &["json"],
    lists: &["violations", "incidents", "actor", "account", "aiIssues", "issues"],
    fields: &[
        ("id", "the id"),
        ("issueId", "the id"),
        ("incident_id", "the id"),
        ("title", "the title"),
        ("condition_name", "the title, where there is no other"),
        ("conditionName", "the title, where there is no other"),
        ("alertConditionNames", "the title, where there is no other"),
        ("label", "the title, where there is no other"),
        ("details", "the summary"),
        ("state", "the status: closed is resolved"),
        ("current_state", "the status: closed is resolved"),
        ("priority", "the severity"),
        ("severity", "the severity"),
        ("createdAt", "the milestone detected"),
        ("activatedAt", "the milestone detected, where there is no other"),
        ("opened_at", "the milestone detected"),
        ("acknowledgedAt", "the milestone acknowledged"),
        ("closedAt", "the milestone resolved"),
        ("closed_at", "the milestone resolved"),
        ("updatedAt", "which of two states is the later; where a closing is told, the milestone resolved"),
        ("trigger", "whether a closing is told"),
        ("timestamp", "when it was opened, acknowledged or closed, whichever is told"),
        ("duration", "how long it was open when that is told: the milestone detected"),
        ("impactedEntities", "a service"),
        ("entityNames", "a service"),
        ("targets.name", "a service"),
        ("entity.name", "a service"),
        ("policy_name", "a tag"),
        ("policyName", "a tag"),
        ("alertPolicyNames", "a tag"),
        ("issueUrl", "a link"),
        ("incident_url", "a link"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_issue = record.has_any(&["issueUrl", "issueId"]) && record.has_all(&["state"]);
    let is_new = is_issue && record.has_any(&["createdAt", "activatedAt", "alertPolicyNames", "conditionName"]);
    let is_old = record.has_all(&["incident_id", "current_state", "condition_name"]);
    let is_opened = record.get("opened_at").is_some() && record.has_any(&["condition_name", "incident_preference"]);
    if is_new || is_old || is_opened { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An issue, an incident or a violation.
    Row { id, incident_id, title, condition_name, label, details, state, current_state, priority, severity, opened_at, closed_at,
        trigger, timestamp, duration, targets, entity, policy_name, incident_url,
        #[serde(rename = "issueId")]
        issue_id,
        #[serde(rename = "conditionName")]
        condition,
        #[serde(rename = "alertConditionNames")]
        conditions,
        #[serde(rename = "createdAt")]
        created,
        #[serde(rename = "activatedAt")]
        activated,
        #[serde(rename = "acknowledgedAt")]
        acknowledged,
        #[serde(rename = "closedAt")]
        closed,
        #[serde(rename = "updatedAt")]
        updated,
        #[serde(rename = "impactedEntities")]
        impacted,
        #[serde(rename = "entityNames")]
        entities,
        #[serde(rename = "policyName")]
        policy,
        #[serde(rename = "alertPolicyNames")]
        policies,
        #[serde(rename = "issueUrl")]
        issue_url,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let mut incident =
        Incident { summary: context.take_text("details", row.details).map(Into::into), ..title(&row, context) };
    let state = context.take_text("state", row.state).or_else(|| context.take_text("current_state", row.current_state));
    let state = state.unwrap_or_default().to_lowercase();
    let grade = context.take_text("priority", row.priority).or_else(|| context.take_text("severity", row.severity));
    incident.severity = grade.and_then(|word| severity(&word));
    let mut names = take_either(context, "impactedEntities", row.impacted);
    names.extend(take_either(context, "entityNames", row.entities));
    names.extend(take_names(context, "targets", row.targets, &["name"]));
    names.extend(take_name(context, "entity", row.entity, &["name"]).map(Into::into));
    names.retain(|name| !name.trim().is_empty());
    incident.services = names.iter().map(|name| service(name)).collect();
    for (key, policies) in
        [("policy_name", row.policy_name), ("policyName", row.policy), ("alertPolicyNames", row.policies)]
    {
        incident.tags.extend(take_either(context, key, policies));
    }
    for (key, url) in [("issueUrl", row.issue_url), ("incident_url", row.incident_url)] {
        incident.links.extend(context.take_text(key, url).and_then(|url| link(&url)));
    }
    let updated = times(&row, &state, &mut incident, context);
    let is_over = matches!(&*state, "closed" | "close" | "resolved") || incident.milestones.resolved.is_some();
    let is_known = !state.is_empty() || row.opened_at.is_some();
    incident.status = is_known.then_some(if is_over { Status::Resolved } else { Status::Ongoing });
    for (milestone, title, kind) in [
        (Milestone::Detected, "Opened", EventKind::Detection),
        (Milestone::Acknowledged, "Acknowledged", EventKind::Response),
        (Milestone::Resolved, "Closed", EventKind::Recovery),
    ] {
        let at = incident.milestones.get(milestone);
        incident.timeline.extend(at.map(|at| event(Some(at), title, "", kind)));
    }
    let kind = if row.opened_at.is_some() && row.condition_name.is_some() { "violations" } else { "incidents" };
    Some(Found::incident(incident, kind).updated(updated))
}

/// An incident with its id and title.
fn title(row: &Row<'_>, context: &mut Context<'_>) -> Incident {
    let id = context.take_word("issueId", row.issue_id).or_else(|| context.take_word("incident_id", row.incident_id));
    let id = id.or_else(|| context.take_word("id", row.id)).unwrap_or_default();
    let mut titles = take_either(context, "title", row.title);
    for (key, field) in [
        ("condition_name", row.condition_name),
        ("conditionName", row.condition),
        ("alertConditionNames", row.conditions),
        ("label", row.label),
    ] {
        if titles.is_empty() {
            titles = take_either(context, key, field);
        }
    }
    let title = titles.into_iter().next().unwrap_or_else(|| format!("Incident {id}").into());
    Incident { id: id.into(), title, ..Incident::default() }
}

/// The milestones of an incident; when it was last changed.
fn times(row: &Row<'_>, state: &str, incident: &mut Incident, context: &mut Context<'_>) -> Option<When> {
    let milestones = &mut incident.milestones;
    let created =
        context.take_time("createdAt", row.created).or_else(|| context.take_time("activatedAt", row.activated));
    milestones.detected = created.or_else(|| context.take_time("opened_at", row.opened_at));
    milestones.acknowledged = context.take_time("acknowledgedAt", row.acknowledged);
    let closed = context.take_time("closedAt", row.closed).or_else(|| context.take_time("closed_at", row.closed_at));
    milestones.resolved = closed;
    let updated = context.take_time("updatedAt", row.updated);
    let trigger = context.take_text("trigger", row.trigger).unwrap_or_default();
    if state == "closed" && trigger.ends_with("CLOSED") {
        milestones.resolved = milestones.resolved.or(updated);
    }
    // An older webhook tells one change: when it was, and for how many milliseconds the incident was open by then.
    let told = row.current_state.and_then(|_| context.take_time("timestamp", row.timestamp));
    let open_for = context.take_number("duration", row.duration.filter(|_| told.is_some()));
    match state {
        "open" => milestones.detected = milestones.detected.or(told),
        "acknowledged" => milestones.acknowledged = milestones.acknowledged.or(told),
        "closed" => milestones.resolved = milestones.resolved.or(told),
        _ => {}
    }
    milestones.detected = milestones.detected.or_else(|| before(told?, open_for?));
    updated.or(told)
}

/// The moment so many milliseconds before another.
#[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
fn before(when: When, ms: f64) -> Option<When> {
    /// A hundred years.
    const MOST: f64 = 3.2e12;
    let length = (1.0..MOST).contains(&ms).then(|| Length::from_ms(-(ms.round() as i64)))?;
    Some(When { at: when.at.plus(length), day_only: false })
}

/// The texts of a field that holds one, or a list of them.
fn take_either(context: &mut Context<'_>, key: &'static str, field: Field<'_>) -> Vec<Box<str>> {
    match field {
        Some(json) if text(json).is_none() && json.get().starts_with('[') => take_names(context, key, field, &["name"]),
        field => context.take_text(key, field).map(Into::into).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::readers::testing::{catalog, incident, milestones, problems, seed};

    fn told(text: &str) -> String {
        let reading = incident(text);
        assert_eq!(problems(&reading), [""; 0], "{text}");
        let found = reading.incident;
        let services: Vec<&str> = found.services.iter().map(|service| &*service.name).collect();
        format!("{} · {} · {}", found.title, milestones(&found), services.join(", "))
    }

    #[test]
    fn issues_of_webhooks() {
        let issue = r#"{"id":"95a9","issueUrl":"https://example.com/i","title":"CPU is > 2 on 'High CPU'","priority":"CRITICAL","impactedEntities":["app-1"],"state":"CLOSED","trigger":"INCIDENT_CLOSED",
            "createdAt":1772631240000,"updatedAt":1772635500000,"alertPolicyNames":["Golden"],"alertConditionNames":["High CPU"]}"#;
        for (from, to, expected) in [
            ("", "", "CPU is > 2 on 'High CPU' · d 13:34 r 14:45 · app-1"),
            ("INCIDENT_CLOSED", "STATE_CHANGE", "CPU is > 2 on 'High CPU' · d 13:34 · app-1"),
            (r#""CLOSED""#, r#""ACTIVATED""#, "CPU is > 2 on 'High CPU' · d 13:34 · app-1"),
            (r#""title":"CPU is > 2 on 'High CPU'","#, "", "High CPU · d 13:34 r 14:45 · app-1"),
        ] {
            assert_eq!(told(&issue.replacen(from, to, 1)), expected, "{from} → {to}");
        }
    }

    #[test]
    fn older_webhooks_tell_one_change_each() {
        let change = |state: &str, at: u64, open_for: u64| {
            format!(
                r#"{{"incident_id":7,"current_state":"{state}","condition_name":"Errors","policy_name":"P","event_type":"INCIDENT","severity":"CRITICAL","targets":[{{"name":"shop"}}],"timestamp":{at},"duration":{open_for}}}"#
            )
        };
        let closed = change("closed", 1_772_635_500_000, 4_260_000);
        assert_eq!(told(&change("open", 1_772_631_240_000, 0)), "Errors · d 13:34 · shop");
        assert_eq!(told(&change("acknowledged", 1_772_631_540_000, 300_000)), "Errors · d 13:34 a 13:39 · shop");
        assert_eq!(told(&closed), "Errors · d 13:34 r 14:45 · shop");
        let both = format!("{}\n{closed}\n", change("open", 1_772_631_240_000, 0));
        assert_eq!(catalog(&both).entries.len(), 1);
    }

    #[test]
    fn seeds_are_recognised() {
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/new-relic-1")),
            ["Slow · resolved · d 13:34 r 14:45 · shop", "Errors · ongoing · d 13:34 · "]
        );
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/new-relic-2")),
            ["Slow · resolved · d 13:34 a 13:39 r 14:45 · shop"]
        );
    }
}
